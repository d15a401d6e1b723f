"""Harm done to something by somebody, as a noun phrase tells it."""

from rashomon.reading.causes.candidates import Candidate, Stretch
from rashomon.resources.lists import classes


def damage(stretch: Stretch, noun: int) -> Candidate | None:
    """Frames such as "the damage caused to Y by X", "the harm done by X to Y"; by the order of words."""
    layers = stretch.layers
    stop = min(noun + 16, layers.sentences[layers.sentence_of(noun)][1])
    listed = layers.tokens[noun].lemma in classes("causes")["damage_noun"]
    if (
        not listed
        or noun + 2 >= stop
        or layers.tokens[noun + 1].lemma not in {"cause", "do", "inflict", "deal", "wreak"}
    ):
        return None
    place = {layers.word(i).lower(): i for i in range(stop - 1, noun + 1, -1)}
    by, to = place.get("by"), min((place[p] for p in ("to", "on", "upon") if p in place), default=None)
    if by is None or to is None:
        return None
    first, second = min(by, to), max(by, to)
    last = stretch.object(second)
    end = stretch.extents.phrase(last, {noun, noun + 1}) if last is not None else None
    if (
        end is None
        or any(layers.tokens[i].upos in {"PUNCT", "AUX"} for i in range(first, second))
        or first + 1 >= second
    ):
        return None
    spans = {first: (first + 1, second), second: (second + 1, max(end[1], second + 2))}
    return Candidate(noun + 1, spans[by], spans[to], ((noun, noun + 2),), -1, "noun: damage", 0.85)

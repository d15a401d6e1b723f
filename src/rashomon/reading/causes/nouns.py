"""Causes told by nouns and adjectives: "the root of Y is X", "X is to blame for Y", "behind Y lies X"."""

from collections.abc import Iterator
from functools import cache

from rashomon.model.statement import Factuality
from rashomon.reading.causes.candidates import Candidate, Stretch
from rashomon.reading.causes.connectives import previous_sentence
from rashomon.reading.causes.extents import after_be
from rashomon.reading.causes.harm import damage
from rashomon.reading.causes.verbs import listed_polarity
from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes

_OF = ("of", "for", "behind", "to", "in")


@cache
def causal_nouns() -> frozenset[str]:
    """Nouns and adjectives that any frame may turn on."""
    kinds = [k for k in classes("causes") if k.endswith(("_noun", "_adj"))]
    return frozenset(w for k in kinds for w in classes("causes")[k]) | _WHAT


def noun_causes(stretch: Stretch, noun: int) -> Iterator[Candidate]:
    """Causes that one noun or adjective tells."""
    for frame in (_copular, _pointing_back, _by_order, _determines, damage, _effect_on):
        if (found := frame(stretch, noun)) is not None:
            yield found
            return


def _kind(stretch: Stretch, noun: int) -> tuple[str, int | None]:
    """Class of a noun or adjective, and its polarity."""
    lexicon = classes("causes")
    token = stretch.layers.tokens[noun]
    lemma = token.lemma.lower()
    if token.upos in {"NOUN", "PROPN"}:
        for name, polarity in (
            ("cause_noun", 1),
            ("bar_noun", -1),
            ("result_noun", 1),
            ("damage_noun", -1),
            ("boost_noun", 1),
        ):
            if lemma in lexicon[name]:
                return name, polarity
    if lemma in lexicon["cause_adj"]:
        return "cause_adj", 1
    return ("cause_adj", -1) if lemma in lexicon["bar_adj"] else ("", None)


def _copular(stretch: Stretch, noun: int) -> Candidate | None:
    """Frames such as "X is the root of Y", "the root of Y is X", "X is responsible for Y"."""
    layers = stretch.layers
    kind, polarity = _kind(stretch, noun)
    if stretch.opened(noun) in {"in", "at", "under", "out", "of"}:
        return None  # "in danger of"
    other = _of_what(stretch, noun) if kind else None
    end, anchor = across_copula(stretch, noun)
    if other is None or end is None or end == other or _other_sense(layers, noun, other, end):
        return None
    a = after_be(layers, stretch.extents.phrase(end, {noun, other}))
    b = stretch.extents.phrase(other, {end, noun})
    if a is None or b is None or not (a[1] <= b[0] or b[1] <= a[0]):
        return None
    signal = (noun, noun + 1)
    if kind == "result_noun":
        way = -1 if layers.tokens[noun].lemma == "victim" else polarity
        return Candidate(anchor, b, a, (signal,), way, "noun: result", 0.72)
    held: Factuality = "CT-" if any(layers.tokens[c].lemma == "no" for c in layers.children(noun)) else "CT+"
    trust = 0.75 if kind in {"cause_noun", "bar_noun"} else 0.6
    return Candidate(anchor, a, b, (signal,), polarity, f"noun: {kind[:-5]}", trust, held=held)


def _other_sense(layers: Layers, noun: int, other: int, end: int) -> bool:
    """Whether a duty is told, "responsible for paying", or how an answer was: "it was no success"."""
    lemma = layers.tokens[noun].lemma
    if lemma == "responsible":
        return layers.tokens[other].upos == "VERB"
    denied = any(layers.tokens[c].lemma in {"not", "no"} for c in layers.children(end))
    return denied and lemma in {"response", "reaction"}


def _pointing_back(stretch: Stretch, noun: int) -> Candidate | None:
    """Frames such as "The cause was X": the effect is told in the sentence before."""
    layers = stretch.layers
    token = layers.tokens[noun]
    sentence = layers.sentences[layers.sentence_of(noun)]
    named = token.lemma in {"cause", "reason", "culprit", "trigger"} and token.deprel.startswith("nsubj")
    if (
        not named
        or noun - sentence[0] > 2
        or noun + 1 >= sentence[1]
        or layers.tokens[noun + 1].lemma != "be"
    ):
        return None
    if token.head <= noun + 1 or layers.word(noun + 2).lower() in {"not", "that", "to"}:
        return None
    cause = after_be(layers, stretch.extents.block(token.head, {noun}))
    effect = previous_sentence(stretch, sentence)
    if cause is None or effect is None or cause[0] <= noun:
        return None
    return Candidate(token.head, cause, effect, ((noun, noun + 2),), 1, "noun: pointing-back", 0.7)


def _by_order(stretch: Stretch, noun: int) -> Candidate | None:
    """The frames of `_copular` by the order of words alone, where the tree lost the copula."""
    layers = stretch.layers
    kind, polarity = _kind(stretch, noun)
    start, end = layers.sentences[layers.sentence_of(noun)]
    if (
        kind not in {"cause_noun", "bar_noun", "result_noun"}
        or noun + 2 >= end
        or layers.word(noun + 1).lower() not in _OF
    ):
        return None
    inner = stretch.object(noun + 1)
    other = stretch.extents.phrase(inner, {noun, noun + 1}) if inner is not None else None
    if other is None:
        return None
    other = max(other[0], noun + 2), other[1]
    before = noun - 1
    while before > start and layers.tokens[before].upos in {"DET", "ADJ", "ADV", "NOUN"}:
        before -= 1
    if (
        layers.tokens[before].lemma == "be"
        and before > start
        and layers.tokens[before - 1].upos in {"NOUN", "PROPN", "ADJ"}
    ):
        first = stretch.extents.phrase(before - 1, {noun})
        end_ = (stretch.extents.opening(first[0]), before) if first is not None else None
        anchor = noun
    elif other[1] + 1 < end and layers.tokens[other[1]].lemma == "be" and kind != "result_noun":
        last = stretch.object(other[1])
        end_ = stretch.extents.phrase(last, {noun}) if last is not None else None
        end_ = (other[1] + 1, end_[1]) if end_ is not None and end_[1] > other[1] + 1 else None
        anchor = last if last is not None else noun
    else:
        return None
    if end_ is None or end_[0] >= end_[1] or (end_[0] < other[1] and other[0] < end_[1]):
        return None
    a, b = (other, end_) if kind == "result_noun" else (end_, other)
    return Candidate(anchor, a, b, ((noun, noun + 1),), polarity, f"noun: {kind[:-5]}", 0.7)


def _determines(stretch: Stretch, noun: int) -> Candidate | None:
    """Frames such as "the point that determines Y is X"."""
    layers = stretch.layers
    predicate = layers.tokens[noun].head
    verb = layers.child(noun, "acl")
    if verb is None or predicate <= verb or layers.child(predicate, "cop") is None:
        return None
    what = layers.child(verb, "obj")
    polarity = 1 if layers.tokens[verb].lemma in _DECIDING else listed_polarity(layers, verb)
    if (
        what is None
        or what < verb
        or polarity is None
        or layers.tokens[predicate].upos not in {"NOUN", "PROPN"}
    ):
        return None
    cause = after_be(layers, stretch.extents.phrase(predicate, {noun}))
    effect = stretch.extents.phrase(what, {verb})
    if cause is None or effect is None or effect[1] > cause[0]:
        return None
    return Candidate(verb, cause, effect, ((verb, verb + 1),), polarity, "noun: determines", 0.75)


_ROOTS = {"at the root of", "at the heart of", "at the bottom of", "at the core of"}
_WHAT = frozenset({"point", "thing", "issue", "aspect", "element"})
"""Nouns of "the point that determines Y is X"."""
_DECIDING = {"determine", "explain", "shape", "dictate", "govern", "decide", "influence"}


def across_copula(stretch: Stretch, noun: int) -> tuple[int | None, int]:
    """What a noun is said to be, or what is said to be it; and the predicate."""
    layers = stretch.layers
    if layers.child(noun, "cop") is not None:
        return layers.child(noun, "nsubj", "csubj"), noun
    head = layers.tokens[noun].head
    named = layers.tokens[noun].deprel.startswith("nsubj") and layers.child(head, "cop") is not None
    if not named or layers.tokens[head].upos in {"PRON", "ADV", "ADJ"}:
        return None, noun
    return head, head


def _of_what(stretch: Stretch, noun: int) -> int | None:
    """Y of "the root of Y", "the reason for Y", "the reason why Y"."""
    layers = stretch.layers
    found = stretch.under(noun, *_OF)
    if found is not None:
        return found
    if layers.tokens[noun].lemma == "reason":
        return next(
            (
                c
                for c in layers.children(noun)
                if c > noun
                and layers.tokens[c].deprel.startswith("acl")
                and layers.child(c, "nsubj") is not None
            ),
            None,
        )
    if layers.tokens[noun].lemma == "blame":
        return stretch.under(noun, "for")
    return None


def _effect_on(stretch: Stretch, noun: int) -> Candidate | None:
    """Frames such as "The effect of X on Y"."""
    layers = stretch.layers
    if layers.tokens[noun].lemma not in classes("causes")["effect_noun"]:
        return None
    of, on = stretch.under(noun, "of"), stretch.under(noun, "on", "upon")
    if on is None and of is not None:
        on = stretch.under(of, "on", "upon")
    if of is None or on is None or of >= on:
        return None
    cause, effect = stretch.extents.phrase(of, {on}), stretch.extents.phrase(on)
    if cause is None or effect is None or cause[1] > effect[0] or stretch.actor(of):
        return None
    polarity = -1 if layers.tokens[noun].lemma in {"toll", "strain"} else None
    return Candidate(noun, cause, effect, ((noun, noun + 1),), polarity, "noun: effect-on", 0.6)


def behind(stretch: Stretch, verb: int) -> Iterator[Candidate]:
    """Frames such as "Behind Y lies X", "X lies behind Y", "X is behind Y", "at the root of Y is X"."""
    layers = stretch.layers
    if layers.tokens[verb].lemma not in {"lie", "be", "stand", "stands", "lurk"}:
        return
    place = _behind_what(stretch, verb)
    if place is None:
        return
    who = layers.child(verb, "nsubj") or next(
        (
            c
            for c in layers.children(verb)
            if c > verb and c != place and layers.tokens[c].upos in {"NOUN", "ADJ", "VERB"}
        ),
        None,
    )
    if who is None or stretch.actor(who):
        return
    cause, effect = stretch.extents.phrase(who, {place}), stretch.extents.phrase(place)
    if cause is not None and effect is not None and (cause[1] <= effect[0] or effect[1] <= cause[0]):
        yield Candidate(verb, cause, effect, (((verb), verb + 1),), 1, "behind", 0.75)


def _behind_what(stretch: Stretch, verb: int) -> int | None:
    layers = stretch.layers
    start, end = layers.sentences[layers.sentence_of(verb)]
    for i in (start, *range(max(start, verb - 6), min(end, verb + 3))):
        if layers.phrase((i, min(i + 4, end))).lower() in _ROOTS:
            return stretch.object(i + 3)
        if layers.word(i).lower() == "behind":
            head = layers.tokens[i].head
            return head if head > i and layers.tokens[head].upos in {"NOUN", "PROPN"} else None
    return None

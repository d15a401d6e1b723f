"""Causes told by an absence: "without X, Y", "no Y without X"."""

from rashomon.model.annotation import Span
from rashomon.reading.causes.candidates import Candidate, Stretch
from rashomon.reading.directions import direction

_MODAL = {"can", "could", "would", "will", "may", "might", "shall", "should", "must", "risk", "face"}
_NO = {"no", "not", "n't", "n’t", "never", "nobody", "nothing", "cannot", "none"}


def without(stretch: Stretch, run: Span) -> Candidate | None:
    """Frames such as "Without X, Y" and "no Y without X": the lack of X brings Y."""
    layers, at = stretch.layers, run[0]
    sentence = layers.sentences[layers.sentence_of(at)]
    before = layers.word(at - 1).lower() if at > sentence[0] else ""
    head = layers.tokens[at].head
    named = layers.tokens[at].deprel == "case" and at < head and layers.tokens[head].upos in {"NOUN", "PROPN"}
    what = head if named else stretch.object(at)
    cause = stretch.extents.phrase(what, {at}) if what is not None else None
    if what is None or cause is None or layers.tokens[what].upos == "VERB":
        return None  # a manner of doing: "without saying a word she left"
    cause = run[1], _first_phrase(stretch, run[1], cause[1])
    if before in {"", ",", "that", '"', "“", "and", "but"}:
        outer = next((i for i in range(cause[1], sentence[1]) if _predicate(stretch, i)), None)
        found = stretch.extents.block(outer, {at, *range(*cause)}) if outer is not None else None
        effect = (max(found[0], cause[1]), found[1]) if found is not None else None
        if outer is not None and effect is not None and not _follows(stretch, outer, effect):
            return None  # "without a coat she walked on"
    else:
        outer = next((i for i in range(at - 1, sentence[0], -1) if _predicate(stretch, i)), None)
        denied = outer is not None and _denied(stretch, outer)
        found = stretch.extents.block(outer, {at, *range(*cause)}) if outer is not None and denied else None
        effect = (found[0], min(found[1], at)) if found is not None else None
    if outer is None or effect is None or effect[1] - effect[0] < 2:
        return None
    if layers.word(effect[0]) == "," and effect[1] - effect[0] > 2:
        effect = effect[0] + 1, effect[1]
    denied = effect[0] < run[0]
    return Candidate(
        outer, cause, effect, (run,), 1, "without", 0.7, cause_way=-1, effect_way=-1 if denied else 0
    )


def _denied(stretch: Stretch, verb: int) -> bool:
    """Whether a clause, its subject or the verb above it is denied."""
    layers = stretch.layers
    near = [verb, layers.tokens[verb].head, *layers.children(verb)]
    near += [c for w in near[2:] if layers.tokens[w].deprel.startswith("nsubj") for c in layers.children(w)]
    above = near[1]
    near += layers.children(above) if above >= 0 and layers.tokens[verb].deprel == "xcomp" else []
    return any(w >= 0 and layers.word(w).lower() in _NO for w in near)


def _follows(stretch: Stretch, verb: int, effect: Span) -> bool:
    """Whether a clause can follow from an absence: it is denied, only possible, or tells of more or less."""
    layers = stretch.layers
    helped = any(layers.tokens[c].lemma in _MODAL for c in layers.children(verb))
    return helped or _denied(stretch, verb) or direction(layers, effect, effect=True) is not None


def _first_phrase(stretch: Stretch, start: int, end: int) -> int:
    """End of the first noun phrase, before the article of the next one: "a deal | the port"."""
    tokens = stretch.layers.tokens
    for i in range(start + 1, end):
        if tokens[i].upos in {"DET", "PUNCT", "PRON"} and tokens[i - 1].upos in {"NOUN", "PROPN"}:
            return i
    return end


def _predicate(stretch: Stretch, word: int) -> bool:
    """Whether a clause with a subject of its own turns on the word."""
    return (
        stretch.layers.tokens[word].upos in {"VERB", "AUX", "ADJ"}
        and stretch.layers.child(word, "nsubj", "expl") is not None
    )

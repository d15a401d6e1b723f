"""Tense of clauses, from auxiliaries and verb forms (the parse has no morphological features)."""

from collections.abc import Iterator
from functools import lru_cache

import lemminflect

from rashomon.model.statement import Time
from rashomon.reading.parsing.layers import Layers

_FUTURE = {"will", "'ll", "wo", "shall"}
_OPEN = {"may", "might", "could", "would", "should", "must", "'d"}
_PAST = {"was", "were", "did", "had", "has", "'ve"}
_PRESENT = {"is", "are", "am", "'s", "'re", "'m", "do", "does", "ca", "can"}

_AWAITING = {"expect", "due", "schedule", "slate"}
"""Predicates whose subject is still to come, or to do something: "is expected to fall", "is due"."""


def time(layers: Layers, word: int) -> Time | None:
    """Past, present or future of the clause that holds the word; None where no finite verb tells."""
    for at in upwards(layers, word):
        if found := _tense(layers, at):
            return found
    return None


def upwards(layers: Layers, word: int) -> Iterator[int]:
    """The word and those above it, to the root of its sentence."""
    while word >= 0:
        yield word
        word = layers.tokens[word].head


@lru_cache(maxsize=50_000)
def preterites(lemma: str) -> frozenset[str]:
    """Past tense forms of a verb."""
    return frozenset(lemminflect.getInflection(lemma, tag="VBD"))


def _tense(layers: Layers, at: int) -> Time | None:
    """Tense of the clause that the word heads."""
    helpers = [
        layers.word(c).lower().replace("’", "'")
        for c in layers.children(at)
        if layers.tokens[c].deprel.partition(":")[0] in {"aux", "cop"}
    ]
    if helpers:
        return _of_helpers(layers, at, helpers)
    token = layers.tokens[at]
    return _of_form(layers, at) if token.upos in {"VERB", "AUX"} else None


def _of_helpers(layers: Layers, at: int, helpers: list[str]) -> Time | None:
    plain = set(helpers)
    if plain & _FUTURE or (layers.tokens[at].lemma == "go" and layers.child(at, "xcomp") is not None):
        return "future"
    if plain & _OPEN:
        return "past" if "have" in helpers[1:] else "future"
    if layers.tokens[at].lemma in _AWAITING and plain & _PRESENT and layers.child(at, "ccomp") is None:
        return "future"
    if plain & _PAST or helpers[0] == "have":
        return "past"
    return "present" if plain & _PRESENT else None


def _of_form(layers: Layers, at: int) -> Time | None:
    token, form = layers.tokens[at], layers.word(at).lower()
    mark = layers.child(at, "mark")
    if mark is not None and layers.tokens[mark].lemma == "to":
        return "future" if token.deprel == "root" else None  # a headline's "Talks to resume"
    if token.deprel.partition(":")[0] not in {"acl", "amod"} and form in preterites(token.lemma):
        return "past"
    if form.endswith("ing") and form != token.lemma:
        return None
    return "present" if form != token.lemma or layers.child(at, "nsubj") is not None else None

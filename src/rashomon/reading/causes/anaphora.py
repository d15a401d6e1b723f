"""What the pronouns and pointing words of a cause's ends stand for."""

from rashomon.model.annotation import Span
from rashomon.reading.causes.candidates import Stretch
from rashomon.reading.causes.connectives import previous_sentence

_POINTING = {"this", "these", "that", "those", "such"}
_BACK = 2
"""Sentences looked back for what was named in full."""


def resolved(stretch: Stretch, span: Span) -> Span | None:
    """What an end stands for.

    A lone "this" or "which" is the clause before; "these steps" are the steps towards X that the sentences
    before tell of. None for pronouns that nothing resolves.
    """
    layers = stretch.layers
    if span[1] - span[0] > 1 or layers.tokens[span[0]].upos not in {"PRON", "DET", "SCONJ"}:
        return _named_before(stretch, span) or span
    if layers.word(span[0]).lower() not in {"this", "that", "which"}:
        return None
    sentence = layers.sentences[layers.sentence_of(span[0])]
    if span[0] - sentence[0] < 3:
        return previous_sentence(stretch, sentence)
    verb = layers.tokens[span[0]].head  # ", and that would hurt Y"
    before = layers.tokens[verb].head if verb > span[0] else -1
    joined = layers.tokens[verb].deprel.partition(":")[0] in {"conj", "parataxis"}
    if not joined or not 0 <= before < span[0] or layers.tokens[before].upos != "VERB":
        return None
    return stretch.extents.block(before, {verb})


def _named_before(stretch: Stretch, span: Span) -> Span | None:
    """The full phrase before with the same noun, for "these steps" and "such a move"."""
    layers = stretch.layers
    head = layers.head_of(span)
    if layers.word(span[0]).lower() not in _POINTING or layers.tokens[head].upos != "NOUN":
        return None
    if head != span[1] - 1 or head - span[0] > 2:
        return None
    index = layers.sentence_of(head)
    start = layers.sentences[max(0, index - _BACK)][0]
    for i in range(layers.sentences[index][0] - 1, start - 1, -1):
        token = layers.tokens[i]
        if token.upos == "NOUN" and token.lemma == layers.tokens[head].lemma:
            phrase = stretch.extents.phrase(i)
            return phrase if phrase is not None and phrase[1] - i > 1 else None
    return None

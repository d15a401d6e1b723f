"""Rejections of what was just said: "This is not true", "The ministry rejected the claim"."""

from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes

LONGEST = 12
"""Words of a sentence that does nothing but reject."""


def rejections(layers: Layers) -> list[int]:
    """Words that call false what their subject stands for ("this", "that", "it", "the claim")."""
    return [
        i
        for i, token in enumerate(layers.tokens)
        if token.upos in {"ADJ", "NOUN", "VERB", "ADV"} and _rejects(layers, i)
    ]


def _rejects(layers: Layers, i: int) -> bool:
    lexicon, lemma = classes("reporting"), layers.tokens[i].lemma.lower()
    if lemma not in lexicon["false"] and lemma not in lexicon["true"]:
        return False
    subject, copula = layers.child(i, "nsubj"), layers.child(i, "cop")
    if subject is None and copula is not None:
        subject = _claimed(layers, i, copula)
    if subject is None or copula is None:
        return False
    negated = any(
        layers.tokens[c].lemma in {"not", "never", "hardly", "no", "n't"}
        for c in layers.children(i)
        if layers.tokens[c].deprel in {"advmod", "det"}
    )
    if negated != (lemma in lexicon["true"]):
        return False
    if any(_complements(layers, c) for c in layers.children(i)):
        return False
    return anaphoric(layers, subject)


def _complements(layers: Layers, child: int) -> bool:
    """Whether a word makes the rejection one of a clause of its own; "as for", however read, does not."""
    if layers.tokens[child].deprel == "mark":
        return layers.phrase((child, min(child + 2, len(layers.tokens)))).lower() != "as for"
    return layers.tokens[child].deprel in {"ccomp", "csubj", "xcomp"}


def _claimed(layers: Layers, i: int, copula: int) -> int | None:
    """The noun in "his claim that it rose is nonsense", where the whole was read as hanging on it."""
    head = layers.tokens[i].head
    if not 0 <= head < copula or layers.tokens[head].lemma not in classes("reporting")["noun"]:
        return None
    clause = [c for c in layers.children(head) if c > head and layers.tokens[c].deprel in {"acl", "ccomp"}]
    return head if any(layers.subtree(c)[-1] == copula - 1 for c in clause) else None


def anaphoric(layers: Layers, subject: int) -> bool:
    """Whether the subject takes up what was said: a bare demonstrative, or a noun that reports."""
    token = layers.tokens[subject]
    if token.upos in {"PRON", "DET"}:
        return layers.word(subject).lower() in {"this", "that", "it"}
    return token.lemma in classes("reporting")["noun"]


def disputed(layers: Layers, i: int) -> bool:
    """Whether a verb of denial takes up what was said: "rejected the claim", "denied this"."""
    token, found = layers.tokens[i], layers.child(i, "obj")
    if token.upos != "VERB" or token.lemma not in classes("reporting")["deny"] or found is None:
        return False
    bare = not any(
        layers.tokens[c].deprel.startswith(("acl", "nmod", "ccomp")) for c in layers.children(found)
    )
    return bare and anaphoric(layers, found)

"""The source of a cue: by the tree, and by place where the tree is least sure."""

from rashomon.model.annotation import Span
from rashomon.reading.parsing.layers import Layers, Link

_SPEAKING = {"he", "she", "they", "i", "we"}
_VERBS = {"VERB", "AUX"}
_TITLE = {"NOUN", "PROPN", "ADJ", "DET"}
_BESIDE = {"aux", "obj", "iobj", "obl", "compound", "advmod"}
_SHARES = {"percent", "%", "cent", "majority", "minority", "half", "third", "quarter", "proportion"}
_NOMINAL = {"PROPN", "PRON", "NOUN"}


def source_of(layers: Layers, i: int, depth: int = 0) -> int | None:
    """Head word of the one who does the verb at ``i``: its subject, or a subject that it shares."""
    token = layers.tokens[i]
    passive = layers.child(i, "nsubj:pass") is not None or layers.child(i, "aux:pass") is not None
    if passive and depth == 0:
        return layers.child(i, "obl:agent")
    subject = layers.child(i, "nsubj:pass") if passive else _subject(layers, i)
    inverted = _after(layers, i, subject)
    if inverted is not None:
        return inverted
    if subject is None:
        subject = _misplaced(layers, i, depth)
    if subject is not None:
        relative = layers.tokens[subject].lemma in {"who", "which", "that"} and token.deprel == "acl:relcl"
        if relative:
            return token.head
        return _antecedent(layers, subject)
    for child in layers.children(i):
        own = swallowed(layers, child)
        if own is not None:
            return own
    return None if token.head < 0 or depth > 4 else _shared(layers, i, depth)


def _after(layers: Layers, i: int, subject: int | None) -> int | None:
    """Who speaks in "Prices Fall In Cities Says Ministry", where no comma parts the words said."""
    clause = layers.child(i, "ccomp")
    end = layers.sentences[layers.sentence_of(i)][1]
    if clause is None or clause > i or i + 1 >= end or verbal(layers, i + 1, end):
        return None
    if subject is not None and (not clause < subject < i or layers.tokens[subject].upos == "PRON"):
        return None
    if any(layers.tokens[j].upos == "PUNCT" for j in range(clause, i)):
        return None
    last = layers.head_of((i + 1, end))
    plain = layers.tokens[last].upos in {"NOUN", "PROPN"} and layers.tokens[last].deprel in {"nsubj", "obj"}
    return last if plain else None


def _misplaced(layers: Layers, i: int, depth: int) -> int | None:
    """A subject that was hung elsewhere.

    "Leading many to believe": on the infinitive as its object. Else right before the verb, on one nearby.
    """
    mark = layers.child(i, "mark")
    if layers.tokens[i].deprel == "xcomp" and mark is not None and layers.word(mark) == "to":
        found = layers.child(i, "obj", "iobj")
        if found is not None and found < mark:
            return found
    return i - 1 if depth == 0 and i and layers.tokens[i - 1].deprel.startswith("nsubj") else None


def sharers(layers: Layers, share: int) -> int | None:
    """Those of whom a share is told: "60 percent of bakers", "two thirds of all voters"."""
    if layers.tokens[share].lemma.lower() not in _SHARES or share + 2 >= len(layers.tokens):
        return None
    if layers.word(share + 1).lower() != "of":
        return None
    end = layers.sentences[layers.sentence_of(share)][1]
    for j in range(share + 2, min(share + 6, end)):
        if layers.tokens[j].upos == "NOUN" and (j + 1 >= end or layers.tokens[j + 1].upos != "NOUN"):
            return j
        if layers.tokens[j].upos not in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
            return None
    return None


def cited(layers: Layers, cue: int) -> int | None:
    """Whom a report rests on: "the paper said, citing police"; a head word."""
    start, end = layers.sentences[layers.sentence_of(cue)]
    for i in range(start, end - 1):
        if layers.word(i).lower() in {"citing", "quoting"} and layers.tokens[i].head == cue:
            for j in range(i + 1, end):
                if layers.tokens[j].head == i and layers.tokens[j].deprel.partition(":")[0] == "obj":
                    return j
                if layers.tokens[j].upos in {"PUNCT", "VERB"}:
                    return None
    return None


def swallowed(layers: Layers, noun: int) -> int | None:
    """The subject of a clause that was read as an apposition of a phrase that opens it.

    "According to X, the spokesperson said ...": no comma closes the apposition, and the verb right after
    it has no subject of its own.
    """
    verb = layers.tokens[noun].head
    if layers.tokens[noun].deprel.partition(":")[0] != "obl" or verb < noun:
        return None
    if layers.child(verb, "nsubj", "nsubj:pass") is not None:
        return None
    for child in layers.children(noun):
        if child > noun and layers.tokens[child].deprel == "appos":
            end = layers.subtree(child)[-1] + 1
            helpers = range(end, verb)
            if end <= verb and all(layers.tokens[w].upos in {"AUX", "ADV", "PART"} for w in helpers):
                return child
    return None


def _antecedent(layers: Layers, subject: int) -> int:
    """Whom "who" stands for where its clause was not read as a relative one: the noun before it."""
    at = subject - 1
    if (
        layers.tokens[subject].lemma != "who"
        or at < 1
        or layers.sentence_of(at) != layers.sentence_of(subject)
    ):
        return subject
    if layers.word(at) == ",":
        at -= 1
    if layers.tokens[at].upos not in {"NOUN", "PROPN"}:
        return subject
    while layers.tokens[at].deprel in {"flat", "compound"} and layers.tokens[at].head >= 0:
        at = layers.tokens[at].head
    return at


def _shared(layers: Layers, i: int, depth: int) -> int | None:
    """The subject of a verb that has none of its own."""
    token = layers.tokens[i]
    relation = token.deprel.partition(":")[0]
    if relation == "acl":
        return token.head
    if relation == "xcomp" and layers.child(token.head, "obj") is not None:
        return layers.child(token.head, "obj")
    if relation == "conj" and (subject := _agreeing(layers, i, depth)) is not None:
        return subject
    if relation in {"conj", "xcomp", "advcl", "ccomp"}:
        return source_of(layers, token.head, depth + 1)
    if relation == "parataxis":
        inverted = (
            c for c in layers.children(i) if c > i and layers.tokens[c].deprel in {"obj", "dep", "obl"}
        )
        return next((c for c in inverted if layers.tokens[c].upos in _NOMINAL), None)
    return None


def _agreeing(layers: Layers, i: int, depth: int) -> int | None:
    """The subject further up where the nearest one is in the singular and the verb is not.

    "Many say that the state has failed and think that ...": it is the many who think.
    """
    head = layers.tokens[i].head
    bare = layers.word(i) == layers.tokens[i].lemma and layers.child(i, "aux") is None
    if not bare or layers.tokens[head].deprel != "ccomp" or layers.child(head, "aux") is None:
        return None
    subject = layers.child(head, "nsubj", "nsubj:pass")
    singular = subject is not None and (
        layers.tokens[subject].upos == "PROPN" or layers.word(subject).lower() in {"he", "she", "it"}
    )
    third = any(layers.word(c) in {"does", "is", "has", "was"} for c in layers.children(head))
    return source_of(layers, layers.tokens[head].head, depth + 1) if singular and third else None


def _subject(layers: Layers, i: int) -> int | None:
    """The nearest subject to the left, else one to the right ("said X"), which "told X" has not."""
    found = [c for c in layers.children(i) if layers.tokens[c].deprel in {"nsubj", "nsubj:outer"}]
    left = [c for c in found if c < i]
    if left:
        return left[-1]
    return None if not found or layers.tokens[i].lemma == "tell" else found[0]


def beside(layers: Layers, i: int, link: Link | None) -> Span | None:
    """Words of the source that stands right before its cue: "..., analyst X told Y.".

    Found without the tree, which is least sure at the seam of long reported clauses: a pronoun, a
    name of a person or a learned source, with an apposition between commas or without.
    """
    start, end = layers.sentences[layers.sentence_of(i)]
    at = i
    while at > start and (layers.tokens[at - 1].upos == "ADV" or layers.tokens[at - 1].lemma == "have"):
        at -= 1
    if at > start and layers.tokens[at - 1].upos == "PRON" and layers.word(at - 1).lower() in _SPEAKING:
        return at - 1, at
    if verbal(layers, i + 1, end):
        return None
    found = [n.span for n in layers.names if n.label == "PER" and start < n.span[0] and n.span[1] <= at]
    learned = [s for s in (link.source if link is not None else ()) if start < s[0] and s[1] == at]
    for low, high in [*found[-1:], *learned]:
        aside = high < at and layers.word(high) == "," == layers.word(at - 1) and not verbal(layers, high, at)
        if high == at or aside:
            return low, high
    return None


def verbal(layers: Layers, low: int, high: int) -> bool:
    """Whether any of the words is a verb."""
    return any(layers.tokens[j].upos in _VERBS for j in range(low, high))


def group(layers: Layers, i: int, source: int | None, near: Span | None) -> Span:
    """Words of the cue with its source, auxiliaries and whom it is said to, unbroken."""
    words = {i}
    start, end = layers.sentences[layers.sentence_of(i)]
    for child in layers.children(i):
        if layers.tokens[child].deprel.partition(":")[0] in _BESIDE and abs(child - i) < 12:
            under = layers.subtree(child)
            adjunct = layers.tokens[child].deprel.partition(":")[0] not in {"nsubj", "csubj"}
            apart = adjunct and child < i and any(layers.word(w) == "," for w in range(child + 1, i))
            if not apart and not any(layers.tokens[w].upos == "VERB" for w in under):
                words.update(under)
    if near is not None:
        low = near[0]
        while low > start and layers.tokens[low - 1].upos in _TITLE:
            low -= 1
        words.update(range(low, i))
        if not verbal(layers, i + 1, end):
            words.update(
                range(i, next((j for j in range(i + 1, end) if layers.tokens[j].upos == "PUNCT"), end))
            )
    elif source is not None and layers.tokens[source].head == i and start <= source < end:
        words.update(layers.subtree(source))
    low, high = i, i + 1
    while low > start and low - 1 in words:
        low -= 1
    while high < end and high in words:
        high += 1
    return low, high

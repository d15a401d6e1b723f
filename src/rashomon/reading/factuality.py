"""How far the words themselves commit to what a clause or an event noun says: FactBank's values.

Operators (negation, modals, hedges, wishes, conditions) are gathered from the word up to the root of
its sentence, inner ones first; each either denies, weakens or suspends what stands in its scope
(Saurí and Pustejovsky, FactBank, LRE 2009; implicatives after Karttunen, 1971). Where the tree says
nothing, the learned head may still say that it did not happen or is not meant as a fact.
"""

from collections.abc import Iterator

from rashomon.model.statement import Factuality
from rashomon.reading.parsing.layers import Layers
from rashomon.reading.tense import time, upwards
from rashomon.resources.lists import classes

__all__ = ["combine", "factuality", "is_question", "time"]

UNLIKELY = -0.6
"""UDS score under which a bare, unmarked predicate is not taken as a fact."""

_COMPLEMENTS: tuple[tuple[str, Factuality], ...] = (
    ("failing", "CT-"), ("preventing", "CT-"), ("absence", "CT-"), ("absent", "CT-"),
    ("improbable", "PR-"), ("expected", "PR+"), ("probable", "PR+"), ("possible", "PS+"),
)  # fmt: skip
"""What a governor of each class does to its clause, the first class that fits."""
_BARE = {"probable", "possible"}
"""Classes whose verbs do so to infinitives alone: "seems to help", not "suggests that it helps"."""
_NOUNS: dict[str, tuple[tuple[str, Factuality], ...]] = {
    "compound": (("possible", "PS+"), ("probable_noun", "PR+"), ("open_noun", "UU")),
    "nmod": (
        ("absence", "CT-"), ("possible", "PS+"), ("probable_noun", "PR+"), ("tale", "PR+"),
        ("open_noun", "UU"),
    ),
    "obl": (("calling", "UU"),),
    "obj": (("preventing", "CT-"), ("wanting", "UU")),
    "nsubj": (),
}  # fmt: skip
"""The same for event nouns, by the relation that they stand in."""
_ADJECTIVES: tuple[tuple[str, Factuality], ...] = (
    ("open_adjective", "UU"), ("possible", "PS+"), ("improbable", "PR-"),
    ("probable", "PR+"), ("alleged", "PS+"),
)  # fmt: skip
_ASKING = {"when", "where", "how", "why", "whether", "who", "what", "which"}
_CLAUSAL = {"ccomp", "xcomp", "csubj", "acl", "advcl"}
_NOMINAL = {"obj", "nsubj", "obl", "nmod", "iobj"}
_DENIED: dict[Factuality, Factuality] = {
    "CT+": "CT-", "PR+": "PR-", "PS+": "CT-", "CT-": "CT+", "PR-": "PR+", "PS-": "PS+", "UU": "UU",
}  # fmt: skip
_RANK = {"CT": 0, "PR": 1, "PS": 2}


def combine(inner: Factuality, commitment: Factuality) -> Factuality:
    """What a voice holds of something it commits to only so far.

    Args:
        inner: factuality of the words by themselves.
        commitment: that of the words around them: CT- denies, PR+ and PS+ weaken, UU suspends.
    """
    if "UU" in (inner, commitment):
        return "UU"
    value = _DENIED[inner] if commitment.endswith("-") else inner
    return _weakened(value, commitment[:2])


def factuality(layers: Layers, word: int) -> Factuality:
    """FactBank value of the clause or event that ``word`` heads, within its sentence.

    What a reporting verb adds (said, denied) is left to the voices, but for negation above it
    ("I do not think that it will work" denies that it will).
    """
    if is_question(layers, layers.sentence_of(word)) and _asked(layers, word):
        return "UU"
    value: Factuality = "CT+"
    touched = False
    for operator in _operators(layers, word):
        value = combine(value, operator)
        touched = True
    if not touched and layers.tokens[word].upos == "VERB" and layers.factuality[word] < UNLIKELY:
        return value if time(layers, word) == "future" else "UU"
    return value


def is_question(layers: Layers, sentence: int) -> bool:
    """Whether the sentence asks: a question mark ends it, closing quotes and brackets aside."""
    start, end = layers.sentences[sentence]
    for i in range(end - 1, max(start, end - 4) - 1, -1):
        mark = layers.word(i)
        if "?" in mark:
            return True
        if mark not in "\"'”’)]»!.":
            return False
    return False


def _weakened(value: Factuality, certainty: str) -> Factuality:
    weaker = max(value[:2], certainty, key=lambda c: _RANK[c])
    found: dict[str, Factuality] = {
        "CT+": "CT+", "PR+": "PR+", "PS+": "PS+", "CT-": "CT-", "PR-": "PR-", "PS-": "PS-",
    }  # fmt: skip
    return found[weaker + value[2]]


def _asked(layers: Layers, word: int) -> bool:
    """Whether the question is about the word: nothing between it and the root takes it as given."""
    return not any(layers.tokens[at].deprel == "acl:relcl" for at in upwards(layers, word))


def _operators(layers: Layers, word: int) -> Iterator[Factuality]:
    """Operators over the word, innermost first."""
    below, shared = -1, True
    for at in upwards(layers, word):
        token = layers.tokens[at]
        through_noun = below >= 0 and _nominal_step(layers, below, at)
        if shared and (not through_noun or token.upos in {"NOUN", "PROPN", "ADJ"}):
            yield from _own(layers, at, below)
        if token.head < 0:
            return
        relation = token.deprel.partition(":")[0]
        above = _above(layers, at, relation)
        if above is None:
            return
        yield from above
        if not _passes(layers, at, relation):
            return
        shared = relation != "conj" or _shares(layers, at)
        below = at


def _nominal_step(layers: Layers, below: int, at: int) -> bool:
    return layers.tokens[below].deprel.partition(":")[0] in _NOMINAL and layers.tokens[at].upos != "VERB"


def _own(layers: Layers, at: int, below: int) -> Iterator[Factuality]:
    """Operators among a word's own dependents; ``below`` is the one that we came from."""
    lexicon = classes("factuality")
    denied = asserted = False
    outer: list[Factuality] = []
    if below < 0 and at and layers.tokens[at - 1].lemma in lexicon["seeming"]:
        outer.append("PR+")  # "an apparent murder", wherever the parse hangs the adjective
    for child in layers.children(at):
        if _denies(layers, child, below):
            denied = True
            continue
        outer += _weakens(layers, at, child, below)
        modal = layers.tokens[child].deprel.startswith("aux")
        asserted = asserted or (modal and layers.word(child).lower() in {"cannot", "can", "ca", "could"})
    if denied:
        yield "CT-"
        if asserted:  # "could not" is no weaker than "did not"
            outer = [o for o in outer if o != "PS+"]
    yield from outer


def _denies(layers: Layers, child: int, below: int) -> bool:
    """Whether a dependent denies its head: "not", "no", "without", "neither has it"."""
    token, lexicon = layers.tokens[child], classes("factuality")
    plain, relation = layers.word(child).lower(), token.deprel.partition(":")[0]
    if relation in {"aux", "cop"} and child and layers.word(child - 1).lower() in {"neither", "nor"}:
        return True  # "Neither has it risen", however the parse hangs the first word
    if relation in {"advmod", "det", "cc", "discourse"} and token.lemma in lexicon["negators"]:
        return not (plain in {"no", "not"} and _only(layers, child))
    if relation in {"nsubj", "obj", "obl"}:
        return child != below and _nothing(layers, child)
    return relation in {"mark", "case"} and token.lemma == "without"


def _weakens(layers: Layers, at: int, child: int, below: int) -> list[Factuality]:
    """What a dependent that does not deny its head makes of it."""
    token, lexicon = layers.tokens[child], classes("factuality")
    plain, relation = layers.word(child).lower(), token.deprel.partition(":")[0]
    if relation == "aux":
        return _modal(layers, at, plain, lexicon)
    if relation in {"advmod", "parataxis", "discourse"}:
        return _adverb(token.lemma, lexicon)
    feared = relation == "nsubj" and child != below and _feared(layers, at, token.lemma)
    headlined = token.deprel == "nmod:unmarked" and child == at + 1  # "rate rise speculation"
    if feared or (headlined and token.lemma.lower() in lexicon["possible"]):
        return ["PS+"]
    if relation == "amod" and below < 0:
        return _described(token.lemma, lexicon)
    if relation == "mark" and plain == "of" and layers.tokens[child - 1].lemma in lexicon["tale"]:
        return ["PR+"]  # "stories of people being beaten"
    return ["UU"] if relation == "advcl" and child != below and _conditional(layers, child) else []


def _feared(layers: Layers, at: int, subject: str) -> bool:
    """Whether a noun says what is feared: "the main worry is a price rise"."""
    return subject in classes("factuality")["feared"] and layers.child(at, "cop") is not None


def _described(lemma: str, lexicon: dict[str, frozenset[str]]) -> list[Factuality]:
    """What an adjective does to its event noun: "a potential rise", "the planned strike"."""
    for kind, value in _ADJECTIVES:
        if lemma in lexicon[kind]:
            return [value]
    return []


def _only(layers: Layers, child: int) -> bool:
    """Negation of part of the clause: "not only", "no longer", "not least"."""
    after = child + 1
    return after < len(layers.tokens) and layers.word(after).lower() in {
        "only",
        "just",
        "least",
        "merely",
        "doubt",
    }


def _nothing(layers: Layers, word: int) -> bool:
    """A subject or object that says that there is none."""
    lexicon = classes("factuality")
    if layers.tokens[word].upos == "PRON" and layers.tokens[word].lemma in lexicon["negators"]:
        return True
    return any(
        layers.tokens[c].deprel == "det" and layers.tokens[c].lemma in {"no", "neither"}
        for c in layers.children(word)
    )


def _modal(layers: Layers, at: int, plain: str, lexicon: dict[str, frozenset[str]]) -> list[Factuality]:
    perfect = any(
        layers.tokens[c].lemma == "have" and layers.tokens[c].deprel == "aux" for c in layers.children(at)
    )
    if plain in lexicon["modal"] or plain == "ca":
        return ["PS+"]
    if plain == "must":
        return ["PR+"] if perfect or layers.tokens[at].upos != "VERB" else ["UU"]
    if plain in lexicon["advice"]:
        return ["UU"]
    if plain in {"would", "'d", "’d"}:
        reported = layers.tokens[at].deprel in {"ccomp", "parataxis"} and not perfect
        return [] if reported or plain != "would" else ["UU"]
    return []


def _adverb(lemma: str, lexicon: dict[str, frozenset[str]]) -> list[Factuality]:
    if lemma in lexicon["probably"]:
        return ["PR+"]
    return ["PS+"] if lemma in lexicon["possibly"] else []


def _conditional(layers: Layers, word: int) -> bool:
    """Whether the clause is a condition: "if it rains", "unless", "had it rained"."""
    lexicon = classes("factuality")
    for child in layers.children(word):
        token = layers.tokens[child]
        if token.deprel == "mark" and (
            token.lemma in lexicon["conditional"] or layers.phrase((child, child + 2)).lower() == "in case"
        ):
            return not (child > 0 and layers.word(child - 1).lower() in {"even", "as"})
        if token.deprel == "aux" and layers.word(child).lower() in {"had", "should", "were"}:
            subject = layers.child(word, "nsubj")
            if subject is not None and child < subject and layers.child(word, "mark") is None:
                return True
    return False


def _above(layers: Layers, at: int, relation: str) -> list[Factuality] | None:
    """What the governor does to the word at ``at``; None where its scope ends here."""
    token = layers.tokens[at]
    lexicon = classes("factuality")
    head = layers.tokens[token.head]
    if relation == "advcl" and not _complement(layers, at, head.lemma, lexicon):
        return _adverbial(layers, at)
    if relation == "advcl":
        relation = "xcomp"
    if relation in _CLAUSAL:
        if token.deprel == "acl:relcl" and head.lemma not in lexicon["thought"]:
            return None
        return _governed(layers, at, head.lemma, lexicon)
    if relation in {"obj", "obl", "nmod", "nsubj", "compound"}:
        return _nominal(layers, at, relation, lexicon)
    return []


def _complement(layers: Layers, at: int, lemma: str, lexicon: dict[str, frozenset[str]]) -> bool:
    """Whether an infinitive that was read as an adjunct is what its verb wants: "failed to stem it"."""
    mark, head = layers.child(at, "mark"), layers.tokens[at].head
    wanted = lemma in lexicon["failing"] or lemma in lexicon["open"] or lemma in lexicon["transparent"]
    return wanted and mark == head + 1 and layers.word(mark) == "to"


def _unanswered(layers: Layers, at: int, *, infinitive: bool) -> bool:
    """Whether a clause is an open question: "how to end it", "did not know when they would come"."""
    first = layers.subtree(at)[0]
    asks = infinitive and first > 0 and layers.word(first - 1).lower() in _ASKING  # "how", hung on the verb
    if not asks and (layers.word(first).lower() not in _ASKING or first == at):
        return False
    head = layers.tokens[at].head
    lexicon = classes("factuality")
    negated = any(layers.tokens[c].lemma in lexicon["negators"] for c in layers.children(head))
    return infinitive or negated or layers.tokens[head].lemma in lexicon["asking"]


def _adverbial(layers: Layers, at: int) -> list[Factuality] | None:
    if _conditional(layers, at):
        return ["UU"]
    mark = layers.child(at, "mark")
    if mark is not None and layers.tokens[mark].lemma == "to":
        return ["UU"]
    return [] if _by_deed(layers, at) else None


def _by_deed(layers: Layers, at: int) -> bool:
    """Whether a clause says by what deed it is done, and holds as far as that does: "by lowering rates"."""
    mark = layers.child(at, "mark")
    return mark is not None and layers.word(mark).lower() == "by"


def _governed(layers: Layers, at: int, lemma: str, lexicon: dict[str, frozenset[str]]) -> list[Factuality]:
    """What a verb, noun or adjective does to its clausal complement."""
    token = layers.tokens[at]
    infinitive = any(
        layers.tokens[c].deprel == "mark" and layers.word(c) == "to" for c in layers.children(at)
    )
    bare = infinitive or layers.tokens[token.head].upos != "VERB"
    if _conditional(layers, at) or _unanswered(layers, at, infinitive=infinitive):
        return ["UU"]
    for kind, value in _COMPLEMENTS:
        if lemma in lexicon[kind]:
            return [value] if bare or kind not in _BARE else []
    if lemma in lexicon["transparent"]:
        return []
    wished = lemma in lexicon["wish"] or (lemma in lexicon["open"] and infinitive)
    return ["UU"] if wished or (infinitive and token.deprel == "acl") else []


def _nominal(
    layers: Layers, at: int, relation: str, lexicon: dict[str, frozenset[str]]
) -> list[Factuality] | None:
    """What a governor does to an event noun; None where the noun is taken as given."""
    lemma = layers.tokens[layers.tokens[at].head].lemma
    if relation == "nsubj" and (value := _awaited(layers, at)) is not None:
        return [value]
    if relation == "obl" and layers.child(at, "case") is None and layers.tokens[at].head < at:
        relation = "obj"
    for kind, value in _NOUNS[relation]:
        if lemma in lexicon[kind]:
            return [value]
    carriers = {"obj": "light", "obl": "light_oblique", "nsubj": "happening"}
    return [] if lemma in lexicon[carriers.get(relation, "wish")] and relation in carriers else None


def _awaited(layers: Layers, at: int) -> Factuality | None:
    """What an event noun's predicate says of whether it comes: "is expected to be held", "is unlikely"."""
    head, lexicon = layers.tokens[at].head, classes("factuality")
    lemma = layers.tokens[head].lemma
    if layers.child(head, "cop", "aux:pass") is None:
        return None
    step = layers.child(head, "xcomp")
    if (
        step is not None
        and layers.tokens[step].upos == "VERB"
        and layers.tokens[step].lemma not in lexicon["happening"] | lexicon["light"]
    ):
        return None  # "the strike is expected to hurt exports" takes the strike as given
    if lemma in lexicon["expected"] or lemma == "likely":
        return "PR+"
    return "PR-" if lemma in lexicon["improbable"] else None


def _passes(layers: Layers, at: int, relation: str) -> bool:
    """Whether operators further up still reach the word."""
    if relation in {"obj", "obl", "nmod", "nsubj", "xcomp", "acl", "conj", "compound", "amod"}:
        return True
    if relation == "advcl":
        return _by_deed(layers, at) or layers.child(at, "mark") == layers.tokens[at].head + 1
    if relation in {"ccomp", "csubj"}:
        head = layers.tokens[layers.tokens[at].head]
        return head.upos != "VERB" or head.lemma == "be" or head.lemma in classes("factuality")["raising"]
    return False


def _shares(layers: Layers, at: int) -> bool:
    """Whether what stands before the first conjunct covers this one too: "may collapse and cause"."""
    relations = {layers.tokens[c].deprel.partition(":")[0] for c in layers.children(at)}
    contrast = any(layers.tokens[c].lemma in {"but", "yet"} for c in layers.children(at))
    if contrast or relations & {"nsubj", "aux", "expl"}:
        return False
    token, head = layers.tokens[at], layers.tokens[at].head
    helped = layers.child(head, "aux") is not None
    finite = token.upos == "VERB" and layers.word(at).lower() != token.lemma
    same = layers.word(at)[-3:] == layers.word(head)[-3:] or layers.word(at)[-2:] == layers.word(head)[-2:]
    return not (helped and finite and not same)

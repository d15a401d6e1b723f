"""Who can act or be acted on: noun phrases, what they are called, and whom a pronoun stands for."""

from bisect import bisect_right
from functools import cache

from rashomon.model.annotation import Span
from rashomon.model.statement import Participant
from rashomon.reading.events.words import event_words
from rashomon.reading.parsing.layers import Layers
from rashomon.resources import states
from rashomon.resources.lists import classes

LONGEST = 14
"""Words of a participant; what hangs on a longer one is left out."""

_INNER = {
    "det",
    "amod",
    "compound",
    "nummod",
    "flat",
    "fixed",
    "goeswith",
    "case",
    "nmod:poss",
    "nmod:desc",
    "nmod:unmarked",
}
_THIRD = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "his",
        "hers",
        "its",
        "their",
        "theirs",
        "himself",
        "herself",
        "itself",
        "themselves",
    ]
)
_ENDINGS = (
    "ist",
    "ian",
    "man",
    "men",
    "woman",
    "women",
    "keeper",
    "seeker",
    "fighter",
    "maker",
    "holder",
    "goer",
)
_SAYING_WHICH = {"of", "in", "from", "for", "at", "de", "near", "within", "under"}
_STRUCK = {
    "the",
    "a",
    "an",
    "his",
    "her",
    "its",
    "their",
    "my",
    "our",
    "your",
    "this",
    "that",
    "these",
    "those",
    "'s",
    "’s",
    "both",
}


def participant(layers: Layers, span: Span) -> Participant:
    """The readable name of a participant, and the state that it is, if it is one.

    An id is given to the name of a state, its adjective standing alone, its capital and its government;
    "Turkish forces" are no state.
    """
    low, high = _trimmed(layers, span)
    person = next(
        (n.span for n in layers.names if n.label == "PER" and low <= n.span[0] and n.span[1] <= high), None
    )
    head = layers.head_of((low, high))
    if person and (person[0] <= head < person[1] or _titled(layers, person[0], head)):
        low, end = person[0], person[1]
        while end < high and layers.tokens[end].upos == "PROPN" and layers.tokens[end].deprel != "conj":
            end += 1
        high = _trimmed(layers, (low, end))[1]
    name = " ".join(layers.phrase((low, high)).split())
    code = state(name)
    called = states.readable()[code] if code and name.lower() in states.adjectives() else name
    return Participant(called, code)


def _titled(layers: Layers, word: int, head: int) -> bool:
    """Whether a noun is the title of a person, and not somebody of theirs: "supporters of X"."""
    token = layers.tokens[word]
    named_so = token.deprel in {"flat", "appos", "compound", "nmod:desc", "nmod:unmarked"}
    return token.head == head and named_so and layers.child(word, "case") is None


def state(name: str) -> str | None:
    """ISO 3166-1 alpha-3 of a state's name, adjective, capital or government, else None."""
    plain = name.lower().removeprefix("the ").rstrip("'’")
    people = plain.endswith("s") and plain[:-1] in states.adjectives()  # "Turks" are not Turkey
    code = states.names().get(plain) or (None if people else states.adjectives().get(plain))
    if code:
        return code
    for of, ending in (("government of ", ""), ("republic of ", ""), ("", " government"), ("", " republic")):
        if plain.startswith(of) and plain.endswith(ending):
            inner = plain[len(of) : len(plain) - len(ending)].removeprefix("the ").removesuffix("'s").strip()
            if inner != plain and (code := states.names().get(inner) or states.adjectives().get(inner)):
                return code
    return None


def noun_phrase(layers: Layers, head: int) -> Span:
    """Words around a noun: what stands before it, its name, its "of" and close participles."""
    low, high = named(layers, head) or (head, head + 1)
    inner = _words_under(layers, head)
    while low - 1 in inner or (low - 2 in inner and layers.word(low - 1) in {"-", "–", "/"}):
        low -= 1
    while high in inner or (high + 1 in inner and layers.word(high) in {"-", "–", "/"}):
        high += 1
    while low < head and layers.tokens[low].upos in {"PUNCT", "ADP", "CCONJ"}:
        low += 1
    while high - 1 > head and layers.tokens[high - 1].upos in {"PUNCT", "ADP", "CCONJ", "SCONJ"}:
        high -= 1
    if high - low > LONGEST:
        high = head + 1
        while high < len(layers.tokens) and layers.tokens[high].deprel == "flat":
            high += 1
        low = max(low, head - LONGEST)
    return low, high


def can_act(layers: Layers, head: int) -> bool:
    """Whether a noun names somebody: a person, group, organisation or state."""
    token = layers.tokens[head]
    if token.upos not in {"NOUN", "PROPN", "ADJ", "NUM"} or is_clock(layers, head):
        return False
    plain, word = token.lemma.lower(), layers.word(head)
    if word.lower() in states.adjectives() or plain in _acting():
        return True
    if token.upos == "NUM" or plain in _counted():
        return any(can_act(layers, c) for c in layers.children(head) if layers.tokens[c].deprel == "nmod")
    kind = label(layers, head) if word[0].isupper() else None
    if kind or token.upos == "PROPN":
        return kind != "MISC" and plain not in event_words().nouns and plain not in _things()
    return token.upos == "NOUN" and plain.endswith(_ENDINGS)


def can_suffer(layers: Layers, head: int) -> bool:
    """Whether a noun names somebody, or a thing or place that things are done to."""
    if can_act(layers, head):
        return True
    token = layers.tokens[head]
    place = label(layers, head) == "LOC" and token.upos == "PROPN"
    return place or (token.upos in {"NOUN", "PROPN"} and token.lemma.lower() in _things())


def conjuncts(layers: Layers, head: int) -> list[int]:
    """The noun and those coordinated with it, but for parts of one name: "the Justice and Labour Party"."""
    own = named(layers, head)
    others = (c for c in layers.children(head) if layers.tokens[c].deprel == "conj")
    return [head, *(c for c in others if own is None or named(layers, c) != own)]


def antecedent(layers: Layers, word: int) -> int | None:
    """The noun that a third-person pronoun stands for, where that is clear; None elsewhere.

    "He" and "she" take the one person named before, or the one that is a subject; "it" and "they" the
    subject of the sentence so far, or of the sentence before.
    """
    plain = layers.word(word).lower()
    if plain not in _THIRD:
        return None
    sentence = layers.sentence_of(word)
    start = layers.sentences[sentence][0]
    persons = plain in {"he", "she", "him", "her", "his", "hers", "himself", "herself"}
    found = _candidate(layers, (start, word), word, persons)
    if found is None and sentence and _topical(layers, word, start):
        found = _candidate(layers, layers.sentences[sentence - 1], word, persons)
    return found


def two_sides(layers: Layers, head: int) -> tuple[int, int] | None:
    """The two actors that "both countries", "the two sides", "they" take up, named just before."""
    token = layers.tokens[head]
    plural = token.upos == "PRON" and token.lemma in {"they", "both"}
    counted = any(layers.word(c).lower() in {"both", "two"} for c in layers.children(head))
    collective = token.lemma in classes("actors")["both"] and (counted or token.lemma in {"side", "both"})
    if not plural and not collective:
        return None
    sentence = layers.sentence_of(head)
    for at in range(sentence, max(-1, sentence - 2), -1):
        start, end = layers.sentences[at]
        for i in range(min(end, head) - 1, start - 1, -1):
            second = layers.tokens[i]
            if plural and second.head >= 0 and not layers.tokens[second.head].deprel.startswith("nsubj"):
                continue  # "they" goes on with a subject
            if (
                second.deprel == "conj"
                and second.head >= 0
                and can_act(layers, i)
                and can_act(layers, second.head)
            ):
                return second.head, i
    return None


def _candidate(layers: Layers, within: Span, pronoun: int, persons: bool) -> int | None:
    """The one subject of a stretch that the pronoun can take up; else the one person in it."""
    own_clause = layers.tokens[pronoun].head
    subjects, seen = [], []
    for i in range(within[0], min(within[1], pronoun) if within[1] > pronoun else within[1]):
        token = layers.tokens[i]
        if token.head == own_clause and pronoun > i:
            continue
        if not _fits(layers, i, pronoun, persons):
            continue
        seen.append(i)
        if token.deprel in {"nsubj", "nsubj:pass"}:
            subjects.append(i)
    if len(subjects) == 1 or (subjects and len({layers.tokens[s].lemma for s in subjects}) == 1):
        return subjects[-1]
    own = layers.tokens[pronoun].deprel == "nmod:poss"  # "sanctioned Orlo because of its attacks"
    return seen[0] if (persons or own) and len(seen) == 1 else None


def _fits(layers: Layers, i: int, pronoun: int, persons: bool) -> bool:
    token = layers.tokens[i]
    if token.upos not in {"NOUN", "PROPN"} or token.deprel in {"flat", "compound", "appos", "nmod:desc"}:
        return False
    if not can_act(layers, i):
        return False
    people = layers.word(i).lower() in states.adjectives()
    person = (label(layers, i) == "PER" and not people) or any(
        label(layers, c) == "PER"
        for c in layers.children(i)
        if layers.tokens[c].deprel in {"flat", "appos", "nmod:desc"}
    )
    if persons:
        return person or token.lemma.lower() in _roles()
    plural = (layers.word(i).lower() != token.lemma.lower() and token.upos == "NOUN") or len(
        conjuncts(layers, i)
    ) > 1
    plural = plural or (layers.word(i).lower() in states.adjectives() and layers.word(i).endswith("s"))
    they = layers.tokens[pronoun].lemma in {"they", "their", "themselves"}
    return not person and (plural if they else not plural) if len(conjuncts(layers, i)) == 1 else they


def agrees(layers: Layers, noun: int, pronoun: int) -> bool:
    """Whether a third-person pronoun can stand for a noun, by number and kind."""
    plain = layers.word(pronoun).lower()
    return plain in _THIRD and _fits(layers, noun, pronoun, plain in {"he", "she"})


def _topical(layers: Layers, word: int, start: int) -> bool:
    """Whether the pronoun opens its sentence or is its subject, so that it takes up the sentence before."""
    return word - start <= LONGEST and layers.tokens[word].deprel in {"nsubj", "nsubj:pass", "nmod:poss"}


def _words_under(layers: Layers, head: int) -> set[int]:
    """Words that belong to the phrase of a noun."""
    found, stack = {head}, [head]
    while stack:
        at = stack.pop()
        for child in layers.children(at):
            relation = layers.tokens[child].deprel
            close = relation in _INNER or (
                at != head and relation in {"cc", "conj", "punct"} and child < at + LONGEST
            )
            if relation in {"nmod", "acl"} and child > at and at == head:
                close = (
                    child - head < LONGEST - 4
                    and (
                        layers.child(child, "obj", "obl") if relation == "acl" else _inner_case(layers, child)
                    )
                    is not None
                    and not is_clock(layers, child)
                    and (relation == "nmod" or layers.word(child).endswith("ing"))
                )
            elif at != head and layers.tokens[at].deprel == "acl":
                close = relation in {"obj", "obl", "advmod"} and child - head < LONGEST - 4
            elif relation == "nmod" and at != head:
                close = child - head < LONGEST - 4 and not is_clock(layers, child)
            if close:
                found.add(child)
                stack.append(child)
    return found


def _inner_case(layers: Layers, noun: int) -> bool | None:
    """True where a phrase says which one is meant: "leaders of", "refugees from"; else None."""
    case = layers.child(noun, "case")
    word = layers.word(case).lower() if case is not None else "of"
    head = layers.tokens[noun].head
    known = named(layers, head) is not None or layers.child(head, "nmod:poss") is not None
    beside = known and (word == "for" or (word in {"in", "at", "near"} and label(layers, noun) == "LOC"))
    return (word in _SAYING_WHICH and not beside) or None


def _trimmed(layers: Layers, span: Span) -> Span:
    low, high = span
    while low < high - 1 and (layers.word(low).lower() in _STRUCK or layers.tokens[low].upos == "PUNCT"):
        low += 1
    while high - 1 > low and (
        layers.word(high - 1).lower() in {"'s", "’s", "'", "’"} or layers.tokens[high - 1].upos == "PUNCT"
    ):
        high -= 1
    return low, high


def named(layers: Layers, word: int) -> Span | None:
    """The name that a word belongs to, with a short name in brackets within it: "Foo Bar (FB) Party"."""
    at = bisect_right(layers.names, word, key=lambda name: name.span[0]) - 1
    if at < 0 or word >= layers.names[at].span[1]:
        return None
    low, high = layers.names[at].span
    while at and low - high < LONGEST and _bracketed(layers, layers.names[at - 1].span, low):
        at -= 1
        low = layers.names[at].span[0]
    return low, high


def _bracketed(layers: Layers, before: Span, low: int) -> bool:
    """Whether a name is the bracketed short form before ``low``, or the long form before such brackets."""
    if before[1] == low - 1 and layers.word(low - 1) == ")":
        return layers.word(before[0] - 1) == "(" if before[0] else False
    inside = before[1] == low - 1 and layers.word(low - 1) == "("
    closed = next((w for w in range(low, min(low + 4, len(layers.tokens))) if layers.word(w) == ")"), None)
    return inside and closed is not None


def label(layers: Layers, word: int) -> str | None:
    """Label of the name that a word belongs to."""
    at = bisect_right(layers.names, word, key=lambda name: name.span[0]) - 1
    return layers.names[at].label if at >= 0 and word < layers.names[at].span[1] else None


def is_clock(layers: Layers, head: int) -> bool:
    """Whether a word tells when: a day, a month, a stretch of time."""
    return layers.word(head).lower().rstrip(".") in classes("dates")["clock"]


@cache
def _roles() -> frozenset[str]:
    """Nouns for a single person, by office or trade."""
    lexicon = classes("speakers")
    return frozenset().union(*(words for kind, words in lexicon.items() if kind not in {"body", "unknown"}))


@cache
def _acting() -> frozenset[str]:
    return _roles() | classes("actors")["group"]


@cache
def _things() -> frozenset[str]:
    return classes("actors")["thing"] - _acting()


@cache
def _counted() -> frozenset[str]:
    return frozenset(
        {"dozen", "hundred", "thousand", "million", "score", "number", "majority", "group", "some", "many"}
    )

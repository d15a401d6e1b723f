"""The persons of a page: full names, what they are, and where they stand."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from rashomon.model.annotation import Span
from rashomon.reading.parsing.layers import Layers
from rashomon.reading.voices.sources import swallowed
from rashomon.resources.lists import classes

TITLES = {"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "lord", "lady"}
_NOUNS = {"NOUN", "PROPN"}
_TITLE = {"NOUN", "PROPN", "ADJ"}
_JOINTS = {"-", "–", "'s", "’s", "/"}
_PLURALS = ("s", "men", "women", "people")
_POSSESSIVES = {"his", "her", "their", "its", "my", "our", "your", "whose"}
LONGEST_ROLE = 14
"""Words of a role; a longer one is cut at a comma."""


@dataclass(slots=True)
class Person:
    """A person of the page.

    Attributes:
        name: the longest form that the page gives.
        roles: what the page calls him or her, in order, without articles.
        trades: head nouns of the roles, lower-cased.
        places: code points where the name or a role that was resolved stands.
        gender: "m", "f" or "".
    """

    name: str
    roles: list[str] = field(default_factory=list)
    trades: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    gender: str = ""

    def add_role(self, role: str, trade: str) -> None:
        """Remember what the person is called."""
        trade = trade.lower()
        lexicon = classes("speakers")
        if trade in lexicon["female"] or trade in lexicon["male"]:
            self.gender = self.gender or ("f" if trade in lexicon["female"] else "m")
        if trade in TITLES:
            return
        self.trades.add(trade)
        if role and not any(role.lower() in r.lower() for r in self.roles):
            self.roles = [r for r in self.roles if r.lower() not in role.lower()] + [role]


@dataclass(slots=True)
class Cast:
    """All persons of a page, found by the words of their names."""

    persons: list[Person] = field(default_factory=list)
    mentions: list[tuple[int, int, Person]] = field(default_factory=list)
    subjects: list[tuple[int, Person]] = field(default_factory=list)
    media: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    def at(self, start: int, end: int) -> Person | None:
        """The person whose name stands within ``[start, end)``."""
        for a, b, person in self.mentions:
            if start < b and a < end:
                return person
        return None

    def before(self, position: int) -> list[Person]:
        """Persons named before a place, the last named first."""
        seen: list[Person] = []
        for start, _, person in reversed(self.mentions):
            if start < position and person not in seen:
                seen.append(person)
        return seen


def plain(word: str) -> str:
    """Casefolded, without accents."""
    marked = unicodedata.normalize("NFKD", word)
    return "".join(c for c in marked if not unicodedata.combining(c)).casefold().replace("ı", "i")


def gather(stretches: Sequence[Layers], quoted: Sequence[Sequence[Span]], loose: Sequence[bool] = ()) -> Cast:
    """The cast of a page.

    Args:
        stretches: layers of its parts, in order.
        quoted: per stretch, spans in code points whose subjects do not count as the page's own topics.
        loose: per stretch, whether what it calls people is nobody's office (comments).
    """
    cast = Cast()
    named: list[tuple[Layers, Span, tuple[str, ...]]] = []
    rough = {id(layers) for layers, flag in zip(stretches, loose, strict=False) if flag}
    for layers in stretches:
        cast.media |= _media(layers)
        named += [
            (layers, span, tuple(plain(layers.word(i)) for i in range(*span)))
            for span in person_names(layers)
        ]
    cast.places = _places(stretches)
    forms = _forms({key for _, _, key in named})
    people: dict[tuple[str, ...], Person] = {}
    for layers, span, key in named:
        if " ".join(key) in cast.media or " ".join(key) in cast.places:
            continue
        full = _full(key, forms, people)
        person = people.setdefault(full, Person(""))
        if not person.name:
            cast.persons.append(person)
        if key == full or not person.name:
            text = " ".join(layers.phrase(span).split())
            person.name = text if not person.name or len(text) > len(person.name) else person.name
        cast.mentions.append((*layers.chars(span), person))
        person.places.append(layers.tokens[span[0]].start)
        for role, trade in roles(layers, span) if id(layers) not in rough else ():
            person.add_role(role, trade)
    for person in cast.persons:
        person.gender = person.gender or _gender(person.name)
    for layers, spans in zip(stretches, quoted, strict=True):
        _subjects(layers, spans, cast)
    cast.subjects.sort(key=lambda s: s[0])
    return cast


def _gender(name: str) -> str:
    """What the given name says: "f", "m" or ""; a surname alone says nothing."""
    lexicon = classes("speakers")
    given = plain(name.split(maxsplit=1)[0]) if " " in name else ""
    return "f" if given in lexicon["female_name"] else "m" if given in lexicon["male_name"] else ""


def person_names(layers: Layers) -> list[Span]:
    """Names of persons, titles before them cut off."""
    found = []
    for name in layers.names:
        if name.label != "PER":
            continue
        low, high = name.span
        while low < high - 1 and (
            plain(layers.word(low)).strip(".") in TITLES or is_role(layers.tokens[low].lemma)
        ):
            low += 1
        while high - 1 > low and layers.word(high - 1) in {"'s", "’s", "'", "’", ",", "("}:
            high -= 1
        letters = sum(c.isalpha() for c in layers.phrase((low, high)))
        if letters > 1 and layers.word(low)[0].isupper():
            found.append((low, high))
    return found


def is_role(lemma: str) -> bool:
    """Whether the noun names an office, a trade or a kind of person."""
    return lemma.lower() in _trades()


@cache
def _trades() -> frozenset[str]:
    lexicon = classes("speakers")
    return frozenset().union(*(lexicon[kind] for kind in _ROLES))


_ROLES = (
    "politician", "official", "leader", "diplomat", "expert", "scientist", "academic", "lawmaker", "minister",
    "president", "spokesman", "journalist", "author", "soldier", "lawyer", "executive", "activist", "cleric",
    "person", "general",
)  # fmt: skip


def _media(layers: Layers) -> set[str]:
    """Names that somebody told something: "told Agence X"."""
    found = set()
    for i, token in enumerate(layers.tokens):
        if token.lemma != "tell" or i + 1 >= len(layers.tokens):
            continue
        at = layers.child(i, "obj", "iobj")
        if at is None or at < i or layers.tokens[at].upos != "PROPN":
            at = i + 1 if layers.tokens[i + 1].upos == "PROPN" else None
        if at is not None and not any(
            n.label == "PER" and n.span[1] - n.span[0] > 1 and n.span[0] <= at < n.span[1]
            for n in layers.names
        ):
            low, high = at, at + 1
            while (
                high < len(layers.tokens)
                and layers.tokens[high].upos == "PROPN"
                and layers.tokens[high - 1].end + 1 >= layers.tokens[high].start
            ):
                high += 1
            found.add(" ".join(plain(layers.word(j)) for j in range(low, high)))
    return found


def _places(stretches: Sequence[Layers]) -> set[str]:
    """Names that the page as a whole gives to places and bodies rather than to persons."""
    weight: dict[str, float] = {}
    for layers in stretches:
        for name in layers.names:
            words = " ".join(plain(layers.word(i)) for i in range(*name.span))
            weight[words] = weight.get(words, 0.0) + (-1 if name.label == "PER" else 1) * name.confidence
    return {words for words, total in weight.items() if total > 0}


def _forms(keys: set[tuple[str, ...]]) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """For every form of a name, the longer forms that may stand for the same person."""
    longest = sorted(keys, key=len, reverse=True)
    by_word: dict[str, list[tuple[str, ...]]] = {}
    for key in longest:
        for word in set(key):
            by_word.setdefault(word, []).append(key)
    found = {}
    for key in keys:
        longer = [k for k in by_word[key[-1]] if len(k) > len(key) and _fits(key, k)]
        found[key] = longer
    return found


def _fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if len(short) == 1:
        return short[0] in {full[0], full[-1]} or (
            len(full) > 2 and short[0] == full[-2] and full[-1] in {"jr", "jr.", "sr"}
        )
    at = 0
    for word in full:
        if at < len(short) and (
            word == short[at] or (len(short[at]) == 2 and short[at].endswith(".") and word[0] == short[at][0])
        ):
            at += 1
    return at == len(short)


def _full(
    key: tuple[str, ...],
    forms: dict[tuple[str, ...], list[tuple[str, ...]]],
    known: dict[tuple[str, ...], Person],
) -> tuple[str, ...]:
    """The longest form of a name; of several persons that fit, the one named last before it."""
    longer = forms[key]
    if not longer:
        return key
    tops = [k for k in longer if not forms[k]]
    surnames = [k for k in tops if k[-1] == key[-1]] or tops
    if len(surnames) == 1:
        return surnames[0]
    seen = [k for k in surnames if k in known]
    return max(seen, key=lambda k: known[k].places[-1]) if seen else (surnames or [key])[0]


def _subjects(layers: Layers, quoted: Sequence[Span], cast: Cast) -> None:
    """Where a person is the subject of a clause of the page's own words."""
    low = layers.tokens[0].start if layers.tokens else 0
    high = layers.tokens[-1].end if layers.tokens else 0
    by_start = {t.start: i for i, t in enumerate(layers.tokens)}
    for start, _, person in cast.mentions:
        if not low <= start < high or any(a <= start < b for a, b in quoted):
            continue
        at = by_start.get(start)
        while (
            at is not None
            and layers.tokens[at].deprel in {"flat", "compound", "appos", "nmod:desc"}
            and layers.tokens[at].head >= 0
        ):
            at = layers.tokens[at].head
        if at is not None and layers.tokens[at].deprel.startswith("nsubj"):
            cast.subjects.append((start, person))


def roles(layers: Layers, span: Span) -> list[tuple[str, str]]:
    """What stands beside a name and says what the person is: (words, head noun)."""
    found: list[tuple[str, str]] = []
    before = _before(layers, span)
    if before is not None:
        found.append(before)
    head = layers.head_of(span)
    if swallowed(layers, head) is not None:
        return found
    found += [
        _described(layers, child)
        for child in layers.children(head)
        if child >= span[1] and layers.tokens[child].deprel == "appos" and layers.tokens[child].upos in _NOUNS
    ]
    if span[1] < len(layers.tokens) and layers.word(span[1]) == ",":
        found += _after(layers, span[1] + 1)
    token = layers.tokens[head]
    if token.deprel == "appos" and token.head >= 0 and layers.tokens[token.head].upos == "NOUN":
        found.append(_described(layers, token.head, stop=span[0]))
    if token.deprel.startswith("nsubj") and token.head >= 0 and layers.child(token.head, "cop") is not None:
        found.append(_described(layers, token.head))
    found = [(_owned(role), trade) for role, trade in found]
    unique = {role.lower(): (role, trade) for role, trade in found if is_role(trade) and role}
    return list(unique.values())


def _owned(role: str) -> str:
    """The role without the pronoun of whose it is: "his spokesperson"."""
    first, _, rest = role.partition(" ")
    return rest if first.lower() in _POSSESSIVES else role


def _before(layers: Layers, span: Span) -> tuple[str, str] | None:
    """The title before a name: "political analyst X", "former trade minister X"."""
    low = span[0]
    if low and layers.word(low - 1) == ",":
        return None
    sentence = layers.sentences[layers.sentence_of(low)][0]
    at = low
    while at > sentence and (layers.tokens[at - 1].upos in _TITLE or layers.word(at - 1) in _JOINTS):
        at -= 1
    return _titled(layers, at, low)


def _titled(layers: Layers, at: int, low: int) -> tuple[str, str] | None:
    trade = low - 1
    if trade < at or not is_role(layers.tokens[trade].lemma) or plural(layers, trade):
        return None  # "ministers X and Y" is nobody's office
    while at < trade and layers.word(at) in _JOINTS:
        at += 1
    return " ".join(layers.phrase((at, low)).split()), layers.tokens[trade].lemma


def plural(layers: Layers, word: int) -> bool:
    """Whether a common noun is in the plural."""
    written = layers.word(word).lower()
    return (
        layers.tokens[word].upos == "NOUN"
        and written != layers.tokens[word].lemma
        and written.endswith(_PLURALS)
    )


def _after(layers: Layers, at: int) -> list[tuple[str, str]]:
    """The words from a comma after a name to the next one, if they begin with an office."""
    end = layers.sentences[layers.sentence_of(at)][1]
    low = at
    while low < end and layers.tokens[low].upos == "DET":
        low += 1
    high = low
    trade = None
    while high < end and layers.word(high) not in {",", ";", ".", ":"} and high - low < LONGEST_ROLE + 8:
        token = layers.tokens[high]
        if token.upos in {"VERB", "AUX", "SCONJ"} or (
            trade is None and token.upos not in {"NOUN", "PROPN", "ADJ", "PUNCT", "PART", "NUM"}
        ):
            break
        if (
            trade is None
            and is_role(token.lemma)
            and not (high + 1 < end and is_role(layers.tokens[high + 1].lemma))
        ):
            trade = high
        high += 1
    if (
        trade is None
        or trade - low > 6
        or (
            high < end
            and layers.tokens[high].upos in {"VERB", "AUX"}
            and layers.tokens[high].deprel not in {"acl:relcl", "acl"}
        )
    ):
        return []
    return [(" ".join(layers.phrase((low, high)).split()), layers.tokens[trade].lemma)]


def _described(layers: Layers, head: int, stop: int | None = None) -> tuple[str, str]:
    """The noun phrase of a head, without article, clauses and further appositions."""
    low, high = phrase(layers, head)
    if stop is not None and low < stop <= high:
        high = stop
        while high > low and layers.tokens[high - 1].upos == "PUNCT":
            high -= 1
    return without_article(layers, (low, high)), layers.tokens[head].lemma


def phrase(layers: Layers, head: int) -> Span:
    """Words of a noun phrase around its head: no relative clause, apposition, or coordinated phrase."""
    words = {head}
    stack = [head]
    while stack:
        at = stack.pop()
        for child in layers.children(at):
            relation = layers.tokens[child].deprel
            inner = at != head
            if (
                relation
                in {
                    "det",
                    "amod",
                    "compound",
                    "nummod",
                    "nmod",
                    "nmod:poss",
                    "flat",
                    "case",
                    "fixed",
                    "nmod:desc",
                    "det:predet",
                }
                or (relation == "advmod" and child < head)
                or (inner and relation in {"conj", "cc", "punct"} and child < len(layers.tokens))
            ):
                words.add(child)
                stack.append(child)
    low = high = head
    while low - 1 in words or (low - 2 in words and layers.word(low - 1) == "-"):
        low -= 1
    while high + 1 in words or (high + 2 in words and layers.word(high + 1) in {"-", "/"}):
        high += 1
    if layers.tokens[low].deprel == "case" and layers.tokens[low].head == head:
        low += 1
    while low > 1 and layers.text[layers.tokens[low - 2].end : layers.tokens[low].start] == "-":
        low -= 2
    return low, high + 1


def without_article(layers: Layers, span: Span) -> str:
    """The words of a phrase without a leading article or preposition."""
    low, high = span
    while high > low + 1 and layers.tokens[high - 1].upos == "DET":
        high -= 1
    while (
        low < high - 1
        and layers.word(low).lower() in {"the", "a", "an", "one", "by", "of", "from", "to"}
        and layers.tokens[low].upos != "PROPN"
    ):
        low += 1
    return " ".join(layers.phrase((low, high)).split())

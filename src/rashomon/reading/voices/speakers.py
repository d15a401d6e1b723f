"""From the words of a source to a voice: names in full, pronouns, roles, bodies, the unnamed.

A pronoun or a role ("the former diplomat") stands for the person last spoken of who fits; where nobody
fits, the voice stays unnamed. Words of one person are never given to another by guess alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rashomon.model.annotation import Span
from rashomon.model.statement import Voice
from rashomon.reading.parsing.layers import Layers
from rashomon.reading.voices.cast import TITLES, Cast, Person, is_role, phrase, plain, plural, without_article
from rashomon.reading.voices.sources import sharers
from rashomon.resources.lists import classes

NEAR = 1500
"""Code points that a pronoun reaches back over the page's own words."""
ROLE_NEAR = 900
"""Code points between a speaker and a new role that may be his or hers."""

_FIRST = {"i", "we", "me", "us", "myself", "ourselves"}
_NAMING = {"appos", "flat", "compound", "nmod:desc"}
_DEFINITE = {"the", "this", "that"}
_SINGULAR = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_FEW = {
    "some",
    "many",
    "others",
    "several",
    "most",
    "few",
    "all",
    "both",
    "those",
    "everyone",
    "everybody",
    "people",
}


@dataclass(slots=True)
class Talk:
    """Who has spoken so far: (place, voice, person), in order."""

    spoken: list[tuple[int, Voice, Person | None]] = field(default_factory=list)

    def last(self, position: int) -> tuple[int, Voice, Person | None] | None:
        """The last speaker before a place."""
        for entry in reversed(self.spoken):
            if entry[0] < position:
                return entry
        return None


@dataclass(frozen=True, slots=True)
class Scene:
    """What a source is resolved against: the page's persons, the talk so far, the voice around it.

    ``since`` is where the reported words begin, if before their source: whom they name is not who speaks.
    """

    cast: Cast
    talk: Talk
    around: Voice
    person: Person | None = None
    since: int | None = None


def resolve(layers: Layers, head: int, scene: Scene) -> tuple[Voice | None, Person | None]:
    """The voice that a source's head word stands for, and the person, if it is a named one.

    Returns:
        (None, None) where the source can be no speaker ("the fact that ...").
    """
    token = layers.tokens[head]
    if token.upos == "PRON" or token.lemma in _FIRST:
        return _pronoun(layers, head, scene)
    if (
        sharers(layers, head) is not None
        or token.upos == "DET"
        or (token.upos in {"ADJ", "NUM"} and layers.word(head).lower() in _FEW)
    ):
        return _few(layers, head)
    if token.upos not in {"NOUN", "PROPN", "ADJ", "X"}:
        return None, None
    joint = _joint(layers, head)
    if joint is not None:
        return joint, None
    span = phrase(layers, head)
    person = _named(layers, head, scene.cast)
    if person is not None:
        return person_voice(person), person
    return _common(layers, head, span, scene)


def person_voice(person: Person) -> Voice:
    """A person with all that the page says of him or her."""
    return Voice("person", person.name, "; ".join(person.roles) or None)


def _named(layers: Layers, head: int, cast: Cast) -> Person | None:
    """The person whose name the head word is part of, or that stands beside it as its name."""
    token = layers.tokens[head]
    found = cast.at(token.start, token.end)
    beside = [
        layers.tokens[c] for c in layers.children(head) if c > head and layers.tokens[c].deprel in _NAMING
    ]
    if plain(layers.word(head)).strip(".") in TITLES and head + 1 < len(layers.tokens):
        beside.append(layers.tokens[head + 1])
    if head + 2 < len(layers.tokens) and layers.word(head + 1).lower() in {"named", "called"}:
        beside.append(layers.tokens[head + 2])
    for named in beside:
        found = found or cast.at(named.start, named.end)
    return found


def _joint(layers: Layers, head: int) -> Voice | None:
    """Those who speak together: "A and B"."""
    above = layers.tokens[head].head
    if layers.tokens[head].deprel == "conj" and layers.tokens[above].upos == "PROPN":
        return _joint(layers, above)
    others = [
        c
        for c in layers.children(head)
        if layers.tokens[c].deprel == "conj" and c > head and layers.tokens[c].upos in {"PROPN", "NOUN"}
    ]
    if not others or layers.child(others[-1], "cc") is None:
        return None
    low, high = phrase(layers, head)[0], phrase(layers, others[-1])[1]
    while low > 0 and _goes_on(layers, low - 1):
        low -= 1
    while high < len(layers.tokens) and _goes_on(layers, high):
        high += 1
    if high - low > 20:
        return None
    return Voice("group", without_article(layers, (low, high)))


def _goes_on(layers: Layers, word: int) -> bool:
    """Whether a word may belong to a name beside it."""
    return layers.tokens[word].upos == "PROPN"


def _pronoun(layers: Layers, head: int, scene: Scene) -> tuple[Voice | None, Person | None]:
    word = layers.word(head).lower()
    position = _since(layers, head, scene)
    if word in _FIRST:
        return scene.around, scene.person
    if word in _SINGULAR:
        person = _spoken_of(scene, position, _SINGULAR[word])
        if person is not None:
            return person_voice(person), person
        return _last(scene, position, {"person", "unknown"}) or Voice("person"), None
    if word in {"they", "them", "their", "it", "its"}:
        return _last(scene, position, {"group", "outlet", "unknown"}) or Voice("unknown"), None
    return _few(layers, head)


def _since(layers: Layers, head: int, scene: Scene) -> int:
    """The place that somebody must have been named before: the source, or its words if they come first."""
    start = layers.tokens[head].start
    return start if scene.since is None else min(start, scene.since)


def _last(scene: Scene, position: int, kinds: set[str]) -> Voice | None:
    """The last speaker, if not far off and of one of the kinds."""
    last = scene.talk.last(position)
    return last[1] if last is not None and last[1].kind in kinds and position - last[0] < NEAR else None


def _spoken_of(scene: Scene, position: int, gender: str) -> Person | None:
    """The person of the gender who was last a subject or a speaker before a place."""
    candidates = [(at, p) for at, p in scene.cast.subjects if position - NEAR < at < position]
    candidates += [
        (at, p) for at, _, p in scene.talk.spoken if p is not None and position - NEAR < at < position
    ]
    candidates.sort(key=lambda c: c[0], reverse=True)
    for _, person in candidates:
        if person.gender in {"", gender}:
            person.gender = gender
            return person
    return next(
        (p for p in scene.cast.before(position) if p.gender == gender and position - p.places[0] < NEAR), None
    )


def _few(layers: Layers, head: int) -> tuple[Voice | None, Person | None]:
    """The few and the many: "some", "others", "someone"."""
    word, asked = layers.word(head).lower(), sharers(layers, head)
    if asked is not None:
        return Voice("group", without_article(layers, phrase(layers, asked))), None
    if word in {"someone", "somebody", "anyone", "who"}:
        return Voice("unknown"), None
    if word not in _FEW:
        return None, None
    return Voice("group", without_article(layers, phrase(layers, head))), None


def _common(layers: Layers, head: int, span: Span, scene: Scene) -> tuple[Voice | None, Person | None]:
    """A source that is no named person."""
    token, lexicon = layers.tokens[head], classes("speakers")
    lemma = token.lemma.lower()
    words = without_article(layers, span).removesuffix("’s").removesuffix("'s")
    many = plural(layers, head)
    titled = token.upos == "PROPN" and _definite(layers, head) and lemma not in lexicon["medium"]
    if (token.upos == "NOUN" or titled) and is_role(lemma) and not many and not _column(layers, head):
        return _role(layers, head, words, scene)
    if token.upos == "PROPN" and (known := _surnamed(words, scene)) is not None:
        return person_voice(known), known
    if token.upos == "NOUN" and lemma in lexicon["paper"]:
        return _written(layers, head, words, scene)
    voice = None
    if lemma in lexicon["unknown"]:
        voice = Voice("group", words) if many else Voice("unknown", None, words)
    elif many and (is_role(lemma) or _people(layers, head)):
        voice = Voice("group", words)
    elif plain(words) in scene.cast.media or _is_medium(layers, span, lemma):
        named = token.upos == "PROPN" or _column(layers, head)
        voice = Voice("outlet", words) if named else _paper(layers, head, words, scene)
    elif lemma in lexicon["body"] or token.upos == "PROPN" or _label(layers, head) in {"LOC", "ORG"}:
        voice = Voice("group", words)
    return voice, None


def _definite(layers: Layers, head: int) -> bool:
    article = layers.child(head, "det")
    return article is not None and layers.word(article).lower() in _DEFINITE


def _column(layers: Layers, head: int) -> bool:
    """Whether a capital inside the sentence tells a paper from a person: "the Economist"."""
    return (
        layers.tokens[head].lemma.lower() in classes("speakers")["medium"] and layers.word(head)[0].isupper()
    )


def _surnamed(words: str, scene: Scene) -> Person | None:
    """The one person of the page with this surname, where the name itself was not read as a person's."""
    fitting = [p for p in scene.cast.persons if " " in p.name and plain(p.name.split()[-1]) == plain(words)]
    return fitting[0] if len(fitting) == 1 else None


def _label(layers: Layers, head: int) -> str | None:
    """Label of the name that a word is part of."""
    return next((n.label for n in layers.names if n.span[0] <= head < n.span[1]), None)


def _paper(layers: Layers, head: int, words: str, scene: Scene) -> Voice:
    """The medium that is named beside the word, else the one last quoted, for "the newspaper"."""
    position = layers.tokens[head].start
    for child in layers.children(head):
        if child > head and layers.tokens[child].deprel in _NAMING and layers.tokens[child].upos == "PROPN":
            return Voice("outlet", without_article(layers, phrase(layers, child)))
    quoted = (v for at, v, _ in reversed(scene.talk.spoken) if v.kind == "outlet" and at < position)
    return next(quoted, Voice("outlet", None, words))


def _written(layers: Layers, head: int, words: str, scene: Scene) -> tuple[Voice | None, Person | None]:
    """A paper that speaks: whoever it is said to come from, else the paper itself."""
    for maker in layers.children(head):
        token = layers.tokens[maker]
        marks = {layers.word(c).lower() for c in layers.children(maker)}
        if (
            token.upos == "PROPN"
            and token.deprel in {"nmod:poss", "nmod"}
            and marks & {"by", "of", "from", "'s", "’s"}
        ):
            return resolve(layers, maker, scene)
    return Voice("unknown", None, words), None


def _people(layers: Layers, head: int) -> bool:
    """Whether a plural noun looks like people by its ending: "traders", "Kurds", "economists"."""
    return layers.tokens[head].lemma.endswith(("er", "or", "ist", "ian", "ant", "ent", "man", "ee", "people"))


def _is_medium(layers: Layers, span: Span, lemma: str) -> bool:
    medium = classes("speakers")["medium"]
    if lemma in medium and layers.tokens[span[1] - 1].upos == "PROPN":
        return True
    return lemma in {
        "newspaper",
        "magazine",
        "daily",
        "weekly",
        "broadcaster",
        "newswire",
        "tabloid",
        "outlet",
        "channel",
        "gazette",
    } or (lemma == "agency" and any(layers.word(j).lower() in {"news", "press"} for j in range(*span)))


def _role(layers: Layers, head: int, words: str, scene: Scene) -> tuple[Voice | None, Person | None]:
    """The person whom a role stands for, or the last speaker if nothing speaks against it."""
    position, lemma = _since(layers, head, scene), layers.tokens[head].lemma.lower()
    owned = layers.child(head, "nmod:poss") is not None
    article = layers.child(head, "det")
    if not owned and (article is None or layers.word(article).lower() not in _DEFINITE):
        return Voice("person", None, words), None
    if layers.tokens[head].deprel == "appos":  # beside a source that it was not told apart from
        return Voice("person", None, words), None
    person = _called(scene, position, lemma, words)
    if person is not None and not owned:
        person.add_role(words if " " in words else "", lemma)
    if person is None and owned:  # "Arland's foreign minister" may be named further down
        later = [p for p in scene.cast.persons if lemma in p.trades and agrees(words, p)]
        person = later[0] if len(later) == 1 else None
    if person is not None:
        return person_voice(person), person
    last = _last(scene, position, {"person"})
    again = last is not None and last.name is None and lemma in (last.role or "")
    return last if again else Voice("person", None, words), None


def _called(scene: Scene, position: int, lemma: str, words: str) -> Person | None:
    """The person whom a role fits best: by trade, then as speaker, then by nearness."""
    kinds = classes("speakers")
    wanted = kinds.get(lemma, frozenset()) | {lemma}
    spoken = [p for at, _, p in reversed(scene.talk.spoken) if p is not None and at < position]
    fitting = [p for p in scene.cast.before(position) if p.trades & wanted and agrees(words, p)]
    gendered = "f" if lemma in kinds["female"] else "m" if lemma in kinds["male"] else ""
    if gendered:
        fitting = [p for p in fitting if p.gender in {"", gendered}]
    for exact in (True, False):
        pool = [p for p in fitting if lemma in p.trades] if exact else fitting
        for person in (*unique(spoken), *scene.cast.before(position)):
            if person in pool:
                return None if _rivalled(scene, person, position) else person
    last = scene.talk.last(position)
    topic = next(((at, p) for at, p in reversed(scene.cast.subjects) if at < position), None)
    candidates = [(last[0], last[2])] if last is not None and last[2] is not None else []
    if topic is not None and (not candidates or topic[0] > candidates[0][0]):
        candidates.append(topic)
    for at, person in sorted(candidates, key=lambda c: c[0], reverse=True):
        if person is not None and position - at < ROLE_NEAR and _may_be(person, lemma, gendered):
            return person
    return None


def _rivalled(scene: Scene, person: Person, position: int) -> bool:
    """Whether somebody of unknown trade came up after the person was last named or heard."""
    heard = [at for at, _, p in scene.talk.spoken if p is person and at < position]
    last = max([at for at in person.places if at < position] + heard, default=-1)
    return any(not p.trades and last < p.places[0] < position for p in scene.cast.persons)


def agrees(words: str, person: Person) -> bool:
    """Whether no role of the same head noun is told apart by its other words.

    "The foreign minister" is not the interior minister; "Arland's minister" may be the Arlandic one.
    """
    asked = [plain(w) for w in words.split() if w.lower() not in {"the", "of", "former", "then"}]
    rest = {w.removesuffix("'s").removesuffix("’s") for w in asked[:-1]}
    same = [[plain(w) for w in r.split()] for r in person.roles]
    same = [r for r in same if asked and asked[-1] in r]
    return not rest or not same or any(all(any(_alike(w, o) for o in r) for w in rest) for r in same)


def _alike(a: str, b: str) -> bool:
    """Whether two words begin alike: "Turkey", "Turkish"."""
    return a == b or (len(a) > 3 and a[:4] == b[:4])


def _may_be(person: Person, lemma: str, gender: str) -> bool:
    """Whether a person may also have a trade that the page has not named yet."""
    kinds = classes("speakers")
    if gender and person.gender and gender != person.gender:
        return False
    if not person.trades:
        return True
    ends = {"expert", "journalist", "soldier", "cleric", "person"}
    politic = kinds["politician"] | kinds["official"] | kinds["diplomat"] | kinds["leader"]
    if lemma in politic | {"politician", "official", "diplomat", "leader"}:
        return bool(person.trades & politic)
    return any(lemma in kinds[kind] | {kind} and person.trades & kinds[kind] for kind in ends)


def unique(persons: Iterable[Person | None]) -> list[Person]:
    """Persons in order, each once."""
    seen: list[Person] = []
    for person in persons:
        if person is not None and person not in seen:
            seen.append(person)
    return seen

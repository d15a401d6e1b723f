"""Mentions become actors: names, short forms, spelling variants, offices, states.

A short form means the one person of that surname on its page, else the one in all pages; where there are
two, it stays by itself. Namesakes stay apart when their pages give them different states or walks of life.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rashomon.accounts.folding import fold, skeleton
from rashomon.accounts.groups import Groups, decide
from rashomon.accounts.introductions import (
    Introduction,
    abbreviations,
    introductions,
    offices,
    state_in,
    walks,
)
from rashomon.accounts.names import Names, blocs, readable, standing
from rashomon.model import Event, Page, Stance, Statement, Voice
from rashomon.model.account import Actor, ActorKind, Decision, content_id
from rashomon.resources.lists import classes

_ARTICLES = ("the ", "a ", "an ", "mr ", "mrs ", "ms ", "dr ", "mr. ", "mrs. ", "ms. ", "dr. ", "prof. ")


@dataclass(slots=True)
class _Unit:
    """One name on one page."""

    name: str
    folded: str
    page: str
    kind: ActorKind
    count: int = 0
    roles: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)


class Actors:
    """The actors of a case, and which of them a name on a page means."""

    def __init__(self, actors: Sequence[Actor], by_place: Mapping[tuple[str, str], str]) -> None:
        self.all = tuple(actors)
        self._by_id = {actor.id: actor for actor in actors}
        self._by_place = dict(by_place)
        ids = defaultdict(set)
        for (name, _), actor in self._by_place.items():
            ids[name].add(actor)
        self.names = Names({name: next(iter(found)) for name, found in ids.items() if len(found) == 1})

    def of(self, name: str, page: str) -> str | None:
        """Id of the actor that a name on a page means."""
        plain = plain_name(name)
        return self._by_place.get((plain, page)) or self.names.get(plain)

    def get(self, identity: str) -> Actor | None:
        """The actor with this id."""
        return self._by_id.get(identity)

    def name(self, identity: str) -> str:
        """The readable name of an actor, state or bloc."""
        actor = self._by_id.get(identity)
        return actor.name if actor else readable(identity)

    def power(self, identity: str) -> str:
        """The state that an actor heads or is; the actor itself where none is known."""
        actor = self._by_id.get(identity)
        if actor is None or actor.kind != "person" or actor.state is None:
            return identity
        heads = any(
            fold(w) in classes("accounts")["heads"] for office in actor.offices for w in office.split()
        )
        return actor.state if heads else identity


def plain_name(name: str) -> str:
    """A name folded, without articles and forms of address."""
    plain = fold(name)
    while True:
        shorter = next((plain.removeprefix(a) for a in _ARTICLES if plain.startswith(a)), plain)
        if shorter == plain:
            return plain.rstrip(".")
        plain = shorter


def find_actors(
    statements: Iterable[Statement], pages: Iterable[Page] = (), decisions: Iterable[Decision] = ()
) -> Actors:
    """Gather the actors of a case.

    Args:
        statements: all statements of the case.
        pages: their pages, for offices and abbreviations; without them less is known.
        decisions: those in force about actors, in order; a user's list comes as such.
    """
    units: dict[tuple[str, str], _Unit] = {}
    for name, page, kind, role in _mentions(statements):
        _note(units, name, page, kind, role, state_in(role) if role else None)
    short: list[tuple[str, str, str]] = []
    for told in pages:
        for intro in introductions(told.text):
            _introduce(units, intro, told.id)
        short += [(told.id, *pair) for pair in abbreviations(told.text)]
    for page_id, name, abbreviation in short:
        if (plain_name(name), page_id) in units or (plain_name(abbreviation), page_id) in units:
            _note(units, name, page_id, "organisation", None, None)
            _note(units, abbreviation, page_id, "organisation", None, None)
    ordered = [units[key] for key in sorted(units)]
    places = {(unit.folded, unit.page): i for i, unit in enumerate(ordered)}
    groups = Groups(len(ordered))
    _join_standing(ordered, groups)
    _join_people(ordered, groups)
    for page_id, name, abbreviation in short:
        pair = [places[key] for n in (name, abbreviation) if (key := (plain_name(n), page_id)) in places]
        groups.join(pair)
    _join_offices(ordered, groups)
    ids: dict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(ordered):
        ids[unit_id(unit.name)].append(i)
        ids[unit_id(unit.name, unit.page)].append(i)
    names = decide(groups, ids, decisions)
    return _finished(ordered, groups, names)


def unit_id(name: str, page: str | None = None) -> str:
    """Content id of a name, on one page if that is given; decisions refer to it."""
    return content_id("actor", plain_name(name), *([page] if page else []))


def named(statement: Statement) -> tuple[str, ...]:
    """The names in a statement: of who speaks, who reports, who acts and on whom."""
    return tuple(name for name, *_ in _mentions((statement,)))


def _mentions(statements: Iterable[Statement]) -> Iterator[tuple[str, str, ActorKind, str | None]]:
    kinds: dict[str, ActorKind] = {
        "person": "person",
        "author": "person",
        "outlet": "organisation",
        "group": "group",
    }
    for statement in statements:
        page = statement.evidence.page_id
        voices: tuple[Voice, ...] = (statement.voice, *statement.via)
        for voice in voices:
            if voice.name and voice.kind in kinds:
                yield voice.name, page, kinds[voice.kind], voice.role
        content = statement.content
        sides = (
            (content.source, content.target)
            if isinstance(content, Event)
            else (content.target,)
            if isinstance(content, Stance)
            else ()
        )
        for side in sides:
            if side is not None and side.name.strip():
                yield side.name, page, "unknown", None


def _note(
    units: dict[tuple[str, str], _Unit],
    name: str,
    page: str,
    kind: ActorKind,
    role: str | None,
    state: str | None,
) -> None:
    plain = plain_name(name)
    if not plain:
        return
    unit = units.setdefault((plain, page), _Unit(" ".join(name.split()), plain, page, kind))
    unit.count += 1
    if unit.kind == "unknown" or kind == "person":
        unit.kind = kind
    if role:
        unit.roles.add(" ".join(role.split()))
    if state:
        unit.states.add(state)


def _introduce(units: dict[tuple[str, str], _Unit], intro: Introduction, page: str) -> None:
    """Keep what a page says of somebody whom statements of that page name, in full or by surname."""
    plain = plain_name(intro.name)
    last = plain.split()[-1] if plain else ""
    if (plain, page) in units or (last, page) in units:
        _note(units, intro.name, page, "person", intro.office, intro.state)
        units[plain, page].count -= 1


def _join_standing(units: Sequence[_Unit], groups: Groups) -> None:
    """Names of one state or bloc are one actor."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        if code := standing().get(unit.folded):
            unit.kind = "organisation" if code in blocs() else "state"
            found[code].append(i)
    for members in found.values():
        groups.join(members)


def _join_people(units: Sequence[_Unit], groups: Groups) -> None:
    """Same names, shorter names and spelling variants of people and bodies."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        if unit.kind != "state":
            by_name[unit.folded].append(i)
    for same in by_name.values():
        for i in same[1:]:
            host = next((j for j in same if j < i and not _told_apart(units, groups, i, j)), None)
            if host is not None:
                groups.join((host, i))
    by_surname: dict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        if _is_name(unit):
            by_surname[skeleton(unit.folded.split()[-1])].append(i)
    for family in by_surname.values():
        _join_family(units, groups, family)


def _join_family(units: Sequence[_Unit], groups: Groups, family: Sequence[int]) -> None:
    """Join full names that fit one other alone, then surnames to the one person they can mean."""
    full = [i for i in family if " " in units[i].folded]
    for namesakes in _by_initial(units, groups, full).values():
        for i in namesakes:
            fitting = [
                j
                for j in namesakes
                if groups.of(j) != groups.of(i)
                and _given_fit(units[i], units[j])
                and not _told_apart(units, groups, i, j)
            ]
            if len({groups.of(j) for j in fitting}) == 1:
                groups.join((i, fitting[0]))
    everywhere = {groups.of(j): j for j in full}
    here: dict[str, dict[int, int]] = defaultdict(dict)
    for j in full:
        here[units[j].page][groups.of(j)] = j
    for i in family:
        found = here.get(units[i].page) or everywhere
        if " " not in units[i].folded and len(found) == 1:
            ((_, j),) = found.items()
            if not _told_apart(units, groups, i, j) and _alike(units[i].folded, units[j].folded.split()[-1]):
                groups.join((i, j))


def _by_initial(units: Sequence[_Unit], groups: Groups, full: Sequence[int]) -> dict[str, list[int]]:
    """One unit of each person by the first letter of every given name."""
    found: dict[str, list[int]] = defaultdict(list)
    for i in {groups.of(i): i for i in reversed(full)}.values():
        for letter in sorted({skeleton(given)[:1] for given in units[i].folded.split()[:-1]}):
            found[letter].append(i)
    return {letter: sorted(members) for letter, members in found.items()}


def _alike(a: str, b: str) -> bool:
    """Whether two surnames of one skeleton are spellings of one name."""
    return a == b or (a[0] == b[0] and SequenceMatcher(None, a, b).ratio() >= 0.85)


def _given_fit(a: _Unit, b: _Unit) -> bool:
    """Whether the given names of two people can be one person's: one's are the other's, or initials."""
    one, other = a.folded.split(), b.folded.split()
    if not _alike(one[-1], other[-1]):
        return False
    short, long = sorted((one[:-1], other[:-1]), key=len)
    return all(
        any(
            x == y
            or skeleton(x) == skeleton(y)
            or (min(len(x.rstrip(".")), len(y.rstrip("."))) == 1 and x[0] == y[0])
            for y in long
        )
        for x in short
    )


def _is_name(unit: _Unit) -> bool:
    """Whether a unit is written as a person's name."""
    written = unit.name.split()
    if unit.kind == "state" or not 1 <= len(written) <= 5 or unit.folded in standing():
        return False
    if any(w in classes("accounts")["bodies"] or w in {"and", "of"} for w in unit.folded.split()):
        return False
    capitals = all(w[0].isupper() or len(w) <= 3 for w in written)
    return capitals and not any(w in standing() or w in offices() for w in unit.folded.split())


def _told_apart(units: Sequence[_Unit], groups: Groups, i: int, j: int) -> bool:
    """Whether the pages give two namesakes different states or walks of life."""
    (states, ways), (others, paths) = (_background(units, groups, side) for side in (i, j))
    return bool((states and others and not states & others) or (ways and paths and not ways & paths))


def _background(units: Sequence[_Unit], groups: Groups, unit: int) -> tuple[set[str], set[str]]:
    """States and walks of life of a group."""
    members = [units[m] for m in groups.members(unit)]
    trades = {word for m in members for role in m.roles for word in fold(role).split()}
    return {s for m in members for s in m.states}, {way for way, words in walks().items() if trades & words}


def _join_offices(units: Sequence[_Unit], groups: Groups) -> None:
    """Take an office of a state ("the Turkish president") for the one person who is said to hold it."""
    holders: dict[tuple[str, str], set[int]] = defaultdict(set)
    for i, unit in enumerate(units):
        if unit.kind == "person":
            for role in unit.roles:
                code = state_in(role)
                for word in fold(role).split():
                    if code and word in offices():
                        holders[code, word].add(groups.of(i))
                        if word in classes("accounts")["heads"]:
                            holders[code, "leader"].add(groups.of(i))
    for i, unit in enumerate(units):
        last = unit.folded.split()[-1]
        code = state_in(unit.folded) if last in offices() and len(unit.folded.split()) <= 3 else None
        found = {groups.of(g) for g in holders.get((code, last), ())} if code else set()
        if len(found) == 1:
            groups.join((next(iter(found)), i))


def _finished(units: Sequence[_Unit], groups: Groups, names: Mapping[int, str]) -> Actors:
    actors: list[Actor] = []
    places: dict[tuple[str, str], str] = {}
    taken: Counter[str] = Counter()
    for members in groups.all():
        those = [units[m] for m in members]
        code = next((c for u in those if (c := standing().get(u.folded))), None)
        best = max(
            those, key=lambda u: (_is_name(u), u.kind == "person", len(u.folded.split()), u.count, u.name)
        )
        given = next((names[m] for m in reversed(members) if m in names), None)
        name = given or (readable(code) if code else best.name)
        identity = code or content_id("actor", min(u.folded for u in those))
        taken[identity] += 1
        if taken[identity] > 1:  # a namesake, or a name that was split off
            identity = content_id("actor", min(u.folded for u in those), min(u.page for u in those))
        kinds = Counter(u.kind for u in those)
        kind = next((k for k in ("state", "person", "organisation", "group") if kinds[k]), "unknown")
        forms = Counter({u.name: u.count for u in those})
        roles = sorted({r for u in those for r in u.roles})
        states = Counter(s for u in those for s in u.states)
        state = code if kind == "state" else (states.most_common(1)[0][0] if states else None)
        actors.append(
            Actor(
                id=identity,
                name=name,
                kind=kind,  # type: ignore[arg-type]
                aliases=tuple(form for form, _ in forms.most_common() if form != name),
                offices=tuple(roles),
                state=state,
                units=tuple(sorted({unit_id(u.name) for u in those})),
            )
        )
        places |= {(u.folded, u.page): identity for u in those}
    return Actors(sorted(actors, key=lambda a: a.name.casefold()), places)

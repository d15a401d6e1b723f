"""Statements with the same content become claims; each claim tells who affirms, denies and hedges it.

Content is compared with direction and factuality aside: a change is its factor, a cause its two factors,
a stance its target, an event its type, participants and date as far as they are known.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from textwrap import shorten
from typing import cast

from rashomon.accounts.actors import Actors, plain_name
from rashomon.accounts.factors import Factors
from rashomon.accounts.folding import fold, stems, words
from rashomon.accounts.holders import Holders
from rashomon.accounts.identity import id_of
from rashomon.model import Cause, Change, Event, Stance, Statement
from rashomon.model.account import Claim, ClaimKind, Contest, Position, Stand, content_id
from rashomon.resources.lists import classes

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types of events that both sides do; who is named first does not count."""

DAYS = 3
"""Days by which two dates of one event may differ before they are two events."""

NEAREST = 100
"""Most events of one block that another is compared with."""

WORDS = 60
"""Most characters of an event's words in its gist."""

_COUNTED = re.compile(r"(\d[\d.,]*)\s+(?:[^\W\d_]+\s+)?([^\W\d_]{3,})")


@dataclass(frozen=True, slots=True)
class Known:
    """What claims are made with."""

    actors: Actors
    factors: Factors
    holders: Holders


@dataclass(slots=True)
class _Draft:
    kind: str
    key: tuple[str, ...]
    gist: str
    subjects: tuple[str, ...]
    members: list[Statement]


def find_claims(statements: Sequence[Statement], known: Known) -> tuple[Claim, ...]:
    """The claims of a case: contested ones first, then shared, then lone, the most voices first.

    Args:
        statements: all statements of the case, each id once.
        known: its actors, factors and holders.
    """
    drafts: dict[tuple[str, ...], _Draft] = {}
    events: list[Statement] = []
    for statement in statements:
        if isinstance(statement.content, Event):
            events.append(statement)
            continue
        draft = _plain(statement, known)
        drafts.setdefault(draft.key, draft).members.append(statement)
    found = [_claim(draft, known) for draft in (*drafts.values(), *_events(events, known))]
    order = {"contested": 0, "shared": 1, "lone": 2}
    return tuple(sorted(found, key=lambda c: (order[c.standing], -len(c.positions), c.kind, c.gist, c.id)))


def _plain(statement: Statement, known: Known) -> _Draft:
    content = statement.content
    if isinstance(content, Cause):
        ends = known.factors.of[id_of(statement), "cause"], known.factors.of[id_of(statement), "effect"]
        return _Draft("cause", ("cause", *ends), f"{ends[0]} → {ends[1]}", ends, [])
    if isinstance(content, Change):
        factor = known.factors.of[id_of(statement), "factor"]
        return _Draft("change", ("change", factor), factor, (factor,), [])
    content = cast("Stance", content)
    page = statement.evidence.page_id
    target = known.actors.of(content.target.name, page)
    name = known.actors.name(target) if target else content.target.name
    key = target or plain_name(content.target.name)
    return _Draft("stance", ("stance", key), f"stance towards {name}", (key,), [])


# --- events -----------------------------------------------------------------------------------------


def _events(statements: Sequence[Statement], known: Known) -> list[_Draft]:
    """Events matched by type, participants and date, as far as they are known."""
    drafts: list[_Draft] = []
    blocks: dict[tuple[str, ...], list[_Draft]] = defaultdict(list)
    # those that tell most come first, so that the others find them
    for statement in sorted(statements, key=lambda s: -_told(s, known)):
        event = _event(statement)
        sides = _sides(statement, known)
        places, looks = _blocks(event, sides, statement)
        near = {id(d): d for key in looks for d in blocks[key][:NEAREST]}
        fitting = [d for d in near.values() if _same_event(statement, sides, d, known)]
        if fitting and (all(sides) or len(fitting) == 1):
            fitting[0].members.append(statement)
            continue
        gist = _event_gist(statement, sides, known)
        draft = _Draft("event", (), gist, tuple(s for s in sides if s), [statement])
        draft.key = _event_key(draft, known)
        drafts.append(draft)
        for key in places:
            blocks[key].append(draft)
    return drafts


def _event(statement: Statement) -> Event:
    return cast("Event", statement.content)


def _sides(statement: Statement, known: Known) -> tuple[str, str]:
    """Ids of source and target, people who head a state as that state; empty where not known."""
    event = _event(statement)
    found = []
    for side in (event.source, event.target):
        code = known.actors.of(side.name, statement.evidence.page_id) if side else None
        found.append(known.actors.power(code) if code else plain_name(side.name) if side else "")
    if event.type in MUTUAL and all(found):
        found.sort()
    return found[0], found[1]


def _told(statement: Statement, known: Known) -> int:
    event = _event(statement)
    return sum(map(bool, _sides(statement, known))) * 2 + (event.date is not None)


_Keys = list[tuple[str, ...]]


def _blocks(event: Event, sides: tuple[str, str], statement: Statement) -> tuple[_Keys, _Keys]:
    """Where an event is filed, and where others like it are looked for."""
    kind, (a, b) = str(event.type), sides
    if not a and not b:
        stemmed: _Keys = [(kind, "words", stem) for stem in sorted(set(stems(statement.evidence.text)))]
        return stemmed, stemmed
    days: _Keys = [
        (kind, "day", str(event.date), side, at) for side, at in ((a, "s"), (b, "t")) if side and event.date
    ]
    if a and b:
        alone: _Keys = [(kind, "alone", a), (kind, "alone", b)]
        return [(kind, a, b), (kind, "with", a), (kind, "with", b), *days], [(kind, a, b), *alone, *days]
    return [(kind, "alone", a or b), *days], [(kind, "alone", a or b), (kind, "with", a or b), *days]


def _same_event(statement: Statement, sides: tuple[str, str], draft: _Draft, known: Known) -> bool:
    first = draft.members[0]
    event, other = _event(statement), _event(first)
    if event.type != other.type or not _dates_fit(event.date, other.date):
        return False
    theirs = _sides(first, known)
    if not any(sides):
        return not any(theirs) and _words_fit(statement, first, known)
    orders = (sides, sides[::-1]) if event.type in MUTUAL else (sides,)
    if any(all(not a or not b or a == b for a, b in zip(order, theirs, strict=True)) for order in orders):
        return all(sides) == all(theirs) or _words_fit(statement, first, known)
    # the same deed on the same day, by another or to another
    exact = event.date and event.date == other.date and "X" not in event.date and len(event.date) == 10
    return bool(exact and any(a and a == b for a, b in zip(sides, theirs, strict=True)))


def _words_fit(a: Statement, b: Statement, known: Known) -> bool:
    """Whether the words of the shorter one are, by half, those of the other; names do not count."""
    names = known.actors.names
    here, there = (set(stems(names.without(s.evidence.text))) for s in (a, b))
    return len(here & there) >= max(1, 0.5 * min(len(here), len(there)))


def _dates_fit(a: str | None, b: str | None) -> bool:
    """Whether two EDTF dates can be one day, or lie within `DAYS` of one another; unknown ones fit."""
    if a is None or b is None or a == b:
        return True
    days = _day(a), _day(b)
    if days[0] and days[1]:
        return abs((days[0] - days[1]).days) <= DAYS
    return all(
        x == y or "X" in (x + y)
        for x, y in zip(a.rstrip("?~%").split("-"), b.rstrip("?~%").split("-"), strict=False)
    )


def _day(edtf: str) -> date | None:
    try:
        return date.fromisoformat(edtf.rstrip("?~%"))
    except ValueError:
        return None


def _event_gist(statement: Statement, sides: tuple[str, str], known: Known) -> str:
    """Type, sides and date; the words where a side is not known, since types alone say too little."""
    event = _event(statement)
    said = f"“{shorten(statement.evidence.text, WORDS, placeholder='…')}”"
    when = f", {event.date}" if event.date else ""
    if not any(sides):
        return f"{event.type}: {said}{when}"
    names = [known.actors.name(code) if code else "someone" for code in sides]
    for i, side in enumerate((event.source, event.target)):
        if side and known.actors.get(sides[i]) is None and len(sides[i]) > 3:
            names[i] = side.name
    return f"{event.type}: {names[0]} → {names[1]}{when}" + ("" if all(sides) else f", {said}")


def _event_key(draft: _Draft, known: Known) -> tuple[str, ...]:
    """What the event's statements agree on; the words where they name nobody."""
    first = draft.members[0]
    event, sides = _event(first), _sides(first, known)
    words_ = () if any(sides) else tuple(sorted(set(stems(first.evidence.text))))
    return ("event", event.type, *sides, event.date or "", *words_)


# --- positions --------------------------------------------------------------------------------------


def _claim(draft: _Draft, known: Known) -> Claim:
    by_holder: dict[str, list[Statement]] = defaultdict(list)
    for statement in draft.members:
        by_holder[known.holders.of[id_of(statement)]].append(statement)
    positions = tuple(
        Position(holder, _stand(said), tuple(sorted(id_of(s) for s in said)), _direction(said))
        for holder, said in sorted(by_holder.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    contests = tuple(_contests(draft, positions, by_holder, known))
    affirming = [p for p in positions if p.stand in {"affirms", "hedges"}]
    standing: ClaimKind = "contested" if contests else "shared" if len(affirming) > 1 else "lone"
    return Claim(
        content_id("claim", *draft.key),
        draft.kind,  # type: ignore[arg-type]
        draft.gist,
        standing,
        contests,
        positions,
        draft.subjects,
    )


def _stand(said: Sequence[Statement]) -> Stand:
    """Denies if all that the holder says of it denies it; affirms if anything is certain; else hedges."""
    values = [s.factuality for s in said]
    if all(v.endswith("-") for v in values):
        return "denies"
    return "affirms" if "CT+" in values else "hedges"


def _direction(said: Sequence[Statement]) -> int | None:
    """The one direction in which a holder tells it, as the sign of a cause or a stance or a change."""
    found = {d for s in said if not s.factuality.endswith("-") and (d := direction(s)) is not None}
    return next(iter(found)) if len(found) == 1 else None


def direction(statement: Statement) -> int | None:
    """1 or -1: which way a change goes, what a cause does, for or against; None if not said."""
    match statement.content:
        case Change(direction=way):
            return way
        case Cause() as cause:
            if cause.sign is not None or cause.cause.direction is None or cause.effect.direction is None:
                return cause.sign
            return cause.cause.direction * cause.effect.direction
        case Stance(value=value):
            return (value > 0) - (value < 0) or None
    return None


def _contests(
    draft: _Draft, positions: Sequence[Position], by_holder: Mapping[str, list[Statement]], known: Known
) -> Iterable[Contest]:
    stands = {p.stand for p in positions}
    if "denies" in stands and stands & {"affirms", "hedges"}:
        yield "negation"
    if {p.direction for p in positions} >= {1, -1}:
        yield "sign"
    if draft.kind == "event":
        if any(_apart(by_holder, partial(_full_side, known=known, at=at)) for at in (0, 1)):
            yield "actor"
        if _apart(by_holder, _exact_date):
            yield "time"
    if _numbers_apart(by_holder):
        yield "number"


def _apart(by_holder: Mapping[str, list[Statement]], value: Callable[[Statement], str]) -> bool:
    """Whether two holders say different things, neither of which the other says too."""
    return _disjoint({v for s in those if (v := value(s))} for those in by_holder.values())


def _disjoint(sets: Iterable[set[str]]) -> bool:
    """Whether two of the sets that are not empty share nothing."""
    distinct = list({frozenset(one) for one in sets if one})[:NEAREST]
    return any(not a & b for i, a in enumerate(distinct) for b in distinct[:i])


def _full_side(statement: Statement, known: Known, at: int) -> str:
    """One side of an event whose sides are both known."""
    sides = _sides(statement, known)
    return sides[at] if all(sides) else ""


def _exact_date(statement: Statement) -> str:
    event = _event(statement)
    return event.date if event.date and _day(event.date) else ""


def _numbers_apart(by_holder: Mapping[str, list[Statement]]) -> bool:
    """Whether two holders count the same thing differently ("12 dead", "30 dead")."""
    if len(by_holder) < 2:
        return False
    counted: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for holder, said in by_holder.items():
        for statement in said:
            for number, noun in _COUNTED.findall(statement.evidence.text):
                if fold(noun) not in classes("accounts")["months"] and words(noun):
                    counted[" ".join(stems(noun))][holder].add(number.rstrip(".,"))
    return any(_disjoint(said.values()) for said in counted.values())


def tally(claims: Iterable[Claim]) -> Counter[str]:
    """Number of claims by standing."""
    return Counter(claim.standing for claim in claims)

"""Ends of causes and changes become shared factors.

A label that names a relation ("ties with Moscow", "the rapprochement") is the relation of its two sides.
Of the others, labels with the same words and actors are one; the rest are compared pair by pair.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rashomon.accounts.actors import Actors
from rashomon.accounts.blocking import candidates
from rashomon.accounts.dyads import Dyad, dyad, dyad_label, main_powers, relation
from rashomon.accounts.folding import fold, words
from rashomon.accounts.groups import Groups, decide
from rashomon.accounts.identity import id_of
from rashomon.accounts.likeness import Embed, Sketch, Space, shipped, sketch
from rashomon.model import Cause, Change, Page, Statement
from rashomon.model.account import Decision, SharedFactor, content_id
from rashomon.resources.lists import classes

Side = Literal["cause", "effect", "factor"]
Floats = NDArray[np.float32]

SHOWN_UNDECIDED = 5


@dataclass(frozen=True, slots=True)
class _Unit:
    """A label as the pages use it, with the sides that it has where it names a relation.

    ``owner`` keeps "my position" of one voice apart from "his position" of another page: who a pronoun
    means is not known beyond its page, and of the speaker's own not beyond the voice.
    """

    label: str
    sides: Dyad | None
    pole: int
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Factors:
    """The factors of a case, and which of them an end of a statement names.

    ``of`` maps statement id and side (cause, effect, or factor for a change) to the factor's name.
    """

    all: tuple[SharedFactor, ...]
    of: Mapping[tuple[str, Side], str]


def find_factors(
    statements: Sequence[Statement],
    actors: Actors,
    pages: Iterable[Page] = (),
    embed: Embed | None = None,
    decisions: Iterable[Decision] = (),
) -> Factors:
    """Gather the factors of a case.

    Args:
        statements: all statements of the case.
        actors: the actors of the case.
        pages: their pages, for what a page speaks of most.
        embed: texts to vectors of unit length; without it, only words are compared.
        decisions: those in force about factors, in order.
    """
    main = main_powers(statements, pages, actors)
    counts: Counter[_Unit] = Counter()
    ends: list[tuple[tuple[str, Side], _Unit]] = []
    for statement in statements:
        powers = main.get(statement.evidence.page_id, [])
        for side, label, text in _ends(statement):
            unit = _unit(actors, label, text, statement.evidence.text, powers)
            if unit.sides is None:
                unit = replace(unit, owner=_owner(text, statement))
            counts[unit] += 1
            ends.append(((id_of(statement), side), unit))
    units = sorted(counts, key=lambda u: (-counts[u], u.label, u.sides or ()))
    groups = Groups(len(units))
    open_pairs = _gather(units, groups, actors, embed or without)
    ids: dict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        ids[unit_id(unit)].append(i)
        if unit.sides or unit.owner:
            ids[content_id("factor", fold(unit.label))].append(i)
    named = decide(groups, ids, decisions)
    factors, name_of = _finished(_Gathered(units, counts, groups, open_pairs, named), actors)
    return Factors(factors, {place: name_of[unit] for place, unit in ends})


def unit_id(unit: _Unit) -> str:
    """Content id of a label; decisions refer to it."""
    return content_id("factor", fold(unit.label), *(unit.sides or filter(None, (unit.owner,))))


def _owner(text: str, statement: Statement) -> str:
    """Whose it is, where a pronoun says so: the page, or the voice on it."""
    first = next(iter(words(fold(text))), "")
    if first not in classes("accounts")["mine"] | classes("accounts")["theirs"]:
        return ""
    voice = statement.voice.name or statement.voice.kind if first in classes("accounts")["mine"] else ""
    return f"{statement.evidence.page_id} {voice}"


def _ends(statement: Statement) -> list[tuple[Side, str, str]]:
    content = statement.content
    if isinstance(content, Cause):
        return [
            ("cause", content.cause.label, content.cause.text),
            ("effect", content.effect.label, content.effect.text),
        ]
    if isinstance(content, Change):
        return [("factor", content.factor.label, content.factor.text)]
    return []


def _unit(actors: Actors, label: str, text: str, around: str, main: list[str]) -> _Unit:
    plain = " ".join(label.split()) or " ".join(text.split())
    found = relation(plain)
    sides = dyad(actors, plain, text, around, main) if found else None
    return _Unit(plain, sides, found[1] if found and sides else 0)


def _gather(units: Sequence[_Unit], groups: Groups, actors: Actors, embed: Embed) -> list[tuple[int, int]]:
    """Join what is the same; return the pairs that stay undecided."""
    by_content: dict[object, list[int]] = defaultdict(list)
    sketches = [sketch(unit.label, actors.names) for unit in units]
    for i, (unit, one) in enumerate(zip(units, sketches, strict=True)):
        by_content[_content(unit, one)].append(i)
    for members in by_content.values():
        groups.join(members)
    firsts = sorted(members[0] for members in by_content.values() if units[members[0]].sides is None)
    space, likeness = Space([sketches[i] for i in firsts], embed), shipped()
    place = {unit: i for i, unit in enumerate(firsts)}
    pairs = candidates(space.sketches, space.cores)
    probability = likeness.probability(space.rows(pairs))
    undecided = []
    for k in np.argsort(-probability, kind="stable"):
        a, b = (firsts[int(v)] for v in pairs[k])
        verdict = likeness.verdict(float(probability[k]))
        if verdict == "different":
            break
        # the most frequent labels of the two groups must not be told to be different
        heads = np.array([[place[min(groups.members(a))], place[min(groups.members(b))]]])
        if groups.of(a) == groups.of(b):
            continue
        if (
            verdict == "same"
            and not (units[a].owner and units[b].owner and units[a].owner != units[b].owner)
            and _sure(sketches[a], sketches[b])
            and likeness.probability(space.rows(heads))[0] > likeness.different
        ):
            groups.join((a, b))
        else:
            undecided.append((a, b))
    return undecided


def _sure(a: Sketch, b: Sketch) -> bool:
    """Whether two labels name the same actors, if both name any, and neither says much more."""
    more = max(len(a.concepts - b.concepts), len(b.concepts - a.concepts))
    contained = a.concepts <= b.concepts or b.concepts <= a.concepts
    return (not a.actors or not b.actors or a.actors == b.actors) and not (contained and more > 1)


def _content(unit: _Unit, one: Sketch) -> object:
    """Labels with the same one are the same factor without any comparison."""
    if unit.sides:
        return unit.sides, unit.pole
    return (one.stems, one.actors, one.numbers, unit.owner) if one.stems else (fold(unit.label), unit.owner)


def without(texts: Sequence[str]) -> Floats:
    """No embeddings: vectors of nothing."""
    return np.zeros((len(texts), 1), np.float32)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the groups are made of."""

    units: Sequence[_Unit]
    counts: Mapping[_Unit, int]
    groups: Groups
    undecided: Sequence[tuple[int, int]]
    named: Mapping[int, str]


def _finished(found: _Gathered, actors: Actors) -> tuple[tuple[SharedFactor, ...], dict[_Unit, str]]:
    """The factors, most mentioned first, with a name each, and the name of every unit."""
    names: dict[int, str] = {}
    taken: Counter[str] = Counter()
    for members in found.groups.all():
        name = _name(found, members, actors)
        taken[fold(name)] += 1
        names[found.groups.of(members[0])] = (
            name if taken[fold(name)] == 1 else f"{name} ({taken[fold(name)]})"
        )
    doubtful: dict[int, list[str]] = defaultdict(list)
    for a, b in found.undecided:
        one, other = found.groups.of(a), found.groups.of(b)
        if one != other:
            for x, y in ((one, other), (other, one)):
                if names[y] not in doubtful[x] and len(doubtful[x]) < SHOWN_UNDECIDED:
                    doubtful[x].append(names[y])
    factors: list[SharedFactor] = []
    of: dict[_Unit, str] = {}
    for members in found.groups.all():
        those = [found.units[m] for m in members]
        group = found.groups.of(members[0])
        labels = Counter({u.label: 0 for u in those})
        for unit in those:
            labels[unit.label] += found.counts[unit]
        who = {c for u in those for c in (u.sides or actors.names.find(u.label))}
        factors.append(
            SharedFactor(
                id=content_id("factor", min(map(unit_id, those))),
                name=names[group],
                labels=tuple(label for label, _ in labels.most_common()),
                actors=tuple(sorted(who)),
                mentions=sum(labels.values()),
                undecided=tuple(doubtful[group]),
                units=tuple(sorted({unit_id(u) for u in those})),
            )
        )
        of |= dict.fromkeys(those, names[group])
    return tuple(sorted(factors, key=lambda f: (-f.mentions, f.name.casefold()))), of


def _name(found: _Gathered, members: Sequence[int], actors: Actors) -> str:
    """What people named it, else the relation, else its most frequent label, the shorter of two."""
    given = next((found.named[m] for m in reversed(members) if m in found.named), None)
    if given:
        return given
    best = min((found.units[m] for m in members), key=lambda u: (-found.counts[u], len(u.label), u.label))
    return dyad_label(actors, best.sides, best.pole) if best.sides else best.label


def relation_names(words: str, actors: Actors) -> tuple[str, ...]:
    """The names that the factors of a relation bear, where the words name one with both its sides."""
    sides = _unit(actors, words, words, "", []).sides
    return tuple(dyad_label(actors, sides, pole) for pole in (1, -1)) if sides else ()

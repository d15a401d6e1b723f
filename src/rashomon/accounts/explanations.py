"""Rival explanations of an outcome: each account's chains of causes, side by side, and a matrix."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.accounts.claims import Known, direction
from rashomon.accounts.identity import id_of
from rashomon.model import Cause, Statement
from rashomon.model.account import (
    Bearing,
    Chain,
    Claim,
    Column,
    Explanation,
    Explanations,
    Question,
    Step,
)

LONGEST = 4
"""Most causes in a chain."""

CHAINS = 6
"""Most chains shown for one cause and one holder, and most stitches for one cause."""

QUESTIONS = 20


@dataclass(slots=True)
class _Link:
    """All that is said of one factor leading to another."""

    cause: str
    effect: str
    held: dict[str, list[Statement]]
    denied: dict[str, list[Statement]]

    def step(self, holder: str | None = None) -> Step:
        """The link as a step, of one holder or of all."""
        said = {h: s for h, s in self.held.items() if holder in {None, h}}
        every = [s for those in said.values() for s in those]
        signs = {direction(s) for s in every} - {None}
        return Step(
            self.cause,
            self.effect,
            next(iter(signs)) if len(signs) == 1 else None,
            tuple(sorted(said)),
            tuple(sorted(id_of(s) for s in every)),
            all(s.factuality != "CT+" for s in every),
        )


class Links:
    """The causes of a case by what they lead to."""

    def __init__(self, statements: Iterable[Statement], known: Known) -> None:
        self.into: dict[str, dict[str, _Link]] = defaultdict(dict)
        for statement in statements:
            if not isinstance(statement.content, Cause):
                continue
            cause, effect = (known.factors.of[id_of(statement), side] for side in ("cause", "effect"))
            if cause == effect:
                continue
            link = self.into[effect].setdefault(cause, _Link(cause, effect, {}, {}))
            side = link.denied if statement.factuality.endswith("-") else link.held
            side.setdefault(known.holders.of[id_of(statement)], []).append(statement)

    def outcomes(self) -> list[tuple[str, int]]:
        """Factors with the number of accounts that explain them, the most explained first."""
        explained = Counter(
            {
                effect: len({holder for link in causes.values() for holder in link.held})
                for effect, causes in self.into.items()
            }
        )
        return sorted(
            ((f, n) for f, n in explained.items() if n),
            key=lambda item: (-item[1], -len(self.into[item[0]]), item[0]),
        )

    def routes(self, first: _Link, holder: str | None) -> Iterator[list[_Link]]:
        """Chains that end with a link, from their far end, each as long as it goes."""
        stack = [[first]]
        while stack:
            route = stack.pop()
            seen = {link.effect for link in route} | {route[0].cause}
            earlier = [
                link
                for cause, link in sorted(self.into.get(route[0].cause, {}).items())
                if cause not in seen and link.held and (holder is None or holder in link.held)
            ]
            if earlier and len(route) < LONGEST:
                stack += [[link, *route] for link in reversed(earlier)]
            else:
                yield route


def explain(links: Links, claims: Sequence[Claim], outcome: str) -> Explanations:
    """The explanations that the accounts give of an outcome.

    Args:
        links: the causes of the case.
        claims: its claims.
        outcome: name of a factor.

    Returns:
        One explanation for each cause that somebody names, fewest contradictions first; the matrix
        keeps the same order.
    """
    found = [
        _explanation(links, link) for _, link in sorted(links.into.get(outcome, {}).items()) if link.held
    ]
    columns = _columns(links, claims, found)
    scored = []
    for i, one in enumerate(found):
        against = sum(column.bearings[i] in {"contradicts", "mixed"} for column in columns)
        fits = sum(column.bearings[i] == "fits" for column in columns)
        scored.append((against, -len(one.holders), -fits, i))
    order = [i for *_, i in sorted(scored)]
    ranked = tuple(replace(found[i], contradictions=next(s[0] for s in scored if s[-1] == i)) for i in order)
    matrix = tuple(replace(column, bearings=tuple(column.bearings[i] for i in order)) for column in columns)
    return Explanations(outcome, ranked, matrix, tuple(_questions(links, claims, ranked))[:QUESTIONS])


def _explanation(links: Links, link: _Link) -> Explanation:
    chains = []
    for holder in sorted(link.held):
        for number, route in enumerate(links.routes(link, holder)):
            if number == CHAINS:
                break
            chains.append(_chain("thread", [one.step(holder) for one in route], holder))
    stitches = 0
    for number, route in enumerate(links.routes(link, None)):
        if stitches == CHAINS or number == 20 * CHAINS:
            break
        if len(route) > 1 and not set.intersection(*(set(one.held) for one in route)):
            chains.append(_chain("stitch", [one.step() for one in route], None))
            stitches += 1
    return Explanation(link.cause, tuple(sorted(link.held)), tuple(sorted(link.denied)), tuple(chains))


def _chain(kind: str, steps: Sequence[Step], holder: str | None) -> Chain:
    sign: int | None = 1
    for step in steps:
        sign = None if sign is None or step.sign is None else sign * step.sign
    return Chain(kind, tuple(steps), sign, holder)  # type: ignore[arg-type]


def _columns(links: Links, claims: Sequence[Claim], found: Sequence[Explanation]) -> list[Column]:
    """The claims that bear on one explanation or more."""
    edges = [{(s.cause, s.effect) for chain in one.chains for s in chain.steps} for one in found]
    expected = [_expected(links, one) for one in found]
    columns = []
    for claim in claims:
        if claim.kind == "cause":
            bearings = [_on_cause(claim) if claim.subjects in pairs else "silent" for pairs in edges]
        elif claim.kind == "change":
            bearings = [_on_change(claim, wanted.get(claim.subjects[0])) for wanted in expected]
        else:
            continue
        if any(b != "silent" for b in bearings):
            apart = "fits" in bearings and ("contradicts" in bearings or "mixed" in bearings)
            columns.append(Column(claim.id, claim.gist, tuple(bearings), apart))
    return columns


def _on_cause(claim: Claim) -> Bearing:
    stands = {p.stand for p in claim.positions}
    if "denies" not in stands:
        return "fits"
    return "mixed" if stands - {"denies"} else "contradicts"


def _on_change(claim: Claim, wanted: int | None) -> Bearing:
    """Whether the change goes the way that the explanation needs."""
    if wanted is None:
        return "silent"
    ways = {
        p.direction * (-1 if p.stand == "denies" else 1) for p in claim.positions if p.direction is not None
    }
    if ways == {wanted}:
        return "fits"
    return "contradicts" if ways == {-wanted} else "mixed" if ways else "silent"


def _expected(links: Links, one: Explanation) -> Mapping[str, int]:
    """Which way each factor of an explanation must have gone, where the words tell."""
    ways: dict[str, Counter[int]] = defaultdict(Counter)
    for chain in one.chains:
        for step in chain.steps:
            for said in links.into[step.effect][step.cause].held.values():
                for statement in said:
                    if id_of(statement) in step.statements and isinstance(statement.content, Cause):
                        for name, end in (
                            (step.cause, statement.content.cause),
                            (step.effect, statement.content.effect),
                        ):
                            if end.direction is not None:
                                ways[name][end.direction] += 1
    return {name: max(found, key=lambda way: (found[way], way)) for name, found in ways.items()}


def _questions(links: Links, claims: Sequence[Claim], ranked: Sequence[Explanation]) -> Iterator[Question]:
    """Changes that one explanation alone needs and that nobody tells of."""
    told = {claim.subjects[0] for claim in claims if claim.kind == "change"}
    factors = [
        {f for chain in one.chains for s in chain.steps for f in (s.cause, s.effect)} for one in ranked
    ]
    for i, one in enumerate(ranked):
        others = set().union(*(own for k, own in enumerate(factors) if k != i))
        wanted = _expected(links, one)
        for factor in sorted(factors[i] - others - told):
            yield Question(factor, wanted.get(factor), one.cause)

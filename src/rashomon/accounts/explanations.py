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
    Meaning,
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
        self.by_id: dict[str, Statement] = {}
        self._mentions = {factor.name: factor.mentions for factor in known.factors.all}
        for statement in statements:
            self.by_id[id_of(statement)] = statement
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
            key=lambda item: (-item[1], -len(self.into[item[0]]), -self._mentions.get(item[0], 0), item[0]),
        )

    def routes(
        self, first: _Link, holder: str | None, outcomes: frozenset[str] = frozenset()
    ) -> Iterator[list[_Link]]:
        """Chains that end with a link, from their far end, each as long as it goes; no outcome inside."""
        stack = [[first]]
        while stack:
            route = stack.pop()
            seen = {link.effect for link in route} | {route[0].cause} | outcomes
            earlier = [
                link
                for cause, link in sorted(self.into.get(route[0].cause, {}).items())
                if cause not in seen and link.held and (holder is None or holder in link.held)
            ]
            if earlier and len(route) < LONGEST:
                stack += [[link, *route] for link in reversed(earlier)]
            else:
                yield route


def explain(
    links: Links, claims: Sequence[Claim], outcome: str, meanings: Sequence[Meaning] = ()
) -> Explanations:
    """The explanations that the accounts give of an outcome.

    Args:
        links: the causes of the case.
        claims: its claims.
        outcome: name of a factor, or other words for it.
        meanings: the factors that the words mean; the outcome is a factor's name if there are none.

    Returns:
        One explanation for each cause that somebody names, fewest contradictions first; the matrix
        keeps the same order.
    """
    outcomes = frozenset(f for m in meanings for f in m.factors) or frozenset({outcome})
    by_cause: dict[str, list[_Link]] = defaultdict(list)
    for effect in sorted(outcomes):
        for cause, link in sorted(links.into.get(effect, {}).items()):
            if link.held and cause not in outcomes:
                by_cause[cause].append(link)
    found = [_explanation(links, by_cause[cause], outcomes) for cause in sorted(by_cause)]
    columns = _columns(links, claims, found, outcomes)
    against = [sum(c.bearings[i] in {"contradicts", "mixed"} for c in columns) for i, _ in enumerate(found)]
    fits = [sum(c.bearings[i] == "fits" for c in columns) for i, _ in enumerate(found)]
    order = sorted(range(len(found)), key=lambda i: (against[i], -len(found[i].holders), -fits[i], i))
    ranked = tuple(replace(found[i], contradictions=against[i]) for i in order)
    matrix = tuple(replace(column, bearings=tuple(column.bearings[i] for i in order)) for column in columns)
    asked = tuple(_questions(links, claims, ranked, outcomes))[:QUESTIONS] if len(ranked) > 1 else ()
    return Explanations(outcome, ranked, matrix, asked, tuple(meanings))


def _explanation(links: Links, ends: Sequence[_Link], outcomes: frozenset[str]) -> Explanation:
    """What one cause explains: its links to the outcome, with all that leads to them."""
    chains: list[Chain] = []
    for link in ends:
        for holder in sorted(link.held):
            for number, route in enumerate(links.routes(link, holder, outcomes)):
                if number == CHAINS:
                    break
                chains.append(_chain("thread", [one.step(holder) for one in route], holder))
        stitches = 0
        for number, route in enumerate(links.routes(link, None, outcomes)):
            if stitches == CHAINS or number == 20 * CHAINS:
                break
            if len(route) > 1 and not set.intersection(*(set(one.held) for one in route)):
                chains.append(_chain("stitch", [one.step() for one in route], None))
                stitches += 1
    holders = {h for link in ends for h in link.held}
    deniers = {h for link in ends for h in link.denied}
    return Explanation(ends[0].cause, tuple(sorted(holders)), tuple(sorted(deniers)), tuple(chains))


def _chain(kind: str, steps: Sequence[Step], holder: str | None) -> Chain:
    sign: int | None = 1
    for step in steps:
        sign = None if sign is None or step.sign is None else sign * step.sign
    return Chain(kind, tuple(steps), sign, holder)  # type: ignore[arg-type]


def _columns(
    links: Links, claims: Sequence[Claim], found: Sequence[Explanation], outcomes: frozenset[str]
) -> list[Column]:
    """The claims that bear on one explanation or more.

    That one voice alone affirms a link of its explanation is that explanation, no evidence for it.
    """
    edges = [{(s.cause, s.effect) for chain in one.chains for s in chain.steps} for one in found]
    expected = [_expected(links, one) for one in found]
    told = [_told(links, one, outcomes) for one in found]
    columns = []
    for claim in claims:
        if claim.kind == "cause":
            bearings = [_on_deed(claim) if claim.subjects in pairs else "silent" for pairs in edges]
            if len(claim.positions) == 1 and sum(b != "silent" for b in bearings) == 1:
                continue
        elif claim.kind == "change":
            bearings = [_on_change(claim, wanted.get(claim.subjects[0])) for wanted in expected]
        elif claim.kind == "event":
            bearings = [_on_deed(claim) if _inside(claim, links, ends) else "silent" for ends in told]
        else:
            continue
        if any(b != "silent" for b in bearings):
            apart = "fits" in bearings and ("contradicts" in bearings or "mixed" in bearings)
            columns.append(Column(claim.id, claim.gist, tuple(bearings), apart))
    return columns


def _told(links: Links, one: Explanation, outcomes: frozenset[str]) -> dict[str, list[str]]:
    """The words of the causes of an explanation, by page."""
    found: dict[str, list[str]] = defaultdict(list)
    for step in (s for chain in one.chains for s in chain.steps):
        for statement in (links.by_id[i] for i in step.statements):
            if isinstance(statement.content, Cause):
                found[statement.evidence.page_id].append(_squeezed(statement.content.cause.text))
                if step.effect not in outcomes:
                    found[statement.evidence.page_id].append(_squeezed(statement.content.effect.text))
    return found


def _inside(claim: Claim, links: Links, ends: Mapping[str, Sequence[str]]) -> bool:
    """Whether the words of an event stand inside those of a cause, on the same page."""
    for statement in (links.by_id[i] for i in claim.statements):
        words = _squeezed(statement.evidence.text)
        if words and any(words in end for end in ends.get(statement.evidence.page_id, ())):
            return True
    return False


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _on_deed(claim: Claim) -> Bearing:
    """Whether an event or a cause is affirmed or denied."""
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


def _questions(
    links: Links, claims: Sequence[Claim], ranked: Sequence[Explanation], outcomes: frozenset[str]
) -> Iterator[Question]:
    """Changes that one explanation alone needs and that nobody tells of."""
    told = {claim.subjects[0] for claim in claims if claim.kind == "change"}
    factors = [
        {f for chain in one.chains for s in chain.steps for f in (s.cause, s.effect)} for one in ranked
    ]
    told |= outcomes  # that it came about is what all of them explain
    for i, one in enumerate(ranked):
        others = set().union(*(own for k, own in enumerate(factors) if k != i))
        wanted = _expected(links, one)
        for factor in sorted(factors[i] - others - told):
            yield Question(factor, wanted.get(factor), one.cause)

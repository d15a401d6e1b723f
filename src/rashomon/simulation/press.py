"""Press perturbation: what follows from the signs of a map alone, if factors are pushed and stay so.

Levins' loop analysis (Levins 1974, Annals of the New York Academy of Sciences 231: 123-138; Puccia &
Levins 1985, Qualitative Modeling of Complex Systems) reads the map as a community matrix A at a stable
equilibrium. The response to a push is given by the adjoint of -A. Each of its elements adds up feedback
cycles; if all of them have one sign, the response has that sign for all strengths, and otherwise the
share of the net in the total tells how far it is decided (Dambacher, Li & Rossignol 2002, Ecology 83:
1372-1385). What the signs leave open is sampled: matrices with drawn strengths, kept if stable (Raymond
et al. 2011, Journal of Applied Ecology 48: 181-191; Melbourne-Thomas et al. 2012, Ecological Monographs
82: 505-519, the R package QPress).

Hedged edges count as said in the adjoint; the sampled matrices hold each of them in half of the cases.
Every factor limits itself, as is usual, unless told otherwise: without it few systems are stable.
"""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from rashomon.errors import InputError
from rashomon.model import CausalMap, Edge, PressAnswer, PressOutcome
from rashomon.simulation.montecarlo import Changes, directions, wilson
from rashomon.simulation.network import Floats, Network, downstream, draw_weights, network
from rashomon.simulation.routes import Routes, routes

_EXACT = 12
"""Most factors between a push and a response for which feedback cycles are counted one by one."""
_LARGEST = 150
"""Most factors of one feedback system for which stability is tested."""
_BATCH = 4_000_000
"""Most matrix entries held at a time."""
_STILL = 1e-9
"""A response of at most this, relative to the greatest of the same matrix, is no response."""

_Entries = list[Mapping[int, tuple[int, int]]]
"""For each row, column to the number of its positive and of its negative terms."""


def press(
    map_: CausalMap,
    changes: Changes,
    *,
    samples: int = 1000,
    seed: int = 0,
    limited: bool = True,
) -> PressAnswer:
    """Ask a map which way each factor moves if some are pushed for good.

    Args:
        map_: the map.
        changes: factor to 1 (pushed up) or -1 (pushed down).
        samples: matrices drawn where the signs do not decide.
        seed: of the random numbers.
        limited: every factor limits itself; else only those with a negative self-loop in the map do.

    Returns:
        A sign for each factor, and on what it rests.

    Raises:
        InputError: nothing is asked, or the feedback is too large to test for stability.
    """
    asked = directions(changes)
    silent = tuple(f for f in asked if f not in map_.factors)
    asked = {f: d for f, d in asked.items() if f not in silent}
    if not asked:
        note = "The map is silent on the question: it holds none of the changed factors."
        return PressAnswer(map_.name, dict(changes), silent, seed, notes=(note,))
    links = routes(map_)
    circular = _circular(links)
    after = {f: links.after(f) for f in asked}
    counted = {f: _counted(map_, links, asked, after, f, limited) for f in map_.factors}
    open_ = {f for f, count in counted.items() if count is None or abs(count[0]) != count[1]}
    drawn = samples if open_ or circular or not limited else 0
    stable, rises, falls = _sample(map_, links, asked, drawn, seed, limited)
    reached = downstream(map_, asked)
    result = []
    for factor, count in counted.items():
        net, total = count or (0, 0)
        if factor not in reached:
            result.append(PressOutcome(factor, 0, "unreached"))
        elif factor not in open_:
            result.append(PressOutcome(factor, (net > 0) - (net < 0), "adjoint", net, total))
        elif not stable:
            result.append(PressOutcome(factor, None, "unstable", net, total))
        else:
            up, down = rises[factor], falls[factor]
            sign = None if up == down else 1 if up > down else -1
            shares = wilson(up, stable), wilson(down, stable)
            result.append(PressOutcome(factor, sign, "sampled", net, total, *shares))
    notes = _notes(len(open_), drawn, stable)
    return PressAnswer(map_.name, dict(changes), silent, seed, drawn, stable, tuple(result), notes)


def feedback(map_: CausalMap, source: str, target: str, *, limited: bool = True) -> tuple[int, int]:
    """One element of the adjoint of the negative community matrix, with all strengths one.

    Args:
        map_: the map, of at most 12 factors.
        source: the factor that is pushed up.
        target: the factor that responds.
        limited: every factor limits itself.

    Returns:
        The net and the total number of feedback cycles; their ratio is the weighted prediction of
        Dambacher, Li & Rossignol (2002).

    Raises:
        InputError: the map is too large to count them.
    """
    if len(map_.factors) > _EXACT:
        raise InputError(f"Feedback is counted in maps of at most {_EXACT} factors; ask press instead.")
    plus, minus = _cofactor(map_, set(map_.factors), source, target, limited)
    return plus - minus, plus + minus


def _circular(links: Routes) -> bool:
    """Whether there is any feedback.

    Raises:
        InputError: more factors feed back on one another than can be tested for stability.
    """
    largest = max(map(len, links.systems()))
    if largest > _LARGEST:
        raise InputError(
            f"{largest} factors feed back on one another, more than the {_LARGEST} whose stability can be "
            "tested; ask what_if instead, or a smaller account."
        )
    return largest > 1 or bool(links.looped)


def _counted(
    map_: CausalMap,
    links: Routes,
    asked: Mapping[str, int],
    after: Mapping[str, set[str]],
    factor: str,
    limited: bool,
) -> tuple[int, int] | None:
    """Net and total feedback cycles from all pushes to a factor; None if there are too many to count.

    The inverse of a matrix in block-triangular form has, between two factors, what the factors on the
    routes between them give; the others only scale it by determinants that are positive in a stable
    system. So the count takes in no more than the factors on the routes and their feedback systems.
    """
    net = total = 0
    before = links.before(factor)
    for source, direction in asked.items():
        between = before & after[source]
        if source not in before:
            continue
        if len(between) > _EXACT:
            found = _tree(map_, links, between, source, factor) if limited else None
            if found is None:
                return None
            plus, minus = found
        else:
            plus, minus = _cofactor(map_, between, source, factor, limited)
        net += direction * (plus - minus)
        total += plus + minus
    return net, total


def _cofactor(map_: CausalMap, inside: set[str], source: str, target: str, limited: bool) -> tuple[int, int]:
    """Positive and negative terms of one element of the adjoint of -A, restricted to some factors."""
    names = sorted(inside)
    place = {name: i for i, name in enumerate(names)}
    rows: list[dict[int, tuple[int, int]]] = [defaultdict(lambda: (0, 0)) for _ in names]
    for edge in map_.running:
        if edge.source in place and edge.target in place:
            row, column = rows[place[edge.target]], place[edge.source]
            plus, minus = row[column]
            # -A: a positive influence is a negative entry; an open sign is one term of each
            row[column] = (plus + (edge.sign != 1), minus + (edge.sign != -1))
    own = _limiting(map_)
    for i, (name, row) in enumerate(zip(names, rows, strict=True)):
        if limited and name not in own:
            row[i] = (row[i][0] + 1, row[i][1])
    gone_row, gone_column = place[source], place[target]
    minor: _Entries = [
        {c - (c > gone_column): terms for c, terms in row.items() if c != gone_column}
        for r, row in enumerate(rows)
        if r != gone_row
    ]
    plus, minus = _expand(minor)
    return (plus, minus) if (gone_row + gone_column) % 2 == 0 else (minus, plus)


def _expand(rows: _Entries) -> tuple[int, int]:
    """Positive and negative terms of a determinant: their difference is the determinant with all
    strengths one, their sum the permanent of the sizes.

    Row by row over the sets of columns taken, so the cost grows with the sets that the zeros leave.
    """  # noqa: D205 - the summary is one sentence over two lines
    states: dict[int, tuple[int, int]] = {0: (1, 0)}
    for row in rows:
        after: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for taken, (plus, minus) in states.items():
            for column, (up, down) in row.items():
                if taken >> column & 1:
                    continue
                if (taken >> column).bit_count() % 2:  # each column taken to the right is an inversion
                    up, down = down, up  # noqa: PLW2901 - the terms change sign
                more, less = after[taken | 1 << column]
                after[taken | 1 << column] = (
                    more + plus * up + minus * down,
                    less + plus * down + minus * up,
                )
        states = after
    return states.get((1 << len(rows)) - 1, (0, 0))


def _tree(
    map_: CausalMap, links: Routes, between: set[str], source: str, target: str
) -> tuple[int, int] | None:
    """Positive and negative paths where no feedback lies between; None where some does.

    Without feedback the rest of each term is a product of self-limitations, so terms are paths.
    """
    if links.circular(between):
        return None
    into: dict[str, list[Edge]] = defaultdict(list)
    for edge in map_.running:
        into[edge.target].append(edge)
    ways: dict[str, tuple[int, int]] = {}
    for name in links.ordered(between):
        plus, minus = (1, 0) if name == source else (0, 0)
        for edge in into[name]:
            if edge.source in between:
                up, down = ways[edge.source]
                plus += up * (edge.sign != -1) + down * (edge.sign != 1)
                minus += down * (edge.sign != -1) + up * (edge.sign != 1)
        ways[name] = plus, minus
    return ways[target]


def _sample(
    map_: CausalMap, links: Routes, asked: Mapping[str, int], samples: int, seed: int, limited: bool
) -> tuple[int, dict[str, int], dict[str, int]]:
    """Stable matrices among the samples, and in how many of them each factor rises and falls."""
    net = network(map_)
    rng = np.random.default_rng(seed)
    size, stable = len(net.factors), 0
    push = np.zeros(size)
    push[[net.row[f] for f in asked]] = list(asked.values())
    rise, fall = np.zeros(size, dtype=int), np.zeros(size, dtype=int)
    batch = max(1, _BATCH // size**2)
    for low in range(0, samples, batch):
        matrices = _matrices(map_, net, min(batch, samples - low), rng, limited)
        matrices = matrices[_stable(links, matrices)]
        if not len(matrices):
            continue
        response = np.linalg.solve(-matrices, np.broadcast_to(push[:, None], (len(matrices), size, 1)))[
            ..., 0
        ]
        least = _STILL * np.abs(response).max(axis=1, keepdims=True)
        rise += (response > least).sum(axis=0)
        fall += (response < -least).sum(axis=0)
        stable += len(matrices)
    names = net.factors
    return (
        stable,
        dict(zip(names, rise.tolist(), strict=True)),
        dict(zip(names, fall.tolist(), strict=True)),
    )


def _limiting(map_: CausalMap) -> set[str]:
    """Factors with a negative self-loop of their own."""
    return {e.source for e in map_.running if e.source == e.target and e.sign == -1}


def _matrices(map_: CausalMap, net: Network, count: int, rng: np.random.Generator, limited: bool) -> Floats:
    """Community matrices with drawn strengths, shape (count, target, source)."""
    matrices = np.zeros((count, len(net.factors), len(net.factors)))
    targets = [net.row[e.target] for e in net.edges]
    for target, source, weight in zip(targets, net.source, draw_weights(net, count, rng), strict=True):
        matrices[:, target, source] += weight
    if limited:
        own = _limiting(map_)
        free = [i for name, i in net.row.items() if name not in own]
        matrices[:, free, free] -= 1.0 - rng.random((count, len(free)))
    return matrices


def _stable(links: Routes, matrices: Floats) -> npt.NDArray[np.bool_]:
    """Which matrices have all eigenvalues left of zero, tested one feedback system at a time."""
    stable = np.ones(len(matrices), dtype=bool)
    for rows in links.systems():
        block = matrices[:, rows[:, None], rows]
        stable &= (np.linalg.eigvals(block).real < 0).all(axis=1)
    return stable


def _notes(open_: int, drawn: int, stable: int) -> tuple[str, ...]:
    said = f"The signs leave {open_} responses open." if open_ else "The signs alone decide every response."
    if not drawn:
        return (said,)
    if stable:
        return (said, f"{stable} of {drawn} sampled matrices are stable.")
    return (
        said,
        f"None of {drawn} sampled matrices is stable: the map may lack an equilibrium.",
    )

"""What the shape of a map says: positions of factors, density, betweenness, paths, feedback loops.

The last three need the extra ``maps``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise, product
from typing import Any

from rashomon.errors import InputError
from rashomon.maps.graphs import digraph, networkx
from rashomon.model import CausalMap, Edge
from rashomon.model.causal_map import FactorKind

_SEARCH = 300_000
"""Most steps of the search for the shortest loops of a map that has more than anyone can read."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a factor stands.

    Attributes:
        factor: its name.
        kind: driver (only outgoing edges), receiver (only incoming), ordinary (both), isolated (none).
        in_degree, out_degree: number of edges.
        centrality: sum of the expected sizes of its edges in and out (Özesmi & Özesmi 2004, Ecological
            Modelling 176: 43-64), without unit.
    """

    factor: str
    kind: FactorKind
    in_degree: int
    out_degree: int
    centrality: float


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of causes without repetition; ``sign`` is the product of the signs, None if one is open."""

    edges: tuple[Edge, ...]
    sign: int | None


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths found, shortest first; ``cut`` tells that there are more."""

    found: tuple[Path, ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class Loop:
    """A feedback loop: reinforcing (sign 1), balancing (-1), or None if a sign is open."""

    edges: tuple[Edge, ...]
    sign: int | None

    @property
    def factors(self) -> tuple[str, ...]:
        """Its factors in the order of influence, from the first by name."""
        return tuple(e.source for e in self.edges)


@dataclass(frozen=True, slots=True)
class Loops:
    """The loops found, shortest first; ``cut`` tells that there are more."""

    found: tuple[Loop, ...]
    cut: bool


def positions(map_: CausalMap) -> tuple[Position, ...]:
    """The position of each factor in the running map, most central first."""
    tally = {f: [0, 0, 0.0] for f in map_.factors}
    for edge in map_.running:
        size = sum(edge.strength) / 2 * edge.presence
        tally[edge.source][1] += 1
        tally[edge.target][0] += 1
        tally[edge.source][2] += size
        tally[edge.target][2] += size
    found = (Position(f, _kind(int(i), int(o)), int(i), int(o), c) for f, (i, o, c) in tally.items())
    return tuple(sorted(found, key=lambda p: (-p.centrality, p.factor)))


def betweenness(map_: CausalMap) -> dict[str, float]:
    """Share of the shortest paths between other factors that pass through each factor.

    After Freeman (1977, Sociometry 40: 35-41).

    Raises:
        InputError: the extra ``maps`` is not installed.
    """
    network = digraph(map_, "betweenness")
    return dict(networkx("betweenness").betweenness_centrality(network))


def density(map_: CausalMap) -> float:
    """Share of the possible ordered pairs of factors, self-loops included, that an edge joins."""
    pairs = {(e.source, e.target) for e in map_.running}
    return len(pairs) / len(map_.factors) ** 2 if map_.factors else 0.0


def adjacency(map_: CausalMap) -> dict[str, dict[str, float]]:
    """Expected weight by source and target; edges of contrary signs between two factors are summed."""
    matrix = {source: dict.fromkeys(map_.factors, 0.0) for source in map_.factors}
    for edge in map_.running:
        matrix[edge.source][edge.target] += edge.weight
    return matrix


def paths(map_: CausalMap, source: str, target: str, limit: int = 100) -> Paths:
    """The signed paths from one factor to another through running edges.

    Args:
        map_: the map.
        source: factor where the paths start.
        target: factor where they end.
        limit: most paths returned.

    Raises:
        InputError: a factor is not in the map, or the extra ``maps`` is not installed.
    """
    for factor in (source, target):
        if factor not in map_.factors:
            raise InputError(f"No such factor in the map: {factor!r}; name one that it holds.")
    nx, network = networkx("paths"), digraph(map_, "paths")
    if source == target or not nx.has_path(network, source, target):
        return Paths((), cut=False)
    routes = nx.shortest_simple_paths(network, source, target)
    edges, cut = _signed(map_, (list(pairwise(r)) for r in routes), limit)
    return Paths(tuple(Path(e, _product(e)) for e in edges), cut)


def loops(map_: CausalMap, limit: int = 1000) -> Loops:
    """The feedback loops of the running map with their signs, self-loops included.

    All of them are found by Johnson's algorithm (1975, SIAM Journal on Computing 4: 77-84). A map with
    more than the limit is searched again by length (after Gupta & Suzumura 2021, arXiv:2105.10094), so
    that what is cut off is what is longest.

    Args:
        map_: the map.
        limit: most loops returned.

    Raises:
        InputError: the extra ``maps`` is not installed.
    """
    edges, cut = _signed(map_, (_closed(c) for c in _cycles(digraph(map_, "loops"), limit)), limit)
    return Loops(tuple(Loop(e, _product(e)) for e in edges), cut)


def _cycles(network: Any, limit: int) -> list[list[str]]:
    """Up to ``limit + 1`` simple cycles, the shortest of all if there are more than ``limit``."""
    some = list(islice(networkx("loops").simple_cycles(network), limit + 1))
    if len(some) > limit:
        short = list(islice(_by_length(network, _SEARCH), limit + 1))
        known = {frozenset(pairwise([*c, c[0]])) for c in short}
        some = short + [c for c in some if frozenset(pairwise([*c, c[0]])) not in known]
    return sorted(some, key=len)[: limit + 1]


def _by_length(network: Any, effort: int) -> Iterator[list[str]]:
    """Simple cycles by length, each once from its first node, until ``effort`` steps are spent."""
    order = {node: i for i, node in enumerate(network)}
    for length in range(1, len(order) + 1):
        for start in network:
            allowed = network.subgraph(n for n in _near(network, start, length) if order[n] >= order[start])
            back = networkx("loops").single_source_shortest_path_length(
                allowed.reverse(copy=False), start, length - 1
            )
            stack = [[start]]
            while stack:
                route = stack.pop()
                effort -= 1
                if len(route) == length and network.has_edge(route[-1], start):
                    yield route
                stack += [
                    [*route, node]
                    for node in (network[route[-1]] if len(route) < length else ())
                    if node not in route and back.get(node, length) <= length - len(route)
                ]
            if effort < 0:
                return


def _near(network: Any, start: str, length: int) -> dict[str, int]:
    """Nodes within reach of a cycle of that length, with their distance from the start."""
    return dict(networkx("loops").single_source_shortest_path_length(network, start, length - 1))


def _closed(cycle: list[str]) -> list[tuple[str, str]]:
    first = cycle.index(min(cycle))
    turned = cycle[first:] + cycle[:first]
    return list(pairwise([*turned, turned[0]]))


def _signed(
    map_: CausalMap, routes: Iterator[list[tuple[str, str]]], limit: int
) -> tuple[list[tuple[Edge, ...]], bool]:
    """Each route once for every choice among parallel edges, up to the limit; and whether more remain."""
    between: dict[tuple[str, str], list[Edge]] = {}
    for edge in map_.running:
        between.setdefault((edge.source, edge.target), []).append(edge)
    choices = (choice for route in routes for choice in product(*(between[pair] for pair in route)))
    found = list(islice(choices, limit))
    return found, next(choices, None) is not None


def _product(edges: tuple[Edge, ...]) -> int | None:
    sign = 1
    for edge in edges:
        if edge.sign is None:
            return None
        sign *= edge.sign
    return sign


def _kind(incoming: int, outgoing: int) -> FactorKind:
    if incoming and outgoing:
        return "ordinary"
    return "receiver" if incoming else "driver" if outgoing else "isolated"

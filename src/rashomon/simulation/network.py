"""A map as arrays, edge by edge, with the names beside them.

States and weights are factor-major and edge-major: row ``i`` holds one factor, or one edge, over all
draws. Rows belong to names, never to positions that a caller could confuse: every entry and every
result of this stage is a mapping by name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
import numpy.typing as npt

from rashomon.errors import InputError
from rashomon.model import CausalMap, Edge

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Network:
    """The running edges of a map, sorted by target.

    Attributes:
        factors: names; row numbers of states.
        row: the row of each name.
        edges: running edges; row numbers of weights.
        source: row of the source of each edge.
        targets: rows that have incoming edges, ascending.
        first: for each of the targets, its first edge.
        drivers: rows without incoming edges.
    """

    factors: tuple[str, ...]
    row: dict[str, int]
    edges: tuple[Edge, ...]
    source: Ints
    targets: Ints
    first: Ints
    drivers: Ints


def network(map_: CausalMap) -> Network:
    """Lay out a map as arrays."""
    row = {name: i for i, name in enumerate(map_.factors)}
    edges = tuple(sorted(map_.running, key=lambda e: row[e.target]))
    targets, first = np.unique([row[e.target] for e in edges], return_index=True)
    return Network(
        map_.factors,
        row,
        edges,
        np.array([row[e.source] for e in edges], dtype=np.intp),
        targets.astype(np.intp),
        first.astype(np.intp),
        np.setdiff1d(np.arange(len(row)), targets).astype(np.intp),
    )


def known_factors(map_: CausalMap, names: Iterable[str]) -> None:
    """Check that the map holds the factors.

    Raises:
        InputError: it does not; the message names the nearest.
    """
    for name in names:
        if name not in map_.factors:
            near = get_close_matches(name, map_.factors, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else "name a factor that it holds."
            raise InputError(f"No such factor in the map: {name!r}; {hint}")


def draw_weights(net: Network, draws: int, rng: np.random.Generator) -> Floats:
    """Draw the weights, evenly over what the words allow.

    An edge that is only hedged is absent (weight 0) from half of the draws; see `Edge.presence`.

    Returns:
        Signed weights without unit, shape (edges, draws).
    """
    low = np.array([e.weights[0] for e in net.edges], dtype=np.float64).reshape(-1, 1)
    high = np.array([e.weights[1] for e in net.edges], dtype=np.float64).reshape(-1, 1)
    weights = low + (high - low) * rng.random((len(net.edges), draws))
    for i, edge in enumerate(net.edges):
        if edge.presence < 1:
            weights[i, rng.random(draws) >= edge.presence] = 0.0
    return weights


def downstream(map_: CausalMap, sources: Iterable[str]) -> set[str]:
    """The sources and all that running edges lead to from them."""
    return _reached([(e.source, e.target) for e in map_.running], sources)


def upstream(map_: CausalMap, targets: Iterable[str]) -> set[str]:
    """The targets and all from which running edges lead to them."""
    return _reached([(e.target, e.source) for e in map_.running], targets)


def _reached(links: list[tuple[str, str]], starts: Iterable[str]) -> set[str]:
    after: dict[str, list[str]] = {}
    for one, other in links:
        after.setdefault(one, []).append(other)
    found = set(starts)
    waiting = list(found)
    while waiting:
        for name in after.get(waiting.pop(), []):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found

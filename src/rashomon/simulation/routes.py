"""Which factors lead to which over running edges, all pairs at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.model import CausalMap
from rashomon.simulation.network import Ints

_Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Routes:
    """The transitive closure of a map.

    Attributes:
        factors: names; row numbers.
        row: the row of each name.
        reach: whether the factor of a row leads to that of a column, shape (factors, factors); every
            factor leads to itself.
        looped: the factors with a self-loop.
    """

    factors: tuple[str, ...]
    row: dict[str, int]
    reach: _Bools
    looped: frozenset[str]

    def after(self, factor: str) -> set[str]:
        """The factor and all that it leads to."""
        return self._names(self.reach[self.row[factor]])

    def before(self, factor: str) -> set[str]:
        """The factor and all that lead to it."""
        return self._names(self.reach[:, self.row[factor]])

    def systems(self) -> list[Ints]:
        """The rows of each feedback system: factors that all lead to one another, or one alone."""
        first = (self.reach & self.reach.T).argmax(axis=1)
        return [np.flatnonzero(first == row) for row in np.unique(first)]

    def circular(self, inside: set[str]) -> bool:
        """Whether there is feedback through any of the factors."""
        mutual = (self.reach & self.reach.T).sum(axis=1)
        return any(factor in self.looped or mutual[self.row[factor]] > 1 for factor in inside)

    def ordered(self, inside: set[str]) -> list[str]:
        """The factors, causes before effects; they must be free of feedback."""
        causes = self.reach.sum(axis=0)
        return sorted(inside, key=lambda factor: (causes[self.row[factor]], factor))

    def _names(self, chosen: _Bools) -> set[str]:
        return {self.factors[i] for i in np.flatnonzero(chosen)}


def routes(map_: CausalMap) -> Routes:
    """Find them by Warshall's algorithm (1962, Journal of the ACM 9: 11-12)."""
    row = {name: i for i, name in enumerate(map_.factors)}
    reach = np.eye(len(row), dtype=np.bool_)
    for edge in map_.running:
        reach[row[edge.source], row[edge.target]] = True
    for middle in range(len(row)):
        reach[reach[:, middle]] |= reach[middle]
    looped = frozenset(e.source for e in map_.running if e.source == e.target)
    return Routes(map_.factors, row, reach, looped)

"""Units gathered into groups, by machine and then by the decisions of people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rashomon.model.account import Decision


class Groups:
    """A partition of units, numbered from 0.

    Args:
        count: number of units.
    """

    def __init__(self, count: int) -> None:
        self._of = list(range(count))
        self._members: dict[int, list[int]] = {i: [i] for i in range(count)}

    def of(self, unit: int) -> int:
        """Number of the group of a unit."""
        return self._of[unit]

    def members(self, unit: int) -> list[int]:
        """Units in the group of a unit."""
        return self._members[self._of[unit]]

    def join(self, units: Iterable[int]) -> None:
        """Make the groups of all these units one."""
        groups = sorted({self._of[u] for u in units}, key=lambda g: (-len(self._members[g]), g))
        for group in groups[1:]:
            for member in self._members[group]:
                self._of[member] = groups[0]
            self._members[groups[0]] += self._members.pop(group)

    def part(self, units: Iterable[int]) -> None:
        """Take these units out of their groups and make them a group of their own."""
        for group, taken in self._by_group(units).items():
            rest = [m for m in self._members[group] if m not in taken]
            if rest:
                self._put(group, rest)
                new = min(taken)
                while new in self._members:
                    new = max(self._members) + 1
                self._put(new, sorted(taken))

    def all(self) -> list[list[int]]:
        """The groups, each with its units in order, by their first unit."""
        return sorted(sorted(members) for members in self._members.values())

    def _by_group(self, units: Iterable[int]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        for unit in units:
            found[self._of[unit]].add(unit)
        return found

    def _put(self, group: int, members: list[int]) -> None:
        self._members[group] = members
        for member in members:
            self._of[member] = group


def decide(groups: Groups, ids: Mapping[str, Iterable[int]], decisions: Iterable[Decision]) -> dict[int, str]:
    """Apply what people decided to groups, in order.

    Args:
        groups: changed in place.
        ids: units by content id.
        decisions: those about this sort of thing; subjects that are not there are passed over.

    Returns:
        New names: unit to the name that its group shall bear.
    """
    names: dict[int, str] = {}
    for decision in decisions:
        units = [unit for subject in decision.subjects for unit in ids.get(subject, ())]
        if not units:
            continue
        if decision.action in {"merge", "accept"}:
            groups.join(units)
        elif decision.action in {"split", "reject"}:
            groups.part(units)
            for unit in units:  # what leaves a group that was named leaves the name behind
                names.pop(unit, None)
        name = decision.value.get("name")
        if name and decision.action in {"merge", "rename", "split"}:
            names |= dict.fromkeys(units, name)
    return names

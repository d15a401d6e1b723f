"""Fuzzy cognitive maps: one step, and one run with given weights.

A fuzzy cognitive map (Kosko 1986, "Fuzzy cognitive maps", International Journal of Man-Machine Studies
24: 65-75) updates all states at once. With state ``A_i`` of factor i, weight ``w_ji`` of the edge from j
to i and transfer function f, the inference rules are

- kosko: ``f(sum_j A_j w_ji)``, Kosko (1986);
- modified: ``f(A_i + sum_j A_j w_ji)``, which keeps memory of the state (Stylios & Groumpos 2004, IEEE
  Transactions on Systems, Man, and Cybernetics A 34(1): 155-162);
- rescaled: ``f((2A_i - 1) + sum_j (2A_j - 1) w_ji)``, which lets states of [0, 1] act in both directions
  (Papageorgiou 2011, Applied Soft Computing 11: 500-513).

The transfer functions are compared in Tsadiras (2008), Information Sciences 178: 3880-3894.
"""

from collections.abc import Mapping

import numpy as np

from rashomon.errors import InputError
from rashomon.model import CausalMap, Scenario, Settings, Trajectory
from rashomon.model.causal_map import Ending
from rashomon.simulation.network import Floats, Ints, Network, known_factors, network

RANGE: dict[str, tuple[float, float, float]] = {
    "bivalent": (0.0, 0.0, 1.0),
    "trivalent": (-1.0, 0.0, 1.0),
    "sigmoid": (0.0, 0.5, 1.0),
    "tanh": (-1.0, 0.0, 1.0),
}
"""Lowest, neutral and highest state of each transfer function."""

SWING = 100.0
"""A cycle moves by more than this many tolerances in a step; less is an oscillation that dies down."""


def check(settings: Settings) -> None:
    """Check the settings.

    Raises:
        InputError: one of them is out of its range.
    """
    if settings.transfer not in RANGE:
        raise InputError(f"No transfer function {settings.transfer!r}; choose one of {', '.join(RANGE)}.")
    if settings.inference not in {"kosko", "modified", "rescaled"}:
        raise InputError(f"No inference {settings.inference!r}; choose kosko, modified or rescaled.")
    if settings.steps < 1 or settings.draws < 1 or settings.slope <= 0:
        raise InputError("Steps, draws and slope are above zero; correct the settings.")
    if settings.tolerance < 0 or settings.still < 0:
        raise InputError("Tolerance and still are not below zero; correct the settings.")


def advance(net: Network, states: Floats, weights: Floats, settings: Settings) -> Floats:
    """One step of all draws.

    Args:
        net: the map.
        states: shape (factors, draws).
        weights: shape (edges, draws).
        settings: inference, transfer function and slope.

    Returns:
        The next states, before anything is held; same shape.
    """
    rescaled = settings.inference == "rescaled"
    signal = 2 * states - 1 if rescaled else states
    total = np.zeros_like(states) if settings.inference == "kosko" else signal.copy()
    ends = np.append(net.first, len(net.edges))[1:]
    for target, low, high in zip(net.targets, net.first, ends, strict=True):
        total[target] += np.einsum("ed,ed->d", signal[net.source[low:high]], weights[low:high])
    return _transfer(total, settings)


def simulate(
    map_: CausalMap, scenario: Scenario | None = None, settings: Settings | None = None
) -> Trajectory:
    """Run a map once with its expected weights (`Edge.weight`) until it settles.

    Args:
        map_: the map; an edge of open sign has the expected weight 0.
        scenario: first values and held values; by default all factors start neutral.
        settings: how to run; ``draws`` and ``still`` play no part.

    Returns:
        Every step, and how the run ended: in a fixed point, in a cycle, or without convergence.

    Raises:
        InputError: a factor is not in the map, or a value or setting is out of range.
    """
    scenario, settings = scenario or Scenario(), settings or Settings()
    check(settings)
    net = network(map_)
    start = _start(map_, net, scenario, settings)
    rows = [net.row[f] for f in scenario.clamped]
    if settings.hold_drivers:
        rows = sorted({*rows, *net.drivers.tolist()})
    held = np.array(rows, dtype=np.intp)
    weights = np.array([e.weight for e in net.edges], dtype=np.float64).reshape(-1, 1)
    states = [start]
    for _ in range(settings.steps if map_.factors else 0):
        after = advance(net, states[-1], weights, settings)
        after[held] = start[held]
        states.append(after)
        if np.abs(after - states[-2]).max() <= settings.tolerance:
            break
    table = np.hstack(states).T
    period = _period(table, settings.tolerance) if map_.factors else 1
    ending: Ending = "no convergence" if period is None else "fixed point" if period == 1 else "cycle"
    return Trajectory(map_.factors, tuple(map(tuple, table.tolist())), ending, period)


def hold(net: Network, values: Mapping[str, float], settings: Settings) -> tuple[Ints, Floats]:
    """Rows that stay as they are through a run, and their values, shape (rows, 1)."""
    neutral = RANGE[settings.transfer][1]
    by_row = dict.fromkeys(net.drivers.tolist(), neutral) if settings.hold_drivers else {}
    by_row.update({net.row[name]: value for name, value in values.items()})
    rows = sorted(by_row)
    kept = np.array([by_row[r] for r in rows], dtype=np.float64).reshape(-1, 1)
    return np.array(rows, dtype=np.intp), kept


def _transfer(total: Floats, settings: Settings) -> Floats:
    """Bring sums back into the range of a state.

    At exactly 0 the bivalent function gives 0 and the trivalent 0.
    """
    match settings.transfer:
        case "bivalent":
            return (total > 0).astype(np.float64)
        case "trivalent":
            return np.sign(total)
        case "sigmoid":  # 1 / (1 + exp(-x)) in a form that cannot overflow
            return 0.5 * (1.0 + np.tanh(0.5 * settings.slope * total))
        case _:
            return np.tanh(settings.slope * total)


def _start(map_: CausalMap, net: Network, scenario: Scenario, settings: Settings) -> Floats:
    low, neutral, high = RANGE[settings.transfer]
    start = np.full((len(map_.factors), 1), neutral)
    for values in (scenario.initial, scenario.clamped):
        known_factors(map_, values)
        for name, value in values.items():
            if not low <= value <= high:
                raise InputError(
                    f"{name!r} cannot be {value}: with {settings.transfer} a state lies in "
                    f"[{low:g}, {high:g}]; choose such a value or another transfer function."
                )
            start[net.row[name]] = value
    return start


def _period(table: Floats, tolerance: float) -> int | None:
    """Steps after which the end of a run repeats itself over a whole period, or None."""
    if len(table) < 2:
        return None
    step = np.abs(table[-1] - table[-2]).max()
    if step <= tolerance:
        return 1
    for period in range(2, len(table) // 2 + 1) if step > SWING * tolerance else ():
        window = table[-period:] - table[-2 * period : -period]
        if np.abs(window).max() <= tolerance:
            return period
    return None

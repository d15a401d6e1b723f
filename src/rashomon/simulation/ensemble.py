"""Many runs of one map at once, one for each draw of the weights."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.model import Settings
from rashomon.simulation.fcm import RANGE, SWING, advance, hold
from rashomon.simulation.network import Floats, Network

SETTLED, CYCLED, UNSETTLED = 1, 2, 0
_CACHE = 1 << 18
"""Weights in one batch: 2 MiB of them, so that a batch stays in the processor's cache."""
_PATIENCE = 16
"""Steps before cycles are looked for; most runs have settled by then."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Where the runs ended.

    Attributes:
        states: shape (factors, draws): the fixed point; the mean over one period of a cycle; the last
            state without convergence.
        ending: `SETTLED`, `CYCLED` or `UNSETTLED` of each draw.
    """

    states: Floats
    ending: npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Effect:
    """Differences of a scenario to the baseline, shape (factors, draws), and the worse of the endings."""

    difference: Floats
    ending: npt.NDArray[np.int8]


def effect(net: Network, weights: Floats, changes: Mapping[str, int], settings: Settings) -> Effect:
    """Run every draw with and without the changes, which are held from the first step on.

    A factor that is changed upwards is held at the highest state of the transfer function, downwards at
    the lowest. A bivalent factor is off to begin with and cannot fall further; a change downwards is
    therefore compared with a baseline that holds it on.
    """
    low, _, high = RANGE[settings.transfer]
    on = {f: high for f, d in changes.items() if d < 0} if settings.transfer == "bivalent" else {}
    base = run(net, weights, on, settings)
    after = run(net, weights, {f: high if d > 0 else low for f, d in changes.items()}, settings)
    ending = np.where(
        (base.ending == UNSETTLED) | (after.ending == UNSETTLED),
        UNSETTLED,
        np.maximum(base.ending, after.ending),
    )
    return Effect(after.states - base.states, ending.astype(np.int8))


def run(net: Network, weights: Floats, values: Mapping[str, float], settings: Settings) -> Ends:
    """Run every draw to its end, batch by batch.

    Args:
        net: the map.
        weights: shape (edges, draws).
        values: factor to the state at which it is held.
        settings: how to run.
    """
    draws = weights.shape[1]
    states = np.empty((len(net.factors), draws))
    ending = np.empty(draws, dtype=np.int8)
    size = max(128, _CACHE // max(1, len(net.edges)))
    for low in range(0, draws, size):
        batch = slice(low, min(low + size, draws))
        states[:, batch], ending[batch] = _run(net, np.ascontiguousarray(weights[:, batch]), values, settings)
    return Ends(states, ending)


def _run(
    net: Network, weights: Floats, values: Mapping[str, float], settings: Settings
) -> tuple[Floats, npt.NDArray[np.int8]]:
    """Run one batch; draws that have ended leave it once they are the half of it.

    Cycles are found after Brent (1980), BIT 20: 176-184: the state is compared with one kept from the
    last step that was a power of two.
    """
    draws = weights.shape[1]
    rows, kept = hold(net, values, settings)
    now = np.full((len(net.factors), draws), RANGE[settings.transfer][1])
    now[rows] = kept
    result, ending = now.copy(), np.zeros(draws, dtype=np.int8)
    if not net.factors:
        return result, np.full(draws, SETTLED, dtype=np.int8)
    place, open_ = np.arange(draws), np.ones(draws, dtype=bool)
    mark, total, marked = now, np.zeros_like(now), 0
    for step in range(1, settings.steps + 1):
        after = advance(net, now, weights, settings)
        after[rows] = kept
        gap = _gap(after, now)
        settled = open_ & (gap <= settings.tolerance)
        result[:, place[settled]], ending[place[settled]] = after[:, settled], SETTLED
        open_ &= ~settled
        now = after
        if step >= _PATIENCE:
            total += now
            again = _gap(now, mark) <= settings.tolerance if marked else np.zeros_like(open_)
            cycled = open_ & again & (gap > SWING * settings.tolerance)
            result[:, place[cycled]] = total[:, cycled] / max(1, step - marked)
            ending[place[cycled]] = CYCLED
            open_ &= ~cycled
            if step & (step - 1) == 0:
                mark, total, marked = now, np.zeros_like(now), step
        if not open_.any():
            break
        if 2 * np.count_nonzero(open_) <= open_.size:
            place, weights = place[open_], weights[:, open_]
            now, mark, total = now[:, open_], mark[:, open_], total[:, open_]
            open_ = np.ones(place.size, dtype=bool)
    result[:, place[open_]] = now[:, open_]
    return result, ending


def _gap(one: Floats, other: Floats) -> Floats:
    """Greatest difference of any factor, shape (draws,)."""
    gap = one - other
    np.abs(gap, out=gap)
    greatest: Floats = gap.max(axis=0)
    return greatest

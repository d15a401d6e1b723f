"""What if: the answer of a map whose strengths are unknown, as shares of draws.

Strengths are drawn evenly over what the words allow, and draws that cannot reproduce what has happened
are dropped, after the press-perturbation ensembles of Raymond et al. (2011), Journal of Applied Ecology
48: 181-191, and Melbourne-Thomas et al. (2012), Ecological Monographs 82: 505-519. That answers depend on
the inference and on the transfer function was shown by Knight, Lloyd & Penn (2014), "Linear and sigmoidal
fuzzy cognitive maps: an analysis of fixed points", Applied Soft Computing 15: 193-202; `by_method` shows
by how much.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
import numpy.typing as npt

from rashomon.errors import InputError
from rashomon.model import CausalMap, MethodRun, Outcome, Run, Settings, Share
from rashomon.model.causal_map import Inference, Transfer
from rashomon.simulation.ensemble import CYCLED, SETTLED, UNSETTLED, Effect, effect
from rashomon.simulation.fcm import check
from rashomon.simulation.network import Floats, Network, downstream, draw_weights, network

Changes = Mapping[str, int]
"""Factor to 1 (more) or -1 (less)."""

METHODS: tuple[tuple[Inference, Transfer], ...] = (
    *((inference, transfer) for inference in ("kosko", "modified")
      for transfer in ("bivalent", "trivalent", "sigmoid", "tanh")),
    ("rescaled", "bivalent"),
    ("rescaled", "sigmoid"),
)  # fmt: skip
"""Inference and transfer functions that fit together: rescaling is made for states of [0, 1]."""


@dataclass(frozen=True, slots=True)
class Question:
    """The known changes split by what the map can do with them.

    ``first`` are those that no other known change leads to: they are held. ``then`` are the others: a
    draw is kept if it gives them their direction.
    """

    first: dict[str, int]
    then: dict[str, int]


def what_if(
    map_: CausalMap,
    changes: Changes,
    *,
    known: Changes | None = None,
    settings: Settings | None = None,
    seed: int = 0,
) -> Run:
    """Ask a map what follows if factors rise or fall and stay so.

    Args:
        map_: the map; edges of open sign are drawn with either sign.
        changes: the question. Factors that the map does not hold are named in ``Run.silent``; if it
            holds none of them, it is silent on the question and there are no outcomes.
        known: changes that have happened. Those that come first in the map are held, the others must
            come out with their direction, or the draw is dropped.
        settings: how to run, and how many draws.
        seed: of the random numbers; the same seed gives the same run.

    Returns:
        Shares of draws for each factor with intervals, and how the draws ended.

    Raises:
        InputError: no change is asked for, or a direction or setting is out of range.
    """
    settings = settings or Settings()
    check(settings)
    asked = directions(changes)
    silent = tuple(f for f in asked if f not in map_.factors)
    asked = {f: d for f, d in asked.items() if f not in silent}
    if not asked:
        note = "The map is silent on the question: it holds none of the changed factors."
        return Run(map_.name, dict(changes), silent, settings, seed, notes=(note,))
    net = network(map_)
    weights = draw_weights(net, settings.draws, np.random.default_rng(seed))
    question = split(map_, known or {})
    kept, notes = consistent(net, weights, question, settings)
    weights = weights[:, kept]
    answer = effect(net, weights, asked, settings)
    count = Counter(answer.ending.tolist())
    return Run(
        map_.name,
        dict(changes),
        silent,
        settings,
        seed,
        settings.draws,
        int(weights.shape[1]),
        count[SETTLED],
        count[CYCLED],
        count[UNSETTLED],
        outcomes(map_, net, answer, asked, settings.still) if weights.shape[1] else (),
        (*_unknown(map_, known or {}), *notes, *_endings(count, int(weights.shape[1]))),
    )


def by_method(
    map_: CausalMap,
    changes: Changes,
    *,
    known: Changes | None = None,
    settings: Settings | None = None,
    seed: int = 0,
) -> tuple[MethodRun, ...]:
    """Ask the same question under every inference and transfer function that fit together.

    Arguments and errors are those of `what_if`; the weights drawn are the same for all. A bivalent state
    cannot fall below off, so bivalent runs see falls only of what was on.
    """
    base = settings or Settings()
    return tuple(
        MethodRun(
            chosen.inference,
            chosen.transfer,
            what_if(map_, changes, known=known, settings=chosen, seed=seed),
        )
        for inference, transfer in METHODS
        for chosen in (replace(base, inference=inference, transfer=transfer),)
    )


def agreement(runs: Iterable[MethodRun]) -> dict[str, float]:
    """For each factor, the share of the methods that give the direction given most often.

    1.0 means that the answer does not depend on the method.
    """
    votes: dict[str, Counter[int | None]] = {}
    for method in runs:
        for outcome in method.run.outcomes:
            votes.setdefault(outcome.factor, Counter())[outcome.direction] += 1
    return {factor: max(count.values()) / count.total() for factor, count in votes.items()}


def directions(changes: Changes) -> dict[str, int]:
    """The changes, checked.

    Raises:
        InputError: there are none, or a direction is neither 1 nor -1.
    """
    if not changes:
        raise InputError("Nothing is asked: name at least one factor that rises (1) or falls (-1).")
    for factor, direction in changes.items():
        if direction not in {1, -1}:
            raise InputError(f"A direction is 1 or -1, not {direction!r} (of {factor!r}); correct it.")
    return dict(changes)


def split(map_: CausalMap, known: Changes) -> Question:
    """Which known changes are held and which must be reproduced; those outside the map are left out."""
    inside = {f: d for f, d in (directions(known) if known else {}).items() if f in map_.factors}
    reach = {f: downstream(map_, [f]) - {f} for f in inside}
    first = {f: d for f, d in inside.items() if not any(f in reach[g] and g not in reach[f] for g in inside)}
    return Question(first, {f: d for f, d in inside.items() if f not in first})


def consistent(
    net: Network, weights: Floats, question: Question, settings: Settings
) -> tuple[npt.NDArray[np.bool_], tuple[str, ...]]:
    """Which draws reproduce what is known, shape (draws,), and what to say of it."""
    kept = np.ones(weights.shape[1], dtype=bool)
    if not question.then:
        note = "Nothing that is known follows from another known change, so no draw was dropped."
        return kept, (note,) if question.first else ()
    past = effect(net, weights, question.first, settings)
    kept &= past.ending != UNSETTLED
    never = []
    for factor, direction in question.then.items():
        right = direction * past.difference[net.row[factor]] > settings.still
        if not right.any():
            never.append(factor)
        kept &= right
    notes = [f"{np.count_nonzero(kept)} of {kept.size} draws reproduce what is known to have happened."]
    if never:
        notes.append(f"No draw gives the known direction of: {', '.join(never)}.")
    return kept, tuple(notes)


def outcomes(
    map_: CausalMap, net: Network, answer: Effect, changes: Changes, still: float
) -> tuple[Outcome, ...]:
    """Shares over the draws that ended, one outcome a factor."""
    reached = downstream(map_, changes)
    ended = answer.difference[:, answer.ending != UNSETTLED]
    draws = ended.shape[1]
    rises, falls = (np.count_nonzero(ended > still, axis=1), np.count_nonzero(ended < -still, axis=1))
    middle = np.median(ended, axis=1) if draws else np.zeros(len(net.factors))
    return tuple(
        Outcome(
            factor,
            factor in reached,
            wilson(int(rises[i]), draws),
            wilson(int(falls[i]), draws),
            wilson(draws - int(rises[i]) - int(falls[i]), draws),
            float(middle[i]),
        )
        for factor, i in net.row.items()
    )


def wilson(hits: int, trials: int) -> Share:
    """A share with its 95 % score interval (Wilson 1927, JASA 22: 209-212); [0, 1] without trials."""
    if trials == 0:
        return Share(0.0, 0.0, 1.0)
    z2 = 1.959963984540054**2
    share = hits / trials
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = sqrt(z2) * sqrt(share * (1 - share) / trials + z2 / (4 * trials**2)) / (1 + z2 / trials)
    return Share(share, min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half)))


def _unknown(map_: CausalMap, known: Changes) -> tuple[str, ...]:
    missing = [f for f in known if f not in map_.factors]
    return (f"The map does not hold, of what is known: {', '.join(missing)}.",) if missing else ()


def _endings(count: Counter[int], kept: int) -> tuple[str, ...]:
    notes = []
    if kept == 0:
        notes.append("No draw is left, so the map has no answer that fits what is known.")
    if count[CYCLED]:
        notes.append(f"{count[CYCLED]} of {kept} draws end in a cycle and are judged by its mean.")
    if count[UNSETTLED]:
        notes.append(f"{count[UNSETTLED]} of {kept} draws do not converge and are counted nowhere.")
    return tuple(notes)

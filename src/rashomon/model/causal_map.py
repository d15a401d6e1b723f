"""A causal map, and what running it gives.

A map is a signed directed graph over factors. A factor is named by its label, and everything that is
computed is indexed by that name. Strengths, states and probabilities are numbers without unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rashomon.errors import InputError
from rashomon.model.statement import Relation, Voice

Inference = Literal["kosko", "modified", "rescaled"]
Transfer = Literal["bivalent", "trivalent", "sigmoid", "tanh"]
Ending = Literal["fixed point", "cycle", "no convergence"]
FactorKind = Literal["driver", "ordinary", "receiver", "isolated"]
Basis = Literal["adjoint", "sampled", "unreached", "unstable"]


@dataclass(frozen=True, slots=True)
class Edge:
    """What is said of the influence of one factor on another, with one sign.

    An edge means "these voices say that the source influences the target", never that it does.

    Attributes:
        source, target: factor names.
        sign: what more of the source does to the target: 1, -1, or None where the words leave it open.
        asserted: ids of the statements that commit to it (CT+).
        hedged: ids of those that say it with less than certainty (PR+, PS+) or without commitment (UU).
        denied: ids of those that deny it (CT-, PR-, PS-).
        voices: those who assert or hedge it, each once.
        deniers: those who deny it, each once.
        relations: the relations of its statements. In a purpose the source is the goal and the target
            the step taken for it; it runs from goal to step: more of the goal, more of the step.
        strength: lowest and highest size of the influence that the words allow, within [0, 1].
    """

    source: str
    target: str
    sign: int | None
    asserted: tuple[str, ...] = ()
    hedged: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    deniers: tuple[Voice, ...] = ()
    relations: tuple[Relation, ...] = ("consequence",)
    strength: tuple[float, float] = (0.0, 1.0)

    def __post_init__(self) -> None:
        low, high = self.strength
        if self.sign not in {1, -1, None}:
            raise InputError(f"The sign of an edge is 1, -1 or None, not {self.sign!r}; correct the edge.")
        if not 0.0 <= low <= high <= 1.0:
            raise InputError(f"A strength lies in [0, 1], low before high, not {self.strength}; rescale it.")

    @property
    def runs(self) -> bool:
        """Whether the edge takes part in runs: somebody holds it, or it stands in a map without denial."""
        return bool(self.asserted or self.hedged or self.voices) or not self.denied

    @property
    def contested(self) -> bool:
        """Whether somebody holds it and somebody denies it."""
        return self.runs and bool(self.denied)

    @property
    def presence(self) -> float:
        """Probability that a draw holds the edge: 1, or 0.5 where it is only hedged.

        Uncertain edges are in half of the sampled models, as in Raymond et al. (2011), Journal of
        Applied Ecology 48: 181-191.
        """
        return 0.5 if self.hedged and not self.asserted else 1.0

    @property
    def weights(self) -> tuple[float, float]:
        """Lowest and highest signed weight; an open sign reaches from minus to plus the strength."""
        low, high = self.strength
        if self.sign is None:
            return -high, high
        return (low, high) if self.sign > 0 else (-high, -low)

    @property
    def weight(self) -> float:
        """The expected weight: the middle of the range, times the presence."""
        low, high = self.weights
        return (low + high) / 2 * self.presence


@dataclass(frozen=True, slots=True)
class CausalMap:
    """A signed directed graph over factors; factors and edges are sorted, whatever order they came in.

    Attributes:
        name: whose map it is.
        factors: names, each once.
        edges: at most one for each source, target and sign, so that two factors can be joined by an
            edge of each sign where the voices, or one voice, say both.
    """

    name: str
    factors: tuple[str, ...]
    edges: tuple[Edge, ...]

    def __post_init__(self) -> None:
        known = set(self.factors)
        keys = [(e.source, e.target, e.sign or 0) for e in self.edges]
        if len(known) != len(self.factors) or len(set(keys)) != len(keys):
            raise InputError("A map names each factor once and has one edge a sign; merge the double ones.")
        loose = {name for key in keys for name in key[:2]} - known
        if loose:
            raise InputError(f"No such factor in the map: {min(loose)!r}; add it to the factors.")
        object.__setattr__(self, "factors", tuple(sorted(self.factors)))
        object.__setattr__(
            self,
            "edges",
            tuple(e for _, e in sorted(zip(keys, self.edges, strict=True), key=lambda pair: pair[0])),
        )

    @property
    def running(self) -> tuple[Edge, ...]:
        """The edges that take part in runs."""
        return tuple(e for e in self.edges if e.runs)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Where a run starts and what is held.

    Attributes:
        clamped: factor to the value held at every step, in the range of the transfer function.
        initial: factor to its value at step 0; the others start at the neutral value.
        name: for tables and pictures.
    """

    clamped: Mapping[str, float] = field(default_factory=dict)
    initial: Mapping[str, float] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """How maps are run.

    Attributes:
        inference: how the influences on a factor are gathered.
        transfer: how the sum is brought back into the range of a state.
        slope: steepness of the sigmoid (its lambda) and of tanh.
        steps: most steps of one run.
        tolerance: a run has settled when no state changes by more than this in a step.
        still: a difference to the baseline of at most this counts as no change.
        draws: number of draws of the strengths.
        hold_drivers: keep factors without incoming edges at their first value.
    """

    inference: Inference = "kosko"
    transfer: Transfer = "tanh"
    slope: float = 1.0
    steps: int = 100
    tolerance: float = 1e-6
    still: float = 1e-4
    draws: int = 1000
    hold_drivers: bool = True


@dataclass(frozen=True, slots=True)
class Trajectory:
    """One run with given weights.

    Attributes:
        factors: names, in the order of the states.
        states: one tuple of states per step, step 0 first.
        ending: fixed point, cycle, or no convergence within the steps.
        period: steps of the cycle; 1 for a fixed point, None without convergence.
    """

    factors: tuple[str, ...]
    states: tuple[tuple[float, ...], ...]
    ending: Ending
    period: int | None

    @property
    def final(self) -> dict[str, float]:
        """The last state of each factor; in a cycle, the mean over one period."""
        span = self.states[-(self.period or 1) :]
        return {f: sum(s[i] for s in span) / len(span) for i, f in enumerate(self.factors)}


@dataclass(frozen=True, slots=True)
class Share:
    """A share of draws with its 95 % Wilson score interval, all probabilities."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happens to one factor over the draws.

    Attributes:
        factor: its name.
        reached: whether any chain of edges leads to it from what is changed.
        rises, falls, stays: shares of the draws that ended in a fixed point or a cycle.
        middle: median difference to the baseline, in units of the state.
    """

    factor: str
    reached: bool
    rises: Share
    falls: Share
    stays: Share
    middle: float

    @property
    def direction(self) -> int | None:
        """1, -1 or 0 where more than half of the draws say so beyond chance; None where it is open."""
        for share, direction in ((self.rises, 1), (self.falls, -1), (self.stays, 0)):
            if share.low > 0.5:  # the interval, not the value, must clear a half
                return direction
        return None


@dataclass(frozen=True, slots=True)
class Run:
    """The answer of one map to one question.

    Attributes:
        map_name: whose map.
        changes: factor to 1 (more) or -1 (less): the question.
        silent: changed factors that the map does not hold; if it holds none, there are no outcomes.
        settings, seed: enough to repeat the run.
        drawn: draws made.
        kept: draws that reproduce what is known to have happened.
        settled: kept draws that ended in a fixed point.
        cycled: kept draws that ended in a cycle, judged by the mean over one period.
        unsettled: kept draws that did neither; they count in no share.
        outcomes: one per factor, in the order of the map.
        notes: what the reader must know, one sentence each.
    """

    map_name: str
    changes: Mapping[str, int]
    silent: tuple[str, ...]
    settings: Settings
    seed: int
    drawn: int = 0
    kept: int = 0
    settled: int = 0
    cycled: int = 0
    unsettled: int = 0
    outcomes: tuple[Outcome, ...] = ()
    notes: tuple[str, ...] = ()

    def outcome(self, factor: str) -> Outcome:
        """The outcome of one factor.

        Raises:
            InputError: the run says nothing of it.
        """
        for outcome in self.outcomes:
            if outcome.factor == factor:
                return outcome
        raise InputError(f"The run says nothing of {factor!r}; name a factor of the map.")


@dataclass(frozen=True, slots=True)
class MethodRun:
    """The same question under one inference and transfer function."""

    inference: Inference
    transfer: Transfer
    run: Run


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How one edge bears on the answer for one factor.

    Attributes:
        edge: the edge supposed wrong.
        factor: whose answer is looked at.
        before: direction with the edge as said (1, -1, 0, None for open).
        without: direction if the edge is removed.
        reversed: direction if its sign is the opposite; None also where the sign is open.
        rises: shares of draws in which the factor rises: as said, without, reversed.
    """

    edge: Edge
    factor: str
    before: int | None
    without: int | None
    reversed: int | None
    rises: tuple[float, float, float]

    @property
    def decisive(self) -> bool:
        """Whether the direction changes if the edge is wrong."""
        return self.without != self.before or (self.edge.sign is not None and self.reversed != self.before)


@dataclass(frozen=True, slots=True)
class PressOutcome:
    """The response of one factor to a press perturbation.

    Attributes:
        factor: its name.
        sign: 1, -1 or 0 where it is determined; else the sign of the greater share, None for a tie.
        basis: adjoint (holds for all strengths), sampled, unreached (no path), or unstable (no stable
            matrix was found).
        net, total: for the adjoint, feedback cycles counted with sign and without; else 0.
        rises, falls: shares of the stable sampled matrices; None where none were needed or found.
    """

    factor: str
    sign: int | None
    basis: Basis
    net: int = 0
    total: int = 0
    rises: Share | None = None
    falls: Share | None = None

    @property
    def ambiguous(self) -> bool:
        """Whether the signs alone do not decide."""
        return self.basis in {"sampled", "unstable"}


@dataclass(frozen=True, slots=True)
class PressAnswer:
    """The answer of one map by signs alone; fields as in `Run`. ``stable`` of ``sampled`` matrices."""

    map_name: str
    changes: Mapping[str, int]
    silent: tuple[str, ...]
    seed: int
    sampled: int = 0
    stable: int = 0
    outcomes: tuple[PressOutcome, ...] = ()
    notes: tuple[str, ...] = ()

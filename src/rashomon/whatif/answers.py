"""One question, every account's answer side by side: where they differ, and through which edges and words."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from rashomon.errors import InputError
from rashomon.maps import Path
from rashomon.maps.build import FactorOf
from rashomon.model import (
    CausalMap,
    Change,
    Edge,
    MethodRun,
    Outcome,
    PressAnswer,
    Run,
    Sensitivity,
    Settings,
    Statement,
)
from rashomon.simulation import agreement, by_method, press, sensitivity, what_if
from rashomon.whatif.question import Query

Word = Literal["rises", "falls", "stays", "open", "asked", "not reached", "silent"]
Verdict = Literal["differ", "agree", "alone", "open"]

FEW, COLUMNS = 5, 8
"""Accounts up to which the silent ones have a column, too; and most columns. The records hold all."""
EXPLAINED = 5
"""Factors of which edges and words are given, unless one is named."""
WAYS = 3
"""Chains of edges given for one factor of one account."""
_UNFIT = "The map cannot reproduce what is known, so its answer is that of all draws."
_STEPS = 50_000
"""Chains tried for one factor of one account."""


@dataclass(frozen=True)
class Holding:
    """What is asked: the map of one account, and what it says has happened.

    Attributes:
        map: the causal map; its name is the account's.
        known: factor to 1 or -1: changes that the account tells of as certain and past or present.
    """

    map: CausalMap
    known: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Options:
    """How the question is put.

    Attributes:
        settings: how maps are run, and how many draws.
        seed: of the random numbers.
        known: whether draws must reproduce what the account says has happened.
        press: whether to ask by signs alone as well.
        methods: whether to ask under every inference and transfer function as well.
        why: the factor whose edges and words are wanted, None for those that differ first.
    """

    settings: Settings = field(default_factory=Settings)
    seed: int = 0
    known: bool = True
    press: bool = False
    methods: bool = False
    why: str | None = None


@dataclass(frozen=True)
class Answer:
    """The answer of one account.

    Attributes:
        map: its causal map.
        run: what the draws give.
        known: what the draws were made to reproduce; nothing where none could.
        press: what the signs alone give, if asked.
        methods: the run under each inference and transfer function, if asked.
    """

    map: CausalMap
    run: Run
    known: Mapping[str, int] = field(default_factory=dict)
    press: PressAnswer | None = None
    methods: tuple[MethodRun, ...] = ()

    @property
    def name(self) -> str:
        """Whose answer it is."""
        return self.map.name

    @property
    def silent(self) -> bool:
        """Whether the account speaks of nothing that is asked about."""
        return set(self.run.silent) >= set(self.run.changes)

    @property
    def agreement(self) -> dict[str, float]:
        """For each factor, the share of methods that give the direction given most often."""
        return agreement(self.methods)

    def outcome(self, factor: str) -> Outcome | None:
        """What the draws give for a factor; None where there is nothing."""
        return next((o for o in self.run.outcomes if o.factor == factor), None)

    def word(self, factor: str) -> Word:
        """The answer for one factor in a word; "open" where neither way has more than half of the draws."""
        if self.silent or factor not in self.map.factors:
            return "silent"
        if factor in self.run.changes:
            return "asked"
        outcome = self.outcome(factor)
        if outcome is None or not outcome.reached:
            return "not reached"
        words: dict[int | None, Word] = {1: "rises", -1: "falls", 0: "stays", None: "open"}
        return words[outcome.direction]

    @property
    def note(self) -> str:
        """What must be said of the answer as a whole, "" for nothing."""
        if self.silent:
            return "silent: it speaks of nothing that is asked about"
        led = any(o.reached and o.factor not in self.run.changes for o in self.run.outcomes)
        return "" if led else "it names no effect of what is asked about"


@dataclass(frozen=True)
class Reason:
    """Why an account gives its answer for a factor.

    Attributes:
        account: its name.
        factor: the factor.
        ways: the chains of edges that lead there, the shortest first.
        cut: whether there are more.
        edges: every edge on a way, those that would turn the answer if they were wrong first.
    """

    account: str
    factor: str
    ways: tuple[Path, ...]
    cut: bool
    edges: tuple[Sensitivity, ...]


@dataclass(frozen=True)
class Answers:
    """One question and the answer of every account.

    Attributes:
        query: the question, and what its words were taken for.
        answers: one per account.
        reasons: why, for the factors that differ, or the one that was asked for.
        statements: what the edges rest on, by id.
        options: how it was asked.
    """

    query: Query
    answers: tuple[Answer, ...]
    reasons: tuple[Reason, ...] = ()
    statements: Mapping[str, Statement] = field(default_factory=dict)
    options: Options = field(default_factory=Options)

    @property
    def factors(self) -> tuple[str, ...]:
        """Rows: what is asked, then all that any account is led to; where they differ first."""
        order = {"differ": 0, "agree": 1, "alone": 2, "open": 3}
        asked = [f for f in self.query.changes if any(f in a.map.factors for a in self.answers)]
        reached = {
            o.factor for a in self.answers for o in a.run.outcomes if o.reached and o.factor not in asked
        }
        return (*asked, *sorted(reached, key=lambda f: (order[self.verdict(f)], -self.weight(f), f)))

    def verdict(self, factor: str) -> Verdict:
        """Whether the accounts that are led to a factor agree on it."""
        said = [a.word(factor) for a in self.answers]
        clear = [word for word in said if word in {"rises", "falls", "stays"}]
        if len(set(clear)) > 1:
            return "differ"
        return "agree" if len(clear) > 1 else "alone" if clear else "open"

    def weight(self, factor: str) -> float:
        """The greatest share of draws that any account gives to a rise or fall of a factor."""
        outcomes = [o for a in self.answers if (o := a.outcome(factor)) is not None and o.reached]
        return max((max(o.rises.value, o.falls.value) for o in outcomes), default=0.0)

    @property
    def columns(self) -> tuple[Answer, ...]:
        """Who is shown beside one another: all if they are few, else the first that are not silent."""
        if len(self.answers) <= FEW:
            return self.answers
        speaking = tuple(a for a in self.answers if not a.silent)
        return speaking[:COLUMNS]

    def answer(self, name: str) -> Answer:
        """The answer of one account.

        Raises:
            InputError: it was not asked.
        """
        found = [a for a in self.answers if a.name == name]
        if not found:
            raise InputError(f"{name!r} was not asked; it was: {', '.join(a.name for a in self.answers)}")
        return found[0]

    def words(self, edge: Edge) -> tuple[Statement, ...]:
        """The statements that an edge rests on; those that deny it are among them."""
        ids = (*edge.asserted, *edge.hedged, *edge.denied)
        return tuple(self.statements[i] for i in ids if i in self.statements)


def answer_all(
    query: Query,
    holdings: Iterable[Holding],
    statements: Mapping[str, Statement] | None = None,
    options: Options | None = None,
) -> Answers:
    """Ask every account.

    Args:
        query: the question.
        holdings: the accounts.
        statements: those that edges rest on, by id.
        options: how to ask.

    Raises:
        InputError: none of the words means a factor that any account speaks of, or no account is given.
    """
    options, maps = options or Options(), list(holdings)
    if not maps:
        raise InputError("No account holds a cause, so none can be asked; read more pages.")
    if not query.changes:
        words = " or ".join(repr(m.words) for m in query.matches)
        near = ", ".join(dict.fromkeys(f for m in query.matches for f in m.others))
        hint = f"; nearest: {near}" if near else "; see: rashomon map"
        raise InputError(f"No account speaks of {words}{hint}.")
    found = Answers(query, tuple(_answer(query, one, options) for one in maps), (), statements or {}, options)
    return replace(found, reasons=tuple(_reasons(found, maps)))


def happened(statements: Iterable[Statement], factor_of: FactorOf) -> dict[str, int]:
    """What statements say has happened: factor to 1 or -1.

    Changes that are certain (CT+) and not of the future count; a factor that is said to have risen and to
    have fallen is left out.
    """
    found: dict[str, set[int]] = {}
    for statement in statements:
        if (
            isinstance(statement.content, Change)
            and statement.factuality == "CT+"
            and statement.time != "future"
        ):
            name = factor_of.get((statement.id, "factor"), statement.content.factor.label)
            found.setdefault(name, set()).add(statement.content.direction)
    return {name: ways.pop() for name, ways in found.items() if len(ways) == 1}


def _answer(query: Query, holding: Holding, options: Options) -> Answer:
    asked, known = query.changes, _known(holding, options)
    run = what_if(holding.map, asked, known=known, settings=options.settings, seed=options.seed)
    if run.drawn and not run.kept:
        first, known = run, {}
        run = what_if(holding.map, asked, settings=options.settings, seed=options.seed)
        run = replace(run, notes=(*first.notes[:-1], _UNFIT, *run.notes))
    signs = press(holding.map, asked, seed=options.seed) if options.press else None
    methods = (
        by_method(holding.map, asked, known=known, settings=options.settings, seed=options.seed)
        if options.methods and run.outcomes
        else ()
    )
    return Answer(holding.map, run, known, signs, methods)


def _known(holding: Holding, options: Options) -> dict[str, int]:
    """What has happened, of the factors that the map holds: of the others no run can tell."""
    return {f: d for f, d in holding.known.items() if options.known and f in holding.map.factors}


def _reasons(found: Answers, holdings: Sequence[Holding]) -> Iterable[Reason]:
    options = found.options
    asked = set(found.query.changes)
    rows = [f for f in found.factors if f not in asked]
    if options.why is None:
        differ = [f for f in rows if found.verdict(f) == "differ"]
        rows = (differ or rows)[:EXPLAINED]
    else:
        if options.why not in rows:
            raise InputError(
                f"No account is led to {options.why!r}; it is led to: {', '.join(rows) or 'nothing'}"
            )
        rows = [options.why]
    for factor in rows:
        for holding, answer in zip(holdings, found.answers, strict=True):
            outcome = answer.outcome(factor)
            if outcome is None or not outcome.reached:
                continue
            ways, cut = _ways(holding.map, [f for f in asked if f in holding.map.factors], factor)
            tested = sensitivity(
                holding.map, found.query.changes, factor, known=answer.known,
                settings=options.settings, seed=options.seed,
            )  # fmt: skip
            yield Reason(answer.name, factor, ways, cut, tested)


def _ways(map_: CausalMap, asked: Iterable[str], factor: str) -> tuple[tuple[Path, ...], bool]:
    """The shortest chains of running edges without repetition, and whether there are more."""
    after: dict[str, list[Edge]] = {}
    for edge in map_.running:
        after.setdefault(edge.source, []).append(edge)
    found: list[Path] = []
    waiting: deque[tuple[Edge, ...]] = deque((e,) for source in asked for e in after.get(source, ()))
    for _ in range(_STEPS):
        if not waiting or len(found) > WAYS:
            break
        way = waiting.popleft()
        if way[-1].target == factor:
            found.append(Path(way, _sign(way)))
            continue
        seen = {e.source for e in way} | {way[-1].target}
        waiting.extend((*way, e) for e in after.get(way[-1].target, ()) if e.target not in seen)
    return tuple(found[:WAYS]), bool(waiting) or len(found) > WAYS


def _sign(way: Iterable[Edge]) -> int | None:
    sign = 1
    for edge in way:
        if edge.sign is None:
            return None
        sign *= edge.sign
    return sign

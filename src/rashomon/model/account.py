"""What is made of the statements of many pages: actors, shared factors, claims, explanations, decisions.

Everything here is derived from statements and from human decisions, and can be made again from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from rashomon.model.statement import Kind, Voice

ActorKind = Literal["state", "organisation", "person", "group", "unknown"]
Verdict = Literal["same", "different", "undecided"]
Stand = Literal["affirms", "denies", "hedges", "silent"]
ClaimKind = Literal["shared", "contested", "lone"]
Contest = Literal["negation", "sign", "actor", "time", "number"]
ChainKind = Literal["thread", "stitch"]
Bearing = Literal["fits", "contradicts", "mixed", "silent"]
Target = Literal["actor", "factor", "statement", "decision"]
Action = Literal["merge", "split", "rename", "accept", "reject", "edit", "undo"]


_PASSIVE: Mapping[Stand, str] = {
    "affirms": "affirmed", "denies": "denied", "hedges": "hedged", "silent": "left out"
}  # fmt: skip

_WAYS = {1: " to rise", -1: " to fall", None: " to rise and to fall"}


def content_id(kind: str, *words: str) -> str:
    """A hash of what something is, never of where it was found: 16 hexadecimal digits."""
    return sha256("\x1f".join((kind, *words)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or speaks, under all the names that the pages give.

    Attributes:
        id: content hash; for a state its ISO 3166-1 alpha-3 code.
        name: the fullest name.
        kind: state, organisation, person, group or unknown.
        aliases: every other form met.
        offices: offices and trades as the pages give them.
        state: alpha-3 of the state that the actor is or belongs to, where the pages tell.
        units: content ids of the names that make it up; human decisions refer to them.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    state: str | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedFactor:
    """One condition under one name, whatever the pages call it.

    Attributes:
        id: content hash of its first label.
        name: the label that is shown, and the factor's name in causal maps.
        labels: all labels that name it, the most frequent first.
        actors: ids of the actors in it.
        mentions: number of ends of causes and changes that name it.
        undecided: names of factors that may be the same; a person decides.
        units: content ids of its labels; human decisions refer to them.
    """

    id: str
    name: str
    labels: tuple[str, ...]
    actors: tuple[str, ...] = ()
    mentions: int = 0
    undecided: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds what is said: one voice over all the pages where it speaks.

    ``pages`` are ids; copies of one wire story are one holder, and ``copies`` are the other pages.
    """

    id: str
    name: str
    voice: Voice
    pages: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """How one holder stands to one claim, and by which statements."""

    holder: str
    stand: Stand
    statements: tuple[str, ...]
    direction: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements with the same content, whoever makes them and whether they affirm or deny it.

    Attributes:
        id: content hash.
        kind: event, change, cause or stance.
        gist: the content in one line.
        standing: shared, contested or lone.
        contests: in what its holders contradict one another; empty unless contested.
        positions: one per holder that is not silent.
        subjects: names of the factors, or ids of the actors, that it is about.
    """

    id: str
    kind: Kind
    gist: str
    standing: ClaimKind
    contests: tuple[Contest, ...]
    positions: tuple[Position, ...]
    subjects: tuple[str, ...] = ()

    def told(self, names: Mapping[str, str]) -> str:
        """Who affirms, denies or hedges it, in words.

        Args:
            names: readable names of holders by id.
        """
        said: dict[str, list[str]] = {}
        for p in sorted(self.positions, key=lambda p: list(_PASSIVE).index(p.stand)):
            way = _WAYS[p.direction] if self.kind == "change" and p.stand != "denies" else ""
            said.setdefault(f"{_PASSIVE[p.stand]}{way} by", []).append(names[p.holder])
        return "; ".join(f"{head} {', '.join(who)}" for head, who in said.items())

    def stand(self, holder: str) -> Stand:
        """How a holder stands to it."""
        return next((p.stand for p in self.positions if p.holder == holder), "silent")

    @property
    def statements(self) -> tuple[str, ...]:
        """Ids of all its statements."""
        return tuple(s for p in self.positions for s in p.statements)


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain of causes: ids of the statements that say it, and of those who hold them."""

    cause: str
    effect: str
    sign: int | None
    holders: tuple[str, ...]
    statements: tuple[str, ...]
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Causes that lead to an outcome. A thread is all held by ``holder``; a stitch joins several voices."""

    kind: ChainKind
    steps: tuple[Step, ...]
    sign: int | None
    holder: str | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The factors in order, the outcome last."""
        return (*(step.cause for step in self.steps), self.steps[-1].effect)

    @property
    def statements(self) -> tuple[str, ...]:
        """Ids of all statements that say it, each once."""
        return tuple(dict.fromkeys(s for step in self.steps for s in step.statements))

    def held_as(self, names: Mapping[str, str]) -> str:
        """Who holds it, in words: one voice, or the voices that it is stitched of, in its order.

        Args:
            names: readable names of holders by id.
        """
        if self.holder:
            return f"thread of {names[self.holder]}"
        voices = dict.fromkeys(names[h] for step in self.steps for h in step.holders)
        return f"stitch of {' + '.join(voices)}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One answer to "why this outcome": the nearest cause that is named, with its chains and holders.

    ``deniers`` are the holders who deny it; ``contradictions`` the number of evidence columns
    against it.
    """

    cause: str
    holders: tuple[str, ...]
    deniers: tuple[str, ...]
    chains: tuple[Chain, ...]
    contradictions: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A piece of evidence: a claim, and how it bears on each explanation, in their order.

    ``tells_apart`` is true where it fits one explanation and contradicts another.
    """

    claim: str
    gist: str
    bearings: tuple[Bearing, ...]
    tells_apart: bool


@dataclass(frozen=True, slots=True)
class Question:
    """Evidence that nobody gives and that would tell rivals apart: whether a factor rose or fell."""

    factor: str
    direction: int | None
    explanation: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words of an outcome were taken for.

    Attributes:
        words: as they were asked.
        factors: names of the factors that they mean, the likest first.
        how: "named", "words" (the factor holds them all), "likeness" (the same-factor decision), or
            "proposed" where nothing was asked.
        others: factors that may be meant too; a person decides.
    """

    words: str
    factors: tuple[str, ...]
    how: Literal["named", "words", "likeness", "proposed"]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanations:
    """The rival explanations of an outcome, fewest contradictions first. Advisory, never a finding.

    The matrix follows the analysis of competing hypotheses (Heuer 1999, "Psychology of Intelligence
    Analysis", ch. 8): what matters is what speaks against an explanation. ``meanings`` tell what the
    outcome was taken for.
    """

    outcome: str
    explanations: tuple[Explanation, ...] = ()
    evidence: tuple[Column, ...] = ()
    questions: tuple[Question, ...] = ()
    meanings: tuple[Meaning, ...] = ()

    @property
    def factors(self) -> tuple[str, ...]:
        """Names of all factors that the outcome means."""
        return tuple(dict.fromkeys(f for m in self.meanings for f in m.factors)) or (self.outcome,)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: never changed or deleted, only undone by a later decision.

    Attributes:
        target: what it is about.
        action: what is done.
        subjects: content ids: of names of actors, labels of factors, statements, or (undo) a decision.
        value: the new name, or the fields that an edit changes; text by field.
        words: the same subjects as people read them.
        coder: who decided.
        made_at: UTC, ISO 8601 with microseconds.
    """

    target: Target
    action: Action
    subjects: tuple[str, ...]
    value: Mapping[str, str | None] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    coder: str = "user"
    made_at: str = ""

    @property
    def id(self) -> str:
        """Content hash."""
        value = (f"{key}={text}" for key, text in sorted(self.value.items()))
        return content_id(
            "decision", self.target, self.action, *self.subjects, *value, self.coder, self.made_at
        )

"""What the extractors find in one stretch, before it is known whose words they are.

Spans are half-open, in words of the `Layers` they were found in. ``anchor`` is the word that the
finding turns on (the predicate, the connective): the voice and the scope of negation are read there.
``factuality`` is that of the words themselves, as their own speaker commits to them; what a reporting
verb or a denial in the next sentence does to it is added later, by voice.
"""

from dataclasses import dataclass

from rashomon.model.annotation import Span
from rashomon.model.statement import Factuality, PloverType, Relation, Time


@dataclass(frozen=True, slots=True)
class FoundCause:
    """A causal relation. ``sign``: what more of the cause factor does to the effect factor.

    ``rule`` names the pattern or head that found it, for the precision audit.
    """

    anchor: int
    evidence: Span
    cause: Span
    effect: Span
    signals: tuple[Span, ...]
    relation: Relation
    sign: int | None
    cause_direction: int | None
    effect_direction: int | None
    factuality: Factuality
    time: Time | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event between two sides; ``date`` is EDTF, ``place`` a span of words."""

    anchor: int
    evidence: Span
    type: PloverType
    mode: str | None
    trigger: tuple[Span, ...]
    source: Span | None
    target: Span | None
    date: str | None
    place: Span | None
    factuality: Factuality
    time: Time | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class FoundChange:
    """A factor that rises (1) or falls (-1)."""

    anchor: int
    evidence: Span
    factor: Span
    direction: int
    factuality: Factuality
    time: Time | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class FoundStance:
    """Stance of whoever speaks towards the target; ``value`` in [-1, 1].

    ``holder`` is the head word of who holds it, where the words tell the stance of somebody else.
    """

    anchor: int
    evidence: Span
    target: Span
    value: float
    confidence: float
    rule: str
    holder: int | None = None

"""The reading model's own layers over one text.

Spans are half-open ``(start, end)`` pairs in Unicode code points of the annotated text; a tuple of
spans is one discontinuous stretch, in order. Tokens are syntactic words in the sense of Universal
Dependencies (https://universaldependencies.org), so "don't" is two tokens.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """One word. ``head`` is an index into the annotation's tokens, -1 for a root."""

    start: int
    end: int
    lemma: str
    upos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class EntitySpan:
    """A name. ``label`` is PER, LOC, ORG or MISC."""

    start: int
    end: int
    label: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class AttributionSpans:
    """Source, cue and content of one attribution, after PolNeAR (Newell et al., LREC 2018)."""

    source: Spans
    cue: Spans
    content: Spans
    confidence: float


@dataclass(frozen=True, slots=True)
class CauseSpans:
    """One causal relation in the words, whoever says it.

    ``sign`` is what more of the cause does to the effect (1, -1, None if not known); ``factuality``
    is one of FactBank's values; ``relation`` is consequence, motivation or purpose (BECauSE 2.0,
    Dunietz et al., LAW 2017). ``cause_direction`` and ``effect_direction`` tell what the words say
    of each end: 1 more of it, -1 less of it, None if nothing.
    """

    cause: Span
    effect: Span
    signals: Spans
    relation: str
    sign: int | None
    factuality: str
    confidence: float
    cause_direction: int | None = None
    effect_direction: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class EventSpans:
    """One event of PLOVER's types, with its trigger and its two sides."""

    type: str
    trigger: Spans
    source: Spans
    target: Spans
    confidence: float
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class StanceSpan:
    """Stance towards the target span: label negative, neutral or positive; value in [-1, 1]."""

    target: Span
    label: str
    value: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Annotation:
    """All layers over one text.

    ``causal`` holds one probability per sentence; ``factuality`` one number per token, the learned
    head's estimate of whether what the predicate says happened (UDS scale, about -2 to 2).
    """

    text: str
    sentences: tuple[Span, ...] = ()
    causal: tuple[float, ...] = ()
    tokens: tuple[Token, ...] = ()
    entities: tuple[EntitySpan, ...] = ()
    attributions: tuple[AttributionSpans, ...] = ()
    causes: tuple[CauseSpans, ...] = ()
    events: tuple[EventSpans, ...] = ()
    stances: tuple[StanceSpan, ...] = ()
    factuality: tuple[float, ...] = field(default=(), repr=False)

    def words(self, spans: Iterable[Span]) -> str:
        """The words of a discontinuous stretch, joined by one space."""
        return " ".join(self.text[a:b] for a, b in spans)

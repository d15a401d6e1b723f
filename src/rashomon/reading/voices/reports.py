"""Acts of reporting: as found at a cue, and with the speaker resolved."""

from dataclasses import dataclass, field

from rashomon.model.annotation import Span
from rashomon.model.statement import Factuality, Voice
from rashomon.reading.voices.cast import Person


@dataclass(frozen=True, slots=True)
class Report:
    """One act of reporting.

    Attributes:
        cue: the word that reports.
        source: head word of who says it; None where nobody is named.
        content: what is reported, in code points, in order.
        commitment: what the cue adds to the factuality of the words themselves.
        kind: class of the cue.
        group: the cue with its source, in code points.
    """

    cue: int
    source: int | None
    content: tuple[Span, ...]
    commitment: Factuality
    kind: str
    group: Span = (0, 0)


@dataclass(slots=True)
class Rejection:
    """Somebody calls what is said false: at ``place``, a code point, ``voice`` or whoever speaks there."""

    place: int
    voice: Voice | None = None
    person: Person | None = None


@dataclass(slots=True)
class Said:
    """A stretch of reported words, its speaker, and whoever rejects it."""

    cue: int
    voice: Voice | None
    content: tuple[Span, ...]
    commitment: Factuality
    person: Person | None = None
    rejected: list[Rejection] = field(default_factory=list)

    def covers(self, position: int) -> bool:
        """Whether a code point is reported."""
        return any(a <= position < b for a, b in self.content)

    @property
    def size(self) -> int:
        """Code points."""
        return sum(b - a for a, b in self.content)

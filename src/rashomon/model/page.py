"""A page as it came, and the parts that it was cut into."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

PartKind = Literal[
    "headline",
    "byline",
    "dateline",
    "body",
    "caption",
    "credit",
    "related",
    "keywords",
    "comment",
    "chrome",
]

BODY_PARTS: frozenset[PartKind] = frozenset({"headline", "body", "caption", "comment"})
"""The parts that statements come from."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page's text, ``text[start:end]``, in Unicode code points.

    ``author`` is the name that stands with a comment; None where the page gives none. One comment
    is one part, whatever its number of paragraphs.
    """

    kind: PartKind
    start: int
    end: int
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """A date and how it is known.

    ``date`` is EDTF level 1 (ISO 8601-2:2019), e.g. ``2016-08-09``, ``2016-08``, ``2016-08-09?``.
    ``evidence`` says where it stands ("meta article:published_time", "dateline", ...), with the words.
    ``confidence`` is a probability.
    """

    date: str
    evidence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Page:
    """One document as it came.

    Attributes:
        id: SHA-256 of ``content``, hexadecimal.
        address: file path or web address as the user gave it.
        content: the bytes, never changed.
        media_type: ``text/plain`` or ``text/html``.
        text: for plain text the decoded bytes themselves (no newline translation); for HTML the
            product's own rendering. All spans count its code points.
        parts: in order, not overlapping, covering the whole text.
        outlet, title, author: as the page gives them, else None.
        published: date of publication, else None.
        notes: what was odd about the page ("3 bytes were not UTF-8"), for the summary.
    """

    id: str
    address: str
    content: bytes
    media_type: str
    text: str
    parts: tuple[Part, ...]
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    published: Dating | None = None
    notes: tuple[str, ...] = ()

    @classmethod
    def identify(cls, content: bytes) -> str:
        """The id of a page with these bytes."""
        return sha256(content).hexdigest()

    def words(self, part: Part) -> str:
        """The text of one part."""
        return self.text[part.start : part.end]

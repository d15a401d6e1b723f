"""A statement: one thing that one voice says at one place, with the exact words.

A statement's id is a content hash: it covers everything that was read (page, span, voice, content,
factuality) and nothing that a newer extractor may estimate otherwise (confidence, version), so
reading a page again with the same result changes nothing.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Literal, Protocol

from rashomon.model.page import Page, PartKind

Kind = Literal["event", "change", "cause", "stance"]
VoiceKind = Literal["outlet", "author", "person", "group", "commenter", "unknown"]
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "UU"]
Time = Literal["past", "present", "future"]
Relation = Literal["consequence", "motivation", "purpose"]
PloverType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it. ``name`` is None where the page names nobody; ``role`` is the office or trade."""

    kind: VoiceKind
    name: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words: ``page.text[start:end] == text``, in Unicode code points."""

    page_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Participant:
    """A side of an event. ``id`` is ISO 3166-1 alpha-3 for states, else None until resolved."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """A condition that can rise or fall. ``text`` is the page's words, ``label`` the readable name."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class End:
    """One end of a cause: a factor, and what the words say happens to it (1 more, -1 less)."""

    label: str
    text: str
    direction: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A dated thing done by one actor to another, in PLOVER's types; ``date`` is EDTF."""

    type: PloverType
    source: Participant | None
    target: Participant | None
    mode: str | None = None
    date: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A factor said to rise (1) or fall (-1)."""

    factor: Factor
    direction: int


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing said to cause another; ``sign`` is what more of the cause does to the effect."""

    cause: End
    effect: End
    sign: int | None
    relation: Relation
    connective: str | None = None


@dataclass(frozen=True, slots=True)
class Stance:
    """How the voice stands to a target: ``value`` from -1 (against) to 1 (for)."""

    target: Participant
    text: str
    value: float


Content = Event | Change | Cause | Stance

_KINDS: dict[type, Kind] = {Event: "event", Change: "change", Cause: "cause", Stance: "stance"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that one voice says at one place.

    ``via`` lists the voices that report it, nearest first; ``confidence`` is a probability;
    ``extractor`` is ``name@version``.
    """

    part: PartKind
    voice: Voice
    via: tuple[Voice, ...]
    factuality: Factuality
    time: Time | None
    evidence: Evidence
    content: Content
    confidence: float
    extractor: str

    @property
    def kind(self) -> Kind:
        """Event, change, cause or stance."""
        return _KINDS[type(self.content)]

    @property
    def id(self) -> str:
        """Content hash of what was read: 16 hexadecimal digits."""
        record = asdict(self)
        del record["confidence"], record["extractor"]
        record["kind"] = self.kind
        if isinstance(self.content, Stance):  # a score is an estimate; its direction is what was read
            record["content"]["value"] = (self.content.value > 0) - (self.content.value < 0)
        written = json.dumps(record, sort_keys=True, ensure_ascii=False)
        return sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one page."""

    page: Page
    statements: tuple[Statement, ...]


class Reader(Protocol):
    """Anything that turns pages into readings: the reading model, or a user's own."""

    @property
    def name(self) -> str:
        """Goes with every reading into the case file."""
        ...

    @property
    def version(self) -> str:
        """A page is read again when this changes."""
        ...

    def read(self, pages: Iterable[Page]) -> Iterator[Reading]:
        """Yield one reading per page, in order."""
        ...

"""Records to rows of the case file and back."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rashomon.model import (
    Cause,
    Change,
    Content,
    Dating,
    End,
    Event,
    Evidence,
    Factor,
    Page,
    Part,
    Participant,
    Stance,
    Statement,
    Voice,
)

Row = tuple[Any, ...]

PAGE_COLUMNS = (
    "id, content, media_type, text, outlet, title, author, "
    "published, published_evidence, published_confidence, notes"
)
STATEMENT_COLUMNS = (
    "id, kind, part, voice_kind, voice_name, voice_role, via, factuality, time, "
    "start_char, end_char, words, content, confidence, extractor"
)


def page_row(page: Page) -> Row:
    """The values of ``PAGE_COLUMNS``."""
    dating = page.published
    return (
        page.id,
        page.content,
        page.media_type,
        page.text,
        page.outlet,
        page.title,
        page.author,
        dating and dating.date,
        dating and dating.evidence,
        dating and dating.confidence,
        json.dumps(page.notes, ensure_ascii=False),
    )


def page_of(row: Row, address: str, parts: Sequence[Part]) -> Page:
    """The page of a row of ``PAGE_COLUMNS``."""
    page_id, content, media_type, text, outlet, title, author, date, evidence, confidence, notes = row
    return Page(
        id=page_id,
        address=address,
        content=content,
        media_type=media_type,
        text=text,
        parts=tuple(parts),
        outlet=outlet,
        title=title,
        author=author,
        published=None if date is None else Dating(date, evidence, confidence),
        notes=tuple(json.loads(notes)),
    )


def parts_of(connection: sqlite3.Connection, page: int) -> tuple[Part, ...]:
    """The parts of the page with this number, in order."""
    rows = connection.execute(
        "SELECT kind, start_char, end_char, author FROM part WHERE page = ? ORDER BY position", (page,)
    )
    return tuple(Part(*row) for row in rows)


def statement_row(statement: Statement) -> Row:
    """The values of ``STATEMENT_COLUMNS``."""
    voice, evidence = statement.voice, statement.evidence
    return (
        statement.id,
        statement.kind,
        statement.part,
        voice.kind,
        voice.name,
        voice.role,
        json.dumps([asdict(v) for v in statement.via], ensure_ascii=False),
        statement.factuality,
        statement.time,
        int(evidence.start),
        int(evidence.end),
        evidence.text,
        json.dumps(asdict(statement.content), ensure_ascii=False),
        float(statement.confidence),  # a NumPy scalar would be stored as bytes
        statement.extractor,
    )


def statement_of(row: Row, page_id: str) -> Statement:
    """The statement of a row of ``STATEMENT_COLUMNS``."""
    _, kind, part, voice_kind, name, role, via, factuality, time, *rest = row
    start, end, words, content, confidence, extractor = rest
    return Statement(
        part=part,
        voice=Voice(voice_kind, name, role),
        via=tuple(Voice(**v) for v in json.loads(via)),
        factuality=factuality,
        time=time,
        evidence=Evidence(page_id, start, end, words),
        content=_content(kind, json.loads(content)),
        confidence=confidence,
        extractor=extractor,
    )


def _content(kind: str, record: dict[str, Any]) -> Content:
    """What is said, from the JSON of the ``content`` column."""
    if kind == "event":
        return Event(**record | {side: _participant(record[side]) for side in ("source", "target")})
    if kind == "change":
        return Change(Factor(**record["factor"]), record["direction"])
    if kind == "cause":
        return Cause(**record | {end: End(**record[end]) for end in ("cause", "effect")})
    return Stance(Participant(**record["target"]), record["text"], record["value"])


def _participant(record: dict[str, Any] | None) -> Participant | None:
    return None if record is None else Participant(**record)

"""Statements in the shapes that leave a case: the JSONL contract, and a flat table for CSV and frames.

The JSONL shape is DESIGN.md's "The export": tests and outside scorers rest on it.
"""

import csv
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any, Literal, TextIO, get_args

from rashomon.errors import InputError
from rashomon.model import Cause, Change, Event, Statement, Voice

Format = Literal["jsonl", "csv"]
Record = dict[str, Any]

COLUMNS: dict[str, type] = {
    "id": str, "kind": str, "page": str, "page_id": str, "part": str,
    "voice_name": str, "voice_kind": str, "voice_role": str, "via": str,
    "factuality": str, "time": str, "start": int, "end": int, "evidence": str,
    "confidence": float, "extractor": str,
    "type": str, "mode": str, "date": str, "place": str,
    "source_name": str, "source_id": str, "target_name": str, "target_id": str, "target_text": str,
    "factor_label": str, "factor_text": str, "direction": int,
    "cause_label": str, "cause_text": str, "cause_direction": int,
    "effect_label": str, "effect_text": str, "effect_direction": int,
    "sign": int, "relation": str, "connective": str,
    "value": float,
}  # fmt: skip
"""The flat table: one column per field of any kind of statement, empty where a kind has none. ``via``
is JSON (a list of voices, nearest first)."""

_LINE_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in "\x7f\x85\u2028\u2029"}
_FORMULA = re.compile(r"[=+\-@\t\r\n'＝＋－＠]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement and the address of the page it stands on."""

    statement: Statement
    address: str

    @property
    def page(self) -> str:
        """The file name of a page that is a file, the whole address of any other."""
        return page_name(self.address)


def page_name(address: str) -> str:
    """The base name of a file, the whole address of anything with a scheme (``https://...``)."""
    return address if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", address) else PurePath(address).name


def json_line(record: Record) -> str:
    """One line of JSON with a line feed at its end and no other line border in it, U+2028 included."""
    return json.dumps(record, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS) + "\n"


def write(placed: Iterable[Placed], format: Format, file: TextIO) -> None:  # noqa: A002  # DESIGN.md's word
    """Write statements to an open text file.

    Args:
        placed: the statements with their pages.
        format: ``jsonl`` or ``csv``.
        file: opened with UTF-8 and ``newline=""``.

    Raises:
        InputError: an unknown format.
    """
    if format == "jsonl":
        file.writelines(json_line(record(one)) for one in placed)
    elif format == "csv":
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for one in placed:
            writer.writerow([cell(v) for v in flat(one).values()])
    else:
        raise InputError(f"no export format {format!r}; choose one of: {', '.join(get_args(Format))}")


def record(placed: Placed) -> Record:
    """A statement in the shape of DESIGN.md's "The export"."""
    statement, evidence = placed.statement, placed.statement.evidence
    return {
        "id": statement.id,
        "kind": statement.kind,
        "page": placed.page,
        "page_id": evidence.page_id,
        "part": statement.part,
        "voice": _voice(statement.voice),
        "via": [_voice(v) for v in statement.via],
        "factuality": statement.factuality,
        "time": statement.time,
        "evidence": {"start": evidence.start, "end": evidence.end, "text": evidence.text},
        "confidence": statement.confidence,
        "extractor": statement.extractor,
        **_content(statement),
    }


def _voice(voice: Voice) -> Record:
    return {"name": voice.name, "kind": voice.kind, "role": voice.role}


def _content(statement: Statement) -> Record:
    """The fields of the statement's kind, in the contract's order."""
    match statement.content:
        case Event() as event:
            return {
                "source": event.source and asdict(event.source),
                "type": event.type,
                "target": event.target and asdict(event.target),
                "mode": event.mode,
                "date": event.date,
                "place": event.place,
            }
        case Change() as change:
            return {"factor": asdict(change.factor), "direction": change.direction}
        case Cause() as cause:
            return {
                "cause": asdict(cause.cause),
                "effect": asdict(cause.effect),
                "sign": cause.sign,
                "relation": cause.relation,
                "connective": cause.connective,
            }
        case stance:
            return {"target": {"name": stance.target.name, "text": stance.text}, "value": stance.value}


def flat(placed: Placed) -> Record:
    """A statement as one row of ``COLUMNS``, None where it has no such field."""
    row: Record = dict.fromkeys(COLUMNS)
    for field, value in record(placed).items():
        if field == "via":
            row["via"] = json.dumps(value, ensure_ascii=False) if value else None
        elif field == "evidence":
            row["start"], row["end"], row["evidence"] = value["start"], value["end"], value["text"]
        elif isinstance(value, dict):
            row.update({f"{field}_{key}": inner for key, inner in value.items()})
        elif value is not None:
            row[field] = value
    return row


def cell(value: Any) -> Any:
    """A CSV cell that a spreadsheet shows and never runs.

    Text that begins with ``= + - @``, their full-width forms, a tab or a line border would be taken
    for a formula; such text, and text that begins with an apostrophe, gets one apostrophe in front.
    Reading back is exact: drop one apostrophe from every cell that begins with one. Numbers stay
    numbers. See OWASP, "CSV Injection".
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value

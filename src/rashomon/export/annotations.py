"""Texts in, the reading model's layers out: DESIGN.md's "The annotation"."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rashomon.errors import InputError
from rashomon.model import Annotation
from rashomon.model.annotation import Span, Spans


@dataclass(frozen=True, slots=True)
class Request:
    """A text to annotate; ``targets`` are the spans towards which the stance is asked."""

    id: str | int
    text: str
    targets: Spans = ()


def requests(lines: Iterable[bytes], name: str) -> Iterator[Request]:
    """The requests of a JSONL file; blank lines do not count, unknown fields are left alone.

    Args:
        lines: the file's lines, undecoded.
        name: the file's name, for the message.

    Raises:
        InputError: a line is not what DESIGN.md says; the message names the line.
    """
    for number, line in enumerate(lines, start=1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
            if text.strip():
                yield _request(json.loads(text))
        except UnicodeDecodeError as error:
            raise InputError(f"{name}, line {number}: not UTF-8; save the file as UTF-8") from error
        except json.JSONDecodeError as error:
            raise InputError(
                f"{name}, line {number}: not JSON ({error.msg}); every line is one object with id and text"
            ) from error
        except (ValueError, RecursionError) as error:
            raise InputError(f"{name}, line {number}: {error}") from error


def _request(record: Any) -> Request:
    """Check one decoded line; a ValueError says what is wrong and what to do."""
    if not isinstance(record, dict):
        raise ValueError('not an object; write {"id": ..., "text": ...}')
    key, text, targets = record.get("id"), record.get("text"), record.get("targets") or []
    if isinstance(key, bool) or not isinstance(key, str | int):
        raise ValueError('"id" is missing or neither text nor a whole number; give every line an id')
    if not isinstance(text, str):
        raise ValueError('"text" is missing or not text; give every line a text')
    if not _encodable(text) or not _encodable(str(key)):
        raise ValueError("holds a lone surrogate, which is not text; write whole characters")
    if not isinstance(targets, list):
        raise ValueError('"targets" is not a list; write [[start, end], ...]')
    return Request(key, text, tuple(_target(target, len(text)) for target in targets))


def _target(target: Any, length: int) -> Span:
    match target:
        case [start, end] if (
            type(start) is type(end) is int and 0 <= start < end <= length
        ):  # True is no offset
            return start, end
    raise ValueError(
        f'"targets" holds {json.dumps(target)[:60]}; '
        f"write [start, end] with 0 <= start < end <= {length}, the text's length in characters"
    )


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def record(request_id: str | int, annotation: Annotation) -> dict[str, Any]:
    """An annotation in the shape of DESIGN.md's "The annotation"."""
    return {
        "id": request_id,
        "sentences": annotation.sentences,
        "causal": annotation.causal,
        "tokens": [(t.start, t.end, t.lemma, t.upos, t.head, t.deprel) for t in annotation.tokens],
        "entities": [(e.start, e.end, e.label) for e in annotation.entities],
        "attributions": [
            {"source": a.source, "cue": a.cue, "content": a.content, "confidence": a.confidence}
            for a in annotation.attributions
        ],
        "causes": [
            {
                "cause": c.cause,
                "effect": c.effect,
                "signals": c.signals,
                "relation": c.relation,
                "sign": c.sign,
                "factuality": c.factuality,
                "confidence": c.confidence,
            }
            for c in annotation.causes
        ],
        "events": [
            {
                "type": e.type,
                "trigger": e.trigger,
                "source": e.source,
                "target": e.target,
                "confidence": e.confidence,
            }
            for e in annotation.events
        ],
        "stances": [
            {"target": s.target, "label": s.label, "value": s.value, "confidence": s.confidence}
            for s in annotation.stances
        ],
    }

"""Training texts of our own, with the layers that were annotated in them by hand.

The records lie in ``training/own/*.jsonl``, one JSON object a line; ``training/own/GUIDELINE.md``
says how they were annotated. An annotation names its words as a phrase of the text, either a plain
string (its first occurrence as whole words) or ``{"text": phrase, "nth": n}`` (the n-th, from 1).
A layer that a record does not have was not annotated in that text and is None here; an empty one
was annotated, and there is nothing of it in the text.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

from rashomon.model import Factuality, PloverType, Relation
from rashomon.model.annotation import Span, Spans

OWN = Path(__file__).resolve().parent / "own"
LAYERS = ("causes", "attributions", "entities", "events", "stances")
ENTITY_LABELS = ("PER", "LOC", "ORG", "MISC")
SIGNS = (1, -1, None)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OwnCause:
    """One causal relation; the values are those of `rashomon.model.CauseSpans`."""

    cause: Span
    effect: Span
    signals: Spans
    sign: int | None
    cause_direction: int | None
    effect_direction: int | None
    relation: str
    factuality: str


@dataclass(frozen=True, slots=True)
class OwnAttribution:
    """Source, cue and content of one attribution; each may be discontinuous or empty."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class OwnEntity:
    """A name; ``label`` is PER, LOC, ORG or MISC."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """One event; ``type`` is a PLOVER root, or None for an event of no PLOVER type."""

    type: str | None
    trigger: Spans
    source: Spans
    target: Spans


@dataclass(frozen=True, slots=True)
class OwnStance:
    """Stance towards the target at ``span``: -1 negative, 0 neutral, 1 positive."""

    span: Span
    value: int


@dataclass(frozen=True, slots=True)
class OwnText:
    """One text with its layers; spans are half-open, in Unicode code points of ``text``."""

    id: str
    text: str
    causes: tuple[OwnCause, ...] | None = None
    attributions: tuple[OwnAttribution, ...] | None = None
    entities: tuple[OwnEntity, ...] | None = None
    events: tuple[OwnEvent, ...] | None = None
    stances: tuple[OwnStance, ...] | None = None

    @property
    def is_dev(self) -> bool:
        """Whether the text is set aside for dev: every tenth, its id ends in 0."""
        return self.id.endswith("0")


def load(folder: Path = OWN) -> list[OwnText]:
    """All records of all ``*.jsonl`` files of a folder, files by name, checked and resolved.

    Raises:
        ValueError: a record is wrong (the message names its id, or file and line), or an id is
            used twice.
    """
    texts: list[OwnText] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            text = parse(line, f"{path.name}:{number}")
            if text.id in seen:
                raise ValueError(f"{text.id}: the id is used twice; give {path.name}:{number} another")
            seen.add(text.id)
            texts.append(text)
    return texts


def parse(line: str, place: str = "record") -> OwnText:
    """One record from its line of JSON; ``place`` names it in errors until its id is known.

    Raises:
        ValueError: the line is no record, a phrase is not in the text, or a value is out of range.
    """
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"{place}: not JSON ({error.msg}); mend the line") from error
    if not isinstance(record, dict) or not all(
        isinstance(record.get(key), str) and record[key] for key in ("id", "text")
    ):
        raise ValueError(f"{place}: no record; it needs an id and a text")
    name, text = record["id"], record["text"]
    unknown = sorted(record.keys() - {"id", "text", *LAYERS})
    try:
        _require(not unknown, f"unknown layer {', '.join(unknown)}")
        return OwnText(
            name,
            text,
            causes=_layer(record, "causes", lambda item: _cause(item, text)),
            attributions=_layer(record, "attributions", lambda item: _attribution(item, text)),
            entities=_entities(record, text),
            events=_layer(record, "events", lambda item: _event(item, text)),
            stances=_layer(record, "stances", lambda item: _stance(item, text)),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"{name}: a field is missing or of a wrong kind ({error})") from error
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error


def _layer(record: dict[str, Any], key: str, read: Callable[[Any], T]) -> tuple[T, ...] | None:
    if key not in record:
        return None
    _require(isinstance(record[key], list), f"{key} must be a list")
    return tuple(read(item) for item in record[key])


def _cause(item: Any, text: str) -> OwnCause:
    cause, effect = _span(item["cause"], text), _span(item["effect"], text)
    _require(cause != effect, f"cause and effect are the same words {item['cause']!r}")
    return OwnCause(
        cause,
        effect,
        _spans(item["signals"], text),
        _one_of(item["sign"], SIGNS),
        _one_of(item["cause_direction"], SIGNS),
        _one_of(item["effect_direction"], SIGNS),
        _one_of(item["relation"], get_args(Relation)),
        _one_of(item["factuality"], get_args(Factuality)),
    )


def _attribution(item: Any, text: str) -> OwnAttribution:
    return OwnAttribution(*(_spans(item[key], text) for key in ("source", "cue", "content")))


def _event(item: Any, text: str) -> OwnEvent:
    trigger, source, target = (_spans(item[key], text) for key in ("trigger", "source", "target"))
    _require(bool(trigger), "an event needs a trigger")
    return OwnEvent(_one_of(item["type"], (None, *get_args(PloverType))), trigger, source, target)


def _stance(item: Any, text: str) -> OwnStance:
    phrase, value = item
    return OwnStance(_span(phrase, text), _one_of(value, (-1, 0, 1)))


def _entities(record: dict[str, Any], text: str) -> tuple[OwnEntity, ...] | None:
    """Names are listed in order of occurrence: each is looked for behind the one before it."""
    after = 0

    def read(item: Any) -> OwnEntity:
        nonlocal after
        phrase, label = item
        span = _span(phrase, text, after if isinstance(phrase, str) else 0)
        after = span[1]
        return OwnEntity(span, _one_of(label, ENTITY_LABELS))

    return _layer(record, "entities", read)


def _spans(phrases: Any, text: str) -> Spans:
    _require(isinstance(phrases, list), f"a list of phrases is wanted, not {phrases!r}")
    return tuple(_span(phrase, text) for phrase in phrases)


def _span(phrase: Any, text: str, after: int = 0) -> Span:
    wanted, nth = (phrase, 1) if isinstance(phrase, str) else (phrase["text"], phrase["nth"])
    _require(bool(wanted) and wanted == wanted.strip(), f"phrase {wanted!r} is empty or has outer spaces")
    _require(type(nth) is int and nth >= 1, f"nth of {wanted!r} must be 1 or more")
    found = 0
    for start in _occurrences(wanted, text, after):
        found += 1
        if found == nth:
            return start, start + len(wanted)
    raise ValueError(f"{wanted!r} occurs {found} times as whole words, number {nth} is wanted")


def _occurrences(phrase: str, text: str, after: int) -> Iterator[int]:
    """Where the phrase stands without beginning or ending inside a word."""
    before = r"(?<!\w)" if phrase[0].isalnum() else ""
    behind = r"(?!\w)" if phrase[-1].isalnum() else ""
    pattern = re.compile(f"{before}{re.escape(phrase)}{behind}")
    return (match.start() for match in pattern.finditer(text, after))


def _one_of(value: T, allowed: tuple[object, ...]) -> T:
    # bool is an int to Python, but true is no sign.
    _require(
        not isinstance(value, bool | list | dict) and value in allowed, f"{value!r} is none of {allowed}"
    )
    return value


def _require(holds: bool, wrong: str) -> None:
    if not holds:
        raise ValueError(wrong)

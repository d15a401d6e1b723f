"""What people decided, applied again each time statements are assembled."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

from rashomon.accounts.identity import id_of
from rashomon.errors import InputError
from rashomon.model import Cause, Change, Content, Event, Factor, Participant, Stance, Statement
from rashomon.model.account import Decision

_SIGNS = {"1": 1, "+": 1, "+1": 1, "-1": -1, "-": -1, "−": -1, "": None, "?": None}
_Change = Callable[[Any, str], Content]
_FACTUALITIES = {"CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "UU"}


def effective(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions in force, in the order in which they were made; an undo can itself be undone."""
    ordered = sorted(decisions, key=lambda d: (d.made_at, d.id))
    undone: set[str] = set()
    for decision in reversed(ordered):
        if decision.action == "undo" and decision.id not in undone:
            undone.update(decision.subjects)
    return tuple(d for d in ordered if d.action != "undo" and d.id not in undone)


def decided(
    statements: Iterable[Statement], decisions: Iterable[Decision]
) -> tuple[tuple[Statement, ...], dict[str, str]]:
    """The statements as people left them.

    A rejected statement is left out, an accepted one has the confidence 1, an edited one is changed.

    Args:
        statements: as read.
        decisions: those in force about statements, in order.

    Returns:
        The statements, each id once, and for edited ones their id to the id as read.
    """
    by_subject: dict[str, list[Decision]] = {}
    for decision in decisions:
        for subject in decision.subjects:
            by_subject.setdefault(subject, []).append(decision)
    kept: dict[str, Statement] = {}
    origin: dict[str, str] = {}
    for statement in statements:
        first = id_of(statement)
        now: Statement | None = statement
        rejected = False
        for decision in by_subject.get(first, ()):
            if decision.action in {"accept", "reject"}:
                rejected = decision.action == "reject"
                now = replace(now, confidence=1.0) if now else now
            elif decision.action == "edit" and now:
                now = edited(now, decision.value)
        if rejected or now is None:
            continue
        identity = first if now is statement else id_of(now)
        kept.setdefault(identity, now)
        if identity != first:
            origin[identity] = first
    return tuple(kept.values()), origin


def edited(statement: Statement, value: Any) -> Statement:
    """A statement with fields changed.

    Args:
        statement: what was read.
        value: new texts by field: factuality, time, voice_name, voice_kind, voice_role, type, date, place,
            source, target, direction, factor_label, cause_label, effect_label, cause_direction,
            effect_direction, sign, value.

    Raises:
        InputError: an unknown field, or a value that the field cannot have.
    """
    fields = dict(value)
    result = statement
    factuality = fields.pop("factuality", None)
    if factuality is not None:
        if factuality not in _FACTUALITIES:
            raise InputError(
                f"{factuality!r} is no factuality; choose one of {', '.join(sorted(_FACTUALITIES))}"
            )
        result = replace(result, factuality=factuality)
    if "time" in fields:
        result = replace(result, time=fields.pop("time") or None)
    voice: dict[str, Any] = {
        k.removeprefix("voice_"): fields.pop(k) or None for k in tuple(fields) if k.startswith("voice_")
    }
    if voice:
        result = replace(result, voice=replace(result.voice, **voice))
    return replace(result, content=_content(result.content, fields)) if fields else result


def _content(content: Content, fields: dict[str, Any]) -> Content:
    """The content with fields changed; every field must be one that its kind has."""
    change = _CHANGES[type(content)]
    for field, text in fields.items():
        if field not in change:
            kind = type(content).__name__.lower()
            raise InputError(f"a {kind} has no field {field!r}; choose one of: {', '.join(change)}")
        content = change[field](content, text)
    return content


def _end(side: str, field: str) -> _Change:
    def change(content: Any, text: str) -> Content:
        value = text if field == "label" else _sign(text)
        return cast("Content", replace(content, **{side: replace(getattr(content, side), **{field: value})}))

    return change


def _side(side: str) -> _Change:
    return lambda content, text: replace(content, **{side: Participant(text) if text else None})


def _text(field: str) -> _Change:
    return lambda content, text: replace(content, **{field: text or None})


def _value(content: Any, text: str) -> Content:
    try:
        return replace(cast("Stance", content), value=min(1.0, max(-1.0, float(text))))
    except ValueError as error:
        raise InputError(f"{text!r} is no stance; write a number from -1 to 1") from error


def _sign(text: str | None) -> int | None:
    try:
        return _SIGNS[text or ""]
    except KeyError as error:
        raise InputError(f"{text!r} is no direction; write 1 or -1") from error


_CHANGES: dict[type, dict[str, _Change]] = {
    Event: {name: _side(name) for name in ("source", "target")}
    | {name: _text(name) for name in ("type", "mode", "date", "place")},
    Change: {
        "factor_label": lambda content, text: replace(content, factor=Factor(text, content.factor.text)),
        "direction": lambda content, text: replace(content, direction=_sign(text)),
    },
    Cause: {
        f"{side}_{field}": _end(side, field)
        for side in ("cause", "effect")
        for field in ("label", "direction")
    }
    | {"sign": lambda content, text: replace(content, sign=_sign(text)), "relation": _text("relation")},
    Stance: {"target": _side("target"), "value": _value},
}


def about(decisions: Sequence[Decision], target: str) -> list[Decision]:
    """Those about actors, factors or statements."""
    return [d for d in decisions if d.target == target]

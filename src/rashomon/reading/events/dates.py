"""Dates that a text gives, as EDTF level 1 (Library of Congress, 2019; ISO 8601-2).

A date is read from its words alone first; what it leaves open (a year, a week) is filled from the day
of publication and the tense of its clause, or stays unknown: ``XXXX-07-15``.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from rashomon.model.annotation import Span
from rashomon.model.statement import Time
from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes

Kind = Literal["calendar", "decade", "season", "weekday", "days", "weeks", "months", "years"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    )
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_UNITS: dict[str, Kind] = {"day": "days", "week": "weeks", "month": "months", "year": "years"}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
} | {"a": 1, "an": 1}
_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_TURNS = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
_SPANS = frozenset({("between", "and"), ("from", "to"), ("from", "until"), ("from", "through")})
"""Words before and within a span of years."""
_NEAR = 2
"""Sentences from which a year is taken over."""
_OLDEST, _LATEST = 1500, 2100
"""Numbers between these are years."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A date as written.

    Attributes:
        span: its words.
        kind: what it counts in; all but "calendar", "decade" and "season" count from publication.
        year, month, day: as far as given; a season is a month from 21 to 24, as in EDTF.
        until: last year of a span of years.
        told: the year that the words before tell for it, where its own say none.
        shift: whole units from the day of publication; for a weekday, weeks, or None where none is said.
    """

    span: Span
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    shift: int | None = None
    until: int | None = None
    told: int | None = None


def expressions(layers: Layers) -> list[Expression]:
    """All dates of a stretch, in order."""
    found: list[Expression] = []
    at = 0
    lexicon = _openers()
    while at < len(layers.tokens):
        word = layers.word(at)
        if (word[0].isdigit() or word.lower() in lexicon) and (read := _read(layers, at)):
            found.append(read)
            at = read.span[1]
        else:
            at += 1
    return found


def _openers() -> frozenset[str]:
    """Words that a date without a leading digit may begin with."""
    return frozenset((*_MONTHS, *_WEEKDAYS, *_SEASONS, *_NUMBERS, *_DAYS, *_TURNS))


def resolve(found: Expression, published: str | None, tense: Time | None) -> tuple[str, str] | None:
    """EDTF of a date, and how it was known: "page", "passage" or "published".

    Args:
        found: the date as written.
        published: EDTF day, month or year of publication, if known.
        tense: of the clause that the date stands in.

    Returns:
        None where a date that counts from publication cannot be known.
    """
    base = _day(published)
    if found.kind not in {"calendar", "season", "decade"}:
        relative = _relative(found, base, tense) if base else None
        return (relative, "published") if relative else None
    if found.year is not None:
        return _written(found), "page"
    if found.told is not None:
        return _written(replace(found, year=found.told)), "passage"
    if base is None:
        return (_written(found), "page") if found.kind == "calendar" else None
    return _written(replace(found, year=_nearest(found, base, tense))), "published"


def with_year(layers: Layers, date: Expression, dates: Sequence[Expression]) -> Expression:
    """A day or month with the year that the passage tells for it.

    That is the year of the last date before it, in the same sentence or, where its month comes no later
    than this one, in one of the two sentences before: a report goes on in the order of time.
    """
    if date.kind != "calendar" or date.year is not None or date.month is None or date.shift is not None:
        return date
    here = layers.sentence_of(date.span[0])
    before = [d for d in dates if d.span[0] < date.span[0] and d.kind == "calendar" and d.until is None]
    for known in reversed(before):
        near = here - layers.sentence_of(known.span[0])
        if near > _NEAR:
            break
        if known.year is None:
            continue
        goes_on = known.month is not None and (known.month, known.day or 0) <= (date.month, date.day or 31)
        return replace(date, told=known.year) if not near or goes_on else date
    return date


def _read(layers: Layers, at: int) -> Expression | None:
    word = layers.word(at)
    plain = word.lower().rstrip(".")
    if word[0].isdigit():
        return _day_first(layers, at) or _ago(layers, at) or _year(layers, at) or _decade(layers, at)
    if plain in _MONTHS and word[0].isupper() and layers.tokens[at].upos not in {"VERB", "AUX"}:
        return _month_first(layers, at)
    if plain in _DAYS or (plain in _WEEKDAYS and word[0].isupper()):
        kind: Kind = "days" if plain in _DAYS else "weekday"
        return Expression((at, at + 1), kind, day=_WEEKDAYS.get(plain), shift=_DAYS.get(plain))
    if plain in _TURNS or plain in _NUMBERS:
        return _turned(layers, at, _TURNS[plain]) if plain in _TURNS else _ago(layers, at)
    return _season(layers, at, _SEASONS[plain]) if plain in _SEASONS else None


def _word(layers: Layers, at: int) -> str:
    return layers.word(at) if at < len(layers.tokens) else ""


def _number(word: str) -> int | None:
    digits = word[:-2] if word[-2:].lower() in {"st", "nd", "rd", "th"} else word
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < len("10000") else None


def _is_year(word: str) -> bool:
    return len(word) == len("2000") and word.isascii() and word.isdigit() and _OLDEST <= int(word) <= _LATEST


def _year_after(layers: Layers, at: int) -> tuple[int | None, int]:
    """A year at the word, or after a comma; and where the date then ends."""
    for skip in (0, 1):
        if (not skip or _word(layers, at) in {",", "of"}) and _is_year(_word(layers, at + skip)):
            return int(layers.word(at + skip)), at + skip + 1
    return None, at


def _day_first(layers: Layers, at: int) -> Expression | None:
    """The 15th of July 2016, 15 July."""
    day = _number(layers.word(at))
    month = at + 2 if _word(layers, at + 1) == "of" else at + 1
    name = _word(layers, month)
    number = _MONTHS.get(name.lower().rstrip("."))
    if day is None or not 1 <= day <= _longest(number) or not name[0].isupper():
        return None
    year, end = _year_after(layers, month + 1)
    return Expression((at, end), "calendar", year, number, day)


def _longest(month: int | None) -> int:
    return monthrange(2000, month)[1] if month else 0


def _month_first(layers: Layers, at: int) -> Expression | None:
    """July 15, 2016; July 2016; in July."""
    number = _MONTHS[layers.word(at).lower().rstrip(".")]
    day = _number(_word(layers, at + 1))
    if day is not None and 1 <= day <= _longest(number) and not _word(layers, at + 2).startswith(("%", ":")):
        year, end = _year_after(layers, at + 2)
        return Expression((at, end), "calendar", year, number, day)
    year, end = _year_after(layers, at + 1)
    before = layers.word(at - 1).lower() if at else ""
    if year is None and before not in classes("dates")["month"]:
        return None
    return Expression((at, end), "calendar", year, number)


def _year(layers: Layers, at: int) -> Expression | None:
    """In 2014; the 2016 coup."""
    if not _is_year(layers.word(at)) or _word(layers, at + 1) in {"%", "-", ":"}:
        return None
    before = layers.word(at - 1).lower() if at else ""
    after = layers.tokens[at + 1].upos if at + 1 < len(layers.tokens) else "PUNCT"
    counted = after in {"NOUN", "ADJ", "PROPN"} and layers.tokens[at].head > at
    if counted and before not in {"the", "a", "his", "her", "its", "their", "'s", "’s"}:
        return None
    if not counted and before not in classes("dates")["year"]:
        return None
    last = _word(layers, at + 2)
    if (before, _word(layers, at + 1).lower()) in _SPANS and _is_year(last):
        return Expression((at, at + 3), "calendar", int(layers.word(at)), until=int(last))
    return Expression((at, at + 1), "calendar", int(layers.word(at)))


def _decade(layers: Layers, at: int) -> Expression | None:
    word = layers.word(at)
    if len(word) == len("1990s") and word.endswith("0s") and _is_year(word[:-1]):
        return Expression((at, at + 1), "decade", int(word[:-1]))
    return None


def _season(layers: Layers, at: int, number: int) -> Expression | None:
    year, end = _year_after(layers, at + 1)
    if year is None and _word(layers, at + 1) == "of":
        year, end = _year_after(layers, at + 2)
    return Expression((at, end), "season", year, number) if year else None


def _turned(layers: Layers, at: int, turn: int) -> Expression | None:
    """Last week, next Monday, this month, last July."""
    plain = _word(layers, at + 1).lower()
    if plain in _UNITS and plain != "day":
        return Expression((at, at + 2), _UNITS[plain], shift=turn)
    if plain in _WEEKDAYS:
        return Expression((at, at + 2), "weekday", day=_WEEKDAYS[plain], shift=turn)
    if plain == "night" and turn < 0:
        return Expression((at, at + 2), "days", shift=-1)
    if plain in _MONTHS and _word(layers, at + 1)[0].isupper():
        return Expression((at, at + 2), "calendar", month=_MONTHS[plain], shift=turn)
    return None


def _ago(layers: Layers, at: int) -> Expression | None:
    """Three weeks ago."""
    word = layers.word(at).lower()
    count = _NUMBERS.get(word) or _number(word)
    unit = _word(layers, at + 1).lower().removesuffix("s")
    if count and unit in _UNITS and _word(layers, at + 2).lower() == "ago":
        return Expression((at, at + 3), _UNITS[unit], shift=-count)
    return None


def _day(published: str | None) -> tuple[date, int] | None:
    """First day of an EDTF date, and how many of its parts are known."""
    parts = (published or "").rstrip("?~%")[:10].split("-")
    known = 0
    while known < len(parts) and parts[known].isdigit():
        known += 1
    try:
        numbers = [int(p) for p in parts[:known]]
        return (date(*[*numbers, 1, 1][:3]), known) if known else None
    except ValueError:
        return None


def _nearest(found: Expression, base: tuple[date, int], tense: Time | None) -> int:
    """Year of a day or month: the last one before publication, or the next one for what is to come."""
    published, known = base
    if found.shift is not None:
        tense = "future" if found.shift > 0 else "past"
    month = min((found.month or 1) - 20, 4) * 3 - 1 if found.kind == "season" else found.month or 1
    if known == 1:
        return published.year
    here = (month, found.day or 0)
    there = (published.month, published.day if known > 2 and found.day else 0)
    if tense == "future":
        return published.year + (here < there)
    return published.year - (here > there)


def _relative(found: Expression, base: tuple[date, int], tense: Time | None) -> str | None:
    """EDTF of a date that counts from publication, as exact as that is known."""
    published, known = base
    shift = found.shift or 0
    if found.kind == "years":
        return f"{published.year + shift:04}"
    if known > 1 and found.kind == "months":
        months = published.year * 12 + published.month - 1 + shift
        return f"{months // 12:04}-{months % 12 + 1:02}"
    if known <= 2:
        return None
    if found.kind == "weekday":
        return _weekday(found, published, tense).isoformat()
    if found.kind == "weeks":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    return (published + timedelta(days=shift)).isoformat()


def _weekday(found: Expression, published: date, tense: Time | None) -> date:
    """The nearest such day: up to today for what has happened, from today for what is to come."""
    ahead = ((found.day or 0) - published.weekday()) % 7
    if found.shift == 1:
        return published + timedelta(days=ahead or 7)
    if found.shift == 0 or tense == "future":
        return published + timedelta(days=ahead)
    behind = (7 - ahead) % 7
    return published - timedelta(days=behind if found.shift is None else behind or 7)


def _written(found: Expression) -> str:
    if found.kind == "decade" and found.year is not None:
        return f"{found.year // 10}X"
    if found.until is not None:
        return f"{found.year:04}/{found.until:04}"
    year = "XXXX" if found.year is None else f"{found.year:04}"
    return "-".join([year, *(f"{n:02}" for n in (found.month, found.day) if n is not None)])

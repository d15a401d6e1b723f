"""Events on a line of time: where each mark stands.

A year or a month stands in its middle. The line is true to scale, but a stretch of empty time
longer than everything else together is cut out and marked as cut. Dates whose year is unknown get
a line of their own, January to December.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from numpy import interp

from rashomon.model import Event, Statement
from rashomon.report.contexts import Bar, Dot, Entry, EventRow, EventTable, Line, Stem, Tick
from rashomon.report.timespans import MONTHS, Timespan, timespan
from rashomon.report.wording import date_words, deed, sides

WIDTH, MARGIN = 1080.0, 30.0
_LABEL_ROWS, _ROW_HEIGHT, _LETTER = 6, 34.0, 7.4
_DOT_STEP, _MOST_DOTS = 17.0, 7
_TALLEST_BAR = 120.0
_TICK_ROOM = 64.0  # pixels between two marks under the axis
_NEAREST = 14.0  # pixels; dates nearer than this share a stem
_OPEN_ROWS = 60

_COOPERATION = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}
_WORDS_OF_CONFLICT = {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}
_SORTS = {"circle": "cooperation", "triangle": "words of conflict", "square": "deeds of conflict"}


@dataclass(frozen=True, slots=True)
class _Dated:
    span: Timespan
    event: Event
    entry: Entry


def lines_and_tables(
    statements: Sequence[tuple[Statement, Entry]],
) -> tuple[Line | None, Line | None, tuple[EventTable, ...]]:
    """The line of known years, the line of unknown years, and all events as tables."""
    dated: list[_Dated] = []
    undated: list[tuple[Event, Entry]] = []
    for statement, entry in statements:
        if isinstance(statement.content, Event):
            span = timespan(statement.content.date)
            if span is None:
                undated.append((statement.content, entry))
            else:
                dated.append(_Dated(span, statement.content, entry))
    dated.sort(key=lambda item: (item.span.middle, item.span.first))
    known = [item for item in dated if not item.span.yearless]
    yearless = [item for item in dated if item.span.yearless]
    tables = (
        _table("Dated", [(item.event, item.entry) for item in known]),
        _table("Year not given", [(item.event, item.entry) for item in yearless]),
        _table("No date given", undated),
    )
    return (
        _line("Events in order of time", known),
        _line("Events whose year is not given", yearless),
        tuple(table for table in tables if table.rows),
    )


def _table(heading: str, events: Sequence[tuple[Event, Entry]]) -> EventTable:
    rows = tuple(
        EventRow(
            date=event.date or "",
            date_words=date_words(event.date) if event.date else "",
            type=event.type,
            mode=event.mode or "",
            source=sides(event)[0],
            target=sides(event)[1],
            place=event.place or "",
            entry=entry,
        )
        for event, entry in events
    )
    return EventTable(heading, rows, len(rows) <= _OPEN_ROWS)


def _line(name: str, items: Sequence[_Dated]) -> Line | None:
    if not items:
        return None
    scale = _Scale(sorted({item.span.middle for item in items}))
    clusters = _clusters(scale, items)
    places = [round(sum(scale.place(item.span.middle) for item in c) / len(c), 1) for c in clusters]
    rows = _label_rows(places, [_labels(cluster) for cluster in clusters])
    axis = (max(rows, default=-1) + 1) * _ROW_HEIGHT + 14
    largest = max(map(len, clusters))
    stems = tuple(
        _stem(cluster, x, row, axis, largest) for cluster, x, row in zip(clusters, places, rows, strict=True)
    )
    return Line(
        name=name,
        width=WIDTH,
        height=axis + 30 + (largest * _DOT_STEP if largest <= _MOST_DOTS else _TALLEST_BAR),
        axis=axis,
        stems=stems,
        ticks=_ticks(scale, yearless=items[0].span.yearless),
        breaks=scale.breaks(),
    )


def _clusters(scale: "_Scale", items: Sequence[_Dated]) -> list[list[_Dated]]:
    """Events in order of time, those too near to be told apart on the line put together."""
    clusters: list[list[_Dated]] = []
    first = 0.0
    for item in items:
        x = scale.place(item.span.middle)
        if clusters and x - first < _NEAREST:
            clusters[-1].append(item)
        else:
            clusters.append([item])
            first = x
    return clusters


class _Scale:
    """Days to pixels, with long empty stretches cut out.

    Args:
        days: the dates to show, ascending, in ordinal days, each once.
    """

    def __init__(self, days: Sequence[float]) -> None:
        self._days = days
        gaps = [b - a for a, b in pairwise(days)]
        shown = list(gaps)
        self._cut: set[int] = set()
        for _ in range(3):
            longest = max(range(len(gaps)), key=shown.__getitem__, default=-1)
            if len(gaps) < 2 or shown[longest] <= sum(shown) / 2 or gaps[longest] < 365:
                break
            self._cut.add(longest)
            shown[longest] = (sum(shown) - shown[longest]) / 4
        room = (WIDTH - 2 * MARGIN) / (sum(shown) or 1)
        self._places = [MARGIN if gaps else WIDTH / 2]
        for part in shown:
            self._places.append(self._places[-1] + part * room)

    def place(self, day: float) -> float:
        """Horizontal place of a day between the first date and the last, in pixels."""
        return round(float(interp(day, self._days, self._places)), 1)

    def breaks(self) -> tuple[Tick, ...]:
        """The places where time was cut out, with its length."""
        return tuple(
            Tick(
                round((self._places[index] + self._places[index + 1]) / 2, 1),
                f"{(self._days[index + 1] - self._days[index]) / 365.25:.0f} years",
            )
            for index in sorted(self._cut)
        )

    def months(self, step: int) -> list[tuple[float, date]]:
        """The first day of every step-th month in stretches that were not cut, with its place.

        Empty where that would be more than have room.
        """
        stretches = [ends for at, ends in enumerate(pairwise(self._days)) if at not in self._cut]
        if sum(right - left for left, right in stretches) / (30.4 * step) > WIDTH / _TICK_ROOM:
            return []
        found = []
        for left, right in stretches:
            day = date.fromordinal(int(left))
            month = (day.year * 12 + day.month - 1) // step * step + step
            while (
                month < date.max.year * 12
                and (day := date(month // 12, month % 12 + 1, 1)).toordinal() <= right
            ):
                found.append((self.place(day.toordinal()), day))
                month += step
        return found


def _ticks(scale: _Scale, *, yearless: bool) -> tuple[Tick, ...]:
    """Month borders, thinned to quarters, years or decades until their labels have room."""
    for step in (1, 3, 12, 24, 60, 120, 240, 600, 1200, 6000):
        months = scale.months(step)
        if months and all(right - left >= _TICK_ROOM for (left, _), (right, _) in pairwise(months)):
            return tuple(Tick(x, _month(day, step, yearless=yearless)) for x, day in months)
    return ()


def _month(day: date, step: int, *, yearless: bool) -> str:
    if step >= 12:
        return str(day.year)
    return MONTHS[day.month - 1][:3] + ("" if yearless else f" {day.year}")


def _labels(cluster: Sequence[_Dated]) -> tuple[str, str]:
    """The dates of a cluster in words, and its first event."""
    dates = list(dict.fromkeys(date_words(item.event.date or "") for item in cluster))
    words = deed(cluster[0].event)
    return (
        dates[0] if len(dates) == 1 else f"{dates[0]} – {dates[-1]}",
        words if len(words) <= 44 else words[:43] + "…",
    )


def _length(labels: tuple[str, str]) -> float:
    return max(map(len, labels)) * _LETTER + 8


def _label_rows(places: Sequence[float], labels: Sequence[tuple[str, str]]) -> list[int]:
    """For each date the lowest row where its label and stem meet no other; -1 where there is none."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_LABEL_ROWS)]
    rows = []
    for x, label in zip(places, labels, strict=True):
        length = _length(label)
        left, right = (x - 2, x + length) if x + length <= WIDTH else (x - length, x + 2)
        row = next(
            (
                index
                for index in range(_LABEL_ROWS)
                if _free(taken[index], left, right)
                and all(_free(lower, x - 2, x + 2) for lower in taken[:index])
            ),
            -1,
        )
        if row >= 0:
            taken[row].append((left, right))
        rows.append(row)
    return rows


def _free(taken: Sequence[tuple[float, float]], left: float, right: float) -> bool:
    return all(right < a or left > b for a, b in taken)


def _stem(cluster: Sequence[_Dated], x: float, row: int, axis: float, largest: int) -> Stem:
    dates, words = _labels(cluster)
    runs_right = x + _length((dates, words)) <= WIDTH
    return Stem(
        x=x,
        top=axis - 34 - row * _ROW_HEIGHT if row >= 0 else axis,
        anchor="start" if runs_right else "end",
        label_x=x + 5 if runs_right else x - 5,
        date=dates if row >= 0 else "",
        label=words if row >= 0 else "",
        dots=_dots(cluster, x, axis + 32) if largest <= _MOST_DOTS else (),
        bars=() if largest <= _MOST_DOTS else _bars(cluster, x, axis + 24, largest),
    )


def _dots(cluster: Sequence[_Dated], x: float, top: float) -> tuple[Dot, ...]:
    return tuple(
        Dot(
            x=x,
            y=top + index * _DOT_STEP,
            shape=_shape(item.event),
            denied=item.entry.factuality.endswith("-"),
            entry=item.entry,
        )
        for index, item in enumerate(cluster)
    )


def _bars(cluster: Sequence[_Dated], x: float, top: float, largest: int) -> tuple[Bar, ...]:
    numbers = Counter(_shape(item.event) for item in cluster)
    bars = []
    for shape, sort in _SORTS.items():
        height = round(_TALLEST_BAR * numbers[shape] / largest, 1)
        if numbers[shape]:
            name = f"{_labels(cluster)[0]}: {numbers[shape]} × {sort}"
            bars.append(Bar(round(x - 5, 1), top, 10.0, height, shape, name))
        top = round(top + height, 1)
    return tuple(bars)


def _shape(event: Event) -> str:
    if event.type in _COOPERATION:
        return "circle"
    return "triangle" if event.type in _WORDS_OF_CONFLICT else "square"

"""EDTF dates as stretches of days.

EDTF is ISO 8601-2:2019, level 1 (https://www.loc.gov/standards/datetime/). Read here: year, month,
day, season, unknown digits (X), the qualifiers ? ~ %, and intervals of these.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_DATE = re.compile(r"([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?[?~%]?")
_LEAP_YEAR = 2000  # stands for an unknown year, so that 29 February has a place
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}  # 24, winter, runs over the year's end


@dataclass(frozen=True, slots=True)
class Timespan:
    """First and last day, as proleptic Gregorian ordinals; ``yearless`` if only the year is unknown."""

    yearless: bool
    first: int
    last: int

    @property
    def middle(self) -> float:
        """Where a mark for the whole stretch stands."""
        return (self.first + self.last) / 2


def timespan(edtf: str | None) -> Timespan | None:
    """The stretch of days that a date means; None if it means none that can be drawn."""
    if not edtf:
        return None
    if "/" in edtf:
        ends = [timespan(end) for end in edtf.split("/", 1) if end not in {"", ".."}]
        known = [end for end in ends if end is not None]
        if not known or len(known) < len(ends) or len({end.yearless for end in known}) > 1:
            return None
        first, last = min(end.first for end in known), max(end.last for end in known)
        return Timespan(known[0].yearless, first, last)
    found = _DATE.fullmatch(edtf)
    if found is None:
        return None
    try:
        return _single(*found.groups())
    except ValueError:  # a day that no calendar has
        return None


def _single(year: str, month: str | None, day: str | None) -> Timespan | None:
    month = None if month is None or "X" in month else month
    day = None if day is None or "X" in day or month is None else day
    if "X" in year and month is None:
        if not year[0].isdecimal() or not year[1].isdecimal():
            return None
        return Timespan(
            False,
            date(int(year.replace("X", "0")), 1, 1).toordinal(),
            date(int(year.replace("X", "9")), 12, 31).toordinal(),
        )
    yearless = "X" in year
    number = _LEAP_YEAR if yearless else int(year)
    if month is None:
        return Timespan(yearless, date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal())
    begin = end = int(month)
    if begin in _SEASONS:
        begin, end = _SEASONS[begin]
    elif begin == 24:
        return None
    if day is not None:
        only = date(number, begin, int(day)).toordinal()
        return Timespan(yearless, only, only)
    first = date(number, begin, 1).toordinal()
    return Timespan(yearless, first, date(number, end, monthrange(number, end)[1]).toordinal())

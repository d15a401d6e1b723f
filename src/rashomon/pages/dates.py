"""Calendar dates in words and figures, as EDTF.

EDTF is the Library of Congress profile of ISO 8601-2:2019: an unspecified year is ``XXXX``, a doubtful
date ends in ``?``. A date that two conventions read differently (09/08/2016) is doubtful, and only its
certain part is given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)" + _YEAR + r"[-/.](?P<numeral>\d\d)[-/.](?P<day>\d\d)(?!\d)",
        r"\b" + _MONTH + r"\s{0,3}" + _DAY + r"(?:\s{0,3},?\s{0,3}" + _YEAR + r")?",
        _DAY + r"[\s-]{0,3}(?:of\s)?" + _MONTH + r"(?:[\s,-]{0,3}" + _YEAR + r")?",
        r"(?<![\d/.])(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)" + _YEAR,
        r"\b" + _MONTH + r",?\s{1,3}" + _YEAR,
    )
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: half-open span in code points, and the date in EDTF."""

    start: int
    end: int
    edtf: str

    @property
    def has_year(self) -> bool:
        """Whether the words give the year."""
        return not self.edtf.startswith("XXXX")


def dates(text: str) -> Iterator[Found]:
    """Yield the dates that stand in a text, left to right within each way of writing, none twice."""
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            start, end = match.span()
            if any(start < b and a < end for a, b in taken):
                continue
            edtf = _edtf(match)
            if edtf:
                taken.append((start, end))
                yield Found(start, end, edtf)


def first_date(text: str) -> Found | None:
    """The date that stands first in a text, or None."""
    return min(dates(text), key=lambda found: found.start, default=None)


def _edtf(match: re.Match[str]) -> str | None:
    """The date of a match, or None if there is no such day."""
    part = match.groupdict()
    year = part.get("year") or "XXXX"
    if part.get("first"):
        return _figures(int(part["first"]), int(part["second"]), part["mark"], year)
    month = int(part["numeral"]) if part.get("numeral") else _month(part["month"])
    small = (part.get("month") or "A")[0].islower() and year == "XXXX"  # "it may 20 times"
    if small or not 1 <= month <= 12:
        return None
    if not part.get("day"):
        return f"{year}-{month:02}"
    day = int(part["day"])
    return f"{year}-{month:02}-{day:02}" if 1 <= day <= 31 else None


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()[:3]) + 1


def _figures(first: int, second: int, mark: str, year: str) -> str | None:
    """Read 9/8/2016: day first if dots or the figures say so, doubtful where both readings stand."""
    day_first, month_first = 1 <= second <= 12 and 1 <= first <= 31, 1 <= first <= 12 and 1 <= second <= 31
    if day_first and (mark == "." or not month_first or first == second):
        return f"{year}-{second:02}-{first:02}"
    if month_first and not day_first:
        return f"{year}-{first:02}-{second:02}"
    return f"{year}?" if day_first else None

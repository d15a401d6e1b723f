"""The dateline of agency copy, and what may be told from it: "CITY, Aug 9 (Agency) - "."""

import re

from rashomon.pages.dates import first_date
from rashomon.resources.states import names

_PREFIX = re.compile(
    r"(?P<place>[^\W\d_][^()\d:—–]{0,60}?)?,?\s{0,2}"
    r"(?P<date>(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?)?,?\s{0,2}"
    r"(?P<agency>\([^()]{2,80}\))?\s{0,3}(?:--?|–|—|:)\s{0,3}(?=[\"“‘'A-Z])"
)


def dateline_end(text: str) -> int:
    """Length in characters of the dateline that a paragraph begins with; 0 where there is none.

    A place in capitals, a date, or an agency in brackets must be there: "Ankara - once an ally" is none.
    """
    match = _PREFIX.match(text[:200])
    if not match or match.end() >= len(text):
        return 0
    place, date, agency = match["place"] or "", match["date"], match["agency"]
    if date and not first_date(date):
        return 0
    in_capitals = bool(place) and _capitals(place)
    if in_capitals and (
        agency or date or "—" in match.group() or "-" in match.group() or "–" in match.group()
    ):
        return match.end()
    titled = not place or all(word[0].isupper() for word in place.replace(",", " ").split())
    return match.end() if agency and titled and (place or date) else 0


def agency(dateline: str) -> str | None:
    """The agency in brackets, or None; a country in brackets is none: "Lima (Peru) - "."""
    match = re.search(r"\(([^()\d/,-]{2,40})\)", dateline)
    name = match[1].strip() if match else ""
    return name if name and name.lower() not in names() else None


def _capitals(place: str) -> bool:
    """Whether the place stands in capitals, at least its first word ("GARSEN, Kenya")."""
    first = place.replace(",", " ").split()[0]
    return len(first) >= 3 and first.isupper()

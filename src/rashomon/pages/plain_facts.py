"""Title, author, outlet and date of a plain-text page, where the page plainly gives them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.model import Dating, Part
from rashomon.pages import looks
from rashomon.pages.dateline import agency
from rashomon.pages.dates import Found, dates
from rashomon.pages.lines import paragraphs

_OWNER = re.compile(
    r"(?i:©|\(c\)|copyright)\s*(?i:©|\(c\)|copyright)?\s*(?i:by\s)?"
    r"(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)?\d\d))?,?\s*)?(?i:by\s)?"
    r"(?P<name>[^\W\d_a-z][^.|,;:/(©\d\n]{1,60}?)"
    r"\s*(?:,?\s(?:Inc|Ltd|LLC|Limited|Corp|GmbH|[Aa]ll\b|unless\b|-|–)|[.|,;:/(©\d]|$)"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PUBLISHED = re.compile(
    r"^\W{0,3}(?:first\s)?(?:published|posted|date|issued|released|created)\b", re.IGNORECASE
)
_UPDATED = re.compile(r"^\W{0,3}(?:last\s)?(?:updated|modified|edited|revised)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of itself; None where it does not."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: Dating | None = None


def plain_facts(text: str, parts: Sequence[Part]) -> Facts:
    """Read title, author, outlet and date of publication off the parts.

    Only what stands above the first comment counts, and the owner's notice below the body.
    """
    first_comment = next((part.start for part in parts if part.kind == "comment"), len(text))
    body = [part for part in parts if part.kind == "body"]
    top = [part for part in parts if part.start < (body[0].start if body else first_comment)]
    return Facts(
        title=_title(text, top),
        author=_author(text, [p for p in parts if p.kind == "byline" and p.end <= first_comment], body),
        outlet=_outlet(text, parts),
        published=shown_date(text, below_headline(top)) or _header_date(text, top),
    )


def _title(text: str, top: Sequence[Part]) -> str | None:
    for part in top:
        if part.kind == "headline":
            return paragraphs(text[part.start : part.end])[0].text
    return None


def _author(text: str, bylines: Sequence[Part], body: Sequence[Part]) -> str | None:
    """The name in the first byline that stands before the body's end; an editor is not the author."""
    for part in bylines:
        if body and part.start > body[-1].end:
            break
        for paragraph in paragraphs(text[part.start : part.end]):
            name = looks.byline_name(paragraph.text)
            if name:
                return name
    return None


def _outlet(text: str, parts: Sequence[Part]) -> str | None:
    """The owner in the copyright notice below the story, else the agency in its dateline."""
    after_body = max((part.end for part in parts if part.kind in {"body", "comment"}), default=0)
    for part in parts:
        if part.kind != "chrome" or part.start < after_body:
            continue
        for paragraph in paragraphs(text[part.start : part.end]):
            line = paragraph.text[:300]
            match = _OWNER.search(line) if looks.is_copyright(line) and _YEAR.search(line) else None
            if match and not match["name"].lower().startswith("all rights"):
                return match["name"].strip()
    for part in parts:
        if part.kind == "dateline":
            name = agency(text[part.start : part.end])
            if name:
                return name
    return None


def below_headline(parts: Sequence[Part]) -> Sequence[Part]:
    """The parts from the first headline, or else from below the furniture, to the end of the body."""
    bare = max((i + 1 for i, part in enumerate(parts) if part.kind == "chrome"), default=0)
    first = next((i for i, part in enumerate(parts) if part.kind == "headline"), bare)
    last = max((i for i, part in enumerate(parts) if part.kind == "body"), default=len(parts))
    return parts[first:last]


def _header_date(text: str, top: Sequence[Part]) -> Dating | None:
    """A date above the headline: it may be the day on which the page was saved."""
    found = shown_date(text, top)
    if found is None or found.confidence > 0.9:
        return found
    return replace(found, date=_doubtful(found.date), confidence=round(found.confidence / 2, 2))


def shown_date(text: str, parts: Sequence[Part]) -> Dating | None:
    """The best dated line among bylines and datelines: one with a label, then one with the year."""
    witnesses: list[Dating] = []
    for part in parts:
        if part.kind not in {"dateline", "byline"}:
            continue
        for paragraph in paragraphs(text[part.start : part.end]):
            witnesses.extend(_witness(paragraph.text, date, part) for date in dates(paragraph.text))
    return max(witnesses, key=lambda dating: dating.confidence, default=None)


def _witness(line: str, date: Found, part: Part) -> Dating:
    """One date of a line as a dating; the words just before it tell what it is the date of."""
    label = line[max(0, date.start - 30) : date.start]
    words = re.split(r"[|•·]|\s{3,}", label)[-1].strip()
    words = line[: date.start].strip() if len(line) < 60 and not words else words
    where = f"{part.kind}: {line[:120].strip()}"
    if _UPDATED.search(words):
        return Dating(_doubtful(date.edtf), where, 0.4)
    if _PUBLISHED.search(words):
        return Dating(date.edtf, where, 0.95 if date.has_year else 0.7)
    confidence = 0.85 if date.has_year else 0.6
    return Dating(date.edtf, where, confidence)


def _doubtful(edtf: str) -> str:
    return edtf if edtf.endswith("?") else edtf + "?"

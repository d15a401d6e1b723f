"""Title, author, outlet and date of a plain-text page, where the page plainly gives them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model import Dating, Part
from rashomon.pages import looks
from rashomon.pages.dateline import agency
from rashomon.pages.dates import Found, dates
from rashomon.pages.lines import paragraphs

_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:by\s)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)?\d\d))?,?\s*)?(?:by\s)?"
    r"(?P<name>[A-Z][^.|,;©\d\n]{1,60}?)"
    r"\s*(?:,?\s(?:Inc|Ltd|LLC|Limited|Corp|GmbH|All\b)|[.|,;©\d]|$)",
    re.IGNORECASE,
)
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
        published=_published(text, top),
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
            match = _OWNER.search(paragraph.text[:300]) if looks.is_copyright(paragraph.text) else None
            if match and match["name"].lower() not in {"all rights reserved", "copyright"}:
                return match["name"].strip()
    for part in parts:
        if part.kind == "dateline":
            name = agency(text[part.start : part.end])
            if name:
                return name
    return None


def _published(text: str, top: Sequence[Part]) -> Dating | None:
    """The best dated line above the body: a label, then the agency's dateline, then a bare date."""
    witnesses: list[Dating] = []
    for part in top:
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

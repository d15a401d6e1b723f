"""What stands before the body of a plain-text page: headline, byline, dateline, pictures, furniture."""

import re
from collections.abc import Sequence

from rashomon.model import PartKind
from rashomon.pages import looks
from rashomon.pages.dates import dates
from rashomon.pages.lines import Paragraph

WINDOW = 40
"""Paragraphs above the body in which a headline is looked for."""

_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE)
_OF_A_STORY = re.compile(
    r"\b(?:published|posted|updated|modified|issued|released|created|edited|revised|by)\b", re.IGNORECASE
)


def label_front(found: Sequence[Paragraph], body: Sequence[Paragraph]) -> list[PartKind]:
    """Kinds of the paragraphs before the body."""
    kinds: list[PartKind] = [_own_kind(p) for p in found]
    title = _headline(found, kinds, bool(body))
    for i, paragraph in enumerate(found[:title]):
        if kinds[i] == "dateline" and is_running_clock(paragraph.text):
            kinds[i] = "chrome"
    if title is None:
        return kinds
    kinds[title] = "headline"
    pictures = [i for i, kind in enumerate(kinds) if kind == "credit"]
    for i, paragraph in enumerate(found):
        text = paragraph.text
        if i == title or kinds[i] != "chrome" or looks.is_chrome(text) or len(paragraph.words) < 5:
            continue
        if text == found[title].text:
            kinds[i] = "headline"
        elif looks.is_sentence(text) and any(abs(i - c) <= 3 for c in pictures):
            kinds[i] = "caption"
        elif i > title and (looks.is_sentence(text) or looks.is_title_like(text)):
            kinds[i] = "headline"  # the standfirst
    return kinds


def _own_kind(paragraph: Paragraph) -> PartKind:
    """What a paragraph above the body is by its own looks; chrome where they say nothing."""
    text = paragraph.text
    if looks.is_credit(text):
        return "credit"
    if looks.is_picture_text(text):
        return "caption"
    if looks.byline_name(text) or looks.is_other_hand(text):
        return "byline"
    if is_date_line(text):
        return "dateline"
    if looks.is_related_heading(text):
        return "related"
    return "chrome"


def is_date_line(text: str) -> bool:
    """Whether a short line is nothing but a date, with a label, an hour or a place at most.

    An hour with a time zone before any label is the clock of the page's header, not a date of the story.
    """
    if len(text) > 90:
        return False
    found = list(dates(text))
    if not found or is_header_clock(text):
        return False
    rest = text
    for date in sorted(found, key=lambda date: -date.start):
        rest = rest[: date.start] + rest[date.end :]
    return sum(char.isalpha() for char in rest) <= 40 and len(rest.split()) <= 8


def is_header_clock(text: str) -> bool:
    """Whether a line begins with the hour: the running clock that page headers show."""
    return looks.is_clock(text[:12]) and text[:1].isdigit() and not looks.is_ago(text)


def is_running_clock(text: str) -> bool:
    """Whether a date line above the headline tells the reader's day and hour: "Sunday, 2 May 2021 18:42".

    A weekday and an hour stand there, and no word that makes them those of a story.
    """
    return looks.is_clock(text) and bool(_WEEKDAY.search(text)) and not _OF_A_STORY.search(text)


def _headline(found: Sequence[Paragraph], kinds: Sequence[PartKind], has_body: bool) -> int | None:
    """Index of the likeliest headline, or None."""
    best, best_score = None, 0.0
    counts: dict[str, int] = {}
    for paragraph in found:
        counts[paragraph.text] = counts.get(paragraph.text, 0) + 1
    for i in range(max(0, len(found) - WINDOW), len(found)):
        paragraph = found[i]
        if kinds[i] != "chrome" or looks.is_chrome(paragraph.text) or is_header_clock(paragraph.text):
            continue
        score = _headline_score(found, kinds, i) + (counts[paragraph.text] > 1)
        if score > best_score:
            best, best_score = i, score
    return best if has_body or best_score >= 3 else None


def _headline_score(found: Sequence[Paragraph], kinds: Sequence[PartKind], i: int) -> float:
    text, words = found[i].text, found[i].words
    question = text.endswith(("?", "!")) and 3 <= len(words) <= 20
    if not (looks.is_title_like(text) or question or len(words) <= 2):
        return 0
    if looks.is_keywords(text):
        return 0
    score = 3.0 if 4 <= len(words) <= 20 else 0.6 if len(words) == 3 else 0.1
    score += i == 0
    score += 2 * any(kind in {"byline", "dateline", "credit"} for kind in kinds[i + 1 : i + 5])
    score += 0.5 * (found[i].gap > 0)
    return score - 0.1 * (len(found) - i)

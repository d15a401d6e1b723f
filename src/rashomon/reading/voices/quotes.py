"""Quotations: stretches between quotation marks, straight or typographic, of one paragraph each."""

import re
from dataclasses import dataclass

from rashomon.reading.parsing.words import paragraphs

_MARKS = re.compile(r"[“”\"«»„‘’']|``|''")
_CLOSING = {"“": '”"“', "„": '“”"', '"': '"”', "«": "»", "``": ("''", '"', "”"), "‘": "’'", "'": "'’"}
_SINGLE = {"‘", "'"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """``text[start:end]`` with its marks, in code points.

    ``open``: no mark closes it, and the next paragraph goes on with the quotation.
    """

    start: int
    end: int
    open: bool = False


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Outermost quotations of ``text[start:end]``, in order.

    Quotations do not cross paragraphs, but one that is left open where the next paragraph opens with a
    mark again goes on there (the convention of English newspapers). Apostrophes are no marks.
    """
    found: list[Quotation] = []
    blocks = paragraphs(text, start, end)
    for number, (low, high) in enumerate(blocks):
        following = text[blocks[number + 1][0]] if number + 1 < len(blocks) else ""
        found += _paragraph(text, low, high, continued=following in set('“"«„'))
    return found


def _paragraph(text: str, low: int, high: int, *, continued: bool) -> list[Quotation]:
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    marks = list(_MARKS.finditer(text, low, high))
    for number, mark in enumerate(marks):
        if opened is None:
            opened = mark if _opens(text, mark, low) else None
        elif _closes(text, opened.group(), mark, marks[number + 1 :], high):
            found.append(Quotation(opened.start(), mark.end()))
            opened = None
        elif opened.group() in _SINGLE and mark.group() in '“"„' and _opens(text, mark, low):
            opened = mark  # what looked like a single mark was an apostrophe
    if opened is not None and opened.group() not in _SINGLE and (continued or opened.start() == low):
        found.append(Quotation(opened.start(), high, continued))
    return found


def _opens(text: str, mark: re.Match[str], low: int) -> bool:
    before = text[mark.start() - 1] if mark.start() > low else " "
    after = text[mark.end() : mark.end() + 1]
    if mark.group() in {"”", "»", "’", "''"}:
        return False
    if mark.group() in {"“", "«", "„", "``"}:
        return True
    return (
        not before.isalnum()
        and bool(after)
        and not after.isspace()
        and (after.isalnum() or after in "“‘'\"[(…$£€")
    )


def _closes(text: str, opened: str, mark: re.Match[str], later: list[re.Match[str]], high: int) -> bool:
    if mark.group() not in _CLOSING[opened]:
        return False
    after = text[mark.end()] if mark.end() < high else " "
    before = text[mark.start() - 1]
    if opened not in _SINGLE:
        return opened != '"' or not (after.isalnum() and before.isspace())
    if after.isalnum() or before.isspace():
        return False
    return before != "s" or after != " " or not _closed_later(text, opened, mark, later)


def _closed_later(text: str, opened: str, mark: re.Match[str], later: list[re.Match[str]]) -> bool:
    """Whether a mark after "s" is an apostrophe ("workers' rights"): a later one closes before any opens."""
    for other in later:
        if other.group() in _SINGLE and _opens(text, other, mark.start()):
            return False
        if other.group() in _CLOSING[opened] and not text[other.end() : other.end() + 1].isalnum():
            return True
    return False

"""Quotations: stretches between quotation marks, straight or typographic, of one paragraph each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model.annotation import Span
from rashomon.reading.parsing.words import paragraphs

_MARKS = re.compile(r"[“”\"«»„‘’']|``|''")
_CLOSING = {"“": '”"“', "„": '“”"', '"': '"”', "«": "»", "``": ("''", '"', "”"), "‘": "’'", "'": "'’"}
_SINGLE = {"‘", "'"}
_OPENING, _ENDING = set('“"«„'), set('”"»')
_DOUBLE = re.compile(r"[“”\"«»„]")
_NARRATED = re.compile(r"(?<!\bI )(?<!\b[Ww]e )\b(?:said|says|added|told)\b")
LONGEST_RUN = 4
"""Paragraphs without marks inside one quotation."""


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
    mark again goes on there (the convention of English newspapers), and over paragraphs without marks
    up to one that opens with a mark and ends with another. Apostrophes are no marks.
    """
    found: list[Quotation] = []
    blocks = paragraphs(text, start, end)
    run = 0
    for number, (low, high) in enumerate(blocks):
        later = blocks[number + 1 :]
        continued = _goes_on(text, later) or (run > 0 and text[low] in _OPENING and _lapsed(text, later))
        if run and text[low] not in _OPENING:
            own = [Quotation(low, high, continued)]
        else:
            own = _paragraph(text, low, high, continued=continued)
        run = run + 1 if own and own[-1].open else 0
        found += own
    return found


def _goes_on(text: str, blocks: Sequence[Span]) -> bool:
    """Whether a paragraph follows that opens with a mark: at once, or as the end of an unmarked run."""
    for number, (low, high) in enumerate(blocks[: LONGEST_RUN + 1]):
        if text[low] in _OPENING:
            return number == 0 or text[high - 1] in _ENDING
        if not _unmarked(text[low:high]):
            return False
    return False


def _lapsed(text: str, blocks: Sequence[Span]) -> bool:
    """Whether the paragraph after an open run has no mark: the run goes on in it, though never closed."""
    return bool(blocks) and text[blocks[0][0]] not in _OPENING and _unmarked(text[slice(*blocks[0])])


def _unmarked(words: str) -> bool:
    return not _DOUBLE.search(words) and not _NARRATED.search(words)


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
    whole = opened is not None and (opened.start() == low or text[low : opened.start()].rstrip()[-1:] == ":")
    if opened is not None and opened.group() not in _SINGLE and (continued or whole):
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

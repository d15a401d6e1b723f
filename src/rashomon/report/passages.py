"""A page's text cut where statements begin and end, so that overlapping ones can all be shown.

Each statement gets a lane, a line under its words, and keeps it from its first word to its last;
two statements that overlap stand on different lanes.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rashomon.model import BODY_PARTS, Page, Statement
from rashomon.report.contexts import Chip, Entry, PartView, Piece

LANES = 4  # lines that have room under a line of text; further ones share the last

Marked = tuple[Statement, Entry]


def parts(page: Page, marked: Sequence[Marked]) -> tuple[PartView, ...]:
    """A page's parts in order, with every statement where it stands; blank parts are left out."""
    ordered = sorted(marked, key=lambda item: (item[0].evidence.start, -item[0].evidence.end, item[1].mark))
    lanes = _lanes([statement for statement, _ in ordered])
    begun: set[str] = set()
    views = []
    for part in page.parts:
        text = page.words(part)
        start = part.start + len(text) - len(text.lstrip())
        end = part.start + len(text.rstrip())
        if start >= end:
            continue
        here = [
            (statement, entry, lane)
            for (statement, entry), lane in zip(ordered, lanes, strict=True)
            if statement.evidence.start < end and statement.evidence.end > start
        ]
        pieces = tuple(_pieces(page.text, (start, end), here, begun))
        views.append(PartView(part.kind, part.author or "", part.kind not in BODY_PARTS, pieces))
    return tuple(views)


def _lanes(statements: Sequence[Statement]) -> list[int]:
    """A lane for each statement, the lowest that is free where it begins."""
    ends = [0] * LANES
    lanes = []
    for statement in statements:
        lane = next((i for i in range(LANES - 1) if ends[i] <= statement.evidence.start), LANES - 1)
        ends[lane] = max(ends[lane], statement.evidence.end)
        lanes.append(lane)
    return lanes


def _pieces(
    text: str, span: tuple[int, int], here: Sequence[tuple[Statement, Entry, int]], begun: set[str]
) -> Iterator[Piece]:
    start, end = span
    borders = {start, end}
    for statement, _, _ in here:
        borders.update(at for at in (statement.evidence.start, statement.evidence.end) if start < at < end)
    ordered = sorted(borders)
    waiting = list(here)  # by start: those ahead have not begun
    over: list[tuple[Statement, Entry, int]] = []
    for left, right in pairwise(ordered):
        over = [item for item in over if item[0].evidence.end > left]
        while waiting and waiting[0][0].evidence.start <= left:
            over.append(waiting.pop(0))
        chips = tuple(Chip(entry) for _, entry, _ in over if entry.id not in begun)
        begun.update(chip.entry.id for chip in chips)
        yield Piece(
            text=text[left:right],
            chips=chips,
            ids=" ".join(entry.id for _, entry, _ in over),
            lanes=" ".join(f"{entry.kind[:2]}{lane}" for _, entry, lane in over),
        )

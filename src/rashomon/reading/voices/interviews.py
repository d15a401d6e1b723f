"""Interviews run on in one paragraph: "How is the harvest? - Poor. And the prices? - They rose.".

The questions are the page's own; the answers belong to somebody whom the paragraph does not name.
"""

import re

from rashomon.model.annotation import Span
from rashomon.reading.parsing.words import paragraphs

LEAST = 2
"""Answers from which a paragraph is an interview."""
_ANSWERED = re.compile(r"\?\s{1,3}[-–—]\s{1,3}(?=[A-Z\"“'‘])")
_SENTENCE_END = re.compile(r"[.!…*][\"”’']?\s")


def answers(text: str, start: int, end: int) -> list[Span]:
    """The answers of interviews in ``text[start:end]``, in code points, in order."""
    found: list[Span] = []
    for low, high in paragraphs(text, start, end):
        turns = list(_ANSWERED.finditer(text, low, high))
        if len(turns) < LEAST:
            continue
        borders = [turn.start() for turn in turns[1:]] + [high]
        for turn, border in zip(turns, borders, strict=True):
            ends = [m.end() for m in _SENTENCE_END.finditer(text, turn.end(), border)]
            stop = high if border == high else ends[-1] if ends else border
            found.append((turn.end(), stop))
    return found

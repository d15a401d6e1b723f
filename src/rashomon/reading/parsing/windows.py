"""The encoder's view of a text: subwords, letter case, and windows of whole sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.reading.parsing.wordpiece import WordPiece

LIMIT = 224
"""Largest window in subwords: whole paragraphs as far as they fit, whole sentences always."""

LOWER, TITLE, UPPER, OTHER = range(4)
"""Letter case of a word; the vocabulary itself is uncased."""


@dataclass(frozen=True, slots=True)
class Subwords:
    """Subwords of a list of words, without the frame tokens.

    ``first[i]`` is the index of the first subword of word i; ``case`` holds one value per subword.
    """

    ids: list[int]
    first: list[int]
    case: list[int]


def letter_case(word: str) -> int:
    """Which of the four case classes a word is in."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return OTHER if any(c.isdigit() for c in word) else LOWER
    if not letters[0].isupper():
        return LOWER if all(c.islower() for c in letters) else OTHER
    return UPPER if len(letters) > 1 and all(c.isupper() for c in letters) else TITLE


def subwords(wordpiece: WordPiece, words: Sequence[str]) -> Subwords:
    """Subwords of ``words``."""
    window = Subwords([], [], [])
    for word in words:
        pieces = wordpiece.pieces(word)
        window.first.append(len(window.ids))
        window.ids.extend(pieces)
        window.case.extend([letter_case(word)] * len(pieces))
    return window


def joined(parts: Sequence[Subwords]) -> Subwords:
    """Subwords of consecutive sentences as one window."""
    window = Subwords([], [], [])
    for part in parts:
        window.first.extend(len(window.ids) + i for i in part.first)
        window.ids.extend(part.ids)
        window.case.extend(part.case)
    return window


def pack(sizes: Sequence[int], opens: Sequence[bool], limit: int = LIMIT) -> list[range]:
    """Group consecutive sentences into windows.

    Args:
        sizes: subwords of each sentence.
        opens: whether the sentence opens a paragraph.
        limit: subwords a window may hold; one longer sentence is a window of its own.

    Returns:
        Ranges of sentence indices, in order. A window is cut at the last paragraph border that fits,
        so that a quotation and its cue stay together, else at a sentence border.
    """
    windows: list[range] = []
    start = 0
    while start < len(sizes):
        stop, total = start, 0
        while stop < len(sizes) and (stop == start or total + sizes[stop] <= limit):
            total += sizes[stop]
            stop += 1
        if stop < len(sizes):
            borders = [i for i in range(start + 1, stop + 1) if opens[i]]
            stop = borders[-1] if borders else stop
        windows.append(range(start, stop))
        start = stop
    return windows

"""Plain text as paragraphs with their looks: where they stand, how far apart, how far in.

Nothing here judges what a paragraph is; ``looks`` does that for one, ``plain`` for all of them.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

_BREAKS = "\r\n\v\f\x85\u2028\u2029"
_LINE = re.compile(rf"[^{_BREAKS}]*(?:\r\n|[{_BREAKS}]|\Z)")
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_MARKS = re.compile(
    r"(?:#{1,6}\s+|>\s+|[*-]\s+(?=\[[^\]\n]{1,200}\]\([^)\s]*\)$)|\[(?=[^\]\n]{1,200}\]\([^)\s]*\)$))*"
)
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,2})(?=\S)[^*_]*\1$")
_END_MARKS = re.compile(r"\]\([^)\s]{0,2000}\)$")
_ITEM = re.compile(r"(?:[-*•·–—>#|]|\d{1,3}[.)])\s")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line, or several that were broken at a fixed width.

    Attributes:
        start: offset in code points of the first line's beginning, its indentation included.
        end: offset of the end of the last line, its line break excluded.
        text: the words, indentation and Markdown marks off, line breaks inside as one space.
        gap: number of blank lines before it.
        indent: number of characters before the first word: white space and Markdown marks.
    """

    start: int
    end: int
    text: str
    gap: int
    indent: int

    @property
    def words(self) -> list[str]:
        """The text cut at white space."""
        return self.text.split()


def paragraphs(text: str) -> list[Paragraph]:
    """Cut a text into its non-blank paragraphs, in order."""
    found: list[Paragraph] = []
    block: list[tuple[int, int]] = []
    gap = blanks = 0
    for start, end in _lines(text):
        if text[start:end].strip():
            if not block:
                gap = blanks
            block.append((start, end))
            blanks = 0
            continue
        if block:
            found.extend(_unwrap(text, block, gap))
            block = []
        blanks += 1
    if block:
        found.extend(_unwrap(text, block, gap))
    return found


def _lines(text: str) -> list[tuple[int, int]]:
    """Spans of the lines, without their line breaks."""
    return [
        (m.start(), m.start() + len(m.group().rstrip(_BREAKS))) for m in _LINE.finditer(text) if m.group()
    ]


def _unwrap(text: str, block: list[tuple[int, int]], gap: int) -> list[Paragraph]:
    """Join the lines of one block that were broken at a fixed width; leave others apart."""
    lines = [text[start:end].strip() for start, end in block]
    width = max(map(len, lines)) if _is_wrapped(lines) else 0
    result: list[Paragraph] = []
    first = 0
    for i, (_, end) in enumerate(block):
        if i + 1 < len(block) and width and _continues(lines[i], lines[i + 1], width):
            continue
        start = block[first][0]
        raw = text[start:end]
        indent = len(raw) - len(raw.lstrip())
        words = " ".join(lines[first : i + 1])
        marks = _opening(words)
        result.append(
            Paragraph(
                start, end, _closed(words[marks:], marked=marks > 0), gap if first == 0 else 0, indent + marks
            )
        )
        first = i + 1
    return result


def _opening(words: str) -> int:
    """Length of the Markdown marks that open a paragraph: heading, quotation, emphasis, a link alone."""
    match = _MARKS.match(words)
    at = match.end() if match else 0
    emphasis = _EMPHASIS.match(words, at)
    at += len(emphasis[1]) if emphasis else 0
    return at if at < len(words) else 0


def _closed(words: str, *, marked: bool) -> str:
    """The words without the Markdown marks that close them."""
    return (_END_MARKS.sub("", words).rstrip("*_") or words) if marked else words


def _is_wrapped(lines: list[str]) -> bool:
    """Whether a block looks broken at a fixed width: many lines go on in lower case."""
    if len(lines) < 2 or not 40 <= max(map(len, lines)) <= 110:
        return False
    goes_on = sum(b[0].islower() and not _TERMINAL.search(a) for a, b in pairwise(lines))
    return goes_on >= 0.4 * (len(lines) - 1)


def _continues(line: str, following: str, width: int) -> bool:
    """Whether a line goes on in the next: nothing new begins there, and its first word did not fit."""
    if _ITEM.match(following) or line.startswith("©"):
        return False
    fits = len(line) + 1 + len(following.split(maxsplit=1)[0]) <= width
    return not fits or (following[0].islower() and len(line) >= 0.6 * width)

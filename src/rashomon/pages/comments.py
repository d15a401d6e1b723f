"""Readers' comments under a plain-text page: where they begin, and who says what.

They begin at a heading ("12 Comments"), at signatures that cannot be anything else ("Ada · 2 hours ago"),
or, on pages that dropped both, where name lines over paragraphs follow the article and the paragraphs speak
as people do to one another. Subheadings look like names too; they do not repeat and nobody speaks under them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.model import PartKind
from rashomon.pages import looks
from rashomon.pages.dates import first_date
from rashomon.pages.lines import Paragraph
from rashomon.pages.signature import Signature, bare, inline, numbered, signature

MIN_ARTICLE = 40
"""Words of prose that must stand before comments."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one paragraph of the region is.

    Attributes:
        kind: comment, byline (a commenter's name), chrome, or None where the region has ended.
        author: the commenter, for a comment.
        number: of the comment within the page, so that neighbours stay apart.
        text_at: offset in the paragraph's text where a comment begins beside its author's name; else 0.
    """

    kind: PartKind | None
    author: str | None = None
    number: int = 0
    text_at: int = 0


@dataclass(frozen=True, slots=True)
class Comments:
    """The region: index of its first paragraph, and one piece for each paragraph from there on."""

    start: int
    pieces: tuple[Piece, ...]


def find_comments(found: Sequence[Paragraph]) -> Comments:
    """Find the readers' comments; a region without pieces begins after the last paragraph."""
    signs = _signatures(found)
    for start, headed in _starts(found, signs):
        pieces = _read_region(found, signs, start, headed)
        if _is_talk(found[start:], signs[start:], pieces):
            return Comments(start, tuple(pieces))
    return Comments(len(found), ())


def _is_talk(region: Sequence[Paragraph], signs: Sequence[Signature | None], pieces: Sequence[Piece]) -> bool:
    """Whether the pieces hold comments: sentences, and either signed beyond doubt or spoken to somebody.

    Names under headlines are the writers of other articles.
    """
    texts = [
        p.text for p, piece in zip(region, pieces, strict=True) if piece.kind == "comment" or piece.text_at
    ]
    inside = [
        (i, sign) for i, (sign, piece) in enumerate(zip(signs, pieces, strict=True)) if sign and piece.kind
    ]
    if inside and sum(_titled(region, i) for i, _ in inside) >= 0.5 * len(inside):
        return False
    if any(looks.speaks(text) for text in texts):
        return True
    signed = any(sign.strong for _, sign in inside) or any(piece.text_at for piece in pieces)
    return signed and any(looks.ends_sentence(text) for text in texts)


def _is_interview(found: Sequence[Paragraph], signs: Sequence[Signature | None]) -> bool:
    """Whether one of the speakers does nothing but ask, again and again: the turns are the article's own."""
    turns: dict[str, list[str]] = {}
    for sign, following in zip(signs, found[1:], strict=False):
        if sign and sign.name and not sign.timed:
            turns.setdefault(sign.name, []).append(following.text)
    return any(len(texts) >= 2 and all(text.endswith("?") for text in texts) for texts in turns.values())


def _titled(found: Sequence[Paragraph], i: int) -> bool:
    """Whether a headline stands above a signature, as in a list of other articles."""
    above = found[i - 1].text if i else ""
    return (
        looks.is_title_like(above) and not looks.is_sentence(above) and not looks.is_comments_heading(above)
    )


def _signatures(found: Sequence[Paragraph]) -> list[Signature | None]:
    """The signature of each paragraph; a bare name counts where prose or a time comes next."""
    signs = [signature(p) for p in found]
    headed = False
    for i in range(len(found) - 1):
        headed = headed or looks.is_comments_heading(found[i].text)
        sign = signs[i]
        if sign and is_time_line(found[i + 1].text):
            signs[i] = replace(sign, strong=True, timed=True)
        name, following_sign = bare(found[i]) if signs[i] is None else None, signs[i + 1]
        if headed and signs[i] is None:
            name = name or numbered(found[i])
        if name is None or (following_sign and not following_sign.below):
            continue
        following = found[i + 1].text
        if is_time_line(following):
            signs[i] = replace(name, strong=True, timed=True)
        elif looks.is_sentence(following) or looks.speaks(following):
            signs[i] = name
    return signs


def is_time_line(text: str) -> bool:
    """Whether a short line only tells when: "2 hours ago", "May 3, 2019 at 10:14 AM"."""
    if len(text) > 60 or not (looks.is_ago(text) or looks.is_clock(text) or first_date(text)):
        return False
    return len([word for word in text.split() if word.isalpha()]) <= 6 and not looks.ends_sentence(
        text.rstrip(".")
    )


def _starts(found: Sequence[Paragraph], signs: Sequence[Signature | None]) -> list[tuple[int, bool]]:
    """Candidates for the first paragraph of the region, best first; True where a heading stands there."""
    prose = 0
    headings: list[tuple[int, bool]] = []
    eligible: list[int] = []
    for i, paragraph in enumerate(found):
        if "unable to load Disqus" in paragraph.text and i + 1 < len(
            found
        ):  # with or without the article above it
            headings.append((i + 1, True))
        elif prose >= MIN_ARTICLE:
            blogged = signs[i] is not None and paragraph.text.endswith(("said...", "said…"))
            if looks.is_comments_heading(paragraph.text) or blogged:
                headings.append((i, True))
            elif signs[i]:
                eligible.append(i)
        if looks.is_sentence(paragraph.text) and not looks.is_chrome(paragraph.text):
            prose += 0 if looks.is_picture_text(paragraph.text) else len(paragraph.words)
    unheaded = None if _is_interview(found, signs) else _unheaded(found, signs, eligible)
    if unheaded is not None:
        before = [start for start in headings if start[0] < unheaded]
        return [*before[-1:], (unheaded, False), *headings]
    return headings


def _unheaded(
    found: Sequence[Paragraph], signs: Sequence[Signature | None], eligible: Sequence[int]
) -> int | None:
    """The first signature from which on the page reads as comments, or None.

    From there on the page must be signed often: with times at half of the names, or by people who speak to
    one another as the article above them does not. A name that comes back counts for much, for no subheading
    does. The first comment is no longer than the article above it.
    """
    texts = Counter[str]()
    timed = speaking = repeated = titled = 0
    answered = False
    above, following = _Above.of(found), len(found)
    calm = _calm_before(found)
    best = None
    for count, i in enumerate(reversed(eligible), start=1):
        sign = signs[i]
        if sign is None:
            continue
        repeated += texts[found[i].text] == 1 and not sign.timed
        texts[found[i].text] += 1
        timed += sign.timed
        titled += _titled(found, i)
        spoken = _speaks_under(found, signs, i)
        speaking += spoken
        answered = answered or any(looks.is_action(p.text) for p in found[i + 1 : i + 6])
        by_time = timed >= 0.5 * count and (answered or speaking >= 0.25 * count)
        share, least = (0.25, 2) if repeated else (0.5, 3)
        by_talk = speaking >= share * count and count >= least and calm[i]
        sound = sign.timed or (spoken and not above.is_common(found, i))
        shorter = above.prose[following] - above.prose[i + 1] <= above.prose[i]
        if (by_time or by_talk) and titled < 0.5 * count and sound and shorter:
            best = i
        following = i
    return best


def _calm_before(found: Sequence[Paragraph]) -> list[bool]:
    """For each paragraph, whether at most one in five above it speaks to somebody."""
    calm, spoken = [], 0
    for i, paragraph in enumerate(found):
        calm.append(spoken <= 0.2 * i + 1)
        spoken += looks.is_sentence(paragraph.text) and looks.speaks(paragraph.text)
    return calm


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands above each paragraph.

    Attributes:
        prose: number of words of prose before each paragraph, and after the last.
        small: where each word first stands in lower case.
    """

    prose: tuple[int, ...]
    small: dict[str, int]

    @classmethod
    def of(cls, found: Sequence[Paragraph]) -> "_Above":
        """Count once for all paragraphs."""
        prose, small = [0], dict[str, int]()
        for i, paragraph in enumerate(found):
            prose.append(prose[-1] + (len(paragraph.words) if looks.is_sentence(paragraph.text) else 0))
            for word in paragraph.words:
                if word.islower():
                    small.setdefault(word, i)
        return cls(tuple(prose), small)

    def is_common(self, found: Sequence[Paragraph], i: int) -> bool:
        """Whether a would-be name is made of words that the page also writes in lower case."""
        words = [word.lower() for word in found[i].words if word.isalpha()]
        return bool(words) and sum(w in self.small and self.small[w] < i + 30 for w in words) >= 0.5 * len(
            words
        )


def _speaks_under(found: Sequence[Paragraph], signs: Sequence[Signature | None], i: int) -> bool:
    """Whether the paragraphs between this signature and the next speak as people do."""
    for j in range(i + 1, min(i + 6, len(found))):
        if signs[j]:
            return False
        if looks.speaks(found[j].text):
            return True
    return False


def _read_region(
    found: Sequence[Paragraph], signs: Sequence[Signature | None], start: int, headed: bool
) -> list[Piece]:
    """One piece for each paragraph from ``start`` on."""
    region = found[start:]
    marks = _region_signatures(region, signs[start:])
    ends = _region_end(region, marks, headed)
    style = _Style.of(region[:ends], marks[:ends])
    if style.below:
        return _read_signed_below(region, marks, ends)
    pieces: list[Piece] = []
    number, author, has_text, is_open = 0, None, False, False
    for i, paragraph in enumerate(region):
        mark = marks[i]
        if i >= ends:
            pieces.append(Piece(None))
        elif mark:
            number, author, has_text, is_open = number + 1, mark.name, bool(mark.text_at), True
            pieces.append(Piece("byline", author, number, mark.text_at))
        elif _is_furniture(paragraph.text):
            pieces.append(Piece("chrome"))
            is_open = is_open and not has_text
        else:
            if not is_open or (has_text and style.parts(paragraph, author)):
                number, author, is_open = number + 1, None, True
            has_text = True
            pieces.append(Piece("comment", author, number))
    return pieces


def _region_signatures(
    region: Sequence[Paragraph], signs: Sequence[Signature | None]
) -> list[Signature | None]:
    """The signatures of the region: looser where no article is left to be mistaken for comments."""
    marks = list(signs)
    inlines = [inline(p) if mark is None else None for p, mark in zip(region, marks, strict=True)]
    if sum(mark is not None for mark in inlines) >= 2 and not any(marks):
        marks = inlines
    signed = False
    for i, mark in enumerate(marks):
        if signed and mark and not mark.strong:
            marks[i] = None  # a name line under a name line is what the person says
        signed = marks[i] is not None and not (mark and mark.text_at)
    return marks


def _region_end(region: Sequence[Paragraph], marks: Sequence[Signature | None], headed: bool) -> int:
    """Index after the last paragraph of the comments: links and the footer that follow are none of them."""
    end = 0
    awaited = False
    signed = any(marks)
    for i, paragraph in enumerate(region):
        text = paragraph.text
        if looks.is_copyright(text) or (looks.is_related_heading(text) and not looks.is_sentence(text)):
            break
        furniture = _is_furniture(text)
        said = awaited or looks.is_sentence(text)
        mark = marks[i]
        awaited = (mark is not None and not mark.text_at) or (awaited and furniture)
        if marks[i] or (said and not looks.is_chrome(text)) or (furniture and end == i):
            end = i + 1
        elif i - end > 12 or (headed and not signed and i and not furniture):
            break
    return end


def _is_furniture(text: str) -> bool:
    """Whether a line of the region is a heading, a time or a row of buttons, not a comment's words."""
    if looks.is_action(text) or looks.is_comments_heading(text) or is_time_line(text):
        return True
    return looks.is_chrome(text) and (len(text.split()) <= 6 or not looks.speaks(text))


@dataclass(frozen=True, slots=True)
class _Style:
    """How the region sets its comments apart.

    Attributes:
        usual: number of blank lines that usually stand between paragraphs.
        compact: whether a comment keeps its lines together, so that a blank line ends it. Taken to be so
            where several comments have line breaks of their own and some stand apart without a name.
        below: whether names stand under the comments.
    """

    usual: int
    compact: bool
    below: bool

    @classmethod
    def of(cls, region: Sequence[Paragraph], marks: Sequence[Signature | None]) -> "_Style":
        """Measure a region."""
        gaps = Counter(p.gap for p in region[1:])
        apart = {gap: count for gap, count in gaps.items() if gap}
        usual = max(apart, key=lambda gap: apart[gap]) if apart else 1
        together = unnamed = 0
        for i in range(1, len(region)):
            plain = marks[i] is None and marks[i - 1] is None
            plain = plain and not _is_furniture(region[i].text) and not _is_furniture(region[i - 1].text)
            new_run = region[i].gap == 0 and (
                region[i - 1].gap > 0 or marks[i - 2] is not None if i >= 2 else True
            )
            together += plain and new_run
            unnamed += plain and region[i].gap > usual
        texts = [i for i, p in enumerate(region) if marks[i] is None and looks.is_sentence(p.text)]
        signed = [i for i, mark in enumerate(marks) if mark]
        below = bool(texts and signed) and texts[0] < signed[0] and texts[-1] < signed[-1]
        below = below and all(mark.below for mark in marks if mark)
        return cls(usual, together >= 2 and unnamed >= 1, below)

    def parts(self, paragraph: Paragraph, author: str | None) -> bool:
        """Whether the space before a paragraph without a name sets it off as another comment."""
        return paragraph.gap > self.usual or (self.compact and author is not None and paragraph.gap > 0)


def _read_signed_below(
    region: Sequence[Paragraph], marks: Sequence[Signature | None], ends: int
) -> list[Piece]:
    """Pieces of a region where the name stands under the comment."""
    pieces: list[Piece] = []
    number, author = 0, None
    for i in reversed(range(len(region))):
        mark = marks[i]
        if i >= ends:
            pieces.append(Piece(None))
        elif mark:
            number, author = number + 1, mark.name
            pieces.append(Piece("byline"))
        elif _is_furniture(region[i].text):
            pieces.append(Piece("chrome"))
        else:
            pieces.append(Piece("comment", author, number))
    return pieces[::-1]

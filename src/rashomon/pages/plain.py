"""The zoner for plain-text dumps of web pages: a text cut into parts by looks and position.

The body is the stretch of paragraphs with the highest balance of prose over furniture (a maximum-sum
segment); what stands before it is searched for headline, byline, dateline and pictures, what stands after
it for links, keywords and comments. The parts cover the whole text: white space after a line belongs to
the part of that line, white space before the first line to the first part. Comment names stand in a byline
part above or beside the comment; times and buttons around a comment are chrome.
"""

from collections.abc import Sequence

from rashomon.model import Part, PartKind
from rashomon.pages import looks
from rashomon.pages.comments import Comments, find_comments
from rashomon.pages.dateline import dateline_end
from rashomon.pages.front import label_front
from rashomon.pages.lines import Paragraph, paragraphs

Label = tuple[PartKind, str | None, int]
"""Kind, author, and a number that keeps neighbouring comments apart."""


def zone(text: str) -> tuple[Part, ...]:
    """Cut a plain-text page into parts, in order, covering the text without gap or overlap."""
    found = paragraphs(text)
    if not found:
        return (Part("chrome", 0, len(text)),) if text else ()
    comments = find_comments(found)
    kinds = _label(found[: comments.start])
    cuts: list[tuple[int, Label]] = []
    first_body = next((i for i, kind in enumerate(kinds) if kind == "body"), None)
    for i, (paragraph, kind) in enumerate(zip(found, kinds, strict=False)):
        cuts.append((paragraph.start, (kind, None, 0)))
        length = dateline_end(paragraph.text) if i == first_body else 0
        if length:
            cuts[-1] = (paragraph.start, ("dateline", None, 0))
            cuts.append((paragraph.start + paragraph.indent + length, ("body", None, 0)))
    cuts.extend(_comment_cuts(found, comments))
    return _parts(cuts, len(text))


def _comment_cuts(found: Sequence[Paragraph], comments: Comments) -> list[tuple[int, Label]]:
    """Where the parts of the comment region begin."""
    cuts: list[tuple[int, Label]] = []
    rest = [
        p for p, piece in zip(found[comments.start :], comments.pieces, strict=True) if piece.kind is None
    ]
    tail = iter(_tail(rest))
    for paragraph, piece in zip(found[comments.start :], comments.pieces, strict=True):
        kind: PartKind = next(tail) if piece.kind is None else piece.kind
        number = piece.number if kind == "comment" else 0
        cuts.append((paragraph.start, (kind, piece.author, number)))
        if piece.text_at:
            at = paragraph.start + paragraph.indent + piece.text_at
            cuts[-1] = (paragraph.start, ("byline", None, 0))
            cuts.append((at, ("comment", piece.author, piece.number)))
    return cuts


def _parts(cuts: list[tuple[int, Label]], length: int) -> tuple[Part, ...]:
    """Join neighbours of one label; captions stay apart, because each is of one picture."""
    parts: list[Part] = []
    last: Label | None = None
    for start, label in [(0, cuts[0][1]), *cuts[1:]]:
        if last != label or label[0] == "caption":
            parts.append(Part(label[0], start, length, label[1] if label[0] == "comment" else None))
        last = label
    ends = [part.start for part in parts[1:]] + [length]
    return tuple(Part(p.kind, p.start, end, p.author) for p, end in zip(parts, ends, strict=True))


def _label(found: Sequence[Paragraph]) -> list[PartKind]:
    """Kinds of the paragraphs before the comments."""
    if not found:
        return []
    start, end = _body(found)
    start = _skip_question_headline(found, start, end)
    front = label_front(found[:start], found[start:end])
    return [*front, *_middle(found[start:end]), *_tail(found[end:])]


def _skip_question_headline(found: Sequence[Paragraph], start: int, end: int) -> int:
    """Leave a headline that ends like a sentence ("Who Gains From the Truce?") to the front."""
    if start + 1 >= end:
        return start
    first, second = found[start], found[start + 1]
    short = len(first.words) <= 16 and len(second.words) >= 1.5 * len(first.words)
    return start + 1 if start == 0 and short and first.text.endswith(("?", "!")) else start


def _weight(paragraph: Paragraph, run: int) -> float:
    """How much a paragraph speaks for the body; ``run`` counts the lines of furniture just before it."""
    text = paragraph.text
    if looks.is_copyright(text) or looks.is_comments_heading(text):
        return -60
    if looks.is_credit(text) or looks.is_picture_text(text):
        return -3
    if _is_marked(text):
        return -12
    if looks.is_sentence(text):
        return min(len(paragraph.words), 60)
    return -6 - 4 * min(run, 10)


def _is_marked(text: str) -> bool:
    return (
        looks.is_chrome(text)
        or looks.is_keywords(text)
        or looks.is_related_heading(text)
        or looks.byline_name(text) is not None
    )


def _body(found: Sequence[Paragraph]) -> tuple[int, int]:
    """Half-open range of the maximum-sum stretch; the whole text where there is no prose."""
    best, best_range = 0.0, None
    total, start, run = 0.0, 0, 0
    for i, paragraph in enumerate(found):
        weight = _weight(paragraph, run)
        run = 0 if weight > 0 else run + 1
        if total <= 0:
            total, start = 0.0, i
        total += weight
        if total > best:
            best, best_range = total, (start, i + 1)
    if best_range:
        return best_range
    words = [i for i, p in enumerate(found) if not looks.is_chrome(p.text)]
    return (words[-1], words[-1] + 1) if words else (len(found), len(found))


def _middle(found: Sequence[Paragraph]) -> list[PartKind]:
    """Kinds within the body's range: pictures, links and furniture between the paragraphs."""
    kinds = [_inner_kind(found, i) for i in range(len(found))]
    i = 0
    while i < len(found):  # a run of headline-like lines is a list of links, a single one a subheading
        j = i
        while j < len(found) and kinds[j] == "body" and _is_link(found[j]):
            j += 1
        after_heading = i > 0 and kinds[i - 1] == "related" and found[i - 1].text.rstrip(":").isupper()
        if j - i >= 2 or (j > i and after_heading):
            kinds[i:j] = ["related"] * (j - i)
        i = max(j, i + 1)
    return kinds


def _inner_kind(found: Sequence[Paragraph], i: int) -> PartKind:
    text = found[i].text
    if looks.is_credit(text):
        return "credit"
    if is_caption(found, i):
        return "caption"
    if looks.is_related_heading(text) and not (looks.is_sentence(text) and len(found[i].words) > 25):
        return "related"
    if looks.is_chrome(text) or looks.is_action(text):
        return "chrome"
    return "body"


def _is_link(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return looks.is_title_like(text) and len(paragraph.words) >= 5 and not looks.is_list_item(text)


def _tail(found: Sequence[Paragraph]) -> list[PartKind]:
    """Kinds after the body: links, keywords, credits, furniture."""
    kinds: list[PartKind] = []
    links = sum(_is_link(p) for p in found)
    for i, paragraph in enumerate(found):
        text = paragraph.text
        kind: PartKind = "chrome"
        under_heading = bool(kinds) and kinds[-1] == "related"
        if looks.is_credit(text):
            kind = "credit"
        elif is_caption(found, i):
            kind = "caption"
        elif looks.is_related_heading(text):
            kind = "related"
        elif looks.is_keywords(text):
            kind = "keywords"
        elif not looks.is_chrome(text) and (
            (_is_link(paragraph) and links >= 2)
            or (under_heading and (looks.is_title_like(text) or looks.is_sentence(text)))
        ):
            kind = "related"
        kinds.append(kind)
    return kinds


def is_caption(found: Sequence[Paragraph], i: int) -> bool:
    """Whether a paragraph stands with a picture: its words say so, or a credit stands in its block.

    A line that is repeated around a credit is a caption too (text and alternative text of one picture).
    """
    paragraph = found[i]
    if looks.is_picture_text(paragraph.text):
        return True
    if not 3 <= len(paragraph.words) <= 60:
        return False
    below = found[i + 1] if i + 1 < len(found) else None
    above = found[i - 1] if i else None
    if below and below.gap == 0 and paragraph.gap > 0 and looks.is_credit(below.text):
        return True
    near = [p.text for p in found[max(0, i - 2) : i + 3]]
    repeated = near.count(paragraph.text) > 1
    return repeated and any(p is not None and looks.is_credit(p.text) for p in (below, above))

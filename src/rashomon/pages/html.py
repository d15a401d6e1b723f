"""An HTML page as text with parts: own rendering of the whole, trafilatura's extract as guide to the body."""

import re
from collections import Counter
from collections.abc import Sequence

import trafilatura
from lxml import etree

from rashomon.errors import PageEmpty
from rashomon.model import Page, Part, PartKind
from rashomon.pages import looks
from rashomon.pages.dateline import dateline_end
from rashomon.pages.front import is_date_line, is_running_clock
from rashomon.pages.html_comments import find_html_comments
from rashomon.pages.markup import kind_of
from rashomon.pages.metadata import Metadata, read_metadata
from rashomon.pages.plain import zone
from rashomon.pages.plain_facts import below_headline, shown_date
from rashomon.pages.rendering import Block, blocks, parse

FURNITURE = 8.0
"""Words of article that a block of furniture outweighs; what lies far behind such blocks is no article."""

GUIDED = 4_000_000
"""Characters of HTML up to which trafilatura is asked; beyond it the plain-text zoner finds the body."""

_WORD = re.compile(r"\w+")
_SHINGLE = 4
Label = tuple[PartKind, str | None, int]


def read_html(page_id: str, address: str, content: bytes, source: str, notes: tuple[str, ...]) -> Page:
    """Render an HTML page and cut it into parts.

    Args:
        page_id: the page's id.
        address: where it came from; its domain is the outlet of last resort.
        content: the page's bytes.
        source: the bytes decoded.
        notes: what was odd in decoding.

    Raises:
        PageEmpty: if the page shows no text.
    """
    tree = parse(source)
    page = list(blocks(tree)) if tree is not None else []
    if tree is None or not page:
        raise PageEmpty("the page shows no text; save it after it has loaded")
    facts = read_metadata(tree, address)
    text, starts = _join(page)
    labels = _label(page, _body(source, page, text, starts), facts)
    parts = _parts(*_cut_dateline(page, labels, starts), len(text))
    return Page(
        id=page_id,
        address=address,
        content=content,
        media_type="text/html",
        text=text,
        parts=parts,
        outlet=facts.outlet,
        title=facts.title,
        author=facts.author or _byline(text, parts),
        published=facts.published or shown_date(text, below_headline(parts)),
        notes=notes,
    )


def _join(page: Sequence[Block]) -> tuple[str, list[int]]:
    """The page's text, and where each block begins in it."""
    starts, at = [], 0
    for block in page:
        starts.append(at)
        at += len(block.text) + 2
    return "\n\n".join(block.text for block in page), starts


def _body(source: str, page: Sequence[Block], text: str, starts: Sequence[int]) -> list[bool]:
    """For each block, whether it belongs to the article."""
    extract = _extract(source) if len(source) <= GUIDED else None
    if extract:
        chosen = _align(page, extract)
        if any(chosen):
            return _densest(page, chosen)
    spans = [(p.start, p.end) for p in zone(text) if p.kind == "body"]
    return [any(a <= start < b for a, b in spans) for start in starts]


def _extract(source: str) -> str | None:
    """Trafilatura's extract of the article, None where it finds none or fails on the page."""
    try:
        return trafilatura.extract(source, include_comments=False, include_tables=True, deduplicate=False)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError, KeyError, IndexError):
        return None


def _align(page: Sequence[Block], extract: str) -> list[bool]:
    """Blocks whose words stand in the extract: half of the 4-grams, or a short block as a whole line."""
    words = _WORD.findall(extract.lower())
    grams = {tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
    lines = {tuple(_WORD.findall(line.lower())) for line in extract.splitlines()}
    chosen = []
    for block in page:
        own = _WORD.findall(block.text.lower())
        if len(own) < _SHINGLE:
            chosen.append(bool(own) and tuple(own) in lines)
            continue
        hits = sum(tuple(own[i : i + _SHINGLE]) in grams for i in range(len(own) - _SHINGLE + 1))
        chosen.append(hits >= 0.5 * (len(own) - _SHINGLE + 1))
    return _once(page, chosen)


def _densest(page: Sequence[Block], chosen: list[bool]) -> list[bool]:
    """Keep the chosen blocks of one stretch: the maximum-sum segment of words for, furniture against."""
    best, best_range, total, start = 0.0, (0, len(page)), 0.0, 0
    for i, (block, is_body) in enumerate(zip(page, chosen, strict=True)):
        if total <= 0:
            total, start = 0.0, i
        total += min(len(block.words), 60) if is_body else -FURNITURE
        if total > best:
            best, best_range = total, (start, i + 1)
    return [is_body and best_range[0] <= i < best_range[1] for i, is_body in enumerate(chosen)]


def _once(page: Sequence[Block], chosen: list[bool]) -> list[bool]:
    """Of blocks with the same words keep the one with most of the article around it."""
    counts = Counter(block.text for block, is_body in zip(page, chosen, strict=True) if is_body)
    best: dict[str, tuple[int, int]] = {}
    for i, block in enumerate(page):
        if chosen[i] and counts[block.text] > 1:
            near = sum(len(page[j].words) for j in range(max(0, i - 4), min(len(page), i + 5)) if chosen[j])
            best[block.text] = max(best.get(block.text, (-1, i)), (near, -i))
    return [
        is_body and (block.text not in best or best[block.text][1] == -i)
        for i, (block, is_body) in enumerate(zip(page, chosen, strict=True))
    ]


def _label(page: Sequence[Block], is_body: Sequence[bool], facts: Metadata) -> list[Label]:
    """Kind, author and number of every block."""
    comments = find_html_comments(page, is_body)
    last = max((i for i, body in enumerate(is_body) if body), default=len(page))
    shown = any(_same_title(block.text, facts.title) for block in page[:last])
    top = next((i for i, block in enumerate(page) if _heads(block, facts.title)), 0)
    labels: list[Label] = []
    kind: PartKind
    for i, block in enumerate(page):
        said = comments.get(i)
        if said:
            kind = "comment" if said.kind == "comment" else "byline" if said.kind == "byline" else "chrome"
            labels.append(
                (kind, said.author if kind == "comment" else None, said.number if kind == "comment" else 0)
            )
            continue
        kind = _kind(block, body=is_body[i], before_end=i <= last, title=facts.title if shown else None)
        clock = kind == "dateline" and i < top and is_running_clock(block.text)
        labels.append(("chrome" if clock else kind, None, 0))
    return labels


def _kind(block: Block, *, body: bool, before_end: bool, title: str | None) -> PartKind:
    """Kind of a block that is no comment's: by the title, then the extract, then markup, then looks."""
    marked = kind_of(block.element)
    count = len(block.words)
    kind: PartKind = marked or "chrome"
    if _same_title(block.text, title) and count >= 2:
        kind = "headline" if marked in {None, "headline"} and before_end else "related"
    elif marked in {"caption", "credit"} and count <= 120 and not looks.is_chrome(block.text):
        kind = "credit" if looks.is_credit(block.text) else kind
    elif marked == "dateline" and before_end and is_date_line(block.text):
        kind = "dateline"  # trafilatura takes it along where the article is short
    elif body:
        kind = "headline" if marked == "headline" else "body"
    elif marked == "headline":
        kind = "headline" if before_end and title is None else "chrome"
    elif marked in {"byline", "dateline"}:
        kind = kind if before_end and count <= 25 and not _is_button(block) else "chrome"
    elif marked in {None, "related", "caption", "credit"}:
        kind = _kind_by_looks(block, before_end=before_end, related=marked == "related")
    return kind


def _kind_by_looks(block: Block, *, before_end: bool, related: bool) -> PartKind:
    if looks.is_credit(block.text):
        return "credit"
    if before_end and looks.byline_name(block.text):
        return "byline"
    if before_end and is_date_line(block.text):
        return "dateline"
    if looks.is_keywords(block.text) and not looks.is_chrome(block.text):
        return "keywords"
    link = block.linked > 0.6 and len(block.words) >= 4
    return "related" if (related or link) and not looks.is_chrome(block.text) else "chrome"


def _heads(block: Block, title: str | None) -> bool:
    """Whether a block is the headline, by the title or by markup."""
    return _same_title(block.text, title) or kind_of(block.element) == "headline"


def _is_button(block: Block) -> bool:
    """Whether a short block is a way to share or act, whatever element it was put in."""
    return block.linked > 0.5 and looks.is_chrome(block.text)


def _same_title(text: str, title: str | None) -> bool:
    return title is not None and _WORD.findall(text.lower()) == _WORD.findall(title.lower())


def _byline(text: str, parts: Sequence[Part]) -> str | None:
    """The writer in the first byline above the comments."""
    for part in parts:
        if part.kind == "comment":
            return None
        if part.kind == "byline":
            name = looks.byline_name(" ".join(text[part.start : part.end].split()))
            if name:
                return name
    return None


def _cut_dateline(
    page: Sequence[Block], labels: Sequence[Label], starts: Sequence[int]
) -> tuple[list[Label], list[int]]:
    """Cut the dateline of agency copy off the first paragraph of the article."""
    cut, begins = list(labels), list(starts)
    first = next((i for i, label in enumerate(labels) if label[0] == "body"), None)
    length = 0 if first is None else dateline_end(page[first].text)
    if first is not None and length:
        cut.insert(first, ("dateline", None, 0))
        begins.insert(first + 1, starts[first] + length)
    return cut, begins


def _parts(labels: Sequence[Label], starts: Sequence[int], length: int) -> tuple[Part, ...]:
    """Join neighbours of one label; captions stay apart, because each is of one picture."""
    parts: list[Part] = []
    for i, (kind, author, number) in enumerate(labels):
        same = i > 0 and labels[i - 1] == (kind, author, number) and kind != "caption"
        if not same:
            parts.append(Part(kind, starts[i], length, author))
    ends = [part.start for part in parts[1:]] + [length]
    return tuple(Part(p.kind, p.start, end, p.author) for p, end in zip(parts, ends, strict=True))

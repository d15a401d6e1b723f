"""An HTML tree as text blocks: everything that a reader of the page could read, in document order.

A block is what stands between two block-level tags; ``<br>`` is a line break in it. Scripts, styles and
other unseen content are left out; nothing else is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from rashomon.pages.phrases import words

INLINE = words(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter nobr output q
    rp rt ruby s samp small span strike strong sub sup time tt u var wbr"""
)
UNSEEN = words(
    """script style template head iframe object embed applet noembed noframes svg math canvas audio video
    map img picture source track input select datalist meta link base param textarea"""
)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text and the element that it stands in.

    Attributes:
        text: the words, white space folded, a line feed for each ``<br>``.
        element: the innermost element that holds the whole block.
        linked: share of the characters that stand inside links, 0 to 1.
    """

    text: str
    element: html.HtmlElement
    linked: float

    @property
    def words(self) -> list[str]:
        """The text cut at white space."""
        return self.text.split()


def parse(text: str) -> html.HtmlElement | None:
    """Parse a page; None where no element is in it. Depth and size are libxml2's to limit."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree: html.HtmlElement = html.document_fromstring(
            text.encode("utf-8", errors="replace"), parser=parser
        )
    except (etree.LxmlError, ValueError):
        return None
    return tree


def blocks(tree: html.HtmlElement) -> Iterator[Block]:
    """Yield the blocks of a page in document order."""
    writer = _Writer()
    skipping: html.HtmlElement | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if skipping is not None:
            if event == "end" and element is skipping:
                skipping = None
                writer.write(element.tail, element.getparent())
            continue
        tag = element.tag
        if event == "start":
            if tag in UNSEEN:
                skipping = element
            elif tag == "br":
                writer.line_break()
            else:
                if tag not in INLINE:
                    yield from writer.flush()
                writer.enter(element)
                writer.write(element.text, element)
            continue
        if tag not in INLINE and tag != "br":
            yield from writer.flush()
        if tag != "br":
            writer.leave(element)
        writer.write(element.tail, element.getparent())
    yield from writer.flush()


class _Writer:
    """Collects the pieces of the block at hand."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._owner: html.HtmlElement | None = None
        self._owners = 0
        self._links = 0
        self._linked = 0
        self._pre = 0

    def enter(self, element: html.HtmlElement) -> None:
        self._links += element.tag == "a"
        self._pre += element.tag == "pre"

    def leave(self, element: html.HtmlElement) -> None:
        self._links -= element.tag == "a"
        self._pre -= element.tag == "pre"

    def line_break(self) -> None:
        self._pieces.append("\n")

    def write(self, text: str | None, owner: html.HtmlElement | None) -> None:
        """Add text that stands directly in ``owner``."""
        if not text or owner is None:
            return
        words = text if self._pre else _SPACE.sub(" ", text)
        self._pieces.append(words)
        seen = len(words.strip())
        if not seen:
            return
        self._linked += seen if self._links else 0
        if self._owner is None:
            self._owner, self._owners = owner, 1
        elif owner is not self._owner:
            self._owners += 1
            if self._owners == 2:  # several elements share the block: the one around them holds it
                self._owner = _block_around(self._owner)

    def flush(self) -> Iterator[Block]:
        """Yield what was collected, if it holds words."""
        text = re.sub(r" ?\n ?", "\n", "".join(self._pieces)).strip(" \n\r\t")
        text = text.replace("\r", "\n")
        if text and self._owner is not None:
            for piece in re.split(r"\n{2,}", text):
                yield Block(_SINGLE.sub(" ", piece).strip(), self._owner, self._linked / max(len(text), 1))
        self._pieces, self._owner, self._owners, self._linked = [], None, 0, 0


_SINGLE = re.compile(r"[ \t]{2,}")


def _block_around(element: html.HtmlElement) -> html.HtmlElement:
    while element.tag in INLINE and element.getparent() is not None:
        element = element.getparent()
    return element

"""Readers' comments in HTML: schema.org Comment, and the class names that comment systems share.

An element is one comment if microdata, its id ("comment-123") or its classes say so; the comment's author
is the first element inside that is named as one, answers nested inside left aside.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html

from rashomon.pages import looks
from rashomon.pages.markup import around, names
from rashomon.pages.rendering import Block

_ITEM_ID = re.compile(r"^(?:li-|div-|post-)?(?:comment|reply|c)[-_]?\d+$|^dsq-comment-", re.IGNORECASE)
_ITEM_CLASS = re.compile(
    r"(?:^|\s)(?:comment|(?:[\w-]+[-_])?comment(?:[-_]{1,2}(?:item|entry|wrapper|container|node|block|thread|single))?|"
    r"commentItem|comment-list-item|c-comment|reply-item)(?:\s|$)",
)
_AUTHOR = frozenset({"author", "fn", "username", "user", "commenter", "nickname", "vcard", "name", "byline"})
_META = frozenset(
    {"meta", "metadata", "date", "time", "timestamp", "reply", "actions", "likes", "votes", "avatar", "share",
     "permalink", "footer", "rating", "menu", "button", "says", "respond", "count", "header"}
)  # fmt: skip
_CONTENT = frozenset({"content", "text", "body", "message", "description"})
_SAYS = re.compile(r"\s*(?:says|said|wrote|writes|commented|replied)?\s*(?:\.\.\.|:)?\s*$", re.IGNORECASE)
_BY = re.compile(r"^(?:(?:posted|comment|submitted|written)\s+)?by\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A block's place in a comment: ``kind`` is comment, byline or chrome; ``number`` the comment's."""

    kind: str
    author: str | None
    number: int


def find_html_comments(page: Sequence[Block], is_body: Sequence[bool]) -> dict[int, Said]:
    """The blocks that belong to comments, by index.

    Args:
        page: the blocks of the page.
        is_body: for each block, whether the article holds it. An element with article text is no comment.
    """
    holders = {
        id(node) for block, body in zip(page, is_body, strict=True) if body for node in around(block.element)
    }
    numbers: dict[html.HtmlElement, int] = {}
    authors: dict[html.HtmlElement, str | None] = {}
    found: dict[int, Said] = {}
    for i, block in enumerate(page):
        item = next((n for n in around(block.element) if _is_item(n) and id(n) not in holders), None)
        if item is None:
            continue
        if item not in numbers:
            numbers[item] = len(numbers) + 1
            authors[item] = _author(item)
        found[i] = Said(_role(block, item, authors[item]), authors[item], numbers[item])
    return found


def _is_item(node: html.HtmlElement) -> bool:
    if (
        "/Comment" in (node.get("itemtype") or "")
        or "comment" in (node.get("itemprop") or "").lower().split()
    ):
        return True
    if node.tag not in {"li", "div", "article", "section", "tr", "dd", "dl", "table"}:
        return False
    classes = node.get("class") or ""
    if not (_ITEM_ID.match(node.get("id") or "") or _ITEM_CLASS.search(classes[:300])):
        return "post" in classes.split() and any("disqus" in (n.get("id") or "") for n in around(node))
    words = names(node)
    return not words & {"form", "respond", "count", "list", "area", "link", "links", "counter", "section"}


def _author(item: html.HtmlElement) -> str | None:
    """The name in the first element of a comment that is named as its author's."""
    for node in item.iterdescendants():
        if not isinstance(node.tag, str) or _owner(node, item) is not item:
            continue
        if names(node) & _AUTHOR or node.tag == "cite":
            name = _clean(node.text_content())
            if name:
                return name
    return None


def _owner(node: html.HtmlElement, item: html.HtmlElement) -> html.HtmlElement:
    """The innermost comment that holds an element."""
    return next((n for n in around(node) if n is item or (n is not node and _is_item(n))), item)


def _clean(text: str) -> str | None:
    """The name in an author element's text: its first line, without "says:"."""
    lines = [line.strip() for line in text[:400].splitlines() if line.strip()]
    if not lines:
        return None
    name = _SAYS.sub("", _BY.sub("", " ".join(lines[0].split()))).strip(" ,:;|·•–—-@")
    if not name or len(name) > 60 or name.lower() in {"anonymous", "guest", "author", "anonymous user"}:
        return None
    return name


def _role(block: Block, item: html.HtmlElement, author: str | None) -> str:
    """Whether a block is the comment's words, its author's name, or furniture."""
    inside = []
    for node in around(block.element):
        if node is item:
            break
        inside.append(node)
    words = [names(node) for node in inside]
    if author and len(block.words) <= 12 and block.text.startswith(author[:20]):
        return "byline"
    if looks.is_action(block.text) or (author is None and len(block.words) <= 4):
        return "chrome"
    if any(w & _CONTENT for w in words) and not words[0] & _META:
        return "comment"
    if any(node.tag in {"button", "form", "time", "footer"} for node in inside):
        return "chrome"
    if any(w & _META or w & _AUTHOR for w in words) and len(block.words) <= 12:
        return "chrome"
    return "chrome" if block.linked > 0.9 and len(block.words) <= 4 else "comment"

"""What the markup around a block of an HTML page says that it is: tags, microdata, names of classes.

Class names are the makers' own words; the patterns hold the words that are common to many sites.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import html

from rashomon.model import PartKind

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_DEPTH = 60


def names(element: html.HtmlElement) -> frozenset[str]:
    """The lower-case words of an element's class, id, role and microdata ("wp-caption" gives wp, caption)."""
    text = " ".join(
        element.get(key) or "" for key in ("class", "id", "itemprop", "rel", "role", "data-component")
    )
    return _split(text[:400].strip())


@lru_cache(maxsize=4096)
def _split(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORDS.findall(text))


def around(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield an element and what holds it, inside out, to the body at most."""
    current: html.HtmlElement | None = element
    for _ in range(_DEPTH):
        if current is None or current.tag in {"body", "html"}:
            return
        yield current
        current = current.getparent()


_CAPTION = frozenset({"caption", "figcaption", "cutline"})
_CREDIT = frozenset({"credit", "credits", "photographer", "attribution", "photocredit"})
_RELATED = frozenset(
    {
        "related",
        "recommended",
        "recommendations",
        "trending",
        "popular",
        "teaser",
        "teasers",
        "readmore",
        "mostread",
    }
)
_KEYWORDS = frozenset({"tag", "tags", "tagged", "keywords", "taglist", "topics"})
_BYLINE = frozenset({"byline", "author", "authors", "contributor", "writer"})
_DATE = frozenset({"date", "dateline", "published", "timestamp", "pubdate", "datetime", "time"})
_FURNITURE_TAGS = frozenset({"nav", "footer", "form", "button", "menu", "dialog", "noscript"})


def kind_of(element: html.HtmlElement) -> PartKind | None:
    """The kind that the markup gives to a block in this element, or None; comments are found elsewhere."""
    for distance, node in enumerate(around(element)):
        if distance > 12:
            break
        kind = _own_kind(node, distance)
        if kind:
            return kind
    return None


def _own_kind(node: html.HtmlElement, distance: int) -> PartKind | None:
    """What one element says; names of far ancestors say little of a block."""
    if node.tag == "h1":
        return "headline"
    if node.tag == "figcaption":
        return "caption"
    if node.tag in _FURNITURE_TAGS:
        return "chrome"
    words = names(node) if distance <= 4 else frozenset()
    tests: tuple[tuple[PartKind, frozenset[str], int], ...] = (
        ("credit", _CREDIT, 1),
        ("caption", _CAPTION, 2),
        ("byline", _BYLINE, 2),
        ("keywords", _KEYWORDS, 2),
        ("dateline", _DATE, 1),
        ("related", _RELATED, 4),
    )
    for kind, wanted, reach in tests:
        if distance <= reach and words & wanted:
            return kind
    return "dateline" if node.tag == "time" else None

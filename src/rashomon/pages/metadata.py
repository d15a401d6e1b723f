"""What an HTML page says of itself: title, author, outlet, and when it was published.

Witnesses in order of trust: JSON-LD of schema.org, meta elements (Open Graph, Dublin Core and the like),
microdata, a ``<time>`` in the article's head, the date in the address. A footer's year, a running clock and
a date of change are not dates of publication.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from rashomon.model import Dating
from rashomon.pages import looks
from rashomon.pages.dates import first_date
from rashomon.pages.markup import around, names

_ARTICLE = re.compile(r"Article|Posting|Report|Review|Opinion", re.IGNORECASE)
_META_DATES = {
    "article:published_time": 0.95,
    "og:article:published_time": 0.95,
    "article:published": 0.95,
    "datepublished": 0.95,
    "parsely-pub-date": 0.95,
    "dc.date.issued": 0.9,
    "dcterms.issued": 0.9,
    "pubdate": 0.9,
    "publishdate": 0.9,
    "publish-date": 0.9,
    "publication_date": 0.9,
    "article_date_original": 0.9,
    "sailthru.date": 0.85,
    "dc.date": 0.8,
    "dcterms.date": 0.8,
    "dcterms.created": 0.8,
    "date": 0.75,
}
_META_CHANGED = frozenset(
    {"article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified"}
)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/_-]|$)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of itself; None where it does not."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: Dating | None = None


def read_metadata(tree: html.HtmlElement, address: str) -> Metadata:
    """Read a page's metadata; ``address`` gives the domain where no outlet is named."""
    meta = _meta(tree)
    linked = list(_json_ld(tree))
    article = next((item for item in linked if _ARTICLE.search(_type(item)) and item.get("headline")), {})
    names_of_site = (meta.get("og:site_name"), _name(article.get("publisher")), _publisher(linked))
    site = next((name for name in names_of_site if name and not name.startswith(("http:", "https:"))), None)
    where = meta.get("og:url") or _canonical(tree) or address
    return Metadata(
        title=_title(tree, meta, article, site),
        author=_author(tree, meta, article),
        outlet=site or meta.get("application-name") or _domain(where) or _domain(address),
        published=_published(tree, meta, article, where),
    )


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    """First value of every meta element, by lower-case name or property."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = _line(element.get("content"))
        if key and value:
            found.setdefault(key.strip().lower(), value)
    return found


def _json_ld(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, outermost first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            pending = [json.loads(script.text or "null", strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending:
            item = pending.pop(0)
            if isinstance(item, list):
                pending.extend(item[:500])
            elif isinstance(item, dict):
                yield item
                pending.extend(
                    item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item
                )


def _type(item: dict[str, Any]) -> str:
    kind = item.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _name(value: object) -> str | None:
    """The name in a JSON-LD person or organisation, several joined by commas."""
    if isinstance(value, str):
        return None if value.startswith(("http:", "https:")) else _line(value)
    if isinstance(value, dict):
        return _name(value.get("name"))
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(name for name in map(_name, value[:10]) if name)) or None
    return None


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    """The organisation or site that the page's JSON-LD names on its own."""
    for item in linked:
        if _type(item) in {"NewsMediaOrganization", "Organization", "WebSite"} and _name(item.get("name")):
            return _name(item["name"])
    return None


def _title(
    tree: html.HtmlElement, meta: dict[str, str], article: dict[str, Any], site: str | None
) -> str | None:
    title = _name(article.get("headline")) or meta.get("og:title") or meta.get("twitter:title")
    shown = [_line(h1.text_content()) for h1 in tree.iter("h1")]
    if title is None:
        title = _line(tree.findtext(".//title"))
    if title and site:
        title = re.sub(rf"\s*[-–—|:»·]\s*{re.escape(site)}\s*$", "", title, flags=re.IGNORECASE) or title
    if title:  # the headline as shown is truer than a title cut or decorated for search engines
        heads = [head for head in shown if head and (head in title or title in head or _alike(head, title))]
        return heads[0] if heads else title
    return next((head for head in shown if head), None)


def _alike(one: str, other: str) -> bool:
    first, second = set(re.findall(r"\w+", one.lower())), set(re.findall(r"\w+", other.lower()))
    return len(first & second) >= 0.6 * max(len(first), len(second), 1)


def _author(tree: html.HtmlElement, meta: dict[str, str], article: dict[str, Any]) -> str | None:
    name = _name(article.get("author"))
    for key in ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"):
        value = meta.get(key)
        if not name and value and not value.startswith(("http", "/")) and len(value) <= 120:
            name = value
    if name:
        return re.sub(r"^by:?\s+", "", name, flags=re.IGNORECASE)
    for element in tree.xpath("//*[@rel='author' or @itemprop='author' or contains(@class, 'byline')]")[:20]:
        if any(names(node) & {"comment", "comments", "commentlist"} for node in around(element)):
            continue
        text = _line(element.text_content()) or ""
        found = looks.byline_name(text) or (text if looks.is_name(text) else None)
        if found:
            return found
    return None


def _published(
    tree: html.HtmlElement, meta: dict[str, str], article: dict[str, Any], address: str
) -> Dating | None:
    """The best witness; others that name another day make it doubtful."""
    witnesses = sorted(_witnesses(tree, meta, article, address), key=lambda dating: -dating.confidence)
    if not witnesses:
        changed = next((meta[key] for key in sorted(_META_CHANGED) if key in meta), None)
        dating = _dating(
            article.get("dateModified") or changed, "date of change, none of publication given", 0.4
        )
        return replace(dating, date=dating.date + "?") if dating else None
    best = witnesses[0]
    others = any(dating.confidence >= 0.7 and not _same_day(dating.date, best.date) for dating in witnesses)
    if others and best.confidence < 0.95:
        return Dating(best.date + "?", best.evidence, round(best.confidence * 0.6, 2))
    return replace(best, confidence=round(best.confidence - 0.1, 2)) if others else best


def _same_day(one: str, other: str) -> bool:
    """Whether two dates agree; a day apart they may be one moment in two time zones."""
    try:
        return abs(date.fromisoformat(one) - date.fromisoformat(other)) <= timedelta(days=1)
    except ValueError:
        return one.startswith(other) or other.startswith(one)


def _witnesses(
    tree: html.HtmlElement, meta: dict[str, str], article: dict[str, Any], address: str
) -> Iterator[Dating]:
    found = [_dating(article.get("datePublished"), "JSON-LD datePublished", 0.97)]
    found += [_dating(meta.get(key), f"meta {key}", trust) for key, trust in _META_DATES.items()]
    for element in tree.xpath("//*[@itemprop='datePublished']")[:3]:
        value = element.get("content") or element.get("datetime") or element.text_content()
        found.append(_dating(value, "microdata datePublished", 0.93))
    found.extend(_times(tree))
    match = _IN_ADDRESS.search(address)
    if match:
        found.append(_dating(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}", f"address {match[0]}", 0.7))
    yield from (dating for dating in found if dating)


def _times(tree: html.HtmlElement) -> Iterator[Dating | None]:
    """``<time>`` elements near the headline, those of comments, footers and changes left aside."""
    for element in tree.xpath("//time")[:5]:
        said = {word for node in around(element) for word in names(node)}
        if said & {
            "comment",
            "comments",
            "footer",
            "updated",
            "modified",
            "related",
            "clock",
            "teaser",
            "widget",
        }:
            continue
        if any(node.tag in {"footer", "nav", "aside"} for node in around(element)):
            continue
        label = (element.text_content() + " " + (element.getparent().text or ""))[:200].lower()
        if "updated" in label or "modified" in label:
            continue
        marked = element.get("pubdate") is not None or bool(
            said & {"published", "pubdate", "entry", "posted"}
        )
        yield _dating(
            element.get("datetime") or element.text_content(), "time element", 0.85 if marked else 0.7
        )
        return


def _dating(value: object, evidence: str, confidence: float) -> Dating | None:
    """A dating from a value in any common form, or None."""
    if not isinstance(value, str) or not value.strip():
        return None
    found = first_date(value[:200])
    if found is None or not found.has_year:
        return None
    return Dating(
        found.edtf, f"{evidence}: {_line(value[:80])}", confidence if "?" not in found.edtf else 0.4
    )


def _canonical(tree: html.HtmlElement) -> str | None:
    links = tree.xpath("//link[@rel='canonical']/@href")
    return str(links[0]) if links else None


def _domain(address: str) -> str | None:
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


def _line(text: object) -> str | None:
    """A text on one line, None if there is nothing in it."""
    return " ".join(text.split())[:300] or None if isinstance(text, str) else None

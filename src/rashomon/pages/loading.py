"""One address to one page."""

import os
from pathlib import Path

from rashomon.errors import PageEmpty, PageError, PageNotFound, PageNotText, PageTooLarge
from rashomon.model import Page
from rashomon.pages.decoding import decode, is_html
from rashomon.pages.plain import zone
from rashomon.pages.plain_facts import plain_facts

LIMIT = 20_000_000
"""Bytes that one page may have at most."""


def load(address: str | os.PathLike[str], content: bytes | None = None) -> Page:
    """Load one page and cut it into parts.

    Args:
        address: a file's path, or the address that the bytes came from.
        content: the bytes, if they are at hand; else the file is read.

    Returns:
        The page. Its text is the decoded file itself for plain text, the product's rendering for HTML.

    Raises:
        PageNotFound: if the path names no file.
        PageEmpty: if nothing but white space is in it.
        PageTooLarge: if it has more than ``LIMIT`` bytes.
        PageNotText: if it is neither text nor HTML.
        PageError: if the file cannot be opened.
    """
    address = os.fspath(address)
    if content is None:
        content = _read(address)
    if len(content) > LIMIT:
        raise _too_large(address, len(content))
    try:
        text, notes = decode(content)
        html = is_html(content, address)
    except PageNotText as error:
        raise PageNotText(f"{_shown(address)}: {error}") from None
    if not text.strip():
        raise PageEmpty(f"{_shown(address)}: the page is empty; nothing to read")
    page_id = Page.identify(content)
    if html:
        from rashomon.pages.html import read_html  # noqa: PLC0415  (lxml and trafilatura are slow to import)

        try:
            return read_html(page_id, address, content, text, notes)
        except PageEmpty as error:
            raise PageEmpty(f"{_shown(address)}: {error}") from None
    parts = zone(text)
    facts = plain_facts(text, parts)
    return Page(
        id=page_id,
        address=address,
        content=content,
        media_type="text/plain",
        text=text,
        parts=parts,
        outlet=facts.outlet,
        title=facts.title,
        author=facts.author,
        published=facts.published,
        notes=notes,
    )


def _read(address: str) -> bytes:
    path = Path(address)
    try:
        if path.is_dir():
            raise PageError(f"{_shown(address)}: a folder, not a page; give the files in it")
        if path.exists() and not path.is_file():
            raise PageNotText(f"{_shown(address)}: neither a file nor a folder; leave it out")
        size = path.stat().st_size
        if size > LIMIT:
            raise _too_large(address, size)
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except FileNotFoundError:
        raise PageNotFound(f"{_shown(address)}: no such file or folder; check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        raise PageError(
            f"{_shown(address)}: cannot be read ({reason}); check the path and its permissions"
        ) from None


def _too_large(address: str, size: int) -> PageTooLarge:
    return PageTooLarge(
        f"{_shown(address)}: {size / 1e6:.0f} MB, more than the {LIMIT // 1_000_000} MB that one page may "
        "have; split it or leave it out"
    )


def _shown(address: str) -> str:
    """The address on one line, whatever characters it holds."""
    return "".join(char if char.isprintable() else "�" for char in address)

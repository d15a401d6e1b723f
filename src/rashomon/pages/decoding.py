"""Bytes to text, honestly: what could not be decoded is replaced and reported, never dropped.

Order of trust: byte order mark, valid UTF-8, the charset that an HTML page declares, a guess by
charset-normalizer, and last UTF-8 with U+FFFD for each wrong sequence.
"""

import codecs
import re

from charset_normalizer import from_bytes

from rashomon.errors import PageNotText

SNIFFED = 65_536
"""Bytes at the beginning of a page that tell its kind."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|h[1-6]|span|table|section|main)\b[^<]{0,2000}>",
    re.IGNORECASE,
)
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode a page.

    Args:
        content: the bytes of the page.

    Returns:
        The text, with line breaks and white space as they are (a byte order mark is no text), and notes on
        what was odd.

    Raises:
        PageNotText: if the bytes are of another kind of file.
    """
    bom = next((codec for mark, codec in _BOMS if content.startswith(mark)), None)
    if bom:
        text = content.decode(bom, errors="replace")
        return text, _note_on(text, content, bom.removesuffix("-sig").upper())
    _refuse_binary(content)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        trouble = error
    codec = _declared(content)
    if codec:
        text = content.decode(codec, errors="replace")
        return text, (f"decoded as {codec}, as the page declares", *_note_on(text, content, codec))
    if _mostly_utf8(content):
        text = content.decode("utf-8", errors="replace")
        return text, _note_on(text, content, "UTF-8")
    guess = from_bytes(content[:SNIFFED]).best()
    if guess and guess.encoding not in {"utf_8", "ascii"}:
        text = content.decode(guess.encoding, errors="replace")
        name = guess.encoding.replace("_", "-")
        return text, (f"not UTF-8 (byte {trouble.start}); decoded as {name}, a guess",)
    text = content.decode("utf-8", errors="replace")
    return text, _note_on(text, content, "UTF-8")


def is_html(content: bytes, address: str = "") -> bool:
    """Whether a page is HTML: by its tags, or by its name's ending with at least one tag."""
    head = content[:SNIFFED]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\0", b"")
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return True
    tags = len(_TAG.findall(head))
    if address.lower().endswith((".html", ".htm", ".xhtml", ".shtml")):
        return tags >= 1
    return start.startswith(b"<") and tags >= 3


def _note_on(text: str, content: bytes, name: str) -> tuple[str, ...]:
    """A note on wrong sequences, if there are any that the page did not bring itself."""
    wrong = text.count("\ufffd") - (content.count(b"\xef\xbf\xbd") if name == "UTF-8" else 0)
    if wrong <= 0:
        return ()
    return (
        f"{wrong} {'sequence' if wrong == 1 else 'sequences'} of bytes not valid in {name}, shown as U+FFFD",
    )


def _refuse_binary(content: bytes) -> None:
    head = content[:SNIFFED]
    for mark, what in _SIGNATURES:
        if head.startswith(mark):
            raise PageNotText(f"is {what}, not a text or HTML page; convert it to text first")
    if b"\0" in head or len(head.translate(None, _CONTROL)) < 0.98 * len(head):
        raise PageNotText("is binary, not a text or HTML page; leave it out or convert it to text")


def _declared(content: bytes) -> str | None:
    match = _DECLARED.search(content[:4096])
    if not match:
        return None
    try:
        codec = codecs.lookup(match[1].decode("ascii", errors="replace")).name
        b"".decode(codec)
    except (LookupError, ValueError):
        return None
    return None if codec in {"utf-8", "ascii"} else codec


def _mostly_utf8(content: bytes) -> bool:
    """Whether most non-ASCII bytes form valid UTF-8, so that a few are just broken."""
    head = content[:SNIFFED]
    good = len(head.decode("utf-8", errors="ignore").encode("utf-8"))
    beyond_ascii = sum(byte > 127 for byte in head)
    return beyond_ascii == 0 or (len(head) - good) <= 0.2 * beyond_ascii

"""The line that names a commenter: "Ada says:", "Posted by Ada on May 3", "Ada · 2 hours ago", "Ada"."""

import re
from dataclasses import dataclass

from rashomon.pages import looks
from rashomon.pages.dates import first_date
from rashomon.pages.lines import Paragraph
from rashomon.pages.phrases import words

_SAYS = re.compile(
    r"^(?:on [^:]{3,60}[,:]\s)?(?P<name>\S[^:]{0,59}?)\s+"
    r"(?:says?|said|wrote|writes|commented|comments|replied|responded|posted)\b(?P<rest>[^:]{0,60}?)(?::|\.\.\.|…)\s*",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:\d{1,4}[.)]\s*)?(?:(?:posted|submitted|written|comment(?:ed)?|reply|left)\s+by|from|by)\s*:?\s+"
    r"(?P<name>\S.{0,58}?)"
    r"(?:\s*(?:,|\||·|•|—|–|-|@|\(|\bon\b|\bat\b)\s*(?P<rest>.{0,60}))?$",
    re.IGNORECASE,
)
_WITH_TIME = re.compile(r"^(?P<name>\S.{0,48}?)\s*(?:[,|·•—–@(\[-]|\bon\b|\bat\b)?\s*$")
_INLINE = re.compile(r"^(?P<name>[^\s:][^:]{0,38}):\s+(?=\S)")
_NUMBERED = re.compile(r"^\d{1,4}[.)]\s+(?P<name>\S.{0,40})$")
_PRONOUN = re.compile(r"(?:the|a|an|he|she|it|they|we|i|who|his|her|their)\b", re.IGNORECASE)
_NAMELESS = re.compile(
    r"^(?:anonymous|guest|anon|unknown|deleted|a reader|user)(?: user)?\d*$", re.IGNORECASE
)

_LABELS = words(
    """published updated posted modified created date first last edited on at in the since release released
    monday tuesday wednesday thursday friday saturday sunday added uploaded about over almost"""
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who a comment is by.

    Attributes:
        name: the name, None where the page says that there is none ("Anonymous").
        strong: whether set words or a time stand with the name, so that it can be nothing else.
        timed: whether a time stands with it.
        text_at: offset in the paragraph's text where the comment's own words begin, 0 if on a later line.
        below: whether the line's form ("Posted by ...") may also stand under a comment.
    """

    name: str | None
    strong: bool = False
    timed: bool = False
    text_at: int = 0
    below: bool = False


def signature(paragraph: Paragraph) -> Signature | None:
    """The signature that a line holds beyond doubt of form, or None; a bare name is not one."""
    text = paragraph.text
    if looks.is_action(text) or looks.is_comments_heading(text):
        return None
    return _says(text) or _by(text) or _with_time(text)


def inline(paragraph: Paragraph) -> Signature | None:
    """The signature of a line "Name: what the person says", or None."""
    match = _INLINE.match(paragraph.text)
    if match and looks.is_name(match["name"].strip("*_"), most=4):
        return Signature(_named(match["name"]), text_at=match.end())
    return None


def bare(paragraph: Paragraph) -> Signature | None:
    """The signature of a line that is a name and nothing else, or None; one in capitals is a subheading."""
    text = paragraph.text
    if (
        text.isupper()
        or looks.is_other_hand(text)
        or looks.byline_name(text)
        or looks.is_comments_heading(text)
    ):
        return None
    if looks.is_name(text) and not looks.is_chrome(text) and not looks.is_related_heading(text):
        return Signature(_named(text))
    return None


def numbered(paragraph: Paragraph) -> Signature | None:
    """The signature of a line "3. Name", or None; above a list of comments it may as well be a heading."""
    match = _NUMBERED.match(paragraph.text)
    if match and looks.is_name(match["name"], most=3) and not looks.is_chrome(match["name"]):
        return Signature(_named(match["name"]))
    return None


def _named(name: str) -> str | None:
    name = name.strip(" \t\xa0,:;|·•–—-@([*_#>")
    return None if not name or _NAMELESS.match(name) else name


def _is_time(text: str) -> bool:
    return looks.is_ago(text) or (len(text) <= 80 and (first_date(text) is not None or looks.is_clock(text)))


def _says(text: str) -> Signature | None:
    match = _SAYS.match(text[:200])
    if not match or not looks.is_handle_like(match["name"]):
        return None
    rest = match["rest"].strip()
    end = match.end()
    timed = _is_time(rest) or (not rest and _is_time(text[end:]))
    if rest and not timed and rest.lower() not in {"in reply", "this"}:
        return None
    named = looks.is_name(match["name"])
    if not timed and not named and (end < len(text) or _PRONOUN.match(match["name"])):
        return None
    text_at = 0 if end >= len(text) or _is_time(text[end:]) else end
    return Signature(_named(match["name"]), strong=timed or named, timed=timed, text_at=text_at)


def _by(text: str) -> Signature | None:
    match = _BY.match(text) if len(text) <= 130 else None
    if not match or (looks.ends_sentence(text) and not _is_time(text)):
        return None
    rest = match["rest"] or ""
    name = match["name"]
    at = looks.ago_start(name)
    if at:
        name, rest = name[:at], name[at:]
    timed = bool(rest) and _is_time(rest)
    explicit = not text.lower().startswith(("by", "from"))
    if not looks.is_handle_like(name.strip()) or not (timed or explicit) or (rest and not timed):
        return None
    return Signature(_named(name), strong=True, timed=timed, below=True)


def _with_time(text: str) -> Signature | None:
    """A name and a time on one line."""
    if len(text) > 90 or not _is_time(text):
        return None
    at = looks.ago_start(text)
    if at is None:
        date = first_date(text)
        clock = looks.clock_start(text)
        starts = [start for start in (date.start if date else None, clock) if start is not None]
        at = min(starts, default=0)
    before = re.sub(
        r"\b(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sat|sun)(?:day)?\.?,?\s*$",
        "",
        text[:at],
        flags=re.IGNORECASE,
    )
    match = _WITH_TIME.match(before) if before.strip() else None
    if not match or not looks.is_handle_like(match["name"].strip()) or looks.is_chrome(match["name"]):
        return None
    after = re.sub(r"\W|\d", "", text[at:])
    name = match["name"].strip()
    if (
        len(after) > 30
        or name.rstrip(":").lower() in _LABELS
        or not (looks.is_name(name) or len(name.split()) == 1 or looks.is_ago(text))
    ):
        return None
    return Signature(_named(name), strong=True, timed=True)

"""What one paragraph of a page looks like, by itself: length, punctuation, capitals, set phrases."""

import re
from functools import lru_cache

from rashomon.pages import phrases

CACHED = 4096
"""Paragraphs whose looks are remembered: the zoner asks several times, hostile pages repeat lines."""

_NAME_WORD = re.compile(r"^[\"'“‘(]?[^\W\d_][\w.'’-]*[\"'”’).]?$|^\d{1,4}$")
_AFTER_NAME = re.compile(
    r"\s*[,|•·–—(]\s*|\s+-\s+|\s+(?:on|for|in|at|published|updated|posted)\s+|\s+\d|"
    r"\s+(?=(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"^@?[\w.-]*(?:[_\d]|[a-z][A-Z])[\w.-]*$")


@lru_cache(maxsize=CACHED)
def is_sentence(text: str) -> bool:
    """Whether the words read as prose: they end as a sentence does, or run on far beyond a title."""
    words = text.split()
    ends = ends_sentence(text)
    if len(words) < 4:  # scripts that put no space between words
        return ends and len(text) >= 15 and text[-1] in "。！？"
    lower = sum(word.lower() in phrases.FUNCTION_WORDS for word in words[1:])
    if ends:
        small = sum(word[0].islower() for word in words[1:])
        return lower >= 1 or len(words) >= 10 or small >= 0.6 * (len(words) - 1)
    return len(words) >= 25 and lower >= len(words) / 10


def ends_sentence(text: str) -> bool:
    """Whether the last mark is a full stop, question or exclamation mark, or an ellipsis."""
    return bool(phrases.SENTENCE_END.search(text))


def is_title_like(text: str) -> bool:
    """Whether the words could be a headline: 3 to 25 of them, one line, no full stop, some letters."""
    words = text.split()
    if not 3 <= len(words) <= 25 or len(text) > 200:
        return False
    if text.endswith((".", ",", ";", ":")) and not text.endswith(("...", "U.S.", "U.N.", "U.K.")):
        return False
    return sum(any(c.isalpha() for c in word) for word in words) >= 0.7 * len(words)


def is_clock(text: str) -> bool:
    """Whether a short line tells the hour."""
    return len(text) <= 80 and bool(phrases.CLOCK.search(text))


def is_ago(text: str) -> bool:
    """Whether a short line tells a time relative to the reader's ("2 hours ago")."""
    return len(text) <= 80 and bool(phrases.AGO.search(text))


def ago_start(text: str) -> int | None:
    """Where a relative time begins in a line, or None."""
    match = phrases.AGO.search(text[:200])
    return match.start() if match else None


def is_credit(text: str) -> bool:
    """Whether the line names the maker of a picture, and not the owner of the page."""
    return len(text) <= 120 and bool(phrases.CREDIT.match(text)) and not is_copyright(text)


def is_copyright(text: str) -> bool:
    """Whether the line is the owner's notice: the sign or word with a year, or all rights reserved."""
    if len(text) > 400 or not phrases.COPYRIGHT.search(text):
        return False
    return (
        bool(re.search(r"\b(?:19|20)\d\d\b", text))
        or "ights reserved" in text
        or text.lower().startswith("copyr")
    )


def is_picture_text(text: str) -> bool:
    """Whether the words themselves tell that they stand under a picture."""
    return len(text) <= 600 and bool(phrases.PICTURE.search(text))


def is_related_heading(text: str) -> bool:
    """Whether the line heads, or is, a link to other pages."""
    return len(text) <= 200 and bool(phrases.RELATED.match(text))


def is_comments_heading(text: str) -> bool:
    """Whether the line heads the readers' comments."""
    return len(text) <= 160 and bool(phrases.COMMENTS.match(text))


@lru_cache(maxsize=CACHED)
def is_chrome(text: str) -> bool:
    """Whether set phrases mark the line as part of the site rather than of the story."""
    if is_copyright(text):
        return True
    if text.startswith("![") or not any(c.isalpha() for c in text):
        return True
    short = len(text) <= 80 and not (is_sentence(text) and len(text.split()) > 8)
    if short and phrases.FURNITURE.match(text):
        return True
    return len(text) <= 500 and bool(phrases.FURNITURE_SENTENCE.search(text))


def is_action(text: str) -> bool:
    """Whether the line is the row of buttons under a comment: Reply, Like, 3, Share."""
    words = re.findall(r"[^\W\d_]+", text.lower()) if len(text) <= 80 else [""]
    return all(word in phrases.BUTTONS for word in words)


def is_keywords(text: str) -> bool:
    """Whether the line lists topics: labelled so, or four or more short items parted by commas."""
    if len(text) > 600 or ends_sentence(text) or is_clock(text):
        return False
    label = phrases.KEYWORDS.match(text)
    if label and (":" in label.group() or "," in text):
        return True
    items = [item.strip() for item in text.split(",")]
    short = len(items) == 3 and all(len(item.split()) <= 3 for item in items) and not re.search(r"\d", text)
    if (len(items) < 4 and not short) or ":" in text:
        return False
    verbs = sum(word.lower() in phrases.FUNCTION_WORDS for word in text.split())
    return all(1 <= len(item.split()) <= 5 for item in items) and verbs <= len(items) / 3


def byline_name(text: str) -> str | None:
    """The writer's name in a byline ("By Ada Okoro, Chief Correspondent"), or None.

    A hand that edited, translated or photographed is not the writer.
    """
    if len(text) > 120 or is_other_hand(text):
        return None
    match = phrases.BYLINE.match(text)
    if not match:
        return None
    name = _AFTER_NAME.split((match["name"] or match["author"]).strip())[0].strip(" .:")
    return name if is_name(name, most=7) else None


def is_other_hand(text: str) -> bool:
    """Whether the line names an editor, translator or photographer."""
    return len(text) <= 160 and bool(phrases.OTHER_HAND.match(text))


def is_name(text: str, most: int = 5) -> bool:
    """Whether a line is shaped like a person's name or a user's handle: few words, all in capitals first."""
    words = text.split()
    if not 1 <= len(words) <= most or len(text) > 60 or (text[-1:] in ".!?:;,…" and not _initial(words[-1])):
        return False
    if len(words) == 1 and _HANDLE.match(text):
        return any(c.isalpha() for c in text)
    capitals = 0
    for word in words:
        if word.lower() in phrases.NAME_PARTICLES and word != words[0]:
            continue
        if not _NAME_WORD.match(word) or not word.lstrip("\"'“‘(")[0].isupper():
            return word.isdigit() and capitals > 0
        capitals += 1
    return capitals > 0


def _initial(word: str) -> bool:
    return len(word) <= 3 and word.endswith(".") and word[0].isupper()


def is_handle_like(text: str) -> bool:
    """Whether a short line could be the name that a commenter goes by, capitals or not."""
    words = text.split()
    if not 1 <= len(words) <= 5 or len(text) > 40 or not any(map(str.isalpha, text)):
        return False
    return text[-1] not in ".!?,;…" or _initial(words[-1])


@lru_cache(maxsize=CACHED)
def speaks(text: str) -> bool:
    """Whether the words address somebody or speak of themselves: I, you, an outcry, a question."""
    if len(text.split()) < 3 or is_chrome(text):
        return False
    unquoted = re.sub(r"[\"“][^\"”]{0,400}[\"”]", " ", text[:5000])
    return bool(phrases.SPEAKING.search(unquoted))


def is_list_item(text: str) -> bool:
    """Whether the line begins with a bullet or a number."""
    return bool(re.match(r"(?:[-*•·–—]|\d{1,2}[.)])\s", text))


def clock_start(text: str) -> int | None:
    """Where an hour begins in a line, or None."""
    match = phrases.CLOCK.search(text[:200])
    return match.start() if match else None

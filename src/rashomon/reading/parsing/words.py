"""Sentences and words of a text, split as Universal Dependencies' English treebanks split them.

Subword tokenisers split "don't" in their own way; the heads were trained on UD words, so the same
split is used in training and at run time. Sentence borders are syntok's, inside paragraphs: a blank
line always ends a sentence.
"""

import re

from syntok import segmenter

from rashomon.model.annotation import Span

_BLANK = re.compile(r"\r?\n[^\S\n]*(?:\r?\n[^\S\n]*)+")

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Rev|Hon|St|Jr|Sr|Inc|Ltd|Corp|Co|Bros"
    "|vs|etc|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|a\\.m|p\\.m|e\\.g|i\\.e|approx|est"
)
_CLITICS = "s|m|d|re|ve|ll"
_WORD = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>"]*[\w/]                       # address
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                            # mail
    | [@#]\w+                                                 # handle, hashtag
    | \b(?:{_ABBREVIATIONS})\.(?!\w)                          # abbreviation keeps its dot
    | (?:[^\W\d_]\.){{2,}}                                    # U.S.
    | [^\W\d_]\.(?=\s+[A-Z])                                  # initial
    | \d+(?:[.,:]\d+)+(?!\d)                                  # 1,000.5  10:30
    | \d+(?:st|nd|rd|th|s)\b                                  # 19th 1990s
    | (?:can)(?=not\b) | (?<=can)not\b
    | \w+?(?=n['’]t\b) | n['’]t\b                             # do n't
    | ['’](?:{_CLITICS})\b                                    # 's 'll
    | [^\W_]+(?:['’](?!(?:{_CLITICS})\b)[^\W_]+)+             # O'Brien
    | [^\W\d_]+\d[\w]* | \d+[^\W\d_]+\w*                      # Su24 4x4
    | \w+
    | \.{{2,}} | -{{2,}} | ([^\w\s])\1*                       # runs of one mark
    """,
    re.VERBOSE | re.IGNORECASE,
)


def words(text: str, start: int, end: int) -> list[Span]:
    """Spans of the words of ``text[start:end]``, in code points of ``text``."""
    return [match.span() for match in _WORD.finditer(text, start, end)]


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the stretches of ``text[start:end]`` between blank lines, white space trimmed."""
    found: list[Span] = []
    at = start
    stop = len(text) if end is None else end
    while at < stop:
        blank = _BLANK.search(text, at, stop)
        border = blank.start() if blank else stop
        stretch = text[at:border]
        if stretch.strip():
            low = at + len(stretch) - len(stretch.lstrip())
            found.append((low, low + len(stretch.strip())))
        at = blank.end() if blank else stop
    return found


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the sentences of one paragraph, ``text[start:end]``, white space trimmed."""
    found: list[Span] = []
    stretch = text[start:end]
    for paragraph in segmenter.analyze(stretch):
        for sentence in map(list, paragraph):
            if sentence:
                last = sentence[-1]
                found.append((start + sentence[0].offset, start + last.offset + len(last.value)))
    return found

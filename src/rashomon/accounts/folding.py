"""One spelling for what is written in many ways: case, accents, endings."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from rashomon.resources.lists import classes

_LETTERS = str.maketrans({
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
    "’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "\xa0": " ",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*")
_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """Small letters without accents, single spaces, straight quotes, no possessive endings."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)
    return " ".join(re.sub(r"'s\b|'(?=\s|$)", "", plain).split())


def words(text: str) -> list[str]:
    """Words of a text as they are written."""
    return _WORD.findall(text)


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Snowball's English stem (Porter 2001) of a folded word."""
    return str(_stemmer.stemWord(word))


@lru_cache(maxsize=1 << 17)
def stems(text: str) -> tuple[str, ...]:
    """Stems of the words that carry meaning, in order."""
    return tuple(stem(w) for w in words(fold(text)) if w not in classes("accounts")["small"])


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Consonants of a name, so that spelling variants meet ("Zelensky", "Zelenskyy", "Zelenskiy")."""
    plain = fold(word)
    for written, sound in (
        ("kh", "h"), ("ph", "f"), ("ck", "k"), ("sch", "sh"), ("tch", "ch"), ("w", "v"), ("ks", "x"),
        ("q", "k"), ("c", "k"), ("j", "y"),
    ):  # fmt: skip
        plain = plain.replace(written, sound)
    first, rest = plain[:1], re.sub(r"[aeiouy'\-]", "", plain[1:])
    return re.sub(r"(.)\1+", r"\1", first + rest)

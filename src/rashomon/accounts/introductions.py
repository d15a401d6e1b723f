"""What pages say of the people and bodies they name: offices, states, abbreviations.

"Russian President Vladimir Putin", "Ann Lee, an analyst at Ness", "the Harbour Workers' Union (HWU)".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rashomon.accounts.folding import fold
from rashomon.accounts.names import standing
from rashomon.resources.lists import classes

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PART = rf"{_CAPITAL}[\w'’-]+"
_PARTICLE = r"(?:(?:al|bin|van|von|de|der|den|da|di|del|la|le|el)[ \xa0])?"
_NAME = rf"{_CAPITAL}[\w'’.-]*(?:[ \xa0]{_PARTICLE}{_PART}){{0,5}}"
_BODY = re.compile(
    rf"((?:{_CAPITAL}[\w'’&-]+[ \xa0](?:(?:of|for|and|the)[ \xa0])*){{1,6}}{_CAPITAL}[\w'’&-]+)"
    r"[ \xa0]\(([A-Z][A-Za-z]{1,7})\)"
)
_PERSON = re.compile(rf"(?<![\w.]){_NAME}")

_BREAK = re.compile(r"[.;:!?\n\"“”()]")


_TRADES = frozenset({
    "politician", "official", "leader", "diplomat", "expert", "scientist", "academic", "professor",
    "lawmaker", "minister", "president", "spokesman", "journalist", "author", "soldier", "general",
    "lawyer", "executive", "activist", "cleric",
})  # fmt: skip
"""Classes of the list of speakers that are offices and trades."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name, the office that the page gives it, and the state that the office belongs to (alpha-3)."""

    name: str
    office: str
    state: str | None


@cache
def walks() -> dict[str, frozenset[str]]:
    """Walks of life with their trades; two namesakes in two of them are two people."""
    return {kind: words for kind, words in classes("accounts").items() if kind.startswith("walk_")}


@cache
def offices() -> frozenset[str]:
    """Nouns for offices and trades, folded."""
    trades = [words for kind, words in classes("speakers").items() if kind in _TRADES]
    return frozenset(fold(word) for words in (*trades, *walks().values()) for word in words)


def state_in(words: str) -> str | None:
    """The last state that is named in an office ("Turkish president", "President of Chile")."""
    known = standing()
    parts = fold(words).replace(",", " ").split()
    for size in (3, 2, 1):
        for at in range(len(parts) - size, -1, -1):
            code = known.get(" ".join(parts[at : at + size]))
            if code is not None and " ".join(parts[at : at + size]) != "us":
                return code
    return None


def introductions(text: str) -> Iterator[Introduction]:
    """Names with the offices that stand right before or after them."""
    for match in _PERSON.finditer(text):
        words = match.group().split()
        titled = 0
        while titled < len(words) - 1 and (
            fold(words[titled]) in offices() or fold(words[titled]) in standing()
        ):
            titled += 1
        name = " ".join(words[titled:])
        if fold(name) in standing() or fold(words[-1]) in offices() | classes("accounts")["bodies"]:
            continue
        before = _clause(text[max(0, match.start() - 60) : match.start()], last=True)
        office = " ".join([*_close(before), *words[:titled]])
        if any(fold(w) in offices() for w in office.split()):
            yield Introduction(name, office, state_in(office))
        after = re.match(r",[ \xa0](?:(?:a|an|the)[ \xa0])?([^,.;\n\"“”]{3,90})", text[match.end() :])
        if after and len(words) - titled > 1:
            told = after.group(1).split()
            first = next((i for i, w in enumerate(told[:6]) if fold(w) in offices()), None)
            if first is not None:
                yield Introduction(name, " ".join(told), state_in(" ".join(told)))


def abbreviations(text: str) -> Iterator[tuple[str, str]]:
    """Bodies with the short form that the page gives in brackets."""
    for match in _BODY.finditer(text):
        name = re.sub(r"^The\s", "", match.group(1))
        yield " ".join(name.split()), match.group(2)


def _clause(text: str, *, last: bool) -> str:
    pieces = _BREAK.split(text)
    return pieces[-1] if last else pieces[0]


def _close(before: str) -> list[str]:
    """The office that ends a stretch of words, with the state before it: "Turkish deputy minister"."""
    words = before.replace(",", " , ").split()
    if not words or not before[-1:].isspace() or fold(words[-1]) not in offices():
        return []
    start = len(words) - 1
    while start and start > len(words) - 4:
        word = words[start - 1]
        plain = fold(word)
        if (
            plain in offices()
            or plain in standing()
            or plain in {"former", "deputy", "prime", "foreign", "vice"}
        ):
            start -= 1
        else:
            break
    return words[start:]

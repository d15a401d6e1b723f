"""Which known actors a stretch of words names: states, blocs, and whoever the pages introduce."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from rashomon.accounts.folding import fold
from rashomon.resources import states


@cache
def blocs() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Readable name and other names of organisations of states, by id."""
    path = files("rashomon") / "resources" / "lexicon" / "blocs.toml"
    found = {}
    for code, listed in tomllib.loads(path.read_text("utf-8")).items():
        name, _, others = listed.partition(";")
        found[code] = name.strip(), tuple(w.strip() for w in others.split(",") if w.strip())
    return found


@cache
def standing() -> Mapping[str, str]:
    """Names of states and blocs, with adjectives and capitals, folded, to their id."""
    found = {fold(name): code for name, code in states.adjectives().items()}
    found |= {fold(name): code for name, code in states.names().items()}
    for code, (name, others) in blocs().items():
        found |= {fold(other).removeprefix("the "): code for other in (name, *others)}
    return found


class Names:
    """A list of names to look for.

    Args:
        known: folded name to actor id; it goes before the standing names of states and blocs.
    """

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self._ids = dict(standing()) | dict(known or {})
        self._longest: dict[str, int] = {}
        for name in self._ids:
            parts = _tokens(name)
            if parts:
                first = parts[0][0]
                self._longest[first] = max(self._longest.get(first, 0), len(parts))
        self._by_tokens = {tuple(t for t, _ in _tokens(name)): code for name, code in self._ids.items()}

    def find(self, text: str) -> tuple[str, ...]:
        """Ids of the actors named, each once, in order; a name must have a capital."""
        return tuple(dict.fromkeys(code for code, _, _ in self.places(text)))

    def places(self, text: str) -> Iterable[tuple[str, int, int]]:
        """Id and span of every name in the text, longest first at each place."""
        tokens = _tokens(text)
        at = 0
        while at < len(tokens):
            word, (start, _) = tokens[at]
            step = 1
            if text[start].isupper():
                for length in range(min(self._longest.get(word, 0), len(tokens) - at), 0, -1):
                    code = self._by_tokens.get(tuple(t for t, _ in tokens[at : at + length]))
                    if code is not None and not (word == "us" and text[start : start + 2] == "Us"):
                        yield code, start, tokens[at + length - 1][1][1]
                        step = length
                        break
            at += step

    def without(self, text: str) -> str:
        """The text without the names in it."""
        kept, at = [], 0
        for _, start, end in self.places(text):
            kept.append(text[at:start])
            at = end
        return " ".join("".join([*kept, text[at:]]).split())

    def get(self, name: str) -> str | None:
        """Id of a whole name."""
        return self._ids.get(fold(name).removeprefix("the "))


def _tokens(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Folded words with their spans; possessive endings and dots at the end are no part of them."""
    found = []
    for match in re.finditer(r"(?:[^\W\d_]\.){2,}|[^\W_]+", text):
        word = fold(match.group())
        if word not in {"s", "the"} or match.group()[0].isupper():
            found.append((word, match.span()))
    return found


def readable(code: str) -> str:
    """The readable name of a state or bloc."""
    if code in blocs():
        return blocs()[code][0]
    return states.readable().get(code, code)

"""States by name, adjective and capital: ISO 3166-1 alpha-3.

English names come from CLDR (https://cldr.unicode.org), through Babel; capitals, adjectives and other
names from the package's own table.
"""

import tomllib
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.core import get_global


@cache
def names() -> dict[str, str]:
    """Names of states, and capitals where they stand for the government, lower-cased, to alpha-3."""
    found: dict[str, str] = {}
    for code, two in _codes().items():
        if name := Locale("en").territories.get(two):
            found.setdefault(name.lower(), code)
    for code, (capitals, _, others) in _table().items():
        for name in (*others, *capitals):
            found[name.lower()] = code
    return found


@cache
def adjectives() -> dict[str, str]:
    """Adjectives and names of peoples, singular and plural, lower-cased, to alpha-3."""
    found: dict[str, str] = {}
    for code, (_, words, _) in _table().items():
        for word in words:
            found[word.lower()] = code
            found[word.lower() + "s"] = code
    return found


@cache
def readable() -> dict[str, str]:
    """The usual English name by alpha-3: our own where the table has one, else CLDR's."""
    found = {code: str(Locale("en").territories.get(two, code)) for code, two in _codes().items()}
    for code, (_, _, others) in _table().items():
        if others:
            found[code] = others[0]
    return found


@cache
def _codes() -> dict[str, str]:
    """Alpha-3 to alpha-2, today's codes only."""
    aliases = get_global("territory_aliases")
    found = {code: aliases[code][0] for code in _table()}
    taken = set(found.values())
    for code, two in aliases.items():
        if len(code) == len("ABC") and code.isalpha() and len(two) == 1 and two[0] not in {code, *taken}:
            found[code] = two[0]
    return found


@cache
def _table() -> dict[str, tuple[list[str], list[str], list[str]]]:
    path = files("rashomon") / "resources" / "lexicon" / "states.toml"
    found = {}
    for code, listed in tomllib.loads(path.read_text("utf-8")).items():
        capitals, people, others = (
            [w.strip() for w in part.split(",") if w.strip()] for part in listed.split(";")
        )
        found[code] = capitals, people, others
    return found

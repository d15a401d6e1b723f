"""Word lists of general English, own compilations in ``lexicon/``, read once."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def classes(name: str) -> dict[str, frozenset[str]]:
    """Classes of one list by name: lemmas, lower-cased."""
    path = files("rashomon.resources") / "lexicon" / f"{name}.toml"
    listed: dict[str, str] = tomllib.loads(path.read_text("utf-8"))
    return {
        kind: frozenset(w.strip() for w in words.replace("\n", " ").split(",") if w.strip())
        for kind, words in listed.items()
    }

"""Words for political events by PLOVER's roots and modes (Halterman et al., PLOVER and POLECAT, 2023)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar, cast

from rashomon.model.statement import PloverType

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A root and its mode, as a word or phrase has it."""

    root: PloverType
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class EventWords:
    """The lexicon, indexed.

    Attributes:
        verbs: lemma, or lemma and particle or preposition joined by "_", to meanings, the usual one first.
        phrases: the same and the lemma of the object, to meanings.
        nouns: lemma to meanings.
        targets: per root, prepositions before the target of a verb.
        general: classes of words that are no events themselves.
        nominal: nouns of verbs that need their object to mean an event, to those verbs.
        intent: verbs and adjectives that say what the subject means to do.
    """

    verbs: dict[str, list[Meaning]]
    phrases: dict[tuple[str, str], list[Meaning]]
    nouns: dict[str, list[Meaning]]
    targets: dict[str, frozenset[str]]
    general: dict[str, frozenset[str]]
    intent: dict[str, frozenset[str]]
    nominal: dict[str, str]


@cache
def event_words() -> EventWords:
    """The shipped lexicon, read once."""
    path = files("rashomon") / "resources" / "lexicon" / "events.toml"
    tables: dict[str, dict[str, str]] = tomllib.loads(path.read_text("utf-8"))
    targets, general, intent = (
        {kind: _words(listed) for kind, listed in tables[name].items()}
        for name in ("targets", "general", "intent")
    )
    found = EventWords({}, {}, {}, targets, general, intent, dict(tables["nominal"]))
    for kind, listed in tables["verbs"].items():
        for word in _listed(listed, ","):
            _add(found.verbs, word, kind)
    for kind, listed in tables["nouns"].items():
        for word in _listed(listed, ","):
            _add(found.nouns, word, kind)
    for kind, listed in tables["phrases"].items():
        for group in _listed(listed, ";"):
            verbs, _, nouns = group.partition(" ")
            for verb in verbs.split("|"):
                for noun in nouns.split("|"):
                    _add(found.phrases, (verb.strip(), noun.strip()), kind)
    return found


def _listed(listed: str, mark: str) -> list[str]:
    return [" ".join(word.split()) for word in listed.split(mark) if word.strip()]


def _words(listed: str) -> frozenset[str]:
    return frozenset(_listed(listed, ","))


def _add(index: dict[Key, list[Meaning]], key: Key, kind: str) -> None:
    root, _, mode = kind.partition("/")
    meaning = Meaning(cast(PloverType, root), mode or None)
    known = index.setdefault(key, [])
    if meaning not in known:
        known.append(meaning)

"""Factors that are relations of two actors: "ties with Moscow", "the rapprochement", "a pivot to Russia".

The two sides are taken from the label, then from the words around it, then from the two powers that the
page speaks of most.
"""

import re
from collections import Counter
from collections.abc import Iterable

from rashomon.accounts.actors import Actors
from rashomon.accounts.folding import fold, words
from rashomon.accounts.names import blocs
from rashomon.model import Event, Page, Statement
from rashomon.resources.lists import classes

Dyad = tuple[str, str]

CLEARLY = 1.5
"""How many times as often the powers that a page is about are named as the next one."""

_LEADS = re.compile(r"\b(with|to|towards?)\b")


def relation(text: str) -> tuple[str, int] | None:
    """The noun that makes a label a relation, and 1 for closeness or -1 for distance; else None.

    In a noun phrase it must stand before the first preposition: "anxiety over ties" is no relation.
    """
    plain = words(fold(text))
    lists, small = classes("dyads"), classes("accounts")
    clause = not small["clause"].isdisjoint(plain)
    for i, word in enumerate(plain):
        if (
            word in small["borders"] - {"to", "with", "between", "towards", "toward", "against"}
            and i
            and not clause
        ):
            return None
        forms = {word, word.removesuffix("s")}
        if forms & lists["closeness"]:
            return word, 1
        if forms & lists["distance"]:
            return word, -1
        if forms & lists["movement"] and i + 1 < len(plain) and plain[i + 1] in {"to", "toward", "towards"}:
            return word, 1
    return None


def powers(actors: Actors, text: str) -> list[str]:
    """States, blocs and other actors named in a text, people who head a state as that state."""
    found = (actors.power(code) for code in actors.names.find(text))
    return list(dict.fromkeys(code for code in found if is_power(actors, code)))


def is_power(actors: Actors, code: str) -> bool:
    """Whether an actor is a state or a bloc."""
    return (
        code in blocs()
        or (len(code) == len("ABC") and code.isupper() and code.isalpha())
        or ((actor := actors.get(code)) is not None and actor.kind == "state")
    )


def main_powers(
    statements: Iterable[Statement], pages: Iterable[Page], actors: Actors
) -> dict[str, list[str]]:
    """The powers of each page that it is plainly about: none that a third is named nearly as often as."""
    counts: dict[str, Counter[str]] = {}
    for page in pages:
        read = counts.setdefault(page.id, Counter())
        for part in page.parts:
            if part.kind in {"headline", "body"}:
                read.update(actors.power(code) for code, _, _ in actors.names.places(page.words(part)))
    for statement in statements:
        page_id = statement.evidence.page_id
        if isinstance(statement.content, Event):
            for side in (statement.content.source, statement.content.target):
                code = actors.of(side.name, page_id) if side else None
                if code:
                    counts.setdefault(page_id, Counter())[actors.power(code)] += 1
    return {page: _plainest(found, actors) for page, found in counts.items()}


def _plainest(found: Counter[str], actors: Actors) -> list[str]:
    """The two powers named most often, or the one, where the next is named clearly less."""
    ranked = [c for c in sorted(found, key=lambda c: (-found[c], c)) if is_power(actors, c)]
    for many in (2, 1):
        if len(ranked) <= many or found[ranked[many - 1]] >= CLEARLY * found[ranked[many]]:
            return ranked[:many]
    return []


def dyad(actors: Actors, label: str, text: str, around: str, main: list[str]) -> Dyad | None:
    """The two sides of a relation, sorted; None where they are not known.

    Args:
        actors: the actors of the case.
        label: the factor's label, which must name a relation.
        text: the page's words of the end.
        around: the words of the statement.
        main: the page's powers, the most frequent first.
    """
    before, led, after = _LEADS.split(label, maxsplit=1) if _LEADS.search(label) else (label, "", "")
    partners = powers(actors, after)
    owners = [side for side in powers(actors, before) if side not in partners]
    # "relations with A and B" are relations of somebody else with each of them
    sides = [*owners, *partners[:1]] if led and partners else owners + partners
    for more in (text, around):
        if len(sides) < 2:
            sides += [side for side in powers(actors, more) if side not in {*sides, *partners}]
    if len(sides) < 2:
        sides += [side for side in main if side not in {*sides, *partners}]
    return (min(sides[:2]), max(sides[:2])) if len(sides) >= 2 else None


def dyad_label(actors: Actors, sides: Dyad, pole: int) -> str:
    """The readable name of a relation."""
    a, b = sorted(actors.name(side) for side in sides)
    return f"relations of {a} and {b}" if pole > 0 else f"tensions between {a} and {b}"

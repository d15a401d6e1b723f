"""Names settled over a stretch: the same words carry the same label.

One sentence may leave open whether a surname is a place; the page as a whole does not. Lists of
well-known organisations, places and states weigh in, since a small encoder knows few of them.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rashomon.model.annotation import Span
from rashomon.resources.lists import classes
from rashomon.resources.states import adjectives
from rashomon.resources.states import names as states

KNOWN = 1.5
"""What a list weighs, in sightings that are sure."""
_ADDRESS = re.compile(r"[@_/\\]|\.(?:com|org|net|doc|pdf|xls|html?)$", re.IGNORECASE)
_EDGES = re.compile(r"^the\s+|['’]s?$|[\"“”]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A name: words ``span``, label PER, LOC, ORG or MISC."""

    span: Span
    label: str
    confidence: float


def settled(seen: Sequence[tuple[Span, str, dict[str, float]]]) -> list[Name]:
    """Names with one label for the same words; addresses and names of files are none.

    Args:
        seen: span, words and probability per label of every sighting.
    """
    seen = [sighting for sighting in seen if not _ADDRESS.search(sighting[1])]
    mass: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    keys = [_EDGES.sub("", " ".join(words.split())).casefold() for _, words, _ in seen]
    for key, (_, _, read) in zip(keys, seen, strict=True):
        for label, value in read.items():
            mass[key][label] += value
    for key, own in mass.items():
        if known := _known().get(key):
            own[known] += KNOWN
    for key in list(mass):
        parts = key.split()
        if (
            len(parts) > 1
            and max(mass[key], key=lambda label: mass[key][label]) == "PER"
            and parts[-1] in mass
        ):
            mass[parts[-1]]["PER"] += mass[key]["PER"]
    found = []
    for key, (span, _, _) in zip(keys, seen, strict=True):
        label = max(mass[key], key=lambda label: mass[key][label])
        found.append(Name(span, label, mass[key][label] / sum(mass[key].values())))
    return found


@cache
def _known() -> dict[str, str]:
    """Label of well-known names, in small letters."""
    lists = {name: label for label, names in classes("names").items() for name in names}
    return lists | dict.fromkeys(adjectives(), "MISC") | dict.fromkeys(states(), "LOC")

"""Names made up anew, so that a head cannot lean on the names that a corpus happens to hold.

Words of persons' and places' names become invented ones, the same word always the same within a text.
"""

import random
from dataclasses import replace

from rashomon.reading.parsing.windows import TITLE, letter_case
from training.examples import Example

ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "qu",
    "r",
    "s",
    "sh",
    "sk",
    "st",
    "t",
    "th",
    "tr",
    "v",
    "w",
    "y",
    "z",
]
NUCLEI = ["a", "a", "e", "e", "i", "o", "o", "u", "ai", "ei", "ou", "ia", "ö", "é", "á"]
CODAS = ["", "", "", "n", "r", "l", "s", "k", "nd", "rt", "m", "th", "v"]


def invented(rng: random.Random) -> str:
    """A pronounceable word that is no name we know."""
    parts = [rng.choice(ONSETS) + rng.choice(NUCLEI) for _ in range(rng.choice((1, 2, 2, 3)))]
    return ("".join(parts) + rng.choice(CODAS)).capitalize()


def renamed(example: Example, rng: random.Random) -> Example:
    """The example with the words of its persons and places renamed."""
    named = {
        example.words[i]
        for span, label in example.entities or []
        if label in {"PER", "LOC"}
        for i in range(*span)
        if letter_case(example.words[i]) == TITLE
    }
    new = {word: invented(rng) for word in sorted(named)}
    return replace(example, words=[new.get(word, word) for word in example.words])

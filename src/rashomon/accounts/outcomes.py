"""Which factors an outcome means, when each account words it differently.

An outcome in free words means every factor that the same-factor decision gives it, and every factor that
holds all of its words. What stays undecided is named beside it, for a person to add or to merge.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.accounts.actors import Actors
from rashomon.accounts.factors import relation_names, without
from rashomon.accounts.folding import fold
from rashomon.accounts.folding import words as words_of
from rashomon.accounts.likeness import Embed, Sketch, Space, concept, shipped, sketch
from rashomon.accounts.names import Names
from rashomon.errors import InputError
from rashomon.model.account import Meaning, SharedFactor
from rashomon.resources.lists import classes

HELD = 0.25
"""Least share of a label's words that the outcome's words must make up, where the label holds them all."""

MOST = 6
"""Most factors that one outcome means."""

MAYBE = 0.4
"""Least probability at which an undecided factor is named beside the outcome."""


@dataclass(frozen=True)
class Known:
    """What an outcome can mean.

    Attributes:
        factors: the factors of the case, the most mentioned first.
        actors: its actors.
        embed: texts to unit vectors; without it only words are compared.
    """

    factors: Sequence[SharedFactor]
    actors: Actors
    embed: Embed | None = None


@dataclass(frozen=True)
class _Asked:
    """The words of an outcome, ready to be compared.

    ``narrow`` is true where words for more and less, left out when factors are compared, leave hardly
    anything: "closing of the strait" is not any factor about the strait.
    """

    sketch: Sketch
    concepts: frozenset[str]

    @property
    def narrow(self) -> bool:
        return len(self.sketch.concepts) < 2 and len(self.concepts) > len(self.sketch.concepts)


@dataclass
class _Best:
    """The best that any label of a factor comes to: probability, share of its words, and words shared."""

    probability: float = 0.0
    held: float = 0.0
    near: bool = False


def meaning(words: str, known: Known, explained: Iterable[str]) -> Meaning:
    """The factors that an outcome means.

    Args:
        words: a factor's name, label or id, or free words.
        known: what it can mean.
        explained: names of factors that somebody gives a cause of: where free words mean one of these,
            only such are taken, and only such are named beside them.

    Raises:
        InputError: nothing here is like it.
    """
    wanted, exact = set(explained), _named(words, known)
    best, likeness = _compared(words, known), shipped()
    taken = exact or [n for n, b in best.items() if b.probability >= likeness.same or b.held >= HELD]
    if not exact:
        taken = [n for n in taken if n in wanted] or taken
    if not taken:
        near = sorted(best, key=lambda n: -best[n].probability)[:3]
        near = [n for n in near if best[n].probability > likeness.different]
        hint = f"; nearest: {', '.join(map(repr, near))}" if near else "; see: rashomon factors"
        raise InputError(f"no factor is called {words!r} or is like it{hint}")
    by_words = all(best[n].held >= HELD for n in taken)
    taken.sort(key=lambda n: -max(best[n].probability, best[n].held))
    others = [n for n, b in best.items() if n not in taken and (b.probability >= MAYBE or b.near)]
    others = sorted(
        (n for n in others if n in wanted), key=lambda n: (not best[n].near, -best[n].probability)
    )
    return Meaning(
        words,
        tuple(taken[:MOST]),
        "named" if exact else "words" if by_words else "likeness",
        tuple([*taken[MOST:], *others][:MOST]),
    )


def _named(words: str, known: Known) -> list[str]:
    """The factor of that name, id or label, or the relation that the words name."""
    found = [f.name for f in known.factors if words in {f.id, f.name}]
    wanted = fold(words)
    found = found or [f.name for f in known.factors if fold(f.name) == wanted]
    found = found or [f.name for f in known.factors if wanted in map(fold, f.labels)]
    related = relation_names(words, known.actors)
    return found or [f.name for f in known.factors if f.name in related]


def _compared(words: str, known: Known) -> Mapping[str, _Best]:
    """How near each factor comes, by the label of it that comes nearest."""
    names = known.actors.names
    asked = _Asked(sketch(words, names), _concepts(words, names))
    labels = [(f.name, label) for f in known.factors for label in dict.fromkeys((f.name, *f.labels))]
    sketches = [sketch(label, names) for _, label in labels]
    space = Space([asked.sketch, *sketches], known.embed or without)
    pairs = np.array([(0, i + 1) for i in range(len(labels))], np.int64).reshape(-1, 2)
    probability = shipped().probability(space.rows(pairs))
    found: dict[str, _Best] = {f.name: _Best() for f in known.factors}
    for (name, label), one, p in zip(labels, sketches, probability, strict=True):
        best, concepts = found[name], _concepts(label, names)
        best.held = max(best.held, _held(asked, one, concepts))
        # a label of nothing but names says too little to be compared
        if one.core and asked.sketch.core and not (asked.narrow and not asked.concepts <= concepts):
            best.probability = max(best.probability, float(p))
        shared = asked.concepts & concepts
        best.near = best.near or len(shared) > 1 or (bool(shared) and concepts <= asked.concepts)
    return found


def _held(asked: _Asked, label: Sketch, concepts: frozenset[str]) -> float:
    """Share of the label's words that the outcome's are, if the label holds them all; else 0."""
    mine, theirs = (asked.concepts, concepts) if asked.narrow else (asked.sketch.concepts, label.concepts)
    if not mine or not mine <= theirs or not asked.sketch.actors <= label.actors:
        return 0.0
    return len(mine) / len(theirs)


def _concepts(label: str, names: Names) -> frozenset[str]:
    """All words of a label that carry meaning, those for more and less among them."""
    kept = words_of(fold(names.without(label)))
    return frozenset(concept(w) for w in kept if w not in classes("accounts")["small"])

"""Whether two factors are the same: features of a pair, one probability, a three-way answer.

The features are the cosine of the labels' embeddings, the likeness of their words and heads, and whether
their actors and numbers agree. Their weights are learned from labelled pairs by ``training/match.py``.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from rashomon.accounts.folding import fold, stem, words
from rashomon.accounts.names import Names
from rashomon.model.account import Verdict
from rashomon.resources.lists import classes

Floats = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Floats]
"""Texts to one vector each, of unit length: (texts, dimensions)."""

FEATURES = (
    "cosine", "aligned", "worst_aligned", "heads", "shared", "left_on_one", "left_on_both", "rest",
    "head_and_rest", "same_head", "head_missing", "same_actors", "one_without_actor", "conflict", "bias",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of a label is compared.

    Attributes:
        label: the label.
        core: its words without names of actors, small words, and words for more and less.
        stems: their stems.
        concepts: their stems or groups of synonyms.
        head: the core's word that the label is about.
        actors: ids of the actors named.
        numbers: numerals.
    """

    label: str
    core: tuple[str, ...]
    stems: frozenset[str]
    concepts: frozenset[str]
    head: str
    actors: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Learned weights per feature, and the two thresholds on the probability."""

    weights: tuple[float, ...]
    same: float
    different: float

    def probability(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability that pairs are the same: features (pairs, features) to (pairs,)."""
        score = np.clip(features @ np.array(self.weights), -30, 30)
        answer: NDArray[np.float64] = 1 / (1 + np.exp(-score))
        return answer

    def verdict(self, probability: float) -> Verdict:
        """The three-way answer."""
        if probability >= self.same:
            return "same"
        return "different" if probability <= self.different else "undecided"


@cache
def shipped() -> Likeness:
    """The weights inside the package."""
    record = json.loads((files("rashomon.resources") / "likeness.json").read_text("utf-8"))
    weights = tuple(float(record["weights"][name]) for name in FEATURES)
    return Likeness(weights, float(record["same"]), float(record["different"]))


def sketch(label: str, names: Names) -> Sketch:
    """What of a label is compared."""
    bare = names.without(label)
    core = _core(bare)
    actors = frozenset(names.find(label))
    before: list[str] = []
    for word in words(fold(bare)):
        if word in classes("accounts")["borders"] and any(w in core for w in before):
            break
        before.append(word)
    heads = [w for w in before if w in core] or core
    head = heads[-1] if heads else ""
    numbers = frozenset(w for w in words(label) if w.isdecimal())
    return Sketch(
        label, tuple(core), frozenset(map(stem, core)), frozenset(map(concept, core)), head, actors, numbers
    )


def _core(bare: str) -> list[str]:
    """Words that carry meaning, without those that only say that there is more or less of it."""
    full = [w for w in words(fold(bare)) if w not in classes("accounts")["small"]]
    kept = [w for w in full if w not in _directions() and stem(w) not in _directions()]
    return kept or full


@cache
def _directions() -> frozenset[str]:
    """Words for more and less, and their stems."""
    lists = classes("directions")
    found = frozenset().union(
        *(lists[f"{way}_{kind}"] for way in ("more", "less") for kind in ("noun", "adj", "verb"))
    )
    return found | frozenset(map(stem, found))


@cache
def _opposites() -> frozenset[frozenset[str]]:
    """Pairs of stems that make two factors of otherwise like labels."""
    path = files("rashomon.resources") / "lexicon" / "synonyms.toml"
    listed: str = tomllib.loads(path.read_text("utf-8"))["opposites"]
    return frozenset(frozenset(map(stem, pair.split("/"))) for pair in listed.split())


@cache
def _synonyms() -> dict[str, int]:
    """Groups of words that name one condition: stem to the number of its group."""
    path = files("rashomon.resources") / "lexicon" / "synonyms.toml"
    listed: str = tomllib.loads(path.read_text("utf-8"))["groups"]
    return {stem(w): n for n, group in reversed(list(enumerate(listed.split(";")))) for w in group.split()}


def concept(word: str) -> str:
    """The stem of a word, cut so that derived words meet, or the group of synonyms that it belongs to."""
    plain = stem(word)
    group = _synonyms().get(plain)
    return plain[:6] if group is None else f"={group}"


@dataclass(frozen=True, slots=True)
class Nearness:
    """What embeddings say of a pair: cosines of cores and of heads, and how well their words align.

    ``aligned`` is the mean, over the words of both cores, of the best cosine with a word of the other;
    ``worst`` is the least of these; ``rest`` is the cosine of what the two do not share, 1 where nothing
    is left.
    """

    core: float
    heads: float
    aligned: float
    worst: float
    rest: float


def features(a: Sketch, b: Sketch, near: Nearness) -> tuple[float, ...]:
    """One row of `FEATURES`."""
    one, other = a.concepts, b.concepts
    both, either = len(one & other), len(one | other)
    left = sorted((len(one - other), len(other - one)))
    opposite = any(frozenset((x, y)) in _opposites() for x in a.stems - b.stems for y in b.stems - a.stems)
    conflict = bool(a.actors and b.actors and not (a.actors <= b.actors or b.actors <= a.actors))
    return (
        near.core,
        near.aligned,
        near.worst,
        near.heads,
        both / either if either else 0.0,
        float(left[0] == 0 and left[1] > 0),
        float(left[0] > 0),
        near.rest,
        near.heads * near.rest,
        float(concept(a.head) == concept(b.head)),
        float((concept(a.head) not in other) + (concept(b.head) not in one)),
        float(bool(a.actors) and a.actors == b.actors),
        float(bool(a.actors) != bool(b.actors)),
        float(conflict or opposite or a.numbers != b.numbers),
        1.0,
    )


class Space:
    """Sketches with the embeddings of their words; the vector of a core is the sum of its words.

    Words are embedded one by one, since there are far fewer words than labels.

    Args:
        sketches: what is compared, the most frequent first.
        embed: texts to vectors.
        most: words that get an embedding; the rarest beyond it count by their letters alone.
    """

    def __init__(self, sketches: Sequence[Sketch], embed: Embed, most: int = 8_000) -> None:
        self.sketches = sketches
        counts = Counter(word for s in sketches for word in s.core)
        vocabulary = [word for word, _ in counts.most_common(most)]
        found = embed(vocabulary) if vocabulary else np.zeros((0, 1), np.float32)
        self._words = dict(zip(vocabulary, found, strict=True))
        self._nought = np.zeros(found.shape[1], np.float32)
        self.cores = np.zeros((len(sketches), found.shape[1]), np.float32)
        for i, one in enumerate(sketches):
            for word in one.core:
                self.cores[i] += self._vector(word)
        self.cores /= np.maximum(np.linalg.norm(self.cores, axis=1, keepdims=True), 1e-9)

    def rows(self, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
        """Features of pairs of sketches: (pairs, 2) to (pairs, features)."""
        found = np.empty((len(pairs), len(FEATURES)))
        for k, (i, j) in enumerate(pairs.tolist()):
            found[k] = features(self.sketches[i], self.sketches[j], self._near(i, j))
        return found

    def _near(self, i: int, j: int) -> Nearness:
        a, b = self.sketches[i], self.sketches[j]
        heads = float(self._vector(a.head) @ self._vector(b.head))
        best = [1.0]
        if a.core and b.core:
            matrix = self._matrix(a.core) @ self._matrix(b.core).T
            best = [*matrix.max(axis=1).tolist(), *matrix.max(axis=0).tolist()]
        return Nearness(
            float(self.cores[i] @ self.cores[j]),
            heads,
            sum(best) / len(best),
            min(best),
            self._rest(a, b),
        )

    def _rest(self, a: Sketch, b: Sketch) -> float:
        sums = [
            sum((self._vector(w) for w in one.core if concept(w) not in other.concepts), self._nought)
            for one, other in ((a, b), (b, a))
        ]
        sizes = [float(np.linalg.norm(v)) for v in sums]
        if not any(sizes):
            return 1.0
        return float(sums[0] @ sums[1]) / (sizes[0] * sizes[1]) if all(sizes) else 0.0

    def _matrix(self, core: Sequence[str]) -> Floats:
        return np.stack([self._vector(w) for w in core])

    def _vector(self, word: str) -> Floats:
        found: Floats = self._words.get(word, self._nought)
        return found

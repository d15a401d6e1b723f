"""Which pairs of labels are worth comparing, so that the work grows well below quadratically.

Two labels meet in a block if they share a word that few labels have, a pair of words, or a cell of the
space of embeddings (an inverted file, Jégou et al. 2011, IEEE TPAMI 33: 117-128).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from rashomon.accounts.likeness import Sketch

RARE = 40
"""Most labels of a block of words; a larger one says little and costs much."""

CELL = 60
"""Labels of a cell of embeddings, on average."""

NEAR = 0.6
"""Least cosine of two labels of one cell."""

NEIGHBOURS = 12
"""Most candidates of one label in its cell."""


def candidates(sketches: Sequence[Sketch], vectors: NDArray[np.float32]) -> NDArray[np.int64]:
    """Pairs to compare: (pairs, 2), the lower number first, each once.

    Args:
        sketches: the labels.
        vectors: (labels, dimensions), unit length; zero for labels without one.
    """
    found = set(_by_words(sketches))
    found.update(_by_cells(vectors))
    return np.array(sorted(found), np.int64).reshape(-1, 2)


def _by_words(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Pairs that share a rare word or a rare pair of words, unless their actors differ."""
    blocks: dict[object, list[int]] = defaultdict(list)
    for i, one in enumerate(sketches):
        for stem in one.stems:
            blocks[stem].append(i)
    common = {stem for stem, members in blocks.items() if len(members) > RARE}
    for i, one in enumerate(sketches):
        for pair in combinations(sorted(one.stems & common)[:5], 2):
            blocks[pair].append(i)
        if one.actors:
            for stem in one.stems & common:
                blocks[stem, one.actors].append(i)
    for members in blocks.values():
        if len(members) <= RARE:
            yield from combinations(members, 2)


def _by_cells(vectors: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """Pairs whose embeddings are near, found inside cells around sampled labels."""
    filled = np.flatnonzero(np.abs(vectors).sum(axis=1) > 0)
    if len(filled) < 2:
        return
    count = max(1, round(len(filled) / CELL))
    centres = vectors[filled[np.random.default_rng(0).choice(len(filled), count, replace=False)]]
    nearest = [
        np.argsort(-(vectors[filled[a : a + 4096]] @ centres.T), axis=1)[:, :2]
        for a in range(0, len(filled), 4096)
    ]
    cells: dict[int, list[int]] = defaultdict(list)
    for label, row in zip(filled, np.concatenate(nearest), strict=True):
        for cell in row:
            cells[int(cell)].append(int(label))
    for members in cells.values():
        inside = np.array(members)
        for a in range(0, len(inside), 1024):
            block = inside[a : a + 1024]
            cosine = vectors[block] @ vectors[inside].T
            best = np.argsort(-cosine, axis=1, kind="stable")[:, : NEIGHBOURS + 1]
            for i, row in enumerate(best):
                for j in row:
                    x, y = int(block[i]), int(inside[j])
                    if x != y and cosine[i, j] >= NEAR:
                        yield min(x, y), max(x, y)

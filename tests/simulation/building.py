"""Maps for tests, from matrices and at random."""

from collections.abc import Mapping

import numpy as np

from rashomon.model import CausalMap, Edge

Matrix = Mapping[str, Mapping[str, float]]


def edge(source: str, target: str, weight: float) -> Edge:
    return Edge(source, target, -1 if weight < 0 else 1, strength=(abs(weight), abs(weight)))


def signed(text: str, name: str = "") -> CausalMap:
    """A map from "a+b b-c c?a": signs only, strengths open; "a" alone is a factor."""
    edges, factors = [], set()
    for word in text.split():
        mark = next((c for c in word if c in "+-?"), None)
        source, target = word.split(mark) if mark else (word, word)
        factors |= {source, target}
        if mark:
            edges.append(Edge(source, target, {"+": 1, "-": -1, "?": None}[mark]))
    return CausalMap(name, tuple(factors), tuple(edges))


def from_matrix(matrix: Matrix, name: str = "") -> CausalMap:
    edges = [edge(s, t, w) for s, row in matrix.items() for t, w in row.items() if w]
    return CausalMap(name, tuple(matrix), tuple(edges))


def random_matrix(rng: np.random.Generator, size: int, degree: float) -> dict[str, dict[str, float]]:
    """Weights in [-1, 1]; every cell, the diagonal too, is filled with probability degree / size."""
    names = [f"f{i:02d}" for i in range(size)]
    filled = rng.random((size, size)) < degree / size
    weights = rng.uniform(-1, 1, (size, size)) * filled
    return {s: {t: float(weights[i, j]) for j, t in enumerate(names)} for i, s in enumerate(names)}

"""Logits -> structure: trees, names, and spans of the BIO layers."""

import numpy as np
from numpy.typing import NDArray

from rashomon.model.annotation import Span
from rashomon.reading.parsing.arborescence import best_tree
from rashomon.reading.parsing.encoder import LOWEST, Floats


def tree(arcs: Floats) -> list[int]:
    """Heads of one sentence's words, -1 for the root: the best single-rooted tree.

    The best head of every word is a tree nearly always; where it is not, the best tree is searched.

    Args:
        arcs: (n, n) score of word i hanging on word j; the diagonal scores word i as the root.
    """
    size = len(arcs)
    best = arcs.argmax(axis=1)
    roots = np.flatnonzero(best == np.arange(size))
    if len(roots) == 1 and reaches_root(best):
        return [int(h) if h != i else -1 for i, h in enumerate(best)]
    log = arcs - np.logaddexp.reduce(arcs, axis=1, keepdims=True)
    return best_tree(log.astype(np.float64), int(np.diag(log).argmax()))


def reaches_root(heads: NDArray[np.int64]) -> bool:
    """Whether every word's chain of heads ends in the root, which points at itself."""
    at = heads.copy()
    for _ in range(len(heads).bit_length()):
        at = at[at]
    return bool((heads[at] == at).all())


def viterbi(layers: Floats, transitions: Floats) -> NDArray[np.int8]:
    """Best O, B, I tags (0, 1, 2) of every layer at once.

    Args:
        layers: (n, layers, 3) logits.
        transitions: (layers, from, to) scores.
    """
    count = len(layers)
    score = layers[0].copy()
    score[:, 2] += LOWEST
    back = np.empty((count, *score.shape), np.int8)
    for t in range(1, count):
        moved = score[:, :, None] + transitions
        back[t] = moved.argmax(axis=1)
        score = moved.max(axis=1) + layers[t]
    tags = np.empty((count, len(score)), np.int8)
    tags[-1] = score.argmax(axis=1)
    rows = np.arange(len(score))
    for t in range(count - 1, 0, -1):
        tags[t - 1] = back[t, rows, tags[t]]
    return tags


def bio_spans(tags: NDArray[np.int8]) -> list[Span]:
    """Spans of one layer of O, B, I tags, half-open in words."""
    found: list[Span] = []
    for start in np.flatnonzero(tags == 1):
        end = int(start) + 1
        while end < len(tags) and tags[end] == 2:
            end += 1
        found.append((int(start), end))
    return found


def name_spans(logits: Floats, labels: list[str]) -> list[tuple[Span, dict[str, float]]]:
    """Names with the probability of each label, a mean over their words."""
    chance = softmax(logits)
    best = chance.argmax(axis=1)
    columns = {
        kind: [i for i, label in enumerate(labels) if label[2:] == kind]
        for kind in dict.fromkeys(label[2:] for label in labels if label != "O")
    }
    found: list[tuple[Span, dict[str, float]]] = []
    i = 0
    while i < len(best):
        start = i
        i += 1
        if labels[best[start]] == "O":
            continue
        while i < len(best) and labels[best[i]].startswith("I-"):
            i += 1
        mass = chance[start:i].mean(axis=0)
        found.append(((start, i), {kind: float(mass[own].sum()) for kind, own in columns.items()}))
    return found


def probability(logits: Floats) -> Floats:
    """Logistic function."""
    return np.asarray(1 / (1 + np.exp(-logits)), np.float32)


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    exp = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(exp / exp.sum(axis=-1, keepdims=True), np.float32)

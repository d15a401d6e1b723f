"""Cause and effect from the span layers: the best pair there is, never overlapping."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model.annotation import Span
from rashomon.reading.annotate import annotate
from rashomon.reading.causes.learned import pair_of
from rashomon.reading.parsing.encoder import LOWEST, Floats

MOVES = np.array([[[0.2, -0.1, LOWEST], [0.1, -0.3, 0.5], [0.0, -0.2, 0.4]]] * 2, np.float32)


def brute_force(cause: Floats, effect: Floats) -> float:
    """Score of the best tagging with both of them, by trying all."""
    own = {"-": (0, 0), "C": (1, 0), "c": (2, 0), "E": (0, 1), "e": (0, 2)}
    best = -np.inf
    for tags in product("-CcEe", repeat=len(cause)):
        runs = "".join(("-", *tags))
        broken = any(b in "ce" and a.lower() != b for a, b in pairwise(runs))
        if broken or "C" not in tags or "E" not in tags:
            continue
        pairs = [own[t] for t in tags]
        score = sum(cause[i, a] + effect[i, b] for i, (a, b) in enumerate(pairs))
        for (a, b), (x, y) in pairwise(pairs):
            score += MOVES[0, a, x] + MOVES[1, b, y]
        best = max(best, float(score))
    return best


def score_of(cause: Floats, effect: Floats, spans: tuple[list[Span], list[Span]]) -> float:
    """Score of given spans."""
    total = 0.0
    for layer, (logits, own) in enumerate(zip((cause, effect), spans, strict=True)):
        tags = [0] * len(logits)
        for a, b in own:
            tags[a:b] = [1] + [2] * (b - a - 1)
        total += sum(float(logits[i, t]) for i, t in enumerate(tags))
        total += sum(float(MOVES[layer, t, u]) for t, u in pairwise(tags))
    return total


@settings(deadline=None, max_examples=30)
@given(st.integers(2, 5), st.integers(0, 2**32 - 1))
def test_the_best_pair_is_found(words: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    cause, effect = chance.normal(size=(2, words, 3)).astype(np.float32)
    spans = pair_of(cause, effect, MOVES)
    assert all(spans)
    assert not {i for s in spans[0] for i in range(*s)} & {i for s in spans[1] for i in range(*s)}
    assert np.isclose(score_of(cause, effect, spans), brute_force(cause, effect), atol=1e-3)


def test_one_word_has_no_pair() -> None:
    one = np.zeros((1, 3), np.float32)
    assert pair_of(one, one, MOVES) == ([], [])


def test_the_annotation_has_both_kinds() -> None:
    told = annotate(
        "Clashes broke out after the police fired tear gas because the crowd had blocked the road."
    )
    assert {c.rule == "model" for c in told.causes} == {True, False}
    assert not [c for c in annotate("The council met on Monday.").causes if c.rule == "model"]

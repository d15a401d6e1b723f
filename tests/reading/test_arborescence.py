import networkx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rashomon.reading.parsing.arborescence import best_tree


def total(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[i, h] for i, h in enumerate(heads) if h >= 0))


@given(st.integers(2, 9).flatmap(lambda n: arrays(np.float64, (n, n), elements=st.floats(-20, 20, width=16))))
def test_no_arborescence_scores_higher(scores: np.ndarray) -> None:
    heads = best_tree(scores, 0)
    graph: networkx.DiGraph[int] = networkx.DiGraph()
    size = len(scores)
    graph.add_weighted_edges_from(
        (j, i, float(scores[i, j])) for i in range(1, size) for j in range(size) if i != j
    )
    reference = networkx.maximum_spanning_arborescence(graph)
    expected = sum(scores[i, j] for j, i in reference.edges)
    assert np.isclose(total(scores, heads), expected)


@given(st.integers(1, 30).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1), st.integers(0, 9))))
def test_every_word_reaches_the_root(case: tuple[int, int, int]) -> None:
    size, root, seed = case
    heads = best_tree(np.random.default_rng(seed).normal(size=(size, size)), root)
    assert heads[root] == -1
    for word in range(size):
        seen = set()
        at = word
        while heads[at] >= 0:
            assert at not in seen
            seen.add(at)
            at = heads[at]
        assert at == root

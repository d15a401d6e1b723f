"""The best tree over one sentence's words.

Chu and Liu (1965), Edmonds (1967): every word takes its best head; a cycle is contracted to one node,
the rest solved, and the cycle broken where that costs least. A graph library's arborescence takes
half a second for a long sentence; a test compares the two.
"""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
NEVER = -1e9


def best_tree(scores: Scores, root: int) -> list[int]:
    """Heads of the maximum spanning arborescence that grows from ``root``, -1 for the root.

    Args:
        scores: (n, n) score of word i hanging on word j.
        root: the word that hangs on none.
    """
    own = scores.copy()
    np.fill_diagonal(own, NEVER)
    own[root] = NEVER
    heads = _heads(own, root)
    return [-1 if i == root else int(h) for i, h in enumerate(heads)]


def _heads(scores: Scores, root: int) -> NDArray[np.int64]:
    heads = scores.argmax(axis=1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    kept = np.setdiff1d(np.arange(len(scores)), cycle)
    held = scores[cycle, heads[cycle]]
    into = scores[np.ix_(cycle, kept)] - held[:, None]  # enter the cycle at i from j, dropping i's own head
    enters = into.argmax(axis=0)
    outof = scores[np.ix_(kept, cycle)]
    leaves = outof.argmax(axis=1)
    small = np.full((len(kept) + 1, len(kept) + 1), NEVER)
    small[:-1, :-1] = scores[np.ix_(kept, kept)]
    small[-1, :-1] = into.max(axis=0)
    small[:-1, -1] = outof.max(axis=1)
    solved = _heads(small, int(np.flatnonzero(kept == root)[0]))
    for i, word in enumerate(kept):
        above = solved[i]
        heads[word] = cycle[leaves[i]] if above == len(kept) else kept[above]
    entered = int(solved[-1])
    heads[cycle[enters[entered]]] = kept[entered]
    return heads


def _cycle(heads: NDArray[np.int64], root: int) -> NDArray[np.int64] | None:
    """The words of one cycle, None if every chain of heads ends in the root."""
    state = np.zeros(len(heads), np.int8)
    state[root] = 2
    for start in range(len(heads)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return np.array(path[path.index(at) :])
        state[path] = 2
    return None

"""The same maps in FCMpy (Mkhitaryan et al. 2022, PLOS ONE 17: e0275813), step by step."""

import contextlib
import io
import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from rashomon.model import Scenario, Settings
from rashomon.model.causal_map import Inference, Transfer
from rashomon.simulation import simulate
from tests.simulation.building import from_matrix, random_matrix

pd = pytest.importorskip("pandas", reason="FCMpy needs pandas")
simulator = pytest.importorskip("fcmpy.simulator.simulator", reason="FCMpy is not installed")

THEIRS = {"kosko": "kosko", "modified": "mKosko", "rescaled": "rescaled"}


def theirs(
    matrix: Mapping[str, Mapping[str, float]], start: dict[str, float], inference: str, transfer: str
) -> Any:
    names = list(matrix)
    table = pd.DataFrame([[matrix[s][t] for t in names] for s in names], index=names, columns=names)
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where a run does not converge
        return simulator.FcmSimulator.simulate(
            initial_state=start, weight_matrix=table, transfer=transfer, inference=THEIRS[inference],
            thresh=1e-3, iterations=50, l=1.0,
        )  # fmt: skip


@pytest.mark.parametrize("transfer", ["bivalent", "trivalent", "sigmoid", "tanh"])
@pytest.mark.parametrize("inference", ["kosko", "modified", "rescaled"])
@pytest.mark.parametrize("reordered", [False, True])
def test_fifty_random_maps_run_alike(inference: Inference, transfer: Transfer, reordered: bool) -> None:
    rng = np.random.default_rng(7)
    settings = Settings(inference=inference, transfer=transfer, steps=50, tolerance=1e-3)
    for _ in range(50):
        matrix = random_matrix(rng, int(rng.integers(2, 13)), rng.uniform(0.5, 4))
        # whole numbers where states are: FCMpy cuts held values to integers there
        whole = transfer in {"bivalent", "trivalent"}
        start = {n: float(rng.integers(0, 2) if whole else rng.uniform(0, 1)) for n in matrix}
        order = [str(n) for n in rng.permutation(list(matrix))] if reordered else list(matrix)
        table = theirs({s: {t: matrix[s][t] for t in order} for s in order}, start, inference, transfer)
        run = simulate(from_matrix(matrix), Scenario(initial=start), settings)
        expected = table[list(run.factors)].to_numpy(dtype=float)
        assert np.array(run.states) == pytest.approx(expected, abs=1e-9)

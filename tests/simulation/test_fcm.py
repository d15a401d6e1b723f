import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from rashomon.errors import InputError
from rashomon.model import CausalMap, Edge, Scenario, Settings
from rashomon.model.causal_map import Inference, Transfer
from rashomon.simulation import simulate
from tests.simulation.building import from_matrix, random_matrix, signed

# The example of the R package fcm (Dikopoulou & Papageorgiou 2017), which prints these equilibria for
# sigmoid states with lambda 1 and an error of 0.001.
R_NAMES = [f"C{i}" for i in range(1, 9)]
R_ROWS = [
    [0.0, 0.0, 0.6, 0.9, 0.0, 0.0, 0.0, 0.8],
    [0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.2, 0.5],
    [0.0, 0.7, 0.0, 0.0, 0.9, 0.0, 0.4, 0.1],
    [0.4, 0.0, 0.0, 0.0, 0.0, 0.9, 0.0, 0.0],
    [0.0, 0.0, 0.0, 0.0, 0.0, -0.9, 0.0, 0.3],
    [-0.3, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.8, 0.4, 0.9],
    [0.1, 0.0, 0.0, 0.0, 0.0, 0.1, 0.6, 0.0],
]
R_MAP = from_matrix({s: dict(zip(R_NAMES, row, strict=True)) for s, row in zip(R_NAMES, R_ROWS, strict=True)})
R_EQUILIBRIA = {
    "kosko": [0.5481291, 0.6004012, 0.5814756, 0.620872, 0.6279569, 0.6653852, 0.7617789, 0.8416584],
    "modified": [0.7258851, 0.7907061, 0.7694508, 0.8124733, 0.8192938, 0.8399006, 0.9099403, 0.9557739],
    "rescaled": [0.4998427, 0.4985174, 0.4989474, 0.4984212, 0.4980938, 0.4885541, 0.4855651, 0.4853266],
}


@pytest.mark.parametrize("inference", R_EQUILIBRIA)
def test_the_published_equilibria_come_out(inference: Inference) -> None:
    start = dict.fromkeys(R_NAMES, 0.0) | {"C1": 1.0, "C2": 1.0}
    settings = Settings(inference=inference, transfer="sigmoid", tolerance=1e-3)
    run = simulate(R_MAP, Scenario(initial=start), settings)
    assert run.ending == "fixed point"
    # the package rounds to seven digits
    assert [run.final[n] for n in R_NAMES] == pytest.approx(R_EQUILIBRIA[inference], abs=6e-8)


# Kosko's map of foreign investment in South Africa (Kosko 1988, "Hidden patterns in combined and adaptive
# knowledge networks", International Journal of Approximate Reasoning 2: 377-393).
KOSKO = signed(
    "1+2 1+3 1+8 1+9 2+3 2+8 3+4 3-6 3+8 3+9 4+6 4+7 4-9 5-2 5-3 5+6 5+7 6+4 6-7 6-8 7+5 7-8 8-7 9-5 9+8"
)
BIVALENT = Settings(transfer="bivalent", hold_drivers=False)


def on(state: dict[str, float], names: str = "123456789") -> str:
    return "".join(n for n in names if state[n])


def test_kosko_sustained_investment_ends_in_his_fixed_point() -> None:
    run = simulate(KOSKO, Scenario(clamped={"1": 1.0}), BIVALENT)
    steps = [on(dict(zip(run.factors, s, strict=True))) for s in run.states]
    assert steps == ["1", "12389", "123489", "123489"]
    assert (run.ending, run.period) == ("fixed point", 1)


def test_kosko_disinvestment_ends_in_a_cycle_of_two() -> None:
    run = simulate(KOSKO, Scenario(clamped={"1": 0.0}, initial=dict.fromkeys("23489", 1.0)), BIVALENT)
    steps = [on(dict(zip(run.factors, s, strict=True))) for s in run.states]
    assert steps[1:7] == ["348", "48", "6", "4", "67", "45"]
    assert (run.ending, run.period) == ("cycle", 2)
    assert {f for f, v in run.final.items() if v == 0.5} == set("4567")


def test_an_unstable_map_is_said_not_to_converge() -> None:
    run = simulate(signed("a+b b-a a+a"), Scenario(initial={"a": 0.3}), Settings(steps=7))
    assert (run.ending, run.period) == ("no convergence", None)
    assert len(run.states) == 8


def test_a_slow_cycle_is_found_with_its_period() -> None:
    ring = CausalMap("", tuple("abc"), tuple(Edge(s, t, 1, strength=(1, 1)) for s, t in ("ab", "bc", "ca")))
    run = simulate(ring, Scenario(initial={"a": 1.0}), Settings(transfer="trivalent"))
    assert (run.ending, run.period) == ("cycle", 3)
    assert run.final == pytest.approx(dict.fromkeys("abc", 1 / 3))


def test_a_clamped_factor_keeps_its_value_and_its_influence() -> None:
    run = simulate(signed("a+b b+a"), Scenario(clamped={"a": -1.0}))
    assert {s[0] for s in run.states} == {-1.0}
    assert run.final["b"] == pytest.approx(math.tanh(-0.5))


def test_an_initial_value_may_fade() -> None:
    run = simulate(signed("a-a a+b"), Scenario(initial={"a": 1.0}))
    assert run.ending == "fixed point"
    assert run.final == pytest.approx({"a": 0.0, "b": 0.0}, abs=1e-5)


def test_drivers_keep_their_first_value_unless_told_otherwise() -> None:
    start = Scenario(initial={"a": 0.5})
    assert simulate(signed("a+b"), start).final["a"] == 0.5
    assert simulate(signed("a+b"), start, Settings(hold_drivers=False)).final["a"] == 0.0


def test_contrary_edges_between_two_factors_cancel() -> None:
    run = simulate(signed("a+b a-b"), Scenario(clamped={"a": 1.0}))
    assert run.final["b"] == 0.0


def test_empty_and_disconnected_maps_stay_as_they_are() -> None:
    empty = simulate(CausalMap("", (), ()))
    assert (empty.ending, empty.final) == ("fixed point", {})
    apart = simulate(signed("a b+c"), Scenario(clamped={"b": 1.0}))
    assert apart.final["a"] == 0.0


def test_a_thousand_factors_run() -> None:
    matrix = random_matrix(np.random.default_rng(5), 1000, 3)
    run = simulate(from_matrix(matrix), Scenario(clamped={"f00": 1.0}), Settings(transfer="sigmoid"))
    assert run.ending == "fixed point"
    assert len(run.final) == 1000


@pytest.mark.parametrize(
    ("scenario", "settings", "words"),
    [
        (Scenario(clamped={"econmy": 1.0}), Settings(), "did you mean 'economy'"),
        (Scenario(clamped={"economy": -0.5}), Settings(transfer="sigmoid"), r"\[0, 1\]"),
        (Scenario(), Settings(steps=0), "above zero"),
        (Scenario(), Settings(transfer="relu"), "No transfer function 'relu'"),  # type: ignore[arg-type]
        (Scenario(), Settings(inference="other"), "No inference 'other'"),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_run_is_said_in_one_line(scenario: Scenario, settings: Settings, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        simulate(signed("economy+jobs"), scenario, settings)
    assert "\n" not in str(caught.value)


@effort(deadline=None)
@given(
    seed=st.integers(0, 10**6),
    inference=st.sampled_from(["kosko", "modified", "rescaled"]),
    transfer=st.sampled_from(["bivalent", "trivalent", "sigmoid", "tanh"]),
)
def test_names_decide_not_their_order(seed: int, inference: Inference, transfer: Transfer) -> None:
    rng = np.random.default_rng(seed)
    matrix = random_matrix(rng, 6, 2)
    order = list(rng.permutation(list(matrix)))
    shuffled = {str(s): {str(t): matrix[s][t] for t in order} for s in order}
    settings = Settings(inference=inference, transfer=transfer, steps=20)
    start = Scenario(initial={n: float(rng.integers(0, 2)) for n in matrix})
    one, other = (
        simulate(from_matrix(matrix), start, settings),
        simulate(from_matrix(shuffled), start, settings),
    )
    assert one == other


@effort(deadline=None)
@given(seed=st.integers(0, 10**6), transfer=st.sampled_from(["bivalent", "trivalent", "sigmoid", "tanh"]))
def test_states_stay_in_range(seed: int, transfer: Transfer) -> None:
    matrix = random_matrix(np.random.default_rng(seed), 8, 3)
    run = simulate(from_matrix(matrix), settings=Settings(transfer=transfer, inference="modified"))
    low = 0 if transfer in {"bivalent", "sigmoid"} else -1
    assert all(low <= v <= 1 for state in run.states for v in state)

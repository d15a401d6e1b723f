import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from rashomon.errors import InputError
from rashomon.model import CausalMap, Edge, PressAnswer, PressOutcome
from rashomon.simulation import feedback, press
from tests.simulation.building import from_matrix, random_matrix, signed

# A food chain of five that limit themselves, each eating the one before: model C of Lake St George (Puccia &
# Levins 1985) in Dambacher, Li & Rossignol (2002), Ecology 83: 1372-1385, fig. 7, which prints this adjoint:
# row responds, column is pushed.
CHAIN = signed("1+2 2-1 2+3 3-2 3+4 4-3 4+5 5-4")
ADJOINT = [[5, -3, 2, -1, 1], [3, 3, -2, 1, -1], [2, 2, 4, -2, 2], [1, 1, 2, 3, -3], [1, 1, 2, 3, 5]]

# Vegetation, hare and predator, models A and B of Dambacher & Ramos-Jiliberto (2007), Quarterly Review of
# Biology 82: 227-250, as in the vignette of QPress. The hare does not limit itself.
MODEL_A = "V-V P-P V+H H-V H+P P-H"
MODEL_B = MODEL_A + " V+P"


def outcomes(answer: PressAnswer) -> dict[str, PressOutcome]:
    return {o.factor: o for o in answer.outcomes}


def test_the_published_adjoint_comes_out() -> None:
    found = [[feedback(CHAIN, pushed, responds)[0] for pushed in "12345"] for responds in "12345"]
    assert found == ADJOINT


def test_in_a_chain_all_signs_are_determined() -> None:
    answer = press(CHAIN, {"5": 1})
    assert [o.sign for o in answer.outcomes] == [1, -1, 1, -1, 1]
    assert {o.basis for o in answer.outcomes} == {"adjoint"}
    assert answer.stable == answer.sampled == 1000


def test_model_a_of_the_snowshoe_hare_always_gains_from_vegetation() -> None:
    answer = press(signed(MODEL_A), {"V": 1}, limited=False)
    assert {o.factor: (o.sign, o.basis) for o in answer.outcomes} == dict.fromkeys("HPV", (1, "adjoint"))


def test_model_b_of_the_snowshoe_hare_loses_in_almost_four_draws_of_ten() -> None:
    answer = press(signed(MODEL_B), {"V": 1}, samples=20_000, seed=1, limited=False)
    hare = outcomes(answer)["H"]
    assert hare.basis == "sampled"
    assert hare.ambiguous
    assert hare.falls is not None
    assert 0.35 < hare.falls.value < 0.40
    assert answer.stable > 15_000


def test_contrary_presses_and_contrary_edges_are_ambiguous() -> None:
    assert outcomes(press(signed("a+c b-c"), {"a": 1, "b": 1}))["c"].basis == "sampled"
    assert outcomes(press(signed("a+c b-c"), {"a": 1, "b": -1}))["c"].sign == 1
    both = outcomes(press(signed("a+b a-b"), {"a": 1}))["b"]
    assert (both.net, both.total, both.basis) == (0, 2, "sampled")
    assert outcomes(press(signed("a?b"), {"a": 1}))["b"].ambiguous


def test_a_long_chain_without_feedback_is_determined() -> None:
    names = [f"n{i:02d}" for i in range(40)]
    text = " ".join(f"{a}{'-' if i % 2 else '+'}{b}" for i, (a, b) in enumerate(itertools.pairwise(names)))
    answer = press(signed(text), {"n00": 1})
    assert {o.basis for o in answer.outcomes} == {"adjoint"}
    assert outcomes(answer)["n02"].sign == -1
    crossed = press(signed(text + " n00+n39"), {"n00": 1}, samples=50)
    assert outcomes(crossed)["n39"].basis == "sampled"


def test_what_no_path_reaches_is_told_apart() -> None:
    answer = outcomes(press(signed("a+b c"), {"a": 1}))
    assert (answer["c"].sign, answer["c"].basis) == (0, "unreached")


def test_unstable_maps_say_so() -> None:
    growing = CausalMap(
        "", ("a", "b"), (Edge("a", "a", 1, strength=(1, 1)), Edge("a", "b", 1), Edge("a", "b", -1))
    )
    answer = press(growing, {"a": 1}, samples=50)
    assert answer.stable == 0
    assert (outcomes(answer)["b"].basis, outcomes(answer)["b"].sign) == ("unstable", None)
    assert "None of 50" in answer.notes[1]


def test_silence_and_wrong_questions() -> None:
    assert press(signed("a+b"), {"x": 1}).silent == ("x",)
    with pytest.raises(InputError):
        press(signed("a+b"), {})
    with pytest.raises(InputError, match="12"):
        feedback(signed(" ".join(f"n+n{i}" for i in range(15))), "n", "n1")


def test_a_thousand_factors_get_an_answer_or_a_clear_error() -> None:
    names = [f"n{i:03d}" for i in range(1000)]
    tree = " ".join(f"{names[(i - 1) // 2]}+{names[i]}" for i in range(1, 1000))
    assert {o.sign for o in press(signed(tree), {"n000": 1}).outcomes} == {1}
    tangled = from_matrix(random_matrix(np.random.default_rng(3), 1000, 4))
    with pytest.raises(InputError, match="feed back"):
        press(tangled, {"f00": 1}, samples=5)


@effort(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10**6))
def test_the_count_is_the_adjoint_and_the_permanent(seed: int) -> None:
    rng = np.random.default_rng(seed)
    matrix = random_matrix(rng, 5, 2)
    map_ = from_matrix({s: {t: np.sign(w) for t, w in row.items()} for s, row in matrix.items()})
    names = map_.factors
    community = np.array([[np.sign(matrix[s][t]) for s in names] for t in names]) - np.eye(5)
    own = [i for i, n in enumerate(names) if matrix[n][n] < 0]
    community[own, own] = -1
    for s, t in itertools.product(range(5), repeat=2):
        minor = np.delete(np.delete(-community, s, axis=0), t, axis=1)
        net, total = feedback(map_, names[s], names[t])
        loops = [names[i] for i in range(5) if matrix[names[i]][names[i]] > 0]
        assert net == round((-1) ** (s + t) * np.linalg.det(minor))
        if not loops:  # a positive self-loop and the limitation are two terms, not one of weight zero
            rows = [range(4)] * 4
            terms = (
                np.prod([abs(minor[r, p[r]]) for r in rows[0]]) for p in itertools.permutations(range(4))
            )
            assert total == round(sum(terms))


@effort(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10**6))
def test_what_is_determined_holds_in_every_stable_sample(seed: int) -> None:
    map_ = from_matrix(random_matrix(np.random.default_rng(seed), 6, 1.5))
    wide = CausalMap("", map_.factors, tuple(Edge(e.source, e.target, e.sign) for e in map_.edges))
    answer = press(wide, {"f00": 1}, samples=1)
    rng = np.random.default_rng(seed)
    row = {n: i for i, n in enumerate(wide.factors)}
    for _ in range(20):
        matrix = np.zeros((6, 6))
        for e in wide.edges:
            matrix[row[e.target], row[e.source]] = (e.sign or 0) * rng.random()
        free = [i for i in range(6) if matrix[i, i] >= 0]
        matrix[free, free] -= rng.random(len(free))
        if (np.linalg.eigvals(matrix).real < 0).all():
            response = np.linalg.solve(-matrix, np.eye(6)[0])
            for o in answer.outcomes:
                if not o.ambiguous:
                    assert o.sign is not None
                    assert o.sign * response[row[o.factor]] > 0 or abs(response[row[o.factor]]) < 1e-9

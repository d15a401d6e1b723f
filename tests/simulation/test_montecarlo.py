import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from rashomon.errors import InputError
from rashomon.model import CausalMap, Edge, Run, Scenario, Settings
from rashomon.model.causal_map import Inference, Transfer
from rashomon.simulation import agreement, by_method, sensitivity, simulate, what_if
from rashomon.simulation.ensemble import CYCLED, SETTLED, run
from rashomon.simulation.montecarlo import wilson
from rashomon.simulation.network import draw_weights, network
from tests.simulation.building import edge, from_matrix, random_matrix, signed


def directions(answer: Run) -> dict[str, int | None]:
    return {o.factor: o.direction for o in answer.outcomes}


def test_a_chain_carries_the_product_of_its_signs() -> None:
    answer = what_if(
        signed("sanctions-tourism tourism+economy economy+support", "page two"), {"sanctions": -1}
    )
    assert directions(answer) == {"economy": 1, "sanctions": -1, "support": 1, "tourism": 1}
    assert answer.outcome("support").rises.value > 0.95
    assert answer.map_name == "page two"


def test_silence_is_no_answer_and_no_error() -> None:
    answer = what_if(signed("a+b"), {"sanctions": -1})
    assert (answer.silent, answer.outcomes) == (("sanctions",), ())
    assert "silent" in answer.notes[0]
    partly = what_if(signed("a+b"), {"a": 1, "sanctions": -1})
    assert partly.silent == ("sanctions",)
    assert partly.outcome("b").direction == 1


def test_what_is_not_reached_stays_and_is_told_apart() -> None:
    answer = what_if(signed("a+b c+d"), {"a": 1})
    assert (answer.outcome("d").direction, answer.outcome("d").reached) == (0, False)
    assert answer.outcome("d").stays.value == 1.0


def test_contrary_edges_leave_the_answer_open() -> None:
    answer = what_if(signed("a+b a-b"), {"a": 1}, settings=Settings(draws=4000))
    assert answer.outcome("b").direction is None
    assert answer.outcome("b").rises.value == pytest.approx(0.5, abs=0.05)


def test_an_open_sign_leaves_the_answer_open() -> None:
    assert what_if(signed("a?b"), {"a": 1}).outcome("b").direction is None


def test_a_hedged_edge_is_in_half_of_the_draws() -> None:
    hedged = CausalMap("", ("a", "b"), (Edge("a", "b", 1, hedged=("s1",)),))
    outcome = what_if(hedged, {"a": 1}, settings=Settings(draws=4000)).outcome("b")
    assert outcome.rises.value == pytest.approx(0.5, abs=0.05)
    assert outcome.stays.value == pytest.approx(0.5, abs=0.05)


def test_a_denied_edge_does_not_run() -> None:
    denied = CausalMap("", ("a", "b"), (Edge("a", "b", 1, denied=("s1",)),))
    assert what_if(denied, {"a": 1}).outcome("b").reached is False


def test_strong_words_outweigh_weak_ones() -> None:
    edges = (Edge("a", "c", 1, strength=(2 / 3, 1)), Edge("b", "c", -1, strength=(0, 1 / 3)))
    outcome = what_if(CausalMap("", tuple("abc"), edges), {"a": 1, "b": 1}).outcome("c")
    assert outcome.rises.value == 1.0


def test_draws_that_miss_what_has_happened_are_dropped() -> None:
    # the pages say that the crisis came and trade fell: the strong way is the negative one
    rival = signed("crisis-trade crisis+aid aid+trade trade+jobs")
    free = what_if(rival, {"crisis": 1}, settings=Settings(draws=4000))
    bound = what_if(rival, {"crisis": 1}, known={"crisis": 1, "jobs": -1}, settings=Settings(draws=4000))
    assert bound.outcome("trade").falls.value == 1.0 > free.outcome("trade").falls.value
    assert 0 < bound.kept < bound.drawn == 4000
    assert "reproduce" in bound.notes[0]


def test_known_changes_that_cannot_come_out_are_said() -> None:
    answer = what_if(signed("a+b"), {"a": 1}, known={"a": 1, "b": -1, "elsewhere": 1})
    assert (answer.kept, answer.outcomes) == (0, ())
    assert any("No draw gives the known direction of: b" in n for n in answer.notes)
    assert any("elsewhere" in n for n in answer.notes)


def test_known_changes_that_prove_nothing_drop_nothing() -> None:
    answer = what_if(signed("a+b b+a c+a"), {"c": 1}, known={"a": 1, "b": -1})
    assert answer.kept == answer.drawn
    assert any("no draw was dropped" in n for n in answer.notes)


def test_cycles_and_non_convergence_are_counted_and_said() -> None:
    ring = CausalMap("", ("a", "b", "c"), (edge("a", "b", 1), edge("b", "a", -1), edge("c", "a", 1)))
    answer = what_if(ring, {"c": 1}, settings=Settings(transfer="trivalent", draws=50))
    assert answer.cycled == answer.kept == 50
    assert any("cycle" in n for n in answer.notes)
    short = what_if(ring, {"c": 1}, settings=Settings(transfer="trivalent", draws=50, steps=4))
    assert short.unsettled == 50
    assert any("do not converge" in n for n in short.notes)
    assert short.outcome("b").rises.low == 0.0
    assert short.outcome("b").rises.high == 1.0


def test_the_same_seed_gives_the_same_run() -> None:
    map_ = from_matrix(random_matrix(np.random.default_rng(1), 12, 2))
    wide = CausalMap("", map_.factors, tuple(Edge(e.source, e.target, e.sign) for e in map_.edges))
    assert what_if(wide, {"f00": 1}, seed=3) == what_if(wide, {"f00": 1}, seed=3)
    assert what_if(wide, {"f00": 1}, seed=3) != what_if(wide, {"f00": 1}, seed=4)


def test_methods_are_compared() -> None:
    runs = by_method(signed("a+b b-c"), {"a": 1}, settings=Settings(draws=200))
    assert len(runs) == len({(m.inference, m.transfer) for m in runs}) == 10
    shares = agreement(runs)
    assert shares["a"] == 1.0
    assert shares["b"] > shares["c"]  # an "off" factor cannot fall in bivalent states


def test_a_bivalent_factor_is_switched_off_against_a_baseline_that_holds_it_on() -> None:
    answer = what_if(signed("a+b"), {"a": -1}, settings=Settings(transfer="bivalent"))
    assert answer.outcome("b").direction == -1


def test_a_thousand_factors_are_answered() -> None:
    matrix = random_matrix(np.random.default_rng(2), 1000, 2)
    answer = what_if(from_matrix(matrix), {"f00": 1}, settings=Settings(transfer="sigmoid", draws=20))
    assert len(answer.outcomes) == 1000
    assert answer.settled == 20


@pytest.mark.parametrize(
    ("changes", "settings"), [({}, Settings()), ({"a": 2}, Settings()), ({"a": 1}, Settings(draws=0))]
)
def test_wrong_questions_are_refused(changes: dict[str, int], settings: Settings) -> None:
    with pytest.raises(InputError):
        what_if(signed("a+b"), changes, settings=settings)


@effort(deadline=None)
@given(
    seed=st.integers(0, 10**6),
    inference=st.sampled_from(["kosko", "modified", "rescaled"]),
    transfer=st.sampled_from(["bivalent", "trivalent", "sigmoid", "tanh"]),
)
def test_many_runs_end_where_single_runs_end(seed: int, inference: Inference, transfer: Transfer) -> None:
    rng = np.random.default_rng(seed)
    base = from_matrix(random_matrix(rng, 6, 2))
    wide = CausalMap("", base.factors, tuple(Edge(e.source, e.target, e.sign) for e in base.edges))
    net = network(wide)
    weights = draw_weights(net, 300, rng)
    settings = Settings(inference=inference, transfer=transfer, tolerance=1e-9, steps=300)
    ends = run(net, weights, {"f00": 1.0}, settings)
    for draw in (0, 299):
        edges = tuple(edge(e.source, e.target, w) for e, w in zip(net.edges, weights[:, draw], strict=True))
        single = simulate(CausalMap("", wide.factors, edges), Scenario(clamped={"f00": 1.0}), settings)
        if ends.ending[draw] == SETTLED or (ends.ending[draw] == CYCLED and single.period):
            expected = [single.final[f] for f in net.factors]
            assert ends.states[:, draw] == pytest.approx(expected, abs=1e-6)
        assert (ends.ending[draw] == SETTLED) == (single.ending == "fixed point")


@effort(deadline=None)
@given(hits=st.integers(0, 50), more=st.integers(0, 50))
def test_intervals_hold_their_share(hits: int, more: int) -> None:
    share = wilson(hits, hits + more)
    assert 0.0 <= share.low <= share.value <= share.high <= 1.0


def test_the_wilson_interval_of_a_textbook_case() -> None:
    # 10 of 20: (0.299, 0.701), Agresti & Coull (1998), The American Statistician 52: 119-126
    share = wilson(10, 20)
    assert (share.low, share.high) == pytest.approx((0.299, 0.701), abs=5e-4)


def test_sensitivity_names_the_edge_that_decides() -> None:
    map_ = signed("a+b b+d a-c c+e d+f")
    found = sensitivity(map_, {"a": 1}, "d", settings=Settings(draws=300))
    assert [(s.edge.source, s.edge.target) for s in found] == [("a", "b"), ("b", "d")]
    assert all(s.decisive and s.before == 1 and s.without == 0 and s.reversed == -1 for s in found)


def test_sensitivity_tells_a_bypassed_edge_from_the_decisive_one() -> None:
    strong, weak = Edge("a", "b", 1, strength=(2 / 3, 1)), Edge("c", "b", 1, strength=(0, 0.1))
    map_ = CausalMap("", tuple("abc"), (strong, weak, Edge("a", "c", 1)))
    found = {s.edge: s for s in sensitivity(map_, {"a": 1}, "b", settings=Settings(draws=300))}
    assert found[strong].decisive
    assert not found[weak].decisive
    assert sensitivity(map_, {"b": 1}, "a") == ()
    with pytest.raises(InputError):
        sensitivity(map_, {"a": 1}, "nowhere")

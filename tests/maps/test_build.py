from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as effort

from rashomon.errors import InputError
from rashomon.maps import causal_map, union
from rashomon.maps.strength import MIDDLE, OPEN, STRONG, WEAK, strength
from rashomon.model import CausalMap, Cause, Change, Edge, End, Factor, Statement
from tests.maps.building import DAILY, EREL, cause, statements


def test_an_edge_gathers_all_that_is_said_of_two_factors() -> None:
    said = cause("sanctions", "tourism", -1)
    hedged = cause("sanctions", "tourism", -1, factuality="PS+", voice=DAILY)
    denied = cause("sanctions", "tourism", -1, factuality="CT-", voice=DAILY, at=7)
    map_ = causal_map([denied, hedged, said], name="all")
    (edge,) = map_.edges
    assert (edge.source, edge.target, edge.sign) == ("sanctions", "tourism", -1)
    assert (edge.asserted, edge.hedged, edge.denied) == ((said.id,), (hedged.id,), (denied.id,))
    assert (edge.voices, edge.deniers) == ((EREL, DAILY), (DAILY,))
    assert edge.runs
    assert edge.contested
    assert map_.factors == ("sanctions", "tourism")


def test_what_is_only_denied_does_not_run() -> None:
    (edge,) = causal_map([cause("a", "b", factuality="PR-")]).edges
    assert (edge.runs, edge.contested, edge.voices) == (False, False, ())


def test_what_is_only_hedged_or_uncommitted_is_in_half_of_the_draws() -> None:
    for factuality in ("PR+", "PS+", "UU"):
        (edge,) = causal_map([cause("a", "b", factuality=factuality)]).edges
        assert (edge.presence, edge.hedged != ()) == (0.5, True)
    assert causal_map([cause("a", "b")]).edges[0].presence == 1.0


def test_contrary_signs_are_two_edges() -> None:
    map_ = causal_map([cause("a", "b", 1), cause("a", "b", -1)])
    assert [e.sign for e in map_.edges] == [-1, 1]


def test_an_open_sign_is_read_from_the_directions_of_the_ends() -> None:
    open_ = cause("a", "b", None)
    assert causal_map([open_]).edges[0].sign is None
    falling = replace(
        open_, content=Cause(End("a", "less a", -1), End("b", "more b", 1), None, "consequence")
    )
    assert causal_map([falling]).edges[0].sign == -1


def test_factors_are_named_by_the_mapping_where_it_has_the_end() -> None:
    one, other = cause("the economy", "jobs"), cause("economy", "jobs")
    map_ = causal_map([one, other], {(one.id, "cause"): "economy"})
    assert map_.factors == ("economy", "jobs")
    assert len(map_.edges) == 1


def test_a_purpose_runs_from_the_goal_to_the_step() -> None:
    (edge,) = causal_map([cause("tourism", "apology", relation="purpose")]).edges
    assert (edge.source, edge.target, edge.relations) == ("tourism", "apology", ("purpose",))


def test_other_statements_are_passed_over() -> None:
    change = replace(cause("a", "b"), content=Change(Factor("a", "a"), 1))
    assert causal_map([change]) == CausalMap("", (), ())


@pytest.mark.parametrize(
    ("words", "band"),
    [
        ("sanctions hurt tourism", OPEN),
        ("slightly reduced growth", WEAK),
        ("had a DEVASTATING effect", STRONG),
        ("a moderate rise", MIDDLE),
        ("slightly hurt, then severely crippled", (WEAK[0], STRONG[1])),
        ("did not significantly change", OPEN),
        ("didn't greatly help", OPEN),
        ("not only slightly", WEAK),
    ],
)
def test_words_of_degree_narrow_the_strength(words: str, band: tuple[float, float]) -> None:
    assert strength(words) == band


@effort(deadline=None)
@given(statements)
def test_the_order_of_statements_does_not_matter(said: list[Statement]) -> None:
    assert causal_map(said) == causal_map(reversed(said)) == causal_map(said + said)


def test_words_that_disagree_are_not_silence() -> None:
    said = [
        cause("a", "b", words=words) for words in ("a devastating blow", "slightly raises", "a slight rise")
    ]
    assert union([causal_map(said[:2]), causal_map(said[2:])]) == causal_map(said)


@effort(deadline=None)
@given(statements, statements)
def test_the_union_of_two_maps_is_the_map_of_all(one: list[Statement], other: list[Statement]) -> None:
    assert union([causal_map(one), causal_map(other)]) == causal_map(one + other)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Edge("a", "b", 2),
        lambda: Edge("a", "b", 1, strength=(0.5, 0.2)),
        lambda: Edge("a", "b", 1, strength=(0.5, 1.2)),
        lambda: CausalMap("", ("a",), (Edge("a", "b", 1),)),
        lambda: CausalMap("", ("a", "a"), ()),
        lambda: CausalMap("", ("a", "b"), (Edge("a", "b", 1), Edge("a", "b", 1, strength=(0, 0.5)))),
    ],
)
def test_wrong_records_are_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(InputError):
        wrong()

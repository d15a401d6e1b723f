import subprocess
import sys
from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from rashomon.errors import InputError
from rashomon.maps import (
    FORMATS,
    betweenness,
    causal_map,
    compare,
    density,
    difference,
    draw,
    loops,
    paths,
    positions,
    read_map,
    union,
    write_map,
)
from rashomon.maps.analysis import adjacency
from rashomon.model import CausalMap, Edge, Statement
from tests.maps.building import cause, statements
from tests.simulation.building import from_matrix, random_matrix, signed


def test_positions_tell_drivers_receivers_and_the_centre() -> None:
    found = {p.factor: p for p in positions(signed("a+b c-b b+d e"))}
    kinds = {f: p.kind for f, p in found.items()}
    assert kinds == {"a": "driver", "b": "ordinary", "c": "driver", "d": "receiver", "e": "isolated"}
    assert (found["b"].in_degree, found["b"].out_degree, found["b"].centrality) == (2, 1, 1.5)
    between = betweenness(signed("a+b c-b b+d e"))
    assert set(between) == set(found)
    assert between["b"] == max(between.values()) > 0
    assert positions(signed("a+b c-b b+d e"))[0].factor == "b"


def test_density_counts_joined_pairs() -> None:
    assert density(signed("a+b a-b b+b")) == 0.5
    assert density(CausalMap("", (), ())) == 0.0


def test_paths_are_signed_and_shortest_first() -> None:
    found = paths(signed("a+b b-c a-c c+d a?d"), "a", "d")
    assert [len(p.edges) for p in found.found] == [1, 2, 3]
    assert [p.sign for p in found.found] == [None, -1, -1]
    assert not found.cut
    assert paths(signed("a+b b-c a-c c+d a?d"), "a", "d", limit=2).cut
    assert paths(signed("a+b c"), "a", "c").found == ()
    with pytest.raises(InputError):
        paths(signed("a+b"), "a", "z")


def test_contrary_edges_give_a_path_each() -> None:
    assert {p.sign for p in paths(signed("a+b a-b b+c"), "a", "c").found} == {-1, 1}


def test_loops_are_signed() -> None:
    found = loops(signed("a+b b-a b+c c+a a-a d?d"))
    assert [(lo.factors, lo.sign) for lo in found.found] == [
        (("a",), -1),
        (("d",), None),
        (("a", "b"), -1),
        (("a", "b", "c"), 1),
    ]
    assert not found.cut


def test_denied_edges_make_no_loop() -> None:
    denied = CausalMap("", ("a", "b"), (Edge("a", "b", 1), Edge("b", "a", 1, denied=("s",))))
    assert loops(denied).found == ()


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    map_ = signed("a+b b-a b+c")
    texts = {form: write_map(map_, form) for form in FORMATS}
    monkeypatch.setitem(sys.modules, "networkx", None)
    asked: list[Callable[[], object]] = [
        lambda: loops(map_), lambda: paths(map_, "a", "c"), lambda: betweenness(map_),
        lambda: write_map(map_, "gexf"), lambda: read_map(texts["graphml"], "graphml"),
    ]  # fmt: skip
    for ask in asked:
        with pytest.raises(InputError, match=r"rashomon\[maps\]"):
            ask()
    assert positions(map_)
    assert draw(map_).startswith("<svg")
    for form in ("csv", "dot", "json"):
        assert write_map(map_, form) == texts[form]
        assert adjacency(read_map(texts[form], form)) == adjacency(map_)


def test_the_base_runs_without_the_extra() -> None:
    code = (
        "import sys; sys.modules['networkx'] = None\n"
        "from rashomon.maps import causal_map, draw\n"
        "from rashomon.model import CausalMap, Edge\n"
        "from rashomon.simulation import press, what_if\n"
        "map_ = CausalMap('m', ('a', 'b'), (Edge('a', 'b', 1), Edge('b', 'a', -1)))\n"
        "print(what_if(map_, {'a': 1}).outcome('b').rises.value > 0.5, len(press(map_, {'a': 1}).outcomes))"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    assert ran.stdout.split() == ["True", "2"]


def test_many_loops_are_cut_and_the_shortest_kept() -> None:
    map_ = from_matrix(random_matrix(np.random.default_rng(4), 40, 5))
    found = loops(map_, limit=30)
    assert found.cut
    assert len(found.found) == 30
    network = nx.DiGraph([(e.source, e.target) for e in map_.edges])
    bound = len(found.found[-1].edges)
    shorter = sum(len(c) < bound for c in nx.simple_cycles(network, bound))
    assert sum(len(lo.edges) < bound for lo in found.found) == shorter


@effort(deadline=None)
@given(seed=st.integers(0, 10**6))
def test_all_loops_are_found_where_none_is_cut(seed: int) -> None:
    map_ = from_matrix(random_matrix(np.random.default_rng(seed), 6, 2))
    network = nx.DiGraph([(e.source, e.target) for e in map_.edges])
    found = loops(map_).found
    assert {frozenset(lo.factors) for lo in found} == {frozenset(c) for c in nx.simple_cycles(network)}
    assert len(found) == sum(1 for _ in nx.simple_cycles(network))


def test_a_thousand_factors_are_analysed() -> None:
    map_ = from_matrix(random_matrix(np.random.default_rng(4), 1000, 3))
    assert loops(map_, limit=50).cut
    assert len(paths(map_, "f00", "f999", limit=5).found) <= 5
    assert 0 < density(map_) < 0.01


def test_adjacency_is_indexed_by_name() -> None:
    table = adjacency(from_matrix({"z": {"z": 0, "a": 0.5}, "a": {"z": -0.25, "a": 0}}))
    assert table == {"a": {"a": 0.0, "z": -0.25}, "z": {"a": 0.5, "z": 0.0}}


def test_maps_are_compared_with_silence_apart_from_denial() -> None:
    left = causal_map([cause("a", "b"), cause("b", "c"), cause("c", "d"), cause("d", "e")], name="left")
    right = causal_map(
        [cause("a", "b"), cause("b", "c", -1), cause("c", "d", factuality="CT-")], name="right"
    )
    found = compare(left, right)
    assert [(x.source, y.target) for x, y in found.shared] == [("a", "b")]
    assert {(o.kind, o.left.source) for o in found.opposed} == {("sign", "b"), ("denial", "c")}
    assert [e.source for e in found.left_edges] == ["d"]
    assert found.right_edges == ()
    assert (found.common, found.only_left, found.only_right) == (("a", "b", "c", "d"), ("e",), ())
    assert found.similarity == pytest.approx(1 / 5)


def test_difference_leaves_what_only_the_left_says() -> None:
    left, right = causal_map([cause("a", "b"), cause("b", "c")]), causal_map([cause("a", "b", at=5)])
    assert [e.source for e in difference(left, right).edges] == ["b"]
    assert difference(left, left) == CausalMap("", (), ())


@effort(deadline=None)
@given(statements, statements)
def test_comparison_is_the_same_from_either_side(one: list[Statement], other: list[Statement]) -> None:
    left, right = causal_map(one), causal_map(other)
    here, there = compare(left, right), compare(right, left)
    assert here.similarity == there.similarity
    assert here.left_edges == there.right_edges
    assert len(here.opposed) == len(there.opposed)
    assert compare(left, left).left_edges == ()


@effort(deadline=None)
@given(statements)
def test_union_with_itself_changes_nothing(said: list[Statement]) -> None:
    map_ = causal_map(said, name="x")
    assert union([map_, map_], "x") == map_

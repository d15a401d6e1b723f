import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from rashomon.errors import InputError
from rashomon.maps import FORMATS, causal_map, read_map, write_map
from rashomon.maps.analysis import adjacency
from rashomon.model import CausalMap, Edge, Statement, Voice
from rashomon.simulation import what_if
from tests.maps.building import statements
from tests.simulation.building import from_matrix, random_matrix

FULL = [f for f in FORMATS if f != "csv"]
XML_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=12)
HOSTILE = (
    'a "q" <b>&amp;', "back\\slash\\", "=1+1", "'=x", "'x", "ünï ☃", "node", "a;b", "{c}", "1", "-0.5",
    "a->b", "comma, x", "<script>alert(1)</script>", "@cmd", "-- x", "// y", "subgraph", "edge",
)  # fmt: skip


def hostile() -> CausalMap:
    names = HOSTILE
    edges = [
        Edge(n, names[(3 * i + 1) % len(names)], (1, -1, None)[i % 3], ("s1", "s2"), ("h",), ("d",) * (i % 2),
             (Voice("person", 'O\'Neil "x" \\', None),), (Voice("outlet", "Ünï", "r"),),
             ("consequence", "purpose"), (i / 30, 0.7))
        for i, n in enumerate(names)
    ]  # fmt: skip
    edges += [Edge("1", "node", -1), Edge("1", "1", -1, denied=("z",))]
    return CausalMap('of "x" \\', (*names, "lonely"), tuple(edges))


@pytest.mark.parametrize("format_", FULL)
def test_everything_comes_back(format_: str) -> None:
    map_ = hostile()
    assert read_map(write_map(map_, format_), format_) == map_


@pytest.mark.parametrize("format_", FULL)
@effort(deadline=None)
@given(said=statements, name=XML_TEXT)
def test_any_map_comes_back(format_: str, said: list[Statement], name: str) -> None:
    map_ = causal_map(said, name=name)
    assert read_map(write_map(map_, format_), format_, name).edges == map_.edges


@pytest.mark.parametrize("format_", FULL)
@effort(deadline=None)
@given(names=st.lists(XML_TEXT, min_size=2, max_size=4, unique=True))
def test_any_name_comes_back(format_: str, names: list[str]) -> None:
    map_ = CausalMap("m", tuple(names), (Edge(names[0], names[1], 1),))
    assert read_map(write_map(map_, format_), format_) == map_


@effort(deadline=None)
@given(names=st.lists(XML_TEXT.map(str.strip).filter(bool), min_size=2, max_size=4, unique=True))
def test_the_matrix_brings_names_and_weights_back(names: list[str]) -> None:
    edges = Edge(names[0], names[1], -1, strength=(0.25, 0.25)), Edge(names[1], names[1], 1)
    map_ = CausalMap("m", tuple(names), edges)
    assert adjacency(read_map(write_map(map_, "csv"), "csv")) == adjacency(map_)


@pytest.mark.parametrize("format_", FORMATS)
def test_empty_maps_and_large_ones_come_back(format_: str) -> None:
    assert read_map(write_map(CausalMap("", (), ()), format_), format_) == CausalMap("", (), ())
    large = from_matrix(random_matrix(np.random.default_rng(1), 300, 3))
    assert adjacency(read_map(write_map(large, format_), format_)) == adjacency(large)


def test_formulas_stay_text_in_a_spreadsheet() -> None:
    text = write_map(CausalMap("", ("=cmd()", "b"), ()), "csv")
    assert "'=cmd()" in text
    assert read_map(text, "csv").factors == ("=cmd()", "b")


UNDIRECTED = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<graph edgedefault="undirected"/></graphml>"""
MODELER = "\ufeff,Rain,Floods,Growth\nRain,,0.75,\nFloods,,,-1\nGrowth,0.25,,\n"


@pytest.mark.parametrize(
    "text",
    [
        MODELER,
        MODELER.replace(",", ";").replace("0.75", "0,75"),
        MODELER.replace(",", "\t"),
        MODELER.replace("\n", "\r\n") + "\r\n\r\n",
        "Rain,Floods,Growth\n0,0.75,0\n0,0,-1\n0.25,0,0\n",
        ",Rain,Floods,Growth\nGrowth,0.25,0,0\nRain,0,0.75,0\nFloods,0,0,\u22121\n",
    ],
)
def test_expert_matrices_are_read_by_name(text: str) -> None:
    map_ = read_map(text, "csv", "expert")
    found = {(e.source, e.target): e.weight for e in map_.edges}
    assert found == {("Rain", "Floods"): 0.75, ("Floods", "Growth"): -1.0, ("Growth", "Rain"): 0.25}
    assert map_.edges[0].voices == (Voice("unknown", "expert"),)
    assert what_if(map_, {"Rain": 1}).outcome("Growth").direction == -1


def test_foreign_graphs_are_read_by_label_and_weight() -> None:
    dot = """strict digraph { // a comment
        edge [weight=0.5]; a [label="Economy"]; subgraph cluster_0 { b; c } rankdir=LR
        a -> {b c} -> d:n [weight="-0.25"]; d -> a }"""
    found = {(e.source, e.target): e.weight for e in read_map(dot, "dot").edges}
    assert found == {
        ("Economy", "b"): -0.25, ("Economy", "c"): -0.25, ("b", "d"): -0.25, ("c", "d"): -0.25,
        ("d", "Economy"): 0.5,
    }  # fmt: skip


def test_a_weight_changed_elsewhere_counts() -> None:
    map_ = CausalMap("", ("a", "b"), (Edge("a", "b", 1, asserted=("s1",)),))
    text = write_map(map_, "dot").replace('weight="0.5"', 'weight="-0.75"')
    (edge,) = read_map(text, "dot").edges
    assert (edge.weight, edge.asserted) == (-0.75, ("s1",))


def test_characters_that_xml_lacks_are_shown_as_missing() -> None:
    map_ = CausalMap("", ("a\x00b", "c"), ())
    assert read_map(write_map(map_, "graphml"), "graphml").factors == ("a\ufffdb", "c")


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        *((f, t) for f in FORMATS for t in ("", "garbage", "<a>", "[1]", '{"a": 1}')),
        ("csv", ",a,b\na,1\nb,0,1"),
        ("csv", ",a,b\na,1,0\nc,0,1"),
        ("csv", ",a,a\na,1,0\na,0,1"),
        ("csv", ",a,b\na,much,0\nb,0,1"),
        ("csv", ",a,b\na,7,0\nb,0,1"),
        ("json", '{"causal_map": 2, "name": "", "factors": [], "edges": []}'),
        ("json", "[" * 100_000),
        ("dot", "graph { a -- b }"),
        ("dot", "digraph { a -> "),
        ("dot", "digraph " + "{" * 50_000),
        ("graphml", UNDIRECTED),
        ("pdf", ""),
    ],
)  # fmt: skip
def test_bad_files_are_one_clear_line(format_: str, text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_map(text, format_)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300

import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from playwright import sync_api as playwright

from rashomon.maps import causal_map, draw, png
from rashomon.maps.layout import Layout, arrange
from rashomon.model import CausalMap, Edge, Statement, Voice
from tests.maps.building import statements
from tests.simulation.building import from_matrix, random_matrix, signed

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SVG = "{http://www.w3.org/2000/svg}"
VOICES = tuple(Voice("person", f"Voice {i}") for i in range(9))


def parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own text


def sixty(seed: int = 1) -> CausalMap:
    """A map of 60 factors with names as long as those in pages."""
    rng = np.random.default_rng(seed)
    base = from_matrix(random_matrix(rng, 60, 2))
    words = ["economy", "Western support", "relations of MMMM and WWWW", "electoral turnout", "AID", "oil"]
    names = {
        f: f"{words[i % 6]} {'of the northern provinces ' * (i % 4)}{i}" for i, f in enumerate(base.factors)
    }
    edges = [
        Edge(names[e.source], names[e.target], e.sign, voices=VOICES[: int(rng.integers(1, 9))])
        for e in base.edges
    ]
    return CausalMap("sixty", tuple(names.values()), tuple(edges))


def overlaps(layout: Layout) -> list[tuple[str, str]]:
    boxes = list(layout.boxes.items())
    return [
        (n, m)
        for i, (n, a) in enumerate(boxes)
        for m, b in boxes[:i]
        if a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height
    ]


def trespasses(layout: Layout, edges: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Lines that touch a box which is not one of their ends, sampled along each piece."""
    found = []
    for (source, target), route in zip(edges, layout.routes, strict=True):
        for (x0, y0), (x1, y1) in pairwise(route):
            for t in np.linspace(0, 1, 9):
                x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
                found += [
                    (source, target, n)
                    for n, b in layout.boxes.items()
                    if n not in {source, target} and b.x < x < b.x + b.width and b.y < y < b.y + b.height
                ]
    return found


@effort(deadline=None)
@given(
    edges=st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=24),
    heights=st.lists(st.floats(20, 90), min_size=8, max_size=8),
)
def test_boxes_never_overlap_and_lines_pass_between_them(
    edges: list[tuple[str, str]], heights: list[float]
) -> None:
    edges = [e for e in edges if e[0] != e[1]]
    sizes = {n: (60.0 + 10 * i, h) for i, (n, h) in enumerate(zip("abcdefgh", heights, strict=True))}
    layout = arrange(sizes, edges, {"c": 26.0})
    assert overlaps(layout) == []
    assert trespasses(layout, edges) == []
    assert all(b.x >= 0 and b.x + b.width <= layout.width + 0.01 for b in layout.boxes.values())
    assert all(b.y >= 0 and b.y + b.height <= layout.height + 0.01 for b in layout.boxes.values())
    for (source, target), route in zip(edges, layout.routes, strict=True):
        for name, (x, y) in ((source, route[0]), (target, route[-1])):
            box = layout.boxes[name]
            assert x in {box.x, box.x + box.width}
            assert box.y < y < box.y + box.height


def test_sixty_factors_fit_without_overlap() -> None:
    edges = [(e.source, e.target) for e in sixty().edges if e.source != e.target]
    layout = arrange(dict.fromkeys(sixty().factors, (160.0, 40.0)), edges, {})
    assert overlaps(layout) == []
    assert trespasses(layout, edges) == []


@pytest.fixture(scope="module")
def page() -> Iterator[playwright.Page]:
    if BROWSER is None:
        pytest.skip("no Chromium on this machine to measure text with")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def test_measured_labels_lie_in_their_boxes_and_apart(page: playwright.Page) -> None:
    page.set_content(draw(sixty()))
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('g.factor')].map(g => ['text', 'rect'].map(t => {
            const b = g.querySelector(t).getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; }))"""
    )
    assert len(boxes) == 60
    for text, rect in boxes:
        assert rect[0] <= text[0] <= text[2] <= rect[2]
        assert rect[1] <= text[1] <= text[3] <= rect[3]
    rects = [rect for _, rect in boxes]
    for i, a in enumerate(rects):
        assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in rects[:i])
    key = page.evaluate(
        """() => [...document.querySelectorAll('svg > text')].map(t => {
            const b = t.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; })"""
    )
    for i, a in enumerate([*key, *rects]):
        assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in key[:i])


def test_signs_differ_in_colour_and_in_shape() -> None:
    root = parse(draw(signed("a+b b-c c?d")))
    edges = [g for g in root.iter(f"{SVG}g") if g.get("class") == "edge"][:3]
    assert len({g[1].get("stroke") for g in edges}) == 3
    assert [g[2].tag.removeprefix(SVG) for g in edges] == ["polygon", "path", "circle"]


def test_denied_edges_are_dashed_and_contested_ones_told_apart() -> None:
    edges = (
        Edge("a", "b", 1, asserted=("1",)),
        Edge("b", "c", 1, denied=("2",), deniers=VOICES[:1]),
        Edge("c", "d", 1, asserted=("3",), denied=("4",)),
    )
    root = parse(draw(CausalMap("", tuple("abcd"), edges)))
    dashes = [g[1].get("stroke-dasharray") for g in root.iter(f"{SVG}g") if g.get("class") == "edge"][:3]
    assert dashes[0] is None
    assert None not in dashes[1:]
    assert dashes[1] != dashes[2]


def test_lines_grow_with_the_number_of_voices() -> None:
    edges = tuple(Edge("a", f"b{n}", 1, voices=VOICES[:n]) for n in (1, 2, 8))
    root = parse(draw(CausalMap("", ("a", "b1", "b2", "b8"), edges)))
    widths = [float(g[1].get("stroke-width") or 0) for g in root.iter(f"{SVG}g") if g.get("class") == "edge"]
    assert widths[0] < widths[1] < widths[2]


def test_hostile_text_stays_text() -> None:
    name = '<script>alert("x")</script>\x00\ud800&amp;'
    svg = draw(CausalMap(name, (name, "]]>"), (Edge(name, "]]>", 1, voices=(Voice("person", "<b>"),)),)))
    assert "<script" not in svg
    svg.encode()
    texts = "".join(parse(svg).itertext())
    assert '<script>alert("x")' in texts
    assert "<b>" in texts


def test_long_names_are_whole_in_the_tooltip() -> None:
    name = " ".join(["extraordinarily", "long"] * 20)
    root = parse(draw(CausalMap("", (name,), ())))
    assert name in [t.text for t in root.iter(f"{SVG}title")]


def test_a_larger_map_shows_its_centre_and_says_what_is_left_out() -> None:
    large = from_matrix(random_matrix(np.random.default_rng(1), 1000, 3))
    svg = draw(large)
    assert svg.count('class="factor"') == 60
    assert "940 less central factors are not drawn" in svg


def test_an_empty_map_says_so() -> None:
    assert "holds no causes" in draw(CausalMap("", (), ()))


@effort(deadline=None)
@given(said=statements)
def test_any_map_is_drawn_whole_and_the_same_each_time(said: list[Statement]) -> None:
    map_ = causal_map(said)
    svg = draw(map_)
    assert svg == draw(map_)
    root = parse(svg)
    assert sum(g.get("class") == "factor" for g in root.iter(f"{SVG}g")) == len(map_.factors)
    assert sum(g.get("class") == "edge" for g in root.iter(f"{SVG}g")) == len(map_.edges) + 5  # and the key
    assert not re.search(r"nan|inf\b", re.sub(r"<title>.*?</title>", "", svg))


def test_pictures_become_png() -> None:
    pytest.importorskip("resvg_py", reason="the extra png is not installed")
    small, large = (png(draw(signed("a+b")), scale) for scale in (1.0, 2.0))
    assert small.startswith(b"\x89PNG")
    assert int.from_bytes(large[16:20], "big") == 2 * int.from_bytes(small[16:20], "big")

"""A causal map as a picture: SVG text that any browser shows, and PNG from it."""

from dataclasses import dataclass
from html import escape
from importlib import import_module
from itertools import pairwise
from textwrap import wrap
from unicodedata import east_asian_width

from rashomon.errors import InputError
from rashomon.maps.analysis import positions
from rashomon.maps.layout import Box, Layout, Point, arrange
from rashomon.model import CausalMap, Edge, Voice

FONT = "'DejaVu Sans', Verdana, Arial, sans-serif"
TEXT = 13.0
"""Height of the letters, in pixels; of a line: 17."""
LINE = 17.0
_COLOURS = {1: "#0b5394", -1: "#b45309", None: "#6b7280"}
_NARROW, _WIDE = frozenset("fijlrtI.,:;'|!()[]{}- "), frozenset("mwMW@%&—")
_MARGIN = 24.0
_LOOP = 26.0
"""Room over a box for a self-loop, in pixels."""
_HEAD = 9.0
_PORT = 16.0
"""Room for one line at the side of a box, in pixels: no two heads touch."""


@dataclass(frozen=True, slots=True)
class _Label:
    lines: tuple[str, ...]
    width: float
    height: float


def draw(map_: CausalMap, most: int = 60) -> str:
    """Draw a map from left to right, from drivers to receivers.

    More leads to more: blue line, arrow head. More leads to less: orange line, bar. Sign left open: grey
    line, ring. Denied edges are dashed, contested ones (held by some, denied by others) dash-dotted. The
    width of a line grows with the number of voices. Pointing at a line tells who says it.

    Args:
        map_: the map.
        most: most factors drawn; of a larger map the most central are, and the picture says how many
            are left out.

    Returns:
        One ``<svg>`` element, without scripts, links or fonts from elsewhere; sizes in pixels.
    """
    shown = _shown(map_, most)
    edges = [e for e in map_.edges if e.source in shown and e.target in shown]
    straight = [e for e in edges if e.source != e.target]
    loops = [e for e in edges if e.source == e.target]
    labels = {name: _label(name) for name in shown}
    sizes = {
        name: (label.width, max(label.height, _PORT * _lines_beside(straight, name)))
        for name, label in labels.items()
    }
    ends = [(e.source, e.target) for e in straight]
    layout = arrange(sizes, ends, {e.source: _LOOP for e in loops})
    body = [_line(edge, route) for edge, route in zip(straight, layout.routes, strict=True)]
    body += [_box(name, label, layout.boxes[name]) for name, label in labels.items()]
    for i, edge in enumerate(loops):
        rank = sum(o.source == edge.source for o in loops[:i])
        body.append(_self_loop(edge, layout.boxes[edge.source], rank))
    return _page(map_, layout, body, len(map_.factors) - len(shown))


def png(svg: str, scale: float = 2.0) -> bytes:
    """A picture as PNG.

    Args:
        svg: what `draw` gives.
        scale: pixels of the PNG for one of the SVG.

    Raises:
        InputError: the extra ``png`` is not installed.
    """
    try:
        renderer = import_module("resvg_py")
    except ImportError as error:
        raise InputError("PNG needs an extra: install it with pip install 'rashomon[png]'.") from error
    return bytes(renderer.svg_to_bytes(svg_string=svg, zoom=scale, font_family="DejaVu Sans"))


def text_width(text: str) -> float:
    """Width of a line of text in pixels, estimated so that no common sans-serif font needs more."""
    return TEXT * sum(
        1.0
        if c in _WIDE or east_asian_width(c) in "WF"
        else 0.42
        if c in _NARROW
        else 0.78
        if c.isupper()
        else 0.66
        for c in text
    )


def _shown(map_: CausalMap, most: int) -> list[str]:
    if len(map_.factors) <= most:
        return list(map_.factors)
    return sorted(p.factor for p in positions(map_)[:most])


def _label(name: str) -> _Label:
    flat = " ".join(name.split()) or "(no name)"
    lines = wrap(flat, 22, break_on_hyphens=False)
    if len(lines) > 4:
        lines = [*lines[:3], lines[3][:20] + "…"]
    return _Label(tuple(lines), max(map(text_width, lines)) + 20, LINE * len(lines) + 12)


def _lines_beside(edges: list[Edge], name: str) -> int:
    """Lines on the fuller side of a box, about: the layout may turn some to the other side."""
    return max(sum(e.source == name for e in edges), sum(e.target == name for e in edges))


def _box(name: str, label: _Label, box: Box) -> str:
    first = box.y + box.height / 2 - LINE * (len(label.lines) - 1) / 2 + 4.5
    spans = "".join(
        f'<tspan x="{box.x + box.width / 2:.1f}" y="{first + LINE * i:.1f}">{_safe(line)}</tspan>'
        for i, line in enumerate(label.lines)
    )
    return (
        f'<g class="factor"><title>{_safe(name)}</title>'
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="7" '
        f'fill="#f8fafc" stroke="#475569"/><text text-anchor="middle">{spans}</text></g>'
    )


def _line(edge: Edge, route: list[Point]) -> str:
    """A smooth line through the route, level where it leaves, enters and passes."""
    end, before = route[-1], route[-2]
    way = 1 if end[0] > before[0] else -1
    points = [*route[:-1], (end[0] - way * _HEAD, end[1])]
    path = f"M{points[0][0]:.1f},{points[0][1]:.1f}"
    for i, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        bend = (x1 - x0) / 2
        curve = f"C{x0 + bend:.1f},{y0:.1f} {x1 - bend:.1f},{y1:.1f} {x1:.1f},{y1:.1f}"
        path += curve if i % 2 else f"L{x1:.1f},{y1:.1f}"
    return _edge(edge, path, end, (way, 0))


def _self_loop(edge: Edge, box: Box, rank: int) -> str:
    """A loop over the box, from its top back to its top."""
    x, y = box.x + 12 + 34 * rank, box.y
    path = f"M{x:.1f},{y:.1f}C{x:.1f},{y - 24:.1f} {x + 22:.1f},{y - 24:.1f} {x + 22:.1f},{y - _HEAD:.1f}"
    return _edge(edge, path, (x + 22, y), (0, 1))


def _edge(edge: Edge, path: str, end: Point, way: tuple[int, int]) -> str:
    colour, width = _COLOURS[edge.sign], line_width(edge)
    dash = ' stroke-dasharray="9 3 2 3"' if edge.contested else "" if edge.runs else ' stroke-dasharray="6 4"'
    return (
        f'<g class="edge"><title>{_safe(describe(edge))}</title>'
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:.1f}"{dash}/>'
        f"{_head(edge.sign, end, way, colour)}</g>"
    )


def _head(sign: int | None, end: Point, way: tuple[int, int], colour: str) -> str:
    """Arrow head, bar or ring, with its tip at the end of the line."""
    (x, y), (dx, dy) = end, way
    if sign == 1:
        bx, by, half = x - dx * (_HEAD + 2), y - dy * (_HEAD + 2), 5.5
        corners = ((x, y), (bx - dy * half, by - dx * half), (bx + dy * half, by + dx * half))
        return f'<polygon points="{" ".join(f"{px:.1f},{py:.1f}" for px, py in corners)}" fill="{colour}"/>'
    if sign == -1:
        bx, by, half = x - dx * (_HEAD - 3), y - dy * (_HEAD - 3), 7
        return (
            f'<path d="M{bx - dy * half:.1f},{by - dx * half:.1f}L{bx + dy * half:.1f},{by + dx * half:.1f}" '
            f'stroke="{colour}" stroke-width="3.5"/>'
        )
    return (
        f'<circle cx="{x - dx * _HEAD / 2:.1f}" cy="{y - dy * _HEAD / 2:.1f}" r="{_HEAD / 2}" fill="#fff" '
        f'stroke="{colour}" stroke-width="2"/>'
    )


def line_width(edge: Edge) -> float:
    """Width of a line in pixels: 1.6 for one voice, 1 more for each doubling, 6 at most."""
    voices = max(1, len(edge.voices if edge.runs else edge.deniers))
    return min(6.0, 1.6 + (voices.bit_length() - 1))


def describe(edge: Edge) -> str:
    """One line on an edge: what is said, by whom, and who denies it."""
    effect = {1: "more leads to more", -1: "more leads to less", None: "direction left open"}[edge.sign]
    parts = [f"{edge.source} → {edge.target}: {effect}"]
    parts += [f"said by {_names(edge.voices)}"] if edge.voices else []
    parts += ["hedged only"] if edge.runs and edge.hedged and not edge.asserted else []
    parts += [f"denied by {_names(edge.deniers)}"] if edge.deniers else []
    parts += ["purpose: from the goal to the step taken for it"] if "purpose" in edge.relations else []
    return "; ".join(parts)


def _names(voices: tuple[Voice, ...]) -> str:
    return ", ".join(dict.fromkeys(v.name or v.role or f"a voice not named ({v.kind})" for v in voices))


_KEY = (
    (Edge("", "", 1), "more leads to more"),
    (Edge("", "", -1), "more leads to less"),
    (Edge("", "", None), "direction left open"),
    (Edge("", "", 1, denied=("",)), "denied"),
    (Edge("", "", 1, asserted=("",), denied=("",)), "contested"),
)


def _page(map_: CausalMap, layout: Layout, body: list[str], left_out: int) -> str:
    """The whole picture with its key below."""
    key, x, y = [], 0.0, layout.height + 34
    entries = [*_KEY, (None, "thicker: more voices")]
    room = max(layout.width, 420.0)
    for sample, words in entries:
        width = 62 + text_width(words)
        if x and x + width > room:
            x, y = 0.0, y + LINE + 6
        if sample is None:
            key.append(f'<path d="M{x},{y}L{x + 34},{y - 2.5}V{y + 2.5}Z" fill="#475569"/>')
        else:
            key.append(_line(sample, [(x, y), (x + 34, y)]))
        key.append(f'<text x="{x + 42:.1f}" y="{y + 4.5:.1f}">{_safe(words)}</text>')
        x += width
    if left_out:
        y += LINE + 6
        key.append(f'<text x="0" y="{y + 4.5:.1f}">{left_out} less central factors are not drawn.</text>')
    if not map_.factors:
        key.append(f'<text x="0" y="{LINE}">This map holds no causes.</text>')
    width, height = room + 2 * _MARGIN, y + LINE + 2 * _MARGIN
    title = f"Causal map of {map_.name}" if map_.name else "Causal map"
    view = f"{-_MARGIN:g} {-_MARGIN:g} {width:.0f} {height:.0f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" font-family="{FONT}" font-size="{TEXT:g}" '
        f'fill="#0f172a"><title>{_safe(title)}</title>'
        f'<rect x="{-_MARGIN:g}" y="{-_MARGIN:g}" width="100%" height="100%" fill="#fff"/>'
        + "\n".join([*body, *key])
        + "</svg>\n"
    )


def _safe(text: str) -> str:
    """Text as text: markup escaped, characters that XML lacks shown as U+FFFD."""
    return escape("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text))

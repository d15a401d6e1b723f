"""Where the boxes and lines of a picture go: layers from left to right.

The method of Sugiyama, Tagawa & Toda (1981, IEEE Transactions on Systems, Man, and Cybernetics 11:
109-125): turn the edges that close cycles, put every box on a layer, let long edges pass through the
layers between, order the layers so that few edges cross, and set heights. The kept Python libraries for
it are under the GPL or give no routes for edges.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Size = tuple[float, float]
Point = tuple[float, float]

_ROW_GAP = 14.0
_COLUMN_GAP = 80.0
_STUB = 14.0
"""Level piece of a line beside the widest box of its layer, room for the arrow head."""
_LANE = 12.0
"""Height of the lane that a long edge takes between boxes, in pixels."""
_SWEEPS = 12


@dataclass(frozen=True, slots=True)
class Box:
    """The box of one name: left upper corner and size, in pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes by name, and for each edge the points that its line goes through, from source to target.

    Every second stretch of a line, the first and the last among them, is level: it leaves its layer,
    passes through a lane, or enters a layer. All turns lie between layers, where no box is. A line that
    runs against the layers leaves its source to the left and enters its target from the right.
    """

    boxes: dict[str, Box]
    routes: list[list[Point]]
    width: float
    height: float


@dataclass(slots=True)
class _Cell:
    """A box, or the lane of a long edge (name None), on its layer."""

    name: str | None
    layer: int
    width: float
    height: float
    y: float = 0.0


def arrange(
    sizes: Mapping[str, Size], edges: Sequence[tuple[str, str]], roofs: Mapping[str, float]
) -> Layout:
    """Lay out boxes and edges.

    Args:
        sizes: width and height of the box of each name, in pixels.
        edges: source and target; more than one edge may join two names; none from a name to itself.
        roofs: room to keep free over some of the boxes, in pixels.
    """
    sizes = {name: (width, height + roofs.get(name, 0.0)) for name, (width, height) in sizes.items()}
    forward = _turned(sizes, edges)
    layer = _layers(sizes, forward)
    cells = {name: _Cell(name, layer[name], *size) for name, size in sizes.items()}
    chains = [_chain(cells, *pair) for pair in forward]
    rows = _rows(cells, chains)
    links = [pair for chain in chains for pair in pairwise(chain)]
    rows = _ordered(rows, links)
    _set_heights(rows, links)
    left = _columns(rows, links)
    top = min((c.y - c.height / 2 for row in rows for c in row), default=0.0)
    boxes = {}
    for name, cell in cells.items():
        x, roof = left[cell.layer] + (_widest(rows[cell.layer]) - cell.width) / 2, roofs.get(name, 0.0)
        boxes[name] = Box(x, cell.y - cell.height / 2 - top + roof, cell.width, cell.height - roof)
    routes = _routes(chains, boxes, rows, left, top)
    routes = [r if pair == turn else r[::-1] for r, pair, turn in zip(routes, edges, forward, strict=True)]
    right = max((b.x + b.width for b in boxes.values()), default=0.0)
    bottom = max((c.y + c.height / 2 - top for row in rows for c in row), default=0.0)
    return Layout(boxes, routes, right, bottom)


def _turned(names: Mapping[str, Size], edges: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The edges with those turned that close cycles (Eades, Lin & Smyth 1993, IPL 47: 319-323)."""
    out: dict[str, list[str]] = {n: [] for n in names}
    into: dict[str, list[str]] = {n: [] for n in names}
    for source, target in edges:
        out[source].append(target)
        into[target].append(source)
    head: list[str] = []
    tail: list[str] = []
    left = dict.fromkeys(names)

    def count(name: str) -> tuple[int, int]:
        return sum(t in left for t in out[name]), sum(s in left for s in into[name])

    while left:
        degrees = {name: count(name) for name in left}
        sinks = [n for n, (o, _) in degrees.items() if o == 0]
        sources = [n for n, (o, i) in degrees.items() if i == 0 and o]
        chosen = sinks or sources or [max(degrees, key=lambda n: degrees[n][0] - degrees[n][1])]
        (tail if sinks else head).extend(chosen)
        for name in chosen:
            del left[name]
    place = {name: i for i, name in enumerate([*head, *reversed(tail)])}
    return [(s, t) if place[s] < place[t] else (t, s) for s, t in edges]


def _layers(names: Mapping[str, Size], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Layer of each name: as far left as its causes allow, then as near to its effects as it can be."""
    after: dict[str, set[str]] = defaultdict(set)
    waiting = dict.fromkeys(names, 0)
    for source, target in set(edges):
        after[source].add(target)
        waiting[target] += 1
    layer = dict.fromkeys(names, 0)
    ready = [n for n in names if waiting[n] == 0]
    for name in ready:  # grows while it is walked: a topological order
        for target in sorted(after[name]):
            layer[target] = max(layer[target], layer[name] + 1)
            waiting[target] -= 1
            if waiting[target] == 0:
                ready.append(target)
    for name in reversed(ready):
        if after[name]:
            layer[name] = max(layer[name], min(layer[t] for t in after[name]) - 1)
    return layer


def _chain(cells: Mapping[str, _Cell], source: str, target: str) -> list[_Cell]:
    """The box of the source, a lane on each layer between, the box of the target."""
    low, high = cells[source].layer, cells[target].layer
    return [cells[source], *(_Cell(None, i, 0.0, _LANE) for i in range(low + 1, high)), cells[target]]


def _rows(cells: Mapping[str, _Cell], chains: list[list[_Cell]]) -> list[list[_Cell]]:
    rows: list[list[_Cell]] = [[] for _ in range(max((c.layer for c in cells.values()), default=-1) + 1)]
    for cell in [*cells.values(), *(c for chain in chains for c in chain[1:-1])]:
        rows[cell.layer].append(cell)
    return rows


_Links = list[tuple[_Cell, _Cell]]


def _beside(links: _Links) -> tuple[dict[int, list[_Cell]], dict[int, list[_Cell]]]:
    before: dict[int, list[_Cell]] = defaultdict(list)
    after: dict[int, list[_Cell]] = defaultdict(list)
    for one, other in links:
        after[id(one)].append(other)
        before[id(other)].append(one)
    return before, after


def _ordered(rows: list[list[_Cell]], links: _Links) -> list[list[_Cell]]:
    """Layers in the order with the fewest crossings met while sweeping by means of neighbours."""
    before, after = _beside(links)
    best, fewest = [list(row) for row in rows], _crossings(rows, links)
    rows = [list(row) for row in rows]
    for sweep in range(2 * _SWEEPS):
        neighbours = after if sweep % 2 else before
        place = {id(c): i / max(1, len(row) - 1) for row in rows for i, c in enumerate(row)}
        for row in reversed(rows) if sweep % 2 else rows:
            means = {
                id(c): sum(place[id(n)] for n in near) / len(near)
                if (near := neighbours[id(c)])
                else place[id(c)]
                for c in row
            }
            row.sort(key=lambda c: means[id(c)])
            place |= {id(c): i / max(1, len(row) - 1) for i, c in enumerate(row)}
        crossings = _crossings(rows, links)
        if crossings < fewest:
            best, fewest = [list(row) for row in rows], crossings
    return best


def _crossings(rows: list[list[_Cell]], links: _Links) -> int:
    place = {id(c): i for row in rows for i, c in enumerate(row)}
    between: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one, other in links:
        between[one.layer].append((place[id(one)], place[id(other)]))
    total = 0
    for pairs in between.values():
        ends = [end for _, end in sorted(pairs)]
        total += sum(before > end for i, end in enumerate(ends) for before in ends[:i])
    return total


def _set_heights(rows: list[list[_Cell]], links: _Links) -> None:
    """Middle heights: each cell near the mean of its neighbours, none nearer than the gap to the next."""
    before, after = _beside(links)
    for row in rows:
        _place(row, [0.0] * len(row))
    for sweep in range(2 * _SWEEPS):
        neighbours = after if sweep % 2 else before
        for row in reversed(rows) if sweep % 2 else rows:
            wished = [sum(n.y for n in near) / len(near) if (near := neighbours[id(c)]) else c.y for c in row]
            _place(row, wished)


def _place(row: list[_Cell], wished: list[float]) -> None:
    """Heights nearest to the wished ones by least squares, in order and apart.

    Measured from the stacked positions this is isotonic regression, solved by pooling adjacent
    violators (Ayer et al. 1955, Annals of Mathematical Statistics 26: 641-647).
    """
    stacked, at = [], 0.0
    for one, other in zip(row, row[1:] + row[-1:], strict=True):
        stacked.append(at)
        at += (one.height + other.height) / 2 + _ROW_GAP
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wished, stacked, strict=True):
        mean, size = wish - offset, 1
        while pools and pools[-1][0] > mean:
            other_mean, other_size = pools.pop()
            mean = (mean * size + other_mean * other_size) / (size + other_size)
            size += other_size
        pools.append((mean, size))
    shifts = [mean for mean, size in pools for _ in range(size)]
    for cell, shift, offset in zip(row, shifts, stacked, strict=True):
        cell.y = shift + offset


def _columns(rows: list[list[_Cell]], links: _Links) -> list[float]:
    """Left edge of each layer; more lines between two layers, or steeper ones, get more room."""
    left, at = [], 0.0
    for i, row in enumerate(rows):
        left.append(at)
        crossing = [abs(one.y - other.y) for one, other in links if one.layer == i]
        room = 2.5 * len(crossing) + max(crossing, default=0.0) / 6
        at += _widest(row) + _COLUMN_GAP + min(room, 2 * _COLUMN_GAP)
    return left


def _widest(row: list[_Cell]) -> float:
    return max((c.width for c in row), default=0.0)


def _routes(
    chains: list[list[_Cell]],
    boxes: Mapping[str, Box],
    rows: list[list[_Cell]],
    left: list[float],
    top: float,
) -> list[list[Point]]:
    """Points of each chain from left to right; lines share the side of a box by the height they go to."""
    leaving: dict[str, list[tuple[float, int]]] = defaultdict(list)
    entering: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for i, chain in enumerate(chains):
        leaving[chain[0].name or ""].append((chain[1].y, i))
        entering[chain[-1].name or ""].append((chain[-2].y, i))
    starts, ends = _ports(leaving, boxes), _ports(entering, boxes)
    right = [x + _widest(row) + _STUB for x, row in zip(left, rows, strict=True)]
    left = [x - _STUB for x in left]
    routes = []
    for i, chain in enumerate(chains):
        first, last = boxes[chain[0].name or ""], boxes[chain[-1].name or ""]
        points = [(first.x + first.width, starts[i]), (right[chain[0].layer], starts[i])]
        for lane in chain[1:-1]:
            points += [(left[lane.layer], lane.y - top), (right[lane.layer], lane.y - top)]
        routes.append([*points, (left[chain[-1].layer], ends[i]), (last.x, ends[i])])
    return routes


def _ports(sides: Mapping[str, list[tuple[float, int]]], boxes: Mapping[str, Box]) -> dict[int, float]:
    found = {}
    for name, lines in sides.items():
        box = boxes[name]
        for rank, (_, i) in enumerate(sorted(lines), start=1):
            found[i] = box.y + box.height * rank / (len(lines) + 1)
    return found

"""The causes of one voice as a small picture: factors in columns, causes left of their effects."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from rashomon.report.contexts import Arrow, Box, CauseRow, Diagram, Tick

_BOX_WIDTH, _COLUMN_GAP, _ROW_GAP = 216.0, 110.0, 16.0
_LINE_HEIGHT, _PADDING = 16.0, 9.0
_LETTERS, _LINES = 30, 3
_MOST_BOXES, _MOST_COLUMNS = 18, 5


@dataclass(frozen=True, slots=True)
class _Node:
    label: str
    column: int
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE_HEIGHT + 2 * _PADDING


def diagram(voice: str, rows: Sequence[CauseRow]) -> Diagram | None:
    """The picture, or None where it would say no more than the table, or be too large to read."""
    if len(rows) < 2:  # a single cause reads better in its row
        return None
    edges: dict[tuple[str, str, str, str], list[CauseRow]] = {}
    for row in rows:
        style = "denied" if row.denied else "certain" if row.entry.factuality == "CT+" else "unsure"
        edges.setdefault((_key(row.cause), _key(row.effect), row.sign, style), []).append(row)
    labels = {_key(end): end for row in rows for end in (row.cause, row.effect)}
    columns = _columns([(cause, effect) for cause, effect, _, _ in edges])
    if len(labels) > _MOST_BOXES or max(columns.values(), default=0) >= _MOST_COLUMNS:
        return None
    nodes = {key: _Node(label, columns[key], _cut(label)) for key, label in labels.items()}
    boxes = _boxes(nodes, [(cause, effect) for cause, effect, _, _ in edges])
    arrows = tuple(
        _arrow(boxes[cause], boxes[effect], sign, style, behind)
        for (cause, effect, sign, style), behind in edges.items()
    )
    return Diagram(
        name=f"Causes that {voice} gives",
        width=max(box.x + box.width for box in boxes.values()) + 10,
        height=max(*(box.y + box.height + 10 for box in boxes.values()), *(arrow.y + 20 for arrow in arrows)),
        boxes=tuple(boxes.values()),
        arrows=arrows,
    )


def _key(label: str) -> str:
    return " ".join(label.lstrip("↑↓ ").casefold().split())


def _cut(label: str) -> tuple[str, ...]:
    lines = wrap(label, _LETTERS) or ["–"]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], lines[_LINES - 1][: _LETTERS - 1] + "…"]
    return tuple(lines)


def _columns(edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Longest path from a first cause; an edge that would close a loop is left out of the count."""
    kept: list[tuple[str, str]] = []
    for cause, effect in edges:
        if cause != effect and not _reaches(effect, cause, kept):
            kept.append((cause, effect))
    columns = {key: 0 for edge in edges for key in edge}
    for _ in columns:
        for cause, effect in kept:
            columns[effect] = max(columns[effect], columns[cause] + 1)
    return columns


def _reaches(start: str, goal: str, edges: Sequence[tuple[str, str]]) -> bool:
    seen, ahead = {start}, [start]
    while ahead:
        here = ahead.pop()
        if here == goal:
            return True
        for cause, effect in edges:
            if cause == here and effect not in seen:
                seen.add(effect)
                ahead.append(effect)
    return False


def _boxes(nodes: dict[str, _Node], edges: Sequence[tuple[str, str]]) -> dict[str, Box]:
    """Column by column, each box as near as it can stand to the middle of its causes."""
    middles: dict[str, float] = {}
    boxes: dict[str, Box] = {}
    for column in range(max(node.column for node in nodes.values()) + 1):
        members = []
        for order, (key, node) in enumerate(nodes.items()):
            if node.column == column:
                causes = [middles[cause] for cause, effect in edges if effect == key and cause in middles]
                members.append((sum(causes) / len(causes) if causes else 0.0, order, key))
        bottom = 0.0
        for wish, _, key in sorted(members):
            node = nodes[key]
            y = max(bottom + _ROW_GAP, wish - node.height / 2)
            bottom = y + node.height
            middles[key] = y + node.height / 2
            lines = tuple(
                Tick(y + _PADDING + 12 + index * _LINE_HEIGHT, line) for index, line in enumerate(node.lines)
            )
            x = 10 + column * (_BOX_WIDTH + _COLUMN_GAP)
            boxes[key] = Box(x, round(y, 1), _BOX_WIDTH, node.height, node.label, lines)
    return boxes


def _arrow(cause: Box, effect: Box, sign: str, style: str, behind: Sequence[CauseRow]) -> Arrow:
    """A curve from the cause's right edge to the effect's left; backwards ones run underneath."""
    y1, y2 = cause.y + cause.height / 2, effect.y + effect.height / 2
    if effect.x > cause.x:
        x1, x2 = cause.x + cause.width, effect.x - 7
        bend = (x2 - x1) / 2
        path = f"M{x1:g} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"
        head = f"M{x2:g} {y2 - 5:g}l8 5l-8 5z"
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
    else:
        x1, x2 = cause.x + cause.width / 2, effect.x + effect.width / 2
        y1, y2 = cause.y + cause.height, effect.y + effect.height + 7
        low = max(y1, y2) + 30
        path = f"M{x1:g} {y1:g}C{x1:g} {low:g} {x2:g} {low:g} {x2:g} {y2:g}"
        head = f"M{x2 - 5:g} {y2:g}l5 -8l5 8z"
        x, y = (x1 + x2) / 2, low - 8
    row = behind[0]
    name = f"{row.entry.voice} {row.entry.commitment}: {row.cause} {row.relation} {row.effect}"
    ids = " ".join(each.entry.id for each in behind)
    return Arrow(path, head, round(x, 1), round(y, 1), sign, style, name, ids)

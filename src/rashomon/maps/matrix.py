"""The adjacency CSV: a square table of weights, rows influencing columns, indexed by name.

Mental Modeler (Gray et al. 2013, HICSS 46: 965-973) and FCMpy (Mkhitaryan et al. 2022, PLOS ONE 17:
e0275813) exchange maps in this form.
"""

import csv
import re
from io import StringIO

from rashomon.maps.analysis import adjacency
from rashomon.model import CausalMap

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""Beginnings that a spreadsheet would run; an apostrophe before them keeps them text."""


def write_matrix(map_: CausalMap) -> str:
    """Expected weights with the names in the first row and column."""
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["", *map(_guard, map_.factors)])
    for source, row in adjacency(map_).items():
        table.writerow([_guard(source), *(f"{row[t]:.17g}" if row[t] else "0" for t in map_.factors)])
    return out.getvalue()


def read_matrix(text: str) -> tuple[list[str], list[tuple[str, str, float]]]:
    """Names, and source, target and weight of every cell that is not empty or zero.

    Cells are separated by comma, semicolon or tab. The first row names the columns; the first column
    names the rows, in any order, or is left out where the rows follow the columns.

    Raises:
        ValueError: the table is not square, a name is double or a cell is not a number.
    """
    text = text.removeprefix("\ufeff")
    rows = [row for row in csv.reader(StringIO(text), delimiter=_delimiter(text)) if any(map(str.strip, row))]
    if not rows and text.strip():  # a corner cell and nothing else: the map without factors
        return [], []
    if len(rows) < 2:
        raise ValueError("the table is empty")
    head, body = [cell.strip() for cell in rows[0]], rows[1:]
    named = all(len(row) == len(body) + 1 for row in body) and len(body) in {len(head), len(head) - 1}
    columns = [_plain(cell) for cell in head[-len(body) :]]
    names = [_plain(row[0].strip()) for row in body] if named else columns
    for row, name in zip(body, names, strict=False):
        if len(row) != len(body) + named:
            raise ValueError(f"row {name!r} has {len(row) - named} weights for {len(body)} factors")
    if len(head) not in {len(body), len(body) + 1} or sorted(names) != sorted(columns):
        raise ValueError("rows and columns do not name the same factors")
    if len(set(names)) != len(names) or "" in names:
        raise ValueError("each factor needs a name of its own")
    cells = [
        (source, target, weight)
        for source, row in zip(names, body, strict=True)
        for target, cell in zip(columns, row[named:], strict=True)
        if (weight := _number(cell, source, target))
    ]
    return columns, cells


def _delimiter(text: str) -> str:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _number(cell: str, source: str, target: str) -> float:
    cell = cell.strip()
    try:
        return float(cell.replace(",", ".").replace("\u2212", "-")) if cell else 0.0
    except ValueError:
        raise ValueError(f"the weight from {source!r} to {target!r} is {cell!r}, not a number") from None


def _guard(name: str) -> str:
    return f"'{name}" if _FORMULA.match(name) else name


def _plain(name: str) -> str:
    return name[1:] if name.startswith("'") and _FORMULA.match(name) else name

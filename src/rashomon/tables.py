"""Tables for the terminal: as wide as it is, numbers at the right, text that cannot command it."""

import os
import shutil
import sys
from collections.abc import Iterable, Sequence

import click
from tabulate import MIN_PADDING, tabulate

from rashomon.progress import visible

Cell = str | int | float | None

_GAP = 2
"""Characters between two columns."""
_LEAST = 6
"""Characters that a column keeps, however narrow the terminal."""


def show(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Print a table on standard output, wrapped to the terminal; unwrapped into a file or pipe.

    Args:
        header: the names of the columns.
        rows: cells, as many as the header has; see `table`.
    """
    limited = sys.stdout.isatty() or "COLUMNS" in os.environ
    click.echo(table(header, rows, shutil.get_terminal_size().columns if limited else None))


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]], width: int | None = None) -> str:
    """Lay out a table.

    Text stands on one line with control characters written out, and is wrapped where a width is given;
    columns of numbers stand at the right, fractions with two decimals; None is an empty cell.

    Args:
        header: the names of the columns.
        rows: cells, as many as the header has.
        width: most characters on a line, or None for no limit. A terminal too narrow for the columns
            gets longer lines.

    Returns:
        The lines, without a line end after the last.
    """
    cells = [list(row) for row in rows]
    texts = [[_text(cell) for cell in row] for row in cells]
    columns = list(zip(*cells, strict=True)) if cells else [() for _ in header]
    numeric = [_numeric(column) for column in columns]
    headed = [name + " " * MIN_PADDING for name in header]
    natural = [max(map(len, column)) for column in zip(headed, *texts, strict=True)]
    return tabulate(
        texts,
        headers=list(header),
        tablefmt="simple",
        disable_numparse=True,
        colalign=["right" if right else "left" for right in numeric] if cells else None,
        maxcolwidths=None if width is None or not cells else _fitted(natural, width),
    )


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.2f}"
    return visible(" ".join(str(cell).split()))


def _numeric(column: Sequence[Cell]) -> bool:
    filled = [cell for cell in column if cell is not None]
    return bool(filled) and all(isinstance(cell, int | float) for cell in filled)


def _fitted(natural: Sequence[int], width: int) -> list[int]:
    """Widths that fit: columns narrower than an equal share keep theirs, the others share the rest."""
    room, left = width - _GAP * (len(natural) - 1), len(natural)
    fitted = [0] * left
    for i in sorted(range(left), key=lambda i: natural[i]):
        fitted[i] = min(natural[i], max(room // left, _LEAST))
        room, left = room - fitted[i], left - 1
    return fitted

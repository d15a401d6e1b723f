"""Rows as a table that leaves as Arrow, pandas, polars or CSV; the frame libraries are an extra."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, TextIO

from rashomon.errors import InputError
from rashomon.export.statements import Record, cell

Columns = Mapping[str, type]
"""Names of columns in order, each ``str``, ``int`` or ``float``; any value may be None."""


class Table(Sequence[Record]):
    """Rows in order, each a dictionary with every column.

    The frame libraries are an extra: ``pip install "rashomon[tables]"``.

    Args:
        columns: the columns in order.
        rows: one record a row.
    """

    def __init__(self, columns: Columns, rows: Sequence[Record]) -> None:
        self.columns = dict(columns)
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._rows)

    def __getitem__(self, index: Any) -> Any:
        return Table(self.columns, self._rows[index]) if isinstance(index, slice) else self._rows[index]

    def __repr__(self) -> str:
        return f"<Table: {len(self)} rows of {', '.join(self.columns)}>"

    def to_arrow(self) -> Any:
        """The table as a ``pyarrow.Table``.

        Raises:
            InputError: pyarrow is not installed.
        """
        return arrow(self.columns, self._rows)

    def to_pandas(self) -> Any:
        """The table as a ``pandas.DataFrame`` with nullable types.

        Raises:
            InputError: pandas is not installed.
        """
        return pandas(self.columns, self._rows)

    def to_polars(self) -> Any:
        """The table as a ``polars.DataFrame``.

        Raises:
            InputError: polars is not installed.
        """
        return polars(self.columns, self._rows)

    def write_csv(self, file: TextIO) -> None:
        """Write the rows as CSV, cells that a spreadsheet would run kept from running."""
        writer = csv.writer(file)
        writer.writerow(self.columns)
        for row in self._rows:
            writer.writerow([cell(row[name]) for name in self.columns])


def arrow(columns: Columns, rows: Sequence[Record]) -> Any:
    """Rows as a ``pyarrow.Table``."""
    library = _extra("pyarrow")
    types = {str: library.string(), int: library.int64(), float: library.float64()}
    return library.table(
        _by_column(columns, rows), schema=library.schema([(n, types[k]) for n, k in columns.items()])
    )


def pandas(columns: Columns, rows: Sequence[Record]) -> Any:
    """Rows as a ``pandas.DataFrame`` with nullable types."""
    library = _extra("pandas")
    types = {str: "string", int: "Int64", float: "Float64"}
    values = _by_column(columns, rows)
    return library.DataFrame({n: library.array(values[n], dtype=types[k]) for n, k in columns.items()})


def polars(columns: Columns, rows: Sequence[Record]) -> Any:
    """Rows as a ``polars.DataFrame``."""
    library = _extra("polars")
    types = {str: library.String, int: library.Int64, float: library.Float64}
    return library.DataFrame(_by_column(columns, rows), schema={n: types[k] for n, k in columns.items()})


def _by_column(columns: Columns, rows: Sequence[Record]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in columns}


def _extra(name: str) -> Any:
    """Import a frame library, or say how to get it."""
    try:
        return import_module(name)
    except ImportError as error:
        raise InputError(f'{name} is not installed; run: pip install "rashomon[tables]"') from error

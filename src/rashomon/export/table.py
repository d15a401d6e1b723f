"""Statements as a table that leaves as Arrow, pandas or polars."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, overload

from rashomon.errors import InputError
from rashomon.export.statements import COLUMNS, Placed, flat
from rashomon.model import Statement


class StatementTable(Sequence[Statement]):
    """Statements in order; as a table, one row each with the columns of the CSV export.

    The frame libraries are an extra: ``pip install "rashomon[tables]"``.
    """

    def __init__(self, placed: Sequence[Placed]) -> None:
        self._placed = tuple(placed)

    def __len__(self) -> int:
        return len(self._placed)

    def __iter__(self) -> Iterator[Statement]:
        return (one.statement for one in self._placed)

    @overload
    def __getitem__(self, index: int) -> Statement: ...
    @overload
    def __getitem__(self, index: slice) -> "StatementTable": ...
    def __getitem__(self, index: int | slice) -> "Statement | StatementTable":
        if isinstance(index, slice):
            return StatementTable(self._placed[index])
        return self._placed[index].statement

    def __repr__(self) -> str:
        return f"<StatementTable: {len(self)} statements>"

    def to_arrow(self) -> Any:
        """The table as a ``pyarrow.Table``.

        Raises:
            InputError: pyarrow is not installed.
        """
        arrow = _extra("pyarrow")
        types = {str: arrow.string(), int: arrow.int64(), float: arrow.float64()}
        schema = arrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
        return arrow.table(self._columns(), schema=schema)

    def to_pandas(self) -> Any:
        """The table as a ``pandas.DataFrame`` with nullable types.

        Raises:
            InputError: pandas is not installed.
        """
        pandas = _extra("pandas")
        types = {str: "string", int: "Int64", float: "Float64"}
        columns = self._columns()
        return pandas.DataFrame(
            {name: pandas.array(columns[name], dtype=types[kind]) for name, kind in COLUMNS.items()}
        )

    def to_polars(self) -> Any:
        """The table as a ``polars.DataFrame``.

        Raises:
            InputError: polars is not installed.
        """
        polars = _extra("polars")
        types = {str: polars.String, int: polars.Int64, float: polars.Float64}
        return polars.DataFrame(self._columns(), schema={name: types[kind] for name, kind in COLUMNS.items()})

    def _columns(self) -> dict[str, list[Any]]:
        rows = [flat(one) for one in self._placed]
        return {name: [row[name] for row in rows] for name in COLUMNS}


def _extra(name: str) -> Any:
    """Import a frame library, or say how to get it."""
    try:
        return import_module(name)
    except ImportError as error:
        raise InputError(f'{name} is not installed; run: pip install "rashomon[tables]"') from error

"""Statements as a table that leaves as Arrow, pandas or polars."""

from collections.abc import Iterator, Sequence
from typing import Any, overload

from rashomon.export import frame
from rashomon.export.statements import COLUMNS, Placed, Record, flat
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
        return frame.arrow(COLUMNS, self._rows())

    def to_pandas(self) -> Any:
        """The table as a ``pandas.DataFrame`` with nullable types.

        Raises:
            InputError: pandas is not installed.
        """
        return frame.pandas(COLUMNS, self._rows())

    def to_polars(self) -> Any:
        """The table as a ``polars.DataFrame``.

        Raises:
            InputError: polars is not installed.
        """
        return frame.polars(COLUMNS, self._rows())

    def _rows(self) -> list[Record]:
        return [flat(one) for one in self._placed]

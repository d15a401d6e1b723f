import os

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from rashomon import tables

ROWS = [("Lowland Post", 12, 0.5, "holds that the harbour was closed"), ("Ada Okoro", 3, None, None)]


def test_numbers_stand_at_the_right_and_text_at_the_left() -> None:
    lines = tables.table(("voice", "claims", "share", "view"), ROWS).splitlines()
    assert lines[0].split() == ["voice", "claims", "share", "view"]
    end = lines[0].index("claims") + len("claims")
    assert [line[:end].endswith(f" {claims}") for line, claims in zip(lines[2:], (12, 3), strict=True)] == [
        True
    ] * 2
    assert "0.50" in lines[2]
    assert lines[3].split() == ["Ada", "Okoro", "3"]


def test_a_table_is_no_wider_than_the_terminal_and_loses_no_word() -> None:
    said = "the harbour was closed to every ship that carried grain " * 4
    shown = tables.table(("voice", "view"), [("Lowland Post", said), ("B", "short")], 40)
    assert max(map(len, shown.splitlines())) <= 40
    assert shown.split().count("grain") == 4
    assert "Lowland Post" in shown, "a narrow column keeps its width"


@effort(deadline=None)
@given(rows=st.lists(st.tuples(st.text(), st.text(), st.integers()), max_size=4), width=st.integers(30, 90))
def test_any_text_gives_printable_lines_that_fit(rows: list[tuple[str, str, int]], width: int) -> None:
    shown = tables.table(("one", "two", "three"), rows, width)
    assert all(line.isprintable() for line in shown.split("\n"))
    assert sum(char.isalnum() for row in rows for char in row[0] if char.isascii()) <= len(shown)


@pytest.mark.parametrize("text", ["1e5", "nan", "007", "-", "True", "[red]x[/red]", "\x1b[31mred"])
def test_text_is_shown_as_it_is(text: str) -> None:
    cell = tables.table(("text", "more"), [(text, "words " * 20)], 40).splitlines()[2]
    assert cell.startswith(text.replace("\x1b", "\\x1b"))


def test_a_table_without_rows_shows_its_header() -> None:
    assert tables.table(("voice", "claims"), [], 40).splitlines()[0].split() == ["voice", "claims"]


def test_a_file_gets_lines_unwrapped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [("words " * 60, 1)]
    monkeypatch.delenv("COLUMNS", raising=False)
    tables.show(("text", "n"), rows)
    assert len(capsys.readouterr().out.splitlines()) == 3
    monkeypatch.setitem(os.environ, "COLUMNS", "60")
    tables.show(("text", "n"), rows)
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 60

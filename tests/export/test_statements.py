import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.case import Case
from rashomon.export.statements import (
    COLUMNS,
    Placed,
    cell,
    flat,
    json_line,
    page_name,
    record,
    write,
)
from rashomon.export.table import StatementTable
from rashomon.model import (
    Cause,
    Change,
    Content,
    End,
    Event,
    Evidence,
    Factor,
    Page,
    Participant,
    Stance,
    Statement,
    Voice,
)
from tests.fake_reader import FakeReader

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "'=1",
    "'",
    "''",
    'a"b',
    "a,b",
    "a\r\nb",
]


def statement(content: Content, text: str = "words", name: str | None = None) -> Statement:
    return Statement(
        part="body",
        voice=Voice("person", name, "minister"),
        via=(Voice("author", "A. Writer"), Voice("outlet")),
        factuality="PR-",
        time="past",
        evidence=Evidence("0" * 64, 3, 3 + len(text), text),
        content=content,
        confidence=0.5,
        extractor="rule@1",
    )


EVENT = Event("AID", Participant("Zorvia", "ZRV"), Participant("Mirel"), None, "XXXX-07", None)
BARE = Event("AID", None, None)
CHANGE = Change(Factor("trade", "the trade"), -1)
CAUSE = Cause(End("a", "an a", 1), End("b", "the b"), None, "purpose", "to")
STANCE = Stance(Participant("Zorvia", "ZRV"), "Zorvians", -0.25)

COMMON = {
    "id": str, "kind": str, "page": str, "page_id": str, "part": str, "voice": dict, "via": list,
    "factuality": str, "time": str, "evidence": dict, "confidence": float, "extractor": str,
}  # fmt: skip
CONTRACT: list[tuple[Content, dict[str, Any]]] = [
    (
        EVENT,
        {
            "source": {"name": "Zorvia", "id": "ZRV"},
            "type": "AID",
            "target": {"name": "Mirel", "id": None},
            "mode": None,
            "date": "XXXX-07",
            "place": None,
        },
    ),
    (BARE, {"source": None, "type": "AID", "target": None, "mode": None, "date": None, "place": None}),
    (CHANGE, {"factor": {"label": "trade", "text": "the trade"}, "direction": -1}),
    (
        CAUSE,
        {
            "cause": {"label": "a", "text": "an a", "direction": 1},
            "effect": {"label": "b", "text": "the b", "direction": None},
            "sign": None,
            "relation": "purpose",
            "connective": "to",
        },
    ),
    (STANCE, {"target": {"name": "Zorvia", "text": "Zorvians"}, "value": -0.25}),
]


@pytest.mark.parametrize(("content", "fields"), CONTRACT, ids=lambda x: type(x).__name__)
def test_the_contract(content: Content, fields: dict[str, Any]) -> None:
    said = statement(content)
    line = json_line(record(Placed(said, "/somewhere/pages/a.txt")))
    got = json.loads(line)
    assert list(got) == [*COMMON, *fields]
    assert all(isinstance(got[field], kind) for field, kind in COMMON.items())
    assert {field: got[field] for field in fields} == fields
    assert (got["id"], got["kind"], got["page"]) == (said.id, said.kind, "a.txt")
    assert got["voice"] == {"name": None, "kind": "person", "role": "minister"}
    assert [v["name"] for v in got["via"]] == ["A. Writer", None]
    assert got["evidence"] == {"start": 3, "end": 8, "text": "words"}


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("pages/a.txt", "a.txt"),
        ("a.txt", "a.txt"),
        ("https://example.org/a/b?c=/d", "https://example.org/a/b?c=/d"),
    ],
)
def test_a_page_is_named_by_file_name_or_address(address: str, name: str) -> None:
    assert page_name(address) == name


@given(text=TEXT.filter(bool), name=TEXT)
def test_one_statement_is_one_line_whatever_it_says(text: str, name: str) -> None:
    line = json_line(record(Placed(statement(CHANGE, text, name), "a.txt")))
    assert len(line.splitlines()) == 1
    assert line.endswith("}\n")
    assert json.loads(line)["evidence"]["text"] == text
    assert json.loads(line)["voice"]["name"] == name


def rows_of(statements: list[Statement]) -> list[dict[str, str]]:
    file = io.StringIO(newline="")
    write((Placed(s, "a.txt") for s in statements), "csv", file)
    return list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))


def unguarded(text: str) -> str:
    """What the documentation tells: drop one apostrophe in front."""
    return text.removeprefix("'")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text: str) -> None:
    (row,) = rows_of([statement(CAUSE, text, text)])
    for column in ("voice_name", "evidence"):
        assert row[column][0] not in "=+-@\t\r\n＝＋－＠"
        assert unguarded(row[column]) == text


@given(text=TEXT.filter(bool), name=TEXT)
def test_csv_comes_back_as_it_was(text: str, name: str) -> None:
    said = [statement(content, text, name) for content, _ in CONTRACT]
    for one, row in zip(said, rows_of(said), strict=True):
        assert list(row) == list(COLUMNS)
        for column, value in flat(Placed(one, "a.txt")).items():
            kind = COLUMNS[column]
            if value is None or value == "":
                assert row[column] == ""
            else:
                assert kind(unguarded(row[column])) == value


def test_numbers_stay_numbers() -> None:
    (row,) = rows_of([statement(CHANGE)])
    assert row["direction"] == "-1"
    assert cell(-0.5) == -0.5


def test_every_field_has_its_column() -> None:
    for content, _ in CONTRACT:
        assert list(flat(Placed(statement(content), "a.txt"))) == list(COLUMNS)
    row = flat(Placed(statement(CAUSE), "a.txt"))
    assert (row["cause_direction"], row["effect_text"], row["via"][0]) == (1, "the b", "[")


def test_export_of_a_case_is_sorted_and_rests_on_the_pages(tmp_path: Path) -> None:
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "a.txt").write_text("Trade fell because prices rose. Boats left because trade fell.\n")
    (tmp_path / "b.txt").write_text("“Prices” 😀 rose because Zorvia closed the strait.\n", encoding="utf-8")
    with Case(tmp_path / "story.rashomon") as case:
        given = [tmp_path / "b.txt", tmp_path / "z"]
        case.read(given, reader=FakeReader(), progress=lambda *_: None)
        case.export("jsonl", tmp_path / "out.jsonl")
        case.export("csv", tmp_path / "out.csv")
    got = [json.loads(x) for x in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [(r["page"], r["evidence"]["start"]) for r in got] == [("a.txt", 0), ("a.txt", 31), ("b.txt", 10)]
    for one in got:
        path = tmp_path / "z" / "a.txt" if one["page"] == "a.txt" else tmp_path / "b.txt"
        content = path.read_bytes()
        evidence = one["evidence"]
        assert content.decode()[evidence["start"] : evidence["end"]] == evidence["text"]
        assert one["page_id"] == Page.identify(content)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [r["id"] for r in got]


def table() -> StatementTable:
    return StatementTable([Placed(statement(content), "a.txt") for content, _ in CONTRACT])


def check(columns: list[str], rows: list[dict[str, Any]]) -> None:
    assert columns == list(COLUMNS)
    assert rows == [flat(Placed(statement(content), "a.txt")) for content, _ in CONTRACT]


def test_a_table_leaves_as_arrow() -> None:
    pytest.importorskip("pyarrow", reason="the extra 'tables' is not installed")
    arrow = table().to_arrow()
    check(arrow.column_names, arrow.to_pylist())


def test_a_table_leaves_as_pandas() -> None:
    pandas = pytest.importorskip("pandas", reason="the extra 'tables' is not installed")
    frame = table().to_pandas()
    assert frame["direction"].dtype == "Int64"
    rows = [{k: None if v is pandas.NA else v for k, v in r.items()} for r in frame.to_dict("records")]
    check(list(frame.columns), rows)


def test_a_table_leaves_as_polars() -> None:
    pytest.importorskip("polars", reason="the extra 'tables' is not installed")
    frame = table().to_polars()
    check(frame.columns, frame.to_dicts())
    assert table()[:0].to_polars().columns == list(COLUMNS)


@pytest.mark.parametrize("library", ["arrow", "pandas", "polars"])
def test_without_the_extra_it_is_named(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr("rashomon.export.frame.import_module", absent)
    with pytest.raises(Exception, match=r"rashomon\[tables\]"):
        getattr(table(), f"to_{library}")()

"""The precision audit: sampling, showing, grading in both ways, and the figures."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training import audit


def statement(
    number: int, kind: str = "change", page: str = "p1", text: str = "prices rose"
) -> dict[str, Any]:
    return {
        "id": f"{kind}-{number:03}", "kind": kind, "page": "p.txt", "page_id": page, "part": "body",
        "voice": {"name": "Oda Renk", "kind": "person", "role": None}, "via": [],
        "factuality": "CT+", "time": "past",
        "evidence": {"start": 4, "end": 4 + len(text), "text": text}, "confidence": 0.8,
        "extractor": f"{kind}.verb@1", "factor": {"label": "prices", "text": "prices"}, "direction": 1,
        "target": {"name": "Oda", "id": None}, "value": -0.5,
    }  # fmt: skip


def many() -> list[dict[str, Any]]:
    changes = [statement(i, page=f"p{i % 3}") for i in range(30)]
    return [*changes, *(statement(i, "stance", page="p9") for i in range(3))]


def export(folder: Path, rows: list[dict[str, Any]]) -> Path:
    path = folder / "export.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_a_sample_goes_round_kinds_and_pages_and_follows_its_seed() -> None:
    batch = audit.draw(many(), 6, seed=4)
    assert [s["kind"] for s in batch] == ["change", "stance"] * 3
    assert {s["page_id"] for s in batch if s["kind"] == "change"} == {"p0", "p1", "p2"}
    assert batch == audit.draw(reversed(many()), 6, seed=4)
    assert batch != audit.draw(many(), 6, seed=5)


@settings(deadline=None)
@given(st.integers(0, 40), st.integers(0, 9))
def test_a_sample_repeats_nothing(count: int, seed: int) -> None:
    ids = [s["id"] for s in audit.draw(many(), count, seed)]
    assert len(ids) == len(set(ids)) == min(count, 33)


def test_a_statement_is_shown_with_its_context_and_without_control_characters() -> None:
    row = statement(1, text="prices \x1b[31mrose")
    page = f"The {row['evidence']['text']} in Ness."
    seen = audit.shown(row, {"p1": page})
    assert "prices +1" in seen
    assert "in Ness" in seen
    assert "Oda Renk (person)" in seen
    assert "\x1b" not in seen


def test_answers_are_kept_undone_and_taken_up_again(tmp_path: Path) -> None:
    path = tmp_path / "audit" / "grades.jsonl"
    batch = [statement(i) for i in range(4)]
    answers = iter(["r", "x", "w not a factor", "u", "d", "q"])
    assert audit.ask(batch, {}, audit.Grades(path), lambda _: next(answers)) == 2
    held = audit.Grades(path).current()
    assert [(k, v["grade"]) for k, v in held.items()] == [("change-000", "right"), ("change-001", "doubtful")]
    later = iter(["w wrong way", "s"])
    assert audit.ask(batch, {}, audit.Grades(path), lambda _: next(later)) == 2
    assert audit.Grades(path).current()["change-002"]["reason"] == "wrong way"


def test_grades_from_a_file_keep_no_words_of_other_peoples_pages(tmp_path: Path) -> None:
    own = min(audit.own_pages())
    source = export(tmp_path, [statement(1), statement(2, page=own)])
    grades, given = tmp_path / "grades.jsonl", tmp_path / "given.tsv"
    given.write_text("# id\tgrade\treason\nchange-001\tr\nchange-002\twrong\tno factor\n", "utf-8")
    assert audit.main(["--grades", str(grades), "take", str(source), str(given)]) == 0
    first, second = audit.Grades(grades).lines
    assert "text" not in first
    assert second["text"] == "prices rose"
    assert (second["grade"], second["extractor"], second["version"]) == ("wrong", "change.verb", "1")


@pytest.mark.parametrize("line", ["change-001\tperhaps", "nobody\tr"])
def test_a_bad_line_takes_nothing(tmp_path: Path, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    source, grades, given = (
        export(tmp_path, [statement(1)]),
        tmp_path / "grades.jsonl",
        tmp_path / "given.tsv",
    )
    given.write_text(f"change-001\tr\n{line}\n", "utf-8")
    assert audit.main(["--grades", str(grades), "take", str(source), str(given)]) == 1
    assert "line 2" in capsys.readouterr().err
    assert not grades.exists()


def test_a_batch_is_printed_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, grades = export(tmp_path, many()), tmp_path / "grades.jsonl"
    assert audit.main(["draw", str(source), "--count", "4"]) == 0
    assert capsys.readouterr().out.count("[[prices rose]]") == 4
    kept = audit.Grades(grades)
    for i, grade in enumerate(["right", "right", "right", "wrong", "doubtful", "skip"]):
        kept.add(statement(i), grade)
    assert audit.main(["--grades", str(grades), "report"]) == 0
    assert "| change | change.verb | 5 | 3 | 1 | 1 | 0.60 |" in capsys.readouterr().out


def test_a_rule_is_counted_with_the_dates_it_was_given(tmp_path: Path) -> None:
    kept = audit.Grades(tmp_path / "grades.jsonl")
    kept.add(statement(1) | {"extractor": "verb@1"}, "right")
    kept.add(statement(2) | {"extractor": "verb+date:page@1"}, "wrong")
    assert any(row.startswith("| change | verb | 2 | 1 | 1 |") for row in audit.table(kept.lines))


def test_a_source_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.main(["draw", str(tmp_path / "none.jsonl")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_interval_is_wilsons() -> None:
    low, high = audit.wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert audit.wilson(0, 0) == (0.0, 1.0)


@settings(deadline=None)
@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share(count: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, count))
    low, high = audit.wilson(right, count)
    assert 0.0 <= low <= right / count <= high <= 1.0

"""Decisions: append-only, applied after every read, undone exactly, exported and imported."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rashomon
from rashomon.accounts.decisions import decided, edited, effective
from rashomon.case import Case
from rashomon.errors import InputError
from rashomon.model import Cause
from rashomon.model.account import Decision
from tests.accounts.building import cause, change, embed, event, said, stance
from tests.fake_reader import FakeReader

TEXT = "Bread was dear because rain failed. People left because hunger grew. Shops shut because famine grew."


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setattr("rashomon.case.embed", embed)
    (tmp_path / "page.txt").write_text(TEXT)
    made = rashomon.open(tmp_path / "a.rashomon")
    made.read(tmp_path / "page.txt", reader=FakeReader())
    return made


def factors(case: Case) -> dict[str, tuple[str, ...]]:
    return {f.name: f.labels for f in case.accounts().assembly.factors.all}


def test_decisions_are_applied_after_every_read(case: Case, tmp_path: Path) -> None:
    case.decide("factor", "merge", "hunger grew", "famine grew", name="hunger")
    assert set(factors(case)["hunger"]) == {"hunger grew", "famine grew"}
    (tmp_path / "more.txt").write_text("Wolves came because famine grew.")
    case.read(tmp_path / "more.txt", reader=FakeReader())
    case.read(tmp_path / "page.txt", reader=FakeReader(version="2"))
    assert set(factors(case)["hunger"]) == {"hunger grew", "famine grew"}
    assert case.accounts().assembly.unmet == ()


def test_undo_restores_exactly_and_can_be_undone(case: Case) -> None:
    before = factors(case), case.accounts().claims
    made = case.decide("factor", "rename", "rain failed", name="drought")
    after = factors(case), case.accounts().claims
    undo = case.undo(made.id[:8])
    assert (factors(case), case.accounts().claims) == before != after
    case.undo(undo.id)
    assert (factors(case), case.accounts().claims) == after
    assert len(case.decisions()) == 3


def test_export_and_import_round_trip(case: Case, tmp_path: Path) -> None:
    first = case.statements()[0]
    case.decide("factor", "merge", "hunger grew", "famine grew", name="hunger")
    case.undo(case.decide("statement", "reject", first.id).id)
    case.decide("statement", "edit", first.id, factuality="CT-")
    case.export_decisions(tmp_path / "d.jsonl")
    with rashomon.open(tmp_path / "b.rashomon") as other:
        other.read(tmp_path / "page.txt", reader=FakeReader())
        assert other.import_decisions(tmp_path / "d.jsonl") == 4
        assert other.import_decisions(tmp_path / "d.jsonl") == 0
        assert other.decisions() == case.decisions()
        assert factors(other) == factors(case)
        assert other.accounts().claims == case.accounts().claims


def test_statements_are_rejected_and_edited(case: Case) -> None:
    first, second, _ = case.statements()
    case.decide("statement", "reject", first.id)
    case.decide(
        "statement", "edit", second.id, cause_label="want", sign="-1", voice_name="Ann", voice_kind="person"
    )
    kept = case.accounts().assembly.statements
    assert first.id not in {s.id for s in kept}
    changed = next(s for s in kept if isinstance(s.content, Cause) and s.content.cause.label == "want")
    assert (changed.voice.name, changed.content.sign) == ("Ann", -1)  # type: ignore[union-attr]
    # what was edited can be named by its new id as well
    case.decide("statement", "edit", changed.id, factuality="PS+")
    assert {s.factuality for s in case.accounts().assembly.statements} == {"CT+", "PS+"}
    assert len(case.statements()) == 3


def test_a_list_of_actors_is_kept_as_decisions(case: Case, tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("name,aliases\nDame Ann,Ann; the Baker\n")
    assert case.import_actors(tmp_path / "actors.csv") == 1
    assert case.import_actors(tmp_path / "actors.csv") == 0
    (made,) = case.decisions()
    assert (made.target, made.action, made.words) == ("actor", "merge", ("Dame Ann", "Ann", "the Baker"))
    (tmp_path / "bad.csv").write_text("who\nAnn\n")
    with pytest.raises(InputError, match="columns name and aliases"):
        case.import_actors(tmp_path / "bad.csv")


@pytest.mark.parametrize(
    ("target", "action", "subjects", "value", "match"),
    [
        ("factor", "merge", ("rain failed",), {}, "at least two"),
        ("factor", "merge", ("rain failed", "no such"), {}, "no factor is called"),
        ("factor", "edit", ("rain failed",), {}, "cannot edit"),
        ("factor", "rename", ("rain failed",), {}, "give the new name"),
        ("statement", "accept", ("0123",), {}, "no statement has the id"),
        ("actor", "split", ("Nobody",), {}, "no actor is called"),
    ],
)
def test_what_cannot_be_decided_is_said(
    case: Case, target: str, action: str, subjects: tuple[str, ...], value: dict[str, str], match: str
) -> None:
    with pytest.raises(InputError, match=match):
        case.decide(target, action, *subjects, **value)  # type: ignore[arg-type]
    assert case.decisions() == ()


def test_undone_or_unknown_decisions_cannot_be_undone(case: Case) -> None:
    made = case.decide("factor", "rename", "rain failed", name="drought")
    case.undo(made.id)
    for identity in (made.id, "ffff", ""):
        with pytest.raises(InputError, match="decision"):
            case.undo(identity)


def test_rows_are_never_changed_or_deleted(case: Case) -> None:
    case.decide("factor", "rename", "rain failed", name="drought")
    case.close()
    with sqlite3.connect(case.path) as raw:
        for order in ("DELETE FROM decision", "UPDATE decision SET coder = 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                raw.execute(order)
    raw.close()


def test_a_line_that_was_tampered_with_is_refused(case: Case, tmp_path: Path) -> None:
    case.decide("factor", "rename", "rain failed", name="drought")
    case.export_decisions(tmp_path / "d.jsonl")
    text = (tmp_path / "d.jsonl").read_text()
    for bad in (text.replace("drought", "flood"), "not json\n", '{"id": 1}\n'):
        (tmp_path / "d.jsonl").write_text(bad)
        with pytest.raises(InputError, match="line 1"):
            case.import_decisions(tmp_path / "d.jsonl")


@given(st.lists(st.integers(min_value=-6, max_value=5), max_size=12))
def test_undo_is_exact_in_any_order(moves: list[int]) -> None:
    """A number below zero undoes the decision that many back; what is in force is what a stack would hold."""
    made: list[Decision] = []
    for at, move in enumerate(moves):
        when = f"2026-01-01T00:00:00.{at:06}+00:00"
        if move >= 0 or not made:
            made.append(Decision("factor", "rename", (f"f{move}",), {"name": f"n{at}"}, (), "a", when))
        else:
            made.append(Decision("decision", "undo", (made[max(move, -len(made))].id,), {}, (), "a", when))
    live: dict[str, bool] = {}
    for decision in reversed(made):
        undoers = [d for d in made if d.action == "undo" and decision.id in d.subjects]
        live[decision.id] = not any(live[d.id] for d in undoers)
    assert effective(reversed(made)) == tuple(d for d in made if d.action != "undo" and live[d.id])


@pytest.mark.parametrize(
    ("statement", "field", "value"),
    [
        (said(change("a")), "direction", "-1"),
        (said(change("a")), "factor_label", "b"),
        (said(cause("a", "b")), "effect_direction", "1"),
        (said(event("AID", "Kenya", "Uganda")), "target", "Sudan"),
        (said(event("AID", "Kenya", "Uganda")), "date", "2020-01-01"),
        (said(stance("Kenya", 0.5)), "value", "-0.5"),
        (said(change("a")), "time", "past"),
        (said(change("a")), "voice_role", "mayor"),
    ],
)
def test_every_edit_changes_the_statement_and_its_id(
    statement: rashomon.Statement, field: str, value: str
) -> None:
    changed = edited(statement, {field: value})
    assert changed.id != statement.id
    assert replace(changed, content=statement.content, time=None, voice=statement.voice) == statement
    (kept,), origin = decided([statement], [Decision("statement", "edit", (statement.id,), {field: value})])
    assert origin == {kept.id: statement.id}


@pytest.mark.parametrize(
    "value", [{"factuality": "sure"}, {"direction": "up"}, {"sign": "1"}, {"nothing": "1"}]
)
def test_an_edit_that_makes_no_sense_is_refused(value: dict[str, str]) -> None:
    with pytest.raises(InputError):
        edited(said(change("a")), value)

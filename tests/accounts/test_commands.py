"""The commands about accounts and decisions over a small made-up case: two pages, statements by hand."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import rashomon
from rashomon import cli, cli_accounts, cli_maps
from rashomon.model import Cause, Change, Content, Evidence, Factuality, Page, Reading, Statement, Voice
from tests.accounts.building import cause, change, embed, event

LEA, TOM = Voice("person", "Lea Holm"), Voice("person", "Tom Reed")
PAGES = {
    "a.txt": "Votes closed the strait. The envoy said so. Tariffs rose. The navy shelled a ferry.\n",
    "b.txt": "Never did votes close it. Hunger led to the closure of the strait. Tariffs fell.\n",
}
SAID: dict[str, tuple[Voice, Factuality, Content]] = {
    "Votes closed the strait": (LEA, "CT+", cause("votes", "Reiss closed the Orlo Strait to grain ships")),
    "Tariffs rose": (LEA, "CT+", change("tariffs", 1)),
    "The navy shelled a ferry": (LEA, "CT+", event("ASSAULT", None, "ferry")),
    "Never did votes close it": (TOM, "CT-", cause("votes", "Reiss closed the Orlo Strait to grain ships")),
    "Hunger led to the closure of the strait": (TOM, "CT+", cause("hunger", "closure of the strait")),
    "Tariffs fell": (TOM, "PS+", change("tariffs", -1)),
}


class ByHand:
    """A reader that knows what stands on these pages."""

    name = "by hand"

    def __init__(self, version: str = "1") -> None:
        self.version = version

    def read(self, pages: Iterable[Page]) -> Iterator[Reading]:
        for page in pages:
            yield Reading(page, tuple(self._said(page)))

    def _said(self, page: Page) -> Iterator[Statement]:
        for words, (voice, factuality, content) in SAID.items():
            if (start := page.text.find(words)) >= 0:
                place = Evidence(page.id, start, start + len(words), words)
                yield Statement("body", voice, (), factuality, None, place, content, 0.9, "hand@1")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Any:
    monkeypatch.setattr("rashomon.case.embed", embed)
    monkeypatch.chdir(tmp_path)
    read("story")

    def run_command(*arguments: str, case: str = "story") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["rashomon", *arguments, "--case", f"{case}.rashomon"])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        code = ended.value.code
        return code if isinstance(code, int) else 0, out.decode(), err.decode()

    return run_command


def read(case: str, version: str = "1") -> None:
    for name, text in PAGES.items():
        Path(name).write_text(text, encoding="utf-8")
    with rashomon.open(f"{case}.rashomon") as opened:
        opened.read(list(PAGES), reader=ByHand(version))


def good(ran: tuple[int, str, str]) -> str:
    """Standard output of a command that must succeed and say nothing else."""
    status, out, err = ran
    assert (status, err) == (0, "")
    return out


def records(run: Any, *arguments: str, case: str = "story") -> Any:
    return json.loads(good(run(*arguments, "--format", "json", case=case)))


def labels(run: Any, case: str = "story") -> dict[str, str | None]:
    return {row["factor"]: row["labels"] for row in records(run, "factors", case=case)}


def decided(run: Any, *arguments: str) -> str:
    """The id of a decision that a command makes."""
    out = good(run("decide", *arguments))
    identity = out.removeprefix("decision ").split(";")[0]
    assert f"rashomon undo {identity}" in out
    return identity


def everything(run: Any, case: str = "story") -> list[str]:
    """All that the commands tell of a case."""
    told = [good(run(c, "--format", "json", case=case)) for c in ("voices", "actors", "factors", "claims")]
    return [*told, good(run("compare", "--format", "csv", case=case))]


def test_tables_for_people(run: Any) -> None:
    assert "Lea Holm" in good(run("voices"))
    assert "contested: sign" in good(run("claims", "--about", "tariffs"))
    out = good(run("compare"))
    assert out.startswith("  1  ")
    assert {line[5:] for line in out.splitlines()[:2]} == {"Lea Holm", "Tom Reed"}
    line = next(
        line
        for line in out.splitlines()
        if line.startswith("votes → Reiss closed the Orlo Strait to grain ships")
    )
    assert sorted(line.split()[-2:]) == ["+", "−"]
    assert "ferry" in good(run("actors"))
    assert good(run("compare", "--about", "nothing")).startswith("no claim is like that")
    assert good(run("decisions")).startswith("nobody decided anything yet")


def test_an_outcome_in_free_words_is_explained(run: Any) -> None:
    out = good(run("explain", "closing of the strait"))
    assert (
        "taken for: closure of the strait | Reiss closed the Orlo Strait to grain ships (by its words)" in out
    )
    assert "thread of Tom Reed" in out
    assert "affirmed by Lea Holm; denied by Tom Reed" in out
    record = records(run, "explain", "strait", "--factor", "closure of the strait")
    assert [e["cause"] for e in record["explanations"]] == ["hunger"]
    assert record["meanings"][0]["factors"] == ["closure of the strait"]
    rows = list(csv.DictReader(io.StringIO(good(run("explain", "closing of the strait", "--format", "csv")))))
    assert {row["explanation"] for row in rows} == {"votes", "hunger"}


def test_factors_are_merged_renamed_split_and_restored(run: Any) -> None:
    before = everything(run)
    merged = decided(
        run,
        "factor",
        "merge",
        "closure of the strait",
        "Reiss closed the Orlo Strait to grain ships",
        "--name",
        "closure",
    )
    assert set(str(labels(run)["closure"]).split("; ")) == {
        "closure of the strait",
        "Reiss closed the Orlo Strait to grain ships",
    }
    assert "closure" in good(run("explain", "closure")).splitlines()[0]
    split = decided(run, "factor", "split", "closure of the strait")
    assert labels(run)["closure of the strait"] is None
    renamed = decided(run, "factor", "rename", "hunger", "--name", "famine")
    assert "famine" in labels(run)
    for identity in (renamed, split, merged):
        assert f"undoes {identity}" in good(run("undo", identity[:10]))
    assert everything(run) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("actor", "merge", "Lea Holm", "Tom Reed", "--name", "Holm and Reed"),
        ("actor", "rename", "ferry", "--name", "the Swan"),
        ("factor", "merge", "votes", "hunger"),
        ("factor", "rename", "votes", "--name", "ballots"),
        ("statement", "reject"),
        ("statement", "edit", "--set", "factuality=PS-"),
        ("statement", "edit", "--set", "cause_label=pride", "--set", "sign=-1"),
    ],
)
def test_a_decision_changes_what_is_told_and_undo_restores_it(run: Any, arguments: tuple[str, ...]) -> None:
    before = everything(run)
    target, action, *rest = arguments
    with rashomon.open("story.rashomon") as case:
        (one, *_) = (s.id for s in case.statements() if isinstance(s.content, Cause))
    identity = decided(run, target, action, *([one] if target == "statement" else []), *rest)
    after = everything(run)
    assert after != before
    read("story", version="2")
    assert everything(run) == after, "re-applied after every page was read again"
    good(run("undo", identity))
    assert everything(run) == before


@pytest.mark.parametrize(
    "arguments",
    [("actor", "accept", "Lea Holm"), ("factor", "accept", "tariffs"), ("factor", "reject", "tariffs"),
     ("actor", "reject", "ferry"), ("actor", "split", "ferry"), ("statement", "accept")],
)  # fmt: skip
def test_confirming_what_the_machine_did_changes_no_account(run: Any, arguments: tuple[str, ...]) -> None:
    before = good(run("claims", "--format", "json"))
    with rashomon.open("story.rashomon") as case:
        one = [case.statements()[0].id] if arguments[0] == "statement" else []
    decided(run, *arguments, *one)
    assert good(run("claims", "--format", "json")) == before
    assert "in force" in good(run("decisions"))


def test_decisions_leave_and_come_back(run: Any, tmp_path: Path) -> None:
    decided(run, "factor", "merge", "votes", "hunger", "--name", "need", "--coder", "Eve")
    undone = decided(run, "factor", "rename", "tariffs", "--name", "duties")
    good(run("undo", undone))
    (tmp_path / "actors.csv").write_text("name,aliases\nMS Swan,ferry; the Swan\n")
    assert good(run("decisions", "--actors", "actors.csv")) == "1 actors added\n"
    good(run("decisions", "-o", "decisions.jsonl"))
    read("copy")
    assert good(run("decisions", "--import", "decisions.jsonl", case="copy")) == "4 decisions added\n"
    assert good(run("decisions", "--import", "decisions.jsonl", case="copy")) == "0 decisions added\n"
    assert everything(run, "copy") == everything(run)
    assert good(run("decisions", case="copy")) == good(run("decisions"))
    states = [line.split("  ")[1].strip() for line in good(run("decisions")).splitlines()[2:]]
    assert states == ["in force", "undone", "in force", "in force"]
    assert "MS Swan" in good(run("actors"))


def test_a_decision_that_fits_nothing_any_more_is_said(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(run, "factor", "rename", "hunger", "--name", "famine")
    monkeypatch.setitem(
        SAID, "Hunger led to the closure of the strait", (TOM, "CT+", Change(SAID_TARIFFS, 1))
    )
    read("story", version="3")
    status, out, err = run("claims")
    assert (status, err) == (0, "decisions that fit nothing here at present: 1; see: rashomon decisions\n")
    assert "famine" not in out
    assert "fits nothing" in good(run("decisions"))
    with rashomon.open("story.rashomon") as case:
        case.report(tmp_path / "story.html")
    html = (tmp_path / "story.html").read_text("utf-8")
    assert "factor rename: hunger (user," in html


SAID_TARIFFS = change("tariffs").factor


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("decide", "factor", "merge", "votes"), "at least two"),
        (("decide", "factor", "edit", "votes"), "cannot edit"),
        (("decide", "factor", "rename", "votes"), "give the new name"),
        (("decide", "factor", "rename", "pride", "--name", "x"), "'pride'; see: rashomon factors"),
        (("decide", "actor", "merge", "Lea Holm", "Nobody"), "'Nobody'; see: rashomon actors"),
        (("decide", "statement", "reject", "beef"), "no statement has the id"),
        (("decide", "statement", "edit", "beef", "--set", "factuality"), "write FIELD=VALUE"),
        (("decide", "page", "merge", "a", "b"), "page"),
        (("undo", "beef"), "no single decision has the id"),
        (("decisions", "--import", "none.jsonl"), "cannot be read"),
        (("decisions", "--import", "a.txt"), "line 1: not a decision"),
        (("decisions", "--actors", "a.txt"), "columns name and aliases"),
        (("explain", "weather in June"), "no factor is called 'weather in June'"),
        (("explain", "tariffs"), "nobody gives a cause of 'tariffs'"),
        (("claims", "--voice", "Nobody"), "nobody here is called 'Nobody'"),
    ],
)  # fmt: skip
def test_errors_are_one_line_and_nothing_is_decided(run: Any, arguments: tuple[str, ...], words: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert words in err
    assert good(run("decisions")).startswith("nobody decided anything yet")


@pytest.mark.parametrize("command", [c.name for c in (*cli_accounts.COMMANDS, *cli_maps.COMMANDS)])
def test_every_command_explains_itself_with_an_example(run: Any, command: str) -> None:
    out = good(run(command, "--help"))
    assert out.startswith(f"Usage: rashomon {command}")
    assert f"Example: rashomon {command}" in " ".join(out.split())

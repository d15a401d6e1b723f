"""The commands over a small made-up case: two pages, statements by hand."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

import rashomon
from rashomon import case as case_module
from rashomon import cli
from rashomon.errors import InputError
from rashomon.model import Cause, End, Evidence, Page, Reading, Statement, Voice

PAGES = {
    "north.txt": "Karven sanctions hurt the port economy. The port economy feeds voter support.\n",
    "south.txt": "Karven sanctions rally voter support. Dry weather spoils the harvest.\n",
}
CAUSES = {
    "Karven sanctions hurt the port economy": ("Karven sanctions", "port economy", -1),
    "The port economy feeds voter support": ("port economy", "voter support", 1),
    "Karven sanctions rally voter support": ("Karven sanctions", "voter support", 1),
    "Dry weather spoils the harvest": ("dry weather", "harvest", -1),
}
VOICES = {"north.txt": Voice("person", "Mira North"), "south.txt": Voice("person", "Olan South")}


class ByHand:
    """A reader that knows the causes of these pages."""

    name, version = "by hand", "1"

    def read(self, pages: Iterable[Page]) -> Iterator[Reading]:
        for page in pages:
            yield Reading(page, tuple(self._said(page)))

    def _said(self, page: Page) -> Iterator[Statement]:
        for words, (cause, effect, sign) in CAUSES.items():
            start = page.text.find(words)
            if start >= 0:
                yield Statement(
                    "body", VOICES[Path(page.address).name], (), "CT+", "present",
                    Evidence(page.id, start, start + len(words), words),
                    Cause(End(cause, cause), End(effect, effect), sign, "consequence"), 0.9, "hand@1",
                )  # fmt: skip


def no_meaning(texts: Sequence[str]) -> Any:
    return np.zeros((len(texts), 1), np.float32)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Any:
    monkeypatch.setattr(case_module, "embed", no_meaning)
    monkeypatch.chdir(tmp_path)
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with rashomon.open("story.rashomon") as case:
        case.read(list(PAGES), reader=ByHand())

    def run_command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["rashomon", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        code = ended.value.code
        return code if isinstance(code, int) else 0, out.decode(), err.decode()

    return run_command


def test_the_question_every_account_answers(run: Any) -> None:
    status, out, _ = run("what-if", "sanctions lifted", "--case", "story.rashomon", "--draws", "200")
    assert status == 0
    assert "▼ sanctions: Karven sanctions (by its words)" in out
    line = next(line for line in out.splitlines() if line.startswith("voter support"))
    assert {"▲", "▼"} <= set(line)
    assert line.rstrip().endswith("differ")
    assert "“Karven sanctions rally voter support” (Olan South, CT+)" in out
    assert "decisive: Karven sanctions →(+) voter support" in out


def test_pages_are_accounts_and_silence_is_said(run: Any) -> None:
    asked = ("what-if", "wetter", "--factor", "dry weather=down", "--case", "story.rashomon")
    status, out, _ = run(*asked, "--account", "south.txt", "--account", "north.txt")
    assert status == 0
    assert "what if: wetter" in out
    assert "silent, since they speak of nothing that is asked about: north.txt" in out
    assert "▲ 100%" in next(line for line in out.splitlines() if line.startswith("harvest"))


def test_answers_as_json_csv_and_picture(run: Any, tmp_path: Path) -> None:
    asked = ("what-if", "sanctions lifted", "--case", "story.rashomon", "--draws", "100", "--format")
    data = json.loads(run(*asked, "json", "--press", "--methods", "--why", "voter support")[1])
    assert {r["factor"] for r in data["reasons"]} == {"voter support"}
    assert data["answers"][0]["press"]["outcomes"]
    table = list(csv.DictReader(io.StringIO(run(*asked, "csv")[1])))
    row = next(r for r in table if (r["factor"], r["account"]) == ("port economy", "Mira North"))
    assert (row["answer"], row["verdict"]) == ("rises", "alone")
    assert float(row["rises"]) > 0.9
    assert run(*asked, "svg", "-o", "answers.svg")[0] == 0
    assert ElementTree.parse(tmp_path / "answers.svg").getroot().tag.endswith("svg")  # noqa: S314 - our own
    drawn = (tmp_path / "answers.svg").read_text("utf-8")
    for words in ("What if: sanctions lifted", "they differ", "one account", "Mira North"):
        assert words in drawn


def test_the_name_of_the_file_tells_the_format(run: Any, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    asked = ("what-if", "sanctions lifted", "--case", "story.rashomon", "--draws", "100", "-o")
    status, out, err = run(*asked, "answers.png")
    assert (status, out, err) == (0, "", "answers to sanctions lifted: answers.png\n")
    assert (tmp_path / "answers.png").read_bytes().startswith(b"\x89PNG")
    assert run(*asked, "answers.csv")[0] == run(*asked, "answers.json")[0] == 0
    assert (tmp_path / "answers.csv").read_text("utf-8").startswith("question,factor,verdict,account,answer")
    assert json.loads((tmp_path / "answers.json").read_text("utf-8"))["question"] == "sanctions lifted"
    assert run(*asked, "answers.txt", "--format", "table")[0] == 0
    assert "decisive: Karven sanctions" in (tmp_path / "answers.txt").read_text("utf-8")


@pytest.mark.usefixtures("run")
def test_a_notebook_shows_the_picture_the_silent_and_the_words() -> None:
    with rashomon.open("story.rashomon", create=False) as case:
        shown = case.what_if({"dry weather": -1}, accounts=("Mira North", "Olan South"))._repr_html_()
    assert "<svg" in shown
    assert "silent, since they speak of nothing that is asked about: Mira North" in shown
    assert "“Dry weather spoils the harvest” (Olan South, CT+)" in shown
    assert "decisive: dry weather →(−) harvest" in shown


def test_the_map_as_a_table_and_as_files(run: Any, tmp_path: Path) -> None:
    status, out, _ = run("map", "--case", "story.rashomon", "--account", "Mira North")
    assert status == 0
    assert "Mira North: 3 factors, 2 causes, density 0.222" in out
    assert "feedback loops: 0" in out
    assert run("map", "--case", "story.rashomon", "-o", "all.svg")[0] == 0
    assert (tmp_path / "all.svg").read_text("utf-8").startswith("<svg")
    for form in ("csv", "dot", "gexf", "graphml", "json"):
        assert run("map", "--case", "story.rashomon", "-o", f"all.{form}")[0] == 0
        status, out, _ = run("map", "--import", f"all.{form}")
        assert status == 0
        assert "5 factors, 4 causes" in out
    status, out, _ = run("what-if", "more voter support and fewer sanctions", "--import", "all.csv")
    assert status == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("map", "--case", "story.rashomon", "--account", "Nobody"), "nobody here is called"),
        (("map",), "--case or from --import"),
        (("map", "--case", "story.rashomon", "-o", "map.xyz"), "end its name with one of"),
        (("map", "--import", "map.txt"), "end its name with one of"),
        (("map", "--import", "map.csv"), "cannot be read"),
        (("what-if", "--case", "story.rashomon"), "nothing is asked"),
        (("what-if", "x", "--case", "story.rashomon", "-o", "a.xyz"), "end its name with one of: svg, png"),
        (("what-if", "dragons", "--case", "story.rashomon"), "No account speaks of 'dragons'"),
        (("what-if", "--factor", "harvest", "--case", "story.rashomon"), "NAME=up or NAME=down"),
        (("what-if", "fewer sanctions", "--why", "weather", "--case", "story.rashomon"), "is led to"),
    ],
)
def test_errors_are_one_line(run: Any, arguments: tuple[str, ...], words: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert words in err


@pytest.mark.usefixtures("run")
def test_from_python() -> None:
    with rashomon.open("story.rashomon", create=False) as case:
        found = case.account("Mira North").map().what_if({"Karven sanctions": -1})
        assert found.answers[0].word("voter support") == "rises"
        assert case.map("south.txt").factors == (
            "Karven sanctions",
            "dry weather",
            "harvest",
            "voter support",
        )
        assert len(case.map().edges) == 4
        both = case.what_if("sanctions lifted", accounts=("Mira North", "Olan South"))
        assert both.verdict("voter support") == "differ"
        assert [row["answer"] for row in both.table() if row["factor"] == "voter support"] == [
            "rises",
            "falls",
        ]
        with pytest.raises(InputError):
            case.map("somebody else")

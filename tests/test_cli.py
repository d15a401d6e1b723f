import csv
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import rashomon
import rashomon.reading
from rashomon import cli
from rashomon.model import Annotation, Page, Reading, StanceSpan
from rashomon.model.annotation import Span
from tests.fake_reader import FakeReader


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Any:
    """Run the command line in the test's folder with a small reader in place of the model."""
    monkeypatch.setattr(rashomon.reading, "load_reader", lambda _workers: FakeReader())
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["rashomon", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, out.decode(), err.decode())

    return run_command


def failed(ran: Ran, *words: str) -> None:
    """One line on standard error, nothing else."""
    assert ran.status == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("rashomon: ")
    for word in words:
        assert word in ran.err


def page(path: Path, text: str = "Trade fell because prices rose.\n") -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_read_export_and_report(run: Any, tmp_path: Path) -> None:
    page(tmp_path / "a.txt")
    ran = run("read", "a.txt", "--case", "story.rashomon")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "story.rashomon: 1 read (1 statements), 0 already there, 0 skipped\n"
    again = run("read", "a.txt", "--case", "story.rashomon")
    assert again.status == 0
    assert "0 read (0 statements), 1 already there" in again.err

    printed = run("export", "--case", "story.rashomon")
    assert json.loads(printed.out)["evidence"]["text"] == "Trade fell because prices rose"
    assert run("export", "--case", "story.rashomon", "-o", "out.jsonl").out == ""
    assert (tmp_path / "out.jsonl").read_bytes() == printed.out.encode()
    (row,) = csv.DictReader(io.StringIO(run("export", "--case", "story.rashomon", "--format", "csv").out))
    assert row["cause_text"] == "prices rose"

    ran = run("report", "--case", "story.rashomon", "-o", "story.html")
    assert (ran.status, ran.err) == (0, "report: story.html\n")
    assert "prices rose" in (tmp_path / "story.html").read_text("utf-8")


def test_bad_pages_among_good_ones(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    page(folder / "good.txt")
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (folder / "large.txt").write_bytes(b"All work and no play. " * 2_400_000)
    (folder / "broken.txt").write_bytes(
        "Trade in café goods rose because\xffprices fell.\n".encode("latin-1") * 3
    )
    ran = run("read", folder, "missing.txt", "--case", "story.rashomon")
    lines = ran.err.splitlines()
    skipped = {Path(x.split(": ")[1]).name: x for x in lines if x.startswith("skipped: ")}
    assert ran.status == 0
    assert {"empty.txt", "binary.txt", "large.txt", "missing.txt"} <= set(skipped)
    assert "good.txt" not in skipped
    assert "no such file" in skipped["missing.txt"]
    assert "MB" in skipped["large.txt"]
    broken = [x for x in lines if "broken.txt" in x]
    assert len(broken) == 1, "read with a note, or skipped with a reason"
    assert lines[-1].endswith(f"already there, {len(skipped)} skipped")
    assert len(lines) == 1 + len(skipped) + sum(x.startswith("note: ") for x in lines)


def test_a_stopped_read_says_how_to_go_on(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(FakeReader):
        def reading(self, page: Page) -> Reading:
            if page.address.endswith("b.txt"):
                raise KeyboardInterrupt
            return super().reading(page)

    monkeypatch.setattr(rashomon.reading, "load_reader", lambda _workers: Stopped())
    pages = page(tmp_path / "a.txt"), page(tmp_path / "b.txt", "More.\n")
    ran = run("read", *pages, "--case", "story.rashomon")
    assert (ran.status, ran.out) == (130, "")
    assert ran.err == "stopped; the same command goes on from here\n"
    monkeypatch.setattr(rashomon.reading, "load_reader", lambda _workers: FakeReader())
    assert "1 read (0 statements), 1 already there" in run("read", *pages, "--case", "story.rashomon").err


def test_nothing_could_be_read(run: Any, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    ran = run("read", "empty.txt", "missing.txt", "--case", "story.rashomon")
    assert ran.status == 1
    assert len(ran.err.splitlines()) == 3


def test_a_page_whose_name_commands_a_terminal(run: Any, tmp_path: Path) -> None:
    try:
        (tmp_path / "a\n\x1b[2Jb.txt").touch()
    except OSError:
        pytest.skip("this system has no such file names")
    ran = run("read", tmp_path, "--case", "story.rashomon")
    assert len(ran.err.splitlines()) == 2
    assert "\x1b" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "--case", "none.rashomon"], ["none.rashomon", "no such case file"]),
        (["report", "--case", "notes.txt", "-o", "x.html"], ["notes.txt", "not a case file"]),
        (["read", "notes.txt", "--case", "."], ["folder"]),
        (["read", "notes.txt", "--case", "none/story.rashomon"], ["folder"]),
        (["read", "notes.txt"], ["--case"]),
        (["read", "--case", "story.rashomon"], ["PAGES", "--help"]),
        (["export", "--case", "story.rashomon", "--format", "xml"], ["xml", "jsonl"]),
        (["parts", "missing.txt"], ["missing.txt", "no such file"]),
        (["annotate", "missing.jsonl"], ["missing.jsonl", "cannot be read"]),
        (["annotate", "notes.txt"], ["notes.txt, line 1", "not JSON"]),
        (["example", "notes.txt"], ["notes.txt", "another folder"]),
        (["dance"], ["dance"]),
        (["read", "--dance"], ["--dance"]),
    ],
)
def test_errors_are_one_line(run: Any, tmp_path: Path, arguments: list[str], words: list[str]) -> None:
    page(tmp_path / "notes.txt", "These are notes and nothing else. " * 30)
    failed(run(*arguments), *words)


def test_output_that_cannot_be_written(run: Any, tmp_path: Path) -> None:
    page(tmp_path / "a.txt")
    run("read", "a.txt", "--case", "story.rashomon")
    failed(run("export", "--case", "story.rashomon", "-o", "none/out.jsonl"), "cannot be written")
    failed(run("report", "--case", "story.rashomon", "-o", "none/out.html"), "cannot be written")


def test_a_busy_case(run: Any, tmp_path: Path) -> None:
    page(tmp_path / "a.txt")
    run("read", "a.txt", "--case", "story.rashomon")
    told: list[Ran] = []
    page(tmp_path / "b.txt", "More.\n")
    with rashomon.open("story.rashomon") as case:
        case.read(
            "b.txt",
            reader=FakeReader(),
            progress=lambda *_: told.append(run("read", "a.txt", "--case", "story.rashomon")),
        )
    failed(told[-1], "being written by process")


def test_parts(run: Any, tmp_path: Path) -> None:
    text = "Talks fail in Mirel\n\nBy A. Writer\n\nThe talks failed on Monday, officials said.\n" * 2
    path = page(tmp_path / "a.txt", text)
    ran = run("parts", path, "--format", "json")
    parts = json.loads(ran.out)
    assert "".join(p["text"] for p in parts) == text
    assert all(
        {"kind", "start", "end", "text"} <= set(p) <= {"kind", "start", "end", "text", "author"}
        for p in parts
    )
    assert all(text[p["start"] : p["end"]] == p["text"] for p in parts)
    table = run("parts", path)
    assert table.status == 0
    assert "The talks failed" in table.out


def test_a_page_cannot_command_the_terminal(run: Any, tmp_path: Path) -> None:
    path = page(tmp_path / "a.txt", "The [red]talks[/red] failed \x1b[2J on Monday.\n")
    ran = run("parts", path)
    assert "\x1b" not in ran.out
    assert "[red]talks[/red]" in ran.out


class FakeAnnotator:
    def annotate(self, text: str, targets: Sequence[Span] = ()) -> Annotation:
        stances = tuple(StanceSpan(t, "neutral", 0.0, 0.5) for t in targets)
        return Annotation(text, sentences=((0, len(text)),), causal=(0.5,), stances=stances)


def test_annotate(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rashomon.reading, "load_annotator", FakeAnnotator, raising=False)
    page(
        tmp_path / "in.jsonl",
        '{"id": "b", "text": "Ünder."}\n{"id": "a", "text": "On.", "targets": [[0, 2]]}\n',
    )
    ran = run("annotate", "in.jsonl", "-o", "out.jsonl")
    assert (ran.status, ran.out) == (0, "")
    first, second = map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert (first["id"], first["sentences"], first["stances"]) == ("b", [[0, 6]], [])
    assert second["stances"] == [{"target": [0, 2], "label": "neutral", "value": 0.0, "confidence": 0.5}]
    assert run("annotate", "in.jsonl").out == (tmp_path / "out.jsonl").read_text("utf-8")


def test_a_malformed_line_stops_annotate_before_it_writes(run: Any, tmp_path: Path) -> None:
    page(tmp_path / "in.jsonl", '{"id": "b", "text": "x"}\n{"id": "b"}\n')
    failed(run("annotate", "in.jsonl", "-o", "out.jsonl"), "in.jsonl, line 2", '"text"')
    assert not (tmp_path / "out.jsonl").exists()


def test_example(run: Any, tmp_path: Path) -> None:
    ran = run("example")
    folder = tmp_path / "rashomon-example"
    assert ran.status == 0
    assert str(folder / "report.html") in ran.out
    assert (folder / "report.html").read_text("utf-8").startswith("<!")
    pages = sorted(
        p.name for p in folder.iterdir() if p.suffix in {".txt", ".html"} and p.name != "report.html"
    )
    assert len(pages) >= 3
    assert f"{len(pages)} read" in ran.err
    (folder / pages[0]).write_text("My own words.\n")
    assert run("example").status == 0
    assert (folder / pages[0]).read_text() == "My own words.\n"


def test_version_and_help(run: Any) -> None:
    assert run("--version").out == f"rashomon {rashomon.__version__}\n"
    for arguments in ([], ["--help"]):
        ran = run(*arguments)
        assert ran.status == 0
        for command in ("read", "export", "parts", "annotate", "report", "example"):
            assert command in ran.out
    for command in ("read", "export", "parts", "annotate", "report", "example"):
        ran = run(command, "--help")
        assert ran.status == 0
        assert "Usage: rashomon" in ran.out


def test_run_as_a_module() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "rashomon", "--version"], check=True, capture_output=True, text=True
    )
    assert ran.stdout == f"rashomon {rashomon.__version__}\n"
    assert ran.stderr == ""

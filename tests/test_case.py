import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

import rashomon
from rashomon.case import Case, ReadSummary
from rashomon.errors import CaseBusy, CaseNotFound, InputError, ModelError
from rashomon.model import Page, Reading
from rashomon.store import Store
from tests.fake_reader import FakeReader

ROOT = Path(__file__).resolve().parents[1]


def quiet(done: int, total: int, address: str) -> None:
    """No progress bar."""


def read(case: Case, *paths: Path, reader: FakeReader | None = None) -> ReadSummary:
    return case.read(paths, reader=reader or FakeReader(), progress=quiet)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "b.txt").write_text("Prices rose because Zorvia closed the strait.\n")
    (folder / "a.txt").write_text("Trade fell because prices rose. Boats left because trade fell.\n")
    return folder


def test_read_then_ask(tmp_path: Path, pages: Path) -> None:
    with rashomon.open(tmp_path / "story.rashomon") as case:
        summary = read(case, pages)
        assert [Path(a).name for a in summary.read] == ["a.txt", "b.txt"]
        assert (summary.already, summary.skipped, summary.statements) == ((), (), 3)
        table = case.statements()
        assert len(table) == 3
        assert [s.evidence.text.split()[0] for s in table] == ["Trade", "Boats", "Prices"]
        assert table[0] == next(iter(table))
        assert len(table[1:]) == 2
        assert len(case.statements(kind="event")) == 0
        assert [Path(p.address).name for p in case.pages()] == ["a.txt", "b.txt"]
        for page in case.pages():
            assert Path(page.address).read_bytes() == page.content
        assert [Path(h.address).name for h in case.search("strait")] == ["b.txt"]


def test_reading_again_changes_nothing_and_a_newer_reader_replaces(tmp_path: Path, pages: Path) -> None:
    with Case(tmp_path / "story.rashomon") as case:
        read(case, pages)
        before = tuple(case.statements())
        again = read(case, pages)
        assert (len(again.read), len(again.already), again.statements) == (0, 2, 0)
        assert tuple(case.statements()) == before
        newer = read(case, pages, reader=FakeReader(version="2"))
        assert len(newer.read) == 2
        assert tuple(case.statements()) == tuple(replace(s, extractor="fake@2") for s in before)


def test_the_same_bytes_at_two_addresses_are_one_page(tmp_path: Path, pages: Path) -> None:
    (pages / "copy.txt").write_bytes((pages / "a.txt").read_bytes())
    with Case(tmp_path / "story.rashomon") as case:
        summary = read(case, pages, reader=FakeReader(ahead=3))
        assert (len(summary.read), len(summary.already)) == (2, 1)
        names = [[Path(a).name for a in addresses] for addresses in case.addresses().values()]
        assert names == [["a.txt", "copy.txt"], ["b.txt"]]
        assert len(case.statements()) == 3


@pytest.mark.parametrize("ahead", [1, 2, 5])
def test_one_bad_page_never_stops_the_others(tmp_path: Path, pages: Path, ahead: int) -> None:
    (pages / "aa-empty.txt").touch()
    (pages / "ab-binary.txt").write_bytes(bytes(range(256)) * 20)
    (pages / "ac-stumble.txt").write_text("BROKEN and lost because of it\n")
    (pages / "ac-stumble-twin.txt").write_text("BROKEN and lost because of it\n")
    with Case(tmp_path / "story.rashomon") as case:
        summary = read(case, pages, tmp_path / "missing.txt", reader=FakeReader(ahead=ahead))
        assert [Path(a).name for a in summary.read] == ["a.txt", "b.txt"]
        skipped = {Path(s.address).name: s.text for s in summary.skipped}
        assert set(skipped) == {
            "aa-empty.txt", "ab-binary.txt", "ac-stumble.txt", "ac-stumble-twin.txt", "missing.txt"
        }  # fmt: skip
        assert "stumbles" in "".join(skipped.values())
        assert not any("\n" in text for text in skipped.values())
        assert len(case.statements()) == 3


def test_a_statement_that_rests_on_nothing_skips_its_page_only(tmp_path: Path, pages: Path) -> None:
    class Liar(FakeReader):
        def reading(self, page: Page) -> Reading:
            honest = super().reading(page)
            if not page.address.endswith("a.txt"):
                return honest
            wrong = [replace(s, evidence=replace(s.evidence, text="never said")) for s in honest.statements]
            return Reading(page, tuple(wrong))

    with Case(tmp_path / "story.rashomon") as case:
        summary = read(case, pages, reader=Liar())
        assert [Path(a).name for a in summary.read] == ["b.txt"]
        assert "not the page's text" in summary.skipped[0].text


def test_a_damaged_model_stops_the_reading(tmp_path: Path, pages: Path) -> None:
    class Damaged(FakeReader):
        def reading(self, page: Page) -> Reading:
            raise ModelError(f"damaged, seen at {page.address}; install rashomon again")

    with Case(tmp_path / "story.rashomon") as case, pytest.raises(ModelError):
        read(case, pages, reader=Damaged())


def test_the_case_file_in_the_folder_is_no_page(pages: Path) -> None:
    with Case(pages / "story.rashomon") as case:
        assert read(case, pages).skipped == ()


def test_progress_is_told_after_every_page(tmp_path: Path, pages: Path) -> None:
    (pages / "c.txt").touch()
    told: list[tuple[int, int, str]] = []
    with Case(tmp_path / "story.rashomon") as case:
        case.read(str(pages), reader=FakeReader(), progress=lambda *step: told.append(step))
    assert [(done, total) for done, total, _ in told] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert {Path(address).name for _, _, address in told[1:]} == {"a.txt", "b.txt", "c.txt"}


def test_a_second_writer_is_told_who_writes(tmp_path: Path, pages: Path) -> None:
    path = tmp_path / "story.rashomon"
    with Case(path) as first, Case(path) as second:
        told: list[str] = []

        def meanwhile(done: int, total: int, address: str) -> None:
            with pytest.raises(CaseBusy, match=f"process {os.getpid()}"):
                read(second, pages)
            told.append(f"{done} of {total}: {len(second.addresses())} pages, last {Path(address).name}")

        first.read([pages], reader=FakeReader(), progress=meanwhile)
        assert told == [
            "0 of 2: 0 pages, last ",
            "1 of 2: 1 pages, last a.txt",
            "2 of 2: 2 pages, last b.txt",
        ]
        assert len(read(second, pages).already) == 2


SLOW = """
import sys
from pathlib import Path
from rashomon.case import Case
from tests.fake_reader import FakeReader
with Case(sys.argv[1]) as case:
    case.read([sys.argv[2]], reader=FakeReader(seconds=0.03), progress=lambda *_: None)
"""


def test_a_killed_read_goes_on_with_nothing_lost_or_doubled(tmp_path: Path) -> None:
    pages, path = tmp_path / "pages", tmp_path / "story.rashomon"
    pages.mkdir()
    for i in range(60):
        (pages / f"{i:02}.txt").write_text(f"Price {i} rose because strait {i} closed.\n")
    with Store(path).writing():  # the file is there, so that its growth can be watched
        pass
    watch = Store(path, create=False)
    for _ in range(2):
        held = len(watch.addresses())
        process = subprocess.Popen([sys.executable, "-c", SLOW, str(path), str(pages)], cwd=ROOT)  # noqa: S603
        while len(watch.addresses()) < held + 4:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        process.wait()
    held = len(watch.addresses())
    watch.close()
    assert 8 <= held < 60
    with Case(path) as case:
        assert len(case.statements()) == held
        summary = read(case, pages)
        assert (len(summary.read), len(summary.already), summary.skipped) == (60 - held, held, ())
        assert len(case.statements()) == 60
        assert len({s.id for s in case.statements()}) == 60


def test_open_without_making(tmp_path: Path) -> None:
    with pytest.raises(CaseNotFound):
        rashomon.open(tmp_path / "none.rashomon", create=False)


def test_export_needs_a_format_and_a_place(tmp_path: Path) -> None:
    with Case(tmp_path / "story.rashomon") as case:
        with pytest.raises(InputError, match="jsonl, csv"):
            case.export("xml", tmp_path / "out")  # type: ignore[arg-type]
        with pytest.raises(InputError, match="cannot be written"):
            case.export("jsonl", tmp_path / "none" / "out")


def test_report_is_written(tmp_path: Path, pages: Path) -> None:
    with Case(tmp_path / "story.rashomon") as case:
        read(case, pages)
        html = case.report(tmp_path / "story.html").read_text("utf-8")
    assert "story" in html
    assert "Prices rose because Zorvia closed the strait" in html


def test_the_report_names_the_pages_that_were_just_skipped(tmp_path: Path, pages: Path) -> None:
    (pages / "empty.txt").touch()
    with Case(tmp_path / "story.rashomon") as case:
        (skipped,) = read(case, pages).skipped
        html = case.report(tmp_path / "story.html").read_text("utf-8")
        assert "empty.txt" in html
        assert skipped.text in unescape(html)
        read(case, pages / "a.txt")
        assert "empty.txt" not in case.report(tmp_path / "story.html").read_text("utf-8")

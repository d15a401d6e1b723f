"""Pages read in several processes: the same readings in the same order, and no process left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.case import Case
from rashomon.errors import CaseError
from rashomon.examples import copy
from rashomon.model import Page
from rashomon.pages import load
from rashomon.reading import ModelReader, ParallelReader
from rashomon.reading.workers import FEW


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """The example pages, again and again, each time with another first line."""
    folder = tmp_path_factory.mktemp("pages")
    examples = [path for path in copy(folder) if path.suffix == ".txt"]
    made = []
    for i in range(FEW + 2):
        path = folder / f"page-{i}.txt"
        path.write_text(f"Edition {i}\n\n{examples[i % len(examples)].read_text('utf-8')}", "utf-8")
        made.append(load(str(path)))
    return made


def test_two_processes_read_what_one_reads(pages: list[Page]) -> None:
    assert list(ParallelReader(2).read(pages)) == list(ModelReader().read(pages))


def test_a_few_pages_start_no_process(pages: list[Page], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.reading.workers.ProcessPoolExecutor", None)
    readings = list(ParallelReader(2).read(pages[: FEW - 1]))
    assert [r.page for r in readings] == pages[: FEW - 1]


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are Unix's")
def test_a_killed_read_leaves_no_process_and_goes_on(pages: list[Page], tmp_path: Path) -> None:
    case = tmp_path / "a.rashomon"
    paths = [page.address for page in pages]
    command = [sys.executable, "-m", "rashomon", "read", *paths, "--workers", "2", "--case", str(case)]
    read = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own command
    until(lambda: case.exists() and held(case) > 0)
    os.kill(read.pid, signal.SIGKILL)
    read.wait()
    until(lambda: gone(read.pid))
    before = held(case)
    with Case(case) as opened:
        assert len(opened.read(paths).already) >= before
    assert held(case) == len(pages)


def until(happened: Callable[[], bool]) -> None:
    """Wait, a minute at most."""
    start = time.monotonic()
    while not happened():
        assert time.monotonic() - start < 60
        time.sleep(0.1)


def held(case: Path) -> int:
    """Pages in a case that another process may be making."""
    try:
        with Case(case, create=False) as opened:
            return len(list(opened.pages()))
    except (CaseError, OSError):
        return 0


def gone(group: int) -> bool:
    """Whether no process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False

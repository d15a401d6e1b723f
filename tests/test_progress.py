import io
import sys

import pytest

from rashomon import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_how_far_it_is_and_then_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.bar("reading") as move:
        move(0, 2, "")
        move(2, 2, "a\x1b[2J[red].txt")
    shown = terminal.getvalue()
    assert "reading" in shown
    assert "0/2" in shown
    assert "\x1b[2J" not in shown
    assert shown.split("\r")[-1].strip() == "", "the bar is gone"


def test_a_file_or_pipe_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with progress.bar("reading") as move:
        move(0, 2, "")
        move(1, 2, "a.txt")
    assert pipe.getvalue() == ""

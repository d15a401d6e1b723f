"""Opening what is written."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from rashomon.errors import InputError


@contextmanager
def writable(file: str | Path) -> Iterator[TextIO]:
    """Open a file for text: UTF-8, line ends as written.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        opened = Path(file).open("w", encoding="utf-8", newline="")  # noqa: SIM115  # closed below
    except OSError as error:
        raise InputError(f"{file}: cannot be written ({error.strerror}); name another file") from error
    with opened:
        yield opened


@contextmanager
def output(path: Path | None) -> Iterator[TextIO]:
    """The file to write, or standard output: UTF-8 and line ends as written on every system.

    Raises:
        InputError: the file cannot be written.
    """
    if path is not None:
        with writable(path) as file:
            yield file
        return
    out = TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    try:
        yield out
    finally:
        out.detach()

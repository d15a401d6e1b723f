"""Paths as a user gives them, to the pages that they name."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def find(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """Yield the address of every page that the paths name.

    A folder gives its files, sorted, with those of its subfolders; hidden files and folders are skipped.
    Anything else is yielded as it stands: whether it can be read is ``load``'s to say, so that one missing
    path does not stop the others. A file that two paths name is yielded once.

    Args:
        paths: files and folders, in the order wanted.

    Yields:
        Addresses for ``load``.
    """
    seen: set[str] = set()
    for path in paths:
        for address in _expand(Path(path)):
            if address not in seen:
                seen.add(address)
                yield address


def _expand(path: Path) -> Iterator[str]:
    if not path.is_dir():
        yield str(path)
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield str(Path(folder) / name)

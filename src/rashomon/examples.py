"""The example pages that come with the package."""

from importlib.resources import files
from pathlib import Path

from rashomon.errors import InputError

_SUFFIXES = {".txt", ".html"}


def copy(folder: Path) -> list[Path]:
    """Copy the example pages into a folder; a file that is there already stays as it is.

    Args:
        folder: made if there is none.

    Returns:
        The pages' paths in the folder, by name.

    Raises:
        InputError: the folder cannot be written.
    """
    copied = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for page in (files("rashomon") / "resources" / "examples").iterdir():
            target = folder / page.name
            if target.suffix in _SUFFIXES:
                copied.append(target)
                if not target.exists():
                    target.write_bytes(page.read_bytes())
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror}); name another folder") from error
    return sorted(copied)

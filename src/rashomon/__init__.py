"""Rashomon: who says what about a contested event, and what follows from each account.

::

    with rashomon.open("story.rashomon") as case:
        case.read(["page.html", "folder"])
        case.statements().to_pandas()
        case.report("story.html")
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rashomon.errors import (
    CaseBusy,
    CaseError,
    CaseInvalid,
    CaseNotFound,
    InputError,
    ModelError,
    PageError,
    RashomonError,
)
from rashomon.model import (
    Cause,
    Change,
    Event,
    Evidence,
    Page,
    Part,
    Reader,
    Reading,
    Stance,
    Statement,
    Voice,
)

if TYPE_CHECKING:  # a case brings SQLite and the stages with it; importing rashomon brings neither
    from rashomon.case import Case, ReadSummary

__version__ = "0.1.0"

__all__ = [
    "Case",
    "CaseBusy",
    "CaseError",
    "CaseInvalid",
    "CaseNotFound",
    "Cause",
    "Change",
    "Event",
    "Evidence",
    "InputError",
    "ModelError",
    "Page",
    "PageError",
    "Part",
    "RashomonError",
    "ReadSummary",
    "Reader",
    "Reading",
    "Stance",
    "Statement",
    "Voice",
    "__version__",
    "open",
]


def open(path: str | Path, *, create: bool = True) -> "Case":  # noqa: A001  # reads as rashomon.open
    """Open a case file.

    Args:
        path: the file, by custom ``*.rashomon``.
        create: make a new case where there is none.

    Raises:
        CaseNotFound: no such file (or, to create one, no such folder).
        CaseInvalid: not a case file, or written by a newer version.
    """
    case: Case = __getattr__("Case")(path, create=create)
    return case


def __getattr__(name: str) -> Any:
    """Bring in what is heavy when it is first asked for (PEP 562)."""
    if name in {"Case", "ReadSummary"}:
        return getattr(import_module("rashomon.case"), name)
    raise AttributeError(f"module 'rashomon' has no attribute {name!r}")

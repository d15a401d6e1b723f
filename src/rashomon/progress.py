"""A progress bar on standard error, in a terminal and in a notebook; nothing where neither is."""

import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Report = Callable[[int, int, str], None]
"""Called at the start and after each page with pages done, pages in all, and the page's address."""


@contextmanager
def bar(doing: str) -> Iterator[Report]:
    """Show a bar while the block runs; it is gone afterwards.

    Args:
        doing: what is done, one word.

    Yields:
        The function that moves it.
    """
    if not (sys.stderr.isatty() or "ipykernel" in sys.modules):
        yield lambda _done, _total, _address: None
        return
    with _kind_of_bar()(
        desc=doing,
        leave=False,
        dynamic_ncols=True,
        bar_format="{desc} {bar} {n_fmt}/{total_fmt} {remaining}{postfix}",
    ) as shown:

        def move(done: int, total: int, address: str) -> None:
            if total != shown.total:
                shown.reset(total)
            shown.set_postfix_str(visible(address), refresh=False)
            shown.update(done - shown.n)

        yield move


def _kind_of_bar() -> Any:
    """Tqdm's class for a terminal or a notebook; where it lacks the notebook's widgets, plain text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tqdm warns of the missing widgets, and that the choice is new
        from tqdm.auto import tqdm  # noqa: PLC0415  # heavy, and only for who looks on
    return tqdm


def visible(text: str) -> str:
    """The text on one line with control characters written out, so that no name commands a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)

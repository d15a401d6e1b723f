"""A progress bar on standard error, in a terminal and in a notebook; nothing where neither is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Report = Callable[[int, int, str], None]
"""Called at the start and after each page with pages done, pages in all, and the page's address."""


@contextmanager
def bar(doing: str) -> Iterator[Report]:
    """Show a bar while the block runs.

    Args:
        doing: what is done, one word.

    Yields:
        The function that moves it.
    """
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[address]}"),
    )
    shown = console.is_terminal or console.is_jupyter
    with Progress(*columns, console=console, transient=True, disable=not shown) as progress:
        task = progress.add_task(doing, total=None, address="")

        def move(done: int, total: int, address: str) -> None:
            progress.update(task, completed=done, total=total, address=escape(visible(address)))

        yield move


def visible(text: str) -> str:
    """The text on one line with control characters written out, so that no name commands a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)

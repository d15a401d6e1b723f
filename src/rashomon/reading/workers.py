"""Several processes that read pages side by side.

Each runs the model with one thread: two cores read two windows faster than both read one.
"""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from threading import Thread

from rashomon.model import Page, Reading, Statement
from rashomon.reading.parsing.encoder import ReadingModel
from rashomon.reading.reader import ModelReader

FEW = 6
"""Pages up to which starting processes takes longer than it saves."""
AHEAD = 3
"""Pages in hand per process, so that none waits for the next one."""


class ParallelReader(ModelReader):
    """Reads with the shipped model in several processes; gives the readings of `ModelReader`, in order.

    Args:
        workers: number of processes, at least 2.
    """

    def __init__(self, workers: int) -> None:
        super().__init__()
        self.workers = workers

    def read(self, pages: Iterable[Page]) -> Iterator[Reading]:
        """One reading per page, in order."""
        coming = iter(pages)
        first = list(islice(coming, FEW))
        if len(first) < FEW:
            yield from super().read(first)
            return
        pool = ProcessPoolExecutor(self.workers, get_context("spawn"), _start)
        try:
            in_hand: deque[tuple[Page, Future[tuple[Statement, ...]]]] = deque()
            for page in chain(first, coming):
                in_hand.append((page, pool.submit(_statements, page)))
                if len(in_hand) >= AHEAD * self.workers:
                    yield _next(in_hand)
            while in_hand:
                yield _next(in_hand)
        finally:
            pool.shutdown(cancel_futures=True)


def _next(in_hand: deque[tuple[Page, Future[tuple[Statement, ...]]]]) -> Reading:
    page, future = in_hand.popleft()
    return Reading(page, future.result())


def _start() -> None:
    """A worker leaves the stopping to its parent, and ends when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


@cache
def _reader() -> ModelReader:
    return ModelReader(ReadingModel(threads=1))


def _statements(page: Page) -> tuple[Statement, ...]:
    return _reader().statements(page)

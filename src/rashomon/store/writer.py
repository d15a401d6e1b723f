"""Writing to a case file: one process at a time, one transaction a page.

The writing process keeps SQLite's write lock from its first page to its last: it commits a page and
takes the lock again at once. The lock goes with the process however it ends, so nothing has to be
cleaned up after a kill; the ``writer`` table only tells others who holds it. Readers are not held up
(WAL mode).
"""

import os
import platform
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rashomon.errors import CaseBusy, InputError, PageNotText
from rashomon.model import Page, Reading
from rashomon.model.account import Decision
from rashomon.store.connection import PATIENCE, is_busy, translated
from rashomon.store.decisions import put
from rashomon.store.rows import PAGE_COLUMNS, STATEMENT_COLUMNS, page_row, parts_of, statement_row

LOOKS = 3
PAUSE = 0.05
"""Looks at the lock, and seconds between them, before a holder on record is taken to be dead: a living
one lets go of the lock only between two transactions."""


class Writer:
    """The one hand that writes to a case file. Made by ``Store.writing``."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def add(self, reading: Reading, reader: str, version: str) -> None:
        """Write a page with its parts and statements, all or nothing.

        What the same reader said of the page before is replaced. Where the page's text or parts have
        changed (a newer rendering of the same bytes), what other readers said of it goes too, since
        its evidence no longer points at its words; those readers find the page unread.

        Args:
            reading: the page and its statements.
            reader: the reader's name.
            version: the reader's version.

        Raises:
            InputError: a statement's evidence is not the page's text, or its confidence no probability.
            PageNotText: the text holds lone surrogates, which no UTF-8 file can hold.
        """
        check(reading)
        with self._transaction():
            page = self._put_page(reading.page)
            self._put_reading(page, reading, reader, version)

    def note_address(self, page_id: str, address: str) -> bool:
        """Keep a further address of a page; False where the case does not hold the page."""
        with self._transaction():
            row = self._connection.execute("SELECT number FROM page WHERE id = ?", (page_id,)).fetchone()
            if row is not None:
                self._put_address(row[0], address)
        return row is not None

    def add_decisions(self, decisions: Iterable[Decision]) -> int:
        """Add decisions, all or nothing; return how many were not there before."""
        with self._transaction():
            return put(self._connection, decisions)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Commit what is done inside, or undo it; the write lock is taken again at once."""
        with translated(self._path):
            try:
                yield
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                self._connection.execute("BEGIN IMMEDIATE")

    def _put_page(self, page: Page) -> int:
        """Insert the page, or bring what was made of its bytes up to date; return its number."""
        execute, values = self._connection.execute, page_row(page)
        marks = ", ".join("?" * len(values))
        row = execute("SELECT number, text FROM page WHERE id = ?", (page.id,)).fetchone()
        if row is None:
            execute(f"INSERT INTO page ({PAGE_COLUMNS}) VALUES ({marks})", values)
            (number,) = execute("SELECT number FROM page WHERE id = ?", (page.id,)).fetchone()
        else:
            number, text = row
            if text != page.text or parts_of(self._connection, number) != page.parts:
                execute("DELETE FROM reading WHERE page = ?", (number,))
            execute(f"UPDATE page SET ({PAGE_COLUMNS}) = ({marks}) WHERE number = ?", (*values, number))
            execute("DELETE FROM part WHERE page = ?", (number,))
        self._connection.executemany(
            "INSERT INTO part VALUES (?, ?, ?, ?, ?, ?)",
            ((number, i, p.kind, p.start, p.end, p.author) for i, p in enumerate(page.parts)),
        )
        self._put_address(number, page.address)
        return int(number)

    def _put_address(self, page: int, address: str) -> None:
        self._connection.execute(
            "INSERT INTO address (page, address) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (page, storable(address)),
        )

    def _put_reading(self, page: int, reading: Reading, reader: str, version: str) -> None:
        execute = self._connection.execute
        execute("DELETE FROM reading WHERE page = ? AND reader = ?", (page, reader))
        number = execute(
            "INSERT INTO reading (page, reader, version, read_at) VALUES (?, ?, ?, ?)",
            (page, reader, version, _now()),
        ).lastrowid
        # a reader that finds the same thing twice says it once: the id covers all that was read
        rows = {row[0]: row for row in map(statement_row, reversed(reading.statements))}
        columns = STATEMENT_COLUMNS.count(",") + 1
        self._connection.executemany(
            f"INSERT INTO statement (reading, {STATEMENT_COLUMNS}) VALUES (?{', ?' * columns})",
            ((number, *row) for row in rows.values()),
        )


def check(reading: Reading) -> None:
    """Check that every statement rests on the page's own words.

    Raises:
        InputError: evidence elsewhere, or a confidence outside [0, 1].
        PageNotText: the text holds lone surrogates.
    """
    page = reading.page
    if storable(page.text) != page.text:
        raise PageNotText(f"{page.address}: holds lone surrogates, which are not text; save it as UTF-8")
    for statement in reading.statements:
        evidence = statement.evidence
        honest = (
            page.text[evidence.start : evidence.end] == evidence.text and 0 <= evidence.start < evidence.end
        )
        if evidence.page_id != page.id or not honest:
            raise InputError(
                f"{page.address}: evidence of {statement.extractor} at {evidence.start} is not the page's "
                "text; report this to the maker of the reader"
            )
        if not 0 <= statement.confidence <= 1:
            raise InputError(
                f"{page.address}: {statement.extractor} gives the confidence {statement.confidence}, "
                "not a probability; report this to the maker of the reader"
            )


def storable(text: str) -> str:
    r"""The text with lone surrogates (a file name that is not UTF-8) written out as ``\udcff``."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@contextmanager
def write_lock(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Hold the case file's write lock.

    Raises:
        CaseBusy: another process holds it.
    """
    with translated(path):
        _take(connection, path)
        me = (os.getpid(), platform.node(), _now())
        connection.execute("REPLACE INTO writer VALUES (1, ?, ?, ?)", me)
        connection.execute("COMMIT")
        connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        with translated(path):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.execute("DELETE FROM writer WHERE pid = ? AND host = ? AND since = ?", me)


def _take(connection: sqlite3.Connection, path: Path) -> None:
    """Begin a write transaction, unless another process is at work."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        for look in range(LOOKS):
            connection.execute("BEGIN IMMEDIATE")
            holder = connection.execute("SELECT 1 FROM writer").fetchone()
            if holder is None or look == LOOKS - 1:
                return
            connection.execute("ROLLBACK")
            time.sleep(PAUSE)
    except sqlite3.OperationalError as error:
        if not is_busy(error):
            raise
        holder = connection.execute("SELECT pid, host, since FROM writer").fetchone()
        who = "process {} on {}, since {}".format(*holder) if holder else "another process"
        raise CaseBusy(
            f"{path}: being written by {who}; wait until it ends (reading from the case works meanwhile)"
        ) from error
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

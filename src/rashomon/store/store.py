"""What is asked of a case file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rashomon.model import Kind, Page, Statement
from rashomon.model.account import Decision
from rashomon.store.connection import connect, translated
from rashomon.store.decisions import all_of
from rashomon.store.rows import PAGE_COLUMNS, STATEMENT_COLUMNS, page_of, parts_of, statement_of
from rashomon.store.writer import Writer, write_lock


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that a search found, with the words around the find."""

    page_id: str
    address: str
    excerpt: str


class Store:
    """An open case file.

    Args:
        path: the file.
        create: make a new case where there is none.

    Raises:
        CaseNotFound: no such file (or, to create one, no such folder).
        CaseInvalid: not a case file, or written by a newer version.
        CaseBusy: another process holds it just when it must be brought up to date.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = path
        self._connection = connect(path, create=create)

    def close(self) -> None:
        """Close the file. Closing twice does no harm."""
        self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Be the one process that writes.

        Raises:
            CaseBusy: another one is.
        """
        with write_lock(self._connection, self.path):
            yield Writer(self._connection, self.path)

    def holds(self, page: Page, reader: str, version: str) -> bool:
        """Whether this reader, in this version, has read exactly this page, cut into these parts."""
        with translated(self.path):
            row = self._connection.execute(
                "SELECT page.number, text FROM page JOIN reading ON reading.page = page.number "
                "WHERE id = ? AND reader = ? AND version = ?",
                (page.id, reader, version),
            ).fetchone()
            return (
                row is not None and row[1] == page.text and parts_of(self._connection, row[0]) == page.parts
            )

    def addresses(self) -> dict[str, tuple[str, ...]]:
        """The addresses of every page by page id, the first one first; pages in order of arrival."""
        found: dict[str, tuple[str, ...]] = {}
        with translated(self.path):
            for page_id, address in self._connection.execute(
                "SELECT id, address FROM page JOIN address ON address.page = page.number "
                "ORDER BY page.number, address.number"
            ):
                found[page_id] = (*found.get(page_id, ()), address)
        return found

    def page(self, page_id: str) -> Page | None:
        """The page with this id; None where the case holds none. Its address is the first one."""
        with translated(self.path):
            row = self._connection.execute(
                f"SELECT number, {PAGE_COLUMNS} FROM page WHERE id = ?",
                (page_id,),
            ).fetchone()
            if row is None:
                return None
            address = self._connection.execute(
                "SELECT address FROM address WHERE page = ? ORDER BY number LIMIT 1", (row[0],)
            ).fetchone()
            return page_of(row[1:], address[0], parts_of(self._connection, row[0]))

    def statements(self, page_id: str, kind: Kind | None = None) -> tuple[Statement, ...]:
        """The statements of a page in order of their evidence, those of one kind if it is given."""
        with translated(self.path):
            rows = self._connection.execute(
                f"SELECT {STATEMENT_COLUMNS} FROM statement JOIN reading ON reading = reading.number "
                "WHERE page = (SELECT number FROM page WHERE id = ?) AND (? IS NULL OR kind = ?) "
                "ORDER BY start_char, end_char, kind, id, reader",
                (page_id, kind, kind),
            )
            return tuple(statement_of(row, page_id) for row in rows)

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions of people, undone ones and undos included, in the order in which they were made."""
        with translated(self.path):
            return all_of(self._connection)

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """The pages whose title or text holds all the words, best first (BM25).

        Args:
            words: words in any order; case and accents do not count, punctuation is no syntax.
            limit: pages at most.
        """
        query = " ".join('"' + w.replace('"', '""') + '"' for w in words.replace("\0", " ").split())
        if not query:
            return ()
        with translated(self.path):
            rows = self._connection.execute(
                "SELECT page.id, "
                "(SELECT address FROM address WHERE page = page.number ORDER BY number LIMIT 1), "
                "snippet(page_search, -1, '', '', '…', 24) "
                "FROM page_search JOIN page ON page.number = page_search.rowid "
                "WHERE page_search MATCH ? ORDER BY rank LIMIT ?",
                (query, limit),
            )
            return tuple(Hit(*row) for row in rows)

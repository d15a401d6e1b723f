"""Opening a case file: what it is, which version, and the migrations that bring it up to date.

A case file carries an application id in its header and the number of its last migration as
``user_version`` (https://www.sqlite.org/pragma.html). Migrations are the numbered files of
``migrations/``, each run in one transaction.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from rashomon.errors import CaseBusy, CaseError, CaseInvalid, CaseNotFound, InputError

APPLICATION_ID = 0x52415348
"""ASCII "RASH", in the header of every case file."""

PATIENCE = 10.0
"""Seconds that a connection waits for another one's short transaction."""

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_BROKEN = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours, at the border.

    Raises:
        CaseBusy: another process holds the file.
        CaseInvalid: the file is no SQLite database, or a damaged one.
        InputError: a record holds what the file cannot (a missing field, a foreign type).
        CaseError: anything else that SQLite reports (disk full, no permission, ...).
    """
    try:
        yield
    except sqlite3.Error as error:
        if is_busy(error):
            raise CaseBusy(
                f"{path}: another process is writing to it; try again when it has ended"
            ) from error
        if _code(error) in _BROKEN:
            raise CaseInvalid(f"{path}: not a case file, or a damaged one; name another file") from error
        if isinstance(error, sqlite3.IntegrityError | sqlite3.InterfaceError | sqlite3.ProgrammingError):
            raise InputError(
                f"{path}: a record does not fit ({error}); report this to the reader's maker"
            ) from error
        raise CaseError(f"{path}: {error}; check the disk and the permissions of the file") from error


def is_busy(error: sqlite3.Error) -> bool:
    """Whether SQLite says that another connection holds the lock."""
    return _code(error) in _BUSY


def _code(error: sqlite3.Error) -> int:
    """The primary result code; 0 for errors of the Python module's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def migrations() -> list[tuple[int, str]]:
    """Number and SQL of every migration, in order."""
    folder = files("rashomon.store") / "migrations"
    scripts = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [(int(f.name.split("_")[0]), f.read_text(encoding="utf-8")) for f in scripts]


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """Open a case file, making it or bringing it up to date where needed.

    Args:
        path: the file.
        create: make a new case where there is none.

    Raises:
        CaseNotFound: no such file (or, to create one, no such folder).
        CaseInvalid: not a case file, or written by a newer version.
        CaseBusy: it must be brought up to date while another process writes.
    """
    if path.is_dir():
        raise CaseInvalid(f"{path}: a folder, not a case file; name a file such as {path.name}.rashomon")
    if not path.exists():
        if not create:
            raise CaseNotFound(f"{path}: no such case file; make it with: rashomon read PAGES --case {path}")
        if not path.parent.is_dir():
            raise CaseNotFound(f"{path}: its folder does not exist; create the folder first")
    with translated(path):
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            _bring_up_to_date(connection, path, create=create)
            connection.execute("PRAGMA foreign_keys = ON")
            # NORMAL cannot corrupt a WAL file; a power cut may cost the last pages, which are read again
            connection.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            connection.close()
            raise
    return connection


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    """Check whose file it is, then run the migrations that it lacks."""
    known = migrations()
    newest = known[-1][0]
    application, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    if application != APPLICATION_ID:
        blank = application == 0 and version == 0 and not _tables(connection)
        if not (blank and create):
            raise CaseInvalid(
                f"{path}: not a case file; make one with: rashomon read PAGES --case NEW.rashomon"
            )
    if version > newest:
        raise CaseInvalid(
            f"{path}: written by a newer rashomon (schema {version}, known here {newest}); update rashomon"
        )
    if version < newest:
        connection.execute("PRAGMA journal_mode = WAL")
    for number, script in known:
        if number > version:
            _migrate(connection, number, script)


def _migrate(connection: sqlite3.Connection, number: int, script: str) -> None:
    """Run one migration in one transaction; a second process that comes to it finds it done."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _pragma(connection, "user_version") < number:
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """Single SQL statements; ``executescript`` would commit the transaction that it runs in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _tables(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])

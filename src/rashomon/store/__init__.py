"""The case file: one SQLite file with everything about one story. The only importer of sqlite3."""

from rashomon.store.store import Hit, Store
from rashomon.store.writer import Writer

__all__ = ["Hit", "Store", "Writer"]

"""Decisions to rows of the case file and back."""

import json
import sqlite3
from collections.abc import Iterable

from rashomon.model.account import Decision

COLUMNS = "id, made_at, coder, target, action, subjects, words, value"


def put(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> int:
    """Add those that are not there yet; return their number."""
    before = connection.total_changes
    connection.executemany(
        f"INSERT INTO decision ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
        (
            (
                one.id, one.made_at, one.coder, one.target, one.action, json.dumps(one.subjects),
                json.dumps(one.words, ensure_ascii=False),
                json.dumps(dict(one.value), ensure_ascii=False, sort_keys=True),
            )
            for one in decisions
        ),
    )  # fmt: skip
    return connection.total_changes - before


def all_of(connection: sqlite3.Connection) -> tuple[Decision, ...]:
    """All decisions in the order in which they were made."""
    rows = connection.execute(f"SELECT {COLUMNS} FROM decision ORDER BY made_at, id")
    return tuple(
        Decision(
            target,
            action,
            tuple(json.loads(subjects)),
            json.loads(value),
            tuple(json.loads(words)),
            coder,
            made_at,
        )
        for _, made_at, coder, target, action, subjects, words, value in rows
    )

"""The id of a statement, hashed once: it is asked for many times over."""

from functools import lru_cache

from rashomon.model import Statement


@lru_cache(maxsize=1 << 18)
def id_of(statement: Statement) -> str:
    """Content hash of a statement."""
    return statement.id

"""Statements become actors, factors, claims and accounts, compared."""

from rashomon.accounts.assembly import Assembly, assemble
from rashomon.accounts.decisions import effective
from rashomon.accounts.likeness import Embed

__all__ = ["Assembly", "Embed", "assemble", "effective"]

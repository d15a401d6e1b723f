"""States by name, adjective and capital: the table that reading and accounts share."""

from rashomon.resources.states import adjectives, names, readable

__all__ = ["adjectives", "names", "readable"]

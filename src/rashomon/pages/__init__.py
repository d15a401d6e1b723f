"""Address or file to ``Page`` with parts: the only door between the outside and the stages."""

from rashomon.pages.finding import find
from rashomon.pages.loading import LIMIT, load

__all__ = ["LIMIT", "find", "load"]

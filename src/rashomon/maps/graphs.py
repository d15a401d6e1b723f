"""The graph library: an extra, for paths, loops, betweenness and the graph formats."""

from importlib import import_module
from typing import Any

from rashomon.errors import InputError
from rashomon.model import CausalMap


def networkx(purpose: str) -> Any:
    """The module networkx.

    Args:
        purpose: what needs it, a noun.

    Raises:
        InputError: the extra ``maps`` is not installed.
    """
    try:
        return import_module("networkx")
    except ImportError as error:
        raise InputError(
            f"No {purpose} without an extra: install it with pip install 'rashomon[maps]'."
        ) from error


def digraph(map_: CausalMap, purpose: str) -> Any:
    """The running edges as a ``networkx.DiGraph``; parallel edges of contrary signs are one.

    Raises:
        InputError: the extra ``maps`` is not installed.
    """
    result = networkx(purpose).DiGraph()
    result.add_nodes_from(map_.factors)
    result.add_edges_from((e.source, e.target) for e in map_.running)
    return result

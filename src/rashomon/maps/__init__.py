"""Causes become causal maps: built, combined, analysed, exchanged with other tools and drawn."""

from rashomon.maps.algebra import Comparison, Opposition, compare, difference, union
from rashomon.maps.analysis import (
    Loop,
    Loops,
    Path,
    Paths,
    Position,
    adjacency,
    betweenness,
    density,
    loops,
    paths,
    positions,
)
from rashomon.maps.build import causal_map
from rashomon.maps.formats import FORMATS, read_map, write_map
from rashomon.maps.picture import draw, png

__all__ = [
    "FORMATS",
    "Comparison",
    "Loop",
    "Loops",
    "Opposition",
    "Path",
    "Paths",
    "Position",
    "adjacency",
    "betweenness",
    "causal_map",
    "compare",
    "density",
    "difference",
    "draw",
    "loops",
    "paths",
    "png",
    "positions",
    "read_map",
    "union",
    "write_map",
]

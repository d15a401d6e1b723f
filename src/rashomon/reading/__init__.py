"""Page -> statements: one encoder pass, then one extractor per file."""

from rashomon.model import Reader
from rashomon.reading.annotate import Annotator
from rashomon.reading.parsing.encoder import shipped
from rashomon.reading.reader import ModelReader
from rashomon.reading.workers import ParallelReader

__all__ = ["Annotator", "ModelReader", "ParallelReader", "load_annotator", "load_reader"]


def load_reader(workers: int = 1) -> Reader:
    """The product's own reader, on the shipped model.

    Args:
        workers: processes that read side by side.
    """
    return ParallelReader(workers) if workers > 1 else ModelReader()


def load_annotator() -> Annotator:
    """The shipped model as an annotator of single texts.

    Raises:
        ModelError: the model is missing or damaged.
    """
    return Annotator(shipped())

"""Page -> statements: one encoder pass, then one extractor per file."""

from rashomon.model import Reader
from rashomon.reading.annotate import Annotator
from rashomon.reading.parsing.encoder import shipped
from rashomon.reading.reader import ModelReader

__all__ = ["Annotator", "ModelReader", "load_annotator", "load_reader"]


def load_reader() -> Reader:
    """The product's own reader, on the shipped model."""
    return ModelReader()


def load_annotator() -> Annotator:
    """The shipped model as an annotator of single texts.

    Raises:
        ModelError: the model is missing or damaged.
    """
    return Annotator(shipped())

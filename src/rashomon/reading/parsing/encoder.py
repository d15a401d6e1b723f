"""The reading model: ONNX graphs on the CPU.

One window is one call of the encoder. Its int8 scales are found per call, so a window gives the same
output whatever else is read beside it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from rashomon.errors import ModelError
from rashomon.model.annotation import Span
from rashomon.reading.parsing.windows import Subwords, subwords
from rashomon.reading.parsing.wordpiece import WordPiece

Floats = NDArray[np.float32]
LOWEST = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder and its word heads say of one window of n words.

    Attributes:
        words: (n, 384), one vector a word.
        upos: (n, UPOS classes), logits.
        names: (n, BIO name tags), logits.
        factuality: (n,), UDS scale.
        layers: (n, layers, 3), logits of O, B, I per span layer.
        arcs: (n, n), score of word i hanging on word j; a root hangs on itself.
    """

    words: Floats
    upos: Floats
    names: Floats
    factuality: Floats
    layers: Floats
    arcs: Floats


class ReadingModel:
    """The shipped graphs with their labels.

    Args:
        folder: where the graphs lie; the package's own by default.
        threads: of one call; the outputs do not depend on it. The runtime chooses if 0.

    Raises:
        ModelError: a file is missing or cannot be loaded.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 0) -> None:
        self.folder = folder or shipped_folder()
        self.config = configuration(self.folder)
        try:
            self.wordpiece = WordPiece(self.folder / "vocab.txt")
            self._encoder = session(self.folder / "encoder.onnx", threads)
            self._heads = {
                name: session(self.folder / f"{name}.onnx", threads if name == "deprel" else 1)
                for name in ("deprel", "link", "causal", "cause", "relation", "stance", "event")
            }
        except Exception as error:  # the runtime raises types of its own for a damaged graph
            raise ModelError(
                f"reading model cannot be loaded from {self.folder}: {error}; install the package again"
            ) from error

    @property
    def version(self) -> str:
        """Version of the trained weights."""
        return str(self.config["version"])

    @cached_property
    def labels(self) -> dict[str, list[str]]:
        """Class names per head."""
        found: dict[str, list[str]] = self.config["labels"]
        return found

    @cached_property
    def transitions(self) -> Floats:
        """CRF scores of the span layers: (layers, from, to)."""
        return np.asarray(self.config["transitions"], np.float32)

    def subwords(self, words: Sequence[str]) -> Subwords:
        """Subwords of a list of words."""
        return subwords(self.wordpiece, words)

    def encode(self, window: Subwords) -> Encoded:
        """Run the encoder over one window."""
        words, tags, arcs = self._run(window, ["words", "tags", "arcs"])
        upos, names = len(self.labels["upos"]), len(self.labels["names"])
        layers = tags[:, upos + names + 1 :].reshape(len(tags), -1, 3)
        return Encoded(
            words, tags[:, :upos], tags[:, upos : upos + names], tags[:, upos + names], layers, arcs
        )

    def embed(self, texts: Sequence[Sequence[str]]) -> Floats:
        """Sentence embeddings of short texts given as words: (texts, 384), unit length.

        They follow those of the published all-MiniLM-L6-v2, so cosine is likeness of meaning.
        """
        rows = [self._run(self.subwords(words), ["embedding"])[0] for words in texts]
        return np.stack(rows) if rows else np.zeros((0, 384), np.float32)

    def deprels(self, dependents: Floats, heads: Floats) -> Floats:
        """Logits of the relation between words and their heads: (n, relations)."""
        found: Floats = self._heads["deprel"].run(None, {"dependents": dependents, "heads": heads})[0]
        return found

    def pair(
        self, head: str, words: Floats, a: Sequence[Span], b: Sequence[Span], around: Sequence[Span]
    ) -> Floats:
        """Logits of a pair head for m pairs of spans.

        Args:
            head: one of the heads.
            words: (n, 384), vectors of words.
            a: half-open spans of words, the first of each pair.
            b: the second of each pair.
            around: the stretch of words that each pair is read in.

        Returns:
            (m, outputs).
        """
        spans = {"a": a, "b": b, "around": around}
        feed = {"words": words} | {name: np.array(given, np.int64) for name, given in spans.items()}
        found: Floats = self._heads[head].run(None, feed)[0]
        return found

    def _run(self, window: Subwords, outputs: list[str]) -> list[Floats]:
        start, stop = self.wordpiece.frame
        ids = np.array([[start, *window.ids, stop]], np.int64)
        case = np.array([[0, *window.case, 0]], np.int64)
        first = np.array(window.first, np.int64) + 1
        found: list[Floats] = self._encoder.run(outputs, {"ids": ids, "case": case, "first": first})
        return found


def session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """A CPU session; ``threads`` 0 leaves their number to the runtime."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting takes no core
    if threads == 1:
        options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def shipped_folder() -> Path:
    """Where the model lies inside the package."""
    return Path(str(files("rashomon") / "resources" / "reader"))


def configuration(folder: Path) -> dict[str, Any]:
    """Labels, versions and checksums of an exported model.

    Raises:
        ModelError: there is none, or it cannot be read.
    """
    try:
        found: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"no reading model in {folder}: {error}; install the package again") from error
    return found


@cache
def shipped_version() -> str:
    """Version of the shipped weights, without loading them."""
    return str(configuration(shipped_folder())["version"])


@cache
def shipped() -> ReadingModel:
    """The model inside the package, loaded once per process."""
    return ReadingModel()

"""Temperatures of the heads: ``python -m training.calibrate runs/reader/model.pt --out runs/calibrated.pt``.

A network is surer of itself than it is right. Each head's logits are divided by the one number that
makes its development set likeliest (temperature scaling; Guo et al., ICML 2017). The division goes
into the last layer's weights, so nothing is left to do when the model runs, and no decision changes.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from rashomon.reading.parsing.wordpiece import WordPiece
from training import corpora, losses
from training.batches import Batch, Corpus, stream
from training.examples import Example
from training.export import load
from training.losses import Labels
from training.network import RELATION_OUTPUTS, ReadingModel, base_folder

TEMPERATURES = np.geomspace(0.7, 7.0, 17)
BATCHES = 16

Loss = Callable[[ReadingModel, Example, Tensor], Tensor | None]


@dataclass(frozen=True, slots=True)
class Head:
    """A head, the rows of its last layer that are scaled, and how its development set judges it."""

    name: str
    rows: slice
    dev: Callable[[], list[Example]]
    long: bool
    loss: Loss


def heads(labels: Labels) -> list[Head]:
    """The heads that give probabilities."""
    sign = slice(0, RELATION_OUTPUTS["sign"])
    every = slice(None)

    def event(model: ReadingModel, w: Example, words: Tensor) -> Tensor | None:
        return losses.event_loss(model, w, words, labels)

    return [
        Head("link", every, lambda: corpora.polnear("dev"), True, losses.link_loss),
        Head("causal", every, lambda: corpora.causal_news("dev"), False, losses.causal_loss),
        Head("cause", every, lambda: corpora.causal_news("dev"), False, losses.cause_loss),
        Head("relation", sign, lambda: corpora.signed("dev"), False, losses.relation_loss),
        Head("stance", every, lambda: corpora.stance("dev"), False, losses.stance_loss),
        Head("event", every, lambda: corpora.plover("dev"), False, event),
    ]


def read(model: ReadingModel, head: Head) -> Iterator[tuple[Batch, Tensor]]:
    """Batches of one pass over a development set with the vectors of their words."""
    examples = head.dev()
    corpus = Corpus("dev", examples, 1, head.long)
    batches = stream(corpus, WordPiece(base_folder() / "vocab.txt"), seed=1)
    seen, all_of_it = 0, sum(len(e.words) for e in examples)
    for _ in range(BATCHES):
        batch = next(batches)
        seen += int(batch.words.sum())
        yield batch, model.words(batch.ids, batch.case, batch.first, batch.real)
        if seen >= all_of_it:
            return


def likelihood(model: ReadingModel, head: Head, known: list[tuple[Batch, Tensor]]) -> float:
    """Mean negative log-likelihood over the texts."""
    parts = [
        float(part)
        for batch, words in known
        for i, w in enumerate(batch.windows)
        if (part := head.loss(model, w, words[i, : len(w.words)])) is not None
    ]
    return sum(parts) / len(parts)


def scale(model: ReadingModel, head: Head, by: float) -> None:
    """Divide the logits of a head by a temperature."""
    last = model.pairs[head.name].out
    assert isinstance(last, nn.Linear)
    last.weight[head.rows] /= by
    last.bias[head.rows] /= by


def fit(model: ReadingModel, head: Head) -> tuple[float, float, float]:
    """Set a head's temperature; it, and the negative log-likelihood before and after."""
    known = list(read(model, head))
    before = likelihood(model, head, known)
    tried = {}
    for temperature in TEMPERATURES.tolist():
        scale(model, head, temperature)
        tried[temperature] = likelihood(model, head, known)
        scale(model, head, 1 / temperature)
    best = min(tried, key=tried.__getitem__)
    scale(model, head, best)
    return best, before, tried[best]


def main() -> None:
    """Calibrate a checkpoint."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    model, labels = load(args.checkpoint)
    with torch.no_grad():
        for head in heads(labels):
            temperature, before, after = fit(model, head)
            print(
                f"{head.name}: temperature {temperature:.2f}, "
                f"negative log-likelihood {before:.3f} -> {after:.3f}"
            )
    torch.save({"model": model.state_dict(), "labels": vars(labels)}, args.out)


if __name__ == "__main__":
    main()

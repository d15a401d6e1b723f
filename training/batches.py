"""Examples -> windows -> batches of about a thousand subwords, in a seeded, endless order."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from rashomon.reading.parsing.windows import pack, subwords
from rashomon.reading.parsing.wordpiece import WordPiece
from training.examples import Example, cut, join
from training.renaming import renamed

BUDGET = 1024  # subwords in a batch


@dataclass(slots=True)
class Batch:
    """Padded windows of one corpus; ``first`` points at each word's first subword."""

    corpus: str
    windows: list[Example]
    ids: Tensor
    case: Tensor
    real: Tensor
    first: Tensor
    words: Tensor  # (batch, words), False at padding


@dataclass(frozen=True, slots=True)
class Corpus:
    """A named corpus and its share of the training steps.

    ``long`` documents are cut into windows of varying length; short texts are joined, up to four.
    ``rename`` is the share of texts that get invented names in a pass.
    """

    name: str
    examples: list[Example]
    share: float
    long: bool
    rename: float = 0.0


def collate(corpus: str, windows: list[Example], wordpiece: WordPiece) -> Batch:
    """Pad windows to one batch."""
    parts = [subwords(wordpiece, w.words) for w in windows]
    length = max(len(p.ids) for p in parts) + 2
    width = max(len(w.words) for w in windows)
    ids = torch.zeros(len(windows), length, dtype=torch.long)
    case, first = torch.zeros_like(ids), torch.zeros(len(windows), width, dtype=torch.long)
    real = torch.zeros(len(windows), length, dtype=torch.bool)
    present = torch.zeros(len(windows), width, dtype=torch.bool)
    start, stop = wordpiece.frame
    for i, p in enumerate(parts):
        n = len(p.ids)
        ids[i, : n + 2] = torch.tensor([start, *p.ids, stop])
        case[i, 1 : n + 1] = torch.tensor(p.case)
        real[i, : n + 2] = True
        first[i, : len(p.first)] = torch.tensor(p.first) + 1
        present[i, : len(p.first)] = True
    return Batch(corpus, windows, ids, case, real, first, present)


def windows_of(corpus: Corpus, wordpiece: WordPiece, rng: random.Random) -> list[tuple[Example, int]]:
    """One pass over a corpus as windows with their sizes in subwords, in random order."""
    examples = [renamed(e, rng) if rng.random() < corpus.rename else e for e in corpus.examples]
    rng.shuffle(examples)
    if not corpus.long:
        examples = joined(examples, rng)
    found = []
    for example in examples:
        pieces = subwords(wordpiece, example.words)
        borders = [*pieces.first, len(pieces.ids)]
        sizes = [borders[b] - borders[a] for a, b in example.sentences]
        limit = rng.randint(60, 240)
        for chosen in pack(sizes, example.opens, limit):
            size = sum(sizes[i] for i in chosen)
            if 2 <= size <= 400:
                found.append((cut(example, chosen), size))
    rng.shuffle(found)
    return found


def joined(examples: list[Example], rng: random.Random) -> list[Example]:
    """One to four neighbours as one text; only examples with the same layers can stand together."""
    found, i = [], 0
    ordered = sorted(examples, key=layers)
    while i < len(ordered):
        step = rng.choice((1, 1, 2, 3, 4))
        group = [e for e in ordered[i : i + step] if layers(e) == layers(ordered[i])]
        found.append(join(group))
        i += len(group)
    return found


def layers(example: Example) -> tuple[bool, ...]:
    """Which layers an example has."""
    own = (example.entities, example.attributions, example.relations, example.stances, example.pairs)
    return tuple(layer is not None for layer in own)


def stream(corpus: Corpus, wordpiece: WordPiece, seed: int) -> Iterator[Batch]:
    """Endless batches of one corpus; windows of like length go together."""
    rng = random.Random(f"{seed}-{corpus.name}")
    while True:
        windows = windows_of(corpus, wordpiece, rng)
        batches = []
        for start in range(0, len(windows), 256):
            group = sorted(windows[start : start + 256], key=lambda w: w[1])
            held: list[tuple[Example, int]] = []
            for window in group:
                if held and (len(held) + 1) * window[1] > BUDGET:
                    batches.append([w for w, _ in held])
                    held = []
                held.append(window)
            batches.append([w for w, _ in held])
        rng.shuffle(batches)
        for chosen in batches:
            yield collate(corpus.name, chosen, wordpiece)


def schedule(corpora: list[Corpus], wordpiece: WordPiece, seed: int) -> Iterator[Batch]:
    """Batches of all corpora, each in proportion to its share (lowest served first)."""
    streams = [stream(c, wordpiece, seed) for c in corpora]
    served = [0.0] * len(corpora)
    while True:
        i = min(range(len(corpora)), key=lambda j: (served[j] + 1) / corpora[j].share)
        served[i] += 1
        yield next(streams[i])

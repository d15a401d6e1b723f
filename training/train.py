"""The training run: ``python -m training.train --minutes 40 --out runs/first``.

Seeded; goes on from its last checkpoint if it was stopped; ``--start`` begins with the weights of an
earlier run instead of the published encoder; ``--without NAME`` leaves a corpus out.
Learning rates warm up, then fall along a cosine to zero as the minutes run out. The weights that are
kept are a running average over the steps (Polyak and Juditsky, 1992), so a checkpoint from the midst
of a run is usable too.
"""

import argparse
import json
import math
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - torch's own convention

from rashomon.reading.parsing.wordpiece import WordPiece
from training import corpora
from training.batches import Batch, Corpus, collate, schedule
from training.examples import Example
from training.losses import EVENTS, Labels, losses
from training.network import Encoder, ReadingModel, Sizes, base_folder, published_encoder

AVERAGE = 0.997
RENAMED = {"own": 0.5, "crossner": 0.3, "polnear": 0.2, "gum": 0.2}
WEIGHTS = {"attribution": 3.0, "cause spans": 2.0, "names": 2.0, "factuality": 0.7, "embedding": 4.0}


def training_sets(without: set[str], shares: Mapping[str, float]) -> list[Corpus]:
    """All corpora that the model is trained on, with their shares of the steps."""
    readers: list[tuple[str, Callable[[], list[Example]], float, bool]] = [
        ("ewt", lambda: corpora.treebank("ewt", "train"), 23, True),
        ("gum", lambda: corpora.treebank("gum", "train"), 6, True),
        ("polnear", lambda: corpora.polnear("train"), 25, True),
        ("causal news", lambda: both(corpora.causal_news), 17, False),
        ("sign", lambda: both(corpora.signed), 3, False),
        ("stance", lambda: corpora.stance("train"), 17, False),
        ("plover", lambda: corpora.plover("train") + corpora.plover_records(), 6, False),
        ("crossner", lambda: corpora.crossner("train"), 2, False),
        ("own", lambda: corpora.own("train"), 8, False),
    ]
    return [
        Corpus(name, read(), shares.get(name, share), long, RENAMED.get(name, 0.0))
        for name, read, share, long in readers
        if name not in without
    ]


def both(read: Callable[[str, corpora.Spacing], list[Example]]) -> list[Example]:
    """A tokenised corpus as it is and as running text, so that neither looks foreign."""
    return read("train", corpora.detokenise) + read("train", corpora.unchanged)


def label_sets(sets: list[Corpus]) -> Labels:
    """Class names: those of the treebanks, BIO over four name labels, PLOVER's types and none."""
    counts = Counter(d for c in sets for e in c.examples for d in e.deprels or [])
    return Labels(
        upos=sorted({u for c in sets for e in c.examples for u in e.upos or []}),
        names=["O", *(f"{p}-{n}" for n in ("PER", "LOC", "ORG", "MISC") for p in "BI")],
        deprels=sorted(counts),
        events=list(EVENTS),
    )


def phrases(sets: list[Corpus], seed: int) -> Iterator[list[list[str]]]:
    """Endless groups of sentences and shorter stretches, to keep the embedding as it was."""
    rng = random.Random(f"{seed}-phrases")
    pool = [e.words[a:b] for c in sets for e in c.examples for a, b in e.sentences if b - a > 2]
    while True:
        group = []
        for words in rng.sample(pool, 48):
            size = rng.choice((2, 3, 4, 6, 8, 12, 24))
            at = rng.randrange(max(1, len(words) - size))
            group.append(words[at : at + size])
        yield group


def embedding_loss(model: ReadingModel, teacher: Encoder, batch: Batch) -> Tensor:
    """Cosine distance to the published sentence encoder, which knows no letter case."""
    with torch.no_grad():
        states = teacher(batch.ids, torch.zeros_like(batch.case), batch.real)
        target = F.normalize(
            (states * batch.real[..., None]).sum(1) / batch.real.sum(1, keepdim=True), dim=-1
        )
    own = model.embed(batch.ids, batch.case, batch.real)
    return (1 - (own * target).sum(-1)).mean() + 2 * F.mse_loss(own @ own.T, target @ target.T)


def rate(done: float) -> float:
    """Factor on the learning rates at a share ``done`` of the run."""
    warm = 0.03
    return done / warm if done < warm else 0.5 * (1 + math.cos(math.pi * (done - warm) / (1 - warm)))


def main() -> None:
    """Train, log, save."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=40, help="wall-clock length of the run")
    parser.add_argument("--out", type=Path, default=Path("runs/model"), help="folder for checkpoints")
    parser.add_argument("--start", type=Path, help="weights to begin with (a model.pt of an earlier run)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=4e-4, help="peak learning rate of the encoder")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--without", action="append", default=[], metavar="CORPUS")
    parser.add_argument(
        "--share", action="append", default=[], metavar="CORPUS=N", help="other share of the steps"
    )
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    shares = {name: float(share) for name, _, share in (given.partition("=") for given in args.share)}
    sets = training_sets(set(args.without), shares)
    labels = label_sets(sets)
    model = ReadingModel(Sizes(len(labels.upos), len(labels.names), len(labels.deprels), len(labels.events)))
    if args.start:
        earlier = torch.load(args.start, weights_only=True)
        if earlier["labels"] != vars(labels):
            raise SystemExit(f"{args.start} was trained with other labels")
        model.load_state_dict(earlier["model"])
    run(model, sets, labels, args)


def run(model: ReadingModel, sets: list[Corpus], labels: Labels, args: argparse.Namespace) -> None:
    """The loop; stops when the minutes are over."""
    teacher = published_encoder().eval()
    encoder = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": args.rate}, {"params": heads, "lr": args.rate * 3.75}],
        weight_decay=0.01, betas=(0.9, 0.98),
    )  # fmt: skip
    peaks = [group["lr"] for group in optimiser.param_groups]
    average = deepcopy(model).eval()
    latest = args.out / "latest.pt"
    spent, step = 0.0, 0
    if latest.exists():
        state = torch.load(latest, weights_only=True)
        model.load_state_dict(state["current"])
        average.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        spent, step = state["spent"], state["step"]
    words = WordPiece(base_folder() / "vocab.txt")
    batches, texts = schedule(sets, words, args.seed + step), phrases(sets, args.seed + step)
    model.train()
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopping.append(number))
    logged: dict[str, list[float]] = {}
    clock, saved = time.monotonic(), spent
    while spent < args.minutes * 60:
        for group, peak in zip(optimiser.param_groups, peaks, strict=True):
            group["lr"] = peak * rate(spent / (args.minutes * 60))
        if step % 12 == 11:
            windows = [Example(t, [(0, len(t))], [True]) for t in next(texts)]
            found = {"embedding": embedding_loss(model, teacher, collate("phrases", windows, words))}
        else:
            found = losses(model, next(batches), labels)
        total = torch.stack([WEIGHTS.get(name, 1.0) * value for name, value in found.items()]).sum()
        optimiser.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        follow(average, model, min(AVERAGE, step / (step + 20)))
        for name, value in found.items():
            logged.setdefault(name, []).append(float(value.detach()))
        spent += time.monotonic() - clock
        clock = time.monotonic()
        if step % 50 == 0:
            means = {name: round(sum(v) / len(v), 4) for name, v in sorted(logged.items())}
            print(json.dumps({"step": step, "minutes": round(spent / 60, 1)} | means), flush=True)
            logged.clear()
        if spent - saved > 240 or stopping:
            state = {"current": model.state_dict(), "optimiser": optimiser.state_dict()}
            save(average, labels, latest, **state, spent=spent, step=step)
            saved = spent
            if stopping:
                return
    save(average, labels, args.out / "model.pt")


def follow(average: ReadingModel, model: ReadingModel, keep: float) -> None:
    """Move the averaged weights towards the current ones."""
    with torch.no_grad():
        pairs = [
            (a, p) for a, p in zip(average.parameters(), model.parameters(), strict=True) if p.requires_grad
        ]
        torch._foreach_lerp_([a for a, _ in pairs], [p for _, p in pairs], 1 - keep)


def save(model: ReadingModel, labels: Labels, path: Path, **more: object) -> None:
    """A checkpoint, written beside and moved into place."""
    beside = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "labels": vars(labels), **more}, beside)
    beside.replace(path)


if __name__ == "__main__":
    main()

"""Same-factor and same-actor decisions: learn the weights, choose the thresholds, print the figures.

::

    python -m training.match            # precision and recall at the shipped thresholds
    python -m training.match --learn    # learn weights and thresholds first, by cross-validation

Pairs are our own (``pairs/factor_pairs.jsonl``, ``pairs/actor_pairs.jsonl``). A pair of factors is two
phrases: they go through the reader's labels, which take directions out, as the ends of causes do. The
figures of ``--learn`` are of pairs held out in ten folds, a fold holding all the pairs that share a phrase.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rashomon.accounts import likeness
from rashomon.accounts.actors import find_actors
from rashomon.accounts.likeness import FEATURES, Likeness
from rashomon.model import Event, Evidence, Page, Part, Participant, Statement, Voice
from rashomon.reading.factors import label
from rashomon.reading.parsing import words as word_split
from rashomon.reading.parsing.encoder import ReadingModel, shipped
from rashomon.reading.parsing.layers import read_layers

PAIRS = Path(__file__).parent / "pairs"
SHIPPED = Path(__file__).parents[1] / "src" / "rashomon" / "resources" / "likeness.json"
Floats = NDArray[np.float64]
FOLDS = 10
PRECISION = 0.905
"""Least precision, held out, of what is called the same."""

MISSED = 0.1
"""Most same pairs, as a share, that are called different."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--learn", action="store_true", help="learn weights and thresholds, and ship them")
    parser.add_argument("--misses", action="store_true", help="print what is decided wrongly")
    arguments = parser.parse_args()
    pairs = lines("factor_pairs.jsonl")
    model = shipped()
    labels = [(name(model, p["a"]), name(model, p["b"])) for p in pairs]
    x = rows(model, labels)
    y = np.array([p["same"] for p in pairs])
    if arguments.learn:
        learn(x, y, groups(pairs), np.array([p["wording"] == "near" for p in pairs]))
    found = likeness.shipped()
    probability = found.probability(x)
    told = [found.verdict(p) for p in probability]
    tell("factors, as shipped", y, np.array([t == "same" for t in told]), told)
    if arguments.misses:
        for pair, names, t, p in zip(pairs, labels, told, probability, strict=True):
            if (t == "same") != pair["same"]:
                print(f"  {p:.2f} {'same' if pair['same'] else 'different'}: {names[0]} | {names[1]}")
    actor_pairs = lines("actor_pairs.jsonl")
    joined = np.array([same_actor(p) for p in actor_pairs])
    truth = np.array([p["same"] for p in actor_pairs])
    tell("actors", truth, joined)
    if arguments.misses:
        for pair, one in zip(actor_pairs, joined, strict=True):
            if one != pair["same"]:
                print(f"  {'same' if pair['same'] else 'different'}: {pair['a']} | {pair['b']}")


def lines(file: str) -> list[dict[str, object]]:
    """The records of one of our own files."""
    return [json.loads(line) for line in (PAIRS / file).read_text("utf-8").splitlines()]


def name(model: ReadingModel, phrase: object) -> str:
    """The label of a phrase, as the reader gives it."""
    text = str(phrase)
    layers = read_layers(model, text, 0, len(text))
    return label(layers, (0, len(layers.tokens)))


def rows(model: ReadingModel, labels: Sequence[tuple[str, str]]) -> Floats:
    """Features of pairs of labels."""
    names = find_actors(()).names

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        return model.embed([[t[a:b] for a, b in word_split.words(t, 0, len(t))] for t in texts])

    sketches = [likeness.sketch(one, names) for pair in labels for one in pair]
    pairs = np.arange(len(sketches), dtype=np.int64).reshape(-1, 2)
    return likeness.Space(sketches, embed).rows(pairs)


def groups(pairs: Sequence[dict[str, object]]) -> NDArray[np.int64]:
    """Pairs that share a phrase, directly or through others, are one group."""
    of: dict[object, int] = {}
    for number, pair in enumerate(pairs):
        if pair["same"]:
            known = {of[p] for p in (pair["a"], pair["b"]) if p in of}
            home = min(known, default=number)
            of = {p: home if g in known else g for p, g in of.items()} | {pair["a"]: home, pair["b"]: home}
    found = [of.get(p["a"], of.get(p["b"], -i - 1)) for i, p in enumerate(pairs)]
    order = {g: i % FOLDS for i, g in enumerate(dict.fromkeys(found))}
    return np.array([order[g] for g in found])


def fit(x: Floats, y: NDArray[np.bool_], ridge: float = 5.0) -> Floats:
    """Logistic regression by Newton's method with an L2 penalty (not on the bias)."""
    weights = np.zeros(x.shape[1])
    penalty = np.diag([ridge] * (x.shape[1] - 1) + [1e-6])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        step = np.linalg.solve(
            x.T @ (x * (p * (1 - p))[:, None]) + penalty, x.T @ (y - p) - penalty @ weights
        )
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def learn(x: Floats, y: NDArray[np.bool_], folds: NDArray[np.int64], near: NDArray[np.bool_]) -> None:
    """Learn by cross-validation, print the held-out figures, write the weights of all pairs."""
    held = np.zeros(len(y))
    for fold in range(FOLDS):
        inside = folds == fold
        held[inside] = 1 / (1 + np.exp(-x[inside] @ fit(x[~inside], y[~inside])))
    steps = np.linspace(0.05, 0.95, 901)
    same = next((t for t in steps if precision(y, held >= t) >= PRECISION), 0.95)
    different = max(
        (t for t in steps if t < same and np.sum(y & (held <= t)) <= MISSED * y.sum()), default=0.05
    )
    told = [Likeness((), float(same), float(different)).verdict(p) for p in held]
    tell("factors, held out", y, held >= same, told)
    tell("  everyday wording", y[near], (held >= same)[near])
    tell("  far wording", y[~near], (held >= same)[~near])
    weights = dict(zip(FEATURES, (round(float(w), 4) for w in fit(x, y)), strict=True))
    record = {
        "made by": "python -m training.match --learn",
        "same": round(float(same), 3),
        "different": round(float(different), 3),
        "weights": weights,
    }
    SHIPPED.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    likeness.shipped.cache_clear()


def precision(y: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    """Share of the pairs said to be the same that are."""
    return float(y[said].mean()) if said.any() else 0.0


def tell(what: str, y: NDArray[np.bool_], said: NDArray[np.bool_], told: Sequence[str] = ()) -> None:
    """Print one line of figures."""
    undecided = f", undecided {told.count('undecided')}" if told else ""
    print(
        f"{what}: {len(y)} pairs ({int(y.sum())} same): precision {precision(y, said):.3f}, "
        f"recall {float(said[y].mean()):.3f}{undecided}"
    )


def same_actor(pair: dict[str, object]) -> bool:
    """Whether two names, each met on a page of its own, become one actor."""
    statements, pages, places = [], [], []
    for side in ("a", "b"):
        who, text = str(pair[side]), str(pair[f"page_{side}"])
        identity = Page.identify(text.encode())
        pages.append(Page(identity, side, text.encode(), "text/plain", text, (Part("body", 0, len(text)),)))
        places.append((who, identity))
        others = pair.get(f"named_{side}", ())
        assert isinstance(others, list | tuple)
        for mentioned in (who, *others):
            start = text.index(mentioned)
            statements.append(
                Statement(
                    "body", Voice("outlet"), (), "CT+", None,
                    Evidence(identity, start, start + len(mentioned), mentioned),
                    Event("CONSULT", Participant(mentioned), None), 1.0, "pair",
                )
            )  # fmt: skip
    actors = find_actors(statements, pages)
    found = [actors.of(*place) for place in places]
    return found[0] is not None and found[0] == found[1]


if __name__ == "__main__":
    main()

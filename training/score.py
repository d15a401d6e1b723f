"""The reading model's scores on the dev sets: ``python -m training.score [--only NAME]``.

They go through the product's own reading path. ``--limit`` takes a part of every set; ``--write`` puts
the table into the model card.
"""

import argparse
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from rashomon.reading.annotate import annotate
from rashomon.reading.parsing.decode import softmax
from rashomon.reading.parsing.encoder import ReadingModel, shipped
from rashomon.reading.parsing.layers import Layers, read_words
from training import corpora
from training.examples import Example

Span = tuple[int, int]
Scores = dict[str, float]
CARD = Path(__file__).resolve().parents[1] / "docs" / "model-card.md"
OPENS, CLOSES = "<!-- scores -->", "<!-- /scores -->"
OVERLAP = 0.5  # intersection over union from which a span counts as found


def f1(right: int, guessed: int, gold: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / (guessed + gold) if guessed + gold else 0.0


def span_f1(pairs: Iterable[tuple[set[object], set[object]]]) -> float:
    """Micro F1 over (gold, guessed) sets."""
    right = guessed = gold = 0
    for true, found in pairs:
        right, guessed, gold = right + len(true & found), guessed + len(found), gold + len(true)
    return f1(right, guessed, gold)


def macro_f1(gold: Sequence[str], guessed: Sequence[str | None]) -> float:
    """Unweighted mean of the F1 of every class in the gold labels."""
    values = []
    for label in sorted(set(gold)):
        right = sum(g == label == p for g, p in zip(gold, guessed, strict=True))
        values.append(f1(right, sum(p == label for p in guessed), sum(g == label for g in gold)))
    return float(np.mean(values))


def touches(a: Iterable[Sequence[int]], b: Iterable[Sequence[int]]) -> bool:
    """Whether two discontinuous spans overlap."""
    return any(x[0] < y[1] and y[0] < x[1] for x in a for y in b)


def likeness(a: Sequence[int], b: Sequence[int]) -> float:
    """Intersection over union of two spans."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def attribution(model: ReadingModel, limit: int | None = None) -> Scores:
    """PolNeAR dev: exact F1 of the pieces per role; whole attributions with all roles overlapping."""
    roles: dict[str, list[tuple[set[object], set[object]]]] = {"source": [], "cue": [], "content": []}
    right = guessed = gold = 0
    for record in islice(corpora.lines(corpora.DATA / "attribution" / "dev.jsonl.gz"), limit):
        found = annotate(record["text"], model=model).attributions
        skipped = [m["span"] for m in record["marks"] if m.get("flag") == "Discard" and "span" in m]
        true = [a for a in record["attributions"] if not touches(a["content"], skipped)]
        mine = [{r: [list(s) for s in getattr(a, r)] for r in roles} for a in found]
        for role, pairs in roles.items():
            pairs.append(
                ({tuple(s) for a in true for s in a[role]}, {tuple(s) for a in mine for s in a[role]})
            )
        taken: set[int] = set()
        for a in true:
            for i, b in enumerate(mine):
                if i not in taken and all(
                    touches(a[r], b[r]) or (r == "source" and not a[r] and not b[r]) for r in roles
                ):
                    taken.add(i)
                    break
        right, guessed, gold = right + len(taken), guessed + len(mine), gold + len(true)
    scores = {f"attribution {role}, exact F1": span_f1(pairs) for role, pairs in roles.items()}
    return scores | {"whole attribution, all parts overlapping, F1": f1(right, guessed, gold)}


def causality(model: ReadingModel, limit: int | None = None) -> Scores:
    """Causal News Corpus dev, text as given (tokenised)."""
    right = guessed = gold = found = relations = 0
    for record in islice(corpora.lines(corpora.DATA / "causality" / "dev.jsonl"), limit):
        annotation = annotate(record["text"], model=model)
        said = max(annotation.causal, default=0.0) >= 0.5
        right, guessed, gold = right + (said and record["causal"]), guessed + said, gold + record["causal"]
        for r in record["relations"]:
            relations += 1
            found += any(
                likeness(c.cause, r["cause"]) >= OVERLAP and likeness(c.effect, r["effect"]) >= OVERLAP
                for c in annotation.causes
            )
    return {
        "causal sentence, F1": f1(right, guessed, gold),
        "cause and effect within IoU 0.5, recall": found / relations,
    }


def gold_layers(model: ReadingModel, example: Example) -> Layers:
    """Layers over the treebank's own words and sentences."""
    offsets, at = [], 0
    for word in example.words:
        offsets.append((at, at + len(word)))
        at += len(word) + 1
    spans = [offsets[a:b] for a, b in example.sentences]
    return read_words(model, " ".join(example.words), spans, example.opens)


def treebank(model: ReadingModel, limit: int | None = None) -> Scores:
    """EWT dev on gold words: UPOS, UAS, LAS, names (UNER) and factuality (UDS)."""
    gold_names = uner()
    total = upos = heads = labelled = 0
    names: list[tuple[set[object], set[object]]] = []
    told: list[float] = []
    true: list[float] = []
    for example in corpora.treebank("ewt", "dev")[:limit]:
        layers = gold_layers(model, example)
        for i, token in enumerate(layers.tokens):
            assert example.upos is not None
            assert example.heads is not None
            assert example.deprels is not None
            head = token.head if token.head >= 0 else i
            total += 1
            upos += token.upos == example.upos[i]
            heads += head == example.heads[i]
            labelled += head == example.heads[i] and token.deprel == example.deprels[i]
        for i, value in example.factuality or []:
            told.append(layers.factuality[i])
            true.append(value)
        entities = gold_names[" ".join(example.words).replace(" ", "")]
        own = {
            (
                len(layers.text[: layers.chars(n.span)[0]].replace(" ", "")),
                layers.phrase(n.span).replace(" ", ""),
                n.label,
            )
            for n in layers.names
            if n.label != "MISC"
        }
        names.append((set(entities), set(own)))
    scores = {"EWT UPOS": upos / total, "EWT UAS": heads / total, "EWT LAS": labelled / total}
    for label in ("PER", "LOC", "ORG"):
        pairs = [({x for x in g if x[2] == label}, {x for x in p if x[2] == label}) for g, p in names]  # type: ignore[index]
        scores[f"names {label} (UNER), F1"] = span_f1(pairs)
    return scores | {"factuality (UDS), Pearson r": float(np.corrcoef(told, true)[0, 1])}


def uner() -> dict[str, list[tuple[int, str, str]]]:
    """UNER names by document text without spaces: (offset without spaces, words without spaces, label)."""
    documents: dict[str, list[tuple[int, str, str]]] = {}
    text, document = "", ""
    names: list[tuple[int, str, str]] = []
    name: tuple[int, str, str] | None = None

    def close() -> None:
        nonlocal name
        if name:
            names.append(name)
        name = None

    lines = (corpora.DATA / "entities" / "en_ewt-dev.iob2").read_text("utf-8").splitlines()
    for line in [*lines, "# sent_id = end-0-0"]:
        if line.startswith("# sent_id = "):
            owner = line[12:].rsplit("-", 1)[0]
            if owner != document:
                close()
                if text:
                    documents[text] = names
                text, names, document = "", [], owner
        elif line and line[0] != "#":
            _, word, tag = line.split("\t")[:3]
            word = word.replace(" ", "")
            if tag[0] == "B":
                close()
                name = (len(text), word, tag[2:])
            elif tag[0] == "I" and name:
                name = (name[0], name[1] + word, name[2])
            else:
                close()
            text += word
        else:
            close()
    return documents


def politics_names(model: ReadingModel, limit: int | None = None) -> Scores:
    """CrossNER politics dev, exact F1."""
    pairs: list[tuple[set[object], set[object]]] = []
    for record in islice(corpora.lines(corpora.DATA / "entities" / "crossner_politics_dev.jsonl"), limit):
        found = annotate(record["text"], model=model).entities
        pairs.append(
            (
                {(e["start"], e["end"], e["coarse"]) for e in record["entities"]},
                {(e.start, e.end, e.label) for e in found},
            )
        )
    return {"names, politics (CrossNER), F1": span_f1(pairs)}


def stance(model: ReadingModel, limit: int | None = None) -> Scores:
    """NewsMTSC dev with the targets given."""
    gold, guessed = [], []
    for record in islice(corpora.lines(corpora.DATA / "stance" / "dev.jsonl"), limit):
        targets = [(t["start"], t["end"]) for t in record["targets"]]
        found = annotate(record["text"], targets, model=model).stances
        by_target = {s.target: s.label for s in found}
        gold += [t["label"] for t in record["targets"]]
        guessed += [by_target.get(t) for t in targets]
    return {"stance, macro-F1": macro_f1(gold, guessed)}


def events(model: ReadingModel, limit: int | None = None) -> Scores:
    """PLOVER root on plv dev: with the actors given, and with the events found by the product."""
    gold, given, own = [], [], []
    labels = model.labels["events"]
    for record in islice(corpora.lines(corpora.DATA / "events" / "plv_dev.jsonl"), limit):
        annotation = annotate(record["text"], model=model)
        sides = record["source"], record["target"]
        gold.append(record["event"])
        fitting = [
            e for e in annotation.events if touches(e.source, [sides[0]]) and touches(e.target, [sides[1]])
        ]
        own.append(merged(max(fitting, key=lambda e: e.confidence).type) if fitting else None)
        given.append(merged(type_of_pair(model, record["text"], *sides, labels)))
    return {
        "PLOVER root, actors given, macro-F1": macro_f1(gold, given),
        "PLOVER root, actors found, macro-F1": macro_f1(gold, own),
    }


def merged(label: str) -> str:
    """PLV's dialect: CONCEDE and RETREAT are YIELD."""
    return "YIELD" if label in {"CONCEDE", "RETREAT"} else label


def type_of_pair(model: ReadingModel, text: str, source: Span, target: Span, labels: list[str]) -> str:
    """The event head's best type for two given spans of characters."""
    from rashomon.reading.parsing.layers import read_layers  # noqa: PLC0415

    layers = read_layers(model, text)
    spans = []
    for a, b in (source, target):
        inside = [i for i, t in enumerate(layers.tokens) if t.start < b and t.end > a]
        spans.append((inside[0], inside[-1] + 1))
    chance = softmax(layers.pair("event", spans[:1], spans[1:]))[0][:-1]
    return labels[int(chance.argmax())]


def sign(model: ReadingModel, limit: int | None = None) -> Scores:
    """Webis dev: share of right signs where the relation is found, and how many are found."""
    found = right = gold = 0
    for record in islice(corpora.lines(corpora.DATA / "sign" / "dev.jsonl"), limit):
        causes = annotate(record["text"], model=model).causes
        for r in record["relations"]:
            gold += 1
            hits = [
                c for c in causes if touches([c.cause], [r["cause"]]) and touches([c.effect], [r["effect"]])
            ]
            if hits:
                found += 1
                right += hits[0].sign == r["sign"]
    return {"sign (Webis), right where found": right / max(1, found), "sign (Webis), found": found / gold}


TASKS: dict[str, Callable[[ReadingModel, int | None], Scores]] = {
    "attribution": attribution,
    "causality": causality,
    "treebank": treebank,
    "names": politics_names,
    "stance": stance,
    "events": events,
    "sign": sign,
}


def main() -> None:
    """Score and print, one line a figure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", action="append", choices=sorted(TASKS), help="one task (may be repeated)")
    parser.add_argument("--model", type=Path, help="folder of an exported model instead of the shipped one")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N texts of each set")
    parser.add_argument("--write", action="store_true", help=f"put the table into {CARD.name}")
    args = parser.parse_args()
    model = ReadingModel(args.model) if args.model else shipped()
    scores: Scores = {}
    for name in args.only or TASKS:
        for label, value in TASKS[name](model, args.limit).items():
            scores[label] = round(value, 3)
            print(f"{value:.3f}  {label}", flush=True)
    if args.write:
        rows = "".join(f"| {label} | {value:.3f} |\n" for label, value in scores.items())
        before, _, rest = CARD.read_text("utf-8").partition(OPENS)
        table = f"\n\n| figure | model {model.version} |\n|---|---|\n{rows}\n"
        CARD.write_text(before + OPENS + table + CLOSES + rest.partition(CLOSES)[2], "utf-8")


if __name__ == "__main__":
    main()

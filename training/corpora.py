"""The public data sets, each as a list of examples. Formats are told by the READMEs of the data folder."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from training import own_text
from training.examples import (
    Attribution,
    Example,
    Relation,
    Span,
    from_text,
    spans_to_words,
    to_words,
)

T = TypeVar("T")
Spacing = Callable[[str], tuple[str, Callable[[int], int]]]
SPACED = re.compile(
    r" (?=[,.;:!?%)\]’])| (?=' ?(?:s|re|ve|ll|d|m)\b)| (?=n['’]t\b)"
    r"|(?<=[(\[$£“‘#]) |(?<=’) (?=s\b)|(?<= ') (?=s\b)"
)  # spaces that a tokeniser put in
NONE = "NONE"  # no event between the two

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
NAMES = {"person": "PER", "place": "LOC", "organization": "ORG", "event": "MISC"}
FREE = ("CC BY", "public domain", "CC BY-SA")  # GUM's non-commercial texts are left out


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Records of a JSONL file, gzipped or not."""
    with (
        gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    ) as f:
        for line in f:
            if line.strip():
                yield json.loads(line)


def detokenise(text: str) -> tuple[str, Callable[[int], int]]:
    """Text without the spaces that a tokeniser put in, and a map from old to new offsets."""
    dropped = sorted({m.start() for m in SPACED.finditer(text)})
    kept = [i for i in range(len(text)) if i not in set(dropped)]

    def moved(offset: int) -> int:
        return offset - sum(1 for d in dropped if d < offset)

    return "".join(text[i] for i in kept), moved


def polnear(part: str) -> list[Example]:
    """Attributions of PolNeAR; silver names (PER, LOC) of CoreNLP for train."""
    silver = {}
    if part == "train":
        silver = {r["id"]: r["ner"] for r in lines(DATA / "attribution" / "train.corenlp.jsonl.gz")}
    found = []
    for record in lines(DATA / "attribution" / f"{part}.jsonl.gz"):
        example = from_text(record["text"])
        example.attributions = [
            Attribution(*(spans_to_words(example, a[role]) for role in ("source", "cue", "content")))
            for a in record["attributions"]
        ]
        if record["id"] in silver:
            example.entities = silver_names(example, silver[record["id"]])
        found.append(example)
    return found


def silver_names(example: Example, ner: list[list[Any]]) -> list[tuple[Span, str]]:
    """CoreNLP's names, mapped to our four labels."""
    labels = {"PERSON": "PER", "LOCATION": "LOC", "ORGANIZATION": "ORG", "MISC": "MISC"}
    starts = {a: i for i, (a, _) in enumerate(example.offsets)}
    ends = {b: i + 1 for i, (_, b) in enumerate(example.offsets)}
    named = []
    for a, b, kind in ner:
        if kind in labels and a in starts and b in ends and starts[a] < ends[b]:
            named.append(((starts[a], ends[b]), labels[kind]))
    return named


def unchanged(text: str) -> tuple[str, Callable[[int], int]]:
    """The text as it is, for readers who meet tokenised text."""
    return text, lambda offset: offset


def causal_news(part: str, spacing: Spacing = detokenise) -> list[Example]:
    """Causal News Corpus V2: causal or not, and cause, effect, signal spans."""
    found = []
    for record in lines(DATA / "causality" / f"{part}.jsonl"):
        text, moved = spacing(record["text"])
        example = from_text(text)
        example.relations = []
        for r in record["relations"]:
            ends = [to_words(example, *map(moved, r[role])) for role in ("cause", "effect")]
            if ends[0] and ends[1]:
                signals = spans_to_words(example, [(moved(a), moved(b)) for a, b in r["signals"]])
                example.relations.append(Relation(ends[0], ends[1], signals))
        if len(example.sentences) > 1 and not record["causal"]:
            example.causal = [0] * len(example.sentences)
        else:
            example.causal = causal_flags(example, record["causal"])
        found.append(example)
    return found


def causal_flags(example: Example, causal: int) -> list[int]:
    """One flag per sentence: causal where a relation touches it; -1 where that cannot be known."""
    if len(example.sentences) == 1:
        return [causal]
    flags = []
    for a, b in example.sentences:
        touched = any(s[0] < b and s[1] > a for r in example.relations or [] for s in (r.cause, r.effect))
        flags.append(1 if touched else -1)
    return flags


def signed(part: str, spacing: Spacing = detokenise) -> list[Example]:
    """Webis SIGDIAL 2023: signed causal relations. No sentence flags: its notion of cause is its own."""
    found = []
    for record in lines(DATA / "sign" / f"{part}.jsonl"):
        text, moved = spacing(record["text"])
        example = from_text(text)
        if record["has_relation"] and not record["relations"]:
            continue
        example.relations = []
        for r in record["relations"]:
            ends = [to_words(example, *map(moved, r[role])) for role in ("cause", "effect")]
            signal = (
                spans_to_words(example, [(moved(r["signal"][0]), moved(r["signal"][1]))])
                if r["signal"]
                else ()
            )
            if ends[0] and ends[1]:
                example.relations.append(Relation(ends[0], ends[1], signal, sign=r["sign"]))
        found.append(example)
    return found


def stance(part: str) -> list[Example]:
    """NewsMTSC: sentiment towards a named target."""
    labels = {"negative": 0, "neutral": 1, "positive": 2}
    suffix = ".jsonl.gz" if part == "train" else ".jsonl"
    found = []
    for record in lines(DATA / "stance" / f"{part}{suffix}"):
        example = from_text(record["text"])
        spans = [(to_words(example, t["start"], t["end"]), labels[t["label"]]) for t in record["targets"]]
        example.stances = [(span, label) for span, label in spans if span]
        found.append(example)
    return found


def plover(part: str) -> list[Example]:
    """Event type between two marked actors, one example per pair (rows may share a sentence)."""
    found = []
    for record in lines(DATA / "events" / f"plv_{part}.jsonl"):
        example = from_text(record["text"])
        source, target = to_words(example, *record["source"]), to_words(example, *record["target"])
        if source and target:
            example.pairs = [(source, target, record["event"])]
            found.append(example)
    return found


EARLY_NAMES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}


def plover_records() -> list[Example]:
    """The hand-coded PLOVER sentences (early names mapped to the current ones)."""
    found = []
    for record in lines(DATA / "events" / "plover_gsr_dev.jsonl"):
        example = from_text(record["text"])
        spans = record["spans"]
        if not spans or not spans["source"] or not spans["target"]:
            continue
        source, target = (to_words(example, *spans[side][0]) for side in ("source", "target"))
        if source and target:
            label = EARLY_NAMES.get(record["event"], record["event"])
            example.pairs = [(source, target, label)]
            found.append(example)
    return found


def crossner(part: str) -> list[Example]:
    """CrossNER politics, mapped to our four labels."""
    found = []
    for record in lines(DATA / "entities" / f"crossner_politics_{part}.jsonl"):
        example = from_text(record["text"])
        spans = [(to_words(example, e["start"], e["end"]), e["coarse"]) for e in record["entities"]]
        example.entities = [(span, label) for span, label in spans if span]
        found.append(example)
    return found


def treebank(name: str, part: str) -> list[Example]:
    """A UD treebank, one example per document; EWT with UDS factuality, GUM with names."""
    free = free_documents() if name == "gum" else None
    documents: list[Example] = []
    at_word: dict[str, tuple[Example, int, dict[int, int]]] = {}
    path = DATA / "syntax" / f"en_{name}-{part}.conllu.gz"
    with gzip.open(path, "rt", encoding="utf-8") as f:
        for block in f.read().split("\n\n"):
            rows = block.splitlines()
            comments = dict(r[2:].split(" = ", 1) for r in rows if r.startswith("# ") and " = " in r)
            if "newdoc id" in comments:
                keep = free is None or comments["newdoc id"] in free
                if keep:
                    documents.append(Example([], [], [], upos=[], heads=[], deprels=[]))
            if not comments or not keep:
                continue
            columns = [r.split("\t") for r in rows if r and r[0] != "#" and r.split("\t")[0].isdigit()]
            base = len(documents[-1].words)
            add_sentence(documents[-1], columns, opens="newpar id" in comments or "newdoc id" in comments)
            if name == "gum":
                add_names(documents[-1], columns, base)
            at_word[comments["sent_id"]] = (documents[-1], base, word_starts(comments["text"], columns))
    if name == "ewt":
        add_factuality(at_word, part)
    return documents


def free_documents() -> set[str]:
    """GUM documents whose text may be used commercially."""
    rows = [
        r.split("\t") for r in (DATA / "syntax" / "gum_documents.tsv").read_text("utf-8").splitlines()[1:]
    ]
    return {r[0] for r in rows if "NC" not in r[3] and r[3].startswith(FREE)}


def add_sentence(document: Example, columns: list[list[str]], *, opens: bool) -> None:
    """Append one sentence; the root's head is itself."""
    base = len(document.words)
    document.words.extend(c[1] for c in columns)
    document.sentences.append((base, base + len(columns)))
    document.opens.append(opens)
    assert document.upos is not None
    assert document.heads is not None
    assert document.deprels is not None
    document.upos.extend(c[3] for c in columns)
    document.heads.extend(base + (int(c[6]) - 1 if int(c[6]) else i) for i, c in enumerate(columns))
    document.deprels.extend(c[7] for c in columns)


def word_starts(text: str, columns: list[list[str]]) -> dict[int, int]:
    """Character offset in the sentence's text -> word index."""
    starts, position = {}, 0
    for i, column in enumerate(columns):
        found = text.find(column[1], position)
        if found >= 0:
            starts[found] = i
            position = found + len(column[1])
    return starts


def add_factuality(at_word: dict[str, tuple[Example, int, dict[int, int]]], part: str) -> None:
    """UDS factuality values of the verbs, joined by sentence id."""
    suffix = ".jsonl.gz" if part == "train" else ".jsonl"
    for record in lines(DATA / "factuality" / f"{part}{suffix}"):
        if record["sent_id"] not in at_word:
            continue
        document, base, starts = at_word[record["sent_id"]]
        document.factuality = document.factuality or []
        for p in record["predicates"]:
            if p["start"] in starts:
                document.factuality.append((base + starts[p["start"]], p["factuality"]))


def add_names(document: Example, columns: list[list[str]], base: int) -> None:
    """GUM's entity mentions that are headed by a proper noun, cut to the run of name words."""
    document.entities = document.entities if document.entities is not None else []
    opened: list[tuple[str, str, int]] = []
    spans: list[tuple[int, int, str]] = []
    for i, column in enumerate(columns):
        value = next((m[7:] for m in column[9].split("|") if m.startswith("Entity=")), "")
        for mark in re.findall(r"\([^()]+\)?|[^()]+\)", value):
            if mark.startswith("("):
                ident, kind = mark.strip("()").split("-")[:2]
                opened.append((ident, kind, i))
            if mark.endswith(")"):
                ident = mark.strip("()").split("-")[0]
                at = next((j for j in range(len(opened) - 1, -1, -1) if opened[j][0] == ident), None)
                if at is not None:
                    _, kind, start = opened.pop(at)
                    spans.append((start, i + 1, kind))
    taken: set[int] = set()
    for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        name = name_run(columns, start, end) if kind in NAMES else None
        if name and not taken & set(range(*name)):
            taken |= set(range(*name))
            document.entities.append(((base + name[0], base + name[1]), NAMES[kind]))


TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "prof.",
        "president",
        "senator",
        "minister",
        "king",
        "queen",
        "sir",
        "lord",
        "judge",
        "professor",
        "governor",
        "general",
        "captain",
        "chancellor",
    ]
)


def name_run(columns: list[list[str]], start: int, end: int) -> Span | None:
    """The run of name words around a mention's head, titles cut off."""
    heads = [i for i in range(start, end) if not start <= int(columns[i][6]) - 1 < end]
    if len(heads) != 1 or columns[heads[0]][3] != "PROPN":
        return None
    low = high = heads[0]
    linking = {
        "flat",
        "compound",
        "nmod",
        "amod",
        "case",
        "punct",
        "goeswith",
        "list",
        "nummod",
        "det",
        "appos",
    }

    def named(i: int) -> bool:
        return columns[i][3] in {"PROPN", "NUM"} or (columns[i][1][0].isupper() and columns[i][7] in linking)

    while low > start and named(low - 1):
        low -= 1
    while high + 1 < end and (
        named(high + 1) or (high + 2 < end and columns[high + 1][1] in {"of", "-", "and"} and named(high + 2))
    ):
        high += 1
    while low < high and (columns[low][1].lower() in TITLES or columns[low][3] == "DET"):
        low += 1
    return low, high + 1


def own(part: str) -> list[Example]:
    """The project's own training texts, with whichever layers each has."""
    found = []
    for text in own_text.load():
        if text.is_dev != (part == "dev"):
            continue
        example = from_text(text.text)
        if text.entities is not None:
            example.entities = _named(example, [(e.span, e.label) for e in text.entities])
        if text.attributions is not None:
            example.attributions = [
                Attribution(*(spans_to_words(example, s) for s in (a.source, a.cue, a.content)))
                for a in text.attributions
            ]
        if text.causes is not None:
            example.relations = list(_relations(example, text.causes))
            touched = [s for r in example.relations for s in (r.cause, r.effect)]
            example.causal = [int(any(s[0] < b and s[1] > a for s in touched)) for a, b in example.sentences]
        if text.stances is not None:
            example.stances = [
                (s, v + 1) for s, v in _named(example, [(x.span, x.value) for x in text.stances])
            ]
        if text.events is not None:
            example.pairs = list(_pairs(example, text))
        found.append(example)
    return found


def _named(example: Example, spans: list[tuple[Span, T]]) -> list[tuple[Span, T]]:
    """Spans of characters as spans of words."""
    return [(word, value) for span, value in spans if (word := to_words(example, *span))]


def _relations(example: Example, causes: tuple[own_text.OwnCause, ...]) -> Iterator[Relation]:
    for c in causes:
        cause, effect = to_words(example, *c.cause), to_words(example, *c.effect)
        if cause and effect:
            signals = spans_to_words(example, c.signals)
            yield Relation(
                cause, effect, signals, c.sign, c.cause_direction, c.effect_direction,
                c.relation, c.factuality, directed=True,
            )  # fmt: skip


def _pairs(example: Example, text: own_text.OwnText) -> Iterator[tuple[Span, Span, str]]:
    """Annotated pairs with their type; two names between which nothing happens are NONE."""
    assert text.events is not None
    acting: set[tuple[Span, Span]] = set()
    for event in text.events:
        if event.source and event.target and event.type:
            source, target = to_words(example, *event.source[0]), to_words(example, *event.target[0])
            if source and target:
                acting.add((source, target))
                yield source, target, event.type
    if not text.events and text.entities:
        names = _named(example, [(e.span, e.label) for e in text.entities if e.label != "MISC"])
        for (a, _), (b, _) in pairwise(names):
            yield a, b, NONE

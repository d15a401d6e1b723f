"""What each head is trained on: one function a layer, each a mean over what is annotated."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - torch's own convention

from training.batches import Batch
from training.corpora import NONE
from training.examples import Example, Relation, Span
from training.network import LAYERS, RELATION_OUTPUTS, ReadingModel

RELATIONS = ("consequence", "motivation", "purpose")
FACTUALITIES = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "UU")
SILVER = {"polnear": 0.15}  # weight of a corpus whose names are automatic
BARE_SPANS = {"sign": 0.3}  # weight of a corpus that cuts causes in its own way


@dataclass(frozen=True)
class Labels:
    """Names of the classes, in the order of the logits."""

    upos: list[str]
    names: list[str]
    deprels: list[str]
    events: list[str]


def losses(model: ReadingModel, batch: Batch, labels: Labels) -> dict[str, Tensor]:
    """Every loss that the batch has annotation for, by name."""
    words = model.words(batch.ids, batch.case, batch.first, batch.real)
    logits = model.tags(model.drop(words))
    upos, names, factuality, layers = model.split(logits)
    found: dict[str, Tensor] = {}
    sample = batch.windows[0]
    if sample.upos is not None:
        found |= syntax(model, batch, labels, words, upos)
    if any(w.entities is not None for w in batch.windows):
        found["names"] = SILVER.get(batch.corpus, 1.0) * name_loss(batch, labels, names)
    if any(w.factuality for w in batch.windows):
        found["factuality"] = factuality_loss(batch, factuality)
    found |= span_losses(model, batch, layers)
    if any(w.attributions for w in batch.windows):
        found["link"] = over_windows(batch, lambda w, v: link_loss(model, w, v), words)
    if any(w.causal for w in batch.windows):
        found["causal"] = over_windows(batch, lambda w, v: causal_loss(model, w, v), words)
    if any(w.relations for w in batch.windows):
        found["cause"] = over_windows(batch, lambda w, v: cause_loss(model, w, v), words)
        found["relation"] = over_windows(batch, lambda w, v: relation_loss(model, w, v), words)
    if any(w.stances for w in batch.windows):
        found["stance"] = over_windows(batch, lambda w, v: stance_loss(model, w, v), words)
    if any(w.pairs for w in batch.windows):
        found["event"] = over_windows(batch, lambda w, v: event_loss(model, w, v, labels), words)
    return found


def over_windows(batch: Batch, loss: Callable[[Example, Tensor], Tensor | None], words: Tensor) -> Tensor:
    """Mean of a loss over the windows that have it."""
    parts = [loss(w, words[i, : len(w.words)]) for i, w in enumerate(batch.windows)]
    kept = [p for p in parts if p is not None]
    return torch.stack(kept).mean() if kept else words.sum() * 0.0


def padded(rows: list[list[int]], width: int, fill: int = -100) -> Tensor:
    """Rows of different length as one tensor."""
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows])


def syntax(
    model: ReadingModel, batch: Batch, labels: Labels, words: Tensor, upos: Tensor
) -> dict[str, Tensor]:
    """UPOS, arcs within the sentence, and labels of the true arcs."""
    width = batch.words.shape[1]
    at = {u: i for i, u in enumerate(labels.upos)}
    tags = padded([[at[u] for u in w.upos or []] for w in batch.windows], width)
    arcs = model.parser(words)
    owner = padded([owners(w) for w in batch.windows], width, -1)
    arcs = arcs.masked_fill(owner[:, :, None] != owner[:, None, :], -1e4)
    heads = padded([w.heads or [] for w in batch.windows], width)
    flat = heads.flatten() != -100
    real_heads = heads.clamp(min=0)
    head_words = words.gather(1, real_heads[..., None].expand(-1, -1, words.shape[-1]))
    own = {d: i for i, d in enumerate(labels.deprels)}
    deprels = padded([[own[d] for d in w.deprels or []] for w in batch.windows], width)
    scores = model.parser.labels(words.flatten(0, 1)[flat], head_words.flatten(0, 1)[flat])
    return {
        "upos": F.cross_entropy(upos.flatten(0, 1), tags.flatten()),
        "arc": F.cross_entropy(arcs.flatten(0, 1), heads.flatten()),
        "deprel": F.cross_entropy(scores, deprels.flatten()[flat]),
    }


def owners(window: Example) -> list[int]:
    """Index of each word's sentence."""
    return [i for i, (a, b) in enumerate(window.sentences) for _ in range(a, b)]


def name_loss(batch: Batch, labels: Labels, logits: Tensor) -> Tensor:
    """BIO tags of names."""
    at = {n: i for i, n in enumerate(labels.names)}
    rows = []
    for w in batch.windows:
        row = [0] * len(w.words) if w.entities is not None else [-100] * len(w.words)
        for (a, b), label in w.entities or []:
            row[a:b] = [at[f"B-{label}"]] + [at[f"I-{label}"]] * (b - a - 1)
        rows.append(row)
    return F.cross_entropy(logits.flatten(0, 1), padded(rows, batch.words.shape[1]).flatten())


def factuality_loss(batch: Batch, values: Tensor) -> Tensor:
    """Huber loss on the predicates that were asked about."""
    asked = [(i, j, v) for i, w in enumerate(batch.windows) for j, v in w.factuality or []]
    rows, columns, gold = (torch.tensor(list(c)) for c in zip(*asked, strict=True))
    return F.smooth_l1_loss(values[rows, columns], gold.float())


def span_losses(model: ReadingModel, batch: Batch, layers: Tensor) -> dict[str, Tensor]:
    """CRF loss of the attribution and of the cause layers, per word."""
    told = (
        [w.attributions is not None for w in batch.windows],
        [w.relations is not None for w in batch.windows],
    )
    if not any(told[0]) and not any(told[1]):
        return {}
    tags = torch.zeros(*batch.words.shape, len(LAYERS), dtype=torch.long)
    for i, w in enumerate(batch.windows):
        for layer, spans in enumerate(layer_spans(w)):
            for a, b in spans:
                tags[i, a, layer] = 1
                tags[i, a + 1 : b, layer] = 2
    negative = model.crf(layers, tags, batch.words)
    counts = batch.words.sum(1).float()
    found = {}
    for name, mask, chosen in (("attribution", told[0], slice(0, 3)), ("cause spans", told[1], slice(3, 6))):
        kept = torch.tensor(mask)
        if kept.any():
            found[name] = negative[kept][:, chosen].sum() / counts[kept].sum()
    if "cause spans" in found:
        found["cause spans"] = found["cause spans"] * BARE_SPANS.get(batch.corpus, 1.0)
    return found


def layer_spans(w: Example) -> list[list[Span]]:
    """Spans of the six BIO layers, long ones first so that a short one is not overwritten."""
    attributions, relations = w.attributions or [], w.relations or []
    spans = [
        [s for a in attributions for s in a.source],
        [s for a in attributions for s in a.cue],
        [s for a in attributions for s in a.content],
        [r.cause for r in relations],
        [r.effect for r in relations],
        [s for r in relations for s in r.signals],
    ]
    return [sorted(set(layer), key=lambda s: s[0] - s[1]) for layer in spans]


def link_loss(model: ReadingModel, w: Example, words: Tensor) -> Tensor | None:
    """Which source, cue and content pieces belong to which cue."""
    told = [a for a in w.attributions or [] if a.cue]
    pieces = {
        role: sorted({s for a in told for s in getattr(a, role)}) for role in ("source", "cue", "content")
    }
    cues, others, logit, gold = [], [], [], []
    for attribution in told:
        for column, role in enumerate(("source", "cue", "content")):
            own = set(getattr(attribution, role))
            for piece in pieces[role]:
                if piece != attribution.cue[0]:
                    cues.append(attribution.cue[0])
                    others.append(piece)
                    logit.append(column)
                    gold.append(float(piece in own))
    if not gold:
        return None
    scores = model.pairs["link"](words, torch.tensor(cues), torch.tensor(others))
    chosen = scores[torch.arange(len(gold)), torch.tensor(logit)]
    return F.binary_cross_entropy_with_logits(chosen, torch.tensor(gold))


def causal_loss(model: ReadingModel, w: Example, words: Tensor) -> Tensor | None:
    """Does a sentence tell of a cause?"""
    parts = []
    for (a, b), flag in zip(w.sentences, w.causal or [], strict=False):
        if flag >= 0:
            whole = torch.tensor([[0, b - a]])
            score = model.pairs["causal"](words[a:b], whole, whole)
            parts.append(F.binary_cross_entropy_with_logits(score.squeeze(), torch.tensor(float(flag))))
    return torch.stack(parts).mean() if parts else None


def sentence_of(w: Example, span: Span) -> Span | None:
    """The sentence that holds a span whole."""
    return next((s for s in w.sentences if s[0] <= span[0] and span[1] <= s[1]), None)


def within(w: Example, relations: list[Relation]) -> dict[Span, list[Relation]]:
    """Relations by the stretch of sentences that holds both their ends."""
    groups: dict[Span, list[Relation]] = {}
    for r in relations:
        first, second = sentence_of(w, r.cause), sentence_of(w, r.effect)
        if first and second:
            groups.setdefault((min(first[0], second[0]), max(first[1], second[1])), []).append(r)
    return groups


def moved(span: Span, base: int) -> list[int]:
    """A span relative to ``base``."""
    return [span[0] - base, span[1] - base]


def cause_loss(model: ReadingModel, w: Example, words: Tensor) -> Tensor | None:
    """Which effect and which signal belong to which cause."""
    parts = []
    for (low, high), group in within(w, w.relations or []).items():
        gold = {(r.cause, other): 1.0 for r in group for other in (r.effect, *r.signals)}
        effects, signals = {r.effect for r in group}, {s for r in group for s in r.signals}
        triples = [(r.cause, e, 0) for r in group for e in effects]
        triples += [(r.cause, s, 1) for r in group for s in signals if low <= s[0] and s[1] <= high]
        triples = sorted(set(triples))
        if len(effects) > 1:  # an effect also stands as a wrong cause of the others
            triples += [(e, o, 0) for e in sorted(effects) for o in sorted(effects) if e != o]
        a = torch.tensor([moved(c, low) for c, _, _ in triples])
        b = torch.tensor([moved(o, low) for _, o, _ in triples])
        scores = model.pairs["cause"](words[low:high], a, b)
        chosen = scores[torch.arange(len(triples)), torch.tensor([k for _, _, k in triples])]
        target = torch.tensor([gold.get((c, o), 0.0) for c, o, _ in triples])
        parts.append(F.binary_cross_entropy_with_logits(chosen, target))
    return torch.stack(parts).mean() if parts else None


def relation_loss(model: ReadingModel, w: Example, words: Tensor) -> Tensor | None:
    """Sign, directions, relation and factuality, as far as annotated."""
    parts = []
    for (low, high), group in within(w, w.relations or []).items():
        a = torch.tensor([moved(r.cause, low) for r in group])
        b = torch.tensor([moved(r.effect, low) for r in group])
        scores = model.pairs["relation"](words[low:high], a, b).split(list(RELATION_OUTPUTS.values()), dim=-1)
        for values, gold in zip(scores, zip(*map(relation_classes, group), strict=True), strict=True):
            target = torch.tensor(gold)
            if (target >= 0).any():
                parts.append(F.cross_entropy(values, target, ignore_index=-100))
    return torch.stack(parts).mean() if parts else None


def relation_classes(r: Relation) -> tuple[int, int, int, int, int]:
    """Class per output, -100 where not annotated."""
    way = {1: 2, -1: 0, None: 1}
    return (
        -100 if r.sign is None else (r.sign + 1) // 2,
        way[r.cause_direction] if r.directed else -100,
        way[r.effect_direction] if r.directed else -100,
        RELATIONS.index(r.relation) if r.relation else -100,
        FACTUALITIES.index(r.factuality) if r.factuality else -100,
    )


def stance_loss(model: ReadingModel, w: Example, words: Tensor) -> Tensor | None:
    """Stance towards each target, read within its sentence."""
    parts = []
    for span, label in w.stances or []:
        if held := sentence_of(w, span):
            at = torch.tensor([moved(span, held[0])])
            score = model.pairs["stance"](words[held[0] : held[1]], at, at)
            parts.append(F.cross_entropy(score, torch.tensor([label])))
    return torch.stack(parts).mean() if parts else None


def event_loss(model: ReadingModel, w: Example, words: Tensor, labels: Labels) -> Tensor | None:
    """Event type of each pair; YIELD is CONCEDE or RETREAT, undecided."""
    parts = []
    for source, target, label in w.pairs or []:
        first, second = sentence_of(w, source), sentence_of(w, target)
        if not first or not second:
            continue
        low, high = min(first[0], second[0]), max(first[1], second[1])
        a, b = torch.tensor([moved(source, low)]), torch.tensor([moved(target, low)])
        log = torch.log_softmax(model.pairs["event"](words[low:high], a, b)[0], dim=-1)
        either = ("CONCEDE", "RETREAT") if label == "YIELD" else (label,)
        parts.append(-torch.logsumexp(log[[labels.events.index(e) for e in either]], dim=0))
    return torch.stack(parts).mean() if parts else None


EVENTS = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", NONE,
)  # fmt: skip

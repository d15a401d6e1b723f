"""One training example: words in sentences, and whichever layers its corpus annotates.

Spans here are half-open pairs of word indices into ``words``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from rashomon.reading.parsing.words import paragraphs, sentences, words

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(slots=True)
class Relation:
    """A causal relation; None where the corpus does not say."""

    cause: Span
    effect: Span
    signals: Spans = ()
    sign: int | None = None
    cause_direction: int | None = None
    effect_direction: int | None = None
    relation: str | None = None
    factuality: str | None = None
    directed: bool = False  # whether the two directions were annotated (None then means "none said")


@dataclass(slots=True)
class Attribution:
    """Source, cue and content spans of one attribution."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(slots=True)
class Example:
    """Words in sentences with layers; a layer that is None is not annotated."""

    words: list[str]
    sentences: list[Span]
    opens: list[bool]
    upos: list[str] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    entities: list[tuple[Span, str]] | None = None
    attributions: list[Attribution] | None = None
    causal: list[int] | None = None
    relations: list[Relation] | None = None
    factuality: list[tuple[int, float]] | None = None
    stances: list[tuple[Span, int]] | None = None
    pairs: list[tuple[Span, Span, str]] | None = None
    offsets: list[Span] = field(default_factory=list)


def from_text(text: str) -> Example:
    """Words and sentences of a raw text, split as the product splits them."""
    example = Example([], [], [])
    for a, b in paragraphs(text):
        opens = True
        for start, end in sentences(text, a, b):
            found = words(text, start, end)
            if found:
                example.sentences.append((len(example.words), len(example.words) + len(found)))
                example.opens.append(opens)
                example.words.extend(text[i:j] for i, j in found)
                example.offsets.extend(found)
                opens = False
    return example


def to_words(example: Example, start: int, end: int) -> Span | None:
    """The words that a span of characters touches, None if it touches none."""
    inside = [i for i, (a, b) in enumerate(example.offsets) if a < end and b > start]
    return (inside[0], inside[-1] + 1) if inside else None


def spans_to_words(example: Example, spans: Sequence[Span]) -> Spans:
    """The same for the pieces of a discontinuous span."""
    found = (to_words(example, a, b) for a, b in spans)
    return tuple(span for span in found if span)


def cut(example: Example, chosen: range) -> Example:
    """The sentences ``chosen`` of an example, with every layer cut to them."""
    low, high = example.sentences[chosen[0]][0], example.sentences[chosen[-1]][1]

    def inside(span: Span) -> bool:
        return low <= span[0] and span[1] <= high

    def moved(span: Span) -> Span:
        return span[0] - low, span[1] - low

    def pieces(spans: Spans) -> Spans:
        return tuple(moved(s) for s in spans if inside(s))

    part = Example(
        example.words[low:high],
        [moved(example.sentences[i]) for i in chosen],
        [example.opens[i] for i in chosen],
    )
    if example.upos and example.heads and example.deprels:
        part.upos, part.deprels = example.upos[low:high], example.deprels[low:high]
        part.heads = [h - low for h in example.heads[low:high]]
    if example.entities is not None:
        part.entities = [(moved(s), label) for s, label in example.entities if inside(s)]
    if example.attributions is not None:
        cuts = [Attribution(pieces(a.source), pieces(a.cue), pieces(a.content)) for a in example.attributions]
        part.attributions = [a for a in cuts if a.source or a.cue or a.content]
    if example.causal is not None:
        part.causal = [example.causal[i] for i in chosen]
    if example.relations is not None:
        part.relations = [
            Relation(
                moved(r.cause), moved(r.effect), pieces(r.signals), r.sign,
                r.cause_direction, r.effect_direction, r.relation, r.factuality, r.directed,
            )
            for r in example.relations
            if inside(r.cause) and inside(r.effect)
        ]  # fmt: skip
    if example.factuality is not None:
        part.factuality = [(i - low, value) for i, value in example.factuality if low <= i < high]
    if example.stances is not None:
        part.stances = [(moved(s), label) for s, label in example.stances if inside(s)]
    if example.pairs is not None:
        part.pairs = [(moved(a), moved(b), label) for a, b, label in example.pairs if inside(a) and inside(b)]
    return part


def join(examples: Sequence[Example]) -> Example:
    """Several short examples of one corpus as one text, so that heads see company."""
    joined = Example([], [], [])
    for example in examples:
        base = len(joined.words)
        shift = _shift(base)
        joined.words += example.words
        joined.sentences += [shift(s) for s in example.sentences]
        joined.opens += example.opens
        for layer in ("upos", "deprels", "causal"):
            own = getattr(example, layer)
            if own is not None:
                setattr(joined, layer, (getattr(joined, layer) or []) + own)
        if example.heads is not None:
            joined.heads = (joined.heads or []) + [h + base for h in example.heads]
        if example.entities is not None:
            joined.entities = (joined.entities or []) + [(shift(s), label) for s, label in example.entities]
        if example.attributions is not None:
            joined.attributions = (joined.attributions or []) + [
                Attribution(*(tuple(map(shift, spans)) for spans in (a.source, a.cue, a.content)))
                for a in example.attributions
            ]
        if example.relations is not None:
            joined.relations = (joined.relations or []) + [
                replace(r, cause=shift(r.cause), effect=shift(r.effect), signals=tuple(map(shift, r.signals)))
                for r in example.relations
            ]
        if example.stances is not None:
            joined.stances = (joined.stances or []) + [(shift(s), label) for s, label in example.stances]
        if example.pairs is not None:
            joined.pairs = (joined.pairs or []) + [
                (shift(a), shift(b), label) for a, b, label in example.pairs
            ]
    return joined


def _shift(base: int) -> Callable[[Span], Span]:
    return lambda span: (span[0] + base, span[1] + base)

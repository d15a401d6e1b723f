"""What the reading model itself says of a stretch of text: words, tree, names, attributions.

Everything here is counted in words; ``tokens`` tie them to code points. The extractors read this.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from rashomon.model.annotation import Span, Spans, Token
from rashomon.reading.parsing.decode import bio_spans, name_spans, probability, tree, viterbi
from rashomon.reading.parsing.encoder import LOWEST, Encoded, Floats, ReadingModel
from rashomon.reading.parsing.lemmas import lemma
from rashomon.reading.parsing.names import Name, settled
from rashomon.reading.parsing.windows import joined, pack
from rashomon.reading.parsing.words import paragraphs, sentences, words

LAYERS = ("source", "cue", "content", "cause", "effect", "signal")
LONGEST = 160
"""Words a sentence may have; a longer run (a table, a list without stops) is read in stretches."""
EAGER = 0.4
"""Added to the score of beginning a source, cue or content: the layers by themselves find too few."""
LINKED = 0.25
"""Probability from which a source belongs to a cue."""
LOOSE = 0.05
"""Probability up to which a content belongs to no cue at all."""

_NOTHING = np.zeros((0, 384), np.float32)
_BEGINNING = np.zeros((1, len(LAYERS), 3), np.float32)
_BEGINNING[0, :3, 1] = EAGER


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution in words: pieces of source, cue and content."""

    source: Spans
    cue: Spans
    content: Spans
    confidence: float


@dataclass(slots=True)
class Layers:
    """The model's layers over one stretch of text; spans are half-open in words.

    Attributes:
        text: the whole text that offsets count in.
        tokens: words with offsets, lemma, UPOS, head (-1 for a root) and UD relation.
        sentences: in words, in order.
        names: settled over the stretch; ``seen`` holds them as read, with the mass of each label.
        links: attributions, their pieces possibly in neighbouring sentences.
        spans: pieces of the BIO layers by name ("cause", "effect", "signal", ...).
        factuality: per word, UDS scale (about -2 did not happen, to 2 happened).
        causal: per sentence, probability that it tells of a cause.
        vectors: (words, 384), the encoder's output.
        tags: (words, layers, 3), logits of O, B and I in the BIO layers that ``spans`` were read from.
        model: for pair heads (`pair`).
    """

    text: str
    tokens: list[Token]
    sentences: list[Span]
    names: list[Name]
    links: list[Link]
    spans: dict[str, list[Span]]
    factuality: list[float]
    causal: list[float]
    vectors: Floats
    model: ReadingModel = field(repr=False)
    tags: Floats = field(default_factory=lambda: np.zeros((0, len(LAYERS), 3), np.float32), repr=False)
    seen: list[tuple[Span, dict[str, float]]] = field(default_factory=list, repr=False)
    _children: list[list[int]] | None = None

    def word(self, i: int) -> str:
        """The i-th word as written."""
        return self.text[self.tokens[i].start : self.tokens[i].end]

    def chars(self, span: Span) -> Span:
        """A span of words as a span of code points."""
        return self.tokens[span[0]].start, self.tokens[span[1] - 1].end

    def phrase(self, span: Span) -> str:
        """The text of a span of words."""
        start, end = self.chars(span)
        return self.text[start:end]

    def sentence_of(self, i: int) -> int:
        """Index of the sentence that holds word i."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high) // 2
            if i < self.sentences[middle][1]:
                high = middle
            else:
                low = middle + 1
        return low

    def children(self, i: int) -> list[int]:
        """Dependents of word i, left to right."""
        if self._children is None:
            self._children = [[] for _ in self.tokens]
            for j, token in enumerate(self.tokens):
                if token.head >= 0:
                    self._children[token.head].append(j)
        return self._children[i]

    def child(self, i: int, *deprels: str) -> int | None:
        """First dependent of word i with one of the relations; a bare relation covers its subtypes."""
        for j in self.children(i):
            deprel = self.tokens[j].deprel
            if deprel in deprels or deprel.partition(":")[0] in deprels:
                return j
        return None

    def subtree(self, i: int) -> list[int]:
        """Word i and all words under it, in order."""
        found, stack = [], [i]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(self.children(at))
        return sorted(found)

    def head_of(self, span: Span) -> int:
        """The word of a span whose own head lies outside it (the first such)."""
        for i in range(*span):
            if not span[0] <= self.tokens[i].head < span[1]:
                return i
        return span[0]

    def pair(self, head: str, a: Sequence[Span], b: Sequence[Span]) -> Floats:
        """Logits of a pair head for pairs of spans, each read in the sentences that hold it.

        As many pairs as there are go into one call: a call costs more than a pair.
        """
        around = [self._around(*pair) for pair in zip(a, b, strict=True)]
        return self.model.pair(head, self.vectors, a, b, around)

    def _around(self, a: Span, b: Span) -> Span:
        """The words of the sentences that hold two spans."""
        first, last = self.sentence_of(min(a[0], b[0])), self.sentence_of(max(a[1], b[1]) - 1)
        return self.sentences[first][0], self.sentences[last][1]


def read_layers(model: ReadingModel, text: str, start: int = 0, end: int | None = None) -> Layers:
    """Run the model over ``text[start:end]``; offsets count code points of ``text``."""
    return read_words(model, text, *split(text, start, len(text) if end is None else end))


def read_words(model: ReadingModel, text: str, spans: list[list[Span]], opens: list[bool]) -> Layers:
    """The same for words already split: offsets of the words of each sentence, paragraph openings."""
    pieces = [model.subwords([text[a:b] for a, b in sentence]) for sentence in spans]
    layers = Layers(text, [], [], [], [], {name: [] for name in LAYERS}, [], [], _NOTHING, model)
    vectors, tags = [layers.vectors], [layers.tags]
    for window in pack([len(p.ids) for p in pieces], opens):
        encoded = model.encode(joined([pieces[i] for i in window]))
        vectors.append(encoded.words)
        tags.append(encoded.layers)
        add_window(layers, encoded, [spans[i] for i in window])
    layers.vectors, layers.tags = np.concatenate(vectors), np.concatenate(tags)
    layers.names = settled([(span, layers.phrase(span), mass) for span, mass in layers.seen])
    if layers.sentences:
        causal = layers.pair("causal", layers.sentences, layers.sentences)
        layers.causal = probability(causal)[:, 0].tolist()
    return layers


def split(text: str, start: int, end: int) -> tuple[list[list[Span]], list[bool]]:
    """Sentences as lists of word offsets, and whether each opens a paragraph."""
    found: list[list[Span]] = []
    opens: list[bool] = []
    for low, high in paragraphs(text, start, end):
        first = True
        for a, b in sentences(text, low, high):
            own = words(text, a, b)
            for at in range(0, len(own), LONGEST):
                found.append(own[at : at + LONGEST])
                opens.append(first)
                first = False
    return found, opens


def add_window(layers: Layers, encoded: Encoded, sentences_: list[list[Span]]) -> None:
    """Decode one window and append it to the layers."""
    base, labels, text = len(layers.tokens), layers.model.labels, layers.text
    upos = [labels["upos"][i] for i in encoded.upos.argmax(axis=1)]
    at, heads = 0, []
    for sentence in sentences_:
        stop = at + len(sentence)
        heads += [h + at if h >= 0 else -1 for h in tree(encoded.arcs[at:stop, at:stop])]
        named = name_spans(encoded.names[at:stop], labels["names"])
        layers.seen += [(_moved(span, base + at), mass) for span, mass in named]
        layers.sentences.append((base + at, base + stop))
        at = stop
    above = encoded.words[[h if h >= 0 else i for i, h in enumerate(heads)]]
    relations = deprels(layers.model.deprels(encoded.words, above), heads, labels["deprels"])
    offsets = [span for sentence in sentences_ for span in sentence]
    for (a, b), tag, head, relation in zip(offsets, upos, heads, relations, strict=True):
        governor = base + head if head >= 0 else -1
        layers.tokens.append(Token(a, b, lemma(text[a:b], tag), tag, governor, relation))
    layers.factuality += encoded.factuality.tolist()
    tags = viterbi(encoded.layers + _BEGINNING, layers.model.transitions)
    spans = {name: bio_spans(tags[:, i]) for i, name in enumerate(LAYERS)}
    layers.links += links(layers.model, encoded, spans, base)
    for name, found in spans.items():
        layers.spans[name] += [_moved(span, base) for span in found]


def deprels(logits: Floats, heads: list[int], labels: list[str]) -> list[str]:
    """Best relation of every word; root for roots, and for them alone."""
    logits = logits.copy()
    logits[:, labels.index("root")] = LOWEST
    best = logits.argmax(axis=1)
    return ["root" if h < 0 else labels[i] for h, i in zip(heads, best, strict=True)]


def links(model: ReadingModel, encoded: Encoded, spans: dict[str, list[Span]], base: int) -> list[Link]:
    """Attributions of one window: a content goes to its best cue, sources are shared freely."""
    cues = spans["cue"]
    others = [(role, piece) for role in ("source", "cue", "content") for piece in spans[role]]
    if not cues or not spans["content"]:
        return []
    a = [cue for cue in cues for _ in others]
    b = [piece for _ in cues for _, piece in others]
    around = [(0, len(encoded.words))] * len(a)
    scores = probability(model.pair("link", encoded.words, a, b, around)).reshape(len(cues), len(others), 3)
    column = {"source": 0, "cue": 1, "content": 2}
    own: list[dict[str, list[tuple[Span, float]]]] = [{role: [] for role in column} for _ in cues]
    for j, (role, piece) in enumerate(others):
        chance = scores[:, j, column[role]]
        if role == "content":
            best = int(chance.argmax())
            if chance[best] > LOOSE:
                own[best][role].append((piece, float(chance[best])))
        elif role == "source":
            for i in np.flatnonzero(chance > LINKED):
                own[int(i)][role].append((piece, float(chance[i])))
    found = []
    for cue, parts in zip(cues, own, strict=True):
        if parts["content"]:
            sure = [p for role in ("source", "content") for _, p in parts[role]]
            source, content = (tuple(_moved(s, base) for s, _ in parts[r]) for r in ("source", "content"))
            found.append(Link(source, (_moved(cue, base),), content, float(np.mean(sure))))
    return found


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by

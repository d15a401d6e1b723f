"""Reports whose cue is a phrase of the clause that it reports: "according to X", "in his view"."""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.model.annotation import Span
from rashomon.reading.parsing.layers import Layers, Link
from rashomon.reading.spans import merged, runs
from rashomon.reading.voices.quotes import Quotation
from rashomon.reading.voices.reports import Report
from rashomon.reading.voices.sources import swallowed

_NOMINAL = {"NOUN", "PROPN", "PRON", "ADJ"}
_BREAKS = {"VERB", "AUX", "PUNCT", "SCONJ", "ADP"}


def according(layers: Layers, i: int, quotations: Sequence[Quotation], link: Link | None) -> list[Report]:
    """Reports of the kind "according to X"; ``i`` is "according"."""
    at = i + 2
    if at >= len(layers.tokens) or layers.phrase((i, at)).lower().split() != ["according", "to"]:
        return []
    stop = _phrase_end(layers, at)
    source = layers.tokens[i].head
    if not at <= source < stop:
        nominal = [j for j in range(at, stop) if layers.tokens[j].upos in _NOMINAL]
        source = nominal[-1] if nominal else at
    found = _framed(layers, i, source, quotations)
    before = [layers.chars(p) for p in (link.content if link is not None else ()) if p[1] <= i]
    if before and i > layers.sentences[layers.sentence_of(i)][0]:  # at the end: it holds for all before it
        found = [replace(r, content=tuple(merged([*r.content, *before]))) for r in found]
    return found


def for_whom(layers: Layers, i: int, quotations: Sequence[Quotation]) -> list[Report]:
    """Reports of the kind "For X, ...", where X is a person by name; ``i`` opens the sentence."""
    if i + 1 >= len(layers.tokens):
        return []
    stop = _phrase_end(layers, i + 1)
    named = [n.span for n in layers.names if n.label == "PER" and i < n.span[0] and n.span[1] == stop]
    if not named or stop >= len(layers.tokens) or layers.word(stop) != "," or stop - i > 8:
        return []
    return _framed(layers, i, layers.head_of(named[0]), quotations)


def headed(layers: Layers, quotations: Sequence[Quotation]) -> list[Report]:
    """Reports of the kind "X: prices must fall", as headlines and transcripts have them; X a person."""
    found: list[Report] = []
    opens = dict(layers.sentences)
    for name in layers.names:
        low, at = name.span
        end = opens.get(low, 0)
        if name.label == "PER" and at + 2 < end and layers.word(at) == ":":
            content = merged(
                [*runs(layers, range(at + 1, end)), *_touched(layers, quotations, (at + 1, end))]
            )
            found.append(Report(at, layers.head_of(name.span), tuple(content), "CT+", "according"))
    return found


def _touched(layers: Layers, quotations: Sequence[Quotation], words: Span) -> list[Span]:
    low, high = layers.chars(words)
    return [(q.start, q.end) for q in quotations if q.start < high and low < q.end]


def _phrase_end(layers: Layers, at: int) -> int:
    """The first verb, mark, or preposition but "of", "at" and "for" after a place in the sentence."""
    end = layers.sentences[layers.sentence_of(at)][1]
    for j in range(at + 1, end):
        upos, word = layers.tokens[j].upos, layers.word(j)
        if upos in _BREAKS and word not in {"-", "/", ".", "of", "at", "for"}:
            return j
    return end


def in_view(layers: Layers, i: int, quotations: Sequence[Quotation]) -> list[Report]:
    """Reports of the kind "in his view" and "in the words of X"."""
    owner = layers.child(i, "nmod:poss")
    if owner is None:
        owner = next((c for c in layers.children(i) if _of(layers, c)), None)
    case = layers.child(i, "case")
    if owner is None or case is None or layers.word(case).lower() not in {"in", "by"}:
        return []
    if layers.tokens[i].deprel.partition(":")[0] != "obl" or (owner < i and layers.word(i + 1) == "of"):
        return []  # "in his assessment of the talks" reports nothing
    return _framed(layers, i, owner, quotations, frame=i)


def _framed(
    layers: Layers, cue: int, source: int, quotations: Sequence[Quotation], frame: int | None = None
) -> list[Report]:
    """A report whose cue is a phrase of the clause that it reports."""
    phrase = set(layers.subtree(source if frame is None else frame)) | {cue}
    subject = swallowed(layers, source)
    if subject is not None:
        phrase -= set(layers.subtree(subject))
    start, end = layers.sentences[layers.sentence_of(cue)]
    head = layers.tokens[source if frame is None else frame].head
    own = {w for w in phrase if min(cue, source) - 3 <= w} | set(
        range(min(cue, source), max(cue, source) + 1)
    )
    if head < start or head in own:
        words = [w for w in range(start, end) if w not in own]
    else:
        while (
            layers.tokens[head].upos not in {"VERB", "AUX"}
            and layers.tokens[head].head >= 0
            and layers.child(head, "cop") is None
        ):
            head = layers.tokens[head].head
        words = [w for w in layers.subtree(head) if w not in own]
        if cue == start:
            words = sorted({*words, *(w for w in range(max(own) + 1, end))})
    pieces = runs(layers, words)
    at = layers.tokens[cue].start
    whole = [
        (q.start, q.end)
        for q in quotations
        if any(q.start < b and a < q.end for a, b in pieces) and not q.start <= at < q.end
    ]
    content = merged([*pieces, *whole])
    group = layers.chars((min(own), max(own) + 1))
    return [Report(cue, source, tuple(content), "CT+", "according", group)] if content else []


def _of(layers: Layers, word: int) -> bool:
    case = layers.child(word, "case")
    return layers.tokens[word].deprel == "nmod" and case is not None and layers.word(case) == "of"

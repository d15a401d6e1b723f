"""Reports whose cue is a phrase of the clause that it reports: "according to X", "in his view"."""

from collections.abc import Sequence

from rashomon.reading.layers import Layers
from rashomon.reading.quotes import Quotation
from rashomon.reading.reports import Report
from rashomon.reading.spans import merged, runs


def according(layers: Layers, i: int, quotations: Sequence[Quotation]) -> list[Report]:
    """Reports of the kind "according to X"; ``i`` is "according"."""
    at = i + 2
    if at >= len(layers.tokens) or layers.phrase((i, at)).lower().split() != ["according", "to"]:
        return []
    source = layers.tokens[i].head
    if source < at:
        source = at
        while layers.tokens[source].head > source and layers.tokens[source].upos not in {"VERB", "AUX"}:
            source = layers.tokens[source].head
        if layers.tokens[source].upos in {"VERB", "AUX", "PUNCT"}:
            source = at
    return _framed(layers, i, source, quotations)


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
    start, end = layers.sentences[layers.sentence_of(cue)]
    head = layers.tokens[source if frame is None else frame].head
    own = {w for w in phrase if min(cue, source) - 3 <= w}
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
    return [Report(cue, source, tuple(content), "CT+", "according")] if content else []


def _of(layers: Layers, word: int) -> bool:
    case = layers.child(word, "case")
    return layers.tokens[word].deprel == "nmod" and case is not None and layers.word(case) == "of"

"""Block quotations: paragraphs without quotation marks after "As X writes:" or "X's statement follows:"."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from rashomon.reading.parsing.layers import Layers
from rashomon.reading.parsing.words import paragraphs
from rashomon.reading.voices.reports import Report
from rashomon.reading.voices.sources import source_of
from rashomon.resources.lists import classes

LEAD = 10
"""Words that may stand between the cue and its colon: "wrote in the review last week:"."""
LEAST = 6
"""Words from which a paragraph is a quotation and not a heading."""
_FOLLOWING = {"follow", "below", "full", "read"}
_MARKS = "\"“”„«‘'"
_CLOSED = (".", "!", "?", "…", *_MARKS, "’", "»")


def block_quotations(layers: Layers) -> list[Report]:
    """Reports whose content is the next paragraph.

    Only the first after a verb of speech, since nothing marks where the quotation ends; all that follow
    where a paper is announced in full.
    """
    if not layers.tokens:
        return []
    starts = [t.start for t in layers.tokens]
    blocks = paragraphs(layers.text, starts[0], layers.tokens[-1].end)
    found: list[Report] = []
    for (_, end), (low, high) in pairwise(blocks):
        if layers.text[end - 1] != ":" or layers.text[low] in _MARKS:
            continue
        if len(layers.text[low:high].split()) < LEAST or not layers.text[low:high].endswith(_CLOSED):
            continue
        colon = bisect_left(starts, end) - 1
        paper = _announced(layers, colon)
        if paper is not None:
            spans = tuple(b for b in blocks if b[0] >= low)
            found.append(Report(*paper, spans, "CT+", "say"))
            break
        cue = _leading(layers, colon)
        source = source_of(layers, cue) if cue is not None else None
        if cue is not None and source is not None:
            found.append(Report(cue, source, ((low, high),), "CT+", "say"))
    return found


def with_blocks(reports: Sequence[Report], layers: Layers) -> list[Report]:
    """The reports, where a cue leads in a block quotation with that alone."""
    blocks = {b.cue: b for b in block_quotations(layers)}
    kept = [r for r in reports if r.cue not in blocks]
    return sorted([*kept, *blocks.values()], key=lambda r: r.cue) if blocks else list(reports)


def _leading(layers: Layers, colon: int) -> int | None:
    """The verb of speech before a colon, with no other verb between."""
    first = layers.sentences[layers.sentence_of(colon)][0]
    for i in range(colon - 1, max(first, colon - LEAD) - 1, -1):
        if layers.tokens[i].upos == "VERB":
            return i if layers.tokens[i].lemma in classes("reporting")["say"] else None
    return None


def _announced(layers: Layers, colon: int) -> tuple[int, int] | None:
    """The paper that follows a colon in full, and who made it: "A statement from the union follows:"."""
    first = layers.sentences[layers.sentence_of(colon)][0]
    words = range(max(first, colon - 2 * LEAD), colon)
    if not any(layers.tokens[i].lemma in _FOLLOWING for i in words):
        return None
    for i in words:
        if layers.tokens[i].upos == "NOUN" and layers.tokens[i].lemma in classes("speakers")["paper"]:
            makers = [c for c in layers.children(i) if layers.tokens[c].deprel in {"nmod", "nmod:poss"}]
            if makers:
                return i, makers[0]
    return None

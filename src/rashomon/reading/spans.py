"""Sets of spans: from words to code points, joined, cut."""

from collections.abc import Iterable

from rashomon.model.annotation import Span
from rashomon.reading.parsing.layers import Layers


def runs(layers: Layers, words: Iterable[int]) -> list[Span]:
    """Code points of the unbroken runs of words, their outer punctuation dropped."""
    found: list[list[int]] = []
    for w in sorted(set(words)):
        if found and w == found[-1][1]:
            found[-1][1] = w + 1
        else:
            found.append([w, w + 1])
    spans = []
    for first, last in found:
        low, high = first, last
        while low < high and layers.tokens[low].upos == "PUNCT" and layers.word(low)[0] in ",;:.—–-)":
            low += 1
        while (
            low < high and layers.tokens[high - 1].upos == "PUNCT" and layers.word(high - 1)[0] in ",;:.—–-("
        ):
            high -= 1
        if low < high:
            spans.append(layers.chars((low, high)))
    return spans


def merged(spans: Iterable[Span]) -> list[Span]:
    """Union of spans, in order; those that touch become one."""
    found: list[Span] = []
    for a, b in sorted(s for s in spans if s[0] < s[1]):
        if found and a <= found[-1][1]:
            found[-1] = (found[-1][0], max(b, found[-1][1]))
        else:
            found.append((a, b))
    return found


def outside(spans: Iterable[Span], hole: Span) -> list[Span]:
    """Spans without what lies in the hole."""
    found: list[Span] = []
    for a, b in spans:
        found += [s for s in ((a, min(b, hole[0])), (max(a, hole[1]), b)) if s[0] < s[1]]
    return found


def touch(a: Span, b: Span) -> bool:
    """Whether two spans share anything."""
    return a[0] < b[1] and b[0] < a[1]

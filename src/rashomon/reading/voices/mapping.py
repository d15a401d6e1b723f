"""The map of voices: every character of a page belongs to one chain of voices.

A quoted person inside the author, or a commenter by himself: the chain at a place is read off the
reports whose content covers it, the nearest last. What an author reports in order to reject is held
twice: affirmed by those who hold it, denied by whoever rejects it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.model.annotation import Span
from rashomon.model.page import Page, Part
from rashomon.model.statement import Factuality, Voice
from rashomon.reading.parsing.layers import Layers
from rashomon.reading.voices.cast import Cast, gather
from rashomon.reading.voices.quotes import quotations
from rashomon.reading.voices.reports import Said
from rashomon.reading.voices.speakers import Scene, Talk, person_voice, resolve
from rashomon.reading.voices.telling import Stretch


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds what stands at a place.

    Attributes:
        voice: the innermost voice.
        via: the voices that report it, nearest first, up to the page's own.
        commitment: what the report adds to the factuality of the words (``factuality.combine``).
        content: code points that the voice holds; operators outside them are not the voice's own.
    """

    voice: Voice
    via: tuple[Voice, ...]
    commitment: Factuality
    content: Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice of a page and the number of code points that are its words."""

    voice: Voice
    characters: int


class VoiceMap:
    """Chains of voices over the text of one page.

    Args:
        length: code points of the text.
        base: per part, span and the voice that speaks there unless it reports another.
        said: what is reported.
        cast: the page's persons.
    """

    def __init__(
        self, length: int, base: Sequence[tuple[Span, Voice]], said: Sequence[Said], cast: Cast | None = None
    ) -> None:
        self.said = tuple(said)
        self._cast = cast or Cast()
        self._base = sorted(base, key=lambda b: b[0])
        borders = {0, length}
        for (a, b), _ in self._base:
            borders |= {a, b}
        for report in self.said:
            for a, b in report.content:
                borders |= {a, b}
        self._borders = sorted(borders)
        self._over: list[list[Said]] = [[] for _ in self._borders]
        for report in self.said:
            for a, b in report.content:
                for k in range(bisect_right(self._borders, a) - 1, bisect_right(self._borders, b - 1)):
                    self._over[k].append(report)

    def holdings(self, start: int, end: int) -> tuple[Holding, ...]:
        """Who holds what stands at ``[start, end)``, an anchor word or a short stretch.

        Where the stretch crosses a border, the chain that covers most of it counts. Usually one
        holding; two where it is reported in order to be rejected.
        """
        position = self._middle(start, end)
        chain = self._chain(position)
        own = self._own(position)
        if not chain:
            return (Holding(own, (), "CT+", self._segment(position)),)
        inner = chain[-1]
        voices = [own, *(s.voice for s in chain if s.voice is not None)]
        commitment = _along(chain, own)
        content = (inner.content[0][0], inner.content[-1][1])
        found: list[Holding] = []
        if inner.voice is not None:
            found.append(Holding(voices[-1], _via(voices), commitment, content))
        for rejection in inner.rejected:
            there = self.holdings(rejection.place, rejection.place + 1)[0]
            voice, via = there.voice, there.via
            if rejection.voice is not None:
                voice, via = rejection.voice, (there.voice, *there.via)
            if inner.voice is None or voice != voices[-1]:
                found.append(Holding(voice, via, "CT-", content))
        return tuple(found) or (Holding(voices[-1], _via(voices), commitment, content),)

    def named(self, layers: Layers, head: int, around: Voice) -> Voice | None:
        """The voice that a noun or "he" or "she" stands for, in the words of ``around``; None if none."""
        return resolve(layers, head, Scene(self._cast, Talk(), around))[0]

    def speakers(self) -> list[Speaker]:
        """The distinct voices with the code points that they hold, the most talkative first."""
        held: dict[Voice, int] = {}
        for k, low in enumerate(self._borders[:-1]):
            voice = self.holdings(low, low + 1)[0].voice
            if any(a <= low < b for (a, b), _ in self._base):
                held[voice] = held.get(voice, 0) + self._borders[k + 1] - low
        return [Speaker(v, n) for v, n in sorted(held.items(), key=lambda item: -item[1])]

    def segments(self) -> list[tuple[Span, tuple[Holding, ...]]]:
        """The whole text in stretches of one chain each."""
        pairs = pairwise(self._borders)
        return [((a, b), self.holdings(a, a + 1)) for a, b in pairs]

    def _middle(self, start: int, end: int) -> int:
        """A place whose chain covers most of a stretch; the outermost of those that cover as much."""
        low, high = (
            bisect_right(self._borders, start) - 1,
            bisect_right(self._borders, max(start, end - 1)) - 1,
        )
        if low == high:
            return start
        share: dict[tuple[int, ...], tuple[int, int]] = {}
        for k in range(low, high + 1):
            a = max(start, self._borders[k])
            b = min(end, self._borders[k + 1]) if k + 1 < len(self._borders) else end
            key = tuple(id(s) for s in self._chain(a))
            share[key] = (share.get(key, (0, a))[0] + b - a, share.get(key, (0, a))[1])
        return max(share.items(), key=lambda item: (item[1][0], -len(item[0])))[1][1]

    def _chain(self, position: int) -> list[Said]:
        """Reports over a place, outermost first."""
        over = self._over[max(0, bisect_right(self._borders, position) - 1)] if self._over else []
        chain: list[Said] = []
        for report in sorted(over, key=lambda s: -s.size):
            if not chain or chain[-1].covers(report.cue):
                chain.append(report)
            elif report.covers(chain[-1].cue) or report.size < chain[-1].size:
                chain[-1] = report
        return chain

    def _own(self, position: int) -> Voice:
        k = bisect_right([b[0][0] for b in self._base], position) - 1
        return self._base[k][1] if k >= 0 else Voice("outlet")

    def _segment(self, position: int) -> Span:
        k = bisect_right(self._borders, position) - 1
        return self._borders[k], self._borders[min(k + 1, len(self._borders) - 1)]


def _via(voices: Sequence[Voice]) -> tuple[Voice, ...]:
    """The reporting voices, nearest first; a voice that reports itself is one."""
    chain: list[Voice] = []
    for voice in voices:
        if not chain or chain[-1] != voice:
            chain.append(voice)
    return tuple(reversed(chain[:-1]))


def _along(chain: Sequence[Said], own: Voice) -> Factuality:
    """The innermost commitment; unsure where a reporter does not vouch for the report."""
    value = chain[-1].commitment
    for outer, inner in pairwise(chain):
        if outer.commitment in {"CT-", "UU"}:
            value = outer.commitment if (inner.voice or own) == (outer.voice or own) else "UU"
    return value


def speakers(voice_map: VoiceMap) -> list[Speaker]:
    """The distinct voices of a page, the most talkative first."""
    return voice_map.speakers()


def page_voice(page: Page) -> Voice:
    """Who speaks in the page's own words: its author, else its outlet."""
    return Voice("author", page.author) if page.author else Voice("outlet", page.outlet)


def voice_map(page: Page, stretches: Sequence[tuple[Part, Layers]]) -> VoiceMap:
    """Read the voices of a page.

    Args:
        page: for its text, author and outlet.
        stretches: the parts that statements come from, each with its layers, in the order of the page.
    """
    quoted = [quotations(page.text, part.start, part.end) for part, _ in stretches]
    cast = gather(
        [layers for _, layers in stretches],
        [[(q.start, q.end) for q in marks] for marks in quoted],
        [part.kind == "comment" for part, _ in stretches],
    )
    base: list[tuple[Span, Voice]] = [((0, len(page.text)), page_voice(page))]
    said: list[Said] = []
    body = Talk()
    for (part, layers), marks in zip(stretches, quoted, strict=True):
        own = Voice("commenter", part.author) if part.kind == "comment" else page_voice(page)
        base.append(((part.start, part.end), own))
        talk = body if part.kind == "body" else Talk()
        said += Stretch(layers, marks, cast, talk, own, part.kind == "headline").read()
    for told in said:
        if told.person is not None:  # with every role that the page gives, wherever it stands
            told.voice = person_voice(told.person)
        for rejection in told.rejected:
            if rejection.person is not None:
                rejection.voice = person_voice(rejection.person)
    tail = max((part.end for part, _ in stretches), default=0)
    if tail < len(page.text):
        base.append(((tail, len(page.text)), page_voice(page)))
    return VoiceMap(len(page.text), base, said, cast)

"""What is told in one part of a page: its reports in order, with their speakers.

A quotation that no cue covers goes on with whoever spoke before; a rejection belongs to the report
just before it.
"""

import re
from collections.abc import Sequence

from rashomon.model.annotation import Span
from rashomon.model.statement import Voice
from rashomon.reading.parsing.layers import Layers
from rashomon.reading.spans import merged
from rashomon.reading.voices.cast import Cast, Person
from rashomon.reading.voices.cues import find_reports
from rashomon.reading.voices.denial import disputed, rejections
from rashomon.reading.voices.interviews import answers
from rashomon.reading.voices.quotes import Quotation
from rashomon.reading.voices.reports import Rejection, Report, Said
from rashomon.reading.voices.sources import cited, source_of
from rashomon.reading.voices.speakers import Scene, Talk, person_voice, resolve
from rashomon.resources.lists import classes

FRAGMENT = 4
"""Words from which a quotation without a cue counts as speech; a shorter one is the writer's wording."""
_MODALS = {"will", "would", "must", "should", "may", "might", "could", "shall"}
_CITED = re.compile(r"[^()]{0,40}\d[^()]{0,20}\)")
CUE_WORDS = 12
"""Words that may follow a quotation to name its speaker before the next paragraph goes on with it."""


class Stretch:
    """The reading of one part: its reports, then the quotations that no cue covers, then rejections."""

    def __init__(
        self, layers: Layers, marks: Sequence[Quotation], cast: Cast, talk: Talk, own: Voice, short: bool
    ) -> None:
        self.layers, self.marks, self.cast, self.talk, self.own, self.short = (
            layers,
            marks,
            cast,
            talk,
            own,
            short,
        )
        self.said: list[Said] = []
        self.onward: list[Said] = []

    def read(self) -> list[Said]:
        """All that is reported in the stretch."""
        reports = find_reports(self.layers, self.marks)
        first, last = self.layers.sentences[0][0], self.layers.sentences[-1][1]
        for span in answers(self.layers.text, *self.layers.chars((first, last))):
            self.said.append(Said(span[0] - 1, Voice("unknown"), (span,), "CT+"))
        pending = [r for r in reports if not self._nested(r, reports)]
        inner = [r for r in reports if self._nested(r, reports)]
        items: list[Report | Quotation] = [*pending, *self._bare(pending)]
        for item in sorted(items, key=self._place):
            self._add(item)
        for report in inner:
            self._add(report, nested=True)
        for q in self.marks:
            if self._headline(q):
                self.said.append(Said(q.start, Voice("unknown"), ((q.start, q.end),), "CT+"))
        self._reject()
        return [s for s in (*self.said, *self.onward) if s.voice is not None or s.rejected]

    def _place(self, item: Report | Quotation) -> int:
        if isinstance(item, Quotation):
            return item.start
        return self.layers.tokens[item.cue].start

    def _nested(self, report: Report, reports: Sequence[Report]) -> bool:
        at = self.layers.tokens[report.cue].start
        return any(a <= at < b for other in reports if other is not report for a, b in other.content) or any(
            q.start <= at < q.end and q.end - q.start > 20 for q in self.marks
        )

    def _bare(self, reports: Sequence[Report]) -> list[Quotation]:
        """Quotations that no report touches, long enough to be speech."""
        found = []
        for q in self.marks:
            words = len(self.layers.text[q.start : q.end].split())
            if (
                words >= FRAGMENT
                and not self._title(q)
                and not any(a < q.end and q.start < b for r in reports for a, b in r.content)
            ):
                found.append(q)
        return found

    def _title(self, q: Quotation) -> bool:
        """Whether the quotation gives a name or a title: "an article headlined ..."."""
        before = self.layers.text[max(0, q.start - 16) : q.start].split()
        if self._headline(q):
            return True
        return bool(before) and before[-1].lower() in classes("reporting")["title"]

    def _headline(self, q: Quotation) -> bool:
        """Whether the quotation is a headline cited with its date: "("Rents fall," June 10)"."""
        text = self.layers.text
        opened = text[max(0, q.start - 1) : q.start] == "("
        return opened and _CITED.match(text, q.end) is not None

    def _add(self, item: Report | Quotation, *, nested: bool = False) -> None:
        if isinstance(item, Quotation):
            self._add_quotation(item)
            return
        at = self.layers.tokens[item.cue].start
        around, speaker = self._speaker_at(at)
        voice, person = self._voice(item, around, speaker)
        if voice is None:
            return
        content = item.content
        if not nested:
            content = self._continued(item)
            spot = max([at, *(b for _, b in content if b <= at + 400)])
            if item.kind != "noun":
                self.talk.spoken.append((min(spot, at + 400), voice, person))
        if voice == around and item.commitment == "CT+" and nested:
            return
        if item.kind == "deny" and voice == around:
            return
        self.said.append(Said(at, voice, content, item.commitment, person))
        self._cite(item, content)
        if voice.kind == "outlet" and not nested:
            self._run_on(item, voice)

    def _cite(self, report: Report, content: tuple[Span, ...]) -> None:
        """Whom the report itself cites: "citing police, the paper said ..."."""
        source = cited(self.layers, report.cue)
        if source is None or not content:
            return
        around, speaker = self._speaker_at(self.layers.tokens[report.cue].start)
        voice, person = resolve(self.layers, source, Scene(self.cast, self.talk, around, speaker))
        if voice is not None:
            self.said.append(Said(content[0][0], voice, content, "CT+", person))

    def _run_on(self, report: Report, voice: Voice) -> None:
        """Sentences that go on with a paper's view: "War will hurt, said the paper. Firms will pay"."""
        number = self.layers.sentence_of(report.cue)
        place = self.layers.tokens[report.cue].start
        end = self.layers.chars(self.layers.sentences[number])[1]
        if not report.content or report.content[-1][1] > place:
            return
        for words in self.layers.sentences[number + 1 :]:
            low, high = self.layers.chars(words)
            root = next((i for i in range(*words) if self.layers.tokens[i].deprel == "root"), words[0])
            modal = {self.layers.word(c).lower() for c in self.layers.children(root)} & _MODALS
            marked = any(low <= q.start < high for q in self.marks)
            if not modal or marked or not self._same_paragraph(end, low):
                return
            self.onward.append(Said(place, voice, ((low, high),), "CT+"))

    def _voice(
        self, report: Report, around: Voice, speaker: Person | None
    ) -> tuple[Voice | None, Person | None]:
        if report.source is None:
            token = self.layers.tokens[report.cue]
            passive = self.layers.child(report.cue, "nsubj:pass", "aux:pass", "expl") is not None
            long = [q for q in self.marks if len(self.layers.text[q.start : q.end].split()) >= FRAGMENT]
            quoted = any(a < q.end and q.start < b for q in long for a, b in report.content)
            spoken = (
                token.upos == "VERB" and passive and not quoted and report.kind in {"say", "think", "accuse"}
            )
            if report.kind == "noun" or spoken:
                return Voice("unknown"), None
            if quoted and report.kind in {"say", "other", "quote"}:
                last = self.talk.last(token.start)
                return (last[1], last[2]) if last is not None else (Voice("unknown"), None)
            return None, None
        since = report.content[0][0] if report.content else None
        scene = Scene(self.cast, self.talk, around, speaker, since)
        voice, person = resolve(self.layers, report.source, scene)
        if self.layers.word(report.cue) == ":" and (
            person is None or not (" " in person.name or person.trades)
        ):
            return None, None  # "Bookshelf: ...", a column, not somebody known to the page
        if report.kind == "find" and voice is not None and voice.kind == "person":
            return None, None
        return voice, person

    def _speaker_at(self, position: int) -> tuple[Voice, Person | None]:
        """Who speaks around a place."""
        over = [s for s in self.said if s.covers(position)]
        inner = min(over, key=lambda s: s.size, default=None)
        return (self.own, None) if inner is None or inner.voice is None else (inner.voice, inner.person)

    def _continued(self, report: Report) -> tuple[Span, ...]:
        """Content grown to whole quotations, and over paragraphs that go on with one."""
        spans = list(report.content)
        at = self.layers.tokens[report.cue].start
        carried = False
        for q in self.marks:
            if (carried or any(a < q.end and q.start < b for a, b in spans)) and not q.start <= at < q.end:
                spans.append((q.start, q.end))
                carried = q.open
            else:
                carried = False
        return tuple(merged(spans))

    def _add_quotation(self, q: Quotation) -> None:
        """A quotation without a cue of its own: it goes on with who spoke before, or stays unknown."""
        text = self.layers.text
        if any(s.covers(q.start + 1) for s in self.said):
            return
        last = self.talk.last(q.start)
        sentence = self._sentence(q.start)
        whole = text[q.start : q.end].strip("“”\"'‘’«» ")[:1].isupper() and (
            text[: q.end].rstrip("“”\"'‘’»")[-1:] in ".!?…," or text[q.end : q.end + 1] in {"", "\n"}
        )
        alone = q.start <= sentence[0] + 1
        if last is not None and last[1].kind != "outlet" and self._same_paragraph(last[0], q.start):
            content = (q.start, q.end) if alone else sentence
            self.said.append(
                Said(q.start - 1, last[1], tuple(merged([content, (q.start, q.end)])), "CT+", last[2])
            )
            self.talk.spoken.append((q.end, last[1], last[2]))
        elif whole and alone and not self.short:
            topic = self._topic(q.start, last)
            voice = (
                person_voice(topic)
                if topic is not None
                else last[1]
                if last is not None and self._next_paragraph(last[0], q.start)
                else Voice("unknown")
            )
            person = topic or (last[2] if last is not None and last[1] == voice else None)
            self.said.append(Said(q.start - 1, voice, ((q.start, q.end),), "CT+", person))
            self.talk.spoken.append((q.end, voice, person))

    def _topic(self, position: int, last: tuple[int, Voice, Person | None] | None) -> Person | None:
        """The person who is the subject of the words just before a quotation, ending in a colon."""
        before = self.layers.text[max(0, position - 3) : position].strip()
        if not before.endswith(":"):
            return None
        found = [(at, p) for at, p in self.cast.subjects if position - 300 < at < position]
        if not found or (last is not None and last[0] > found[-1][0]):
            return None
        return found[-1][1]

    def _sentence(self, position: int) -> Span:
        for span in self.layers.sentences:
            a, b = self.layers.chars(span)
            if a <= position < b:
                return a, b
        return position, position

    def _same_paragraph(self, a: int, b: int) -> bool:
        return (
            "\n\n" not in self.layers.text[a:b].replace("\r", "").replace("\n ", "\n").replace(" \n", "\n")
            and b - a < 900
        )

    def _next_paragraph(self, a: int, b: int) -> bool:
        """Whether nothing but the end of a report and one paragraph break lie between."""
        before, *rest = [p.strip() for p in self.layers.text[a:b].replace("\r", "").split("\n\n")]
        return len(rest) == 1 and not rest[0] and len(before.split()) <= CUE_WORDS and before.count(". ") == 0

    def _reject(self) -> None:
        """Tie each rejection to the report that ends just before it, in the same or the last sentence."""
        for i in rejections(self.layers):
            self._reject_last(Rejection(self.layers.tokens[i].start), i)
        for i in range(len(self.layers.tokens)):
            if disputed(self.layers, i):
                place = self.layers.tokens[i].start
                around, speaker = self._speaker_at(place)
                source = source_of(self.layers, i)
                scene = Scene(self.cast, self.talk, around, speaker)
                voice, person = resolve(self.layers, source, scene) if source is not None else (None, None)
                if voice is not None:
                    self._reject_last(Rejection(place, voice, person), i)

    def _reject_last(self, rejection: Rejection, i: int) -> None:
        place = rejection.place
        number = self.layers.sentence_of(i)
        low = self.layers.chars(self.layers.sentences[max(0, number - 1)])[0]
        ends = [(s.content[-1][1], s) for s in self.said if s.content and not s.covers(place)]
        before = [(end, s) for end, s in ends if low <= end <= place and self._same_paragraph(end, place)]
        if before:
            max(before, key=lambda e: e[0])[1].rejected.append(rejection)

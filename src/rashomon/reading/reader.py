"""Pages -> readings: what the extractors find, each said by whoever holds the words where it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rashomon import __version__
from rashomon.model import (
    BODY_PARTS,
    Cause,
    Change,
    Content,
    End,
    Event,
    Evidence,
    Factor,
    Factuality,
    Kind,
    Page,
    Part,
    Participant,
    Reading,
    Stance,
    Statement,
    Time,
)
from rashomon.model.annotation import Span
from rashomon.reading.calibration import calibrated
from rashomon.reading.causes.finding import find_causes
from rashomon.reading.changes import find_changes
from rashomon.reading.events.finding import find_events
from rashomon.reading.events.participants import participant
from rashomon.reading.factors import label
from rashomon.reading.factuality import combine
from rashomon.reading.findings import FoundCause, FoundChange, FoundEvent, FoundStance
from rashomon.reading.parsing.encoder import ReadingModel, shipped, shipped_version
from rashomon.reading.parsing.layers import Layers, read_layers
from rashomon.reading.stances import find_stances
from rashomon.reading.voices.mapping import VoiceMap, voice_map

Found = FoundCause | FoundEvent | FoundChange | FoundStance
_KINDS: dict[type, Kind] = {
    FoundCause: "cause", FoundEvent: "event", FoundChange: "change", FoundStance: "stance"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Draft:
    """A finding with its content, before its voice is known."""

    found: Found
    content: Content
    factuality: Factuality
    time: Time | None


class ModelReader:
    """Reads with the shipped model; loads it when the first page comes."""

    name = "rashomon"

    def __init__(self, model: ReadingModel | None = None) -> None:
        self._given = model

    @cached_property
    def model(self) -> ReadingModel:
        """The reading model."""
        return self._given or shipped()

    @cached_property
    def version(self) -> str:
        """Version of the product and of the trained weights: either changes what is read."""
        return f"{__version__}+{self._given.version if self._given else shipped_version()}"

    def read(self, pages: Iterable[Page]) -> Iterator[Reading]:
        """One reading per page, in order."""
        for page in pages:
            yield Reading(page, self.statements(page))

    def statements(self, page: Page) -> tuple[Statement, ...]:
        """The statements of one page, in the order of their evidence."""
        stretches = [
            (part, read_layers(self.model, page.text, part.start, part.end))
            for part in page.parts
            if part.kind in BODY_PARTS
        ]
        voices = voice_map(page, stretches)
        best: dict[str, Statement] = {}
        for part, layers in stretches:
            for draft in drafts(layers, page.published.date if page.published else None):
                for statement in said(page, part, layers, draft, voices, self.version):
                    identity = statement.id
                    held = best.get(identity)
                    if held is None or held.confidence < statement.confidence:
                        best[identity] = statement
        places = sorted((s.evidence.start, s.evidence.end, s.kind, identity) for identity, s in best.items())
        return tuple(best[identity] for *_, identity in places)


def _end(layers: Layers, span: Span, way: int | None, step: bool) -> End:
    """An end of a cause; what tells of more or less stays in its label unless the direction says it."""
    return End(label(layers, span, whole=step or way is None), layers.phrase(span), way)


def drafts(layers: Layers, published: str | None) -> Iterator[_Draft]:
    """Everything that the extractors find in one stretch."""
    for cause in find_causes(layers):
        step = cause.relation == "purpose"
        first = _end(layers, cause.cause, cause.cause_direction, step)
        then = _end(layers, cause.effect, cause.effect_direction, step)
        connective = " ".join(layers.phrase(s) for s in cause.signals) or None
        yield _Draft(
            cause, Cause(first, then, cause.sign, cause.relation, connective), cause.factuality, cause.time
        )
    for event in find_events(layers, published=published):
        sides = (_side(layers, event.source), _side(layers, event.target))
        place = _plain(layers.phrase(event.place)) if event.place else None
        yield _Draft(
            event, Event(event.type, *sides, event.mode, event.date, place), event.factuality, event.time
        )
    for change in find_changes(layers):
        factor = Factor(label(layers, change.factor), layers.phrase(change.factor))
        yield _Draft(change, Change(factor, change.direction), change.factuality, change.time)
    for stance in find_stances(layers):
        words = layers.phrase(stance.target)
        yield _Draft(
            stance, Stance(participant(layers, stance.target), words, round(stance.value, 3)), "CT+", None
        )


def said(
    page: Page, part: Part, layers: Layers, draft: _Draft, voices: VoiceMap, version: str
) -> Iterator[Statement]:
    """The statements that a draft makes: one for each voice that holds or rejects it."""
    found = draft.found
    anchor = layers.chars((found.anchor, found.anchor + 1))
    start, end = layers.chars(found.evidence)
    for holding in voices.holdings(*anchor):
        factuality = combine(draft.factuality, holding.commitment)
        if isinstance(draft.content, Stance) and factuality != "CT+":
            continue
        voice, via = holding.voice, holding.via
        if isinstance(found, FoundStance) and found.holder is not None:
            held = voices.named(layers, found.holder, voice)
            if held is None:
                continue
            voice, via = held, via if held == voice else (voice, *via)
        yield Statement(
            part=part.kind,
            voice=voice,
            via=via,
            factuality=factuality,
            time=draft.time,
            evidence=Evidence(page.id, start, end, page.text[start:end]),
            content=draft.content,
            confidence=round(calibrated(_KINDS[type(found)], found.confidence), 3),
            extractor=f"{found.rule}@{version}",
        )


def _side(layers: Layers, span: Span | None) -> Participant | None:
    return participant(layers, span) if span else None


def _plain(words: str) -> str:
    return " ".join(words.split())

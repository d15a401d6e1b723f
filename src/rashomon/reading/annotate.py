"""The reading model's layers over one text, as people who build on them get them.

Causes, events and stances are what the extractors find, with the factuality that their voice gives
them; a cause that one voice holds and another denies is there twice. Causal relations that only the
model's span layers have stand beside them, under the rule ``model``.
"""

from collections.abc import Iterator, Sequence

from rashomon.model import Annotation, Page, Part
from rashomon.model.annotation import (
    AttributionSpans,
    CauseSpans,
    EntitySpan,
    EventSpans,
    Span,
    Spans,
    StanceSpan,
)
from rashomon.reading.causes.finding import find_causes
from rashomon.reading.causes.learned import learned_causes
from rashomon.reading.events.finding import find_events
from rashomon.reading.factuality import combine
from rashomon.reading.findings import FoundCause
from rashomon.reading.parsing.encoder import ReadingModel, shipped
from rashomon.reading.parsing.layers import Layers, read_layers
from rashomon.reading.stances import chances
from rashomon.reading.voices.mapping import VoiceMap, voice_map


class Annotator:
    """Annotates single texts with one reading model."""

    def __init__(self, model: ReadingModel) -> None:
        self.model = model

    def annotate(self, text: str, targets: Sequence[Span] = ()) -> Annotation:
        """Annotate a text.

        Args:
            text: any length; read in windows of whole sentences.
            targets: spans (code points) whose stance is asked; where there are none, the names are.

        Returns:
            All layers, spans in code points of ``text``.
        """
        layers = read_layers(self.model, text)
        body = Part("body", 0, len(text))
        page = Page("", "", b"", "text/plain", text, (body,))
        return Annotation(
            text=text,
            sentences=_chars(layers, layers.sentences),
            causal=tuple(layers.causal),
            tokens=tuple(layers.tokens),
            entities=tuple(EntitySpan(*layers.chars(n.span), n.label, n.confidence) for n in layers.names),
            attributions=tuple(
                AttributionSpans(
                    _chars(layers, a.source), _chars(layers, a.cue), _chars(layers, a.content), a.confidence
                )
                for a in layers.links
            ),
            causes=tuple(_causes(layers, voice_map(page, [(body, layers)]))),
            events=tuple(_events(layers)),
            stances=tuple(_stances(layers, targets)),
            factuality=tuple(layers.factuality),
        )


def annotate(text: str, targets: Sequence[Span] = (), *, model: ReadingModel | None = None) -> Annotation:
    """Annotate a text with the shipped model, or with another one."""
    return Annotator(model or shipped()).annotate(text, targets)


def _chars(layers: Layers, spans: Sequence[Span]) -> Spans:
    return tuple(layers.chars(s) for s in spans)


def _causes(layers: Layers, voices: VoiceMap) -> Iterator[CauseSpans]:
    told = find_causes(layers)
    more = [c for c in learned_causes(layers) if not any(_alike(c, other) for other in told)]
    for found in told + more:
        anchor = layers.chars((found.anchor, found.anchor + 1))
        held = {combine(found.factuality, h.commitment): None for h in voices.holdings(*anchor)}
        for factuality in held:
            yield CauseSpans(
                layers.chars(found.cause),
                layers.chars(found.effect),
                _chars(layers, found.signals),
                found.relation,
                found.sign,
                factuality,
                found.confidence,
                found.cause_direction,
                found.effect_direction,
                found.rule,
            )


def _alike(a: FoundCause, b: FoundCause) -> bool:
    """Whether two relations have nearly the same ends."""
    return all(
        2 * (min(x[1], y[1]) - max(x[0], y[0])) >= max(x[1], y[1]) - min(x[0], y[0])
        for x, y in ((a.cause, b.cause), (a.effect, b.effect))
    )


def _events(layers: Layers) -> Iterator[EventSpans]:
    for found in find_events(layers):
        source, target = (_chars(layers, [s]) if s else () for s in (found.source, found.target))
        yield EventSpans(
            found.type, _chars(layers, found.trigger), source, target, found.confidence, found.mode
        )


def _stances(layers: Layers, targets: Sequence[Span]) -> Iterator[StanceSpan]:
    asked = list(targets) or [layers.chars(n.span) for n in layers.names if n.label != "MISC"]
    spans = {target: span for target in asked if (span := _words(layers, target))}
    for target, chance in zip(spans, chances(layers, list(spans.values())), strict=True):
        label = ("negative", "neutral", "positive")[int(chance.argmax())]
        yield StanceSpan(target, label, float(chance[2] - chance[0]), float(chance.max()))


def _words(layers: Layers, target: Span) -> Span | None:
    """The words that a span of code points touches."""
    inside = [i for i, t in enumerate(layers.tokens) if t.start < target[1] and t.end > target[0]]
    return (inside[0], inside[-1] + 1) if inside else None

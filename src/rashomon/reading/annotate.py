"""The reading model's layers over one text, as people who build on them get them."""

from collections.abc import Sequence

from rashomon.model.annotation import (
    Annotation,
    AttributionSpans,
    EntitySpan,
    Span,
    StanceSpan,
)
from rashomon.reading.decode import softmax
from rashomon.reading.encoder import ReadingModel, shipped
from rashomon.reading.layers import Layers, read_layers


def annotate(text: str, targets: Sequence[Span] = (), *, model: ReadingModel | None = None) -> Annotation:
    """Annotate a text.

    Args:
        text: any length; read in windows of whole sentences.
        targets: spans (code points) whose stance is asked; where there are none, the names are asked.
        model: the shipped one by default.

    Returns:
        All layers, spans in code points of ``text``.
    """
    layers = read_layers(model or shipped(), text)
    return Annotation(
        text=text,
        sentences=tuple(layers.chars(s) for s in layers.sentences),
        causal=tuple(layers.causal),
        tokens=tuple(layers.tokens),
        entities=tuple(EntitySpan(*layers.chars(n.span), n.label, n.confidence) for n in layers.names),
        attributions=tuple(
            AttributionSpans(
                tuple(map(layers.chars, a.source)),
                tuple(map(layers.chars, a.cue)),
                tuple(map(layers.chars, a.content)),
                a.confidence,
            )
            for a in layers.links
        ),
        stances=tuple(stances(layers, targets)),
        factuality=tuple(layers.factuality),
    )


def stances(layers: Layers, targets: Sequence[Span]) -> list[StanceSpan]:
    """Stance towards each target, or towards each name if none is asked."""
    asked = list(targets) or [layers.chars(n.span) for n in layers.names if n.label != "MISC"]
    found = []
    for start, end in asked:
        inside = [i for i, t in enumerate(layers.tokens) if t.start < end and t.end > start]
        if inside:
            span = (inside[0], inside[-1] + 1)
            chance = softmax(layers.pair("stance", [span], [span]))[0]
            label = ("negative", "neutral", "positive")[int(chance.argmax())]
            found.append(StanceSpan((start, end), label, float(chance[2] - chance[0]), float(chance.max())))
    return found

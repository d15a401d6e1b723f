"""Cause and effect as the model's span layers alone have them.

Where a sentence tells of a cause more likely than not, both layers are read together: a word belongs to
the cause or to the effect, never to both, and there is one of each at least. That is the best path of a
linear-chain CRF whose states also hold which of the two was seen (Viterbi, 1967).
"""

import numpy as np

from rashomon.model.annotation import Span
from rashomon.reading.causes.candidates import Candidate
from rashomon.reading.causes.weighing import opinions, weighed
from rashomon.reading.findings import FoundCause
from rashomon.reading.parsing.decode import bio_spans
from rashomon.reading.parsing.encoder import LOWEST, Floats
from rashomon.reading.parsing.layers import LAYERS, Layers
from rashomon.reading.spans import touch

GATE = 0.5
"""Probability that a sentence tells of a cause, from which it is read so."""
TRUST = 0.42

_CAUSE = np.array([0, 1, 2, 0, 0])
_EFFECT = np.array([0, 0, 0, 1, 2])
"""Tags of both layers (O, B, I) for each joint tag: none, cause opens, goes on, effect opens, goes on."""
_OPENS = (0, 1, 0, 2, 0)
_BOTH = 3
_FIRST, _SECOND = LAYERS.index("cause"), LAYERS.index("effect")


def learned_causes(layers: Layers) -> list[FoundCause]:
    """Causal relations with the ends that the model cuts, by sentence; the rule is called ``model``."""
    proposals = [
        Candidate(layers.head_of(effect), cause, effect, signals, None, "model", TRUST)
        for sentence, causal in zip(layers.sentences, layers.causal, strict=True)
        if causal >= GATE
        for cause, effect, signals in _pairs(layers, sentence)
    ]
    return [
        weighed(layers, proposal, opinion)
        for proposal, opinion in zip(proposals, opinions(layers, proposals), strict=True)
    ]


def _pairs(layers: Layers, sentence: Span) -> list[tuple[Span, Span, tuple[Span, ...]]]:
    """Cause, effect and signals of one sentence: read together, and read each by itself."""
    low, high = sentence
    transitions = layers.model.transitions[[_FIRST, _SECOND]]
    together = pair_of(layers.tags[low:high, _FIRST], layers.tags[low:high, _SECOND], transitions)
    causes, effects = ([(a + low, b + low) for a, b in spans] for spans in together)
    pairs = {(a, b): None for a in causes for b in effects}
    own = {name: [s for s in layers.spans[name] if low <= s[0] and s[1] <= high] for name in layers.spans}
    pairs |= {(a, b): None for a in own["cause"] for b in own["effect"] if not touch(a, b)}
    return [(a, b, tuple(s for s in own["signal"] if not touch(s, a) and not touch(s, b))) for a, b in pairs]


def pair_of(cause: Floats, effect: Floats, transitions: Floats) -> tuple[list[Span], list[Span]]:
    """The likeliest spans of cause and of effect in one sentence, at least one of each.

    Args:
        cause: (n, 3), logits of O, B, I of the cause layer.
        effect: the same of the effect layer.
        transitions: (2, from, to), CRF scores of both layers.

    Returns:
        Spans of words; nothing for a sentence of one word.
    """
    if len(cause) < 2:
        return [], []
    emitted = np.tile(cause[:, _CAUSE] + effect[:, _EFFECT], 4)
    moves = _moves(transitions)
    score = np.full(20, LOWEST, np.float32)
    for tag in (0, 1, 3):
        score[5 * _OPENS[tag] + tag] = emitted[0, tag]
    back = np.zeros((len(emitted), 20), np.int64)
    for t in range(1, len(emitted)):
        moved = score[:, None] + moves
        back[t] = moved.argmax(axis=0)
        score = moved.max(axis=0) + emitted[t]
    state = 5 * _BOTH + int(score[5 * _BOTH :].argmax())
    tags = np.empty(len(emitted), np.int64)
    for t in range(len(emitted) - 1, -1, -1):
        tags[t] = state % 5
        state = back[t, state]
    return bio_spans(_CAUSE[tags].astype(np.int8)), bio_spans(_EFFECT[tags].astype(np.int8))


def _moves(transitions: Floats) -> Floats:
    """Scores (from, to) over the twenty states; state = 5 * what was seen + joint tag."""
    joint = transitions[0][np.ix_(_CAUSE, _CAUSE)] + transitions[1][np.ix_(_EFFECT, _EFFECT)]
    moves = np.full((20, 20), 4 * LOWEST, np.float32)
    for seen in range(4):
        for tag in range(5):
            to = 5 * (seen | _OPENS[tag]) + tag
            moves[5 * seen : 5 * seen + 5, to] = joint[:, tag]
    return moves

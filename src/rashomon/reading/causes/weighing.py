"""What the model makes of a proposed cause: its probability, sign, relation and factuality.

The sign is what more of the cause factor does to the effect factor: polarity of the link times the
directions that the words give the ends.
"""

from dataclasses import dataclass

import numpy as np

from rashomon.model.statement import Factuality, Relation
from rashomon.reading.causes.candidates import Candidate
from rashomon.reading.causes.verbs import listed_polarity
from rashomon.reading.directions import direction
from rashomon.reading.factuality import combine, factuality, time
from rashomon.reading.findings import FoundCause
from rashomon.reading.parsing.decode import probability, softmax
from rashomon.reading.parsing.encoder import Floats
from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes

LINK_WEIGHT, SENTENCE_WEIGHT = 0.3, 0.5
"""How much the log odds of the learned link and of the causal sentence count beside those of a rule."""
LIKELY = 0.55
"""Probability from which the learned sign is taken where the words tell none."""

LEARNED = frozenset(["learned", "model"])
"""Rules whose ends are the model's own spans."""

_RELATIONS: tuple[Relation, ...] = ("consequence", "motivation", "purpose")
_FACTUALITIES: tuple[Factuality, ...] = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "UU")
_WAYS = (-1, None, 1)
_CERTAIN = 0.8
_EXPLAINS = ("because", "learned: purpose", "purpose", "so", "without", "by-doing", "feeling")
"""Rules whose anchor is a clause that is explained, so that its denial is not the relation's."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model says of one pair of ends: probabilities."""

    link: float
    sign: Floats
    cause_way: Floats
    effect_way: Floats
    relation: Floats
    factuality: Floats


def opinions(layers: Layers, proposals: list[Candidate]) -> list[Opinion]:
    """What the pair heads say of every proposal."""
    if not proposals:
        return []
    a, b = [p.cause for p in proposals], [p.effect for p in proposals]
    links = probability(layers.pair("cause", a, b))[:, 0]
    parts = np.split(layers.pair("relation", a, b), [2, 5, 8, 11], axis=1)
    chances = [softmax(part) for part in parts]
    return [Opinion(float(links[i]), *(chance[i] for chance in chances)) for i in range(len(proposals))]


def weighed(layers: Layers, found: Candidate, opinion: Opinion) -> FoundCause:
    """The find that a proposal becomes."""
    cause_way, effect_way, sign = _sign(layers, found, opinion)
    relation = found.relation
    if found.rule in LEARNED:
        relation = _RELATIONS[int(opinion.relation.argmax())]
    low = min(found.cause[0], found.effect[0], *(s[0] for s in found.signals), found.anchor)
    high = max(found.cause[1], found.effect[1], *(s[1] for s in found.signals), found.anchor + 1)
    causal = layers.causal[layers.sentence_of(found.anchor)]
    return FoundCause(
        anchor=found.anchor,
        evidence=(low, high),
        cause=found.cause,
        effect=found.effect,
        signals=found.signals,
        relation=relation,
        sign=sign,
        cause_direction=cause_way,
        effect_direction=effect_way,
        factuality=_factuality(layers, found, opinion),
        time=time(layers, found.anchor),
        confidence=_confidence(found.trust, opinion.link, causal),
        rule=found.rule,
    )


def _sign(layers: Layers, found: Candidate, opinion: Opinion) -> tuple[int | None, int | None, int | None]:
    """Directions of both ends, and the sign: their product with the polarity of the link."""
    if found.relation == "purpose":
        return None, None, 1
    cause_way = direction(layers, found.cause) if found.cause_way == 0 else found.cause_way
    effect_way = direction(layers, found.effect, effect=True) if found.effect_way == 0 else found.effect_way
    if found.cause_way == 0 and cause_way is None:
        cause_way = _told(opinion.cause_way)
    if found.effect_way == 0 and effect_way is None:
        effect_way = _told(opinion.effect_way)
    polarity = found.polarity
    if polarity is None and found.rule in {"learned", "any-verb"}:
        polarity = _listed_polarity(layers, found)
    if polarity is not None:
        return cause_way, effect_way, polarity * (cause_way or 1) * (effect_way or 1)
    best = int(opinion.sign.argmax())
    if opinion.sign[best] >= LIKELY or found.rule in LEARNED:
        return cause_way, effect_way, (-1, 1)[best]
    return cause_way, effect_way, None


def _listed_polarity(layers: Layers, found: Candidate) -> int | None:
    """Polarity of a listed verb or connective among the words that join two learned ends."""
    low, high = min(found.cause[1], found.effect[1]), max(found.cause[0], found.effect[0])
    joining = [i for s in found.signals for i in range(*s)] or [*range(low, high)]
    outcomes = {layers.word(i).lower() for i in joining}
    if outcomes & classes("directions")["hard"]:
        return -1
    for i in joining:
        if (polarity := listed_polarity(layers, i)) is not None:
            return polarity
    verbs = any(
        layers.tokens[i].upos == "VERB"
        and layers.tokens[i].lemma != "be"
        and layers.word(i).lower() != "following"
        for i in joining
    )
    return None if verbs else 1


def _told(chances: Floats) -> int | None:
    best = int(chances.argmax())
    return _WAYS[best] if chances[best] >= _CERTAIN else None


def _factuality(layers: Layers, found: Candidate, opinion: Opinion) -> Factuality:
    """That of the anchor; a denied clause that a connective explains is not a denied explanation."""
    if found.rule in LEARNED:
        return _learned_factuality(layers, found, opinion)
    if found.rule == "nothing-to-do":
        return found.held
    anchor = found.anchor
    if found.relation == "purpose" and layers.tokens[anchor].lemma in classes("factuality")["wanting"]:
        return "UU"
    explains = found.rule.startswith(_EXPLAINS)
    if explains and found.relation != "purpose":
        while layers.tokens[anchor].deprel == "xcomp":
            anchor = layers.tokens[anchor].head
    value = factuality(layers, anchor)
    if explains and value.endswith("-") and opinion.factuality[_FACTUALITIES.index("CT-")] < _CERTAIN:
        value = combine(value, "CT-")
    return combine(value, found.held)


def _learned_factuality(layers: Layers, found: Candidate, opinion: Opinion) -> Factuality:
    """The tree's where it hedges, denies or suspends; else the model's where it is sure."""
    effect = layers.head_of(found.effect)
    told = factuality(layers, effect if layers.tokens[effect].upos == "VERB" else found.anchor)
    best = int(opinion.factuality.argmax())
    return told if told != "CT+" or opinion.factuality[best] < LIKELY else _FACTUALITIES[best]


def _confidence(trust: float, link: float, causal: float) -> float:
    """A rule's trust moved by the learned link and by the learned view of the sentence, as log odds."""
    odds = _log_odds(trust) + LINK_WEIGHT * _log_odds(link) + SENTENCE_WEIGHT * _log_odds(causal)
    return float(1 / (1 + np.exp(-odds)))


def _log_odds(chance: float) -> float:
    chance = min(max(chance, 0.05), 0.95)
    return float(np.log(chance / (1 - chance)))

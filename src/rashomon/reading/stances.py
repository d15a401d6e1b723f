"""Stances: how a voice stands to those whom its words judge.

The words that judge and whom they judge come from `judgements`. The learned head (sentiment towards a
target in its sentence, trained on NewsMTSC; Hamborg and Donnay, EACL 2021) is asked where such words
stand, and tells nothing alone: bad news about somebody is no stance towards him. An attitude told of
others is theirs.
"""

from collections.abc import Sequence

import numpy as np

from rashomon.model.annotation import Span
from rashomon.reading.conditions import name_of
from rashomon.reading.events.participants import named
from rashomon.reading.factuality import factuality, is_question
from rashomon.reading.findings import FoundStance
from rashomon.reading.judgements import Judged, judgements
from rashomon.reading.parsing.decode import softmax
from rashomon.reading.parsing.encoder import Floats
from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes

_NEEDED = {"attribute": 0.6, "failing": 0.6, "trait": 0.3, "deed": 0.3, "title": 0.3}
"""Probability that the head must give to the sign of each rule; others need none of their own."""
MILD = 0.6
"""The same for words that have other senses: "a great many", "the criminal court"."""
OPPOSED = 0.75
"""Probability of the opposite from which the head overrules the words."""
WEIGHT = 1.2
"""What a rule adds to the head's logit of its sign, where both are asked."""
LONGEST = 40
"""Words that the evidence of a stance may have."""
_SPECIFIC = {"the", "this", "that", "these", "those", "such"}
"""Words before a noun that is somebody or something of this story."""


def find_stances(layers: Layers) -> list[FoundStance]:
    """Clear stances of a stretch, in order; at most one per holder, target and sentence."""
    best: dict[tuple[int, str, int | None], FoundStance] = {}
    for judged in judgements(layers):
        found = None if judged.told and judged.holder is None else _stance(layers, judged)
        if found is None:
            continue
        key = (layers.sentence_of(judged.anchor), layers.phrase(found.target).lower(), found.holder)
        if key not in best or best[key].confidence < found.confidence:
            best[key] = found
    return sorted(best.values(), key=lambda s: (s.anchor, s.target))


def chances(layers: Layers, targets: Sequence[Span]) -> Floats:
    """Probabilities (targets, 3) of a negative, neutral and positive stance towards given spans."""
    judging = list(judgements(layers)) if targets else []
    rows = np.zeros((len(targets), 3), np.float32)
    for i, target in enumerate(targets):
        logits = layers.pair("stance", [target], [target])[0].copy()
        for judged in judging:
            if target[0] <= judged.target < target[1]:
                logits[judged.sign + 1] += WEIGHT
        rows[i] = softmax(logits[None])[0]
    return rows


def _stance(layers: Layers, judged: Judged) -> FoundStance | None:
    """The finding, if the words are meant and the head does not object."""
    if is_question(layers, layers.sentence_of(judged.anchor)):
        return None
    sign = judged.sign
    meant = "CT+" if judged.due or judged.rule == "exclaimed" else factuality(layers, judged.anchor)
    if meant == "CT-" and sign > 0 and judged.holder is None:
        sign = -1
    elif meant not in {"CT+", "PR+"}:
        return None
    target = _target(layers, judged)
    if target is None:
        return None
    chance = softmax(layers.pair("stance", [target], [target]))[0]
    agreed, opposed = float(chance[sign + 1]), float(chance[1 - sign])
    needed = MILD if judged.mild else _NEEDED.get(judged.rule, 0.0)
    if opposed > OPPOSED or agreed < needed:
        return None
    confidence = 0.7 + 0.25 * agreed - 0.25 * opposed
    value = sign * (0.5 + 0.5 * agreed)
    span = _evidence(layers, judged.anchor, target)
    holder = judged.holder if judged.told else None
    return FoundStance(judged.anchor, span, target, value, confidence, f"stance.{judged.rule}", holder)


def _evidence(layers: Layers, anchor: int, target: Span) -> Span:
    """From the judging word's phrase to the target; the anchor's alone where they stand far apart."""
    words = [anchor, *(c for c in layers.children(anchor) if layers.tokens[c].deprel != "punct")]
    low, high = layers.sentences[layers.sentence_of(anchor)]
    words = [w for w in words if low <= w < high]
    wide = (min(*words, target[0]), max(max(words) + 1, target[1]))
    return wide if wide[1] - wide[0] <= LONGEST and low <= target[0] else (min(words), max(words) + 1)


def _target(layers: Layers, judged: Judged) -> Span | None:
    """The name that is judged, or the noun phrase of a common noun that can be."""
    word = judged.target
    if judged.rule in {"attitude", "due"} and layers.tokens[word].upos == "NOUN":
        word = _whose(layers, word)
    name = named(layers, word) or _beside(layers, word)
    if name is not None:
        return name
    token = layers.tokens[word]
    common = token.upos == "NOUN" and token.lemma in classes("stances")["judged"]
    general = common and judged.rule == "attribute" and not _specific(layers, word)
    if general or not (common or token.upos == "PROPN"):
        return None
    return name_of(layers, word, without=judged.anchor)


def _beside(layers: Layers, word: int) -> Span | None:
    """The name that a common noun stands beside: "Orlo, the journalist who ..."."""
    token = layers.tokens[word]
    if token.upos != "NOUN":
        return None
    name = token.head if token.deprel == "appos" else layers.child(word, "appos", "flat")
    return named(layers, name) if name is not None else None


def _whose(layers: Layers, noun: int) -> int:
    """Whom blame or praise of a deed or of words is meant for: "condemned Orlo's remarks"."""
    if layers.tokens[noun].lemma not in classes("stances")["conduct"]:
        return noun
    owner = layers.child(noun, "nmod:poss")
    if owner is not None and layers.tokens[owner].upos in {"NOUN", "PROPN"}:
        return owner
    verb = layers.tokens[noun].head  # the tree may hang "by X" on the verb
    for child in (*layers.children(noun), *(layers.children(verb) if verb >= 0 else ())):
        case = layers.child(child, "case")
        tied = child > noun and case is not None and layers.tokens[case].lemma in {"by", "of"}
        if tied and (layers.tokens[child].upos == "PROPN" or named(layers, child) is not None):
            return child
    return noun


def _specific(layers: Layers, noun: int) -> bool:
    """Whether a noun phrase is about somebody or something of this story and no kind of things."""
    before = {layers.word(c).lower() for c in layers.children(noun) if c < noun}
    if layers.child(noun, "nmod:poss") is not None or before & _SPECIFIC:
        return True
    exclaimed = layers.tokens[noun].deprel == "root" and layers.child(noun, "cop") is None
    return exclaimed and layers.word(noun).lower() == layers.tokens[noun].lemma  # "Excellent article"

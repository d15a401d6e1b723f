"""Causes: which thing is said to bring about, help, hinder or prevent which other, and with what sign.

Rules over the tree (verbs, nouns, connectives) and the learned spans propose; the learned link between
two spans weighs every proposal; overlapping proposals become one. The sign is what more of the cause
factor does to the effect factor: polarity of the link times the directions that the words give the ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from rashomon.model.annotation import Span
from rashomon.model.statement import Factuality, Relation
from rashomon.reading.causes.candidates import Candidate, Stretch
from rashomon.reading.causes.clauses import clause_causes
from rashomon.reading.causes.connectives import (
    clause_end,
    connective_causes,
    denying_grounds,
    previous_sentence,
)
from rashomon.reading.causes.extents import LONGEST
from rashomon.reading.causes.nouns import behind, causal_nouns, noun_causes
from rashomon.reading.causes.purposes import purposes
from rashomon.reading.causes.reactions import reactions
from rashomon.reading.causes.verbs import any_verb, causal_lemmas, listed_polarity, verb_causes
from rashomon.reading.directions import direction
from rashomon.reading.factuality import combine, factuality, is_question, time
from rashomon.reading.findings import FoundCause
from rashomon.reading.parsing.decode import probability, softmax
from rashomon.reading.parsing.encoder import Floats
from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes

KEPT = 0.5
"""Confidence from which a cause is kept."""
SURER = {
    "verb": 0.7, "learned": 0.93, "learned: purpose": 0.93, "any-verb": 0.8, "because: as": 0.8,
    "because: with": 0.8, "because: after": 0.8, "because: when": 0.9, "explains-why": 0.9,
    "noun: cause": 0.8,
}  # fmt: skip
"""The same for rules that are wrong too often below: audited on real news, 636 statements of 58 pages."""
GATE = 0.5
"""Probability that a sentence tells of a cause, from which learned spans are looked at without a rule."""
LINKED = 0.6
"""Probability of a learned link, from which learned spans alone are a proposal."""
LINK_WEIGHT, SENTENCE_WEIGHT = 0.3, 0.5
"""How much the log odds of the learned link and of the causal sentence count beside those of a rule."""
LIKELY = 0.55
"""Probability from which the learned sign is taken where the words tell none."""

_RELATIONS: tuple[Relation, ...] = ("consequence", "motivation", "purpose")
_FACTUALITIES: tuple[Factuality, ...] = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "UU")
_CONCESSIVE = {"although", "though", "despite", "while", "whereas", "notwithstanding"}
_VAGUE = {"as", "even as", "while", "when", "if", "even if", "unless", "lest", "for", "with", "and", "to"}
"""Signals that tell of a cause too rarely to be believed without a rule."""
_FRONT = 8
"""Words that a phrase before the clause may have."""
_NO_CHOICE = {"choice", "alternative", "option"}
_WAYS = (-1, None, 1)
_CERTAIN = 0.8
_LEARNED = 0.42
_GUESSED = 0.43
_EXPLAINS = ("because", "learned: purpose", "purpose", "so", "without", "by-doing", "feeling")
"""Rules whose anchor is a clause that is explained, so that its denial is not the relation's."""


@dataclass(frozen=True, slots=True)
class _Opinion:
    """What the model says of one pair of ends: probabilities."""

    link: float
    sign: Floats
    cause_way: Floats
    effect_way: Floats
    relation: Floats
    factuality: Floats


def find_causes(layers: Layers) -> list[FoundCause]:
    """Causal relations that the words of a stretch claim, in order; questions claim none."""
    stretch = Stretch.of(layers)
    found: list[FoundCause] = []
    for index, sentence in enumerate(layers.sentences):
        if not is_question(layers, index):
            proposals = [c for p in _proposals(stretch, index, sentence) if (c := _settled(stretch, p))]
            found += _judged(layers, proposals)
    return found


def _proposals(stretch: Stretch, index: int, sentence: Span) -> Iterator[Candidate]:
    layers = stretch.layers
    verbs, nouns = causal_lemmas(), causal_nouns()
    for i in range(*sentence):
        token = layers.tokens[i]
        hyphened = i > sentence[0] and layers.tokens[i - 1].end == token.start and layers.word(i - 1) == "-"
        if not hyphened and (token.upos in {"VERB", "AUX"} or token.lemma in {"lie", "lies"}):
            told = list(verb_causes(stretch, i)) if token.lemma in verbs else []
            yield from told or any_verb(stretch, i)
            yield from behind(stretch, i)
        if token.lemma.lower() in nouns:
            yield from noun_causes(stretch, i)
        yield from clause_causes(stretch, i)
        yield from purposes(stretch, i)
        yield from reactions(stretch, i)
    yield from connective_causes(stretch, sentence)
    if layers.causal[index] >= GATE:
        yield from _learned(layers, sentence)


def _learned(layers: Layers, sentence: Span) -> Iterator[Candidate]:
    """Pairs of learned spans inside one sentence."""
    inside = {
        name: [s for s in layers.spans[name] if sentence[0] <= s[0] and s[1] <= sentence[1]]
        for name in ("cause", "effect", "signal")
    }
    for a in inside["cause"]:
        for b in inside["effect"]:
            if a[0] < b[1] and b[0] < a[1]:
                continue
            if layers.word(a[0]).lower() == "to" and a[1] - a[0] > 1:  # an infinitive is a goal
                goal, sign = (a[0] + 1, a[1]), ((a[0], a[0] + 1),)
                yield Candidate(layers.head_of(b), goal, b, sign, 1, "learned: purpose", _LEARNED, "purpose")
                continue
            signals = tuple(s for s in inside["signal"] if not _touch(s, a) and not _touch(s, b))
            if not signals or all(layers.phrase(s).lower() in _VAGUE for s in signals):
                continue
            head = layers.head_of(signals[0])
            if denying_grounds(layers, layers.tokens[layers.head_of(b)].head):
                continue
            yield Candidate(head, a, b, signals, None, "learned", _LEARNED)


def _touch(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _settled(stretch: Stretch, found: Candidate) -> Candidate | None:
    """A proposal with its pronouns resolved, or None where its ends are no ends."""
    cause, effect = _resolved(stretch, found.cause), _resolved(stretch, found.effect)
    if cause is None or effect is None:
        return None
    cause, effect = _unfronted(stretch, _unclefted(stretch, cause)), _unfronted(stretch, effect)
    cause, effect = _in_line(stretch, cause), _in_line(stretch, effect)
    if not (_names(stretch, cause) and _names(stretch, effect)):
        return None
    if cause[0] < effect[1] and effect[0] < cause[1]:
        return None
    if found.rule == "learned" and (_conceded(stretch, cause) or _conceded(stretch, effect)):
        return None
    if max(cause[1] - cause[0], effect[1] - effect[0]) > LONGEST:
        return None
    return replace(found, cause=cause, effect=effect)


def _unclefted(stretch: Stretch, span: Span) -> Span:
    """X of "it was X that ..."."""
    words = [stretch.layers.word(i).lower() for i in range(*span)][:2]
    cleft = words[:1] == ["it"] and words[1:] in (["was"], ["is"], ["'s"]) and span[1] - span[0] > 2
    return (span[0] + 2, span[1]) if cleft else span


def _unfronted(stretch: Stretch, span: Span) -> Span:
    """A clause without the phrase before its comma ("In this case, ..."), no end without its "that"."""
    layers = stretch.layers
    start, end = span
    if layers.tokens[start].upos == "ADP":
        comma = next((i for i in range(start, min(start + _FRONT, end - 2)) if layers.word(i) == ","), None)
        start = start if comma is None else comma + 1
    while end - start > 2 and _leads_in(stretch, start):
        start += 1
    if layers.tokens[end - 1].upos == "DET" and end - start > 1:
        end = clause_end(stretch, end)  # the parse tore an article from its noun
    if end - start > 1 and layers.word(end - 1).lower() in {"that", "which", "who", "whose"}:
        end -= 1
    return start, end


def _leads_in(stretch: Stretch, word: int) -> bool:
    """Whether a word only ties its clause to the one before: "however,", "so", "and"."""
    token = stretch.layers.tokens[word]
    set_off = token.upos == "ADV" and stretch.layers.word(word + 1) == ","
    return set_off or token.upos in {"CCONJ", "PUNCT"} or stretch.layers.word(word).lower() == "so"


def _in_line(stretch: Stretch, span: Span) -> Span:
    """An end without what stands before it on an earlier line or is a number of the page: a title, a date."""
    layers, start = stretch.layers, span[0]
    for i in range(span[0] + 1, span[1]):
        gap = layers.text[layers.tokens[i - 1].end : layers.tokens[i].start]
        if "\n" in gap and layers.word(i)[0].isupper() and span[1] - i > 1:
            start = i
    while start + 1 < span[1] and layers.tokens[start].upos in {"NUM", "PUNCT", "SYM"}:
        named = layers.word(start + 1)[0].isupper() and not layers.word(start).isalpha()
        if not (
            named or layers.tokens[start].upos == "PUNCT" or layers.tokens[start + 1].upos in {"NUM", "PUNCT"}
        ):
            break
        start += 1
    return start, span[1]


def _names(stretch: Stretch, span: Span) -> bool:
    """Whether an end says something by itself: no broken phrase, no "what ...", no "left no choice"."""
    layers = stretch.layers
    first = layers.tokens[span[0]]
    if first.upos == "ADP" or layers.word(span[0]).lower() in {"what", "who", "which", "to"}:
        return span[1] - span[0] == 1 and layers.word(span[0]).lower() == "which"
    return not any(
        layers.word(i).lower() == "no" and layers.tokens[i + 1].lemma.lower() in _NO_CHOICE
        for i in range(span[0], span[1] - 1)
    )


def _conceded(stretch: Stretch, span: Span) -> bool:
    """Whether "although" or its like opens the end."""
    return span[0] > 0 and stretch.layers.word(span[0] - 1).lower() in _CONCESSIVE


def _resolved(stretch: Stretch, span: Span) -> Span | None:
    """The clause that a lone "this" or "which" stands for; None for pronouns that nothing resolves."""
    layers = stretch.layers
    if span[1] - span[0] > 1 or layers.tokens[span[0]].upos not in {"PRON", "DET", "SCONJ"}:
        return span
    if layers.word(span[0]).lower() not in {"this", "that", "which"}:
        return None
    sentence = layers.sentences[layers.sentence_of(span[0])]
    if span[0] - sentence[0] < 3:
        return previous_sentence(stretch, sentence)
    verb = layers.tokens[span[0]].head  # ", and that would hurt Y"
    before = layers.tokens[verb].head if verb > span[0] else -1
    joined = layers.tokens[verb].deprel.partition(":")[0] in {"conj", "parataxis"}
    if not joined or not 0 <= before < span[0] or layers.tokens[before].upos != "VERB":
        return None
    return stretch.extents.block(before, {verb})


def _judged(layers: Layers, proposals: list[Candidate]) -> list[FoundCause]:
    """Proposals weighed by the model, the weak ones dropped and the double ones merged."""
    kept: list[FoundCause] = []
    for found, opinion in sorted(
        zip(proposals, _opinions(layers, proposals), strict=True), key=lambda pair: -pair[0].trust
    ):
        if found.rule.startswith("learned") and opinion.link < LINKED:
            continue
        made = _cause(layers, found, opinion)
        guess = found.trust < _GUESSED
        if any(_is_signal(made, other) for other in kept if guess or other.rule == "noun: damage"):
            continue
        if found.rule == "learned" and any(_shares_signal(made, other) for other in kept):
            continue
        double = next((i for i, other in enumerate(kept) if _same(made, other)), None)
        if double is None:
            kept.append(made)
        else:
            kept[double] = _merged(kept[double], made)
    return sorted((k for k in kept if k.confidence >= SURER.get(k.rule, KEPT)), key=lambda k: k.anchor)


def _opinions(layers: Layers, proposals: list[Candidate]) -> list[_Opinion]:
    """The pair heads, asked once per group of sentences."""
    groups: dict[tuple[int, int], list[int]] = {}
    for i, p in enumerate(proposals):
        low = layers.sentence_of(min(p.cause[0], p.effect[0]))
        high = layers.sentence_of(max(p.cause[1], p.effect[1]) - 1)
        groups.setdefault((low, high), []).append(i)
    found: dict[int, _Opinion] = {}
    for members in groups.values():
        a, b = [proposals[i].cause for i in members], [proposals[i].effect for i in members]
        links = probability(layers.pair("cause", a, b))[:, 0]
        parts = np.split(layers.pair("relation", a, b), [2, 5, 8, 11], axis=1)
        chances = [softmax(part) for part in parts]
        for row, i in enumerate(members):
            found[i] = _Opinion(float(links[row]), *(chance[row] for chance in chances))
    return [found[i] for i in range(len(proposals))]


def _cause(layers: Layers, found: Candidate, opinion: _Opinion) -> FoundCause:
    cause_way, effect_way, sign = _sign(layers, found, opinion)
    relation = found.relation
    if found.rule == "learned":
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


def _sign(layers: Layers, found: Candidate, opinion: _Opinion) -> tuple[int | None, int | None, int | None]:
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
    if opinion.sign[best] >= LIKELY or found.rule == "learned":
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


def _factuality(layers: Layers, found: Candidate, opinion: _Opinion) -> Factuality:
    """That of the anchor; a denied clause that a connective explains is not a denied explanation."""
    if found.rule == "learned":
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


def _learned_factuality(layers: Layers, found: Candidate, opinion: _Opinion) -> Factuality:
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


def _same(a: FoundCause, b: FoundCause) -> bool:
    """Whether two finds tell of the same relation: both ends overlap for the most part."""
    straight = _overlap(a.cause, b.cause) and _overlap(a.effect, b.effect)
    return straight or (_overlap(a.cause, b.effect) and _overlap(a.effect, b.cause))


def _is_signal(guess: FoundCause, other: FoundCause) -> bool:
    """Whether a guess takes the signal of another find for an end."""
    shared = _overlap(guess.cause, other.cause) or _overlap(guess.effect, other.effect)
    return shared and any(
        _overlap(end, signal) for end in (guess.cause, guess.effect) for signal in other.signals
    )


def _shares_signal(guess: FoundCause, other: FoundCause) -> bool:
    """Whether a rule has read a guess's signal already, with another end."""
    read = any(_touch(a, b) for a in guess.signals for b in other.signals)
    return read and not _same(guess, other)


def _overlap(a: Span, b: Span) -> bool:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and shared >= 0.5 * min(a[1] - a[0], b[1] - b[0])


def _merged(first: FoundCause, second: FoundCause) -> FoundCause:
    """Two finds of one relation: the words of the more trusted, and the higher confidence of both."""
    confidence = 1 - (1 - first.confidence) * (1 - second.confidence)
    return replace(first, confidence=confidence, sign=first.sign if first.sign is not None else second.sign)

"""Events between actors, in PLOVER's types, from the lexicon and the learned head together.

PLOVER 0.8 (Halterman, Bagozzi, Beger, Schrodt and Scarborough, 2023): sixteen roots, modes where clear.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from rashomon.model.annotation import Span
from rashomon.model.statement import Factuality, PloverType
from rashomon.reading.events.dates import Expression, expressions, resolve, with_year
from rashomon.reading.events.deeds import SYMMETRIC, Deed, deeds
from rashomon.reading.events.participants import label, noun_phrase
from rashomon.reading.events.sides import preposition
from rashomon.reading.events.words import Meaning, event_words
from rashomon.reading.factuality import factuality, is_question
from rashomon.reading.findings import FoundEvent
from rashomon.reading.parsing.decode import softmax
from rashomon.reading.parsing.layers import Layers
from rashomon.reading.tense import time, upwards

__all__ = ["find_events"]

MOST_PAIRS = 4
"""Pairs that one trigger may join."""
USUAL = 2.0
"""How much likelier the first, usual meaning of a word is than its others."""
CONSENT = 0.25
"""Probability that words with other senses need from the learned head, unless nothing else is likelier."""
FLOOR = 0.7
"""Confidence that verbs and phrases need: below it a hand check found them wrong too often."""
_CHECKED = frozenset({"verb", "phrase", "light"})
_FIRM = frozenset({"CONSULT", "SANCTION", "MOBILIZE", "REJECT", "COERCE", "ACCUSE"})
"""Roots that clear words tell better than the learned head does."""
_FIRM_MODES = frozenset({"firearms", "assassinate", "execute", "massacre", "torture", "abduct"})
"""Modes of the same kind: "opened fire on", "beheaded"."""
_ONE_SIDED = frozenset({"MOBILIZE", "PROTEST", "RETREAT", "SANCTION", "REJECT", "COERCE", "CONCEDE"})
"""Roots that a phrase may tell of where only its source is named."""
_AFTER = frozenset({"after", "following", "since", "before", "during"})
_HAPPENED = frozenset({"after", "following", "since"})
"""Prepositions before what has happened, whatever becomes of the clause around them."""
_PLACES = frozenset({"in", "at", "near", "outside", "inside"})


def find_events(layers: Layers, *, published: str | None = None) -> list[FoundEvent]:
    """All events of a stretch, in order.

    Args:
        layers: the model's layers over the stretch.
        published: EDTF of the day of publication, for dates that count from it.
    """
    found: list[FoundEvent] = []
    dates = expressions(layers)
    for sentence, (start, end) in enumerate(layers.sentences):
        if is_question(layers, sentence):
            continue
        candidates = deeds(layers, sentence)
        if not candidates:
            continue
        own = [with_year(layers, d, dates) for d in dates if start <= d.span[0] < end]
        dated = _dated(layers, candidates, own)
        found += _judged(layers, candidates, dated, published)
    return _once(layers, found)


def _judged(
    layers: Layers, candidates: Sequence[Deed], dated: dict[int, list[Expression]], published: str | None
) -> list[FoundEvent]:
    """The candidates of one sentence that the learned head does not contradict."""
    pairs = [(d, pair) for d in candidates for pair in _pairs(d)]
    phrases = {w: noun_phrase(layers, w) for _, pair in pairs for w in pair if w is not None}
    both = [(phrases[s], phrases[t]) for _, (s, t) in pairs if s is not None and t is not None]
    chances = iter(softmax(layers.pair("event", [s for s, _ in both], [t for _, t in both])) if both else ())
    found = []
    for deed, (source, target) in pairs:
        chance = next(chances) if source is not None and target is not None else None
        chosen = _chosen(layers, deed, chance)
        if chosen is None:
            continue
        meaning, confidence = chosen
        sides = (_side(layers, deed, phrases, source), _side(layers, deed, phrases, target))
        event = _event(layers, deed, meaning, sides, confidence, dated.get(deed.anchor, []), published)
        if event.factuality != "UU" or deed.rule not in _CHECKED or all(sides):
            found.append(event)
    return found


def _side(layers: Layers, deed: Deed, phrases: dict[int, Span], head: int | None) -> Span | None:
    """A side's words, without the participle that tells what it does: "forces denying" are forces."""
    if head is None:
        return None
    low, high = phrases[head]
    participle = head < deed.anchor < high and layers.tokens[deed.anchor].upos == "VERB"
    return (low, deed.anchor) if participle else (low, high)


def _pairs(deed: Deed) -> list[tuple[int | None, int | None]]:
    sources: list[int | None] = [*deed.sources] or [None]
    targets: list[int | None] = [*deed.targets] or [None]
    pairs = [(s, t) for s in sources for t in targets if s is None or s != t]  # "blamed each other"
    return pairs[:MOST_PAIRS]


def _chosen(layers: Layers, deed: Deed, chance: np.ndarray | None) -> tuple[Meaning, float] | None:
    """The meaning of the words that fits best, and its probability; None where the head says otherwise."""
    if chance is None:
        alone = deed.root in _ONE_SIDED or deed.meanings[0].mode == "crowd-control"
        if deed.rule in {"phrase", "light"} and not alone:
            return None
        if not deed.sure and (deed.rule in _CHECKED or deed.rule == "intent:agree"):
            return None
        return deed.meanings[0], 0.7 if deed.sure else 0.5
    labels = layers.model.labels["events"]
    own = [sum(float(chance[labels.index(r)]) for r in _told_as(m.root)) for m in deed.meanings]
    best = int(np.argmax([own[0] * USUAL, *own[1:]]))
    told, other = own[best], float(chance.max())
    if not deed.sure and told < min(other, CONSENT):
        return None
    low, high = (0.6, 0.99) if deed.sure else (0.4, 0.95)
    confidence = low + (high - low) * told / (told + (other if told < other else 0.0))
    firm = deed.sure and (deed.meanings[best].root in _FIRM or deed.meanings[best].mode in _FIRM_MODES)
    if deed.rule in _CHECKED and confidence < FLOOR and not firm:
        return None
    return deed.meanings[best], confidence


def _told_as(root: PloverType) -> tuple[PloverType, ...]:
    """Labels of the learned head that mean a root: the texts that it learned from know one for both."""
    return ("CONCEDE", "RETREAT") if root in {"CONCEDE", "RETREAT"} else (root,)


def _event(
    layers: Layers,
    deed: Deed,
    meaning: Meaning,
    sides: tuple[Span | None, Span | None],
    confidence: float,
    dates: list[Expression],
    published: str | None,
) -> FoundEvent:
    tense = time(layers, deed.anchor)
    date, known = None, ""
    for expression in dates:
        if read := resolve(expression, published, tense):
            date, known = read[0], f"+date:{read[1]}"
            break
    trigger = tuple(_runs(sorted(set(deed.trigger))))
    spans = [*trigger, *(s for s in sides if s), *(d.span for d in dates[:1])]
    start, end = layers.sentences[layers.sentence_of(deed.anchor)]
    inside = [s for s in spans if start <= s[0] and s[1] <= end]
    value: Factuality = factuality(layers, deed.anchor)
    if deed.rule == "noun" and tense != "future" and _temporal(layers, deed.anchor, _HAPPENED):
        value = "CT+"
    elif deed.rule in {"noun", "nominal"} and _wanted(layers, deed.anchor):
        value = "UU"
    return FoundEvent(
        anchor=deed.anchor,
        evidence=(min(s[0] for s in inside), max(s[1] for s in inside)),
        type=meaning.root,
        mode=meaning.mode,
        trigger=trigger,
        source=sides[0],
        target=sides[1],
        date=date,
        place=_place(layers, deed, sides),
        factuality=value,
        time=tense,
        confidence=round(min(confidence, 0.99), 3),
        rule=deed.rule + known,
    )


def _runs(words: Sequence[int]) -> list[Span]:
    found: list[Span] = []
    for word in words:
        if found and found[-1][1] == word:
            found[-1] = (found[-1][0], word + 1)
        else:
            found.append((word, word + 1))
    return found


def _place(layers: Layers, deed: Deed, sides: tuple[Span | None, Span | None]) -> Span | None:
    """Where it happened: a named place after "in", "at" or "near" that is no side of the event."""
    for word in deed.trigger:
        for child in layers.children(word):
            if layers.tokens[child].deprel.partition(":")[0] not in {"obl", "nmod"}:
                continue
            if label(layers, child) == "LOC" and preposition(layers, child) in _PLACES:
                span = noun_phrase(layers, child)
                if not any(s and s[0] < span[1] and span[0] < s[1] for s in sides):
                    return span
    return None


def _dated(
    layers: Layers, candidates: Sequence[Deed], dates: Sequence[Expression]
) -> dict[int, list[Expression]]:
    """Dates by the anchor of the event whose words they modify."""
    owners = {word: deed.anchor for deed in candidates for word in deed.trigger}
    found: dict[int, list[Expression]] = defaultdict(list)
    for date in dates:
        if (anchor := _owner(layers, date, owners)) is not None:
            found[anchor].append(date)
    return found


def _owner(layers: Layers, date: Expression, owners: dict[int, int]) -> int | None:
    """Anchor of the event that a date belongs to: the nearest above it, up to its verb."""
    start = date.span[0]
    before = start - 2 if layers.tokens[start - 1].upos in {"ADP", "DET"} else start - 1
    if before in owners and (_temporal(layers, before) or _temporal(layers, owners[before])):
        return owners[before]
    for at in upwards(layers, layers.head_of(date.span)):
        if at in owners:
            return owners[at]
        if layers.tokens[at].upos == "VERB":
            return _carried(layers, at, owners)
    return None


def _temporal(layers: Layers, noun: int, when: frozenset[str] = _AFTER) -> bool:
    """Whether the noun itself tells when: "following the takeover on July 15"."""
    at = noun
    while layers.tokens[at].deprel in {"compound", "flat"} and layers.tokens[at].head >= 0:
        at = layers.tokens[at].head
    return preposition(layers, at) in when


def _wanted(layers: Layers, noun: int) -> bool:
    """Whether the noun is wanted or awaited: "they seek the surrender of X", "braced for an attack"."""
    token = layers.tokens[noun]
    awaiting = token.deprel == "obl" and preposition(layers, noun) in {"for", "against"}
    if awaiting and token.head >= 0 and layers.tokens[token.head].lemma in event_words().general["bracing"]:
        return True
    return (
        token.deprel in {"obj", "xcomp", "ccomp"}
        and token.head >= 0
        and layers.tokens[token.head].lemma in event_words().general["wanting"]
    )


def _carried(layers: Layers, verb: int, owners: dict[int, int]) -> int | None:
    """The event that a verb only says to happen: "talks took place on Friday", "is to meet on Friday"."""
    general = event_words().general
    lemma = layers.tokens[verb].lemma
    for child in layers.children(verb):
        relation = layers.tokens[child].deprel.partition(":")[0]
        if child in owners and (
            relation == "xcomp"
            or (relation in {"nsubj", "obj"} and lemma in general["happening"] | general["light"])
        ):
            return owners[child]
    return None


def _once(layers: Layers, found: Sequence[FoundEvent]) -> list[FoundEvent]:
    """One event per sentence, root and pair, the surest; sides of symmetric ones in either order."""
    best: dict[tuple[object, ...], FoundEvent] = {}
    for event in found:
        sides = (event.source, event.target)
        pair = frozenset(sides) if event.type in SYMMETRIC else sides
        key = (layers.sentence_of(event.anchor), event.type, pair) if any(sides) else (event.anchor,)
        known = best.get(key)
        if known is None or event.confidence > known.confidence:
            best[key] = event
    return sorted(best.values(), key=lambda e: (e.anchor, e.source or (0, 0), e.target or (0, 0)))

"""Causes: which thing is said to bring about, help, hinder or prevent which other, and with what sign.

Rules over the tree (verbs, nouns, connectives) and the learned spans propose; the learned link between
two spans weighs every proposal; overlapping proposals become one.
"""

from collections.abc import Iterator
from dataclasses import replace

from rashomon.model.annotation import Span
from rashomon.reading.causes.anaphora import resolved
from rashomon.reading.causes.candidates import Candidate, Stretch
from rashomon.reading.causes.clauses import clause_causes
from rashomon.reading.causes.connectives import (
    clause_end,
    connective_causes,
    denying_grounds,
)
from rashomon.reading.causes.extents import LONGEST
from rashomon.reading.causes.nouns import behind, causal_nouns, noun_causes
from rashomon.reading.causes.purposes import purposes
from rashomon.reading.causes.reactions import reactions
from rashomon.reading.causes.verbs import any_verb, causal_lemmas, verb_causes
from rashomon.reading.causes.weighing import Opinion, opinions, weighed
from rashomon.reading.factuality import is_question
from rashomon.reading.findings import FoundCause
from rashomon.reading.parsing.layers import Layers
from rashomon.reading.spans import touch

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
_CONCESSIVE = {"although", "though", "despite", "while", "whereas", "notwithstanding"}
_VAGUE = {"as", "even as", "while", "when", "if", "even if", "unless", "lest", "for", "with", "and", "to"}
"""Signals that tell of a cause too rarely to be believed without a rule."""
_FRONT = 8
"""Words that a phrase before the clause may have."""
_REASON = {"reason", "cause", "explanation", "motive"}
_ANNOUNCING = {"point", "thing", "factor", "aspect", "element", "question", "issue"}
_NO_CHOICE = {"choice", "alternative", "option"}
_UNFINITE = {"be", "being", "been", "having", "get", "getting"}
_LEARNED = 0.42
_GUESSED = 0.43


def find_causes(layers: Layers) -> list[FoundCause]:
    """Causal relations that the words of a stretch claim, in order; questions claim none."""
    stretch = Stretch.of(layers)
    proposed = [
        [c for p in _proposals(stretch, index, sentence) if (c := _settled(stretch, p))]
        for index, sentence in enumerate(layers.sentences)
        if not is_question(layers, index)
    ]
    said = iter(opinions(layers, [c for own in proposed for c in own]))
    return [f for own in proposed for f in _judged(layers, list(zip(own, said, strict=False)))]


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
            signals = tuple(s for s in inside["signal"] if not touch(s, a) and not touch(s, b))
            if not signals or all(layers.phrase(s).lower() in _VAGUE for s in signals):
                continue
            head = layers.head_of(signals[0])
            if denying_grounds(layers, layers.tokens[layers.head_of(b)].head):
                continue
            yield Candidate(head, a, b, signals, None, "learned", _LEARNED)


def _settled(stretch: Stretch, found: Candidate) -> Candidate | None:
    """A proposal with its pronouns resolved, or None where its ends are no ends."""
    cause, effect = resolved(stretch, found.cause), resolved(stretch, found.effect)
    if cause is None or effect is None:
        return None
    cause, effect = _unfronted(stretch, _unclefted(stretch, cause)), _unfronted(stretch, effect)
    cause, effect = _in_line(stretch, cause), _in_line(stretch, effect)
    cause, effect = _unwrapped(stretch, cause), _unwrapped(stretch, effect)
    if not (_names(stretch, cause) and _names(stretch, effect)):
        return None
    if cause[0] < effect[1] and effect[0] < cause[1]:
        return None
    if found.rule == "learned" and (_conceded(stretch, cause) or _conceded(stretch, effect)):
        return None
    if max(cause[1] - cause[0], effect[1] - effect[0]) > LONGEST:
        return None
    return replace(found, cause=cause, effect=effect)


def _unwrapped(stretch: Stretch, span: Span) -> Span:
    """X of "the reason for X" where it is an end itself."""
    layers = stretch.layers
    for i in range(span[0], min(span[0] + 4, span[1] - 2)):
        of = layers.word(i + 1).lower() in {"for", "behind", "of"}
        if of and layers.tokens[i].lemma.lower() in _REASON:
            return i + 2, span[1]
    return span


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
    if {layers.tokens[i].upos for i in range(*span)} == {"VERB", "PRON"}:
        return False  # "left it", without what it was left
    first = layers.tokens[span[0]]
    if _cut_down(stretch, span) or _hollow(stretch, span):
        return False
    if first.upos == "ADP" or layers.word(span[0]).lower() in {"what", "who", "which", "to"}:
        return span[1] - span[0] == 1 and layers.word(span[0]).lower() == "which"
    return not any(
        layers.word(i).lower() == "no" and layers.tokens[i + 1].lemma.lower() in _NO_CHOICE
        for i in range(span[0], span[1] - 1)
    )


def _hollow(stretch: Stretch, span: Span) -> bool:
    """Whether an end only announces what it is: "the first and main point", "another thing"."""
    words = [stretch.layers.tokens[i] for i in range(*span)]
    named = [w.lemma for w in words if w.upos in {"NOUN", "PROPN", "VERB", "NUM"}]
    return bool(named) and set(named) <= _ANNOUNCING


def _cut_down(stretch: Stretch, span: Span) -> bool:
    """Whether an end is a clause without its subject or its predicate, or only points back to itself."""
    layers, words = stretch.layers, range(*span)
    first = layers.word(span[0]).lower()
    if layers.tokens[span[0]].upos == "AUX" and first not in _UNFINITE and len(words) > 1:
        return True
    if first.endswith(("self", "selves")) and layers.tokens[span[0]].upos == "PRON":
        return True
    helping = layers.tokens[span[1] - 1].lemma in {"have", "be", "do"}
    return len(words) == 2 and helping and layers.tokens[span[0]].upos == "PRON"


def _conceded(stretch: Stretch, span: Span) -> bool:
    """Whether "although" or its like opens the end."""
    return span[0] > 0 and stretch.layers.word(span[0] - 1).lower() in _CONCESSIVE


def _judged(layers: Layers, proposals: list[tuple[Candidate, Opinion]]) -> list[FoundCause]:
    """Proposals of one sentence weighed by the model, the weak dropped and the double ones merged."""
    kept: list[FoundCause] = []
    for found, opinion in sorted(proposals, key=lambda pair: -pair[0].trust):
        if found.rule.startswith("learned") and opinion.link < LINKED:
            continue
        made = weighed(layers, found, opinion)
        guess = found.trust < _GUESSED
        whole = made.rule.startswith("because")  # a clause that is explained may hold a relation of its own
        doubted = [o for o in kept if guess or (o.rule == "noun: damage" and not whole)]
        if any(_is_signal(made, other) for other in doubted):
            continue
        if found.rule == "learned" and any(_shares_signal(made, other) for other in kept):
            continue
        double = next((i for i, other in enumerate(kept) if _same(made, other)), None)
        if double is None:
            kept.append(made)
        else:
            kept[double] = _merged(kept[double], made)
    return sorted((k for k in kept if k.confidence >= SURER.get(k.rule, KEPT)), key=lambda k: k.anchor)


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
    read = any(touch(a, b) for a in guess.signals for b in other.signals)
    return read and not _same(guess, other)


def _overlap(a: Span, b: Span) -> bool:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and shared >= 0.5 * min(a[1] - a[0], b[1] - b[0])


def _merged(first: FoundCause, second: FoundCause) -> FoundCause:
    """Two finds of one relation: the words of the more trusted, and the higher confidence of both."""
    confidence = 1 - (1 - first.confidence) * (1 - second.confidence)
    return replace(first, confidence=confidence, sign=first.sign if first.sign is not None else second.sign)

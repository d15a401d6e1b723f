"""What all frames of causal verbs share: the verb as listed, its signal, its subject as the cause."""

from functools import cache

from rashomon.model.annotation import Span
from rashomon.reading.causes.candidates import Candidate, Stretch, span_of
from rashomon.reading.causes.extents import LONGEST, after_be
from rashomon.resources.lists import classes

_POINTERS = {"this", "that", "which", "these", "those"}
_EXPLAINERS = {"reason", "purpose", "goal", "aim", "explanation", "root", "result", "consequence"}
_UNITS = {
    "month",
    "year",
    "week",
    "day",
    "hour",
    "minute",
    "point",
    "percent",
    "vote",
    "metre",
    "meter",
    "mile",
    "%",
    "dollar",
    "euro",
    "cent",
}
_NOMINAL = {"NOUN", "PROPN", "ADJ", "NUM", "ADP", "DET", "SYM", "CCONJ"}
PARTICLES = {
    "up",
    "out",
    "off",
    "down",
    "over",
    "on",
    "away",
    "back",
    "apart",
    "together",
    "about",
    "in",
    "aside",
    "under",
}
SURE, FAIR, SHAKY = 0.8, 0.62, 0.45
"""Trust in a frame: plain, with a verb of many senses, with a person or state as the cause."""


class Key:
    """Lemma of a verb, the same with its particle, and where the particle stands."""

    __slots__ = ("lemma", "particle", "phrasal")

    def __init__(self, lemma: str, phrasal: str, particle: int | None) -> None:
        self.lemma, self.phrasal, self.particle = lemma, phrasal, particle

    def within(self, kind: str) -> bool:
        """Whether the verb, or the verb with its particle, is in a class."""
        listed = classes("causes")[kind]
        return self.phrasal in listed or (self.lemma in listed and not self._other(listed))

    def _other(self, listed: frozenset[str]) -> bool:
        """A particle turns the verb into another one, unless it is listed with it."""
        return self.phrasal not in listed and self.phrasal.partition("_")[2] in PARTICLES


def signal(stretch: Stretch, verb: int, *more: int) -> tuple[Span, ...]:
    """The verb with its auxiliaries and particle, and further words."""
    layers = stretch.layers
    near = [
        c
        for c in layers.children(verb)
        if layers.tokens[c].deprel.partition(":")[0] in {"aux", "advmod"}
        and verb - 4 <= c < verb
        and layers.tokens[c].upos in {"AUX", "PART"}
    ]
    words = [verb, *near]
    spans = [span_of(words)]
    for word in sorted(more):
        if word == spans[-1][1]:
            spans[-1] = (spans[-1][0], word + 1)
        elif word >= spans[-1][1]:
            spans.append((word, word + 1))
    return tuple(spans)


def measures(stretch: Stretch, word: int) -> bool:
    """Whether a phrase tells how much or how long: "by two months"."""
    layers = stretch.layers
    counted = layers.child(word, "nummod") is not None
    return layers.tokens[word].upos == "NUM" or (counted and layers.tokens[word].lemma in _UNITS)


def _continues(stretch: Stretch, verb: int) -> bool:
    """Whether a participle tells what its clause brought: "X fell, prompting Y"."""
    token = stretch.layers.tokens[verb]
    adverbial = token.deprel.partition(":")[0] == "advcl" and stretch.layers.word(verb).lower().endswith(
        "ing"
    )
    return (
        adverbial
        and token.head < verb
        and stretch.layers.child(verb, "aux") is None  # "they suspect X is hastening Y": a clause of its own
        and not _after_noun(stretch, verb)
        and stretch.opened(verb) in {"", "thereby", "thus"}
    )


def _after_noun(stretch: Stretch, verb: int) -> bool:
    """Whether a participle follows a noun at once and tells of it: "a rule barring X"."""
    return verb > 0 and stretch.layers.tokens[verb - 1].upos in {"NOUN", "PROPN"}


def _cause_of(stretch: Stretch, verb: int, effect: int) -> tuple[Span, bool] | None:
    """What the verb's subject names, and whether it is an actor; the matrix clause of a participle."""
    layers = stretch.layers
    head = _doer(stretch, verb)
    if head is None or head == effect or not _may_cause(stretch, head, verb):
        return None
    avoid = {verb, effect}
    at = layers.tokens[verb].head
    while at >= 0 and at != head:  # the clause that holds the verb is no part of its own cause
        if at > verb or layers.tokens[at].upos not in {"NOUN", "PROPN"}:
            avoid.add(at)
        at = layers.tokens[at].head
    group = stretch.group(verb)
    span = stretch.extents.phrase(head, avoid - {head}, stop=group if head < group else None)
    if span is None or span[0] <= verb < span[1]:
        return None
    span = named_by(stretch, head, verb, span)
    if span[1] < group and head < group and not stretch.broken(span[1], group):
        span = (span[0], group)
    if head < group:
        span = (_gerund_before(stretch, stretch.extents.opening(span[0])), span[1])
        span = (_past_preposition(stretch, span[0]), span[1])
        before = span[0] - 1
        if before > 0 and layers.tokens[before].upos == "ADP" and layers.tokens[before - 1].upos == "VERB":
            return None  # a phrase of the verb before: "fell to 5 per cent"
    return span, layers.tokens[head].upos != "VERB" and stretch.actor(head)


def _doer(stretch: Stretch, verb: int) -> int | None:
    """What does what a verb says: its subject, or what a participle continues."""
    head = stretch.subject(verb)
    if head is None and _continues(stretch, verb):
        return stretch.layers.tokens[verb].head
    if head is None and stretch.gerund(verb) and _after_noun(stretch, verb):
        return verb - 1
    return head


def _may_cause(stretch: Stretch, head: int, verb: int) -> bool:
    """Whether a subject names something that can be a cause, and stands in the clause of its verb."""
    layers = stretch.layers
    token = layers.tokens[head]
    if token.lemma in _EXPLAINERS or token.lemma.lower() in classes("directions")["when"]:
        return False
    unnamed = token.upos in {"DET", "PRON"} and layers.word(head).lower() not in _POINTERS
    if unnamed and stretch.under(head, "of") is None:  # "both of these plans" names something
        return False
    return head > verb or not (_across_dash(stretch, head, verb) or _lost(stretch, head, verb))


def named_by(stretch: Stretch, head: int, verb: int, span: Span) -> Span:
    """What a predicate names, where a relative clause goes on: "a surge" of "this is a surge that ..."."""
    layers = stretch.layers
    told = layers.tokens[head].upos == "NOUN" and layers.child(head, "cop") is not None
    related = layers.tokens[verb].head == head and layers.tokens[verb].deprel.startswith("acl")
    return (after_be(layers, span) or span) if told and related else span


def _lost(stretch: Stretch, head: int, verb: int) -> bool:
    """Whether what a relative clause tells of is lost, so that not it but its loss may be the cause."""
    tokens = stretch.layers.tokens
    related = tokens[verb].head == head and tokens[verb].deprel.startswith("acl")
    above = tokens[head].head
    return related and tokens[head].deprel == "obj" and tokens[above].lemma in {"lose", "lack", "miss"}


def _across_dash(stretch: Stretch, subject: int, verb: int) -> bool:
    """Whether one dash alone parts a subject from its verb, so that it stands in an aside."""
    text, tokens = stretch.layers.text, stretch.layers.tokens
    dashes = [
        i
        for i in range(subject + 1, verb)
        if stretch.layers.word(i) in {"-", "–", "—"} and text[tokens[i].start - 1 : tokens[i].start].isspace()
    ]
    own = any(stretch.layers.tokens[i].upos == "AUX" for i in range(subject + 1, min(dashes, default=0)))
    return len(dashes) == 1 and own


def _past_preposition(stretch: Stretch, start: int) -> int:
    """Start of the phrase that a subject lies in: "rises of 10% or more for | the sector | would"."""
    tokens = stretch.layers.tokens
    floor = stretch.layers.sentences[stretch.layers.sentence_of(start)][0]
    at = start
    if at <= floor or tokens[at - 1].upos != "ADP":
        return start
    while at > floor and tokens[at - 1].upos in _NOMINAL:
        at -= 1
    opens = at == floor or tokens[at - 1].upos in {"PUNCT", "SCONJ"}
    return at if opens and tokens[at].upos != "ADP" and start - at < LONGEST else start


def _gerund_before(stretch: Stretch, start: int) -> int:
    """Start of the gerund that governs a subject: "raising rates" where the parse took "rates"."""
    before = start - 1
    floor = stretch.layers.sentences[stretch.layers.sentence_of(start)][0]
    said = classes("connectives")["reporting"]
    if before < floor or not stretch.gerund(before) or stretch.layers.tokens[before].lemma in said:
        return start
    opens = before == floor or stretch.layers.tokens[before - 1].upos in {"PUNCT", "SCONJ", "CCONJ"}
    return before if opens else start


def key(stretch: Stretch, verb: int) -> Key:
    """The verb as it is listed, with a particle that stands beside it or after its object."""
    layers = stretch.layers
    lemma = layers.tokens[verb].lemma
    found = layers.child(verb, "compound:prt")
    if found is None:
        close = [verb + 1] if verb + 1 < len(layers.tokens) else []
        far = [c for c in layers.children(verb) if c > verb and layers.tokens[c].upos in {"ADV", "ADP"}]
        found = next((i for i in close + far if f"{lemma}_{layers.word(i).lower()}" in _phrasal()), None)
    return Key(lemma, f"{lemma}_{layers.word(found).lower()}" if found is not None else "", found)


@cache
def _phrasal() -> frozenset[str]:
    """All listed verbs with a particle."""
    return frozenset(w for words in classes("causes").values() for w in words if "_" in w and " " not in w)


def _meant_by_noun(stretch: Stretch, verb: int) -> bool:
    """Whether an infinitive tells what something is to be: "the priority is to secure X"."""
    layers = stretch.layers
    governor = layers.tokens[verb].head
    group = stretch.group(verb)
    if layers.word(verb - 1).lower() == "to" and any(
        layers.tokens[i].lemma == "be" for i in range(group, verb - 1)
    ):
        return True
    if governor < 0 or not any(layers.word(c).lower() == "to" and c < verb for c in layers.children(verb)):
        return False
    return layers.tokens[governor].lemma == "be" or layers.tokens[governor].upos in {"NOUN", "PROPN"}


def _of_an_infinitive(stretch: Stretch, verb: int) -> bool:
    """Whether a bare verb goes on an infinitive under a noun: "tools to track and block calls"."""
    token = stretch.layers.tokens[verb]
    first = token.head
    return (
        token.deprel == "conj"
        and first >= 0
        and stretch.layers.tokens[first].deprel == "acl"
        and stretch.layers.word(first - 1).lower() == "to"
    )


def subject_causes(
    stretch: Stretch,
    verb: int,
    effect: tuple[int, Span | None],
    polarity: int | None,
    rule: str,
    *signals: int,
    thing: bool = False,
    effect_way: int | None = 0,
) -> Candidate | None:
    """Subject as cause, some span as effect; ``thing``: no actor may be the subject."""
    head, span = effect
    cause = _cause_of(stretch, verb, head)
    if cause is None or span is None or _of_an_infinitive(stretch, verb):
        return None
    words, actor = cause
    if actor or _meant_by_noun(stretch, verb):
        return None  # what somebody does is a step, not a cause
    trust = FAIR if thing else SURE
    return Candidate(
        verb, words, span, signal(stretch, verb, *signals), polarity, rule, trust, effect_way=effect_way
    )

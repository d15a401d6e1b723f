"""Candidate events told by nouns: "the bombing of X by Y", "talks between X and Y", "a coup attempt"."""

from rashomon.reading.events.deed import SYMMETRIC, Deed, doer_of, doers, people, tidy, with_object
from rashomon.reading.events.participants import can_act, label
from rashomon.reading.events.sides import after, agent, complements, patient, preposition
from rashomon.reading.events.words import EventWords, event_words
from rashomon.reading.parsing.layers import Layers
from rashomon.resources import states

_SUBJECTIVE = frozenset(
    {"CONSULT", "PROTEST", "THREATEN", "AGREE", "RETREAT", "CONCEDE", "COOPERATE", "REQUEST"}
)
"""Roots whose nouns have the source in an "of" phrase: "the resignation of X"."""
_TIES = frozenset({"on", "against", "to", "with", "for", "into", "upon"})
_INTO = frozenset({"into", "against"})
"""Prepositions between an event noun and its target."""
_AT_WHICH = frozenset({"after", "following", "during", "at", "in", "before", "since"})
"""Prepositions before a meeting of whoever the clause is about."""
_TRIES = frozenset({"attempt", "bid", "plot", "try", "effort"})
_CALLING = frozenset({"call", "describe", "label", "brand", "term", "consider"})
_HARMING = frozenset({"kill", "wound", "injure", "hit", "strike", "destroy"})
"""Verbs whose subject may be an attack: "the bombing killed nine"."""


def hyphened(layers: Layers, i: int, words: EventWords) -> Deed | None:
    """An event noun of two words joined by a hyphen, whatever the parse makes of it: "take-over"."""
    if i + 2 >= len(layers.tokens) or layers.word(i + 1) != "-":
        return None
    joined = layers.phrase((i, i + 3)).lower()
    top = i if layers.tokens[i].head not in {i + 1, i + 2} else i + 2
    return noun_deed(layers, top, words, joined, [i, i + 1, i + 2]) if joined in words.nouns else None


def noun_deed(
    layers: Layers, noun: int, words: EventWords, name: str | None = None, trigger: list[int] | None = None
) -> Deed | None:
    """The event that a noun tells; ``name`` is its lemma where that is not its own."""
    name = name or layers.tokens[noun].lemma.lower()
    if done := _nominal(layers, noun, words):
        return done
    top, meanings = _top(layers, noun), words.nouns.get(name)
    if not meanings or top is None or _called(layers, top) or _whichever(layers, top):
        return None
    trigger = [*(trigger or [noun]), *([top] if top != noun else [])]
    deed = Deed(top, trigger, meanings, "noun", sure=name not in words.general["loose"])
    _noun_sides(layers, top, deed)
    _elsewhere(layers, top, deed)
    tidy(layers, deed)
    if deed.sources and deed.targets:
        return deed
    if deed.root in SYMMETRIC and deed.meanings[0].mode != "visit":
        return None  # whose meeting with whom
    somebody = any(can_act(layers, s) for s in (*deed.sources, *deed.targets))
    alone = name in words.general["standalone"] and _definite(layers, top)
    return deed if deed.sure and (somebody or alone) else None


def _top(layers: Layers, noun: int) -> int | None:
    """The noun itself, or the attempt that it is part of; None where it only says of what kind another is."""
    token = layers.tokens[noun]
    if token.deprel not in {"compound", "amod", "flat", "nmod:desc"}:
        return noun
    return token.head if token.head >= 0 and layers.tokens[token.head].lemma in _TRIES else None


def _called(layers: Layers, noun: int) -> bool:
    """Whether it is only what somebody calls something: "called the move a coup"."""
    token = layers.tokens[noun]
    return token.deprel in {"xcomp", "obl"} and layers.tokens[token.head].lemma in _CALLING


def _whichever(layers: Layers, noun: int) -> bool:
    """Whether it is none in particular: "any inquiry that may follow"."""
    return any(layers.word(c).lower() == "any" for c in layers.children(noun) if c < noun)


def _definite(layers: Layers, noun: int) -> bool:
    """Whether it is one deed, not a kind of deeds: "the coup", "a massacre", "coups in 2021"."""
    children = list(layers.children(noun))
    if layers.word(noun).lower() != layers.tokens[noun].lemma.lower():
        return False  # "the coups of past years"
    if any(layers.tokens[c].deprel in {"det", "nmod:poss", "nummod", "nmod", "amod"} for c in children):
        return True
    return layers.tokens[noun].upos == "PROPN" or layers.tokens[noun].deprel == "compound"


def _elsewhere(layers: Layers, noun: int, deed: Deed) -> None:
    """Sides that stand outside the noun phrase: "Orlo-Ness talks", "after a meeting with X, Y said"."""
    if deed.root not in SYMMETRIC:
        return
    pair = _hyphened_pair(layers, noun)
    if pair is not None:
        deed.sources, deed.targets = [pair[0]], [pair[1]]
    above = layers.tokens[noun].head
    low = min([noun, *layers.children(noun)])
    led = layers.word(low).lower() in _AT_WHICH or preposition(layers, noun) in _AT_WHICH
    told = led and above >= 0 and layers.tokens[above].upos == "VERB"
    if told and deed.targets and not deed.sources:
        deed.sources = doers(layers, agent(layers, above))[0]


def _hyphened_pair(layers: Layers, noun: int) -> tuple[int, int] | None:
    first, second = noun - 3, noun - 1
    if first < 0 or layers.word(noun - 2) not in {"-", "–"}:
        return None
    both = all(layers.tokens[w].upos == "PROPN" and can_act(layers, w) for w in (first, second))
    return (first, second) if both else None


def _nominal(layers: Layers, noun: int, words: EventWords) -> Deed | None:
    """The noun of a verb, with what would be its object: "the suspension of aid to X"."""
    verb = words.nominal.get(layers.tokens[noun].lemma.lower())
    of = next(complements(layers, noun, {"of"}), None) if verb else None
    of = after(layers, noun, {"of"}) if verb and of is None else of
    if verb is None or of is None:
        return None
    meanings = words.phrases.get((verb, layers.tokens[of].lemma.lower()))
    if not meanings:
        return None
    deed = Deed(noun, [noun, of], meanings, "nominal")
    with_object(layers, deed, of, words)
    for at in complements(layers, noun, words.targets[deed.root]):
        deed.targets = deed.targets or (people(layers, at) if at != of else [])
    deed.sources = people(layers, doer_of(layers, noun))
    if deed.root in SYMMETRIC:  # what is exchanged is no side
        deed.targets = [t for t in deed.targets if t != of]
    above = layers.tokens[noun].head
    if not deed.sources and above >= 0 and layers.tokens[above].lemma in words.general["light"]:
        deed.sources = doers(layers, agent(layers, above))[0]
    tidy(layers, deed)
    return deed if any(can_act(layers, s) for s in (*deed.sources, *deed.targets)) else None


def _makers(layers: Layers, noun: int, deed: Deed) -> list[int]:
    """Who did it; a place or a weapon before the noun did nothing: "the Orsk attack", "drone strikes"."""
    doer = doer_of(layers, noun)
    if doer is None or layers.tokens[doer].lemma.lower() in event_words().general["weapons"]:
        return []
    if deed.meanings[0].mode == "investigate" and _topic(layers, doer):
        return []
    if _undergone(layers, noun, doer):
        deed.targets = people(layers, doer, suffering=True)
        return []
    where = label(layers, doer) == "LOC" and layers.word(doer).lower() not in states.adjectives()
    before = layers.tokens[doer].deprel in {"compound", "nmod", "nmod:desc", "flat"} and doer < noun
    internal = layers.tokens[noun].lemma in event_words().general["internal"]
    if deed.root not in event_words().intent["hostile"] or not where or not (before or internal):
        return people(layers, doer) if not (internal and _place_like(layers, doer)) else []
    if layers.word(doer).replace(".", "").isupper():
        return people(layers, doer)  # "US", "EU": as often an adjective
    if deed.root == "SANCTION":
        deed.targets = people(layers, doer)
    return []


def _charged(layers: Layers, above: int) -> bool:
    """Whether a noun hangs on blame, or on a verb that lays it on somebody."""
    over = (above, layers.child(above, "obj")) if above >= 0 else ()
    return any(w is not None and layers.tokens[w].lemma in event_words().general["charge"] for w in over)


def _topic(layers: Layers, doer: int) -> bool:
    """Whether a name before an inquiry says what it is about: "the Orlo-7 inquiry", not "the UN inquiry"."""
    before = layers.tokens[doer].deprel in {"compound", "nmod", "nmod:desc", "flat"}
    plain = layers.word(doer).lower()
    known = plain in states.adjectives() or plain in states.names() or label(layers, doer) == "ORG"
    return before and layers.tokens[doer].upos == "PROPN" and not known


def _undergone(layers: Layers, noun: int, doer: int) -> bool:
    """Whether the possessor is whom it was done to: "Orlo's overthrow", not "Orlo's killing of Ness"."""
    if layers.tokens[noun].lemma not in event_words().general["undergone"]:
        return False
    possessor = layers.tokens[doer].deprel == "nmod:poss" and doer < noun
    power = layers.word(doer).lower() in states.names()
    return possessor and not power and next(complements(layers, noun, {"of"}), None) is None


def _place_like(layers: Layers, word: int) -> bool:
    """Whether a word names a place or those who live there: "Ness's coup", "the region's coup"."""
    plain = layers.tokens[word].lemma.lower()
    return label(layers, word) == "LOC" or plain in event_words().general["places"]


def _noun_sides(layers: Layers, noun: int, deed: Deed) -> None:
    between = next(complements(layers, noun, {"between", "among"}), None)
    if between is not None:
        sides = people(layers, between)
        deed.sources, deed.targets = sides[:1], sides[1:]
        return
    deed.sources = _makers(layers, noun, deed)
    above = layers.tokens[noun].head
    verb = above if above >= 0 and layers.tokens[above].upos == "VERB" else None
    got = verb is not None and layers.tokens[verb].lemma in event_words().general["getting"]
    of = next(complements(layers, noun, {"of", "from"} if got else {"of"}), None)
    by_of = event_words().general["done_by"]
    if of is not None and (got or deed.root in _SUBJECTIVE or layers.tokens[noun].lemma in by_of):
        deed.sources = deed.sources or people(layers, of)
    elif of is not None:
        deed.targets = people(layers, of, suffering=True)
    if deed.root != "RETREAT":
        deed.sources = deed.sources or people(layers, next(complements(layers, noun, {"from"}), None))
    ties = _TIES | {"from"} if deed.root == "RETREAT" else _TIES
    if _charged(layers, above):
        ties = ties - {"on"}  # "blame for the attack on X" may be put on X
    for at in complements(layers, noun, ties):
        deed.targets = deed.targets or people(layers, at, suffering=True)
    if deed.root == "ACCUSE":
        deed.targets = deed.targets or people(layers, after(layers, noun, _INTO))
    if verb is not None and got and not deed.targets:
        deed.targets = doers(layers, agent(layers, verb))[0]
    if verb is not None and layers.tokens[noun].deprel == "nsubj" and layers.tokens[verb].lemma in _HARMING:
        deed.targets = deed.targets or people(layers, patient(layers, verb), suffering=True)

"""Candidate events told by nouns: "the bombing of X by Y", "talks between X and Y", "a coup attempt"."""

from rashomon.reading.events.deed import Deed, doer_of, doers, people, tidy, with_object
from rashomon.reading.events.participants import can_act
from rashomon.reading.events.sides import agent, complements, patient
from rashomon.reading.events.words import EventWords, event_words
from rashomon.reading.parsing.layers import Layers

_SUBJECTIVE = frozenset(
    {"CONSULT", "PROTEST", "THREATEN", "AGREE", "RETREAT", "CONCEDE", "COOPERATE", "REQUEST"}
)
"""Roots whose nouns have the source in an "of" phrase: "the resignation of X"."""
_TIES = frozenset({"on", "against", "to", "with", "for", "into", "upon"})
"""Prepositions between an event noun and its target."""
_TRIES = frozenset({"attempt", "bid", "plot", "try", "effort"})
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
    token = layers.tokens[noun]
    name = name or token.lemma.lower()
    if done := _nominal(layers, noun, words):
        return done
    meanings = words.nouns.get(name)
    if not meanings:
        return None
    top, trigger = noun, trigger or [noun]
    if token.deprel in {"compound", "amod", "flat", "nmod:desc"}:
        if token.head < 0 or layers.tokens[token.head].lemma not in _TRIES:
            return None
        top, trigger = token.head, [*trigger, token.head]
    deed = Deed(top, trigger, meanings, "noun", sure=name not in words.general["loose"])
    _noun_sides(layers, top, deed)
    tidy(deed)
    if deed.sources and deed.targets:
        return deed
    somebody = any(can_act(layers, s) for s in (*deed.sources, *deed.targets))
    return deed if deed.sure and (somebody or name in words.general["standalone"]) else None


def _nominal(layers: Layers, noun: int, words: EventWords) -> Deed | None:
    """The noun of a verb, with what would be its object: "the suspension of aid to X"."""
    verb = words.nominal.get(layers.tokens[noun].lemma.lower())
    of = next(complements(layers, noun, {"of"}), None) if verb else None
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
    above = layers.tokens[noun].head
    if not deed.sources and above >= 0 and layers.tokens[above].lemma in words.general["light"]:
        deed.sources = doers(layers, agent(layers, above))[0]
    tidy(deed)
    return deed if any(can_act(layers, s) for s in (*deed.sources, *deed.targets)) else None


def _noun_sides(layers: Layers, noun: int, deed: Deed) -> None:
    between = next(complements(layers, noun, {"between", "among"}), None)
    if between is not None:
        sides = people(layers, between)
        deed.sources, deed.targets = sides[:1], sides[1:]
        return
    deed.sources = people(layers, doer_of(layers, noun))
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
    for at in complements(layers, noun, _TIES if deed.root != "RETREAT" else _TIES | {"from"}):
        deed.targets = deed.targets or people(layers, at, suffering=True)
    if verb is not None and got and not deed.targets:
        deed.targets = doers(layers, agent(layers, verb))[0]
    if verb is not None and layers.tokens[noun].deprel == "nsubj" and layers.tokens[verb].lemma in _HARMING:
        deed.targets = deed.targets or people(layers, patient(layers, verb), suffering=True)

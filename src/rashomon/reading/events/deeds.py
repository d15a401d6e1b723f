"""Candidate events: words that may tell one, with the nouns that stand at their sides.

A candidate is a verb, a verb with its object ("imposed sanctions", "held talks"), an intention
("agreed to withdraw", "refused to meet") or an event noun ("the bombing of X by Y"). Nothing is coded
by default: a word that is in no list, or whose subject cannot act, gives no candidate.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rashomon.model.statement import PloverType
from rashomon.reading.events.deed import (
    SPEAKING,
    SYMMETRIC,
    Deed,
    doer_of,
    doers,
    people,
    somebody_behind,
    tidy,
    with_object,
)
from rashomon.reading.events.nouns import hyphened, noun_deed
from rashomon.reading.events.participants import agrees, can_act, can_suffer
from rashomon.reading.events.plausible import by_civilians, unlikely
from rashomon.reading.events.sides import (
    after,
    agent,
    behind,
    complements,
    obliques,
    passive,
    patient,
    preposition,
    subject,
)
from rashomon.reading.events.words import EventWords, Meaning, event_words
from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes

__all__ = ["SYMMETRIC", "Deed", "deeds"]

_PARTICLES = frozenset({"in", "over", "up", "off", "down", "out", "back"})
"""Prepositions that mean something else as a particle of their verb."""
_ALONE = frozenset({"PROTEST", "RETREAT", "MOBILIZE", "CONCEDE"})
"""Roots that need no target."""
_THIRD = frozenset({"he", "she", "they"})
"""Subjects that are somebody, even where it is not clear who."""


def deeds(layers: Layers, sentence: int) -> list[Deed]:
    """Candidates of one sentence, in order."""
    words = event_words()
    start, end = layers.sentences[sentence]
    found: list[Deed] = []
    taken: set[int] = set()
    for i in range(start, end):
        upos = layers.tokens[i].upos
        if upos != "PUNCT" and (deed := hyphened(layers, i, words)):
            found.append(deed)
            taken.update(deed.trigger)
        if i in taken or upos not in {"VERB", "ADJ"} or layers.tokens[i].deprel == "amod":
            continue
        deed = _intent(layers, i, words, taken) or (_verb(layers, i, words) if upos == "VERB" else None)
        if deed:
            found.append(deed)
            taken.update(deed.trigger)
    nouns = (i for i in range(start, end) if i not in taken and layers.tokens[i].upos in {"NOUN", "PROPN"})
    found += [deed for i in nouns if (deed := noun_deed(layers, i, words))]
    return sorted(found, key=lambda d: d.anchor)


def _keys(layers: Layers, verb: int) -> list[str]:
    """A verb with its particle, with the prepositions of its phrases, and alone."""
    lemma = layers.tokens[verb].lemma.lower()
    found: list[str] = []
    own = patient(layers, verb)
    takes = own is not None and own > verb
    for child in layers.children(verb):
        relation = layers.tokens[child].deprel
        if relation == "compound:prt" or (relation == "advmod" and child in {verb + 1, verb + 2}):
            found.append(layers.word(child).lower())
        elif relation in {"xcomp", "ccomp"} and layers.tokens[child].upos == "ADJ":
            found.append(layers.tokens[child].lemma)
        elif child > verb and _phrasal(layers, child) and _reaches(layers, child):
            tie = preposition(layers, child)
            if not takes or tie not in _PARTICLES:  # "took place in Orsk" is not "took in"
                found.append(tie)
    if own is not None and takes:  # the tree may hang "with contempt" on whom one charges
        found += [preposition(layers, c) for c in layers.children(own) if c > own and _phrasal(layers, c)]
    if verb + 1 < len(layers.tokens) and layers.tokens[verb + 1].upos in {"ADV", "ADJ"}:
        found.append(layers.word(verb + 1).lower())
    tied = [f"{lemma}_{tie}" for tie in dict.fromkeys(found)]
    return tied if _particle(layers, verb) else [*tied, lemma]  # "take up" is not "take"


def _phrasal(layers: Layers, noun: int) -> bool:
    """Whether a noun stands in a phrase with a preposition."""
    relation = layers.tokens[noun].deprel.partition(":")[0]
    return relation in {"obl", "nmod", "obj"} and layers.child(noun, "case") is not None


def _reaches(layers: Layers, noun: int) -> bool:
    """Whether a phrase names or belongs to somebody."""
    pronoun = layers.tokens[noun].upos == "PRON"
    return pronoun or can_suffer(layers, noun) or behind(layers, noun) is not None


def _intent(layers: Layers, verb: int, words: EventWords, taken: set[int]) -> Deed | None:
    """What somebody agrees, threatens, refuses or asks to be done."""
    keys = _keys(layers, verb)
    kinds = (k for k in _INTENTS for key in keys if key in words.intent[k])
    kind = next(kinds, None)
    deed = _meant(layers, verb, kind) if kind else None
    if kind is None or deed is None or _phrase(layers, verb, keys, words):
        return None
    inner = _verb(layers, deed, words)
    meant = _kind(layers, verb, deed, kind, inner)
    found = _intended(layers, verb, deed, meant, inner) if meant else None
    if found is not None:
        tidy(layers, found)
        taken.update(found.trigger)
    return found


def _kind(layers: Layers, verb: int, deed: int, kind: str, inner: Deed | None) -> str | None:
    """What the intention is, by what is meant to be done; None where it is none towards anybody."""
    words, lemma = event_words(), layers.tokens[verb].lemma
    hostile = inner is not None and inner.root in words.intent["hostile"]
    if kind == "threaten" and lemma in words.intent["promising"] and not hostile:
        return "agree" if inner else None
    if kind == "threaten" and lemma in words.intent["cautioning"]:  # of one's own deed, not of a danger
        return kind if hostile and layers.child(deed, "nsubj") is None else None
    if kind == "reject" and inner and hostile and inner.root != "MOBILIZE":
        return None
    says = kind == "reject" and layers.tokens[deed].lemma in words.general["answering"]
    if kind == "agree" and inner is None:
        return None
    return None if says else kind  # "declined to comment"


def _intended(layers: Layers, verb: int, deed: int, kind: str, inner: Deed | None) -> Deed | None:
    """The intention with its sides."""
    hostile = inner is not None and inner.root in event_words().intent["hostile"] and kind == "agree"
    trigger = [verb, *_particle(layers, verb), *(inner.trigger if inner else [deed])]
    found = Deed(verb, trigger, [Meaning(_INTENTS[kind])], f"intent:{kind}")
    acts = layers.tokens[verb].upos == "VERB"
    found.sources, given = doers(layers, agent(layers, verb) if acts else subject(layers, verb))
    found.targets = _asked(layers, verb, deed) if kind == "request" else people(layers, _object(layers, verb))
    if kind == "agree" and not found.targets:
        found.targets = people(layers, next(obliques(layers, verb, {"with", "to"}), None))
    if hostile and len(found.sources) < 2 and not found.targets:
        return None  # one who agrees to a hostile deed does no good to whom it is done
    if not found.targets and kind != "request" and not hostile:
        found.targets = _meant_for(layers, found, deed, inner)
    if kind == "request" and layers.tokens[verb].lemma == "order" and _to_end(layers, deed):
        found.meanings = [Meaning("COERCE")]
    found.sure = inner is not None or kind in {"reject", "request"}
    unmeant = kind == "request" and not found.targets and layers.tokens[verb].lemma not in {"demand", "call"}
    if unmeant or (given and not found.sources) or not (found.sources or found.targets):
        return None
    return found


def _meant_for(layers: Layers, intent: Deed, deed: int, inner: Deed | None) -> list[int]:
    """To whom one means to do it; who refuses to free or name somebody turns away another."""
    if intent.root == "REJECT" and patient(layers, intent.anchor) is None:
        clear = inner is not None and inner.root in _REFUSED and inner.meanings[0].mode != "release"
        return inner.targets if inner and clear else []
    return inner.targets if inner else _reached(layers, deed)


_REFUSED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AGREE", "AID", "CONCEDE", "RETREAT", "REQUEST"})
"""Roots of deeds whose refusal turns away those to whom they would be done."""


def _to_end(layers: Layers, deed: int) -> bool:
    """Whether an order is to end or leave something: "ordered the paper to close"."""
    return layers.tokens[deed].lemma in event_words().general["ending"]


_INTENTS: dict[str, PloverType] = {
    "request": "REQUEST",
    "reject": "REJECT",
    "threaten": "THREATEN",
    "agree": "AGREE",
}
"""Root of an intention by the class of its verb."""


def _meant(layers: Layers, verb: int, kind: str) -> int | None:
    """The infinitive or clause that says what is meant."""
    deed = layers.child(verb, "xcomp", "ccomp", "advcl")
    if (
        deed is None
        or deed < verb
        or layers.tokens[deed].upos != "VERB"
        or layers.tokens[verb].deprel == "amod"
    ):
        return None
    return deed if _infinitive(layers, deed, kind) else None


def _object(layers: Layers, verb: int) -> int | None:
    return patient(layers, verb) if layers.tokens[verb].upos == "VERB" else None


def _asked(layers: Layers, verb: int, deed: int) -> list[int]:
    """Whom somebody asks to do something."""
    places = (
        _object(layers, verb),
        next(obliques(layers, verb, {"on", "upon", "to", "with", "from"}), None),
        layers.child(deed, "nsubj"),
        next(_for(layers, verb, deed), None),
    )
    at = next((p for p in places if p is not None), None)
    return people(layers, at)


def _infinitive(layers: Layers, deed: int, kind: str) -> bool:
    marked = any(
        layers.tokens[c].deprel == "mark" and layers.word(c).lower() in {"to", "that"}
        for c in layers.children(deed)
    )
    return marked or (kind == "request" and layers.tokens[deed].deprel == "ccomp")


def _for(layers: Layers, verb: int, deed: int) -> Iterator[int]:
    """Who is to do it: "called for X to leave"."""
    yield from obliques(layers, verb, {"for"})
    yield from obliques(layers, deed, {"for"})


def _particle(layers: Layers, verb: int) -> list[int]:
    return [c for c in layers.children(verb) if layers.tokens[c].deprel == "compound:prt"]


def _reached(layers: Layers, verb: int) -> list[int]:
    """Somebody among the complements of a verb that is in no list."""
    at = patient(layers, verb)
    if at is not None:
        return people(layers, at) or people(layers, behind(layers, at))
    return next(
        (
            p
            for o in obliques(layers, verb, {"with", "to", "on", "against", "from"})
            if (p := people(layers, o) or people(layers, behind(layers, o)))
        ),
        [],
    )


def _verb(layers: Layers, verb: int, words: EventWords) -> Deed | None:
    keys = _keys(layers, verb)
    found = _phrase(layers, verb, keys, words) or _plain(layers, verb, keys, words)
    if found is None:
        return None
    doer = agent(layers, verb)
    found.sources, given = doers(layers, doer)
    if doer is not None and not found.sources:
        found.sources = _sayer(layers, verb, doer)
    if found.root in SYMMETRIC and passive(layers, verb) and not found.targets and len(found.sources) > 1:
        return None  # "attended by X and Y" does not say who met whom
    lemma = layers.tokens[doer].lemma if doer is not None else ""
    if doer is not None and not found.sources and (lemma in words.nouns or lemma in words.general["means"]):
        found.sources = people(layers, doer_of(layers, doer))
        found.trigger.append(doer)
        named = bool(found.sources) or found.rule == "verb"
        return found if named and _whole(layers, found) else None
    if len(found.sources) > 1 and not found.targets and _each_other(layers, verb):
        return replace(found, targets=[*found.sources])
    nobody = given and (subject(layers, verb) is not None or passive(layers, verb))
    lost = (
        not given and not passive(layers, verb) and (doer is None or layers.word(doer).lower() not in _THIRD)
    )
    if not found.sources and (nobody or lost):
        return None
    return _promised(layers, by_civilians(layers, found), words) if _whole(layers, found) else None


def _each_other(layers: Layers, verb: int) -> bool:
    """Whether several do it to one another."""
    return verb + 2 < len(layers.tokens) and layers.phrase((verb + 1, verb + 3)).lower() in {
        "each other",
        "one another",
    }


def _sayer(layers: Layers, verb: int, doer: int) -> list[int]:
    """Who says of themselves that they do it: "the union said it will strike"."""
    above = layers.tokens[verb].head
    spoken = above >= 0 and layers.tokens[verb].deprel == "ccomp" and layers.tokens[above].lemma in _saying()
    if not spoken or layers.tokens[doer].upos != "PRON":
        return []
    return [s for s in people(layers, agent(layers, above)) if agrees(layers, s, doer)]


def _promised(layers: Layers, deed: Deed, words: EventWords) -> Deed:
    """What somebody says they will do is a promise, a threat or, denied, a refusal (PLOVER's codebook)."""
    verb = deed.anchor
    above = layers.tokens[verb].head
    saying = above >= 0 and layers.tokens[verb].deprel == "ccomp" and layers.tokens[above].lemma in _saying()
    helpers = {layers.word(c).lower() for c in layers.children(verb) if layers.tokens[c].deprel == "aux"}
    if not saying or not helpers & {"will", "would", "'ll", "’ll", "wo"} or deed.root == "CONSULT":
        return deed
    if not deed.sources or people(layers, agent(layers, above))[:1] != deed.sources[:1]:
        return deed
    refused = any(layers.tokens[c].lemma in {"not", "never"} for c in layers.children(verb))
    friendly = deed.root in words.intent["friendly"]
    root: PloverType = "REJECT" if refused else "AGREE" if friendly else "THREATEN"
    if (refused and not friendly) or (root == "THREATEN" and deed.root not in _THREATS):
        return deed
    return replace(
        deed, meanings=[Meaning(root)], rule=_PROMISES[root], trigger=[above, *deed.trigger], anchor=above
    )


_PROMISES: dict[str, str] = {
    "REJECT": "intent:reject",
    "AGREE": "intent:agree",
    "THREATEN": "intent:threaten",
}
_THREATS = frozenset({"SANCTION", "ASSAULT", "COERCE", "PROTEST", "REJECT"})
"""Roots of deeds that one threatens with by announcing them."""


def _saying() -> frozenset[str]:
    return classes("reporting")["say"] | classes("reporting")["promise"]


def _phrase(layers: Layers, verb: int, keys: list[str], words: EventWords) -> Deed | None:
    """A verb and its object that mean an event together, or a light verb and an event noun."""
    thing = patient(layers, verb)
    if thing is None or layers.tokens[thing].upos not in {"NOUN", "PROPN", "ADJ", "NUM", "SYM", "VERB"}:
        return None
    if _held(layers, verb, thing):
        return None
    names = [layers.tokens[thing].lemma.lower()]
    names += [
        layers.tokens[c].lemma.lower()
        for c in layers.children(thing)
        if layers.tokens[c].deprel in {"compound", "amod"}
    ]
    if layers.tokens[thing].upos == "NUM" or names[0] in _COUNTS:
        counted = next(complements(layers, thing, {"of"}), None)
        counted = after(layers, thing, {"of"}) if counted is None else counted
        if counted is not None:
            thing = counted
            names += [layers.tokens[counted].lemma.lower()]
    for key in keys:
        for name in names:
            if meanings := words.phrases.get((key, name)):
                return with_object(
                    layers,
                    Deed(verb, [verb, *_particle(layers, verb), thing], meanings, "phrase"),
                    thing,
                    words,
                )
    if names[0] in words.nouns and any(key in words.general["light"] for key in keys):
        sure = names[0] not in words.general["loose"]
        light = Deed(verb, [verb, thing], words.nouns[names[0]], "light", sure=sure)
        return with_object(layers, light, thing, words)
    return None


def _held(layers: Layers, verb: int, thing: int) -> bool:
    """Whether a participle says as what somebody is held: "others held prisoner in Orlo"."""
    as_what = layers.tokens[thing].lemma in {"prisoner", "hostage", "captive"} and thing == verb + 1
    return (
        as_what and layers.word(thing).lower() == layers.tokens[thing].lemma and subject(layers, verb) is None
    )


_COUNTS = frozenset(
    {"dozen", "hundred", "thousand", "million", "billion", "number", "series", "group", "lot", "round"}
    | {"package", "wave", "raft", "string", "slew", "batch", "spate", "set", "couple", "range"}
)


def _plain(layers: Layers, verb: int, keys: list[str], words: EventWords) -> Deed | None:
    """A verb that means an event by itself."""
    for key in keys:
        meanings = words.verbs.get(key)
        if not meanings or (meanings[0].root == "PROTEST" and layers.child(verb, "ccomp") is not None):
            continue  # "demonstrates that ..." is no demonstration
        deed = Deed(
            verb,
            [verb, *_particle(layers, verb)],
            meanings,
            "verb",
            sure=key not in words.general["ambiguous"],
        )
        tie = key.partition("_")[2]
        _plain_targets(layers, deed, tie, words)
        return deed
    return None


def _plain_targets(layers: Layers, deed: Deed, tie: str, words: EventWords) -> None:
    """Find the target of a verb: the phrase of its preposition, its object, another phrase."""
    verb = deed.anchor
    tied = frozenset({tie}) if tie and len(deed.trigger) == 1 else frozenset()
    own = patient(layers, verb)
    if layers.tokens[verb].lemma in words.general["topical"]:  # what is discussed is no side of it
        deed.targets = people(layers, next(obliques(layers, verb, {"with"}), _along(layers, verb)))
        return
    if deed.root == "REQUEST" and layers.tokens[verb].lemma in words.general["demanding"]:
        own = own if not passive(layers, verb) else None  # "the rights demanded for them"
    if layers.tokens[verb].lemma in words.general["quitting"]:
        deed.targets, deed.abstract = [], False  # whom one leaves is no side of it
        deed.sure = deed.sure or next(obliques(layers, verb, {"from", "as"}), None) is not None
        return
    if own is not None and (tie == "from" or deed.root == "ACCUSE"):
        _first_of(layers, deed, [own])  # "suspended X from the council", "charged X with"
    _first_of(layers, deed, obliques(layers, verb, tied))
    if own is not None and not deed.targets:
        _first_of(layers, deed, [own])
        deed.abstract = not deed.targets
    if not deed.targets and (own is None or deed.root in {"REQUEST", "ACCUSE", "AID"}):
        ties = words.targets[deed.root] - {"in", "of", "at", "for", "into", "over"}
        _first_of(layers, deed, obliques(layers, verb, ties))


def _along(layers: Layers, verb: int) -> int | None:
    """Whoever follows the next "with", where the parse hangs it elsewhere."""
    end = layers.sentences[layers.sentence_of(verb)][1]
    for at in range(verb + 1, end):
        if layers.word(at).lower() == "with":
            return after(layers, at - 1, {"with"})
        if layers.tokens[at].upos in {"VERB", "AUX"}:
            break
    return None


def _first_of(layers: Layers, deed: Deed, places: Iterable[int]) -> None:
    """The first of some phrases that names somebody, or belongs to somebody where one speaks of it."""
    for at in places:
        deed.targets = deed.targets or people(layers, at, suffering=True)
        if deed.sure and deed.root in SPEAKING:
            deed.targets = deed.targets or people(layers, somebody_behind(layers, at))


def _whole(layers: Layers, deed: Deed) -> bool:
    """Whether there is enough of an event: sides that its words call for."""
    tidy(layers, deed)
    if unlikely(layers, deed):
        return False
    if not deed.sources and not any(can_act(layers, t) for t in deed.targets):
        return False
    if deed.rule != "verb":
        return deed.sure or bool(deed.sources and deed.targets)
    if deed.targets:
        return deed.sure or bool(deed.sources)
    if not deed.sources:
        return False
    return deed.sure and deed.root in {"ACCUSE", "REJECT"} if deed.abstract else deed.root in _ALONE

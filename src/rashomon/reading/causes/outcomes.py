"""Verbs that tell what becomes of their object: "X forced Y to do Z", "X kept Y alive", "X cost Y Z"."""

from rashomon.model.annotation import Span
from rashomon.reading.causes.candidates import Candidate, Stretch
from rashomon.reading.causes.frames import FAIR, Key, signal, subject_causes
from rashomon.reading.directions import is_bad
from rashomon.resources.lists import classes

_OUTCOMES = {"xcomp", "advmod", "obl", "amod", "advcl"}


def make_do(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    """Frames such as "X forced Y to do Z": the effect is "Y to do Z"."""
    layers = stretch.layers
    if not key.within("make_do"):
        return None
    deed = layers.child(verb, "xcomp", "ccomp")
    if deed is None or deed < verb or layers.tokens[deed].upos not in {"VERB", "AUX"}:
        return None
    marked = layers.word(deed - 1).lower() == "to" or any(
        layers.word(c).lower() == "to" for c in layers.children(deed) if c < deed
    )
    if layers.word(deed).lower().endswith("ing") or (not marked and key.lemma not in {"make", "let", "help"}):
        return None
    span = stretch.extents.block(deed)
    if span is None:
        return None
    last = stretch.object(deed)
    done = stretch.extents.phrase(last) if last is not None and last > deed else None
    span = verb + 1, max(span[1], done[1] if done is not None else 0)
    if span[0] >= span[1] or stretch.layers.word(span[0]).lower() in {",", "that", "it"}:
        return None
    common = key.lemma in classes("causes")["make_do_thing"]
    return subject_causes(stretch, verb, (deed, span), 1, "make-do", thing=common)


def make_do_passive(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    """Frames such as "Y was forced by X to do Z"."""
    layers = stretch.layers
    agent = layers.child(verb, "obl:agent") or stretch.under(verb, "by")
    deed = layers.child(verb, "xcomp", "ccomp", "advcl")
    if agent is None or deed is None or not key.within("make_do") or deed == agent:
        return None
    cause, effect = stretch.extents.block(agent, {deed}), stretch.extents.block(deed)
    if cause is None or effect is None or stretch.actor(agent):
        return None
    return Candidate(verb, cause, effect, signal(stretch, verb), 1, "make-do", FAIR)


def keep_from(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    """Frames such as "X kept Y from doing Z": less of Y's doing Z."""
    if not key.within("keep_from"):
        return None
    what, deed = stretch.object(verb), stretch.under(verb, "from")
    if what is not None and deed is None:
        deed = stretch.under(what, "from")
    if what is None or deed is None or deed <= what:
        return None
    span = stretch.extents.joined(what, deed)
    saved = key.lemma in {"save", "spare"}
    return subject_causes(
        stretch, verb, (what, span), 1 if saved else -1, "keep-from", thing=True, effect_way=None
    )


def take_of(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    """Frames such as "X starved Y of Z", "X provided Y with Z"."""
    for kind, preposition, polarity in (("take_of", "of", -1), ("give_with", "with", 1)):
        what = stretch.object(verb) if key.within(kind) else None
        if what is None:
            continue
        good = stretch.under(verb, preposition) or stretch.under(what, preposition)
        if good is None or good < what:
            continue
        if stretch.layers.tokens[good].head not in {verb, what}:
            continue
        span = stretch.extents.joined(what, good)
        return subject_causes(stretch, verb, (what, span), polarity, "take-of", thing=True, effect_way=None)
    return None


def _outcome(stretch: Stretch, verb: int, what: int) -> int | None:
    """The adjective or participle that tells what becomes of an object: "made it worse"."""
    layers = stretch.layers
    for child in layers.children(verb):
        token = layers.tokens[child]
        told = token.upos in {"ADJ", "VERB", "ADV"} and not layers.word(child).lower().endswith("ly")
        if child > what and told and token.deprel in _OUTCOMES and not stretch.opened(child):
            return None if stretch.broken(what + 1, child) else child
    return None


def _outcome_way(plain: str) -> int:
    lexicon = classes("directions")
    return -1 if plain in lexicon["less_adj"] or plain in lexicon["hard"] else 1


def leave_so(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    """Frames such as "X kept Y alive", "X made Y worse"."""
    what = stretch.object(verb) if key.within("leave_so") else None
    so = _outcome(stretch, verb, what) if what is not None else None
    if what is None or so is None:
        return None
    span = stretch.extents.joined(what, so)
    plain = stretch.layers.word(so).lower()
    effect = stretch.extents.block(what)
    if span is None or effect is None:
        return None
    if plain in {"worse", "better"}:
        return subject_causes(stretch, verb, (what, effect), _better(stretch, plain, effect), "leave-so", so)
    people = key.lemma == "leave" and (stretch.actor(what) or stretch.layers.tokens[what].upos == "NUM")
    polarity = 1 if people else _outcome_way(plain)  # more of "people dead"
    return subject_causes(stretch, verb, (what, span), polarity, "leave-so", thing=True, effect_way=None)


def _better(stretch: Stretch, plain: str, effect: Span) -> int:
    bad = is_bad(stretch.layers, effect)
    return (1 if bad else -1) if plain == "worse" else (-1 if bad else 1)


def leave_passive(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    """Frames such as "Y was made worse by X"."""
    layers = stretch.layers
    agent = layers.child(verb, "obl:agent") or stretch.under(verb, "by")
    patient = layers.child(verb, "nsubj:pass") or stretch.subject(verb)
    if agent is None or patient is None or not key.within("leave_so"):
        return None
    so = _outcome(stretch, verb, verb)
    cause, effect = stretch.extents.block(agent), stretch.extents.block(patient, {verb})
    if so is None or cause is None or effect is None:
        return None
    plain = layers.word(so).lower()
    compared = plain in {"worse", "better"}
    polarity = _better(stretch, plain, effect) if compared else _outcome_way(plain)
    return Candidate(verb, cause, effect, signal(stretch, verb, so), polarity, "leave-so", FAIR)


def turn_into(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    """Frames such as "X turned voters against Y", "X plunged Y into crisis", "X brought Y to a halt"."""
    what = stretch.object(verb) if key.within("turn_into") else None
    if what is None:
        return None
    for preposition in (
        "against",
        "into",
        "toward",
        "towards",
        "from",
        "out",
        "off",
        "away",
        "to",
        "at",
        "in",
        "on",
        "under",
    ):
        place = stretch.under(verb, preposition) or stretch.under(what, preposition)
        if place is None or place < what:
            continue
        ended = stretch.layers.tokens[place].lemma in classes("directions")["ends_at"]
        if preposition in {"to", "at", "in", "on", "under"} and not ended:
            continue
        if preposition == "into" and is_bad(stretch.layers, (what, what + 1)):  # from bad to worse
            worse = stretch.extents.phrase(place)
            return subject_causes(stretch, verb, (place, worse), 1, "turn-into", thing=True, effect_way=None)
        span = stretch.extents.joined(what, place)
        less = ended or preposition in {"against", "from", "out", "off", "away"}
        return subject_causes(
            stretch, verb, (what, span), -1 if less else 1, "turn-into", thing=True, effect_way=None
        )
    return None


def cost(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    """Frames such as "X cost the party the election", "X gave the rebels a reason to leave"."""
    layers = stretch.layers
    if not key.within("cost"):
        return None
    nouns = [
        c
        for c in layers.children(verb)
        if c > verb and layers.tokens[c].upos in {"NOUN", "PROPN", "PRON", "NUM"} and not stretch.opened(c)
        and layers.tokens[c].deprel.partition(":")[0] in {"obj", "iobj", "nsubj", "xcomp", "advcl", "obl"}
    ]  # fmt: skip
    if not nouns or (len(nouns) < 2 and key.lemma != "cost"):
        return None
    span = stretch.extents.phrase(nouns[-1])
    polarity = -1 if key.lemma in classes("causes")["cost_lower"] else 1
    if span is None or layers.tokens[nouns[-1]].lemma in classes("directions")["when"]:
        return None  # no end, or a deadline
    if any(layers.tokens[i].upos in {"NUM", "SYM"} for i in range(*span)) and key.lemma == "cost":
        return None  # a price
    return subject_causes(stretch, verb, (nouns[-1], span), polarity, "cost", thing=True, effect_way=None)

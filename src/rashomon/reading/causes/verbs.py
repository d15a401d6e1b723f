"""Causes told by verbs: "X undermined Y", "X led to Y", "X forced Y to do Z", "Y stems from X".

Every frame is a pattern over one verb's dependents; the verbs and their polarity are in the word list
``causes``. After the frames of BECauSE 2.0 (Dunietz et al., LAW 2017).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from rashomon.model.annotation import Span
from rashomon.reading.causes.candidates import Candidate, Stretch
from rashomon.reading.causes.frames import (
    FAIR,
    SHAKY,
    SURE,
    Key,
    key,
    measures,
    named_by,
    signal,
    subject_causes,
)
from rashomon.reading.causes.outcomes import (
    cost,
    keep_from,
    leave_passive,
    leave_so,
    make_do,
    make_do_passive,
    take_of,
    turn_into,
)
from rashomon.reading.directions import is_bad
from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes

_GUESS = 0.1


@cache
def _split(kind: str) -> dict[str, frozenset[tuple[str, ...]]]:
    """Entries of a class by their first word: "give rise to" -> give: (rise, to)."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for entry in classes("causes")[kind]:
        first, *rest = entry.split()
        found.setdefault(first, set()).add(tuple(rest))
    return {first: frozenset(rest) for first, rest in found.items()}


@cache
def causal_lemmas() -> frozenset[str]:
    """First words of all verb patterns."""
    found = set()
    for kind in (
        *_TRANSITIVE,
        "worsen",
        "improve",
        "make_do",
        "keep_from",
        "take_of",
        "give_with",
        "turn_into",
        "bringing",
    ):
        found |= {entry.partition("_")[0] for entry in classes("causes")[kind]}
    for kind in ("raise_to", "lower_to", "by", "by_lower", "raise_idiom", "lower_idiom", "neutral_idiom"):
        found |= {entry.partition("_")[0] for entry in _split(kind)}
    return frozenset(
        found | classes("causes")["cost"] | classes("causes")["leave_so"] | {"blame", "credit", "explain"}
    )


_TRANSITIVE = {"raise": 1, "raise_thing": 1, "lower": -1, "lower_thing": -1}


def listed_polarity(layers: Layers, word: int) -> int | None:
    """Polarity of a verb, with the particle that follows it, by the word list alone."""
    token = layers.tokens[word]
    if token.upos != "VERB" and token.deprel != "root":
        return None
    after = layers.word(word + 1).lower() if word + 1 < len(layers.tokens) else ""
    for name in (f"{token.lemma}_{after}", token.lemma):
        for kind, polarity in _TRANSITIVE.items():
            if name in classes("causes")[kind]:
                return polarity
    return 1 if token.lemma in classes("causes")["make_do"] else None


def verb_causes(stretch: Stretch, verb: int) -> Iterator[Candidate]:
    """Causes that one verb tells; the first frame that fits is taken."""
    passive = _passive(stretch, verb)
    frames: tuple[Callable[[Stretch, int, Key], Candidate | None], ...]
    if passive:
        frames = (leave_passive, make_do_passive, _by_preposition, _passive_by)
    else:
        frames = (_denied_link, _idiom, make_do, keep_from, take_of, leave_so, turn_into, cost, _brings,
                  _to_preposition, _by_preposition, _explain, _transitive)  # fmt: skip
    listed = key(stretch, verb)
    for frame in frames:
        if found := frame(stretch, verb, listed):
            yield found
            return


def _passive(stretch: Stretch, verb: int) -> bool:
    layers = stretch.layers
    form = layers.word(verb).lower()
    if form.endswith("ing") or form == layers.tokens[verb].lemma:
        return False
    helped = any(
        layers.tokens[c].lemma == "be" and layers.tokens[c].upos == "AUX" for c in layers.children(verb)
    )
    if helped or layers.child(verb, "nsubj:pass") is not None:
        return True
    bare = layers.tokens[verb].deprel in {"acl", "advcl"} and layers.child(verb, "nsubj") is None
    return bare and stretch.under(verb, "by") is not None


def _valence(stretch: Stretch, key: Key, effect: Span) -> int | None:
    """Polarity of verbs of better and worse: by whether the thing is good or bad to have."""
    bad = is_bad(stretch.layers, effect)
    head = stretch.layers.tokens[stretch.layers.head_of(effect)].lemma
    if key.lemma == "ease":
        return 1 if head in classes("causes")["easable"] else -1
    if key.lemma == "help":
        return 1
    if key.within("worsen"):
        return 1 if bad or (key.lemma in {"aggravate", "compound", "inflame", "complicate"} and bad) else -1
    if key.within("improve"):
        return -1 if bad else 1
    return None


_OWN = {"its", "their", "his", "her", "our", "my", "your"}


def _transitive(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    layers = stretch.layers
    effect = stretch.object(verb)
    if effect is None or effect == key.particle:
        return None
    span = stretch.extents.phrase(effect, {verb})
    set_at = key.lemma == "fix" and (stretch.under(verb, "at") or stretch.under(effect, "at")) is not None
    if span is None or effect < verb or set_at:  # an amount is set, nothing is mended
        return None
    span = max(span[0], verb + 1), span[1]
    if key.lemma in _INDUCING and (done := _to_do(stretch, span)) is not None:
        span = done
    more = (
        [key.particle]
        if key.particle is not None and key.phrasal in classes("causes")["raise"] | classes("causes")["lower"]
        else []
    )
    valued = _valence(stretch, key, span)
    if valued is not None:
        return subject_causes(
            stretch, verb, (effect, span), valued, "verb", *more, thing=key.lemma != "worsen"
        )
    owned = layers.child(effect, "nmod:poss")
    deed = owned is not None and layers.word(owned).lower() in _OWN
    for kind, polarity in _TRANSITIVE.items():
        if key.within(kind):
            if deed and kind.endswith("thing"):
                return None  # "the group expanded its business": a step, whoever it is
            return subject_causes(
                stretch, verb, (effect, span), polarity, "verb", *more, thing=kind.endswith("thing")
            )
    return None


_INDUCING = {"cause", "prompt", "spur", "inspire", "motivate", "induce", "stimulate", "encourage", "drive"}


def _to_do(stretch: Stretch, span: Span) -> Span | None:
    """Of "caused prices to soar" all that was caused, where the tree lost the infinitive."""
    layers, at = stretch.layers, span[1]
    while at < len(layers.tokens) and layers.tokens[at].upos == "NOUN":
        at += 1
    if at + 1 >= len(layers.tokens) or layers.word(at).lower() != "to":
        return None
    if layers.tokens[at + 1].upos != "VERB":
        return None
    done = stretch.extents.block(at + 1)
    return (span[0], done[1]) if done is not None and done[1] > at + 1 else None


def _brings(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    """Frames such as "X would provide support", "X brought the town prosperity"."""
    layers = stretch.layers
    if not key.within("bringing"):
        return None
    what = layers.child(verb, "obj")
    if what is None or what < verb or layers.tokens[what].lemma not in classes("causes")["gain"]:
        return None
    span = stretch.extents.phrase(what, {verb})
    return subject_causes(stretch, verb, (what, span), 1, "brings", thing=True)


def _passive_by(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    """Frames such as "Trade was crippled by quotas", "protests fuelled by anger"."""
    layers = stretch.layers
    agent = layers.child(verb, "obl:agent") or stretch.under(verb, "by")
    polarity = next((p for kind, p in _TRANSITIVE.items() if key.within(kind)), None)
    if agent is None or (polarity is None and not key.within("worsen") and not key.within("improve")):
        return None
    patient = layers.child(verb, "nsubj:pass") or stretch.subject(verb)
    if layers.tokens[verb].deprel in {"acl", "advcl"} and layers.child(verb, "aux") is None:
        close = layers.tokens[verb].head == verb - 1
        patient = verb - 1 if close else stretch.noun_before(verb)
        patient = patient if patient is not None else layers.tokens[verb].head
    if patient is None:
        return None
    cause = stretch.extents.phrase(agent, {verb})
    effect = stretch.extents.phrase(
        patient, {verb, agent}, stop=stretch.group(verb) if patient < verb else None
    )
    if cause is None or effect is None or measures(stretch, agent):
        return None
    if _not_alone(stretch, verb, agent) or _felt_by_none(stretch, verb, patient, polarity):
        return None
    valued = _valence(stretch, key, effect)
    actor = stretch.actor(agent)
    thing = not (key.within("raise") or key.within("lower"))
    if actor and thing:
        return None
    opener = next((c for c in layers.children(agent) if layers.word(c).lower() == "by"), verb)
    extra = [w for w in (key.particle, opener) if w is not None]
    trust = SHAKY if actor else FAIR if thing else SURE
    return Candidate(verb, cause, effect, signal(stretch, verb, *extra), valued or polarity, "passive", trust)


_ALONE = {"solely", "only", "merely", "just", "simply", "exclusively", "purely", "entirely", "alone"}


def _not_alone(stretch: Stretch, verb: int, agent: int) -> bool:
    """Whether only its being the one cause is denied: "not brought about solely by X"."""
    layers = stretch.layers
    start = layers.sentences[layers.sentence_of(verb)][0]
    alone = any(layers.word(i).lower() in _ALONE for i in range(verb + 1, agent))
    return alone and any(layers.tokens[i].lemma in {"not", "never"} for i in range(start, agent))


def _felt_by_none(stretch: Stretch, verb: int, patient: int, polarity: int | None) -> bool:
    """Whether a participle of feeling was hung on a thing: "blocked roads, angered by X"."""
    feeling = polarity == -1 and stretch.layers.tokens[verb].lemma in classes("connectives")["feeling"]
    return feeling and stretch.layers.child(verb, "aux", "aux:pass") is None and not stretch.actor(patient)


def _to_preposition(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    """Frames such as "X led to Y", "X weighed on Y"."""
    layers = stretch.layers
    for kind, polarity in (("raise_to", 1), ("lower_to", -1)):
        for name in (key.lemma, key.phrasal):
            for rest in _split(kind).get(name, ()):
                effect = stretch.under(verb, *rest) if rest else None
                if effect is None or ((told := layers.child(verb, "obj")) is not None and told < effect):
                    continue
                span = stretch.extents.phrase(effect)
                if span is not None and not _beside(stretch, verb, span[0]):
                    continue
                if (
                    span is not None
                    and span[1] - span[0] == 1
                    and (after := stretch.object(effect)) is not None
                ):
                    span = stretch.extents.joined(effect, after)  # "to increasing pressure"
                if span is not None and span[1] < len(layers.tokens) and stretch.gerund(span[1]):
                    span = stretch.extents.joined(effect, span[1])  # "led to X leaving Y"
                opener = effect - 1 if span is None else max(verb + 1, span[0] - 1)
                return subject_causes(stretch, verb, (effect, span), polarity, "verb-to", opener)
    return None


def _beside(stretch: Stretch, verb: int, start: int) -> bool:
    """Whether a preposition stands near its verb: no clause or object between."""
    tokens = stretch.layers.tokens
    between = [tokens[i].upos for i in range(verb + 1, start)]
    return len(between) <= 4 and not {"PRON", "ADJ", "PUNCT"} & set(between[:-1])


def _by_preposition(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    """Frames such as "Y stems from X", "Y was blamed on X", "they attribute Y to X"."""
    layers = stretch.layers
    for kind, polarity in (("by", 1), ("by_lower", -1)):
        for name in (key.lemma, key.phrasal):
            for rest in _split(kind).get(name, ()):
                cause = stretch.under(verb, *rest) if rest else None
                if cause is None:
                    continue
                told = layers.child(verb, "obj")
                effect = told if told is not None and told < cause else stretch.subject(verb)
                if effect is None:
                    return None
                ends = stretch.extents.phrase(cause), stretch.extents.phrase(effect, {verb, cause})
                if ends[0] is None or ends[1] is None:
                    return None
                held = told is not None and kind == "by" and key.lemma != "owe"
                trust = FAIR if not stretch.actor(effect) or polarity < 0 else SHAKY
                words = signal(stretch, verb, ends[0][0] - 1)
                return Candidate(
                    verb, ends[0], ends[1], words, polarity, "verb-by", trust, held="UU" if held else "CT+"
                )
    return None


def _idiom(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    """Frames such as "X brought an end to Y", "X had an effect on Y"."""
    layers = stretch.layers
    noun = stretch.object(verb)
    if noun is None:
        return None
    for kind, polarity in (("raise_idiom", 1), ("lower_idiom", -1), ("neutral_idiom", None)):
        for rest in _split(kind).get(key.lemma, ()):
            if len(rest) != 2 or rest[0] != layers.tokens[noun].lemma:
                continue
            effect = stretch.under(verb, rest[1]) or stretch.under(noun, rest[1])
            if effect is None:
                continue
            span = stretch.extents.phrase(effect)
            opener = (span[0] if span else effect) - 1
            return subject_causes(stretch, verb, (effect, span), polarity, "idiom", noun, opener)
    return None


def _denied_link(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    """Frames such as "X has nothing to do with Y", "X had little to do with Y"."""
    layers = stretch.layers
    if key.lemma != "have" or verb + 4 >= len(layers.tokens):
        return None
    near = layers.phrase((verb + 1, verb + 5)).lower()
    if near not in {"nothing to do with", "little to do with", "much to do with", "everything to do with"}:
        return None
    effect = layers.tokens[verb + 4].head
    if effect <= verb + 4:
        return None
    held = {"nothing": "CT-", "little": "PR-"}.get(near.split()[0], "CT+")
    subject = stretch.subject(verb)
    cause = stretch.extents.phrase(subject, {verb, effect}) if subject is not None else None
    span = stretch.extents.phrase(effect)
    if cause is None or span is None or subject is None:
        return None
    cause = named_by(stretch, subject, verb, cause)
    start = max(verb + 5, span[0])
    return Candidate(
        verb, cause, (start, span[1]), ((verb, verb + 5),), 1, "nothing-to-do", SURE,
        effect_way=None, held="CT-" if held == "CT-" else "PR-" if held == "PR-" else "CT+",
    )  # fmt: skip


def _explain(stretch: Stretch, verb: int, key: Key) -> Candidate | None:
    """Frames such as "X explains why Y", "X is why Y"."""
    layers = stretch.layers
    if key.lemma not in {"explain", "determine", "tell"}:
        return None
    why = next(
        (i for i in range(verb + 1, min(verb + 3, len(layers.tokens))) if layers.word(i).lower() == "why"),
        None,
    )
    if why is None or key.lemma == "tell":
        return None
    effect = layers.tokens[why].head
    if effect <= why:
        effect = layers.tokens[verb].head if layers.tokens[verb].head > why else -1
    if effect < 0:
        return None
    subject = stretch.subject(verb)
    span = stretch.extents.block(effect, {verb, why, *([subject] if subject is not None else [])})
    if subject is None:
        subject = next(
            (c for c in range(verb - 1, -1, -1) if layers.tokens[c].upos in {"NOUN", "PROPN"}), None
        )
    cause = stretch.extents.block(subject, {verb, effect}) if subject is not None else None
    if span is None or cause is None or span[1] <= why:
        return None
    if subject is not None and stretch.actor(subject):
        return None  # somebody explains; nothing is said to be the cause
    return Candidate(
        verb, cause, (max(span[0], why + 1), span[1]), signal(stretch, verb, why), 1, "explains-why", SURE
    )


def any_verb(stretch: Stretch, verb: int) -> Iterator[Candidate]:
    """Any other verb that a thing does to something: a guess, for the model to judge."""
    layers = stretch.layers
    token = layers.tokens[verb]
    if token.upos != "VERB" or token.lemma in classes("causes")["no_cause"] or _passive(stretch, verb):
        return
    effect = layers.child(verb, "obj")
    if effect is None or effect < verb or layers.tokens[effect].upos not in {"NOUN", "PROPN"}:
        return
    last = max(
        (c for c in layers.children(verb) if layers.tokens[c].deprel in {"obj", "xcomp", "compound:prt"}),
        default=effect,
    )
    span = stretch.extents.joined(effect, last) if last > effect else stretch.extents.phrase(effect, {verb})
    found = subject_causes(stretch, verb, (effect, span), None, "any-verb", thing=True)
    if found is not None:
        yield replace(found, trust=_GUESS)

"""Changes: a condition said to rise or fall, whoever says it.

Verbs with the condition as subject or object, nouns of change with their complement, participles
before the noun, comparatives after a copula, and a few turns ("hit a new low", "no longer"). Whether
better is more depends on what gets better: an improved relation is more of it, an eased crisis less.
"""

from collections.abc import Iterator

from rashomon.model.annotation import Span
from rashomon.model.statement import Factuality, Time
from rashomon.reading.conditions import complement, is_bad, is_condition, name_of, with_other_side
from rashomon.reading.events.participants import is_clock
from rashomon.reading.events.sides import thing
from rashomon.reading.factuality import combine, factuality, is_question, time
from rashomon.reading.findings import FoundChange
from rashomon.reading.parsing.layers import Layers
from rashomon.reading.unchanged import compared, fixed, goes_to, indefinite, infinitive, measured, supposed
from rashomon.resources.lists import classes

LONGEST = 40
"""Words between a condition and what is said of it, at most."""

_SURE = {
    "verb": 0.85, "object": 0.8, "noun": 0.8, "participle": 0.8, "comparative": 0.75,
    "extreme": 0.8, "number": 0.7, "no longer": 0.75, "process": 0.7,
}  # fmt: skip
_UNSURE = 0.8

Told = tuple[str, int, int, int]
"""Rule, anchor, head of the factor, direction."""


def find_changes(layers: Layers) -> list[FoundChange]:
    """Changes of one stretch, in the order of their anchors; questions say none."""
    found: dict[tuple[Span, int], FoundChange] = {}
    asked = [is_question(layers, s) for s in range(len(layers.sentences))]
    for told in _told(layers):
        if asked[layers.sentence_of(told[1])] or supposed(layers, told[1]):
            continue
        change = _found(layers, *told)
        if change is None:
            continue
        key = (change.factor, change.direction)
        if key not in found or found[key].confidence < change.confidence:
            found[key] = change
    return sorted(found.values(), key=lambda c: (c.anchor, c.factor))


def _told(layers: Layers) -> Iterator[Told]:
    lexicon = classes("changes")
    for i, token in enumerate(layers.tokens):
        hyphened = i > 0 and layers.tokens[i - 1].end == token.start and layers.word(i - 1) == "-"
        if hyphened:
            continue
        if token.upos == "VERB" or _goes_on(layers, i):
            yield from _by_verb(layers, i, lexicon)
        elif token.upos == "NOUN":
            yield from _by_noun(layers, i, lexicon)
        if token.upos in {"ADJ", "VERB", "ADV"}:
            yield from _by_adjective(layers, i, lexicon)


def _found(layers: Layers, rule: str, anchor: int, head: int, direction: int) -> FoundChange | None:
    """The finding, with nouns of more or less peeled off its factor: a deeper lack of trust is less."""
    lexicon = classes("directions")
    lemma = layers.tokens[head].lemma
    if lemma in lexicon["more_noun"] or lemma in lexicon["less_noun"]:
        inner = None if lemma in classes("changes")["stock"] else complement(layers, head)
        if inner is not None:
            if (
                rule in {"verb", "object"}
                and lemma in classes("changes")["rise_noun"] | classes("changes")["fall_noun"]
            ):
                return None  # the noun tells it by itself
            head, direction = inner, direction if lemma in lexicon["more_noun"] else -direction
    factor = _named(layers, rule, anchor, head)
    if factor[0] <= anchor < factor[1] and rule not in {"participle", "process", "number"}:
        return None
    if rule == "participle" and indefinite(layers, anchor):
        return None
    evidence = _evidence(layers, anchor, factor)
    if evidence[1] - evidence[0] > LONGEST:
        return None
    value, when = _commitment(layers, rule, anchor)
    sure = _SURE[rule] * (_UNSURE if value == "UU" else 1.0)
    return FoundChange(anchor, evidence, factor, direction, value, when, sure, f"change.{rule}")


def _named(layers: Layers, rule: str, anchor: int, head: int) -> Span:
    """The factor's words; a participle stays among them where an owner stands before it."""
    if rule == "participle":
        whole = name_of(layers, head)
        if whole[0] < anchor:
            return with_other_side(layers, head, whole)
    return with_other_side(layers, head, name_of(layers, head, without=anchor if anchor != head else None))


def _commitment(layers: Layers, rule: str, anchor: int) -> tuple[Factuality, Time | None]:
    when = time(layers, anchor)
    if rule == "participle":  # said of the thing as it is, whatever the clause then says of it
        return factuality(layers, anchor), "present" if when == "future" else when
    value = factuality(layers, anchor)
    if rule in {"verb", "object"} and _longer(layers, anchor):
        value = combine(value, "CT-")
    if value == "UU" and _would_not(layers, anchor):
        value = "CT-"
    if rule == "noun" and _unsettled(layers, anchor):
        value = "UU"
    return value, when


def _would_not(layers: Layers, anchor: int) -> bool:
    """Whether it is denied of a future seen from the past: "said that it would not end"."""
    words = {layers.word(c).lower() for c in layers.children(anchor)}
    supposed = layers.child(anchor, "advcl") is not None
    return "would" in words and bool(words & {"not", "n't", "n’t", "never"}) and not supposed


def _unsettled(layers: Layers, anchor: int) -> bool:
    """Whether the clause only denies that the change must come: "a rise is not inevitable"."""
    head = layers.tokens[anchor].head
    if head < 0 or layers.tokens[anchor].deprel != "nsubj":
        return False
    words = {layers.word(c).lower() for c in layers.children(head)}
    return layers.tokens[head].lemma in classes("changes")["settled"] and bool(
        words & {"not", "n't", "never"}
    )


def _evidence(layers: Layers, anchor: int, factor: Span) -> Span:
    words = [anchor, factor[0], factor[1] - 1]
    for child in layers.children(anchor):
        relation = layers.tokens[child].deprel.partition(":")[0]
        if relation in {"aux", "cop", "compound", "xcomp"} or (
            relation == "advmod" and abs(child - anchor) < 4
        ):
            words.append(child)
    return min(words), max(words) + 1


# -- verbs ----------------------------------------------------------------------------------------


def _by_verb(layers: Layers, i: int, lexicon: dict[str, frozenset[str]]) -> Iterator[Told]:
    if layers.tokens[i].deprel == "amod":
        return
    key = _key(layers, i)
    passive = layers.child(i, "nsubj:pass", "aux:pass") is not None
    obj = _what(layers, i, passive=passive)
    if obj is None and _beside(layers, i):
        return
    loose = key in lexicon["clear"]
    yield from _extreme(layers, i, lexicon)
    if obj is None and not passive and not _participle(layers, i):
        subject = _subject(layers, i)
        way = _way(lexicon, key, ("rise", "fall", "better", "worse", "begin", "cease"))
        if key == "end" and any(layers.tokens[c].lemma in {"with", "in"} for c in _cases(layers, i)):
            way = None  # "a quarrel that ended in war"
        if goes_to(layers, i, key):
            way = None
        if layers.tokens[i].lemma in lexicon["become"] and layers.child(i, "xcomp") is not None:
            way = None  # "grew colder": the adjective tells
        if subject is not None and way and is_condition(layers, subject, loose=loose):
            yield "verb", i, subject, _valued(layers, subject, way, key, lexicon)
    else:
        what = obj if obj is not None else _subject(layers, i)
        way = _way(lexicon, key, ("raise", "lower", "improve", "worsen", "establish", "abolish"))
        if what is not None and way and fixed(layers, i, what, lexicon):
            way = None
        if what is not None and way and is_condition(layers, what, loose=loose):
            yield "object", i, what, _valued(layers, what, way, key, lexicon)
    yield from _no_longer(layers, i, obj, lexicon)
    yield from _going_on(layers, i, lexicon)


def _what(layers: Layers, i: int, *, passive: bool) -> int | None:
    """The object of a verb, where it does not only say by how much or when; as the parse may hang it."""
    obj = layers.child(i, "obj")
    if (obj is None or obj < i) and not passive:
        obj = thing(layers, i)
        if obj is not None and layers.tokens[obj].deprel.startswith("nsubj"):
            return None
    return None if obj is None or measured(layers, obj) or is_clock(layers, obj) else obj


def _cases(layers: Layers, i: int) -> Iterator[int]:
    """Prepositions of the phrases of a verb."""
    for child in layers.children(i):
        yield from (c for c in layers.children(child) if layers.tokens[c].deprel == "case")


def _goes_on(layers: Layers, i: int) -> bool:
    """Whether a word tagged as an adjective is a verb in the progressive: "relations were worsening"."""
    token = layers.tokens[i]
    form = token.upos == "ADJ" and token.lemma != layers.word(i).lower() and layers.word(i).endswith("ing")
    return form and layers.child(i, "aux", "cop") is not None and layers.child(i, "nsubj") is not None


def _beside(layers: Layers, i: int) -> bool:
    """Whether a gerund tells what another clause does beside it, so that no subject is its own."""
    token = layers.tokens[i]
    gerund = layers.word(i).lower().endswith("ing") and layers.child(i, "aux", "nsubj") is None
    return (
        gerund
        and token.deprel in {"conj", "advcl"}
        and token.head >= 0
        and layers.tokens[token.head].upos == "VERB"
    )


def _key(layers: Layers, i: int) -> str:
    """The verb's lemma, with its particle."""
    particle = layers.child(i, "compound:prt")
    if particle is None and i + 1 < len(layers.tokens) and layers.tokens[i + 1].head == i:
        after = layers.word(i + 1).lower()
        if after in {"up", "down", "apart", "off", "back", "away", "out"}:
            particle = i + 1
    lemma = layers.tokens[i].lemma
    return lemma if particle is None else f"{lemma}_{layers.word(particle).lower()}"


def _way(lexicon: dict[str, frozenset[str]], key: str, names: tuple[str, ...]) -> str | None:
    return next((n for n in names if key in lexicon[n]), None)


def _valued(layers: Layers, factor: int, way: str, key: str, lexicon: dict[str, frozenset[str]]) -> int:
    """Direction of a factor by the class of its verb: of a bad thing that gets better there is less."""
    if key == "lift" and layers.tokens[factor].lemma in lexicon["lifted"]:
        return -1
    if way in {"better", "improve"}:
        return -1 if is_bad(layers, factor) else 1
    if way in {"worse", "worsen"}:
        return 1 if is_bad(layers, factor) else -1
    return 1 if way in {"rise", "raise", "begin", "establish"} else -1


def _participle(layers: Layers, i: int) -> bool:
    """A past participle after its noun: "trade dented by sanctions"."""
    token = layers.tokens[i]
    return token.deprel == "acl" and not layers.word(i).lower().endswith("ing") and not infinitive(layers, i)


def _subject(layers: Layers, i: int) -> int | None:
    """Who or what the verb says it of; a relative pronoun stands for its noun."""
    for _ in range(3):
        token = layers.tokens[i]
        subject = layers.child(i, "nsubj", "nsubj:pass")
        if subject is not None:
            pronoun = layers.tokens[subject].lemma in {"that", "which"} and token.deprel == "acl:relcl"
            return token.head if pronoun else subject
        if token.deprel == "acl":
            return token.head
        if token.deprel == "xcomp":
            obj = layers.child(token.head, "obj")
            if obj is not None:
                return obj
        elif token.deprel != "conj" or layers.tokens[token.head].upos not in {"VERB", "ADJ"}:
            return None
        i = token.head
    return None


def _extreme(layers: Layers, i: int, lexicon: dict[str, frozenset[str]]) -> Iterator[Told]:
    """The end of a scale: "hit a new low", "fell to their lowest level"."""
    if layers.tokens[i].lemma not in lexicon["reach"]:
        return
    for child in layers.children(i):
        token = layers.tokens[child]
        if token.deprel.partition(":")[0] not in {"obj", "obl"} or token.upos not in {"NOUN", "ADJ"}:
            continue
        way = _end_of_scale(layers, child, lexicon)
        subject = _subject(layers, i)
        if way and subject is not None and is_condition(layers, subject):
            yield "extreme", i, subject, way


def _end_of_scale(layers: Layers, word: int, lexicon: dict[str, frozenset[str]]) -> int:
    lemma = layers.tokens[word].lemma
    if lemma in lexicon["peak"]:
        return 1
    if lemma in lexicon["trough"]:
        return -1
    if lemma in {"level", "point", "rate"}:
        before = {layers.word(c).lower() for c in layers.children(word)}
        return 1 if "highest" in before else -1 if "lowest" in before else 0
    return 0


def _longer(layers: Layers, i: int) -> bool:
    """Whether the clause has a "no longer"."""
    return any(
        c > 0 and layers.word(c).lower() == "longer" and layers.word(c - 1).lower() == "no"
        for c in layers.children(i)
    )


def _no_longer(layers: Layers, i: int, obj: int | None, lexicon: dict[str, frozenset[str]]) -> Iterator[Told]:
    """What is over: "the truce no longer holds", "she no longer enjoys their support"."""
    if not _longer(layers, i):
        return
    lemma = layers.tokens[i].lemma
    if obj is not None and lemma in lexicon["having"] and is_condition(layers, obj):
        yield "no longer", i, obj, -1
    subject = layers.child(i, "nsubj")
    if obj is None and subject is not None and lemma in lexicon["holding"] and is_condition(layers, subject):
        yield "no longer", i, subject, -1


def _going_on(layers: Layers, i: int, lexicon: dict[str, frozenset[str]]) -> Iterator[Told]:
    """A process that is a change by itself: "the thaw continues"."""
    subject = layers.child(i, "nsubj")
    if (
        subject is not None
        and _is_process(layers, subject, lexicon)
        and layers.tokens[i].lemma in lexicon["goes_on"]
    ):
        yield "process", i, subject, 1


# -- nouns and adjectives ---------------------------------------------------------------------------


def _by_noun(layers: Layers, i: int, lexicon: dict[str, frozenset[str]]) -> Iterator[Told]:
    lemma, token = layers.tokens[i].lemma, layers.tokens[i]
    way = _way(lexicon, lemma, ("rise_noun", "fall_noun", "better_noun", "worse_noun"))
    speculated = token.deprel == "compound"  # "rate rise fears"
    if way and not speculated and not _reversed(layers, i, lexicon):
        about = complement(layers, i)
        if about is not None and is_condition(layers, about):
            yield "noun", i, about, _noun_valued(layers, about, way)
    if token.deprel.partition(":")[0] in {"nsubj", "root", "obj", "conj"} or lemma in lexicon["goes_so"]:
        yield from _numbered(layers, i, lexicon)
        if layers.child(i, "cop") is not None and lemma in lexicon["goes_so"]:
            yield from _so(layers, i, lexicon)


def _noun_valued(layers: Layers, about: int, way: str) -> int:
    if way == "better_noun":
        return -1 if is_bad(layers, about) else 1
    if way == "worse_noun":
        return 1 if is_bad(layers, about) else -1
    return 1 if way == "rise_noun" else -1


def _reversed(layers: Layers, i: int, lexicon: dict[str, frozenset[str]]) -> bool:
    """Whether the clause says that the change is over or kept off."""
    token = layers.tokens[i]
    if token.head < 0 or token.deprel.partition(":")[0] not in {"nsubj", "obj"}:
        return False
    return _key(layers, token.head) in lexicon["reversing"]


def _numbered(layers: Layers, i: int, lexicon: dict[str, frozenset[str]]) -> Iterator[Told]:
    """Numbers of people and things: "fewer tourists came", "there are more jobs"."""
    token = layers.tokens[i]
    if token.deprel != "nsubj" or layers.tokens[token.head].lemma not in lexicon["numbered"] | {"be"}:
        return
    if layers.tokens[token.head].lemma == "be" and layers.child(token.head, "expl") is None:
        return
    for child in layers.children(i):
        plain = layers.word(child).lower()
        if (
            child < i
            and plain in {"more", "fewer", "less"}
            and layers.tokens[child].deprel in {"amod", "det"}
        ):
            end = layers.sentences[layers.sentence_of(i)][1]
            around = {layers.word(w).lower() for w in range(max(0, child - 1), end)}
            if not around & {"than", "no"}:
                yield "number", child, i, 1 if plain == "more" else -1


def _by_adjective(layers: Layers, i: int, lexicon: dict[str, frozenset[str]]) -> Iterator[Told]:
    token, plain = layers.tokens[i], layers.word(i).lower()
    if token.deprel == "amod":
        way = _way(lexicon, plain, ("rise_adj", "fall_adj", "better_adj", "worse_adj"))
        if way and token.head > i and is_condition(layers, token.head):
            yield "participle", i, token.head, _adjective_valued(layers, token.head, way)
        return
    if token.upos == "VERB":
        return
    subject = _of_predicate(layers, i, lexicon)
    if subject is None:
        return
    if token.lemma in lexicon["goes_so"]:
        yield from _so(layers, i, lexicon)
    way = _way(lexicon, plain, ("up_than", "down_than", "better_than", "worse_than"))
    way = way or _way(lexicon, plain, ("rise_adj", "fall_adj", "better_adj", "worse_adj"))
    if way is None and token.lemma in lexicon["scalar"]:
        degree = {layers.word(c).lower() for c in layers.children(i) if layers.tokens[c].deprel == "advmod"}
        way = "up_than" if "more" in degree else "down_than" if "less" in degree else None
    if way and is_condition(layers, subject) and not compared(layers, i):
        yield "comparative", i, subject, _adjective_valued(layers, subject, way)


def _of_predicate(layers: Layers, i: int, lexicon: dict[str, frozenset[str]]) -> int | None:
    """Subject of an adjective after a copula or a verb of becoming."""
    token = layers.tokens[i]
    if layers.child(i, "cop") is not None:
        return layers.child(i, "nsubj")
    if token.deprel in {"xcomp", "advmod"} and layers.tokens[token.head].lemma in lexicon["become"]:
        return _subject(layers, token.head)
    return None


def _so(layers: Layers, i: int, lexicon: dict[str, frozenset[str]]) -> Iterator[Told]:
    """How a process goes: "the thaw will be gradual"."""
    subject = layers.child(i, "nsubj")
    if subject is None:  # the tree may hang both on the verb above: "said that the thaw will be gradual"
        start = layers.sentences[layers.sentence_of(i)][0]
        above = layers.tokens[i].head
        subject = next(
            (w for w in range(i - 1, max(start, i - 9) - 1, -1) if above == layers.tokens[w].head), None
        )
    if subject is not None and _is_process(layers, subject, lexicon):
        yield "process", i, subject, 1


def _is_process(layers: Layers, noun: int, lexicon: dict[str, frozenset[str]]) -> bool:
    """Whether the noun is a change of a relation; "a thaw in relations" tells it without more."""
    about = complement(layers, noun)
    return layers.tokens[noun].lemma in lexicon["process"] and (
        about is None or not is_condition(layers, about)
    )


def _adjective_valued(layers: Layers, factor: int, way: str) -> int:
    if way.startswith("better"):
        return -1 if is_bad(layers, factor) else 1
    if way.startswith("worse"):
        return 1 if is_bad(layers, factor) else -1
    return 1 if way.startswith(("rise", "up")) else -1

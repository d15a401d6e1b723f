"""Stances: how whoever speaks stands to those whom the words judge.

Words that judge are tied to their target by the tree (predicate, attribute, deed, trait), so that the
one who is meant gets the judgement and not the one who stands nearest. The learned head reads the
target in its sentence and is asked where such words stand; a criticism told of others is theirs, and
bad news about somebody is no stance towards him.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.model.annotation import Span
from rashomon.reading.conditions import name_of
from rashomon.reading.factuality import factuality, is_question
from rashomon.reading.findings import FoundStance
from rashomon.reading.parsing.decode import softmax
from rashomon.reading.parsing.encoder import Floats
from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes

CLEAR = 0.6
"""Probability that the head must give to a stance that the words alone leave open."""
OPPOSED = 0.75
"""Probability of the opposite from which the head overrules the words."""
WEIGHT = 1.2
"""What a rule adds to the head's logit of its sign, where both are asked."""
LONGEST = 40
"""Words that the evidence of a stance may have."""

_OWN = {"I", "we", "i"}
_PERSONAL = {"it", "he", "she"}
"""Relations of a name that the clause is about; what is done to somebody is no stance towards him."""
_JOINED = {"compound", "appos", "flat", "nmod"}


@dataclass(frozen=True, slots=True)
class _Judged:
    """A judging word at ``anchor`` and the head word of whom it judges; ``told``: by somebody else."""

    anchor: int
    target: int
    sign: int
    rule: str
    told: bool = False


def find_stances(layers: Layers) -> list[FoundStance]:
    """Clear stances of a stretch, in order; at most one per target and sentence."""
    best: dict[tuple[int, str], FoundStance] = {}
    for judged in _judgements(layers):
        found = None if judged.told else _stance(layers, judged)
        if found is None:
            continue
        key = (layers.sentence_of(judged.anchor), layers.phrase(found.target).lower())
        if key not in best or best[key].confidence < found.confidence:
            best[key] = found
    return sorted(best.values(), key=lambda s: (s.anchor, s.target))


def chances(layers: Layers, targets: Sequence[Span]) -> Floats:
    """Probabilities (targets, 3) of a negative, neutral and positive stance towards given spans."""
    judgements = list(_judgements(layers)) if targets else []
    rows = np.zeros((len(targets), 3), np.float32)
    for i, target in enumerate(targets):
        logits = layers.pair("stance", [target], [target])[0].copy()
        for judged in judgements:
            if target[0] <= judged.target < target[1]:
                logits[judged.sign + 1] += WEIGHT
        rows[i] = softmax(logits[None])[0]
    return rows


def _stance(layers: Layers, judged: _Judged) -> FoundStance | None:
    """The finding, if the words are meant and the head does not object."""
    sign = judged.sign
    if is_question(layers, layers.sentence_of(judged.anchor)):
        return None
    meant = factuality(layers, judged.anchor)
    if meant == "CT-" and sign > 0:
        sign = -1
    elif meant not in {"CT+", "PR+"}:
        return None
    target = _target(layers, judged.target)
    if target is None:
        return None
    chance = softmax(layers.pair("stance", [target], [target]))[0]
    agreed = float(chance[sign + 1])
    opposed = float(chance[1 - sign])
    weak = judged.rule == "attribute"  # "how generous of them": an attribute alone may be irony
    if opposed > OPPOSED or (weak and agreed < CLEAR):
        return None
    confidence = 0.7 + 0.25 * agreed - 0.25 * opposed
    value = sign * (0.5 + 0.5 * agreed)
    span = _evidence(layers, judged.anchor, target)
    return FoundStance(judged.anchor, span, target, value, confidence, f"stance.{judged.rule}")


def _evidence(layers: Layers, anchor: int, target: Span) -> Span:
    """From the judging word's phrase to the target; the anchor's alone where they stand far apart."""
    words = [anchor, *(c for c in layers.children(anchor) if layers.tokens[c].deprel != "punct")]
    low, high = layers.sentences[layers.sentence_of(anchor)]
    words = [w for w in words if low <= w < high]
    wide = (min(*words, target[0]), max(max(words) + 1, target[1]))
    return wide if wide[1] - wide[0] <= LONGEST and low <= target[0] else (min(words), max(words) + 1)


# -- whom -------------------------------------------------------------------------------------------


def _target(layers: Layers, word: int) -> Span | None:
    """The name around a word, or the noun phrase of a common noun that can be judged."""
    named = next((n for n in layers.names if n.span[0] <= word < n.span[1]), None)
    if named is not None:
        return named.span
    token = layers.tokens[word]
    if token.upos == "PROPN":
        return word, word + 1
    if token.upos == "NOUN" and token.lemma in classes("stances")["judged"]:
        return name_of(layers, word)
    return None


def _stood_for(layers: Layers, word: int) -> int | None:
    """The word itself, or what a pronoun in it stands for within its sentence."""
    token = layers.tokens[word]
    if token.upos != "PRON":
        return word
    if token.lemma in {"who", "which", "that"} and layers.tokens[token.head].deprel == "acl:relcl":
        return layers.tokens[token.head].head
    if token.lemma not in _PERSONAL:
        return None
    start = layers.sentences[layers.sentence_of(word)][0]
    for w in range(word - 1, start - 1, -1):
        before = layers.tokens[w]
        if before.deprel.partition(":")[0] not in {"nsubj", "obj", "obl"}:
            continue
        person = any(n.label == "PER" and n.span[0] <= w < n.span[1] for n in layers.names)
        if person == (token.lemma != "it") and before.upos in {"NOUN", "PROPN"}:
            return w
    return None


# -- by what ----------------------------------------------------------------------------------------


def _judgements(layers: Layers) -> Iterator[_Judged]:
    lexicon = classes("stances")
    for i, token in enumerate(layers.tokens):
        if token.upos == "ADJ" or (token.upos == "VERB" and token.deprel == "amod"):
            found = _by_adjective(layers, i, lexicon)
        elif token.upos == "NOUN":
            found = _by_noun(layers, i, lexicon)
        elif token.upos == "VERB":
            found = _by_verb(layers, i, lexicon)
        elif token.upos == "ADV":
            found = _by_adverb(layers, i, lexicon)
        else:
            continue
        for judged in found:
            target = _stood_for(layers, judged.target)
            if target is not None and target != judged.anchor:
                yield _Judged(judged.anchor, target, judged.sign, judged.rule, judged.told)


def _sign(lexicon: dict[str, frozenset[str]], lemma: str, kind: str) -> int:
    if lemma in lexicon[f"bad_{kind}"]:
        return -1
    return 1 if lemma in lexicon[f"good_{kind}"] else 0


def _by_adjective(layers: Layers, i: int, lexicon: dict[str, frozenset[str]]) -> Iterator[_Judged]:
    token = layers.tokens[i]
    plain = layers.word(i).lower()
    if i > 1 and layers.word(i - 1) == "-":  # words are split at hyphens: "self-serving"
        plain = f"{layers.word(i - 2).lower()}-{plain}"
    sign = _sign(lexicon, token.lemma, "adj") or _sign(lexicon, plain, "adj")
    if not sign:
        return
    subject = _called(layers, i, lexicon)
    if subject is not None:
        yield _Judged(i, subject, sign, "predicate")
    if token.deprel != "amod":
        return
    subject = _called(layers, token.head, lexicon)
    if subject is not None:  # "Ness is a self-serving power"
        yield _Judged(token.head, subject, sign, "predicate")
    else:
        yield _Judged(i, token.head, sign, "attribute")


def _by_noun(layers: Layers, i: int, lexicon: dict[str, frozenset[str]]) -> Iterator[_Judged]:
    token = layers.tokens[i]
    sign = _sign(lexicon, token.lemma, "noun")
    if sign:
        subject = _called(layers, i, lexicon)
        if subject is not None:
            yield _Judged(i, subject, sign, "predicate")
        for other in (token.head, *layers.children(i)):  # "the dictator Ostrel"
            if other >= 0 and layers.tokens[other].upos == "PROPN" and _same(layers, i, other):
                yield _Judged(i, other, sign, "title")
    sign = _sign(lexicon, token.lemma, "trait")
    if not sign:
        return
    owner = layers.child(i, "nmod:poss")
    if owner is not None:
        yield _Judged(i, owner, sign, "trait")
    above = token.head
    if above >= 0 and token.deprel in {"obj", "obl"} and layers.tokens[above].lemma in lexicon["exhibiting"]:
        subject = layers.child(above, "nsubj")
        if subject is not None:
            yield _Judged(i, subject, sign, "trait")


def _same(layers: Layers, noun: int, other: int) -> bool:
    """Whether a noun and a name are one: apposition or title."""
    under = noun if layers.tokens[noun].head == other else other
    relation = layers.tokens[under].deprel.partition(":")[0]
    bare = layers.child(under, "case") is None or under == noun < other  # "under dictator Ostrel"
    return relation in _JOINED and abs(noun - other) < 4 and bare


def _by_verb(layers: Layers, i: int, lexicon: dict[str, frozenset[str]]) -> Iterator[_Judged]:
    lemma = layers.tokens[i].lemma
    particle = layers.child(i, "compound:prt")
    key = lemma if particle is None else f"{lemma}_{layers.word(particle).lower()}"
    subject, obj = layers.child(i, "nsubj"), layers.child(i, "obj")
    passive = layers.child(i, "nsubj:pass", "aux:pass") is not None
    sign = _sign(lexicon, key, "verb")
    if sign:
        doer = _agent(layers, i) if passive else subject
        if doer is not None:
            yield _Judged(i, doer, sign, "deed")
    way = -1 if key in lexicon["blaming"] else 1 if key in lexicon["praising"] else 0
    if way:
        own = subject is not None and layers.tokens[subject].lemma in _OWN
        whom = layers.child(i, "nsubj:pass") if passive else obj
        if whom is not None:
            yield _Judged(i, whom, way, "attitude", told=not own)
    if lemma in lexicon["deserving"] and subject is not None and obj is not None:
        told = layers.tokens[obj].lemma
        sign = -1 if told in lexicon["blaming"] | {"blame", "contempt", "punishment"} else 0
        sign = sign or (
            1 if told in {"praise", "credit", "respect", "thanks", "applause", "admiration"} else 0
        )
        if sign:
            yield _Judged(i, subject, sign, "attitude")


def _by_adverb(layers: Layers, i: int, lexicon: dict[str, frozenset[str]]) -> Iterator[_Judged]:
    lemma, head = layers.word(i).lower(), layers.tokens[i].head
    sign = -1 if lemma in lexicon["badly"] else 1 if lemma in lexicon["well"] else 0
    if not sign or head < 0 or layers.tokens[head].upos != "VERB":
        return
    passive = layers.child(head, "nsubj:pass", "aux:pass") is not None
    doer = _agent(layers, head) if passive else layers.child(head, "nsubj")
    if doer is not None:
        yield _Judged(i, doer, sign, "deed")


def _agent(layers: Layers, i: int) -> int | None:
    for child in layers.children(i):
        if layers.tokens[child].deprel.startswith("obl"):
            case = layers.child(child, "case")
            if case is not None and layers.tokens[case].lemma == "by":
                return child
    return None


def _called(layers: Layers, i: int, lexicon: dict[str, frozenset[str]]) -> int | None:
    """The subject of a predicate: "Ness is a disgrace", "Ness has become a tyranny"."""
    token = layers.tokens[i]
    if layers.child(i, "cop") is not None:
        return layers.child(i, "nsubj")
    if (
        token.head >= 0
        and token.deprel in {"xcomp", "obj"}
        and layers.tokens[token.head].lemma in lexicon["becoming"]
    ):
        return (
            layers.child(token.head, "nsubj")
            if token.deprel == "xcomp" or _becomes(layers, token.head)
            else None
        )
    return None


def _becomes(layers: Layers, verb: int) -> bool:
    return layers.tokens[verb].lemma in {"become", "remain", "stay"}

"""Words that judge, tied by the tree to whom they judge: predicates, attributes, deeds, traits, attitudes.

The one who is meant gets the judgement, not the one who stands nearest. Whether the words are meant,
and by whom, is for `stances` to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rashomon.reading.events.participants import can_act
from rashomon.reading.events.sides import agent, patient
from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes

_OWN = {"I", "we", "i"}
_PERSONAL = {"it", "he", "she"}
_BEFORE = {"amod", "compound"}
"""Relations of an attribute."""
_JOINED = {"compound", "appos", "flat", "nmod"}
"""Relations of a noun and a name that are one."""
_BOUND = {"must", "should", "ought", "need", "have", "be", "cannot", "can"}
"""Auxiliaries of what the speaker holds to be due."""
_OPENING = 3
"""Words before an exclamation in its sentence."""

Lexicon = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judging word at ``anchor`` and the head word of whom it judges.

    ``told``: the attitude of somebody else, whose head word is ``holder`` where that is clear;
    ``due``: said to be due, so that no fact is needed; ``mild``: words that have other senses.
    """

    anchor: int
    target: int
    sign: int
    rule: str
    told: bool = False
    holder: int | None = None
    due: bool = False
    mild: bool = False


def judgements(layers: Layers) -> Iterator[Judged]:
    """All judging words of a stretch; pronouns as what they stand for within their sentence."""
    lexicon = classes("stances")
    readers = {
        "ADJ": _by_adjective,
        "NOUN": _by_noun,
        "PROPN": _by_noun,
        "VERB": _by_verb,
        "ADV": _by_adverb,
    }
    starts = {a for a, _ in layers.sentences}
    for i, token in enumerate(layers.tokens):
        if i in starts:
            yield from _exclaimed(layers, i, lexicon)
        participle = token.upos == "VERB" and token.deprel in _BEFORE
        read = _by_adjective if participle else readers.get(token.upos)
        for judged in read(layers, i, lexicon) if read else ():
            target = _stood_for(layers, judged.target)
            if target is not None and target != judged.anchor:
                yield replace(judged, target=target)


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
        if before.deprel.partition(":")[0] not in {"nsubj", "obj", "obl"} and not _blamed_for(layers, w):
            continue
        person = any(n.label == "PER" and n.span[0] <= w < n.span[1] for n in layers.names)
        if person == (token.lemma != "it") and before.upos in {"NOUN", "PROPN"}:
            return w
    return None


def _blamed_for(layers: Layers, word: int) -> bool:
    """Whether the noun is what somebody is blamed or praised for: "slammed them for their strategy"."""
    case = layers.child(word, "case")
    return case is not None and layers.tokens[case].lemma == "for" and layers.tokens[word].upos == "NOUN"


def _sign(lexicon: Lexicon, lemma: str, kind: str) -> int:
    if lemma in lexicon[f"bad_{kind}"]:
        return -1
    return 1 if lemma in lexicon[f"good_{kind}"] else 0


# -- adjectives and nouns ---------------------------------------------------------------------------


def _by_adjective(layers: Layers, i: int, lexicon: Lexicon) -> Iterator[Judged]:
    token = layers.tokens[i]
    plain = layers.word(i).lower()
    if i > 1 and layers.word(i - 1) == "-":  # words are split at hyphens: "self-serving"
        plain = f"{layers.word(i - 2).lower()}-{plain}"
    sign = _sign(lexicon, token.lemma, "adj") or _sign(lexicon, plain, "adj")
    if not sign:
        return
    mild = plain in lexicon["mild"]
    yield from _naming(layers, i, sign, lexicon)
    subject = _called(layers, i, lexicon)
    if subject is not None:
        to_whom = _finder(layers, i)
        told = to_whom is not None and not _own(layers, to_whom)
        yield Judged(i, subject, sign, "predicate", told=told, holder=_holder(layers, to_whom), mild=mild)
    if token.deprel not in _BEFORE:
        return
    yield from _naming(layers, token.head, sign, lexicon)
    subject = _called(layers, token.head, lexicon)
    if subject is not None:  # "Ness is a self-serving power"
        yield Judged(token.head, subject, sign, "predicate", mild=mild)
        return
    yield Judged(i, token.head, sign, "attribute", mild=mild)
    owner = layers.child(token.head, "nmod:poss")
    if owner is not None and layers.tokens[token.head].lemma in lexicon["conduct"]:
        yield Judged(i, owner, sign, "trait", mild=mild)  # "Orlo's reckless behaviour"


def _finder(layers: Layers, i: int) -> int | None:
    """Who finds it so: "the terms are unacceptable to Ness"; none for what does ill to somebody."""
    if layers.tokens[i].lemma not in classes("stances")["found_so"]:
        return None
    for child in layers.children(i):
        case = layers.child(child, "case") if child > i else None
        if case is not None and layers.word(case).lower() in {"to", "for"}:
            known = layers.tokens[child].upos == "PRON" or can_act(layers, child)
            return child if known else None
    return None


def _by_noun(layers: Layers, i: int, lexicon: Lexicon) -> Iterator[Judged]:
    token = layers.tokens[i]
    sign = _sign(lexicon, token.lemma.lower(), "noun")
    if sign:
        yield from _naming(layers, i, sign, lexicon)
        subject = _called(layers, i, lexicon)
        if subject is not None:
            yield Judged(i, subject, sign, "predicate", mild=token.lemma in lexicon["mild"])
        for other in (token.head, *layers.children(i)):  # "the dictator Ostrel"
            if other >= 0 and layers.tokens[other].upos == "PROPN" and _same(layers, i, other):
                yield Judged(i, other, sign, "title")
    sign = _sign(lexicon, token.lemma, "trait")
    if not sign:
        return
    owner = layers.child(i, "nmod:poss")
    if owner is not None:
        yield Judged(i, owner, sign, "trait")
    above = token.head
    if above >= 0 and token.deprel in {"obj", "obl"} and layers.tokens[above].lemma in lexicon["exhibiting"]:
        subject = layers.child(above, "nsubj")
        if subject is not None:
            yield Judged(i, subject, sign, "trait")


def _same(layers: Layers, noun: int, other: int) -> bool:
    """Whether a noun and a name are one: apposition or title."""
    under = noun if layers.tokens[noun].head == other else other
    relation = layers.tokens[under].deprel.partition(":")[0]
    bare = layers.child(under, "case") is None or under == noun < other  # "under dictator Ostrel"
    return relation in _JOINED and abs(noun - other) < 4 and bare


def _called(layers: Layers, i: int, lexicon: Lexicon) -> int | None:
    """The subject of a predicate: "Ness is a disgrace", "Ness has become a tyranny"."""
    token = layers.tokens[i]
    if layers.child(i, "cop") is not None:
        inside = layers.child(i, "case")
        if inside is not None and token.lemma not in lexicon["condition"]:
            return None  # "is in great demand", but "is in a terrible state"
        return layers.child(i, "nsubj")
    if token.head < 0 or layers.tokens[token.head].lemma not in lexicon["becoming"]:
        return None
    becomes = layers.tokens[token.head].lemma in {"become", "remain", "stay"}
    if token.deprel == "xcomp" or (token.deprel == "obj" and becomes):
        return layers.child(token.head, "nsubj")
    return None


def _naming(layers: Layers, i: int, sign: int, lexicon: Lexicon) -> Iterator[Judged]:
    """What somebody calls or finds somebody: "X called the plan a disgrace", "branded him corrupt"."""
    token = layers.tokens[i]
    if token.head < 0 or token.deprel.partition(":")[0] not in {"xcomp", "obl", "ccomp", "obj"}:
        return
    verb = layers.tokens[token.head]
    case = layers.child(i, "case", "mark")
    as_what = case is not None and layers.tokens[case].lemma == "as"
    if verb.lemma not in lexicon["naming"] or (case is not None and not as_what):
        return
    if verb.lemma in {"describe", "see", "regard", "portray", "characterise", "characterize"} and not as_what:
        return
    before = [c for c in layers.children(token.head) if token.head < c < i]
    whom = next((c for c in before if layers.tokens[c].deprel in {"obj", "nsubj"}), None)
    doer = layers.child(token.head, "nsubj")
    if whom is None or doer is None or doer == whom or layers.child(token.head, "aux:pass") is not None:
        return
    yield Judged(i, whom, sign, "naming", told=not _own(layers, doer), holder=_holder(layers, doer))


def _own(layers: Layers, subject: int) -> bool:
    return layers.tokens[subject].lemma in _OWN


def _holder(layers: Layers, subject: int | None) -> int | None:
    """Who holds an attitude told of them; None where it is the speaker or nobody that can hold one."""
    if subject is None or _own(layers, subject):
        return None
    token = layers.tokens[subject]
    if token.upos == "PRON":
        return subject if token.lemma in {"he", "she"} else None
    return subject if can_act(layers, subject) else None


# -- verbs and adverbs ------------------------------------------------------------------------------


def _by_verb(layers: Layers, i: int, lexicon: Lexicon) -> Iterator[Judged]:
    lemma = layers.tokens[i].lemma
    particle = layers.child(i, "compound:prt")
    key = lemma if particle is None else f"{lemma}_{layers.word(particle).lower()}"
    subject = layers.child(i, "nsubj")
    passive = layers.child(i, "nsubj:pass", "aux:pass") is not None
    doer = _by(layers, i) if passive else subject
    sign = _sign(lexicon, key, "verb")
    if sign and doer is not None:
        yield Judged(i, doer, sign, "deed")
    if key in lexicon["failing"] and doer is not None and not passive:
        xcomp = layers.child(i, "xcomp")
        if xcomp is None or lemma != "fail":  # "failed to agree" is no blame
            yield Judged(i, doer, -1, "failing", mild=True)
    if lemma in lexicon["leaving"] and subject is not None and _due(layers, i):
        yield Judged(i, subject, -1, "due", due=True)  # "must go"
    yield from _attitude(layers, i, key, lexicon)
    obj = layers.child(i, "obj")
    if lemma in lexicon["deserving"] and subject is not None and obj is not None:
        told = layers.tokens[obj].lemma
        bad = told in lexicon["blaming"] | {"blame", "contempt", "punishment"}
        good = told in {"praise", "credit", "respect", "thanks", "applause", "admiration"}
        if bad or good:
            yield Judged(i, subject, -1 if bad else 1, "attitude")


def _attitude(layers: Layers, i: int, key: str, lexicon: Lexicon) -> Iterator[Judged]:
    """What somebody thinks of somebody: "we admire X", "Y condemned X", "X is to be commended"."""
    way = -1 if key in lexicon["blaming"] else 1 if key in lexicon["praising"] else 0
    if not way:
        return
    undergoer = layers.child(i, "nsubj:pass")
    passive = undergoer is not None or layers.child(i, "aux:pass") is not None
    if passive:
        whom = undergoer if undergoer is not None else layers.child(i, "nsubj")
        doer = _by(layers, i)
        if whom is not None and doer is None and _due(layers, i):
            refused = any(layers.tokens[c].lemma in {"not", "never"} for c in layers.children(i))
            yield Judged(i, whom, -way if refused else way, "due", due=True)
            return
    else:
        whom, doer = patient(layers, i), agent(layers, i)
    if whom is None or whom == doer or _kept(layers, whom, key, lexicon):
        return
    own = doer is not None and _own(layers, doer)
    clear = key in lexicon["condemning"] or key in lexicon["hailing"]
    holder = _holder(layers, doer) if clear else None
    yield Judged(i, whom, way, "attitude", told=not own, holder=holder)


def _kept(layers: Layers, whom: int, key: str, lexicon: Lexicon) -> bool:
    """Whether it is an accord or a promise that is kept, which is no praise: "honoured the agreement"."""
    return key in lexicon["keeping"] and layers.tokens[whom].lemma in lexicon["accords"]


def _due(layers: Layers, i: int) -> bool:
    """Whether it is said to be due: "must be condemned", "is to be praised", "cannot be trusted"."""
    helpers = [c for c in layers.children(i) if layers.tokens[c].deprel in {"aux", "cop", "mark"} and c < i]
    words = [layers.tokens[c].lemma.lower() for c in helpers]
    if not set(words) & _BOUND:
        return False
    modal = {"must", "should", "ought", "cannot"} & set(words)
    refused = "can" in words and any(layers.tokens[c].lemma in {"not", "never"} for c in layers.children(i))
    return bool(modal or refused or ("to" in words and "be" in words))


def _by_adverb(layers: Layers, i: int, lexicon: Lexicon) -> Iterator[Judged]:
    lemma, head = layers.word(i).lower(), layers.tokens[i].head
    sign = -1 if lemma in lexicon["badly"] else 1 if lemma in lexicon["well"] else 0
    if not sign or head < 0 or layers.tokens[head].upos != "VERB":
        return
    passive = layers.child(head, "nsubj:pass", "aux:pass") is not None
    doer = _by(layers, head) if passive else layers.child(head, "nsubj")
    if doer is not None:
        yield Judged(i, doer, sign, "deed")


def _by(layers: Layers, i: int) -> int | None:
    for child in layers.children(i):
        if layers.tokens[child].deprel.startswith("obl"):
            case = layers.child(child, "case")
            if case is not None and layers.tokens[case].lemma == "by":
                return child
    return None


# -- exclamations -----------------------------------------------------------------------------------


def _exclaimed(layers: Layers, start: int, lexicon: Lexicon) -> Iterator[Judged]:
    """What opens a sentence before a name: "Shame on X", "Bravo X", "Hats off to X", "Down with X"."""
    end = layers.sentences[layers.sentence_of(start)][1]
    words = [layers.word(w).lower() for w in range(start, min(end, start + _OPENING))]
    for length in range(len(words), 0, -1):
        said = " ".join(words[:length])
        sign = -1 if said in lexicon["jeers"] else 1 if said in lexicon["cheers"] else 0
        if sign:
            at = start + length
            while at < end and (layers.word(at) == "," or layers.tokens[at].upos in {"DET", "ADJ"}):
                at += 1
            while at + 1 < end and layers.tokens[at].deprel in {"nmod:desc", "compound"}:
                at += 1
            if at < end and layers.tokens[at].upos in {"PROPN", "NOUN"}:
                yield Judged(start, at, sign, "exclaimed")
            return

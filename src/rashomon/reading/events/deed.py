"""A candidate event, and how the words at its sides become its participants."""

from dataclasses import dataclass, field

from rashomon.reading.events.participants import antecedent, can_act, can_suffer, conjuncts, two_sides
from rashomon.reading.events.sides import after, behind, belongs, complements, obliques, owner, preposition
from rashomon.reading.events.words import EventWords, Meaning, event_words
from rashomon.reading.parsing.layers import Layers

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Roots whose two sides are alike."""

SPEAKING = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
"""Roots of what is said of somebody's deeds and words: whose they are is the target."""
_PERSONAL = frozenset({"i", "we", "you", "he", "she", "they", "who"})
"""Pronouns for somebody, whoever it is."""


@dataclass(slots=True)
class Deed:
    """A candidate event; sides are head words of noun phrases.

    ``sure``: the words mean this and nothing else; ``abstract``: the target is there but nobody.
    """

    anchor: int
    trigger: list[int]
    meanings: list[Meaning]
    rule: str
    sources: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    sure: bool = True
    abstract: bool = False

    @property
    def root(self) -> str:
        """The usual root of its words."""
        return self.meanings[0].root


def people(layers: Layers, noun: int | None, *, suffering: bool = False) -> list[int]:
    """Those of a coordination who can be a side; pronouns as the nouns they stand for."""
    if noun is None:
        return []
    found = []
    for one in conjuncts(layers, noun):
        at = _after_address(layers, one)
        if at is None or layers.word(at).lower() == "power":  # "powers" are somebody
            continue
        if layers.tokens[at].upos == "PRON":
            stands = antecedent(layers, at)
            if stands is not None and layers.tokens[at].lemma != "it":  # an object "it" is seldom somebody
                found.append(stands)
        elif can_act(layers, at) or (suffering and can_suffer(layers, at)) or belongs(layers, at):
            found.append(at)
    return found


def _after_address(layers: Layers, word: int) -> int | None:
    """The name behind a form of address, which is no name: "Ms Orlo"; None where there is none."""
    if layers.word(word).lower().rstrip(".") not in event_words().general["address"]:
        return word
    named = word + 1 < len(layers.tokens) and layers.tokens[word + 1].upos == "PROPN"
    return word + 1 if named else None


def doers(layers: Layers, doer: int | None) -> tuple[list[int], bool]:
    """Who does it, and whether the words name a doer at all (it may be nobody that can act)."""
    if doer is None:
        return [], False
    if any(layers.word(c).lower() in {"no", "any"} for c in layers.children(doer) if c < doer):
        return [], True  # nobody
    sides = two_sides(layers, doer)
    if sides:
        return list(sides), True
    token = layers.tokens[doer]
    if token.upos == "PRON":
        stands = antecedent(layers, doer)
        if stands is not None:
            return [stands] if can_act(layers, stands) else [], True
        return [], token.lemma.lower() not in _PERSONAL
    return [c for c in conjuncts(layers, doer) if can_act(layers, c)], True


def somebody_behind(layers: Layers, noun: int) -> int | None:
    """Whose an abstract noun is; for a deed, who did it, not whom it was done to."""
    meanings = event_words().nouns.get(layers.tokens[noun].lemma)
    if meanings and meanings[0].root in event_words().intent["hostile"]:
        return doer_of(layers, noun)
    return behind(layers, noun)


def doer_of(layers: Layers, noun: int) -> int | None:
    """Who does what an event noun says: "by X", "X's", "Turkish"."""
    by = next(complements(layers, noun, {"by"}), None)
    return by if by is not None else owner(layers, noun)


def tidy(layers: Layers, deed: Deed) -> None:
    """Two sides of one coordination are source and target; nobody is both."""
    alone = not deed.targets or set(deed.targets) <= set(deed.sources)
    if deed.root in SYMMETRIC and len(deed.sources) > 1 and alone:
        deed.sources, deed.targets = deed.sources[:1], deed.sources[1:]
    deed.targets = [t for t in deed.targets if t not in deed.sources and not _inside(layers, t, deed.sources)]


def _inside(layers: Layers, word: int, nouns: list[int]) -> bool:
    """Whether a word only says whose or which one of the nouns is: "the Ostian" of "the Ostian army"."""
    token = layers.tokens[word]
    close = token.deprel in {"amod", "compound", "flat", "nmod:poss", "nmod:desc"}
    return close and token.head in nouns


def _sent_by(layers: Layers, envoy: int) -> int | None:
    """Whom an envoy stands for."""
    own = owner(layers, envoy)
    return own if own is not None else next(complements(layers, envoy, {"of", "from"}), None)


def _charged(layers: Layers, verb: int, thing: int) -> list[int]:
    """On whom blame is laid, where the tree hangs them on the deed: "laid the blame for the attack on X"."""
    if layers.tokens[thing].lemma not in event_words().general["charge"]:
        return []
    deeds = (*complements(layers, thing, {"for"}), *obliques(layers, verb, {"for"}))
    found = (people(layers, next(complements(layers, at, {"on"}), None)) for at in deeds)
    return next((somebody for somebody in found if somebody), [])


def with_object(layers: Layers, deed: Deed, thing: int, words: EventWords) -> Deed:
    """Find the target in the phrases of the verb, of its object, or as the object's possessor."""
    ties = words.targets[deed.root]
    if layers.tokens[thing].lemma in words.general["envoys"]:  # whose ambassador, not to whom
        deed.targets = people(layers, _sent_by(layers, thing)) or people(layers, thing)
        return deed
    received = layers.child(deed.anchor, "iobj")
    if received is not None:
        deed.targets = people(layers, received)
    by = {"by"} if deed.root in SPEAKING else set()
    for at in (*complements(layers, thing, ties | by), *obliques(layers, deed.anchor, ties)):
        if not deed.targets and preposition(layers, at) != "in":
            deed.targets = people(layers, at) or people(layers, somebody_behind(layers, at))
    deed.targets = deed.targets or _charged(layers, deed.anchor, thing)
    if not deed.targets and deed.root in SYMMETRIC:
        deed.targets = people(layers, next(complements(layers, thing, {"between"}), None))
    own = owner(layers, thing)
    part = own is not None and layers.tokens[own].deprel == "compound" and can_suffer(layers, thing)
    measure = layers.tokens[thing].lemma in words.general["measures"]
    maker = deed.root == "SANCTION" and own is not None
    maker = maker and (measure or (own is not None and layers.tokens[own].deprel != "nmod:poss"))
    part = part or maker
    if not deed.targets and own is not None and layers.tokens[own].upos != "PRON" and not part:
        deed.targets = people(layers, own)
    carried = layers.tokens[deed.anchor].lemma in words.general["light"] | words.general["decreeing"]
    whom = (
        layers.tokens[thing].lemma not in words.nouns
        and (not carried or can_act(layers, thing))
        and deed.root != "MOBILIZE"
        and deed.meanings[0].mode != "withdraw"
    )
    if not deed.targets and whom:
        deed.targets = people(layers, thing, suffering=deed.root != "SANCTION")
    for clause in (c for c in layers.children(thing) if layers.tokens[c].deprel.startswith("acl")):
        for at in obliques(layers, clause, ties):
            deed.targets = deed.targets or people(layers, at)
    deed.targets = deed.targets or people(layers, after(layers, thing, ties))
    if not deed.targets:
        for at in (*complements(layers, thing, {"of", "in"}), *obliques(layers, deed.anchor, {"in"} & ties)):
            deed.targets = deed.targets or people(layers, at)
    return deed

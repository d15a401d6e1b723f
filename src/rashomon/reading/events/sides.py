"""Who does it and to whom: the sides of a verb and of an event noun, read off the tree.

Subjects and objects, passives, relative clauses, participles and infinitives whose subject stands with
another verb, coordination, possessors and complements of nouns.
"""

from collections.abc import Iterator

from rashomon.reading.events.participants import can_act, is_clock
from rashomon.reading.parsing.layers import Layers
from rashomon.resources import states

_RELATIVE = {"who", "which", "that", "whom", "whose"}
_BEFORE_NOUN = {
    "det",
    "amod",
    "compound",
    "nummod",
    "nmod:poss",
    "case",
    "nmod:desc",
    "advmod",
    "nmod:unmarked",
}
_OF_DEEDS = {"of", "for", "from", "into"}
"""What stands between somebody and a deed of theirs: "accused X of attacking", "barred X from"."""
_BARE = {"obj", "nsubj", "obl", "dep", "nmod", "parataxis", "dislocated"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "SYM"}
_LONGEST_DATELINE = 12
"""Words."""
_STEPS = 6
"""Verbs to climb at most to the one that has the subject."""
_TIES = ("with", "between", "and", "by", "against", "on", "to", "of", "among", "from", "in", "for", "into")


def agent(layers: Layers, verb: int, steps: int = _STEPS) -> int | None:
    """Head word of who does what the verb says, in the active sense."""
    if passive(layers, verb):
        by = layers.child(verb, "obl:agent")
        clear = by is not None and preposition(layers, by) in {"by", ""}
        return by if clear else next(iter(obliques(layers, verb, {"by"})), None)
    own = subject(layers, verb)
    if own is not None:
        return _taken_up(layers, verb, own)
    before = _standing_before(layers, verb)
    if before is not None:
        return before
    above = _from_above(layers, verb, steps) if steps else None
    return above if above is not None else _nearest(layers, verb)


def patient(layers: Layers, verb: int) -> int | None:
    """Head word of whom the verb is done to."""
    token = layers.tokens[verb]
    if passive(layers, verb):
        return _undergoer(layers, verb)
    own = thing(layers, verb)
    if own is not None:
        return _taken_up(layers, verb, own)
    before = subject(layers, verb)
    reduced = token.deprel == "acl:relcl" and not layers.word(verb).endswith("ing")
    if reduced and before is not None and layers.word(before).lower() not in _RELATIVE:
        return token.head
    return None


def _undergoer(layers: Layers, verb: int) -> int | None:
    """The subject of a passive, or who would be it."""
    token = layers.tokens[verb]
    own = subject(layers, verb)
    if own is not None:
        return _taken_up(layers, verb, own)
    if token.deprel == "acl":
        return _of_those(layers, verb, token.head)
    if token.deprel == "conj":
        return patient(layers, token.head)
    return agent(layers, token.head) if token.deprel in {"advcl", "xcomp"} else None


def _of_those(layers: Layers, verb: int, noun: int) -> int:
    """The "those" right before a participle, where the tree skips it: "families of those detained"."""
    at = verb - 1
    while at > noun and layers.tokens[at].upos == "ADV":
        at -= 1
    return at if at > noun and layers.word(at).lower() in {"those", "these"} else noun


def passive(layers: Layers, verb: int) -> bool:
    """Whether the subject is whom it is done to: "was arrested", "soldiers arrested by police"."""
    token, form = layers.tokens[verb], layers.word(verb).lower()
    if form.endswith("ing"):
        return False
    helpers = {layers.tokens[c].lemma for c in layers.children(verb) if layers.tokens[c].upos == "AUX"}
    if helpers & {"be", "get"}:
        return True
    if thing(layers, verb) is not None or helpers or form == token.lemma:
        return False
    if subject(layers, verb) is not None:
        return layers.child(verb, "nsubj:pass") is not None
    if token.deprel in {"acl", "advcl"}:
        return not any(layers.tokens[c].deprel == "mark" for c in layers.children(verb))
    return token.deprel == "conj" and layers.tokens[token.head].upos == "VERB" and passive(layers, token.head)


def thing(layers: Layers, verb: int) -> int | None:
    """The object: as the parse has it, or a noun behind the verb that no preposition ties to it."""
    objects = [c for c in layers.children(verb) if layers.tokens[c].deprel == "obj"]
    if objects:
        behind_it = [c for c in objects if c > verb]
        nouns = [c for c in behind_it if layers.tokens[c].upos in {"NOUN", "PROPN"}]
        if behind_it or not _bare_actor(layers, objects[0]):  # "police/obj arrested a man": the subject
            return (nouns or behind_it or objects)[0]
    for child in layers.children(verb):
        token = layers.tokens[child]
        fits = child > verb and token.deprel.partition(":")[0] in _BARE and token.upos in _NOMINAL
        if fits and layers.child(child, "case", "cop", "mark") is None and not is_clock(layers, child):
            return child
    return _right_behind(layers, verb)


def _right_behind(layers: Layers, verb: int) -> int | None:
    """The noun phrase that follows a verb at once, where the parse hangs it elsewhere."""
    end = layers.sentences[layers.sentence_of(verb)][1]
    at = verb + 1
    while at < end and layers.tokens[at].upos in {"DET", "ADJ", "NUM"}:
        at += 1
    if at >= end or layers.tokens[at].upos not in {"NOUN", "PROPN"} or is_clock(layers, at):
        return None
    while at + 1 < end and layers.tokens[at].deprel in _BEFORE_NOUN:
        if layers.tokens[at + 1].upos not in {"NOUN", "PROPN"}:
            break
        at += 1
    token = layers.tokens[at]
    if layers.child(at, "case") is not None or token.deprel in {"nmod:poss", "compound", "amod"}:
        return None
    if not token.deprel.startswith("nsubj") or token.head == verb:
        return at if token.head <= at or token.deprel in {"obj", "appos", "dep"} else None
    return at if _reduced(layers, at, end) or _small_clause(layers, at, verb) else None


def _reduced(layers: Layers, noun: int, end: int) -> bool:
    """Whether what follows a noun is a deed or a participle of his: "accused a man of", "a man held by"."""
    after_it = noun + 1
    if after_it >= end:
        return False
    if layers.word(after_it).lower() in _OF_DEEDS:
        return True
    participle = layers.tokens[after_it].upos in {"VERB", "ADJ"} and layers.word(after_it).endswith("ed")
    return participle and after_it + 1 < end and layers.tokens[after_it + 1].upos in {"ADP", "SCONJ"}


def _small_clause(layers: Layers, noun: int, verb: int) -> bool:
    """Whether the noun is what the verb finds or makes so: "found him guilty"."""
    above = layers.tokens[noun].head
    adjective = layers.tokens[above].upos == "ADJ" and layers.child(above, "cop") is None
    return adjective and layers.tokens[above].head == verb


def subject(layers: Layers, verb: int) -> int | None:
    """The subject, which stands before its verb; one behind it is an object gone wrong."""
    found, opening = None, _dateline(layers, verb)
    for child in layers.children(verb):
        token = layers.tokens[child]
        if child > verb:
            break
        if child < opening:
            continue
        relation = token.deprel.partition(":")[0]
        if token.upos == "PUNCT" and layers.word(child)[0] in "-–—:)":
            found = None  # what stands before it is a dateline
        elif relation == "nsubj" or (found is None and relation in _BARE and _bare_actor(layers, child)):
            found = child
    return found


def _dateline(layers: Layers, word: int) -> int:
    """Where the sentence of a word begins behind its dateline: "ORSK, May 5 (Agency) -- The ..."."""
    start, end = layers.sentences[layers.sentence_of(word)]
    for at in range(start + 1, min(end, start + _LONGEST_DATELINE)):
        if layers.word(at) in {"--", "—", "–"}:
            return at + 1 if layers.tokens[start].upos == "PROPN" else start
        if layers.tokens[at].upos not in {"PROPN", "PUNCT", "NUM"}:
            break
    return start


def _bare_actor(layers: Layers, noun: int) -> bool:
    return (
        layers.tokens[noun].upos in {"NOUN", "PROPN"}
        and layers.child(noun, "case") is None
        and can_act(layers, noun)
    )


def _standing_before(layers: Layers, verb: int) -> int | None:
    """Somebody right before a participle that the parse hangs elsewhere: "culminating in X holding talks"."""
    at = verb - 1
    if (
        at < 0
        or not layers.word(verb).lower().endswith("ing")
        or layers.tokens[at].upos not in {"NOUN", "PROPN"}
    ):
        return None
    while layers.tokens[at].deprel in {"flat", "compound", "nmod:desc"} and layers.tokens[at].head >= 0:
        at = layers.tokens[at].head
    return at if at < verb and can_act(layers, at) else None


def _nearest(layers: Layers, verb: int) -> int | None:
    """Somebody right before a finite verb whose subject the parse has lost: "X has arrested"."""
    at = verb - 1
    start = layers.sentences[layers.sentence_of(verb)][0]
    while at > start and layers.tokens[at].upos in {"AUX", "ADV"}:
        at -= 1
    if at < start or layers.tokens[at].upos not in {"NOUN", "PROPN"} or is_clock(layers, at):
        return None
    if layers.tokens[verb].deprel in {"acl", "amod", "xcomp"}:
        return None
    edge = at
    while edge > start and layers.tokens[edge - 1].upos in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
        edge -= 1
    free = edge == start or layers.tokens[edge - 1].upos not in {"ADP", "VERB", "AUX", "SCONJ"}
    return at if free and can_act(layers, at) else None


def after(layers: Layers, word: int, prepositions: frozenset[str] | set[str]) -> int | None:
    """Head of the noun phrase that follows a word and a preposition, whatever it hangs on."""
    end = layers.sentences[layers.sentence_of(word)][1]
    at = word + 2
    if at >= end or layers.word(word + 1).lower() not in prepositions:
        return None
    last = None
    while at < end and layers.tokens[at].upos in {"DET", "ADJ", "NUM", "NOUN", "PROPN", "PART"}:
        if is_clock(layers, at):
            break
        if layers.tokens[at].upos in {"NOUN", "PROPN"}:
            last = at
        if layers.tokens[at].deprel == "flat":  # a name is headed by its first word
            break
        at += 1
    while last is not None and layers.tokens[last].deprel == "flat" and last > word + 2:
        last -= 1
    return last


def obliques(layers: Layers, verb: int, prepositions: frozenset[str] | set[str]) -> Iterator[int]:
    """Phrases of a verb that begin with one of the prepositions, those of its object included."""
    for child in layers.children(verb):
        relation = layers.tokens[child].deprel.partition(":")[0]
        if (relation in {"obl", "nmod"} and preposition(layers, child) in prepositions) or (
            relation == "iobj" and "to" in prepositions
        ):
            yield child


def preposition(layers: Layers, noun: int) -> str:
    """The preposition before a noun phrase, lower-cased; several as one: "out_of"."""
    cases = [c for c in layers.children(noun) if layers.tokens[c].deprel == "case"]
    if not cases:
        return ""
    found = cases[0]
    for nearer in cases[1:]:  # one far before it belongs elsewhere: "in Orlo holding talks with Ness"
        found = nearer if found + 1 < nearer < noun else found
    fixed = [layers.word(c).lower() for c in layers.children(found) if layers.tokens[c].deprel == "fixed"]
    return "_".join([layers.word(found).lower(), *fixed])


def owner(layers: Layers, noun: int) -> int | None:
    """Possessor of a noun: "Mirel's", "their", "Mirelian", "of Mirel"."""
    own = layers.child(noun, "nmod:poss")
    if own is not None:
        return own
    for child in layers.children(noun):
        token = layers.tokens[child]
        if (
            token.deprel in {"amod", "compound", "nmod", "nmod:desc"}
            and child < noun
            and belongs(layers, child)
        ):
            return child
    return None


def belongs(layers: Layers, word: int) -> bool:
    """Whether a word before a noun names somebody whose deed it is: "Turkish", "government", "NATO"."""
    token = layers.tokens[word]
    if layers.word(word).lower() in states.adjectives() or layers.word(word).lower() in states.names():
        return True
    return token.deprel in {"compound", "nmod", "nmod:desc"} and can_act(layers, word)


def complements(layers: Layers, noun: int, prepositions: frozenset[str] | set[str]) -> Iterator[int]:
    """Phrases after a noun that begin with one of the prepositions."""
    for child in layers.children(noun):
        nominal = child > noun and layers.tokens[child].deprel.partition(":")[0] in {"nmod", "obl"}
        if nominal and preposition(layers, child) in prepositions:
            yield child


def behind(layers: Layers, noun: int) -> int | None:
    """Who stands behind an abstract noun: "the decision of X", "X's plan", "talks with X"."""
    own = owner(layers, noun)
    if own is not None:
        return own
    for want in _TIES:
        for child in complements(layers, noun, {want}):
            if can_act(layers, child):
                return child
    return None


def _taken_up(layers: Layers, verb: int, own: int) -> int:
    """The noun that a relative pronoun stands for; the word itself elsewhere."""
    if layers.word(own).lower() not in _RELATIVE:
        return own
    at = verb
    for _ in range(_STEPS):
        if layers.tokens[at].head < 0:
            return own
        if layers.tokens[at].deprel in {"acl:relcl", "acl"}:
            return layers.tokens[at].head
        at = layers.tokens[at].head
    return own


def _from_above(layers: Layers, verb: int, steps: int) -> int | None:
    """Subject of a verb that has none of its own."""
    token = layers.tokens[verb]
    above = token.head
    if token.deprel == "acl" and layers.word(verb).lower().endswith("ing"):
        return above
    if token.deprel == "acl":
        own = owner(layers, above)
        return own if own is not None else _carrier(layers, above, steps)
    blamed = any(layers.word(c).lower() in _OF_DEEDS for c in layers.children(verb) if c < verb)
    controlled = layers.child(above, "obj") if token.deprel == "xcomp" or blamed else None
    if controlled is not None and can_act(layers, controlled):
        return controlled
    if token.deprel in {"xcomp", "conj", "advcl", "parataxis", "ccomp"}:
        return _subject(layers, above, steps)
    return None


def _subject(layers: Layers, word: int, steps: int) -> int | None:
    """Subject of a verb as it stands, passive or not: who "is said to", who "was arrested after"."""
    own = subject(layers, word)
    if own is not None:
        return _taken_up(layers, word, own)
    if passive(layers, word) and layers.tokens[word].deprel == "acl":
        return layers.tokens[word].head
    return _from_above(layers, word, steps - 1) if steps > 1 else None


def _carrier(layers: Layers, noun: int, steps: int) -> int | None:
    """Subject of the verb whose object the noun is: "X announced plans to"."""
    token = layers.tokens[noun]
    if token.deprel in {"obj", "obl"} and token.head >= 0 and layers.tokens[token.head].upos == "VERB":
        return agent(layers, token.head, steps - 1)
    return None

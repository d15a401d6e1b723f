"""What looks like a change and is none, or is not said to happen: conditions, idioms, comparisons."""

from rashomon.reading.events.participants import can_act
from rashomon.reading.parsing.layers import Layers
from rashomon.reading.tense import upwards
from rashomon.resources.lists import classes

_MEASURED = {"percent", "%", "point", "cent", "time", "fold", "dollar", "euro", "pound", "year"}
_THAN = {"before", "ever", "last", "previously", "a", "in", "at", "during", "usual", "the", "they", "it"}
_REACHING = {
    "fall": {"on", "upon"},
    "go_up": {"to"},
    "go_down": {"to"},
}
"""Verbs that tell of no change before a phrase of whom or what is reached."""


def supposed(layers: Layers, anchor: int) -> bool:
    """Conditions, purposes and mere gerunds say nothing of what is."""
    conditional = classes("factuality")["conditional"]
    for at in upwards(layers, anchor):
        token = layers.tokens[at]
        if token.upos == "VERB" and at == anchor and _bare(layers, at):
            return True
        relation = token.deprel.partition(":")[0]
        if relation in {"advcl", "ccomp"}:
            mark = layers.child(at, "mark")
            if mark is not None and layers.tokens[mark].lemma in conditional:
                return True
        if relation == "advcl" and infinitive(layers, at):
            return True
    return False


def infinitive(layers: Layers, at: int) -> bool:
    """Whether the word is an infinitive with "to"."""
    return any(
        layers.tokens[c].deprel == "mark" and layers.tokens[c].lemma == "to" for c in layers.children(at)
    )


def _bare(layers: Layers, at: int) -> bool:
    """A verb that nothing asserts: "of strengthening", "a plan to cut", "cutting costs is hard"."""
    token = layers.tokens[at]
    relation = token.deprel.partition(":")[0]
    if relation == "acl" and token.deprel != "acl:relcl":
        return infinitive(layers, at) or layers.child(at, "mark", "case") is not None
    if relation in {"csubj", "nmod", "obl", "obj", "nsubj", "compound"} or (
        relation == "conj" and infinitive(layers, at)
    ):
        return True
    gerund = layers.word(at).lower().endswith("ing") and layers.child(at, "aux") is None
    if relation == "advcl" and gerund:
        mark = layers.child(at, "mark", "case")
        return mark is not None and layers.tokens[mark].lemma in {"for", "of", "without", "than", "from"}
    return False


def goes_to(layers: Layers, i: int, key: str) -> bool:
    """Whether it only comes to somebody or something: "the blame falls on us", "went up to the board"."""
    ties = _REACHING.get(key)
    if ties is None:
        return False
    for child in layers.children(i):
        case = layers.child(child, "case") if child > i else None
        if case is not None and layers.tokens[case].lemma in ties and layers.tokens[child].upos != "SYM":
            number = measured(layers, child) or layers.child(child, "nummod") is not None
            if can_act(layers, child) or ("to" in ties and not number):
                return True
    return False


def fixed(layers: Layers, i: int, what: int, lexicon: dict[str, frozenset[str]]) -> bool:
    """Whether verb and noun mean no change together: "mitigating circumstances", "tighten the market"."""
    noun = layers.tokens[what].lemma
    if layers.tokens[i].lemma == "tighten":
        return noun in lexicon["scarcer"]
    return layers.word(i).lower() in lexicon["kind"] and noun in lexicon["kind_of"]


def compared(layers: Layers, i: int) -> bool:
    """Whether it is set against something else rather than against what was before."""
    end = layers.sentences[layers.sentence_of(i)][1]
    for w in range(i + 1, min(i + 6, end - 1)):
        if layers.word(w).lower() == "than":
            return layers.word(w + 1).lower() not in _THAN or _of_another(layers, w, end)
    return False


def _of_another(layers: Layers, than: int, end: int) -> bool:
    """Whether somebody follows "than the": "than the government", not "than the year before"."""
    for w in range(than + 1, end):
        if layers.tokens[w].upos in {"NOUN", "PROPN"}:
            last = w + 1 >= end or layers.tokens[w + 1].upos not in {"NOUN", "PROPN"}
            if last:
                return can_act(layers, w)
        elif layers.tokens[w].upos not in {"DET", "ADJ", "NUM", "PART"}:
            return False
    return False


def indefinite(layers: Layers, anchor: int) -> bool:
    """Whether a participle tells of a kind within a denied clause: "does not go with a growing trade"."""
    noun = layers.tokens[anchor].head
    verb = layers.tokens[noun].head
    before = {layers.word(c).lower() for c in layers.children(noun)}
    if verb < 0 or not before & {"a", "an", "any"}:
        return False
    return any(layers.tokens[c].lemma in {"not", "never"} for c in layers.children(verb))


def measured(layers: Layers, word: int) -> bool:
    """An object that only says by how much: "fell 3 percent"."""
    token = layers.tokens[word]
    return token.upos in {"NUM", "SYM"} or (
        (token.lemma in _MEASURED or not layers.word(word)[0].isalpha())
        and layers.child(word, "nummod") is not None
    )

"""Which nouns name a condition that can rise or fall, and which words of the tree are its name."""

from rashomon.model.annotation import Span
from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes

LONGEST = 20
"""Words the name of a condition may have."""

_OUTSIDE = {
    "acl",
    "appos",
    "parataxis",
    "advcl",
    "discourse",
    "nsubj",
    "cop",
    "aux",
    "expl",
    "obl",
    "advmod",
    "obj",
    "mark",
}
_LEADING = {"det", "case", "cc", "mark", "punct"}
_COMPLEMENT = {"of", "in", "to", "for", "on", "between"}
_SHORTEST = 6


def is_condition(layers: Layers, word: int, *, loose: bool = False) -> bool:
    """Whether a noun names a condition: by the list, by its ending, or if loose by being nothing else."""
    token = layers.tokens[word]
    if token.upos != "NOUN" or not layers.word(word)[0].isalpha():
        return False
    own, shared = classes("changes"), classes("directions")
    lemma = token.lemma
    if lemma in own["condition"] or layers.word(word).lower() in own["condition"]:
        return True
    if lemma in own["no_condition"] or lemma in shared["people"]:
        return False
    if lemma in shared["bad"] or lemma in own["process"]:
        return True
    return (len(lemma) > _SHORTEST and lemma.endswith(_endings())) or loose


def is_bad(layers: Layers, word: int) -> bool:
    """Whether nobody wants more of it."""
    return layers.tokens[word].lemma in classes("directions")["bad"]


def complement(layers: Layers, noun: int) -> int | None:
    """What a noun of change is about: "a rise in prices", "price rises"."""
    for child in layers.children(noun):
        token = layers.tokens[child]
        if token.deprel == "compound" and token.upos == "NOUN" and not measures(layers, child):
            return child
        if token.deprel == "nmod" and child > noun:
            case = layers.child(child, "case")
            if _in_turn(layers, child):
                continue
            if case is not None and layers.tokens[case].lemma in _COMPLEMENT and _fits(layers, noun, case):
                return child
    return None


def measures(layers: Layers, word: int) -> bool:
    """Whether a compound tells how much or how long, not what: "an eleven-week closure", "a point rise"."""
    lemma = layers.tokens[word].lemma
    hyphened = word > 0 and layers.word(word - 1) == "-"
    when = classes("directions")["when"]
    unit = lemma.rpartition("-")[2]
    numbered = layers.child(word, "nummod") is not None
    return (
        unit in when or lemma in {"point", "percent", "percentage"} or (hyphened and numbered) or "-" in lemma
    )


def _in_turn(layers: Layers, word: int) -> bool:
    """Whether the phrase is "in a row" and tells of no row."""
    return word > 1 and layers.phrase((word - 2, word + 1)).lower() in {"in a row", "in a week", "in a day"}


def _fits(layers: Layers, noun: int, case: int) -> bool:
    return layers.tokens[case].lemma != "of" or layers.tokens[noun].lemma not in classes("changes")["only_to"]


def with_other_side(layers: Layers, head: int, name: Span) -> Span:
    """The name and the phrase after it that the tree hangs on the verb: "improved relations | with Ness"."""
    at = name[1]
    if at >= len(layers.tokens) or layers.tokens[head].lemma not in classes("changes")["mutual"]:
        return name
    if layers.tokens[at].lemma not in {"with", "between"} or layers.tokens[at].head <= at:
        return name
    other = name_of(layers, layers.tokens[at].head)
    return (name[0], other[1]) if at < other[0] <= at + 3 and other[1] - name[0] <= LONGEST else name


def name_of(layers: Layers, head: int, *, without: int | None = None) -> Span:
    """The unbroken noun phrase around a head, without clauses, asides and its determiner."""
    words, stack = set(), [head]
    while stack:
        at = stack.pop()
        words.add(at)
        stack += [c for c in layers.children(at) if c != without and _inside(layers, at, c)]
    start = end = head
    while start - 1 in words:
        start -= 1
    while end + 1 in words:
        end += 1
    end = min(end + 1, start + LONGEST)
    while start < head and layers.tokens[start].deprel in _LEADING:
        start += 1
    while end - 1 > head and layers.tokens[end - 1].upos in {"PUNCT", "ADP", "CCONJ", "PART", "DET", "SCONJ"}:
        end -= 1
    return start, end


def _inside(layers: Layers, at: int, child: int) -> bool:
    token = layers.tokens[child]
    relation = token.deprel.partition(":")[0]
    if relation == "conj":
        return token.upos in {"NOUN", "PROPN", "ADJ", "NUM"} and layers.child(child, "nsubj") is None
    return relation not in _OUTSIDE or (relation == "advmod" and child < at and token.upos == "ADV")


def _endings() -> tuple[str, ...]:
    return tuple(classes("changes")["abstract"])

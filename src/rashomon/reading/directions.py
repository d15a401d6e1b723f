"""Whether the words of an end of a cause say that there is more or less of its factor.

"A fall in oil revenue", "the alliance collapsed" and "without aid" say less, "rising prices" more. The
direction is the product along the spine of the phrase: adjectives, nouns of change with a complement,
verbs of change, failing verbs and negation.
"""

from rashomon.model.annotation import Span
from rashomon.reading.parsing.layers import Layers
from rashomon.reading.parsing.lemmas import lemma
from rashomon.resources.lists import classes

_BEFORE = {"amod", "compound", "det", "advmod", "nmod"}
_ABSTRACT = ("s", "ion", "ment", "ing", "ism", "ity", "ness", "ance", "ence", "ship")
_PARTICLES = {
    "out",
    "up",
    "off",
    "down",
    "away",
    "over",
    "through",
    "apart",
    "back",
    "under",
    "short",
    "low",
    "bust",
    "closer",
}
_COMPLEMENT = {"of", "in", "to", "for", "on", "between", "from", "with"}


def direction(layers: Layers, span: Span, *, effect: bool = False) -> int | None:
    """1 the words say more, -1 less, None neither.

    Args:
        layers: what holds the words.
        span: one end of a cause.
        effect: whether it is the effect, whose "ailing" or "rising" is no part of what happens to it.
    """
    head = _spine(layers, span)
    named = span[0] < head and layers.tokens[head - 1].upos == "DET"  # "the cut", whatever its tag
    if (layers.tokens[head].upos in {"VERB", "AUX"} and not named) or _has(layers, head, "cop", span):
        found = _of_clause(layers, head, span)
    else:
        skipped = classes("directions")["state_adj"] if effect else frozenset[str]()
        found = _of_phrase(layers, head, span, skipped)
    return found if found is not None else _of_words(layers, span, effect=effect)


def _of_words(layers: Layers, span: Span, *, effect: bool) -> int | None:
    """What the order of words tells where the tree is broken: "a lack of X", "Y to cut Z"."""
    lexicon = classes("directions")
    for i in range(span[0], span[1] - 2):
        if layers.word(i + 1).lower() == "to" and lemma(layers.word(i), "VERB") in lexicon["failing"]:
            return -1
    for i in range(span[0], min(span[0] + 3, span[1] - 1)):
        if layers.tokens[i].upos == "PUNCT":
            break
        if layers.word(i + 1).lower() in {"of", "in"}:
            noun = layers.word(i).lower()
            return -1 if noun in lexicon["less_noun"] else 1 if noun in lexicon["more_noun"] else None
    for i in range(span[0], span[1] - 1 if effect else 0):  # a cause's infinitive is what it is for
        if layers.word(i).lower() == "to" and layers.tokens[i].upos == "PART":
            return -1 if layers.tokens[i + 1].lemma in lexicon["less_verb"] else None
    return None


def _spine(layers: Layers, span: Span) -> int:
    """The word that the span turns on: of "the abbey to cut wages" the verb."""
    heads = [i for i in range(*span) if not span[0] <= layers.tokens[i].head < span[1]]
    infinitive = [
        i for i in heads if layers.tokens[i].deprel in {"xcomp", "ccomp"} and layers.tokens[i].upos == "VERB"
    ]
    return (infinitive or heads or [span[0]])[0]


def _has(layers: Layers, head: int, deprel: str, span: Span) -> bool:
    return any(span[0] <= c < span[1] and layers.tokens[c].deprel == deprel for c in layers.children(head))


def _of_phrase(layers: Layers, head: int, span: Span, skipped: frozenset[str]) -> int | None:
    """A noun phrase: its modifiers, and the head if it is a noun of change."""
    lexicon = classes("directions")
    found: int | None = None
    for child in layers.children(head):
        token = layers.tokens[child]
        if not span[0] <= child < head or token.deprel.partition(":")[0] not in _BEFORE:
            continue
        if token.lemma in skipped or layers.word(child).lower() in skipped:
            continue
        if token.deprel == "det":
            way = -1 if token.lemma in {"no", "few"} else None
        else:
            way = _of_modifier(token.lemma, layers.word(child).lower(), lexicon)
            way = _valued(layers, head, token.lemma, layers.word(child).lower(), way, lexicon)
        if way:
            found = way * (found or 1)
    lemma = layers.tokens[head].lemma
    way = 1 if lemma in lexicon["more_noun"] else -1 if lemma in lexicon["less_noun"] else None
    if way and (lemma not in lexicon["needs_of"] or _complement(layers, head, span, compounds=False)):
        about = _about(layers, head)
        return way if about is None else _valued(layers, about, lemma, lemma, way, lexicon)
    return found


def _valued(
    layers: Layers, head: int, lemma: str, word: str, way: int | None, lexicon: dict[str, frozenset[str]]
) -> int | None:
    """Way of words of better and worse, which turns on what they are said of: "worsening relations"."""
    bad = layers.tokens[head].lemma in lexicon["bad"]
    if {word, lemma} & lexicon["worse_word"]:
        return 1 if bad else -1
    if {word, lemma} & lexicon["better_word"]:
        return -1 if bad else 1
    return way


def _of_modifier(lemma: str, word: str, lexicon: dict[str, frozenset[str]]) -> int | None:
    if word in lexicon["less_adj"] or lemma in lexicon["less_adj"]:
        return -1
    return 1 if word in lexicon["more_adj"] or lemma in lexicon["more_adj"] else None


def _about(layers: Layers, noun: int) -> int | None:
    """What a noun of change is about: relations in "the worsening of relations"."""
    return layers.child(noun, "nmod")


def _complement(layers: Layers, head: int, span: Span, *, compounds: bool = True) -> bool:
    """Whether something inside the span tells of what there is more or less."""
    for child in layers.children(head):
        relation = layers.tokens[child].deprel
        if not span[0] <= child < span[1]:
            continue
        if (compounds and relation in {"compound", "nmod:poss"}) or (relation == "nmod" and child < head):
            return True
        if relation.startswith(("nmod", "acl")) and any(
            layers.tokens[c].lemma in _COMPLEMENT for c in layers.children(child)
        ):
            return True
    return False


def _of_clause(layers: Layers, head: int, span: Span) -> int | None:
    """A clause: its verb or predicate, what it governs, and whether it is denied."""
    lexicon = classes("directions")
    token = layers.tokens[head]
    way: int | None
    if token.upos in {"ADJ", "NOUN"}:
        way = _of_modifier(token.lemma, layers.word(head).lower(), lexicon)
    else:
        way = _of_verb(layers, head, span, lexicon)
    if _denied(layers, head, span):
        way = -(way or 1)
    return way


def _of_verb(layers: Layers, head: int, span: Span, lexicon: dict[str, frozenset[str]]) -> int | None:
    lemma = layers.tokens[head].lemma
    inner = layers.child(head, "xcomp")
    inside = inner is not None and span[0] <= inner < span[1]
    if lemma in lexicon["failing"]:
        deeper = _of_clause(layers, inner, span) if inner is not None and inside else None
        return -(deeper or 1)
    phrasal = _phrasal(layers, head)
    if phrasal in lexicon["less_verb"] or phrasal in lexicon["more_verb"]:
        return -1 if phrasal in lexicon["less_verb"] else 1
    if phrasal and lemma in lexicon["fickle"]:
        return None
    if (
        lemma in {"make", "keep", "leave", "render", "become", "turn", "get", "grow"}
        and inner is not None
        and inside
    ):
        return _of_modifier(layers.tokens[inner].lemma, layers.word(inner).lower(), lexicon)
    if inner is not None and inside and lemma not in lexicon["less_verb"]:
        return _of_clause(layers, inner, span)
    way = -1 if lemma in lexicon["less_verb"] else 1 if lemma in lexicon["more_verb"] else None
    return _with_object(layers, head, span, way, lexicon)


def _phrasal(layers: Layers, head: int) -> str:
    """The verb with its particle, "" where it has none."""
    particle = layers.child(head, "compound:prt")
    if particle is None and head + 1 < len(layers.tokens) and layers.tokens[head + 1].head == head:
        particle = head + 1 if layers.word(head + 1).lower() in _PARTICLES else None
    return f"{layers.tokens[head].lemma}_{layers.word(particle).lower()}" if particle is not None else ""


def _with_object(
    layers: Layers, head: int, span: Span, way: int | None, lexicon: dict[str, frozenset[str]]
) -> int | None:
    """Verbs of change act on the direction of a noun of absence: "ended the shortage of fuel"."""
    what = layers.child(head, "obj") or layers.child(head, "nsubj")
    if what is None or not span[0] <= what < span[1]:
        return way
    lemma = layers.tokens[what].lemma
    if lemma in lexicon["less_noun"] and _complement(layers, what, span):
        return -(way or 1) if way else -1
    if any(layers.tokens[c].lemma == "no" for c in layers.children(what)):
        return -(way or 1)
    return way


def _denied(layers: Layers, head: int, span: Span) -> bool:
    """Negation inside the span: "did not provide support"."""
    negators = classes("factuality")["negators"]
    return any(
        span[0] <= c < span[1]
        and layers.tokens[c].lemma in negators
        and layers.tokens[c].deprel.partition(":")[0] in {"advmod", "aux", "discourse"}
        for c in layers.children(head)
    )


def is_bad(layers: Layers, span: Span) -> bool:
    """Whether the phrase names something that nobody wants more of."""
    head = layers.head_of(span)
    bad = classes("directions")["bad"]
    return layers.tokens[head].lemma in bad or layers.word(head).lower() in bad


def is_actor(layers: Layers, head: int, actors: frozenset[int]) -> bool:
    """Whether a subject is a person, group or state, whose deeds are no factors by themselves.

    Args:
        layers: what holds the subject.
        head: its head.
        actors: words inside names of persons, places and organisations.
    """
    token = layers.tokens[head]
    if token.upos == "PRON":
        return token.lemma in classes("directions")["people"]
    opens = head == 0 or layers.tokens[head - 1].upos == "PUNCT"  # a capital there tells nothing
    word = layers.word(head)
    unknown = token.upos == "PROPN" and not (opens and word.endswith(_ABSTRACT) and not word.endswith("ians"))
    people = classes("directions")["people"]
    return head in actors or unknown or token.lemma.lower() in people or layers.word(head).lower() in people

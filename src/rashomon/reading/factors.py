"""The readable name of a factor, from the words of an end of a cause or of a change.

What `directions.direction` reads as more or less of the factor is taken out where something remains
to be named ("the fall in tourism" is tourism, falling); determiners, connectives and trailing asides
go too. The words themselves stay beside the label as the factor's text.
"""

from rashomon.model.annotation import Span
from rashomon.reading.conditions import measures
from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes

LONGEST = 12
"""Words a label may have."""

_VERBAL = {"VERB", "AUX"}
_LEADING = {"cc", "mark", "case", "det", "det:predet", "punct", "discourse", "cc:preconj"}
_TRAILING = {"case", "cc", "mark", "punct", "cop", "aux"}
_ASIDES = {"acl:relcl", "parataxis", "appos", "discourse"}
_LOOSE = {"acl", "advcl", "obl", "conj", "nmod", "obl:tmod", "obl:unmarked", "advmod"}
_EMPTY = {"fact", "idea", "belief", "notion", "feeling", "way", "reason", "decision"}
"""Nouns that say nothing without their clause."""
_DENYING = {"not", "neither", "nor"}
_QUOTES = frozenset('"“”„«»`')
_COMPLEMENT = {"of", "in", "to", "for", "on", "between", "from", "with"}


def label(layers: Layers, span: Span, *, whole: bool = False) -> str:
    """Name of the factor that a span of words tells of.

    Args:
        layers: the stretch.
        span: half-open, in words; not empty.
        whole: keep what tells of more or less, as in a step taken: "closed the strait".

    Returns:
        At most `LONGEST` words of the span, in their order; never empty.
    """
    words = _without_asides(layers, list(range(*span)))
    head = _head(layers, words)
    verbal = layers.tokens[head].upos in _VERBAL
    if whole:
        return _written(layers, _edges(layers, _shortened(layers, words)) or words[:LONGEST])
    words = _changing(layers, head, words) if verbal else _changed(layers, head, words)
    words = _edges(layers, _shortened(layers, words))
    return _written(layers, words or list(range(*span))[:LONGEST])


def _head(layers: Layers, words: list[int]) -> int:
    inside = set(words)
    return next((i for i in words if layers.tokens[i].head not in inside), words[0])


def _without_asides(layers: Layers, words: list[int]) -> list[int]:
    """Without relative clauses and asides at the end."""
    last = words[-1]
    while last > words[0] and layers.tokens[last].upos == "PUNCT":
        last -= 1
    top = _head(layers, words)
    if layers.tokens[top].lemma in _EMPTY:
        return words
    for i in words[1:]:
        if i != top and layers.tokens[i].deprel in _ASIDES and layers.tokens[i].head < i:
            inner = layers.subtree(i)
            if inner[-1] >= last and inner[0] > words[0]:
                return [w for w in words if w < inner[0]]
    return words


def _changed(layers: Layers, head: int, words: list[int]) -> list[int]:
    """A noun phrase without what says that there is more or less of it."""
    lexicon = classes("directions")
    lemma = layers.tokens[head].lemma
    if lemma in classes("changes")["stock"]:
        return words
    if lemma in lexicon["more_noun"] or lemma in lexicon["less_noun"]:
        kept = _complement(layers, head, words)
        if kept:
            return kept
        if lemma not in lexicon["needs_of"]:
            return words
    gone = {c for c in layers.children(head) if c < head and _tells(layers, c, lexicon)}
    gone |= {g for c in gone for g in layers.children(c) if layers.tokens[g].deprel == "advmod"}
    return [w for w in words if w not in gone]


def _tells(layers: Layers, word: int, lexicon: dict[str, frozenset[str]]) -> bool:
    token, plain = layers.tokens[word], layers.word(word).lower()
    if token.deprel == "det":
        return token.lemma in {"no", "few"}
    if token.deprel != "amod" or plain in classes("changes")["kept_adj"]:
        return False
    return any(w in lexicon[k] for w in (plain, token.lemma) for k in ("more_adj", "less_adj"))


def _complement(layers: Layers, head: int, words: list[int]) -> list[int]:
    """What there is more or less of: "the lack of support from Ness" -> "support from Ness"."""
    inside = set(words)
    for child in layers.children(head):
        token = layers.tokens[child]
        relation = token.deprel.partition(":")[0]
        if child not in inside:
            continue
        if child < head and relation == "compound" and measures(layers, child):
            continue
        if child < head and relation in {"compound", "nmod"} and token.deprel != "nmod:poss":
            own = set(layers.subtree(child))
            return [w for w in words if w in own or w > head]
        case = layers.child(child, "case")
        if (
            child > head
            and relation == "nmod"
            and case is not None
            and layers.tokens[case].lemma in _COMPLEMENT
        ):
            owner = layers.child(head, "nmod:poss")
            owned = set(layers.subtree(owner)) if owner is not None else set()
            small = {case} | {c for c in layers.children(child) if layers.tokens[c].deprel == "det"}
            return [w for w in words if w in owned or (w > head and w not in small)]
    return []


def _changing(layers: Layers, head: int, words: list[int]) -> list[int]:
    """A clause whose verb says that something grows or shrinks names that thing; others stay as they are."""
    lexicon = classes("directions")
    lemma = layers.tokens[head].lemma
    if lemma not in lexicon["more_verb"] and lemma not in lexicon["less_verb"]:
        return words
    if layers.child(head, "xcomp", "ccomp", "compound:prt") is not None:
        return words
    what = layers.child(head, "obj")
    if what is None:
        what = layers.child(head, "nsubj")
    if what is None or what not in words or layers.tokens[what].upos != "NOUN":
        return words
    own = set(layers.subtree(what))
    kept = _without_asides(layers, [w for w in words if w in own])
    if layers.tokens[what].lemma in lexicon["less_noun"]:
        return _complement(layers, what, kept) or kept
    return kept


def _shortened(layers: Layers, words: list[int]) -> list[int]:
    """At most `LONGEST` words: the last loose phrases go first."""
    while len(words) > LONGEST:
        top = _head(layers, words)
        tails = [i for i in words[1:] if i != top and layers.tokens[i].deprel.partition(":")[0] in _LOOSE]
        starts = [layers.subtree(i)[0] for i in tails if layers.tokens[i].head < i]
        first = top if layers.tokens[top].upos in _VERBAL else words[0]
        cut = max((s for s in starts if first < s <= words[-1]), default=None)
        if kept := _without_inner(layers, top, words, tails, close=cut is None):
            words = kept
            continue
        kept = [w for w in words if cut is not None and w < cut]
        if len(kept) < 2:
            return words[:LONGEST]
        words = kept
    return words


def _without_inner(layers: Layers, top: int, words: list[int], tails: list[int], *, close: bool) -> list[int]:
    """A clause without the widest phrase between its subject and its verb; nothing if there is none.

    Args:
        layers: the stretch.
        top: its verb.
        words: the clause.
        tails: heads of loose phrases.
        close: take any of them, not only clauses and what commas set off.
    """
    inside = set(words)
    inner = [
        own
        for i in tails
        if words[0] < (own := layers.subtree(i))[0] and own[-1] < top and inside.issuperset(own)
        and (close or layers.tokens[own[0]].upos == "PUNCT" or layers.tokens[i].deprel.startswith("acl"))
    ]  # fmt: skip
    gone = set(max(inner, key=len, default=()))
    return [w for w in words if w not in gone] if gone else []


def _edges(layers: Layers, words: list[int]) -> list[int]:
    """Without determiners, connectives, possessive marks and punctuation at the edges."""
    words = _without_opening(layers, words)
    low, high = 0, len(words)
    while low < high and _leads(layers, words[low]):
        low += 1
    while low < high and _trails(layers, words[high - 1]):
        high -= 1
    return words[low:high]


def _without_opening(layers: Layers, words: list[int]) -> list[int]:
    """Without an adverbial before the clause: "in this case, the state ..."."""
    if not words or layers.tokens[words[0]].deprel != "case":
        return words
    last = layers.subtree(layers.tokens[words[0]].head)[-1]
    after = [w for w in words if w > last]
    return after if after and layers.word(after[0]) == "," else words


def _leads(layers: Layers, word: int) -> bool:
    token = layers.tokens[word]
    owner = token.upos == "PRON" and token.deprel == "nmod:poss"
    return owner or token.upos == "PUNCT" or (token.deprel in _LEADING and token.lemma not in _DENYING)


def _trails(layers: Layers, word: int) -> bool:
    token = layers.tokens[word]
    return token.upos in {"PUNCT", "PART", "DET"} or (
        token.deprel in _TRAILING and token.upos not in {"VERB", "NOUN"}
    )


def _written(layers: Layers, words: list[int]) -> str:
    """The words as the page spaces them, without quotation marks."""
    text, before = "", -1
    for w in words:
        if before >= 0:
            gap = layers.text[layers.tokens[before].end : layers.tokens[w].start]
            text += gap if before + 1 == w else " "
        if not set(layers.word(w)) <= _QUOTES:
            text += layers.word(w)
        before = w
    text = " ".join(text.split())
    first = words[0]
    opens = first == layers.sentences[layers.sentence_of(first)][0]
    if opens and layers.tokens[first].upos in {"NOUN", "VERB", "DET", "ADV"} and text[1:2].islower():
        return text[0].lower() + text[1:]
    return text

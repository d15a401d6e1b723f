"""Which words of a tree state one end of a relation: whole phrases and clauses."""

from collections.abc import Collection

from rashomon.model.annotation import Span
from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes

LONGEST = 45
"""Words an end may have."""

_LOOSE = {"parataxis", "discourse", "vocative", "dislocated", "list", "orphan", "reparandum"}
_ASIDE = {"acl", "appos", "advcl"}
_INNER = {
    "of",
    "in",
    "on",
    "at",
    "between",
    "for",
    "with",
    "within",
    "to",
    "over",
    "against",
    "among",
    "towards",
    "toward",
    "near",
    "across",
}
_LINKS = {"response", "reaction", "retaliation", "order"}
"""Nouns that make a connective with a preposition: "in response to"."""
_POSSESSIVE = {"'s", "’s", "its", "their", "his", "her", "our", "my", "your", "'", "’"}
_EDGE = {"punct", "cc", "mark", "case", "discourse"}


class Extents:
    """Spans of phrases of one stretch; the borders of all subtrees are found once."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        count = len(layers.tokens)
        self.low, self.high = list(range(count)), list(range(count))
        for i in range(count):
            at = layers.tokens[i].head
            while at >= 0 and (i < self.low[at] or i > self.high[at]):
                self.low[at] = min(self.low[at], i)
                self.high[at] = max(self.high[at], i)
                at = layers.tokens[at].head

    def block(self, head: int, avoid: Collection[int] = ()) -> Span | None:
        """The unbroken stretch around a head that belongs to it; None where it is too long.

        Asides, clauses set off by commas and coordinated clauses with subjects of their own are left out.
        """
        found = self._stretch(head, avoid, tight=False)
        if found[1] - found[0] > LONGEST:
            found = self._stretch(head, avoid, tight=True)
        start, end = found
        while start < end and self._strippable(start, head):
            start += 1
        while end - 1 > start and self._strippable(end - 1, head):
            end -= 1
        return (start, end) if start < end and end - start <= LONGEST else None

    def phrase(self, head: int, avoid: Collection[int] = (), *, stop: int | None = None) -> Span | None:
        """A noun phrase whole, also where the tree lost a modifier or hung a phrase on the verb.

        Args:
            head: its head.
            avoid: subtrees that are no part of it.
            stop: first word that cannot belong to it; prepositional phrases are taken in up to there.
        """
        span = self.block(head, avoid)
        if span is None or self.layers.tokens[head].upos in {"VERB", "AUX"}:
            return span
        start, end = span
        floor = self.layers.sentences[self.layers.sentence_of(head)][0]
        bare = self.layers.tokens[start].upos != "AUX"  # a copula ends the phrase on its left
        while bare and start > floor and start - 1 not in avoid and self._modifies(start - 1):
            if self._another(start - 1, start):
                break
            if self.layers.tokens[start].upos == "DET" and self._named(start - 1):
                break  # another phrase ends before an article: "cost | the party | the election"
            start -= 1
        end = self._taken_in(end, len(self.low) if stop is None else stop, avoid)
        while end - 1 > head and self.layers.tokens[end - 1].upos in {"PUNCT", "ADP", "CCONJ"}:
            end -= 1
        return (start, end) if end - start <= LONGEST else span

    def _another(self, noun: int, start: int) -> bool:
        """Whether a noun before a phrase closes a phrase of its own: "in theory | councils"."""
        token = self.layers.tokens[noun]
        hung = token.deprel in {"obl", "nmod"} and not start <= token.head < start + 1
        return hung and token.upos == "NOUN" and self.layers.child(noun, "case") == noun - 1

    def opening(self, start: int) -> int:
        """Start of the noun phrase that goes on with "of ..." at ``start``: "a lack" before "of salt"."""
        tokens = self.layers.tokens
        floor = self.layers.sentences[self.layers.sentence_of(start)][0]
        while start - 2 >= floor and tokens[start - 1].upos == "ADP" and self._named(start - 2):
            start -= 2
            while start > floor and self._modifies(start - 1):
                start -= 1
        return start

    def _named(self, i: int) -> bool:
        """Whether a word is a noun, whatever its tag after an article."""
        before = self.layers.tokens[i - 1].upos if i else ""
        return self.layers.tokens[i].upos in {"NOUN", "PROPN"} or before == "DET"

    def _modifies(self, i: int) -> bool:
        token = self.layers.tokens[i]
        if token.upos in {"DET", "ADJ", "NUM", "NOUN", "PROPN"}:
            return token.lemma != "such"
        return self.layers.word(i).lower() in _POSSESSIVE

    def _taken_in(self, end: int, stop: int, avoid: Collection[int]) -> int:
        """Past the nouns and prepositional phrases that follow without a break."""
        tokens = self.layers.tokens
        ceiling = min(stop, self.layers.sentences[self.layers.sentence_of(end - 1)][1])
        while end < ceiling:
            token = tokens[end]
            if end in avoid or token.upos != "ADP" or self.layers.word(end).lower() not in _INNER:
                break
            inner = token.head
            if not end < inner < ceiling or inner in avoid or tokens[inner].upos not in {"NOUN", "PROPN"}:
                break
            if tokens[end + 1].lemma in _LINKS:
                break
            if tokens[inner].lemma.lower() in classes("directions")["when"] or any(
                tokens[a].head == inner and a in avoid for a in avoid
            ):
                break
            nxt = self.block(inner, avoid)
            if nxt is None or nxt[1] > ceiling or nxt[1] <= end:
                break
            end = nxt[1]
        return end

    def joined(self, first: int, last: int, avoid: Collection[int] = ()) -> Span | None:
        """From the start of one phrase to the end of another: "the island of fuel"."""
        a, b = self.block(first, avoid), self.block(last, avoid)
        if a is None or b is None:
            return None
        whole = self.phrase(first, avoid) or a  # with what stands before it, wherever the parse hung that
        start, end = min(whole[0], b[0]), max(a[1], b[1])
        return (start, end) if end - start <= LONGEST else None

    def after_comma(self, child: int) -> bool:
        """Whether a dependent is set off from its head by a comma, a dash or a bracket."""
        head = self.layers.tokens[child].head
        if child > head:
            border = self.low[child]
            return self._mark(border) or (border > 0 and self._mark(border - 1))
        border = self.high[child]
        return self._mark(border) or (border + 1 < len(self.low) and self._mark(border + 1))

    def _mark(self, i: int) -> bool:
        return self.layers.tokens[i].upos == "PUNCT" and self.layers.word(i)[0] in ",–—-(;:"

    def _strippable(self, i: int, head: int) -> bool:
        token = self.layers.tokens[i]
        if i == head:
            return False
        if token.deprel == "punct" or (
            i < head and self.layers.word(i).lower() in {"why", "that", "where", "when"}
        ):
            return True
        return token.head == head and token.deprel.partition(":")[0] in _EDGE and token.lemma != "not"

    def _stretch(self, head: int, avoid: Collection[int], *, tight: bool) -> Span:
        words, stack = set(), [head]
        while stack:
            at = stack.pop()
            words.add(at)
            stack += [
                c
                for c in self.layers.children(at)
                if c not in avoid and not self._loose(at, c, head) and not (tight and self._heavy(c))
            ]
        start = end = head
        while start - 1 in words:
            start -= 1
        while end + 1 in words:
            end += 1
        return start, end + 1

    def _heavy(self, child: int) -> bool:
        return self.layers.tokens[child].deprel.partition(":")[0] in {"acl", "advcl", "appos"}

    def _loose(self, at: int, child: int, head: int) -> bool:
        token = self.layers.tokens[child]
        relation = token.deprel.partition(":")[0]
        if relation in _LOOSE:
            return True
        if relation == "conj":
            return (
                at == head and token.upos in {"VERB", "AUX"} and self.layers.child(child, "nsubj") is not None
            )
        return relation in _ASIDE and self.after_comma(child)


def after_be(layers: Layers, span: Span | None) -> Span | None:
    """A predicate without its copula."""
    if span is None:
        return None
    tokens = layers.tokens
    start = next(
        (i + 1 for i in range(span[0], min(span[0] + 2, span[1] - 1)) if tokens[i].lemma == "be"), span[0]
    )
    while span[0] < start < span[1] - 1 and tokens[start].upos == "ADV":
        start += 1
    return start, span[1]

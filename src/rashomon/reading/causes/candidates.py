"""What the rules on causes hand to `causes`, and what they read the tree with."""

from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.model.annotation import Span
from rashomon.model.statement import Factuality, Relation
from rashomon.reading.causes.extents import Extents
from rashomon.reading.directions import is_actor
from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes

_CHUNK = {"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"}
_HUNG = ("obj", "obl", "compound", "nsubj", "advcl", "ccomp", "xcomp", "nmod")
"""What a shaky parse makes of the head of a compound after a verb."""
_NOMINAL = {"obj", "nsubj", "csubj", "obl", "iobj", "compound"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One causal relation as a rule sees it.

    Attributes:
        anchor: the word whose factuality is that of the relation.
        cause, effect, signals: in words.
        polarity: what the connecting words do: 1 more of one end brings more of the other, -1 less,
            None not told.
        rule: name of the pattern.
        trust: probability that such a find is right, before the model is asked.
        cause_way, effect_way: direction of an end where the pattern fixes it, 0 where the words of the end
            are to be read.
        held: what the pattern itself does to the factuality.
    """

    anchor: int
    cause: Span
    effect: Span
    signals: tuple[Span, ...]
    polarity: int | None
    rule: str
    trust: float
    relation: Relation = "consequence"
    cause_way: int | None = 0
    effect_way: int | None = 0
    held: Factuality = "CT+"


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of text with everything that the rules look at."""

    layers: Layers
    extents: Extents
    actors: frozenset[int]

    @classmethod
    def of(cls, layers: Layers) -> "Stretch":
        """Prepare a stretch; words in names of persons, places and organisations are actors."""
        named = frozenset(i for n in layers.names if n.label in {"PER", "LOC", "ORG"} for i in range(*n.span))
        return cls(layers, Extents(layers), named)

    def actor(self, head: int) -> bool:
        """Whether the word names a person, a group or a state."""
        if is_actor(self.layers, head, self.actors):
            return True
        if self.layers.tokens[head].lemma not in classes("directions")["portion"]:
            return False
        part = self.under(head, "of")
        return part is not None and is_actor(self.layers, part, self.actors)

    def under(self, head: int, *prepositions: str) -> int | None:
        """The dependent to the right of a word that one of the prepositions opens, gerunds included."""
        for child in self.layers.children(head):
            if child > head and self.opened(child) in prepositions:
                return child
        return None

    def opened(self, word: int) -> str:
        """The preposition or subordinator that opens a phrase, lower-cased; "" if none."""
        for child in self.layers.children(word):
            if child < word and self.layers.tokens[child].deprel in {"case", "mark"}:
                return self.layers.word(child).lower()
        before = self.extents.low[word] - 1
        lost = before >= 0 and self.layers.tokens[before].upos == "ADP"  # the parse hung it elsewhere
        if (
            lost
            and self.layers.tokens[word].upos in {"NOUN", "PROPN"}
            and self.layers.tokens[word].head != before
        ):
            return self.layers.word(before).lower()
        return ""

    def object(self, verb: int) -> int | None:
        """The object of a verb, or the bare noun to its right that a shaky parse calls otherwise."""
        found = self.layers.child(verb, "obj")
        if found is not None and found > verb and not self.opened(found):
            return self._whole(verb, found)
        near = (c for c in self._bare(verb) if c > verb and not self.broken(verb + 1, self.extents.low[c]))
        return next(near, None) or self._next_noun(verb)

    def _whole(self, verb: int, noun: int) -> int:
        """The head of a compound of which the parse took the first noun: "trigger flash floods"."""
        tokens = self.layers.tokens
        if tokens[noun].upos != "NOUN" or tokens[verb].lemma in classes("causes")["cost"]:
            return noun
        stop = self.layers.sentences[self.layers.sentence_of(noun)][1]
        while noun + 1 < stop and tokens[noun + 1].upos == "NOUN" and tokens[noun].head != noun + 1:
            if not tokens[noun + 1].deprel.startswith(_HUNG):
                break
            noun += 1
        return noun

    def _next_noun(self, verb: int) -> int | None:
        """The head of the noun chunk that follows at once, wherever the parse hung it."""
        tokens, at, found = self.layers.tokens, verb + 1, None
        stop = self.layers.sentences[self.layers.sentence_of(verb)][1]
        while at < stop and (tokens[at].upos in _CHUNK or self._participle(at, stop)):
            if tokens[at].upos in {"NOUN", "PROPN"}:
                found = at
            at += 1
        gerund = (
            at == verb + 1
            and at < stop
            and tokens[at].upos == "VERB"
            and self.layers.word(at).endswith("ing")
        )
        return at if gerund else found

    def _participle(self, at: int, stop: int) -> bool:
        """A verb form between a determiner and a noun: "a fallen tree"."""
        tokens = self.layers.tokens
        opened = at > 0 and tokens[at - 1].upos in {"DET", "ADJ"}
        return (
            opened
            and tokens[at].upos == "VERB"
            and at + 1 < stop
            and tokens[at + 1].upos in {"NOUN", "PROPN"}
        )

    def _noun_before(self, verb: int) -> int | None:
        """The noun right before a verb and its auxiliaries, where the parse gives no subject."""
        tokens, at = self.layers.tokens, self.group(verb) - 1
        start = self.layers.sentences[self.layers.sentence_of(verb)][0]
        return at if at >= start and tokens[at].upos in {"NOUN", "PROPN"} else None

    def _own_noun(self, verb: int) -> int | None:
        """The noun before a second verb where a comma or "and" opens its chunk: a subject of its own."""
        noun = self._noun_before(verb)
        if noun is None:
            return None
        start = self.extents.opening(noun + 1)
        while start > 0 and self.layers.tokens[start - 1].upos in _CHUNK | {"VERB"} - {"PRON"}:
            start -= 1
        return noun if start > 0 and self.layers.tokens[start - 1].upos in {"CCONJ", "PUNCT"} else None

    def broken(self, start: int, end: int) -> bool:
        """Whether a comma, a dash or another subject lies between two places."""
        tokens = self.layers.tokens
        return any(
            tokens[i].upos in {"PUNCT", "CCONJ", "SCONJ", "AUX"}
            or tokens[i].deprel.startswith("nsubj")
            or (tokens[i].upos == "VERB" and not self.gerund(i) and self.layers.word(i - 1).lower() != "to")
            for i in range(start, end)
        )

    def gerund(self, word: int) -> bool:
        """Whether a word is a verb in -ing."""
        return self.layers.tokens[word].upos == "VERB" and self.layers.word(word).lower().endswith("ing")

    def leans_on(self, verb: int) -> int | None:
        """What a participle set off by a comma belongs to: the phrase or clause that ends before it."""
        tokens, at = self.layers.tokens, verb - 1
        start = self.layers.sentences[self.layers.sentence_of(verb)][0]
        while at >= start and tokens[at].upos in {"PUNCT", "ADV"}:
            at -= 1
        if at < start:
            return None
        while start <= tokens[at].head < verb:
            at = tokens[at].head
        return at

    def noun_before(self, verb: int) -> int | None:
        """The noun that a passive participle after a comma tells of: the last, or what it is part of."""
        tokens, at = self.layers.tokens, verb - 1
        start = self.layers.sentences[self.layers.sentence_of(verb)][0]
        while at >= start and tokens[at].upos in {"PUNCT", "ADV"}:
            at -= 1
        if at < start or tokens[at].upos not in {"NOUN", "PROPN"}:
            return self.leans_on(verb)
        change = classes("directions")
        for _ in range(3):
            above = tokens[at].head
            wider = above >= start and tokens[at].deprel.startswith(("nmod", "conj", "compound"))
            if not wider or above >= verb or tokens[above].upos not in {"NOUN", "PROPN"}:
                break
            told = any(tokens[above].lemma in change[k] for k in ("more_noun", "less_noun", "bad"))
            if tokens[at].deprel.startswith("nmod") and not told:
                break
            at = above
        return at

    def group(self, verb: int) -> int:
        """First word of a verb group: auxiliaries, negation and adverbs before the verb."""
        at = verb
        while at > 0 and (
            self.layers.tokens[at - 1].upos in {"AUX", "ADV"}
            or (
                self.layers.tokens[at - 1].lemma in {"not", "to"}
                and self.layers.tokens[at - 1].upos == "PART"
            )
        ):
            at -= 1
        return at

    def _bare(self, verb: int) -> Iterator[int]:
        for child in self.layers.children(verb):
            token = self.layers.tokens[child]
            relation = token.deprel.partition(":")[0]
            if token.upos in {"NOUN", "PROPN", "PRON"} and relation in _NOMINAL and not self.opened(child):
                yield child

    def subject(self, verb: int) -> int | None:
        """The head of what does what the verb says, antecedents and shared subjects included."""
        layers = self.layers
        if (found := self._structural(verb)) is not None or layers.tokens[verb].deprel.startswith("advcl"):
            return found
        form = layers.word(verb).lower()
        finite = form != layers.tokens[verb].lemma and not form.endswith("ing")
        if layers.word(verb - 1).lower() == "to" or not (finite or layers.child(verb, "aux") is not None):
            return None
        return self._noun_before(verb)

    def _structural(self, verb: int) -> int | None:
        layers, at = self.layers, verb
        for _ in range(4):
            found = self._own_subject(at)
            if found is not None:
                return self._antecedent(at, found)
            token = layers.tokens[at]
            relation = token.deprel.partition(":")[0]
            if token.head < 0 or relation not in {"conj", "xcomp", "acl"}:
                return None
            if relation == "conj" and (own := self._own_noun(at)) is not None:
                return own
            if relation == "acl":
                goes_on = self.gerund(at) and layers.word(at - 1) == ","
                return None if self.opened(at) else self._clause_of(token.head) if goes_on else token.head
            if relation == "xcomp" and layers.child(token.head, "obj") is not None:
                return None
            at = token.head
        return None

    def _own_subject(self, verb: int) -> int | None:
        tokens = self.layers.tokens
        told = [
            c for c in self.layers.children(verb) if c < verb and tokens[c].deprel[:5] in {"nsubj", "csubj"}
        ]
        if told:
            return told[-1]  # where a parse gives two, the one beside the verb
        bare = [c for c in self._bare(verb) if c < verb and self.layers.tokens[c].deprel != "obl:unmarked"]
        return bare[0] if bare else None

    def _antecedent(self, verb: int, subject: int) -> int:
        """The noun or clause that a relative "which" or "that" stands for."""
        layers = self.layers
        plain = layers.word(subject).lower()
        token = layers.tokens[verb]
        if layers.tokens[subject].upos not in {"PRON", "SCONJ", "DET"} or plain not in {
            "which",
            "that",
            "who",
        }:
            return subject
        while token.deprel == "conj":
            token = layers.tokens[token.head]
        if token.head < 0 or token.deprel.partition(":")[0] not in {"acl", "advcl", "ccomp", "parataxis"}:
            return subject
        head = token.head
        near = subject - 1
        named = near > head and layers.tokens[near].upos in {"NOUN", "PROPN", "PRON"}
        if plain == "that" and named and (self.actor(near) or layers.word(near).lower() == "those"):
            return near  # "sanctions on persons that obstruct X": they do
        if plain == "which" and subject > 0 and layers.word(subject - 1) in {",", "–", "—", "-"}:
            return self._clause_of(head)
        return head

    def _clause_of(self, noun: int) -> int:
        """The clause that ends in a noun, if it is no subject: ", which" continues the clause."""
        tokens = self.layers.tokens
        at = noun
        while tokens[at].head >= 0 and tokens[at].deprel.partition(":")[0] in {
            "obj",
            "obl",
            "nmod",
            "compound",
            "conj",
        }:
            if tokens[at].upos == "VERB":
                break
            at = tokens[at].head
        return at if tokens[at].upos == "VERB" else noun


def span_of(words: list[int]) -> Span:
    """From the first to the last of some words."""
    return min(words), max(words) + 1

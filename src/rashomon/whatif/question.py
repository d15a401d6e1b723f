"""Free words become a question: which factors rise or fall, matched to those that the accounts hold.

"More tourists and fewer sanctions" is two phrases, each with a direction. A phrase means every factor that
holds its words; where none does, the one that is nearest in meaning, if it is near enough. The match is
always shown, and a person corrects it by naming factors.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from rashomon.accounts.folding import fold, stem, words
from rashomon.accounts.likeness import Embed, Sketch, sketch
from rashomon.accounts.names import Names
from rashomon.errors import InputError
from rashomon.resources.lists import classes

NEAR = 0.6
"""Least cosine of two labels for the one to be taken for the other: all-MiniLM gives paraphrases more."""
SHARE = 0.25
"""Least share of a factor's words that a phrase must hold, so that a word in passing is no match; and more
than half of the share that it holds of the factor that it fits best."""
MOST = 6
"""Factors that one phrase may mean."""
_SPLIT = re.compile(r"\s*(?:[,;&+]|\b(?:and|while|but|plus)\b)\s*", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_TIES = {"of", "in", "to", "for", "on", "from"}


@dataclass(frozen=True, slots=True)
class Match:
    """One phrase of a question, and what it was taken for.

    Attributes:
        words: the phrase as it was written.
        direction: 1 more, -1 less.
        factors: names of the factors that it means; none if no account speaks of it.
        how: "named", "words", "meaning", or "" without a match.
        others: factors that come next, for who corrects the match.
        assumed: whether no word told the direction, so that more is assumed.
    """

    words: str
    direction: int
    factors: tuple[str, ...]
    how: str = ""
    others: tuple[str, ...] = ()
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question: its words, and what they were taken for."""

    words: str
    matches: tuple[Match, ...]

    @property
    def changes(self) -> dict[str, int]:
        """Factor to 1 or -1."""
        return {factor: match.direction for match in self.matches for factor in match.factors}


@dataclass(frozen=True)
class Vocabulary:
    """The factors that can be asked about.

    Attributes:
        labels: name of each factor to all labels that the pages use for it, its name among them.
        embed: texts to unit vectors; without it only words are compared.
    """

    labels: Mapping[str, Sequence[str]]
    embed: Embed | None = None
    names: Names = field(default_factory=Names)

    def exactly(self, text: str) -> str | None:
        """The factor of that name or label, case and accents aside."""
        wanted = fold(text)
        named = next((name for name in self.labels if fold(name) == wanted), None)
        return named or next((n for n, labels in self.labels.items() if wanted in map(fold, labels)), None)


def ask(text: str, vocabulary: Vocabulary) -> Query:
    """Understand a question in free words.

    Args:
        text: such as "sanctions lifted" or "more tourists and fewer sanctions".
        vocabulary: the factors that can be meant.

    Raises:
        InputError: the text names nothing, or asks for a factor to rise and to fall.
    """
    matches = [match for part in _clauses(text) for match in _matched(part, vocabulary)]
    if not matches:
        raise InputError(f"{text!r} names nothing that could change; ask for example: fewer sanctions")
    return _checked(Query(" ".join(text.split()), tuple(matches)))


def named(changes: Mapping[str, int], vocabulary: Vocabulary, text: str = "") -> Query:
    """A question from names of factors, each with its direction.

    Args:
        changes: name, label or words of a factor to 1 or -1.
        vocabulary: the factors that can be meant.
        text: the words of the question, for tables and pictures.

    Raises:
        InputError: nothing is asked, or a direction is neither 1 nor -1.
    """
    if not changes:
        raise InputError("Nothing is asked: name at least one factor that rises (1) or falls (-1).")
    matches = []
    for words_, direction in changes.items():
        if direction not in {1, -1}:
            raise InputError(f"A direction is 1 or -1, not {direction!r} (of {words_!r}); correct it.")
        exact = vocabulary.exactly(words_)
        matches.append(
            Match(words_, direction, (exact,), "named") if exact else _look_up(words_, direction, vocabulary)
        )
    said = text or " and ".join(f"{'more' if d > 0 else 'less'} {w}" for w, d in changes.items())
    return _checked(Query(said, tuple(matches)))


def _checked(query: Query) -> Query:
    seen: dict[str, int] = {}
    for match in query.matches:
        for factor in match.factors:
            if seen.setdefault(factor, match.direction) != match.direction:
                raise InputError(
                    f"The question asks {factor!r} both to rise and to fall; name one direction."
                )
    return query


def _clauses(text: str) -> Iterator[tuple[str, int | None]]:
    """Phrases with their directions; "and" splits them only where both sides tell a direction."""
    held = ""
    for piece in _pieces(text):
        whole = f"{held} and {piece}" if held else piece
        if held and heading(held)[1] is not None and heading(piece)[1] is not None:
            yield heading(held)
            whole = piece
        held = whole
    if held:
        yield heading(held)


def _pieces(text: str) -> list[str]:
    return [piece for piece in _SPLIT.split(" ".join(text.split()).strip(" ?!.")) if piece]


def _matched(clause: tuple[str, int | None], vocabulary: Vocabulary) -> Iterator[Match]:
    """What a clause means; "sanctions and tariffs" is two phrases where no factor is both."""
    phrase, way = clause
    if not phrase:
        return
    whole = _look_up(phrase, way or 1, vocabulary, assumed=way is None)
    parts = _pieces(phrase)
    if whole.how in {"named", "words"} or len(parts) == 1:
        yield whole
        return
    for part in parts:
        rest, own = heading(part) if way is None else (part, way)
        yield _look_up(rest or part, own or 1, vocabulary, assumed=own is None)


def heading(phrase: str) -> tuple[str, int | None]:
    """A phrase without its words of direction, and the direction that they give.

    Returns:
        The words that are left ("" if none), and 1, -1, or None where no word tells.
    """
    kept = _WORDS.findall(phrase)
    sign: int | None = None
    negated = sum(_is(w, "negators") or w.lower().endswith(("n't", "n’t")) for w in kept) % 2
    kept = [w for w in kept if not (_is(w, "negators") or w.lower().endswith(("n't", "n’t")))]
    kept, last = _from_end(kept)
    kept, first = _from_start(kept, alone=last is None)
    unwanted = _stems("directions", "bad") | _stems("questions", "measures")
    bad = any(_stemmed(w) in unwanted for w in kept)
    for way, by_value in filter(None, (last, first)):
        sign = way * (-1 if by_value and bad else 1) * (sign or 1)
    if sign is None and negated:
        return " ".join(kept), -1
    return " ".join(kept), None if sign is None else -sign if negated else sign


_Way = tuple[int, bool]
"""A direction, and whether it is one of better and worse."""


def _from_end(kept: list[str]) -> tuple[list[str], _Way | None]:
    """Take the verb off the end: "sanctions are lifted", "oil prices fall sharply"."""
    kept = _trimmed(kept, -1)
    if len(kept) < 2:
        return kept, None
    way = _way(kept[-1], ("verb", "adj"), " ".join(kept[:-1]))
    return (_trimmed(kept[:-1], -1), way) if way else (kept, None)


def _from_start(kept: list[str], *, alone: bool) -> tuple[list[str], _Way | None]:
    """Take what leads off the start: "fewer sanctions", "lifting the sanctions", "the end of sanctions"."""
    more = len(kept) > 1 and kept[0].lower() in {"more", "less"}
    if more:
        return _trimmed(kept[1:], 0), (1 if kept[0].lower() == "more" else -1, False)
    while kept and kept[0].lower() in {"the", "a", "an", "if", "what", "were", "there", "is"}:
        kept = kept[1:]
    if len(kept) > 1 and kept[0].lower() in {"more", "less"}:
        return _from_start(kept, alone=alone)
    if len(kept) < 2:
        return kept, None
    tied = kept[1].lower() in _TIES
    if not tied and _is(kept[0], "nouns"):
        return kept, None
    way = _way(kept[0], ("noun", "verb") if tied else ("adj", "verb"), " ".join(kept[1:]))
    if way is None or not (alone or tied or _stemmed(kept[0]) in _adjectives()):
        return kept, None
    return _trimmed(kept[2:] if tied else kept[1:], 0), way


def _way(word: str, kinds: Iterable[str], rest: str) -> _Way | None:
    """What a word says of the rest: "lifted" says less of a measure and more of anything else."""
    one = _stemmed(word)
    if one == "lift":
        measure = any(_stemmed(w) in _stems("questions", "measures") for w in words(rest))
        return (-1 if measure else 1), False
    for kind, way, by_value in (
        ("better", 1, True),
        ("worse", -1, True),
        ("gone", -1, False),
        ("comes", 1, False),
    ):
        if one in _stems("questions", kind):
            return way, by_value
    for kind in kinds:
        for way, prefix in ((-1, "less"), (1, "more")):
            if one in _stems("directions", f"{prefix}_{kind}"):
                return way, False
    return None


def _trimmed(kept: list[str], end: int) -> list[str]:
    """Without empty words at one end."""
    while len(kept) > 1 and _is(kept[end], "empty"):
        kept = kept[1:] if end == 0 else kept[:-1]
    return kept


def _is(word: str, kind: str) -> bool:
    return word.lower() in classes("questions")[kind]


def _stemmed(word: str) -> str:
    return stem(fold(word))


@cache
def _stems(name: str, kind: str) -> frozenset[str]:
    return frozenset(stem(fold(w)) for w in classes(name)[kind])


def _adjectives() -> frozenset[str]:
    return _stems("directions", "more_adj") | _stems("directions", "less_adj")


def _look_up(phrase: str, direction: int, vocabulary: Vocabulary, *, assumed: bool = False) -> Match:
    """The factors that a phrase means, those with its words first, else the nearest in meaning."""
    exact = vocabulary.exactly(phrase)
    if exact:
        return Match(phrase, direction, (exact,), "named", assumed=assumed)
    owners = [name for name, labels in vocabulary.labels.items() for _ in labels]
    labels = [label for all_ in vocabulary.labels.values() for label in all_]
    asked = sketch(phrase, vocabulary.names)
    sketches = [sketch(label, vocabulary.names) for label in labels]
    cosine = _cosines(asked, sketches, vocabulary.embed)
    held = [_held(asked, one) for one in sketches]
    best: dict[str, tuple[float, float]] = {}
    for name, share, near in zip(owners, held, cosine, strict=True):
        best[name] = max(best.get(name, (0.0, -1.0)), (share, near))
    ranked = sorted(best, key=lambda n: (-best[n][0], -best[n][1], n))
    least = max(SHARE, best[ranked[0]][0] * 0.51) if ranked else SHARE
    found = tuple(n for n in ranked if best[n][0] >= least)[:MOST]
    how = "words" if found else ""
    if not found:
        ranked.sort(key=lambda n: (-best[n][1], n))
        found = tuple(n for n in ranked[:1] if best[n][1] >= NEAR)
        how = "meaning" if found else ""
    left = sorted((n for n in best if n not in found), key=lambda n: (-best[n][1], n))
    hints = tuple(n for n in left if best[n][1] > 0.3 or best[n][0])[:3]
    return Match(phrase, direction, found, how, hints, assumed)


def _held(asked: Sketch, factor: Sketch) -> float:
    """Share of the factor's words that are the phrase's, if it holds all of these; else 0."""
    core = frozenset(asked.concepts)
    if not core <= factor.concepts or not asked.actors <= factor.actors or not (core or asked.actors):
        return 0.0
    if not core:  # a bare name: the factor must be little more than it
        return SHARE if len(factor.core) <= 1 else 0.0
    return len(core) / len(factor.concepts)


def _cosines(asked: Sketch, sketches: Sequence[Sketch], embed: Embed | None) -> list[float]:
    if embed is None or not sketches:
        return [0.0] * len(sketches)
    found = embed([asked.label, *(one.label for one in sketches)])
    return [float(value) for value in found[1:] @ found[0]]


__all__ = ["Match", "Query", "Vocabulary", "ask", "heading", "named"]

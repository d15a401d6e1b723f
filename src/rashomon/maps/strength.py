"""How strong an influence the words allow.

Pages give no numbers, so a word of degree narrows the size of an influence to a third of [0, 1] and
silence leaves all of it. Reading the linguistic terms of fuzzy cognitive maps as ranges, not as points,
follows Stylios & Groumpos (2004), "Modeling complex systems using fuzzy cognitive maps", IEEE
Transactions on Systems, Man, and Cybernetics A 34(1): 155-162; thirds claim no finer knowledge than the
words have.
"""

import re
from collections.abc import Iterable

Range = tuple[float, float]

OPEN: Range = (0.0, 1.0)
"""The range where no word of degree is said."""

WEAK: Range = (0.05, 1 / 3)
"""A slight influence is one: so words that disagree cover less than silence leaves open."""
MIDDLE: Range = (1 / 3, 2 / 3)
STRONG: Range = (2 / 3, 1.0)

_WORDS: dict[Range, str] = {
    WEAK: """faint faintly gentle gently limited little marginal marginally mild mildly minor modest
        modestly negligible partial partially partly slight slighter slightly small somewhat tiny weak
        weakly""",
    MIDDLE: """appreciably fair fairly moderate moderately noticeable noticeably rather reasonably""",
    STRONG: """acute acutely badly catastrophic catastrophically crippled crippling critical critically
        crucial crucially crushed crushing decisive decisively deep deeply destroyed destroying
        devastated devastating devastatingly disastrous disastrously dramatic dramatically drastic
        drastically enormous enormously extreme extremely fatal fatally grave gravely greatly heavily
        heavy huge hugely immense immensely massive massively powerful powerfully profound profoundly
        radical radically ruined ruinous serious seriously severe severely sharp sharply significant
        significantly steep steeply strong strongly substantial substantially tremendous tremendously
        vast vastly violently vital vitally""",
}
_RANGE = {word: band for band, words in _WORDS.items() for word in words.split()}
_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")
_NEGATION = frozenset({"not", "no", "never", "hardly", "n't", "without"})


def strength(words: str) -> Range:
    """The range of strengths that a stretch of text allows, without unit; `OPEN` if it says nothing.

    Where several words of degree are said, the range covers them all. A word right after a negation
    ("not significantly") is passed over: it rules a strength out without saying which holds.
    """
    tokens = [word.lower() for word in _WORD.findall(words)]
    return combine(
        _RANGE[word]
        for before, word in zip(["", *tokens], tokens, strict=False)
        if word in _RANGE and before not in _NEGATION and not before.endswith(("'t", "’t"))
    )


def combine(bands: Iterable[Range]) -> Range:
    """The smallest range that covers all that say something, `OPEN` if none does."""
    said = [band for band in bands if band != OPEN]
    return (min(low for low, _ in said), max(high for _, high in said)) if said else OPEN

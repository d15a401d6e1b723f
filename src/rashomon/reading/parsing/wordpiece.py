"""WordPiece of the uncased BERT vocabulary, for words that are already split.

The algorithm is that of Devlin et al. (BERT, NAACL 2019): lower case, accents off, punctuation and CJK
characters by themselves, then the longest piece that fits, again and again. The usual library for
it brings a hub client, an HTTP stack and 40 MB along; a test compares the two.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path

LONGEST = 100
"""Characters from which a word is not cut up but unknown."""
_CJK = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip
"""As the reference has them; it leaves out U+2B820 to U+2B91F."""


class WordPiece:
    """Ids of a word's pieces.

    Args:
        vocabulary: text file with one piece a line; the line number is the id.

    Raises:
        OSError: the file cannot be read.
        KeyError: the file lacks the unknown or the frame pieces.
    """

    def __init__(self, vocabulary: Path) -> None:
        pieces = vocabulary.read_text("utf-8").splitlines()
        self._ids = {piece: i for i, piece in enumerate(pieces)}
        self.unknown = self._ids["[UNK]"]
        self.frame = self._ids["[CLS]"], self._ids["[SEP]"]
        self.pieces = lru_cache(maxsize=100_000)(self._pieces)

    def _pieces(self, word: str) -> tuple[int, ...]:
        """Ids of the pieces of one word, at least one."""
        found: list[int] = []
        for chunk in chunks(word):
            found.extend(self._longest(chunk))
        return tuple(found) or (self.unknown,)

    def _longest(self, chunk: str) -> list[int]:
        if len(chunk) > LONGEST:
            return [self.unknown]
        found: list[int] = []
        start = 0
        while start < len(chunk):
            prefix = "##" if start else ""
            end = len(chunk)
            while end > start and prefix + chunk[start:end] not in self._ids:
                end -= 1
            if end == start:
                return [self.unknown]
            found.append(self._ids[prefix + chunk[start:end]])
            start = end
        return found


def chunks(word: str) -> list[str]:
    """Lower-cased stretches without accents; every punctuation mark and CJK character by itself."""
    found = [""]
    for character in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(character)
        if category == "Mn" or (category[0] == "C" and character not in "\t\n\r"):
            continue
        if character.isspace():
            found.append("")
        elif stands_alone(character, category):
            found += [character, ""]
        else:
            found[-1] += character
    return [chunk for chunk in found if chunk]


def stands_alone(character: str, category: str) -> bool:
    """Punctuation as BERT sees it (all ASCII symbols too), or a CJK ideograph."""
    code = ord(character)
    ascii_symbol = 33 <= code <= 126 and not character.isalnum()
    return ascii_symbol or category[0] == "P" or any(low <= code <= high for low, high in _CJK)

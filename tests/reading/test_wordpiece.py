from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tokenizers import BertWordPieceTokenizer

from rashomon.reading.parsing.encoder import shipped_folder
from rashomon.reading.parsing.windows import LOWER, OTHER, TITLE, UPPER, letter_case, subwords
from rashomon.reading.parsing.wordpiece import WordPiece

VOCABULARY = shipped_folder() / "vocab.txt"


@cache
def ours() -> WordPiece:
    return WordPiece(VOCABULARY)


@cache
def theirs() -> BertWordPieceTokenizer:
    return BertWordPieceTokenizer(str(VOCABULARY), lowercase=True, strip_accents=True)


@pytest.mark.parametrize(
    "word",
    ["Yılmaz", "Öztürk", "re-elected", "U.S.", "’s", "unbelievably", "東京", "naïveté", "1,000.5", "€", "…"],
)
def test_pieces_equal_the_reference(word: str) -> None:
    expected = theirs().encode(word, add_special_tokens=False).ids
    assert list(ours().pieces(word)) == expected


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20))
@example("0\U0002b820")
@example("0\U0002b920")
def test_pieces_equal_the_reference_on_any_letters(word: str) -> None:
    expected = theirs().encode(word, add_special_tokens=False).ids
    assert list(ours().pieces(word)) == (expected or [ours().unknown])


def test_a_word_without_pieces_is_unknown() -> None:
    assert ours().pieces("\u0301") == (ours().unknown,)


def test_every_word_has_a_first_subword() -> None:
    window = subwords(ours(), ["Ankara", "unbelievably", "turned", "\u200b"])
    assert len(window.first) == 4
    assert window.first[0] == 0
    assert len(window.ids) == len(window.case)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("war", LOWER),
        ("War", TITLE),
        ("EU", UPPER),
        ("A", TITLE),
        ("iPad", OTHER),
        ("2016", OTHER),
        (",", LOWER),
    ],
)
def test_letter_case(word: str, expected: int) -> None:
    assert letter_case(word) == expected


def test_a_missing_vocabulary_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="vocab"):
        WordPiece(tmp_path / "vocab.txt")

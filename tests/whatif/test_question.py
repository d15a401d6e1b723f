import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import InputError
from rashomon.whatif import Vocabulary, ask, named
from rashomon.whatif.question import heading

HELD = (
    "Karven sanctions",
    "port economy",
    "flow of foreign tourists to the coast",
    "relations of Karvenia and Sundria",
    "support of voters",
    "fuel tariffs",
)
WORDS = Vocabulary({name: (name,) for name in HELD})


@pytest.mark.parametrize(
    ("phrase", "left", "direction"),
    [
        ("sanctions lifted", "sanctions", -1),
        ("the sanctions were ended", "sanctions", -1),
        ("cut taxes", "taxes", -1),
        ("oil prices fall sharply", "oil prices", -1),
        ("oil prices fell", "oil prices", -1),
        ("fewer sanctions", "sanctions", -1),
        ("more tourists", "tourists", 1),
        ("the end of the war", "war", -1),
        ("a rise in exports", "exports", 1),
        ("economic growth falls", "economic growth", -1),
        ("no sanctions", "sanctions", -1),
        ("the sanctions are not lifted", "sanctions", 1),
        ("the crisis worsens", "crisis", 1),
        ("relations with the coast worsen", "relations with the coast", -1),
        ("the embargo eases", "embargo", -1),
        ("what lifts the economy", "economy", 1),
        ("tariffs imposed", "tariffs", 1),
        ("Western support", "Western support", None),
    ],
)
def test_words_of_direction(phrase: str, left: str, direction: int | None) -> None:
    assert heading(phrase) == (left, direction)


def test_several_factors_and_directions() -> None:
    query = ask("more tourists and fewer sanctions", WORDS)
    assert query.changes == {"flow of foreign tourists to the coast": 1, "Karven sanctions": -1}
    assert [m.how for m in query.matches] == ["words", "words"]


def test_one_direction_for_two_factors() -> None:
    assert ask("sanctions and fuel tariffs are lifted", WORDS).changes == {
        "Karven sanctions": -1,
        "fuel tariffs": -1,
    }


def test_and_inside_a_factor_does_not_split_it() -> None:
    assert ask("relations of Karvenia and Sundria improve", WORDS).changes == {
        "relations of Karvenia and Sundria": 1
    }


def test_what_is_not_told_is_said() -> None:
    (match,) = ask("support", WORDS).matches
    assert (match.factors, match.direction, match.assumed) == (("support of voters",), 1, True)
    (match,) = ask("the weather improves", WORDS).matches
    assert (match.factors, match.how) == ((), "")


def test_a_word_in_passing_is_no_match() -> None:
    words = Vocabulary(
        {n: (n,) for n in ("the tourists", "hotels that tourists of wealth like to see filled")}
    )
    assert ask("more tourists", words).changes == {"the tourists": 1}


def test_other_labels_of_a_factor_count() -> None:
    words = Vocabulary({"port economy": ("port economy", "trade of the harbour")})
    assert ask("trade of the harbour falls", words).changes == {"port economy": -1}


def test_the_nearest_in_meaning_where_no_word_fits() -> None:
    def embed(texts: object) -> np.ndarray:
        near = {"sunbathers": 0.1, "flow of foreign tourists to the coast": 0.0}
        angle = [near.get(str(t), 1.5) for t in texts]  # type: ignore[attr-defined]
        return np.array([[np.cos(a), np.sin(a)] for a in angle], np.float32)

    (match,) = ask("fewer sunbathers", Vocabulary(WORDS.labels, embed)).matches
    assert (match.factors, match.how) == (("flow of foreign tourists to the coast",), "meaning")


def test_factors_can_be_named() -> None:
    query = named({"PORT economy": 1, "sanctions": -1}, WORDS)
    assert query.changes == {"port economy": 1, "Karven sanctions": -1}
    assert [m.how for m in query.matches] == ["named", "words"]


@pytest.mark.parametrize("text", ["", "?", "  and "])
def test_nothing_is_asked(text: str) -> None:
    with pytest.raises(InputError, match="names nothing"):
        ask(text, WORDS)


def test_wrong_questions() -> None:
    with pytest.raises(InputError, match="Nothing is asked"):
        named({}, WORDS)
    with pytest.raises(InputError, match="1 or -1"):
        named({"port economy": 2}, WORDS)
    with pytest.raises(InputError, match="both to rise and to fall"):
        ask("fewer sanctions and more sanctions", WORDS)


@given(st.text(max_size=60))
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        query = ask(text, WORDS)
    except InputError:
        return
    assert all(match.direction in {1, -1} for match in query.matches)
    assert set(query.changes) <= set(HELD)

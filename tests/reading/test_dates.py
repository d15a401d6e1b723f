"""Dates as EDTF, from the words, the day of publication and the tense."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading.events.dates import expressions, resolve
from tests.reading.trees import layers_from


def read(sentence: str, published: str | None = None, tense: str | None = "past") -> list[str | None]:
    """EDTF of every date of a sentence whose words hang on the first."""
    rows = [
        f"{word} {'NOUN' if i else 'VERB'} {1 if i else 0} {'obl' if i else 'root'}"
        for i, word in enumerate(sentence.split())
    ]
    found = expressions(layers_from(" | ".join(rows)))
    return [known[0] if (known := resolve(e, published, tense)) else None for e in found]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("Met on August 9", "XXXX-08-09"),
        ("Met on 15 July", "XXXX-07-15"),
        ("Met on the 3rd of May , 1998", "1998-05-03"),
        ("Met on July 15 , 2016", "2016-07-15"),
        ("Met in July 2016", "2016-07"),
        ("Met in March", "XXXX-03"),
        ("Met in 2014", "2014"),
        ("Met between 2020 and 2023", "2020/2023"),
        ("Met in the 1990s", "199X"),
        ("Met in summer 2016", "2016-22"),
    ],
)
def test_what_the_words_give(sentence: str, edtf: str) -> None:
    assert read(sentence) == [edtf]


@pytest.mark.parametrize(
    ("sentence", "tense", "edtf"),
    [
        ("Met on August 9", "past", "2016-08-09"),
        ("Met on August 30", "past", "2015-08-30"),
        ("Meet on August 30", "future", "2016-08-30"),
        ("Meet on January 3", "future", "2017-01-03"),
        ("Met on Tuesday", "past", "2016-08-09"),
        ("Met on Thursday", "past", "2016-08-11"),
        ("Meet on Tuesday", "future", "2016-08-16"),
        ("Met last Thursday", "past", "2016-08-04"),
        ("Met yesterday", "past", "2016-08-10"),
        ("Met last week", "past", "2016-08-01/2016-08-07"),
        ("Met last month", "past", "2016-07"),
        ("Meet next year", "future", "2017"),
        ("Met three weeks ago", "past", "2016-07-18/2016-07-24"),
    ],
)
def test_counted_from_publication(sentence: str, tense: str, edtf: str) -> None:
    assert read(sentence, "2016-08-11", tense) == [edtf]


def test_unknown_stays_unknown() -> None:
    assert read("Met on Tuesday") == [None]
    assert read("Met last week", "2016") == [None]
    assert read("Met on Tuesday", "2016-08") == [None]


def test_numbers_that_are_no_dates() -> None:
    assert read("Freed 2000 prisoners with 2014 others") == []
    assert read("She may march with 15 men") == []


@given(
    st.dates(),
    st.sampled_from(["past", "future", None]),
    st.sampled_from(["Monday", "August 9", "May 31", "yesterday"]),
)
def test_a_day_near_publication_is_a_day(published, tense, words) -> None:  # type: ignore[no-untyped-def]
    if not 2 <= published.year <= 9997:
        return
    for edtf in read(f"Met {words}", published.isoformat(), tense):
        assert edtf is not None
        assert len(edtf) == len("2016-08-09")

"""Dates in words, as stretches of days, and on the line."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model import Event, Evidence, Participant, Statement, Voice
from rashomon.report.build import assemble
from rashomon.report.contexts import Report
from rashomon.report.timespans import timespan
from rashomon.report.wording import date_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2016-08-09", "9 August 2016"),
        ("2016-08", "August 2016"),
        ("2016", "2016"),
        ("2016-08-09?", "9 August 2016 (uncertain)"),
        ("2016~", "2016 (about)"),
        ("XXXX-07-15", "15 July, year not given"),
        ("XXXX-07", "July, year not given"),
        ("2016-XX-XX", "2016"),
        ("201X", "201X"),
        ("2016-21", "2016-21"),
        ("2016/2018", "2016/2018"),
        ("next week", "next week"),
        ("²-1", "²-1"),
    ],
)
def test_dates_in_words(edtf: str, words: str) -> None:
    assert date_words(edtf) == words


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2016-08-09", (2016, 8, 9), (2016, 8, 9)),
        ("2016-02", (2016, 2, 1), (2016, 2, 29)),
        ("2016", (2016, 1, 1), (2016, 12, 31)),
        ("201X", (2010, 1, 1), (2019, 12, 31)),
        ("2016-22", (2016, 6, 1), (2016, 8, 31)),
        ("2016-03/2016-05", (2016, 3, 1), (2016, 5, 31)),
        ("2016-03/..", (2016, 3, 1), (2016, 3, 31)),
        ("2016-08-09?", (2016, 8, 9), (2016, 8, 9)),
    ],
)
def test_stretches_of_days(edtf: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    span = timespan(edtf)
    assert span is not None
    assert not span.yearless
    assert (span.first, span.last) == (date(*first).toordinal(), date(*last).toordinal())


def test_unknown_year_is_a_place_in_the_year() -> None:
    span = timespan("XXXX-02-29")
    assert span is not None
    assert span.yearless


@pytest.mark.parametrize(
    "edtf", [None, "", "XXXX", "2016-02-30", "2016-13", "Y17000", "0000", "2016-24", "../.."]
)
def test_what_cannot_be_drawn(edtf: str | None) -> None:
    assert timespan(edtf) is None


@settings(deadline=None)
@given(st.text(alphabet="0123456789X-?~%/.²", max_size=12))
def test_any_text_is_a_date_or_is_none(text: str) -> None:
    date_words(text)
    span = timespan(text)
    assert span is None or span.first <= span.last


def report(dates: list[str | None]) -> Report:
    statements = [
        Statement(
            "body",
            Voice("unknown"),
            (),
            "CT+",
            None,
            Evidence("none", number, number + 1, "x"),
            Event("AID", Participant("A"), Participant("B"), date=when),
            0.5,
            "hand@1",
        )
        for number, when in enumerate(dates)
    ]
    return assemble([], statements, "t", [])


def test_dates_go_to_their_own_line_and_table() -> None:
    made = report(["2016-08-09", "XXXX-07-15", None, "soon"])
    assert [(table.heading, len(table.rows)) for table in made.events] == [
        ("Dated", 1),
        ("Year not given", 1),
        ("No date given", 2),
    ]
    assert made.line is not None
    assert made.yearless is not None


def test_line_is_in_order_and_cuts_out_empty_time() -> None:
    made = report(["1923", "2016-07-15", "2016-07-20", "2016-08-09", "2016-09-01"])
    assert made.line is not None
    places = [stem.x for stem in made.line.stems]
    assert places == sorted(places)
    assert [cut.label for cut in made.line.breaks] == ["93 years"]
    assert places[-1] - places[1] > made.line.width / 2


@settings(deadline=None)
@given(st.lists(st.dates(min_value=date(1, 1, 1)), min_size=1, max_size=40))
def test_every_event_is_drawn_or_counted_inside_the_picture(days: list[date]) -> None:
    line = report([day.isoformat() for day in days]).line
    assert line is not None
    if any(stem.bars for stem in line.stems):
        assert not any(stem.dots for stem in line.stems)
        numbers = [int(bar.name.split(": ")[1].split()[0]) for stem in line.stems for bar in stem.bars]
    else:
        numbers = [len(stem.dots) for stem in line.stems]
    assert sum(numbers) == len(days)
    for stem in line.stems:
        assert 0 <= stem.x <= line.width
        assert stem.top >= 0
        assert all(line.axis < dot.y < line.height for dot in stem.dots)
        assert all(line.axis < bar.y and bar.y + bar.height <= line.height for bar in stem.bars)

"""Quotation marks of all kinds, apostrophes left alone."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading.voices.quotes import quotations


def texts(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text, 0, len(text))]


def test_straight_and_typographic_marks() -> None:
    assert texts('"It rained," she said. "A lot."') == ['"It rained,"', '"A lot."']
    assert texts("“It rained,” she said. «A lot.»") == ["“It rained,”", "«A lot.»"]


def test_single_marks_are_told_from_apostrophes() -> None:
    assert texts("The workers' union didn't say 'no way' to it.") == ["'no way'"]
    assert texts("‘The miners’ pay is low,’ he said. It’s Peter’s.") == ["‘The miners’ pay is low,’"]


def test_inner_quotations_are_part_of_the_outer_one() -> None:
    assert texts("She said: “They called it ‘a joke’ and left.”") == ["“They called it ‘a joke’ and left.”"]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“We waited. \n\n“Nobody came,” he said."
    first, second = quotations(text, 0, len(text))
    assert first.open
    assert not second.open
    assert text[second.start : second.end] == "“Nobody came,”"


def test_inches_and_lone_marks_are_no_quotations() -> None:
    assert texts('The 12" pipe broke.\n\nNothing else.') == []


@given(st.text(alphabet="ab .,\n“”\"'’‘«»"))
def test_quotations_lie_in_order_and_apart(text: str) -> None:
    found = quotations(text, 0, len(text))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_quotation_runs_over_paragraphs_without_marks_up_to_its_end() -> None:
    text = "“We waited.\n\nNobody came.\n\n“In the end we left.”\n\nIt rained."
    assert texts(text) == ["“We waited.", "Nobody came.", "“In the end we left.”"]


def test_an_open_run_that_is_never_closed_takes_one_more_paragraph() -> None:
    text = "“We waited.\n\n“Nobody came.\n\nSo we left.\n\nIt rained."
    assert texts(text) == ["“We waited.", "“Nobody came.", "So we left."]


def test_what_is_narrated_ends_an_open_quotation() -> None:
    text = "“We waited.\n\nThe crew said nothing.\n\n“In the end we left.”"
    assert texts(text) == ["“We waited.", "“In the end we left.”"]


def test_a_speaker_of_himself_stays_inside_the_quotation() -> None:
    text = "“We waited.\n\nAs I said, nobody came.\n\n“In the end we left.”"
    assert len(texts(text)) == 3

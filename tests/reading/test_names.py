"""Names settled over a page."""

from rashomon.reading.parsing.names import settled

PERSON = {"PER": 0.9, "LOC": 0.05, "ORG": 0.05, "MISC": 0.0}
PLACE = {"PER": 0.3, "LOC": 0.5, "ORG": 0.2, "MISC": 0.0}


def test_a_surname_is_read_as_in_the_full_name() -> None:
    found = settled([((0, 2), "Oda Renk", PERSON), ((9, 10), "Renk", PLACE)])
    assert [(n.span, n.label) for n in found] == [((0, 2), "PER"), ((9, 10), "PER")]


def test_an_address_and_a_file_are_no_names() -> None:
    seen = [((i, i + 1), words, PERSON) for i, words in enumerate(("oda@renk.example", "Renk_notes.doc"))]
    assert settled(seen) == []


def test_a_list_settles_what_is_known() -> None:
    assert [n.label for n in settled([((0, 1), "Turkey", PERSON)])] == ["LOC"]

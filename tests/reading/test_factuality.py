"""Scope rules of factuality and tense, on hand-written trees."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import Factuality
from rashomon.reading.factuality import combine, factuality, is_question, time
from tests.reading.trees import layers_from

VALUES = list(get_args(Factuality))

CASES = [
    ("Prices NOUN 2 nsubj|rose VERB 0 root", 1, "CT+", "past"),
    ("Prices NOUN 4 nsubj|did AUX 4 aux|not PART 4 advmod|rise VERB 0 root", 3, "CT-", "past"),
    ("No DET 2 det|ship NOUN 3 nsubj|came VERB 0 root", 2, "CT-", "past"),
    ("Prices NOUN 3 nsubj|may AUX 3 aux|rise VERB 0 root", 2, "PS+", "future"),
    ("Prices NOUN 4 nsubj|may AUX 4 aux|not PART 4 advmod|rise VERB 0 root", 3, "PS-", "future"),
    ("Prices NOUN 4 nsubj|could AUX 4 aux|not PART 4 advmod|rise VERB 0 root", 3, "CT-", "future"),
    ("Prices NOUN 3 nsubj|will AUX 3 aux|rise VERB 0 root", 2, "CT+", "future"),
    ("Prices NOUN 3 nsubj|probably ADV 3 advmod|rose VERB 0 root", 2, "PR+", "past"),
    ("Prices NOUN 2 nsubj|failed VERB 0 root|to PART 4 mark|rise VERB 2 xcomp", 3, "CT-", "past"),
    ("Prices NOUN 2 nsubj|seem VERB 0 root|to PART 4 mark|rise VERB 2 xcomp", 3, "PR+", "present"),
    ("They PRON 2 nsubj|want VERB 0 root|to PART 4 mark|leave VERB 2 xcomp", 3, "UU", "present"),
    ("They PRON 2 nsubj|managed VERB 0 root|to PART 4 mark|leave VERB 2 xcomp", 3, "CT+", "past"),
    ("They PRON 3 nsubj|should AUX 3 aux|leave VERB 0 root", 2, "UU", "future"),
    (
        "It PRON 3 nsubj|is AUX 3 cop|unlikely ADJ 0 root|to PART 5 mark|rain VERB 3 xcomp",
        4,
        "PR-",
        "present",
    ),
]


@pytest.mark.parametrize(("tree", "word", "value", "when"), CASES)
def test_one_clause(tree: str, word: int, value: str, when: str) -> None:
    layers = layers_from(tree)
    assert (factuality(layers, word), time(layers, word)) == (value, when)


def test_raised_negation_denies_the_complement() -> None:
    layers = layers_from(
        "I PRON 4 nsubj|do AUX 4 aux|n't PART 4 advmod|think VERB 0 root|prices NOUN 7 nsubj|will AUX 7 aux"
        "|rise VERB 4 ccomp|and CCONJ 9 cc|fall VERB 7 conj"
    )
    assert factuality(layers, 6) == "CT-"
    assert factuality(layers, 8) == "CT-"


def test_a_report_is_left_to_the_voices() -> None:
    layers = layers_from("He PRON 3 nsubj|may AUX 3 aux|deny VERB 0 root|they PRON 5 nsubj|left VERB 3 ccomp")
    assert factuality(layers, 4) == "CT+"


def test_condition_and_consequence_are_both_open() -> None:
    layers = layers_from(
        "If SCONJ 3 mark|he PRON 3 nsubj|leaves VERB 7 advcl|, PUNCT 7 punct|they PRON 7 nsubj|will AUX 7 aux"
        "|stay VERB 0 root"
    )
    assert factuality(layers, 2) == "UU"
    assert factuality(layers, 6) == "UU"


def test_question_asks_and_does_not_state() -> None:
    layers = layers_from(
        "Did AUX 3 aux|they PRON 3 nsubj|leave VERB 0 root|? PUNCT 3 punct",
        "They PRON 2 nsubj|left VERB 0 root|. PUNCT 2 punct",
    )
    assert (is_question(layers, 0), is_question(layers, 1)) == (True, False)
    assert factuality(layers, 2) == "UU"
    assert factuality(layers, 5) == "CT+"


def test_event_nouns_take_what_light_verbs_and_absence_say() -> None:
    launched = layers_from(
        "They PRON 4 nsubj|did AUX 4 aux|not PART 4 advmod|launch VERB 0 root|an DET 6 det|attack NOUN 4 obj"
    )
    condemned = layers_from(
        "They PRON 4 nsubj|did AUX 4 aux|not PART 4 advmod|condemn VERB 0 root|all DET 6 det|war NOUN 4 obj"
    )
    lack = layers_from("The DET 2 det|lack NOUN 5 nsubj|of ADP 4 case|support NOUN 2 nmod|hurt VERB 0 root")
    assert factuality(launched, 5) == "CT-"
    assert factuality(condemned, 5) == "CT+"
    assert factuality(lack, 3) == "CT-"


def test_a_contrast_is_not_denied_with_the_first_conjunct() -> None:
    layers = layers_from(
        "They PRON 4 nsubj|did AUX 4 aux|not PART 4 advmod|fight VERB 0 root|but CCONJ 6 cc|fled VERB 4 conj"
    )
    assert factuality(layers, 3) == "CT-"
    assert factuality(layers, 5) == "CT+"


def test_modal_covers_a_bare_second_verb() -> None:
    layers = layers_from(
        "It PRON 3 nsubj|may AUX 3 aux|collapse VERB 0 root|and CCONJ 5 cc|cause VERB 3 conj|panic NOUN 5 obj"
    )
    assert factuality(layers, 4) == "PS+"


def test_the_learned_head_decides_where_the_tree_is_silent() -> None:
    tree = "He PRON 2 nsubj|eats VERB 0 root"
    assert factuality(layers_from(tree, factuality={1: -1.5}), 1) == "UU"
    assert factuality(layers_from(tree, factuality={1: 1.5}), 1) == "CT+"


@given(st.sampled_from(VALUES))
def test_certainty_and_suspension(value: Factuality) -> None:
    assert combine(value, "CT+") == value
    assert combine(value, "UU") == "UU"
    assert combine("UU", value) == "UU"


@given(st.sampled_from(VALUES), st.sampled_from(VALUES))
def test_a_commitment_never_makes_more_certain(inner: Factuality, commitment: Factuality) -> None:
    order = ["CT", "PR", "PS", "UU"]
    found = combine(inner, commitment)
    if inner == "PS+" and commitment.endswith("-"):
        assert (
            found == {"CT-": "CT-", "PR-": "PR-", "PS-": "PS-"}[commitment]
        )  # to deny that it is possible is to deny it
    else:
        assert order.index(found[:2]) >= max(order.index(inner[:2]), order.index(commitment[:2]))


def test_adjectives_leave_an_event_noun_open() -> None:
    for word, value in (("potential", "PS+"), ("planned", "UU"), ("sharp", "CT+")):
        layers = layers_from(
            f"They PRON 2 nsubj | saw VERB 0 root | a DET 5 det | {word} ADJ 5 amod | rise NOUN 2 obj "
            "| in ADP 7 case | rates NOUN 5 nmod"
        )
        assert factuality(layers, 4) == value, word


def test_failing_denies_an_infinitive_that_was_read_as_an_adjunct() -> None:
    layers = layers_from(
        "Talks NOUN 2 nsubj | failed VERB 0 root | to PART 4 mark | stem VERB 2 advcl | violence NOUN 4 obj"
    )
    assert factuality(layers, 3) == "CT-"


def test_a_clause_with_a_question_word_is_open_where_it_is_not_known() -> None:
    layers = layers_from(
        "She PRON 4 nsubj | did AUX 4 aux | not PART 4 advmod | know VERB 0 root | when ADV 7 advmod "
        "| troops NOUN 7 nsubj | left VERB 4 ccomp"
    )
    assert factuality(layers, 6) == "UU"


def test_the_deed_by_which_something_would_be_done_is_as_open() -> None:
    layers = layers_from(
        "He PRON 4 nsubj | would AUX 4 aux | have AUX 4 aux | answered VERB 0 root | by SCONJ 6 mark "
        "| lowering VERB 4 advcl | rates NOUN 6 obj"
    )
    assert factuality(layers, 5) == "UU"


def test_what_is_sought_or_speculated_about_is_no_fact() -> None:
    sought = layers_from("They PRON 2 nsubj | seek VERB 0 root | a DET 4 det | truce NOUN 2 obj")
    assert factuality(sought, 3) == "UU"
    rumoured = layers_from("Rate NOUN 2 compound | Rise NOUN 3 compound | Speculation NOUN 0 root")
    assert factuality(rumoured, 1) == "PS+"


NOUNS = [
    ("Neither CCONJ 4 nsubj|have AUX 4 aux|they PRON 4 nsubj|risen VERB 0 root", 3, "CT-"),
    ("Prices NOUN 3 nsubj|rarely ADV 3 advmod|rise VERB 0 root", 2, "CT-"),
    (
        "A DET 2 det|meeting NOUN 4 nsubj|is AUX 4 aux:pass|expected VERB 0 root|to PART 7 mark"
        "|be AUX 7 aux:pass|held VERB 4 xcomp",
        1,
        "PR+",
    ),
    (
        "The DET 2 det|strike NOUN 4 nsubj:pass|is AUX 4 aux:pass|expected VERB 0 root|to PART 6 mark"
        "|hurt VERB 4 xcomp|exports NOUN 6 obj",
        1,
        "CT+",
    ),
    ("They PRON 2 nsubj|told VERB 0 root|stories NOUN 2 obj|of ADP 5 case|raids NOUN 3 nmod", 4, "PR+"),
    ("It PRON 2 nsubj|braced VERB 0 root|for ADP 4 case|raids NOUN 2 obl", 3, "UU"),
    ("An DET 3 det|apparent ADJ 4 advmod|raid NOUN 4 nsubj|ended VERB 0 root", 2, "PR+"),
    ("The DET 2 det|worry NOUN 5 nsubj|is AUX 5 cop|a DET 5 det|rise NOUN 0 root", 4, "PS+"),
    (
        "It PRON 2 nsubj|fell VERB 0 root|amid ADP 4 case|concerns NOUN 2 obl|about ADP 7 case"
        "|slowing VERB 7 amod|trade NOUN 4 nmod",
        5,
        "PS+",
    ),
]


@pytest.mark.parametrize(("tree", "word", "value"), NOUNS)
def test_what_is_denied_feared_awaited_or_told(tree: str, word: int, value: str) -> None:
    assert factuality(layers_from(tree), word) == value


def test_what_is_awaited_lies_ahead() -> None:
    tree = "Prices NOUN 3 nsubj|are AUX 3 aux:pass|expected VERB 0 root|to PART 5 mark|fall VERB 3 xcomp"
    assert time(layers_from(tree), 4) == "future"

"""Labels of factors on hand-written trees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading.factors import LONGEST, label
from tests.reading.trees import layers_from

FALL = (
    "The DET 2 det|fall NOUN 6 nsubj|in ADP 5 case|foreign ADJ 5 amod|tourism NOUN 2 nmod|hurt VERB 0 root"
    "|its PRON 9 nmod:poss|growing VERB 9 amod|economy NOUN 6 obj|, PUNCT 12 punct|which PRON 12 nsubj"
    "|slowed VERB 9 acl:relcl"
)
LACK = (
    "Ness PROPN 3 nmod:poss|’s PART 1 case|lack NOUN 0 root|of ADP 5 case|support NOUN 3 nmod|for ADP 8 case"
    "|the DET 8 det|rebels NOUN 5 nmod"
)
CLAUSES = (
    "because SCONJ 3 mark|Ness PROPN 3 nsubj|failed VERB 0 root|to PART 5 mark|support VERB 3 xcomp"
    "|it PRON 5 obj"
)
RISING = "Prices NOUN 2 nsubj|rose VERB 0 root|again ADV 2 advmod"
CUTTING = "cutting VERB 0 root|its PRON 3 nmod:poss|aid NOUN 1 obj|to ADP 5 case|Ness PROPN 3 nmod"
SURPLUS = "the DET 3 det|trade NOUN 3 compound|surplus NOUN 0 root"
OPENED = (
    "In ADP 3 case|this DET 3 det|case NOUN 6 obl|, PUNCT 6 punct|trade NOUN 6 nsubj|stops VERB 0 root"
    "|for ADP 8 case|the DET 6 obl"
)
LONG = (
    "Firms NOUN 12 nsubj|that PRON 3 nsubj|rely VERB 1 acl:relcl|on ADP 5 case|chains NOUN 3 obl"
    "|across ADP 8 case|many ADJ 8 amod|borders NOUN 5 nmod|will AUX 12 aux|soon ADV 12 advmod"
    "|not PART 12 advmod|swallow VERB 0 root|the DET 14 det|costs NOUN 12 obj"
)
FACT = "the DET 2 det|fact NOUN 0 root|that SCONJ 5 mark|they PRON 5 nsubj|left VERB 2 acl:relcl"
QUOTED = '" PUNCT 3 punct|bitter ADJ 3 amod|quarrels NOUN 0 root|" PUNCT 3 punct'


@pytest.mark.parametrize(
    ("tree", "span", "name"),
    [
        (FALL, (0, 5), "foreign tourism"),
        (FALL, (6, 12), "economy"),
        (LACK, (0, 8), "Ness’s support for the rebels".replace("Ness’s", "Ness ’s")),
        (CLAUSES, (0, 6), "Ness failed to support it"),
        (RISING, (0, 3), "prices"),
        (CUTTING, (0, 5), "aid to Ness"),
        (SURPLUS, (0, 3), "trade surplus"),
        (QUOTED, (0, 4), "bitter quarrels"),
        (OPENED, (0, 8), "trade"),
        (FACT, (0, 5), "fact that they left"),
    ],
)
def test_what_tells_of_more_or_less_is_taken_out(tree: str, span: tuple[int, int], name: str) -> None:
    assert label(layers_from(tree), span) == name


def test_a_long_factor_loses_its_last_phrases_first() -> None:
    tree = "support NOUN 0 root" + "".join(
        f"|of ADP {2 * i + 3} case|group{i} NOUN {2 * i + 1} nmod" for i in range(9)
    )
    named = label(layers_from(tree), (0, 19)).split()
    assert named[:3] == ["support", "of", "group0"]
    assert len(named) <= LONGEST


@given(st.integers(0, 11), st.integers(1, 12))
def test_any_span_has_a_name_of_its_own_words(start: int, size: int) -> None:
    layers = layers_from(FALL)
    span = (start, min(12, start + size))
    named = label(layers, span)
    words = {layers.word(i).lower() for i in range(*span)}
    assert named.split()
    assert {w.lower() for w in named.split()} <= words


def test_a_long_clause_keeps_its_verb() -> None:
    layers = layers_from(LONG)
    assert label(layers, (0, 14)) == "firms will soon not swallow the costs"

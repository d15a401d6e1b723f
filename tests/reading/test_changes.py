"""Rules of changes, on hand-written trees: nothing here depends on the model's weights."""

import pytest

from rashomon.reading.changes import find_changes
from tests.reading.trees import layers_from

FOUND = [
    ("Relations NOUN 3 nsubj|were AUX 3 aux|worsening ADJ 0 root", "Relations", -1, "CT+"),
    ("Worsening ADJ 2 amod|relations NOUN 3 nsubj|hurt VERB 0 root|us PRON 3 obj", "relations", -1, "CT+"),
    ("Relations NOUN 3 nsubj|were AUX 3 aux|improving VERB 0 root", "Relations", 1, "CT+"),
    ("Relations NOUN 4 nsubj|did AUX 4 aux|not PART 4 advmod|improve VERB 0 root", "Relations", 1, "CT-"),
    ("The DET 2 det|crisis NOUN 3 nsubj|deepened VERB 0 root", "crisis", 1, "CT+"),
    ("A DET 2 det|cap NOUN 3 nsubj|reduces VERB 0 root|supply NOUN 3 obl", "supply", -1, "CT+"),
    (
        "It PRON 2 nsubj|says VERB 0 root|violence NOUN 6 nsubj|would AUX 6 aux|not PART 6 advmod"
        "|end VERB 2 acl",
        "violence",
        -1,
        "CT-",
    ),
    (
        "A DET 2 det|rise NOUN 8 nsubj|in ADP 4 case|violence NOUN 2 nmod|is AUX 8 cop|not PART 8 advmod"
        "|a DET 8 det|certainty NOUN 0 root",
        "violence",
        1,
        "UU",
    ),
    ("Things NOUN 2 nsubj|eased VERB 0 root|tensions NOUN 2 obj", "tensions", -1, "CT+"),
    ("The DET 2 det|crisis NOUN 3 nsubj|improved VERB 0 root", "crisis", -1, "CT+"),
    ("The DET 2 det|bank NOUN 3 nsubj|cut VERB 0 root|rates NOUN 3 obj", "rates", -1, "CT+"),
    ("Rates NOUN 3 nsubj:pass|were AUX 3 aux:pass|cut VERB 0 root", "Rates", -1, "CT+"),
    ("Exports NOUN 2 nsubj|fell VERB 0 root|3 NUM 4 nummod|percent NOUN 2 obj", "Exports", -1, "CT+"),
    (
        "A DET 2 det|thaw NOUN 5 nsubj|in ADP 4 case|relations NOUN 2 nmod|followed VERB 0 root",
        "relations",
        1,
        "CT+",
    ),
    ("Price NOUN 2 compound|rises NOUN 3 nsubj|hurt VERB 0 root|families NOUN 3 obj", "Price", 1, "CT+"),
    ("Growing VERB 2 amod|tensions NOUN 3 nsubj|worry VERB 0 root|us PRON 3 obj", "tensions", 1, "CT+"),
    (
        "Relations NOUN 3 nsubj|became VERB 0 root|closer ADJ 2 xcomp".replace(" 3 nsubj", " 2 nsubj"),
        "Relations",
        1,
        "CT+",
    ),
    ("Relations NOUN 3 nsubj|are AUX 3 cop|worse ADJ 0 root", "Relations", -1, "CT+"),
    ("Fewer ADJ 2 amod|tourists NOUN 3 nsubj|came VERB 0 root", "tourists", -1, "CT+"),
    (
        "The DET 2 det|truce NOUN 5 nsubj|no ADV 4 advmod|longer ADV 5 advmod|holds VERB 0 root",
        "truce",
        -1,
        "CT+",
    ),
    (
        "Crime NOUN 5 nsubj|is AUX 5 aux|no ADV 4 advmod|longer ADV 5 advmod|rising VERB 0 root",
        "Crime",
        1,
        "CT-",
    ),
    ("The DET 2 det|ceasefire NOUN 3 nsubj|collapsed VERB 0 root", "ceasefire", -1, "CT+"),
    ("Support NOUN 2 nsubj|hit VERB 0 root|a DET 5 det|new ADJ 5 amod|low NOUN 2 obj", "Support", -1, "CT+"),
    ("Sanctions NOUN 3 nsubj:pass|were AUX 3 aux:pass|lifted VERB 0 root", "Sanctions", -1, "CT+"),
    (
        "The DET 2 det|rapprochement NOUN 7 nsubj|will AUX 7 aux|be AUX 7 cop|a DET 7 det|gradual ADJ 7 amod"
        "|process NOUN 0 root",
        "rapprochement",
        1,
        "CT+",
    ),
    (
        "The DET 2 det|lack NOUN 5 nsubj|of ADP 4 case|trust NOUN 2 nmod|deepened VERB 0 root",
        "trust",
        -1,
        "CT+",
    ),
    (
        "It PRON 2 nsubj|improved VERB 0 root|relations NOUN 2 obj|with ADP 5 case|Ness PROPN 2 obl",
        "relations with Ness",
        1,
        "CT+",
    ),
]


@pytest.mark.parametrize(("tree", "factor", "direction", "value"), FOUND)
def test_one_change(tree: str, factor: str, direction: int, value: str) -> None:
    layers = layers_from(tree)
    found = find_changes(layers)
    assert [(layers.phrase(c.factor), c.direction, c.factuality) for c in found] == [
        (factor, direction, value)
    ]
    change = found[0]
    assert change.evidence[0] <= min(change.anchor, change.factor[0])
    assert change.evidence[1] >= max(change.anchor + 1, change.factor[1])


@pytest.mark.parametrize(
    "tree",
    [
        "He PRON 2 nsubj|raised VERB 0 root|his PRON 4 nmod:poss|hand NOUN 2 obj",
        "The DET 2 det|sun NOUN 3 nsubj|rises VERB 0 root",
        "The DET 2 det|minister NOUN 3 nsubj|fell VERB 0 root",
        "Ness PROPN 2 nsubj|rose VERB 0 root",
        "Did AUX 3 aux|prices NOUN 3 nsubj|rise VERB 0 root|? PUNCT 3 punct",
        "If SCONJ 3 mark|prices NOUN 3 nsubj|rise VERB 5 advcl|he PRON 5 nsubj|resigns VERB 0 root",
        "He PRON 2 nsubj|came VERB 0 root|to PART 4 mark|cut VERB 2 advcl|rates NOUN 4 obj",
        "Slowing VERB 0 root|the DET 3 det|rise NOUN 1 obj|in ADP 5 case|prices NOUN 3 nmod",
        "More ADJ 4 advmod|than ADP 1 fixed|two NUM 4 nummod|people NOUN 5 nsubj|came VERB 0 root",
        "Prices NOUN 3 nsubj|are AUX 3 cop|higher ADJ 0 root|than ADP 5 case|wages NOUN 3 obl",
        "Its PRON 2 nmod:poss|control NOUN 4 nsubj|is AUX 4 cop|stronger ADJ 0 root|than ADP 7 case"
        "|the DET 7 det|government NOUN 4 obl",
        "The DET 2 det|burden NOUN 3 nsubj|fell VERB 0 root|on ADP 5 case|workers NOUN 3 obl",
        "The DET 2 det|pressure NOUN 3 nsubj|went VERB 0 root|up ADV 3 advmod|to ADP 6 case|them PRON 3 obl",
        "These PRON 3 nsubj|are AUX 3 aux|mitigating VERB 0 root|circumstances NOUN 3 obj",
        "They PRON 2 nsubj|tightened VERB 0 root|the DET 4 det|market NOUN 2 obj",
        "It PRON 4 nsubj|does AUX 4 aux|not PART 4 advmod|need VERB 0 root|a DET 7 det|growing VERB 7 amod"
        "|economy NOUN 4 obj",
    ],
)
def test_no_change(tree: str) -> None:
    assert find_changes(layers_from(tree)) == []


def test_an_owner_before_the_participle_stays_in_the_factor() -> None:
    layers = layers_from(
        "Ness PROPN 4 nmod:poss|’s PART 1 case|growing VERB 4 amod|isolation NOUN 5 nsubj"
        "|persists VERB 0 root"
    )
    assert [layers.phrase(c.factor) for c in find_changes(layers)] == ["Ness ’s growing isolation"]

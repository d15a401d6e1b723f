"""Goals, reactions, absences and conditions as causes, on hand-written trees."""

import pytest

from rashomon.reading.causes.finding import find_causes
from rashomon.reading.findings import FoundCause
from rashomon.reading.parsing.layers import Layers
from tests.reading.trees import layers_from as plain_layers


def layers_from(*trees: str) -> Layers:
    """Layers whose sentences the model is sure to be causal."""
    layers = plain_layers(*trees)
    layers.causal = [0.95] * len(layers.sentences)
    return layers


TWO_GOALS = (
    "The DET 2 det|ministry NOUN 3 nsubj|raised VERB 0 root|wages NOUN 3 obj|to PART 6 mark"
    "|appease VERB 3 advcl|unions NOUN 6 obj|and CCONJ 9 cc|avert VERB 6 conj|a DET 11 det|strike NOUN 9 obj"
)
ONE_GOAL = (
    "The DET 2 det|campaign NOUN 3 nsubj|has VERB 0 root|one NUM 5 nummod|goal NOUN 3 obj|: PUNCT 8 punct"
    "|cheaper ADJ 8 amod|bread NOUN 5 appos|. PUNCT 3 punct"
)
LEVER = (
    "The DET 2 det|duke NOUN 3 nsubj|uses VERB 0 root|oil NOUN 3 obj|as ADP 7 case|a DET 7 det"
    "|lever NOUN 3 obl|to PART 9 mark|win VERB 7 acl|votes NOUN 9 obj"
)
SENT = (
    "Ostrava PROPN 2 nsubj|sent VERB 0 root|envoys NOUN 2 obj|to PART 5 mark|calm VERB 3 acl"
    "|the DET 7 det|traders NOUN 5 obj"
)
WHEN = (
    "Lorvia PROPN 2 nsubj|turned VERB 0 root|to ADP 4 case|Quell PROPN 2 obl|when ADV 8 advmod"
    "|the DET 7 det|bank NOUN 8 nsubj|refused VERB 2 advcl|a DET 10 det|loan NOUN 8 obj"
)
CAME = (
    "The DET 2 det|boycott NOUN 3 nsubj|began VERB 0 root|after SCONJ 7 mark|the DET 6 det|king NOUN 7 nsubj"
    "|raised VERB 3 advcl|tolls NOUN 7 obj"
)
TIRED = (
    "Tired ADJ 6 advcl|of ADP 3 case|tolls NOUN 1 obl|, PUNCT 1 punct|farmers NOUN 6 nsubj"
    "|blocked VERB 0 root|the DET 8 det|roads NOUN 6 obj"
)
ALTERNATIVE = (
    "The DET 2 det|plan NOUN 3 nsubj|failed VERB 0 root|and CCONJ 7 cc|the DET 6 det|council NOUN 7 nsubj"
    "|sought VERB 3 conj|an DET 9 det|alternative NOUN 7 obj"
)
ROLE = (
    "Brenia PROPN 3 nsubj:pass|was AUX 3 aux:pass|picked VERB 0 root|as ADP 6 case|a DET 6 det"
    "|counterweight NOUN 3 obl|to ADP 10 case|the DET 10 det|growing ADJ 10 amod|guild NOUN 6 nmod"
)
AMID = (
    "Amid ADP 3 case|worsening ADJ 3 amod|relations NOUN 6 obl|, PUNCT 6 punct|Zentria PROPN 6 nsubj"
    "|signed VERB 0 root|a DET 8 det|pact NOUN 6 obj"
)
NO_WITHOUT = (
    "There PRON 3 expl|is VERB 3 cop|be VERB 0 root|no DET 5 det|peace NOUN 3 nsubj|without ADP 7 case"
    "|justice NOUN 3 obl"
)
WITHOUT_COMMA = (
    "Without ADP 6 mark|foreign ADJ 3 amod|aid NOUN 6 obl|the DET 5 det|clinics NOUN 6 nsubj"
    "|closed VERB 0 root"
)
IF = (
    "If SCONJ 4 mark|the DET 3 det|dam NOUN 4 nsubj|breaks VERB 9 advcl|, PUNCT 4 punct|the DET 7 det"
    "|harvest NOUN 9 nsubj|will AUX 9 aux|shrink VERB 0 root"
)
REASON = (
    "The DET 2 det|reason NOUN 6 nsubj|mills NOUN 4 nsubj|closed VERB 2 acl:relcl|is AUX 6 cop"
    "|because SCONJ 0 root|grain NOUN 8 nsubj|failed VERB 6 advcl"
)
BRINGS = (
    "Both DET 5 nsubj|of ADP 3 case|reforms NOUN 1 nmod|would AUX 5 aux|provide VERB 0 root"
    "|stability NOUN 5 obj"
)
DICTATED = (
    "The DET 2 det|policy NOUN 4 nsubj:pass|is AUX 4 aux:pass|dictated VERB 0 root|by ADP 6 case"
    "|fear NOUN 4 obl:agent"
)
AND_THAT = (
    "The DET 2 det|bank NOUN 3 nsubj|raised VERB 0 root|rates NOUN 3 obj|and CCONJ 7 cc|that PRON 7 nsubj"
    "|hurt VERB 3 conj|growth NOUN 7 obj"
)

TOLD = [
    (WHEN, "the bank refused a loan", "Lorvia turned to Quell", "motivation", "CT+"),
    (CAME, "the king raised tolls", "The boycott", "motivation", "CT+"),
    (TIRED, "tolls", "farmers blocked the roads", "motivation", "CT+"),
    (ALTERNATIVE, "The plan failed", "the council sought an alternative", "motivation", "CT+"),
    (ROLE, "the growing guild", "Brenia was picked", "motivation", "CT+"),
    (AMID, "worsening relations", "Zentria signed a pact", "motivation", "CT+"),
    (NO_WITHOUT, "justice", "There is be no peace", "consequence", "CT+"),
    (WITHOUT_COMMA, "foreign aid", "the clinics closed", "consequence", "CT+"),
    (IF, "the dam breaks", "the harvest will shrink", "consequence", "UU"),
    (REASON, "grain failed", "mills closed", "consequence", "CT+"),
    (BRINGS, "Both of reforms", "stability", "consequence", "UU"),
    (DICTATED, "fear", "The policy", "consequence", "CT+"),
    (AND_THAT, "The bank raised rates", "growth", "consequence", "CT+"),
    (ONE_GOAL, "cheaper bread", "The campaign", "purpose", "CT+"),
    (LEVER, "win votes", "The duke uses oil as a lever", "purpose", "CT+"),
    (SENT, "calm the traders", "Ostrava sent envoys", "purpose", "CT+"),
]


def only(layers: Layers) -> FoundCause:
    found = find_causes(layers)
    assert len(found) == 1, [(layers.phrase(f.cause), layers.phrase(f.effect), f.rule) for f in found]
    return found[0]


@pytest.mark.parametrize(("tree", "cause", "effect", "relation", "factuality"), TOLD)
def test_a_reason(tree: str, cause: str, effect: str, relation: str, factuality: str) -> None:
    layers = layers_from(tree)
    found = only(layers)
    assert (layers.phrase(found.cause), layers.phrase(found.effect)) == (cause, effect)
    assert (found.relation, found.factuality) == (relation, factuality)


def test_a_ground_explains_the_clause_right_before_it() -> None:
    layers = layers_from(
        "She PRON 2 nsubj|heard VERB 0 root|stories NOUN 2 obj|of SCONJ 7 mark|people NOUN 7 nsubj:pass"
        "|being AUX 7 aux:pass|evicted VERB 3 acl|because SCONJ 10 mark|rents NOUN 10 nsubj"
        "|soared VERB 2 advcl"
    )
    assert layers.phrase(only(layers).effect) == "people being evicted"


def test_what_is_missing_is_the_whole_phrase() -> None:
    layers = layers_from(
        "No DET 2 det|work NOUN 4 nsubj|can AUX 4 aux|start VERB 0 root|without ADP 8 case"
        "|Ness PROPN 8 nmod:poss|'s PART 6 case|consent NOUN 4 obl"
    )
    assert layers.phrase(only(layers).cause).endswith("consent")


def test_more_of_those_dead() -> None:
    layers = layers_from(
        "Shelling NOUN 2 nsubj|left VERB 0 root|many ADJ 4 amod|people NOUN 2 obj|dead ADJ 2 xcomp"
    )
    assert only(layers).sign == 1


def test_each_of_two_goals_is_told() -> None:
    layers = layers_from(TWO_GOALS)
    goals = {layers.phrase(f.cause) for f in find_causes(layers)}
    assert goals == {"appease unions", "avert a strike"}
    assert {layers.phrase(f.effect) for f in find_causes(layers)} == {"The ministry raised wages"}


def test_more_of_what_is_lacking_brings_more() -> None:
    assert only(layers_from(NO_WITHOUT)).sign == 1


@pytest.mark.parametrize(
    "tree",
    [
        # a time, and no reason
        "The DET 2 det|envoy NOUN 3 nsubj|left VERB 0 root|when ADV 7 advmod|the DET 6 det"
        "|meeting NOUN 7 nsubj|ended VERB 3 advcl",
        # what is wanted is no goal of the wanting
        "The DET 2 det|duke NOUN 3 nsubj|wants VERB 0 root|to PART 5 mark|win VERB 3 xcomp|votes NOUN 5 obj",
        # how something is called
        "The DET 2 det|tax NOUN 4 nsubj:pass|was AUX 4 aux:pass|framed VERB 0 root|as ADP 7 case|a DET 7 det"
        "|response NOUN 4 obl|to ADP 9 case|drought NOUN 7 nmod",
        # what was done, told twice
        "The DET 2 det|army NOUN 3 nsubj|retaliated VERB 0 root|by SCONJ 5 mark|shelling VERB 3 advcl"
        "|villages NOUN 5 obj",
        # a measure
        "The DET 2 det|vote NOUN 4 nsubj:pass|was AUX 4 aux:pass|delayed VERB 0 root|by ADP 7 case"
        "|two NUM 7 nummod|months NOUN 4 obl",
        # a step with what is one's own
        "The DET 2 det|ring NOUN 3 nsubj|expanded VERB 0 root|its PRON 5 nmod:poss|business NOUN 3 obj",
        # an answer to a question
        "Zorbia PROPN 2 nsubj|spoke VERB 0 root|in ADP 6 case|response NOUN 6 case|to ADP 6 case"
        "|questions NOUN 2 obl",
        # what was over when something befell
        "Duke NOUN 3 nsubj|had AUX 3 aux|left VERB 0 root|the DET 5 det|hall NOUN 3 obj|when ADV 8 advmod"
        "|snipers NOUN 8 nsubj|shot VERB 3 advcl|him PRON 8 obj",
        # what a permission is for, and what is decided not to be done
        "The DET 2 det|minister NOUN 3 nsubj|signed VERB 0 root|permission NOUN 3 obj|to PART 6 mark"
        "|leave VERB 3 advcl|town NOUN 6 obj",
        "The DET 2 det|minister NOUN 3 nsubj|acted VERB 0 root|not PART 6 advmod|to PART 6 mark"
        "|leave VERB 3 advcl|town NOUN 6 obj",
        # a point in time
        "This PRON 4 nsubj|is AUX 4 cop|unusual ADJ 4 amod|rain NOUN 0 root|since SCONJ 8 mark|the DET 7 det"
        "|war NOUN 8 nsubj|began VERB 4 advcl",
        # a demonstrative, no conjunction
        "Now ADV 6 advmod|that PRON 6 nsubj|, PUNCT 6 punct|too ADV 6 advmod|is AUX 6 cop|luck NOUN 0 root"
        "|, PUNCT 9 punct|trade NOUN 9 nsubj|grew VERB 6 parataxis",
        # not the one cause
        "Strikes NOUN 4 nsubj:pass|were AUX 4 aux:pass|not PART 4 advmod|provoked VERB 0 root"
        "|solely ADV 7 advmod|by ADP 7 case|fees NOUN 4 obl:agent",
        # the farmers are angry, not the roads
        "Farmers NOUN 2 nsubj|closed VERB 0 root|roads NOUN 2 obj|, PUNCT 5 punct|infuriated VERB 2 advcl"
        "|by ADP 7 case|fees NOUN 5 obl",
        # a deadline, an amount, a group's own deed
        "The DET 3 det|world NOUN 3 compound|body NOUN 4 nsubj|gave VERB 0 root|Ness PROPN 4 iobj"
        "|two NUM 7 nummod|days NOUN 4 obj",
        "The DET 2 det|treaty NOUN 3 nsubj|fixed VERB 0 root|the DET 5 det|quota NOUN 3 obj|at ADP 8 case"
        "|five NUM 8 nummod|tons NOUN 5 nmod",
        "The DET 2 det|war NOUN 3 nsubj|entrenched VERB 0 root|itself PRON 3 obj|in ADP 6 case"
        "|Ness PROPN 3 obl",
        # a duty
        "Councils NOUN 3 nsubj|are AUX 3 cop|responsible ADJ 0 root|for SCONJ 5 mark|repairing VERB 3 advcl"
        "|roads NOUN 5 obj",
        # a clause of its own after a verb of thought
        "Lawmakers NOUN 2 nsubj|suspect VERB 0 root|today NOUN 2 obl|Ness PROPN 1 amod|is AUX 6 aux"
        "|hastening VERB 2 advcl|the DET 8 det|sale NOUN 6 obj",
        # a manner of doing, denied of nothing
        "Without ADP 3 case|a DET 3 det|coat NOUN 6 obl|, PUNCT 6 punct|she PRON 6 nsubj|walked VERB 0 root",
        # a manner of leaving
        "She PRON 2 nsubj|left VERB 0 root|without ADP 5 case|a DET 5 det|word NOUN 2 obl",
    ],
)
def test_what_tells_no_reason(tree: str) -> None:
    assert find_causes(layers_from(tree)) == []

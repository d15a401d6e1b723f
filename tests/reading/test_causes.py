"""Rules on causes, on hand-written trees with a model that takes them for causal and is else undecided."""

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


UNDERMINED = "Zorbic ADJ 2 amod|fees NOUN 3 nsubj|undermined VERB 0 root|the DET 5 det|guild NOUN 3 obj"
LED = (
    "A DET 2 det|lack NOUN 5 nsubj|of ADP 4 case|salt NOUN 2 nmod|led VERB 0 root|to ADP 8 case"
    "|grave ADJ 8 amod"
    "|illness NOUN 5 obl"
)
FORCED = (
    "A DET 2 det|fall NOUN 6 nsubj|in ADP 5 case|wool NOUN 5 compound|sales NOUN 2 nmod|forced VERB 0 root"
    "|the DET 8 det|abbey NOUN 6 obj|to PART 10 mark|cut VERB 6 xcomp|wages NOUN 10 obj"
)
WORSENED = "Logging NOUN 2 nsubj|worsened VERB 0 root|floods NOUN 2 obj"
SOURED = "Logging NOUN 2 nsubj|worsened VERB 0 root|relations NOUN 2 obj"
ENDED = (
    "The DET 2 det|pardon NOUN 3 nsubj|brought VERB 0 root|an DET 5 det|end NOUN 3 obj"
    "|to ADP 8 case|the DET 8 det"
    "|feud NOUN 5 nmod"
)
BECAUSE = (
    "The DET 2 det|league NOUN 3 nsubj|collapsed VERB 0 root|because SCONJ 6 mark|Zorbia PROPN 6 nsubj"
    "|failed VERB 3 advcl|to PART 8 mark|send VERB 6 xcomp|ships NOUN 8 obj"
)
PASSIVE = (
    "Trade NOUN 3 nsubj:pass|was AUX 3 aux:pass|crippled VERB 0 root|by ADP 6 case|the DET 6 det"
    "|tolls NOUN 3 obl:agent"
)
COULD = "The DET 2 det|toll NOUN 4 nsubj|could AUX 4 aux|trigger VERB 0 root|a DET 6 det|riot NOUN 4 obj"
DENIED = (
    "The DET 2 det|frost NOUN 5 nsubj|did AUX 5 aux|not PART 5 advmod|cause VERB 0 root"
    "|the DET 7 det|famine NOUN 5 obj"
)
PURPOSE = (
    "Zorbia PROPN 2 nsubj|opened VERB 0 root|its PRON 4 nmod:poss|ports NOUN 2 obj|in ADP 7 mark"
    "|order NOUN 5 fixed"
    "|to PART 8 mark|win VERB 2 advcl|friends NOUN 8 obj"
)
WITHOUT = (
    "Without ADP 2 case|grain NOUN 6 obl|, PUNCT 6 punct|the DET 5 det|mills NOUN 6 nsubj|closed VERB 0 root"
)
ROOT = (
    "Greed NOUN 4 nsubj|is AUX 4 cop|the DET 4 det|root NOUN 0 root|of ADP 7 case|the DET 7 det"
    "|unrest NOUN 4 nmod"
)
NOTHING = (
    "Tolls NOUN 2 nsubj|have VERB 0 root|nothing PRON 2 obj|to PART 5 mark|do VERB 3 acl|with ADP 8 case"
    "|the DET 8 det|flood NOUN 5 obl"
)
WHICH = (
    "The DET 2 det|king NOUN 3 nsubj|died VERB 0 root|, PUNCT 6 punct|which PRON 6 nsubj"
    "|led VERB 3 advcl:relcl"
    "|to ADP 8 case|panic NOUN 6 obl"
)

DAMAGE = (
    "The DET 2 det|harm NOUN 11 nsubj|done VERB 2 acl|to ADP 6 case|the DET 6 det|guild NOUN 3 obl"
    "|by ADP 8 case|tolls NOUN 3 obl|was AUX 11 cop|very ADV 11 advmod|great ADJ 0 root"
)
DETERMINES = (
    "The DET 2 det|point NOUN 8 nsubj|that PRON 4 nsubj|determines VERB 2 acl:relcl|his PRON 6 nmod:poss"
    "|policy NOUN 4 obj|is AUX 8 cop|greed NOUN 0 root"
)

CASES = [
    (DAMAGE, "tolls", "the guild", -1, "CT+"),
    (DETERMINES, "greed", "his policy", 1, "CT+"),
    (UNDERMINED, "Zorbic fees", "the guild", -1, "CT+"),
    (LED, "A lack of salt", "grave illness", -1, "CT+"),
    (FORCED, "A fall in wool sales", "the abbey to cut wages", 1, "CT+"),
    (WORSENED, "Logging", "floods", 1, "CT+"),
    (SOURED, "Logging", "relations", -1, "CT+"),
    (ENDED, "The pardon", "the feud", -1, "CT+"),
    (BECAUSE, "Zorbia failed to send ships", "The league collapsed", 1, "CT+"),
    (PASSIVE, "the tolls", "Trade", -1, "CT+"),
    (COULD, "The toll", "a riot", 1, "PS+"),
    (DENIED, "The frost", "the famine", 1, "CT-"),
    (WITHOUT, "grain", "the mills closed", 1, "CT+"),
    (ROOT, "Greed", "the unrest", 1, "CT+"),
    (NOTHING, "Tolls", "the flood", 1, "CT-"),
    (WHICH, "The king died", "panic", 1, "CT+"),
]


def only(layers: Layers) -> FoundCause:
    found = find_causes(layers)
    assert len(found) == 1, [(layers.phrase(f.cause), layers.phrase(f.effect), f.rule) for f in found]
    return found[0]


@pytest.mark.parametrize(("tree", "cause", "effect", "sign", "factuality"), CASES)
def test_one_cause(tree: str, cause: str, effect: str, sign: int, factuality: str) -> None:
    layers = layers_from(tree)
    found = only(layers)
    assert (layers.phrase(found.cause), layers.phrase(found.effect)) == (cause, effect)
    assert (found.sign, found.factuality) == (sign, factuality)
    assert found.relation in {"consequence", "motivation"}
    assert found.evidence[0] <= min(found.cause[0], found.effect[0])
    assert found.evidence[1] >= max(found.cause[1], found.effect[1])


def test_a_purpose_runs_from_the_goal_to_the_step() -> None:
    layers = layers_from(PURPOSE)
    found = only(layers)
    assert (layers.phrase(found.cause), layers.phrase(found.effect)) == (
        "win friends",
        "Zorbia opened its ports",
    )
    assert (found.relation, found.sign) == ("purpose", 1)


def test_the_step_before_a_participle_of_purpose() -> None:
    layers = layers_from(
        "They PRON 2 nsubj|opened VERB 0 root|talks NOUN 2 obj|meant VERB 3 acl|to PART 6 mark"
        "|end VERB 4 xcomp|the DET 8 det|feud NOUN 6 obj"
    )
    found = only(layers)
    assert (layers.phrase(found.cause), layers.phrase(found.effect)) == ("end the feud", "talks")
    assert found.relation == "purpose"


def test_directions_of_the_ends_are_kept() -> None:
    found = only(layers_from(FORCED))
    assert (found.cause_direction, found.effect_direction) == (-1, -1)


@pytest.mark.parametrize(
    "tree",
    [
        "Did AUX 4 aux|the DET 3 det|frost NOUN 4 nsubj|cause VERB 0 root|famine NOUN 4 obj|? PUNCT 4 punct",
        "The DET 2 det|envoy NOUN 3 nsubj|left VERB 0 root|as SCONJ 6 mark|snow NOUN 6 nsubj"
        "|fell VERB 3 advcl",
        "Despite ADP 2 case|tolls NOUN 5 obl|, PUNCT 5 punct|trade NOUN 5 nsubj|grew VERB 0 root",
        "He PRON 3 nsubj|was AUX 3 aux|due ADJ 0 root|to PART 5 mark|arrive VERB 3 xcomp",
        "The DET 2 det|minister NOUN 3 nsubj|raised VERB 0 root|his PRON 5 nmod:poss|glass NOUN 3 obj",
        "He PRON 2 nsubj|gave VERB 0 root|no DET 4 det|reason NOUN 2 obj|for ADP 6 case|delay NOUN 4 nmod",
    ],
)
def test_what_is_no_cause(tree: str) -> None:
    assert find_causes(layers_from(tree)) == []


def test_this_stands_for_the_sentence_before() -> None:
    layers = layers_from(
        "The DET 2 det|duke NOUN 4 nsubj|has AUX 4 aux|closed VERB 0 root|the DET 6 det"
        "|bridge NOUN 4 obj|. PUNCT 4 punct",
        "This PRON 2 nsubj|ruined VERB 0 root|the DET 4 det|ferrymen NOUN 2 obj|. PUNCT 2 punct",
    )
    found = only(layers)
    assert layers.phrase(found.cause) == "The duke has closed the bridge"
    assert layers.phrase(found.effect) == "the ferrymen"


def test_a_chain_gives_each_link() -> None:
    layers = layers_from(
        "The DET 2 det|ruin NOUN 12 nsubj|of ADP 4 case|mills NOUN 2 nmod|, PUNCT 6 punct|brought VERB 2 acl"
        "|about ADP 6 compound:prt|by ADP 10 case|cheap ADJ 10 amod|imports NOUN 6 obl|, PUNCT 6 punct"
        "|emptied VERB 0 root|the DET 14 det|valley NOUN 12 obj"
    )
    found = [(layers.phrase(f.cause), layers.phrase(f.effect), f.sign) for f in find_causes(layers)]
    assert ("cheap imports", "The ruin of mills", -1) in found
    assert ("The ruin of mills", "the valley", 1) in found


@pytest.mark.parametrize(
    "tree",
    [
        "Mayors NOUN 2 nsubj|undermined VERB 0 root|the DET 4 det|guild NOUN 2 obj",
        "Half NOUN 5 nsubj|of ADP 4 case|the DET 4 det|voters NOUN 1 nmod|supported VERB 0 root"
        "|reform NOUN 5 obj",
        "The DET 2 det|goal NOUN 3 nsubj|is VERB 0 root|to PART 5 mark|undermine VERB 3 xcomp"
        "|trust NOUN 5 obj",
    ],
)
def test_acts_opinions_and_aims_are_no_causes(tree: str) -> None:
    assert find_causes(layers_from(tree)) == []


def test_a_rule_that_the_model_doubts_is_dropped() -> None:
    layers = layers_from(UNDERMINED)
    layers.causal = [0.1]
    assert find_causes(layers) == []


def test_better_and_worse_turn_on_what_they_are_said_of() -> None:
    for thing, sign in (("relations", 1), ("floods", -1)):
        tree = f"Worsening VERB 2 amod|{thing} NOUN 3 nsubj|undermined VERB 0 root|trade NOUN 3 obj"
        assert only(layers_from(tree)).sign == sign

"""Ends that point back, and ends that wrap what they are about, on hand-written trees."""

from rashomon.model.annotation import Span
from rashomon.reading.causes.anaphora import resolved
from rashomon.reading.causes.candidates import Stretch
from rashomon.reading.causes.finding import find_causes
from rashomon.reading.parsing.layers import Layers
from tests.reading.trees import layers_from

BAN = (
    "The DET 2 det|court NOUN 3 nsubj|kept VERB 0 root|its PRON 5 nmod:poss|ban NOUN 3 obj|on ADP 7 case"
    "|salt NOUN 5 nmod"
)
HURT = "This DET 2 det|ban NOUN 3 nsubj|hurt VERB 0 root|the DET 5 det|port NOUN 3 obj"
OTHER = "This DET 2 det|toll NOUN 3 nsubj|hurt VERB 0 root|the DET 5 det|port NOUN 3 obj"
HARM = (
    "The DET 2 det|damage NOUN 17 nsubj|done VERB 2 acl|to ADP 6 case|the DET 6 det|harbour NOUN 3 obl"
    "|by ADP 8 case|Norvia PROPN 3 obl|in ADP 10 case|response NOUN 17 obl|to ADP 13 case|the DET 13 det"
    "|raid NOUN 10 nmod|, PUNCT 10 punct|is AUX 17 cop|very ADV 17 advmod|plain ADJ 0 root"
)
REASON = (
    "The DET 2 det|reason NOUN 6 nsubj:pass|for ADP 4 case|victory NOUN 2 nmod|was AUX 6 aux:pass"
    "|shaped VERB 0 root|by ADP 9 case|cheap ADJ 9 amod|bread NOUN 6 obl:agent"
)


def words(layers: Layers, span: Span | None) -> str | None:
    return layers.phrase(span) if span else None


def test_a_pointing_phrase_is_what_was_named_in_full() -> None:
    layers = layers_from(BAN, HURT)
    assert words(layers, resolved(Stretch.of(layers), (7, 9))) == "its ban on salt"


def test_another_noun_is_not_what_it_points_to() -> None:
    layers = layers_from(BAN, OTHER)
    assert resolved(Stretch.of(layers), (7, 9)) == (7, 9)


def test_a_first_sentence_points_nowhere() -> None:
    layers = layers_from(HURT)
    assert resolved(Stretch.of(layers), (0, 2)) == (0, 2)


def test_harm_done_in_response_makes_less_of_what_is_harmed() -> None:
    layers = layers_from(HARM)
    layers.causal = [0.95]
    told = {(words(layers, c.cause), words(layers, c.effect), c.sign) for c in find_causes(layers)}
    assert told == {("Norvia", "the harbour", -1), ("the raid", "the harbour", -1)}


def test_the_reason_for_an_end_is_the_end() -> None:
    layers = layers_from(REASON)
    layers.causal = [0.95]
    assert [words(layers, c.effect) for c in find_causes(layers)] == ["victory"]


def test_an_end_that_only_announces_is_none() -> None:
    layers = layers_from(
        "The DET 3 det|main ADJ 3 amod|point NOUN 4 nsubj|hurt VERB 0 root|the DET 6 det|port NOUN 4 obj"
    )
    layers.causal = [0.95]
    assert find_causes(layers) == []

"""Events by rule, on hand-written trees; the learned head is replaced by one that has no opinion."""

from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest

from rashomon.reading.events.finding import find_events
from rashomon.reading.events.participants import participant, state
from rashomon.reading.findings import FoundEvent
from rashomon.reading.parsing.encoder import Floats, ReadingModel, shipped
from rashomon.reading.parsing.layers import Layers, read_layers
from tests.reading.trees import layers_from

ROOTS = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT NONE"
)


class Undecided:
    """A head that finds every root as likely as every other."""

    labels = {"events": ROOTS.split()}  # noqa: RUF012

    def pair(self, head: str, _words: Floats, a: Sequence[object], b: Sequence[object]) -> Floats:
        """Logits, all zero."""
        assert head == "event"
        assert len(a) == len(b)
        return np.zeros((len(a), len(self.labels["events"])), np.float32)


def told(*sentences: str, published: str | None = None) -> list[tuple[str, str | None, str | None]]:
    """Root and sides of the events of some trees."""
    layers, found = events(*sentences, published=published)
    return [(e.type, side(layers, e.source), side(layers, e.target)) for e in found]


def events(*sentences: str, published: str | None = None) -> tuple[Layers, list[FoundEvent]]:
    """Trees as layers, and their events."""
    layers = layers_from(*sentences)
    layers.model = cast(ReadingModel, Undecided())
    return layers, find_events(layers, published=published)


def side(layers: Layers, span: tuple[int, int] | None) -> str | None:
    """Name of a side."""
    return participant(layers, span).name if span else None


ACTIVE = (
    "Orlanda PROPN 2 nsubj | imposed VERB 0 root | sanctions NOUN 2 obj | on ADP 5 case | Velmark PROPN 2 obl"
)
PASSIVE = """Two NUM 2 nummod | soldiers NOUN 4 nsubj:pass | were AUX 4 aux:pass
    arrested VERB 0 root | by ADP 6 case | police NOUN 4 obl:agent"""
TALKS = """Talks NOUN 6 nsubj | between ADP 3 case | Orlanda PROPN 1 nmod | and CCONJ 5 cc
    Velmark PROPN 3 conj | failed VERB 0 root"""
BOMBING = """The DET 2 det | bombing NOUN 8 nsubj | of ADP 4 case | Velmark PROPN 2 nmod
    by ADP 6 case | rebels NOUN 2 nmod | was AUX 8 cop | brutal ADJ 0 root"""
MET = "Tarn PROPN 4 nsubj | and CCONJ 3 cc | Brusk PROPN 1 conj | met VERB 0 root"
REFUSED = """Tarn PROPN 2 nsubj | refused VERB 0 root | to PART 4 mark | meet VERB 2 xcomp
    Brusk PROPN 4 obj"""
RELATIVE = """Rebels NOUN 7 nsubj | who PRON 3 nsubj | attacked VERB 1 acl:relcl | the DET 5 det
    army NOUN 3 obj | have AUX 7 aux | fled VERB 0 root"""
READY = """Both DET 2 det | countries NOUN 4 nsubj | were AUX 4 cop | ready ADJ 0 root
    to PART 6 mark | restore VERB 4 xcomp | relations NOUN 6 obj"""


@pytest.mark.parametrize(
    ("tree", "event"),
    [
        (ACTIVE, ("SANCTION", "Orlanda", "Velmark")),
        (PASSIVE, ("COERCE", "police", "Two soldiers")),
        (TALKS, ("CONSULT", "Orlanda", "Velmark")),
        (BOMBING, ("ASSAULT", "rebels", "Velmark")),
        (MET, ("CONSULT", "Tarn", "Brusk")),
        (REFUSED, ("REJECT", "Tarn", "Brusk")),
        (RELATIVE, ("ASSAULT", "Rebels", "army")),
    ],
)
def test_sides_of_verbs_and_nouns(tree: str, event: tuple[str, str, str]) -> None:
    assert event in told(tree)


def test_meeting_is_told_once() -> None:
    assert len(told(MET)) == len(told(TALKS)) == 1


def test_two_sides_are_those_named_before() -> None:
    assert told(MET, READY)[1] == ("AGREE", "Tarn", "Brusk")


def test_abstract_doers_do_nothing() -> None:
    assert told("Rain NOUN 2 nsubj | hit VERB 0 root | Velmark PROPN 2 obj") == []


def test_reports_are_no_events() -> None:
    assert told("Tarn PROPN 2 nsubj | told VERB 0 root | Brusk PROPN 2 obj | everything PRON 2 obj") == []


def test_questions_tell_nothing() -> None:
    assert told(f"{ACTIVE} | ? PUNCT 2 punct") == []


def test_a_coup_needs_no_names_and_takes_its_own_date() -> None:
    tree = """They PRON 2 nsubj | fled VERB 0 root | following VERB 6 case | a DET 6 det | failed ADJ 6 amod
    coup NOUN 2 obl | on ADP 8 case | July PROPN 2 obl | 15 NUM 8 nummod"""
    _, found = events(tree)
    assert [(e.type, e.date) for e in found if e.type == "COERCE"] == [("COERCE", "XXXX-07-15")]


def test_what_follows_a_coup_does_not_deny_it() -> None:
    tree = """Orlanda PROPN 4 nsubj | did AUX 4 aux | not PART 4 advmod | react VERB 0 root
    after ADP 7 case | the DET 7 det | coup NOUN 4 obl"""
    _, found = events(tree)
    assert [(e.type, e.factuality) for e in found] == [("COERCE", "CT+")]


@pytest.mark.parametrize(
    "tree",
    [
        "Police NOUN 2 nsubj | threw VERB 0 root | stones NOUN 2 obj | at ADP 5 case | protesters NOUN 2 obl",
        """Police NOUN 2 nsubj | took VERB 0 root | up ADP 2 compound:prt | positions NOUN 2 obj
        around ADP 6 case | parliament NOUN 4 nmod""",
        """Orlanda PROPN 2 nsubj | urged VERB 0 root | Velmark PROPN 2 obj | to PART 5 mark
        reverse VERB 3 xcomp | its PRON 7 nmod:poss | decision NOUN 5 obj""",
    ],
)
def test_no_protest_attack_or_concession(tree: str) -> None:
    assert not {"PROTEST", "ASSAULT", "CONCEDE"} & {event for event, _, _ in told(tree)}


def test_what_is_wanted_is_not_told() -> None:
    tree = """Orlanda PROPN 2 nsubj | wants VERB 0 root | the DET 4 det | surrender NOUN 2 obj
    of ADP 6 case | Velmark PROPN 4 nmod"""
    _, found = events(tree)
    assert [e.factuality for e in found] == ["UU"]


def test_a_meeting_attended_by_many_has_no_pairs() -> None:
    tree = """Talks NOUN 3 nsubj:pass | were AUX 3 aux:pass | attended VERB 0 root | by ADP 5 case
    Orlanda PROPN 3 obl:agent | and CCONJ 7 cc | Velmark PROPN 5 conj"""
    assert [pair for event, *pair in told(tree) if None not in pair] == []


def test_supporters_are_not_whom_they_support() -> None:
    tree = """Supporters NOUN 4 nsubj | of ADP 3 case | Tarn PROPN 1 nmod | attacked VERB 0 root
    the DET 6 det | police NOUN 4 obj"""
    assert told(tree) == [("ASSAULT", "Supporters of Tarn", "police")]


def test_date_of_the_clause_counts_from_publication() -> None:
    tree = f"{ACTIVE} | on ADP 7 case | Tuesday PROPN 2 obl"
    _, found = events(tree, published="2016-08-11")
    assert [e.date for e in found] == ["2016-08-09"]
    assert found[0].rule.endswith("+date:published")


def test_denied_is_marked() -> None:
    tree = """Orlanda PROPN 4 nsubj | did AUX 4 aux | not PART 4 advmod | attack VERB 0 root
    Velmark PROPN 4 obj"""
    _, found = events(tree)
    assert [(e.type, e.factuality) for e in found] == [("ASSAULT", "CT-")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Turkey", "TUR"),
        ("Ankara", "TUR"),
        ("the Kremlin", "RUS"),
        ("Brazilian", "BRA"),
        ("the Turkish government", "TUR"),
        ("the government of Peru", "PER"),
        ("U.S.", "USA"),
        ("Turkish forces", None),
        ("Velmark", None),
    ],
)
def test_states(name: str, code: str | None) -> None:
    assert state(name) == code


def test_names_without_titles_and_possessives() -> None:
    layers = layers_from("the DET 2 det | Velmark PROPN 0 root | 's PART 2 case")
    assert participant(layers, (0, 3)).name == "Velmark"


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The Russian government accused Ukraine of breaking the truce on Monday.", "ACCUSE"),
        ("Rebels attacked the army in Velmark on Monday.", "ASSAULT"),
        ("The president met the Turkish prime minister in Ankara on Monday.", "CONSULT"),
    ],
)
def test_with_the_shipped_model(text: str, event: str) -> None:
    assert event in {e.type for e in find_events(read_layers(shipped(), text))}

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
from rashomon.reading.parsing.names import Name
from tests.reading.trees import layers_from

ROOTS = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT NONE"
)


class Undecided:
    """A head that finds every root as likely as every other."""

    labels = {"events": ROOTS.split()}  # noqa: RUF012

    def pair(
        self, head: str, _words: Floats, a: Sequence[object], b: Sequence[object], *_around: Sequence[object]
    ) -> Floats:
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


TOPIC = """Orlanda PROPN 2 nsubj | discussed VERB 0 root | trade NOUN 2 obj | with ADP 5 case
    Velmark PROPN 2 obl"""
WELCOMED = """Orlanda PROPN 2 nsubj | welcomed VERB 0 root | the DET 4 det | decision NOUN 2 obj
    by ADP 6 case | Velmark PROPN 4 nmod"""
SUSPENDED = """The DET 2 det | council NOUN 3 nsubj | suspended VERB 0 root | Velmark PROPN 3 obj
    from ADP 7 case | the DET 7 det | union NOUN 3 obl"""
OPENED = """Soldiers NOUN 2 nsubj | opened VERB 0 root | fire NOUN 2 obj | on ADP 5 case
    demonstrators NOUN 2 obl"""
SUMMONED = """Orlanda PROPN 2 nsubj | summoned VERB 0 root | Velmark PROPN 5 nmod:poss | 's PART 3 case
    ambassador NOUN 2 obj | to ADP 7 case | Orlanda PROPN 5 nmod"""
AFTER = """After ADP 3 case | a DET 3 det | meeting NOUN 7 obl | with ADP 5 case | Brusk PROPN 3 nmod
    Tarn PROPN 7 nsubj | left VERB 0 root"""
PAIR = """The DET 5 det | Orlanda PROPN 5 compound | - PUNCT 2 punct | Velmark PROPN 5 compound
    talks NOUN 6 nsubj | failed VERB 0 root"""
STRAYED = """Police NOUN 2 obj | arrested VERB 0 root | a DET 4 det | man NOUN 5 nsubj
    suspected VERB 2 parataxis | of SCONJ 7 mark | murder NOUN 5 obl"""


@pytest.mark.parametrize(
    ("tree", "event"),
    [
        (TOPIC, ("CONSULT", "Orlanda", "Velmark")),
        (WELCOMED, ("SUPPORT", "Orlanda", "Velmark")),
        (SUSPENDED, ("SANCTION", "council", "Velmark")),
        (OPENED, ("ASSAULT", "Soldiers", "demonstrators")),
        (SUMMONED, ("ACCUSE", "Orlanda", "Velmark")),
        (AFTER, ("CONSULT", "Tarn", "Brusk")),
        (PAIR, ("CONSULT", "Orlanda", "Velmark")),
        (STRAYED, ("COERCE", "Police", "man")),
    ],
)
def test_the_side_that_is_meant(tree: str, event: tuple[str, str, str]) -> None:
    assert event in told(tree)


def test_a_dateline_is_nobody() -> None:
    tree = """ORSK PROPN 5 nsubj | -- PUNCT 1 punct | The DET 4 det | council NOUN 5 nsubj
    condemned VERB 0 root | Velmark PROPN 5 obj"""
    assert told(tree) == [("ACCUSE", "council", "Velmark")]


@pytest.mark.parametrize(
    "tree",
    [
        """The DET 4 det | drone NOUN 4 compound | strike NOUN 4 compound | attack NOUN 5 nsubj
        failed VERB 0 root""",
        "Tarn PROPN 2 nsubj | declined VERB 0 root | to PART 4 mark | comment VERB 2 xcomp",
        "Tarn PROPN 2 nsubj | released VERB 0 root | a DET 4 det | statement NOUN 2 obj",
        """Tarn PROPN 2 nsubj | demonstrated VERB 0 root | that SCONJ 5 mark | Brusk PROPN 5 nsubj
        lied VERB 2 ccomp""",
        "Talks NOUN 2 nsubj | took VERB 0 root | place NOUN 2 obj | in ADP 5 case | Velmark PROPN 2 obl",
        """Tarn PROPN 2 nsubj | called VERB 0 root | the DET 4 det | move NOUN 2 obj | a DET 6 det
        coup NOUN 2 xcomp""",
    ],
)
def test_no_events(tree: str) -> None:
    assert told(tree) == []


def test_the_place_of_a_coup_is_not_who_made_it() -> None:
    layers = layers_from("The DET 3 det | Orsk PROPN 3 compound | coup NOUN 4 nsubj | failed VERB 0 root")
    layers.model = cast(ReadingModel, Undecided())
    layers.names.append(Name((1, 2), "LOC", 0.9))
    assert [(e.type, e.source) for e in find_events(layers)] == [("COERCE", None)]


@pytest.mark.parametrize(
    ("said", "root"),
    [
        ("release VERB 2 ccomp | the DET 7 det | prisoners NOUN 5 obj", "AGREE"),
        ("attack VERB 2 ccomp | the DET 7 det | rebels NOUN 5 obj", "THREATEN"),
        ("not PART 6 advmod | release VERB 2 ccomp | the DET 8 det | prisoners NOUN 6 obj", "REJECT"),
    ],
)
def test_what_somebody_says_they_will_do(said: str, root: str) -> None:
    head = 6 if root == "REJECT" else 5
    tree = f"Orlanda PROPN 2 nsubj | said VERB 0 root | it PRON {head} nsubj | will AUX {head} aux | {said}"
    assert [(t, s) for t, s, _ in told(tree)] == [(root, "Orlanda")]


def test_a_year_told_before_dates_what_comes_after() -> None:
    first = f"{MET} | on ADP 6 case | July PROPN 4 obl | 5 NUM 6 nummod | , PUNCT 6 punct | 2016 NUM 6 nummod"
    later = f"{MET} | on ADP 6 case | August PROPN 4 obl | 9 NUM 6 nummod"
    earlier = f"{MET} | on ADP 6 case | March PROPN 4 obl | 9 NUM 6 nummod"
    assert [e.date for e in events(first, later)[1]] == ["2016-07-05", "2016-08-09"]
    assert [e.date for e in events(first, earlier)[1]] == ["2016-07-05", "XXXX-03-09"]


OVERTHROW = """Orlo PROPN 3 nmod:poss | 's PART 1 case | overthrow NOUN 4 nsubj | shocked VERB 0 root
    Velmark PROPN 4 obj"""
KILLING = """Orlo PROPN 3 nmod:poss | 's PART 1 case | killing NOUN 7 nsubj | of ADP 5 case
    soldiers NOUN 3 nmod | was AUX 7 cop | brutal ADJ 0 root"""
ADDRESSED = """Ms PROPN 4 nmod:poss | Orlo PROPN 4 nmod:poss | 's PART 2 case | resignation NOUN 5 nsubj
    came VERB 0 root"""
BLOCKED = """Farmers NOUN 2 nsubj | blockaded VERB 0 root | the DET 5 det | border NOUN 5 compound
    crossing NOUN 2 obj"""
NO_NAME = (
    "Orlanda PROPN 2 nsubj | refused VERB 0 root | to PART 4 mark | name VERB 2 xcomp | Brusk PROPN 4 obj"
)
POWER = "Orlanda PROPN 2 nsubj | refused VERB 0 root | to PART 4 mark | cede VERB 2 xcomp | power NOUN 4 obj"
ORDERED = """Velmark PROPN 3 nsubj:pass | was AUX 3 aux:pass | ordered VERB 0 root | to PART 5 mark
    close VERB 3 xcomp"""
QUIT = """The DET 2 det | minister NOUN 3 nsubj | resigned VERB 0 root | from ADP 6 case | the DET 6 det
    cabinet NOUN 3 obl"""
LAID = """Tarn PROPN 2 nsubj | laid VERB 0 root | the DET 4 det | blame NOUN 2 obj | for ADP 7 case
    the DET 7 det | attack NOUN 4 nmod | on ADP 9 case | Brusk PROPN 7 nmod"""
EACH_OTHER = """Tarn PROPN 4 nsubj | and CCONJ 3 cc | Brusk PROPN 1 conj | blamed VERB 0 root | each DET 4 obj
    other ADJ 5 fixed"""


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (OVERTHROW, [("COERCE", None, "Orlo")]),
        (KILLING, [("ASSAULT", "Orlo", "soldiers")]),
        (ADDRESSED, [("CONCEDE", "Orlo", None)]),
        (BLOCKED, [("PROTEST", "Farmers", "border crossing")]),
        (NO_NAME, []),
        (POWER, [("REJECT", "Orlanda", None)]),
        (ORDERED, [("COERCE", None, "Velmark")]),
        (LAID, [("ACCUSE", "Tarn", "Brusk")]),
        (QUIT, [("CONCEDE", "minister", None)]),
        (EACH_OTHER, [("ACCUSE", "Tarn", "Brusk"), ("ACCUSE", "Brusk", "Tarn")]),
    ],
)
def test_who_does_what_to_whom(tree: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert told(tree) == expected


@pytest.mark.parametrize(
    "tree",
    [
        "Tarn PROPN 2 nsubj | faces VERB 0 root | any DET 4 det | investigation NOUN 2 obj",
        "The DET 2 det | coups NOUN 4 nsubj | were AUX 4 cop | many ADJ 0 root",
        "Reporters NOUN 2 nsubj | besieged VERB 0 root | Tarn PROPN 2 obj",
        """Tarn PROPN 2 nsubj | took VERB 0 root | over ADP 2 compound:prt | the DET 6 det
        party NOUN 6 compound | leadership NOUN 2 obj""",
        "Soldiers NOUN 2 nsubj | inspect VERB 0 root | a DET 4 det | tank NOUN 2 obj",
        "The DET 2 det | president NOUN 4 nsubj:pass | is AUX 4 aux:pass | wounded VERB 0 root",
        """They PRON 2 nsubj | met VERB 0 root | families NOUN 2 obj | of ADP 5 case | those PRON 3 nmod
        detained VERB 3 acl""",
        """The DET 3 det | Orlo-7 PROPN 3 compound | inquiry NOUN 4 nsubj | began VERB 0 root""",
    ],
)
def test_no_deed_is_told(tree: str) -> None:
    assert [event for event in told(tree) if event[0] in {"COERCE", "ASSAULT", "ACCUSE"}] == []


def test_what_is_awaited_is_open_and_a_side_ends_before_its_participle() -> None:
    braced = """Orlanda PROPN 2 nsubj | braced VERB 0 root | for ADP 4 case | attack NOUN 2 obl
    by ADP 6 case | rebels NOUN 4 nmod"""
    assert [e.factuality for e in events(braced)[1]] == ["UU"]
    denying = "with SCONJ 3 mark | rebels NOUN 0 root | denying VERB 2 acl | responsibility NOUN 3 obj"
    assert ("REJECT", "rebels", None) in told(denying)

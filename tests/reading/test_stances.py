"""Rules of stances on hand-written trees; the head's answer is a fixed one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import pytest

from rashomon.model.annotation import Span
from rashomon.reading.parsing.encoder import Floats, ReadingModel
from rashomon.reading.parsing.layers import Layers
from rashomon.reading.parsing.names import Name
from rashomon.reading.stances import chances, find_stances
from tests.reading.trees import layers_from


@dataclass
class Head:
    """A stance head that always gives the same logits."""

    logits: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def pair(
        self, head: str, words: Floats, a: Sequence[Span], b: Sequence[Span], *_around: Sequence[Span]
    ) -> Floats:
        assert head == "stance"
        assert list(a) == list(b)
        assert all(0 <= s < e <= len(words) for s, e in a)
        return np.array([self.logits] * len(a), np.float32)


def read(tree: str, *names: tuple[Span, str], logits: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> Layers:
    layers = layers_from(tree)
    layers.model = cast(ReadingModel, Head(logits))
    layers.names += [Name(span, label, 0.9) for span, label in names]
    return layers


CALLED = "Ness PROPN 4 nsubj|is AUX 4 cop|a DET 4 det|tyranny NOUN 0 root"
DEED = "Orlo PROPN 3 nsubj|shamelessly ADV 3 advmod|cheated VERB 0 root|the DET 5 det|Vesters PROPN 3 obj"
HYPHEN = (
    "Ness PROPN 7 nsubj|is AUX 7 cop|a DET 7 det|self NOUN 6 compound|- PUNCT 6 punct|serving VERB 7 amod"
    "|power NOUN 0 root"
)
TRAIT = "Orlo PROPN 3 nmod:poss|’s PART 1 case|hypocrisy NOUN 4 nsubj|grows VERB 0 root"
OWN = "We PRON 2 nsubj|admire VERB 0 root|Orlo PROPN 2 obj"
BECOME = "Ness PROPN 3 nsubj|has AUX 3 aux|become VERB 0 root|a DET 5 det|dictatorship NOUN 3 xcomp"
PRONOUN = (
    "They PRON 2 nsubj|mocked VERB 0 root|its PRON 4 nmod:poss|strategy NOUN 2 obj|as SCONJ 8 mark"
    "|it PRON 8 nsubj|was AUX 8 cop|foolish ADJ 2 advcl"
)


@pytest.mark.parametrize(
    ("tree", "target", "sign"),
    [
        (CALLED, "Ness", -1),
        (DEED, "Orlo", -1),
        (HYPHEN, "Ness", -1),
        (TRAIT, "Orlo", -1),
        (OWN, "Orlo", 1),
        (BECOME, "Ness", -1),
        (PRONOUN, "strategy", -1),
        ("Orlo PROPN 4 nsubj|is AUX 4 cop|a DET 4 det|hero NOUN 0 root", "Orlo", 1),
        ("Orlo PROPN 5 nsubj|is AUX 5 cop|no DET 5 det|great ADJ 5 amod|hero NOUN 0 root", "Orlo", -1),
    ],
)
def test_the_one_who_is_meant_is_judged(tree: str, target: str, sign: int) -> None:
    layers = read(tree)
    found = find_stances(layers)
    assert [(layers.phrase(s.target).split()[-1], np.sign(s.value)) for s in found] == [(target, sign)]
    assert 0.6 < found[0].confidence <= 1.0
    assert found[0].evidence[0] <= found[0].anchor < found[0].evidence[1]


@pytest.mark.parametrize(
    "tree",
    [
        "Ness PROPN 3 nsubj|was AUX 3 aux:pass|bombed VERB 0 root",
        "The DET 2 det|storm NOUN 3 nsubj|criticised VERB 0 root|Orlo PROPN 3 obj",
        "Orlo PROPN 3 nsubj|was AUX 3 aux:pass|criticised VERB 0 root",
        "Orlo PROPN 4 nsubj|is AUX 4 cop|in ADP 4 case|demand NOUN 0 root",
        "Foolish ADJ 2 amod|policies NOUN 3 nsubj|fail VERB 0 root",
        "Orlo PROPN 2 nsubj|failed VERB 0 root|to PART 4 mark|agree VERB 2 xcomp",
        "Is AUX 4 cop|Orlo PROPN 4 nsubj|a DET 4 det|tyrant NOUN 0 root|? PUNCT 4 punct",
        "Orlo PROPN 5 nsubj|may AUX 5 aux|be AUX 5 cop|a DET 5 det|tyrant NOUN 0 root",
        "Orlo PROPN 4 nsubj|is AUX 4 cop|not PART 4 advmod|corrupt ADJ 0 root",
        "Generous ADJ 2 amod|council NOUN 3 nsubj|met VERB 0 root",
    ],
)
def test_bad_news_and_criticism_by_nobody_are_no_stance(tree: str) -> None:
    assert find_stances(read(tree)) == []


@pytest.mark.parametrize(
    ("tree", "target", "sign"),
    [
        ("Ness PROPN 2 nsubj|condemned VERB 0 root|Orlo PROPN 2 obj", "Orlo", -1),
        (
            "Orlo PROPN 3 nsubj:pass|was AUX 3 aux:pass|hailed VERB 0 root|by ADP 5 case|Ness PROPN 3 obl",
            "Orlo",
            1,
        ),
        (
            "Ness PROPN 2 nsubj|slams VERB 0 root|Orlo PROPN 5 nmod:poss|'s PART 3 case|remarks NOUN 2 obj",
            "Orlo",
            -1,
        ),
        (
            "Ness PROPN 2 nsubj|slams VERB 0 root|remarks NOUN 2 obj|by ADP 5 case|Orlo PROPN 2 obl",
            "Orlo",
            -1,
        ),
        (
            "Ness PROPN 2 nsubj|called VERB 0 root|the DET 4 det|plan NOUN 2 obj|folly NOUN 2 xcomp",
            "plan",
            -1,
        ),
    ],
)
def test_an_attitude_told_of_others_is_theirs(tree: str, target: str, sign: int) -> None:
    layers = read(tree)
    found = [
        (layers.word(s.holder or 0), layers.phrase(s.target), np.sign(s.value)) for s in find_stances(layers)
    ]
    assert found == [("Ness", target, sign)]


@pytest.mark.parametrize(
    ("tree", "sign"),
    [
        ("Orlo PROPN 3 nsubj|must AUX 3 aux|resign VERB 0 root", -1),
        ("Orlo PROPN 5 nsubj|is AUX 5 cop|to PART 5 mark|be AUX 5 aux:pass|commended VERB 0 root", 1),
        ("Orlo PROPN 5 nsubj:pass|can AUX 5 aux|not PART 5 advmod|be AUX 5 aux:pass|trusted VERB 0 root", -1),
        ("Shame NOUN 0 root|on ADP 3 case|Orlo PROPN 1 nmod", -1),
        ("Hats NOUN 0 root|off ADV 1 advmod|to ADP 5 case|President NOUN 5 nmod:desc|Orlo PROPN 1 nmod", 1),
    ],
)
def test_what_is_due_and_what_is_exclaimed_is_the_speakers(tree: str, sign: int) -> None:
    layers = read(tree)
    found = [(layers.word(s.target[1] - 1), np.sign(s.value), s.holder) for s in find_stances(layers)]
    assert found == [("Orlo", sign, None)]


def test_failing_needs_the_head() -> None:
    tree = "The DET 2 det|policy NOUN 4 nsubj|has AUX 4 aux|failed VERB 0 root"
    assert find_stances(read(tree)) == []
    assert [np.sign(s.value) for s in find_stances(read(tree, logits=(3.0, 0.0, 0.0)))] == [-1]


def test_a_short_name_in_brackets_belongs_to_the_name() -> None:
    tree = (
        "Ness PROPN 2 nsubj|flayed VERB 0 root|Foo PROPN 4 compound|Bar PROPN 8 compound|( PUNCT 6 punct"
        "|FB PROPN 8 appos|) PUNCT 6 punct|Party PROPN 2 obj"
    )
    layers = read(tree, ((2, 4), "ORG"), ((5, 6), "ORG"), ((7, 8), "ORG"))
    assert [s.target for s in find_stances(layers)] == [(2, 8)]


def test_the_head_overrules_words_that_it_reads_the_other_way() -> None:
    assert find_stances(read(CALLED, logits=(0.0, 0.0, 5.0))) == []


def test_a_name_is_the_target_whole() -> None:
    tree = "Oda PROPN 5 nsubj|Renk PROPN 1 flat|is AUX 5 cop|a DET 5 det|liar NOUN 0 root"
    assert [s.target for s in find_stances(read(tree, ((0, 2), "PER")))] == [(0, 2)]


def test_every_asked_target_gets_an_answer() -> None:
    layers = read(DEED, logits=(0.0, 1.0, 0.0))
    first, second = chances(layers, [(0, 1), (4, 5)])
    assert first[2] - first[0] < second[2] - second[0] == 0.0
    assert np.allclose(chances(layers, [(0, 1), (4, 5)]).sum(axis=1), 1.0)


def test_an_accord_kept_is_no_praise() -> None:
    tree = "We PRON 2 nsubj|honoured VERB 0 root|the DET 4 det|agreement NOUN 2 obj"
    assert find_stances(read(tree, logits=(0.0, 0.0, 4.0))) == []


def test_what_is_unacceptable_to_somebody_is_their_view() -> None:
    layers = read(
        "The DET 2 det|measure NOUN 4 nsubj|is AUX 4 cop|unacceptable ADJ 0 root|to ADP 6 case"
        "|Ness PROPN 4 obl",
        ((5, 6), "ORG"),
        logits=(4.0, 0.0, 0.0),
    )
    assert [s.holder for s in find_stances(layers)] == [5]

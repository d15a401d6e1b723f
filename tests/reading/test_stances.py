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

    def pair(self, head: str, words: Floats, a: Sequence[Span], b: Sequence[Span]) -> Floats:
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
        "The DET 2 det|council NOUN 3 nsubj|criticised VERB 0 root|Orlo PROPN 3 obj",
        "Is AUX 4 cop|Orlo PROPN 4 nsubj|a DET 4 det|tyrant NOUN 0 root|? PUNCT 4 punct",
        "Orlo PROPN 5 nsubj|may AUX 5 aux|be AUX 5 cop|a DET 5 det|tyrant NOUN 0 root",
        "Orlo PROPN 4 nsubj|is AUX 4 cop|not PART 4 advmod|corrupt ADJ 0 root",
        "Generous ADJ 2 amod|council NOUN 3 nsubj|met VERB 0 root",
    ],
)
def test_bad_news_and_reported_criticism_are_no_stance(tree: str) -> None:
    assert find_stances(read(tree)) == []


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

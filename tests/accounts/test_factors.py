import json
from pathlib import Path

import numpy as np
import pytest

from rashomon.accounts.actors import find_actors
from rashomon.accounts.blocking import candidates
from rashomon.accounts.dyads import relation
from rashomon.accounts.factors import Factors, find_factors
from rashomon.accounts.likeness import Likeness, Space, sketch
from rashomon.accounts.names import Names
from rashomon.model import Statement
from rashomon.model.account import Decision
from tests.accounts.building import cause, change, embed, event, said

ROOT = Path(__file__).resolve().parents[2]


def factors(*statements: Statement, decisions: tuple[Decision, ...] = ()) -> Factors:
    return find_factors(statements, find_actors(statements), (), embed, decisions)


def test_same_words_are_one_factor_and_other_actors_another() -> None:
    first, second, third = (
        said(change("Turkish economy")),
        said(change("economy of Turkey", -1)),
        said(change("economy of Greece")),
    )
    found = factors(first, second, third)
    assert found.of[first.id, "factor"] == found.of[second.id, "factor"] != found.of[third.id, "factor"]
    turkish = next(f for f in found.all if "TUR" in f.actors)
    assert set(turkish.labels) == {"Turkish economy", "economy of Turkey"}
    assert turkish.mentions == 2


def test_relations_of_two_actors_are_one_factor_whatever_they_are_called() -> None:
    words = "Ankara and Moscow met"
    said_ = [
        said(change("relations with Moscow", -1), words="Ankara had worsening relations with Moscow"),
        said(change("relations with Russia"), words="Turkey may improve relations with Russia"),
        said(change("Ankara's pivot to Russia"), words=words),
        said(change("rapprochement"), words="the rapprochement of Turkey and Russia"),
        said(change("relations with Athens"), words="Ankara had worsening relations with Athens"),
    ]
    found = factors(*said_)
    names = [found.of[s.id, "factor"] for s in said_]
    assert names[:4] == ["relations of Russia and Turkey"] * 4
    assert names[4] == "relations of Greece and Turkey"


def test_the_page_fills_in_a_side_that_is_not_named() -> None:
    told = [said(event("AID", "Kenya", "Uganda"), page="k"), said(change("the rapprochement"), page="k")]
    found = factors(*told)
    assert found.of[told[1].id, "factor"] == "relations of Kenya and Uganda"


@pytest.mark.parametrize(
    ("label", "pole"),
    [
        ("ties with Ness", 1),
        ("tensions between Ness and Tolsk", -1),
        ("a turn to Ness", 1),
        ("steps toward Ness", 1),
        ("anxiety over ties", None),
        ("turn of events", None),
    ],
)
def test_what_is_a_relation(label: str, pole: int | None) -> None:
    found = relation(label)
    assert (found and found[1]) == pole


def test_decisions_merge_split_and_rename() -> None:
    told = [said(cause("bread prices", "hunger")), said(cause("flour costs", "hunger"))]
    plain = factors(*told)
    units = {label: f.units for f in plain.all for label in f.labels}
    merge = Decision("factor", "merge", (*units["bread prices"], *units["hunger"]), {"name": "want"})
    merged = factors(*told, decisions=(merge,))
    assert merged.of[told[0].id, "cause"] == merged.of[told[0].id, "effect"] == "want"
    split = Decision("factor", "split", units["hunger"])
    parted = factors(*told, decisions=(merge, split))
    assert parted.of[told[0].id, "cause"] != parted.of[told[0].id, "effect"]


def test_names_of_factors_are_distinct() -> None:
    told = [said(cause(f"{a} {b}", "x")) for a in ("north", "south") for b in ("road", "roads", "Road")]
    names = [f.name.casefold() for f in factors(*told).all]
    assert len(names) == len(set(names))


def test_blocking_compares_like_labels_and_few_of_them() -> None:
    labels = [
        f"{noun} of {place}" for noun in ("price", "export", "import") for place in map(str, range(100))
    ]
    sketches = [sketch(label, Names()) for label in labels]
    pairs = candidates(sketches, Space(sketches, embed).cores)
    assert len(pairs) < 0.1 * len(labels) ** 2
    assert (pairs[:, 0] < pairs[:, 1]).all()
    assert len(np.unique(pairs, axis=0)) == len(pairs)


def test_the_answer_is_three_way() -> None:
    likeness = Likeness((), 0.7, 0.2)
    assert [likeness.verdict(p) for p in (0.9, 0.7, 0.5, 0.2, 0.0)] == [
        "same", "same", "undecided", "different", "different",
    ]  # fmt: skip


def test_our_pairs_are_enough_and_well_formed() -> None:
    pairs = [
        json.loads(line)
        for line in (ROOT / "training/pairs/factor_pairs.jsonl").read_text("utf-8").splitlines()
    ]
    assert len(pairs) >= 300
    assert len({(p["a"], p["b"]) for p in pairs}) == len(pairs)
    assert 0.25 < sum(p["same"] for p in pairs) / len(pairs) < 0.75
    for pair in pairs:
        assert set(pair) == {"a", "b", "same", "wording"}
        assert pair["a"] != pair["b"]


@pytest.mark.parametrize("other", ["voters' unconditional support in Kenya", "Uganda's support for Kenya"])
def test_a_label_that_says_much_more_or_names_others_is_left_to_people(other: str) -> None:
    told = said(cause("support for Kenya", other))
    found = factors(told)
    assert found.of[told.id, "cause"] != found.of[told.id, "effect"]

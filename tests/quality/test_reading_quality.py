"""Floors under what is read, on parts of the development sets and on the cases.

`python -m training.score` and `python -m training.cases` give the whole.
"""

import pytest

from rashomon.reading.parsing.encoder import shipped
from training.cases import CASES, results
from training.corpora import DATA
from training.score import TASKS

FLOORS = {
    ("attribution", 12): {
        "attribution source, exact F1": 0.82,
        "attribution cue, exact F1": 0.73,
        "attribution content, exact F1": 0.67,
        "whole attribution, all parts overlapping, F1": 0.80,
    },
    ("causality", 120): {
        "causal sentence, F1": 0.74,
        "cause and effect within IoU 0.5, recall": 0.55,
    },
    ("treebank", 40): {
        "EWT LAS": 0.87,
        "names PER (UNER), F1": 0.81,
        "names LOC (UNER), F1": 0.77,
        "names ORG (UNER), F1": 0.53,
        "factuality (UDS), Pearson r": 0.76,
    },
    ("stance", 150): {"stance, macro-F1": 0.66},
    ("events", 153): {
        "PLOVER root, actors given, macro-F1": 0.77,
        "PLOVER root, actors found, macro-F1": 0.49,
    },
    ("sign", 106): {"sign (Webis), right where found": 0.84, "sign (Webis), found": 0.70},
}


@pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not here")
@pytest.mark.parametrize(("task", "texts"), list(FLOORS))
def test_no_figure_falls(task: str, texts: int) -> None:
    found = TASKS[task](shipped(), texts)
    fallen = {k: found[k] for k, floor in FLOORS[task, texts].items() if found[k] < floor}
    assert not fallen


@pytest.mark.skipif(not CASES.is_dir(), reason="../shared/cases is not here")
def test_the_cases_are_read() -> None:
    found = results()
    assert "forbidden 0;" in found["rapprochement"]
    met, asked = found["rapprochement"].rsplit("met ", 1)[1].strip().split("/")
    assert int(met) >= 32
    assert int(asked) == 38
    assert found["challenge"].rstrip().endswith(("false alarms 0/6", "false alarms 1/6"))
    shares = dict(part.rsplit(" ", 1) for part in found["challenge"].split("; ")[1].split(", "))
    assert all(float(share) >= 0.9 for share in shares.values())

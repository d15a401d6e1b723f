"""Scores become shares of what is right, in their order, and can be told from them again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading import calibration
from rashomon.reading.calibration import calibrated, score_of
from training.calibration import fit

SCORES = st.floats(0.02, 0.98)


@pytest.fixture(autouse=True)
def surely_too_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibration, "lines", lambda: {"cause": (-0.4, 0.7)})


@given(SCORES, SCORES)
def test_order_stays(a: float, b: float) -> None:
    assert (a < b) == (calibrated("cause", a) < calibrated("cause", b)) or abs(a - b) < 1e-9


@given(SCORES)
def test_the_score_can_be_told(score: float) -> None:
    assert score_of("cause", calibrated("cause", score)) == pytest.approx(score)
    assert calibrated("event", score) == pytest.approx(score)


def test_the_line_follows_many_grades_and_few_leave_it() -> None:
    odds = np.full(400, 2.0)
    right = np.array([1.0, 0.0] * 200)
    offset, slope = fit(odds, right)
    assert 1 / (1 + np.exp(-offset - slope * 2.0)) == pytest.approx(0.5, abs=0.03)
    offset, slope = fit(odds[:2], right[:2])
    assert 1 / (1 + np.exp(-offset - slope * 2.0)) > 0.7

"""Confidences that come true: of the statements that are given 0.8, eight of ten are right.

What an extractor makes of its rule's trust and of the model's probabilities orders statements but need
not be a share. A logistic line per kind maps it to one (Platt, 1999), fitted to the graded statements
of the precision audit.
"""

import json
import math
from functools import cache
from importlib.resources import files

from rashomon.model import Kind

CERTAIN = 0.99


@cache
def lines() -> dict[str, tuple[float, float]]:
    """Offset and slope on the log odds, by kind; a kind with too few grades has none."""
    text = (files("rashomon.resources") / "calibration.json").read_text("utf-8")
    record: dict[str, tuple[float, float]] = json.loads(text)["lines"]
    return record


def calibrated(kind: Kind, score: float) -> float:
    """The probability that a statement is right, from its extractor's score (0 to 1)."""
    offset, slope = lines().get(kind, (0.0, 1.0))
    return 1 / (1 + math.exp(-offset - slope * log_odds(score)))


def score_of(kind: Kind, confidence: float) -> float:
    """The score that a calibrated confidence was made of."""
    offset, slope = lines().get(kind, (0.0, 1.0))
    return 1 / (1 + math.exp((offset - log_odds(confidence)) / slope))


def log_odds(score: float) -> float:
    """Log odds of a score, which is kept off 0 and 1."""
    kept = min(max(score, 1 - CERTAIN), CERTAIN)
    return math.log(kept / (1 - kept))

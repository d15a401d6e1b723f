"""From graded statements to honest confidences: ``python -m training.calibration``.

Fits a logistic line per kind to the statements of the audit, score against right or not (what is
doubtful counts as wrong), and writes it into the package. A pull towards the line that changes nothing
keeps few grades from saying much. Prints the mean confidence beside the share that is right.
"""

import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rashomon.reading.calibration import log_odds
from training.audit import Grades

SHIPPED = Path(__file__).parents[1] / "src" / "rashomon" / "resources" / "calibration.json"
PULL = np.array([3.0, 3.0])
"""Precision of the prior on offset and slope, around 0 and 1."""

Floats = NDArray[np.float64]


def fit(odds: Floats, right: Floats) -> tuple[float, float]:
    """Offset and slope by Newton's method, with steps halved until they help."""
    x = np.stack([np.ones_like(odds), odds], axis=1)
    start = np.array([0.0, 1.0])

    def cost(line: Floats) -> float:
        signed = (x @ line) * (2 * right - 1)
        return float(np.logaddexp(0, -signed).sum() + (PULL * (line - start) ** 2).sum() / 2)

    line = start
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ line))
        pull = x.T @ (right - p) - PULL * (line - start)
        step = np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + np.diag(PULL), pull)
        while cost(line + step) > cost(line) and np.abs(step).max() > 1e-9:
            step = step / 2
        line = line + step
    return float(line[0]), float(line[1])


def main() -> None:
    """Fit, write, tell."""
    graded: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for grade in Grades().current().values():
        if grade["grade"] != "skip":
            graded[grade["kind"]].append((log_odds(grade["score"]), float(grade["grade"] == "right")))
    lines = {}
    for kind, pairs in sorted(graded.items()):
        odds, right = (np.array(column) for column in zip(*pairs, strict=True))
        offset, slope = lines[kind] = fit(odds, right)
        before = 1 / (1 + np.exp(-odds))
        after = 1 / (1 + np.exp(-offset - slope * odds))
        print(
            f"{kind}: {len(right)} graded, {right.mean():.2f} right; mean confidence "
            f"{before.mean():.2f} -> {after.mean():.2f}, Brier score "
            f"{((before - right) ** 2).mean():.3f} -> {((after - right) ** 2).mean():.3f}"
        )
    record = {"made by": "python -m training.calibration", "lines": lines}
    SHIPPED.write_text(json.dumps(record, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()

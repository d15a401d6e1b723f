"""The mean of checkpoints of one lineage: ``python -m training.average A.pt B.pt --out C.pt``.

Runs that began with the same weights lie in one basin; the mean of their weights is often better than
each of them ("model soups"; Wortsman et al., ICML 2022), and costs nothing when the model runs.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch


def mean(states: Sequence[dict[str, Any]], shares: Sequence[float]) -> dict[str, Any]:
    """Weighted mean of the weights; the shares add up to one."""
    return {
        name: sum(share * state[name] for share, state in zip(shares, states, strict=True))
        if value.is_floating_point()
        else value
        for name, value in states[0].items()
    }


def main() -> None:
    """Average checkpoints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--shares", type=float, nargs="+", help="one a checkpoint; all alike if not given")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    loaded = [torch.load(path, weights_only=True) for path in args.checkpoints]
    if any(other["labels"] != loaded[0]["labels"] for other in loaded):
        raise SystemExit("the checkpoints have different labels")
    shares = args.shares or [1.0] * len(loaded)
    if len(shares) != len(loaded):
        raise SystemExit(f"{len(loaded)} checkpoints, {len(shares)} shares; give one each")
    total = sum(shares)
    state = mean([one["model"] for one in loaded], [share / total for share in shares])
    torch.save({"model": state, "labels": loaded[0]["labels"]}, args.out)


if __name__ == "__main__":
    main()

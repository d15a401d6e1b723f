"""Reading speed, whole process against the bare encoder: ``python -m benchmarks.reading``.

Both read the same text in the same run.
The pages are put together from the project's own training texts. The whole process is ``rashomon read``
from its start to the finished case file; the bare encoder is its ONNX graph alone, over the windows
that the reader makes, with the same threads.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from rashomon.reading.parsing.encoder import shipped
from rashomon.reading.parsing.layers import split
from rashomon.reading.parsing.windows import Subwords, joined, pack
from training import own_text

PARAGRAPHS = 28  # about 600 words a page


def pages(count: int) -> list[str]:
    """Pages of own text, all different."""
    texts = [t.text for t in own_text.load()]
    found = []
    for i in range(count):
        start = i * PARAGRAPHS % len(texts)
        chosen = list(islice(texts + texts, start, start + PARAGRAPHS))
        paragraphs = [" ".join(chosen[j : j + 4]) for j in range(0, len(chosen), 4)]
        found.append(f"Page {i} of the benchmark\n\n" + "\n\n".join(paragraphs) + "\n")
    return found


def windows(texts: list[str]) -> list[Subwords]:
    """The encoder's windows over the texts."""
    model = shipped()
    found = []
    for text in texts:
        spans, opens = split(text, 0, len(text))
        pieces = [model.subwords([text[a:b] for a, b in sentence]) for sentence in spans]
        found += [joined([pieces[i] for i in w]) for w in pack([len(p.ids) for p in pieces], opens)]
    return found


def bare(found: list[Subwords]) -> float:
    """Seconds of the encoder alone."""
    model = shipped()
    model.encode(found[0])
    start = time.perf_counter()
    for window in found:
        model.encode(window)
    return time.perf_counter() - start


def whole(texts: list[str]) -> float:
    """Seconds of ``rashomon read`` from start to end."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "pages"
        folder.mkdir()
        for i, text in enumerate(texts):
            (folder / f"{i:04}.txt").write_text(text, "utf-8")
        command = [sys.executable, "-m", "rashomon", "read", str(folder), "--case", f"{made}/b.rashomon"]
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
        return time.perf_counter() - start


def main() -> None:
    """Time both, in turn, and print the ratio of each round."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    texts = pages(args.pages)
    found = windows(texts)
    size = sum(len(w.ids) for w in found)
    print(f"{args.pages} pages, {size} subwords, {len(found)} windows")
    ratios = []
    for _ in range(args.rounds):
        alone, together = bare(found), whole(texts)
        ratios.append(alone / together)
        print(
            f"bare encoder {size / alone:,.0f} subwords/s; whole process {size / together:,.0f} subwords/s; "
            f"ratio {ratios[-1]:.2f}"
        )
    print(f"median ratio {sorted(ratios)[len(ratios) // 2]:.2f}")


if __name__ == "__main__":
    main()

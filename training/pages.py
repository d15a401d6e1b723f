"""Score the body of HTML pages: ``python -m training.pages [DATA]``.

The measure is that of the article extraction benchmark (scrapinghub/article-extraction-benchmark): words are
runs of letters, figures and underscores; 4-word shingles of the true and the found body are compared with
their counts; precision and recall are averaged over pages, F1 is their harmonic mean. Nothing is trained on
these pages.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rashomon.pages import load

SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in [0, 1], over a number of pages."""

    pages: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def body_of(address: str, content: bytes) -> str:
    """The body parts of a page, joined by line breaks."""
    page = load(address, content)
    return "\n".join(page.words(part) for part in page.parts if part.kind == "body")


def score_pages(folder: Path, *, as_text: bool = False) -> Score:
    """Score the bodies of all pages in a folder with ``truth.json`` and ``html/*.html.gz``.

    Args:
        folder: the data's folder.
        as_text: score the plain-text zoner on the pages' rendered text instead of the HTML.
    """
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    precisions, recalls = [], []
    for name, entry in truth.items():
        content = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        if as_text:
            found = body_of(f"{name}.txt", load(f"{name}.html", content).text.encode())
        else:
            found = body_of(f"{name}.html", content)
        precision, recall = _compare(entry["articleBody"], found)
        precisions.append(precision)
        recalls.append(recall)
    return Score(len(truth), sum(precisions) / len(precisions), sum(recalls) / len(recalls))


def _compare(true: str, found: str) -> tuple[float, float]:
    """Precision and recall of one page."""
    wanted, got = _shingles(true), _shingles(found)
    hits = (wanted & got).total()
    return hits / max(got.total(), 1), hits / max(wanted.total(), 1)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def main() -> None:
    """Print the scores of both readers of pages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path, default=Path("../shared/data"), help="the data's root")
    folder = parser.parse_args().data / "pages"
    for name, as_text in (("HTML", False), ("its text alone", True)):
        score = score_pages(folder, as_text=as_text)
        print(
            f"{name}: {score.pages} pages, body F1 {score.f1:.3f} "
            f"(precision {score.precision:.3f}, recall {score.recall:.3f})"
        )


if __name__ == "__main__":
    main()

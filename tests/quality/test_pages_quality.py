"""A floor under the bodies found on real pages (60 pages of the article extraction benchmark)."""

from pathlib import Path

import pytest

from training.pages import score_pages

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "pages"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="../shared/data/pages is not here")


def test_bodies_of_html() -> None:
    assert score_pages(FOLDER).f1 >= 0.965


def test_bodies_of_plain_text() -> None:
    assert score_pages(FOLDER, as_text=True).f1 >= 0.91

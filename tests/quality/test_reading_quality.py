"""Floors under what is read, on parts of the development sets; `python -m training.score` gives the whole."""

from pathlib import Path

import pytest

from rashomon.reading.parsing.encoder import shipped
from training.corpora import DATA
from training.score import TASKS

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not here")

import subprocess
import sys

import pytest

import rashomon


def test_exported_names_are_sorted_and_there() -> None:
    names = rashomon.__all__
    assert list(names) == sorted(names)
    assert len(set(names)) == len(names) <= 25
    for name in names:
        assert getattr(rashomon, name) is not None
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = rashomon.nothing_of_the_kind


def test_importing_rashomon_brings_nothing_heavy() -> None:
    code = "import sys, rashomon; print(' '.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    modules = set(loaded.stdout.split())
    heavy = {
        "sqlite3", "onnxruntime", "lxml", "numpy", "trafilatura", "jinja2", "click", "tqdm", "tabulate",
        "networkx",
        "rashomon.store", "rashomon.case", "rashomon.pages", "rashomon.reading", "rashomon.report",
    }  # fmt: skip
    assert "rashomon.model" in modules
    assert not modules & heavy

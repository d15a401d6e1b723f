"""A few plain sentences through the shipped model: causes and their sign, and what is none."""

import pytest

from rashomon.errors import ModelError
from rashomon.reading.causes.finding import find_causes
from rashomon.reading.parsing.encoder import ReadingModel, shipped
from rashomon.reading.parsing.layers import read_layers


@pytest.fixture(scope="module")
def model() -> ReadingModel:
    try:
        return shipped()
    except ModelError:
        pytest.skip("the reading model is not in the package")


@pytest.mark.parametrize(
    ("text", "cause", "effect", "sign", "factuality"),
    [
        ("The strike damaged the economy.", "strike", "economy", -1, "CT+"),
        ("The drought may trigger a famine.", "drought", "famine", 1, "PS+"),
        ("The talks collapsed because of the raid.", "raid", "talks", -1, "CT+"),
        ("The frost did not cause the shortage.", "frost", "shortage", 1, "CT-"),
    ],
)
def test_a_plain_cause(
    model: ReadingModel, text: str, cause: str, effect: str, sign: int, factuality: str
) -> None:
    layers = read_layers(model, text)
    found = [
        f
        for f in find_causes(layers)
        if cause in layers.phrase(f.cause)
        and effect in layers.phrase(f.effect)
        and f.factuality == factuality
    ]
    assert len(found) == 1
    if factuality != "CT-":
        assert found[0].sign == sign


@pytest.mark.parametrize(
    "text",
    ["Did the drought cause the famine?", "The council meets on Tuesday.", "The island has two harbours."],
)
def test_no_cause(model: ReadingModel, text: str) -> None:
    assert find_causes(read_layers(model, text)) == []

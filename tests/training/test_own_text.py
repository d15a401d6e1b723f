import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]


def _module() -> ModuleType:
    # training/ is no installed package: its modules are commands of the checkout.
    spec = importlib.util.spec_from_file_location("own_text", ROOT / "training" / "own_text.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["own_text"] = module
    spec.loader.exec_module(module)
    return module


own_text = _module()

TEXT = "The strike shut the ports because the ports of Vellm paid late."
CAUSE = {
    "cause": {"text": "the ports", "nth": 2},
    "effect": "The strike",
    "signals": ["because"],
    "sign": -1,
    "cause_direction": None,
    "effect_direction": 1,
    "relation": "motivation",
    "factuality": "PS+",
}


def _record(**layers: Any) -> str:
    return json.dumps({"id": "own-test-0001", "text": TEXT, **layers})


def test_phrases_become_spans() -> None:
    cause = own_text.parse(_record(causes=[CAUSE])).causes[0]
    assert [TEXT[a:b] for a, b in (cause.cause, cause.effect, *cause.signals)] == [
        "the ports", "The strike", "because",
    ]  # fmt: skip
    assert cause.cause[0] == TEXT.rindex("the ports")
    assert (cause.sign, cause.effect_direction, cause.factuality) == (-1, 1, "PS+")


def test_phrase_is_found_as_whole_words_only() -> None:
    text = own_text.parse(json.dumps({"id": "a-1", "text": "Trains like rain.", "stances": [["rain", 1]]}))
    assert text.stances[0].span == (12, 16)


def test_missing_layer_is_none_and_empty_layer_is_empty() -> None:
    text = own_text.parse(_record(causes=[]))
    assert text.causes == ()
    assert (text.attributions, text.entities, text.events, text.stances) == (None, None, None, None)


def test_other_layers() -> None:
    text = own_text.parse(
        _record(
            attributions=[{"source": [], "cue": ["paid"], "content": ["The strike", "late"]}],
            entities=[["ports", "ORG"], ["ports", "ORG"], ["Vellm", "LOC"]],
            events=[{"type": "PROTEST", "trigger": ["strike"], "source": [], "target": ["the ports"]}],
            stances=[["The strike", 0]],
        )
    )
    assert [TEXT[a:b] for a, b in text.attributions[0].content] == ["The strike", "late"]
    first, second, third = (entity.span for entity in text.entities)
    assert first < second < third
    assert text.events[0].type == "PROTEST"
    assert text.stances[0].value == 0


@pytest.mark.parametrize(
    "change",
    [
        {"cause": "the harbour"},
        {"cause": {"text": "the ports", "nth": 3}},
        {"cause": {"text": "the ports", "nth": 0}},
        {"cause": "The strike"},
        {"cause": "orts"},
        {"effect": "The strike "},
        {"signals": "because"},
        {"sign": 2},
        {"sign": True},
        {"effect_direction": "up"},
        {"relation": "reason"},
        {"factuality": "CT"},
    ],
)
def test_wrong_record_is_named(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="own-test-0001"):
        own_text.parse(_record(causes=[{**CAUSE, **change}]))


@pytest.mark.parametrize(
    "layers",
    [
        {"cause": []},
        {"causes": {}},
        {"causes": [{}]},
        {"causes": ["because"]},
        {"entities": [["Vellm", "GPE"]]},
        {"entities": [["Vellm", "LOC"], ["The strike", "MISC"]]},
        {"events": [{"type": "WAR", "trigger": ["shut"], "source": [], "target": []}]},
        {"events": [{"type": None, "trigger": [], "source": [], "target": []}]},
        {"stances": [["Vellm", 2]]},
        {"stances": [["Vellm"]]},
    ],
)
def test_wrong_layer_is_named(layers: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="own-test-0001"):
        own_text.parse(_record(**layers))


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "x"}', '{"id": "", "text": "a"}'])
def test_line_that_is_no_record(line: str) -> None:
    with pytest.raises(ValueError, match="here:3"):
        own_text.parse(line, "here:3")


def test_load_reads_all_files_and_refuses_an_id_used_twice(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text(_record(causes=[]) + "\n\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"id": "a-0010", "text": "Rain."}\n', encoding="utf-8")
    assert [(text.id, text.is_dev) for text in own_text.load(tmp_path)] == [
        ("a-0010", True),
        ("own-test-0001", False),
    ]
    (tmp_path / "c.jsonl").write_text(_record(), encoding="utf-8")
    with pytest.raises(ValueError, match="own-test-0001"):
        own_text.load(tmp_path)


@given(st.text(alphabet="ab é.", min_size=1, max_size=30), st.data())
def test_every_span_is_the_words_of_its_phrase(text: str, data: st.DataObject) -> None:
    words = text.replace(".", " ").split()
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    (stance,) = own_text.parse(json.dumps({"id": "h-1", "text": text, "stances": [[word, 1]]})).stances
    assert text[slice(*stance.span)] == word


def test_repository_data_is_valid() -> None:
    texts = own_text.load()
    causes = [cause for text in texts for cause in text.causes or ()]
    for text in texts:
        for cause in text.causes or ():
            overlap = min(cause.cause[1], cause.effect[1]) - max(cause.cause[0], cause.effect[0])
            assert overlap <= 0, text.id
    assert len({text.text for text in texts}) == len(texts)
    assert {cause.relation for cause in causes} <= {"consequence", "motivation", "purpose"}

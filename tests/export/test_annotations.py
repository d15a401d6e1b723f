import json

import pytest

from rashomon.errors import InputError
from rashomon.export.annotations import Request, record, requests
from rashomon.export.statements import json_line
from rashomon.model import (
    Annotation,
    AttributionSpans,
    CauseSpans,
    EntitySpan,
    EventSpans,
    StanceSpan,
    Token,
)


def test_requests_are_read_in_order() -> None:
    lines = [
        b'\xef\xbb\xbf{"id": "a", "text": "One."}\r\n',
        b"\n",
        '{"id": 2, "text": "Zwölf.", "targets": [[0, 5]], "more": true}\n'.encode(),
        b'{"id": "c", "text": "", "targets": null}',
    ]
    assert list(requests(lines, "in.jsonl")) == [
        Request("a", "One."),
        Request(2, "Zwölf.", ((0, 5),)),
        Request("c", ""),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"no json", "not JSON"),
        (b'{"id": "a", "text": "x"', "not JSON"),
        (b'{"id": "a", "text": "\xff"}', "not UTF-8"),
        (b"[1]", "not an object"),
        (b"[" * 100_000, "line 2"),
        (b'{"text": "x"}', '"id"'),
        (b'{"id": true, "text": "x"}', '"id"'),
        (b'{"id": null, "text": "x"}', '"id"'),
        (b'{"id": "a"}', '"text"'),
        (b'{"id": "a", "text": 5}', '"text"'),
        (b'{"id": "a", "text": "\\ud800"}', "surrogate"),
        (b'{"id": "a", "text": "x", "targets": "no"}', "targets"),
        (b'{"id": "a", "text": "x", "targets": [[0, 2]]}', "targets"),
        (b'{"id": "a", "text": "x", "targets": [[1, 1]]}', "targets"),
        (b'{"id": "a", "text": "x", "targets": [[-1, 1]]}', "targets"),
        (b'{"id": "a", "text": "x", "targets": [[false, true]]}', "targets"),
        (b'{"id": "a", "text": "x", "targets": [[0.0, 1.0]]}', "targets"),
        (b'{"id": "a", "text": "x", "targets": [0]}', "targets"),
    ],
)
def test_a_malformed_line_is_named(line: bytes, said: str) -> None:
    with pytest.raises(InputError, match=r"in\.jsonl, line 2") as caught:
        list(requests([b'{"id": "a", "text": "x"}\n', line], "in.jsonl"))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_contract() -> None:
    annotation = Annotation(
        text="A fell.",
        sentences=((0, 7),),
        causal=(0.25,),
        tokens=(Token(0, 1, "a", "NOUN", 1, "nsubj"), Token(2, 6, "fall", "VERB", -1, "root")),
        entities=(EntitySpan(0, 1, "LOC"),),
        attributions=(AttributionSpans(((0, 1),), ((2, 3), (4, 5)), (), 0.5),),
        causes=(CauseSpans((0, 1), (2, 6), ((1, 2),), "purpose", None, "UU", 0.5),),
        events=(EventSpans("AID", ((2, 6),), (), ((0, 1),), 0.5),),
        stances=(StanceSpan((0, 1), "negative", -0.5, 0.75),),
    )
    assert json.loads(json_line(record("x", annotation))) == {
        "id": "x",
        "sentences": [[0, 7]],
        "causal": [0.25],
        "tokens": [[0, 1, "a", "NOUN", 1, "nsubj"], [2, 6, "fall", "VERB", -1, "root"]],
        "entities": [[0, 1, "LOC"]],
        "attributions": [{"source": [[0, 1]], "cue": [[2, 3], [4, 5]], "content": [], "confidence": 0.5}],
        "causes": [
            {
                "cause": [0, 1],
                "effect": [2, 6],
                "signals": [[1, 2]],
                "relation": "purpose",
                "sign": None,
                "factuality": "UU",
                "confidence": 0.5,
            }
        ],
        "events": [{"type": "AID", "trigger": [[2, 6]], "source": [], "target": [[0, 1]], "confidence": 0.5}],
        "stances": [{"target": [0, 1], "label": "negative", "value": -0.5, "confidence": 0.75}],
    }

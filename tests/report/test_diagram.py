"""A voice's causes as a picture."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model import Cause, End, Evidence, Factuality, Statement, Voice
from rashomon.report.build import assemble
from rashomon.report.contexts import Diagram


def drawn(causes: list[tuple[str, str, Factuality]]) -> Diagram | None:
    statements = [
        Statement(
            "body",
            Voice("person", "A"),
            (),
            factuality,
            None,
            Evidence("none", number, number + 1, "x"),
            Cause(End(cause, cause), End(effect, effect), 1, "consequence"),
            0.5,
            "hand@1",
        )
        for number, (cause, effect, factuality) in enumerate(causes)
    ]
    reasonings = assemble([], statements, "t", []).reasonings
    return reasonings[0].diagram if reasonings else None


def test_chain_runs_from_left_to_right() -> None:
    picture = drawn([("rain", "flood", "CT+"), ("flood", "hunger", "CT+")])
    assert picture is not None
    columns = {box.label: box.x for box in picture.boxes}
    assert columns["rain"] < columns["flood"] < columns["hunger"]


def test_loop_is_drawn() -> None:
    picture = drawn([("fear", "arms", "CT+"), ("arms", "fear", "CT+"), ("fear", "fear", "PS+")])
    assert picture is not None
    assert len(picture.boxes) == 2
    assert [arrow.style for arrow in picture.arrows] == ["certain", "certain", "unsure"]


def test_denied_cause_is_an_arrow_of_its_own() -> None:
    picture = drawn([("a", "b", "CT+"), ("a", "b", "CT-"), ("a", "b", "CT+")])
    assert picture is not None
    assert [(arrow.style, len(arrow.ids.split())) for arrow in picture.arrows] == [
        ("certain", 2),
        ("denied", 1),
    ]


def test_single_and_very_large_are_left_to_the_table() -> None:
    assert drawn([("a", "b", "CT+")]) is None
    assert drawn([(f"cause {n}", f"effect {n}", "CT+") for n in range(30)]) is None


LABELS = st.text(min_size=1, max_size=80) | st.sampled_from(["a", "b", "c"])


@settings(deadline=None)
@given(st.lists(st.tuples(LABELS, LABELS, st.just("CT+")), max_size=9))
def test_boxes_stay_inside_and_apart(causes: list[tuple[str, str, Factuality]]) -> None:
    picture = drawn(causes)
    if picture is None:
        return
    for box in picture.boxes:
        assert box.x >= 0
        assert box.x + box.width <= picture.width
        assert box.y + box.height <= picture.height
    for one in picture.boxes:
        for other in picture.boxes:
            if one is not other and one.x == other.x:
                assert one.y + one.height <= other.y or other.y + other.height <= one.y

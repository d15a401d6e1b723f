"""Lines of the report read well whether actors and factors are singular or plural."""

import pytest

from rashomon.model import Cause, Change, Content, End, Event, Evidence, Factor, Participant, Statement, Voice
from rashomon.report.wording import RELATIONS, gist

POLICE, FISHERMEN = Participant("police"), Participant("fishermen")
PRICES, WAR = End("prices", "prices", 1), End("war", "war")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (Event("COERCE", POLICE, FISHERMEN), "COERCE police → fishermen"),
        (
            Event("ACCUSE", None, POLICE, date="2021-05-07", place="Lowtown"),
            "ACCUSE someone → police, Lowtown, 7 May 2021",
        ),
        (Change(Factor("exports", "exports"), -1), "exports: falling"),
        (Change(Factor("trade", "trade"), 1), "trade: rising"),
        (Cause(PRICES, WAR, 1, "consequence"), "↑ prices → war"),
        (Cause(PRICES, WAR, None, "purpose"), "↑ prices → war (as an aim)"),
    ],
)
def test_a_line_needs_no_agreement_of_number(content: Content, line: str) -> None:
    statement = Statement(
        part="body",
        voice=Voice("unknown"),
        via=(),
        factuality="CT+",
        time=None,
        evidence=Evidence("0" * 64, 0, 1, "x"),
        confidence=0.5,
        extractor="test@1",
        content=content,
    )
    assert gist(statement) == line


def test_the_joint_of_a_cause_has_no_verb_in_the_singular() -> None:
    assert not {"is", "leads", "has"} & {word for words in RELATIONS.values() for word in words.split()}

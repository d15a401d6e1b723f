import pytest

from rashomon.accounts import assemble
from rashomon.errors import InputError
from rashomon.model import Statement
from rashomon.model.account import Chain, Explanations
from tests.accounts.building import LEA, OUTLET, TOM, cause, change, said


def explained(*statements: Statement, outcome: str | None = "hunger") -> Explanations:
    return assemble(statements).explain(outcome)


def labels(chain: Chain) -> list[str]:
    return [*(s.cause for s in chain.steps), chain.steps[-1].effect]


def test_a_chain_of_one_voice_is_a_thread_with_its_sign() -> None:
    found = explained(said(cause("drought", "harvest", -1)), said(cause("harvest", "hunger", -1)))
    ((chain,),) = (e.chains for e in found.explanations)
    assert (chain.kind, chain.sign, labels(chain)) == ("thread", 1, ["drought", "harvest", "hunger"])


def test_a_chain_across_voices_is_a_stitch() -> None:
    found = explained(said(cause("drought", "harvest", -1), TOM), said(cause("harvest", "hunger", None)))
    ((thread, stitch),) = (e.chains for e in found.explanations)
    assert (thread.kind, labels(thread)) == ("thread", ["harvest", "hunger"])
    assert (stitch.kind, stitch.holder, stitch.sign) == ("stitch", None, None)
    assert labels(stitch) == ["drought", "harvest", "hunger"]


def test_denied_causes_make_no_chain_and_speak_against_the_explanation() -> None:
    found = explained(
        said(cause("drought", "hunger")),
        said(cause("war", "hunger"), TOM),
        said(cause("drought", "hunger"), TOM, "CT-"),
        said(cause("envy", "hunger"), TOM, "CT-"),
    )
    assert [(e.cause, e.contradictions) for e in found.explanations] == [("war", 0), ("drought", 1)]
    assert len(found.explanations[1].deniers) == 1


def test_the_matrix_names_the_evidence_that_tells_rivals_apart() -> None:
    found = explained(
        said(cause("trade", "hunger", -1, (-1, 1))),
        said(cause("war", "hunger", 1, (1, 1)), TOM),
        said(change("trade", 1), OUTLET),
        said(change("hunger", 1), OUTLET, start=5),
    )
    assert [e.cause for e in found.explanations] == ["war", "trade"]
    column = next(c for c in found.evidence if c.gist == "trade")
    assert column.bearings == ("silent", "contradicts")
    both = next(c for c in found.evidence if c.gist == "hunger")
    assert (both.bearings, both.tells_apart) == (("fits", "fits"), False)
    assert [(q.factor, q.direction) for q in found.questions] == [("war", 1)]


def test_the_outcome_is_proposed_from_what_most_explain() -> None:
    told = [
        said(cause("war", "exile")),
        said(cause("drought", "hunger"), LEA),
        said(cause("war", "hunger"), TOM),
    ]
    assert explained(*told, outcome=None).outcome == "hunger"


def test_circles_end() -> None:
    found = explained(said(cause("war", "hunger")), said(cause("hunger", "war")), said(cause("war", "war")))
    assert [labels(c) for e in found.explanations for c in e.chains] == [["war", "hunger"]]


def test_what_cannot_be_explained_is_said() -> None:
    with pytest.raises(InputError, match="no factor is called 'peace'"):
        explained(said(cause("war", "hunger")), outcome="peace")
    with pytest.raises(InputError, match="nothing to explain"):
        explained(said(change("war")), outcome=None)

import pytest

from rashomon.accounts import assemble
from rashomon.errors import InputError
from rashomon.model import Statement
from rashomon.model.account import Chain, Explanations
from tests.accounts.building import LEA, OUTLET, TOM, cause, change, event, said


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


def test_a_stitch_names_its_voices() -> None:
    made = assemble((said(cause("drought", "harvest", -1), TOM), said(cause("harvest", "hunger", None))))
    names = {h.id: h.name for h in made.holders.all}
    kinds = [c.held_as(names) for e in made.explain("hunger").explanations for c in e.chains]
    assert kinds == ["thread of Lea Holm", "stitch of Tom Reed + Lea Holm"]


def outcomes() -> tuple[Statement, ...]:
    return (
        said(cause("votes", "closure of the strait")),
        said(cause("tariffs", "Reiss closed the Orlo Strait to grain ships"), TOM),
        said(cause("fear", "observers reached the strait"), OUTLET),
    )


def test_an_outcome_is_found_in_each_account_s_own_words() -> None:
    found = explained(*outcomes(), outcome="closing of the strait")
    assert {e.cause for e in found.explanations} == {"votes", "tariffs"}
    (meant,) = found.meanings
    assert (meant.words, meant.how) == ("closing of the strait", "words")
    assert set(meant.factors) == {"closure of the strait", "Reiss closed the Orlo Strait to grain ships"}


def test_what_an_outcome_is_taken_for_can_be_put_right() -> None:
    made = assemble(outcomes())
    found = made.explain("traffic", ["observers reached the strait", "closure of the strait"])
    assert (found.outcome, {e.cause for e in found.explanations}) == ("traffic", {"votes", "fear"})
    assert found.factors == ("observers reached the strait", "closure of the strait")
    named = made.explain("closure of the strait").meanings[0]
    assert (named.how, named.factors) == ("named", ("closure of the strait",))
    assert named.others == ("Reiss closed the Orlo Strait to grain ships",)


def test_an_outcome_is_never_a_link_of_its_own_explanation() -> None:
    told = [
        said(cause("votes", "closure")),
        said(cause("closure", "siege")),
        said(cause("fear", "siege"), TOM),
    ]
    found = assemble(told).explain("end", ["closure", "siege"])
    assert sorted(labels(c) for e in found.explanations for c in e.chains) == [
        ["fear", "siege"],
        ["votes", "closure"],
    ]


def test_an_event_inside_the_words_of_a_cause_is_evidence() -> None:
    attack = event("ASSAULT", None, "trawler")
    found = explained(
        said(cause("the attack on the trawler", "hunger"), words="hunger since the attack on the trawler"),
        said(attack, words="attack on the trawler"),
        said(attack, TOM, "CT-", words="attack on the trawler", start=90, page="p2"),
        said(cause("war", "hunger"), TOM, words="war brought hunger", page="p2"),
    )
    column = next(c for c in found.evidence if c.gist.startswith("ASSAULT"))
    assert [e.cause for e in found.explanations] == ["war", "the attack on the trawler"]
    assert column.bearings == ("silent", "mixed")


def test_a_link_that_one_voice_alone_affirms_is_no_evidence_for_itself() -> None:
    found = explained(said(cause("war", "hunger")), said(cause("drought", "hunger"), TOM))
    assert found.evidence == ()
    assert len(explained(said(cause("war", "hunger")), said(cause("war", "hunger"), TOM)).evidence) == 1


def test_what_cannot_be_explained_is_said() -> None:
    with pytest.raises(InputError, match="no factor is called 'peace'"):
        explained(said(cause("war", "hunger")), outcome="peace")
    with pytest.raises(InputError, match="nobody gives a cause of 'war'; explained is: hunger"):
        explained(said(cause("war", "hunger")), outcome="war")
    with pytest.raises(InputError, match="nothing to explain"):
        explained(said(change("war")), outcome=None)

"""Claims in words: who says it, and which way."""

from rashomon.accounts import assemble
from tests.accounts.building import LEA, OUTLET, TOM, cause, change, said


def test_a_change_is_told_with_its_way_and_denials_last() -> None:
    made = assemble(
        [
            said(change("trade"), TOM, "CT-"),
            said(change("trade"), LEA),
            said(change("trade", -1), LEA, start=40),
            said(change("trade", -1), OUTLET, "PS+"),
        ]
    )
    names = {h.id: h.name for h in made.holders.all}
    (claim,) = made.claims
    assert claim.told(names).split("; ") == [
        "affirmed to rise and to fall by Lea Holm",
        "denied by Tom Reed",
        "hedged to fall by The Post",
    ]


def test_voices_that_stand_alike_are_told_together() -> None:
    made = assemble([said(cause("war", "hunger")), said(cause("war", "hunger"), TOM)])
    names = {h.id: h.name for h in made.holders.all}
    (claim,) = made.claims
    assert claim.told(names) in {"affirmed by Lea Holm, Tom Reed", "affirmed by Tom Reed, Lea Holm"}

import pytest

from rashomon.accounts import Assembly, assemble
from rashomon.model import Content, Part, Statement, Voice
from rashomon.model.account import Claim
from tests.accounts.building import LEA, OUTLET, TOM, cause, change, event, page, said, stance

KIM = Voice("person", "Kim Berg")


def claims(*statements: Statement) -> tuple[Claim, ...]:
    return assemble(statements).claims


def only(*statements: Statement) -> Claim:
    (claim,) = claims(*statements)
    return claim


def test_one_voice_alone_holds_a_lone_claim_and_two_share_one() -> None:
    assert only(said(change("tourism")), said(change("tourism"), start=9)).standing == "lone"
    shared = only(said(change("tourism")), said(change("tourism"), TOM))
    assert (shared.standing, shared.contests) == ("shared", ())


def test_the_reporting_voice_holds_nothing() -> None:
    made = assemble([said(change("tourism"), LEA, via=(TOM, OUTLET)), said(change("trade"), OUTLET)])
    names = {h.name for h in made.holders.all}
    assert names == {"Lea Holm", "The Post"}
    assert {p.holder for c in made.claims for p in c.positions} == {h.id for h in made.holders.all}


@pytest.mark.parametrize(
    ("one", "other", "contest"),
    [
        (said(cause("tax", "anger")), said(cause("tax", "anger"), TOM, "CT-"), "negation"),
        (said(cause("tax", "anger", 1)), said(cause("tax", "anger", -1), TOM), "sign"),
        (said(change("trade", 1)), said(change("trade", -1), TOM), "sign"),
        (said(stance("Kenya", 0.7)), said(stance("Nairobi", -0.7), TOM), "sign"),
        (
            said(event("ASSAULT", "Kenya", "Uganda", "2020-03-01")),
            said(event("ASSAULT", "Kenya", "Uganda", "2020-03-02"), TOM),
            "time",
        ),
        (
            said(event("ASSAULT", "Kenya", "Uganda", "2020-03-01")),
            said(event("ASSAULT", "Sudan", "Uganda", "2020-03-01"), TOM),
            "actor",
        ),
        (
            said(event("ASSAULT", "Kenya", "Uganda"), words="Kenya shelled Uganda: 12 people died"),
            said(event("ASSAULT", "Kenya", "Uganda"), TOM, words="Kenya shelled Uganda: 30 people died"),
            "number",
        ),
    ],
)
def test_contested_claims_say_in_what(one: Statement, other: Statement, contest: str) -> None:
    claim = only(one, other)
    assert (claim.standing, claim.contests) == ("contested", (contest,))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            event("ASSAULT", "Kenya", "Uganda", "2020-03-01"),
            event("ASSAULT", "Kenya", "Uganda", "2020-06-01"),
        ),
        (event("ASSAULT", "Kenya", "Uganda"), event("ASSAULT", "Uganda", "Kenya")),
        (event("AID", "Kenya", "Uganda"), event("ASSAULT", "Kenya", "Uganda")),
        (cause("tax", "anger"), cause("anger", "tax")),
        (stance("Kenya", 1.0), stance("Uganda", 1.0)),
    ],
)
def test_other_contents_are_other_claims(one: Content, other: Content) -> None:
    assert len(claims(said(one), said(other, TOM))) == 2


def test_events_meet_as_far_as_they_are_known() -> None:
    mutual = only(
        said(event("CONSULT", "Kenya", "Uganda")), said(event("CONSULT", "Kampala", "Nairobi"), TOM)
    )
    assert mutual.standing == "shared"
    dated = only(
        said(event("AID", "Kenya", "Uganda", "XXXX-07-15")),
        said(event("AID", "Kenya", "Uganda", "2016-07-15"), TOM),
    )
    assert dated.contests == ()


def test_stands_by_voice() -> None:
    claim = only(
        said(change("trade")), said(change("trade"), TOM, "PS+"), said(change("trade"), KIM, "PR-"),
    )  # fmt: skip
    assert sorted(p.stand for p in claim.positions) == ["affirms", "denies", "hedges"]
    assert claim.stand("nobody") == "silent"


STORY = (
    "The harbour was closed on Monday after the crane fell into the basin and pilots refused to sail. "
    "The owners said that repairs would take at least three weeks and that no ship could be unloaded. "
    "Fishermen asked for help and the mayor promised to speak with the ministry about loans for the families."
)


def wire() -> Assembly:
    pages = [
        page(STORY, "a.txt"),
        page("Agency. " + STORY, "b.txt"),
        page("Something else was written here.", "c.txt"),
    ]
    words = "no ship could be unloaded"
    told = [
        said(change("trade", -1), Voice("outlet", name), words=words, page=p.id, start=p.text.find(words))
        for name, p in zip(("The Post", "The Mail"), pages, strict=False)
    ]
    own = said(change("trade", -1), Voice("outlet", "The Sun"), words="Something else", page=pages[2].id)
    return assemble([*told, own], pages)


def test_copies_of_one_wire_story_are_one_voice() -> None:
    made = wire()
    (claim,) = made.claims
    assert len(claim.positions) == 2
    copied = next(h for h in made.holders.all if h.copies)
    assert len(copied.pages) == len(copied.copies) == 1


def test_unnamed_commenters_are_one_for_each_comment() -> None:
    text = "First comment here. Second comment here."
    host = page(text, "a.txt", Part("comment", 0, 19), Part("comment", 20, len(text)))
    made = assemble(
        [
            said(
                change("trade"),
                Voice("commenter"),
                page=host.id,
                start=at,
                words=text[at : at + 5],
                part="comment",
            )
            for at in (0, 6, 20)
        ],
        [host],
    )
    assert sorted(len(p.statements) for c in made.claims for p in c.positions) == [1, 2]
    assert len({h.name for h in made.holders.all}) == 2


def test_claims_do_not_depend_on_the_order_of_statements() -> None:
    told = [
        said(change("trade")),
        said(cause("tax", "anger"), TOM),
        said(event("AID", "Kenya", "Uganda"), KIM),
    ]
    assert {c.id for c in claims(*told)} == {c.id for c in claims(*reversed(told))}

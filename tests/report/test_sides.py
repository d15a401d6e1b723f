"""The section on accounts: claims with who holds them, rivals, evidence."""

from rashomon.model import Page, Statement
from rashomon.model.account import (
    Chain,
    Claim,
    Column,
    Decision,
    Explanation,
    Explanations,
    Holder,
    Meaning,
    Position,
    Question,
    Step,
)
from rashomon.report import Compared, render


def compared(statements: list[Statement]) -> Compared:
    first, second = statements[:2]
    holders = [Holder("h1", "Ann <b>Lee</b>", first.voice), Holder("h2", "The Post", second.voice)]
    positions = (Position("h1", "affirms", (first.id,)), Position("h2", "denies", (second.id,)))
    claims = [
        Claim("c1", "cause", "war → hunger", "contested", ("negation",), positions),
        Claim("c2", "change", "trade", "lone", (), positions[:1]),
    ]
    step = Step("war", "hunger", -1, ("h1",), (first.id,))
    rivals = (
        Explanation("war", ("h1",), ("h2",), (Chain("thread", (step,), -1, "h1"),), 1),
        Explanation("drought", ("h2",), (), (Chain("stitch", (step,), None),)),
    )
    evidence = (Column("c1", "war → hunger", ("mixed", "fits"), tells_apart=True),)
    questions = (Question("rain", -1, "drought"),)
    meant = (Meaning("hunger", ("hunger", "want"), "likeness", ("famine",)),)
    unmet = (Decision("factor", "merge", ("a", "b"), {}, ("plague", "pest"), "Eve", "2026-01-02"),)
    found = Explanations("hunger", rivals, evidence, questions, meant)
    return Compared(holders, claims, found, unmet)


def test_the_accounts_stand_side_by_side(courier: Page, review: Page, statements: list[Statement]) -> None:
    html = render([courier, review], statements, title="t", compared=compared(statements))
    assert '<a href="#accounts">Accounts</a>' in html
    section = html[html.index('<section id="accounts">') : html.index('<section id="voices">')]
    assert "Ann &lt;b&gt;Lee&lt;/b&gt;" in section
    for text in (
        "war → hunger",
        "contested",
        "negation",
        "Explanations of: <bdi>hunger</bdi>",
        "thread of Ann",
        "tells rivals apart",
        "stitch of Ann",
        "Taken for: hunger | want. May be the same outcome: famine.",
        "affirmed by Ann",
        "denied by The Post",
        "factor merge: plague; pest (Eve, 2026-01-02)",
        "rain: whether it fell (needed by: drought)",
        "1 further claims are of one voice alone",
    ):
        assert text in section
    assert section.count(f'href="#s-{statements[0].id}"') == 3


def test_nothing_to_compare_is_said(courier: Page, statements: list[Statement]) -> None:
    html = render([courier], statements, title="t", compared=Compared((), ()))
    assert "No claim is made by more than one voice." in html
    assert "Explanations of" not in html
    assert 'id="accounts"' not in render([courier], statements, title="t")

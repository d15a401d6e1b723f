"""Golden dumps of invented pages: what each part is, and who wrote which comment."""

from pathlib import Path

import pytest

from rashomon.model import Page
from rashomon.pages import load

LEAD = "A harbour closed to grain ships has pushed Lowland and Highmark to the edge of war, officials said."
QUOTE = '"We will not yield," said minister Ada Okoro, who has led the talks since March. Her aides were not.'
WHY = "The closure, analysts say, was meant to punish Lowland for its new tariff on timber and to win votes."
BODY = "\n\n".join([LEAD, QUOTE, WHY])
TITLE = "Harbour Talks Fail Again"
CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "rapprochement"


def read(text: str) -> Page:
    return load("page.txt", text.encode())


def kinds(page: Page, kind: str) -> list[str]:
    return [page.words(part).strip() for part in page.parts if part.kind == kind]


def comments(page: Page) -> list[tuple[str | None, str]]:
    return [(p.author, " ".join(page.words(p).split())) for p in page.parts if p.kind == "comment"]


@pytest.mark.parametrize("text", [BODY, LEAD, "The army seized the airport.", "The army seized the airport"])
def test_a_text_without_furniture_is_body(text: str) -> None:
    page = read(text)
    assert [(p.kind, p.start, p.end) for p in page.parts] == [("body", 0, len(text))]
    assert [page.title, page.author, page.outlet, page.published] == [None] * 4


def test_a_dump_with_everything() -> None:
    page = read(
        "23:05 GMT +3 14 November 2019\nListen Live\n\n"
        "    Grain ships wait off the closed harbour of Lowtown.\n\n"
        f"    {TITLE}\n\n    © Lens Agency / Bo Lind\n    Get short URL\n\n    {LEAD}\n\n    {QUOTE}\n\n"
        "    In this Tuesday, Oct. 2, 2012 file photo, smoke rises over Lowtown\n"
        "    © LA Photo / Mia Sol, File\n"
        "    In this Tuesday, Oct. 2, 2012 file photo, smoke rises over Lowtown\n\n"
        f"    {WHY}\n\n\n    Grain Prices Climb Again in the North\n"
        "    Who Lost the Harbour and Why It Matters\n"
        "    talks, grain, harbour closure, Ada Okoro, Lowland\n    Community standards\n"
        "    © 2016 The Lowland Post. All rights reserved.\n"
    )
    assert kinds(page, "headline") == [TITLE] == [page.title]
    assert "\n".join(kinds(page, "body")).split() == BODY.split()
    assert [text[:11] for text in kinds(page, "caption")] == ["Grain ships", "In this Tue", "In this Tue"]
    assert kinds(page, "credit") == ["© Lens Agency / Bo Lind", "© LA Photo / Mia Sol, File"]
    assert len(kinds(page, "related")) == 1
    assert kinds(page, "keywords") == ["talks, grain, harbour closure, Ada Okoro, Lowland"]
    assert page.published is None, "a header's clock and a picture's date are no dates of publication"
    assert page.outlet == "The Lowland Post"


def test_a_dump_without_blank_lines() -> None:
    page = read(
        "\n".join(
            [TITLE, "By Ben Ode", "May 3, 2019", LEAD, QUOTE, WHY, "Related stories", "Who Lost It All"]
        )
    )
    assert [part.kind for part in page.parts] == ["headline", "byline", "dateline", "body", "related"]
    assert (page.author, page.published and page.published.date) == ("Ben Ode", "2019-05-03")


def test_an_editor_is_not_the_author() -> None:
    page = read(f"{TITLE}\n\nEdited by Mia Sol\n\n{BODY}")
    assert kinds(page, "byline") == ["Edited by Mia Sol"]
    assert page.author is None


@pytest.mark.parametrize(
    ("dateline", "date", "outlet"),
    [
        ("LOWTOWN, May 3 (Northern News) - ", "XXXX-05-03", "Northern News"),
        ("LOWTOWN (Northern News) — ", None, "Northern News"),
        ("PORT LOW, Lowland, 3 May 2019 -- ", "2019-05-03", None),
        ("Lima (Peru) - ", None, None),
    ],
)
def test_agency_copy(dateline: str, date: str | None, outlet: str | None) -> None:
    page = read(dateline + BODY)
    assert [part.kind for part in page.parts] == ["dateline", "body"]
    assert page.words(page.parts[0]) == dateline
    assert (page.published and page.published.date, page.outlet) == (date, outlet)


def test_prose_with_a_dash_has_no_dateline() -> None:
    assert [
        p.kind for p in read(f"Lowland - once an ally - closed its harbour to ships.\n\n{BODY}").parts
    ] == ["body"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    page = read(
        f"{TITLE}\n\nA harbour closed to grain ships has pushed Lowland and Highmark to the\n"
        "edge of war, officials said on Monday. The closure was meant to punish\nLowland for its tariff.\n"
    )
    assert [part.kind for part in page.parts] == ["headline", "body"]


def test_subheadings_are_body_and_not_commenters() -> None:
    sections = f"{LEAD}\n\nGrain Prices\n\n{QUOTE}\n\nTimber Tariff\n\n{WHY}\n\nNorthern League\n\n{LEAD}"
    assert [part.kind for part in read(f"{TITLE}\n\n{sections}").parts] == ["headline", "body"]


def test_turns_of_an_interview_are_not_comments() -> None:
    turns = "Reporter\n\nWhat do you make of it?\n\nBo Lind\n\nI think it was a mistake.\n\n" * 3
    assert comments(read(f"{TITLE}\n\n{BODY}\n\n{turns}")) == []


def test_writers_of_other_articles_are_not_commenters() -> None:
    others = "".join(
        f"{title}\n\n{name}\n\nMay {day}, 2019\n\nYou would not believe what the harbour master said.\n\n"
        for day, (title, name) in enumerate(
            [
                ("Grain Prices Climb Again in the North", "Mia Sol"),
                ("Who Lost the Harbour and Why", "Bo Lind"),
            ],
            1,
        )
    )
    assert comments(read(f"{TITLE}\n\n{BODY}\n\n{others}")) == []


def test_names_above_comments_without_heading() -> None:
    page = read(
        f"{TITLE}\n\n{BODY}\n\nMaria Keller\n\nThe tariff came first, as everyone knows.\n\n"
        "But nobody asked you!\n\n"
        "Bo Lind\n\nYou are wrong about that.\n\nMaria Keller\n\nAm I? Read the treaty.\n\n\n"
        "Both of you forget the timber."
    )
    assert comments(page) == [
        ("Maria Keller", "The tariff came first, as everyone knows. But nobody asked you!"),
        ("Bo Lind", "You are wrong about that."),
        ("Maria Keller", "Am I? Read the treaty."),
        (None, "Both of you forget the timber."),
    ]


COMMENTED = {
    "says": "3 thoughts on “Harbour Talks”\n\nMaria says:\nMay 4, 2019 at 10:12 am\n{0}\n\n{1}\nReply\n\n"
    "old sailor says:\nMay 4, 2019 at 11:40 am\n{2}\nReply\n\nLeave a Reply\n\nShare this:",
    "ago": "Comments (2)\n\nMaria • 2 hours ago\n\n{0}\n\n{1}\n\n3 • Reply • Share\n\n"
    "old sailor • an hour ago\n\n{2}\n\nLike • Reply\n\nMost Read\n\n"
    "Grain Prices Climb Again in the North\n\nWho Lost the Harbour, and Why",
    "below": "Comments\n\n{0}\n\n{1}\n\nPosted by: Maria at May 4, 2019 10:12 AM\n\n{2}\n\n"
    "Posted by: old sailor at May 4, 2019 11:12 AM\n\nPost a comment",
    "wrote": "Readers' comments\n\nMaria wrote:\n{0}\n{1}\n\nold sailor wrote:\n{2}",
    "posted": "2 comments:\n\nPosted by Maria on May 4, 2019\n\n{0}\n\n{1}\n\n"
    "Posted by old sailor on May 5, 2019\n\n{2}",
}


@pytest.mark.parametrize("form", sorted(COMMENTED))
def test_forms_of_comments(form: str) -> None:
    said = ("The tariff came first.", "That is the point.", "Nonsense, the harbour came first.")
    page = read(f"{TITLE}\n\nBy Ben Ode\n\n{BODY}\n\n{COMMENTED[form].format(*said)}\n")
    assert comments(page) == [("Maria", f"{said[0]} {said[1]}"), ("old sailor", said[2])]
    assert page.author == "Ben Ode"
    assert "\n".join(kinds(page, "body")).split() == BODY.split()


def test_names_beside_comments_and_markdown() -> None:
    page = read(
        f"# {TITLE}\n\n*By Ben Ode*\n\n{BODY}\n\n## Comments\n\n**Maria**: The tariff came first.\n\n"
        "**Bo**: You are wrong.\n\n- [Grain Prices Climb Again in the North](http://x.example)\n"
        "- [Who Lost the Harbour and Why It Matters](http://y.example)\n"
    )
    assert (page.title, page.author) == (TITLE, "Ben Ode")
    assert comments(page) == [("Maria", "The tariff came first."), ("Bo", "You are wrong.")]
    assert [text.count("\n- [Who Lost") for text in kinds(page, "related")] == [1]


def test_a_single_comment_in_the_form_of_blogs() -> None:
    page = read(f"{BODY}\n\nAnonymous said...\n\nThe ships ought to go home, one and all.\n")
    assert comments(page) == [(None, "The ships ought to go home, one and all.")]


def test_comments_whose_article_was_dropped() -> None:
    page = read(
        "We were unable to load Disqus. If you are a moderator please see our guide.\n\n"
        "ben ode • 4 years ago\n\nThe ships went home.\n\nVera H • 4 years ago\n\nYou are wrong about them.\n"
    )
    assert comments(page) == [("ben ode", "The ships went home."), ("Vera H", "You are wrong about them.")]


NUMBERED = (
    "1. Steverino\n\nYou are wrong about the tariff, and I hope you lose.\n\n"
    "2. Vera H\n\nI think the minister is right, and you are not.\n"
)


def test_numbered_names_sign_comments_under_a_heading_only() -> None:
    assert [author for author, _ in comments(read(f"{BODY}\n\nComments:\n\n{NUMBERED}"))] == [
        "Steverino",
        "Vera H",
    ]
    assert not comments(read(f"{BODY}\n\n{NUMBERED}"))


@pytest.mark.skipif(not CASES.is_dir(), reason="../shared/cases/rapprochement is not here")
def test_case_with_comments() -> None:
    page = load(next(CASES.glob("002_*.txt")))
    authors = [part.author for part in page.parts if part.kind == "comment"]
    assert authors[:8] == [
        "Alex M", "Real Anti-Racist Action", "Alex M", "Pavel Pavlovich",
        "Mahmoud Larfi", "Pavel Pavlovich", None, "Pavel Pavlovich",
    ]  # fmt: skip
    assert authors.count("Jens Holm") == 1
    assert page.words([p for p in page.parts if p.kind == "comment"][-1]).startswith("Russia should not try")

"""The head and foot of a page: running clocks are no dates of the story, invitations no links to stories."""

from pathlib import Path

import pytest

from rashomon.model import Page
from rashomon.pages import load

STORY = (
    "The minister left the talks because the harbour was closed to his ships, aides said on Monday. "
    "He is to speak to the fishermen of the lower bay before the week is out, and will not sign.\n\n"
    "Nobody on the quay believed that the talks would last, since the ships had been turned back twice."
)
HTML = """<html><head><title>Minister Walks Out of Harbour Talks</title></head><body>
<header><a href="/">The Lowland Post</a> <span>{clock}</span></header>
<article><h1>Minister Walks Out of Harbour Talks</h1><p class="date">{date}</p>{story}</article>
<p><a href="/a">{invitation}</a></p></body></html>"""


def page(folder: Path, name: str, text: str) -> Page:
    (folder / name).write_text(text, encoding="utf-8")
    return load(folder / name)


def kind_at(page: Page, words: str) -> str:
    at = page.text.index(words)
    return next(part.kind for part in page.parts if part.start <= at < part.end)


@pytest.mark.parametrize(
    "clock",
    [
        "Friday, 7 May 2021 18:42 in Lowtown",
        "Fri May 7, 2021 6:42 PM",
        "The Lowland Post Friday, 7 May 2021, 07:12 GMT",
    ],
)
def test_a_running_clock_is_no_date_of_the_story(tmp_path: Path, clock: str) -> None:
    menu = "Home  Politics  Sport  Opinion\n\nMinister Walks Out of Harbour Talks\n\n"
    plain = page(tmp_path, "a.txt", f"{clock}\n\n{menu}By Ada Okoro\n\n{STORY}\n")
    assert kind_at(plain, "7") == "chrome"
    assert kind_at(plain, "Minister Walks") == "headline"
    assert plain.published is None
    story = "".join(f"<p>{words}</p>" for words in STORY.split("\n\n"))
    web = page(
        tmp_path, "a.html", HTML.format(clock=clock, date="3 May 2019", story=story, invitation="Home")
    )
    assert kind_at(web, clock[-20:]) == "chrome"
    assert kind_at(web, "3 May 2019") == "dateline"
    assert web.published is not None
    assert web.published.date == "2019-05-03"


@pytest.mark.parametrize(
    "date", ["Friday, 7 May 2021 18:42", "Published Friday, 7 May 2021 at 18:42", "7 May 2021"]
)
def test_a_date_under_the_headline_stays(tmp_path: Path, date: str) -> None:
    text = f"Minister Walks Out of Harbour Talks\n\nBy Ada Okoro\n\n{date}\n\n{STORY}\n"
    found = page(tmp_path, "a.txt", text)
    assert found.published is not None
    assert found.published.date == "2021-05-07"


def test_a_labelled_date_above_the_headline_stays(tmp_path: Path) -> None:
    date = "Published: Friday, 7 May 2021, 18:42"
    found = page(
        tmp_path, "a.txt", f"{date}\n\nMinister Walks Out of Harbour Talks\n\nBy Ada Okoro\n\n{STORY}\n"
    )
    assert found.published is not None
    assert found.published.date == "2021-05-07"


@pytest.mark.parametrize(
    "invitation", ["Join the discussion Sign in to comment", "Sign in to join the debate about this story"]
)
def test_an_invitation_to_comment_is_chrome(tmp_path: Path, invitation: str) -> None:
    story = "".join(f"<p>{words}</p>" for words in STORY.split("\n\n"))
    web = page(
        tmp_path, "a.html", HTML.format(clock="", date="3 May 2019", story=story, invitation=invitation)
    )
    assert kind_at(web, invitation) == "chrome"
    links = "Harbour Master Resigns Over the Closed Quay\nFive Questions About the Lowland Treaty"
    plain = page(
        tmp_path, "a.txt", f"Minister Walks Out of Harbour Talks\n\n{STORY}\n\n{links}\n{invitation}\n"
    )
    assert kind_at(plain, "Harbour Master") == "related"
    assert kind_at(plain, invitation) == "chrome"


def test_prose_may_tell_of_joining_and_signing_in(tmp_path: Path) -> None:
    said = "Anyone who wants to join the debate must sign in to the council's office before noon on Friday."
    found = page(tmp_path, "a.txt", f"Minister Walks Out of Harbour Talks\n\n{STORY}\n\n{said}\n\n{STORY}\n")
    assert kind_at(found, said) == "body"


@pytest.mark.parametrize(
    "dateline", ["LOWTOWN - ", "LOWTOWN (Northern News) - ", "PORT LOW, May 3 (Post) — "]
)
def test_the_dateline_of_agency_copy_is_no_body(tmp_path: Path, dateline: str) -> None:
    first, second = STORY.split("\n\n")
    story = f"<p>{dateline}{first}</p><p>{second}</p>"
    web = page(tmp_path, "a.html", HTML.format(clock="", date="3 May 2019", story=story, invitation="Home"))
    plain = page(tmp_path, "a.txt", f"Minister Walks Out of Harbour Talks\n\n{dateline}{STORY}\n")
    for found in (web, plain):
        cut = [found.words(part) for part in found.parts if part.kind == "dateline"]
        body = next(found.words(part) for part in found.parts if part.kind == "body")
        assert cut[-1].strip().endswith(dateline.strip())
        assert body.startswith("The minister left")
    assert web.published is not None
    assert web.published.date == "2019-05-03"

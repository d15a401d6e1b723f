"""Accounts, maps and what-if of the report in a real browser, from a case and a question."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright import sync_api as playwright

import rashomon
from tests.accounts.building import embed
from tests.accounts.test_commands import PAGES, ByHand
from tests.report.test_browser import BROWSER, browser, luminance

__all__ = ["browser"]
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("accounts")
    for name, text in PAGES.items():
        (folder / name).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rashomon.case.embed", embed)
        with rashomon.open(folder / "story.rashomon") as case:
            case.read([folder / name for name in PAGES], reader=ByHand())
            case.decide("factor", "rename", "votes", name="ballots <b>")
            case.report(folder / "story.html", question="more hunger")
    return folder / "story.html"


@pytest.fixture
def shown(browser: playwright.Browser, file: Path) -> Iterator[playwright.Page]:
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(file.as_uri())
    yield page
    page.close()
    assert complaints == []


def test_every_account_answers_and_silence_is_seen(shown: playwright.Page) -> None:
    answers = shown.locator("#answers")
    assert answers.locator("svg").is_visible()
    words = answers.locator("svg text").all_text_contents()
    assert {"Tom Reed", "Lea Holm", "silent", "▲ asked", "▲ 100%", "one account"} <= set(words)
    said = answers.inner_text()
    assert "silent, since they speak of nothing that is asked about: Lea Holm" in said
    assert "“Hunger led to the closure of the strait” (Tom Reed, CT+)" in said
    assert "decisive: hunger →(+) closure of the strait" in said


def test_maps_are_shown_and_stay_when_statements_are_filtered(shown: playwright.Page) -> None:
    assert shown.locator("#maps details").count() == 2
    assert shown.locator("#maps svg:visible").count() == 2
    shown.locator("select[name=kind]").select_option("event")
    assert shown.locator("#answers svg").is_visible()
    assert shown.locator("#maps svg:visible").count() == 2


def test_accounts_stand_side_by_side_and_lead_to_their_words(shown: playwright.Page) -> None:
    accounts = shown.locator("#accounts")
    tariffs = accounts.locator("tr", has_text="tariffs").first.inner_text()
    assert "Lea Holm rises" in tariffs
    assert "Tom Reed falls" in tariffs
    assert "sign" in tariffs
    assert "ballots <b>" in accounts.inner_text()
    assert accounts.locator("table.matrix").is_visible()
    assert accounts.locator("ol.evidence li").count() == accounts.locator("table.matrix abbr").count() > 0
    chip = accounts.locator("a.chip").first
    target = chip.get_attribute("href")
    chip.click()
    assert target is not None
    shown.locator(target).wait_for()
    assert shown.evaluate("location.hash") == target


@pytest.mark.parametrize("where", ["#maps", "#answers"])
def test_no_words_of_a_picture_leave_it_or_lie_on_others(shown: playwright.Page, where: str) -> None:
    for picture in shown.locator(f"{where} svg").all():
        frame = picture.bounding_box()
        boxes = [box for text in picture.locator("text").all() if (box := text.bounding_box())]
        assert frame is not None
        assert boxes
        for box in boxes:
            assert frame["x"] <= box["x"]
            assert box["x"] + box["width"] <= frame["x"] + frame["width"]
            assert frame["y"] <= box["y"] + 1
            assert box["y"] + box["height"] <= frame["y"] + frame["height"] + 1
        for i, one in enumerate(boxes):
            for other in boxes[:i]:
                across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
                down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
                assert across <= 1 or down <= 4, (one, other)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_of_a_picture_can_be_read_on_its_paper(
    browser: playwright.Browser, file: Path, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto(file.as_uri())
    inks = page.locator("figure.picture svg text").evaluate_all(
        """all => all.map(text => getComputedStyle(text).fill.match(/\\d+/g).slice(0, 3)
            .map(c => Number(c).toString(16).padStart(2, '0')).join(''))"""
    )
    page.close()
    assert inks
    assert all(1.05 / (luminance(f"#{ink}") + 0.05) >= 4.5 for ink in inks)

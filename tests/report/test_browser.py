"""The report in a real browser, opened from disk without network."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright import sync_api as playwright

from rashomon.model import Page, Statement
from rashomon.report import render

BROWSER = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def file(
    courier: Page, review: Page, statements: list[Statement], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    path = tmp_path_factory.mktemp("report") / "story.html"
    path.write_text(render([courier, review], statements, title="Strait"), "utf-8")
    return path


@pytest.fixture
def shown(browser: playwright.Browser, file: Path) -> Iterator[playwright.Page]:
    """The opened report; in the end there must have been no request but for itself, and no complaint."""
    complaints: list[str] = []
    requests: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file.as_uri())
    yield page
    page.close()
    assert complaints == []
    assert {request.split("#")[0] for request in requests} == {file.as_uri()}


def in_view(page: playwright.Page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    size = page.viewport_size
    return box is not None and size is not None and 0 <= box["y"] < size["height"]


def test_opens_with_everything_shown(shown: playwright.Page, statements: list[Statement]) -> None:
    assert shown.locator("#voices .entry:visible").count() == len(statements)
    assert shown.locator("#shown").inner_text() == f"{len(statements)} of {len(statements)} statements"


def test_words_of_a_statement_lead_to_their_place(
    shown: playwright.Page, statements: list[Statement]
) -> None:
    statement = statements[-2]
    shown.locator(f"#s-{statement.id} a.words").click()
    shown.locator(".said.lit").first.wait_for()
    assert shown.locator(".said.lit").all_inner_texts() == [statement.evidence.text]
    assert in_view(shown, f"#w-{statement.id}")


def test_words_in_a_folded_page_are_unfolded(shown: playwright.Page, statements: list[Statement]) -> None:
    shown.evaluate("document.querySelectorAll('details').forEach(each => each.open = false)")
    shown.goto(f"{shown.url.split('#')[0]}#w-{statements[0].id}")
    shown.locator(".page[open]").first.wait_for()
    assert in_view(shown, f"#w-{statements[0].id}")


def test_click_in_the_page_shows_every_statement_that_stands_there(shown: playwright.Page) -> None:
    shown.locator(".said", has_text="President Halvor Reiss closed the strait").click()
    card = shown.locator("#card")
    assert card.locator("h3").all_inner_texts() == ["Some analysts", "Mirel Courier"]
    assert "denies it" in card.inner_text()
    assert "confidence 62 %" in card.inner_text()
    assert "hand@1" in card.inner_text()
    shown.keyboard.press("Escape")
    assert card.is_hidden()


def test_keyboard_alone_reaches_a_statement(shown: playwright.Page, statements: list[Statement]) -> None:
    chip = shown.locator(f"#w-{statements[4].id}")
    chip.focus()
    shown.keyboard.press("Enter")
    assert shown.locator("#card h3").inner_text() == "Mirel Courier"
    shown.keyboard.press("Escape")
    assert chip.evaluate("element => element === document.activeElement")


@pytest.mark.parametrize(
    ("name", "value"), [("kind", "cause"), ("factuality", "CT-"), ("voice", "Pavel Dornik")]
)
def test_filter_leaves_the_chosen_statements(
    shown: playwright.Page, statements: list[Statement], name: str, value: str
) -> None:
    wanted = {s.id for s in statements if value in {s.kind, s.factuality, s.voice.name}}
    select = shown.locator(f"select[name={name}]")
    if name == "voice":
        select.select_option(label=f"{value} ({len(wanted)})")
    else:
        select.select_option(value)
    listed = shown.locator("#voices .entry:visible").evaluate_all("all => all.map(each => each.id.slice(2))")
    marked = shown.locator(".text .chip:visible").evaluate_all("all => all.map(each => each.id.slice(2))")
    assert set(listed) == set(marked) == wanted
    assert shown.locator("#events tbody tr:visible").count() == len(
        [s for s in statements if s.id in wanted and s.kind == "event"]
    )
    shown.locator("button[type=reset]").click()
    playwright.expect(shown.locator("#voices .entry:not(.off)")).to_have_count(len(statements))


def test_lines_under_filtered_words_go_and_come_back(shown: playwright.Page) -> None:
    lines = "all => all.filter(each => /(ev|ch|ca|st)[0-3]/.test(each.className)).length"
    before = shown.locator(".said").evaluate_all(lines)
    shown.locator("select[name=kind]").select_option("stance")
    assert 0 < shown.locator(".said").evaluate_all(lines) < before
    shown.locator("select[name=kind]").select_option("")
    assert shown.locator(".said").evaluate_all(lines) == before


def test_reads_without_script(browser: playwright.Browser, file: Path, statements: list[Statement]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("#voices .entry:visible").count() == len(statements)
    assert page.locator("#filters").is_hidden()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(browser: playwright.Browser, file: Path, scheme: Literal["light", "dark"]) -> None:
    """WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text, for each colour on each ground."""
    page = browser.new_page(color_scheme=scheme)
    page.goto(file.as_uri())
    names = ["ink", "soft", "link", "event", "change", "cause", "stance", "yes", "maybe", "no", "none"]
    colours = page.evaluate(
        """names => {
            const style = getComputedStyle(document.documentElement);
            return names.map(name => style.getPropertyValue('--' + name).trim());
        }""",
        [*names, "paper", "card"],
    )
    page.close()
    *inks, paper, card = map(luminance, colours)
    for name, ink in zip(names, inks, strict=True):
        for ground in (paper, card):
            low, high = sorted((ink, ground))
            assert (high + 0.05) / (low + 0.05) >= 4.5, name


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

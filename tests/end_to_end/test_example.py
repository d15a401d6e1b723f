"""From the example pages to a report in a browser, by the command that the README names first."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from rashomon import reading

BROWSER = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(
    not hasattr(reading, "load_reader"), reason="this checkout has no reading model yet"
)


def rashomon(*arguments: str | Path) -> str:
    """Standard output of a command that must succeed."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "rashomon", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the command leaves behind."""
    folder = tmp_path_factory.mktemp("example")
    assert str((folder / "report.html").resolve()) in "".join(rashomon("example", folder).split("\n"))
    return folder


@pytest.fixture(scope="module")
def statements(example: Path) -> list[dict[str, Any]]:
    lines = rashomon("export", "--case", example / "example.rashomon", "--format", "jsonl").splitlines()
    return [json.loads(line) for line in lines]


def test_both_accounts_are_heard_each_in_the_page_s_own_words(
    example: Path, statements: list[dict[str, Any]]
) -> None:
    assert {statement["kind"] for statement in statements} >= {"event", "change", "cause"}
    for statement in statements:
        evidence = statement["evidence"]
        page = example / Path(statement["page"]).name
        if page.suffix == ".txt":
            assert page.read_text("utf-8")[evidence["start"] : evidence["end"]] == evidence["text"]


def test_statements_come_from_no_chrome(statements: list[dict[str, Any]]) -> None:
    assert {statement["part"] for statement in statements} <= {"headline", "body", "caption", "comment"}


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
def test_accounts_and_a_question_stand_in_the_report(example: Path) -> None:
    case = ("--case", example / "example.rashomon")
    (asked, *_) = (
        edge["source"] for edge in json.loads(rashomon("map", *case, "--format", "json"))["edges"]
        if edge["asserted"]
    )  # fmt: skip
    rashomon("report", *case, "-o", example / "asked.html", "--what-if", f"less {asked}")
    claims = json.loads(rashomon("claims", *case, "--format", "json"))
    several = [claim for claim in claims if claim["standing"] != "lone"]
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((example / "asked.html").as_uri())
        rows = page.locator("#accounts table").first.locator("tbody tr").count() if several else 0
        answers = page.locator("#answers svg text").all_text_contents()
        maps = page.locator("#maps details").count()
        browser.close()
    assert rows == len(several)
    assert "▼ asked" in answers
    assert maps > 1


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
def test_report_opens_and_every_statement_leads_to_its_words(
    example: Path, statements: list[dict[str, Any]]
) -> None:
    complaints: list[str] = []
    requests: set[str] = set()
    address = (example / "report.html").as_uri()
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.add(request.url.split("#")[0]))
        page.goto(address)
        marked = page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll('#voices .entry')].map(entry => {
                const id = entry.id.slice(2);
                const over = [...document.querySelectorAll('.said')]
                    .filter(each => each.dataset.s.split(' ').includes(id));
                return [id, over.map(each => each.textContent).join('')];
            }))"""
        )
        browser.close()
    assert complaints == []
    assert requests == {address}
    assert {identity: "".join(words.split()) for identity, words in marked.items()} == {
        statement["id"]: "".join(statement["evidence"]["text"].split()) for statement in statements
    }

"""What the report says, without a browser."""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from rashomon.model import Dating, Event, Evidence, Page, Part, Participant, Statement, Voice
from rashomon.report import render


class Outline(HTMLParser):
    """Tags, ids and references of a document; complains about tags that do not close in order."""

    VOID = frozenset({"meta", "input", "br", "link", "img"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.addresses: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in self.VOID:
            self._open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on"), f"handler {name}"
            assert name != "style"
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value:
                self.links.append(value)
            if name in {"src", "action", "srcset", "data", "xlink:href"} and value:
                self.addresses.append(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


@pytest.fixture(scope="module")
def html(courier: Page, review: Page, statements: list[Statement]) -> str:
    return render([courier, review], statements, title="Strait", skipped=[("a.jpg", "not text")])


def plain(text: str, words: str, voice: Voice | None = None) -> tuple[Page, Statement]:
    """A page that is one body, and an event in it."""
    content = text.encode("utf-8", "surrogatepass")
    page = Page(
        Page.identify(content), "page.txt", content, "text/plain", text, (Part("body", 0, len(text)),)
    )
    start = text.index(words)
    event = Event("ACCUSE", Participant(words), Participant(words), date=words, place=words)
    statement = Statement(
        "body",
        voice or Voice("person", words, words),
        (Voice("outlet", words),),
        "PS+",
        None,
        Evidence(page.id, start, start + len(words), words),
        event,
        0.5,
        words,
    )
    return page, statement


def test_document_is_well_formed_and_its_links_lead_somewhere(html: str) -> None:
    outline = Outline(html)
    assert len(outline.ids) == len(set(outline.ids))
    assert {link[1:] for link in outline.links if link.startswith("#")} <= set(outline.ids)


def test_nothing_leads_out_of_the_file(html: str) -> None:
    outline = Outline(html)
    assert all(link.startswith("#") for link in outline.links)
    assert outline.addresses == []
    assert "default-src 'none'" in unescape(html)
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)


def test_every_statement_is_listed_and_marked_in_its_page(html: str, statements: list[Statement]) -> None:
    ids = Outline(html).ids
    for statement in statements:
        assert ids.count(f"s-{statement.id}") == 1
        assert ids.count(f"w-{statement.id}") == 1


def test_page_text_is_shown_whole_and_in_order(html: str, courier: Page) -> None:
    article = re.findall(r"<article>(.*?)</article>", html, re.DOTALL)[0]
    texts = re.findall(r'<div class="text" dir="auto">(.*?)</div>', article, re.DOTALL)
    without_labels = (re.sub(r'<a class="chip.*?</a>', "", text) for text in texts)
    shown = "".join(unescape(re.sub(r"<[^>]*>", "", text)) for text in without_labels)
    assert "".join(shown.split()) == "".join(courier.text.split())


def test_denied_cause_is_shown_as_denied(html: str) -> None:
    row = re.search(r'<tr data-of="[^"]*" class="denied">.*?</tr>', html, re.DOTALL)
    assert row is not None
    assert "denies it" in row.group()


def test_skipped_pages_and_odd_dates_are_told(html: str) -> None:
    assert "a.jpg" in html
    assert "17 February, year not given" in html
    assert "10 May 2019 (uncertain)" in html


HOSTILE = [
    "<script>alert(1)</script>",
    "</script></style></textarea>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    "<!-- ]]> {{ 7*7 }} {% raw %}",
    "&lt;b&gt;",
    "مرحبا",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_stays_text(words: str) -> None:
    page, statement = plain(f"Before {words} after.", words)
    page = replace(
        page,
        address=words,
        title=words,
        outlet=words,
        author=words,
        notes=(words,),
        published=Dating(words, words, 0.5),
    )
    html = render([page], [statement], title=words, skipped=[(words, words)])
    outline = Outline(html)
    assert outline.tags.count("script") == outline.tags.count("style") == 1
    assert "img" not in outline.tags
    assert unescape(html).count(words) > 10


@pytest.mark.parametrize(
    ("character", "shown"), [("\u202e", "[U+202E]"), ("\ud800", "[U+D800]"), ("\0", "[U+0000]")]
)
def test_characters_that_would_break_or_reorder_the_file_are_shown_by_code(
    character: str, shown: str
) -> None:
    page, statement = plain(f"one {character}two three", f"{character}two")
    html = render([page], [statement], title=character)
    assert character not in html
    assert shown in html
    html.encode()


def test_statement_of_an_unknown_page_is_listed_without_link() -> None:
    page, statement = plain("Some words here.", "words")
    html = render([], [statement], title="t")
    assert f'id="s-{statement.id}"' in html
    assert f"#w-{statement.id}" not in html
    assert page.id[:12] in html


def test_doubles_are_shown_once() -> None:
    page, statement = plain("Some words here.", "words")
    assert render([page, page], [statement, statement], title="t") == render([page], [statement], title="t")


def test_nothing_at_all_is_said_so() -> None:
    html = render([], [], title="empty")
    Outline(html)
    assert "No statements were found." in html


def test_same_name_on_two_pages_is_one_person_but_two_groups() -> None:
    first, one = plain("Some words here.", "words")
    second, two = plain("Other words here.", "words")
    people = render([first, second], [one, two], title="t")
    groups = render(
        [first, second], [replace(s, voice=Voice("group", "analysts")) for s in (one, two)], title="t"
    )
    assert people.count('class="speaker"') == 1
    assert groups.count('class="speaker"') == 2


def test_large_report_is_folded_and_of_sane_size() -> None:
    pages, statements = [], []
    for number in range(40):
        text = " ".join(f"Sentence {number} {place} says something of some length." for place in range(50))
        page, statement = plain(text, "says something", Voice("person", f"Speaker {number % 7}"))
        pages.append(page)
        starts = [found.start() for found in re.finditer("says something", text)]
        statements += [
            replace(statement, evidence=Evidence(page.id, at, at + 14, "says something")) for at in starts
        ]
    html = render(pages, statements, title="large")
    assert html.count('class="entry"') == 2000
    assert "<details open" not in html.replace("<details open><summary><h3>Stances", "").replace(
        "<details open><summary><h3>Changes", ""
    )
    assert len(html) / len(statements) < 2500  # characters a statement, page text included

"""Invented HTML pages: everything readable is in the text, and each part is what it is."""

import pytest

from rashomon.model import Page
from rashomon.pages import load

LEAD = "A harbour closed to grain ships has pushed Lowland and Highmark to the edge of war, officials said."
QUOTE = "“We will not yield,” said minister Ada Okoro, who has led the talks since March with a firm hand."
WHY = "The closure, analysts say, was meant to punish Lowland for its new tariff on timber and to win votes."
HEAD = """<title>Harbour Talks Fail Again - The Lowland Post</title>
<meta property="og:site_name" content="The Lowland Post">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour Talks Fail Again",
"author": {"name": "Ben Ode"}, "datePublished": "2019-05-03T10:00:00+02:00"}</script>"""
PAGE = f"""<!DOCTYPE html><html><head>{{head}}</head><body>
<nav><a href="/">Home</a> <a href="/w">World</a></nav>
<div class="clock"><time>14 November 2026 23:05</time></div>
<article><h1>Harbour Talks Fail Again</h1><div class="byline">By Ben Ode</div>
<figure><img src="x.jpg"><figcaption>Grain ships wait off Lowtown.</figcaption>
<span class="credit">Photo: Bo Lind</span></figure>
<p>{LEAD}</p><p>{QUOTE}</p><p>{WHY}</p><p>{LEAD[:60]} again, and <b>again</b>, as before the war.</p>
<div class="tags"><a rel="tag" href="#">grain</a>, <a rel="tag" href="#">harbour</a></div></article>
<aside class="related"><a href="#">Grain Prices Climb Again in the North</a></aside>
{{comments}}
<footer>© 2019 The Lowland Post. All rights reserved.
Page generated 20 November 2026</footer></body></html>"""
COMMENTS = {
    "wordpress": """<ol class="commentlist"><li class="comment even" id="comment-1">
<div class="comment-author vcard">
<cite class="fn">Maria</cite> <span class="says">says:</span></div><div class="comment-meta">May 4, 2019</div>
<p>The tariff came first.</p><p>That is the point.</p>
<div class="reply"><a href="#">Reply</a></div>
<ul class="children"><li class="comment odd" id="comment-2"><cite class="fn">old sailor</cite>
<p>Nonsense, the harbour came first.</p></li></ul></li></ol>""",
    "schema": """<section><div itemscope itemtype="https://schema.org/Comment">
<span itemprop="author">Maria</span>
<div itemprop="text"><p>The tariff came first.</p><p>That is the point.</p></div></div>
<div itemscope itemtype="https://schema.org/Comment"><span itemprop="author">old sailor</span>
<div itemprop="text">Nonsense, the harbour came first.</div></div></section>""",
    "disqus": """<div id="disqus_thread"><ul><li class="post"><span class="author">Maria</span>
<div class="post-message"><p>The tariff came first.</p><p>That is the point.</p></div>
<a href="#">Reply</a></li>
<li class="post"><span class="author">old sailor</span><div class="post-message">
<p>Nonsense, the harbour came first.</p></div></li></ul></div>""",
}


def read(head: str = HEAD, comments: str = "", address: str = "page.html") -> Page:
    return load(address, PAGE.format(head=head, comments=comments).encode())


def kinds(page: Page, kind: str) -> list[str]:
    return [page.words(part).strip() for part in page.parts if part.kind == kind]


def test_parts() -> None:
    page = read()
    assert page.media_type == "text/html"
    assert kinds(page, "headline") == ["Harbour Talks Fail Again"]
    assert kinds(page, "caption") == ["Grain ships wait off Lowtown."]
    assert kinds(page, "credit") == ["Photo: Bo Lind"]
    assert kinds(page, "byline") == ["By Ben Ode"]
    assert kinds(page, "keywords") == ["grain, harbour"]
    assert kinds(page, "related") == ["Grain Prices Climb Again in the North"]
    body = "\n".join(kinds(page, "body"))
    assert all(text in body for text in (LEAD, QUOTE, WHY, "again, and again, as before"))
    assert "Page generated" in "\n".join(kinds(page, "chrome"))


def test_metadata() -> None:
    page = read()
    assert (page.title, page.author, page.outlet) == (
        "Harbour Talks Fail Again",
        "Ben Ode",
        "The Lowland Post",
    )
    assert page.published is not None
    assert page.published.date == "2019-05-03"
    assert "datePublished" in page.published.evidence
    assert page.published.confidence > 0.9


def test_a_clock_and_a_footer_are_no_dates() -> None:
    assert read(head="<title>x</title>").published is None


def test_a_date_of_change_is_doubtful() -> None:
    page = read(head='<meta property="article:modified_time" content="2019-05-09T00:00:00Z">')
    assert page.published is not None
    assert (page.published.date, page.published.confidence) == ("2019-05-09?", 0.4)


def test_witnesses_that_disagree_lower_the_confidence() -> None:
    page = read(HEAD + '<meta name="pubdate" content="2012-01-30">')
    assert page.published is not None
    assert page.published.date == "2019-05-03"
    assert page.published.confidence < 0.9


def test_outlet_of_last_resort_is_the_domain() -> None:
    assert read(head="", address="https://www.lowland.example/a.html").outlet == "lowland.example"


@pytest.mark.parametrize("form", sorted(COMMENTS))
def test_comments(form: str) -> None:
    page = read(comments=COMMENTS[form])
    said = [(p.author, " ".join(page.words(p).split())) for p in page.parts if p.kind == "comment"]
    assert said == [
        ("Maria", "The tariff came first. That is the point."),
        ("old sailor", "Nonsense, the harbour came first."),
    ]


def test_hostile_markup_stays_text() -> None:
    page = load("a.html", b"<html><body><p>One &lt;script&gt;alert(1)&lt;/script&gt; two.</p></body></html>")
    assert page.text == "One <script>alert(1)</script> two."

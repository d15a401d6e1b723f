"""Whatever the text, the parts cover it in order; whatever the bytes, load gives a page or a PageError."""

from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import PageError
from rashomon.model import Page, Part
from rashomon.pages import load
from rashomon.pages.plain import zone

PIECES = st.sampled_from(
    [
        "Ada Okoro", "Ada Okoro says:", "2 hours ago", "Reply", "12 Comments", "Share this", "By Ada Okoro",
        "© Agency / Ben Ode", "© 2019 The Lowland Post. All rights reserved.", "Related stories",
        "Minister Walks Out of Harbour Talks", "grain, harbour, Lowland, talks", "May 3, 2019",
        "The minister left the talks because the harbour was closed to his ships, aides said on Monday.",
        "I think you are wrong!",
        "LOWTOWN, May 3 (Agency) - The minister left for good.", "- an item",
    ]
)  # fmt: skip
BREAKS = st.sampled_from(["\n", "\n\n", "\n\n\n", "\r\n", "\r", "\u2028", "  \n \t\n", "\f", "\x85"])
DUMPS = st.lists(st.tuples(PIECES, BREAKS), max_size=40).map(lambda rows: "".join(a + b for a, b in rows))


def check_cover(page_text: str, parts: Sequence[Part]) -> None:
    at = 0
    for part in parts:
        assert part.start == at
        assert part.end > part.start
        assert part.author is None or part.kind == "comment"
        at = part.end
    assert at == len(page_text)


@given(st.text(max_size=400))
def test_parts_cover_any_text(text: str) -> None:
    check_cover(text, zone(text))


@settings(max_examples=300)
@given(DUMPS)
def test_parts_cover_any_dump(text: str) -> None:
    check_cover(text, zone(text))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_load_gives_a_page_or_a_page_error(content: bytes) -> None:
    with suppress(PageError):
        page = load("some.txt", content)
        check_page(page, content)


def check_page(page: Page, content: bytes) -> None:
    assert page.id == Page.identify(content)
    check_cover(page.text, page.parts)


@settings(deadline=None)
@given(DUMPS, st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_plain_text_is_the_decoded_bytes(text: str, codec: str) -> None:
    if not text.strip():
        with pytest.raises(PageError):
            load("a.txt", text.encode(codec))
        return
    page = load("a.txt", text.encode(codec))
    assert page.text == text
    check_cover(page.text, page.parts)

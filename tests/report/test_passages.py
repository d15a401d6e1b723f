"""Overlapping statements over a page's text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model import Change, Evidence, Factor, Page, Part, Statement, Voice
from rashomon.report.build import assemble
from rashomon.report.contexts import Piece

TEXT = "The strait was closed.\n\n  Nobody knows why, but many guess.  \n"
CUT = TEXT.index("Nobody") - 2
PAGE = Page(
    "id",
    "page.txt",
    TEXT.encode(),
    "text/plain",
    TEXT,
    (Part("body", 0, CUT), Part("comment", CUT, len(TEXT))),
)
SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(
    lambda span: bool(TEXT[span[0] : span[1]].strip())
)


def over(start: int, end: int, direction: int) -> Statement:
    return Statement(
        "body",
        Voice("unknown"),
        (),
        "CT+",
        None,
        Evidence("id", start, end, TEXT[start:end]),
        Change(Factor("x", "x"), direction),
        0.5,
        "hand@1",
    )


def shown(statements: list[Statement]) -> list[Piece]:
    (page,) = assemble([PAGE], statements, "t", []).pages
    return [piece for part in page.parts for piece in part.pieces]


@settings(deadline=None)
@given(st.lists(st.tuples(SPANS, st.sampled_from([1, -1])), max_size=12))
def test_pieces_are_the_text_and_tell_who_stands_over_it(
    drawn: list[tuple[tuple[int, int], int]],
) -> None:
    statements = {(s := over(*span, direction)).id: s for span, direction in drawn}
    pieces = shown(list(statements.values()))
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(TEXT.split())
    place = 0
    for piece in pieces:
        place = TEXT.index(piece.text, place)
        end = place + len(piece.text)
        expected = {i for i, s in statements.items() if s.evidence.start < end and s.evidence.end > place}
        assert set(piece.ids.split()) == expected
        assert len(piece.lanes.split()) == len(piece.ids.split())
        place = end
    chips = [chip.entry.id for piece in pieces for chip in piece.chips]
    assert sorted(chips) == sorted(statements)


def test_a_statement_keeps_its_line_and_shares_it_with_none_beside_it() -> None:
    pieces = shown([over(0, 22, 1), over(4, 10, -1), over(8, 20, 1)])
    lanes: dict[str, set[str]] = {}
    for piece in pieces:
        ids, styles = piece.ids.split(), piece.lanes.split()
        assert len(set(styles)) == len(styles)
        for identity, style in zip(ids, styles, strict=True):
            lanes.setdefault(identity, set()).add(style)
    assert all(len(styles) == 1 for styles in lanes.values())

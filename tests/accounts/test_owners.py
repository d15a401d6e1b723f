"""What belongs to a pronoun stays with it; what a page is about is guessed only where it is plain."""

from rashomon.accounts import assemble
from rashomon.model import Change, Factor, Statement, Voice
from tests.accounts.building import LEA, TOM, change, event, page, said


def owned(text: str, voice: Voice, on: str, start: int = 0) -> Statement:
    return said(Change(Factor("position", text), 1), voice, page=on, start=start)


def standings(*statements: Statement) -> list[tuple[str, str]]:
    return [(c.gist, c.standing) for c in assemble(statements).claims]


def test_my_position_is_not_his() -> None:
    assert standings(owned("my position", LEA, "p1"), owned("his position", TOM, "p2")) == [
        ("position", "lone"),
        ("position (2)", "lone"),
    ]


def test_his_position_on_one_page_is_one() -> None:
    assert standings(owned("his position", LEA, "p1"), owned("his position", TOM, "p1", 50)) == [
        ("position", "shared")
    ]


def test_a_pair_of_powers_is_guessed_only_where_the_page_is_plainly_about_it() -> None:
    plain = page("Kenya met Uganda. Kenya and Uganda spoke. Kenya praised Uganda. Chad was away.")
    crowded = page("Kenya met Uganda and Chad. Kenya told Chad of Uganda.", "b.txt")
    told = [said(change("ties"), page=plain.id), said(change("the ties"), TOM, page=crowded.id)]
    names = {f.name for f in assemble(told, [plain, crowded]).factors.all}
    assert names == {"relations of Kenya and Uganda", "the ties"}


def test_an_event_with_an_unknown_side_shows_its_words() -> None:
    one = said(event("COERCE", None, None), words="the failed\nputsch")
    other = said(event("SANCTION", None, "Kenya", "2020-01-01"), words="x" * 30 + " " + "y" * 40)
    gists = {c.gist for c in assemble([one, other]).claims}
    assert gists == {"COERCE: “the failed putsch”", f"SANCTION: someone → Kenya, 2020-01-01, “{'x' * 30}…”"}


def test_two_deeds_of_one_actor_are_not_one_for_its_name() -> None:
    whole = said(event("SANCTION", "Kenya", "Uganda"), words="Kenya, Chad and Sudan expelled the envoys")
    half = said(event("SANCTION", "Kenya", None), TOM, words="Kenya, Chad and Sudan closed a border")
    alike = said(event("SANCTION", "Kenya", None), TOM, words="Kenya expelled its envoys", start=99)
    assert len(assemble([whole, half]).claims) == 2
    assert len(assemble([whole, alike]).claims) == 1

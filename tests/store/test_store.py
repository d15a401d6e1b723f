import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.errors import CaseBusy, CaseError, CaseInvalid, CaseNotFound, InputError, PageNotText
from rashomon.model import (
    Cause,
    Change,
    Content,
    Dating,
    End,
    Event,
    Evidence,
    Factor,
    Kind,
    Page,
    Part,
    Participant,
    Reading,
    Stance,
    Statement,
    Voice,
)
from rashomon.store import Store
from rashomon.store.connection import APPLICATION_ID, connect, migrations
from rashomon.store.writer import write_lock


def page_of(text: str, address: str = "a.txt") -> Page:
    content = text.encode()
    return Page(Page.identify(content), address, content, "text/plain", text, (Part("body", 0, len(text)),))


def statement_of(page: Page, start: int = 0, end: int = 1, content: Content | None = None) -> Statement:
    return Statement(
        part="body",
        voice=Voice("person", "A. Voice", "minister"),
        via=(Voice("author"), Voice("outlet", "The Paper")),
        factuality="PR-",
        time="future",
        evidence=Evidence(page.id, start, end, page.text[start:end]),
        content=content or Change(Factor("trade", "trade"), -1),
        confidence=0.25,
        extractor="test@1",
    )


def put(store: Store, page: Page, *statements: Statement, reader: str = "r", version: str = "1") -> None:
    with store.writing() as writer:
        writer.add(Reading(page, statements), reader, version)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "story.rashomon")
    yield opened
    opened.close()


CONTENTS = [
    Event("SANCTION", Participant("Zorvia", "ZRV"), None, "verbal", "XXXX-07-15", "Mirel"),
    Event("AID", None, None),
    Change(Factor("trade", "the trade"), 1),
    Cause(End("a", "b", 1), End("c", "d"), -1, "purpose", "in order to"),
    Cause(End("a", "b"), End("c", "d", -1), None, "motivation"),
    Stance(Participant("Zorvia"), "Zorvians", -0.5),
]


@pytest.mark.parametrize("content", CONTENTS, ids=lambda c: type(c).__name__)
def test_every_kind_of_statement_comes_back_as_it_was(store: Store, content: Content) -> None:
    page = page_of("Trade fell.")
    statement = statement_of(page, 0, 5, content)
    put(store, page, statement)
    assert store.statements(page.id) == (statement,)
    assert store.statements(page.id, statement.kind) == (statement,)
    other: Kind = "stance" if statement.kind == "event" else "event"
    assert store.statements(page.id, other) == ()


def test_a_page_comes_back_as_it_was(store: Store) -> None:
    content = "Überschrift\0\r\nText".encode("utf-16")
    page = Page(
        id=Page.identify(content),
        address="https://example.org/a?b=c",
        content=content,
        media_type="text/html",
        text="Überschrift\0\r\nText",
        parts=(Part("headline", 0, 14), Part("comment", 14, 18, "'; DROP TABLE page; --")),
        outlet="The Paper",
        title="Überschrift",
        author="A. Writer",
        published=Dating("2016-08", "dateline 'Aug. 2016'", 0.75),
        notes=("3 bytes were not UTF-8",),
    )
    put(store, page)
    assert store.page(page.id) == page
    assert store.page("0" * 64) is None


# lone surrogates are no text: see test_lone_surrogates_are_refused
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, name=st.none() | TEXTS, label=TEXTS, data=st.data())
def test_any_unicode_comes_back_as_it_was(
    store: Store, text: str, name: str | None, label: str, data: st.DataObject
) -> None:
    page = replace(page_of(text, address=label), title=name, notes=(label,))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    statement = replace(
        statement_of(page, start, end, Change(Factor(label, text), 1)),
        voice=Voice("group", name, label),
        via=(Voice("person", label, name),),
    )
    put(store, page, statement, version=label)
    stored = store.page(page.id)
    assert stored == replace(page, address=store.addresses()[page.id][0])
    assert label in store.addresses()[page.id]
    assert store.statements(page.id) == (statement,)
    assert store.holds(page, "r", label)
    store.search(text)  # whatever is asked, it is words and no syntax


def test_lone_surrogates_are_refused(store: Store) -> None:
    page = replace(page_of("text"), text="te\ud800xt")
    with pytest.raises(PageNotText, match="lone surrogates"):
        put(store, page)
    assert store.addresses() == {}


def test_a_file_name_that_is_not_utf8_is_kept_readable(store: Store) -> None:
    page = page_of("text", address="caf\udce9.txt")
    put(store, page)
    assert store.addresses() == {page.id: (r"caf\udce9.txt",)}


def test_the_same_reader_and_version_has_read_it(store: Store) -> None:
    page = page_of("Trade fell.")
    assert not store.holds(page, "r", "1")
    put(store, page, statement_of(page))
    assert store.holds(page, "r", "1")
    assert not store.holds(page, "r", "2")
    assert not store.holds(page, "other", "1")
    assert not store.holds(replace(page, parts=(Part("chrome", 0, 11),)), "r", "1")


def test_a_newer_version_replaces_its_statements_and_no_other_readers(store: Store) -> None:
    page = page_of("Trade fell.")
    put(store, page, statement_of(page, 0, 5), statement_of(page, 6, 10))
    put(store, page, statement_of(page, 0, 2), reader="other")
    put(store, page, statement_of(page, 1, 3), version="2")
    assert [s.evidence.start for s in store.statements(page.id)] == [0, 1]
    assert store.holds(page, "other", "1")


def test_other_readings_of_a_page_that_is_cut_anew_are_dropped(store: Store) -> None:
    page = page_of("Trade fell.")
    put(store, page, statement_of(page), reader="other")
    put(store, replace(page, text="Trade fell!"), version="2")
    assert store.statements(page.id) == ()
    assert store.search("fell!")
    assert not store.holds(page, "other", "1")


def test_a_statement_found_twice_is_kept_once(store: Store) -> None:
    page = page_of("Trade fell.")
    first = statement_of(page)
    put(store, page, first, replace(first, confidence=0.75))
    assert store.statements(page.id) == (first,)


def test_one_page_under_two_addresses(store: Store) -> None:
    page = page_of("Trade fell.", "a.txt")
    put(store, page)
    with store.writing() as writer:
        assert writer.note_address(page.id, "b.txt")
        assert writer.note_address(page.id, "b.txt")
        assert not writer.note_address("0" * 64, "c.txt")
    assert store.addresses() == {page.id: ("a.txt", "b.txt")}


@pytest.mark.parametrize(
    ("start", "end", "words"), [(0, 4, "Trad3"), (0, 4, "Tra"), (3, 3, ""), (-5, -1, "fell")]
)
def test_evidence_that_is_not_the_pages_text_is_refused_whole(
    store: Store, start: int, end: int, words: str
) -> None:
    page = page_of("Trade fell.")
    wrong = replace(statement_of(page), evidence=Evidence(page.id, start, end, words))
    with pytest.raises(InputError, match="not the page's text"):
        put(store, page, statement_of(page), wrong)
    assert store.page(page.id) is None


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_a_confidence_is_a_probability(store: Store, confidence: float) -> None:
    page = page_of("Trade fell.")
    with pytest.raises(InputError, match="not a probability"):
        put(store, page, replace(statement_of(page), confidence=confidence))


def test_a_write_that_fails_halfway_leaves_nothing(store: Store) -> None:
    page = page_of("Trade fell.")
    broken = replace(statement_of(page), extractor=None)  # type: ignore[arg-type]
    good = page_of("Another page.")
    with store.writing() as writer:
        with pytest.raises(InputError, match="NOT NULL"):
            writer.add(Reading(page, (statement_of(page, 0, 3), broken)), "r", "1")
        writer.add(Reading(good, ()), "r", "1")
    assert list(store.addresses()) == [good.id]
    assert store.search("fell") == ()


def test_search_finds_words_whatever_their_case_and_accents(store: Store) -> None:
    page, other = page_of("El embargo a la política de Mirel", "a.txt"), page_of("Something else", "b.txt")
    put(store, page)
    put(store, other)
    assert [hit.page_id for hit in store.search("POLITICA mirel")] == [page.id]
    assert store.search("política")[0].address == "a.txt"
    assert "embargo" in store.search("embargo")[0].excerpt
    assert store.search("embargo else") == ()
    for words in ("", '"', "AND", "a* OR b", "NEAR(", "text:embargo", "!!", "\0"):
        assert store.search(words) == ()


def test_search_follows_a_page_that_is_replaced(store: Store) -> None:
    page = page_of("Trade fell.")
    put(store, page)
    put(store, replace(page, text="Trade rose.", title="Rise"), version="2")
    assert store.search("fell") == ()
    assert store.search("rise")


def test_a_new_file_carries_id_version_and_wal(tmp_path: Path) -> None:
    path = tmp_path / "story.rashomon"
    Store(path).close()
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert raw.execute("PRAGMA user_version").fetchone() == (migrations()[-1][0],)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    raw.close()


def test_migrations_are_numbered_without_gap() -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))


def test_foreign_keys_hold(tmp_path: Path) -> None:
    connection = connect(tmp_path / "story.rashomon", create=True)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO part VALUES (1, 0, 'body', 0, 1, NULL)")
    connection.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "story.rashomon"
    store = Store(path)
    page = page_of("Trade fell.")
    put(store, page)
    store.close()
    known = migrations()
    broken = (len(known) + 1, "CREATE TABLE further (a TEXT);\nINSERT INTO nowhere VALUES (1);\n")
    monkeypatch.setattr("rashomon.store.connection.migrations", lambda: [*known, broken])
    with pytest.raises(CaseError, match="nowhere"):
        Store(path)
    further = (len(known) + 1, "CREATE TABLE further (a TEXT);\nINSERT INTO further VALUES (';\n--');\n")
    monkeypatch.setattr("rashomon.store.connection.migrations", lambda: [*known, further])
    store = Store(path)
    assert store.page(page.id) == page
    store.close()
    monkeypatch.undo()
    with pytest.raises(CaseInvalid, match="newer"):
        Store(path)


def test_a_file_that_is_no_case_is_refused_and_left_alone(tmp_path: Path) -> None:
    text, foreign, empty = tmp_path / "notes.txt", tmp_path / "other.db", tmp_path / "empty"
    text.write_text("These are notes, and long enough to be taken for a header of something. " * 20)
    raw = sqlite3.connect(foreign)
    raw.execute("CREATE TABLE mine (a)")
    raw.close()
    empty.touch()
    before = {p: p.read_bytes() for p in (text, foreign, empty)}
    for path, create in ((text, True), (text, False), (foreign, True), (foreign, False), (empty, False)):
        with pytest.raises(CaseInvalid, match="not a case file"):
            Store(path, create=create)
    assert {p: p.read_bytes() for p in before} == before
    with pytest.raises(CaseInvalid, match="folder"):
        Store(tmp_path)
    Store(empty).close()  # an empty file is a case that was never begun


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CaseNotFound, match="rashomon read"):
        Store(tmp_path / "none.rashomon", create=False)
    with pytest.raises(CaseNotFound, match="folder"):
        Store(tmp_path / "none" / "story.rashomon")
    assert list(tmp_path.iterdir()) == []


def test_one_writes_and_others_read(store: Store) -> None:
    page, further = page_of("Trade fell."), page_of("More.")
    second = Store(store.path, create=False)
    with store.writing() as writer:
        writer.add(Reading(page, ()), "r", "1")
        assert second.page(page.id) == page
        with pytest.raises(CaseBusy, match="process"), second.writing():
            pass
        writer.add(Reading(further, ()), "r", "1")
        assert len(second.addresses()) == 2
    with second.writing() as writer:
        writer.add(Reading(page, ()), "r", "2")
    second.close()


def test_the_lock_of_a_dead_writer_is_taken_over(store: Store) -> None:
    raw = sqlite3.connect(store.path)
    raw.execute("INSERT INTO writer VALUES (1, 1, 'elsewhere', '2026-01-01T00:00:00+00:00')")
    raw.commit()
    raw.close()
    put(store, page_of("Trade fell."))
    assert len(store.addresses()) == 1


def test_a_file_that_cannot_be_written_is_not_called_busy(tmp_path: Path) -> None:
    path = tmp_path / "story.rashomon"
    Store(path).close()
    raw = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    with pytest.raises(CaseError, match="permissions") as caught, write_lock(raw, path):
        pass
    assert not isinstance(caught.value, CaseBusy)
    raw.close()

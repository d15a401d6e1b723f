"""Finding and loading: what cannot be read says so in one line, and nothing stops the rest."""

from pathlib import Path

import pytest

from rashomon import errors
from rashomon.pages import LIMIT, find, load


def test_find_expands_folders_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden", ".git/config", "c/d/e.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = [Path(p).relative_to(tmp_path).as_posix() for p in find([tmp_path, tmp_path / "b.txt"])]
    assert found == ["b.txt", "a/z.txt", "c/d/e.html"]


def test_a_missing_path_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One two.", encoding="utf-8")
    missing, good = find([tmp_path / "none.txt", tmp_path])
    with pytest.raises(errors.PageNotFound, match="no such file or folder"):
        load(missing)
    assert load(good).text == "One two."


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.PageEmpty),
        (b" \n\t\n", errors.PageEmpty),
        (b"\xef\xbb\xbf", errors.PageEmpty),
        (b"<html><body><script>1</script></body></html>", errors.PageEmpty),
        (b"%PDF-1.7 ...", errors.PageNotText),
        (b"PK\x03\x04 ...", errors.PageNotText),
        (b"abc\0def", errors.PageNotText),
        (bytes(range(32)) * 9, errors.PageNotText),
        (b"x" * (LIMIT + 1), errors.PageTooLarge),
    ],
)
def test_bad_pages(content: bytes, error: type[errors.PageError]) -> None:
    with pytest.raises(error) as caught:
        load("odd\nname.txt", content)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("odd")


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(errors.PageTooLarge, match="50 MB"):
        load(path)


def test_a_folder_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(errors.PageError, match="a folder"):
        load(tmp_path)


def test_broken_utf8_is_shown_and_noted() -> None:
    page = load("a.txt", "Öztürk said so in Çorum. ".encode() * 9 + b"\xff And more.\r\n")
    assert page.text.count("\ufffd") == 1
    assert page.text.endswith("\ufffd And more.\r\n")
    assert page.notes == ("1 sequence of bytes not valid in UTF-8, shown as U+FFFD",)


def test_declared_charset() -> None:
    html = '<html><head><meta charset="windows-1251"></head><body><p>Ночь прошла спокойно.</p></body></html>'
    page = load("a.html", html.encode("cp1251"))
    assert page.text == "Ночь прошла спокойно."
    assert page.notes == ("decoded as cp1251, as the page declares",)


def test_guessed_charset() -> None:
    text = "Der Präsident hält die Öffnung der Häfen für übereilt, größere Schäden drohen. " * 5
    page = load("a.txt", text.encode("latin-1"))
    assert page.text == text
    assert "a guess" in page.notes[0]

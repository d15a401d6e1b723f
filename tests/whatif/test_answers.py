import json
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from rashomon.errors import InputError
from rashomon.maps import causal_map
from rashomon.model import CausalMap, Change, Evidence, Factor, Settings, Statement, Voice
from rashomon.whatif import AccountMap, Answers, Holding, Options, Vocabulary, WhatIf, answer_all, named
from rashomon.whatif.answers import happened
from rashomon.whatif.shapes import cells, notes, reasons, record
from tests.maps.building import DAILY, cause

MARA = Voice("person", "Mara")
SAID = (
    cause("sanctions", "economy", -1, words="sanctions hurt the economy"),
    cause("economy", "support", 1, words="a good economy brings support"),
    cause("sanctions", "support", 1, voice=DAILY, words="sanctions rally the voters"),
    cause("sanctions", "smuggling", 1, voice=DAILY),
    cause("weather", "harvest", 1, voice=MARA),
)
FEW = Options(Settings(draws=200))


def held(voice: Voice, known: Mapping[str, int] | None = None) -> Holding:
    return Holding(causal_map([s for s in SAID if s.voice == voice], name=str(voice.name)), known or {})


def asked(options: Options = FEW, **changes: int) -> WhatIf:
    holdings = [held(SAID[0].voice), held(DAILY), held(MARA)]
    words = Vocabulary({f: (f,) for h in holdings for f in h.map.factors})
    query = named(changes or {"sanctions": -1}, words)
    return WhatIf.of(answer_all(query, holdings, {s.id: s for s in SAID}, options))


def test_rivals_stand_side_by_side() -> None:
    found = asked()
    erel, daily, mara = found.answers
    assert found.factors[:2] == ("sanctions", "support")  # what is asked, then where they differ
    assert (erel.word("support"), daily.word("support"), mara.word("support")) == ("rises", "falls", "silent")
    assert (erel.word("economy"), daily.word("economy")) == ("rises", "silent")
    assert (found.verdict("support"), found.verdict("economy")) == ("differ", "alone")
    assert mara.silent
    assert "silent, since they speak of nothing that is asked about: Mara" in list(notes(found))


def test_where_they_differ_the_words_are_given() -> None:
    found = asked()
    assert {(r.account, r.factor) for r in found.reasons} == {("Erel", "support"), ("The Daily", "support")}
    lines = "\n".join(reasons(found))
    assert "sanctions →(−) economy →(+) support" in lines
    assert "“sanctions rally the voters” (The Daily, CT+)" in lines
    assert "decisive: sanctions →(+) support: falls; without it stays, reversed rises" in lines


def test_one_factor_can_be_asked_for() -> None:
    found = asked(Options(Settings(draws=50), why="smuggling"))
    assert {(r.account, r.factor) for r in found.reasons} == {("The Daily", "smuggling")}
    with pytest.raises(InputError, match="led to"):
        asked(Options(Settings(draws=50), why="harvest"))


def test_an_account_that_names_no_effect_says_so() -> None:
    found = asked(harvest=1)
    assert found.answer("Mara").note == "it names no effect of what is asked about"
    assert found.answer("Erel").silent
    with pytest.raises(InputError, match="was not asked"):
        found.answer("nobody")


def test_what_is_known_drops_draws_or_is_told_to_be_out_of_reach() -> None:
    words = Vocabulary({"sanctions": ("sanctions",)})
    query = named({"sanctions": -1}, words)
    fits = answer_all(query, [held(SAID[0].voice, {"sanctions": 1, "support": -1})], options=FEW).answers[0]
    assert 0 < fits.run.kept <= 200
    never = answer_all(query, [held(SAID[0].voice, {"sanctions": 1, "support": 1})], options=FEW).answers[0]
    assert never.word("support") == "rises"
    assert any("cannot reproduce" in note for note in never.run.notes)
    assert any("No draw gives the known direction of: support" in note for note in never.run.notes)


def test_signs_and_methods() -> None:
    found = asked(Options(Settings(draws=50), press=True, methods=True))
    row = next(r for r in found.table() if (r["factor"], r["account"]) == ("support", "Erel"))
    assert row["by_signs"] == "rises"
    assert 0.5 <= row["methods_agree"] <= 1.0
    _, shown = cells(found)
    assert any("signs: rises" in cell and "of methods agree" in cell for line in shown for cell in line)


def test_the_record_is_json_with_words_and_places() -> None:
    data = json.loads(json.dumps(record(asked())))
    assert data["matches"][0]["factors"] == ["sanctions"]
    assert [a["silent"] for a in data["answers"]] == [False, False, True]
    edge = next(r for r in data["reasons"] if r["account"] == "The Daily")["ways"][0]["edges"][0]
    assert edge["words"][0]["text"] == "sanctions rally the voters"
    assert edge["words"][0]["end"] - edge["words"][0]["start"] == len(edge["words"][0]["text"])


def test_the_same_seed_gives_the_same_answers() -> None:
    assert asked() == asked()


def test_nobody_to_ask_and_nothing_to_match() -> None:
    query = named({"dragons": 1}, Vocabulary({"sanctions": ("sanctions",)}))
    with pytest.raises(InputError, match="No account speaks of 'dragons'"):
        answer_all(query, [held(MARA)])
    with pytest.raises(InputError, match="none can be asked"):
        answer_all(query, [])


def test_the_picture_is_plain_svg_and_hostile_names_stay_text() -> None:
    evil = "<script>alert(1)</script>"
    map_ = CausalMap(evil, ("a",), ())
    words = Vocabulary({"a": ("a",)})
    found = WhatIf.of(answer_all(named({"a": 1}, words, evil), [Holding(map_)], options=FEW))
    for svg in (found.svg(), asked().svg()):
        root = ElementTree.fromstring(svg)  # noqa: S314 - our own text
        assert root.tag.endswith("svg")
        assert "<script" not in svg
        assert "style=" not in svg
    assert "<script" not in found._repr_html_()
    texts = "".join(ElementTree.fromstring(asked().svg()).itertext())  # noqa: S314 - our own text
    assert "▲" in texts
    assert "silent" in texts


def test_many_silent_accounts_have_no_column() -> None:
    crowd = [Holding(CausalMap(f"voice {i}", ("b",), ())) for i in range(20)]
    found = answer_all(
        named({"sanctions": -1}, Vocabulary({"sanctions": ("sanctions",)})),
        [*crowd, held(DAILY)],
        options=FEW,
    )
    assert [a.name for a in found.columns] == ["The Daily"]
    assert len(found.answers) == 21


def change(
    factor: str, direction: int, factuality: str = "CT+", time: str | None = "past", at: int = 0
) -> Statement:
    return Statement(
        "body", MARA, (), factuality, time, Evidence("p", at, at + 1, "x"),  # type: ignore[arg-type]
        Change(Factor(factor, factor), direction), 0.9, "test@1",
    )  # fmt: skip


def test_what_has_happened() -> None:
    said = [
        change("prices", 1), change("trade", -1),
        change("hope", 1, "PS+"), change("tourism", 1, time="future"),
        change("fear", 1), change("fear", -1, at=5),
    ]  # fmt: skip
    assert happened(said, {}) == {"prices": 1, "trade": -1}
    assert happened(said[:1], {(said[0].id, "factor"): "cost of living"}) == {"cost of living": 1}


def test_a_map_can_be_asked_saved_and_looked_at(tmp_path: Path) -> None:
    account = AccountMap(held(SAID[0].voice).map)
    found: Answers = account.what_if("sanctions lifted", FEW)
    assert found.answers[0].word("support") == "rises"
    assert account.what_if({"sanctions": -1}, FEW).answers[0].run == found.answers[0].run
    assert account._repr_svg_().startswith("<svg")
    assert repr(account) == "<AccountMap of Erel: 3 factors, 2 edges>"
    assert account.positions()[0].factor == "economy"
    with pytest.raises(InputError, match="no format for maps"):
        account.save("map.xyz")
    saved = account.save(tmp_path / "map.csv")
    assert saved.read_text("utf-8").splitlines()[0] == ",economy,sanctions,support"

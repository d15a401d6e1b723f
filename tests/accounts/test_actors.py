import pytest

from rashomon.accounts.actors import Actors, find_actors, unit_id
from rashomon.accounts.groups import Groups
from rashomon.accounts.names import Names
from rashomon.model import Voice
from rashomon.model.account import Decision
from tests.accounts.building import event, page, said


def met(*texts: tuple[str, tuple[str, ...]]) -> tuple[Actors, list[str]]:
    """Actors of pages, each with the names that statements give on it; and the ids of the pages."""
    pages = [page(text, f"{i}.txt") for i, (text, _) in enumerate(texts)]
    statements = [
        said(event("CONSULT", name, None), Voice("outlet"), page=p.id, words=name)
        for p, (_, names) in zip(pages, texts, strict=True)
        for name in names
    ]
    return find_actors(statements, pages), [p.id for p in pages]


def test_a_state_is_one_actor_under_all_its_names() -> None:
    actors, (first, second) = met(("", ("Ankara", "the Turks")), ("", ("Türkiye",)))
    assert {actors.of("Ankara", first), actors.of("the Turks", first), actors.of("Türkiye", second)} == {
        "TUR"
    }
    (turkey,) = actors.all
    assert (turkey.name, turkey.kind, turkey.state) == ("Turkey", "state", "TUR")
    assert set(turkey.aliases) == {"Ankara", "the Turks", "Türkiye"}


def test_short_forms_and_offices_mean_the_person_of_the_page() -> None:
    actors, (one,) = met(
        ("Norwegian president Kari Onstad came. Onstad sat. The Norwegian president left.",
         ("Kari Onstad", "Onstad", "the Norwegian president")),
    )  # fmt: skip
    (kari,) = actors.all
    assert (kari.name, kari.kind, kari.state) == ("Kari Onstad", "person", "NOR")
    assert set(kari.aliases) == {"Onstad", "the Norwegian president"}
    assert actors.power(kari.id) == "NOR"
    assert actors.of("Mr Onstad", one) == kari.id


def test_a_surname_of_two_people_stays_by_itself() -> None:
    actors, (one,) = met(("", ("Kari Onstad", "Per Onstad", "Onstad")))
    assert len({actors.of(name, one) for name in ("Kari Onstad", "Per Onstad", "Onstad")}) == 3


def test_namesakes_that_the_pages_tell_apart_stay_apart() -> None:
    actors, (first, second) = met(
        ("German minister Karl Brandt spoke.", ("Karl Brandt",)),
        ("Austrian footballer Karl Brandt scored.", ("Karl Brandt",)),
    )
    assert actors.of("Karl Brandt", first) != actors.of("Karl Brandt", second)
    assert len({a.id for a in actors.all}) == 2


@pytest.mark.parametrize(
    ("a", "b"),
    [("Yusuf Kılıç", "Yusuf Kilic"), ("Oleg Zelinsky", "Oleg Zelinskyy"), ("Bo Aa Berg", "Bo Berg")],
)
def test_spelling_variants_are_one(a: str, b: str) -> None:
    actors, (first, second) = met(("", (a,)), ("", (b,)))
    assert actors.of(a, first) == actors.of(b, second)


def test_an_abbreviation_in_brackets_is_its_body() -> None:
    actors, (one,) = met(("The Free Rivers Party (FRP) met.", ("Free Rivers Party", "FRP")))
    assert actors.of("FRP", one) == actors.of("Free Rivers Party", one)


def test_decisions_merge_split_and_rename() -> None:
    statements = [said(event("AID", name, None)) for name in ("Ann Lee", "the Baker", "Lee")]
    units = {name: unit_id(name) for name in ("Ann Lee", "the Baker", "Lee")}
    merge = Decision("actor", "merge", (units["Ann Lee"], units["the Baker"]), {"name": "Dame Ann"})
    split = Decision("actor", "split", (units["Lee"],))
    merged = find_actors(statements, (), [merge, split])
    assert merged.of("the Baker", "p1") == merged.of("Ann Lee", "p1") != merged.of("Lee", "p1")
    assert merged.name(str(merged.of("the Baker", "p1"))) == "Dame Ann"


def test_voices_are_actors_and_their_roles_offices() -> None:
    actors = find_actors([said(event("AID", None, None), Voice("person", "Ann Lee", "Kenyan diplomat"))])
    (ann,) = actors.all
    assert (ann.kind, ann.offices, ann.state) == ("person", ("Kenyan diplomat",), "KEN")


def test_names_need_a_capital_and_the_longest_wins() -> None:
    names = Names()
    assert names.find("South Korea’s talks with the US and us, the turkey in the west") == ("KOR", "USA")
    assert names.without("relations between Ankara and Moscow") == "relations between and"


def test_parting_a_whole_group_leaves_it() -> None:
    groups = Groups(3)
    groups.join((0, 1, 2))
    groups.part((0, 1, 2))
    assert groups.all() == [[0, 1, 2]]
    groups.part((0,))
    assert groups.all() == [[0], [1, 2]]
    groups.part((1,))
    assert groups.all() == [[0], [1], [2]]

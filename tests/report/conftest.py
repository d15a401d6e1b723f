"""A small story by hand: the example pages, cut and read by a person, so that no model is needed."""

from collections.abc import Sequence
from importlib import resources

import pytest

from rashomon.model import (
    Cause,
    Change,
    Content,
    Dating,
    End,
    Event,
    Factor,
    Page,
    Part,
    Participant,
    PartKind,
    Stance,
    Statement,
    Voice,
)
from rashomon.model import Evidence as Words

COURIER = Voice("outlet", "Mirel Courier")
BRANDVOLD = Voice("person", "Ilse Brandvold", "maritime analyst")
DORNIK = Voice("person", "Pavel Dornik", "former trade minister")
SOME = Voice("group", "Some analysts")
VERHOEG = Voice("author", "Maja Verhoeg")
WEIL = Voice("person", "Anton Weil", "professor of politics")
READER = Voice("commenter")
KARVENIA, SUNDRIA = Participant("Karvenia"), Participant("Sundria")


def page(name: str, cuts: Sequence[tuple[PartKind, str, str | None]], published: Dating | None) -> Page:
    """An example page cut where each given text begins."""
    content = resources.files("rashomon").joinpath("resources", "examples", name).read_bytes()
    text = content.decode()
    starts = [text.index(beginning) for _, beginning, _ in cuts] + [len(text)]
    starts[0] = 0
    return Page(
        id=Page.identify(content),
        address=f"examples/{name}",
        content=content,
        media_type="text/plain",
        text=text,
        parts=tuple(
            Part(kind, start, end, author)
            for (kind, _, author), start, end in zip(cuts, starts, starts[1:], strict=False)
        ),
        outlet="Mirel Courier" if name.startswith("mirel") else None,
        published=published,
    )


def say(page: Page, voice: Voice, words: str, content: Content, **more: object) -> Statement:
    """One statement of the sample; unless told otherwise it is certain and reported by nobody."""
    start = page.text.index(words)
    part = next(part.kind for part in page.parts if part.start <= start < part.end)
    given = {"via": (), "factuality": "CT+", "time": None, "confidence": 0.8, "extractor": "hand@1"} | more
    return Statement(
        part=part,
        voice=voice,
        evidence=Words(page.id, start, start + len(words), words),
        content=content,
        **given,  # type: ignore[arg-type]
    )


def because(
    cause: str, effect: str, sign: int | None, up: tuple[int | None, int | None], joined: str
) -> Cause:
    """A cause with the directions of its two ends."""
    return Cause(End(cause, cause, up[0]), End(effect, effect, up[1]), sign, "consequence", joined)


@pytest.fixture(scope="session")
def courier() -> Page:
    return page(
        "mirel-courier.txt",
        [
            ("chrome", "Sunday, 14", None),
            ("caption", "A Sundrian grain", None),
            ("headline", "Karvenia Shut", None),
            ("credit", "© Courier Pictures / Tove", None),
            ("chrome", "Share  Mail", None),
            ("dateline", "MIREL (Courier)", None),
            ("body", "Karvenia closed the Orlo", None),
            ("caption", "Fishing boats tied", None),
            ("credit", "© Courier Pictures / Emil", None),
            ("caption", "Fishing boats tied up in the harbour of Nordvik, Karvenia. File photo, October 9, 2016\n\n", None),  # noqa: E501
            ("body", "Brandvold pointed", None),
            ("related", "'They Fired Without", None),
            ("keywords", "strait, grain,", None),
            ("chrome", "House rules", None),
        ],
        Dating("2019-05-10?", 'body "on Friday"', 0.4),
    )  # fmt: skip


@pytest.fixture(scope="session")
def review() -> Page:
    return page(
        "tolsk-review.txt",
        [
            ("headline", "Who Really", None),
            ("byline", "By Maja", None),
            ("body", "It is now two", None),
            ("related", "Related\n", None),
            ("keywords", "Tags:", None),
            ("chrome", "5 Comments", None),
            ("comment", "At last somebody", None),
            ("comment", "Gustav Lehn", "Gustav Lehn"),
            ("comment", "Sure, and", None),
            ("comment", "Bread is expensive", None),
            ("comment", "Harbour Cat", "Harbour Cat"),
        ],
        None,
    )


@pytest.fixture(scope="session")
def statements(courier: Page, review: Page) -> list[Statement]:
    closing = "Karvenia closed the Orlo Strait to Sundrian grain ships on March 4, 2019"
    shut = Event("SANCTION", KARVENIA, SUNDRIA, date="2019-03-04", place="Orlo Strait")
    analyst = {"via": (COURIER,)}
    return [
        say(courier, BRANDVOLD, closing, shut, **analyst, time="past", confidence=0.91),
        say(
            courier,
            BRANDVOLD,
            f"{closing} because Sundria had doubled its fish tariffs",
            because("Sundria's fish tariffs", "Closing of the Orlo Strait", 1, (1, None), "because"),
            **analyst,
        ),
        say(
            courier,
            BRANDVOLD,
            "because Sundria had doubled its fish tariffs and its navy had fired on an unarmed trawler",
            Event("ASSAULT", SUNDRIA, KARVENIA, date="2019-02-17"),
            **analyst,
            time="past",
        ),
        say(
            courier,
            BRANDVOLD,
            "The shooting left the government no choice",
            because("The shooting", "Closing of the Orlo Strait", 1, (None, None), "left no choice"),
            **analyst,
        ),
        say(
            courier,
            COURIER,
            "Relations between the two neighbours were worsening",
            Change(Factor("Relations of Karvenia and Sundria", "Relations between the two neighbours"), -1),
        ),
        say(
            courier,
            DORNIK,
            "led to a sharp fall in Karvenian fish exports",
            because("Sundria's fish tariffs", "Karvenian fish exports", -1, (1, -1), "led to"),
            **analyst,
        ),
        say(
            courier,
            DORNIK,
            "Unemployment in the northern harbours rose as a result",
            because(
                "Karvenian fish exports", "Unemployment in the northern harbours", -1, (-1, 1), "as a result"
            ),
            **analyst,
        ),
        say(
            courier,
            DORNIK,
            "Tolsk believed that it could squeeze us",
            Stance(SUNDRIA, "Tolsk", -0.7),
            **analyst,
        ),
        say(
            courier,
            SOME,
            "President Halvor Reiss closed the strait in order to win votes",
            Cause(
                End("Votes for Reiss", "win votes", 1),
                End("Closing of the Orlo Strait", "closed the strait"),
                1,
                "purpose",
                "in order to",
            ),
            **analyst,
        ),
        say(
            courier,
            COURIER,
            "President Halvor Reiss closed the strait in order to win votes",
            Cause(
                End("Votes for Reiss", "win votes", 1),
                End("Closing of the Orlo Strait", "closed the strait"),
                1,
                "purpose",
                "in order to",
            ),
            factuality="CT-",
            confidence=0.62,
        ),
        say(
            courier,
            COURIER,
            "On April 2 the two sides signed an agreement on fish",
            Event("AGREE", KARVENIA, Participant("Hallam Union"), date="2019-04-02"),
        ),
        say(
            review,
            VERHOEG,
            "They did not cause the fall in Karvenian fish exports",
            because("Sundria's fish tariffs", "Karvenian fish exports", -1, (None, -1), "cause"),
            factuality="CT-",
        ),
        say(
            review,
            VERHOEG,
            "the shots were fired into the air",
            Event("ASSAULT", SUNDRIA, KARVENIA, date="XXXX-02-17"),
            factuality="PS-",
        ),
        say(
            review,
            WEIL,
            "Reiss closed the strait to divert attention from the empty harbours",
            Cause(
                End("Attention on the harbours", "attention", -1),
                End("Closing of the Orlo Strait", "closed the strait"),
                -1,
                "purpose",
                "to",
            ),
            via=(VERHOEG,),
        ),
        say(
            review,
            VERHOEG,
            "the police arrested forty people in Varn",
            Event("COERCE", None, None, mode="arrest", date="XXXX-04-12", place="Varn"),
        ),
        say(
            review,
            READER,
            "Bread is expensive because our own ministers sold the reserve",
            because("Grain reserve", "Price of bread", -1, (-1, 1), "because"),
        ),
        say(
            review,
            Voice("commenter", "Harbour Cat"),
            "Nobody wins from this",
            Stance(KARVENIA, "Nobody", 0.0),
            factuality="UU",
        ),
    ]

"""From the accounts of a case to the maps that are asked."""

from collections.abc import Iterable, Mapping, Sequence

from rashomon.account import Accounts
from rashomon.accounts import Embed
from rashomon.accounts.folding import fold
from rashomon.errors import InputError
from rashomon.maps import causal_map, density, draw
from rashomon.model import CausalMap, Cause, Statement
from rashomon.whatif.answers import Holding, Options, answer_all, happened
from rashomon.whatif.question import Query, Vocabulary, ask, named
from rashomon.whatif.running import AccountMap, WhatIf
from rashomon.whatif.shapes import notes, understood, whys

DRAWN = 30
"""Maps in a report."""
ALL = "all"
"""The name that means every voice taken together."""


def vocabulary(accounts: Accounts, maps: Iterable[CausalMap], embed: Embed | None = None) -> Vocabulary:
    """The factors of some maps with every label that the pages use for them."""
    held = {factor for map_ in maps for factor in map_.factors}
    shared = {f.name: tuple(dict.fromkeys((f.name, *f.labels))) for f in accounts.assembly.factors.all}
    labels = {name: shared.get(name, (name,)) for name in sorted(held)}
    return Vocabulary(labels, embed, accounts.assembly.actors.names)


def map_of(accounts: Accounts, name: str | None = None, embed: Embed | None = None) -> AccountMap:
    """The causal map of one account.

    Args:
        accounts: of the case.
        name: a voice, a page, or None for all voices together.
        embed: for questions in free words.

    Raises:
        InputError: neither a voice nor a page has that name.
    """
    whose, said = statements_of(accounts, name or ALL)
    held = _holding(accounts, whose, said)
    words = vocabulary(accounts, [held.map], embed)
    return AccountMap(held.map, held.known, accounts.by_id, words)


def what_if(
    accounts: Accounts,
    changes: str | Mapping[str, int],
    names: Sequence[str] = (),
    *,
    embed: Embed | None = None,
    options: Options | None = None,
) -> WhatIf:
    """Ask several accounts the same question.

    Args:
        accounts: of the case.
        changes: words, or names of factors to 1 or -1.
        names: voices and pages; every voice that gives causes, the most telling first, if empty.
        embed: for questions in free words.
        options: how to ask.

    Raises:
        InputError: nothing is asked, no account holds anything like it, or a name is not there.
    """
    held = [_holding(accounts, *statements_of(accounts, name)) for name in names] or _voices(accounts)
    # words are matched over the whole case, so that an account can be silent on what another speaks of
    words = vocabulary(accounts, [_holding(accounts, *statements_of(accounts, ALL)).map], embed)
    query: Query = ask(changes, words) if isinstance(changes, str) else named(changes, words)
    return WhatIf.of(answer_all(query, held, accounts.by_id, options))


Drawn = tuple[str, str, list[str], list[list[str]]]
"""What the report shows of a picture: its name, the picture, lines to say with it, and reasons."""


def maps_drawn(accounts: Accounts) -> list[Drawn]:
    """The maps of the voices that give most causes, for the report: whose, the picture, and its size."""
    held = _voices(accounts)
    found: list[Drawn] = [(one.map.name, draw(one.map), [_size(one.map)], []) for one in held[:DRAWN]]
    if len(held) > DRAWN:
        found[-1][2].append(f"{len(held) - DRAWN} accounts with fewer causes are not drawn")
    return found


def _size(map_: CausalMap) -> str:
    return f"{len(map_.factors)} factors, {len(map_.running)} causes, density {density(map_):.2f}"


def answers_drawn(found: WhatIf) -> Drawn:
    """Answers for the report: the question, the picture, what must be said with it, and the reasons."""
    lines = [*map(understood, found.query.matches), *notes(found)]
    return found.query.words, found.svg(), lines, list(whys(found))


def statements_of(accounts: Accounts, name: str) -> tuple[str, tuple[Statement, ...]]:
    """Whose account a name means, and its statements.

    A page's account is all that its headline, body and captions say, whoever says it; its comments are
    accounts of their own.

    Raises:
        InputError: neither a voice nor a page has that name, or more than one has.
    """
    if name == ALL:
        everybody = accounts.account()
        return everybody.name, everybody.statements
    pages = [page for page, called in accounts.pages.items() if fold(called) == fold(name)]
    pages = pages or [page for page, called in accounts.pages.items() if fold(called).startswith(fold(name))]
    try:
        account = accounts.account(name)
    except InputError as error:
        if len(pages) == 1:
            return accounts.pages[pages[0]], _on(accounts, pages[0])
        if pages:
            called = " or ".join(accounts.pages[page] for page in pages[:5])
            raise InputError(f"{name!r} may be {called}; write one of these") from error
        raise
    return account.name, account.statements


def _on(accounts: Accounts, page: str) -> tuple[Statement, ...]:
    said = accounts.assembly.statements
    return tuple(s for s in said if s.evidence.page_id == page and s.part != "comment")


def _voices(accounts: Accounts) -> list[Holding]:
    """Every voice that holds a cause, those with most edges first."""
    of = accounts.assembly.holders.of
    said: dict[str, list[Statement]] = {}
    for statement in accounts.assembly.statements:
        said.setdefault(of[statement.id], []).append(statement)
    found = []
    for holder in accounts.assembly.holders.all:
        own = said.get(holder.id, [])
        if any(isinstance(s.content, Cause) for s in own):
            found.append(_holding(accounts, holder.name, own))
    running = [one for one in found if one.map.running]
    return sorted(running, key=lambda one: -len(one.map.running))


def _holding(accounts: Accounts, name: str, said: Iterable[Statement]) -> Holding:
    own, factor_of = tuple(said), accounts.assembly.factor_of
    return Holding(causal_map(own, factor_of, name), happened(own, factor_of))

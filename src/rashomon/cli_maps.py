"""The commands about causal maps: map and what-if."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from rashomon import tables
from rashomon.case import Case
from rashomon.errors import InputError
from rashomon.export.files import output as output_to
from rashomon.maps import FORMATS as MAP_FORMATS
from rashomon.maps import Loop, read_map
from rashomon.model import Settings
from rashomon.progress import visible
from rashomon.whatif import AccountMap, Options, WhatIf
from rashomon.whatif.running import ANSWER_FORMATS, FORMATS
from rashomon.whatif.shapes import cells, notes, understood, whys

_PATH = click.Path(path_type=Path)
_WAYS = {"up": 1, "more": 1, "+": 1, "1": 1, "down": -1, "less": -1, "-": -1, "-1": -1}
KEY = "▲ rises, ▼ falls, ● stays, ○ no direction in most draws; shares are of the draws"
_LOOPS = 20
"""Feedback loops listed."""
_SIGNS = {1: "reinforcing", -1: "balancing", None: "open sign"}


@click.command("map", epilog="Example: rashomon map --case story.rashomon --account 'Ann Lee' -o ann.svg")
@click.option("--case", type=_PATH, help="The case file that the pages were read into.")
@click.option("--account", help="A voice or a page, by its name; all voices together if not given.")
@click.option(
    "--format", "form", type=click.Choice(["table", *FORMATS]),
    help="A table to look at, a picture, or a file for other tools; by default as -o ends, else a table.",
)  # fmt: skip
@click.option("--output", "-o", type=_PATH, help="File to write; standard output if not given.")
@click.option(
    "--import",
    "source",
    type=_PATH,
    help="A map from a file, in place of a case: an expert's CSV, GraphML, ...",
)
def show_map(
    case: Path | None, account: str | None, form: str | None, output: Path | None, source: Path | None
) -> None:
    """The causal map of an account.

    As a table: the position of each factor, the feedback loops, the density. An edge means that the
    account says so, never that it is so.
    """
    form = form or (output.suffix[1:].lower() if output else "table")
    if form not in {"table", *FORMATS}:
        raise InputError(f"{output}: no format for maps; end its name with one of: {', '.join(FORMATS)}")
    if (case is None) == (source is None):
        raise InputError("a map comes from --case or from --import; give one of them")
    if source is not None:
        found = imported(source)
    else:
        assert case is not None  # noqa: S101  # told to the type checker; checked above
        with Case(case, create=False) as opened:
            found = opened.map(account)
    if form == "table":
        _look(found)
    elif output is not None:
        found.save(output, form)
        click.echo(visible(f"map of {found.name}: {output}"), err=True)
    else:
        _out(found.write(form))


@click.command(
    "what-if", epilog='Example: rashomon what-if "sanctions lifted" --case story.rashomon -o answers.png'
)
@click.argument("words", nargs=-1, help='The question, such as "sanctions lifted".')
@click.option("--case", type=_PATH, help="The case file that the pages were read into.")
@click.option(
    "--factor",
    "factors",
    multiple=True,
    metavar="NAME=up|down",
    help="A factor that rises or falls, in place of what the words are taken for.",
)
@click.option(
    "--account",
    "accounts",
    multiple=True,
    metavar="NAME",
    help="Ask this voice or page; every voice that gives causes if not given.",
)
@click.option(
    "--draws",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    help="Draws of the unknown strengths.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the random numbers.")
@click.option("--press", is_flag=True, help="Also answer by the signs alone (loop analysis).")
@click.option(
    "--known/--no-known", default=True, help="Keep only draws that give what the account says has happened."
)
@click.option("--methods", is_flag=True, help="Also ask under every inference and transfer function.")
@click.option("--why", metavar="FACTOR", help="Show the chains, words and decisive edges for this factor.")
@click.option("--import", "source", type=_PATH, help="Ask a map from a file, in place of a case.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *ANSWER_FORMATS]),
    help="A table to look at, a picture, JSON or CSV; by default as -o ends, else a table.",
)
@click.option("--output", "-o", type=_PATH, help="File to write; standard output if not given.")
def what_if(
    words: tuple[str, ...], case: Path | None, form: str | None, output: Path | None, **asked: Any
) -> None:
    """Ask every account what follows if something rises or falls.

    Strengths are unknown, so they are drawn many times; the answer is the share of draws in which a
    factor rises (▲), falls (▼) or stays (●). An account that does not speak of it is silent.
    """  # fmt: skip
    if (case is None) == (asked["source"] is None):
        raise InputError("a question needs --case, or a map by --import; give one of them")
    form = form or (output.suffix[1:].lower() if output else "table")
    if form not in {"table", *ANSWER_FORMATS}:
        ends = ", ".join(ANSWER_FORMATS)
        raise InputError(f"{output}: no format for answers; end its name with one of: {ends}")
    changes = _changes(" ".join(words), asked["factors"])
    options = Options(
        Settings(draws=asked["draws"]), asked["seed"], asked["known"], asked["press"], asked["methods"],
        asked["why"],
    )  # fmt: skip
    if asked["source"] is not None:
        found = imported(asked["source"]).what_if(changes, options)
    else:
        assert case is not None  # noqa: S101  # told to the type checker; checked above
        with Case(case, create=False) as opened:
            found = opened.what_if(changes, accounts=asked["accounts"], options=options)
    if words and isinstance(changes, dict):
        found = WhatIf.of(replace(found, query=replace(found.query, words=" ".join(words))))
    _give(found, form, output)


COMMANDS = (show_map, what_if)


def imported(path: Path) -> AccountMap:
    """A map from a file in a format that its name ends with.

    Raises:
        InputError: it cannot be read, or is no map.
    """
    form = path.suffix[1:].lower()
    if form not in MAP_FORMATS:
        raise InputError(f"{path}: no format for maps; end its name with one of: {', '.join(MAP_FORMATS)}")
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); name a UTF-8 file") from error
    return AccountMap(read_map(text, form, path.stem))


def _changes(words: str, factors: tuple[str, ...]) -> str | dict[str, int]:
    """The question; factors that are named go before free words.

    Raises:
        InputError: nothing is asked, or a direction is missing.
    """
    named = {}
    for given in factors:
        name, tie, way = given.rpartition("=")
        if not tie or way.strip().lower() not in _WAYS:
            raise InputError(f"--factor {given!r}: write NAME=up or NAME=down")
        named[name.strip()] = _WAYS[way.strip().lower()]
    if not named and not words.strip():
        raise InputError('nothing is asked; write for example: rashomon what-if "sanctions lifted"')
    return named or words


def _look(found: AccountMap) -> None:
    """Print what the shape of a map says."""
    edges = found.causal_map.running
    denied = len(found.edges) - len(edges)
    click.echo(
        visible(f"{found.name}: {len(found.factors)} factors, {len(edges)} causes")
        + (f", {denied} denied and not run" if denied else "")
        + f", density {found.density:.3f}"
    )
    rows = [(p.factor, p.kind, p.in_degree, p.out_degree, p.centrality) for p in found.positions()]
    tables.show(("factor", "position", "in", "out", "centrality"), rows)
    try:
        loops = found.loops()
    except InputError as error:  # the graph library is an extra
        click.echo(f"feedback loops: {error}", err=True)
        return
    click.echo(f"feedback loops: {len(loops.found)}{' and more' if loops.cut else ''}")
    for loop in loops.found[:_LOOPS]:
        click.echo(visible(f"  {_SIGNS[loop.sign]}: {_round(loop)}"))
    if len(loops.found) > _LOOPS:
        click.echo(f"  {len(loops.found) - _LOOPS} longer ones are not listed")


def _round(loop: Loop) -> str:
    return " → ".join((*loop.factors, loop.factors[0]))


def _give(found: WhatIf, form: str, output: Path | None) -> None:
    if form == "table":
        if output is None:
            _print(found)
        else:
            with output_to(output) as file:
                file.write(f"{found}\n")
    elif output is not None:
        found.save(output, form)
        click.echo(visible(f"answers to {found.query.words}: {output}"), err=True)
    else:
        _out(found.write(form))


def _out(content: str | bytes) -> None:
    """Text or a picture on standard output."""
    if isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        with output_to(None) as file:
            file.write(content)


def _print(found: WhatIf) -> None:
    """The match, the table, and what must be said of it."""
    click.echo(visible(f"what if: {found.query.words}"))
    for match in found.query.matches:
        click.echo(visible(f"  {understood(match)}"))
    click.echo("\n" + KEY + "\n")
    tables.show(*cells(found))
    said = [*notes(found)]
    if said:
        click.echo()
    for line in said:
        click.echo(visible(line))
    for head, *rest in whys(found):
        click.echo("\n" + visible(head))
        for line in rest:
            click.echo(visible(f"  {line}"))

"""The commands about accounts: voices, claims, compare, explain, and what people decide."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_args

import click

from rashomon import tables
from rashomon.account import Accounts, states
from rashomon.case import Case
from rashomon.errors import InputError
from rashomon.export.accounts import explain as explain_table
from rashomon.export.accounts import explanations_record
from rashomon.export.files import output as output_to
from rashomon.export.frame import Table
from rashomon.model import Kind
from rashomon.model.account import Action, Claim, ClaimKind, Explanations, Target
from rashomon.progress import visible

_PATH = click.Path(path_type=Path)
_FEW = 40  # rows of a table in the terminal, unless more are asked for
_COLUMNS = 30  # voices or pages side by side in the terminal

Command = Callable[..., Any]


def _written(command: Command) -> Command:
    return click.option(
        "--case", required=True, type=_PATH, help="The case file that the pages were read into."
    )(command)


def _formed(command: Command) -> Command:
    return click.option(
        "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
        help="A table to look at, JSON, or CSV.",
    )(command)  # fmt: skip


def _chosen(command: Command) -> Command:
    """Options that choose claims."""
    for option in (
        click.option("--voice", help="Only claims that this voice is not silent on."),
        click.option("--about", help="Only claims with these words in them."),
        click.option("--kind", type=click.Choice(get_args(Kind)), help="Only claims of one kind."),
        click.option("--standing", type=click.Choice(get_args(ClaimKind)), help="Only claims that stand so."),
        click.option("--limit", type=click.IntRange(min=1), default=_FEW, show_default=True,
                     help="Most claims in a table; JSON and CSV hold all."),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command(epilog="Example: rashomon voices --case story.rashomon")
@_written
@_formed
def voices(case: Path, form: str) -> None:
    """Who speaks, and how much.

    A voice that only reports another one is not counted for what the other says; copies of one wire
    story are one voice.
    """
    with Case(case, create=False) as opened:
        accounts = opened.accounts()
        found = accounts.voices()
    shown = ("voice", "kind", "role", "pages", "statements", "causes", "contested", "alone")
    _give(found, form, [[row[c] for c in shown] for row in found], shown)
    _unmet(accounts)


@click.command(epilog="Example: rashomon actors --case story.rashomon --format csv")
@_written
@_formed
def actors(case: Path, form: str) -> None:
    """Who is named, and under which names.

    What is wrong here is put right with: rashomon decide actor.
    """
    with Case(case, create=False) as opened:
        found = opened.accounts().actors()
    shown = ("actor", "kind", "state", "offices", "aliases", "statements")
    _give(found, form, [[row[c] for c in shown] for row in found], shown)


@click.command(epilog="Example: rashomon factors --case story.rashomon")
@_written
@_formed
def factors(case: Path, form: str) -> None:
    """What rises, falls, causes or follows, and under which labels.

    "maybe same" are factors that the machine leaves undecided; a person joins them with: rashomon decide
    factor merge.
    """
    with Case(case, create=False) as opened:
        found = opened.accounts().factors()
    shown = ("factor", "mentions", "labels", "actors", "maybe_same")
    _give(found, form, [[row[c] for c in shown] for row in found], [c.replace("_", " ") for c in shown])


@click.command(epilog="Example: rashomon claims --case story.rashomon --standing contested")
@_written
@_formed
@_chosen
def claims(case: Path, form: str, limit: int, **which: str | None) -> None:
    """What is claimed, and whether it is shared, contested or held by one voice alone.

    Contested claims say in what: negation, sign, actor, time or number.
    """
    with Case(case, create=False) as opened:
        accounts = opened.accounts()
        found = accounts.claim_table(_choose(accounts, which))
    shown = ("kind", "claim", "affirms", "denies", "hedges", "silent")
    rows = [[_standing(row), *(row[c] for c in shown)] for row in found]
    _give(found, form, rows[:limit], ("standing", "kind", "claim", "affirm", "deny", "hedge", "silent"))
    _more(form, len(rows), limit)
    _unmet(accounts)


@click.command(epilog="Example: rashomon compare --case story.rashomon --about sanctions --by page")
@_written
@_formed
@_chosen
@click.option("--by", type=click.Choice(["voice", "page"]), default="voice", show_default=True,
              help="Columns of the table: voices or pages.")  # fmt: skip
def compare(case: Path, form: str, by: str, limit: int, **which: str | None) -> None:
    """Set the accounts side by side: who affirms, denies, hedges and is silent.

    Without options, the claims of more than one voice. In the table + affirms, − denies, ~ hedges, and
    a blank is silence; JSON and CSV hold one row for each claim and voice and for each claim and page.
    """
    with Case(case, create=False) as opened:
        accounts = opened.accounts()
        chosen = _choose(accounts, which) if any(which.values()) else None
        found = accounts.compare(chosen)
    if form != "table":
        _give(found, form, (), ())
    elif len(found):
        _side_by_side([row for row in found if row["by"] == by], by, limit)
    elif chosen is None:
        click.echo("no claim is made by more than one voice; see them all with: rashomon claims")
    else:
        click.echo("no claim is like that; see them all with: rashomon claims")
    _unmet(accounts)


def _side_by_side(found: Sequence[dict[str, Any]], by: str, limit: int) -> None:
    """One row a claim, one numbered column for each voice or page that is not silent on all of them."""
    marks = {"affirms": "+", "denies": "−", "hedges": "~", "silent": ""}
    lines: dict[str, dict[str, str]] = {}
    for row in found:
        claim = f"{row['claim']} ({_standing(row)}, {row['kind']})"
        line = lines.setdefault(row["claim_id"], {"": claim})
        line[row["who"]] = " ".join(marks[s] for s in row["stand"].split(" and "))
    shown = list(lines.values())[:limit]
    heads = [who for who in dict.fromkeys(row["who"] for row in found) if any(line[who] for line in shown)]
    for number, who in enumerate(heads[:_COLUMNS], start=1):
        click.echo(visible(f"{number:>3}  {who}"))
    click.echo("\n+ affirms, − denies, ~ hedges, blank: silent\n")
    tables.show(
        ("claim", *(str(n) for n, _ in enumerate(heads[:_COLUMNS], start=1))),
        [[line[""], *(line[who] for who in heads[:_COLUMNS])] for line in shown],
    )
    if len(heads) > _COLUMNS:
        click.echo(f"{len(heads) - _COLUMNS} more {by}s; --format csv holds all", err=True)
    _more("table", len(lines), limit)


@click.command(epilog='Example: rashomon explain "closure of the strait" --case story.rashomon')
@_written
@_formed
@click.argument("outcome", required=False,
                help="A factor or free words; if none, what most accounts explain.")  # fmt: skip
@click.option("--factor", "factors", multiple=True, metavar="NAME",
              help="A factor that the outcome means, in place of what its words are taken for.")  # fmt: skip
def explain(case: Path, form: str, outcome: str | None, factors: tuple[str, ...]) -> None:
    """The rival explanations of an outcome, side by side, with the words that they rest on.

    Accounts word an outcome differently: what its words are taken for is shown, and put right with
    --factor. A chain of causes is a thread when one voice holds all of it, else a stitch. Explanations
    are ranked by what speaks against them (Heuer's analysis of competing hypotheses). This is advice, no
    finding.
    """
    with Case(case, create=False) as opened:
        accounts = opened.accounts()
        found = accounts.explain(outcome, factors)
    table = explain_table(found, accounts.names, accounts.by_id)
    if form == "json":
        with output_to(None) as file:
            record = explanations_record(found, accounts.names, accounts.by_id)
            file.write(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
        return
    rows = [
        [r["rank"], r["chain"], _SIGNS[r["sign"]], r["chain_kind"], r["denied_by"], r["words"]] for r in table
    ]
    if form == "table":
        _meant(found)
    _give(table, form, rows, ("", "chain", "sign", "held as", "denied by", "words"))
    if form == "table":
        _matrix(found, accounts)
        _unmet(accounts)


_SIGNS = {1: "+", -1: "−", None: "?"}


def _meant(found: Explanations) -> None:
    """What the outcome was taken for, and how to put it right."""
    click.echo(visible(f"explanations of: {found.outcome}"))
    how = {"named": "", "proposed": " (explained by most voices, or most often)", "words": " (by its words)",
           "likeness": " (likely the same)"}  # fmt: skip
    for meaning in found.meanings:
        if meaning.factors != (found.outcome,) or meaning.how == "proposed":
            click.echo(visible(f"  taken for: {' | '.join(meaning.factors)}{how[meaning.how]}"))
        if meaning.others:
            click.echo(visible(f"  may be the same outcome: {' | '.join(meaning.others)}"))
            click.echo(
                "  choose with --factor, once for each; join for good with: rashomon decide factor merge"
            )
    click.echo()


def _matrix(found: Explanations, accounts: Accounts) -> None:
    """The matrix, explanations down and evidence across, and what would tell rivals apart."""
    marks = {"fits": "+", "contradicts": "−", "mixed": "±", "silent": ""}
    if not found.evidence:
        click.echo("\nnobody denies or confirms what these explanations rest on, so nothing tells them apart")
    else:
        click.echo("\nexplanations against evidence (+ fits, − contradicts, ± both, blank: silent)\n")
        heads = [f"E{n}" for n, _ in enumerate(found.evidence, start=1)]
        tables.show(
            ("", "explanation", *heads, "against"),
            [(n, one.cause, *(marks[c.bearings[n - 1]] for c in found.evidence), one.contradictions)
             for n, one in enumerate(found.explanations, start=1)],
        )  # fmt: skip
        click.echo()
        told = {c.id: c.told(accounts.names) for c in accounts.claims}
        for head, column in zip(heads, found.evidence, strict=True):
            apart = " (tells rivals apart)" if column.tells_apart else ""
            click.echo(visible(f"{head:>4}  {column.gist}: {told.get(column.claim, '')}{apart}"))
    ways = {1: "whether it rose", -1: "whether it fell", None: "whether it happened"}
    if found.questions:
        click.echo("\nnobody tells, and it would tell rivals apart\n")
        tables.show(
            ("factor", "", "needed by the explanation"),
            [(q.factor, ways[q.direction], q.explanation) for q in found.questions],
        )


@click.command(
    epilog='Example: rashomon decide factor merge "fish exports" "sales of fish" --case story.rashomon'
)
@_written
@click.argument("target", type=click.Choice([t for t in get_args(Target) if t != "decision"]))
@click.argument("action", type=click.Choice([a for a in get_args(Action) if a != "undo"]))
@click.argument("subjects", nargs=-1, required=True, help="Names, aliases, labels, or ids.")
@click.option("--name", help="The name to bear after a merge, split or rename.")
@click.option("--set", "fields", multiple=True, metavar="FIELD=VALUE", help="A field of an edited statement.")
@click.option("--coder", default="user", show_default=True, help="Who decides.")
def decide(case: Path, target: Target, action: Action, subjects: tuple[str, ...], name: str | None,
           fields: tuple[str, ...], coder: str) -> None:  # fmt: skip
    """Merge, split, rename, accept, reject or edit.

    TARGET is actor, factor or statement; a statement can be accepted, rejected or edited (for example
    --set factuality=CT-). Decisions are kept in the case for ever and applied after every read; undo
    takes one back.
    """
    value = {} if name is None else {"name": name}
    for one in fields:
        key, mark, text = one.partition("=")
        if not mark:
            raise InputError(f"{one!r}: write FIELD=VALUE, such as factuality=CT-")
        value[key.strip()] = text.strip()
    with Case(case, create=False) as opened:
        made = opened.decide(target, action, *subjects, coder=coder, **value)
    click.echo(f"decision {made.id}; take it back with: rashomon undo {made.id} --case {visible(str(case))}")


@click.command(epilog="Example: rashomon undo 3f2a --case story.rashomon")
@_written
@click.argument("decision", help="Id of a decision, or its beginning.")
@click.option("--coder", default="user", show_default=True, help="Who decides.")
def undo(case: Path, decision: str, coder: str) -> None:
    """Take a decision back; to undo an undo brings it back."""
    with Case(case, create=False) as opened:
        made = opened.undo(decision, coder=coder)
    click.echo(f"decision {made.id} undoes {made.subjects[0]}")


@click.command(epilog="Example: rashomon decisions --case story.rashomon -o decisions.jsonl")
@_written
@click.option("--output", "-o", type=_PATH, help="Write them to a file, one JSON object a line.")
@click.option("--import", "source", type=_PATH, help="Add the decisions of such a file.")
@click.option("--actors", "listed", type=_PATH,
              help="Add a list of actors: CSV with the columns name and aliases.")  # fmt: skip
def decisions(case: Path, output: Path | None, source: Path | None, listed: Path | None) -> None:
    """List, export or import what people decided.

    The list says of each decision whether it is in force, undone, or fits nothing in the case at present.
    """
    with Case(case, create=False) as opened:
        if source is not None:
            click.echo(f"{opened.import_decisions(source)} decisions added")
        if listed is not None:
            click.echo(f"{opened.import_actors(listed)} actors added")
        if output is not None:
            opened.export_decisions(output)
        if output is None and source is None and listed is None:
            _list(opened)


def _list(opened: Case) -> None:
    """All decisions with what became of them."""
    made = opened.decisions()
    if not made:
        click.echo("nobody decided anything yet; see: rashomon decide --help")
        return
    state = states(made, opened.accounts().unmet)
    rows = [
        (d.id, state[d.id], d.made_at[:19], d.coder, d.target, d.action, "; ".join(d.words),
         ", ".join(f"{k}={v}" for k, v in d.value.items()))
        for d in made
    ]  # fmt: skip
    tables.show(("id", "state", "made", "coder", "about", "action", "subjects", "value"), rows)


COMMANDS = (voices, actors, factors, claims, compare, explain, decide, undo, decisions)


def _choose(accounts: Accounts, which: dict[str, str | None]) -> list[Claim]:
    """The claims that the options choose."""
    found = list(accounts.claims)
    if which["voice"]:
        holder = accounts.assembly.holder(which["voice"]).id
        found = [c for c in found if c.stand(holder) != "silent"]
    if which["about"]:
        wanted = which["about"].casefold().split()
        found = [c for c in found if all(w in c.gist.casefold() for w in wanted)]
    for field in ("kind", "standing"):
        if which[field]:
            found = [c for c in found if getattr(c, field) == which[field]]
    return found


def _standing(row: dict[str, Any]) -> str:
    return f"{row['standing']}: {row['contests']}" if row["contests"] else str(row["standing"])


def _give(found: Table, form: str, rows: Sequence[Sequence[Any]], header: Sequence[str]) -> None:
    """Print a table in the form that was asked for."""
    if form == "table":
        tables.show(header, rows)
        return
    with output_to(None) as file:
        if form == "csv":
            found.write_csv(file)
        else:
            file.write(json.dumps(list(found), ensure_ascii=False, indent=1) + "\n")


def _unmet(accounts: Accounts) -> None:
    """Say that decisions of people fit nothing here, so that none is lost unseen."""
    if accounts.unmet:
        click.echo(
            f"decisions that fit nothing here at present: {len(accounts.unmet)}; see: rashomon decisions",
            err=True,
        )


def _more(form: str, total: int, limit: int) -> None:
    if form == "table" and total > limit:
        click.echo(f"{total - limit} more; show them with --limit {total}", err=True)

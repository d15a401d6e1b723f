"""The commands: arguments and printing only."""

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import get_args

import click

import rashomon
from rashomon import cli_accounts, cli_maps, examples, progress, tables
from rashomon.case import Case, ReadSummary
from rashomon.errors import InputError, RashomonError
from rashomon.export import annotations
from rashomon.export.files import output as output_to
from rashomon.export.statements import Format, json_line
from rashomon.pages import load
from rashomon.progress import visible

MOST_WORKERS = 8
STOPPED = 130
"""Exit status of a command that was stopped from the keyboard, as shells have it."""

_PATH = click.Path(path_type=Path)
_written = click.option(
    "--case", required=True, type=_PATH, help="The case file that the pages were read into."
)
_to = click.option("--output", "-o", type=_PATH, help="File to write; standard output if not given.")


def main() -> None:
    """Run the command line; every error is one line on standard error, with exit status 2."""
    try:
        status = app(prog_name="rashomon", standalone_mode=False)
    except click.Abort:
        status = STOPPED
    except click.ClickException as error:
        _fail(f"{error.format_message().rstrip('.')}; see rashomon --help")
    except RashomonError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error}; check the disk and the permissions of the file")
    sys.exit(status)


class _Commands(click.Group):
    """Commands listed in the order in which they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(self.commands)


@click.group(cls=_Commands, invoke_without_command=True, epilog="Start with: rashomon example")
@click.version_option(
    rashomon.__version__, message="rashomon %(version)s", help="Print the version and exit."
)
@click.pass_context
def app(context: click.Context) -> None:
    """Reads rival accounts of a contested event and rebuilds the system that each describes."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@app.command()
@click.argument("pages", nargs=-1, required=True, type=_PATH, help="Files and folders: plain text and HTML.")
@click.option("--case", required=True, type=_PATH, help="The case file; made if there is none.")
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=lambda: min(MOST_WORKERS, os.cpu_count() or 1),
    show_default=f"one a core, at most {MOST_WORKERS}",
    help="Processes that read side by side; each needs about 250 MB of memory.",
)
def read(pages: tuple[Path, ...], case: Path, workers: int) -> int:
    """Read pages into a case.

    Pages that the case holds already are not read again, so a stopped read goes on when it is
    repeated. A page that cannot be read never stops the others. Exit status 1 if none could be read.
    """
    try:
        with Case(case) as opened:
            summary = opened.read(pages, workers=workers)
    except KeyboardInterrupt:
        _say("stopped; the same command goes on from here")
        return STOPPED
    _tell(summary, case)
    return 0 if summary.read or summary.already else 1


@app.command()
@_written
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Format)),
    default="jsonl",
    show_default=True,
    help="One JSON object a line, or one flat table.",
)
@_to
def export(case: Path, form: Format, output: Path | None) -> None:
    """Write the statements of a case.

    They are sorted by page and place. In CSV, text that a spreadsheet would take for a formula has
    an apostrophe in front, and so has text that begins with one: drop one apostrophe to get the
    text back.
    """
    with Case(case, create=False) as opened, output_to(output) as file:
        opened.export(form, file)


@app.command()
@click.argument("page", type=_PATH, help="One page: plain text or HTML.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "table"]),
    default="table",
    show_default=True,
    help="JSON, or a table to look at.",
)
def parts(page: Path, form: str) -> None:
    """Print the parts that a page is cut into.

    Headline, byline, dateline, body, caption, credit, related, keywords, comment, chrome: in order,
    covering the whole text. Positions count Unicode characters.
    """
    loaded = load(page)
    if form == "json":
        records = [
            {"kind": p.kind, "start": p.start, "end": p.end, "text": loaded.words(p)}
            | ({} if p.author is None else {"author": p.author})
            for p in loaded.parts
        ]
        with output_to(None) as file:
            file.write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
        return
    rows = [(p.kind, p.start, p.end, p.author, loaded.words(p)) for p in loaded.parts]
    tables.show(("part", "start", "end", "author", "text"), rows)


@app.command()
@click.argument("texts", type=_PATH, help='JSONL: {"id", "text"} a line, "targets": [[start, end], ...].')
@_to
def annotate(texts: Path, output: Path | None) -> None:
    """Give the reading model's layers over texts.

    Sentences, tokens with syntax, names, attributions, causes, events and stances. Spans are
    half-open and count Unicode characters of the text. "targets" asks for the stance towards the
    given spans.
    """
    try:
        lines = texts.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(f"{texts}: cannot be read ({error.strerror}); name a JSONL file") from error
    asked = list(annotations.requests(lines, str(texts)))  # all are checked before the work begins
    annotator = import_module("rashomon.reading").load_annotator()
    with output_to(output) as file, progress.bar("annotating") as move:
        for done, request in enumerate(asked, start=1):
            annotation = annotator.annotate(request.text, request.targets)
            file.write(json_line(annotations.record(request.id, annotation)))
            move(done, len(asked), str(request.id))


@app.command()
@_written
@click.option("--output", "-o", required=True, type=_PATH, help="HTML file to write.")
@click.option("--what-if", "question", help='Add every account\'s answer to a question: "sanctions lifted".')
def report(case: Path, output: Path, question: str | None) -> None:
    """Write the report of a case as one HTML file.

    It opens from disk, without network.
    """
    with Case(case, create=False) as opened:
        opened.report(output, question=question)
    _say(f"report: {output}")


@app.command()
@click.argument(
    "folder", type=_PATH, default="rashomon-example", help="Folder to work in; made if there is none."
)
def example(folder: Path) -> None:
    """Read the example pages; write their report.

    The pages come with rashomon: they are copied into the folder and read into a case there.
    """
    pages = examples.copy(folder)
    case, html = folder / "example.rashomon", folder / "report.html"
    with Case(case) as opened:
        summary = opened.read(pages)
        opened.report(html)
    _tell(summary, case)
    click.echo(f"open the report in a browser: {html.resolve()}")


for _command in (*cli_accounts.COMMANDS, *cli_maps.COMMANDS):
    app.add_command(_command)


def _tell(summary: ReadSummary, case: Path) -> None:
    """Say on standard error what was read, what was there already, and what was skipped and why."""
    for note in summary.notes:
        _say(f"note: {note.address}: {note.text}")
    for skipped in summary.skipped:
        _say(f"skipped: {skipped.address}: {skipped.text}")
    _say(
        f"{case}: {len(summary.read)} read ({summary.statements} statements), "
        f"{len(summary.already)} already there, {len(summary.skipped)} skipped"
    )


def _say(line: str) -> None:
    """One line on standard error, whatever a file is called."""
    click.echo(visible(line), err=True)


def _fail(message: str) -> None:
    _say(f"rashomon: {message}")
    sys.exit(2)

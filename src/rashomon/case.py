"""A case: everything about one story, in one file. Joins the stages and the store."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO, cast

from rashomon import progress as progress_bar
from rashomon.account import Account, Accounts, decision, listed, undoing
from rashomon.accounts import assemble
from rashomon.errors import CaseError, InputError, ModelError, PageError, RashomonError
from rashomon.export import statements as statement_export
from rashomon.export.accounts import decision_line, decisions_from
from rashomon.export.files import writable
from rashomon.export.frame import Table
from rashomon.export.statements import Format, Placed, page_name
from rashomon.export.table import StatementTable
from rashomon.model import Kind, Page, Reader, Reading
from rashomon.model.account import Action, Decision, Explanations, Target
from rashomon.pages import find, load
from rashomon.questions import answers_drawn, map_of, maps_drawn, what_if
from rashomon.report import Compared, render
from rashomon.store import Hit, Store, Writer
from rashomon.whatif import AccountMap, Options, WhatIf

PathLike = str | Path


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about one page: why it was skipped, or what was odd about it."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What a call of ``Case.read`` did.

    Attributes:
        read: addresses of the pages that were read now.
        already: addresses of the pages that the case held, read by this reader in this version.
        skipped: what could not be read, and why.
        notes: what was odd about pages that were read.
        statements: number of statements found now.
    """

    read: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    skipped: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    statements: int = 0


class Case:
    """An open case file. Use it as a context manager, or call ``close``.

    Args:
        path: the file, by custom ``*.rashomon``.
        create: make a new case where there is none.

    Raises:
        CaseNotFound: no such file (or, to create one, no such folder).
        CaseInvalid: not a case file, or written by a newer version.
    """

    def __init__(self, path: PathLike, *, create: bool = True) -> None:
        self.path = Path(path)
        self._store = Store(self.path, create=create)
        self._skipped: tuple[Remark, ...] = ()
        self._accounts: Accounts | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Case {str(self.path)!r}>"

    def close(self) -> None:
        """Close the file. Closing twice does no harm."""
        self._store.close()

    def read(
        self,
        paths: PathLike | Iterable[PathLike],
        *,
        reader: Reader | None = None,
        workers: int = 1,
        progress: progress_bar.Report | None = None,
    ) -> ReadSummary:
        """Read pages into the case.

        Every page is written as soon as it is read, in one transaction: a read that was stopped goes
        on where it was when it is called again. Pages that the case holds, read by this reader in
        this version, are not read again. One bad page never stops the others.

        Args:
            paths: files and folders.
            reader: the product's own reading model if None.
            workers: processes in which that model reads side by side. A script that asks for more than
                one needs Python's usual ``if __name__ == "__main__":`` around what it does.
            progress: called at the start and after every page with pages done, pages in all and the
                address; a progress bar in a terminal and in a notebook if None.

        Raises:
            CaseBusy: another process writes to this case.
            ModelError: the reading model is missing or damaged.
        """
        given = [paths] if isinstance(paths, str | Path) else list(paths)
        with ExitStack() as stack:
            writer = stack.enter_context(self._store.writing())
            report = progress or stack.enter_context(progress_bar.bar("reading"))
            summary = _Run(self._store, writer, reader or _own_reader(workers), report).over(given)
        self._skipped = summary.skipped
        self._accounts = None
        return summary

    def pages(self) -> Iterator[Page]:
        """The pages, one at a time, in order of their names; with two addresses, under the first one."""
        for page_id, _ in self._named():
            page = self._store.page(page_id)
            if page is not None:
                yield page

    def addresses(self) -> dict[str, tuple[str, ...]]:
        """The addresses of every page by page id, the first one first."""
        return self._store.addresses()

    def search(self, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """The pages whose title or text holds all the words, best first.

        Args:
            words: words in any order; case and accents do not count.
            limit: pages at most.
        """
        return self._store.search(words, limit)

    def statements(self, *, kind: Kind | None = None) -> StatementTable:
        """The statements, sorted by page and place.

        Args:
            kind: those of one kind only, if given.
        """
        return StatementTable(tuple(self._placed(kind)))

    def accounts(self) -> Accounts:
        """The voices, claims and accounts of the case, made anew after each read and decision.

        Factors are compared with the reading model's embeddings.

        Raises:
            ModelError: the reading model is missing or damaged.
        """
        if self._accounts is None:
            pages = tuple(self.pages())
            made = assemble(self.statements(), pages, embed=embed, decisions=self.decisions())
            names = {page_id: page_name(address) for page_id, address in self._named()}
            self._accounts = Accounts(made, names)
        return self._accounts

    def compare(self) -> Table:
        """Who affirms, denies, hedges and is silent, for each claim of more than one voice."""
        return self.accounts().compare()

    def account(self, *names: str) -> Account:
        """What one voice holds, or several together; what all hold, if none is named.

        Raises:
            InputError: no such voice, or more than one of that name.
        """
        return self.accounts().account(*names)

    def map(self, account: str | None = None) -> AccountMap:
        """The causal map of a voice or a page, by its name; of all voices together, if None.

        A page's map holds what its headline, body and captions say, whoever says it.

        Raises:
            InputError: neither a voice nor a page has that name.
        """
        return map_of(self.accounts(), account, embed)

    def what_if(
        self,
        changes: str | Mapping[str, int],
        *,
        accounts: Sequence[str] = (),
        options: Options | None = None,
    ) -> WhatIf:
        """Ask every account what follows if factors rise or fall.

        Args:
            changes: words ("sanctions lifted"), or names of factors to 1 (more) or -1 (less).
            accounts: voices and pages by name; every voice that gives causes, if empty.
            options: draws, seed, and what else is asked.

        Raises:
            InputError: nothing is asked, or no account speaks of it.
        """
        return what_if(self.accounts(), changes, accounts, embed=embed, options=options)

    def explain(self, outcome: str | None = None, factors: Sequence[str] = ()) -> Explanations:
        """The rival explanations of an outcome; of what most accounts explain, if None.

        Args:
            outcome: a factor, or free words for what each account words in its own way.
            factors: the factors that it stands for, in place of what its words are taken for.

        Raises:
            InputError: nothing here is like it, or nobody gives a cause of it.
        """
        return self.accounts().explain(outcome, factors)

    def decisions(self) -> tuple[Decision, ...]:
        """All that people decided, undone decisions and undos included, in order of time."""
        return self._store.decisions()

    def decide(
        self, target: Target, action: Action, *subjects: str, coder: str = "user", **value: str
    ) -> Decision:
        """Decide about actors, factors or statements; kept for ever and applied after every read.

        Args:
            target: actor, factor or statement.
            action: merge, split, rename, accept or reject; for statements accept, reject or edit.
            subjects: names, aliases, labels or ids.
            coder: who decides.
            value: ``name`` to merge or rename; for an edit the fields that change.

        Raises:
            InputError: it cannot be carried out.
            CaseBusy: another process writes to this case.
        """
        made = decision(self.accounts().assembly, target, action, subjects, value, coder)
        self._keep([made])
        return made

    def undo(self, identity: str, *, coder: str = "user") -> Decision:
        """Undo a decision, named by its id or the beginning of it; to undo an undo brings it back.

        Raises:
            InputError: no single decision has that id, or it is undone already.
            CaseBusy: another process writes to this case.
        """
        made = undoing(self.decisions(), identity, coder)
        self._keep([made])
        return made

    def export_decisions(self, file: PathLike | TextIO) -> None:
        """Write all decisions, one JSON object a line.

        Raises:
            InputError: the file cannot be written.
        """
        lines = map(decision_line, self.decisions())
        if not isinstance(file, str | Path):
            file.writelines(lines)
            return
        with writable(file) as opened:
            opened.writelines(lines)

    def import_decisions(self, file: PathLike) -> int:
        """Add the decisions of a file that `export_decisions` wrote; those that are there stay as they are.

        Returns:
            How many were new.

        Raises:
            InputError: the file cannot be read, or a line of it is no decision.
            CaseBusy: another process writes to this case.
        """
        try:
            lines = Path(file).read_text("utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{file}: cannot be read ({error}); name a file of decisions") from error
        return self._keep(decisions_from(lines, str(file)))

    def import_actors(self, file: PathLike) -> int:
        """Bring a list of actors: CSV with the columns ``name`` and ``aliases`` (split at ``;``).

        The list is kept as decisions, so that it can be undone and is applied after every read.

        Returns:
            How many rows were new.

        Raises:
            InputError: the file cannot be read or has no such columns.
            CaseBusy: another process writes to this case.
        """
        return self._keep(listed(file, self.decisions()))

    def _keep(self, made: Sequence[Decision]) -> int:
        self._accounts = None
        with self._store.writing() as writer:
            return writer.add_decisions(made)

    def export(self, format: Format, file: PathLike | TextIO) -> None:  # noqa: A002  # DESIGN.md's word
        """Write all statements, sorted by page and place.

        Args:
            format: ``jsonl`` (the contract in DESIGN.md) or ``csv`` (one flat table).
            file: where to, a path or an open text file.

        Raises:
            InputError: an unknown format, or a file that cannot be written.
        """
        if not isinstance(file, str | Path):
            statement_export.write(self._placed(), format, file)
            return
        with writable(file) as opened:
            statement_export.write(self._placed(), format, opened)

    def report(self, file: PathLike, *, question: str | None = None) -> Path:
        """Write the report, one HTML file that opens without network.

        Statements are shown as people left them. It names the pages that the last ``read`` of this open
        case skipped; the file holds no skipped pages.

        Args:
            file: where to.
            question: words such as "sanctions lifted", for a section with every account's answer.

        Returns:
            The file.

        Raises:
            InputError: no account speaks of what is asked, or the file cannot be written.
        """
        skipped = [(remark.address, remark.text) for remark in self._skipped]
        made = self.accounts().assembly
        explained = made.explain() if made.links.outcomes() else None
        html = render(
            tuple(self.pages()),
            made.statements,
            title=self.path.stem,
            skipped=skipped,
            maps=maps_drawn(self.accounts()),
            answers=[answers_drawn(self.what_if(question))] if question else (),
            compared=Compared(made.holders.all, made.claims, explained, made.unmet),
        )
        with writable(file) as opened:
            opened.write(html)
        return Path(file)

    def _named(self) -> list[tuple[str, str]]:
        """Id and first address of every page, in order of the page's name in the export."""
        first = ((page_id, addresses[0]) for page_id, addresses in self._store.addresses().items())
        return sorted(first, key=lambda page: (page_name(page[1]), page[0]))

    def _placed(self, kind: Kind | None = None) -> Iterator[Placed]:
        for page_id, address in self._named():
            for statement in self._store.statements(page_id, kind):
                yield Placed(statement, address)


class _Run:
    """One call of ``Case.read``: pages in, readings written, an account of what happened kept."""

    def __init__(self, store: Store, writer: Writer, reader: Reader, report: progress_bar.Report) -> None:
        self._store, self._writer, self._reader, self._report = store, writer, reader, report
        self._read: list[str] = []
        self._already: list[str] = []
        self._skipped: list[Remark] = []
        self._notes: list[Remark] = []
        self._twins: list[tuple[str, str]] = []
        self._statements = 0
        self._total = 0

    def over(self, given: Sequence[PathLike]) -> ReadSummary:
        """Read what the given paths hold."""
        paths = [path for path in find(given) if not self._own(path)]
        self._total = len(paths)
        self._report(0, self._total, "")
        for reading in self._readings(self._load(paths)):
            self._write(reading)
        for page_id, address in self._twins:
            self._keep_address(page_id, address)
        return ReadSummary(
            read=tuple(self._read),
            already=tuple(self._already),
            skipped=tuple(self._skipped),
            notes=tuple(self._notes),
            statements=self._statements,
        )

    def _own(self, path: str) -> bool:
        """Whether this is the case file itself, or SQLite's files beside it, met in a folder."""
        case = self._store.path.resolve()
        return Path(path).resolve() in {
            case,
            case.with_name(f"{case.name}-wal"),
            case.with_name(f"{case.name}-shm"),
        }

    def _load(self, paths: Iterable[str]) -> Iterator[Page]:
        """The pages that the reader has not read, loaded only when it asks for the next one."""
        seen = set()
        for path in paths:
            try:
                page = load(path)
            except Exception as error:  # one bad page never stops the others
                self._skip(path, error)
                continue
            if page.id in seen:  # the same bytes again, and the reader may have the first still in hand
                self._twins.append((page.id, page.address))
            elif self._store.holds(page, self._reader.name, self._reader.version):
                self._keep_address(page.id, page.address)
            else:
                seen.add(page.id)
                yield page

    def _readings(self, pages: Iterator[Page]) -> Iterator[Reading]:
        """What the reader makes of the pages; a page that it fails on is skipped, alone."""
        in_hand: deque[Page] = deque()

        def handed() -> Iterator[Page]:
            for page in pages:
                in_hand.append(page)
                yield page

        while True:
            try:
                for reading in self._reader.read(handed()):
                    in_hand.popleft()
                    yield reading
                return
            except (ModelError, CaseError):
                raise
            except Exception:  # a reader may hold several pages at once: find the bad one
                while in_hand:
                    page = in_hand.popleft()
                    try:
                        yield from self._reader.read([page])
                    except Exception as error:
                        self._skip(page.address, error)

    def _write(self, reading: Reading) -> None:
        address = reading.page.address
        try:
            self._writer.add(reading, self._reader.name, self._reader.version)
        except CaseError:
            raise
        except Exception as error:  # what does not fit into the file
            self._skip(address, error)
            return
        self._read.append(address)
        self._notes.extend(Remark(address, note) for note in reading.page.notes)
        self._statements += len(reading.statements)
        self._step(address)

    def _keep_address(self, page_id: str, address: str) -> None:
        if self._writer.note_address(page_id, address):
            self._already.append(address)
            self._step(address)
        else:
            self._skip(address, PageError("the same bytes as a page that was skipped; see there"))

    def _skip(self, address: str, error: Exception) -> None:
        said = str(error).removeprefix(f"{address}: ")
        known = isinstance(error, RashomonError)
        self._skipped.append(
            Remark(address, said if known else f"{type(error).__name__}: {said}; report this")
        )
        self._step(address)

    def _step(self, address: str) -> None:
        done = len(self._read) + len(self._already) + len(self._skipped)
        self._report(done, self._total, address)


def _own_reader(workers: int) -> Reader:
    """The product's reading model; nothing of it is imported before a page is to be read."""
    return cast("Reader", import_module("rashomon.reading").load_reader(workers))


def embed(texts: Sequence[str]) -> Any:
    """Embeddings by the reading model: (texts, 384), unit length."""
    model = import_module("rashomon.reading.parsing.encoder").shipped()
    split = import_module("rashomon.reading.parsing.words").words
    return model.embed([[text[a:b] for a, b in split(text, 0, len(text))] for text in texts])

"""What a case makes of its statements: voices, claims, accounts, explanations, decisions.

A case hands out an `Accounts`; an `Account` is what one voice, or a chosen set of voices, holds.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rashomon.accounts import Assembly, effective
from rashomon.accounts.actors import named, unit_id
from rashomon.accounts.decisions import edited
from rashomon.accounts.factors import Side
from rashomon.accounts.folding import fold
from rashomon.accounts.identity import id_of
from rashomon.errors import InputError
from rashomon.export import accounts as shapes
from rashomon.export.frame import Table
from rashomon.maps import causal_map
from rashomon.model import Statement
from rashomon.model.account import Action, Claim, Decision, Explanations, Holder, Target, content_id
from rashomon.whatif import AccountMap
from rashomon.whatif.answers import happened

ACTIONS: Mapping[Target, tuple[Action, ...]] = {
    "actor": ("merge", "split", "rename", "accept", "reject"),
    "factor": ("merge", "split", "rename", "accept", "reject"),
    "statement": ("accept", "reject", "edit"),
}
"""What can be decided about what; an undo is about a decision."""


@dataclass(frozen=True)
class Account:
    """What chosen voices hold: their statements, claims and causal map.

    Attributes:
        name: whose account it is.
        holders: the voices.
        statements: all that they say themselves; what they only report is not among them.
        claims: those on which they are not silent.
    """

    name: str
    holders: tuple[Holder, ...]
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    factor_of: Mapping[tuple[str, Side], str]

    def map(self) -> AccountMap:
        """The causal map that these voices assert; denied causes are kept as edges that do not run."""
        said = {id_of(s): s for s in self.statements}
        held = causal_map(self.statements, self.factor_of, self.name)
        return AccountMap(held, happened(self.statements, self.factor_of), said)

    def __repr__(self) -> str:
        return f"<Account of {self.name}: {len(self.statements)} statements, {len(self.claims)} claims>"


class Accounts:
    """The accounts of a case, compared.

    Args:
        assembly: what was made of the statements.
        pages: names of the pages by id, in order.
    """

    def __init__(self, assembly: Assembly, pages: Mapping[str, str]) -> None:
        self.assembly = assembly
        self.pages = dict(pages)
        self.names = {holder.id: holder.name for holder in assembly.holders.all}

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, contested ones first."""
        return self.assembly.claims

    def voices(self) -> Table:
        """One row a voice, the most talkative first."""
        kinds = {id_of(s): s.kind for s in self.assembly.statements}
        return shapes.voices(self.assembly.holders.all, self.claims, kinds)

    def claim_table(self, claims: Iterable[Claim] | None = None) -> Table:
        """One row a claim."""
        pages = {id_of(s): s.evidence.page_id for s in self.assembly.statements}
        return shapes.claims(self.claims if claims is None else claims, self.names, pages)

    def compare(self, claims: Iterable[Claim] | None = None) -> Table:
        """One row for each claim and voice and for each claim and page: affirms, denies, hedges, silent.

        Args:
            claims: those to compare; if None, those of more than one voice.
        """
        chosen = [c for c in self.claims if c.standing != "lone"] if claims is None else claims
        return shapes.compare(chosen, self.names, self.pages, self.by_id)

    def account(self, *names: str) -> Account:
        """The account of one voice, or of several taken together; of all if none is named.

        Raises:
            InputError: no such voice, or more than one of that name.
        """
        holders = tuple(self.assembly.holder(n) for n in names) or self.assembly.holders.all
        ids = {h.id for h in holders}
        said = tuple(s for s in self.assembly.statements if self.assembly.holders.of[id_of(s)] in ids)
        claims = tuple(c for c in self.claims if any(p.holder in ids for p in c.positions))
        name = " and ".join(h.name for h in holders) if names else "all voices"
        return Account(name, holders, said, claims, self.assembly.factor_of)

    def actors(self) -> Table:
        """One row an actor, those that most statements name first."""
        made, said = self.assembly.actors, Counter[str]()
        for statement in self.assembly.statements:
            said.update({i for name in named(statement) if (i := made.of(name, statement.evidence.page_id))})
        return shapes.actors(made.all, said)

    def factors(self) -> Table:
        """One row a factor, with all that the pages call it and what may be the same."""
        made = self.assembly
        ids = {a for f in made.factors.all for a in f.actors}
        return shapes.factors(made.factors.all, {a: made.actors.name(a) for a in ids})

    def explain(self, outcome: str | None = None, factors: Sequence[str] = ()) -> Explanations:
        """The rival explanations of an outcome; of what most accounts explain, if None.

        Args:
            outcome: a factor, or free words for what each account words in its own way.
            factors: the factors that it stands for, in place of what its words are taken for.

        Raises:
            InputError: nothing here is like it, or nobody gives a cause of it.
        """
        return self.assembly.explain(outcome, factors)

    @property
    def unmet(self) -> tuple[Decision, ...]:
        """Decisions in force that fit nothing in the case at present."""
        return self.assembly.unmet

    @property
    def by_id(self) -> dict[str, Statement]:
        """The statements by id."""
        return self.assembly.by_id


def resolve(assembly: Assembly, target: Target, action: Action, subjects: Sequence[str]) -> tuple[str, ...]:
    """Content ids of what people name.

    Args:
        assembly: the case as it stands.
        target: actor, factor or statement.
        action: to split takes out the names that are given; everything else is about whole groups.
        subjects: names, aliases, labels or ids.

    Raises:
        InputError: a subject is not there, or more than one thing has that name.
    """
    if action not in ACTIONS.get(target, ()):
        raise InputError(
            f"{target}: cannot {action}; choose one of: {', '.join(ACTIONS.get(target, ('undo',)))}"
        )
    if not subjects or (action == "merge" and len(subjects) < 2):
        raise InputError(f"to {action}, name {'at least two' if action == 'merge' else 'what it is about'}")
    found: list[str] = []
    for subject in subjects:
        found += (
            _statement(assembly, subject)
            if target == "statement"
            else _units(assembly, target, action, subject)
        )
    return tuple(dict.fromkeys(found))


def _statement(assembly: Assembly, subject: str) -> list[str]:
    if subject not in assembly.by_id and subject not in assembly.origin.values():
        raise InputError(f"no statement has the id {subject!r}; see: rashomon export")
    return [assembly.origin.get(subject, subject)]


def _units(assembly: Assembly, target: Target, action: Action, subject: str) -> list[str]:
    wanted = fold(subject)
    if target == "actor":
        groups = [(a.id, a.name, (a.name, *a.aliases), a.units) for a in assembly.actors.all]
        alone = unit_id(subject)
    else:
        groups = [(f.id, f.name, (f.name, *f.labels), f.units) for f in assembly.factors.all]
        alone = content_id("factor", wanted)
    named = [g for g in groups if subject == g[0] or wanted == fold(g[1])]
    named = named or [g for g in groups if wanted in map(fold, g[2])]
    if len(named) > 1:
        raise InputError(f"{subject!r} may be {' or '.join(g[1] for g in named[:5])}; write its id")
    if not named:
        raise InputError(f"no {target} is called {subject!r}; see: rashomon {target}s")
    if action in {"split", "reject"}:
        return [alone]
    return list(named[0][3])


def decision(
    assembly: Assembly,
    target: Target,
    action: Action,
    subjects: Sequence[str],
    value: Mapping[str, str],
    coder: str,
) -> Decision:
    """A decision, checked against the case as it stands.

    Raises:
        InputError: it cannot be carried out.
    """
    ids = resolve(assembly, target, action, subjects)
    if action == "rename" and not value.get("name"):
        raise InputError("to rename, give the new name")
    if action == "edit":
        if not value:
            raise InputError("to edit, give the fields that change, such as factuality=CT-")
        backward = {read: now for now, read in assembly.origin.items()}
        for identity in ids:
            edited(assembly.by_id[backward.get(identity, identity)], value)
    return Decision(target, action, ids, dict(value), tuple(subjects), coder, now())


def undoing(decisions: Sequence[Decision], identity: str, coder: str) -> Decision:
    """The decision that undoes another one; to undo an undo brings the first back.

    Raises:
        InputError: no decision has that id, or it is undone already.
    """
    found = [d for d in decisions if d.id.startswith(identity)] if identity else []
    if len(found) != 1:
        raise InputError(f"no single decision has the id {identity!r}; see: rashomon decisions")
    inforce = {d.id for d in effective(decisions)}
    if found[0].action != "undo" and found[0].id not in inforce:
        raise InputError(f"decision {found[0].id} is undone already; to bring it back, undo the undo")
    return Decision("decision", "undo", (found[0].id,), {}, (found[0].action, *found[0].words), coder, now())


def states(decisions: Sequence[Decision], unmet: Iterable[Decision]) -> dict[str, str]:
    """What became of each decision, by id: in force, undone, or fits nothing at present."""
    inforce, idle = {d.id for d in effective(decisions)}, {d.id for d in unmet}
    undone = {s for d in decisions if d.action == "undo" for s in d.subjects if s not in inforce}
    return {
        d.id: "fits nothing" if d.id in idle else "undone" if d.id in undone else "in force"
        for d in decisions
    }


def listed(file: str | Path, decisions: Sequence[Decision]) -> list[Decision]:
    """A user's list of actors as decisions: CSV with the columns ``name`` and ``aliases`` (split at ``;``).

    Rows that are in force already are left out.

    Raises:
        InputError: the file cannot be read or has no such columns.
    """
    try:
        with Path(file).open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.DictReader(opened))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{file}: cannot be read as CSV ({error}); name a UTF-8 file") from error
    if not rows or not {"name", "aliases"} <= set(rows[0]):
        raise InputError(
            f"{file}: needs a first line with the columns name and aliases, and a row for each actor"
        )
    known = {(d.subjects, d.value.get("name"), d.coder) for d in effective(decisions)}
    found = []
    for row in rows:
        name = (row["name"] or "").strip()
        words = (name, *(w.strip() for w in (row["aliases"] or "").split(";") if w.strip()))
        if not name:
            continue
        coder = f"list {Path(file).name}"
        made = Decision("actor", "merge", tuple(map(unit_id, words)), {"name": name}, words, coder, now())
        if (made.subjects, name, coder) not in known:
            found.append(made)
    return found


def now() -> str:
    """This moment, UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")

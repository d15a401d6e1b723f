"""Everything that is made of the statements of a case, at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rashomon.accounts.actors import Actors, find_actors
from rashomon.accounts.claims import Known, find_claims
from rashomon.accounts.decisions import about, decided, effective
from rashomon.accounts.explanations import Links, explain
from rashomon.accounts.factors import Factors, Side, find_factors
from rashomon.accounts.folding import fold, stems
from rashomon.accounts.holders import Holders, find_holders
from rashomon.accounts.identity import id_of
from rashomon.accounts.likeness import Embed
from rashomon.errors import InputError
from rashomon.model import Page, Statement
from rashomon.model.account import Claim, Decision, Explanations, Holder


@dataclass(frozen=True)
class Assembly:
    """The actors, factors, holders and claims of a case.

    Attributes:
        statements: as people left them, each id once.
        origin: ids of edited statements to the ids as read.
        actors, factors, holders: see there.
        claims: contested first.
        unmet: decisions in force whose subjects are not in the case at present.
    """

    statements: tuple[Statement, ...]
    origin: Mapping[str, str]
    actors: Actors
    factors: Factors
    holders: Holders
    claims: tuple[Claim, ...]
    unmet: tuple[Decision, ...] = ()

    @property
    def factor_of(self) -> Mapping[tuple[str, Side], str]:
        """The name of the factor at each end of a cause: statement id and side to name."""
        return self.factors.of

    @cached_property
    def by_id(self) -> dict[str, Statement]:
        """The statements by id."""
        return {id_of(s): s for s in self.statements}

    @cached_property
    def links(self) -> Links:
        """The causes by what they lead to."""
        return Links(self.statements, Known(self.actors, self.factors, self.holders))

    def holder(self, name: str) -> Holder:
        """The holder of that name, or of that id; part of a name will do if one holder alone has it.

        Raises:
            InputError: nobody, or more than one.
        """
        found = [h for h in self.holders.all if name in {h.id, h.name}]
        found = found or [h for h in self.holders.all if fold(h.name) == fold(name)]
        found = found or [h for h in self.holders.all if set(fold(name).split()) <= set(fold(h.name).split())]
        if len(found) == 1:
            return found[0]
        if found:
            raise InputError(f"{name!r} may be {' or '.join(h.name for h in found[:5])}; write one of these")
        raise InputError(f"nobody here is called {name!r}; see: rashomon voices")

    def factor(self, name: str) -> str:
        """The factor that a name or a label means: its name.

        Raises:
            InputError: none, or more than one.
        """
        exact = [f.name for f in self.factors.all if name in {f.id, f.name}]
        wanted = fold(name)
        exact = exact or [f.name for f in self.factors.all if wanted in {fold(f.name), *map(fold, f.labels)}]
        if not exact:
            inside = set(stems(name))
            exact = [
                f.name
                for f in self.factors.all
                if inside and any(inside <= set(stems(label)) for label in (f.name, *f.labels))
            ]
            # of several, the one that is spoken of most, if it stands out
            top = [f for f in self.factors.all if f.name in set(exact)][:2]
            if len(top) == 2 and top[0].mentions >= 2 * top[1].mentions:
                exact = [top[0].name]
        if len(set(exact)) == 1:
            return exact[0]
        if exact:
            raise InputError(f"{name!r} may be {' or '.join(map(repr, exact[:5]))}; write one of these")
        raise InputError(f"no factor is called {name!r}; see: rashomon claims --kind cause")

    def explain(self, outcome: str | None = None) -> Explanations:
        """The rival explanations of an outcome; of what most accounts explain, if none is named.

        Raises:
            InputError: no such factor, or no causes at all.
        """
        if outcome is None:
            proposed = self.links.outcomes()
            if not proposed:
                raise InputError("no causes were found, so there is nothing to explain; read more pages")
            outcome = proposed[0][0]
        else:
            outcome = self.factor(outcome)
        return explain(self.links, self.claims, outcome)


def assemble(
    statements: Iterable[Statement],
    pages: Sequence[Page] = (),
    *,
    embed: Embed | None = None,
    decisions: Iterable[Decision] = (),
) -> Assembly:
    """Make actors, factors, holders and claims of statements.

    Args:
        statements: of all pages, in order.
        pages: the pages, in order; without them, offices, main powers and copies are not seen.
        embed: texts to unit vectors, for comparing factors; without it only words are compared.
        decisions: all that people decided, undone ones and undos included.
    """
    inforce = effective(decisions)
    kept, origin = decided(statements, about(inforce, "statement"))
    actors = find_actors(kept, pages, about(inforce, "actor"))
    factors = find_factors(kept, actors, pages, embed, about(inforce, "factor"))
    holders = find_holders(kept, actors, pages)
    claims = find_claims(kept, Known(actors, factors, holders))
    there = {u for a in actors.all for u in a.units} | {u for f in factors.all for u in f.units}
    there |= {origin.get(i, i) for i in map(id_of, kept)}
    unmet = tuple(d for d in inforce if d.action != "reject" and not there & set(d.subjects))
    return Assembly(kept, origin, actors, factors, holders, claims, unmet)

"""Everything that is made of the statements of a case, at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rashomon.accounts import outcomes
from rashomon.accounts.actors import Actors, find_actors, unit_id
from rashomon.accounts.claims import Known, find_claims
from rashomon.accounts.decisions import about, decided, effective
from rashomon.accounts.explanations import Links, explain
from rashomon.accounts.factors import Factors, Side, find_factors
from rashomon.accounts.folding import fold
from rashomon.accounts.holders import Holders, find_holders
from rashomon.accounts.identity import id_of
from rashomon.accounts.likeness import Embed
from rashomon.errors import InputError
from rashomon.model import Page, Statement
from rashomon.model.account import Claim, Decision, Explanations, Holder, content_id


@dataclass(frozen=True)
class Assembly:
    """The actors, factors, holders and claims of a case.

    Attributes:
        statements: as people left them, each id once.
        origin: ids of edited statements to the ids as read.
        actors, factors, holders: see there.
        claims: contested first.
        unmet: decisions in force whose subjects are not in the case at present.
        embed: what factors were compared with.
    """

    statements: tuple[Statement, ...]
    origin: Mapping[str, str]
    actors: Actors
    factors: Factors
    holders: Holders
    claims: tuple[Claim, ...]
    unmet: tuple[Decision, ...] = ()
    embed: Embed | None = None

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

    def explain(self, outcome: str | None = None, factors: Sequence[str] = ()) -> Explanations:
        """The rival explanations of an outcome; of what most accounts explain, if none is named.

        Args:
            outcome: a factor, or free words for what each account words in its own way.
            factors: the factors that the outcome stands for, in place of what its words are taken for.

        Raises:
            InputError: nothing here is like it, nobody gives a cause of it, or there are no causes at all.
        """
        proposed = self.links.outcomes()
        if not proposed:
            raise InputError("no causes were found, so there is nothing to explain; read more pages")
        causes = {name for name, _ in proposed}
        known = outcomes.Known(self.factors.all, self.actors, self.embed)
        if outcome is None and not factors:
            meant = [replace(outcomes.meaning(proposed[0][0], known, causes), how="proposed")]
        else:
            meant = [outcomes.meaning(words, known, causes) for words in (factors or (outcome or "",))]
        if not any(f in causes for m in meant for f in m.factors):
            names = " or ".join(repr(f) for m in meant for f in m.factors)
            raise InputError(
                f"nobody gives a cause of {names}; explained is: {', '.join(sorted(causes)[:8])}"
            )
        shown = outcome or " or ".join(m.factors[0] for m in meant)
        return replace(explain(self.links, self.claims, shown, meant), meanings=tuple(meant))


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
    inforce, read = effective(decisions), tuple(statements)
    kept, origin = decided(read, about(inforce, "statement"))
    actors = find_actors(kept, pages, about(inforce, "actor"))
    factors = find_factors(kept, actors, pages, embed, about(inforce, "factor"))
    holders = find_holders(kept, actors, pages)
    claims = find_claims(kept, Known(actors, factors, holders))
    there = {u for a in actors.all for u in a.units} | {u for f in factors.all for u in f.units}
    there |= set(map(id_of, read))
    there |= {unit_id(name) for a in actors.all for name in (a.name, *a.aliases)}
    there |= {content_id("factor", fold(label)) for f in factors.all for label in f.labels}
    unmet = tuple(d for d in inforce if not there & set(d.subjects))
    return Assembly(kept, origin, actors, factors, holders, claims, unmet, embed)

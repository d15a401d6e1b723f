"""Statements of causes become a causal map."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from rashomon.maps.strength import combine, strength
from rashomon.model import CausalMap, Cause, Edge, Statement, Voice

Side = Literal["cause", "effect"]
FactorOf = Mapping[tuple[str, Literal["cause", "effect", "factor"]], str]
"""From an end of a cause (statement id, side) to the name of its factor; those of changes may be in it."""

_Key = tuple[str, str, int | None]


def causal_map(
    statements: Iterable[Statement], factor_of: FactorOf | None = None, name: str = ""
) -> CausalMap:
    """Build the causal map of an account.

    Which statements make up the account (one voice, a page, all) is the caller's choice. Statements of
    other kinds are passed over. One edge gathers all that is said of two factors with one sign.

    A purpose is an edge as well, from the goal (cause) to the step taken for it (effect).

    Args:
        statements: any statements.
        factor_of: the factor of each end; an end that is not in it is a factor by its own label.
        name: whose map it is.

    Returns:
        The map. Denied causes are edges that do not run; see `Edge.runs`.
    """
    groups: dict[_Key, dict[str, Statement]] = defaultdict(dict)
    for statement in statements:
        if isinstance(statement.content, Cause):
            source = _factor(statement, "cause", factor_of)
            target = _factor(statement, "effect", factor_of)
            groups[source, target, sign(statement.content)][statement.id] = statement
    edges = tuple(_edge(key, list(group.values())) for key, group in groups.items())
    factors = {factor for key in groups for factor in key[:2]}
    return CausalMap(name, tuple(factors), edges)


def sign(cause: Cause) -> int | None:
    """The sign of a cause: as read, else the product of the directions of its ends, else None."""
    if cause.sign is not None or cause.cause.direction is None or cause.effect.direction is None:
        return cause.sign
    return cause.cause.direction * cause.effect.direction


def _factor(statement: Statement, side: Side, factor_of: FactorOf | None) -> str:
    label: str = getattr(statement.content, side).label
    return label if factor_of is None else factor_of.get((statement.id, side), label)


def _edge(key: _Key, group: list[Statement]) -> Edge:
    denied = [s for s in group if s.factuality.endswith("-")]
    held = [s for s in group if not s.factuality.endswith("-")]
    return Edge(
        *key,
        asserted=tuple(sorted(s.id for s in held if s.factuality == "CT+")),
        hedged=tuple(sorted(s.id for s in held if s.factuality != "CT+")),
        denied=tuple(sorted(s.id for s in denied)),
        voices=in_order(s.voice for s in held),
        deniers=in_order(s.voice for s in denied),
        relations=tuple(sorted({s.content.relation for s in group if isinstance(s.content, Cause)})),
        strength=combine(strength(s.evidence.text) for s in held),
    )


def in_order(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """Each voice once, by name."""
    return tuple(sorted(set(voices), key=lambda v: (v.name or "", v.kind, v.role or "")))

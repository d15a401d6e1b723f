"""Maps put together, taken apart and set side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.maps.build import in_order
from rashomon.maps.strength import combine
from rashomon.model import CausalMap, Edge

_Key = tuple[str, str, int | None]


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two factors of which two maps say contrary things.

    ``kind`` is "sign" where both hold an influence with opposite signs, and "denial" where one holds
    what the other denies.
    """

    kind: str
    left: Edge
    right: Edge


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two maps side by side.

    Attributes:
        left, right: names of the maps.
        common: factors of both.
        only_left, only_right: factors of one.
        shared: pairs of edges that both hold, with the same sign.
        left_edges, right_edges: edges that one holds and the other is silent on.
        opposed: what they contradict each other on.
        similarity: shared edges over all edges held by either (Jaccard's index), a share; 1.0 where
            neither holds any.
    """

    left: str
    right: str
    common: tuple[str, ...]
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]
    shared: tuple[tuple[Edge, Edge], ...]
    left_edges: tuple[Edge, ...]
    right_edges: tuple[Edge, ...]
    opposed: tuple[Opposition, ...]
    similarity: float


def union(maps: Iterable[CausalMap], name: str = "") -> CausalMap:
    """The map that holds all that any of the maps holds, each edge with all its evidence."""
    groups: dict[_Key, list[Edge]] = {}
    factors: set[str] = set()
    for each in maps:
        factors.update(each.factors)
        for edge in each.edges:
            groups.setdefault(_key(edge), []).append(edge)
    return CausalMap(name, tuple(factors), tuple(_merge(group) for group in groups.values()))


def difference(left: CausalMap, right: CausalMap, name: str = "") -> CausalMap:
    """What the left map says and the right map does not: edges by source, target, sign and denial."""
    said = {(_key(e), e.runs) for e in right.edges}
    edges = tuple(e for e in left.edges if (_key(e), e.runs) not in said)
    factors = {f for e in edges for f in (e.source, e.target)} | set(left.factors) - set(right.factors)
    return CausalMap(name, tuple(factors), edges)


def compare(left: CausalMap, right: CausalMap) -> Comparison:
    """Set two maps side by side; silence is kept apart from denial."""
    mine, yours = {_key(e): e for e in left.edges}, {_key(e): e for e in right.edges}
    held, theirs = [{k: e for k, e in m.items() if e.runs} for m in (mine, yours)]
    shared = tuple((held[k], theirs[k]) for k in held if k in theirs)
    opposed = [Opposition("sign", e, theirs[c]) for k, e in held.items() if (c := _contrary(k)) in theirs]
    opposed += [Opposition("denial", e, yours[k]) for k, e in held.items() if k in yours and yours[k].denied]
    opposed += [
        Opposition("denial", mine[k], e)
        for k, e in theirs.items()
        if k in mine and mine[k].denied and not (k in held and e.denied)
    ]
    settled_left = {_key(o.left) for o in opposed} | theirs.keys()
    settled_right = {_key(o.right) for o in opposed} | held.keys()
    factors, others = set(left.factors), set(right.factors)
    return Comparison(
        left.name,
        right.name,
        tuple(sorted(factors & others)),
        tuple(sorted(factors - others)),
        tuple(sorted(others - factors)),
        shared,
        tuple(e for k, e in held.items() if k not in settled_left),
        tuple(e for k, e in theirs.items() if k not in settled_right),
        tuple(opposed),
        len(shared) / len(held.keys() | theirs.keys()) if held or theirs else 1.0,
    )


def _key(edge: Edge) -> _Key:
    return edge.source, edge.target, edge.sign


def _contrary(key: _Key) -> _Key | None:
    return (key[0], key[1], -key[2]) if key[2] else None


def _merge(edges: list[Edge]) -> Edge:
    return Edge(
        *_key(edges[0]),
        asserted=_all(e.asserted for e in edges),
        hedged=_all(e.hedged for e in edges),
        denied=_all(e.denied for e in edges),
        voices=in_order(v for e in edges for v in e.voices),
        deniers=in_order(v for e in edges for v in e.deniers),
        relations=tuple(sorted({r for e in edges for r in e.relations})),
        strength=combine(e.strength for e in edges if e.runs),
    )


def _all(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({name for group in groups for name in group}))

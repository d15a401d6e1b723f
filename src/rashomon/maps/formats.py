"""Maps leave for other tools and come back.

GraphML, GEXF, DOT and JSON keep everything: evidence, voices, signs and strengths. The adjacency CSV is
the matrix of expected weights that Mental Modeler and FCMpy use, rows influencing columns; it keeps
names and weights only. GraphML and GEXF need the extra ``maps``.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from io import BytesIO
from typing import Any

from rashomon.errors import InputError
from rashomon.maps.dot import read_dot, write_dot
from rashomon.maps.graphs import networkx
from rashomon.maps.matrix import read_matrix, write_matrix
from rashomon.model import CausalMap, Edge, Relation, Voice

RELATIONS: tuple[Relation, ...] = ("consequence", "motivation", "purpose")
Row = dict[str, Any]
"""The attributes of one edge in a graph file: texts and numbers only."""

_XML_BAD = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_map(map_: CausalMap, format_: str) -> str:
    """The map as text in one of `FORMATS`.

    Raises:
        InputError: there is no such format, or the extra ``maps`` that it needs is not installed.
    """
    return _format(format_)[0](map_)


def read_map(text: str, format_: str, name: str = "") -> CausalMap:
    """A map from text in one of `FORMATS`.

    An edge of which the file gives no more than a weight runs with just that weight, and its voice is
    the name of the map.

    Args:
        text: what the file holds.
        format_: csv, dot, gexf, graphml or json.
        name: whose map it is, where the file does not say.

    Raises:
        InputError: there is no such format, the text is not in it, or the extra ``maps`` that it needs
            is not installed.
    """
    read = _format(format_)[1]
    try:
        return read(text, name)
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
        SyntaxError,
    ) as error:
        raise InputError(
            f"Not a causal map in {format_}: {' '.join(str(error).split()) or type(error).__name__}; "
            "check the file or name another format."
        ) from error


def _format(name: str) -> tuple[Callable[[CausalMap], str], Callable[[str, str], CausalMap]]:
    if name not in FORMATS:
        raise InputError(f"No map format {name!r}; choose one of {', '.join(FORMATS)}.")
    return FORMATS[name]


def _to_row(edge: Edge) -> Row:
    return {
        "weight": edge.weight,
        "sign": edge.sign or 0,
        "low": edge.strength[0],
        "high": edge.strength[1],
        "asserted": " ".join(edge.asserted),
        "hedged": " ".join(edge.hedged),
        "denied": " ".join(edge.denied),
        "relations": " ".join(edge.relations),
        "voices": json.dumps([asdict(v) for v in edge.voices], ensure_ascii=False),
        "deniers": json.dumps([asdict(v) for v in edge.deniers], ensure_ascii=False),
    }


def _from_row(source: str, target: str, row: Mapping[str, Any], name: str) -> Edge:
    """An edge from its attributes; a weight that was changed elsewhere counts, not the old range."""
    if "sign" not in row:
        return weighted(source, target, float(row.get("weight", 1.0)), name)
    edge = Edge(
        source,
        target,
        int(row["sign"]) or None,
        _words(row, "asserted"),
        _words(row, "hedged"),
        _words(row, "denied"),
        _voices(row, "voices"),
        _voices(row, "deniers"),
        tuple(word for word in RELATIONS if word in _words(row, "relations")),
        (float(row.get("low", 0.0)), float(row.get("high", 1.0))),
    )
    weight = float(row.get("weight", edge.weight))
    if abs(weight - edge.weight) <= 1e-9:
        return edge
    return weighted(source, target, weight, name, edge)


def _words(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(row.get(key) or "").split())


def _voices(row: Mapping[str, Any], key: str) -> tuple[Voice, ...]:
    return tuple(Voice(**record) for record in json.loads(row.get(key) or "[]"))


def weighted(source: str, target: str, weight: float, name: str, evidence: Edge | None = None) -> Edge:
    """An edge that has just this weight.

    Raises:
        ValueError: the weight is outside [-1, 1].
    """
    if not -1.0 <= weight <= 1.0:
        raise ValueError(f"weight {weight:g} from {source!r} to {target!r} is outside [-1, 1]")
    return Edge(
        source,
        target,
        -1 if weight < 0 else 1,
        asserted=evidence.asserted if evidence else (),
        voices=evidence.voices if evidence else (Voice("unknown", name or None),),
        strength=(abs(weight), abs(weight)),
    )


def _collect(name: str, factors: Iterable[str], edges: Iterable[Edge]) -> CausalMap:
    """The map; an edge of weight 0 is no edge."""
    return CausalMap(name, tuple(factors), tuple(e for e in edges if e.strength != (0.0, 0.0)))


def _graph(map_: CausalMap, nx: Any) -> Any:
    graph = nx.MultiDiGraph(name=_clean(map_.name))
    graph.add_nodes_from((_clean(f), {"label": _clean(f)}) for f in map_.factors)
    for i, edge in enumerate(map_.edges):
        row = {k: _clean(v) if isinstance(v, str) else v for k, v in _to_row(edge).items()}
        graph.add_edge(_clean(edge.source), _clean(edge.target), key=str(i), **row)
    return graph


def _from_graph(graph: Any, name: str) -> CausalMap:
    if not graph.is_directed():
        raise ValueError("the graph has no directions")
    rows = [(str(s), str(t), data) for s, t, data in graph.edges(data=True)]
    nodes = {str(n): data for n, data in graph.nodes(data=True)}
    return _from_rows(str(graph.graph.get("name") or name), nodes, rows)


def _from_rows(
    name: str, nodes: Mapping[str, Mapping[str, Any]], rows: Iterable[tuple[str, str, Mapping[str, Any]]]
) -> CausalMap:
    """A map from any graph; a factor is named by its label where labels tell the nodes apart."""
    labels = {node: str(data.get("label") or node) for node, data in nodes.items()}
    if len(set(labels.values())) != len(labels):
        labels = {node: node for node in nodes}
    edges = [_from_row(labels[s], labels[t], row, name) for s, t, row in rows]
    return _collect(name, labels.values(), edges)


def _write_graphml(map_: CausalMap) -> str:
    nx = networkx("GraphML")
    return "\n".join(nx.generate_graphml(_graph(map_, nx), named_key_ids=True)) + "\n"


def _read_graphml(text: str, name: str) -> CausalMap:
    nx = networkx("GraphML")
    try:
        graph = nx.read_graphml(BytesIO(text.encode()), force_multigraph=True)
    except nx.NetworkXError as error:
        raise ValueError(str(error)) from error
    return _from_graph(graph, name)


def _write_gexf(map_: CausalMap) -> str:
    nx = networkx("GEXF")
    text = "\n".join(nx.generate_gexf(_graph(map_, nx)))
    return re.sub(r' lastmodifieddate="[^"]*"', "", text) + "\n"  # the same map, the same text


def _read_gexf(text: str, name: str) -> CausalMap:
    nx = networkx("GEXF")
    try:
        graph = nx.read_gexf(BytesIO(text.encode()), node_type=str)
    except nx.NetworkXError as error:
        raise ValueError(str(error)) from error
    return _from_graph(graph, name)


def _write_json(map_: CausalMap) -> str:
    return json.dumps({"causal_map": 1, **asdict(map_)}, ensure_ascii=False, indent=1) + "\n"


def _read_json(text: str, name: str) -> CausalMap:
    record = json.loads(text)
    if record["causal_map"] != 1:
        raise ValueError(f"version {record['causal_map']} of the format is not known")
    edges = []
    for item in record["edges"]:
        voices = {key: tuple(Voice(**v) for v in item.pop(key)) for key in ("voices", "deniers")}
        lists = {key: tuple(value) for key, value in item.items() if isinstance(value, list)}
        edges.append(Edge(**{**item, **lists, **voices}))
    return CausalMap(record["name"] or name, tuple(record["factors"]), tuple(edges))


def _write_dot(map_: CausalMap) -> str:
    return write_dot(map_.name, map_.factors, ((e.source, e.target, _to_row(e)) for e in map_.edges))


def _read_dot(text: str, name: str) -> CausalMap:
    graph = read_dot(text)
    return _from_rows(graph.name or name, graph.nodes, graph.edges)


def _read_csv(text: str, name: str) -> CausalMap:
    factors, cells = read_matrix(text)
    return _collect(name, factors, (weighted(s, t, w, name) for s, t, w in cells))


def _clean(text: str) -> str:
    """Text that XML can hold; other characters are shown as U+FFFD."""
    return _XML_BAD.sub("\ufffd", text)


FORMATS: dict[str, tuple[Callable[[CausalMap], str], Callable[[str, str], CausalMap]]] = {
    "csv": (write_matrix, _read_csv),
    "dot": (_write_dot, _read_dot),
    "gexf": (_write_gexf, _read_gexf),
    "graphml": (_write_graphml, _read_graphml),
    "json": (_write_json, _read_json),
}
"""Name of each format, which is also the usual file ending, to its writer and reader."""

"""DOT, the language of Graphviz (https://graphviz.org/doc/info/lang.html).

It is read here rather than with pydot, whose parser takes over a minute for a map of 1,000 factors.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

Attributes = dict[str, str]

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
_STYLE = {1: 'color="#0b5394", arrowhead=normal', -1: 'color="#b45309", arrowhead=tee'}
_TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/|^\#[^\n]*)
    |(?P<quoted>"(?:\\.|[^"\\])*")
    |(?P<html><[^<>]*>)
    |(?P<arrow>->|--)
    |(?P<id>[^\W\d]\w*|-?(?:\.\d+|\d+(?:\.\d*)?))
    |(?P<sign>[{}\[\];,=:])
    |(?P<bad>.)""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


class Digraph(NamedTuple):
    """What a DOT text holds: nodes and edges with their attributes, in order of appearance."""

    name: str
    nodes: dict[str, Attributes]
    edges: list[tuple[str, str, Attributes]]


class _Token(NamedTuple):
    kind: str
    text: str


def write_dot(name: str, factors: Iterable[str], rows: Iterable[tuple[str, str, Mapping[str, Any]]]) -> str:
    """A digraph; edges carry their attributes, and colour, head and style as in the pictures."""
    lines = [f"digraph {_quote(name)} {{", "  rankdir=LR;", "  node [shape=box, style=rounded];"]
    lines += [f"  {_quote(factor)};" for factor in factors]
    for source, target, row in rows:
        style = _STYLE.get(row["sign"], 'color="#6b7280", arrowhead=odot')
        dashed = ", style=dashed" if row["denied"] and not row["asserted"] and not row["hedged"] else ""
        data = ", ".join(f"{key}={_quote(str(value))}" for key, value in row.items())
        lines.append(f"  {_quote(source)} -> {_quote(target)} [{style}{dashed}, {data}];")
    return "\n".join([*lines, "}"]) + "\n"


def read_dot(text: str) -> Digraph:
    """The digraph of a text; subgraphs are flattened, ports are passed over.

    Raises:
        ValueError: the text is not a digraph.
    """
    tokens = [
        _Token(match.lastgroup or "", match.group())
        for match in _TOKEN.finditer(text)
        if match["skip"] is None
    ]
    return _Parser(tokens).graph()


class _Parser:
    """Recursive descent over the grammar of the manual."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.found = Digraph("", {}, [])

    def graph(self) -> Digraph:
        self.accept("strict")
        if not self.accept("digraph"):
            raise ValueError("the text holds no digraph")
        name = "" if self.peek().text == "{" else self.name()
        self.block({})
        return self.found._replace(name=name)

    def peek(self) -> _Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else _Token("end", "the end")

    def accept(self, text: str) -> bool:
        """Step over a sign or keyword, if it comes next; a quoted word is never a keyword."""
        here = self.peek()
        found = here.text == text or (here.kind == "id" and here.text.lower() == text)
        self.at += found
        return found

    def expect(self, text: str) -> None:
        if not self.accept(text):
            raise ValueError(f"{text!r} expected, not {self.peek().text[:30]!r}")

    def name(self) -> str:
        here = self.peek()
        if here.kind not in {"id", "quoted", "html"}:
            raise ValueError(f"a name expected, not {here.text[:30]!r}")
        self.at += 1
        return _bare(here.text) if here.kind == "quoted" else here.text

    def block(self, defaults: Attributes) -> list[str]:
        """A list of statements in braces; the nodes that it names."""
        self.expect("{")
        edge = dict(defaults)
        inside: list[str] = []
        while not self.accept("}"):
            if self.accept("edge"):
                edge |= self.attributes()
            elif self.accept("graph") or self.accept("node"):
                self.attributes()
            elif not (self.accept(";") or self.accept(",")):
                inside += self.statement(edge)
        return inside

    def statement(self, defaults: Attributes) -> list[str]:
        """A node, a chain of edges, or a setting of the graph; the nodes that it names."""
        ends = [self.end(defaults)]
        if len(ends[0]) == 1 and self.accept("="):
            self.name()
            return []
        while self.peek().kind == "arrow":
            self.at += 1
            ends.append(self.end(defaults))
        given = self.attributes()
        named = [node for end in ends for node in end]
        for node in named:
            self.found.nodes.setdefault(node, {})
        if len(ends) == 1:
            for node in named:
                self.found.nodes[node].update(given)
        for sources, targets in pairwise(ends):
            self.found.edges.extend((s, t, {**defaults, **given}) for s in sources for t in targets)
        return named

    def end(self, defaults: Attributes) -> list[str]:
        """One end of an edge: a node, or all the nodes of a subgraph."""
        if self.accept("subgraph"):
            if self.peek().text != "{":
                self.name()
            return self.block(defaults)
        if self.peek().text == "{":
            return self.block(defaults)
        node = self.name()
        while self.accept(":"):
            self.name()
        return [node]

    def attributes(self) -> Attributes:
        found: Attributes = {}
        while self.accept("["):
            while not self.accept("]"):
                key = self.name()
                found[key] = self.name() if self.accept("=") else "true"
                if not self.accept(","):
                    self.accept(";")
        return found


def _quote(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(c, c) for c in text) + '"'


def _bare(text: str) -> str:
    meaning = {"n": "\n", "r": "\r"}
    return re.sub(r"\\(.)", lambda m: meaning.get(m[1], m[1]), text[1:-1], flags=re.DOTALL)

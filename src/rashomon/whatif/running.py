"""A causal map with what can be done with it: look at it, measure it, ask it, save it."""

import json
from collections.abc import Mapping
from html import escape
from io import StringIO
from pathlib import Path as File

from rashomon import maps
from rashomon.errors import InputError
from rashomon.export.files import writable
from rashomon.export.frame import Table
from rashomon.maps import Comparison, Loops, Paths, Position
from rashomon.model import CausalMap, Edge, Statement
from rashomon.whatif.answers import Answers, Holding, Options, answer_all
from rashomon.whatif.picture import draw_answers
from rashomon.whatif.question import Vocabulary, ask, named
from rashomon.whatif.shapes import cells, notes, reasons, record, rows, understood, whys

FORMATS = ("svg", "png", *maps.FORMATS)
"""What a map can be written as."""
ANSWER_FORMATS = ("svg", "png", "json", "csv")
"""What answers can be written as."""


class WhatIf(Answers):
    """The answers of all accounts; a notebook shows them as a picture with what must be said of them."""

    @classmethod
    def of(cls, answers: Answers) -> "WhatIf":
        """The same answers with faces."""
        return cls(answers.query, answers.answers, answers.reasons, answers.statements, answers.options)

    def table(self) -> Table:
        """One row for each factor and account, for Arrow, pandas, polars and CSV."""
        return rows(self)

    def svg(self) -> str:
        """The table of answers as small multiples."""
        return draw_answers(self)

    def write(self, format_: str) -> str | bytes:
        """The answers as text in one of `ANSWER_FORMATS`; PNG as bytes.

        Raises:
            InputError: there is no such format, or an extra that it needs is not installed.
        """
        match format_:
            case "svg":
                return self.svg()
            case "png":
                return maps.png(self.svg())
            case "json":
                return json.dumps(record(self), ensure_ascii=False, indent=1) + "\n"
            case "csv":
                file = StringIO()
                rows(self).write_csv(file)
                return file.getvalue()
        raise InputError(f"no format {format_!r} for answers; choose one of: {', '.join(ANSWER_FORMATS)}")

    def save(self, file: str | File, format_: str | None = None) -> File:
        """Write the answers to a file.

        Args:
            file: where to.
            format_: one of `ANSWER_FORMATS`; by default what the file's name ends with.

        Raises:
            InputError: no such format, or the file cannot be written.
        """
        path = File(file)
        form = format_ or path.suffix[1:].lower()
        if form not in ANSWER_FORMATS:
            ends = ", ".join(ANSWER_FORMATS)
            raise InputError(f"{path}: no format for answers; end its name with one of: {ends}")
        put(path, self.write(form))
        return path

    def _repr_svg_(self) -> str:
        return self.svg()

    def _repr_html_(self) -> str:
        matches = "".join(f"<li>{escape(understood(match))}</li>" for match in self.query.matches)
        said = "".join(f"<li>{escape(note)}</li>" for note in notes(self))
        why = "".join(f"<p>{escape(head)}</p><ul>{''.join(f'<li>{escape(x)}</li>' for x in rest)}</ul>"
                      for head, *rest in whys(self))  # fmt: skip
        return f"<ul>{matches}</ul>{self.svg()}<ul>{said}</ul>{why}"

    def __str__(self) -> str:
        header, found = cells(self)
        lines = [*map(understood, self.query.matches), "\t".join(header), *("\t".join(row) for row in found)]
        return "\n".join([*lines, *notes(self), *reasons(self)])


class AccountMap:
    """The causal map of one account; a notebook shows it as a picture.

    Args:
        causal_map: the map.
        known: changes that the account says have happened: factor to 1 or -1.
        statements: those that its edges rest on, by id.
        vocabulary: labels of its factors, for questions in free words; by default their names.
    """

    def __init__(
        self,
        causal_map: CausalMap,
        known: Mapping[str, int] | None = None,
        statements: Mapping[str, Statement] | None = None,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self.causal_map = causal_map
        self.known = dict(known or {})
        self.statements = dict(statements or {})
        self._vocabulary = vocabulary or Vocabulary({f: (f,) for f in causal_map.factors})

    @property
    def name(self) -> str:
        """Whose map it is."""
        return self.causal_map.name

    @property
    def factors(self) -> tuple[str, ...]:
        """Names of the factors, sorted."""
        return self.causal_map.factors

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The edges, denied ones among them."""
        return self.causal_map.edges

    @property
    def density(self) -> float:
        """Share of the possible ordered pairs of factors that an edge joins."""
        return maps.density(self.causal_map)

    def positions(self) -> tuple[Position, ...]:
        """The position of each factor, most central first."""
        return maps.positions(self.causal_map)

    def loops(self, limit: int = 1000) -> Loops:
        """The feedback loops with their signs; see `rashomon.maps.loops`."""
        return maps.loops(self.causal_map, limit)

    def paths(self, source: str, target: str, limit: int = 100) -> Paths:
        """The signed paths from one factor to another; see `rashomon.maps.paths`."""
        return maps.paths(self.causal_map, source, target, limit)

    def compare(self, other: "AccountMap") -> Comparison:
        """This map and another side by side."""
        return maps.compare(self.causal_map, other.causal_map)

    def what_if(self, changes: str | Mapping[str, int], options: Options | None = None) -> WhatIf:
        """Ask what follows if factors rise or fall.

        Args:
            changes: words ("sanctions lifted"), or names of factors to 1 (more) or -1 (less).
            options: how to ask.

        Raises:
            InputError: nothing is asked, or the map holds nothing like it.
        """
        understand = (
            ask(changes, self._vocabulary) if isinstance(changes, str) else named(changes, self._vocabulary)
        )
        held = [Holding(self.causal_map, self.known)]
        return WhatIf.of(answer_all(understand, held, self.statements, options))

    def write(self, format_: str) -> str | bytes:
        """The map as text in one of `FORMATS`; PNG as bytes.

        Raises:
            InputError: there is no such format, or an extra that it needs is not installed.
        """
        if format_ == "svg":
            return maps.draw(self.causal_map)
        if format_ == "png":
            return maps.png(maps.draw(self.causal_map))
        return maps.write_map(self.causal_map, format_)

    def save(self, file: str | File, format_: str | None = None) -> File:
        """Write the map to a file.

        Args:
            file: where to.
            format_: one of `FORMATS`; by default what the file's name ends with.

        Raises:
            InputError: no such format, or the file cannot be written.
        """
        path = File(file)
        form = format_ or path.suffix[1:].lower()
        if form not in FORMATS:
            raise InputError(f"{path}: no format for maps; end its name with one of: {', '.join(FORMATS)}")
        put(path, self.write(form))
        return path

    def _repr_svg_(self) -> str:
        return maps.draw(self.causal_map)

    def __repr__(self) -> str:
        return f"<AccountMap of {self.name}: {len(self.factors)} factors, {len(self.edges)} edges>"


def put(path: File, content: str | bytes) -> None:
    """Write text or bytes to a file.

    Raises:
        InputError: the file cannot be written.
    """
    if isinstance(content, str):
        with writable(path) as opened:
            opened.write(content)
        return
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); name another file") from error

"""The typed contexts are exactly what the templates show."""

import dataclasses
import types
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from jinja2 import Environment, nodes

from rashomon.model import Page, Statement
from rashomon.report import contexts
from rashomon.report.build import assemble
from tests.report.test_sides import compared

RECORDS = [
    item for item in vars(contexts).values() if isinstance(item, type) and dataclasses.is_dataclass(item)
]
TEMPLATES = Path(str(resources.files("rashomon.report"))) / "templates"


def attributes() -> set[str]:
    """Every name after a dot in any template."""
    environment = Environment(autoescape=True)
    return {
        found.attr
        for path in TEMPLATES.glob("*.html")
        for found in environment.parse(path.read_text("utf-8")).find_all(nodes.Getattr)
    }


def test_every_field_has_a_help_text() -> None:
    for record in RECORDS:
        for name, hint in get_type_hints(record, include_extras=True).items():
            assert get_origin(hint) is Annotated, f"{record.__name__}.{name}"
            assert get_args(hint)[1].strip()


def test_templates_show_every_field_and_know_no_other() -> None:
    fields = {field.name for record in RECORDS for field in dataclasses.fields(record)}
    shown = attributes() - {"format", "last"}  # a string's method, and the loop's own
    unshown = {"factuality"}  # shown as an attribute of elements, see marks.html
    assert shown - fields == set()
    assert fields - shown - unshown == set()


def values(value: Any, hint: Any) -> Iterator[tuple[Any, Any]]:
    """Each value below a record, with its declared type."""
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield value, hint
        for name, below in get_type_hints(type(value), include_extras=True).items():
            yield from values(getattr(value, name), below)
    elif isinstance(value, tuple):
        yield value, tuple
        for item in value:
            yield from values(item, get_args(hint)[0])
    else:
        yield value, get_args(hint) if isinstance(hint, types.UnionType) else hint


def test_contexts_hold_what_they_declare(courier: Page, review: Page, statements: list[Statement]) -> None:
    report = assemble([courier, review], statements, "title", [("a.jpg", "not text")], compared(statements))
    seen = 0
    for value, hint in values(report, contexts.Report):
        allowed = (int, float) if hint is float else hint
        assert isinstance(value, allowed), f"{value!r} is no {hint}"
        seen += 1
    assert seen > 500

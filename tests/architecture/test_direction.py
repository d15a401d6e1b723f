"""Direction of imports, one way: faces -> case -> stages, store, export, report -> model -> errors."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "rashomon"
FILES = sorted(PACKAGE.rglob("*.py"))

STAGES = {"pages", "reading", "accounts", "maps", "simulation", "relations"}
LAYERS = {
    "errors": set(),
    "model": {"errors"},
    **{stage: {"model", "errors", "resources"} for stage in STAGES},
    "resources": {"errors"},
    "store": {"model", "errors"},
    "export": {"model", "errors"},
    # the report is made of records alone, so that case.report() can write it without a cycle
    "report": {"model", "errors"},
    "progress": set(),
    "tables": {"progress"},
    "examples": {"errors"},
    "whatif": {"accounts", "maps", "simulation", "export", "resources", "model", "errors"},
    "account": {"accounts", "maps", "whatif", "export", "model", "errors"},
    "questions": {"account", "accounts", "maps", "whatif", "model", "errors"},
    "case": {
        *STAGES, "account", "questions", "whatif", "store", "export", "report", "progress", "model", "errors",
    },
    "workbench": {"case", "report", "model", "errors", "progress", "export"},
    "cli_accounts": {"account", "case", "export", "progress", "tables", "model", "errors"},
    "cli_maps": {"case", "whatif", "maps", "export", "progress", "tables", "model", "errors"},
    "cli": {
        *STAGES, "case", "cli_accounts", "cli_maps", "report", "workbench", "export", "progress", "tables",
        "examples", "model", "errors",
    },
    "__init__": {"case", "model", "errors"},
    "__main__": {"cli"},
}  # fmt: skip
"""What each unit may import of the others; a unit may import itself."""


def unit(path: Path) -> str:
    """The folder or file directly under the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    """The module's full name."""
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in FILES}


def imported(path: Path) -> set[str]:
    """Full names of the modules that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            inner = {alias.name: f"{node.module}.{alias.name}" for alias in node.names}
            names.update(inner[n] if inner[n] in MODULES else str(node.module) for n in inner)
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name | ast.Attribute)
            and (node.func.id if isinstance(node.func, ast.Name) else node.func.attr) == "import_module"
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            names.add(str(node.args[0].value))
    return names


def units_imported(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path) if name.startswith("rashomon.")} - {unit(path)}


def test_there_are_files() -> None:
    assert len(FILES) > 10


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    assert unit(path) in LAYERS, "a new unit: give it a place in LAYERS and in the design"
    assert units_imported(path) <= LAYERS[unit(path)]


def test_of_the_package_itself_only_the_version_is_imported() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "rashomon":
                names = {alias.name for alias in node.names}
                assert names <= {"__version__"} | {n.split(".")[1] for n in MODULES if "." in n}, path


def test_only_the_store_imports_sqlite() -> None:
    users = {unit(path) for path in FILES if {"sqlite3", "apsw"} & imported(path)}
    assert users == {"store"}


def test_modules_import_one_another_in_no_circle() -> None:
    graph = {name: imported(path) & MODULES.keys() - {name} for name, path in MODULES.items()}
    graph = {name: targets - {"rashomon"} for name, targets in graph.items()}  # its __version__ only
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for target in sorted(graph[name]):
                visit(target, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_there_is_no_drawer() -> None:
    drawers = {"utils", "util", "helpers", "common", "misc"}
    assert not [path for path in FILES if drawers & {*path.parts, path.stem}]

"""A stage knows what stands above it and nothing below; modules and functions keep their measure."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "zsextract"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "rules" not in path.relative_to(PACKAGE).parts[:-1])

# From the ground up: a module imports from its own layer and from those before it. A folder stands for all in it.
LAYERS = (
    ("errors", "spans", "inputs", "rulecache", "patterns"),
    ("decode", "fold", "trace"),
    ("bounds", "numerals", "lexicons"),
    ("macros", "rulefile", "rulespec", "rulebuild", "rules"),
    ("segment",),
    ("repair",),
    ("articles", "sentences"),
    ("find",),
    ("link",),
    ("outlook",),
    ("targets",),
    ("subjects",),
    ("indicators", "roles"),
    ("figures",),
    ("recordwords",),
    ("records",),
    ("compose",),
    ("pipeline",),
    ("ruleproblem", "rulepattern", "rulecost", "rulereview", "rulecheck", "ruleexample", "ruletest"),
    ("rulenew", "rulelist"),
    ("goldfile", "evaluate"),
    ("corpus",),
    ("output", "explain"),
    ("cli", "cli_batch", "cli_rules"),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def imported(tree: ast.AST, package: str, *, types: bool = False) -> Iterator[str]:
    """The full names of what a module imports and of where from; what only types need counts with ``types`` alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" and not types:
            continue
        if isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")[: len(package.split(".")) + 1 - node.level]
                base = ".".join([*parts, *([base] if base else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        else:
            yield from imported(node, package, types=types)


def full_name(path: Path) -> str:
    """The name under which a module is imported."""
    return ".".join(["zsextract", *path.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__")


def folder(path: Path) -> str:
    """The package that a module is in, itself for an ``__init__``."""
    return ".".join(["zsextract", *path.relative_to(PACKAGE).parts[:-1]])


def home(path: Path) -> str:
    """The first name of a module inside the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_upwards(path: Path) -> None:
    name = home(path)
    if name.startswith("__"):
        return
    assert name in LEVEL, "a new module: give it its place in LAYERS, and in the map in CONTRIBUTING.md"
    names = (used.split(".") for used in imported(ast.parse(path.read_text(encoding="utf-8")), folder(path)))
    used = {name[1] for name in names if name[0] == "zsextract" and len(name) > 1} - {"__version__"}
    wrong = sorted(other for other in used if LEVEL[other] > LEVEL[name])
    assert not wrong, f"{name} must not import {wrong}"


def test_no_imports_go_in_a_circle() -> None:
    modules = {full_name(path): path for path in FILES}
    uses: dict[str, list[str]] = {}
    for name, path in modules.items():
        names = imported(ast.parse(path.read_text(encoding="utf-8")), folder(path), types=True)
        uses[name] = [used for used in names if used in modules and used != name]
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        pytest.fail(f"each is imported by the next, be it late or for its types: {' → '.join(error.args[1])}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_size_and_names(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 350, "split it along what its parts are about"
    assert not path.stem.startswith(("util", "helper", "common", "misc")), "name it after what it does"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 60, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_public_names_are_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "say what the module is for"
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    scopes: list[ast.Module | ast.ClassDef] = [tree, *classes]
    for scope in scopes:
        for node in scope.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{node.name} has no docstring"


def test_importing_costs_nothing() -> None:
    heavy = {"jieba", "pydantic", "regex", "rich"}
    code = f"import sys, zsextract, zsextract.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_extracting_does_not_load_what_it_can_do_without() -> None:
    code = (
        "import sys; from zsextract import extract; list(extract('全市签约项目12个。'));"
        "print(sorted({'jieba', 'opencc', 'rich', 'click'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""What the layers in pyproject.toml cannot say; `nox -s layers` holds the imports to those."""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING

import grimp
import pytest

from tests._corpus import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMATS = "newsrec.formats"


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("newsrec", include_external_packages=True, cache_dir=None)


def _format_of(module: str) -> str | None:
    """The format that a module belongs to; None for what formats share and what is none of theirs."""
    name = module.removeprefix(f"{FORMATS}.").partition(".")[0]
    return name if module.startswith(f"{FORMATS}.") and not name.startswith("_") else None


def test_no_format_imports_another(graph: grimp.ImportGraph) -> None:
    owners = {module: owner for module in graph.modules if (owner := _format_of(module))}
    assert owners
    for module, owner in owners.items():
        others = {_format_of(each) for each in graph.find_modules_directly_imported_by(module)}
        assert others <= {owner, None}, module


@pytest.mark.parametrize("library", ["lxml", "cattrs"])
def test_only_formats_know_the_library(graph: grimp.ImportGraph, library: str) -> None:
    users = graph.find_modules_that_directly_import(library)
    assert users
    assert {m for m in users if not m.startswith(FORMATS)} == set()


# -- circles ---------------------------------------------------------------------------------------


def _modules(root: Path) -> dict[str, Path]:
    """The modules of the package and the two beside it, by name."""
    files = [*root.glob("_newsrec_*.py"), *(root / "newsrec").rglob("*.py")]
    names = [file.relative_to(root).with_suffix("").as_posix().removesuffix("/__init__") for file in files]
    return {name.replace("/", "."): file for name, file in zip(names, files, strict=True)}


def _imported_by(tree: ast.AST) -> Iterator[str]:
    """What a module imports when it runs, within functions too; what only type checkers see is left out."""
    match tree:
        case ast.If(test=ast.Name("TYPE_CHECKING"), orelse=rest):
            for statement in rest:
                yield from _imported_by(statement)
        case ast.Import(names):
            yield from [each.name for each in names]
        case ast.ImportFrom(module, names):
            yield from [f"{module}.{each.name}" for each in names]
        case _:
            for each in ast.iter_child_nodes(tree):
                yield from _imported_by(each)


@cache
def _imports_of(text: str) -> frozenset[str]:
    """Return what a module of this text imports; a tree that is seeded has most modules of another."""
    return frozenset(_imported_by(ast.parse(text)))


def circles(root: Path) -> list[list[str]]:
    """The modules below a folder that import one another round in a circle, and those between two circles."""
    modules = _modules(root)
    graph: dict[str, set[str]] = {}
    for module, file in modules.items():
        graph[module] = set()
        for name in _imports_of(file.read_text(encoding="utf-8")):
            while name and name not in modules:
                name = name.rpartition(".")[0]  # noqa: PLW2901 - a name of a module is of its package
            graph[module] |= {name} - {"", module}
    while True:  # what imports nothing that is left, or is imported by nothing, is in no circle
        used = set().union(*graph.values())
        kept = {module: each & graph.keys() for module, each in graph.items() if module in used}
        kept = {module: each for module, each in kept.items() if each}
        if kept == graph:
            return [sorted(graph)] if graph else []
        graph = kept


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert len(_modules(ROOT)) > 150
    assert circles(ROOT) == []


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("newsrec/model.py", "def late():\n    from _newsrec_hypothesis import register\n"),
        ("newsrec/errors.py", "from newsrec.messages import suggest\n"),
        ("newsrec/body.py", "def late():\n    import newsrec.codec.reading\n"),
        ("newsrec/catalogue/__init__.py", "if True:\n    from newsrec import rules\n"),
    ],
)
def test_a_circle_is_found(tmp_path: Path, module: str, line: str) -> None:
    for file in _modules(ROOT).values():
        copy = tmp_path / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / module).open("a", encoding="utf-8") as seeded:
        seeded.write(line)
    [circle] = circles(tmp_path)
    assert module.removesuffix(".py").removesuffix("/__init__").replace("/", ".") in circle


def test_what_only_type_checkers_see_is_no_circle(tmp_path: Path) -> None:
    (tmp_path / "newsrec").mkdir()
    (tmp_path / "newsrec" / "one.py").write_text("import newsrec.two\n")
    (tmp_path / "newsrec" / "two.py").write_text("if TYPE_CHECKING:\n    import newsrec.one\n")
    assert circles(tmp_path) == []

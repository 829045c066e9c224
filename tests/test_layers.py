"""The imports of the package point down only; see `tool.importlinter` in pyproject.toml for the layers."""

from __future__ import annotations

import os
import subprocess
import sys

import grimp
import pytest

from tests._corpus import ROOT

FORMATS = "newsrec.formats"


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("newsrec", include_external_packages=True, cache_dir=None)


def test_layers_are_kept() -> None:
    check = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert check.returncode == 0, check.stdout + check.stderr


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

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


def test_no_format_imports_another(graph: grimp.ImportGraph) -> None:
    formats = {m for m in graph.find_descendants(FORMATS) if not m.removeprefix(FORMATS).startswith("._")}
    assert formats
    assert {
        m: found for m in formats if (found := graph.find_modules_directly_imported_by(m) & formats)
    } == {}


@pytest.mark.parametrize("library", ["lxml", "cattrs"])
def test_only_formats_know_the_library(graph: grimp.ImportGraph, library: str) -> None:
    if library in graph.modules:
        users = graph.find_modules_that_directly_import(library)
        assert {m for m in users if not m.startswith(FORMATS)} == set()

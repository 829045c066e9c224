"""Every example of README.md and docs/ runs: Python blocks, and console blocks, which print what they show.

A test that a Python block defines, a function `test_…` of no arguments, is run too.
Blocks marked `bash` set up environments: `.ci/run` runs those of README.md word for word.
"""

from __future__ import annotations

import doctest
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sybil import Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser

from tests._corpus import PAGES, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sybil import Example


def _session(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output printed under it."""
    assert text.startswith("$ "), f"a console block begins with a command after '$ ', found {text!r}"
    for part in text.removeprefix("$ ").split("\n$ "):
        command, _, output = part.partition("\n")
        yield command, output.rstrip("\n")


def run_console(example: Example) -> str | None:
    """None where each command prints what the block shows; `...` stands for any text."""
    for command, expected in _session(example.parsed):
        run = subprocess.run(
            ["bash", "-c", f'newsrec() {{ "{sys.executable}" -m newsrec "$@"; }}\n{command}'],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        checker = doctest.OutputChecker()
        if not checker.check_output(expected + "\n", run.stdout.rstrip("\n") + "\n", doctest.ELLIPSIS):
            return f"$ {command}\nshould print\n{expected}\nand printed\n{run.stdout}"
    return None


SYBIL = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS),
        CodeBlockParser(language="console", evaluator=run_console),
    ]
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_examples_of_the_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    monkeypatch.chdir(tmp_path)  # the examples may write files
    for example in SYBIL.parse(page).examples():
        example.evaluate()
        for name in [name for name in example.namespace if name.startswith("test_")]:
            example.namespace.pop(name)()

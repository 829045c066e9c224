"""Every example runs: the Python blocks of README.md and docs/, the console blocks, and the docstrings.

A test that a Python block defines, a function `test_…` of no arguments, is run too; a console
block prints what it shows. Blocks marked `bash` set up environments: `.ci/run` runs those of
README.md word for word.
"""

from __future__ import annotations

import doctest
import shutil
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from sybil import Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser

from tests._command import shell
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
        run = shell(command)
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


@pytest.fixture(autouse=True)
def _few_of_hypothesis(request: pytest.FixtureRequest) -> Iterator[None]:
    """The tests in examples show how one is written; what they hold is tested elsewhere, at length."""
    before = request.config.getoption("--hypothesis-profile") or "gate"
    settings.register_profile("few", settings.get_profile(before), max_examples=25)
    settings.load_profile("few")
    yield
    settings.load_profile(before)


MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted((ROOT / "newsrec").rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_module(name: str) -> None:
    found = doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS)
    assert (found.failed, found.attempted > 0) == (0, True)

"""Every example runs: the Python blocks of README.md and docs/, the console blocks, and the docstrings.

A test that a Python block defines, a function `test_…` of no arguments, is run too; a console
block prints what it shows, and the commands in a YAML block work. Blocks marked `bash` set up
environments: `.ci/run` runs those of README.md word for word.
"""

from __future__ import annotations

import doctest
import shutil
import tomllib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import settings
from sybil import Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser

from newsrec.context import load_config
from tests._command import shell, write
from tests._corpus import PAGES, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

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


PLUGIN = (ROOT / "_newsrec_pytest.py").read_text(encoding="utf-8")


def run_yaml(example: Example) -> str | None:
    """None where each command of newsrec in a file for CI works, and gives the files that it and others name.

    It is run on a folder of news, feeds/; a hook of pre-commit is run with its arguments as the one
    of that name is.
    """
    whole = yaml.safe_load(example.parsed)
    Path("feeds").mkdir(exist_ok=True)
    shutil.copy("docs/examples/harbour-pilots.txt", "feeds")
    texts = list(_texts(whole))
    commands = [text for text in texts if text.startswith("newsrec ")]
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    for repository in whole.get("repos", ()):
        commands += [
            " ".join([hooks[hook["id"]]["entry"], *hook.get("args", ()), "feeds/harbour-pilots.txt"])
            for hook in repository["hooks"]
        ]
    if not commands:
        return "there is no command of newsrec in it"
    for command in commands:
        run = shell(command)
        if run.returncode:
            return f"$ {command}\nended with {run.returncode}:\n{run.stdout}"
    named = [text for text in texts if text.endswith((".sarif", ".xml")) and " " not in text]
    missing = [name for name in named if not Path(name).is_file()]
    return f"no command writes {', '.join(missing)}" if missing else None


def run_toml(example: Example) -> str | None:
    """None where settings are what they say: of the pytest plugin, or of newsrec."""
    whole = tomllib.loads(example.parsed)
    settings = whole.get("tool", {}).get("pytest", {}).get("ini_options", {})
    unknown = [name for name in settings if f'"{name}"' not in PLUGIN]
    if not {"tool", "project"} & set(whole):
        load_config(write(Path("settings/newsrec.toml"), example.parsed))
    return f"the plugin has no setting {', '.join(unknown)}" if unknown else None


def _texts(value: Any) -> Iterator[str]:
    """The texts in a document of YAML, those in lists and maps too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


SYBIL = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS),
        CodeBlockParser(language="console", evaluator=run_console),
        CodeBlockParser(language="yaml", evaluator=run_yaml),
        CodeBlockParser(language="toml", evaluator=run_toml),
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
def _few_of_hypothesis() -> Iterator[None]:
    """The tests in examples show how one is written; what they hold is tested elsewhere, at length."""
    settings.register_profile("before", settings())
    settings.register_profile("few", settings(), max_examples=10)
    settings.load_profile("few")
    yield
    settings.load_profile("before")


MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted((ROOT / "newsrec").rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_module(name: str) -> None:
    found = doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS)
    assert (found.failed, found.attempted > 0) == (0, True)

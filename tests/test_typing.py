"""What an editor and a type checker see of newsrec: `tests/typing` holds programs as users write them.

mypy reads them with all the rest (`nox -s types`), so that a mistake which it no longer finds fails
the gate as an ignore that nothing needs. pyright reads them here, where it can run.
Both read what the pages of README.md and docs/ show, each page as one program.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import typing
from typing import TYPE_CHECKING

import jedi
import pytest
from mypy import api as mypy

import newsrec
from newsrec.model import NewsItem
from newsrec.paths import field_names
from tests._corpus import PAGES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

PROGRAMS = ROOT / "tests" / "typing"


def completed(code: str) -> set[str]:
    """The names that an editor offers at the end of a program."""
    script = jedi.Script(code, path=ROOT / "program.py", project=jedi.Project(ROOT))
    return {each.name for each in script.complete()}


def test_the_public_names_are_completed() -> None:
    assert set(newsrec.__all__) - completed("import newsrec\nnewsrec.") == set()


@pytest.mark.parametrize(
    "story",
    [
        "newsrec.loads(b'')",
        "newsrec.fit(x, 'wire').item",
        "newsrec.NewsItem.picture('x')",
        "next(newsrec.iter_items('x'))",
    ],
)
def test_the_fields_of_a_story_are_completed(story: str) -> None:
    offered = completed(f"import newsrec\n{story}.")
    assert {*field_names(NewsItem), "text", "authors", "url"} - offered == set()


def test_the_arguments_of_a_story_are_completed() -> None:
    assert "headline=" in completed("from newsrec import NewsItem\nNewsItem(head")


def test_what_a_finding_says_is_completed() -> None:
    code = "import newsrec\nfor found in newsrec.validate(x):\n    found."
    assert {"code", "severity", "message", "path", "position", "hint"} <= completed(code)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("newsrec.loads(b'').urgency", "From 1, the most urgent, to 9"),
        ("newsrec.fit(x, 'wire').item.embargoed", "True until further notice"),
        ("newsrec.Site().logo", "The address of the publisher's logo"),
        ("newsrec.validate(x)[0].hint", "What to do about it"),
    ],
)
def test_an_editor_shows_what_a_field_holds(code: str, text: str) -> None:
    script = jedi.Script(f"import newsrec\n{code}", path=ROOT / "program.py", project=jedi.Project(ROOT))
    assert text in " ".join(each.docstring() for each in script.help(2, len(code) - 1))


def shown(page: str) -> str:
    """The Python blocks of a page as one program; what is typed at a prompt without what it printed."""
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    typed = re.compile(r"^(?:>>>|\.\.\.)(?: (.*))?$", re.MULTILINE)
    return "\n".join(
        "\n".join(typed.findall(block)) + "\n" if block.startswith(">>>") else block for block in blocks
    )


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a program for each page that shows Python."""
    folder = tmp_path_factory.mktemp("examples")
    for page in PAGES:
        if program := shown(page.read_text(encoding="utf-8")):
            name = "_".join(page.relative_to(ROOT).with_suffix("").parts).replace("-", "_")
            (folder / f"{name}.py").write_text(program, encoding="utf-8")
    return folder


def test_a_program_shown_is_what_was_typed() -> None:
    page = "```python\nx = 1\n```\n\n```python\n>>> if x:\n...     x\n...\n1\n```\n"
    assert shown(page) == "x = 1\n\nif x:\n    x\n\n"


def test_mypy_finds_nothing_wrong_in_the_examples(examples: Path) -> None:
    config = str(ROOT / "pyproject.toml")
    lenient = ["--allow-untyped-defs", "--check-untyped-defs"]  # a test in a page says no `-> None`
    out, err, status = mypy.run(["--config-file", config, *lenient, *map(str, sorted(examples.iterdir()))])
    assert status == 0, out + err


def test_pyright_finds_nothing_wrong_in_the_programs(examples: Path) -> None:
    offline = {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]
    asked = [*command, "--version"]
    try:
        subprocess.run(asked, env=offline, capture_output=True, check=True, cwd=ROOT, timeout=120)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip("pyright cannot run here: it needs Node.js, and fetches itself on first use")
    programs = [str(path) for path in sorted([*PROGRAMS.glob("*.py"), *examples.iterdir()])]
    run = subprocess.run(
        [*command, *programs], env=offline, capture_output=True, encoding="utf-8", check=False, cwd=ROOT
    )
    assert run.returncode == 0, run.stdout


def test_hints_of_every_class_can_be_asked_for() -> None:
    classes = [each for name in newsrec.__all__ if isinstance(each := getattr(newsrec, name), type)]
    assert newsrec.Report in classes
    for each in classes:
        typing.get_type_hints(each)  # a name that is known to type checkers alone would be an error

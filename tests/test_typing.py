"""What an editor and a type checker see of newsrec: `tests/typing` holds programs as users write them.

mypy reads them with all the rest (`nox -s types`), so that a mistake which it no longer finds fails
the gate as an ignore that nothing needs. pyright reads them here, where it is installed and can run.
"""

from __future__ import annotations

import os
import subprocess
import sys

import jedi
import pytest

import newsrec
from newsrec.model import NewsItem
from newsrec.paths import field_names
from tests._corpus import ROOT

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


def test_pyright_finds_nothing_wrong_in_the_programs() -> None:
    pytest.importorskip("pyright", reason="pyright is not installed")
    offline = {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]
    asked = [*command, "--version"]
    if subprocess.run(asked, env=offline, capture_output=True, check=False, cwd=ROOT).returncode:
        pytest.skip("pyright cannot run here: it needs Node.js, and fetches itself on first use")
    programs = [str(path) for path in sorted(PROGRAMS.glob("*.py"))]
    run = subprocess.run(
        [*command, *programs], env=offline, capture_output=True, encoding="utf-8", check=False, cwd=ROOT
    )
    assert run.returncode == 0, run.stdout

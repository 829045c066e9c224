"""The recipes of docs/contributing.md, followed word for word in a copy of the tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests._corpus import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")

#: A block of the recipes: the file that it goes to, whether it is first in a table of it, and the table.
BLOCK = re.compile(
    r"^```(?:py|text)\n# ([^\s,]+)(?:, (first )?in ([A-Z]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL
)

#: What the tests that write goldens have in their names; the others need not run twice.
GOLDEN = ("good_sample", "bad_sample", "ordinary_story", "tables_of")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the recipes touch, with each block of them put where it says."""
    top = tmp_path_factory.mktemp("tree")
    ignore = shutil.ignore_patterns("__pycache__", ".hypothesis", "_build", "codes")
    for name in ("newsrec", "tests", "docs"):
        shutil.copytree(ROOT / name, top / name, ignore=ignore)
    for path in [*ROOT.glob("*.py"), *ROOT.glob("*.md"), ROOT / "pyproject.toml"]:
        shutil.copy(path, top)
    blocks = BLOCK.findall(PAGE)
    assert len(blocks) == 9, "a block of the recipes begins with a comment that names its file"
    for file, first, table, text in blocks:
        path = top / file
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(put(old, text, table, at_start=bool(first)), encoding="utf-8")
    return top


def put(old: str, text: str, table: str, *, at_start: bool) -> str:
    """The text of a file with a block in it: in a table, or before the rules, or all of a new file."""
    if not old:
        return text
    before, opening, after = re.split(
        rf"^({table or 'RULES'}\b.*=.*\($\n)", old, maxsplit=1, flags=re.MULTILINE
    )
    if not table:
        return f"{before}{text}\n\n{opening}{after}"
    entries, end, rest = re.split(r"^(\))", after, maxsplit=1, flags=re.MULTILINE)
    return before + opening + (text + entries if at_start else entries + text) + end + rest


def run_tests(tree: Path, *arguments: str) -> str:
    """What pytest says of the copy, in a few words; an AssertionError where it does not pass."""
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def test_a_format_is_a_module_a_row_and_a_folder(tree: Path) -> None:
    files = ("tests/test_corpus.py", "tests/test_laws.py", "tests/test_tables.py")
    run_tests(tree, *files, "-k", f"memo and ({' or '.join(GOLDEN)})", "--update-goldens")
    assert re.search(r"\b1[0-9] passed", run_tests(tree, *files, "-k", "memo"))
    record = (tree / "tests/corpus/memo/good/ferry.record.json").read_text(encoding="utf-8")
    assert '"headline": "Ferry runs again"' in record
    assert "**Comes back" in (tree / "docs/formats/memo.md").read_text(encoding="utf-8")
    error = (tree / "tests/corpus/memo/bad/no-mark.error").read_text(encoding="utf-8")
    assert error.startswith("NR903 the data begins with 'Ferry runs a', expected a line 'MEMO' (memo, line 1")


def test_a_format_of_the_recipe_is_one_of_the_command_line(tree: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "newsrec", "convert", "tests/corpus/memo/good/ferry.memo", "--to", "json"],
        cwd=tree,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert run.stdout.startswith('{"newsrec":1,"headline":"Ferry runs again"')


def test_a_rule_is_a_function_and_its_entry(tree: Path) -> None:
    assert re.search(r"\b[3-9] passed", run_tests(tree, "tests/test_catalogue.py", "-k", "NR399"))


def test_the_jobs_are_those_of_the_noxfile() -> None:
    jobs = re.findall(
        r"^@nox\.session.*\n(?:@.*\n)*def (\w+)", (ROOT / "noxfile.py").read_text("utf-8"), re.MULTILINE
    )
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == jobs

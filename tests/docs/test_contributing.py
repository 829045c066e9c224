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

#: A block of the recipes: the file that it goes to, the table of it that it goes into, and before which row.
BLOCK = re.compile(
    r"^```(?:py|text)\n# ([^\s,]+)(?:, in ([A-Z]+)(?: before (\w+))?)?\n(.*?)^```$", re.MULTILINE | re.DOTALL
)

#: The commands of the recipes, without "python -m pytest".
COMMANDS = re.findall(r"^python -m pytest (.*)$", PAGE.partition("## Add a format")[2], re.MULTILINE)


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
    assert len(blocks) == 10, "a block of the recipes begins with a comment that names its file"
    for file, table, row, text in blocks:
        path = top / file
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(put(old, text, table, row), encoding="utf-8")
    return top


def put(old: str, text: str, table: str, row: str) -> str:
    """The text of a file with a block in it: in a table, or before the rules, or all of a new file."""
    if not old:
        return text
    if not table:
        before, rules, after = old.rpartition("RULES: Final")
        return f"{before}{text}\n\n{rules}{after}"
    before, opening, after = re.split(rf"^({table}\b.*=.*[({{]$\n)", old, maxsplit=1, flags=re.MULTILINE)
    if row:
        entries, end, rest = re.split(
            rf"^(    \w+\($\n +name=\"{row}\")", after, maxsplit=1, flags=re.MULTILINE
        )
    else:
        entries, end, rest = re.split(r"^([)}])", after, maxsplit=1, flags=re.MULTILINE)
    return before + opening + entries + text + end + rest


def run_tests(tree: Path, profile: str, *arguments: str) -> str:
    """What pytest says of the copy, in a few words; an AssertionError where it does not pass."""
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            f"--hypothesis-profile={profile}",
            *arguments,
        ],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def test_a_format_is_a_module_a_row_and_a_folder(tree: Path, profile: str) -> None:
    *goldens, tests, campaign = [
        command.split() for command in COMMANDS if "memo" in command or "tables" in command
    ]
    assert campaign == ["-m", "laws", "--hypothesis-profile=campaign", *tests]
    for command in goldens:
        run_tests(tree, profile, *command)
    said = run_tests(tree, profile, "-vv", *tests)
    for file in (
        "codec/test_checking",
        "docs/test_tables",
        "formats/test_corpus",
        "formats/test_damage",
        "formats/test_laws",
        "testing/test_faults",
    ):
        assert re.search(rf"^tests/{file}\.py::.*memo.* PASSED", said, re.MULTILINE), file
    run_tests(tree, profile, "tests/codec/test_codec.py", "tests/docs/test_tables.py")
    record = (tree / "tests/corpus/memo/good/ferry.record.json").read_text(encoding="utf-8")
    assert '"headline": "Ferry runs again"' in record
    assert '"It ran all day."' in record
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
    assert run.stdout.startswith('{"newsrec":1,"published":"2024-05-02","headline":"Ferry runs again"')


def test_a_rule_is_a_function_and_its_entry(tree: Path, profile: str) -> None:
    assert re.search(
        r"\b[3-9] passed", run_tests(tree, profile, "tests/catalogue/test_entries.py", "-k", "NR399")
    )


def test_the_jobs_are_those_of_the_noxfile() -> None:
    jobs = re.findall(
        r"^@nox\.session.*\n(?:@.*\n)*def (\w+)", (ROOT / "noxfile.py").read_text("utf-8"), re.MULTILINE
    )
    table = PAGE.partition("## The jobs")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == jobs

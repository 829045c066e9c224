"""`python -m tests.tools.programs`: mypy and pyright read the Python that README.md and docs/ show.

Each page is one program. `tests/typing` holds programs as users write them, which pyright reads
too. mypy reads those with all the rest, so that a mistake which it no longer finds fails as an
ignore that nothing needs.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests._corpus import PAGES, ROOT

TYPED = ROOT / "tests" / "typing"


def program_of(page: str) -> str:
    """Return the Python blocks of a page; of what is typed at a prompt, the input without its output."""
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    typed = re.compile(r"^(?:>>>|\.\.\.)(?: (.*))?$", re.MULTILINE)
    return "\n".join(
        "\n".join(typed.findall(block)) + "\n" if block.startswith(">>>") else block for block in blocks
    )


def write_programs(folder: Path) -> list[str]:
    """Write a program for each page that shows Python; return the paths."""
    written = []
    for page in PAGES:
        if program := program_of(page.read_text(encoding="utf-8")):
            name = "_".join(page.relative_to(ROOT).with_suffix("").parts).replace("-", "_")
            path = folder / f"{name}.py"
            path.write_text(program, encoding="utf-8")
            written.append(str(path))
    return written


def run_mypy(programs: list[str]) -> int:
    """Return the exit code of mypy; it lets a test in a page say no `-> None`."""
    lenient = ["--allow-untyped-defs", "--check-untyped-defs"]
    config = ["--config-file", str(ROOT / "pyproject.toml")]
    return subprocess.run(
        [sys.executable, "-m", "mypy", *config, *lenient, *programs], check=False
    ).returncode


def run_pyright(programs: list[str]) -> int:
    """Return the exit code of pyright, or 0 where it cannot run."""
    environment = {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    command = [sys.executable, "-m", "pyright"]
    try:
        subprocess.run(
            [*command, "--version"], env=environment, capture_output=True, check=True, cwd=ROOT, timeout=120
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        print("pyright is skipped: it needs Node.js, and fetches itself on first use")
        return 0
    command += ["--pythonpath", sys.executable]
    programs = [*map(str, sorted(TYPED.glob("*.py"))), *programs]
    return subprocess.run([*command, *programs], env=environment, check=False, cwd=ROOT).returncode


def main() -> int:
    """Return 0 where neither checker finds a mistake."""
    with tempfile.TemporaryDirectory() as folder:
        programs = write_programs(Path(folder))
        return run_mypy(programs) or run_pyright(programs)


if __name__ == "__main__":
    sys.exit(main())

"""What the tests of the command line and of the plugin share; `run` itself is a fixture in conftest.py."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple, Protocol

from tests._corpus import ROOT

if TYPE_CHECKING:
    from pathlib import Path


#: A wire file with nothing wrong, as the command and the pytest plugin are given it.
STORY = (
    "Harbour pilots agree on night watches\n\n  • 2025-11-14\n  • By Mara Lindova\n\n"
    "RIGA - The pilots of two harbours will share their watches.\n\nThe first begins on Monday."
)


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, *arguments: str, stdin: bytes = b"") -> Outcome: ...


def write(place: Path, text: str | bytes) -> Path:
    """The file, with the folders above it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return place


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """A line of a shell, in which `newsrec` is the command of this checkout; both outputs in one."""
    return subprocess.run(
        ["bash", "-c", f'newsrec() {{ "{sys.executable}" -m newsrec "$@"; }}\nset -o pipefail\n{line}'],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )

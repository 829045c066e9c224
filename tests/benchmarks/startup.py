"""How long a process takes that only begins: import, first record, and the command's help."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks._harness import Row, process

FIRST = 'from newsrec import NewsItem; NewsItem(headline="Ice", body="First.", creators=["Ann Ozola"])'


def rows() -> list[Row]:
    """Whole processes, measured by the processor time that the system counts for each."""
    attrs = process("-c", "import attrs")
    command = Path(sys.executable).with_name("newsrec")
    newsrec = (str(command),) if command.exists() else ("-m", "newsrec")
    return [
        Row("import newsrec", process("-c", "import newsrec"), "import attrs", attrs, 0.5),
        Row("a first record", process("-c", FIRST), "import attrs", attrs, 2),
        Row("newsrec --help", process(*newsrec, "--help"), "python -c pass", process("-c", "pass"), 3),
    ]

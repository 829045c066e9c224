"""`python -m tests.benchmarks [SUBJECT…] [--write PAGE]`: prints or writes the table."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
from pathlib import Path

from tests.benchmarks._harness import Missing, Result, Row, measure, table

SUBJECTS = (
    "wire", "telex", "newsml_g2", "rules", "checks", "startup", "scaling", "json_", "ninjs", "nitf", "jsonld",
    "html", "newsml_g2_peers",
)  # fmt: skip

PAGE = """\
# Benchmarks

How long newsrec takes, beside its peers and beside what no reader could do without. The two times of
a line were taken in turn in one process, so that whatever else the machine did fell on both: the ratio
is what counts. Each is the best processor time of many runs. A ratio beyond its bar fails the job.

{machine}.

{rows}

`newsmlg2` 1.1 asks the network for nothing: dpa's documents name catalog 19 of the standard, which it
does not bring along, so that its user gets a warning and the first of its two times. It brings along
catalogs 32 to 41, and parses the one that a document names for each document anew, which is the
second. To be ten times faster than `xsdata` at reading, or than `newsmlg2` at writing, one would have to
take hardly more time than lxml takes to parse the documents and to look at each element once, so no
reader or writer in Python that makes records can be.

`nox -s bench` makes this page; `python -m tests.benchmarks wire` prints the lines of one subject. The
rows are in `tests/benchmarks`.
"""


def main() -> int:
    """0 where every row measured is within its bar, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument(
        "subjects", nargs="*", metavar="SUBJECT", help=f"of {', '.join(SUBJECTS)}; all by default"
    )
    parser.add_argument("--rounds", type=int, default=200, help="at most so many rounds a row")
    parser.add_argument("--seconds", type=float, default=3.0, help="about so long a row")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write a page of the documentation")
    arguments = parser.parse_args()
    subjects = arguments.subjects or SUBJECTS
    if unknown := set(subjects) - set(SUBJECTS):
        parser.error(f"unknown subject {', '.join(sorted(unknown))}; there are {', '.join(SUBJECTS)}")

    measured: list[Result] = []
    missing: list[Missing] = []
    for subject in subjects:  # one by one: what a peer has loaded slows what comes after it
        rows = importlib.import_module(f"tests.benchmarks.{subject}").rows()
        mine = [row for row in rows if isinstance(row, Row)]
        measured += measure(mine, rounds=arguments.rounds, seconds=arguments.seconds)
        missing += [row for row in rows if isinstance(row, Missing)]
    where = f"Python {platform.python_version()}"
    shown = table([*measured, *missing])
    if arguments.write is None:
        print(f"{where}; best processor time of many.\n\n{shown}")
    else:
        machine = f"{where} on {platform.system()} {platform.machine()}, {os.cpu_count()} processors"
        arguments.write.write_text(PAGE.format(machine=machine, rows=shown), encoding="utf-8")
    return 0 if all(result.good for result in measured) else 1


if __name__ == "__main__":
    sys.exit(main())

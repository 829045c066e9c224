"""`python -m tests.benchmarks [SUBJECT…] [--without MODULE] [--rounds N] [--seconds S]`: prints the table."""

from __future__ import annotations

import argparse
import importlib
import platform
import sys

from tests.benchmarks._harness import Missing, Row, measure, table

SUBJECTS = ("wire", "json_", "jsonld", "rules", "checks", "startup", "scaling")


def main() -> int:
    """0 where every row measured is within its bar, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument(
        "subjects", nargs="*", metavar="SUBJECT", help=f"of {', '.join(SUBJECTS)}; all by default"
    )
    parser.add_argument(
        "--without", action="append", default=[], metavar="MODULE", help="as if not installed"
    )
    parser.add_argument("--rounds", type=int, default=200, help="at most so many rounds a row")
    parser.add_argument("--seconds", type=float, default=3.0, help="about so long a row")
    arguments = parser.parse_args()
    subjects = arguments.subjects or SUBJECTS
    if unknown := set(subjects) - set(SUBJECTS):
        parser.error(f"unknown subject {', '.join(sorted(unknown))}; there are {', '.join(SUBJECTS)}")
    for module in arguments.without:
        sys.modules[module] = None  # type: ignore[assignment]  # how Python itself marks what cannot be imported

    found: list[Row | Missing] = []
    for subject in subjects:
        found += importlib.import_module(f"tests.benchmarks.{subject}").rows()
    measured = measure(
        [row for row in found if isinstance(row, Row)], rounds=arguments.rounds, seconds=arguments.seconds
    )
    where = ", without ".join([f"Python {platform.python_version()}", *arguments.without])
    print(f"{where}; best processor time of many.\n")
    print(table([*measured, *(row for row in found if isinstance(row, Missing))]))
    return 0 if all(result.good for result in measured) else 1


if __name__ == "__main__":
    sys.exit(main())

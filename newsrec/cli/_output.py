"""What goes to standard error: findings, errors and counts, with the input's tricks made visible."""

from __future__ import annotations

import errno
import sys
from collections import Counter
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

import attrs

from newsrec.errors import ConfigError, NewsrecError
from newsrec.excerpt import concise, name_of, visible
from newsrec.findings import Severity

if TYPE_CHECKING:
    from newsrec.findings import Finding


def note(text: str) -> None:
    """One line to standard error."""
    print(visible(text), file=sys.stderr)


def open_stdout() -> TextIO:
    """Standard output, on which a character that its encoding lacks is written as an escape."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed", "standard output")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    return sys.stdout


def complain(error: NewsrecError | OSError, source: str | None = None) -> None:
    """An error that ends the work on a source, in one line, and the way out where there is one."""
    if isinstance(error, NewsrecError):
        place, said = source or "newsrec", str(error)
        if error.position is not None and source is not None:
            place += f":{error.position.line}:{error.position.column}"
            where = ", ".join(filter(None, (error.format, error.path)))
            said = f"{error.message} ({where})" if where else error.message
        elif error.position is not None and isinstance(error, ConfigError):  # its format is the file
            place = f"{error.format}:{error.position.line}:{error.position.column}"
            said = f"{error.message} ({error.path})" if error.path else error.message
        note(f"{place}: {error.code} error {name_of(error.code)}: {said}")
        if error.hint:
            note(f"  = help: {error.hint}")
    else:
        name = f"{error.filename}: " if error.filename else ""
        note(f"newsrec: {name}{error.strerror or error}")


class Tally:
    """Prints findings as they come, and their count at the end.

    `source` is what is read, and `number` that of the story which is written.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.counts: Counter[Severity] = Counter()
        self.source: str | None = None
        self.number = 1

    def __call__(self, finding: Finding) -> None:
        """Count one finding, and print it unless that was not wanted."""
        self.counts[finding.severity] += 1
        if self.quiet and finding.severity < Severity.ERROR:
            return
        note(concise(attrs.evolve(finding, source=finding.source or self.source)))
        if finding.hint and finding.severity > Severity.INFO:
            note(f"  = help: {finding.hint}")

    def of_writing(self, finding: Finding) -> None:
        """Count and print what writing a story loses: its number is that in the source."""
        ref = finding.item and attrs.evolve(finding.item, number=self.number)
        self(attrs.evolve(finding, item=ref))

    def failed(self, error: NewsrecError | OSError) -> None:
        """Print an error that ends the work on the source, and count it where the source is at fault."""
        self.counts[Severity.ERROR] += isinstance(error, NewsrecError)
        complain(error, self.source)

    @property
    def errors(self) -> int:
        """How many errors there were, those that ended the work on a source too."""
        return self.counts[Severity.ERROR]

    def close(self) -> None:
        """Print the count."""
        total = sum(self.counts.values())
        if total and not (self.quiet and not self.errors):
            parts = [f"{self.counts[each]} {each}" for each in sorted(self.counts, reverse=True)]
            note(f"{total} finding{'s' if total > 1 else ''}: {', '.join(parts)}")

"""What goes to standard error: findings, errors and counts, with the input's tricks made visible."""

from __future__ import annotations

import errno
import sys
from collections import Counter
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final, TextIO

import attrs

from newsrec.codec.files import FULL
from newsrec.errors import ConfigError, NewsrecError
from newsrec.excerpt import concise, name_of, visible
from newsrec.findings import Severity
from newsrec.formats._fit import FROM_SITE
from newsrec.paths import pattern_of

if TYPE_CHECKING:
    from newsrec.findings import Finding


def note(text: str) -> None:
    """One line to standard error, where there is one: nothing but data goes to standard output."""
    if sys.stderr is not None:
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
        name = error.filename or ("standard output" if error.errno in FULL else None)
        name = f"{name}: " if name else ""
        note(f"newsrec: {name}{error.strerror or error}")


#: What was taken from the feed: what a newsrec.toml was asked to say, and no news of any one story.
_FROM_FEED: Final = "NR916"

#: How many places in one sequence are listed: more of them are count_of.
_MOST_ALIKE: Final = 3


def _listed(paths: list[str]) -> str:
    """The paths of a loss; of many in one sequence (`body[7]`) the first, and how many more."""
    alike: dict[str, list[str]] = {}
    for path in paths:
        alike.setdefault(pattern_of(path), []).append(path)
    return ", ".join(
        [
            ", ".join(each) if len(each) <= _MOST_ALIKE else f"{each[0]} and {len(each) - 1} more like it"
            for each in alike.values()
        ]
    )


class Tally:
    """Prints findings as they come, and their count at the end.

    `source` is what is read; `several` says whether it holds several stories, and `number` is that
    of the story which is written. What one story loses in several places for one reason stands on
    one line; what feed and site gave to the stories, on a line each at the end of the source.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.counts: Counter[Severity] = Counter()
        self.source: str | None = None
        self.number = 1
        self.several = False
        self._losses: dict[tuple[str, str], list[Finding]] = {}
        self._of_story: object = None
        self._fed: dict[str, Finding] = {}
        self._signed: dict[str, Finding] = {}

    def __call__(self, finding: Finding) -> None:
        """Count one finding, and print it unless that was not wanted."""
        self.counts[finding.severity] += 1
        if self.quiet and finding.severity < Severity.ERROR:
            return
        if finding.code == _FROM_FEED:
            self._fed.setdefault(finding.message, attrs.evolve(finding, position=None, item=None))
            return
        self._print_losses()
        self._print(finding)

    def of_writing(self, finding: Finding) -> None:
        """Count what writing a story loses; it is printed with all that this story loses."""
        self.counts[finding.severity] += 1
        if finding.code == "NR803" and finding.message.startswith(FROM_SITE):
            for name in finding.message.removeprefix(FROM_SITE).split(", "):
                self._signed.setdefault(name, attrs.evolve(finding, item=None))
            return
        story = finding.item and self.number
        if story != self._of_story:
            self._print_losses()
            self._of_story = story
        self._losses.setdefault((finding.code, finding.message), []).append(finding)

    def _print_losses(self) -> None:
        """Print what the story that was written last loses, a line for each reason."""
        place = self.source or "-"
        if self.several and self._of_story:
            place += f" (story {self._of_story})"
        for found in self._losses.values():
            listed = _listed([each.path for each in found if each.path])
            said = f"{listed}: {found[0].message}" if listed else found[0].message
            self._print(attrs.evolve(found[0], message=said, source=place, item=None))
        self._losses.clear()

    def _print(self, finding: Finding) -> None:
        note(concise(attrs.evolve(finding, source=finding.source or self.source)))
        if finding.hint and finding.severity > Severity.INFO:
            note(f"  = help: {finding.hint}")

    def end_source(self) -> None:
        """Print what is left to say of the source: the last losses, and what feed and site gave."""
        self._print_losses()
        for finding in self._fed.values():
            self._print(finding)
        for finding in list(self._signed.values())[:1]:
            self._print(attrs.evolve(finding, message=FROM_SITE + ", ".join(self._signed)))
        self._fed.clear()
        self._signed.clear()

    def failed(self, error: NewsrecError | OSError) -> None:
        """Print an error that ends the work on the source, and count it where the source is at fault."""
        self.end_source()
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

"""What was noticed about a story: a code, how much it matters, a sentence, and where."""

from __future__ import annotations

from enum import IntEnum

import attrs

from newsrec.errors import DecodeError, EncodeError, NewsrecError, Position


class Severity(IntEnum):
    """How much a finding matters; they compare: `Severity.ERROR > Severity.WARNING`.

    >>> Severity.ERROR > Severity.WARNING, str(Severity.INFO)
    (True, 'info')
    """

    INFO = 10
    WARNING = 20
    ERROR = 30

    def __str__(self) -> str:
        return self.name.lower()

    @classmethod
    def from_name(cls, value: Severity | str) -> Severity:
        """Return a severity from its name ("error") or itself; ValueError for a text that names none."""
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            msg = f"expected a severity, found {type(value).__name__}: {value!r:.60}"
            raise TypeError(msg)
        for each in cls:
            if str(each) == value:
                return each
        msg = f"unknown severity {value!r:.60}, expected 'info', 'warning' or 'error'"
        raise ValueError(msg)


@attrs.frozen(weakref_slot=False, kw_only=True)
class StoryRef:
    """Which story of a document a finding belongs to.

    >>> StoryRef(number=2, headline="Ferry runs again").guid is None
    True
    """

    number: int
    """Which story of the document, from 1."""
    guid: str | None = None
    """Its guid, if it has one and it could be read."""
    headline: str | None = None
    """Its headline, if it has one and it could be read."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Finding:
    """One thing noticed: never an exception, never silent.

    >>> print(Finding(code="NR301", severity=Severity.ERROR, message="Give a headline.", path="headline"))
    NR301 headline: Give a headline.
    """

    code: str
    """The code that `newsrec rules` explains: "NR301"."""
    severity: Severity
    """How much it matters."""
    message: str
    """What was found and what was expected, or what to do."""
    path: str = ""
    """The record path, such as `creators[0].name`; "" for the story or document as a whole."""
    position: Position | None = None
    """Where in the document it is; None where that is not known, as for a record alone."""
    hint: str | None = None
    """What to do about it, where the message does not say."""
    source: str | None = None
    """The name of the file; None for data that came without one."""
    item: StoryRef | None = None
    """Which story it belongs to; None for the document as a whole, or a story alone."""

    def __str__(self) -> str:
        place = f"{self.path}: " if self.path else ""
        return f"{self.code} {place}{self.message}"


def to_error(finding: Finding, kind: type[DecodeError | EncodeError]) -> DecodeError | EncodeError:
    """Make the error that a finding becomes where it must not pass."""
    return kind(
        finding.message,
        code=finding.code,
        path=finding.path or None,
        position=finding.position,
        hint=finding.hint,
    )


def to_finding(error: NewsrecError) -> Finding:
    """Make the finding that an error becomes where the work goes on: an error, whatever a profile says."""
    return Finding(
        code=error.code,
        severity=Severity.ERROR,
        message=error.message,
        path=error.path or "",
        position=error.position,
        hint=error.hint,
    )

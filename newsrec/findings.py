"""What was noticed about a story: a code, how much it matters, a sentence, and where."""

from __future__ import annotations

from enum import IntEnum

import attrs

from newsrec.errors import Position


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
    def named(cls, value: Severity | str) -> Severity:
        """A severity from its name ("error") or itself; ValueError for a text that names none."""
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
    """Which story of a document a finding belongs to: its number (from 1), guid and headline.

    >>> StoryRef(number=2, headline="Ferry runs again").guid is None
    True
    """

    number: int
    guid: str | None = None
    headline: str | None = None


@attrs.frozen(weakref_slot=False, kw_only=True)
class Finding:
    """One thing noticed: never an exception, never silent.

    `path` is a record path such as `creators[0].name`, or "" for the story as a whole;
    `source` is the name of the file, `item` the story in it, `hint` what to do about it.

    >>> print(Finding(code="NR301", severity=Severity.ERROR, message="Give a headline.", path="headline"))
    NR301 headline: Give a headline.
    """

    code: str
    severity: Severity
    message: str
    path: str = ""
    position: Position | None = None
    hint: str | None = None
    source: str | None = None
    item: StoryRef | None = None

    def __str__(self) -> str:
        place = f"{self.path}: " if self.path else ""
        return f"{self.code} {place}{self.message}"

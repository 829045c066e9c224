"""A bound on findings: a thousand of one code in one story are listed, and the rest is counted.

A story with 100,000 unknown keys made 100,000 findings, more than anybody reads or a report can hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsrec.findings import Finding

#: How many findings of one code in one story are listed.
MOST_ALIKE: Final = 1000


class FindingLimit:
    """Passes on as many findings of a code and story as are listed; `flush` reports how many more came."""

    def __init__(self, pass_on: Callable[[Finding], object]) -> None:
        self._pass_on = pass_on
        self._counts: dict[tuple[str, int], int] = {}
        self._worst: dict[tuple[str, int], Finding] = {}

    def __call__(self, finding: Finding) -> None:
        """Pass one finding on, or count it."""
        key = (finding.code, 0 if finding.item is None else finding.item.number)
        count = self._counts[key] = self._counts.get(key, 0) + 1
        if count <= MOST_ALIKE:
            self._pass_on(finding)
        elif key not in self._worst or finding.severity > self._worst[key].severity:
            self._worst[key] = finding

    def flush(self) -> None:
        """Report what was counted, a finding a code and story, and begin anew."""
        for key, finding in self._worst.items():
            message = f"{self._counts[key] - MOST_ALIKE:,} more findings of this code are not listed"
            self._pass_on(attrs.evolve(finding, message=message, path="", position=None, hint=None))
        self._counts.clear()
        self._worst.clear()


def limit_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings of a document; one of them counts those of a code and story beyond the bound."""
    kept: list[Finding] = []
    limit = FindingLimit(kept.append)
    for each in findings:
        limit(each)
    limit.flush()
    return tuple(kept)

"""Waivers: findings that a newsrec.toml lets pass, each for a reason.

Files of a feed never have the same name twice, and lines move; so a waiver goes by code, provider
and guid.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from newsrec.catalogue import finding
from newsrec.context.toml_places import dotted, key_offsets
from newsrec.errors import Position, byte_offset, position_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from newsrec.context import Config
    from newsrec.findings import Finding
    from newsrec.model import NewsItem


class Waivers:
    """The waivers of a configuration on one day, and how often each was used."""

    def __init__(self, config: Config, today: date) -> None:
        self._config = config
        self._today = today
        self._used: Counter[int] = Counter()

    def cover(self, found: Finding, item: NewsItem | None) -> bool:
        """Whether a finding is let pass: by the first waiver that covers it and has not expired."""
        provider = provider_name(item)
        guid = None if item is None else item.guid
        for number, waiver in enumerate(self._config.check.waivers):
            if waiver.covers(found.code, provider=provider, guid=guid) and not self._is_over(number):
                self._used[number] += 1
                return True
        return False

    def _is_over(self, number: int) -> bool:
        until = self._config.check.waivers[number].until
        return until is not None and until < self._today

    def findings(self) -> Iterator[Finding]:
        """What is to be said of the waivers themselves: those that expired, and those never used."""
        for number, waiver in enumerate(self._config.check.waivers):
            path = f"check.waivers[{number}]"
            if self._is_over(number):
                said = f"the waiver of {waiver.code} ({waiver.reason}) held until {waiver.until}"
                yield self._locate(finding("NR993", said, path=path), number)
            elif not self._used[number]:
                said = f"the waiver of {waiver.code} ({waiver.reason}) let nothing pass"
                yield self._locate(finding("NR994", said, path=path), number)

    def _locate(self, found: Finding, number: int) -> Finding:
        file = self._config.path
        if file is None:
            return found
        root = ("tool", "newsrec") if file.name == "pyproject.toml" else ()
        text = file.read_text(encoding="utf-8-sig")
        index = key_offsets(text).get(dotted(*root, "check", "waivers", number))
        position: Position | None = None if index is None else position_at(text, byte_offset(text, index))
        return attrs.evolve(found, source=str(file), position=position)


def provider_name(item: NewsItem | None) -> str | None:
    """Return the name of a story's provider, if it has one."""
    return None if item is None or item.provider is None else item.provider.name

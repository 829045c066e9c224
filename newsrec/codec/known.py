"""Findings that are known: let pass for a reason, or there before.

Files of a feed never have the same name twice, and lines move; so neither counts here. A waiver
goes by code, provider and guid; a baseline by code, provider and the shape of the path.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import attrs

from newsrec.catalogue import finding, lookup
from newsrec.codec.files import written
from newsrec.context.toml_places import dotted, key_offsets
from newsrec.errors import ConfigError, Position, byte_offset, position_at
from newsrec.findings import Severity
from newsrec.messages import quote_text
from newsrec.paths import pattern_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from newsrec.context import Config
    from newsrec.findings import Finding
    from newsrec.model import NewsItem


def _provider(item: NewsItem | None) -> str | None:
    return None if item is None or item.provider is None else item.provider.name


# -- waivers ---------------------------------------------------------------------------------------


class Waivers:
    """The waivers of a configuration on one day, and how often each was used."""

    def __init__(self, config: Config, today: date) -> None:
        self._config = config
        self._today = today
        self._used: Counter[int] = Counter()

    def cover(self, found: Finding, item: NewsItem | None) -> bool:
        """Whether a finding is let pass: by the first waiver that covers it and has not expired."""
        provider = _provider(item)
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
                yield self._placed(finding("NR993", said, path=path), number)
            elif not self._used[number]:
                said = f"the waiver of {waiver.code} ({waiver.reason}) let nothing pass"
                yield self._placed(finding("NR994", said, path=path), number)

    def _placed(self, found: Finding, number: int) -> Finding:
        file = self._config.path
        if file is None:
            return found
        root = ("tool", "newsrec") if file.name == "pyproject.toml" else ()
        text = file.read_text(encoding="utf-8-sig")
        index = key_offsets(text).get(dotted(*root, "check", "waivers", number))
        position: Position | None = None if index is None else position_at(text, byte_offset(text, index))
        return attrs.evolve(found, source=str(file), position=position)


# -- the baseline ----------------------------------------------------------------------------------

_VERSION = 1
_KEYS = ("code", "provider", "path")
_Key = tuple[str, str | None, str]


def _key(found: Finding, item: NewsItem | None) -> _Key:
    return found.code, _provider(item), pattern_of(found.path)


class Baseline:
    """How many findings of each kind there were before; so many of them are known.

    A kind is a code, a provider and the path without its indices. What could not be read is never
    known: tomorrow it is another story that is lost. Where the file does not exist it is to be
    written, and nothing is known yet.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.is_new = not file.exists()
        self._known = Counter({} if self.is_new else _read(file))
        self._met: Counter[_Key] = Counter()

    def knows(self, found: Finding, item: NewsItem | None) -> bool:
        """Whether a finding was there before; beyond the number of its kind, the last ones are new."""
        if found.code.startswith("NR9") and lookup(found.code).severity is Severity.ERROR:
            return False
        key = _key(found, item)
        self._met[key] += 1
        return self._met[key] <= self._known[key]

    @property
    def gone(self) -> int:
        """How many of the findings that were there before were not met."""
        return (self._known - self._met).total()

    def write(self) -> int:
        """Write what was met, a kind a line; how many findings that is."""
        rows = sorted(self._met.items(), key=lambda pair: tuple([part or "" for part in pair[0]]))
        lines = [
            json.dumps({**dict(zip(_KEYS, key, strict=True)), "count": count}, ensure_ascii=False)
            for key, count in rows
        ]
        listed = ",\n".join(lines)
        text = f'{{"newsrec-baseline": {_VERSION}, "findings": [\n{listed}\n]}}\n'
        with written(self.file) as file:
            file.write(text.encode("utf-8", "backslashreplace"))
        return self._met.total()


def _read(file: Path) -> dict[_Key, int]:
    try:
        data = json.loads(file.read_bytes())
    except (ValueError, RecursionError) as error:
        raise _refused(file, f"it is no JSON: {error}") from error
    if not isinstance(data, dict) or data.get("newsrec-baseline") != _VERSION:
        raise _refused(file, f'expected an object with "newsrec-baseline": {_VERSION}')
    return dict(_rows(file, data.get("findings")))


def _rows(file: Path, rows: Any) -> Iterable[tuple[_Key, int]]:
    for row in rows if isinstance(rows, list) else [rows]:
        match row:
            case {
                "code": str(code),
                "provider": str() | None as provider,
                "path": str(path),
                "count": int(count),
            }:
                yield (code, provider, path), count
            case _:
                raise _refused(
                    file, f"expected rows of code, provider, path and count, found {quote_text(str(row))}"
                )


def _refused(file: Path, message: str) -> ConfigError:
    hint = "name another file, or delete this one, and the next check writes it anew"
    return ConfigError(f"{file} is no baseline: {message}", code="NR995", hint=hint)

"""The baseline: findings that were there before, counted by code, provider and the shape of the path."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from newsrec.catalogue import lookup
from newsrec.codec.checking.waivers import provider_name
from newsrec.codec.files import replace_file
from newsrec.errors import ConfigError
from newsrec.findings import Severity
from newsrec.messages import quote_text
from newsrec.paths import pattern_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from newsrec.findings import Finding
    from newsrec.model import NewsItem


_VERSION = 1
_KEYS = ("code", "provider", "path")
_Key = tuple[str, str | None, str]


class Baseline:
    """How many findings of each kind there were before; so many of them are known.

    A kind is a code, a provider and the path without its indices. What could not be read is never
    known: tomorrow it is another story that is lost. Where the file does not exist it is to be
    written, and nothing is known yet.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.is_new = not file.exists()
        self._before = Counter({} if self.is_new else _read(file))
        self._met: Counter[_Key] = Counter()

    def covers(self, found: Finding, item: NewsItem | None) -> bool:
        """Whether a finding was there before; beyond the number of its kind, the last ones are new."""
        if found.code.startswith("NR9") and lookup(found.code).severity is Severity.ERROR:
            return False
        key = _key(found, item)
        self._met[key] += 1
        return self._met[key] <= self._before[key]

    @property
    def gone(self) -> int:
        """How many of the findings that were there before were not met."""
        return (self._before - self._met).total()

    def write(self) -> int:
        """Write what was met, a kind a line; how many findings that is."""
        rows = sorted(self._met.items(), key=lambda pair: tuple([part or "" for part in pair[0]]))
        lines = [
            json.dumps({**dict(zip(_KEYS, key, strict=True)), "count": count}, ensure_ascii=False)
            for key, count in rows
        ]
        listed = ",\n".join(lines)
        text = f'{{"newsrec-baseline": {_VERSION}, "findings": [\n{listed}\n]}}\n'
        with replace_file(self.file) as file:
            file.write(text.encode("utf-8", "backslashreplace"))
        return self._met.total()


def _key(found: Finding, item: NewsItem | None) -> _Key:
    return found.code, provider_name(item), pattern_of(found.path)


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

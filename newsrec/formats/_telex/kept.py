"""What a format kept of a message in `extra`, for its writer: any JSON value may be there, few are used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsrec.maps import NO_EXTRA, FrozenMap

if TYPE_CHECKING:
    from newsrec.model import NewsItem

_LINE: Final = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f-\x9f]{1,400}")


class Kept:
    """The values that a record has under a format's name, each given only in the shape that is asked for."""

    def __init__(self, item: NewsItem, name: str) -> None:
        found = item.extra.get(name)
        self._values: FrozenMap = found if found.__class__ is FrozenMap else NO_EXTRA

    def text(self, key: str, pattern: re.Pattern[str] = _LINE) -> str | None:
        """Return the text at a key where all of it has a shape: by default one line without controls."""
        value = self._values.get(key)
        return value if value.__class__ is str and pattern.fullmatch(value) else None

    def texts(self, key: str) -> list[str]:
        """Return the lines at a key."""
        value = self._values.get(key)
        if value.__class__ is not tuple:
            return []
        return [each for each in value if each.__class__ is str and _LINE.fullmatch(each)]

    def number(self, key: str, most: int = 99999) -> int | None:
        """Return the whole number at a key, where it is one from 0 to the most."""
        value: Any = self._values.get(key)
        return value if value.__class__ is int and 0 <= value <= most else None

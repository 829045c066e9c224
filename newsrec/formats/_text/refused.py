"""The error for a character that a format cannot hold: which it is, and where in the record it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsrec.errors import EncodeError
from newsrec.messages import CLEANING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Half of a surrogate pair: no character, so that no encoding holds it.
SURROGATE: Final = re.compile("[\ud800-\udfff]")


def refused_character(
    texts: Iterable[tuple[str, str]], pattern: re.Pattern[str], holder: str, *, written: str | None = None
) -> EncodeError:
    """The error (NR811) for the first character that the pattern finds in texts, each given with its path.

    `holder` is what cannot hold it. Where `written` is given, what does not stand in it is passed
    over: not every text of a story is in every output. What no text holds, the site or an option says.
    """
    for path, text in texts:
        for found in pattern.finditer(text):
            if written is None or found[0] in written:
                msg = f"found U+{ord(found[0]):04X} at index {found.start()}, which {holder} cannot hold"
                return EncodeError(msg, code="NR811", path=path, hint=CLEANING)
    msg = f"found a character that {holder} cannot hold in what the site or an option says"
    return EncodeError(msg, code="NR811")

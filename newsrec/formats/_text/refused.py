"""Makes the error for a character that a format cannot hold: which it is, and its place in the record."""

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
    """Return the error (NR811) for the first character that the pattern finds in texts, each with its path.

    `holder` is what cannot hold it. Where `written` is given, characters that it does not hold are
    passed over: not each text of a story is in each output. A character in no text comes from the
    site or an option.
    """
    for path, text in texts:
        for found in pattern.finditer(text):
            if written is None or found[0] in written:
                msg = f"found U+{ord(found[0]):04X} at index {found.start()}, which {holder} cannot hold"
                return EncodeError(msg, code="NR811", path=path, hint=CLEANING)
    msg = f"found a character that {holder} cannot hold in what the site or an option says"
    return EncodeError(msg, code="NR811")

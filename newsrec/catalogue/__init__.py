"""Every code as data: its name, severity and sentence, why it exists, how to mend what it names.

A code is `NR` and three digits; the hundred is the part of the record or of the trip:
1 identity and versions, 2 times, 3 text, 4 subjects and vocabularies, 5 rights, 6 links and
media, 7 search engines, 8 losses, 9 reading and writing. Each hundred is one module here, loaded
when one of its codes is first asked for. A code is never reused and never changes its meaning.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from newsrec.catalogue.entry import Entry
from newsrec.findings import Finding

if TYPE_CHECKING:
    from newsrec.errors import Position

__all__ = ["FAMILIES", "Entry", "entries", "finding", "lookup"]

FAMILIES = {
    "1": "identity",
    "2": "times",
    "3": "text",
    "4": "vocabularies",
    "5": "rights",
    "6": "media",
    "7": "search",
    "8": "losses",
    "9": "reading",
}


@cache
def _family(digit: str) -> dict[str, Entry]:
    module = import_module(f"newsrec.catalogue.{FAMILIES[digit]}")
    return {entry.code: entry for entry in module.ENTRIES}


def lookup(code: str) -> Entry:
    """What is known of one of our codes: what `newsrec rules CODE` prints; LookupError for any other.

    >>> entry = lookup("NR302")
    >>> entry.name, str(entry.severity), entry.sentence
    ('long-headline', 'info', 'Shorten the headline.')
    """
    digit = code[2:3]
    if code.startswith("NR") and digit in FAMILIES:
        found = _family(digit).get(code)
        if found is not None:
            return found
        msg = f"there is no code {code}: a new one has its entry in newsrec/catalogue/{FAMILIES[digit]}.py"
        raise LookupError(msg)
    msg = f"there is no code {code!r:.60}"
    raise LookupError(msg)


def entries() -> tuple[Entry, ...]:
    """Every entry, in the order of the codes.

    >>> [entry.code for entry in entries() if entry.name == "missing-address"]
    ['NR719']
    """
    return tuple(entry for digit in FAMILIES for _, entry in sorted(_family(digit).items()))


def finding(
    code: str | Entry,
    message: str | None = None,
    *,
    path: str = "",
    hint: str | None = None,
    position: Position | None = None,
) -> Finding:
    """A finding whose severity, and sentence where none is given, come from the catalogue.

    Instead of a code of the catalogue, it takes the entry of a code of one's own.
    """
    entry = code if isinstance(code, Entry) else lookup(code)
    return Finding(
        code=entry.code,
        severity=entry.severity,
        message=entry.sentence if message is None else message,
        path=path,
        hint=hint,
        position=position,
    )

"""Every code as data: its name, severity and sentence, why it exists, how to mend what it names.

A code is `NR` and three digits; the hundred is the part of the record or of the trip:
1 identity and versions, 2 times, 3 text, 4 subjects and vocabularies, 5 rights, 6 links and
media, 7 search engines, 8 losses, 9 reading and writing. A code is never reused and never changes
its meaning.

Each entry is beside the function that reports its code, in `CODES` of that module. `HOMES` names
the module, which is loaded when one of its codes is first asked for.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from newsrec.catalogue.entry import ERROR, INFO, WARNING, Entry
from newsrec.findings import Finding

if TYPE_CHECKING:
    from newsrec.errors import Position

__all__ = ["ERROR", "HOMES", "INFO", "WARNING", "Entry", "entries", "find_home", "finding", "lookup"]

#: The first part of codes, and the module that explains them; of several the longest counts.
HOMES: Final = {
    "NR1": "newsrec.rules.identity",
    "NR2": "newsrec.rules.times",
    "NR3": "newsrec.rules.text",
    "NR4": "newsrec.rules.vocabularies",
    "NR5": "newsrec.rules.rights",
    "NR6": "newsrec.rules.media",
    "NR7": "newsrec.rules.search",
    "NR8": "newsrec.formats._fit",
    "NR90": "newsrec.codec.codes",
    "NR91": "newsrec.formats._text.codes",
    "NR917": "newsrec.cleaning.characters",
    "NR918": "newsrec.cleaning.characters",
    "NR919": "newsrec.cleaning.characters",
    "NR92": "newsrec.formats._record.codes",
    "NR922": "newsrec.codec.codes",
    **dict.fromkeys(("NR923", "NR924", "NR925", "NR926", "NR928", "NR929"), "newsrec.formats._telex.codes"),
    "NR93": "newsrec.formats._text.codes",
    "NR935": "newsrec.formats.wire.codes",
    "NR936": "newsrec.formats.wire.codes",
    "NR937": "newsrec.formats.wire.codes",
    "NR908": "newsrec.formats.wire.codes",
    "NR94": "newsrec.formats._record.codes",
    "NR95": "newsrec.formats.newsml_g2.codes",
    "NR950": "newsrec.formats._xml.codes",
    "NR951": "newsrec.formats._xml.codes",
    "NR952": "newsrec.formats._xml.codes",
    "NR955": "newsrec.codec.codes",
    "NR956": "newsrec.formats._xml.codes",
    "NR957": "newsrec.formats._markup.codes",
    "NR96": "newsrec.formats.newsml_g2.codes",
    "NR97": "newsrec.formats._schema_org.codes",
    "NR98": "newsrec.formats._page.codes",
    "NR982": "newsrec.formats._markup.codes",
    "NR983": "newsrec.formats._markup.codes",
    "NR99": "newsrec.codec.codes",
}


def find_home(code: str) -> str | None:
    """Return the module that explains a code, or would explain it; None for what is no code of ours."""
    return next((HOMES[code[:end]] for end in (5, 4, 3) if code[:end] in HOMES), None)


@cache
def lookup(code: str) -> Entry:
    """Return what is known of one of our codes: what `newsrec rules CODE` prints; LookupError for any other.

    >>> entry = lookup("NR302")
    >>> entry.name, str(entry.severity), entry.sentence
    ('long-headline', 'info', 'Shorten the headline.')
    """
    home = find_home(code)
    if home is None:
        msg = f"there is no code {code!r:.60}"
        raise LookupError(msg)
    found: Entry | None = next((each for each in import_module(home).CODES if each.code == code), None)
    if found is None:
        msg = f"there is no code {code}: a new one has its entry in {home.replace('.', '/')}.py"
        raise LookupError(msg)
    return found


def entries() -> tuple[Entry, ...]:
    """Return every entry, in the order of the codes.

    >>> [entry.code for entry in entries() if entry.name == "missing-address"]
    ['NR719']
    """
    found = [entry for home in sorted(set(HOMES.values())) for entry in import_module(home).CODES]
    return tuple(sorted(found, key=lambda entry: entry.code))


def finding(
    code: str | Entry,
    message: str | None = None,
    *,
    path: str = "",
    hint: str | None = None,
    position: Position | None = None,
) -> Finding:
    """Return a finding whose severity, and sentence where none is given, come from the catalogue.

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

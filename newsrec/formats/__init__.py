"""The formats, as rows of data. Their modules are loaded when one is first read or written.

The order is the order of detection; `wire`, plain text, claims what nothing else does. Formats
of other packages come through the entry points `newsrec.formats` (each names a module with a
`FORMAT`), which are looked up only when a name or a document is not one of ours. Such a module
takes what it needs, `Format`, `Option`, `Decoded`, `Reading` and `Writing`, from here.
"""

from __future__ import annotations

from functools import cache

from newsrec.errors import UnknownFormatError, nearest, others
from newsrec.formats._format import Decoded, Format, Option, Reading, Writing, module_of
from newsrec.formats._rows import ROWS

#: Our formats by name, in the order of detection.
FORMATS: dict[str, Format] = {row.name: row for row in ROWS}

#: The format of plain text, which claims what nothing else does.
FALLBACK = FORMATS["wire"]


@cache
def more_formats() -> tuple[Format, ...]:
    """The formats of other packages, from the entry points `newsrec.formats`, by name."""
    from importlib.metadata import entry_points

    found = []
    for point in entry_points(group="newsrec.formats"):
        hint = f"mend or remove the package of the module {point.value}"
        with others(f"the format {point.name} of another package cannot be loaded", hint=hint):
            found.append(point.load().FORMAT)
    return tuple(sorted(found, key=lambda row: row.name))


def list_formats() -> tuple[Format, ...]:
    """Every format that can be named: ours in the order of detection, then other packages'.

    >>> [row.name for row in list_formats() if row.public][:1]
    ['jsonld']
    """
    return (*FORMATS.values(), *more_formats())


def find_format(name: str) -> Format:
    """The format of a name; UnknownFormatError, with the nearest name, when none bears it."""
    row = FORMATS.get(name)
    if row is not None:
        return row
    if not isinstance(name, str):
        msg = f"expected a format's name (str), found {type(name).__name__}: {name!r:.60}"
        raise TypeError(msg)
    known = {row.name: row for row in list_formats()}
    if name in known:
        return known[name]
    by_suffix = [row.name for row in known.values() if f".{name.lower().lstrip('.')}" in row.suffixes]
    listed = nearest(by_suffix[0] if by_suffix else name, known) or f"; the formats are {', '.join(known)}"
    msg = f"no format is named {name!r}{listed}"
    raise UnknownFormatError(msg, code="NR904")


def format_of_name(path: str) -> Format:
    """The format that a path to be written names by its suffix; UnknownFormatError for none."""
    for row in list_formats():
        if path.lower().endswith(row.suffixes):
            return row
    suffixes = ", ".join(suffix for row in list_formats() for suffix in row.suffixes)
    msg = f"the suffix of {path!r} names no format; the suffixes are {suffixes}"
    raise UnknownFormatError(msg, code="NR904", hint="name the format")


__all__ = [
    "FALLBACK", "FORMATS", "Decoded", "Format", "Option", "Reading", "Writing", "find_format",
    "format_of_name", "list_formats", "module_of", "more_formats",
]  # fmt: skip

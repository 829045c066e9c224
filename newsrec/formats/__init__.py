"""The formats, as rows of data. Their modules are loaded when one is first read or written.

The order is the order of detection; `wire`, plain text, claims what nothing else does. Formats
of other packages come through the entry points `newsrec.formats` (each names a module with a
`FORMAT`), which are looked up only when a name or a document is not one of ours. Such a module
takes what it needs from here, as ours may: the types, and the helpers of `_HELPERS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsrec.catalogue import Entry, finding, lookup
from newsrec.errors import ConfigError, Position, UnknownFormatError, position_at
from newsrec.formats._format import Decoded, Format, Option, Reading, Writing, module_of
from newsrec.formats._plugins import load_plugins
from newsrec.formats._rows import ROWS
from newsrec.messages import quote_text, suggest

if TYPE_CHECKING:
    from newsrec.formats._text.characters import (
        decode_text as decode_text,
        encode_text as encode_text,
        encodings_of as encodings_of,
    )
    from newsrec.grammar.dates import (
        DateReading as DateReading,
        read_date as read_date,
        write_date as write_date,
    )

#: What an author of a format may need beside the types, and where it lives: loaded on first use.
_HELPERS = {
    "DateReading": "newsrec.grammar.dates",
    "decode_text": "newsrec.formats._text.characters",
    "encode_text": "newsrec.formats._text.characters",
    "encodings_of": "newsrec.formats._text.characters",
    "read_date": "newsrec.grammar.dates",
    "write_date": "newsrec.grammar.dates",
}

#: Our formats by name, in the order of detection.
FORMATS: dict[str, Format] = {row.name: row for row in ROWS}

#: The format of plain text, which claims what nothing else does.
FALLBACK = FORMATS["wire"]


def plugin_formats() -> tuple[Format, ...]:
    """Return the usable formats of other packages, from the entry points `newsrec.formats`, by name."""
    return tuple(load_plugins().formats.values())


def unusable_formats() -> tuple[ConfigError, ...]:
    """Return why formats of other packages cannot be used, an error each."""
    return tuple(load_plugins().refused.values())


def find_entry(code: str) -> Entry | None:
    """Return what the catalogue, or a format of another package, says of a code; None where neither does."""
    try:
        return lookup(code)
    except LookupError:
        return load_plugins().codes.get(code)


def list_formats() -> tuple[Format, ...]:
    """Every format that can be named: ours in the order of detection, then other packages'.

    >>> [row.name for row in list_formats() if row.public][:1]
    ['jsonld']
    """
    return (*FORMATS.values(), *plugin_formats())


def find_format(name: str) -> Format:
    """Return the format of a name; UnknownFormatError, with the nearest name, when none bears it.

    ConfigError for one of another package that cannot be used.
    """
    row = FORMATS.get(name)
    if row is not None:
        return row
    if not isinstance(name, str):
        msg = f"expected a format's name (str), found {type(name).__name__}: {name!r:.60}"
        raise TypeError(msg)
    known = {row.name: row for row in list_formats()}
    if name in known:
        return known[name]
    if name in load_plugins().refused:
        raise load_plugins().refused[name]
    by_suffix = [row.name for row in known.values() if f".{name.lower().lstrip('.')}" in row.suffixes]
    listed = suggest(by_suffix[0] if by_suffix else name, known) or f"; the formats are {', '.join(known)}"
    msg = f"no format is named {name!r}{listed}"
    raise UnknownFormatError(msg, code="NR904")


def format_of_name(path: str) -> Format:
    """Return the format that a path to be written names by its suffix; UnknownFormatError for none."""
    for row in list_formats():
        if path.lower().endswith(row.suffixes):
            return row
    suffixes = ", ".join(suffix for row in list_formats() for suffix in row.suffixes)
    msg = f"the suffix of {path!r} names no format; the suffixes are {suffixes}"
    raise UnknownFormatError(msg, code="NR904", hint="name the format")


def __getattr__(name: str) -> Any:
    home = _HELPERS.get(name)
    if home is None:
        msg = f"module 'newsrec.formats' has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module

    globals()[name] = value = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HELPERS})


__all__ = [
    "FALLBACK",
    "FORMATS",
    "DateReading",
    "Decoded",
    "Entry",
    "Format",
    "Option",
    "Position",
    "Reading",
    "Writing",
    "decode_text",
    "encode_text",
    "encodings_of",
    "find_entry",
    "find_format",
    "finding",
    "format_of_name",
    "list_formats",
    "load_plugins",
    "module_of",
    "plugin_formats",
    "position_at",
    "quote_text",
    "read_date",
    "suggest",
    "unusable_formats",
    "write_date",
]  # fmt: skip

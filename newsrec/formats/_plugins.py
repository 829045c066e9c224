"""Formats of other packages, by the entry points `newsrec.formats`: which are usable, and why others are not.

A package that is broken takes nothing else down: its format is left out, and why stands in `refused`
for whoever asks for it by name, lists the formats, or reads what may be of it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from newsrec.catalogue import Entry
from newsrec.errors import ConfigError
from newsrec.formats._format import Format, module_of, require_type
from newsrec.formats._rows import ROWS
from newsrec.messages import blame_plugin

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.metadata import EntryPoint


class Plugins(NamedTuple):
    """What other packages bring: formats by name, the codes that they explain, and what cannot be used.

    `refused` is by the name of the entry point.
    """

    formats: Mapping[str, Format]
    codes: Mapping[str, Entry]
    refused: Mapping[str, ConfigError]


@cache
def load_plugins() -> Plugins:
    """Look up once what the installed packages bring."""
    from importlib.metadata import entry_points

    formats: dict[str, Format] = {}
    codes: dict[str, Entry] = {}
    refused: dict[str, ConfigError] = {}
    taken = {row.name for row in ROWS}
    for point in sorted(entry_points(group="newsrec.formats"), key=lambda point: point.name):
        try:
            row = _load_format(point, {*taken, *formats})
            codes |= {entry.code: entry for entry in codes_of(row)}
        except ConfigError as error:
            error.hint = f"mend or remove the package of the module {point.value}"
            refused[point.name] = error.with_traceback(None)
        else:
            formats[row.name] = row
    return Plugins(dict(sorted(formats.items())), codes, refused)


def _load_format(point: EntryPoint, taken: set[str]) -> Format:
    """Load the row of an entry point and look at its module; ConfigError for what is wrong with either."""
    said = f"the format {point.name} of another package cannot be used"
    with blame_plugin(said):
        row = require_type(point.load().FORMAT, Format, "FORMAT")
        module = module_of(row.module)
        require_type(module.sniff(b""), bool, "sniff()")
        needed = ("decode", "encode", "encode_all") if row.many or row.message else ("decode", "encode")
        wanting = [name for name in needed if not callable(getattr(module, name, None))]
        codes = [require_type(entry, Entry, "one of CODES").code for entry in codes_of(row)]
    if wanting:
        raise ConfigError(f"{said}: {row.module} has no {' and no '.join(wanting)}", code="NR905")
    if row.name in taken:
        raise ConfigError(f"{said}: its FORMAT is named {row.name!r}, which is taken", code="NR905")
    ours = [code for code in codes if code.startswith("NR")]
    if ours:
        raise ConfigError(f"{said}: its CODES hold {ours[0]}; codes of NR are newsrec's own", code="NR905")
    return row


def codes_of(row: Format) -> tuple[Entry, ...]:
    """Return the codes that a format's module explains."""
    return tuple(getattr(module_of(row.module), "CODES", ()))

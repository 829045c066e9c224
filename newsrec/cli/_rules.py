"""newsrec rules: every code, or the page of one, without a network."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from newsrec.catalogue import entries
from newsrec.cli._sources import the_config
from newsrec.codec.checking import house_for
from newsrec.errors import ConfigError, nearest
from newsrec.excerpt import visible

if TYPE_CHECKING:
    import argparse

    from newsrec.catalogue import Entry

_WIDTH = 100


def run(arguments: argparse.Namespace) -> int:
    """Print a line a code, or the page of the code or name that was given."""
    own = [rule.row for rule in house_for(the_config(None)).rules]
    rows = (*entries(), *own)
    if arguments.code is None:
        width = max([len(row.code) for row in rows])
        for row in rows:
            print(visible(f"{row.code:{width}}  {row.severity!s:7}  {row.name}: {row.sentence}"))
        return 0
    wanted = arguments.code
    found = [row for row in rows if wanted.upper() == row.code or wanted.lower() == row.name]
    if not found:
        known = [name for row in rows for name in (row.code, row.name)]
        listed = nearest(wanted, known) or "; newsrec rules lists them all"
        raise ConfigError(f"there is no code or name {wanted!r}{listed}", code="NR905")
    print("\n\n".join([page(row) for row in found]))
    return 0


def page(row: Entry) -> str:
    """The page of one code: what it says, why, and how to mend it, with a bad and a good example."""
    parts = [f"{row.code} {row.name} ({row.severity})", _filled(row.sentence)]
    parts += [_filled(f"{title}: {text}") for title, text in _parts(row) if text]
    for title, example in (("Bad", row.bad), ("Good", row.good)):
        if example:
            parts.append(f"{title}:\n    " + example.strip().replace("\n", "\n    "))
    return "\n".join([visible(line) for line in "\n\n".join(parts).split("\n")])


def _parts(row: Entry) -> tuple[tuple[str, str], ...]:
    return (("Why", row.why), ("Source", row.source), ("How to mend it", row.mend))


def _filled(text: str) -> str:
    return fill(" ".join(text.split()), _WIDTH, break_long_words=False, break_on_hyphens=False)

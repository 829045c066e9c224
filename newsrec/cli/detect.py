"""newsrec detect: what format files are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec.cli.sources import find_sources
from newsrec.codec.detection import detect
from newsrec.codec.files import peekable
from newsrec.excerpt import visible
from newsrec.formats import FORMATS
from newsrec.formats._format import SNIFFED, module_of

if TYPE_CHECKING:
    import argparse


def describe(name: str, head: bytes) -> str | None:
    """Return what the format of a name says of data beside that it is its own, or None."""
    row = FORMATS.get(name)
    teller = None if row is None else getattr(module_of(row.module), "describe", None)
    return None if teller is None else teller(head)


def run(arguments: argparse.Namespace) -> int:
    """Print a line a file, `file: format`, and whose wire it is if that shows; 1 when a file is of none."""
    unknown = 0
    for source in find_sources(arguments.sources):
        with source.open() as file:
            head = peekable(file).peek(SNIFFED)
        name = detect(head)
        unknown += name is None
        more = None if name is None else describe(name, head)
        print(f"{visible(source.name)}: {name or 'unknown'}" + (f" ({visible(more)})" if more else ""))
    return 1 if unknown else 0

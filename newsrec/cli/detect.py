"""newsrec detect: what format files are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec.cli.sources import find_sources
from newsrec.codec.reading import detect, peekable
from newsrec.excerpt import visible
from newsrec.formats._format import SNIFFED

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Print a line a file, `file: format`; 1 when a file is of none."""
    unknown = 0
    for source in find_sources(arguments.sources):
        with source.opened() as file:
            name = detect(peekable(file).peek(SNIFFED))
        unknown += name is None
        print(f"{visible(source.name)}: {name or 'unknown'}")
    return 1 if unknown else 0

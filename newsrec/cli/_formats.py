"""newsrec formats: what can be read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec.formats import Format, list_formats

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command is called alike
    """Print a line a format, and its options below it."""
    rows = list_formats()
    width = max(len(row.name) for row in rows)
    for row in rows:
        print(f"{row.name:{width}}  {row.title} ({_abilities(row)}; {', '.join(row.suffixes)})")
        for option in row.options:
            way = " and ".join(
                [verb for verb, can in (("reading", option.reads), ("writing", option.writes)) if can]
            )
            choices = f" [{'|'.join(option.choices)}]" if option.choices else ""
            print(f"{'':{width}}    -O {option.name}={option.default}{choices}  {way}: {option.doc}")
    return 0


def _abilities(row: Format) -> str:
    abilities = ["many stories" if row.many else "one story"]
    if row.embeds:
        abilities.append("embeds the record")
    if row.public:
        abilities.append("for readers")
    return ", ".join(abilities)

"""newsrec formats: what can be read and written."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from newsrec.cli.output import complain
from newsrec.formats import Format, list_formats, unusable_formats

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command is called alike
    """Print a line a format, and its options below it; then, as errors, what cannot be used."""
    rows = list_formats()
    width = max(len(row.name) for row in rows)
    for row in rows:
        title = f"{row.name:{width}}  {row.title} ({_abilities(row)}; {', '.join(row.suffixes)})"
        print(fill(title, 80, subsequent_indent=" " * (width + 2)))
        for option in row.options:
            way = " and ".join(
                [verb for verb, can in (("reading", option.reads), ("writing", option.writes)) if can]
            )
            default = str(option.default).lower() if option.kind is bool else option.default
            choices = f" ({option.listed})" if option.choices else ""
            text = f"-O {option.name}={default}  {way}: {option.doc}{choices}"
            print(fill(text, 80, initial_indent=" " * 6, subsequent_indent=" " * 10, break_on_hyphens=False))
    for error in unusable_formats():
        complain(error)
    return 0


def _abilities(row: Format) -> str:
    abilities = ["many stories" if row.many else "one story"]
    if row.embeds:
        abilities.append("embeds the record")
    if row.public:
        abilities.append("for readers")
    return ", ".join(abilities)

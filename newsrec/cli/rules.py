"""newsrec rules: every code, or the page of one, without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec.catalogue import entries
from newsrec.catalogue.page import page
from newsrec.cli.sources import read_config
from newsrec.codec.checking.plans import house_for
from newsrec.errors import ConfigError
from newsrec.excerpt import visible
from newsrec.formats import load_plugins
from newsrec.messages import quote_text, suggest
from newsrec.rules import ANY_STORY, PROFILES, load_installed

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Print a line a code, for all or for those that begin so; or the page of a code or name."""
    house = house_for(read_config(None))
    wanted = arguments.code or ""
    own = house.rules
    if not wanted.upper().startswith("NR"):
        own = (
            *own,
            *[rule for rule in load_installed().rules if rule.code not in {each.code for each in own}],
        )
    rows = (*entries(), *[rule.entry for rule in own], *load_plugins().codes.values())
    found = [row for row in rows if wanted.upper() == row.code or wanted.lower() == row.name]
    if found:
        profiles = (ANY_STORY, *PROFILES.values(), *house.profiles)
        for row in found:
            held = [each.name for each in profiles if each.holds(row.code)]
            print("\n".join([visible(line) for line in page(row, held).split("\n")]))
        return 0
    listed = [row for row in rows if row.code.startswith(wanted.upper())]
    if not listed:
        known = [name for row in rows for name in (row.code, row.name)]
        hint = suggest(wanted, known) or "; newsrec rules lists them all"
        raise ConfigError(f"there is no code or name {quote_text(wanted)}{hint}", code="NR905")
    width = max([len(row.code) for row in listed])
    for row in listed:
        print(visible(f"{row.code:{width}}  {row.severity!s:7}  {row.name}: {row.sentence}"))
    return 0

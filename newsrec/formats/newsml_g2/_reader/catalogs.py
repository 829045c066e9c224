"""Catalogs: those that stand in the document itself resolve its codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec.formats._xml.own import OWN_ALIAS
from newsrec.formats._xml.parsing import alone
from newsrec.formats.newsml_g2._tables import CATALOG, G2, OWN_SCHEME

if TYPE_CHECKING:
    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2._reader.draft import Draft


CATALOG_REF, CATALOG_ELEMENT = f"{G2}catalogRef", f"{G2}catalog"


def read_catalogs(children: list[Element], item: Draft) -> None:
    """Read the catalogs: those that stand in the document itself resolve its codes."""
    source = item.source
    aliases: dict[str, str] = {}
    kept: list[str] = []
    for child in children:
        tag = child.tag
        if tag == CATALOG_REF:
            items = child.items()
            if len(items) != 1 or items[0][0] != "href" or len(child) or child.text:
                kept.append(alone(child))
            elif items[0][1] != CATALOG:
                kept.append(items[0][1])
        elif tag == CATALOG_ELEMENT:
            own = {
                scheme.get("alias"): scheme.get("uri")
                for scheme in child
                if scheme.get("alias") is not None and scheme.get("uri") is not None
            }
            if own == {OWN_ALIAS: OWN_SCHEME}:
                continue
            aliases |= own
            kept.append(alone(child))
    source.explain(aliases)
    if kept:
        item.extra["catalogs"] = tuple(kept)

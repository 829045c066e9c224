"""Reads what a `body.content` of NITF holds: the blocks of the story.

NITF shares most of its elements with HTML, so the reader of mark-up reads it. What our own writer
put in place of blocks that NITF has no element for gets its name back first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from newsrec.formats._markup import KINDS
from newsrec.formats._xml.own import OWN

if TYPE_CHECKING:
    from newsrec.body import Block
    from newsrec.formats._markup import MarkupReader
    from newsrec.formats._xml.parsing import Element

NITF_NS = "http://iptc.org/std/NITF/2006-10-18/"


def read_blocks(content: Element, markup: MarkupReader) -> tuple[Block, ...]:
    """Read the blocks of a `body.content`, whatever its namespace; changes the tree."""
    _restore_elements(content)
    return markup.blocks(content)


def _restore_elements(content: Element) -> None:
    """Give elements that stand for others, as our writer says in attributes of ours, their names."""
    gone: list[str] = []
    for element in content.iter(f"{{{NITF_NS}}}*"):
        own = [key for key in element.keys() if key.startswith(OWN)]  # noqa: SIM118 - lxml's elements hold children
        stands_for = element.attrib.pop(_AS, None)
        for key in own:
            if key != _AS:
                element.set(key[len(OWN) :], element.attrib.pop(key))
        if stands_for in _STAND_FOR:
            element.tag = stands_for
            if stands_for == "figure":
                element.attrib.pop("media-type", None)
        elif stands_for in (UNWRAPPED, DROPPED):
            element.tag = stands_for
            gone.append(stands_for)
    if UNWRAPPED in gone:
        etree.strip_tags(content, UNWRAPPED)
    if DROPPED in gone:
        etree.strip_elements(content, DROPPED, with_tail=False)


_AS = f"{OWN}as"
_STAND_FOR = frozenset({*KINDS, "figcaption", "figure", "ol", "ul", *[f"h{n}" for n in range(1, 7)]})

#: What elements of NITF stand for that are there for its rules alone: their content, or nothing.
UNWRAPPED, DROPPED = "unwrapped", "dropped"

"""Reads and writes fragments of HTML, such as the rich-text field of a content system holds.

Blocks that are written and read again are equal, but for what no page may hold (addresses that run
code, characters that are none) and for what only looks different: see `_markup`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsrec.catalogue import finding
from newsrec.errors import START, DecodeError, byte_offset, position_at
from newsrec.formats._markup import MarkupReader, to_markup
from newsrec.formats._markup.tree import parse_fragment, refuse_crowds
from newsrec.formats._markup.unsafe import remove_unsafe
from newsrec.formats._text.refused import SURROGATE, refused_character
from newsrec.formats._xml.parsing import ILLEGAL, illegal_at
from newsrec.messages import quote_text
from newsrec.paths import walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from newsrec.body import Block
    from newsrec.findings import Finding

_NAMED: Final = 5  # how many things a sentence lists
_SHOWN: Final = 200  # and how much of each


def read_fragment(text: str) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Return the blocks of a fragment, and findings on what was left out of it.

    DecodeError for half a surrogate pair (NR901), and for what is a trap (NR952): elements too
    deep in one another, too many attributes.
    """
    torn = SURROGATE.search(text)
    if torn is not None:
        msg = f"found half a surrogate pair {quote_text(torn[0])}, expected text"
        position = position_at(text, byte_offset(text, torn.start()))
        raise DecodeError(msg, code="NR901", position=position)
    refuse_crowds(text.encode())
    notes: list[Finding] = []
    root = parse_fragment(text, notes)
    if root is None:
        return (), tuple(notes)
    blocks, found = read_safe_blocks(root)
    return blocks, (*notes, *found)


def read_safe_blocks(root: etree._Element) -> tuple[tuple[Block, ...], list[Finding]]:
    """Return the blocks in an element, and findings on what is unsafe or has no place."""
    notes: list[Finding] = []
    gone = remove_unsafe(root)
    if gone:
        notes.append(finding("NR982", f"left out {_list_first(gone)}", path="body"))
    markup = MarkupReader()
    try:
        blocks = markup.blocks(root)
    except DecodeError as error:
        error.position = START
        raise
    if markup.lost:
        lost = [quote_text(each, _SHOWN) for each in markup.lost]
        notes.append(finding("NR983", f"left out {_list_first(lost)}", path="body"))
    return blocks, notes


def _list_first(parts: list[str]) -> str:
    """Name the first few of some things, each once, and count the others."""
    first = list(dict.fromkeys(parts))
    more = len(first) - _NAMED
    return ", ".join(first[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def write_fragment(blocks: Iterable[Block]) -> str:
    """Return the blocks as HTML; EncodeError NR811 for a character that no page can hold, NR957 for depth."""
    blocks = tuple(blocks)
    text = to_markup(blocks, xml=False)
    if illegal_at(text) is None:
        return text
    texts = [
        (path, value)
        for index, block in enumerate(blocks)
        for path, value in walk(block, f"body[{index}]")
        if value.__class__ is str
    ]
    raise refused_character(texts, ILLEGAL, "HTML")

"""Fragments of HTML, such as the rich-text field of a content system holds, to blocks and back.

A fragment that is well-formed XML is read as that, for then nothing of it is in doubt; anything
else is read as HTML is. Blocks that are written and read again are equal, but for what no page may
hold (addresses that run code, characters that are none) and for what only looks different: see
`_markup`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from newsrec.catalogue import finding
from newsrec.errors import START, DecodeError, byte_offset, position_at
from newsrec.formats._markup import MarkupReader, to_markup
from newsrec.formats._markup.unsafe import left_out
from newsrec.formats._page.parts import parsed, refuse_crowds
from newsrec.formats._text.refused import SURROGATE, refused_character
from newsrec.formats._xml.parsing import ILLEGAL, illegal_at, parser, too_many_attributes
from newsrec.messages import quote_text
from newsrec.paths import walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.body import Block
    from newsrec.findings import Finding

#: How deep elements may stand in one another; the same as XML's limit.
DEEPEST: Final = 250

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_LINE_END: Final = re.compile(r"\r\n?")
_NAMED: Final = 5  # how many things a sentence lists
_SHOWN: Final = 200  # and how much of each


def read_fragment(text: str) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of a fragment, and what was left out of it.

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
    root = tree_of(text, notes)
    if root is None:
        return (), tuple(notes)
    blocks, found = blocks_of(root)
    return blocks, (*notes, *found)


def tree_of(text: str, notes: list[Finding]) -> etree._Element | None:
    """The tree of a fragment, in an element of its own; None for an empty one."""
    text = _LINE_END.sub("\n", text)
    try:
        root: Any = etree.fromstring(f"<div>{text}</div>", parser())
    except etree.XMLSyntaxError:
        pass
    else:
        crowded = too_many_attributes(root)
        if crowded is None and root.getroottree().docinfo.internalDTD is None:
            return root
    controls = _CONTROL.findall(text)
    if controls:
        more = f", the first of {len(controls)}" if len(controls) > 1 else ""
        sentence = f"found the control character U+{ord(controls[0]):04X}{more}, and left it out"
        notes.append(finding("NR912", sentence, path="body"))
        text = _CONTROL.sub("", text)
    root, _ = parsed(f"<body>{text}")
    if root is None:
        return None
    _refuse_depth(root)
    return root


def _refuse_depth(root: etree._Element) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST + 2:  # within `html` and `body`
            msg = f"found elements more than {DEEPEST} deep in one another, expected fewer"
            raise DecodeError(msg, code="NR952", position=START)


def blocks_of(root: etree._Element) -> tuple[tuple[Block, ...], list[Finding]]:
    """The blocks in an element, and what was left out: what is unsafe, and what has no place."""
    notes: list[Finding] = []
    gone = left_out(root)
    if gone:
        notes.append(finding("NR982", f"left out {_listed(gone)}", path="body"))
    markup = MarkupReader()
    blocks = markup.blocks(root)
    if markup.lost:
        lost = [quote_text(each, _SHOWN) for each in markup.lost]
        notes.append(finding("NR983", f"left out {_listed(lost)}", path="body"))
    return blocks, notes


def _listed(parts: list[str]) -> str:
    """The first few of some things, each once, and how many there are beside them."""
    first = list(dict.fromkeys(parts))
    more = len(first) - _NAMED
    return ", ".join(first[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def write_fragment(blocks: Iterable[Block]) -> str:
    """The blocks as HTML; EncodeError NR811 for a character that a page cannot hold, NR957 for depth."""
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

"""Records to NewsML-G2 2.35, power conformance: the mirror of the reader, in the schema's order.

What is written is text, put together from pieces, so that what a document brought along and the
record has no place for goes back as it came. Those pieces are looked at once, all together, when
a story is done: one that is not well-formed, or not in the one form that reading gives it, is left
out. Attributes are in alphabetical order, wherever they come from: so what is read is written
again the same.

| module | what it writes |
|---|---|
| `_item` | the item: root, catalogs, and its parts in order |
| `_rights`, `_item_meta`, `_content_meta`, `_content_set` | its parts |
| `_links` | links to other items, and the groups of a package |
| `_message` | the envelope |
| `_things`, `_texts` | concepts and parties; elements that are one text |
| `_pen` | what writing one story knows and gathers; what is put back from `extra` |
| `_pieces`, `_attributes`, `_times` | their values, as functions of their arguments |
| `_identity` | what no item can be without |
| `_schema` | what the schema says of attributes and children, as data |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from newsrec.errors import EncodeError
from newsrec.formats._text.refused import refused_character
from newsrec.formats._xml.parsing import ILLEGAL
from newsrec.formats.newsml_g2._writer._identity import present, required
from newsrec.formats.newsml_g2._writer._item import write_item
from newsrec.formats.newsml_g2._writer._message import TAIL, write_head
from newsrec.formats.newsml_g2._writer._pen import Pen
from newsrec.formats.newsml_g2._writer._pieces import is_sound
from newsrec.formats.newsml_g2._writer._things import DEEPEST
from newsrec.paths import texts

if TYPE_CHECKING:
    from newsrec.formats._format import Writing
    from newsrec.model import NewsItem

__all__ = ["TAIL", "present", "required", "write_head", "write_story"]


def write_story(item: NewsItem, writing: Writing) -> list[str]:
    """The item's text, then those of the stories that hang on its links; EncodeError as documented."""
    out: list[str] = []
    _write_all(item, writing, None, None, out=out, depth=0)
    return out


def _write_all(
    item: NewsItem, writing: Writing, part: str | None, parent: NewsItem | None, *, out: list[str], depth: int
) -> None:
    if depth > DEEPEST:
        msg = f"stories hang more than {DEEPEST} deep on one another, expected fewer"
        raise EncodeError(msg, code="NR957", path="links")
    sound = proved(item, writing, part, parent)
    out.append(sound)
    writing = attrs.evolve(writing, sidecar=None) if writing.sidecar is not None else writing
    for number, link in enumerate(item.links):
        if link.item is not None:
            below = str(number) if part is None else f"{part}.{number}"
            _write_all(link.item, writing, below, item, out=out, depth=depth + 1)


def proved(item: NewsItem, writing: Writing, part: str | None, parent: NewsItem | None) -> str:
    """An item's text, its pieces looked at; what is not fit to be put back is left out."""
    pen = Pen(writing)
    try:
        text = write_item(pen, item, part=part, parent=parent)
        refused = frozenset([piece for piece, value in pen.pieces if not is_sound(piece, value)])
        if refused:
            pen = Pen(writing, refused)
            text = write_item(pen, item, part=part, parent=parent)
    except UnicodeEncodeError as error:
        raise refused_character(texts(item), ILLEGAL, "XML") from error
    return text

"""What a document brought along and the record has no place for: pieces of XML that go back as they came.

They stand in `extra`, where anybody may have put anything, so each is looked at before it is
written: one that is not well-formed, or not in the one form that reading gives it, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from lxml import etree

from newsrec.formats._markup.rich_text import rich_text
from newsrec.formats._xml.own import OWN_PREFIX
from newsrec.formats._xml.parsing import alone, illegal_at, parser
from newsrec.formats.newsml_g2._tables import NS, SPACE
from newsrec.maps import NO_EXTRA, FrozenMap, entries

#: What was left of a part, by name. It is the very dict of a frozen map: nobody may change it.
Left: TypeAlias = Mapping[str, Any]

NOTHING: Left = {}


def left_of(extra: FrozenMap) -> Left:
    """What the reader left in a record's `extra`, where it has the reader's form."""
    if extra is NO_EXTRA:
        return NOTHING
    left = entries(extra).get(SPACE)
    return entries(left) if left.__class__ is FrozenMap else NOTHING


def map_in(left: Left, key: str) -> Left:
    """The map at a key of a map; an empty one where there is none."""
    value = left.get(key)
    return entries(value) if value.__class__ is FrozenMap else NOTHING


_PIECE = re.compile(
    r"<(?:[A-Za-z_][A-Za-z0-9_.-]*:)?([A-Za-z]+) xmlns(?::[A-Za-z_][A-Za-z0-9_.-]*)?=\""
    + re.escape(NS)
    + '"[ >]'
)


def name_of(piece: Any) -> str | None:
    """The name of a piece's element; None for one of another namespace, "" for what is no piece."""
    if piece.__class__ is not str or not piece.startswith("<"):
        return ""
    found = _PIECE.match(piece)
    if found is None:
        return None
    return "" if found[1].endswith("ExtProperty") and f' rel="{OWN_PREFIX}' in piece else found[1]


# -- looked at ------------------------------------------------------------------------------------


def is_sound(piece: str, value: str | None) -> bool:
    """Whether a piece of XML is well-formed and in the form that reading gives, one element.

    A piece with a text is the content of an element that has that text. A story is often written
    two or three times in a row, to account for its losses and to embed it: so what was found for
    a piece of usual size is kept for a while.
    """
    if value is None and len(piece) < _SHORT_PIECE and _is_leaf(piece):
        return True
    look = _looked_at if len(piece) < _USUAL_PIECE else _looked_at.__wrapped__
    return look(piece, value)


_USUAL_PIECE = 4096


@lru_cache(maxsize=512)
def _looked_at(piece: str, value: str | None) -> bool:
    if value is not None and rich_text(piece) != value:
        return False
    whole = piece if value is None else f"<w>{piece}</w>"
    try:
        root = etree.fromstring(whole.encode(), parser(keep_pis=True))
    except (etree.XMLSyntaxError, UnicodeEncodeError):
        return False
    if root.getroottree().docinfo.internalDTD is not None or root.getprevious() is not None:
        return False
    if root.getnext() is not None or (value is not None and not len(root)):
        return False
    return alone(root) == whole


_SHORT_PIECE = 300
_LEAF = re.compile(
    r'<([A-Za-z]+) xmlns="' + re.escape(NS) + r'"((?: (?:xml:)?[a-z]+="[^&<>"\t\n\r]*")*)'
    r"(?:/>|>[^&<>\r]+</\1>)\Z"
)


@lru_cache(maxsize=2048)
def _is_leaf(piece: str) -> bool:
    """Whether a short piece is an element of nothing but text, in the form that reading gives."""
    found = _LEAF.match(piece)
    if found is None or illegal_at(piece) is not None:
        return False
    names = [each.partition("=")[0] for each in found[2].split('" ')]
    return len(set(names)) == len(names) and "xml:space" not in found[2]

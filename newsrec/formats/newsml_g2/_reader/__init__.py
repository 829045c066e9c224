"""NewsML-G2 to records: one pass over the children of each container, by tables of functions.

What the record has a field for goes there. What it has not goes to `extra["newsml-g2"]` of the
record that it belongs to: attributes under their own names, elements, as canonical XML, in a
tuple under "xml". For the item itself they are sorted by where they stood:

- `of`: element → what is left of it (`{"headline": {"rank": "1"}}`);
- `xml`: container → elements that the record knows nothing of, to be put back there;
- `unplaced`: elements, as text, that the standard has no place for;
- `order`: the order of contentMeta's elements, where it is not the usual one;
- `catalogs`, `page`, `groups`, `lang`, `kind`, `text`, `standardversion`: see `items`.
"""

from __future__ import annotations

from newsrec.formats.newsml_g2._reader.items import hung, read_item
from newsrec.formats.newsml_g2._reader.messages import (
    HEADER,
    ITEM_SET,
    items_of_message,
    read_message,
    tell_late,
    tell_second,
    tell_strays,
)
from newsrec.formats.newsml_g2._reader.source import Source, memory_of

__all__ = [
    "HEADER", "ITEM_SET", "Source", "forget", "hung", "items_of_message", "read_item", "read_message",
    "tell_late", "tell_second", "tell_strays",
]  # fmt: skip


def forget() -> None:
    """Give up all that was read before, as in a process that has just begun: for measurements."""
    memory_of.cache_clear()

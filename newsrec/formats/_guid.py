"""An identifier for a story that has none, for formats that cannot do without: the same each time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

import attrs

from newsrec.formats._record import documents

if TYPE_CHECKING:
    from newsrec.model import NewsItem


def make_guid(item: NewsItem, authority: str | None) -> str:
    """Return an identifier made of the content of a story: the same for all its versions that say the same.

    `authority` is a domain, or a domain and a year in which it was the owner's: "gazette.example,2024".
    Source: RFC 3085 (urn:newsml) where the story has a day, else RFC 4151 (tag) where the authority has
    a year, else RFC 9562 (urn:uuid).
    """
    bare = attrs.evolve(item, version=None, version_created=None, content_modified=None)
    name = uuid5(NAMESPACE_URL, documents.canonical(bare).decode())
    if authority is None:
        return f"urn:uuid:{name}"
    domain, _, since = authority.partition(",")
    for when in (item.published, item.first_created, item.content_created):
        if isinstance(when, date):
            return f"urn:newsml:{domain}:{when:%Y%m%d}:{name}"
    return f"tag:{domain},{since}:{name}" if since else f"urn:uuid:{name}"

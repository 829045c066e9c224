"""A Google News sitemap: an entry for each story that was published within two days.

Source: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap and
https://www.sitemaps.org/protocol.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsrec.addresses import is_web
from newsrec.errors import EncodeError
from newsrec.formats._schema_org.values import iso
from newsrec.formats._xml.parsing import encode_xml, escape
from newsrec.messages import CLEANING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsrec.context import Site
    from newsrec.model import NewsItem

_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
)

#: Languages that differ by their script, and the codes that a sitemap has for them.
_CHINESE: Final = {"hant": "zh-tw", "tw": "zh-tw", "hk": "zh-tw", "mo": "zh-tw"}


def sitemap(entries: Mapping[str, NewsItem], site: Site) -> bytes:
    """Return the sitemap of some stories by their address, in this order; EncodeError NR811 as XML has it."""
    name = site.publisher.name if site.publisher is not None else None
    lines = [_HEAD, *[_entry(address, item, site, name or "") for address, item in entries.items()]]
    data = encode_xml("\n".join([*lines, "</urlset>", ""]))
    if data is None:
        msg = "found a character that XML cannot hold in a headline or in the publication's name"
        raise EncodeError(msg, code="NR811", path="headline", hint=CLEANING)
    return data


def _entry(address: str, item: NewsItem, site: Site, name: str) -> str:
    if not is_web(address):
        msg = "the story has no address of the web"
        raise EncodeError(msg, code="NR984", path="links")
    return (
        f"<url><loc>{escape(address)}</loc><news:news><news:publication>"
        f"<news:name>{escape(name)}</news:name>"
        f"<news:language>{language_code(item.language or site.language or '')}</news:language>"
        f"</news:publication><news:publication_date>{iso(item.published, site.zone)}</news:publication_date>"
        f"<news:title>{escape(item.headline or '')}</news:title></news:news></url>"
    )


def language_code(tag: str) -> str:
    """Return the code of ISO 639 for a language tag; Chinese is zh-cn or zh-tw."""
    first, *rest = tag.lower().split("-")
    if first != "zh":
        return first
    return next((_CHINESE[part] for part in rest if part in _CHINESE), "zh-cn")

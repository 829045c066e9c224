"""What a site puts in its pages: a story as JSON-LD, and JSON-LD as a script element."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsrec.codec.writing import _writing
from newsrec.formats import find_format
from newsrec.formats._fit import prepared
from newsrec.formats._schema_org.writer import document
from newsrec.formats._script import script
from newsrec.model import NewsItem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from newsrec.context import Site
    from newsrec.formats._script import Markup


def to_jsonld(
    item: NewsItem,
    *,
    site: Site | None = None,
    now: datetime | None = None,
    allow: Iterable[str] = (),
    **options: Any,
) -> dict[str, Any]:
    """The story's schema.org JSON-LD as a plain dict, to merge into a graph or to change.

    Its keys stand in a fixed order, its context first. Options are those of the format `jsonld`.
    EncodeError for a story that must not reach readers, as `dumps` has it; nothing that is not
    public is in it. Source: https://schema.org/NewsArticle, release 30.0.

    >>> from newsrec import NewsItem
    >>> to_jsonld(NewsItem(headline="Ferry runs again"))
    {'@context': 'https://schema.org', '@type': 'NewsArticle', 'headline': 'Ferry runs again'}
    """
    if not isinstance(item, NewsItem):
        msg = f"expected a NewsItem, found {type(item).__name__}: {item!r:.60}"
        raise TypeError(msg)
    row = find_format("jsonld")
    writing = _writing(row, site, now, allow, options)
    shown, _ = prepared(item, row, writing)
    return document(shown, writing)


def to_script(value: dict[str, Any]) -> Markup:
    r"""A JSON-LD value as a script element that may stand anywhere in a page, a `str`.

    `<`, `>`, `&`, U+2028 and U+2029 are JSON escapes in it: no text can end the element or start
    a comment, and the parsed value is the same. Templates put it in unescaped (`__html__`).
    EncodeError for half a surrogate pair, NaN and what nests too deep; TypeError for a value that
    is none of JSON's. Source: HTML Living Standard, 4.12.1.3.

    >>> print(to_script({"headline": "</script>"}))
    <script type="application/ld+json">{"headline":"\u003c/script\u003e"}</script>
    """
    return script(value)

"""Documents of NewsML-G2 for its tests, and what is read of them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from lxml import etree

import newsrec
from newsrec import Feed, NewsItem, Site

if TYPE_CHECKING:
    from pathlib import Path

G2 = "{http://iptc.org/std/nar/2006-10-01/}"
SITE = Site(provider="The Example Times", guid_authority="example.org,2024")
NOW = datetime(2024, 5, 2, 9, 30, tzinfo=timezone(timedelta(hours=2)))
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>H</title></head><body>{}</body></html>'
INLINE = '<inlineXML contenttype="x/y">{}</inlineXML>'
SIGNED: dict[str, Any] = {"site": SITE, "now": NOW}


def document(item_meta: str = "", content_meta: str = "", content: str = "", attributes: str = "") -> bytes:
    """A newsItem with what every one has, and this."""
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g" standard="NewsML-G2"
      standardversion="2.35" conformance="power" {attributes}>
      <itemMeta><itemClass qcode="ninat:text"/><provider literal="x"/>
        <versionCreated>2024-05-02T09:30:00+02:00</versionCreated>{item_meta}</itemMeta>
      <contentMeta>{content_meta}</contentMeta>
      <contentSet>{content}</contentSet></newsItem>""".encode()


def read(
    item_meta: str = "",
    content_meta: str = "",
    content: str = "",
    attributes: str = "",
    feed: Feed | None = None,
) -> tuple[NewsItem, list[newsrec.Finding]]:
    found: list[newsrec.Finding] = []
    data = document(item_meta, content_meta, content, attributes)
    return newsrec.loads(data, feed=feed, on_finding=found.append), found


def written(item: NewsItem, **options: Any) -> etree._Element:
    return etree.fromstring(newsrec.dumps(item, "newsml-g2", **{**SIGNED, **options}))


def left(item: NewsItem) -> Any:
    return item.extra["newsml-g2"]


def message(*items: str) -> bytes:
    inside = b"".join([document(content_meta=f"<headline>{each}</headline>") for each in items])
    return (
        b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-05-02T09:30:00Z</sent>'
        b"<sender>x</sender></header><itemSet>" + inside + b"</itemSet></newsMessage>"
    )


def corpus(shared: Path) -> list[Path]:
    return sorted((shared / "corpus" / "newsml-g2").glob("*/*.xml"))

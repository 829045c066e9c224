"""A story for a page: read, signed by the site, written as JSON-LD, with an account of what is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import attrs

import newsrec
from newsrec import Feed, Finding, Link, NewsItem, Party, Severity, Site

SITE = Site(
    publisher=Party.organisation("The Harbour Gazette", url="https://gazette.example/"),
    address_pattern="https://gazette.example/{year}/{slug}",
    zone="Europe/Riga",
    people={"Ann Ozola": "https://gazette.example/people/ozola"},
)
FEED = Feed(encodings=["utf-8", "cp1257"], agencies=["LETA"])


def page_data(path: Path, picture: str | None = None) -> str:
    found: list[Finding] = []
    item = newsrec.load(path, feed=FEED, on_finding=found.append)
    if picture is not None:
        link = Link("picture", item=NewsItem.picture(picture, alt=item.headline, width=1200))
        item = attrs.evolve(item, links=[*item.links, link], keywords=["ferry"])
    serious = [loss.path for loss in newsrec.losses(item, "jsonld") if loss.severity > Severity.INFO]
    value: dict[str, object] = newsrec.to_jsonld(item, site=SITE, now=datetime.now(UTC))
    value["comment"] = ", ".join(serious)
    element: str = newsrec.to_script(value)
    return element


def archive(path: Path) -> bytes:
    item = newsrec.load(path)
    exact: bytes = newsrec.dumps(item, "jsonld", embed=True, article_body=False)
    newsrec.dump(item, path.with_suffix(".json"))
    return exact

"""Mistakes that a type checker finds while they are being written: it must find each of them."""

from __future__ import annotations

import newsrec
from newsrec import Feed, Heading, Link, NewsItem, Party, Site

NewsItem(headlin="Ferry runs again")  # type: ignore[call-arg]  # no such field
NewsItem(urgency="4")  # type: ignore[arg-type]  # a text for a number
NewsItem(published="2024-05-02")  # type: ignore[arg-type]  # a text for a time
NewsItem(links=["https://example.org/"])  # type: ignore[list-item]  # a text for a link
Party.person(name=None)  # type: ignore[arg-type]  # nobody
Heading("What comes next", 2)  # type: ignore[call-arg]  # only one value without its name
Link(href="https://example.org/")  # type: ignore[call-arg]  # how it is related is missing
Site(publishers="LETA")  # type: ignore[call-arg]  # no such setting
Site(publisher_type="Newspaper")  # type: ignore[arg-type]  # no type of schema.org
Feed(date_order="us")  # type: ignore[arg-type]  # no order of day, month and year
newsrec.iter_items("night.xml", on_error="ignore")  # type: ignore[arg-type]  # neither raise nor skip
newsrec.to_jsonld(NewsItem(), allow=[True])  # type: ignore[list-item]  # no state of a story
newsrec.to_head(NewsItem(), parts=["og"])  # type: ignore[list-item]  # no part of a head
newsrec.loads(4)  # type: ignore[arg-type]  # no data
newsrec.dumps("Ferry runs again", "json")  # type: ignore[arg-type]  # a text for a story
newsrec.loads("Ferry runs again").headline = "Ice"  # type: ignore[misc]  # records are frozen
newsrec.loads("Ferry runs again").headline.upper()  # type: ignore[union-attr]  # a story may have none

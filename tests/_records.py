"""What the tests share: an ordinary story, a picture, a story with every field filled, and a site."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from newsrec import (
    Cell,
    Concept,
    Dateline,
    Embed,
    Heading,
    Label,
    Link,
    List,
    NewsItem,
    Paragraph,
    Party,
    Preformatted,
    Quote,
    Rendition,
    Rights,
    Section,
    Site,
    Span,
    Table,
    ThematicBreak,
)
from newsrec.formats._schema_org.tables import OPTIONS

#: A site that says all that pages are signed with.
GAZETTE = Site(
    publisher=Party.organisation("The Harbour Gazette", url="https://gazette.example/"),
    logo="https://gazette.example/logo.png",
    image="https://gazette.example/default.jpg",
    policies={"correctionsPolicy": "https://gazette.example/corrections"},
    people={"Ann Ozola": "https://gazette.example/people/ozola"},
    address_pattern="https://gazette.example/{year}/{month}/{slug}",
    zone="Europe/Riga",
    language="lv",
)

#: Every option of JSON-LD that adds something.
EVERY_OPTION: dict[str, Any] = {option.name: True for option in OPTIONS if option.kind is bool}

_EAST = timezone(timedelta(hours=2))

ORDINARY = NewsItem(
    guid="urn:newsml:example.org:20240118:ice-1",
    version=2,
    version_created=datetime(2024, 1, 18, 9, 30, tzinfo=_EAST),
    published=date(2024, 1, 18),
    headline="Ice closes the harbour of Ventspils",
    byline="By Ann Ozola",
    dateline=Dateline("VENTSPILS - ", places=["VENTSPILS"]),
    creators=[Party.person("Ann Ozola")],
    provider="The Example Times",
    urgency=4,
    language="en",
    keywords=["ice", "shipping"],
    subjects=[Concept("Weather", scheme="medtop", code="17000000")],
    body="The ice came in the night.\n\n“It will not last,” said Jo Kask, a pilot.\n\nAs reported, it did.",
)

PICTURE = NewsItem(
    guid="urn:newsml:example.org:20240118:ice-1-picture",
    type="picture",
    version_created=datetime(2024, 1, 18, 9, 0, tzinfo=_EAST),
    provider="The Example Times",
    headline="Ice in the harbour",
    descriptions=[Label("A ferry in the ice", role="alt"), Label("The ferry waits.", role="caption")],
    credit="Jo Kask/The Example Times",
    creators=[Party.person("Jo Kask", role="photographer")],
    renditions=[
        Rendition(
            "https://example.org/ice.jpg", name="web", mime="image/jpeg", width=1200, height=800, size=90_000,
            title="Ice", poi=(0.5, 0.25),
        )
    ],
)  # fmt: skip

_LATVIA = Concept("Latvia", type="country", uri="https://example.org/places/latvia")

FULL = NewsItem(
    guid="urn:newsml:example.org:20240118:ice-2",
    version=3,
    alt_ids=[Label("ice-2-night", role="desk")],
    type="text",
    profile="text-with-picture",
    pub_status="usable",
    role=Concept("Main story", scheme="erol", code="main"),
    first_created=datetime(2024, 1, 18, 7, 0, tzinfo=_EAST),
    version_created=datetime(2024, 1, 18, 9, 30, 15, tzinfo=_EAST),
    published=datetime(2024, 1, 18, 9, 0, tzinfo=UTC),
    content_created=date(2024, 1, 17),
    content_modified=datetime(2024, 1, 18, 9, 15, tzinfo=_EAST),
    expires=datetime(2025, 1, 18, 0, 0, tzinfo=UTC),
    embargoed=datetime(2024, 1, 18, 8, 0, tzinfo=UTC),
    headline="Ice closes two harbours",
    alt_headlines=[Label("Ice!", role="short", lang="en"), Label("Ledus", lang="lv")],
    title="ICE-HARBOURS",
    slugline="ice-harbours",
    descriptions=[Label("Two harbours are closed by ice.", role="summary")],
    byline="Ann Ozola, The Example Times editor-in-chief",
    dateline=Dateline(
        "VENTSPILS, Latvia, Jan 18 (LETA) - ",
        places=["VENTSPILS"],
        region="Latvia",
        date=date(2024, 1, 18),
        sources=["LETA"],
    ),
    located=[Concept("Riga", type="city", geo=(56.95, 24.1), broader=[_LATVIA])],
    credit="LETA",
    ed_notes=[Label("Adds the second harbour.", role="update", public=False)],
    creators=[
        Party.person(
            "Ann Ozola",
            url="https://example.org/people/ozola",
            role="writer",
            job_title="editor-in-chief",
            affiliation="The Example Times",
            contacts=[Label("ozola@example.org", role="email", public=False)],
            scheme="staff",
            code="17",
        )
    ],
    contributors=[Party.person("Jo Kask", role="editor")],
    info_sources=["LETA"],
    provider=Party.organisation("The Example Times", url="https://example.org/"),
    urgency=2,
    signals=[Concept("Update", scheme="sig", code="update")],
    services=[Concept("Night wire", scheme="svc", code="night")],
    genres=[Concept("Current", scheme="genre", code="Current")],
    subjects=[
        Concept("Sports", rel="section"),
        Concept(
            "Weather",
            scheme="medtop",
            code="17000000",
            relevance=80,
            confidence=99.5,
            creator="desk",
            names=["Weather", Label("Laikapstākļi", lang="lv")],
            same_as=[Concept(uri="https://example.org/topics/weather")],
        ),
    ],
    keywords=["ice", Label("shipping", role="tag")],
    digital_source=Concept(
        "Digital capture", uri="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
    ),
    language="en-GB",
    text_direction="ltr",
    printed=[Label("4", role="page")],
    free=True,
    rights=Rights(
        holder="The Example Times",
        notices=["© 2024 The Example Times"],
        year=2024,
        usage_terms=["No archive after a year."],
        licence="https://example.org/licence",
        expression="<policy/>",
    ),
    body=[
        Paragraph("A ferry waits in the ice.", role="leadin"),
        Paragraph(["The ice came ", Span("in the night", kind="em"), ".\nIt stayed."], lang="en"),
        Heading("What comes next", level=3),
        List(["Nobody knows.", "All wait."], ordered=True),
        Quote(["We wait."], source="Jo Kask"),
        Table(
            [
                [Cell("Harbour", header=True, align="left"), Cell("Ships", header=True)],
                [Cell("Riga", colspan=1), "4"],
            ],
            caption="Ships that wait",
        ),
        Preformatted("RIGA   4\nTALLINN 12", role="agate"),
        Embed("https://example.org/v/1", kind="video", caption="The ice, seen from above", ref="picture-1"),
        Section(["Ask the pilots."], role="infobox"),
        ThematicBreak(),
        Paragraph(
            [
                "More at ",
                Span("the harbour’s page", kind="a", href="https://example.org/harbour", title="Harbour"),
                " by ",
                Span("Ann Ozola", kind="person", ref="staff:17"),
                ".",
            ]
        ),
    ],
    renditions=[Rendition("https://example.org/ice-2.html", name="web", mime="text/html")],
    links=[
        Link("canonical", href="https://example.org/news/ice-2"),
        Link("picture", name="picture-1", item=PICTURE),
        Link("previousVersion", uri="urn:newsml:example.org:20240118:ice-2", version=2, title="Ice"),
    ],
    extra={
        "jsonld": {"audience": {"@type": "Audience", "audienceType": "sailors"}},
        "newsml-g2": {"standard": "2.35"},
        "example.org": {"desk": "night", "slots": [1, 2.5, None, True]},
    },
)

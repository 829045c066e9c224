"""What the rows are measured on: a story as a wire sends it, and an article as a site keeps it."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from tests._corpus import ROOT, SHARED


def story() -> bytes:
    """A wire story of eight paragraphs: the real one where it is at hand, else ours of its size."""
    real = sorted((SHARED / "corpus" / "wire" / "seed").glob("*.txt"))
    return (real[0] if real else ROOT / "docs" / "examples" / "harbour-pilots.txt").read_bytes()


def article(make: Any) -> Any:
    """An article of about 12 KB as JSON, of the classes in a namespace: newsrec's, or a peer's.

    24 paragraphs with spans, a table of 10 × 4, a list, 17 concepts, two authors, two pictures of
    three renditions each.
    """
    noon = dt.datetime(2025, 11, 14, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    return make.NewsItem(
        guid="urn:newsml:example.org:20251114:harbour-pilots",
        version=3,
        published=noon,
        version_created=noon + dt.timedelta(hours=3),
        headline="Riga and Tartu harbour pilots agree to share their night watches",
        slugline="harbour-pilots-winter",
        byline="By Ilze Kalniete and Mart Sepp",
        dateline=make.Dateline(text="RIGA - ", places=(make.Concept(name="RIGA"),)),
        descriptions=(make.Label(value="Ships are told of a berth six hours ahead.", role="summary"),),
        creators=tuple(
            make.Party(
                name=name, type="person", uri=f"https://example.org/people/{page}", job_title="reporter"
            )
            for name, page in (("Ilze Kalniete", "kalniete"), ("Mart Sepp", "sepp"))
        ),
        provider=make.Party(name="Example News", type="organisation", uri="https://example.org/"),
        urgency=4,
        subjects=tuple(_subject(make, number) for number in range(16)),
        keywords=tuple(make.Label(value=word) for word in ("harbour", "pilots", "winter", "ice")),
        language="en",
        rights=make.Rights(
            holder=make.Party(name="Example News", type="organisation"),
            notices=(make.Label(value="© 2025 Example News"),),
            year=2025,
            usage_terms=(make.Label(value="Not for use after 30 days."),),
        ),
        body=_body(make),
        links=tuple(
            make.Link(rel="picture", name=f"picture-{number}", item=_picture(make, number))
            for number in (1, 2)
        ),
    )


def _subject(make: Any, number: int) -> Any:
    return make.Concept(
        name=f"Subject number {number}",
        type="topic",
        scheme="medtop",
        code=f"2000{number:04d}",
        uri=f"http://cv.example.org/mediatopic/2000{number:04d}",
        relevance=100 - number,
    )


def _body(make: Any) -> tuple[Any, ...]:
    paragraphs = [
        make.Paragraph(
            content=(
                "The pilots will share their night watches from December, said ",
                make.Span(content=("Ilze Kalniete",), kind="person", ref=f"ex:person-{number}"),
                f". Ships that wait for the ice to break, {number + 1204} last winter, are told of a berth",
            )
        )
        for number in range(24)
    ]
    rows = tuple(
        tuple(make.Cell(content=(f"{row} of {column}",), header=row == 0) for column in range(4))
        for row in range(10)
    )
    items = tuple((make.Paragraph(content=(f"Watch {number}, from six to six",)),) for number in range(5))
    return (*paragraphs, make.Table(rows=rows), make.List(items=items))


def _picture(make: Any, number: int) -> Any:
    return make.NewsItem(
        guid=f"urn:newsml:example.org:20251114:picture-{number}",
        type="picture",
        credit="Example News",
        descriptions=(
            make.Label(value="A pilot launch leaves the old customs house.", role="caption"),
            make.Label(value="A launch on a dark river", role="alt"),
        ),
        renditions=tuple(
            make.Rendition(
                href=f"https://example.org/pictures/{number}-{width}.jpg",
                name=f"w{width}",
                mime="image/jpeg",
                width=width,
                height=width * 9 // 16,
                size=width * 180,
            )
            for width in (640, 1280, 2560)
        ),
    )


def ours() -> SimpleNamespace:
    """newsrec's own classes, as `article` takes them."""
    import newsrec

    names = "NewsItem Label Concept Party Dateline Rights Rendition Link Paragraph Span List Table Cell"
    return SimpleNamespace(**{name: getattr(newsrec, name) for name in names.split()})

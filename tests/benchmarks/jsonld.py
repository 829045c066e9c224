"""schema.org JSON-LD: beside a function written by hand, beside `json.dumps` alone, beside peers.

The hand-written function is what a site has today: it trusts every value, knows one shape, and
escapes nothing. The story is of the size that sites have: ten paragraphs, two authors, two
pictures, about 4.5 KB.
"""

from __future__ import annotations

import datetime as dt
import json
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import newsrec
from newsrec import Concept, Label, Link, NewsItem, Party
from tests.benchmarks._harness import Missing, Row, calls, writers

_PARAGRAPH = (
    "The pilots will share their night watches from December, said Ilze Kalniete. Ships that wait for the "
    "ice to break, 1,204 last winter, are told of a berth six hours ahead, and of the tugs that will meet "
    "them at the outer buoy. Nobody has been told what becomes of the watch house on the old pier. The "
    "harbour office will say so in spring, when the ice is gone and the first ferries run again."
)


_IN_LATVIAN = (
    "Loči no decembra dalīsies nakts dežūrās, sacīja Ilze Kalniete. Kuģiem, kas gaida, kad izies ledus, "
    "pērnziem to bija 1204, vietu pie piestātnes pateiks sešas stundas iepriekš, arī velkoņus, kas tos "
    "sagaidīs pie ārējās bojas. Neviens nezina, kas būs ar “sarga māju” uz vecā mola – ostas pārvalde to "
    "teiks pavasarī, kad ledus būs prom un atkal ies pirmie prāmji."
)


def story(paragraph: str = _PARAGRAPH) -> NewsItem:
    """The record that is written."""
    noon = dt.datetime(2025, 11, 14, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    return NewsItem(
        guid="urn:newsml:example.org:20251114:harbour-pilots",
        published=noon,
        version_created=noon + dt.timedelta(hours=3),
        headline="Riga and Tartu harbour pilots agree to share their night watches",
        descriptions=[Label("Ships are told of a berth six hours ahead.", role="summary")],
        creators=[
            Party.person("Ilze Kalniete", url="https://example.org/people/kalniete"),
            Party.person("Mart Sepp", url="https://example.org/people/sepp"),
        ],
        provider=Party.organisation("Example News", url="https://example.org/"),
        subjects=[Concept("Shipping", rel="section")],
        keywords=["harbour", "pilots", "winter", "ice"],
        language="en",
        free=True,
        body=[paragraph] * 10,
        links=[
            Link("canonical", href="https://example.org/news/harbour-pilots"),
            *(
                Link(
                    "picture",
                    item=NewsItem.picture(
                        f"https://example.org/pictures/{number}.jpg",
                        caption="A pilot launch leaves the old customs house.",
                        credit="Example News",
                        width=1200,
                        height=675,
                    ),
                )
                for number in (1, 2)
            ),
        ],
    )


def by_hand(item: NewsItem) -> dict[str, Any]:
    """The same dict, as a site would build it from the same record."""
    url = item.links[0].href
    assert item.provider is not None
    texts = ["".join(block.content) for block in item.body]  # type: ignore[union-attr, arg-type]  # paragraphs
    text = "\n\n".join(texts)
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "url": url,
        "mainEntityOfPage": url,
        "headline": item.headline,
        "description": item.descriptions[0].value,
        "datePublished": item.published.isoformat(),  # type: ignore[union-attr]  # a datetime
        "dateModified": item.version_created.isoformat(),  # type: ignore[union-attr]  # a datetime
        "author": [{"@type": "Person", "name": each.name, "url": each.uri} for each in item.creators],
        "publisher": {"@type": "Organization", "name": item.provider.name, "url": item.provider.uri},
        "articleSection": item.subjects[0].name,
        "keywords": [label.value for label in item.keywords],
        "inLanguage": item.language,
        "image": [_picture_by_hand(link.item) for link in item.links if link.item is not None],
        "isAccessibleForFree": item.free,
        "identifier": {"@type": "PropertyValue", "propertyID": "guid", "value": item.guid},
        "wordCount": len(text.split()),
        "articleBody": text,
    }


def _picture_by_hand(picture: NewsItem) -> dict[str, Any]:
    form = picture.renditions[0]
    return {
        "@type": "ImageObject",
        "url": form.href,
        "contentUrl": form.href,
        "width": form.width,
        "height": form.height,
        "caption": picture.descriptions[0].value,
        "creditText": picture.credit,
    }


def rows() -> list[Row | Missing]:
    """Writing against the hand-written function, the ready dict and the peers; reading against `json`."""
    item = story()
    data = newsrec.dumps(item, "jsonld")
    ready = newsrec.to_jsonld(item)
    if by_hand(item) != ready or json.loads(data) != ready:
        message = "the hand-written function makes another document"
        raise RuntimeError(message)
    found: list[Row | Missing] = []
    for how, ours in writers(lambda: newsrec.dumps(item, "jsonld")).items():
        hand = calls(lambda: json.dumps(by_hand(item)).encode())
        found.append(Row(f"write JSON-LD{how}", ours, "a hand-written function and json.dumps", hand, 2))
        # The words are counted and the parts looked over meanwhile, which alone take as long as json.dumps.
        alone = calls(lambda: json.dumps(ready))
        # One pass that counted the words and wrote the text met 2.5: a second way for 20 µs a story.
        found.append(Row(f"write JSON-LD{how}", ours, "json.dumps of the dict", alone, 4.0))
    latvian = story(_IN_LATVIAN)
    found.append(
        Row(
            "write JSON-LD in Latvian",
            writers(lambda: newsrec.dumps(latvian, "jsonld"))[""],
            "a hand-written function and json.dumps",
            calls(lambda: json.dumps(by_hand(latvian)).encode()),
            2,
        )
    )
    return [
        *found,
        Row(
            "read JSON-LD",
            calls(lambda: newsrec.loads(data, format="jsonld")),
            "json.loads",
            calls(lambda: json.loads(data)),
            25,
        ),
        *_peers(item),
    ]


def _peers(item: NewsItem) -> list[Row | Missing]:
    """The typed packages: they build their objects of ready values and write them."""
    found: list[Row | Missing] = []
    values = by_hand(item)
    ours = writers(lambda: newsrec.dumps(item, "jsonld"))[""]
    for name, package, module_of, write, bar in (
        ("schema_org-py", "schema_org", "{package}", lambda made: json.dumps(made.to_jsonld()), 0.15),
        ("pydantic2-schemaorg", "pydantic2_schemaorg", "{package}.{kind}", lambda made: made.json(), 0.01),
    ):
        kinds = ("NewsArticle", "Person", "Organization", "ImageObject", "PropertyValue")
        try:
            modules = [import_module(module_of.format(package=package, kind=kind)) for kind in kinds]
        except ImportError:
            found.append(Missing(f"write JSON-LD against {name}", f"{name} is not installed"))
            continue
        make = SimpleNamespace(
            **{kind: getattr(each, kind) for kind, each in zip(kinds, modules, strict=True)}
        )
        theirs = calls(lambda make=make, write=write: write(_built(make, values)).encode())  # type: ignore[misc]
        found.append(Row("write JSON-LD", ours, name, theirs, bar))
    return found


def _built(make: Any, values: dict[str, Any]) -> Any:
    """The same article of a peer's classes, as far as they can hold it: no sizes of pictures."""
    identifier = values["identifier"]
    return make.NewsArticle(
        url=values["url"],
        mainEntityOfPage=values["url"],
        headline=values["headline"],
        description=values["description"],
        datePublished=dt.datetime.fromisoformat(values["datePublished"]),
        dateModified=dt.datetime.fromisoformat(values["dateModified"]),
        author=[make.Person(name=each["name"], url=each["url"]) for each in values["author"]],
        publisher=make.Organization(name=values["publisher"]["name"], url=values["publisher"]["url"]),
        articleSection=values["articleSection"],
        keywords=values["keywords"],
        inLanguage=values["inLanguage"],
        image=[
            make.ImageObject(
                url=each["url"],
                contentUrl=each["contentUrl"],
                caption=each["caption"],
                creditText=each["creditText"],
            )
            for each in values["image"]
        ],
        isAccessibleForFree=True,
        identifier=make.PropertyValue(propertyID=identifier["propertyID"], value=identifier["value"]),
        wordCount=values["wordCount"],
        articleBody=values["articleBody"],
    )

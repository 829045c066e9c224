"""Every value that a document says of a story is accounted for: in the record, in `extra`, or in a finding.

The ledger knows nothing of the reader. The documents are made of every property that is read and
some that are not, with values of every kind, each of them unlike all others, so that each can be
looked for in what was read.
"""

from __future__ import annotations

import json
import re
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import given, strategies as st

import newsrec
from newsrec.formats import jsonld
from newsrec.formats._format import Reading
from newsrec.formats._schema_org.tables import KNOWN_PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORIES = [
    "NewsArticle", "Article", "LiveBlogPosting", "ImageObject", "VideoObject", "AudioObject", "MediaObject",
]  # fmt: skip
TYPES = [
    "Thing", "Person", "Organization", "NewsMediaOrganization", "Place", "City", "Event", "Product",
    "CreativeWork", "NewsArticle", "BlogPosting", "CorrectionComment", "ImageObject", "VideoObject",
    "AudioObject", "MediaObject", "DefinedTerm", "PropertyValue", "PostalAddress", "GeoCoordinates",
    "QuantitativeValue", "WebPage",
]  # fmt: skip
PROPERTIES = sorted({*KNOWN_PROPERTIES.values(), "@id", "award", "telephone", "hasPart"} - {"mainEntity"})


@st.composite
def articles(draw: st.DrawFn) -> dict[str, Any]:
    """An article of random properties, each value in it unlike all others."""
    number = count(10_001)

    def value(depth: int) -> Any:
        kind = draw(st.sampled_from(["text", "address", "number", "date", "object", "object", "list"]))
        if kind == "object" and depth < 3:
            return thing(depth + 1)
        if kind == "list" and depth < 3:
            return [value(depth + 1) for _ in range(draw(st.integers(1, 3)))]
        n = next(number)
        return {"address": f"https://t.example/{n}", "number": n, "date": f"{n - 9_000}-03-04"}.get(
            kind, f"Tok{n} Ozola"
        )

    def thing(depth: int) -> dict[str, Any]:
        names = draw(st.lists(st.sampled_from(PROPERTIES), max_size=6, unique=True))
        found: dict[str, Any] = {
            name: f"https://t.example/{next(number)}" if name == "@id" else value(depth) for name in names
        }
        if draw(st.booleans()):
            found["@type"] = draw(st.sampled_from(TYPES))
        return found

    return {**thing(0), "@type": draw(st.sampled_from(STORIES))}


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in {"@type", "@context"}:
                yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    else:
        yield value


def missing(story: Any, data: bytes) -> list[Any]:
    """The values of a story that are nowhere in what is read."""
    result = jsonld.decode(data, Reading())
    whole = "\0".join(
        [
            *(
                json.dumps(json.loads(newsrec.dumps(item, "json")), ensure_ascii=False)
                for item in result.items
            ),
            *(finding.message for finding in result.findings),
        ]
    )
    return [each for each in leaves(story) if str(each) not in whole]


@given(articles())
def test_no_value_of_an_article_vanishes(article: dict[str, Any]) -> None:
    assert missing(article, json.dumps({"@context": "https://schema.org", **article}).encode()) == []


def test_value_whose_name_comes_again_is_told() -> None:
    story = b'{"@type":"NewsArticle","headline":"First","headline":"Last","author":{"name":"A","name":"B"}}'
    found: list[newsrec.Finding] = []
    item = newsrec.loads(story, format="jsonld", on_finding=found.append)
    assert (item.headline, item.authors) == ("Last", ("B",))
    assert [each.message for each in found if each.code == "NR975"] == [
        "'name' comes again in its object, and the last counts: left out 'A'",
        "'headline' comes again in its object, and the last counts: left out 'First'",
    ]
    many = b'{"@type":"NewsArticle",' + b",".join([b'"headline":"x"'] * 1000) + b"}"
    assert len(newsrec.check(many, format="jsonld").findings) < 40


def test_examples_of_the_vocabulary_lose_nothing(shared: Path) -> None:
    text = (shared / "corpus" / "jsonld" / "schemaorg-all-examples.txt").read_text(encoding="utf-8")
    told = 0
    for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL):
        try:
            story = json.loads(script)
        except ValueError:  # a few are no JSON, on purpose
            continue
        if isinstance(story, dict) and story.get("@type") in STORIES:
            told += 1
            assert [each for each in missing(story, script.encode()) if not is_read_as_other(each)] == []
    assert told == 9


def is_read_as_other(value: Any) -> bool:
    """Whether a value is blank, or a list, entities or a time, which are read as what they mean."""
    return value in {"", None} or bool(re.search(r",|&\w+;|[0-9]{2}:[0-9]{2}|\s\s|\n", str(value)))

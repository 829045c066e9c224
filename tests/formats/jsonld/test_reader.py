"""What is read from JSON-LD that others wrote; the samples of tests/corpus/jsonld show the rest."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

import newsrec
from newsrec import DecodeError, Finding, NewsItem, Party
from newsrec.body import block_texts
from newsrec.context import Feed
from newsrec.formats import jsonld
from newsrec.formats._format import Decoded, Reading
from newsrec.formats._schema_org.tables import KNOWN_PROPERTIES

if TYPE_CHECKING:
    from pathlib import Path


def read(value: Any, **fields: Any) -> NewsItem:
    """The record of an article of these properties."""
    document = (
        {"@context": "https://schema.org", "@type": "NewsArticle", **fields} if value is None else value
    )
    return newsrec.loads(json.dumps(document), format="jsonld")


def decoded(value: Any, feed: Feed | None = None) -> Decoded:
    return jsonld.decode(json.dumps(value).encode(), Reading(feed))


@pytest.mark.parametrize(
    "context",
    [
        "https://schema.org",
        "http://schema.org",
        "http://schema.org/",
        "http://www.schema.org",
        "https://web.archive.org/web/2020/https://schema.org/",
        ["https://schema.org", {"@language": "lv"}],
        {"@vocab": "https://schema.org/"},
        [{"schema": "http://schema.org/"}],
    ],
    ids=str,
)
def test_every_spelling_of_the_context_is_read(context: Any) -> None:
    value = {"@context": context, "@type": "NewsArticle", "headline": "Ice"}
    found: list[Finding] = []
    assert newsrec.loads(json.dumps(value), on_finding=found.append).headline == "Ice"
    assert found == []


@pytest.mark.parametrize(
    ("author", "creators"),
    [
        ("Ann Ozola", ["Ann Ozola"]),
        ({"@type": "Person", "name": "Ann Ozola"}, [Party.person("Ann Ozola")]),
        ([{"name": "Ann Ozola"}, "Jo Kask"], ["Ann Ozola", "Jo Kask"]),
        ({"@type": "NewsMediaOrganization", "name": "LETA"}, None),
        ({"@type": ["Person"], "name": ["Ann Ozola", "Jo Kask"]},
         [Party.person("Ann Ozola"), Party.person("Jo Kask")]),
        ("https://example.org/ozola", [Party(uri="https://example.org/ozola")]),
        ({"@id": "https://example.org/ozola"}, [Party(uri="https://example.org/ozola")]),
        ({"@type": "Person", "name": '{"name": "Ann Ozola"}'}, [Party.person("Ann Ozola")]),
        ({"@type": "Person", "name": "Ann Ozola", "sameAs": ["/x", "https://ozola.example"]},
         [Party("Ann Ozola", type="person", uri="https://ozola.example",
                extra={"jsonld": {"sameAs": "/x"}})]),
        ([None, "", {}, {"@type": "Person", "name": ""}], []),
    ],
    ids=str,
)  # fmt: skip
def test_every_form_of_an_author_is_read(author: Any, creators: Any) -> None:
    item = read(None, author=author)
    if creators is None:
        assert (item.creators[0].name, item.creators[0].type) == ("LETA", "organisation")
    else:
        assert item.creators == NewsItem(creators=creators).creators


#: What a property may hold that is no value of its own kind.
STRANGE = (
    5, 1e300, True, "x", "http://example.org/a", [[5]], ["http://example.org/a"], {"a": 1},
    {"@value": 5}, {"@value": {"a": 1}}, {"@value": ["x"]}, {"@list": [5]},
    {"@id": 5}, {"@id": {"a": 1}}, {"@type": 5, "@id": 5, "name": 5, "url": 5},
    {"@type": ["Person", 5], "name": {"@value": 3}},
)  # fmt: skip


@pytest.mark.parametrize("kind", ["Thing", "Person", "ImageObject"])
def test_no_value_in_a_place_of_another_kind_stops_the_reader(kind: str) -> None:
    outer = ["@id", "@type", "@graph", *KNOWN_PROPERTIES.values()]
    inner = ["@id", "@type", "@value", "@list", "@set", "name", "url", "text", "value", "dateCreated"]
    story = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ice"}
    for name in outer:
        nodes = [{"@type": kind, "caption": "Ice", part: value} for part in inner for value in STRANGE]
        for value in (*STRANGE, nodes):
            items = decoded({**story, name: value}).items
            assert items or name in ("@type", "@graph")


def test_references_are_followed_in_circles() -> None:
    value = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "NewsArticle", "headline": "Ice", "author": {"@id": "#a"}, "publisher": {"@id": "#p"}},
            {"@type": "Person", "@id": "#a", "name": "Ann Ozola", "affiliation": {"@id": "#p"}},
            {
                "@type": "Organization",
                "@id": "#p",
                "name": "LETA",
                "employee": {"@id": "#a"},
                "affiliation": {"@id": "#p"},
            },
        ],
    }
    item = read(value)
    assert item.creators[0].affiliation == Party.organisation("LETA")
    assert item.provider is not None
    assert item.provider.name == "LETA"


def test_live_blog_of_hundreds_is_one_story() -> None:
    updates = [{"@type": "BlogPosting", "@id": f"#{n}", "headline": f"Entry {n}"} for n in range(300)]
    blog = {
        "@type": "LiveBlogPosting",
        "headline": "The ice",
        "liveBlogUpdate": [{"@id": f"#{n}"} for n in range(300)],
    }
    [item] = decoded({"@context": "https://schema.org", "@graph": [*updates, blog]}).items
    assert item.headline == "The ice"
    assert [link.item.headline for link in item.links if link.item] == [f"Entry {n}" for n in range(300)]


@pytest.mark.parametrize(
    ("flag", "free"),
    [
        (True, True), (False, False), ("True", True), ("False", False), ("false", False), ("true", True),
        ("http://schema.org/False", False), ("https://schema.org/True", True), (0, False), ([False], False),
    ],
    ids=str,
)  # fmt: skip
def test_flag_is_read_for_what_it_says(flag: Any, free: bool) -> None:
    assert read(None, isAccessibleForFree=flag).free is free


def test_flag_that_says_nothing_is_kept_and_told() -> None:
    result = decoded({"@context": "https://schema.org", "@type": "Article", "isAccessibleForFree": "perhaps"})
    assert result.items[0].free is None
    assert result.items[0].extra["jsonld"]["isAccessibleForFree"] == "perhaps"
    assert [each.code for each in result.findings] == ["NR975"]


def test_time_without_a_zone_takes_the_feeds() -> None:
    value = {"@context": "https://schema.org", "@type": "Article", "datePublished": "2024-01-18T09:30:00"}
    told = decoded(value, Feed(zone="Europe/Riga"))
    assert told.items[0].published == datetime(2024, 1, 18, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    assert [each.code for each in told.findings] == ["NR932"]
    untold = decoded(value)
    assert untold.items[0].published == date(2024, 1, 18)
    assert untold.items[0].extra["jsonld"]["datePublished"] == "2024-01-18T09:30:00"
    assert [each.code for each in untold.findings] == ["NR931"]


def test_numbers_and_texts_stand_for_one_another() -> None:
    item = read(None, headline=2024, version="3", copyrightYear="2024", wordCount=12.0, keywords=[5])
    assert (item.headline, item.version, item.keywords[0].value) == ("2024", "3", "5")
    assert item.rights is not None
    assert item.rights.year == 2024
    assert item.extra["jsonld"]["wordCount"] == 12


def test_entities_are_decoded_once_and_only_in_texts() -> None:
    item = read(None, headline="A &amp;amp; B", url="https://example.org/?a=1&copy=2", articleBody="1 &lt; 2")
    assert item.headline == "A &amp; B"
    assert item.url == "https://example.org/?a=1&copy=2"
    assert item.text == "1 < 2"


def test_unknown_properties_are_kept_and_written_again() -> None:
    own = {
        "speakable": {"@type": "SpeakableSpecification", "cssSelector": [".a"]},
        "commentCount": 0,
        "x": 1.5,
    }
    item = read(None, headline="Ice", **own)
    written = json.loads(newsrec.dumps(item, "jsonld"))
    assert {name: written[name] for name in own} == own


def test_image_forms() -> None:
    item = read(
        None,
        image=[
            "https://example.org/1.jpg",
            {"@type": "ImageObject", "url": ["https://example.org/2.jpg"], "height": "800px"},
            {"@type": "imageObject", "contentUrl": "https://example.org/3.jpg", "width": {"value": "640"}},
            {"@id": "https://example.org/4.jpg"},
            {"@type": "ImageObject", "caption": "nothing to see"},
        ],
    )
    forms = [form for picture in item.pictures for form in picture.renditions]
    assert [form.href for form in forms] == [f"https://example.org/{n}.jpg" for n in (1, 2, 3, 4)]
    assert (forms[1].height, forms[2].width) == (800, 640)


def test_document_without_a_story_says_so() -> None:
    found: list[Finding] = []
    with pytest.raises(DecodeError, match="found no story"):
        newsrec.loads('{"@context": "https://schema.org", "@type": "Person"}', on_finding=found.append)
    assert [each.code for each in found] == ["NR973"]


# -- others' documents ----------------------------------------------------------------------------


def test_every_example_of_the_vocabulary_is_read(shared: Path) -> None:
    text = (shared / "corpus" / "jsonld" / "schemaorg-all-examples.txt").read_text(encoding="utf-8")
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert len(scripts) == 460
    for script in scripts:
        data = script.strip().encode()
        result = jsonld.decode(data, Reading())
        types = re.findall(r'"@type"\s*:\s*"(\w*(?:Article|BlogPosting))"', script)
        if types:
            assert result.items, script
            for item in result.items:
                assert newsrec.fit(newsrec.fit(item, "jsonld").item, "jsonld").losses == ()


# -- hostile documents ----------------------------------------------------------------------------


def timed(value: Any) -> float:
    data = json.dumps(value).encode()
    start = time.process_time()
    jsonld.decode(data, Reading())
    return time.process_time() - start


def many_references(count: int) -> Any:
    """Many references of every kind to one node of many properties and names."""
    giant = {"@id": "#g", "@type": "Person", "name": ["Jo"] * count, **{f"p{n}": n for n in range(count)}}
    reference = [{"@id": "#g"}] * count
    merged = [{"@id": "#g", "name": f"x{n}"} for n in range(count)]
    people = [{"@type": "Person", "name": f"P{n}", "affiliation": {"@id": "#g"}} for n in range(count)]
    places = [{"@type": "Place", "name": f"L{n}", "address": {"@id": "#g"}} for n in range(count)]
    story = {
        "@type": "NewsArticle",
        "author": reference,
        "contributor": merged,
        "editor": people,
        "about": reference,
        "mentions": places,
        "image": reference,
        "video": merged,
        "isBasedOn": reference,
        "genre": merged,
    }
    return {"@context": "https://schema.org", "@graph": [story, giant]}


HOSTILE = {
    "references to one node": many_references,
    "nested lists": lambda count: {"@type": "NewsArticle", "headline": [[["x"] * count] * 2] * 2},
    "by, by, by": lambda count: {"@type": "NewsArticle", "author": "By " * count + "Ann Ozola"},
    "names joined": lambda count: {"@type": "NewsArticle", "author": "Ann Ozola and " * count},
    "line ends": lambda count: {"@type": "NewsArticle", "articleBody": "\n \t" * count + "x\r" * count},
    "ampersands": lambda count: {
        "@type": "NewsArticle",
        "headline": "&" * count,
        "keywords": "&amp," * count,
    },
    "tags": lambda count: {"@type": "NewsArticle", "articleBody": "<br " * count + "</" * count},
    "graphs": lambda count: {"@graph": [{"@type": "Article"}] * count},
    "pages": lambda count: {
        "@graph": [{"@type": "WebPage", "mainEntity": {"@id": f"#{n}"}} for n in range(count)]
    },
    "numbers": lambda count: {"@type": "NewsArticle", "wordCount": "1" * count, "version": " " * count},
    "prefixes": lambda count: {
        "@context": {f"p{n}": f"https://x/{n}/" for n in range(count)},
        "@type": "Article",
    },
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_time_stays_in_proportion_to_the_document(make: Any) -> None:
    timed(make(100))
    small = min(timed(make(1_000)) for _ in range(2))
    assert timed(make(8_000)) < 8 * 3 * small + 0.5


@pytest.mark.parametrize("value", ["null", "true", "5", '"x"'])
def test_lone_value_is_refused(value: str) -> None:
    with pytest.raises(DecodeError, match="expected an object or an array") as caught:
        newsrec.loads(value, format="jsonld")
    assert (caught.value.code, caught.value.line, caught.value.column) == ("NR970", 1, 1)


def test_detection_knows_json_ld_and_no_other_json() -> None:
    for text in ('{"@context": "https://schema.org"}', '\ufeff [{"@type": "Article"}]', '{\n"@graph" : []}'):
        assert newsrec.detect(text) == "jsonld"
    for text in ('{"type": "Article"}', '{"newsrec": 1}', "[]", '"@type"', '@type: "x"'):
        assert newsrec.detect(text) != "jsonld"


def test_moment_is_read_with_its_offset() -> None:
    assert read(None, datePublished="2024-01-18T09:30:00Z").published == datetime(
        2024, 1, 18, 9, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("name", "text", "dateline", "body"),
    [
        ("RIGA", "RIGA \u2014 It came.", "RIGA \u2014 ", "It came."),
        ("RIGA - ", "RIGA - It came.", "RIGA - ", "It came."),
        ("RIGA -", "RIGA \u2013 It came.", "RIGA \u2013 ", "It came."),
        ("RIGA", "It came.", "RIGA", "It came."),
        ("RIGA", "RIGA harbour.\n\nRIGA: It came.", "RIGA: ", "RIGA harbour.\n\nIt came."),
    ],
)
def test_dateline_has_the_dash_that_the_text_has(name: str, text: str, dateline: str, body: str) -> None:
    item = read(None, dateline=name, articleBody=text)
    assert item.dateline is not None
    assert item.dateline.text == dateline
    assert block_texts(item.body) == body.split("\n\n")

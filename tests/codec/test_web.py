"""The head of a page: what it says, that it says the same as the JSON-LD, and that templates take it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import html5lib
import pytest
from hypothesis import given

import newsrec
from newsrec import Concept, EncodeError, Label, Link, NewsItem, Party, to_head
from newsrec.context import Site
from newsrec.formats._page.meta import PARTS
from newsrec.testing.strategies import news_items
from tests._records import ORDINARY

SITE = Site(
    publisher=Party.organisation("The Harbour Gazette", url="https://gazette.example/"),
    address_pattern="https://gazette.example/{slug}",
    people={"Ann Ozola": "https://gazette.example/people/ozola"},
)
NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)
STORY = NewsItem(
    headline="Ferry & ice: “again”",
    descriptions=[Label("The first one left.", role="summary")],
    published=NOON,
    version_created=NOON.replace(hour=14),
    expires=NOON.replace(year=2025),
    creators=[Party.person("Ann Ozola"), Party.person("Jo Kask")],
    subjects=[Concept("Shipping", rel="section")],
    keywords=["ice", "ferry"],
    language="en-GB",
    free=True,
    body="First.",
    links=[
        Link(
            "picture",
            item=NewsItem.picture("https://gazette.example/1.jpg", alt="Ice", width=1200, height=675),
        ),
        Link("picture", item=NewsItem.picture("https://gazette.example/2.jpg", caption="A ferry")),
    ],
)


def read(head: str) -> Any:
    return html5lib.parse(f"<!DOCTYPE html><head>{head}</head>", namespaceHTMLElements=False)


def metas(head: str, key: str) -> list[tuple[str, str]]:
    return [(each.get(key), each.get("content")) for each in read(head).iter("meta") if each.get(key)]


def test_open_graph_tells_what_the_story_is() -> None:
    head = to_head(STORY, site=SITE)
    assert metas(head, "property") == [
        ("og:type", "article"),
        ("og:title", "Ferry & ice: “again”"),
        ("og:description", "The first one left."),
        ("og:url", "https://gazette.example/ferry-ice-again"),
        ("og:site_name", "The Harbour Gazette"),
        ("og:locale", "en_GB"),
        ("og:image", "https://gazette.example/1.jpg"),
        ("og:image:width", "1200"),
        ("og:image:height", "675"),
        ("og:image:alt", "Ice"),
        ("og:image", "https://gazette.example/2.jpg"),
        ("og:image:alt", "A ferry"),
        ("article:published_time", "2024-05-02T12:00:00+00:00"),
        ("article:modified_time", "2024-05-02T14:00:00+00:00"),
        ("article:expiration_time", "2025-05-02T12:00:00+00:00"),
        ("article:author", "https://gazette.example/people/ozola"),
        ("article:author", "Jo Kask"),
        ("article:section", "Shipping"),
        ("article:tag", "ice"),
        ("article:tag", "ferry"),
        ("article:content_tier", "free"),
    ]


def test_cards_robots_and_the_canonical_link() -> None:
    head = to_head(STORY, site=SITE)
    assert metas(head, "name") == [
        ("robots", "max-image-preview:large"),
        ("twitter:card", "summary_large_image"),
        ("twitter:title", "Ferry & ice: “again”"),
        ("twitter:description", "The first one left."),
        ("twitter:image", "https://gazette.example/1.jpg"),
        ("twitter:image:alt", "Ice"),
    ]
    [link] = read(head).iter("link")
    assert (link.get("rel"), link.get("href")) == ("canonical", "https://gazette.example/ferry-ice-again")
    [script] = read(head).iter("script")
    assert json.loads(script.text) == newsrec.to_jsonld(STORY, site=SITE)


def test_parts_choose_and_stand_in_their_order() -> None:
    assert to_head(STORY, parts=["title"]) == "<title>Ferry &amp; ice: “again”</title>"
    assert to_head(STORY, parts=[]) == ""
    everything = to_head(STORY, site=SITE, parts=reversed(PARTS))
    pieces = [str(to_head(STORY, site=SITE, parts=[part])) for part in PARTS]
    assert everything == "\n".join(pieces)
    assert to_head(STORY, parts=["json-ld"]) == newsrec.to_script(newsrec.to_jsonld(STORY))


def test_a_wrong_part_is_named() -> None:
    with pytest.raises(ValueError, match="did you mean 'canonical'"):
        to_head(STORY, parts=["cannonical"])  # type: ignore[list-item]  # what is refused
    with pytest.raises(TypeError, match="a sequence of names of parts, in brackets"):
        to_head(STORY, parts="card")  # type: ignore[arg-type]  # what is refused
    with pytest.raises(TypeError, match="NewsItem"):
        to_head("<html>")  # type: ignore[arg-type]


def test_options_and_the_guard_are_those_of_the_json_ld() -> None:
    assert "articleBody" not in to_head(STORY, article_body=False)
    with pytest.raises(EncodeError) as caught:
        to_head(NewsItem(headline="Ice", embargoed=NOON))
    assert caught.value.code == "NR807"
    assert "Ice" in to_head(NewsItem(headline="Ice", embargoed=NOON), now=NOON)
    assert "Ice" in to_head(NewsItem(headline="Ice", embargoed=NOON), allow=["embargoed"])


def test_a_character_that_no_page_holds_is_refused_with_its_place() -> None:
    with pytest.raises(EncodeError) as caught:
        to_head(NewsItem(headline="Ice\x07"))
    assert (caught.value.code, caught.value.path) == ("NR811", "headline")


def test_a_picture_has_a_head_too() -> None:
    picture = NewsItem.picture("https://gazette.example/1.jpg", caption="A ferry")
    assert ("og:type", "website") in metas(to_head(picture), "property")
    assert ("og:image", "https://gazette.example/1.jpg") in metas(to_head(picture), "property")


def test_one_picture_in_three_shapes_is_one() -> None:
    shapes = [
        newsrec.Rendition(f"https://gazette.example/{size}.jpg", width=size) for size in (1600, 1200, 900)
    ]
    item = NewsItem(headline="Ice", links=[Link("picture", item=NewsItem(type="picture", renditions=shapes,
        descriptions=[Label("Ice", role="caption")]))])  # fmt: skip
    images = [content for name, content in metas(to_head(item), "property") if name == "og:image"]
    assert images == ["https://gazette.example/1600.jpg"]


@given(news_items(hostile=False))
def test_a_head_is_its_tags_and_nothing_else(item: NewsItem) -> None:
    try:
        head = to_head(item, parts=PARTS, allow=["embargoed", "withheld", "canceled"])
    except EncodeError:
        return
    document = read(head)
    assert {each.tag for each in document.iter()} <= {
        "html",
        "head",
        "body",
        "title",
        "meta",
        "link",
        "script",
    }
    assert (document.find("body").text or "").strip() == ""


def test_jinja_takes_the_head_as_it_is() -> None:
    jinja2 = pytest.importorskip("jinja2")
    environment = jinja2.Environment(autoescape=True)
    head = to_head(ORDINARY)
    assert environment.from_string("<head>{{ head }}</head>").render(head=head) == f"<head>{head}</head>"


def test_django_takes_the_head_as_it_is() -> None:
    html = pytest.importorskip("django.utils.html")
    head = to_head(ORDINARY)
    assert html.conditional_escape(head) == head


@pytest.mark.parametrize("write", [newsrec.to_jsonld, newsrec.to_head, newsrec.to_article])
def test_what_the_short_path_loses_is_reported(write: Any) -> None:
    found: list[newsrec.Finding] = []
    write(NewsItem(headline="Ice", urgency=3), on_finding=found.append)
    assert [(each.code, each.path) for each in found] == [("NR805", "urgency")]
    assert found[0].item is not None
    assert found[0].item.headline == "Ice"


def test_an_embed_that_no_page_shows_is_reported() -> None:
    found: list[newsrec.Finding] = []
    newsrec.body_to_html(
        [newsrec.Embed(html="<script>track()</script>", kind="html")], on_finding=found.append
    )
    assert [each.path for each in found] == ["body[0].html"]


def test_json_ld_refuses_half_a_surrogate_pair() -> None:
    with pytest.raises(EncodeError) as caught:
        newsrec.to_jsonld(NewsItem(headline="a\ud800"))
    assert caught.value.path == "headline"


@pytest.mark.parametrize("paywalled", ["paid", "#paid", ".a .b", ".", ". paid"])
def test_a_paywall_that_is_no_class_is_refused(paywalled: str) -> None:
    with pytest.raises(ValueError, match=r'such as "\.paid", found'):
        newsrec.to_jsonld(NewsItem(headline="Ice", free=False), paywalled=paywalled)

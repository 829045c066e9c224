"""What a site signs its output with: which settings of a Site are taken, and its addresses."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from hypothesis import example, given, strategies as st

from newsrec.context import Site
from newsrec.errors import ConfigError
from newsrec.model import Concept, Link, NewsItem, PartialDate, Party

STORY = NewsItem(
    guid="urn:x:1/2",
    version=3,
    headline="Rīga’s ferry runs again – at last!",
    published=datetime(2024, 1, 18, 23, 30, tzinfo=UTC),
    subjects=[Concept("Sea & shore", rel="section")],
)


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("https://gazette.example/{guid}", "https://gazette.example/urn%3Ax%3A1%2F2"),
        ("https://gazette.example/{slug}", "https://gazette.example/rigas-ferry-runs-again-at-last"),
        (
            "https://gazette.example/{section}/{slug}?v={version}",
            "https://gazette.example/sea-shore/rigas-ferry-runs-again-at-last?v=3",
        ),
        ("https://gazette.example/{year}/{month}/{day}", "https://gazette.example/2024/01/19"),
        ("https://gazette.example/{language}/{guid}", "https://gazette.example/en/urn%3Ax%3A1%2F2"),
        ("https://gazette.example/{slugline}", None),
    ],
)
def test_the_address_of_a_story_comes_from_the_pattern(pattern: str, address: str | None) -> None:
    site = Site(address_pattern=pattern, zone="Europe/Riga", language="en")
    assert site.address(STORY) == address


def test_a_storys_own_canonical_link_is_its_address() -> None:
    story = attrs.evolve(STORY, links=[Link("canonical", href="https://agency.example/1")])
    assert Site(address_pattern="https://gazette.example/{guid}").address(story) == "https://agency.example/1"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("FERRY/Harbour 2", "ferry-harbour-2"),
        ("Çeşme, łódź & Tōkyō", "cesme-%C5%82odz-tokyo"),
        ("Cafe\u0301 ﬁx", "cafe-fix"),
        ("Новый паром", "%D0%BD%D0%BE%D0%B2%D1%8B%D0%B9-%D0%BF%D0%B0%D1%80%D0%BE%D0%BC"),
        ("한국", "%ED%95%9C%EA%B5%AD"),
        ("…!", None),
        ("हिन्दी", "%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80"),
    ],
)
def test_a_slug_is_words_and_hyphens(text: str, slug: str | None) -> None:
    found = Site(address_pattern="https://gazette.example/{slug}").address(NewsItem(slugline=text))
    assert found == (None if slug is None else f"https://gazette.example/{slug}")


@pytest.mark.parametrize("guid", ["..", ".", "", "\ud800", None])
def test_a_story_that_gives_no_safe_address_has_none(guid: str | None) -> None:
    assert Site(address_pattern="https://gazette.example/{guid}/").address(NewsItem(guid=guid)) is None


def test_a_date_that_is_known_in_part_gives_its_parts() -> None:
    story = NewsItem(first_created=PartialDate(2024, 5))
    assert Site(address_pattern="https://gazette.example/{year}-{month}").address(story) is not None
    assert Site(address_pattern="https://gazette.example/{year}-{day}").address(story) is None


def test_the_last_day_of_all_has_an_address() -> None:
    story = NewsItem(published=datetime.max.replace(tzinfo=UTC))
    site = Site(address_pattern="https://gazette.example/{year}", zone="+05:00")
    assert site.address(story) == "https://gazette.example/9999"


@given(st.text(st.characters(), max_size=30))
@example("a/../b")
@example("%2e%2e")
def test_what_a_story_says_never_leaves_its_place_in_the_address(text: str) -> None:
    site = Site(address_pattern="https://gazette.example/news/{slugline}/{guid}.html")
    address = site.address(NewsItem(slugline=text, guid=text))
    assert address is None or re.fullmatch(
        r"https://gazette\.example/news/[\w%~.-]+/[\w%~.-]+\.html", address, re.ASCII
    )


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("https://gazette.example/{slugg}", "unknown field '{slugg}'.*did you mean 'slug'"),
        ("https://gazette.example/{guid!r}", "unknown field"),
        ("https://gazette.example/{}", "unknown field"),
        ("https://gazette.example/news", "no address pattern"),
        ("https://gazette.example/{guid", "no address pattern"),
        ("https://{guid}/", "no address pattern"),
        ("https://{guid}.gazette.example/a", "no address pattern"),
        ("/news/{guid}", "no address pattern"),
        ("javascript:{guid}", "no address pattern"),
        ("https://gazette.example/a b/{guid}", "no address pattern"),
        ("https://gazette.example/../{guid}", "no address pattern"),
    ],
)
def test_a_pattern_that_is_no_address_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        Site(address_pattern=pattern)
    assert caught.value.path == "address_pattern"


@pytest.mark.parametrize(
    ("fields", "message", "path"),
    [
        ({"logo": "/logo.png"}, "no web address", "logo"),
        ({"image": "https://gazette.example/a b.jpg"}, "no web address", "image"),
        ({"publisher": Party("G", uri="gazette.example")}, "no web address", "publisher.uri"),
        ({"people": {"Ann Ozola": "ozola"}}, "no web address", 'people."Ann Ozola"'),
        (
            {"policies": {"correctionPolicy": "https://g.example/"}},
            "did you mean 'correctionsPolicy'",
            "policies.correctionPolicy",
        ),
        ({"publisher_type": "Newspaper"}, "unknown publisher type", "publisher_type"),
        (
            {"publisher_type": "Organization", "policies": {"masthead": "https://g.example/"}},
            "has no masthead",
            "policies.masthead",
        ),
        ({"guid_authority": "https://gazette.example"}, "no guid authority", "guid_authority"),
        ({"guid_authority": "gazette.example,24"}, "no guid authority", "guid_authority"),
    ],
)
def test_a_site_that_means_nothing_is_refused(fields: dict[str, Any], message: str, path: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        Site(**fields)
    assert caught.value.path == path


@pytest.mark.parametrize(
    "authority", ["gazette.example", "gazette.example,2024", "news.gazette.example,2024-01-18"]
)
def test_a_guid_authority_is_a_domain_with_or_without_a_date(authority: str) -> None:
    assert Site(guid_authority=authority).guid_authority == authority


def test_a_name_alone_is_a_publisher() -> None:
    assert Site(publisher="The Harbour Gazette").publisher == Party.organisation("The Harbour Gazette")

"""The news sitemap: which stories are in it, what is told of the others, and that it is valid XML."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest
from lxml import etree

from newsrec import EncodeError, Finding, Link, NewsItem, PartialDate, Severity, to_news_sitemap
from newsrec.context import Site

NOW = datetime(2024, 5, 2, 12, tzinfo=UTC)
SITE = Site(publisher="The Harbour Gazette", address_pattern="https://gazette.example/{slug}", language="en")
STORY = NewsItem(headline="Ferry & ice", published=NOW - timedelta(hours=1), body="First.", guid="urn:1")
SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


def entries(data: bytes) -> list[dict[str, str]]:
    root = etree.fromstring(data)
    assert root.tag == f"{{{SPACES['s']}}}urlset"
    found = []
    for url in root.iterfind("s:url", SPACES):
        values = {each.tag.rpartition("}")[2]: each.text for each in url.iter() if not len(each)}
        found.append({str(key): str(value) for key, value in values.items()})
    return found


def made(*items: NewsItem, site: Site = SITE, **options: Any) -> tuple[list[dict[str, str]], list[str]]:
    told: list[Finding] = []
    data = to_news_sitemap(items, site=site, now=NOW, on_finding=told.append, **options)
    return entries(data), [str(finding) for finding in told if finding.code == "NR985"]


def test_an_entry_says_what_the_rules_ask_for() -> None:
    assert made(STORY)[0] == [
        {
            "loc": "https://gazette.example/ferry-ice",
            "name": "The Harbour Gazette",
            "language": "en",
            "publication_date": "2024-05-02T11:00:00+00:00",
            "title": "Ferry & ice",
        }
    ]


@pytest.mark.parametrize(
    ("published", "kept"),
    [
        (NOW - timedelta(days=2), True),
        (NOW - timedelta(days=2, seconds=1), False),
        (NOW + timedelta(seconds=1), False),
        (date(2024, 5, 1), True),
        (date(2024, 4, 29), False),
        (date(2024, 5, 4), False),
    ],
)
def test_old_and_future_stories_are_left_out_and_told(published: Any, kept: bool) -> None:
    found, told = made(attrs.evolve(STORY, published=published))
    assert len(found) == kept
    assert len(told) == (not kept)


def test_an_address_stands_once() -> None:
    found, told = made(STORY, attrs.evolve(STORY, guid="urn:2"))
    assert len(found) == 1
    assert told == ["NR985 links: the address is in the sitemap already"]


def test_order_is_kept_and_an_empty_sitemap_is_one() -> None:
    other = attrs.evolve(STORY, headline="Ice is gone")
    assert [each["title"] for each in made(other, STORY)[0]] == ["Ice is gone", "Ferry & ice"]
    assert made() == ([], [])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"headline": None, "links": [Link("canonical", href="https://a.example/")]}, "NR301"),
        ({"headline": "!"}, "NR719"),
        ({"links": [Link("canonical", href="/a")]}, "NR720"),
        ({"published": None}, "NR214"),
        ({"published": PartialDate(2024, 5)}, "NR215"),
        ({"language": "x-desk"}, "NR403"),
        ({"embargoed": NOW + timedelta(hours=1)}, "NR807"),
        ({"embargoed": True}, "NR807"),
        ({"pub_status": "canceled"}, "NR808"),
        ({"headline": "Ice\x00", "links": [Link("canonical", href="https://a.example/")]}, "NR811"),
    ],
)
def test_a_story_that_can_be_no_entry_is_refused_by_its_number(change: dict[str, Any], code: str) -> None:
    with pytest.raises(EncodeError) as caught:
        made(attrs.evolve(STORY, headline="Other"), attrs.evolve(STORY, **change))
    assert caught.value.code == code
    if code != "NR811":
        assert caught.value.message.startswith("story 2 (urn:1): ")


def test_what_the_site_lacks_is_refused() -> None:
    with pytest.raises(EncodeError) as caught:
        made(STORY, site=attrs.evolve(SITE, publisher=None))
    assert caught.value.code == "NR733"
    with pytest.raises(EncodeError) as caught:
        made(STORY, site=attrs.evolve(SITE, language=None))
    assert caught.value.code == "NR402"


def test_an_embargo_that_is_over_or_allowed_is_none() -> None:
    over = attrs.evolve(STORY, embargoed=NOW - timedelta(minutes=1))
    assert len(made(over)[0]) == 1
    assert len(made(attrs.evolve(STORY, embargoed=True), allow=["embargoed"])[0]) == 1


def test_more_than_a_thousand_are_refused() -> None:
    def stories(number: int) -> list[NewsItem]:
        return [attrs.evolve(STORY, headline=f"Ice {each}") for each in range(number)]

    assert len(made(*stories(1000))[0]) == 1000
    with pytest.raises(EncodeError) as caught:
        made(*stories(1001))
    assert caught.value.code == "NR984"


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("en", "en"),
        ("pt-BR", "pt"),
        ("zh", "zh-cn"),
        ("zh-Hans", "zh-cn"),
        ("zh-Hant", "zh-tw"),
        ("zh-TW", "zh-tw"),
    ],
)
def test_languages_are_told_as_a_sitemap_has_them(language: str, code: str) -> None:
    assert made(attrs.evolve(STORY, language=language))[0][0]["language"] == code


def test_the_site_s_zone_is_that_of_the_dates() -> None:
    found, _ = made(STORY, site=attrs.evolve(SITE, zone="Europe/Riga"))
    assert found[0]["publication_date"] == "2024-05-02T14:00:00+03:00"


def test_what_the_rules_advise_is_told_too() -> None:
    told: list[Finding] = []
    item = attrs.evolve(STORY, headline="Ferry runs again - The Harbour Gazette")
    to_news_sitemap([item], site=SITE, now=NOW, on_finding=told.append)
    [found] = told
    assert found.code == "NR731"
    assert found.item is not None
    assert (found.item.number, found.item.guid) == (1, "urn:1")


def test_wrong_arguments_are_type_errors() -> None:
    for arguments in (
        {"items": STORY, "now": NOW},
        {"items": ["x"], "now": NOW},
        {"items": [STORY], "now": NOW.replace(tzinfo=None)},
        {"items": [STORY], "now": None},
        {"items": [STORY], "now": NOW, "allow": "embargoed"},
        {"items": [STORY], "now": NOW, "site": "https://gazette.example/"},
    ):
        with pytest.raises(TypeError, match="expected"):
            to_news_sitemap(**{"site": SITE, **arguments})  # type: ignore[arg-type]


def test_stories_that_can_be_no_entry_are_left_out_and_told_with_skip() -> None:
    changes: list[dict[str, Any]] = [
        {"published": None},
        {},
        {"embargoed": True},
        {"headline": None, "links": [Link("canonical", href="https://a.example/")]},
        {"headline": "Ice\x00", "links": [Link("canonical", href="https://b.example/")]},
    ]
    told: list[Finding] = []
    stories = [attrs.evolve(STORY, **change) for change in changes]
    data = to_news_sitemap(stories, site=SITE, now=NOW, on_error="skip", on_finding=told.append)
    assert [entry["title"] for entry in entries(data)] == ["Ferry & ice"]
    errors = [each for each in told if each.severity is Severity.ERROR]
    assert [(each.item.number, each.code) for each in errors if each.item] == [
        (1, "NR214"), (3, "NR807"), (4, "NR301"), (5, "NR811"),
    ]  # fmt: skip


def test_what_the_site_lacks_is_refused_with_skip_too() -> None:
    with pytest.raises(EncodeError) as caught:
        made(STORY, site=attrs.evolve(SITE, publisher=None), on_error="skip")
    assert caught.value.code == "NR733"
    with pytest.raises(ValueError, match="on_error is 'raise' or 'skip', found 'pass'"):
        made(on_error="pass")


def test_field_of_the_address_that_a_story_lacks_is_named() -> None:
    site = attrs.evolve(SITE, address_pattern="https://gazette.example/{year}/{slug}")
    with pytest.raises(
        EncodeError, match=r"the site's pattern has \{year\}, which the story does not give"
    ) as caught:
        made(attrs.evolve(STORY, published=None), site=site)
    assert caught.value.hint is not None
    assert site.unfilled(STORY) == ()

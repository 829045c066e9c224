"""What a story becomes as NewsML-G2, and that the schema allows whatever is written."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from lxml import etree

import newsrec
from newsrec import Concept, Dateline, EncodeError, Link, Message, NewsItem, Party, Rendition, Rights
from newsrec.formats import newsml_g2
from newsrec.formats.newsml_g2.leftovers import _FIELDS
from newsrec.paths import diff, pattern_of, prefixes
from newsrec.testing import assert_same_item
from newsrec.testing.strategies import news_items
from tests._corpus import ROOT
from tests._records import FULL, ORDINARY
from tests.formats.newsml_g2._documents import G2, NOW, SIGNED, SITE, corpus, document, written

if TYPE_CHECKING:
    from pathlib import Path

# -- writing --------------------------------------------------------------------------------------

LAID_OUT = """\
<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" conformance="power" guid="g" standard="NewsML-G2" \
standardversion="2.35" xml:lang="en">
  <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
  <rightsInfo>
    <copyrightNotice>2024 P</copyrightNotice>
  </rightsInfo>
  <itemMeta>
    <itemClass qcode="ninat:text"/>
    <provider><name>P</name></provider>
    <versionCreated>2024-05-02T09:30:00+02:00</versionCreated>
  </itemMeta>
  <contentMeta>
    <language tag="en"/>
    <subject qcode="medtop:20000001"><name>Ice</name></subject>
    <headline>Ice</headline>
  </contentMeta>
  <contentSet>
    <inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>\
<title>Ice</title></head><body><p>One</p>
<p>Two</p></body></html></inlineXML>
  </contentSet>
</newsItem>
"""


def test_document_is_laid_out_for_people_to_read() -> None:
    item = NewsItem(
        guid="g",
        provider=Party("P"),
        version_created=NOW,
        language="en",
        headline="Ice",
        rights=Rights(notices=["2024 P"]),
        subjects=[Concept("Ice", scheme="medtop", code="20000001")],
        body="One\n\nTwo",
    )
    assert newsrec.dumps(item, "newsml-g2").decode() == LAID_OUT


@pytest.mark.parametrize(
    ("fields", "options", "said", "hint"),
    [
        (
            {},
            {},
            (
                "provider, version_created and guid, which the story does not have: in newsrec.toml set "
                "provider and guid_authority under [site], or in Python give "
                "site=Site(provider=…, guid_authority=…) and now=…"
            ),
            (
                'provider = "The Harbour Gazette"; now = datetime.now(timezone.utc); '
                'guid_authority = "gazette.example,2024", a domain and a year in which it was yours'
            ),
        ),
        (
            {"guid": "g"},
            {"now": NOW},
            (
                "provider, which the story does not have: in newsrec.toml set provider under [site], "
                "or in Python give site=Site(provider=…)"
            ),
            'provider = "The Harbour Gazette"',
        ),
        (
            {},
            {"site": SITE},
            "version_created, which the story does not have: in Python give now=…",
            "now = datetime.now(timezone.utc)",
        ),
    ],
)
def test_what_is_missing_is_named_in_one_error_with_the_way_to_give_it(
    fields: dict[str, Any], options: dict[str, Any], said: str, hint: str
) -> None:
    with pytest.raises(EncodeError) as caught:
        newsrec.dumps(NewsItem(headline="Ice", **fields), "newsml-g2", **options)
    assert caught.value.message == f"NewsML-G2 cannot be written without {said}"
    assert (caught.value.code, caught.value.hint) == ("NR960", hint)


def test_present_stands_in_the_time_zone_of_the_site() -> None:
    site = attrs.evolve(SITE, zone="Europe/Riga")
    moment = datetime(2024, 5, 2, 7, 30, tzinfo=UTC)
    made = newsrec.fit(NewsItem(headline="Ice"), "newsml-g2", site=site, now=moment).item.version_created
    assert made == moment
    assert str(made) == "2024-05-02 10:30:00+03:00"
    data = newsrec.dumps(Message(items=[NewsItem(headline="Ice")]), "newsml-g2", site=site, now=moment)
    assert b"<sent>2024-05-02T10:30:00+03:00</sent>" in data.replace(b' nr:untold="sent"', b"")
    first = datetime(1, 1, 1, tzinfo=UTC)
    west = attrs.evolve(SITE, zone="America/New_York")
    assert (
        newsrec.fit(NewsItem(headline="Ice"), "newsml-g2", site=west, now=first).item.version_created == first
    )


def test_guid_is_made_of_the_story_and_stays_through_its_versions() -> None:
    item = NewsItem(headline="Ice", published=date(2024, 5, 1))
    guid = newsrec.fit(item, "newsml-g2", **SIGNED).item.guid
    assert guid is not None
    assert guid.startswith("urn:newsml:example.org:20240501:")
    later = attrs.evolve(item, version=2, version_created=NOW)
    assert newsrec.fit(later, "newsml-g2", **SIGNED).item.guid == guid


def test_character_that_xml_forbids_is_refused_with_its_place() -> None:
    with pytest.raises(EncodeError) as caught:
        newsrec.dumps(NewsItem(guid="g", body=["One", "Tw\x0bo"]), "newsml-g2", **SIGNED)
    error = caught.value
    assert (error.code, error.path) == ("NR811", "body[1].content")
    assert "U+000B at index 2" in error.message
    assert error.hint is not None
    assert "newsrec.clean" in error.hint


def test_story_with_a_picture_is_a_message_that_is_read_as_one_story() -> None:
    picture = NewsItem.picture("https://example.org/a.jpg", alt="Ice", caption="The ice.", width=1200)
    item = NewsItem(
        guid="g", provider="P", version_created=NOW, headline="Ice", links=[Link("picture", item=picture)]
    )
    root = written(item)
    _, first, second = root.iter(f"{G2}header", f"{G2}newsItem")
    assert first.find(f".//{G2}link").get("residref") == second.get("guid")
    (link,) = newsrec.loads(newsrec.dumps(item, "newsml-g2", **SIGNED)).links
    assert link.item is not None
    assert link.uri is None
    assert attrs.evolve(link.item, guid=None, provider=None, version_created=None) == picture


def test_what_the_standard_has_no_place_for_is_carried_in_attributes_of_our_own() -> None:
    item = NewsItem(
        guid="g",
        version="draft",
        provider="P",
        version_created=NOW,
        slugline="two\nlines",
        dateline=Dateline("RIGA - ", places=["RIGA"], date=date(2024, 5, 2), sources=["LETA"]),
        subjects=[Concept("Sport", rel="section", relevance=12.5, geo=(56.95, 24.1))],
        creators=[Party("Ann", job_title="chief reporter", role="by hand")],
        free=False,
        renditions=[Rendition("https://example.org/a b?c[]=%zz", poi=(0.5, 0.25))],
    )
    assert_same_item(newsrec.fit(item, "newsml-g2").item, item)
    located = written(item).find(f".//{G2}located")
    assert located.findtext(f"{G2}name") == "RIGA"


def test_title_of_a_link_that_is_no_xml_takes_no_time() -> None:
    title = "<title" + 10_000 * ' xmlns:text=""' + "!"
    link = newsrec.Link("x", href="https://a.example/", extra={"newsml-g2": {"children": [title]}})
    assert written(NewsItem(headline="H", links=[link])).find(f".//{G2}title") is None


def test_leftovers_that_are_no_xml_are_left_out() -> None:
    extra = {
        "newsml-g2": {
            "containers": {"item": ["<assert", "<assert/>", "<x></x><y/>", 3], "contentMeta": "no"},
            "elements": 7,
        }
    }
    item = NewsItem(guid="g", provider="P", version_created=NOW, extra=extra)
    assert [(each.code, each.path) for each in newsrec.losses(item, "newsml-g2")] == [("NR805", "extra")]


@pytest.mark.parametrize("name", sorted(_FIELDS))
@pytest.mark.parametrize(
    "value",
    [
        "x",
        "<a/>",
        ["a", "<b/>"],
        {"members": [{"id": "g"}], "item": ["<c/>"], "headline": {"role": "a b", "markup": "<i>"}},
        0,
        True,
    ],
)
@pytest.mark.parametrize("item", [ORDINARY, FULL], ids=["ordinary", "full"])
def test_what_anybody_put_in_extra_breaks_nothing(name: str, value: Any, item: NewsItem) -> None:
    odd = attrs.evolve(item, extra={"newsml-g2": {name: value}})
    data = newsrec.dumps(odd, "newsml-g2")
    assert newsrec.dumps(newsrec.loads(data), "newsml-g2") == data


# The list of docs/formats/newsml-g2.md, beside `LOSSES`, as patterns of what stands at a path. Of a
# story that hangs on a link it is the path within that story.
REVIEWED = {
    "no headline, but others": r"headline|alt_headlines(\[\].*)?",
    "an offset that XML Schema cannot hold": r"embargoed",
    "a version's time that is no instant": r"version_created",
    "names without the name": r".*\.(name|names(\[\].*)?)",
    "relations that the schema has no place for": r".*(\[\]|role|digital_source)\.(broader|same_as)(\[\])?",
    "the address of a code that a concept is under": r".*\.(broader|same_as)\[\]\.uri",
    "what other formats left": r"(.*\.)?extra(\..*|\[.*)?",
}


@pytest.mark.laws
@pytest.mark.parametrize("body", ["xhtml", "nitf"])
@pytest.mark.parametrize("hostile", [True, False], ids=["any", "carried"])
def test_nothing_is_lost_but_what_is_listed(hostile: bool, body: str) -> None:
    reviewed = re.compile("|".join(f"(?:{each})" for each in REVIEWED.values()))

    @given(news_items(hostile=hostile))
    def law(item: NewsItem) -> None:
        try:
            losses = newsrec.losses(item, "newsml-g2", body=body, **SIGNED)
        except EncodeError:
            return
        for loss in losses:
            pattern = pattern_of(loss.path).rpartition("links[].item.")[2]
            listed = any(each in newsml_g2.LOSSES for each in prefixes(pattern))
            assert listed or reviewed.fullmatch(pattern), loss

    law()


def test_documentation_lists_what_is_lost() -> None:
    page = (ROOT / "docs" / "formats" / "newsml-g2.md").read_text(encoding="utf-8")
    listed = page.partition("## What `fit` changes")[2].partition("\n## ")[0]
    for path in newsml_g2.LOSSES:
        assert f"`{path.rpartition('.')[2].partition('[')[0]}`" in listed, path


# -- the schema -----------------------------------------------------------------------------------


def assert_valid(data: bytes, schema: etree.XMLSchema) -> None:
    assert schema.validate(etree.fromstring(data)), schema.error_log


@pytest.mark.laws
@pytest.mark.parametrize("hostile", [True, False], ids=["any", "carried"])
def test_whatever_is_written_is_valid(hostile: bool, schema: etree.XMLSchema) -> None:
    @given(news_items(hostile=hostile))
    def law(item: NewsItem) -> None:
        for options in ({}, {"embed": True}, {"body": "nitf"}):
            try:
                data = newsrec.dumps(item, "newsml-g2", **options, **SIGNED)
            except EncodeError:
                return
            assert_valid(data, schema)

    law()


def test_real_documents_come_back_equal_and_valid(shared: Path, schema: etree.XMLSchema) -> None:
    for path in corpus(shared):
        with newsrec.iter_items(path, format="newsml-g2") as stream:
            items = tuple(stream)
        assert items, path.name
        for item in items:
            data = newsrec.dumps(item, "newsml-g2", **SIGNED)
            assert_valid(data, schema)
            back = newsrec.loads(data, format="newsml-g2")
            made = {each.path for each in diff(item, back)}
            # Stubs of the standard's own listings lack what every item must have.
            assert made <= {"guid", "provider", "version_created"}, path.name


def test_order_of_content_meta_is_kept(shared: Path, schema: etree.XMLSchema) -> None:
    for path in corpus(shared):
        root = etree.parse(path).getroot()
        if not schema.validate(root):
            continue
        for element in root.iter(f"{G2}newsItem"):
            before = element.find(f"{G2}contentMeta")
            item = newsrec.loads(etree.tostring(element), format="newsml-g2")
            after = written(item).find(f".//{G2}contentMeta")
            tags = [
                [child.tag for child in each if child.tag is not etree.Comment] for each in (before, after)
            ]
            assert tags[1][: len(tags[0])] == tags[0] or set(tags[1]) - set(tags[0]) == {f"{G2}by"}, path.name


def test_check_holds_a_document_to_the_schema(schema_path: Path) -> None:
    report = newsrec.check(document("<urgency>4</urgency>"), schema=schema_path)
    (violation,) = [each for each in report.findings if each.code == "NR955"]
    assert "urgency" in violation.message
    assert violation.position is not None
    assert violation.position.line == 4


def test_seed_is_written_once_somebody_signs_it(shared: Path, schema: etree.XMLSchema) -> None:
    seed = min((shared / "corpus" / "wire" / "seed").glob("*.txt"))
    item = newsrec.load(seed, format="wire")
    assert_valid(newsrec.dumps(item, "newsml-g2", **SIGNED), schema)
    data = newsrec.dumps(item, "newsml-g2", embed=True, **SIGNED)
    assert_valid(data, schema)
    assert newsrec.dumps(newsrec.loads(data), "wire") == seed.read_bytes()

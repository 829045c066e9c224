"""What is read of NewsML-G2: where the standard has each value, and what is done with one out of place."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import attrs
import pytest
from lxml import etree

import newsrec
from newsrec import DecodeError, Feed, Label, NewsItem, PartialDate
from newsrec.formats import newsml_g2
from newsrec.formats._format import Reading
from newsrec.formats.newsml_g2.reader.context import ReadContext, forget
from newsrec.testing import assert_same_item
from tests._corpus import ROOT, samples
from tests.formats.newsml_g2._documents import (
    G2,
    INLINE,
    SIGNED,
    XHTML,
    corpus,
    document,
    message,
    read,
    written,
)

# -- the standard's places ------------------------------------------------------------------------


def test_headline_is_the_first_without_a_role_and_the_others_stand_beside_it() -> None:
    meta = '<headline role="hld:sub">Below</headline><headline>Above</headline>'
    item, _ = read(content_meta=meta)
    assert item.headline == "Above"
    assert item.alt_headlines == (Label("Below", role="hld:sub"),)


def test_title_of_a_link_in_a_language_comes_back() -> None:
    item, _ = read('<link residref="x"><title xml:lang="lv">Prāmis</title></link>')
    assert "Prāmis" in str(item.links[0].extra)
    assert newsrec.loads(newsrec.dumps(item, "newsml-g2")) == item


def test_codes_keep_both_halves_and_are_resolved_offline() -> None:
    meta = '<subject qcode="medtop:20000001"/><subject qcode="a:b:c" type="cpnat:person"/>'
    item, _ = read(content_meta=meta)
    first, second = item.subjects
    assert (first.scheme, first.code) == ("medtop", "20000001")
    assert first.uri == "http://cv.iptc.org/newscodes/mediatopic/20000001"
    assert (second.scheme, second.code, second.uri, second.type) == ("a", "b:c", None, "person")


def test_catalog_in_the_document_resolves_its_codes() -> None:
    data = document(content_meta='<subject qcode="ex:1"/>').replace(
        b"<itemMeta>", b'<catalog><scheme alias="ex" uri="http://example.org/cv/"/></catalog><itemMeta>', 1
    )
    item = newsrec.loads(data)
    assert item.subjects[0].uri == "http://example.org/cv/1"
    assert_same_item(newsrec.loads(newsrec.dumps(item, "newsml-g2")), item)


def test_feed_brings_schemes_and_roles() -> None:
    feed = Feed(schemes={"ex": "http://example.org/"}, roles={"exrole:sub": "subtitle"})
    meta = '<subject qcode="ex:1"/><headline>A</headline><headline role="exrole:sub">B</headline>'
    item, _ = read(content_meta=meta, feed=feed)
    assert item.subjects[0].uri == "http://example.org/1"
    assert item.alt_headlines[0].role == "subtitle"


def test_assertion_tells_where_a_literal_is() -> None:
    data = document(content_meta='<subject literal="L1"><name>Hall</name></subject>').replace(
        b"<contentSet>",
        b'<assert literal="L1"><POIDetails><position latitude="56.9500" longitude="24.1"/></POIDetails>'
        b"</assert><contentSet>",
    )
    item = newsrec.loads(data)
    assert item.subjects[0].geo == (56.95, 24.1)
    assert_same_item(newsrec.loads(newsrec.dumps(item, "newsml-g2")), item)


def test_note_with_markup_is_read_as_its_lines_and_written_as_it_came() -> None:
    note = (
        '<edNote><section xmlns="http://www.w3.org/1999/xhtml"><h4>Contacts</h4><ul><li>Desk, '
        '<a href="mailto:d@example.org">d@example.org</a></li></ul></section></edNote>'
    )
    item, _ = read(note)
    assert item.ed_notes[0].value == "Contacts\nDesk, d@example.org"
    assert etree.tostring(written(item).find(f".//{G2}edNote")).count(b"<li>") == 1
    changed = attrs.evolve(item, ed_notes=[attrs.evolve(item.ed_notes[0], value="Other")])
    assert written(changed).find(f".//{G2}edNote").text == "Other"


def test_note_with_a_constraint_is_not_public() -> None:
    item, _ = read('<edNote pubconstraint="x:nonpublic">Call me</edNote>')
    assert item.ed_notes[0].public is False


def test_rendition_that_is_not_public_is_marked_so() -> None:
    content = '<inlineData contenttype="text/plain" rendition="x:{}">{}</inlineData>'
    item, _ = read(content=content.format("nonpublic", "Secret") + content.format("text", "Open"))
    assert [each.public for each in item.renditions] == [False, True]
    assert item.text == "Open"


def test_contacts_and_affiliation_of_a_party() -> None:
    creator = (
        "<creator><name>Ann Ozola</name><personDetails><affiliation><name>LETA</name></affiliation>"
        "<contactInfo><email>a@example.org</email><address><line>Street 1</line><locality><name>Riga</name>"
        "</locality></address></contactInfo></personDetails></creator>"
    )
    item, _ = read(content_meta=creator)
    (party,) = item.creators
    assert (party.type, party.affiliation and party.affiliation.name) == ("person", "LETA")
    assert [(each.role, each.value) for each in party.contacts] == [
        ("email", "a@example.org"),
        ("address", "Street 1\nRiga"),
    ]
    assert_same_item(newsrec.loads(newsrec.dumps(item, "newsml-g2")), item)


def test_members_of_a_package_are_links() -> None:
    data = (
        document()
        .replace(b"newsItem", b"packageItem")
        .replace(
            b"<contentSet></contentSet>",
            b'<groupSet root="G1"><group id="G1" role="group:main"><itemRef residref="urn:a" version="3">'
            b"<title>One</title></itemRef><itemRef href='b.xml'/></group></groupSet>",
        )
    )
    item = newsrec.loads(data)
    assert item.type == "text"
    assert [(link.rel, link.uri, link.href, link.version, link.title) for link in item.links] == [
        ("member", "urn:a", None, 3, "One"),
        ("member", None, "b.xml", None, None),
    ]
    again = newsrec.dumps(item, "newsml-g2")
    assert b"<packageItem" in again
    assert_same_item(newsrec.loads(again), item)


@pytest.mark.parametrize("kind", ["conceptItem", "knowledgeItem", "planningItem", "catalogItem"])
def test_other_kinds_of_item_are_refused_by_name(kind: str) -> None:
    with pytest.raises(DecodeError, match=f"found '{kind}', which is no story") as caught:
        newsrec.loads(document().replace(b"newsItem", kind.encode()))
    assert caught.value.code == "NR953"


# -- times ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2024-05-02T09:30:00+02:00", datetime(2024, 5, 2, 9, 30, tzinfo=timezone(timedelta(hours=2)))),
        ("2024-05-02T09:30:00.000Z", datetime(2024, 5, 2, 9, 30, tzinfo=UTC)),
        (" 2024-05-02T24:00:00Z ", datetime(2024, 5, 3, tzinfo=UTC)),
        ("2024-05-02 09:30:00 +0200", datetime(2024, 5, 2, 9, 30, tzinfo=timezone(timedelta(hours=2)))),
        ("2024-05-02", date(2024, 5, 2)),
        ("2024-05", PartialDate(year=2024, month=5)),
        ("2024", PartialDate(year=2024)),
        ("2024-W01-1", None),
        ("2024-W01-1T09:30:00+02:00", None),
        ("2024-05-02T093000.5+02:00", None),
        ("2024-02-30", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_times_are_read_with_their_precision(text: str, when: object) -> None:
    item, found = read(content_meta=f"<contentCreated>{text}</contentCreated>")
    assert item.content_created == when
    assert when is not None or found[0].code == "NR954"


def test_time_without_a_zone_takes_the_feeds_or_keeps_its_date() -> None:
    meta = "<contentModified>2024-05-02T09:30:00</contentModified>"
    item, found = read(content_meta=meta, feed=Feed(zone="Europe/Riga"))
    assert item.content_modified == datetime(2024, 5, 2, 9, 30, tzinfo=timezone(timedelta(hours=3)))
    assert [each.code for each in found] == ["NR962"]
    item, found = read(content_meta=meta)
    assert item.content_modified == date(2024, 5, 2)
    assert [(each.code, each.path) for each in found] == [("NR963", "content_modified")]


def test_empty_embargo_is_an_embargo_without_an_end() -> None:
    assert read("<embargoed/>")[0].embargoed is True
    assert read()[0].embargoed is None
    item, found = read("<embargoed>when the king is dead</embargoed>")
    assert item.embargoed is True
    assert found[0].code == "NR954"


@pytest.mark.parametrize(
    "when",
    [
        PartialDate(month=12, day=5),
        datetime(2024, 5, 2, tzinfo=timezone(timedelta(hours=-15))),
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=20))),
        datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(seconds=-1, microseconds=7))),
    ],
)
def test_time_that_the_schema_cannot_hold_is_carried_as_a_property(when: Any) -> None:
    item = NewsItem(guid="g", published=when, expires=when, content_created=when)
    fitted = newsrec.fit(item, "newsml-g2", **SIGNED).item
    assert (fitted.published, fitted.expires, fitted.content_created) == (when, when, when)


# -- what is out of place -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ('<provider literal="x"/>', "<provider>Old Agency</provider>", "Old Agency"),
        ('<itemClass qcode="ninat:text"/>', "<itemClass>ninat:picture</itemClass>", "ninat:picture"),
        ("<contentMeta>", '<contentMeta><located qcode="a:b">Venta<name>V</name></located>', "Venta"),
        ("<contentMeta>", '<contentMeta><subject qcode="a:b"><name>V<b>enta</b></name></subject>', "enta"),
        ("<contentMeta>", "<contentMeta>between<urgency>4<b>beside</b></urgency>", "between beside"),
        ("<contentMeta>", "<contentMeta>\u2003<urgency>4</urgency>\xa0", r"'\\u2003' '\\xa0'"),
        ("+02:00</versionCreated>", "+02:00<b>inside</b></versionCreated>", "inside"),
        ("</contentMeta>", "</contentMeta><contentMeta><headline>Second</headline></contentMeta>", "Second"),
        ("</contentMeta>", '</contentMeta><catalogRef href="http://late.example/c.xml"/>', "late.example"),
        ('ninat:text"/>', 'ninat:graphic"/><itemClass qcode="ninat:audio"/>', "graphic audio"),
        (
            "<itemMeta>",
            '<itemMeta><link href="x"><title xml:space="preserve" xml:lang="lv">Venta</title></link>',
            "lv Venta",
        ),
        (
            "<itemMeta>",
            '<itemMeta><link href="x"><title xml:space="preserve">Venta<b>Abava</b></title></link>',
            "Venta Abava",
        ),
        ("<contentSet>", "<contentSet><inlineXML>\xa0</inlineXML>", "\xa0"),
        ("<contentSet>", "<contentSet><inlineXML>\xa0<b>V</b><b/></inlineXML>", "\xa0<b"),
        (
            "<contentSet>",
            "<contentSet><inlineXML><html>Venta<body><p>a</p></body>Abava</html></inlineXML>",
            "Venta Abava",
        ),
        (
            "<contentSet>",
            "<contentSet><inlineXML><p>Venta<nav><b/>Abava</nav><section class='main'/>Gauja</p></inlineXML>",
            "Venta Abava Gauja",
        ),
        ("<itemMeta>", '<itemMeta><service qcode="a:b" xml="word"><odd>X</odd></service>', "word X"),
        (
            "<contentMeta>",
            '<contentMeta><subject qcode="a:b">'
            + 2 * '<geoAreaDetails><position latitude="1.5" longitude="2.5"/></geoAreaDetails>'
            + "</subject>",
            '<position latitude=\\"1.5\\"',
        ),
    ],
)
def test_what_is_out_of_place_is_kept_or_told(before: str, after: str, lost: str) -> None:
    data = document().decode().replace(before, after)
    result = newsml_g2.decode(data.encode(), Reading())
    told = f"{newsrec.dumps(result.items, 'json').decode()} {[each.message for each in result.findings]}"
    assert [each for each in lost.split(" ") if each not in told] == []


@pytest.mark.parametrize(
    ("item_meta", "content_meta"),
    [
        ('<provider literal="second"/>', ""),
        ("<embargoed/><embargoed>2024-05-02T09:30:00Z</embargoed>", ""),
        ("<fileName>first.xml</fileName><fileName>second.xml</fileName>", ""),
        ('<role qcode="a:b"/><role qcode="a:c"/>', ""),
        ("", "<urgency>3</urgency><urgency>4</urgency>"),
        ("", '<digitalSourceType qcode="a:b"/><digitalSourceType qcode="a:c"/>'),
    ],
)
def test_second_of_what_stands_once_is_told_and_comes_back(
    item_meta: str, content_meta: str, schema: etree.XMLSchema
) -> None:
    item, found = read(item_meta, content_meta)
    assert [each.code for each in found] == ["NR961"]
    again = written(item)
    assert newsrec.loads(etree.tostring(again)) == item
    schema.assertValid(again)


def test_second_holder_of_the_rights_is_told_and_comes_back() -> None:
    rights = (
        b'<rightsInfo><copyrightHolder literal="a"/><copyrightHolder literal="b"/></rightsInfo><itemMeta>'
    )
    result = newsml_g2.decode(document().replace(b"<itemMeta>", rights), Reading())
    assert [each.code for each in result.findings] == ["NR961"]
    assert newsrec.loads(newsrec.dumps(result.items[0], "newsml-g2")) == result.items[0]


def test_mark_up_in_inline_data_is_its_text_and_told() -> None:
    data = document(content='<inlineData contenttype="text/html"><p>The ferry <b>runs</b>.</p></inlineData>')
    result = newsml_g2.decode(data, Reading())
    assert "ferry" in result.items[0].text
    assert [each.code for each in result.findings] == ["NR961"]


# -- what was read before -------------------------------------------------------------------------


def test_what_was_read_before_changes_nothing(shared: Path) -> None:
    paths = [*corpus(shared), *[each.path for each in samples("good") if each.format == "newsml-g2"]]
    fresh = {}
    for path in paths:
        forget()
        fresh[path] = newsml_g2.decode(path.read_bytes(), Reading())
    for path in paths:
        assert newsml_g2.decode(path.read_bytes(), Reading()) == fresh[path], path.name


def test_what_was_read_with_one_feeds_tables_is_not_taken_for_another() -> None:
    subject = "<subject qcode='x:1' type='x:town'><name>Riga</name></subject>"
    plain = document(content_meta=subject)
    catalog = b"<catalog><scheme alias='x' uri='http://a.example/'/></catalog><itemMeta>"
    feeds = [
        None,
        Feed(schemes={"x": "http://b.example/"}),
        Feed(roles={"x:town": "place"}),
        Feed(zone="Europe/Riga"),
    ]
    expected = [(None, "x:town"), ("http://b.example/1", "x:town"), (None, "place"), (None, "x:town")]
    for _ in range(2):
        for feed, (uri, kind) in zip(feeds, expected, strict=True):
            (concept,) = newsrec.loads(plain, feed=feed).subjects
            assert (concept.uri, concept.type) == (uri, kind)
        (concept,) = newsrec.loads(plain.replace(b"<itemMeta>", catalog)).subjects
        assert concept.uri == "http://a.example/1"


def test_memory_of_what_was_read_is_bounded() -> None:
    context = ReadContext(Reading())
    for start in range(0, 60_000, 1_000):
        subjects = [
            f"<subject qcode='x:{each}'><name>{each}</name></subject>" for each in range(start, start + 1_000)
        ]
        newsml_g2.decode(document(content_meta="".join(subjects)), Reading())
        assert context.memory.size < 1_010_000
    assert sum([key.__sizeof__() for key in context.memory.by_element]) <= context.memory.size
    for start in range(0, 60_000, 1_000):
        keywords = [f"<keyword rank='{each}'>word</keyword>" for each in range(start, start + 1_000)]
        newsml_g2.decode(document(content_meta="".join(keywords)), Reading())
        assert 0 < len(context.memory.by_attributes) < 20_000
    long = document(content_meta=f"<subject qcode='x:long'><name>{'long ' * 2_000}</name></subject>")
    newsml_g2.decode(long, Reading())
    assert not any("x:long" in key for key in context.memory.by_element)
    newsml_g2.decode(document(content_meta=f"<keyword rank='{'long ' * 2_000}'>word</keyword>"), Reading())
    assert not any("long" in str(key) for key in context.memory.by_attributes)
    roles = [f"<keyword role='x:{each}'>word</keyword>" for each in range(12_000)]
    newsml_g2.decode(document(content_meta="".join(roles)), Reading())
    assert len(context.memory.words) <= 10_000


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc tells how much memory was held")
def test_large_message_streams_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    head, tail = message("x").split(b"<newsItem", 1)[0], b"</itemSet></newsMessage>"
    body = INLINE.format(XHTML.format("<p>The ice came in the night.</p>" * 60))
    story = document(content_meta="<subject qcode='medtop:1'><name>Ice</name></subject>" * 5, content=body)
    with path.open("wb") as file:
        file.write(head)
        while file.tell() < 20_000_000:
            file.write(story)
        file.write(tail)
    code = (
        "import re, sys, newsrec\n"
        "with newsrec.iter_items(sys.argv[1], format='newsml-g2') as stream:\n"
        "    assert sum(1 for _ in stream) > 4000\n"
        "print(re.search(r'VmHWM:\\s+([0-9]+) kB', open('/proc/self/status').read())[1])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert int(done.stdout) < 64 * 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc tells how much memory was held")
def test_large_message_is_written_in_bounded_memory(tmp_path: Path) -> None:
    code = (
        "import re, sys, newsrec\n"
        "from datetime import UTC, datetime\n"
        "made = datetime(2024, 5, 2, tzinfo=UTC)\n"
        "def stories():\n"
        "    for number in range(10_000):\n"
        "        body = ['The ice came in the night.'] * 60\n"
        "        yield newsrec.NewsItem(guid=f'g{number}', provider='P', version_created=made, body=body)\n"
        "newsrec.dump(stories(), sys.argv[1], 'newsml-g2')\n"
        "print(re.search(r'VmHWM:\\s+([0-9]+) kB', open('/proc/self/status').read())[1])\n"
    )
    path = tmp_path / "large.xml"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert path.stat().st_size > 20_000_000
    assert int(done.stdout) < 64 * 1024

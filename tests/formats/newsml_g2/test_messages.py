"""Messages of several items: their envelope, and that a stream reads them as a whole document does."""

from __future__ import annotations

import codecs
import io
import re
from datetime import date
from typing import TYPE_CHECKING
from unittest import mock

import attrs
import pytest
from hypothesis import given, strategies as st
from lxml import etree

import newsrec
from newsrec import DecodeError, Link, Message, NewsItem, PartialDate
from newsrec.formats import newsml_g2
from newsrec.formats._format import Decoded, Reading
from newsrec.formats._xml import streams
from tests._corpus import samples
from tests._records import ORDINARY
from tests.formats.newsml_g2._documents import G2, NOW, SIGNED, corpus, document, message

if TYPE_CHECKING:
    from pathlib import Path

    from newsrec.findings import Finding

# -- messages and streams -------------------------------------------------------------------------


def test_envelope_is_known_before_the_first_story() -> None:
    with newsrec.iter_items(io.BytesIO(message("a", "b"))) as stream:
        assert stream.message is not None
        assert stream.message.sender == "x"
        assert [item.headline for item in stream] == ["a", "b"]


def test_broken_item_is_skipped_when_asked_and_named_by_its_line() -> None:
    data = message("a", "b", "c").replace(b"<newsItem", b"\n<newsItem")
    parts = data.split(b"\n<newsItem")
    crowd = b" ".join([b'a%d="1"' % number for number in range(300)])
    parts[2] = parts[2].replace(b"<headline>", b"<headline " + crowd + b">")
    data = b"\n<newsItem".join(parts)
    found: list[newsrec.Finding] = []
    with newsrec.iter_items(io.BytesIO(data), on_error="skip", on_finding=found.append) as stream:
        assert [item.headline for item in stream] == ["a", "c"]
    assert [each.code for each in found] == ["NR952"]
    assert found[0].position is not None
    assert found[0].position.line > 1
    with pytest.raises(DecodeError), newsrec.iter_items(io.BytesIO(data)) as stream:
        tuple(stream)


def test_stories_before_a_break_are_read() -> None:
    data = message("a", "b")[:-60]
    found: list[newsrec.Finding] = []
    with newsrec.iter_items(io.BytesIO(data), on_error="skip", on_finding=found.append) as stream:
        assert [item.headline for item in stream] == ["a"]
    assert [each.code for each in found] == ["NR950"]


class OneWay(io.BytesIO):
    """A file that cannot be read a second time."""

    def seekable(self) -> bool:
        return False


_ENVELOPE = st.sampled_from(
    [
        '<?xml version="1.0" encoding="UTF-8"?>\n', "\ufeff", " ", "<!-- c -->", "<?p i?>",
        f'<newsMessage xmlns="{G2[1:-1]}">', "<newsMessage>", "</newsMessage>", "<itemSet>", "</itemSet>",
        "<itemSet/>", "<header/>", "<header><sender>a</sender></header>", "<header><newsItem/></header>",
        "<conceptItem/>", "<newsItem/>", "<newsItem>", "</newsItem>", "<itemMeta>", "</itemMeta>", "text",
        "\n", "<other/>", "&amp;", "&none;", "<!DOCTYPE x>", "<![CDATA[x]]>", "<newsItem guid='", "'>",
    ]
)  # fmt: skip
_SET = "<itemSet>"


@st.composite
def envelopes(draw: st.DrawFn) -> bytes:
    """Messages as they should be, with what should not be put in anywhere, cut anywhere."""
    items = [
        f'<newsItem guid="{number}"><itemMeta><edNote>{"n" * 40}</edNote></itemMeta></newsItem>{tail}'
        for number, tail in enumerate(draw(st.lists(st.sampled_from(["", "\n", "\n  "]), max_size=5)))
    ]
    head = draw(st.sampled_from(["", "<header><sender>a</sender></header>", "\n<header/>\n"]))
    parts = [f'<newsMessage xmlns="{G2[1:-1]}">', head, _SET, *items, "</itemSet>", "</newsMessage>"]
    for place, wrong in draw(st.lists(st.tuples(st.integers(0, len(parts)), _ENVELOPE), max_size=3)):
        parts.insert(place, wrong)
    data = "".join(parts).encode()
    return data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data


@given(envelopes(), st.integers(1, 400))
def test_regular_message_is_read_as_any_other(data: bytes, block: int) -> None:
    def told(file: io.BytesIO) -> list[object]:
        with mock.patch.object(streams, "_BLOCK", block):
            return [
                str(each) if isinstance(each, DecodeError) else each
                for each in newsml_g2.events(file, Reading())
            ]

    assert told(io.BytesIO(data)) == told(OneWay(data))


def test_regular_message_needs_no_events() -> None:
    data = message(*[f"story {number}" for number in range(100)])
    for start in (
        b"",
        b'<?xml version="1.0"?>\n',
        codecs.BOM_UTF8,
        codecs.BOM_UTF8 + b"<?xml version='1.0'?>",
    ):
        for block in (200, 5_000, 1_000_000):
            with (
                mock.patch.object(streams, "_BLOCK", block),
                mock.patch.object(streams, "_always", side_effect=AssertionError("it was read by events")),
                newsrec.iter_items(io.BytesIO(start + data)) as stream,
            ):
                assert [item.headline for item in stream] == [f"story {number}" for number in range(100)]


def test_message_comes_back_whole() -> None:
    sent = Message(
        items=[NewsItem(guid="g", provider="P", version_created=NOW)],
        sent=NOW,
        sender="x:y",
        transmit_id="t",
        priority=12,
        origin="o",
        destinations=["a:b", "plain text"],
        channels=["TXT"],
    )
    data = newsrec.dumps(sent, "newsml-g2")
    with newsrec.iter_items(io.BytesIO(data)) as stream:
        assert stream.message == attrs.evolve(sent, items=())


def test_whole_message_and_stream_read_alike(shared: Path) -> None:
    for path in [*corpus(shared), *[each.path for each in samples("good") if each.format == "newsml-g2"]]:
        data = path.read_bytes()
        whole = newsml_g2.decode(data, Reading())
        items: list[NewsItem] = []
        for event in newsml_g2.events(io.BytesIO(data), Reading()):
            if isinstance(event, Decoded):
                items += event.items
            elif isinstance(event, NewsItem):
                items.append(event)
        assert tuple(items) == whole.items, path.name


def read_whole_and_as_stream(data: bytes) -> tuple[Decoded, list[NewsItem], list[Finding]]:
    found: list[Finding] = []
    with newsrec.iter_items(io.BytesIO(data), on_finding=found.append) as stream:
        return newsml_g2.decode(data, Reading()), list(stream), found


def test_what_rights_have_no_place_for_is_kept_in_each_story_of_a_stream() -> None:
    rights = (
        b"<rightsInfo><copyrightNotice>c</copyrightNotice><invented>kept</invented></rightsInfo><itemMeta>"
    )
    data = message("a", "b").replace(b"<itemMeta>", rights)
    whole, items, found = read_whole_and_as_stream(data)
    assert items == list(whole.items)
    assert ["invented" in str(item.extra) for item in items] == [True, True]
    assert [each.code for each in found] == [each.code for each in whole.findings] == ["NR961", "NR961"]


def test_what_an_item_set_says_of_itself_is_part_of_the_envelope() -> None:
    data = message("a").replace(b"<itemSet>", b'<itemSet id="set-7">')
    whole, items, _ = read_whole_and_as_stream(data)
    assert whole.message is not None
    assert "set-7" in str(whole.message.extra)
    written = newsrec.dumps(attrs.evolve(whole.message, items=items), "newsml-g2")
    assert b"set-7" in written
    assert newsml_g2.decode(written, Reading()).message == whole.message


def test_what_a_message_has_no_place_for_is_told_of_a_stream_too() -> None:
    data = message("a", "b").replace(b"</itemSet>", b"tail<odd>x</odd></itemSet>after<odd>y</odd>")
    data = data.replace(b"<itemSet>", b"<odd>z</odd><itemSet>first")
    whole, _, found = read_whole_and_as_stream(data)
    said = sorted(each.message for each in whole.findings)
    assert [each for each in ("first", "tail", "after", ">x<", ">y<", ">z<") if each not in str(said)] == []
    assert sorted(each.message for each in found) == said


def test_header_after_the_stories_is_told_of_a_stream() -> None:
    found = re.search(rb"<header>.*</header>", message("a"))
    assert found is not None
    data = message("a", "b").replace(found[0], b"").replace(b"</itemSet>", b"</itemSet>" + found[0])
    whole, items, findings = read_whole_and_as_stream(data)
    assert whole.message is not None
    assert (whole.message.sender, list(whole.items)) == ("x", items)
    assert ["<sender>x</sender>" in each.message for each in findings] == [True]


def test_item_in_a_header_is_part_of_the_header() -> None:
    data = message("a").replace(b"<sender>", b"<channel>" + document() + b"</channel><sender>")
    expected = newsml_g2.decode(data, Reading())
    for file in (io.BytesIO(data), OneWay(data)):
        with newsrec.iter_items(file) as stream:
            assert (stream.message, tuple(stream)) == (expected.message, expected.items)


def test_envelope_of_no_story_is_read_alike_as_a_stream() -> None:
    data = re.sub(rb"<itemSet>.*</itemSet>", b"<itemSet/>", message("a"), flags=re.DOTALL)
    expected = newsml_g2.decode(data, Reading()).message
    for file in (io.BytesIO(data), OneWay(data)):
        with newsrec.iter_items(file) as stream:
            assert (stream.message, list(stream)) == (expected, [])


def test_day_on_which_a_message_was_sent_comes_back() -> None:
    item = NewsItem(guid="g", provider="P", version_created=NOW)
    for sent in (date(2024, 5, 1), PartialDate(year=2024)):
        data = newsrec.dumps(Message(items=[item], sent=sent), "newsml-g2")
        read_back = newsml_g2.decode(data, Reading()).message
        assert read_back is not None
        assert read_back.sent == sent


def test_story_that_hangs_on_a_link_that_is_not_there_is_a_story() -> None:
    story = NewsItem(
        guid="g",
        provider="P",
        version_created=NOW,
        links=[Link("picture", item=NewsItem(guid="p", provider="P", version_created=NOW, headline="Kept"))],
    )
    data = newsrec.dumps(story, "newsml-g2", now=NOW)
    assert len(newsml_g2.decode(data, Reading()).items) == 1
    whole, items, _ = read_whole_and_as_stream(re.sub(rb"<link .*?(/>|</link>)", b"", data, flags=re.DOTALL))
    assert items == list(whole.items)
    assert [each.headline for each in items] == [None, "Kept"]


# -- places in what is broken ---------------------------------------------------------------------


def message_of_three() -> bytes:
    items = [attrs.evolve(ORDINARY, guid=f"tag:gazette.example,2024:{number}") for number in range(3)]
    return newsrec.dumps(items, "newsml-g2", **SIGNED)


def test_stories_before_a_break_keep_their_places() -> None:
    data = message_of_three()
    whole = newsml_g2.positions(data, Reading())
    ends = [found.end() for found in re.finditer(rb"</newsItem>", data)]
    assert len(whole) == len(ends) == 3
    for cut in range(0, len(data), 7):
        complete = sum(end <= cut for end in ends)
        for broken in (data[:cut], data[:cut] + b"<q>&" + data[cut:]):
            found = newsml_g2.positions(broken, Reading())
            assert found[:complete] == whole[:complete], cut


def test_an_item_that_is_no_story_takes_no_place_from_the_others() -> None:
    data = message_of_three()
    whole = newsml_g2.positions(data, Reading())
    head, first, second, third = data.split(b"<newsItem")
    changed = b"<newsItem".join([head, first, third]).replace(
        b"</newsItem>", b"</newsItem>\n<conceptItem" + second.replace(b"newsItem", b"conceptItem").rstrip(), 1
    )
    report = newsrec.check(changed, format="newsml-g2")
    assert "NR964" in [each.code for each in report.findings]
    assert report.errors == ()
    found = newsml_g2.positions(changed, Reading())
    assert len(found) == 2
    assert found[0] == whole[0]


def test_places_are_not_looked_for_behind_a_declaration_of_entities() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + message_of_three()
    assert newsml_g2.positions(bomb, Reading()) == ()


# -- items that are no stories --------------------------------------------------------------------

CONCEPT = (
    '<conceptItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:c:{0}"><concept>'
    '<conceptId qcode="a:{0}"/>'
    "<name>C{0}</name></concept></conceptItem>"
)
PLANNING = '<planningItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:p"/>'


def mixed(*items: str) -> bytes:
    """A message of items: stories by their headlines, and others as they are."""
    head, _, rest = message("x").partition(b"<itemSet>")
    inside = [
        each.encode() if each.startswith("<") else document(content_meta=f"<headline>{each}</headline>")
        for each in items
    ]
    return head + b"<itemSet>" + b"".join(inside) + b"</itemSet>" + rest.partition(b"</itemSet>")[2]


def names_of_items(data: bytes) -> list[str]:
    return [
        each.get("guid") or each.findtext(f".//{G2}headline") or ""
        for each in etree.fromstring(data).find(f"{G2}itemSet")
    ]


def test_story_of_a_message_that_holds_concepts_is_read() -> None:
    data = mixed(CONCEPT.format(1), "a", PLANNING)
    found: list[newsrec.Finding] = []
    assert newsrec.loads(data, on_finding=found.append).headline == "a"
    assert [each.code for each in found] == ["NR964", "NR964"]
    assert b"<h1>a</h1>" in newsrec.convert(data, "html", allow=())


@pytest.mark.parametrize(
    "items",
    [
        (CONCEPT.format(1), "a"),
        ("a", CONCEPT.format(1)),
        (CONCEPT.format(1), PLANNING, "a", CONCEPT.format(2), "b", CONCEPT.format(3)),
    ],
)
def test_items_that_are_no_stories_stay_beside_the_stories(items: tuple[str, ...]) -> None:
    data = mixed(*items)
    again = newsrec.convert(data, "newsml-g2")
    assert names_of_items(again) == names_of_items(data)
    for item in etree.fromstring(again).iter(f"{G2}conceptItem"):
        assert item.findtext(f".//{G2}name") == f"C{item.get('guid')[-1]}"
    with newsrec.iter_items(io.BytesIO(data)) as stream:
        streamed = list(stream)
    assert tuple(streamed) == newsml_g2.decode(data, Reading()).items
    for story in streamed:
        assert newsrec.losses(story, "newsml-g2") == ()


def test_message_of_concepts_alone_is_an_error_for_each() -> None:
    data = mixed(CONCEPT.format(1), CONCEPT.format(2))
    with pytest.raises(DecodeError, match="conceptItem"):
        newsrec.loads(data)
    found: list[newsrec.Finding] = []
    with newsrec.iter_items(io.BytesIO(data), on_error="skip", on_finding=found.append) as stream:
        assert list(stream) == []
    assert [each.code for each in found].count("NR953") == 2


def test_items_that_anybody_put_in_extra_are_looked_at() -> None:
    item = newsrec.loads(document())
    for odd in ("<conceptItem>", PLANNING.replace("planningItem", "newsItem"), "<!DOCTYPE x>"):
        data = newsrec.dumps(attrs.evolve(item, extra={"newsml-g2": {"items_after": [odd]}}), "newsml-g2")
        assert newsrec.loads(data) == item

"""The record as JSON: its shape, both ways; keys that no field bears; versions; the schema."""

from __future__ import annotations

import inspect
import io
import json
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import attrs
import jsonschema
import pytest
from hypothesis import assume, given, strategies as st

import newsrec
from newsrec import (
    Cell,
    Concept,
    Dateline,
    DecodeError,
    Embed,
    EncodeError,
    FrozenMap,
    Heading,
    Label,
    Link,
    List,
    Message,
    NewsItem,
    Paragraph,
    PartialDate,
    Party,
    Preformatted,
    Quote,
    Rendition,
    Rights,
    Section,
    Span,
    Table,
    ThematicBreak,
)
from newsrec.formats._record import documents, json_text, schema, sidecar
from newsrec.formats._record.schema import BOUNDS, RECORDS, TYPES
from newsrec.testing import assert_same_item
from newsrec.testing.strategies import json_values, news_items
from tests._corpus import ROOT
from tests._records import FULL, ORDINARY

if TYPE_CHECKING:
    from collections.abc import Callable


def write_json(item: NewsItem) -> Any:
    """What a story is written as, without the version of the schema."""
    value = json.loads(newsrec.dumps(item, "json"))
    assert value.pop("newsrec") == 1
    return value


def read(**fields: Any) -> NewsItem:
    """The story of an object with these keys."""
    return newsrec.loads(json.dumps({"newsrec": 1, **fields}), format="json")


def refusal(**fields: Any) -> DecodeError:
    """The error that an object with these keys ends in."""
    with pytest.raises(DecodeError) as caught:
        read(**fields)
    return caught.value


def written_without_orjson(item: NewsItem) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "_orjson", lambda: None)
        return newsrec.dumps(item, "json")


# -- the shape ------------------------------------------------------------------------------------


def test_story_is_written_as_its_fields_in_their_order_without_defaults() -> None:
    item = NewsItem(
        guid="tag:example.org,2024:1",
        version=2,
        published=date(2024, 1, 18),
        headline="Ferry runs again",
        byline="LETA/TBT Staff",
        dateline=Dateline("RIGA - ", places=["RIGA"]),
        creators=[Party.organisation("LETA"), "Ann Ozola"],
        urgency=4,
        keywords=["ferry", Label("ice", lang="en", public=False)],
        free=False,
        rights=Rights(holder="LETA", year=2024),
        body="First.\n\nSecond.",
        extra={"wire": {"b": 1, "a": [True, None, 1.5]}},
    )
    assert newsrec.dumps(item, "json").decode() == (
        '{"newsrec":1,"guid":"tag:example.org,2024:1","version":2,"published":"2024-01-18",'
        '"headline":"Ferry runs again","byline":"LETA/TBT Staff",'
        '"dateline":{"text":"RIGA - ","places":[{"name":"RIGA"}]},'
        '"creators":[{"name":"LETA","type":"organisation"},{"name":"Ann Ozola"}],"urgency":4,'
        '"keywords":[{"value":"ferry"},{"value":"ice","lang":"en","public":false}],"free":false,'
        '"rights":{"holder":{"name":"LETA","type":"organisation"},"year":2024},'
        '"body":["First.","Second."],"extra":{"wire":{"a":[true,null,1.5],"b":1}}}'
    )


#: Each block, and what it is written as.
BLOCKS: list[tuple[Any, Any]] = [
    (Paragraph("Plain."), "Plain."),
    (Paragraph(), ""),
    (Paragraph("Said.", role="leadin"), {"type": "paragraph", "content": "Said.", "role": "leadin"}),
    (Paragraph(lang="lv"), {"type": "paragraph", "lang": "lv"}),
    (
        Paragraph(["By ", Span("Ann", kind="person", ref="ex:1"), "."]),
        {
            "type": "paragraph",
            "content": ["By ", {"content": "Ann", "kind": "person", "ref": "ex:1"}, "."],
        },
    ),
    (
        Paragraph(Span(Span("so", kind="em"), kind="strong")),
        {
            "type": "paragraph",
            "content": [{"content": [{"content": "so", "kind": "em"}], "kind": "strong"}],
        },
    ),
    (Paragraph(Span()), {"type": "paragraph", "content": [{}]}),
    (Heading("Ice"), {"type": "heading", "content": "Ice"}),
    (Heading("Ice", level=3), {"type": "heading", "content": "Ice", "level": 3}),
    (
        List(["one", [Paragraph("two"), Heading("three")], []], ordered=True),
        {
            "type": "list",
            "items": [["one"], ["two", {"type": "heading", "content": "three"}], []],
            "ordered": True,
        },
    ),
    (Quote("Yes.", source="Ann"), {"type": "quote", "blocks": ["Yes."], "source": "Ann"}),
    (
        Table([["a", Cell("b", header=True)], [Cell(), Cell(colspan=2)]], caption="Ice"),
        {
            "type": "table",
            "rows": [["a", {"content": "b", "header": True}], ["", {"colspan": 2}]],
            "caption": "Ice",
        },
    ),
    (Preformatted("1  2\n", role="agate"), {"type": "preformatted", "text": "1  2\n", "role": "agate"}),
    (Embed("//x/v", kind="video"), {"type": "embed", "href": "//x/v", "kind": "video"}),
    (Section("In it.", role="infobox"), {"type": "section", "blocks": ["In it."], "role": "infobox"}),
    (ThematicBreak(), {"type": "thematicbreak"}),
]  # fmt: skip


@pytest.mark.parametrize(("block", "value"), BLOCKS, ids=str)
def test_block_is_text_or_an_object_of_its_type(block: Any, value: Any) -> None:
    assert write_json(NewsItem(body=[block])) == {"body": [value]}
    assert read(body=[value]).body == (block,)


@pytest.mark.parametrize(
    ("value", "block"),
    [
        ({"type": "paragraph", "content": "x"}, Paragraph("x")),
        ({"content": "x", "type": "paragraph"}, Paragraph("x")),
        ({"type": "paragraph", "content": ["x", "", "y"]}, Paragraph("xy")),
        ({"type": "paragraph", "content": ["x", {}, "y"]}, Paragraph(["x", Span(), "y"])),
        ({"type": "paragraph", "content": []}, Paragraph()),
        ({"type": "paragraph", "role": None}, Paragraph()),
        ({"type": "table", "rows": [[{"content": ["x"]}]]}, Table([["x"]])),
    ],
)
def test_other_spellings_of_a_block_are_read_as_its_normal_form(value: Any, block: Any) -> None:
    assert read(body=[value]).body == (block,)


PLUS_TWO = timezone(timedelta(hours=2))
#: Each kind of time, and what it is written as.
TIMES = [
    (date(2024, 1, 18), "2024-01-18"),
    (date(1, 1, 1), "0001-01-01"),
    (datetime(2024, 1, 18, 9, 30, tzinfo=PLUS_TWO), "2024-01-18T09:30:00+02:00"),
    (datetime(2024, 1, 18, 9, 30, tzinfo=UTC), "2024-01-18T09:30:00+00:00"),
    (datetime(2024, 1, 18, 9, 30, 1, 5, tzinfo=UTC), "2024-01-18T09:30:01.000005+00:00"),
    (
        datetime(1890, 1, 18, tzinfo=timezone(timedelta(hours=1, minutes=36, seconds=34))),
        "1890-01-18T00:00:00+01:36:34",
    ),
    (
        datetime(2024, 1, 18, tzinfo=timezone(timedelta(microseconds=1))),
        "2024-01-18T00:00:00+00:00:00.000001",
    ),
    (
        datetime(2024, 1, 18, tzinfo=timezone(-timedelta(hours=23, minutes=59, seconds=59))),
        "2024-01-18T00:00:00-23:59:59",
    ),
    (PartialDate(2024), "2024"),
    (PartialDate(7), "0007"),
    (PartialDate(2024, 5), "2024-05"),
    (PartialDate(month=12, day=5), "--12-05"),
    (PartialDate(month=12), "--12"),
]


@pytest.mark.parametrize(("when", "text"), TIMES, ids=str)
def test_time_is_an_iso_text_of_its_precision(when: Any, text: str) -> None:
    item = NewsItem(published=when)
    assert write_json(item) == {"published": text}
    assert_same_item(read(published=text), item)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2024-01-18T09:30:00Z", "2024-01-18T09:30:00+00:00"),
        ("2024-01-18T09:30:00.5Z", "2024-01-18T09:30:00.500000+00:00"),
        ("2024-01-18T09:30:00-00:00", "2024-01-18T09:30:00+00:00"),
    ],
)
def test_other_spellings_of_a_time_are_read(text: str, same: str) -> None:
    assert write_json(read(published=text)) == {"published": same}


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "18.01.2024", "20240118", "2024-W03-4", "2024-018", "2024-1-8",
        "2024-01-18 09:30:00Z",
        "2024-01-18T09:30Z", "2024-01-18T09:30:00", "2024-01-18T09:30:00,5Z", "2024-01-18T09:30:00.1234567Z",
        "2024-01-18T24:00:00Z", "2024-01-18T23:59:60Z", "2024-02-30", "0000-01-01", "0000", "2024-13", "--13",
        "--02-30", "2024-01-18T09:30:00+24:00", "2024-01-18T09:30:00+02:60", "2024-01-18T09:30:00+01:99:00",
        "2024-01-18T09:30:00+0200", "٢٠٢٤", "2024-01-18\n", "2024-01-18T09:30:00Z\n", " 2024-01-18",
    ],
)  # fmt: skip
def test_what_is_no_time_is_refused(text: str) -> None:
    error = refusal(published=text)
    assert (error.code, error.path, error.line) == ("NR942", "published", 1)


def test_embargo_is_true_or_a_moment() -> None:
    assert write_json(NewsItem(embargoed=True)) == {"embargoed": True}
    assert read(embargoed=True).embargoed is True
    assert read(embargoed="2024-01-18T09:30:00Z").embargoed == datetime(2024, 1, 18, 9, 30, tzinfo=UTC)
    for wrong in (False, 1, "2024-01-18", "2024"):
        assert refusal(embargoed=wrong).path == "embargoed"


def test_linked_story_stands_inside_without_a_version_of_its_own() -> None:
    item = NewsItem(links=[Link("picture", item=NewsItem.picture("https://example.org/a.jpg", alt="Ice"))])
    assert write_json(item) == {
        "links": [
            {
                "rel": "picture",
                "item": {
                    "type": "picture",
                    "descriptions": [{"value": "Ice", "role": "alt"}],
                    "renditions": [{"href": "https://example.org/a.jpg"}],
                },
            }
        ]
    }


def test_null_is_what_may_be_missing() -> None:
    assert read(headline=None, published=None, provider=None, urgency=None, free=None) == NewsItem()


@pytest.mark.parametrize(
    ("fields", "path", "found", "expected"),
    [
        ({"headline": 5}, "headline", "the number 5", "a text"),
        ({"headline": {"a": 1}}, "headline", "an object", "a text"),
        ({"type": None}, "type", "null", "a text"),
        ({"version": 1.5}, "version", "the number 1.5", "a whole number or a text"),
        ({"urgency": 12}, "urgency", "the number 12", "a whole number from 1 to 9"),
        ({"urgency": True}, "urgency", "true", "a whole number from 1 to 9"),
        ({"free": "yes"}, "free", "the text 'yes'", "true or false"),
        ({"creators": {"name": "Ann"}}, "creators", "an object", "an array"),
        ({"creators": "Ann"}, "creators", "the text 'Ann'", "an array"),
        ({"creators": [{}, {"name": 1}]}, "creators[1].name", "the number 1", "a text"),
        ({"creators": ["Ann"]}, "creators[0]", "the text 'Ann'", "an object (Party)"),
        ({"subjects": [{"relevance": "high"}]}, "subjects[0].relevance", "the text 'high'", "a number"),
        ({"subjects": [{"geo": [1]}]}, "subjects[0].geo", "an array of 1", "an array of two numbers"),
        ({"keywords": [{"role": "x"}]}, "keywords[0]", "an object without 'value'", "every Label has"),
        ({"body": "x"}, "body", "the text 'x'", "an array"),
        ({"body": [5]}, "body[0]", "the number 5", "a block"),
        ({"body": [{"type": "heding"}]}, "body[0].type", "'heding'", "'heading'"),
        ({"body": [{"type": ["a"]}]}, "body[0].type", "an array of 1", "a block's type"),
        ({"body": [{"content": "x"}]}, "body[0]", "an object without 'type'", "thematicbreak"),
        (
            {"body": [{"type": "heading", "level": 7}]},
            "body[0].level", "the number 7", "a whole number from 1 to 6",
        ),
        (
            {"body": [{"type": "list", "items": [["x", 5]]}]},
            "body[0].items[0][1]", "the number 5", "a block",
        ),
        (
            {"body": [{"type": "table", "rows": [["a", {"colspan": 0}]]}]},
            "body[0].rows[0][1].colspan", "the number 0", "a whole number of at least 1",
        ),
        (
            {"body": [{"type": "paragraph", "content": ["x", 5]}]},
            "body[0].content[1]", "the number 5", "an object (Span)",
        ),
        ({"dateline": {"sources": ["LETA", 5]}}, "dateline.sources[1]", "the number 5", "a text"),
        ({"renditions": [{"name": "w"}]}, "renditions[0]", "(name='w')", "either an href or a content"),
        ({"links": [{"rel": "x", "item": []}]}, "links[0].item", "an array of 0", "an object (NewsItem)"),
        ({"extra": []}, "extra", "an array of 0", "an object of namespaces"),
        ({"extra": {"a": 10**4000}}, "extra.a", "a number of more than 60 digits", "fewer digits"),
    ],
)  # fmt: skip
def test_wrong_kind_of_value_is_refused_where_it_stands(
    fields: dict[str, Any], path: str, found: str, expected: str
) -> None:
    error = refusal(**fields)
    assert (error.path, error.format) == (path, "json")
    assert found in error.message
    assert expected in error.message
    assert error.position is not None


# -- exact for every record -----------------------------------------------------------------------


@given(news_items())
def test_bytes_are_the_same_with_orjson_and_without(item: NewsItem) -> None:
    pytest.importorskip("orjson")
    assert outcome(written_without_orjson, item) == outcome(lambda each: newsrec.dumps(each, "json"), item)


def outcome(write: Callable[[NewsItem], bytes], item: NewsItem) -> bytes | str:
    """The bytes of a story, or the whole message of the refusal."""
    try:
        return write(item)
    except EncodeError as error:
        return str(error)


@pytest.mark.parametrize(
    "value",
    [
        0, -1, 2**53 + 1, 2**63, -(2**63) - 1, 2**64, 10**300, 0.0, -0.0, 1.0, 0.1, 1e15,
        123456789012345.6, 1e16, 1e17, 1.5e300, 0.0001, 0.00012345, 0.00001, 1.5e-7, 5e-324, -1e16, -1e-5,
        "".join(map(chr, range(0x20))), "\x7f",
        '"\\/', "\u2028\u2029\ufeff", "\U0001f600", [[], {}], {"b": 1, "a": 2}, {"": {"é": [None, True]}},
    ],
)  # fmt: skip
def test_every_json_value_is_written_alike_and_comes_back(value: Any) -> None:
    item = NewsItem(extra={"a": value}, body=[str(value)])
    data = newsrec.dumps(item, "json")
    assert written_without_orjson(item) == data
    assert_same_item(newsrec.loads(data, format="json"), item)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_comes_back_from_ratings_and_places(number: float) -> None:
    item = NewsItem(subjects=[Concept(relevance=number, geo=(number, -number))])
    data = newsrec.dumps(item, "json")
    assert written_without_orjson(item) == data
    assert_same_item(newsrec.loads(data, format="json"), item)


@given(news_items(hostile=False))
def test_canonical_form_is_of_the_content_alone(item: NewsItem) -> None:
    copy = newsrec.loads(newsrec.dumps(item, "json"), format="json")
    assert documents.canonical(copy) == documents.canonical(item)
    value = json.loads(documents.canonical(item))
    assert documents.canonical(item).decode() == json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


@pytest.mark.parametrize(
    ("item", "path", "index"),
    [
        (NewsItem(headline="a\ud800"), "headline", 1),
        (NewsItem(body=["x", Paragraph(["y", Span("z\udfff", kind="em")])]), "body[1].content", 1),
        (NewsItem(extra={"a": {"\udc00": 1}}), "extra.a['\\udc00']", 0),
        (NewsItem(links=[Link("x", item=NewsItem(credit="\ud83d\ude00"))]), "links[0].item.credit", 0),
    ],
)
def test_lone_surrogate_is_refused_where_it_stands(item: NewsItem, path: str, index: int) -> None:
    writers: list[Callable[[NewsItem], bytes]] = [written_without_orjson, documents.dump]
    for write in writers:
        with pytest.raises(EncodeError) as caught:
            write(item)
        error = caught.value
        assert (error.code, error.path) == ("NR811", path)
        assert f"at index {index}" in error.message
        assert error.hint is not None
        assert "newsrec.clean" in error.hint


def nested(depth: int) -> NewsItem:
    content: Any = "x"
    for _ in range(depth):
        content = Span(content, kind="em")
    return NewsItem(body=[Paragraph(content)])


def test_what_is_written_is_never_too_deep_to_be_read() -> None:
    # Each span is an array and an object; the body, the paragraph and the story are four more.
    deepest = (documents.DEEPEST_STORY - 3) // 2
    item = nested(deepest)
    assert newsrec.loads(newsrec.dumps(item, "json"), format="json") == item
    assert newsrec.loads(newsrec.dumps([item], "json"), format="json") == item
    for depth in (deepest + 1, 118):  # what is deeper, no constructor takes: tests/test_nesting.py
        with pytest.raises(EncodeError) as caught:
            newsrec.dumps(nested(depth), "json")
        assert (caught.value.code, caught.value.path) == ("NR945", "body")


def nested_list(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def test_deep_extra_is_refused_by_name() -> None:
    item = NewsItem(extra={"a": nested_list(190)})
    assert newsrec.loads(newsrec.dumps(item, "json"), format="json") == item
    with pytest.raises(EncodeError) as caught:
        newsrec.dumps(NewsItem(extra={"a": nested_list(197)}), "json")
    assert (caught.value.code, caught.value.path) == ("NR945", "extra")


def stack_left(frames: int, function: Callable[[], Any]) -> Any:
    """What a function gives when about so many frames are left of the stack."""
    used = len(inspect.stack(0))

    def sink(more: int) -> Any:
        return function() if more <= 0 else sink(more - 1)

    return sink(sys.getrecursionlimit() - used - frames)


def test_stack_that_runs_out_is_an_error_of_ours() -> None:
    item = nested(90)
    data = newsrec.dumps(item, "json")
    assert stack_left(700, lambda: newsrec.loads(data, format="json")) == item
    with pytest.raises(DecodeError) as refused:
        stack_left(150, lambda: newsrec.loads(data, format="json"))
    assert refused.value.code == "NR945"
    with pytest.raises(EncodeError) as unwritten:
        stack_left(150, lambda: newsrec.dumps(item, "json"))
    assert unwritten.value.code == "NR945"
    with pytest.raises(DecodeError) as embedded:
        stack_left(150, lambda: sidecar.load_sidecar(f'{{"sha256":"a","item":{data.decode()}}}'))
    assert embedded.value.code == "NR945"


def test_process_that_reads_few_digits_says_so() -> None:
    before = sys.get_int_max_str_digits()
    item = NewsItem(version=10**1000)
    data = newsrec.dumps(item, "json")
    sys.set_int_max_str_digits(640)
    try:
        with pytest.raises(DecodeError) as unread:
            newsrec.loads(data, format="json")
        with pytest.raises(EncodeError) as unwritten:
            newsrec.dumps(item, "json")
    finally:
        sys.set_int_max_str_digits(before)
    assert (unread.value.code, unwritten.value.code) == ("NR946", "NR946")


def test_envelope_is_refused_as_a_story_is() -> None:
    for message, code, path in (
        (Message(sender="a\ud800"), "NR811", "sender"),
        (Message(extra={"a": nested_list(198)}), "NR945", "extra"),
    ):
        for name in ("json", "jsonl"):
            with pytest.raises(EncodeError) as caught:
                newsrec.dumps(message, name)
            assert (caught.value.code, caught.value.path) == (code, path)


# -- keys that no field bears ---------------------------------------------------------------------


def read_with_findings(text: str) -> tuple[NewsItem, list[newsrec.Finding]]:
    found: list[newsrec.Finding] = []
    return newsrec.loads(text, format="json", on_finding=found.append), found


def test_unknown_key_is_kept_reported_with_the_nearest_name_and_written_back() -> None:
    text = '{"newsrec":1,"creators":[{"name":"Ann","twiter":"@ann"}],"headlin":{"b":[1],"a":null}}'
    item, found = read_with_findings(text)
    assert item.extra == FrozenMap({"json": {"headlin": {"a": None, "b": [1]}}})
    assert item.creators[0].extra["json"]["twiter"] == "@ann"
    assert [(each.code, each.path) for each in found] == [
        ("NR943", "creators[0].twiter"),
        ("NR943", "headlin"),
    ]
    assert "did you mean 'headline'?" in found[1].message
    assert found[0].item is not None
    assert found[0].item.number == 1
    assert newsrec.dumps(item, "json").decode() == text.replace('{"b":[1],"a":null}', '{"a":null,"b":[1]}')


def test_unknown_key_of_a_part_without_extra_is_kept_in_the_part_around_it() -> None:
    item, found = read_with_findings(
        '{"newsrec":1,"dateline":{"town":"Riga"},"links":[{"rel":"a","item":{"body":["x",'
        '{"type":"section","blocks":[{"type":"paragraph","content":["y",{"x y":1}],"style":"b"}]}]}}],'
        '"a.b":2}'
    )
    assert item.extra == FrozenMap({"json": {"dateline.town": "Riga", "['a.b']": 2}})
    linked = item.links[0].item
    assert linked is not None
    kept = {"body[1].blocks[0].content[1]['x y']": 1, "body[1].blocks[0].style": "b"}
    assert linked.extra == FrozenMap({"json": kept})
    assert len(found) == 4
    again, _ = read_with_findings(newsrec.dumps(item, "json").decode())
    assert again == item


def test_unknown_keys_beside_an_envelope_are_kept_in_it() -> None:
    found: list[newsrec.Finding] = []
    text = b'{"newsrec":1,"message":{"sendr":"LETA"},"sender":"x","items":[{"guid":"a"},{"gud":"b"}]}'
    with newsrec.iter_items(io.BytesIO(text), format="json", on_finding=found.append) as stream:
        items = list(stream)
    assert stream.message is not None
    assert stream.message.extra == FrozenMap({"json": {"sender": "x", "sendr": "LETA"}})
    assert [(each.path, each.item and each.item.number) for each in found] == [
        ("sender", None),
        ("message.sendr", None),
        ("gud", 2),
    ]
    data = newsrec.dumps(attrs.evolve(stream.message, items=items), "json")
    with newsrec.iter_items(io.BytesIO(data)) as again:
        assert list(again) == items
        assert again.message == stream.message


@given(
    st.dictionaries(
        st.text(max_size=6) | st.sampled_from(["headline", "items", "a.b", "extra"]), json_values()
    )
)
def test_extra_json_of_any_content_comes_back(kept: dict[str, Any]) -> None:
    item = NewsItem(extra={"json": kept, "wire": 1}, creators=[Party("Ann", extra={"json": kept})])
    try:
        data = newsrec.dumps(item, "json")
    except EncodeError:
        return
    assert_same_item(newsrec.loads(data, format="json"), item)
    assert_same_item(newsrec.loads(newsrec.dumps([item], "json"), format="json"), item)


@pytest.mark.parametrize(
    "text",
    [
        '{"newsrec":1,"x":1,"extra":{"json":5}}',
        '{"newsrec":1,"x":1,"extra":{"json":{"x":2}}}',
        '{"newsrec":1,"x":1,"extra":{"json":{},"json":{}}}',
        '{"newsrec":1,"x":1,"extra":5}',
        '{"newsrec":1,"x":1,"x":1}',
        '{"newsrec":1,"x":{"a":1,"a":2}}',
        '{"newsrec":1,"x":1,"urgency":0}',
        '{"newsrec":1,"x":1,"body":["a",{"type":"list","type":"list"}]}',
        '{"newsrec":1,"x":1,"body":["a",{"y":2,"type":"lists"}]}',
        '{"newsrec":1,"links":[{"rel":"a","x":1,"extra":{"json":[]}}]}',
    ],
)
def test_what_stands_beside_an_unknown_key_is_still_checked(text: str) -> None:
    with pytest.raises(DecodeError) as caught:
        newsrec.loads(text, format="json")
    assert caught.value.position is not None


def test_only_the_first_unknown_keys_are_compared_with_the_fields() -> None:
    keys = ",".join(f'"headlin{number}":1' for number in range(40))
    _, found = read_with_findings(f'{{"newsrec":1,{keys}}}')
    assert [("did you mean" in each.message) for each in found] == [True] * 20 + [False] * 20


# -- versions -------------------------------------------------------------------------------------


def test_newer_version_is_read_as_far_as_known_and_reported() -> None:
    item, found = read_with_findings('{"newsrec":2,"headline":"Ice","mood":"cold"}')
    assert (item.headline, item.extra["json"]["mood"]) == ("Ice", "cold")
    assert [each.code for each in found] == ["NR944", "NR943"]


def test_each_earlier_version_has_its_way_up() -> None:
    assert len(documents.UPGRADES) == documents.VERSION - 1


def test_earlier_versions_are_brought_up_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(old: str, new: str) -> Any:
        return lambda pairs: tuple([(new if key == old else key, value) for key, value in pairs])

    monkeypatch.setattr(documents, "VERSION", 3)
    monkeypatch.setattr(documents, "UPGRADES", (renamed("head", "heading"), renamed("heading", "headline")))
    for text in ('{"newsrec":1,"head":"x"}', '{"newsrec":2,"heading":"x"}', '{"newsrec":3,"headline":"x"}'):
        assert read_with_findings(text) == (NewsItem(headline="x"), [])
    assert newsrec.dumps(NewsItem(headline="x"), "json") == b'{"newsrec":3,"headline":"x"}'


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("[]", None), ("5", None), ("null", None), ("{}", None), ('{"headline":"x"}', None),
        ('{"newsrec":"1"}', "newsrec"), ('{"newsrec":0}', "newsrec"), ('{"newsrec":true}', "newsrec"),
        ('{"newsrec":1.0}', "newsrec"), ('{"headline":"x","newsrec":null}', "newsrec"),
    ],
)  # fmt: skip
def test_document_without_the_version_of_its_schema_is_refused(text: str, path: str | None) -> None:
    with pytest.raises(DecodeError) as caught:
        newsrec.loads(text, format="json")
    assert (caught.value.code, caught.value.path) == ("NR948", path)


def test_version_may_stand_anywhere() -> None:
    assert newsrec.loads('{"headline":"x","newsrec":1}', format="json") == NewsItem(headline="x")


# -- the schema -----------------------------------------------------------------------------------

SHIPPED = files("newsrec.formats") / "record.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(schema.schema())


def test_shipped_schema_is_the_one_of_the_classes(update_goldens: bool) -> None:
    if update_goldens:
        (ROOT / "newsrec" / "formats" / "record.schema.json").write_text(
            schema.as_text(), encoding="utf-8", newline=""
        )
    assert SHIPPED.read_text(encoding="utf-8") == schema.as_text()
    jsonschema.Draft202012Validator.check_schema(json.loads(schema.as_text()))


@given(news_items(hostile=False))
def test_every_record_that_is_written_is_valid(item: NewsItem) -> None:
    VALIDATOR.validate(json.loads(newsrec.dumps(item, "json")))
    VALIDATOR.validate(json.loads(newsrec.dumps([item, item], "json")))


#: What is put in another's place; not what a schema cannot tell apart: 1 and 1.0.
SCALARS: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, False, 0, 1, -1, 7, 2.5, "", "x", "2024", "2024-01-18T09:30:00Z", [], {}]
)


@given(news_items(hostile=False) | st.sampled_from([ORDINARY, FULL]), st.data())
def test_what_is_valid_is_read_and_what_is_not_is_refused(item: NewsItem, data: st.DataObject) -> None:
    value = json.loads(newsrec.dumps(item, "json"))
    holders = [each for each in everything(value) if each]
    holder = data.draw(st.sampled_from(holders))
    keys = list(holder) if isinstance(holder, dict) else range(len(holder))
    key = data.draw(st.sampled_from(keys))
    assume(key != "extra")  # keys that are kept there may clash, which no schema can say
    new = data.draw(SCALARS)
    if data.draw(st.booleans()):
        del holder[key]
    else:
        holder[key] = new
    valid = VALIDATOR.is_valid(value)
    try:
        newsrec.loads(json.dumps(value), format="json")
    except DecodeError as error:
        read = error.code == "NR902"  # an envelope without stories
    else:
        read = True
    assert read == valid


def everything(value: Any) -> list[Any]:
    """Every array and object of a value, but what `extra` holds."""
    inner = value.values() if isinstance(value, dict) else value
    parts = [part for part in inner if isinstance(part, dict | list)] if value else []
    if isinstance(value, dict):
        parts = [part for part in parts if part is not value.get("extra")]
    return [value, *(each for part in parts for each in everything(part))]


def test_bounds_are_those_of_the_classes() -> None:
    for (record, name), (least, most) in BOUNDS.items():
        needed: dict[str, Any] = {"href": "x"} if record is Rendition else {}
        for good in (least, *([most] if most is not None else [least + 1000])):
            assert getattr(record(**needed, **{name: good}), name) == good
        for bad in (least - 1, *([most + 1] if most is not None else [])):
            with pytest.raises(TypeError):
                record(**needed, **{name: bad})


def test_every_field_of_every_class_has_a_type_that_is_known() -> None:
    properties = schema.schema()["$defs"]
    for record in RECORDS:
        described = properties[record.__name__.lower()]
        known = described if "properties" in described else described["anyOf"][1]
        assert set(TYPES[record]) <= set(known["properties"])


# -- embedded records -----------------------------------------------------------------------------


def test_embedded_record_comes_back_with_its_digest_and_findings() -> None:
    text = f'{{"sha256":"abc","item":{documents.dump(ORDINARY).decode()}}}'
    assert sidecar.load_sidecar(text) == ("abc", ORDINARY, ())
    digest, item, found = sidecar.load_sidecar('{"item":{"newsrec":1,"headlin":"x"},"sha256":"d"}')
    assert (digest, item.extra["json"]["headlin"], found[0].code) == ("d", "x", "NR943")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", None), ("[]", None), ("{}", None), ('{"sha256":5,"item":{"newsrec":1}}', None),
        ('{"sha256":"a","item":{}}', "item"), ('{"sha256":"a","item":{"newsrec":1},"x":1}', None),
        ('{"sha256":"a","item":{"newsrec":1,"urgency":0}}', "item.urgency"),
        ('{"sha256":"a","item":{"newsrec":1,"items":[]}}', "item"), ("[" * 10_000, "[0]"), ("\ud800", None),
        ('{"sha256":"a","sha256":"b","item":{"newsrec":1}}', "sha256"),
    ],
)  # fmt: skip
def test_broken_embedded_record_is_a_decode_error(text: str, path: str | None) -> None:
    with pytest.raises(DecodeError) as caught:
        sidecar.load_sidecar(text)
    assert (caught.value.path or "").startswith(path or "")
    assert (caught.value.path is None) == (path is None)

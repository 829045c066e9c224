"""JSON as text: what is refused and where, what is recognised, several stories, positions."""

from __future__ import annotations

import io
import json
import time
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

import newsrec
from newsrec import DecodeError, Message, NewsItem, Position
from newsrec.errors import position_at
from newsrec.formats import json as format_json
from newsrec.formats._format import Reading
from newsrec.formats._record import json_text
from newsrec.formats._record.json_places import DEEPEST, below, fault_of, find_place, positions
from newsrec.testing.strategies import json_values, messages, news_items
from tests._records import FULL


def refused(data: bytes | str) -> DecodeError:
    with pytest.raises(DecodeError) as caught:
        newsrec.loads(data, format="json")
    return caught.value


#: Data, and the code, column and path of the error that it ends in, all on the first line.
BAD: list[tuple[bytes, str, int, str | None]] = [
    (b"", "NR940", 1, None),
    (b" \t", "NR940", 3, None),
    (b"\xef\xbb\xbf", "NR940", 2, None),
    (b"{", "NR940", 2, None),
    (b"{]", "NR940", 2, None),
    (b"[1 2]", "NR940", 4, "[0]"),
    (b"[1,", "NR940", 4, "[1]"),
    (b"[,1]", "NR940", 2, "[0]"),
    (b'{"newsrec":1,}', "NR940", 14, None),
    (b'{"newsrec":1', "NR940", 13, "newsrec"),
    (b'{"newsrec" 1}', "NR940", 12, "newsrec"),
    (b"{newsrec:1}", "NR940", 2, None),
    (b"{'newsrec':1}", "NR940", 2, None),
    (b'{"newsrec":1}}', "NR940", 14, None),
    (b'{"newsrec":1} x', "NR940", 15, None),
    (b'{"newsrec":1}{"newsrec":1}', "NR940", 14, None),
    (b'{"newsrec":1}//', "NR940", 14, None),
    (b'{"newsrec":01}', "NR940", 13, "newsrec"),
    (b'{"newsrec":+1}', "NR940", 12, "newsrec"),
    (b'{"newsrec":.5}', "NR940", 12, "newsrec"),
    (b'{"newsrec":1.}', "NR940", 13, "newsrec"),
    (b'{"newsrec":0x1}', "NR940", 13, "newsrec"),
    (b"nul", "NR940", 1, None),
    (b"True", "NR940", 1, None),
    (b'{"newsrec":1,"headline":"a', "NR940", 25, "headline"),
    (b'{"newsrec":1,"headline":"a\\', "NR940", 27, "headline"),
    (b'{"newsrec":1,"headline":"a\\"', "NR940", 25, "headline"),
    (b'{"newsrec":1,"headline":"\\q"}', "NR940", 26, "headline"),
    (b'{"newsrec":1,"headline":"\\u12g4"}', "NR940", 26, "headline"),
    (b'{"newsrec":1,"headline":"a\tb"}', "NR940", 27, "headline"),
    (b'{"newsrec":1,"headline":"a\x00b"}', "NR940", 27, "headline"),
    (b'{"newsrec":1,\x0c"a":1}', "NR940", 14, None),
    (b"{\xc2\xa0}", "NR940", 2, None),
    (b'{"newsrec":1,"a":{"b":[1,{"c":NaN}]}}', "NR946", 31, "a.b[1].c"),
    (b'{"newsrec":1,"extra":{"a":Infinity}}', "NR946", 27, "extra.a"),
    (b'{"newsrec":1,"extra":{"a":[-Infinity]}}', "NR946", 28, "extra.a[0]"),
    (b'{"newsrec":1,"extra":{"a":1e999}}', "NR946", 27, "extra.a"),
    (b'{"newsrec":1,"extra":{"a":-1e999}}', "NR946", 27, "extra.a"),
    (b'{"newsrec":1,"version":' + b"9" * 5000 + b"}", "NR946", 24, "version"),
    (b'{"newsrec":1,"headline":"a","headline":"b"}', "NR941", 29, "headline"),
    (b'{"newsrec":1,"newsrec":1}', "NR941", 14, "newsrec"),
    (b'{"newsrec":1,"headline":"a","headlin\\u0065":"b"}', "NR941", 29, "headline"),
    (b'{"newsrec":1,"extra":{"a":[{"b":1,"b":2}]}}', "NR941", 35, "extra.a[0].b"),
    (b'{"newsrec":1,"body":[{"type":"heading","type":"list"}]}', "NR941", 40, "body[0].type"),
    (b'{"newsrec":1,"body":[{"level":2,"type":"heading","type":"list"}]}', "NR941", 50, "body[0].type"),
    (b'{"newsrec":1,"message":{},"message":{}}', "NR941", 27, "message"),
    (b'{"newsrec":1,"headline":"\\ud800"}', "NR947", 26, "headline"),
    (b'{"newsrec":1,"headline":"\\\\ud800 \\uDC00"}', "NR947", 34, "headline"),
    (b'{"newsrec":1,"headline":"\\ud83d\\ude00\\ud83d"}', "NR947", 38, "headline"),
    (b'{"newsrec":1,"headline":"\\ud800\\u0041"}', "NR947", 26, "headline"),
    (b'{"newsrec":1,"extra":{"\\udfff":1}}', "NR947", 24, "extra"),
    (b'{"newsrec":1,"headline":"\xff"}', "NR901", 26, None),
    (b'{"newsrec":1,"headline":"\xed\xa0\x80"}', "NR901", 26, None),
    (b"[" * 100_000, "NR945", DEEPEST + 1, "[0]" * 24),
    (b'{"a":' * 100_000, "NR945", 5 * DEEPEST + 1, ".".join("a" * 24)),
    (b'{"newsrec":1,"extra":{"a":' + b"[" * 199 + b"]" * 199 + b"}}", "NR945", 225, "extra.a" + "[0]" * 22),
]  # fmt: skip


@pytest.mark.parametrize(("data", "code", "column", "path"), BAD, ids=lambda value: repr(value)[:40])
def test_what_is_no_json_is_refused_where_it_stands(
    data: bytes, code: str, column: int, path: str | None
) -> None:
    error = refused(data)
    assert (error.code, error.line, error.column, error.path) == (code, 1, column, path)
    assert error.format == "json"
    assert len(str(error)) < 400


def test_error_has_line_and_byte_offset() -> None:
    text = '{"newsrec": 1,\r\n "headline": "Rīga",\r "urgency":\n  "Ķ"}'
    error = refused(text)
    assert (error.path, error.position) == ("urgency", Position(text.encode().index('"Ķ"'.encode()), 4, 3))
    assert "found the text 'Ķ', expected a whole number from 1 to 9" in str(error)


def test_error_of_the_standard_reader_is_chained() -> None:
    assert isinstance(refused(b"[1,").__cause__, json.JSONDecodeError)
    assert isinstance(refused(b'{"newsrec":1,"urgency":0}').__cause__, Exception)


def test_depth_that_is_allowed_is_read() -> None:
    data = b'{"newsrec":1,"extra":{"a":' + b"[" * 198 + b"]" * 198 + b"}}"
    assert newsrec.loads(data, format="json").extra["a"] is not None
    brackets = json.dumps({"newsrec": 1, "body": ['[{"\\'] * 300 + ["]"] * 100})
    assert len(newsrec.loads(brackets, format="json").body) == 400


@given(json_values())
def test_depth_is_measured_as_it_is(value: Any) -> None:
    data = json.dumps(value).encode()
    for deepest in range(8):
        assert json_text.is_deeper(data, deepest) == (depth_of(value) > deepest)


def depth_of(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth_of, inner), default=0)


def test_other_encodings_are_named() -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):
        error = refused('{"newsrec":1}'.encode(encoding))
        assert (error.code, error.line, error.column) == ("NR901", 1, 1)
        assert f"found {encoding[:6].upper()} text, expected UTF-8" in error.message


def test_one_byte_order_mark_is_passed_over() -> None:
    assert newsrec.loads(b'\xef\xbb\xbf{"newsrec":1,"headline":"x"}').headline == "x"
    assert refused(b'\xef\xbb\xbf\xef\xbb\xbf{"newsrec":1}').code == "NR940"


def test_escapes_are_read_as_the_characters_that_they_are() -> None:
    text = r'{"newsrec":1,"headline":"\ud83d\ude00 \\ud800 \u0041\n\/","byline":"\u2028"}'
    item = newsrec.loads(text)
    assert (item.headline, item.byline) == ("\U0001f600 \\ud800 A\n/", "\u2028")


@given(st.binary(max_size=40) | st.text('{}[]",:\\u0d8e-+.1tfn aNI\n', max_size=30).map(str.encode))
def test_both_passes_agree_on_what_is_json(data: bytes) -> None:
    try:
        json_text.parse(data)
    except DecodeError as error:
        if error.code != "NR901":
            assert fault_of(data.decode()) is not None
    else:
        fault = fault_of(data.decode())
        assert fault is None or fault.code in ("NR941", "NR946")  # said when a record is made of it


@pytest.mark.parametrize(
    "text",
    [
        "[",
        '{"a":',
        '"',
        '\\"',
        "[1,",
        "9",
        " ",
        '{"a":1,',
        '"\\u0041',
        "\\ud83d\\ude00",
        "[],",
        "{",
        "\u00e9\n",
    ],
)
def test_time_is_linear_in_the_size_of_what_is_refused(text: str) -> None:
    def seconds(size: int) -> float:
        data = ('{"newsrec":1,"headline":"' + text * (size // len(text))).encode()
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            with pytest.raises(DecodeError):
                newsrec.loads(data, format="json")
            best = min(best, time.process_time() - start)
        return best

    assert seconds(400_000) < 30 * max(seconds(40_000), 0.002)


# -- recognising ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'{"newsrec":1}', "json"),
        (b'\xef\xbb\xbf {\n  "newsrec": 1, "headline": "x"\n}\n', "json"),
        (b'{"newsrec":1,"items":[\n{"headline":"x"}\n]}', "json"),
        (b'{"newsrec":1}\n', "json"),
        (b'{"newsrec":1}\n{"newsrec":1}', "jsonl"),
        (b'{"newsrec":1,"message":{}}\r\n\r\n{"newsrec":1', "jsonl"),
    ],
)
def test_json_is_told_by_its_first_key(data: bytes, name: str) -> None:
    assert newsrec.detect(data) == name


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[]", b'{"headline":"x","newsrec":1}', b'[{"newsrec":1}]', b'"newsrec"',
        b'{"newsrecord":1}',
        b'{"@context":"https://schema.org","@type":"NewsArticle","newsrec":1}',
        b'<script>{"newsrec":1}</script>',
        b'{"uri":"urn:x","headline":"a ninjs item"}',
    ],
)  # fmt: skip
def test_other_json_is_not_claimed(data: bytes) -> None:
    assert newsrec.detect(data) not in ("json", "jsonl")


@given(st.binary(max_size=64) | st.binary(max_size=30).map(b'{"newsrec"'.__add__))
def test_recognising_never_raises(head: bytes) -> None:
    assert format_json.sniff(head) in (True, False)


# -- several stories ------------------------------------------------------------------------------


def test_stories_and_envelope_stand_in_one_object_a_line_each() -> None:
    message = Message(items=[NewsItem(headline="a"), NewsItem(headline="b")], sender="LETA")
    data = newsrec.dumps(message, "json")
    assert data.decode() == (
        '{"newsrec":1,"message":{"sender":"LETA"},"items":[\n{"headline":"a"},\n{"headline":"b"}\n]}'
    )
    assert newsrec.dumps(message.items, "json") == data.replace(b'"message":{"sender":"LETA"},', b"")
    assert newsrec.dumps([], "json") == b'{"newsrec":1,"items":[]}'


@given(messages(hostile=False))
def test_message_comes_back_whole(message: Message) -> None:
    for name in ("json", "jsonl"):
        data = newsrec.dumps(message, name)
        with newsrec.iter_items(io.BytesIO(data), format=name) as stream:
            items = tuple(stream)
        assert stream.message is not None
        assert attrs.evolve(stream.message, items=items) == message
        assert newsrec.dumps(attrs.evolve(stream.message, items=items), name) == data


def test_fault_in_one_of_several_stories_has_the_path_from_the_top() -> None:
    error = refused(b'{"newsrec":1,"items":[{},\n{"creators":[{"name":1}]}]}')
    assert (error.path, error.line, error.column) == ("items[1].creators[0].name", 2, 22)
    assert refused(b'{"newsrec":1,"items":{}}').path == "items"
    assert refused(b'{"newsrec":1,"message":[]}').path == "message"


def test_documents_a_line_each_are_read_where_their_first_bytes_do_not_tell() -> None:
    long = NewsItem(headline="a", body=["x" * 100_000])
    data = newsrec.dumps([long, NewsItem(headline="b"), long], "jsonl")
    assert newsrec.detect(data) == "json"
    for file in (io.BytesIO(data), Slow(data)):
        with newsrec.iter_items(file) as stream:
            assert [item.headline for item in stream] == ["a", "b", "a"]
    assert len(format_json.positions(data, Reading())) == 3
    assert "found 3 stories" in refused(data).message


class Slow(io.BytesIO):
    """A file that gives a few bytes at a time, as a socket may."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(5000 if size is None or size < 0 else min(5000, size))


def test_whole_document_is_one_failure_in_a_stream() -> None:
    found: list[newsrec.Finding] = []
    broken = io.BytesIO(b'{"newsrec":1,\n"urgency":0}')
    with newsrec.iter_items(broken, on_error="skip", on_finding=found.append) as stream:
        assert list(stream) == []
    assert [(each.code, each.position and each.position.line) for each in found] == [("NR942", 2)]


# -- positions ------------------------------------------------------------------------------------


def test_each_part_has_its_position() -> None:
    text = '{"newsrec":1,"headline":"Ķ",\n "body":["x",{"type":"heading","content":"y"}],"extra":{"a b":[1]}}'
    data = text.encode()
    (found,) = format_json.positions(data, Reading())
    texts = {
        "": '{"newsrec"', "headline": '"Ķ"', "body": '["x"', "body[0]": '"x"', "body[1]": '{"type"',
        "body[1].content": '"y"', "extra": '{"a b"', "extra['a b']": "[1]", "extra['a b'][0]": "1]",
    }  # fmt: skip
    for path, start in texts.items():
        assert data[found[path].offset :].startswith(start.encode()), path
    assert found["body"] == Position(38, 2, 9)


def test_positions_are_those_of_each_story_of_several() -> None:
    message = Message(items=[NewsItem(headline="a"), NewsItem(urgency=4)], sender="x")
    data = newsrec.dumps(message, "json")
    first, second = format_json.positions(data, Reading())
    assert first["headline"].line == 2
    assert second["urgency"] == Position(data.index(b"4"), 3, 12)
    assert format_json.positions(b'{"newsrec":1,"message":{}}', Reading()) == ()


def test_what_stands_before_a_fault_still_has_its_place() -> None:
    (found,) = format_json.positions(b'{"newsrec":1,"headline":"a","urgency":', Reading())
    assert found["headline"] == Position(24, 1, 25)
    assert format_json.positions(b"\xff", Reading()) == ()


@given(news_items(hostile=False))
def test_every_position_is_that_of_its_value(item: NewsItem) -> None:
    data = newsrec.dumps(item, "json")
    text = data.decode()
    found = positions(text)
    values = json.loads(text)
    assert found[""] == Position(0, 1, 1)
    for name, value in values.items():
        start = found[below("", name)]
        assert position_at(data, start.offset) == start
        assert json.JSONDecoder().raw_decode(data[start.offset :].decode())[0] == value


def test_position_of_a_byte_order_mark_and_of_long_paths() -> None:
    assert positions("\ufeff{}")[""] == Position(3, 1, 2)
    key = "k" * 1000
    found = positions(json.dumps({"extra": {key: {"a": 1}}}))
    assert f"extra.{key}" in found
    assert f"extra.{key}.a" not in found


def test_place_of_a_path_that_is_not_there_is_that_of_the_nearest_around_it() -> None:
    text = '{"a":{"b":[1,2]},"c":3}'
    assert find_place(text, ["a", "b", 1]) == text.index("2")
    assert find_place(text, ["a", "b", 7]) == text.index("[")
    assert find_place(text, ["a", "x"]) == text.index('{"b"')
    assert find_place(text, ["x"]) == 0
    assert find_place('{"a":{"b":[1,oops', ["a", "b", 3]) == text.index("[")


def test_full_record_has_a_position_for_every_field_that_is_set() -> None:
    data = newsrec.dumps(FULL, "json")
    (found,) = format_json.positions(data, Reading())
    assert {name for name in json.loads(data) if name != "newsrec"} <= set(found)

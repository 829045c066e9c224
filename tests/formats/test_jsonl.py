"""JSON Lines: a story a line, the envelope first, one line at a time, and a broken line is one failure."""

from __future__ import annotations

import io
import tracemalloc
from typing import Any

import pytest

import newsrec
from newsrec import DecodeError, Label, Message, NewsItem, Position
from newsrec.formats import jsonl
from newsrec.formats._format import Reading

STORIES = (NewsItem(headline="a"), NewsItem(guid="g", headline="b\nc"))
LINES = b'{"newsrec":1,"headline":"a"}\n{"newsrec":1,"guid":"g","headline":"b\\nc"}\n'


def events(data: bytes) -> list[Any]:
    return list(jsonl.events(io.BytesIO(data), Reading()))


def test_story_is_a_line() -> None:
    assert newsrec.dumps(STORIES[0], "jsonl") == b'{"newsrec":1,"headline":"a"}\n'
    assert newsrec.dumps(STORIES, "jsonl") == LINES
    assert events(LINES) == list(STORIES)


def test_envelope_is_the_first_line() -> None:
    message = Message(items=STORIES, sender="LETA", channels=["a"])
    data = newsrec.dumps(message, "jsonl")
    assert data == b'{"newsrec":1,"message":{"sender":"LETA","channels":["a"]}}\n' + LINES
    assert events(data) == [Message(sender="LETA", channels=["a"]), *STORIES]
    with newsrec.iter_items(io.BytesIO(data)) as stream:
        assert stream.message == Message(sender="LETA", channels=["a"])
        assert tuple(stream) == STORIES
    decoded = jsonl.decode(data, Reading())
    assert (decoded.message, decoded.items) == (Message(sender="LETA", channels=["a"]), STORIES)


@pytest.mark.parametrize(
    "data",
    [
        LINES,
        LINES[:-1],
        LINES.replace(b"\n", b"\r\n"),
        b"\n \t\r\n" + LINES.replace(b"\n", b"\n\n") + b"\n\n",
        b"\xef\xbb\xbf" + LINES,
        LINES.replace(b":1,", b": 1 , "),
    ],
)
def test_line_ends_blank_lines_and_a_mark_are_read(data: bytes) -> None:
    assert events(data) == list(STORIES)
    assert jsonl.decode(data, Reading()).items == STORIES


def test_nothing_holds_no_story() -> None:
    assert events(b"") == events(b"\n\r\n") == []
    with pytest.raises(DecodeError, match="no story"):
        newsrec.loads(b"", format="jsonl")


def test_broken_line_is_one_failure_at_its_line_and_the_next_is_read() -> None:
    data = LINES.replace(b"\n", b'\n\n{"newsrec":1,"creators":[{"name":5}]}\r\n{"newsrec":1,\n', 1)
    first, wrong, cut, last = events(data)
    assert (first, last) == STORIES
    assert (wrong.code, wrong.path, wrong.position) == ("NR942", "creators[0].name", Position(63, 3, 34))
    assert (cut.code, cut.position) == ("NR940", Position(data.index(b",\n") + 1, 4, 14))
    found: list[newsrec.Finding] = []
    with newsrec.iter_items(
        io.BytesIO(data), format="jsonl", on_error="skip", on_finding=found.append
    ) as stream:
        assert tuple(stream) == STORIES
    assert [(each.code, each.item and each.item.number) for each in found] == [("NR942", 2), ("NR940", 3)]
    with pytest.raises(DecodeError) as caught:
        jsonl.decode(data, Reading())
    assert caught.value.line == 3


def test_lone_carriage_return_counts_as_a_line_end_as_everywhere() -> None:
    (error,) = events(b'{\r"newsrec":1,\r\n')
    assert error.position == Position(15, 3, 1)
    (_, error) = events(b'{\r"newsrec":1}\n5\n')
    assert error.position == Position(15, 3, 1)


@pytest.mark.parametrize(
    "line",
    [
        b'{"newsrec":1,"message":{}}',
        b'{"newsrec":1,"message":{},"items":[]}',
        b'{"newsrec":1,"items":[{"headline":"x"}]}',
        b'{"newsrec":1,"items":[{},{}]}',
    ],
)
def test_envelope_after_the_first_line_is_refused(line: bytes) -> None:
    first, error, last = events(b'{"newsrec":1}\n' + line + b'\n{"newsrec":1}')
    assert first == last == NewsItem()
    assert (error.code, error.line, error.column) == ("NR949", 2, 1)


def test_stories_within_the_envelope_are_refused() -> None:
    (error,) = events(b'{"newsrec":1,"message":{},"items":[{}]}')
    assert (error.code, error.line) == ("NR949", 1)
    assert "json" in error.hint


def test_findings_name_the_story_of_their_line() -> None:
    data = LINES + b'{"newsrec":2,"headline":"d","mood":1}\n'
    *_, newer, unknown, story = events(data)
    assert story.headline == "d"
    assert [each.code for each in (newer, unknown)] == ["NR944", "NR943"]
    assert (unknown.item.number, unknown.item.headline) == (3, "d")


def test_characters_that_end_lines_elsewhere_end_none_here() -> None:
    item = NewsItem(headline="a\u2028b\u2029c\x85d\x0be\x0cf\x1cg", keywords=[Label("\r\n")])
    data = newsrec.dumps([item, item], "jsonl")
    assert data.count(b"\n") == 2
    assert events(data) == [item, item]


def test_reading_and_writing_hold_one_line_at_a_time() -> None:
    line = newsrec.dumps(NewsItem(headline="x", body=["y" * 10_000]), "jsonl")
    count = 2_000

    class Endless(io.RawIOBase):
        left = count

        def read(self, size: int | None = -1) -> bytes:
            assert size is not None
            assert size > 0
            self.left -= 1
            return line if self.left >= 0 else b""

    class Sink(io.RawIOBase):
        size = 0

        def write(self, data: Any) -> int:
            self.size += len(data)
            return len(data)

    sink = Sink()
    tracemalloc.start()
    try:
        with newsrec.iter_items(Endless(), format="jsonl") as stream:  # type: ignore[arg-type]  # it reads
            newsrec.dump(stream, sink, "jsonl")  # type: ignore[arg-type]  # it writes
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sink.size == count * len(line)
    assert peak < 2_000_000


def test_positions_are_those_in_the_file() -> None:
    data = b'\n{"newsrec":1,"message":{"sender":"x"}}\n\n{"newsrec":1}\nbroken\n{"newsrec":1,"urgency":4}'
    first, second = jsonl.positions(data, Reading())
    assert first[""] == Position(data.index(b'{"newsrec":1}'), 4, 1)
    assert second["urgency"] == Position(data.index(b"4}"), 6, 24)

"""A plain-text story comes back from a trip through text, and a large one costs no more than its size."""

from __future__ import annotations

import io
import time
import tracemalloc
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import example, given, strategies as st

import newsrec
from newsrec import Concept, Dateline, DecodeError, Feed, Finding, Link, List, NewsItem, Paragraph
from newsrec.formats import wire
from newsrec.formats._format import Reading
from newsrec.formats.wire import documents, plain, reader, writer
from newsrec.testing.strategies import news_items, whens, wire_texts
from tests.formats.wire._stories import STORY

# -- properties -----------------------------------------------------------------------------------


def attempt(function: Any, *arguments: Any) -> tuple[str | None, Any]:
    """The code of the error that a call ends in, or None and what it gives."""
    try:
        return None, function(*arguments)
    except newsrec.NewsrecError as error:
        return error.code, None


_PIECES = st.sampled_from(
    [
        "H", "Foo bar", "• 2024-01-18", "  • 2024-01-18", "2024-01-18", "  • LETA", "• LETA", "- x",
        "* 2024-01-18", "By Ann Ozola", "  • By Ann Ozola", "\n", "\n\n", "\n", " ", "RIGA - ", "RIGA", "• ",
        "- ", "x" * 70, "y" * 105 + ".", "\u00a0", "Dec 5", "2024", "READ MORE", "\ufeff", "\t",
        "  • 2024-02-30", "18.01.2024 09:30", "Published: 2024-01-18", "Updated: 2024-01-19", "Section: S",
        "Keywords: a, b", "Picture: https://a.example/b", "Caption: c", "a@b.example", "Staff writer",
        "Slug: s",
    ]
)  # fmt: skip
_LINES = st.lists(_PIECES, max_size=9).map("".join) | st.lists(_PIECES, max_size=9).map("\n".join)
_RECORDS = st.builds(
    NewsItem,
    headline=st.none() | _LINES,
    byline=st.none() | _LINES,
    published=st.none() | whens(),
    dateline=st.none() | _LINES.map(Dateline),
    body=st.lists(_LINES.map(Paragraph) | st.lists(_LINES, max_size=3).map(List), max_size=5),
    creators=st.lists(_LINES, max_size=2),
    version_created=st.none() | whens(),
    slugline=st.none() | _PIECES,
    subjects=st.lists(
        st.builds(Concept, st.sampled_from(["S", "Sport"]), rel=st.just("section")), max_size=2
    ),
    keywords=st.lists(st.sampled_from(["a", "b"]), max_size=3),
    links=st.lists(
        st.just(Link("picture", item=NewsItem.picture("https://a.example/b", caption="c"))), max_size=2
    ),
    extra=st.just({})
    | st.builds(lambda text: {"wire": {"published": text}}, _LINES)
    | st.builds(lambda lines: {"wire": {"head": lines}}, st.lists(_PIECES | _LINES, max_size=5)),
)


def _edited(text: str, item: NewsItem) -> NewsItem:
    """The story of a text with fields of another: some lines of its head no longer say what is so."""
    refused, decoded = attempt(wire.decode, text.encode("utf-8", "surrogatepass"), Reading())
    if refused:
        return item
    fields = ("headline", "byline", "published", "body", "creators", "subjects", "links")
    changes = {name: getattr(item, name) for name in fields if getattr(item, name)}
    edited: NewsItem = attrs.evolve(decoded.items[0], **changes)
    return edited


@given(_RECORDS | news_items(hostile=False) | st.builds(_edited, wire_texts(), _RECORDS))
def test_what_is_written_is_read_as_one_story_and_written_again(item: NewsItem) -> None:
    refused, data = attempt(newsrec.dumps, item, "wire")
    assert refused in {None, "NR811", "NR812"}  # NR806 is for a text that does not settle: none is known
    if refused:
        return
    (back,) = wire.decode(data, Reading()).items
    assert newsrec.dumps(back, "wire") == data
    plain = writer._write_plain(item)
    assert plain is None or plain == writer._render(item)


@given(wire_texts() | _LINES)
@example("HOLD FOR RELEASE\n\n\nHOLD FOR RELEASE\n  • 2024-01-18")
@example("\n\n\n\nHOLD FOR RELEASE\n  • 2024-01-18")
@example("Ice\n\nIt came.\n  • 2024-01-18\n\nBy Ann Ozola")
@example("Ice\nIt came.\n\n\n\n\n• \nHOLD FOR RELEASE\n  • 2024-01-18")
def test_any_readable_text_reads_the_same_after_one_trip(text: str) -> None:
    refused, decoded = attempt(wire.decode, text.encode("utf-8", "surrogatepass"), Reading())
    assert refused in {None, "NR901", "NR915"}
    if refused:
        return
    items = decoded.items
    refused, data = attempt(newsrec.dumps, items, "wire")
    assert refused in {None, "NR811"}
    if refused:
        return
    assert wire.decode(data, Reading()).items == items
    assert newsrec.dumps(items, "wire") == data


@given(wire_texts() | _LINES, st.integers(1, 40))
def test_a_file_reads_as_its_bytes_however_it_is_cut(text: str, size: int) -> None:
    data = text.encode("utf-8", "surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "_CHUNK", size)
        events: list[Any] = list(wire.events(io.BytesIO(data), Reading()))
    errors = [event for event in events if isinstance(event, DecodeError)]
    if errors:
        with pytest.raises(DecodeError) as caught:
            wire.decode(data, Reading())
        assert (caught.value.code, caught.value.position) == (errors[0].code, errors[0].position)
        return
    decoded = wire.decode(data, Reading())
    assert tuple(e for e in events if isinstance(e, NewsItem)) == decoded.items
    findings = [e for e in events if isinstance(e, Finding)]
    assert [(f.code, f.message, f.path, f.position) for f in findings] == [
        (f.code, f.message, f.path, f.position) for f in decoded.findings
    ]
    assert all(f.position is not None for f in findings)
    assert len(wire.positions(data, Reading())) == len(decoded.items)


@given(wire_texts())
def test_usual_stories_read_the_same_the_long_way(text: str) -> None:
    item = plain.read_plain(text, None)
    if item is not None:
        long, _, _ = reader.read_story(documents.StoryText(text, "utf-8", 0, 0), None)
        assert long == item


@given(st.binary(max_size=80))
def test_any_bytes_are_stories_or_errors(data: bytes) -> None:
    wire.sniff(data)
    wire.could_be(data)
    for feed in (None, Feed(encodings=["utf-8", "cp1257", "latin-1"])):
        for event in wire.events(io.BytesIO(data), Reading(feed)):
            assert isinstance(event, (NewsItem, Finding, DecodeError))


# -- size -----------------------------------------------------------------------------------------


def test_many_stories_are_read_in_bounded_memory() -> None:
    def peak(count: int) -> int:
        file = io.BytesIO(f"{STORY}\n\n".encode() * count)
        tracemalloc.start()
        with newsrec.iter_items(file, format="wire") as stream:
            assert sum(1 for _ in stream) == count
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(10)
    assert peak(4_000) < 2 * peak(1_000)


@pytest.mark.parametrize(
    "part", [" ", "•", "RIGA/", "RIGA - ", "A", "(", "\n", "  • x\n", "Ã¼", "x\n  • 2024-01-18\n"]
)
def test_writing_hostile_text_takes_time_in_proportion(part: str) -> None:
    def seconds(size: int) -> float:
        item = NewsItem(headline="H", body=["x" + part * (size // len(part))])
        start = time.process_time()
        newsrec.fit(item, "wire")
        return time.process_time() - start

    seconds(1000)
    small = min(seconds(20_000) for _ in range(3))
    assert seconds(200_000) < 30 * small + 0.05  # ten times as long, and room for a busy machine


@pytest.mark.parametrize(
    ("bullets", "published", "byline", "left"),
    [
        ("  • 18 Janaury 2024\n  • By Ann Ozola", None, "By Ann Ozola", ["18 Janaury 2024"]),
        ("  • yesterday\n  • By Ann Ozola", None, "By Ann Ozola", ["yesterday"]),
        ("  • 2024-01-18\n  • 2024-01-19", date(2024, 1, 18), None, ["2024-01-19"]),
        ("  • not-a-date\n  • LETA/TBT Staff", None, "LETA/TBT Staff", ["not-a-date"]),
        ("  •\n  • not-a-date\n  • LETA/TBT Staff", None, "LETA/TBT Staff", ["not-a-date"]),
        ("  • draft\n  • 2024-01-18\n  • LETA/TBT Staff", date(2024, 1, 18), "LETA/TBT Staff", ["draft"]),
        ("  • ferry fares\n  • harbour news", None, None, ["ferry fares", "harbour news"]),
    ],
)
def test_bullet_under_a_headline_that_is_not_understood_is_told(
    bullets: str, published: date | None, byline: str | None, left: list[str]
) -> None:
    told: list[newsrec.Finding] = []
    text = f"Ferry runs again\n\n{bullets}\n\nThe ferry runs."
    item = newsrec.loads(text, format="wire", on_finding=told.append)
    assert (item.published, item.byline) == (published, byline)
    found = [finding for finding in told if finding.code == "NR908"]
    lines = text.split("\n")
    for finding, value in zip(found, left, strict=True):
        assert finding.position is not None
        assert value in finding.message
        assert value == lines[finding.position.line - 1][finding.position.column - 1 :]


@given(
    st.lists(
        st.sampled_from(
            [
                "2024-01-18", "2024-02-30", "18 Janaury 2024", "2024-13-45", "not-a-date", "LETA/TBT Staff",
                "By Ann Ozola", "By Ann Ozola and Bert Kalns", "draft three", "", "2024-01-1B", "ferry fares",
            ]
        ),
        min_size=1,
        max_size=5,
    ),
    st.booleans(),
)  # fmt: skip
def test_each_bullet_of_a_head_gives_a_field_or_a_finding(bullets: list[str], apart: bool) -> None:
    lines = "\n".join([f"  • {value}".rstrip() for value in bullets])
    text = f"Ferry runs again\n{lines}\n" + ("\n" if apart else "") + "The ferry runs.\n"
    told: list[newsrec.Finding] = []
    item = newsrec.loads(text, format="wire", on_finding=told.append)
    raw = item.extra.get("wire", {}).get("published")
    read = {str(item.published), item.byline, raw}
    reported = {finding.position.line for finding in told if finding.position is not None}
    silent = [
        value for number, value in enumerate(bullets, 2) if value not in read and number not in reported
    ]
    assert silent == []
    assert item.headline == "Ferry runs again"


@pytest.mark.parametrize("bullets", ["  • 2024-01-18\n  • ", "  • \n  • 2024-01-18", "  •\n\n  • 2024-01-18"])
def test_empty_bullet_beside_the_date_is_told_and_is_no_text(bullets: str) -> None:
    told: list[newsrec.Finding] = []
    text = f"Ferry runs again\n\n{bullets}\n\nThe ferry runs."
    item = newsrec.loads(text, format="wire", on_finding=told.append)
    assert (item.headline, item.text) == ("Ferry runs again", "The ferry runs.")
    assert item.published == date(2024, 1, 18)
    assert [finding.code for finding in told] == ["NR935"]

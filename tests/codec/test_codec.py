"""The public functions: what they take and refuse, and that no finding and no loss is silent."""

from __future__ import annotations

import io
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import newsrec
from newsrec import DecodeError, EncodeError, Finding, Message, NewsItem, Severity, UnknownFormatError
from tests._records import FULL, ORDINARY

if TYPE_CHECKING:
    from collections.abc import Iterator

STORY = b"Ice closes the harbour\n\n  \xe2\x80\xa2 2024-01-18\n\nIt came in the night."


# -- options --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("toy")
def test_options_are_those_of_the_row() -> None:
    assert newsrec.dumps(NewsItem(headline="Ice"), "toy", capitals=True, tone="loud") == b"TOY\nICE!\n"
    found: list[Finding] = []
    newsrec.loads(b"TOY\nIce", most=2, on_finding=found.append)
    assert [finding.code for finding in found] == ["TOY301"]


@pytest.mark.usefixtures("toy")
@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"capital": True}, TypeError, "toy has no option 'capital' for writing; did you mean 'capitals'?"),
        ({"zzz": True}, TypeError, "toy has no option 'zzz' for writing; it takes capitals, tone"),
        ({"most": 3}, TypeError, "toy has no option 'most' for writing"),
        ({"capitals": "yes"}, TypeError, "option capitals of toy is a bool, found 'yes'"),
        ({"tone": "shrill"}, ValueError, "option tone of toy is one of calm, loud, found 'shrill'"),
    ],
)
def test_wrong_option_is_named(options: dict[str, Any], error: type[Exception], said: str) -> None:
    for function in (newsrec.dumps, newsrec.fit, newsrec.losses):
        with pytest.raises(error) as caught:
            function(NewsItem(headline="Ice"), "toy", **options)
        assert said in str(caught.value)


@pytest.mark.usefixtures("toy")
def test_wrong_option_of_reading_is_named() -> None:
    with pytest.raises(TypeError, match="toy has no option 'capitals' for reading; it takes most"):
        newsrec.loads(b"TOY\nIce", capitals=True)
    with pytest.raises(TypeError, match="option most of toy is a int, found True"):
        newsrec.loads(b"TOY\nIce", most=True)
    with pytest.raises(TypeError, match="jsonl has no option 'most' for reading; it takes none"):
        newsrec.iter_items(io.BytesIO(b""), format="jsonl", most=3)


# -- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [STORY, STORY.decode(), bytearray(STORY), memoryview(STORY)], ids=type)
def test_content_is_bytes_or_text(data: Any) -> None:
    assert newsrec.loads(data).headline == "Ice closes the harbour"
    assert newsrec.detect(data) == "wire"


@pytest.mark.parametrize("data", [Path("story.txt"), 1, None, io.BytesIO(b"x")], ids=type)
def test_what_is_no_content_is_a_type_error(data: Any) -> None:
    for function in (newsrec.loads, newsrec.detect):
        with pytest.raises(TypeError, match=r"expected .*bytes"):
            function(data)


def test_what_is_no_file_is_a_type_error() -> None:
    number: Any = 1
    for function in (newsrec.load, newsrec.iter_items):
        with pytest.raises(TypeError, match="expected a path or an open binary file, found int"):
            function(number)


def test_lone_surrogate_in_a_text_has_its_place() -> None:
    with pytest.raises(DecodeError) as caught:
        newsrec.loads("Ice\nĀ\ud800")
    assert caught.value.code == "NR901"
    assert (caught.value.line, caught.value.column, caught.value.offset) == (2, 2, 6)


@pytest.mark.parametrize(("data", "said"), [(b"", "found no data"), (b"\x00\x01Ice", r"\x00\x01Ice")])
def test_data_that_no_format_claims_is_refused(data: bytes, said: str) -> None:
    assert newsrec.detect(data) is None
    with pytest.raises(DecodeError) as caught:
        newsrec.loads(data)
    assert caught.value.code == "NR903"
    assert said in str(caught.value)
    assert ("json" in (caught.value.hint or "")) == bool(data)


def test_character_that_keeps_a_text_from_being_one_is_named_with_its_place() -> None:
    data = "Ferry runs again\n\nPrāmis\x0bkursē."
    with pytest.raises(
        DecodeError, match=r"^found the control character U\+000B, which plain text has not"
    ) as caught:
        newsrec.loads(data)
    assert (caught.value.code, caught.value.line, caught.value.column) == ("NR903", 3, 7)
    assert (caught.value.hint or "").startswith("format='wire' (--from wire) reads it as plain text")
    assert newsrec.loads(data, format="wire").text == "Prāmis\x0bkursē."
    with pytest.raises(DecodeError, match=r"^no format claims mark-up whose first element is 'p'"):
        newsrec.loads("<p>Ice\x0b</p>")


def test_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UnknownFormatError, match="no format is named 'jsnl'; did you mean 'jsonl'"):
        newsrec.loads(b"{}", format="jsnl")
    with pytest.raises(UnknownFormatError, match=r"the formats are .*json, "):
        newsrec.dumps(ORDINARY, "zzz")
    with pytest.raises(TypeError, match="expected a format's name"):
        newsrec.dumps(ORDINARY, 3)  # type: ignore[arg-type]
    with pytest.raises(UnknownFormatError, match=r"names no format; the suffixes are .*\.json"):
        newsrec.dump(ORDINARY, "story.zzz")


@pytest.mark.parametrize("count", [0, 2, 3])
def test_document_with_no_story_or_several_is_refused_where_one_is_asked_for(count: int) -> None:
    data = newsrec.dumps([ORDINARY] * count, "json")
    with pytest.raises(DecodeError, match="iter_items") as caught:
        newsrec.loads(data)
    assert caught.value.code == "NR902"
    with newsrec.iter_items(io.BytesIO(data)) as stream:
        assert list(stream) == [ORDINARY] * count


@pytest.mark.usefixtures("toy")
def test_strict_stops_at_the_first_warning() -> None:
    long = b"TOY\n" + b"x" * 101
    found: list[Finding] = []
    newsrec.loads(long, on_finding=found.append)
    assert [(f.code, f.severity, f.path) for f in found] == [("TOY301", Severity.WARNING, "headline")]
    assert found[0].item is not None
    assert (found[0].item.number, found[0].item.headline) == (1, "x" * 101)
    with pytest.raises(DecodeError, match="too long") as caught:
        newsrec.loads(long, strict=True)
    assert (caught.value.code, caught.value.path) == ("TOY301", "headline")


@pytest.mark.usefixtures("toy")
def test_error_names_the_format() -> None:
    with pytest.raises(DecodeError) as caught:
        newsrec.loads(b"toy", format="toy")
    assert (caught.value.format, str(caught.value)) == ("toy", "expected a line 'TOY' (toy)")


def test_file_is_a_path_or_an_open_file(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    path.write_bytes(STORY)  # the name says json, the content counts
    assert newsrec.load(path) == newsrec.load(str(path)) == newsrec.load(io.BytesIO(STORY))
    with path.open("rb") as file:
        assert newsrec.load(file).headline == "Ice closes the harbour"
        assert not file.closed
    with pytest.raises(FileNotFoundError):
        newsrec.load(tmp_path / "nothing")


class Pipe(io.RawIOBase):
    """A file that gives a byte at a time, once."""

    def __init__(self, data: bytes) -> None:
        self.left = data

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        taken, self.left = self.left[:1], self.left[1:]
        buffer[: len(taken)] = taken
        return len(taken)


@pytest.mark.parametrize("name", ["json", "jsonl", "wire"])
def test_stream_reads_what_cannot_be_read_twice(name: str) -> None:
    data = newsrec.dumps([FULL, ORDINARY], "json") if name != "wire" else STORY
    if name == "jsonl":
        data = newsrec.dumps([FULL, ORDINARY], "jsonl")
    with newsrec.iter_items(io.BytesIO(data)) as stream:
        items = list(stream)
    with newsrec.iter_items(Pipe(data)) as stream:  # type: ignore[arg-type]
        assert list(stream) == items
        assert list(stream) == []


def test_stream_has_its_envelope_before_the_first_story(tmp_path: Path) -> None:
    path = tmp_path / "stories.jsonl"
    newsrec.dump(Message(items=[ORDINARY, FULL], sender="LETA", priority=3), path)
    with newsrec.iter_items(path) as stream:
        assert stream.message == Message(sender="LETA", priority=3)
        assert next(stream) == ORDINARY
        assert stream.number == 1
        assert list(stream) == [FULL]


def test_stream_closes_the_file_that_it_opened_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(STORY)
    file = io.BytesIO(STORY)
    with newsrec.iter_items(path) as stream, newsrec.iter_items(file) as other:
        assert [len(list(stream)), len(list(other))] == [1, 1]
    assert not file.closed
    path.unlink()
    with pytest.raises(DecodeError), newsrec.iter_items(io.BytesIO(b"\x00")):
        pass


def test_broken_story_is_skipped_where_that_is_asked_for() -> None:
    good = newsrec.dumps(NewsItem(headline="Ice"), "jsonl").rstrip(b"\n")
    data = b"\n".join([good, b"{broken", good, b""])
    with newsrec.iter_items(io.BytesIO(data), format="jsonl") as stream:
        assert next(stream).headline == "Ice"
        with pytest.raises(DecodeError) as caught:
            next(stream)
    assert (caught.value.format, caught.value.line) == ("jsonl", 2)
    found: list[Finding] = []
    with newsrec.iter_items(
        io.BytesIO(data), format="jsonl", on_error="skip", on_finding=found.append
    ) as stream:
        assert [item.headline for item in stream] == ["Ice", "Ice"]
    assert [(f.severity, f.position.line if f.position else None) for f in found] == [(Severity.ERROR, 2)]
    assert found[0].item is not None
    assert found[0].item.number == 2
    with pytest.raises(ValueError, match="on_error is 'raise' or 'skip', found 'ignore'"):
        newsrec.iter_items(io.BytesIO(data), on_error="ignore")  # type: ignore[arg-type]  # what is refused


# -- writing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["Ice", 1, None, b"Ice", {"headline": "Ice"}], ids=repr)
def test_what_is_no_story_is_a_type_error(what: Any) -> None:
    with pytest.raises(TypeError, match="expected a NewsItem"):
        newsrec.dumps(what, "json")
    with pytest.raises(TypeError, match="expected a NewsItem"):
        newsrec.fit(what, "json")


def test_stories_among_which_is_none_are_a_type_error() -> None:
    with pytest.raises(TypeError, match="expected a NewsItem, found str"):
        newsrec.dumps([ORDINARY, "Ice"], "json")  # type: ignore[list-item]


def test_present_needs_a_zone_and_permissions_are_a_sequence() -> None:
    with pytest.raises(TypeError, match="expected a datetime with a time zone for now"):
        newsrec.dumps(ORDINARY, "json", now=datetime(2024, 1, 18))  # noqa: DTZ001 - what is refused
    with pytest.raises(TypeError, match="a sequence of names for allow, in brackets"):
        newsrec.dumps(ORDINARY, "json", allow="embargoed")
    assert newsrec.dumps(ORDINARY, "json", now=datetime(2024, 1, 18, tzinfo=UTC)) == newsrec.dumps(
        ORDINARY, "json"
    )


def test_embargo_that_is_past_is_none() -> None:
    item = NewsItem(headline="Ice", embargoed=datetime(2024, 1, 18, 8, tzinfo=UTC))
    for now, past in ((8, True), (7, False)):
        moment = datetime(2024, 1, 18, now, tzinfo=UTC)
        if past:
            newsrec.dumps(item, "jsonld", now=moment)
        else:
            with pytest.raises(EncodeError, match="embargoed until 2024-01-18T08:00:00"):
                newsrec.dumps(item, "jsonld", now=moment)


def test_format_without_a_place_for_it_embeds_nothing() -> None:
    for function in (newsrec.dumps, newsrec.fit):
        with pytest.raises(EncodeError) as caught:
            function(ORDINARY, "wire", embed=True)
        assert (caught.value.code, caught.value.format) == ("NR809", "wire")


@pytest.mark.usefixtures("toy")
@pytest.mark.parametrize("count", [0, 2])
def test_format_of_one_story_refuses_others(count: int) -> None:
    with pytest.raises(EncodeError, match=f"toy holds one story, found {count}") as caught:
        newsrec.dumps([ORDINARY] * count, "toy")
    assert caught.value.code == "NR810"
    assert newsrec.dumps([ORDINARY], "toy") == newsrec.dumps(ORDINARY, "toy")


def test_refused_story_is_named_by_number_and_guid() -> None:
    bad = NewsItem(guid="urn:x:2", headline="\ud800")
    with pytest.raises(EncodeError, match=r"^story 2 \(urn:x:2\): ") as caught:
        newsrec.dumps([ORDINARY, bad], "json")
    assert (caught.value.code, caught.value.path, caught.value.format) == ("NR811", "headline", "json")


def test_losses_are_told_story_by_story() -> None:
    found: list[Finding] = []
    newsrec.dumps([NewsItem(headline="Ice", body="a", urgency=3), ORDINARY], "wire", on_finding=found.append)
    assert [(f.item.number if f.item else 0, f.path) for f in found][:2] == [(1, "urgency"), (2, "guid")]
    newsrec.dumps(NewsItem(headline="Ice", body="a", urgency=3), "wire", strict=True)  # for the desk alone
    with pytest.raises(EncodeError) as caught:
        newsrec.dumps(NewsItem(headline="Ice", body="a", credit="LETA"), "wire", strict=True)
    assert (caught.value.code, caught.value.path, caught.value.format) == ("NR801", "credit", "wire")


def test_envelope_without_a_place_is_told() -> None:
    found: list[Finding] = []
    message = Message(items=[NewsItem(headline="Ice", body="a")], sender="LETA", destinations=["x"])
    newsrec.dumps(message, "wire", on_finding=found.append)
    assert [(f.code, f.path) for f in found] == [
        ("NR805", "message.sender"),
        ("NR805", "message.destinations"),
    ]


def test_envelope_that_comes_back_otherwise_is_told() -> None:
    def told(format: str, **fields: Any) -> list[tuple[str, str]]:
        found: list[Finding] = []
        newsrec.dumps(Message(items=[ORDINARY], **fields), format, on_finding=found.append)
        return [(f.code, f.path) for f in found if f.path.startswith("message")]

    kept = {"newsml-g2": {"elements": {"header": {"{http://saltpier.example/}desk": "night"}}}}
    assert told("newsml-g2", sender="LETA", extra=kept) == []
    assert told("newsml-g2", extra={"wire": {"end": "-0-"}}) == [("NR805", "message.extra")]
    assert told("newsml-g2", extra={"newsml-g2": {"catalogs": 5}}) == [("NR805", "message.extra")]
    assert told("json", extra={"wire": {"end": "-0-"}}, priority=3) == []


def test_suffix_of_a_path_names_the_format(tmp_path: Path) -> None:
    for name in ("a.json", "a.JSONL", "a.txt"):
        path = tmp_path / name
        newsrec.dump(ORDINARY, path)
        row = next(row for row in newsrec.list_formats() if name.lower().endswith(row.suffixes))
        assert path.read_bytes() == newsrec.dumps(ORDINARY, row.name)
    with pytest.raises(TypeError, match="an open file has no suffix"):
        newsrec.dump(ORDINARY, io.BytesIO())


def test_open_file_is_written_to_and_stays_open() -> None:
    file = io.BytesIO()
    newsrec.dump([ORDINARY, FULL], file, "jsonl", message=Message(sender="LETA"))
    assert file.getvalue() == newsrec.dumps(Message(items=[ORDINARY, FULL], sender="LETA"), "jsonl")


def test_path_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "stories.jsonl"
    path.write_bytes(b"before")
    path.chmod(0o640)

    def stories() -> Iterator[NewsItem]:
        yield ORDINARY
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        newsrec.dump(stories(), path)
    with pytest.raises(EncodeError):
        newsrec.dump([ORDINARY, NewsItem(headline="\ud800")], path)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
    newsrec.dump([ORDINARY], path)
    assert path.read_bytes() == newsrec.dumps([ORDINARY], "jsonl")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_link_stays_a_link_and_a_pipe_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to("story.json")
    newsrec.dump(ORDINARY, tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "story.json").read_bytes() == newsrec.dumps(ORDINARY, "json")
    os.mkfifo(tmp_path / "pipe.json")
    reader = os.open(tmp_path / "pipe.json", os.O_RDONLY | os.O_NONBLOCK)
    newsrec.dump(ORDINARY, tmp_path / "pipe.json")
    assert os.read(reader, 1 << 16) == newsrec.dumps(ORDINARY, "json")
    os.close(reader)


@pytest.mark.parametrize(
    ("name", "kind"), [("none/a.json", FileNotFoundError), ("a.json", IsADirectoryError)]
)
def test_error_of_writing_names_the_path(tmp_path: Path, name: str, kind: type[OSError]) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(kind) as caught:
        newsrec.dump(ORDINARY, tmp_path / name)
    assert caught.value.filename == str(tmp_path / name)


def test_what_cannot_be_written_to_is_a_type_error() -> None:
    for file in (3, None, io.StringIO()):
        with pytest.raises(TypeError, match="expected a path or a"):
            newsrec.dump(ORDINARY, file, "wire")  # type: ignore[arg-type]  # the fault that is tested


def test_iterable_is_written_story_by_story() -> None:
    written: list[int] = []

    class File(io.BytesIO):
        def write(self, data: Any) -> int:
            written.append(len(data))
            return super().write(data)

    seen: list[int] = []

    def stories() -> Iterator[NewsItem]:
        for number in range(200):
            seen.append(len(written))
            yield NewsItem(version=number, body="x" * 5000)

    newsrec.dump(stories(), File(), "jsonl")
    assert seen[-1] > 0, "nothing was written before the last story was asked for"


def test_conversion_takes_the_envelope_and_every_story_along() -> None:
    data = newsrec.dumps(Message(items=[ORDINARY, FULL], sender="LETA"), "json")
    lines = newsrec.convert(data, "jsonl")
    assert lines == newsrec.dumps(Message(items=[ORDINARY, FULL], sender="LETA"), "jsonl")
    assert newsrec.convert(lines, "json", from_="jsonl") == data
    found: list[Finding] = []
    newsrec.convert(newsrec.dumps(ORDINARY, "json"), "wire", on_finding=found.append)
    assert [finding.code for finding in found] == [loss.code for loss in newsrec.losses(ORDINARY, "wire")]

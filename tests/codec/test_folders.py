"""Folders of news files, and what a feed says of all its files: their format and encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import newsrec
from newsrec import Feed
from newsrec.testing import assert_valid_feed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests._command import Run

STORY = "Ferry runs again\n\n  • 2024-05-02\n  • Ann Ozola\n\nRIGA - The ferry runs again.\n"


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A folder of two stories, one of them in a folder of its own, beside what is hidden."""
    for name in ("feed/a.txt", "feed/more/b.txt", "feed/.hidden.txt", "feed/.git/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("" if ".hidden" in name else STORY.replace("Ferry", name), encoding="utf-8")
    (tmp_path / "feed/.gitkeep").touch()
    return tmp_path / "feed"


def test_feed_in_a_folder_is_held_to_its_promises_file_by_file(feed: Path) -> None:
    stories = assert_valid_feed(feed, profile="wire")
    assert [story.headline for story in stories] == ["feed/a.txt runs again", "feed/more/b.txt runs again"]
    (feed / "more/c.txt").write_bytes(b"Ferry \xff")
    with pytest.raises(AssertionError, match=r"a finding in .*feed:\n\n.*more/c.txt:1:7: NR901 error"):
        assert_valid_feed(str(feed))


def test_story_that_comes_twice_in_a_folder_is_told(tmp_path: Path) -> None:
    story = newsrec.NewsItem(guid="tag:gazette.example,2026:1", headline="Ferry", body="It runs.")
    for name in ("a.json", "b.json"):
        newsrec.dump(story, tmp_path / name)
    with pytest.raises(AssertionError, match="NR922"):
        assert_valid_feed(tmp_path, strict=True)


def test_feed_that_stopped_arriving_is_no_valid_one(tmp_path: Path) -> None:
    (tmp_path / ".gitkeep").touch()
    with pytest.raises(AssertionError, match="there is no file in the folder"):
        assert_valid_feed(tmp_path)


@pytest.mark.parametrize("read", [newsrec.load, newsrec.check, newsrec.iter_items])
def test_who_reads_one_file_says_what_to_do_with_a_folder(read: Callable[[Path], object], feed: Path) -> None:
    with pytest.raises(IsADirectoryError, match="it is a folder, and one file is read at a time") as caught:
        read(feed)
    assert caught.value.filename == str(feed)


def test_hidden_file_is_read_where_it_is_named(run: Run, feed: Path) -> None:
    (feed / ".hidden.txt").write_text(STORY, encoding="utf-8")
    assert "in 1 story of 1 file" in run("check", str(feed / ".hidden.txt")).err
    assert "in 2 stories of 2 files" in run("check", str(feed)).err


def test_end_says_how_many_files_were_converted_and_which_were_not(run: Run, feed: Path) -> None:
    (feed / "b.txt").write_bytes(b"Ferry \xff")
    line = ("convert", str(feed), "--to", "json", "-o", "out")
    outcome = run(*line, "--on-error", "skip")
    assert outcome.code == 1
    assert "1 finding: 1 error" in outcome.err
    assert f"2 of 3 files converted; not converted: {feed}/b.txt" in outcome.err
    outcome = run(*line)
    assert "1 of 3 files converted" in outcome.err
    assert outcome.err.rstrip().endswith("; --on-error skip goes on with the others")
    (feed / "b.txt").unlink()
    assert "2 of 2 files converted" in run(*line).err
    assert run(*line, "-q").err == ""


# -- what a feed says of all its files ------------------------------------------------------------


def test_format_of_a_feed_comes_before_what_its_files_look_like(tmp_path: Path) -> None:
    text = "<b>Ferry</b> runs again\n\n  • 2024-05-02\n\nThe ferry runs.\n"
    with pytest.raises(newsrec.DecodeError, match="no format claims"):
        newsrec.loads(text)
    wire = Feed(format="wire")
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    stories = [
        newsrec.loads(text, feed=wire),
        newsrec.load(path, feed=wire),
        *assert_valid_feed(path, feed=wire),
    ]
    with newsrec.iter_items(path, feed=wire) as stream:
        stories += stream
    stories += newsrec.check(path, feed=wire).items
    assert {story.headline for story in stories} == {"<b>Ferry</b> runs again"}
    assert newsrec.loads('{"newsrec":1,"headline":"Ice"}', format="json", feed=wire).headline == "Ice"


def test_format_of_a_feed_is_read_from_the_settings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "newsrec.toml").write_text('[[feeds]]\nmatch = "amber/**"\nformat = "wire"\n')
    for folder in ("amber", "other"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text("[Ferry] runs again\n\nThe ferry runs.\n")
    assert run("check", "amber").code == 0
    assert run("check", "other").code == 1
    assert run("convert", "amber/a.txt", "--to", "json").code == 0


def test_unknown_format_of_a_feed_names_the_nearest() -> None:
    with pytest.raises(newsrec.UnknownFormatError, match="did you mean 'wire'"):
        newsrec.loads("Ferry", feed=Feed(format="wira"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_text_in_a_wide_encoding_of_its_feed_is_detected(encoding: str, tmp_path: Path) -> None:
    data = STORY.encode(encoding)
    wide = Feed(encodings=[encoding])
    assert newsrec.loads(data, feed=wide).headline == "Ferry runs again"
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert [story.byline for story in newsrec.iter_items(path, feed=wide)] == ["Ann Ozola"]
    with pytest.raises(newsrec.DecodeError):
        newsrec.loads(b"\x01\x00\x00\x00" + data, feed=wide)

"""What a story becomes as plain text."""

from __future__ import annotations

import io
from datetime import date

import pytest

import newsrec
from newsrec import (
    Cell,
    Dateline,
    Embed,
    EncodeError,
    Heading,
    List,
    NewsItem,
    Paragraph,
    Party,
    Preformatted,
    Quote,
    Section,
    Span,
    Table,
    ThematicBreak,
)
from tests.formats.wire._stories import NEXT, read, texts, write


def test_blocks_are_written_as_a_reader_would_read_them() -> None:
    item = NewsItem(
        headline="Ferry runs again",
        published=date(2024, 5, 2),
        byline="LETA",
        body=[
            Heading("The bell"),
            Paragraph(["It ", Span("rings", kind="em"), "."]),
            List(["one", ["two", "more of two"]]),
            List(["first", "second"], ordered=True),
            Quote(["We wait."], source="the captain"),
            Table([[Cell("day", header=True), "runs"], ["Monday", "4\nor 5"]], caption=["Runs a day"]),
            Preformatted("08:00\n09:30"),
            Section([Paragraph("Background."), ThematicBreak()]),
            Embed("https://example.org/a.jpg", caption=["The ramp."]),
        ],
    )
    assert write(item) == (
        "Ferry runs again\n\n  • 2024-05-02\n  • LETA\n\nThe bell\n\nIt rings.\n\n"
        "  • one\n  • two\n    more of two\n\n  1. first\n  2. second\n\nWe wait.\n\n"
        "Runs a day\nday\truns\nMonday\t4 or 5\n\n08:00\n09:30\n\nBackground.\n\nThe ramp."
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("RIGA - ", "RIGA - It"),
        ("RIGA", "RIGA - It"),
        ("Riga (dpa)", "Riga (dpa) - It"),
        ("RIGA —", "RIGA —It"),
        (" ", "It"),
    ],
)
def test_dateline_stands_before_the_first_paragraph_with_its_dash(text: str, written: str) -> None:
    item = NewsItem(
        headline="H", dateline=Dateline(text), body=[Paragraph("Lead.", role="leadin"), "It runs."]
    )
    assert write(item) == f"H\n\nLead.\n\n{written} runs."


def test_creators_make_the_byline_where_there_is_none() -> None:
    item = NewsItem(
        headline="H", creators=[Party.person("Ann Ozola"), Party.person("Jo Kask"), Party.person("Li Wei")]
    )
    assert write(item) == "H\n\n  • Ann Ozola, Jo Kask and Li Wei"
    assert newsrec.fit(item, "wire").item.creators == item.creators
    item = NewsItem(headline="H", creators=[Party.organisation("LETA"), Party.organisation("BNS")])
    assert write(item) == "H\n\n  • LETA/BNS"


@pytest.mark.parametrize(
    ("item", "path"),
    [
        (NewsItem(headline="a\rb"), "headline"),
        (NewsItem(headline="H", byline="\x00"), "byline"),
        (NewsItem(body=["a", "b\x92"]), "body[1].content"),
        (NewsItem(body=[Paragraph(["ab", Span("c\ud800")])]), "body[0].content"),
        (NewsItem(headline="H", dateline=Dateline("\x85"), body="x"), "dateline.text"),
        (NewsItem(creators=["Ann\x01"]), "creators[0].name"),
    ],
)
def test_characters_that_plain_text_cannot_hold_are_refused_by_path(item: NewsItem, path: str) -> None:
    with pytest.raises(EncodeError) as caught:
        newsrec.dumps(item, "wire")
    assert (caught.value.code, caught.value.path) == ("NR811", path)
    assert "index" in caught.value.message
    assert "newsrec.clean" in (caught.value.hint or "")
    assert newsrec.dumps(newsrec.clean(item)[0], "wire")


def test_what_is_not_written_is_not_refused() -> None:
    assert write(NewsItem(guid="\x00", headline="H", slugline="\r")) == "H"


def test_nothing_to_write_is_refused() -> None:
    for item in (NewsItem(), NewsItem(headline=" \n", byline="\t", body=["", "\u00a0"]), NewsItem(guid="x")):
        with pytest.raises(EncodeError) as caught:
            newsrec.dumps(item, "wire")
        assert caught.value.code == "NR812"
    with pytest.raises(EncodeError):
        newsrec.dumps([], "wire")


def test_text_that_looks_like_a_story_stays_one_story() -> None:
    body = ["The days:", "• 2024-05-03\n• LETA", NEXT, "End\n  • 2024-06-01\nof it"]
    item = NewsItem(headline="H", published=date(2024, 5, 2), byline="X", body=body)
    back = read(write(item))
    assert (back.headline, back.published, back.byline) == ("H", date(2024, 5, 2), "X")
    assert "\n\n\n\n\n  • 2024-05-03\n  • LETA" in write(item)
    assert texts(back)[0] == "The days:"
    assert write(back) == write(item)


@pytest.mark.parametrize(
    ("item", "written"),
    [
        (NewsItem(headline="H", body=["By Ann Ozola", "x"]), "H\n\n\n\n\nBy Ann Ozola\n\nx"),
        (NewsItem(headline="H", body=["2024-05-02"]), "H\n\n\n\n\n2024-05-02"),
        (NewsItem(body=["Not a headline."]), "\nNot a headline."),
        (NewsItem(headline="• H"), "H"),
        (NewsItem(headline="• 2024-05-02", published=date(2024, 5, 3)), "2024-05-02\n\n  • 2024-05-03"),
        (NewsItem(headline="a\nb", byline="c\nd"), "a b\n\n  • c d"),
        (NewsItem(headline="H", byline="2024-05-02"), "H\n\n  • By 2024-05-02"),
        (NewsItem(headline="\ufeffH"), "\ufeff\ufeffH"),
        (NewsItem(headline="H", body=["a\n\n\nb", "", "c"]), "H\n\na\n\nb\n\nc"),
    ],
)
def test_hostile_records_change_as_little_as_can_be(item: NewsItem, written: str) -> None:
    assert write(item) == written
    assert write(newsrec.fit(item, "wire").item) == written


def test_several_stories_are_written_so_that_they_come_apart() -> None:
    first = NewsItem(headline="Ferry runs again")
    second = read("By Ann Ozola\n\n  • 2024-05-03\n\nShe wrote it.")
    data = newsrec.dumps([first, second, second], "wire")
    with newsrec.iter_items(io.BytesIO(data), format="wire") as stream:
        assert tuple(stream) == (first, second, second)
    with pytest.raises(EncodeError) as caught:
        newsrec.dumps([second, NewsItem(guid="urn:x:2", headline="No date")], "wire")
    assert (caught.value.code, caught.value.path) == ("NR806", "published")
    assert "story 2 (urn:x:2)" in str(caught.value)

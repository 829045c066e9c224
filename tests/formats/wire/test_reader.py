"""What is read of every layout of a plain-text story, with its encoding and the place of each part."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import attrs
import pytest

import newsrec
from newsrec import DecodeError, Feed, Link, List, NewsItem, Paragraph, PartialDate, Party, Position, Severity
from newsrec.formats import wire
from newsrec.formats._format import Reading
from tests.formats.wire._stories import HEAD, NEXT, STORY, found, read, texts, write

if TYPE_CHECKING:
    from pathlib import Path

# -- reading --------------------------------------------------------------------------------------


def test_seed_comes_back_byte_for_byte_and_says_what_it_holds(shared: Path) -> None:
    (path,) = (shared / "corpus" / "wire" / "seed").glob("*.txt")
    data = path.read_bytes()
    item = newsrec.loads(data)
    assert newsrec.dumps(item, "wire") == data
    assert item.published == date(2024, 1, 18)
    assert item.byline == "LETA/TBT Staff"
    assert [(party.name, party.type) for party in item.creators] == [
        ("LETA", "organisation"),
        ("TBT", "organisation"),
    ]
    assert item.dateline is not None
    assert (item.dateline.text, [place.name for place in item.dateline.places]) == ("RIGA - ", ["RIGA"])
    assert len(item.body) == 8
    assert "2023,\u00a0 formally" in item.text
    assert "Latvia’s" in item.text
    assert "“Together for Peace and Resilience”" in item.text


@pytest.mark.parametrize("mark", "•*-·")
@pytest.mark.parametrize("indent", ["", "  ", "\t", "\u00a0 ", "          "])
@pytest.mark.parametrize("after", ["\n", "\n\n", "\n \n\n"])
def test_bullets_of_any_mark_indent_and_order_are_the_head(mark: str, indent: str, after: str) -> None:
    for values in (("2024-05-02", "By Ann Ozola"), ("By Ann Ozola", "2024-05-02")):
        bullets = "\n".join([f"{indent}{mark} {value}" for value in values])
        item = read(f"Ferry runs again\n\n{bullets}{after}It runs.\n")
        assert (item.headline, item.published, item.byline) == (
            "Ferry runs again",
            date(2024, 5, 2),
            "By Ann Ozola",
        )
        assert texts(item) == ["It runs."]


def test_dash_that_opens_dialogue_is_no_bullet_of_the_head() -> None:
    item = read("Ferry runs again\n\n  • 2024-05-02\n- Will it hold?\n\n- It will.")
    assert item.byline is None
    assert texts(item) == ["- Will it hold?", "- It will."]


def test_list_under_a_headline_is_no_byline() -> None:
    item = read("Ferry runs again\n\n• the bell\n• the ramp\n\nBoth are new.")
    assert item.byline is None
    assert item.body[0] == List(["the bell", "the ramp"])


BODY = "The council voted on Tuesday."


@pytest.mark.parametrize(
    ("head", "byline", "published"),
    [
        ("By Ann Ozola\nPublished: Nov. 24, 2026", "By Ann Ozola", date(2026, 11, 24)),
        ("Published Nov. 24, 2026\nBy Ann Ozola", "By Ann Ozola", date(2026, 11, 24)),
        ("By Ann Ozola\nann@gazette.example\nNov. 24, 2026", "By Ann Ozola", date(2026, 11, 24)),
        ("Bridge is late.\n\nBy Ann Ozola\nNov. 24, 2026", "By Ann Ozola", date(2026, 11, 24)),
        ("Bridge is late.\n\nBy Ann Ozola", "By Ann Ozola", None),
        ("Bridge is late.\n\nPosted: Nov. 24, 2026", None, date(2026, 11, 24)),
        ("Ann Ozola\nStaff writer", "Ann Ozola", None),
        ("Ann Ozola\nThe Associated Press", "Ann Ozola", None),
        ("By Ann Ozola\nHarbour Gazette\n2026-11-24", "By Ann Ozola", date(2026, 11, 24)),
        ("Ann Ozola\nann@gazette.example", "Ann Ozola", None),
        ("Ann Ozola, editor\nNov. 24, 2026", "Ann Ozola, editor", date(2026, 11, 24)),
        ("By Ann Ozola\n\nNov. 24, 2026", "By Ann Ozola", date(2026, 11, 24)),
        ("Nov. 24, 2026\n\nBy Ann Ozola", "By Ann Ozola", date(2026, 11, 24)),
        ("LETA/TBT Staff\n2026-11-24", "LETA/TBT Staff", date(2026, 11, 24)),
        ("  • 2026-11-24\nBy Ann Ozola", "By Ann Ozola", date(2026, 11, 24)),
        ("  • By Ann Ozola\nPublished: 2026-11-24", "By Ann Ozola", date(2026, 11, 24)),
        ("Author: Ann Ozola\nStaff writer\nDate: Nov. 24, 2026", "Ann Ozola", date(2026, 11, 24)),
        ("Bridge is late.\n\nByline: Ann Ozola, Harbour Courier", "Ann Ozola, Harbour Courier", None),
        ("Section: Sport\n\nBy Ann Ozola\n\n2026-11-24", "By Ann Ozola", date(2026, 11, 24)),
    ],
)
def test_head_is_read_as_people_type_it(head: str, byline: str | None, published: date | None) -> None:
    text = f"Council votes\n\n{head}\n\n{BODY}\n"
    item = read(text)
    assert (item.headline, item.byline, item.published) == ("Council votes", byline, published)
    assert texts(item) == ["Bridge is late."] * ("Bridge" in head) + [BODY]
    assert found(text) == []
    assert read(write(item)) == item


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("Ann Ozola", []),
        ("By Ann Ozola\nThe council voted.", ["byline"]),
        ("By Monday the ice was gone.", []),
        ("The staff writer came home.", []),
        ("Staff writer", []),
        ("Ann Ozola\nThe Council Voted.", []),
        ("Ann Ozola\nHarbour Gazette\nOne more line.", []),
        ("ann@gazette.example", []),
        ("Photo: Jo Kask", ["part"]),
        ("Photo: Jo Kask\n\nBy Ann Ozola", ["part"]),
        ("Author: unknown", ["byline"]),
        ("Jo Kask | The Harbour Gazette", ["byline"]),
        ("A deck.\n\nMILLBROOK — The council voted.", ["dateline"]),
        ("Section 4 of the law changes.", []),
        ("Caption: The old bridge.", ["part"]),
        ("Updated: twice", ["part"]),
        ("A deck.\n\nNov. 24, 2026", ["date"]),
        ("A deck.\n\nSection: Sport", ["part"]),
        ("A deck" + "." * 300 + "\n\nBy Ann Ozola", ["byline"]),
        ("One.\n\nTwo.\n\nThree.\n\nBy Ann Ozola", []),
        ("By Ann Ozola\n\n\nNov. 24, 2026", ["date"]),
        ("\n\n\nBy Ann Ozola", []),
    ],
)
def test_what_only_looks_like_a_head_stays_text_and_is_reported(text: str, looks: list[str]) -> None:
    whole = f"Council votes\n\n{text}\n\n{BODY}"
    findings = found(whole)
    assert [finding.code for finding in findings] == ["NR936"] * len(looks)
    assert [finding.message.partition("looks like a ")[2].split()[0] for finding in findings] == looks
    assert all(f.position and f.hint for f in findings)
    assert read(write(read(whole))) == read(whole)


def test_byline_above_the_headline_is_reported() -> None:
    (finding,) = found(f"By Ann Ozola\n\nCouncil votes\n\n{BODY}")
    assert (finding.code, finding.path) == ("NR936", "headline")
    assert finding.message == "'By Ann Ozola' looks like a byline of the head, and was read as the headline"


def test_paper_below_a_name_is_its_affiliation() -> None:
    item = read(f"H\n\nAnn Ozola\nThe Associated Press\n\n{BODY}")
    assert item.creators == (
        attrs.evolve(Party.person("Ann Ozola"), affiliation=Party.organisation("The Associated Press")),
    )


def test_parts_of_a_head_give_their_fields_and_have_their_places() -> None:
    text = (
        "H\n\nBy Ann Ozola\n  Email: ann@gazette.example\nUpdated: 2026-11-25 09:30\nTags: a; b,c\n\n" + BODY
    )
    item = read(text, Feed(zone="Europe/Riga"))
    assert item.creators[0].contacts == (newsrec.Label("ann@gazette.example", role="email"),)
    assert item.version_created == datetime(2026, 11, 25, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    assert [label.value for label in item.keywords] == ["a", "b", "c"]
    places = wire.positions(text.encode(), Reading())[0]
    assert (places["version_created"].line, places["version_created"].column) == (5, 10)
    assert (places["keywords[0]"].line, places["keywords[0]"].column) == (6, 7)
    # The instant that the feed's zone makes of the time is what is written.
    assert "Updated: 2026-11-25T09:30:00+02:00" in write(item)


def test_parts_are_written_again_where_the_record_still_says_so() -> None:
    item = read(
        "H\n\n  • By Ann Ozola\nStaff writer\nSection: Sport\nPicture: https://a.example/b\nCaption: c\n\nx"
    )
    assert "Section: Sport\nPicture: https://a.example/b\nCaption: c\n\nx" in write(item)
    assert "Section" not in write(attrs.evolve(item, subjects=[]))
    assert "Staff writer" not in write(attrs.evolve(item, creators=["Ann Ozola"]))
    # A caption without its picture would be read as text.
    assert (
        write(attrs.evolve(item, links=[Link("picture", item=NewsItem(credit="c"))]))
        == "H\n\n  • By Ann Ozola\n\nx"
    )
    assert newsrec.losses(item, "wire") == ()


def test_headline_of_several_lines_is_joined_where_a_date_follows() -> None:
    text = "Ferry runs again between\nthe banks of the river\n\n  • 2024-05-02\n\nIt runs."
    assert read(text).headline == "Ferry runs again between the banks of the river"
    assert [f.code for f in found(text)] == ["NR913"]


def test_headline_may_begin_with_a_mark() -> None:
    item = read("- Ferry -\n\n  • 2024-05-02\n\nIt runs.")
    assert item.headline == "- Ferry -"
    assert read(write(item)) == item


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("18.01.2024", date(2024, 1, 18)),
        ("18 January 2024", date(2024, 1, 18)),
        ("January 2024", PartialDate(2024, 1)),
        ("Dec 5", PartialDate(month=12, day=5)),
        ("2024-01-18T09:30:00+02:00", datetime(2024, 1, 18, 9, 30, tzinfo=timezone(timedelta(hours=2)))),
    ],
)
def test_dates_of_other_spellings_are_written_in_ours(value: str, published: newsrec.When) -> None:
    item = read(f"Ferry runs again\n\n  • {value}\n\nIt runs.")
    assert item.published == published
    assert read(write(item)) == item


def test_date_that_cannot_be_relied_on_stays_as_it_stands_with_its_place() -> None:
    text = "Ferry runs again\n\n  • 2024-02-30\n  • LETA\n\nIt runs."
    item = read(text)
    (finding,) = found(text)
    assert item.published is None
    assert item.byline == "LETA"
    assert write(item) == text
    assert (finding.code, finding.path) == ("NR938", "published")
    assert finding.position == Position(24, 3, 5)


def test_mended_date_takes_the_place_of_the_one_in_doubt() -> None:
    item = read("Ferry runs again\n\n  • 2024-02-30\n\nIt runs.")
    assert "• 2024-02-29" in write(attrs.evolve(item, published=date(2024, 2, 29)))


def test_time_without_zone_takes_the_feeds_or_stays_a_date() -> None:
    text = "Ferry runs again\n\n  • 2024-05-02 09:30\n\nIt runs."
    assert read(text).published == date(2024, 5, 2)
    assert read(text).extra["wire"]["published"] == "2024-05-02 09:30"
    assert write(read(text)) == text
    assert [(f.code, f.severity) for f in found(text)] == [("NR931", Severity.WARNING)]
    feed = Feed(zone="Europe/Riga")
    assert read(text, feed).published == datetime(2024, 5, 2, 9, 30, tzinfo=timezone(timedelta(hours=3)))
    assert [(f.code, f.severity) for f in found(text, feed)] == [("NR932", Severity.INFO)]


def test_feed_settles_what_the_text_leaves_open_and_a_finding_says_so() -> None:
    text = HEAD + "KURTNA (XNA) - The lake rose."
    assert {f.code for f in found(text)} == {"NR933"}
    feed = Feed(places=["Kurtna"], agencies=["XNA"], language="en", provider="Example News")
    item = read(text, feed)
    assert item.dateline is not None
    assert item.dateline.sources == ("XNA",)
    assert (item.language, item.provider) == ("en", Party.organisation("Example News"))
    assert [(f.code, f.path) for f in found(text, feed)] == [("NR916", "language"), ("NR916", "provider")]


def test_dateline_is_taken_from_one_of_the_first_three_paragraphs() -> None:
    lead, body = "A driver waits.", "RIGA (BNS) - The ferry runs."
    item = read(f"{HEAD}{lead}\n\nA second lead.\n\n{body}\n\nTALLINN - Not this one.")
    assert item.body[:3] == (
        Paragraph(lead, role="leadin"),
        Paragraph("A second lead.", role="leadin"),
        Paragraph("The ferry runs."),
    )
    assert item.text.count("RIGA (BNS) - The ferry runs.") == 1
    assert read(f"{HEAD}{lead}\n\n{lead}\n\n{lead}\n\n{body}").dateline is None


def test_dateline_alone_reads_as_it_stands() -> None:
    item = read(HEAD + "VENTSPILS\n\nThe gulls are back.")
    assert item.dateline is not None
    assert item.dateline.text == "VENTSPILS\n\n"
    assert item.text == "VENTSPILS\n\nThe gulls are back."
    assert write(item) == HEAD + "VENTSPILS\n\nThe gulls are back."


def test_wrapped_lines_are_joined_and_lines_that_end_sentences_part() -> None:
    line = "The ferry between the two banks of the river runs again today, and so it"
    wrapped = f"{line}\n{line}\nends."
    text = HEAD + f"{wrapped}\n\n{wrapped}\n"
    assert texts(read(text)) == [f"{line} {line} ends."] * 2
    assert [f.code for f in found(text)] == ["NR913"]
    long = f"{line} will, said the captain, until next November."
    text = HEAD + f"{long}\n{long}\nShort.\nLines.\n"
    assert texts(read(text)) == [long, long, "Short.\nLines."]
    assert [f.code for f in found(text)] == ["NR914"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_make_no_difference(end: str, mark: str) -> None:
    text = (mark + STORY + "\n").replace("\n", end)
    assert read(text) == read(text.encode()) == read(STORY)


def test_other_separators_are_characters_of_the_text() -> None:
    text = HEAD + "One\u2028two\u2029three."
    assert texts(read(text)) == ["One\u2028two\u2029three."]
    assert write(read(text)) == text


def test_stories_one_after_another_are_told_apart() -> None:
    data = f"{STORY}\n\n\n{NEXT}\n\nMore.\nThird\n  • 2024-05-04\nIt melted.\n".encode()
    with newsrec.iter_items(io.BytesIO(data), format="wire") as stream:
        items = tuple(stream)
    assert [item.headline for item in items] == ["Ferry runs again", "Ice on the river", "Third"]
    assert [len(item.body) for item in items] == [2, 2, 1]
    assert [i.headline for i in wire.decode(data, Reading()).items] == [i.headline for i in items]
    with pytest.raises(DecodeError, match="found 3 stories; iter_items reads any number"):
        newsrec.loads(data)


# -- encodings and characters ---------------------------------------------------------------------


def test_bytes_that_are_no_utf_8_are_an_error_with_place_and_way_out() -> None:
    with pytest.raises(DecodeError) as caught:
        read(b"Ferry\n\n  \xe2\x80\xa2 2024-05-02\n\nG. M\xfcller.")
    error = caught.value
    assert error.code == "NR901"
    assert "0xFC" in str(error)
    assert (error.offset, error.line, error.column) == (29, 5, 5)
    assert "Feed(encodings=" in (error.hint or "")


def test_feeds_encodings_are_tried_in_order_and_the_one_used_is_reported() -> None:
    text = "Rīgā atkal kursē prāmis\n\n  • 2024-05-02\n  • LETA\n\nTas tur."
    feed = Feed(encodings=["utf-8", "cp1257"])
    assert read(text.encode("cp1257"), feed) == read(text.encode(), feed) == read(text)
    (finding,) = found(text.encode("cp1257"), feed)
    assert (finding.code, finding.severity) == ("NR910", Severity.INFO)
    assert "cp1257" in finding.message
    assert found(text.encode(), feed) == []
    assert read(text, Feed(encodings=["cp1257"])) == read(text)  # a str is UTF-8, whatever it says


def test_text_that_mixes_encodings_is_told_from_one_whose_encoding_is_not_named() -> None:
    feed = Feed(encodings=["utf-8", "cp1252"])
    for data, mixes in (
        (b"Ice \x96 it holds\n\nShe said so.\xe2\x80\x9d", True),
        (b"Ice \x96 it \x9d holds", False),
    ):
        with pytest.raises(
            DecodeError, match="byte 0x96, which is no character in utf-8; in cp1252 byte 0x9D"
        ) as caught:
            read(data, feed)
        assert ("mixes encodings" in (caught.value.hint or "")) == mixes


def test_utf_16_is_read_where_the_feed_says_so() -> None:
    data = STORY.encode("utf-16")
    assert read(data, Feed(encodings=["utf-16"])) == read(STORY)
    with pytest.raises(DecodeError) as caught:
        read(data)
    assert "UTF-16" in (caught.value.hint or "")


def test_half_a_surrogate_pair_never_gets_in() -> None:
    with pytest.raises(DecodeError):
        read(b"Ferry +2AA- runs", Feed(encodings=["utf-7"]))
    with pytest.raises(DecodeError, match="lone surrogate"):
        read("Ferry \ud800")


def test_mojibake_and_controls_are_findings_with_places_that_clean_mends() -> None:
    text = HEAD + "RIGA - Gerd M\u00c3\u00bcller rang the\x07 bell."
    item = read(text)
    findings = found(text)
    assert [(f.code, f.position and f.position.line, f.position and f.position.column) for f in findings] == [
        ("NR912", 6, 29),
        ("NR911", 6, 14),
    ]
    cleaned, _ = newsrec.clean(item)
    assert cleaned.text == "RIGA - Gerd Müller rang the bell."
    assert read(write(cleaned)) == cleaned


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\u00a0\n\ufeff".encode()[:2], b"\xef\xbb\xbf\n"])
def test_nothing_to_read_is_an_error(data: bytes) -> None:
    with pytest.raises(DecodeError) as caught:
        read(data)
    assert caught.value.code == "NR915"
    assert (caught.value.line, caught.value.column) == (1, 1)


def test_one_line_of_a_megabyte_is_a_headline() -> None:
    assert len(read(b"x" * 1_000_000).headline or "") == 1_000_000


def test_lone_bullets_are_text() -> None:
    assert read("•\n•\n\n  • \n•").byline is None


@pytest.mark.parametrize("path", ["story.txt", "/data/afp/1", "./a b.xml", "C:\\feed\\1.xml", "~/wire/x"])
def test_path_given_for_content_is_refused(path: str) -> None:
    with pytest.raises(DecodeError) as caught:
        newsrec.loads(path)
    assert (caught.value.code, caught.value.hint) == ("NR906", "load(path) reads a file")


@pytest.mark.parametrize(
    "text", ["Ferry runs again", "Prices rise by 3.5 percent.", "Vol.2", "18.01.2024", "Yes/no?"]
)
def test_headline_alone_is_no_path(text: str) -> None:
    assert newsrec.loads(text).headline == text


# -- telling --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<p>x</p>", b'  {"a": 1}', b"[1]", b"\xef\xbb\xbf<x/>", b"\x01eca062", b"a\x00b",
        b"\x89PNG\r\n\x1a\n", b"a\x7f",
    ],
)  # fmt: skip
def test_what_is_no_plain_text_is_not_claimed(data: bytes) -> None:
    assert not wire.could_be(data)
    assert not wire.sniff(data)
    assert newsrec.detect(data) != "wire"


@pytest.mark.parametrize(
    "data", ["Ferry runs again", "a\tb\r\nc\x0c", "Gerd Müller", "- a\n- b", "“<” is a sign"]
)
def test_what_is_text_may_be_a_wire_article(data: str) -> None:
    assert newsrec.detect(data) == "wire"
    assert newsrec.detect(data.encode("cp1257", "replace")) == "wire"


def test_certain_article_is_told_by_its_date() -> None:
    assert wire.sniff(STORY.encode())
    assert wire.sniff(b"\x95 2024-05-02\n".replace(b"\x95", "•".encode()))
    assert wire.sniff(("\ufeff" + STORY).replace("\n", "\r\n").encode())
    assert wire.sniff(STORY.encode()[: HEAD.encode().index(b"Staff")] + b"\xe2\x80")  # cut within a character
    assert not wire.sniff(b"Ferry runs again\n\nIt runs.")


# -- positions ------------------------------------------------------------------------------------


def test_positions_of_every_part() -> None:
    data = ("\ufeff" + f"{STORY}\n\n{NEXT}").replace("\n", "\r\n").encode()
    first, second = wire.positions(data, Reading())
    assert {path: (place.line, place.column) for path, place in first.items()} == {
        "headline": (1, 1),
        "published": (3, 5),
        "byline": (4, 5),
        "creators[0]": (4, 5),
        "creators[1]": (4, 10),
        "dateline": (6, 1),
        "body[0]": (6, 8),
        "body[1]": (8, 1),
    }
    assert second["headline"].line == 10
    for places, starts in (
        (first, {"headline": "Ferry", "body[1]": "“It"}),
        (second, {"published": "2024-05-03"}),
    ):
        for path, start in starts.items():
            assert data[places[path].offset :].decode().startswith(start)


@pytest.mark.parametrize("data", [b"\x01\x02\x00", b"\x0c\x0b", b"\x1a\n\x01", b"\n \x7f\t"])
def test_control_characters_alone_are_no_story(data: bytes) -> None:
    with pytest.raises(newsrec.DecodeError) as refused:
        newsrec.loads(data, format="wire")
    assert refused.value.code == "NR915"

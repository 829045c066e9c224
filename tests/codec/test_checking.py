"""check: every finding of a document, with its story and its place; never an exception for data."""

from __future__ import annotations

import io
import pickle
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given, strategies as st

import newsrec
from newsrec import ConfigError, Feed, NewsItem, Position, Report, Severity, check
from newsrec.codec.checking import examine, report as checking
from newsrec.codec.checking.fixing import FIXES, mend
from newsrec.codec.checking.plans import Plans
from newsrec.context import Checks, Config
from newsrec.errors import position_at
from newsrec.excerpt import excerpt
from newsrec.formats import find_format
from newsrec.rules import plan
from newsrec.testing._laws import places_are_in
from newsrec.testing.strategies import wire_texts
from tests._corpus import Sample, samples
from tests._records import ORDINARY

if TYPE_CHECKING:
    from pathlib import Path

STORY = (
    "Harbour pilots agree on night watches\n\n  • 2025-11-14\n  • By Mara Lindova\n\n"
    "RIGA - The pilots of two harbours will share their watches.\n\nThe first begins on Monday."
).encode()
LINES = (
    b'{"newsrec":1,"headline":"Ice","body":["It froze."]}\n'
    b'{"newsrec":1,"headline":"Broken","published":"2024-13-01"}\n'
    b"\n"
    b'{"newsrec":1,"guid":"urn:x","body":["A <b>bold</b> word."]}\n'
)


def codes(report: Report, least: Severity = Severity.WARNING) -> list[str]:
    return [each.code for each in report.findings if each.severity >= least]


# -- what is read ----------------------------------------------------------------------------------


def test_a_sound_story_has_no_finding_above_info() -> None:
    report = check(STORY)
    assert codes(report) == []
    assert report.items[0].headline == "Harbour pilots agree on night watches"
    assert (report.format, report.source, report.numbers) == ("wire", None, (1,))


def test_a_path_is_read_and_named(tmp_path: Path) -> None:
    file = tmp_path / "story.json"
    file.write_bytes(b'{"newsrec":1,"body":["It froze."]}')
    for path in (file, str(file)):
        report = check(path)
        assert report.source == str(file)
        assert {each.source for each in report.findings} == {str(file)}


def test_a_path_that_cannot_be_read_is_the_systems_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        check(tmp_path / "none.txt")


@pytest.mark.parametrize("data", [None, 1, b"x".decode, ["a"], NewsItem()])
def test_anything_else_is_a_type_error(data: object) -> None:
    with pytest.raises(TypeError, match="expected bytes, or a path"):
        check(data)  # type: ignore[arg-type]


def test_the_settings_are_checked_before_the_data() -> None:
    with pytest.raises(newsrec.UnknownFormatError, match="did you mean 'wire'"):
        check(STORY, format="wira")
    with pytest.raises(ConfigError, match="did you mean 'google'"):
        check(STORY, profile="googel")
    with pytest.raises(TypeError, match="time zone"):
        check(STORY, now=datetime(2024, 1, 1))  # noqa: DTZ001 - that it has none is the point
    with pytest.raises(TypeError):
        check(STORY, select="NR3")


# -- failures --------------------------------------------------------------------------------------


def test_a_failure_is_a_finding_with_its_place() -> None:
    report = check(b"Ferry runs ag\xffin\n\n  \xe2\x80\xa2 2025-11-14\n\nIt ran.", format="wire")
    assert report.items == ()
    assert [(each.code, each.severity, each.position) for each in report.findings] == [
        ("NR901", Severity.ERROR, Position(13, 1, 14))
    ]
    assert report.positions == ()


def test_data_that_no_format_claims_is_a_finding_at_its_beginning() -> None:
    report = check(b"\x00\x01\x02")
    assert report.format is None
    assert [(each.code, each.position) for each in report.findings] == [("NR903", Position(0, 1, 1))]


def test_a_failure_cannot_be_ignored() -> None:
    for report in (
        check(b"\xff", format="wire", ignore=["NR9"]),
        check(b"\xff", format="wire", select=["NR3"]),
    ):
        assert codes(report) == ["NR901"]


def test_stories_beside_a_broken_one_are_checked_too() -> None:
    report = check(LINES, format="jsonl")
    assert [item.headline for item in report.items] == ["Ice", None]
    assert report.numbers == (1, 3)
    assert [
        (each.code, each.item and each.item.number) for each in report.findings if each.severity > 10
    ] == [
        ("NR942", 2),
        ("NR301", 3),
        ("NR314", 3),
    ]
    assert report.item_of(report.errors[0]) is None
    assert report.item_of(report.findings[-1]) is report.items[1]


@given(st.binary(max_size=60) | wire_texts().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_are_an_exception(data: bytes) -> None:
    report = check(data)
    assert report.items or report.errors
    for each in report.errors:
        assert each.position is not None


# -- places ----------------------------------------------------------------------------------------


def test_a_finding_has_the_place_of_what_it_is_about() -> None:
    report = check(LINES, format="jsonl")
    found = {each.code: each.position for each in report.findings if each.severity > Severity.INFO}
    assert found["NR942"] == position_at(LINES, LINES.index(b'"2024-13-01"'))
    assert found["NR314"] == position_at(LINES, LINES.index(b'"A <b>'))


def test_what_is_missing_has_the_place_of_the_story() -> None:
    report = check(LINES, format="jsonl")
    found = {each.code: each.position for each in report.findings}
    assert found["NR301"] == position_at(LINES, LINES.index(b'{"newsrec":1,"guid"'))


def test_a_rule_that_repeats_the_reader_has_the_readers_place() -> None:
    data = STORY.replace(b"The first begins", "MÃ¼ller begins".encode())
    found = [each for each in check(data).findings if each.severity > Severity.INFO]
    assert [each.code for each in found] == ["NR311"]
    assert found[0].position == position_at(data, data.index("Ã".encode()))
    assert found[0].path.startswith("body[1]")


def test_the_reader_is_heard_where_the_rule_is_not_asked() -> None:
    data = STORY.replace(b"The first begins", "MÃ¼ller begins".encode())
    assert codes(check(data, select=["NR9"])) == ["NR911"]


def test_positions_are_those_of_each_story() -> None:
    report = check(b'{"newsrec":1,"items":[{"headline":"A"},\n{"headline":"B","body":["C"]}]}')
    assert report.positions[1]["headline"] == Position(52, 2, 13)
    assert len(report.positions) == len(report.items)


@pytest.mark.parametrize("sample", samples("good"), ids=lambda sample: f"{sample.format}/{sample.path.name}")
def test_every_place_of_a_sample_is_in_it(sample: Sample) -> None:
    report = check(sample.path, format=sample.format, feed=sample.feed)
    # A page that tells its story in several places, or in scripts that had to be mended, has none.
    if report.positions or sample.format != "html":
        places_are_in(report, find_format(sample.format))


def test_the_parts_of_newsml_g2_are_at_their_elements() -> None:
    data = newsrec.dumps(ORDINARY, "newsml-g2")
    (places,) = check(data).positions
    for path, start in {
        "": "<newsItem ",
        "headline": "<headline>",
        "byline": "<by>",
        "version_created": "<versionCreated>",
        "creators[0]": "<creator ",
        "keywords[1]": "<keyword>shipping",
        "body[2]": "<p>As reported",
    }.items():
        assert data[places[path].offset :].startswith(start.encode()), path


def test_the_parts_of_json_ld_are_at_their_values() -> None:
    data = (
        b'[{"@type":"Organization"},\n'
        b'{"@type":"NewsArticle","name":"A","author":["Ann Ozola",{"name":"Jo"}]}]'
    )
    (places,) = check(data).positions
    for path, start in {
        "": '{"@type":"News',
        "headline": '"A"',
        "creators[1]": '{"name":"Jo"',
        "body": None,
    }.items():
        assert (path in places) == (start is not None), path
        assert start is None or data[places[path].offset :].startswith(start.encode()), path


def test_the_order_is_story_then_place() -> None:
    report = check(LINES * 3, format="jsonl")
    places = [(each.item.number if each.item else 0, each.position) for each in report.findings]
    assert places == sorted(places)


# -- large files -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 60, 200, 10_000])
def test_a_large_file_is_checked_piece_by_piece_and_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(checking, "LARGE", 100)
    monkeypatch.setattr(checking, "PIECE", size)
    data = b'{"newsrec":1,"message":{"sender":"LETA"}}\n' + LINES * 5
    whole = check(data, format="jsonl")
    pieces = list(checking.examine_file(io.BytesIO(data), plan(), format="jsonl"))
    assert len(pieces) > 1 or size == 10_000
    assert [each for piece in pieces for each in piece.items] == list(whole.items)
    assert [each for piece in pieces for each in piece.numbers] == list(whole.numbers)
    assert [each for piece in pieces for each in piece.positions] == list(whole.positions)
    assert [each for piece in pieces for each in piece.findings] == list(whole.findings)
    assert pieces[0].message == whole.message
    for piece in pieces:
        for each in piece.findings:
            assert each.position is not None
            assert excerpt(piece.document, each.position, piece.start.offset) == excerpt(data, each.position)


def test_a_file_whose_format_cannot_be_cut_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "LARGE", 10)
    (report,) = checking.examine_file(io.BytesIO(STORY), plan())
    assert attrs.evolve(report, source=None) == check(STORY)
    (report,) = checking.examine_file(io.BytesIO(b"\x00" * 50), plan())
    assert codes(report) == ["NR903"]


# -- what is asked ---------------------------------------------------------------------------------


def test_select_and_ignore_hold_for_readers_and_rules() -> None:
    data = STORY.replace(b"2025-11-14", b"05/06/2025").replace(b"The pilots", b"The <b>pilots</b>")
    assert codes(check(data)) == ["NR930", "NR314"]
    assert codes(check(data, ignore=["NR93"])) == ["NR314"]
    assert codes(check(data, select=["NR9"])) == ["NR930"]


def test_feed_site_and_now_are_passed_on() -> None:
    data = STORY.replace(b"2025-11-14", b"2025-11-14T10:00")
    report = check(data, feed=Feed(zone="Europe/Riga"), now=datetime(2025, 11, 15, tzinfo=UTC))
    assert report.items[0].published == datetime.fromisoformat("2025-11-14T10:00+02:00")
    assert "NR210" in codes(
        check(data, feed=Feed(zone="UTC"), now=datetime(2025, 11, 1, tzinfo=UTC)), Severity.INFO
    )


def test_a_profile_changes_severities() -> None:
    nameless = b"\n" + STORY.partition(b"\n\n")[2]
    assert codes(check(nameless, select=["NR3"]), Severity.ERROR) == []
    assert codes(check(nameless, select=["NR3"], profile="news-sitemap"), Severity.ERROR) == ["NR301"]


def test_a_report_is_frozen_compared_by_content_and_pickled() -> None:
    report = check(LINES, format="jsonl")
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301 - our own bytes
    with pytest.raises(AttributeError):
        report.items = ()  # type: ignore[misc]
    assert "It froze" not in repr(report).partition("document=")[2]


def test_a_plan_comes_from_a_configuration() -> None:
    checks = Checks(profile="wire", ignore=["NR305"], limits={"long-headline": 10})
    chosen = Plans(Config(check=checks), ignore=["NR4"]).of(None)
    found = examine(b"Ferry runs again\n\n  \xe2\x80\xa2 2025-11-14\n  \xe2\x80\xa2 LETA", chosen).findings
    assert "NR302" in [each.code for each in found]
    assert "NR305" not in [each.code for each in found]


def test_the_profile_of_a_feed_comes_before_the_general_one() -> None:
    feeds = [Feed(match="wire/**", profile="wire"), Feed(match="g2/**")]
    config = Config(feeds=feeds, check=Checks(profile="newsml-g2"))
    plans = Plans(config)
    assert plans.of(feeds[0]) == plan("wire")
    assert plans.of(feeds[1]) == plans.of(None) == plan("newsml-g2")
    assert Plans(config, profile="google").of(feeds[0]) == plan("google")
    asked = check(b"Ferry runs again\n\nIt ran.", feed=Feed(profile="newsml-g2"))
    assert "NR101" in [each.code for each in asked.findings]


# -- stories that come twice ------------------------------------------------------------------------


def line(guid: str, version: int | None = None, headline: str = "Ice") -> bytes:
    item = NewsItem(guid=guid, version=version, headline=headline, body="It froze.")
    return newsrec.dumps(item, "jsonl")


def test_a_version_of_a_story_that_comes_twice_is_told_at_its_second_place() -> None:
    one, two = "tag:gazette.example,2024:1", "tag:gazette.example,2024:2"
    report = check(line(one, 1) + line(two, 1) + line(one, 2) + line(one, 1), format="jsonl")
    (found,) = report.findings
    assert (found.code, found.path) == ("NR922", "guid")
    assert found.message == f"'{one}', version 1, is story 1 already"
    assert found.item is not None
    assert found.item.number == 4
    assert found.position is not None
    assert found.position.line == 4


def test_stories_without_a_guid_are_the_same_where_all_is() -> None:
    ice, snow = [
        f'{{"newsrec":1,"headline":"Ice","body":["{text}."]}}\n'.encode() for text in ("Ice", "Snow")
    ]
    assert check(ice + snow, format="jsonl").findings == ()
    (found,) = check(ice + snow + ice, format="jsonl").findings
    assert (found.code, found.path, found.message) == ("NR922", "", "the same story is story 1 already")
    assert found.position is not None
    assert found.position.line == 3


def test_what_comes_twice_is_known_across_documents() -> None:
    seen: checking.Seen = {}
    document = line("tag:gazette.example,2024:1")
    chosen = plan()
    assert examine(document, chosen, source="a.jsonl", seen=seen).findings == ()
    assert examine(document, chosen, source="a.jsonl", seen=seen).findings == ()  # the same once more
    (found,) = examine(document, chosen, source="b.jsonl", seen=seen).findings
    assert found.message.endswith("without a version, is story 1 of a.jsonl already")


def test_pieces_of_a_file_are_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "LARGE", 0)
    monkeypatch.setattr(checking, "PIECE", 1)
    document = line("tag:gazette.example,2024:1") + line("tag:gazette.example,2024:1")
    seen: checking.Seen = {}
    reports = list(checking.examine_file(io.BytesIO(document), plan(), format="jsonl", source="a", seen=seen))
    assert len(reports) > 1
    assert [each.message for report in reports for each in report.findings] == [
        "'tag:gazette.example,2024:1', without a version, is story 1 already"
    ]


def test_what_a_feed_supplied_is_told_where_it_is_asked_for_alone() -> None:
    document = b"Ferry runs again\n\nIt ran."
    feed = Feed(language="en")
    assert "NR916" not in [each.code for each in check(document, feed=feed).findings]
    assert [each.code for each in check(document, feed=feed, select=["NR916"]).findings] == ["NR916"]


# -- schemas ---------------------------------------------------------------------------------------


def test_a_schema_that_is_none_is_a_configuration_error(tmp_path: Path) -> None:
    schema = tmp_path / "schema.xsd"
    schema.write_text("<not-a-schema/>")
    document = newsrec.dumps(ORDINARY, "newsml-g2")
    with pytest.raises(ConfigError, match="schema"):
        check(document, schema=schema)


# -- mending ---------------------------------------------------------------------------------------


def mended(data: bytes, format: str) -> tuple[bytes, str | None]:
    """What mending comes to, and why it went no further."""
    refused = None
    for _ in range(20):
        step = mend(examine(data, plan(), format=format))
        refused = step.refused
        if step.document is None:
            break
        data = step.document
    return data, refused


def test_a_text_is_mended_and_nothing_else_of_it_changes() -> None:
    data = STORY.replace(b"pilots of", "pil\x1bots of MÃ¼ller,".encode())
    assert mended(data, "wire") == (STORY.replace(b"pilots of", "pilots of Müller,".encode()), None)


def test_what_is_sound_is_left_alone() -> None:
    assert mended(STORY, "wire") == (STORY, None)


def test_a_text_of_another_layout_is_mended_where_its_faulty_characters_stand() -> None:
    data = STORY.replace("  • By".encode(), b" * By")
    faulty = data.replace(b"The first", "The\x0bMÃ¼ller".encode())
    assert mended(faulty, "wire") == (data.replace(b"The first", "The Müller".encode()), None)


def test_a_text_that_would_be_read_as_another_is_left_alone() -> None:
    data = STORY + "\n\nThe next days:\n\x01  • 2024-05-03".encode()
    left, refused = mended(data, "wire")
    assert left == data
    assert refused is not None
    assert "wire cannot write the rest of the document as it stands" in refused


def test_records_are_mended_whatever_their_layout() -> None:
    data = b'{ "newsrec": 1,\n "headline": "Ferry\\nruns", "body": ["It\\u0007 ran.", " "] }'
    left, refused = mended(data, "json")
    assert refused is None
    assert newsrec.loads(left) == NewsItem(headline="Ferry runs", body="It ran.")


def test_what_a_record_leaves_out_is_not_lost_by_mending() -> None:
    data = b'{"newsrec":1,"headline":"Ferry\\nruns","headlin":"lost?","body":["It ran."]}'
    left, _ = mended(data, "json")
    assert left == data or b"lost?" in left


def test_a_document_with_a_broken_story_is_left_alone() -> None:
    data = b'{"newsrec":1,"headline":"Ferry\\nruns"}\n{"newsrec":2'
    left, refused = mended(data, "jsonl")
    assert left == data
    assert refused is not None


@pytest.mark.parametrize("code", FIXES)
def test_each_code_that_can_be_fixed_is_of_the_catalogue(code: str) -> None:
    from newsrec.catalogue import lookup

    assert lookup(code).code == code

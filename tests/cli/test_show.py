"""`newsrec show`: a story as text, and as a preview page."""

from __future__ import annotations

import io
import json
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import attrs
import html5lib
import pytest
from hypothesis import example, given

import newsrec
from newsrec import Cell, Link, List, NewsItem, Paragraph, Preformatted, Quote, Table
from newsrec.cli import main
from newsrec.cli.show import lines_of
from newsrec.testing.strategies import news_items
from tests._corpus import ROOT
from tests._records import FULL, ORDINARY, PICTURE

if TYPE_CHECKING:
    from pathlib import Path

PILOTS = str(ROOT / "docs" / "examples" / "harbour-pilots.txt")
NIGHT = str(ROOT / "docs" / "examples" / "night.xml")


BEFORE = datetime(2024, 1, 18, 7, 0, tzinfo=UTC)


def shown(item: NewsItem) -> str:
    return "\n".join(line for _, line in lines_of(item, 60, BEFORE))


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.json"
    path.write_bytes(newsrec.dumps(ORDINARY, "json"))
    return path


# -- as text --------------------------------------------------------------------------------------


def test_a_story_is_wrapped_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", PILOTS]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Riga and Tartu harbour pilots agree to share their night watches as winter\n")
    assert "\n\nLETA/BNS Staff\n2025-11-14\n\nRIGA - The pilot services" in out
    assert max(map(len, out.split("\n"))) <= 76


def test_several_stories_are_parted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", NIGHT]) == 0
    assert capsys.readouterr().out.count("─" * 20 + "\n") == 2


def test_every_kind_of_block_is_shown() -> None:
    text = shown(FULL)
    for part in (
        "This story is under embargo until 2024-01-18 08:00+00:00.\n",
        "Sports\nIce closes two harbours\n\nTwo harbours are closed by ice.\n\n",
        "VENTSPILS, Latvia, Jan 18 (LETA) - The ice came in the\nnight.\nIt stayed.\n",
        "1. Nobody knows.\n2. All wait.\n",
        "│ We wait.\n  — Jo Kask\n",
        "Ships that wait\nHarbour  Ships\nRiga     4\n",
        "RIGA   4\nTALLINN 12\n",
        "[video] https://example.org/v/1 The ice, seen from above\n",
        "┊ Ask the pilots.\n",
        "* * *\n",
        "[https://example.org/ice.jpg] The ferry waits. Jo Kask/The\nExample Times\n",
        "© 2024 The Example Times",
    ):
        assert part in text, part


def test_blocks_stand_in_their_indents() -> None:
    item = NewsItem(
        body=[
            List([[Paragraph("One."), List(["a", "b"])], "Two."]),
            Quote([Quote(["Deep."])]),
            Table([[], [Cell("x")]]),
        ]
    )
    assert shown(item) == "(no headline)\n\n• One.\n  • a\n  • b\n• Two.\n\n│ │ Deep.\n\n\nx\n"


@pytest.mark.parametrize(
    ("change", "notice"),
    [
        ({"pub_status": "withheld"}, "This story is withheld."),
        ({"embargoed": True}, "This story is under embargo."),
        ({"embargoed": BEFORE}, None),
        ({"pub_status": "usable"}, None),
    ],
)
def test_what_must_not_reach_readers_is_said_first(change: dict[str, Any], notice: str | None) -> None:
    text = shown(attrs.evolve(ORDINARY, **change))
    assert text.startswith(f"{notice}\n" if notice else "Ice closes")


@given(news_items())
@example(
    NewsItem(
        body=[
            Quote(["Deep."], source="Jo\tKask"),
            Preformatted("RIGA\t4"),
            Table([["a\tb"]], caption="Ships\tin port"),
        ]
    )
)
def test_no_text_commands_the_terminal(item: NewsItem) -> None:
    for _, line in lines_of(item, 60, BEFORE):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", line)


def test_findings_go_to_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text('<meta property="og:type" content="article"><title>Ferry</title>', encoding="utf-8")
    assert main(["show", str(page), "--from", "html"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("Ferry\n")
    assert "NR987" in captured.err


def test_a_source_without_a_story_is_told_by_the_exit_code(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><title>Contact</title>", encoding="utf-8")
    assert main(["show", str(page)]) == 1
    assert main(["show", str(page), "--html"]) == 1
    assert main(["show", str(tmp_path / "none.txt")]) == 2


def test_standard_input_is_a_source(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Ferry runs again\n\nFirst.")))
    assert main(["show"]) == 0
    assert capsys.readouterr().out == "Ferry runs again\n\nFirst.\n\n"


@pytest.mark.parametrize("installed", [True, False], ids=["rich", "plain"])
def test_a_terminal_shows_the_same_text(
    installed: bool, story: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if installed:
        pytest.importorskip("rich")
    else:
        monkeypatch.setitem(sys.modules, "rich.console", None)
    assert main(["show", str(story)]) == 0
    plain = capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["show", str(story)]) == 0
    styled = capsys.readouterr().out
    assert re.sub("\x1b\\[[0-9;]*m", "", styled) == plain


# -- as a page ------------------------------------------------------------------------------------


def preview(item: NewsItem, tmp_path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    path = tmp_path / "story.json"
    path.write_bytes(newsrec.dumps(item, "json"))
    assert main(["show", str(path), "--html", "--now", "2024-01-18T09:00+02:00", *options]) == 0
    return capsys.readouterr().out


def test_a_preview_shows_cards_findings_page_and_head(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "newsrec.toml"
    config.write_text(
        '[site]\npublisher = "The Gazette"\naddress_pattern = "https://gazette.example/{slug}"\n',
        encoding="utf-8",
    )
    page = preview(FULL, tmp_path, capsys, "--config", str(config))
    document = html5lib.parse(page, namespaceHTMLElements=False)
    heads = ["".join(each.itertext()) for each in document.iter("h2")]
    assert heads == [
        "Search result, approximately", "Share card, approximately", "Findings, profile google",
        "Page", "Head",
    ]  # fmt: skip
    text = "".join(document.itertext())
    for part in (
        "The Gazette",
        "https://example.org › news › ice-2",
        "Two harbours are closed by ice.",
        "This story is under embargo until 2024-01-18 08:00+00:00.",
        '<meta property="og:title" content="Ice closes two harbours">',
        "NR208",
    ):
        assert part in text, part
    [frame] = document.iter("iframe")
    assert frame.get("sandbox") == ""
    assert newsrec.loads(frame.get("srcdoc"), format="html").body == FULL.body


@pytest.mark.parametrize("summary", [None, "Two harbours are closed."])
def test_the_share_card_has_the_description_that_the_head_has(
    summary: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = [newsrec.Label(summary, role="summary")] if summary else []
    page = preview(NewsItem(headline="Ice", body="The first.", descriptions=said), tmp_path, capsys)
    card = page.partition('<div class="card share">')[2].partition("</section>")[0]
    assert ("<p>" in card) is ("og:description" in page) is bool(summary)
    assert (summary or "<b>Ice</b></div>") in card


def test_a_preview_loads_nothing_but_pictures_and_runs_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item = NewsItem(
        headline="</title><script>alert(1)</script>\u202e",
        body="</pre><script>alert(1)</script>",
        links=[Link("picture", item=PICTURE), Link("canonical", href="https://example.org/<b>'")],
    )
    page = preview(item, tmp_path, capsys)
    document = html5lib.parse(page, namespaceHTMLElements=False)
    assert list(document.iter("script")) == []
    assert list(document.iter("link")) == []
    assert {each.get("src") for each in document.iter("img")} == {"https://example.org/ice.jpg"}
    assert "\u202e" not in re.sub(r'srcdoc="[^"]*"', "", page)
    assert "\\u202e" in page


def test_a_text_that_no_page_holds_is_told_in_the_preview(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = preview(attrs.evolve(ORDINARY, headline="Ice\x07"), tmp_path, capsys)
    assert "which HTML cannot hold" in page


def test_several_stories_have_one_preview(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "night.xml"
    path.write_bytes((ROOT / "docs" / "examples" / "night.xml").read_bytes())
    assert main(["show", str(path), "--html"]) == 0
    assert capsys.readouterr().out.count('<article class="story">') == 3


def test_the_head_is_that_of_the_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = preview(ORDINARY, tmp_path, capsys)
    [code] = html5lib.parse(page, namespaceHTMLElements=False).iter("pre")
    text = "".join(code.itertext())
    value = text[text.index('ld+json">') + 9 : text.index("</script>")]
    assert json.loads(value) == newsrec.to_jsonld(ORDINARY)

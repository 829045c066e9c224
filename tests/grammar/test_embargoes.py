"""Lines that state an embargo: which are such, what they say, and what no end is made up for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given, strategies as st

import newsrec
from newsrec import Feed, NewsItem
from newsrec.grammar.dates import write_date
from newsrec.grammar.embargoes import is_embargo, read_embargo

if TYPE_CHECKING:
    from collections.abc import Callable

EVENING = datetime(2026, 11, 24, 18, tzinfo=UTC)
EST = timezone(timedelta(hours=-5))
STORY = "Ferry runs again\n\n  • 2026-11-23\n  • By Ann Ozola\n\nThe ferry runs.\n"


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("*** EMBARGOED UNTIL 18:00 GMT TUESDAY 24 NOVEMBER 2026 ***", EVENING),
        ("(Embargoed until 18.00 GMT Tuesday, November 24, 2026)", EVENING),
        ("EMBARGO: 24 November 2026 1800 GMT", EVENING),
        ("Embargo - Nov 24, 2026, 20:00 +0200", EVENING),
        ("Embargo: 2026-11-24T18:00:00Z", EVENING),
        ("EMBARGOED FOR RELEASE UNTIL 6 p.m. EST, Nov. 24, 2026", EVENING.replace(tzinfo=EST)),
        ("Hold for release until Nov. 24, 2026 at 6 p.m. EST", EVENING.replace(tzinfo=EST)),
        ("NOT FOR PUBLICATION OR BROADCAST BEFORE 18:00 GMT, 24/11/2026", EVENING),
        ("EMBARGOED TILL 1800 HRS GMT ON 24 NOV 2026", EVENING),
        ("Sperrfrist: 24. November 2026, 19.00 Uhr MEZ", EVENING),
        ("EMBARGOED UNTIL 24 November 2026 at 18:00", EVENING.replace(tzinfo=None)),
        ("HOLD FOR RELEASE", None),
        ("STRICTLY EMBARGOED", None),
        ("Not for publication", None),
        ("UNDER EMBARGO UNTIL FURTHER NOTICE", None),
    ],
)
def test_end_is_read(line: str, until: datetime | None) -> None:
    assert is_embargo(line)
    assert read_embargo(line) == (until, None)


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("EMBARGOED UNTIL 18:00", "it names no day"),
        ("EMBARGOED UNTIL 2026-11-24", "it names no clock"),
        ("FOR RELEASE: 24 November 2026", "it names no clock"),
        ("EMBARGOED UNTIL 31 November 2026 18:00 GMT", "no such day"),
        ("EMBARGOED UNTIL Monday 24 November 2026 18:00 GMT", "that day is a Tuesday"),
        ("EMBARGOED UNTIL 05/06/2026 18:00 GMT", "day and month or month and day"),
        ("EMBARGOED UNTIL 18:00 BST 24 November 2026", "cannot be read"),
        ("HOLD UNTIL 6 P.M. TUESDAY", "cannot be read"),
        ("Embargo: noon on Tuesday", "cannot be read"),
        ("Sperrfrist 09. Oktober 14.20 Uhr - Rede", "cannot be read"),
    ],
)
def test_end_that_is_not_certain_is_in_doubt(line: str, doubt: str) -> None:
    reading = read_embargo(line)
    assert is_embargo(line)
    assert reading is not None
    assert reading.until is None
    assert doubt in (reading.doubt or "")


@pytest.mark.parametrize(
    "line",
    [
        "Embargo: how Cuba copes",
        "Embargo: none",
        "Embargo lifted",
        "Embargo on Russian oil agreed on Tuesday",
        "Embargo of 1990 hurt a generation of children",
        "Embargoed oil reaches the market",
        "Hold until help arrives",
        "FOR IMMEDIATE RELEASE",
        "For release on bail they asked in vain",
        "Not for the first time",
        "He called the embargo “a mistake”.",
    ],
)
def test_prose_is_no_embargo(line: str) -> None:
    assert not is_embargo(line)
    assert newsrec.loads(STORY.replace("The ferry runs.", line), format="wire").embargoed is None


@given(st.datetimes(timezones=st.timezones().filter(lambda zone: zone.key != "localtime")))
def test_every_moment_that_is_written_is_read(moment: datetime) -> None:
    fixed = moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))
    assert read_embargo(f"EMBARGOED UNTIL {write_date(fixed)}") == (fixed, None)


@pytest.mark.parametrize(
    "text",
    [
        "EMBARGOED UNTIL 18:00\n\n" + STORY,
        "EMBARGOED UNTIL 18:00\n" + STORY,
        STORY.replace("\n\n  •", "\n\nEMBARGOED UNTIL 18:00\n\n  •", 1),
        STORY.replace("\n\n  •", "\nEMBARGOED UNTIL 18:00\n\n  •", 1),
        STORY.replace("By Ann Ozola", "EMBARGOED UNTIL 18:00"),
        STORY.replace("By Ann Ozola", "By Ann Ozola\n  • EMBARGOED UNTIL 18:00"),
        STORY.replace("By Ann Ozola", "By Ann Ozola\nEMBARGOED UNTIL 18:00"),
        STORY + "\nEMBARGOED UNTIL 18:00\n",
        STORY.replace("The ferry", "RIGA - EMBARGOED UNTIL 18:00 - The ferry"),
        STORY.replace("The ferry runs.", "The ferry runs.\n[EMBARGOED UNTIL 18:00]\nIt ran."),
        "EMBARGOED UNTIL 18:00\n\nBy Ann Ozola\n\nThe ferry runs.",
        "\nEMBARGOED UNTIL 18:00\n\nThe ferry runs.",
        STORY.replace("By Ann Ozola", "By Ann Ozola\nUpdated: EMBARGOED") + "\nEMBARGOED UNTIL 18:00",
    ],
)
def test_story_is_never_published_because_a_line_was_not_understood(text: str) -> None:
    found: list[newsrec.Finding] = []
    item = newsrec.loads(text, format="wire", on_finding=found.append)
    assert item.embargoed is True
    assert "NR937" in [finding.code for finding in found]
    with pytest.raises(newsrec.EncodeError) as refused:
        newsrec.to_head(item)
    assert refused.value.code == "NR807"


def test_line_of_the_embargo_is_neither_headline_nor_text() -> None:
    text = "EMBARGOED UNTIL 18:00 GMT, 24 November 2026\n\n" + STORY
    item = newsrec.loads(text)
    assert (item.headline, item.text, item.embargoed) == ("Ferry runs again", "The ferry runs.", EVENING)
    assert newsrec.detect(text.encode()) == "wire"
    position = newsrec.check(text.encode()).positions[0]["embargoed"]
    assert (position.line, position.column) == (1, 1)


def test_zone_of_the_feed_places_the_end() -> None:
    found: list[newsrec.Finding] = []
    text = "EMBARGOED UNTIL 24 November 2026, 20:00\n\n" + STORY
    item = newsrec.loads(text, format="wire", feed=Feed(zone="Europe/Riga"), on_finding=found.append)
    assert item.embargoed == EVENING
    assert [finding.code for finding in found] == ["NR932"]


def test_last_of_several_ends_holds_and_is_told() -> None:
    found: list[newsrec.Finding] = []
    text = "EMBARGOED UNTIL 2026-11-24T16:00Z\nNOT FOR BROADCAST BEFORE 2026-11-24T18:00Z\n\n" + STORY
    item = newsrec.loads(text, format="wire", on_finding=found.append)
    assert item.embargoed == EVENING
    assert "2 lines state an embargo; together it ends at 2026-11-24T18:00:00+00:00" in str(found[0])


@pytest.mark.parametrize("embargoed", [True, EVENING])
def test_embargo_of_any_story_is_written_above_it(embargoed: datetime | Literal[True]) -> None:
    item = NewsItem(headline="Ferry runs again", body="The ferry runs.", embargoed=embargoed)
    assert newsrec.losses(item, "wire") == ()
    end = "FURTHER NOTICE" if embargoed is True else "2026-11-24T18:00:00+00:00"
    assert newsrec.dumps(item, "wire").decode().startswith(f"EMBARGOED UNTIL {end}\n\nFerry runs again\n")


def test_line_in_doubt_is_written_as_it_stood() -> None:
    text = "EMBARGOED UNTIL 18:00\n\n" + STORY.rstrip("\n")
    assert newsrec.convert(text.encode(), "wire", from_="wire") == text.encode()


def test_embargo_at_the_end_of_a_story_is_not_the_next_ones() -> None:
    first = newsrec.loads(STORY + "\nHOLD FOR RELEASE", format="wire")
    second = newsrec.loads(STORY, format="wire")
    data = newsrec.dumps([first, second], "wire")
    with newsrec.iter_items(BytesIO(data), format="wire") as stories:
        assert [story.embargoed for story in stories] == [True, None]


# -- wordings -------------------------------------------------------------------------------------

#: What desks write in the languages of the feeds, our own wording of each.
WORDINGS = (
    # English
    "EMBARGOED - NOT FOR RELEASE", "EMBARGO 18.00", "EMBARGOED UNTIL 18:00", "Emb. until 18.00", "EMB 18.00",
    "HOLD FOR RELEASE", "Not for publication before 18:00", "NOT FOR PUBLICATION", "Do not publish yet",
    "Do not release until 18:00", "STRICTLY EMBARGOED", "Embargoed to 6 pm Tuesday", "Embargoed copy",
    "EMBARGO - Ferry line asks for a third ship", "EMBARGOED: Ferry line asks for a third ship",
    "PRESS RELEASE UNDER EMBARGO", "Press release - embargoed until 18:00", "Under strict embargo until noon",
    "This story is embargoed until Tuesday", "Please note: strictly embargoed until noon", "Not before 18:00",
    "EMBARGO ENDS TUESDAY 18.00", "FOR RELEASE 24 November 2026", "Embargoed material - do not publish",
    "18:00 EMBARGO", "E M B A R G O", "Held for release",
    # German
    "Sperrfrist", "Sperrfrist: 18 Uhr", "Sperrfrist bis Dienstag", "Achtung Sperrfrist: 18 Uhr",
    "Embargo bis 18 Uhr", "Unter Embargo bis Dienstag", "Nicht vor 18 Uhr veröffentlichen",
    "Nicht zur Veröffentlichung", "Frei ab 18 Uhr", "Sendesperrfrist: 20.15 Uhr",
    # French
    "Sous embargo jusqu'à 18h", "SOUS EMBARGO JUSQU’AU 24 NOVEMBRE", "Ne pas publier avant 18h",
    "A NE PAS PUBLIER AVANT MARDI", "À ne pas diffuser avant mardi 18h00", "Embargo jusqu'au mardi 18h",
    # Spanish, Italian, Portuguese
    "Embargado hasta las 18:00", "EMBARGO HASTA EL MARTES", "Bajo embargo", "No publicar antes de las 18.00",
    "Sotto embargo fino alle 18", "EMBARGO FINO AL 24 NOVEMBRE", "Non pubblicare prima delle 18",
    "Sob embargo até às 18h", "EMBARGO ATÉ 18H00", "Não publicar antes das 18h",
    # Dutch, Swedish, Danish, Norwegian, Finnish
    "Onder embargo tot 18.00 uur", "Niet publiceren voor dinsdag 18.00 uur", "Niet voor publicatie",
    "Embargo till kl. 18.00", "Får ej publiceras före kl. 18", "Ej för publicering",
    "Embargo indtil kl. 18", "Klausuleret til tirsdag kl. 18", "Må ikke offentliggøres før tirsdag",
    "Sperrefrist til kl. 18.00", "Skal ikke publiseres før kl. 18",
    "Embargo klo 18 asti", "Julkaisuvapaa 24.11.2026 klo 18", "Ei julkaistavaksi ennen klo 18",
    # Latvian, Lithuanian, Estonian, Polish, Russian
    "Embargo līdz plkst. 18.00", "EMBARGO LĪDZ OTRDIENAI", "Nepublicēt līdz 18.00",
    "Embargas iki 18 val.", "Neskelbti iki 18.00", "Neviešinti iki antradienio",
    "Embargo kuni kell 18", "Mitte avaldada enne kella 18", "AVALDAMISKEELD",
    "Embargo do godz. 18", "Nie publikować przed godz. 18", "Эмбарго до 18:00",
)  # fmt: skip
FRAMES = (
    "{}", " {}", "\u200b{}", "\ufeff{}", "\u00a0 {}", "**{}**", "*** {} ***", "[{}]", "({})", "{}!",
    "-- {} --", "  • {}", "- {}", "> {}", "{}.", "\u2003{}\u200b", "⚠ {}",
)  # fmt: skip
CASES: tuple[Callable[[str], str], ...] = (str, str.upper, str.lower, str.capitalize)
PLACES = ("{0}\n\n{1}", "{0}\n{1}", "\n{0}\n\n{1}", "{0}\n{0}\n\n{1}", "{2}\n\n{0}\n\n{1}", "{0}\n{2}\n{1}")
UNBULLETED = "Ferry runs again\n\nBy Ann Ozola\nMay 2, 2026\n\nThe ferry runs.\n"


@st.composite
def held_stories(draw: st.DrawFn) -> str:
    """Make a story with a line that holds it back above the headline, or under it."""
    wording = draw(st.sampled_from(WORDINGS))
    first = draw(st.sampled_from(CASES))(wording) if "Ferry" not in wording else wording
    line = draw(st.sampled_from(FRAMES)).format(first)
    other = draw(st.sampled_from(WORDINGS))
    story = draw(st.sampled_from((STORY, UNBULLETED, "Ferry runs again\n\nThe ferry runs.\n")))
    if draw(st.booleans()):
        return draw(st.sampled_from(PLACES)).format(line, story, other)
    return story.replace("\n", f"\n\n{line}\n", 1)


@given(held_stories())
def test_nothing_that_any_wording_holds_back_is_public(text: str) -> None:
    found: list[newsrec.Finding] = []
    items = [*newsrec.iter_items(BytesIO(text.encode()), format="wire", on_finding=found.append)]
    assert len(items) == 1, "the line is no story of its own"
    (item,) = items
    assert item.embargoed is not None
    assert item.embargoed is True or isinstance(item.embargoed, datetime)
    assert "NR937" in [finding.code for finding in found]
    assert item.headline in {None, "Ferry runs again"}
    for name in ("html", "jsonld"):
        with pytest.raises(newsrec.EncodeError) as refused:
            newsrec.dumps(item, name)
        assert refused.value.code == "NR807"
    again = newsrec.loads(newsrec.dumps(item, "wire"), format="wire")
    assert again.embargoed == item.embargoed


@pytest.mark.parametrize("wording", WORDINGS)
def test_wording_is_read_in_each_frame_and_case(wording: str) -> None:
    for case in CASES if "Ferry" not in wording else (str,):
        for frame in FRAMES:
            line = frame.format(case(wording))
            assert is_embargo(line), line


@pytest.mark.parametrize(
    "line",
    [
        "EMBARGO ON RUSSIAN OIL TIGHTENED",
        "EU embargo hits ports on Tuesday",
        "Embargo bis heute umstritten",
        "Embargo gegen Russland verschärft",
        "Embargo de armas prolongado",
        "Embargo-era cars vanish from Havana",
        "Sperrfrist beim Arbeitslosengeld: was gilt",
        "Not for publication: the memo that shook Riga",
        "Do not publish and be damned",
        "Do not use plastic bags, the city asks",
        "For use in schools only",
        "Frei ab Montag: Schüler starten in die Ferien",
        "Gesperrt bis Montag: die Brücke in Riga",
        "Klausul i avtalet prövas",
        "No publicar era la orden",
        "Publiceras nästa vecka: boken om Riga",
        "Press freedom under threat",
        "Text messages led to the arrest",
        "Not before time, says the mayor",
        "Emblem of the city changes",
        "Release of hostages begins",
        "“Embargo,” he said on Tuesday.",
    ],
)
def test_headline_of_news_is_no_embargo(line: str) -> None:
    assert not is_embargo(line)
    assert newsrec.loads(STORY.replace("Ferry runs again", line), format="wire").headline == line


def test_embargo_without_an_end_is_the_last() -> None:
    text = "EMBARGOED UNTIL 18:00 GMT, 24 November 2026\nHOLD FOR RELEASE\n\n" + STORY
    assert newsrec.loads(text, format="wire").embargoed is True
    text = "EMBARGOED UNTIL 18:00 GMT, 24 November 2026\nNOT FOR PUBLICATION BEFORE THEN\n\n" + STORY
    assert newsrec.loads(text, format="wire").embargoed == EVENING

"""Datelines in the forms that agencies send, and openings that only look like one."""

from __future__ import annotations

import time
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given, strategies as st

from newsrec.grammar.datelines import read_dateline
from newsrec.model import Concept, Dateline, PartialDate


class Shape(NamedTuple):
    """What a dateline means: places, region, month and day (or a date), agencies."""

    places: str
    region: str | None = None
    day: tuple[int, int] | date | None = None
    sources: str = ""


def read(text: str, **names: frozenset[str]) -> tuple[str, Shape, tuple[str, ...]]:
    """The verbatim text of a dateline, its shape, and its doubts."""
    reading = read_dateline(text, **names)  # type: ignore[arg-type]  # only names of places and agencies
    assert reading is not None
    dateline = reading.dateline
    assert dateline.text == text[: reading.end]
    day = dateline.date
    if isinstance(day, PartialDate):
        assert day.year is None
        day = (day.month or 0, day.day or 0)  # type: ignore[assignment]  # as Shape has it
    shape = Shape(
        " · ".join([place.name or "" for place in dateline.places]),
        dateline.region,
        day,  # type: ignore[arg-type]  # as above
        " ".join(dateline.sources),
    )
    return dateline.text or "", shape, reading.doubts


# What stands before the bar is the dateline, verbatim; nothing about these is in doubt.
CERTAIN = [
    ("RIGA - |Ferry lines run again", Shape("RIGA")),
    ("RIGA -- |The port opens", Shape("RIGA")),
    ("VILNIUS – |The hospital", Shape("VILNIUS")),
    ("VILNIUS \u2014\u00a0|The hospital", Shape("VILNIUS")),
    ("NEW YORK - |The", Shape("NEW YORK")),
    ("RIGA -  |Two spaces", Shape("RIGA")),
    ("WASHINGTON\u2014|The", Shape("WASHINGTON")),
    ("RIGA - |airBaltic said", Shape("RIGA")),
    ("RIGA - |“We will”, she said", Shape("RIGA")),
    ("RIGA - |12 people", Shape("RIGA")),
    # an agency
    ("RIGA (BNS) - |Latvia's", Shape("RIGA", sources="BNS")),
    ("Berlin (dpa) - |Neue", Shape("Berlin", sources="dpa")),
    ("Peine (dpa/lni) - |Neue", Shape("Peine", sources="dpa lni")),
    ("San Diego (tca/dpa) - |The", Shape("San Diego", sources="tca dpa")),
    ("Frankfurt am Main (dpa) - |Das", Shape("Frankfurt am Main", sources="dpa")),
    ("BADEN-BADEN (dpa) - |Das", Shape("BADEN-BADEN", sources="dpa")),
    ("PORT-AU-PRINCE, Haiti (AP) -- |The", Shape("PORT-AU-PRINCE", "Haiti", sources="AP")),
    ("Paris (ats afp) |Le ministre", Shape("Paris", sources="ats afp")),
    ("UNITED NATIONS (AP) — |The", Shape("UNITED NATIONS", sources="AP")),
    ("RIGA, BNS - |The", Shape("RIGA", sources="BNS")),
    ("RIGA BNS - |The", Shape("RIGA", sources="BNS")),
    ("NEAR BAUSKA, Latvia (AP) — |The", Shape("NEAR BAUSKA", "Latvia", sources="AP")),
    # a region
    ("RIGA, Latvia (AP) — |The", Shape("RIGA", "Latvia", sources="AP")),
    ("ROSCOE, South Dakota (AP) _ |Rain", Shape("ROSCOE", "South Dakota", sources="AP")),
    ("CHATHAM, Mass. (AP) _ |Sharks", Shape("CHATHAM", "Mass.", sources="AP")),
    ("TALLINN, Estonia -- |The", Shape("TALLINN", "Estonia")),
    ("WASHINGTON, D.C. (AP) - |The", Shape("WASHINGTON", "D.C.", sources="AP")),
    ("SAN JOSE, Calif. – |The", Shape("SAN JOSE", "Calif.")),
    ("MILLBROOK, N.Y. — |A storm", Shape("MILLBROOK", "N.Y.")),
    # a date
    ("RIGA, Dec 5 (LETA) - |Today", Shape("RIGA", day=(12, 5), sources="LETA")),
    ("VILNIUS, Jan 10, BNS – |Ukraine", Shape("VILNIUS", day=(1, 10), sources="BNS")),
    ("RIGA, Sept. 20 (Xinhua) -- |The", Shape("RIGA", day=(9, 20), sources="Xinhua")),
    ("SAITAMA, Japan, Dec. 9 Kyodo - |Urawa", Shape("SAITAMA", "Japan", (12, 9), "Kyodo")),
    ("SYDNEY, June 27 AAP - |The", Shape("SYDNEY", day=(6, 27), sources="AAP")),
    ("Prague, 6 April 2004 (RFE/RL) -- |The", Shape("Prague", day=date(2004, 4, 6), sources="RFE/RL")),
    (
        "BRUXELLES 23/07 (AFP-DPA-REUTER) = |Dernier",
        Shape("BRUXELLES", day=(7, 23), sources="AFP DPA REUTER"),
    ),
    ("KIEV, 5 janvier (AFP) - |Le", Shape("KIEV", day=(1, 5), sources="AFP")),
    ("RIGA, Tuesday (BNS) - |The", Shape("RIGA", sources="BNS")),
    ("VILNIUS Feb 8 |Lithuania said", Shape("VILNIUS", day=(2, 8))),
    (
        "AUSTIN, Texas, Feb. 1, 2017 /PRNewswire-AsiaNet/ -- |The",
        Shape("AUSTIN", "Texas", date(2017, 2, 1), "PRNewswire-AsiaNet"),
    ),
    ("MILLBROOK — Nov. 24, 2026 — |A storm", Shape("MILLBROOK", day=date(2026, 11, 24))),
    ("RIGA — Nov. 24, 2026 — |A storm", Shape("RIGA", day=date(2026, 11, 24))),
    ("SAN JOSE, Calif. – 24 November 2026 – |A storm", Shape("SAN JOSE", "Calif.", date(2026, 11, 24))),
    ("RIGA (LETA) - Dec 5 - |The", Shape("RIGA", day=(12, 5), sources="LETA")),
    ("Riga — Dec. 5, 2026 — |The", Shape("Riga", day=date(2026, 12, 5))),
    ("RIGA - |Dec. 5, 2026 - the day of the vote", Shape("RIGA")),
    ("RIGA - |Item 5 - The", Shape("RIGA")),
    # several places
    ("RIGA/TALLINN - |The", Shape("RIGA · TALLINN")),
    ("RIGA/VILNIUS/TALLINN - |The", Shape("RIGA · VILNIUS · TALLINN")),
    ("RIGA, VILNIUS (BNS) - |The", Shape("RIGA · VILNIUS", sources="BNS")),
    ("BERLIN und WIEN (dpa) - |Die", Shape("BERLIN · WIEN", sources="dpa")),
    ("PARIS et LONDRES (AFP) - |Les", Shape("PARIS · LONDRES", sources="AFP")),
    ("MADRID y LISBOA (EFE) - |Los", Shape("MADRID · LISBOA", sources="EFE")),
    ("LONDON AND PARIS (Reuters) - |The", Shape("LONDON · PARIS", sources="Reuters")),
    (
        "MOSCOW/VALKENBURG, Netherlands, Sept 4 (Reuters) — |Russia",
        Shape("MOSCOW · VALKENBURG", "Netherlands", (9, 4), "Reuters"),
    ),
    (
        "NEW YORK, LONDON and BEIJING, Feb. 2, 2017 /PRNewswire-AsiaNet/ --|",
        Shape("NEW YORK · LONDON · BEIJING", None, date(2017, 2, 2), "PRNewswire-AsiaNet"),
    ),
    ("Frankfurt/Main (dpa) - |Das", Shape("Frankfurt/Main", sources="dpa")),
    ("FRANKFURT/ODER (dpa) - |Das", Shape("FRANKFURT/ODER", sources="dpa")),
    # capitals of other alphabets, and letters made of two characters
    ("RĪGA – |Latvijas", Shape("RĪGA")),
    ("RI\u0304GA – |Latvijas", Shape("RI\u0304GA")),
    ("ŠIAULIAI - |Šiaulių", Shape("ŠIAULIAI")),
    ("PÄRNU - |Pärnu", Shape("PÄRNU")),
    ("КИЕВ - |Глава", Shape("КИЕВ")),
    ("ΑΘΗΝΑ – |Ο", Shape("ΑΘΗΝΑ")),
    ("İSTANBUL - |Bir", Shape("İSTANBUL")),
    ("KÖLN (dpa) - |Der", Shape("KÖLN", sources="dpa")),
    # alone on its line
    ("RIGA|", Shape("RIGA")),
    ("VENTSPILS|\n\nThe port", Shape("VENTSPILS")),
    ("VENTSPILS|\r\n\r\nThe port", Shape("VENTSPILS")),
    ("RIGA (BNS)|", Shape("RIGA", sources="BNS")),
]


@pytest.mark.parametrize(("text", "shape"), CERTAIN, ids=[text for text, _ in CERTAIN])
def test_datelines(text: str, shape: Shape) -> None:
    verbatim, _, rest = text.partition("|")
    assert read(verbatim + rest) == (verbatim, shape, ())


@pytest.mark.parametrize(
    ("text", "shape", "doubt"),
    [
        ("MAZSALACA - |The", Shape("MAZSALACA"), "'MAZSALACA': a place by shape alone"),
        ("MAŽEIKIAI – |The", Shape("MAŽEIKIAI"), "name it in the feed's places"),
        ("RIGA, MAZSALACA - |The", Shape("RIGA · MAZSALACA"), "'MAZSALACA'"),
        ("RIGA (TBX) - |The", Shape("RIGA", sources="TBX"), "'TBX': an agency by shape alone"),
        ("RIGA (Latvia) - |The", Shape("RIGA"), "'Latvia' is in the place of an agency"),
        ("RIGA, Feb 30 (LETA) - |The", Shape("RIGA", sources="LETA"), "no such date: 'Feb 30'"),
        ("RIGA - Feb. 30, 2026 - |The", Shape("RIGA"), "no such day: 'Feb. 30, 2026'"),
        ("BRUXELLES 05/06 (AFP) = |Le", Shape("BRUXELLES", sources="AFP"), "say the order"),
        (
            "Potsdam, Cottbus (dpa) - |Das",
            Shape("Potsdam", "Cottbus", sources="dpa"),
            "the region of 'Potsdam'",
        ),
        (
            "RIGA, Dec 5, Latvia (AP) - |The",
            Shape("RIGA", day=(12, 5), sources="AP"),
            "'Latvia' is between",
        ),
        ("Mazsalaca (BNS) |The", Shape("Mazsalaca", sources="BNS"), "'Mazsalaca': a place by shape alone"),
    ],
)
def test_what_only_the_shape_tells_is_in_doubt(text: str, shape: Shape, doubt: str) -> None:
    verbatim, _, rest = text.partition("|")
    found, is_shape, doubts = read(verbatim + rest)
    assert (found, is_shape) == (verbatim, shape)
    assert any(doubt in each for each in doubts)


NONE = [
    "",
    " RIGA - The",
    "UNSC Task Force, and the director",
    "EVER CLOSER: Viktor says",
    "OPIUM TRIAL: The court",
    "A - B",
    "NATO - the alliance",
    "NATO - The alliance",
    "BREAKING - The",
    "LETA - The agency",
    "BNS, RIGA - The",
    "FORMULA 1 - The race",
    "LATVIAN PRESIDENT VISITS PARIS - The",
    "RIGA - the capital of Latvia - is",
    "COVID\u2014Second",
    "MAZSALACA--The",
    "MAZSALACA = The",
    "BACKGROUND",
    "MAZSALACA",
    "ZCZC AAP\r\nheads",
    "RIGA\r\nThe",
    "Riga",
    "Riga - The",
    "Paris - The film",
    "Riga/Tallinn/Vilnius  - The",
    "Latvian Radio (LR) - The broadcaster",
    "Latvian Radio (LR) Director",
    "Ann Ozola, BNS - The desk",
    "The officials from the ministries",
    "In the consultations, a major focus",
    "RIGA is the capital",
    "RIGA May be",
    "RIGA - - -",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


def test_a_feed_settles_its_places() -> None:
    places = frozenset({"Mazsalaca", "Nato", "Riga"})
    assert read("MAZSALACA - The", places=places) == ("MAZSALACA - ", Shape("MAZSALACA"), ())
    assert read("Mazsalaca - The", places=places) == ("Mazsalaca - ", Shape("Mazsalaca"), ())
    assert read("NATO - The", places=places) == ("NATO - ", Shape("NATO"), ())
    assert read("MAZSALACA", places=places) == ("MAZSALACA", Shape("MAZSALACA"), ())
    assert read("Riga/Mazsalaca  - The", places=places) == (
        "Riga/Mazsalaca  - ",
        Shape("Riga · Mazsalaca"),
        (),
    )


def test_a_feed_settles_its_agencies() -> None:
    agencies = frozenset({"tbx", "Baltic News Network"})
    assert read("Mazsalaca (TBX) - The", agencies=agencies)[1:] == (Shape("Mazsalaca", sources="TBX"), ())
    reading = read_dateline("RIGA (Baltic News Network) - The", agencies=agencies)
    assert reading is not None
    assert reading.dateline.sources == ("Baltic News Network",)


def test_a_feed_says_the_order_of_day_and_month() -> None:
    reading = read_dateline("BRUXELLES 05/06 (AFP) = Le", order="dmy")
    assert reading is not None
    assert (reading.dateline.date, reading.doubts) == (PartialDate(month=6, day=5), ())


def test_the_dateline_is_what_the_constructor_makes() -> None:
    for text in ("RIGA - The", "RIGA, Latvia, Dec 5 (LETA) - The"):
        reading = read_dateline(text)
        assert reading is not None
        made = reading.dateline
        assert made == Dateline(
            text[: reading.end],
            places=[Concept("RIGA")],
            region=made.region,
            date=made.date,
            sources=made.sources,
        )


PIECES = st.sampled_from([
    *"RIGA", "RIGA", "Riga", "Dec 5", "23/07", "(BNS)", "(", ")", "/", ",", " ", "\u00a0", "-", "--", "–",
    "—", "_", "=", "and", "The", "the", "1", ".", "'", "\n", "\u0304", "é", "É", "Ж", "漢", "AFP", "2024",
])  # fmt: skip


@given(
    st.text(max_size=60)
    | st.lists(PIECES, max_size=12).map("".join)
    | st.lists(PIECES, max_size=12).map(" ".join)
)
def test_any_text_opens_with_a_dateline_or_none(text: str) -> None:
    reading = read_dateline(text)
    if reading is not None:
        assert text[: reading.end] == reading.dateline.text
        assert reading.dateline.places
        assert all(place.name and place.name in text for place in reading.dateline.places)


@pytest.mark.parametrize(
    "piece",
    ["A", "a", " ", "/", "-", "(", "A/", "A, ", "A ", "A-", "A.", "A & ", "1 ", "RIGA (", "A\u0304", "\n"],
)
def test_time_does_not_grow_with_what_follows(piece: str) -> None:
    text = (piece * 1_000_000)[:1_000_000]
    start = time.process_time()
    read_dateline(text)
    assert time.process_time() - start < 0.05

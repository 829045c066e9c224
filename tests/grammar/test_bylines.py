"""Bylines in the forms that wires and papers have: people, agencies, staff, and what cannot be told."""

from __future__ import annotations

import time
from itertools import chain

import pytest
from hypothesis import given, strategies as st

from newsrec.grammar import bylines
from newsrec.grammar.bylines import LEADS, PHRASES, BylineReading, read_byline
from newsrec.model import Concept, Party


def people(*names: str, **fields: str) -> tuple[Party, ...]:
    return tuple([Party.person(name, **fields) for name in names])


def organisations(*names: str) -> tuple[Party, ...]:
    return tuple([Party.organisation(name) for name in names])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LETA/TBT Staff", ["LETA", "TBT"]),
        ("BNS/TBT Staff", ["BNS", "TBT"]),
        ("TBT Staff", ["TBT"]),
        ("By TBT staff", ["TBT"]),
        ("By dpa correspondents", ["dpa"]),
        ("The Harbour Times staff", ["The Harbour Times"]),
        ("TBT staff and wire reports", ["TBT"]),
        ("Staff and wire reports", []),
        ("From staff and wire reports", []),
        ("Staff writer", []),
    ],
)
def test_staff(text: str, names: list[str]) -> None:
    assert read_byline(text) == (organisations(*names), "staff", (), ())


@pytest.mark.parametrize("text", ["From wire reports", "Wire reports", "By wire services", "Agencies."])
def test_copy_of_agencies_that_are_not_named(text: str) -> None:
    assert read_byline(text) == ((), "wire", (), ())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LETA", ["LETA"]),
        ("By Reuters", ["Reuters"]),
        ("Von dpa", ["dpa"]),
        ("LETA, BNS", ["LETA", "BNS"]),
        ("Baltic News Service", ["Baltic News Service"]),
        ("By The Associated Press", ["The Associated Press"]),
        ("In cooperation with BNS", ["BNS"]),
        ("Smith and Sons", ["Smith and Sons"]),
        ("Ernst & Young", ["Ernst & Young"]),
        ("Kalns & Partners", ["Kalns & Partners"]),
        ("Ministry of Fisheries", ["Ministry of Fisheries"]),
        ("Institute for Harbours", ["Institute for Harbours"]),
        ("Harbour Museum and BNS", ["Harbour Museum", "BNS"]),
    ],
)
def test_organisations(text: str, names: list[str]) -> None:
    assert read_byline(text) == (organisations(*names), "organisation", (), ())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Ozola", ["Ann Ozola"]),
        ("By Ann Ozola", ["Ann Ozola"]),
        ("BY ANN OZOLA", ["ANN OZOLA"]),
        ("by: Ann Ozola", ["Ann Ozola"]),
        ("  By\u00a0Ann Ozola ", ["Ann Ozola"]),
        ("A. Ozola", ["A. Ozola"]),
        ("Ann B. Ozola-Kalna", ["Ann B. Ozola-Kalna"]),
        ("Aileen O'Kalns", ["Aileen O'Kalns"]),
        ("Jānis Ozoliņš", ["Jānis Ozoliņš"]),
        ("Jean KALNS", ["Jean KALNS"]),
        ("Анна Озола", ["Анна Озола"]),
        # several, by every joint
        ("By ANN OZOLA and BERT KALNS", ["ANN OZOLA", "BERT KALNS"]),
        ("BY ANN OZOLA AND BERT KALNS", ["ANN OZOLA", "BERT KALNS"]),
        ("Ann Ozola & Bert Kalns", ["Ann Ozola", "Bert Kalns"]),
        ("Von Ann Ozola und Bert Kalns", ["Ann Ozola", "Bert Kalns"]),
        ("Par Ann Ozola et Bert Kalns", ["Ann Ozola", "Bert Kalns"]),
        ("Por Ann Ozola y Bert Kalns", ["Ann Ozola", "Bert Kalns"]),
        ("Ann Ozola un Bert Kalns", ["Ann Ozola", "Bert Kalns"]),
        ("Ann Ozola/Bert Kalns", ["Ann Ozola", "Bert Kalns"]),
        ("Ann Ozola, Bert Kalns", ["Ann Ozola", "Bert Kalns"]),
        ("Ann Ozola, Bert Kalns and Carl Liepa", ["Ann Ozola", "Bert Kalns", "Carl Liepa"]),
        ("Ann Ozola, Bert Kalns, and Carl Liepa", ["Ann Ozola", "Bert Kalns", "Carl Liepa"]),
        ("Ann Ozola, Bert Kalns und Carl Liepa", ["Ann Ozola", "Bert Kalns", "Carl Liepa"]),
        ("Ann Ozola and wire reports", ["Ann Ozola"]),
        # no name is cut by a "by", "and" or particle inside it
        ("Abby Colby", ["Abby Colby"]),
        ("By Abby Byron", ["Abby Byron"]),
        ("Byron Andersen and Colby Undset", ["Byron Andersen", "Colby Undset"]),
        ("Sandy Landau", ["Sandy Landau"]),
        ("Maria von Ozola", ["Maria von Ozola"]),
        ("Anna van der Kalns and Bert de la Liepa", ["Anna van der Kalns", "Bert de la Liepa"]),
        ("Carlo di Kalns", ["Carlo di Kalns"]),
        ("Omar bin Kalns", ["Omar bin Kalns"]),
        ("Luis Ozola y Kalns", ["Luis Ozola y Kalns"]),
        ("Valéry d'Ozola", ["Valéry d'Ozola"]),
        ("Par Jonsson", ["Par Jonsson"]),
        # what follows a comma and belongs to the name
        ("Bert Kalns, Jr. and Ann Ozola", ["Bert Kalns, Jr.", "Ann Ozola"]),
        ("Ann Ozola, PhD", ["Ann Ozola, PhD"]),
    ],
)
def test_people(text: str, names: list[str]) -> None:
    assert read_byline(text) == (people(*names), "people", (), ())


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Von Ann Ozola (dpa)", people("Ann Ozola", affiliation="dpa")),
        ("Ann Ozola | BNS", people("Ann Ozola", affiliation="BNS")),
        ("Ann Ozola – BNS", people("Ann Ozola", affiliation="BNS")),
        ("By Ann Ozola, dpa", people("Ann Ozola", affiliation="dpa")),
        ("Von Ann Ozola und Bert Kalns, dpa", people("Ann Ozola", "Bert Kalns", affiliation="dpa")),
        (
            "Ann Ozola, LETA, Bert Kalns, BNS",
            people("Ann Ozola", affiliation="LETA") + people("Bert Kalns", affiliation="BNS"),
        ),
        (
            "By Ann Ozola, The Harbour Union-Tribune",
            people("Ann Ozola", affiliation="The Harbour Union-Tribune"),
        ),
        ("Ann Ozola, analyst", people("Ann Ozola", job_title="analyst")),
        ("By Ann Ozola, Staff writer", people("Ann Ozola", job_title="Staff writer")),
        ("By Ann Ozola | STAFF REPORTER", people("Ann Ozola", job_title="STAFF REPORTER")),
        (
            "Ann Ozola and Bert Kalns, staff writers",
            people("Ann Ozola", "Bert Kalns", job_title="staff writers"),
        ),
        ("By Ann Ozola, staff and agencies", people("Ann Ozola")),
        (
            "Ann Ozola, The Baltic Times editor-in-chief",
            people("Ann Ozola", job_title="editor-in-chief", affiliation="The Baltic Times"),
        ),
        ("Ann Ozola, LETA correspondent", people("Ann Ozola", job_title="correspondent", affiliation="LETA")),
        ("Ann Ozola, LETA, editor", people("Ann Ozola", job_title="editor", affiliation="LETA")),
        ("Ann Ozola and Bert Kalns, reporters", people("Ann Ozola", "Bert Kalns", job_title="reporters")),
        ("Ann Ozola and Bert Kalns, editor", people("Ann Ozola") + people("Bert Kalns", job_title="editor")),
        ("Ann Ozola/LETA", people("Ann Ozola") + organisations("LETA")),
        ("By Ann Ozola and Baltic News Service", people("Ann Ozola") + organisations("Baltic News Service")),
        ("LETA, Ann Ozola", organisations("LETA") + people("Ann Ozola")),
        ("Photo: Bert Kalns", people("Bert Kalns", role="photographer")),
        (
            "Text by Ann Ozola; photos by Bert Kalns",
            people("Ann Ozola") + people("Bert Kalns", role="photographer"),
        ),
    ],
)
def test_people_with_what_is_said_of_them(text: str, parties: tuple[Party, ...]) -> None:
    assert read_byline(text) == (parties, "people", (), ())


def test_interview() -> None:
    assert read_byline("Interview by Ann Ozola") == (people("Ann Ozola"), "interview", (), ())


@pytest.mark.parametrize(
    ("text", "place"),
    [("Ann Ozola, TALLINN", "TALLINN"), ("By Ann Ozola, Riga", "Riga"), ("Ann Ozola, New York", "New York")],
)
def test_place_after_a_person(text: str, place: str) -> None:
    assert read_byline(text) == (people("Ann Ozola"), "people", (), (Concept(place),))


@pytest.mark.parametrize(
    "text",
    [
        "Ozola",
        "Ozola, Ann",
        "Simon and Garfunkel",
        "Emily Post",
        "Von Trapp",
        "ann ozola",
        "RIGA",
        "Email The Author",
        "LETA Ann Ozola",
        "Ann Ozola reporter",
        "Ann Ozola for The Harbour Times",
        "Special to The Harbour Times",
        "Ann (Annie) Ozola",
        "Editor",
        "Desk reporter",
        "Staff reporter desk",
        "By Redaktion Newsroom",
        "Jr.",
        "Ann 2",
        "By",
        ",",
        "By " + "Ann Ozola, " * 60,
    ],
)
def test_what_cannot_be_told_stays_raw_with_a_doubt(text: str) -> None:
    reading = read_byline(text)
    assert (reading.parties, reading.kind) == ((), "unclear")
    assert reading.doubts


@pytest.mark.parametrize(
    ("text", "parties", "doubt"),
    [
        ("XYZ", organisations("XYZ"), "'XYZ': taken for an organisation"),
        ("John and Mary Kalns", people("Mary Kalns"), "'John': cannot tell"),
        ("Ann Ozola, Mazsalaca", people("Ann Ozola"), "'Mazsalaca': cannot tell"),
    ],
)
def test_what_can_be_told_stands_beside_the_doubt(text: str, parties: tuple[Party, ...], doubt: str) -> None:
    reading = read_byline(text)
    assert reading.parties == parties
    assert [doubt in each for each in reading.doubts] == [True]


def test_an_empty_byline_names_nobody() -> None:
    assert read_byline(" ") == BylineReading((), "unclear")


def test_a_feed_settles_its_names() -> None:
    agencies, places = frozenset({"Xyz", "Harbour Wire"}), frozenset({"Mazsalaca"})
    assert read_byline("XYZ", agencies=agencies) == (organisations("XYZ"), "organisation", (), ())
    assert read_byline("Harbour Wire", agencies=agencies).kind == "organisation"
    assert read_byline("Ann Ozola, Mazsalaca", places=places).places == (Concept("Mazsalaca"),)


PIECES = st.sampled_from([
    "By ", "Von ", "Ann", "Ozola", "LETA", "TBT Staff", " and ", " y ", ", ", "/", "; ", " & ", "Sons", "Jr.",
    "editor", "The ", "Riga", " ", "\u00a0", "\u2028", ".", "'", "1", "photos by ", "é", "漢", "von", ":",
])  # fmt: skip

#: Every word and phrase that the grammar knows.
KNOWN = st.sampled_from(
    sorted(
        {
            *LEADS,
            *PHRASES,
            *chain.from_iterable(each for each in vars(bylines).values() if isinstance(each, frozenset)),
        }
    )
)


@given(
    st.text(max_size=60)
    | st.lists(PIECES, max_size=10).map("".join)
    | st.lists(PIECES | KNOWN | KNOWN.map(str.title), max_size=10).map(" ".join)
)
def test_any_text_is_read_and_no_name_is_made_up(text: str) -> None:
    reading = read_byline(text)
    assert (reading.kind == "unclear") <= (not reading.parties)
    for party in reading.parties:
        assert party.type in {"person", "organisation"}
        assert party.name
        for part in party.name.split(", "):
            assert part in text


@pytest.mark.parametrize("piece", ["A", " ", ",", "/", " and ", "By ", "'", "Ann Ozola, "])
def test_time_does_not_grow_with_the_text(piece: str) -> None:
    for text in ((piece * 1_000_000)[:1_000_000], (piece * 300)[:300]):
        start = time.process_time()
        read_byline(text)
        assert time.process_time() - start < 0.05

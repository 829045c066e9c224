"""Lines for the desk: which are such, what they say, and which lines of a story are none."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from newsrec.grammar.desk_notes import DeskLine, read_credits, read_desk_line, read_keyword_line, read_status
from newsrec.grammar.desk_words import CANCELED, CHANGES, ENDS, MORE, NOTE_LABELS, ROLES, WITHHELD
from newsrec.grammar.mail_headers import read_mail_header


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("Eds: Adds quote from the union.", "note", "Adds quote from the union."),
        ("^Eds: Adds quote from the union.<", "note", "Adds quote from the union."),
        ("EDS: ADDS QUOTE", "note", "ADDS QUOTE"),
        ("(Eds: With photos.)", "note", "With photos."),
        ("ATTENTION EDITORS - Corrects day in paragraph 3", "note", "Corrects day in paragraph 3"),
        ("Hinweis an die Redaktionen: Es folgt ein Foto.", "note", "Es folgt ein Foto."),
        ("Note aux rédactions : photos suivent", "note", "photos suivent"),
        ("Nota a los editores: con fotos", "note", "con fotos"),
        ("Piezīme redaktoriem: ir foto", "note", "ir foto"),
        ("(Adds quote, share price)", "note", "Adds quote, share price"),
        ("(Corrects spelling of name in paragraph 2)", "note", "Corrects spelling of name in paragraph 2"),
        ("(neu: Zitat im 3. Absatz)", "note", "neu: Zitat im 3. Absatz"),
        ("(Ajoute réactions)", "note", "Ajoute réactions"),
        ("(Añade detalles)", "note", "Añade detalles"),
        ("(Papildināts ar citātu)", "note", "Papildināts ar citātu"),
        ("(Reporting by Ann Ozola)", "credit", "Reporting by Ann Ozola"),
        ("Reporting by Ann Ozola and Bert Kalns; Editing by Carl Berg", "credit", None),
        ("(Bericht von Ann Ozola, redigiert von Carl Berg)", "credit", None),
        ("(Rédigé par Ann Ozola, édité par Carl Berg)", "credit", None),
        ("(Reporte de Ann Ozola; editado por Carl Berg)", "credit", None),
        ("-0-", "end", None),
        ("-30-", "end", None),
        ("- 30 -", "end", None),
        ("--30--", "end", None),
        ("###", "end", None),
        ("ENDS", "end", None),
        ("(ends)", "end", None),
        ("(ENDE)", "end", None),
        ("^END<", "end", "END"),
        ("(MORE)", "more", None),
        ("--more--", "more", None),
        ("MORE FOLLOWS", "more", None),
        ("(à suivre)", "more", None),
        ("(Fortsetzung folgt)", "more", None),
        ("^BC-Harbor Strike,2nd Ld-Writethru,a0123<", "keywords", "BC-Harbor Strike,2nd Ld-Writethru,a0123"),
        ("BC-US--Ferry Fares, 2nd Ld-Writethru,0412", "keywords", None),
        ("^By DAN MOSS=", "byline", "By DAN MOSS"),
        ("2ND LEAD", "signal", None),
        ("(Achtung)", "signal", "Achtung"),
        ("URGENT", "signal", None),
        ("PHOTO: The ferry at dawn", "picture", None),
        ("AP Photo XNP101, XNP102", "picture", None),
        ("(With photos)", "picture", None),
        ("MANDATORY KILL", "status", "canceled"),
        ("*** WITHHOLD ***", "status", "withheld"),
        ("^Dockers walk out in Riga<", "line", "Dockers walk out in Riga"),
    ],
)
def test_line_for_the_desk_is_read(line: str, kind: str, value: str | None) -> None:
    found = read_desk_line(line)
    assert found is not None
    assert (found.kind, found.certain) == (kind, True)
    if value is not None:
        assert found.value == value


@pytest.mark.parametrize(
    "line",
    [
        "Editor's note: Names were changed.",
        "Media contact: Ann Ozola, +371 20000000",
        "Anmerkung der Redaktion: Der Name wurde geändert.",
        "Word count: 350",
    ],
)
def test_line_that_may_be_for_readers_is_not_certain(line: str) -> None:
    found = read_desk_line(line)
    assert found is not None
    assert not found.certain


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Ends do not justify means, court says",
        "More ferries run at night",
        "Reporting by satellite has changed the trade.",
        "Editing by hand takes a day.",
        "By noon the ice was gone.",
        "Kill Bill returns to the screen",
        "Killed in the storm: three sailors",
        "Hold the line, says the union",
        "Do not use plastic bags, the city asks",
        "(The ferry was built in 1970.)",
        "(AP) The ferry runs.",
        "Photo of the year",
        "The end",
        "Flash floods close the road",
        "Urgent repairs begin",
        "- A ferry for all",
        "#ferry",
        "Addis Ababa hosts the summit",
        "BC-based firm wins the tender",
        "Written by hand, the letter is two hundred years old.",
        "Mehr Fähren am Abend",
        "Fin de semana con lluvia",
        "Con información de la escuela llegaron tarde.",
    ],
)
def test_line_of_a_story_is_none(line: str) -> None:
    assert read_desk_line(line) is None


def test_credits_give_each_party_its_role() -> None:
    line = "(Reporting by Ann Ozola in Riga and Bert Kalns in Tallinn; Additional reporting by Dan Moss; "
    reading = read_credits(line + "Writing by Eva Lind; Editing by Carl Berg)")
    assert [(party.name, party.role) for party in reading.parties] == [
        ("Ann Ozola", "reporter"),
        ("Bert Kalns", "reporter"),
        ("Dan Moss", "reporter"),
        ("Eva Lind", "writer"),
        ("Carl Berg", "editor"),
    ]
    assert reading.doubts == ()


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("KILL", "canceled"),
        ("  ^KILL<", "canceled"),
        ("\u200bKILL", "canceled"),
        ("STORY WITHDRAWN: the minister did not resign", "canceled"),
        ("Mandatory kill", "canceled"),
        ("ANNULÉ", "canceled"),
        ("ATSAUKTS", "canceled"),
        ("WITHHOLD - legal advice", "withheld"),
        ("DO NOT USE", "withheld"),
        ("[Hold]", "withheld"),
        ("KILL THE BILL, PROTESTERS SHOUT AT THE GATES OF PARLIAMENT", None),
        ("Withdrawn: the offer that split the town", None),
    ],
)
def test_notice_that_kills_or_holds_back_is_read(line: str, status: str | None) -> None:
    assert read_status(line) == status


@pytest.mark.parametrize("phrase", sorted(CANCELED | WITHHELD))
def test_every_word_that_kills_is_read_alone_in_capitals(phrase: str) -> None:
    assert read_status(phrase.upper()) == ("canceled" if phrase in CANCELED else "withheld")


def test_every_phrase_of_the_tables_is_reached() -> None:
    for label in NOTE_LABELS:
        assert read_desk_line(f"{label.capitalize()}: Adds quote") == DeskLine("note", "Adds quote"), label
    for phrase in CHANGES:
        assert getattr(read_desk_line(f"({phrase.capitalize()} quote)"), "kind", None) == "note", phrase
    for phrase in ROLES:
        line = f"({phrase.capitalize()} Ann Ozola; editing by Bert Kalns)"
        assert getattr(read_desk_line(line), "kind", None) == "credit", phrase
    for phrase in ENDS | MORE:
        assert getattr(read_desk_line(f"({phrase})"), "kind", None) in {"end", "more"}, phrase


def test_keyword_line_is_parted() -> None:
    found = read_keyword_line("BC-US--Ferry Fares, 2nd Ld-Writethru,0412")
    assert found == ("BC", "US", "Ferry Fares", "2nd Ld-Writethru", None, 412)


@pytest.mark.parametrize(
    ("line", "header"),
    [
        ("From: Desk <desk@gazette.example>", ("from", "Desk <desk@gazette.example>")),
        ("Betreff: WG: AW: Die Fähre", ("subject", "Die Fähre")),
        ("Objet : Le bac repart", ("subject", "Le bac repart")),
        ("Temats: Prāmis atkal kursē", ("subject", "Prāmis atkal kursē")),
        ("X-Mailer: ours", ("other", "ours")),
        ("Ferry: a history", None),
        ("From here to there", None),
    ],
)
def test_header_of_a_mail_is_read(line: str, header: tuple[str, str] | None) -> None:
    assert read_mail_header(line) == header


@given(st.text())
def test_any_line_is_read_or_is_none(line: str) -> None:
    for reader in (read_desk_line, read_status, read_mail_header, read_keyword_line, read_credits):
        reader(line)

"""Desk copy: what desks write around a story reaches the desk's fields, and no reader."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

import newsrec

HEAD = "Ferry runs again\n\n  • 2024-05-02\n  • By Ann Ozola\n\n"
SHOWN = "RIGA (LETA) - The ferry runs again, the line said.\n\nThe ice was thick this year."
TEXT = "RIGA (LETA) - The ferry runs again, the line said.\n\nThe ice was thick this year.\n"

#: What desks write above or under a headline, and what of the record it gives.
ABOVE = {
    "Eds: Adds quote Zuvq.": ("ed_notes", "Adds quote Zuvq."),
    "(Adds quote Zuvq, share price)": ("ed_notes", "Adds quote Zuvq, share price"),
    "(Corrects day Zuvq in paragraph 2)": ("ed_notes", "Corrects day Zuvq in paragraph 2"),
    "Attention editors: Zuvq follows": ("ed_notes", "Zuvq follows"),
    "PHOTO: Zuvq at dawn": ("ed_notes", "PHOTO: Zuvq at dawn"),
    "Hinweis an die Redaktionen: Zuvq folgt": ("ed_notes", "Zuvq folgt"),
    "(neu: Zitat Zuvq)": ("ed_notes", "neu: Zitat Zuvq"),
    "Note aux rédactions : Zuvq suit": ("ed_notes", "Zuvq suit"),
    "(Ajoute Zuvq)": ("ed_notes", "Ajoute Zuvq"),
    "Nota a los editores: Zuvq sigue": ("ed_notes", "Zuvq sigue"),
    "(Añade Zuvq)": ("ed_notes", "Añade Zuvq"),
    "Piezīme redaktoriem: Zuvq": ("ed_notes", "Zuvq"),
    "(Papildināts ar Zuvq)": ("ed_notes", "Papildināts ar Zuvq"),
    "URGENT": ("signals", "URGENT"),
    "2ND LEAD": ("signals", "2ND LEAD"),
    "(Berichtigung)": ("signals", "Berichtigung"),
    "BC-Zuvq Strike,2nd Ld-Writethru,a0123": ("signals", "2nd Ld-Writethru"),
}
#: What desks write after a story or between its paragraphs.
BELOW = {
    "(Reporting by Zuvq Ozola; Editing by Carl Berg)": ("contributors", "Zuvq Ozola"),
    "Reporting by Ann Ozola; Editing by Zuvq Berg": ("contributors", "Zuvq Berg"),
    "(Writing by Ann Ozola; editing by Zuvq Berg)": ("contributors", "Zuvq Berg"),
    "(Bericht von Ann Ozola, redigiert von Zuvq Berg)": ("contributors", "Zuvq Berg"),
    "(Rédigé par Ann Ozola, édité par Zuvq Berg)": ("contributors", "Zuvq Berg"),
    "(Reporte de Ann Ozola; editado por Zuvq Berg)": ("contributors", "Zuvq Berg"),
    "(Eds: Zuvq will follow.)": ("ed_notes", "Zuvq will follow."),
    "-0-": None, "-30-": None, "###": None, "ENDS": None, "(ends)": None, "(Ende)": None, "(FIN)": None,
    "(MORE)": None, "--more--": None, "(à suivre)": None, "MORE FOLLOWS": None, "(With photos)": None,
}  # fmt: skip
WORDS = (
    "Zuvq",
    "Eds",
    "-30-",
    "###",
    "ENDS",
    "(MORE)",
    "URGENT",
    "LEAD",
    "Reporting by",
    "Adds",
    "Writethru",
    "KILL",
)


def values(item: newsrec.NewsItem, field: str) -> list[str | None]:
    parts = getattr(item, field)
    return [getattr(part, "value", None) or getattr(part, "name", None) for part in parts]


def check(text: str, line: str, told: tuple[str, str] | None) -> None:
    """Check that a line is no text, that its field says it, and that writing keeps it."""
    item = newsrec.loads(text, format="wire")
    assert item.headline == "Ferry runs again"
    assert (
        item.text == "RIGA (LETA) - The ferry runs again, the line said.\n\nThe ice was thick this year."
    ), line
    assert item.dateline is not None
    if told is not None:
        assert told[1] in values(item, told[0])
    written = newsrec.dumps(item, "wire")
    assert newsrec.loads(written, format="wire") == newsrec.loads(
        newsrec.dumps(newsrec.loads(written, format="wire"), "wire"), format="wire"
    )
    assert line.encode() in written


@pytest.mark.parametrize("line", ABOVE)
def test_line_above_or_under_the_headline_is_for_the_desk(line: str) -> None:
    check(f"{line}\n\n{HEAD}{TEXT}", line, ABOVE[line])
    check(f"{line}\n{HEAD}{TEXT}", line, ABOVE[line])
    check(HEAD + f"{line}\n\n{TEXT}", line, ABOVE[line])
    check(HEAD.replace("\n\n", f"\n{line}\n\n", 1) + TEXT, line, ABOVE[line])


@pytest.mark.parametrize("line", BELOW)
def test_line_below_or_in_the_text_is_for_the_desk(line: str) -> None:
    check(f"{HEAD}{TEXT}\n{line}\n", line, BELOW[line])
    check(f"{HEAD}{TEXT.rstrip()}\n{line}", line, BELOW[line])
    check(HEAD + TEXT.replace("\n\n", f"\n\n{line}\n\n", 1), line, BELOW[line])


@given(
    st.lists(st.sampled_from([*ABOVE]), max_size=3, unique=True),
    st.lists(st.sampled_from([*ABOVE]), max_size=3, unique=True),
    st.lists(st.sampled_from([*BELOW]), max_size=4, unique=True),
    st.booleans(),
)
def test_no_word_of_the_desk_is_public(
    above: list[str], under: list[str], below: list[str], mail: bool
) -> None:
    mailed = "From: Zuvq <zuvq@gazette.example>\nTo: desk@gazette.example\nSubject: Ferry runs again\n\n"
    lines = "".join([f"{line}\n\n" for line in under])
    text = "".join([mailed if mail else "", *[f"{line}\n" for line in above], HEAD, lines, TEXT])
    text += "".join([f"\n{line}\n" for line in below])
    item = newsrec.loads(text, format="wire")
    assert item.headline == "Ferry runs again"
    public = newsrec.public(item)
    shown = newsrec.dumps(newsrec.NewsItem(headline=public.headline, body=public.body), "html").decode()
    assert not [word for word in WORDS if word in shown]
    for name in ("html", "jsonld"):
        data = newsrec.dumps(public, name).decode()
        assert "zuvq@" not in data
        assert not [
            word
            for word in ("Zuvq follows", "Zuvq suit", "-30-", "###", "(MORE)", "Adds quote")
            if word in data
        ]
    again = newsrec.loads(newsrec.dumps(item, "wire"), format="wire")
    assert (again.body, again.headline) == (item.body, item.headline)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("KILL", "canceled"), ("MANDATORY KILL", "canceled"), ("^KILL<", "canceled"),
        ("** Withhold **", "withheld"),
        ("STORY WITHDRAWN: the minister did not resign", "canceled"), ("WITHHOLD - legal advice", "withheld"),
        ("HOLD", "withheld"), ("ZURÜCKGEZOGEN", "canceled"),
        ("ANNULÉ", "canceled"), ("ATSAUKTS", "canceled"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("text", ["{0}\n\n{1}", "{0}\n{1}", "\n{0}\n\n{1}", "Eds: Note\n{0}\n\n{1}"])
def test_notice_in_the_head_keeps_the_story_from_readers(line: str, status: str, text: str) -> None:
    for story in (HEAD + TEXT, "Ferry runs again\n\n" + TEXT):
        item = newsrec.loads(text.format(line, story), format="wire")
        assert (item.pub_status, item.headline) == (status, "Ferry runs again")
        with pytest.raises(newsrec.EncodeError) as refused:
            newsrec.dumps(item, "html")
        assert refused.value.code == "NR808"
        assert newsrec.loads(newsrec.dumps(item, "wire"), format="wire").pub_status == status


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_status_of_a_record_is_written_as_a_notice(status: str) -> None:
    item = newsrec.NewsItem(headline="Ferry runs again", body="It runs.", pub_status=status)
    assert newsrec.loads(newsrec.dumps(item, "wire"), format="wire").pub_status == status


def test_mail_gives_the_headline_by_its_subject_and_never_by_its_sender() -> None:
    mail = "From: Desk <desk@gazette.example>\nSubject: Fwd: Ferry runs again\n"
    mail += "Date: Thu, 2 May 2024 10:00 +0300\n\n"
    item = newsrec.loads(mail + TEXT, format="wire")
    assert (item.headline, str(item.published)) == ("Ferry runs again", "2024-05-02 10:00:00+03:00")
    assert item.text == TEXT.rstrip()
    item = newsrec.loads(mail + HEAD + TEXT, format="wire")
    assert (item.headline, str(item.published)) == ("Ferry runs again", "2024-05-02")
    assert "desk@gazette.example" in item.ed_notes[0].value


def test_caret_lines_of_an_old_wire_are_its_head() -> None:
    text = (
        "^BC-Harbor Strike,2nd Ld-Writethru,a0123<\n^Dockworkers walk out in Riga<\n^Eds: Adds quote.<\n"
        "^By DAN MOSS=\n^Associated Press Writer=\n\nRIGA (AP) _ Dockworkers walked out Thursday.\n\n(MORE)\n"
    )
    item = newsrec.loads(text, format="wire")
    assert (item.headline, item.byline, item.slugline) == (
        "Dockworkers walk out in Riga",
        "By DAN MOSS",
        "Harbor Strike",
    )
    assert item.text == "RIGA (AP) _ Dockworkers walked out Thursday."
    assert item.signals == (newsrec.Concept("2nd Ld-Writethru"),)


def test_line_in_two_lines_is_one() -> None:
    item = newsrec.loads(HEAD + TEXT + "\n(Reporting by Ann Ozola;\nEditing by Carl Berg)\n", format="wire")
    assert [(party.name, party.role) for party in item.contributors] == [("Carl Berg", "editor")]


@pytest.mark.parametrize("headline", ["Update", "URGENT", "EXTRA", "Photo: the ferry", "PHOTO: the ferry"])
def test_word_that_is_all_the_headline_stays_it(headline: str) -> None:
    assert (
        newsrec.loads(f"{headline}\n\n  • 2024-05-02\n\nThe ferry runs.", format="wire").headline == headline
    )


@pytest.mark.parametrize(
    "text",
    ["Eds: Adds quote.\n", "EMBARGOED - NOT FOR RELEASE\n\nEds: Adds quote.\n", "^BC-Harbor Strike,a0123<\n"],
    ids=["note", "embargo-and-note", "keywords"],
)
def test_lines_for_the_desk_alone_are_a_story_without_a_headline(text: str) -> None:
    item = newsrec.loads(text, format="wire")
    assert item.headline is None
    assert item.body == ()


def test_a_subject_is_the_headline_above_a_text_that_begins_with_its_byline() -> None:
    mail = "From: desk@gazette.example\nSubject: Ferry runs again\n\nBy Ann Ozola\n\nRIGA - The ferry runs.\n"
    item = newsrec.loads(mail, format="wire")
    assert (item.headline, item.byline) == ("Ferry runs again", "By Ann Ozola")
    assert [creator.name for creator in item.creators] == ["Ann Ozola"]
    assert item.text == "RIGA - The ferry runs."

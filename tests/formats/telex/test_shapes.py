"""Shapes that agencies send, and what each gives: written for the class, as no two agencies send the same."""

from __future__ import annotations

import gc
import io
import re
import time
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

import newsrec
from newsrec import Heading, List, Paragraph, Preformatted, Table, ThematicBreak
from newsrec.paths import walk
from tests._corpus import samples

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = ("iptc7901", "anpa1312", "zczc")


def iptc(
    head: str, text: str = "Riga (dpa) - The ice is gone.", header: str = "eca0412 3 i 6  dpa 0712"
) -> bytes:
    """Return a message of IPTC 7901 with these head lines and this text."""
    whole = f"\x01{header}\n\nIce/\n\x02{head} =\n\n{text}\n\n\x03141203 GMT May 24\n\x7f\n\x7f\x04"
    return whole.replace("\n", "\r\n").encode()


def anpa(
    head: str,
    text: str = "\t   RIGA (AP) _ The ice is gone.\n",
    second: str = "r i\x13\x11 BC-Ice 05-14 0006",
) -> bytes:
    """Return a message of ANPA 1312 with these head lines and this text."""
    after = "\t   \x03AP-WF-05-14-24 1203GMT<\n\x0c\n\x04"
    return f"\x16\x16\x01W0412\x1fasian\n{second}\n\x02{head}\n{text}{after}".encode()


def findings(data: bytes, format: str) -> list[str]:
    """Return the codes that reading gives."""
    found: list[newsrec.Finding] = []
    newsrec.loads(data, format=format, on_finding=found.append)
    return [each.code for each in found]


# -- heads -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("2ND LEAD\nIce is gone", {"version": 3, "signals": ("2ND LEAD",)}),
        ("3RD NET\nIce is gone", {"version": 4}),
        ("Update\nIce is gone", {"signals": ("Update",)}),
        ("(Aktualisierung: neu: Zitat)\n(Vorschau)\nIce is gone", {"genres": ("Vorschau",)}),
        ("(Berichtigung: Im 1. Absatz\nmuss es 17 heißen)\nIce is gone", {"codes": ("correction",)}),
        ("Correction\nIce is gone", {"codes": ("correction",)}),
        ("KILL\nIce is gone", {"pub_status": "canceled"}),
        ("(Streichung: eca0400)\nIce is gone", {"pub_status": "canceled"}),
        ("(Achtung) Bitte eca0400 nicht verwenden\nIce is gone", {"pub_status": "canceled"}),
        ("WITHHELD\nIce is gone", {"pub_status": "withheld"}),
        ("RUSSIA DIARY\nIce is gone", {"signals": ("RUSSIA DIARY",)}),
        ("Ice is gone\nVon Anna Berg und Jo Kask, dpa", {"authors": ("Anna Berg", "Jo Kask")}),
        ("Ice is gone\nPar Ève Petit", {"byline": "Par Ève Petit"}),
        ("Ice is gone\nBy JOHN O'HARA and MARY McDONALD", {"authors": ("John O'Hara", "Mary McDonald")}),
        ("Ice is gone\nVon Anna Berg, dpa\n(Mit Bild)", {"notes": ("(Mit Bild)",)}),
        ("EXTRA", {"headline": "EXTRA"}),
    ],
)
def test_a_head_of_7901_is_told_line_by_line(head: str, expected: dict[str, Any]) -> None:
    item = newsrec.loads(iptc(head), format="iptc7901")
    ways: dict[str, Any] = {
        "signals": lambda: tuple(each.name for each in item.signals),
        "codes": lambda: tuple(each.code for each in item.signals),
        "genres": lambda: tuple(each.name for each in item.genres),
        "notes": lambda: tuple(each.value for each in item.ed_notes),
    }
    for name, value in {"headline": "Ice is gone", **expected}.items():
        assert ways.get(name, lambda name=name: getattr(item, name))() == value


@pytest.mark.parametrize("head", ["KILL\nIce", "Mandatory kill\nIce", "KILL: wrong man"])
def test_a_kill_never_reaches_readers(head: str) -> None:
    item = newsrec.loads(iptc(head), format="iptc7901")
    with pytest.raises(newsrec.EncodeError) as caught:
        newsrec.dumps(item, "html")
    assert caught.value.code == "NR808"
    again = newsrec.loads(newsrec.dumps(item, "anpa1312"), format="anpa1312")
    assert again.pub_status == "canceled"


@pytest.mark.parametrize(
    "line",
    ["EMBARGOED UNTIL 18:00 GMT, 24 May 2024", "Sperrfrist 24. Mai 2024 14.20 Uhr", "HOLD FOR RELEASE"],
)
def test_an_embargo_line_holds_the_story_back(line: str) -> None:
    for data, format in (
        (iptc(f"{line}\nIce"), "iptc7901"),
        (anpa(f"^BC-Ice,6<\n^{line}<\n^Ice<"), "anpa1312"),
    ):
        item = newsrec.loads(data, format=format)
        assert item.embargoed is not None
        assert item.headline == "Ice"
        assert newsrec.loads(newsrec.dumps(item, format), format=format).embargoed == item.embargoed


def test_ap_sport_has_its_byline_its_job_and_its_headings() -> None:
    text = "\t   ATLANTA (AP) _ The Hawks held on.\n \n\t   ___\n^TIP-INS<\n\t   Heat: Kask had 12.\n \n"
    head = (
        "^BC-BKN--Heat-Hawks, 1st Ld-Writethru,580<\n^Hawks hold off Heat<\n^Eds: With AP Photos.<\n"
        "^By CHARLES ODUM=\n^AP Sports Writer="
    )
    item = newsrec.loads(anpa(head, text, "f s\x13\x11 BC-BKN--Heat-Hawks 1stLd-Writethru a0512  12-02 0688"))
    assert (item.byline, item.authors) == ("By CHARLES ODUM", ("Charles Odum",))
    assert item.creators[0].job_title == "AP Sports Writer"
    assert item.urgency == 1
    assert item.subjects[1].code == "15008000"
    assert (item.links[0].rel, item.links[0].name) == ("previousVersion", "a0512")
    assert item.body[2] == Heading("TIP-INS")
    assert isinstance(item.body[1], ThematicBreak)


def test_ap_agate_keeps_the_byline_and_reads_columns_that_controls_part() -> None:
    text = (
        "\t   American League<\n\x08Boston\x1e 000 100 200\x1e 3\x1f9\x1f0<\n"
        "\x08Tampa\x10Bay\x1e 000 000 000\x1e 0\x1f4\x1f1<\n"
        "^Monday's Games<\n\x08Riga 3, Tartu 2<\n\x08Liepaja 1, Valka 0<\n^END<\n"
    )
    head = "^BC-BBO--Box Scores,<\n^By The Associated Press=\n^Tuesday's Games<"
    item = newsrec.loads(anpa(head, text, "r z\x14\x12 BC-BBO--BoxScores     05-14 "))
    assert item.byline == "By The Associated Press"
    assert item.headline is None
    assert item.body[0] == Heading("Tuesday's Games")
    assert item.body[2] == Table(
        [["Boston", "000 100 200", "3", "9", "0"], ["Tampa\u00a0Bay", "000 000 000", "0", "4", "1"]]
    )
    assert item.body[4] == Preformatted("Riga 3, Tartu 2\nLiepaja 1, Valka 0")
    assert item.extra["anpa1312"]["end"] == "END"


def test_an_alert_has_a_keyword_line_alone() -> None:
    item = newsrec.loads(anpa("^BC-APNewsAlert,18<"))
    assert (item.slugline, item.headline) == ("BC-APNewsAlert", None)
    assert item.text == "RIGA (AP) _ The ice is gone."


def test_kyodo_begins_each_paragraph_with_an_indent() -> None:
    data = (
        "\x16\x16\x01a5678KYODO\x1fkoko-\r\nr s\x14\x12 BC-soc--Gamba's-Uno   09-12 0123\r\n"
        "\x02BC-Gamba's-Uno\r\nSoccer: Gamba's Uno signs new deal +\r\n\r\n"
        "     SAITAMA, Japan, Dec. 9 Kyodo - Urawa won.\r\n     They beat Sendai.\r\n\r\n"
        "==Kyodo\r\n\x03KWS-21:37-09-12-18\r\n\x0c\r\n\x04"
    )
    item = newsrec.loads(data.encode())
    assert item.headline == "Soccer: Gamba's Uno signs new deal"
    assert str(item.version_created) == "2018-12-09 21:37:00+09:00"
    assert item.body == (Paragraph("Urawa won."), Paragraph("They beat Sendai."))
    assert item.extra["anpa1312"]["keyword"] == "BC-soc--Gamba's-Uno"


def test_a_title_that_ends_in_a_version_label_gives_it_up() -> None:
    item = newsrec.loads(iptc("Parliament adopts budget (updates)"), format="iptc7901")
    assert (item.headline, item.signals[0].name) == ("Parliament adopts budget", "(updates)")


def test_a_latvian_byline_has_a_label() -> None:
    item = newsrec.loads(iptc("Osta slēgta\nAutors: Anna Ozola, LETA", header="let0044 4 eko 6 LETA 0044"))
    assert item.authors == ("Anna Ozola",)


def test_a_press_release_has_its_headline_below_its_number() -> None:
    text = "Source: Harbour\n\nMEDIA RELEASE PR67276\n\nHarbour dues rise\n\nThey rise by a tenth.\n"
    item = newsrec.loads(f"ZCZC AAP\n%MGD\n$J\n:\n:ASIANET\n*X\n{text}NNNN\n".encode())
    assert item.headline == "Harbour dues rise"
    assert "PR67276" in item.text


# -- text ------------------------------------------------------------------------------------------


def test_wraps_are_joined_and_lines_that_were_meant_stay() -> None:
    text = (
        "Riga (dpa) - The ice in the harbour is gone since the night, said the\n"
        "harbour master, and ships sail.\n\nResults of the day:\nRiga 3\nTartu 2\n\n"
        "- one item that goes on in the line below it as it is too long for\n  one line\n- another\n"
    )
    item = newsrec.loads(iptc("Ice", text))
    first, second, third = item.body
    assert first == Paragraph(
        "The ice in the harbour is gone since the night, said the harbour master, and ships sail."
    )
    assert second == Paragraph("Results of the day:\nRiga 3\nTartu 2")
    assert isinstance(third, List)
    assert len(third.items) == 2
    assert "NR913" in findings(iptc("Ice", text), "iptc7901")


def test_a_line_that_begins_with_a_code_is_text_where_it_is_no_field() -> None:
    data = b"ZCZC AAP\n$A\n:Ice\n^Ice is gone\n$5 million more for pilots.\n\n* one\n* two\nNNNN\n"
    item = newsrec.loads(data)
    assert item.text.startswith("$5 million more for pilots.")
    assert isinstance(item.body[1], List)


def test_nnnn_ends_a_message_only_alone_in_its_line() -> None:
    item = newsrec.loads(
        b"ZCZC AAP\n:Ice\n^Ice\nThe mark NNNN ends a message, and ZCZC begins one.\n\tNNNN\n"
    )
    assert "NNNN ends" in item.text


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("text", ["a\x01b", "a\x03b", "a\x04", "\x02", "a\x1bb", "a\x85b"])
def test_no_byte_of_a_text_forges_a_frame(format: str, text: str) -> None:
    fields: tuple[dict[str, Any], ...] = (
        {"headline": text},
        {"body": text},
        {"headline": "Ice", "slugline": text},
        {"headline": "Ice", "byline": text},
    )
    for field in fields:
        with pytest.raises(newsrec.EncodeError) as caught:
            newsrec.dumps(newsrec.NewsItem(**field), format)
        assert caught.value.code == "NR811"


@pytest.mark.parametrize("line", ["NNNN", "ZCZC AAP", "  nnnn", "zczc"])
def test_no_line_of_a_text_begins_or_ends_a_zczc_message(line: str) -> None:
    with pytest.raises(newsrec.EncodeError) as caught:
        newsrec.dumps(newsrec.NewsItem(headline="Ice", body=["It came.", line]), "zczc")
    assert caught.value.code == "NR806"


# -- streams ---------------------------------------------------------------------------------------


class Endless(io.RawIOBase):
    """A file of messages that are made as they are read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while len(self.rest) < len(buffer):
            piece = next(self.pieces, b"")
            if not piece:
                break
            self.rest += piece
        data, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


@pytest.mark.parametrize("format", FORMATS)
def test_a_stream_is_read_in_bounded_memory(format: str) -> None:
    story = newsrec.NewsItem(headline="Ice", body=["The ice came in the night, and nothing moves."] * 40)
    one = newsrec.dumps(story, format)
    count = 600

    def read(number: int) -> int:
        tracemalloc.start()
        with newsrec.iter_items(io.BufferedReader(Endless(iter([one] * number))), format=format) as stream:
            assert sum(1 for _ in stream) == number
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    read(50)
    assert read(count) < 2 * read(count // 5)


@pytest.mark.parametrize("format", FORMATS)
def test_damage_between_messages_is_a_finding_and_the_next_one_is_read(format: str) -> None:
    one = newsrec.dumps(newsrec.NewsItem(headline="Ice", slugline="ice", body="It came."), format)
    other = newsrec.dumps(newsrec.NewsItem(headline="Snow", slugline="snow", body="It fell."), format)
    data = b"noise at first\r\n" + one + b"\r\nnoise between\r\n" + one[: len(one) * 2 // 3] + b"\r\n" + other
    found: list[newsrec.Finding] = []
    with newsrec.iter_items(io.BytesIO(data), format=format, on_finding=found.append) as stream:
        assert [item.headline for item in stream] == ["Ice", "Ice", "Snow"]
    codes = [each.code for each in found]
    assert codes.count("NR925") == 2
    assert "NR923" in codes
    noise = [each for each in found if each.code == "NR925"]
    assert [each.position.offset for each in noise if each.position] == [0, data.index(b"noise between")]


@pytest.mark.parametrize(
    "sample", [each for each in samples("good") if each.format in FORMATS], ids=lambda each: each.path.name
)
def test_a_sample_that_loses_a_tenth_or_more_is_never_silent(sample: Any) -> None:
    data = sample.path.read_bytes()
    for percent in range(10, 100, 7):
        cut = data[: len(data) * (100 - percent) // 100]
        found: list[newsrec.Finding] = []
        try:
            with newsrec.iter_items(io.BytesIO(cut), format=sample.format, on_finding=found.append) as stream:
                list(stream)
        except newsrec.DecodeError:
            continue
        assert any(each.severity >= newsrec.Severity.WARNING for each in found), percent


ATTACKS = {
    "blanks": b" " * 300_000,
    "line ends": b"\n" * 300_000,
    "headers": b"eca0412 3 i 6\n" * 20_000,
    "starts": b"\x01" * 300_000,
    "carets": b"^" * 300_000,
    "brackets": b"(" * 300_000,
    "bars": b"|" * 300_000,
    "semicolons": b"a;" * 150_000,
    "capitals": b"A" * 300_000,
    "bullets": b"* a\n" * 75_000,
    "one word a line": b"a\n" * 150_000,
    "columns": b"a    b\n" * 40_000,
    "takes": b"=a\n" * 100_000,
    "starts of zczc": b"ZCZC\n" * 30_000,
    "equal signs": b" =\n" * 100_000,
}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("format", FORMATS)
def test_reading_is_linear_in_hostile_texts(format: str, attack: str) -> None:
    starts = {
        "iptc7901": b"\x01eca0412 3 i 6\r\n\nIce/\r\n\x02",
        "anpa1312": b"\x01W0412\x1fasian\nr i\x13\x11 BC-Ice 05-14 0006\n\x02",
        "zczc": b"ZCZC AAP\n",
    }

    def seconds(data: bytes) -> float:
        return min(once(data) for _ in range(3))

    def once(data: bytes) -> float:
        gc.disable()  # its rounds over many small parts are no time of the reader's
        start = time.process_time()
        try:
            with newsrec.iter_items(io.BytesIO(data), format=format, on_error="skip") as stream:
                for _ in stream:
                    pass
        except newsrec.DecodeError:
            pass
        finally:
            gc.enable()
        return time.process_time() - start

    text = ATTACKS[attack]
    small, large = (seconds(starts[format] + text[: len(text) // part]) for part in (8, 1))
    assert large < 30 * max(small, 0.01)


@pytest.mark.parametrize(
    "sample", [each for each in samples("good") if each.format in FORMATS], ids=lambda each: each.path.name
)
def test_no_control_character_comes_into_a_record_wherever_it_is(sample: Any) -> None:
    data = sample.path.read_bytes()
    for at in range(0, len(data), 1 + len(data) // 40):
        for control in (b"\x01", b"\x02", b"\x03", b"\x1b", b"\x1f"):
            found: list[str] = []
            damaged = data[:at] + control + data[at:]
            with newsrec.iter_items(io.BytesIO(damaged), format=sample.format, on_error="skip") as stream:
                try:
                    items = list(stream)
                except newsrec.DecodeError:
                    continue
            found += [value for item in items for _, value in walk(item, keys=True) if isinstance(value, str)]
            assert [value for value in found if CONTROL.search(value)] == []


CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")

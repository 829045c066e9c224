"""What real messages of agencies give: each assertion that is made of them, and where each word of them went.

The messages are reference material beside the project; without it these tests are skipped.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

import newsrec
from newsrec import Concept
from newsrec.paths import walk
from tests._corpus import SHARED

WIRES = SHARED / "corpus" / "wire"
FORMATS = ("iptc7901", "anpa1312", "zczc")

pytestmark = pytest.mark.skipif(not WIRES.exists(), reason="the reference messages are not here")

#: File → what is asserted of its story; the texts of bodies by what they begin with.
EXPECTED: dict[str, dict[str, Any]] = {
    "iptc7901/IPTC7901.txt": {
        "headline": "Germany Social Democrats: Coalition talks with Merkel could fail",
        "slugline": "Germany-politics",
        "urgency": 4,
        "sent": "2013-11-13T11:37:00+00:00",
        "dateline": "Berlin (dpa) - ",
        "body": "Negotiations between German conservatives headed by Chancellor",
        "raw": {"sequence": "062", "category": "i", "words": 211, "optional": "ccccb   dpa 061"},
        "sign-off": "dpa wsz jln npr",
        "private": "Wolfgang Schmidt",
    },
    "iptc7901/IPTC7901_odd_charset.txt": {
        "headline": "German football saddened by illness to striker legend Mueller",
        "slugline": "Germany-football/Munich/Mueller",
        "byline": "By Manuel Schwarz, dpa",
        "authors": ("Manuel Schwarz",),
        "signals": ("1ST LEAD",),
        "version": 2,
        "sent": "2015-10-07T13:41:00+00:00",
        "text": "Thomas Müller",
        "private": "Barry Whelan",
        "public": "adds comments by Germany coach Loew",
    },
    "iptc7901/dpa_copyright.txt": {
        "headline": "Impressum",
        "slugline": "Impressum",
        "signals": ("(Achtung)",),
        "raw": {"category": "rs", "words": 46},
        "sent": "2017-06-24T22:00:00+00:00",
    },
    "iptc7901/dpa_four_line.txt": {
        "headline": "Switzerland joins list of countries resisting UN migration pact",
        "slugline": "Switzerland/migration/UN",
        "keywords": ("Switzerland", "migration", "UN"),
        "signals": ("REFILE", "1ST LEAD"),
        "byline": "By dpa correspondents",
        "sent": "2018-11-21T23:22:00+00:00",
        "private": "Helen\u00a0Corbett",
        "public": "[UN migration pact](http://dpaq.de/hKivX)",
    },
    "iptc7901/dpa_two_line.txt": {
        "headline": "Peace talks on Yemen to take place in Sweden next month, Mattis says",
        "slugline": "Yemen/conflict",
        "signals": ("EXTRA",),
        "dateline": "Washington (dpa) - ",
        "sign-off": "dpa grj rmo",
    },
    "iptc7901/dpa_two_by_line.txt": {
        "headline": "Chiefs-Rams 2.0? Would be a fun Super Bowl, but don't count on it",
        "slugline": "American Football/NFL",
        "byline": "By Tom Krasovic, The San Diego Union-Tribune",
        "authors": ("Tom Krasovic",),
        "dateline": "San Diego (tca/dpa) - ",
        "sources": ("tca", "dpa"),
        "private": "Reporting by: Tom Krasovic",
    },
    "anpa1312/anpa-1.tst": {
        "headline": "For Argentine chemo patients, mirrors can hurt",
        "slugline": "BC-LT--Argentina-Cancer Beauty",
        "byline": "By PAUL BYRNE and ALMUDENA CALATRAVA",
        "authors": ("Paul Byrne", "Almudena Calatrava"),
        "urgency": 1,
        "sent": "2013-11-13T15:09:00+00:00",
        "dateline": "BUENOS AIRES, Argentina (AP) _ ",
        "raw": {"level": "W", "number": "2870", "category": "l", "words": 1049, "keyword_words": 466},
        "private": "Eds: With AP Photos.",
    },
    "anpa1312/anpa-2.tst": {
        "headline": "Prairies vanish in the US push for green energy",
        "slugline": "BC-US--Ethanol-Losing Grassland",
        "byline": "By CHET BROKAW and JACK GILLUM",
        "signals": ("1st Ld-Writethru",),
        "version": 2,
        "urgency": 5,
        "raw": {"number": "2607", "version": "1stLd-Writethru", "category": "a"},
        "private": "This is part of an Associated Press investigation into the hidden costs of green energy.",
    },
    "anpa1312/anpa-3.tst": {
        "headline": None,
        "slugline": "BC-WEA--Global Weather-Fahrenheit",
        "urgency": 3,
        "sent": "2013-11-13T07:13:00+00:00",
        "table": ("Amsterdam", "42", "50", "rn", "0.08", "39", "52", "pc", "39", "48", "rn"),
    },
    "anpa1312/anpa-4.tst": {
        "headline": "AP Top Entertainment News at 11:23 p.m. EST",
        "slugline": "AP-Top-Entertainment-Headlines",
        "body": "Ex-bodyguard testifies about lewd messages sent to Paltrow",
        "sent": "2016-02-10T04:23:00+00:00",
        "filed": "2016-02-09",
        "raw": {"number": "4644", "code": "*9006", "words": 121, "keyword_words": 176},
    },
    "zczc/612fa1dc-c476-425d-8c80-d40bdc9cc1d5.tst": {
        "headline": "GPS device to come off Vic teen",
        "slugline": "Legal: Causevic_BC6",
        "body": "A former Melbourne terror suspect no longer needs",
        "sign-off": "AAP RTV",
        "signals": ("(MELBOURNE)",),
    },
    "zczc/ED_841066_2_1.tst": {
        "headline": "Media release: Personal insolvencies rise 0.6% in the September quarter",
        "body": "Tue 13 October 2015",
        "raw": {"category": "J", "format": "X"},
    },
    "zczc/ED_867485_4_2.tst": {
        "headline": "ABS data released today shows building and construction is underpinning growth in the "
        "Australian economy",
        "body": "Total building work done rose by 1.2% to $26.1 billion in the June quarter",
    },
    "zczc/Standings__2014_14_635535729050675896.tst": {
        "headline": "MOTOR:  Collated results/standings after Sydney NRMA 500",
        "slugline": "Motor V8",
        "signals": ("Sydney NRMA 500",),
        "dateline": "SYDNEY, Dec 7 AAP - ",
        "sign-off": "AAP",
    },
    "zczc/bob_am_headlines.tst": {
        "headline": "Sydney headlines round-up Nov 06, 1200",
        "slugline": "AM Sydney headlines",
        "body": "Here are this morning's latest headlines...",
        "text": "a court has been told.",
    },
    "zczc/viflda004_7257.tst": {
        "headline": "RACING : Racing.Com Park FIELDS Thursday",
        "raw": {"channel": "FMG000", "routes": "YY TDR"},
        "text": " 1 _    2  Call Me Curtis  (1)    M J Dee (a)            58",
    },
    "zczc/viwhtn01_8594.tst": {
        "headline": "Eagle Farm WEIGHTS EAGLE FARM",
        "text": "Black Heart Bart (AUS) 58.0",
    },
}


def of_file(name: str) -> newsrec.NewsItem:
    """Return the story of a reference message, detected as the folder says."""
    data = (WIRES / name).read_bytes()
    assert newsrec.detect(data) == name.partition("/")[0]
    return newsrec.loads(data)


def _found(item: newsrec.NewsItem, what: str, format: str) -> Any:
    """Return what a story says of one of the names of EXPECTED."""
    raw = item.extra[format]
    notes = {
        public: "\n".join([note.value for note in item.ed_notes if note.public == public])
        for public in (True, False)
    }
    tables = [each for each in item.body if isinstance(each, newsrec.Table)]
    ways: dict[str, Any] = {
        "sent": lambda: str(item.version_created).replace(" ", "T"),
        "filed": lambda: str(item.first_created),
        "dateline": lambda: item.dateline and item.dateline.text,
        "sources": lambda: item.dateline and item.dateline.sources,
        "signals": lambda: tuple(each.name for each in item.signals),
        "keywords": lambda: tuple(map(str, item.keywords)),
        "sign-off": lambda: raw["signoff"],
        "private": lambda: notes[False],
        "public": lambda: notes[True],
        "body": lambda: newsrec.NewsItem(body=item.body).text,
        "table": lambda: tuple(
            newsrec.NewsItem(body=[newsrec.Table([row])]).text.split("\t") for row in tables[0].rows
        ),
    }
    return ways.get(what, lambda: getattr(item, what))()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_message_gives_what_is_asserted_of_it(name: str) -> None:
    item = of_file(name)
    format = name.partition("/")[0]
    for what, expected in EXPECTED[name].items():
        if what == "raw":
            assert {key: item.extra[format].get(key) for key in expected} == expected
            continue
        found = _found(item, what, format)
        if what == "table":
            assert list(expected) in list(found)
        elif what in {"private", "public", "text"}:
            assert expected in found
        elif what == "body":
            assert found.startswith(expected)
        else:
            assert found == expected, what


def test_every_reference_message_is_in_the_table() -> None:
    files = {f"{format}/{path.name}" for format in FORMATS for path in (WIRES / format).iterdir()}
    assert files == set(EXPECTED)


_WORD = re.compile(r"[^\W_]+(?:['’.:/-][^\W_]+)*")
_FRAME = frozenset(("ZCZC", "NNNN", "zczc"))


def words_of(text: str) -> set[str]:
    """Return the words of a text, without what only frames have."""
    return set(_WORD.findall(re.sub("[\x00-\x08\x0b-\x1f\x7f]", " ", text))) - _FRAME


@pytest.mark.parametrize("name", EXPECTED)
def test_every_word_of_a_message_has_a_place(name: str) -> None:
    data = (WIRES / name).read_bytes()
    findings: list[newsrec.Finding] = []
    item = newsrec.loads(data, on_finding=findings.append)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    values = [str(value) for _, value in walk(item, keys=True)]
    kept = "\n".join([*values, item.text, *map(str, findings)])
    flat = re.sub(r"\s+", " ", kept)
    missing = [word for word in words_of(text) if word not in flat and word.lstrip("0") not in flat]
    assert missing == []
    controls = [value for value in values if re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", value)]
    assert controls == []


@pytest.mark.parametrize("name", EXPECTED)
def test_a_message_comes_back_as_the_same_record_in_the_same_encoding(name: str) -> None:
    item = of_file(name)
    format = name.partition("/")[0]
    data = newsrec.dumps(item, format)
    assert newsrec.loads(data, format=format) == item
    assert newsrec.dumps(newsrec.loads(data, format=format), format) == data
    if "encoding" in item.extra[format]:
        data.decode(item.extra[format]["encoding"])
        with pytest.raises(UnicodeDecodeError):
            data.decode()


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("share", [0.9, 0.7, 0.5, 0.3])
def test_a_cut_message_is_never_silent(name: str, share: float) -> None:
    data = (WIRES / name).read_bytes()
    findings: list[newsrec.Finding] = []
    try:
        newsrec.loads(
            data[: int(len(data) * share)], format=name.partition("/")[0], on_finding=findings.append
        )
    except newsrec.DecodeError:
        return
    assert any(each.code in {"NR923", "NR926"} for each in findings)


def _stripped(data: bytes) -> bytes:
    return re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", b"", data)


#: What a gateway does to a message, none of which changes what it says.
GATEWAYS: dict[str, Any] = {
    "line feeds alone": lambda data: data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"),
    "carriage returns alone": lambda data: (
        data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r")
    ),
    "both": lambda data: data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n"),
    "padding": lambda data: b"\x7f\r\n\x7f\r\n" + data + b"\x7f\x7f\r\n\r\n",
    "a byte order mark": lambda data: (
        b"\xef\xbb\xbf" + data if b"\xa0" not in data and b"\xfc" not in data else data
    ),
}


@pytest.mark.parametrize("gateway", GATEWAYS)
@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_gateway_does_changes_no_story(name: str, gateway: str) -> None:
    data = (WIRES / name).read_bytes()
    changed = GATEWAYS[gateway](data)
    assert newsrec.detect(changed) == name.partition("/")[0]
    assert newsrec.loads(changed) == newsrec.loads(data)


@pytest.mark.parametrize("name", [name for name in EXPECTED if not name.startswith("zczc")])
def test_a_message_whose_control_characters_were_stripped_says_the_same(name: str) -> None:
    data = (WIRES / name).read_bytes()
    changed = _stripped(data)
    assert newsrec.detect(changed) == name.partition("/")[0]
    item, bare = newsrec.loads(data), newsrec.loads(changed)
    for field in (
        "headline",
        "slugline",
        "byline",
        "dateline",
        "urgency",
        "version_created",
        "signals",
        "ed_notes",
        "body",
    ):
        if field == "body" and name == "anpa1312/anpa-3.tst":
            continue  # that its lines are a table was said by a control character alone
        assert getattr(bare, field) == getattr(item, field), field


def test_a_code_of_a_category_has_the_scheme_of_its_agency() -> None:
    assert of_file("anpa1312/anpa-1.tst").subjects[0] == Concept(
        "Lifestyle", scheme="ap-category", code="l", rel="category"
    )
    assert of_file("iptc7901/dpa_two_line.txt").subjects[0].scheme == "dpa-category"

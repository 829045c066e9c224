"""Documents with one known fault each: what a check must find, and where.

A fault is a row: its name, what it damages, the code that a check gives, and a function that makes
it in a sound document and says at which byte the finding must point. The rows of a format stand in
`FAULTS`; a new format is a row of rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final, NamedTuple, TypeAlias

from hypothesis import strategies as st

from newsrec.codec.writing import dumps
from newsrec.errors import Position, position_at
from newsrec.formats import find_format
from newsrec.messages import suggest
from newsrec.model import Label, NewsItem, Party

Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]
Made: TypeAlias = tuple[bytes, int]


class Fault(NamedTuple):
    """One way to break a document: its name, what it damages, the code it must give, and its maker.

    `damages` is "encoding", "structure", "date", "envelope", "vocabulary" or "text".
    """

    name: str
    damages: str
    code: str
    make: Callable[[bytes, Draw], Made]


class Broken(NamedTuple):
    """A document with one fault, the code that a check must give, and the position that it must have."""

    data: bytes
    code: str
    position: Position


# -- sound documents -------------------------------------------------------------------------------

_HEADLINES = (
    "Ice closes the harbour",
    "Ferry runs again after the storm",
    "Pilots share their night watches",
)
_PEOPLE = ("Ann Ozola", "Joel Kask", "Ilze Kalniete")
_SENTENCES = (
    "The ice came in the night, and by morning nothing moved.",
    "It will not last, said Gerd Müller, a pilot of thirty years.",
    "The harbour of Liepāja opens on Monday, its master says.",
    "Ships wait outside, more of them each hour, he added.",
    "What it costs nobody can tell yet, the ministry writes.",
)
_EAST = timezone(timedelta(hours=3))
# Each story holds this one: what the faults of characters are made in.
_ALWAYS = "Captain Jürgen Šmits has seen worse winters than this, he says, and keeps photographs of them."


@st.composite
def sound_items(draw: st.DrawFn) -> NewsItem:
    """A plain story with nothing wrong: every format holds it, and no check finds an error in it."""
    person = draw(st.sampled_from(_PEOPLE))
    sentences = draw(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=4, unique=True))
    sentences.insert(draw(st.integers(0, len(sentences))), _ALWAYS)
    day = draw(st.integers(1, 28))
    return NewsItem(
        guid=f"urn:newsml:example.org:20240502:story-{draw(st.integers(1, 99))}",
        version=1,
        headline=draw(st.sampled_from(_HEADLINES)),
        version_created=datetime(2024, 5, day, draw(st.integers(0, 23)), 30, tzinfo=_EAST),
        published=date(2024, 5, day),
        byline=f"By {person}",
        creators=[Party.person(person)],
        provider="The Example Times",
        pub_status="usable",
        urgency=draw(st.integers(1, 8)),
        language="en",
        keywords=[Label("shipping")],
        body=sentences,
    )


# -- what the makers share -------------------------------------------------------------------------


def _changed(data: bytes, old: bytes, new: bytes, shift: int = 0) -> Made:
    """The data with the first of these bytes changed; the fault is `shift` bytes into the new ones."""
    at = data.index(old)
    return data[:at] + new + data[at + len(old) :], at + shift


def _foreign_byte(data: bytes, draw: Draw) -> Made:
    """A letter of Latin-1 put between two letters of a sentence: no byte sequence of UTF-8 has it."""
    start = data.index(b"has seen worse")
    at = start + draw(st.integers(1, 12))
    return data[:at] + b"\xfc" + data[at:], at


def _cut_character(data: bytes, _: Draw) -> Made:
    """A character of two bytes that has lost the second."""
    return _changed(data, "Š".encode(), "Š".encode()[:1])


def _in_utf16(data: bytes, draw: Draw) -> Made:
    """The whole document in another encoding."""
    mark, encoding = draw(st.sampled_from([(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]))
    return mark + data.decode().encode(encoding), 0


# -- wire ------------------------------------------------------------------------------------------

_BULLET = "  • ".encode()
_DATE = re.compile(rb"2024-05-[0-9]{2}")


def _wire_date(new: bytes) -> Callable[[bytes, Draw], Made]:
    def make(data: bytes, _: Draw) -> Made:
        found = next(_DATE.finditer(data))
        return data[: found.start()] + new + data[found.end() :], found.start()

    return make


def _wire_control(data: bytes, draw: Draw) -> Made:
    control = draw(st.sampled_from([b"\x1b", b"\x07", b"\x02", b"\x1f"]))
    at = data.index(b"has seen worse") + draw(st.integers(1, 12))
    return data[:at] + control + data[at:], at


def _wire_mojibake(data: bytes, _: Draw) -> Made:
    return _changed(data, "ürgen".encode(), "ürgen".encode().decode("cp1252").encode())


def _wire_no_text(data: bytes, draw: Draw) -> Made:
    del data
    return draw(st.sampled_from([b" ", b"\n", b" \n\n \n", b"\r\n"])), 0


def _wire_no_headline(data: bytes, _: Draw) -> Made:
    broken = data[data.index(b"\n\n") + 1 :]
    return broken, broken.index(_BULLET) + len(_BULLET)  # what is not there has the place of what is first


def _wire_no_body(data: bytes, _: Draw) -> Made:
    end = data.index(b"\n", data.rindex(_BULLET))
    return data[:end], 0


def _wire_repeated(data: bytes, _: Draw) -> Made:
    """A paragraph that stands in the story a second time, at its end."""
    return data + b"\n\n" + _ALWAYS.encode(), len(data) + 2


def _wire_markup(data: bytes, _: Draw) -> Made:
    broken, at = _changed(data, b"worse winters", b"<b>worse</b> winters")
    return broken, broken.rindex(b"\n", 0, at) + 1


WIRE: Final = (
    Fault("foreign-byte", "encoding", "NR901", _foreign_byte),
    Fault("cut-character", "encoding", "NR901", _cut_character),
    Fault("utf-16", "encoding", "NR901", _in_utf16),
    Fault("control-character", "text", "NR308", _wire_control),
    Fault("mojibake", "text", "NR311", _wire_mojibake),
    Fault("impossible-date", "date", "NR938", _wire_date(b"2024-02-30")),
    Fault("time-without-zone", "date", "NR931", _wire_date(b"2024-05-02T09:30")),
    Fault("no-text", "structure", "NR915", _wire_no_text),
    Fault("no-headline", "structure", "NR301", _wire_no_headline),
    Fault("no-body", "structure", "NR305", _wire_no_body),
    Fault("repeated-paragraph", "text", "NR316", _wire_repeated),
    Fault("markup", "text", "NR314", _wire_markup),
)


# -- json and jsonl --------------------------------------------------------------------------------


def _json_value(key: str, new: bytes) -> Callable[[bytes, Draw], Made]:
    """A maker that gives a key another value: the finding points at the value."""
    pattern = re.compile(rb'"%b":("[^"]*"|[0-9]+)' % key.encode())

    def make(data: bytes, _: Draw) -> Made:
        found = next(pattern.finditer(data))
        return data[: found.start(1)] + new + data[found.end(1) :], found.start(1)

    return make


def _json_truncated(data: bytes, draw: Draw) -> Made:
    """The end of the document lost, from a place between two values on."""
    ends = [found.start() for found in re.finditer(rb',"', data)]
    at = draw(st.sampled_from(ends))
    return data[:at], at


def _json_no_comma(before: bytes) -> Callable[[bytes, Draw], Made]:
    """A maker that takes the comma before a key away."""
    return lambda data, _: _changed(data, before, before[1:])


def _json_twice(data: bytes, _: Draw) -> Made:
    return _changed(data, b',"byline"', b',"headline":"Another","byline"', 1)


def _json_unknown(data: bytes, _: Draw) -> Made:
    return _changed(data, b',"published"', b',"headlines":"Another","published"', len(b',"headlines":'))


def _json_surrogate(data: bytes, draw: Draw) -> Made:
    half = draw(st.sampled_from([b"\\ud83d", b"\\uDC00"]))
    return _changed(data, b"has seen", half + b"has seen")


def _json_control(data: bytes, _: Draw) -> Made:
    return _in_paragraph(data, b"has seen", b"has \\u001b seen")


def _json_raw_control(data: bytes, _: Draw) -> Made:
    return _changed(data, b"has seen", b"has \x1b seen", 4)


def _json_mojibake(data: bytes, _: Draw) -> Made:
    return _in_paragraph(data, "ürgen".encode(), "ürgen".encode().decode("cp1252").encode())


def _in_paragraph(data: bytes, old: bytes, new: bytes) -> Made:
    """A change in a paragraph: the finding points at the paragraph's text."""
    broken, at = _changed(data, old, new)
    return broken, broken.rindex(b'"', 0, at)


def _json_no_headline(data: bytes, _: Draw) -> Made:
    return re.sub(rb'"headline":"[^"]*",', b"", data, count=1), 0


_RECORD: Final = (
    Fault("foreign-byte", "encoding", "NR901", _foreign_byte),
    Fault("cut-character", "encoding", "NR901", _cut_character),
    Fault("truncated", "structure", "NR940", _json_truncated),
    Fault("missing-comma", "structure", "NR940", _json_no_comma(b',"published"')),
    Fault("raw-control-character", "structure", "NR940", _json_raw_control),
    Fault("key-twice", "structure", "NR941", _json_twice),
    Fault("wrong-kind", "structure", "NR942", _json_value("headline", b"17")),
    Fault("impossible-date", "date", "NR942", _json_value("published", b'"2024-02-30"')),
    Fault("unknown-key", "structure", "NR943", _json_unknown),
    Fault("not-a-number", "structure", "NR946", _json_value("urgency", b"NaN")),
    Fault("half-a-character", "encoding", "NR947", _json_surrogate),
    Fault("wrong-version", "envelope", "NR948", _json_value("newsrec", b'"one"')),
    Fault("unknown-status", "vocabulary", "NR106", _json_value("pub_status", b'"usabel"')),
    Fault("no-headline", "text", "NR301", _json_no_headline),
    Fault("control-character", "text", "NR308", _json_control),
    Fault("mojibake", "text", "NR311", _json_mojibake),
)
JSON: Final = (*_RECORD, Fault("utf-16", "encoding", "NR901", _in_utf16))


# -- ninjs -----------------------------------------------------------------------------------------


def _ninjs_twice(data: bytes, _: Draw) -> Made:
    return _changed(data, b',"by"', b',"language":"de","by"', 1)


def _ninjs_unknown(data: bytes, _: Draw) -> Made:
    return _changed(data, b',"by"', b',"headlin":"Another","by"')[0], 0


def _ninjs_mojibake(data: bytes, _: Draw) -> Made:
    """A misread letter in the body, whose place is the list of bodies."""
    broken, _at = _changed(data, "ürgen".encode(), "ürgen".encode().decode("cp1252").encode())
    return broken, broken.index(b'"bodies":') + len(b'"bodies":')


def _ninjs_no_headline(data: bytes, _: Draw) -> Made:
    return re.sub(rb'"headlines":\[[^]]*\],', b"", data, count=1), 0


NINJS: Final = (
    Fault("foreign-byte", "encoding", "NR901", _foreign_byte),
    Fault("cut-character", "encoding", "NR901", _cut_character),
    Fault("utf-16", "encoding", "NR901", _in_utf16),
    Fault("half-a-character", "encoding", "NR947", _json_surrogate),
    Fault("truncated", "structure", "NR940", _json_truncated),
    Fault("missing-comma", "structure", "NR940", _json_no_comma(b',"by"')),
    Fault("raw-control-character", "structure", "NR940", _json_raw_control),
    Fault("key-twice", "structure", "NR941", _ninjs_twice),
    Fault("unknown-key", "structure", "NR943", _ninjs_unknown),
    Fault("not-a-number", "structure", "NR946", _json_value("urgency", b"NaN")),
    Fault("impossible-date", "date", "NR938", _json_value("versionCreated", b'"2024-02-30T09:30:00Z"')),
    Fault("time-without-zone", "date", "NR931", _json_value("versionCreated", b'"2024-05-02T09:30:00"')),
    Fault("misspelt-status", "vocabulary", "NR939", _json_value("pubStatus", b'"cancelled"')),
    Fault("no-headline", "text", "NR301", _ninjs_no_headline),
    Fault("mojibake", "text", "NR311", _ninjs_mojibake),
)


# -- jsonld ----------------------------------------------------------------------------------------


def _ld_no_article(data: bytes, _: Draw) -> Made:
    return _changed(data, b'"NewsArticle"', b'"Recipe"')[0], 0


JSONLD: Final = (
    Fault("foreign-byte", "encoding", "NR901", _foreign_byte),
    Fault("cut-character", "encoding", "NR901", _cut_character),
    Fault("utf-16", "encoding", "NR901", _in_utf16),
    Fault("half-a-character", "encoding", "NR947", _json_surrogate),
    Fault("truncated", "structure", "NR940", _json_truncated),
    Fault("missing-comma", "structure", "NR940", _json_no_comma(b',"author"')),
    Fault("raw-control-character", "structure", "NR940", _json_raw_control),
    Fault("not-a-number", "structure", "NR946", _json_value("version", b"NaN")),
    Fault("no-article", "structure", "NR973", _ld_no_article),
    Fault("impossible-date", "date", "NR938", _json_value("datePublished", b'"2024-02-30"')),
    Fault("time-without-zone", "date", "NR931", _json_value("dateModified", b'"2024-05-02T09:30:00"')),
    Fault("unknown-language", "vocabulary", "NR401", _json_value("inLanguage", b'"english"')),
    Fault("no-headline", "text", "NR301", _json_no_headline),
    Fault("control-character", "text", "NR308", _json_control),
    Fault("mojibake", "text", "NR311", _json_mojibake),
)


# -- html ------------------------------------------------------------------------------------------


def _page_without_headline(data: bytes, _: Draw) -> Made:
    broken = _json_no_headline(data, _)[0]
    return broken, broken.index(b'<meta property="og:title"')  # what else in the page says the headline


def _page_mojibake(data: bytes, _: Draw) -> Made:
    """A misread letter both in the JSON-LD and in the article."""
    old, new = "ürgen".encode(), "ürgen".encode().decode("cp1252").encode()
    return data.replace(old, new), data.rindex(b'"', 0, data.index(old))


def _page_stray_byte(data: bytes, draw: Draw) -> Made:
    """A byte of Latin-1 in the page's style, which tells nothing of the story."""
    at = data.index(b"color-scheme") + draw(st.integers(0, 12))
    return data[:at] + b"\xfc" + data[at:], at


HTML: Final = (
    Fault("foreign-byte", "encoding", "NR981", _foreign_byte),
    Fault("cut-character", "encoding", "NR981", _cut_character),
    Fault("stray-byte", "encoding", "NR988", _page_stray_byte),
    Fault("half-a-character", "encoding", "NR980", _json_surrogate),
    Fault("missing-comma", "structure", "NR981", _json_no_comma(b',"author"')),
    Fault("raw-control-character", "structure", "NR980", _json_raw_control),
    Fault("not-a-number", "structure", "NR981", _json_value("version", b"NaN")),
    Fault("impossible-date", "date", "NR938", _json_value("datePublished", b'"2024-02-30"')),
    Fault("time-without-zone", "date", "NR931", _json_value("dateModified", b'"2024-05-02T09:30:00"')),
    Fault("unknown-language", "vocabulary", "NR401", _json_value("inLanguage", b'"english"')),
    Fault("no-headline", "text", "NR301", _page_without_headline),
    Fault("mojibake", "text", "NR311", _page_mojibake),
)


# -- newsml-g2 -------------------------------------------------------------------------------------


def _xml_text(element: str, new: bytes) -> Callable[[bytes, Draw], Made]:
    """A maker that gives an element another text: the finding points at the element."""
    pattern = re.compile(rb"<%b[^>]*>([^<]*)</" % element.encode())

    def make(data: bytes, _: Draw) -> Made:
        found = next(pattern.finditer(data))
        return data[: found.start(1)] + new + data[found.end(1) :], found.start()

    return make


def _xml_end_tag(data: bytes, _: Draw) -> Made:
    """An end tag of another name than the start tag."""
    return _changed(data, b"</headline>", b"</headlin>", 2)


def _xml_entity(data: bytes, _: Draw) -> Made:
    return _changed(data, b"has seen", b"has &seen; seen", 4)


def _xml_control(data: bytes, draw: Draw) -> Made:
    control = draw(st.sampled_from([b"\x1b", b"\x07", b"\x02"]))
    return _changed(data, b"has seen", b"has " + control + b" seen", 4)


def _xml_truncated(data: bytes, draw: Draw) -> Made:
    """The end of the document lost, from the beginning of a tag on."""
    at = draw(st.sampled_from([found.start() for found in re.finditer(rb"<[a-z]", data)][1:]))
    return data[:at], at


def _xml_doctype(data: bytes, _: Draw) -> Made:
    return _changed(data, b"<newsItem", b"<!DOCTYPE newsItem>\n<newsItem")


def _xml_other_kind(data: bytes, _: Draw) -> Made:
    at = data.index(b"<newsItem")
    return data.replace(b"newsItem", b"conceptItem"), at


def _xml_other_vocabulary(data: bytes, _: Draw) -> Made:
    at = data.index(b"<newsItem")
    return data.replace(b"http://iptc.org/std/nar/2006-10-01/", b"http://example.org/"), at


def _xml_status(data: bytes, _: Draw) -> Made:
    broken, at = _changed(data, b"stat:usable", b"stat:cancelled")
    return broken, broken.rindex(b"<", 0, at)


def _xml_mojibake(data: bytes, _: Draw) -> Made:
    broken, at = _wire_mojibake(data, _)
    return broken, broken.rindex(b"<p", 0, at)


NEWSML_G2: Final = (
    Fault("foreign-byte", "encoding", "NR950", _foreign_byte),
    Fault("cut-character", "encoding", "NR950", _cut_character),
    Fault("control-character", "encoding", "NR950", _xml_control),
    Fault("truncated", "structure", "NR950", _xml_truncated),
    Fault("wrong-end-tag", "structure", "NR950", _xml_end_tag),
    Fault("unknown-entity", "structure", "NR950", _xml_entity),
    Fault("doctype", "structure", "NR951", _xml_doctype),
    Fault("other-kind", "structure", "NR953", _xml_other_kind),
    Fault("other-vocabulary", "envelope", "NR958", _xml_other_vocabulary),
    Fault("impossible-date", "date", "NR954", _xml_text("versionCreated", b"2024-02-30T10:00:00+02:00")),
    Fault("time-without-zone", "date", "NR963", _xml_text("versionCreated", b"2024-02-20T10:00:00")),
    Fault("wrong-urgency", "vocabulary", "NR954", _xml_text("urgency", b"high")),
    Fault("misspelt-status", "vocabulary", "NR939", _xml_status),
    Fault("mojibake", "text", "NR311", _xml_mojibake),
)


# -- nitf ------------------------------------------------------------------------------------------


def _nitf_attribute(element: str, new: bytes) -> Callable[[bytes, Draw], Made]:
    """A maker that gives the first attribute of an element another value: the element is the place."""
    pattern = re.compile(rb'<%b [a-z.-]+="([^"]*)"' % element.encode())

    def make(data: bytes, _: Draw) -> Made:
        found = next(pattern.finditer(data))
        return data[: found.start(1)] + new + data[found.end(1) :], found.start()

    return make


def _nitf_doctype(data: bytes, _: Draw) -> Made:
    return _changed(data, b"<nitf ", b'<!DOCTYPE nitf [<!ENTITY a "b">]>\n<nitf ')


def _nitf_no_headline(data: bytes, _: Draw) -> Made:
    broken = re.sub(rb"<hl1>[^<]*</hl1>", b"", data, count=1)
    return broken, broken.index(b"<nitf")


NITF: Final = (
    Fault("foreign-byte", "encoding", "NR950", _foreign_byte),
    Fault("cut-character", "encoding", "NR950", _cut_character),
    Fault("control-character", "encoding", "NR950", _xml_control),
    Fault("truncated", "structure", "NR950", _xml_truncated),
    Fault("wrong-end-tag", "structure", "NR950", lambda data, _: _changed(data, b"</hl1>", b"</hl2>", 2)),
    Fault("unknown-entity", "structure", "NR950", _xml_entity),
    Fault("doctype", "structure", "NR951", _nitf_doctype),
    Fault("impossible-date", "date", "NR938", _nitf_attribute("date.issue", b"2024-02-30T10:00:00Z")),
    Fault("time-without-zone", "date", "NR931", _nitf_attribute("date.issue", b"20240220T100000")),
    Fault("misspelt-status", "vocabulary", "NR939", _nitf_attribute("docdata", b"cancelled")),
    Fault("no-headline", "text", "NR301", _nitf_no_headline),
    Fault("mojibake", "text", "NR311", _xml_mojibake),
)


# -- telex -----------------------------------------------------------------------------------------


def _telex_truncated(data: bytes, draw: Draw) -> Made:
    """The end of the message lost, from a word of the text on; the finding points at the last line."""
    start = data.index(b"has seen worse")
    cut = data[: start + draw(st.integers(4, 14))]
    return cut, max(cut.rfind(b"\n"), cut.rfind(b"\r")) + 1


def _telex_no_time(data: bytes, _: Draw) -> Made:
    """A day that no month has, in the line below the text."""
    at = data.index(b"\x03")
    day = re.compile(rb"[0-9]{6} GMT|[0-9]{2}-[0-9]{2}-24").search(data, at)
    assert day is not None  # noqa: S101 - a sound message has its time
    new = b"320930 GMT" if day[0].endswith(b"GMT") else b"05-32-24"
    return data[: day.start()] + new + data[day.end() :], data.rindex(b"\n", 0, at) + 1


def _telex_noise(data: bytes, _: Draw) -> Made:
    return b"the rest of another story\r\n" + data, 0


def _telex_priority(data: bytes, _: Draw) -> Made:
    """A letter where the header has its digit."""
    at = data.index(b" ", data.index(b"\x01")) + 1
    return data[:at] + b"x" + data[at + 1 :], data.index(b"\x01")


def _telex_embargo(data: bytes, _: Draw) -> Made:
    """An embargo until a day that no month has."""
    at = data.index(b"^")
    return data[:at] + b"=EMBARGOED UNTIL 30 February 2024 09:00 GMT\r\n" + data[at:], at


_TELEX: Final = (
    Fault("cut-character", "encoding", "NR901", _cut_character),
    Fault("foreign-byte", "encoding", "NR901", _foreign_byte),
    Fault("truncated", "structure", "NR923", _telex_truncated),
    Fault("noise", "structure", "NR925", _telex_noise),
    Fault("mojibake", "text", "NR311", _wire_mojibake),
)
IPTC7901: Final = (
    *_TELEX,
    Fault("no-priority", "structure", "NR926", _telex_priority),
    Fault("impossible-date", "date", "NR930", _telex_no_time),
)
ANPA1312: Final = (*_TELEX, Fault("impossible-date", "date", "NR930", _telex_no_time))
ZCZC: Final = (*_TELEX, Fault("impossible-embargo", "date", "NR937", _telex_embargo))


# -- the table -------------------------------------------------------------------------------------

#: Format → its faults.
FAULTS: Final[dict[str, tuple[Fault, ...]]] = {
    "iptc7901": IPTC7901,
    "anpa1312": ANPA1312,
    "zczc": ZCZC,
    "wire": WIRE,
    "json": JSON,
    "jsonl": _RECORD,
    "ninjs": NINJS,
    "jsonld": JSONLD,
    "html": HTML,
    "newsml-g2": NEWSML_G2,
    "nitf": NITF,
}


def broken(format: str, fault: str | None = None) -> st.SearchStrategy[Broken]:
    """Documents with one known fault, each with the code and position that `check` must give.

    `fault` is the name of one of the format's faults; without it any of them is drawn. They are
    listed in the documentation and in `FAULTS`: a closed list, so that a test can tell them all.
    Apart from the fault the documents are sound, and what they hold is a plain story. An unknown
    format is an UnknownFormatError, a format or a fault that is not in the list a ValueError.

    >>> from hypothesis import given
    >>> from newsrec import check
    >>> @given(broken("json", "impossible-date"))
    ... def test_the_desk_is_told(case):
    ...     found = check(case.data, format="json").errors
    ...     assert (found[0].code, found[0].position) == (case.code, case.position)
    >>> test_the_desk_is_told()
    """
    name = find_format(format).name
    if name not in FAULTS:
        msg = f"no faults are known for {name}, only for {', '.join(FAULTS)}"
        raise ValueError(msg)
    faults = {each.name: each for each in FAULTS[name]}
    if fault is not None and fault not in faults:
        msg = f"{name} has no fault {fault!r}{suggest(fault, faults)}; it has {', '.join(faults)}"
        raise ValueError(msg)
    return _documents(name, tuple(faults.values()) if fault is None else (faults[fault],))


@st.composite
def _documents(draw: st.DrawFn, format: str, faults: tuple[Fault, ...]) -> Broken:
    fault = draw(st.sampled_from(faults))
    item = draw(sound_items())
    before = after = b""
    if format == "jsonl":  # its stories do not touch one another, so others may stand around
        beside = draw(st.lists(sound_items(), max_size=4, unique_by=lambda each: each.guid))
        others = [dumps(each, format) for each in beside if each.guid != item.guid]
        first = draw(st.integers(0, len(others)))
        before, after = b"".join(others[:first]), b"".join(others[first:])
    story = dumps(item, format)
    data, offset = fault.make(story.removesuffix(b"\n"), draw)
    whole = before + data + (b"\n" if after else b"") + after
    return Broken(whole, fault.code, position_at(whole, len(before) + offset))

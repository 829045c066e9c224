"""XML is read safely: nothing is opened, nothing grows without end, and every fault has its place."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pytest

from newsrec.errors import DecodeError
from newsrec.formats._format import Reading
from newsrec.formats._xml import parsing, streams

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

PLAIN = Reading()
HUGE = Reading(None, {"huge": True})


def refused(data: bytes, reading: Reading = PLAIN) -> DecodeError:
    with pytest.raises(DecodeError) as caught:
        parsing.parse(data, reading)
    return caught.value


# -- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE a SYSTEM "file:{path}">',
        '<!DOCTYPE a [<!ENTITY e SYSTEM "file:{path}">]>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:{path}"> %p;]>',
        '<!DOCTYPE a [<!ENTITY e "text">]>',
        "<!DOCTYPE a>",
        '<!-- a comment first --><?pi x?><!DOCTYPE a [<!ENTITY e "{path}">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_declaration_is_refused_and_nothing_opened(prolog: str, encoding: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("LEAK", encoding="utf-8")
    body = f"{prolog.format(path=secret)}<a>&amp;</a>"
    head = "" if encoding == "utf-8" else f'<?xml version="1.0" encoding="{encoding}"?>'
    data = head.encode() + body.encode("utf-7") if encoding == "utf-7" else (head + body).encode(encoding)
    error = refused(data)
    assert error.code == "NR951"
    assert "LEAK" not in str(error)


def test_declaration_behind_a_false_start_is_refused() -> None:
    data = (
        b'<?xml version="1.0" encoding="UTF-7"?><?pi "UTF-8"?>'
        + '<!DOCTYPE a [<!ENTITY e "x">]><a/>'.encode("utf-7")
    )
    assert refused(data).code == "NR951"


def test_bombs_are_refused_at_once() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><a>&l11;</a>'.encode()
    start = time.process_time()
    assert refused(bomb).code in ("NR950", "NR951")
    assert time.process_time() - start < 1


def test_depth_is_limited_and_the_limit_can_be_raised() -> None:
    deep = b"<a>" * 1000 + b"</a>" * 1000
    error = refused(deep)
    assert (error.code, error.hint) == ("NR952", "the option huge raises the limits")
    assert parsing.parse(deep, HUGE).tag == "a"
    assert refused(b"<a>" * 10_000 + b"</a>" * 10_000, HUGE).code == "NR952"


def test_length_of_a_text_is_limited() -> None:
    assert refused(b"<a>" + b"x" * 10_000_001 + b"</a>").code == "NR952"


def test_attributes_are_counted_before_they_are_read() -> None:
    many = b"<a>\n<b " + b" ".join(b'a%d=">"' % number for number in range(100_000)) + b"/></a>"
    start = time.process_time()
    error = refused(many)
    assert time.process_time() - start < 2
    assert (error.code, error.line) == ("NR952", 2)
    assert (
        parsing.parse(b"<a " + b" ".join(b"a%d=''" % number for number in range(256)) + b"/>", PLAIN).tag
        == "a"
    )
    assert (
        parsing.parse(b"<a " + b" ".join(b"a%d=''" % number for number in range(257)) + b"/>", HUGE).tag
        == "a"
    )


@pytest.mark.parametrize("space", ["", "\n" * 2000, "é=<b/>" * 500, "<!--<a=-->" * 20])
@pytest.mark.parametrize("head", ["", '<?xml version="1.0" encoding="UTF-8"?>\n', "\ufeff"])
@pytest.mark.parametrize("size", [1, 7, 1280, 100_000])
@pytest.mark.parametrize("number", [3, 256, 257])
def test_crowds_are_told_by_the_bytes(
    space: str, head: str, size: int, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = "<a " + " ".join(f"a{index}='>'" for index in range(number)) + "/>"
    data = f"{head}<r>{space}{tag}{space}</r>".encode()
    code = "NR952" if number > 256 else None
    monkeypatch.setattr(streams, "_BLOCK", size)
    streamed = [getattr(each, "code", None) for each in streams.elements(io.BytesIO(data), ("a",), PLAIN)]
    assert streamed == [code]
    if code:
        assert refused(data).code == code
    else:
        assert parsing.parse(data, PLAIN).tag == "r"


def test_bytes_of_another_encoding_tell_nothing_of_crowds() -> None:
    """In HZ, `<` is the half of a Chinese character."""
    many = " ".join(f"a{index}='~{{<W~}}'" for index in range(257))
    data = f'<?xml version="1.0" encoding="hz"?><r><a {many}/></r>'.encode()
    assert refused(data).code == "NR952"
    assert [getattr(each, "code", None) for each in streams.elements(io.BytesIO(data), ("a",), PLAIN)] == [
        "NR952"
    ]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"", 1, 1),
        (b"<a>\n  <b></a>", 2, 8),
        (b"<a>\r\n\xc4\x81\xc4\x81 &nbsp;</a>", 2, 4),
        (b"<a>\n\n<b", 3, 1),
        (b"<a>x & y</a>", 1, 7),
        (b"<a>\x00</a>", 1, 4),
        (b"<a/><a/>", 1, 5),
        (b"<x:a/>", 1, 1),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', 1, 1),
        (b"<a>\xff</a>", 1, 4),
    ],
)
def test_fault_has_its_place(data: bytes, line: int, column: int) -> None:
    error = refused(data)
    assert error.code == "NR950"
    assert error.line == line
    if column > 1:
        assert error.column == column


def test_fault_of_utf_16_is_placed_by_its_characters() -> None:
    error = refused("<a>\n<ā>é</b>".encode("utf-16"))
    assert (error.line, error.column) == (2, 7)


# -- what is accepted -----------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "utf-32"])
def test_declared_encodings_are_read(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    data = f'<?xml version="1.0" encoding="{declared}"?><a>é</a>'.encode(encoding)
    assert parsing.parse(data, PLAIN).text == "é"


def test_text_is_utf_8_whatever_it_declares() -> None:
    data = '<?xml version="1.0" encoding="iso-8859-1"?><a>ā</a>'.encode()
    assert parsing.parse(data, Reading(from_text=True)).text == "ā"


def test_comments_and_instructions_do_not_cut_a_text() -> None:
    assert (
        parsing.parse(b"<a>user@good.com<!-- x --><?y?>.example</a>", PLAIN).text == "user@good.com.example"
    )


# -- pieces of a document -------------------------------------------------------------------------


def child(data: str) -> etree._Element:
    return parsing.parse(data.encode(), PLAIN)[0]


@pytest.mark.parametrize(
    "piece",
    [
        '<a xmlns="urn:a">text</a>',
        '<a xmlns="urn:a"/>',
        '<a xmlns="urn:a" b="1" a="2" xml:lang="de">x &amp; y &lt; z &gt;</a>',
        '<p:a xmlns:p="urn:p" p:q="1"><p:b/>tail</p:a>',
        '<a xmlns="urn:a"><b xmlns="urn:b"/></a>',
        '<a xmlns="relative"><b p:c="&#10;&quot;" xmlns:p="../also"/></a>',
    ],
)
def test_piece_stands_alone_and_is_the_same_in_any_document(piece: str) -> None:
    for around in (
        "<r>{}</r>",
        '<r xmlns="urn:r" xmlns:x="urn:x">{}</r>',
        '<x:r xmlns="urn:a" xmlns:x="urn:x" xmlns:p="urn:other">\n{}\n</x:r>',
    ):
        alone = parsing.alone(child(around.format(piece)))
        assert parsing.alone(child(f"<w>{alone}</w>")) == alone
        assert parsing.alone(parsing.parse(alone.encode(), PLAIN)) == alone


def test_piece_takes_along_only_the_namespaces_that_it_uses() -> None:
    document = '<r xmlns:u="urn:unused" xmlns:p="urn:p"><p:a>no u: here</p:a><u:b/></r>'
    assert parsing.alone(child(document)) == '<p:a xmlns:p="urn:p">no u: here</p:a>'


def test_control_characters_of_attributes_and_cr_survive() -> None:
    text = 'a\tb\nc\rd"e&<>'
    data = f'<a b="{parsing.escape_attribute(text)}">{parsing.escape(text)}</a>'
    root = parsing.parse(data.encode(), PLAIN)
    assert (root.get("b"), root.text) == (text, text)


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_characters_that_xml_forbids_are_found(character: str) -> None:
    assert parsing.encode_xml(f"ab{character}") is None
    assert parsing.illegal_at(f"ab{character}") == 2


@pytest.mark.parametrize("text", ["", "a\t\n\r", "\x7f\x85", "\ufdd0\U0001fffe", "ā\U0001f600"])
def test_characters_that_xml_allows_pass(text: str) -> None:
    assert parsing.encode_xml(text) == text.encode()
    assert parsing.illegal_at(text) is None


# -- streams and schemas --------------------------------------------------------------------------


def test_elements_come_one_by_one_and_a_break_is_the_last() -> None:
    data = b"<r><a>1</a><b/><a>2</a><a>3</r>"
    found = list(streams.elements(io.BytesIO(data), ("a",), PLAIN))
    assert isinstance(found[-1], DecodeError)
    assert found[-1].code == "NR950"
    assert len(found) == 3


def test_stream_refuses_declarations_and_crowds_too() -> None:
    declared = list(streams.elements(io.BytesIO(b'<!DOCTYPE r [<!ENTITY e "x">]><r><a/></r>'), ("a",), PLAIN))
    assert [each.code for each in declared if isinstance(each, DecodeError)] == ["NR951"]
    crowd = b"<r><a " + b" ".join(b"a%d=''" % number for number in range(300)) + b"/><a/></r>"
    codes = [getattr(each, "code", None) for each in streams.elements(io.BytesIO(crowd), ("a",), PLAIN)]
    assert codes == ["NR952", None]


def test_schema_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.xsd"
    path.write_text("<nothing/>", encoding="utf-8")
    with pytest.raises(DecodeError, match="cannot be used as a schema") as caught:
        parsing.schema(str(path))
    assert caught.value.code == "NR956"
    with pytest.raises(FileNotFoundError):
        parsing.schema(str(tmp_path / "missing.xsd"))

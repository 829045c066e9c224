"""NITF, the News Industry Text Format: one story a document, its text marked up, facts about it in its head.

    <nitf><head><docdata><doc-id id-string="…"/>…</docdata></head><body><body.head>…</body.head>
    <body.content><p>…</p></body.content></body></nitf>

Source: IPTC, NITF 3.6: https://iptc.org/standards/nitf/. Versions from 3.0 on are read, with and without the
namespace and with a reference to a DTD, which is never fetched; 3.6 is written, valid by its schema for every
record. Bodies of NITF in NewsML-G2 are read and written by the same `_nitf`.
"""

from __future__ import annotations

import re
from html.entities import name2codepoint
from typing import TYPE_CHECKING, Any, Final

import attrs

from newsrec.errors import DecodeError, EncodeError, Position
from newsrec.formats._format import Decoded
from newsrec.formats._text.refused import refused_character
from newsrec.formats._xml import parsing
from newsrec.formats._xml.parsing import ILLEGAL, local_name
from newsrec.formats.nitf.reader import StoryReader
from newsrec.formats.nitf.writer import write_document
from newsrec.paths import texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsrec.findings import Finding
    from newsrec.formats._format import Reading, Writing
    from newsrec.model import NewsItem

#: What the format changes on purpose, and why.
LOSSES: Final = {
    "dateline": ("NR804", "the dateline stands in the text, and its place in an element"),
    "creators": ("NR804", "the byline names them"),
    "embargoed": ("NR802", "NITF says the end of an embargo only: one without an end is withheld"),
    "published": ("NR802", "NITF has a release, which after the issue is an embargo"),
}

_START: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?+(?:<\?xml[^>]*+>|<!--(?:[^-]++|-(?!->))*+-->|<!DOCTYPE[^>]*+>|\s++)*+<nitf[\s>/:]"
)
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE\s+nitf\b[^\[\]<>]*>")
_ENTITY: Final = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,10});")
_OF_XML: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})


def sniff(head: bytes) -> bool:
    """Whether the first element is `nitf`."""
    return _START.match(head) is not None


def decode(data: bytes, reading: Reading) -> Decoded:
    """Return the story of a document; DecodeError, with its place, for what is no NITF."""
    root = parsing.parse(_without_doctype(data), reading)
    if local_name(root) != "nitf":
        message = f"the document begins with the element {local_name(root)}, expected nitf"
        raise DecodeError(message, code="NR903", position=Position(0, 1, 1))
    reader = StoryReader(reading)
    item = reader.read(root)
    return Decoded((item,), _with_places(reader.findings, data), None, (reader.sidecar,))


def _with_places(findings: list[Finding], data: bytes) -> tuple[Finding, ...]:
    """Give findings that know their line alone its offset."""
    if all(each.position is None for each in findings):
        return tuple(findings)
    starts = parsing.line_starts(data)
    return tuple(
        [
            each
            if each.position is None
            else attrs.evolve(each, position=parsing.at_line(each.position.line, starts))
            for each in findings
        ]
    )


def _without_doctype(data: bytes) -> bytes:
    """Blank out a reference to a DTD, which is not fetched, and write its named characters as numbers.

    A declaration with content of its own stays, and is refused: it could open files.
    """
    found = _DOCTYPE.search(data, 0, 4096)
    if found is None:
        return data
    blank = bytes(each if each in b"\r\n" else 0x20 for each in found[0])
    return data[: found.start()] + blank + _ENTITY.sub(_to_number, data[found.end() :])


def _to_number(entity: re.Match[bytes]) -> bytes:
    name = entity[1].decode()
    known = name not in _OF_XML and name in name2codepoint
    return b"&#%d;" % name2codepoint[name] if known else entity[0]


def encode(item: NewsItem, writing: Writing) -> bytes:
    """Return one story; EncodeError for a character that XML cannot hold, and for parts nested too deep."""
    try:
        text = write_document(item, writing)
    except RecursionError as error:
        message = "the story has parts too deep in one another"
        raise EncodeError(message, code="NR957") from error
    data = parsing.encode_xml('<?xml version="1.0" encoding="UTF-8"?>\n' + text)
    if data is None:
        raise refused_character(texts(item), ILLEGAL, "XML", written=text)
    return data


#: Record path → the elements that it is read from; the first that the document has is its place.
_READ_FROM: Final = {
    "guid": ("doc-id",), "pub_status": ("docdata",), "urgency": ("urgency",),
    "version_created": ("date.issue",),
    "published": ("date.release", "pubdata"), "embargoed": ("date.release",), "expires": ("date.expire",),
    "title": ("title",), "headline": ("hl1",), "alt_headlines": ("hl2",), "byline": ("byline",),
    "creators": ("byline",), "dateline": ("dateline",), "provider": ("distributor",), "slugline": ("du-key",),
    "version": ("du-key",), "keywords": ("key-list",), "subjects": ("tobject",), "genres": ("tobject",),
    "ed_notes": ("ed-msg", "note"), "rights": ("doc.copyright", "doc.rights", "rights"),
    "descriptions": ("abstract",), "body": ("body.content",), "links": ("media",),
    "contributors": ("revision-history",), "language": ("nitf",),
}  # fmt: skip


def positions(data: bytes, reading: Reading) -> tuple[Mapping[str, Position], ...]:
    """Return the place of each part of the story, by its path; `()` for what cannot be read."""
    from xml.parsers import expat

    places: dict[str, Position] = {}
    paragraphs: list[Position] = []
    parser = expat.ParserCreate("utf-8" if reading.from_text else None)

    def start(name: str, _: Any) -> None:
        place = parsing.place_of(data, parser.CurrentByteIndex)
        places.setdefault(name.rpartition(":")[2], place)
        if name.rpartition(":")[2] == "p":
            paragraphs.append(place)

    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the C function takes it by position
    except (expat.ExpatError, ValueError, LookupError):
        return ()
    found = {"": places["nitf"]} if "nitf" in places else {}
    for path, names in _READ_FROM.items():
        place = next((places[name] for name in names if name in places), None)
        if place is not None:
            found[path] = place
    found |= {f"body[{index}]": place for index, place in enumerate(paragraphs)}
    return (found,)

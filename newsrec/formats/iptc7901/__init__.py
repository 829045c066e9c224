r"""iptc7901: the text message of IPTC 7901, as European agencies send it.

    <SOH>eca0003 3 i 380  dpa 0045          service and number, priority, category, words, agency and number
    <blank>
    Switzerland/migration/UN/               the keyword line
    <STX>1ST LEAD                           signals
    Switzerland joins list of countries     the headline, of one or more lines
    By dpa correspondents =                 the byline; ` =` ends the head
    <blank>
    Geneva (dpa) - Switzerland is …         the text, wrapped at 69 columns
    <blank>
    # Notebook                              notes to editors; below `* * * *` they are not for publication
    <blank>
    dpa al rmo                              the sign-off
    <ETX>212322 GMT Nov 18                  day, hour, minute, zone, month, year
    <DEL>                                   padding
    <DEL><EOT>

The specification is that of 1995, revision 5. What agencies send is wider, and is read: frames
whose control characters a gateway has stripped, any line end, parts that are missing. What is written
has all of them. A message is known by its header line, with or without SOH.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsrec.formats._telex import stories
from newsrec.formats.iptc7901.frame import ENDS, NAME, SCAN, STARTS, is_header
from newsrec.formats.iptc7901.reader import read
from newsrec.formats.iptc7901.writer import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO

    from newsrec.errors import DecodeError, Position
    from newsrec.findings import Finding
    from newsrec.formats._format import Decoded, Reading, Writing
    from newsrec.model import Message, NewsItem

__all__ = ["LOSSES", "decode", "describe", "encode", "encode_all", "events", "positions", "sniff"]

#: What the format changes on purpose: path pattern to code and sentence.
LOSSES: Final = {
    "keywords": ("NR804", "the keyword line has them, parted by strokes"),
    "version_created": ("NR802", "a message has its minute, and the zone GMT"),
    "body[].role": ("NR805", "a message does not say what a paragraph is for"),
}

_WIRE: Final = stories.Wire(NAME, STARTS, SCAN, ENDS, read, render)


def sniff(head: bytes) -> bool:
    """Whether the first line, after padding, is the header of a message of IPTC 7901."""
    return is_header(head)


def describe(head: bytes) -> str | None:
    """Return the agency profile that some bytes are read by, and what showed it; None where none is."""
    return stories.describe(head, _WIRE)


def decode(data: bytes, reading: Reading) -> Decoded:
    """Return the stories of a document, in order, and the findings.

    `reading.feed` gives the agency, its encodings, its zone and its names. DecodeError NR901 for
    bytes that no encoding reads, NR903 where no header line is found, NR915 for a document without text.
    """
    return stories.decode(data, reading, _WIRE)


def events(file: BinaryIO, reading: Reading) -> Iterator[NewsItem | Finding | DecodeError]:
    """Give the stories of a file, each after its findings; one that cannot be read is its DecodeError."""
    return stories.events(file, reading, _WIRE)


def positions(data: bytes, reading: Reading) -> tuple[Mapping[str, Position], ...]:
    """Return where the parts of each story are."""
    return stories.positions(data, reading, _WIRE)


def encode(item: NewsItem, writing: Writing) -> bytes:
    """Return one story as a message, frame and all.

    EncodeError NR811 for a character that it cannot hold, NR812 for a story with nothing to show.
    """
    return stories.encode(item, writing, _WIRE)


def encode_all(
    items: Iterable[tuple[NewsItem, Any]], message: Message | None, writing: Writing
) -> Iterator[bytes]:
    """Give the messages of stories, one after another; there is no place for an envelope."""
    del message
    return stories.encode_all(items, writing, _WIRE)

r"""zczc: the telex form of a story between ZCZC and NNNN, as the wires of AAP and their kin send it.

    ZCZC AAP                                   begins a message; a channel may follow
    $T                                         header lines: a code, then a value
    :Motor V8
    ^MOTOR:  Collated results after Sydney 500
    *X
    SYDNEY, Dec 7 AAP - Collated results …     the text
    AAP ao/jk                                  the sign-off
    NNNN                                       ends it

There is no standard. What a code means is told by the agency's profile: `^` is a headline for AAP, `$` for
its radio wire; the profile is told by the codes that a header has. ZCZC may be indented and in lower
case, NNNN may be missing, lines may end in CRLF, LF or CR, in one message each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsrec.formats._telex import stories
from newsrec.formats.zczc.frame import ENDS, NAME, SCAN, STARTS, is_header
from newsrec.formats.zczc.reader import read
from newsrec.formats.zczc.writer import render

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
    "keywords": ("NR804", "the slugline has them, parted by strokes"),
    "body[].role": ("NR805", "a message does not say what a paragraph is for"),
}

_WIRE: Final = stories.Wire(NAME, STARTS, SCAN, ENDS, read, render)


def sniff(head: bytes) -> bool:
    """Whether the first word, after padding, is ZCZC in any case."""
    return is_header(head)


def describe(head: bytes) -> str | None:
    """Return the agency profile that some bytes are read by, and what showed it; None where none is."""
    return stories.describe(head, _WIRE)


def decode(data: bytes, reading: Reading) -> Decoded:
    """Return the stories of a document, in order, and the findings.

    `reading.feed` gives the agency, its encodings, its zone and its names. DecodeError NR901 for
    bytes that no encoding reads, NR903 where no ZCZC is found, NR915 for a document without text.
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

r"""anpa1312: the text message of ANPA bulletin 1312, as agencies of America and the Pacific send it.

    <SYN><SYN><SOH>W2870<US>asian              service level and story number, selector
    f l<DC3><DC1> BC-LT--Argentina-CancerB     priority, category, format, keyword of up to 24 characters,
                  1stLd-Writethru  11-13 1049    version, reference, date, words
    <STX>^BC-LT--Argentina-Cancer Beauty,466<  the keyword line
    ^For Argentine chemo patients, …<          headline, then notes to editors, byline, affiliation
    ^By PAUL BYRNE=
    <HT>   BUENOS AIRES, Argentina (AP) _ For cancer …
    <HT>   <ETX>AP-WF-11-13-13 1509GMT<        agency, feed, day and time
    <FF>
    <EOT>

No text of the bulletin is at hand: this is what agencies send, and each in its own way. `^` opens a
line of the head or a heading, `<` ends it, `=` ends one that is centred; Kyodo has neither and ends
its headline with `+`. What the header says is read by shape, not by place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsrec.formats._telex import stories
from newsrec.formats.anpa1312.frame import ENDS, NAME, SCAN, STARTS, is_header
from newsrec.formats.anpa1312.reader import read
from newsrec.formats.anpa1312.writer import render

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
    "keywords": ("NR804", "the keyword line has them, parted by hyphens"),
    "version_created": ("NR802", "a message has its minute, and the zone GMT"),
    "first_created": ("NR802", "a header has a month and a day"),
    "body[].role": ("NR805", "a message does not say what a paragraph is for"),
}

_WIRE: Final = stories.Wire(NAME, STARTS, SCAN, ENDS, read, render)


def sniff(head: bytes) -> bool:
    """Whether the first line, after padding, is the header of a message of ANPA 1312."""
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

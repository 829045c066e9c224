"""One message of a telex stream: its bytes, its characters, and where its parts are in the document.

Encodings are never declared. UTF-8 is tried first and strictly, then the feed's or the agency's
sets: a byte that no set knows is an error with its place, never a replacement character. The
control characters of a frame are what a format takes for its marks; any other is taken out of the
text, with a finding.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Final, NamedTuple

from newsrec.catalogue import lookup
from newsrec.cleaning import describe_mojibake, may_be_mojibake, mojibake
from newsrec.errors import DecodeError, Position, position_at, shift_position
from newsrec.findings import Finding
from newsrec.formats._telex.t61 import T61, decode_t61, encode_t61

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsrec.findings import StoryRef

BELL: Final = "\x07"


class Telex(NamedTuple):
    """The bytes of one message, from its first to the next one's, and where they begin."""

    raw: bytes
    offset: int  # in bytes, from the start of the document
    line: int  # from 0


class Note(NamedTuple):
    """A finding to be: its place is a line and a column of the message, both from 0."""

    code: str
    message: str
    path: str
    line: int
    column: int = 0
    hint: str | None = None


class Mark(NamedTuple):
    """Where a part of the record is in its message: line and column from 0."""

    path: str
    line: int
    column: int = 0


# -- places ----------------------------------------------------------------------------------------


def positions_of(places: Sequence[tuple[int, int]], telex: Telex) -> list[Position]:
    """Return the positions in the document of lines and columns of a message."""
    if not places:
        return []
    rows = telex.raw.splitlines(keepends=True) or [b""]
    lengths = [*map(len, rows)]
    found = []
    for line, column in places:
        at = min(line, len(rows) - 1)
        start = telex.offset + sum(lengths[:at])
        if not column:
            found.append(Position(start, telex.line + at + 1, 1))
            continue
        text = rows[at].rstrip(b"\r\n").decode("utf-8", "surrogateescape")  # as positions count columns
        before = text[:column]
        size = len(before.encode("utf-8", "surrogateescape"))
        found.append(Position(start + size, telex.line + at + 1, len(before) + 1))
    return found


def findings_of(notes: Sequence[Note], telex: Telex, story: StoryRef) -> Iterator[Finding]:
    """Give the findings of a message, in order, each with its place in the document."""
    if not notes:
        return
    places = positions_of([(note.line, note.column) for note in notes], telex)
    for (code, message, path, _, _, hint), place in zip(notes, places, strict=True):
        yield Finding(
            code=code,
            severity=lookup(code).severity,
            message=message,
            path=path,
            position=place,
            hint=hint,
            item=story,
        )


# -- characters ------------------------------------------------------------------------------------


def decode_message(telex: Telex, encodings: Iterable[str]) -> tuple[str, str]:
    """Return the characters of a message and the first encoding that reads them all.

    DecodeError NR901 where none does, with the place of the first byte that the first one lacks.
    """
    first: UnicodeDecodeError | None = None
    for encoding in encodings:
        try:
            text = decode_t61(telex.raw) if encoding == T61 else telex.raw.decode(encoding)
        except UnicodeDecodeError as error:
            first = first or error
            continue
        if first is not None and encoding != "utf-8" and _mixes(telex.raw):
            break
        return text, encoding
    assert first is not None  # noqa: S101 - there is at least one encoding
    place = shift_position(position_at(telex.raw, first.start), Position(telex.offset, telex.line + 1, 1))
    message = f"found byte 0x{telex.raw[first.start]:02X}, which is no character in {', '.join(encodings)}"
    hint = "name the encodings of the feed in order, as Feed(encodings=['utf-8', 'cp1252'])"
    if _mixes(telex.raw):
        hint = "other bytes are UTF-8: the message mixes encodings, so mend the byte, not the list"
    raise DecodeError(message, code="NR901", position=place, hint=hint) from first


_SEQUENCE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_REPLACEMENT: Final = b"\xef\xbf\xbd"
_PAIR: Final = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_HIGH: Final = re.compile(rb"[\x80-\xff]")


def _mixes(raw: bytes) -> bool:
    """Whether as many characters of UTF-8 stand in bytes as other ones, a replacement character left out."""
    if _PAIR.search(raw) is None:  # as in most texts of a set of eight bits
        return False
    rest, count = _SEQUENCE.subn(b"", raw.replace(_REPLACEMENT, b""))
    return count > 0 and count >= len(_HIGH.findall(rest))


def encode_message(text: str, encoding: str) -> bytes:
    """Return the bytes of a message in an encoding; UnicodeEncodeError for a character that it lacks."""
    return encode_t61(text) if encoding == T61 else text.encode(encoding)


_C0: Final = bytes([code for code in (*range(0x20), 0x7F) if code not in b"\t\n\r"])
_C1: Final = re.compile(rb"\xc2[\x80-\x9f]")
_LATER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def is_clean(raw: bytes, encoding: str) -> bool:
    """Whether bytes hold no control character but those that end lines and set columns."""
    if len(raw.translate(None, _C0)) != len(raw):
        return False
    if raw.isascii():
        return True
    return encoding == "utf-8" and _C1.search(raw) is None


def take_out_controls(lines: list[str], first: int, notes: list[Note]) -> list[str]:
    """Return the lines without the control characters that no frame asks for; one note says which.

    `first` is the number of the first line in the message.
    """
    found: list[tuple[int, int, str]] = []
    clean = []
    for number, line in enumerate(lines, first):
        if _LATER.search(line) is None:
            clean.append(line)
            continue
        found += [(number, hit.start(), hit[0]) for hit in _LATER.finditer(line) if hit[0] != BELL]
        clean.append(_LATER.sub("", line))
    if found:
        number, column, control = found[0]
        more = f", the first of {len(found)}" if len(found) > 1 else ""
        message = f"found the control character U+{ord(control):04X}{more}, and left it out of the text"
        notes.append(Note("NR912", message, "", number, column))
    return clean


def clean_line(line: str, number: int, notes: list[Note], keep: str = "") -> str:
    """Return a line of a header without control characters, but those to keep; a note says so."""
    if line.isprintable():
        return line
    found = [mark for mark in _LATER.findall(line) if mark not in keep]
    if not found:
        return line
    message = f"found the control character U+{ord(found[0]):04X} in a header, and left it out"
    notes.append(Note("NR912", message, "", number))
    return "".join([mark for mark in line if mark in keep or _LATER.match(mark) is None])


def note_mojibake(text: str, notes: list[Note]) -> None:
    """Note the first characters that were read in a wrong encoding before the message was sent."""
    if text.isascii() or not may_be_mojibake(text):
        return
    found = mojibake(text)
    if found:
        before = text[: found[0].start]
        line = before.count("\n")
        column = len(before) - before.rfind("\n") - 1
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        message = f"{describe_mojibake(text, found[0], 'should read')}{more}; newsrec.clean mends it"
        notes.append(Note("NR911", message, "", line, column))


_OTHER_ENDS: Final = ("\x0b", "\x0c", "\x1c", "\x1d", "\x1e")


def split_message(text: str) -> list[str]:
    """Return the lines of a message, ended by CRLF, LF or CR, as bytes.splitlines cuts them."""
    if text.isascii() and not any(mark in text for mark in _OTHER_ENDS):
        lines = text.splitlines()  # of what it takes for a line end, only CRLF, LF and CR are there
        return lines or [""]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def without_mark(raw: bytes) -> bytes:
    """Return the bytes without a byte order mark of UTF-8."""
    return raw.removeprefix(BOM_UTF8)

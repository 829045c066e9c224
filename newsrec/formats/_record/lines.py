"""Reads documents of the record's JSON, a line each: the format `jsonl`, which `json` reads as well.

A reader of `json` meets lines because detection sees the first bytes alone: where the first line
is longer, nothing tells the two apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeAlias

from newsrec.errors import DecodeError, Position, shift_position
from newsrec.findings import Finding
from newsrec.formats._format import Decoded
from newsrec.formats._record import documents, json_text
from newsrec.model import Message, NewsItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Event: TypeAlias = Message | NewsItem | Finding | DecodeError

_CHUNK = 1 << 16


def chunks_of(file: BinaryIO) -> Iterator[bytes]:
    """Give what is left of a file, piece by piece."""
    return iter(lambda: file.read(_CHUNK), b"")


class Line(NamedTuple):
    """Holds one line, without its end, and where it begins in the file."""

    data: bytes
    start: Position


def lines(chunks: Iterable[bytes]) -> Iterator[Line]:
    """Give the lines that are not empty; holds one at a time."""
    offset, number = 0, 1
    for line in _split(chunks):
        if line.strip(b" \t\r\n"):
            yield Line(line.removesuffix(b"\n"), Position(offset, number, 1))
        offset += len(line)
        number += (
            line.count(b"\r") + line.endswith(b"\n") - line.endswith(b"\r\n")
        )  # a lone CR ends a line too


def _split(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Give the lines of pieces, with their ends."""
    parts: list[bytes] = []
    for chunk in chunks:
        first, *rest = chunk.split(b"\n")
        parts.append(first)
        for each in rest:
            yield b"".join((*parts, b"\n"))
            parts = [each]
    last = b"".join(parts)
    if last:
        yield last


def events(chunks: Iterable[bytes]) -> Iterator[Event]:
    """Give the envelope, then each story with its findings before it, or the DecodeError of its line."""
    number = 0
    for index, line in enumerate(lines(chunks)):
        try:
            document = document_of(line)
            if document.items is None:
                if index:
                    raise _misplaced(line, "an envelope after the first line")
                yield document.message or Message()
                yield from document.findings
                continue
            if document.is_envelope:
                raise _misplaced(line, "stories and envelope in one object")
        except DecodeError as error:
            number += 1
            yield error
        else:
            number += 1
            item = document.items[0]
            yield from documents.of_story(document.findings, number, item)
            yield item


def document_of(line: Line) -> documents.Document:
    """Read a line as a document; a DecodeError has its place in the file."""
    try:
        return documents.load_document(line.data)
    except DecodeError as error:
        if error.position is not None:
            error.position = shift_position(error.position, line.start)
        raise


def _misplaced(line: Line, what: str) -> DecodeError:
    msg = f"found {what}, expected a story a line and the envelope, if any, on the first"
    hint = "json is the format that holds stories and envelope in one object"
    return DecodeError(msg, code="NR949", position=line.start, hint=hint)


def decode(data: bytes) -> Decoded:
    """Return the stories of all lines, in order, and the envelope; DecodeError for the first broken line."""
    items: list[NewsItem] = []
    findings: list[Finding] = []
    message = None
    for event in events((data,)):
        if isinstance(event, DecodeError):
            raise event
        if isinstance(event, NewsItem):
            items.append(event)
        elif isinstance(event, Finding):
            findings.append(event)
        else:
            message = event
    return Decoded(tuple(items), tuple(findings), message)


def positions(data: bytes) -> tuple[Mapping[str, Position], ...]:
    """Return the place of each part of each story, by path, in linear time; broken lines give none."""
    found: list[Mapping[str, Position]] = []
    for line in lines((data,)):
        try:
            document = document_of(line)
        except DecodeError:
            continue
        if document.items is not None and not document.is_envelope:
            found.extend(documents.positions_of(json_text.as_text(line.data), line.start))
    return tuple(found)


def pieces(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Cut the document between lines into pieces of that size or a little more, each a whole document.

    None but the first begins with what may be an envelope.
    """
    held: list[bytes] = []
    length = 0
    for line in _split(chunks):
        if length >= size and b'"message"' not in line:
            yield b"".join(held)
            held, length = [], 0
        held.append(line)
        length += len(line)
    if held:
        yield b"".join(held)

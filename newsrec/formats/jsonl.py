"""JSON Lines of the record's own JSON: a story a line, each a whole document of `json`.

An envelope, if there is one, is the first line: `{"newsrec":1,"message":{…}}`. Lines end with LF
or CRLF, the last one with or without; empty lines are passed over. The layout: jsonlines.org.

Reading and writing hold one line at a time. A line that cannot be read is one `DecodeError`, with
its line and column in the file, and the next line is read.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import attrs

from newsrec.errors import DecodeError, Position
from newsrec.findings import Finding, StoryRef
from newsrec.formats import _json, _record
from newsrec.formats._format import Decoded
from newsrec.model import Message, NewsItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsrec.formats._format import Reading, Writing

_CHUNK = 1 << 16


def sniff(head: bytes) -> bool:
    """Whether the first line is a whole document of ours, and another begins after it.

    A lone line is the same in `json`, which claims it.
    """
    line, end, rest = head.partition(b"\n")
    return bool(end) and rest.lstrip().startswith(b"{") and _record.is_document(line.removesuffix(b"\r"))


class _Line(NamedTuple):
    """One line, without its end, and where it begins in the file."""

    data: bytes
    start: Position


def _lines(file: BinaryIO) -> Iterator[_Line]:
    """The lines of a file that are not empty; one at a time is held."""
    offset, number = 0, 1
    for line in _split(file):
        if line.strip(b" \t\r\n"):
            yield _Line(line.removesuffix(b"\n"), Position(offset, number, 1))
        offset += len(line)
        number += 1 + line.count(b"\r") - line.endswith(b"\r\n")  # a lone CR ends a line for whoever counts


def _split(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file with their ends. Only `read` is asked of the file."""
    parts: list[bytes] = []
    while chunk := file.read(_CHUNK):
        first, *rest = chunk.split(b"\n")
        parts.append(first)
        for each in rest:
            parts.append(b"\n")
            yield b"".join(parts)
            parts = [each]
    if any(parts):
        yield b"".join(parts)


def events(file: BinaryIO, reading: Reading) -> Iterator[Message | NewsItem | Finding | DecodeError]:
    """The envelope, then each story with its findings before it, or the DecodeError of its line."""
    del reading
    number = 0
    for index, line in enumerate(_lines(file)):
        try:
            document = _document(line)
            if document.items is None:
                if index:
                    raise _misplaced(line, "an envelope after the first line")
                yield document.message or Message()
                yield from document.findings
                continue
            if document.message is not None or len(document.items) != 1:
                raise _misplaced(line, "stories and envelope in one object")
        except DecodeError as error:
            number += 1
            yield error
        else:
            number += 1
            for each in document.findings:
                yield attrs.evolve(each, item=StoryRef(number=number))
            yield document.items[0]


def _document(line: _Line) -> _record.Document:
    try:
        return _record.load_document(line.data)
    except DecodeError as error:
        if error.position is not None:
            error.position = _moved(error.position, line.start)
        raise


def _moved(position: Position, start: Position) -> Position:
    """A position in a line, as one in its file."""
    return Position(start.offset + position.offset, start.line + position.line - 1, position.column)


def _misplaced(line: _Line, what: str) -> DecodeError:
    msg = f"found {what}, expected a story a line and the envelope, if any, on the first"
    hint = "json is the format that holds stories and envelope in one object"
    return DecodeError(msg, code="NR949", position=line.start, hint=hint)


def decode(data: bytes, reading: Reading) -> Decoded:
    """The stories of all lines, in order, and the envelope; the DecodeError of the first broken line."""
    items: list[NewsItem] = []
    findings: list[Finding] = []
    message = None
    for event in events(BytesIO(data), reading):
        if isinstance(event, DecodeError):
            raise event
        if isinstance(event, NewsItem):
            items.append(event)
        elif isinstance(event, Finding):
            findings.append(event)
        else:
            message = event
    return Decoded(tuple(items), tuple(findings), message)


def encode(item: NewsItem, writing: Writing) -> bytes:  # noqa: ARG001 - nothing changes how it is written
    """One story, a line; EncodeError, with the path, for what JSON in UTF-8 cannot hold."""
    return _record.dump(item) + b"\n"


def encode_all(
    stories: Iterable[tuple[NewsItem, str | None]], message: Message | None, writing: Writing
) -> Iterator[bytes]:
    """The envelope's line, if there is one, then each story's; EncodeError as `encode`."""
    if message is not None:
        yield b'{"newsrec":%d,"message":%b}\n' % (_record.VERSION, _record.dump_message(message))
    for item, _ in stories:
        yield encode(item, writing)


def positions(data: bytes, reading: Reading) -> tuple[Mapping[str, Position], ...]:
    """Where each part of each story stands, by its path, in linear time; broken lines have none."""
    del reading
    found: list[Mapping[str, Position]] = []
    for line in _lines(BytesIO(data)):
        try:
            document = _document(line)
        except DecodeError:
            continue
        if document.items is not None:
            found.extend(_record.positions_of(_json.as_text(line.data), line.start))
    return tuple(found)

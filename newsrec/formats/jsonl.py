"""Reads and writes JSON Lines of the record's own JSON: a story a line, each a whole document of `json`.

An envelope, if there is one, is the first line: `{"newsrec":1,"message":{…}}`. Lines end with LF
or CRLF, the last one with or without; empty lines are passed over. The layout: jsonlines.org.

Reading and writing hold one line at a time. A line that cannot be read is one `DecodeError`, with
its line and column in the file, and the next line is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from newsrec.formats._record import documents, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsrec.errors import Position
    from newsrec.formats._format import Decoded, Reading, Writing
    from newsrec.model import Message, NewsItem


def sniff(head: bytes) -> bool:
    """Whether the first line is a whole document of ours, and another begins after it.

    A lone line is the same in `json`, which claims it.
    """
    return documents.is_ours(head) and documents.is_lines(head)


def events(file: BinaryIO, reading: Reading) -> Iterator[lines.Event]:  # noqa: ARG001 - as `decode`
    """Give the envelope, then each story with its findings before it, or the DecodeError of its line."""
    return lines.events(lines.chunks_of(file))


def decode(data: bytes, reading: Reading) -> Decoded:  # noqa: ARG001 - the record has no options
    """Return the stories of all lines, in order, and the envelope; DecodeError for the first broken line."""
    return lines.decode(data)


def encode(item: NewsItem, writing: Writing) -> bytes:  # noqa: ARG001 - nothing changes how it is written
    """Return one story, a line; EncodeError, with the path, for what JSON in UTF-8 cannot hold."""
    return documents.dump(item) + b"\n"


def encode_all(
    stories: Iterable[tuple[NewsItem, str | None]], message: Message | None, writing: Writing
) -> Iterator[bytes]:
    """Give the envelope's line, if there is one, then each story's; EncodeError as `encode`."""
    if message is not None:
        yield b'{"newsrec":%d,"message":%b}\n' % (documents.VERSION, documents.dump_message(message))
    for item, _ in stories:
        yield encode(item, writing)


def positions(data: bytes, reading: Reading) -> tuple[Mapping[str, Position], ...]:  # noqa: ARG001 - as above
    """Return the place of each part of each story, by path, in linear time; broken lines give none."""
    return lines.positions(data)


def pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Cut the file into pieces of about so many bytes, each of whole lines."""
    return lines.pieces(lines.chunks_of(file), size)

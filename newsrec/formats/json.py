"""Reads and writes the record's own JSON: everything, exactly. A document is one story, or an envelope.

One story is `{"newsrec":1,"headline":…}`; several, or an envelope, are
`{"newsrec":1,"message":{…},"items":[{…},{…}]}`, where `message` is left out if there is no
envelope. `documents` says how a story is written, `json_text` what counts as JSON. The schema is
beside this module, in record.schema.json.

`decode` gives every story of a document or none: a fault anywhere is a DecodeError with its path,
line and column. Several documents, a line each, are read as `jsonl` reads them. `encode` refuses
lone surrogates, which UTF-8 cannot hold, and parts nested some two hundred deep.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from newsrec.errors import DecodeError
from newsrec.formats._format import Decoded
from newsrec.formats._record import documents, json_text, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsrec.errors import Position
    from newsrec.formats._format import Reading, Writing
    from newsrec.model import Message, NewsItem


def sniff(head: bytes) -> bool:
    """Whether the data is an object whose first key is the version of our schema, and no more follows."""
    return documents.is_ours(head) and not documents.is_lines(head)


def decode(data: bytes, reading: Reading) -> Decoded:  # noqa: ARG001 - the record has no options
    """Return the stories of a document, in order, and its envelope, or raise DecodeError with its place."""
    if documents.is_lines(data):
        return lines.decode(data)
    document = documents.load_document(data)
    return Decoded(document.items or (), document.findings, document.message)


def events(file: BinaryIO, reading: Reading) -> Iterator[lines.Event]:
    """Give the envelope, each story with its findings before it, or the DecodeError.

    It reads a document as a whole; of documents a line each, it holds one at a time.
    """
    chunks = lines.chunks_of(file)
    head = _head(chunks)
    if documents.is_lines(head):
        yield from lines.events(chain((head,), chunks))
        return
    try:
        decoded = decode(b"".join((head, *chunks)), reading)
    except DecodeError as error:
        yield error
        return
    if decoded.message is not None:
        yield decoded.message
    yield from decoded.findings
    yield from decoded.items


def _head(chunks: Iterator[bytes]) -> bytes:
    """Read the first pieces of a file, up to the first that has more than blanks after the first line."""
    pieces: list[bytes] = []
    ended = False
    for piece in chunks:
        pieces.append(piece)
        after = piece if ended else piece.partition(b"\n")[2]
        ended = ended or b"\n" in piece
        if after.strip(b" \t\r\n"):
            break
    return b"".join(pieces)


def encode(item: NewsItem, writing: Writing) -> bytes:  # noqa: ARG001 - nothing changes how it is written
    """Return one story; EncodeError, with the path, for what JSON in UTF-8 cannot hold."""
    return documents.dump(item)


def encode_all(
    stories: Iterable[tuple[NewsItem, str | None]], message: Message | None, writing: Writing
) -> Iterator[bytes]:
    """Give the stories in one document, a line each, in chunks; EncodeError as `encode`."""
    del writing
    yield b'{"newsrec":%d,' % documents.VERSION
    if message is not None:
        yield b'"message":%b,' % documents.dump_message(message)
    yield b'"items":['
    between = b"\n"
    for item, _ in stories:
        yield between + documents.dump(item, in_envelope=True)
        between = b",\n"
    yield b"\n]}" if between != b"\n" else b"]}"


def positions(data: bytes, reading: Reading) -> tuple[Mapping[str, Position], ...]:  # noqa: ARG001 - as above
    """Return the place of each part of each story, by path, in linear time; up to the first fault."""
    if documents.is_lines(data):
        return lines.positions(data)
    try:
        return documents.positions_of(json_text.as_text(data))
    except DecodeError:
        return ()

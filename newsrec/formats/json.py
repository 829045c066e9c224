"""The record's own JSON: everything, exactly. A document is one story, or an envelope with stories.

One story is `{"newsrec":1,"headline":…}`; several, or an envelope, are
`{"newsrec":1,"message":{…},"items":[{…},{…}]}`, where `message` is left out if there is no
envelope. How a story is written is said in `_record`; what JSON is taken to be, in `_json`. The
schema is shipped beside this module, in record.schema.json.

`decode` gives every story of a document or none: a fault anywhere is a DecodeError with its path,
line and column. `encode` refuses lone surrogates, which UTF-8 cannot hold, and parts nested more
than some two hundred deep.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsrec.formats import _json, _record
from newsrec.formats._format import Decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsrec.errors import Position
    from newsrec.formats._format import Reading, Writing
    from newsrec.model import Message, NewsItem

_FIRST_KEY = re.compile(rb'(?:\xef\xbb\xbf)?[ \t\r\n]*+\{[ \t\r\n]*+"newsrec"')


def sniff(head: bytes) -> bool:
    """Whether the data is an object whose first key is the version of our schema."""
    return _FIRST_KEY.match(head) is not None


def decode(data: bytes, reading: Reading) -> Decoded:  # noqa: ARG001 - the record says all there is to say
    """The stories of a document, in order, and its envelope; DecodeError with path, line and column."""
    document = _record.load_document(data)
    return Decoded(document.items or (), document.findings, document.message)


def encode(item: NewsItem, writing: Writing) -> bytes:  # noqa: ARG001 - nothing changes how it is written
    """One story; EncodeError, with the path, for what JSON in UTF-8 cannot hold."""
    return _record.dump(item)


def encode_all(
    stories: Iterable[tuple[NewsItem, str | None]], message: Message | None, writing: Writing
) -> Iterator[bytes]:
    """The stories in one document, a line each, in chunks; EncodeError as `encode`."""
    del writing
    yield b'{"newsrec":%d,' % _record.VERSION
    if message is not None:
        yield b'"message":%b,' % _record.dump_message(message)
    yield b'"items":['
    between = b"\n"
    for item, _ in stories:
        yield between + _record.dump(item, in_envelope=True)
        between = b",\n"
    yield b"\n]}" if between != b"\n" else b"]}"


def positions(data: bytes, reading: Reading) -> tuple[Mapping[str, Position], ...]:
    """Where each part of each story stands, by its path, in linear time."""
    del reading
    return _record.positions_of(_json.as_text(data))

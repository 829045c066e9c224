"""Agency wires: what decoding a message and cutting it into lines costs is the limit."""

from __future__ import annotations

from functools import partial
from io import BytesIO

import newsrec
from tests.benchmarks._harness import Row, calls
from tests.benchmarks._samples import story


def _message(format: str) -> bytes:
    """Return a story of eight paragraphs as a message of its agency."""
    item = newsrec.loads(story(), format="wire")
    agency = {"iptc7901": "dpa", "anpa1312": "ap", "zczc": "aap"}[format]
    return newsrec.dumps(item, format, agency=agency)


def _count(data: bytes, format: str) -> int:
    with newsrec.iter_items(BytesIO(data), format=format) as stream:
        return sum(1 for _ in stream)


def _cut(data: bytes) -> list[str]:
    return data.decode().splitlines()


#: Times of decoding and cutting into lines that reading may take; the aim is 20.
LIMIT = 80


def rows() -> list[Row]:
    """Reading a message, and each of a stream of fifty."""
    found = []
    for format in ("iptc7901", "anpa1312", "zczc"):
        data = _message(format)
        stream = data * 50
        read = calls(partial(newsrec.loads, data, format=format))
        each = calls(partial(_count, stream, format))
        lines = "decode and splitlines"
        found.append(Row(f"read a message of {format}", read, lines, calls(partial(_cut, data)), LIMIT))
        found.append(Row(f"read a stream of {format}", each, lines, calls(partial(_cut, stream)), LIMIT))
    return found

"""NewsML-G2: reading and writing beside lxml's bare parse of the same bytes.

The documents are dpa's where they are at hand, else our own samples. What a feed repeats is read
once, so each pass over them begins as a new process does: what was read before is given up. A
second row shows a pass after which the next comes.

A message of 200 MB, which holds the same items again and again, is read beside a bare `iterparse`
that has an event for each item alone and drops the item, and what memory that takes at most is held
against the limit.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import cache
from itertools import cycle
from pathlib import Path

from lxml import etree

import newsrec
from newsrec.formats import newsml_g2
from newsrec.formats._format import Reading, Writing
from newsrec.formats.newsml_g2.reader.context import forget
from tests._corpus import ROOT, SHARED, samples
from tests.benchmarks._harness import Missing, Row, calls

_G2 = "{http://iptc.org/std/nar/2006-10-01/}"
_ITEM = f"{_G2}newsItem"


def rows() -> list[Row | Missing]:
    """Reading and writing all documents, and streaming them as one message."""
    documents = documents_of_a_feed()
    items = [newsml_g2.decode(data, Reading()).items[0] for data in documents]
    return [
        Row(
            "read NewsML-G2",
            calls(lambda: read_all(documents), before=forget),
            "lxml, parsing",
            calls(lambda: _parse(documents)),
            4.5,
        ),
        Row(
            "read NewsML-G2 of a feed that was read before",
            calls(lambda: read_all(documents)),
            "lxml, parsing",
            calls(lambda: _parse(documents)),
            4.5,
        ),
        Row(
            "write NewsML-G2",
            calls(lambda: write_all(items)),
            "lxml, parsing",
            calls(lambda: _parse(documents)),
            2,
        ),
        _stream(documents),
        _memory(documents),
    ]


def documents_of_a_feed() -> list[bytes]:
    """Documents of one feed: dpa's where they are at hand."""
    real = sorted((SHARED / "corpus" / "newsml-g2" / "dpa").glob("*.xml"))
    ours = [each.path for each in samples("good") if each.format == "newsml-g2"]
    return [path.read_bytes() for path in real or ours]


def _parse(documents: list[bytes]) -> None:
    for data in documents:
        etree.fromstring(data)


def read_all(documents: list[bytes]) -> None:
    for data in documents:
        newsml_g2.decode(data, Reading())


def write_all(items: list[newsrec.NewsItem]) -> None:
    for item in items:
        newsml_g2.encode(item, Writing())


def items_alone(documents: list[bytes]) -> list[bytes]:
    """The items of the documents as documents of their own."""
    return [
        etree.tostring(item, with_tail=False)
        for data in documents
        for item in etree.fromstring(data).iter(_ITEM)
    ]


_HEAD = b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>'
_TAIL = b"</itemSet></newsMessage>"


_LARGE = 200_000_000


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that is there until the end."""
    return tempfile.TemporaryDirectory()


def _large(documents: list[bytes]) -> Path:
    """A message of 200 MB: the items, again and again."""
    path = Path(_folder().name) / "large.xml"
    if not path.exists():
        alone = cycle(items_alone(documents))
        with path.open("wb") as file:
            file.write(_HEAD)
            while file.tell() < _LARGE:
                file.write(next(alone))
            file.write(_TAIL)
    return path


def _stream(documents: list[bytes]) -> Row:
    def ours() -> None:
        with newsrec.iter_items(_large(documents), format="newsml-g2") as stream:
            for _ in stream:
                pass

    def bare() -> None:
        for _, element in etree.iterparse(str(_large(documents)), events=("end",), tag=_ITEM):
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]

    return Row("stream 200 MB of NewsML-G2", calls(ours, before=forget), "lxml, iterparse", calls(bare), 3)


_STREAM = """
import re, sys, newsrec
with newsrec.iter_items(sys.argv[1], format="newsml-g2") as stream:
    for item in stream:
        pass
print(re.search(r"VmHWM:\\s+([0-9]+) kB", open("/proc/self/status").read())[1])
"""


def _memory(documents: list[bytes]) -> Row | Missing:
    """The most memory that a process holds which streams a large message, measured once."""
    name = "stream 200 MB of NewsML-G2, memory at most"
    if not Path("/proc/self/status").exists():
        return Missing(name, "no /proc tells how much memory a process held")

    @cache
    def most() -> float:
        command = [sys.executable, "-c", _STREAM, str(_large(documents))]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        return int(done.stdout) / 1024

    return Row(name, most, "the limit", lambda: 64, 1, "MiB")

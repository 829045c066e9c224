"""NewsML-G2: reading and writing beside lxml's bare parse of the same bytes, and beside two peers.

The documents are dpa's where they are at hand, else our own samples. What a feed repeats is read
once, so each pass over them begins as a new process does: what was read before is given up. A
second row shows a pass after which the next comes.

`newsmlg2`, the standard's Python library, reads items only, so it gets the items alone; so does
`xsdata`, whose classes are made here of the standard's schema. `newsmlg2` never opens the network,
and brings along the standard's catalogs 32 to 41, so dpa's documents, which name catalog 19, cost
its user no more than a warning: that is the first of its rows. Where a document names a catalog
that it has, it parses that catalog for each document anew: that is the second. Its writer moves
elements out of the tree that it read, so it gets what was read anew before each run.

A message of 200 MB, which holds the same items again and again, is read beside a bare `iterparse`
that has an event for each item alone and drops the item, and what memory that takes at most is held
against the limit.
"""

from __future__ import annotations

import importlib
import io
import os
import re
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

import newsrec
from newsrec.formats import newsml_g2
from newsrec.formats._format import Reading, Writing
from newsrec.formats.newsml_g2 import _reader
from tests._corpus import ROOT, SHARED, samples
from tests.benchmarks._harness import Clock, Missing, Row, calls

if TYPE_CHECKING:
    from collections.abc import Callable

_G2 = "{http://iptc.org/std/nar/2006-10-01/}"
_ITEM = f"{_G2}newsItem"


def rows() -> list[Row | Missing]:
    """Reading and writing all documents, and streaming them as one message."""
    documents = _documents()
    items = [newsml_g2.decode(data, Reading()).items[0] for data in documents]
    return [
        Row(
            "read NewsML-G2",
            calls(lambda: _read(documents), before=_reader.forget),
            "lxml, parsing",
            calls(lambda: _parse(documents)),
            4.5,
        ),
        Row(
            "read NewsML-G2 of a feed that was read before",
            calls(lambda: _read(documents)),
            "lxml, parsing",
            calls(lambda: _parse(documents)),
            4.5,
        ),
        Row(
            "write NewsML-G2",
            calls(lambda: _write(items)),
            "lxml, parsing",
            calls(lambda: _parse(documents)),
            2,
        ),
        _stream(documents),
        _memory(documents),
        *_peers(documents, items),
    ]


def _documents() -> list[bytes]:
    real = sorted((SHARED / "corpus" / "newsml-g2" / "dpa").glob("*.xml"))
    ours = [each.path for each in samples("good") if each.format == "newsml-g2"]
    return [path.read_bytes() for path in real or ours]


def _parse(documents: list[bytes]) -> None:
    for data in documents:
        etree.fromstring(data)


def _read(documents: list[bytes]) -> None:
    for data in documents:
        newsml_g2.decode(data, Reading())


def _write(items: list[newsrec.NewsItem]) -> None:
    for item in items:
        newsml_g2.encode(item, Writing())


def _alone(documents: list[bytes]) -> list[bytes]:
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
        alone = cycle(_alone(documents))
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

    return Row(
        "stream 200 MB of NewsML-G2", calls(ours, before=_reader.forget), "lxml, iterparse", calls(bare), 3
    )


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


def _peers(documents: list[bytes], items: list[newsrec.NewsItem]) -> list[Row | Missing]:
    alone = _alone(documents)
    found: list[Row | Missing] = []
    for name, make, sent in (
        ("newsmlg2, naming catalog 19, as dpa does", _newsmlg2, [_naming(item, 19) for item in alone]),
        ("newsmlg2, naming catalog 41", _newsmlg2, [_naming(item, 41) for item in alone]),
        ("xsdata", _xsdata, alone),
    ):
        try:
            read = make()
        except ImportError:
            found.append(Missing(f"read NewsML-G2 against {name}", f"{name} is not installed"))
            continue
        if read is None:
            found.append(Missing(f"read NewsML-G2 against {name}", "the schema is not at hand"))
            continue

        def ours(sent: list[bytes] = sent) -> None:
            _read(sent)

        def theirs(read: Callable[[bytes], Any] = read, sent: list[bytes] = sent) -> None:
            for data in sent:
                read(data)

        found.append(
            Row("read NewsML-G2 items", calls(ours, before=_reader.forget), name, calls(theirs), 0.1)
        )
        if name.endswith("41"):  # it writes the same whatever catalog is named
            continue
        written = calls(lambda: _write(items))
        found.append(Row("write NewsML-G2 items", written, name, _writer(make, read, sent), 0.1))
    return found


def _writer(make: Callable[[], Any], read: Callable[[bytes], Any], sent: list[bytes]) -> Clock:
    """The clock of a peer's writer, which gets what the peer read of the documents."""
    objects: list[Any] = []

    def read_all() -> None:
        objects[:] = [read(data) for data in sent]

    if make is _newsmlg2:

        def write(item: Any) -> object:
            return etree.tostring(item.to_xml())
    else:
        write = importlib.import_module("xsdata.formats.dataclass.serializers").XmlSerializer().render

    def write_all() -> None:
        for each in objects:
            write(each)

    return calls(write_all, before=read_all)


_CATALOG = re.compile(rb"catalog\.IPTC-G2-Standards_[0-9]+\.xml")


def _naming(item: bytes, version: int) -> bytes:
    """The item with this version of the standard's catalog in place of its own."""
    return _CATALOG.sub(b"catalog.IPTC-G2-Standards_%d.xml" % version, item)


def _newsmlg2() -> Callable[[bytes], Any]:
    peer: Any = importlib.import_module("NewsMLG2")

    def read(data: bytes) -> object:
        with redirect_stdout(io.StringIO()):  # it prints a warning for each catalog
            return peer.NewsMLG2Document(data).get_item()

    return read


def _xsdata() -> Callable[[bytes], Any] | None:
    parsers: Any = importlib.import_module("xsdata.formats.dataclass.parsers")
    handlers: Any = importlib.import_module("xsdata.formats.dataclass.parsers.handlers")
    schema = SHARED / "schemas" / "newsml-g2-2.35" / "NewsML-G2_2.35-spec-All-Power.xsd"
    if not schema.exists():
        return None
    folder = Path(tempfile.mkdtemp())
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    subprocess.run(
        [sys.executable, "-m", "xsdata", "generate", str(schema), "--package", "newsml_classes"],
        cwd=folder,
        check=True,
        capture_output=True,
        env={**os.environ, "PATH": programs},  # xsdata formats what it makes
    )
    sys.path.insert(0, str(folder))
    classes: Any = importlib.import_module("newsml_classes")
    parser = parsers.XmlParser(handler=handlers.LxmlEventHandler)
    return lambda data: parser.from_bytes(data, classes.NewsItem)

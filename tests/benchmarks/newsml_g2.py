"""NewsML-G2: reading and writing beside lxml's bare parse of the same bytes, and beside two peers.

The documents are dpa's where they are at hand, else our own samples. `newsmlg2`, the standard's
Python library, reads items only, so it gets the items alone; so does `xsdata`, whose classes are
made here of the standard's schema. A message of many items is read beside bare `iterparse`.
"""

from __future__ import annotations

import importlib
import io
import os
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

import newsrec
from newsrec.formats import newsml_g2
from newsrec.formats._format import Reading, Writing
from tests._corpus import SHARED, samples
from tests.benchmarks._harness import Missing, Row, calls

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
        *_peers(documents),
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


def _stream(documents: list[bytes]) -> Row:
    head = b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>'
    message = head + b"".join(_alone(documents)) * 4 + b"</itemSet></newsMessage>"

    def ours() -> None:
        with newsrec.iter_items(io.BytesIO(message), format="newsml-g2") as stream:
            for _ in stream:
                pass

    def bare() -> None:
        for _, element in etree.iterparse(io.BytesIO(message), events=("end",), tag=_ITEM):
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]

    return Row("stream a NewsML-G2 message", calls(ours), "lxml, iterparse", calls(bare), 3)


def _peers(documents: list[bytes]) -> list[Row | Missing]:
    alone = _alone(documents)
    found: list[Row | Missing] = []
    for name, make in (("newsmlg2", _newsmlg2), ("xsdata", _xsdata)):
        try:
            read = make()
        except ImportError:
            found.append(Missing(f"read NewsML-G2 against {name}", f"{name} is not installed"))
            continue
        if read is None:
            found.append(Missing(f"read NewsML-G2 against {name}", "the schema is not at hand"))
            continue

        def theirs(read: Callable[[bytes], object] = read) -> None:
            for data in alone:
                read(data)

        found.append(Row("read NewsML-G2 items", calls(lambda: _read(alone)), name, calls(theirs), 0.1))
    return found


def _newsmlg2() -> Callable[[bytes], object]:
    peer: Any = importlib.import_module("NewsMLG2")

    def read(data: bytes) -> object:
        with redirect_stdout(io.StringIO()):  # it prints a warning for each catalog
            return peer.NewsMLG2Document(data).get_item()

    return read


def _xsdata() -> Callable[[bytes], object] | None:
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

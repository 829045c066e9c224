"""NewsML-G2: reading and writing beside two peers.

`newsmlg2`, the standard's Python library, reads items only, so it gets the items alone; so does
`xsdata`, whose classes are made here of the standard's schema. `newsmlg2` never opens the network,
and brings along the standard's catalogs 32 to 41, so dpa's documents, which name catalog 19, cost
its user no more than a warning: that is the first of its rows. Where a document names a catalog
that it has, it parses that catalog for each document anew: that is the second. Its writer moves
elements out of the tree that it read, so it gets what was read anew before each run.
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
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from newsrec.formats import newsml_g2
from newsrec.formats._format import Reading
from newsrec.formats.newsml_g2.reader.context import forget
from tests._corpus import SHARED
from tests.benchmarks._harness import Clock, Missing, Row, calls
from tests.benchmarks.newsml_g2 import documents_of_a_feed, items_alone, read_all, write_all

if TYPE_CHECKING:
    from collections.abc import Callable


def rows() -> list[Row | Missing]:
    """Reading and writing the items of all documents."""
    documents = documents_of_a_feed()
    items = [newsml_g2.decode(data, Reading()).items[0] for data in documents]
    alone = items_alone(documents)
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
            read_all(sent)

        def theirs(read: Callable[[bytes], Any] = read, sent: list[bytes] = sent) -> None:
            for data in sent:
                read(data)

        found.append(Row("read NewsML-G2 items", calls(ours, before=forget), name, calls(theirs), 0.1))
        if name.endswith("41"):  # it writes the same whatever catalog is named
            continue
        written = calls(lambda: write_all(items))
        found.append(Row("write NewsML-G2 items", written, name, _writer(make, read, sent), 0.1))
    return found


def _writer(make: Callable[[], Any], read: Callable[[bytes], Any], sent: list[bytes]) -> Clock:
    """The clock of a peer's writer, which gets what the peer read of the documents."""
    objects: list[Any] = []

    def read_again() -> None:
        objects[:] = [read(data) for data in sent]

    if make is _newsmlg2:

        def write(item: Any) -> object:
            return etree.tostring(item.to_xml())
    else:
        write = importlib.import_module("xsdata.formats.dataclass.serializers").XmlSerializer().render

    def theirs() -> None:
        for each in objects:
            write(each)

    return calls(theirs, before=read_again)


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

"""NITF beside the bare parse of the same documents."""

from __future__ import annotations

from lxml import etree

import newsrec
from tests.benchmarks._harness import Missing, Row, calls
from tests.benchmarks._samples import article, ours


def rows() -> list[Row | Missing]:
    """Reading and writing a full article."""
    data = newsrec.dumps(article(ours()), "nitf")
    item = newsrec.loads(data, format="nitf")
    return [
        Row(
            "read an article from NITF",
            calls(lambda: newsrec.loads(data, format="nitf")),
            "lxml, parsing",
            calls(lambda: etree.fromstring(data)),
            4.5,
        ),
        Row(
            "write an article as NITF",
            calls(lambda: newsrec.dumps(item, "nitf")),
            "lxml, parsing",
            calls(lambda: etree.fromstring(data)),
            4.5,
        ),
    ]

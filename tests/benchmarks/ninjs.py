"""ninjs beside the record's own JSON, of the same article."""

from __future__ import annotations

import newsrec
from tests.benchmarks._harness import Missing, Row, calls
from tests.benchmarks._samples import article, ours


def rows() -> list[Row | Missing]:
    """Reading and writing a full article."""
    item = article(ours())
    data = newsrec.dumps(item, "ninjs")
    item = newsrec.loads(data, format="ninjs")
    own = newsrec.dumps(item, "json")
    return [
        Row(
            "read an article from ninjs",
            calls(lambda: newsrec.loads(data, format="ninjs")),
            "reading the same record from json",
            calls(lambda: newsrec.loads(own, format="json")),
            1.5,
        ),
        Row(
            "write an article as ninjs",
            calls(lambda: newsrec.dumps(item, "ninjs")),
            "writing the same record as json",
            calls(lambda: newsrec.dumps(item, "json")),
            1.5,
        ),
    ]

"""The plain-text wire: what cutting the text into lines costs is the limit."""

from __future__ import annotations

import newsrec
from tests.benchmarks._harness import Row, calls
from tests.benchmarks._samples import story


def rows() -> list[Row]:
    """Reading a story, and writing it."""
    data = story()
    text = data.decode()
    item = newsrec.loads(data, format="wire")
    lines = calls(text.splitlines)
    return [
        Row(
            "read a wire story",
            calls(lambda: newsrec.loads(data, format="wire")),
            "str.splitlines",
            lines,
            11,
        ),
        Row("write a wire story", calls(lambda: newsrec.dumps(item, "wire")), "str.splitlines", lines, 5),
    ]

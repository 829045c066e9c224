"""Rules: what reading the same story from its wire text costs is the limit."""

from __future__ import annotations

from datetime import UTC, datetime

import newsrec
from tests.benchmarks._harness import Row, calls
from tests.benchmarks._samples import article, ours, story


def rows() -> list[Row]:
    """A story held to what any must keep, to every rule there is, and to the rules of an article."""
    data = story()
    item = newsrec.loads(data, format="wire")
    rich = article(ours())
    text = newsrec.dumps(rich, "json")
    now = datetime(2024, 1, 18, 12, tzinfo=UTC)
    read = calls(lambda: newsrec.loads(data, format="wire"))
    return [
        Row("validate a wire story", calls(lambda: newsrec.validate(item, now=now)), "reading it", read, 3.5),
        Row(
            "validate it by every rule",
            calls(lambda: newsrec.validate(item, select=["NR"], now=now)),
            "reading it",
            read,
            5,
        ),
        Row(
            "validate an article for Google",
            calls(lambda: newsrec.validate(rich, profile="google", now=now)),
            "reading it as json",
            calls(lambda: newsrec.loads(text, format="json")),
            3,
        ),
    ]

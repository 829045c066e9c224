"""Checks: the stories of a wire beside their bare reading, and pytest with the plugin that nobody uses."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import newsrec
from newsrec.codec.checking import examine
from newsrec.rules import plan
from tests.benchmarks._harness import Row, calls, process
from tests.benchmarks._samples import story

STORIES = 10_000


def rows() -> list[Row]:
    """Checking many stories, validating one, and starting pytest."""
    first = story()
    stories = [first.replace(b"\n", b" %d\n" % number, 1) for number in range(STORIES)]
    document = b"\n\n".join(stories[:1000])
    item = newsrec.loads(first, format="wire")
    everything = plan()

    def check_each() -> None:
        for data in stories:
            examine(data, everything, format="wire")

    def read_each() -> None:
        for data in stories:
            newsrec.loads(data, format="wire")

    def read_all() -> None:
        for _ in newsrec.iter_items(io.BytesIO(document), format="wire"):
            pass

    settings = Path(tempfile.mkdtemp(prefix="newsrec-"), "pytest.ini")
    settings.write_text("[pytest]\n", encoding="utf-8")
    pytest = ("-m", "pytest", "-c", str(settings), "--markers", "-p", "no:cacheprovider", "-p")
    return [
        Row(f"check {STORIES:,} wire stories", calls(check_each), "reading them", calls(read_each), 8),
        Row(
            "check a wire document of 1,000",
            calls(lambda: examine(document, everything, format="wire")),
            "reading it",
            calls(read_all),
            8,
        ),
        Row(
            "validate a wire story",
            calls(lambda: everything.judge(item)),
            "reading it",
            calls(lambda: newsrec.loads(first, format="wire")),
            5,
        ),
        Row(
            "start pytest with the plugin unused",
            process(*pytest, "no:newsrec", "-p", "_newsrec_pytest"),  # installed or not, from this clone
            "without it",
            process(*pytest, "no:newsrec"),
            1.1,
        ),
    ]

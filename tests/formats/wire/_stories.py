"""Plain-text stories for the tests of wire, and what is read of them."""

from __future__ import annotations

import io

import newsrec
from newsrec import Feed, Finding, NewsItem, Paragraph

HEAD = "Ferry runs again\n\n  • 2024-05-02\n  • LETA/TBT Staff\n\n"
STORY = HEAD + "RIGA - The ferry runs.\n\n“It holds,” he said."
NEXT = "Ice on the river\n\n  • 2024-05-03\n\nIt came in the night."


def read(text: str | bytes, feed: Feed | None = None) -> NewsItem:
    return newsrec.loads(text, format="wire", feed=feed)


def found(text: str | bytes, feed: Feed | None = None) -> list[Finding]:
    findings: list[Finding] = []
    with newsrec.iter_items(
        io.BytesIO(text if isinstance(text, bytes) else text.encode()),
        format="wire",
        feed=feed,
        on_finding=findings.append,
    ) as stream:
        assert tuple(stream)
    return findings


def write(item: NewsItem) -> str:
    return newsrec.dumps(item, "wire").decode()


def texts(item: NewsItem) -> list[str]:
    return [block.content[0] for block in item.body if isinstance(block, Paragraph)]  # type: ignore[misc]

"""A feed of any size: story by story, with what went wrong."""

from __future__ import annotations

import io
from collections.abc import Iterator

import newsrec
from newsrec import DecodeError, ItemStream, Message, NewsItem, NewsrecError, Paragraph, Position, Span


def headlines(data: bytes) -> Iterator[tuple[int | None, str]]:
    with newsrec.iter_items(io.BytesIO(data), on_error="skip") as stories:
        envelope: Message | None = stories.message
        for story in stories:
            yield story.urgency if envelope is None else envelope.priority, story.headline or ""


def resend(stories: ItemStream) -> bytes:
    return newsrec.dumps((story for story in stories if story.pub_status != "canceled"), "newsml-g2")


def place_of_fault(data: bytes) -> Position | None:
    try:
        newsrec.loads(data, strict=True)
    except DecodeError as error:
        return error.position
    except NewsrecError as error:
        raise SystemExit(error.hint) from error
    return None


def emphasised(item: NewsItem) -> list[str]:
    found: list[str] = []
    for block in item.body:
        if isinstance(block, Paragraph):
            for part in block.content:
                if isinstance(part, Span) and part.kind == "em":
                    found += [text for text in part.content if isinstance(text, str)]
    return found

"""The record's own JSON: beside pydantic on the same shape, and beside `json` on the same text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import newsrec
from tests.benchmarks._harness import Missing, Row, calls, writers
from tests.benchmarks._samples import article, ours, story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsrec import NewsItem
    from tests.benchmarks._harness import Clock


def rows() -> list[Row | Missing]:
    """A full article against pydantic; the JSON of a wire story against `json`."""
    return [*_article(), *_story()]


def _article() -> list[Row | Missing]:
    try:
        from tests.benchmarks._pydantic import models
    except ImportError:
        return [Missing("an article as JSON against pydantic", "pydantic is not installed")]
    item = article(ours())
    data = newsrec.dumps(item, "json")
    peers = models()
    peer = article(peers)
    peer_data = peer.model_dump_json(exclude_unset=True).encode()
    if not 0.8 < len(data) / len(peer_data) < 1.25:
        message = f"the shapes differ: {len(data)} bytes of ours, {len(peer_data)} of pydantic's"
        raise RuntimeError(message)
    # Leaving out what is None is pydantic's quickest way; leaving out what is unset gives our bytes.
    theirs = calls(lambda: peer.model_dump_json(exclude_none=True))
    return [
        *_written("write an article as JSON", item, "pydantic", theirs, bars=(1.5, 1)),
        Row(
            "read an article from JSON",
            calls(lambda: newsrec.loads(data, format="json")),
            "pydantic",
            calls(lambda: peers.NewsItem.model_validate_json(peer_data)),
            1.5,
        ),
    ]


def _story() -> list[Row]:
    item = newsrec.loads(story(), format="wire")
    data = newsrec.dumps(item, "json")
    value = json.loads(data)
    return [
        *_written(
            "write a wire story as JSON", item, "json.dumps", calls(lambda: json.dumps(value)), bars=(2, 1.2)
        ),
        Row(
            "read a wire story from JSON",
            calls(lambda: newsrec.loads(data, format="json")),
            "json.loads",
            calls(lambda: json.loads(data)),
            6,
        ),
    ]


def _written(
    name: str, item: NewsItem, against: str, other: Clock, *, bars: tuple[float, float]
) -> Iterator[Row]:
    """A row for each writer of JSON, by default and with orjson, each with its bar."""
    for bar, (how, write) in zip(bars, writers(lambda: newsrec.dumps(item, "json")).items(), strict=False):
        yield Row(name + how, write, against, other, bar)

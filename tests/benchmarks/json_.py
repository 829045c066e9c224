"""The record's own JSON: beside pydantic on the same shape, and beside the standard library on the same text.

Run once more `--without orjson`: writing uses it where it is installed.
"""

from __future__ import annotations

import json

import newsrec
from tests.benchmarks._harness import Missing, Row, calls
from tests.benchmarks._samples import article, ours, story


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
    return [
        # Leaving out what is None is pydantic's quickest way; leaving out what is unset gives our bytes.
        Row(
            "write an article as JSON",
            calls(lambda: newsrec.dumps(item, "json")),
            "pydantic",
            calls(lambda: peer.model_dump_json(exclude_none=True)),
            1 if _has_orjson() else 1.5,
        ),
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
        Row(
            "write a wire story as JSON",
            calls(lambda: newsrec.dumps(item, "json")),
            "json.dumps",
            calls(lambda: json.dumps(value)),
            1.2 if _has_orjson() else 2,
        ),
        Row(
            "read a wire story from JSON",
            calls(lambda: newsrec.loads(data, format="json")),
            "json.loads",
            calls(lambda: json.loads(data)),
            6,
        ),
    ]


def _has_orjson() -> bool:
    try:
        import orjson  # noqa: F401
    except ImportError:
        return False
    return True

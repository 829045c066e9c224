"""What the tests of rules share: an ordinary story, a present, and what one rule finds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from newsrec import NewsItem, validate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec import Finding

NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)


def codes(found: Iterable[Finding]) -> list[str]:
    return [each.code for each in found]


def of(code: str, item: NewsItem, **options: Any) -> list[str]:
    """The paths at which one rule speaks."""
    return [each.path for each in validate(item, select=[code], **options)]


def story(**fields: Any) -> NewsItem:
    return NewsItem(**{"headline": "Ferry runs again", "body": "The ferry runs.", **fields})

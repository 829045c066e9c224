"""Assertions that say where two news items differ, not only that they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsrec.codec.reading import loads
from newsrec.codec.writing import dumps, fit
from newsrec.model import NewsItem, as_item
from newsrec.paths import diff

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from newsrec.context import Site

_SHOWN = 20  # differences; more than a screen helps nobody


def assert_same_item(found: NewsItem, expected: NewsItem) -> None:
    """Raise an AssertionError with a line for each difference between two items, if there is one.

    A line names the path and gives both values: `creators[0].name: found 'Ann', expected 'Anna'`.
    Offsets of times count, and 1 is not True.

    >>> assert_same_item(NewsItem(urgency=5), NewsItem(urgency=4))
    Traceback (most recent call last):
    AssertionError: the items differ:
      urgency: found 5, expected 4
    """
    for item in (found, expected):
        as_item(item)
    differences = diff(found, expected)
    if differences:
        lines = [f"{each.path}: found {each.before!r}, expected {each.after!r}" for each in differences]
        raise AssertionError(as_listing("the items differ", lines))


def assert_roundtrip(
    item: NewsItem,
    format: str,
    *,
    lossless: bool = False,
    site: Site | None = None,
    embed: bool = False,
    now: datetime | None = None,
    allow: Iterable[str] = (),
    **options: Any,
) -> NewsItem:
    """Write the item in a format, read it again, and return it; AssertionError if it is not what `fit` says.

    What is due is the nearest item that the format can hold, `fit(item, format).item`; with
    `lossless` it is the item itself, and each loss is a line of the AssertionError. Writing what
    came back must give the same bytes. An item that the format refuses is an EncodeError.

    >>> assert_roundtrip(NewsItem(headline="Ferry runs again", urgency=4), "wire").urgency is None
    True
    """
    arguments: dict[str, Any] = {"site": site, "embed": embed, "now": now, "allow": tuple(allow), **options}
    fitted = fit(item, format, **arguments)
    if lossless and fitted.losses:
        raise AssertionError(as_listing(f"{format} does not hold the whole item", map(str, fitted.losses)))
    data = dumps(item, format, **arguments)
    back = loads(data, format=format)
    assert_same_item(back, fitted.item)
    again = dumps(back, format, **arguments)
    if again != data:
        place, first, then = first_difference(data, again)
        raise AssertionError(
            f"{format} writes what it read differently, from byte {place} on: first {first!r}, then {then!r}"
        )
    return back


def first_difference(a: bytes, b: bytes) -> tuple[int, bytes, bytes]:
    """Return the first byte in which two documents differ, with its neighbours in each."""
    place = next(
        (i for i, pair in enumerate(zip(a, b, strict=False)) if pair[0] != pair[1]), min(len(a), len(b))
    )
    window = slice(max(0, place - 30), place + 30)
    return place, a[window], b[window]


def as_listing(title: str, lines: Iterable[str]) -> str:
    """Return a title and a line for each, the first of many."""
    lines = list(lines)
    rest = [f"and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return "\n  ".join([f"{title}:", *lines[:_SHOWN], *rest])

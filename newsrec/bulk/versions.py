"""The last word on each story: versions, corrections and kills of a feed folded into one.

A feed sends a story again and again: first as a flash, then in full, corrected, at last killed. The stories
alone decide what counts, so the result is the same in whatever order they arrive.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Final

from newsrec.grammar.statuses import read_status
from newsrec.model import NewsItem, PartialDate, as_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsrec.model import When

#: The rels of links that lead from a story to one that it takes the place of.
REPLACES: Final = frozenset({"previousVersion", "replaces", "irel:previousVersion", "irel:evolvedFrom"})


def latest(items: Iterable[NewsItem]) -> tuple[NewsItem, ...]:
    """Return the last word on each story, ordered by time, then identifier.

    The order of arrival counts for nothing. Versions of a story share its `guid`. Of two, the one with
    the higher version number counts, then the later one; a version that is no number counts as the
    first. A kill counts unless a usable version is certainly newer, by number or, where a number is
    missing, by time: what is in doubt stays killed. A story whose link of rel "previousVersion" or
    "replaces" names another by its `uri` takes its place. A story without a guid stands for itself.
    Memory holds one or two items a story.

    >>> first = NewsItem(guid="urn:a", version=1, headline="Ferry waits")
    >>> second = NewsItem(guid="urn:a", version=2, headline="Ferry sails")
    >>> kill = NewsItem(guid="urn:b", pub_status="canceled")
    >>> [(item.guid, item.headline) for item in latest([second, kill, first])]
    [('urn:a', 'Ferry sails'), ('urn:b', None)]
    """
    stories: dict[str, tuple[NewsItem | None, NewsItem | None]] = {}
    alone: list[NewsItem] = []
    for item in items:
        as_item(item)
        if item.guid is None:
            alone.append(item)
            continue
        live, killed = stories.get(item.guid, (None, None))
        if _is_kill(item):
            stories[item.guid] = (live, _later(killed, item))
        else:
            stories[item.guid] = (_later(live, item), killed)
    words = {guid: _last_word(live, killed) for guid, (live, killed) in stories.items()}
    last = {guid: item for guid, item in words.items() if item is not None}
    replaced = _replaced(last)
    gone = replaced.keys() - _in_circles(replaced)
    return tuple(sorted([*(item for guid, item in last.items() if guid not in gone), *alone], key=_order))


def _replaced(last: Mapping[str, NewsItem]) -> dict[str, set[str]]:
    """Return the stories whose place others take, and who takes it."""
    found: dict[str, set[str]] = {}
    for guid, item in last.items():
        for link in item.links:
            other = link.uri
            if link.rel in REPLACES and other is not None and other in last and other != guid:
                found.setdefault(other, set()).add(guid)
    return found


def _in_circles(replaced: Mapping[str, set[str]]) -> set[str]:
    """Return the stories that replace one another in a circle: none of them can be left out for another."""
    found = set()
    for guid in replaced:
        seen: set[str] = set()
        waiting = [*replaced[guid]]
        while waiting:
            each = waiting.pop()
            if each == guid:
                found.add(guid)
                break
            if each not in seen:
                seen.add(each)
                waiting.extend(replaced.get(each, ()))
    return found


def _is_kill(item: NewsItem) -> bool:
    return item.pub_status is not None and read_status(item.pub_status).status == "canceled"


def _later(one: NewsItem | None, other: NewsItem) -> NewsItem:
    """Return the later of two versions of a story: by number, by time, and where these agree by content."""
    if one is None:
        return other
    first, second = _age(one), _age(other)
    if first == second:
        return max(one, other, key=repr)
    return other if second > first else one


def _last_word(live: NewsItem | None, killed: NewsItem | None) -> NewsItem | None:
    """Return what counts of a story: its kill, unless the usable version is certainly newer."""
    if killed is None or (live is not None and _is_newer(live, killed)):
        return live
    return killed


def _is_newer(live: NewsItem, killed: NewsItem) -> bool:
    """Whether a version is certainly newer than a kill."""
    if isinstance(live.version, int) and isinstance(killed.version, int):
        return live.version > killed.version
    one, other = _moment(live), _moment(killed)
    return other is not None and one is not None and one > other


def _age(item: NewsItem) -> tuple[int, float]:
    moment = _moment(item)
    return (item.version if isinstance(item.version, int) else 1, _NEVER if moment is None else moment)


def _moment(item: NewsItem) -> float | None:
    """Return when a version was made, in seconds of UTC; of a day its first moment, else None."""
    for when in (item.version_created, item.content_modified, item.published, item.first_created):
        if when is not None:
            found = _seconds(when)
            if found is not None:
                return found
    return None


def _seconds(when: When) -> float | None:
    if isinstance(when, PartialDate):
        if when.year is None:
            return None
        when = date(when.year, when.month or 1, when.day or 1)
    moment = when if isinstance(when, datetime) else datetime.combine(when, time.min, UTC)
    return (moment - _EPOCH).total_seconds()


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NEVER: Final = float("-inf")


def _order(item: NewsItem) -> tuple[float, str, str]:
    moment = _moment(item)
    return (_NEVER if moment is None else moment, item.guid or "", repr(item))

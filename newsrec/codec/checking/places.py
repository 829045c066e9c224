"""Where the findings of a document are: the place of each record path, found by a second pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from newsrec.errors import START, Position
from newsrec.findings import Finding, StoryRef
from newsrec.formats._format import Reading, module_of
from newsrec.messages import blame_plugin
from newsrec.paths import prefixes

if TYPE_CHECKING:
    from newsrec.context import Feed
    from newsrec.formats._format import Format
    from newsrec.model import NewsItem


#: Where the parts of each story stand, by their paths.
Places: TypeAlias = tuple[Mapping[str, Position], ...]
#: A finding, and the number of the story that it is about; 0 is the whole document.
Located: TypeAlias = tuple[Finding, int]


def story_places(document: bytes, row: Format, feed: Feed | None) -> Places:
    """Where the parts of each story stand, as far as the document can be read; none if no format can tell."""
    second_pass = getattr(module_of(row.module), "positions", None)
    if second_pass is None:
        return ()
    if row.is_ours:
        return tuple(second_pass(document, Reading(feed)))
    with blame_plugin(f"finding places by the format {row.name} of another package failed"):
        return tuple(second_pass(document, Reading(feed)))


def needed_places(
    found: list[Located],
    stories: Mapping[int, NewsItem],
    document: bytes,
    row: Format | None,
    feed: Feed | None,
) -> Mapping[int, Mapping[str, Position]]:
    """Where the parts of each story stand, by its number; found only where a finding asks for it.

    A lone story as a whole begins where its document does.
    """
    asked = any(
        (each.path or len(stories) > 1) if each.position is None else _knows_only_line(each)
        for each, _ in found
    )
    if row is None or not stories or not asked:
        return {}
    places = story_places(document, row, feed)
    return dict(zip(stories, places, strict=False)) if len(places) >= len(stories) else {}


def locate_findings(
    found: list[Located],
    stories: Mapping[int, NewsItem],
    places: Mapping[int, Mapping[str, Position]],
    source: str | None,
) -> tuple[Finding, ...]:
    """The findings with file, story and place, in order."""
    placed = []
    for each, number in found:
        position = _place(each, places.get(number, {}))
        ref = None if number == 0 else _ref(number, stories.get(number))
        placed.append(attrs.evolve(each, source=source, item=ref, position=position))
    if any(each.code in _SAID_AGAIN for each in placed):
        placed = _drop_repeats(placed)
    if len(placed) > 1:
        placed.sort(key=_order)
    return tuple(placed)


def _ref(number: int, item: NewsItem | None) -> StoryRef:
    if item is None:
        return StoryRef(number=number)
    return StoryRef(number=number, guid=item.guid, headline=item.headline)


def _knows_only_line(found: Finding) -> bool:
    """Whether a reader may have known no more than the line: a tree of XML knows no columns."""
    return found.position is not None and found.position.column == 1 and bool(found.path)


def _place(found: Finding, places: Mapping[str, Position]) -> Position:
    """The finding's own place, or that of its path; of two on one line, the one with its column."""
    if found.position is None:
        return _nearest_place(found.path, places)
    if _knows_only_line(found) and places:
        exact = _nearest_place(found.path, places)
        if exact.line == found.position.line:
            return exact
    return found.position


def _nearest_place(path: str, places: Mapping[str, Position]) -> Position:
    """The place of a path, or of the nearest part around it that has one: the story's beginning at last."""
    for each in (*prefixes(path), ""):
        if each in places:
            return places[each]
    return min(places.values(), default=START)


#: What a reader says of a story and the rules say again of the text that holds it.
_SAID_AGAIN = {"NR911": ("NR311",), "NR912": ("NR308", "NR309")}


def _drop_repeats(found: list[Finding]) -> list[Finding]:
    """The findings without those that a rule repeats: the rule's stays, at the reader's exact place.

    The text that a rule names is the last that begins before that place.
    """
    kept = [each for each in found if each.code not in _SAID_AGAIN]
    for each in found:
        if each.code in _SAID_AGAIN:
            again = [
                number
                for number, other in enumerate(kept)
                if other.code in _SAID_AGAIN[each.code]
                and _order(other)[0] == _order(each)[0]
                and _order(other) <= _order(each)
            ]
            if again:
                last = max(again, key=lambda number: _order(kept[number]))
                kept[last] = attrs.evolve(kept[last], position=each.position)
            else:
                kept.append(each)
    return kept


def _order(found: Finding) -> tuple[int, int, int]:
    """By story, then place; what stands at one place keeps the order of the paths and codes."""
    number = 0 if found.item is None else found.item.number
    place = found.position
    return (number, 0, 0) if place is None else (number, place.line, place.column)

"""The lines of a wire article: where stories begin, and where paragraphs end.

Nothing here looks at a feed: what a line is, it is by its shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsrec.formats.wire.desk import is_aside
from newsrec.formats.wire.head import ASIDES, GAP, is_dated, iter_bullet_runs, read_head
from newsrec.grammar.lines import WHITE, is_blank, is_empty_bullet, read_bullet

if TYPE_CHECKING:
    from collections.abc import Sequence

# -- stories --------------------------------------------------------------------------------------


def find_stories(lines: Sequence[str]) -> list[int]:
    """Return the lines that stories begin with: 0, and each headline with a dated bullet below.

    Lines of an embargo above a headline belong to it.
    """
    found = [0]
    at = read_head(lines, 0).body
    while (start := _next_story(lines, at)) is not None:
        found.append(start)
        at = read_head(lines, start).body
    return found


def _next_story(lines: Sequence[str], at: int) -> int | None:
    """Return the first line from `at` on that is a headline with its bullets after it."""
    for start, end in iter_bullet_runs(lines, at):
        if is_dated(lines, start, end):
            above = find_headline_above(lines, start, at)
            if above is not None and read_bullet(lines[above]) is None:
                return _with_embargo_above(lines, above, at)
    return None


def find_headline_above(lines: Sequence[str], start: int, at: int) -> int | None:
    """Find the line above bullets that may be their headline, past lines of an embargo; or None."""
    held = 0
    for number in range(start - 1, at - 1, -1):
        if start - number > GAP + 1:
            return None
        line = lines[number]
        if is_blank(line) or is_empty_bullet(line):
            continue
        if not is_aside(line):
            return number
        held += 1
        if held > ASIDES:
            return None
        start = number
    return None


def _with_embargo_above(lines: Sequence[str], headline: int, at: int) -> int:
    """Return the first line of an embargo above a headline; the headline where there is none."""
    start = headline
    for _ in range(ASIDES):
        above = start - 2 if start > at and is_blank(lines[start - 1]) else start - 1
        if above < at or not is_aside(lines[above]):
            break
        start = above
    return start


# -- paragraphs -----------------------------------------------------------------------------------

_LONG: Final = 100  # characters: no line of wrapped text has more
_ENDS_SENTENCE: Final = frozenset('.!?…"”“’»)')


def group_lines(lines: Sequence[str], start: int) -> list[tuple[int, list[str]]]:
    """Return the runs of lines that are not blank, each with the number of its first line."""
    groups: list[tuple[int, list[str]]] = []
    group: list[str] = []
    for number in range(start, len(lines)):
        line = lines[number]
        if is_blank(line):
            group = []
        elif group:
            group.append(line)
        else:
            group = [line]
            groups.append((number, group))
    return groups


def split_groups(groups: list[tuple[int, list[str]]]) -> tuple[list[tuple[int, list[str]]], list[int]]:
    """Split the groups after each long line that ends a sentence; also return the numbers of those lines.

    Bullets stay with bullets.
    """
    parted: list[tuple[int, list[str]]] = []
    ends: list[int] = []
    for number, group in groups:
        start = 0
        for index, line in enumerate(group[:-1], 1):
            if len(line) > _LONG and line.rstrip(WHITE)[-1] in _ENDS_SENTENCE:
                if read_bullet(line) is not None and read_bullet(group[index]) is not None:
                    continue
                ends.append(number + index - 1)
                parted.append((number + start, group[start:index]))
                start = index
        parted.append((number + start, group[start:]))
    return parted, ends

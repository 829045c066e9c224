"""The lines of a wire article: where stories begin, what their heads are, where paragraphs end.

Nothing here looks at a feed: what a line is, it is by its shape.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from newsrec.grammar.bylines import read_byline
from newsrec.grammar.dates import read_date
from newsrec.grammar.lines import BULLETS, WHITE, is_blank, read_bullet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GAP: Final = 3  # blank lines at most between a headline and its bullets; one more parts them
AHEAD: Final = 1 + GAP + 2  # lines that tell whether one is a headline: itself, blank lines, two bullets
FIRST: Final = frozenset(WHITE + BULLETS)  # what a line with a bullet can begin with


class Head(NamedTuple):
    """What stands before the body, by the numbers of the lines."""

    headline: tuple[int, int] | None  # its first line, and the one after its last
    date: int | None
    byline: int | None
    body: int


# -- stories --------------------------------------------------------------------------------------


def find_stories(lines: Sequence[str]) -> list[int]:
    """The numbers of the lines that stories begin with: 0, and each headline that a dated bullet follows."""
    found = [0]
    at = read_head(lines, 0).body
    while (start := _next_story(lines, at)) is not None:
        found.append(start)
        at = read_head(lines, start).body
    return found


def _next_story(lines: Sequence[str], at: int) -> int | None:
    """The first line from `at` on that is a headline with its bullets after it."""
    for start, end in runs(lines, at):
        if is_dated(lines, start, end):
            above = start - 1
            while above >= at and start - above <= GAP + 1 and is_blank(lines[above]):
                above -= 1
            if above >= at and start - above <= GAP + 1 and read_bullet(lines[above]) is None:
                return above
    return None


def runs(lines: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """The runs of lines with bullets of one mark, each by its first line and the one after its last."""
    number, count = at, len(lines)
    while number < count:
        if lines[number][:1] not in FIRST:
            number += 1
            continue
        end = _run_end(lines, number, count)
        if end > number:
            yield number, end
        number = max(end, number + 1)


def _run_end(lines: Sequence[str], start: int, stop: int) -> int:
    """The line after a run of bullets that begins here, before `stop`; the same line where none does."""
    bullet = read_bullet(lines[start]) if start < stop else None
    if bullet is None:
        return start
    end = start + 1
    while end < stop and (other := read_bullet(lines[end])) is not None and other.mark == bullet.mark:
        end += 1
    return end


def _items_end(lines: Sequence[str], start: int) -> int:
    """As `_run_end`, of the two bullets that a head can have."""
    return _run_end(lines, start, min(start + 2, len(lines)))


def is_dated(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether one of the first two bullets of a run, and one alone, is a date."""
    return [is_date(_value(line)) for line in lines[start : min(end, start + 2)]].count(True) == 1


def _value(line: str) -> str:
    """The value of a bullet, or of a line without one: no white space around it."""
    bullet = read_bullet(line)
    return line.strip(WHITE) if bullet is None else bullet.value


def is_date(value: str) -> bool:
    """Whether a text has the shape of a date, an impossible one included."""
    reading = read_date(value)
    return reading.value is not None or bool(reading.doubts)


def _after_blanks(lines: Sequence[str], start: int) -> int:
    """The number of the first line from here on that is not blank."""
    while start < len(lines) and is_blank(lines[start]):
        start += 1
    return start


def read_head(lines: Sequence[str], start: int) -> Head:
    """The head of the story that begins with a line; the text from there on is not blank."""
    first = _after_blanks(lines, start)
    run = _items_end(lines, first)
    if first - start <= GAP and run > first and is_dated(lines, first, run):
        return Head(None, *_read_items(lines, first, run))
    end = headline_end(lines, first, run)
    if end is not None:
        bullets = _after_blanks(lines, end)
        return Head((first, end), *_read_items(lines, bullets, _items_end(lines, bullets)))
    if first > start:
        return Head(None, None, None, first)
    if run > first:
        lone = _is_lone_byline(lines, first, run)
        return Head(None, None, first, run) if lone else Head(None, None, None, first)
    return Head((first, first + 1), *_read_doubtful(lines, first + 1))


def headline_end(lines: Sequence[str], first: int, run: int) -> int | None:
    """The line after a headline that bullets with a date follow, or None where none do.

    It may go over three lines, as long as a headline can be.
    """
    end = first + 1
    if run > first:  # a headline that begins with a mark stands alone
        if run > end or end >= len(lines) or not is_blank(lines[end]):
            return None
    else:
        while end < len(lines) and end - first < _HEADLINE_LINES + 1 and not is_blank(lines[end]):
            if read_bullet(lines[end]) is not None:
                break
            end += 1
        if end - first > _HEADLINE_LINES:
            return None
        if end - first > 1:
            headline = join_lines(lines[first:end])
            if len(headline) > _HEADLINE or read_bullet(headline) is not None:
                return None
    bullets = end
    while bullets < len(lines) and bullets - end <= GAP and is_blank(lines[bullets]):
        bullets += 1
    run = _items_end(lines, bullets)
    return end if bullets - end <= GAP and run > bullets and is_dated(lines, bullets, run) else None


_HEADLINE_LINES: Final = 3
_HEADLINE: Final = 250  # characters of a headline that goes over several lines


def _read_items(lines: Sequence[str], start: int, end: int) -> tuple[int | None, int | None, int]:
    """Date and byline among the first two bullets of a run with a date, and the line after them."""
    if not is_date(_value(lines[start])):
        return start + 1, start, start + 2
    if start + 1 < end and not is_date(_value(lines[start + 1])):
        return start, start + 1, start + 2
    return start, None, start + 1


def _read_doubtful(lines: Sequence[str], start: int) -> tuple[int | None, int | None, int]:
    """Date and byline under a headline where no bullet is a date; one blank line at most above them."""
    at = start + 1 if start < len(lines) and is_blank(lines[start]) else start
    if at >= len(lines) or is_blank(lines[at]):
        return None, None, start
    run = _items_end(lines, at)
    if run > at:
        return (None, at, run) if _is_lone_byline(lines, at, run) else (None, None, start)
    if _is_day(lines[at]):
        after = _after_blanks(lines, at + 1)
        if after < len(lines) and (
            _is_byline(lines[after]) if after == at + 1 else after == at + 2 and _is_led_byline(lines[after])
        ):
            return at, after, after + 1
        return at, None, at + 1
    if at + 1 < len(lines) and _is_day(lines[at + 1]) and _is_byline(lines[at]):
        return at + 1, at, at + 2
    if _is_led_byline(lines[at]) and (at + 1 == len(lines) or is_blank(lines[at + 1])):
        return None, at, at + 1
    return None, None, start


_BYLINE: Final = 300  # characters of a byline that no date stands beside; more is a paragraph
_BARE: Final = 100  # characters of one without a bullet


def _is_lone_byline(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether a run without a date is a byline: one bullet, of our own mark or with somebody's name."""
    bullet = read_bullet(lines[start])
    if end - start != 1 or bullet is None or len(bullet.value) > _BYLINE:
        return False
    return bullet.mark == "•" or _is_byline(bullet.value)


def _is_day(line: str) -> bool:
    """Whether a line is nothing but a whole date, with or without a time."""
    value = line.strip(WHITE)
    return len(value) <= _BARE and isinstance(read_date(value).value, date)


def _is_byline(line: str) -> bool:
    """Whether a line without a date is a byline beyond doubt."""
    value = line.strip(WHITE)
    if not 0 < len(value) <= _BARE or is_date(value):
        return False
    reading = read_byline(value)
    return reading.kind != "unclear" and not reading.doubts


def _is_led_byline(line: str) -> bool:
    """Whether a line is a byline of people that begins with "By"."""
    value = line.strip(WHITE)
    return value[:3].lower() == "by " and _is_byline(value) and read_byline(value).kind == "people"


_FIGURES: Final = 6  # of a date, at least: 2024-1-8
_BROKEN: Final = 14  # characters of what may have been one, at most
_MARKS: Final = frozenset("0123456789-./ ")  # what dates in figures are made of


def broken_dates(lines: Sequence[str], head: Head) -> Iterator[int]:
    """The lines of bullets that stand where a story's date does, are figures, and are no date.

    Each is one of the first two of a run that has a line close above it.
    """
    for start, end in runs(lines, 0):
        above = start - 1
        while above >= 0 and start - above <= GAP + 1 and is_blank(lines[above]):
            above -= 1
        if start - above <= GAP + 1:
            for number in range(start, min(end, start + 2)):
                if number not in (head.date, head.byline) and _was_date(_value(lines[number])):
                    yield number


def _was_date(value: str) -> bool:
    """Whether a text is a date's figures, with at most two characters that no date has, and is no date."""
    figures = sum([value.count(figure) for figure in "0123456789"])
    others = len(value) - sum([character in _MARKS for character in value])
    return figures >= _FIGURES and len(value) <= _BROKEN and others <= 2 and not is_date(value)


# -- paragraphs -----------------------------------------------------------------------------------

_LONG: Final = 100  # characters: no line of wrapped text has more
_ENDS_SENTENCE: Final = frozenset('.!?…"”“’»)')


def group_lines(lines: Sequence[str], start: int) -> list[tuple[int, list[str]]]:
    """The runs of lines that are not blank, each with the number of its first line."""
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


def part_groups(groups: list[tuple[int, list[str]]]) -> tuple[list[tuple[int, list[str]]], list[int]]:
    """The groups, parted after each long line that ends a sentence, and the numbers of those lines.

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


def join_lines(lines: Sequence[str]) -> str:
    """Lines that were one before they were wrapped; the indent of the first stays."""
    return " ".join([lines[0].rstrip(WHITE), *[line.strip(WHITE) for line in lines[1:]]])

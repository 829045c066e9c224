"""Lines that look like parts of a head but were not read as such: each of them is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsrec.formats.wire.head import AHEAD, GAP, Head, iter_bullet_runs, skip_blanks
from newsrec.formats.wire.parts import expected_form, is_date, is_led_byline, looks_like
from newsrec.grammar.embargoes import is_embargo
from newsrec.grammar.lines import is_blank, is_empty_bullet, read_bullet, strip_bullet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NEAR: Final = 3  # paragraphs below a head in which such lines are looked for


def find_unread(lines: Sequence[str], head: Head) -> Iterator[tuple[int, str, str]]:
    """Yield lines near the top of the text that look like parts of the head: number, kind, and expected form.

    None where more blank lines than a head can have keep the text apart from it.
    """
    start = skip_blanks(lines, head.body)
    if start - head.body > GAP or (head.headline is None and head.date is None and head.byline is None):
        return
    paragraphs = 0
    above = range(*head.headline) if head.headline is not None else ()
    deck = range(*head.deck) if head.deck is not None else ()
    for number in above:
        if head.byline is None and is_led_byline(lines[number]):
            yield number, "byline", expected_form("byline")
    for number in (*deck, *range(start, min(len(lines), start + AHEAD))):
        if is_blank(lines[number]):
            paragraphs += not is_blank(lines[number - 1])
            if paragraphs == NEAR:
                return
            continue
        kind = looks_like(strip_bullet(lines[number])[0] if paragraphs == 0 else lines[number])
        known = {"byline": head.byline, "date": head.date}.get(kind or "")
        if kind is not None and known is None:
            yield number, kind, expected_form(kind)


def find_other_embargoes(lines: Sequence[str], head: Head) -> Iterator[int]:
    """Yield the lines outside a head's own that state an embargo: in the headline, or in the text."""
    above = range(*head.headline) if head.headline is not None else ()
    deck = range(*head.deck) if head.deck is not None else ()
    for number in (*above, *deck, *range(head.body, len(lines))):
        if (
            number not in head.embargo
            and number not in head.parts
            and number not in head.desk
            and is_embargo(lines[number])
        ):
            yield number


_FIGURES: Final = 6  # of a date, at least: 2024-1-8
_BROKEN: Final = 14  # characters of what may have been one, at most
_MARKS: Final = frozenset("0123456789-./ ")  # what dates in figures are made of


def find_broken_dates(lines: Sequence[str], head: Head) -> Iterator[int]:
    """Yield the lines of bullets in the place of a story's date that are figures, but no date.

    Each is one of the first two of a run that has a line close above it.
    """
    for start, end in iter_bullet_runs(lines, 0):
        above = start - 1
        while above >= 0 and start - above <= GAP + 1 and is_blank(lines[above]):
            above -= 1
        if start - above <= GAP + 1:
            for number in range(start, min(end, start + 2)):
                if number not in (head.date, head.byline) and _was_date(strip_bullet(lines[number])[0]):
                    yield number


def _was_date(value: str) -> bool:
    """Tell whether a text is figures as a date's, but none, with two characters at most that no date has."""
    figures = sum([value.count(figure) for figure in "0123456789"])
    others = len(value) - sum([character in _MARKS for character in value])
    return figures >= _FIGURES and len(value) <= _BROKEN and others <= 2 and not is_date(value)


_MOST: Final = 8  # bullets of a list that is in the head's place, each of which is reported


def find_left_bullets(lines: Sequence[str], head: Head) -> Iterator[int]:
    """Yield the bullets in the place of date and byline that are neither, empty ones included.

    More blank lines than a head can have above them say that they are a list of the text.
    """
    yield from head.left
    is_read = head.date is not None or head.byline is not None
    start = head.body if is_read else find_text(lines, head.body)
    above = lines[start - 1] if start else ""
    if is_read and read_bullet(above) is None and not is_empty_bullet(above):
        return
    for number in range(start, min(start + _MOST, len(lines))):
        bullet = read_bullet(lines[number])
        if bullet is None and not is_empty_bullet(lines[number]):
            return
        if bullet is not None and bullet.mark != "•" and not is_read:
            return
        yield number


def find_text(lines: Sequence[str], start: int) -> int:
    """Return the first line with text that is near enough to a headline; `start` where none is."""
    for number in range(start, min(len(lines), start + GAP + 1)):
        if not is_blank(lines[number]) and not is_empty_bullet(lines[number]):
            return number
    return start

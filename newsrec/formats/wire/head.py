"""The head of a wire article: headline, bullets or lines with date and byline, and the parts below them.

    [embargo] headline [deck] *(date | byline | embargo | part)

A head is told by its shape alone: nothing here looks at a feed. Under a headline without dated
bullets a line is part of the head where it can be nothing else: a whole date, a "By …" line, a
label with the value that it asks for. The first line that is none ends the head, and so do two
blank lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from newsrec.formats.wire.parts import (
    Kind,
    Part,
    asked_of,
    is_byline,
    is_date,
    is_day,
    is_led_byline,
    looks_like,
    posts_of,
    read_part,
    value_in,
)
from newsrec.grammar.bylines import read_byline
from newsrec.grammar.embargoes import is_embargo
from newsrec.grammar.lines import BULLETS, WHITE, is_blank, is_empty_bullet, read_bullet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GAP: Final = 3  # blank lines at most between a headline and its bullets; one more parts them
HELD: Final = 4  # lines that state the embargo of a story, as many as are written again
_LINES: Final = 28  # that a head has at most below those, from its first line that is not blank
AHEAD: Final = _LINES + 2 * GAP + 2 * HELD + 1  # lines that tell a headline, and where its head ends
FIRST: Final = frozenset(WHITE + BULLETS)  # what a line with a bullet can begin with


class Head(NamedTuple):
    """What stands before the body, by the numbers of the lines."""

    headline: tuple[int, int] | None  # its first line, and the one after its last
    date: int | None
    byline: int | None
    body: int
    deck: tuple[int, int] | None = None  # a paragraph of the body that the head goes round
    parts: tuple[int, ...] = ()  # the lines with neither date nor byline, in order
    embargo: tuple[int, ...] = ()  # the lines that say how long the story is held back


# -- bullets --------------------------------------------------------------------------------------


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


def _after_blanks(lines: Sequence[str], start: int) -> int:
    """The number of the first line from here on that is not blank."""
    while start < len(lines) and is_blank(lines[start]):
        start += 1
    return start


# -- heads ----------------------------------------------------------------------------------------


def read_head(lines: Sequence[str], start: int) -> Head:
    """The head of the story that begins with a line; the text from there on is not blank."""
    at, held = _read_held(lines, start)
    if held and _after_blanks(lines, at) == len(lines):
        return Head(None, None, None, at, embargo=held)
    head = _read_head(lines, at)
    return head._replace(embargo=held + head.embargo) if held else head


def _read_held(lines: Sequence[str], start: int) -> tuple[int, tuple[int, ...]]:
    """The line that a head goes on with below lines of an embargo that stand above all else, and these."""
    held: list[int] = []
    number = _after_blanks(lines, start)
    while number < len(lines) and number - start <= GAP and is_embargo(lines[number]):
        held.append(number)  # all of them: none may be the headline
        start = _below(lines, number + 1)
        number = _after_blanks(lines, number + 1)
    return start, tuple(held)


def _read_head(lines: Sequence[str], start: int) -> Head:
    first = _after_blanks(lines, start)
    run = _items_end(lines, first)
    if first - start <= GAP and run > first and is_dated(lines, first, run):
        return _with_parts(lines, Head(None, *_read_items(lines, first, run)), first)
    end = headline_end(lines, first, run)
    if end is not None:
        bullets, held = _to_bullets(lines, end)
        found = _read_items(lines, bullets, _items_end(lines, bullets))
        return _with_parts(lines, Head((first, end), *found, embargo=held), first)
    if first > start:
        return Head(None, None, None, first)
    if run > first:
        if not _is_lone_byline(lines, first, run):
            return Head(None, None, None, first)
        return _with_parts(lines, Head(None, None, first, run), first)
    head = Head((first, first + 1), None, None, first + 1)
    under = _below(lines, first + 1)
    run = _items_end(lines, under)
    if run == under:
        return _with_parts(lines, head._replace(deck=_deck(lines, under)), first)
    if not _is_lone_byline(lines, under, run):
        return head
    return _with_parts(lines, head._replace(byline=under, body=run), first)


def headline_end(lines: Sequence[str], first: int, run: int) -> int | None:
    """The line after a headline that bullets with a date follow, or None where none do.

    It may go over three lines, as long as a headline can be.
    """
    end = first + 1
    if first < len(lines) and is_embargo(lines[first]):
        return None
    if run > first:  # a headline that begins with a mark stands alone
        if run > end or end >= len(lines) or not is_blank(lines[end]):
            return None
    else:
        while end < len(lines) and end - first < _HEADLINE_LINES + 1 and not is_blank(lines[end]):
            if read_bullet(lines[end]) is not None or is_empty_bullet(lines[end]) or is_embargo(lines[end]):
                break
            end += 1
        if end - first > _HEADLINE_LINES:
            return None
        if end - first > 1:
            headline = join_lines(lines[first:end])
            if len(headline) > _HEADLINE or read_bullet(headline) is not None:
                return None
    bullets, _ = _to_bullets(lines, end)
    run = _items_end(lines, bullets)
    return end if run > bullets and is_dated(lines, bullets, run) else None


def _to_bullets(lines: Sequence[str], at: int) -> tuple[int, tuple[int, ...]]:
    """The first line below a headline that is neither blank nor of an embargo, and those of one.

    The end of the lines where it stands too far below.
    """
    held: list[int] = []
    start = number = at
    while number < len(lines) and number - start <= GAP:
        if not is_blank(lines[number]) and not is_empty_bullet(lines[number]):
            if read_bullet(lines[number]) is not None or len(held) == HELD or not is_embargo(lines[number]):
                return number, tuple(held)
            held.append(number)
            start = number + 1
        number += 1
    return len(lines), ()


_HEADLINE_LINES: Final = 3
_HEADLINE: Final = 250  # characters of a headline that goes over several lines


def join_lines(lines: Sequence[str]) -> str:
    """Lines that were one before they were wrapped; the indent of the first stays."""
    return " ".join([lines[0].rstrip(WHITE), *[line.strip(WHITE) for line in lines[1:]]])


def _read_items(lines: Sequence[str], start: int, end: int) -> tuple[int | None, int | None, int]:
    """Date and byline among the first two bullets of a run with a date, and the line after them."""
    if not is_date(_value(lines[start])):
        return start + 1, start, start + 2
    if start + 1 < end and not is_date(_value(lines[start + 1])):
        return start, start + 1, start + 2
    return start, None, start + 1


_BYLINE: Final = 300  # characters of a byline that no date stands beside; more is a paragraph


def _is_lone_byline(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether a run without a date is a byline: one bullet, of our own mark or with somebody's name."""
    bullet = read_bullet(lines[start])
    if end - start != 1 or bullet is None or len(bullet.value) > _BYLINE:
        return False
    return bullet.mark == "•" or is_byline(bullet.value)


# -- lines without bullets ------------------------------------------------------------------------


def _below(lines: Sequence[str], at: int) -> int:
    """The line from here on, past one blank line."""
    return at + 1 if at < len(lines) and is_blank(lines[at]) else at


def _with_parts(lines: Sequence[str], head: Head, first: int) -> Head:
    """The head with the lines below it, or below its deck, that are parts of one."""
    day, byline, at, deck = head.date, head.byline, head.body, head.deck
    bulleted = day is not None
    if deck is not None:
        at = deck[1]
    held = list(head.embargo)
    if byline is not None and is_embargo(lines[byline]):
        held.append(byline)
        byline = None
    parts: list[int] = []
    kinds: list[Kind] = []
    posts: list[str] = []
    stop = min(len(lines), first + _LINES)
    while (number := _below(lines, at)) < stop:
        if len(held) < HELD and is_embargo(lines[number]):
            held.append(number)
            at = number + 1
            continue
        if bulleted and number == at and is_empty_bullet(lines[number]):
            at = number + 1
            continue
        part = read_part(lines[number])
        if part is not None and part.kind == "post" and byline is None:
            part = None  # a byline may end in a job, or be an agency
        if part is not None and part.kind not in {"published", "byline"}:
            signed = [] if byline is None else [value_in(lines[byline])[0], *posts]
            if not _belongs(part, kinds, signed, adjoins=number == at):
                break
            if part.kind == "post":
                posts.append(part.value)
            parts.append(number)
            kinds.append(part.kind)
        elif day is None and (is_day(lines[number]) if part is None else part.kind == "published"):
            day = number
        elif byline is None and (part is not None or _signs(lines, number, None if bulleted else day)):
            if part is not None and part.kind != "byline":
                break  # a second date
            byline = number
        else:
            break
        at = number + 1
    return head._replace(date=day, byline=byline, body=at, parts=tuple(parts), embargo=tuple(held))


def _belongs(part: Part, kinds: list[Kind], signed: list[str], *, adjoins: bool) -> bool:
    """Whether a part can stand after others, of these kinds, and after a byline and the posts below it."""
    kind = part.kind
    if kind in {"updated", "slug"}:
        return kind not in kinds
    if kind in {"alt", "caption", "credit"}:
        last = len(kinds) - 1 - kinds[::-1].index("picture") if "picture" in kinds else None
        return last is not None and kind not in kinds[last:]
    if kind == "email":
        return bool(signed)
    if kind == "post":
        return bool(signed) and adjoins and _takes_posts(signed[0], [*signed[1:], part.value])
    return True


def _takes_posts(byline: str, posts: list[str]) -> bool:
    """Whether each of the jobs and papers below a byline is that of somebody in it."""
    parties = read_byline(", ".join([byline, *posts])).parties
    said = [each for party in parties for each in posts_of(party)]
    return all(any(post.endswith(each) for each in said) for post in posts)


def _signs(lines: Sequence[str], number: int, day: int | None) -> bool:
    """Whether a line is the byline of a head that has none; `day` is the line of a date without a bullet."""
    line = lines[number]
    if day is not None:
        return is_byline(line) if number == day + 1 else is_led_byline(line)
    below = lines[number + 1] if number + 1 < len(lines) else ""
    part = read_part(below)
    dated = is_day(below) or (part is not None and part.kind == "published")
    if is_led_byline(line):
        return dated or part is not None or is_blank(below) or is_embargo(below)
    if dated:
        return is_byline(line)
    if part is None or part.kind not in {"post", "email"} or not is_byline(line):
        return False
    ends = number + 2 >= len(lines) or is_blank(lines[number + 2]) or read_part(lines[number + 2]) is not None
    return ends and read_byline(line).kind == "people"


_DECK_LINES: Final = 3
_DECK: Final = 300  # characters; more is the first paragraph of the text


def _deck(lines: Sequence[str], start: int) -> tuple[int, int] | None:
    """The paragraph under a headline that stands above a "By …" line or a labelled date, or None."""
    end = start
    while end < len(lines) and end - start <= _DECK_LINES and not is_blank(lines[end]):
        end += 1
    deck = lines[start:end]
    if not 0 < len(deck) <= _DECK_LINES or sum(map(len, deck)) > _DECK or end + 1 >= len(lines):
        return None
    if any(_is_of_head(line) for line in deck):
        return None
    below = lines[end + 1]
    part = read_part(below)
    is_labelled = part is not None and part.kind in {"published", "byline"}
    return (start, end) if is_labelled or (is_led_byline(below) and _signs(lines, end + 1, None)) else None


def _is_of_head(line: str) -> bool:
    """Whether a line is one that a head can have below its headline."""
    is_part = read_bullet(line) is not None or read_part(line) is not None or is_embargo(line)
    return is_part or is_day(line) or is_led_byline(line)


# -- what only looks like a part ------------------------------------------------------------------

NEAR: Final = 3  # paragraphs below a head in which such lines are looked for


def unread(lines: Sequence[str], head: Head) -> Iterator[tuple[int, str, str]]:
    """Lines near the top of the text that look like parts of the head: number, kind, and what is read.

    None where more blank lines than a head can have keep the text apart from it.
    """
    start = _after_blanks(lines, head.body)
    if start - head.body > GAP or (head.headline is None and head.date is None and head.byline is None):
        return
    paragraphs = 0
    above = range(*head.headline) if head.headline is not None else ()
    deck = range(*head.deck) if head.deck is not None else ()
    for number in above:
        if head.byline is None and is_led_byline(lines[number]):
            yield number, "byline", asked_of("byline")
    for number in (*deck, *range(start, min(len(lines), start + AHEAD))):
        if is_blank(lines[number]):
            paragraphs += not is_blank(lines[number - 1])
            if paragraphs == NEAR:
                return
            continue
        kind = looks_like(_value(lines[number]) if paragraphs == 0 else lines[number])
        known = {"byline": head.byline, "date": head.date}.get(kind or "")
        if kind is not None and known is None:
            yield number, kind, asked_of(kind)


def loose_embargoes(lines: Sequence[str], head: Head) -> Iterator[int]:
    """The lines that state an embargo where a head has none: in the headline, or in the text."""
    above = range(*head.headline) if head.headline is not None else ()
    deck = range(*head.deck) if head.deck is not None else ()
    for number in (*above, *deck, *range(head.body, len(lines))):
        if number not in head.embargo and number not in head.parts and is_embargo(lines[number]):
            yield number


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

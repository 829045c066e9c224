"""The head of a wire article: headline, bullets or lines with date and byline, and the parts below them.

    [embargo] headline [deck] *(date | byline | embargo | part)

A head is recognised by its shape alone: nothing here looks at a feed. Under a headline without dated
bullets a line is part of the head where it can be nothing else: a whole date, a "By …" line, a
label with the value that it asks for. The first line that is none ends the head, and so do two
blank lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from newsrec.formats.wire.desk import is_aside, read_head_line, read_mail
from newsrec.formats.wire.parts import (
    HeadPart,
    Kind,
    is_byline,
    is_date,
    is_day,
    is_led_byline,
    job_and_paper,
    read_part,
    read_value,
)
from newsrec.grammar.bylines import read_byline
from newsrec.grammar.embargoes import is_embargo
from newsrec.grammar.lines import BULLETS, WHITE, is_blank, is_empty_bullet, read_bullet, strip_bullet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GAP: Final = 3  # blank lines at most between a headline and its bullets; one more parts them
EMBARGO_LINES: Final = 4  # lines that state the embargo of a story, as many as are written again
ASIDES: Final = 8  # lines of an embargo and for the desk in one place
_LINES: Final = 28  # that a head has at most below those, from its first line that is not blank
AHEAD: Final = _LINES + 2 * GAP + 2 * ASIDES + 1  # lines that tell a headline, and where its head ends
FIRST: Final = frozenset(WHITE + BULLETS)  # what a line with a bullet can begin with


class Head(NamedTuple):
    """The lines of a story before its body, by their numbers."""

    headline: tuple[int, int] | None  # its first line, and the one after its last
    date: int | None
    byline: int | None
    body: int
    deck: tuple[int, int] | None = None  # a paragraph of the body that the head goes round
    parts: tuple[int, ...] = ()  # the lines with neither date nor byline, in order
    embargo: tuple[int, ...] = ()  # the lines that say how long the story is held back
    desk: tuple[int, ...] = ()  # the lines for the desk
    left: tuple[int, ...] = ()  # bullets among those of date and byline that are neither


# -- bullets --------------------------------------------------------------------------------------


def iter_bullet_runs(lines: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of lines with bullets of one mark, each by its first line and the one after its last."""
    number, count = at, len(lines)
    while number < count:
        if lines[number][:1] not in FIRST:
            number += 1
            continue
        end = _end_of_run(lines, number, count)
        if end > number:
            yield number, end
        number = max(end, number + 1)


def _end_of_run(lines: Sequence[str], start: int, stop: int) -> int:
    """Return the line after a run of bullets that begins at `start`; `start` where none begins there."""
    bullet = read_bullet(lines[start]) if start < stop else None
    if bullet is None:
        return start
    end = start + 1
    while end < stop and (other := read_bullet(lines[end])) is not None and other.mark == bullet.mark:
        end += 1
    return end


def _end_of_items(lines: Sequence[str], start: int) -> int:
    """Return the end of a run as `_end_of_run` does, of two bullets at most: more a head cannot have."""
    return _end_of_run(lines, start, min(start + 2, len(lines)))


def is_dated(lines: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a date is one of the first two bullets of a run, and not both."""
    return [is_date(strip_bullet(line)[0]) for line in lines[start : min(end, start + 2)]].count(True) == 1


def skip_blanks(lines: Sequence[str], start: int) -> int:
    """Return the number of the first line from here on that is not blank."""
    while start < len(lines) and is_blank(lines[start]):
        start += 1
    return start


# -- heads ----------------------------------------------------------------------------------------


def read_head(lines: Sequence[str], start: int) -> Head:
    """Read the head of the story that begins with a line; some line from there on is not blank."""
    mail = read_mail(lines) if start == 0 and lines and ":" in lines[0] else None
    if mail is not None:
        start = skip_blanks(lines, mail.end)
    at, asides = _read_asides_above(lines, start)
    if asides and skip_blanks(lines, at) == len(lines):
        return _sort_asides(lines, Head(None, None, None, at, embargo=asides))
    head = _read_head(lines, at)
    return _sort_asides(lines, head._replace(embargo=asides + head.embargo))


def _sort_asides(lines: Sequence[str], head: Head) -> Head:
    """Part the lines in `embargo`, which may be for the desk, into those of an embargo and the others."""
    if not head.embargo:
        return head
    embargo = tuple([number for number in head.embargo if is_embargo(lines[number])])
    return head._replace(embargo=embargo, desk=tuple([each for each in head.embargo if each not in embargo]))


def _read_asides_above(lines: Sequence[str], start: int) -> tuple[int, tuple[int, ...]]:
    """Return the line below the lines of an embargo and for the desk that open a text, and the latter."""
    asides: list[int] = []
    number = skip_blanks(lines, start)
    while number < len(lines) and number - start <= GAP and is_aside(lines[number]):
        if not is_embargo(lines[number]) and _is_headline(lines, number):
            break
        asides.append(number)  # all of them: none may be the headline
        start = _skip_blank(lines, number + 1)
        number = skip_blanks(lines, number + 1)
    return start, tuple(asides)


def _is_headline(lines: Sequence[str], number: int) -> bool:
    """Tell whether a line such as "UPDATE" is the headline after all, as no other line can be it."""
    line = read_head_line(lines[number])
    if line is None or line.kind not in {"signal", "picture"}:
        return False
    below = skip_blanks(lines, number + 1)
    if below == len(lines):
        return True
    run = _end_of_items(lines, below)
    if run > below:
        return is_dated(lines, below, run)
    text = lines[below].rstrip(WHITE)
    return not is_aside(text) and (len(text) > _HEADLINE or text[-1] in _ENDS_SENTENCE)


_ENDS_SENTENCE: Final = frozenset(".!…")


def _read_head(lines: Sequence[str], start: int) -> Head:
    """Read a head below its lines of an embargo: try each form in turn, the most certain first."""
    first = skip_blanks(lines, start)
    run = _end_of_items(lines, first)
    # "• 2024-05-02 / • By Ann Ozola": the copy of a page that begins below its headline.
    if first - start <= GAP and run > first and is_dated(lines, first, run):
        return _read_lines_below(lines, _read_items(lines, first, run), first)
    # "Ferry runs again / • 2024-05-02 / • By Ann Ozola": the usual form.
    end = headline_end(lines, first, run)
    if end is not None:
        bullets, held = _find_bullets(lines, end)
        head = _read_items(lines, bullets, _end_of_items(lines, bullets))
        return _read_lines_below(lines, head._replace(headline=(first, end), embargo=held), first)
    # A blank line, then text: so a story without a headline is written. Or nothing is left below asides.
    if first > start or first == len(lines):
        return Head(None, None, None, first)
    # "• LETA/TBT Staff" above all else is a byline; "• We sail at dawn." is the first item of a list.
    if run > first:
        if not _is_lone_byline(lines, first, run):
            return Head(None, None, None, first)
        return _read_lines_below(lines, Head(None, None, first, run), first)
    # "Ferry runs again", then lines as they are typed ("By Ann Ozola / May 2, 2024"), or one bullet.
    head = Head((first, first + 1), None, None, first + 1)
    found = _read_undated(lines, head)
    if found is not None:
        return _read_lines_below(lines, found, first) if found.left or found.date is not None else found
    under = _skip_blank(lines, first + 1)
    run = _end_of_items(lines, under)
    if run == under:
        return _read_lines_below(lines, head._replace(deck=_find_deck(lines, under)), first)
    if not _is_lone_byline(lines, under, run):
        return head
    return _read_lines_below(lines, head._replace(byline=under, body=run), first)


def headline_end(lines: Sequence[str], first: int, run: int) -> int | None:
    """Return the line after a headline that bullets with a date follow, or None where none do.

    It may go over three lines, as long as a headline can be.
    """
    end = first + 1
    if first < len(lines) and is_embargo(lines[first]):
        return None
    if run > first:  # "- Fares rise", a blank line, then bullets: else it is one of their run
        if run > end or end >= len(lines) or not is_blank(lines[end]):
            return None
    else:
        while end < len(lines) and end - first < _HEADLINE_LINES + 1 and not is_blank(lines[end]):
            if read_bullet(lines[end]) is not None or is_empty_bullet(lines[end]) or is_aside(lines[end]):
                break
            end += 1
        if end - first > _HEADLINE_LINES:
            return None
        if end - first > 1:
            headline = join_lines(lines[first:end])
            if len(headline) > _HEADLINE or read_bullet(headline) is not None:
                return None
    bullets, _ = _find_bullets(lines, end)
    run = _end_of_items(lines, bullets)
    return end if run > bullets and is_dated(lines, bullets, run) else None


def _find_bullets(lines: Sequence[str], at: int) -> tuple[int, tuple[int, ...]]:
    """Return the first line below a headline that is not blank, past lines of an embargo, and these.

    It is the end of the lines where no line is near enough: more than GAP blank lines are between.
    """
    held: list[int] = []
    start = number = at
    while number < len(lines) and number - start <= GAP:
        if not is_blank(lines[number]) and not is_empty_bullet(lines[number]):
            if read_bullet(lines[number]) is not None or len(held) == ASIDES or not is_aside(lines[number]):
                return number, tuple(held)
            held.append(number)
            start = number + 1
        number += 1
    return len(lines), ()


_HEADLINE_LINES: Final = 3
_HEADLINE: Final = 250  # characters of a headline that goes over several lines


def join_lines(lines: Sequence[str]) -> str:
    """Join lines that were one before they were wrapped; the indent of the first stays."""
    return " ".join([lines[0].rstrip(WHITE), *[line.strip(WHITE) for line in lines[1:]]])


_ITEMS: Final = 6  # bullets under a headline that are looked at for its date and byline


def _read_items(lines: Sequence[str], start: int, end: int) -> Head:
    """Find date and byline in the first two bullets of a run with a date, and the line after them.

    Where none of the two is a byline for certain, the next ones are looked at: of "• 2024-05-02 / • draft 3
    / • LETA/TBT Staff" the last is the byline, and "draft 3" is left.
    """
    if not is_date(strip_bullet(lines[start])[0]):
        head = Head(None, start + 1, start, start + 2)
    elif start + 1 < end and not is_date(strip_bullet(lines[start + 1])[0]):
        head = Head(None, start, start + 1, start + 2)
    else:
        head = Head(None, start, None, start + 1)
    if head.byline is None or is_byline(strip_bullet(lines[head.byline])[0]):
        return head
    whole = _end_of_run(lines, start, min(start + _ITEMS, len(lines)))
    sure = _find_byline(lines, range(head.body, whole))
    if sure is None:
        return head
    left = tuple([number for number in range(start, sure) if number != head.date])
    return head._replace(byline=sure, body=sure + 1, left=left)


def _find_byline(lines: Sequence[str], numbers: range) -> int | None:
    """Return the one bullet of some that is a byline for certain; None for none, and for several."""
    sure = [number for number in numbers if is_byline(strip_bullet(lines[number])[0])]
    return sure[0] if len(sure) == 1 else None


def _read_undated(lines: Sequence[str], head: Head) -> Head | None:
    """Find date and byline in bullets under a headline that are not as they should be; None without any.

    "• not-a-date / • LETA/TBT Staff", "•" above both, "• 2024-02-30" twice: the byline is read all the
    same, and what is neither is left.
    """
    start, asides = _find_bullets(lines, head.body)
    end = _end_of_run(lines, start, len(lines))
    if end - start < 2 or asides:
        return None
    numbers = range(start, min(end, start + _ITEMS))
    dates = [number for number in numbers if is_date(strip_bullet(lines[number])[0])]
    byline = _find_byline(lines, numbers)
    if not dates and byline is None:
        return head._replace(body=start) if start > head.body and is_empty_bullet(lines[start - 1]) else None
    day = dates[0] if dates else None
    left = tuple([number for number in numbers if number not in {day, byline}])
    return head._replace(date=day, byline=byline, body=numbers[-1] + 1, left=left)


_BYLINE: Final = 300  # characters of a byline without a date beside it; more is a paragraph


def _is_lone_byline(lines: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a run without a date is a byline: one bullet, marked "•" or with somebody's name."""
    bullet = read_bullet(lines[start])
    if end - start != 1 or bullet is None or len(bullet.value) > _BYLINE:
        return False
    return bullet.mark == "•" or is_byline(bullet.value)


# -- lines without bullets ------------------------------------------------------------------------


def _skip_blank(lines: Sequence[str], at: int) -> int:
    """Return the line from here on, past one blank line."""
    return at + 1 if at < len(lines) and is_blank(lines[at]) else at


def _read_lines_below(lines: Sequence[str], head: Head, first: int) -> Head:
    """Add to a head the lines below it, or below its deck, that are parts of one."""
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
    while (number := _skip_blank(lines, at)) < stop:
        if len(held) < ASIDES and is_aside(lines[number]):
            held.append(number)
            at = number + 1
            continue
        if bulleted and number == at and is_empty_bullet(lines[number]):
            at = number + 1  # "•" under "• By Ann Ozola": a page's empty item
            continue
        part = read_part(lines[number])
        if part is not None and part.kind == "post" and byline is None:
            part = None  # "The Associated Press" without a name above it is the byline, and no paper
        if part is not None and part.kind not in {"published", "byline"}:
            signed = [] if byline is None else [read_value(lines[byline])[0], *posts]
            if not _belongs(part, kinds, signed, adjoins=number == at):
                break
            if part.kind == "post":
                posts.append(part.value)
            parts.append(number)
            kinds.append(part.kind)
        elif day is None and (is_day(lines[number]) if part is None else part.kind == "published"):
            day = number
        elif byline is None and (
            part is not None or _is_byline_here(lines, number, None if bulleted else day)
        ):
            if part is not None and part.kind != "byline":
                break  # a second date
            byline = number
        else:
            break
        at = number + 1
    return head._replace(date=day, byline=byline, body=at, parts=tuple(parts), embargo=tuple(held))


def _belongs(part: HeadPart, kinds: list[Kind], signed: list[str], *, adjoins: bool) -> bool:
    """Tell whether a part can follow parts of these kinds, and a byline with the jobs below it (`signed`)."""
    kind = part.kind
    if kind in {"updated", "slug"}:
        return kind not in kinds
    if kind in {"alt", "caption", "credit"}:  # of the last "Picture: https://…" above, once each
        last = len(kinds) - 1 - kinds[::-1].index("picture") if "picture" in kinds else None
        return last is not None and kind not in kinds[last:]
    if kind == "email":
        return bool(signed)
    if kind == "post":  # right under "By Ann Ozola": "Staff writer", and "The Harbour Gazette" under that
        return bool(signed) and adjoins and _fit_byline(signed[0], [*signed[1:], part.value])
    return True


def _fit_byline(byline: str, posts: list[str]) -> bool:
    """Tell whether each of the jobs and papers below a byline is read as that of somebody in it."""
    parties = read_byline(", ".join([byline, *posts])).parties
    stated = [each for party in parties for each in job_and_paper(party)]
    return all(any(post.endswith(each) for each in stated) for post in posts)


def _is_byline_here(lines: Sequence[str], number: int, day: int | None) -> bool:
    """Tell whether a line is the byline of a head; `day` is the line of a date without a bullet, if any."""
    line = lines[number]
    if day is not None:  # "May 2, 2024 / Ann Ozola"; further down "By Ann Ozola" alone is certain
        return is_byline(line) if number == day + 1 else is_led_byline(line)
    below = lines[number + 1] if number + 1 < len(lines) else ""
    part = read_part(below)
    dated = is_day(below) or (part is not None and part.kind == "published")
    if is_led_byline(line):  # "By Ann Ozola", but not "By Lake Ontario / they found it again."
        return dated or part is not None or is_blank(below) or is_aside(below)
    if dated:  # "Ann Ozola / May 2, 2024"
        return is_byline(line)
    # "Ann Ozola / Staff writer", or her address: a name that a sentence does not follow.
    if part is None or part.kind not in {"post", "email"} or not is_byline(line):
        return False
    ends = number + 2 >= len(lines) or is_blank(lines[number + 2]) or read_part(lines[number + 2]) is not None
    return ends and read_byline(line).kind == "people"


_DECK_LINES: Final = 3
_DECK: Final = 300  # characters; more is the first paragraph of the text


def _find_deck(lines: Sequence[str], start: int) -> tuple[int, int] | None:
    """Find the paragraph between a headline and a "By …" line or a labelled date, or None."""
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
    is_signed = is_led_byline(below) and _is_byline_here(lines, end + 1, None)
    return (start, end) if is_labelled or is_signed else None


def _is_of_head(line: str) -> bool:
    """Tell whether a line is one that a head can have below its headline."""
    is_part = read_bullet(line) is not None or read_part(line) is not None or is_aside(line)
    return is_part or is_day(line) or is_led_byline(line)

"""The embargo of a wire article: what the lines that state it come to, and what is kept of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from newsrec.formats.wire.documents import Note
from newsrec.formats.wire.head import HELD
from newsrec.grammar.embargoes import EmbargoReading, read_embargo
from newsrec.grammar.lines import WHITE, read_bullet
from newsrec.messages import quote_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from newsrec.context import Feed
    from newsrec.formats.wire.head import Head
    from newsrec.grammar.dates import Order


class Held(NamedTuple):
    """How long a story is held back, what is kept of the lines that say so, and where the first stands."""

    until: datetime | Literal[True]
    kept: list[str]
    line: int


def read_held(
    lines: Sequence[str], head: Head, loose: list[tuple[int, int]], feed: Feed | None, notes: list[Note]
) -> Held | None:
    """The embargo that the head states, and what else in the text looks like one; None where nothing does.

    `loose` are lines outside the head, and the columns that are looked at. Whatever cannot be read
    holds the story back without an end: none is published because a line was not understood.
    """
    stated = [(number, 0) for number in head.embargo]
    found = []
    for number, column in [*stated, *loose]:
        text = lines[number][column:]
        reading = read_embargo(text, order=order_of(feed))
        if reading is None:
            continue
        at = column + len(text) - len(text.lstrip(WHITE))
        said = quote_text(text.strip(WHITE))
        settled = settle(reading, feed)
        found.append((number, settled))
        if settled.doubt is not None:
            message = f"{said} holds the story back without an end: {settled.doubt}"
            notes.append(Note("NR937", message, "embargoed", number, at))
        elif number not in head.embargo:
            message = f"{said} holds the story back, and was left in the text"
            notes.append(Note("NR937", message, "embargoed", number, at))
        elif settled.until != reading.until:
            message = f"{said} names no time zone, and was read in the feed's"
            notes.append(Note("NR932", message, "embargoed", number, at))
    if not found:
        return None
    until = last_end([reading for _, reading in found])
    ends = {reading.until for _, reading in found} - {None}
    above = [(number, reading) for number, reading in found if number in head.embargo]
    if len(above) > HELD:  # more than are written again: those that say why there is no end
        above = ([each for each in above if each[1].doubt is not None] or above)[:HELD]
    kept = [placed(lines[number])[0] for number, _ in above]
    if until is not True or kept == [OPEN] or last_end([reading for _, reading in above]) is not True:
        kept = []
    if len(ends) > 1 or (until is True and ends) or len(head.embargo) > HELD:
        together = "has no end" if until is True else f"ends at {until.isoformat()}"
        said = ", ".join([quote_text(lines[number].strip(WHITE)) for number, _ in found])
        message = f"{len(found)} lines state an embargo; together it {together}: {said}"
        notes.append(Note("NR937", message, "embargoed", found[0][0], 0))
    return Held(until, kept, found[0][0])


def settle(reading: EmbargoReading, feed: Feed | None) -> EmbargoReading:
    """The reading with the feed's zone where it names none; in doubt where the feed has none either."""
    until = reading.until
    if until is None or until.tzinfo is not None:
        return reading
    placed = None if feed is None else feed.localise(until)
    return EmbargoReading(placed, "it names no time zone" if placed is None else None)


def last_end(readings: Iterable[EmbargoReading]) -> datetime | Literal[True]:
    """When the last of some embargoes ends; True where one is in doubt, or none has an end."""
    ends = [reading.until for reading in readings if reading.until is not None]
    return True if not ends or any(reading.doubt for reading in readings) else max(ends)


OPEN: Final = "EMBARGOED UNTIL FURTHER NOTICE"  # as it is written


def order_of(feed: Feed | None) -> Order | None:
    """How the feed writes 05/06; year first is never in doubt."""
    order = None if feed is None else feed.date_order
    return None if order == "ymd" else order


def placed(line: str) -> tuple[str, int]:
    """The value of a line with or without a bullet, and its column."""
    bullet = read_bullet(line)
    if bullet is not None:
        return bullet.value, bullet.start
    return line.strip(WHITE), len(line) - len(line.lstrip(WHITE))

"""The embargo of a wire article: what the lines that state it come to, and what is kept of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from newsrec.formats.wire.documents import LineFinding
from newsrec.formats.wire.head import EMBARGO_LINES
from newsrec.grammar.embargoes import EmbargoReading, read_embargo
from newsrec.grammar.lines import WHITE, strip_bullet
from newsrec.messages import quote_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from newsrec.context import Feed
    from newsrec.formats.wire.head import Head
    from newsrec.grammar.dates import Order


class EmbargoLines(NamedTuple):
    """How long a story is held back, the lines that say so and are kept, and the number of the first."""

    until: datetime | Literal[True]
    kept: list[str]
    line: int


def read_embargo_lines(
    lines: Sequence[str],
    head: Head,
    loose: list[tuple[int, int]],
    feed: Feed | None,
    notes: list[LineFinding],
) -> EmbargoLines | None:
    """Read the embargo of the head and of any other line that states one; None where no line does.

    `loose` are lines outside the head, and the columns that are looked at. Whatever cannot be read
    holds the story back without an end: none is published because a line was not understood.
    """
    stated = [(number, 0) for number in head.embargo]
    found = []
    stated_ends: list[EmbargoReading] = []
    for number, column in [*stated, *loose]:
        text = lines[number][column:]
        reading = read_embargo(text, order=date_order(feed))
        if reading is None:
            continue
        at = column + len(text) - len(text.lstrip(WHITE))
        quoted = quote_text(text.strip(WHITE))
        settled = apply_zone(reading, feed)
        if settled == OPEN and stated_ends and _REFERS.search(text):
            settled = stated_ends[-1]  # "NOT FOR PUBLICATION BEFORE THEN", below a line with an end
        elif settled.until is not None:
            stated_ends.append(settled)
        found.append((number, settled))
        if settled == OPEN and number in head.embargo:
            if OPEN_ENDED.casefold() not in text.casefold():
                message = f"{quoted} holds the story back without an end: it names none"
                notes.append(LineFinding("NR937", message, "embargoed", number, at))
        elif settled.doubt is not None:
            message = f"{quoted} holds the story back without an end: {settled.doubt}"
            notes.append(LineFinding("NR937", message, "embargoed", number, at))
        elif number not in head.embargo:
            message = f"{quoted} holds the story back, and was left in the text"
            notes.append(LineFinding("NR937", message, "embargoed", number, at))
        elif reading.until is not None and settled.until != reading.until:
            message = f"{quoted} names no time zone, and was read in the feed's"
            notes.append(LineFinding("NR932", message, "embargoed", number, at))
    if not found:
        return None
    until = latest_end([reading for _, reading in found])
    ends = {reading.until for _, reading in found} - {None}
    above = [(number, reading) for number, reading in found if number in head.embargo]
    if len(above) > EMBARGO_LINES:  # more than are written again: those that say why there is no end
        above = ([each for each in above if each[1].doubt is not None] or above)[:EMBARGO_LINES]
    kept = [strip_bullet(lines[number])[0] for number, _ in above]
    if until is not True or kept == [OPEN_ENDED] or latest_end([reading for _, reading in above]) is not True:
        kept = []
    if len(ends) > 1 or (until is True and ends) or len(head.embargo) > EMBARGO_LINES:
        together = "has no end" if until is True else f"ends at {until.isoformat()}"
        quoted = ", ".join([quote_text(lines[number].strip(WHITE)) for number, _ in found])
        message = f"{len(found)} lines state an embargo; together it {together}: {quoted}"
        notes.append(LineFinding("NR937", message, "embargoed", found[0][0], 0))
    return EmbargoLines(until, kept, found[0][0])


def apply_zone(reading: EmbargoReading, feed: Feed | None) -> EmbargoReading:
    """Place an end without a zone in the feed's; where the feed has none either, it is in doubt."""
    until = reading.until
    if until is None or until.tzinfo is not None:
        return reading
    localised = None if feed is None else feed.localise(until)
    return EmbargoReading(localised, "it names no time zone" if localised is None else None)


def latest_end(readings: Iterable[EmbargoReading]) -> datetime | Literal[True]:
    """Return when the last of some embargoes ends; True where one has no end, or one that is in doubt."""
    ends = [reading.until for reading in readings]
    return True if not ends or None in ends else max(end for end in ends if end is not None)


OPEN: Final = EmbargoReading(None)  # without a stated end
_REFERS: Final = re.compile(r"\b(?:then|th(?:at|is) (?:time|date))\W{0,9}\Z", re.IGNORECASE)
OPEN_ENDED: Final = "EMBARGOED UNTIL FURTHER NOTICE"  # as it is written


def date_order(feed: Feed | None) -> Order | None:
    """Return how the feed writes 05/06; a year that comes first is never in doubt."""
    order = None if feed is None else feed.date_order
    return None if order == "ymd" else order

"""Lines that say from when on a story may be published.

    EMBARGOED UNTIL 18:00 GMT, Tuesday 24 November 2026 · *** HOLD FOR RELEASE ***
    Embargo: 2026-11-24T18:00:00Z · Sperrfrist: 24. November 2026, 14.20 Uhr

A line is one by how it begins. Words that could begin a headline as well ("Embargo: how Cuba
copes") need a time after them. Only a day with a clock and its zone is a moment: of what says less,
no end is made up.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from newsrec.grammar.dates import ZONES, DateReading, is_weekday, month_number, read_date
from newsrec.grammar.lines import WHITE
from newsrec.messages import quote_text

if TYPE_CHECKING:
    from newsrec.grammar.dates import Order


class EmbargoReading(NamedTuple):
    """When an embargo ends, and what cannot be relied on in that.

    With neither `until` nor `doubt` it has no stated end. A time whose zone the text does not give
    has none here.
    """

    until: datetime | None
    doubt: str | None = None


_FRAME: Final = WHITE + "*()[]{}<>_=~#!+|/•·-–—"  # what such a line is set off by
_SHORT: Final = 100  # characters of a line that its first words do not tell beyond doubt

_WORDS: Final = ("embar", "for r", "hold ", "not f", "not t", "sous ", "sperr", "stric", "under")
#: What such a line can begin with: one of these marks, or five letters, of which the first tells most lines.
MARKS: Final = frozenset(_FRAME)
STARTS: Final = frozenset(
    form for word in _WORDS for form in (word, word.capitalize(), word.title(), word.upper())
)
LETTERS: Final = frozenset(start[0] for start in STARTS)

_USE: Final = "(?:release|publication|publishing|use|broadcast|transmission)"
_WHEN: Final = r"(?:until|till?|up[ ]to|before|prior[ ]to|bis|jusqu['’]?(?:à|a|au)?|līdz|kuni|iki)\b"
_LED: Final = r"(?:(?:strictly|strict|under(?:[ ]strict)?|sous)[ ])? embargo(?:ed)? \b"
_LINE: Final = re.compile(
    rf"""
    [{re.escape(_FRAME)}]{{0,12}}+
    (?: (?P<certain> {_LED} [ ]{{1,3}} (?: (?:for|from)[ ]{_USE} (?:[ ]{_WHEN})? | {_WHEN} )
          | (?:strictly[ ])? not[ ] (?: for[ ]{_USE} | to[ ]be[ ](?:released|published|used|broadcast) )
            [^.]{{0,40}}? [ ]{_WHEN}
          | hold[ ]for[ ]release\b (?:[ ]{_WHEN})?
          | sperrfrist\b (?:[ ]{_WHEN})? )
      | (?P<lone> {_LED} | (?:strictly[ ])? not[ ]for[ ]{_USE} \b )
      | hold[ ]{_WHEN} | for[ ]release\b )
    (?P<rest> [ ]{{0,2}} (?P<off>[:–—-])? .*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LINKS: Final = re.compile(
    r"[\s:,–—-]*(?:(?:for|from|to|at|on|by|is|lifts?|ends?|after)\b[\s:]*)?", re.IGNORECASE
)
_OPEN: Final = re.compile(
    r"(?:further[ ]notice|notice|released?|confirmed|confirmation|then|th(?:at|is)[ ](?:time|date))?",
    re.IGNORECASE,
)

_CLOCK: Final = rf"""
    (?P<clock> [0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})? (?:[ ]?[ap]\.?m\b\.?)?
             | [0-9]{{1,2}}[ ]?[ap]\.?m\b\.? | [0-9]{{4}} (?![0-9]|[ ]?[-/.][0-9]) )
    (?: [ ]?(?:hrs|hours|uhr|h)\b\.? )?
    (?: [ ]?(?P<zone> (?:{"|".join(sorted(ZONES, key=len, reverse=True))})\b (?:[+-][0-9]{{2}}:?[0-9]{{2}})?
                    | [+-][0-9]{{2}}:?[0-9]{{2}} ) )?
"""
_PARTED: Final = r"(?: [ ]{0,2}[,;/–—-][ ]{0,2} | [ ]{1,2} )"
_BESIDE: Final = (
    re.compile(rf"{_CLOCK} (?: {_PARTED} (?:on[ ])? (?P<day>.{{4,60}}) )?", re.VERBOSE | re.IGNORECASE),
    re.compile(rf"(?P<day>.{{4,60}}?) {_PARTED} (?:at[ ])? {_CLOCK}", re.VERBOSE | re.IGNORECASE),
)
_POINTED: Final = re.compile(
    r"(?<![0-9.])([0-9]{1,2})\.([0-9]{2})(?=[ ]?(?:[ap]\.?m\b|hrs|hours|uhr|[A-Z]{3,4}\b))", re.IGNORECASE
)
_TIME: Final = re.compile(
    r"[0-9]{1,2}(?::[0-9]{2}|[ ]?[ap]\.?m\b)|[0-9]{4}[ ]?(?:hrs|hours|GMT)", re.IGNORECASE
)
_DAY: Final = re.compile(r"(?:noon|midday|midnight|today|tonight|tomorrow)", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]{1,20}")


def is_embargo(line: str) -> bool:
    """Tell whether a line says that a story is held back, with or without an end."""
    if line[:1] not in MARKS and line[:5] not in STARTS:
        return False
    start = line[:48].lower()  # what the pattern tells takes ten times as long
    if "embargo" in start or "release" in start or "not " in start or "hold " in start or "sperr" in start:
        return read_embargo(line) is not None
    return False


def read_embargo(line: str, *, order: Order | None = None) -> EmbargoReading | None:
    """Read the embargo that a line states; None for a line that states none.

    `order` is how the feed writes a date of numbers, as in `read_date`.

    >>> read_embargo("*** EMBARGOED UNTIL 18:00 GMT, 24 November 2026 ***").until.isoformat()
    '2026-11-24T18:00:00+00:00'
    >>> read_embargo("Embargoed until 18:00").doubt
    'it names no day'
    >>> read_embargo("HOLD FOR RELEASE")
    EmbargoReading(until=None, doubt=None)
    >>> read_embargo("Embargo: how Cuba copes")
    """
    found = _LINE.match(line)
    if found is None or (found["certain"] is None and len(line) > _SHORT):
        return None
    text = _LINKS.sub("", found["rest"], count=1).strip(_FRAME + ":;,.")
    if found["certain"] is None and not text:
        return EmbargoReading(None) if found["lone"] else None
    if found["certain"] is not None and _OPEN.fullmatch(text):
        return EmbargoReading(None)
    reading = _read_moment(text, order)
    if reading is None:
        if found["certain"] is None and not _names_a_time(text, set_off=not found["lone"] or found["off"]):
            return None
        return EmbargoReading(None, f"{quote_text(text)} cannot be read as a day with a clock and its zone")
    value, doubts = reading
    if isinstance(value, datetime) and not doubts:
        return EmbargoReading(value)
    return EmbargoReading(None, doubts[0] if doubts else "it names no clock")


def _read_moment(text: str, order: Order | None) -> DateReading | None:
    """Read a text that is a day and a clock, in either order; None for one that is neither."""
    text = _POINTED.sub(r"\1:\2", text)
    reading = read_date(text, order=order)
    if reading.value is not None or reading.doubts:
        return reading
    for spelling in _BESIDE:
        found = spelling.fullmatch(text)
        if found is None:
            continue
        if found["day"] is None:
            return DateReading(None, ("it names no day",))
        zone = found["zone"] or ""
        reading = read_date(f"{found['day'].strip()} {found['clock']} {zone}", order=order)
        if reading.value is not None or reading.doubts:
            return reading
    return None


def _names_a_time(text: str, *, set_off: str | bool | None) -> bool:
    """Tell whether a text that is no time names a clock or a day: "noon on Tuesday", "Nov. 24, 6 p.m.".

    One that no colon or dash sets off from the words before it has to begin with it.
    """
    if not set_off:
        text = " ".join(text.split()[:2])
    if _TIME.search(text) or _DAY.search(text):
        return True
    words = _WORD.findall(text)
    if any(len(word) > 2 and is_weekday(word) for word in words):
        return True
    return any(word.isdigit() for word in words) and any(map(month_number, words))

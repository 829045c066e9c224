"""Lines that say from when on a story may be published.

    EMBARGOED UNTIL 18:00 GMT, Tuesday 24 November 2026 · *** HOLD FOR RELEASE *** · **EMBARGO** 18.00
    Embargo: 2026-11-24T18:00:00Z · Sperrfrist: 24. November 2026, 14.20 Uhr · Ne pas publier avant 18h
    Press release, strictly embargoed until noon · EMBARGOED - NOT FOR RELEASE

A line is one by its words at the start; what frames it, white space, invisible characters and words
such as "Attention" and "Press release" do not count. Headlines begin with such words, too ("Embargo on
Russian oil tightened", "Embargo: how Cuba copes", "Not for publication: the memo that shook Riga"). So:

- a participle ("embargoed", "under embargo") holds where nothing, "until", a time, the name of a
  text ("embargoed copy") or a mark comes next: "EMBARGOED: Ferry fares". "Embargoed oil" is news;
- a noun ("embargo", "Sperrfrist") holds where nothing, "until" or a time comes next, where a mark and a
  time or another such phrase follow, and as a label in capitals: "EMBARGO - Ferry fares rise";
- a phrase ("not for release", "ne pas publier") holds alone, before a time, or as a label in capitals;
- "for release", "frei ab" and "not before" hold before a time only.

What is left open holds a story back. Only a day with a clock and its zone is a moment: of what says
less, no end is made up.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from newsrec.grammar.dates import ZONES, DateReading, is_weekday, month_number, read_date
from newsrec.grammar.embargo_words import (
    ABBREVIATIONS,
    ENGLISH_UNTIL,
    NOUNS,
    OPEN_ENDS,
    OPENINGS,
    PARTICIPLES,
    PHRASES,
    RELEASES,
    TAILS,
    TEXTS,
    UNTIL,
    Phrases,
    fold_letters,
)
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


# -- patterns -------------------------------------------------------------------------------------

# "Sperrfrist beim Arbeitslosengeld" is news.
_EXCEPT: Final = re.compile(r" (?:beim?|für|wegen|der|des|im|in|von|nach|und|on|of|against|sur|sobre)\b")
_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2069\ufeff"
_SPACES: Final = "\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_FRAME: Final = WHITE + "*()[]{}<>=_~#!+|/•·–—-^✱★⚠\ufe0f"  # what may be around such a line
_AFTER: Final = _FRAME + ".:;,"  # and what may be after its words
_SEPARATORS: Final = frozenset(":–—-!*|/])}_>=~.")
_UNSEEN: Final = dict.fromkeys(map(ord, _INVISIBLE)) | dict.fromkeys(map(ord, _SPACES), " ")
_HIDDEN: Final = re.compile(f"[{_INVISIBLE}{_SPACES}]")
_SPACED_OUT: Final = re.compile(r"(?:[^\W\d_] ){4,20}[^\W\d_]\b")

SHORT: Final = 120  # characters of a line that its first words do not settle
_WORDS: Final = 64  # characters of the longest phrase above, and more


def _forms(*tables: Phrases) -> list[str]:
    """Return each phrase of some tables in every case that it is written in."""
    phrases = [phrase for table in tables for phrase in table.phrases]
    return [
        form for phrase in phrases for form in (phrase, phrase.capitalize(), phrase.title(), phrase.upper())
    ]


_FORMS: Final = _forms(PARTICIPLES, NOUNS, PHRASES, RELEASES, OPENINGS)
#: What such a line can begin with: one of these marks, a sign that is rare there, or these three letters.
MARKS: Final = frozenset(_FRAME + _INVISIBLE + _SPACES)
ODD: Final = frozenset("0123456789àÀáÁâÂāĀäÄåÅéÉóÓöÖøØõÕšŠ")
STARTS: Final = frozenset([form[:3] for form in _FORMS]) | {
    "E M",
    "e m",
    "S P",
    "s p",
    "N O",
    "n o",
    "H O",
    "h o",
}
#: What a line of more than SHORT characters begins with that is one all the same: "Embargoed until …".
LONG_STARTS: Final = frozenset([form[0] for form in _forms(PARTICIPLES)]) | MARKS
_LONGER_STARTS: Final = frozenset([form[:5] for form in _FORMS])
_SHORT_STARTS: Final = frozenset([form[:3] for form in _FORMS if len(form) < 5])

_CLOCK: Final = rf"""
    (?P<clock> [0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})? (?:[ ]?[ap]\.?m\b\.?)?
             | [0-9]{{1,2}}[ ]?[ap]\.?m\b\.? | [0-9]{{4}} (?![0-9]|[ ]?[-/.][0-9]) )
    (?: [ ]?(?:hrs|hours|uhr|h)\b\.? )?
    (?: [ ]?(?P<zone> (?:{"|".join(sorted(ZONES, key=len, reverse=True))})\b (?:[+-][0-9]{{2}}:?[0-9]{{2}})?
                    | [+-][0-9]{{2}}:?[0-9]{{2}} ) )?
"""
_PARTED: Final = r"(?: [ ]{0,2}[,;/–—-][ ]{0,2} | [ ]{1,2} )"
_AT: Final = r"(?:(?:at|on|um|à|a[ ]las|alle|om|kl\.?|klo|plkst\.?|kell|val\.?|godz\.?|às)[ ])?"
_BESIDE: Final = (
    re.compile(rf"{_AT} {_CLOCK} (?: {_PARTED} (?:on[ ])? (?P<day>.{{4,60}}) )?", re.VERBOSE | re.IGNORECASE),
    re.compile(rf"(?P<day>.{{4,60}}?) {_PARTED} {_AT} {_CLOCK}", re.VERBOSE | re.IGNORECASE),
)
_POINTED: Final = re.compile(
    r"(?<![0-9.])([0-9]{1,2})[.h]([0-9]{2})"
    r"(?=[ ]?(?:[ap]\.?m\b|hrs|hours|uhr|[A-Z]{3,4}\b)|[ ]?\Z|[ ]?,)",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"\b[0-9]{1,2}(?:[:.][0-9]{2}\b|[ ]?[ap]\.?m\b|[ ]?h(?:[0-9]{2})?\b|[ ]?uhr\b|[./][0-9]{1,2}[./]?)"
    r"|\b[0-9]{4}[ ]?(?:hrs|hours|GMT|UTC|h)\b|\b[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|\b(?:kl\.?|klo|plkst\.?|kella?|val\.?|godz\.?|um)[ ]?[0-9]{1,2}\b|\b[0-9]{1,2}[ ]?(?:val|uur)\b",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"noon|midday|midnight|today|tonight|tomorrow|mitternacht|mittag|morgen|demain|minuit|midi|mañana"
    r"|medianoche|domani|mezzanotte|middernacht|morgen|amanhã|imorgon|midnatt|i morgen|huomenna|keskiyö"
    r"|rīt|pusnakt|rytoj|vidurnak|homme|keskö|jutra|północ",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W_]{1,20}")
_LINKS: Final = re.compile(
    r"[\s:,–—*!|/-]*(?:(?:for|from|to|at|on|by|is|lifts?|lifted|ends?|expires?|time|date|after|the|le|el|den|am"
    r"|der|dem)\b[\s:]*){0,3}",
    re.IGNORECASE,
)

# -- reading --------------------------------------------------------------------------------------


def is_embargo(line: str) -> bool:
    """Tell whether a line says that a story is held back, with or without an end."""
    return may_be_embargo(line) and read_embargo(line) is not None


def may_be_embargo(line: str) -> bool:
    """Tell at a glance whether a line can state an embargo: few of a usual story can."""
    start = line[:5]
    if start[:1] in MARKS or start in _LONGER_STARTS:
        return True
    if start[:1] in ODD or not start.isascii():
        folded = fold_letters(start)
        return folded in _LONGER_STARTS or ("0" <= start[:1] <= "9" and "embargo" in line[-SHORT:].lower())
    if start[1:4:2] == "  ":  # "E M B A R G O"
        return True
    return start[:3] in _SHORT_STARTS and not start.isalpha()  # "Emb. ", "EMB 1"


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
    text = line[:_LONGEST]
    if _HIDDEN.search(text):
        text = text.translate(_UNSEEN)
    if text[:1] in _FRAME_SET or text[-1:] in _AFTER_SET:
        text = text.lstrip(_FRAME).rstrip(_AFTER)
    if len(text) < 3 or text[0].isdigit():
        return _read_time_first(text, order) if 3 <= len(text) <= SHORT else None
    if " " in text[1:2]:
        text = _SPACED_OUT.sub(lambda found: found[0].replace(" ", ""), text, count=1)
    start = _skip_openings(text)
    if start >= len(text):
        return None
    rest = _find_rest(text, start, short=len(line) <= SHORT)
    if rest is None:
        return None
    if not rest or len(rest) in {OPEN_ENDS.skip(rest), TAILS.skip(rest)}:
        return EmbargoReading(None)
    reading = _read_moment(rest, order)
    if reading is None:
        # "EMBARGOED - NOT FOR RELEASE UNTIL 18:00": the words after the mark may say more.
        more = read_embargo(rest, order=order) if _begins_with_notice(rest) else None
        doubt = f"{quote_text(rest)} cannot be read as a day with a clock and its zone"
        return EmbargoReading(None, doubt) if more is None else more
    value, doubts = reading[:2]
    if isinstance(value, datetime) and not doubts:
        return EmbargoReading(value)
    return EmbargoReading(None, doubts[0] if doubts else "it names no clock")


_LONGEST: Final = 300  # characters of a line that are looked at
_FRAME_SET: Final = frozenset(_FRAME)
_AFTER_SET: Final = frozenset(_AFTER)


def _skip_marks(text: str, start: int) -> int:
    """Return the first place from `start` on that is neither white space nor a mark."""
    while start < len(text) and text[start] in _AFTER_SET:
        start += 1
    return start


def _skip_openings(text: str) -> int:
    """Return where the words begin that follow "Attention:", "Press release - " and their like."""
    start = 0
    for _ in range(3):
        end = OPENINGS.skip(text, start)
        if end == start:
            break
        start = _skip_marks(text, end)
    return start


class _Statement(NamedTuple):
    """Words of an embargo, and what follows them."""

    words: str  # folded
    rest: str  # without the marks around it
    until: str  # what the rest begins with of UNTIL, folded
    then: str  # the rest without that
    marked: bool  # a mark sets the rest off
    label: bool  # words in capitals, a mark, and a rest that is not: "EMBARGO - Ferry fares rise"


def _find_rest(text: str, start: int, *, short: bool) -> str | None:
    """Return what follows the words of an embargo, "until" left out; None for a line that is none."""
    for phrases, is_notice in _KINDS:
        end = phrases.skip(text, start)
        if end == start:
            continue
        stated = _part(text, start, end)
        if not (short or (start == 0 and phrases is PARTICIPLES and stated.until)) or not is_notice(stated):
            return None
        rest = stated.rest
        if phrases is PARTICIPLES:
            rest = rest[TEXTS.skip(rest) :].strip(_AFTER)
        until = UNTIL.skip(rest)
        found = _LINKS.sub("", rest[until:].strip(_AFTER), count=1)
        return found.strip(_AFTER)
    return None


def _part(text: str, start: int, end: int) -> _Statement:
    """Part a line into the words of an embargo, which are at `start` and `end`, and what follows them."""
    words, after = text[start:end], text[end:]
    rest = after.strip(_AFTER)
    # The hyphen of "Embargo-era cars" is no mark.
    marked = after.lstrip(WHITE)[:1] in _SEPARATORS and not (after[:1] == "-" and after[1:2].isalnum())
    until = UNTIL.skip(rest)
    return _Statement(
        words=fold_letters(words),
        rest=rest,
        until=fold_letters(rest[:until]),
        then=rest[until:].strip(_AFTER),
        marked=marked,
        label=words.isupper() and len(words) > _ABBREVIATED and marked and not rest.isupper(),
    )


_ABBREVIATED: Final = 4  # characters: "EMB."


def _holds_as_participle(stated: _Statement) -> bool:
    """Tell whether "embargoed" and what follows it is a notice."""
    rest = stated.rest
    if not rest or stated.until or stated.marked or _begins_with_time(rest):
        return True
    end = TEXTS.skip(rest)
    after = rest[end:].lstrip(WHITE)
    return end > 0 and (not after or after[0] in _SEPARATORS or UNTIL.skip(after) > 0)


def _holds_as_noun(stated: _Statement) -> bool:
    """Tell whether "embargo" and what follows it is a notice."""
    rest, then = stated.rest, stated.then
    if not rest:
        return stated.words not in ABBREVIATIONS
    if stated.until:
        if stated.until in ENGLISH_UNTIL.phrases or _names_a_time(then, set_off=True):
            return True
        return " " not in then or _is_open(then)
    if _begins_with_time(_LINKS.sub("", rest, count=1)):
        return True
    if not stated.marked:
        return "sperr" in stated.words and _EXCEPT.match(" " + rest.lower()) is None
    return stated.label or _names_a_time(rest, set_off=True) or _begins_with_notice(rest)


def _holds_as_phrase(stated: _Statement) -> bool:
    """Tell whether "not for release" and what follows it is a notice."""
    words, rest, until = stated.words, stated.rest, stated.until
    bound = words.endswith(("until", "till", " to", " not", "erst"))
    if not rest:
        return not bound
    forbids = words.startswith(("not for", "not to be"))
    if until or bound:
        then = stated.then if until else rest
        return (
            (forbids and bool(until))
            or " " not in then
            or _names_a_time(then, set_off=True)
            or _is_open(then)
        )
    if stated.label or _begins_with_time(rest) or _begins_with_notice(rest):
        return True
    if TAILS.skip(rest) == len(rest):
        return True
    later = _LATER.search(fold_letters(rest))  # "not for publication or broadcast by anyone before …"
    if later is not None:
        return forbids or _names_a_time(rest[later.end() :], set_off=True)
    return stated.marked and _names_a_time(rest, set_off=True)


_LATER: Final = re.compile(
    r"\b(?:until|till|before|prior to|bis|vor|avant|hasta|fino|tot|voor|ate|antes|fore|enne|iki|lidz) "
)


def _holds_as_release(stated: _Statement) -> bool:
    """Tell whether "for release" and what follows it is a notice: where it names a time."""
    then = stated.then or stated.rest
    if stated.words.startswith(("fre", "ges", "publiceras")):  # "Frei ab Montag: Schüler" is news
        return _TIME.search(then) is not None
    return _names_a_time(then, set_off=True)


_KINDS: Final = (
    (PARTICIPLES, _holds_as_participle),
    (PHRASES, _holds_as_phrase),
    (NOUNS, _holds_as_noun),
    (RELEASES, _holds_as_release),
)


def _is_open(text: str) -> bool:
    return OPEN_ENDS.skip(text) > 0


def _begins_with_notice(text: str) -> bool:
    """Tell whether a text begins with words of an embargo itself: "EMBARGO - not for release"."""
    return any(phrases.skip(text) for phrases in (PARTICIPLES, PHRASES, ENGLISH_UNTIL))


def _begins_with_time(text: str) -> bool:
    return _names_a_time(text, set_off=False)


def _read_time_first(text: str, order: Order | None) -> EmbargoReading | None:
    """Read "18:00 GMT, 24 November 2026: EMBARGO", where the time comes first."""
    before, _, last = text.rstrip(_AFTER).rpartition(" ")
    if fold_letters(last) not in NOUNS.phrases | PARTICIPLES.phrases or not _names_a_time(
        before, set_off=True
    ):
        return None
    reading = _read_moment(before.strip(_AFTER), order)
    if reading is not None and isinstance(reading.value, datetime) and not reading.doubts:
        return EmbargoReading(reading.value)
    return EmbargoReading(None, f"{quote_text(before)} cannot be read as a day with a clock and its zone")


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


def _names_a_time(text: str, *, set_off: bool) -> bool:
    """Tell whether a text names a clock or a day: "noon on Tuesday", "Nov. 24, 6 p.m.".

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

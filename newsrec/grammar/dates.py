"""Dates and times as news data spells them, and the one spelling that we write.

Read: ISO 8601 and RFC 3339 with any number of fraction digits and every form of offset, dates cut
short to year or month, RFC 5322, a clock after any date, day, month and year by number or by
name, with or without the year, in the languages of MONTHS. Written: ISO 8601.

What a text does not say is not made up: a date alone stays a `date`, a month and day alone a
`PartialDate`, and a time without a zone a datetime without one, for the caller to place.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, date, datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias
from unicodedata import combining, normalize

from newsrec.messages import quote_text
from newsrec.model import PartialDate

if TYPE_CHECKING:
    from newsrec.model import When

Order: TypeAlias = Literal["dmy", "mdy"]

_LONGEST: Final = 100  # characters; JavaScript's own spelling, the longest one met, has 70


class DateReading(NamedTuple):
    """A date or time as a text gives it.

    `value` is None where the text is no date; when it has a date's shape all the same, `doubts`
    says what is wrong with it. Beside a value, `doubts` says what was taken on trust. A datetime
    has a fixed offset, or none at all when the text gives no zone: then `naive` is true.
    """

    value: When | None
    doubts: tuple[str, ...] = ()

    @property
    def naive(self) -> bool:
        """Tell whether the value is a time whose zone the text does not give."""
        return isinstance(self.value, datetime) and self.value.tzinfo is None


_NO_DATE: Final = DateReading(None)
_NO_SUCH_DAY: Final = "no such day"
_NO_SUCH_DATE: Final = "no such date"  # of a year and month, or of a month and day
_reading: Final = tuple.__new__  # half the time of the class's own call, for the paths that every story takes


def is_no_day(doubt: str) -> bool:
    """Tell whether a doubt of a reading is that no calendar has the day, as none has 30 February.

    >>> [is_no_day(doubt) for text in ("2024-02-30", "05/06/2024") for doubt in read_date(text).doubts]
    [True, False]
    """
    return doubt.startswith((_NO_SUCH_DAY, _NO_SUCH_DATE))


# -- names ----------------------------------------------------------------------------------------

# The months from January on, a row for each language and each case or length that dates use. Compared
# without case, accents and full stop, as 7-bit wires send them.
MONTHS: Final = (
    # English, German, French
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mar apr may jun jul aug sept oct nov dec",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber maerz apr mai jun jul aug sept okt nov dez",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "janv fév mars avr mai juin juil août sept oct nov déc",
    "jan febr mrz apr mai jun jul aug sept okt nov dez",
    # Spanish
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago setiembre oct nov dic",
    # Latvian
    "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
    "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī",
    "janvāra februāra marta aprīļa maija jūnija jūlija augusta septembra oktobra novembra decembra",
    "janv febr mar apr maijs jūn jūl aug sept okt nov dec",
    # Estonian
    "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "jaanuaril veebruaril märtsil aprillil mai juunil juulil augustil sept oktoobril novembril detsembril",
    "jaan veebr märts apr mai juuni juuli aug septembril okt nov dets",
    "jaan veebr märts apr mai juuni juuli aug sept okt nov dets",
    # Lithuanian
    "sausis vasaris kovas balandis gegužė birželis liepa rugpjūtis rugsėjis spalis lapkritis gruodis",
    "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
)

# The days of the week from Monday on, likewise.
WEEKDAYS: Final = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue wed thu fri sat sun",
    "mon tues weds thur fri sat sun",
    "mon tue wed thurs fri sat sun",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "mo di mi do fr sonnabend so",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lun mar mer jeu ven sam dim",
    "lunes martes miércoles jueves viernes sábado domingo",
    "pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena",
    "pirmdien otrdien trešdien ceturtdien piektdien sestdien svētdien",
    "esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev",
    "esmaspäeval teisipäeval kolmapäeval neljapäeval reedel laupäeval pühapäeval",
    "pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis",
    "pirmadienį antradienį trečiadienį ketvirtadienį penktadienį šeštadienį sekmadienį",
)

# Hours ahead of UTC. Letters that mean several zones (IST, BST, AST …) are left out, but for those of
# North America, whose meaning RFC 5322 (4.3) lays down.
ZONES: Final = {
    "Z": 0.0, "UT": 0.0, "UTC": 0.0, "GMT": 0.0, "WET": 0.0, "WEST": 1.0, "CET": 1.0, "MEZ": 1.0,
    "CEST": 2.0, "MESZ": 2.0, "EET": 2.0, "SAST": 2.0, "EEST": 3.0, "MSK": 3.0, "MSD": 4.0, "PKT": 5.0,
    "WIB": 7.0, "HKT": 8.0, "SGT": 8.0, "AWST": 8.0, "JST": 9.0, "KST": 9.0, "ACST": 9.5, "AEST": 10.0,
    "ACDT": 10.5, "AEDT": 11.0, "NZST": 12.0, "NZDT": 13.0, "EDT": -4.0, "EST": -5.0, "CDT": -5.0,
    "CST": -6.0, "MDT": -6.0, "MST": -7.0, "PDT": -7.0, "PST": -8.0, "AKDT": -8.0, "AKST": -9.0,
    "HST": -10.0,
}  # fmt: skip


def _fold(name: str) -> str:
    """Return a name as months and days are compared: without case, accents and full stop."""
    if not name.isascii():
        name = "".join([letter for letter in normalize("NFD", name) if not combining(letter)])
    return name.rstrip(".").casefold()


def _number_names(rows: tuple[str, ...], first: int) -> dict[str, int]:
    return {_fold(name): number for row in rows for number, name in enumerate(row.split(), first)}


_MONTHS: Final = _number_names(MONTHS, 1)
_WEEKDAYS: Final = _number_names(WEEKDAYS, 0)  # as `date.weekday` counts
_ZONES: Final = {name: timezone(timedelta(hours=hours)) for name, hours in ZONES.items()}
_WEEKDAY_NAMES: Final = WEEKDAYS[0].title().split()


def month_number(name: str) -> int | None:
    """Return the month, 1 to 12, that a name or abbreviation means in any language of MONTHS, or None."""
    return _MONTHS.get(_fold(name))


def is_weekday(name: str) -> bool:
    """Tell whether a word is the name of a day of the week, or its abbreviation."""
    return _fold(name) in _WEEKDAYS


# -- spellings ------------------------------------------------------------------------------------

_SP = r"[ \u00a0]{1,3}"
_NAME = r"(?:[^\W\d_]|[\u0300-\u036f]){2,20}\.?"
_ZONE = r"""
    (?P<zone> (?: (?:GMT|UTC|UT)? [+\-−] [0-9]{2} (?: :?[0-9]{2} (?: :?[0-9]{2} (?:\.[0-9]{1,6})? )? )?
                | [A-Za-z]{1,5} )
      (?: [ ]? \( [^()]{1,40} \) )? )
"""
_FRACTION = r"(?: \.(?P<fraction>[0-9]{1,30}) )?"
_CLOCK = rf"""
    (?: (?P<hour>[0-9]{{1,2}}) (?: : (?P<minute>[0-9]{{1,2}}) (?: : (?P<second>[0-9]{{1,2}}) {_FRACTION} )? )?
      | (?P<hour2>[0-9]{{2}}) (?P<minute2>[0-9]{{2}})
        (?: (?P<second2>[0-9]{{2}}) {_FRACTION.replace("fraction", "fraction2")} )?
    )
    (?: [ \u00a0]? (?P<half>[AaPp])\.?[Mm]\b\.? )?
    (?: [ \u00a0]? (?:Uhr|uhr|h)\b )?
    (?: [ \u00a0]? {_ZONE} )?
"""
_LATER = rf"(?: (?: ,?{_SP} (?:(?:at|um|à|a|las|plkst\.?|kell){_SP})? ) {_CLOCK} )?"
_WEEKDAY = rf"(?: (?P<weekday>{_NAME}),? {_SP} )?"
_DAY = r"(?P<day>[0-9]{1,2}) (?: st|nd|rd|th|er|\. )?"
_MONTH = rf"(?P<name>{_NAME})"
_YEAR = r"(?P<year>[0-9]{4})"
_OF = rf"(?: (?:of|de|del|du|den){_SP} )?"


@cache
def _spelling(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when a text first asks for it: all of them take ten milliseconds."""
    return re.compile(pattern, re.VERBOSE)


# The first that matches the whole text is its spelling. Every count is bounded, and so is the text.
_BY_NUMBER: Final = (
    # 2024, 2024-05, 2024-05-06, 20240506, with a clock where there is a day
    rf"""
    {_YEAR} (?: -(?P<month>[0-9]{{2}})
              | (?: (?P<mark>[\-/.]) (?P<month1>[0-9]{{1,2}}) (?P=mark) (?P<day>[0-9]{{1,2}}) \.?
                  | (?P<month2>[0-9]{{2}}) (?P<day2>[0-9]{{2}}) )
                (?: (?: [Tt] | ,?{_SP} (?:at{_SP})? ) {_CLOCK} )? )?
    """,
    # 20240506123000
    rf"""
    {_YEAR} (?P<month>[0-9]{{2}}) (?P<day>[0-9]{{2}})
    (?P<hour>[0-9]{{2}}) (?P<minute>[0-9]{{2}}) (?P<second>[0-9]{{2}}) (?: [ ]?{_ZONE} )?
    """,
    # --12-05, --12: a date without its year
    r"--(?P<month>[0-9]{2}) (?: -(?P<day>[0-9]{2}) )?",
    # 18.01.2024, 18/01/2024, 18-01-24, and 23/07
    rf"""
    {_WEEKDAY} (?P<first>[0-9]{{1,2}}) (?P<mark>[./\-]) [ ]? (?P<second_number>[0-9]{{1,2}})
    (?P=mark) [ ]? (?P<year>[0-9]{{4}}|[0-9]{{2}}) \.? {_LATER}
    """,
    r"(?P<first>[0-9]{2}) (?P<mark>[/\-]) (?P<second_number>[0-9]{2})",
    r"(?P<first>[0-9]{1,2}) (?P<mark>\.) [ ]? (?P<second_number>[0-9]{1,2}) \.",
)
# Dec 5, 5. Dezember: what datelines have
_DAY_OF_MONTH: Final = re.compile(
    rf"""
    ({_NAME}) {_SP} ([0-9]{{1,2}}) (?:st|nd|rd|th|\.)?
    | ([0-9]{{1,2}}) (?:st|nd|rd|th|er|\.)? {_SP} ({_NAME})
    """,
    re.VERBOSE,
)
_BY_NAME: Final = (
    # 6 April 2004, Thu, 18 Jan 2024 10:00:00 +0200, 18-Jan-2024, le 1er mars 2024
    rf"""
    (?: [Ll]e{_SP} )? {_WEEKDAY} {_DAY} (?: {_SP} | - ) {_OF} {_MONTH}
    (?: (?: ,?{_SP} | - ) {_OF} (?P<year>[0-9]{{4}}|[0-9]{{2}}) (?: [ ]a\. )? {_LATER} )?
    """,
    # Dec 5, Feb. 2, 2017, Thu Jan 18 2024 10:00:00 GMT+0200 (…)
    rf"{_WEEKDAY} {_MONTH} {_SP} {_DAY} (?: ,?{_SP} {_YEAR} {_LATER} )?",
    # Thu Jan 18 10:00:00 EET 2024
    rf"{_WEEKDAY} {_MONTH} {_SP} {_DAY} {_SP} {_CLOCK} {_SP} {_YEAR}",
    # May 2024, mai de 2024
    rf"{_MONTH},? {_SP} {_OF} {_YEAR}",
    # 2024. gada 18. janvārī, 2024 m. sausio 18 d.
    rf"{_YEAR} (?: \.?{_SP}gada | {_SP}m\. ) {_SP} {_DAY} {_SP} {_MONTH} {_LATER}",
    rf"{_YEAR} {_SP}m\. {_SP} {_MONTH} {_SP} {_DAY} (?: {_SP}d\. )? {_LATER}",
)

_DIGIT: Final = re.compile(r"[0-9]")
# What `datetime.fromisoformat` reads as RFC 3339 does, seconds left out or not; of the rest that it takes,
# some it takes wrongly.
_RFC_3339: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"(?:Z|[+-][0-9]{2}:?[0-5][0-9])?"
)

# -- reading --------------------------------------------------------------------------------------


def read_date(text: str, *, order: Order | None = None) -> DateReading:
    """Read the date or time that a text gives, white space around it aside; see `DateReading`.

    `order` is how the feed writes a date of numbers with slashes or hyphens, "dmy" or "mdy";
    without it, one that could be both is in doubt and has no value. Hour 24 is the midnight that
    follows. Digits past the microsecond are cut, with a doubt; a two-digit year is taken as
    RFC 5322 (4.3) does, with a doubt. Second 60, week dates and a comma before the fraction are not read.

    >>> read_date("Feb. 2, 2017").value
    datetime.date(2017, 2, 2)
    >>> read_date("2024-02-30")
    DateReading(value=None, doubts=("no such day: '2024-02-30'",))
    >>> read_date("LETA/TBT Staff")
    DateReading(value=None, doubts=())
    """
    # The two most frequent spellings, at once; their faults are found below.
    try:
        if len(text) == 10 and text[4] == text[7] == "-":
            return _reading(DateReading, (date.fromisoformat(text), ()))
        if _RFC_3339.fullmatch(text):
            return _reading(DateReading, (datetime.fromisoformat(text), ()))
    except ValueError:
        pass
    text = text.strip(" \t\r\n\u00a0")
    if not 4 <= len(text) <= _LONGEST or not _DIGIT.search(text):
        return _NO_DATE
    first = text[0]
    if "0" <= first <= "9" or first == "-":
        for pattern in _BY_NUMBER:
            found = _spelling(pattern).fullmatch(text)
            if found is not None:
                return _build_date(text, found.groupdict(), order)
    found = _DAY_OF_MONTH.fullmatch(text)
    if found is not None:
        name, day, day2, name2 = found.groups()
        month = month_number(name or name2)
        return _NO_DATE if month is None else _build_partial(text, None, month, int(day or day2))
    for pattern in _BY_NAME:
        found = _spelling(pattern).fullmatch(text)
        if found is not None:
            parts = found.groupdict()
            month = month_number(parts["name"])
            if month is not None:
                parts["month"] = str(month)
                return _build_date(text, parts, order)
    return _NO_DATE


def _build_date(text: str, parts: dict[str, str | None], order: Order | None) -> DateReading:
    """Build the reading of a text from its parts, which the patterns above name."""
    doubts: list[str] = []
    day = _read_number(parts, "day", "day2")
    month = _read_number(parts, "month", "month1", "month2")
    if parts.get("first"):
        ways = _possible_days(parts, order)
        if not ways:
            return _NO_DATE
        if len(ways) > 1:
            way_out = "say the order that the feed writes"
            why = f"{quote_text(text)} can be day and month or month and day: {way_out}"
            return DateReading(None, (why,))
        day, month = ways.pop()
    year = _read_number(parts, "year")
    if year is not None and len(parts["year"] or "") == 2:  # digits
        year += 2000 if year < 50 else 1900  # RFC 5322, 4.3
        doubts.append(f"{quote_text(text)} has a year of two digits, taken as {year}")
    weekday = parts.get("weekday")
    if weekday and not is_weekday(weekday):
        return _NO_DATE
    if year is None or month is None or day is None:
        return _build_partial(text, year, month, day)
    try:
        value = date(year, month, day)
    except ValueError:
        return DateReading(None, (f"{_NO_SUCH_DAY}: {quote_text(text)}",))
    if weekday and _WEEKDAYS[_fold(weekday)] != value.weekday():
        real = _WEEKDAY_NAMES[value.weekday()]
        doubts.append(f"{quote_text(text)} names {weekday.rstrip('.')}, but that day is a {real}")
    if not (parts.get("hour") or parts.get("hour2")):
        return DateReading(value, tuple(doubts))
    return _build_time(text, value, parts, doubts)


def _read_number(parts: dict[str, str | None], *names: str) -> int | None:
    for name in names:
        digits = parts.get(name)
        if digits is not None:
            return int(digits)
    return None


def _possible_days(parts: dict[str, str | None], order: Order | None) -> set[tuple[int, int]]:
    """Return the ways to read two numbers as day and month; one where the order is known."""
    first, second = int(parts["first"] or 0), int(parts["second_number"] or 0)
    if parts["mark"] == "." or order == "dmy":
        return {(first, second)}
    if order == "mdy":
        return {(second, first)}
    ways = {(first, second), (second, first)}
    return {(day, month) for day, month in ways if 1 <= day <= 31 and 1 <= month <= 12}


def _build_partial(text: str, year: int | None, month: int | None, day: int | None) -> DateReading:
    try:
        return DateReading(PartialDate(year, month, day))
    except ValueError:
        return DateReading(None, (f"{_NO_SUCH_DATE}: {quote_text(text)}",))


def _build_time(text: str, day: date, parts: dict[str, str | None], doubts: list[str]) -> DateReading:
    """Add its clock to a day; the zone is fixed where the text gives one, and missing where not."""
    hour = _read_number(parts, "hour", "hour2") or 0
    minute = _read_number(parts, "minute", "minute2") or 0
    second = _read_number(parts, "second", "second2") or 0
    half = parts.get("half")
    if half:
        if not 1 <= hour <= 12:  # the clock of am and pm
            return DateReading(None, (f"no such time: {quote_text(text)}",))
        hour = hour % 12 + (12 if half in "Pp" else 0)
    elif parts.get("hour") and not parts.get("minute") and not parts.get("zone"):
        return _NO_DATE  # a date and a number after it
    fraction = parts.get("fraction") or parts.get("fraction2") or ""
    if fraction[6:].strip("0"):
        doubts.append(f"{quote_text(text)} is finer than a microsecond, and was cut to one")
    zone: timezone | None = None
    if parts.get("zone"):
        found = _read_zone(parts["zone"] or "")
        if found.__class__ is str:
            return DateReading(None, (f"{found} in {quote_text(text)}",))
        zone = found  # type: ignore[assignment]  # no str, as was just seen
    midnight = hour == 24 and not (minute or second or fraction.strip("0"))  # ISO 8601, 4.2.3
    try:
        value = datetime(
            day.year, day.month, day.day, 0 if midnight else hour, minute, second,
            int(fraction[:6].ljust(6, "0")), zone,
        )  # fmt: skip
        if midnight:
            value += timedelta(days=1)
    except ValueError:
        why = "no such time: leap seconds are not read" if second == 60 else "no such time"
        return DateReading(None, (f"{why}: {quote_text(text)}",))
    except OverflowError:
        return DateReading(None, (f"{quote_text(text)} is past the year {MAXYEAR}",))
    return DateReading(value, tuple(doubts))


_OFFSET: Final = re.compile(r"(?:GMT|UTC|UT)?([+\-−])([0-9]{2}):?([0-9]{2})?:?([0-9]{2})?(?:\.([0-9]{1,6}))?")


def _read_zone(text: str) -> timezone | str:
    """Read the fixed offset of a zone, a comment in brackets aside; or say what is wrong with it."""
    text = text.partition("(")[0].rstrip()
    named = _ZONES.get(text.upper())
    if named is not None:
        return named
    found = _OFFSET.fullmatch(text)
    if found is None:
        return f"unknown time zone {quote_text(text)}"
    sign, hours, minutes, seconds, fraction = found.groups("0")
    if int(hours) > 23 or int(minutes) > 59 or int(seconds) > 59:  # what a clock has
        return f"no such offset: {quote_text(text)}"
    offset = timedelta(
        hours=int(hours), minutes=int(minutes), seconds=int(seconds), microseconds=int(fraction.ljust(6, "0"))
    )
    return timezone(offset if sign == "+" else -offset)


# -- writing --------------------------------------------------------------------------------------


def write_date(when: When) -> str:
    """Write a time in ISO 8601, such that `read_date` gives it back.

    A date as 2024-01-18; a datetime with its offset, and its fraction only where it has one; a
    `PartialDate` as 2024, 2024-05, --12 or --12-05. TypeError for a datetime without an offset.

    >>> write_date(PartialDate(month=12, day=5))
    '--12-05'
    """
    if isinstance(when, datetime) and when.utcoffset() is None:
        raise TypeError(f"expected a datetime with a time zone, found {when.isoformat()} without one")
    return when.isoformat() if isinstance(when, date) else str(when)

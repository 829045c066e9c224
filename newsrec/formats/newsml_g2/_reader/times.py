"""Times: instants, dates and parts of dates, and what of their spelling cannot be kept."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from newsrec.formats._xml.parsing import local_name
from newsrec.messages import quote_text
from newsrec.model import PartialDate

if TYPE_CHECKING:
    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2._reader.rest import Fields
    from newsrec.formats.newsml_g2._reader.source import Source
    from newsrec.model import When

_MARKS = ("T::+:", "T::-:")  # what stands between the numbers of an instant, from its T on
_YEAR = re.compile(r"[0-9]{4}(?:-(0[1-9]|1[0-2]))?\Z")
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,40}))?)?)? ?(Z|[+-][0-9]{2}:?[0-9]{2})?\Z"
)


def read_when(element: Element, source: Source, path: str, rest: Fields) -> When | None:
    """What an element says of a time, and in `rest` what a time cannot say; None where it says none."""
    if len(element):
        source.tell_children(element)
    text = element.text
    if text is not None and len(text) == 25 and text[7] == "-" and text[10::3] in _MARKS:
        try:
            when = datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            if when.tzinfo is not None:
                return when
    raw = (text or "").strip(" \t\r\n")
    try:
        return _slow_when(raw, element, source, path, rest)
    except (ValueError, OverflowError):
        name = local_name(element)
        source.tell("NR954", f"found {quote_text(raw)} in {name}, expected a date or a time", element, path)
        return None


def _slow_when(raw: str, element: Element, source: Source, path: str, rest: Fields) -> When:
    partial = _YEAR.match(raw)
    if partial is not None:
        return PartialDate(year=int(raw[:4]), month=None if partial[1] is None else int(partial[1]))
    found = _TIME.match(raw)
    if found is None:
        raise ValueError
    day, hour, minute, second, fraction, zone = found.groups()
    if hour is None:
        if zone is not None:
            rest["text"] = raw
            source.tell("NR954", f"the zone of the date {quote_text(raw)} is left out", element, path)
        return date.fromisoformat(day)
    late = hour == "24" and not (int(minute) or int(second or 0) or int(fraction or 0))
    clock = "00" if late else hour
    offset = "" if zone is None else "+00:00" if zone == "Z" else zone
    micro = (fraction or "")[:6].ljust(6, "0")
    when = datetime.fromisoformat(f"{day}T{clock}:{minute}:{second or '00'}.{micro}{offset}")
    if late:
        when += timedelta(days=1)
    if fraction is not None and fraction[6:].strip("0"):
        rest["text"] = raw
        source.tell("NR954", f"the time {quote_text(raw)} is kept to the microsecond", element, path)
    if second is None or raw[10] != "T" or (zone is not None and zone != "Z" and ":" not in zone):
        # Not as the schema has it, but nothing is in doubt.
        source.tell("NR954", f"{quote_text(raw)} is read, but it is no xs:dateTime", element, path)
    if zone is not None:
        return when
    feed = source.feed
    local = None if feed is None else feed.localise(when)
    if local is not None:
        source.tell(
            "NR962", f"{quote_text(raw)} has no zone and is read as {local.isoformat()}", element, path
        )
        return local
    rest["text"] = raw
    source.tell("NR963", f"{quote_text(raw)} has no zone: only its date is kept", element, path)
    return when.date()


def when_from(text: str) -> When | None:
    """A time in the record's own spelling (`str` of it), or None."""
    try:
        if len(text) > 10:
            found = _OFFSET.search(text)
            if found is None:
                return None
            # Python takes an offset of less than a second for none, so the offset is read here.
            sign, hours, minutes, seconds, micro = found.groups()
            offset = timedelta(0, int(seconds or 0), int(micro or 0), 0, int(minutes), int(hours))
            zone = timezone(-offset if sign == "-" else offset)
            return datetime.fromisoformat(text[: found.start()]).replace(tzinfo=zone)
        if text.startswith("--"):
            month, _, day = text[2:].partition("-")
            return PartialDate(month=int(month), day=int(day) if day else None)
        if len(text) < 10:
            year, _, month = text.partition("-")
            return PartialDate(year=int(year), month=int(month) if month else None)
        return date.fromisoformat(text)
    except (ValueError, TypeError):
        return None


_OFFSET = re.compile(r"([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{6}))?)?\Z")

"""JSON of other systems: strict reading, objects whose properties are read one by one, times, the first keys.

ninjs and the JSON of agencies have much in common: an object is a story, nothing in it may vanish, and
times come with zones and without. What a format does not read stays in the object and goes to `extra`.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final

from newsrec.catalogue import finding
from newsrec.formats._record import json_text
from newsrec.formats._record.json_places import Fault, fault_error, fault_of
from newsrec.grammar.dates import is_no_day, read_date
from newsrec.maps import NO_EXTRA, FrozenMap, freeze
from newsrec.messages import quote_text
from newsrec.model import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsrec.context import Feed
    from newsrec.findings import Finding
    from newsrec.model import When

Json = dict[str, Any]


def read_json(data: bytes) -> Any:
    """Return the value of a JSON document as dicts and lists; DecodeError, with its place, for anything else.

    An object with the same key twice is refused: one of the two values would vanish.
    """
    value = json_text.parse(data)
    try:
        return json_text.to_plain(value)
    except Fault as fault:
        text = json_text.as_text(data)
        raise fault_error(text, fault_of(text) or fault) from None


# -- objects --------------------------------------------------------------------------------------


class Properties:
    """The properties of an object, read one by one; `rest` holds what nobody has read.

    A property whose value is of another kind than asked for is left in `rest`.

    >>> story = Properties({"headline": "Ice", "urgency": "3"})
    >>> story.text("headline"), story.whole("urgency"), story.rest
    ('Ice', None, {'urgency': '3'})
    """

    __slots__ = ("rest",)

    def __init__(self, given: Json) -> None:
        self.rest = dict(given)

    def text(self, key: str) -> str | None:
        """Read a text."""
        return self.rest.pop(key) if self.rest.get(key).__class__ is str else None

    def whole(self, key: str) -> int | None:
        """Read a whole number that is not negative."""
        value = self.rest.get(key)
        if value.__class__ is float and value.is_integer():
            value = int(value)
        if value.__class__ is not int or value < 0:
            return None
        del self.rest[key]
        return int(value)

    def number(self, key: str) -> float | None:
        """Read a number that is not negative."""
        value = self.rest.get(key)
        if (value.__class__ is not int and value.__class__ is not float) or value < 0:
            return None
        del self.rest[key]
        return float(value) if value.__class__ is float else int(value)

    def rating(self, key: str) -> float | None:
        """Read a number from 0 to 100."""
        value = self.rest.get(key)
        if (value.__class__ is not int and value.__class__ is not float) or not 0 <= value <= 100:
            return None
        return self.number(key)

    def objects(self, key: str) -> list[Json]:
        """Read a list of objects; one that holds anything else stays as it is."""
        value = self.rest.get(key)
        if value.__class__ is not list or not value or any(each.__class__ is not dict for each in value):
            return []
        del self.rest[key]
        return list(value)

    def object(self, key: str) -> Json:
        """Read an object."""
        value = self.rest.get(key)
        if value.__class__ is not dict or not value:
            return {}
        del self.rest[key]
        return dict(value)

    def as_extra(self, space: str, **more: Any) -> FrozenMap:
        """Return what is left, with `more`, as the `extra` of a record under a format's name."""
        rest = {**self.rest, **{key: value for key, value in more.items() if value is not None}}
        return FrozenMap({space: freeze(rest)}) if rest else NO_EXTRA


def leftover(extra: FrozenMap, space: str) -> Any:
    """Return what a format keeps in an `extra`: a map, empty where there is none."""
    found = extra.get(space)
    return found if found.__class__ is FrozenMap else NO_EXTRA


# -- times ----------------------------------------------------------------------------------------

_TIME: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,40}))?)?)?"
    r" ?(?:(Z|z)|([+-])([0-9]{2}):?([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{6}))?)?)?\Z"
)
_PARTIAL: Final = re.compile(r"(?:([0-9]{4})(?:-([0-9]{2}))?|--([0-9]{2})(?:-([0-9]{2}))?)\Z")


def parse_time(text: str) -> When | None:
    """Return what a text in ISO 8601 says, a datetime without a zone where it has none; None for any other.

    >>> parse_time("2024-05-02T09:30:00+0200").isoformat()
    '2024-05-02T09:30:00+02:00'
    """
    try:
        partial = _PARTIAL.match(text)
        if partial is not None:
            year, month, month_alone, day = (None if each is None else int(each) for each in partial.groups())
            return PartialDate(year=year, month=month if month is not None else month_alone, day=day)
        found = _TIME.match(text)
        if found is None:
            return None
        day_text, hour, minute, second, fraction, zulu, sign, *offset = found.groups()
        if hour is None:
            return date.fromisoformat(day_text) if zulu is None and sign is None else None
        late = hour == "24" and not (int(minute) or int(second or 0) or int(fraction or 0))
        micro = (fraction or "")[:6].ljust(6, "0")
        clock = "00" if late else hour
        when = datetime.fromisoformat(f"{day_text}T{clock}:{minute}:{second or '00'}.{micro}")
        if late:
            when += timedelta(days=1)
        if zulu is None and sign is None:
            return when
        hours, minutes, seconds, micros = (int(each or 0) for each in offset or (0, 0, 0, 0))
        ahead = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=micros)
        return when.replace(tzinfo=timezone(-ahead if sign == "-" else ahead))
    except (ValueError, OverflowError, TypeError):
        return None


def write_time(when: When) -> str:
    """Return a time in ISO 8601: an instant with its offset, UTC as Z; a date, or a part of one, as it is."""
    if isinstance(when, datetime):
        text = when.isoformat()
        return f"{text[:-6]}Z" if text.endswith("+00:00") else text
    return when.isoformat() if isinstance(when, date) else str(when)


class Times:
    """Reads the times of a story; `kept` gathers the spellings that writing would not give again."""

    def __init__(self, feed: Feed | None) -> None:
        self._feed = feed
        self.kept: dict[str, str] = {}
        self.findings: list[Finding] = []

    def read(self, props: Properties, key: str, path: str) -> When | None:
        """Read the time at a key; what is no time stays where it is, with a finding."""
        raw = props.rest.get(key)
        if raw is None:
            return None
        when = parse_time(raw) if raw.__class__ is str else None
        if when is None:
            found = quote_text(raw) if raw.__class__ is str else type(raw).__name__
            doubts = read_date(raw).doubts if raw.__class__ is str else ()
            code = "NR938" if any(map(is_no_day, doubts)) else "NR930"
            self.findings.append(finding(code, f"found {found} in {key}, expected a time", path=path))
            return None
        del props.rest[key]
        if isinstance(when, datetime) and when.tzinfo is None:
            local = None if self._feed is None else self._feed.localise(when)
            if local is None:
                said = f"{quote_text(raw)} has no zone: only its date is kept"
                self.findings.append(finding("NR931", said, path=path))
                when = when.date()
            else:
                said = f"{quote_text(raw)} has no zone and is read as {local.isoformat()}"
                self.findings.append(finding("NR932", said, path=path))
                when = local
        if write_time(when) != raw:
            self.kept[key] = raw
        return when


# -- the first keys of a document -----------------------------------------------------------------

_TOKEN: Final = re.compile(rb'"((?:[^"\\]|\\.)*)"[ \t\r\n]*(:?)|([\[{])|([\]}])')


def first_keys(head: bytes) -> list[frozenset[str]]:
    """Return the keys of the first object of a document, then those of the first object in it, and so on.

    `head` is the beginning of the document; a list around an object counts for nothing.

    >>> [sorted(keys) for keys in first_keys(b'[{"data": {"item": {"uri": "x"}}, "meta": 1}]')]
    [['data', 'meta'], ['item'], ['uri']]
    """
    found: list[set[str]] = []
    closed: set[int] = set()
    depth = 0
    for text, colon, opening, closing in _tokens(head):
        if opening == b"{":
            depth += 1
            if len(found) < depth:
                found.append(set())
        elif closing == b"}":
            closed.add(depth)
            depth -= 1
        elif colon and 0 < depth <= len(found) and depth not in closed:
            found[depth - 1].add(text.decode("utf-8", "replace"))
    return [frozenset(keys) for keys in found]


def _tokens(head: bytes) -> Iterator[tuple[bytes, bytes, bytes, bytes]]:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if not start.startswith((b"{", b"[")):
        return
    for token in _TOKEN.finditer(start):
        yield token[1] or b"", token[2] or b"", token[3] or b"", token[4] or b""

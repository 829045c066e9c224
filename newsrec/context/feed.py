"""What a feed never says about itself, so that its reader must be told."""

from __future__ import annotations

import codecs
from datetime import datetime, timezone, tzinfo
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

import attrs

from newsrec.constructors import as_optional_text, name_fields_in_errors, short_repr, wrong_type
from newsrec.context.settings import (
    NO_TABLE,
    as_language,
    as_names,
    as_party,
    as_table,
    as_texts,
    as_zone,
    by_name,
    refuse,
)
from newsrec.maps import FrozenMap
from newsrec.messages import quote_text
from newsrec.model import Party

if TYPE_CHECKING:
    from collections.abc import Iterable

#: How a feed writes dates in figures.
DateOrder: TypeAlias = Literal["dmy", "mdy", "ymd"]
DATE_ORDERS: Final[tuple[DateOrder, ...]] = get_args(DateOrder)

# Python's codecs that are no character set (escapes, host names), or another one on each machine.
_NO_CHARACTER_SETS = frozenset(
    {"idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)
_EVERY_BYTE = bytes(range(256))


def _as_patterns(value: Iterable[str] | str) -> tuple[str, ...]:
    patterns = as_texts([value] if isinstance(value, str) else value)
    for number, pattern in enumerate(patterns):
        if "\\" in pattern:
            refuse(
                f"the pattern {quote_text(pattern)} holds a backslash, expected '/' between folders",
                path=f"match[{number}]",
            )
    return patterns


def _as_encodings(value: Iterable[str]) -> tuple[str, ...]:
    names: list[str] = []
    for number, given in enumerate(as_texts(value)):
        path = f"encodings[{number}]"
        name = _codec_name(given)
        if name is None:
            refuse(
                f"unknown encoding {quote_text(given)}, expected one such as 'utf-8' or 'cp1257'", path=path
            )
        if name in names:
            refuse(f"the encoding {quote_text(given)} stands in the list twice", path=path)
        if names and _cannot_fail(names[-1]):
            refuse(
                f"the encoding {quote_text(given)} is never tried: {names[-1]} before it reads any bytes",
                path=path,
                hint=f"put {names[-1]} last",
            )
        names.append(name)
    if not names:
        refuse("the list of encodings is empty, expected at least one", path="encodings")
    return tuple(names)


def _codec_name(given: str) -> str | None:
    """The codec's own name, or None where there is no such character set."""
    try:
        name = codecs.lookup(given).name
        if name in _NO_CHARACTER_SETS:
            return None
        bytes(4).decode(name)  # a LookupError for a codec that gives no text, such as zlib
    except (LookupError, ValueError):  # ValueError: a name with a NUL, or half a surrogate pair
        return None
    return name


def _cannot_fail(encoding: str) -> bool:
    """Whether an encoding reads any bytes: a single-byte set that leaves none of the 256 undefined."""
    try:
        _EVERY_BYTE.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _as_date_order(value: DateOrder | None) -> DateOrder | None:
    text = as_optional_text(value)
    if text is not None and text not in DATE_ORDERS:
        refuse(f"unknown date order {quote_text(text)}, expected 'dmy', 'mdy' or 'ymd'", path="date_order")
    return text


@attrs.frozen(weakref_slot=False, repr=False, kw_only=True)
class Feed:
    """What a feed never says: its time zone, its encodings, the names that it uses.

    Readers take it as `feed=`. It is frozen and compared by content; it hashes and pickles. A
    value of the wrong type is a `TypeError`, one that means nothing a `ConfigError`.

    >>> feed = Feed(zone="Europe/Riga", encodings=["utf-8", "cp1257"], agencies=["LETA", "BNS"])
    >>> feed.localise(datetime(2024, 1, 18, 9, 30)).isoformat()
    '2024-01-18T09:30:00+02:00'
    """

    name: str | None = attrs.field(default=None, converter=as_optional_text)
    """What the feed is called in findings and reports."""

    match: tuple[str, ...] = attrs.field(default=(), converter=_as_patterns)
    """Glob patterns, or one, of the files that the feed delivers (`afp/**`); with none, every file.

    `*` and `?` stay within a folder, `**` is any number of folders. A pattern may begin at any
    folder below that of the newsrec.toml; one that begins with `/`, only in that folder itself.
    """

    profile: str | None = attrs.field(default=None, converter=as_optional_text)
    """The profile that its stories are checked by, where none is asked for: "wire", "newsml-g2" …

    The name of an agency ("dpa"), which no such profile has, is taken as `agency` is."""

    agency: str | None = attrs.field(default=None, converter=as_optional_text)
    """The agency whose wire it is, as the formats of telex wires know it ("dpa", "ap", "ats"), or the path
    of a profile of your own that ends in ".toml"; with None, each message is looked at."""

    format: str | None = attrs.field(default=None, converter=as_optional_text)
    """The format that its files are in, where none is named: "wire", "newsml-g2" …; with None,
    what each file is detected to be."""

    zone: tzinfo | None = attrs.field(default=None, converter=as_zone, eq=by_name)
    """The zone of times that name none: an IANA name ("Europe/Riga"), an offset ("+02:00", "Z")
    or a `tzinfo`. With None, a time without a zone is read as a date."""

    language: str | None = attrs.field(default=None, converter=as_language)
    """The language (BCP 47) of stories that name none."""

    provider: Party | None = attrs.field(default=None, converter=as_party)
    """Who provides stories that name nobody; a text is an organisation's name."""

    encodings: tuple[str, ...] = attrs.field(default=("utf-8",), converter=_as_encodings)
    """The encodings of undeclared text, tried in this order, as the codecs' own names.

    The list is the whole list: without "utf-8" in it, UTF-8 is not tried. One that stands after
    an encoding that reads any bytes, such as Latin-1, is a `ConfigError`.
    """

    places: frozenset[str] = attrs.field(default=frozenset(), converter=as_names)
    """Places that open a dateline, spelt as the feed spells them, where shape alone cannot tell."""

    agencies: frozenset[str] = attrs.field(default=frozenset(), converter=as_names)
    """Agencies that bylines and datelines name, spelt as the feed spells them."""

    schemes: FrozenMap = attrs.field(default=NO_TABLE, converter=as_table)
    """Scheme alias → scheme URI, for codes whose document gives no catalog: the code is appended."""

    roles: FrozenMap = attrs.field(default=NO_TABLE, converter=as_table)
    """Role as the feed codes it ("apahltype:subtitle") → role as the record names it ("subtitle")."""

    date_order: DateOrder | None = attrs.field(default=None, converter=_as_date_order)
    """How the feed writes dates in figures: "dmy", "mdy" or "ymd". With None, an ambiguous one
    is not read as a date."""

    __repr__ = short_repr

    def localise(self, wall: datetime) -> datetime | None:
        """A naive time as the feed's clock showed it, with a fixed offset; None without a zone.

        The clock's figures are kept. A time that comes twice, when clocks go back, is the first
        of the two; one that never comes, when they go forward, has the offset from before the
        change. Source: RFC 5545 section 3.3.5. A time that has a zone is a `TypeError`.
        """
        if wall.tzinfo is not None:
            msg = f"expected a time without a zone, found {wall.isoformat()}"
            raise TypeError(msg)
        if self.zone is None:
            return None
        offset = wall.replace(tzinfo=self.zone, fold=0).utcoffset()
        return None if offset is None else wall.replace(tzinfo=timezone(offset), fold=0)

    def matches(self, path: str) -> bool:
        """Whether the feed delivers a file, by its path with `/` between folders; see `match`."""
        parts = path.strip("/").split("/")
        return not self.match or any(_matches(pattern, parts) for pattern in self.match)


name_fields_in_errors(Feed)


def require_feed(feed: object) -> None:
    """Nothing for a Feed; TypeError for anything else."""
    if not isinstance(feed, Feed):
        raise wrong_type(feed, "a Feed")


def _matches(pattern: str, parts: list[str]) -> bool:
    """Whether a glob pattern describes a path, folder by folder.

    One mark to go back to, the last `**`, is enough: so the time is at most the product of the
    two lengths.
    """
    wanted = pattern.strip("/").split("/")
    if not pattern.startswith("/"):
        wanted.insert(0, "**")
    if pattern.endswith("/"):
        wanted.append("**")
    if wanted[-1] == "**":
        wanted.append("*")  # the folder alone is no file in it
    at = want = 0
    mark: tuple[int, int] | None = None
    while at < len(parts):
        if want < len(wanted) and wanted[want] == "**":
            want += 1
            mark = (at, want)
        elif want < len(wanted) and fnmatchcase(parts[at], wanted[want]):
            at, want = at + 1, want + 1
        elif mark is not None:
            mark = (mark[0] + 1, mark[1])
            at, want = mark
        else:
            return False
    return want == len(wanted)

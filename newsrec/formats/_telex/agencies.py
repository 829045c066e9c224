"""Agency profiles: what an agency's wire never says of itself, as data, one TOML file an agency.

A profile names the zone and the order of dates, the encodings, the codes of categories, services
and priorities, the marks of a notebook, the shapes of keywords and sign-offs, and the layout that
the agency's receivers expect. Ours are in `profiles/`; a user's own is named by its path. A new
agency is one such file and no code.
"""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, NoReturn

import attrs

from newsrec.context.settings import as_zone
from newsrec.context.toml_places import dotted, key_offsets
from newsrec.errors import ConfigError, byte_offset, position_at
from newsrec.messages import quote_text, suggest

if TYPE_CHECKING:
    from collections.abc import Mapping  # noqa: TC004 - attrs never looks at a field's type
    from datetime import tzinfo  # noqa: TC004 - likewise

    from newsrec.context import Feed

_CODE: Final = "NR905"


@attrs.frozen(eq=False)
class Vocabulary:
    """The codes of one field of an agency's header, and what they mean."""

    name: str
    scheme: str
    uri: str | None = None
    codes: Mapping[str, str] = attrs.field(factory=dict)
    closed: bool = False
    retired: Mapping[str, str] = attrs.field(factory=dict)

    def doubt_of(self, code: str) -> str | None:
        """Return what is wrong with a code: unknown to a closed list, or retired; None for a good one."""
        if code in self.retired:
            now = quote_text(self.retired[code])
            return f"the {self.name} {quote_text(code)} is retired: {now} is in its place"
        if code in self.codes or not self.closed:
            return None
        return f"the {self.name} {quote_text(code)} is none of {self.scheme}{suggest(code, self.codes)}"


class Layout(NamedTuple):
    """How an agency's messages are laid out for those who receive them."""

    width: int = 69
    line_end: str = "\r\n"
    blank_end: str = "\r\n"
    indent: str = ""
    heading: str = "# {}"
    keyword: int = 24
    headline: int = 0


class TelexFields(NamedTuple):
    """The codes that begin the header lines of a ZCZC message, and what tells that it is this agency's."""

    fields: Mapping[str, str] = {}
    needs: str = ""
    channels: tuple[str, ...] = ()
    routes: bool = False


@attrs.frozen(eq=False)
class Agency:
    """One agency's wire, or one service of it: what a profile says."""

    name: str
    title: str
    formats: tuple[str, ...]
    signs: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    agencies: frozenset[str] = frozenset()
    zone: tzinfo | None = None
    date_order: str | None = None
    encodings: tuple[str, ...] = ("cp1252", "latin-1")
    language: str | None = None
    priorities: Mapping[str, int] = attrs.field(factory=dict)
    normal: str | None = None
    vocabularies: Mapping[str, Vocabulary] = attrs.field(factory=dict)
    updates: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    kills: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    notebook: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    months: Mapping[str, int] = attrs.field(factory=dict)
    signoff: re.Pattern[str] | None = None
    layout: Layout = attrs.field(factory=Layout)
    telex: TelexFields = attrs.field(factory=TelexFields)

    def signed_by(self, sign: str) -> bool:
        """Whether a sign of a header or trailer, such as "dpa-tns", is the agency's."""
        return any(fnmatchcase(sign, pattern) for pattern in self.signs)


#: What is taken for granted of a wire whose agency nobody knows.
UNKNOWN: Final = Agency("", "an unknown agency", ("iptc7901", "anpa1312", "zczc"))

# -- from TOML -------------------------------------------------------------------------------------

_TEXT, _TEXTS, _TABLE = "a text", "a list of texts", "a table"
_KEYS: Final[dict[str, str]] = {
    "name": _TEXT, "title": _TEXT, "formats": _TEXTS, "signs": _TEXTS, "services": _TEXTS,
    "agencies": _TEXTS, "zone": _TEXT, "date_order": _TEXT, "encodings": _TEXTS, "language": _TEXT,
    "priorities": _TABLE, "normal": _TEXT, "vocabularies": _TABLE, "updates": _TEXTS,
    "corrections": _TEXTS, "kills": _TEXTS, "genres": _TEXTS, "notebook": _TEXTS, "private": _TEXTS,
    "months": _TABLE, "signoff": _TEXT, "layout": _TABLE, "telex": _TABLE,
}  # fmt: skip
_VOCABULARY: Final[dict[str, str]] = {
    "scheme": _TEXT, "uri": _TEXT, "file": _TEXT, "closed": "true or false", "map": _TABLE, "codes": _TABLE,
}  # fmt: skip
_LAYOUT: Final[dict[str, str]] = {
    "width": "a number", "line_end": _TEXT, "blank_end": _TEXT, "indent": _TEXT, "heading": _TEXT,
    "keyword": "a number", "headline": "a number",
}  # fmt: skip
_TELEX: Final[dict[str, str]] = {
    "fields": _TABLE, "needs": _TEXT, "channels": _TEXTS, "routes": "true or false",
}  # fmt: skip
#: What a field of a ZCZC header can be.
TELEX_FIELDS: Final = (
    "category", "slug", "take", "headline", "format", "service", "subject", "place", "genre", "routes",
    "date", "byline", "summary", "source", "company", "code", "text",
)  # fmt: skip
_FORMATS: Final = ("iptc7901", "anpa1312", "zczc")
_ORDERS: Final = ("dmy", "mdy")


class _Profile:
    """A TOML file that was read, and the errors that point into it."""

    def __init__(self, text: str, name: str, folder: Path | None) -> None:
        self.text = text
        self.name = name
        self.folder = folder
        try:
            self.data: dict[str, Any] = tomllib.loads(text)
        except ValueError as cause:
            raise ConfigError(str(cause), code=_CODE, format=name) from cause

    def refuse(self, message: str, *path: str | int) -> NoReturn:
        """Raise the ConfigError that points at a key."""
        key = dotted(*path)
        index = key_offsets(self.text).get(key)
        place = None if index is None else position_at(self.text, byte_offset(self.text, index))
        raise ConfigError(message, code=_CODE, format=self.name, path=key or None, position=place)

    def check(self, table: Mapping[str, Any], keys: Mapping[str, str], *path: str) -> None:
        """Refuse keys that a table cannot have, and values of another type."""
        for key, value in table.items():
            if key not in keys:
                listed = ", ".join(keys)
                message = f"unknown key {quote_text(key)}, expected one of {listed}{suggest(key, keys)}"
                self.refuse(message, *path, key)
            if not _is(value, keys[key]):
                self.refuse(f"expected {keys[key]}, found {value!r:.60}", *path, key)


def _is(value: object, expected: str) -> bool:
    if expected == _TEXT:
        return isinstance(value, str)
    if expected == _TEXTS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if expected == _TABLE:
        return isinstance(value, dict)
    if expected == "a number":
        return value.__class__ is int
    return isinstance(value, bool)


def _read(profile: _Profile) -> Agency:
    data = dict(profile.data)
    profile.check(data, _KEYS)
    for key in ("name", "formats"):
        if key not in data:
            profile.refuse(f"there is no {key}, expected one in every profile")
    for number, name in enumerate(data["formats"]):
        if name not in _FORMATS:
            message = f"unknown format {quote_text(name)}, expected one of {', '.join(_FORMATS)}"
            profile.refuse(message, "formats", number)
    if data.get("date_order", "dmy") not in _ORDERS:
        profile.refuse(
            f"unknown date order {quote_text(data['date_order'])}, expected 'dmy' or 'mdy'", "date_order"
        )
    if "zone" in data:
        try:
            data["zone"] = as_zone(data["zone"])
        except ConfigError as cause:
            profile.refuse(cause.message, "zone")
    if "signoff" in data:
        try:
            data["signoff"] = re.compile(data["signoff"])
        except re.error as cause:
            profile.refuse(f"{quote_text(data['signoff'])} is no pattern: {cause}", "signoff")
    for code, level in data.get("priorities", {}).items():
        if level.__class__ is not int or not 1 <= level <= 9:
            profile.refuse(f"expected an urgency from 1 to 9, found {level!r:.60}", "priorities", code)
    for month, number in data.get("months", {}).items():
        if number.__class__ is not int or not 1 <= number <= 12:
            profile.refuse(f"expected a month from 1 to 12, found {number!r:.60}", "months", month)
    data["vocabularies"] = {
        name: _vocabulary(profile, name, table) for name, table in data.get("vocabularies", {}).items()
    }
    layout = data.pop("layout", {})
    profile.check(layout, _LAYOUT, "layout")
    telex = data.pop("telex", {})
    profile.check(telex, _TELEX, "telex")
    for mark, field in telex.get("fields", {}).items():
        if field not in TELEX_FIELDS:
            message = f"unknown field {quote_text(str(field))}, expected one of {', '.join(TELEX_FIELDS)}"
            profile.refuse(message, "telex", "fields", mark)
    tuples = {key: tuple(value) for key, value in data.items() if isinstance(value, list)}
    return Agency(
        **{"title": data["name"], **data, **tuples, "agencies": frozenset(data.get("agencies", ()))},
        layout=Layout(**layout),
        telex=TelexFields(**{**telex, "channels": tuple(telex.get("channels", ()))}),
    )


def _vocabulary(profile: _Profile, name: str, table: Any) -> Vocabulary:
    path = ("vocabularies", name)
    if not isinstance(table, dict):
        profile.refuse(f"expected a table, found {table!r:.60}", *path)
    profile.check(table, _VOCABULARY, *path)
    for key in ("map", "codes"):
        for code, value in table.get(key, {}).items():
            if not isinstance(value, str):
                profile.refuse(f"expected a text, found {value!r:.60}", *path, key, code)
    codes = dict(table.get("codes", {}))
    if "file" in table:
        if profile.folder is None:
            profile.refuse("a profile of the package names no files", *path, "file")
        try:
            listed = (profile.folder / table["file"]).read_text(encoding="utf-8")
        except (OSError, ValueError) as cause:
            profile.refuse(f"{quote_text(table['file'])} cannot be read: {cause}", *path, "file")
        for line in listed.splitlines():
            code, _, meaning = line.strip().partition("\t")
            if code and not code.startswith("#"):
                codes[code] = meaning.strip() or code
    return Vocabulary(
        name, table.get("scheme", f"{profile.data['name']}-{name}"), table.get("uri"), codes,
        table.get("closed", False), table.get("map", {}),
    )  # fmt: skip


@cache
def shipped() -> dict[str, Agency]:
    """Return the profiles of the package, by name; where two could claim a message, the first does."""
    found = {}
    for file in sorted(files(__package__).joinpath("profiles").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml"):
            agency = _read(_Profile(file.read_text(encoding="utf-8"), file.name, None))
            found[agency.name] = agency
    return found


@cache
def load_agency(name: str) -> Agency:
    """Return the profile of an agency by its name, or by the path of a file that ends in .toml.

    ConfigError for a name of none, a file that cannot be read, and a key that no profile has.
    """
    if not name.endswith(".toml"):
        agency = shipped().get(name)
        if agency is None:
            message = f"no agency profile is named {quote_text(name)}{suggest(name, shipped())}"
            hint = (
                f"the profiles are {', '.join(shipped())}; a path that ends in .toml is a profile of your own"
            )
            raise ConfigError(message, code=_CODE, path="agency", hint=hint)
        return agency
    path = Path(name)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as cause:
        raise ConfigError(f"the profile {quote_text(name)} cannot be read: {cause}", code=_CODE) from cause
    return _read(_Profile(text, name, path.parent))


def agency_of_feed(feed: Feed | None) -> Agency | None:
    """Return the profile that a feed names as its agency, or as its profile; None where it names none."""
    if feed is None:
        return None
    if feed.agency is not None:
        return load_agency(feed.agency)
    named = feed.profile
    return shipped().get(named) if named is not None else None


@cache
def _candidates(format: str) -> tuple[Agency, ...]:
    return tuple([agency for agency in shipped().values() if format in agency.formats])


@cache
def agency_by_sign(format: str, sign: str, service: str = "") -> Agency | None:
    """Return the shipped profile that signs its messages so, or whose service it is; None for none."""
    for agency in _candidates(format):
        if sign and agency.signed_by(sign):
            return agency
    for agency in _candidates(format):
        if service and service in agency.services:
            return agency
    return None


def telex_agencies() -> tuple[Agency, ...]:
    """Return the profiles of ZCZC wires, those that ask for the most codes first."""
    return tuple(sorted(_candidates("zczc"), key=lambda agency: -len(agency.telex.needs)))

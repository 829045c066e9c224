"""A newsrec.toml: feeds, site, checks and schemas, in one file.

`load_config` reads it. The keys of a table are the fields of the record that it becomes, so a
field added to `Feed` or `Site` is a key at once; what is said here is only how a TOML value
becomes a party, a path or a waiver. Every error names the file, the line, the column and the key.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

import attrs

from newsrec.constructors import as_flag, as_optional_text, as_text, short_repr
from newsrec.context.feed import Feed
from newsrec.context.settings import CODE, NO_TABLE, as_table, as_texts, refuse
from newsrec.context.site import Site
from newsrec.context.toml_places import dotted, key_offsets
from newsrec.errors import ConfigError, NewsrecError, Position, byte_offset, position_at
from newsrec.findings import Severity
from newsrec.maps import FrozenMap
from newsrec.messages import quote_text, suggest
from newsrec.model import Party

_T = TypeVar("_T")

# -- what a configuration is made of --------------------------------------------------------------

# A prefix in capitals, ours or a house's own, and the digits of the code or the first of them.
_CODE_PREFIX = re.compile(r"[A-Z]{1,8}[0-9]{0,6}")
_MODULE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*")


def _as_code(value: str) -> str:
    if not _CODE_PREFIX.fullmatch(as_text(value)):
        refuse(
            f"{quote_text(value)} is no code, expected one such as 'NR301' or the first part of one, as 'NR3'"
        )
    return value


def _as_codes(value: Any) -> tuple[str, ...]:
    return tuple([_as_code(each) for each in as_texts(value)])


def _as_reason(value: str) -> str:
    if not as_text(value).strip():
        refuse("the reason is blank, expected why the finding is let pass", path="reason")
    return value


def _as_last_day(value: date | None) -> date | None:
    if value is None or value.__class__ is date:  # a datetime is a date too, by its class
        return value
    msg = f"expected a date (2024-12-31, without quotes), found {type(value).__name__}: {value!r:.60}"
    raise TypeError(msg)


def _as_module(value: str | None) -> str | None:
    text = as_optional_text(value)
    if text is not None and not _MODULE.fullmatch(text):
        refuse(f"{quote_text(text)} is no module, expected a name such as 'house.rules'", path="rules")
    return text


def _as_path(value: str | os.PathLike[str] | None) -> Path | None:
    if value is None or isinstance(value, (str, os.PathLike)):
        return None if value is None else Path(value)
    msg = f"expected a path (str), found {type(value).__name__}: {value!r:.60}"
    raise TypeError(msg)


def _as_limits(value: Mapping[str, float]) -> FrozenMap:
    if not isinstance(value, Mapping):
        msg = f"expected a map of numbers, found {type(value).__name__}: {value!r:.60}"
        raise TypeError(msg)
    for name, each in value.items():
        if isinstance(each, bool) or not isinstance(each, (int, float)):
            msg = f"expected a number for {as_text(name)}, found {type(each).__name__}: {each!r:.60}"
            raise TypeError(msg)
    return FrozenMap(value)


def _as_severities(value: Mapping[str, str]) -> FrozenMap:
    for code, name in as_table(value).items():
        _as_code(code)
        try:
            Severity.from_name(name)
        except ValueError as error:
            refuse(str(error), path=dotted("severities", code))
    return FrozenMap(value)


def _as_waivers(value: Any) -> tuple[Waiver, ...]:
    return _all_of(Waiver, value)


def _as_feeds(value: Any) -> tuple[Feed, ...]:
    feeds = _all_of(Feed, value)
    for number, feed in enumerate(feeds[:-1]):
        if not feed.match:
            refuse(
                "the feed has no match, so those after it are never used",
                path=f"feeds[{number}]",
                hint="give it a match, or put it last",
            )
    return feeds


def _all_of(record: type[_T], value: Any) -> tuple[_T, ...]:
    if isinstance(value, (list, tuple)) and all(isinstance(each, record) for each in value):
        return tuple(value)
    msg = f"expected a list of {record.__name__}, found {type(value).__name__}: {value!r:.60}"
    raise TypeError(msg)


@attrs.frozen(weakref_slot=False, repr=False, kw_only=True)
class Waiver:
    """Findings that are let pass: of a code, from a provider or with a guid, for a reason.

    Wire files never have the same name twice, so it is the provider and the guid that tell which
    stories are meant.
    """

    code: str = attrs.field(converter=_as_code)
    """A code ("NR301"), or the first part of several ("NR3")."""

    reason: str = attrs.field(converter=_as_reason)
    """Why they are let pass; shown where waivers are listed."""

    provider: str | None = attrs.field(default=None, converter=as_optional_text)
    """A glob pattern of the provider's name; with None, any provider."""

    guid: str | None = attrs.field(default=None, converter=as_optional_text)
    """A glob pattern of the story's guid ("urn:newsml:example.org:2019*"); with None, any guid."""

    until: date | None = attrs.field(default=None, converter=_as_last_day)
    """The last day on which the waiver holds; with None, it holds for ever."""

    __repr__ = short_repr

    def covers(self, code: str, *, provider: str | None, guid: str | None) -> bool:
        """Whether a finding of this code, in a story of this provider and guid, is let pass.

        `until` is not asked: whoever knows the day compares it.
        """
        return (
            code.startswith(self.code)
            and (self.provider is None or fnmatchcase(provider or "", self.provider))
            and (self.guid is None or fnmatchcase(guid or "", self.guid))
        )


@attrs.frozen(weakref_slot=False, repr=False, kw_only=True)
class Checks:
    """What `check` looks for and what it lets pass: the table `[check]` of a newsrec.toml."""

    profile: str | None = attrs.field(default=None, converter=as_optional_text)
    """The profile to check by: "wire", "google" …, or one of the house's own."""

    select: tuple[str, ...] = attrs.field(default=(), converter=_as_codes)
    """Codes to look for, or the first part of several; with none, all of the profile."""

    ignore: tuple[str, ...] = attrs.field(default=(), converter=_as_codes)
    """Codes not to look for, or the first part of several."""

    waivers: tuple[Waiver, ...] = attrs.field(default=(), converter=_as_waivers)
    """Findings that are let pass in some stories, with a reason."""

    baseline: Path | None = attrs.field(default=None, converter=_as_path)
    """The file of the findings that were there before and are not reported again."""

    rules: str | None = attrs.field(default=None, converter=_as_module)
    """The module of the house's own rules and profiles: "house.rules"."""

    limits: FrozenMap = attrs.field(default=NO_TABLE, converter=_as_limits)
    """Name of a rule → the number at which it speaks, where it is not the rule's own."""

    severities: FrozenMap = attrs.field(default=NO_TABLE, converter=_as_severities)
    """A code, or the first part of several → "info", "warning" or "error", where it is not the
    profile's own."""

    strict: bool = attrs.field(default=False, converter=as_flag)
    """Whether a warning fails the check too, and not an error alone."""

    __repr__ = short_repr


@attrs.frozen(weakref_slot=False, repr=False, kw_only=True)
class Config:
    """All that one newsrec.toml says. Frozen, compared by content; it hashes and pickles."""

    path: Path | None = attrs.field(default=None, converter=_as_path)
    """The file that it was read from; the paths and patterns in it start from that file's folder."""

    feeds: tuple[Feed, ...] = attrs.field(default=(), converter=_as_feeds)
    """The feeds, in the order in which they are asked."""

    site: Site | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(Site))
    )
    """What output is signed with."""

    check: Checks = attrs.field(factory=Checks, validator=attrs.validators.instance_of(Checks))
    """What is checked."""

    schemas: FrozenMap = attrs.field(default=NO_TABLE, converter=as_table)
    """Name of a format, or a namespace → the path of the schema that its documents must obey."""

    __repr__ = short_repr

    def feed_for(self, path: str | os.PathLike[str] | None = None) -> Feed | None:
        """The feed that delivers a file: the first whose `match` describes its path, else None.

        A path below the folder of the newsrec.toml is compared from there, any other whole. With
        no path, as for standard input, it is the feed that has no `match`.
        """
        if path is None:
            return next((feed for feed in self.feeds if not feed.match), None)
        whole = _absolute(path)
        folder = None if self.path is None else _absolute(self.path).parent
        if folder is not None and whole.is_relative_to(folder):
            whole = whole.relative_to(folder)
        name = whole.as_posix()
        return next((feed for feed in self.feeds if feed.matches(name)), None)


# -- from a file ----------------------------------------------------------------------------------


def _absolute(path: str | os.PathLike[str]) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links out of the folder


def find_config(folder: str | os.PathLike[str]) -> Path | None:
    """The configuration that holds for a folder, in it or in the nearest folder above; else None.

    A newsrec.toml comes before a pyproject.toml, which counts only if it has `[tool.newsrec]`.
    """
    start = _absolute(folder)
    for each in (start, *start.parents):
        if (each / "newsrec.toml").is_file():
            return each / "newsrec.toml"
        project = each / "pyproject.toml"
        if project.is_file() and _TomlFile(project).own_table() is not None:
            return project
    return None


def load_config(path: str | os.PathLike[str]) -> Config:
    """All that a newsrec.toml says, or the table `[tool.newsrec]` of a pyproject.toml.

    Paths in it are taken from its own folder. An unknown key, a value of the wrong type or
    without a meaning, and an error of syntax are a `ConfigError` with line, column and key; a
    file that cannot be read is the system's `OSError`.
    """
    source = _TomlFile(Path(path))
    table = source.own_table()
    if table is None:
        raise source.error("there is no table [tool.newsrec]")
    return _config(source, table)


def locate_in_config(config: Config, error: NewsrecError, *keys: str) -> ConfigError:
    """What is wrong with a value of a configuration, at the first of these keys in its file.

    For what the layers above alone can tell: whether there is such a profile, code or format.
    """
    if config.path is None:
        return ConfigError(error.message, code=CODE, path=keys[0], hint=error.hint)
    source = _TomlFile(config.path)
    names = [".".join([*source.root, key]) for key in keys]
    standing = key_offsets(source.text)
    return source.error(error.message, *sorted(names, key=lambda name: name not in standing), hint=error.hint)


class _TomlFile:
    """A TOML file that was read, and the errors that point into it."""

    def __init__(self, file: Path) -> None:
        import tomllib

        self.file = file
        raw = file.read_bytes()
        self.skipped = 3 if raw.startswith(b"\xef\xbb\xbf") else 0  # some editors begin UTF-8 so
        try:
            self.text = raw[self.skipped :].decode("utf-8")
        except UnicodeDecodeError as cause:
            position = position_at(raw, self.skipped + cause.start)
            raise self._error("expected UTF-8, found other bytes", position) from cause
        try:
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except RecursionError as cause:
            raise self._error("arrays or tables are nested too deeply", None) from cause
        except ValueError as cause:  # an integer of more than 4,300 digits is no TOMLDecodeError
            raise self._syntax_error(str(cause)) from cause
        #: The keys that lead to our own tables.
        self.root = ("tool", "newsrec") if file.name == "pyproject.toml" else ()

    def own_table(self) -> Any:
        """The table that holds our keys, or None."""
        table: Any = self.data
        for key in self.root:
            table = table.get(key) if isinstance(table, dict) else None
        return table

    def error(self, message: str, *names: str, hint: str | None = None) -> ConfigError:
        """An error at the first of these full names that stands in the file."""
        places = key_offsets(self.text)
        index = next((places[name] for name in names if name in places), None)
        return self._error(message, self._position(index), path=names[0] if names else None, hint=hint)

    def take(self, path: _Path, make: Callable[..., _T], *values: Any, within: _Path) -> _T:
        """What `make` makes of the values; its errors are given the place of a key.

        `path` is the key; a path in an error starts from the table `within`.
        """
        key = dotted(*path)
        try:
            return make(*values)
        except TypeError as cause:
            raise self.error(str(cause), key, dotted(*within)) from cause
        except ConfigError as cause:
            name = ".".join(filter(None, [dotted(*within), cause.path])) if cause.path else key
            raise self.error(cause.message, name, key, dotted(*within), hint=cause.hint) from cause

    def _position(self, index: int | None) -> Position | None:
        if index is None:
            return None
        found = position_at(self.text, byte_offset(self.text, index))
        return found._replace(offset=found.offset + self.skipped)

    def _syntax_error(self, message: str) -> ConfigError:
        """The error of tomllib, which ends its messages with the place: "(at line 3, column 5)"."""
        place = re.search(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$", message)
        if place is None:
            return self._error(message, None)
        index = len(self.text)
        if place[1]:
            lines = self.text.split("\n", int(place[1]) - 1)
            index += int(place[2]) - 1 - len(lines[-1])
        return self._error(message[: place.start()], self._position(index))

    def _error(
        self, message: str, position: Position | None, *, path: str | None = None, hint: str | None = None
    ) -> ConfigError:
        return ConfigError(message, code=CODE, format=str(self.file), path=path, position=position, hint=hint)


_Path: TypeAlias = tuple[str | int, ...]
_Reader: TypeAlias = Callable[[_TomlFile, _Path, Any], Any]


def _config(source: _TomlFile, data: Any) -> Config:
    root = source.root
    _check_keys(source, root, data, ("feed", "feeds", "site", "check", "schemas"))
    if "feed" in data and "feeds" in data:
        raise source.error(
            "there are both [feed] and [[feeds]], expected one of them",
            dotted(*root, "feed"),
            hint="make [feed] the last of [[feeds]], without a match: it is for all other files",
        )
    fields: dict[str, Any] = {}
    if "feed" in data:
        fields["feeds"] = (_record(source, (*root, "feed"), data["feed"], Feed),)
    if "feeds" in data:
        fields["feeds"] = _records(source, (*root, "feeds"), data["feeds"], Feed)
    if "site" in data:
        fields["site"] = _record(source, (*root, "site"), data["site"], Site)
    if "check" in data:
        fields["check"] = _record(source, (*root, "check"), data["check"], Checks)
    if "schemas" in data:
        fields["schemas"] = _schemas(source, (*root, "schemas"), data["schemas"])
    return source.take(root, lambda: Config(path=source.file, **fields), within=root)


def _check_keys(source: _TomlFile, path: _Path, data: Any, known: Iterable[str]) -> None:
    if not isinstance(data, dict):
        raise source.error(f"expected a table, found {type(data).__name__}: {data!r:.60}", dotted(*path))
    for key in data:
        if key not in known:
            raise source.error(
                f"unknown key {quote_text(key)}, expected one of {', '.join(known)}{suggest(key, known)}",
                dotted(*path, key),
            )


def _check_elements(source: _TomlFile, path: _Path, data: Any) -> None:
    """Refuse an element of the wrong type in its own line; a lone value is its converter's."""
    kind, expected = (str, "a text") if path[-1] != "limits" else ((int, float), "a number")
    pairs: Iterable[tuple[str | int, Any]] = ()
    if isinstance(data, dict):
        pairs = data.items()
    elif isinstance(data, list):
        pairs = enumerate(data)
    for key, value in pairs:
        if isinstance(value, bool) or not isinstance(value, kind):
            raise source.error(
                f"expected {expected}, found {type(value).__name__}: {value!r:.60}", dotted(*path, key)
            )


def _record(source: _TomlFile, path: _Path, data: Any, record: type[_T]) -> _T:
    """A record from a table: each key is a field, taken as its converter takes it."""
    fields = attrs.fields_dict(cast("type[attrs.AttrsInstance]", record))
    _check_keys(source, path, data, fields)
    values = {}
    for key, value in data.items():
        reader = _READERS.get((record, key))
        if reader is not None:
            values[key] = reader(source, (*path, key), value)
        else:
            _check_elements(source, (*path, key), value)
            converter = cast("Callable[[Any], Any]", fields[key].converter)
            values[key] = source.take((*path, key), converter, value, within=path)
    for name, field in fields.items():
        if field.default is attrs.NOTHING and name not in data:
            raise source.error(
                f"there is no {name}, expected one in every {record.__name__.lower()}", dotted(*path)
            )
    return source.take(path, lambda: record(**values), within=path)


def _records(source: _TomlFile, path: _Path, data: Any, record: type[_T]) -> tuple[_T, ...]:
    if not isinstance(data, list):
        name = path[-1]
        raise source.error(
            f"expected a list of tables, found {type(data).__name__}: {data!r:.60}",
            dotted(*path),
            hint=f"write [[{name}]] with two brackets",
        )
    return tuple([_record(source, (*path, number), each, record) for number, each in enumerate(data)])


def _party(source: _TomlFile, path: _Path, data: Any) -> Party:
    """A party from its name, or from a table of its name, type, page and code."""
    if isinstance(data, str):
        return Party.organisation(data)
    _check_keys(source, path, data, ("name", "type", "uri", "scheme", "code"))
    _check_elements(source, path, data)
    kind = data.get("type", "organisation")
    if kind not in ("person", "organisation"):
        raise source.error(
            f"unknown type {kind!r:.60}, expected 'person' or 'organisation'", dotted(*path, "type")
        )
    return source.take(path, lambda: Party(**{**data, "type": kind}), within=path)


def _file(source: _TomlFile, path: _Path, data: Any) -> Path:
    return source.take(path, lambda: source.file.parent / as_text(data), within=path)


def _agency(source: _TomlFile, path: _Path, data: Any) -> str:
    """The name of an agency, or the path of its profile from the folder of the file on."""
    name = source.take(path, as_text, data, within=path)
    return str(source.file.parent / name) if name.endswith(".toml") else name


def _schemas(source: _TomlFile, path: _Path, data: Any) -> FrozenMap:
    _check_elements(source, path, data)
    table = source.take(path, as_table, data, within=path)
    return FrozenMap({name: str(source.file.parent / each) for name, each in table.items()})


# What is written in TOML otherwise than it stands in the record.
_READERS: dict[tuple[type[Any], str], _Reader] = {
    (Feed, "provider"): _party,
    (Feed, "agency"): _agency,
    (Site, "publisher"): _party,
    (Site, "provider"): _party,
    (Checks, "baseline"): _file,
    (Checks, "waivers"): lambda source, path, data: _records(source, path, data, Waiver),
}

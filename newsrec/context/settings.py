"""How a setting is taken, whether Python or a newsrec.toml gives it.

Each function returns the setting in the form that a record holds. It raises `TypeError` for a
value of the wrong kind and `ConfigError` for one that means nothing: an unknown time zone, an
address that is none. The error's path starts from the record; without one it is the field itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, timedelta, timezone, tzinfo
from typing import Any, NoReturn

from newsrec.addresses import is_web
from newsrec.constructors import as_sequence, as_text
from newsrec.context.toml_places import dotted
from newsrec.errors import ConfigError
from newsrec.maps import FrozenMap
from newsrec.messages import quote_text, suggest
from newsrec.model import Party

CODE = "NR905"
NO_TABLE = FrozenMap()

_OFFSET = re.compile(r"([+-])([0-9]{2}):?([0-9]{2})")
# RFC 5646 section 2.1: a language has two or three letters, since no longer one is registered; else the
# tag begins with `i-` or `x-`.
_LANGUAGE = re.compile(r"(?:[A-Za-z]{2,3}|[IXix](?=-))(?:-[A-Za-z0-9]{1,8})*")

# "localtime" is a key of the time-zone database on some machines, and another zone on each.
_NO_ZONES = frozenset({"localtime", "posixrules", "Factory"})


def refuse(message: str, *, path: str | None = None, hint: str | None = None) -> NoReturn:
    """Raise the `ConfigError` of a setting that means nothing."""
    raise ConfigError(message, code=CODE, path=path, hint=hint)


def as_zone(value: tzinfo | str | None) -> tzinfo | None:
    """Return a time zone from its IANA name ("Europe/Riga"), its offset ("+02:00", "Z") or itself."""
    if value is None:
        return value
    if isinstance(value, tzinfo):
        if getattr(value, "key", "") is None:
            msg = f"expected a time zone that has a name, found one read from a file: {value!r:.60}"
            raise TypeError(msg)
        return value
    if not isinstance(value, str):
        msg = f"expected a time zone (str or tzinfo), found {type(value).__name__}: {value!r:.60}"
        raise TypeError(msg)
    offset = _OFFSET.fullmatch(value)
    if offset is not None:
        sign, hours, minutes = offset[1], int(offset[2]), int(offset[3])
        if hours < 24 and minutes < 60:
            east = timedelta(hours=hours, minutes=minutes)
            return timezone(-east if sign == "-" else east)
    if value in ("Z", "UTC"):
        return UTC
    return _named_zone(value)


def _named_zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo, available_timezones

    try:
        if name not in _NO_ZONES:
            return ZoneInfo(name)
    except (ValueError, LookupError, OSError):
        pass  # what a name that is no zone gives depends on its characters and on the system
    known = available_timezones()
    if not known:
        refuse(
            f"no time zone is known here, {quote_text(name)} neither",
            path="zone",
            hint="this system has no time-zone database: install the tzdata package, or give an offset",
        )
    refuse(
        f"unknown time zone {quote_text(name)}, expected an IANA name such as 'Europe/Riga' "
        f"or an offset such as '+02:00'{suggest(name, sorted(known))}",
        path="zone",
    )


def by_name(zone: tzinfo | None) -> Any:
    """What two zones are compared by: `ZoneInfo` itself compares by identity."""
    return getattr(zone, "key", zone)


def as_language(value: str | None) -> str | None:
    """Return a language tag (BCP 47) as it was given: "lv", "en-GB"."""
    if value is not None and not _LANGUAGE.fullmatch(as_text(value)):
        refuse(
            f"{quote_text(value)} is no language tag, expected one such as 'lv' or 'en-GB'", path="language"
        )
    return value


def as_party(value: Party | str | None) -> Party | None:
    """Return a party; a text is the name of an organisation."""
    party = value if value is None or isinstance(value, Party) else Party.organisation(as_text(value))
    if party is not None and not ((party.name or "").strip() or party.code or party.uri):
        refuse(f"{quote_text(party.name or '')} names nobody, expected a name such as 'The Example Times'")
    return party


def as_url(value: str | None, *, path: str | None = None) -> str | None:
    """Return an absolute web address, as it was given."""
    if value is not None and not (is_web(as_text(value)) and value.isprintable()):
        refuse(
            f"{quote_text(value)} is no web address, expected one such as 'https://example.org/logo.png'",
            path=path,
        )
    return value


def as_texts(value: Iterable[str]) -> tuple[str, ...]:
    """Several texts, none of them blank; a lone text is refused."""
    texts = tuple([as_text(each) for each in as_sequence(value, "texts")])
    for number, text in enumerate(texts, 1):
        if not text.strip():
            refuse(f"text {number} of {len(texts)} is blank")
    return texts


def as_names(value: Iterable[str]) -> frozenset[str]:
    """Return a set of names, none of them blank; a lone text is refused."""
    return frozenset(as_texts(value))


def as_table(value: Mapping[str, str]) -> FrozenMap:
    """Return a frozen map from text to text."""
    if not isinstance(value, Mapping):
        msg = f"expected a map of texts, found {type(value).__name__}: {value!r:.60}"
        raise TypeError(msg)
    for key, each in value.items():
        as_text(key)
        as_text(each)
    return FrozenMap(value)


def as_urls(value: Mapping[str, str], field: str) -> FrozenMap:
    """Return a frozen map from name to absolute web address; `field` is whose it is."""
    table = as_table(value)
    for name, url in table.items():
        as_url(url, path=dotted(field, name))
    return table

"""What we sign our output with: who publishes a story, and where it stands on the web."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args
from urllib.parse import quote

import attrs

from newsrec.constructors import as_optional_text, as_text, name_fields_in_errors, short_repr, wrong_type
from newsrec.context.settings import (
    NO_TABLE,
    as_language,
    as_party,
    as_url,
    as_urls,
    as_zone,
    by_name,
    refuse,
)
from newsrec.context.toml_places import dotted
from newsrec.maps import FrozenMap
from newsrec.messages import quote_text, suggest
from newsrec.model import Party

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsrec.model import NewsItem

#: What schema.org calls a publisher that is an organisation.
PublisherType: TypeAlias = Literal["NewsMediaOrganization", "Organization"]
PUBLISHER_TYPES: Final[tuple[PublisherType, ...]] = get_args(PublisherType)

# schema.org's properties of a publisher that lead to a page, and whether a plain Organization has
# them too. Source: https://schema.org/NewsMediaOrganization, release 30.0.
POLICIES = {
    "actionableFeedbackPolicy": True,
    "correctionsPolicy": True,
    "diversityPolicy": True,
    "diversityStaffingReport": True,
    "ethicsPolicy": True,
    "masthead": False,
    "missionCoveragePrioritiesPolicy": False,
    "noBylinesPolicy": False,
    "ownershipFundingInfo": True,
    "publishingPrinciples": True,
    "unnamedSourcesPolicy": True,
    "verificationFactCheckingPolicy": False,
}

# RFC 4151 section 2.1: a domain name, and the year, month or day on which it was ours.
_AUTHORITY = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}(?:,[0-9]{4}(?:-[0-9]{2}){0,2})?")
_FIELD = re.compile(r"\{([^{}]*)\}")
# The host is ours and never a story's; what follows are fields and what a URL may hold.
_PATTERN = re.compile(r"https?://[^/?#\s{}]+/(?:[^\s<>\"{}|\\^`]|\{[^{}]*\})*")


# -- the fields of an address pattern -------------------------------------------------------------


def _day(item: NewsItem, site: Site) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of publication, else of creation, in the site's zone.

    The time of a version is not asked: an address outlives the version.
    """
    when = item.published if item.published is not None else item.first_created
    if isinstance(when, datetime) and site.zone is not None:
        with suppress(OverflowError):  # on the first and last day that datetime knows
            when = when.astimezone(site.zone)
    return (None, None, None) if when is None else (when.year, when.month, when.day)


def _digits(value: int | None, width: int) -> str | None:
    return None if value is None else f"{value:0{width}d}"


def _slug(text: str | None) -> str | None:
    """Return the words of a text in lower case, hyphens between them; Latin letters lose their accents.

    Letters of other scripts keep their marks, without which they would be other letters.
    """
    kept: list[str] = []
    for letter in unicodedata.normalize("NFC", text or "").lower():
        plain = unicodedata.normalize("NFKD", letter)
        base = "".join([each for each in plain if not unicodedata.combining(each)])
        if base.isascii() and base.isalnum():
            kept.append(base)
        elif letter.isalnum():
            kept.append(letter)
        elif unicodedata.category(letter).startswith("M"):
            if kept and not kept[-1].isascii():
                kept.append(letter)
        elif letter not in "'’":
            kept.append(" ")
    return "-".join("".join(kept).split()) or None


ADDRESS_FIELDS: dict[str, Callable[[NewsItem, Site], str | None]] = {
    "guid": lambda item, _: item.guid,
    "version": lambda item, _: None if item.version is None else str(item.version),
    "slugline": lambda item, _: item.slugline,
    "slug": lambda item, _: _slug(item.slugline) or _slug(item.headline),
    "section": lambda item, _: _slug(next(iter(item.sections), None)),
    "language": lambda item, site: item.language or site.language,
    "year": lambda item, site: _digits(_day(item, site)[0], 4),
    "month": lambda item, site: _digits(_day(item, site)[1], 2),
    "day": lambda item, site: _digits(_day(item, site)[2], 2),
}


def _climbs(address: str) -> bool:
    """Whether a folder of an address is `.` or `..`."""
    folders = re.split(r"[?#]", address, maxsplit=1)[0].split("/")
    return "." in folders or ".." in folders


def _as_pattern(value: str | None) -> str | None:
    text = as_optional_text(value)
    if text is None:
        return None
    names = _FIELD.findall(text)
    for name in names:
        if name not in ADDRESS_FIELDS:
            refuse(
                f"unknown field {quote_text('{' + name + '}')} in the address pattern, "
                f"expected one of {', '.join(ADDRESS_FIELDS)}{suggest(name, ADDRESS_FIELDS)}",
                path="address_pattern",
            )
    if not names or not _PATTERN.fullmatch(text) or not text.isprintable() or _climbs(text):
        refuse(
            f"{quote_text(text)} is no address pattern, expected an address with fields after the host, "
            "such as 'https://example.org/{year}/{slug}'",
            path="address_pattern",
        )
    return text


# -- the record -----------------------------------------------------------------------------------


def _as_publisher_type(value: PublisherType) -> PublisherType:
    if as_text(value) not in PUBLISHER_TYPES:
        refuse(
            f"unknown publisher type {quote_text(value)}, expected {' or '.join(PUBLISHER_TYPES)}",
            path="publisher_type",
        )
    return value


def _as_authority(value: str | None) -> str | None:
    text = as_optional_text(value)
    if text is not None and not _AUTHORITY.fullmatch(text):
        refuse(
            f"{quote_text(text)} is no guid authority, expected a domain and a date on which it was yours, "
            "such as 'example.org,2024'",
            path="guid_authority",
        )
    return text


def _as_policies(value: Mapping[str, str]) -> FrozenMap:
    table = as_urls(value, "policies")
    for name in table:
        if name not in POLICIES:
            refuse(
                f"unknown policy {quote_text(name)}, expected one of {', '.join(POLICIES)}"
                f"{suggest(name, POLICIES)}",
                path=dotted("policies", name),
            )
    return table


def _as_people(value: Mapping[str, str]) -> FrozenMap:
    return as_urls(value, "people")


def _as_publisher(value: Party | str | None) -> Party | None:
    party = as_party(value)
    if party is not None:
        as_url(party.uri, path="publisher.uri")
    return party


@attrs.frozen(weakref_slot=False, repr=False, kw_only=True)
class Site:
    """What we sign our output with: the publisher, its addresses and its time zone.

    Writers take it as `site=`. It is frozen and compared by content; it hashes and pickles. A
    value of the wrong type is a `TypeError`, one that means nothing a `ConfigError`.

    >>> from newsrec.model import NewsItem
    >>> site = Site(
    ...     publisher=Party.organisation("The Harbour Gazette", url="https://gazette.example/"),
    ...     address_pattern="https://gazette.example/news/{slug}",
    ... )
    >>> site.address(NewsItem(headline="Ferry runs again"))
    'https://gazette.example/news/ferry-runs-again'
    """

    publisher: Party | None = attrs.field(default=None, converter=_as_publisher)
    """Who publishes: `name`, and as `uri` its home page. A text is an organisation's name."""

    publisher_type: PublisherType = attrs.field(default=PUBLISHER_TYPES[0], converter=_as_publisher_type)
    """What schema.org calls a publisher that is an organisation: "NewsMediaOrganization" or
    "Organization"."""

    logo: str | None = attrs.field(default=None, converter=as_url)
    """The address of the publisher's logo."""

    policies: FrozenMap = attrs.field(default=NO_TABLE, converter=_as_policies)
    """schema.org's name of a policy ("correctionsPolicy") → the address of its page."""

    people: FrozenMap = attrs.field(default=NO_TABLE, converter=_as_people)
    """Name as a byline gives it → the address of the person's page."""

    image: str | None = attrs.field(default=None, converter=as_url)
    """The address of the picture for stories that have none."""

    address_pattern: str | None = attrs.field(default=None, converter=_as_pattern)
    """The address of a story, with fields in braces: `https://example.org/{year}/{slug}`.

    Fields: `guid`, `version`, `slugline` as they stand; `slug`, the words of the slugline, else
    of the headline, in lower case with hyphens; `section`, the first section likewise;
    `language`; `year`, `month`, `day` of publication, else of creation, in the site's zone. What
    a field puts in is percent-encoded, `/` too.
    """

    provider: Party | None = attrs.field(default=None, converter=as_party)
    """Who provides stories that name no provider; a text is an organisation's name."""

    guid_authority: str | None = attrs.field(default=None, converter=_as_authority)
    """In whose name guids are made for stories that have none: a domain ("example.org"), and a
    year, month or day on which it was yours ("example.org,2024").

    A `urn:newsml:` guid (RFC 3085) needs the domain, a `tag:` guid (RFC 4151) the date too.
    """

    zone: tzinfo | None = attrs.field(default=None, converter=as_zone, eq=by_name)
    """The time zone in which the site gives its dates, and the present where it stands for a time:
    an IANA name, an offset or a `tzinfo`."""

    language: str | None = attrs.field(default=None, converter=as_language)
    """The language (BCP 47) of stories that name none."""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.publisher_type == "NewsMediaOrganization":
            return
        for name in self.policies:
            if not POLICIES[name]:
                refuse(
                    f"an {self.publisher_type} has no {name}, expected it of a NewsMediaOrganization",
                    path=f"policies.{name}",
                    hint='set publisher_type = "NewsMediaOrganization"',
                )

    def address(self, item: NewsItem) -> str | None:
        """The address of a story: its own canonical link, else the site's pattern filled in.

        None where there is neither; where the story lacks what a field stands for; where a text
        has no UTF-8 form; and where the address would hold `.` or `..` for a folder, which
        browsers take as a way up even when percent-encoded.
        """
        if item.url is not None or self.address_pattern is None:
            return item.url
        values: dict[str, str] = {}
        for name in _FIELD.findall(self.address_pattern):
            value = ADDRESS_FIELDS[name](item, self)
            if not value:
                return None
            try:
                values[name] = quote(value, safe="")
            except UnicodeEncodeError:  # half of a surrogate pair
                return None
        address = _FIELD.sub(lambda match: values[match[1]], self.address_pattern)
        return None if _climbs(address) else address

    def unfilled(self, item: NewsItem) -> tuple[str, ...]:
        """The fields of the site's pattern that a story has nothing for; () where it has its own address.

        >>> from newsrec import NewsItem
        >>> site = Site(address_pattern="https://gazette.example/{year}/{slug}")
        >>> site.unfilled(NewsItem(headline="Ferry runs again"))
        ('year',)
        """
        if item.url is not None or self.address_pattern is None:
            return ()
        names = _FIELD.findall(self.address_pattern)
        return tuple([name for name in names if not ADDRESS_FIELDS[name](item, self)])


name_fields_in_errors(Site)


def require_site(site: object) -> None:
    """Nothing for a Site; TypeError for anything else."""
    if not isinstance(site, Site):
        raise wrong_type(site, "a Site")

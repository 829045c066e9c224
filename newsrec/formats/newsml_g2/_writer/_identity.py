"""What no item can be without: the story's own, the site's, or made."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

import attrs

from newsrec.errors import EncodeError
from newsrec.formats._record import documents
from newsrec.formats.newsml_g2._writer._times import near_instant
from newsrec.model import Party

if TYPE_CHECKING:
    from newsrec.formats._format import Writing
    from newsrec.model import NewsItem


@attrs.frozen(weakref_slot=False)
class Identity:
    """What the standard asks of every item: made, where the story has it not, as `required` says."""

    guid: str
    provider: Party
    created: str
    language: str | None


def site_language(writing: Writing) -> str | None:
    """The language of stories that name none."""
    return None if writing.site is None else writing.site.language


def present(writing: Writing) -> str | None:
    """The present as an instant, in the site's time zone; None where no present was given."""
    now = writing.now
    if now is None:
        return None
    if writing.site is not None and writing.site.zone is not None:
        with suppress(OverflowError):  # on the first and last day that datetime knows
            now = now.astimezone(writing.site.zone)
    return near_instant(now)


def required(item: NewsItem, writing: Writing, parent: NewsItem | None = None) -> Identity:
    """Guid, provider and the version's instant; an EncodeError that names all that is missing.

    A provider that the story does not name is the site's; an instant that it does not have is the
    present, if that was given; a guid is made of the site's authority and the story's content,
    versions aside. A story that hangs on another takes the other's provider and instant.
    """
    site = writing.site
    provider = item.provider
    if provider is None and parent is not None:
        provider = parent.provider
    if provider is None and site is not None:
        provider = site.provider or site.publisher
    created = near_instant(item.version_created)
    if created is None and parent is not None:
        created = near_instant(parent.version_created)
    if created is None:
        created = present(writing)
    guid = item.guid
    if guid is None and site is not None and site.guid_authority is not None:
        guid = made_guid(item, site.guid_authority)
    if provider is None or created is None or guid is None:
        found = {"provider": provider, "version_created": created, "guid": guid}
        raise _missing([name for name, value in found.items() if value is None])
    language = item.language
    if language is None and site is not None:
        language = site.language
    return Identity(guid, provider, created, language)


def _missing(fields: list[str]) -> EncodeError:
    """The error for a story without these: what they are, and how to give them, here and in a shell."""
    keys = [_SITE_KEYS[field] for field in fields if field in _SITE_KEYS]
    given = [f"site=Site({', '.join([f'{key}=…' for key in keys])})"] if keys else []
    if "version_created" in fields:
        given.append("now=…")
    ways = f"in Python give {' and '.join(given)}"
    if keys:
        ways = f"in newsrec.toml set {' and '.join(keys)} under [site], or {ways}"
    listed = " and ".join(filter(None, [", ".join(fields[:-1]), fields[-1]]))
    msg = f"NewsML-G2 cannot be written without {listed}, which the story does not have: {ways}"
    return EncodeError(
        msg, code="NR960", path=fields[0], hint="; ".join([_EXAMPLES[each] for each in fields])
    )


_SITE_KEYS = {"provider": "provider", "guid": "guid_authority"}
_EXAMPLES = {
    "provider": 'provider = "The Harbour Gazette"',
    "version_created": "now = datetime.now(timezone.utc)",
    "guid": 'guid_authority = "gazette.example,2024", a domain and a year in which it was yours',
}


def made_guid(item: NewsItem, authority: str) -> str:
    """An identifier of a story that has none: the same for all its versions that say the same.

    Source: RFC 3085 (urn:newsml) where the story has a day, else RFC 4151 (tag) where the
    authority has one, else RFC 4122.
    """
    bare = attrs.evolve(item, version=None, version_created=None, content_modified=None)
    name = uuid5(NAMESPACE_URL, documents.canonical(bare).decode())
    domain, _, since = authority.partition(",")
    for when in (item.published, item.first_created, item.content_created):
        if isinstance(when, date):
            return f"urn:newsml:{domain}:{when:%Y%m%d}:{name}"
    return f"tag:{domain},{since}:{name}" if since else f"urn:uuid:{name}"

"""What no item can be without: the story's own, the site's, or made."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

import attrs

from newsrec.errors import EncodeError
from newsrec.formats import _record
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


def required(item: NewsItem, writing: Writing, parent: NewsItem | None = None) -> Identity:
    """Guid, provider and the version's instant; an EncodeError that names all that is missing.

    A provider that the story does not name is the site's; an instant that it does not have is the
    present, if that was given; a guid is made of the site's authority and the story's content,
    versions aside. A story that hangs on another takes the other's provider and instant.
    """
    site = writing.site
    missing: list[tuple[str, str]] = []
    provider = item.provider
    if provider is None and parent is not None:
        provider = parent.provider
    if provider is None and site is not None:
        provider = site.provider or site.publisher
    if provider is None:
        missing.append(("provider", "a Site with provider"))
    created = near_instant(item.version_created)
    if created is None and parent is not None:
        created = near_instant(parent.version_created)
    if created is None and writing.now is not None:
        created = near_instant(writing.now)
    if created is None:
        missing.append(("version_created", "now="))
    guid = item.guid
    if guid is None:
        authority = None if site is None else site.guid_authority
        if authority is None:
            missing.append(("guid", "a Site with guid_authority"))
        else:
            guid = made_guid(item, authority)
    if provider is None or created is None or guid is None:
        fields = " and ".join(
            [", ".join([field for field, _ in missing[:-1]]), missing[-1][0]][len(missing) < 2 :]
        )
        hint = f"give the story {fields}, or {', '.join([way for _, way in missing])}"
        msg = f"NewsML-G2 cannot be written without {fields}, which the story does not have"
        raise EncodeError(msg, code="NR960", path=missing[0][0], hint=hint)
    language = item.language
    if language is None and site is not None:
        language = site.language
    return Identity(guid, provider, created, language)


def made_guid(item: NewsItem, authority: str) -> str:
    """An identifier of a story that has none: the same for all its versions that say the same.

    Source: RFC 3085 (urn:newsml) where the story has a day, else RFC 4151 (tag) where the
    authority has one, else RFC 4122.
    """
    bare = attrs.evolve(item, version=None, version_created=None, content_modified=None)
    name = uuid5(NAMESPACE_URL, _record.canonical(bare).decode())
    domain, _, since = authority.partition(",")
    for when in (item.published, item.first_created, item.content_created):
        if isinstance(when, date):
            return f"urn:newsml:{domain}:{when:%Y%m%d}:{name}"
    return f"tag:{domain},{since}:{name}" if since else f"urn:uuid:{name}"

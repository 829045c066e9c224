"""The item as a whole: what no item can be without, its root, and its parts in the order of the schema."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import attrs

from newsrec.errors import EncodeError
from newsrec.formats._guid import make_guid
from newsrec.formats._text.refused import refused_character
from newsrec.formats._xml.own import OWN_ALIAS, OWN_NS, lang_attribute
from newsrec.formats._xml.parsing import ILLEGAL, escape_attribute
from newsrec.formats.newsml_g2.leftovers import Leftovers
from newsrec.formats.newsml_g2.tables import G2, ITEM_ORDER, NS, OTHER_ITEMS, SCHEMES, VERSION, XML_LANG
from newsrec.formats.newsml_g2.writer.content import write_content_set, write_group_set
from newsrec.formats.newsml_g2.writer.context import ItemWriter, is_sound, name_of_piece, write_container
from newsrec.formats.newsml_g2.writer.metadata import (
    write_catalogs,
    write_content_meta,
    write_item_meta,
    write_rights,
)
from newsrec.formats.newsml_g2.writer.things import DEEPEST, write_link
from newsrec.formats.newsml_g2.writer.values import as_near_instant, as_spelled, version_attribute
from newsrec.model import Party
from newsrec.paths import texts

if TYPE_CHECKING:
    from newsrec.formats._format import Writing
    from newsrec.model import Link, NewsItem


def write_story(item: NewsItem, writing: Writing) -> list[str]:
    """Write an item, then the stories that hang on its links; EncodeError as `encode` documents it.

    The items that came beside it, which are no stories, are beside it again.
    """
    left = Leftovers.of(item.extra)
    out = [each for each in left.items_before if _is_other_item(each)]
    _write_with_parts(item, writing, None, None, out, left)
    return out + [each for each in left.items_after if _is_other_item(each)]


def _is_other_item(piece: str) -> bool:
    return f"{G2}{name_of_piece(piece)}" in OTHER_ITEMS and is_sound(piece, None)


def _write_with_parts(  # noqa: PLR0917 - one place where a story is taken apart
    item: NewsItem,
    writing: Writing,
    part: str | None,
    parent: NewsItem | None,
    out: list[str],
    left: Leftovers,
) -> None:
    if part is not None and part.count(".") >= DEEPEST:
        msg = f"stories hang more than {DEEPEST} deep on one another, expected fewer"
        raise EncodeError(msg, code="NR957", path="links")
    out.append(_write_checked(item, writing, part, parent, left))
    writing = attrs.evolve(writing, sidecar=None) if writing.sidecar is not None else writing
    for number, link in enumerate(item.links):
        if link.item is not None:
            below = str(number) if part is None else f"{part}.{number}"
            _write_with_parts(link.item, writing, below, item, out, Leftovers.of(link.item.extra))


def _write_checked(
    item: NewsItem, writing: Writing, part: str | None, parent: NewsItem | None, left: Leftovers
) -> str:
    """Write an item, without those pieces of XML that are not fit to be put back."""
    writer = ItemWriter(writing, left)
    try:
        text = _write_item(writer, item, part, parent)
        refused = frozenset([piece for piece, value in writer.pieces if not is_sound(piece, value)])
        if refused:
            writer = ItemWriter(writing, left, refused)
            text = _write_item(writer, item, part, parent)
        dangling = frozenset(writer.references - writer.ids)
        if dangling:
            text = _write_item(ItemWriter(writing, left, refused, dangling), item, part, parent)
    except UnicodeEncodeError as error:
        raise refused_character(texts(item), ILLEGAL, "XML") from error
    return text


# -- what no item can be without ------------------------------------------------------------------


@attrs.frozen(weakref_slot=False)
class Identity:
    """What the standard asks of every item: made, where the story has it not, as `find_identity` says."""

    guid: str
    provider: Party
    created: str
    language: str | None


def present_instant(writing: Writing) -> str | None:
    """Return the present as an instant, in the site's time zone; None where no present was given."""
    now = writing.now
    if now is None:
        return None
    if writing.site is not None and writing.site.zone is not None:
        with suppress(OverflowError):  # on the first and last day that datetime knows
            now = now.astimezone(writing.site.zone)
    return as_near_instant(now)


def find_identity(item: NewsItem, writing: Writing, parent: NewsItem | None = None) -> Identity:
    """Return guid, provider and the version's instant; EncodeError, with all that is missing, without them.

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
    created = as_near_instant(item.version_created) or _spelled_instant(item)
    if created is None and parent is not None:
        created = as_near_instant(parent.version_created)
    if created is None:
        created = present_instant(writing)
    guid = item.guid
    if guid is None and site is not None and site.guid_authority is not None:
        guid = make_guid(item, site.guid_authority)
    if provider is None or created is None or guid is None:
        found = {"provider": provider, "version_created": created, "guid": guid}
        raise _missing([name for name, value in found.items() if value is None])
    language = item.language
    if language is None and site is not None:
        language = site.language
    return Identity(guid, provider, created, language)


def _spelled_instant(item: NewsItem) -> str | None:
    """Return an instant without a zone as the document spelled it, of which the record has the day."""
    if item.version_created.__class__ is not date:
        return None
    spelling = Leftovers.of(item.extra).of_element("versionCreated").spelling
    return as_spelled(spelling, item.version_created, dates=False)


def _missing(fields: list[str]) -> EncodeError:
    """Return the error for a story without these: it names them, and how to give them."""
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


# -- the item -------------------------------------------------------------------------------------


def _write_item(writer: ItemWriter, item: NewsItem, part: str | None, parent: NewsItem | None) -> str:
    """Write the whole item; `parent` is the story that it hangs on at the link `part`."""
    _note_assertions(writer)
    package = _is_package(item, writer.left)
    tag = "packageItem" if package else "newsItem"
    identity = find_identity(item, writer.writing, parent)
    found = _kept_children(writer)
    rights = [] if item.rights is None else [write_rights(writer, item.rights)]
    links = [
        _write_link(writer, "link", link, item) for link in item.links if not package or link.rel != "member"
    ]
    content = "" if package else write_content_set(writer, item)
    item_meta = write_item_meta(
        writer,
        item,
        identity.provider,
        identity.created,
        links=links,
        own_elements=_write_own_elements(writer, package=package),
    )
    if package:
        members = [
            (Leftovers.of(link.extra).group, _write_link(writer, "itemRef", link, item))
            for link in item.links
            if link.rel == "member"
        ]
        content = write_group_set(writer, members)
    other_rights = found.get("rightsInfo", [])
    before = max(writer.left.rights_before or 0, 0)
    parts = [
        *found.get("hopHistory", ()),
        *found.get("pubHistory", ()),
        *other_rights[:before],
        *rights,
        *other_rights[before:],
        item_meta,
        write_content_meta(writer, item, identity.language),
        *[each for name in _AFTER_CONTENT_META for each in found.get(name, ())],
        content,
    ]
    written = [each for each in parts if each]
    root = _write_root(writer, item, identity, tag, part)

    def uses_iptc() -> bool:
        if any('"ninat:' in each for each in written):  # which nearly every item has
            return True
        return any(alias in SCHEMES for each in written for alias in _ALIAS.findall(each))

    return write_container(tag, root, write_catalogs(writer, uses_iptc) + written, "")


_ALIAS = re.compile(r'[ "]([a-z0-9-]{1,20}):(?=[^ "/<>]{1,100}[ "])')


def _is_package(item: NewsItem, left: Leftovers) -> bool:
    if item.body or item.renditions:
        return False
    members = any(link.rel == "member" for link in item.links)
    return left.kind == "packageItem" or (item.type == "composite" and members)


def _write_link(writer: ItemWriter, tag: str, link: Link, item: NewsItem) -> str:
    guid = None if link.item is None else find_identity(link.item, writer.writing, item).guid
    return write_link(writer, tag, link, guid)


def _write_own_elements(writer: ItemWriter, *, package: bool) -> list[str]:
    """Write what has a place nowhere else: at the end of itemMeta, as text."""
    out = []
    page = writer.left.page
    if page is not None and not writer.has_page:
        out.append(writer.own_element("page", page))
    out += [writer.own_element("unplaced", each) for each in writer.left.unplaced]
    if package and writer.writing.sidecar is not None:
        out.append(writer.own_element("record", writer.writing.sidecar))
    return out


_ROOT_FIELDS = frozenset({"dir", "lang", "part", "standardversion", "version", XML_LANG})


def _write_root(writer: ItemWriter, item: NewsItem, identity: Identity, tag: str, part: str | None) -> str:
    """Write the attributes of the item itself."""
    left = writer.left
    out = [f' guid="{escape_attribute(identity.guid)}"', ' conformance="power"', ' standard="NewsML-G2"']
    out.append(f' standardversion="{VERSION}"')
    if item.version is not None:
        out.append(version_attribute(item.version))
    language, item_lang = identity.language, left.item_lang or ""
    if item_lang.startswith("=") and language is not None:
        out.append(lang_attribute(item_lang[1:]))
    elif language is not None and item_lang != "none":
        out.append(lang_attribute(language))
    if item.text_direction is not None:
        if item.text_direction in ("ltr", "rtl"):
            out.append(f' dir="{item.text_direction}"')
        else:
            out.append(writer.own_attribute("dir", item.text_direction))
    if left.standardversion is not None and left.standardversion != VERSION:
        out.append(writer.own_attribute("standardversion", left.standardversion))
    if part is not None:
        out.append(writer.own_attribute("part", part))
    writer.declare(out)
    writer.put_back(tag, left.of_element("item"), out, _ROOT_FIELDS)
    own = f' xmlns:{OWN_ALIAS}="{OWN_NS}"' if writer.own else ""
    return f' xmlns="{NS}"{own}{"".join(sorted(out))}'


# -- what is put back -----------------------------------------------------------------------------

_POSITION = re.compile(r"<(?:POIDetails|geoAreaDetails)>[ \t\n]*<position ([^<>]*)>")
_ATTRIBUTE = re.compile(r'([a-z]{1,20})="([^"<>]*)"')


def _note_assertions(writer: ItemWriter) -> None:
    """Note the places that assertions to be put back tell of, so that no concept repeats them."""
    for each in writer.left.containers.get("item", ()):
        if each.startswith("<assert "):
            place = _POSITION.search(each)
            values = dict(_ATTRIBUTE.findall(place[1])) if place else {}
            if "latitude" in values and "longitude" in values:
                try:
                    geo = (float(values["latitude"]) + 0.0, float(values["longitude"]) + 0.0)
                except ValueError:
                    continue
                for name, value in _ATTRIBUTE.findall(each[: each.find(">")]):
                    writer.asserted.setdefault((name, value), geo)


_ITEM_FIELDS = frozenset({"itemMeta", "contentMeta", "contentSet", "groupSet", "catalogRef", "catalog"})
_AFTER_CONTENT_META = [name for name, rank in ITEM_ORDER.items() if rank > ITEM_ORDER["contentMeta"]]


def _kept_children(writer: ItemWriter) -> dict[str, list[str]]:
    """Return the children of the item itself that are put back, by name."""
    found: dict[str, list[str]] = {}
    for each in writer.left.containers.get("item", ()):
        name = name_of_piece(each)
        if name in ITEM_ORDER and name not in _ITEM_FIELDS and writer.accepts_element(each):
            xml = writer.resolve(each)
            if xml is not None:
                found.setdefault(name, []).append(xml)
    return found

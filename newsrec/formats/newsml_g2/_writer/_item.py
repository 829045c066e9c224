"""The item as a whole: its root, its catalogs and its parts, in the order of the schema."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsrec.formats._xml.own import OWN_ALIAS, OWN_NS
from newsrec.formats._xml.parsing import escape_attribute
from newsrec.formats.newsml_g2._tables import CATALOG, ITEM_ORDER, NS, OWN_SCHEME, VERSION
from newsrec.formats.newsml_g2._writer._attributes import plain_attribute
from newsrec.formats.newsml_g2._writer._content_meta import write_content_meta
from newsrec.formats.newsml_g2._writer._content_set import write_content_set
from newsrec.formats.newsml_g2._writer._identity import required
from newsrec.formats.newsml_g2._writer._item_meta import write_item_meta
from newsrec.formats.newsml_g2._writer._links import write_groups
from newsrec.formats.newsml_g2._writer._pen import enclosed
from newsrec.formats.newsml_g2._writer._pieces import left_of, map_in, name_of
from newsrec.formats.newsml_g2._writer._rights import write_rights

if TYPE_CHECKING:
    from newsrec.formats.newsml_g2._writer._identity import Identity
    from newsrec.formats.newsml_g2._writer._pen import Pen
    from newsrec.formats.newsml_g2._writer._pieces import Left
    from newsrec.model import NewsItem


def write_item(pen: Pen, item: NewsItem, *, part: str | None = None, parent: NewsItem | None = None) -> str:
    """The whole item; `parent` is the story that it hangs on at the link `part`."""
    left = left_of(item.extra)
    of = map_in(left, "of")
    pen.item, pen.of, pen.left = item, of, left
    stored = map_in(left, "xml")
    _note_assertions(pen, stored)
    package = _is_package(item, left)
    tag = "packageItem" if package else "newsItem"
    identity = required(item, pen.writing, parent)
    found = _pieces_by_name(pen, stored)
    rights = [] if item.rights is None else [write_rights(pen, item.rights, of, stored)]
    parts = [
        *found.get("hopHistory", ()),
        *found.get("pubHistory", ()),
        *rights,
        *(found.get("rightsInfo", ()) if rights else ()),
        write_item_meta(pen, item, identity, of, stored, package=package),
        write_content_meta(pen, item, of, stored),
        *[each for name in _AFTER_CONTENT_META for each in found.get(name, ())],
        write_groups(pen, item, left) if package else write_content_set(pen, item, of),
    ]
    root = _root(pen, item, identity, tag, part)
    return enclosed(tag, root, write_catalogs(pen, left) + [each for each in parts if each], "")


def _is_package(item: NewsItem, left: Left) -> bool:
    if item.body or item.renditions:
        return False
    members = any(link.rel == "member" for link in item.links)
    return left.get("kind") == "packageItem" or (item.type == "composite" and members)


def _root(pen: Pen, item: NewsItem, identity: Identity, tag: str, part: str | None) -> str:
    """The attributes of the item itself."""
    left = pen.left
    out = [f' guid="{escape_attribute(identity.guid)}"', ' conformance="power"', ' standard="NewsML-G2"']
    out.append(f' standardversion="{VERSION}"')
    if item.version is not None:
        out.append(pen.version(item.version))
    language = identity.language
    told = left.get("lang")
    if told.__class__ is str and told.startswith("=") and language is not None:
        out.append(pen.lang(told[1:]))
    elif language is not None and told != "none":
        out.append(pen.lang(language))
    if item.text_direction is not None:
        if item.text_direction in ("ltr", "rtl"):
            out.append(f' dir="{item.text_direction}"')
        else:
            out.append(pen.own_attribute("dir", item.text_direction))
    version = left.get("standardversion")
    if version.__class__ is str and version != VERSION:
        out.append(pen.own_attribute("standardversion", version))
    if part is not None:
        out.append(pen.own_attribute("part", part))
    pen.rest(tag, map_in(pen.of, "item"), out, _ROOT_TAKEN)
    out.sort()
    own = f' xmlns:{OWN_ALIAS}="{OWN_NS}"' if pen.own else ""
    return f' xmlns="{NS}"{own}{"".join(out)}'


def write_catalogs(pen: Pen, left: Left) -> list[str]:
    """The catalogs that the story came with, IPTC's, and ours where a code of ours is used."""
    kept = left.get("catalogs")
    out: list[str] = []
    for each in kept if kept.__class__ is tuple else ():
        if each.__class__ is not str:
            continue
        if each.startswith("<"):
            if name_of(each) in ("catalog", "catalogRef") and pen.piece(each):
                out.append(each)
        elif each != CATALOG:
            href = plain_attribute("catalogRef", "href", each)
            if href is not None:
                out.append(f"<catalogRef{href}/>")
    out.append(f'<catalogRef href="{CATALOG}"/>')
    if pen.coded:
        out.append(f'<catalog><scheme alias="{OWN_ALIAS}" uri="{OWN_SCHEME}"/></catalog>')
    return out


def _note_assertions(pen: Pen, stored: Left) -> None:
    """Note the places that assertions to be put back tell of."""
    pieces = stored.get("item")
    for each in pieces if pieces.__class__ is tuple else ():
        if each.__class__ is str and each.startswith("<assert "):
            place = _POSITION.search(each)
            values = dict(_ATTRIBUTE.findall(place[1])) if place else {}
            if "latitude" in values and "longitude" in values:
                try:
                    geo = (float(values["latitude"]) + 0.0, float(values["longitude"]) + 0.0)
                except ValueError:
                    continue
                for name, value in _ATTRIBUTE.findall(each[: each.find(">")]):
                    pen.asserted.setdefault((name, value), geo)


def _pieces_by_name(pen: Pen, stored: Left) -> dict[str, list[str]]:
    """The children of the item itself that are put back."""
    found: dict[str, list[str]] = {}
    pieces = stored.get("item")
    for each in pieces if pieces.__class__ is tuple else ():
        name = name_of(each)
        if name in ITEM_ORDER and name not in _ITEM_OWN and pen.piece(each):
            found.setdefault(name, []).append(each)
    return found


_POSITION = re.compile(r"<(?:POIDetails|geoAreaDetails)>[ \t\n]*<position ([^<>]*)>")
_ATTRIBUTE = re.compile(r'([a-z]{1,20})="([^"<>]*)"')
_ROOT_TAKEN = frozenset({"dir", "lang", "part", "standardversion", "version"})
_ITEM_OWN = frozenset({"itemMeta", "contentMeta", "contentSet", "groupSet", "catalogRef", "catalog"})
_AFTER_CONTENT_META = [name for name, rank in ITEM_ORDER.items() if rank > ITEM_ORDER["contentMeta"]]

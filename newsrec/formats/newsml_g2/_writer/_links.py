"""Links to other items, and the groups of a package, which are links too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsrec.formats._xml.parsing import escape_attribute
from newsrec.formats.newsml_g2._writer._identity import required
from newsrec.formats.newsml_g2._writer._pen import NONE, enclosed
from newsrec.formats.newsml_g2._writer._pieces import left_of, map_in, name_of
from newsrec.formats.newsml_g2._writer._schema import BARE
from newsrec.maps import FrozenMap, entries

if TYPE_CHECKING:
    from newsrec.formats.newsml_g2._writer._pen import Pen
    from newsrec.formats.newsml_g2._writer._pieces import Left
    from newsrec.model import Link, NewsItem


def write_link(pen: Pen, tag: str, link: Link) -> str:
    """A link, or a member of a package."""
    out: list[str] = []
    left = left_of(link.extra)
    taken = _LINK_TAKEN
    if tag == "link":
        out += pen.role("link", "rel", link.rel, "irel")
    else:
        taken = _MEMBER_TAKEN
    if link.uri is not None:
        out.append(f' residref="{escape_attribute(link.uri)}"')
    elif link.item is not None and link.href is None:  # the story that follows in the message
        guid = required(link.item, pen.writing, pen.item).guid
        out += [f' residref="{escape_attribute(guid)}"', pen.own_attribute("untold", "uri")]
    if link.href is not None:
        out += pen.iri("href", link.href)
    if link.mime is not None:
        out.append(f' contenttype="{escape_attribute(link.mime)}"')
    if link.version is not None:
        out.append(pen.version(link.version))
    if link.name is not None:
        out.append(pen.own_attribute("name", link.name))
    if left:
        pen.rest(tag, left, out, taken, _LINK_OWN_TAKEN)
    content = ""
    if link.title is not None:
        space: list[str] = []
        text = pen.text("title", link.title, space)
        content = f"<title{''.join(space)}>{text}</title>"
    xml = left.get("xml")
    for each in xml if xml.__class__ is tuple else ():
        name = name_of(each)
        told = name != "title" or link.title is not None or _BARE_TITLE.match(each) is None
        if name != "" and told and pen.piece(each):
            content += each
    out.sort()
    return f"<{tag}{''.join(out)}>{content}</{tag}>" if content else f"<{tag}{''.join(out)}/>"


# What is read as the title of a link: other titles are no more than kept.
_BARE_TITLE = re.compile(
    r'<title(?: (?:xmlns(?::[^\s="]+)?|xml:space|[^\s="]+:text)="[^"]*")*+(?:/>|>[^<]*</title>)\s*\Z'
)


def write_groups(pen: Pen, item: NewsItem, left: Left) -> str:
    """The members of a package in their groups; one that names no group is in the first."""
    known = map_in(left, "groups")
    listed = known.get("all")
    groups: list[tuple[str, Left]] = []
    for each in listed if listed.__class__ is tuple else ():
        if (
            each.__class__ is FrozenMap
            and BARE.match(name := str(each.get("id", "")))
            and name not in [group for group, _ in groups]
        ):
            groups.append((name, entries(each)))
    members = [link for link in item.links if link.rel == "member"]
    if not groups:
        if not members:
            return ""
        groups = [("main", {"id": "main"})]
    names = [name for name, _ in groups]
    homes: dict[str, list[str]] = {}
    for link in members:
        told = left_of(link.extra).get("group")
        homes.setdefault(told if told in names else names[0], []).append(write_link(pen, "itemRef", link))
    out: list[str] = []
    for name, group in groups:
        content = homes.get(name, [])
        xml = group.get("xml")
        for each in xml if xml.__class__ is tuple else ():
            if name_of(each) in (None, *_IN_GROUPS) and pen.piece(each):
                content.append(each)
        attributes = [f' id="{name}"']
        pen.rest("group", group, attributes, frozenset({"id"}), NONE)
        attributes.sort()
        out.append(enclosed("group", "".join(attributes), content, "    "))
    root = known.get("root")
    root = root if root in names else names[0]
    attributes = [f' root="{root}"']
    pen.rest("groupSet", known, attributes, frozenset({"root", "all"}), NONE)
    attributes.sort()
    return enclosed("groupSet", "".join(attributes), out)


_LINK_TAKEN = frozenset({"contenttype", "guidref", "href", "rel", "residref", "version"})
_MEMBER_TAKEN = _LINK_TAKEN - {"rel"}
_LINK_OWN_TAKEN = frozenset({"href", "mime", "name", "part", "rel", "untold", "uri", "version"})
_IN_GROUPS = ("title", "signal", "edNote", "groupRef", "conceptRef", "groupExtProperty")

"""groupSet: the members of a package, and their groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from newsrec.formats.newsml_g2._reader.links import read_link
from newsrec.formats.newsml_g2._reader.rest import attributes_of, frozen, leave, left, sealed
from newsrec.formats.newsml_g2._tables import G2, SPACE
from newsrec.maps import NO_EXTRA

if TYPE_CHECKING:
    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2._reader.draft import Draft
    from newsrec.formats.newsml_g2._reader.source import Source
    from newsrec.maps import FrozenMap
    from newsrec.model import Link


ITEM_REF = f"{G2}itemRef"


def read_member(element: Element, source: Source, group: str | None) -> Link:
    """A member of a package; its group is kept beside it."""
    link = read_link(element, source)
    rest = dict(link.extra.get(SPACE, NO_EXTRA).items())
    if link.rel:
        rest["rel"] = element.get("rel")
    if group is not None:
        rest["group"] = group
    return attrs.evolve(link, rel="member", extra=left(rest) if rest else NO_EXTRA)


def read_group_set(element: Element, item: Draft) -> None:
    """The members of a package, in order, and the groups that they are in."""
    groups: list[FrozenMap] = []
    for group in element:
        if group.tag != f"{G2}group":
            item.misplace(group, "groupSet")
            continue
        known = attributes_of(group)
        name = known.get("id")
        item.source.tell_beside(group)
        for child in group:
            if child.tag == ITEM_REF:
                item.add("links", read_member(child, item.source, name))
            else:
                leave(child, known)
        groups.append(frozen(sealed(known)))
    item.source.tell_beside(element)
    groups_of = {**attributes_of(element), "all": tuple(groups)}
    if groups_of == _ONE_GROUP:  # what is written where nothing else is known
        item.fields["links"] = [_ungrouped(link) for link in item.fields.get("links", ())]
    else:
        item.extra["groups"] = frozen(groups_of)


_ONE_GROUP = {"all": (frozen({"id": "main"}),), "root": "main"}


def _ungrouped(link: Link) -> Link:
    rest = dict(link.extra.get(SPACE, NO_EXTRA).items())
    if rest.pop("group", None) is None:
        return link
    return attrs.evolve(link, extra=left(rest) if rest else NO_EXTRA)

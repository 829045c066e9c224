"""itemMeta: what is said of the item, not of its content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsrec.errors import EncodeError
from newsrec.formats._xml.parsing import escape_attribute
from newsrec.formats.newsml_g2._tables import ITEM_META_ORDER
from newsrec.formats.newsml_g2._writer._content_set import fits_here
from newsrec.formats.newsml_g2._writer._links import write_link
from newsrec.formats.newsml_g2._writer._pen import enclosed
from newsrec.formats.newsml_g2._writer._pieces import map_in
from newsrec.formats.newsml_g2._writer._schema import QCODE
from newsrec.formats.newsml_g2._writer._texts import write_fact, write_label
from newsrec.formats.newsml_g2._writer._things import write_concept, write_party
from newsrec.formats.newsml_g2._writer._times import (
    exact,
    near_instant,
    write_property,
    write_time,
    write_when,
)

if TYPE_CHECKING:
    from datetime import datetime

    from newsrec.formats.newsml_g2._writer._identity import Identity
    from newsrec.formats.newsml_g2._writer._pen import Pen
    from newsrec.formats.newsml_g2._writer._pieces import Left
    from newsrec.model import NewsItem


def write_item_meta(
    pen: Pen, item: NewsItem, identity: Identity, of: Left, stored: Left, *, package: bool
) -> str:
    """The whole of itemMeta."""
    own = _ITEM_META_OWN if item.title is not None else _ITEM_META_OWN | {"title"}
    if item.expires is None:
        own = own | {"expires"}
    found = pen.found("itemMeta", stored, ITEM_META_ORDER, own)
    written: list[tuple[int, str]] = []

    def add(tag: str, text: str) -> None:
        written.append((ITEM_META_ORDER[tag], text))

    properties: list[str] = []
    add("itemClass", _code(pen, "itemClass", item.type, "ninat", of))
    add("provider", write_party(pen, "provider", identity.provider))
    add("versionCreated", write_time(pen, "versionCreated", identity.created, of))
    write_when(
        pen, "itemMeta", "firstCreated", "first_created", item.first_created, of, add, properties, dates=False
    )
    if item.embargoed is not None:
        _embargoed(pen, item.embargoed, of, add)
    if item.pub_status is not None:
        add("pubStatus", _code(pen, "pubStatus", item.pub_status, "stat", of))
    if item.role is not None:
        add("role", write_concept(pen, "role", item.role))
    if item.profile is not None:
        add("profile", write_fact(pen, "profile", item.profile, map_in(of, "profile")))
    for service in item.services:
        add("service", write_concept(pen, "service", service))
    if item.title is not None:
        add("title", write_fact(pen, "title", item.title, map_in(of, "title")))
    for note in item.ed_notes:
        add("edNote", write_label(pen, "edNote", note))
    for signal in item.signals:
        add("signal", write_concept(pen, "signal", signal))
    write_when(pen, "itemMeta", "expires", "expires", item.expires, of, add, properties)
    for link in item.links:
        if not package or link.rel != "member":
            add("link", write_link(pen, "link", link))
    if item.published is not None:
        properties.append(write_property(pen, "itemMetaExtProperty", "published", exact(item.published)))
    if item.free is not None:
        properties.append(
            write_property(pen, "itemMetaExtProperty", "free", "true" if item.free else "false")
        )
    for each in properties:
        add("itemMetaExtProperty", each)
    if found:
        written += [(rank, each) for rank, pieces in found.items() for each in pieces]
        written.sort(key=_rank)
    out = [text for _, text in written]
    out += _own_elements(pen, package=package)
    return enclosed("itemMeta", pen.of_left("itemMeta", of), out)


def _rank(entry: tuple[int, str]) -> int:
    return entry[0]


def _own_elements(pen: Pen, *, package: bool) -> list[str]:
    """What has a place nowhere else: at the end of itemMeta, as text."""
    out = []
    page = pen.left.get("page")
    if page.__class__ is str and (package or pen.nitf or not fits_here(page)):
        out.append(pen.own_element("page", page))
    unplaced = pen.left.get("unplaced")
    texts = [each for each in unplaced if each.__class__ is str] if unplaced.__class__ is tuple else []
    out.extend([pen.own_element("unplaced", each) for each in texts])
    if package and pen.writing.sidecar is not None:
        out.append(pen.own_element("record", pen.writing.sidecar))
    return out


def _code(pen: Pen, tag: str, value: str, alias: str, of: Left) -> str:
    """A code that the record has as a plain word."""
    left = map_in(of, tag)
    out: list[str] = []
    given = left.get("qcode")
    plain = f"{alias}:{value}"
    if given.__class__ is str and QCODE.match(given) and given.partition(":")[2] == value:
        plain = given
    if QCODE.match(plain):
        out.append(f' qcode="{escape_attribute(plain)}"')
    else:
        out.append(pen.own_attribute("word", value))
    pen.rest(tag, left, out, _CODE_TAKEN, _CODE_TAKEN)
    found = pen.put(left, tag)
    content = "".join(["".join(found[rank]) for rank in sorted(found)])
    out.sort()
    return f"<{tag}{''.join(out)}>{content}</{tag}>" if content else f"<{tag}{''.join(out)}/>"


def _embargoed(pen: Pen, embargo: datetime | bool, of: Left, add: Any) -> None:  # noqa: FBT001 - a value of the record
    if embargo is True:
        add("embargoed", f"<embargoed{pen.of_left('embargoed', of)}/>")
        return
    text = near_instant(embargo)
    if text is None:
        msg = f"the embargo {embargo!r:.80} is no time that XML Schema can hold"
        raise EncodeError(msg, code="NR960", path="embargoed")
    add("embargoed", write_time(pen, "embargoed", text, of))


_ITEM_META_OWN = frozenset(
    [
        "itemClass",
        "provider",
        "versionCreated",
        "firstCreated",
        "embargoed",
        "pubStatus",
        "role",
        "profile",
        "service",
        "edNote",
        "signal",
        "link",
    ]
)
_CODE_TAKEN = frozenset({"qcode", "word"})

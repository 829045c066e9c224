"""itemMeta: what is said about the item."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import alone
from newsrec.formats.newsml_g2._reader.concepts import read_concept
from newsrec.formats.newsml_g2._reader.draft import (
    OWN_UNPLACED,
    container_rest,
    own_property,
    read_text,
    read_time,
)
from newsrec.formats.newsml_g2._reader.labels import read_label
from newsrec.formats.newsml_g2._reader.links import read_link
from newsrec.formats.newsml_g2._reader.parties import read_party
from newsrec.formats.newsml_g2._reader.rest import attributes_of, frozen, step_aside
from newsrec.formats.newsml_g2._reader.source import once
from newsrec.formats.newsml_g2._reader.times import read_when
from newsrec.formats.newsml_g2._tables import G2, ITEM_META_ORDER
from newsrec.maps import NO_EXTRA

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2._reader.draft import Draft
    from newsrec.formats.newsml_g2._reader.rest import Fields
    from newsrec.formats.newsml_g2._reader.source import Source
    from newsrec.maps import FrozenMap
    from newsrec.model import Label

_provider = once(read_party)

_note_with_markup = once(read_label)


def _note(element: Element, source: Source) -> Label:
    """A note; one with mark-up, which takes long to read, often stands in each version of a story."""
    return _note_with_markup(element, source) if len(element) else read_label(element, source)


_META: dict[str, tuple[str, Callable[[Element, Source], Any]]] = {
    f"{G2}service": ("services", once(read_concept)),
    f"{G2}edNote": ("ed_notes", _note),
    f"{G2}signal": ("signals", once(read_concept)),
    f"{G2}link": ("links", once(read_link)),
}
_META_TIMES = {
    f"{G2}versionCreated": "version_created",
    f"{G2}firstCreated": "first_created",
    f"{G2}expires": "expires",
}
_META_TEXTS = {f"{G2}title": ("title", "title"), f"{G2}profile": ("profile", "profile")}
_META_CODES = {f"{G2}itemClass": ("itemClass", "type"), f"{G2}pubStatus": ("pubStatus", "pub_status")}
_PROVIDER, _ROLE, _EMBARGOED = f"{G2}provider", f"{G2}role", f"{G2}embargoed"
_ITEM_PROPERTY = f"{G2}itemMetaExtProperty"


def read_item_meta(element: Element, item: Draft) -> None:
    source, fields = item.source, item.fields
    for child in element:
        tag = child.tag
        tail = child.tail
        if tail is not None and not (tail.isspace() and tail.isascii()):
            source.tell_text(tail, element)
        row = _META.get(tag)
        if row is not None:
            field, read = row
            have = fields.get(field)
            if have is None:
                fields[field] = [read(child, source)]
            else:
                have.append(read(child, source))
        elif tag in _META_CODES:
            _code(child, *_META_CODES[tag], item)
        elif tag == _PROVIDER and "provider" not in fields:
            fields["provider"] = _provider(child, source)
        elif tag in _META_TIMES:
            if tag == _EXPIRES and "expires" in fields:
                item.unknown(child, "itemMeta", ITEM_META_ORDER)
            else:
                read_time(child, _META_TIMES[tag], item)
        elif tag == _EMBARGOED and "embargoed" not in fields and "embargoed" not in item.of:
            _embargoed(child, item)
        elif tag in _META_TEXTS and _META_TEXTS[tag][1] not in fields:
            read_text(child, *_META_TEXTS[tag], item)
        elif tag == _ROLE and "role" not in fields:
            fields["role"] = read_concept(child, source)
        elif tag == _ITEM_PROPERTY and own_property(child, item):
            pass
        elif tag in _OWN_ELEMENTS:
            _own_element(child, item)
        else:
            item.unknown(child, "itemMeta", ITEM_META_ORDER)
    container_rest(element, "itemMeta", item)


_EXPIRES = f"{G2}expires"
_OWN_PAGE, _OWN_RECORD = f"{OWN}page", f"{OWN}record"
_OWN_ELEMENTS = (OWN_UNPLACED, _OWN_PAGE, _OWN_RECORD)


def _own_element(element: Element, item: Draft) -> None:
    """What stands in an element of our own because it has a place nowhere else."""
    text = element.text or ""
    if element.tag == OWN_UNPLACED:
        item.unplaced.append(text)
    elif element.tag == _OWN_PAGE:
        item.extra["page"] = text
    else:
        item.sidecar = text


def _code(element: Element, name: str, field: str, item: Draft) -> None:
    """A field that is a plain word in the record and a code in the document."""
    if name in item.of or field in item.fields:
        item.misplace(element, "itemMeta a second time")
        return
    word, rest = _word(element, item.source)
    if word is not None:
        item.fields[field] = word
    if rest is not NO_EXTRA:
        item.of[name] = rest


@once
def _word(element: Element, source: Source) -> tuple[str | None, FrozenMap]:
    """The word of a code, and what else its element says; the alias says little."""
    rest: Fields = dict(element.items())
    qcode = rest.pop("qcode", None)
    if rest:
        rest = attributes_of(element)
        rest.pop("qcode", None)
    word: str | None = rest.pop("word", None) if rest else None
    if qcode is not None:
        scheme, colon, code = qcode.partition(":")
        if word is None:
            word = code if colon else qcode
        if scheme != _USUAL[element.tag] or not colon:
            rest["qcode"] = qcode
    elif word is None and "uri" in rest:
        word = rest["uri"].rpartition("/")[2] or rest["uri"]
    if len(element):
        step_aside(rest)
        rest["xml"] = tuple([alone(child) for child in element])
    source.tell_beside(element)
    return word, frozen(rest) if rest else NO_EXTRA


_USUAL = {f"{G2}itemClass": "ninat", f"{G2}pubStatus": "stat"}


def _embargoed(element: Element, item: Draft) -> None:
    """An embargo: until a time, or, where the element is empty, until somebody lifts it."""
    rest: Fields = attributes_of(element) if element.keys() else {}
    if len(element):
        item.source.tell_children(element)
    if not (element.text or "").strip(" \t\r\n"):
        item.fields["embargoed"] = True
    else:
        when = read_when(element, item.source, "embargoed", rest)
        if when.__class__ is datetime:
            item.fields["embargoed"] = when
        else:
            # Better an embargo too many than a story out too early.
            item.fields["embargoed"] = True
            item.unplaced.append(alone(element))
            return
    if rest:
        item.of["embargoed"] = frozen(rest)

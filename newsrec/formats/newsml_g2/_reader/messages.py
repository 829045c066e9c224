"""newsMessage: the envelope and its items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec.errors import shown
from newsrec.formats._xml import alone, local_name
from newsrec.formats.newsml_g2._reader.catalogs import CATALOG_ELEMENT, CATALOG_REF, read_catalogs
from newsrec.formats.newsml_g2._reader.draft import OWN_UNPLACED, Draft, in_order
from newsrec.formats.newsml_g2._reader.labels import text_of
from newsrec.formats.newsml_g2._reader.rest import NUMBERED, OWN_PREFIX, XSI, attributes_of, frozen
from newsrec.formats.newsml_g2._reader.times import read_when, when_from
from newsrec.formats.newsml_g2._tables import G2, HEADER_ORDER, ITEMS, OWN, SPACE, WHOLE, XML_SPACE
from newsrec.model import NO_EXTRA, Message, trusted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsrec.formats._xml import Element
    from newsrec.formats.newsml_g2._reader.rest import Fields
    from newsrec.formats.newsml_g2._reader.source import Source

_new_message = trusted(Message)

_HEADER_TEXTS = {f"{G2}sender": "sender", f"{G2}transmitId": "transmit_id", f"{G2}origin": "origin"}
_HEADER_MANY = {f"{G2}destination": "destinations", f"{G2}channel": "channels"}
_OWN_HEADER = f"{OWN}header"
_SENT, _PRIORITY = f"{G2}sent", f"{G2}priority"


def read_message(root: Element, header: Element | None, source: Source) -> Message:
    """The envelope of a newsMessage, without its items."""
    fields: Fields = {}
    rest: Fields = {}
    of: Fields = {}
    item = Draft(source)
    left = _message_attributes(root, source)
    if left:
        of["newsMessage"] = frozen(left)
    children = [] if header is None else list(header)
    for child in children:
        tag = child.tag
        if tag in _HEADER_MANY and not _more_than_code(child):
            fields.setdefault(_HEADER_MANY[tag], []).append(child.get("qcode") or text_of(child))
        elif tag == _SENT and "sent" not in fields:
            left = attributes_of(child) if child.keys() else {}
            when = read_when(child, source, "message.sent", left)
            if when is None:
                item.unplaced.append(alone(child))
                continue
            fields["sent"] = when
            if left:
                of["sent"] = frozen(left)
        elif tag in _HEADER_TEXTS and _HEADER_TEXTS[tag] not in fields:
            fields[_HEADER_TEXTS[tag]] = _header_text(child, of, local_name(child))
        elif tag == _PRIORITY and "priority" not in fields and WHOLE.match((child.text or "").strip()):
            fields["priority"] = int((child.text or "").strip())
        elif tag == _OWN_HEADER:
            _own_header(child.get("name") or "", child.get("value") or "", fields)
        elif tag == OWN_UNPLACED:
            item.unplaced.append(child.text or "")
        elif tag in (CATALOG_REF, CATALOG_ELEMENT):
            pass
        else:
            item.unknown(child, "header", HEADER_ORDER)
    if header is not None:
        read_catalogs(children, item)
        rest.update(item.extra)
        left = attributes_of(header) if header.keys() else {}
        if left:
            of["header"] = frozen(left)
    if of:
        rest["of"] = frozen(of)
    if item.xml:
        rest["xml"] = in_order(item.xml["header"])
    if item.unplaced:
        rest["unplaced"] = tuple(item.unplaced)
    for key, value in fields.items():
        if value.__class__ is list:
            fields[key] = tuple(value)
    made: Message = _new_message(**fields, extra=frozen({SPACE: frozen(rest)}) if rest else NO_EXTRA)
    return made


def _header_text(element: Element, of: Fields, name: str) -> str:
    """The text of a header's element, or the code that it gives in its place."""
    if not element.keys():
        return text_of(element)
    rest = attributes_of(element)
    qcode = rest.pop("qcode", None)
    if rest:
        of[name] = frozen(rest)
    return text_of(element) if qcode is None else str(qcode)


def _more_than_code(element: Element) -> bool:
    """Whether a destination or channel says more than its text or code."""
    items = element.items()
    if len(items) == 1 and items[0][0] == "qcode":
        return bool(element.text)
    return any(key != XML_SPACE for key, _ in items)


def _own_header(key: str, value: str, fields: Fields) -> None:
    """What the native elements of a header cannot hold."""
    if key == "sent" and "sent" not in fields and (when := when_from(value)) is not None:
        fields["sent"] = when
    elif key == "untold":
        fields.pop("sent", None)
    elif key == "priority" and NUMBERED.match("#" + value):
        fields["priority"] = int(value)
    elif key in ("sender", "transmit_id", "origin"):
        fields[key] = value
    elif key in ("destinations", "channels"):
        fields.setdefault(key, []).append(value)


def items_of_message(root: Element, source: Source) -> Iterator[Element]:
    """The items of a newsMessage, in order; what else it holds is told."""
    for child in root:
        if child.tag == f"{G2}itemSet":
            for item in child:
                if str(item.tag) in ITEMS:
                    yield item
                else:
                    name = shown(local_name(item))
                    source.tell("NR961", f"found {name} in itemSet: {_glimpse(item)}", item)
        elif child.tag != f"{G2}header":
            name = shown(local_name(child))
            source.tell("NR961", f"found {name} in newsMessage: {_glimpse(child)}", child)


def _message_attributes(root: Element, source: Source) -> Fields:
    """The attributes of the newsMessage itself; the standard allows none of its own."""
    left: Fields = {}
    for key, value in root.items():
        if key.startswith(f"{OWN}xsi-"):
            left[f"{{{XSI}}}{key[OWN_PREFIX + 4 :]}"] = value
        else:
            left[key[OWN_PREFIX:] if key.startswith(OWN) else key] = value
        if key[0] != "{":
            sentence = f"newsMessage has no attribute {shown(key)}; found {shown(value)}"
            source.tell("NR961", sentence, root)
    return left


def _glimpse(element: Element) -> str:
    return shown(alone(element), 1_000)

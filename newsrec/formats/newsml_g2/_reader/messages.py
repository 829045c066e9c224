"""newsMessage: the envelope and its items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec._trusted import skip_checks
from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import alone, is_layout, local_name
from newsrec.formats.newsml_g2._reader.catalogs import CATALOG_ELEMENT, CATALOG_REF, read_catalogs
from newsrec.formats.newsml_g2._reader.draft import OWN_UNPLACED, Draft, container_rest, in_order
from newsrec.formats.newsml_g2._reader.labels import text_of
from newsrec.formats.newsml_g2._reader.rest import NUMBERED, OWN_PREFIX, XSI, attributes_of, frozen
from newsrec.formats.newsml_g2._reader.source import named
from newsrec.formats.newsml_g2._reader.times import read_when, when_from
from newsrec.formats.newsml_g2._tables import G2, HEADER_ORDER, ITEMS, SPACE, WHOLE, XML_SPACE
from newsrec.maps import NO_EXTRA
from newsrec.messages import quote_text
from newsrec.model import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2._reader.rest import Fields
    from newsrec.formats.newsml_g2._reader.source import Source

_new_message = skip_checks(Message)

_HEADER_TEXTS = {f"{G2}sender": "sender", f"{G2}transmitId": "transmit_id", f"{G2}origin": "origin"}
_HEADER_MANY = {f"{G2}destination": "destinations", f"{G2}channel": "channels"}
HEADER, ITEM_SET = f"{G2}header", f"{G2}itemSet"
_OWN_HEADER = f"{OWN}header"
_SENT, _PRIORITY = f"{G2}sent", f"{G2}priority"


def read_message(root: Element, header: Element | None, source: Source) -> Message:
    """The envelope of a newsMessage, without its items; what its itemSet says of itself is part of it."""
    fields: Fields = {}
    rest: Fields = {}
    of: Fields = {}
    item = Draft(source)
    left = _message_attributes(root, source)
    if left:
        of["newsMessage"] = frozen(left)
    item_set = next(root.iterchildren(ITEM_SET), None)
    if item_set is not None and item_set.keys():
        of["itemSet"] = frozen(attributes_of(item_set))
    catalogs: list[Element] = []
    for child in header if header is not None else ():
        tag = child.tag
        tail = child.tail
        if not is_layout(tail):
            source.tell_text(tail, header)
        if tag in _HEADER_MANY and (told := _code_or_text(child)) is not None:
            fields.setdefault(_HEADER_MANY[tag], []).append(told)
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
            if len(child):
                source.tell_children(child)
            fields[_HEADER_TEXTS[tag]] = _header_text(child, of, local_name(child))
        elif tag == _PRIORITY and "priority" not in fields and WHOLE.match((child.text or "").strip()):
            fields["priority"] = int((child.text or "").strip())
            if len(child):
                source.tell_children(child)
            if child.keys():
                of["priority"] = frozen(attributes_of(child))
        elif tag == _OWN_HEADER:
            _own_header(child.get("name") or "", child.get("value") or "", fields)
        elif tag == OWN_UNPLACED:
            item.unplaced.append(child.text or "")
        elif tag in (CATALOG_REF, CATALOG_ELEMENT):
            catalogs.append(child)
        else:
            item.unknown(child, "header", HEADER_ORDER)
    if header is not None:
        read_catalogs(catalogs, item)
        container_rest(header, "header", item)
        rest.update(item.extra)
        of |= item.of
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
    text = text_of(element)
    if qcode is not None and text:
        rest["text"] = text
    if rest:
        of[name] = frozen(rest)
    return text if qcode is None else str(qcode)


def _code_or_text(element: Element) -> str | None:
    """The code or the text of a destination or channel; None where it says more than one of them."""
    if len(element):
        return None
    items = element.items()
    if len(items) == 1 and items[0][0] == "qcode":
        return None if element.text else items[0][1]
    return None if any(key != XML_SPACE for key, _ in items) else text_of(element)


def _own_header(key: str, value: str, fields: Fields) -> None:
    """What the native elements of a header cannot hold."""
    if key == "sent" and (when := when_from(value)) is not None:
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
    tell_strays(root, None, source)
    met: set[str] = set()
    for child in root:
        tag = child.tag
        if tag in met and tag in (HEADER, ITEM_SET):
            tell_second(child, source)
        met.add(tag)
    for child in root:
        if child.tag == ITEM_SET:
            tell_strays(child, None, source)
            yield from [item for item in child if item.tag in ITEMS]


def tell_strays(parent: Element, until: Element | None, source: Source) -> None:
    """Say what a newsMessage or its itemSet holds, before a child or at all, that it should not."""
    known = ITEMS if parent.tag == ITEM_SET else (HEADER, ITEM_SET)
    for child in parent:
        if child.tag not in known:
            source.tell("NR961", f"found {named(child)} in {quote_text(local_name(parent))}", child)
        if not is_layout(child.tail):
            source.tell_text(child.tail, parent)
        if child is until:
            return
    if not is_layout(parent.text):
        source.tell_text(parent.text, parent)


def tell_second(element: Element, source: Source) -> None:
    """Say what a second header, or a second itemSet's attributes, say: the message has one of each."""
    if element.tag == HEADER:
        source.tell("NR961", f"found {named(element)} a second time in 'newsMessage'", element)
    elif element.keys():
        said = " ".join([f"{key}={quote_text(value)}" for key, value in element.items()])
        source.tell("NR961", f"found a second itemSet, of which it is left out that it says {said}", element)


def tell_late(header: Element, source: Source) -> None:
    """Say what a header says that comes after the stories, which are read without it."""
    source.tell("NR961", f"found {named(header)} after the stories, expected it before them", header)


def _message_attributes(root: Element, source: Source) -> Fields:
    """The attributes of the newsMessage itself; the standard allows none of its own."""
    left: Fields = {}
    for key, value in root.items():
        if key.startswith(f"{OWN}xsi-"):
            left[f"{{{XSI}}}{key[OWN_PREFIX + 4 :]}"] = value
        else:
            left[key[OWN_PREFIX:] if key.startswith(OWN) else key] = value
        if key[0] != "{":
            sentence = f"newsMessage has no attribute {quote_text(key)}; found {quote_text(value)}"
            source.tell("NR961", sentence, root)
    return left

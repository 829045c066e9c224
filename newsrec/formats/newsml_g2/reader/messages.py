"""newsMessage: the envelope, its items, and a file of any size as a stream."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from newsrec._trusted import skip_checks
from newsrec.errors import DecodeError
from newsrec.formats._format import Decoded
from newsrec.formats._xml import streams
from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import alone, is_layout, local_name
from newsrec.formats.newsml_g2.leftovers import Leftovers
from newsrec.formats.newsml_g2.reader.context import (
    LENGTH_OF_OWN,
    ReadContext,
    StoryDraft,
    attributes_of,
    describe,
)
from newsrec.formats.newsml_g2.reader.items import OtherItems, hang, read_item
from newsrec.formats.newsml_g2.reader.metadata import (
    CATALOG_ELEMENT,
    CATALOG_REF,
    OWN_UNPLACED,
    keep_spelling,
    read_catalogs,
)
from newsrec.formats.newsml_g2.reader.values import NUMBERED, read_time, text_of, when_from
from newsrec.formats.newsml_g2.tables import G2, HEADER_ORDER, ITEMS, NS, OTHER_ITEMS, WHOLE, XML_SPACE, XSI
from newsrec.messages import quote_text
from newsrec.model import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsrec.findings import Finding
    from newsrec.formats._format import Reading
    from newsrec.formats._xml.parsing import Element
    from newsrec.model import NewsItem

_new_message = skip_checks(Message)

MESSAGE, HEADER, ITEM_SET = f"{G2}newsMessage", f"{G2}header", f"{G2}itemSet"

#: Our attribute of an item that hangs on a link of the story before it: the place of the link.
PART = f"{OWN}part"

# -- the envelope ---------------------------------------------------------------------------------

_HEADER_TEXTS = {f"{G2}sender": "sender", f"{G2}transmitId": "transmit_id", f"{G2}origin": "origin"}
_HEADER_MANY = {f"{G2}destination": "destinations", f"{G2}channel": "channels"}
_OWN_HEADER = f"{OWN}header"
_SENT, _PRIORITY = f"{G2}sent", f"{G2}priority"


def read_message(root: Element, header: Element | None, context: ReadContext) -> Message:
    """Read the envelope of a newsMessage, without its items; the attributes of its itemSet are part of it."""
    fields: dict[str, Any] = {}
    draft = StoryDraft(context)
    draft.keep_attributes("newsMessage", _message_attributes(root, context))
    item_set = next(root.iterchildren(ITEM_SET), None)
    if item_set is not None and item_set.keys():
        draft.keep_attributes("itemSet", attributes_of(item_set))
    if header is not None:
        _read_header(header, fields, draft)
    for key, value in fields.items():
        if value.__class__ is list:
            fields[key] = tuple(value)
    made: Message = _new_message(**fields, extra=draft.finish_left().as_extra())
    return made


def _read_header(header: Element, fields: dict[str, Any], draft: StoryDraft) -> None:
    context = draft.context
    catalogs: list[Element] = []
    for child in header:
        tag = child.tag
        tail = child.tail
        if not is_layout(tail):
            context.report_text(tail, header)
        if tag in _HEADER_MANY and (value := _code_or_text(child)) is not None:
            fields.setdefault(_HEADER_MANY[tag], []).append(value)
        elif tag == _SENT and "sent" not in fields:
            time = read_time(child, context, "message.sent")
            if time is None:
                draft.unplaced.append(alone(child))
                continue
            fields["sent"] = time.when
            keep_spelling(child, "sent", time.spelling, draft)
        elif tag in _HEADER_TEXTS and _HEADER_TEXTS[tag] not in fields:
            if len(child):
                context.report_children(child)
            fields[_HEADER_TEXTS[tag]] = _read_header_text(child, draft)
        elif tag == _PRIORITY and "priority" not in fields and WHOLE.match((child.text or "").strip()):
            fields["priority"] = int((child.text or "").strip())
            if len(child):
                context.report_children(child)
            draft.keep_attributes("priority", attributes_of(child))
        elif tag == _OWN_HEADER:
            _read_own_header(child.get("name") or "", child.get("value") or "", fields)
        elif tag == OWN_UNPLACED:
            draft.unplaced.append(child.text or "")
        elif tag in (CATALOG_REF, CATALOG_ELEMENT):
            catalogs.append(child)
        else:
            draft.keep_unknown(child, "header", HEADER_ORDER)
    read_catalogs(catalogs, draft)
    draft.read_container(header, "header")


def _read_header_text(element: Element, draft: StoryDraft) -> str:
    """Read the text of a header's element, or the code that it gives in its place."""
    text = text_of(element)
    if not element.keys():
        return text
    kept = Leftovers()
    kept.attributes = attributes_of(element)
    qcode = kept.attributes.get("qcode")
    if qcode is not None and text:
        kept.spelling = text
    if kept.attributes or kept.spelling:
        draft.elements[local_name(element)] = kept
    return text if qcode is None else str(qcode)


def _code_or_text(element: Element) -> str | None:
    """Return the code or the text of a destination or channel; None where it says more than one of them."""
    if len(element):
        return None
    items = element.items()
    if len(items) == 1 and items[0][0] == "qcode":
        return None if element.text else items[0][1]
    return None if any(key != XML_SPACE for key, _ in items) else text_of(element)


def _read_own_header(key: str, value: str, fields: dict[str, Any]) -> None:
    """Read what the native elements of a header cannot hold."""
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


def _message_attributes(root: Element, context: ReadContext) -> dict[str, str]:
    """Return the attributes of the newsMessage itself; the standard allows none of its own."""
    rest: dict[str, str] = {}
    for key, value in root.items():
        if key.startswith(f"{OWN}xsi-"):
            rest[f"{{{XSI}}}{key[LENGTH_OF_OWN + 4 :]}"] = value
        else:
            rest[key[LENGTH_OF_OWN:] if key.startswith(OWN) else key] = value
        if key[0] != "{":
            sentence = f"newsMessage has no attribute {quote_text(key)}; found {quote_text(value)}"
            context.report("NR961", sentence, root)
    return rest


# -- its items ------------------------------------------------------------------------------------


def items_of_message(root: Element, context: ReadContext) -> Iterator[Element]:
    """Give the items of a newsMessage, in order; what else it holds is reported."""
    _report_strays(root, None, context)
    met: set[str] = set()
    for child in root:
        tag = child.tag
        if tag in met and tag in (HEADER, ITEM_SET):
            _report_second(child, context)
        met.add(tag)
    for child in root:
        if child.tag == ITEM_SET:
            _report_strays(child, None, context)
            yield from [item for item in child if item.tag in ITEMS]


def _report_strays(parent: Element, until: Element | None, context: ReadContext) -> None:
    """Report what a newsMessage or its itemSet holds, before a child or at all, that it should not."""
    expected = ITEMS if parent.tag == ITEM_SET else (HEADER, ITEM_SET)
    for child in parent:
        if child.tag not in expected:
            context.report("NR961", f"found {describe(child)} in {quote_text(local_name(parent))}", child)
        if not is_layout(child.tail):
            context.report_text(child.tail, parent)
        if child is until:
            return
    if not is_layout(parent.text):
        context.report_text(parent.text, parent)


def _report_second(element: Element, context: ReadContext) -> None:
    """Report a second header, or a second itemSet's attributes: the message has one of each."""
    if element.tag == HEADER:
        context.report("NR961", f"found {describe(element)} a second time in 'newsMessage'", element)
    elif element.keys():
        found = " ".join([f"{key}={quote_text(value)}" for key, value in element.items()])
        context.report(
            "NR961", f"found a second itemSet, of which it is left out that it says {found}", element
        )


# -- streams --------------------------------------------------------------------------------------

_WITHIN = {MESSAGE: (HEADER, ITEM_SET), ITEM_SET: ITEMS}
_PARTS = (MESSAGE, HEADER, ITEM_SET, *ITEMS)
_WHOLE = (HEADER, *ITEMS)


class _Story(NamedTuple):
    """A story of a stream, with what came with it."""

    item: NewsItem
    findings: tuple[Finding, ...]
    sidecar: str | None

    def as_event(self) -> NewsItem | Decoded:
        """Return the story alone where nothing came with it."""
        if not self.findings and self.sidecar is None:
            return self.item
        return Decoded((self.item,), self.findings, None, (self.sidecar,))


def stream(
    file: BinaryIO, reading: Reading
) -> Iterator[Message | NewsItem | Decoded | Finding | DecodeError]:
    """Give the envelope, then the stories one by one, each with its findings, in bounded memory.

    A story that cannot be read is its DecodeError, and the next follows; where the document
    itself breaks, that is the last.
    """
    context, others = ReadContext(reading), OtherItems()
    waiting: _Story | None = None  # until it is certain that no other hangs on it
    header: Any = None
    given = seen = False  # the envelope; anything at all
    met: set[str] = set()
    element: Any
    for element in streams.elements(file, _PARTS, reading, whole=_WHOLE, within=_WITHIN):
        failure = element if isinstance(element, DecodeError) else None
        if failure is None:
            _report_around(element, context)
            if element.tag not in ITEMS:
                if element.tag in met:
                    _report_second(element, context)
                elif element.tag == HEADER and given:
                    found = f"found {describe(element)} after the stories, expected it before them"
                    context.report("NR961", found, element)
                elif element.tag == HEADER:
                    header = deepcopy(element)
                elif element.tag == MESSAGE and not given:
                    given = seen = True
                    yield read_message(element, header, context)
                met.add(element.tag)
                continue
            if not given and (root := _message_of(element)) is not None:
                given = True
                yield read_message(root, header, context)
            if given and element.tag in OTHER_ITEMS:
                others.keep(element, context)
                continue
            yield from context.findings
            context.findings = []
            try:
                item, sidecar = read_item(element, context)
            except DecodeError as error:
                failure = error
            findings, context.findings = tuple(context.findings), []
        seen = True
        if failure is not None:
            if waiting is not None:
                yield waiting.as_event()
                waiting = None
            yield failure
            continue
        place = element.get(PART)
        if place is not None and waiting is not None:
            whole = hang(waiting.item, place, item)
            if whole is not None:
                waiting = _Story(whole, (*waiting.findings, *findings), waiting.sidecar)
                continue
        if waiting is not None:
            yield waiting.as_event()
        waiting = _Story(others.put_before(item), findings, sidecar)
    if waiting is not None:
        yield waiting._replace(item=others.put_after(waiting.item)).as_event()
    yield from context.findings
    yield from others.errors
    if not seen:
        msg = f"found no item, expected a newsMessage, newsItem or packageItem of {NS}"
        yield DecodeError(msg, code="NR958")


def _report_around(element: Any, context: ReadContext) -> None:
    """Report what is before a part of a message, and at its end what else is in it, and should not be."""
    parent = element.getparent()
    if parent is not None:
        _report_strays(parent, element, context)
    if element.tag in (MESSAGE, ITEM_SET):
        _report_strays(element, None, context)


def _message_of(element: Any) -> Any:
    """Return the newsMessage that an item is in, or None."""
    parent = element.getparent()
    root = None if parent is None else parent.getparent()
    return root if root is not None and root.tag == MESSAGE else None

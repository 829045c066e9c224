"""contentMeta: what is said about the content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsrec._trusted import skip_checks
from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import alone
from newsrec.formats.newsml_g2._reader.concepts import changed, read_concept
from newsrec.formats.newsml_g2._reader.draft import container_rest, own_property, read_text, read_time
from newsrec.formats.newsml_g2._reader.labels import read_label
from newsrec.formats.newsml_g2._reader.parties import read_party
from newsrec.formats.newsml_g2._reader.rest import OWN_PREFIX, attributes_of, frozen, left, step_aside
from newsrec.formats.newsml_g2._reader.source import once
from newsrec.formats.newsml_g2._tables import CONTENT_META_ORDER, G2, SPACE, TEXT_FIELDS
from newsrec.maps import NO_EXTRA
from newsrec.messages import quote_text
from newsrec.model import Dateline

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2._reader.draft import Draft
    from newsrec.formats.newsml_g2._reader.rest import Fields
    from newsrec.formats.newsml_g2._reader.source import Source

_new_dateline = skip_checks(Dateline)

_CONTENT: dict[str, tuple[str, str, Callable[[Element, Source], Any]]] = {
    f"{G2}{name}": (name, field, read)
    for name, field, read in (
        ("located", "located", read_concept),
        ("infoSource", "info_sources", read_party),
        ("creator", "creators", once(read_party)),
        ("contributor", "contributors", once(read_party)),
        ("altId", "alt_ids", lambda element, source: read_label(element, source, "type")),
        ("genre", "genres", once(read_concept)),
        ("keyword", "keywords", read_label),
        ("subject", "subjects", once(read_concept)),
        ("description", "descriptions", read_label),
    )
}
_TEXTS = {f"{G2}{name}": (name, field) for name, field in TEXT_FIELDS.items()}
_CONTENT_TIMES = {f"{G2}contentCreated": "content_created", f"{G2}contentModified": "content_modified"}


def read_content_meta(element: Element, item: Draft) -> None:
    source, order, fields = item.source, item.order, item.fields
    headline = _HEADLINE
    for child in element:
        tag = child.tag
        tail = child.tail
        if tail is not None and not (tail.isspace() and tail.isascii()):
            source.tell_text(tail, element)
        row = _CONTENT.get(tag)
        if row is not None:
            name, field, read = row
            value = read(child, source)
            if value.extra is not NO_EXTRA and name in _OF_DATELINE and child.get(_OWN_OF) == "dateline":
                _of_dateline(field, value, item)
            else:
                order.append(name)
                have = fields.get(field)
                if have is None:
                    fields[field] = [value]
                else:
                    have.append(value)
        elif tag == headline:
            item.headlines.append((len(order), read_label(child, source)))
            order.append("headline")
        elif tag in _TEXTS:
            name, field = _TEXTS[tag]
            if field in item.fields:
                item.unknown(child, "contentMeta", CONTENT_META_ORDER)
                continue
            order.append(name)
            read_text(child, name, field, item)
        elif tag == _LANGUAGE and "language" not in item.fields and child.get("tag") is not None:
            order.append("language")
            _content_language(child, item)
        elif tag == _URGENCY and "urgency" not in item.fields and "urgency" not in item.of:
            _urgency(child, item)
        elif tag in _CONTENT_TIMES:
            read_time(child, _CONTENT_TIMES[tag], item)
        elif tag == _DIGITAL and "digital_source" not in item.fields:
            item.fields["digital_source"] = read_concept(child, source)
        elif tag == _CONTENT_PROPERTY and own_property(child, item):
            pass
        else:
            item.unknown(child, "contentMeta", CONTENT_META_ORDER)
    container_rest(element, "contentMeta", item)
    parts = item.extra.pop("dateline", None)
    if parts is not None or "dateline" in item.fields:
        item.fields["dateline"] = _new_dateline(text=item.fields.get("dateline"), **(parts or {}))


_HEADLINE, _LANGUAGE, _URGENCY = f"{G2}headline", f"{G2}language", f"{G2}urgency"
_DIGITAL, _CONTENT_PROPERTY = f"{G2}digitalSourceType", f"{G2}contentMetaExtProperty"
_OWN_OF = f"{OWN}of"
_OF_DATELINE = ("located", "infoSource")


def _of_dateline(field: str, value: Any, item: Draft) -> None:
    """What was read from a dateline and is written as elements of its own."""
    parts = item.extra.setdefault("dateline", {})
    rest = dict(value.extra.get(SPACE, NO_EXTRA).items())
    rest.pop("of", None)
    if field == "located":
        place = changed(value, {"extra": left(rest) if rest else NO_EXTRA})
        parts["places"] = (*parts.get("places", ()), place)
    else:
        parts["sources"] = (*parts.get("sources", ()), value.name or "")


def _content_language(element: Element, item: Draft) -> None:
    rest: Fields = {}
    for key, value in element.items():
        if key == "tag":
            item.fields["language"] = value
        elif key.startswith(OWN):
            if key[OWN_PREFIX:] == "tag":
                item.fields["language"] = value
            else:
                rest[key[OWN_PREFIX:]] = value
        else:
            rest[key] = value
    own = element.get(f"{OWN}tag")
    if own is not None:
        item.fields["language"] = own
    if len(element):
        step_aside(rest)
        rest["xml"] = tuple([alone(child) for child in element])
    item.source.tell_beside(element)
    if rest:
        item.of["language"] = frozen(rest)


def _urgency(element: Element, item: Draft) -> None:
    text = (element.text or "").strip(" \t\r\n")
    if len(text) != 1 or text not in "123456789":
        sentence = f"found {quote_text(text)} in urgency, expected a digit from 1 to 9"
        item.source.tell("NR954", sentence, element, "urgency")
        item.unplaced.append(alone(element))
        return
    item.fields["urgency"] = int(text)
    if len(element):
        item.source.tell_children(element)
    if element.keys():
        item.of["urgency"] = frozen(attributes_of(element))

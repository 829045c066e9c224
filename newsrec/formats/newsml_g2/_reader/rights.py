"""rightsInfo: who holds the rights, and the terms of use."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsrec._trusted import skip_checks
from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import alone, is_layout
from newsrec.formats.newsml_g2._reader.draft import Draft, container_rest
from newsrec.formats.newsml_g2._reader.labels import read_label, text_and_children
from newsrec.formats.newsml_g2._reader.parties import read_party
from newsrec.formats.newsml_g2._reader.rest import NUMBERED, attributes_of, frozen
from newsrec.formats.newsml_g2._reader.source import once
from newsrec.formats.newsml_g2._tables import G2, ODRL, RIGHTS_ORDER
from newsrec.model import Rights

if TYPE_CHECKING:
    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2._reader.rest import Fields
    from newsrec.formats.newsml_g2._reader.source import Source

_new_rights = skip_checks(Rights)

_RIGHTS_TEXTS = {f"{G2}copyrightNotice": "notices", f"{G2}usageTerms": "usage_terms"}


def read_rights(element: Element, item: Draft) -> None:
    """The rights, which are often the same in all items of a feed."""
    read = _read_rights(element, item.source)
    item.fields["rights"] = read.rights
    item.of |= read.of
    item.unplaced += read.unplaced
    if read.xml:
        item.xml["rightsInfo"] = list(read.xml)


class _Read(NamedTuple):
    """The rights, and what is left of them."""

    rights: Rights
    of: Fields
    xml: list[tuple[int, str]]
    unplaced: list[str]


@once
def _read_rights(element: Element, source: Source) -> _Read:
    item = Draft(source)
    fields: Fields = {}
    for child in element:
        tag = child.tag
        tail = child.tail
        if not is_layout(tail):
            source.tell_text(tail, element)
        field = _RIGHTS_TEXTS.get(tag)
        if field is not None:
            fields.setdefault(field, []).append(read_label(child, source))
            continue
        name = tag[len(G2) :] if tag.startswith(G2) else ""
        if name == "copyrightHolder" and "holder" not in fields:
            fields["holder"] = read_party(child, source)
        elif name == "link" and child.get("rel") == "nr:licence" and "licence" not in fields:
            fields["licence"] = child.get(f"{OWN}href") or child.get("href") or ""
        elif (
            name == "rightsInfoExtProperty"
            and child.get("rel") == "nr:year"
            and NUMBERED.match("#" + child.get("value", ""))
        ):
            fields["year"] = int(child.get("value", ""))
        elif name == "rightsExpressionData" and "expression" not in fields:
            fields["expression"] = text_and_children(child, source)
            _expression(child, "application/xml", item)
        elif name == "rightsExpressionXML" and "expression" not in fields and len(child) == 1:
            fields["expression"] = alone(child[0])
            source.tell_beside(child)
            _expression(child, None, item)
        else:
            item.unknown(child, "rightsInfo", RIGHTS_ORDER)
    container_rest(element, "rightsInfo", item)
    for key, value in fields.items():
        if value.__class__ is list:
            fields[key] = tuple(value)
    return _Read(_new_rights(**fields), item.of, item.xml.get("rightsInfo", []), item.unplaced)


def _expression(element: Element, kind: str | None, item: Draft) -> None:
    rest = attributes_of(element)
    if kind is not None and rest.get("enctype") == kind:
        del rest["enctype"]
    if rest.get("langid") == ODRL:
        del rest["langid"]
    if rest:
        item.of["rightsExpression"] = frozen(rest)

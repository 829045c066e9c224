"""rightsInfo: who holds the rights, and the terms of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec.formats._xml import alone
from newsrec.formats.newsml_g2._reader.draft import Draft, container_attributes
from newsrec.formats.newsml_g2._reader.labels import read_label
from newsrec.formats.newsml_g2._reader.parties import read_party
from newsrec.formats.newsml_g2._reader.rest import NUMBERED, attributes_of, few
from newsrec.formats.newsml_g2._reader.source import once
from newsrec.formats.newsml_g2._tables import G2, ODRL, OWN, RIGHTS_ORDER
from newsrec.model import Rights, trusted

if TYPE_CHECKING:
    from newsrec.formats.newsml_g2._reader.rest import Element, Fields
    from newsrec.formats.newsml_g2._reader.source import Source

_new_rights = trusted(Rights)

_RIGHTS_TEXTS = {f"{G2}copyrightNotice": "notices", f"{G2}usageTerms": "usage_terms"}


def read_rights(element: Element, item: Draft) -> None:
    """The rights, which are often the same in all items of a message."""
    source = item.source
    if not source.reads_again:
        _rights(element, item)
        return
    rights, of, xml = _rights_again(element, source)
    item.fields["rights"] = rights
    item.of.update(of)
    if xml is not None:
        item.xml["rightsInfo"] = xml


def _rights_alone(element: Element, source: Source) -> tuple[Rights, Fields, list[tuple[int, str]] | None]:
    """The rights, and what is left of them."""
    item = Draft(source)
    _rights(element, item)
    return item.fields["rights"], item.of, item.xml.get("rightsInfo")


_rights_again = once(_rights_alone)


def _rights(element: Element, item: Draft) -> None:
    source = item.source
    fields: Fields = {}
    for child in element:
        tag = child.tag
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
            fields["expression"] = child.text or ""
            _expression(child, "application/xml", item)
        elif name == "rightsExpressionXML" and "expression" not in fields and len(child) == 1:
            fields["expression"] = alone(child[0])
            _expression(child, None, item)
        else:
            item.unknown(child, "rightsInfo", RIGHTS_ORDER)
    container_attributes(element, "rightsInfo", item)
    for key, value in fields.items():
        if value.__class__ is list:
            fields[key] = tuple(value)
    item.fields["rights"] = _new_rights(**fields)


def _expression(element: Element, kind: str | None, item: Draft) -> None:
    rest = attributes_of(element)
    if kind is not None and rest.get("enctype") == kind:
        del rest["enctype"]
    if rest.get("langid") == ODRL:
        del rest["langid"]
    if rest:
        item.of["rightsExpression"] = few(rest)

"""What an item says of itself and of its content: catalogs, rightsInfo, itemMeta and contentMeta."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from newsrec.errors import EncodeError
from newsrec.formats._xml.own import LANGUAGE, OWN_ALIAS, own_attribute
from newsrec.formats._xml.parsing import escape, escape_attribute
from newsrec.formats.newsml_g2.tables import (
    ADMINISTRATIVE,
    CATALOG,
    CONTENT_META_ORDER,
    DESCRIPTIVE,
    IPTC_CATALOG,
    ITEM_META_ORDER,
    ODRL,
    OWN_SCHEME,
    QCODE,
    RIGHTS_ORDER,
    TEXT_FIELDS,
)
from newsrec.formats.newsml_g2.writer.context import (
    NONE,
    name_of_piece,
    plain_attribute,
    write_container,
    write_element,
)
from newsrec.formats.newsml_g2.writer.things import write_bare_name, write_concept, write_party
from newsrec.formats.newsml_g2.writer.values import (
    as_native,
    as_near_instant,
    exact,
    iri_attributes,
    write_field,
    write_label,
    write_property,
    write_time,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from newsrec.formats.newsml_g2.writer.context import ItemWriter
    from newsrec.model import Dateline, NewsItem, Party, Rights, When

# -- catalogs -------------------------------------------------------------------------------------


def write_catalogs(writer: ItemWriter, uses_iptc: Callable[[], bool]) -> list[str]:
    """Write the catalogs that the story came with, else IPTC's, and ours where a code of ours is used."""
    out = write_kept_catalogs(writer)
    if not any(IPTC_CATALOG in each for each in out) and (not out or uses_iptc()):
        out.append(f'<catalogRef href="{CATALOG}"/>')
    if writer.coded:
        out.append(f'<catalog><scheme alias="{OWN_ALIAS}" uri="{OWN_SCHEME}"/></catalog>')
    return out


def write_kept_catalogs(writer: ItemWriter) -> list[str]:
    """Write the catalogs that the document came with."""
    out: list[str] = []
    for each in writer.left.catalogs:
        if each.startswith("<"):
            if name_of_piece(each) in ("catalog", "catalogRef") and writer.accepts(each):
                out.append(each)
        else:
            href = plain_attribute("catalogRef", "href", each)
            if href is not None:
                out.append(f"<catalogRef{href}/>")
    return out


# -- rightsInfo -----------------------------------------------------------------------------------

_RIGHTS_FIELDS = frozenset({"copyrightHolder", "copyrightNotice", "usageTerms"})
_EXPRESSIONS = frozenset({"rightsExpressionXML", "rightsExpressionData"})


def write_rights(writer: ItemWriter, rights: Rights) -> str:
    """Write the whole of rightsInfo."""
    fields = _RIGHTS_FIELDS if rights.expression is not None else _RIGHTS_FIELDS | _EXPRESSIONS
    kept = writer.kept_in("rightsInfo", RIGHTS_ORDER, fields)
    out = [text for rank, text in kept if rank == 0]
    if rights.holder is not None:
        out.append(write_party(writer, "copyrightHolder", rights.holder))
    out += [write_label(writer, "copyrightNotice", each) for each in rights.notices]
    out += [write_label(writer, "usageTerms", each) for each in rights.usage_terms]
    if rights.licence is not None:
        href = iri_attributes("href", rights.licence)
        writer.declare(href)
        writer.coded = True
        out.append(f'<link rel="{OWN_ALIAS}:licence"{"".join(href)}/>')
    if rights.year is not None:
        out.append(write_property(writer, "rightsInfoExtProperty", "year", str(rights.year)))
    if rights.expression is not None:
        attributes: list[str] = []
        left = writer.left.of_element("rightsExpression")
        writer.put_back("rightsExpressionData", left, attributes, NONE, NONE)
        if not any(each.startswith(" langid=") for each in attributes):
            attributes.append(f' langid="{ODRL}"')
        if not any(each.startswith(" enctype=") for each in attributes):
            attributes.append(' enctype="application/xml"')
        content = escape(rights.expression)
        out.append(f"<rightsExpressionData{''.join(sorted(attributes))}>{content}</rightsExpressionData>")
    out += [text for rank, text in sorted(kept, key=_rank) if rank > 1]
    attributes_text = writer.put_back_all("rightsInfo", writer.left.of_element("rightsInfo"))
    return write_container("rightsInfo", attributes_text, out)


def _rank(entry: tuple[int, str]) -> int:
    return entry[0]


# -- itemMeta -------------------------------------------------------------------------------------

_ITEM_META_FIELDS = frozenset(
    [
        "itemClass", "provider", "versionCreated", "firstCreated", "embargoed", "pubStatus", "role",
        "profile", "service", "edNote", "signal", "link",
    ]
)  # fmt: skip


class _Container:
    """The elements of itemMeta as they are written, each with its rank; the properties come last."""

    def __init__(self, writer: ItemWriter, name: str) -> None:
        self.writer = writer
        self.name = name
        self.elements: list[tuple[int, str]] = []
        self.properties: list[str] = []

    def add(self, tag: str, text: str) -> None:
        """Add an element."""
        self.elements.append((ITEM_META_ORDER[tag] if self.name == "itemMeta" else 0, text))

    def add_property(self, field: str, value: str) -> None:
        """Add a property of ours."""
        self.properties.append(write_property(self.writer, f"{self.name}ExtProperty", field, value))

    def add_time(
        self, tag: str, field: str, when: When | None, *, dates: bool = True, truncated: bool = False
    ) -> None:
        """Add a time: as its own element where that can hold it, else as a property."""
        if when is None:
            return
        text = as_native(when, truncated=truncated, dates=dates)
        written = write_time(self.writer, tag, when, text, dates=dates)
        if written is not None:
            self.add(tag, written)
        else:
            self.add_property(field, exact(when))


def write_item_meta(
    writer: ItemWriter,
    item: NewsItem,
    provider: Party,
    version_created: str,
    *,
    links: list[str],
    own_elements: list[str],
) -> str:
    """Write the whole of itemMeta; `own_elements` are what has a place nowhere else."""
    left = writer.left
    fields = _ITEM_META_FIELDS if item.title is not None else _ITEM_META_FIELDS | {"title"}
    if item.expires is None:
        fields |= {"expires"}
    kept = writer.kept_in("itemMeta", ITEM_META_ORDER, fields)
    meta = _Container(writer, "itemMeta")
    meta.add("itemClass", _write_code(writer, "itemClass", item.type, "ninat"))
    meta.add("provider", write_party(writer, "provider", provider))
    meta.add(
        "versionCreated",
        write_time(writer, "versionCreated", item.version_created, version_created, dates=False) or "",
    )
    meta.add_time("firstCreated", "first_created", item.first_created, dates=False)
    if item.embargoed is not None:
        meta.add("embargoed", _write_embargo(writer, item.embargoed))
    if item.pub_status is not None:
        meta.add("pubStatus", _write_code(writer, "pubStatus", item.pub_status, "stat"))
    if item.role is not None:
        meta.add("role", write_concept(writer, "role", item.role))
    if item.profile is not None:
        meta.add("profile", write_field(writer, "profile", item.profile, left.of_element("profile")))
    for service in item.services:
        meta.add("service", write_concept(writer, "service", service))
    if item.title is not None:
        meta.add("title", write_field(writer, "title", item.title, left.of_element("title")))
    for note in item.ed_notes:
        meta.add("edNote", write_label(writer, "edNote", note))
    for signal in item.signals:
        meta.add("signal", write_concept(writer, "signal", signal))
    meta.add_time("expires", "expires", item.expires)
    for link in links:
        meta.add("link", link)
    if item.published is not None:
        meta.add_property("published", exact(item.published))
    if item.free is not None:
        meta.add_property("free", "true" if item.free else "false")
    for each in meta.properties:
        meta.add("itemMetaExtProperty", each)
    if kept:
        meta.elements += kept
        meta.elements.sort(key=_rank)
    out = [text for _, text in meta.elements]
    attributes = writer.put_back_all("itemMeta", left.of_element("itemMeta"))
    return write_container("itemMeta", attributes, out + own_elements)


_CODE_FIELDS = frozenset({"qcode", "word"})


def _write_code(writer: ItemWriter, tag: str, value: str, alias: str) -> str:
    """Write a code that the record has as a plain word."""
    left = writer.left.of_element(tag)
    out: list[str] = []
    given = left.attributes.get("qcode", "")
    plain = given if QCODE.match(given) and given.partition(":")[2] == value else f"{alias}:{value}"
    if QCODE.match(plain):
        out.append(f' qcode="{escape_attribute(plain)}"')
    else:
        out.append(writer.own_attribute("word", value))
    writer.put_back(tag, left, out, _CODE_FIELDS, _CODE_FIELDS)
    found = writer.children_of(tag, left)
    return write_element(tag, out, "".join(["".join(found[rank]) for rank in sorted(found)]))


def _write_embargo(writer: ItemWriter, embargo: datetime | bool) -> str:  # noqa: FBT001 - a value of the record
    text = "" if isinstance(embargo, bool) else as_near_instant(embargo)
    written = write_time(writer, "embargoed", embargo, text, dates=False)
    if written is None:
        msg = f"the embargo {embargo!r:.80} is no time that XML Schema can hold"
        raise EncodeError(msg, code="NR960", path="embargoed")
    return written


# -- contentMeta ----------------------------------------------------------------------------------

_GROUPS = (ADMINISTRATIVE, DESCRIPTIVE)
_USUAL = (*ADMINISTRATIVE, *DESCRIPTIVE)
_SHUFFLED = frozenset(_USUAL)
_CONTENT_META_FIELDS = frozenset(
    [
        "urgency", "contentCreated", "contentModified", "digitalSourceType", "located", "infoSource",
        "creator", "contributor", "altId", "language", "genre", "keyword", "subject", "slugline", "headline",
        "dateline", "by", "creditline", "description",
    ]
)  # fmt: skip
_PARTIES = (("infoSource", "info_sources"), ("creator", "creators"), ("contributor", "contributors"))


def write_content_meta(writer: ItemWriter, item: NewsItem, language: str | None) -> str:
    """Write the whole of contentMeta; nothing where the story says nothing of its content."""
    left = writer.left
    fields = set(_CONTENT_META_FIELDS)
    for tag, field in (("slugline", "slugline"), ("by", "byline"), ("creditline", "credit")):
        if getattr(item, field) is not None:
            fields.remove(tag)
    if item.dateline is not None and item.dateline.text is not None:
        fields.remove("dateline")
    if left.item_lang == "alone":
        language = None
    if language is not None:
        fields.remove("language")
    head = _Container(writer, "contentMeta")
    if item.urgency is not None:
        attributes = writer.put_back_all("urgency", left.of_element("urgency"))
        head.add("urgency", f"<urgency{attributes}>{item.urgency}</urgency>")
    head.add_time("contentCreated", "content_created", item.content_created, truncated=True)
    head.add_time("contentModified", "content_modified", item.content_modified, truncated=True)
    if item.digital_source is not None:
        head.add("digitalSourceType", write_concept(writer, "digitalSourceType", item.digital_source))
    queues = _write_queues(writer, item, language)
    kept: dict[str, list[str]] = {"first": [], "last": []}
    for rank, text in sorted(writer.kept_in("contentMeta", CONTENT_META_ORDER, frozenset(fields)), key=_rank):
        name = name_of_piece(text)
        if name in _SHUFFLED:
            queues.setdefault(name, []).append(text)
        else:
            kept["first" if rank == 0 else "last"].append(text)
    for label in item.printed:
        writer.coded = True
        text = write_label(writer, "contentMetaExtProperty", label, value=label.value)
        head.properties.append(
            text.replace("<contentMetaExtProperty", f'<contentMetaExtProperty rel="{OWN_ALIAS}:printed"', 1)
        )
    content = [
        *kept["first"],
        *[text for _, text in head.elements],
        *_sort_queues(writer, queues),
        *head.properties,
        *kept["last"],
    ]
    attributes = writer.put_back_all("contentMeta", left.of_element("contentMeta"))
    return write_container("contentMeta", attributes, content) if content or attributes else ""


def _write_queues(writer: ItemWriter, item: NewsItem, language: str | None) -> dict[str, list[str]]:
    """Write the elements of contentMeta's two long groups, by kind."""
    queues: dict[str, list[str]] = {}
    for tag, field in (("located", "located"), ("genre", "genres"), ("subject", "subjects")):
        concepts = getattr(item, field)
        if concepts:
            queues[tag] = [write_concept(writer, tag, each) for each in concepts]
    for tag, field in _PARTIES:
        parties = getattr(item, field)
        if parties:
            queues[tag] = [write_party(writer, tag, each) for each in parties]
    if item.alt_ids:
        queues["altId"] = [write_label(writer, "altId", each, kind="type") for each in item.alt_ids]
    if item.keywords:
        queues["keyword"] = [write_label(writer, "keyword", each, alias="drol") for each in item.keywords]
    if item.descriptions:
        queues["description"] = [
            write_label(writer, "description", each, alias="drol") for each in item.descriptions
        ]
    if language is not None:
        queues["language"] = [_write_language(writer, language)]
    for tag, field in TEXT_FIELDS.items():
        if tag != "dateline" and getattr(item, field) is not None:
            queues[tag] = [write_field(writer, tag, getattr(item, field), writer.left.of_element(tag))]
    if item.dateline is not None:
        _write_dateline(writer, item.dateline, queues)
    _write_headlines(writer, item, queues)
    return queues


_TAG = frozenset({"tag"})


def _write_language(writer: ItemWriter, language: str) -> str:
    left = writer.left.of_element("language")
    out: list[str] = []
    if LANGUAGE.match(language):
        out.append(f' tag="{language}"')
    else:
        out += [' tag="und"', writer.own_attribute("tag", language)]
    writer.put_back("language", left, out, _TAG, _TAG)
    return write_element("language", out, "".join(writer.children_of("language", left).get(0, ())))


def _write_headlines(writer: ItemWriter, item: NewsItem, queues: dict[str, list[str]]) -> None:
    """Write the headline first, for that is how it is told from the others."""
    left = writer.left.of_element("headline")
    has_role = left.role is not None
    others = list(item.alt_headlines)
    if item.headline is not None:
        if has_role and any(each.role is None for each in others):
            left, has_role = left.copy(), False
            left.role = None
        queues["headline"] = [write_field(writer, "headline", item.headline, left)]
    elif others:
        main = next((each for each in others if each.role is None), others[0])
        others.remove(main)
        queues["headline"] = [write_label(writer, "headline", main)]
    if others:
        queues["headline+"] = [write_label(writer, "headline", each) for each in others]
        if item.headline is None or has_role:
            queues["headline"] += queues.pop("headline+")


def _write_dateline(writer: ItemWriter, dateline: Dateline, queues: dict[str, list[str]]) -> None:
    """Write the dateline's text; its places and agencies as elements that say where they are from."""
    more: list[str] = []
    if dateline.region is not None:
        more.append(own_attribute("region", dateline.region))
    if dateline.date is not None:
        more.append(own_attribute("date", exact(dateline.date)))
    if dateline.text is None:
        more.append(own_attribute("untold", "true"))
    left = writer.left.of_element("dateline")
    queues["dateline"] = [write_field(writer, "dateline", dateline.text or "", left, more)]
    for place in dateline.places:
        written = write_concept(writer, "located", place)
        queues.setdefault("located", []).append(_mark_as_of_dateline(writer, written, "located"))
    for agency in dateline.sources:
        written = f"<infoSource>{write_bare_name(writer, agency)}</infoSource>"
        queues.setdefault("infoSource", []).append(_mark_as_of_dateline(writer, written, "infoSource"))


def _mark_as_of_dateline(writer: ItemWriter, written: str, tag: str) -> str:
    return written.replace(f"<{tag}", f"<{tag}{writer.own_attribute('of', 'dateline')}", 1)


def _sort_queues(writer: ItemWriter, queues: dict[str, list[str]]) -> list[str]:
    """Return the two long groups in the order that the story came with, else in the usual one."""
    order = writer.left.order
    if order is None:
        return [each for name in _USUAL for each in queues.get(name, ())]
    rest = {name: iter(queue) for name, queue in queues.items()}
    out: list[str] = []
    orders = (_orders if len(order) < _LONG else _orders.__wrapped__)(order)
    for names_met, names in zip(orders, _GROUPS, strict=True):
        for met in names_met:
            name = "headline" if met == "headline+" and met not in rest else met
            each = next(rest.get(name, _NO_MORE), None)
            if each is not None:
                out.append(each)
        for name in names:
            if name in rest:
                out += rest[name]
    return out


@lru_cache(maxsize=512)
def _orders(order: str) -> tuple[tuple[str, ...], ...]:
    """Return the names of each of the two groups, in the order that the story came with."""
    names = order.split(" ")
    return tuple([tuple([name for name in names if name in group]) for group in _GROUPS])


_LONG = 2_000
_NO_MORE: Iterator[str] = iter(())

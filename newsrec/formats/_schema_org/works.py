"""Rights, identifiers, and other works, written and read.

An identifier is a PropertyValue that says which one it is; the guid is first. Another work is
an address where that will do, else an object. Source: schema.org, release 30.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsrec._trusted import skip_checks
from newsrec.addresses import is_web
from newsrec.body import Paragraph, block_texts, inline_text
from newsrec.formats._schema_org.graph import flatten
from newsrec.formats._schema_org.parties import party_node, read_parties
from newsrec.formats._schema_org.tables import ADDRESS_WILL_DO
from newsrec.formats._schema_org.values import (
    escape_entities,
    is_iri,
    iso,
    join_paragraphs,
    label_texts,
    opens_body,
    put_values,
    safe_integer,
    split_paragraphs,
)
from newsrec.model import Label, Link, NewsItem, Rights, find_dateline, with_dateline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from newsrec.formats._schema_org.properties import PropertyReader
    from newsrec.formats._schema_org.values import Node

_paragraph: Final = skip_checks(Paragraph)

_label: Final = skip_checks(Label)

_LAST_YEAR: Final = 9999


# -- texts ----------------------------------------------------------------------------------------


def body_text(item: NewsItem) -> str:
    """Return the story as one plain text, a blank line between paragraphs, the dateline in its place."""
    body = item.body
    if not body:
        return ""
    head = item.dateline.text if item.dateline is not None else None
    if not (head and opens_body(head)):
        head = None
    if {block.__class__ for block in body} != {Paragraph}:
        return join_paragraphs(block_texts(body if head is None else with_dateline(item)))
    contents = [block.content for block in body]  # type: ignore[union-attr]  # paragraphs, all of them
    texts = [
        content[0] if len(content) == 1 and content[0].__class__ is str else inline_text(content)
        for content in contents
    ]
    if head is not None:
        index = find_dateline(body)
        if index is None:
            texts.insert(0, head)
        else:
            texts[index] = head + texts[index]
    return join_paragraphs(texts)


def make_labels(texts: Iterable[str], role: str | None = None) -> tuple[Label, ...]:
    """Make a label of each text."""
    return tuple([_label(value=text, role=role) for text in texts])


def make_paragraphs(texts: list[str], role: str | None = None) -> tuple[Paragraph, ...]:
    """Make a paragraph of each text."""
    return tuple([_paragraph(content=(text,), role=role) for text in texts])


# -- rights and identifiers -----------------------------------------------------------------------


def put_rights(node: Node, rights: Rights, *, terms: bool) -> None:
    """Write who owns a work and what may be done with it; the usage terms if they are asked for."""
    if rights.holder is not None:
        holder = party_node(rights.holder, "Organization")
        if holder:
            node["copyrightHolder"] = holder
    if rights.notices:
        put_values(node, "copyrightNotice", label_texts(rights.notices))
    if rights.year is not None and 0 < rights.year <= _LAST_YEAR:
        node["copyrightYear"] = rights.year
    if is_web(rights.licence):
        node["license"] = rights.licence
    if terms and rights.usage_terms:
        put_values(node, "usageInfo", [_terms_of_use(label.value) for label in rights.usage_terms])


def _terms_of_use(text: str) -> Any:
    if not text or is_web(text):
        return text
    return {"@type": "CreativeWork", "text": escape_entities(text)}


_OF_RIGHTS: Final = frozenset({"copyrightHolder", "copyrightNotice", "copyrightYear", "license", "usageInfo"})


def read_rights(props: PropertyReader, fields: dict[str, Any]) -> Rights | None:
    """Read the rights in a work. A licence that is no address is terms of use."""
    if _OF_RIGHTS.isdisjoint(fields):
        return None
    holders = read_parties(props, fields.get("copyrightHolder"), "organisation")
    notices = props.texts(fields.get("copyrightNotice"))
    year = props.integer(fields.get("copyrightYear"))
    if year is not None and not 0 < year <= _LAST_YEAR:
        year = None
    licence: str | None = None
    terms: list[str] = []
    for each in flatten(fields.get("license")):
        address = props.page(each)
        if licence is None and address is not None:
            licence = address
        else:
            terms += props.texts(each)
    terms += props.texts(fields.get("usageInfo"))
    if not (holders or notices or year or licence or terms):
        return None
    return Rights(
        holder=holders[0] if holders else None,
        notices=make_labels(notices),
        year=year,
        licence=licence,
        usage_terms=make_labels(terms),
    )


def put_identity(node: Node, item: NewsItem) -> None:
    """Write the guid, the other identifiers, and the version."""
    if item.guid or item.alt_ids:
        values = [{"@type": "PropertyValue", "propertyID": "guid", "value": item.guid}] if item.guid else []
        values += [_identifier(label) for label in item.alt_ids if label.value]
        put_values(node, "identifier", values)
    version = item.version
    if version.__class__ is int and safe_integer(version) is None:
        version = str(version)
    if version is not None and version != "":
        node["version"] = version


def _identifier(label: Label) -> Node:
    if not label.role:
        return {"@type": "PropertyValue", "value": label.value}
    return {"@type": "PropertyValue", "propertyID": label.role, "value": label.value}


def read_identity(props: PropertyReader, value: Any) -> tuple[str | None, tuple[Label, ...]]:
    """Read the guid, which is first and says so, or is a lone text; and the other identifiers."""
    if value is None:
        return None, ()
    guid: str | None = None
    others: list[Label] = []
    for index, each in enumerate(flatten(value)):
        if each.__class__ is dict and "@value" not in each:
            fields = props.fields(each)
            text = props.first_code(fields.get("value")) or props.first_code(fields.get("@id"))
            role = props.first_code(fields.get("propertyID")) or props.first_code(fields.get("name"))
        else:
            text, role = props.code(each), "guid" if index == 0 else None
        if text is not None and role == "guid" and index == 0:
            guid = text
        elif text is not None:
            others.append(Label(text, role=role))
    return guid, tuple(others)


# -- other works ----------------------------------------------------------------------------------


def work_value(link: Link, name: str) -> Any:
    """Return another work: its address alone if that will do, else its name and addresses; None for none."""
    inner = link.item
    address, identity, title = link.href, link.uri, link.title
    if inner is not None:
        address = address or inner.url
        identity = identity or inner.guid
        title = title or inner.headline
    node: Node = {"@type": "CreativeWork"}
    if is_iri(identity):
        node["@id"] = identity
    if title:
        node["name"] = escape_entities(title)
    if is_web(address):
        if len(node) == 1 and name in ADDRESS_WILL_DO:
            return address
        node["url"] = address
    return node if len(node) > 1 else None


def read_work(props: PropertyReader, value: Any, rel: str) -> Link | None:
    """Read a link to another work."""
    value = props.document.resolve(value)
    if value.__class__ is not dict or "@value" in value:
        if value.__class__ is str and is_web(value):
            return Link(rel, href=value)
        text = props.text(value)
        return None if text is None else Link(rel, title=text)
    fields = props.fields(value)
    identity = fields.get("@id")
    uri = identity if identity.__class__ is str and is_iri(identity) else None
    address = props.url(fields.get("url"))
    title = props.text(fields.get("name")) or props.text(fields.get("headline"))
    if address is None and uri is None and title is None:
        return None
    return Link(rel, uri=uri, href=address, title=title)


def correction_value(link: Link, zone: tzinfo | None) -> Any:
    """Return a correction: its address alone, or its text with its date; None for none."""
    inner = link.item
    address = link.href if link.href is not None else link.uri
    text, when = None, None
    if inner is not None:
        text, when = body_text(inner) or inner.headline, iso(inner.published, zone)
        if not is_web(address):
            address = inner.url
    text = join_paragraphs([text or link.title or ""])
    if not text:
        return address if is_web(address) else None
    node: Node = {"@type": "CorrectionComment", "text": escape_entities(text)}
    if when:
        node["datePublished"] = when
    if is_web(address):
        node["url"] = address
    return node


def read_correction(props: PropertyReader, value: Any) -> Link | None:
    """Read a link to a correction, with its text as a story of its own where it has one."""
    if value.__class__ is str and is_web(value):
        return Link("correction", href=value)
    address = when = None
    text = props.text(value)
    if value.__class__ is dict:
        fields = props.fields(value)
        text = props.text(fields.get("text")) or text
        address = props.url(fields.get("url"))
        when = props.when(fields.get("datePublished"), "correction.datePublished", "links")
    if text is None:
        return None if address is None else Link("correction", href=address)
    item = NewsItem(body=make_paragraphs(split_paragraphs(text)), published=when)
    return Link("correction", href=address, item=item)


def update_node(link: Link, inner: NewsItem, zone: tzinfo | None) -> Node:
    """Return an entry of a live blog; an empty object where nothing of it can be written."""
    node: Node = {"@type": "BlogPosting"}
    address = link.href if is_web(link.href) else inner.url
    if is_web(address):
        node["url"] = address
    if inner.headline:
        node["headline"] = escape_entities(inner.headline)
    for name, when in (("datePublished", inner.published), ("dateModified", inner.version_created)):
        text = iso(when, zone)
        if text:
            node[name] = text
    text = body_text(inner)
    if text and inner.free is not False:
        node["articleBody"] = escape_entities(text)
    return node if len(node) > 1 else {}


def read_update(props: PropertyReader, value: Any) -> Link | None:
    """Read a link to an entry of a live blog, the entry as a story of its own."""
    if value.__class__ is not dict:
        return None
    fields = props.fields(value)
    item = NewsItem(
        headline=props.text(fields.get("headline")) or props.text(fields.get("name")),
        published=props.when(fields.get("datePublished"), "liveBlogUpdate.datePublished", "links"),
        version_created=props.when(fields.get("dateModified"), "liveBlogUpdate.dateModified", "links"),
        body=make_paragraphs(split_paragraphs(props.text(fields.get("articleBody")) or "")),
    )
    return Link("update", href=props.url(fields.get("url")), item=item)

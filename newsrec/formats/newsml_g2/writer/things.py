"""Concepts, parties and links: what they are, their names, what they are related to, how to reach them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsrec.errors import EncodeError
from newsrec.formats._xml.own import lang_attribute, own_attribute
from newsrec.formats._xml.parsing import escape, escape_attribute
from newsrec.formats.newsml_g2.leftovers import NOTHING, Leftovers
from newsrec.formats.newsml_g2.tables import ATTRIBUTES, CHILDREN, DECIMAL, IRI, QCODE, XML_LANG
from newsrec.formats.newsml_g2.writer.context import (
    NO_CHILDREN,
    SHORT,
    has_control,
    name_of_piece,
    write_element,
)
from newsrec.formats.newsml_g2.writer.values import (
    LABEL_FIELDS,
    concept_attributes,
    find_word,
    iri_attributes,
    plain_name,
    role_attributes,
    version_attribute,
    write_label,
)
from newsrec.maps import NO_EXTRA

if TYPE_CHECKING:
    from newsrec.formats.newsml_g2.writer.context import ItemWriter
    from newsrec.model import Concept, Label, Link, Party

DEEPEST = 50

# -- names ----------------------------------------------------------------------------------------


def _write_names(writer: ItemWriter, name: str | None, names: tuple[Label, ...]) -> str:
    """Write the names of a concept or party, the one that it goes by first."""
    if not names:
        return "" if name is None else write_bare_name(writer, name)
    content = "" if name is None or names[0].value == name else write_bare_name(writer, name)
    for label in names:
        plain = None
        if label.extra is NO_EXTRA and label.public and len(label.value) < SHORT:
            plain = plain_name(label.value, label.role, label.lang)
        if plain is None:
            content += write_label(writer, "name", label, alias="nrol")
        else:
            content += plain[0]
            if plain[1].declared:
                writer.declare(plain[1].parts)
    return content


def write_bare_name(writer: ItemWriter, name: str) -> str:
    """Write a name of which no more is known."""
    if not has_control(name):
        return f"<name>{escape(name)}</name>"
    out: list[str] = []
    content = writer.write_text("name", name, out)
    return f"<name{''.join(out)}>{content}</name>"


# -- concepts -------------------------------------------------------------------------------------

_CONCEPT_FIELDS = frozenset({"qcode", "uri", "type", "creator", "relevance", "confidence"})
_UNCODED_FIELDS = _CONCEPT_FIELDS | {"literal"}
_CONCEPT_CHILDREN = frozenset({"name", "sameAs", "broader"})


def write_concept(writer: ItemWriter, tag: str, concept: Concept) -> str:
    """Write a concept, with its names and what it is related to, as far as its element has room for them."""
    attributes = concept_attributes(tag, concept, resolved=True)
    if attributes.declared:
        writer.declare(attributes.parts)
    written = attributes.text
    found, place = NO_CHILDREN, ""
    if (
        concept.extra is not NO_EXTRA
        or concept.geo is not None
        or concept.rel is not None
        or concept.creator is not None
        or concept.confidence is not None
        or concept.relevance is not None
    ):
        out = list(attributes.parts)
        found, place = _write_rest_of_concept(writer, tag, concept, out)
        out.sort()
        written = "".join(out)
    content = _write_names(writer, concept.name, concept.names)
    if found:
        content += "".join(found.get(0, ()))
    if concept.same_as and "sameAs" in CHILDREN[tag]:
        content += "".join([write_concept(writer, "sameAs", each) for each in concept.same_as])
    if concept.broader and "broader" in CHILDREN[tag]:
        content += "".join([write_concept(writer, "broader", each) for each in concept.broader])
    content += place
    if found:
        content += "".join(["".join(found[rank]) for rank in sorted(found) if rank])
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def _write_rest_of_concept(
    writer: ItemWriter, tag: str, concept: Concept, out: list[str]
) -> tuple[dict[int, list[str]], str]:
    """Write what few concepts have, as attributes; return the children to be put back, and its place."""
    if concept.rel is not None:
        out.append(writer.own_attribute("rel", concept.rel))
    if concept.creator is not None:
        if QCODE.match(concept.creator):
            out.append(f' creator="{escape_attribute(concept.creator)}"')
        else:
            out.append(writer.own_attribute("creator", concept.creator))
    for name in ("confidence", "relevance"):
        rating = getattr(concept, name)
        if rating is not None:
            if name in ATTRIBUTES[tag] and rating.__class__ is int and 0 <= rating <= 100:
                out.append(f' {name}="{rating}"')
            else:
                out.append(writer.own_attribute(name, repr(rating)))
    left = Leftovers.of(concept.extra)
    found = writer.children_of(tag, left, _CONCEPT_CHILDREN)
    place = "" if concept.geo is None else _write_place(writer, tag, concept, out, has_details=2 in found)
    writer.put_back(tag, left, out, _CONCEPT_FIELDS if concept.qcode is not None else _UNCODED_FIELDS)
    return found, place


def _write_place(writer: ItemWriter, tag: str, concept: Concept, out: list[str], *, has_details: bool) -> str:
    """Write where a concept is: an element of its own for a place, else an attribute."""
    latitude, longitude = concept.geo or (0.0, 0.0)
    keys = [("qcode", concept.qcode), ("uri", concept.uri)]
    if concept.scheme is None:
        keys.append(("literal", concept.code))
    asserted = [writer.asserted.get((name, value)) for name, value in keys if value is not None]
    if concept.geo in asserted:
        return ""
    texts = repr(latitude), repr(longitude)
    if tag == "located" and not has_details and all(map(DECIMAL.match, texts)):
        position = f'<position latitude="{texts[0]}" longitude="{texts[1]}"/>'
        return f"<geoAreaDetails>{position}</geoAreaDetails>"
    out.append(writer.own_attribute("geo", " ".join(texts)))
    return ""


# -- parties --------------------------------------------------------------------------------------

_PARTY_FIELDS = frozenset({"qcode", "uri", "type", "role", "jobtitle"})
_UNCODED_PARTY_FIELDS = _PARTY_FIELDS | {"literal"}
_PARTY_CHILDREN = frozenset({"name"})


def write_party(writer: ItemWriter, tag: str, party: Party, depth: int = 0) -> str:
    """Write a person or organisation."""
    attributes = concept_attributes(tag, party, resolved=False)
    out = list(attributes.parts)
    if party.role is not None:
        out += role_attributes(tag, "role", party.role, "cpprole")
    if party.job_title is not None:
        out.append(_job_title(tag, party.job_title))
    if attributes.declared or party.role is not None or party.job_title is not None:
        writer.declare(out)
    left, found = Leftovers.of(party.extra), NO_CHILDREN
    if left is not NOTHING:
        found = writer.children_of(tag, left, _PARTY_CHILDREN)
        writer.put_back(tag, left, out, _PARTY_FIELDS if party.qcode is not None else _UNCODED_PARTY_FIELDS)
    content = _write_names(writer, party.name, party.names)
    if found:
        content += "".join(found.get(0, ())) + "".join(found.get(1, ()))
    if 2 in found:
        content += found[2][0]
    elif party.contacts or party.affiliation is not None:
        content += _write_details(writer, tag, party, out, depth)
    if found:
        content += "".join(["".join(found[rank]) for rank in sorted(found) if rank > 2])
    return write_element(tag, out, content)


def _job_title(tag: str, title: str) -> str:
    """Write a job title: a code, or a text in an attribute of our own."""
    if "jobtitle" in ATTRIBUTES[tag] and QCODE.match(title) and find_word(title) == title:
        return f' jobtitle="{escape_attribute(title)}"'
    return own_attribute("job_title", title)


def _write_details(writer: ItemWriter, tag: str, party: Party, out: list[str], depth: int) -> str:
    """Write the contacts and the affiliation of a party."""
    if depth > DEEPEST:
        msg = f"affiliations are more than {DEEPEST} deep in one another, expected fewer"
        raise EncodeError(msg, code="NR957")
    kind = "personDetails" if party.type == "person" and tag != "affiliation" else "organisationDetails"
    if party.type is None:
        out.append(writer.own_attribute("untyped", "true"))
    content = ""
    if party.affiliation is not None:
        content += write_party(writer, "affiliation", party.affiliation, depth + 1)
    if party.contacts:
        contacts = "".join([_write_contact(writer, each) for each in party.contacts])
        content += f"<contactInfo>{contacts}</contactInfo>"
    return f"<{kind}>{content}</{kind}>"


_CONTACT_FIELDS = frozenset({"lang", XML_LANG})
_CONTACTS = frozenset({"email", "im", "phone", "fax", "web", "address", "note"})


def _write_contact(writer: ItemWriter, label: Label) -> str:
    """Write one contact as the element that its role names; any other is a note with its role."""
    tag = label.role if label.role in _CONTACTS else "note"
    if tag == "web" and not IRI.match(label.value):
        tag = "note"
    left = Leftovers.of(label.extra)
    out: list[str] = []
    fields = _CONTACT_FIELDS
    if label.role is None:
        out.append(own_attribute("untold", "true"))
    elif label.role != tag:
        out.append(own_attribute("role", label.role))
        fields = LABEL_FIELDS["role"]
    if label.lang is not None:
        out.append(lang_attribute(label.lang))
    if not label.public:
        writer.put_back_constraint(left, out)
    writer.put_back(tag, left, out, fields)
    text = label.value
    if left.markup is not None and tag in ("address", "note") and writer.accepts(left.markup, text):
        content = left.markup
    elif tag == "address":
        out.append(own_attribute("text", text))
        lines = [" ".join(line.split()) for line in text.split("\n")]
        content = "".join([f"<line>{escape(line)}</line>" for line in lines if line])
    else:
        content = writer.write_text(tag, text, out)
    writer.declare(out)
    return f"<{tag}{''.join(sorted(out))}>{content}</{tag}>"


# -- links ----------------------------------------------------------------------------------------

_LINK_FIELDS = frozenset({"contenttype", "href", "rel", "residref", "version"})
_MEMBER_FIELDS = _LINK_FIELDS - {"rel"}
_LINK_OWN_FIELDS = frozenset({"href", "mime", "name", "part", "rel", "untold", "uri", "version"})

# What is read as the title of a link: other titles are no more than kept.
_BARE_TITLE = re.compile(
    r'<title(?: (?:xmlns(?::[^\s="]+)?|xml:space|[^\s="]+:text)="[^"]*")*+(?:/>|>[^<]*</title>)\s*\Z'
)


def write_link(writer: ItemWriter, tag: str, link: Link, guid_of_item: str | None) -> str:
    """Write a link, or a member of a package; the guid is that of the story that hangs on it, if any does."""
    out: list[str] = []
    left = Leftovers.of(link.extra)
    if tag == "link":
        out += role_attributes("link", "rel", link.rel, "irel")
    if link.uri is not None and link.uri != left.attributes.get("guidref"):
        out.append(f' residref="{escape_attribute(link.uri)}"')
    elif guid_of_item is not None and link.href is None:  # the story that follows in the message
        out += [f' residref="{escape_attribute(guid_of_item)}"', own_attribute("untold", "uri")]
    if link.href is not None:
        out += iri_attributes("href", link.href)
    if link.mime is not None:
        out.append(f' contenttype="{escape_attribute(link.mime)}"')
    if link.version is not None:
        out.append(version_attribute(link.version))
    if link.name is not None:
        out.append(own_attribute("name", link.name))
    writer.declare(out)
    writer.put_back(tag, left, out, _LINK_FIELDS if tag == "link" else _MEMBER_FIELDS, _LINK_OWN_FIELDS)
    content = ""
    if link.title is not None:
        space: list[str] = []
        text = writer.write_text("title", link.title, space)
        content = f"<title{''.join(space)}>{text}</title>"
    for each in left.children:
        name = name_of_piece(each)
        kept = name != "title" or link.title is not None or _BARE_TITLE.match(each) is None
        if name != "" and kept and writer.accepts(each):
            content += each
    return write_element(tag, out, content)

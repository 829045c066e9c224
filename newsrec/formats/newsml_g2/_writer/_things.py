"""Concepts and parties: what they are, their names, what they are related to, how to reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsrec.errors import EncodeError
from newsrec.formats._xml.parsing import escape, escape_attribute
from newsrec.formats.newsml_g2._writer._attributes import SHORT, concept_attributes, plain_name, word
from newsrec.formats.newsml_g2._writer._pen import NO_PIECES, has_control
from newsrec.formats.newsml_g2._writer._pieces import left_of
from newsrec.formats.newsml_g2._writer._schema import ATTRIBUTES, CHILDREN, DECIMAL, IRI, QCODE
from newsrec.formats.newsml_g2._writer._texts import LABEL_TAKEN, write_label
from newsrec.maps import NO_EXTRA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsrec.formats.newsml_g2._writer._pen import Pen
    from newsrec.model import Concept, Label, Party

DEEPEST = 50


def write_names(pen: Pen, name: str | None, names: tuple[Label, ...]) -> str:
    """The names of a concept or party, the one that it goes by first."""
    if not names:
        return "" if name is None else write_bare_name(pen, name)
    content = "" if name is None or names[0].value == name else write_bare_name(pen, name)
    for label in names:
        plain = None
        if label.extra is NO_EXTRA and label.public and len(label.value) < SHORT:
            plain = plain_name(label.value, label.role, label.lang)
        if plain is None:
            content += write_label(pen, "name", label, alias="nrol")
        else:
            content += plain[0]
            if plain[1].own or plain[1].coded:
                pen.need(plain[1])
    return content


def write_bare_name(pen: Pen, name: str) -> str:
    """A name of which no more is known."""
    if not has_control(name):
        return f"<name>{escape(name)}</name>"
    out: list[str] = []
    content = pen.text("name", name, out)
    return f"<name{''.join(out)}>{content}</name>"


def write_concept(pen: Pen, tag: str, concept: Concept) -> str:
    """A concept, with its names and what it is related to, as far as its element has room for them."""
    attributes = concept_attributes(tag, concept, resolved=True)
    if attributes.own or attributes.coded:
        pen.need(attributes)
    written = attributes.text
    found, place = NO_PIECES, ""
    if (
        concept.extra is not NO_EXTRA
        or concept.geo is not None
        or concept.rel is not None
        or concept.creator is not None
        or concept.confidence is not None
        or concept.relevance is not None
    ):
        out = list(attributes.parts)
        found, place = _more_of_concept(pen, tag, concept, out)
        out.sort()
        written = "".join(out)
    content = write_names(pen, concept.name, concept.names)
    if found:
        content += "".join(found.get(0, ()))
    if concept.same_as and "sameAs" in CHILDREN[tag]:
        content += "".join([write_concept(pen, "sameAs", each) for each in concept.same_as])
    if concept.broader and "broader" in CHILDREN[tag]:
        content += "".join([write_concept(pen, "broader", each) for each in concept.broader])
    content += place
    if found:
        content += "".join(["".join(found[rank]) for rank in sorted(found) if rank])
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def _more_of_concept(
    pen: Pen, tag: str, concept: Concept, out: list[str]
) -> tuple[dict[int, list[str]], str]:
    """What few concepts say, as attributes; the children to be put back, and a place as an element."""
    if concept.rel is not None:
        out.append(pen.own_attribute("rel", concept.rel))
    if concept.creator is not None:
        if QCODE.match(concept.creator):
            out.append(f' creator="{escape_attribute(concept.creator)}"')
        else:
            out.append(pen.own_attribute("creator", concept.creator))
    for name in ("confidence", "relevance"):
        rating = getattr(concept, name)
        if rating is not None:
            if name in ATTRIBUTES[tag] and rating.__class__ is int and 0 <= rating <= 100:
                out.append(f' {name}="{rating}"')
            else:
                out.append(pen.own_attribute(name, repr(rating)))
    left = left_of(concept.extra)
    found = pen.put(left, tag, _CONCEPT_CHILDREN) if left else NO_PIECES
    place = "" if concept.geo is None else _place(pen, tag, concept, found, out)
    if left:
        coded = concept.qcode is not None
        pen.rest(tag, left, out, _CONCEPT_TAKEN if coded else _UNCODED_TAKEN)
    return found, place


def _place(pen: Pen, tag: str, concept: Concept, found: Mapping[int, Any], out: list[str]) -> str:
    """Where a concept is: an element of its own for a place, else an attribute."""
    latitude, longitude = concept.geo or (0.0, 0.0)
    keys = [("qcode", concept.qcode), ("uri", concept.uri)]
    if concept.scheme is None:
        keys.append(("literal", concept.code))
    asserted = [pen.asserted.get((name, value)) for name, value in keys if value is not None]
    if concept.geo in asserted:
        return ""
    texts = repr(latitude), repr(longitude)
    if tag == "located" and 2 not in found and all(map(DECIMAL.match, texts)):
        position = f'<position latitude="{texts[0]}" longitude="{texts[1]}"/>'
        return f"<geoAreaDetails>{position}</geoAreaDetails>"
    out.append(pen.own_attribute("geo", " ".join(texts)))
    return ""


def write_party(pen: Pen, tag: str, party: Party, depth: int = 0) -> str:
    """A person or organisation."""
    attributes = concept_attributes(tag, party, resolved=False)
    pen.need(attributes)
    out = list(attributes.parts)
    if party.role is not None:
        out += pen.role(tag, "role", party.role, "cpprole")
    if party.job_title is not None:
        out += _job_title(pen, tag, party.job_title)
    left = left_of(party.extra)
    found = pen.put(left, tag, _PARTY_CHILDREN) if left else NO_PIECES
    if left:
        coded = party.qcode is not None
        pen.rest(tag, left, out, _PARTY_TAKEN if coded else _UNCODED_PARTY_TAKEN)
    content = write_names(pen, party.name, party.names)
    if found:
        content += "".join(found.get(0, ())) + "".join(found.get(1, ()))
    if 2 in found:
        content += found[2][0]
    elif party.contacts or party.affiliation is not None:
        content += _details(pen, tag, party, out, depth)
    if found:
        content += "".join(["".join(found[rank]) for rank in sorted(found) if rank > 2])
    if len(out) > 1:
        out.sort()
    return f"<{tag}{''.join(out)}>{content}</{tag}>" if content else f"<{tag}{''.join(out)}/>"


def _job_title(pen: Pen, tag: str, title: str) -> list[str]:
    """A job title: a code, or a text in an attribute of our own."""
    if "jobtitle" in ATTRIBUTES[tag] and QCODE.match(title) and word(title) == title:
        return [f' jobtitle="{escape_attribute(title)}"']
    return [pen.own_attribute("job_title", title)]


def _details(pen: Pen, tag: str, party: Party, out: list[str], depth: int) -> str:
    """The contacts and the affiliation of a party."""
    if depth > DEEPEST:
        msg = f"affiliations stand more than {DEEPEST} deep in one another, expected fewer"
        raise EncodeError(msg, code="NR957")
    kind = "personDetails" if party.type == "person" and tag != "affiliation" else "organisationDetails"
    if party.type is None:
        out.append(pen.own_attribute("untyped", "true"))
    content = ""
    if party.affiliation is not None:
        content += write_party(pen, "affiliation", party.affiliation, depth + 1)
    if party.contacts:
        contacts = "".join([_contact(pen, each) for each in party.contacts])
        content += f"<contactInfo>{contacts}</contactInfo>"
    return f"<{kind}>{content}</{kind}>"


def _contact(pen: Pen, label: Label) -> str:
    """One contact, as the element that its role names; any other is a note with its role."""
    tag = label.role if label.role in _CONTACTS else "note"
    if tag == "web" and not IRI.match(label.value):
        tag = "note"
    left = left_of(label.extra)
    out: list[str] = []
    taken = _CONTACT_TAKEN
    if label.role is None:
        out.append(pen.own_attribute("untold", "true"))
    elif label.role != tag:
        out.append(pen.own_attribute("role", label.role))
        taken = LABEL_TAKEN["role"]
    if label.lang is not None:
        out.append(pen.lang(label.lang))
    if not label.public:
        pen.not_public(left, out)
    if left:
        pen.rest(tag, left, out, taken)
    text = label.value
    if left.get("xml").__class__ is str and tag in ("address", "note") and pen.piece(left["xml"], text):
        content = left["xml"]
    elif tag == "address":
        out.append(pen.own_attribute("text", text))
        lines = [" ".join(line.split()) for line in text.split("\n")]
        content = "".join([f"<line>{escape(line)}</line>" for line in lines if line])
    else:
        content = pen.text(tag, text, out)
    out.sort()
    return f"<{tag}{''.join(out)}>{content}</{tag}>"


_CONCEPT_TAKEN = frozenset({"qcode", "uri", "type", "creator", "relevance", "confidence"})
_UNCODED_TAKEN = _CONCEPT_TAKEN | {"literal"}
_PARTY_TAKEN = frozenset({"qcode", "uri", "type", "role", "jobtitle"})
_UNCODED_PARTY_TAKEN = _PARTY_TAKEN | {"literal"}
_CONCEPT_CHILDREN = frozenset({"name", "sameAs", "broader"})
_PARTY_CHILDREN = frozenset({"name"})
_CONTACT_TAKEN = frozenset({"lang"})
_CONTACTS = frozenset({"email", "im", "phone", "fax", "web", "address", "note"})

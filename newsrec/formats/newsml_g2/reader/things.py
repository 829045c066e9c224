"""Concepts, parties and links: what they are, their names, and what they are related to."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from newsrec._trusted import skip_checks
from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import BLANK, alone
from newsrec.formats.newsml_g2.leftovers import Leftovers
from newsrec.formats.newsml_g2.reader.context import LENGTH_OF_OWN
from newsrec.formats.newsml_g2.reader.values import (
    NUMBER,
    NUMBERED,
    new_label,
    read_label,
    read_name,
    read_number,
    read_pair,
    says_more,
    text_beside,
    text_of,
)
from newsrec.formats.newsml_g2.tables import G2, WHOLE, XML_SPACE
from newsrec.maps import NO_EXTRA
from newsrec.model import Concept, Link, Party
from newsrec.paths import field_names

if TYPE_CHECKING:
    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2.reader.context import ReadContext
    from newsrec.model import Label

new_concept = skip_checks(Concept)
_new_party = skip_checks(Party)
_new_link = skip_checks(Link)

_NAME, _BROADER, _SAME_AS = f"{G2}name", f"{G2}broader", f"{G2}sameAs"

# -- concepts -------------------------------------------------------------------------------------


def read_concept(element: Element, context: ReadContext) -> Concept:
    """Read a concept, with its names, what it is the same as, and what is broader."""
    scheme = code = uri = kind = name = None
    more: dict[str, Any] | None = None  # the fields that few concepts have
    exact: dict[str, Any] | None = None  # what our own attributes say, whatever the others do
    left: Leftovers | None = None
    for key, value in element.items():
        if key == "qcode":
            scheme, colon, code = value.partition(":")
            if colon:
                resolved = context.aliases.get(scheme)
                if resolved is not None and uri is None:
                    uri = resolved + code
            else:
                scheme, code = None, value
        elif key == "type":
            kind = context.words.get(value) or context.find_word(value)
        elif key == "uri":
            uri = value
        elif key == "literal" and element.get("qcode") is None:
            code = value
        elif key == "creator" or (key in {"relevance", "confidence"} and WHOLE.match(value)):
            more = {} if more is None else more
            more[key] = value if key == "creator" else int(value)
        else:
            left = Leftovers() if left is None else left
            if key[0] == "{" and key.startswith(OWN):
                exact = {} if exact is None else exact
                _read_own_attribute(key[LENGTH_OF_OWN:], value, exact, left)
            else:
                left.attributes[key] = value
    names: list[Label] | None = None
    broader: list[Concept] | None = None
    same_as: list[Concept] | None = None
    for child in element:
        tag = child.tag
        tail = child.tail
        if tail is not None and not (tail.isspace() and tail.isascii()):
            context.report_text(tail, element)
        if tag == _NAME:
            if names is None:
                names = [read_name(child, context)]
            else:
                names.append(read_name(child, context))
        elif tag == _BROADER:
            broader = [] if broader is None else broader
            broader.append(read_concept(child, context))
        elif tag == _SAME_AS:
            same_as = [] if same_as is None else same_as
            same_as.append(read_concept(child, context))
        else:
            if tag in _DETAILS:
                more = {} if more is None else more
                if _read_position(child, more):
                    continue
            left = Leftovers() if left is None else left
            left.add_child(alone(child))
    text = element.text
    if text is not None and not (text.isspace() and text.isascii()):
        context.report_text(text, element)
    if names is not None:
        name = names[0].value
        if len(names) == 1 and not says_more(names[0]):
            names = None
    made: Concept = new_concept(
        name=name,
        type=kind,
        scheme=scheme,
        code=code,
        uri=uri,
        broader=() if broader is None else tuple(broader),
        names=() if names is None else tuple(names),
        same_as=() if same_as is None else tuple(same_as),
        extra=NO_EXTRA if left is None else left.as_extra(),
    )
    return made if more is exact is None else change_concept(made, {**(more or {}), **(exact or {})})


def change_concept(concept: Concept, fields: dict[str, Any]) -> Concept:
    """Return the concept with these fields in place of its own."""
    made: Concept = new_concept(**{**dict(zip(_FIELDS, _values(concept), strict=True)), **fields})
    return made


_FIELDS = field_names(Concept)
_values = attrgetter(*_FIELDS)


def _read_own_attribute(key: str, value: str, fields: dict[str, Any], left: Leftovers) -> None:
    """Read one of our own attributes of a concept."""
    if key in ("rel", "scheme", "code", "type", "uri", "creator"):
        fields[key] = value
    elif key in ("relevance", "confidence") and NUMBER.match(value):
        fields[key] = read_number(value)
    elif key == "geo" and (pair := read_pair(value)) is not None:
        fields["geo"] = pair
    else:
        left.attributes[key] = value


_DETAILS = (f"{G2}geoAreaDetails", f"{G2}POIDetails")
_POSITION = f"{G2}position"


def find_place(element: Element) -> tuple[float, float] | None:
    """Return latitude and longitude of the details among an element's children."""
    place = None
    for child in element.iterchildren(*_DETAILS):
        if len(child):
            place = _read_geo(child[0])
    return place


def _read_geo(position: Element) -> tuple[float, float] | None:
    if position.tag != _POSITION:
        return None
    latitude = position.get("latitude", "").strip()
    longitude = position.get("longitude", "").strip()
    if len(latitude) < 60 > len(longitude) and NUMBER.match(latitude) and NUMBER.match(longitude):
        return float(latitude) + 0.0, float(longitude) + 0.0
    return None


def _read_position(details: Element, fields: dict[str, Any]) -> bool:
    """Read the position of details; return whether they say no more than that."""
    if "geo" in fields or not len(details):
        return False
    place = _read_geo(details[0])
    if place is None:
        return False
    fields["geo"] = place
    return (
        len(details) == 1
        and not details.keys()
        and details.tag == _DETAILS[0]
        and len(details[0].keys()) == 2
        and not len(details[0])
        and not "".join(details.itertext()).strip(BLANK)
    )


# -- parties --------------------------------------------------------------------------------------

_PERSON, _ORGANISATION = f"{G2}personDetails", f"{G2}organisationDetails"
_CONTACTS = {f"{G2}{name}": name for name in ("email", "im", "phone", "fax", "web", "address", "note")}
_CONTACT_INFO, _AFFILIATION = f"{G2}contactInfo", f"{G2}affiliation"
_OWN_FIELDS = ("scheme", "code", "type", "uri", "role", "job_title")


def read_party(element: Element, context: ReadContext) -> Party:
    """Read a person or an organisation, with its names, contacts and affiliation."""
    fields: dict[str, Any] = {}
    exact: dict[str, Any] = {}
    left = Leftovers()
    for key, value in element.items():
        if key == "qcode":
            scheme, colon, code = value.partition(":")
            if colon:
                fields["scheme"] = scheme
                fields["code"] = code
            else:
                fields["code"] = value
        elif key in {"role", "type"}:
            fields[key] = context.words.get(value) or context.find_word(value)
        elif key == "uri":
            fields["uri"] = value
        elif key == "literal":
            if element.get("qcode") is not None:
                left.attributes["literal"] = value
            else:
                fields["code"] = value
        elif key == "jobtitle":
            fields["job_title"] = context.find_word(value)
        elif key.startswith(OWN):
            own = key[LENGTH_OF_OWN:]
            if own in _OWN_FIELDS:
                exact[own] = value
            else:
                left.attributes[own] = value
        else:
            left.attributes[key] = value
    fields |= exact
    names: list[Label] = []
    for child in element:
        tag = child.tag
        tail = child.tail
        if tail is not None and not (tail.isspace() and tail.isascii()):
            context.report_text(tail, element)
        if tag == _NAME:
            names.append(read_name(child, context))
        elif tag in (_PERSON, _ORGANISATION):
            _read_details(child, context, fields, left)
        else:
            left.add_child(alone(child))
    text = element.text
    if text is not None and not (text.isspace() and text.isascii()):
        context.report_text(text, element)
    if names:
        fields["name"] = names[0].value
        if len(names) > 1 or says_more(names[0]):
            fields["names"] = tuple(names)
    if left.attributes and left.attributes.pop("untyped", None) is not None:
        fields.pop("type", None)
    if left.attributes or left.children:
        fields["extra"] = left.as_extra()
    made: Party = _new_party(**fields)
    return made


def _read_details(element: Element, context: ReadContext, fields: dict[str, Any], left: Leftovers) -> None:
    """Read the details of a party; they are kept as well where they say more than the record holds."""
    fields.setdefault("type", "person" if element.tag == _PERSON else "organisation")
    contacts: list[Label] = []
    whole = not element.keys() and not text_beside(element)  # whether the record holds all of it
    for child in element:
        if child.tag == _AFFILIATION and "affiliation" not in fields:
            fields["affiliation"] = read_party(child, context)
        elif child.tag == _CONTACT_INFO and all(each.tag in _CONTACTS for each in child):
            contacts.extend([_read_contact(each, context) for each in child])
            whole = whole and not child.keys() and not text_beside(child)
        else:
            whole = False
    if contacts:
        fields["contacts"] = (*fields.get("contacts", ()), *contacts)
    if not whole:
        left.add_child(alone(element))


_OWN_ROLE = f"{OWN}role"


def _read_contact(element: Element, context: ReadContext) -> Label:
    """Read one contact: its role is what it is, an e-mail address, a telephone number …"""
    label = read_label(element, context)
    if element.get(_OWN_ROLE) is not None:
        return label
    left = Leftovers.copy_of(label.extra)
    role = element.get("role")
    if role is not None:
        left.attributes["role"] = role
    roleless = left.attributes.pop("untold", None) is not None
    made: Label = new_label(
        value=label.value,
        role=None if roleless else _CONTACTS[str(element.tag)],
        lang=label.lang,
        public=label.public,
        extra=left.as_extra(),
    )
    return made


# -- links ----------------------------------------------------------------------------------------

_TITLE = f"{G2}title"
_OWN_TEXT = f"{OWN}text"
_OF_TEXT = frozenset({_OWN_TEXT, XML_SPACE})


def read_link(element: Element, context: ReadContext) -> Link:
    """Read a link, or a member of a package: what it leads to, by its address or its identifier."""
    left = Leftovers()
    fields = read_link_fields(element, context, left)
    if left.attributes or left.children:
        fields["extra"] = left.as_extra()
    made: Link = _new_link(**fields)
    return made


def read_member(element: Element, context: ReadContext, group: str | None) -> Link:
    """Read a member of a package; its group and its own `rel` are left over."""
    left = Leftovers()
    fields = read_link_fields(element, context, left)
    if fields["rel"]:
        left.attributes["rel"] = element.get("rel")
    left.group = group
    made: Link = _new_link(**{**fields, "rel": "member", "extra": left.as_extra()})
    return made


def read_link_fields(element: Element, context: ReadContext, left: Leftovers) -> dict[str, Any]:
    """Read the fields of a link; what else its element says is left over."""
    fields: dict[str, Any] = {"rel": ""}
    exact: dict[str, Any] = {}
    for key, value in element.items():
        if key == "rel":
            fields["rel"] = context.find_word(value)
        elif key == "residref":
            fields["uri"] = value
        elif key == "guidref":  # what residref was called in early versions
            fields.setdefault("uri", value)
            left.attributes[key] = value
        elif key == "href":
            fields["href"] = value
        elif key == "contenttype":
            fields["mime"] = value
        elif key == "version" and WHOLE.match(value) and value[0] != "0":
            fields["version"] = int(value)
        elif key.startswith(OWN):
            own = key[LENGTH_OF_OWN:]
            if own in ("rel", "name", "uri", "href", "mime"):
                exact[own] = value
            elif own == "version":
                exact["version"] = int(value[1:]) if NUMBERED.match(value) else value[1:]
            elif own == "untold":  # the identifier is that of the story itself, which follows
                exact["uri"] = None
            elif own != "part":
                left.attributes[own] = value
        else:
            left.attributes[key] = value
    fields |= exact
    for child in element:
        tail = child.tail
        if tail is not None and not (tail.isspace() and tail.isascii()):
            context.report_text(tail, element)
        if child.tag == _TITLE and "title" not in fields and not len(child) and _is_bare(child):
            fields["title"] = child.get(_OWN_TEXT, text_of(child))
        else:
            left.add_child(alone(child))
    text = element.text
    if text is not None and not (text.isspace() and text.isascii()):
        context.report_text(text, element)
    return fields


def _is_bare(title: Element) -> bool:
    """Whether a title says nothing but its text: with a language or a role it is kept as it is."""
    return not title.keys() or _OF_TEXT.issuperset(title.keys())

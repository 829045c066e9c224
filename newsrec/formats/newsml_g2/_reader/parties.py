"""People and organisations, with their names, contacts and affiliation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec._trusted import skip_checks
from newsrec.formats._xml.own import OWN
from newsrec.formats.newsml_g2._reader.concepts import NAME
from newsrec.formats.newsml_g2._reader.labels import new_label, read_label, read_name, says_more
from newsrec.formats.newsml_g2._reader.rest import OWN_PREFIX, leave, left, sealed, text_beside
from newsrec.formats.newsml_g2._tables import G2, SPACE
from newsrec.maps import NO_EXTRA
from newsrec.model import Party

if TYPE_CHECKING:
    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2._reader.rest import Fields
    from newsrec.formats.newsml_g2._reader.source import Source
    from newsrec.model import Label

_new_party = skip_checks(Party)

_OWN_ROLE = f"{OWN}role"
_PERSON, _ORGANISATION = f"{G2}personDetails", f"{G2}organisationDetails"
_CONTACTS = {f"{G2}{name}": name for name in ("email", "im", "phone", "fax", "web", "address", "note")}
_CONTACT_INFO, _AFFILIATION = f"{G2}contactInfo", f"{G2}affiliation"


def read_party(element: Element, source: Source) -> Party:
    """A person or an organisation, with its names, contacts and affiliation."""
    fields: Fields = {}
    exact: Fields | None = None
    rest: Fields = {}
    for key, value in element.items():
        if key == "qcode":
            scheme, colon, code = value.partition(":")
            if colon:
                fields["scheme"] = scheme
                fields["code"] = code
            else:
                fields["code"] = value
        elif key in {"role", "type"}:
            fields[key] = source.words.get(value) or source.word(value)
        elif key == "uri":
            fields["uri"] = value
        elif key == "literal":
            if element.get("qcode") is not None:
                rest["literal"] = value
            else:
                fields["code"] = value
        elif key == "jobtitle":
            fields["job_title"] = source.word(value)
        elif key[0] != "{":
            rest[key] = value
        elif key.startswith(OWN):
            own = key[OWN_PREFIX:]
            if own in ("scheme", "code", "type", "uri", "role", "job_title"):
                exact = {} if exact is None else exact
                exact[own] = value
            else:
                rest[own] = value
        else:
            rest[key] = value
    if exact is not None:
        fields |= exact
    names: list[Label] | None = None
    for child in element:
        tag = child.tag
        tail = child.tail
        if tail is not None and not (tail.isspace() and tail.isascii()):
            source.tell_text(tail, element)
        if tag == NAME:
            label = read_name(child, source)
            if names is None:
                names = [label]
                fields["name"] = label.value
            else:
                names.append(label)
        elif tag in (_PERSON, _ORGANISATION):
            _details(child, source, fields, rest)
        else:
            leave(child, rest)
    text = element.text
    if text is not None and not (text.isspace() and text.isascii()):
        source.tell_text(text, element)
    if names is not None and (len(names) > 1 or says_more(names[0])):
        fields["names"] = tuple(names)
    if rest and rest.pop("untyped", None) is not None:
        fields.pop("type", None)
    if rest:
        fields["extra"] = left(sealed(rest))
    made: Party = _new_party(**fields)
    return made


def _details(element: Element, source: Source, fields: Fields, rest: Fields) -> None:
    """What details say of a party; they are kept as well where they say more than the record holds."""
    fields.setdefault("type", "person" if element.tag == _PERSON else "organisation")
    contacts: list[Label] = []
    known = not element.keys() and not text_beside(element)
    for child in element:
        if child.tag == _AFFILIATION and "affiliation" not in fields:
            fields["affiliation"] = read_party(child, source)
        elif child.tag == _CONTACT_INFO and all(each.tag in _CONTACTS for each in child):
            contacts.extend([_contact(each, source) for each in child])
            known = known and not child.keys() and not text_beside(child)
        else:
            known = False
    if contacts:
        fields["contacts"] = (*fields.get("contacts", ()), *contacts)
    if not known:
        leave(element, rest)


def _contact(element: Element, source: Source) -> Label:
    """One contact: its role is what it is, an e-mail address, a telephone number …"""
    label = read_label(element, source)
    if element.get(_OWN_ROLE) is not None:
        return label
    rest = dict(label.extra.get(SPACE, NO_EXTRA).items())
    role = element.get("role")
    if role is not None:
        rest["role"] = role
    untold = rest.pop("untold", None) is not None
    made: Label = new_label(
        value=label.value,
        role=None if untold else _CONTACTS[str(element.tag)],
        lang=label.lang,
        public=label.public,
        extra=left(rest) if rest else NO_EXTRA,
    )
    return made

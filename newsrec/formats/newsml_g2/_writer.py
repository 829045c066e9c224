"""Records to NewsML-G2 2.35, power conformance: the mirror of the reader, in the schema's order.

What is written is text, put together from pieces, so that what a document brought along and the
record has no place for goes back as it came. Those pieces are looked at once, all together, when
a story is done: one that is not well-formed, or not in the one form that reading gives it, is left
out. Attributes are in alphabetical order, wherever they come from: so what is read is written
again the same.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

import attrs
from lxml import etree

from newsrec.body import Paragraph
from newsrec.errors import EncodeError, shown
from newsrec.formats import _record
from newsrec.formats._format import Writing
from newsrec.formats._markup import to_markup
from newsrec.formats._xml import alone, escape, escape_attribute, illegal_at, parser
from newsrec.formats.newsml_g2 import _bodies
from newsrec.formats.newsml_g2._tables import (
    ADMINISTRATIVE,
    ATTRIBUTES,
    BARE,
    CATALOG,
    CHILDREN,
    CODE_OF,
    CONTENT_META_ORDER,
    DECIMAL,
    DESCRIPTIVE,
    HEADER_ORDER,
    IRI,
    ITEM_META_ORDER,
    ITEM_ORDER,
    LANGUAGE,
    NORMAL,
    NOT_PUBLIC,
    NOT_PUBLIC_CODE,
    NS,
    ODRL,
    ONCE,
    OPEN,
    OWN_ALIAS,
    OWN_NS,
    OWN_SCHEME,
    QCODE,
    QCODES,
    RIGHTS_ORDER,
    SCHEMES,
    SECONDS,
    SIDECAR_MIME,
    SPACE,
    TEXT_FIELDS,
    VERSION,
    WORD_OF,
    XHTML_MIME,
    XHTML_NS,
)
from newsrec.model import (
    NO_EXTRA,
    FrozenMap,
    PartialDate,
    Party,
    dateline_index,
    trusted,
)
from newsrec.paths import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsrec.model import (
        Concept,
        Dateline,
        Label,
        Link,
        Message,
        NewsItem,
        Rendition,
        Rights,
        When,
    )

_NOTHING = FrozenMap()
_paragraph = trusted(Paragraph)
_OWN_PREFIX = f"{OWN_ALIAS}:"


def word(role: str) -> str:
    """What the reader makes of a code, where no feed has words of its own."""
    known = WORD_OF.get(role)
    if known is not None:
        return known
    if " " in role:
        return " ".join([word(each) for each in role.split(" ") if each]) or role
    return role[3:] if role.startswith(_OWN_PREFIX) and len(role) > 3 else role


def _has_control(text: str) -> bool:
    """Whether a text holds white space that readers change."""
    return "\n" in text or "\t" in text or "\r" in text


def left_of(extra: FrozenMap) -> FrozenMap:
    """What the reader left in a record's `extra`, where it has the reader's form."""
    if not extra:
        return _NOTHING
    left = extra.get(SPACE)
    return left if left.__class__ is FrozenMap else _NOTHING


# -- times ----------------------------------------------------------------------------------------

_MOST_OFFSET = timedelta(hours=14)


def instant(when: Any) -> str | None:
    """A time as xs:dateTime, or None for what is no instant or has an offset that it cannot hold."""
    if when.__class__ is not datetime:
        return None
    offset: Any = when.utcoffset()  # of a record's datetime, so never None
    if offset.seconds % 60 or offset.microseconds or abs(offset) > _MOST_OFFSET:
        return None
    return str(when.isoformat())


def near_instant(when: Any) -> str | None:
    """The same, or the same instant with an offset that xs:dateTime can hold; None for no instant."""
    text = instant(when)
    if text is not None or when.__class__ is not datetime:
        return text
    for zone in (UTC, timezone(_MOST_OFFSET), timezone(-_MOST_OFFSET)):
        try:
            return str(when.astimezone(zone).isoformat())
        except OverflowError:
            continue
    return None


def native(when: When, *, truncated: bool, dates: bool = True) -> str | None:
    """A time as an element of its own can hold it, or None."""
    if when.__class__ is datetime:
        return instant(when)
    if when.__class__ is date:
        return when.isoformat() if dates else None
    return str(when) if truncated and when.__class__ is PartialDate and when.year is not None else None


def exact(when: When) -> str:
    """A time in the record's own spelling."""
    return str(when) if when.__class__ is PartialDate else when.isoformat()  # type: ignore[union-attr]  # a date


# -- attributes -----------------------------------------------------------------------------------


class Known(NamedTuple):
    """Attributes as they are written, one by one and in order; whether they are ours, or codes of ours."""

    parts: tuple[str, ...]
    text: str
    own: bool
    coded: bool


def known(parts: list[str]) -> Known:
    """The attributes in order, with what they need to be declared."""
    own = any(each.startswith(f" {_OWN_PREFIX}") for each in parts)
    coded = any(f'="{_OWN_PREFIX}' in each for each in parts)
    return Known(tuple(parts), "".join(sorted(parts)), own, coded)


def own_attribute(name: str, value: str) -> str:
    """An attribute of our namespace."""
    return f' {_OWN_PREFIX}{name}="{escape_attribute(value)}"'


def role_attributes(tag: str, name: str, value: str, alias: str, own: str | None = None) -> list[str]:
    """A role or type: as a code where there is one, and exactly, where reading would give another.

    `own` is what our own attribute is called, where that is not the attribute's name.
    """
    own = own or name
    plain = CODE_OF[alias].get(value) if alias else None
    pattern = ATTRIBUTES[tag].get(name)
    if plain is None and pattern is not None:
        if pattern.match(value):
            plain = value
        elif BARE.match(value):
            plain = f"{_OWN_PREFIX}{value}"
    if plain is None or pattern is None:
        return [own_attribute(own, value)]
    written = f' {name}="{escape_attribute(plain)}"'
    return [written] if word(plain) == value else [written, own_attribute(own, value)]


def lang_attribute(value: str) -> str:
    """The language of a text."""
    return f' xml:lang="{value}"' if LANGUAGE.match(value) else own_attribute("lang", value)


def iri_attributes(name: str, value: str) -> list[str]:
    """An address: exactly, and where the schema would refuse that, near it as well."""
    if IRI.match(value):
        return [f' {name}="{escape_attribute(value)}"']
    near = _NO_IRI.sub(lambda match: "".join([f"%{byte:02X}" for byte in match[0].encode()]), value)
    if "%" in near and IRI.match(near):
        return [f' {name}="{escape_attribute(near)}"', own_attribute(name, value)]
    return [own_attribute(name, value)]


def identity_attributes(
    tag: str, scheme: str | None, code: str | None, uri: str | None, *, resolved: bool
) -> list[str]:
    """The code and URI of a concept or party; `resolved` where reading makes a URI of a code."""
    out: list[str] = []
    implied = None
    if scheme is not None:
        qcode = f"{scheme}:{code}"
        if code is not None and ":" not in scheme and QCODE.match(qcode):
            out.append(f' qcode="{escape_attribute(qcode)}"')
            if resolved and scheme in SCHEMES:
                implied = SCHEMES[scheme] + code
        else:
            out.append(own_attribute("scheme", scheme))
            if code is not None:
                out.append(own_attribute("code", code))
    elif code is not None:
        if "literal" in ATTRIBUTES[tag] and NORMAL.match(code):
            out.append(f' literal="{escape_attribute(code)}"')
        else:
            out.append(own_attribute("code", code))
    if uri is not None and uri != implied:
        out += iri_attributes("uri", uri)
    return out


# What vocabularies hold comes again and again, so it is worked out once. The functions are pure;
# long values, which come once, are not kept.
_SHORT = 100


@lru_cache(maxsize=4096)
def _label_attributes(tag: str, kind: str, alias: str, role: str | None, lang: str | None) -> Known:
    out: list[str] = []
    if role is not None:
        out += role_attributes(tag, kind, role, alias, "role")
    if lang is not None:
        out.append(lang_attribute(lang))
    return known(out)


def label_attributes(tag: str, kind: str, alias: str, role: str | None, lang: str | None) -> Known:
    """The role and language of a label."""
    short = (role is None or len(role) < _SHORT) and (lang is None or len(lang) < _SHORT)
    return (_label_attributes if short else _label_attributes.__wrapped__)(tag, kind, alias, role, lang)


@lru_cache(maxsize=4096)
def _concept_attributes(  # noqa: PLR0917 - positional, since a cache counts names as other keys
    tag: str,
    scheme: str | None,
    code: str | None,
    uri: str | None,
    kind: str | None,
    resolved: bool,  # noqa: FBT001 - a key
) -> Known:
    out = identity_attributes(tag, scheme, code, uri, resolved=resolved)
    if kind is not None:
        out += role_attributes(tag, "type", kind, "cpnat")
    return known(out)


def concept_attributes(tag: str, thing: Concept | Party, *, resolved: bool) -> Known:
    """What a concept or party is, as its attributes say it."""
    scheme, code, uri, kind = thing.scheme, thing.code, thing.uri, thing.type
    short = (
        (code is None or len(code) < _SHORT)
        and (uri is None or len(uri) < _SHORT)
        and (scheme is None or len(scheme) < _SHORT)
        and (kind is None or len(kind) < _SHORT)
    )
    attributes = _concept_attributes if short else _concept_attributes.__wrapped__
    return attributes(tag, scheme, code, uri, kind, resolved)


@lru_cache(maxsize=1024)
def _rendition_attributes(tag: str, name: str | None, mime: str | None) -> tuple[Known, bool]:
    out: list[str] = []
    public = True
    if name is not None:
        out += role_attributes(tag, "rendition", name, "rnd", "name")
        code = next((each for each in out if each.startswith(' rendition="')), "")
        public = code.rpartition(":")[2].rstrip('"').lower() not in NOT_PUBLIC
    if mime == SIDECAR_MIME:
        out.append(own_attribute("mime", mime))
    elif mime is not None:
        out.append(f' contenttype="{escape_attribute(mime)}"')
    return known(out), public


def rendition_attributes(tag: str, name: str | None, mime: str | None) -> tuple[Known, bool]:
    """What form of the content a rendition is, and whether that says that it is public."""
    short = (name is None or len(name) < _SHORT) and (mime is None or len(mime) < _SHORT)
    return (_rendition_attributes if short else _rendition_attributes.__wrapped__)(tag, name, mime)


@lru_cache(maxsize=8192)
def _plain_name(text: str, role: str | None, lang: str | None) -> tuple[str, Known] | None:
    """A name of one line as an element."""
    if not NORMAL.match(text):
        return None
    attributes = label_attributes("name", "role", "nrol", role, lang)
    return f"<name{attributes.text}>{escape(text)}</name>", attributes


@lru_cache(maxsize=4096)
def _plain_attribute(tag: str, key: str, value: str) -> str | None:
    """An attribute as the standard has it; None where it has none such."""
    pattern = ATTRIBUTES[tag].get(key)
    if pattern is None or not pattern.match(value):
        return None
    return f' {key}="{escape_attribute(value)}"'


# -- the writer of one story ----------------------------------------------------------------------


class StoryWriter:
    """Writes one item. `refused` are pieces of XML that were found not to be fit to be put back."""

    of: FrozenMap
    left: FrozenMap

    def __init__(self, writing: Writing, refused: frozenset[str] = frozenset()) -> None:
        self.writing = writing
        self.refused = refused
        self.pieces: list[tuple[str, str | None]] = []
        self.own = False  # whether our namespace is used
        self.coded = False  # whether a code of our own scheme is used
        self.asserted: dict[tuple[str, str], tuple[float, float]] = {}

    # attributes

    def own_attribute(self, name: str, value: str) -> str:
        """An attribute of our namespace."""
        self.own = True
        return own_attribute(name, value)

    def need(self, attributes: Known) -> None:
        """Note what must be declared for attributes."""
        self.own = self.own or attributes.own
        self.coded = self.coded or attributes.coded

    def rest(
        self,
        tag: str,
        left: FrozenMap,
        out: list[str],
        taken: frozenset[str],
        own_taken: frozenset[str] | None = None,
    ) -> None:
        """Put back the attributes that the record has no fields for; `taken` are those that it has."""
        for key, value in left.items():
            if value.__class__ is not str or key in _NO_ATTRIBUTE:
                continue
            plain = None
            if key not in taken:
                attribute = _plain_attribute if len(value) < _SHORT else _plain_attribute.__wrapped__
                plain = attribute(tag, key, value)
            if plain is not None:
                out.append(plain)
            elif key[:1] == "{":
                self.foreign(key, value, out)
            elif (
                BARE.match(key)
                and key not in taken
                and key not in (_OWN_TAKEN if own_taken is None else own_taken)
            ):
                out.append(self.own_attribute(key, value))

    def foreign(self, key: str, value: str, out: list[str]) -> None:
        """Put back an attribute of another namespace, with a prefix of its own."""
        space, _, name = key[1:].rpartition("}")
        if not space or not BARE.match(name) or space in _RESERVED:
            return
        if space == _XSI:  # it would tell a validator what to do
            out.append(self.own_attribute(f"xsi-{name}", value))
            return
        prefix = f"a{len(out)}"
        out.append(f' xmlns:{prefix}="{escape_attribute(space)}" {prefix}:{name}="{escape_attribute(value)}"')

    def role(self, tag: str, name: str, value: str, alias: str, own: str | None = None) -> list[str]:
        """A role or type."""
        parts = role_attributes(tag, name, value, alias, own)
        self.need(known(parts))
        return parts

    def lang(self, value: str) -> str:
        """The language of a text."""
        part = lang_attribute(value)
        self.own = self.own or part.startswith(f" {_OWN_PREFIX}")
        return part

    def iri(self, name: str, value: str) -> list[str]:
        """An address."""
        parts = iri_attributes(name, value)
        self.own = self.own or parts[-1].startswith(f" {_OWN_PREFIX}")
        return parts

    # pieces

    def piece(self, xml: Any, value: str | None = None) -> bool:
        """Whether a piece of XML may be put back: it is looked at when the story is done."""
        if xml.__class__ is not str or xml in self.refused:
            return False
        self.pieces.append((xml, value))
        return True

    def put(self, left: FrozenMap, tag: str, skip: frozenset[str] = frozenset()) -> dict[int, list[str]]:
        """The children to be put back, by their rank; 99 is for other namespaces'."""
        xml = left.get("xml")
        if xml.__class__ is not tuple:
            return _NO_PIECES
        order = CHILDREN.get(tag, {})
        found: dict[int, list[str]] = {}
        for each in xml:
            name = _name_of(each)
            rank = order.get(name) if name is not None else (99 if tag in OPEN else None)
            if rank is not None and name not in skip and self.piece(each):
                found.setdefault(rank, []).append(each)
        return found

    # labels

    def label(
        self, tag: str, label: Label, *, kind: str = "role", alias: str = "", value: str | None = None
    ) -> str:
        """An element that is a text with a role, a language and the rest."""
        text = label.value
        attributes = label_attributes(tag, kind, alias, label.role, label.lang)
        if attributes.own or attributes.coded:
            self.need(attributes)
        if label.extra is NO_EXTRA and label.public and value is None and not _has_control(text):
            return f"<{tag}{attributes.text}>{escape(text)}</{tag}>"
        left = _NOTHING if label.extra is NO_EXTRA else left_of(label.extra)
        out = list(attributes.parts)
        if not label.public:
            given = left.get("pubconstraint") if left else None
            if "pubconstraint" not in ATTRIBUTES[tag]:
                out.append(self.own_attribute("public", "false"))
            elif given.__class__ is not str or not QCODES.match(given):
                out.append(f' pubconstraint="{NOT_PUBLIC_CODE}"')
                self.coded = True
        if left:
            self.rest(tag, left, out, _LABEL_TAKEN[kind])
        if value is not None:
            out.append(f' value="{escape_attribute(value)}"')
            content = ""
        elif left and tag in _MIXED and left.get("xml").__class__ is str and self.piece(left["xml"], text):
            content = left["xml"]
        else:
            content = self.text(tag, text, out)
        if len(out) > 1:
            out.sort()
        if value is not None:
            return f"<{tag}{''.join(out)}/>"
        return f"<{tag}{''.join(out)}>{content}</{tag}>"

    def text(self, tag: str, text: str, out: list[str]) -> str:
        """A text as content: line ends are kept from readers that would take them for layout."""
        if _has_control(text):
            if tag in _ONE_LINE:
                out.append(self.own_attribute("text", text))
                text = " ".join(text.split())
            elif "\n" in text:
                out.append(' xml:space="preserve"')
        return escape(text)

    def fact(self, tag: str, text: str, left: FrozenMap, alias: str = "", more: Iterable[str] = ()) -> str:
        """An element that is one text of the record, with what was left of it."""
        if left is _NOTHING and not more and not _has_control(text):
            return f"<{tag}>{escape(text)}</{tag}>"
        out: list[str] = list(more)
        role, lang = left.get("role"), left.get("lang")
        if role.__class__ is str:
            out += self.role(tag, "role", role, alias)
        if lang.__class__ is str:
            out.append(self.lang(lang))
        if left.get("public") is False:
            given = left.get("pubconstraint")
            if given.__class__ is not str or not QCODES.match(given):
                out.append(f' pubconstraint="{NOT_PUBLIC_CODE}"')
                self.coded = True
        if left:
            self.rest(tag, left, out, _FACT_TAKEN)
        if left and tag in _MIXED and left.get("xml").__class__ is str and self.piece(left["xml"], text):
            content = left["xml"]
        else:
            content = self.text(tag, text, out)
        if len(out) > 1:
            out.sort()
        return f"<{tag}{''.join(out)}>{content}</{tag}>"

    # concepts and parties

    def names(self, name: str | None, names: tuple[Label, ...]) -> str:
        """The names of a concept or party, the one that it goes by first."""
        if not names:
            return "" if name is None else self.bare_name(name)
        content = "" if name is None or names[0].value == name else self.bare_name(name)
        for label in names:
            plain = None
            if label.extra is NO_EXTRA and label.public and len(label.value) < _SHORT:
                plain = _plain_name(label.value, label.role, label.lang)
            if plain is None:
                content += self.label("name", label, alias="nrol")
            else:
                content += plain[0]
                if plain[1].own or plain[1].coded:
                    self.need(plain[1])
        return content

    def bare_name(self, name: str) -> str:
        """A name of which no more is known."""
        if not _has_control(name):
            return f"<name>{escape(name)}</name>"
        out: list[str] = []
        content = self.text("name", name, out)
        return f"<name{''.join(out)}>{content}</name>"

    def concept(self, tag: str, concept: Concept) -> str:
        """A concept, with its names and what it is related to, as far as its element has room for them."""
        attributes = concept_attributes(tag, concept, resolved=True)
        if attributes.own or attributes.coded:
            self.need(attributes)
        written = attributes.text
        found, place = _NO_PIECES, ""
        if (
            concept.extra is not NO_EXTRA
            or concept.geo is not None
            or concept.rel is not None
            or concept.creator is not None
            or concept.confidence is not None
            or concept.relevance is not None
        ):
            out = list(attributes.parts)
            found, place = self.more_of_concept(tag, concept, out)
            out.sort()
            written = "".join(out)
        content = self.names(concept.name, concept.names)
        if found:
            content += "".join(found.get(0, ()))
        if concept.same_as and "sameAs" in CHILDREN[tag]:
            content += "".join([self.concept("sameAs", each) for each in concept.same_as])
        if concept.broader and "broader" in CHILDREN[tag]:
            content += "".join([self.concept("broader", each) for each in concept.broader])
        content += place
        if found:
            content += "".join(["".join(found[rank]) for rank in sorted(found) if rank])
        return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"

    def more_of_concept(self, tag: str, concept: Concept, out: list[str]) -> tuple[dict[int, list[str]], str]:
        """What few concepts say, as attributes; the children to be put back, and a place as an element."""
        if concept.rel is not None:
            out.append(self.own_attribute("rel", concept.rel))
        if concept.creator is not None:
            if QCODE.match(concept.creator):
                out.append(f' creator="{escape_attribute(concept.creator)}"')
            else:
                out.append(self.own_attribute("creator", concept.creator))
        for name in ("confidence", "relevance"):
            rating = getattr(concept, name)
            if rating is not None:
                if name in ATTRIBUTES[tag] and rating.__class__ is int and 0 <= rating <= 100:
                    out.append(f' {name}="{rating}"')
                else:
                    out.append(self.own_attribute(name, repr(rating)))
        left = left_of(concept.extra)
        found = self.put(left, tag, _CONCEPT_CHILDREN) if left else _NO_PIECES
        place = "" if concept.geo is None else self.place(tag, concept, found, out)
        if left:
            coded = concept.qcode is not None
            self.rest(tag, left, out, _CONCEPT_TAKEN if coded else _UNCODED_TAKEN)
        return found, place

    def place(self, tag: str, concept: Concept, found: Mapping[int, Any], out: list[str]) -> str:
        """Where a concept is: an element of its own for a place, else an attribute."""
        latitude, longitude = concept.geo or (0.0, 0.0)
        keys = [("qcode", concept.qcode), ("uri", concept.uri)]
        if concept.scheme is None:
            keys.append(("literal", concept.code))
        asserted = [self.asserted.get((name, value)) for name, value in keys if value is not None]
        if concept.geo in asserted:
            return ""
        texts = repr(latitude), repr(longitude)
        if tag == "located" and 2 not in found and all(map(DECIMAL.match, texts)):
            position = f'<position latitude="{texts[0]}" longitude="{texts[1]}"/>'
            return f"<geoAreaDetails>{position}</geoAreaDetails>"
        out.append(self.own_attribute("geo", " ".join(texts)))
        return ""

    def party(self, tag: str, party: Party, depth: int = 0) -> str:
        """A person or organisation."""
        attributes = concept_attributes(tag, party, resolved=False)
        self.need(attributes)
        out = list(attributes.parts)
        if party.role is not None:
            out += self.role(tag, "role", party.role, "cpprole")
        if party.job_title is not None:
            out += self.job_title(tag, party.job_title)
        left = _NOTHING if party.extra is NO_EXTRA else left_of(party.extra)
        found = self.put(left, tag, _PARTY_CHILDREN) if left else _NO_PIECES
        if left:
            coded = party.qcode is not None
            self.rest(tag, left, out, _PARTY_TAKEN if coded else _UNCODED_PARTY_TAKEN)
        content = self.names(party.name, party.names)
        if found:
            content += "".join(found.get(0, ())) + "".join(found.get(1, ()))
        if 2 in found:
            content += found[2][0]
        elif party.contacts or party.affiliation is not None:
            content += self.details(tag, party, out, depth)
        if found:
            content += "".join(["".join(found[rank]) for rank in sorted(found) if rank > 2])
        if len(out) > 1:
            out.sort()
        return f"<{tag}{''.join(out)}>{content}</{tag}>" if content else f"<{tag}{''.join(out)}/>"

    def job_title(self, tag: str, title: str) -> list[str]:
        """A job title: a code, or a text in an attribute of our own."""
        if "jobtitle" in ATTRIBUTES[tag] and QCODE.match(title) and word(title) == title:
            return [f' jobtitle="{escape_attribute(title)}"']
        return [self.own_attribute("job_title", title)]

    def details(self, tag: str, party: Party, out: list[str], depth: int) -> str:
        """The contacts and the affiliation of a party."""
        if depth > _DEEPEST:
            msg = f"affiliations stand more than {_DEEPEST} deep in one another, expected fewer"
            raise EncodeError(msg, code="NR957")
        kind = "personDetails" if party.type == "person" and tag != "affiliation" else "organisationDetails"
        if party.type is None:
            out.append(self.own_attribute("untyped", "true"))
        content = ""
        if party.affiliation is not None:
            content += self.party("affiliation", party.affiliation, depth + 1)
        if party.contacts:
            contacts = "".join([self.contact(each) for each in party.contacts])
            content += f"<contactInfo>{contacts}</contactInfo>"
        return f"<{kind}>{content}</{kind}>"

    def contact(self, label: Label) -> str:
        """One contact, as the element that its role names; any other is a note with its role."""
        tag = label.role if label.role in _CONTACTS else "note"
        if tag == "web" and not IRI.match(label.value):
            tag = "note"
        left = left_of(label.extra)
        out: list[str] = []
        taken = _CONTACT_TAKEN
        if label.role is None:
            out.append(self.own_attribute("untold", "true"))
        elif label.role != tag:
            out.append(self.own_attribute("role", label.role))
            taken = _LABEL_TAKEN["role"]
        if label.lang is not None:
            out.append(self.lang(label.lang))
        if not label.public:
            given = left.get("pubconstraint")
            if given.__class__ is not str or not QCODES.match(given):
                out.append(f' pubconstraint="{NOT_PUBLIC_CODE}"')
                self.coded = True
        if left:
            self.rest(tag, left, out, taken)
        text = label.value
        if left.get("xml").__class__ is str and tag in ("address", "note") and self.piece(left["xml"], text):
            content = left["xml"]
        elif tag == "address":
            out.append(self.own_attribute("text", text))
            lines = [" ".join(line.split()) for line in text.split("\n")]
            content = "".join([f"<line>{escape(line)}</line>" for line in lines if line])
        else:
            content = self.text(tag, text, out)
        out.sort()
        return f"<{tag}{''.join(out)}>{content}</{tag}>"

    # the item

    def item(self, item: NewsItem, *, part: str | None = None, parent: NewsItem | None = None) -> str:
        """The whole item; `parent` is the story that it hangs on at the link `part`."""
        left = left_of(item.extra)
        of = _map_in(left, "of")
        self.of, self.left = of, left
        stored = _map_in(left, "xml")
        self._assertions(stored)
        package = self._is_package(item, left)
        tag = "packageItem" if package else "newsItem"
        identity = required(item, self.writing, parent)
        content = (
            self._rights(item.rights, of, stored)
            + self._item_meta(item, identity, of, stored, package=package)
            + self._content_meta(item, of, stored)
        )
        content = self._pieces_among("item", stored, ITEM_ORDER, content, rights=item.rights is not None)
        content += self._groups(item, left) if package else self._content_set(item, of)
        catalogs = "".join(self.catalogs(left))
        return f"<{tag}{self._root(item, identity, tag, part)}>{catalogs}{content}</{tag}>"

    def _is_package(self, item: NewsItem, left: FrozenMap) -> bool:
        if item.body or item.renditions:
            return False
        members = any(link.rel == "member" for link in item.links)
        return left.get("kind") == "packageItem" or (item.type == "composite" and members)

    def _root(self, item: NewsItem, identity: Identity, tag: str, part: str | None) -> str:
        """The attributes of the item itself."""
        left = self.left
        out = [f' guid="{escape_attribute(identity.guid)}"', ' conformance="power"', ' standard="NewsML-G2"']
        out.append(f' standardversion="{VERSION}"')
        if item.version is not None:
            if item.version.__class__ is int and 0 < item.version < 10**18:
                out.append(f' version="{item.version}"')
            else:
                mark = "#" if item.version.__class__ is int else "="
                out.append(self.own_attribute("version", f"{mark}{item.version}"))
        language = identity.language
        told = left.get("lang")
        if told.__class__ is str and told.startswith("=") and language is not None:
            out.append(self.lang(told[1:]))
        elif language is not None and told != "none":
            out.append(self.lang(language))
        if item.text_direction is not None:
            if item.text_direction in ("ltr", "rtl"):
                out.append(f' dir="{item.text_direction}"')
            else:
                out.append(self.own_attribute("dir", item.text_direction))
        version = left.get("standardversion")
        if version.__class__ is str and version != VERSION:
            out.append(self.own_attribute("standardversion", version))
        if part is not None:
            out.append(self.own_attribute("part", part))
        self.rest(tag, _map_in(self.of, "item"), out, _ROOT_TAKEN)
        out.sort()
        own = f' xmlns:{OWN_ALIAS}="{OWN_NS}"' if self.own else ""
        return f' xmlns="{NS}"{own}{"".join(out)}'

    def catalogs(self, left: FrozenMap) -> list[str]:
        """The catalogs that the story came with, IPTC's, and ours where a code of ours is used."""
        kept = left.get("catalogs")
        out: list[str] = []
        for each in kept if kept.__class__ is tuple else ():
            if each.__class__ is not str:
                continue
            if each.startswith("<"):
                if _name_of(each) in ("catalog", "catalogRef") and self.piece(each):
                    out.append(each)
            elif each != CATALOG:
                href = _plain_attribute("catalogRef", "href", each)
                if href is not None:
                    out.append(f"<catalogRef{href}/>")
        out.append(f'<catalogRef href="{CATALOG}"/>')
        if self.coded:
            out.append(f'<catalog><scheme alias="{OWN_ALIAS}" uri="{OWN_SCHEME}"/></catalog>')
        return out

    def _assertions(self, stored: FrozenMap) -> None:
        """Note the places that assertions to be put back tell of."""
        pieces = stored.get("item")
        for each in pieces if pieces.__class__ is tuple else ():
            if each.__class__ is str and each.startswith("<assert "):
                place = _POSITION.search(each)
                values = dict(_ATTRIBUTE.findall(place[1])) if place else {}
                if "latitude" in values and "longitude" in values:
                    try:
                        geo = (float(values["latitude"]) + 0.0, float(values["longitude"]) + 0.0)
                    except ValueError:
                        continue
                    for name, value in _ATTRIBUTE.findall(each[: each.find(">")]):
                        self.asserted.setdefault((name, value), geo)

    def _pieces_among(
        self, container: str, stored: FrozenMap, order: Mapping[str, int], content: str, *, rights: bool
    ) -> str:
        """The children of an item with those that are put back at their places."""
        found: dict[str, list[str]] = {}
        pieces = stored.get(container)
        for each in pieces if pieces.__class__ is tuple else ():
            name = _name_of(each)
            if (
                name in order
                and name not in _ITEM_OWN
                and (rights or name != "rightsInfo")
                and self.piece(each)
            ):
                found.setdefault(name, []).append(each)  # type: ignore[arg-type]  # a name, as in `order`
        if not found:
            return content
        before = "".join(["".join(found.get(name, ())) for name in ("hopHistory", "pubHistory")])
        after = [
            each
            for name, rank in order.items()
            if rank > order["contentMeta"]
            for each in found.get(name, ())
        ]
        more = "".join(found.get("rightsInfo", ()))
        start = content.find("<itemMeta") if more else 0
        return f"{before}{content[:start]}{more}{content[start:]}{''.join(after)}"

    # rightsInfo

    def _rights(self, rights: Rights | None, of: FrozenMap, stored: FrozenMap) -> str:
        if rights is None:
            return ""
        own = _RIGHTS_OWN if rights.expression is not None else _RIGHTS_OWN | _EXPRESSIONS
        found = self.found("rightsInfo", stored, RIGHTS_ORDER, own)
        out: list[str] = ["".join(found.get(0, ()))]
        if rights.holder is not None:
            out.append(self.party("copyrightHolder", rights.holder))
        out += [self.label("copyrightNotice", each) for each in rights.notices]
        out += [self.label("usageTerms", each) for each in rights.usage_terms]
        if rights.licence is not None:
            self.coded = True
            href = "".join(self.iri("href", rights.licence))
            out.append(f'<link rel="{OWN_ALIAS}:licence"{href}/>')
        if rights.year is not None:
            self.coded = True
            out.append(f'<rightsInfoExtProperty rel="{OWN_ALIAS}:year" value="{rights.year}"/>')
        if rights.expression is not None:
            left = _map_in(of, "rightsExpression")
            known: list[str] = []
            self.rest("rightsExpressionData", left, known, _NONE, _NONE)
            if not any(each.startswith(" langid=") for each in known):
                known.append(f' langid="{ODRL}"')
            if not any(each.startswith(" enctype=") for each in known):
                known.append(' enctype="application/xml"')
            known.sort()
            content = escape(rights.expression)
            out.append(f"<rightsExpressionData{''.join(known)}>{content}</rightsExpressionData>")
        out += ["".join(found[rank]) for rank in sorted(found) if rank > 1]
        return f"<rightsInfo{self.of_left('rightsInfo', of)}>{''.join(out)}</rightsInfo>"

    def found(
        self, container: str, stored: FrozenMap, order: Mapping[str, int], own: frozenset[str]
    ) -> dict[int, list[str]]:
        """The children to be put back into a container, by rank; other namespaces' come last."""
        found: dict[int, list[str]] = {}
        pieces = stored.get(container)
        for each in pieces if pieces.__class__ is tuple else ():
            name = _name_of(each)
            if name is None:
                if self.piece(each):
                    found.setdefault(99, []).append(each)
            elif (
                name in order
                and name not in own
                and not (name in ONCE and order[name] in found)
                and self.piece(each)
            ):
                found.setdefault(order[name], []).append(each)
        return found

    def of_left(self, tag: str, of: FrozenMap) -> str:
        """The attributes left of an element of which the record holds the content."""
        if tag not in of:
            return ""
        out: list[str] = []
        self.rest(tag, _map_in(of, tag), out, _NONE, _NONE)
        out.sort()
        return "".join(out)

    # itemMeta

    def _item_meta(
        self, item: NewsItem, identity: Identity, of: FrozenMap, stored: FrozenMap, *, package: bool
    ) -> str:
        own = _ITEM_META_OWN if item.title is not None else _ITEM_META_OWN | {"title"}
        if item.expires is None:
            own = own | {"expires"}
        found = self.found("itemMeta", stored, ITEM_META_ORDER, own)
        written: list[tuple[int, str]] = []

        def add(tag: str, text: str) -> None:
            written.append((ITEM_META_ORDER[tag], text))

        properties: list[str] = []
        add("itemClass", self._code("itemClass", item.type, "ninat", of))
        add("provider", self.party("provider", identity.provider))
        add("versionCreated", self._time("versionCreated", identity.created, of))
        self._when(
            "itemMeta", "firstCreated", "first_created", item.first_created, of, add, properties, dates=False
        )
        if item.embargoed is not None:
            self._embargoed(item.embargoed, of, add)
        if item.pub_status is not None:
            add("pubStatus", self._code("pubStatus", item.pub_status, "stat", of))
        if item.role is not None:
            add("role", self.concept("role", item.role))
        if item.profile is not None:
            add("profile", self.fact("profile", item.profile, _map_in(of, "profile")))
        for service in item.services:
            add("service", self.concept("service", service))
        if item.title is not None:
            add("title", self.fact("title", item.title, _map_in(of, "title")))
        for note in item.ed_notes:
            add("edNote", self.label("edNote", note))
        for signal in item.signals:
            add("signal", self.concept("signal", signal))
        self._when("itemMeta", "expires", "expires", item.expires, of, add, properties)
        for link in item.links:
            if not package or link.rel != "member":
                add("link", self.link("link", link))
        if item.published is not None:
            properties.append(self._property("itemMetaExtProperty", "published", exact(item.published)))
        if item.free is not None:
            properties.append(self._property("itemMetaExtProperty", "free", "true" if item.free else "false"))
        add("itemMetaExtProperty", "".join(properties))
        if found:
            written += [(rank, each) for rank, pieces in found.items() for each in pieces]
            written.sort(key=_rank)
        out = "".join([text for _, text in written]) + "".join(self._own_elements(package=package))
        return f"<itemMeta{self.of_left('itemMeta', of)}>{out}</itemMeta>"

    def _own_elements(self, *, package: bool) -> list[str]:
        """What has a place nowhere else: at the end of itemMeta, as text."""
        out = []
        page = self.left.get("page")
        if page.__class__ is str and (package or not _fits_here(page)):
            out.append(self.own_element("page", page))
        unplaced = self.left.get("unplaced")
        texts = [each for each in unplaced if each.__class__ is str] if unplaced.__class__ is tuple else []
        out.extend([self.own_element("unplaced", each) for each in texts])
        if package and self.writing.sidecar is not None:
            out.append(self.own_element("record", self.writing.sidecar))
        return out

    def own_element(self, name: str, text: str) -> str:
        """An element of our namespace that holds a text."""
        self.own = True
        return f"<{_OWN_PREFIX}{name}>{escape(text)}</{_OWN_PREFIX}{name}>"

    def _code(self, tag: str, value: str, alias: str, of: FrozenMap) -> str:
        """A code that the record has as a plain word."""
        left = _map_in(of, tag)
        out: list[str] = []
        given = left.get("qcode")
        plain = f"{alias}:{value}"
        if given.__class__ is str and QCODE.match(given) and given.partition(":")[2] == value:
            plain = given
        if QCODE.match(plain):
            out.append(f' qcode="{escape_attribute(plain)}"')
        else:
            out.append(self.own_attribute("word", value))
        self.rest(tag, left, out, _CODE_TAKEN, _CODE_TAKEN)
        found = self.put(left, tag)
        content = "".join(["".join(found[rank]) for rank in sorted(found)])
        out.sort()
        return f"<{tag}{''.join(out)}>{content}</{tag}>" if content else f"<{tag}{''.join(out)}/>"

    def _time(self, tag: str, text: str, of: FrozenMap) -> str:
        return f"<{tag}{self.of_left(tag, of)}>{text}</{tag}>"

    def _when(  # noqa: PLR0917 - one call a time of the story, in the order of the element
        self,
        container: str,
        tag: str,
        field: str,
        when: When | None,
        of: FrozenMap,
        add: Any,
        properties: list[str],
        *,
        dates: bool = True,
        truncated: bool = False,
    ) -> None:
        """A time: as its own element where that can hold it, else as a property."""
        if when is None:
            return
        text = native(when, truncated=truncated, dates=dates)
        if text is not None:
            add(tag, self._time(tag, text, of))
        else:
            properties.append(self._property(f"{container}ExtProperty", field, exact(when)))

    def _property(self, tag: str, name: str, value: str) -> str:
        self.coded = True
        return f'<{tag} rel="{OWN_ALIAS}:{name}" value="{escape_attribute(value)}"/>'

    def _embargoed(self, embargo: datetime | bool, of: FrozenMap, add: Any) -> None:  # noqa: FBT001 - a value of the record
        if embargo is True:
            add("embargoed", f"<embargoed{self.of_left('embargoed', of)}/>")
            return
        text = near_instant(embargo)
        if text is None:
            msg = f"the embargo {embargo!r:.80} is no time that XML Schema can hold"
            raise EncodeError(msg, code="NR960", path="embargoed")
        add("embargoed", self._time("embargoed", text, of))

    # links

    def link(self, tag: str, link: Link) -> str:
        """A link, or a member of a package."""
        out: list[str] = []
        left = _NOTHING if link.extra is NO_EXTRA else left_of(link.extra)
        taken = _LINK_TAKEN
        if tag == "link":
            out += self.role("link", "rel", link.rel, "irel")
        else:
            taken = _MEMBER_TAKEN
        if link.uri is not None:
            out.append(f' residref="{escape_attribute(link.uri)}"')
        if link.href is not None:
            out += self.iri("href", link.href)
        if link.mime is not None:
            out.append(f' contenttype="{escape_attribute(link.mime)}"')
        if link.version is not None:
            if link.version.__class__ is int and 0 < link.version < 10**18:
                out.append(f' version="{link.version}"')
            else:
                mark = "#" if link.version.__class__ is int else "="
                out.append(self.own_attribute("version", f"{mark}{link.version}"))
        if link.name is not None:
            out.append(self.own_attribute("name", link.name))
        if left:
            self.rest(tag, left, out, taken, _LINK_OWN_TAKEN)
        content = ""
        if link.title is not None:
            space: list[str] = []
            text = self.text("title", link.title, space)
            content = f"<title{''.join(space)}>{text}</title>"
        xml = left.get("xml")
        for each in xml if xml.__class__ is tuple else ():
            name = _name_of(each)
            if name != "" and (name != "title" or link.title is not None) and self.piece(each):
                content += each
        out.sort()
        return f"<{tag}{''.join(out)}>{content}</{tag}>" if content else f"<{tag}{''.join(out)}/>"

    def _groups(self, item: NewsItem, left: FrozenMap) -> str:
        """The members of a package in their groups; one that names no group is in the first."""
        known = _map_in(left, "groups")
        listed = known.get("all")
        groups: list[tuple[str, FrozenMap]] = []
        for each in listed if listed.__class__ is tuple else ():
            if (
                each.__class__ is FrozenMap
                and BARE.match(name := str(each.get("id", "")))
                and name not in [group for group, _ in groups]
            ):
                groups.append((name, each))
        members = [link for link in item.links if link.rel == "member"]
        if not groups:
            if not members:
                return ""
            groups = [("main", FrozenMap({"id": "main"}))]
        names = [name for name, _ in groups]
        out: list[str] = []
        for position, (name, group) in enumerate(groups):
            content = ""
            for link in members:
                told = left_of(link.extra).get("group")
                home = told if told in names else names[0]
                if home == name and (position or home == names[0]):
                    content += self.link("itemRef", link)
            xml = group.get("xml")
            for each in xml if xml.__class__ is tuple else ():
                if _name_of(each) in (None, *_IN_GROUPS) and self.piece(each):
                    content += each
            attributes = [f' id="{name}"']
            self.rest("group", group, attributes, frozenset({"id"}), _NONE)
            attributes.sort()
            out.append(f"<group{''.join(attributes)}>{content}</group>")
        root = known.get("root")
        root = root if root in names else names[0]
        attributes = [f' root="{root}"']
        self.rest("groupSet", known, attributes, frozenset({"root", "all"}), _NONE)
        attributes.sort()
        return f"<groupSet{''.join(attributes)}>{''.join(out)}</groupSet>"

    # contentMeta

    def _content_meta(self, item: NewsItem, of: FrozenMap, stored: FrozenMap) -> str:
        own = _CONTENT_META_OWN
        for tag, field in (("slugline", "slugline"), ("by", "byline"), ("creditline", "credit")):
            if getattr(item, field) is not None:
                own = own - {tag}
        if item.dateline is not None and item.dateline.text is not None:
            own = own - {"dateline"}
        told = self.left.get("lang")
        language = item.language if item.language is not None else site_language(self.writing)
        if language is not None and told != "alone":
            own = own - {"language"}
        else:
            language = None
        head: list[str] = []
        properties: list[str] = []

        def add(_tag: str, text: str) -> None:
            head.append(text)

        if item.urgency is not None:
            head.append(f"<urgency{self.of_left('urgency', of)}>{item.urgency}</urgency>")
        for tag, field in (("contentCreated", "content_created"), ("contentModified", "content_modified")):
            self._when("contentMeta", tag, field, getattr(item, field), of, add, properties, truncated=True)
        if item.digital_source is not None:
            head.append(self.concept("digitalSourceType", item.digital_source))
        queues = self._queues(item, of, language)
        found: dict[int, list[str]] = {}
        pieces = stored.get("contentMeta")
        for each in pieces if pieces.__class__ is tuple else ():
            name = _name_of(each)
            if name is None:
                if self.piece(each):
                    found.setdefault(99, []).append(each)
            elif name in CONTENT_META_ORDER and name not in own and self.piece(each):
                if name in _SHUFFLED:
                    queues.setdefault(name, []).append(each)
                else:
                    found.setdefault(CONTENT_META_ORDER[name], []).append(each)
        for label in item.printed:
            self.coded = True
            text = self.label("contentMetaExtProperty", label, value=label.value)
            properties.append(
                text.replace(
                    "<contentMetaExtProperty", f'<contentMetaExtProperty rel="{OWN_ALIAS}:printed"', 1
                )
            )
        content = "".join(
            [
                *found.get(0, ()),
                *head,
                *self._in_order(queues),
                *properties,
                *found.get(CONTENT_META_ORDER["contentMetaExtProperty"], ()),
                *found.get(99, ()),
            ]
        )
        attributes = self.of_left("contentMeta", of)
        return f"<contentMeta{attributes}>{content}</contentMeta>" if content or attributes else ""

    def _queues(self, item: NewsItem, of: FrozenMap, language: str | None) -> dict[str, list[str]]:
        """The elements of contentMeta's two long groups, by kind."""
        queues: dict[str, list[str]] = {}
        for tag, field in (("located", "located"), ("genre", "genres"), ("subject", "subjects")):
            concepts = getattr(item, field)
            if concepts:
                queues[tag] = [self.concept(tag, each) for each in concepts]
        for tag, field in _PARTIES:
            parties = getattr(item, field)
            if parties:
                queues[tag] = [self.party(tag, each) for each in parties]
        if item.alt_ids:
            queues["altId"] = [self.label("altId", each, kind="type") for each in item.alt_ids]
        if item.keywords:
            queues["keyword"] = [self.label("keyword", each, alias="drol") for each in item.keywords]
        if item.descriptions:
            queues["description"] = [
                self.label("description", each, alias="drol") for each in item.descriptions
            ]
        if language is not None:
            queues["language"] = [self._language(language, of)]
        for tag, field in TEXT_FIELDS.items():
            if tag != "dateline" and getattr(item, field) is not None:
                queues[tag] = [self.fact(tag, getattr(item, field), _map_in(of, tag))]
        if item.dateline is not None:
            self._dateline(item.dateline, of, queues)
        self._headlines(item, of, queues)
        return queues

    def _language(self, language: str, of: FrozenMap) -> str:
        left = _map_in(of, "language")
        out: list[str] = []
        if LANGUAGE.match(language):
            out.append(f' tag="{language}"')
        else:
            out += [' tag="und"', self.own_attribute("tag", language)]
        self.rest("language", left, out, frozenset({"tag"}), frozenset({"tag"}))
        out.sort()
        found = self.put(left, "language")
        content = "".join(found.get(0, ()))
        return f"<language{''.join(out)}>{content}</language>" if content else f"<language{''.join(out)}/>"

    def _headlines(self, item: NewsItem, of: FrozenMap, queues: dict[str, list[str]]) -> None:
        """The headline first, for that is how it is told from the others."""
        left = _map_in(of, "headline")
        others = list(item.alt_headlines)
        if item.headline is not None:
            if "role" in left and any(each.role is None for each in others):
                left = left.with_("role", None)
            queues["headline"] = [self.fact("headline", item.headline, left)]
        elif others:
            main = next((each for each in others if each.role is None), others[0])
            others.remove(main)
            queues["headline"] = [self.label("headline", main)]
        if others:
            queues["headline+"] = [self.label("headline", each) for each in others]
            if item.headline is None or "role" in left:
                queues["headline"] += queues.pop("headline+")

    def _dateline(self, dateline: Dateline, of: FrozenMap, queues: dict[str, list[str]]) -> None:
        """The dateline's text; its places and agencies as elements that say where they are from."""
        more: list[str] = []
        if dateline.region is not None:
            more.append(self.own_attribute("region", dateline.region))
        if dateline.date is not None:
            more.append(self.own_attribute("date", exact(dateline.date)))
        if dateline.text is None:
            more.append(self.own_attribute("untold", "true"))
        text = dateline.text or ""
        queues["dateline"] = [self.fact("dateline", text, _map_in(of, "dateline"), more=more)]
        for place in dateline.places:
            written = self.concept("located", place)
            queues.setdefault("located", []).append(self._from_dateline(written, "located"))
        for source in dateline.sources:
            written = f"<infoSource>{self.bare_name(source)}</infoSource>"
            queues.setdefault("infoSource", []).append(self._from_dateline(written, "infoSource"))

    def _from_dateline(self, written: str, tag: str) -> str:
        return written.replace(f"<{tag}", f"<{tag}{self.own_attribute('of', 'dateline')}", 1)

    def _in_order(self, queues: dict[str, list[str]]) -> list[str]:
        """The two long groups in the order that the story came with, else in the usual one."""
        told = self.left.get("order")
        out: list[str] = []
        order = told.split(" ") if told.__class__ is str else ()
        if order:
            for queue in queues.values():
                queue.reverse()
        for names in (ADMINISTRATIVE, DESCRIPTIVE):
            for name in order:
                queue = queues.get(name, [])
                if queue and name in names:
                    out.append(queue.pop())
            for name in names:
                rest = queues.get(name)
                if rest:
                    out += reversed(rest) if order else rest
        return out

    # contentSet

    def _content_set(self, item: NewsItem, of: FrozenMap) -> str:
        out = [self._story(item, of)]
        out += [self.rendition(each) for each in item.renditions]
        if self.writing.sidecar is not None:
            out.append(
                f'<inlineData contenttype="{SIDECAR_MIME}">{escape(self.writing.sidecar)}</inlineData>'
            )
        content = "".join(out)
        attributes = self.of_left("contentSet", of)
        return f"<contentSet{attributes}>{content}</contentSet>" if content or attributes else ""

    def _story(self, item: NewsItem, of: FrozenMap) -> str:
        """The story as XHTML, in the page that it came in."""
        left = self.left
        page = left.get("page")
        if page.__class__ is not str or not _fits_here(page) or not self.piece(page):
            page = None
        if not item.body and page is None:
            if "inlineXML" not in of or not isinstance(of["inlineXML"], FrozenMap):
                return ""
            return f"<inlineXML{self.of_left('inlineXML', of)}/>"
        if page is None and self._is_told_by_a_rendition(item):
            return ""
        blocks, _ = _bodies.without_repeated(item.body, item.headline, item.byline)
        text = None if item.dateline is None else item.dateline.text
        index = dateline_index(blocks) if text else None
        if index is not None:
            shown = _bodies.dateline_span(text or "", _map_in(of, "dateline").get("shown"))
            paragraph: Any = blocks[index]
            led = _paragraph(content=(shown, *paragraph.content), lang=paragraph.lang)
            blocks = (*blocks[:index], led, *blocks[index + 1 :])
        written = page or _bodies.PLAIN_PAGE
        before, _, after = written.partition(_bodies.HOLE)
        before = before.replace(_bodies.HEADLINE_HOLE, escape(item.headline or ""))
        before = before.replace(_bodies.BYLINE_HOLE, escape(item.byline or ""))
        known: list[str] = []
        self.rest("inlineXML", _map_in(of, "inlineXML"), known, _NONE, _NONE)
        if not any(each.startswith(" contenttype=") for each in known):
            known.append(f' contenttype="{XHTML_MIME}"')
        known.sort()
        return f"<inlineXML{''.join(known)}>{before}{to_markup(blocks)}{after}</inlineXML>"

    def _is_told_by_a_rendition(self, item: NewsItem) -> bool:
        """Whether reading takes the body from a plain rendition, as it did before."""
        index = self.left.get("text")
        if index.__class__ is not int or not 0 <= index < len(item.renditions):
            return False
        if index != _bodies.telling_rendition(item.renditions):
            return False
        return _bodies.text_blocks(item.renditions[index].content or "") == item.body

    def rendition(self, rendition: Rendition) -> str:
        """One form of the content."""
        left = _NOTHING if rendition.extra is NO_EXTRA else left_of(rendition.extra)
        out: list[str] = []
        tag = "inlineData" if rendition.href is None else "remoteContent"
        content = ""
        if rendition.content is not None:
            if left.get("element") == "inlineXML" and self.piece(rendition.content):
                tag, content = "inlineXML", rendition.content
            else:
                content = escape(rendition.content)
        attributes, public = rendition_attributes(tag, rendition.name, rendition.mime)
        self.need(attributes)
        out += attributes.parts
        by_reference = left.get("element") == "remoteContent" and (rendition.href == left.get("residref", ""))
        if rendition.href is not None and not by_reference:
            out += self.iri("href", rendition.href)
        if rendition.title is not None:
            if tag == "remoteContent":
                out.append(f' title="{escape_attribute(rendition.title)}"')
            else:
                out.append(self.own_attribute("title", rendition.title))
        for name, number in (
            ("width", rendition.width), ("height", rendition.height), ("size", rendition.size)
        ):  # fmt: skip
            if number is not None:
                if number < 10**18 and (name != "size" or tag == "remoteContent"):
                    out.append(f' {name}="{number}"')
                else:
                    out.append(self.own_attribute(name, str(number)))
        if rendition.duration is not None:
            out.append(f' duration="{rendition.duration!r}"')
        if rendition.poi is not None:
            out.append(self.own_attribute("poi", f"{rendition.poi[0]!r} {rendition.poi[1]!r}"))
        if rendition.public != public:
            out.append(self.own_attribute("public", "true" if rendition.public else "false"))
        taken = _RENDITION_TAKEN
        if rendition.duration is not None:
            taken = _TIMED_TAKEN - {"durationunit"} if left.get("durationunit") == SECONDS else _TIMED_TAKEN
        if left:
            self.rest(tag, left, out, taken, _RENDITION_OWN_TAKEN)
        if tag == "remoteContent" and left:
            found = self.put(left, tag)
            content += "".join(["".join(found[rank]) for rank in sorted(found)])
        out.sort()
        return f"<{tag}{''.join(out)}>{content}</{tag}>" if content else f"<{tag}{''.join(out)}/>"


# -- what no item can be without --------------------------------------------------------------------


@attrs.frozen(weakref_slot=False)
class Identity:
    """What the standard asks of every item: made, where the story has it not, as `required` says."""

    guid: str
    provider: Party
    created: str
    language: str | None


def site_language(writing: Writing) -> str | None:
    """The language of stories that name none."""
    return None if writing.site is None else writing.site.language


def required(item: NewsItem, writing: Writing, parent: NewsItem | None = None) -> Identity:
    """Guid, provider and the version's instant; an EncodeError that names all that is missing.

    A provider that the story does not name is the site's; an instant that it does not have is the
    present, if that was given; a guid is made of the site's authority and the story's content,
    versions aside. A story that hangs on another takes the other's provider and instant.
    """
    site = writing.site
    missing: list[tuple[str, str]] = []
    provider = item.provider
    if provider is None and parent is not None:
        provider = parent.provider
    if provider is None and site is not None:
        provider = site.provider or site.publisher
    if provider is None:
        missing.append(("provider", "a Site with provider"))
    created = near_instant(item.version_created)
    if created is None and parent is not None:
        created = near_instant(parent.version_created)
    if created is None and writing.now is not None:
        created = near_instant(writing.now)
    if created is None:
        missing.append(("version_created", "now="))
    guid = item.guid
    if guid is None:
        authority = None if site is None else site.guid_authority
        if authority is None:
            missing.append(("guid", "a Site with guid_authority"))
        else:
            guid = made_guid(item, authority)
    if provider is None or created is None or guid is None:
        fields = " and ".join(
            [", ".join([field for field, _ in missing[:-1]]), missing[-1][0]][len(missing) < 2 :]
        )
        hint = f"give the story {fields}, or {', '.join([way for _, way in missing])}"
        msg = f"NewsML-G2 cannot be written without {fields}, which the story does not have"
        raise EncodeError(msg, code="NR960", path=missing[0][0], hint=hint)
    language = item.language
    if language is None and site is not None:
        language = site.language
    return Identity(guid, provider, created, language)


def made_guid(item: NewsItem, authority: str) -> str:
    """An identifier of a story that has none: the same for all its versions that say the same.

    Source: RFC 3085 (urn:newsml) where the story has a day, else RFC 4151 (tag) where the
    authority has one, else RFC 4122.
    """
    bare = attrs.evolve(item, version=None, version_created=None, content_modified=None)
    name = uuid5(NAMESPACE_URL, _record.canonical(bare).decode())
    domain, _, since = authority.partition(",")
    for when in (item.published, item.first_created, item.content_created):
        if isinstance(when, date):
            return f"urn:newsml:{domain}:{when:%Y%m%d}:{name}"
    return f"tag:{domain},{since}:{name}" if since else f"urn:uuid:{name}"


# -- one story, proved ------------------------------------------------------------------------------


def write_story(item: NewsItem, writing: Writing) -> list[str]:
    """The item's text, then those of the stories that hang on its links; EncodeError as documented."""
    out: list[str] = []
    _write_all(item, writing, None, None, out, 0)
    return out


def _write_all(  # noqa: PLR0917 - it calls itself alone
    item: NewsItem, writing: Writing, part: str | None, parent: NewsItem | None, out: list[str], depth: int
) -> None:
    if depth > _DEEPEST:
        msg = f"stories hang more than {_DEEPEST} deep on one another, expected fewer"
        raise EncodeError(msg, code="NR957", path="links")
    sound = proved(item, writing, part, parent)
    out.append(sound)
    writing = attrs.evolve(writing, sidecar=None) if writing.sidecar is not None else writing
    for number, link in enumerate(item.links):
        if link.item is not None:
            below = str(number) if part is None else f"{part}.{number}"
            _write_all(link.item, writing, below, item, out, depth + 1)


def proved(item: NewsItem, writing: Writing, part: str | None, parent: NewsItem | None) -> str:
    """An item's text, its pieces looked at; what is not fit to be put back is left out."""
    writer = StoryWriter(writing)
    try:
        text = writer.item(item, part=part, parent=parent)
        refused = frozenset([piece for piece, value in writer.pieces if not _is_sound(piece, value)])
        if refused:
            writer = StoryWriter(writing, refused)
            text = writer.item(item, part=part, parent=parent)
    except UnicodeEncodeError as error:
        raise refused_character(item) from error
    return text


def refused_character(item: NewsItem) -> EncodeError:
    """The error for a story with a character that XML forbids: which, and where in which text."""
    for path, text in texts(item):
        index = illegal_at(text)
        if index is not None:
            character = f"U+{ord(text[index]):04X}"
            msg = f"found the character {character} at offset {index} of {shown(text)}, which XML cannot hold"
            return EncodeError(msg, code="NR811", path=path, hint="newsrec.clean(item) takes it out")
    msg = "the story holds a character that XML cannot hold"
    return EncodeError(msg, code="NR811", hint="newsrec.clean(item) takes it out")


def _is_sound(piece: str, value: str | None) -> bool:
    """Whether a piece of XML is well-formed and in the form that reading gives, one element.

    A piece with a text is the content of an element that has that text. A story is often written
    two or three times in a row, to account for its losses and to embed it: so what was found for
    a piece of usual size is kept for a while.
    """
    if value is None and len(piece) < _SHORT_PIECE and _is_leaf(piece):
        return True
    look = _looked_at if len(piece) < _USUAL_PIECE else _looked_at.__wrapped__
    return look(piece, value)


_USUAL_PIECE = 4096


@lru_cache(maxsize=512)
def _looked_at(piece: str, value: str | None) -> bool:
    if value is not None and _bodies.rich_text(piece) != value:
        return False
    whole = piece if value is None else f"<w>{piece}</w>"
    try:
        root = etree.fromstring(whole.encode(), parser(keep_pis=True))
    except (etree.XMLSyntaxError, UnicodeEncodeError):
        return False
    if root.getroottree().docinfo.internalDTD is not None or root.getprevious() is not None:
        return False
    if root.getnext() is not None or (value is not None and not len(root)):
        return False
    return alone(root) == whole


_SHORT_PIECE = 300
_LEAF = re.compile(
    r'<([A-Za-z]+) xmlns="' + re.escape(NS) + r'"((?: (?:xml:)?[a-z]+="[^&<>"\t\n\r]*")*)'
    r"(?:/>|>[^&<>\r]+</\1>)\Z"
)


@lru_cache(maxsize=2048)
def _is_leaf(piece: str) -> bool:
    """Whether a short piece is an element of nothing but text, in the form that reading gives."""
    found = _LEAF.match(piece)
    if found is None or illegal_at(piece) is not None:
        return False
    names = [each.partition("=")[0] for each in found[2].split('" ')]
    return len(set(names)) == len(names) and "xml:space" not in found[2]


# -- messages ---------------------------------------------------------------------------------------


def write_head(message: Message | None, sent: str) -> str:
    """All of a newsMessage before its first item; `sent` is for a message that names no instant."""
    if message is None:
        return f'<newsMessage xmlns="{NS}"><header><sent>{sent}</sent></header><itemSet>'
    text = _header(message, sent, frozenset())
    if text is None:
        text = _header(message, sent, None)
    return text or ""


def _header(message: Message, sent: str, refused: frozenset[str] | None) -> str | None:
    """The head of a message; None where its pieces of XML are not all fit to be put back."""
    writer = StoryWriter(_NO_WRITING, frozenset() if refused is None else refused)
    left = left_of(message.extra)
    if refused is None:
        left = FrozenMap({key: value for key, value in left.items() if key not in ("xml", "catalogs")})
    of = _map_in(left, "of")
    own: list[tuple[str, str]] = []
    text = instant(message.sent)
    if text is None:
        text = sent
        own.append(("untold", "sent") if message.sent is None else ("sent", exact(message.sent)))
    out = [f"<sent{writer.of_left('sent', of)}>{text}</sent>", "@catalogs"]
    for tag, field in (("sender", "sender"), ("transmitId", "transmit_id")):
        out.append(_header_text(writer, tag, getattr(message, field), of))
    if message.priority is not None:
        if 1 <= message.priority <= 9:
            out.append(f"<priority>{message.priority}</priority>")
        else:
            own.append(("priority", str(message.priority)))
    out.append(_header_text(writer, "origin", message.origin, of))
    for tag, values in (("destination", message.destinations), ("channel", message.channels)):
        for each in values:
            if QCODE.match(each):
                out.append(f'<{tag} qcode="{escape_attribute(each)}"/>')
            else:
                space: list[str] = []
                content = writer.text(tag, each, space)
                out.append(f"<{tag}{''.join(space)}>{content}</{tag}>")
    found = writer.found("header", FrozenMap({"header": left.get("xml")}), HEADER_ORDER, _HEADER_OWN)
    out += ["".join(found[rank]) for rank in sorted(found)]
    for name, value in own:
        writer.own = True
        out.append(f'<{_OWN_PREFIX}header name="{name}" value="{escape_attribute(value)}"/>')
    unplaced = left.get("unplaced")
    for each in unplaced if unplaced.__class__ is tuple else ():
        if each.__class__ is str:
            out.append(writer.own_element("unplaced", each))
    catalogs = left.get("catalogs")
    kept = "".join(writer.catalogs(left)[:-1]) if catalogs.__class__ is tuple else ""
    out[1] = kept
    if not all(_is_sound(piece, value) for piece, value in writer.pieces):
        return None
    attributes = writer.of_left("header", of)
    root = writer.of_left("newsMessage", of)
    space_of_own = f' xmlns:{OWN_ALIAS}="{OWN_NS}"' if writer.own else ""
    return (
        f'<newsMessage xmlns="{NS}"{space_of_own}{root}><header{attributes}>{"".join(out)}</header><itemSet>'
    )


def _header_text(writer: StoryWriter, tag: str, value: str | None, of: FrozenMap) -> str:
    if value is None:
        return ""
    out: list[str] = []
    writer.rest(tag, _map_in(of, tag), out, _NONE, frozenset({"value"}))
    content = writer.text(tag, value, out)
    out.sort()
    return f"<{tag}{''.join(out)}>{content}</{tag}>"


#: All of a newsMessage after its last item.
TAIL = "</itemSet></newsMessage>"

# -- tables -----------------------------------------------------------------------------------------

_DEEPEST = 50
_NO_ATTRIBUTES: dict[str, re.Pattern[str]] = {}
_NO_PIECES: dict[int, list[str]] = {}
_NONE: frozenset[str] = frozenset()
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_RESERVED = frozenset({OWN_NS, NS, "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"})

# Keys of what the reader left that are no attributes.
_NO_ATTRIBUTE = frozenset({"all", "details", "element", "group", "shown", "xml"})

# Attributes of our own that are read as fields, of labels, concepts, parties and datelines.
_OWN_TAKEN = frozenset(
    [
        "code",
        "confidence",
        "creator",
        "date",
        "geo",
        "job_title",
        "lang",
        "of",
        "part",
        "public",
        "region",
        "rel",
        "relevance",
        "role",
        "scheme",
        "text",
        "type",
        "untold",
        "untyped",
        "uri",
        "word",
    ]
)
_LABEL_TAKEN = {
    "role": frozenset({"role", "rel", "value"}),
    "type": frozenset({"type"}),
}
_FACT_TAKEN = frozenset({"role", "lang", "public"})
_CONCEPT_TAKEN = frozenset({"qcode", "uri", "type", "creator", "relevance", "confidence"})
_UNCODED_TAKEN = _CONCEPT_TAKEN | {"literal"}
_PARTY_TAKEN = frozenset({"qcode", "uri", "type", "role", "jobtitle"})
_UNCODED_PARTY_TAKEN = _PARTY_TAKEN | {"literal"}
_CONCEPT_CHILDREN = frozenset({"name", "sameAs", "broader"})
_PARTY_CHILDREN = frozenset({"name"})
_CONTACT_TAKEN = frozenset({"lang"})
_ROOT_TAKEN = frozenset({"dir", "lang", "part", "standardversion", "version"})
_CODE_TAKEN = frozenset({"qcode", "word"})
_LINK_TAKEN = frozenset({"contenttype", "guidref", "href", "rel", "residref", "version"})
_MEMBER_TAKEN = _LINK_TAKEN - {"rel"}
_LINK_OWN_TAKEN = frozenset({"href", "mime", "name", "part", "rel", "uri", "version"})
_RENDITION_TAKEN = frozenset({"contenttype", "height", "href", "rendition", "size", "title", "width"})
_TIMED_TAKEN = _RENDITION_TAKEN | {"duration", "durationunit"}
_RENDITION_OWN_TAKEN = frozenset(
    ["content", "duration", "height", "href", "mime", "name", "poi", "public", "size", "title", "width"]
)
_ITEM_OWN = frozenset({"itemMeta", "contentMeta", "contentSet", "groupSet", "catalogRef", "catalog"})
_ITEM_META_OWN = frozenset(
    [
        "itemClass",
        "provider",
        "versionCreated",
        "firstCreated",
        "embargoed",
        "pubStatus",
        "role",
        "profile",
        "service",
        "edNote",
        "signal",
        "link",
    ]
)
_CONTENT_META_OWN = frozenset(
    [
        "urgency",
        "contentCreated",
        "contentModified",
        "digitalSourceType",
        "located",
        "infoSource",
        "creator",
        "contributor",
        "altId",
        "language",
        "genre",
        "keyword",
        "subject",
        "slugline",
        "headline",
        "dateline",
        "by",
        "creditline",
        "description",
    ]
)
_RIGHTS_OWN = frozenset({"copyrightHolder", "copyrightNotice", "usageTerms"})
_EXPRESSIONS = frozenset({"rightsExpressionXML", "rightsExpressionData"})
_SHUFFLED = frozenset({*ADMINISTRATIVE, *DESCRIPTIVE})
_PARTIES = (("infoSource", "info_sources"), ("creator", "creators"), ("contributor", "contributors"))
_CONTACTS = frozenset({"email", "im", "phone", "fax", "web", "address", "note"})

# Elements whose text is one line, by the schema; and those that may hold markup.
_ONE_LINE = frozenset({"slugline", "keyword", "creditline", "name", "profile", "line"})
_MIXED = frozenset(
    ["title", "edNote", "headline", "dateline", "by", "description", "copyrightNotice", "usageTerms", "note"]
)
_IN_GROUPS = ("title", "signal", "edNote", "groupRef", "conceptRef", "groupExtProperty")

_HEADER_OWN = frozenset({"sent", "sender", "transmitId", "priority", "origin", "catalogRef", "catalog"})
_NO_WRITING = Writing()
_NO_IRI = re.compile(r"[%\[\]\s]")
_POSITION = re.compile(r"<(?:POIDetails|geoAreaDetails)>[ \t\n]*<position ([^<>]*)>")
_ATTRIBUTE = re.compile(r'([a-z]{1,20})="([^"<>]*)"')
_PIECE = re.compile(
    r"<(?:[A-Za-z_][A-Za-z0-9_.-]*:)?([A-Za-z]+) xmlns(?::[A-Za-z_][A-Za-z0-9_.-]*)?=\""
    + re.escape(NS)
    + '"[ >]'
)
_HOLED = re.compile(r'<(body|section)(?: class="([^"<>]*)")?(?: [^<>]*)?>\Z')


def _rank(entry: tuple[int, str]) -> int:
    return entry[0]


def _map_in(map_: FrozenMap, key: str) -> FrozenMap:
    """The map at a key of a map; an empty one where there is none."""
    value = map_.get(key, _NOTHING)
    return value if value.__class__ is FrozenMap else _NOTHING


def _name_of(piece: Any) -> str | None:
    """The name of a piece's element; None for one of another namespace, "" for what is no piece."""
    if piece.__class__ is not str or not piece.startswith("<"):
        return ""
    found = _PIECE.match(piece)
    if found is None:
        return None
    return "" if found[1].endswith("ExtProperty") and f' rel="{_OWN_PREFIX}' in piece else found[1]


@lru_cache(maxsize=256)
def _fits_here(page: str) -> bool:
    """Whether a story can be put into a page such that reading finds it again."""
    before, hole, after = page.partition(_bodies.HOLE)
    if not hole or not page.startswith(f'<html xmlns="{XHTML_NS}"') or _bodies.HOLE in after:
        return False
    found = _HOLED.search(before[-2_000:])
    if found is None:
        return False
    if found[1] == "body":
        return after.startswith("</body></html>")
    furnished = any(f"<{name}" in page for name in ("header", "footer", "nav", "aside"))
    if _bodies.HEADLINE_HOLE in after or _bodies.BYLINE_HOLE in after:
        return False
    return "main" in (found[2] or "").split() and after.startswith("</section>") and furnished

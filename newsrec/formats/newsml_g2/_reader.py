"""NewsML-G2 to records: one pass over the children of each container, by tables of functions.

What the record has a field for goes there. What it has not goes to `extra["newsml-g2"]` of the
record that it belongs to: attributes under their own names, elements, as canonical XML, in a
tuple under "xml". For the item itself they are sorted by where they stood:

- `of`: element → what is left of it (`{"headline": {"rank": "1"}}`);
- `xml`: container → elements that the record knows nothing of, to be put back there;
- `unplaced`: elements, as text, that the standard has no place for;
- `order`: the order of contentMeta's elements, where it is not the usual one;
- `catalogs`, `page`, `groups`, `lang`, `kind`, `text`, `standardversion`: see `_read_item`.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
from lxml import etree

from newsrec.catalogue import finding
from newsrec.errors import DecodeError, shown
from newsrec.formats._markup import trimmed
from newsrec.formats._xml import (
    alone,
    escape,
    line_position,
    local_name,
)
from newsrec.formats.newsml_g2 import _bodies
from newsrec.formats.newsml_g2._tables import (
    ADMINISTRATIVE,
    CATALOG,
    CONTENT_META_ORDER,
    DESCRIPTIVE,
    G2,
    HEADER_ORDER,
    ITEM_META_ORDER,
    ITEM_ORDER,
    ITEMS,
    NOT_PUBLIC,
    NOT_PUBLIC_CODE,
    ODRL,
    ONCE,
    OTHER_ITEMS,
    OWN,
    OWN_ALIAS,
    OWN_SCHEME,
    RIGHTS_ORDER,
    SCHEMES,
    SECONDS,
    SIDECAR_MIME,
    SPACE,
    STORIES,
    TEXT_FIELDS,
    TIME_FIELDS,
    VERSION,
    WHOLE,
    WORD_OF,
    XHTML_MIME,
    XML_LANG,
    XML_SPACE,
)
from newsrec.model import (
    NO_EXTRA,
    Concept,
    Dateline,
    FrozenMap,
    Label,
    Link,
    Message,
    NewsItem,
    PartialDate,
    Party,
    Rendition,
    Rights,
    When,
    trusted,
)
from newsrec.paths import field_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from newsrec.findings import Finding
    from newsrec.formats._format import Reading

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no other name for it
Fields: TypeAlias = dict[str, Any]

_new_item = trusted(NewsItem)
_new_label = trusted(Label)
_new_concept = trusted(Concept)
_new_party = trusted(Party)
_new_link = trusted(Link)
_new_rendition = trusted(Rendition)
_new_rights = trusted(Rights)
_new_dateline = trusted(Dateline)
_new_message = trusted(Message)

_NAME, _BROADER, _SAME_AS = f"{G2}name", f"{G2}broader", f"{G2}sameAs"
_OWN_ROLE = f"{OWN}role"
_OWN_PREFIX = len(OWN)


class Source:
    """What reading one document knows and gathers: the feed's tables, the aliases, the findings."""

    __slots__ = ("aliases", "feed", "findings", "schemes", "seen", "words")

    def __init__(self, reading: Reading) -> None:
        feed = reading.feed
        self.feed = feed
        self.findings: list[Finding] = []
        self.schemes: Mapping[str, str] = SCHEMES
        self.words: dict[str, str] = dict(WORD_OF)  # and each that was met, for they come again and again
        if feed is not None:
            self.words.update(feed.roles)
        if feed is not None and feed.schemes:
            self.schemes = {**SCHEMES, **feed.schemes}
        self.aliases: Mapping[str, str] = self.schemes  # those of the item that is being read
        # In a message of many items: what was read, by the element that said it.
        self.seen: dict[bytes, Any] | None = None

    @property
    def reads_again(self) -> bool:
        """Whether to look for what was read before: not where the item has aliases of its own."""
        return self.seen is not None and self.aliases is self.schemes

    def tell(self, code: str, sentence: str, element: Element, path: str = "") -> None:
        """A finding, with the line of the element."""
        self.findings.append(finding(code, sentence, path=path, position=line_position(element)))

    def word(self, role: str) -> str:
        """The record's word for a role or type, or for several; as it stands where there is none."""
        word = self.words.get(role)
        if word is None:
            if " " in role:
                word = " ".join([self.word(each) for each in role.split(" ") if each]) or role
            else:
                word = role[3:] if role.startswith("nr:") and len(role) > 3 else role
            self.words[role] = word
        return word


def left(rest: Fields) -> FrozenMap:
    """What is left of a part, as its `extra`."""
    if len(rest) == 1:
        ((key, value),) = rest.items()
        if value.__class__ is str and len(value) < _SHORT:
            return _left_of_one(key, value)
    return _map({SPACE: _map(rest)})


# What vocabularies hold comes again and again, so it is made once. The functions are pure and the
# records frozen: nobody can tell, but for the time that it saves.
_SHORT = 100


@lru_cache(maxsize=4096)
def _left_of_one(key: str, value: str) -> FrozenMap:
    return _map({SPACE: _one(key, value)})


@lru_cache(maxsize=4096)
def _one(key: str, value: str) -> FrozenMap:
    return _map({key: value})


@lru_cache(maxsize=8192)
def _known_name(text: str, role: str | None, lang: str | None) -> Label:
    made: Label = _new_label(value=text, role=role, lang=lang)
    return made


def _few(rest: Fields) -> FrozenMap:
    """A map of what is left, which is often one short text."""
    if len(rest) == 1:
        ((key, value),) = rest.items()
        if value.__class__ is str and len(value) < _SHORT:
            return _one(key, value)
    return _map(rest)


def _map(data: Fields) -> FrozenMap:
    """A frozen map of frozen values."""
    made = _new_map(FrozenMap)
    _store(made, dict(sorted(data.items())) if len(data) > 1 else data)
    return made


_new_map = FrozenMap.__new__
_store = FrozenMap.__dict__["_data"].__set__  # the slot itself, past the guard of frozen records


# -- text -----------------------------------------------------------------------------------------


def text_of(element: Element) -> str:
    """The text of an element of no markup, without the layout of its source."""
    text: str | None = element.text
    if text is None:
        return ""
    if "\n" in text and element.get(XML_SPACE) != "preserve":
        return trimmed(text)
    return text


def inner_xml(element: Element) -> str:
    """The content of an element, each child as canonical XML of its own."""
    out = [escape(element.text or "")]
    for child in element:
        out.append(alone(child))
        if child.tail:
            out.append(escape(child.tail))
    return "".join(out)


# -- times ----------------------------------------------------------------------------------------

_YEAR = re.compile(r"[0-9]{4}(?:-(0[1-9]|1[0-2]))?\Z")
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,40}))?)?)? ?(Z|[+-][0-9]{2}:?[0-9]{2})?\Z"
)


def _read_when(element: Element, source: Source, path: str, rest: Fields) -> When | None:
    """What an element says of a time, and in `rest` what a time cannot say; None where it says none."""
    text = element.text
    if text is not None and len(text) == 25 and text[19] in "+-" and text[10] == "T":
        try:
            when = datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            if when.tzinfo is not None:
                return when
    raw = (text or "").strip(" \t\r\n")
    try:
        return _slow_when(raw, element, source, path, rest)
    except (ValueError, OverflowError):
        name = local_name(element)
        source.tell("NR954", f"found {shown(raw)} in {name}, expected a date or a time", element, path)
        return None


def _slow_when(raw: str, element: Element, source: Source, path: str, rest: Fields) -> When:
    partial = _YEAR.match(raw)
    if partial is not None:
        return PartialDate(year=int(raw[:4]), month=None if partial[1] is None else int(partial[1]))
    found = _TIME.match(raw)
    if found is None:
        raise ValueError
    day, hour, minute, second, fraction, zone = found.groups()
    if hour is None:
        if zone is not None:
            rest["text"] = raw
            source.tell("NR954", f"the zone of the date {shown(raw)} is left out", element, path)
        return date.fromisoformat(day)
    late = hour == "24" and not (int(minute) or int(second or 0) or int(fraction or 0))
    clock = "00" if late else hour
    offset = "" if zone is None else "+00:00" if zone == "Z" else zone
    micro = (fraction or "")[:6].ljust(6, "0")
    when = datetime.fromisoformat(f"{day}T{clock}:{minute}:{second or '00'}.{micro}{offset}")
    if late:
        when += timedelta(days=1)
    if fraction is not None and fraction[6:].strip("0"):
        rest["text"] = raw
        source.tell("NR954", f"the time {shown(raw)} is kept to the microsecond", element, path)
    if second is None or raw[10] != "T" or (zone is not None and zone != "Z" and ":" not in zone):
        # Not as the schema has it, but nothing is in doubt.
        source.tell("NR954", f"{shown(raw)} is read, but it is no xs:dateTime", element, path)
    if zone is not None:
        return when
    feed = source.feed
    local = None if feed is None else feed.localise(when)
    if local is not None:
        source.tell("NR962", f"{shown(raw)} has no zone and is read as {local.isoformat()}", element, path)
        return local
    rest["text"] = raw
    source.tell("NR963", f"{shown(raw)} has no zone: only its date is kept", element, path)
    return when.date()


# -- labels ---------------------------------------------------------------------------------------


def _label(element: Element, source: Source, kind: str = "role") -> Label:
    """A text with its role, language and whether it is public, and what else its element says.

    `kind` is the attribute that the role stands in.
    """
    role = own_role = lang = text = None
    public = True
    rest: Fields = {}
    items = element.items()
    for key, value in items:
        if key == kind:
            role = source.words.get(value)
            if role is None:
                role = source.word(value)
        elif key == XML_LANG:
            lang = value
        elif key == "pubconstraint":
            public = False
            if value != NOT_PUBLIC_CODE:
                rest[key] = value
        elif key[0] != "{":
            rest[key] = value
        elif key.startswith(OWN):
            own = key[_OWN_PREFIX:]
            if own == "role":
                own_role = value
            elif own == "lang":
                lang = value
            elif own == "public":
                public = value != "false"
            elif own == "text":
                text = value
            else:
                rest[own] = value
        elif key != XML_SPACE:
            rest[key] = value
    if text is None:
        if len(element):
            rest["xml"] = xml = inner_xml(element)
            text = _bodies.rich_text(xml)
        else:
            text = element.text
            if text is None:
                text = ""
            elif "\n" in text and element.get(XML_SPACE) != "preserve":
                text = trimmed(text)
    made: Label = _new_label(
        value=text,
        role=role if own_role is None else own_role,
        lang=lang,
        public=public,
        extra=left(rest) if rest else NO_EXTRA,
    )
    return made


# -- concepts and parties -------------------------------------------------------------------------


def _name(element: Element, source: Source) -> Label:
    """One name of a concept or party, with its language and role."""
    role = lang = None
    for key, value in element.items():
        if key == XML_LANG:
            lang = value
        elif key == "role":
            role = source.words.get(value) or source.word(value)
        else:
            return _label(element, source)
    text = element.text
    if text is None:
        text = ""
    elif "\n" in text:
        text = text_of(element)
    if len(text) < _SHORT:
        return _known_name(text, role, lang)
    made: Label = _new_label(value=text, role=role, lang=lang)
    return made


def _concept(element: Element, source: Source) -> Concept:
    """A concept, with its names, what it is the same as, and what is broader."""
    scheme = code = uri = kind = name = None
    more: Fields = {}  # the fields that few concepts have
    exact: Fields | None = None  # what our own attributes say, whatever the others do
    rest: Fields | None = None
    for key, value in element.items():
        if key == "qcode":
            scheme, colon, code = value.partition(":")
            if colon:
                resolved = source.aliases.get(scheme)
                if resolved is not None and uri is None:
                    uri = resolved + code
            else:
                scheme, code = None, value
        elif key == "type":
            kind = source.words.get(value) or source.word(value)
        elif key == "uri":
            uri = value
        elif key == "literal" and element.get("qcode") is None:
            code = value
        elif key == "creator":
            more["creator"] = value
        elif (key in {"relevance", "confidence"}) and WHOLE.match(value):
            more[key] = int(value)
        else:
            if rest is None:
                rest = {}
            if key[0] == "{" and key.startswith(OWN):
                exact = {} if exact is None else exact
                _own_concept(key[_OWN_PREFIX:], value, exact, rest)
            else:
                rest[key] = value
    names: list[Label] = []
    broader: list[Concept] = []
    same_as: list[Concept] = []
    for child in element:
        tag = child.tag
        if tag == _NAME:
            names.append(_name(child, source))
        elif tag == _BROADER:
            broader.append(_concept(child, source))
        elif tag == _SAME_AS:
            same_as.append(_concept(child, source))
        elif tag in _DETAILS and _is_position_alone(child, more):
            pass
        else:
            rest = {} if rest is None else rest
            _leave(child, rest)
    if names:
        name = names[0].value
        if len(names) == 1 and not _says_more(names[0]):
            names = []
    extra = left(_sealed(rest)) if rest else NO_EXTRA
    if exact is not None:
        more = {"scheme": scheme, "code": code, "uri": uri, "type": kind, **more, **exact}
        made: Concept = _new_concept(
            name=name, broader=tuple(broader), names=tuple(names), same_as=tuple(same_as), extra=extra, **more
        )
        return made
    plain: Concept = _new_concept(
        name=name,
        type=kind,
        scheme=scheme,
        code=code,
        uri=uri,
        broader=tuple(broader),
        names=tuple(names),
        same_as=tuple(same_as),
        extra=extra,
        **more,
    )
    return plain


def _says_more(label: Label) -> bool:
    """Whether a name has a language, a role or anything beside its text."""
    return label.lang is not None or label.role is not None or not label.public or label.extra is not NO_EXTRA


def _own_concept(key: str, value: str, fields: Fields, rest: Fields) -> None:
    """What one of our own attributes says of a concept."""
    if key in ("rel", "scheme", "code", "type", "uri", "creator"):
        fields[key] = value
    elif key in ("relevance", "confidence") and _NUMBER.match(value):
        fields[key] = _number(value)
    elif key == "geo" and len(pair := value.split(" ")) == 2 and all(map(_NUMBER.match, pair)):
        fields["geo"] = (float(pair[0]), float(pair[1]))
    else:
        rest[key] = value


_NUMBER = re.compile(r"-?[0-9]{1,4000}(?:\.[0-9]{1,4000})?(?:e[+-]?[0-9]{1,3})?\Z")


def _number(text: str) -> float:
    number = float(text) if "." in text or "e" in text else int(text)
    return int(number) if number.__class__ is float and number.is_integer() else number


def _leave(child: Element, rest: Fields) -> None:
    """Keep a child that the record has no place for."""
    rest.setdefault("xml", []).append(alone(child))


def _sealed(rest: Fields) -> Fields:
    xml = rest.get("xml")
    if xml.__class__ is list:
        rest["xml"] = tuple(xml)
    return rest


_DETAILS = (f"{G2}geoAreaDetails", f"{G2}POIDetails")
_POSITION = f"{G2}position"


def _geo(position: Element) -> tuple[float, float] | None:
    latitude, longitude = position.get("latitude"), position.get("longitude")
    if latitude is None or longitude is None:
        return None
    pair = latitude.strip(), longitude.strip()
    if not all(len(each) < 60 and _NUMBER.match(each) for each in pair):
        return None
    return float(pair[0]) + 0.0, float(pair[1]) + 0.0


def _is_position_alone(details: Element, fields: Fields) -> bool:
    """Take the position out of details; whether that is all that they say."""
    if not len(details) or details[0].tag != _POSITION:
        return False
    place = _geo(details[0])
    if place is None:
        return False
    fields.setdefault("geo", place)
    return (
        len(details) == 1
        and not details.keys()
        and details.tag == _DETAILS[0]
        and len(details[0].keys()) == 2
        and not len(details[0])
    )


_PERSON, _ORGANISATION = f"{G2}personDetails", f"{G2}organisationDetails"
_CONTACTS = {f"{G2}{name}": name for name in ("email", "im", "phone", "fax", "web", "address", "note")}
_CONTACT_INFO, _AFFILIATION = f"{G2}contactInfo", f"{G2}affiliation"


def _party(element: Element, source: Source) -> Party:
    """A person or an organisation, with its names, contacts and affiliation."""
    fields: Fields = {}
    exact: Fields = {}
    rest: Fields = {}
    items = element.items()
    for key, value in items:
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
            own = key[_OWN_PREFIX:]
            if own in ("scheme", "code", "type", "uri", "role", "job_title"):
                exact[own] = value
            else:
                rest[own] = value
        else:
            rest[key] = value
    if exact:
        fields.update(exact)
    names: list[Label] | None = None
    for child in element:
        tag = child.tag
        if tag == _NAME:
            label = _name(child, source)
            if names is None:
                names = [label]
                fields["name"] = label.value
            else:
                names.append(label)
        elif tag in (_PERSON, _ORGANISATION):
            _details(child, source, fields, rest)
        else:
            _leave(child, rest)
    if names is not None and (len(names) > 1 or _says_more(names[0])):
        fields["names"] = tuple(names)
    if rest.pop("untyped", None) is not None:
        fields.pop("type", None)
    if rest:
        fields["extra"] = left(_sealed(rest))
    made: Party = _new_party(**fields)
    return made


def _details(element: Element, source: Source, fields: Fields, rest: Fields) -> None:
    """What details say of a party; they are kept as well where they say more than the record holds."""
    fields.setdefault("type", "person" if element.tag == _PERSON else "organisation")
    contacts: list[Label] = []
    known = not element.keys()
    for child in element:
        if child.tag == _AFFILIATION and "affiliation" not in fields:
            fields["affiliation"] = _party(child, source)
        elif child.tag == _CONTACT_INFO and all(each.tag in _CONTACTS for each in child):
            contacts.extend([_contact(each, source) for each in child])
            known = known and not child.keys()
        else:
            known = False
    if contacts:
        fields["contacts"] = tuple(contacts)
    if not known:
        _leave(element, rest)


def _contact(element: Element, source: Source) -> Label:
    """One contact: its role is what it is, an e-mail address, a telephone number …"""
    label = _label(element, source)
    if element.get(_OWN_ROLE) is not None:
        return label
    rest = dict(label.extra.get(SPACE, NO_EXTRA).items())
    role = element.get("role")
    if role is not None:
        rest["role"] = role
    untold = rest.pop("untold", None) is not None
    made: Label = _new_label(
        value=label.value,
        role=None if untold else _CONTACTS[str(element.tag)],
        lang=label.lang,
        public=label.public,
        extra=left(rest) if rest else NO_EXTRA,
    )
    return made


# -- what comes again in each item ----------------------------------------------------------------

# In a message of many items the same provider, services and subjects stand in each: they are read
# once. What is kept is given up when there is this much of it.
_MOST_SEEN = 2048
_LONGEST_SEEN = 3072


def _once(read: Callable[[Element, Source], Any]) -> Callable[[Element, Source], Any]:
    """A reader that reads the same element of a message once; `source.seen` must be a dict."""

    def read_again(element: Element, source: Source) -> Any:
        seen: dict[bytes, Any] = source.seen  # type: ignore[assignment]  # asked for by the caller
        key: bytes = etree.tostring(element, encoding="utf-8", with_tail=False)
        made = seen.get(key)
        if made is None:
            made = read(element, source)
            if len(key) < _LONGEST_SEEN:
                if len(seen) > _MOST_SEEN:
                    seen.clear()
                seen[key] = made
        return made

    return read_again


_party_again = _once(_party)


# -- the item -------------------------------------------------------------------------------------


class _Item:
    """A story as it grows: its fields, and what is left, by where it stood."""

    __slots__ = ("extra", "fields", "headlines", "of", "order", "sidecar", "source", "unplaced", "xml")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.fields: Fields = {}
        self.extra: Fields = {}
        self.of: Fields = {}
        self.xml: dict[str, list[tuple[int, str]]] = {}
        self.unplaced: list[str] = []
        self.order: list[str] = []
        self.headlines: list[tuple[int, Label]] = []
        self.sidecar: str | None = None

    def add(self, field: str, value: Any) -> None:
        """One more of a field that holds many."""
        have = self.fields.get(field)
        if have is None:
            self.fields[field] = [value]
        else:
            have.append(value)

    def leave(self, container: str, element: Element, rank: int = 99) -> None:
        """Keep an element that the record has no place for and the standard has."""
        self.xml.setdefault(container, []).append((rank, alone(element)))

    def misplace(self, element: Element, container: str) -> None:
        """Keep an element that the standard has no place for here, and say so."""
        self.unplaced.append(alone(element))
        found = f"found {shown(local_name(element))} in {container}, where the standard has no such element"
        self.source.tell("NR961", found, element)

    def unknown(self, element: Element, container: str, order: Mapping[str, int]) -> None:
        """Keep a child of a container that no table names."""
        tag = str(element.tag)
        if not tag.startswith(G2):
            if container == "item":  # a signature, which no longer holds, or what has no place
                self.misplace(element, container)
            else:
                self.leave(container, element)
            return
        name = tag[len(G2) :]
        rank = order.get(name)
        if rank is None or (name in ONCE and name in self.of):
            self.misplace(element, container)
            return
        self.leave(container, element, rank)
        if container == "contentMeta" and _IN_ANY_ORDER.get(name) is not None:
            self.order.append(name)


def read_item(element: Element, source: Source) -> tuple[NewsItem, str | None]:
    """The story of a newsItem or packageItem, and the record embedded in it, as text, or None.

    DecodeError for an item that is no story.
    """
    if element.tag not in STORIES:
        raise other_kind(element)
    item = _Item(source)
    fields, extra = item.fields, item.extra
    package = element.tag == STORIES[1]
    if package:
        fields["type"] = "composite"
        extra["kind"] = "packageItem"
    lang = _root_attributes(element, item)
    children = list(element)
    _catalogs(children, item)
    rights = 0
    contents: list[Element] = []
    for child in children:
        tag = child.tag
        if tag == _ITEM_META:
            _item_meta(child, item)
        elif tag == _CONTENT_META:
            _content_meta(child, item)
        elif tag == _RIGHTS_INFO and not rights:
            rights = 1
            _rights(child, item)
        elif tag in (_CONTENT_SET, _GROUP_SET, _ITEM_REF):
            contents.append(child)
        elif tag in (_CATALOG_REF, _CATALOG):
            pass
        else:
            item.unknown(child, "item", ITEM_ORDER)
            if tag == _ASSERT:
                _assert(child, item)
    _stray(element, children, item)
    _language(lang, item)
    for child in contents:  # last, for a body is read with the headline and dateline in mind
        if child.tag == _CONTENT_SET:
            _content_set(child, item)
        elif child.tag == _GROUP_SET:
            _group_set(child, item)
        else:
            item.add("links", _member(child, source, None))
    _finish(item)
    made: NewsItem = _new_item(**fields)
    return made, item.sidecar


_ITEM_META, _CONTENT_META, _RIGHTS_INFO = f"{G2}itemMeta", f"{G2}contentMeta", f"{G2}rightsInfo"
_CONTENT_SET, _GROUP_SET, _ITEM_REF = f"{G2}contentSet", f"{G2}groupSet", f"{G2}itemRef"
_CATALOG_REF, _CATALOG, _ASSERT = f"{G2}catalogRef", f"{G2}catalog", f"{G2}assert"


def other_kind(element: Element) -> DecodeError:
    """The error for an item that is no story, by its name."""
    name = local_name(element)
    what = "is no story" if element.tag in OTHER_ITEMS else "is no item of NewsML-G2"
    msg = f"found {shown(name)}, which {what}; expected newsItem or packageItem"
    return DecodeError(msg, code="NR953", position=line_position(element))


def _root_attributes(element: Element, item: _Item) -> str | None:
    """Read the attributes of the item itself; its xml:lang."""
    fields, extra, lang = item.fields, item.extra, None
    rest: Fields = {}
    for key, value in element.items():
        if key == "guid":
            fields["guid"] = value
        elif key == "version":
            if WHOLE.match(value) and int(value) > 0 and value[0] != "0":
                fields["version"] = int(value)
            else:
                fields["version"] = value
        elif key == XML_LANG:
            lang = value
        elif key == "dir":
            fields["text_direction"] = value
        elif (key == "standard" and value == "NewsML-G2") or (key == "conformance" and value == "power"):
            pass
        elif key == "standardversion":
            if value != VERSION:
                extra["standardversion"] = value
        elif key.startswith(OWN):
            own = key[_OWN_PREFIX:]
            if own == "dir":
                fields["text_direction"] = value
            elif own == "version":
                fields["version"] = int(value[1:]) if _NUMBERED.match(value) else value[1:]
            elif own == "lang":
                lang = value
            elif own == "standardversion":
                extra[own] = value
            elif own.startswith("xsi-"):
                rest[f"{{{_XSI}}}{own[4:]}"] = value
            elif own != "part":
                rest[own] = value
        else:
            rest[key] = value
    if rest:
        item.of["item"] = _few(rest)
    return lang


_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_NUMBERED = re.compile(r"#-?[0-9]{1,4000}\Z")


def _catalogs(children: list[Element], item: _Item) -> None:
    """Read the catalogs: those that stand in the document itself resolve its codes."""
    source = item.source
    source.aliases = source.schemes
    kept: list[str] = []
    for child in children:
        tag = child.tag
        if tag == _CATALOG_REF:
            items = child.items()
            if len(items) != 1 or items[0][0] != "href" or len(child):
                kept.append(alone(child))
            elif items[0][1] != CATALOG:
                kept.append(items[0][1])
        elif tag == _CATALOG:
            own = {
                scheme.get("alias"): scheme.get("uri")
                for scheme in child
                if scheme.get("alias") is not None and scheme.get("uri") is not None
            }
            if own == {OWN_ALIAS: OWN_SCHEME}:
                continue
            source.aliases = {**source.aliases, **own}
            kept.append(alone(child))
        elif tag == _ITEM_META:
            break
    if kept:
        item.extra["catalogs"] = tuple(kept)


def _stray(element: Element, children: list[Element], item: _Item) -> None:
    """Say what text stands where the standard has none."""
    stray = [text for child in children if (text := child.tail) is not None and not text.isspace()]
    if element.text is not None and not element.text.isspace():
        stray.insert(0, element.text.strip())
    if stray:
        name = local_name(element)
        item.source.tell(
            "NR961", f"found the text {shown(' '.join(stray))} in {name}, expected none", element
        )


def _language(lang: str | None, item: _Item) -> None:
    """The language of the story: what contentMeta says, else what the item says of itself."""
    fields, extra = item.fields, item.extra
    told = fields.get("language")
    if lang is not None:
        if told is None:
            fields["language"] = lang
            extra["lang"] = "alone"
        elif told != lang:
            extra["lang"] = f"={lang}"
    elif told is not None:
        extra["lang"] = "none"
    else:
        feed = item.source.feed
        if feed is not None and feed.language is not None:
            fields["language"] = feed.language


def _finish(item: _Item) -> None:
    """Give the fields the record's form, and what is left its place in `extra`."""
    fields, extra = item.fields, item.extra
    if item.headlines:
        _headlines(item)
    for key, value in fields.items():
        if value.__class__ is list:
            fields[key] = tuple(value)
    if item.order:
        ranks = list(map(_IN_ANY_ORDER.__getitem__, item.order))
        if ranks != sorted(ranks):
            extra["order"] = " ".join(sorted(item.order, key=_group_of))
    if item.xml:
        extra["xml"] = _map(
            {
                name: tuple([xml for _, xml in (sorted(found, key=_rank) if len(found) > 1 else found)])
                for name, found in item.xml.items()
            }
        )
    if item.unplaced:
        extra["unplaced"] = tuple(item.unplaced)
    if item.of:
        extra["of"] = _map(item.of)
    if extra:
        fields["extra"] = _map({SPACE: _map(extra)})
    feed = item.source.feed
    if feed is not None and feed.provider is not None and "provider" not in fields:
        fields["provider"] = feed.provider


def _rank(entry: tuple[int, str]) -> int:
    return entry[0]


def _headlines(item: _Item) -> None:
    """Tell the headline from the others: the first without a role, else the first."""
    main = item.headlines[0]
    if main[1].role is not None:
        main = next((each for each in item.headlines if each[1].role is None), main)
    others: list[Label] = []
    for place, label in item.headlines:
        if label is main[1]:
            item.fields["headline"] = label.value
            _told(label, "headline", item)
        else:
            item.order[place] = "headline+"
            others.append(label)
    if others:
        item.fields["alt_headlines"] = others


# -- contentMeta ----------------------------------------------------------------------------------

_CONTENT: dict[str, tuple[str, str, Callable[[Element, Source], Any]]] = {
    f"{G2}{name}": (name, field, read)
    for name, field, read in (
        ("located", "located", _concept),
        ("infoSource", "info_sources", _party),
        ("creator", "creators", _party),
        ("contributor", "contributors", _party),
        ("altId", "alt_ids", lambda element, source: _label(element, source, "type")),
        ("genre", "genres", _concept),
        ("keyword", "keywords", _label),
        ("subject", "subjects", _concept),
        ("description", "descriptions", _label),
    )
}
_CONTENT_AGAIN = {
    tag: (name, field, read if name in ("altId", "keyword", "description") else _once(read))
    for tag, (name, field, read) in _CONTENT.items()
}
_TEXTS = {f"{G2}{name}": (name, field) for name, field in TEXT_FIELDS.items()}
_CONTENT_TIMES = {f"{G2}contentCreated": "content_created", f"{G2}contentModified": "content_modified"}

# The two groups whose members stand in any order, as the writer has them; what the record knows
# nothing of comes after what it knows.
_DESCRIPTIVE = 100
_IN_ANY_ORDER: dict[str, int] = {
    name: rank
    for first, names in ((0, ADMINISTRATIVE), (_DESCRIPTIVE, DESCRIPTIVE))
    for rank, name in enumerate(names, first)
}
_group_of = {name: rank >= _DESCRIPTIVE for name, rank in _IN_ANY_ORDER.items()}.__getitem__


def _content_meta(element: Element, item: _Item) -> None:
    source, order, fields = item.source, item.order, item.fields
    headline = _HEADLINE
    table = _CONTENT_AGAIN if source.reads_again else _CONTENT
    for child in element:
        tag = child.tag
        row = table.get(tag)
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
            item.headlines.append((len(order), _label(child, source)))
            order.append("headline")
        elif tag in _TEXTS:
            name, field = _TEXTS[tag]
            if field in item.fields:
                item.unknown(child, "contentMeta", CONTENT_META_ORDER)
                continue
            order.append(name)
            label = _label(child, source)
            item.fields[field] = label.value
            _told(label, name, item)
        elif tag == _LANGUAGE and "language" not in item.fields and child.get("tag") is not None:
            order.append("language")
            _content_language(child, item)
        elif tag == _URGENCY and "urgency" not in item.fields and "urgency" not in item.of:
            _urgency(child, item)
        elif tag in _CONTENT_TIMES:
            _when(child, _CONTENT_TIMES[tag], item)
        elif tag == _DIGITAL and "digital_source" not in item.fields:
            item.fields["digital_source"] = _concept(child, source)
        elif tag == _CONTENT_PROPERTY and _own_property(child, item):
            pass
        else:
            item.unknown(child, "contentMeta", CONTENT_META_ORDER)
    _container_attributes(element, "contentMeta", item)
    parts = item.extra.pop("dateline", None)
    if parts is not None or "dateline" in item.fields:
        item.fields["dateline"] = _new_dateline(text=item.fields.get("dateline"), **(parts or {}))


_HEADLINE, _LANGUAGE, _URGENCY = f"{G2}headline", f"{G2}language", f"{G2}urgency"
_DIGITAL, _CONTENT_PROPERTY = f"{G2}digitalSourceType", f"{G2}contentMetaExtProperty"
_OWN_OF = f"{OWN}of"
_OF_DATELINE = ("located", "infoSource")


def _of_dateline(field: str, value: Any, item: _Item) -> None:
    """What was read from a dateline and is written as elements of its own."""
    parts = item.extra.setdefault("dateline", {})
    rest = dict(value.extra.get(SPACE, NO_EXTRA).items())
    rest.pop("of", None)
    if field == "located":
        place = _new_concept(
            **{name: getattr(value, name) for name in _CONCEPT_FIELDS},
            extra=left(rest) if rest else NO_EXTRA,
        )
        parts["places"] = (*parts.get("places", ()), place)
    else:
        parts["sources"] = (*parts.get("sources", ()), value.name or "")


_CONCEPT_FIELDS = tuple([name for name in field_names(Concept) if name != "extra"])


def _told(label: Label, name: str, item: _Item) -> None:
    """Keep what a label says beside its text, where the record has room for the text alone."""
    if label.extra is NO_EXTRA and label.role is None and label.lang is None and label.public:
        return
    if label.role is None and label.lang is None and label.public and name != "dateline":
        item.of[name] = label.extra[SPACE]
        return
    rest = dict(label.extra.get(SPACE, NO_EXTRA).items())
    if name == "dateline":
        _dateline_parts(rest, item)
    if label.role is not None:
        rest["role"] = label.role
    if label.lang is not None:
        rest["lang"] = label.lang
    if not label.public:
        rest["public"] = False
    if rest:
        item.of[name] = _few(rest)


def _dateline_parts(rest: Fields, item: _Item) -> None:
    """What our own attributes say of a dateline."""
    parts = item.extra.setdefault("dateline", {})
    if "region" in rest:
        parts["region"] = rest.pop("region")
    if "date" in rest and (when := when_from(rest["date"])) is not None:
        parts["date"] = when
        del rest["date"]
    if rest.pop("untold", None) is not None:
        item.fields["dateline"] = None


def _content_language(element: Element, item: _Item) -> None:
    rest: Fields = {}
    for key, value in element.items():
        if key == "tag":
            item.fields["language"] = value
        elif key.startswith(OWN):
            if key[_OWN_PREFIX:] == "tag":
                item.fields["language"] = value
            else:
                rest[key[_OWN_PREFIX:]] = value
        else:
            rest[key] = value
    own = element.get(f"{OWN}tag")
    if own is not None:
        item.fields["language"] = own
    if len(element):
        rest["xml"] = tuple([alone(child) for child in element])
    if rest:
        item.of["language"] = _few(rest)


def _urgency(element: Element, item: _Item) -> None:
    text = (element.text or "").strip(" \t\r\n")
    if len(text) != 1 or text not in "123456789":
        sentence = f"found {shown(text)} in urgency, expected a digit from 1 to 9"
        item.source.tell("NR954", sentence, element, "urgency")
        item.unplaced.append(alone(element))
        return
    item.fields["urgency"] = int(text)
    if element.keys():
        item.of["urgency"] = _few(_attributes(element))


def _attributes(element: Element) -> Fields:
    """All attributes of an element, our own without their namespace."""
    return {
        key[_OWN_PREFIX:] if key.startswith(OWN) else key: value
        for key, value in element.items()
        if key != XML_SPACE
    }


def _container_attributes(element: Element, name: str, item: _Item) -> None:
    if element.keys():
        rest = _attributes(element)
        if rest:
            item.of[name] = _few(rest)


def _when(element: Element, field: str, item: _Item) -> None:
    """Read one of the item's times."""
    name = local_name(element)
    if field in item.fields or name in item.of:
        item.misplace(element, "the item a second time")
        return
    rest: Fields = _attributes(element) if element.keys() else {}
    when = _read_when(element, item.source, field, rest)
    if when is None:
        item.unplaced.append(alone(element))
        return
    item.fields[field] = when
    if rest:
        item.of[name] = _few(rest)


def when_from(text: str) -> When | None:
    """A time in the record's own spelling (`str` of it), or None."""
    try:
        if len(text) > 10:
            found = _OFFSET.search(text)
            if found is None:
                return None
            # Python takes an offset of less than a second for none, so the offset is read here.
            sign, hours, minutes, seconds, micro = found.groups()
            offset = timedelta(0, int(seconds or 0), int(micro or 0), 0, int(minutes), int(hours))
            zone = timezone(-offset if sign == "-" else offset)
            return datetime.fromisoformat(text[: found.start()]).replace(tzinfo=zone)
        if text.startswith("--"):
            month, _, day = text[2:].partition("-")
            return PartialDate(month=int(month), day=int(day) if day else None)
        if len(text) < 10:
            year, _, month = text.partition("-")
            return PartialDate(year=int(year), month=int(month) if month else None)
        return date.fromisoformat(text)
    except (ValueError, TypeError):
        return None


_OFFSET = re.compile(r"([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{6}))?)?\Z")

#: Properties of our own → the field, for times that the native element cannot hold.
_TIME_PROPERTIES = {f"nr:{name}": name for name in TIME_FIELDS}


def _own_property(element: Element, item: _Item) -> bool:
    """Take what one of our own properties says; False for a property of somebody else."""
    rel, value = element.get("rel"), element.get("value")
    if rel is None or value is None or not rel.startswith("nr:"):
        return False
    fields = item.fields
    field = _TIME_PROPERTIES.get(rel)
    if field is not None:
        when = when_from(value)
        if when is None or field in fields:
            return False
        fields[field] = when
    elif rel == "nr:free" and value in ("true", "false") and "free" not in fields:
        fields["free"] = value == "true"
    elif rel == "nr:printed":
        label = _label(element, item.source)
        rest = {key: each for key, each in label.extra.get(SPACE, {}).items() if key not in ("rel", "value")}
        item.add(
            "printed",
            _new_label(
                value=value,
                role=label.role,
                lang=label.lang,
                public=label.public,
                extra=left(rest) if rest else NO_EXTRA,
            ),
        )
    else:
        return False
    return True


# -- itemMeta -------------------------------------------------------------------------------------

_META: dict[str, tuple[str, Callable[[Element, Source], Any]]] = {
    f"{G2}service": ("services", _concept),
    f"{G2}edNote": ("ed_notes", _label),
    f"{G2}signal": ("signals", _concept),
    f"{G2}link": ("links", lambda element, source: _link(element, source)),  # noqa: PLW0108 - defined below
}
_META_AGAIN = {
    tag: (field, read if field == "links" else _once(read)) for tag, (field, read) in _META.items()
}
_META_TIMES = {
    f"{G2}versionCreated": "version_created",
    f"{G2}firstCreated": "first_created",
    f"{G2}expires": "expires",
}
_META_TEXTS = {f"{G2}title": ("title", "title"), f"{G2}profile": ("profile", "profile")}
_META_CODES = {f"{G2}itemClass": ("type", "ninat"), f"{G2}pubStatus": ("pub_status", "stat")}
_PROVIDER, _ROLE, _EMBARGOED = f"{G2}provider", f"{G2}role", f"{G2}embargoed"
_ITEM_PROPERTY = f"{G2}itemMetaExtProperty"


def _item_meta(element: Element, item: _Item) -> None:
    source, fields = item.source, item.fields
    table = _META_AGAIN if source.reads_again else _META
    for child in element:
        tag = child.tag
        row = table.get(tag)
        if row is not None:
            field, read = row
            have = fields.get(field)
            if have is None:
                fields[field] = [read(child, source)]
            else:
                have.append(read(child, source))
        elif tag in _META_CODES:
            _code(child, *_META_CODES[tag], item)
        elif tag == _PROVIDER and "provider" not in fields:
            fields["provider"] = _party_again(child, source) if source.reads_again else _party(child, source)
        elif tag in _META_TIMES:
            if tag == _EXPIRES and "expires" in fields:
                item.unknown(child, "itemMeta", ITEM_META_ORDER)
            else:
                _when(child, _META_TIMES[tag], item)
        elif tag == _EMBARGOED and "embargoed" not in fields and "embargoed" not in item.of:
            _embargoed(child, item)
        elif tag in _META_TEXTS and _META_TEXTS[tag][1] not in fields:
            name, field = _META_TEXTS[tag]
            label = _label(child, source)
            fields[field] = label.value
            _told(label, name, item)
        elif tag == _ROLE and "role" not in fields:
            fields["role"] = _concept(child, source)
        elif tag == _ITEM_PROPERTY and _own_property(child, item):
            pass
        elif tag in _OWN_ELEMENTS:
            _own_element(child, item)
        else:
            item.unknown(child, "itemMeta", ITEM_META_ORDER)
    _container_attributes(element, "itemMeta", item)


_EXPIRES = f"{G2}expires"
_OWN_UNPLACED, _OWN_PAGE, _OWN_RECORD = f"{OWN}unplaced", f"{OWN}page", f"{OWN}record"
_OWN_ELEMENTS = (_OWN_UNPLACED, _OWN_PAGE, _OWN_RECORD)


def _own_element(element: Element, item: _Item) -> None:
    """What stands in an element of our own because it has a place nowhere else."""
    text = element.text or ""
    if element.tag == _OWN_UNPLACED:
        item.unplaced.append(text)
    elif element.tag == _OWN_PAGE:
        item.extra["page"] = text
    else:
        item.sidecar = text


_CODE_NAMES = {"type": "itemClass", "pub_status": "pubStatus"}


def _code(element: Element, field: str, alias: str, item: _Item) -> None:
    """A field that is a plain word in the record and a code in the document; the alias says little."""
    name = _CODE_NAMES[field]
    if name in item.of or (field in item.fields and field != "type"):
        item.misplace(element, "itemMeta a second time")
        return
    rest: Fields = dict(element.items())
    qcode = rest.pop("qcode", None)
    if rest:
        rest = _attributes(element)
        rest.pop("qcode", None)
    word = rest.pop("word", None) if rest else None
    if qcode is not None:
        scheme, colon, code = qcode.partition(":")
        item.fields[field] = code if colon else qcode
        if scheme != alias or not colon:
            rest["qcode"] = qcode
    elif word is None and "uri" in rest:
        item.fields[field] = rest["uri"].rpartition("/")[2] or rest["uri"]
    if word is not None:
        item.fields[field] = word
    if len(element):
        rest["xml"] = tuple([alone(child) for child in element])
    if rest:
        item.of[name] = _few(rest)


def _embargoed(element: Element, item: _Item) -> None:
    """An embargo: until a time, or, where the element is empty, until somebody lifts it."""
    rest: Fields = _attributes(element) if element.keys() else {}
    if not (element.text or "").strip(" \t\r\n"):
        item.fields["embargoed"] = True
    else:
        when = _read_when(element, item.source, "embargoed", rest)
        if when.__class__ is datetime:
            item.fields["embargoed"] = when
        else:
            # Better an embargo too many than a story out too early.
            item.fields["embargoed"] = True
            item.unplaced.append(alone(element))
            return
    if rest:
        item.of["embargoed"] = _few(rest)


_TITLE = f"{G2}title"


def _link(element: Element, source: Source) -> Link:
    """A link, or a member of a package: what it leads to, by its address or its identifier."""
    fields: Fields = {"rel": ""}
    exact: Fields = {}
    rest: Fields = {}
    for key, value in element.items():
        if key == "rel":
            fields["rel"] = source.word(value)
        elif key == "residref" or (key == "guidref" and element.get("residref") is None):
            fields["uri"] = value
        elif key == "href":
            fields["href"] = value
        elif key == "contenttype":
            fields["mime"] = value
        elif key == "version" and WHOLE.match(value) and value[0] != "0":
            fields["version"] = int(value)
        elif key.startswith(OWN):
            own = key[_OWN_PREFIX:]
            if own in ("rel", "name", "uri", "href", "mime"):
                exact[own] = value
            elif own == "version":
                exact["version"] = int(value[1:]) if _NUMBERED.match(value) else value[1:]
            elif own != "part":
                rest[own] = value
        else:
            rest[key] = value
    fields.update(exact)
    for child in element:
        if child.tag == _TITLE and "title" not in fields and not len(child) and not child.keys():
            fields["title"] = text_of(child)
        elif child.tag == _TITLE and "title" not in fields and child.get(f"{OWN}text") is not None:
            fields["title"] = child.get(f"{OWN}text")
        elif child.tag == _TITLE and "title" not in fields and child.get(XML_SPACE) == "preserve":
            fields["title"] = child.text or ""
        else:
            _leave(child, rest)
    if rest:
        fields["extra"] = left(_sealed(rest))
    made: Link = _new_link(**fields)
    return made


# -- rightsInfo -----------------------------------------------------------------------------------


_RIGHTS_TEXTS = {f"{G2}copyrightNotice": "notices", f"{G2}usageTerms": "usage_terms"}


def _rights(element: Element, item: _Item) -> None:
    """The rights, which are often the same in all items of a message."""
    source = item.source
    if not source.reads_again:
        _read_rights(element, item)
        return
    rights, of, xml = _rights_again(element, source)
    item.fields["rights"] = rights
    item.of.update(of)
    if xml is not None:
        item.xml["rightsInfo"] = xml


def _rights_alone(element: Element, source: Source) -> tuple[Rights, Fields, list[tuple[int, str]] | None]:
    """The rights, and what is left of them."""
    item = _Item(source)
    _read_rights(element, item)
    return item.fields["rights"], item.of, item.xml.get("rightsInfo")


_rights_again = _once(_rights_alone)


def _read_rights(element: Element, item: _Item) -> None:
    source = item.source
    fields: Fields = {}
    for child in element:
        tag = child.tag
        field = _RIGHTS_TEXTS.get(tag)
        if field is not None:
            fields.setdefault(field, []).append(_label(child, source))
            continue
        name = tag[len(G2) :] if tag.startswith(G2) else ""
        if name == "copyrightHolder" and "holder" not in fields:
            fields["holder"] = _party(child, source)
        elif name == "link" and child.get("rel") == "nr:licence" and "licence" not in fields:
            fields["licence"] = child.get(f"{OWN}href") or child.get("href") or ""
        elif (
            name == "rightsInfoExtProperty"
            and child.get("rel") == "nr:year"
            and _NUMBERED.match("#" + child.get("value", ""))
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
    _container_attributes(element, "rightsInfo", item)
    for key, value in fields.items():
        if value.__class__ is list:
            fields[key] = tuple(value)
    item.fields["rights"] = _new_rights(**fields)


def _expression(element: Element, kind: str | None, item: _Item) -> None:
    rest = _attributes(element)
    if kind is not None and rest.get("enctype") == kind:
        del rest["enctype"]
    if rest.get("langid") == ODRL:
        del rest["langid"]
    if rest:
        item.of["rightsExpression"] = _few(rest)


# -- assert ---------------------------------------------------------------------------------------


def _assert(element: Element, item: _Item) -> None:
    """Give the concepts that an assertion is about the place that it tells."""
    place = None
    for child in element:
        if child.tag in _DETAILS and len(child) and child[0].tag == _POSITION:
            place = _geo(child[0])
    if place is None:
        return
    qcode, uri, literal = element.get("qcode"), element.get("uri"), element.get("literal")
    scheme, colon, code = (qcode or "").partition(":")
    for field in ("subjects", "located", "genres"):
        concepts = item.fields.get(field, ())
        for index, concept in enumerate(concepts):
            if concept.geo is None and (
                (literal is not None and concept.code == literal and concept.scheme is None)
                or (colon and concept.code == code and concept.scheme == scheme)
                or (uri is not None and concept.uri == uri)
            ):
                fields = {name: getattr(concept, name) for name in _ALL_CONCEPT_FIELDS}
                fields["geo"] = place
                concepts[index] = _new_concept(**fields)


_ALL_CONCEPT_FIELDS = field_names(Concept)


# -- contentSet -----------------------------------------------------------------------------------

_INLINE_XML, _INLINE_DATA = f"{G2}inlineXML", f"{G2}inlineData"
_REMOTE = f"{G2}remoteContent"
_SIZES = ("width", "height", "size")
_RENDITION_KEYS = frozenset({"href", "width", "height", "size", "duration", "durationunit", "title"})
_RENDITION_FIELDS = ("href", "name", "mime", "title", "content")


def _content_set(element: Element, item: _Item) -> None:
    """The renditions of the content; the first that is a document of a known kind is the story."""
    source = item.source
    story: Element | None = None
    for child in element:
        tag = child.tag
        if tag == _INLINE_XML:
            if story is None and _story(child, item):
                story = child
            else:
                item.add("renditions", _rendition(child, source))
        elif tag in (_INLINE_DATA, _REMOTE):
            rendition = _rendition(child, source)
            if rendition.mime == SIDECAR_MIME and child.get("contenttype") and rendition.name is None:
                item.sidecar = rendition.content
            else:
                item.add("renditions", rendition)
        else:
            item.misplace(child, "contentSet")
    _container_attributes(element, "contentSet", item)
    if story is None:
        _text_story(item)


def _story(element: Element, item: _Item) -> bool:
    """Read the story of an inlineXML; False where it holds something else."""
    fields = item.fields
    if len(element) != 1:
        if len(element) or (element.text or "").strip():
            return False
        item.of["inlineXML"] = _few(_attributes(element))
        return True
    dateline = fields.get("dateline")
    text = None if dateline is None else dateline.text
    story = _bodies.read_story(element[0], _main_headline(item), fields.get("byline"), text)
    if story is None:
        return False
    fields["body"] = story.blocks
    if story.page is not None:
        item.extra["page"] = story.page
    if story.dateline:
        told = item.of.get("dateline", NO_EXTRA)
        item.of["dateline"] = _map({**dict(told.items()), "shown": story.dateline})
    for field, value in story.facts:
        if field not in fields and not (field == "headline" and item.headlines):
            fields[field] = _new_dateline(text=value) if field == "dateline" else value
            item.order.append("by" if field == "byline" else field)
    if story.lost:
        told = shown("; ".join(story.lost), 2_000)
        item.source.tell(
            "NR959", f"the body's mark-up has more than the record holds: {told}", element, "body"
        )
    rest = _attributes(element)
    if rest.get("contenttype") == XHTML_MIME:
        del rest["contenttype"]
    if rest:
        item.of["inlineXML"] = _few(rest)
    return True


def _main_headline(item: _Item) -> str | None:
    for _, label in item.headlines:
        if label.role is None:
            return label.value
    return item.headlines[0][1].value if item.headlines else None


def _rendition(element: Element, source: Source) -> Rendition:
    """One form of the content: embedded text, embedded XML as text, or an address."""
    fields: Fields = {}
    exact: Fields = {}
    rest: Fields = {}
    remote = element.tag == _REMOTE
    for key, value in element.items():
        if key == "contenttype":
            fields["mime"] = value
        elif key == "rendition":
            fields["name"] = source.words.get(value) or source.word(value)
            if value.rpartition(":")[2].lower() in NOT_PUBLIC:
                fields["public"] = False
        elif key[0] != "{" and key not in _RENDITION_KEYS:
            rest[key] = value
        elif key == "href":
            fields["href"] = value
        elif key in _SIZES and WHOLE.match(value):
            fields[key] = int(value)
        elif key == "duration" and _NUMBER.match(value) and _in_seconds(element):
            fields["duration"] = _number(value)
        elif key == "title" and remote:
            fields["title"] = value
        elif key == XML_SPACE:
            pass
        elif key.startswith(OWN):
            own = key[_OWN_PREFIX:]
            if own in _RENDITION_FIELDS:
                exact[own] = value
            elif own == "public":
                exact["public"] = value != "false"
            elif own == "poi" and len(pair := value.split(" ")) == 2 and all(map(_NUMBER.match, pair)):
                fields["poi"] = (float(pair[0]), float(pair[1]))
            elif own in _SIZES and _NUMBERED.match("#" + value):
                fields[own] = int(value)
            elif own == "duration" and _NUMBER.match(value):
                fields["duration"] = _number(value)
            else:
                rest[own] = value
        else:
            rest[key] = value
    fields.update(exact)
    if element.tag == _INLINE_XML:
        fields["content"] = inner_xml(element).strip()
        rest["element"] = "inlineXML"
    elif not remote:
        fields.setdefault("content", element.text or "")
    else:
        if "href" not in fields:
            fields["href"] = rest.get("residref", "")
            rest.setdefault("element", "remoteContent")
        for child in element:
            _leave(child, rest)
    if rest:
        fields["extra"] = left(_sealed(rest))
    made: Rendition = _new_rendition(**fields)
    return made


def _in_seconds(element: Element) -> bool:
    return element.get("durationunit") in (None, SECONDS)


def _text_story(item: _Item) -> None:
    """The body of an item whose only story is a plain rendition."""
    index = _bodies.telling_rendition(item.fields.get("renditions", ()))
    if index is not None:
        blocks = _bodies.text_blocks(item.fields["renditions"][index].content)
        if blocks:
            item.fields["body"] = blocks
            item.extra["text"] = index


# -- packages -------------------------------------------------------------------------------------


def _member(element: Element, source: Source, group: str | None) -> Link:
    """A member of a package; its group is kept beside it."""
    link = _link(element, source)
    rest = dict(link.extra.get(SPACE, NO_EXTRA).items())
    if link.rel:
        rest["rel"] = element.get("rel")
    if group is not None:
        rest["group"] = group
    return attrs.evolve(link, rel="member", extra=left(rest) if rest else NO_EXTRA)


def _group_set(element: Element, item: _Item) -> None:
    """The members of a package, in order, and the groups that they are in."""
    groups: list[FrozenMap] = []
    for group in element:
        if group.tag != f"{G2}group":
            item.misplace(group, "groupSet")
            continue
        known = _attributes(group)
        name = known.get("id")
        for child in group:
            if child.tag == _ITEM_REF:
                item.add("links", _member(child, item.source, name))
            else:
                known.setdefault("xml", []).append(alone(child))
        groups.append(_map(_sealed(known)))
    groups_of = {"all": tuple(groups), **_attributes(element)}
    if groups_of == _ONE_GROUP:  # what is written where nothing else is known
        item.fields["links"] = [_ungrouped(link) for link in item.fields.get("links", ())]
    else:
        item.extra["groups"] = _map(groups_of)


_ONE_GROUP = {"all": (_map({"id": "main"}),), "root": "main"}


def _ungrouped(link: Link) -> Link:
    rest = dict(link.extra.get(SPACE, NO_EXTRA).items())
    if rest.pop("group", None) is None:
        return link
    return attrs.evolve(link, extra=left(rest) if rest else NO_EXTRA)


# -- messages -------------------------------------------------------------------------------------

_HEADER_TEXTS = {f"{G2}sender": "sender", f"{G2}transmitId": "transmit_id", f"{G2}origin": "origin"}
_HEADER_MANY = {f"{G2}destination": "destinations", f"{G2}channel": "channels"}
_OWN_HEADER = f"{OWN}header"
_SENT, _PRIORITY = f"{G2}sent", f"{G2}priority"


def read_message(root: Element, header: Element | None, source: Source) -> Message:
    """The envelope of a newsMessage, without its items."""
    fields: Fields = {}
    rest: Fields = {}
    of: Fields = {}
    item = _Item(source)
    left = _message_attributes(root, source)
    if left:
        of["newsMessage"] = _map(left)
    children = [] if header is None else list(header)
    for child in children:
        tag = child.tag
        if tag in _HEADER_MANY and not _more_than_code(child):
            fields.setdefault(_HEADER_MANY[tag], []).append(child.get("qcode") or text_of(child))
        elif tag == _SENT and "sent" not in fields:
            left = _attributes(child) if child.keys() else {}
            when = _read_when(child, source, "message.sent", left)
            if when is None:
                item.unplaced.append(alone(child))
                continue
            fields["sent"] = when
            if left:
                of["sent"] = _map(left)
        elif tag in _HEADER_TEXTS and _HEADER_TEXTS[tag] not in fields:
            fields[_HEADER_TEXTS[tag]] = _header_text(child, of, local_name(child))
        elif tag == _PRIORITY and "priority" not in fields and WHOLE.match((child.text or "").strip()):
            fields["priority"] = int((child.text or "").strip())
        elif tag == _OWN_HEADER:
            _own_header(child.get("name") or "", child.get("value") or "", fields)
        elif tag == _OWN_UNPLACED:
            item.unplaced.append(child.text or "")
        elif tag in (_CATALOG_REF, _CATALOG):
            pass
        else:
            item.unknown(child, "header", HEADER_ORDER)
    if header is not None:
        _catalogs(children, item)
        rest.update(item.extra)
        left = _attributes(header) if header.keys() else {}
        if left:
            of["header"] = _map(left)
    if of:
        rest["of"] = _map(of)
    if item.xml:
        rest["xml"] = tuple([xml for _, xml in sorted(item.xml["header"], key=_rank)])
    if item.unplaced:
        rest["unplaced"] = tuple(item.unplaced)
    for key, value in fields.items():
        if value.__class__ is list:
            fields[key] = tuple(value)
    made: Message = _new_message(**fields, extra=_map({SPACE: _map(rest)}) if rest else NO_EXTRA)
    return made


def _header_text(element: Element, of: Fields, name: str) -> str:
    """The text of a header's element, or the code that it gives in its place."""
    if not element.keys():
        return text_of(element)
    rest = _attributes(element)
    qcode = rest.pop("qcode", None)
    if rest:
        of[name] = _map(rest)
    return text_of(element) if qcode is None else str(qcode)


def _more_than_code(element: Element) -> bool:
    """Whether a destination or channel says more than its text or code."""
    items = element.items()
    if len(items) == 1 and items[0][0] == "qcode":
        return bool(element.text)
    return any(key != XML_SPACE for key, _ in items)


def _own_header(key: str, value: str, fields: Fields) -> None:
    """What the native elements of a header cannot hold."""
    if key == "sent" and "sent" not in fields and (when := when_from(value)) is not None:
        fields["sent"] = when
    elif key == "untold":
        fields.pop("sent", None)
    elif key == "priority" and _NUMBERED.match("#" + value):
        fields["priority"] = int(value)
    elif key in ("sender", "transmit_id", "origin"):
        fields[key] = value
    elif key in ("destinations", "channels"):
        fields.setdefault(key, []).append(value)


def items_of_message(root: Element, source: Source) -> Iterator[Element]:
    """The items of a newsMessage, in order; what else it holds is told."""
    for child in root:
        if child.tag == f"{G2}itemSet":
            for item in child:
                if str(item.tag) in ITEMS:
                    yield item
                else:
                    name = shown(local_name(item))
                    source.tell("NR961", f"found {name} in itemSet: {_glimpse(item)}", item)
        elif child.tag != f"{G2}header":
            name = shown(local_name(child))
            source.tell("NR961", f"found {name} in newsMessage: {_glimpse(child)}", child)


def _message_attributes(root: Element, source: Source) -> Fields:
    """The attributes of the newsMessage itself; the standard allows none of its own."""
    left: Fields = {}
    for key, value in root.items():
        if key.startswith(f"{OWN}xsi-"):
            left[f"{{{_XSI}}}{key[_OWN_PREFIX + 4 :]}"] = value
        else:
            left[key[_OWN_PREFIX:] if key.startswith(OWN) else key] = value
        if key[0] != "{":
            sentence = f"newsMessage has no attribute {shown(key)}; found {shown(value)}"
            source.tell("NR961", sentence, root)
    return left


def _glimpse(element: Element) -> str:
    return shown(alone(element), 1_000)


# -- stories that hang on others ------------------------------------------------------------------


def hung(story: NewsItem, place: str, item: NewsItem) -> NewsItem:
    """The story with another hung on one of its links: `place` is the link's index, and deeper ones'."""
    index, _, below = place.partition(".")
    if not WHOLE.match(index) or int(index) >= len(story.links):
        return story
    link = story.links[int(index)]
    if below and link.item is not None:
        item = hung(link.item, below, item)
    elif below:
        return story
    links = list(story.links)
    links[int(index)] = attrs.evolve(link, item=item)
    return attrs.evolve(story, links=tuple(links))

"""Texts with a role and a language: labels, names, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsrec._trusted import skip_checks
from newsrec.formats._markup import strip_layout
from newsrec.formats._markup.rich_text import rich_text
from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import alone, escape
from newsrec.formats.newsml_g2._reader.rest import OWN_PREFIX, frozen, left, step_aside
from newsrec.formats.newsml_g2._tables import NOT_PUBLIC_CODE, XML_LANG, XML_SPACE
from newsrec.maps import NO_EXTRA
from newsrec.model import Label

if TYPE_CHECKING:
    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2._reader.rest import Fields
    from newsrec.formats.newsml_g2._reader.source import Source
    from newsrec.maps import FrozenMap

new_label = skip_checks(Label)


def text_of(element: Element) -> str:
    """The text of an element of no markup, without the layout of its source."""
    text: str | None = element.text
    if text is None:
        return ""
    if "\n" in text and element.get(XML_SPACE) != "preserve":
        return strip_layout(text)
    return text


def inner_xml(element: Element) -> str:
    """The content of an element, each child as canonical XML of its own."""
    out = [escape(element.text or "")]
    for child in element:
        out.append(alone(child))
        if child.tail:
            out.append(escape(child.tail))
    return "".join(out)


def text_and_children(element: Element, source: Source) -> str:
    """The text of an element that should hold nothing else; what else it holds, as mark-up in the text."""
    if not len(element):
        return element.text or ""
    source.tell_children(element)
    return inner_xml(element)


def read_label(element: Element, source: Source, kind: str = "role") -> Label:
    """A text with its role, language and whether it is public, and what else its element says.

    `kind` is the attribute that the role stands in.
    """
    role, lang, public, text, rest, extra, _ = source.said(kind, element, label_said)
    if text is None:
        if len(element):
            rest = dict(rest)
            step_aside(rest)
            rest["xml"] = xml = inner_xml(element)
            text = rich_text(xml)
            extra = left(rest)
        else:
            text = text_of(element)
    made: Label = new_label(value=text, role=role, lang=lang, public=public, extra=extra)
    return made


class Said(NamedTuple):
    """What the attributes of a label say."""

    role: str | None
    lang: str | None
    public: bool
    text: str | None  # where an attribute of our own has it
    rest: Fields
    extra: FrozenMap  # `rest` as that
    whole: FrozenMap | None  # `rest`, role, language and all, for a field that holds the text alone


def label_said(items: list[tuple[str, str]], source: Source, kind: str) -> Said:
    """Read the attributes of a label; `kind` is the one that its role stands in."""
    role = own_role = lang = text = None
    public = True
    rest: Fields = {}
    for key, value in items:
        if key == kind:
            role = source.word(value)
        elif key == XML_LANG:
            lang = value
        elif key == "pubconstraint":
            public = False
            if value != NOT_PUBLIC_CODE:
                rest[key] = value
        elif key.startswith(OWN):
            own = key[OWN_PREFIX:]
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
    role = role if own_role is None else own_role
    extra = left(rest) if rest else NO_EXTRA
    whole = beside_text(rest, role, lang, public=public)
    return Said(role, lang, public, text, rest, extra, frozen(whole) if whole else None)


def beside_text(rest: Fields, role: str | None, lang: str | None, *, public: bool) -> Fields:
    """All that a label says beside its text."""
    told = dict(rest)
    if role is not None:
        told["role"] = role
    if lang is not None:
        told["lang"] = lang
    if not public:
        told["public"] = False
    return told


def read_name(element: Element, source: Source) -> Label:
    """One name of a concept or party, with its language and role."""
    role = lang = None
    for key, value in element.items():
        if key == XML_LANG:
            lang = value
        elif key == "role":
            role = source.words.get(value) or source.word(value)
        else:
            return read_label(element, source)
    if len(element):
        return read_label(element, source)
    made: Label = new_label(value=text_of(element), role=role, lang=lang)
    return made


def says_more(label: Label) -> bool:
    """Whether a name has a language, a role or anything beside its text."""
    return label.lang is not None or label.role is not None or not label.public or label.extra is not NO_EXTRA

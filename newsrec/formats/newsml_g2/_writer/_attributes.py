"""Attributes as text, one by one: as the standard has them, else in a namespace of our own.

What is left of an element, and what it needs to be declared, is the pen's; these are functions of
their arguments. What vocabularies hold comes again and again, so it is worked out once; long
values, which come once, are not kept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsrec.formats._xml.own import OWN_PREFIX, lang_attribute, own_attribute
from newsrec.formats._xml.parsing import escape, escape_attribute
from newsrec.formats.newsml_g2._tables import CODE_OF, NOT_PUBLIC, SCHEMES, SIDECAR_MIME, WORD_OF
from newsrec.formats.newsml_g2._writer._schema import ATTRIBUTES, BARE, IRI, NORMAL, QCODE

if TYPE_CHECKING:
    from newsrec.model import Concept, Party

# Shorter values are kept.
SHORT = 100


def word(role: str) -> str:
    """What the reader makes of a code, where no feed has words of its own."""
    known = WORD_OF.get(role)
    if known is not None:
        return known
    if " " in role:
        return " ".join([word(each) for each in role.split(" ") if each]) or role
    return role[3:] if role.startswith(OWN_PREFIX) and len(role) > 3 else role


class Known(NamedTuple):
    """Attributes as they are written, one by one and in order; whether they are ours, or codes of ours."""

    parts: tuple[str, ...]
    text: str
    own: bool
    coded: bool


def known(parts: list[str]) -> Known:
    """The attributes in order, with what they need to be declared."""
    own = any(each.startswith(f" {OWN_PREFIX}") for each in parts)
    coded = any(f'="{OWN_PREFIX}' in each for each in parts)
    return Known(tuple(parts), "".join(sorted(parts)), own, coded)


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
            plain = f"{OWN_PREFIX}{value}"
    if plain is None or pattern is None:
        return [own_attribute(own, value)]
    written = f' {name}="{escape_attribute(plain)}"'
    return [written] if word(plain) == value else [written, own_attribute(own, value)]


_NO_IRI = re.compile(r"[%\[\]\s]")


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
    short = (role is None or len(role) < SHORT) and (lang is None or len(lang) < SHORT)
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
        (code is None or len(code) < SHORT)
        and (uri is None or len(uri) < SHORT)
        and (scheme is None or len(scheme) < SHORT)
        and (kind is None or len(kind) < SHORT)
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
    short = (name is None or len(name) < SHORT) and (mime is None or len(mime) < SHORT)
    return (_rendition_attributes if short else _rendition_attributes.__wrapped__)(tag, name, mime)


@lru_cache(maxsize=8192)
def plain_name(text: str, role: str | None, lang: str | None) -> tuple[str, Known] | None:
    """A name of one line as an element."""
    if not NORMAL.match(text):
        return None
    attributes = label_attributes("name", "role", "nrol", role, lang)
    return f"<name{attributes.text}>{escape(text)}</name>", attributes


@lru_cache(maxsize=4096)
def plain_attribute(tag: str, key: str, value: str) -> str | None:
    """An attribute as the standard has it; None where it has none such."""
    pattern = ATTRIBUTES[tag].get(key)
    if pattern is None or not pattern.match(value):
        return None
    return f' {key}="{escape_attribute(value)}"'

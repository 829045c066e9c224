"""Values of elements: attributes as the standard has them, else in a namespace of ours; texts; times.

What vocabularies hold comes again and again, so it is worked out once; long values, which come
once, are not kept.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from newsrec.formats._xml.own import OWN_ALIAS, OWN_PREFIX, lang_attribute, own_attribute
from newsrec.formats._xml.parsing import escape, escape_attribute
from newsrec.formats.newsml_g2.leftovers import NOTHING, Leftovers
from newsrec.formats.newsml_g2.tables import (
    ATTRIBUTES,
    BARE,
    CODE_OF,
    DATE_OR_TIME,
    DATE_TIME,
    IRI,
    NORMAL,
    NOT_PUBLIC,
    QCODE,
    SCHEMES,
    SIDECAR_MIME,
    WORD_OF,
    XML_LANG,
)
from newsrec.formats.newsml_g2.writer.context import NONE, SHORT, has_control, write_element
from newsrec.model import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.formats.newsml_g2.writer.context import ItemWriter
    from newsrec.model import Concept, Label, Party, When

    Stated: TypeAlias = When | bool | None  # a time of a record; an embargo without an end is True

# -- attributes -----------------------------------------------------------------------------------


class Attributes(NamedTuple):
    """Attributes as they are written: one by one, and in order; whether any needs to be declared."""

    parts: tuple[str, ...]
    text: str
    declared: bool  # whether one is of our namespace, or has a code of ours


def _join(parts: list[str]) -> Attributes:
    declared = any(each.startswith(f" {OWN_PREFIX}") or f'="{OWN_PREFIX}' in each for each in parts)
    return Attributes(tuple(parts), "".join(sorted(parts)), declared)


def find_word(role: str) -> str:
    """Return what the reader makes of a code, where no feed has words of its own."""
    word = WORD_OF.get(role)
    if word is not None:
        return word
    if " " in role:
        return " ".join([find_word(each) for each in role.split(" ") if each]) or role
    return role[3:] if role.startswith(OWN_PREFIX) and len(role) > 3 else role


def role_attributes(tag: str, name: str, value: str, alias: str, own: str | None = None) -> list[str]:
    """Write a role or type: as a code where there is one; exactly, where reading would give another word.

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
    return [written] if find_word(plain) == value else [written, own_attribute(own, value)]


_NO_IRI = re.compile(r"[%\[\]\s]")


def iri_attributes(name: str, value: str) -> list[str]:
    """Write an address exactly; add an `nr:` copy where the schema would refuse the exact value."""
    if IRI.match(value):
        return [f' {name}="{escape_attribute(value)}"']
    near = _NO_IRI.sub(lambda match: "".join([f"%{byte:02X}" for byte in match[0].encode()]), value)
    if "%" in near and IRI.match(near):
        return [f' {name}="{escape_attribute(near)}"', own_attribute(name, value)]
    return [own_attribute(name, value)]


def version_attribute(value: int | str) -> str:
    """Write a version: as the standard's where it is a number from 1 on, else as our own."""
    if isinstance(value, int) and 0 < value < 10**18:
        return f' version="{value}"'
    return own_attribute("version", f"{'#' if isinstance(value, int) else '='}{value}")


def _identity_attributes(
    tag: str, scheme: str | None, code: str | None, uri: str | None, *, resolved: bool
) -> list[str]:
    """Write the code and URI of a concept or party; `resolved` where reading makes a URI of a code."""
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
def _label_attributes(tag: str, kind: str, alias: str, role: str | None, lang: str | None) -> Attributes:
    out: list[str] = []
    if role is not None:
        out += role_attributes(tag, kind, role, alias, "role")
    if lang is not None:
        out.append(lang_attribute(lang))
    return _join(out)


def label_attributes(tag: str, kind: str, alias: str, role: str | None, lang: str | None) -> Attributes:
    """Write the role and language of a label."""
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
) -> Attributes:
    out = _identity_attributes(tag, scheme, code, uri, resolved=resolved)
    if kind is not None:
        out += role_attributes(tag, "type", kind, "cpnat")
    return _join(out)


def concept_attributes(tag: str, thing: Concept | Party, *, resolved: bool) -> Attributes:
    """Write what a concept or party is; `resolved` where reading makes a URI of a code."""
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
def _rendition_attributes(tag: str, name: str | None, mime: str | None) -> tuple[Attributes, bool]:
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
    return _join(out), public


def rendition_attributes(tag: str, name: str | None, mime: str | None) -> tuple[Attributes, bool]:
    """Write what form of the content a rendition is; return whether that says that it is public, too."""
    short = (name is None or len(name) < SHORT) and (mime is None or len(mime) < SHORT)
    return (_rendition_attributes if short else _rendition_attributes.__wrapped__)(tag, name, mime)


@lru_cache(maxsize=8192)
def plain_name(text: str, role: str | None, lang: str | None) -> tuple[str, Attributes] | None:
    """Write a name of one line as an element; None for one of several."""
    if not NORMAL.match(text):
        return None
    attributes = label_attributes("name", "role", "nrol", role, lang)
    return f"<name{attributes.text}>{escape(text)}</name>", attributes


# -- texts ----------------------------------------------------------------------------------------

#: The attributes that a label's fields hold, by the attribute that its role is in.
LABEL_FIELDS = {
    "role": frozenset({"role", "rel", "value", XML_LANG}),
    "type": frozenset({"type", XML_LANG}),
}
_TEXT_FIELDS = frozenset({"role", "lang", "public", XML_LANG})


def write_label(
    writer: ItemWriter,
    tag: str,
    label: Label,
    *,
    kind: str = "role",
    alias: str = "",
    value: str | None = None,
) -> str:
    """Write an element that is a text with a role, a language and the rest."""
    text = label.value
    attributes = label_attributes(tag, kind, alias, label.role, label.lang)
    if attributes.declared:
        writer.declare(attributes.parts)
    left = Leftovers.of(label.extra)
    if left is NOTHING and label.public and value is None and not has_control(text):
        return f"<{tag}{attributes.text}>{escape(text)}</{tag}>"
    out = list(attributes.parts)
    if not label.public:
        if "pubconstraint" in ATTRIBUTES[tag]:
            writer.put_back_constraint(left, out)
        else:
            out.append(writer.own_attribute("public", "false"))
    if left is not NOTHING:
        writer.put_back(tag, left, out, LABEL_FIELDS[kind])
    if value is not None:
        out.append(f' value="{escape_attribute(value)}"')
        return write_element(tag, out)
    content = writer.write_content(tag, text, left, out)
    return f"<{tag}{''.join(sorted(out))}>{content}</{tag}>"


def write_field(writer: ItemWriter, tag: str, text: str, left: Leftovers, more: Iterable[str] = ()) -> str:
    """Write an element that is one text of the record, with what was left of it."""
    if left is NOTHING and not more and not has_control(text):
        return f"<{tag}>{escape(text)}</{tag}>"
    out: list[str] = list(more)
    if left.role is not None:
        out += role_attributes(tag, "role", left.role, "")
    if left.lang is not None:
        out.append(lang_attribute(left.lang))
    writer.declare(out)
    if not left.public:
        writer.put_back_constraint(left, out)
    writer.put_back(tag, left, out, _TEXT_FIELDS)
    content = writer.write_content(tag, text, left, out)
    return f"<{tag}{''.join(sorted(out))}>{content}</{tag}>"


# -- times ----------------------------------------------------------------------------------------

_MOST_OFFSET = timedelta(hours=14)


def as_instant(when: Any) -> str | None:
    """Return a time as xs:dateTime; None for what is no instant or has an offset that it cannot hold."""
    if when.__class__ is not datetime:
        return None
    offset: Any = when.utcoffset()  # of a record's datetime, so never None
    if offset.seconds % 60 or offset.microseconds or abs(offset) > _MOST_OFFSET:
        return None
    return str(when.isoformat())


def as_near_instant(when: Any) -> str | None:
    """Return the same, or the same instant with an offset that xs:dateTime can hold; None for no instant."""
    text = as_instant(when)
    if text is not None or when.__class__ is not datetime:
        return text
    for zone in (UTC, timezone(_MOST_OFFSET), timezone(-_MOST_OFFSET)):
        try:
            return str(when.astimezone(zone).isoformat())
        except OverflowError:
            continue
    return None


def as_native(when: When, *, truncated: bool, dates: bool = True) -> str | None:
    """Return a time as an element of its own can hold it, or None."""
    if when.__class__ is datetime:
        return as_instant(when)
    if when.__class__ is date:
        return when.isoformat() if dates else None
    return str(when) if truncated and when.__class__ is PartialDate and when.year is not None else None


def exact(when: When) -> str:
    """Return a time in the record's own spelling."""
    return str(when) if isinstance(when, PartialDate) else when.isoformat()


def as_spelled(spelling: str | None, when: Stated, *, dates: bool = True) -> str | None:
    """Return a time as its document spelled it, while the record still says the same; else None.

    An instant without a zone is no instant of the record, which has its day: `2024-05-02T09:30:00`.
    """
    if spelling is None or not (DATE_OR_TIME if dates else DATE_TIME).match(spelling):
        return None
    if when.__class__ is datetime:
        try:
            given = datetime.fromisoformat(spelling)
        except ValueError:
            return None
        same = given == when and given.utcoffset() == when.utcoffset()
    elif when.__class__ is date:
        same = spelling[:10] == when.isoformat()
    else:
        return spelling if when is True and not _ZONED.search(spelling) else None
    return spelling if same else None


_ZONED = re.compile(r"T[^T\n]*(?:Z|[+-][0-9]{2}:[0-9]{2})\Z")


def write_time(
    writer: ItemWriter, tag: str, when: Stated, text: str | None, *, dates: bool = True
) -> str | None:
    """Write a time as an element of its own: as it was spelled, else as the text; None without either."""
    left = writer.left.of_element(tag)
    if left is NOTHING:
        return None if text is None else f"<{tag}>{text}</{tag}>"
    spelled = as_spelled(left.spelling, when, dates=dates)
    if spelled is None and text is None:
        return None
    out: list[str] = []
    writer.put_back(tag, left, out, NONE, NONE)
    if spelled is None and left.spelling is not None:
        out.append(writer.own_attribute("text", left.spelling))
    return write_element(tag, out, spelled or text or "")


def write_property(writer: ItemWriter, tag: str, name: str, value: str) -> str:
    """Write a field of the record as a property of our own."""
    writer.coded = True
    return f'<{tag} rel="{OWN_ALIAS}:{name}" value="{escape_attribute(value)}"/>'

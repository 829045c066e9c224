"""Elements that are one text: labels, and facts of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec.formats._xml.parsing import escape, escape_attribute
from newsrec.formats.newsml_g2._writer._attributes import label_attributes
from newsrec.formats.newsml_g2._writer._pen import has_control
from newsrec.formats.newsml_g2._writer._pieces import NOTHING, left_of
from newsrec.formats.newsml_g2._writer._schema import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.formats.newsml_g2._writer._pen import Pen
    from newsrec.formats.newsml_g2._writer._pieces import Left
    from newsrec.model import Label


def write_label(
    pen: Pen, tag: str, label: Label, *, kind: str = "role", alias: str = "", value: str | None = None
) -> str:
    """An element that is a text with a role, a language and the rest."""
    text = label.value
    attributes = label_attributes(tag, kind, alias, label.role, label.lang)
    if attributes.own or attributes.coded:
        pen.need(attributes)
    left = left_of(label.extra)
    if left is NOTHING and label.public and value is None and not has_control(text):
        return f"<{tag}{attributes.text}>{escape(text)}</{tag}>"
    out = list(attributes.parts)
    if not label.public:
        if "pubconstraint" in ATTRIBUTES[tag]:
            pen.not_public(left, out)
        else:
            out.append(pen.own_attribute("public", "false"))
    if left:
        pen.rest(tag, left, out, LABEL_TAKEN[kind])
    if value is not None:
        out.append(f' value="{escape_attribute(value)}"')
        content = ""
    else:
        content = pen.content(tag, text, left, out)
    if len(out) > 1:
        out.sort()
    if value is not None:
        return f"<{tag}{''.join(out)}/>"
    return f"<{tag}{''.join(out)}>{content}</{tag}>"


def write_fact(pen: Pen, tag: str, text: str, left: Left, more: Iterable[str] = ()) -> str:
    """An element that is one text of the record, with what was left of it."""
    if left is NOTHING and not more and not has_control(text):
        return f"<{tag}>{escape(text)}</{tag}>"
    out: list[str] = list(more)
    role, lang = left.get("role"), left.get("lang")
    if role.__class__ is str:
        out += pen.role(tag, "role", role, "")
    if lang.__class__ is str:
        out.append(pen.lang(lang))
    if left.get("public") is False:
        pen.not_public(left, out)
    if left:
        pen.rest(tag, left, out, _FACT_TAKEN)
    content = pen.content(tag, text, left, out)
    if len(out) > 1:
        out.sort()
    return f"<{tag}{''.join(out)}>{content}</{tag}>"


LABEL_TAKEN = {
    "role": frozenset({"role", "rel", "value"}),
    "type": frozenset({"type"}),
}
_FACT_TAKEN = frozenset({"role", "lang", "public"})

"""The story as NITF 3.6, for those who take no XHTML.

Where NITF has an element for a block or span, that is what is written, and any reader takes it for
what it is. Where it has none, the nearest element stands there and says in attributes of our
namespace, which NITF allows on each of its elements, what it stands for (`body_reader`). So a
story comes back whole, but for sections in lists and in sections: there their blocks stand without
them, for a NITF `block` may stand in the story and in a quotation only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsrec.body import Embed, Heading, List, Paragraph, Preformatted, Quote, Section, Table, ThematicBreak
from newsrec.formats._markup import DEEPEST, KINDS, stands_bare, too_deep
from newsrec.formats._nitf.body_reader import DROPPED, UNWRAPPED
from newsrec.formats._xml.own import lang_attribute, own_attribute
from newsrec.formats._xml.parsing import escape, escape_attribute

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.body import Block, Cell, Inline, Span


def to_nitf(blocks: Iterable[Block]) -> str:
    """The blocks as what a body.content holds, each on a line of its own; EncodeError where too deep."""
    return "\n".join([_block(each, 0) for each in blocks])


def inline_nitf(content: tuple[Inline, ...]) -> str:
    """Return inline text as what a paragraph of NITF holds."""
    return _inline(content, 0)


def _block(block: Block, depth: int) -> str:
    if depth > DEEPEST:
        raise too_deep()
    written: str = _WRITERS[block.__class__](block, depth + 1)
    return written


def _flow(blocks: Iterable[Block], depth: int) -> str:
    """Blocks where no NITF block may stand: those of a section stand without it."""
    return "".join(
        [
            _flow(each.blocks, depth + 1) if each.__class__ is Section else _block(each, depth)
            for each in blocks
        ]
    )


def _element(tag: str, attributes: Iterable[str], content: str) -> str:
    written = "".join(sorted(attributes))
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def _as(name: str) -> str:
    """Return the attribute of an element that stands for another."""
    return own_attribute("as", name)


def _attributes(*pairs: tuple[str, str | None]) -> list[str]:
    """Return the attributes that have a value, as NITF has them."""
    return [f' {name}="{escape_attribute(value)}"' for name, value in pairs if value is not None]


def _own_attributes(*pairs: tuple[str, str | None]) -> list[str]:
    """Return the attributes that have a value, as our own."""
    return [own_attribute(name, value) for name, value in pairs if value is not None]


def _language(lang: str | None) -> list[str]:
    return [] if lang is None else [lang_attribute(lang)]


# -- inline ---------------------------------------------------------------------------------------


def _inline(content: tuple[Inline, ...], depth: int) -> str:
    return "".join(
        [
            escape(part).replace("\n", "<br/>") if isinstance(part, str) else _span(part, depth + 1)
            for part in content
        ]
    )


def _span(span: Span, depth: int) -> str:
    if depth > DEEPEST:
        raise too_deep()
    kind = span.kind
    tag = _CONTAINERS.get(kind)
    if tag is None and all(part.__class__ is str and "\n" not in part for part in span.content):
        tag = _LEAVES.get(kind)
    attributes = _language(span.lang)
    if tag is None:
        tag = "em"
        if kind in KINDS:
            attributes.append(_as(kind))
        else:
            attributes += [_as("span"), *_attributes(("class", kind))]
    if tag == "a":
        attributes += _attributes(("href", span.href), ("title", span.title))
    else:
        attributes += _own_attributes(("data-href", span.href), ("title", span.title))
    attributes += _own_attributes(("data-rel", span.rel))
    if tag in _VALUED:
        attributes += _attributes(("value", span.ref))
    else:
        attributes += _own_attributes(("data-ref", span.ref))
    return _element(tag, attributes, _inline(span.content, depth))


# Kind of span → the element of NITF; first those that hold any inline text, then those that hold
# no other element, and of these, which have an attribute for what they name.
_CONTAINERS = {kind: kind for kind in ("a", "em", "lang", "pronounce", "q")}
_LEAVES = {
    "classifier": "classifier", "copyrite": "copyrite", "event": "event", "function": "function",
    "money": "money", "num": "num", "object": "object.title", "org": "org", "person": "person",
    "place": "location", "time": "chron", "virtloc": "virtloc",
}  # fmt: skip
_VALUED = frozenset({"classifier", "event", "function", "lang", "object.title", "org", "person", "virtloc"})


# -- blocks ---------------------------------------------------------------------------------------


def _paragraph(block: Paragraph, depth: int) -> str:
    attributes = _attributes(("class", block.role)) + _language(block.lang)
    return _element("p", attributes, _inline(block.content, depth))


def _heading(block: Heading, depth: int) -> str:
    other = [] if block.level == 2 else [_as(f"h{block.level}")]
    return _element("hl2", other, _inline(block.content, depth))


def _list(block: List, depth: int) -> str:
    tag = "ol" if block.ordered else "ul"
    if not block.items:
        return _element("p", [_as(tag)], "")  # a list of NITF has an item
    items = []
    for item in block.items:
        if len(item) == 1 and stands_bare(item[0]):
            content = _inline(item[0].content, depth)
        else:
            content = _flow(item, depth)
        items.append(_element("li", [], content))
    return _element(tag, [], "".join(items))


def _quote(block: Quote, depth: int) -> str:
    """A quotation, whose blocks stand in NITF blocks: a section in its own, others in one for all."""
    out: list[str] = []
    loose: list[str] = []
    for each in block.blocks:
        if each.__class__ is Section:
            if loose:
                out.append(_element("block", [_as(UNWRAPPED)], "".join(loose)))
                loose = []
            out.append(_block(each, depth))
        else:
            loose.append(_block(each, depth))
    if loose or (block.source is not None and not out):
        out.append(_element("block", [_as(UNWRAPPED)], "".join(loose)))
    if block.source is not None:
        out.append(_element("credit", [], _inline((block.source,), depth) if block.source else ""))
    return _element("bq", _own_attributes(("class", block.role)), "".join(out))


def _table(block: Table, depth: int) -> str:
    caption = _element("caption", [], _inline(block.caption, depth)) if block.caption else ""
    empty = _element("td", [_as(DROPPED)], "")  # a row of NITF has a cell
    rows = [
        _element("tr", [], "".join([_cell(cell, depth) for cell in row]) if row else empty)
        for row in block.rows
    ]
    return _element("table", [], caption + "".join(rows))


def _cell(cell: Cell, depth: int) -> str:
    attributes = _attributes(
        ("colspan", str(cell.colspan) if cell.colspan != 1 else None),
        ("rowspan", str(cell.rowspan) if cell.rowspan != 1 else None),
    )
    if cell.align is not None:
        plain = cell.align in ("left", "center", "right")
        attributes += (_attributes if plain else _own_attributes)(("align", cell.align))
    return _element("th" if cell.header else "td", attributes, _inline(cell.content, depth))


def _preformatted(block: Preformatted, _: int) -> str:
    return _element("pre", _attributes(("class", block.role)), escape(block.text))


def _section(block: Section, depth: int) -> str:
    return _element("block", _attributes(("class", block.role)), _flow(block.blocks, depth))


def _rule(_block: ThematicBreak, _: int) -> str:
    return "<hr/>"


def _embed(block: Embed, depth: int) -> str:
    attributes = [_as("figure"), *_attributes(("media-type", block.kind or "other"))]
    attributes += _own_attributes(
        ("data-kind", block.kind),
        ("data-href", block.href),
        ("data-html", block.html),
        ("data-ref", block.ref),
        ("data-alt", block.alt),
        ("data-title", block.title),
        ("data-width", None if block.width is None else str(block.width)),
        ("data-height", None if block.height is None else str(block.height)),
    )
    content = _element("media-reference", [_as(DROPPED), *_attributes(("source", block.href))], "")
    if block.caption:
        content += _element("media-caption", [_as("figcaption")], _inline(block.caption, depth))
    return _element("media", attributes, content)


_WRITERS: dict[type, Any] = {
    Paragraph: _paragraph,
    Heading: _heading,
    List: _list,
    Quote: _quote,
    Table: _table,
    Preformatted: _preformatted,
    Section: _section,
    ThematicBreak: _rule,
    Embed: _embed,
}

"""From mark-up to blocks: a flow of blocks, and inline text that gathers in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsrec._trusted import skip_checks
from newsrec.body import (
    Block,
    Cell,
    Embed,
    Heading,
    Inline,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Section,
    Span,
    Table,
    ThematicBreak,
    inline_text,
)
from newsrec.formats._markup.elements import (
    BLOCKS,
    HEADINGS,
    INLINE,
    LANGS,
    LISTS,
    LOCALS,
    TRANSPARENT,
    VOID,
    is_blank,
    name_of,
)
from newsrec.formats._markup.figures import figure_of, picture_of
from newsrec.formats._markup.inline import InlineText, trimmed
from newsrec.formats._xml.parsing import alone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsrec.formats._xml.parsing import Element

_paragraph = skip_checks(Paragraph)
_heading = skip_checks(Heading)
_list = skip_checks(List)
_quote = skip_checks(Quote)
_cell = skip_checks(Cell)
_table = skip_checks(Table)
_preformatted = skip_checks(Preformatted)
_section = skip_checks(Section)


class MarkupReader:
    """Reads mark-up to blocks. `lost` gathers each attribute that the blocks have no place for.

    The document must have been asked `too_many_attributes`, as `_xml.parse` does.
    """

    __slots__ = ("lost",)

    def __init__(self) -> None:
        self.lost: list[str] = []

    def blocks(self, element: Element) -> tuple[Block, ...]:
        """The blocks of an element's content; loose text becomes paragraphs."""
        out: list[Block] = []
        _Flow(self, out).content(element)
        return tuple(out)

    def inline(self, element: Element) -> tuple[Inline, ...]:
        """An element's content as inline text; blocks in it are lines of their own."""
        if not len(element):
            text = element.text
            if text is None:
                return ()
            if "\n" in text:
                text = trimmed(text)
            return (text,) if text else ()
        builder = InlineText(self)
        builder.content(element)
        for shown in builder.shown:  # in a heading or a cell there is no place for them
            self.drop_whole(shown)
        return builder.done()

    def drop(self, element: Element, name: str, value: str) -> None:
        """Note an attribute that has no place."""
        self.lost.append(f"{name_of(element.tag)}/@{name.rpartition('}')[2]}={value}")

    def drop_all(self, elements: Iterable[Element]) -> None:
        """Note the attributes of elements that have no place."""
        for element in elements:
            for name, value in element.items():
                self.drop(element, name, value)

    def drop_whole(self, element: Element) -> None:
        """Note all that an element says, which has no place."""
        self.drop_all(element.iter("*"))
        self.drop_text(element)

    def drop_text(self, element: Element) -> None:
        """Note the text of an element that has no place."""
        text = " ".join("".join(element.itertext("*")).split())
        if text:
            self.lost.append(f"{name_of(element.tag)}={text}")


class _Flow:
    """Blocks as they grow: loose inline text gathers in a paragraph until a block ends it."""

    __slots__ = ("line", "markup", "out")

    def __init__(self, markup: MarkupReader, out: list[Block]) -> None:
        self.markup = markup
        self.out = out
        self.line: InlineText | None = None

    def content(
        self,
        element: Element,
        role: str | None = None,
        lang: str | None = None,
        without: Element | None = None,
    ) -> None:
        """All that an element holds; loose text becomes paragraphs of this role and language."""
        text = element.text
        if text is not None and not is_blank(text):
            self.loose(text)
        for child in element:
            name = (LOCALS.get(child.tag) or name_of(child.tag)) if child is not without else ""
            read = _BLOCKS.get(name)
            if read is not None:
                if self.line is not None:
                    self.flush(role, lang)
                read(self, child)
            elif name in VOID:
                self.markup.drop_whole(child)
            elif name:
                if self.line is None:
                    self.line = InlineText(self.markup)
                self.line.child(child, name)
            text = child.tail
            if text is not None and (self.line is not None or not (text.isspace() and text.isascii())):
                self.loose(text)
        self.flush(role, lang)

    def one(self, child: Element, name: str) -> None:
        """One element of this local name: a block, or a part of the line."""
        read = _BLOCKS.get(name)
        if read is not None:
            self.flush()
            read(self, child)
        elif name:
            if self.line is None:
                self.line = InlineText(self.markup)
            self.line.child(child, name)

    def loose(self, text: str) -> None:
        if self.line is None:
            self.line = InlineText(self.markup)
        self.line.text(text)

    def flush(self, role: str | None = None, lang: str | None = None) -> None:
        line = self.line
        if line is not None:
            content = line.done()
            self.line = None
            if content:
                self.out.append(_paragraph(content=content, role=role, lang=lang))
            self.beside(line)

    def beside(self, line: InlineText) -> None:
        """The blocks of what stood in a line and is none of its text."""
        for element in line.shown:
            _BLOCKS[name_of(element.tag)](self, element)

    # each of these reads one kind of block

    def paragraph(self, element: Element) -> None:
        fields = _block_fields(self.markup, element) if element.keys() else _NOTHING
        role, lang = fields.get("role"), fields.get("lang")
        if not len(element):
            text = element.text
            if text is not None and "\n" in text:
                text = trimmed(text)
            self.out.append(_paragraph(content=(text,) if text else (), role=role, lang=lang))
            return
        line = InlineText(self.markup)
        lost = len(self.markup.lost)
        text = element.text
        if text is not None:
            line.text(text)
        for child in element:
            tag, text = child.tag, child.tail
            name = LOCALS.get(tag) or name_of(tag)
            if name in _BLOCKS:  # it is no paragraph, but a flow
                first = len(self.out)
                del self.markup.lost[lost:]
                self.content(element, role, lang)
                if fields and not any(_says(each, role, lang) for each in self.out[first:]):
                    self.markup.lost.extend([f"p/@{name}={value}" for name, value in fields.items()])
                return
            line.child(child, name)
            if text is not None:
                line.text(text)
        content = line.done()
        if content or not line.shown:
            self.out.append(_paragraph(content=content, role=role, lang=lang))
        self.beside(line)

    def heading(self, element: Element) -> None:
        level = HEADINGS[name_of(element.tag)]
        self.lost_attributes(element)
        self.out.append(_heading(content=self.markup.inline(element), level=level))

    def a_list(self, element: Element) -> None:
        self.lost_attributes(element)
        items: list[tuple[Block, ...]] = []
        loose: list[Block] = []  # what stands between the items is an item too
        flow = _Flow(self.markup, loose)
        if not is_blank(element.text or ""):
            flow.loose(element.text or "")
        for child in element:
            name = name_of(child.tag)
            if name in ("li", "dt", "dd"):
                flow.flush()
                if loose:
                    items.append(tuple(loose))
                    loose.clear()
                self.lost_attributes(child)
                items.append(self.markup.blocks(child))
            else:
                flow.one(child, name)
            text = child.tail
            if text is not None and (flow.line is not None or not (text.isspace() and text.isascii())):
                flow.loose(text)
        flow.flush()
        if loose:
            items.append(tuple(loose))
        self.out.append(_list(items=tuple(items), ordered=LISTS.get(name_of(element.tag), False)))

    def quote(self, element: Element) -> None:
        source = role = None
        blocks: list[Block] = []
        last = element[-1] if len(element) else None
        if last is not None and name_of(last.tag) in ("footer", "cite", "credit"):
            source = self.plain(last)
            self.lost_attributes(last)
        else:
            last = None
        for name, value in element.items():
            if name == "class":
                role = value
            elif name == "cite" and source is None:
                source = value
            else:
                self.markup.drop(element, name, value)
        _Flow(self.markup, blocks).content(element, without=last)
        self.out.append(_quote(blocks=tuple(blocks), source=source, role=role))

    def plain(self, element: Element) -> str:
        """An element's content where the text alone has a place."""
        content = self.markup.inline(element)
        spans = [part for part in content if part.__class__ is Span]
        for span in spans:
            spans += [part for part in span.content if part.__class__ is Span]
            said = {name: getattr(span, name) for name in ("href", "title", "lang", "ref", "rel")}
            said["class"] = None if span.kind in _KINDS or span.kind.startswith("x-") else span.kind
            told = [f"{span.kind}/@{name}={value}" for name, value in said.items() if value is not None]
            self.markup.lost.extend(told)
        return inline_text(content)

    def table(self, element: Element) -> None:
        self.lost_attributes(element)
        caption: tuple[Inline, ...] = ()
        rows: list[tuple[Cell, ...]] = []
        self.before_table(element.text)
        stack = [iter(element)]
        while stack:
            for child in stack[-1]:
                name = LOCALS.get(child.tag) or name_of(child.tag)
                self.before_table(child.tail)
                if name == "tr":
                    self.lost_attributes(child)
                    self.before_table(child.text)
                    row: list[Cell] = []
                    for each in child:
                        tag, text = each.tag, each.tail
                        if tag.__class__ is str:
                            row.append(self.cell(each, tag))
                        if text is not None and not (text.isspace() and text.isascii()):
                            self.before_table(text)
                    rows.append(tuple(row))
                elif name == "caption":
                    self.lost_attributes(child)
                    content = self.markup.inline(child)
                    if caption and content:
                        self.out.append(_paragraph(content=content, role="caption"))
                    else:
                        caption = caption or content
                elif name in ("colgroup", "thead", "tbody", "tfoot"):
                    self.lost_attributes(child)
                    self.before_table(child.text)
                    stack.append(iter(child))
                    break
                elif name in VOID:
                    self.markup.drop_whole(child)
                elif name:
                    rows.append((self.cell(child, child.tag),))
            else:
                stack.pop()
        self.out.append(_table(rows=tuple(rows), caption=caption))

    def before_table(self, text: str | None) -> None:
        """A text that stands in a table and in none of its cells is a paragraph before it, as in browsers."""
        if text is not None and not (text.isspace() and text.isascii()):
            self.out.append(_paragraph(content=(trimmed(text),)))

    def cell(self, element: Element, tag: str) -> Cell:
        header = (LOCALS.get(tag) or name_of(tag)) == "th"
        items = element.items()
        if not items:
            text = element.text
            if len(element) or text is None or "\n" in text:
                content = self.markup.inline(element)
            else:
                content = (text,) if text else ()
            plain: Cell = _cell(content=content, header=header)
            return plain
        fields: dict[str, Any] = {}
        for name, value in items:
            if name in ("colspan", "rowspan") and _EXTENT.fullmatch(value):
                fields[name] = int(value)
            elif name == "align":
                fields[name] = value
            else:
                self.markup.drop(element, name, value)
        made: Cell = _cell(content=self.markup.inline(element), header=header, **fields)
        return made

    def preformatted(self, element: Element) -> None:
        fields = _block_fields(self.markup, element)
        text = _verbatim(element)
        self.markup.drop_all(element.iterdescendants("*"))
        if fields.get("lang") is not None:
            self.markup.drop(element, "lang", fields["lang"])
        self.out.append(_preformatted(text=text, role=fields.get("role")))

    def section(self, element: Element) -> None:
        fields = _block_fields(self.markup, element)
        blocks: list[Block] = []
        _Flow(self.markup, blocks).content(element)
        role = fields.get("role")
        name = name_of(element.tag)
        if fields.get("lang") is not None:
            self.markup.drop(element, "lang", fields["lang"])
        if role is None and name in TRANSPARENT:
            self.out.extend(blocks)
            return
        if role is None and name not in ("section", "block"):
            role = name
        self.out.append(_section(blocks=tuple(blocks), role=role))

    def rule(self, element: Element) -> None:
        self.markup.drop_whole(element)
        self.out.append(ThematicBreak())

    def figure(self, element: Element) -> None:
        embed, caption, around = figure_of(self.markup, element)
        if embed is not None:
            self.out.append(embed)
            return
        blocks: list[Block] = []
        _Flow(self.markup, blocks).content(element, without=around)
        only = blocks[0] if len(blocks) == 1 else None
        if caption and isinstance(only, Table) and not only.caption:
            blocks = [_table(rows=only.rows, caption=caption)]
        elif caption:
            blocks.append(_paragraph(content=caption, role="caption"))
        self.out.extend(blocks)

    def picture(self, element: Element) -> None:
        self.out.append(picture_of(self.markup, element))

    def embed(self, element: Element) -> None:
        href = element.get("src") or element.get("data")
        self.out.append(Embed(href, kind=name_of(element.tag), html=alone(element)))

    def lost_attributes(self, element: Element) -> None:
        for name, value in element.items():
            self.markup.drop(element, name, value)


def _says(block: Block, role: str | None, lang: str | None) -> bool:
    return isinstance(block, Paragraph) and block.role == role and block.lang == lang


_KINDS = frozenset(INLINE.values())
_NOTHING: dict[str, str] = {}
_EXTENT = re.compile("[1-9][0-9]{0,5}")


def _block_fields(markup: MarkupReader, element: Element) -> dict[str, str]:
    """The role and language that a block's attributes give."""
    fields: dict[str, str] = {}
    for name, value in element.items():
        if name == "class":
            fields["role"] = value
        elif name in LANGS and fields.setdefault("lang", value) == value:
            pass
        else:
            markup.drop(element, name, value)
    return fields


def _verbatim(element: Element) -> str:
    """The text of preformatted mark-up, each `br` a line end."""
    out = [element.text or ""]
    for child in element:
        if name_of(child.tag) == "br":
            out.append("\n")
        out.append(_verbatim(child))
        out.append(child.tail or "")
    return "".join(out)


_BLOCKS: dict[str, Callable[[_Flow, Element], None]] = {
    name: {
        "section": _Flow.section,
        "paragraph": _Flow.paragraph,
        "heading": _Flow.heading,
        "list": _Flow.a_list,
        "quote": _Flow.quote,
        "table": _Flow.table,
        "preformatted": _Flow.preformatted,
        "rule": _Flow.rule,
        "figure": _Flow.figure,
        "picture": _Flow.picture,
        "embed": _Flow.embed,
    }[kind]
    for name, kind in BLOCKS.items()
}

"""Reads blocks from mark-up: a flow of blocks, and inline text that gathers in it."""

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
    text_in,
)
from newsrec.constructors import NestingError, refuse_deep_nesting
from newsrec.errors import DecodeError
from newsrec.formats._markup.elements import (
    BLOCKS,
    HEADINGS,
    INLINE,
    LANGS,
    LISTS,
    LOCALS,
    TRANSPARENT,
    VOID,
    LossReporter,
    name_of,
)
from newsrec.formats._markup.figures import read_figure, read_picture
from newsrec.formats._markup.inline import InlineText, read_inline, strip_layout
from newsrec.formats._xml.parsing import alone, is_layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsrec.formats._xml.parsing import Element

_paragraph = skip_checks(Paragraph)
_heading = skip_checks(Heading)
_list = skip_checks(List)
_quote = skip_checks(Quote)
_cell = skip_checks(Cell)
_table = skip_checks(Table)
_preformatted = skip_checks(Preformatted)
_section = skip_checks(Section)


class MarkupReader(LossReporter):
    """Reads mark-up to blocks. `lost` gathers each attribute and text that the blocks have no place for.

    The caller must have asked `too_many_attributes` of the document, as `_xml.parse` does.
    """

    __slots__ = ()

    def blocks(self, element: Element) -> tuple[Block, ...]:
        """Read the blocks of an element's content; loose text becomes paragraphs.

        DecodeError for blocks and spans that lie deeper in one another than in any record.
        """
        blocks = read_blocks(element, self)
        try:
            refuse_deep_nesting(blocks, text_in)
        except NestingError as error:
            raise DecodeError(str(error), code="NR952") from error
        return blocks

    def inline(self, element: Element) -> tuple[Inline, ...]:
        """Read an element's content as inline text; blocks in it become lines of their own."""
        return read_inline(element, self)


def read_blocks(element: Element, losses: LossReporter) -> tuple[Block, ...]:
    """Read the blocks of an element's content; loose text becomes paragraphs."""
    out: list[Block] = []
    _Flow(losses, out).content(element)
    return tuple(out)


class _Flow:
    """Gathers blocks. Loose inline text grows to a paragraph, which the next block ends."""

    __slots__ = ("line", "losses", "out")

    def __init__(self, losses: LossReporter, out: list[Block]) -> None:
        self.losses = losses
        self.out = out
        self.line: InlineText | None = None

    def content(
        self,
        element: Element,
        role: str | None = None,
        lang: str | None = None,
        without: Element | None = None,
    ) -> None:
        """Add all that an element holds; loose text becomes paragraphs of this role and language."""
        text = element.text
        if not is_layout(text):
            self.loose(text)
        for child in element:
            name = (LOCALS.get(child.tag) or name_of(child.tag)) if child is not without else ""
            read = _BLOCKS.get(name)
            if read is not None:
                if self.line is not None:
                    self.flush(role, lang)
                read(self, child)
            elif name in VOID:
                self.losses.drop_whole(child)
            elif name:
                if self.line is None:
                    self.line = InlineText(self.losses)
                self.line.child(child, name)
            text = child.tail
            if text is not None and (self.line is not None or not (text.isspace() and text.isascii())):
                self.loose(text)
        self.flush(role, lang)

    def one(self, child: Element, name: str) -> None:
        """Add one element of this local name: a block, or a part of the line."""
        read = _BLOCKS.get(name)
        if read is not None:
            self.flush()
            read(self, child)
        elif name:
            if self.line is None:
                self.line = InlineText(self.losses)
            self.line.child(child, name)

    def loose(self, text: str) -> None:
        """Add a text that no block holds to the line."""
        if self.line is None:
            self.line = InlineText(self.losses)
        self.line.text(text)

    def flush(self, role: str | None = None, lang: str | None = None) -> None:
        """End the line; its text is a paragraph of this role and language."""
        line = self.line
        if line is not None:
            content = line.done()
            self.line = None
            if content:
                self.out.append(_paragraph(content=content, role=role, lang=lang))
            self.beside(line)

    def beside(self, line: InlineText) -> None:
        """Add the pictures of a line as blocks after it."""
        for element in line.shown:
            _BLOCKS[name_of(element.tag)](self, element)

    # Each of these reads one kind of block.

    def paragraph(self, element: Element) -> None:
        fields = _read_role_and_language(element, self.losses) if element.keys() else _NOTHING
        role, lang = fields.get("role"), fields.get("lang")
        if not len(element):
            text = element.text
            if text is not None and "\n" in text:
                text = strip_layout(text)
            self.out.append(_paragraph(content=(text,) if text else (), role=role, lang=lang))
            return
        line = InlineText(self.losses)
        lost = len(self.losses.lost)
        text = element.text
        if text is not None:
            line.text(text)
        for child in element:
            tag, text = child.tag, child.tail
            name = LOCALS.get(tag) or name_of(tag)
            if name in _BLOCKS:  # a paragraph that holds blocks is a flow
                first = len(self.out)
                del self.losses.lost[lost:]
                self.content(element, role, lang)
                if fields and not any(_bears(each, role, lang) for each in self.out[first:]):
                    self.losses.lost.extend([f"p/@{name}={value}" for name, value in fields.items()])
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
        self.losses.drop_attributes(element)
        self.out.append(_heading(content=read_inline(element, self.losses), level=level))

    def a_list(self, element: Element) -> None:
        self.losses.drop_attributes(element)
        items: list[tuple[Block, ...]] = []
        loose: list[Block] = []  # what is between the items is an item too
        flow = _Flow(self.losses, loose)
        if not is_layout(element.text):
            flow.loose(element.text)
        for child in element:
            name = name_of(child.tag)
            if name in ("li", "dt", "dd"):
                flow.flush()
                if loose:
                    items.append(tuple(loose))
                    loose.clear()
                self.losses.drop_attributes(child)
                items.append(read_blocks(child, self.losses))
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
            self.losses.drop_attributes(last)
        else:
            last = None
        for name, value in element.items():
            if name == "class":
                role = value
            elif name == "cite" and source is None:
                source = value
            else:
                self.losses.drop(element, name, value)
        _Flow(self.losses, blocks).content(element, without=last)
        self.out.append(_quote(blocks=tuple(blocks), source=source, role=role))

    def plain(self, element: Element) -> str:
        """Return the text of an element, where text alone has a place."""
        content = read_inline(element, self.losses)
        spans = [part for part in content if part.__class__ is Span]
        for span in spans:
            spans += [part for part in span.content if part.__class__ is Span]
            fields = {name: getattr(span, name) for name in ("href", "title", "lang", "ref", "rel")}
            fields["class"] = None if span.kind in _KINDS or span.kind.startswith("x-") else span.kind
            lost = [f"{span.kind}/@{name}={value}" for name, value in fields.items() if value is not None]
            self.losses.lost.extend(lost)
        return inline_text(content)

    def table(self, element: Element) -> None:
        self.losses.drop_attributes(element)
        caption: tuple[Inline, ...] = ()
        rows: list[tuple[Cell, ...]] = []
        self.before_table(element.text)
        stack = [iter(element)]
        while stack:
            for child in stack[-1]:
                name = LOCALS.get(child.tag) or name_of(child.tag)
                self.before_table(child.tail)
                if name == "tr":
                    self.losses.drop_attributes(child)
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
                    self.losses.drop_attributes(child)
                    content = read_inline(child, self.losses)
                    if caption and content:
                        self.out.append(_paragraph(content=content, role="caption"))
                    else:
                        caption = caption or content
                elif name in ("colgroup", "thead", "tbody", "tfoot"):
                    self.losses.drop_attributes(child)
                    self.before_table(child.text)
                    stack.append(iter(child))
                    break
                elif name in VOID:
                    self.losses.drop_whole(child)
                elif name:
                    rows.append((self.cell(child, child.tag),))
            else:
                stack.pop()
        self.out.append(_table(rows=tuple(rows), caption=caption))

    def before_table(self, text: str | None) -> None:
        """Make a paragraph of a text between cells: browsers show it before the table."""
        if text is not None and not (text.isspace() and text.isascii()):
            self.out.append(_paragraph(content=(strip_layout(text),)))

    def cell(self, element: Element, tag: str) -> Cell:
        header = (LOCALS.get(tag) or name_of(tag)) == "th"
        items = element.items()
        if not items:
            text = element.text
            if len(element) or text is None or "\n" in text:
                content = read_inline(element, self.losses)
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
                self.losses.drop(element, name, value)
        made: Cell = _cell(content=read_inline(element, self.losses), header=header, **fields)
        return made

    def preformatted(self, element: Element) -> None:
        fields = _read_role_and_language(element, self.losses)
        text = _verbatim(element)
        self.losses.drop_attributes(*element.iterdescendants("*"))
        if fields.get("lang") is not None:
            self.losses.drop(element, "lang", fields["lang"])
        self.out.append(_preformatted(text=text, role=fields.get("role")))

    def section(self, element: Element) -> None:
        fields = _read_role_and_language(element, self.losses)
        blocks: list[Block] = []
        _Flow(self.losses, blocks).content(element)
        role = fields.get("role")
        name = name_of(element.tag)
        if fields.get("lang") is not None:
            self.losses.drop(element, "lang", fields["lang"])
        if role is None and name in TRANSPARENT:
            self.out.extend(blocks)
            return
        if role is None and name not in ("section", "block"):
            role = name
        self.out.append(_section(blocks=tuple(blocks), role=role))

    def rule(self, element: Element) -> None:
        self.losses.drop_whole(element)
        self.out.append(ThematicBreak())

    def figure(self, element: Element) -> None:
        embed, caption, around = read_figure(element, self.losses)
        if embed is not None:
            self.out.append(embed)
            return
        blocks: list[Block] = []
        _Flow(self.losses, blocks).content(element, without=around)
        only = blocks[0] if len(blocks) == 1 else None
        if caption and isinstance(only, Table) and not only.caption:
            blocks = [_table(rows=only.rows, caption=caption)]
        elif caption:
            blocks.append(_paragraph(content=caption, role="caption"))
        self.out.extend(blocks)

    def picture(self, element: Element) -> None:
        self.out.append(read_picture(element, self.losses))

    def embed(self, element: Element) -> None:
        href = element.get("src") or element.get("data")
        self.out.append(Embed(href, kind=name_of(element.tag), html=alone(element)))


def _bears(block: Block, role: str | None, lang: str | None) -> bool:
    """Whether a block is a paragraph of this role and language."""
    return isinstance(block, Paragraph) and block.role == role and block.lang == lang


_KINDS = frozenset(INLINE.values())
_NOTHING: dict[str, str] = {}
_EXTENT = re.compile("[1-9][0-9]{0,5}")


def _read_role_and_language(element: Element, losses: LossReporter) -> dict[str, str]:
    """Read the role and the language of a block from its attributes."""
    fields: dict[str, str] = {}
    for name, value in element.items():
        if name == "class":
            fields["role"] = value
        elif name in LANGS and fields.setdefault("lang", value) == value:
            pass
        else:
            losses.drop(element, name, value)
    return fields


def _verbatim(element: Element) -> str:
    """Return the text of preformatted mark-up, each `br` a line end."""
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

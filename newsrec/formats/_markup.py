"""HTML and XHTML to the story's blocks, and back.

Reading goes by local names, so that a namespace that is missing, wrong or right makes no
difference, and takes any element of lxml's, from its XML parser or its HTML parser. White space
is kept, but for runs that hold a line end: they are the source's layout, so they count as one
space between words and as nothing at the edge of a block or beside a hard break.

What is written is read back as the same blocks, letter for letter:

| block or span | mark-up |
|---|---|
| Paragraph | `p`, its role as `class` |
| Heading | `h1` to `h6` |
| List | `ul`, `ol` |
| Quote | `blockquote`, its source in a `footer` |
| Table, Cell | `table`, `caption`, `tr`, `td`, `th` |
| Preformatted | `pre`, its role as `class` |
| Section | `section`, its role as `class` |
| ThematicBreak | `hr` |
| Embed | `figure`, with `img` for a picture and `a` for the rest |
| Span | the element of its kind; `span`, the kind as `class`, where there is none |
| hard break | `br` |

A field that HTML has no attribute for is a `data-` attribute: `data-ref`, `data-kind`; so is a
language that is no tag of BCP 47, which schemas refuse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from lxml import etree

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
from newsrec.errors import EncodeError
from newsrec.formats._unsafe import is_harmless, runs_code
from newsrec.formats._xml import alone, escape, escape_attribute
from newsrec.model import trusted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no other name for it

#: How deep blocks and spans may stand in one another: below a parser's limit of 256.
DEEPEST = 100

_paragraph = trusted(Paragraph)
_heading = trusted(Heading)
_list = trusted(List)
_quote = trusted(Quote)
_cell = trusted(Cell)
_table = trusted(Table)
_preformatted = trusted(Preformatted)
_section = trusted(Section)
_span = trusted(Span)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_LANGS = ("lang", _XML_LANG, "data-lang")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,9}\Z")

# -- vocabulary -----------------------------------------------------------------------------------

# Inline elements, and the kind of span that each is. Elements that say the same are one kind.
INLINE: dict[str, str] = {
    "a": "a", "abbr": "abbr", "b": "strong", "bdi": "bdi", "big": "big", "cite": "cite", "code": "code",
    "del": "del", "dfn": "dfn", "em": "em", "font": "font", "i": "em", "ins": "ins", "kbd": "kbd",
    "mark": "mark", "q": "q", "s": "s", "samp": "samp", "small": "small", "span": "span", "strike": "s",
    "strong": "strong", "sub": "sub", "sup": "sup", "time": "time", "tt": "code", "u": "u", "var": "var",
    # NITF 3.6, enriched text
    "chron": "time", "classifier": "classifier", "copyrite": "copyrite", "event": "event",
    "function": "function", "lang": "lang", "location": "place", "money": "money", "num": "num",
    "object.title": "object", "org": "org", "person": "person", "postaddr": "postaddr",
    "pronounce": "pronounce", "virtloc": "virtloc",
}  # fmt: skip

# The kinds that HTML has an element for. The others are a `span` with the kind as its class.
_ELEMENT_OF_KIND = {
    kind: kind
    for kind in (
        "a", "abbr", "bdi", "big", "cite", "code", "del", "dfn", "em", "font", "ins", "kbd", "mark", "q",
        "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
    )
}  # fmt: skip

# Where else an inline element says where it leads or what it names.
_REFS = ("data-ref", "idsrc", "value")

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "hl1": 1, "hl2": 2}

# What has no text of its own to show, and what stands for itself.
_VOID = {"area", "meta", "link", "col", "colgroup", "wbr", "title", "head", "base"}
_EMBEDS = {
    "iframe",
    "video",
    "audio",
    "object",
    "embed",
    "svg",
    "math",
    "script",
    "style",
    "form",
    "noscript",
}
_LISTS = {"ul": False, "ol": True}

# Sections that say nothing of their own.
_TRANSPARENT = {"article", "body", "body.content", "center", "div", "hgroup", "html", "main", "nitf"}


# -- reading --------------------------------------------------------------------------------------


class Markup:
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
        builder = _Inline(self)
        builder.content(element)
        return builder.done()

    def drop(self, element: Element, name: str, value: str) -> None:
        """Note an attribute that has no place."""
        self.lost.append(f"{name_of(element.tag)}/@{name.rpartition('}')[2]}={value}")


_LOCALS: dict[str, str] = {}
for _name in (
    *INLINE,
    *_HEADINGS,
    *_LISTS,
    "p",
    "br",
    "div",
    "li",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
):
    _LOCALS[_name] = _LOCALS["{http://www.w3.org/1999/xhtml}" + _name] = _name


def name_of(tag: Any) -> str:
    """The local name, in lower case, of an element's tag; "" for a comment or an instruction."""
    name = _LOCALS.get(tag)
    if name is not None:
        return name
    return tag.rpartition("}")[2].lower() if tag.__class__ is str else ""


_RUN = re.compile(r"[ \t]*\n[ \t\n]*")


def _blank(text: str) -> bool:
    """Whether a text is nothing but the white space of mark-up; a no-break space is a character."""
    return not text.strip(" \t\n\r")


def trimmed(text: str) -> str:
    """A whole text without its source's layout: see the head of this module."""
    text = _RUN.sub("\n", _without_edges(text))
    return text.replace("\n", " ")


def _without_edges(text: str) -> str:
    bare = text.lstrip(" \t\n")
    if "\n" in text[: len(text) - len(bare)]:
        text = bare
    bare = text.rstrip(" \t\n")
    return bare if "\n" in text[len(bare) :] else text


class _Inline:
    """Inline text as it grows. A space that a line end stood for waits until a word follows it."""

    __slots__ = ("fresh", "markup", "parts", "pending", "waiting")

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self.parts: list[Inline] = []
        self.pending: list[str] = []  # texts that no span parts; joined once, for there may be many
        self.fresh = True  # nothing stands before, or a hard break does
        self.waiting = ""

    def text(self, text: str) -> None:
        """One text of the source."""
        if "\n" in text:
            for number, piece in enumerate(_RUN.split(text)):
                if number and not self.fresh and not self.waiting:
                    self.waiting = " "
                if piece:
                    self.word(piece)
        elif text:
            self.word(text)

    def word(self, text: str) -> None:
        """Text without layout."""
        if self.waiting:
            self.pending.append(self.waiting)
            self.waiting = ""
        self.fresh = False
        self.pending.append(text)

    def line_break(self) -> None:
        """A hard break."""
        self.pending.append("\n\n" if self.waiting == "\n" else "\n")
        self.waiting = ""
        self.fresh = True

    def content(self, element: Element) -> None:
        """All that an element holds."""
        text = element.text
        if text is not None:
            self.text(text)
        for child in element:
            self.child(child)
            text = child.tail
            if text is not None:
                self.text(text)

    def child(self, child: Element) -> None:
        name = _LOCALS.get(child.tag) or name_of(child.tag)
        if name == "br":
            self.line_break()
            for key, value in child.items():
                self.markup.drop(child, key, value)
        elif name in INLINE:
            self.span(child, INLINE[name])
        elif name in _VOID or not name:
            pass
        elif is_block(name):
            self.own_line(child)
        else:
            self.span(child, f"x-{name}")

    def own_line(self, child: Element) -> None:
        """A block where only inline text can stand: a line of its own."""
        if not self.fresh:
            self.waiting = "\n"
        self.content(child)
        if not self.fresh:
            self.waiting = "\n"

    def span(self, child: Element, kind: str) -> None:
        if self.waiting:
            self.pending.append(self.waiting)
            self.waiting = ""
        self.flush()
        fields = self.attributes(child, {"kind": kind})
        outer, self.parts = self.parts, []
        self.content(child)
        self.flush()
        outer.append(_span(content=tuple(self.parts), **fields))
        self.parts = outer

    def flush(self) -> None:
        """The texts so far, as one."""
        pending = self.pending
        if pending:
            self.parts.append(pending[0] if len(pending) == 1 else "".join(pending))
            self.pending = []

    def attributes(self, child: Element, fields: dict[str, Any]) -> dict[str, Any]:
        """The fields of a span that an element's attributes give; what has no place is noted."""
        for name, value in child.items():
            if name == "class" and fields.get("kind") == "span":
                fields["kind"] = value
            elif name in ("href", "title"):
                fields[name] = value
            elif name == "data-href":
                fields["href"] = value
            elif name in _LANGS:
                fields["lang"] = value
            elif name in _REFS and "ref" not in fields:
                fields["ref"] = value
            else:
                self.markup.drop(child, name, value)
        return fields

    def done(self) -> tuple[Inline, ...]:
        """What was gathered, in its normal form."""
        self.flush()
        return tuple(self.parts)


_BLOCK_NAMES = frozenset(
    {
        "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "figure",
        "figcaption", "blockquote", "pre", "hr", "table", "caption", "thead", "tbody", "tfoot", "tr", "td",
        "th", "li", "dl", "dt", "dd", "center", "details", "summary", "fieldset", "body", "html", "hgroup",
        "img", "picture",
        # NITF
        "block", "bq", "credit", "media", "note", "fn", "nitf-table", "body.head", "body.content",
        "body.end", "tagline", "nitf",
        *_HEADINGS, *_LISTS, *_EMBEDS,
    }
)  # fmt: skip


def is_block(name: str) -> bool:
    """Whether an element of this local name is a block, never part of a line."""
    return name in _BLOCK_NAMES


class _Flow:
    """Blocks as they grow: loose inline text gathers in a paragraph until a block ends it."""

    __slots__ = ("line", "markup", "out")

    def __init__(self, markup: Markup, out: list[Block]) -> None:
        self.markup = markup
        self.out = out
        self.line: _Inline | None = None

    def content(
        self,
        element: Element,
        role: str | None = None,
        lang: str | None = None,
        without: Element | None = None,
    ) -> None:
        """All that an element holds; loose text becomes paragraphs of this role and language."""
        text = element.text
        if text is not None and not (text.isspace() and _blank(text)):
            self.loose(text)
        for child in element:
            name = (_LOCALS.get(child.tag) or name_of(child.tag)) if child is not without else ""
            read = _BLOCKS.get(name)
            if read is not None:
                self.flush(role, lang)
                read(self, child)
            elif name and name not in _VOID:
                if self.line is None:
                    self.line = _Inline(self.markup)
                self.line.child(child)
            text = child.tail
            if text is not None and (self.line is not None or not (text.isspace() and _blank(text))):
                self.loose(text)
        self.flush(role, lang)

    def loose(self, text: str) -> None:
        if self.line is None:
            self.line = _Inline(self.markup)
        self.line.text(text)

    def flush(self, role: str | None = None, lang: str | None = None) -> None:
        if self.line is not None:
            content = self.line.done()
            self.line = None
            if content:
                self.out.append(_paragraph(content=content, role=role, lang=lang))

    # each of these reads one kind of block

    def paragraph(self, element: Element) -> None:
        fields = _block_fields(self.markup, element) if element.keys() else _NOTHING
        role, lang = fields.get("role"), fields.get("lang")
        if not len(element):
            text = element.text
            if text is not None and "\n" in text:
                text = trimmed(text)
            self.out.append(_paragraph(content=(text,) if text else (), role=role, lang=lang))
        elif any(name_of(child.tag) in _BLOCKS for child in element):
            self.content(element, role, lang)
        else:
            builder = _Inline(self.markup)
            builder.content(element)
            self.out.append(_paragraph(content=builder.done(), role=role, lang=lang))

    def heading(self, element: Element) -> None:
        level = _HEADINGS[name_of(element.tag)]
        self.lost_attributes(element)
        self.out.append(_heading(content=self.markup.inline(element), level=level))

    def a_list(self, element: Element) -> None:
        self.lost_attributes(element)
        items: list[tuple[Block, ...]] = []
        for child in element:
            if name_of(child.tag) in ("li", "dt", "dd"):
                self.lost_attributes(child)
                items.append(self.markup.blocks(child))
            else:
                loose: list[Block] = []
                flow = _Flow(self.markup, loose)
                wrapper = _BLOCKS.get(name_of(child.tag))
                if wrapper is not None:
                    wrapper(flow, child)
                elif name_of(child.tag):
                    flow.line = _Inline(self.markup)
                    flow.line.child(child)
                    flow.flush()
                if loose:
                    items.append(tuple(loose))
        self.out.append(_list(items=tuple(items), ordered=_LISTS.get(name_of(element.tag), False)))

    def quote(self, element: Element) -> None:
        source = None
        blocks: list[Block] = []
        flow = _Flow(self.markup, blocks)
        for name, value in element.items():
            if name == "cite":
                source = value
            else:
                self.markup.drop(element, name, value)
        last = element[-1] if len(element) else None
        if source is None and last is not None and name_of(last.tag) in ("footer", "credit"):
            builder = _Inline(self.markup)
            builder.content(last)
            source = _plain(builder.done())
            self.lost_attributes(last)
        else:
            last = None
        flow.content(element, without=last)
        self.out.append(_quote(blocks=tuple(blocks), source=source))

    def table(self, element: Element) -> None:
        self.lost_attributes(element)
        caption: tuple[Inline, ...] = ()
        rows: list[tuple[Cell, ...]] = []
        stack = [iter(element)]
        while stack:
            for child in stack[-1]:
                name = name_of(child.tag)
                if name == "tr":
                    self.lost_attributes(child)
                    rows.append(tuple([self.cell(each) for each in child if each.tag.__class__ is str]))
                elif name == "caption":
                    self.lost_attributes(child)
                    caption = self.markup.inline(child)
                elif name in ("thead", "tbody", "tfoot"):
                    self.lost_attributes(child)
                    stack.append(iter(child))
                    break
                elif name and name not in _VOID:
                    rows.append((self.cell(child),))
            else:
                stack.pop()
        self.out.append(_table(rows=tuple(rows), caption=caption))

    def cell(self, element: Element) -> Cell:
        header = (_LOCALS.get(element.tag) or name_of(element.tag)) == "th"
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
        if role is None and name in _TRANSPARENT:
            self.out.extend(blocks)
            return
        if role is None and name not in ("section", "block"):
            role = name
        self.out.append(_section(blocks=tuple(blocks), role=role))

    def rule(self, element: Element) -> None:
        self.lost_attributes(element)
        self.out.append(ThematicBreak())

    def figure(self, element: Element) -> None:
        self.out.append(_figure(self.markup, element))

    def picture(self, element: Element) -> None:
        self.out.append(_shown(element, "image"))

    def embed(self, element: Element) -> None:
        self.out.append(_shown(element, name_of(element.tag)))

    def lost_attributes(self, element: Element) -> None:
        for name, value in element.items():
            self.markup.drop(element, name, value)


_NOTHING: dict[str, str] = {}
_EXTENT = re.compile("[1-9][0-9]{0,5}")


def _block_fields(markup: Markup, element: Element) -> dict[str, str]:
    """The role and language that a block's attributes give."""
    fields: dict[str, str] = {}
    for name, value in element.items():
        if name == "class":
            fields["role"] = value
        elif name in _LANGS:
            fields["lang"] = value
        else:
            markup.drop(element, name, value)
    return fields


def _plain(content: tuple[Inline, ...]) -> str:
    return inline_text(content)


def _verbatim(element: Element) -> str:
    """The text of preformatted mark-up, each `br` a line end."""
    out = [element.text or ""]
    for child in element:
        out.append("\n" if name_of(child.tag) == "br" else _verbatim(child))
        out.append(child.tail or "")
    return "".join(out)


def _figure(markup: Markup, element: Element) -> Block:
    """A `figure`: what we wrote, or a picture with its caption, or whatever it holds, verbatim."""
    fields: dict[str, Any] = {}
    known = True
    for name, value in element.items():
        if name in ("data-kind", "data-href", "data-html", "data-ref"):
            fields[name[5:]] = value
        else:
            known = False
    caption: tuple[Inline, ...] = ()
    shown: list[Element] = []
    known = known and _blank(element.text or "")
    for child in element:
        name = name_of(child.tag)
        known = known and _blank(child.tail or "")
        if name == "figcaption" and not caption:
            caption = markup.inline(child)
            known = known and not child.keys()
        elif name:
            shown.append(child)
    if len(shown) == 1 and name_of(shown[0].tag) == "img":
        fields.setdefault("kind", "image")
        source = shown[0].get("src")
        if source is not None:
            fields.setdefault("href", source)
        known = known and _is_plain_picture(shown[0])
    elif shown and not (len(shown) == 1 and name_of(shown[0].tag) == "a" and "href" in fields):
        known = False
    if not known and "html" not in fields:
        fields["html"] = alone(element)
    return Embed(caption=caption, **fields)


def _is_plain_picture(element: Element) -> bool:
    """Whether a picture says nothing but its address."""
    return not (set(element.keys()) - {"src", "alt"}) and not element.get("alt") and not len(element)


def _shown(element: Element, kind: str) -> Block:
    """An element that shows something of its own: its address, and its mark-up as it came."""
    href = element.get("src") or element.get("data")
    plain = kind == "image" and href is not None and _is_plain_picture(element)
    return Embed(href, kind=kind, html=None if plain else alone(element))


_BLOCKS: dict[str, Callable[[_Flow, Element], None]] = {
    **dict.fromkeys(
        (
            "div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "center",
            "details", "summary", "fieldset", "body", "html", "hgroup", "block", "credit", "note", "fn",
            "nitf", "body.content", "body.head", "body.end", "tagline", "figcaption", "caption", "media",
        ),
        _Flow.section,
    ),
    **dict.fromkeys(("p",), _Flow.paragraph),
    **dict.fromkeys(_HEADINGS, _Flow.heading),
    **dict.fromkeys(("ul", "ol", "dl"), _Flow.a_list),
    **dict.fromkeys(("blockquote", "bq"), _Flow.quote),
    **dict.fromkeys(("table", "nitf-table"), _Flow.table),
    **dict.fromkeys(("pre",), _Flow.preformatted),
    **dict.fromkeys(("hr",), _Flow.rule),
    **dict.fromkeys(("figure",), _Flow.figure),
    **dict.fromkeys(("img", "picture"), _Flow.picture),
    **dict.fromkeys(_EMBEDS, _Flow.embed),
}  # fmt: skip


# -- writing --------------------------------------------------------------------------------------


def to_markup(blocks: Iterable[Block], *, xml: bool = True, between: str = "") -> str:
    """The blocks as mark-up, in no namespace of its own; EncodeError where they stand too deep.

    It is well-formed as XML and, with `xml` False, what HTML reads as the same and may show: `lang`
    in place of `xml:lang`, no link inside a link, no address that runs code (`_unsafe`). `between`
    stands between two blocks: a line end is taken for layout, so that it changes nothing.
    """
    writer = _Writer(xml=xml)
    for block in blocks:
        if between and writer.out:
            writer.out.append(between)
        writer.block(block, 0)
    return "".join(writer.out)


def inline_markup(content: tuple[Inline, ...], *, xml: bool = True) -> str:
    """Inline text as mark-up."""
    writer = _Writer(xml=xml)
    writer.inline(content, 0)
    return "".join(writer.out)


class _Writer:
    """Mark-up as it grows, a piece at a time."""

    __slots__ = ("in_link", "lang", "out", "xml")

    def __init__(self, *, xml: bool) -> None:
        self.xml = xml
        self.lang = "xml:lang" if xml else "lang"
        self.in_link = False
        self.out: list[str] = []

    def opening(self, tag: str, **attributes: str | None) -> None:
        """A start tag with the attributes that have a value; `_` stands for `-`, `class_` for `class`."""
        written = "".join(
            f' {_ATTRIBUTE_NAMES.get(name, name)}="{escape_attribute(value)}"'
            for name, value in attributes.items()
            if value is not None
        )
        self.out.append(f"<{tag}{written}>")

    def language(self, lang: str) -> str:
        """The language as an attribute; one that is no BCP 47 tag, which schemas refuse, as our own."""
        name = self.lang if _LANGUAGE.match(lang) else "data-lang"
        return f' {name}="{escape_attribute(lang)}"'

    def block(self, block: Block, depth: int) -> None:
        if block.__class__ is Paragraph:
            self.paragraph(block, depth)
            return
        if depth > DEEPEST:
            raise too_deep()
        _WRITERS[block.__class__](self, block, depth + 1)

    def paragraph(self, block: Paragraph, depth: int) -> None:
        out = self.out
        if block.role is None and block.lang is None:
            out.append("<p>")
        else:
            lang = "" if block.lang is None else self.language(block.lang)
            role = "" if block.role is None else f' class="{escape_attribute(block.role)}"'
            out.append(f"<p{role}{lang}>")
        self.inline(block.content, depth)
        out.append("</p>")

    def inline(self, content: tuple[Inline, ...], depth: int) -> None:
        out = self.out
        for part in content:
            if part.__class__ is str:
                text = escape(part)
                out.append(text.replace("\n", "<br/>") if "\n" in text else text)
            else:
                self.span(part, depth + 1)  # type: ignore[arg-type]  # no text, as just compared

    def span(self, span: Span, depth: int) -> None:
        if depth > DEEPEST:
            raise too_deep()
        kind, href = span.kind, span.href
        tag = _ELEMENT_OF_KIND.get(kind, "span")
        is_link = kind == "a"
        if not self.xml:
            if is_link and self.in_link:
                tag, is_link = "span", False
            if href is not None and runs_code(href):
                href = None
        lang = "" if span.lang is None else self.language(span.lang)
        self.opening(
            tag,
            class_=kind if tag != kind else None,
            href=href if is_link else None,
            data_href=None if is_link else href,
            title=span.title,
            data_ref=span.ref,
        )
        if lang:
            self.out[-1] = f"{self.out[-1][:-1]}{lang}>"
        outer, self.in_link = self.in_link, self.in_link or is_link
        self.inline(span.content, depth)
        self.in_link = outer
        self.out.append(f"</{tag}>")

    def heading(self, block: Heading, depth: int) -> None:
        self.out.append(f"<h{block.level}>")
        self.inline(block.content, depth)
        self.out.append(f"</h{block.level}>")

    def a_list(self, block: List, depth: int) -> None:
        tag = "ol" if block.ordered else "ul"
        self.out.append(f"<{tag}>")
        for item in block.items:
            self.out.append("<li>")
            if len(item) == 1 and _stands_bare(item[0]):
                self.inline(item[0].content, depth)  # type: ignore[union-attr]  # a paragraph
            else:
                for each in item:
                    self.block(each, depth)
            self.out.append("</li>")
        self.out.append(f"</{tag}>")

    def quote(self, block: Quote, depth: int) -> None:
        self.out.append("<blockquote>")
        for each in block.blocks:
            self.block(each, depth)
        if block.source is not None:
            self.out.append("<footer>")
            self.inline((block.source,) if block.source else (), depth)
            self.out.append("</footer>")
        self.out.append("</blockquote>")

    def table(self, block: Table, depth: int) -> None:
        self.out.append("<table>")
        if block.caption:
            self.out.append("<caption>")
            self.inline(block.caption, depth)
            self.out.append("</caption>")
        for row in block.rows:
            self.out.append("<tr>")
            for cell in row:
                self.cell(cell, depth)
            self.out.append("</tr>")
        self.out.append("</table>")

    def cell(self, cell: Cell, depth: int) -> None:
        tag = "th" if cell.header else "td"
        if cell.colspan == 1 and cell.rowspan == 1 and cell.align is None:
            self.out.append(f"<{tag}>")
        else:
            self.opening(
                tag,
                colspan=str(cell.colspan) if cell.colspan != 1 else None,
                rowspan=str(cell.rowspan) if cell.rowspan != 1 else None,
                align=cell.align,
            )
        self.inline(cell.content, depth)
        self.out.append(f"</{tag}>")

    def preformatted(self, block: Preformatted, depth: int) -> None:  # noqa: ARG002 - as the others
        self.opening("pre", class_=block.role)
        text = escape(block.text)
        if not self.xml and text.startswith("\n"):  # which HTML leaves out at the head of a `pre`
            text = f"<br/>{text[1:]}"
        self.out.append(f"{text}</pre>")

    def section(self, block: Section, depth: int) -> None:
        self.opening("section", class_=block.role)
        for each in block.blocks:
            self.block(each, depth)
        self.out.append("</section>")

    def rule(self, block: ThematicBreak, depth: int) -> None:  # noqa: ARG002 - as the others
        self.out.append("<hr/>")

    def embed(self, block: Embed, depth: int) -> None:
        href, html = block.href, block.html
        if not self.xml:
            if href is not None and runs_code(href, picture=block.kind == "image"):
                href = None
            if html is not None and not is_harmless(html):
                html = None
        picture = block.kind == "image" and href is not None
        self.opening(
            "figure",
            data_kind=None if picture else block.kind,
            data_href=None if picture else href,
            data_html=html,
            data_ref=block.ref,
        )
        if picture:
            self.out.append(f'<img src="{escape_attribute(href or "")}" alt=""/>')
        elif href is not None:
            self.out.append(f'<a href="{escape_attribute(href)}">{escape(href)}</a>')
        if block.caption:
            self.out.append("<figcaption>")
            self.inline(block.caption, depth)
            self.out.append("</figcaption>")
        self.out.append("</figure>")


_ATTRIBUTE_NAMES = {
    "class_": "class", "data_href": "data-href", "data_html": "data-html", "data_kind": "data-kind",
    "data_ref": "data-ref",
}  # fmt: skip

_WRITERS: Mapping[type, Any] = {
    Heading: _Writer.heading,
    List: _Writer.a_list,
    Quote: _Writer.quote,
    Table: _Writer.table,
    Preformatted: _Writer.preformatted,
    Embed: _Writer.embed,
    Section: _Writer.section,
    ThematicBreak: _Writer.rule,
}


def _stands_bare(block: Block) -> bool:
    """Whether a list item's only paragraph is read back as such without a `p` around it."""
    if block.__class__ is not Paragraph or block.role is not None or block.lang is not None:
        return False
    content = block.content
    return bool(content) and not (content[0].__class__ is str and _blank(content[0]))


def too_deep() -> EncodeError:
    """The error for blocks or spans that no parser would read back."""
    msg = f"blocks or spans stand more than {DEEPEST} deep in one another, expected fewer"
    return EncodeError(msg, code="NR957", path="body")

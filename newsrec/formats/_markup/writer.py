"""Writes blocks as mark-up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeGuard

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
)
from newsrec.errors import EncodeError
from newsrec.formats._markup.elements import RELS
from newsrec.formats._markup.players import FRAME, player_of
from newsrec.formats._markup.unsafe import is_harmless, runs_code
from newsrec.formats._xml.parsing import escape, escape_attribute, is_layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: How deep blocks and spans may stand in one another: below a parser's limit of 256.
DEEPEST = 100

#: The kinds that HTML has an element for. The others are a `span` with the kind as its class.
KINDS = frozenset(
    {
        "a", "abbr", "bdi", "big", "cite", "code", "del", "dfn", "em", "font", "ins", "kbd", "mark", "q",
        "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
    }
)  # fmt: skip

# What schemas take for a language.
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,9}\Z")


def to_markup(blocks: Iterable[Block], *, xml: bool = True, verbatim: bool = True, between: str = "") -> str:
    """Write the blocks as mark-up, in no namespace of its own; EncodeError where they are too deep.

    It is well-formed as XML. With `xml` False it is also what HTML reads as the same and may show:
    `lang` in place of `xml:lang`, no link inside a link, no address that runs code (`unsafe`), the
    player of a video that has one. Without `verbatim` it leaves out the mark-up that an embed came
    as: no reader sees it. `between` goes between two blocks; a line end there counts as layout.
    """
    writer = _Writer(xml=xml, verbatim=verbatim)
    for block in blocks:
        if between and writer.out:
            writer.out.append(between)
        writer.block(block, 0)
    return "".join(writer.out)


def inline_markup(content: tuple[Inline, ...], *, xml: bool = True) -> str:
    """Write inline text as mark-up."""
    writer = _Writer(xml=xml)
    writer.inline(content, 0)
    return "".join(writer.out)


class _Writer:
    """Gathers mark-up, a piece at a time."""

    __slots__ = ("in_link", "lang", "out", "verbatim", "xml")

    def __init__(self, *, xml: bool, verbatim: bool = True) -> None:
        self.xml = xml
        self.verbatim = verbatim
        self.lang = "xml:lang" if xml else "lang"
        self.in_link = False
        self.out: list[str] = []

    def start_tag(self, tag: str, **attributes: str | None) -> None:
        """Write a start tag with the attributes that have a value; `data_href` means `data-href`."""
        written = "".join(
            f' {_ATTRIBUTE_NAMES.get(name, name)}="{escape_attribute(value)}"'
            for name, value in attributes.items()
            if value is not None
        )
        self.out.append(f"<{tag}{written}>")

    def language(self, lang: str) -> str:
        """Return the language as an attribute; ours where it is no BCP 47 tag, which schemas refuse."""
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
            if isinstance(part, str):
                text = escape(part)
                out.append(text.replace("\n", "<br/>") if "\n" in text else text)
            else:
                self.span(part, depth + 1)

    def span(self, span: Span, depth: int) -> None:
        if depth > DEEPEST:
            raise too_deep()
        kind, href = span.kind, span.href
        tag = kind if kind in KINDS else "span"
        is_link = kind == "a"
        if not self.xml:
            if is_link and self.in_link:
                tag, is_link = "span", False
            if href is not None and runs_code(href):
                href = None
        lang = "" if span.lang is None else self.language(span.lang)
        rel = span.rel
        plain_rel = is_link and rel is not None and _is_plain_rel(rel)
        self.start_tag(
            tag,
            class_=kind if tag != kind else None,
            href=href if is_link else None,
            data_href=None if is_link else href,
            rel=rel if plain_rel else None,
            data_rel=None if plain_rel else rel,
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
            if len(item) == 1 and stands_bare(item[0]):
                self.inline(item[0].content, depth)
            else:
                for each in item:
                    self.block(each, depth)
            self.out.append("</li>")
        self.out.append(f"</{tag}>")

    def quote(self, block: Quote, depth: int) -> None:
        self.start_tag("blockquote", class_=block.role)
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
            self.start_tag(
                tag,
                colspan=str(cell.colspan) if cell.colspan != 1 else None,
                rowspan=str(cell.rowspan) if cell.rowspan != 1 else None,
                align=cell.align,
            )
        self.inline(cell.content, depth)
        self.out.append(f"</{tag}>")

    def preformatted(self, block: Preformatted, _: int) -> None:
        self.start_tag("pre", class_=block.role)
        text = escape(block.text)
        if not self.xml and text.startswith("\n"):  # which HTML leaves out at the head of a `pre`
            text = f"<br/>{text[1:]}"
        self.out.append(f"{text}</pre>")

    def section(self, block: Section, depth: int) -> None:
        self.start_tag("section", class_=block.role)
        for each in block.blocks:
            self.block(each, depth)
        self.out.append("</section>")

    def rule(self, _block: ThematicBreak, _: int) -> None:
        self.out.append("<hr/>")

    def embed(self, block: Embed, depth: int) -> None:
        href, html, kind = block.href, block.html, block.kind
        picture = kind == "image"
        player = None
        if not self.xml:
            if href is not None and runs_code(href, picture=picture):
                href = None
            if html is not None and not (self.verbatim and is_harmless(html)):
                html = None
            if href is not None and kind is not None and not picture:
                player = player_of(href)
        picture = picture and href is not None
        shows = picture or player is not None
        fields = {
            "title": block.title,
            "width": None if block.width is None else str(block.width),
            "height": None if block.height is None else str(block.height),
        }
        self.start_tag(
            "figure",
            data_kind=None if picture or (player is not None and kind == "iframe") else kind,
            data_href=None if picture or href == player else href,
            data_html=html,
            data_ref=block.ref,
            data_alt=None if picture else block.alt,
            **{} if shows else {f"data_{name}": value for name, value in fields.items()},
        )
        if picture:
            self.start_tag("img", src=href, alt=block.alt, **fields)
            self.out[-1] = f"{self.out[-1][:-1]}/>"
        elif player is not None:
            self.start_tag("iframe", src=player, **fields, **FRAME)
            self.out.append("</iframe>")
        elif href is not None:
            self.out.append(f'<a href="{escape_attribute(href)}">{escape(block.title or href)}</a>')
        if block.caption:
            self.out.append("<figcaption>")
            self.inline(block.caption, depth)
            self.out.append("</figcaption>")
        self.out.append("</figure>")


def _is_plain_rel(rel: str) -> bool:
    """Whether the words of a `rel` are ours, so that it is read as it stands."""
    words = rel.split(" ")
    return len(set(words)) == len(words) and RELS.issuperset(words)


_ATTRIBUTE_NAMES = {
    "class_": "class", "data_href": "data-href", "data_html": "data-html", "data_kind": "data-kind",
    "data_ref": "data-ref", "data_rel": "data-rel", "data_alt": "data-alt", "data_title": "data-title",
    "data_width": "data-width", "data_height": "data-height",
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


def stands_bare(block: Block) -> TypeGuard[Paragraph]:
    """Whether the only paragraph of a list item comes back without a `p` around it."""
    if not isinstance(block, Paragraph) or block.role is not None or block.lang is not None:
        return False
    first = block.content[0] if block.content else ""
    if not isinstance(first, str):
        return True
    return not is_layout(first.partition("\n")[0])  # the hard break ends a text of the mark-up


def too_deep() -> EncodeError:
    """Return the error for blocks or spans that no parser would read back."""
    msg = f"blocks or spans stand more than {DEEPEST} deep in one another, expected fewer"
    return EncodeError(msg, code="NR957", path="body")

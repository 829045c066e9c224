r"""The story text: blocks of inline text, their normal form, and the plain text they read as.

Inline text is a tuple of `str` and `Span`. In its normal form two `str` are never side by side
and none is empty, so that two ways to build the same text give equal records. "\n" inside a
`str` is a hard line break. Nothing is stripped, folded or normalised.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from newsrec.constructors import (
    MOST_BITS,
    as_flag,
    as_optional_text,
    as_sequence,
    as_text,
    refuse_deep_nesting,
    same_record,
    short_repr,
    wrong_type,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: The most pixels that a side of what a text shows can have.
MOST_PIXELS = 999_999

# -- inline text ----------------------------------------------------------------------------------


def as_inline(value: str | Span | Iterable[str | Span]) -> tuple[Inline, ...]:
    """Inline text in its normal form: neighbouring texts merged, empty ones dropped."""
    if value.__class__ is str:
        return (value,) if value else ()
    if isinstance(value, (str, Span)):
        value = (value,)
    parts: list[Inline] = []
    pending: list[str] = []
    for part in as_sequence(value, "str and Span"):
        if part.__class__ is Span:
            if pending:
                _flush(pending, parts)
            parts.append(part)
        else:
            pending.append(as_text(part))
    _flush(pending, parts)
    return tuple(parts)


def _flush(pending: list[str], parts: list[Inline]) -> None:
    joined = "".join(pending)
    if joined:
        parts.append(joined)
    pending.clear()


@attrs.frozen(weakref_slot=False, repr=False)
class Span:
    """A stretch of inline text with a meaning.

    >>> Paragraph(["It runs ", Span("again", kind="em"), "."]).content[1].kind
    'em'
    """

    content: tuple[Inline, ...] = attrs.field(default=(), converter=as_inline)
    """Texts and spans; no two texts side by side, none empty."""
    kind: str = attrs.field(kw_only=True, default="span", converter=as_text)
    """What it is: "strong", "em", "u", "s", "sub", "sup", "code", "q", "a", "person", "org", "place",
    "event", "money", "time", "lang" …, or "x-NAME" for a tag NAME that we do not know."""
    href: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """Where a link leads."""
    rel: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """How search engines should treat a link: "nofollow", "sponsored", "ugc"."""
    title: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """What a reader sees who points at it."""
    lang: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The language of the stretch (BCP 47); None where it is the story's own."""
    ref: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The URI or qcode of what it names."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record

    def __attrs_post_init__(self) -> None:
        for part in self.content:
            if part.__class__ is Span:
                refuse_deep_nesting(self, text_in)
                return


Inline: TypeAlias = str | Span


def inline_text(content: tuple[Inline, ...]) -> str:
    """Return the characters of inline text, without its spans' meanings."""
    if len(content) == 1 and content[0].__class__ is str:
        return content[0]
    out: list[str] = []
    stack: list[Iterator[Inline]] = [iter(content)]
    while stack:  # a loop, not recursion: spans may be nested as deep as a hostile page likes
        for part in stack[-1]:
            if part.__class__ is Span:
                stack.append(iter(part.content))
                break
            out.append(part)  # type: ignore[arg-type]  # a str, as the class says
        else:
            stack.pop()
    return "".join(out)


# -- blocks ---------------------------------------------------------------------------------------

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def as_blocks(value: str | Iterable[Block | str]) -> tuple[Block, ...]:
    """Blocks: a lone text splits into paragraphs at blank lines, a text among blocks is one.

    A single newline is a hard break inside its paragraph. Nothing else is stripped.
    """
    if isinstance(value, str):
        return tuple([Paragraph(text) for text in _BLANK_LINES.split(as_text(value)) if text])
    blocks: tuple[Any, ...] = as_sequence(value, "blocks")
    return tuple([block if block.__class__ in BLOCK_CLASSES else _as_block(block) for block in blocks])


def _as_block(value: Any) -> Block:
    if isinstance(value, str):
        return Paragraph(as_text(value))
    raise wrong_type(value, "a block or a text")


def _as_items(value: Iterable[str | Iterable[Block | str]]) -> tuple[tuple[Block, ...], ...]:
    items = as_sequence(value, "list items")
    return tuple([as_blocks((item,) if isinstance(item, str) else item) for item in items])


def _as_rows(value: Iterable[Iterable[Cell | str]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        [tuple([_as_cell(cell) for cell in as_sequence(row, "cells")]) for row in as_sequence(value, "rows")]
    )


def _as_cell(value: object) -> Cell:
    if isinstance(value, str):
        return Cell(as_text(value))
    if value.__class__ is Cell:
        return value
    raise wrong_type(value, "a Cell or a text")


def _as_level(value: int) -> int:
    if value.__class__ is int and 1 <= value <= 6:
        return value
    raise wrong_type(value, "a heading level from 1 to 6")


def _as_pixels(value: int | None) -> int | None:
    if value is None or (value.__class__ is int and 1 <= value <= MOST_PIXELS):
        return value
    raise wrong_type(value, f"a number of pixels from 1 to {MOST_PIXELS:,} or None")


def _as_extent(value: int) -> int:
    if value.__class__ is int and value >= 1 and value.bit_length() <= MOST_BITS:
        return value
    raise wrong_type(value, "a number of columns or rows of at least 1")


@attrs.frozen(weakref_slot=False, repr=False)
class Paragraph:
    """One paragraph.

    >>> Paragraph("A ferry waits.", role="leadin")
    Paragraph(('A ferry waits.',), role='leadin')
    """

    content: tuple[Inline, ...] = attrs.field(default=(), converter=as_inline)
    """Texts and spans; a line end in a text is a hard break."""
    role: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """"leadin" (a caption or standfirst before the text), "caption", "summary", "tagline" …"""
    lang: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The language of the paragraph (BCP 47); None where it is the story's own."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record


@attrs.frozen(weakref_slot=False, repr=False)
class Heading:
    """A heading inside the story.

    >>> Heading("What comes next").level
    2
    """

    content: tuple[Inline, ...] = attrs.field(default=(), converter=as_inline)
    """Texts and spans."""
    level: int = attrs.field(kw_only=True, default=2, converter=_as_level)
    """From 1, the highest, to 6."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record


@attrs.frozen(weakref_slot=False, repr=False)
class List:
    """A list; each item is a tuple of blocks (a text is one paragraph).

    >>> List(["Riga", "Tartu"], ordered=True).items[1]
    (Paragraph(('Tartu',)),)
    """

    items: tuple[tuple[Block, ...], ...] = attrs.field(default=(), converter=_as_items)
    """The blocks of each item, in order."""
    ordered: bool = attrs.field(kw_only=True, default=False, converter=as_flag)
    """Whether the items are numbered."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record

    def __attrs_post_init__(self) -> None:
        refuse_deep_nesting(self, text_in)


@attrs.frozen(weakref_slot=False, repr=False)
class Quote:
    """A block quotation, and whom or what it quotes.

    >>> Quote("It holds.", source="the captain").blocks
    (Paragraph(('It holds.',)),)
    """

    blocks: tuple[Block, ...] = attrs.field(default=(), converter=as_blocks)
    """What is quoted."""
    source: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """Whom or what it quotes, word for word."""
    role: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """"pullquote" …; None for one that belongs to the text."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record

    def __attrs_post_init__(self) -> None:
        refuse_deep_nesting(self, text_in)


@attrs.frozen(weakref_slot=False, repr=False)
class Cell:
    """A cell of a table: inline text, and how many columns and rows it covers.

    >>> Cell("Ships", header=True, colspan=2).content
    ('Ships',)
    """

    content: tuple[Inline, ...] = attrs.field(default=(), converter=as_inline)
    """Texts and spans."""
    header: bool = attrs.field(kw_only=True, default=False, converter=as_flag)
    """Whether it heads a row or column."""
    colspan: int = attrs.field(kw_only=True, default=1, converter=_as_extent)
    """How many columns it covers, at least 1."""
    rowspan: int = attrs.field(kw_only=True, default=1, converter=_as_extent)
    """How many rows it covers, at least 1."""
    align: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """"left", "right", "center" …; None where it is not stated."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record


@attrs.frozen(weakref_slot=False, repr=False)
class Table:
    """Rows of cells, top to bottom, and a caption.

    >>> Table([["Riga", "4"], ["Tartu", "12"]], caption="Ships that wait").rows[1][0]
    Cell(('Tartu',))
    """

    rows: tuple[tuple[Cell, ...], ...] = attrs.field(default=(), converter=_as_rows)
    """The cells of each row, top to bottom, left to right."""
    caption: tuple[Inline, ...] = attrs.field(kw_only=True, default=(), converter=as_inline)
    """The heading of the table: texts and spans."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record


@attrs.frozen(weakref_slot=False, repr=False)
class Preformatted:
    r"""Text whose spaces and line ends are kept.

    >>> Preformatted("RIGA    4\nTARTU  12", role="agate").role
    'agate'
    """

    text: str = attrs.field(default="", converter=as_text)
    """The text, with each space and line end."""
    role: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """"agate" for results and prices."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record


@attrs.frozen(weakref_slot=False, repr=False)
class Embed:
    """Something shown in the text that is not text.

    >>> Embed("https://example.org/a.jpg", kind="image", alt="A white ferry", width=1200, height=800).alt
    'A white ferry'
    """

    href: str | None = attrs.field(default=None, converter=as_optional_text)
    """The address of what is shown."""
    kind: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """What it is: "image", "video", "iframe" …"""
    html: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """Its mark-up, where no field says what it shows."""
    caption: tuple[Inline, ...] = attrs.field(kw_only=True, default=(), converter=as_inline)
    """Texts and spans; a span of the kind "credit" says whose it is."""
    ref: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The `name` of the story's `Link` whose item it shows."""
    alt: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The text for readers who do not see it: "" for decoration, None where there is none."""
    title: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """Its name."""
    width: int | None = attrs.field(kw_only=True, default=None, converter=_as_pixels)
    """In pixels."""
    height: int | None = attrs.field(kw_only=True, default=None, converter=_as_pixels)
    """In pixels."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record


@attrs.frozen(weakref_slot=False, repr=False)
class Section:
    """Blocks that belong together.

    >>> Section(["Ask the pilots."], role="infobox").blocks
    (Paragraph(('Ask the pilots.',)),)
    """

    blocks: tuple[Block, ...] = attrs.field(default=(), converter=as_blocks)
    """What belongs together."""
    role: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """"main", "infobox", "linkbox", "footnote" …"""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record

    def __attrs_post_init__(self) -> None:
        refuse_deep_nesting(self, text_in)


@attrs.frozen(weakref_slot=False, repr=False)
class ThematicBreak:
    """A rule between two parts of the story.

    >>> ThematicBreak() == ThematicBreak()
    True
    """

    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record


Block: TypeAlias = Paragraph | Heading | List | Quote | Table | Preformatted | Embed | Section | ThematicBreak

_HOLDS = {
    Span: "content", Paragraph: "content", Heading: "content", Cell: "content", Embed: "caption",
    Section: "blocks", Quote: "blocks", List: "items", Table: "rows",
}  # fmt: skip


def text_in(part: Any) -> Iterable[Any]:
    """Return what lies directly in a part of a text, its plain texts left out."""
    kind = part.__class__
    if kind is not tuple:
        name = _HOLDS.get(kind)
        part = () if name is None else getattr(part, name)
    return [each for each in part if each.__class__ is not str]


#: The classes of `Block`, in the order of the reference.
BLOCK_CLASSES: tuple[type[Any], ...] = (
    Paragraph, Heading, List, Quote, Table, Preformatted, Embed, Section, ThematicBreak,
)  # fmt: skip


# -- plain text -----------------------------------------------------------------------------------


def walk_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block of a text in reading order, each before the blocks inside it."""
    stack = [iter(blocks)]
    while stack:
        for block in stack[-1]:
            yield block
            inner = _inner(block)
            if inner:
                stack.append(iter(inner))
                break
        else:
            stack.pop()


def _inner(block: Block) -> tuple[Block, ...]:
    if isinstance(block, (Quote, Section)):
        return block.blocks
    if isinstance(block, List):
        return tuple([inner for item in block.items for inner in item])
    return ()


def block_texts(blocks: tuple[Block, ...], *, tables: bool = True) -> list[str]:
    """Return the text of each block that shows text, in reading order, lists and sections opened up.

    A table is one text: a line a row, its cells parted by tabs.
    """
    texts = []
    for block in walk_blocks(blocks):
        if isinstance(block, (Paragraph, Heading)):
            texts.append(inline_text(block.content))
        elif isinstance(block, Preformatted):
            texts.append(block.text)
        elif isinstance(block, Table) and tables:
            lines = ["\t".join([inline_text(cell.content) for cell in row]) for row in block.rows]
            texts.append("\n".join([inline_text(block.caption), *lines] if block.caption else lines))
        elif isinstance(block, Embed) and block.caption:
            texts.append(inline_text(block.caption))
    return texts


def plain_text(blocks: tuple[Block, ...]) -> str:
    """Return what a reader would read, with a blank line between blocks."""
    return "\n\n".join(block_texts(blocks))


def word_count(blocks: tuple[Block, ...]) -> int:
    """Words in the text blocks, tables left out: the figure that goes in a wire header."""
    return sum(len(text.split()) for text in block_texts(blocks, tables=False))

r"""The layout of telex text: lines to blocks, and blocks to lines.

Paragraphs are parted by blank lines, or begin with an indent. Lines are wrapped at a width that no
message names, so it is measured: a line end is a wrap where the first word of the next line would
not have fitted, and else a line end that was meant. A line of bars is a row of a table, lines with
columns stay as they are, `- `, `* ` and `• ` open the items of a list, `# ` a heading, `___` is a rule.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsrec._trusted import skip_checks
from newsrec.body import (
    Cell,
    Heading,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Section,
    Table,
    ThematicBreak,
    block_texts,
    inline_text,
)
from newsrec.formats._telex.messages import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsrec.body import Block

_paragraph: Final = skip_checks(Paragraph)
_preformatted: Final = skip_checks(Preformatted)
_table: Final = skip_checks(Table)
_cell: Final = skip_checks(Cell)

#: Columns of a wire line. Source: the feeds of dpa and Belga.
WIDTH: Final = 69
_NARROWEST: Final = 50  # below it a line end is no wrap: verses and lists are that short
_WIDEST: Final = 90  # above it a line is not wrapped: so long is a paragraph of a gateway's own
_LONG: Final = 100  # where nothing is wrapped, a longer line is a paragraph by itself
_INDENT: Final = 2  # spaces that begin a paragraph
_WHITE: Final = " \t"  # what lines are padded with; a NO-BREAK SPACE belongs to the text


class Placed(NamedTuple):
    """A block, and the line and column that it begins at."""

    block: Block
    line: int
    column: int = 0


# -- reading ---------------------------------------------------------------------------------------

_COLUMNS: Final = re.compile(r"\S {3,}+\S|\S *\t|\S {2,}+[0-9+.:-]+$")
_BAR: Final = re.compile(r"\|.*\|$")
_BULLET: Final = re.compile(r"[-*•] {1,3}(?=\S)")
_HEADING: Final = re.compile(r"(#{1,5}) {1,3}(?=\S)")
_RULE: Final = re.compile(r"_{3,}|(?:\* ?){3,}|-{5,}|={5,}")


def read_blocks(
    lines: Sequence[str], first: int, notes: list[Note], *, exact: bool = False, indents: bool = False
) -> list[Placed]:
    """Return the blocks of lines, each with its place; `first` is the number of the first line.

    With `exact`, what stands in several lines keeps them, as tables of results do; with `indents`,
    each line that is indented begins a paragraph.
    """
    groups: list[tuple[int, list[str]]] = []
    group: list[str] = []
    for number, line in enumerate(lines, first):
        if not line or line.isspace():
            group = []
        elif group:
            group.append(line)
        else:
            group = [line]
            groups.append((number, group))
    width = _measure(groups)
    found: list[Placed] = []
    kept: list[int] = []
    joined = 0
    for number, group in groups:
        if len(group) == 1:
            _add_line(group[0], number, found)
            continue
        prose = _join_prose(group, width) if width else None
        whole = "" if prose is not None else "\n".join(group)
        if prose is not None:  # as most groups are
            found.append(Placed(_paragraph(content=(prose,)), number, _indent(group[0])))
            joined += 1
        elif group[0].lstrip(_WHITE)[:1] == "|" and all(_BAR.fullmatch(line.strip(_WHITE)) for line in group):
            found.append(Placed(_read_bars(group), number))
        elif _has_columns(group, whole) or (exact and not _is_prose(group, width)):
            text = "\n".join([line.rstrip(_WHITE) for line in group])
            found.append(Placed(_preformatted(text=text), number))
        else:
            joined += _read_group(group, number, width, found, kept, indents=indents)
    if kept and joined:
        lines_kept = "one line end was kept" if len(kept) == 1 else f"{len(kept)} line ends were kept"
        message = f"lines of up to {width} characters were joined, and {lines_kept} in a paragraph"
        notes.append(Note("NR913", message, "body", kept[0]))
    return found


_MARKS: Final = frozenset(" \t-*•|#_=")  # what makes of a line something else than one of a paragraph


def _join_prose(group: list[str], width: int) -> str | None:
    """Return the text of a paragraph where each of its line ends is a wrap; None for any other lines."""
    first = group[0].lstrip(" ")
    rest = group[1:]
    if first[0] in _MARKS or not _MARKS.isdisjoint([line[0] for line in rest]):
        return None
    text = " ".join([first, *rest])
    if "   " in text or "\t" in text or text[-1] == " " or any(line[-1] == " " for line in group):
        return None
    before = len(group[0])
    for line in rest:
        end = line.find(" ")
        if before + 1 + (len(line) if end < 0 else end) <= width:
            return None
        before = len(line)
    return text


def _measure(groups: Sequence[tuple[int, list[str]]]) -> int:
    """Return the width that lines are wrapped at; 0 where they are not wrapped."""
    lengths = [len(line) for _, group in groups if len(group) > 1 for line in group[:-1]]
    if not lengths:
        return 0
    width = max(lengths)
    if width > _WIDEST:
        longs = sum([len(line) > _LONG for _, group in groups for line in group])
        narrow = [length for length in lengths if length <= _WIDEST]
        if 2 * longs > len(lengths) or not narrow or 3 * len(narrow) < 2 * len(lengths):
            return 0
        width = max(narrow)
    elif 2 * sum([len(line) > _LONG for _, group in groups for line in group]) > len(lengths):
        return 0
    return width if width >= _NARROWEST else 0


def _has_columns(group: list[str], whole: str) -> bool:
    """Whether at least half of the lines of a group set their words in columns."""
    if "  " not in whole and "\t" not in whole:
        return False
    return 2 * sum([_COLUMNS.search(line.lstrip(_WHITE)) is not None for line in group]) >= len(group)


def _is_prose(group: list[str], width: int) -> bool:
    """Whether most of the line ends of a group are wraps."""
    wraps = sum(map(_is_wrap, group, group[1:], [width] * (len(group) - 1)))
    return 2 * wraps >= len(group) - 1


def _is_wrap(line: str, following: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    line = line.rstrip(_WHITE)
    following = following.lstrip(_WHITE)
    end = following.find(" ")
    return len(line) + 1 + (len(following) if end < 0 else end) > width > 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(_WHITE))


def _read_group(
    group: list[str], number: int, width: int, found: list[Placed], kept: list[int], *, indents: bool
) -> int:
    """Read lines without a blank one between them; return how many line ends were taken for wraps."""
    tabbed = group[0][0] == "\t"
    indented = (
        not tabbed and _indent(group[0]) >= _INDENT and (indents or any(line[0] != " " for line in group))
    )
    is_list = _BULLET.match(group[0].lstrip(_WHITE)) is not None
    joined = 0
    parts: list[str] = []
    start = number
    items: list[str] = []

    def close() -> None:
        nonlocal items
        if items:
            found.append(Placed(_list_of(items), start))
            items = []
        elif parts:
            text = "".join(parts)
            if "\n" not in text:
                _add_line(text, start, found, _indent(group[start - number]))
            else:
                found.append(Placed(_paragraph(content=(text,)), start, _indent(group[start - number])))
        parts.clear()

    for index, line in enumerate(group):
        body = line.strip(_WHITE)
        if index == 0:
            if is_list:
                items.append(body[2:].lstrip(_WHITE))
            else:
                parts.append(body)
            continue
        before = group[index - 1]
        wraps = _is_wrap(before, line, width)
        opens = body[:1] in "-*•" and _BULLET.match(body) is not None
        if items and not opens and (wraps or _indent(line)):
            items[-1] += " " + body
            joined += 1
        elif opens and (items or not wraps or before.rstrip(_WHITE).endswith(":")):
            if not items:
                close()
                start = number + index
            items.append(body[2:].lstrip(_WHITE))
        elif (
            items
            or (tabbed and line[0] == "\t")
            or (indented and _indent(line) >= _INDENT)
            or (not width and (len(before) > _LONG or len(line) > _LONG))
        ):
            close()
            start = number + index
            parts.append(body)
        elif wraps:
            joined += 1
            parts += (" ", body)
        else:
            kept.append(number + index)
            parts += ("\n", body)
    close()
    return joined


def _list_of(items: Iterable[str]) -> List:
    return List(tuple([(_paragraph(content=(item,)),) for item in items]))


def _add_line(line: str, number: int, found: list[Placed], column: int | None = None) -> None:
    """Add the block that a paragraph of one line is."""
    if line[0] not in _MARKS and line[-1] != " ":  # as most are
        found.append(Placed(_paragraph(content=(line,)), number, column or 0))
        return
    text = line.strip(_WHITE)
    if column is None:
        column = line.find(text[:1])
    if text and text[0] not in _MARKS:
        found.append(Placed(_paragraph(content=(text,)), number, column))
        return
    mark = text[0] if text else ""
    block: Block | None = None
    if mark == "#" and (heading := _HEADING.match(text)) is not None:
        block = Heading(text[heading.end() :], level=min(6, len(heading[1]) + 1))
    elif mark and mark in "-*•" and (bullet := _BULLET.match(text)) is not None:
        block = _list_of([text[bullet.end() :]])
        if found and isinstance(found[-1].block, List):  # items with a blank line between them
            last = found.pop()
            found.append(last._replace(block=List((*last.block.items, *block.items))))  # type: ignore[union-attr]  # a List
            return
    elif mark == "|" and _BAR.fullmatch(text):
        block = _read_bars([text])
    elif mark and mark in "_*-=" and _RULE.fullmatch(text):
        block = ThematicBreak()
    found.append(Placed(_paragraph(content=(text,)) if block is None else block, number, column))


def _read_bars(lines: Iterable[str]) -> Table:
    """Return the table of lines such as `| Riga | 4 |`."""
    return to_table([line.strip(_WHITE)[1:-1].split("|") for line in lines])


def to_table(rows: Iterable[list[str]]) -> Table:
    """Return the table of the texts of its cells, without white space around them."""
    texts = [[cell.strip(_WHITE) for cell in row] for row in rows]
    return _table(
        rows=tuple([tuple([_cell(content=(text,) if text else ()) for text in row]) for row in texts])
    )


# -- writing ---------------------------------------------------------------------------------------

_BREAK: Final = re.compile(r"(?<! ) (?! )")


def wrap(text: str, width: int, *, hang: str = "") -> list[str]:
    """Return the lines of a text, broken at single spaces alone, so that joining gives the text again."""
    lines: list[str] = []
    for row in text.split("\n"):
        current = ""
        for word in _BREAK.split(row) if width and len(row) > width else [row]:
            if not current:
                current = word
            elif len(current) + 1 + len(word) <= width:
                current += " " + word
            else:
                lines.append(current)
                current = hang + word
        lines.append(current)
    return lines


class Style(NamedTuple):
    """How an agency sets its text: columns (0: not wrapped), what begins a paragraph, and headings."""

    width: int = WIDTH
    indent: str = ""
    heading: str = "# {}"
    rule: str = "___"


def write_blocks(blocks: Iterable[Block], style: Style) -> Iterator[list[str]]:
    """Give the lines of each paragraph of a text; a blank line goes between them."""
    indent = style.indent
    width = style.width
    for block in blocks:
        if isinstance(block, Paragraph):
            text = inline_text(block.content)
            if text:
                first, *more = wrap(indent + text, width)
                yield [first, *more]
        elif isinstance(block, Heading):
            text = inline_text(block.content).replace("\n", " ").strip(_WHITE)
            if text:
                yield [style.heading.format(text)]
        elif isinstance(block, List):
            rows = [
                line
                for item in block.items
                if (text := " ".join(block_texts(item)).replace("\n", " ").strip(_WHITE))
                for line in wrap(f"- {text}", width, hang="  ")
            ]
            if rows:
                yield rows
        elif isinstance(block, Table):
            caption = inline_text(block.caption)
            if caption:
                yield wrap(indent + caption, width)
            rows = [_write_row(row) for row in block.rows if row]
            if rows:
                yield rows
        elif isinstance(block, Preformatted):
            yield from ([line.rstrip(_WHITE) for line in part] for part in _parted(block.text))
        elif isinstance(block, ThematicBreak):
            yield [style.rule]
        elif isinstance(block, (Quote, Section)):
            yield from write_blocks(block.blocks, style)
        elif block.caption:  # an Embed
            yield wrap(indent + inline_text(block.caption), width)


def _write_row(row: Iterable[Cell]) -> str:
    cells = [inline_text(cell.content).replace("\n", " ").replace("|", "/").strip(_WHITE) for cell in row]
    return f"| {' | '.join(cells)} |"


def _parted(text: str) -> Iterator[list[str]]:
    """Give the lines of a text between its blank ones."""
    part: list[str] = []
    for line in text.split("\n"):
        if line.strip(_WHITE):
            part.append(line)
        elif part:
            yield part
            part = []
    if part:
        yield part

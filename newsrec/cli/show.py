"""newsrec show: a story as text in the terminal, or as a preview page."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Any, Final

from newsrec.body import (
    Embed,
    Heading,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Section,
    Table,
    ThematicBreak,
    inline_text,
)
from newsrec.cli.notices import notices
from newsrec.cli.output import Tally, complain
from newsrec.cli.sources import STDIN, Input, read_config, read_present
from newsrec.codec.reading import iter_items
from newsrec.errors import DecodeError
from newsrec.excerpt import visible
from newsrec.model import with_dateline

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from newsrec.body import Block, Inline
    from newsrec.findings import Finding
    from newsrec.model import NewsItem

#: The longest line of a text, in columns, and the shortest that is worth wrapping.
_WIDEST: Final = 76
_NARROWEST: Final = 24


def run(arguments: argparse.Namespace) -> int:
    """Show every story of the source; 0, or 1 where it holds none."""
    config = read_config(arguments.config)
    source = Input(arguments.source, None)
    name = "standard input" if source.name == STDIN else source.name
    now = read_present(arguments.now)
    found: list[Finding] = []
    feed = config.feed_for(None if source.name == STDIN else source.name)
    try:
        with (
            source.open() as file,
            iter_items(file, format=arguments.from_, feed=feed, on_finding=found.append) as stories,
        ):
            items = list(stories)
    except DecodeError as error:
        complain(error, source.shown)
        return 2
    if arguments.html:
        from newsrec.cli.preview import preview

        sys.stdout.write(preview(items, name, found, site=config.site, now=now))
        return 0 if items else 1
    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    show = _rich_printer() if sys.stdout.isatty() else None
    for number, item in enumerate(items):
        if number:
            print(f"\n{'─' * width}\n")
        for style, line in lines_of(item, width, now):
            if show is None:
                print(line)
            else:
                show(line, style)
    tally = Tally()
    tally.source = name
    for each in found:
        tally(each)
    tally.close()
    return 0 if items else 1


def _rich_printer() -> Any:
    """What prints a line in a style, where rich is installed; None where it is not."""
    try:
        from rich.console import Console
        from rich.text import Text
    except ImportError:
        return None
    console = Console(highlight=False, soft_wrap=True)
    return lambda line, style: console.print(Text(line, style=_STYLES[style]))


_STYLES: Final = {
    "section": "bold cyan",
    "headline": "bold",
    "byline": "",
    "times": "dim",
    "summary": "italic",
    "heading": "bold",
    "text": "",
    "soft": "dim",
    "status": "bold red",
}

# -- a story as lines ------------------------------------------------------------------------------


def lines_of(item: NewsItem, width: int, now: datetime) -> Iterator[tuple[str, str]]:
    """The lines of a story, each with the name of its style, none wider than that; escapes are visible."""
    for group in _groups(item, now):
        kept = [(style, text) for style, text in group if text]
        for style, text in kept:
            for line in _wrap(text, width):
                yield style, line
        if kept:
            yield "text", ""
    yield from _body_lines(with_dateline(item), width, "", "")
    for style, text in _endings(item):
        for line in _wrap(text, width):
            yield style, line


def _groups(item: NewsItem, now: datetime) -> Iterator[list[tuple[str, str]]]:
    """What stands over a story: groups of texts, each with the name of its style."""
    yield [("status", notice) for notice in notices(item, now)]
    yield [("section", " · ".join(item.sections)), ("headline", item.headline or "(no headline)")]
    yield [("summary", item.summary or "")]
    signed = item.byline if item.byline is not None else ", ".join(item.authors)
    times = dict.fromkeys([_time(item.published), _time(item.version_created)])
    yield [("byline", signed), ("times", " · ".join([each for each in times if each]))]


def _time(when: Any) -> str:
    if when is None:
        return ""
    return when.isoformat(" ", "minutes") if hasattr(when, "hour") else str(when)


def _endings(item: NewsItem) -> Iterator[tuple[str, str]]:
    """What stands under a story: its pictures, credit and rights."""
    said = []
    for picture in item.pictures:
        captions = [label.value for label in picture.descriptions if label.role == "caption"]
        said.append(
            " ".join([f"[{_address(picture)}]", *captions[:1], *([picture.credit] if picture.credit else [])])
        )
    if item.credit:
        said.append(item.credit)
    if item.rights is not None:
        said += [label.value for label in item.rights.notices]
    for text in said:
        yield "soft", text


def _address(picture: NewsItem) -> str:
    return next((form.href for form in picture.renditions if form.href is not None), "picture")


def _wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The lines of a text; its own line ends are kept, and everything in it is visible."""
    found: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        wrapped = textwrap.wrap(
            visible(line.replace("\t", " ")),
            max(_NARROWEST // 2, width),
            initial_indent=rest if found else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        found += wrapped or [""]
    return found


def _body_lines(
    blocks: Iterable[Block], width: int, first: str, rest: str, *, close: bool = False
) -> Iterator[tuple[str, str]]:
    """The lines of blocks, each line after its indent; an empty line after each but in a close list."""
    for block in blocks:
        yield from _block_lines(block, width, first, rest)
        first = rest
        if not close:
            yield "text", rest.rstrip()


def _block_lines(block: Block, width: int, first: str, rest: str) -> Iterator[tuple[str, str]]:
    if isinstance(block, (Paragraph, Heading)):
        style = "heading" if isinstance(block, Heading) else "soft" if block.role else "text"
        for line in _wrap(inline_text(block.content), width, first, rest):
            yield style, line
    elif isinstance(block, List):
        for number, item in enumerate(block.items, 1):
            mark = f"{number}. " if block.ordered else "• "
            yield from _body_lines(item, width, first + mark, rest + " " * len(mark), close=True)
            first = rest
    elif isinstance(block, Quote):
        yield from _body_lines(block.blocks, width, f"{first}│ ", f"{rest}│ ", close=True)
        if block.source:
            for line in _wrap(block.source, width, f"{rest}  — ", f"{rest}    "):
                yield "soft", line
    elif isinstance(block, Section):
        yield from _body_lines(block.blocks, width, f"{first}┊ ", f"{rest}┊ ", close=True)
    elif isinstance(block, Table):
        for line in _table_lines(block):
            yield "text", f"{rest}{line}"
    elif isinstance(block, Preformatted):
        for line in block.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            yield "text", f"{rest}{visible(line.expandtabs())}"
    elif isinstance(block, ThematicBreak):
        yield "soft", f"{rest}* * *"
    else:
        yield from _embed_lines(block, width, first, rest)


def _embed_lines(block: Embed, width: int, first: str, rest: str) -> Iterator[tuple[str, str]]:
    named = [f"[{block.kind or 'embed'}]", *([block.href] if block.href else [])]
    for line in _wrap(" ".join([*named, inline_text(block.caption)]), width, first, rest):
        yield "soft", line


def _table_lines(table: Table) -> Iterator[str]:
    """The rows, their cells under one another."""
    rows = [[_in_line(cell.content) for cell in row] for row in table.rows]
    columns = max(map(len, rows), default=0)
    widths = [max((len(row[at]) for row in rows if at < len(row)), default=0) for at in range(columns)]
    if table.caption:
        yield _in_line(table.caption)
    for row in rows:
        yield "  ".join([cell.ljust(widths[at]) for at, cell in enumerate(row)]).rstrip()


def _in_line(content: tuple[Inline, ...]) -> str:
    """Inline text in one line, everything in it visible."""
    return visible(inline_text(content).replace("\n", " ").replace("\t", " "))

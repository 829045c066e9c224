r"""Lines of a text, as every wire has them: ended by CRLF, LF or CR, and by nothing else.

`str.splitlines` ends a line at ten separators; U+2028, form feeds and file separators are
characters of the text here. White space is SPACE, TAB and NO-BREAK SPACE.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

WHITE: Final = " \t\u00a0"
BULLETS: Final = "•*·-"

_LINE_END: Final = re.compile(r"\r\n?|\n")
_BULLET: Final = re.compile(
    rf"""
    [{WHITE}]*+                                     # any indent
    (?P<mark>[{BULLETS}])
    [{WHITE}]{{1,8}}+ (?P<value>[^{WHITE}\r\n].*+)  # a mark alone, or a word after it, is no bullet
    """,
    re.VERBOSE | re.DOTALL,
)


class Line(NamedTuple):
    r"""One line: its text without the line end, where it starts, and the line end ("" at the last)."""

    text: str
    start: int
    ending: str


class Bullet(NamedTuple):
    """A line with a bullet: the mark, the value without white space around it, and where that starts."""

    mark: str
    value: str
    start: int


def split_lines(text: str) -> list[str]:
    r"""Split a text into lines without their ends: at least one, and a last "" after a final line end.

    >>> split_lines("one\r\ntwo\rthree\n")
    ['one', 'two', 'three', '']
    """
    return _LINE_END.split(text) if "\r" in text else text.split("\n")


def iter_lines(text: str) -> Iterator[Line]:
    r"""Yield the lines of a text in order; joined, texts and endings give the text again.

    A text that ends in a line end has no empty line after it; an empty text has no line.

    >>> list(iter_lines("one\r\ntwo"))
    [Line(text='one', start=0, ending='\r\n'), Line(text='two', start=5, ending='')]
    """
    start = 0
    for found in _LINE_END.finditer(text):
        yield Line(text[start : found.start()], start, found.group())
        start = found.end()
    if start < len(text):
        yield Line(text[start:], start, "")


def is_blank(line: str) -> bool:
    """Tell whether a line holds nothing but white space."""
    return not line.strip(WHITE)


def is_empty_bullet(line: str) -> bool:
    """Tell whether a line is the mark of a bullet, and nothing else."""
    mark = line.strip(WHITE)
    return len(mark) == 1 and mark in BULLETS


def read_bullet(line: str) -> Bullet | None:
    """Read the mark and value of a line such as "  • 2024-01-18", or None.

    White space must stand between mark and value, so "-5 degrees" and "**" are no bullets.
    """
    found = _BULLET.match(line)
    if found is None:
        return None
    return Bullet(found["mark"], found["value"].rstrip(WHITE), found.start("value"))


def strip_bullet(line: str) -> tuple[str, int]:
    """Return the value of a line with or without a bullet, and its column."""
    bullet = read_bullet(line)
    if bullet is not None:
        return bullet.value, bullet.start
    return line.strip(WHITE), len(line) - len(line.lstrip(WHITE))

r"""Findings for people: one line each, or with the line of the source and a caret under the place.

What the input holds can neither command a terminal nor turn its direction: such characters are
shown as escapes. Bytes that are not UTF-8 are shown as `\xNN`. The work for one finding is
bounded, however long the line that it stands in.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from newsrec.errors import byte_offset
from newsrec.formats import find_entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsrec.errors import Position
    from newsrec.findings import Finding

#: How many columns of a line are shown.
WIDTH = 100

#: How many bytes on either side of the place are looked at: four for each column.
_REACH = 4 * WIDTH

_TAB = "    "
_ELLIPSIS = "…"
_LINE_END = re.compile(rb"[\r\n]")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


# -- characters -----------------------------------------------------------------------------------


# What is no ASCII and takes space alone, such as a no-break space, commands nothing (Unicode: Zs).
_SPACES = frozenset("\u00a0\u1680\u202f\u205f\u3000\t").union([chr(code) for code in range(0x2000, 0x200B)])


def visible(text: str) -> str:
    """Return the text with what could command a terminal or turn its direction written as escapes.

    Those are control and format characters, line and paragraph separators, lone surrogates and
    code points without a character; TAB and spaces of any width stay.
    """
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character.isprintable() or character in _SPACES:
        return character
    return character.encode("unicode_escape").decode("ascii")


def _columns(text: str) -> int:
    """How many columns of a terminal a visible text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum([0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text])


# -- the source line ------------------------------------------------------------------------------


def excerpt(data: bytes, position: Position, start: int = 0) -> str:
    r"""Return the line of a document that holds a position, with a caret under it: three lines of text.

    `data` is the document as it was read, or a piece of it that begins at the byte `start`. A long
    line is cut around the place.

    >>> from newsrec.errors import Position
    >>> print(excerpt(b"Ferry runs again\nRIGA - \tThe \xff ferry\n", Position(29, 2, 13)))
        |
      2 | RIGA -     The \xff ferry
        |                ^
    """
    before, after = _around(data, position.offset - start)
    left, right = _cells(before), _cells(after)
    line, caret = _cut(left, right)
    number = str(position.line)
    margin = " " * max(3, len(number))
    return f"{margin} |\n{number:>{len(margin)}} | {line}\n{margin} | {' ' * caret}^".replace("| \n", "|\n")


def _around(data: bytes, offset: int) -> tuple[str, str]:
    """What stands on the line before the place, and from it on, as far as it can be of use.

    Bytes that are not UTF-8 become escapes. A document in UTF-16 or UTF-32 is read as such.
    """
    offset = max(0, min(offset, len(data)))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            unit = 4 if "32" in encoding else 2
            start = max(unit, offset - offset % unit - _REACH)
            before = data[start : offset - offset % unit].decode(encoding, "replace")
            data = data[start : offset + _REACH].decode(encoding, "replace").encode()
            offset = byte_offset(before, len(before))
            break
    start = max(0, offset - _REACH)
    window = data[start:offset]
    ends = [found.end() for found in _LINE_END.finditer(window)]
    if ends:
        start += ends[-1]
    elif start:
        while start < offset and data[start] & 0xC0 == 0x80:  # not in the middle of a character
            start += 1
    end = _LINE_END.search(data, offset, offset + _REACH)
    stop = end.start() if end else min(len(data), offset + _REACH)
    if end is None and stop < len(data):
        while stop > offset and data[stop] & 0xC0 == 0x80:
            stop -= 1
    return (
        data[start:offset].removeprefix(codecs.BOM_UTF8).decode("utf-8", "backslashreplace"),
        data[offset:stop].removeprefix(codecs.BOM_UTF8).decode("utf-8", "backslashreplace"),
    )


def _cells(text: str) -> list[str]:
    """Each character as it is shown."""
    return [_TAB if c == "\t" else _visible(c) for c in text]


def _cut(left: list[str], right: list[str]) -> tuple[str, int]:
    """As much of a line as can be shown, and the column of the caret in it, from 0."""
    room = min(sum(map(_columns, left)), WIDTH // 2)
    after = _start_of(right, WIDTH - room)
    before = _end_of(left, WIDTH - _columns(after))
    return (before + after).rstrip(), _columns(before)


def _start_of(cells: list[str], room: int) -> str:
    """Return the first of the cells, as many as there is room for."""
    kept: list[str] = []
    used = 0
    for cell in cells:
        used += _columns(cell)
        if used > room and kept:
            return "".join(kept) + _ELLIPSIS
        kept.append(cell)
    return "".join(kept)


def _end_of(cells: list[str], room: int) -> str:
    """Return the last of the cells, as many as there is room for."""
    used = 0
    for number in range(len(cells) - 1, -1, -1):
        used += _columns(cells[number])
        if used > room:
            return _ELLIPSIS + "".join(cells[number + 1 :])
    return "".join(cells)


# -- findings -------------------------------------------------------------------------------------


def name_of(code: str, names: Mapping[str, str] | None = None) -> str:
    """Return the name of a code, such as `missing-headline`; `names` has those of a house's own codes."""
    if names is not None and code in names:
        return names[code]
    entry = find_entry(code)
    return "of-another-package" if entry is None else entry.name


def place_of(finding: Finding) -> str:
    """Return the file, line and column of a finding, as editors know them: `feeds/a.txt:4:1`."""
    place = finding.source or "-"
    if finding.position is not None:
        place += f":{finding.position.line}:{finding.position.column}"
    return place


def concise(finding: Finding, names: Mapping[str, str] | None = None) -> str:
    """One line: file, line, column, code, severity, name and message."""
    story = f" (story {finding.item.number})" if finding.item is not None and finding.item.number > 1 else ""
    name = name_of(finding.code, names)
    return visible(f"{place_of(finding)}: {finding.code} {finding.severity} {name}: {finding.message}{story}")


def full(
    finding: Finding,
    data: bytes | None = None,
    names: Mapping[str, str] | None = None,
    *,
    start: int = 0,
) -> str:
    """Return the line of `concise`, then the excerpt, where document and place are known, and the help.

    `data` and `start` as in `excerpt`.
    """
    lines = [concise(finding, names)]
    if data and finding.position is not None:
        lines.append(excerpt(data, finding.position, start))
    if finding.hint:
        lines.append(visible(f"  = help: {finding.hint}"))
    return "\n".join(lines)

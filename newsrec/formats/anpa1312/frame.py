"""The frame of a message of ANPA 1312: two header lines, text and trailer, however damaged it came."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsrec.formats._telex.messages import Note
from newsrec.messages import quote_text

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME: Final = "anpa1312"
SYN, SOH, STX, ETX, EOT, US, FF = "\x16", "\x01", "\x02", "\x03", "\x04", "\x1f", "\x0c"

_PADDING: Final = "\x00\x04\x05\x07\x0c\x16\x1a\x7f \t"

# The line of priority, category and keyword: "r a\x13\x11 BC-US--Ethanol   11-13 1693".
_SECOND: Final = (
    r"[a-zA-Z] (?:[a-zA-Z] ?[\x11-\x14]{1,2}|[a-zA-Z]?[\x11-\x14]{0,2}) ?[^\x00-\x20][^\r\n\x02]{0,120}"
)
_PLAIN_SECOND: Final = (
    r"[a-zA-Z] [a-zA-Z] ?[\x11-\x14]{0,2} ?[a-zA-Z0-9]{2}-[^\r\n\x02]{1,100}? "
    r"[0-9]{1,2}-[0-9]{1,2}(?: +[0-9]{1,4})? *"
)
_FIRST: Final = r"[A-Za-z]?[0-9]{1,4}[A-Za-z]{0,15}(?:\x1f[^\r\n]{0,20})?[ \t]*"
_PLAIN_FIRST: Final = r"[A-Za-z]?[0-9]{1,4}[ \x1f]?[A-Za-z-]{0,15}[ \t]*"
_EOL: Final = r"(?:\r\n?|\n){1,2}"
STARTS: Final = re.compile(
    (
        rf"(?:\x05[^\r\n\x01]{{0,40}}[\r\n]{{1,2}})?[\x00\x16\x7f]*\x01(?={_FIRST}{_EOL}{_SECOND}(?:[\r\n\x02]|\Z))"
        rf"|(?<![^\r\n])[\x00\x16\x7f]*(?={_PLAIN_FIRST}{_EOL}{_PLAIN_SECOND}(?:[\r\n\x02]|\Z))"
    ).encode()
)
SCAN: Final = re.compile(
    rb"[\x01\r\n](?:(?<=\x01)|(?=[\x00\x16\x7f]*[A-Za-z]?[0-9]{1,4}[ \x1f]?[A-Za-z-]{0,15}[ \t]*[\r\n]))"
)
ENDS: Final = re.compile(rb"[\x03\x04]")


def is_header(head: bytes) -> bool:
    """Whether bytes begin, after padding, with the two header lines."""
    rest = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\x00\x07\x7f \t\r\n")
    return STARTS.match(rest) is not None


TRAILER: Final = re.compile(
    r"""
    (?: (?P<agency>[A-Z]{2,6})- (?: (?P<feed>[A-Z]{1,4})- )? )?
    (?: (?P<day>[0-9]{2}-[0-9]{2}-[0-9]{2}) [ ]+ (?P<clock>[0-9]{4}|[0-9]{2}[:-][0-9]{2}(?:[:-][0-9]{2})?)
      | (?P<clock2>[0-9]{2}:[0-9]{2}) [ ]? (?P<zone2>[A-Z]{1,4})? [ -] (?P<day2>[0-9]{2}-[0-9]{2}-[0-9]{2}) )
    [ ]? (?P<zone>[A-Z]{1,4})?
    """,
    re.VERBOSE,
)


class Frame(NamedTuple):
    """A message cut into its parts; lines are counted from 0 in the message."""

    first: str  # the line of number and selector
    first_line: int
    second: str  # the line of priority and keyword
    second_line: int
    content: list[str]
    content_line: int
    trailer: re.Match[str] | None
    trailer_line: int
    prefix: str | None  # what ENQ leads, before SOH


def open_frame(lines: Sequence[str], notes: list[Note]) -> Frame:
    """Cut the lines of a message into its parts, and note which marks are missing."""
    prefix = None
    at = 0
    while at < len(lines) and not lines[at].strip(_PADDING + SOH + "\ufeff"):
        at += 1
    if lines[at].lstrip(_PADDING.replace("\x05", "")).startswith("\x05") and SOH not in lines[at]:
        prefix = lines[at].strip(_PADDING)
        at += 1
        while at + 1 < len(lines) and not lines[at].strip(_PADDING + SOH):
            at += 1
    begins = SOH in lines[at]
    first_line = at
    first = lines[at].rpartition(SOH)[2].strip(_PADDING + "\ufeff")
    at += 1
    while at + 1 < len(lines) and not lines[at].strip(_PADDING):
        at += 1
    second_line = min(at, len(lines) - 1)
    second, opened, rest = lines[second_line].partition(STX)
    stx = next((number for number in range(second_line, len(lines)) if STX in lines[number]), None)
    start = second_line + 1 if stx is None else stx
    etx = next((number for number in range(len(lines) - 1, start - 1, -1) if ETX in lines[number]), None)
    trailer, trailer_line, end = _find_trailer(lines, etx, start)
    content = list(lines[start:end])
    if stx is not None and content:
        content[0] = rest if opened else content[0].partition(STX)[2]
    if etx is not None:
        last = lines[etx].partition(ETX)[0]
        last = last.partition(STX)[2] if etx == stx else last
        if etx == stx and content:
            content.pop()
        content.append(last)
    _note_marks(
        lines,
        notes,
        first_line,
        begins=begins,
        opens=stx is not None,
        etx=etx,
        trailer=trailer,
        last=trailer_line,
    )
    _note_rest(lines, trailer_line, etx, trailer, notes)
    return Frame(first, first_line, second, second_line, content, start, trailer, trailer_line, prefix)


def _find_trailer(lines: Sequence[str], etx: int | None, start: int) -> tuple[re.Match[str] | None, int, int]:
    """Return the line of agency and time, its number, and where the text ends."""
    if etx is not None:
        for number in range(etx, min(etx + 5, len(lines))):
            text = lines[number].rpartition(ETX)[2] if number == etx else lines[number]
            text = text.strip(_PADDING).rstrip("<=@ ")
            if text:
                return TRAILER.fullmatch(text), number, etx
        return None, etx, etx
    last = len(lines) - 1
    while last > start and not lines[last].strip(_PADDING):
        last -= 1
    for number in range(last, max(start, last - 3), -1):
        found = TRAILER.fullmatch(lines[number].strip(_PADDING).rstrip("<=@ "))
        if found is not None:
            return found, number, number
    return None, max(last, 0), last + 1


def _note_marks(
    lines: Sequence[str], notes: list[Note], first: int, *, begins: bool, opens: bool, etx: int | None,
    trailer: re.Match[str] | None, last: int,
) -> None:  # fmt: skip
    lost = [name for name, there in (("SOH", begins), ("STX", opens)) if not there]
    if lost:
        message = f"the message has no {' and no '.join(lost)}, and was read by its lines"
        notes.append(Note("NR924", message, "", first))
    if trailer is None:
        what = "no ETX and no time" if etx is None else "no time"
        notes.append(Note("NR923", f"the message ends with {what}: its end may be missing", "", last))
    elif etx is None:
        notes.append(
            Note("NR924", "the message has no ETX, and was read to the line with its time", "", last)
        )
    elif not any(EOT in line for line in lines[etx:]):
        notes.append(Note("NR924", "the message has no EOT", "", last))


def _note_rest(
    lines: Sequence[str], last: int, etx: int | None, trailer: re.Match[str] | None, notes: list[Note]
) -> None:
    """Note what stands after the end of a message and is no padding."""
    if trailer is None and etx is None:
        return
    for number in range(last, len(lines)):
        text = lines[number].rpartition(ETX)[2].strip(_PADDING)
        if text and not (number == last and trailer is not None):
            notes.append(
                Note("NR925", f"found {quote_text(text[:60])} after the end of the message", "", number)
            )
            return

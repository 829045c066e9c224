"""The frame of a message of IPTC 7901: header, keyword line, text and time, however damaged it came."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsrec.formats._telex.messages import Note
from newsrec.messages import quote_text

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME: Final = "iptc7901"
SOH, STX, ETX, EOT, DEL = "\x01", "\x02", "\x03", "\x04", "\x7f"

_PAD: Final = "\ufeff\x00\x01\x07\x16\x7f \t"
_PADDING: Final = "\x00\x04\x07\x0c\x16\x1a\x7f \t"
SERVICE: Final = r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,6})?"

# Without SOH a header must have every part, as no sentence has.
_PLAIN: Final = (
    SERVICE + r" ?[0-9]{1,5} +[0-9] +[A-Za-z]{1,4} +[0-9]{1,5}(?: +[!-~][^\x00-\x1f]{0,60})? *(?=[\r\n]|\Z)"
)
_FRAMED: Final = rf"{SERVICE} ?[0-9]{{1,5}}(?=[ \r\n]|\Z)"
STARTS: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?[\x00\x07\x16\x7f]*\x01[ \r\n]{0,4}(?="
    + _FRAMED.encode()
    + rb")|(?:(?<![^\r\n])|(?<=\xef\xbb\xbf))(?:\xef\xbb\xbf)?[ \t]{0,3}[\x00\x07\x16\x7f]*(?="
    + _PLAIN.encode()
    + rb")"
)
SCAN: Final = re.compile(
    rb"[\x01\r\n](?:(?<=\x01)|(?=[ \t]{0,3}[\x00\x07\x16\x7f]*"
    + SERVICE.encode()
    + rb" ?[0-9]{1,5} +[0-9] ))"
)
ENDS: Final = re.compile(rb"[\x03\x04]")
_SNIFFED: Final = re.compile(
    rb"\x01[ \r\n]{0,4}"
    + SERVICE.encode()
    + rb" ?[0-9]{1,5} +[0-9] +[A-Za-z]{1,4}(?:[ \r\n]|\Z)|"
    + _PLAIN.encode()
)


def is_header(head: bytes) -> bool:
    """Whether bytes begin, after padding, with a header line."""
    return _SNIFFED.match(head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\x00\x07\x16\x7f \t\r\n")) is not None


_DTG: Final = re.compile(
    r"""
    (?P<day>[0-9]{2})(?P<hour>[0-9]{2})(?P<minute>[0-9]{2}) [ ]*+
    (?: (?P<zone>GMT|UTC|UT|Z|MEZ|MESZ|CET|CEST|EET|EEST|EST|EDT) (?![^\W\d_]) [ ]*+ )?
    (?P<month>[^\W\d_]{3,10})\.? [ ]* (?P<year>[0-9]{4}|[0-9]{2})
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Frame(NamedTuple):
    """A message cut into its parts; lines are counted from 0 in the message."""

    header: str
    header_line: int
    slug: str | None
    slug_line: int
    content: list[str]  # from the first head line to the last of the text
    content_line: int
    sent: re.Match[str] | None
    sent_line: int
    whole: bool  # whether the text was inside STX and ETX


def open_frame(lines: Sequence[str], notes: list[Note]) -> Frame:
    """Cut the lines of a message into its parts, and note which marks are missing."""
    first = next((number for number, line in enumerate(lines) if line.strip(_PAD)), 0)
    header = lines[first].lstrip(_PAD)
    begins = any(SOH in line for line in lines[: first + 1])
    stx = next((number for number in range(first, len(lines)) if STX in lines[number]), None)
    if stx == first:
        header = header.partition(STX)[0]
    etx = _last_with(lines, ETX, first if stx is None else stx)
    sent, sent_line, end = _find_time(lines, etx, first)
    slug, slug_line, start = _find_slug(lines, first, end, stx)
    content = list(lines[start:end])
    if stx is not None and content:
        before, _, after = content[0].partition(STX)
        content[0] = after
        if before.strip() and stx > first:
            slug, slug_line = slug or before.strip(), stx
    if etx is not None and etx >= start:
        before = lines[etx].partition(ETX)[0]
        content.append(before.partition(STX)[2] if etx == stx else before)
        if etx == stx:
            del content[0]
    _note_marks(lines, notes, first, (begins, stx is not None, etx, sent is not None), sent_line)
    _note_rest(lines, sent_line if sent is not None else etx, notes, etx)
    return Frame(
        header, first, slug, slug_line, content, start, sent, sent_line, stx is not None and etx is not None
    )


def _last_with(lines: Sequence[str], mark: str, first: int) -> int | None:
    return next((number for number in range(len(lines) - 1, first - 1, -1) if mark in lines[number]), None)


def _find_time(lines: Sequence[str], etx: int | None, first: int) -> tuple[re.Match[str] | None, int, int]:
    """Return the date-time group, its line, and the line after the last of the text."""
    if etx is not None:
        for number in range(etx, min(etx + 4, len(lines))):
            text = lines[number].rpartition(ETX)[2] if number == etx else lines[number]
            text = text.strip(_PADDING)
            if text:
                return _DTG.match(text), number, etx
        return None, etx, etx
    last = len(lines) - 1
    while last > first and not lines[last].strip(_PADDING):
        last -= 1
    for number in range(last, max(first, last - 3), -1):
        found = _DTG.fullmatch(lines[number].strip(_PADDING))
        if found is not None:
            return found, number, number
    return None, last, last + 1


def _find_slug(lines: Sequence[str], first: int, end: int, stx: int | None) -> tuple[str | None, int, int]:
    """Return the keyword line, where it is, and where the text begins."""
    number = first + 1
    stop = end if stx is None else stx
    while number < stop and not lines[number].strip(_PADDING):
        number += 1
    if number >= stop:
        return None, number, stx if stx is not None else min(number, end)
    slug = lines[number].strip(_PADDING)
    at = number
    number += 1
    if stx is not None:
        more = [line.strip(_PADDING) for line in lines[number:stop] if line.strip(_PADDING)]
        return " ".join([slug, *more]).replace("/ ", "/"), at, stx
    while number < stop and lines[number].rstrip().endswith("/"):
        slug += lines[number].strip(_PADDING)
        number += 1
    return slug, at, number


def _note_marks(
    lines: Sequence[str],
    notes: list[Note],
    first: int,
    has: tuple[bool, bool, int | None, bool],
    last: int,
) -> None:
    begins, opens, etx, timed = has
    lost = [name for name, there in (("SOH", begins), ("STX", opens)) if not there]
    if lost:
        message = f"the message has no {' and no '.join(lost)}, and was read by its lines"
        notes.append(Note("NR924", message, "", first))
    if not timed:
        what = "no ETX and no time" if etx is None else "no time"
        notes.append(Note("NR923", f"the message ends with {what}: its end may be missing", "", last))
    elif etx is None:
        notes.append(
            Note("NR924", "the message has no ETX, and was read to the line with its time", "", last)
        )
    elif not any(EOT in line for line in lines[etx:]):
        notes.append(Note("NR924", "the message has no EOT", "", last))


def _note_rest(lines: Sequence[str], last: int | None, notes: list[Note], etx: int | None) -> None:
    """Note what stands after the end of a message and is no padding."""
    if last is None:
        return
    for number in range(last, len(lines)):
        text = lines[number]
        if number == last:
            text = text.rpartition(ETX)[2] if number == etx else text
            found = _DTG.match(text.strip(_PADDING))
            text = text.strip(_PADDING)[found.end() :] if found is not None else text
        text = text.strip(_PADDING)
        if text:
            notes.append(
                Note("NR925", f"found {quote_text(text[:60])} after the end of the message", "", number)
            )
            return

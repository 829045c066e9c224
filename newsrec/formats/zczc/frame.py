"""The frame of a ZCZC message: where it begins and ends, and its header lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsrec.formats._telex.agencies import UNKNOWN, telex_agencies
from newsrec.formats._telex.messages import Note
from newsrec.messages import quote_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsrec.formats._telex.agencies import Agency

NAME: Final = "zczc"
_PADDING: Final = "\x00\x0f\x19\x1a\x7f \t"

STARTS: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:(?<![^\r\n])|(?<=\xef\xbb\xbf))[ \t\x00-\x08\x0b\x0c\x0e-\x1f\x7f]{0,80}"
    rb"[Zz][Cc][Zz][Cc](?![A-Za-z0-9])(?=[^\r\n]{0,40}(?:[\r\n]|\Z))"
)
SCAN: Final = re.compile(rb"[\r\n](?=[ \t\x00-\x08\x0b\x0c\x0e-\x1f\x7f]{0,80}[Zz][Cc][Zz][Cc])")
ENDS: Final = re.compile(rb"(?m)^[ \t]*[Nn]{4}\b")
_SNIFFED: Final = re.compile(rb"[Zz][Cc][Zz][Cc](?![A-Za-z0-9])")
_END: Final = re.compile(r"N{4}|n{4}")
_CODE: Final = re.compile(r"([A-Z]{2}#|[$:=^*&+@~%#])[ ]*(.*)")
_ROUTES: Final = re.compile(r"[A-Z]{2}(?: [A-Z]{2,4}){0,12}")


def is_header(head: bytes) -> bool:
    """Whether bytes begin, after blanks and padding, with ZCZC."""
    rest = head.removeprefix(b"\xef\xbb\xbf").lstrip(bytes(range(0x21)) + b"\x7f")
    return _SNIFFED.match(rest) is not None


#: The shape that a field's value must have; a line of another one is text.
_SHAPES: Final[dict[str, re.Pattern[str]]] = {
    "category": re.compile(r"[A-Za-z]{1,4}|"),
    "format": re.compile(r"[A-Za-z]|"),
    "subject": re.compile(r"[0-9]{8}(?:[ ,;]+[0-9]{8})*|"),
    "routes": re.compile(r"[A-Z0-9]{1,10}(?: [A-Z0-9]{1,10}){0,20}|"),
    "service": re.compile(r"\S{0,40}"),
    "place": re.compile(r".{0,60}"),
    "genre": re.compile(r".{0,60}"),
    "take": re.compile(r".{0,120}"),
    "slug": re.compile(r".{0,120}"),
    "headline": re.compile(r".{0,250}"),
}
_REPEATED: Final = frozenset({"take", "subject", "code", "place", "routes"})


class Field(NamedTuple):
    """A header line: its code, what that means, its value and its place."""

    mark: str
    name: str
    value: str
    line: int
    column: int


class Frame(NamedTuple):
    """A message cut into its parts; lines are counted from 0 in the message."""

    channel: str
    line: int
    fields: list[Field]
    agency: Agency
    content: list[str]
    content_line: int


def open_frame(lines: Sequence[str], agency: Agency | None, notes: list[Note]) -> Frame:
    """Cut the lines of a message into its parts; the profile is the one whose codes the header has."""
    first = next(number for number, line in enumerate(lines) if line.strip(_PADDING + "\ufeff"))
    channel = lines[first].strip(_PADDING + "\ufeff")[4:].strip(_PADDING).lstrip("\x01\x02 ")
    end = _find_end(lines, first + 1, notes)
    if agency is None:
        agency = _agency_of(channel, lines[first + 1 : end])
    if agency.telex.routes:
        fields, at = _read_routes(lines, first + 1, end)
    else:
        fields, at = _read_fields(lines, first + 1, end, agency.telex.fields or _usual())
    return Frame(channel, first, fields, agency, list(lines[at:end]), at)


def _usual() -> Mapping[str, str]:
    """Return the codes of the base form."""
    return next(agency for agency in telex_agencies() if "^" in agency.telex.needs).telex.fields


def _find_end(lines: Sequence[str], start: int, notes: list[Note]) -> int:
    """Return the number of the line NNNN, the last of them; what follows it is noted."""
    for number in range(start, len(lines)):
        if _END.fullmatch(lines[number].strip(_PADDING)):
            for after in range(number + 1, len(lines)):
                text = lines[after].strip(_PADDING + "\x04\x05\x07\x0c")
                if text:
                    message = f"found {quote_text(text[:60])} after the end of the message"
                    notes.append(Note("NR925", message, "", after))
                    break
            return number
    last = len(lines)
    while last > start and not lines[last - 1].strip(_PADDING):
        last -= 1
    notes.append(
        Note("NR923", "the message has no NNNN: its end may be missing", "", max(start - 1, last - 1))
    )
    return last


def _agency_of(channel: str, lines: Sequence[str]) -> Agency:
    """Return the profile that a channel and the codes of the header tell."""
    marks = set()
    for line in lines[:24]:
        found = _CODE.match(line.lstrip(" \t"))
        if found is not None:
            marks.add(found[1])
        elif line.strip(_PADDING):
            break
    word = channel.split(" ", maxsplit=1)[0]
    from fnmatch import fnmatchcase

    for agency in telex_agencies():
        telex = agency.telex
        if telex.routes:
            if any(fnmatchcase(word, pattern) for pattern in telex.channels):
                return agency
        elif telex.fields and telex.needs:
            needs = {telex.needs} if len(telex.needs) == 3 and telex.needs.endswith("#") else set(telex.needs)
            if needs <= marks <= set(telex.fields):
                return agency
    for agency in telex_agencies():
        if word and any(fnmatchcase(word, pattern) for pattern in (*agency.telex.channels, *agency.signs)):
            return agency
    return UNKNOWN


def _read_fields(
    lines: Sequence[str], start: int, end: int, codes: Mapping[str, str]
) -> tuple[list[Field], int]:
    """Return the header lines, and the number of the first line of the text.

    An empty line may stand between them. A line whose value has another shape, or whose field was
    given before, is text: a list of `* ` or a price of `$5m`.
    """
    fields: list[Field] = []
    seen: set[str] = set()
    at = start
    for number in range(start, end):
        line = lines[number].strip(_PADDING)
        if not line:
            continue
        found = _CODE.fullmatch(line)
        if found is None or found[1] not in codes:
            if fields and fields[-1].mark.endswith("#") and len(fields[-1].mark) == 3 and number < end:
                pass
            break
        name = codes[found[1]]
        value = found[2].strip(" \t")
        shape = _SHAPES.get(name)
        if shape is not None and not shape.fullmatch(value):
            break
        if found[1] == "*" and line[1:2] == " ":
            break  # an item of a list
        if name in seen and name not in _REPEATED:
            break
        seen.add(name)
        column = lines[number].find(line)
        fields.append(Field(found[1], name, value, number, column + len(line) - len(found[2])))
        at = number + 1
        if name == "text":
            fields.pop()
            if value:
                fields.append(Field(found[1], "text", value, number, column + 3))
            break
    return fields, at


def _read_routes(lines: Sequence[str], start: int, end: int) -> tuple[list[Field], int]:
    """Return the two lines of a racing message: its routes, and its headline."""
    fields: list[Field] = []
    at = start
    for number in range(start, end):
        line = lines[number].strip(_PADDING)
        if not line:
            continue
        if not fields and _ROUTES.fullmatch(line):
            fields.append(Field("", "routes", line, number, lines[number].find(line)))
            at = number + 1
            continue
        text = line.lstrip(":").removesuffix("<!").strip(" ")
        fields.append(
            Field(":" if line.startswith(":") else "", "headline", text, number, lines[number].find(text))
        )
        return fields, number + 1
    return fields, at

"""A document of wire articles: from bytes to the text of each story, and from its lines to positions."""

from __future__ import annotations

from codecs import BOM_UTF8
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from newsrec.catalogue import finding
from newsrec.errors import DecodeError, Position
from newsrec.formats._text.characters import UTF8, decode_part, decode_text
from newsrec.formats.wire.head import AHEAD
from newsrec.formats.wire.layout import find_stories
from newsrec.grammar.lines import WHITE, iter_lines, split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from newsrec.findings import Finding, StoryRef


class StoryText(NamedTuple):
    """One story's text with its line ends as they came, and where it begins in the document."""

    text: str
    encoding: str
    offset: int  # in bytes
    line: int  # from 0


class LineFinding(NamedTuple):
    """A finding whose place is a line and a column of the story, both from 0."""

    code: str
    message: str
    path: str
    line: int
    column: int
    hint: str | None = None


def place_findings(notes: list[LineFinding], source: StoryText, item: StoryRef) -> Iterator[Finding]:
    """Turn the findings of a story into findings with a place in the document, in order."""
    places = locate([(note.line, note.column) for note in notes], source)
    for note, place in zip(notes, places, strict=True):
        found = finding(note.code, note.message, path=note.path, hint=note.hint, position=place)
        yield attrs.evolve(found, item=item)


def locate(places: list[tuple[int, int]], source: StoryText) -> list[Position]:
    """Return the positions in the document of lines and columns of a story."""
    if not places:
        return []
    offsets, lines = [], []
    offset = source.offset
    for line in iter_lines(source.text):
        offsets.append(offset)
        lines.append(line.text)
        offset += _size(line.text + line.ending, source.encoding)
    return [
        Position(
            offsets[line] + _size(lines[line][:column], source.encoding), source.line + line + 1, column + 1
        )
        for line, column in places
    ]


def _size(text: str, encoding: str) -> int:
    """Count the bytes of a text in an encoding, without a byte order mark that Python adds."""
    return len(text.encode(encoding)) - (0 if encoding == "utf-8" else len("".encode(encoding)))


# -- from bytes to the text of each story ---------------------------------------------------------

_CHUNK: Final = 1 << 16
# Of these alone no story is made: white space and control characters.
_NOTHING: Final = WHITE + "\x7f" + "".join(map(chr, range(0x20)))


def cut_stories(text: str, encoding: str, offset: int) -> Iterator[StoryText]:
    """Yield the stories of a text; none where it is blank."""
    if not text.strip(_NOTHING):
        return
    lines = split_lines(text)
    starts = find_stories(lines)
    if len(starts) == 1:
        yield StoryText(text, encoding, offset, 0)
        return
    places = [line.start for line in iter_lines(text)]
    ends = [places[start] for start in starts[1:]]
    for start, end in zip(starts, [*ends, len(text)], strict=True):
        piece = text[places[start] : end]
        yield StoryText(piece, encoding, offset, start)
        offset += _size(piece, encoding)


def iter_stories(file: BinaryIO, encodings: tuple[str, ...]) -> Iterator[StoryText | DecodeError]:
    """Yield the stories of a file, cut line by line, each in the first encoding that reads it."""
    if any("\n".encode(encoding) != b"\n" for encoding in encodings):  # UTF-16 and its like
        try:
            yield from cut_stories(*decode_text(file.read(), encodings), 0)
        except DecodeError as error:
            yield error
        return
    raw: list[bytes] = []
    lines: list[str] = []
    offset = line = 0
    chunk = file.read(_CHUNK)
    while chunk and len(chunk) < len(BOM_UTF8) and (more := file.read(_CHUNK)):  # a pipe gives what it has
        chunk += more
    if chunk.startswith(BOM_UTF8):
        chunk = chunk[len(BOM_UTF8) :] or file.read(_CHUNK)  # an empty one is the end
        offset, encodings = len(BOM_UTF8), UTF8
    rest = b""
    while True:
        complete = (rest + chunk).splitlines(keepends=True)  # of bytes: at LF, CR and CRLF alone
        # The last line may go on, or a LF follow its CR.
        rest = complete.pop() if chunk and complete and not complete[-1].endswith(b"\n") else b""
        raw += complete
        lines += [_line(each, encodings) for each in complete]
        known = len(lines) if not chunk else len(lines) - AHEAD
        starts = [0, *[start for start in find_stories(lines)[1:] if start <= known]] if lines else [0]
        cuts = [*starts, len(lines)] if not chunk else starts
        for start, end in pairwise(cuts):
            story = b"".join(raw[start:end])
            try:
                if not chunk and not any(line.strip(_NOTHING) for line in lines[start:end]):
                    return
                yield StoryText(*decode_part(story, encodings, Position(offset, line + 1, 1)), offset, line)
            except DecodeError as error:
                yield error
            offset += len(story)
            line += end - start
        del raw[: cuts[-1]], lines[: cuts[-1]]
        if not chunk:
            return
        # Three times what is held: so the time of looking at that anew stays linear, and little.
        chunk = file.read(max(_CHUNK, 3 * (len(rest) + sum(map(len, raw)))))


def _line(raw: bytes, encodings: tuple[str, ...]) -> str:
    """Decode a line as far as it takes to recognise a headline and bullets."""
    raw = raw.rstrip(b"\r\n")
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")

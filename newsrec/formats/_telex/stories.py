"""From a file of telex messages to stories, and back: what the three formats do alike.

A format gives a `Wire`: where messages begin in bytes, how one is read, and how one is written.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsrec._trusted import skip_checks
from newsrec.catalogue import finding
from newsrec.errors import START, DecodeError, EncodeError, Position, position_at
from newsrec.findings import StoryRef
from newsrec.formats._format import Decoded, Reading
from newsrec.formats._telex.agencies import UNKNOWN, agency_of_feed, load_agency
from newsrec.formats._telex.messages import (
    Mark,
    Note,
    Telex,
    decode_message,
    encode_message,
    findings_of,
    positions_of,
)
from newsrec.messages import CLEANING, quote_text
from newsrec.paths import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import BinaryIO

    from newsrec.context import Feed
    from newsrec.findings import Finding
    from newsrec.formats._format import Writing
    from newsrec.formats._telex.agencies import Agency
    from newsrec.formats._telex.layout import Placed
    from newsrec.model import NewsItem

_decoded: Final = skip_checks(Decoded)


class Story(NamedTuple):
    """What one message gave: the record, what is to be reported of it, and where its parts are."""

    item: NewsItem
    notes: list[Note]
    marks: list[Mark]
    blocks: list[Placed]


class Written(NamedTuple):
    """One message as text, and the encoding that it is sent in."""

    text: str
    encoding: str


class Wire(NamedTuple):
    """What a telex format brings: its name, where its messages begin and end, its reader and its writer."""

    name: str
    starts: re.Pattern[bytes]
    scan: re.Pattern[bytes]  # SOH, and the line ends after which a message may begin
    ends: re.Pattern[bytes]
    read: Callable[[str, str, Feed | None, Agency | None], Story]
    render: Callable[[NewsItem, Agency | None], Written]


# -- cutting a stream ------------------------------------------------------------------------------

_CHUNK: Final = 1 << 16
_AHEAD: Final = 512  # bytes that a message's beginning may need to be seen
_NOISE: Final = 1 << 20  # bytes without a message that are reported and let go
#: What may stand between messages and says nothing.
PADDING: Final = b"\x00\x04\x05\x07\x0c\x16\x1a\x7f \t\r\n"


def cut(file: BinaryIO, wire: Wire) -> Iterator[Telex]:
    """Give the messages of a file, each to the beginning of the next; what precedes the first is by itself.

    No more than a message, or a megabyte of noise, is held.
    """
    data = b""
    offset = line = 0
    scanned = 0
    found: list[int] = []
    while True:
        chunk = file.read(max(_CHUNK, len(data)))
        data += chunk
        final = not chunk
        reach = len(data) if final else max(0, len(data) - _AHEAD)
        for at in _candidates(data, scanned, reach, wire, first=offset == scanned == 0):
            hit = wire.starts.match(data, at)
            if hit is not None and (not found or at > found[-1]) and not _is_inside(data, found, hit, wire):
                found.append(at)
        scanned = max(scanned, reach)
        done = 0
        bounds = [*([0] if not found or found[0] > 0 else []), *found]
        for start, end in zip(bounds, [*bounds[1:], None], strict=True):
            if end is None:
                if not final and (found or len(data) < _NOISE):
                    break
                end = len(data) if final else reach  # noqa: PLW2901 - the last piece has no end yet
            if end > start:
                raw = data[start:end]
                yield Telex(raw, offset + start, line)
                line += _line_ends(raw, data[end : end + 1])
            done = end
        if done:
            data = data[done:]
            offset += done
            scanned -= done
            found = [start - done for start in found if start >= done]
        if final:
            return


_PADS: Final = frozenset(b"\x00\x07\x16\x7f")
_ENQUIRY: Final = re.compile(rb"\x05[^\r\n\x01]{0,40}[\r\n]{1,2}\Z")


def _candidates(data: bytes, start: int, stop: int, wire: Wire, *, first: bool) -> Iterator[int]:
    """Give the places between two bytes where a message can begin: most of a text is passed over at once."""
    if first:
        yield 0
    for hit in wire.scan.finditer(data, start):
        at = hit.start()
        if at >= stop:
            return
        if data[at] != 1:
            yield at + 1  # after a line end
            continue
        while at and data[at - 1] in _PADS:
            at -= 1
        led = _ENQUIRY.search(data[max(0, at - 44) : at])
        yield at - len(led[0]) if led is not None else at


def _is_inside(data: bytes, found: list[int], hit: re.Match[bytes], wire: Wire) -> bool:
    """Whether what looks like a beginning without a frame is in the text of the message before it."""
    if hit[0][:1] in b"\x01\x16\x05" or b"\x01" in hit[0] or not found:
        return False
    before = data[found[-1] : hit.start()]
    return b"\x02" in before and wire.ends.search(before) is None


def _line_ends(raw: bytes, following: bytes) -> int:
    count = raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n")
    return count - (raw.endswith(b"\r") and following == b"\n")


def _pieces(data: bytes, wire: Wire) -> Iterable[Telex]:
    """Give the messages of a document; the usual one, framed and alone, without a search of its bytes."""
    if data.count(b"\x01") == 1 and data.count(b"\x03") == 1 and wire.starts.match(data) is not None:
        end = data.find(b"\x03")
        if (
            data.find(b"\n\x01", end) < 0
            and len(data) - end < _AHEAD
            and wire.starts.search(data, end) is None
        ):
            return (Telex(data, 0, 0),)
    return cut(BytesIO(data), wire)


# -- reading ---------------------------------------------------------------------------------------


def encodings_for(reading: Reading, agency: Agency | None) -> tuple[str, ...]:
    """Return the encodings to try: the feed's own where it lists some, else UTF-8 and the agency's."""
    if reading.from_text:
        return ("utf-8",)
    feed = reading.feed
    if feed is not None and feed.encodings != ("utf-8",):
        narrow = tuple([name for name in feed.encodings if "\n".encode(name) == b"\n"])
        if narrow:
            return narrow
    return ("utf-8", *(agency or UNKNOWN).encodings)


def _stories(
    data: Iterable[Telex], wire: Wire, reading: Reading
) -> Iterator[tuple[Telex, Story | DecodeError | Note]]:
    """Give each message with what it gave: a story, the error that kept it from being one, or noise."""
    agency = agency_of_feed(reading.feed)
    encodings = encodings_for(reading, agency)
    for telex in data:
        if wire.starts.match(telex.raw) is None:
            stray = telex.raw.removeprefix(b"\xef\xbb\xbf").strip(PADDING)
            if stray:
                yield telex, _noise(telex, stray)
            continue
        try:
            yield telex, _read_message(telex, wire, reading, encodings, agency)
        except DecodeError as error:
            yield telex, error


def _read_message(
    telex: Telex, wire: Wire, reading: Reading, encodings: tuple[str, ...], agency: Agency | None
) -> Story:
    """Return the story of a message; one that is no UTF-8 is read in the encoding of its agency."""
    text, encoding = decode_message(telex, encodings)
    story = wire.read(text, encoding, reading.feed, agency)
    if encoding == "utf-8" or agency is not None or encodings != ("utf-8", *UNKNOWN.encodings):
        return story
    name = story.item.extra[wire.name].get("profile")
    own = load_agency(name).encodings if name is not None else UNKNOWN.encodings
    if own[0] == encoding:
        return story
    text, encoding = decode_message(telex, ("utf-8", *own, *UNKNOWN.encodings))
    return wire.read(text, encoding, reading.feed, agency)


def _noise(telex: Telex, stray: bytes) -> Note:
    start = telex.raw.find(stray)
    before = telex.raw[:start]
    line = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
    shown = stray[:40].decode("utf-8", "replace")
    size = f"{len(stray)} bytes" if len(stray) > 1 else "1 byte"
    return Note("NR925", f"{size} are no message: {quote_text(shown)}", "", line)


def decode(data: bytes, reading: Reading, wire: Wire) -> Decoded:
    """Return the stories of a document, in order, and the findings; DecodeError for a document of none."""
    items: list[NewsItem] = []
    findings: list[Finding] = []
    noise: list[tuple[Telex, Note]] = []
    for telex, found in _stories(_pieces(data, wire), wire, reading):
        if isinstance(found, DecodeError):
            raise found
        if isinstance(found, Note):
            noise.append((telex, found))
            continue
        items.append(found.item)
        if found.notes:
            findings.extend(findings_of(found.notes, telex, StoryRef(number=len(items))))
    if not items:
        raise nothing(data, wire)
    for telex, note in noise:
        findings.append(_loose(telex, note))
    return _decoded(items=tuple(items), findings=tuple(findings))


def _loose(telex: Telex, note: Note) -> Finding:
    """Return the finding of what is in no message."""
    place = positions_of([(note.line, note.column)], telex)[0]
    return finding(note.code, note.message, position=place)


def nothing(data: bytes, wire: Wire) -> DecodeError:
    """Return the error for data in which no message begins."""
    stripped = data.removeprefix(b"\xef\xbb\xbf")
    if not stripped.strip(PADDING):
        return DecodeError("found no text, expected a message", code="NR915", position=START)
    start = len(data) - len(stripped.lstrip(PADDING))
    shown = data[start : start + 40].decode("utf-8", "replace").splitlines() or [""]
    message = f"found {quote_text(shown[0])}, expected the header line of a message of {wire.name}"
    return DecodeError(message, code="NR903", position=position_at(data, start))


def events(file: BinaryIO, reading: Reading, wire: Wire) -> Iterator[NewsItem | Finding | DecodeError]:
    """Give the stories of a file, each after its findings; one that cannot be read is its DecodeError."""
    number = 0
    seen = False
    first = b""
    for telex, found in _stories(cut(file, wire), wire, reading):
        seen = True
        if isinstance(found, Note):
            first = first or telex.raw
            yield _loose(telex, found)
            continue
        number += 1
        if isinstance(found, DecodeError):
            yield found
            continue
        yield from findings_of(found.notes, telex, StoryRef(number=number, headline=found.item.headline))
        yield found.item
    if not number:
        yield nothing(first if seen else b"", wire)


def positions(data: bytes, reading: Reading, wire: Wire) -> tuple[Mapping[str, Position], ...]:
    """Return where the parts of each story are."""
    found = []
    for telex, story in _stories(_pieces(data, wire), wire, reading):
        if isinstance(story, Story):
            marks = [*story.marks]
            marks += [Mark(f"body[{at}]", each.line, each.column) for at, each in enumerate(story.blocks)]
            places = positions_of([(mark.line, mark.column) for mark in marks], telex)
            found.append({mark.path: place for mark, place in zip(marks, places, strict=True)})
    return tuple(found)


# -- detection -------------------------------------------------------------------------------------


def describe(head: bytes, wire: Wire) -> str | None:
    """Return the profile that the first message of some bytes is read by, and what showed it; or None."""
    found = wire.starts.search(head)
    if found is None:
        return None
    start = Telex(head[found.start() :], 0, 0)
    try:
        text, encoding = decode_message(start, ("utf-8", "latin-1"))
        item = wire.read(text, encoding, None, None).item
    except DecodeError:
        return None
    raw = item.extra[wire.name]
    name = raw.get("profile")
    if name is None:
        return None
    agency = load_agency(name)
    signs = [("sign", sign) for sign in raw.get("optional", "").split()]
    signs += [("trailer", raw.get("sent", "").split("-")[0]), ("sign", raw.get("upi", ""))]
    signs += [("sign-off", word) for word in raw.get("signoff", "").lstrip("=").split()[:1]]
    for what, sign in signs:
        if sign and agency.signed_by(sign):
            return f"{name}, by its {what} {quote_text(sign)}"
    for what in ("service", "selector"):
        if raw.get(what) in agency.services:
            return f"{name}, by its {what} {quote_text(raw[what])}"
    return f"{name}, by {'its channel' if agency.telex.routes else 'the codes of its header'}"


# -- writing ---------------------------------------------------------------------------------------

_ROUNDS: Final = 8


def agency_for(writing: Writing) -> Agency | None:
    """Return the profile that the option `agency` names; None where it names none."""
    name: str = writing.options.get("agency", "")
    return load_agency(name) if name else None


def encode(item: NewsItem, writing: Writing, wire: Wire) -> bytes:
    """Return one story as a message; what is read from it is written as the very same bytes.

    EncodeError NR811 for a character that the message cannot hold, NR812 for a story with nothing
    to show, NR806 for one whose text would be read as the frame of a message.
    """
    agency = agency_for(writing)
    folds: bool = writing.options.get("fold", False)
    data = _bytes_of(item, wire, agency, folds=folds)
    for _ in range(_ROUNDS):
        story = _read_alone(data, wire)
        again = _bytes_of(story.item, wire, agency, folds=folds)
        if again == data:
            return data
        data = again
    message = "the text of the story looks like the parts of a message, and is read differently each time"
    raise EncodeError(message, code="NR806", path="body", hint="json holds any story")


def _read_alone(data: bytes, wire: Wire) -> Story:
    pieces = list(_pieces(data, wire))
    if len(pieces) != 1 or wire.starts.match(pieces[0].raw) is None:
        message = "a line of the text would be read as the beginning of another message"
        raise EncodeError(message, code="NR806", path="body", hint="take the line out, or use another format")
    return _read_message(pieces[0], wire, Reading(), ("utf-8", *UNKNOWN.encodings), None)


def _bytes_of(item: NewsItem, wire: Wire, agency: Agency | None, *, folds: bool) -> bytes:
    written = wire.render(item, agency)
    text = written.text
    if folds:
        from newsrec.formats._telex.folding import fold_text

        text = fold_text(text, written.encoding)
    try:
        data = encode_message(text, written.encoding)
    except UnicodeEncodeError as error:
        raise _refuse(item, error.object[error.start], written.encoding) from error
    if written.encoding != "utf-8" and not data.isascii():
        try:
            _, found = decode_message(Telex(data, 0, 0), ("utf-8", written.encoding))
        except DecodeError:
            found = "utf-8"
        if found == "utf-8":  # it would be read as UTF-8, and be another text
            data = text.encode("utf-8")
    return data


def _refuse(item: NewsItem, letter: str, encoding: str) -> EncodeError:
    """Return the error for a character that a message cannot hold, with the path of the first text of it."""
    path = next((path for path, value in walk(item) if value.__class__ is str and letter in value), None)
    message = f"found U+{ord(letter):04X}, which a message in {encoding} cannot hold"
    is_surrogate = "\ud800" <= letter <= "\udfff"
    hint = CLEANING if is_surrogate else "write it with fold=True, or in another encoding"
    return EncodeError(message, code="NR811", path=path, hint=hint)


def refuse_control(item: NewsItem, letter: str) -> EncodeError:
    """Return the error for a control character, which could forge a frame."""
    path = next((path for path, value in walk(item) if value.__class__ is str and letter in value), None)
    message = f"found U+{ord(letter):04X}, which could forge the frame of a message"
    return EncodeError(message, code="NR811", path=path, hint=CLEANING)


def encode_all(stories: Iterable[tuple[NewsItem, Any]], writing: Writing, wire: Wire) -> Iterator[bytes]:
    """Give the messages of stories, one after another; EncodeError NR812 where there is none."""
    empty = True
    for item, _ in stories:
        empty = False
        yield encode(item, writing, wire)
    if empty:
        raise EncodeError("there is no story to write", code="NR812", hint="json holds any number of stories")

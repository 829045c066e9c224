"""Reads bytes as characters, and finds and refuses characters that are damaged, for plain text.

Text without a declaration is read in the encodings of its feed, in their order, strictly: a byte
that is no character is an error with its place, never a replacement character.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import TYPE_CHECKING, Any, Final

from newsrec.cleaning import describe_mojibake, mojibake
from newsrec.errors import START, DecodeError, Position, position_at, shift_position
from newsrec.formats._text.refused import refused_character
from newsrec.paths import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newsrec.errors import EncodeError
    from newsrec.formats._format import Reading

UTF8: Final = ("utf-8",)

# -- reading --------------------------------------------------------------------------------------


def encodings_of(reading: Reading) -> tuple[str, ...]:
    """Return the encodings to try, in order: those of the feed; UTF-8 for no feed and for a `str`."""
    return UTF8 if reading.feed is None or reading.from_text else reading.feed.encodings


def decode_text(raw: bytes, encodings: tuple[str, ...]) -> tuple[str, str]:
    """Return the text, without a byte order mark, and the encoding: the first that reads all of it.

    A byte order mark of UTF-8 settles the encoding. DecodeError NR901 where none reads it, with the
    place of the first byte that the first encoding cannot read, and what each of the others cannot.
    """
    if not raw.startswith(BOM_UTF8):
        return decode_part(raw, encodings)
    return decode_part(raw[len(BOM_UTF8) :], UTF8, Position(len(BOM_UTF8), 1, 1))


def decode_part(raw: bytes, encodings: tuple[str, ...], at: Position = START) -> tuple[str, str]:
    """Do as `decode_text` for a part of a document, from `at`: a byte order mark is a character."""
    failures: list[UnicodeDecodeError] = []
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
            if encoding != "utf-8":
                text.encode()  # UTF-7 can spell half a surrogate pair
        except UnicodeDecodeError as error:
            failures.append(error)
        except UnicodeEncodeError as error:
            failures.append(UnicodeDecodeError(encoding, raw, 0, 1, error.reason))
        else:
            return text, encoding
    raise _undecodable(raw, encodings, failures, at) from failures[0]


def _undecodable(
    raw: bytes, encodings: tuple[str, ...], failures: list[UnicodeDecodeError], at: Position
) -> DecodeError:
    failed: dict[int, list[str]] = {}
    for encoding, error in zip(encodings, failures, strict=True):
        failed.setdefault(error.start, []).append(encoding)
    first, *later = failed
    message = f"found byte 0x{raw[first]:02X}, which is no character in {' or '.join(failed[first])}"
    for offset in later:
        place = shift_position(position_at(raw, offset), at)
        message += f"; in {' or '.join(failed[offset])} byte 0x{raw[offset]:02X} is none"
        message += f" (line {place.line}, column {place.column})"
    hint = (
        "name the encodings of the feed in order: encodings = ['utf-8', '…'] under [feed] in newsrec.toml, "
        "or Feed(encodings=['utf-8', '…']); in the west it is cp1252, further east cp1250, cp1251 or cp1257, "
        "and a wrong one gives wrong letters and no error"
    )
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        hint = (
            "the data begins as UTF-16 does: encodings = ['utf-16'] under [feed] in newsrec.toml reads it, "
            "or Feed(encodings=['utf-16'])"
        )
    elif "utf-8" in encodings[:-1] and not raw.decode("utf-8", "ignore").isascii():
        hint = "other bytes are UTF-8: the text mixes encodings, so mend the byte, not the list"
    return DecodeError(message, code="NR901", position=shift_position(position_at(raw, first), at), hint=hint)


# -- damaged characters ---------------------------------------------------------------------

_C0_BUT_LINE_ENDS: Final = bytes([code for code in (*range(0x20), 0x7F) if code not in b"\t\n\r"])
_C0_BUT_LF: Final = bytes([code for code in range(0x20) if code not in b"\t\n"])
_C1: Final = re.compile(rb"\xc2[\x80-\x9f]")
# The first bytes, in UTF-8, of every character that UTF-8 read as another encoding begins with.
_OF_MOJIBAKE: Final = b"\xc3\xc4\xc5\xd0\xd1"
_UNSOUND: Final = _C0_BUT_LINE_ENDS + _OF_MOJIBAKE
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_REFUSED: Final = re.compile("[\x00-\x08\x0b-\x1f\x80-\x9f\ud800-\udfff]")


def is_sound(data: bytes) -> bool:
    """Whether text in UTF-8 has no control character and nothing like mojibake."""
    return _is_plain(data) or not [*damages(data.decode())]


def _is_plain(data: bytes) -> bool:
    """Whether a look at each byte, in C, shows that a text is sound, as it does for most English ones."""
    if len(data.translate(None, _UNSOUND)) != len(data):
        return False
    first = data.find(b"\xc2")
    return first < 0 or _C1.search(data, first) is None


def damages(text: str) -> Iterator[tuple[str, str, int]]:
    """Give code, sentence and index of the first place for each kind of damage in a text."""
    if _is_plain(text.encode()):
        return
    first = _CONTROL.search(text)
    if first is not None:
        count = sum([1 for _ in _CONTROL.finditer(text)])
        more = f", the first of {count}" if count > 1 else ""
        name = f"the control character U+{ord(first[0]):04X}{more}"
        yield "NR912", f"found {name}; newsrec.clean takes it out", first.start()
    if text.isascii():
        return
    found = mojibake(text)
    if found:
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        what = describe_mojibake(text, found[0], "should read")
        yield "NR911", f"{what}{more}; newsrec.clean mends it", found[0].start


# -- writing --------------------------------------------------------------------------------------


def encode_text(text: str, written: Callable[[], Iterable[tuple[str, Any]]]) -> bytes:
    """Return the text in UTF-8; EncodeError NR811 for a character that plain text cannot hold.

    Those are the controls but TAB and LF, and lone surrogates. `written` gives the parts of the
    record that the text was made of, each with its path: the error names the path of the first
    refused character, and its index in that text.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise _refused(written()) from error
    if len(data.translate(None, _C0_BUT_LF)) != len(data):
        raise _refused(written())
    first = data.find(b"\xc2")
    if first >= 0 and _C1.search(data, first) is not None:
        raise _refused(written())
    return data


def _refused(written: Iterable[tuple[str, Any]]) -> EncodeError:
    texts = [
        (path, value)
        for start, part in written
        for path, value in walk(part, start)
        if value.__class__ is str
    ]
    return refused_character(texts, _REFUSED, "plain text")

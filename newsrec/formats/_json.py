"""JSON text, strictly: what RFC 8259 calls JSON in UTF-8, and nothing that merely looks like it.

The standard reader takes more than JSON (NaN, lone surrogates, the last of two equal keys, an
infinite 1e999) and says less than where. So: bytes are UTF-8 or refused; equal keys are found
where an object is made into a record, since an object is read as a tuple of its pairs; nesting
stops at `DEEPEST`. What is wrong, and where each part stands, is found by a second pass of our own
(`places`), which runs only when an error or a report is made.

Writing gives the same bytes with orjson and without: what the two would spell differently (floats
with an exponent, integers of more than 64 bits) is left to the standard writer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from math import isinf
from operator import length_hint
from typing import Any, NamedTuple, NoReturn

from newsrec.errors import DecodeError, Position, byte_offset, position_at, shown
from newsrec.paths import key_path

#: How many arrays and objects may lie inside one another; more is refused, read or written.
DEEPEST = 200

_MARK = "\ufeff"


class Fault(Exception):
    """What is wrong with a document, while the path to it is gathered from the inside out.

    `index` is the place in the text, where that is known better than by the path.
    """

    def __init__(self, code: str, message: str, *, index: int | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.index = index
        self.hint = hint
        self.steps: list[str | int] = []

    def inside(self, step: str | int) -> Fault:
        """The same fault, one step further out."""
        self.steps.append(step)
        return self

    @property
    def path(self) -> str:
        """The path to what is wrong, from the top of the document."""
        return path_of(reversed(self.steps))


def path_of(steps: Any) -> str:
    """The path that keys and indices spell: `creators[0].name`."""
    path = ""
    for step in steps:
        path = _below(path, step)
    return path


def _below(path: str, step: str | int) -> str:
    if step.__class__ is int:
        return f"{path}[{step}]"
    below = key_path(path, step)  # type: ignore[arg-type]  # a key is a str
    return below if path else below.removeprefix(".")


def described(value: Any) -> str:
    """A JSON value, as messages name it: objects are tuples of pairs here."""
    if value is None:
        return "null"
    if value is True or value is False:
        return str(value).lower()
    if value.__class__ is str:
        return f"the text {shown(value)}"
    if value.__class__ is tuple:
        return "an object"
    if value.__class__ is list:
        return "an array"
    return f"the number {_spelled(value)}"


def _spelled(number: float) -> str:
    if number.__class__ is int and number.bit_length() > 200:  # type: ignore[union-attr]  # as compared
        return "of too many digits"
    return repr(number)


# -- reading --------------------------------------------------------------------------------------


class _Refused(ValueError):
    """What the standard reader calls back for and we do not take."""


def _refuse(name: str) -> NoReturn:
    raise _Refused(name)


_read = json.JSONDecoder(object_pairs_hook=tuple, parse_constant=_refuse).decode
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)


def parse(data: bytes) -> Any:
    """The value of a JSON document, its objects as tuples of (key, value) pairs.

    DecodeError, with its position, for anything but JSON in UTF-8 that nests no deeper than
    `DEEPEST`. Equal keys pass: `unique` refuses them. A byte order mark is passed over.
    """
    text = as_text(data)
    try:
        value = None if is_deeper(data) else _read(text[1:] if text.startswith(_MARK) else text)
    except (ValueError, RecursionError) as error:
        raise refusal(text, fault_of(text) or _unseen(error)) from error
    if value is None or (_ESCAPED_SURROGATE.search(text) and _is_torn(text)):
        found = fault_of(text)
        if found is not None:
            raise refusal(text, found)
    return value


def as_text(data: bytes) -> str:
    """The text of UTF-8 bytes, its byte order mark included; DecodeError for other encodings."""
    wide = _wide_encoding(data)
    if wide is not None:
        hint = "write the text again in UTF-8, as RFC 8259 asks"
        msg = f"found {wide} text, expected UTF-8"
        raise DecodeError(msg, code="NR901", position=Position(0, 1, 1), hint=hint)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        msg = f"found the byte 0x{data[error.start]:02x}, which is no UTF-8, expected JSON in UTF-8"
        raise DecodeError(msg, code="NR901", position=position_at(data, error.start)) from error


def _wide_encoding(data: bytes) -> str | None:
    """Which other Unicode encoding the first bytes show, by mark or, JSON being ASCII first, by NULs."""
    head = data[:4]
    if head[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff") or head.count(0) == 3:
        return "UTF-32"
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(head) > 1 and 0 in (head[0], head[1])):
        return "UTF-16"
    return None


def _is_torn(text: str) -> bool:
    """Whether an escape gives half of a surrogate pair."""
    return any(escape.lastindex for escape in _ESCAPE.finditer(text))


_BRACKETS = bytes.maketrans(b"{}", b"[]")
_ALL_ELSE = bytes(set(range(256)) - set(b'[]{}"'))
_ALL_BUT_OPENERS = bytes(set(range(256)) - set(b"[{"))
_STRING = re.compile(rb'"[^"]*+"?')


def is_deeper(data: bytes, deepest: int = DEEPEST) -> bool:
    """Whether the arrays and objects of a document nest deeper than that; exact for JSON.

    All but brackets is taken away, then one level of pairs after another: a pass of C speed a
    level, a few in any real document.
    """
    if len(data.translate(None, _ALL_BUT_OPENERS)) <= deepest:
        return False
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    rest = data.translate(_BRACKETS, _ALL_ELSE).replace(b'""', b"")
    if b'"' in rest:  # a string has a bracket in it: take the strings out one by one
        rest = _STRING.sub(b"", data).translate(_BRACKETS, _ALL_ELSE)
    for _ in range(deepest):
        outer = rest.replace(b"[]", b"")
        if len(outer) == len(rest):
            break
        rest = outer
    return b"[" in rest


def unique(pairs: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    """The dict of an object's pairs; a Fault where two keys are equal."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise duplicate(pairs)
    return found


def duplicate(pairs: tuple[tuple[str, Any], ...]) -> Fault:
    """The fault of an object in which two keys are equal."""
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            return Fault("NR941", f"found the key {shown(key)} a second time in one object").inside(key)
        seen.add(key)
    raise AssertionError  # the caller saw two equal keys


def plain(value: Any) -> Any:
    """The dicts and lists of a value that was read; a Fault where two keys are equal."""
    if value.__class__ is tuple:
        found = unique(value)
        for key, each in found.items():
            if each.__class__ is tuple or each.__class__ is list:
                try:
                    found[key] = plain(each)
                except Fault as fault:
                    raise fault.inside(key)  # noqa: B904 - the same fault
        return found
    if value.__class__ is list:
        left = iter(value)
        try:
            return [plain(each) if each.__class__ in (tuple, list) else each for each in left]
        except Fault as fault:
            raise fault.inside(len(value) - length_hint(left) - 1)  # noqa: B904 - the same fault
    return value


# -- where things stand ---------------------------------------------------------------------------

_SPACE = re.compile(r"[ \t\n\r]*+")
_STRING_TOKEN = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"')
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*+)(\.[0-9]++)?([eE][+-]?[0-9]++)?")
_WORD = re.compile(r"[A-Za-z0-9_.+-]{1,40}+")
_MOST_DIGITS = 4300  # as many as Python itself reads


class Place(NamedTuple):
    """Where a value begins: how deep it lies, its key or index there, and its place in the text."""

    depth: int
    step: str | int
    index: int


class _Open:
    """An array or object whose end has not come yet: the keys that it had, or how many elements."""

    __slots__ = ("count", "keys", "step")

    def __init__(self, keys: set[str] | None) -> None:
        self.keys = keys
        self.count = 0
        self.step: str | int = 0


def places(text: str) -> Iterator[Place]:
    """Every value inside a document, in order; a Fault, with its index, for what is no JSON.

    A loop, not recursion, and each character is looked at once.
    """
    opened: list[_Open] = []
    try:
        yield from _places(text, opened)
    except Fault as fault:
        for each in reversed(opened):
            fault.inside(each.step)
        raise


def _places(text: str, opened: list[_Open]) -> Iterator[Place]:
    index = _skipped(text, 1 if text.startswith(_MARK) else 0)
    while True:
        character = text[index : index + 1]
        if character in ("{", "["):
            if len(opened) == DEEPEST:
                msg = f"found arrays and objects more than {DEEPEST} deep, expected fewer"
                raise Fault("NR945", msg, index=index)
            opened.append(_Open(set() if character == "{" else None))
            index = _skipped(text, index + 1)
            if text.startswith("}" if character == "{" else "]", index):
                opened.pop()
                index = _skipped(text, index + 1)
            else:
                index = yield from _step(text, index, opened)
                continue
        else:
            index = _skipped(text, _scalar_end(text, index))
        while opened and text.startswith("]" if opened[-1].keys is None else "}", index):
            opened.pop()
            index = _skipped(text, index + 1)
        if not opened:
            if index < len(text):
                msg = f"found {_found(text, index)} after the end of the value, expected nothing more"
                raise Fault("NR940", msg, index=index)
            return
        if not text.startswith(",", index):
            expected = "',' or ']'" if opened[-1].keys is None else "',' or '}'"
            raise Fault("NR940", f"found {_found(text, index)}, expected {expected}", index=index)
        index = yield from _step(text, _skipped(text, index + 1), opened)


def _step(text: str, index: int, opened: list[_Open]) -> Iterator[Place]:
    """Go to the next value of the innermost array or object, past its key if it has one."""
    inner = opened[-1]
    if inner.keys is None:
        inner.step = inner.count
        inner.count += 1
    else:
        end = _string_end(text, index, "a key in double quotes")
        key = json.loads(text[index:end])
        if key in inner.keys:
            inner.step = key
            msg = f"found the key {shown(key)} a second time in one object"
            raise Fault("NR941", msg, index=index)
        inner.keys.add(key)
        inner.step = key
        index = _skipped(text, end)
        if not text.startswith(":", index):
            raise Fault("NR940", f"found {_found(text, index)}, expected ':'", index=index)
        index = _skipped(text, index + 1)
    yield Place(len(opened), inner.step, index)
    return index


def _skipped(text: str, index: int) -> int:
    return _SPACE.match(text, index).end()  # type: ignore[union-attr]  # it matches nothing too


def _found(text: str, index: int) -> str:
    """What stands at a place, for a message: a word, a character, or the end."""
    if index >= len(text):
        return "the end of the data"
    word = _WORD.match(text, index)
    return shown(word.group() if word else text[index])


def _scalar_end(text: str, index: int) -> int:
    character = text[index : index + 1]
    if character == '"':
        return _string_end(text, index, "a value")
    for name in ("true", "false", "null"):
        if text.startswith(name, index):
            return index + len(name)
    for name in ("NaN", "Infinity", "-Infinity"):
        if text.startswith(name, index):
            raise Fault("NR946", f"found {name}, which is no JSON, expected a number", index=index)
    number = _NUMBER.match(text, index)
    if number is None:
        raise Fault("NR940", f"found {_found(text, index)}, expected a value", index=index)
    whole, fraction, exponent = number.groups()
    if fraction is None and exponent is None:
        if len(whole) > _MOST_DIGITS:
            msg = f"found a number of {len(whole)} digits, expected at most {_MOST_DIGITS}"
            raise Fault("NR946", msg, index=index)
    elif isinf(float(number.group())):
        msg = f"found {shown(number.group())}, expected a number that a double can hold"
        raise Fault("NR946", msg, index=index)
    return number.end()


def _string_end(text: str, index: int, expected: str) -> int:
    string = _STRING_TOKEN.match(text, index)
    if string is None:
        if not text.startswith('"', index):
            raise Fault("NR940", f"found {_found(text, index)}, expected {expected}", index=index)
        raise _broken_string(text, index)
    if _ESCAPED_SURROGATE.search(text, index, string.end()):
        for escape in _ESCAPE.finditer(text, index, string.end()):
            if escape.lastindex:
                msg = f"found half of a surrogate pair, {escape.group()}, expected a whole character"
                raise Fault("NR947", msg, index=escape.start())
    return string.end()


_GOOD_STRING_START = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+')


def _broken_string(text: str, index: int) -> Fault:
    end = _GOOD_STRING_START.match(text, index).end()  # type: ignore[union-attr]  # it begins with a quote
    if end >= len(text):
        return Fault("NR940", "found a text without an end, expected '\"'", index=index)
    if text[end] == "\\":
        msg = f"found the escape {shown(text[end : end + 2])}, which JSON does not have"
        if text.startswith("\\u", end):
            msg = f"found {shown(text[end : end + 6])}, expected four hexadecimal digits after \\u"
        return Fault("NR940", msg, index=end)
    msg = f"found the control character {shown(text[end])} in a text, expected it escaped"
    return Fault("NR940", msg, index=end)


def fault_of(text: str) -> Fault | None:
    """The first thing in a document that is no JSON, as we take it, or None."""
    try:
        for _ in places(text):
            pass
    except Fault as fault:
        return fault
    return None


def _unseen(error: Exception) -> Fault:
    """The fault of a document that is sound, and that this process is not set up to read."""
    if isinstance(error, RecursionError):
        return Fault("NR945", "found arrays and objects too deep for the stack that is left")
    return Fault("NR946", "found a number of more digits than this process is set to read")


def refusal(text: str, fault: Fault) -> DecodeError:
    """The error for a fault: its path, and the position of what is wrong."""
    steps = fault.steps[::-1]
    index = place_of(text, steps) if fault.index is None else fault.index
    position = position_at(text, byte_offset(text, index))
    return DecodeError(
        fault.message, code=fault.code, path=path_of(steps) or None, position=position, hint=fault.hint
    )


def place_of(text: str, steps: list[str | int]) -> int:
    """Where the value stands that keys and indices lead to, or the last of them that is there."""
    index = _skipped(text, 1 if text.startswith(_MARK) else 0)
    met = 0  # how many of the steps lead to where we are
    try:
        for place in places(text):
            if place.depth <= met:
                break
            if place.depth == met + 1 and met < len(steps) and place.step == steps[met]:
                index = place.index
                met += 1
                if met == len(steps):
                    break
    except Fault:
        return index  # what we look for stands before what is wrong
    return index


_LONGEST_PATH = 400  # so that keys of any length make no more than linear work


def positions(text: str, base: Position = Position(0, 1, 1)) -> dict[str, Position]:
    """The position of every part of a document, by path; what lies behind a very long path is left out.

    `base` is where the text begins in its file. Linear in the length of the text.
    """
    found: dict[str, Position] = {}
    ruler = Ruler(text, base)
    paths: list[str | None] = [""]
    found[""] = ruler.at(_skipped(text, 1 if text.startswith(_MARK) else 0))
    for depth, step, index in places(text):
        del paths[depth:]
        above = paths[depth - 1]
        path = None if above is None or len(above) > _LONGEST_PATH else _below(above, step)
        paths.append(path)
        if path is not None:
            found[path] = ruler.at(index)
    return found


_LINE_END = re.compile(r"\r\n|\n|\r")


class Ruler:
    """Positions in a text, asked for in order: each character is counted once."""

    def __init__(self, text: str, base: Position = Position(0, 1, 1)) -> None:
        self._text = text
        self._index = 0
        self._offset, self._line, self._column = base

    def at(self, index: int) -> Position:
        """The position of an index that is not before the last one asked for."""
        between = self._text[self._index : index]
        self._offset += len(between.encode())
        last = None
        for last in _LINE_END.finditer(between):  # noqa: B007 - counted, and the last one used
            self._line += 1
        self._column = 1 + len(between) - last.end() if last else self._column + len(between)
        self._index = index
        return Position(self._offset, self._line, self._column)


# -- writing --------------------------------------------------------------------------------------


class Uncommon(float):
    """A number that orjson would spell in another way, and therefore refuses."""

    __slots__ = ()


def number(value: float) -> float:
    """A number as both writers spell it: one with an exponent is kept from orjson."""
    if value.__class__ is int or 1e-4 <= value < 1e16 or -1e16 < value <= -1e-4 or value == 0:
        return value
    return Uncommon(value)


_standard = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":")
).encode
_standard_sorted = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":"), sort_keys=True
).encode


@cache
def _orjson() -> Any:
    """The module, or None where it is not installed."""
    try:
        import orjson
    except ImportError:
        return None
    return orjson


def write(value: Any, *, in_order: bool = False) -> bytes:
    """Compact JSON in UTF-8, keys sorted if `in_order`; the same bytes with orjson and without.

    ValueError for what JSON cannot hold: a lone surrogate (UnicodeEncodeError) or an integer of
    too many digits; RecursionError for a value that nests too deep. Floats must be `number`s.
    """
    orjson = _orjson()
    if orjson is not None:
        try:
            data: bytes = orjson.dumps(value, None, orjson.OPT_SORT_KEYS if in_order else None)
        except TypeError:
            pass  # the standard writer takes it, or says what is wrong
        else:
            return data
    return (_standard_sorted if in_order else _standard)(value).encode()

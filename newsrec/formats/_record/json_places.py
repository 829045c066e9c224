"""Finds the place of each value in a JSON text, and the first fault: the second pass over a document.

It runs only when an error or a report is made. It is a loop, not recursion, and looks at each
character once; a fault names what was found and what was expected.
"""

from __future__ import annotations

import json
import re
from math import isinf
from typing import TYPE_CHECKING, Any, NamedTuple

from newsrec.errors import START, DecodeError, Position, byte_offset, position_at
from newsrec.messages import quote_text
from newsrec.paths import key_path

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How many arrays and objects may lie inside one another; more is refused, read or written.
DEEPEST = 200

#: The byte order mark, as a character.
MARK = "\ufeff"


class Fault(Exception):  # noqa: N818 - it never leaves formats: a DecodeError does
    """Says what is wrong with a document, and gathers the path to it from the inside out.

    `index` is the place in the text, where it is more exact than the path.
    """

    def __init__(self, code: str, message: str, *, index: int | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.index = index
        self.hint = hint
        self.steps: list[str | int] = []

    def inside(self, step: str | int) -> Fault:
        """Return the same fault, one step further out."""
        self.steps.append(step)
        return self


def path_of(steps: Any) -> str:
    """Return the path of keys and indices: `creators[0].name`."""
    path = ""
    for step in steps:
        path = below(path, step)
    return path


def below(path: str, step: str | int) -> str:
    """Return the path of a key or index under another path."""
    if step.__class__ is int:
        return f"{path}[{step}]"
    below = key_path(path, step)  # type: ignore[arg-type]  # a key is a str
    return below if path else below.removeprefix(".")


def describe_value(value: Any) -> str:
    """Describe a JSON value for a message; objects are tuples of pairs here."""
    if value is None:
        return "null"
    if value is True or value is False:
        return str(value).lower()
    if value.__class__ is str:
        return f"the text {quote_text(value)}"
    if value.__class__ is tuple:
        return "an object"
    if value.__class__ is list:
        return f"an array of {len(value)}"
    if value.__class__ is int and value.bit_length() > 200:
        return "a number of more than 60 digits"
    return f"the number {value!r}"


def to_dict(pairs: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    """Return the dict of an object's pairs; a Fault where two keys are equal."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise duplicate_key(pairs)
    return found


def duplicate_key(pairs: tuple[tuple[str, Any], ...]) -> Fault:
    """Return the fault of an object in which two keys are equal."""
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            return second_key(key)
        seen.add(key)
    raise AssertionError  # the caller saw two equal keys


def second_key(key: str) -> Fault:
    """Return the fault of a key that its object has twice."""
    return Fault("NR941", f"found the key {quote_text(key)} a second time in one object").inside(key)


ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
#: An escape in a text; its group is half of a surrogate pair that stands alone.
ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_SPACE = re.compile(r"[ \t\n\r]*+")
_STRING_START = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+')
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*+)(\.[0-9]++)?([eE][+-]?[0-9]++)?")
_WORD = re.compile(r"[A-Za-z0-9_.+-]{1,40}+")
_MOST_DIGITS = 4300  # as many as Python itself reads


class Place(NamedTuple):
    """Says where a value begins: its depth, its key or index there, and its index in the text."""

    depth: int
    step: str | int
    start: int


class _Open:
    """Holds an array or object that is not ended: its keys so far, or the count of its elements."""

    __slots__ = ("count", "keys", "step")

    def __init__(self, keys: set[str] | None) -> None:
        self.keys = keys
        self.count = 0
        self.step: str | int | None = None


def places(text: str) -> Iterator[Place]:
    """Give each value inside a document, in order; a Fault, with its index, for what is no JSON."""
    opened: list[_Open] = []
    try:
        yield from _places(text, opened)
    except Fault as fault:
        fault.steps = [each.step for each in reversed(opened) if each.step is not None]
        raise


def _places(text: str, opened: list[_Open]) -> Iterator[Place]:
    index = _skip_blanks(text, 1 if text.startswith(MARK) else 0)
    while True:
        character = text[index : index + 1]
        if character in ("{", "["):
            if len(opened) == DEEPEST:
                msg = f"found arrays and objects more than {DEEPEST} deep, expected fewer"
                raise Fault("NR945", msg, index=index)
            opened.append(_Open(set() if character == "{" else None))
            index = _skip_blanks(text, index + 1)
            if text.startswith("}" if character == "{" else "]", index):
                opened.pop()
                index = _skip_blanks(text, index + 1)
            else:
                place = _next(text, index, opened)
                yield place
                index = place.start
                continue
        else:
            index = _skip_blanks(text, _scalar_end(text, index))
        while opened and text.startswith("]" if opened[-1].keys is None else "}", index):
            opened.pop()
            index = _skip_blanks(text, index + 1)
        if not opened:
            if index < len(text):
                msg = f"found {_found(text, index)} after the end of the value, expected nothing more"
                hint = "documents a line each are jsonl" if text.startswith("{", index) else None
                raise Fault("NR940", msg, index=index, hint=hint)
            return
        if not text.startswith(",", index):
            expected = "',' or ']'" if opened[-1].keys is None else "',' or '}'"
            raise Fault("NR940", f"found {_found(text, index)}, expected {expected}", index=index)
        place = _next(text, _skip_blanks(text, index + 1), opened)
        yield place
        index = place.start


def _next(text: str, index: int, opened: list[_Open]) -> Place:
    """Return the next value of the innermost array or object; its key, if it has one, is at the index."""
    inner = opened[-1]
    if inner.keys is None:
        inner.step = inner.count
        inner.count += 1
        return Place(len(opened), inner.step, index)
    inner.step = None
    end = _string_end(text, index, "a key in double quotes")
    key = json.loads(text[index:end])
    if key in inner.keys:
        fault = second_key(key)
        fault.index = index
        inner.step = key
        raise fault
    inner.keys.add(key)
    inner.step = key
    index = _skip_blanks(text, end)
    if not text.startswith(":", index):
        raise Fault("NR940", f"found {_found(text, index)}, expected ':'", index=index)
    return Place(len(opened), key, _skip_blanks(text, index + 1))


def _skip_blanks(text: str, index: int) -> int:
    return _SPACE.match(text, index).end()  # type: ignore[union-attr]  # it matches nothing too


def _found(text: str, index: int) -> str:
    """Name what is at an index, for a message: a word, a character, or the end."""
    if index >= len(text):
        return "the end of the data"
    word = _WORD.match(text, index)
    return quote_text(word.group() if word else text[index])


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
        msg = f"found {quote_text(number.group())}, expected a number that a double can hold"
        raise Fault("NR946", msg, index=index)
    return number.end()


def _string_end(text: str, index: int, expected: str) -> int:
    string = _STRING_START.match(text, index)
    if string is None:
        raise Fault("NR940", f"found {_found(text, index)}, expected {expected}", index=index)
    end = string.end()
    if not text.startswith('"', end):
        raise _broken_string(text, index, end)
    if ESCAPED_SURROGATE.search(text, index, end):
        for escape in ESCAPE.finditer(text, index, end):
            if escape.lastindex:
                msg = f"found half of a surrogate pair, {escape.group()}, expected a whole character"
                raise Fault("NR947", msg, index=escape.start())
    return end + 1


def _broken_string(text: str, index: int, end: int) -> Fault:
    """Return the fault of a text that begins at `index` and is sound up to `end`."""
    if end >= len(text):
        return Fault("NR940", "found a text without an end, expected '\"'", index=index)
    if text[end] == "\\":
        msg = f"found the escape {quote_text(text[end : end + 2])}, which JSON does not have"
        if text.startswith("\\u", end):
            msg = f"found {quote_text(text[end : end + 6])}, expected four hexadecimal digits after \\u"
        return Fault("NR940", msg, index=end)
    msg = f"found the control character {quote_text(text[end])} in a text, expected it escaped"
    return Fault("NR940", msg, index=end)


def fault_of(text: str) -> Fault | None:
    """Return the first fault of a document, or None."""
    try:
        for _ in places(text):
            pass
    except Fault as fault:
        return fault
    return None


_MOST_STEPS = 24  # an error about a thousand brackets need not name each of them


def fault_error(text: str, fault: Fault) -> DecodeError:
    """Return the error for a fault, with its path and position."""
    steps = fault.steps[: -_MOST_STEPS - 1 : -1]
    index = find_place(text, steps) if fault.index is None else fault.index
    position = position_at(text, byte_offset(text, index))
    return DecodeError(
        fault.message, code=fault.code, path=path_of(steps) or None, position=position, hint=fault.hint
    )


def find_place(text: str, steps: list[str | int]) -> int:
    """Return the index of the value that keys and indices lead to, or of the last that is there."""
    index = _skip_blanks(text, 1 if text.startswith(MARK) else 0)
    met = 0  # how many of the steps lead to where we are
    try:
        for place in places(text):
            if place.depth <= met:
                break
            if place.depth == met + 1 and met < len(steps) and place.step == steps[met]:
                index = place.start
                met += 1
                if met == len(steps):
                    break
    except Fault:
        return index  # what we look for stands before what is wrong
    return index


_LONGEST_PATH = 400  # so that keys of any length make no more than linear work


def positions(text: str, base: Position = START) -> dict[str, Position]:
    """Return the position of each part of a document, by path; what is behind a very long path is left out.

    `base` is where the text begins in its file. Linear in the length of the text. Where the document
    has a fault, it is what stands before the fault.
    """
    found: dict[str, Position] = {}
    ruler = Ruler(text, base)
    paths: list[str | None] = [""]
    found[""] = ruler.at(_skip_blanks(text, 1 if text.startswith(MARK) else 0))
    try:
        for depth, step, index in places(text):
            del paths[depth:]
            above = paths[depth - 1]
            path = None if above is None or len(above) > _LONGEST_PATH else below(above, step)
            paths.append(path)
            if path is not None:
                found[path] = ruler.at(index)
    except Fault:
        pass
    return found


_LINE_END = re.compile(r"\r\n|\n|\r")


class Ruler:
    """Finds positions in a text, asked for in order: it counts each character once."""

    def __init__(self, text: str, base: Position = START) -> None:
        self._text = text
        self._index = 0
        self._offset, self._line, self._column = base

    def at(self, index: int) -> Position:
        """Return the position of an index that is not before the last one asked for."""
        between = self._text[self._index : index]
        self._offset += len(between.encode())
        last = None
        for last in _LINE_END.finditer(between):  # noqa: B007 - counted, and the last one used
            self._line += 1
        self._column = 1 + len(between) - last.end() if last else self._column + len(between)
        self._index = index
        return Position(self._offset, self._line, self._column)

"""Reads and writes JSON text strictly: JSON in UTF-8 by RFC 8259, and nothing that only looks like it.

The standard reader takes more than JSON (NaN, lone surrogates, the last of two equal keys, an
infinite 1e999) and says less than where. So: bytes are UTF-8 or refused; equal keys are found
where an object is made into a record, since an object is read as a tuple of its pairs; nesting
stops at `DEEPEST`. A second pass of our own (`json_places`) finds what is wrong, and the place of
each part; it runs only when an error or a report is made.

Writing gives the same bytes with orjson and without: what the two would spell differently (floats
with an exponent, integers of more than 64 bits) is left to the standard writer.
"""

from __future__ import annotations

import json
import re
from functools import cache
from math import isinf
from operator import length_hint
from typing import Any, NoReturn

from newsrec.constructors import MOST_BITS
from newsrec.errors import START, DecodeError, position_at
from newsrec.formats._record.json_places import (
    DEEPEST,
    ESCAPE,
    ESCAPED_SURROGATE,
    MARK,
    Fault,
    describe_value,
    fault_error,
    fault_of,
    to_dict,
)

# -- reading --------------------------------------------------------------------------------------


class _RefusedError(ValueError):
    """Refuses a name that the standard reader takes and JSON does not have."""


def _refuse(name: str) -> NoReturn:
    raise _RefusedError(name)


_read = json.JSONDecoder(object_pairs_hook=tuple, parse_constant=_refuse).decode


def parse(data: bytes) -> Any:
    """Return the value of a JSON document, its objects as tuples of (key, value) pairs.

    DecodeError, with its position, for anything but JSON in UTF-8 that nests no deeper than
    `DEEPEST`. Equal keys pass: `to_dict` refuses them. A byte order mark is passed over.
    """
    text = as_text(data)
    try:
        value = None if is_deeper(data) else _read(text[1:] if text.startswith(MARK) else text)
    except (ValueError, RecursionError) as error:
        raise fault_error(text, fault_of(text) or _unseen(error)) from error
    if value is None or (ESCAPED_SURROGATE.search(text) and _is_torn(text)):
        found = fault_of(text)
        if found is not None:
            raise fault_error(text, found)
    return value


def _unseen(error: Exception) -> Fault:
    """Return the fault of a sound document that this process is not set up to read."""
    if isinstance(error, RecursionError):
        return Fault("NR945", "found arrays and objects too deep for the stack that is left")
    return Fault("NR946", "found a number of more digits than this process is set to read")


def as_text(data: bytes) -> str:
    """Return the text of UTF-8 bytes with its byte order mark; DecodeError for other encodings."""
    wide = _wide_encoding(data)
    if wide is not None:
        hint = "write the text again in UTF-8, as RFC 8259 asks"
        msg = f"found {wide} text, expected UTF-8"
        raise DecodeError(msg, code="NR901", position=START, hint=hint)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        msg = f"found the byte 0x{data[error.start]:02x}, which is no UTF-8, expected JSON in UTF-8"
        raise DecodeError(msg, code="NR901", position=position_at(data, error.start)) from error


def _wide_encoding(data: bytes) -> str | None:
    """Name another Unicode encoding that the first bytes show, by a mark or by NULs: JSON begins in ASCII."""
    head = data[:4]
    if head[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff") or head.count(0) == 3:
        return "UTF-32"
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(head) > 1 and 0 in (head[0], head[1])):
        return "UTF-16"
    return None


def _is_torn(text: str) -> bool:
    """Whether an escape gives half of a surrogate pair."""
    return any(escape.lastindex for escape in ESCAPE.finditer(text))


_BRACKETS = bytes.maketrans(b"{}", b"[]")
_ALL_ELSE = bytes(set(range(256)) - set(b'[]{}"'))
_STRING = re.compile(rb'"[^"]*+"?')


def is_deeper(data: bytes, deepest: int = DEEPEST) -> bool:
    """Whether the arrays and objects of a document nest deeper than that; exact for JSON.

    All but brackets is taken away, then one level of pairs after another: a pass of C speed a
    level, a few in any real document.
    """
    if data.count(b"[") + data.count(b"{") <= deepest:
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


def to_plain(value: Any) -> Any:
    """Return the dicts and lists of a value; a Fault for equal keys and for numbers that no record holds."""
    kind = value.__class__
    if kind is tuple:
        found = to_dict(value)
        key = ""
        try:
            for key, each in value:
                found[key] = to_plain(each)
        except Fault as fault:
            fault.steps.append(key)
            raise
        return found
    if kind is list:
        left = iter(value)
        try:
            return [to_plain(each) for each in left]
        except Fault as fault:
            fault.steps.append(len(value) - length_hint(left) - 1)
            raise
    if kind is int and value.bit_length() > MOST_BITS:
        raise Fault("NR946", f"found {describe_value(value)}, expected one of fewer digits")
    if kind is float and isinf(value):
        raise Fault("NR946", "found a number that reads as infinite, expected one that a double holds")
    return value


# -- writing --------------------------------------------------------------------------------------


class Uncommon(float):
    """Marks a number that orjson would spell in another way: orjson refuses it for its class."""

    __slots__ = ()


def number(value: float) -> float:
    """Return a number as both writers spell it: one with an exponent is kept from orjson."""
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
    """Return the module, or None where it is not installed."""
    try:
        import orjson
    except ImportError:
        return None
    return orjson


def write(value: Any, *, in_order: bool = False) -> bytes:
    """Return compact JSON in UTF-8, keys sorted if `in_order`; the same bytes with orjson and without.

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

"""What callers hand to the public functions, looked at before any work: content, options, listeners."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from inspect import signature
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from newsrec.constructors import wrong_type
from newsrec.errors import START, DecodeError, byte_offset, position_at
from newsrec.findings import Finding
from newsrec.messages import quote_text, suggest
from newsrec.model import Message, NewsItem

if TYPE_CHECKING:
    from newsrec.formats._format import Format


OnFinding: TypeAlias = Callable[[Finding], object]
#: What becomes of a broken story: its error is raised, or it becomes a finding and the next is read.
OnError: TypeAlias = Literal["raise", "skip"]
# A path has no line end, and an ending or a root: "story.txt", "/data/afp/1", "C:\\feed\\1.xml".
_PATH = re.compile(
    r"(?:[A-Za-z]:[\\/]|~?/|\.{1,2}/)[^\r\n<>{}\[\]]+|[^\s<>{}\[\]]+\.[A-Za-z][A-Za-z0-9]{1,5}"
)
_LONGEST_PATH = 260


def content_bytes(data: object) -> bytes:
    """Return the content as bytes; DecodeError for a text that is a path."""
    if isinstance(data, str) and len(data) <= _LONGEST_PATH and _PATH.fullmatch(data):
        msg = f"found {quote_text(data)}, which looks like a path, expected the content itself"
        raise DecodeError(msg, code="NR906", position=START, hint="load(path) reads a file")
    return to_bytes(data)


def to_bytes(data: object) -> bytes:
    """Return the data as bytes, a text in UTF-8; DecodeError for a lone surrogate, TypeError for a path."""
    if isinstance(data, str):
        try:
            return data.encode()
        except UnicodeEncodeError as error:
            msg = f"found a lone surrogate {quote_text(data[error.start])}, expected text"
            position = position_at(data, byte_offset(data, error.start))
            raise DecodeError(msg, code="NR901", position=position) from error
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    if isinstance(data, os.PathLike):
        msg = "expected the content itself as bytes or str, found a path; load(path) reads a file"
        raise TypeError(msg)
    hint = "; load and iter_items read files" if hasattr(data, "read") else ""
    if isinstance(data, (NewsItem, Message)):
        hint = "; dumps writes it"
    msg = f"expected bytes or str, found {type(data).__name__}{hint}"
    raise TypeError(msg)


def check_options(
    row: Format, options: Mapping[str, Any], way: Literal["reads", "writes"], caller: Callable[..., object]
) -> None:
    """Refuse an option that the format does not take; it was given to the function `caller`."""
    known = {option.name: option for option in row.options if getattr(option, way)}
    for name, value in options.items():
        if name not in known:
            verb = "reading" if way == "reads" else "writing"
            listed = f"; it takes {', '.join(known)}" if known else "; it takes none"
            hint = suggest(name, (*known, *signature(caller).parameters)) or listed
            msg = f"{row.name} has no option {name!r} for {verb}{hint}"
            raise TypeError(msg)
        option = known[name]
        if not isinstance(value, option.kind) or (option.kind is int and value is True):
            msg = f"option {name} of {row.name} is a {option.kind.__name__}, found {value!r:.60}"
            raise TypeError(msg)
        if option.choices and value not in option.choices:
            near = suggest(str(value), option.choices)
            said = f"has no value {value!r:.60}{near}" if near else f"is {option.listed}, found {value!r:.60}"
            msg = f"option {name} of {row.name} {said}"
            raise ValueError(msg)
        if option.pattern and value and not re.fullmatch(option.pattern, value):
            msg = f"option {name} of {row.name} is {option.doc}, found {value!r:.60}"
            raise ValueError(msg)


def require_on_error(on_error: object) -> None:
    """Refuse with a ValueError what is neither "raise" nor "skip"."""
    if on_error not in ("raise", "skip"):
        msg = f"on_error is 'raise' or 'skip', found {on_error!r}"
        raise ValueError(msg)


def require_listener(on_finding: object) -> None:
    """Refuse with a TypeError what cannot be called with a finding."""
    if not callable(on_finding):
        raise wrong_type(on_finding, "a function of a finding for on_finding, such as found.append")

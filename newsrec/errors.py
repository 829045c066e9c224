"""The errors that data can cause, each with a code, and where in the data they are.

Every error is a `NewsrecError`; its message says what was found, where, and what was expected.
The lines and columns are worked out only when an error or a report is made, never while reading.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Self


class Position(NamedTuple):
    """A place in a document: byte offset, line and column; lines end at LF, CRLF and CR only.

    >>> Position(offset=12, line=2, column=5).line
    2
    """

    offset: int
    """In bytes, from 0; of the UTF-8 form, for a str."""
    line: int
    """From 1."""
    column: int
    """In code points, from 1."""


#: Where a document begins.
START = Position(0, 1, 1)


def shift_position(position: Position, start: Position) -> Position:
    """Return a position in a piece of a document, as one in the document; the piece begins with a line."""
    return Position(start.offset + position.offset, start.line + position.line - 1, position.column)


def position_at(data: bytes | str, offset: int) -> Position:
    """Return the line and column of a byte offset; an offset past the end is the end.

    Bytes that are not UTF-8 count as one column each.
    """
    if isinstance(data, str):
        raw, stray = data.encode("utf-8", "surrogatepass"), "surrogatepass"
    else:
        raw, stray = data, "surrogateescape"
    offset = max(0, min(offset, len(raw)))
    before = raw[:offset]
    if before.endswith(b"\r") and raw[offset : offset + 1] == b"\n":
        before = before[:-1]  # a CRLF is one line end: its LF is on the line that it ends
        offset_in_line_end = 1
    else:
        offset_in_line_end = 0
    line = 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
    start = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
    column = 1 + len(before[start:].decode("utf-8", stray)) + offset_in_line_end
    return Position(offset, line, column)


def byte_offset(text: str, index: int) -> int:
    """Return the byte offset, in the UTF-8 form of a text, of the code point at an index."""
    return len(text[:index].encode("utf-8", "surrogatepass"))


class NewsrecError(Exception):
    r"""What every error that data can cause is: `code` names its page, `message` is its sentence.

    `format`, `path` and `position` say where, and `hint` the way out, as far as they are known;
    the text of the error is the message with its place.

    >>> from newsrec import loads
    >>> try:
    ...     loads(b"Ferry runs \xff")
    ... except NewsrecError as error:
    ...     print(error.code, "-", error)
    NR901 - found byte 0xFF, which is no character in utf-8 (wire, line 1, column 12)
    """

    def __init__(
        self,
        message: str,
        *,
        code: str,
        format: str | None = None,
        path: str | None = None,
        position: Position | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.format = format
        self.path = path
        self.position = position
        self.hint = hint

    @property
    def offset(self) -> int | None:
        """Return the byte offset of the fault, or None where the fault has no place."""
        return None if self.position is None else self.position.offset

    @property
    def line(self) -> int | None:
        """Return the line of the fault, from 1, or None where the fault has no place."""
        return None if self.position is None else self.position.line

    @property
    def column(self) -> int | None:
        """Return the column of the fault in code points, from 1, or None where it has no place."""
        return None if self.position is None else self.position.column

    def __str__(self) -> str:
        where = [self.format] if self.format else []
        if self.position is not None:
            where.append(f"line {self.position.line}, column {self.position.column}")
        if self.path:
            where.append(self.path)
        return f"{self.message} ({', '.join(where)})" if where else self.message

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.__dict__)

    def locate(self, **fields: Any) -> Self:
        """The same error, with what was not known where it was raised: format, position, path."""
        for name, value in fields.items():
            if getattr(self, name) is None:
                setattr(self, name, value)
        return self


def _rebuilt(kind: type[NewsrecError], fields: dict[str, Any]) -> NewsrecError:
    error = kind(fields["message"], code=fields["code"])
    error.__dict__.update(fields)
    return error


class DecodeError(NewsrecError, ValueError):
    """Data from which no record can be made; its `offset`, `line` and `column` say where.

    Its `__cause__` is the error of the parser beneath.

    >>> issubclass(DecodeError, ValueError)
    True
    """


class EncodeError(NewsrecError, ValueError):
    r"""A record that a format cannot carry; `path` names the field, `hint` the way out.

    >>> from newsrec import NewsItem, dumps
    >>> try:
    ...     dumps(NewsItem(headline="Ferry \x00 runs"), "wire")
    ... except EncodeError as error:
    ...     print(error.path, "-", error.message)
    headline - found U+0000 at index 6, which plain text cannot hold
    """


class ConfigError(NewsrecError, ValueError):
    """A setting that cannot be used: an unknown key, a wrong type, an impossible order.

    >>> from newsrec import Feed
    >>> try:
    ...     Feed(encodings=["latin-1", "utf-8"])
    ... except ConfigError as error:
    ...     print(error.hint)
    put iso8859-1 last
    """


class UnknownFormatError(NewsrecError, LookupError):
    """A format's name that no format bears, or a path to write whose suffix names none.

    >>> from newsrec import loads
    >>> try:
    ...     loads("Ferry runs again", format="jsonl-d")
    ... except UnknownFormatError as error:
    ...     print(error)
    no format is named 'jsonl-d'; did you mean 'jsonld'?
    """

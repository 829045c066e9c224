"""Reading: bytes to stories, with what was noticed on the way.

Nothing is silent: findings go to `on_finding`, and `strict` makes of the first warning an error.
"""

from __future__ import annotations

import codecs
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Literal, Self, TypeAlias

import attrs

from newsrec.catalogue import finding as catalogued
from newsrec.codec.files import opened
from newsrec.constructors import wrong_type
from newsrec.errors import (
    START,
    ConfigError,
    DecodeError,
    EncodeError,
    NewsrecError,
    Position,
    byte_offset,
    position_at,
)
from newsrec.findings import Finding, Severity, StoryRef
from newsrec.formats import FALLBACK, FORMATS, find_format, plugin_formats, unusable_formats
from newsrec.formats._format import SNIFFED, Decoded, Format, Reading, decode_by, module_of
from newsrec.formats._plugins import claims
from newsrec.messages import quote_text, suggest
from newsrec.model import Message, NewsItem

if TYPE_CHECKING:
    from newsrec.codec.files import PathLike
    from newsrec.context import Feed

OnFinding: TypeAlias = Callable[[Finding], object]

#: What becomes of a broken story: its error is raised, or it becomes a finding and the next is read.
OnError: TypeAlias = Literal["raise", "skip"]


def loads(
    data: bytes | str,
    *,
    format: str | None = None,
    feed: Feed | None = None,
    strict: bool = False,
    on_finding: OnFinding | None = None,
    **options: Any,
) -> NewsItem:
    r"""The one story that the data holds; `data` is the content itself, never a path.

    Without `format` it is detected. A `str` is taken as UTF-8, whatever it says of itself.
    Findings go to `on_finding`; with `strict` the first of severity warning or above is a
    DecodeError. So is data that no format claims or that its format cannot read, and data with no
    story or with several: `iter_items` reads any number. UnknownFormatError for a name of none.
    `options` are those of the format, as `newsrec formats` lists them; any other is a TypeError.

    >>> loads("Ferry runs again\n\n  \u2022 2024-05-02\n\nFirst.").headline
    'Ferry runs again'
    """
    decoded = decode(data, format, feed, options)
    if strict or on_finding is not None:
        report(decoded, strict=strict, on_finding=on_finding)
    if len(decoded.items) != 1:
        raise _not_one(len(decoded.items))
    return decoded.items[0]


def load(
    file: PathLike | BinaryIO,
    *,
    format: str | None = None,
    feed: Feed | None = None,
    strict: bool = False,
    on_finding: OnFinding | None = None,
    **options: Any,
) -> NewsItem:
    """The one story of a file: a path, or an open binary file. As `loads` in all else.

    A path that cannot be read is the system's OSError.

    >>> import io
    >>> load(io.BytesIO(b"Ferry runs again")).headline
    'Ferry runs again'
    """
    with _opened(file) as (stream, _):
        data = stream.read()
    return loads(data, format=format, feed=feed, strict=strict, on_finding=on_finding, **options)


def _not_one(count: int) -> DecodeError:
    found = f"{count} stories" if count else "no story"
    msg = f"expected one story, found {found}; iter_items reads any number"
    return DecodeError(msg, code="NR902")


def decode(data: bytes | str, name: str | None, feed: Feed | None, options: Mapping[str, Any]) -> Decoded:
    """All that a document holds, embedded records put in place; DecodeError when it is none."""
    raw = data if data.__class__ is bytes else _content(data)
    row, noticed = format_of(raw, name, feed)
    if options:
        check_options(row, options, "reads", loads)
    reading = Reading(feed, options, isinstance(data, str))
    try:
        decoded = decode_by(row, raw, reading)
    except DecodeError as error:
        error.placed(format=row.name)
        raise
    if any(decoded.sidecars):
        from newsrec.formats._record.sidecar import restore

        decoded = restore(decoded)
    return attrs.evolve(decoded, findings=(*noticed, *decoded.findings)) if noticed else decoded


# A path has no line end, and an ending or a root: "story.txt", "/data/afp/1", "C:\\feed\\1.xml".
_PATH = re.compile(
    r"(?:[A-Za-z]:[\\/]|~?/|\.{1,2}/)[^\r\n<>{}\[\]]+|[^\s<>{}\[\]]+\.[A-Za-z][A-Za-z0-9]{1,5}"
)
_LONGEST_PATH = 260


def _content(data: object) -> bytes:
    """The content as bytes; DecodeError for a text that is a path."""
    if isinstance(data, str) and len(data) <= _LONGEST_PATH and _PATH.fullmatch(data):
        msg = f"found {quote_text(data)}, which looks like a path, expected the content itself"
        raise DecodeError(msg, code="NR906", position=START, hint="load(path) reads a file")
    return as_bytes(data)


def as_bytes(data: object) -> bytes:
    """The data as bytes, a text in UTF-8; DecodeError for a lone surrogate, TypeError for a path."""
    if isinstance(data, str):
        try:
            return data.encode()
        except UnicodeEncodeError as error:
            msg = f"found a lone surrogate {quote_text(data[error.start])}, expected text"
            position = _position_in(data, error.start)
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


def _position_in(text: str, index: int) -> Position:
    return position_at(text, byte_offset(text, index))


def detect(data: bytes | str) -> str | None:
    """The name of the format that the data is in, or None when no format claims it.

    `data` is the content itself; its first 4,096 bytes decide. DecodeError for a `str` with half of
    a surrogate pair, and for one that is a path, as in `loads`.

    >>> detect('{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "x"}')
    'jsonld'
    """
    row, _ = _claimed(data if data.__class__ is bytes else _content(data))
    return None if row is None else row.name


def _claimed(raw: bytes) -> tuple[Format | None, Sequence[ConfigError]]:
    """The format that claims the data, and what kept formats of other packages from claiming it."""
    head = raw[:SNIFFED]
    fallback = module_of(FALLBACK.module)
    for row in FORMATS.values():
        if row is not FALLBACK and module_of(row.module).sniff(head):
            return row, ()
    if fallback.sniff(head):  # a certain one: other packages need not be asked
        return FALLBACK, ()
    failed = [*unusable_formats()]
    for row in plugin_formats():
        try:
            if claims(row, head):
                return row, ()
        except ConfigError as error:
            failed.append(error)
    if not fallback.could_be(head):
        return None, failed
    from newsrec.codec.unclaimed import is_another_kind

    return None if is_another_kind(head) else FALLBACK, failed


def format_of(raw: bytes, name: str | None, feed: Feed | None) -> tuple[Format, tuple[Finding, ...]]:
    """The format of data: the one that is named, else its feed's, else the one that claims it.

    With it, findings on those that cannot be used. DecodeError when none claims the data,
    UnknownFormatError for a name of none.
    """
    if feed is not None:
        from newsrec.context import as_feed

        as_feed(feed)
        name = name or feed.format
    if name is not None:
        return find_format(name), ()
    row, failed = _claimed(raw)
    if row is None and feed is not None and _is_wide_text(raw, feed):
        row = FALLBACK
    if row is not None:
        return row, tuple([catalogued("NR907", str(error), hint=error.hint) for error in failed])
    from newsrec.codec.unclaimed import unclaimed

    raise unclaimed(raw, failed)


def _is_wide_text(raw: bytes, feed: Feed) -> bool:
    """Whether data that nobody claims is text in one of a feed's encodings of several bytes, as UTF-16."""
    for encoding in feed.encodings:
        if "\n".encode(encoding) == b"\n":
            continue
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(raw[:SNIFFED])
        except UnicodeError:  # not a decoding one where a byte order mark is missing
            continue
        if module_of(FALLBACK.module).could_be(text.encode()):
            return True
    return False


def check_options(
    row: Format, options: Mapping[str, Any], way: Literal["reads", "writes"], taker: Callable[..., object]
) -> None:
    """Nothing if the format takes these options, which were given to the function `taker`."""
    from inspect import signature

    known = {option.name: option for option in row.options if getattr(option, way)}
    for name, value in options.items():
        if name not in known:
            verb = "reading" if way == "reads" else "writing"
            listed = f"; it takes {', '.join(known)}" if known else "; it takes none"
            hint = suggest(name, (*known, *signature(taker).parameters)) or listed
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


def as_on_error(on_error: object) -> None:
    """Nothing for what can be done with a broken story; ValueError for anything else."""
    if on_error not in ("raise", "skip"):
        msg = f"on_error is 'raise' or 'skip', found {on_error!r}"
        raise ValueError(msg)


def as_listener(on_finding: object) -> None:
    """Nothing for what findings can be told to; TypeError for anything else."""
    if not callable(on_finding):
        raise wrong_type(on_finding, "a function of a finding for on_finding, such as found.append")


def report(decoded: Decoded, *, strict: bool, on_finding: OnFinding | None) -> None:
    """Tell the findings of a document, and raise the first that `strict` does not let pass."""
    if on_finding is not None:
        as_listener(on_finding)
    for finding in decoded.findings:
        told = stamped(finding, decoded.items)
        if on_finding is not None:
            on_finding(told)
        if strict and told.severity >= Severity.WARNING:
            raise as_error(told, DecodeError)


def stamped(finding: Finding, items: tuple[NewsItem, ...]) -> Finding:
    """The finding with the guid and headline of the story that it belongs to."""
    if finding.item is None and len(items) != 1:
        return finding
    number = 1 if finding.item is None else finding.item.number
    if not 1 <= number <= len(items):
        return finding
    item = items[number - 1]
    return attrs.evolve(finding, item=StoryRef(number=number, guid=item.guid, headline=item.headline))


def as_error(finding: Finding, kind: type[DecodeError | EncodeError]) -> DecodeError | EncodeError:
    """The error that a finding becomes where it must not pass."""
    return kind(
        finding.message,
        code=finding.code,
        path=finding.path or None,
        position=finding.position,
        hint=finding.hint,
    )


def as_finding(error: NewsrecError) -> Finding:
    """The finding that an error becomes where the work goes on: an error, whatever a profile says."""
    return Finding(
        code=error.code,
        severity=Severity.ERROR,
        message=error.message,
        path=error.path or "",
        position=error.position,
        hint=error.hint,
    )


@contextmanager
def _opened(file: PathLike | IO[bytes]) -> Iterator[tuple[IO[bytes], str | None]]:
    if isinstance(file, (str, os.PathLike)):
        with opened(file) as stream:
            yield stream, os.fspath(file)
    elif isinstance(file, io.TextIOBase):
        msg = 'expected a path or a file opened for bytes ("rb"), found one opened for text'
        raise TypeError(msg)
    elif hasattr(file, "read"):
        yield file, getattr(file, "name", None)
    else:
        hint = "; loads reads the content itself" if hasattr(file, "decode") else ""
        msg = f"expected a path or an open binary file, found {type(file).__name__}{hint}"
        raise TypeError(msg)


class ItemStream:
    """The stories of a file, one after another, in bounded memory: an iterator to use once.

    `message` is the envelope, without items, known before the first story is asked for; None
    where there is none. `number` is that of the last story, broken ones counted too: 0 before the
    first. As a context manager it closes the file that it opened. `iter_items` makes one.

    >>> import io
    >>> with ItemStream(io.BytesIO(b"Ferry runs again"), format="wire") as stories:
    ...     print(next(stories).headline, stories.number)
    Ferry runs again 1
    """

    def __init__(
        self,
        file: PathLike | BinaryIO,
        *,
        format: str | None = None,
        feed: Feed | None = None,
        on_error: OnError = "raise",
        on_finding: OnFinding | None = None,
        **options: Any,
    ) -> None:
        as_on_error(on_error)
        if on_finding is not None:
            as_listener(on_finding)
        self._skip = on_error == "skip"
        self._on_finding = on_finding
        self._context = _opened(file)
        stream, self._source = self._context.__enter__()
        self.number = 0
        self.message: Message | None = None
        self._first: list[Any] = []
        try:
            self._events = self._start(stream, format, feed, options)
            self._peek()
        except BaseException:
            self.close()
            raise

    def _start(
        self, stream: IO[bytes], name: str | None, feed: Feed | None, options: Mapping[str, Any]
    ) -> Iterator[Any]:
        if name is None:
            stream = peekable(stream)
            row, noticed = format_of(stream.peek(SNIFFED), None, feed)
            for finding in noticed:
                self._tell(finding)
        else:
            row, _ = format_of(b"", name, feed)
        if options:
            check_options(row, options, "reads", iter_items)
        module = module_of(row.module)
        self._format = row.name
        if hasattr(module, "events"):
            return iter(module.events(stream, Reading(feed, options)))
        return _whole(decode(stream.read(), row.name, feed, options))

    def _peek(self) -> None:
        """Read on to the first story or failure, so that the envelope is known before it."""
        for event in self._events:
            if event.__class__ is Message:
                self.message = event
            else:
                self._first.append(event)
                if not isinstance(event, Finding):
                    return

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> NewsItem:
        while True:
            event = self._first.pop(0) if self._first else next(self._events)
            if isinstance(event, Decoded):
                event = self._restored(event)
            if isinstance(event, NewsItem):
                self.number += 1
                return event
            if isinstance(event, Message):
                self.message = event
            elif isinstance(event, Finding):
                self._tell(event)
            else:
                self.number += 1
                self._failed(event)

    def _restored(self, story: Decoded) -> NewsItem:
        """The record embedded with one story, where it holds; its findings are told."""
        from newsrec.formats._record.sidecar import restore

        decoded = restore(story)
        item = decoded.items[0]
        for finding in decoded.findings:
            ref = StoryRef(number=self.number + 1, guid=item.guid, headline=item.headline)
            self._tell(attrs.evolve(finding, item=ref))
        return item

    def _failed(self, error: DecodeError) -> None:
        error.placed(format=self._format)
        if not self._skip:
            raise error
        self._tell(attrs.evolve(as_finding(error), item=StoryRef(number=self.number)))

    def _tell(self, finding: Finding) -> None:
        if self._on_finding is not None:
            self._on_finding(attrs.evolve(finding, source=finding.source or self._source))

    def close(self) -> None:
        """Close the file, if this stream opened it."""
        self._context.__exit__(None, None, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


class _Raw(io.RawIOBase):
    """Anything with a `read`, as a raw file that a buffer can stand on; its first read is never short."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(len(buffer))
        while not self._begun and len(data) < len(buffer):  # a pipe gives what it has
            more = self._file.read(len(buffer) - len(data))
            if not more:
                break
            data += more
        self._begun = True
        buffer[: len(data)] = data
        return len(data)

    def readall(self) -> bytes:
        return self._file.read()

    def seekable(self) -> bool:
        return bool(getattr(self._file, "seekable", bool)())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)


def peekable(file: IO[bytes]) -> io.BufferedReader:
    """The same file, whose first `SNIFFED` bytes can be looked at before they are read."""
    return io.BufferedReader(_Raw(file), SNIFFED)


def _whole(decoded: Decoded) -> Iterator[Any]:
    if decoded.message is not None:
        yield attrs.evolve(decoded.message, items=())
    for finding in decoded.findings:
        yield stamped(finding, decoded.items)
    yield from decoded.items


def iter_items(
    file: PathLike | BinaryIO,
    *,
    format: str | None = None,
    feed: Feed | None = None,
    on_error: OnError = "raise",
    on_finding: OnFinding | None = None,
    **options: Any,
) -> ItemStream:
    r"""The stories of a file, in order, one at a time: an iterator and a context manager.

    `file` is a path or an open binary file; memory stays bounded by the largest story, but for
    `json`, `jsonld` and `html`, which are read whole. With `on_error="skip"` a broken story becomes a
    finding and the next is read; else its DecodeError is raised. Data that no format claims is a
    DecodeError at once, a path that cannot be read the system's OSError. A folder is read file by
    file: `newsrec.testing.assert_valid_feed` and the command line take one whole.

    >>> import io
    >>> lines = b'{"newsrec":1,"headline":"Ferry waits"}\n{"newsrec":1,"headline":"Ferry sails"}\n'
    >>> with iter_items(io.BytesIO(lines), format="jsonl") as stories:
    ...     [story.headline for story in stories]
    ['Ferry waits', 'Ferry sails']
    """
    return ItemStream(file, format=format, feed=feed, on_error=on_error, on_finding=on_finding, **options)

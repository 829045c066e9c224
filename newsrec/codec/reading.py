"""Reading: bytes to stories, with what was noticed on the way.

Nothing is silent: findings go to `on_finding`, and `strict` makes of the first warning an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, Self

import attrs

from newsrec.codec.arguments import check_options, content_bytes, require_listener, require_on_error
from newsrec.codec.detection import settle_format
from newsrec.codec.files import open_input, peekable
from newsrec.codec.limits import MOST_ALIKE, FindingLimit, limit_findings
from newsrec.errors import DecodeError
from newsrec.findings import Finding, Severity, StoryRef, to_error, to_finding
from newsrec.formats._format import SNIFFED, Decoded, Reading, decode_by, module_of
from newsrec.model import Message, NewsItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import IO

    from newsrec.codec.arguments import OnError, OnFinding
    from newsrec.codec.files import PathLike
    from newsrec.context import Feed


def loads(
    data: bytes | str,
    *,
    format: str | None = None,
    feed: Feed | None = None,
    strict: bool = False,
    on_finding: OnFinding | None = None,
    **options: Any,
) -> NewsItem:
    r"""Return the one story that the data holds; `data` is the content itself, never a path.

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
    """Return the one story of a file: a path, or an open binary file. As `loads` in all else.

    A path that cannot be read is the system's OSError.

    >>> import io
    >>> load(io.BytesIO(b"Ferry runs again")).headline
    'Ferry runs again'
    """
    with open_input(file) as (stream, _):
        data = stream.read()
    return loads(data, format=format, feed=feed, strict=strict, on_finding=on_finding, **options)


def _not_one(count: int) -> DecodeError:
    found = f"{count} stories" if count else "no story"
    msg = f"expected one story, found {found}; iter_items reads any number"
    return DecodeError(msg, code="NR902")


def decode(data: bytes | str, name: str | None, feed: Feed | None, options: Mapping[str, Any]) -> Decoded:
    """All that a document holds, embedded records put in place; DecodeError when it is none."""
    raw = data if data.__class__ is bytes else content_bytes(data)
    row, noticed = settle_format(raw, name, feed)
    if options:
        check_options(row, options, "reads", loads)
    reading = Reading(feed, options, isinstance(data, str))
    try:
        decoded = decode_by(row, raw, reading)
    except DecodeError as error:
        error.locate(format=row.name)
        raise
    if any(decoded.sidecars):
        from newsrec.formats._record.sidecar import restore

        decoded = restore(decoded)
    if noticed or len(decoded.findings) > MOST_ALIKE:
        return attrs.evolve(decoded, findings=limit_findings((*noticed, *decoded.findings)))
    return decoded


def report(decoded: Decoded, *, strict: bool, on_finding: OnFinding | None) -> None:
    """Tell the findings of a document, and raise the first that `strict` does not let pass."""
    if on_finding is not None:
        require_listener(on_finding)
    for finding in decoded.findings:
        told = with_story(finding, decoded.items)
        if on_finding is not None:
            on_finding(told)
        if strict and told.severity >= Severity.WARNING:
            raise to_error(told, DecodeError)


def with_story(finding: Finding, items: tuple[NewsItem, ...]) -> Finding:
    """Return the finding with the guid and headline of the story that it belongs to."""
    if finding.item is None and len(items) != 1:
        return finding
    number = 1 if finding.item is None else finding.item.number
    if not 1 <= number <= len(items):
        return finding
    item = items[number - 1]
    return attrs.evolve(finding, item=StoryRef(number=number, guid=item.guid, headline=item.headline))


# -- stories one by one ----------------------------------------------------------------------------


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
        require_on_error(on_error)
        if on_finding is not None:
            require_listener(on_finding)
        self._skip = on_error == "skip"
        self._limit = None if on_finding is None else FindingLimit(on_finding)
        self._context = open_input(file)
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
            row, noticed = settle_format(stream.peek(SNIFFED), None, feed)
            for finding in noticed:
                self._report(finding)
        else:
            row, _ = settle_format(b"", name, feed)
        if options:
            check_options(row, options, "reads", iter_items)
        module = module_of(row.module)
        self._format = row.name
        if hasattr(module, "events"):
            return iter(module.events(stream, Reading(feed, options)))
        return _whole_document(decode(stream.read(), row.name, feed, options))

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
            event = self._first.pop(0) if self._first else next(self._events, None)
            if event is None:
                self._flush()
                raise StopIteration
            if isinstance(event, Decoded):
                event = self._restore(event)
            if isinstance(event, NewsItem):
                self.number += 1
                self._flush()
                return event
            if isinstance(event, Message):
                self.message = event
            elif isinstance(event, Finding):
                self._report(event)
            else:
                self.number += 1
                self._fail(event)

    def _restore(self, story: Decoded) -> NewsItem:
        """The record embedded with one story, where it holds; its findings are told."""
        from newsrec.formats._record.sidecar import restore

        decoded = restore(story)
        item = decoded.items[0]
        for finding in decoded.findings:
            ref = StoryRef(number=self.number + 1, guid=item.guid, headline=item.headline)
            self._report(attrs.evolve(finding, item=ref))
        return item

    def _fail(self, error: DecodeError) -> None:
        self._flush()
        error.locate(format=self._format)
        if not self._skip:
            raise error
        self._report(attrs.evolve(to_finding(error), item=StoryRef(number=self.number)))

    def _report(self, finding: Finding) -> None:
        if self._limit is not None:
            self._limit(attrs.evolve(finding, source=finding.source or self._source))

    def _flush(self) -> None:
        if self._limit is not None:
            self._limit.flush()

    def close(self) -> None:
        """Close the file, if this stream opened it."""
        self._context.__exit__(None, None, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _whole_document(decoded: Decoded) -> Iterator[Any]:
    if decoded.message is not None:
        yield attrs.evolve(decoded.message, items=())
    for finding in decoded.findings:
        yield with_story(finding, decoded.items)
    yield from decoded.items

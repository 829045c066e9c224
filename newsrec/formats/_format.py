"""What a format is: a row of data, a module that reads and writes, and what they pass on.

A format's module has, by name:

- `sniff(head)`: whether the first bytes of a document (up to `SNIFFED`) are of this format; it
  loads no XML library and never raises;
- `decode(data, reading)`: bytes to `Decoded`; a `DecodeError` when no record can be made;
- `encode(item, writing)`: one story to bytes; an `EncodeError` where it cannot be carried.

and, where the format can do it:

- `events(file, reading)`: a binary file to a `Message` without items, then stories, findings and
  `DecodeError`s (as values) in the order of the file, in bounded memory; a story that had a record
  embedded comes as a `Decoded` of that one story;
- `encode_all(stories, message, writing)`: many stories, each a pair of the item and the text to
  embed with it or None, and their envelope, to chunks of bytes;
- `LOSSES`: path pattern to (code, sentence), for what the format changes on purpose;
- `positions(data, reading)`: record path to `Position`, for each story of a document that `decode`
  or `events` gives, as far as the document can be read; what is broken in it raises nothing;
- `pieces(file, size)`: a binary file cut between stories into pieces of about so many bytes, each
  a document of its own, so that a large file need not be held.

Nothing of it keeps state between calls, and no call reads anything but its arguments. The types of
the functions are the protocols below; tests/typing/formats.py holds our formats to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, TypeVar

import attrs

from newsrec.errors import others
from newsrec.findings import Finding
from newsrec.model import Message, NewsItem

if TYPE_CHECKING:
    from types import ModuleType

    from newsrec.context import Feed, Site  # noqa: TC004 - a wire is read without them
    from newsrec.errors import DecodeError, Position

_T = TypeVar("_T")

#: How many bytes of a document `sniff` is given.
SNIFFED = 4096


@attrs.frozen(weakref_slot=False)
class Option:
    """One option of a format: `kind` is the type that it takes, `choices` its values if few."""

    name: str
    kind: type[Any]
    default: Any
    doc: str
    reads: bool = attrs.field(default=False, kw_only=True)
    writes: bool = attrs.field(default=False, kw_only=True)
    choices: tuple[str, ...] = attrs.field(default=(), kw_only=True)

    @property
    def listed(self) -> str:
        """The choices, for people: "" among them is nothing."""
        named = [each for each in self.choices if each]
        return f"one of {', '.join(named)}" + (", or nothing" if "" in self.choices else "")


@attrs.frozen(weakref_slot=False, kw_only=True)
class Format:
    """One format: its name, what it can hold, and the module that reads and writes it.

    `carries` are the record paths that the format can hold, `message` those of an envelope;
    `public` formats are for readers: they refuse what is embargoed, withheld or canceled and
    never show what is not public. `embeds` says whether the record itself can travel inside,
    `many` whether a document can hold several stories.
    """

    name: str
    title: str
    module: str
    suffixes: tuple[str, ...]
    mime: str
    carries: tuple[str, ...]
    message: tuple[str, ...] = ()
    public: bool = False
    embeds: bool = False
    many: bool = False
    options: tuple[Option, ...] = ()

    @property
    def is_ours(self) -> bool:
        """Whether the format is newsrec's own, not another package's."""
        return self.module.startswith("newsrec.")


@attrs.frozen(weakref_slot=False)
class Decoded:
    """What a document gave: its stories in order, its envelope if it has one, and the findings.

    A finding that belongs to one of several stories names it by `item.number`. `sidecars` holds,
    for each story, the record that was embedded with it, as its own text, or None.
    """

    items: tuple[NewsItem, ...]
    findings: tuple[Finding, ...] = ()
    message: Message | None = None
    sidecars: tuple[str | None, ...] = ()


@attrs.frozen(weakref_slot=False)
class Fit:
    """The nearest record that a format can hold, and what it costs, in the order of the paths.

    >>> from newsrec import NewsItem, fit
    >>> fitted = fit(NewsItem(headline="Ferry runs again", urgency=4), "wire")
    >>> fitted.item.urgency, [loss.code for loss in fitted.losses]
    (None, ['NR805'])
    """

    item: NewsItem
    losses: tuple[Finding, ...]


@attrs.frozen(weakref_slot=False)
class Reading:
    """What reading is told: the feed, the options, and whether the data came as text.

    Data that came as a `str` is UTF-8, whatever it says of itself.
    """

    feed: Feed | None = None
    options: Mapping[str, Any] = attrs.field(factory=dict)
    from_text: bool = False


@attrs.frozen(weakref_slot=False)
class Writing:
    """What writing is told: the site that signs, the present if known, and the options.

    `sidecar` is the text to embed with the story, for a format that embeds.
    """

    site: Site | None = None
    now: datetime | None = None
    allow: tuple[str, ...] = ()
    options: Mapping[str, Any] = attrs.field(factory=dict)
    sidecar: str | None = None


class Codec(Protocol):
    """The module of a format, as far as every format has it."""

    def sniff(self, head: bytes, /) -> bool: ...
    def decode(self, data: bytes, reading: Reading, /) -> Decoded: ...
    def encode(self, item: NewsItem, writing: Writing, /) -> bytes: ...


class Events(Protocol):
    """The streaming reader of a format that has one."""

    def __call__(
        self, file: BinaryIO, reading: Reading, /
    ) -> Iterator[Message | NewsItem | Decoded | Finding | DecodeError]: ...


class EncodeAll(Protocol):
    """The writer of many stories, of a format that holds many."""

    def __call__(
        self,
        stories: Iterable[tuple[NewsItem, str | None]],
        message: Message | None,
        writing: Writing,
        /,
    ) -> Iterator[bytes]: ...


class Positions(Protocol):
    """The second pass that finds where each part of each story stands in a document."""

    def __call__(self, data: bytes, reading: Reading, /) -> tuple[Mapping[str, Position], ...]: ...


class Pieces(Protocol):
    """The cut of a large file into documents, of a format that can be cut."""

    def __call__(self, file: BinaryIO, size: int, /) -> Iterator[bytes]: ...


@cache
def module_of(name: str) -> ModuleType:
    """The module of a format, loaded on first use."""
    return import_module(name)


def decoded_by(row: Format, data: bytes, reading: Reading) -> Decoded:
    """What the format reads in the data; of another package, a ConfigError names it where it fails."""
    if row.is_ours:
        ours: Decoded = module_of(row.module).decode(data, reading)
        return ours
    with others(f"reading by the format {row.name} of another package failed"):
        return _proved(module_of(row.module).decode(data, reading), Decoded)


def encoded_by(row: Format, item: NewsItem, writing: Writing) -> bytes:
    """The story in the format; of another package, a ConfigError names it where it fails."""
    if row.is_ours:
        ours: bytes = module_of(row.module).encode(item, writing)
        return ours
    with others(f"writing by the format {row.name} of another package failed"):
        return _proved(module_of(row.module).encode(item, writing), bytes)


def _proved(value: object, kind: type[_T]) -> _T:
    if isinstance(value, kind):
        return value
    msg = f"it gave {type(value).__name__}, expected {kind.__name__}"
    raise TypeError(msg)

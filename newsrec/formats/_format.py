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
- `CODES`: an `Entry` for each code of its own; where ours stand, `HOMES` of the catalogue says;
- `positions(data, reading)`: record path to `Position`, for each story of a document that `decode`
  or `events` gives, as far as the document can be read; what is broken in it raises nothing;
- `describe(head)`: what more there is to say of such data, for `newsrec detect`, or None: whose wire it is;
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

from newsrec.constructors import NestingError
from newsrec.errors import START, DecodeError
from newsrec.findings import Finding
from newsrec.messages import blame_plugin
from newsrec.model import Message, NewsItem

if TYPE_CHECKING:
    from types import ModuleType

    from newsrec.context import Feed, Site  # noqa: TC004 - a wire is read without them
    from newsrec.errors import Position

_T = TypeVar("_T")

#: How many bytes of a document `sniff` is given.
SNIFFED = 4096


@attrs.frozen(weakref_slot=False)
class Option:
    """One option of a format."""

    name: str
    """The keyword by which a caller gives it."""
    kind: type[Any]
    """The type that it takes."""
    default: Any
    """Its value where none is given."""
    doc: str
    """What it does, for the reference and `--help`."""
    reads: bool = attrs.field(default=False, kw_only=True)
    """Whether reading takes it."""
    writes: bool = attrs.field(default=False, kw_only=True)
    """Whether writing takes it."""
    choices: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    """All its values, if they are few; `()` for any of its type."""
    pattern: str = attrs.field(default="", kw_only=True)
    """A regular expression that a text must match, "" left out; "" for any text."""

    @property
    def listed(self) -> str:
        """The choices, for people: "" among them is nothing."""
        named = [each for each in self.choices if each]
        return f"one of {', '.join(named)}" + (", or nothing" if "" in self.choices else "")


@attrs.frozen(weakref_slot=False, kw_only=True)
class Format:
    """One format: its name, what it can hold, and the module that reads and writes it."""

    name: str
    """The name that callers give: "jsonld"."""
    title: str
    """What it is called in tables and headings."""
    module: str
    """The module that reads and writes it, loaded on first use."""
    suffixes: tuple[str, ...]
    """What the names of its files end in: ".jsonld"; the first is the one that is written."""
    mime: str
    """Its media type."""
    carries: tuple[str, ...]
    """The record paths that it can hold: `creators[].name`."""
    message: tuple[str, ...] = ()
    """The paths of an envelope that it can hold; `()` where it has no envelope."""
    public: bool = False
    """Whether it is for readers: it refuses what is embargoed, not usable or of prohibited use, and shows
    nothing that is not public."""
    embeds: bool = False
    """Whether the record itself can travel inside, with `embed=True`."""
    many: bool = False
    """Whether a document can hold several stories."""
    options: tuple[Option, ...] = ()
    """Its own options of reading and writing."""

    @property
    def is_ours(self) -> bool:
        """Whether the format is newsrec's own, not another package's."""
        return self.module.startswith("newsrec.")


@attrs.frozen(weakref_slot=False)
class Decoded:
    """What a document gave: its stories, its envelope if it has one, and the findings."""

    items: tuple[NewsItem, ...]
    """The stories, in the order of the document."""
    findings: tuple[Finding, ...] = ()
    """What was noticed; one that belongs to one of several stories names it by `item.number`."""
    message: Message | None = None
    """The envelope; None where the document has none."""
    sidecars: tuple[str | None, ...] = ()
    """For each story the record that was embedded with it, as its own text, or None."""


@attrs.frozen(weakref_slot=False)
class Fit:
    """The nearest record that a format can hold, and what it costs.

    >>> from newsrec import NewsItem, fit
    >>> fitted = fit(NewsItem(headline="Ferry runs again", urgency=4), "wire")
    >>> fitted.item.urgency, [loss.code for loss in fitted.losses]
    (None, ['NR805'])
    """

    item: NewsItem
    """The nearest record that the format can hold."""
    losses: tuple[Finding, ...]
    """What it costs, in the order of the paths; `()` where the format holds all."""


@attrs.frozen(weakref_slot=False)
class Reading:
    """What reading is told: the feed, the options, and whether the data came as text."""

    feed: Feed | None = None
    """What the feed never says; None where nobody told."""
    options: Mapping[str, Any] = attrs.field(factory=dict)
    """The format's own options, every one of them, by name."""
    from_text: bool = False
    """Whether the data came as a `str`, which is UTF-8 whatever it says of itself."""


@attrs.frozen(weakref_slot=False)
class Writing:
    """What writing is told: the site that signs, the present if known, and the options."""

    site: Site | None = None
    """Who signs the output; None where nobody told."""
    now: datetime | None = None
    """The present; None where nobody told."""
    allow: tuple[str, ...] = ()
    """What may be written that public formats refuse: "embargoed"."""
    options: Mapping[str, Any] = attrs.field(factory=dict)
    """The format's own options, every one of them, by name."""
    sidecar: str | None = None
    """The text to embed with the story; None where none is asked for."""


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
    """Return the module of a format, loaded on first use."""
    return import_module(name)


def decode_by(row: Format, data: bytes, reading: Reading) -> Decoded:
    """Return what the format reads in the data; of another package, a ConfigError names it where it fails."""
    if row.is_ours:
        try:
            ours: Decoded = module_of(row.module).decode(data, reading)
        except NestingError as error:  # of a record's constructor
            raise DecodeError(str(error), code="NR945", format=row.name, position=START) from error
        return ours
    with blame_plugin(f"reading by the format {row.name} of another package failed"):
        return require_type(module_of(row.module).decode(data, reading), Decoded, "decode()")


def encode_by(row: Format, item: NewsItem, writing: Writing) -> bytes:
    """Return the story in the format; of another package, a ConfigError names it where it fails."""
    if row.is_ours:
        ours: bytes = module_of(row.module).encode(item, writing)
        return ours
    with blame_plugin(f"writing by the format {row.name} of another package failed"):
        return require_type(module_of(row.module).encode(item, writing), bytes, "encode()")


def require_type(value: object, kind: type[_T], what: str) -> _T:
    """Return the value, if it is of that kind; TypeError for what another package made otherwise."""
    if isinstance(value, kind):
        return value
    msg = f"{what} is {type(value).__name__}, expected {kind.__name__}"
    raise TypeError(msg)

"""Reads and writes the record as JSON: what `json` and `jsonl` hold, and what other formats embed.

A story is an object `{"newsrec":1,"headline":"Ferry runs again","body":["First."]}`: the version
of the schema, then the record's own fields in their order, those at their defaults left out.
Tuples are arrays; times are ISO 8601 texts, a partial date `2024`, `2024-05`, `--12-05` or
`--12`. A block names its class by `type`; a paragraph that is nothing but plain text, and such a
cell, is that text itself. Inline content is a text, or an array of texts and spans.

The classes are the schema: cattrs finds the reader and the writer of a type, and each is made
once, from the class's fields. Readers build records without running their converters (`skip_checks`),
since they prove the types themselves; the field's own converter proves a leaf.

Keys that no field bears are kept in `extra["json"]` of the story or part that they stand in, and
written back in their place; where a part has no `extra`, they go to the nearest part around it
that has, under their path there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from newsrec._trusted import skip_checks
from newsrec.catalogue import finding
from newsrec.errors import START, DecodeError, EncodeError
from newsrec.findings import StoryRef
from newsrec.formats._record import json_text
from newsrec.formats._record.hooks import OF_DOCUMENT, Pairs, Reader, UnknownKey, Writer, make_converter
from newsrec.formats._record.json_places import (
    DEEPEST,
    Fault,
    describe_value,
    duplicate_key,
    fault_error,
    fault_of,
    positions,
    to_dict,
)
from newsrec.formats._record.schema import TYPES
from newsrec.formats._record.unknown_keys import add_kept_keys, report_unknown_key, shelve_unknown_keys
from newsrec.formats._text.refused import SURROGATE, refused_character
from newsrec.model import Message, NewsItem
from newsrec.paths import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsrec.errors import Position
    from newsrec.findings import Finding

#: The version of the schema that is written. Every earlier one is read.
VERSION = 1

#: How a document of each earlier version becomes one of the next: the first is that of version 1.
UPGRADES: tuple[Callable[[Pairs], Pairs], ...] = ()


class _Hooks(NamedTuple):
    """Holds the readers and writers of what a document can be."""

    read_item: Reader
    read_message: Reader
    write_item: Writer
    write_message: Writer


@cache
def _hooks() -> _Hooks:
    """Make the hooks once: that takes some milliseconds."""
    converter = make_converter()
    return _Hooks(
        converter.get_structure_hook(NewsItem),
        converter.get_structure_hook(Message),
        converter.get_unstructure_hook(NewsItem),
        converter.get_unstructure_hook(Message),
    )


# -- documents ------------------------------------------------------------------------------------


class Document(NamedTuple):
    """Holds what a document has: one story, or an envelope.

    In an envelope `items` is None where it has no key `items`, `message` where it has only that key.
    """

    is_envelope: bool
    message: Message | None
    items: tuple[NewsItem, ...] | None
    findings: tuple[Finding, ...]


def structure(value: Any) -> tuple[NewsItem, tuple[Finding, ...]]:
    """Read one story, with findings, from a value of `json_text.parse`; a Fault for any other value."""
    document = read_document(value)
    if document.is_envelope or document.items is None:
        raise Fault("NR942", "found an envelope, expected one story")
    return document.items[0], document.findings


def read_document(value: Any) -> Document:
    """Read the stories and the envelope of a value of `json_text.parse`; a Fault where there are none."""
    rest, version = _split_version(value)
    notes: list[Finding] = []
    if version > VERSION:
        sentence = f"the document is of schema version {version}, newer than {VERSION}: read as far as known"
        notes.append(finding("NR944", sentence))
    else:
        for upgrade in UPGRADES[version - 1 :]:
            rest = upgrade(rest)
    keys = dict(rest)
    if "items" not in keys and "message" not in keys:
        item, found = _read(NewsItem, rest)
        notes.extend(found)
        return Document(is_envelope=False, message=None, items=(item,), findings=of_story(notes, 1, item))
    return _read_envelope(rest, notes)


def load_document(data: bytes) -> Document:
    """Read the stories and the envelope of a JSON document; DecodeError with path, line and column."""
    value = json_text.parse(data)
    try:
        return read_document(value)
    except (Fault, RecursionError) as error:
        raise decode_error(json_text.as_text(data), error) from error


def decode_error(text: str, error: Fault | RecursionError) -> DecodeError:
    """Return the error for what keeps a document from being read, with its path and position."""
    if isinstance(error, RecursionError):
        error = Fault("NR945", "found parts nested too deep for the stack that is left", index=0)
    if error.code in ("NR941", "NR946"):
        error = fault_of(text) or error  # its place is where the text shows it
    return fault_error(text, error)


_FIRST_KEY = re.compile(rb'(?:\xef\xbb\xbf)?[ \t\r\n]*+\{[ \t\r\n]*+"newsrec"')


_OBJECT = re.compile(rb"[ \t\r\n]*+\{")


def is_ours(head: bytes) -> bool:
    """Whether data begins with an object whose first key is the version of our schema."""
    return _FIRST_KEY.match(head) is not None


def is_lines(head: bytes) -> bool:
    """Whether the first line is a whole document of ours, and another object begins after it."""
    end = head.find(b"\n")
    if end < 0 or not _OBJECT.match(head, end):
        return False
    line = head[:end]
    try:
        _split_version(json_text.parse(line))
    except (Fault, DecodeError):
        return False
    return True


def _split_version(value: Any) -> tuple[Pairs, int]:
    """Split a document into the pairs without its version, and the version."""
    first = '{"newsrec":1, …}'
    if value.__class__ is not tuple:
        raise Fault("NR948", f"found {describe_value(value)}, expected an object {first}")
    if value and value[0][0] == "newsrec":
        version, rest = value[0][1], value[1:]
    else:
        fields = to_dict(value)
        if "newsrec" not in fields:
            msg = f"found an object without 'newsrec', the version of its schema, expected {first}"
            raise Fault("NR948", msg)
        version, rest = fields["newsrec"], tuple([pair for pair in value if pair[0] != "newsrec"])
    if version.__class__ is not int or version < 1:
        msg = f"found {describe_value(version)}, expected the version of the schema, {VERSION}"
        raise Fault("NR948", msg).inside("newsrec")
    if "newsrec" in dict(rest):
        raise duplicate_key(value)
    return rest, version


def _read(record: type[Any], pairs: Any) -> tuple[Any, tuple[Finding, ...]]:
    """Read a story or an envelope, with a finding for each key that no field bears."""
    hooks = _hooks()
    read = hooks.read_item if record is NewsItem else hooks.read_message
    try:
        return read(pairs), ()
    except UnknownKey:
        found: list[Finding] = []
        known = shelve_unknown_keys(pairs, record, "message" if record is Message else "", found)
        return read(known), tuple(found)


def of_story(findings: Sequence[Finding], number: int, item: NewsItem) -> tuple[Finding, ...]:
    """Return the findings with the story of the document that they belong to."""
    if not findings:
        return ()
    story = StoryRef(number=number, guid=item.guid, headline=item.headline)
    return tuple([attrs.evolve(each, item=story) for each in findings])


def _read_envelope(pairs: Pairs, notes: list[Finding]) -> Document:
    fields = to_dict(pairs)
    message, items = None, None
    others = {key: value for key, value in pairs if key not in OF_DOCUMENT}
    if "message" in fields or others:
        message, found = _read_message(fields.get("message", ()), others)
        notes.extend(found)
    if "items" in fields:
        items, found = _read_items(fields["items"])
        notes.extend(found)
    return Document(is_envelope=True, message=message, items=items, findings=tuple(notes))


def _read_message(pairs: Any, others: dict[str, Any]) -> tuple[Message, list[Finding]]:
    """Read the envelope; unknown keys beside it are kept in it."""
    notes = [report_unknown_key(key, key, OF_DOCUMENT) for key in others]
    if others and pairs.__class__ is tuple:
        pairs = tuple(add_kept_keys(list(pairs), others))
    try:
        message, found = _read(Message, pairs)
    except Fault as fault:
        raise fault.inside("message")  # noqa: B904 - the same fault
    return message, [*notes, *found]


def _read_items(values: Any) -> tuple[tuple[NewsItem, ...], list[Finding]]:
    if values.__class__ is not list:
        raise Fault("NR942", f"found {describe_value(values)}, expected an array of stories").inside("items")
    items: list[NewsItem] = []
    notes: list[Finding] = []
    for index, value in enumerate(values):
        try:
            item, found = _read(NewsItem, value)
        except Fault as fault:
            raise fault.inside(index).inside("items")  # noqa: B904 - the same fault
        items.append(item)
        notes.extend(of_story(found, index + 1, item))
    return tuple(items), notes


# -- writing --------------------------------------------------------------------------------------

#: How deep a story may nest: an envelope, or another format's document, has room around it.
DEEPEST_STORY = DEEPEST - 4


def dump(item: NewsItem, *, in_envelope: bool = False, in_order: bool = False) -> bytes:
    """Return one story as compact JSON, with the version of the schema unless an envelope has it.

    EncodeError for a lone surrogate, or for parts nested too deep.
    """
    write_item = _hooks().write_item
    try:
        value = write_item(item)
        data = json_text.write(value if in_envelope else {"newsrec": VERSION, **value}, in_order=in_order)
    except (ValueError, RecursionError) as error:
        raise _refusal(item, error) from error
    if json_text.is_deeper(data, DEEPEST_STORY):
        raise _refusal(item, None)
    return data


def dump_message(message: Message) -> bytes:
    """Return an envelope without its stories as compact JSON; EncodeError as for a story."""
    write_message = _hooks().write_message
    try:
        data = json_text.write(write_message(message))
    except (ValueError, RecursionError) as error:
        raise _refusal(message, error) from error
    if json_text.is_deeper(data, DEEPEST_STORY):
        raise _refusal(message, None)
    return data


def canonical(item: NewsItem) -> bytes:
    """Return one story as compact JSON with sorted keys: equal for equal records, whatever their history."""
    return dump(item, in_order=True)


def _refusal(record: NewsItem | Message, error: Exception | None) -> EncodeError:
    """Return the error for the first part of a story or an envelope that cannot be written."""
    if isinstance(error, UnicodeEncodeError):
        return refused_character(texts(record), SURROGATE, "JSON in UTF-8")
    if isinstance(error, ValueError):
        msg = "found a number of more digits than this process is set to write"
        return EncodeError(msg, code="NR946")
    deep = next((name for name in TYPES[record.__class__] if _is_too_deep(record, name)), None)
    msg = f"found parts nested too deep, expected at most {DEEPEST_STORY} arrays and objects in JSON"
    return EncodeError(msg, code="NR945", path=deep)


def _is_too_deep(record: NewsItem | Message, name: str) -> bool:
    """Whether one field alone nests too deep."""
    hooks = _hooks()
    write = hooks.write_item if record.__class__ is NewsItem else hooks.write_message
    alone = skip_checks(type(record))(**{name: getattr(record, name)})
    try:
        return json_text.is_deeper(json_text.write(write(alone)), DEEPEST_STORY)
    except RecursionError:
        return True


# -- positions ------------------------------------------------------------------------------------

_ITEM = re.compile(r"items\[([0-9]+)\](?:\.|\Z)")


def positions_of(text: str, base: Position = START) -> tuple[dict[str, Position], ...]:
    """Return the position of each part of each story of a sound document, by its path in the story."""
    found = positions(text, base)
    if "items" not in found and "message" not in found:
        return (found,)
    stories: list[dict[str, Position]] = []
    for path, position in found.items():
        item = _ITEM.match(path)
        if item:
            if item.end() == len(path):
                stories.append({})
            stories[-1][path[item.end() :]] = position
    return tuple(stories)

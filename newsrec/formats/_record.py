"""The record as JSON: what `json` and `jsonl` hold, and what other formats embed.

A story is an object `{"newsrec":1,"headline":"Ferry runs again","body":["First."]}`: the version
of the schema, then the record's own fields in their order, those at their defaults left out.
Tuples are arrays; times are ISO 8601 texts, a partial date `2024`, `2024-05`, `--12-05` or
`--12`. A block names its class by `type`; a paragraph that is nothing but plain text, and such a
cell, is that text itself. Inline content is a text, or an array of texts and spans.

The classes are the schema: cattrs finds the reader and the writer of a type, and each is made
once, from the class's fields. Readers build records without running their converters (`trusted`),
since they prove the types themselves; leaves are proved by the field's own converter.

Keys that no field bears are kept in `extra["json"]` of the story or part that they stand in, and
written back in their place; where a part has no `extra`, they go to the nearest part around it
that has, under their path there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from operator import length_hint
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin, get_type_hints

import attrs
from cattrs import Converter

from newsrec import model
from newsrec.body import BLOCK_CLASSES, Block, Cell, Heading, Inline, Paragraph, Span, as_inline
from newsrec.catalogue import finding
from newsrec.errors import DecodeError, EncodeError, nearest, shown
from newsrec.findings import StoryRef
from newsrec.formats import _json
from newsrec.formats._json import Fault
from newsrec.model import FrozenMap, Message, NewsItem, PartialDate, Rendition, Rights, When, trusted
from newsrec.paths import field_names, key_path, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsrec.errors import Position
    from newsrec.findings import Finding

#: The version of the schema that is written. Every earlier one is read.
VERSION = 1

Pairs: TypeAlias = tuple[tuple[str, Any], ...]

#: How a document of each earlier version becomes one of the next: the first is that of version 1.
UPGRADES: tuple[Callable[[Pairs], Pairs], ...] = ()

#: The namespace of `extra` for keys that no field bears.
NAMESPACE = "json"

#: The keys of a document that are none of the story's.
_OF_DOCUMENT = ("newsrec", "message", "items")

#: The classes that are objects in JSON.
RECORDS: tuple[type[Any], ...] = (
    NewsItem, Message, model.Label, model.Concept, model.Party, model.Dateline, Rights, Rendition,
    model.Link, Span, Cell, *BLOCK_CLASSES,
)  # fmt: skip

TAGS: dict[type[Any], str] = {block: block.__name__.lower() for block in BLOCK_CLASSES}
_BY_TAG = {tag: block for block, tag in TAGS.items()}

#: The least and the most that a number may be, where the class says so.
BOUNDS: dict[tuple[type[Any], str], tuple[int, int | None]] = {
    (NewsItem, "urgency"): (1, 9),
    (Heading, "level"): (1, 6),
    (Cell, "colspan"): (1, None),
    (Cell, "rowspan"): (1, None),
    (Rendition, "width"): (0, None),
    (Rendition, "height"): (0, None),
    (Rendition, "size"): (0, None),
}


@cache
def types_of(record: type[Any]) -> dict[str, Any]:
    """The type of each field of a class, in the order of the fields."""
    hints = get_type_hints(record)
    return {name: hints[name] for name in field_names(record)}


def bare(kind: Any) -> Any:
    """A type without its None: `Party` for `Party | None`; unions of several stay unions."""
    options = [each for each in get_args(kind) if each is not NoneType]
    return options[0] if _is_union(kind) and len(options) == 1 else kind


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType)


def is_many(kind: Any) -> bool:
    """Whether a type is a tuple of any length of one type."""
    return get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis


def is_leaf(kind: Any) -> bool:
    """Whether a type is texts, numbers and truths alone, or a pair of numbers: no part, no time."""
    options = get_args(kind) if _is_union(kind) else (kind,)
    return all(each in (str, int, float, bool, NoneType, tuple[float, float]) for each in options)


def is_plain(kind: Any) -> bool:
    """Whether a leaf is in JSON what it is in the record: all but floats."""
    return is_leaf(kind) and float not in get_args(kind) and tuple[float, float] not in get_args(kind)


def is_when(kind: Any) -> bool:
    """Whether a type is a time, or a part of one."""
    return PartialDate in get_args(kind)


def is_embargo(kind: Any) -> bool:
    """Whether a type is a moment, or True."""
    return datetime in get_args(kind) and PartialDate not in get_args(kind)


# -- leaves ---------------------------------------------------------------------------------------

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?"
    r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{6})?)?)?\Z"
)
_PARTIAL = re.compile(r"(?:([0-9]{4})(?:-([0-9]{2}))?|--([0-9]{2})(?:-([0-9]{2}))?)\Z")

_WHEN = (
    "a time such as 2024-01-18T09:30:00+02:00, a date such as 2024-01-18, or a part of one: "
    "2024, 2024-01, --01-18, --01"
)


def read_when(value: Any) -> When | None:
    """The time that a text spells; a Fault for anything that is none, or has no zone."""
    if value is None:
        return None
    if value.__class__ is not str:
        raise Fault("NR942", f"found {_json.described(value)}, expected {_WHEN}")
    try:
        if _DAY.match(value):
            return date.fromisoformat(value)
        moment = _MOMENT.match(value)
        if moment:
            return _moment(moment)
        partial = _PARTIAL.match(value)
        if partial:
            year, month, other, day = (None if each is None else int(each) for each in partial.groups())
            return PartialDate(year, month if other is None else other, day)
    except ValueError as error:
        raise Fault("NR942", f"found {shown(value)}, which is no time that exists: {error}") from error
    raise Fault("NR942", f"found {shown(value)}, expected {_WHEN}")


def _moment(moment: re.Match[str]) -> datetime:
    if moment["zone"] is None:
        msg = f"found {shown(moment.group())}, which has no zone, expected an offset such as Z or +02:00"
        raise Fault("NR942", msg)
    return datetime.fromisoformat(moment.group())


def read_embargo(value: Any) -> datetime | Literal[True] | None:
    """A moment, or True for an embargo without an end."""
    if value is None or value is True:
        return value
    when = read_when(value) if value.__class__ is str else None
    if when.__class__ is not datetime:
        expected = "expected true or a time such as 2024-01-18T09:30:00+02:00"
        raise Fault("NR942", f"found {_json.described(value)}, {expected}")
    return when  # type: ignore[return-value]  # the class was just compared


def write_when(value: Any) -> Any:
    """A time as text; True as itself."""
    if value is True:
        return True
    return str(value) if value.__class__ is PartialDate else value.isoformat()


def read_extra(value: Any) -> FrozenMap:
    """The frozen map of an object; a Fault for anything else, or for what JSON cannot hold."""
    if value.__class__ is not tuple:
        raise Fault("NR942", f"found {_json.described(value)}, expected an object of namespaces")
    found = _json.plain(value)
    try:
        return FrozenMap(found) if found else model.NO_EXTRA
    except TypeError as error:
        raise Fault("NR946", f"found a number that no record can hold: {error}") from error


def write_extra(value: Any) -> Any:
    """A frozen JSON value as dicts and lists."""
    kind = value.__class__
    if kind is FrozenMap:
        return {key: write_extra(each) for key, each in value.items()}
    if kind is tuple:
        return [write_extra(each) for each in value]
    return _json.number(value) if kind is float else value


_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


def expected(record: type[Any], name: str) -> str:
    """What a leaf must be, for a message: "a whole number from 1 to 9"."""
    kind = types_of(record)[name]
    options = get_args(kind) if _is_union(kind) else (kind,)
    if any(get_origin(each) is tuple for each in options):
        return "an array of two numbers"
    named = " or ".join([_NAMES[each] for each in options if each is not NoneType])
    least, most = BOUNDS.get((record, name), (None, None))
    if least is not None:
        named += f" of at least {least}" if most is None else f" from {least} to {most}"
    return named


# -- readers --------------------------------------------------------------------------------------

Reader: TypeAlias = Callable[[Any], Any]


class _UnknownKey(Exception):  # noqa: N818 - it is a turn on the way, not an error
    """A key that no field bears: the document is read once more, with such keys put aside."""


def _reader(record: type[Any], hooks: dict[str, Reader]) -> Callable[..., Any]:
    """A function from an object's pairs to a record; `hooks`, its fields' readers, may fill later."""
    make = trusted(record)
    plain_texts = frozenset(name for name, kind in types_of(record).items() if bare(kind) is str)
    needed = [field.name for field in attrs.fields(record) if field.default is attrs.NOTHING]
    proved = getattr(record, "__attrs_post_init__", None)
    what = record.__name__

    def read(value: Any, _: Any = None) -> Any:
        if value.__class__ is not tuple:
            raise Fault("NR942", f"found {_json.described(value)}, expected an object ({what})")
        fields = dict(value)
        if len(fields) != len(value):
            raise _json.duplicate(value)
        key = ""
        each = None
        try:
            for key, each in value:  # noqa: B007 - both are read when one fails
                if each.__class__ is not str or key not in plain_texts:
                    fields[key] = hooks[key](each)
        except Fault as fault:
            fault.steps.append(key)
            raise
        except KeyError:
            if key in hooks:
                raise
            raise _UnknownKey from None
        except TypeError as error:
            msg = f"found {_json.described(each)}, expected {expected(record, key)}"
            raise Fault("NR942", msg).inside(key) from error
        for name in needed:
            if name not in fields:
                raise Fault("NR942", f"found an object without {name!r}, which every {what} has")
        made = make(**fields)
        if proved is not None:
            try:
                proved(made)
            except TypeError as error:
                raise Fault("NR942", str(error)) from error
        return made

    return read


def _many_reader(read: Reader) -> Callable[..., Any]:
    def read_many(value: Any, _: Any = None) -> tuple[Any, ...]:
        if value.__class__ is not list:
            raise Fault("NR942", f"found {_json.described(value)}, expected an array")
        left = iter(value)
        try:
            return tuple([read(each) for each in left])
        except Fault as fault:
            fault.steps.append(len(value) - length_hint(left) - 1)
            raise

    return read_many


def _read_text(value: Any, _: Any = None) -> str:
    if value.__class__ is not str:
        raise Fault("NR942", f"found {_json.described(value)}, expected a text")
    return value  # type: ignore[no-any-return]  # the class was just compared


def _inline_reader(read_span: Reader) -> Callable[..., Any]:
    def read_inline(value: Any, _: Any = None) -> tuple[Inline, ...]:
        if value.__class__ is str:
            return (value,) if value else ()
        if value.__class__ is not list:
            msg = f"found {_json.described(value)}, expected a text, or an array of texts and spans"
            raise Fault("NR942", msg)
        parts: list[Inline] = []
        after_text = loose = False
        try:
            for each in value:
                if each.__class__ is str:
                    loose = loose or after_text or not each
                    after_text = True
                    parts.append(each)
                else:
                    parts.append(read_span(each))
                    after_text = False
        except Fault as fault:
            fault.steps.append(len(parts))
            raise
        return as_inline(parts) if loose else tuple(parts)

    return read_inline


def _block_reader(readers: Mapping[type[Any], Reader]) -> Callable[..., Any]:
    paragraph = trusted(Paragraph)
    by_tag = {tag: readers[block] for tag, block in _BY_TAG.items()}

    def read_block(value: Any, _: Any = None) -> Any:
        if value.__class__ is str:
            return paragraph(content=(value,) if value else ())
        if value.__class__ is not tuple:
            msg = f"found {_json.described(value)}, expected a block: a text, or an object with its type"
            raise Fault("NR942", msg)
        tag, fields = _tagged(value)
        read = by_tag.get(tag) if tag.__class__ is str else None
        if read is None:
            raise _unknown_block(tag)
        return read(fields)

    return read_block


def _tagged(pairs: Pairs) -> tuple[Any, Pairs]:
    """The tag of a block and its other pairs; a Fault where there is none, or two."""
    if pairs and pairs[0][0] == "type":
        tag, rest = pairs[0][1], pairs[1:]
    else:
        tags = [each for key, each in pairs if key == "type"]
        if not tags:
            listed = ", ".join(_BY_TAG)
            raise Fault("NR942", f"found an object without 'type', expected a block's: {listed}")
        tag, rest = tags[0], tuple([pair for pair in pairs if pair[0] != "type"])
    if any([key == "type" for key, _ in rest]) or len(rest) + 1 < len(pairs):
        raise _json.duplicate(pairs)
    return tag, rest


def _unknown_block(tag: Any) -> Fault:
    if tag.__class__ is not str:
        return Fault("NR942", f"found {_json.described(tag)}, expected a block's type").inside("type")
    near = nearest(tag, _BY_TAG) or f"; the blocks are {', '.join(_BY_TAG)}"
    return Fault("NR942", f"found {shown(tag)}, which is no block{near}").inside("type")


def _cell_reader(read_cell: Reader) -> Callable[..., Any]:
    cell = trusted(Cell)

    def read(value: Any, _: Any = None) -> Any:
        if value.__class__ is str:
            return cell(content=(value,) if value else ())
        return read_cell(value)

    return read


# -- writers --------------------------------------------------------------------------------------

Writer: TypeAlias = Callable[[Any], Any]


def _writer(record: type[Any], hooks: dict[str, Any]) -> Writer:
    """A function from a record to a dict of what is not at its default, in the order of the fields.

    `hooks` are its fields' writers, by name, and may fill later. The function is made as text, as
    attrs makes constructors: a test and a store for each field is all that is left to do.
    """
    tag = TAGS.get(record)
    lines = ["def write(self):", f"    out = {{'type': {tag!r}}}" if tag else "    out = {}"]
    for field in attrs.fields(record):
        name = field.name
        lines.append(f"    value = self.{name}")
        if name == "extra":
            lines.append("    if value: put_extra(out, value, known)")
            continue
        written = "value" if is_plain(types_of(record)[name]) else f"hooks_{name}(value)"
        differs = "True" if field.default is attrs.NOTHING else _differs(name, field.default)
        lines.append(f"    if {differs}: out[{name!r}] = {written}")
    hooks.update(put_extra=_put_extra, known=_known(record))
    hooks.update((f"default_{field.name}", field.default) for field in attrs.fields(record))
    exec("\n".join([*lines, "    return out"]), hooks)  # noqa: S102 - made of the classes' own field names
    return hooks["write"]  # type: ignore[no-any-return]  # what the source defines


def _differs(name: str, default: Any) -> str:
    if default is None:
        return "value is not None"
    return "value" if default in ((), False) else f"value != default_{name}"


def _known(record: type[Any]) -> frozenset[str]:
    """The keys that an object of a class understands, or that mean something to the document."""
    return frozenset((*field_names(record), *(_OF_DOCUMENT if record is NewsItem else ())))


def _put_extra(out: dict[str, Any], extra: FrozenMap, known: frozenset[str]) -> None:
    """Write `extra`, and the keys that no field bears where they stood."""
    kept = extra.get(NAMESPACE)
    if kept.__class__ is FrozenMap:
        placed = {key: value for key, value in kept.items() if _has_place(key, known)}
        if placed:
            rest = {key: value for key, value in kept.items() if key not in placed}
            extra = extra.with_(NAMESPACE, rest or None)
            out.update((key, write_extra(value)) for key, value in placed.items())
    if extra:
        out["extra"] = write_extra(extra)


def _has_place(key: str, known: frozenset[str]) -> bool:
    """Whether a key that was put aside stood in the object itself, not below it."""
    return key not in known and "." not in key and "[" not in key


def _many_writer(write: Writer) -> Writer:
    return lambda values: [write(value) for value in values]


def _inline_writer(write_span: Writer) -> Writer:
    def write_inline(content: tuple[Inline, ...]) -> Any:
        if len(content) == 1 and content[0].__class__ is str:
            return content[0]
        return [part if part.__class__ is str else write_span(part) for part in content]

    return write_inline


def _block_writer(writers: Mapping[type[Any], Writer]) -> Writer:
    def write_block(block: Block) -> Any:
        if block.__class__ is Paragraph and block.role is None and block.lang is None:  # type: ignore[union-attr]
            content = block.content  # type: ignore[union-attr]  # the class was just compared
            if not content:
                return ""
            if len(content) == 1 and content[0].__class__ is str:
                return content[0]
        return writers[block.__class__](block)

    return write_block


def _cell_writer(write_cell: Writer) -> Writer:
    def write(cell: Cell) -> Any:
        fields = write_cell(cell)
        if not fields:
            return ""
        content = fields.get("content")
        return content if len(fields) == 1 and content.__class__ is str else fields

    return write


# -- the converter --------------------------------------------------------------------------------


def make_converter() -> Converter:
    """A cattrs converter that knows every class of the record and every type of their fields.

    Its hooks take a value alone. Classes come through predicates, not by name, since cattrs would
    resolve the annotations of a class that it is told of by name, for everybody.
    """
    converter = Converter()
    read_fields: dict[type[Any], dict[str, Any]] = {record: {} for record in RECORDS}
    write_fields: dict[type[Any], dict[str, Any]] = {record: {} for record in RECORDS}
    readers: dict[type[Any], Any] = {each: _reader(each, read_fields[each]) for each in RECORDS}
    writers: dict[type[Any], Any] = {each: _writer(each, write_fields[each]) for each in RECORDS}
    blocks = _block_reader(readers), _block_writer(writers)
    readers[Cell], writers[Cell] = _cell_reader(readers[Cell]), _cell_writer(writers[Cell])
    inline = _inline_reader(readers[Span]), _inline_writer(writers[Span])

    def add(fits: Callable[[Any], bool], read: Callable[[Any], Any], write: Callable[[Any], Any]) -> None:
        converter.register_structure_hook_factory(fits, read)
        converter.register_unstructure_hook_factory(fits, write)

    add(
        is_many,
        lambda kind: _many_reader(converter.get_structure_hook(get_args(kind)[0])),
        lambda kind: _many_writer(converter.get_unstructure_hook(get_args(kind)[0])),
    )
    add(lambda kind: kind == tuple[Inline, ...], lambda _: inline[0], lambda _: inline[1])
    add(lambda kind: kind == Block, lambda _: blocks[0], lambda _: blocks[1])
    add(lambda kind: kind in readers, lambda kind: readers[kind], lambda kind: writers[kind])
    add(lambda kind: kind is str, lambda _: _read_text, lambda _: _as_it_is)
    add(lambda kind: kind is FrozenMap, lambda _: read_extra, lambda _: write_extra)
    add(is_when, lambda _: read_when, lambda _: write_when)
    add(is_embargo, lambda _: read_embargo, lambda _: write_when)
    for record in RECORDS:
        for field in attrs.fields(record):
            kind = types_of(record)[field.name]
            if (record, field.name) == (Message, "items"):
                continue  # the stories stand beside the envelope
            if is_leaf(kind):
                read_fields[record][field.name] = field.converter
                write_fields[record][f"hooks_{field.name}"] = _write_numbers
            else:
                read = converter.get_structure_hook(bare(kind))
                read_fields[record][field.name] = read if bare(kind) == kind else _or_none(read)
                write_fields[record][f"hooks_{field.name}"] = converter.get_unstructure_hook(bare(kind))
    return converter


def _or_none(read: Reader) -> Reader:
    return lambda value: None if value is None else read(value)


def _as_it_is(value: Any) -> Any:
    return value


def _write_numbers(value: Any) -> Any:
    """A number, or a pair of them, as every writer of JSON spells it."""
    if value.__class__ is tuple:
        return [_json.number(each) for each in value]
    return _json.number(value)


class _Hooks(NamedTuple):
    """The readers and writers of what a document can be."""

    read_item: Reader
    read_message: Reader
    write_item: Writer
    write_message: Writer


@cache
def _hooks() -> _Hooks:
    """Fetched once: making them takes some milliseconds."""
    converter = make_converter()
    return _Hooks(
        converter.get_structure_hook(NewsItem),
        converter.get_structure_hook(Message),
        converter.get_unstructure_hook(NewsItem),
        converter.get_unstructure_hook(Message),
    )


# -- keys that no field bears ---------------------------------------------------------------------


_MOST_HINTS = 20  # looking for the nearest name is slow work, and a document can have any number of keys


def _unknown(key: str, path: str, known: Iterable[str]) -> Finding:
    sentence = f"no field is named {shown(key)}{nearest(key, known)}; it is kept in extra.{NAMESPACE}"
    return finding("NR943", sentence, path=path)


class _Shelf:
    """Where unknown keys go: the nearest part around them that has an `extra`."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.kept: dict[str, Any] = {}


def _sifted(value: Any, record: type[Any], path: str, found: list[Finding], shelf: _Shelf | None = None) -> Any:
    """The pairs of an object with its unknown keys put into the `extra` of the nearest part with one.

    What is not of the record's shape is left for the readers to refuse.
    """
    if value.__class__ is not tuple or len(dict(value)) != len(value):
        return value
    known = types_of(record)
    own = shelf if shelf is not None and "extra" not in known else _Shelf(path)
    pairs: list[tuple[str, Any]] = []
    for key, each in value:
        below = key_path(path, key) if path else key_path("", key).removeprefix(".")
        if (key in known and (record, key) != (Message, "items")) or (key == "type" and record in TAGS):
            pairs.append((key, _sifted_field(each, known.get(key), below, found, own)))
        else:
            own.kept[below[len(own.path) :].removeprefix(".") if own is shelf else key] = each
            found.append(_unknown(key, below, known if len(found) < _MOST_HINTS else ()))
    if own is not shelf and own.kept:
        pairs = _with_kept(pairs, own.kept)
    return tuple(pairs)


def _sifted_field(value: Any, kind: Any, path: str, found: list[Finding], shelf: _Shelf) -> Any:
    kind = bare(kind)
    if is_many(kind):
        if value.__class__ is not list:
            return value
        inner = get_args(kind)[0]
        return [
            _sifted_field(each, inner, f"{path}[{index}]", found, shelf) for index, each in enumerate(value)
        ]
    if kind == Inline:
        kind = Span
    elif kind == Block:
        tag = dict(value).get("type") if value.__class__ is tuple else None
        kind = _BY_TAG.get(tag) if tag.__class__ is str else None  # type: ignore[arg-type]  # as compared
    return _sifted(value, kind, path, found, shelf) if kind in RECORDS else value


def _with_kept(pairs: list[tuple[str, Any]], kept: dict[str, Any]) -> list[tuple[str, Any]]:
    """The pairs of an object with more keys in its `extra.json`; a Fault where that is taken."""
    extra = dict(pairs).get("extra", ())
    there = _json.unique(extra).get(NAMESPACE, ()) if extra.__class__ is tuple else ()
    clash = there.__class__ is not tuple or next((key for key in kept if key in dict(there)), None)
    if clash:
        what = "no object" if clash is True else f"the key {shown(clash)} too"
        msg = f"found unknown keys, which are kept in extra.{NAMESPACE}, and {what} there"
        raise Fault("NR942", msg).inside(NAMESPACE).inside("extra")
    if extra.__class__ is not tuple:
        return pairs  # no map of namespaces: the reader says so
    others = [pair for pair in extra if pair[0] != NAMESPACE]
    merged = (*others, (NAMESPACE, (*there, *kept.items())))
    return [*(pair for pair in pairs if pair[0] != "extra"), ("extra", merged)]


# -- documents ------------------------------------------------------------------------------------


class Document(NamedTuple):
    """What a document holds: `message` is the envelope without its stories; `items` None for an envelope alone."""

    message: Message | None
    items: tuple[NewsItem, ...] | None
    findings: tuple[Finding, ...]


def structure(value: Any) -> tuple[NewsItem, tuple[Finding, ...]]:
    """One story of the value that `_json.parse` gives, and what was noticed; a Fault for any other."""
    document = read_document(value)
    if document.message is not None or document.items is None or len(document.items) != 1:
        raise Fault("NR942", "found an envelope, expected one story")
    return document.items[0], document.findings


def read_document(value: Any) -> Document:
    """The stories and the envelope of the value that `_json.parse` gives; a Fault where there are none."""
    rest, version = _versioned(value)
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
        return Document(None, (item,), (*notes, *found))
    return _read_envelope(rest, notes)


def _versioned(value: Any) -> tuple[Pairs, int]:
    """The pairs of a document without its version, and that."""
    first = '{"newsrec":1, …}'
    if value.__class__ is not tuple:
        raise Fault("NR948", f"found {_json.described(value)}, expected an object {first}")
    if value and value[0][0] == "newsrec":
        version, rest = value[0][1], value[1:]
    else:
        fields = _json.unique(value)
        if "newsrec" not in fields:
            msg = f"found an object without 'newsrec', the version of its schema, expected {first}"
            raise Fault("NR948", msg)
        version, rest = fields["newsrec"], tuple([pair for pair in value if pair[0] != "newsrec"])
    if version.__class__ is not int or version < 1:
        msg = f"found {_json.described(version)}, expected the version of the schema, {VERSION}"
        raise Fault("NR948", msg).inside("newsrec")
    if any([key == "newsrec" for key, _ in rest]):
        raise _json.duplicate(value)
    return rest, version


def _read(record: type[Any], pairs: Any) -> tuple[Any, tuple[Finding, ...]]:
    """A story or an envelope, and a finding for each key that no field bears."""
    hooks = _hooks()
    read = hooks.read_item if record is NewsItem else hooks.read_message
    try:
        return read(pairs), ()
    except _UnknownKey:
        found: list[Finding] = []
        sifted = _sifted(pairs, record, "message" if record is Message else "", found)
        return read(sifted), tuple(found)


def _read_envelope(pairs: Pairs, notes: list[Finding]) -> Document:
    fields = _json.unique(pairs)
    message, items = None, None
    others = {key: value for key, value in pairs if key not in _OF_DOCUMENT}
    if "message" in fields or others:
        message, found = _read_message(fields.get("message", ()), others)
        notes.extend(found)
    if "items" in fields:
        items, found = _read_items(fields["items"])
        notes.extend(found)
    return Document(message, items, tuple(notes))


def _read_message(pairs: Any, others: dict[str, Any]) -> tuple[Message, list[Finding]]:
    """The envelope; keys that stand beside it and are none of the document's are kept in it."""
    notes = [_unknown(key, key, _OF_DOCUMENT) for key in others]
    if others and pairs.__class__ is tuple:
        pairs = tuple(_with_kept(list(pairs), others))
    try:
        message, found = _read(Message, pairs)
    except Fault as fault:
        raise fault.inside("message")  # noqa: B904 - the same fault
    return message, [*notes, *found]


def _read_items(values: Any) -> tuple[tuple[NewsItem, ...], list[Finding]]:
    if values.__class__ is not list:
        raise Fault("NR942", f"found {_json.described(values)}, expected an array of stories").inside("items")
    items, notes = [], []
    for index, value in enumerate(values):
        try:
            item, found = _read(NewsItem, value)
        except Fault as fault:
            raise fault.inside(index).inside("items")  # noqa: B904 - the same fault
        items.append(item)
        notes.extend(attrs.evolve(each, item=StoryRef(number=index + 1)) for each in found)
    return tuple(items), notes


# -- writing --------------------------------------------------------------------------------------

#: How deep a story may nest: an envelope, or another format's document, has room around it.
DEEPEST_STORY = _json.DEEPEST - 4


def dump(item: NewsItem, *, in_envelope: bool = False, in_order: bool = False) -> bytes:
    """One story as compact JSON, with the version of the schema unless an envelope has it.

    EncodeError for a lone surrogate, an integer of too many digits, or parts nested too deep.
    """
    write_item = _hooks().write_item
    try:
        value = write_item(item)
        data = _json.write(value if in_envelope else {"newsrec": VERSION, **value}, in_order=in_order)
    except (ValueError, RecursionError) as error:
        raise _refusal(item) from error
    if _json.is_deeper(data, DEEPEST_STORY):
        raise _refusal(item)
    return data


def dump_message(message: Message) -> bytes:
    """An envelope without its stories, as compact JSON; EncodeError as for a story."""
    write_message = _hooks().write_message
    try:
        data = _json.write(write_message(message))
    except (ValueError, RecursionError) as error:
        raise _refusal(message) from error
    if _json.is_deeper(data, DEEPEST_STORY):
        raise _refusal(message)
    return data


def dump_text(item: NewsItem) -> str:
    """One story as compact JSON; EncodeError as `dump`."""
    return dump(item).decode()


def canonical(item: NewsItem) -> bytes:
    """One story as compact JSON with sorted keys: equal for equal records, whatever their history."""
    return dump(item, in_order=True)


def _refusal(record: NewsItem | Message) -> EncodeError:
    """Why a story or an envelope cannot be written: the first such thing in it."""
    for path, value in _all_values(record):
        if value.__class__ is str:
            torn = _SURROGATE.search(value)
            if torn:
                msg = f"found a lone surrogate {shown(torn.group())} at index {torn.start()}"
                hint = "newsrec.clean(item) takes it out"
                return EncodeError(f"{msg}, expected text", code="NR811", path=path, hint=hint)
        elif value.__class__ is int and value.bit_length() > _SAFE_BITS and _is_too_long(value):
            msg = "found an integer of more digits than Python writes, expected a number"
            return EncodeError(msg, code="NR946", path=path)
    path = next((name for name in field_names(record.__class__) if _is_too_deep(record, name)), None)
    msg = f"found parts nested too deep, expected at most {DEEPEST_STORY} arrays and objects"
    return EncodeError(msg, code="NR945", path=path)


_SURROGATE = re.compile("[\ud800-\udfff]")
_SAFE_BITS = 2_000  # far fewer digits than Python refuses to write


def _all_values(record: NewsItem | Message) -> Iterator[tuple[str, Any]]:
    """Every value with its path, and every key of a map."""
    for path, value in walk(record):
        yield path, value
    yield from _keys(record)


def _keys(record: Any) -> Iterator[tuple[str, str]]:
    stack: list[tuple[str, Any]] = [("", record)]
    while stack:
        path, value = stack.pop()
        if value.__class__ is FrozenMap:
            for key, each in value.items():
                yield path, key
                stack.append((key_path(path, key), each))
        elif value.__class__ is tuple:
            stack.extend((f"{path}[{index}]", each) for index, each in enumerate(value))
        elif value.__class__ in RECORDS:
            names = field_names(value.__class__)
            stack.extend((f"{path}.{name}" if path else name, getattr(value, name)) for name in names)


def _is_too_long(value: int) -> bool:
    try:
        str(value)
    except ValueError:
        return True
    return False


def _is_too_deep(record: NewsItem | Message, name: str) -> bool:
    hooks = _hooks()
    write = hooks.write_item if record.__class__ is NewsItem else hooks.write_message
    alone = trusted(record.__class__)(**{name: getattr(record, name)})
    try:
        return name != "items" and _json.is_deeper(_json.write(write(alone)), DEEPEST_STORY)
    except RecursionError:
        return True


# -- embedded records -----------------------------------------------------------------------------


def load_sidecar(text: str) -> tuple[str, NewsItem, tuple[Finding, ...]]:
    """The digest, the story and the findings of `{"sha256":"…","item":{…}}`; DecodeError for anything else."""
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        msg = "found a lone surrogate, expected text"
        raise DecodeError(msg, code="NR947") from error
    value = _json.parse(data)
    try:
        if value.__class__ is not tuple:
            raise Fault("NR948", f"found {_json.described(value)}, expected an object with 'sha256' and 'item'")
        fields = _json.unique(value)
        if fields.keys() != {"sha256", "item"} or fields["sha256"].__class__ is not str:
            raise Fault("NR948", "expected an object with a text 'sha256' and an 'item' alone")
        try:
            item, findings = structure(fields["item"])
        except Fault as fault:
            raise fault.inside("item")  # noqa: B904 - the same fault
    except (Fault, RecursionError) as error:
        raise refused(text, error) from error
    return fields["sha256"], item, findings


def refused(text: str, error: Fault | RecursionError) -> DecodeError:
    """The DecodeError for what kept a document from being read, with its path and position."""
    if isinstance(error, RecursionError):
        error = Fault("NR945", "found parts nested too deep for the stack that is left", index=0)
    return _json.refusal(text, error)


# -- positions ------------------------------------------------------------------------------------

_ITEM = re.compile(r"items\[([0-9]+)\](?:\.|\Z)")


def positions_of(text: str) -> tuple[dict[str, Position], ...]:
    """The position of every part of every story of a document, by its path in the story."""
    found = _json.positions(text)
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

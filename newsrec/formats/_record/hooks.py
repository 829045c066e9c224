"""Makes a reader and a writer between JSON values and each class of the record; cattrs finds them.

Each is made once, from the types of the class's fields. Readers build records without running
their converters (`skip_checks`), since they prove the types themselves; the field's own converter
proves a leaf. They take objects as `json_text.parse` gives them, as tuples of pairs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from operator import length_hint
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import attrs
from cattrs import Converter

from newsrec._trusted import skip_checks
from newsrec.body import Block, Cell, Inline, Paragraph, Span, as_inline
from newsrec.constructors import NestingError
from newsrec.formats._record import json_text
from newsrec.formats._record.json_places import Fault, describe_value, duplicate_key, second_key
from newsrec.formats._record.schema import (
    BY_TAG,
    RECORDS,
    TAGS,
    TYPES,
    describe_type,
    is_embargo,
    is_leaf,
    is_many,
    is_plain,
    is_when,
    without_none,
)
from newsrec.maps import NO_EXTRA, FrozenMap
from newsrec.messages import quote_text, suggest
from newsrec.model import NewsItem, PartialDate, When

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The namespace of `extra` for keys that no field bears.
NAMESPACE = "json"

#: An object, as it is read.
Pairs: TypeAlias = tuple[tuple[str, Any], ...]

#: The keys of a document that are none of the story's.
OF_DOCUMENT = ("newsrec", "message", "items")

# -- leaves ---------------------------------------------------------------------------------------

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MOMENT = re.compile(
    r"(?P<local>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?)"
    r"(?P<zone>Z|[+-][0-2][0-9]:[0-5][0-9]|(?P<fine>[+-][0-2][0-9]:[0-5][0-9]:[0-5][0-9](?:\.[0-9]{6})?))?\Z"
)
_PARTIAL = re.compile(r"(?:([0-9]{4})(?:-([0-9]{2}))?|--([0-9]{2})(?:-([0-9]{2}))?)\Z")

_WHEN = (
    "a time such as 2024-01-18T09:30:00+02:00, a date such as 2024-01-18, or a part of one: "
    "2024, 2024-01, --01-18, --01"
)


def read_when(value: Any) -> When | None:
    """Read a time from a text; a Fault for anything else, and for a time without a zone."""
    if value is None:
        return None
    if value.__class__ is not str:
        raise Fault("NR942", f"found {describe_value(value)}, expected {_WHEN}")
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
        raise Fault("NR942", f"found {quote_text(value)}, which is no time that exists: {error}") from error
    raise Fault("NR942", f"found {quote_text(value)}, expected {_WHEN}")


def _moment(moment: re.Match[str]) -> datetime:
    if moment["zone"] is None:
        msg = f"found {quote_text(moment.group())}, which has no zone, expected an offset such as Z or +02:00"
        raise Fault("NR942", msg)
    offset = moment["fine"]
    if offset is None:
        return datetime.fromisoformat(moment.group())
    # Python 3.11 takes an offset of microseconds alone for none.
    sign = -1 if offset[0] == "-" else 1
    hours, minutes, seconds = offset[1:].split(":")
    delta = sign * timedelta(hours=int(hours), minutes=int(minutes), microseconds=_microseconds(seconds))
    return datetime.fromisoformat(moment["local"]).replace(tzinfo=timezone(delta))


def _microseconds(seconds: str) -> int:
    whole, _, part = seconds.partition(".")
    return int(whole) * 1_000_000 + int(part or 0)  # a part has six digits


def read_embargo(value: Any) -> datetime | Literal[True] | None:
    """Read a moment, or True for an embargo without an end."""
    if value is None or value is True:
        return value
    when = read_when(value) if value.__class__ is str else None
    if when.__class__ is not datetime:
        expected = "expected true or a time such as 2024-01-18T09:30:00+02:00"
        raise Fault("NR942", f"found {describe_value(value)}, {expected}")
    return when


def write_when(value: Any) -> Any:
    """Return a time as text; True as itself."""
    if value is True:
        return True
    return str(value) if value.__class__ is PartialDate else value.isoformat()


def read_extra(value: Any) -> FrozenMap:
    """Read the frozen map of an object; a Fault for anything else, and for numbers that no record holds."""
    if value.__class__ is not tuple:
        raise Fault("NR942", f"found {describe_value(value)}, expected an object of namespaces")
    try:
        return FrozenMap(json_text.to_plain(value)) if value else NO_EXTRA
    except NestingError as error:
        raise Fault("NR945", str(error)) from error


def write_extra(value: Any) -> Any:
    """Return a frozen JSON value as dicts and lists."""
    kind = value.__class__
    if kind is FrozenMap:
        return {key: write_extra(each) for key, each in value.items()}
    if kind is tuple:
        return [write_extra(each) for each in value]
    return json_text.number(value) if kind is float else value


# -- readers --------------------------------------------------------------------------------------

#: cattrs hands a reader the type as well, and it does without.
Reader: TypeAlias = Callable[..., Any]


class UnknownKey(Exception):  # noqa: N818 - it is a turn on the way, not an error
    """Stops reading at a key that no field bears: a second reading puts such keys aside."""


def _reader(record: type[Any], hooks: dict[str, Reader]) -> Callable[..., Any]:
    """Make a function from an object's pairs to a record; `hooks`, its fields' readers, may fill later."""
    make = skip_checks(record)
    plain_texts = frozenset(name for name, kind in TYPES[record].items() if without_none(kind) is str)
    needed = [field.name for field in attrs.fields(record) if field.default is attrs.NOTHING]
    proved = getattr(record, "__attrs_post_init__", None)
    what = record.__name__

    def read(value: Any, _: Any = None) -> Any:
        if value.__class__ is not tuple:
            raise Fault("NR942", f"found {describe_value(value)}, expected an object ({what})")
        fields = {}
        key = ""
        each = None
        try:
            for key, each in value:
                if each.__class__ is str and key in plain_texts:
                    fields[key] = each
                else:
                    fields[key] = hooks[key](each)
        except Fault as fault:
            fault.steps.append(key)
            raise
        except KeyError:
            if key in hooks:
                raise
            if key == "type" and record in TAGS:
                raise second_key(key) from None
            raise UnknownKey from None
        except TypeError as error:
            msg = f"found {describe_value(each)}, expected {describe_type(record, key)}"
            raise Fault("NR942", msg).inside(key) from error
        if len(fields) != len(value):
            raise duplicate_key(value)
        for name in needed:
            if name not in fields:
                raise Fault("NR942", f"found an object without {name!r}, which every {what} has")
        made = make(**fields)
        if proved is not None:
            try:
                proved(made)
            except NestingError as error:
                raise Fault("NR945", str(error)) from error
            except TypeError as error:
                raise Fault("NR942", str(error)) from error
        return made

    return read


def _many_reader(read: Reader) -> Callable[..., Any]:
    def read_many(value: Any, _: Any = None) -> tuple[Any, ...]:
        if value.__class__ is not list:
            raise Fault("NR942", f"found {describe_value(value)}, expected an array")
        left = iter(value)
        try:
            return tuple([read(each) for each in left])
        except Fault as fault:
            fault.steps.append(len(value) - length_hint(left) - 1)
            raise

    return read_many


def _read_text(value: Any, _: Any = None) -> str:
    if value.__class__ is not str:
        raise Fault("NR942", f"found {describe_value(value)}, expected a text")
    return value


def _inline_reader(read_span: Reader) -> Callable[..., Any]:
    def read_inline(value: Any, _: Any = None) -> tuple[Inline, ...]:
        if value.__class__ is str:
            return (value,) if value else ()
        if value.__class__ is not list:
            msg = f"found {describe_value(value)}, expected a text, or an array of texts and spans"
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
    paragraph = skip_checks(Paragraph)
    by_tag = {tag: readers[block] for tag, block in BY_TAG.items()}

    def read_block(value: Any, _: Any = None) -> Any:
        if value.__class__ is str:
            return paragraph(content=(value,) if value else ())
        if value.__class__ is not tuple:
            msg = f"found {describe_value(value)}, expected a block: a text, or an object with its type"
            raise Fault("NR942", msg)
        if value and value[0][0] == "type":  # where we write it
            tag, fields = value[0][1], value[1:]
        else:
            tag, fields = _tagged(value)
        read = by_tag.get(tag) if tag.__class__ is str else None
        if read is None:
            raise _unknown_block(tag)
        return read(fields)

    return read_block


def _tagged(pairs: Pairs) -> tuple[Any, Pairs]:
    """Return the tag of a block and its other pairs; a Fault where there is no tag, or two."""
    tags = [each for key, each in pairs if key == "type"]
    if not tags:
        listed = ", ".join(BY_TAG)
        raise Fault("NR942", f"found an object without 'type', expected a block's: {listed}")
    if len(tags) > 1:
        raise second_key("type")
    return tags[0], tuple([pair for pair in pairs if pair[0] != "type"])


def _unknown_block(tag: Any) -> Fault:
    if tag.__class__ is not str:
        return Fault("NR942", f"found {describe_value(tag)}, expected a block's type").inside("type")
    near = suggest(tag, BY_TAG) or f"; the blocks are {', '.join(BY_TAG)}"
    return Fault("NR942", f"found {quote_text(tag)}, which is no block{near}").inside("type")


def _cell_reader(read_cell: Reader) -> Callable[..., Any]:
    cell = skip_checks(Cell)

    def read(value: Any, _: Any = None) -> Any:
        if value.__class__ is str:
            return cell(content=(value,) if value else ())
        return read_cell(value)

    return read


# -- writers --------------------------------------------------------------------------------------

Writer: TypeAlias = Callable[[Any], Any]


def _writer(record: type[Any], hooks: dict[str, Any]) -> Writer:
    """Make a function from a record to a dict of what is not at its default, in the order of the fields.

    `hooks` are its fields' writers, by name, and may fill later. The function is made as text, as
    attrs makes constructors: a test and a store for each field is all that is left to do.
    """
    tag = TAGS.get(record)
    lines = ["def write(self):", f"    out = {{'type': {tag!r}}}" if tag else "    out = {}"]
    for name, kind in TYPES[record].items():
        default = getattr(attrs.fields(record), name).default
        lines.append(f"    value = self.{name}")
        if kind is FrozenMap:
            lines.append("    if value is not no_extra and value: put_extra(out, value, known)")
            continue
        hooks[f"default_{name}"] = default
        written = "value" if is_plain(kind) else f"write_{name}(value)"
        differs = "True" if default is attrs.NOTHING else _differs(name, default)
        lines.append(f"    if {differs}: out[{name!r}] = {written}")
    hooks.update(put_extra=_put_extra, known=_known(record), no_extra=NO_EXTRA)
    exec("\n".join([*lines, "    return out"]), hooks)  # noqa: S102 - made of the classes' own field names
    return hooks["write"]  # type: ignore[no-any-return]  # what the source defines


def _differs(name: str, default: Any) -> str:
    if default is None:
        return "value is not None"
    return "value" if default in ((), False) else f"value != default_{name}"


def _known(record: type[Any]) -> frozenset[str]:
    """Return the keys that an object of a class understands, or that mean something to the document."""
    return frozenset((*TYPES[record], *(OF_DOCUMENT if record is NewsItem else ())))


def _put_extra(out: dict[str, Any], extra: FrozenMap, known: frozenset[str]) -> None:
    """Write `extra`, and the keys that no field bears in their places."""
    kept = extra.get(NAMESPACE)
    if kept.__class__ is FrozenMap:
        placed = {key: value for key, value in kept.items() if key not in known and is_name(key)}
        if placed:
            rest = {key: value for key, value in kept.items() if key not in placed}
            extra = extra.with_(NAMESPACE, rest or None)
            out.update((key, write_extra(value)) for key, value in placed.items())
    if extra:
        out["extra"] = write_extra(extra)


def is_name(key: str) -> bool:
    """Whether a key could be a field's own, and is no path to one."""
    return "." not in key and "[" not in key


def _many_writer(write: Writer) -> Writer:
    return lambda values: list(map(write, values))


def _inline_writer(write_span: Writer) -> Writer:
    def write_inline(content: tuple[Inline, ...]) -> Any:
        if len(content) == 1 and content[0].__class__ is str:
            return content[0]
        return [part if part.__class__ is str else write_span(part) for part in content]

    return write_inline


def _blocks_writer(writers: Mapping[type[Any], Writer]) -> Writer:
    return lambda blocks: [writers[block.__class__](block) for block in blocks]


def _paragraph_writer(write_paragraph: Writer) -> Writer:
    def write(paragraph: Paragraph) -> Any:
        if paragraph.role is None and paragraph.lang is None:
            content = paragraph.content
            if not content:
                return ""
            if len(content) == 1 and content[0].__class__ is str:
                return content[0]
        return write_paragraph(paragraph)

    return write


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
    """Make a cattrs converter that knows each class of the record and each type of their fields.

    Its hooks take a value alone. Classes come through predicates, not by name, since cattrs would
    resolve the annotations of a class that it is told of by name, for everybody.
    """
    converter = Converter()
    read_fields: dict[type[Any], dict[str, Any]] = {record: {} for record in RECORDS}
    write_fields: dict[type[Any], dict[str, Any]] = {record: {} for record in RECORDS}
    readers: dict[type[Any], Any] = {each: _reader(each, read_fields[each]) for each in RECORDS}
    writers: dict[type[Any], Any] = {each: _writer(each, write_fields[each]) for each in RECORDS}
    read_block = _block_reader(readers)
    readers[Cell], writers[Cell] = _cell_reader(readers[Cell]), _cell_writer(writers[Cell])
    writers[Paragraph] = _paragraph_writer(writers[Paragraph])
    write_blocks = _blocks_writer(writers)
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
    add(lambda kind: kind == tuple[Block, ...], lambda _: _many_reader(read_block), lambda _: write_blocks)
    add(lambda kind: kind in readers, lambda kind: readers[kind], lambda kind: writers[kind])
    converter.register_structure_hook(str, _read_text)
    add(lambda kind: kind is FrozenMap, lambda _: read_extra, lambda _: write_extra)
    add(is_when, lambda _: read_when, lambda _: write_when)
    add(is_embargo, lambda _: read_embargo, lambda _: write_when)
    for record, types in TYPES.items():
        for name, kind in types.items():
            if is_leaf(kind):
                read_fields[record][name] = getattr(attrs.fields(record), name).converter
                write_fields[record][f"write_{name}"] = _write_numbers
            else:
                read = converter.get_structure_hook(without_none(kind))
                read_fields[record][name] = read if without_none(kind) == kind else _or_none(read)
                write_fields[record][f"write_{name}"] = converter.get_unstructure_hook(without_none(kind))
    return converter


def _or_none(read: Reader) -> Reader:
    return lambda value: None if value is None else read(value)


def _write_numbers(value: Any) -> Any:
    """Return a number, or a pair of them, as each writer of JSON spells it."""
    if value.__class__ is tuple:
        return [json_text.number(each) for each in value]
    return json_text.number(value)

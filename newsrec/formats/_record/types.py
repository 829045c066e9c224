"""The types of the record, as the JSON sees them: which classes there are, and what their fields take.

The classes' annotations are the one source: the readers, the writers and the schema are made from
them. What an annotation cannot say stands in the tables here.
"""

from __future__ import annotations

from datetime import datetime
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from newsrec.body import BLOCK_CLASSES, MOST_PIXELS, Cell, Embed, Heading, Span
from newsrec.model import (
    Concept,
    Dateline,
    Label,
    Link,
    Message,
    NewsItem,
    PartialDate,
    Party,
    Rendition,
    Rights,
)

#: The classes that are objects in JSON.
RECORDS: tuple[type[Any], ...] = (
    NewsItem, Message, Label, Concept, Party, Dateline, Rights, Rendition, Link, Span, Cell,
    *BLOCK_CLASSES,
)  # fmt: skip

#: What tells blocks apart: the value of their key `type`.
TAGS: dict[type[Any], str] = {block: block.__name__.lower() for block in BLOCK_CLASSES}
BY_TAG = {tag: block for block, tag in TAGS.items()}

#: The least and the most that a number may be, where the class says so.
BOUNDS: dict[tuple[type[Any], str], tuple[int, int | None]] = {
    (NewsItem, "urgency"): (1, 9),
    (Heading, "level"): (1, 6),
    (Cell, "colspan"): (1, None),
    (Cell, "rowspan"): (1, None),
    (Embed, "width"): (1, MOST_PIXELS),
    (Embed, "height"): (1, MOST_PIXELS),
    (Rendition, "width"): (0, None),
    (Rendition, "height"): (0, None),
    (Rendition, "size"): (0, None),
}


def _types_of(record: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {field.name: hints[field.name] for field in attrs.fields(record)}


#: The type of each field of each class, in the order of the fields. An envelope's stories stand beside it.
TYPES: dict[type[Any], dict[str, Any]] = {record: _types_of(record) for record in RECORDS}
del TYPES[Message]["items"]


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


_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


def expected(record: type[Any], name: str) -> str:
    """What a leaf must be, for a message: "a whole number from 1 to 9"."""
    kind = TYPES[record][name]
    options = get_args(kind) if _is_union(kind) else (kind,)
    if any(get_origin(each) is tuple for each in options):
        return "an array of two numbers"
    named = " or ".join([_NAMES[each] for each in options if each is not NoneType])
    least, most = BOUNDS.get((record, name), (None, None))
    if least is not None:
        named += f" of at least {least}" if most is None else f" from {least} to {most}"
    return named

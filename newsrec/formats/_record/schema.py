"""The types of the record, as its JSON has them, and the JSON Schema (2020-12) that is made of them.

The classes' annotations are the one source: readers, writers and the schema are made from them.
What an annotation cannot say is in the tables here.

`record.schema.json` is `as_text()`; a test keeps the two alike. All that is written is valid, and
what is valid is read, but for what a schema cannot say: days that no calendar has, equal keys, lone
surrogates, numbers out of range. Keys that no field bears are valid: they are kept.
"""

from __future__ import annotations

import json
from datetime import datetime
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from newsrec.body import BLOCK_CLASSES, MOST_PIXELS, Block, Cell, Embed, Heading, Inline, Span
from newsrec.maps import FrozenMap
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


def without_none(kind: Any) -> Any:
    """Return a type without its None: `Party` for `Party | None`; unions of several stay unions."""
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


def describe_type(record: type[Any], name: str) -> str:
    """Say what a leaf must be, for a message: "a whole number from 1 to 9"."""
    kind = TYPES[record][name]
    options = get_args(kind) if _is_union(kind) else (kind,)
    if any(get_origin(each) is tuple for each in options):
        return "an array of two numbers"
    named = " or ".join([_NAMES[each] for each in options if each is not NoneType])
    least, most = BOUNDS.get((record, name), (None, None))
    if least is not None:
        named += f" of at least {least}" if most is None else f" from {least} to {most}"
    return named


# -- the schema ------------------------------------------------------------------------------------

_DAY = "(0[1-9]|[12][0-9]|3[01])"
_MONTH = "(0[1-9]|1[0-2])"
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?"
_ZONE = "(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{6})?)?)"
_MOMENT = f"[0-9]{{4}}-{_MONTH}-{_DAY}T{_CLOCK}{_ZONE}"
_WHEN = f"{_MOMENT}|[0-9]{{4}}(-{_MONTH}(-{_DAY})?)?|--{_MONTH}(-{_DAY})?"

_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}
_TEXT = {"type": "string"}


def schema() -> dict[str, Any]:
    """Return the schema of a document: one story, or an envelope with stories."""
    version = {"type": "integer", "minimum": 1, "description": "The version of this schema: 1."}
    of_document: dict[str, Any] = {
        "type": "object",
        "required": ["newsrec"],
        "properties": {"newsrec": version},
    }
    of_envelope = {
        "type": "object",
        "description": "Several stories, or an envelope. A line of jsonl may hold the envelope alone.",
        "properties": {"message": _ref(Message), "items": {"type": "array", "items": _ref(NewsItem)}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A news story, or an envelope with stories, as newsrec writes them",
        **of_document,
        "if": {"anyOf": [{"required": ["items"]}, {"required": ["message"]}]},
        "then": {"$ref": "#/$defs/envelope"},
        "else": _ref(NewsItem),
        "$defs": {
            "envelope": of_envelope,
            "when": {
                "type": "string",
                "pattern": f"^({_WHEN})$",
                "description": "A time with its offset, a date, or part of one: 2024, 2024-05, --12-05.",
            },
            "inline": {
                "description": "Text, or texts and spans of text with a meaning.",
                "anyOf": [_TEXT, {"type": "array", "items": {"anyOf": [_TEXT, _ref(Span)]}}],
            },
            "block": {
                "description": "A part of the story text; plain text is a paragraph.",
                "anyOf": [_TEXT, *(_ref(block) for block in TAGS)],
            },
            **{_name(record): _record_schema(record) for record in RECORDS},
        },
    }


def _name(record: type[Any]) -> str:
    return record.__name__.lower()


def _ref(record: type[Any]) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{_name(record)}"}


def _record_schema(record: type[Any]) -> dict[str, Any]:
    tag = TAGS.get(record)
    properties: dict[str, Any] = {} if tag is None else {"type": {"const": tag}}
    required = [] if tag is None else ["type"]
    for field in attrs.fields(record):
        if (record, field.name) != (Message, "items"):
            properties[field.name] = _field(record, field)
        if field.default is attrs.NOTHING:
            required.append(field.name)
    found: dict[str, Any] = {"type": "object", "description": _summary(record), "properties": properties}
    if required:
        found["required"] = required
    if record is Rendition:
        forms = ("href", "content")
        found["oneOf"] = [{"required": [form], "properties": {form: _TEXT}} for form in forms]
    return {"anyOf": [_TEXT, found]} if record is Cell else found


def _summary(record: type[Any]) -> str:
    """Return the first sentence of the class's docstring."""
    return " ".join((record.__doc__ or "").partition("\n\n")[0].split())


def _field(record: type[Any], field: attrs.Attribute[Any]) -> dict[str, Any]:
    kind = TYPES[record][field.name]
    found = _value(kind)
    least, most = BOUNDS.get((record, field.name), (None, None))
    limits = {"minimum": least, "maximum": most}
    found |= {name: limit for name, limit in limits.items() if limit is not None}
    if field.default not in (attrs.NOTHING, None, ()) and field.name != "extra":
        found["default"] = field.default
    return found


def _value(kind: Any) -> dict[str, Any]:
    """Return the schema of a type of the record's fields."""
    options = get_args(kind) if NoneType in get_args(kind) else ()
    if kind == Block:
        return {"$ref": "#/$defs/block"}
    if kind == tuple[Inline, ...]:
        return {"$ref": "#/$defs/inline"}
    if is_many(kind):
        return {"type": "array", "items": _value(get_args(kind)[0])}
    if kind is FrozenMap:
        return {
            "type": "object",
            "description": "JSON values, by the name of the format that they belong to.",
        }
    if kind in RECORDS:
        return _ref(kind)
    if is_when(kind):
        return _or_null({"$ref": "#/$defs/when"})
    if is_embargo(kind):
        return {"anyOf": [{"const": True}, {"type": "string", "pattern": f"^{_MOMENT}$"}, {"type": "null"}]}
    if tuple[float, float] in options:
        return {"type": ["array", "null"], "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    if options and without_none(kind) in RECORDS:
        return _or_null(_ref(without_none(kind)))
    names = [_TYPES[each] for each in get_args(kind) or (kind,)]
    return {"type": names[0] if len(names) == 1 else names}


def _or_null(value: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [value, {"type": "null"}]}


def as_text() -> str:
    """Return the schema as the file that is shipped."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"

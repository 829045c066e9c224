"""The JSON Schema (2020-12) of the record's JSON, made from the classes.

What is shipped as record.schema.json is `as_text()`; a test keeps the two alike. All that is
written is valid, and what is valid is read, but for what a schema cannot say: days that no
calendar has, equal keys, lone surrogates, numbers out of range. Keys that no field bears are
valid: they are kept.
"""

from __future__ import annotations

import json
from types import NoneType
from typing import Any, get_args

import attrs

from newsrec.body import Block, Cell, Inline, Span
from newsrec.formats._record.types import BOUNDS, RECORDS, TAGS, TYPES, bare, is_embargo, is_many, is_when
from newsrec.maps import FrozenMap
from newsrec.model import Message, NewsItem, Rendition

_DAY = "(0[1-9]|[12][0-9]|3[01])"
_MONTH = "(0[1-9]|1[0-2])"
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?"
_ZONE = "(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{6})?)?)"
_MOMENT = f"[0-9]{{4}}-{_MONTH}-{_DAY}T{_CLOCK}{_ZONE}"
_WHEN = f"{_MOMENT}|[0-9]{{4}}(-{_MONTH}(-{_DAY})?)?|--{_MONTH}(-{_DAY})?"

_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}
_TEXT = {"type": "string"}


def schema() -> dict[str, Any]:
    """The schema of a document: one story, or an envelope with stories."""
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
    """The first sentence of what the class says of itself."""
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
    """The schema of a type of the record's fields."""
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
    if options and bare(kind) in RECORDS:
        return _or_null(_ref(bare(kind)))
    names = [_TYPES[each] for each in get_args(kind) or (kind,)]
    return {"type": names[0] if len(names) == 1 else names}


def _or_null(value: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [value, {"type": "null"}]}


def as_text() -> str:
    """The schema as the file that is shipped."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"

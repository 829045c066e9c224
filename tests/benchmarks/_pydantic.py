"""Frozen pydantic models of the record's own shape, made from its fields, so that they follow it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from types import SimpleNamespace
from typing import Annotated, Any, Literal, Union

import attrs
from pydantic import BaseModel, ConfigDict, Field, create_model

from newsrec import FrozenMap, body, model

PARTS = (
    *(model.PartialDate, model.Label, model.Concept, model.Party, model.Dateline, model.Rights),
    *(model.Rendition, model.Link, model.NewsItem, body.Span, body.Cell),
)


def models() -> SimpleNamespace:
    """A maker for each class of the record, by its name; a tag tells blocks apart, as in our JSON."""
    made = {part.__name__: _model(part) for part in PARTS}
    made |= {block.__name__: _model(block, tagged=True) for block in body.BLOCK_CLASSES}
    blocks = tuple(made[block.__name__] for block in body.BLOCK_CLASSES)
    names: dict[str, Any] = {
        **made,
        "Any": Any,
        "Literal": Literal,
        "FrozenMap": dict[str, Any],
        "datetime": dt.datetime,
        "date": dt.date,
        "When": dt.datetime | dt.date | made["PartialDate"],
        "Inline": str | made["Span"],
        "Block": Annotated[Union[blocks], Field(discriminator="type")],  # noqa: UP007 - as many as there are classes
    }
    for each in made.values():
        each.model_rebuild(_types_namespace=names)
    # A tag counts as set only where it is given, and what is not set is left out of the JSON.
    tagged = {block.__name__: partial(made[block.__name__], type=_tag(block)) for block in body.BLOCK_CLASSES}
    return SimpleNamespace(**{**made, **tagged})


def _tag(block: type[Any]) -> str:
    return block.__name__.lower()


def _model(record: type[Any], *, tagged: bool = False) -> type[BaseModel]:
    fields: dict[str, Any] = {
        field.name: (field.type, ... if field.default is attrs.NOTHING else _default(field.default))
        for field in attrs.fields(record)
    }
    if tagged:
        fields = {"type": (Literal[_tag(record)], ...), **fields}
    return create_model(record.__name__, __config__=ConfigDict(frozen=True), **fields)


def _default(value: Any) -> Any:
    return {} if isinstance(value, FrozenMap) else value

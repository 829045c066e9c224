"""Whether JSON values are what ninjs 3.1 allows: the writer leaves out whatever is not."""

from __future__ import annotations

import re
from typing import Any, Final

from newsrec.formats.ninjs.tables import (
    EITHER,
    GEOMETRY,
    NEEDS,
    NUMBER,
    PERCENT,
    TEXT,
    TRUNCATED,
    URGENCY,
    WHOLE,
)

#: What `keep` gives for a value that has no place.
NOTHING: Final = object()

_TRUNCATED: Final = re.compile(
    r"-?(?:[1-9][0-9]*)?[0-9]{4}(?:-(?:1[0-2]|0[1-9])(?:-(?:3[01]|0[1-9]|[12][0-9])"
    r"(?:T(?:2[0-3]|[01][0-9]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:Z|[+-](?:2[0-3]|[01][0-9]):[0-5][0-9])?)?)?)?"
)


def keep(value: Any, shape: Any) -> Any:
    """Return what of a value fits a shape of `tables`; NOTHING where none of it does."""
    if shape.__class__ is dict:
        return _keep_object(value, shape) if value.__class__ is dict else NOTHING
    if shape.__class__ is list:
        if value.__class__ is not list:
            return NOTHING
        kept = [each for each in [keep(one, shape[0]) for one in value] if each is not NOTHING]
        return kept or NOTHING
    return value if _is_a(value, shape) else NOTHING


def _keep_object(value: dict[str, Any], shape: dict[str, Any]) -> Any:
    kept = {}
    for key, inner in shape.items():
        if key in value and key not in (EITHER, NEEDS):
            fitting = keep(value[key], inner)
            if fitting is not NOTHING:
                kept[key] = fitting
    if any(key not in kept for key in shape.get(NEEDS, ())):
        return NOTHING
    pairs = shape.get(EITHER, ())
    if pairs and not any((one in kept) != (other in kept) for one, other in pairs):
        return NOTHING
    return kept or NOTHING


def _is_a(value: Any, shape: Any) -> bool:
    kind = value.__class__
    if shape.__class__ is tuple:
        return kind is str and value in shape
    if shape is TEXT:
        return kind is str
    if shape is TRUNCATED:
        return kind is str and _TRUNCATED.fullmatch(value) is not None
    if shape is NUMBER:
        return kind is int or kind is float
    if shape is WHOLE:
        return kind is int
    if shape is PERCENT:
        return kind is int and 0 <= value <= 100
    if shape is URGENCY:
        return kind is int and 1 <= value <= 9
    return shape is GEOMETRY and _is_geometry(value)


#: GeoJSON geometry → how deep its positions lie in `coordinates`, and how many there must be.
_GEOMETRIES: Final = {
    "Point": (0, 1), "MultiPoint": (1, 0), "LineString": (1, 2), "MultiLineString": (2, 2), "Polygon": (2, 4),
    "MultiPolygon": (3, 4),
}  # fmt: skip


def _is_geometry(value: Any) -> bool:
    """Whether a value is a geometry of GeoJSON (RFC 7946, section 3.1) with nothing but its coordinates."""
    if value.__class__ is not dict or value.keys() != {"type", "coordinates"}:
        return False
    kind = value["type"]
    if kind.__class__ is not str or kind not in _GEOMETRIES:
        return False
    return _has_positions(value["coordinates"], *_GEOMETRIES[kind])


def _has_positions(value: Any, depth: int, least: int) -> bool:
    if value.__class__ is not list:
        return False
    if depth == 0:
        return len(value) >= 2 and all(each.__class__ is int or each.__class__ is float for each in value)
    if depth == 1 and len(value) < least:
        return False
    return all(_has_positions(each, depth - 1, least) for each in value)

"""Keeps and reports the keys of the record's JSON that no field bears; writing puts them back.

They go to `extra["json"]` of the story or part that they are in. Where a part has no `extra`,
they go to the nearest part around it that has, under their path there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from newsrec.body import Block, Inline, Span
from newsrec.catalogue import finding
from newsrec.formats._record.hooks import NAMESPACE, is_name
from newsrec.formats._record.json_places import Fault, below, describe_value, to_dict
from newsrec.formats._record.schema import BY_TAG, TAGS, TYPES, is_many, without_none
from newsrec.messages import quote_text, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.findings import Finding

_MOST_HINTS = 20  # looking for the nearest name is slow work, and a document can have any number of keys


def report_unknown_key(key: str, path: str, known: Iterable[str]) -> Finding:
    """Return the finding for a key that no field bears: where it goes, and which field is near, if any."""
    meant = suggest(key, known).removeprefix("; ")
    hint = f" ({meant})" if meant else ""
    sentence = f"no field is named {quote_text(key)}{hint}; it is kept in extra.{NAMESPACE}"
    return finding("NR943", sentence, path=path)


class _Shelf:
    """Gathers unknown keys for the nearest part around them that has an `extra`."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.kept: dict[str, Any] = {}

    def put(self, key: str, place: str, value: Any) -> None:
        """Keep a key by its name, or by its path in the part where the name alone is not enough."""
        inside = place[len(self.path) :].removeprefix(".")
        self.kept[key if inside == below("", key) and is_name(key) else inside] = value


def shelve_unknown_keys(
    value: Any, record: type[Any], path: str, found: list[Finding], shelf: _Shelf | None = None
) -> Any:
    """Return the pairs of an object, its unknown keys moved to the `extra` of the nearest part with one.

    The readers refuse what is not of the record's shape.
    """
    if value.__class__ is not tuple:
        return value
    to_dict(value)
    known = TYPES[record]
    own = _Shelf(path) if shelf is None or "extra" in known else shelf
    pairs: list[tuple[str, Any]] = []
    for key, each in value:
        place = below(path, key)
        if key in known:
            try:
                pairs.append((key, _shelve_in_field(each, known[key], place, found, own)))
            except Fault as fault:
                fault.steps.append(key)
                raise
        elif key == "type" and record in TAGS:
            pairs.append((key, each))
        else:
            own.put(key, place, each)
            found.append(report_unknown_key(key, place, known if len(found) < _MOST_HINTS else ()))
    if own is not shelf and own.kept:
        pairs = add_kept_keys(pairs, own.kept)
    return tuple(pairs)


def _shelve_in_field(value: Any, kind: Any, path: str, found: list[Finding], shelf: _Shelf) -> Any:
    kind = without_none(kind)
    if is_many(kind):
        if value.__class__ is not list:
            return value
        inner = get_args(kind)[0]
        parts: list[Any] = []
        try:
            for each in value:
                parts.append(_shelve_in_field(each, inner, f"{path}[{len(parts)}]", found, shelf))
        except Fault as fault:
            fault.steps.append(len(parts))
            raise
        return parts
    if kind == Inline:
        kind = Span
    elif kind == Block:
        tag = dict(value).get("type") if value.__class__ is tuple else None
        kind = BY_TAG.get(tag) if isinstance(tag, str) else None
    return shelve_unknown_keys(value, kind, path, found, shelf) if kind in TYPES else value


def add_kept_keys(pairs: list[tuple[str, Any]], kept: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return the pairs of an object with more keys in `extra.json`; a Fault where one is there already."""
    extra = dict(pairs).get("extra", ())
    if extra.__class__ is not tuple:
        return pairs  # no map of namespaces: the reader says so
    there = to_dict(extra).get(NAMESPACE, ())
    if there.__class__ is not tuple:
        raise _taken(f"{describe_value(there)} there")
    for key, _ in there:
        if key in kept:
            raise _taken(f"the key {quote_text(key)} there too")
    others = [pair for pair in extra if pair[0] != NAMESPACE]
    merged = (*others, (NAMESPACE, (*there, *kept.items())))
    return [*(pair for pair in pairs if pair[0] != "extra"), ("extra", merged)]


def _taken(what: str) -> Fault:
    msg = f"found unknown keys, which are kept in extra.{NAMESPACE}, and {what}"
    return Fault("NR942", msg).inside(NAMESPACE).inside("extra")

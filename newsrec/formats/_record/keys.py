"""Keys of the record's JSON that no field bears: kept, reported, and written back.

They go to `extra["json"]` of the story or part that they stand in. Where a part has no `extra`,
they go to the nearest part around it that has, under their path there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from newsrec.body import Block, Inline, Span
from newsrec.catalogue import finding
from newsrec.formats._record.hooks import NAMESPACE, is_name
from newsrec.formats._record.json_places import Fault, below, described, unique
from newsrec.formats._record.types import BY_TAG, TAGS, TYPES, bare, is_many
from newsrec.messages import quote_text, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.findings import Finding

_MOST_HINTS = 20  # looking for the nearest name is slow work, and a document can have any number of keys


def unknown(key: str, path: str, known: Iterable[str]) -> Finding:
    """The finding for a key that no field bears: where it goes, and which field was meant, if one is near."""
    meant = suggest(key, known).removeprefix("; ")
    told = f" ({meant})" if meant else ""
    sentence = f"no field is named {quote_text(key)}{told}; it is kept in extra.{NAMESPACE}"
    return finding("NR943", sentence, path=path)


class _Shelf:
    """Where unknown keys go: the nearest part around them that has an `extra`, and its path."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.kept: dict[str, Any] = {}

    def put(self, key: str, place: str, value: Any) -> None:
        """Keep a key that stood at a path: by its name, or by its path in the part if it has to be."""
        inside = place[len(self.path) :].removeprefix(".")
        self.kept[key if inside == below("", key) and is_name(key) else inside] = value


def sifted(
    value: Any, record: type[Any], path: str, found: list[Finding], shelf: _Shelf | None = None
) -> Any:
    """The pairs of an object with its unknown keys put into the `extra` of the nearest part with one.

    What is not of the record's shape is left for the readers to refuse.
    """
    if value.__class__ is not tuple:
        return value
    unique(value)
    known = TYPES[record]
    own = _Shelf(path) if shelf is None or "extra" in known else shelf
    pairs: list[tuple[str, Any]] = []
    for key, each in value:
        place = below(path, key)
        if key in known:
            try:
                pairs.append((key, _sifted_field(each, known[key], place, found, own)))
            except Fault as fault:
                fault.steps.append(key)
                raise
        elif key == "type" and record in TAGS:
            pairs.append((key, each))
        else:
            own.put(key, place, each)
            found.append(unknown(key, place, known if len(found) < _MOST_HINTS else ()))
    if own is not shelf and own.kept:
        pairs = with_kept(pairs, own.kept)
    return tuple(pairs)


def _sifted_field(value: Any, kind: Any, path: str, found: list[Finding], shelf: _Shelf) -> Any:
    kind = bare(kind)
    if is_many(kind):
        if value.__class__ is not list:
            return value
        inner = get_args(kind)[0]
        parts: list[Any] = []
        try:
            for each in value:
                parts.append(_sifted_field(each, inner, f"{path}[{len(parts)}]", found, shelf))
        except Fault as fault:
            fault.steps.append(len(parts))
            raise
        return parts
    if kind == Inline:
        kind = Span
    elif kind == Block:
        tag = dict(value).get("type") if value.__class__ is tuple else None
        kind = BY_TAG.get(tag) if isinstance(tag, str) else None
    return sifted(value, kind, path, found, shelf) if kind in TYPES else value


def with_kept(pairs: list[tuple[str, Any]], kept: dict[str, Any]) -> list[tuple[str, Any]]:
    """The pairs of an object with more keys in its `extra.json`; a Fault where that is taken."""
    extra = dict(pairs).get("extra", ())
    if extra.__class__ is not tuple:
        return pairs  # no map of namespaces: the reader says so
    there = unique(extra).get(NAMESPACE, ())
    if there.__class__ is not tuple:
        raise _taken(f"{described(there)} there")
    for key, _ in there:
        if key in kept:
            raise _taken(f"the key {quote_text(key)} there too")
    others = [pair for pair in extra if pair[0] != NAMESPACE]
    merged = (*others, (NAMESPACE, (*there, *kept.items())))
    return [*(pair for pair in pairs if pair[0] != "extra"), ("extra", merged)]


def _taken(what: str) -> Fault:
    msg = f"found unknown keys, which are kept in extra.{NAMESPACE}, and {what}"
    return Fault("NR942", msg).inside(NAMESPACE).inside("extra")

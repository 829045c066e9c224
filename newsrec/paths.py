"""The path language: `creators[0].name`, `body[2].content`, `extra.jsonld`.

A path names a field of a record, an element by its index from 0, a key of `extra`. Inline text is
one value: its path ends at `content` or `caption`. Patterns, as formats declare in `carries`,
leave the index out (`creators[].name`); a pattern means all that is below it too.
"""

from __future__ import annotations

import re
from ast import literal_eval
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from newsrec.maps import FrozenMap, strict
from newsrec.messages import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BRACKETS = r"""\[(?:[0-9]*|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\]"""  # an index, or a key as Python has it
_BRACKETED = re.compile(_BRACKETS, re.DOTALL)
_STEP = re.compile(rf"{_BRACKETS}|[^.\[]+", re.DOTALL)
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_INLINE_FIELDS = frozenset({"content", "caption"})


@attrs.frozen(weakref_slot=False)
class Difference:
    """Where two records differ, and the value on either side.

    >>> Difference("urgency", None, 4).path
    'urgency'
    """

    path: str
    """The record path, such as `creators[0].name`."""
    before: Any
    """What the first record has there; None where it has nothing."""
    after: Any
    """What the second record has there; None where it has nothing."""


@cache
def field_names(record: type[Any]) -> tuple[str, ...]:
    """Return the fields of a record class, in order."""
    return tuple(field.name for field in attrs.fields(record))


def pattern_of(path: str) -> str:
    """Return the path with its indices left out: `creators[0].name` gives `creators[].name`."""
    return _BRACKETED.sub(lambda found: "[]" if found[0][1].isdecimal() else found[0], path)


def prefixes(path: str) -> list[str]:
    """Return the path and everything that it lies in, longest first: `a[].b` gives `a[].b`, `a[]`, `a`."""
    return [path[: step.end()] for step in _STEP.finditer(path)][::-1]


def find_misstep(record: Any, path: str) -> str | None:
    """Where a path leaves a record: the part at which, and the nearest name; None where it does not.

    What follows a part that is missing, or a sequence that is empty, is not looked at.
    """
    value, before = record, "the story"
    for found in _STEP.finditer(path):
        step = found[0]
        if value is None or value == ():
            return None
        if is_record(value):
            names = field_names(value.__class__)
            if step not in names:
                return f"{before} has no {step!r}{suggest(step, names)}"
            value = getattr(value, step)
        elif value.__class__ is FrozenMap:
            value = value.get(literal_eval(step[1:-1]) if step[0] == "[" else step)
        elif value.__class__ is not tuple:
            return f"{before} has no parts, found {step!r} behind it"
        elif not step[1:-1].isdecimal() or int(step[1:-1]) >= len(value):
            return f"{before} has {len(value)}, expected an index from 0 on, found {step!r} behind it"
        else:
            value = value[int(step[1:-1])]
        before = path[: found.end()]
    return None


def key_path(base: str, key: str) -> str:
    """Return the path of a map's entry."""
    return f"{base}.{key}" if _PLAIN_KEY.match(key) else f"{base}[{key!r}]"


def is_record(value: Any) -> bool:
    """Whether a value is one of the record classes (a story, a part of one, a block, a span)."""
    return _is_record_class(value.__class__)


@cache
def _is_record_class(kind: type[Any]) -> bool:
    return attrs.has(kind)


def _is_inline(field: str, value: object) -> bool:
    return field in _INLINE_FIELDS and value.__class__ is tuple


def _empty(value: object) -> bool:
    return value is None or value == () or (value.__class__ is FrozenMap and not value)


def same(a: object, b: object) -> bool:
    """Equality of content: offsets of times and the kinds of JSON values included."""
    if a.__class__ is not b.__class__:
        return False
    if isinstance(a, datetime):
        return a == b and a.utcoffset() == b.utcoffset()  # type: ignore[attr-defined]  # one class
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if a.__class__ is float:
        return bool(strict(a) == strict(b))
    return a == b


def diff(a: Any, b: Any) -> tuple[Difference, ...]:
    """Every place where two records differ, in the order of the fields; empty when they are equal.

    An index is that of the first record, or, for an element that only the second has, of the
    second. A field that is empty on one side is one difference.

    >>> from newsrec.model import NewsItem
    >>> before, after = NewsItem(creators=["Ann"], urgency=4), NewsItem(creators=["Anna"])
    >>> [(each.path, each.before, each.after) for each in diff(before, after)]
    [('creators[0].name', 'Ann', 'Anna'), ('urgency', 4, None)]
    """
    return tuple(_diff(a, b, ""))


def _diff(a: Any, b: Any, path: str) -> Iterator[Difference]:
    if a is b or same(a, b):
        return
    if a.__class__ is not b.__class__ or _empty(a) or _empty(b):
        yield Difference(path, None if _empty(a) else a, None if _empty(b) else b)
    elif a.__class__ is FrozenMap:
        for key in sorted({*a, *b}):
            if key not in a or key not in b:
                yield Difference(key_path(path, key), a.get(key), b.get(key))
            else:
                yield from _diff(a[key], b[key], key_path(path, key))
    elif a.__class__ is tuple:
        yield from _diff_tuples(a, b, path)
    elif is_record(a):
        for name in field_names(a.__class__):
            left, right = getattr(a, name), getattr(b, name)
            below = f"{path}.{name}" if path else name
            if _is_inline(name, left):
                if left != right:
                    yield Difference(below, left or None, right or None)
            else:
                yield from _diff(left, right, below)
    else:
        yield Difference(path, a, b)


def _diff_tuples(a: tuple[Any, ...], b: tuple[Any, ...], path: str) -> Iterator[Difference]:
    start, longest = 0, min(len(a), len(b))
    while start < longest and same(a[start], b[start]):
        start += 1
    end = 0
    while end < longest - start and same(a[-1 - end], b[-1 - end]):
        end += 1
    old, new = a[start : len(a) - end], b[start : len(b) - end]
    gone, come = _left_out(old, new), _left_out(new, old)
    if gone is not None:
        for index in gone:
            yield Difference(f"{path}[{start + index}]", old[index], None)
    elif come is not None:
        for index in come:
            yield Difference(f"{path}[{start + index}]", None, new[index])
    else:
        for index in range(max(len(old), len(new))):
            place = f"{path}[{start + index}]"
            if index >= len(new):
                yield Difference(place, old[index], None)
            elif index >= len(old):
                yield Difference(place, None, new[index])
            else:
                yield from _diff(old[index], new[index], place)


def _left_out(longer: tuple[Any, ...], shorter: tuple[Any, ...]) -> list[int] | None:
    """Return the indices to leave out of one sequence to get the other; None where more has changed."""
    if len(longer) <= len(shorter):
        return None
    gone, found = [], 0
    for index, each in enumerate(longer):
        if found < len(shorter) and same(each, shorter[found]):
            found += 1
        else:
            gone.append(index)
    return gone if found == len(shorter) else None


def walk(record: Any, path: str = "", *, keys: bool = False) -> Iterator[tuple[str, Any]]:
    """Every value of a record that is not empty and not itself a record, with its path, in order.

    Inline text is given part by part: each `str` of it, and each text of its spans, at the path
    of the inline text. With `keys` the key of a map's entry comes before the entry's values.
    """
    stack: list[tuple[str, Any, bool]] = [(path, record, False)]
    while stack:
        place, value, inline = stack.pop()
        kind = value.__class__
        if value is None or value == ():
            continue
        if kind is tuple:
            stack.extend(
                (place if inline else f"{place}[{index}]", value[index], inline)
                for index in range(len(value) - 1, -1, -1)
            )
        elif kind is FrozenMap:
            for key in reversed(list(value)):
                below = key_path(place, key)
                stack.append((below, value[key], False))
                if keys:
                    stack.append((below, key, False))
        elif _is_record_class(kind):
            for name in reversed(field_names(kind)):
                below = place if inline else f"{place}.{name}" if place else name
                field = getattr(value, name)
                stack.append((below, field, inline or _is_inline(name, field)))
        else:
            yield place, value


def texts(record: Any) -> Iterator[tuple[str, str]]:
    """Every text of a record with its path, in order; the keys of maps too."""
    for path, value in walk(record, keys=True):
        if value.__class__ is str:
            yield path, value


@cache
def _tree(patterns: tuple[str, ...]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for pattern in patterns:
        node = tree
        for step in pattern.replace("[]", "").split("."):
            node = node.setdefault(step, {})
        node.clear()  # a pattern stands for all below it
        node["*"] = {}
    return tree


def project(record: Any, patterns: Iterable[str]) -> Any:
    """Return the record with nothing but what the patterns name; every other field at its default.

    A field that has no default, such as a label's value, stays with the record that it is of.
    """
    return _project(record, _tree(tuple(sorted(patterns, reverse=True))))


def _project(value: Any, tree: dict[str, Any]) -> Any:
    if "*" in tree or value is None:
        return value
    if value.__class__ is tuple:
        return tuple([_project(each, tree) for each in value])
    if value.__class__ is FrozenMap:
        return FrozenMap({key: _project(value[key], tree[key]) for key in value if key in tree})
    kept = {
        field.name: _project(getattr(value, field.name), tree[field.name])
        if field.name in tree
        else (getattr(value, field.name) if field.default is attrs.NOTHING else field.default)
        for field in attrs.fields(value.__class__)
    }
    return attrs.evolve(value, **kept)

"""Frozen maps of JSON values, for `extra`."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping
from math import isfinite
from operator import attrgetter
from typing import Any, Self, TypeAlias

import attrs

from newsrec.constructors import MOST_BITS, as_text, refuse_deep_nesting, wrong_type

#: How many maps and lists may lie in one another: as many as JSON is read with.
DEEPEST = 200

Json: TypeAlias = "bool | int | float | str | tuple[Json, ...] | FrozenMap | None"


class FrozenMap(Mapping[str, Any]):
    """A frozen map of JSON values, keys in order; it hashes, pickles and copies.

    Maps and lists inside are frozen too. Equality tells 1 from True and from 1.0, as JSON does.

    >>> FrozenMap({"desk": {"slots": [1, 2]}})["desk"]["slots"]
    (1, 2)
    """

    __slots__ = ("_content", "_data")

    _data: dict[str, Json]
    _content: Any

    def __init__(self, data: Mapping[str, Any] | Iterable[tuple[str, Any]] = ()) -> None:
        pairs = dict(data)
        for value in pairs.values():
            if isinstance(value, (list, tuple, Mapping)):
                refuse_deep_nesting(pairs, _values_in, DEEPEST)
                break
        object.__setattr__(self, "_data", _freeze_entries(pairs))

    def __setattr__(self, name: str, value: object) -> None:
        raise attrs.exceptions.FrozenInstanceError

    def __getitem__(self, key: str) -> Any:
        return self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __bool__(self) -> bool:
        return bool(self._data)

    # As every mapping has them, but without a call of Python for each key.

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value at a key, or the default."""
        return self._data.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._data

    def items(self) -> ItemsView[str, Any]:
        """Return the pairs of key and value, in the order of the keys."""
        return self._data.items()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if other.__class__ is not FrozenMap:
            return NotImplemented
        return bool(self._strict() == other._strict())

    def __hash__(self) -> int:
        return hash(self._strict())

    def _strict(self) -> Any:
        try:
            return self._content
        except AttributeError:
            content = tuple([(key, strict(value)) for key, value in self._data.items()])
            object.__setattr__(self, "_content", content)
            return content

    def __repr__(self) -> str:
        try:
            return f"FrozenMap({self._data!r})"
        except RecursionError:
            return "…"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenMap, (self._data,)

    def with_(self, key: str, value: Any) -> FrozenMap:
        """Return the same map with one entry set, or taken out where the value is None."""
        data = {name: each for name, each in self._data.items() if name != key}
        return FrozenMap(data if value is None else {**data, key: value})


#: The entries of a frozen map as the dict that holds them: to look at, never to change. The map's own
#: methods are functions of Python, a dict's are not: so where a map is asked often, ask this.
entries: Callable[[FrozenMap], Mapping[str, Json]] = attrgetter("_data")


def freeze(value: Any) -> Json:
    """Return a JSON value, frozen; TypeError for what JSON cannot hold."""
    kind = value.__class__
    same: Json = value
    if value is None or kind is str or kind is bool or kind is FrozenMap:
        return same
    if kind is int and value.bit_length() <= MOST_BITS:
        return same
    if kind is float and isfinite(value):
        return same
    if kind is dict or (kind is not list and isinstance(value, Mapping)):
        made = FrozenMap.__new__(FrozenMap)
        object.__setattr__(made, "_data", _freeze_entries(value))
        return made
    if isinstance(value, (list, tuple)):
        return tuple(map(freeze, value))
    if isinstance(value, str):
        return as_text(value)
    raise wrong_type(value, "a JSON value")


def _freeze_entries(data: Mapping[str, Any]) -> dict[str, Json]:
    """Return the entries of a map, frozen, in the order of the keys."""
    frozen = {}  # filled without a comprehension: its call would nest too, and the stack end sooner
    for key, value in data.items():
        frozen[as_text(key)] = freeze(value)
    return dict(sorted(frozen.items()))


def _values_in(value: Any) -> list[Any]:
    """Return the maps and lists that lie directly in one."""
    values = value.values() if isinstance(value, Mapping) else value
    return [each for each in values if isinstance(each, (list, tuple, Mapping))]


def thaw(value: Json) -> Any:
    """Return the plain dicts and lists of a frozen JSON value."""
    if value.__class__ is FrozenMap:
        return {key: thaw(each) for key, each in value.items()}
    if value.__class__ is tuple:
        return [thaw(each) for each in value]
    return value


def strict(value: Any) -> Any:
    """Return the key by which two JSON values are equal: with their classes, and the sign of zero."""
    kind = value.__class__
    if kind is FrozenMap:
        return value._strict()  # noqa: SLF001 - its own module
    if kind is tuple:
        return (tuple, tuple([strict(each) for each in value]))
    return (kind, repr(value)) if kind is float else (kind, value)


NO_EXTRA = FrozenMap()

"""Construction of records without checks, for decoders, which have checked their values already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

_R = TypeVar("_R")


def skip_checks(record: type[_R]) -> Callable[..., _R]:
    """Return a function that makes a record of this class from fields whose types are already proved.

    For decoders alone: it takes the fields by name, in the record's own normal form (tuples,
    merged inline text, fixed offsets, `FrozenMap`), runs no converter, and gives what the
    constructor would; concepts, parties and links still refuse to nest too deep. It fills a
    mutable twin with the same slots and then makes it a record, which costs a quarter of a frozen
    construction.
    """
    make = _MAKERS.get(record)
    if make is None:
        make = _MAKERS[record] = _maker(record)
    return make


_MAKERS: dict[type[Any], Callable[..., Any]] = {}


def _maker(record: type[Any]) -> Callable[..., Any]:
    fields = attrs.fields(record)
    twin = type(record.__name__, (), {"__slots__": tuple(record.__slots__)})
    names = [field.name for field in fields]
    defaults = {f"_{field.name}": field.default for field in fields}
    required = [field.name for field in fields if field.default is attrs.NOTHING]
    parameters = ", ".join(
        [*required, "*", *(f"{name}=_{name}" for name in names if name not in required)]
        if len(required) < len(names)
        else required
    )
    stores = "\n".join(f"    self.{name} = {name}" for name in names)
    nests = "    self._refuse_deep_nesting()\n" if hasattr(record, "_refuse_deep_nesting") else ""
    made = f"self = twin()\n{stores}\n    self.__class__ = record\n{nests}    return self"
    source = f"def make({parameters}):\n    {made}"
    scope: dict[str, Any] = {"twin": twin, "record": record, **defaults}
    exec(source, scope)  # noqa: S102 - made of the record's own field names, nothing else
    make: Callable[..., Any] = scope["make"]
    return make

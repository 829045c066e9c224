"""What of a document the record does not hold, so that no value vanishes.

A property of which a record holds every value is done with. Any other is kept as it stands, whole,
in `extra["jsonld"]`, beside what could be read of it.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

import attrs

from newsrec.formats._schema_org.values import is_iri, paragraphs_of, seconds_of, unescaped
from newsrec.grammar.dates import read_date
from newsrec.maps import FrozenMap, entries
from newsrec.model import PartialDate
from newsrec.paths import field_names

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from newsrec.formats._schema_org.reading import Taker

#: Keywords that say how a value is to be read, and the vocabulary's word for a guid: no values.
_SAYS_HOW: Final = frozenset({"@type", "type", "@context", "@language", "@index"})
_WORDS: Final = ("guid",)

#: The properties inside others whose text stands for a value of another kind.
_TIMES: Final = frozenset({"dateCreated", "datePublished", "dateModified", "uploadDate"})
_INTEGERS: Final = frozenset({"width", "height", "copyrightYear"})
_DEGREES: Final = frozenset({"latitude", "longitude"})


class _PartsOf(dict[type[Any], "Callable[[Any], Iterable[Any]] | None"]):
    """For each class of values, what gives the parts of one; None for a value that has none."""

    def __missing__(self, kind: type[Any]) -> Callable[[Any], Iterable[Any]] | None:
        parts = None if kind is PartialDate or not attrs.has(kind) else attrgetter(*field_names(kind))
        self[kind] = parts
        return parts


_PARTS_OF: Final = _PartsOf({FrozenMap: lambda value: entries(value).values()})


def _values_in(parts: Iterable[Any]) -> list[Any]:
    """The values in some parts of a record, in no order; those that are empty, false or 0 left out."""
    found: list[Any] = []
    waiting = [*filter(None, parts)]
    while waiting:
        value = waiting.pop()
        kind = value.__class__
        if kind is str:
            found.append(value)
        elif kind is tuple:
            waiting += value
        elif (parts_of := _PARTS_OF[kind]) is None:
            found.append(value)
        else:
            waiting += filter(None, parts_of(value))
    return found


class Held:
    """The values that a part of a record holds, against what a document says of it."""

    def __init__(self, take: Taker, parts: Iterable[Any]) -> None:
        self._take = take
        self._values = {*_WORDS, *_values_in(parts)}

    def has(self, name: str, value: Any, *, follow: bool = False) -> bool:
        """Whether every value of a property is held. `follow` looks into what it refers to, once."""
        waiting = [(name, value)]
        seen: set[int] = set()
        while waiting:
            name, value = waiting.pop()
            kind = value.__class__
            if kind is list:
                waiting += [(name, each) for each in value]
            elif kind is not dict:
                if not self._has(name, value):
                    return False
            elif not self._is_reference(value):
                node = self._take.document.resolved(value) if follow else value
                if id(node) not in seen:
                    seen.add(id(node))
                    fields = self._take.fields(node)
                    for key, each in fields.items():
                        if each.__class__ is str and each in self._values:
                            continue
                        if key not in _SAYS_HOW:
                            waiting.append((name if key == "@value" else key, each))
        return True

    def _is_reference(self, value: dict[str, Any]) -> bool:
        """Whether an object is no more than an address that the record has."""
        return value.keys() == {"@id"} and value["@id"].__class__ is str and value["@id"] in self._values

    def _has(self, name: str, value: Any) -> bool:
        values = self._values
        if value in values:
            return True
        if not value:  # the record's own are not among the values
            return value is None or name in _DEGREES
        if name in _INTEGERS:
            return self._take.integer(value) in values
        if name in _DEGREES:
            return self._take.number(value) in values
        if value.__class__ is not str:
            return str(value) in values
        if name == "@id":  # of a node inside the document it is a name
            return not is_iri(value)
        if name == "duration":
            return seconds_of(value) in values
        if name in _TIMES:
            return read_date(value)[0] in values
        text = unescaped(value)
        return text in values or values.issuperset(paragraphs_of(text))

    def rest(self, fields: dict[str, Any], read: Container[str]) -> dict[str, Any]:
        """The properties of an object that are not held, each whole; those in `read` are done with."""
        return {
            name: value
            for name, value in fields.items()
            if name not in _SAYS_HOW and name not in read and not self.has(name, value)
        }

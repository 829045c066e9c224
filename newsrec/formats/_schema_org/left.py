"""What of a document the record does not hold, so that no value vanishes.

A property of which a record holds every value is done with. Any other is kept as it stands, whole,
in `extra["jsonld"]`, beside what could be read of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsrec.formats._schema_org.values import is_iri, paragraphs_of, seconds_of, unescaped
from newsrec.grammar.dates import read_date
from newsrec.paths import walk

if TYPE_CHECKING:
    from collections.abc import Container

    from newsrec.formats._schema_org.reading import Taker

#: Keywords that say how a value is to be read, and the vocabulary's word for a guid: no values.
_SAYS_HOW: Final = frozenset({"@type", "type", "@context", "@language", "@index"})
_WORDS: Final = ("guid",)

#: The properties inside others whose text stands for a value of another kind.
_TIMES: Final = frozenset({"dateCreated", "datePublished", "dateModified", "uploadDate"})
_INTEGERS: Final = frozenset({"width", "height", "copyrightYear"})
_NUMBERS: Final = frozenset({"latitude", "longitude"})


class Held:
    """The values that a part of a record holds, against what a document says of it."""

    def __init__(self, take: Taker, part: Any) -> None:
        self._take = take
        self._values: set[Any] = {*_WORDS, *[value for _, value in walk(part)]}

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
                    waiting += [
                        (name if key == "@value" else key, each)
                        for key, each in fields.items()
                        if key not in _SAYS_HOW
                    ]
        return True

    def _is_reference(self, value: dict[str, Any]) -> bool:
        """Whether an object is no more than an address that the record has."""
        return value.keys() == {"@id"} and value["@id"].__class__ is str and value["@id"] in self._values

    def _has(self, name: str, value: Any) -> bool:
        values = self._values
        if value in values or (value.__class__ is not str and str(value) in values):
            return True
        if name in _INTEGERS:
            return self._take.integer(value) in values
        if name in _NUMBERS:
            return self._take.number(value) in values
        if value.__class__ is not str:
            return value is None
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

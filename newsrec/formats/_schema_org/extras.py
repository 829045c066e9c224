"""What no field of the record holds: `extra["jsonld"]`, written and read.

Writing takes no fact from there that a field has, so no fact is given twice. The names of other
vocabularies have a prefix, which `extra["jsonld"]["@context"]` defines. Reading keeps a property
there, whole, where the record has not each of its values: see `RecordValues`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

import attrs

from newsrec.formats._record.json_text import number
from newsrec.formats._schema_org.tables import KNOWN_PROPERTIES, KNOWN_TYPES, PREFIX, PREFIX_IRI
from newsrec.formats._schema_org.values import decode_entities, is_iri, read_duration, split_paragraphs
from newsrec.grammar.dates import read_date
from newsrec.maps import NO_EXTRA, FrozenMap, entries
from newsrec.model import PartialDate
from newsrec.paths import field_names

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from newsrec.formats._schema_org.properties import PropertyReader
    from newsrec.formats._schema_org.values import Node

#: The namespace of `extra` for what no field holds.
OWN: Final = "jsonld"

_DEEPEST: Final = 24
_SCHEMA: Final = ("https://schema.org/", "http://schema.org/", "schema:")
_PREFIX: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,30}")
#: What schema.org's own context makes of a name that is no property.
_KEYWORDS: Final = frozenset({"type", "id"})
#: The names that no prefix of the user's may have.
_TAKEN: Final = frozenset({PREFIX, "schema", *_KEYWORDS, *KNOWN_PROPERTIES, *KNOWN_TYPES})


def unprefixed(key: str) -> str:
    """Return the name of a property or type without schema.org's IRI or prefix."""
    while key.startswith(_SCHEMA):
        for prefix in _SCHEMA:
            key = key.removeprefix(prefix)
    return key


def property_name(key: str) -> str:
    """Return a property's name as schema.org spells it, for the properties that we know."""
    name = unprefixed(key)
    return KNOWN_PROPERTIES.get(name.lower(), name)


def own_name(key: str) -> str | None:
    """Return the name by which a property of the user's own is written, or None where it has none."""
    name = property_name(key)
    if not name or name[0] == "@" or name in _KEYWORDS or name.startswith((f"{PREFIX}:", PREFIX_IRI)):
        return None
    return name


def own_prefixes(context: Any) -> dict[str, str]:
    """Return the prefixes that a context defines for properties of other vocabularies, by name."""
    if not isinstance(context, Mapping):
        return {}
    return {name: iri for name, iri in sorted(context.items()) if _is_prefix(name, iri)}


def _is_prefix(name: str, iri: Any) -> bool:
    """Whether a term can be a prefix (JSON-LD 1.1, 4.1.2) and takes no name that we know."""
    return (
        iri.__class__ is str
        and _PREFIX.fullmatch(name) is not None
        and name.lower() not in _TAKEN
        and is_iri(iri)
        and iri[-1] in "/#:"
        and not iri.startswith((PREFIX_IRI, *_SCHEMA))
    )


def prune(value: Any, depth: int = 0, *, to_write: bool = False) -> Any:
    """Return a JSON value as plain dicts and lists, without null and empty values; None if nothing is left.

    None too for a value nested deeper than readers can be expected to follow. `to_write` gives
    numbers as the writer of JSON takes them.
    """
    kind = value.__class__
    if kind is str:
        return value or None
    if kind is bool or kind is int:
        return value
    if kind is float:
        return number(value) if to_write else value
    if value is None or depth > _DEEPEST:
        return None
    if isinstance(value, (list, tuple)):
        parts = [prune(each, depth + 1, to_write=to_write) for each in value]
        return [part for part in parts if part is not None] or None
    members = {key: prune(each, depth + 1, to_write=to_write) for key, each in value.items()}
    return {key: part for key, part in members.items() if part is not None} or None


# -- both ways ------------------------------------------------------------------------------------


def put_own(node: Node, own: Any, known: Container[str]) -> None:
    """Write the user's own properties, but for those that a field of the record gives already."""
    if own.__class__ is not FrozenMap:
        return
    found: dict[str, Any] = {}
    for key, value in own.items():
        name = own_name(key)
        if name is not None and name.lower() not in known and name not in node and name not in found:
            kept = prune(value, to_write=True)
            if kept is not None:
                found[name] = kept
    node.update(sorted(found.items()))


def extra_of_rest(fields: Mapping[str, Any], known: Container[str], *, identity: bool) -> FrozenMap:
    """Return the unknown properties as `extra`; with the node's own IRI where `identity` asks."""
    rest = {
        name: kept
        for name, value in fields.items()
        if name[:1] != "@" and name.lower() not in known and (kept := prune(value)) is not None
    }
    own_id = fields.get("@id")
    if identity and own_id.__class__ is str and is_iri(own_id) and own_id != fields.get("url"):
        rest["@id"] = own_id
    return FrozenMap({OWN: rest}) if rest else NO_EXTRA


# -- what a record does not hold ------------------------------------------------------------------

#: Keywords that say how a value is to be read, and the vocabulary's word for a guid: no values.
_SAYS_HOW: Final = frozenset({"@type", "type", "@context", "@language", "@index"})
_WORDS: Final = ("guid",)

#: The properties inside others whose text is read as a value of another kind.
_TIMES: Final = frozenset({"dateCreated", "datePublished", "dateModified", "uploadDate"})
_INTEGERS: Final = frozenset({"width", "height", "copyrightYear"})
_DEGREES: Final = frozenset({"latitude", "longitude"})


class _PartsOf(dict[type[Any], "Callable[[Any], Iterable[Any]] | None"]):
    """Gives, for each class of values, a function that returns the parts of one; None for none."""

    def __missing__(self, kind: type[Any]) -> Callable[[Any], Iterable[Any]] | None:
        parts = None if kind is PartialDate or not attrs.has(kind) else attrgetter(*field_names(kind))
        self[kind] = parts
        return parts


_PARTS_OF: Final = _PartsOf({FrozenMap: lambda value: entries(value).values()})


def _values_in(parts: Iterable[Any]) -> list[Any]:
    """Return the values in some parts of a record, unordered, without those that are empty, false or 0."""
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


class RecordValues:
    """The values that a part of a record has, to compare a document with."""

    def __init__(self, props: PropertyReader, parts: Iterable[Any]) -> None:
        self._take = props
        self._values = {*_WORDS, *_values_in(parts)}

    def has(self, name: str, value: Any, *, follow: bool = False) -> bool:
        """Whether the record has every value of a property. `follow` looks into what it refers to, once."""
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
                node = self._take.document.resolve(value) if follow else value
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
            return read_duration(value) in values
        if name in _TIMES:
            return read_date(value)[0] in values
        text = decode_entities(value)
        return text in values or values.issuperset(split_paragraphs(text))

    def rest(self, fields: dict[str, Any], read: Container[str]) -> dict[str, Any]:
        """Return the properties of which the record lacks a value, each whole, without those in `read`."""
        return {
            name: value
            for name, value in fields.items()
            if name not in _SAYS_HOW and name not in read and not self.has(name, value)
        }

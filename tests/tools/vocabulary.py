"""A check of JSON-LD against schema.org's own vocabulary file: a second opinion on what we write.

It knows nothing of newsrec. Each node must have a known type, each property must be known and
belong to one of the node's types, each value must be in the property's range: the check that
expansion does not make, since the context turns every misspelt key into an IRI. What is read
from elsewhere breaks these rules often and harmlessly; what we write never may.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SCHEMA = "schema:"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
_DURATION = re.compile(
    r"P(?=.)(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:T(?=.)(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9.]+S)?)?"
)

#: Everybody writes a size as a number of pixels; the vocabulary asks for a QuantitativeValue.
NUMBERS_WILL_DO = frozenset({"width", "height"})


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _name(reference: str) -> str:
    return reference.removeprefix(_SCHEMA).removeprefix("https://schema.org/")


def _names(references: Any) -> set[str]:
    return {_name(each["@id"]) for each in _many(references)}


class Vocabulary:
    """The types, properties and enumeration members of one release of schema.org."""

    def __init__(self, path: Path) -> None:
        graph = json.loads(path.read_bytes())["@graph"]
        self._parents: dict[str, list[str]] = {}
        self._domains: dict[str, set[str]] = {}
        self._ranges: dict[str, set[str]] = {}
        self._members: dict[str, set[str]] = {}
        for node in graph:
            name = _name(node["@id"])
            kinds = _many(node["@type"])
            if "rdfs:Class" in kinds:
                self._parents[name] = [_name(each["@id"]) for each in _many(node.get("rdfs:subClassOf"))]
            elif "rdf:Property" in kinds:
                self._domains[name] = _names(node.get("schema:domainIncludes"))
                self._ranges[name] = _names(node.get("schema:rangeIncludes"))
            else:
                for kind in kinds:
                    self._members.setdefault(_name(kind), set()).add(name)

    def ancestors(self, kind: str) -> set[str]:
        """The type itself and all that it is a kind of."""
        found: set[str] = set()
        waiting = [kind]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting.extend(self._parents.get(name, ()))
        return found

    def problems(self, document: dict[str, Any]) -> list[str]:
        """What is wrong with a document of one node or one graph, a line each; empty for none."""
        return [problem for node in document.get("@graph", [document]) for problem in self._node(node, "")]

    def _node(self, node: dict[str, Any], path: str) -> Iterator[str]:
        kinds = _many(node.get("@type"))
        if not kinds:
            yield f"{path or '.'}: no type"
            return
        above: set[str] = set()
        for kind in kinds:
            if kind not in self._parents:
                yield f"{path or '.'}: unknown type {kind}"
            above |= self.ancestors(kind)
        for name, value in node.items():
            place = f"{path}.{name}" if path else name
            if name == "@id" and not (isinstance(value, str) and _IRI.fullmatch(value)):
                yield f"{place}: {value!r} is no absolute IRI"
            if name.startswith("@") or ":" in name:
                continue
            if name not in self._domains:
                yield f"{place}: unknown property"
                continue
            if above.isdisjoint(self._domains[name]):
                yield f"{place}: no property of {' or '.join(kinds)}"
            if value is None or value in ("", [], {}):
                yield f"{place}: empty"
            for index, each in enumerate(_many(value)):
                inner = f"{place}[{index}]" if isinstance(value, list) else place
                yield from self._value(name, each, inner)

    def _value(self, name: str, value: Any, path: str) -> Iterator[str]:
        ranges = self._ranges[name]
        if isinstance(value, dict):
            kinds = set().union(*(self.ancestors(kind) for kind in _many(value.get("@type"))))
            if kinds and kinds.isdisjoint(ranges):
                yield f"{path}: {value.get('@type')} is not in the range {sorted(ranges)}"
            yield from self._node(value, path)
        elif isinstance(value, bool):
            if "Boolean" not in ranges:
                yield f"{path}: {value} is not in the range {sorted(ranges)}"
        elif isinstance(value, int | float):
            if ranges.isdisjoint({"Number", "Integer", "Float"}) and name not in NUMBERS_WILL_DO:
                yield f"{path}: the number {value} is not in the range {sorted(ranges)}"
        elif isinstance(value, str):
            if not any(self._is_text(value, kind) for kind in ranges):
                yield f"{path}: the text {value!r:.40} is not in the range {sorted(ranges)}"
        else:
            yield f"{path}: empty"

    def _is_text(self, value: str, kind: str) -> bool:
        """Whether a text is a value of a data type, or the IRI of an enumeration's member."""
        if kind == "URL":
            return _IRI.fullmatch(value) is not None
        if "Text" in self.ancestors(kind):
            return value != ""
        if kind in ("Date", "DateTime"):
            return (_DATE if kind == "Date" else _TIME).fullmatch(value) is not None
        if kind == "Duration":
            return _DURATION.fullmatch(value) is not None
        return value.startswith("https://schema.org/") and _name(value) in self._members.get(kind, ())

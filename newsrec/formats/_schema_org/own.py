"""Names of properties, and those that are the user's own: `extra["jsonld"]`, both ways.

What the record says is never taken from there, so that a fact stands once. The names of other
vocabularies have a prefix, which `extra["jsonld"]["@context"]` defines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from newsrec.formats._record.json_text import number
from newsrec.formats._schema_org.tables import KNOWN_PROPERTIES, KNOWN_TYPES, PREFIX, PREFIX_IRI
from newsrec.formats._schema_org.values import is_iri
from newsrec.maps import NO_EXTRA, FrozenMap

if TYPE_CHECKING:
    from collections.abc import Container

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
    """A property's or type's name without schema.org's IRI or prefix."""
    while key.startswith(_SCHEMA):
        for prefix in _SCHEMA:
            key = key.removeprefix(prefix)
    return key


def property_name(key: str) -> str:
    """A property's name as schema.org spells it, for the properties that we know."""
    name = unprefixed(key)
    return KNOWN_PROPERTIES.get(name.lower(), name)


def own_name(key: str) -> str | None:
    """The name that a property of the user's own is written by, or None for what is none."""
    name = property_name(key)
    if not name or name[0] == "@" or name in _KEYWORDS or name.startswith((f"{PREFIX}:", PREFIX_IRI)):
        return None
    return name


def own_prefixes(context: Any) -> dict[str, str]:
    """The prefixes that a context defines for properties of other vocabularies, by name."""
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


def pruned(value: Any, depth: int = 0, *, to_write: bool = False) -> Any:
    """A JSON value as plain dicts and lists, without what is null or empty; None if nothing is left.

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
        parts = [pruned(each, depth + 1, to_write=to_write) for each in value]
        return [part for part in parts if part is not None] or None
    members = {key: pruned(each, depth + 1, to_write=to_write) for key, each in value.items()}
    return {key: part for key, part in members.items() if part is not None} or None


# -- both ways ------------------------------------------------------------------------------------


def put_own(node: Node, own: Any, known: Container[str]) -> None:
    """Write the user's own properties, as far as no known one says them already."""
    if own.__class__ is not FrozenMap:
        return
    found: dict[str, Any] = {}
    for key, value in own.items():
        name = own_name(key)
        if name is not None and name.lower() not in known and name not in node and name not in found:
            kept = pruned(value, to_write=True)
            if kept is not None:
                found[name] = kept
    node.update(sorted(found.items()))


def left_over(fields: Mapping[str, Any], known: Container[str], *, identity: bool) -> FrozenMap:
    """The `extra` of what is read from no known property; with the node's own IRI where `identity` asks."""
    rest = {
        name: kept
        for name, value in fields.items()
        if name[:1] != "@" and name.lower() not in known and (kept := pruned(value)) is not None
    }
    own_id = fields.get("@id")
    if identity and own_id.__class__ is str and is_iri(own_id) and own_id != fields.get("url"):
        rest["@id"] = own_id
    return FrozenMap({OWN: rest}) if rest else NO_EXTRA

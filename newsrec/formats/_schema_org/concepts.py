"""Subjects, genres and places, written and read.

A coded subject is a term of a vocabulary, with the IRI of its code; a person, organisation, place
or event is written as what it is, with `sameAs`. Source: https://schema.org/about, release 30.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsrec._trusted import skip_checks
from newsrec.addresses import is_web
from newsrec.formats._record.json_text import number
from newsrec.formats._schema_org.extras import OWN, RecordValues, prune
from newsrec.formats._schema_org.tables import (
    CONCEPT_OF_TYPE,
    CONCEPT_TYPES,
    DIGITAL_SOURCE_URI,
    DIGITAL_SOURCES,
    ORGANISATIONS,
    PLACES,
    SUBTYPE_OF_GENRE,
)
from newsrec.formats._schema_org.values import escape_entities, is_iri, is_named_in, one_or_all
from newsrec.maps import FrozenMap
from newsrec.model import Concept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.formats._schema_org.properties import PropertyReader
    from newsrec.formats._schema_org.values import Node

_LONGEST_GENRE: Final = 200

_concept: Final = skip_checks(Concept)


def subtype_of_genres(genres: Iterable[Concept]) -> str:
    """Return the type of article that the first known genre means, by name, code or the end of its URI."""
    for genre in genres:
        for text in (genre.name, genre.code, genre.uri):
            if text is not None and len(text) < _LONGEST_GENRE:
                found = SUBTYPE_OF_GENRE.get(text.rpartition("/")[2].lower())
                if found is not None:
                    return found
    return "NewsArticle"


# -- writing --------------------------------------------------------------------------------------


def concept_node(concept: Concept, fallback: str = "DefinedTerm") -> Node:
    """Return the object of a concept; an empty one where nothing of it can be written."""
    kind = fallback if concept.type is None else CONCEPT_TYPES.get(concept.type, fallback)
    return _term_node(concept) if kind == "DefinedTerm" else _thing_node(concept, kind)


def _term_node(concept: Concept) -> Node:
    """Write a term of a vocabulary."""
    node: Node = {"@type": "DefinedTerm"}
    if concept.uri is not None and is_iri(concept.uri):
        node["@id"] = concept.uri
    if concept.name:
        node["name"] = escape_entities(concept.name)
    if concept.code:
        node["termCode"] = concept.code
    scheme = concept.scheme
    if scheme:
        node["inDefinedTermSet"] = (
            scheme if is_web(scheme) else {"@type": "DefinedTermSet", "name": escape_entities(scheme)}
        )
    return node if len(node) > 1 else {}


def _thing_node(concept: Concept, kind: str) -> Node:
    """Write a person, organisation, place or event."""
    node: Node = {"@type": kind}
    is_page = is_web(concept.uri)
    if not is_page and is_iri(concept.uri):
        node["@id"] = concept.uri
    if concept.name:
        node["name"] = escape_entities(concept.name)
    if is_page:
        node["sameAs"] = concept.uri
    if concept.code:
        identifier = {"@type": "PropertyValue", "value": concept.code}
        if concept.scheme:
            identifier = {"@type": "PropertyValue", "propertyID": concept.scheme, "value": concept.code}
        node["identifier"] = identifier
    if kind == "Place":
        _put_place(node, concept)
    return node if len(node) > 1 else {}


def _put_place(node: Node, concept: Concept) -> None:
    """Write where a place lies: the first region and the first country that it is in, and its point."""
    if concept.broader:
        country = next((each.name for each in concept.broader if each.name and each.type == "country"), None)
        region = next((each.name for each in concept.broader if each.name and each.type != "country"), None)
        address = {"@type": "PostalAddress"}
        if region is not None:
            address["addressRegion"] = escape_entities(region)
        if country is not None:
            address["addressCountry"] = escape_entities(country)
        if len(address) > 1:
            node["address"] = address
    if concept.geo is not None:
        latitude, longitude = map(number, concept.geo)
        node["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}


def place_node(concept: Concept) -> Node:
    """Return the object of a place of creation. Its range is Place alone."""
    node = concept_node(concept, "Place")
    if node and node["@type"] != "Place":
        return {"@type": "Place", "name": node["name"]} if "name" in node else {}
    return node


def place_nodes(places: Iterable[Concept], dateline: str | None) -> list[Node]:
    """Return the places where a story was written: first those that its dateline names."""
    ordered = sorted(places, key=lambda place: not is_named_in(place.name, dateline))
    return [node for place in ordered if (node := place_node(place))]


def genre_value(genre: Concept) -> Any:
    """Return a genre: its name or address alone where there is no more, else a term; None for none."""
    node = concept_node(genre)
    if not node:
        return None
    identity = node.get("@id")
    if node["@type"] != "DefinedTerm":  # a genre is a term or a text
        return node.get("name") or node.get("sameAs") or identity
    if len(node) > 2 or not ("name" in node or is_web(identity)):
        return node
    return node.get("name") or identity


def put_subjects(node: Node, subjects: tuple[Concept, ...]) -> None:
    """Write the subjects: sections as texts, what is mentioned, places, and all others."""
    found: dict[str, list[Any]] = {"articleSection": [], "about": [], "mentions": [], "contentLocation": []}
    for subject in subjects:
        if subject.rel == "section" and subject.name:
            found["articleSection"].append(escape_entities(subject.name))
            continue
        written = concept_node(subject)
        if written:
            name = "mentions" if subject.rel == "mention" else "about"
            if name == "about" and written["@type"] == "Place":
                name = "contentLocation"
            found[name].append(written)
    for name, values in found.items():
        if values:
            node[name] = one_or_all(values)


def digital_source_iri(source: Concept) -> str | None:
    """Return schema.org's member for how a work was made, or None where it has none."""
    for text in (source.code, source.uri):
        name = DIGITAL_SOURCES.get((text or "").rpartition("/")[2])
        if name is not None:
            return f"https://schema.org/{name}"
    return None


# -- reading --------------------------------------------------------------------------------------


def _read(props: PropertyReader, value: Any, fallback: str | None = None) -> dict[str, Any] | None:
    """Read the fields of a concept, of the type `fallback` if the document gives none; None for nothing."""
    value = props.document.resolve(value)
    if value.__class__ is not dict or "@value" in value:
        text = props.text(value)
        return None if text is None else {"name": text, "type": fallback}
    get = props.fields(value).get
    kind = next((found for name in props.types(value) if (found := _type_of(name)) is not None), fallback)
    uri = get("@id")
    if not (uri.__class__ is str and is_iri(uri)):
        uri = props.url(get("sameAs")) or props.url(get("url"))
    code, scheme = props.first_code(get("termCode")), _scheme(props, get("inDefinedTermSet"))
    if code is None:
        code, scheme = _identifier(props, get("identifier"), scheme)
    parts: dict[str, Any] = {"name": props.text(get("name")), "scheme": scheme, "code": code, "uri": uri}
    if kind == "place":
        parts["broader"] = _read_address(props, props.one(get("address")))
        parts["geo"] = _read_point(props, props.one(get("geo")))
    if not any(parts.values()):
        return None
    rest = RecordValues(props, parts.values()).rest(props.fields(value), _SURE)
    if rest:
        parts["extra"] = FrozenMap({OWN: prune(rest)})
    parts["type"] = kind
    return parts


#: What is read of any concept, and so never left.
_SURE: Final = frozenset({"name"})


def _type_of(name: str) -> str | None:
    """Return the record's type for a schema.org type of concepts, or None."""
    if name in PLACES:
        return "place"
    if name in ORGANISATIONS or name.endswith("Organization"):
        return "organisation"
    return CONCEPT_OF_TYPE.get(name)


def _scheme(props: PropertyReader, value: Any) -> str | None:
    node = props.one(value)
    if node.__class__ is not dict:
        return None if node is None else props.code(node)
    fields = props.fields(node)
    return props.text(fields.get("name")) or props.first_code(fields.get("url") or fields.get("@id"))


def _identifier(props: PropertyReader, value: Any, scheme: str | None) -> tuple[str | None, str | None]:
    """Read the code and scheme of a PropertyValue."""
    node = props.one(value)
    if node.__class__ is dict:
        fields = props.fields(node)
        code = props.first_code(fields.get("value"))
        if code is not None:
            return code, props.first_code(fields.get("propertyID"))
    return None, scheme


def _read_address(props: PropertyReader, address: Any) -> tuple[Concept, ...]:
    if address.__class__ is not dict:
        return ()
    fields = props.fields(address)
    region, country = props.text(fields.get("addressRegion")), props.text(fields.get("addressCountry"))
    return (
        *(() if region is None else (Concept(region),)),
        *(() if country is None else (Concept(country, type="country"),)),
    )


def _read_point(props: PropertyReader, point: Any) -> tuple[float, float] | None:
    if point.__class__ is not dict:
        return None
    fields = props.fields(point)
    latitude, longitude = props.number(fields.get("latitude")), props.number(fields.get("longitude"))
    if latitude is None or longitude is None:
        return None
    return latitude + 0.0, longitude + 0.0  # which turns -0.0 into 0.0


def read_places(props: PropertyReader, value: Any) -> tuple[Concept, ...]:
    """Read places of creation. The property says that they are places, so no type does."""
    found = [_read(props, each, "place") for each in props.nodes(value)]
    return tuple([_concept(**{**place, "type": None}) for place in found if place is not None])


def read_genres(props: PropertyReader, value: Any) -> tuple[Concept, ...]:
    """Read the genres: terms, texts, or addresses alone."""
    found: list[Concept] = []
    for each in props.nodes(value):
        genre = {"uri": each} if each.__class__ is str and is_web(each) else _read(props, each)
        if genre is not None:
            found.append(_concept(**genre))
    return tuple(found)


#: Each property of subjects: their relation to the story, and the type that they must have.
_SUBJECTS: Final = {
    "about": (None, None),
    "mentions": ("mention", None),
    "contentLocation": (None, "place"),
}


def read_subjects(props: PropertyReader, fields: dict[str, Any]) -> tuple[Concept, ...]:
    """Read the subjects: sections, what the story is about, what it mentions, the places it is about."""
    found = [_concept(name=text, rel="section") for text in props.texts(fields.get("articleSection"))]
    for name, (rel, kind) in _SUBJECTS.items():
        for each in props.nodes(fields.get(name)):
            subject = _read(props, each, kind)
            if subject is not None:
                found.append(_concept(**{**subject, "type": kind or subject["type"]}, rel=rel))
    return tuple(found)


_CODES: Final = {name: code for code, name in DIGITAL_SOURCES.items()}


def read_digital_source(props: PropertyReader, value: Any) -> Concept | None:
    """Read how a work was made, by IPTC's code."""
    code = _CODES.get((props.page(props.one(value)) or "").rpartition("/")[2])
    return None if code is None else Concept(code=code, uri=f"{DIGITAL_SOURCE_URI}{code}")

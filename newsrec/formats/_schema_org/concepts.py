"""Subjects, genres and places, written and read.

A coded subject is a term of a vocabulary, with the IRI of its code; a person, organisation, place
or event is written as what it is, with `sameAs`. Source: https://schema.org/about, release 30.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsrec._trusted import skip_checks
from newsrec.addresses import is_web
from newsrec.formats._record.json_text import number
from newsrec.formats._schema_org.left import Held
from newsrec.formats._schema_org.own import OWN, pruned
from newsrec.formats._schema_org.tables import (
    CONCEPT_OF_TYPE,
    CONCEPT_TYPES,
    DIGITAL_SOURCE_URI,
    DIGITAL_SOURCES,
    ORGANISATIONS,
    PLACES,
    SUBTYPE_OF_GENRE,
)
from newsrec.formats._schema_org.values import escaped, is_iri, one_or_all, stands_in
from newsrec.maps import FrozenMap
from newsrec.model import Concept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.formats._schema_org.reading import Taker
    from newsrec.formats._schema_org.values import Node

_LONGEST_GENRE: Final = 200

_concept: Final = skip_checks(Concept)


def subtype_of_genres(genres: Iterable[Concept]) -> str:
    """The type of article that the first telling genre means, by its name, code or the end of its URI."""
    for genre in genres:
        for text in (genre.name, genre.code, genre.uri):
            if text is not None and len(text) < _LONGEST_GENRE:
                found = SUBTYPE_OF_GENRE.get(text.rpartition("/")[2].lower())
                if found is not None:
                    return found
    return "NewsArticle"


# -- writing --------------------------------------------------------------------------------------


def concept_node(concept: Concept, fallback: str = "DefinedTerm") -> Node:
    """A concept's object; an empty one where nothing of it can be written."""
    kind = fallback if concept.type is None else CONCEPT_TYPES.get(concept.type, fallback)
    return _term_node(concept) if kind == "DefinedTerm" else _thing_node(concept, kind)


def _term_node(concept: Concept) -> Node:
    """A term of a vocabulary."""
    node: Node = {"@type": "DefinedTerm"}
    if concept.uri is not None and is_iri(concept.uri):
        node["@id"] = concept.uri
    if concept.name:
        node["name"] = escaped(concept.name)
    if concept.code:
        node["termCode"] = concept.code
    scheme = concept.scheme
    if scheme:
        node["inDefinedTermSet"] = (
            scheme if is_web(scheme) else {"@type": "DefinedTermSet", "name": escaped(scheme)}
        )
    return node if len(node) > 1 else {}


def _thing_node(concept: Concept, kind: str) -> Node:
    """A person, organisation, place or event."""
    node: Node = {"@type": kind}
    is_page = is_web(concept.uri)
    if not is_page and is_iri(concept.uri):
        node["@id"] = concept.uri
    if concept.name:
        node["name"] = escaped(concept.name)
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
    """Where a place lies: the first region and the first country that it is in, and its point."""
    if concept.broader:
        country = next((each.name for each in concept.broader if each.name and each.type == "country"), None)
        region = next((each.name for each in concept.broader if each.name and each.type != "country"), None)
        address = {"@type": "PostalAddress"}
        if region is not None:
            address["addressRegion"] = escaped(region)
        if country is not None:
            address["addressCountry"] = escaped(country)
        if len(address) > 1:
            node["address"] = address
    if concept.geo is not None:
        latitude, longitude = map(number, concept.geo)
        node["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}


def place_node(concept: Concept) -> Node:
    """The object of a place of creation, of which the range is Place alone."""
    node = concept_node(concept, "Place")
    if node and node["@type"] != "Place":
        return {"@type": "Place", "name": node["name"]} if "name" in node else {}
    return node


def place_nodes(places: Iterable[Concept], dateline: str | None) -> list[Node]:
    """Where a story was written: first the places that its dateline names."""
    ordered = sorted(places, key=lambda place: not stands_in(place.name, dateline))
    return [node for place in ordered if (node := place_node(place))]


def genre_value(genre: Concept) -> Any:
    """A genre: its name or address alone where there is no more to say, else a term; None for none."""
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
            found["articleSection"].append(escaped(subject.name))
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
    """schema.org's member for how a work was made, or None where it has none."""
    for text in (source.code, source.uri):
        name = DIGITAL_SOURCES.get((text or "").rpartition("/")[2])
        if name is not None:
            return f"https://schema.org/{name}"
    return None


# -- reading --------------------------------------------------------------------------------------


def _read(take: Taker, value: Any, fallback: str | None = None) -> dict[str, Any] | None:
    """The fields of a concept, of the type `fallback` where the document tells none; None for nothing."""
    value = take.document.resolved(value)
    if value.__class__ is not dict or "@value" in value:
        text = take.text(value)
        return None if text is None else {"name": text, "type": fallback}
    get = take.fields(value).get
    kind = next((found for name in take.types(value) if (found := _type_of(name)) is not None), fallback)
    uri = get("@id")
    if not (uri.__class__ is str and is_iri(uri)):
        uri = take.url(get("sameAs")) or take.url(get("url"))
    code, scheme = take.first_code(get("termCode")), _scheme(take, get("inDefinedTermSet"))
    if code is None:
        code, scheme = _identifier(take, get("identifier"), scheme)
    parts: dict[str, Any] = {"name": take.text(get("name")), "scheme": scheme, "code": code, "uri": uri}
    if kind == "place":
        parts["broader"] = _read_address(take, take.one(get("address")))
        parts["geo"] = _read_point(take, take.one(get("geo")))
    if not any(parts.values()):
        return None
    rest = Held(take, parts.values()).rest(take.fields(value), _SURE)
    if rest:
        parts["extra"] = FrozenMap({OWN: pruned(rest)})
    parts["type"] = kind
    return parts


#: What is read of any concept, and so never left.
_SURE: Final = frozenset({"name"})


def _type_of(name: str) -> str | None:
    """The record's type for a schema.org type of concepts, or None."""
    if name in PLACES:
        return "place"
    if name in ORGANISATIONS or name.endswith("Organization"):
        return "organisation"
    return CONCEPT_OF_TYPE.get(name)


def _scheme(take: Taker, value: Any) -> str | None:
    node = take.one(value)
    if node.__class__ is not dict:
        return None if node is None else take.code(node)
    fields = take.fields(node)
    return take.text(fields.get("name")) or take.first_code(fields.get("url") or fields.get("@id"))


def _identifier(take: Taker, value: Any, scheme: str | None) -> tuple[str | None, str | None]:
    """The code and scheme of a PropertyValue."""
    node = take.one(value)
    if node.__class__ is dict:
        fields = take.fields(node)
        code = take.first_code(fields.get("value"))
        if code is not None:
            return code, take.first_code(fields.get("propertyID"))
    return None, scheme


def _read_address(take: Taker, address: Any) -> tuple[Concept, ...]:
    if address.__class__ is not dict:
        return ()
    fields = take.fields(address)
    region, country = take.text(fields.get("addressRegion")), take.text(fields.get("addressCountry"))
    return (
        *(() if region is None else (Concept(region),)),
        *(() if country is None else (Concept(country, type="country"),)),
    )


def _read_point(take: Taker, point: Any) -> tuple[float, float] | None:
    if point.__class__ is not dict:
        return None
    fields = take.fields(point)
    latitude, longitude = take.number(fields.get("latitude")), take.number(fields.get("longitude"))
    if latitude is None or longitude is None:
        return None
    return latitude + 0.0, longitude + 0.0  # which turns -0.0 into 0.0


def read_places(take: Taker, value: Any) -> tuple[Concept, ...]:
    """Places of creation; that they are places, the property says."""
    found = [_read(take, each, "place") for each in take.nodes(value)]
    return tuple([_concept(**{**place, "type": None}) for place in found if place is not None])


def read_genres(take: Taker, value: Any) -> tuple[Concept, ...]:
    """The genres: terms, texts, or addresses alone."""
    found: list[Concept] = []
    for each in take.nodes(value):
        genre = {"uri": each} if each.__class__ is str and is_web(each) else _read(take, each)
        if genre is not None:
            found.append(_concept(**genre))
    return tuple(found)


#: Each property of subjects: how they stand to the story, and what they must be.
_SUBJECTS: Final = {
    "about": (None, None),
    "mentions": ("mention", None),
    "contentLocation": (None, "place"),
}


def read_subjects(take: Taker, fields: dict[str, Any]) -> tuple[Concept, ...]:
    """The subjects: sections, what the story is about, what it mentions, the places it is about."""
    found = [_concept(name=text, rel="section") for text in take.texts(fields.get("articleSection"))]
    for name, (rel, kind) in _SUBJECTS.items():
        for each in take.nodes(fields.get(name)):
            subject = _read(take, each, kind)
            if subject is not None:
                found.append(_concept(**{**subject, "type": kind or subject["type"]}, rel=rel))
    return tuple(found)


_CODES: Final = {name: code for code, name in DIGITAL_SOURCES.items()}


def read_digital_source(take: Taker, value: Any) -> Concept | None:
    """How a work was made, by IPTC's code."""
    code = _CODES.get((take.page(take.one(value)) or "").rpartition("/")[2])
    return None if code is None else Concept(code=code, uri=f"{DIGITAL_SOURCE_URI}{code}")

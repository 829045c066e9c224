"""Concepts: subjects, genres, places, services, signals, with their names and what is broader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec.formats.newsml_g2._reader.labels import read_name, says_more
from newsrec.formats.newsml_g2._reader.rest import NUMBER, OWN_PREFIX, leave, left, number, sealed
from newsrec.formats.newsml_g2._tables import G2, OWN, WHOLE
from newsrec.model import NO_EXTRA, Concept, trusted

if TYPE_CHECKING:
    from newsrec.formats.newsml_g2._reader.rest import Element, Fields
    from newsrec.formats.newsml_g2._reader.source import Source
    from newsrec.model import Label

new_concept = trusted(Concept)

NAME, _BROADER, _SAME_AS = f"{G2}name", f"{G2}broader", f"{G2}sameAs"


def read_concept(element: Element, source: Source) -> Concept:
    """A concept, with its names, what it is the same as, and what is broader."""
    scheme = code = uri = kind = name = None
    more: Fields = {}  # the fields that few concepts have
    exact: Fields | None = None  # what our own attributes say, whatever the others do
    rest: Fields | None = None
    for key, value in element.items():
        if key == "qcode":
            scheme, colon, code = value.partition(":")
            if colon:
                resolved = source.aliases.get(scheme)
                if resolved is not None and uri is None:
                    uri = resolved + code
            else:
                scheme, code = None, value
        elif key == "type":
            kind = source.words.get(value) or source.word(value)
        elif key == "uri":
            uri = value
        elif key == "literal" and element.get("qcode") is None:
            code = value
        elif key == "creator":
            more["creator"] = value
        elif (key in {"relevance", "confidence"}) and WHOLE.match(value):
            more[key] = int(value)
        else:
            if rest is None:
                rest = {}
            if key[0] == "{" and key.startswith(OWN):
                exact = {} if exact is None else exact
                _own_concept(key[OWN_PREFIX:], value, exact, rest)
            else:
                rest[key] = value
    names: list[Label] = []
    broader: list[Concept] = []
    same_as: list[Concept] = []
    for child in element:
        tag = child.tag
        if tag == NAME:
            names.append(read_name(child, source))
        elif tag == _BROADER:
            broader.append(read_concept(child, source))
        elif tag == _SAME_AS:
            same_as.append(read_concept(child, source))
        elif tag in _DETAILS and _is_position_alone(child, more):
            pass
        else:
            rest = {} if rest is None else rest
            leave(child, rest)
    if names:
        name = names[0].value
        if len(names) == 1 and not says_more(names[0]):
            names = []
    extra = left(sealed(rest)) if rest else NO_EXTRA
    if exact is not None:
        more = {"scheme": scheme, "code": code, "uri": uri, "type": kind, **more, **exact}
        made: Concept = new_concept(
            name=name, broader=tuple(broader), names=tuple(names), same_as=tuple(same_as), extra=extra, **more
        )
        return made
    plain: Concept = new_concept(
        name=name,
        type=kind,
        scheme=scheme,
        code=code,
        uri=uri,
        broader=tuple(broader),
        names=tuple(names),
        same_as=tuple(same_as),
        extra=extra,
        **more,
    )
    return plain


def _own_concept(key: str, value: str, fields: Fields, rest: Fields) -> None:
    """What one of our own attributes says of a concept."""
    if key in ("rel", "scheme", "code", "type", "uri", "creator"):
        fields[key] = value
    elif key in ("relevance", "confidence") and NUMBER.match(value):
        fields[key] = number(value)
    elif key == "geo" and len(pair := value.split(" ")) == 2 and all(map(NUMBER.match, pair)):
        fields["geo"] = (float(pair[0]), float(pair[1]))
    else:
        rest[key] = value


_DETAILS = (f"{G2}geoAreaDetails", f"{G2}POIDetails")
_POSITION = f"{G2}position"


def place_of(element: Element) -> tuple[float, float] | None:
    """The place that the details among an element's children tell: latitude and longitude."""
    place = None
    for child in element:
        if child.tag in _DETAILS and len(child) and child[0].tag == _POSITION:
            place = _geo(child[0])
    return place


def _geo(position: Element) -> tuple[float, float] | None:
    latitude, longitude = position.get("latitude"), position.get("longitude")
    if latitude is None or longitude is None:
        return None
    pair = latitude.strip(), longitude.strip()
    if not all(len(each) < 60 and NUMBER.match(each) for each in pair):
        return None
    return float(pair[0]) + 0.0, float(pair[1]) + 0.0


def _is_position_alone(details: Element, fields: Fields) -> bool:
    """Take the position out of details; whether that is all that they say."""
    if not len(details) or details[0].tag != _POSITION:
        return False
    place = _geo(details[0])
    if place is None:
        return False
    fields.setdefault("geo", place)
    return (
        len(details) == 1
        and not details.keys()
        and details.tag == _DETAILS[0]
        and len(details[0].keys()) == 2
        and not len(details[0])
    )

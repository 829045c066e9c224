"""Concepts: subjects, genres, places, services, signals, with their names and what is broader."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from newsrec._trusted import skip_checks
from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import BLANK
from newsrec.formats.newsml_g2._reader.labels import read_name, says_more
from newsrec.formats.newsml_g2._reader.rest import NUMBER, OWN_PREFIX, leave, left, number, sealed
from newsrec.formats.newsml_g2._tables import G2, WHOLE
from newsrec.maps import NO_EXTRA
from newsrec.model import Concept
from newsrec.paths import field_names

if TYPE_CHECKING:
    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2._reader.rest import Fields
    from newsrec.formats.newsml_g2._reader.source import Source
    from newsrec.model import Label

new_concept = skip_checks(Concept)

NAME, _BROADER, _SAME_AS = f"{G2}name", f"{G2}broader", f"{G2}sameAs"


def read_concept(element: Element, source: Source) -> Concept:
    """A concept, with its names, what it is the same as, and what is broader."""
    scheme = code = uri = kind = name = None
    more: Fields | None = None  # the fields that few concepts have
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
        elif key == "creator" or (key in {"relevance", "confidence"} and WHOLE.match(value)):
            more = {} if more is None else more
            more[key] = value if key == "creator" else int(value)
        else:
            rest = {} if rest is None else rest
            if key[0] == "{" and key.startswith(OWN):
                exact = {} if exact is None else exact
                _own_concept(key[OWN_PREFIX:], value, exact, rest)
            else:
                rest[key] = value
    names: list[Label] | None = None
    broader: list[Concept] | None = None
    same_as: list[Concept] | None = None
    for child in element:
        tag = child.tag
        tail = child.tail
        if tail is not None and not (tail.isspace() and tail.isascii()):
            source.tell_text(tail, element)
        if tag == NAME:
            if names is None:
                names = [read_name(child, source)]
            else:
                names.append(read_name(child, source))
        elif tag == _BROADER:
            broader = [] if broader is None else broader
            broader.append(read_concept(child, source))
        elif tag == _SAME_AS:
            same_as = [] if same_as is None else same_as
            same_as.append(read_concept(child, source))
        else:
            if tag in _DETAILS:
                more = {} if more is None else more
                if _is_position_alone(child, more):
                    continue
            rest = {} if rest is None else rest
            leave(child, rest)
    text = element.text
    if text is not None and not (text.isspace() and text.isascii()):
        source.tell_text(text, element)
    if names is not None:
        name = names[0].value
        if len(names) == 1 and not says_more(names[0]):
            names = None
    made: Concept = new_concept(
        name=name,
        type=kind,
        scheme=scheme,
        code=code,
        uri=uri,
        broader=() if broader is None else tuple(broader),
        names=() if names is None else tuple(names),
        same_as=() if same_as is None else tuple(same_as),
        extra=left(sealed(rest)) if rest else NO_EXTRA,
    )
    return made if more is exact is None else changed(made, {**(more or {}), **(exact or {})})


def changed(concept: Concept, fields: Fields) -> Concept:
    """The concept with these fields in place of its own."""
    made: Concept = new_concept(**{**dict(zip(_FIELDS, _values(concept), strict=True)), **fields})
    return made


_FIELDS = field_names(Concept)
_values = attrgetter(*_FIELDS)


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
    for child in element.iterchildren(*_DETAILS):
        if len(child):
            place = _geo(child[0])
    return place


def _geo(position: Element) -> tuple[float, float] | None:
    """The place that a position tells; None for anything else."""
    if position.tag != _POSITION:
        return None
    latitude = position.get("latitude", "").strip()
    longitude = position.get("longitude", "").strip()
    if len(latitude) < 60 > len(longitude) and NUMBER.match(latitude) and NUMBER.match(longitude):
        return float(latitude) + 0.0, float(longitude) + 0.0
    return None


def _is_position_alone(details: Element, fields: Fields) -> bool:
    """Take the position out of details; whether that is all that they say."""
    if "geo" in fields or not len(details):
        return False
    place = _geo(details[0])
    if place is None:
        return False
    fields["geo"] = place
    return (
        len(details) == 1
        and not details.keys()
        and details.tag == _DETAILS[0]
        and len(details[0].keys()) == 2
        and not len(details[0])
        and not "".join(details.itertext()).strip(BLANK)
    )

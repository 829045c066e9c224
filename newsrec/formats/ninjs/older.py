"""ninjs 1 and 2, and JSON that others call ninjs, to the names of 3.1, and from 3.1 to 2.2 and 1.6.

    {"headline": "Ice", "body_html": "<p>…</p>", "person": [{"scheme": "pers", "code": "1"}]}

is ninjs 1; in 2 and 3 headlines, bodies and descriptions are lists, whose role was a part of the name before
(`body_html`), and what was keyed (`renditions`, `associations`) is a list of named objects.
Source: IPTC, ninjs, changes from 1 to 2 and from 2 to 3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsrec.formats.ninjs.tables import ADDRESSES, CONTENT_TYPES, FAMILIES, OLDER_INNER, OLDER_NAMES, STORY

if TYPE_CHECKING:
    from newsrec.formats._json_objects import Json

#: The texts whose role is a part of their name in ninjs 1, and the list that they are in now.
_TEXTS: Final = {"headline": "headlines", "description": "descriptions", "body": "bodies"}
_REPRESENTATIONS: Final = {"complete": "full", "incomplete": "partial"}
#: What a story must not be asked for once where it says it twice: `pubstatus` beside `pubStatus`.
SEVERAL: Final = ("pubStatus", "embargoedUntil")
#: Lists of objects, whose keys have newer names.
_LISTS: Final = frozenset(
    {
        *FAMILIES,
        "headlines",
        "descriptions",
        "bodies",
        "infoSources",
        "genres",
        "renditions",
        "trustIndicators",
    }
)


def to_current(story: Json) -> Json:
    """Return a story with the names of ninjs 3.1; what has no newer name stays as it is."""
    out: Json = {}
    for key, value in story.items():
        name = OLDER_NAMES.get(key, key)
        start, _, role = key.partition("_")
        if start in _TEXTS and value.__class__ is str:
            out.setdefault(_TEXTS[start], []).append(_text(start, role, value))
        elif name in SEVERAL and name in out and value is not None:
            out[name] = [*as_list(out[name]), *as_list(value)]
        elif name in out or value is None:  # `guid` beside `uri`: both are kept
            if value is not None:
                out.setdefault(key, value)
        elif name == "representationType" and value.__class__ is str:
            out[name] = _REPRESENTATIONS.get(value, value)
        elif name == "altIds" and value.__class__ is dict:
            _alt_ids(value, out)
        elif name in ("renditions", "associations") and value.__class__ is dict:
            _keyed(name, value, out)
        elif name == "associations" and value.__class__ is list:
            out[name] = [to_current(each) if each.__class__ is dict else each for each in value]
        elif name == "rightsInfo" and value.__class__ is dict:
            out[name] = _inner(value)
        elif name in _LISTS and value.__class__ is list:
            listed = [_inner(each) if each.__class__ is dict else each for each in value]
            have = out.get(name)
            out[name] = [*have, *listed] if have.__class__ is list else listed
        else:
            out[name] = value
    return out


def as_list(value: Any) -> list[Any]:
    """Return a list as it is, and any other value as the only one of a list."""
    return value if value.__class__ is list else [value]


def _text(start: str, role: str, value: str) -> Json:
    """Return a text of ninjs 1 as an object, with the role and the media type that its name says."""
    text: Json = {"role": role} if role else {}
    if start != "headline" and role in CONTENT_TYPES:
        text["contentType"] = CONTENT_TYPES[role]
    return {**text, "value": value}


def _alt_ids(given: Json, out: Json) -> None:
    out["altIds"] = [
        {"role": role, "value": value} for role, value in given.items() if value.__class__ is str
    ]
    left = {role: value for role, value in given.items() if value.__class__ is not str}
    if left:
        out["altids"] = left


def _keyed(name: str, given: Json, out: Json) -> None:
    """Make a list of what ninjs 1 keys by name."""
    change = to_current if name == "associations" else _inner
    listed = [
        {"name": key, **change(value)} for key, value in given.items() if value.__class__ is dict and value
    ]
    if listed:
        out[name] = listed
    left = {key: value for key, value in given.items() if value.__class__ is not dict or not value}
    if left:
        out[f"{name}_left"] = left


def _inner(given: Json) -> Json:
    """Return an object in a story with the names of ninjs 3.1, `contactinfo` in it too."""
    out: Json = {}
    for key, value in given.items():
        name = OLDER_INNER.get(key, key)
        if name in out:
            name = key
        has_contacts = name == "contactInfo" and value.__class__ is list
        out[name] = [_contact(each) for each in value] if has_contacts else value
    return out


def _contact(given: Any) -> Any:
    address = given.get("address") if given.__class__ is dict else None
    return {**given, "address": _inner(address)} if address.__class__ is dict else given


# -- writing older versions -----------------------------------------------------------------------

_NEW_IN_3: Final = ("eventDetails", "plannedCoverage")
_NEW_INSIDE: Final = {
    "events": ("id",),
    "renditions": (
        "aspectRatio", "videoCodec", "frameRate", "poi", "transportProtocol", "scanType", "bitrate",
    ),
}  # fmt: skip
_NAMES_IN_2: Final = {name: name.lower() for name in STORY} | {"embargoedUntil": "embargoed"}
_NAMES_IN_1: Final = {
    **_NAMES_IN_2,
    "by": "byline", "people": "person", "organisations": "organisation", "places": "place",
    "subjects": "subject", "events": "event", "objects": "object", "infoSources": "infosource",
    "genres": "genre", "trustIndicators": "trustindicator", "standard": "$standard",
}  # fmt: skip
_KEY: Final = re.compile(r"[^a-zA-Z0-9_]")


_WITH_CODES: Final = (*FAMILIES, "genres", "infoSources")


def without_codes(story: Json) -> Json:
    """Return a story without the scheme and code of things, which only 1.x has beside name and address."""
    out: Json = {}
    for key, value in story.items():
        if key in _WITH_CODES:
            things = [each for each in _without(value, ("scheme", "code")) if each]
            if things:
                out[key] = things
        else:
            out[key] = [without_codes(each) for each in value] if key == "associations" else value
    return out


def to_second(story: Json) -> Json:
    """Return a story of ninjs 3.1 as one of 2.2, without what 2.2 has no place for."""
    out: Json = {}
    for key, value in story.items():
        if key == "associations":
            out[key] = [to_second(each) for each in _without(value, ("rel",))]
        elif key not in _NEW_IN_3 and not (key == "type" and value in ("event", "planning")):
            kept = _without(value, _NEW_INSIDE[key]) if key in _NEW_INSIDE else value
            out[_NAMES_IN_2.get(key, key)] = _lower(kept)
    return out


def _without(objects: list[Json], names: tuple[str, ...]) -> list[Json]:
    return [{name: each for name, each in one.items() if name not in names} for one in objects]


def _lower(value: Any) -> Any:
    """Return a value with the keys of all objects in it in lower case."""
    if value.__class__ is dict:
        return {key.lower(): _lower(each) for key, each in value.items()}
    return [_lower(each) for each in value] if value.__class__ is list else value


def to_first(story: Json) -> Json:
    """Return a story of ninjs 3.1 as one of 1.6, without what 1.6 has no place for."""
    out: Json = {}
    for key, value in to_second(story).items():
        name = _NAMES_IN_1.get(_CURRENT.get(key, key), key)
        if key in ("headlines", "descriptions", "bodies"):
            _first_texts(key, value, out)
        elif key == "representationtype":
            out[name] = "complete" if value == "full" else "incomplete"
        elif key == "altids":
            out[name] = {}
            for each in value:  # of two with one role the first counts
                out[name].setdefault(each.get("role", ""), each.get("value", ""))
        elif key in ("renditions", "associations"):
            out[name] = _by_name(key, value)
        elif key in _CODED:
            out[name] = [_first_thing(key, each) for each in value]
        else:
            out[name] = value
    for association, given in zip(
        out.get("associations", {}).values(), story.get("associations", ()), strict=False
    ):
        association.clear()
        association.update({k: v for k, v in to_first(given).items() if k not in ("name", "rel")})
    return out


_CURRENT: Final = {older: name for name, older in _NAMES_IN_2.items()}
_CODED: Final = frozenset({*(name.lower() for name in FAMILIES), "genres", "infosources", "trustindicators"})


def _first_texts(key: str, texts: list[Json], out: Json) -> None:
    """Put texts under names that end in their role; of two with one role the first counts."""
    start = {"headlines": "headline", "descriptions": "description", "bodies": "body"}[key]
    for text in texts:
        role = _KEY.sub("_", text.get("role") or "")
        if start == "body" or not role:
            role = _role_of_type(text.get("contenttype"), start) or role
        out.setdefault(f"{start}_{role}" if role else start, text["value"])


def _role_of_type(mime: str | None, start: str) -> str:
    """Return the ending that says a media type; nothing for a headline."""
    known = next((role for role, each in CONTENT_TYPES.items() if each == mime), "")
    return "" if start == "headline" else known or ("text" if mime is None else "")


def _by_name(key: str, values: list[Json]) -> Json:
    """Key renditions and associations by name."""
    out: Json = {}
    for value in values:
        rest = {name: each for name, each in value.items() if name != "name"}
        if key == "renditions" and "contenttype" in rest:
            rest["mimetype"] = rest.pop("contenttype")
        name = _KEY.sub("_", value["name"]) or "unnamed"
        while name in out:
            name += "_"
        out[name] = rest
    return out


def _first_thing(key: str, thing: Json) -> Json:
    """Return a thing with scheme and code, where 2 and 3 have a URI and a literal."""
    out = {name: each for name, each in thing.items() if name not in ("uri", "literal", "role")}
    if "geojson" in out:
        out["geometry_geojson"] = out.pop("geojson")
    if key == "trustindicators":
        return out
    if "role" in thing:
        out["rel"] = thing["role"]
    uri = thing.get("uri")
    if uri is not None and "code" not in out:
        scheme, slash, code = uri.rpartition("/")
        if code and scheme.startswith(ADDRESSES):
            out |= {"scheme": scheme + slash, "code": code}
        else:
            out["code"] = uri
    return {name: out[name] for name in sorted(out, key=lambda name: _ORDER_IN_1.get(name, 0))}


#: Where the properties of a thing stand: name, rel, scheme and code first.
_ORDER_IN_1: Final = {name: rank for rank, name in enumerate(("name", "rel", "scheme", "code"), -4)}

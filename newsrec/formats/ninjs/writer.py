"""From the record to a ninjs object with the names of 3.1, valid by its schema whatever the record holds.

What ninjs has no property for is left out, or stands where the standard allows it: keywords are subjects of
the rel "keyword", people who made the story are `people` of the rel "creator", the line that must be printed
is a description of the role "creditline". What a document said and the record has no field for comes from
`extra`, as far as the schema has a place for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsrec.errors import DecodeError
from newsrec.formats._guid import make_guid
from newsrec.formats._json_objects import leftover, parse_time, write_time
from newsrec.formats.ninjs.bodies import main_body, read_body, write_bodies
from newsrec.formats.ninjs.reader import default_rel
from newsrec.formats.ninjs.shapes import NOTHING, keep
from newsrec.formats.ninjs.tables import (
    ADDRESSES,
    CONTRIBUTOR,
    CREATOR,
    FAMILIES,
    FAMILY_OF,
    KEYWORD,
    PROVIDER,
    SIDECAR,
    SIDECAR_MIME,
    SPACE,
    STATUSES,
    STORY,
)
from newsrec.grammar.bylines import read_byline
from newsrec.maps import thaw
from newsrec.model import with_dateline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from newsrec.body import Block
    from newsrec.formats._format import Writing
    from newsrec.formats._json_objects import Json
    from newsrec.model import Concept, Label, Link, NewsItem, Party, Rendition, When

_TIMES: Final = (
    ("firstCreated", "first_created"), ("versionCreated", "version_created"),
    ("contentCreated", "content_created"), ("expires", "expires"),
)  # fmt: skip
#: Keys of what reading leaves in `extra` that are no properties of ninjs.
_OUR_KEYS: Final = frozenset({"untyped", "headline", "spelling", "texts", "unaddressed"})


def write_story(item: NewsItem, writing: Writing) -> Json:
    """Return the story as an object of ninjs 3.1, the record that travels along in a body of its own."""
    out = _story(item, writing)
    if writing.sidecar is not None:
        bodies = out.setdefault("bodies", [])
        bodies.append({"role": SIDECAR, "contentType": SIDECAR_MIME, "value": writing.sidecar})
    return out


def _story(item: NewsItem, writing: Writing) -> Json:
    """Return a story, its properties in the order of `STORY`."""
    authority = None if writing.site is None else writing.site.guid_authority
    rest = thaw(leftover(item.extra, SPACE)) or {}
    given: Json = {key: value for key, value in rest.items() if key not in _OUR_KEYS}
    if item.embargoed is not True:
        given.pop("embargoedUntil", None)  # a word that said it, when the embargo has been taken off
    given |= _texts_of(item, rest)
    given["uri"] = item.guid if item.guid is not None else make_guid(item, authority)
    if item.type != "text" or rest.get("untyped") is not True:
        given["type"] = item.type
    given |= _times_of(item, rest.get("spelling"))
    given |= _status_of(item, given)
    given |= _rights_of(item)
    given |= _things_of(item)
    given |= _media_of(item, writing)
    if rest.get("unaddressed").__class__ is list:  # renditions that nobody said where to find
        given["renditions"] = [*given.get("renditions", ()), *rest["unaddressed"]]
    bodies = _bodies_of(item, rest.get("texts"))
    if bodies:
        given["bodies"] = bodies
    fitting: Json = keep(given, STORY)
    return {key: fitting[key] for key in STORY if key in fitting}


def _texts_of(item: NewsItem, rest: Json) -> Json:
    out: Json = {
        "profile": item.profile,
        "version": None if item.version is None else str(item.version),
        "urgency": item.urgency,
        "language": item.language,
        "title": item.title,
        "slugline": item.slugline,
        "by": item.byline,
        "edNote": _joined(item.ed_notes),
        "located": ", ".join(filter(None, [each.name for each in item.located])) or None,
        "headlines": _headlines(item, rest.get("headline")),
        "descriptions": [_text(each) for each in item.descriptions]
        + ([{"role": "creditline", "value": item.credit}] if item.credit is not None else []),
        "altIds": [_text(each) for each in item.alt_ids],
    }
    return {key: value for key, value in out.items() if value is not None and value != []}


def _joined(labels: Iterable[Label]) -> str | None:
    """Return the texts of labels as one, a line each; None where there is none."""
    return "\n".join([each.value for each in labels]) or None


def _headlines(item: NewsItem, said: Any) -> list[Json]:
    """Return the headlines, the main one where it was and with the role that it had."""
    others = [_text(each) for each in item.alt_headlines]
    if item.headline is None:
        return others
    said = said if said.__class__ is dict else {"role": "main"}
    rank = said.get("rank")
    main = {key: value for key, value in said.items() if key in ("role", "contentType")}
    place = rank if rank.__class__ is int and 0 < rank <= len(others) else 0
    return [*others[:place], {**main, "value": item.headline}, *others[place:]]


def _text(label: Label) -> Json:
    rest = thaw(leftover(label.extra, SPACE)) or {}
    return {**rest, **({} if label.role is None else {"role": label.role}), "value": label.value}


def _times_of(item: NewsItem, spelling: Any) -> Json:
    spelling = spelling if spelling.__class__ is dict else {}
    out = {}
    for key, field in _TIMES:
        when = getattr(item, field)
        if when is not None:
            out[key] = _time(when, spelling.get(key))
    if item.embargoed is not None and item.embargoed is not True:
        out["embargoedUntil"] = _time(item.embargoed, spelling.get("embargoedUntil"))
    return out


def _time(when: When | datetime, raw: Any) -> str:
    """Return a time as it was spelled, where that still says the same."""
    if raw.__class__ is str:
        read = parse_time(raw)
        if read is not None and _says(read, when):
            return str(raw)
    return write_time(when)


def _says(read: Any, when: Any) -> bool:
    """Whether a spelling says a time; a clock without a zone says its date."""
    if hasattr(read, "hour") and read.tzinfo is None:
        return bool(read.date() == when)
    return write_time(read) == write_time(when)


def _status_of(item: NewsItem, given: Json) -> Json:
    """Return the status; a word that ninjs does not know, or an embargo without an end, is withheld."""
    status = item.pub_status
    if status is not None and status not in STATUSES:
        return {"pubStatus": "withheld"}
    if item.embargoed is True and status != "canceled" and not given.get("embargoedUntil"):
        return {"pubStatus": "withheld"}
    return {} if status is None else {"pubStatus": status}


def _rights_of(item: NewsItem) -> Json:
    rights = item.rights
    if rights is None:
        return {}
    out: Json = {
        "copyrightHolder": None if rights.holder is None else rights.holder.name,
        "copyrightNotice": _joined(rights.notices),
        "usageTerms": _joined(rights.usage_terms),
    }
    info = thaw(leftover(item.extra, SPACE).get("rightsInfo")) if leftover(item.extra, SPACE) else None
    info = info if info.__class__ is dict else {}
    if rights.licence is not None:
        out["rightsInfo"] = {**info, "linkedRights": rights.licence}
    elif rights.expression is not None:
        out["rightsInfo"] = {**info, "encodedRights": rights.expression}
    return {key: value for key, value in out.items() if value is not None}


# -- people, places and other things --------------------------------------------------------------


def _things_of(item: NewsItem) -> Json:
    out: Json = {family: [] for family in FAMILIES}
    for concept in item.subjects:
        out[FAMILY_OF.get(concept.type or "", "subjects")].append(_thing(concept))
    out["subjects"] += [{"name": each.value, "rel": KEYWORD} for each in item.keywords]
    _add_parties(_creators_beside_byline(item), CREATOR, out)
    _add_parties(item.contributors, CONTRIBUTOR, out)
    if item.provider is not None:
        _add_parties((item.provider,), PROVIDER, out)
    out["genres"] = [_thing(each) for each in item.genres]
    out["infoSources"] = [_source(each) for each in item.info_sources]
    if item.digital_source is not None:
        out["digitalSourceType"] = _thing(item.digital_source)
    return {key: value for key, value in out.items() if value}


def _creators_beside_byline(item: NewsItem) -> tuple[Party, ...]:
    """Return the creators; none where the byline names them and there is no more to say of them."""
    of_byline = read_byline(item.byline).parties if item.byline else ()
    named = [(each.name, each.type == "organisation") for each in of_byline]
    if [(each.name, each.type == "organisation") for each in item.creators] != named:
        return item.creators
    for each in item.creators:
        if keep(thaw(leftover(each.extra, SPACE)), STORY["people"][0]) is not NOTHING:
            return item.creators
        if each.contacts or (each.scheme, each.code, each.uri) != (None, None, None):
            return item.creators
    return ()


def _add_parties(parties: Iterable[Party], rel: str, out: Json) -> None:
    for party in parties:
        family = "organisations" if party.type == "organisation" else "people"
        out[family].append({**_source(party), "rel": rel})


def _source(party: Party) -> Json:
    out = _identify(party)
    if party.role is not None:
        out["role"] = party.role
    if party.contacts:
        out["contactInfo"] = [
            {
                key: value
                for key, value in (("type", each.role), ("lang", each.lang), ("value", each.value))
                if value is not None
            }
            for each in party.contacts
        ]
    return out


def _identify(thing: Concept | Party) -> Json:
    """Return the names of a thing: its address, made of a scheme that is one, and its code."""
    out: Json = thaw(leftover(thing.extra, SPACE)) or {}
    if thing.name is not None:
        out["name"] = thing.name
    uri, scheme, code = thing.uri, thing.scheme, thing.code
    if uri is None and scheme is not None and code is not None and scheme.startswith(ADDRESSES):
        uri = scheme + code
    if uri is not None:
        out["uri"] = uri
    if code is not None:
        out["code"] = out["literal"] = code
    if scheme is not None:
        out["scheme"] = scheme
    return out


def _thing(concept: Concept) -> Json:
    out = _identify(concept)
    for key in ("rel", "creator"):
        value = getattr(concept, key)
        if value is not None:
            out[key] = value
    for key in ("relevance", "confidence"):
        value = getattr(concept, key)
        if value is not None and value <= 100:
            out[key] = round(value)
    if concept.geo is not None:
        out["geoJSON"] = {"type": "Point", "coordinates": [concept.geo[1], concept.geo[0]]}
    return out


# -- renditions and associations ------------------------------------------------------------------


def _media_of(item: NewsItem, writing: Writing) -> Json:
    out: Json = {
        "renditions": [
            _rendition(each, rank) for rank, each in enumerate(item.renditions, 1) if each.href is not None
        ],
        "associations": [
            _association(each, writing) for each in item.links if each.rel != "trustIndicator" or each.item
        ],
        "trustIndicators": [
            _trust(each) for each in item.links if each.rel == "trustIndicator" and not each.item
        ],
    }
    return {key: value for key, value in out.items() if value}


def _rendition(rendition: Rendition, rank: int) -> Json:
    out: Json = thaw(leftover(rendition.extra, SPACE)) or {}
    given = {
        "name": rendition.name if rendition.name is not None else f"rendition{rank}",
        "href": rendition.href,
        "contentType": rendition.mime,
        "title": rendition.title,
        "width": rendition.width,
        "height": rendition.height,
        "sizeInBytes": rendition.size,
        "duration": rendition.duration,
    }
    return {**out, **{key: value for key, value in given.items() if value is not None}}


def _association(link: Link, writing: Writing) -> Json:
    out: Json = thaw(leftover(link.extra, SPACE)) or {}
    if link.item is not None:
        out |= _story(link.item, writing)
        default = default_rel(out.get("type"))
    else:
        where = link.href if link.rel == "canonical" and link.href is not None else link.uri or link.href
        out |= {"uri": where} if where is not None else {}
        if link.title is not None:
            out["title"] = link.title
        default = "association"
    out["name"] = link.name if link.name is not None else link.rel
    if link.rel != default:
        out["rel"] = link.rel
    return out


def _trust(link: Link) -> Json:
    out: Json = thaw(leftover(link.extra, SPACE)) or {}
    given = {"title": link.title, "href": link.href if link.href is not None else link.uri}
    return {**out, **{key: value for key, value in given.items() if value is not None}}


# -- the body -------------------------------------------------------------------------------------


def _bodies_of(item: NewsItem, kept: Any) -> list[Json]:
    """Return the bodies that the document had, where they still read as the record's; else one of HTML."""
    blocks = with_dateline(item)
    bodies = keep(kept, STORY["bodies"])
    if bodies is not NOTHING:
        bodies = [each for each in bodies if each.get("contentType") != SIDECAR_MIME]
        if bodies and _reads_as(bodies, blocks):
            return list(bodies)
    return write_bodies(blocks)


def _reads_as(bodies: list[Json], blocks: tuple[Block, ...]) -> bool:
    main = main_body(bodies)
    if main is None:
        return not blocks
    try:
        return read_body(main)[0] == blocks
    except DecodeError:
        return not blocks

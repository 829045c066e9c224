"""What a ninjs object may hold, version by version, and what its properties were called before.

Source: IPTC, ninjs 3.1, 2.2 and 1.6: https://iptc.org/standards/ninjs/
The record is written as 3.1, whose names the reader uses for every version; `older.py` writes 2.2 and 1.6.
"""

from __future__ import annotations

from typing import Any, Final

#: The property of a record's `extra` that holds what the record has no field for.
SPACE: Final = "ninjs"

#: Kinds of values: a text, a whole number, a whole number from 1 to 9, a percentage, any number, GeoJSON.
TEXT, WHOLE, URGENCY, PERCENT, NUMBER, GEOMETRY = "text", "whole", "urgency", "percent", "number", "geometry"

#: Years, months, days and instants, as planning has them.
TRUNCATED: Final = "truncated"

TYPES: Final = ("text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning")
STATUSES: Final = ("usable", "withheld", "canceled")

#: Which of two properties an object has, never both.
EITHER: Final = "either"
#: Properties that an object cannot be without.
NEEDS: Final = "needs"

_ADDRESS: Final = {"lines": [TEXT], "locality": TEXT, "area": TEXT, "postalCode": TEXT, "country": TEXT}
_CONTACT: Final = {
    "type": TEXT, "role": TEXT, "lang": TEXT, "name": TEXT, "value": TEXT, "address": _ADDRESS,
    EITHER: [("value", "address")],
}  # fmt: skip
# Scheme and code are what 1.x has in place of `uri` and `literal`: `older` takes them out for later versions.
_CODES: Final = {"scheme": TEXT, "code": TEXT}
_THING: Final = {"name": TEXT, "rel": TEXT, "uri": TEXT, "literal": TEXT, **_CODES}
_TEXT: Final = {"role": TEXT, "contentType": TEXT, "value": TEXT, NEEDS: ("value",)}
_ORGANISATION: Final = {
    **_THING,
    "symbols": [{"exchange": TEXT, "symbolType": TEXT, "symbol": TEXT}],
    "contactInfo": [_CONTACT],
}
_RENDITION: Final = {
    "name": TEXT, "href": TEXT, "contentType": TEXT, "title": TEXT, "width": WHOLE, "height": WHOLE,
    "sizeInBytes": WHOLE, "duration": NUMBER, "format": TEXT, "aspectRatio": TEXT, "videoCodec": TEXT,
    "frameRate": NUMBER, "poi": {"x": WHOLE, "y": WHOLE}, "transportProtocol": TEXT,
    "scanType": ("progressive", "interlaced"), "bitrate": TEXT, NEEDS: ("name",),
}  # fmt: skip
_RULE: Final = {
    "frequency": ("secondly", "minutely", "hourly", "daily", "weekly", "monthly", "yearly"),
    "interval": WHOLE, "until": TEXT, "count": WHOLE,
}  # fmt: skip
_DATES: Final = {
    "startDate": TEXT, "endDate": TEXT, "expectedStartDate": TRUNCATED, "expectedEndDate": TRUNCATED,
    "expectedDuration": TEXT, "recurrence": {"recurrenceRules": [_RULE]},
    EITHER: [("startDate", "expectedStartDate"), ("endDate", "expectedEndDate")],
}  # fmt: skip
_COVERAGE: Final = {
    "uri": TEXT, "title": TEXT, "pubStatus": STATUSES, "type": TYPES,
    "commissioned": {"by": TEXT, "on": TEXT, "references": [{"name": TEXT, "value": TEXT}]},
    "dates": _DATES, "audiences": [{"audience": TEXT, "significance": WHOLE}], "exclAudience": [TEXT],
    "edNote": TEXT, "urgency": URGENCY, "language": TEXT,
    "itemCount": {"rangeFrom": WHOLE, "rangeTo": WHOLE}, "wordCount": WHOLE, "renditions": [_RENDITION],
}  # fmt: skip

#: What a story of ninjs 3.1 may hold, in the order in which it is written.
STORY: Final[dict[str, Any]] = {
    "uri": TEXT,
    "type": TYPES,
    "representationType": ("full", "partial"),
    "profile": TEXT,
    "version": TEXT,
    "firstCreated": TEXT,
    "versionCreated": TEXT,
    "contentCreated": TEXT,
    "embargoedUntil": TEXT,
    "pubStatus": STATUSES,
    "urgency": URGENCY,
    "copyrightHolder": TEXT,
    "copyrightNotice": TEXT,
    "usageTerms": TEXT,
    "edNote": TEXT,
    "language": TEXT,
    "title": TEXT,
    "slugline": TEXT,
    "by": TEXT,
    "located": TEXT,
    "headlines": [_TEXT],
    "descriptions": [_TEXT],
    "bodies": [{**_TEXT, "charCount": WHOLE, "wordCount": WHOLE}],
    "people": [{**_THING, "contactInfo": [_CONTACT]}],
    "organisations": [_ORGANISATION],
    "places": [{**_THING, "contactInfo": [_CONTACT], "geoJSON": GEOMETRY}],
    "subjects": [{**_THING, "creator": TEXT, "relevance": PERCENT, "confidence": PERCENT}],
    "events": [{"id": TEXT, **_THING}],
    "objects": [_THING],
    "eventDetails": {
        "eventStatus": TEXT, "plannedCoverageStatus": TEXT, "dates": _DATES, "organiser": _ORGANISATION,
    },
    "plannedCoverage": [_COVERAGE],
    "infoSources": [
        {"name": TEXT, "role": TEXT, "uri": TEXT, "literal": TEXT, **_CODES, "contactInfo": [_CONTACT]}
    ],
    "genres": [{"name": TEXT, "uri": TEXT, "literal": TEXT, **_CODES}],
    "renditions": [_RENDITION],
    "altIds": [{"role": TEXT, "value": TEXT}],
    "trustIndicators": [{"role": TEXT, "title": TEXT, "href": TEXT}],
    "standard": {"name": TEXT, "version": TEXT, "schema": TEXT},
    "expires": TEXT,
    "rightsInfo": {
        "langId": TEXT, "linkedRights": TEXT, "encodedRights": TEXT,
        EITHER: [("linkedRights", "encodedRights")],
    },
    "digitalSourceType": {"name": TEXT, "uri": TEXT, "literal": TEXT},
    NEEDS: ("uri",),
}  # fmt: skip
STORY["associations"] = [{**STORY, "name": TEXT, "rel": TEXT, NEEDS: ("name", "uri")}]
STORY["associations"][0]["associations"] = STORY["associations"]

#: The lists of things that a story is about, with the type that each gives to a Concept.
FAMILIES: Final[dict[str, str | None]] = {
    "subjects": None, "people": "person", "organisations": "organisation", "places": "place",
    "events": "event", "objects": "object",
}  # fmt: skip

#: A type of a Concept → the list that it is written to: the record's own words, and those of the IPTC.
FAMILY_OF: Final[dict[str, str]] = {
    **{kind: name for name, kind in FAMILIES.items() if kind is not None},
    "cpnat:person": "people", "cpnat:organisation": "organisations", "cpnat:geoArea": "places",
    "cpnat:poi": "places", "cpnat:event": "events", "cpnat:object": "objects",
}  # fmt: skip

#: The rel of a subject that stands for a keyword, and of a person or organisation that made the story.
KEYWORD, CREATOR, CONTRIBUTOR, PROVIDER = "keyword", "creator", "contributor", "provider"

#: The role of the body that carries the record itself.
SIDECAR: Final = "newsrec"
SIDECAR_MIME: Final = "application/vnd.newsrec+json"

#: What a text ending of ninjs 1 says of the text: `body_html` is HTML.
CONTENT_TYPES: Final = {
    "text": "text/plain", "html": "text/html", "xhtml": "application/xhtml+xml",
    "nitf": "application/nitf+xml", "newsrec": SIDECAR_MIME,
}  # fmt: skip

#: What a scheme begins with that makes an address of a code.
ADDRESSES: Final = ("http:", "https:", "urn:")

#: Names of ninjs 1 and 2, and of systems that call their JSON ninjs, for properties of a story in 3.1.
OLDER_NAMES: Final = {
    "guid": "uri", "$standard": "standard", "byline": "by", "embargoed": "embargoedUntil",
    "person": "people", "organisation": "organisations", "organization": "organisations",
    "organizations": "organisations", "place": "places", "subject": "subjects", "event": "events",
    "object": "objects", "infosource": "infoSources", "genre": "genres", "trustindicator": "trustIndicators",
    **{name.lower(): name for name in STORY},
}  # fmt: skip

#: The same for the properties of the objects in a story.
OLDER_INNER: Final = {
    "mimetype": "contentType",
    "geometry_geojson": "geoJSON",
    **{
        name.lower(): name
        for name in (
            "contentType", "charCount", "wordCount", "contactInfo", "symbolType", "sizeInBytes", "geoJSON",
            "postalCode", "langId", "linkedRights", "encodedRights",
        )
    },
}  # fmt: skip

#: Keys that systems add to ninjs, which are kept without a finding.
OTHERS_KEYS: Final = frozenset(
    {
        "priority", "place", "evolvedfrom", "extra_items", "extra", "attachments", "readtime",
        "body_footer", "flags",
        "service", "authors", "source", "family_id", "sms", "original_id", "charcount", "wordcount",
        "mimetype",
        "altids", "renditions_left", "associations_left", "company_codes", "rewritten_by", "anpa_category",
        "id",
        "contracts", "guid", "byline", "format", "word_count", "char_count", "annotations", "event_id",
        "assignment_id", "coverage_id", "fields_meta", "subject", "keywords", "ednote", "media",
    }
)  # fmt: skip

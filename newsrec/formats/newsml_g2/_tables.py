"""The vocabulary of NewsML-G2 as data, used by the reader and the writer alike.

Source: NewsML-G2 2.35, power conformance, approved on 16 May 2025; the aliases and their URIs,
IPTC's catalog for its standards, version 41.
"""

from __future__ import annotations

import re

from newsrec.formats._xml.own import OWN_ALIAS

#: Where what is left of a document stands in `extra`.
SPACE = "newsml-g2"

NS = "http://iptc.org/std/nar/2006-10-01/"
G2 = f"{{{NS}}}"
XHTML_NS = "http://www.w3.org/1999/xhtml"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

#: The version that is written.
VERSION = "2.35"

#: The scheme of our own codes.
OWN_SCHEME = "urn:x-newsrec:code:"

#: The media type of an embedded record.
SIDECAR_MIME = "application/vnd.newsrec+json"
XHTML_MIME = "application/xhtml+xml"
NITF_MIME = "application/nitf+xml"

#: Items that are stories, and those that are something else.
STORIES = (f"{G2}newsItem", f"{G2}packageItem")
OTHER_ITEMS = tuple(f"{G2}{name}" for name in ("catalogItem", "conceptItem", "knowledgeItem", "planningItem"))
ITEMS = (*STORIES, *OTHER_ITEMS)

# -- order ----------------------------------------------------------------------------------------

# The children of a container in the order that the schema demands; names on one line stand in
# any order. What may follow them, of other namespaces, comes last.

ITEM_ORDER = {
    name: rank
    for rank, names in enumerate(
        (
            "catalogRef catalog", "hopHistory", "pubHistory", "rightsInfo", "itemMeta", "contentMeta",
            "partMeta", "assert", "inlineRef", "derivedFrom derivedFromValue", "contentSet", "groupSet",
        )
    )
    for name in names.split()
}  # fmt: skip

ITEM_META_ORDER = {
    name: rank
    for rank, name in enumerate(
        (
            "itemClass", "provider", "versionCreated", "firstCreated", "embargoed", "pubStatus", "role",
            "fileName", "generator", "profile", "service", "title", "edNote", "memberOf", "instanceOf",
            "signal", "altRep", "deliverableOf", "hash", "expires", "origRep", "incomingFeedId",
            "metadataCreator", "link", "itemMetaExtProperty",
        )
    )
}  # fmt: skip

# Some senders mix up the order within a group, none means anything by it; within the two long
# groups any order is right, and kept.
CONTENT_META_ORDER = {
    name: rank
    for rank, names in enumerate(
        (
            "icon", "urgency", "contentCreated", "contentModified", "digitalSourceType",
            "located infoSource creator contributor audience exclAudience altId rating userInteraction",
            "language genre keyword subject slugline headline dateline by creditline description",
            "contentMetaExtProperty",
        )
    )
    for name in names.split()
}  # fmt: skip

RIGHTS_ORDER = {
    name: rank
    for rank, names in enumerate(
        (
            "accountable", "copyrightHolder",
            "copyrightNotice usageTerms link rightsInfoExtProperty rightsExpressionXML rightsExpressionData",
            "dataMining",
        )
    )
    for name in names.split()
}  # fmt: skip

HEADER_ORDER = {
    name: rank
    for rank, names in enumerate(
        (
            "sent", "catalogRef catalog", "sender", "transmitId", "priority", "origin",
            "timestamp destination channel signal headerExtProperty",
        )
    )
    for name in names.split()
}  # fmt: skip

#: Elements of itemMeta, contentMeta and rightsInfo that may stand there once only.
ONCE = frozenset(
    [
        "itemClass",
        "provider",
        "versionCreated",
        "firstCreated",
        "embargoed",
        "pubStatus",
        "role",
        "fileName",
        "profile",
        "metadataCreator",
        "urgency",
        "contentCreated",
        "contentModified",
        "digitalSourceType",
        "accountable",
        "copyrightHolder",
        "dataMining",
    ]
)

# The two long groups of contentMeta in the order in which they are written, where nothing tells
# another. "headline+" is a headline beside the one.
ADMINISTRATIVE = (
    "located", "infoSource", "creator", "contributor", "audience", "exclAudience", "altId", "rating",
    "userInteraction",
)  # fmt: skip
DESCRIPTIVE = (
    "language", "genre", "keyword", "subject", "slugline", "headline", "headline+", "dateline", "by",
    "creditline", "description",
)  # fmt: skip

#: Elements of contentMeta that are one text of the record → the field.
TEXT_FIELDS = {"slugline": "slugline", "dateline": "dateline", "by": "byline", "creditline": "credit"}

#: The item's times that a property of our own carries where the native element cannot.
TIME_FIELDS = ("published", "first_created", "content_created", "content_modified", "expires")

#: The language of a machine-readable statement of rights that names none.
ODRL = "http://www.w3.org/ns/odrl.jsonld"

# -- codes ----------------------------------------------------------------------------------------

_IPTC = "http://cv.iptc.org/newscodes/"
_IPTCX = "http://cvx.iptc.org/"

# Alias → URI, to which a code is appended. Three schemes of IPTC end without a slash.
SCHEMES: dict[str, str] = {
    **{
        alias: f"{_IPTC}{name}/"
        for alias, name in {
            "altidrole": "altidrole", "colsp": "colorspace", "cpnat": "cpnature",
            "cpprole": "contentprodpartyrole",
            "crel": "conceptrelation", "ctrol": "contributorrole", "digsrctype": "digitalsourcetype",
            "drol": "descriptionrole", "encd": "encoding", "eventoccurstatus": "eventoccurstatus",
            "frmt": "format", "genre": "genre", "howextr": "howextracted", "irel": "itemrelation",
            "isrol": "infosourcerole", "loctyp": "location", "loutorient": "layoutorientation",
            "medtop": "mediatopic", "ninat": "ninature", "nmsig": "newsmsgsignal", "nprov": "newsprovider",
            "nrol": "namerole", "pgrmod": "pkggroupmode", "prio": "priority", "prov": "provider",
            "rnd": "rendition", "scn": "scene", "sig": "signal", "stat": "pubstatusg2", "subj": "subjectcode",
            "timeunit": "timeunit", "trustindicator": "trustindicator", "vcdc": "videocodec",
            "why": "whypresent", "wldreg": "worldregion",
        }.items()
    },
    "cptdefrole": f"{_IPTC}conceptdefinitionrole",
    "ednoterole": f"{_IPTC}ednoterole",
    **{
        alias: f"{_IPTCX}{alias}/"
        for alias in ("bcp47", "figi", "isin", "iso3166-1a2", "iso3166-1a3", "iso3166-2", "ticker")
    },
    "a1312cat": f"{_IPTCX}anpa1312-category/",
    "dbpedia": "http://dbpedia.org/resource/",
    "freebase": "http://www.freebase.com",
    "geonames": "http://sws.geonames.org/",
    "wikidata": "http://www.wikidata.org/entity/",
    OWN_ALIAS: OWN_SCHEME,
}  # fmt: skip

#: IPTC's catalog, to which a document that is written refers.
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"

# IPTC's codes ↔ the record's plain words, by what they are codes of.
_PLAIN: dict[str, dict[str, str]] = {
    "drol": {code: code for code in ("caption", "hashtag", "summary", "teaser")},
    "nrol": {code: code for code in ("display", "full", "mnemonic", "short")},
    "rnd": {
        code: code
        for code in ("caption", "highRes", "lowRes", "preview", "print", "sound", "thumb", "thumbnail", "web")
    },
    "cpprole": {code: code for code in ("editor", "photographer", "writer")},
    "irel": {code: code for code in ("associatedWith", "seeAlso")},
    "cpnat": {
        "abstract": "abstract", "event": "event", "geoArea": "place", "object": "object",
        "organisation": "organisation", "person": "person", "poi": "poi",
    },
}  # fmt: skip

#: A code as documents have it → the record's word for it.
WORD_OF: dict[str, str] = {
    f"{alias}:{code}": word for alias, codes in _PLAIN.items() for code, word in codes.items()
}

#: For each alias, the record's word → the code.
CODE_OF: dict[str, dict[str, str]] = {
    alias: {word: f"{alias}:{code}" for code, word in codes.items()} for alias, codes in _PLAIN.items()
}

#: The constraint that is written for what is not public and names no constraint of its own.
NOT_PUBLIC_CODE = f"{OWN_ALIAS}:nonpublic"

#: The unit of durations that name none.
SECONDS = "timeunit:seconds"

#: The roles of embedded texts that must not reach readers, whatever the alias.
NOT_PUBLIC = frozenset({"nonpublic", "non-public", "notpublic", "private", "internal"})

#: A whole number, as values are.
WHOLE = re.compile(r"[0-9]{1,18}\Z")

"""What the standard says, as data: its vocabulary, the order of its elements, their attributes and values.

Source: NewsML-G2 2.35, power conformance, approved on 16 May 2025; the aliases and their URIs,
IPTC's catalog for its standards, version 41.
"""

from __future__ import annotations

import re

from newsrec.formats._xml.own import LANGUAGE, OWN_ALIAS

#: Where what is left of a document stands in `extra`.
SPACE = "newsml-g2"

NS = "http://iptc.org/std/nar/2006-10-01/"
G2 = f"{{{NS}}}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

#: The version that is written.
VERSION = "2.35"

#: The scheme of our own codes.
OWN_SCHEME = "urn:x-newsrec:code:"

#: The media type of an embedded record.
SIDECAR_MIME = "application/vnd.newsrec+json"

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

#: IPTC's catalogs, and the one to which a document that is written refers.
IPTC_CATALOG = "/catalog.IPTC-G2-Standards_"
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

# -- what values may look like --------------------------------------------------------------------

_S = r" \t\n\r"  # white space, as XML knows it
QCODE = re.compile(rf"[^{_S}:]+:[^{_S}]+\Z")
QCODES = re.compile(rf"[^{_S}:]+:[^{_S}]+(?: [^{_S}:]+:[^{_S}]+){{0,99}}\Z")
BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,99}\Z")
NORMAL = re.compile(r"[^\t\n\r]*\Z")
DECIMAL = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?\Z")

# What xs:anyURI takes for certain; parsers differ on the rest.
_CHARACTER = r"(?:[^%\[\]#\s]|%[0-9A-Fa-f]{2})"
_HOST = r"//[^%\[\]#\s/?:@]+(?::[0-9]{1,5})?"
IRI = re.compile(
    rf"(?:[A-Za-z][A-Za-z0-9+.-]*:(?:{_HOST}(?:[/?]{_CHARACTER}*)?|///{_CHARACTER}*|(?!//){_CHARACTER}+)"
    rf"|(?!//)[^%\[\]#\s:/?]*(?:[/?]{_CHARACTER}*)?)(?:#{_CHARACTER}*)?\Z"
)
_DAY = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_CLOCK = r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?"
_ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])?"
DATE_OR_TIME = re.compile(rf"{_DAY}(?:{_CLOCK})?{_ZONE}\Z")
DATE_TIME = re.compile(rf"{_DAY}{_CLOCK}{_ZONE}\Z")
_NAME_START = (
    r"A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    r"\u2c00-\u2fef\u3001-\ud7ff"
)
NAME = re.compile(rf"[{_NAME_START}][{_NAME_START}0-9.\u00b7\u0300-\u036f-]*\Z")

# -- attributes -----------------------------------------------------------------------------------

# What the reader keeps of an element beside what the record has fields for, and what the schema
# says of its value: q a qcode, Q several, i an IRI, I several, s any text, n a text of one line,
# d a date or time, b a boolean, w a whole number, p a positive one, m decimal, l a language,
# h from 0 to 100, t name tokens; D an identifier within the document, R a reference to one, Z to several.
_COMMON = (
    "id:D creator:q creatoruri:i modified:d custom:b how:q howuri:i why:q whyuri:i "
    "pubconstraint:Q pubconstrainturi:I"
)
_I18N = "dir:x lang:l"
_FLEX = "qcode:q uri:i literal:n type:q typeuri:i"
_QUANTIFY = "confidence:h relevance:h derivedfrom:Q"
_RANK = "rank:w"
_TIME = "validfrom:d validto:d"
_VALUE = "value:s valueunit:q valueunituri:i"
_RATED = "rank:w confidence:h relevance:h"
_TARGET = (
    "href:i residref:s residrefformat:q residrefformaturi:i version:p persistidref:s contenttype:s "
    "contenttypestandardversion:s contenttypevariant:s contenttypevariantstandardversion:s format:q "
    "formaturi:i formatstandardversion:s size:w title:s"
)
_CONTENT = (
    "id:D creator:q creatoruri:i modified:d custom:b how:q howuri:i why:q whyuri:i rendition:q "
    "renditionuri:i generator:s generated:d hascontent:b"
)
_CONTENT_TYPE = (
    "contenttype:s contenttypestandardversion:s contenttypevariant:s contenttypevariantstandardversion:s "
    "format:q formaturi:i formatstandardversion:s"
)
_CHARACTERISTICS = (
    "charcount:w wordcount:w linecount:w pagecount:w width:w widthunit:q widthunituri:i height:w "
    "heightunit:q heightunituri:i orientation:w layoutorientation:q layoutorientationuri:i colourspace:q "
    "colourspaceuri:i colourindicator:q colourindicatoruri:i colourdepth:w resolution:p duration:s "
    "durationunit:q durationunituri:i audiocodec:q audiocodecuri:i audiobitrate:p audiovbr:b "
    "audiosamplesize:p audiosamplerate:p audiochannels:q audiochannelsuri:i videocodec:q videocodecuri:i "
    "videoavgbitrate:p videovbr:b videoframerate:m videoscan:y videoaspectratio:n videosampling:n "
    "videoscaling:q videoscalinguri:i videodefinition:q videodefinitionuri:i"
)
_LABEL = f"{_COMMON} {_I18N} role:Q roleuri:I media:t"
_BLOCK = f"{_COMMON} {_I18N} role:Q roleuri:i media:t"
_QUAL = f"{_COMMON} {_I18N} qcode:q uri:i"
_PARTY = f"{_COMMON} {_FLEX} {_I18N}"
_AUTHOR = f"{_PARTY} role:Q roleuri:I jobtitle:q jobtitleuri:i"
_CONCEPT = f"{_COMMON} {_FLEX} {_I18N} {_QUANTIFY} {_RANK}"
_RELATED = f"{_COMMON} {_FLEX} {_I18N} {_TIME} rel:q reluri:i rank:w"
_NAME = f"{_COMMON} {_I18N} role:Q roleuri:I part:q parturi:i {_TIME}"
_CONTACT = f"{_COMMON} role:Q roleuri:I"
_SENDER = f"{_COMMON} qcode:q uri:i literal:n type:q typeuri:i role:q roleuri:i"
_PROPERTY = f"{_COMMON} {_FLEX} {_I18N} {_VALUE} rel:q reluri:i {_TIME}"

_ATTRIBUTES: dict[str, str] = {
    "newsItem": _I18N, "packageItem": _I18N, "newsMessage": "", "header": _COMMON, "itemSet": _COMMON,
    "itemMeta": f"{_COMMON} {_I18N}", "contentMeta": f"{_COMMON} {_I18N}",
    "rightsInfo": f"{_COMMON} {_I18N} {_TIME} idrefs:Z scope:Q scopeuri:I aspect:Q aspecturi:I",
    "contentSet": f"{_COMMON} original:R", "groupSet": _COMMON,
    "group": f"{_COMMON} {_I18N} role:q roleuri:i mode:q modeuri:i",
    "groupRef": _COMMON,
    "itemClass": _QUAL, "provider": _PARTY, "versionCreated": _COMMON, "firstCreated": _COMMON,
    "embargoed": _COMMON, "pubStatus": _QUAL, "role": _QUAL, "service": _QUAL, "expires": _COMMON,
    "profile": f"{_COMMON} {_I18N} versioninfo:s", "title": _LABEL, "edNote": _BLOCK,
    "signal": f"{_COMMON} {_FLEX} {_I18N} severity:q severityuri:i",
    "link": f"rel:q reluri:i rank:w {_TARGET} {_TIME} {_I18N} {_COMMON} guidref:s hreftype:s",
    "itemRef": f"rel:q reluri:i rank:w {_TARGET} {_TIME} {_I18N} {_COMMON} guidref:s hreftype:s",
    "urgency": _COMMON, "contentCreated": _COMMON, "contentModified": _COMMON,
    "digitalSourceType": f"{_COMMON} {_FLEX} {_I18N}",
    "located": f"{_COMMON} {_FLEX} {_I18N}", "infoSource": f"{_PARTY} role:Q roleuri:I",
    "creator": _AUTHOR, "contributor": _AUTHOR, "copyrightHolder": _PARTY,
    "affiliation": f"{_PARTY} {_TIME} role:q roleuri:i",
    "altId": (
        f"{_COMMON} {_I18N} type:q typeuri:i environment:Q environmenturi:I idformat:q idformaturi:i "
        "role:q roleuri:i version:s"
    ),
    "language": f"{_COMMON} role:Q roleuri:I rank:w", "genre": _CONCEPT, "subject": _CONCEPT,
    "keyword": f"{_COMMON} {_I18N} role:Q roleuri:I {_RATED}",
    "slugline": f"{_COMMON} {_I18N} separator:s role:q roleuri:i {_RATED}",
    "headline": f"{_LABEL} {_RATED}", "dateline": f"{_LABEL} rank:w", "by": f"{_LABEL} rank:w",
    "creditline": f"{_COMMON} {_I18N} rank:w", "description": f"{_BLOCK} {_RATED}",
    "copyrightNotice": f"{_BLOCK} href:i", "usageTerms": f"{_BLOCK} href:i",
    "rightsExpressionData": f"{_COMMON} langid:i enctype:s",
    "broader": _RELATED, "sameAs": f"{_COMMON} {_FLEX} {_I18N} {_TIME}", "name": _NAME,
    "inlineXML": f"{_CONTENT} {_CONTENT_TYPE} {_CHARACTERISTICS} {_I18N}",
    "inlineData": f"{_CONTENT} {_CONTENT_TYPE} encoding:q encodinguri:i {_CHARACTERISTICS} {_I18N}",
    "remoteContent": f"{_CONTENT} {_TARGET} {_TIME} {_CHARACTERISTICS} language:l",
    "email": _CONTACT, "fax": _CONTACT, "web": _CONTACT, "im": f"{_CONTACT} tech:q techuri:i",
    "phone": f"{_CONTACT} tech:q techuri:i", "address": _CONTACT, "note": f"{_BLOCK} {_TIME}",
    "catalogRef": f"{_COMMON} href:i", "sent": _COMMON, "sender": _SENDER, "transmitId": _COMMON,
    "priority": _COMMON, "origin": _SENDER,
    "destination": _SENDER, "channel": f"{_COMMON} type:q typeuri:i role:q roleuri:i language:l",
    "itemMetaExtProperty": _PROPERTY, "contentMetaExtProperty": _PROPERTY, "rightsInfoExtProperty": _PROPERTY,
}  # fmt: skip

_END = r"\Z"
_ONE_IRI = IRI.pattern.removesuffix(_END)

_KINDS: dict[str, re.Pattern[str]] = {
    "q": QCODE,
    "Q": QCODES,
    "i": IRI,
    # each alone, for two ways to match one address would be a thousand to match ten
    "I": re.compile(rf"(?>{_ONE_IRI}(?= |{_END}))(?: (?>{_ONE_IRI}(?= |{_END})))*+{_END}"),
    "D": NAME,
    "R": NAME,
    "Z": re.compile(rf"{NAME.pattern.removesuffix(_END)}(?: {NAME.pattern.removesuffix(_END)})*\Z"),
    "s": re.compile(r".*\Z", re.DOTALL),
    "n": NORMAL,
    "d": DATE_OR_TIME,
    "b": re.compile(r"(?:true|false|0|1)\Z"),
    "w": WHOLE,
    "p": re.compile(r"[1-9][0-9]{0,17}\Z"),
    "m": DECIMAL,
    "l": LANGUAGE,
    "h": re.compile(r"(?:[0-9]|[1-9][0-9]|100)\Z"),
    "t": re.compile(r"[A-Za-z][A-Za-z0-9_.-]*(?: [A-Za-z][A-Za-z0-9_.-]*){0,9}\Z"),
    "x": re.compile(r"(?:ltr|rtl)\Z"),
    "y": re.compile(r"(?:progressive|interlaced)\Z"),
}

#: Element → attribute → the pattern of its values, for those that the record has no field for.
ATTRIBUTES: dict[str, dict[str, re.Pattern[str]]] = {
    element: {
        XML_LANG if name == "lang" else name: _KINDS[kind]
        for name, _, kind in (each.partition(":") for each in listed.split())
    }
    for element, listed in _ATTRIBUTES.items()
}

# -- what an element may hold ---------------------------------------------------------------------

_DEFINITIONS = ("name", "definition", "note", "facet", "remoteInfo", "hierarchyInfo")
_RELATIONS = ("sameAs", "broader", "narrower", "related")
_BAGS = ("bag", "mainConcept", "facetConcept")


def _ranked(*groups: tuple[str, ...]) -> dict[str, int]:
    return {name: rank for rank, names in enumerate(groups) for name in names}


_FLEX_CONCEPT = _ranked(_DEFINITIONS, _RELATIONS)
_FLEX_PARTY = _ranked(_DEFINITIONS, _RELATIONS, ("personDetails", "organisationDetails"))

#: Element → the children that it may have and their order.
CHILDREN: dict[str, dict[str, int]] = {
    "itemClass": _ranked(("name", "hierarchyInfo"), ("related",)),
    "pubStatus": _ranked(("name", "hierarchyInfo")),
    "role": _ranked(("name", "hierarchyInfo")),
    "service": _ranked(("name", "hierarchyInfo")),
    "digitalSourceType": _ranked(("name", "hierarchyInfo")),
    "sameAs": _ranked(("name", "hierarchyInfo")),
    "broader": _ranked(("name", "hierarchyInfo"), ("facet", "related", "sameAs")),
    "signal": _FLEX_CONCEPT,
    "genre": _ranked(_DEFINITIONS, _RELATIONS, *((name,) for name in _BAGS)),
    "subject": _ranked(_DEFINITIONS, _RELATIONS, *((name,) for name in _BAGS)),
    "located": _ranked(_DEFINITIONS, _RELATIONS, ("geoAreaDetails", "POIDetails")),
    "provider": _FLEX_PARTY,
    "copyrightHolder": _FLEX_PARTY,
    "infoSource": _FLEX_PARTY,
    "creator": _FLEX_PARTY,
    "contributor": _FLEX_PARTY,
    "affiliation": _ranked(_DEFINITIONS, _RELATIONS, ("organisationDetails",)),
    "remoteContent": _ranked(
        *((name,) for name in ("channel", "altId", "altLoc", "hash", "signal", "remoteContentExtProperty"))
    ),
    "language": _ranked(("name",)),
}

#: Elements that may hold other namespaces' elements at their end.
OPEN = frozenset(
    [
        "signal",
        "genre",
        "subject",
        "located",
        "provider",
        "copyrightHolder",
        "infoSource",
        "creator",
        "contributor",
        "affiliation",
        "remoteContent",
    ]
)

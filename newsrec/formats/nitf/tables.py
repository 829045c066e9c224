"""The elements of an NITF document around its text: which attributes they have, and what they become.

Source: IPTC, NITF 3.6, nitf-3-6.xsd. Elements of `docdata` hold nothing but attributes, so what the record
has no field for is kept as attributes, and written again as far as the schema has them.
"""

from __future__ import annotations

import re
from typing import Final

#: The namespace of the property of `extra` that holds what the record has no field for.
SPACE: Final = "nitf"

NITF_NS: Final = "http://iptc.org/std/NITF/2006-10-18/"

#: Texts of any kind, and names made of the letters, digits and signs that XML allows in a token.
TEXT, TOKEN = "text", "token"
_IS_TOKEN: Final = re.compile(r"[-.:_0-9A-Za-z\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff]+")


def is_token(text: str) -> bool:
    """Whether a text may be the value of an attribute of the kind NMTOKEN."""
    return _IS_TOKEN.fullmatch(text) is not None


def _texts(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, TEXT)


#: Element of `docdata` → its attributes.
DOCDATA: Final[dict[str, dict[str, str]]] = {
    "correction": _texts("info", "id-string", "regsrc"),
    "evloc": _texts("iso-cc", "state-prov", "county-dist", "city"),
    "doc-id": _texts("regsrc", "id-string"),
    "urgency": {"ed-urg": TOKEN},
    "fixture": _texts("fix-id"),
    "date.issue": _texts("norm"),
    "date.release": _texts("norm"),
    "date.expire": _texts("norm"),
    "doc-scope": _texts("scope"),
    "series": {"series.name": TEXT, "series.part": TOKEN, "series.totalpart": TOKEN},
    "ed-msg": _texts("msg-type", "info"),
    "du-key": {"generation": TOKEN, "part": TOKEN, "version": TOKEN, "key": TEXT},
    "doc.copyright": {"year": TOKEN, "holder": TEXT},
    "doc.rights": _texts(
        "owner", "startdate", "enddate", "agent", "geography", "location-code", "code-source", "type",
        "limitations",
    ),
}  # fmt: skip

#: The attributes of `pubdata`; `type` has values of its own.
PUBDATA: Final = _texts(
    "item-length", "unit-of-measure", "date.publication", "name", "issn", "volume", "number", "issue",
    "edition.name", "edition.area", "position.section", "position.sequence", "ex-ref",
)  # fmt: skip
PUBDATA_TYPES: Final = ("print", "audio", "video", "web", "appliance", "other")

REVISION: Final = _texts("name", "norm", "comment")
FUNCTIONS: Final = (
    "writer-author", "editor", "producer", "archivist", "videographer", "graphic-artist", "photographer",
    "statistician", "other",
)  # fmt: skip

#: Kind of thing in `identified-content` → the type that a Concept has for it.
IDENTIFIED: Final = {
    "person": "person", "org": "organisation", "location": "place", "event": "event", "function": "function",
    "object.title": "object", "virtloc": "virtloc", "classifier": "classifier",
}  # fmt: skip
ELEMENT_OF: Final = {kind: name for name, kind in IDENTIFIED.items()}

#: Which part of a subject names it, the narrowest first.
LEVELS: Final = ("detail", "matter", "type")

#: Type of a medium → the type of the story that it becomes, and back.
MEDIA: Final = {"image": "picture", "video": "video", "audio": "audio", "text": "text", "data": "component"}
MEDIA_TYPE: Final = {kind: name for name, kind in MEDIA.items()}

#: The rels of subjects that stand for what NITF has elements of its own for.
SCOPE, EVENT_PLACE, SECTION = "scope", "evloc", "section"
#: The role of a keyword's neighbour `tobject.type`, among genres.
TOBJECT_TYPE: Final = "tobject.type"

#: Place in an `evloc`, the narrowest first.
PLACES: Final = ("city", "county-dist", "state-prov", "iso-cc")

#: `meta` with this name holds the record itself.
SIDECAR: Final = "newsrec"

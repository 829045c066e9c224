"""The namespace of our own: for what a record holds and a standard has no place for.

NewsML-G2 and NITF allow attributes of other namespaces on nearly every element, and other readers
pass over them.
"""

from __future__ import annotations

import re

from newsrec.formats._xml.parsing import escape_attribute

OWN_NS = "urn:x-newsrec:newsml-g2"
OWN = f"{{{OWN_NS}}}"
OWN_ALIAS = "nr"
OWN_PREFIX = f"{OWN_ALIAS}:"

LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,9}\Z")
"""The languages that an `xml:lang` may hold, by the schema of XML's own attributes."""


def own_attribute(name: str, value: str) -> str:
    """Write an attribute of our namespace."""
    return f' {OWN_PREFIX}{name}="{escape_attribute(value)}"'


def lang_attribute(value: str) -> str:
    """Write the language of a text: as `xml:lang`, or as our own where that cannot hold it."""
    return f' xml:lang="{value}"' if LANGUAGE.match(value) else own_attribute("lang", value)

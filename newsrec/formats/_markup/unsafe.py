"""Keeps out of a page what runs code, or loads it.

Scripts, styles and the elements that hold other documents' code are left out; so are attributes
that are event handlers, and addresses of schemes other than those that lead to a page, a mail or
a call. What is an address in doubt counts as one.
Source: HTML Living Standard, 4.12 (scripting) and 8.1.8.1 (event handlers).
"""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

from newsrec.addresses import scheme_of
from newsrec.errors import DecodeError
from newsrec.formats._markup.tree import parse_html
from newsrec.messages import quote_text

#: Elements that run or load code, restyle the page, or move its base.
UNSAFE: Final = frozenset(
    {
        "animate", "animatemotion", "animatetransform", "applet", "base", "embed", "foreignobject", "frame",
        "frameset", "link", "meta", "object", "portal", "script", "set", "style", "template", "use",
    }
)  # fmt: skip

#: Attributes that hold an address, or several of them.
_ADDRESSES: Final = frozenset(
    {
        "action", "background", "cite", "data", "data-href", "dynsrc", "formaction", "href", "longdesc",
        "lowsrc", "manifest", "ping", "poster", "src",
    }
)  # fmt: skip
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "sms", "ftp", "geo", "webcal", "urn", "tag"})

_UNWRAPPED: Final = "unwrapped"

# Browsers leave these out of an address before they look at its scheme.
_LEFT_OUT: Final = re.compile("[\x00-\x20\x7f]")
_PICTURE: Final = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif)[;,]", re.IGNORECASE)


def runs_code(address: str, *, picture: bool = False) -> bool:
    """Whether an address could run code where it is followed; that of a picture may hold the picture."""
    bare = _LEFT_OUT.sub("", address)
    scheme = scheme_of(bare)
    if scheme is None or scheme in _SCHEMES:
        return False
    return not (picture and _PICTURE.match(bare) is not None)


def remove_unsafe(root: etree._Element) -> list[str]:
    """Take out of a tree what is unsafe; return a name for each thing, in the order of the tree."""
    gone: list[str] = []
    tags: set[str] = set()
    bare: list[etree._Element] = []
    for element in root.iter():
        tag = element.tag
        if tag.__class__ is not str:
            continue
        name = _local(tag)
        if name in UNSAFE and element is not root:
            gone.append(f"the element {quote_text(name)}")
            tags.add(tag)
            continue
        for key in list(element.keys()):  # never `items()`: copying the mapping is quadratic
            attribute = _local(key)
            if _is_unsafe(name, attribute, element.get(key) or ""):
                gone.append(f"the attribute {quote_text(attribute)} of {quote_text(name)}")
                del element.attrib[key]
                if name == "a" and attribute == "href" and not element.keys():
                    bare.append(element)
    for element in bare:  # a link that leads nowhere is its text
        element.tag = _UNWRAPPED
    if bare:
        etree.strip_tags(root, _UNWRAPPED)
    if tags:
        etree.strip_elements(root, *tags, with_tail=False)
    return gone


def _is_unsafe(name: str, attribute: str, value: str) -> bool:
    """Whether an attribute of an element runs or loads code with this value."""
    if attribute.startswith("on") or attribute in ("srcdoc", "style"):
        return attribute != "style" or "(" in value or "\\" in value
    if attribute == "data-html":
        return not is_harmless(value)
    if attribute not in _ADDRESSES:
        return False
    picture = attribute in ("src", "poster", "data-href") and name in ("img", "source", "video", "figure")
    return runs_code(value, picture=picture)


def is_harmless(html: str) -> bool:
    """Whether mark-up that is kept as it came holds nothing unsafe, and can be looked through at all."""
    if "<" not in html:
        return True
    try:
        root, _ = parse_html(f"<body>{html}")
    except DecodeError:  # too many attributes to look at
        return False
    if root is None:
        return True
    root = root[-1] if len(root) else root
    return not remove_unsafe(root)


def _local(name: Any) -> str:
    return str(name).rpartition("}")[2].rpartition(":")[2].lower()

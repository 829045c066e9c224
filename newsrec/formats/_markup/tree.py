"""Makes a tree of HTML, as lxml's parser of HTML does, and refuses what is a trap.

Control characters, which no page may hold, pass the parser as noncharacters: else it replaces
them. What the parser takes for the content of an empty element goes back behind that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from newsrec.catalogue import finding
from newsrec.errors import START, DecodeError, position_at
from newsrec.formats._xml.parsing import parser, too_many_attributes

if TYPE_CHECKING:
    from newsrec.findings import Finding

#: More attributes than that in one tag are a trap: building them takes quadratic time.
MOST_ATTRIBUTES: Final = 1000

#: How deep elements may stand in one another; the same as XML's limit.
DEEPEST: Final = 250

_CONTROLS: Final = {code: 0xFDD0 + code for code in (*range(9), 11, *range(14, 32))}
_CONTROLS_BACK: Final = {stand_in: code for code, stand_in in _CONTROLS.items()}
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_LINE_END: Final = re.compile(r"\r\n?")

# Elements that HTML knows to be empty, and libxml2 does not: it takes all that follows for their content.
# Source: HTML Living Standard, 13.1.2 (void elements).
_EMPTY: Final = ("embed", "wbr")

_PARSER: Final = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)


def parse_html(text: str) -> tuple[Any, bool]:
    """Return the root of a page or fragment, or None for an empty one; and whether characters were hidden.

    `restore_controls` brings control characters back. DecodeError (NR952) for a tag of too many attributes.
    """
    hidden = _CONTROL.search(text) is not None
    if hidden:
        text = text.translate(_CONTROLS)
    data = text.replace("\x0c", " ").encode(errors="replace")  # an embed may hold half a surrogate pair
    refuse_crowds(data)
    try:
        root: Any = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError:  # the parser's word for a document of nothing
        return None, hidden
    if root is None:  # nothing but what HTML takes for a comment
        return None, hidden
    for other in list(root.itersiblings()):  # what comes after a first `</html>`
        root.append(other)
    for element in list(root.iter(*_EMPTY)):
        _empty(element)
    return root, hidden


def _empty(element: Any) -> None:
    """Put the content of an empty element behind it."""
    text, element.text = element.text, None
    for child in reversed(element):
        element.addnext(child)
    if text:
        element.tail = text + (element.tail or "")


def restore_controls(text: str, hidden: bool) -> str:  # noqa: FBT001 - as `parse_html` gives it
    """Return a text of a tree with its control characters in their places."""
    return text.translate(_CONTROLS_BACK) if hidden else text


_TAG: Final = re.compile(rb"<(/?[A-Za-z])[^ \t\r\n\x0c/>]*+")
_ANY_ATTRIBUTE: Final = re.compile(
    rb"""[ \t\r\n\x0c/]*+[^ \t\r\n\x0c/>][^ \t\r\n\x0c/>=]*+"""
    rb"""(?:[ \t\r\n\x0c]*+=[ \t\r\n\x0c]*+(?:"[^"]*+"?|'[^']*+'?|[^ \t\r\n\x0c>]*+))?+"""
)


def refuse_crowds(data: bytes) -> None:
    """Raise DecodeError (NR952) for a tag of more than `MOST_ATTRIBUTES` attributes.

    The tags are gone through as HTML does, one attribute after another, so in linear time.
    """
    if len(data) < 2 * MOST_ATTRIBUTES:
        return
    place = 0
    while (tag := _TAG.search(data, place)) is not None:
        place = tag.end()
        for _ in range(MOST_ATTRIBUTES + 1):
            attribute = _ANY_ATTRIBUTE.match(data, place)
            if attribute is None:
                break
            place = attribute.end()
        else:
            msg = f"found a tag of more than {MOST_ATTRIBUTES:,} attributes, expected fewer"
            raise DecodeError(msg, code="NR952", position=position_at(data, tag.start()))


def parse_fragment(text: str, notes: list[Finding]) -> etree._Element | None:
    """Return the tree of a fragment, in an element of its own; None for an empty one.

    A fragment that is well-formed XML is read as XML, for then nothing of it is in doubt; any other
    is read as HTML. DecodeError (NR952) for elements too deep in one another, or too many attributes.
    """
    text = _LINE_END.sub("\n", text)
    try:
        root: Any = etree.fromstring(f"<div>{text}</div>", parser())
    except etree.XMLSyntaxError:
        pass
    else:
        crowded = too_many_attributes(root)
        if crowded is None and root.getroottree().docinfo.internalDTD is None:
            return root
    controls = _CONTROL.findall(text)
    if controls:
        more = f", the first of {len(controls)}" if len(controls) > 1 else ""
        sentence = f"found the control character U+{ord(controls[0]):04X}{more}, and left it out"
        notes.append(finding("NR912", sentence, path="body"))
        text = _CONTROL.sub("", text)
    root, _ = parse_html(f"<body>{text}")
    if root is not None:
        _refuse_depth(root)
    return root


def _refuse_depth(root: etree._Element) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST + 2:  # within `html` and `body`
            msg = f"found elements more than {DEEPEST} deep in one another, expected fewer"
            raise DecodeError(msg, code="NR952", position=START)

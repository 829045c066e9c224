"""NewsML-G2, the standard that agencies and newsrooms exchange.

Source: IPTC, NewsML-G2 2.35 (2025-05-16), power conformance: https://iptc.org/standards/newsml-g2/

A document is a newsItem, a packageItem, or a newsMessage that holds several after a header. All
versions from 2.4 on share one namespace and are read alike, whatever its prefix. An item has
rightsInfo, itemMeta (about the item), contentMeta (about the content) and contentSet (the
content: XHTML or NITF, plain texts, addresses of pictures), in an order that the schema fixes.

`decode` reads every value: into the record, where it has a field; else into `extra["newsml-g2"]`
or a finding. `encode` writes 2.35, valid for every record that it accepts; what the standard has
no place for stands in attributes of a namespace of our own, which it allows. `events` and
`encode_all` do both in bounded memory.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

import attrs

from newsrec.errors import DecodeError, Position
from newsrec.findings import StoryRef
from newsrec.formats import _xml
from newsrec.formats._format import Decoded
from newsrec.formats.newsml_g2 import _reader
from newsrec.formats.newsml_g2._tables import G2, ITEMS, NS, OWN, STORIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsrec.findings import Finding
    from newsrec.formats._format import Reading
    from newsrec.model import Message, NewsItem

_ROOT = re.compile(r"<(?:[A-Za-z_][A-Za-z0-9_.-]*:)?(newsMessage|[a-z]{4,9}Item)[\s>/]")
_MESSAGE = f"{G2}newsMessage"


def sniff(head: bytes) -> bool:
    """Whether the first bytes are those of NewsML-G2: its root element, in its namespace."""
    text = head.replace(b"\0", b"").decode("latin-1")
    start = text.find("<")
    while start >= 0 and text.startswith(("<?", "<!--"), start):
        end = text.find("?>" if text[start + 1] == "?" else "-->", start)
        start = text.find("<", end) if end >= 0 else -1
    return start >= 0 and _ROOT.match(text, start) is not None and NS in text[start:]


def decode(data: bytes, reading: Reading) -> Decoded:
    """The stories of a document and their envelope, each story read whole; DecodeError for any other item."""
    root = _xml.parse(data, reading)
    source = _reader.Source(reading)
    message: Message | None = None
    try:
        if root.tag == _MESSAGE:
            message = _reader.read_message(root.find(f"{G2}header"), source)
            elements = list(_reader.items_of_message(root, source))
        elif root.tag in ITEMS:
            elements = [root]
        else:
            raise _no_news(root)
        items: list[NewsItem] = []
        findings: list[Finding] = list(source.findings)
        sidecars: list[str | None] = []
        for element in elements:
            source.findings = []
            item, sidecar = _reader.read_item(element, source)
            if element.get(f"{OWN}part") is not None and items:
                items[-1] = _reader.hung(items[-1], element.get(f"{OWN}part") or "", item)
            else:
                items.append(item)
                sidecars.append(sidecar)
            ref = StoryRef(number=len(items))
            findings.extend([attrs.evolve(each, item=ref) for each in source.findings])
    except DecodeError as error:
        raise _xml.refined(error, data) from error.__cause__
    if findings:
        findings = _placed(findings, data)
    return Decoded(tuple(items), tuple(findings), message, tuple(sidecars))


def _no_news(root: Any) -> DecodeError:
    found = _xml.shown(str(root.tag))
    msg = f"the root element is {found}, expected a newsMessage, newsItem or packageItem of {NS}"
    return DecodeError(msg, code="NR958", position=_xml.line_position(root))


def _placed(findings: list[Finding], data: bytes) -> list[Finding]:
    """The findings with the offset of their lines."""
    starts = _xml.line_starts(data)
    return [
        attrs.evolve(each, position=_xml.at_line(each.position.line, starts))
        if each.position is not None and each.position.offset < 0
        else each
        for each in findings
    ]

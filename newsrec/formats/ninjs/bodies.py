"""The bodies of a story: which of several is read, how it is read, and which is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsrec.body import Block, as_blocks
from newsrec.formats._markup.fragment import read_fragment, write_fragment
from newsrec.formats.ninjs.tables import SIDECAR, SIDECAR_MIME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.findings import Finding
    from newsrec.formats._json_objects import Json

#: The media types of bodies that are mark-up.
_MARKUP: Final = frozenset({"text/html", "application/xhtml+xml", "application/xhtml+html"})


def is_sidecar(body: Json) -> bool:
    """Whether a body is the record that travels along."""
    return (
        body.get("role") == SIDECAR
        and body.get("contentType") == SIDECAR_MIME
        and body.get("value").__class__ is str
    )


def main_body(bodies: Iterable[Json]) -> Json | None:
    """Return the body to read: the first that is mark-up, else the first that is plain text."""
    plain = None
    for body in bodies:
        value, mime = body.get("value"), body.get("contentType")
        if value.__class__ is not str:
            continue
        if mime in _MARKUP or (mime is None and body.get("role") in ("html", "xhtml", "html5")):
            return body
        if plain is None and mime in (None, "text/plain"):
            plain = body
    return plain


def read_body(body: Json) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Return the blocks of a body, and what was left out of it; DecodeError where it cannot be read."""
    mime, text = body.get("contentType"), body["value"]
    if mime == "text/plain" or (mime is None and "<" not in text):
        return as_blocks(text), ()
    blocks, notes = read_fragment(_page_body(text))
    return blocks, notes


_BODY: Final = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL | re.IGNORECASE)


def _page_body(text: str) -> str:
    """Return what stands in the body of a whole page; the text itself where it is no page."""
    if text[:200].lstrip().lower().startswith(("<html", "<!doctype")):
        found = _BODY.search(text)
        if found is not None:
            return found[1]
    return text


def write_bodies(blocks: tuple[Block, ...]) -> list[Json]:
    """Return the bodies that are written of a text; EncodeError for a character that HTML cannot hold."""
    if not blocks:
        return []
    value = write_fragment(blocks)
    return [{"role": "main", "contentType": "text/html", "value": value}]

"""The record itself, carried inside another format, and the check that it still belongs there.

What is embedded is the record's own JSON with the SHA-256 of the canonical JSON of what the
format alone gives back. When the format's own part has been edited since, it no longer gives
that digest: then it wins, and a finding says so.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import attrs

from newsrec.catalogue import finding
from newsrec.errors import DecodeError
from newsrec.findings import StoryRef
from newsrec.formats._record.documents import canonical, dump_text, load_sidecar

if TYPE_CHECKING:
    from newsrec.findings import Finding
    from newsrec.formats._format import Decoded
    from newsrec.model import NewsItem


def sidecar(item: NewsItem, native: NewsItem) -> str:
    """The text to embed: the record, and the digest of what the format itself holds of it."""
    return f'{{"sha256":"{_digest(native)}","item":{dump_text(item)}}}'


def _digest(native: NewsItem) -> str:
    return sha256(canonical(native)).hexdigest()


def restored(decoded: Decoded) -> Decoded:
    """What a document gave, each story replaced by the record embedded with it where that holds."""
    items, findings = list(decoded.items), list(decoded.findings)
    for index, text in enumerate(decoded.sidecars):
        if text is not None:
            item, notes = _opened(text, items[index])
            items[index] = item
            number = StoryRef(number=index + 1)
            findings.extend(attrs.evolve(note, item=number) for note in notes)
    return attrs.evolve(decoded, items=tuple(items), findings=tuple(findings), sidecars=())


def _opened(text: str, native: NewsItem) -> tuple[NewsItem, tuple[Finding, ...]]:
    try:
        digest, item, findings = load_sidecar(text)
    except DecodeError as error:
        sentence = f"the embedded record cannot be read and is left aside: {error.message}"
        return native, (finding("NR921", sentence),)
    if digest != _digest(native):
        return native, (finding("NR920"),)
    return item, findings

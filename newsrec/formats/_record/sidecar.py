"""Carries the record itself inside another format, and checks that it still belongs there.

Beside the record's own JSON is the SHA-256 of the canonical JSON of what the format alone gives
back. Where somebody has edited the format's own part since, the digest is another: then that part
counts, and a finding says so.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import attrs

from newsrec.catalogue import finding
from newsrec.errors import DecodeError
from newsrec.findings import StoryRef
from newsrec.formats._record import json_text
from newsrec.formats._record.documents import canonical, decode_error, dump, structure
from newsrec.formats._record.json_places import Fault, describe_value, to_dict
from newsrec.messages import quote_text

if TYPE_CHECKING:
    from newsrec.findings import Finding
    from newsrec.formats._format import Decoded
    from newsrec.model import NewsItem


def write_sidecar(item: NewsItem, native: NewsItem) -> str:
    """Return the text to embed: the record, and the digest of what the format itself holds of it."""
    return f'{{"sha256":"{_digest(native)}","item":{dump(item).decode()}}}'


def _digest(native: NewsItem) -> str:
    return sha256(canonical(native)).hexdigest()


def restore(decoded: Decoded) -> Decoded:
    """Replace each story of a document by the record embedded with it, where the digest holds."""
    items, findings = list(decoded.items), list(decoded.findings)
    for index, text in enumerate(decoded.sidecars):
        if text is not None:
            item, notes = _read_embedded(text, items[index])
            items[index] = item
            number = StoryRef(number=index + 1)
            findings.extend(attrs.evolve(note, item=number) for note in notes)
    return attrs.evolve(decoded, items=tuple(items), findings=tuple(findings), sidecars=())


def _read_embedded(text: str, native: NewsItem) -> tuple[NewsItem, tuple[Finding, ...]]:
    """Return the embedded record, or the native one with a finding where the embedded does not hold."""
    try:
        digest, item, findings = load_sidecar(text)
    except DecodeError as error:
        sentence = f"the embedded record cannot be read and is left aside: {error.message}"
        return native, (finding("NR921", sentence),)
    if digest != _digest(native):
        return native, (finding("NR920"),)
    return item, findings


def load_sidecar(text: str) -> tuple[str, NewsItem, tuple[Finding, ...]]:
    """Return digest, story and findings of `{"sha256":"…","item":{…}}`; DecodeError for all else."""
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        msg = f"found the lone surrogate {quote_text(text[error.start])}, expected a character"
        raise DecodeError(msg, code="NR947") from error
    value = json_text.parse(data)
    try:
        return _read_sidecar(value)
    except (Fault, RecursionError) as error:
        raise decode_error(text, error) from error


def _read_sidecar(value: Any) -> tuple[str, NewsItem, tuple[Finding, ...]]:
    fields = to_dict(value) if value.__class__ is tuple else {}
    digest = fields.get("sha256")
    if fields.keys() != {"sha256", "item"} or not isinstance(digest, str):
        msg = f"found {describe_value(value)}, expected an object of a text 'sha256' and an 'item'"
        raise Fault("NR948", msg)
    try:
        item, findings = structure(fields["item"])
    except Fault as fault:
        fault.inside("item")
        raise
    return digest, item, findings

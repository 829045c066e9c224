"""Addresses: absolute ones, those of the web, and those that are dangerous to follow."""

from __future__ import annotations

import re
from typing import Final

# RFC 3986, section 3.1: a scheme begins what is absolute.
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,40}):")
# RFC 3987: what an address may hold, and the percent signs that escape the rest.
_ALLOWED = r"[^\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000<>\"{}|\\^`]"
_IRI: Final = re.compile(rf"{_ALLOWED}+")
_WEB: Final = re.compile(rf"[Hh][Tt][Tt][Pp][Ss]?://(?![/?#]){_ALLOWED}+")  # no long s (\u017f) for an s

# Schemes that run a program when a reader follows them.
DANGEROUS: Final = frozenset({"javascript", "vbscript", "livescript", "mocha"})


def scheme_of(address: str) -> str | None:
    """Return the scheme of an address in lower case, or None where it is relative."""
    found = _SCHEME.match(address)
    return None if found is None else found[1].lower()


def is_uri(address: str) -> bool:
    """Whether this is an absolute URI or IRI: a scheme, a colon, and no character that none may hold."""
    found = _SCHEME.match(address)
    return found is not None and len(address) > found.end() and _IRI.fullmatch(address) is not None


def is_web(address: str | None) -> bool:
    """Whether this is an absolute address of the web: of a page or a file."""
    return address is not None and _WEB.fullmatch(address) is not None


def is_well_formed(address: str) -> bool:
    """Whether an address, absolute or relative, holds only what an address may hold."""
    return _IRI.fullmatch(address) is not None

"""Finds out from the bytes of a document whether a tag may have more attributes than the limit.

To count attributes in the tree takes a tenth of the time of parsing. But a tag holds no second `<`,
and each attribute has a `=`: where few `=` are between one `<` and the next, no tag there has many.
"""

from __future__ import annotations

import re

#: The attributes of one element, by default at most.
ATTRIBUTES = 256

_SHORT = ATTRIBUTES * len(' a=""')  # a tag with more attributes is longer


class Watch:
    """Looks at a document as its bytes pass; `suspicious` once a tag may have too many attributes.

    It is suspicious from the start of a document that may be other than UTF-8, for then its bytes
    may mean something else, or may have a document type declaration, which may add attributes.
    """

    __slots__ = ("_begun", "_signs", "suspicious")

    def __init__(self) -> None:
        self.suspicious = False
        self._begun = False
        self._signs = 0  # each a `=` after the last `<`

    def see(self, piece: bytes) -> None:
        """Look at the next piece."""
        if not self._begun:
            self._begun = True
            self.suspicious = not is_plain(piece)
        if self.suspicious:
            return
        first, last = piece.find(b"<"), piece.rfind(b"<")
        before = self._signs + piece.count(b"=", 0, first if first >= 0 else len(piece))
        self._signs = before if first < 0 else piece.count(b"=", last)
        self.suspicious = max(before, self._signs) > ATTRIBUTES or _is_crowded(piece, first, last)


def _is_crowded(piece: bytes, place: int, last: int) -> bool:
    """Whether many `=` stand between a `<` and the next, from the `<` at `place` to the last one."""
    rfind = piece.rfind
    while place + _SHORT < last:
        following = rfind(b"<", place + 1, place + _SHORT)  # as far as there can be no crowd
        if following < 0:
            following = piece.find(b"<", place + _SHORT)
            if piece.count(b"=", place, following) > ATTRIBUTES:
                return True
        place = following
    return False


_BEGINNING = re.compile(
    rb"""(?:\xef\xbb\xbf)?"""
    rb"""(?:<\?xml version=["']1\.0["'](?: encoding=["'](?:UTF-8|utf-8)["'])?"""
    rb"""(?: standalone=["'](?:yes|no)["'])? ?\?>)?"""
    rb"""[ \t\r\n]{0,100}<[A-Za-z_]"""
)


def is_plain(data: bytes) -> bool:
    """Whether a document is UTF-8 and begins with its root element: no declaration can stand before."""
    return _BEGINNING.match(data) is not None

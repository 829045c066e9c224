r"""The parts of a web page that describe its story: scripts, `meta`, the title, the canonical link.

Two readers find them and give the same: `scanner.scan` goes through the bytes of the page and builds
nothing. Where the page is not plain enough for that, `read_tree` uses lxml's parser, which takes
five to eight times as long.

| part | which |
|---|---|
| scripts | those of JSON-LD and of our own record, in order |
| `meta` | each name, in lower case, with each of its contents, in order |
| `title` | the first |
| language | `lang` of the first `html` that has one |
| canonical | `href` of the first `link` whose `rel` says so |

Source: HTML Living Standard, 4.2 (document metadata).
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsrec.errors import Position, position_at
from newsrec.formats._markup.tree import parse_html, restore_controls
from newsrec.formats._text import characters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.formats._format import Reading

JSON_LD: Final = "application/ld+json"
RECORD: Final = "application/vnd.newsrec+json"


class Script(NamedTuple):
    """A script of data: its media type, its text in UTF-8, and where that begins, or -1."""

    kind: str
    text: bytes
    offset: int


class Page(NamedTuple):
    """What a page says of its story outside the text."""

    scripts: tuple[Script, ...] = ()
    metas: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    language: str | None = None
    canonical: str | None = None


# -- bytes ----------------------------------------------------------------------------------------


class PageBytes(NamedTuple):
    """A page as it came, the same in UTF-8, its encoding, and another that it declares in error."""

    raw: bytes
    data: bytes
    encoding: str
    misdeclared: str | None = None

    def position(self, offset: int) -> Position:
        """Return the place, in the page as it came, of an offset in its UTF-8."""
        if self.data is self.raw:
            return position_at(self.raw, offset)
        place = position_at(self.data, offset)
        before = self.data[: place.offset].decode("utf-8", "replace")
        return place._replace(offset=len(before.encode(self.encoding, "replace")))


#: White space in HTML and in JSON: the patterns for pages share it.
SPACE: Final = r"[ \t\r\n]"

_DECLARED: Final = re.compile(
    rb"""<meta[ \t\r\n/][^>]{0,200}?charset[ \t\r\n]{0,9}=[ \t\r\n"']{0,9}([a-z0-9_:.-]{1,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN: Final = 1024

#: What browsers read in place of an encoding that is declared. Source: Encoding Standard, 4.2.
_READ_AS: Final = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip


def open_page(raw: bytes, reading: Reading) -> PageBytes:
    """Return the page in UTF-8; DecodeError (NR901) where its encoding does not hold.

    The encoding is that of its byte order mark, else the one that it declares, else the feed's, else
    UTF-8. A page that declares one of single bytes, and is sound UTF-8 with more than ASCII in it, is
    UTF-8: servers name the encoding in a header, which wins, so nobody sees that the tag is wrong.
    A page in UTF-8 is not looked through: a bad byte counts where it is read.
    """
    if reading.from_text:
        return PageBytes(raw, raw, "utf-8")
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if raw.startswith(mark):
            text, _ = characters.decode_text(raw, (name,))
            return PageBytes(raw, text.encode(), name)
    declared = _declared(raw)
    encodings = characters.encodings_of(reading)
    if declared is not None:
        encodings = (declared, *[name for name in encodings if name != declared])
    if encodings[0] == "utf-8" and len(encodings) == 1:
        return PageBytes(raw, raw, "utf-8")
    if declared is not None and declared.startswith(_SINGLE_BYTE) and _is_utf8_beyond_ascii(raw):
        return PageBytes(raw, raw, "utf-8", declared)
    text, name = characters.decode_text(raw, encodings)
    return PageBytes(raw, raw if name == "utf-8" else text.encode(), name)


#: Encodings in which every sequence of bytes is some text, if the wrong one. In prose of these, bytes
#: that are sound UTF-8 all along do not come about by chance: "é" in UTF-8 is "Ã©" there.
_SINGLE_BYTE: Final = ("cp12", "iso8859", "cp874", "koi8", "mac-")


def _is_utf8_beyond_ascii(raw: bytes) -> bool:
    """Whether bytes are UTF-8 that has more than ASCII."""
    if raw.isascii():
        return False
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _declared(raw: bytes) -> str | None:
    """Return the encoding that a page declares, as browsers read it."""
    if raw.startswith(codecs.BOM_UTF8):
        return "utf-8"
    found = _DECLARED.search(raw, 0, _DECLARED_WITHIN)
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode()).name
        "".encode(name)
    except LookupError:  # unknown, or a codec that is no encoding of text
        return None
    return _READ_AS.get(name, name)


# -- what both readers do -------------------------------------------------------------------------


class PartCollector:
    """Collects the parts of a page as a reader meets them."""

    def __init__(self) -> None:
        self.scripts: list[Script] = []
        self.metas: list[tuple[str, str]] = []
        self.title: str | None = None
        self.language: str | None = None
        self.canonical: str | None = None

    def page(self) -> Page:
        """Return what was found."""
        return Page(tuple(self.scripts), tuple(self.metas), self.title, self.language, self.canonical)

    def meta(self, names: Iterable[str | None], content: str | None) -> None:
        """Take what a `meta` says, under each of its names."""
        if content is not None:
            self.metas += [(meta_name(name), content) for name in names if name is not None]

    def link(self, rel: str | None, href: str | None) -> None:
        """Take where a `link` leads."""
        if self.canonical is None and href is not None and "canonical" in (rel or "").lower().split():
            self.canonical = href.strip(" \t\n")


def meta_name(name: str) -> str:
    """Return the name of a `meta` as it is looked up."""
    return name.strip(" \t\n").lower()


def media_type(value: str | None) -> str | None:
    """Return the media type of a script that we read, without parameters; None for any other."""
    if value is None:
        return None
    kind = value.partition(";")[0].strip(" \t\n").lower()
    return kind if kind in (JSON_LD, RECORD) else None


# -- the tree -------------------------------------------------------------------------------------

_TAGS: Final = ("script", "meta", "link", "title", "html")


def read_tree(page_bytes: PageBytes) -> Page:
    """Find the parts of a page in the tree that lxml's parser makes of it.

    DecodeError (NR901) where it is not in UTF-8.
    """
    text, _ = characters.decode_text(page_bytes.data, characters.UTF8)
    root, hidden = parse_html(text)
    found = PartCollector()
    if root is None:
        return found.page()
    for element in root.iter(*_TAGS):
        tag = element.tag
        if tag == "script":
            kind = media_type(element.get("type"))
            if kind is not None:
                code = restore_controls(element.text or "", hidden).encode()
                found.scripts.append(Script(kind, code, page_bytes.data.find(code) if code else -1))
        elif tag == "meta":
            content = element.get("content")
            names = (element.get("name"), element.get("property"))
            found.meta(names, None if content is None else restore_controls(content, hidden))
        elif tag == "link":
            found.link(element.get("rel"), element.get("href"))
        elif tag == "title":
            if found.title is None:
                found.title = restore_controls(element.text or "", hidden)
        elif found.language is None:
            found.language = element.get("lang")
    return found.page()

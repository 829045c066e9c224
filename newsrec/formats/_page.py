r"""The parts of a web page that tell of its story: scripts, `meta`, the title, the canonical link.

They are found in two ways that give the same. `scan` goes through the bytes of the page by the
rules of HTML's tokeniser, and builds nothing: the head tag by tag; the body only if something in
it could matter. Where the page is not plain (a tag that never ends, a quote where none may stand,
a comment inside a script) it gives up, and `read_tree` asks lxml's parser, which takes five times
as long.

| part | which one |
|---|---|
| scripts | those of JSON-LD and of our own record, in order |
| `meta` | each name, in lower case, with each of its contents, in order |
| `title` | the first |
| language | `lang` of the first `html` that has one |
| canonical | `href` of the first `link` whose `rel` says so |

Source: HTML Living Standard, 13.2.5 (tokenisation), 4.2 (document metadata).
"""

from __future__ import annotations

import codecs
import re
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from lxml import etree

from newsrec.errors import DecodeError, Position, position_at
from newsrec.formats import _text

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
    """What a page says of itself outside its text."""

    scripts: tuple[Script, ...] = ()
    metas: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    language: str | None = None
    canonical: str | None = None


# -- bytes ----------------------------------------------------------------------------------------


class Source(NamedTuple):
    """A page as it came, the same in UTF-8, and the encoding that it came in."""

    raw: bytes
    data: bytes
    encoding: str

    def position(self, offset: int) -> Position:
        """The place, in the page as it came, of an offset in its UTF-8."""
        if self.data is self.raw:
            return position_at(self.raw, offset)
        place = position_at(self.data, offset)
        before = self.data[: place.offset].decode("utf-8", "replace")
        return place._replace(offset=len(before.encode(self.encoding, "replace")))


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


def source_of(raw: bytes, reading: Reading) -> Source:
    """The page in UTF-8; DecodeError (NR901) where its encoding does not hold.

    The encoding is that of its byte order mark, else the one that it declares, else the feed's, else
    UTF-8. A page in UTF-8 is not looked through: a bad byte counts where it is read.
    """
    if reading.from_text:
        return Source(raw, raw, "utf-8")
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if raw.startswith(mark):
            text, _ = _text.decode_text(raw, (name,))
            return Source(raw, text.encode(), name)
    declared = _declared(raw)
    encodings = _text.encodings_of(reading)
    if declared is not None:
        encodings = (declared, *[name for name in encodings if name != declared])
    if encodings[0] == "utf-8" and len(encodings) == 1:
        return Source(raw, raw, "utf-8")
    text, name = _text.decode_text(raw, encodings)
    return Source(raw, raw if name == "utf-8" else text.encode(), name)


def _declared(raw: bytes) -> str | None:
    """The encoding that a page declares, as browsers read it."""
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


# -- tags -----------------------------------------------------------------------------------------

_S: Final = r"[ \t\r\n]"
_VALUE: Final = r"""(?:"[^"]*+"|'[^']*+'|[^ \t\r\n>"'][^ \t\r\n>]*+|(?=>))"""
#: The rest of a tag after the first letter of its name; a quote stands in it only around a value.
_UP_TO_END: Final = rf"""[^>"'=]*+(?:={_S}*+{_VALUE}[^>"'=]*+)*+"""
_REST: Final = f"{_UP_TO_END}>"

# What matters, or what holds text that only looks like tags. The first letter tells most tags apart.
_NAMES: Final = (
    r"(?:[bB](?i:ody)|[hH](?i:tml)|[iI](?i:frame)|[lL](?i:ink)|[mM](?i:eta)|[nN](?i:oembed|oframes)"
    r"|[pP](?i:laintext)|[sS](?i:cript|tyle)|[tT](?i:itle|extarea)|[xX](?i:mp))(?![A-Za-z0-9_:.-])"
)
_COMMENT: Final = r"<!--(?!-?>)[^-]*+(?:-(?!-!?>)[^-]*+)*+--!?>|<!---?>"


#: What can be passed over, each beginning in a way of its own, the most frequent first.
_PASSED_OVER: Final = (
    r"""</[A-Za-z][^>"'=]*+>""",
    rf"<[acdefgjkoqruvwyzACDEFGJKOQRUVWYZ]{_REST}",
    rf'<link rel="(?:[^"cC&]++|[cC](?!(?i:anonical)))*+"{_REST}',  # as most of the other links begin
    rf"<(?!{_NAMES})[bhilmnpstxBHILMNPSTX]{_REST}",
    _COMMENT,
    rf"</[A-Za-z]{_REST}",
    r"<(?![A-Za-z/!?])",
    r"<(?:!(?!--)|\?|/(?![A-Za-z]))[^>]*+>",
)
#: One attribute: its name, and its value in the one or the other quotes, or in none.
_ATTRIBUTE: Final = re.compile(
    (
        r"""([^ \t\r\n/>"'=]++)"""
        rf"""(?:{_S}*+={_S}*+(?:"([^"]*+)"|'([^']*+)'|([^ \t\r\n>"'][^ \t\r\n>]*+)|(?=>)))?"""
    ).encode()
)
# The same without groups: in a possessive repeat, groups upset the `re` of Python 3.11.
_ATTRIBUTES: Final = re.compile(
    rf"""(?:[ \t\r\n/]*+[^ \t\r\n/>"'=]++(?:{_S}*+={_S}*+{_VALUE})?+)*+[ \t\r\n/]*+""".encode()
)
#: The start of an element that matters: its name, and its attributes as one text.
_START_TEXT: Final = rf"<(?={_NAMES})([A-Za-z]++)(?=[ \t\r\n/>])({_UP_TO_END})>"
_START: Final = re.compile(_START_TEXT.encode())
#: Everything up to the next element that matters, with its start, or up to what is not plain. Nothing
#: is given back, so the time is linear.
_NEXT: Final = re.compile(
    (
        rf"(?:[^<]*+(?:{'|'.join(_PASSED_OVER)}))*+[^<]*+"
        # As nearly all `meta` are written; the others are looked at attribute by attribute.
        rf"""(?:<meta(?:{_S}++data-[a-z-]++="[^"]*+")*+{_S}++(?:name|property)="([^"&\r]*+)\""""
        rf"""{_S}++content="([^"&\r]*+)"[ \t\r\n/]*+>"""
        rf"|{_START_TEXT})?"
    ).encode()
)
#: A page up to its first tag.
_FIRST: Final = re.compile(
    rf"(?:\xef\xbb\xbf)?(?:[ \t\r\n]++|{_COMMENT}|<[!?][^>]*+>)*+<[A-Za-z][^<]*+\Z".encode("latin-1")
)
_ENDS: Final = {
    name: re.compile(rf"</(?i:{name.decode()})(?=[ \t\r\n/>])".encode())
    for name in (b"script", b"style", b"title", b"textarea", b"iframe", b"xmp", b"noembed", b"noframes")
}
#: The end of a script, or a comment in it.
_SCRIPT_END: Final = re.compile(rb"<(?:!--|/(?i:script)(?=[ \t\r\n/>]))")
# What a body that matters holds, if all else is known.
_JSON: Final = re.compile(rb"\+(?i:json)")
_META: Final = re.compile(rb"<(?i:meta)")
# What is looked for in such a body: what may matter, and what may hide it. Three letters rule out
# nearly every other tag, and quickly.
_IN_BODY: Final = re.compile(
    rb"<(?=[!hilmnpstxHILMNPSTX][-cefilmotCEFILMOT][-aefmnprtxyAEFMNPRTXY])"
    rb"(?:((?i:html|iframe|link|meta|noembed|noframes|plaintext|script|style|textarea|title|xmp))"
    rb"(?![A-Za-z0-9_:.-])|(!--))"
)
_COMMENT_END: Final = re.compile(b"-->")
_FEW: Final = 20  # white spaces before a value, or signs, beyond which nobody looks one by one
_SLASH: Final = ord("/")


class _Doubt(Exception):  # noqa: N818 - no error: the other reader is asked
    """The page is not plain."""


def scan(data: bytes) -> Page | None:
    """The parts of a page, found without building a tree; None where it is not plain enough."""
    if b"\0" in data or b"\x0c" in data:  # NUL is replaced, a form feed parts attributes: left to lxml
        return None
    found = _Found()
    try:
        _scan(data, found)
    except _Doubt:
        return None
    return found.page()


def _scan(data: bytes, found: _Found) -> None:
    place = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    end = len(data)
    while True:
        tag: re.Match[bytes] = _NEXT.match(data, place)  # type: ignore[assignment]  # it matches anywhere
        place = tag.end()
        if tag[2] is not None:
            try:
                key, content = tag[1].decode(), tag[2].decode()
            except UnicodeDecodeError as error:
                raise _Doubt from error
            found.metas.append((key.strip(" \t\n").lower(), content))
            continue
        if tag[3] is None:
            if place == end:
                return
            raise _Doubt
        name, attributes = tag[3].lower(), tag[4]
        if name == b"body":
            if _scan_body(data, place, found):
                return
        elif name == b"meta":
            _meta(attributes, found)
        elif name == b"link":
            if found.canonical is None and (b"canonical" in attributes.lower() or b"&#" in attributes):
                values = _attributes(attributes)
                found.link(_value(values.get(b"rel")), _value(values.get(b"href")))
        elif name == b"html":
            if found.language is None:
                if not _FIRST.match(data, 0, place):
                    raise _Doubt  # what becomes of the attributes of a tag that is out of place?
                found.language = _value(_attributes(attributes).get(b"lang"))
        elif name == b"plaintext":
            return
        else:
            place = _raw_text(data, name, place, attributes, found)


#: Tags that no longer matter once that is known.
_KNOWN: Final = {b"html": "language", b"link": "canonical", b"title": "title"}


def _scan_body(data: bytes, start: int, found: _Found) -> bool:
    """Whether the body of a page could be looked through in leaps, from one tag that matters to the next.

    Such a tag counts where it can be proved that it is one, and not the text of an attribute, a
    comment or a script: nothing between it and the last one that was proved is open there. Where
    that cannot be proved, the body has to be gone through tag by tag, from its beginning.
    """
    unknown = any(getattr(found, name) is None for name in _KNOWN.values())
    if not unknown and not _has_json(data, start) and not _META.search(data, start):
        return True
    more = _Found(found)
    proved = place = start
    last: dict[bytes, int] = {}
    while (hit := _IN_BODY.search(data, place)) is not None:
        place, name = hit.end(), (hit[1] or hit[2]).lower()
        if name in (b"meta", b"script"):
            tag = _START.match(data, hit.start())
            if name == b"meta" or tag is None or b"json" in tag[2].lower():
                if tag is None or not _is_open_text(data, proved, hit.start(), last):
                    return False
                place = tag.end()
                if name == b"meta":
                    _meta(tag[2], more)
                else:
                    place = _raw_text(data, name, place, tag[2], more)
                proved = place
                last.clear()
                continue
        elif name == b"plaintext" or (name in _KNOWN and getattr(more, _KNOWN[name]) is None):
            return False
        last[name] = hit.start()
    found.scripts, found.metas = more.scripts, more.metas
    return True


def _has_json(data: bytes, place: int) -> bool:
    """Whether there may be the type of a script of JSON after a place.

    Few bodies have many of the sign in it, and a single sign is found ten times as fast as a word.
    """
    for _ in range(_FEW):
        place = data.find(b"+", place) + 1
        if not place:
            return False
        if data[place : place + 4].lower() == b"json":
            return True
    return _JSON.search(data, place) is not None


def _is_open_text(data: bytes, start: int, end: int, last: dict[bytes, int]) -> bool:
    """Whether a place is certainly text between tags, given that an earlier one is.

    `last` is where each kind of element that holds text alone was last seen to begin, and a
    comment: each must have ended since. No attribute's value may have begun with the last quote of
    either kind, and the last tag must have ended with no quote behind it.
    """
    for name, begun in last.items():
        closing = _ENDS.get(name, _COMMENT_END if name == b"!--" else None)
        if closing is not None and closing.search(data, begun, end) is None:
            return False
    for quote in (b'"', b"'"):
        at = data.rfind(quote, start, end)
        if at >= 0 and data[max(start, at - _FEW) : at].rstrip(b" \t\r\n")[-1:] in (b"=", b""):
            return False
    closed = data.rfind(b">", start, end)
    after = data[max(closed + 1, start) : end]
    return data.rfind(b"<", start, end) <= closed and b'"' not in after and b"'" not in after


def _raw_text(data: bytes, name: bytes, start: int, attributes: bytes, found: _Found) -> int:
    """Take the text of an element that holds nothing but text, and give where it ends."""
    closing = (_SCRIPT_END if name == b"script" else _ENDS[name]).search(data, start)
    opened = None
    if closing is not None and closing[0] == b"<!--":
        opened = closing.start()
        closing = _ENDS[name].search(data, opened)
    if closing is None or data[start - 2] == _SLASH:  # which lxml takes for an element without a text
        raise _Doubt
    end = closing.start()
    if name == b"script":
        if opened is not None and b"<script" in data[opened:end].lower():
            raise _Doubt  # its end may be the text of a script within the comment
        if b"json" in attributes.lower() or b"&" in attributes:
            kind = _media_type(_value(_attributes(attributes).get(b"type")))
            if kind is not None:
                found.scripts.append(Script(kind, data[start:end], start))
    elif name == b"title" and found.title is None:
        found.title = _as_text(data[start:end], in_attribute=False)
    return end


def _attributes(text: bytes) -> dict[bytes, bytes]:
    """The attributes of a tag, names in lower case, values as they stand; of two the first counts."""
    if _ATTRIBUTES.fullmatch(text) is None:
        raise _Doubt  # a name with `=` at its head, or none
    found: dict[bytes, bytes] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), double or single or bare)
    return found


def _value(value: bytes | None) -> str | None:
    return None if value is None else _as_text(value, in_attribute=True)


_REFERENCE: Final = re.compile(
    r"&(?:#[0-9]{1,7}(?![0-9]);?|#[xX][0-9a-fA-F]{1,6}(?![0-9a-fA-F]);?|[A-Za-z][A-Za-z0-9]{0,31};?)"
)
_ANY_NUMBER: Final = re.compile("&#")


def _as_text(value: bytes, *, in_attribute: bool) -> str:
    """A text as it was meant: references decoded, line ends made LF."""
    try:
        text = value.decode()
    except UnicodeDecodeError as error:
        raise _Doubt from error
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" not in text:
        return text
    if _ANY_NUMBER.search(text) is not None:
        _refuse_odd_numbers(text)
    return _REFERENCE.sub(_meant, text) if in_attribute else unescape(text)


def _refuse_odd_numbers(text: str) -> None:
    """Doubt for a number that stands for no character of a text: parsers differ about it."""
    for start in _ANY_NUMBER.finditer(text):
        reference = _REFERENCE.match(text, start.start())
        if reference is None:
            raise _Doubt
        character = unescape(reference[0].removesuffix(";") + ";")
        if len(character) != 1 or not (character.isprintable() or character in "\t\n\u00a0\u00ad"):
            raise _Doubt


def _meant(reference: re.Match[str]) -> str:
    """What a reference in an attribute stands for.

    One without a semicolon is text where a letter, a digit or `=` follows: addresses are full of
    such. Source: HTML Living Standard, 13.2.5.73.
    """
    name = reference[0][1:]
    if name[0] == "#":
        return unescape(reference[0])
    following = reference.string[reference.end() : reference.end() + 1]
    if name[-1] == ";":
        return html5.get(name) or reference[0]
    return reference[0] if following == "=" else html5.get(name) or reference[0]


# -- what both readers do -------------------------------------------------------------------------


class _Found:
    """The parts of a page as they are met."""

    def __init__(self, before: _Found | None = None) -> None:
        self.scripts: list[Script] = [] if before is None else before.scripts.copy()
        self.metas: list[tuple[str, str]] = [] if before is None else before.metas.copy()
        self.title: str | None = None if before is None else before.title
        self.language: str | None = None if before is None else before.language
        self.canonical: str | None = None if before is None else before.canonical

    def page(self) -> Page:
        """What was found."""
        return Page(tuple(self.scripts), tuple(self.metas), self.title, self.language, self.canonical)

    def meta(self, names: Iterable[str | None], content: str | None) -> None:
        """Take what a `meta` says, under each of its names."""
        if content is not None:
            keys = [name.strip(" \t\n").lower() for name in names if name is not None]
            self.metas += [(key, content) for key in keys]

    def link(self, rel: str | None, href: str | None) -> None:
        """Take where a `link` leads."""
        if self.canonical is None and href is not None and "canonical" in (rel or "").lower().split():
            self.canonical = href.strip(" \t\n")


def _meta(text: bytes, found: _Found) -> None:
    """Take what a `meta` says; `text` is its attributes."""
    attributes = _attributes(text)
    if b"content" in attributes:
        names = [_value(attributes[key]) for key in (b"name", b"property") if key in attributes]
        found.meta(names, _value(attributes[b"content"]))


def _media_type(value: str | None) -> str | None:
    """The media type of a script that we read, its parameters left out; None for any other."""
    if value is None:
        return None
    kind = value.partition(";")[0].strip(" \t\n").lower()
    return kind if kind in (JSON_LD, RECORD) else None


# -- the tree -------------------------------------------------------------------------------------

#: Characters that no page may hold, which the parser replaces: noncharacters stand for them meanwhile.
_CONTROLS: Final = {code: 0xFDD0 + code for code in (*range(9), 11, *range(14, 32))}
_CONTROLS_BACK: Final = {stand_in: code for code, stand_in in _CONTROLS.items()}
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f]")

_PARSER: Final = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
_TAGS: Final = ("script", "meta", "link", "title", "html")

#: More attributes than that in one tag are a trap: building them takes quadratic time.
MOST_ATTRIBUTES: Final = 1000


def parsed(text: str) -> tuple[Any, bool]:
    """The root of a page or fragment, or None for an empty one; and whether control characters were hidden.

    Control characters come back by `restored`. DecodeError (NR952) for a tag of too many attributes.
    """
    hidden = _CONTROL.search(text) is not None
    if hidden:
        text = text.translate(_CONTROLS)
    data = text.replace("\x0c", " ").encode()
    refuse_crowds(data)
    try:
        root: Any = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError:  # the parser's word for a document of nothing
        return None, hidden
    if root is None:  # nothing but what HTML takes for a comment
        return None, hidden
    for other in list(root.itersiblings()):  # what stands after a first `</html>`
        root.append(other)
    for element in list(root.iter(*_EMPTY)):
        _emptied(element)
    return root, hidden


# What HTML knows to be empty, and libxml2 does not: it takes all that follows for its content.
# Source: HTML Living Standard, 13.1.2 (void elements).
_EMPTY = ("embed", "wbr")


def _emptied(element: Any) -> None:
    """Put what the parser took for the content of an empty element behind it, where it stands."""
    text, element.text = element.text, None
    for child in reversed(element):
        element.addnext(child)
    if text:
        element.tail = text + (element.tail or "")


def restored(text: str, hidden: bool) -> str:  # noqa: FBT001 - as `parsed` gives it
    """A text of a tree with its control characters in their places."""
    return text.translate(_CONTROLS_BACK) if hidden else text


def read_tree(source: Source) -> Page:
    """The parts of a page, found in the tree that lxml's parser makes of it.

    DecodeError (NR901) where it is not in UTF-8.
    """
    text, _ = _text.decode_text(source.data, _text.UTF8)
    root, hidden = parsed(text)
    found = _Found()
    if root is None:
        return found.page()
    for element in root.iter(*_TAGS):
        tag = element.tag
        if tag == "script":
            kind = _media_type(element.get("type"))
            if kind is not None:
                code = restored(element.text or "", hidden).encode()
                found.scripts.append(Script(kind, code, source.data.find(code) if code else -1))
        elif tag == "meta":
            content = element.get("content")
            names = (element.get("name"), element.get("property"))
            found.meta(names, None if content is None else restored(content, hidden))
        elif tag == "link":
            found.link(element.get("rel"), element.get("href"))
        elif tag == "title":
            if found.title is None:
                found.title = restored(element.text or "", hidden)
        elif found.language is None:
            found.language = element.get("lang")
    return found.page()


_TAG: Final = re.compile(rb"<(/?[A-Za-z])[^ \t\r\n\x0c/>]*+")
_ANY_ATTRIBUTE: Final = re.compile(
    rb"""[ \t\r\n\x0c/]*+[^ \t\r\n\x0c/>][^ \t\r\n\x0c/>=]*+"""
    rb"""(?:[ \t\r\n\x0c]*+=[ \t\r\n\x0c]*+(?:"[^"]*+"?|'[^']*+'?|[^ \t\r\n\x0c>]*+))?+"""
)


def refuse_crowds(data: bytes) -> None:
    """DecodeError (NR952) for a tag of more than `MOST_ATTRIBUTES` attributes.

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

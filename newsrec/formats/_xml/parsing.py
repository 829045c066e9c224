"""Reads XML safely: the only place where this library makes a parser of XML.

A document may be hostile. So the parser expands no entity, opens nothing outside the document, and
refuses a document type declaration, which no news format needs. The limits are the parser's own,
and one of ours:

| limit | by default | with `huge` |
|---|---|---|
| elements inside one another | 256 | 2,048 |
| one text, in bytes | 10,000,000 | 1,000,000,000 |
| attributes of one element | 256 | 16,384 |

Each failure is a `DecodeError` with line and column. Time is linear in the size of the document: a
second pass finds the columns, and runs only for an error or a report.
"""

from __future__ import annotations

import codecs
import re
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from lxml import etree

from newsrec.errors import START, DecodeError, Position, position_at
from newsrec.formats._xml.crowds import ATTRIBUTES, Watch
from newsrec.messages import quote_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsrec.formats._format import Reading

#: An element of lxml, which is outside data to type checkers.
Element: TypeAlias = Any

XML = "{http://www.w3.org/XML/1998/namespace}"

BLANK = " \t\n\r"
"""White space (XML 1.0, section 2.3); a no-break space is a character."""

# `collect_ids` is not among them on purpose: without it lxml opens an external DTD.
SETTINGS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "recover": False,
    "remove_comments": True,
    "remove_pis": True,
}

_MORE_ATTRIBUTES = 16_384


class Refuser(etree.Resolver):  # type: ignore[misc]  # lxml is outside data to mypy
    """Refuses whatever a document wants opened."""

    def resolve(self, *asked: Any) -> Any:
        """Raise DecodeError, whatever is asked for."""
        msg = (
            f"the document asks for {quote_text(str(asked[0]))} to be opened, expected all of it in one place"
        )
        raise DecodeError(msg, code="NR951")


@cache
def parser(*, huge: bool = False, encoding: str | None = None, keep_pis: bool = False) -> etree.XMLParser:
    """Return the parser with the safe settings; one for each use, for it keeps nothing between documents."""
    settings = {**SETTINGS, "remove_pis": False} if keep_pis else SETTINGS
    made = etree.XMLParser(**settings, huge_tree=huge, encoding=encoding)
    made.resolvers.add(Refuser())
    return made


def parse(data: bytes, reading: Reading) -> etree._Element:
    """Return the root of a document, comments and processing instructions left out.

    Data that came as text is UTF-8, whatever it declares. DecodeError, with its place, for what
    is not well-formed (NR950), has a document type declaration (NR951) or is too much (NR952).
    """
    encoding = "utf-8" if reading.from_text else None
    huge = reading.options.get("huge") is True
    try:
        root = etree.fromstring(data, parser(huge=huge, encoding=encoding))
    except etree.XMLSyntaxError as error:
        raise syntax_error(error, data, encoding) from error
    watch = Watch()
    watch.see(data)
    if watch.suspicious:  # so is each document that may have a declaration
        if root.getroottree().docinfo.internalDTD is not None:
            raise doctype_error(data)
        crowded = too_many_attributes(root, huge=huge)
        if crowded is not None:
            raise refine_position(crowded, data)
    etree.cleanup_namespaces(root)  # declarations that nothing uses would turn up in each part (`alone`)
    return root


# The attributes beyond the limit. It must be asked before any attribute is looked at: the copy that
# lxml makes of them takes quadratic time.
_CROWDED = {
    most: etree.XPath(f"descendant-or-self::*/@*[{most + 1}] | ancestor::*/@*[{most + 1}]")
    for most in (ATTRIBUTES, _MORE_ATTRIBUTES)
}


def too_many_attributes(element: etree._Element, *, huge: bool = False) -> DecodeError | None:
    """Return the error, with its line, for an element with more attributes than the limit, or None.

    It looks at the elements in it and around it too.
    """
    most = _MORE_ATTRIBUTES if huge else ATTRIBUTES
    found: Any = _CROWDED[most](element)
    if not found:
        return None
    crowded = found[0].getparent()
    msg = f"the element {quote_text(local_name(crowded))} has more than {most:,} attributes, expected fewer"
    hint = "the option huge raises the limits"
    return DecodeError(msg, code="NR952", position=line_position(crowded), hint=hint)


def line_position(element: etree._Element) -> Position | None:
    """Return the line of an element that is being read; column and offset are not known then.

    A caller that has the document adds them (`refine_position`).
    """
    line: int | None = element.sourceline
    return None if line is None else Position(-1, line, 1)


def is_layout(text: str | None) -> bool:
    """Whether a text between elements is none, or white space alone: no more than the source's layout.

    Where each element of a story passes, the readers write this out: the call would cost as much again.
    """
    return not text or (text.isspace() and text.isascii())


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


# -- errors ---------------------------------------------------------------------------------------

# Words of libxml2 for one of its limits, whichever error number it gives.
_LIMITS = ("depth", "limit", "too long", "huge", "too big")


def syntax_error(error: etree.XMLSyntaxError, data: bytes | None, encoding: str | None = None) -> DecodeError:
    """Return the documented error for what the parser refused; `data` gives it an exact place."""
    reason = str(error.msg or "the document is empty").partition(", line ")[0].strip()
    position = Position(0, max(error.lineno or 1, 1), max(error.offset or 1, 1))
    if data is not None:
        position = _fault(data, encoding) or at_line(position.line, line_starts(data))
    if any(word in reason.lower() for word in _LIMITS):
        msg = f"the document goes beyond a limit of the parser: {reason:.200}"
        return DecodeError(msg, code="NR952", position=position, hint="the option huge raises the limits")
    return DecodeError(f"not well-formed XML: {reason:.200}", code="NR950", position=position)


def doctype_error(data: bytes | None) -> DecodeError:
    """Return the error for a document with a document type declaration."""
    position = START
    if data is not None:
        start = re.search(rb"<\x00*!\x00*D\x00*O\x00*C\x00*T", data)
        position = place_of(data, start.start() if start else 0)
    msg = "found a document type declaration (DOCTYPE), expected none: it could open files"
    return DecodeError(msg, code="NR951", position=position, hint="leave the declaration out")


def _fault(data: bytes, encoding: str | None) -> Position | None:
    """Return the place where a second, independent parser finds the first fault, or None."""
    from xml.parsers import expat

    reader = expat.ParserCreate(encoding)
    try:
        reader.Parse(data, True)  # noqa: FBT003 - the C function takes it by position
    except expat.ExpatError:
        return place_of(data, max(reader.ErrorByteIndex, 0))
    except (ValueError, LookupError):  # an encoding that Python does not know
        return START
    return None


def line_starts(data: bytes) -> list[int]:
    """Return the byte offset of the start of each line, as the parser counts lines: by LF alone."""
    name = encoding_of(data)
    if name.startswith(("utf-16", "utf-32")):  # where the byte of LF may be half a character
        lines = [len(f"{each}\n".encode(name)) for each in data.decode(name, "replace").split("\n")]
    else:
        lines = [len(each) + 1 for each in data.split(b"\n")]
    return [0, *accumulate(lines[:-1])]


def at_line(line: int, starts: list[int]) -> Position:
    """Return the position of the start of a line."""
    line = max(1, min(line, len(starts)))
    return Position(starts[line - 1], line, 1)


def refine_position(error: DecodeError, data: bytes) -> DecodeError:
    """Add the offset and column of its line to an error that knows only its line."""
    if error.position is not None and error.position.offset < 0:
        error.position = at_line(error.position.line, line_starts(data))
    return error


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._-]{1,40})""")


def encoding_of(data: bytes) -> str:
    """Return the encoding of a document, by its first bytes, else by its declaration, else UTF-8."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    declared = _DECLARED.match(data)
    if declared is None:
        return "utf-8"
    try:
        return codecs.lookup(declared[1].decode()).name
    except LookupError:
        return "utf-8"


def place_of(data: bytes, offset: int) -> Position:
    """Return the position of a byte offset in a document of any encoding."""
    name = encoding_of(data)
    if name == "utf-8":
        return position_at(data, offset)
    before = data[:offset].decode(name, "replace")
    at = position_at(before, len(before.encode("utf-8", "surrogatepass")))
    return Position(offset, at.line, at.column)


# -- text, written as lxml would write it ---------------------------------------------------------

# XML 1.0, section 2.2: what no document may hold, in UTF-8. Half of a surrogate pair has no UTF-8.
_ILLEGAL_BYTES = bytes([*range(9), 11, 12, *range(14, 32)])
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def encode_xml(text: str) -> bytes | None:
    """Return a document's text in UTF-8; None where it holds a character that XML forbids."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return None
    if "\ufffe" in text or "\uffff" in text or len(data.translate(None, _ILLEGAL_BYTES)) != len(data):
        return None
    return data


def illegal_at(text: str) -> int | None:
    """Return the index of the first character that XML forbids, or None."""
    found = ILLEGAL.search(text)
    return None if found is None else found.start()


def escape(text: str) -> str:
    """Return a text as element content: escapes markup, and CR, which a parser would make a line feed."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace("\r", "&#13;") if "\r" in text else text


_ATTRIBUTE = re.compile('[&<>"\t\n\r]')
_ATTRIBUTE_ESCAPES = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;",
}  # fmt: skip


def escape_attribute(text: str) -> str:
    """Return a text as the value of an attribute in double quotes; white space survives."""
    if _ATTRIBUTE.search(text) is None:
        return text
    return _ATTRIBUTE.sub(lambda match: _ATTRIBUTE_ESCAPES[match[0]], text)


# -- elements as text -----------------------------------------------------------------------------


def alone(element: etree._Element) -> str:
    """Return an element as text that is complete alone, the same in whatever document the element is.

    Its first tag declares the namespaces that it uses. Each `<` begins a tag and each `>` ends one:
    elsewhere they are escaped.
    """
    if not len(element) and element.prefix is None:
        leaf = _leaf(element)
        if leaf is not None:
            return leaf
    text: str = etree.tostring(element, encoding=str, with_tail=False)
    end = text.index(">")
    if text.find(" xmlns:", 0, end) < 0:
        return text
    head, rest = text[:end], text[end:]
    for declaration, prefix in _DECLARATIONS.findall(head):
        if not _is_used(prefix, head, rest):
            head = head.replace(declaration, "", 1)
    return head + rest


_DECLARATIONS = re.compile(r'( xmlns(?::([^\s=:"<>]+))?="[^"]*")')
_UNPREFIXED = re.compile(r"<[^\s:/>!?<]++[\s/>]")


def _is_used(prefix: str, head: str, rest: str) -> bool:
    """Whether an element, given as its first tag and what follows, uses a prefix; "" is that of none."""
    if not prefix:
        return _UNPREFIXED.match(f"{head}>") is not None or _UNPREFIXED.search(rest) is not None
    if f"<{prefix}:" in head or f"<{prefix}:" in rest:
        return True
    used = re.compile(rf' {re.escape(prefix)}:[^\s=<>"]+="')
    return used.search(head) is not None or used.search(rest) is not None


_HARD = re.compile(r"[&<>\r]").search
_HARD_VALUE = re.compile(r'[&<>"\t\n\r]').search


@lru_cache(maxsize=512)
def _tags(clark: str) -> tuple[str, str] | None:
    """Return the beginning of a start tag in the default namespace, and the end tag, or None."""
    space, _, tag = clark.rpartition("}")
    return (f'<{tag} xmlns="{space[1:]}"', f"</{tag}>") if space and _HARD_VALUE(space) is None else None


def _leaf(element: etree._Element) -> str | None:
    """Return what `alone` gives for an element of text only, faster; None for a hard case."""
    tags = _tags(element.tag)
    text = element.text
    if tags is None or (text is not None and _HARD(text) is not None):
        return None
    written = ""
    for key, value in element.items():
        if _HARD_VALUE(value) is not None:
            return None
        if key == _LANG:
            written += f' xml:lang="{value}"'
        elif key[0] == "{":
            return None
        else:
            written += f' {key}="{value}"'
    return f"{tags[0]}{written}/>" if text is None else f"{tags[0]}{written}>{text}{tags[1]}"


_LANG = f"{XML}lang"


# -- positions ------------------------------------------------------------------------------------


class StartTag(NamedTuple):
    """Holds the beginning of an element, as the second pass meets it: Clark name, attributes, place."""

    tag: str
    attributes: Mapping[str, str]
    position: Position


def positions(
    data: bytes, reading: Reading, start: Callable[[StartTag], None], end: Callable[[str], None]
) -> None:
    """Call `start` and `end` for each element in the order of the document, with exact places.

    It is a pass of its own, by another parser, because the tree knows only lines; the document must
    have been parsed before. Names are in Clark notation.
    """
    from xml.parsers import expat

    encoding = "utf-8" if reading.from_text else encoding_of(data)
    if encoding not in ("utf-8", "iso8859-1", "ascii"):  # others are read, but not placed, by expat
        data, encoding = data.decode(encoding, "replace").encode(), "utf-8"
    reader = expat.ParserCreate(encoding, "}")
    reader.buffer_text = True

    def begun(name: str, attributes: dict[str, str]) -> None:
        position = Position(reader.CurrentByteIndex, reader.CurrentLineNumber, reader.CurrentColumnNumber + 1)
        start(StartTag("{" + name if "}" in name else name, attributes, position))

    def ended(name: str) -> None:
        end("{" + name if "}" in name else name)

    reader.StartElementHandler, reader.EndElementHandler = begun, ended
    reader.Parse(data, True)  # noqa: FBT003 - the C function takes it by position


def close_sound_part(data: bytes, reading: Reading) -> bytes | None:
    """Return what is before the fault of a document, its open elements closed; None for no such part.

    It serves places alone: the stories of a broken document are read from the document itself.
    """
    from xml.parsers import expat

    encoding = "utf-8" if reading.from_text else encoding_of(data)
    if encoding not in ("utf-8", "iso8859-1", "ascii"):
        return None
    reader = expat.ParserCreate(encoding)
    names: list[str] = []
    last: tuple[int, str | None] = (0, None)  # where the last tag begins, and the name that it closes

    def begun(name: str, _: dict[str, str]) -> None:
        nonlocal last
        last = reader.CurrentByteIndex, None
        names.append(name)

    def ended(name: str) -> None:
        nonlocal last
        last = reader.CurrentByteIndex, name
        names.pop()

    def refused(*_: object) -> None:  # declarations of entities, of which none is expanded
        raise expat.ExpatError

    reader.StartElementHandler, reader.EndElementHandler = begun, ended
    reader.StartDoctypeDeclHandler = refused
    try:
        reader.Parse(data, True)  # noqa: FBT003 - the C function takes it by position
    except expat.ExpatError:
        place, closing = last
        still = names[:-1] if closing is None else names
        if closing is not None and data.startswith(f"</{closing}".encode(encoding), place):
            still.append(closing)  # its end tag is cut off; an empty element has none
        if still:
            return data[:place] + "".join([f"</{name}>" for name in reversed(still)]).encode(encoding)
    return None


# -- schemas --------------------------------------------------------------------------------------


class Violation(NamedTuple):
    """Holds one complaint of a schema: the line, the element's path in the document, the sentence."""

    line: int
    place: str
    message: str


def schema(path: str) -> etree.XMLSchema:
    """Read a schema from a file; it opens the schemas that this one names beside it, nothing else.

    DecodeError (NR956) where it cannot be used; OSError where there is no such file.
    """
    with open(path, "rb"):  # noqa: PTH123 - a missing file is the caller's error, not the schema's
        pass
    try:
        return etree.XMLSchema(etree.parse(path, etree.XMLParser(no_network=True, resolve_entities=False)))
    except (etree.XMLSchemaParseError, etree.XMLSyntaxError) as error:
        msg = f"{quote_text(path)} cannot be used as a schema: {str(error)[:200]}"
        raise DecodeError(msg, code="NR956") from error


def violations(element: etree._Element, against: etree.XMLSchema) -> tuple[Violation, ...]:
    """Return the complaints of a schema about an element and what is in it, in the order of the lines."""
    against.validate(element)
    log: Any = against.error_log  # the stubs do not know that it is a sequence
    return tuple(Violation(entry.line, entry.path or "", str(entry.message)[:400]) for entry in log)

"""What writing one item knows and gathers, and what is put back of the document that it came from.

Pieces of XML that go back are in the record's `extra`, where anybody may have put anything. So each
is looked at before the item is given out: one that is not well-formed, or not in the one form that
reading gives it, is left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from newsrec.formats._markup.rich_text import rich_text
from newsrec.formats._xml.own import OWN_NS, OWN_PREFIX, own_attribute
from newsrec.formats._xml.parsing import alone, escape, escape_attribute, illegal_at, parser
from newsrec.formats.newsml_g2.leftovers import NOTHING, Leftovers
from newsrec.formats.newsml_g2.tables import (
    ATTRIBUTES,
    BARE,
    CHILDREN,
    NOT_PUBLIC_CODE,
    NS,
    ONCE,
    OPEN,
    QCODES,
    XML_LANG,
    XSI,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsrec.formats._format import Writing
    from newsrec.model import NewsItem

#: Shorter values are kept where what is made of a value is worked out once.
SHORT = 100

NONE: frozenset[str] = frozenset()


def has_control(text: str) -> bool:
    """Whether a text holds white space that readers change."""
    return "\n" in text or "\t" in text or "\r" in text


def write_element(tag: str, attributes: Iterable[str], content: str = "") -> str:
    """Write an element: its attributes in the order of the alphabet, and its content."""
    written = "".join(sorted(attributes))
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def write_container(tag: str, attributes: str, children: list[str], margin: str = "  ") -> str:
    """Write an element of elements, each on a line of its own; `margin` is the element's own indentation."""
    if not children:
        return f"<{tag}{attributes}/>"
    between = f"\n{margin}  "
    return f"<{tag}{attributes}>{between}{between.join(children)}\n{margin}</{tag}>"


# Elements whose text may hold mark-up, and those whose text is one line, by the schema.
_MIXED = frozenset(
    ["title", "edNote", "headline", "dateline", "by", "description", "copyrightNotice", "usageTerms", "note"]
)
_ONE_LINE = frozenset({"slugline", "keyword", "creditline", "name", "profile", "line"})

# Attributes of our own that are read as fields, of labels, concepts, parties and datelines.
_OWN_FIELDS = frozenset(
    [
        "code", "confidence", "creator", "date", "geo", "job_title", "lang", "of", "part", "public", "region",
        "rel", "relevance", "role", "scheme", "text", "type", "untold", "untyped", "uri", "word",
    ]
)  # fmt: skip

_RESERVED = frozenset({OWN_NS, NS, "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"})


class ItemWriter:
    """Writes one item, or an envelope.

    `refused` are pieces of XML that were found not to be fit to be put back; `dangling` are
    identifiers that something refers to and no element has.
    """

    item: NewsItem

    def __init__(
        self,
        writing: Writing,
        left: Leftovers,
        refused: frozenset[str] = NONE,
        dangling: frozenset[str] = NONE,
    ) -> None:
        self.writing = writing
        self.refused = refused
        self.left = left
        self.body = writing.options.get("body", "")  # what the story is to be written in; "" as it came
        self.has_page = False  # whether the story is in its page
        self.pieces: list[tuple[str, str | None]] = []
        self.own = False  # whether our namespace is used
        self.coded = False  # whether a code of our own scheme is used
        self.ids: set[str] = set()  # the identifiers of elements, so far
        self.references: set[str] = set()  # what refers to them
        self.dangling = dangling  # what refers to nothing
        self.asserted: dict[tuple[str, str], tuple[float, float]] = {}

    # what must be declared

    def own_attribute(self, name: str, value: str) -> str:
        """Write an attribute of our namespace."""
        self.own = True
        return own_attribute(name, value)

    def own_element(self, name: str, text: str) -> str:
        """Write an element of our namespace that holds a text."""
        self.own = True
        return f"<{OWN_PREFIX}{name}>{escape(text)}</{OWN_PREFIX}{name}>"

    def declare(self, parts: Iterable[str]) -> None:
        """Note what must be declared for attributes."""
        if OWN_PREFIX not in "".join(parts):
            return
        for part in parts:
            self.own = self.own or part.startswith(f" {OWN_PREFIX}")
            self.coded = self.coded or f'="{OWN_PREFIX}' in part

    # texts

    def write_content(self, tag: str, text: str, left: Leftovers, out: list[str]) -> str:
        """Write a text as content, with the mark-up that it came with where it still says the same."""
        markup = left.markup
        if markup is not None and tag in _MIXED and self.accepts(markup, text):
            return markup
        return self.write_text(tag, text, out)

    def write_text(self, tag: str, text: str, out: list[str]) -> str:
        """Write a text as content: line ends are kept from readers that would take them for layout."""
        if has_control(text):
            if tag in _ONE_LINE:
                out.append(self.own_attribute("text", text))
                text = " ".join(text.split())
            elif "\n" in text:
                out.append(' xml:space="preserve"')
        return escape(text)

    # what is put back

    def put_back(
        self,
        tag: str,
        left: Leftovers,
        out: list[str],
        fields: frozenset[str] = NONE,
        own_fields: frozenset[str] = _OWN_FIELDS,
    ) -> None:
        """Put back the attributes that the record has no fields for; `fields` are those that it has."""
        for key, value in left.attributes.items():
            if key not in fields:
                attribute = plain_attribute if len(value) < SHORT else plain_attribute.__wrapped__
                plain = attribute(tag, key, value)
                if plain is not None and (key not in _OF_IDS or self._resolves(key, value)):
                    out.append(plain)
                    continue
            if key[:1] == "{":
                self._put_back_foreign(key, value, out)
            elif BARE.match(key) and key not in fields and key not in own_fields:
                out.append(self.own_attribute(key, value))

    def _resolves(self, key: str, value: str) -> bool:
        """Whether an identifier is the first of its name, or each reference leads to an element."""
        if key == "id":
            if value in self.ids:
                return False
            self.ids.add(value)
            return True
        names = value.split(" ")
        self.references.update(names)
        return self.dangling.isdisjoint(names)

    def _put_back_foreign(self, key: str, value: str, out: list[str]) -> None:
        """Put back an attribute of another namespace, with a prefix of its own."""
        space, _, name = key[1:].rpartition("}")
        if not space or not BARE.match(name) or space in _RESERVED:
            return
        if space == XSI:  # it would tell a validator what to do
            out.append(self.own_attribute(f"xsi-{name}", value))
            return
        prefix = f"a{len(out)}"
        out.append(f' xmlns:{prefix}="{escape_attribute(space)}" {prefix}:{name}="{escape_attribute(value)}"')

    def put_back_all(self, tag: str, left: Leftovers) -> str:
        """Put back the attributes left of an element of which the record holds the content."""
        if left is NOTHING:
            return ""
        out: list[str] = []
        self.put_back(tag, left, out, NONE, NONE)
        out.sort()
        return "".join(out)

    def put_back_constraint(self, left: Leftovers, out: list[str]) -> None:
        """Write that a text is not for readers: what the document said of it, else a code of our own."""
        if not QCODES.match(left.attributes.get("pubconstraint", "")):
            out.append(f' pubconstraint="{NOT_PUBLIC_CODE}"')
            self.coded = True

    def accepts(self, xml: str, text: str | None = None) -> bool:
        """Whether a piece of XML may be put back: it is looked at when the item is done."""
        if xml in self.refused:
            return False
        self.pieces.append((xml, text))
        return True

    def accepts_element(self, xml: str) -> bool:
        """Whether an element may be put back, by what is known so far; it may have identifiers."""
        if not self.accepts(xml):
            return False
        for name, value in _ID_ATTRIBUTES.findall(xml) if "id=" in xml or "refs=" in xml else ():
            (self.ids if name in ("id", "partid") else self.references).update(value.split())
        return True

    def resolve(self, xml: str) -> str | None:
        """Return a piece without references to what is not there; None where it is nothing without them."""
        if not self.dangling or self.dangling.isdisjoint(_NAMES_REFERRED_TO.findall(xml)):
            return xml
        if any(name in self.dangling for name in _ONE_REFERENCE.findall(xml)):
            return None
        return _REFERENCES.sub(self._drop_dangling, xml)

    def _drop_dangling(self, attribute: re.Match[str]) -> str:
        names = [name for name in attribute[2].split() if name not in self.dangling]
        return f' {attribute[1]}="{" ".join(names)}"' if names else ""

    def children_of(self, tag: str, left: Leftovers, fields: frozenset[str] = NONE) -> dict[int, list[str]]:
        """Return the children to be put back, by their rank; 99 is for other namespaces'."""
        if not left.children:
            return NO_CHILDREN
        order = CHILDREN.get(tag, {})
        found: dict[int, list[str]] = {}
        for each in left.children:
            name = name_of_piece(each)
            rank = order.get(name) if name is not None else (99 if tag in OPEN else None)
            if rank is not None and name not in fields and self.accepts_element(each):
                xml = self.resolve(each)
                if xml is not None:
                    found.setdefault(rank, []).append(xml)
        return found

    def kept_in(
        self, container: str, order: Mapping[str, int], fields: frozenset[str]
    ) -> list[tuple[int, str]]:
        """Return the elements to be put back into a container, with their ranks; other namespaces have 99."""
        found: list[tuple[int, str]] = []
        ranks: set[int] = set()
        for each in self.left.containers.get(container, ()):
            name = name_of_piece(each)
            rank = 99 if name is None else order.get(name)
            if rank is None or name in fields or (name in ONCE and rank in ranks):
                continue
            xml = self.resolve(each)
            if xml is None or not self.accepts_element(each):
                continue
            found.append((rank, xml))
            ranks.add(rank)
        return found


_OF_IDS = frozenset({"id", "idrefs", "original"})
_NAMES_REFERRED_TO = re.compile(r"[\w.-]+")
_ONE_REFERENCE = re.compile(r' (?:idref|sourceidref)="([^"<]*)"')
_REFERENCES = re.compile(r' (idrefs|contentrefs)="([^"<]*)"')
_ID_ATTRIBUTES = re.compile(r' (id|partid|idrefs?|contentrefs|sourceidref)="([^"<]*)"')

#: The children to be put back of an element that has none.
NO_CHILDREN: dict[int, list[str]] = {}


@lru_cache(maxsize=4096)
def plain_attribute(tag: str, key: str, value: str) -> str | None:
    """Write an attribute as the standard has it; None where it has none such."""
    pattern = ATTRIBUTES[tag].get(key)
    if pattern is None or not pattern.match(value):
        return None
    name = "xml:lang" if key == XML_LANG else key
    return f' {name}="{escape_attribute(value)}"'


# -- pieces of XML --------------------------------------------------------------------------------

_PIECE = re.compile(
    r"<(?:[A-Za-z_][A-Za-z0-9_.-]*:)?([A-Za-z]+) xmlns(?::[A-Za-z_][A-Za-z0-9_.-]*)?=\""
    + re.escape(NS)
    + '"[ />]'
)


def name_of_piece(piece: str) -> str | None:
    """Return the name of a piece's element; None for one of another namespace, "" for what is no piece."""
    if not piece.startswith("<"):
        return ""
    found = _PIECE.match(piece)
    if found is None:
        return None
    return "" if found[1].endswith("ExtProperty") and f' rel="{OWN_PREFIX}' in piece else found[1]


def is_sound(piece: str, text: str | None) -> bool:
    """Whether a piece of XML is well-formed and in the form that reading gives, one element.

    A piece with a text is the content of an element that has that text. A story is often written
    two or three times in a row, to account for its losses and to embed it: so what was found for
    a piece of usual size is kept for a while.
    """
    if text is None and len(piece) < _SHORT_PIECE and _is_leaf(piece):
        return True
    check = _is_canonical if len(piece) < _USUAL_PIECE else _is_canonical.__wrapped__
    return check(piece, text)


_USUAL_PIECE = 4096


@lru_cache(maxsize=512)
def _is_canonical(piece: str, text: str | None) -> bool:
    if text is not None and rich_text(piece) != text:
        return False
    whole = piece if text is None else f"<w>{piece}</w>"
    try:
        root = etree.fromstring(whole.encode(), parser(keep_pis=True))
    except (etree.XMLSyntaxError, UnicodeEncodeError):
        return False
    if root.getroottree().docinfo.internalDTD is not None or root.getprevious() is not None:
        return False
    if root.getnext() is not None or (text is not None and not len(root)):
        return False
    return alone(root) == whole


_SHORT_PIECE = 300
_LEAF = re.compile(
    r'<([A-Za-z]+) xmlns="' + re.escape(NS) + r'"((?: (?:xml:)?[a-z]+="[^&<>"\t\n\r]*")*)'
    r"(?:/>|>[^&<>\r]+</\1>)\Z"
)


@lru_cache(maxsize=2048)
def _is_leaf(piece: str) -> bool:
    """Whether a short piece is an element of nothing but text, in the form that reading gives."""
    found = _LEAF.match(piece)
    if found is None or illegal_at(piece) is not None:
        return False
    names = [each.partition("=")[0] for each in found[2].split('" ')]
    return len(set(names)) == len(names) and "xml:space" not in found[2]

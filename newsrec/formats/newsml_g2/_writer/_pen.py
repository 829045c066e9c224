"""What the writer of one story holds in its hand: what must be declared, and what is put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsrec.formats._xml.own import OWN_NS, OWN_PREFIX, lang_attribute, own_attribute
from newsrec.formats._xml.parsing import escape, escape_attribute
from newsrec.formats.newsml_g2._tables import NOT_PUBLIC_CODE, NS, ONCE
from newsrec.formats.newsml_g2._writer._attributes import (
    SHORT,
    iri_attributes,
    known,
    plain_attribute,
    role_attributes,
)
from newsrec.formats.newsml_g2._writer._pieces import map_in, name_of
from newsrec.formats.newsml_g2._writer._schema import BARE, CHILDREN, OPEN, QCODES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsrec.formats._format import Writing
    from newsrec.formats.newsml_g2._writer._attributes import Known
    from newsrec.formats.newsml_g2._writer._pieces import Left
    from newsrec.model import NewsItem

NONE: frozenset[str] = frozenset()

NO_PIECES: dict[int, list[str]] = {}


def has_control(text: str) -> bool:
    """Whether a text holds white space that readers change."""
    return "\n" in text or "\t" in text or "\r" in text


def enclosed(tag: str, attributes: str, children: list[str], margin: str = "  ") -> str:
    """An element of elements, each on a line of its own; `margin` is what the element itself stands in."""
    if not children:
        return f"<{tag}{attributes}/>"
    between = f"\n{margin}  "
    return f"<{tag}{attributes}>{between}{between.join(children)}\n{margin}</{tag}>"


# The texts that may hold mark-up.
_MIXED = frozenset(
    ["title", "edNote", "headline", "dateline", "by", "description", "copyrightNotice", "usageTerms", "note"]
)


class Pen:
    """Writes one item. `refused` are pieces of XML that were found not to be fit to be put back."""

    item: NewsItem
    of: Left
    left: Left

    def __init__(self, writing: Writing, refused: frozenset[str] = frozenset()) -> None:
        self.writing = writing
        self.refused = refused
        self.nitf = writing.options.get("body") == "nitf"
        self.pieces: list[tuple[str, str | None]] = []
        self.own = False  # whether our namespace is used
        self.coded = False  # whether a code of our own scheme is used
        self.asserted: dict[tuple[str, str], tuple[float, float]] = {}

    # what must be declared

    def own_attribute(self, name: str, value: str) -> str:
        """An attribute of our namespace."""
        self.own = True
        return own_attribute(name, value)

    def need(self, attributes: Known) -> None:
        """Note what must be declared for attributes."""
        self.own = self.own or attributes.own
        self.coded = self.coded or attributes.coded

    def role(self, tag: str, name: str, value: str, alias: str, own: str | None = None) -> list[str]:
        """A role or type."""
        parts = role_attributes(tag, name, value, alias, own)
        self.need(known(parts))
        return parts

    def lang(self, value: str) -> str:
        """The language of a text."""
        part = lang_attribute(value)
        self.own = self.own or part.startswith(f" {OWN_PREFIX}")
        return part

    def iri(self, name: str, value: str) -> list[str]:
        """An address."""
        parts = iri_attributes(name, value)
        self.own = self.own or parts[-1].startswith(f" {OWN_PREFIX}")
        return parts

    def version(self, value: int | str) -> str:
        """A version: as the standard's where it is a number from 1 on, else as our own."""
        if isinstance(value, int) and 0 < value < 10**18:
            return f' version="{value}"'
        mark = "#" if isinstance(value, int) else "="
        return self.own_attribute("version", f"{mark}{value}")

    def not_public(self, left: Left, out: list[str]) -> None:
        """That a text is not for readers: what the document said of it, else a code of our own."""
        given = left.get("pubconstraint")
        if given.__class__ is not str or not QCODES.match(given):
            out.append(f' pubconstraint="{NOT_PUBLIC_CODE}"')
            self.coded = True

    # texts

    def content(self, tag: str, text: str, left: Left, out: list[str]) -> str:
        """A text as content, with the mark-up that it came with where it still says the same."""
        if left and tag in _MIXED and left.get("xml").__class__ is str and self.piece(left["xml"], text):
            return str(left["xml"])
        return self.text(tag, text, out)

    def text(self, tag: str, text: str, out: list[str]) -> str:
        """A text as content: line ends are kept from readers that would take them for layout."""
        if has_control(text):
            if tag in _ONE_LINE:
                out.append(self.own_attribute("text", text))
                text = " ".join(text.split())
            elif "\n" in text:
                out.append(' xml:space="preserve"')
        return escape(text)

    def own_element(self, name: str, text: str) -> str:
        """An element of our namespace that holds a text."""
        self.own = True
        return f"<{OWN_PREFIX}{name}>{escape(text)}</{OWN_PREFIX}{name}>"

    # what is put back

    def rest(
        self,
        tag: str,
        left: Left,
        out: list[str],
        taken: frozenset[str],
        own_taken: frozenset[str] | None = None,
    ) -> None:
        """Put back the attributes that the record has no fields for; `taken` are those that it has."""
        for key, value in left.items():
            if value.__class__ is not str:
                continue
            if key not in taken:
                attribute = plain_attribute if len(value) < SHORT else plain_attribute.__wrapped__
                plain = attribute(tag, key, value)
                if plain is not None:
                    out.append(plain)
                    continue
            if key in _NO_ATTRIBUTE:
                continue
            if key[:1] == "{":
                self.foreign(key, value, out)
            elif (
                BARE.match(key)
                and key not in taken
                and key not in (_OWN_TAKEN if own_taken is None else own_taken)
            ):
                out.append(self.own_attribute(key, value))

    def foreign(self, key: str, value: str, out: list[str]) -> None:
        """Put back an attribute of another namespace, with a prefix of its own."""
        space, _, name = key[1:].rpartition("}")
        if not space or not BARE.match(name) or space in _RESERVED:
            return
        if space == _XSI:  # it would tell a validator what to do
            out.append(self.own_attribute(f"xsi-{name}", value))
            return
        prefix = f"a{len(out)}"
        out.append(f' xmlns:{prefix}="{escape_attribute(space)}" {prefix}:{name}="{escape_attribute(value)}"')

    def of_left(self, tag: str, of: Left) -> str:
        """The attributes left of an element of which the record holds the content."""
        if tag not in of:
            return ""
        out: list[str] = []
        self.rest(tag, map_in(of, tag), out, NONE, NONE)
        out.sort()
        return "".join(out)

    def piece(self, xml: Any, value: str | None = None) -> bool:
        """Whether a piece of XML may be put back: it is looked at when the story is done."""
        if xml.__class__ is not str or xml in self.refused:
            return False
        self.pieces.append((xml, value))
        return True

    def put(self, left: Left, tag: str, skip: frozenset[str] = frozenset()) -> dict[int, list[str]]:
        """The children to be put back, by their rank; 99 is for other namespaces'."""
        xml = left.get("xml")
        if xml.__class__ is not tuple:
            return NO_PIECES
        order = CHILDREN.get(tag, {})
        found: dict[int, list[str]] = {}
        for each in xml:
            name = name_of(each)
            rank = order.get(name) if name is not None else (99 if tag in OPEN else None)
            if rank is not None and name not in skip and self.piece(each):
                found.setdefault(rank, []).append(each)
        return found

    def found(
        self, container: str, stored: Left, order: Mapping[str, int], own: frozenset[str]
    ) -> dict[int, list[str]]:
        """The children to be put back into a container, by rank; other namespaces' come last."""
        found: dict[int, list[str]] = {}
        pieces = stored.get(container)
        for each in pieces if pieces.__class__ is tuple else ():
            name = name_of(each)
            if name is None:
                if self.piece(each):
                    found.setdefault(99, []).append(each)
            elif (
                name in order
                and name not in own
                and not (name in ONCE and order[name] in found)
                and self.piece(each)
            ):
                found.setdefault(order[name], []).append(each)
        return found


_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_RESERVED = frozenset({OWN_NS, NS, "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"})

# Keys of what the reader left that are no attributes.
_NO_ATTRIBUTE = frozenset({"all", "details", "element", "group", "shown", "xml"})

# Attributes of our own that are read as fields, of labels, concepts, parties and datelines.
_OWN_TAKEN = frozenset(
    [
        "code",
        "confidence",
        "creator",
        "date",
        "geo",
        "job_title",
        "lang",
        "of",
        "part",
        "public",
        "region",
        "rel",
        "relevance",
        "role",
        "scheme",
        "text",
        "type",
        "untold",
        "untyped",
        "uri",
        "word",
    ]
)

# Elements whose text is one line, by the schema.
_ONE_LINE = frozenset({"slugline", "keyword", "creditline", "name", "profile", "line"})

"""What reading one document knows and gathers, what was read before, and a story as it grows."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from lxml import etree

from newsrec.catalogue import finding
from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import BLANK, alone, is_layout, line_position, local_name
from newsrec.formats.newsml_g2.leftovers import Leftovers
from newsrec.formats.newsml_g2.tables import (
    ADMINISTRATIVE,
    DESCRIPTIVE,
    G2,
    ONCE,
    SCHEMES,
    WORD_OF,
    XML_SPACE,
)
from newsrec.maps import NO_EXTRA
from newsrec.messages import quote_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsrec.findings import Finding
    from newsrec.formats._format import Reading
    from newsrec.formats._xml.parsing import Element
    from newsrec.model import Label

_Part = TypeVar("_Part")

_tostring = etree.tostring

# -- what was read before -------------------------------------------------------------------------


class Memory:
    """What was read before of documents that one table of roles and one of schemes explain.

    A feed repeats its provider, services, rights and subjects in each story, word for word, and
    records are frozen. So the part that an element was read to serves each element that is
    written alike. All is given up when its texts are `_MOST` bytes (the parts take some five
    times as many), and nothing long is kept.
    """

    __slots__ = ("by_attributes", "by_element", "schemes", "size", "words")

    def __init__(self, roles: Mapping[str, str], schemes: Mapping[str, str]) -> None:
        self.schemes: Mapping[str, str] = {**SCHEMES, **schemes}
        self.words: dict[str, str] = {**WORD_OF, **roles}  # and each that was met
        self.by_element: dict[str, Any] = {}  # by the element as text
        self.by_attributes: dict[tuple[Any, ...], Any] = {}  # by the attributes of an element
        self.size = 0  # of the keys of both, in bytes

    def keep(self, element: str, part: Any) -> None:
        """Keep what an element, as text, was read to."""
        if self._has_room(element.__sizeof__()):
            self.by_element[element] = part

    def keep_attributes(self, attributes: tuple[Any, ...], part: Any) -> None:
        """Keep what the attributes of an element were read to, after a word for what they are read as."""
        if self._has_room(sum([each.__sizeof__() for each in chain(*attributes[1:])])):
            self.by_attributes[attributes] = part

    def _has_room(self, size: int) -> bool:
        if size > _LONGEST:
            return False
        if self.size > _MOST:
            self.by_element.clear()
            self.by_attributes.clear()
            self.size = 0
        self.size += size
        return True


_LONGEST = 8_000
_MOST = 1_000_000
_MOST_WORDS = 10_000

memory_of = lru_cache(maxsize=8)(Memory)


def forget() -> None:
    """Give up all that was read before, as in a process that has just begun: for measurements."""
    memory_of.cache_clear()


# -- one document ---------------------------------------------------------------------------------

#: How much of what is out of place a finding shows.
GLIMPSE = 1_000


def describe(element: Element) -> str:
    """Return an element for a message: its name, and the whole of it."""
    return f"{quote_text(local_name(element))} ({quote_text(alone(element), GLIMPSE)})"


class ReadContext:
    """What reading one document knows and gathers: the feed's tables, the aliases, the findings."""

    __slots__ = ("aliases", "by_element", "feed", "findings", "memory", "schemes", "words")

    def __init__(self, reading: Reading) -> None:
        feed = reading.feed
        self.feed = feed
        self.findings: list[Finding] = []
        self.memory = memory = (
            memory_of(NO_EXTRA, NO_EXTRA) if feed is None else memory_of(feed.roles, feed.schemes)
        )
        self.words = memory.words
        self.schemes = self.aliases = memory.schemes
        self.by_element: dict[str, Any] | None = memory.by_element

    def use_aliases(self, aliases: Mapping[str, str]) -> None:
        """Resolve codes by an item's own aliases too, or, where it has none, as other items do."""
        self.aliases = {**self.schemes, **aliases} if aliases else self.schemes
        self.by_element = None if aliases else self.memory.by_element

    def read_attributes(
        self, kind: str, element: Element, read: Callable[[list[tuple[str, str]], ReadContext, str], _Part]
    ) -> _Part:
        """Read the attributes of an element of this kind, once where they are alike.

        For a reader whose part depends on them and the roles alone, and which nobody changes.
        """
        items = element.items()
        key = (kind, *items)
        part: _Part | None = self.memory.by_attributes.get(key)
        if part is None:
            part = read(items, self, kind)
            self.memory.keep_attributes(key, part)
        return part

    def report(self, code: str, sentence: str, element: Element, path: str = "") -> None:
        """Add a finding, with the line of the element."""
        self.findings.append(finding(code, sentence, path=path, position=line_position(element)))

    def report_text(self, text: str, element: Element) -> None:
        """Report a text in an element where the standard has none."""
        found = quote_text(text.strip(BLANK), GLIMPSE)
        self.report(
            "NR961", f"found the text {found} in {quote_text(local_name(element))}, expected none", element
        )

    def report_texts_beside(self, element: Element) -> None:
        """Report the texts beside the children of an element."""
        text = element.text
        if not is_layout(text):
            self.report_text(text, element)
        for child in element:
            text = child.tail
            if not is_layout(text):
                self.report_text(text, element)

    def report_children(self, element: Element) -> None:
        """Report the elements in one where the standard has text alone."""
        for child in element:
            sentence = f"found {describe(child)} in {quote_text(local_name(element))}, expected text alone"
            self.report("NR961", sentence, child)
            if not is_layout(child.tail):
                self.report_text(child.tail, element)

    def find_word(self, role: str) -> str:
        """Return the record's word for a role or type, or for several; the role itself where it has none."""
        word = self.words.get(role)
        if word is None:
            if " " in role:
                word = " ".join([self.find_word(each) for each in role.split(" ") if each]) or role
            else:
                word = role[3:] if role.startswith("nr:") and len(role) > 3 else role
            if len(self.words) < _MOST_WORDS and len(role) < 200:
                self.words[role] = word
        return word


def once(read: Callable[[Element, ReadContext], _Part]) -> Callable[[Element, ReadContext], _Part]:
    """Return the same reader, which reads elements that are written alike once.

    For a reader whose part depends on the element, the roles and the schemes alone; elements of
    one name must have one reader.
    """

    def read_once(element: Element, context: ReadContext) -> _Part:
        known = context.by_element
        if known is None:
            return read(element, context)
        key: str = _tostring(element, encoding=str, with_tail=False)
        part: _Part | None = known.get(key)
        if part is None:
            count = len(context.findings)
            part = read(element, context)
            if len(context.findings) == count:  # a finding has a place, so it is no part
                context.memory.keep(key, part)
        return part

    return read_once


def attributes_of(element: Element) -> dict[str, str]:
    """Return all attributes of an element, our own without their namespace."""
    return {
        key[LENGTH_OF_OWN:] if key.startswith(OWN) else key: value
        for key, value in element.items()
        if key != XML_SPACE
    }


LENGTH_OF_OWN = len(OWN)


# -- one story ------------------------------------------------------------------------------------


class Headline(NamedTuple):
    """A headline as it was met: its place among the elements of contentMeta, and what it says."""

    place: int
    label: Label


class Kept(NamedTuple):
    """An element that the record knows nothing of: its rank in the schema's order, and its text."""

    rank: int
    xml: str


class StoryDraft:
    """A story as it grows: its fields, and what is left of it."""

    __slots__ = (
        "context", "dateline_parts", "elements", "fields", "headlines", "kept", "left", "order", "sidecar",
        "unplaced",
    )  # fmt: skip

    def __init__(self, context: ReadContext) -> None:
        self.context = context
        self.fields: dict[str, Any] = {}
        self.left = Leftovers()
        self.elements: dict[str, Leftovers] = {}
        self.unplaced: list[str] = []
        self.kept: dict[str, list[Kept]] = {}  # by container, in the order of the document
        self.order: list[str] = []
        self.headlines: list[Headline] = []
        self.dateline_parts: dict[str, Any] | None = None
        self.sidecar: str | None = None

    def add(self, field: str, value: Any) -> None:
        """Add one more to a field that holds many."""
        have = self.fields.get(field)
        if have is None:
            self.fields[field] = [value]
        else:
            have.append(value)

    def keep(self, container: str, element: Element, rank: int = 99) -> None:
        """Keep an element that the record has no place for and the standard has."""
        self.kept.setdefault(container, []).append(Kept(rank, alone(element)))

    def keep_attributes(self, name: str, attributes: dict[str, str]) -> None:
        """Keep what attributes are left of an element that is a plain field."""
        if attributes:
            self.elements[name] = left = Leftovers()
            left.attributes = attributes

    def misplace(self, element: Element, container: str) -> None:
        """Keep an element that the standard has no place for here, and report it."""
        self.unplaced.append(alone(element))
        found = (
            f"found {quote_text(local_name(element))} in {container}, where the standard has no such element"
        )
        self.context.report("NR961", found, element)

    def keep_unknown(self, element: Element, container: str, order: Mapping[str, int]) -> None:
        """Keep a child of a container that no table names."""
        tag = str(element.tag)
        if not tag.startswith(G2):
            if container == "item":  # a signature, which no longer holds, or what has no place
                self.misplace(element, container)
            else:
                self.keep(container, element)
            return
        name = tag[len(G2) :]
        rank = order.get(name)
        if rank is None or (name in ONCE and _is_second(element)):
            self.misplace(element, container)
            return
        self.keep(container, element, rank)
        if container == "contentMeta" and name in RANK_IN_CONTENT_META:
            self.order.append(name)

    def read_container(self, element: Element, name: str) -> None:
        """Keep the attributes of a container, for which the record has no place; report its text."""
        text = element.text
        if not is_layout(text):
            self.context.report_text(text, element)
        if element.keys():
            self.keep_attributes(name, attributes_of(element))

    def finish_left(self) -> Leftovers:
        """Return the leftovers, now that all is read."""
        left = self.left
        if self.elements:
            left.elements = self.elements
        if self.unplaced:
            left.unplaced = self.unplaced
        if self.kept:
            left.containers = {
                name: [each.xml for each in sorted(kept, key=_rank)] for name, kept in self.kept.items()
            }
        return left


def _is_second(element: Element) -> bool:
    """Whether an element of this name stands before it."""
    return next(element.itersiblings(element.tag, preceding=True), None) is not None


def _rank(kept: Kept) -> int:
    return kept.rank


# The two groups of contentMeta whose members stand in any order, as the writer has them; what the
# record knows nothing of comes after what it knows.
_DESCRIPTIVE = 100
RANK_IN_CONTENT_META: dict[str, int] = {
    name: rank
    for first, names in ((0, ADMINISTRATIVE), (_DESCRIPTIVE, DESCRIPTIVE))
    for rank, name in enumerate(names, first)
}
is_descriptive = {name: rank >= _DESCRIPTIVE for name, rank in RANK_IN_CONTENT_META.items()}.__getitem__

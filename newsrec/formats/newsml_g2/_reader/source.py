"""What reading one document knows and gathers, and what was read before."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from lxml import etree

from newsrec.catalogue import finding
from newsrec.formats._xml.parsing import BLANK, alone, is_layout, line_position, local_name
from newsrec.formats.newsml_g2._tables import SCHEMES, WORD_OF
from newsrec.maps import NO_EXTRA
from newsrec.messages import quote_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsrec.findings import Finding
    from newsrec.formats._format import Reading
    from newsrec.formats._xml.parsing import Element

_Part = TypeVar("_Part")

_tostring = etree.tostring


class Memory:
    """What was read before of documents that one table of roles and one of schemes explain.

    A feed repeats its provider, services, rights and subjects in each story, word for word, and
    records are frozen. So the part that an element was read to stands for each element that is
    written alike. What is kept is given up when its texts are `_MOST` bytes (the parts take some
    five times as many), and nothing long is kept.
    """

    __slots__ = ("said", "schemes", "seen", "size", "words")

    def __init__(self, roles: Mapping[str, str], schemes: Mapping[str, str]) -> None:
        self.schemes: Mapping[str, str] = {**SCHEMES, **schemes}
        self.words: dict[str, str] = {**WORD_OF, **roles}  # and each that was met
        self.seen: dict[str, Any] = {}  # by the element as text
        self.said: dict[tuple[Any, ...], Any] = {}  # by the attributes of an element
        self.size = 0  # of the keys of both, in bytes

    def keep(self, element: str, part: Any) -> None:
        """Keep what an element, as text, was read to."""
        if self._has_room(element.__sizeof__()):
            self.seen[element] = part

    def keep_said(self, attributes: tuple[Any, ...], part: Any) -> None:
        """Keep what the attributes of an element were read to, after a word for what they are read as."""
        if self._has_room(sum([each.__sizeof__() for each in chain(*attributes[1:])])):
            self.said[attributes] = part

    def _has_room(self, size: int) -> bool:
        if size > _LONGEST:
            return False
        if self.size > _MOST:
            self.seen.clear()
            self.said.clear()
            self.size = 0
        self.size += size
        return True


#: How much of what is out of place a finding shows.
GLIMPSE = 1_000


def named(element: Element) -> str:
    """An element for a message: its name, and what it says."""
    return f"{quote_text(local_name(element))} ({quote_text(alone(element), GLIMPSE)})"


_LONGEST = 8_000
_MOST = 1_000_000
_MOST_WORDS = 10_000

memory_of = lru_cache(maxsize=8)(Memory)


class Source:
    """What reading one document knows and gathers: the feed's tables, the aliases, the findings."""

    __slots__ = ("aliases", "feed", "findings", "memory", "schemes", "seen", "words")

    def __init__(self, reading: Reading) -> None:
        feed = reading.feed
        self.feed = feed
        self.findings: list[Finding] = []
        self.memory = memory = (
            memory_of(NO_EXTRA, NO_EXTRA) if feed is None else memory_of(feed.roles, feed.schemes)
        )
        self.words = memory.words
        self.schemes = self.aliases = memory.schemes
        self.seen: dict[str, Any] | None = memory.seen

    def explain(self, aliases: Mapping[str, str]) -> None:
        """Resolve codes by an item's own aliases too, or, where it has none, as other items do."""
        self.aliases = {**self.schemes, **aliases} if aliases else self.schemes
        self.seen = None if aliases else self.memory.seen

    def said(
        self, kind: str, element: Element, read: Callable[[list[tuple[str, str]], Source, str], _Part]
    ) -> _Part:
        """What the attributes of an element of this kind say, read once where they are alike.

        For a reader whose part depends on them and the roles alone, and which nobody changes.
        """
        items = element.items()
        key = (kind, *items)
        part: _Part | None = self.memory.said.get(key)
        if part is None:
            part = read(items, self, kind)
            self.memory.keep_said(key, part)
        return part

    def tell(self, code: str, sentence: str, element: Element, path: str = "") -> None:
        """A finding, with the line of the element."""
        self.findings.append(finding(code, sentence, path=path, position=line_position(element)))

    def tell_text(self, text: str, element: Element) -> None:
        """Say what text stands in an element where the standard has none."""
        found = quote_text(text.strip(BLANK), GLIMPSE)
        self.tell(
            "NR961", f"found the text {found} in {quote_text(local_name(element))}, expected none", element
        )

    def tell_beside(self, element: Element) -> None:
        """Say what text stands beside the children of an element."""
        text = element.text
        if not is_layout(text):
            self.tell_text(text, element)
        for child in element:
            text = child.tail
            if not is_layout(text):
                self.tell_text(text, element)

    def tell_children(self, element: Element) -> None:
        """Say what elements stand in one where the standard has text alone."""
        for child in element:
            told = f"found {named(child)} in {quote_text(local_name(element))}, expected text alone"
            self.tell("NR961", told, child)
            if not is_layout(child.tail):
                self.tell_text(child.tail, element)

    def word(self, role: str) -> str:
        """The record's word for a role or type, or for several; as it stands where there is none."""
        word = self.words.get(role)
        if word is None:
            if " " in role:
                word = " ".join([self.word(each) for each in role.split(" ") if each]) or role
            else:
                word = role[3:] if role.startswith("nr:") and len(role) > 3 else role
            if len(self.words) < _MOST_WORDS and len(role) < 200:
                self.words[role] = word
        return word


def once(read: Callable[[Element, Source], _Part]) -> Callable[[Element, Source], _Part]:
    """The same reader, which reads elements that are written alike once.

    For a reader whose part depends on the element, the roles and the schemes alone; elements of
    one name must have one reader.
    """

    def read_once(element: Element, source: Source) -> _Part:
        seen = source.seen
        if seen is None:
            return read(element, source)
        key: str = _tostring(element, encoding=str, with_tail=False)
        part: _Part | None = seen.get(key)
        if part is None:
            told = len(source.findings)
            part = read(element, source)
            if len(source.findings) == told:  # a finding has a place, so it is no part
                source.memory.keep(key, part)
        return part

    return read_once

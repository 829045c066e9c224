"""What reading one document knows and gathers, and what it read before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from newsrec.catalogue import finding
from newsrec.formats._xml import line_position
from newsrec.formats.newsml_g2._tables import SCHEMES, WORD_OF

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsrec.findings import Finding
    from newsrec.formats._format import Reading
    from newsrec.formats.newsml_g2._reader.rest import Element


class Source:
    """What reading one document knows and gathers: the feed's tables, the aliases, the findings."""

    __slots__ = ("aliases", "feed", "findings", "schemes", "seen", "words")

    def __init__(self, reading: Reading) -> None:
        feed = reading.feed
        self.feed = feed
        self.findings: list[Finding] = []
        self.schemes: Mapping[str, str] = SCHEMES
        self.words: dict[str, str] = dict(WORD_OF)  # and each that was met, for they come again and again
        if feed is not None:
            self.words.update(feed.roles)
        if feed is not None and feed.schemes:
            self.schemes = {**SCHEMES, **feed.schemes}
        self.aliases: Mapping[str, str] = self.schemes  # those of the item that is being read
        # In a message of many items: what was read, by the element that said it.
        self.seen: dict[bytes, Any] | None = None

    @property
    def reads_again(self) -> bool:
        """Whether to look for what was read before: not where the item has aliases of its own."""
        return self.seen is not None and self.aliases is self.schemes

    def tell(self, code: str, sentence: str, element: Element, path: str = "") -> None:
        """A finding, with the line of the element."""
        self.findings.append(finding(code, sentence, path=path, position=line_position(element)))

    def word(self, role: str) -> str:
        """The record's word for a role or type, or for several; as it stands where there is none."""
        word = self.words.get(role)
        if word is None:
            if " " in role:
                word = " ".join([self.word(each) for each in role.split(" ") if each]) or role
            else:
                word = role[3:] if role.startswith("nr:") and len(role) > 3 else role
            self.words[role] = word
        return word


# In a message of many items the same provider, services and subjects stand in each: they are read
# once. What is kept is given up when there is this much of it.
_MOST_SEEN = 2048
_LONGEST_SEEN = 3072


def once(read: Callable[[Element, Source], Any]) -> Callable[[Element, Source], Any]:
    """A reader that reads the same element of a message once; `source.seen` must be a dict."""

    def read_again(element: Element, source: Source) -> Any:
        seen: dict[bytes, Any] = source.seen  # type: ignore[assignment]  # asked for by the caller
        key: bytes = etree.tostring(element, encoding="utf-8", with_tail=False)
        made = seen.get(key)
        if made is None:
            made = read(element, source)
            if len(key) < _LONGEST_SEEN:
                if len(seen) > _MOST_SEEN:
                    seen.clear()
                seen[key] = made
        return made

    return read_again

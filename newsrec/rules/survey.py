"""What one pass over a story finds for all rules: its texts, and those of its parts that few stories have.

Rules that look at characters share one scan of all texts, joined: it takes the time of a few
function calls where nothing is wrong, as in most stories. Only where it finds something are the
texts gone through one by one, with their paths.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs

from newsrec.addresses import is_uri
from newsrec.body import (
    BLOCK_CLASSES,
    Cell,
    Embed,
    Heading,
    Inline,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Section,
    Span,
    Table,
    inline_text,
)
from newsrec.cleaning import may_be_mojibake
from newsrec.model import Concept, Dateline, Label, Link, NewsItem, Party, Rendition, Rights

if TYPE_CHECKING:
    from collections.abc import Iterator

# -- which fields hold text ------------------------------------------------------------------------

# Numbers, flags and times hold none; `extra` is its own format's; a linked story is a story of its own.
_NO_TEXT: Final = frozenset(
    {
        "extra", "item", "public", "free", "urgency", "year", "width", "height", "size", "duration", "poi",
        "geo", "relevance", "confidence", "level", "ordered", "header", "colspan", "rowspan", "date",
        "first_created", "version_created", "published", "content_created", "content_modified", "expires",
        "embargoed",
    }
)  # fmt: skip

_RECORDS: Final = (
    NewsItem, Label, Concept, Party, Dateline, Rights, Rendition, Link, Span, Cell, *BLOCK_CLASSES,
)  # fmt: skip

_FIELDS: Final[dict[type[Any], tuple[str, ...]]] = {
    record: tuple([field.name for field in attrs.fields(record) if field.name not in _NO_TEXT])
    for record in _RECORDS
}

# The fields that a reader reads; the others hold codes, addresses, roles and mark-up.
_SHOWN: Final = frozenset(
    {
        (NewsItem, "headline"), (NewsItem, "title"), (NewsItem, "slugline"), (NewsItem, "byline"),
        (NewsItem, "credit"), (Label, "value"), (Concept, "name"), (Party, "name"), (Party, "job_title"),
        (Dateline, "text"), (Dateline, "region"), (Dateline, "sources"), (Rendition, "title"),
        (Link, "title"), (Span, "content"), (Span, "title"), (Paragraph, "content"), (Heading, "content"),
        (Cell, "content"), (Table, "caption"), (Embed, "caption"), (Embed, "alt"),
        (Embed, "title"), (Quote, "source"),
    }
)  # fmt: skip


def _getter(names: tuple[str, ...]) -> Any:
    """Return a function from a record to the values of its fields, as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda record: (getattr(record, names[0]),)) if names else (lambda _: ())


_VALUES: Final = {record: _getter(names) for record, names in _FIELDS.items()}
# The body is gone through apart, block by block.
_VALUES[NewsItem] = _getter(tuple([name for name in _FIELDS[NewsItem] if name != "body"]))


def _texts(item: NewsItem, blocks: list[Any], found: list[str]) -> list[str]:
    """Every text of a story and of these blocks of it, added to those found: in no order, without paths."""
    waiting: list[Any] = [item, *blocks]
    for record in waiting:
        kind = record.__class__
        for value in record if kind is tuple else _VALUES[kind](record):
            kind = value.__class__
            if kind is str:
                found.append(value)
            elif kind is tuple:
                if len(value) == 1 and value[0].__class__ is str:
                    found.append(value[0])
                elif value:
                    waiting.append(value)
            elif kind in _VALUES:
                waiting.append(value)
    return found


class Image(NamedTuple):
    """One picture that a story shows: the path of its address, the address, and its rendition if known.

    `of` is the path of the picture that it is a form of.
    """

    path: str
    address: str
    of: str
    form: Rendition | None


class Text:
    """One text of a story: its path, whether a reader reads it, and the text.

    The text of a field of inline text is joined; `code` marks program text, where
    mark-up is meant.
    """

    __slots__ = ("code", "path", "shown", "value")

    def __init__(self, path: str, value: str, *, shown: bool, code: bool = False) -> None:
        self.path = path
        self.value = value
        self.shown = shown
        self.code = code


def located_texts(item: NewsItem) -> Iterator[Text]:
    """Every text of a story with its path, in order: the slow way, for stories with a fault."""
    waiting: list[tuple[str, Any]] = [("", item)]
    while waiting:
        path, record = waiting.pop()
        inner: list[tuple[str, Any]] = []
        kind = record.__class__
        for name in _FIELDS[kind]:
            value = getattr(record, name)
            below = f"{path}.{name}" if path else name
            shown = (kind, name) in _SHOWN
            if value.__class__ is str:
                yield Text(below, value, shown=shown)
            elif value.__class__ is not tuple:
                if value.__class__ in _FIELDS:
                    inner.append((below, value))
            elif name in ("content", "caption"):
                yield from _inline_texts(value, below)
            else:
                for index, each in enumerate(value):
                    place = f"{below}[{index}]"
                    if each.__class__ is str:
                        yield Text(place, each, shown=shown)
                    elif each.__class__ is tuple:
                        inner.extend((f"{place}[{step}]", part) for step, part in enumerate(each))
                    else:
                        inner.append((place, each))
        waiting.extend(reversed(inner))


_OF_SPAN: Final = tuple([name for name in _FIELDS[Span] if name != "content"])


def _inline_texts(content: tuple[Inline, ...], path: str) -> Iterator[Text]:
    """Return the joined text of inline content, and the fields of its spans, all at the content's path."""
    spans = list(spans_of(content))
    yield Text(path, inline_text(content), shown=True, code=any(span.kind == "code" for span in spans))
    for span in spans:
        for name in _OF_SPAN:
            value = getattr(span, name)
            if value is not None:
                yield Text(path, value, shown=name == "title")


def spans_of(content: tuple[Inline, ...]) -> Iterator[Span]:
    """Return the spans of inline text, each before those inside it."""
    waiting = [iter(content)]
    while waiting:
        for part in waiting[-1]:
            if part.__class__ is Span:
                yield part
                waiting.append(iter(part.content))
                break
        else:
            waiting.pop()


# -- the scan --------------------------------------------------------------------------------------

# What no rule minds: printable ASCII but the signs of mark-up, TAB and LF.
_HARMLESS: Final = bytes([*range(0x20, 0x7F), 0x09, 0x0A]).translate(None, b"<&")

# In UTF-8, the characters that a text should not hold: C0 and DEL, C1, zero-width and direction signs,
# U+FEFF, U+FFFD to U+FFFF, halves of surrogate pairs.
_ODD: Final = re.compile(
    rb"[\x00-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf"
    rb"|\xef\xbf[\xbd-\xbf]|\xed[\xa0-\xbf]"
)


class Survey:
    """What one pass over a story found. Each part is made when a rule first asks for it."""

    __slots__ = (
        "_addresses", "_coded", "_concepts", "_images", "_item", "_labels", "_located", "_named",
        "_parties", "blanks", "embeds", "garbled", "joined", "languages", "marked", "odd", "paragraphs",
        "spans", "tables",
    )  # fmt: skip

    def __init__(self, item: NewsItem) -> None:
        self._item = item
        self._located: tuple[Text, ...] | None = None
        self._labels: tuple[tuple[str, Label], ...] | None = None
        self._concepts: tuple[tuple[str, Concept], ...] | None = None
        self._parties: tuple[tuple[str, Party], ...] | None = None
        self._addresses: tuple[tuple[str, str], ...] | None = None
        self._images: tuple[Image, ...] | None = None
        self._named: tuple[tuple[str, Concept | Party], ...] | None = None
        self._coded: tuple[tuple[str, Concept | Party], ...] | None = None
        self.paragraphs: list[tuple[str | int, str]] = []
        self.blanks: list[str] = []
        self.tables: list[tuple[str, Table]] = []
        self.embeds: list[tuple[str, Embed]] = []
        self.spans: list[tuple[str, Span]] = []
        self.languages: list[tuple[str, str]] = []
        other_blocks = self._read_body(item.body)
        texts = [text for _, text in self.paragraphs] if len(other_blocks) < len(item.body) else []
        #: All texts of the story, a space between them.
        self.joined = " ".join(_texts(item, other_blocks, texts))
        left = self.joined.encode("utf-8", "surrogatepass").translate(None, _HARMLESS)
        #: Whether a text holds a character that none should.
        self.odd = bool(left) and _ODD.search(left) is not None
        #: Whether a text holds a sign of mark-up.
        self.marked = b"<" in left or b"&" in left
        #: Whether a text may be UTF-8 that was read as another encoding.
        self.garbled = (
            bool(left)
            and may_be_mojibake(left.decode("utf-8", "surrogatepass"))  # few characters, closer together
            and may_be_mojibake(self.joined)
        )

    def _read_body(self, body: tuple[Any, ...]) -> list[Any]:
        """Sort the blocks, each with its place in the body; those that are no plain paragraphs come back.

        A place is the path, or for a plain paragraph the index alone: few are ever named.
        """
        other_blocks = []
        paragraphs = self.paragraphs
        for index, block in enumerate(body):
            if block.__class__ is Paragraph and len(block.content) == 1 and block.lang is block.role is None:
                text = block.content[0]
                if text.__class__ is str and not text.isspace():
                    paragraphs.append((index, text))
                    continue
            other_blocks.append(block)
            self._read_blocks(f"body[{index}]", block)
        return other_blocks

    def _read_blocks(self, path: str, block: Any) -> None:
        waiting: list[tuple[str, Any]] = [(path, block)]
        while waiting:
            path, block = waiting.pop()
            kind = block.__class__
            inner: list[tuple[str, Any]] = []
            if kind is Paragraph or kind is Heading:
                self._read_inline(f"{path}.content", block.content)
                text = inline_text(block.content)
                if not text or text.isspace():
                    self.blanks.append(path)
                elif kind is Paragraph:
                    self.paragraphs.append((path, text))
                if kind is Paragraph and block.lang is not None:
                    self.languages.append((f"{path}.lang", block.lang))
            elif kind is Table:
                self.tables.append((path, block))
                self._read_inline(f"{path}.caption", block.caption)
                for number, row in enumerate(block.rows):
                    for step, cell in enumerate(row):
                        self._read_inline(f"{path}.rows[{number}][{step}].content", cell.content)
            elif kind is Embed:
                self.embeds.append((path, block))
                self._read_inline(f"{path}.caption", block.caption)
            elif kind is Quote or kind is Section:
                inner.extend((f"{path}.blocks[{step}]", each) for step, each in enumerate(block.blocks))
            elif kind is List:
                inner.extend(
                    (f"{path}.items[{number}][{step}]", each)
                    for number, item in enumerate(block.items)
                    for step, each in enumerate(item)
                )
            elif kind is Preformatted and (not block.text or block.text.isspace()):
                self.blanks.append(path)
            waiting.extend(reversed(inner))

    def _read_inline(self, path: str, content: tuple[Inline, ...]) -> None:
        for span in spans_of(content):
            self.spans.append((path, span))
            if span.lang is not None:
                self.languages.append((path, span.lang))

    @property
    def located(self) -> tuple[Text, ...]:
        """Every text of the story with its path, in order."""
        if self._located is None:
            self._located = tuple(located_texts(self._item))
        return self._located

    @property
    def labels(self) -> tuple[tuple[str, Label], ...]:
        """Every label of the story with its path: ids, headlines, descriptions, notes, contacts, names …"""
        if self._labels is None:
            item = self._item
            found: list[tuple[str, Label]] = []
            for name, labels in zip(_LABELS, _label_fields(item), strict=True):
                if not labels:
                    continue
                found.extend([(f"{name}[{index}]", label) for index, label in enumerate(labels)])
            if item.rights is not None:
                for name in ("notices", "usage_terms"):
                    labels = getattr(item.rights, name)
                    found.extend([(f"rights.{name}[{index}]", label) for index, label in enumerate(labels)])
            for path, party in self.parties:
                if party.contacts:
                    contacts = enumerate(party.contacts)
                    found.extend([(f"{path}.contacts[{index}]", label) for index, label in contacts])
            for path, each in self.named:
                if each.names:
                    names = enumerate(each.names)
                    found.extend([(f"{path}.names[{index}]", label) for index, label in names])
            self._labels = tuple(found)
        return self._labels

    @property
    def concepts(self) -> tuple[tuple[str, Concept], ...]:
        """Every concept of the story with its path, each before those that it names."""
        if self._concepts is None:
            item = self._item
            found: list[tuple[str, Concept]] = []
            for name, concepts in zip(_CONCEPTS, _concept_fields(item), strict=True):
                if not concepts:
                    continue
                found.extend([(f"{name}[{index}]", each) for index, each in enumerate(concepts)])
            for name in ("role", "digital_source"):
                concept = getattr(item, name)
                if concept is not None:
                    found.append((name, concept))
            if item.dateline is not None:
                places = enumerate(item.dateline.places)
                found.extend([(f"dateline.places[{index}]", each) for index, each in places])
            for path, concept in found:  # grows as broader ones are met, and the same in other vocabularies
                if concept.broader:
                    broader = enumerate(concept.broader)
                    found.extend([(f"{path}.broader[{index}]", each) for index, each in broader])
                if concept.same_as:
                    same = enumerate(concept.same_as)
                    found.extend([(f"{path}.same_as[{index}]", each) for index, each in same])
            self._concepts = tuple(found)
        return self._concepts

    @property
    def parties(self) -> tuple[tuple[str, Party], ...]:
        """Every party of the story with its path, each before the one that it belongs to."""
        if self._parties is None:
            item = self._item
            found: list[tuple[str, Party]] = []
            for name, parties in zip(_PARTIES, _party_fields(item), strict=True):
                if not parties:
                    continue
                found.extend([(f"{name}[{index}]", each) for index, each in enumerate(parties)])
            if item.provider is not None:
                found.append(("provider", item.provider))
            if item.rights is not None and item.rights.holder is not None:
                found.append(("rights.holder", item.rights.holder))
            for path, party in found:  # grows as affiliations are met
                if party.affiliation is not None:
                    found.append((f"{path}.affiliation", party.affiliation))
            self._parties = tuple(found)
        return self._parties

    @property
    def named(self) -> tuple[tuple[str, Concept | Party], ...]:
        """Every concept and party of the story with its path."""
        if self._named is None:
            self._named = (*self.concepts, *self.parties)
        return self._named

    @property
    def coded(self) -> tuple[tuple[str, Concept | Party], ...]:
        """Those that have a scheme that is an alias, not itself a URI."""
        if self._coded is None:
            self._coded = tuple(
                [each for each in self.named if each[1].scheme is not None and not is_uri(each[1].scheme)]
            )
        return self._coded

    @property
    def addresses(self) -> tuple[tuple[str, str], ...]:
        """Every address of the story with its path: of links, renditions, embeds, and in the text."""
        if self._addresses is None:
            item = self._item
            found: list[tuple[str, str]] = []
            for index, link in enumerate(item.links):
                if link.href is not None:
                    found.append((f"links[{index}].href", link.href))
            for index, form in enumerate(item.renditions):
                if form.href is not None:
                    found.append((f"renditions[{index}].href", form.href))
            for path, embed in self.embeds:
                if embed.href is not None:
                    found.append((f"{path}.href", embed.href))
            for path, span in self.spans:
                if span.href is not None:
                    found.append((path, span.href))
            self._addresses = tuple(found)
        return self._addresses

    @property
    def images(self) -> tuple[Image, ...]:
        """The pictures that the story shows, in rank.

        Of a picture they are its own, of others the linked ones, else those in the text.
        """
        if self._images is None:
            item = self._item
            found = _images_of(item, "") if item.type == "picture" else []
            for index, link in enumerate(item.links):
                path = f"links[{index}]"
                if link.item is not None and link.item.type == "picture":
                    found.extend(_images_of(link.item, f"{path}.item."))
                elif link.item is None and link.rel == "picture":
                    address = link.href if link.href is not None else link.uri
                    if address is not None:
                        found.append(Image(path, address, path, None))
            if not found:
                found = [
                    Image(f"{path}.href", embed.href, path, _form_of(embed))
                    for path, embed in self.embeds
                    if embed.kind == "image" and embed.href is not None
                ]
            self._images = tuple(found)
        return self._images


def path_of(place: str | int) -> str:
    """Return the path of a place in the body."""
    return place if isinstance(place, str) else f"body[{place}]"


def _form_of(embed: Embed) -> Rendition:
    return Rendition(embed.href, width=embed.width, height=embed.height)


def _images_of(picture: NewsItem, prefix: str) -> list[Image]:
    return [
        Image(f"{prefix}renditions[{index}].href", form.href, prefix, form)
        for index, form in enumerate(picture.renditions)
        if form.href is not None
    ]


_LABELS: Final = ("alt_ids", "alt_headlines", "descriptions", "ed_notes", "keywords", "printed")
_CONCEPTS: Final = ("located", "signals", "services", "genres", "subjects")
_PARTIES: Final = ("creators", "contributors", "info_sources")
_label_fields = attrgetter(*_LABELS)
_concept_fields = attrgetter(*_CONCEPTS)
_party_fields = attrgetter(*_PARTIES)

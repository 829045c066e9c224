"""A web page: the story out of it, and a page of it.

What a page says of its story stands in its JSON-LD (schema.org), in `meta` tags (Open Graph and
others), in its title and its canonical link. `decode` reads the JSON-LD as the format `jsonld`
does, mends lightly what templates break, and lets the rest fill in what the JSON-LD leaves out.
Text is that of `articleBody`: what stands in the page of others is not taken for a story.

`encode` writes a page that can be put on a server as it is: semantic HTML, dark and light, for
phones and for print, nothing loaded from elsewhere but the story's pictures, and a head that
search engines and cards understand. In it the text keeps its structure, which JSON-LD does not
know, and it is read back from there: see `_article`.

A record that travels along is a script of its own, of the type `application/vnd.newsrec+json`,
which browsers pass over. Source: HTML Living Standard, 4.12.1 (data blocks).
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from newsrec.catalogue import finding
from newsrec.errors import DecodeError, Position
from newsrec.findings import StoryRef
from newsrec.formats._format import Decoded
from newsrec.formats._page.article import own_story, page as page_of
from newsrec.formats._page.meta import completed, story_of
from newsrec.formats._page.parts import JSON_LD, RECORD, read_tree, source_of
from newsrec.formats._page.repair import read_script
from newsrec.formats._page.scanner import scan
from newsrec.formats._record import json_text
from newsrec.formats._schema_org import reader, writer
from newsrec.formats._schema_org.graph import opened
from newsrec.formats._schema_org.places import story_positions
from newsrec.formats._schema_org.tables import APPROXIMATED
from newsrec.formats._text.refused import refused_character
from newsrec.formats._xml.parsing import ILLEGAL, encode_xml
from newsrec.model import Dateline
from newsrec.paths import texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsrec.findings import Finding
    from newsrec.formats._format import Reading, Writing
    from newsrec.formats._page.article import Story
    from newsrec.formats._page.parts import Page, Script, Source
    from newsrec.model import NewsItem

#: What is changed on purpose, and why.
LOSSES: Final = APPROXIMATED

_OPENS: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[ \t\r\n]*+(?:<\?xml[^>]{0,200}>|<!--(?:[^-]++|-(?!->))*+-->))*+[ \t\r\n]*+"
    rb"<(?:!doctype[ \t\r\n]++html\b|(?:html|head|body|title|meta|link|script|article)[ \t\r\n/>])",
    re.IGNORECASE,
)
_OF_FRAGMENT: Final = (
    "a page says it in JSON-LD; the text of one that does not, or of a field of a CMS, is read by "
    "newsrec.body_from_html(text), and headline and byline are given beside it"
)
_ANY_TAG: Final = re.compile(rb"<[!/]?[A-Za-z]")


def sniff(head: bytes) -> bool:
    """Whether the data begins as a page of HTML does."""
    return _OPENS.match(head) is not None


# -- reading --------------------------------------------------------------------------------------


def decode(data: bytes, reading: Reading) -> Decoded:
    """The story of a page, or the stories of one that has several; none, and a finding, where it has none.

    DecodeError for what is no HTML (NR986), and where the encoding does not hold (NR901).
    """
    source = source_of(data, reading)
    if _ANY_TAG.search(source.data) is None:
        msg = "found no tag, expected a page of HTML"
        raise DecodeError(msg, code="NR986", position=Position(0, 1, 1))
    page = scan(source.data)
    if page is None:
        page = read_tree(source)
    notes: list[Finding] = []
    values = [value for value, _ in _values(page, source, notes)]
    if not any(each.code == "NR981" for each in notes):
        notes += _stray_bytes(source)
    decoded = Decoded(())
    if values:
        whole = opened(values[0] if len(values) == 1 else values)
        decoded = reader.read(whole, reading, page=page.canonical or "")
    if not decoded.items:
        found = story_of(page, reading.feed)
        if found is None:
            none = finding("NR973", "the page says of no story that it is its own", hint=_OF_FRAGMENT)
            return Decoded((), (*notes, none))
        item, more = found
        return Decoded((item,), (*notes, *more), None, (_sidecar(page),))
    notes += decoded.findings
    items = decoded.items
    if len(items) == 1:
        item, more = _whole(items[0], page, source, reading)
        notes += more
        items = (item,)
    sidecars = (_sidecar(page), *[None] * (len(items) - 1))
    return Decoded(items, tuple(notes), None, sidecars)


def _whole(item: NewsItem, page: Page, source: Source, reading: Reading) -> tuple[NewsItem, list[Finding]]:
    """The story with what the page has beside its JSON-LD: the article of ours, or the head of others."""
    own = own_story(source.data)
    if own is None:
        item, notes = completed(item, page, reading.feed)
    else:
        item, notes = _with_article(item, own), list(own.notes)
    return item, [evolve(note, item=StoryRef(number=1)) for note in notes]


def _with_article(item: NewsItem, own: Story) -> NewsItem:
    dateline = item.dateline
    if own.dateline is not None:
        dateline = Dateline(own.dateline) if dateline is None else evolve(dateline, text=own.dateline)
    return evolve(item, body=own.blocks, byline=own.byline, dateline=dateline, text_direction=own.direction)


def _values(page: Page, source: Source, notes: list[Finding]) -> list[tuple[Any, Script]]:
    """The JSON-LD of the scripts that can be read; those that were mended or cannot be are noted."""
    found: list[tuple[Any, Script]] = []
    seen: set[bytes] = set()  # some pages say the same twice
    for script in page.scripts:
        if script.kind != JSON_LD or script.text in seen:
            continue
        seen.add(script.text)
        try:
            value, mended = read_script(script.text)
        except DecodeError as error:
            message = f"the JSON-LD of a script cannot be read: {error.message}"
            notes.append(finding("NR981", message, position=_place(script, source, error.position)))
            continue
        if mended is not None:
            message = f"the JSON-LD of a script was read without {', '.join(mended.what)}"
            notes.append(finding("NR980", message, position=_place(script, source, mended.position)))
        if value.__class__ is tuple or value.__class__ is list:
            found.append((value, script))
    return found


#: How much of a page is decoded at once: what is small stays near the processor.
_PIECE: Final = 4096


def _stray_bytes(source: Source) -> list[Finding]:
    """The finding for bytes that are no text, in a page whose encoding was not asked for all of it."""
    data, start = source.data, 0
    while start < len(data):
        piece = data[start : start + _PIECE]
        if piece.isascii():
            start += len(piece)
            continue
        try:
            start += codecs.utf_8_decode(piece, "strict", start + _PIECE >= len(data))[1]
        except UnicodeDecodeError as error:
            byte = piece[error.start]
            message = f"found the byte 0x{byte:02X}, which is no UTF-8, where nothing of the story is read"
            return [finding("NR988", message, position=source.position(start + error.start))]
    return []


def _place(script: Script, source: Source, within: Position | None) -> Position | None:
    """A place in a script as one of the page."""
    if within is None or script.offset < 0:
        return None
    return source.position(script.offset + within.offset)


def _sidecar(page: Page) -> str | None:
    """The record that was embedded, as its own text."""
    for script in page.scripts:
        if script.kind == RECORD:
            try:
                return script.text.decode()
            except UnicodeDecodeError:
                return None
    return None


def positions(data: bytes, reading: Reading) -> tuple[Mapping[str, Position], ...]:
    """Where the parts of the story stand in the page's JSON-LD, where one sound script has it all."""
    source = source_of(data, reading)
    page = scan(source.data) or read_tree(source)
    found = _values(page, source, [])
    if len(found) != 1 or found[0][1].offset < 0:
        return ()
    value, script = found[0]
    try:
        text = json_text.as_text(script.text)
        json_text.parse(script.text)
    except DecodeError:
        return ()
    within = story_positions(text, opened(value), page=page.canonical or "")
    return tuple(
        [
            {path: source.position(script.offset + place.offset) for path, place in places.items()}
            for places in within
        ]
    )


# -- writing --------------------------------------------------------------------------------------


def encode(item: NewsItem, writing: Writing) -> bytes:
    """The page of a story, in UTF-8; the option `paywalled` is the class of the text that is not free.

    EncodeError NR811 for a character that HTML cannot hold.
    """
    node = writer.document(item, writing)
    text = page_of(item, node, writing)
    data = encode_xml(text)
    if data is None:
        raise refused_character(texts(item), ILLEGAL, "HTML", written=text)
    return data

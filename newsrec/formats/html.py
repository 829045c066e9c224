"""A web page: the story out of it, and a page of it.

A page describes its story in JSON-LD (schema.org), in `meta` tags (Open Graph and others), in its
title and its canonical link. `decode` reads the JSON-LD as the format `jsonld` does, repairs what
templates break, and takes from the rest what the JSON-LD leaves out. The text is that of
`articleBody`: the visible text of other people's pages is not taken for a story.

`encode` writes a page that can be put on a server as it is: semantic HTML, dark and light, for
phones and for print, nothing loaded from elsewhere but the story's pictures, and a head that
search engines and cards understand. In it the text keeps its structure, which JSON-LD does not
know, and it is read back from there: see `_page.article`.

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
from newsrec.formats._page.article import read_article, write_page
from newsrec.formats._page.meta import complete_from_head, head_positions, story_from_head
from newsrec.formats._page.page import JSON_LD, RECORD, SPACE, open_page, read_tree
from newsrec.formats._page.scanner import scan
from newsrec.formats._page.scripts import read_script
from newsrec.formats._record import json_places, json_text
from newsrec.formats._schema_org import reader, writer
from newsrec.formats._schema_org.graph import open_document
from newsrec.formats._schema_org.positions import story_positions
from newsrec.formats._schema_org.tables import APPROXIMATED
from newsrec.formats._text.refused import refused_character
from newsrec.formats._xml.parsing import ILLEGAL, encode_xml
from newsrec.model import Dateline
from newsrec.paths import texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsrec.findings import Finding
    from newsrec.formats._format import Reading, Writing
    from newsrec.formats._page.article import ArticleText
    from newsrec.formats._page.page import Page, PageBytes, Script
    from newsrec.model import NewsItem

#: What is changed on purpose, and why.
LOSSES: Final = APPROXIMATED

_OPENS: Final = re.compile(
    (
        rf"(?:\xef\xbb\xbf)?(?:{SPACE}*+(?:<\?xml[^>]{{0,200}}>|<!--(?:[^-]++|-(?!->))*+-->))*+{SPACE}*+"
        rf"<(?:!doctype{SPACE}++html\b|(?:html|head|body|title|meta|link|script|article)(?:{SPACE}|[/>]))"
    ).encode("latin-1"),
    re.IGNORECASE,
)
_OF_FRAGMENT: Final = (
    "a page gives it in JSON-LD; the text of one that does not, or of a field of a CMS, is read by "
    "newsrec.body_from_html(text), and headline and byline are given beside it"
)
_ANY_TAG: Final = re.compile(rb"<[!/]?[A-Za-z]")


def sniff(head: bytes) -> bool:
    """Whether the data begins as a page of HTML does."""
    return _OPENS.match(head) is not None


# -- reading --------------------------------------------------------------------------------------


def decode(data: bytes, reading: Reading) -> Decoded:
    """Read the story of a page, or its stories where it has several; a finding where it has none.

    DecodeError for what is no HTML (NR986), and where the encoding does not hold (NR901).
    """
    page_bytes = open_page(data, reading)
    if _ANY_TAG.search(page_bytes.data) is None:
        msg = "found no tag, expected a page of HTML"
        raise DecodeError(msg, code="NR986", position=Position(0, 1, 1))
    page = scan(page_bytes.data)
    if page is None:
        page = read_tree(page_bytes)
    notes: list[Finding] = []
    if page_bytes.misdeclared is not None:
        message = (
            f"the text was read as utf-8: the page declares {page_bytes.misdeclared}, and its bytes are UTF-8"
        )
        notes.append(finding("NR910", message))
    values = [value for value, _ in _values(page, page_bytes, notes)]
    if not any(each.code == "NR981" for each in notes):
        notes += _stray_bytes(page_bytes)
    decoded = Decoded(())
    if values:
        whole = open_document(values[0] if len(values) == 1 else values)
        decoded = reader.read(whole, reading, page=page.canonical or "")
    if not decoded.items:
        found = story_from_head(page, reading.feed)
        if found is None:
            none = finding("NR973", "the page says of no story that it is its own", hint=_OF_FRAGMENT)
            return Decoded((), (*notes, none))
        item, more = found
        return Decoded((item,), (*notes, *more), None, (_sidecar(page),))
    notes += decoded.findings
    items = decoded.items
    if len(items) == 1:
        item, more = _complete(items[0], page, page_bytes.data, reading)
        notes += more
        items = (item,)
    sidecars = (_sidecar(page), *[None] * (len(items) - 1))
    return Decoded(items, tuple(notes), None, sidecars)


def _complete(item: NewsItem, page: Page, data: bytes, reading: Reading) -> tuple[NewsItem, list[Finding]]:
    """Complete a story from the rest of its page: from the article of ours, from the head of others."""
    own = read_article(data)
    if own is None:
        item, notes = complete_from_head(item, page, reading.feed)
    else:
        item, notes = _with_article(item, own), list(own.notes)
    return item, [evolve(note, item=StoryRef(number=1)) for note in notes]


def _with_article(item: NewsItem, own: ArticleText) -> NewsItem:
    dateline = item.dateline
    if own.dateline is not None:
        dateline = Dateline(own.dateline) if dateline is None else evolve(dateline, text=own.dateline)
    return evolve(item, body=own.blocks, byline=own.byline, dateline=dateline, text_direction=own.direction)


def _values(page: Page, page_bytes: PageBytes, notes: list[Finding]) -> list[tuple[Any, Script]]:
    """Return the JSON-LD of the scripts that can be read; report those that need repair or cannot be read."""
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
            notes.append(finding("NR981", message, position=_place(script, page_bytes, error.position)))
            continue
        if mended is not None:
            message = f"the JSON-LD of a script was read without {', '.join(mended.what)}"
            notes.append(finding("NR980", message, position=_place(script, page_bytes, mended.position)))
        if value.__class__ is tuple or value.__class__ is list:
            found.append((value, script))
    return found


#: How much of a page is decoded at once: what is small stays near the processor.
_PIECE: Final = 4096


def _stray_bytes(page_bytes: PageBytes) -> list[Finding]:
    """Report bytes that are no text, in a page of which not all was decoded."""
    data, start = page_bytes.data, 0
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
            return [finding("NR988", message, position=page_bytes.position(start + error.start))]
    return []


def _place(script: Script, page_bytes: PageBytes, within: Position | None) -> Position | None:
    """Return a place in a script as one of the page."""
    if within is None or script.offset < 0:
        return None
    return page_bytes.position(script.offset + within.offset)


def _sidecar(page: Page) -> str | None:
    """Return the record that was embedded, as its own text."""
    for script in page.scripts:
        if script.kind == RECORD:
            try:
                return script.text.decode()
            except UnicodeDecodeError:
                return None
    return None


def positions(data: bytes, reading: Reading) -> tuple[Mapping[str, Position], ...]:
    """Return where the parts of each story are in the page: in its JSON-LD, else in its head.

    A script that needs repair, and one that only the tree finds, has no places of its own.
    """
    page_bytes = open_page(data, reading)
    page = scan(page_bytes.data) or read_tree(page_bytes)
    values = _values(page, page_bytes, [])
    places: dict[str, Position] = {}
    for index, (_, script) in enumerate(values):
        above = "" if len(values) == 1 else f"[{index}]"
        for path, place in _places(script).items():
            places[f"{above}.{path}" if above and path[:1] not in ("", "[") else above + path] = place
    root = [value for value, _ in values]
    stories: tuple[dict[str, Position], ...] = ({},)
    if root:
        document = open_document(root[0] if len(root) == 1 else root)
        stories = story_positions(document, places, page=page.canonical or "") or ({},)
    found = [{path: page_bytes.position(place.offset) for path, place in story.items()} for story in stories]
    if len(found) == 1:
        found = [{**head_positions(page_bytes), **found[0]}]
    return tuple(found)


def _places(script: Script) -> dict[str, Position]:
    """Return the places of a script's values in its page, by path; none where they are not known."""
    if script.offset < 0:
        return {}
    try:
        text = json_text.as_text(script.text)
        json_text.parse(script.text)
    except DecodeError:
        return {}
    return json_places.positions(text, Position(script.offset, 1, 1))


# -- writing --------------------------------------------------------------------------------------


def encode(item: NewsItem, writing: Writing) -> bytes:
    """Write the page of a story in UTF-8; the option `paywalled` is the class of the text that is not free.

    EncodeError NR811 for a character that HTML cannot hold.
    """
    node = writer.document(item, writing)
    text = write_page(item, node, writing)
    data = encode_xml(text)
    if data is None:
        raise refused_character(texts(item), ILLEGAL, "HTML", written=text)
    return data

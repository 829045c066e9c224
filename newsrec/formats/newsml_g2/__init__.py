"""NewsML-G2, the standard that agencies and newsrooms exchange.

Source: IPTC, NewsML-G2 2.35 (2025-05-16), power conformance: https://iptc.org/standards/newsml-g2/

A document is a newsItem, a packageItem, or a newsMessage that holds several after a header. All
versions from 2.4 on share one namespace and are read alike, whatever its prefix. An item has
rightsInfo, itemMeta (about the item), contentMeta (about the content) and contentSet (the
content: XHTML or NITF, plain texts, addresses of pictures), in an order that the schema fixes.

`decode` reads every value: into the record, where it has a field; else into `extra["newsml-g2"]`
or a finding. `encode` writes 2.35, valid for every record that it accepts; what the standard has
no place for stands in attributes of a namespace of our own, which it allows. `events` and
`encode_all` do both in bounded memory.
"""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Any

import attrs

from newsrec.body import Heading, Paragraph, inline_text
from newsrec.errors import DecodeError, EncodeError
from newsrec.findings import StoryRef
from newsrec.formats._format import Decoded
from newsrec.formats._text.refused import refused_character
from newsrec.formats._xml import parsing
from newsrec.formats._xml.own import OWN
from newsrec.formats.newsml_g2.reader import messages as reader
from newsrec.formats.newsml_g2.reader.context import ReadContext
from newsrec.formats.newsml_g2.reader.items import OtherItems, hang, read_item
from newsrec.formats.newsml_g2.tables import G2, ITEMS, NS, OTHER_ITEMS, TEXT_FIELDS
from newsrec.formats.newsml_g2.writer import messages as writer
from newsrec.formats.newsml_g2.writer.items import find_identity, present_instant, write_story
from newsrec.messages import quote_text
from newsrec.paths import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsrec.errors import Position
    from newsrec.findings import Finding
    from newsrec.formats._format import Reading, Writing
    from newsrec.model import Message, NewsItem

_NO_SECTION = "NITF has no section in a list or in a section, so its parts stand there without it"

#: What the format changes on purpose, by path.
LOSSES = {
    "body": ("NR804", "the body repeats a fact that has a field of its own, and is read without it"),
    "body[].items": ("NR802", _NO_SECTION),
    "body[].blocks": ("NR802", _NO_SECTION),
    "guid": ("NR803", "the story has no identifier, and one is made of the site's authority and its content"),
    "provider": ("NR803", "the story names no provider, and the site's stands for it"),
    "version_created": ("NR803", "the story has no instant of its version, and the present stands for it"),
    "language": ("NR803", "the story names no language, and the site's stands for it"),
    **{
        f"{path}.uri": ("NR803", "the address of a code comes from its scheme")
        for path in (
            "subjects[]",
            "located[]",
            "genres[]",
            "signals[]",
            "services[]",
            "dateline.places[]",
            "role",
            "digital_source",
        )
    },
}

_ROOT = re.compile(r"<(?:[A-Za-z_][A-Za-z0-9_.-]*:)?(newsMessage|[a-z]{4,9}Item)[\s>/]")


def sniff(head: bytes) -> bool:
    """Whether the first bytes are those of NewsML-G2: its root element, in its namespace."""
    text = head.replace(b"\0", b"").decode("latin-1")
    start = text.find("<")
    while start >= 0 and text.startswith(("<?", "<!--"), start):
        end = text.find("?>" if text[start + 1] == "?" else "-->", start)
        start = text.find("<", end) if end >= 0 else -1
    return start >= 0 and _ROOT.match(text, start) is not None and NS in text[start:]


def decode(data: bytes, reading: Reading) -> Decoded:
    """Read the stories of a document and their envelope; DecodeError for any other item."""
    root = parsing.parse(data, reading)
    context = ReadContext(reading)
    message: Message | None = None
    try:
        if root.tag == reader.MESSAGE:
            header = next(root.iterchildren(reader.HEADER), None)
            message = reader.read_message(root, header, context)
        elements = _elements(root, context)
        items: list[NewsItem] = []
        findings: list[Finding] = list(context.findings)
        sidecars: list[str | None] = []
        others = OtherItems()
        for element in elements:
            context.findings = []
            if message is not None and element.tag in OTHER_ITEMS:
                others.keep(element, context)
                findings += context.findings
                continue
            item, sidecar = read_item(element, context)
            place = element.get(reader.PART)
            whole_story = hang(items[-1], place, item) if items and place is not None else None
            if whole_story is not None:
                items[-1] = whole_story
            else:
                items.append(others.put_before(item))
                sidecars.append(sidecar)
            if context.findings:
                ref = StoryRef(number=len(items))
                findings.extend([attrs.evolve(each, item=ref) for each in context.findings])
        if items:
            items[-1] = others.put_after(items[-1])
        elif others.errors:
            raise others.errors[0]
    except DecodeError as error:
        raise parsing.refine_position(error, data) from error.__cause__
    if findings:
        findings = _with_offsets(findings, data)
    return Decoded(tuple(items), tuple(findings), message, tuple(sidecars))


def _elements(root: Any, context: ReadContext) -> list[Any]:
    """Return the elements that are read as stories, those that hang on the one before among them."""
    if root.tag == reader.MESSAGE:
        return list(reader.items_of_message(root, context))
    if root.tag in ITEMS:
        return [root]
    raise _no_news(root)


def _no_news(root: Any) -> DecodeError:
    found = quote_text(str(root.tag))
    msg = f"the root element is {found}, expected a newsMessage, newsItem or packageItem of {NS}"
    return DecodeError(msg, code="NR958", position=parsing.line_position(root))


def _with_offsets(findings: list[Finding], data: bytes) -> list[Finding]:
    """Return the findings with the offset of their lines."""
    starts = parsing.line_starts(data)
    return [
        attrs.evolve(each, position=parsing.at_line(each.position.line, starts))
        if each.position is not None and each.position.offset < 0
        else each
        for each in findings
    ]


# -- positions ------------------------------------------------------------------------------------

#: Element → the field that it is the place of, where there is one of it.
_ONE = {
    "itemClass": "type", "provider": "provider", "versionCreated": "version_created",
    "firstCreated": "first_created", "embargoed": "embargoed", "expires": "expires",
    "pubStatus": "pub_status", "role": "role", "title": "title", "profile": "profile",
    "urgency": "urgency", "contentCreated": "content_created", "contentModified": "content_modified",
    "digitalSourceType": "digital_source", "language": "language", "rightsInfo": "rights",
    "copyrightHolder": "rights.holder", **TEXT_FIELDS,
}  # fmt: skip
#: Element → the list whose next element it is the place of.
_MANY = {
    "service": "services", "edNote": "ed_notes", "signal": "signals", "link": "links",
    "located": "located", "infoSource": "info_sources", "creator": "creators",
    "contributor": "contributors", "altId": "alt_ids", "genre": "genres", "keyword": "keywords",
    "subject": "subjects", "description": "descriptions", "copyrightNotice": "rights.notices",
    "usageTerms": "rights.usage_terms", "remoteContent": "renditions",
}  # fmt: skip
_CONTAINERS = frozenset({f"{G2}{name}" for name in ("itemMeta", "contentMeta", "rightsInfo", "contentSet")})
_CONTENTS_OF_STORIES = frozenset({f"{G2}{name}" for name in ("inlineXML", "inlineData")})
_OWN_FIELDS = "nr:"  # properties of our own are named after the field that they hold
_PROPERTIES = frozenset({f"{G2}itemMetaExtProperty", f"{G2}contentMetaExtProperty"})


def positions(data: bytes, reading: Reading) -> tuple[Mapping[str, Position], ...]:
    """Return where the parts of each story are; of a broken document, as far as it is sound."""
    for sound in (data, parsing.close_sound_part(data, reading)):
        if sound is not None:
            with suppress(DecodeError):
                return _places_in(sound, reading)
    return ()


def _places_in(data: bytes, reading: Reading) -> tuple[Mapping[str, Position], ...]:
    context = ReadContext(reading)
    root, taken_apart = parsing.parse(data, reading), parsing.parse(data, reading)  # as reading a story does
    stories: list[tuple[Any, NewsItem]] = []
    whole: NewsItem | None = None  # the last story, with what hangs on it; None where it failed
    for element, read in zip(_elements(root, context), _elements(taken_apart, context), strict=True):
        try:
            item, _ = read_item(read, context)
        except DecodeError:
            whole = whole if element.tag in OTHER_ITEMS else None
            continue
        place = element.get(reader.PART)
        whole_story = None if whole is None or place is None else hang(whole, place, item)
        if whole_story is None:
            stories.append((element, item))
        whole = whole_story or item
    return _story_positions(root, stories, data, reading)


def _story_positions(
    root: Any, stories: Iterable[tuple[Any, NewsItem]], data: bytes, reading: Reading
) -> tuple[Mapping[str, Position], ...]:
    """Return the places of each story's parts by path: those of their elements' start tags."""
    starts: list[Position] = []
    parsing.positions(data, reading, lambda seen: starts.append(seen.position), lambda _: None)
    places = dict(zip(root.iter(), starts, strict=True))  # both passes meet the elements in one order
    return tuple([_positions_in_story(element, item, places) for element, item in stories])


def _positions_in_story(story: Any, item: NewsItem, places: Mapping[Any, Position]) -> dict[str, Position]:
    found = {"": places[story]}
    counts: dict[str, int] = {}
    headlines = []
    for element in _parts_of_story(story):
        name = element.tag[len(G2) :] if element.tag.startswith(G2) else ""
        place = places[element]
        if name == "headline":
            headlines.append(element)
        elif name in _ONE:
            found.setdefault(_ONE[name], place)
        elif name in _MANY and element.get(f"{OWN}of") is None:
            field = _MANY[name]
            index = counts[field] = counts.get(field, -1) + 1
            found.setdefault(field, place)
            found[f"{field}[{index}]"] = place
        elif element.tag in _PROPERTIES and (element.get("rel") or "").startswith(_OWN_FIELDS):
            found.setdefault(element.get("rel")[len(_OWN_FIELDS) :], place)
        elif element.tag in _CONTENTS_OF_STORIES and "body" not in found:
            found["body"] = place
            found |= _positions_in_body(element, item, places)
    if headlines:
        main = next((each for each in headlines if each.get("role") is None), headlines[0])
        found["headline"] = places[main]
        headlines.remove(main)
        found |= {f"alt_headlines[{index}]": places[each] for index, each in enumerate(headlines)}
    return found


def _parts_of_story(story: Any) -> Iterator[Any]:
    """Give the children of an item, and those of the containers among them, in order."""
    for child in story:
        yield child
        if child.tag in _CONTAINERS:
            yield from child


def _positions_in_body(content: Any, item: NewsItem, places: Mapping[Any, Position]) -> dict[str, Position]:
    """Return the places of the body's paragraphs and headings: those of the elements with their text.

    What is repeated in the content and left out of the body so needs no counting.
    """
    by_text: dict[str, list[Any]] = {}
    for element in content.iter():
        if _is_textual(element):
            by_text.setdefault("".join("".join(element.itertext()).split()), []).append(element)
    taken = dict.fromkeys(by_text, 0)
    dateline = item.dateline.text if item.dateline is not None else None
    found: dict[str, Position] = {}
    for index, block in enumerate(item.body):
        if not isinstance(block, (Paragraph, Heading)):
            continue
        text = "".join(inline_text(block.content).split())
        led = "".join((dateline or "").split()) + text
        for each in (text, led):
            if each in by_text and taken[each] < len(by_text[each]):
                found[f"body[{index}]"] = places[by_text[each][taken[each]]]
                taken[each] += 1
                break
    return found


def _is_textual(element: Any) -> bool:
    """Whether an element holds text of its own, as a paragraph or heading does."""
    name = str(element.tag).rpartition("}")[2]
    return name in {"p", "h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2"}


# -- writing --------------------------------------------------------------------------------------

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def encode(item: NewsItem, writing: Writing) -> bytes:
    """Write one story as a newsItem or packageItem; with stories that hang on its links, as a newsMessage.

    EncodeError (NR960) for a story without provider, identifier or instant that nothing gives,
    and (NR811) for a character that XML cannot hold.
    """
    parts = write_story(item, writing)
    if len(parts) > 1:
        sent = find_identity(item, writing).created
        parts = [f"{writer.write_head(None, sent)}{parts[0]}", *parts[1:], writer.TAIL]
    return _bytes(_DECLARATION + "\n".join([*parts, ""]), item)


def _bytes(text: str, item: NewsItem) -> bytes:
    data = parsing.encode_xml(text)
    if data is None:
        raise refused_character(texts(item), parsing.ILLEGAL, "XML")
    return data


def encode_all(
    stories: Iterable[tuple[NewsItem, str | None]], message: Message | None, writing: Writing
) -> Iterator[bytes]:
    """Write a newsMessage, a chunk for its header and one for each story, so that memory holds one at a time.

    A message that names no instant is sent at the present, if that was given, else when its first
    story was made. EncodeError for no story at all: the standard asks for one.
    """
    rest = iter(stories)
    first = next(rest, None)
    if first is None:
        msg = "found no story, expected at least one: a newsMessage cannot be without"
        raise EncodeError(msg, code="NR960")
    sent = present_instant(writing) or find_identity(first[0], writing).created
    head = parsing.encode_xml(_DECLARATION + writer.write_head(message, sent))
    if head is None:
        msg = "the envelope holds a character that XML cannot hold"
        raise EncodeError(msg, code="NR811", path="message", hint="newsrec.clean(item) mends stories")
    yield head
    for item, sidecar in chain((first,), rest):
        of_story = attrs.evolve(writing, sidecar=sidecar)
        yield b"".join([_bytes(f"{part}\n", item) for part in write_story(item, of_story)])
    yield f"{writer.TAIL}\n".encode()


#: Streams of stories, as documented at `stream`.
events = reader.stream

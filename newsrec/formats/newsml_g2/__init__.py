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
from copy import deepcopy
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import attrs

from newsrec.errors import DecodeError, EncodeError
from newsrec.findings import StoryRef
from newsrec.formats._format import Decoded
from newsrec.formats._text.refused import refused_character
from newsrec.formats._xml import parsing, streams
from newsrec.formats._xml.own import OWN
from newsrec.formats.newsml_g2 import _places, _reader, _writer
from newsrec.formats.newsml_g2._tables import G2, ITEMS, NS
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
_MESSAGE, _HEADER, _PART = f"{G2}newsMessage", _reader.HEADER, f"{OWN}part"


def sniff(head: bytes) -> bool:
    """Whether the first bytes are those of NewsML-G2: its root element, in its namespace."""
    text = head.replace(b"\0", b"").decode("latin-1")
    start = text.find("<")
    while start >= 0 and text.startswith(("<?", "<!--"), start):
        end = text.find("?>" if text[start + 1] == "?" else "-->", start)
        start = text.find("<", end) if end >= 0 else -1
    return start >= 0 and _ROOT.match(text, start) is not None and NS in text[start:]


def decode(data: bytes, reading: Reading) -> Decoded:
    """The stories of a document and their envelope, each story read whole; DecodeError for any other item."""
    root = parsing.parse(data, reading)
    source = _reader.Source(reading)
    message: Message | None = None
    try:
        if root.tag == _MESSAGE:
            header = next(root.iterchildren(_HEADER), None)
            message = _reader.read_message(root, header, source)
        elements = _elements(root, source)
        items: list[NewsItem] = []
        findings: list[Finding] = list(source.findings)
        sidecars: list[str | None] = []
        for element in elements:
            source.findings = []
            item, sidecar = _reader.read_item(element, source)
            place = element.get(_PART)
            hung = _reader.hung(items[-1], place, item) if items and place is not None else None
            if hung is not None:
                items[-1] = hung
            else:
                items.append(item)
                sidecars.append(sidecar)
            if source.findings:
                ref = StoryRef(number=len(items))
                findings.extend([attrs.evolve(each, item=ref) for each in source.findings])
    except DecodeError as error:
        raise parsing.refine_position(error, data) from error.__cause__
    if findings:
        findings = _placed(findings, data)
    return Decoded(tuple(items), tuple(findings), message, tuple(sidecars))


def _elements(root: Any, source: _reader.Source) -> list[Any]:
    """The elements that are read as stories, those that hang on the one before among them."""
    if root.tag == _MESSAGE:
        return list(_reader.items_of_message(root, source))
    if root.tag in ITEMS:
        return [root]
    raise _no_news(root)


def positions(data: bytes, reading: Reading) -> tuple[Mapping[str, Position], ...]:
    """Where the parts of each story stand that can be read; of a broken document, as far as it is sound."""
    for sound in (data, parsing.close_sound_part(data, reading)):
        if sound is not None:
            with suppress(DecodeError):
                return _places_in(sound, reading)
    return ()


def _places_in(data: bytes, reading: Reading) -> tuple[Mapping[str, Position], ...]:
    source = _reader.Source(reading)
    root, taken_apart = parsing.parse(data, reading), parsing.parse(data, reading)  # as reading a story does
    stories: list[tuple[Any, NewsItem]] = []
    whole: NewsItem | None = None  # the last story, with what hangs on it; None where it failed
    for element, read in zip(_elements(root, source), _elements(taken_apart, source), strict=True):
        try:
            item, _ = _reader.read_item(read, source)
        except DecodeError:
            whole = None
            continue
        place = element.get(_PART)
        hung = None if whole is None or place is None else _reader.hung(whole, place, item)
        if hung is None:
            stories.append((element, item))
        whole = hung or item
    return _places.story_positions(root, stories, data, reading)


def _no_news(root: Any) -> DecodeError:
    found = quote_text(str(root.tag))
    msg = f"the root element is {found}, expected a newsMessage, newsItem or packageItem of {NS}"
    return DecodeError(msg, code="NR958", position=parsing.line_position(root))


def _placed(findings: list[Finding], data: bytes) -> list[Finding]:
    """The findings with the offset of their lines."""
    starts = parsing.line_starts(data)
    return [
        attrs.evolve(each, position=parsing.at_line(each.position.line, starts))
        if each.position is not None and each.position.offset < 0
        else each
        for each in findings
    ]


# -- writing --------------------------------------------------------------------------------------

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def encode(item: NewsItem, writing: Writing) -> bytes:
    """One story as a newsItem or packageItem; with stories that hang on its links, as a newsMessage.

    EncodeError (NR960) for a story without provider, identifier or instant that nothing gives,
    and (NR811) for a character that XML cannot hold.
    """
    parts = _writer.write_story(item, writing)
    if len(parts) > 1:
        sent = _writer.required(item, writing).created
        parts = [f"{_writer.write_head(None, sent)}{parts[0]}", *parts[1:], _writer.TAIL]
    return _bytes(_DECLARATION + "\n".join([*parts, ""]), item)


def _bytes(text: str, item: NewsItem) -> bytes:
    data = parsing.encode_xml(text)
    if data is None:
        raise refused_character(texts(item), parsing.ILLEGAL, "XML")
    return data


def encode_all(
    stories: Iterable[tuple[NewsItem, str | None]], message: Message | None, writing: Writing
) -> Iterator[bytes]:
    """A newsMessage, a chunk for its header and one for each story, so that memory holds one at a time.

    A message that names no instant is sent at the present, if that was given, else when its first
    story was made. EncodeError for no story at all: the standard asks for one.
    """
    rest = iter(stories)
    first = next(rest, None)
    if first is None:
        msg = "found no story, expected at least one: a newsMessage cannot be without"
        raise EncodeError(msg, code="NR960")
    sent = _writer.present(writing) or _writer.required(first[0], writing).created
    head = parsing.encode_xml(_DECLARATION + _writer.write_head(message, sent))
    if head is None:
        msg = "the envelope holds a character that XML cannot hold"
        raise EncodeError(msg, code="NR811", path="message", hint="newsrec.clean(item) mends stories")
    yield head
    for item, sidecar in chain((first,), rest):
        told = attrs.evolve(writing, sidecar=sidecar)
        yield b"".join([_bytes(f"{part}\n", item) for part in _writer.write_story(item, told)])
    yield f"{_writer.TAIL}\n".encode()


# -- streams --------------------------------------------------------------------------------------

_WITHIN = {_MESSAGE: (_HEADER, _reader.ITEM_SET), _reader.ITEM_SET: ITEMS}
_PARTS = (_MESSAGE, _HEADER, _reader.ITEM_SET, *ITEMS)
_WHOLE = (_HEADER, *ITEMS)


def events(
    file: BinaryIO, reading: Reading
) -> Iterator[Message | NewsItem | Decoded | Finding | DecodeError]:
    """The envelope, then the stories one by one, each with its findings, in bounded memory.

    A story that cannot be read is its DecodeError, and the next follows; where the document
    itself breaks, that is the last.
    """
    source = _reader.Source(reading)
    waiting: _Story | None = None  # until it is certain that no other hangs on it
    header: Any = None
    told = seen = False
    met: set[str] = set()
    element: Any
    for element in streams.elements(file, _PARTS, reading, whole=_WHOLE, within=_WITHIN):
        failure = element if isinstance(element, DecodeError) else None
        if failure is None:
            _tell_around(element, source)
            if element.tag not in ITEMS:
                if element.tag in met:
                    _reader.tell_second(element, source)
                elif element.tag == _HEADER and told:
                    _reader.tell_late(element, source)
                elif element.tag == _HEADER:
                    header = deepcopy(element)
                elif element.tag == _MESSAGE and not told:
                    told = seen = True
                    yield _reader.read_message(element, header, source)
                met.add(element.tag)
                continue
            if not told and (root := _message_of(element)) is not None:
                told = True
                yield _reader.read_message(root, header, source)
            yield from source.findings
            source.findings = []
            try:
                item, sidecar = _reader.read_item(element, source)
            except DecodeError as error:
                failure = error
            found, source.findings = tuple(source.findings), []
        seen = True
        if failure is not None:
            if waiting is not None:
                yield waiting.event()
                waiting = None
            yield failure
            continue
        place = element.get(_PART)
        if place is not None and waiting is not None:
            hung = _reader.hung(waiting.item, place, item)
            if hung is not None:
                waiting = _Story(hung, (*waiting.findings, *found), waiting.sidecar)
                continue
        if waiting is not None:
            yield waiting.event()
        waiting = _Story(item, found, sidecar)
    if waiting is not None:
        yield waiting.event()
    yield from source.findings
    if not seen:
        msg = f"found no item, expected a newsMessage, newsItem or packageItem of {NS}"
        yield DecodeError(msg, code="NR958")


def _tell_around(element: Any, source: _reader.Source) -> None:
    """Say what stands before a part of a message, and at its end what else is in it, and should not."""
    parent = element.getparent()
    if parent is not None:
        _reader.tell_strays(parent, element, source)
    if element.tag in (_MESSAGE, _reader.ITEM_SET):
        _reader.tell_strays(element, None, source)


class _Story(NamedTuple):
    """A story of a stream, with what came with it."""

    item: NewsItem
    findings: tuple[Finding, ...]
    sidecar: str | None

    def event(self) -> NewsItem | Decoded:
        """The story alone where nothing came with it."""
        if not self.findings and self.sidecar is None:
            return self.item
        return Decoded((self.item,), self.findings, None, (self.sidecar,))


def _message_of(element: Any) -> Any:
    """The newsMessage that an item stands in, or None."""
    parent = element.getparent()
    root = None if parent is None else parent.getparent()
    return root if root is not None and root.tag == _MESSAGE else None

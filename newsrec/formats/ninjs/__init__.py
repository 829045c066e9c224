"""ninjs, the IPTC's JSON for news: one object a story, pictures and packages as associations.

    {"uri": "…", "type": "text", "headlines": [{"role": "main", "value": "…"}], "bodies": [{…}], …}

Source: IPTC, ninjs 3.1: https://iptc.org/standards/ninjs/. All versions are read, and what systems send
under the name: Superdesk's with `guid`, `service` and `authors`, lists under `item`. Keys tell them apart,
since hardly anybody names a version. What is written is ninjs 3.1, or 2.2 or 1.6 by the option `version`,
valid by its schema for every record. Several stories are a JSON array, a story a line; lines of JSON are
read too.

`extra["ninjs"]` keeps what the record has no field for: events and planned coverage, the bodies that are not
read, the spelling of a time. It is written again as far as the version has a place for it.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import attrs

from newsrec.errors import DecodeError, EncodeError, Position
from newsrec.findings import StoryRef
from newsrec.formats._format import Decoded
from newsrec.formats._json_objects import first_keys, read_json
from newsrec.formats._record import json_text
from newsrec.formats._record.json_places import below, positions as places_of
from newsrec.formats._text.refused import SURROGATE, refused_character
from newsrec.formats.ninjs.older import to_first, to_second, without_codes
from newsrec.formats.ninjs.reader import read_story
from newsrec.formats.ninjs.tables import OLDER_NAMES, SPACE
from newsrec.formats.ninjs.writer import write_story
from newsrec.model import Message
from newsrec.paths import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsrec.findings import Finding
    from newsrec.formats._format import Reading, Writing
    from newsrec.model import NewsItem

_ELSEWHERE: Final = "ninjs states this in another place"

#: What the format changes on purpose, and why.
LOSSES: Final = {
    "guid": ("NR803", "the story has no identifier, and one is made of its content"),
    "dateline": ("NR804", "ninjs has no dateline: it stands in the text"),
    "body": ("NR804", "the dateline stands in the text"),
    "embargoed": ("NR802", "ninjs cannot say an embargo without an end: the story is withheld"),
    "pub_status": ("NR802", "ninjs knows usable, withheld and canceled: any other is withheld"),
    "creators": ("NR802", "ninjs names people and organisations, without job and affiliation"),
    "ed_notes": ("NR802", "ninjs has one note: several stand in it, a line each"),
    "located": ("NR802", "ninjs has one text for the places"),
    "renditions[].name": ("NR803", "ninjs must have a name for each rendition"),
    "links[].item.guid": ("NR803", "the association has no identifier, and one is made of its content"),
}

_IDENTIFIERS: Final = frozenset({"uri", "guid"})
#: Keys that hardly anything but ninjs has; two of them, or one beside an identifier, are a story.
_SIGNS: Final = frozenset(
    {
        "versioncreated", "firstcreated", "contentcreated", "pubstatus", "renditions", "associations",
        "bodies",
        "headlines", "representationtype", "copyrightholder", "copyrightnotice", "ednote", "headline",
        "byline",
        "usageterms", "infosources", "altids", "plannedcoverage", "eventdetails", "body_html", "body_text",
        "body_xhtml", "body_main", "description_text",
    }
)  # fmt: skip
#: Where lists of stories stand in the answers of systems.
_LISTS: Final = ("item", "items", "_items")


def sniff(head: bytes) -> bool:
    """Whether the first object, or the first one in a list under `item`, has keys of a ninjs story."""
    keys = first_keys(head)
    if not keys or "@context" in keys[0] or "newsrec" in keys[0]:
        return False
    if _is_story(keys[0]):
        return True
    return len(keys) > 1 and not keys[0].isdisjoint(_LISTS) and _is_story(keys[1])


def _is_story(keys: frozenset[str]) -> bool:
    signs = len({key.lower() for key in keys} & _SIGNS)
    return signs > (0 if keys & _IDENTIFIERS else 1)


def decode(data: bytes, reading: Reading) -> Decoded:
    """Return the stories of a document, in its order.

    DecodeError, with its place, for what is no JSON and for JSON without a story.
    """
    if _is_lines(data):
        return _decode_lines(data, reading)
    value = read_json(data)
    stories = _stories_in(value)
    if stories is None:
        message = "found no object with `uri` or `guid`, expected a story or a list of stories"
        raise DecodeError(message, code="NR903", position=Position(0, 1, 1))
    return _decoded(stories, reading, _envelope_of(value))


def _stories_in(value: Any) -> list[Any] | None:
    """Return the objects that are stories; None where there is none."""
    if value.__class__ is list:
        return value if all(each.__class__ is dict for each in value) else None
    if value.__class__ is not dict:
        return None
    if value.keys() & _IDENTIFIERS:
        return [value]
    for key in _LISTS:
        listed = value.get(key)
        if listed.__class__ is list and all(each.__class__ is dict for each in listed):
            return list(listed)
    return None


def _envelope_of(value: Any) -> Message | None:
    """Return what stands around the stories of a system's answer."""
    if value.__class__ is not dict or value.keys() & _IDENTIFIERS:
        return None
    left = {key: each for key, each in value.items() if key not in _LISTS}
    return Message(extra={SPACE: left}) if left else None


def _decoded(stories: list[Any], reading: Reading, message: Message | None) -> Decoded:
    items: list[NewsItem] = []
    sidecars: list[str | None] = []
    findings: list[Finding] = []
    for number, given in enumerate(stories, 1):
        item, notes, sidecar = read_story(given, reading)
        items.append(item)
        sidecars.append(sidecar)
        findings += [attrs.evolve(note, item=StoryRef(number=number)) for note in notes]
    return Decoded(tuple(items), tuple(findings), message, tuple(sidecars))


# -- several documents, a line each ---------------------------------------------------------------


def _is_lines(data: bytes) -> bool:
    """Whether a document is a story a line: the first line is whole, and the next begins one."""
    first, _, rest = data.partition(b"\n")
    return first.rstrip().endswith(b"}") and first.lstrip().startswith(b"{") and rest.lstrip()[:1] == b"{"


def _decode_lines(data: bytes, reading: Reading) -> Decoded:
    items: list[NewsItem] = []
    findings: list[Finding] = []
    sidecars: list[str | None] = []
    for line, start, number in _lines(data):
        try:
            one = decode(line, reading)
        except DecodeError as error:
            raise _shift(error, start, number) from error.__cause__
        findings += [
            attrs.evolve(
                note, item=None if note.item is None else StoryRef(number=note.item.number + len(items))
            )
            for note in one.findings
        ]
        items += one.items
        sidecars += one.sidecars
    return Decoded(tuple(items), tuple(findings), None, tuple(sidecars))


def _lines(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Return each line that is not blank, with its offset and its number."""
    offset = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield line, offset, number
        offset += len(line) + 1


def _shift(error: DecodeError, start: int, number: int) -> DecodeError:
    place = error.position
    if place is not None:
        error.position = Position(place.offset + start, place.line + number - 1, place.column)
    return error


def events(
    file: BinaryIO, reading: Reading
) -> Iterator[Message | NewsItem | Decoded | Finding | DecodeError]:
    """Return each story after its findings, or the DecodeError of a line; lines are read one by one.

    A document that is one array or one object is read whole.
    """
    first, second = file.readline(), file.readline()
    if not _is_lines(first + second):
        try:
            decoded = decode(first + second + file.read(), reading)
        except DecodeError as error:
            yield error
        else:
            yield from _one_by_one(decoded)
        return
    offset = 0
    for number, line in enumerate(chain((first, second), file), 1):
        if line.strip():
            try:
                yield decode(line.rstrip(b"\r\n"), reading)
            except DecodeError as error:
                yield _shift(error, offset, number)
        offset += len(line)


def _one_by_one(decoded: Decoded) -> Iterator[Message | Decoded]:
    """Return the envelope of a document, then each story with its findings."""
    if decoded.message is not None:
        yield decoded.message
    notes: dict[int, list[Finding]] = {}
    for note in decoded.findings:
        notes.setdefault(note.item.number if note.item is not None else 1, []).append(note)
    for number, (item, sidecar) in enumerate(zip(decoded.items, decoded.sidecars, strict=True), 1):
        found = tuple([attrs.evolve(each, item=StoryRef(number=1)) for each in notes.get(number, ())])
        yield Decoded((item,), found, None, (sidecar,))


# -- writing --------------------------------------------------------------------------------------


def encode(item: NewsItem, writing: Writing) -> bytes:
    """Return one story; EncodeError for half a surrogate pair and for parts that nest too deep."""
    return _write(item, writing)


def encode_all(
    stories: Iterable[tuple[NewsItem, str | None]], message: Message | None, writing: Writing
) -> Iterator[bytes]:
    """Return several stories as a JSON array, a story a line; an envelope has no place."""
    del message
    before = b"[\n"
    for item, sidecar in stories:
        yield before + _write(item, attrs.evolve(writing, sidecar=sidecar))
        before = b",\n"
    yield b"\n]\n" if before != b"[\n" else b"[]\n"


def _write(item: NewsItem, writing: Writing) -> bytes:
    try:
        story = write_story(item, writing)
        version = writing.options.get("version", "3.1")
        if version == "1.6":
            story = to_first(story)
        else:
            story = without_codes(story)
            story = to_second(story) if version == "2.2" else story
        return json_text.write(_with_numbers(story))
    except UnicodeEncodeError as error:
        raise refused_character(texts(item), SURROGATE, "JSON in UTF-8") from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, EncodeError):
            raise
        message = f"the story cannot be written as JSON: {error}"
        raise EncodeError(message, code="NR977") from error


def _with_numbers(value: Any) -> Any:
    """Return a value whose numbers are spelled alike by every writer of JSON."""
    kind = value.__class__
    if kind is dict:
        return {key: _with_numbers(each) for key, each in value.items()}
    if kind is list:
        return [_with_numbers(each) for each in value]
    return json_text.number(value) if kind is float else value


# -- places ---------------------------------------------------------------------------------------

#: Record path → the properties of 3.1 that it is read from; the first that the story has is its place.
_READ_FROM: Final = {
    "guid": ("uri",), "type": ("type",), "profile": ("profile",), "version": ("version",),
    "first_created": ("firstCreated",), "version_created": ("versionCreated",),
    "content_created": ("contentCreated",), "published": ("firstpublished",), "expires": ("expires",),
    "embargoed": ("embargoedUntil",), "pub_status": ("pubStatus",), "urgency": ("urgency",),
    "language": ("language",), "title": ("title",), "slugline": ("slugline",), "byline": ("by",),
    "creators": ("by", "authors", "people"), "located": ("located",), "headline": ("headlines",),
    "alt_headlines": ("headlines",), "descriptions": ("descriptions",), "ed_notes": ("edNote",),
    "body": ("bodies",), "rights": ("copyrightHolder", "copyrightNotice", "usageTerms", "rightsInfo"),
    "rights.holder": ("copyrightHolder",), "rights.notices": ("copyrightNotice",),
    "rights.usage_terms": ("usageTerms",), "subjects": ("subjects", "people", "organisations", "places"),
    "genres": ("genres",), "info_sources": ("infoSources",), "renditions": ("renditions",),
    "links": ("associations",), "alt_ids": ("altIds",), "services": ("service",), "keywords": ("keywords",),
    "digital_source": ("digitalSourceType",), "provider": ("source", "organisations"),
}  # fmt: skip


def positions(data: bytes, reading: Reading) -> tuple[Mapping[str, Position], ...]:
    """Return the place of each part of each story, by its path; `()` for what cannot be read."""
    if _is_lines(data):
        found: list[Mapping[str, Position]] = []
        for line, start, number in _lines(data):
            found += [
                {path: Position(at.offset + start, number, at.column) for path, at in story.items()}
                for story in positions(line, reading)
            ]
        return tuple(found)
    try:
        value = read_json(data)
    except DecodeError:
        return ()
    places = places_of(json_text.as_text(data))
    return tuple([_places_of_story(path, given, places) for path, given in _paths_of_stories(value)])


def _paths_of_stories(value: Any) -> list[tuple[str, Any]]:
    stories = _stories_in(value) or []
    if stories and stories[0] is value:
        return [("", value)]
    base = "" if value.__class__ is list else next((key for key in _LISTS if value.get(key) == stories), "")
    return [(f"{base}[{index}]", each) for index, each in enumerate(stories)]


def _places_of_story(base: str, given: Any, places: Mapping[str, Position]) -> dict[str, Position]:
    found = {"": places[base]} if base in places else {}
    by_name: dict[str, str] = {}
    for key in given:
        start, _, _ = key.partition("_")
        name = {"headline": "headlines", "body": "bodies", "description": "descriptions"}.get(
            start, OLDER_NAMES.get(key, key)
        )
        by_name.setdefault(name, below(base, key))
    for path, names in _READ_FROM.items():
        place = next((by_name[name] for name in names if name in by_name), None)
        if place is not None and place in places:
            found[path] = places[place]
    return found

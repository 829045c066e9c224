"""Where the parts of each story stand in a NewsML-G2 document: a second pass, made for a report.

A part has the place of its element's start tag. What stands in attributes of the item itself, its
identifier and version, has the item's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsrec.body import Heading, Paragraph, inline_text
from newsrec.formats._xml import parsing
from newsrec.formats._xml.own import OWN
from newsrec.formats.newsml_g2._tables import G2, TEXT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsrec.errors import Position
    from newsrec.formats._format import Reading
    from newsrec.model import NewsItem

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
_STORIES = frozenset({f"{G2}{name}" for name in ("inlineXML", "inlineData")})
_OWN_FIELDS = "nr:"  # properties of our own are named after the field that they hold
_PROPERTIES = frozenset({f"{G2}itemMetaExtProperty", f"{G2}contentMetaExtProperty"})


def story_positions(
    root: Any, stories: Iterable[tuple[Any, NewsItem]], data: bytes, reading: Reading
) -> tuple[Mapping[str, Position], ...]:
    """For each element of a document that was read as a story, the place of the story's parts by path."""
    starts: list[Position] = []
    parsing.positions(data, reading, lambda seen: starts.append(seen.position), lambda _: None)
    places = dict(zip(root.iter(), starts, strict=True))  # both passes meet the elements in one order
    return tuple([_of_story(element, item, places) for element, item in stories])


def _of_story(story: Any, item: NewsItem, places: Mapping[Any, Position]) -> dict[str, Position]:
    found = {"": places[story]}
    counts: dict[str, int] = {}
    headlines = []
    for element in _parts(story):
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
        elif element.tag in _STORIES and "body" not in found:
            found["body"] = place
            found |= _of_body(element, item, places)
    if headlines:
        main = next((each for each in headlines if each.get("role") is None), headlines[0])
        found["headline"] = places[main]
        headlines.remove(main)
        found |= {f"alt_headlines[{index}]": places[each] for index, each in enumerate(headlines)}
    return found


def _parts(story: Any) -> Iterator[Any]:
    """The children of an item, and those of the containers among them, in order."""
    for child in story:
        yield child
        if child.tag in _CONTAINERS:
            yield from child


def _of_body(content: Any, item: NewsItem, places: Mapping[Any, Position]) -> dict[str, Position]:
    """The paragraphs and headings of the body: the elements with their text, in order.

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

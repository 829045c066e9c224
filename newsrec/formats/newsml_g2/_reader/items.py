"""A newsItem or packageItem: one pass over the children of each container."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import attrs

from newsrec._trusted import skip_checks
from newsrec.errors import DecodeError
from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import alone, is_layout, line_position, local_name
from newsrec.formats.newsml_g2._reader.catalogs import CATALOG_ELEMENT, CATALOG_REF, read_catalogs
from newsrec.formats.newsml_g2._reader.concepts import changed, place_of
from newsrec.formats.newsml_g2._reader.content_meta import read_content_meta
from newsrec.formats.newsml_g2._reader.contents import read_content_set
from newsrec.formats.newsml_g2._reader.draft import IN_ANY_ORDER, Draft, group_of, in_order, tell_label
from newsrec.formats.newsml_g2._reader.item_meta import read_item_meta
from newsrec.formats.newsml_g2._reader.packages import ITEM_REF, read_group_set, read_member
from newsrec.formats.newsml_g2._reader.rest import NUMBERED, OWN_PREFIX, XSI, frozen
from newsrec.formats.newsml_g2._reader.rights import read_rights
from newsrec.formats.newsml_g2._tables import (
    G2,
    ITEM_ORDER,
    OTHER_ITEMS,
    SPACE,
    STORIES,
    VERSION,
    WHOLE,
    XML_LANG,
)
from newsrec.messages import quote_text
from newsrec.model import NewsItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2._reader.rest import Fields
    from newsrec.formats.newsml_g2._reader.source import Source
    from newsrec.model import Concept, Label

_new_item = skip_checks(NewsItem)


def read_item(element: Element, source: Source) -> tuple[NewsItem, str | None]:
    """The story of a newsItem or packageItem, and the record embedded in it, as text, or None.

    DecodeError for an item that is no story, and for one of more elements in one another than
    Python's own limit lets us follow.
    """
    if element.tag not in STORIES:
        raise other_kind(element)
    try:
        return _read_story(element, Draft(source))
    except RecursionError as error:
        msg = (
            f"the elements of {quote_text(local_name(element))} stand too deep in one another, expected fewer"
        )
        raise DecodeError(msg, code="NR952", position=line_position(element)) from error


def _read_story(element: Element, item: Draft) -> tuple[NewsItem, str | None]:
    source = item.source
    fields, extra = item.fields, item.extra
    package = element.tag == STORIES[1]
    lang = _root_attributes(element, item)
    children = list(element)
    read_catalogs(children, item)
    met: set[str] = set()
    contents: list[Element] = []
    for child in children:
        tag = child.tag
        tail = child.tail
        if tail is not None and not (tail.isspace() and tail.isascii()):
            source.tell_text(tail, element)
        if tag in met:
            item.misplace(child, "the item a second time")
        elif tag in _METADATA:
            met.add(tag)
            _METADATA[tag](child, item)
        elif tag in _CONTENTS:
            met.add(tag)
            contents.append(child)
        elif tag == _ASSERT:
            _assert(child, item)
        elif tag == ITEM_REF:
            contents.append(child)
        elif tag not in (CATALOG_REF, CATALOG_ELEMENT):
            item.unknown(child, "item", ITEM_ORDER)
    if not is_layout(element.text):
        source.tell_text(element.text, element)
    _language(lang, item)
    for child in contents:  # last, for a body is read with the headline and dateline in mind
        if child.tag == _CONTENT_SET:
            read_content_set(child, item)
        elif child.tag == _GROUP_SET:
            read_group_set(child, item)
        else:
            item.add("links", read_member(child, source, None))
    if package:
        fields.setdefault("type", "composite")
    if package and not _is_known_as_package(fields):
        extra["kind"] = "packageItem"
    _finish(item)
    made: NewsItem = _new_item(**fields)
    return made, item.sidecar


def _is_known_as_package(fields: Fields) -> bool:
    """Whether a story is written as a package anyhow: it has members, and is called composite."""
    return fields["type"] == "composite" and any(link.rel == "member" for link in fields.get("links", ()))


_METADATA: dict[str, Callable[[Element, Draft], None]] = {
    f"{G2}itemMeta": read_item_meta,
    f"{G2}contentMeta": read_content_meta,
    f"{G2}rightsInfo": read_rights,
}
_CONTENT_SET, _GROUP_SET = f"{G2}contentSet", f"{G2}groupSet"
_CONTENTS = frozenset({_CONTENT_SET, _GROUP_SET})
_ASSERT, _ASSERT_RANK = f"{G2}assert", ITEM_ORDER["assert"]


def other_kind(element: Element) -> DecodeError:
    """The error for an item that is no story, by its name."""
    name = local_name(element)
    what = "is no story" if element.tag in OTHER_ITEMS else "is no item of NewsML-G2"
    msg = f"found {quote_text(name)}, which {what}; expected newsItem or packageItem"
    return DecodeError(msg, code="NR953", position=line_position(element))


def _root_attributes(element: Element, item: Draft) -> str | None:
    """Read the attributes of the item itself; its xml:lang."""
    fields, extra, lang = item.fields, item.extra, None
    rest: Fields = {}
    for key, value in element.items():
        if key == "guid":
            fields["guid"] = value
        elif key == "version":
            if WHOLE.match(value) and int(value) > 0 and value[0] != "0":
                fields["version"] = int(value)
            else:
                fields["version"] = value
        elif key == XML_LANG:
            lang = value
        elif key == "dir":
            fields["text_direction"] = value
        elif (key == "standard" and value == "NewsML-G2") or (key == "conformance" and value == "power"):
            pass
        elif key == "standardversion":
            if value != VERSION:
                extra["standardversion"] = value
        elif key.startswith(OWN):
            own = key[OWN_PREFIX:]
            if own == "dir":
                fields["text_direction"] = value
            elif own == "version":
                fields["version"] = int(value[1:]) if NUMBERED.match(value) else value[1:]
            elif own == "lang":
                lang = value
            elif own == "standardversion":
                extra[own] = value
            elif own.startswith("xsi-"):
                rest[f"{{{XSI}}}{own[4:]}"] = value
            elif own != "part":
                rest[own] = value
        else:
            rest[key] = value
    if rest:
        item.of["item"] = frozen(rest)
    return lang


def _language(lang: str | None, item: Draft) -> None:
    """The language of the story: what contentMeta says, else what the item says of itself."""
    fields, extra = item.fields, item.extra
    told = fields.get("language")
    if lang is not None:
        if told is None:
            fields["language"] = lang
            extra["lang"] = "alone"
        elif told != lang:
            extra["lang"] = f"={lang}"
    elif told is not None:
        extra["lang"] = "none"
    else:
        feed = item.source.feed
        if feed is not None and feed.language is not None:
            fields["language"] = feed.language


def _finish(item: Draft) -> None:
    """Give the fields the record's form, and what is left its place in `extra`."""
    fields, extra = item.fields, item.extra
    if item.headlines:
        _headlines(item)
    for key, value in fields.items():
        if value.__class__ is list:
            fields[key] = tuple(value)
    if item.order:
        ranks = list(map(IN_ANY_ORDER.__getitem__, item.order))
        if ranks != sorted(ranks):
            extra["order"] = " ".join(sorted(item.order, key=group_of))
    if item.xml:
        extra["xml"] = frozen({name: in_order(kept) for name, kept in item.xml.items()})
    if item.unplaced:
        extra["unplaced"] = tuple(item.unplaced)
    if item.of:
        extra["of"] = frozen(item.of)
    if extra:
        fields["extra"] = frozen({SPACE: frozen(extra)})
    feed = item.source.feed
    if feed is not None and feed.provider is not None and "provider" not in fields:
        fields["provider"] = feed.provider


def _headlines(item: Draft) -> None:
    """Tell the headline from the others: the first without a role, else the first."""
    main = item.headlines[0]
    if main[1].role is not None:
        main = next((each for each in item.headlines if each[1].role is None), main)
    others: list[Label] = []
    for place, label in item.headlines:
        if label is main[1]:
            item.fields["headline"] = label.value
            tell_label(label, "headline", item)
        else:
            item.order[place] = "headline+"
            others.append(label)
    if others:
        item.fields["alt_headlines"] = others


class _Told(NamedTuple):
    """What an assertion is about, and where that is."""

    scheme: str | None
    code: str | None
    literal: str | None
    uri: str | None
    place: tuple[float, float] | None

    def is_about(self, concept: Concept) -> bool:
        """Whether a concept is the one that it is about."""
        code = concept.code
        return (
            (code == self.literal is not None and concept.scheme is None)
            or (self.scheme is not None and code == self.code and concept.scheme == self.scheme)
            or (self.uri is not None and concept.uri == self.uri)
        )


def _told(element: Element) -> _Told:
    scheme, colon, code = element.get("qcode", "").partition(":")
    literal, uri = element.get("literal"), element.get("uri")
    return _Told(scheme if colon else None, code, literal, uri, place_of(element))


def _assert(element: Element, item: Draft) -> None:
    """Keep an assertion, and give the concepts that it is about the place that it tells."""
    xml = alone(element)
    item.leave("item", xml, _ASSERT_RANK)
    memory = item.source.memory
    told = memory.seen.get(xml)
    if told is None:
        told = _told(element)
        memory.keep(xml, told)
    if told.place is None:
        return
    for field in ("subjects", "located", "genres"):
        concepts = item.fields.get(field, ())
        for index, concept in enumerate(concepts):
            if concept.geo is None and told.is_about(concept):
                concepts[index] = changed(concept, {"geo": told.place})


def hung(story: NewsItem, place: str, item: NewsItem) -> NewsItem | None:
    """The story with another hung on one of its links: `place` is the link's index, and deeper ones'.

    None where it has no such link, so that the other is a story of its own.
    """
    index, _, below = place.partition(".")
    if not WHOLE.match(index) or int(index) >= len(story.links):
        return None
    link = story.links[int(index)]
    if (link.item is None) != (not below):  # nothing to go down to, or a place that is taken
        return None
    below_it = item if link.item is None else hung(link.item, below, item)
    if below_it is None:
        return None
    links = list(story.links)
    links[int(index)] = attrs.evolve(link, item=below_it)
    return attrs.evolve(story, links=tuple(links))

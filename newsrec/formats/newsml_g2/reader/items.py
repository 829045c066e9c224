"""A newsItem or packageItem: one pass over the children of each container."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from newsrec._trusted import skip_checks
from newsrec.constructors import NestingError
from newsrec.errors import DecodeError
from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import alone, is_layout, line_position, local_name
from newsrec.formats.newsml_g2.leftovers import Leftovers
from newsrec.formats.newsml_g2.reader.content import ITEM_REF, read_content_set, read_group_set
from newsrec.formats.newsml_g2.reader.context import (
    LENGTH_OF_OWN,
    RANK_IN_CONTENT_META,
    Kept,
    StoryDraft,
    is_descriptive,
)
from newsrec.formats.newsml_g2.reader.metadata import (
    CATALOG_ELEMENT,
    CATALOG_REF,
    keep_label,
    read_catalogs,
    read_content_meta,
    read_item_meta,
    read_rights,
)
from newsrec.formats.newsml_g2.reader.things import change_concept, find_place, read_member
from newsrec.formats.newsml_g2.reader.values import NUMBERED
from newsrec.formats.newsml_g2.tables import (
    G2,
    ITEM_ORDER,
    OTHER_ITEMS,
    SPACE,
    STORIES,
    VERSION,
    WHOLE,
    XML_LANG,
    XSI,
)
from newsrec.messages import quote_text
from newsrec.model import NewsItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2.reader.context import ReadContext
    from newsrec.model import Concept, Label

_new_item = skip_checks(NewsItem)


def read_item(element: Element, context: ReadContext) -> tuple[NewsItem, str | None]:
    """Read the story of a newsItem or packageItem, and the record embedded in it, as text, or None.

    DecodeError for an item that is no story, and for one of more elements in one another than
    Python's own limit lets us follow.
    """
    if element.tag not in STORIES:
        raise other_kind(element)
    try:
        return _read_story(element, StoryDraft(context))
    except (RecursionError, NestingError) as error:
        msg = f"the elements of {quote_text(local_name(element))} are too deep in one another, expected fewer"
        raise DecodeError(msg, code="NR952", position=line_position(element)) from error


def other_kind(element: Element) -> DecodeError:
    """Return the error for an item that is no story, by its name."""
    name = local_name(element)
    what = "is no story" if element.tag in OTHER_ITEMS else "is no item of NewsML-G2"
    msg = f"found {quote_text(name)}, which {what}; expected newsItem or packageItem"
    return DecodeError(msg, code="NR953", position=line_position(element))


def _read_story(element: Element, draft: StoryDraft) -> tuple[NewsItem, str | None]:
    context, fields = draft.context, draft.fields
    package = element.tag == STORIES[1]
    lang = _read_root(element, draft)
    children = list(element)
    read_catalogs(children, draft)
    met: set[str] = set()
    rights = _choose_rights(element)
    contents: list[Element] = []
    for child in children:
        tag = child.tag
        tail = child.tail
        if tail is not None and not (tail.isspace() and tail.isascii()):
            context.report_text(tail, element)
        if child is rights:
            read_rights(child, draft)
            before = [each for each in draft.kept.get("item", ()) if each.rank == _RIGHTS_RANK]
            draft.left.rights_before = len(before) or None
        elif tag == _RIGHTS:
            draft.keep("item", child, _RIGHTS_RANK)
        elif tag in met:
            draft.misplace(child, "the item a second time")
        elif tag in _METADATA:
            met.add(tag)
            _METADATA[tag](child, draft)
        elif tag in _CONTENTS:
            met.add(tag)
            contents.append(child)
        elif tag == _ASSERT:
            _read_assertion(child, draft)
        elif tag == ITEM_REF:
            contents.append(child)
        elif tag not in (CATALOG_REF, CATALOG_ELEMENT):
            draft.keep_unknown(child, "item", ITEM_ORDER)
    if not is_layout(element.text):
        context.report_text(element.text, element)
    _read_language(lang, draft)
    for child in contents:  # last, for a body is read with the headline and dateline in mind
        if child.tag == _CONTENT_SET:
            read_content_set(child, draft)
        elif child.tag == _GROUP_SET:
            read_group_set(child, draft)
        else:
            draft.add("links", read_member(child, context, None))
    if package:
        fields.setdefault("type", "composite")
    if package and not _is_known_as_package(fields):
        draft.left.kind = "packageItem"
    _finish(draft)
    made: NewsItem = _new_item(**fields)
    return made, draft.sidecar


_METADATA: dict[str, Callable[[Element, StoryDraft], None]] = {
    f"{G2}itemMeta": read_item_meta,
    f"{G2}contentMeta": read_content_meta,
}
_RIGHTS, _RIGHTS_RANK = f"{G2}rightsInfo", ITEM_ORDER["rightsInfo"]
_CONTENT_SET, _GROUP_SET = f"{G2}contentSet", f"{G2}groupSet"
_CONTENTS = frozenset({_CONTENT_SET, _GROUP_SET})
_ASSERT, _ASSERT_RANK = f"{G2}assert", ITEM_ORDER["assert"]


def _choose_rights(item: Element) -> Element | None:
    """Return the rightsInfo of the whole item: the first that is for no part or aspect of it, else the first.

    `<rightsInfo idrefs="picture-1">` is of one picture alone.
    """
    found = list(item.iterchildren(_RIGHTS))
    return next((each for each in found if _PARTIAL.isdisjoint(each.keys())), found[0] if found else None)


_PARTIAL = frozenset({"idrefs", "scope", "scopeuri", "aspect", "aspecturi"})


def _is_known_as_package(fields: dict[str, Any]) -> bool:
    """Whether a story is written as a package anyhow: it has members, and is called composite."""
    return fields["type"] == "composite" and any(link.rel == "member" for link in fields.get("links", ()))


def _read_root(element: Element, draft: StoryDraft) -> str | None:
    """Read the attributes of the item itself; return its xml:lang."""
    fields, left, lang = draft.fields, draft.left, None
    rest: dict[str, str] = {}
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
                left.standardversion = value
        elif key.startswith(OWN):
            own = key[LENGTH_OF_OWN:]
            if own == "dir":
                fields["text_direction"] = value
            elif own == "version":
                fields["version"] = int(value[1:]) if NUMBERED.match(value) else value[1:]
            elif own == "lang":
                lang = value
            elif own == "standardversion":
                left.standardversion = value
            elif own.startswith("xsi-"):
                rest[f"{{{XSI}}}{own[4:]}"] = value
            elif own != "part":
                rest[own] = value
        else:
            rest[key] = value
    draft.keep_attributes("item", rest)
    return lang


def _read_language(lang: str | None, draft: StoryDraft) -> None:
    """Read the language of the story: what contentMeta says, else what the item says of itself."""
    fields, left = draft.fields, draft.left
    language = fields.get("language")
    if lang is not None:
        if language is None:
            fields["language"] = lang
            left.item_lang = "alone"
        elif language != lang:
            left.item_lang = f"={lang}"
    elif language is not None:
        left.item_lang = "none"
    else:
        feed = draft.context.feed
        if feed is not None and feed.language is not None:
            fields["language"] = feed.language


def _finish(draft: StoryDraft) -> None:
    """Give the fields the record's form, and what is left its place in `extra`."""
    fields, left = draft.fields, draft.left
    if draft.headlines:
        _choose_headline(draft)
    for key, value in fields.items():
        if value.__class__ is list:
            fields[key] = tuple(value)
    if draft.order:
        ranks = list(map(RANK_IN_CONTENT_META.__getitem__, draft.order))
        if ranks != sorted(ranks):
            left.order = " ".join(sorted(draft.order, key=is_descriptive))
    extra = draft.finish_left().as_extra()
    if extra:
        fields["extra"] = extra
    feed = draft.context.feed
    if feed is not None and feed.provider is not None and "provider" not in fields:
        fields["provider"] = feed.provider


def _choose_headline(draft: StoryDraft) -> None:
    """Tell the headline from the others: the first without a role, else the first."""
    main = draft.headlines[0]
    if main.label.role is not None:
        main = next((each for each in draft.headlines if each.label.role is None), main)
    others: list[Label] = []
    for headline in draft.headlines:
        if headline is main:
            draft.fields["headline"] = headline.label.value
            keep_label(headline.label, "headline", draft)
        else:
            draft.order[headline.place] = "headline+"
            others.append(headline.label)
    if others:
        draft.fields["alt_headlines"] = others


# -- assertions -----------------------------------------------------------------------------------


class _Assertion(NamedTuple):
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


def _read_subject(element: Element) -> _Assertion:
    scheme, colon, code = element.get("qcode", "").partition(":")
    literal, uri = element.get("literal"), element.get("uri")
    return _Assertion(scheme if colon else None, code, literal, uri, find_place(element))


def _read_assertion(element: Element, draft: StoryDraft) -> None:
    """Keep an assertion, and give the concepts that it is about the place that it tells."""
    xml = alone(element)
    draft.kept.setdefault("item", []).append(Kept(_ASSERT_RANK, xml))
    memory = draft.context.memory
    assertion = memory.by_element.get(xml)
    if assertion is None:
        assertion = _read_subject(element)
        memory.keep(xml, assertion)
    if assertion.place is None:
        return
    for field in ("subjects", "located", "genres"):
        concepts = draft.fields.get(field, ())
        for index, concept in enumerate(concepts):
            if concept.geo is None and assertion.is_about(concept):
                concepts[index] = change_concept(concept, {"geo": assertion.place})


# -- items that are no stories --------------------------------------------------------------------

_MOST_BESIDE = 10_000_000


class OtherItems:
    """The items of a message that are no stories, until the story is read that they are kept with.

    A message of nothing else is an error for each of them.
    """

    def __init__(self) -> None:
        self.errors: list[DecodeError] = []
        self._waiting: list[str] = []
        self._size = 0
        self._has_story = False

    def keep(self, element: Element, context: ReadContext) -> None:
        """Keep an item for the next story, and report it; one too many is left out, for memory's sake."""
        if not self._has_story:
            self.errors.append(other_kind(element))
        xml = alone(element)
        self._size += len(xml)
        name = quote_text(local_name(element))
        if self._size > _MOST_BESIDE:
            found = f"found {name}, which is no story, and more of its kind than are kept: it is left out"
            context.report("NR961", found, element)
            return
        self._waiting.append(xml)
        context.report("NR964", f"found {name}, which is no story: it is kept beside the stories", element)

    def put_before(self, item: NewsItem) -> NewsItem:
        """Return a story with the items that came before it."""
        self._has_story = True
        self.errors.clear()
        return self._put(item, "items_before")

    def put_after(self, item: NewsItem) -> NewsItem:
        """Return the last story with the items that came after it."""
        return self._put(item, "items_after")

    def _put(self, item: NewsItem, field: str) -> NewsItem:
        if not self._waiting:
            return item
        left = Leftovers.copy_of(item.extra)
        setattr(left, field, self._waiting)
        self._waiting, self._size = [], 0
        return attrs.evolve(item, extra={**item.extra, SPACE: left.as_map()})


# -- stories that hang on others ------------------------------------------------------------------


def hang(story: NewsItem, place: str, item: NewsItem) -> NewsItem | None:
    """Return the story with another on one of its links: `place` is the link's index, and deeper ones'.

    None where it has no such link, so that the other is a story of its own.
    """
    index, _, below = place.partition(".")
    if not WHOLE.match(index) or int(index) >= len(story.links):
        return None
    link = story.links[int(index)]
    if (link.item is None) != (not below):  # nothing to go down to, or a place that is taken
        return None
    below_it = item if link.item is None else hang(link.item, below, item)
    if below_it is None:
        return None
    links = list(story.links)
    links[int(index)] = attrs.evolve(link, item=below_it)
    return attrs.evolve(story, links=tuple(links))

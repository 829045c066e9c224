"""The content of an item: the story, its other renditions, and the members of a package."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from newsrec._trusted import skip_checks
from newsrec.formats._nitf import pages
from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import BLANK, alone
from newsrec.formats.newsml_g2.leftovers import NOTHING, Leftovers
from newsrec.formats.newsml_g2.reader.context import LENGTH_OF_OWN, attributes_of
from newsrec.formats.newsml_g2.reader.things import read_member
from newsrec.formats.newsml_g2.reader.values import (
    NUMBER,
    NUMBERED,
    extra_of,
    inner_xml,
    read_number,
    read_pair,
    text_and_children,
)
from newsrec.formats.newsml_g2.tables import G2, NOT_PUBLIC, SECONDS, SIDECAR_MIME, SPACE, WHOLE, XML_SPACE
from newsrec.messages import quote_text
from newsrec.model import Dateline, Rendition

if TYPE_CHECKING:
    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2.reader.context import ReadContext, StoryDraft
    from newsrec.maps import FrozenMap

_new_rendition = skip_checks(Rendition)
_new_dateline = skip_checks(Dateline)

_INLINE_XML, _INLINE_DATA = f"{G2}inlineXML", f"{G2}inlineData"
_REMOTE = f"{G2}remoteContent"


def read_content_set(element: Element, draft: StoryDraft) -> None:
    """Read the renditions of the content; the first that is a document of a known kind is the story."""
    context = draft.context
    story: Element | None = None
    renditions: list[Rendition] = draft.fields.get("renditions", [])
    for child in element:
        tag = child.tag
        tail = child.tail
        if tail is not None and not (tail.isspace() and tail.isascii()):
            context.report_text(tail, element)
        if tag == _INLINE_XML:
            if story is None and _read_story(child, draft):
                story = child
            else:
                renditions.append(_read_rendition(child, context))
        elif tag in (_INLINE_DATA, _REMOTE):
            rendition = _read_rendition(child, context)
            if rendition.mime == SIDECAR_MIME and child.get("contenttype") and rendition.name is None:
                draft.sidecar = rendition.content
            else:
                renditions.append(rendition)
        else:
            draft.misplace(child, "contentSet")
    if renditions:
        draft.fields["renditions"] = renditions
    draft.read_container(element, "contentSet")
    if story is None:
        _read_story_of_a_rendition(draft)


def _read_story(element: Element, draft: StoryDraft) -> bool:
    """Read the story of an inlineXML; return False where it holds something else."""
    fields, elements = draft.fields, draft.elements
    if len(element) != 1:
        if len(element) or (element.text or "").strip(BLANK):
            return False
        elements["inlineXML"] = left = Leftovers()
        left.attributes = attributes_of(element)
        return True
    dateline = fields.get("dateline")
    text = None if dateline is None else dateline.text
    story = pages.read_story(element[0], _main_headline(draft), fields.get("byline"), text)
    if story is None:
        return False
    fields["body"] = story.blocks
    if story.page is not None:
        draft.left.page = story.page
    if story.dateline is not None:
        # the leftovers of an element's attributes serve all elements like it: not to be changed
        elements["dateline"] = left = elements.get("dateline", NOTHING).copy()
        left.shown = story.dateline
    for field, value in story.facts:
        if field not in fields and not (field == "headline" and draft.headlines):
            fields[field] = _new_dateline(text=value) if field == "dateline" else value
            draft.order.append("by" if field == "byline" else field)
    grave = [each for each in story.lost if _is_grave(each)]
    for code, lost in (("NR965", grave), ("NR959", [each for each in story.lost if each not in grave])):
        if lost:
            listed = quote_text("; ".join(lost), 2_000)
            draft.context.report(
                code, f"the body's mark-up has more than the record holds: {listed}", element, "body"
            )
    draft.context.report_texts_beside(element)
    rest = attributes_of(element)
    if rest.get("contenttype") == story.mime:
        del rest["contenttype"]
    if rest.pop("body", "nitf" if story.mime == pages.NITF_MIME else "") == "nitf":
        draft.left.body = "nitf"
    draft.keep_attributes("inlineXML", rest)
    return True


# What tells of mark-up that is left out: an attribute, with its value, or a text. What the record
# has anyhow is repeated.
_LOST_ATTRIBUTE = re.compile(r"[^=:]*/@([^=/]*+)=(.*)", re.DOTALL)
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}:)?//|www\.|mailto:|tel:|urn:")
_TEXT_ATTRIBUTES = frozenset({"alt", "title", "caption", "creditline", "aria-label", "label", "summary"})


def _is_grave(lost: str) -> bool:
    """Whether what is left out is an address or a text, not layout."""
    attribute = _LOST_ATTRIBUTE.match(lost)
    if attribute is None:
        return not lost.endswith(" again")
    return attribute[1] in _TEXT_ATTRIBUTES or _ADDRESS.match(attribute[2]) is not None


def _main_headline(draft: StoryDraft) -> str | None:
    for _, label in draft.headlines:
        if label.role is None:
            return label.value
    return draft.headlines[0].label.value if draft.headlines else None


def _read_story_of_a_rendition(draft: StoryDraft) -> None:
    """Read the body of an item whose only story is a plain rendition."""
    index = pages.find_story_rendition(draft.fields.get("renditions", ()), SPACE)
    if index is not None:
        blocks = pages.read_text(draft.fields["renditions"][index].content)
        if blocks:
            draft.fields["body"] = blocks
            draft.left.text_of = index


# -- renditions -----------------------------------------------------------------------------------

_SIZES = ("width", "height", "size")
_RENDITION_KEYS = frozenset({"href", "width", "height", "size", "duration", "durationunit", "title"})
_RENDITION_FIELDS = ("href", "name", "mime", "title", "content")


class _RenditionAttributes(NamedTuple):
    """What the attributes of a rendition say: its fields, what else there is, and that as an `extra`."""

    fields: dict[str, Any]
    rest: dict[str, str]
    extra: FrozenMap


def _read_rendition(element: Element, context: ReadContext) -> Rendition:
    """Read one form of the content: embedded text, embedded XML as text, or an address."""
    tag = element.tag
    known, rest, extra = context.read_attributes(tag, element, _read_rendition_attributes)
    fields = dict(known)
    if tag == _INLINE_DATA:
        if "content" not in fields:
            fields["content"] = text_and_children(element, context)
    elif tag == _INLINE_XML:
        fields["content"] = inner_xml(element).strip(BLANK)
        extra = _left_of(rest, "inlineXML").as_extra()
    else:
        by_reference = "href" not in fields
        if by_reference:
            fields["href"] = rest.get("residref", "")
        context.report_texts_beside(element)
        if by_reference or len(element):
            left = _left_of(rest, "remoteContent" if by_reference else None)
            left.children = [alone(child) for child in element]
            extra = left.as_extra()
    made: Rendition = _new_rendition(**fields, extra=extra)
    return made


def _left_of(attributes: dict[str, str], element: str | None) -> Leftovers:
    left = Leftovers()
    left.attributes = attributes
    left.element = element
    return left


def _read_rendition_attributes(
    items: list[tuple[str, str]], context: ReadContext, tag: str
) -> _RenditionAttributes:
    fields: dict[str, Any] = {}
    exact: dict[str, Any] = {}
    rest: dict[str, str] = {}
    in_seconds = dict(items).get("durationunit") in (None, SECONDS)
    for key, value in items:
        if key == "contenttype":
            fields["mime"] = value
        elif key == "rendition":
            fields["name"] = context.find_word(value)
            if not _is_public(value):
                fields["public"] = False
        elif key not in _RENDITION_KEYS and key[0] != "{":
            rest[key] = value
        elif key == "href":
            fields["href"] = value
        elif key in _SIZES and WHOLE.match(value):
            fields[key] = int(value)
        elif key == "duration" and NUMBER.match(value) and in_seconds:
            fields["duration"] = read_number(value)
        elif key == "title" and tag == _REMOTE:
            fields["title"] = value
        elif key == XML_SPACE:
            pass
        elif key.startswith(OWN):
            own = key[LENGTH_OF_OWN:]
            if own in _RENDITION_FIELDS:
                exact[own] = value
            elif own == "public":
                exact["public"] = value != "false"
            elif own == "poi" and (pair := read_pair(value)) is not None:
                fields["poi"] = pair
            elif own in _SIZES and NUMBERED.match("#" + value):
                fields[own] = int(value)
            elif own == "duration" and NUMBER.match(value):
                fields["duration"] = read_number(value)
            else:
                rest[own] = value
        else:
            rest[key] = value
    return _RenditionAttributes({**fields, **exact}, rest, extra_of(rest))


def _is_public(role: str) -> bool:
    """Whether what has this role may reach readers, as far as the role says."""
    return role.rpartition(":")[2].lower() not in NOT_PUBLIC


# -- packages -------------------------------------------------------------------------------------

ITEM_REF, _GROUP = f"{G2}itemRef", f"{G2}group"


def read_group_set(element: Element, draft: StoryDraft) -> None:
    """Read the members of a package, in order, and the groups that they are in."""
    members: list[Leftovers] = []
    for group in element:
        if group.tag != _GROUP:
            draft.misplace(group, "groupSet")
            continue
        left = Leftovers()
        left.attributes = attributes_of(group)
        name = left.attributes.get("id")
        draft.context.report_texts_beside(group)
        for child in group:
            if child.tag == ITEM_REF:
                draft.add("links", read_member(child, draft.context, name))
            else:
                left.add_child(alone(child))
        members.append(left)
    draft.context.report_texts_beside(element)
    groups = Leftovers()
    groups.attributes = attributes_of(element)
    groups.members = members
    if groups.as_map() == _ONE_GROUP:  # what is written where nothing else is known
        draft.fields["links"] = [_without_group(link) for link in draft.fields.get("links", ())]
    else:
        draft.left.groups = groups


def _one_group() -> FrozenMap:
    groups, main = Leftovers(), Leftovers()
    groups.attributes, main.attributes = {"root": "main"}, {"id": "main"}
    groups.members = [main]
    return groups.as_map()


_ONE_GROUP = _one_group()


def _without_group(link: Any) -> Any:
    left = Leftovers.copy_of(link.extra)
    if left.group is None:
        return link
    left.group = None
    return attrs.evolve(link, extra=left.as_extra())

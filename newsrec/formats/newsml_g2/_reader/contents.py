"""contentSet: the story, and the other renditions of the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec._trusted import skip_checks
from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import BLANK
from newsrec.formats.newsml_g2 import _bodies
from newsrec.formats.newsml_g2._reader.draft import container_rest
from newsrec.formats.newsml_g2._reader.labels import inner_xml, text_and_children
from newsrec.formats.newsml_g2._reader.rest import (
    NUMBER,
    NUMBERED,
    OWN_PREFIX,
    attributes_of,
    frozen,
    leave,
    left,
    number,
    sealed,
)
from newsrec.formats.newsml_g2._tables import G2, NOT_PUBLIC, SECONDS, SIDECAR_MIME, WHOLE, XML_SPACE
from newsrec.maps import NO_EXTRA
from newsrec.messages import quote_text
from newsrec.model import Dateline, Rendition

if TYPE_CHECKING:
    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2._reader.draft import Draft
    from newsrec.formats.newsml_g2._reader.rest import Fields
    from newsrec.formats.newsml_g2._reader.source import Source
    from newsrec.maps import FrozenMap

_new_rendition = skip_checks(Rendition)
_new_dateline = skip_checks(Dateline)

_INLINE_XML, _INLINE_DATA = f"{G2}inlineXML", f"{G2}inlineData"
_REMOTE = f"{G2}remoteContent"
_SIZES = ("width", "height", "size")
_RENDITION_KEYS = frozenset({"href", "width", "height", "size", "duration", "durationunit", "title"})
_RENDITION_FIELDS = ("href", "name", "mime", "title", "content")


def read_content_set(element: Element, item: Draft) -> None:
    """The renditions of the content; the first that is a document of a known kind is the story."""
    source = item.source
    story: Element | None = None
    renditions: list[Rendition] = item.fields.get("renditions", [])
    for child in element:
        tag = child.tag
        tail = child.tail
        if tail is not None and not (tail.isspace() and tail.isascii()):
            source.tell_text(tail, element)
        if tag == _INLINE_XML:
            if story is None and _story(child, item):
                story = child
            else:
                renditions.append(read_rendition(child, source))
        elif tag in (_INLINE_DATA, _REMOTE):
            rendition = read_rendition(child, source)
            if rendition.mime == SIDECAR_MIME and child.get("contenttype") and rendition.name is None:
                item.sidecar = rendition.content
            else:
                renditions.append(rendition)
        else:
            item.misplace(child, "contentSet")
    if renditions:
        item.fields["renditions"] = renditions
    container_rest(element, "contentSet", item)
    if story is None:
        _text_story(item)


def _story(element: Element, item: Draft) -> bool:
    """Read the story of an inlineXML; False where it holds something else."""
    fields = item.fields
    if len(element) != 1:
        if len(element) or (element.text or "").strip(BLANK):
            return False
        item.of["inlineXML"] = frozen(attributes_of(element))
        return True
    dateline = fields.get("dateline")
    text = None if dateline is None else dateline.text
    story = _bodies.read_story(element[0], _main_headline(item), fields.get("byline"), text)
    if story is None:
        return False
    fields["body"] = story.blocks
    if story.page is not None:
        item.extra["page"] = story.page
    if story.dateline:
        told = item.of.get("dateline", NO_EXTRA)
        item.of["dateline"] = frozen({**dict(told.items()), "shown": story.dateline})
    for field, value in story.facts:
        if field not in fields and not (field == "headline" and item.headlines):
            fields[field] = _new_dateline(text=value) if field == "dateline" else value
            item.order.append("by" if field == "byline" else field)
    if story.lost:
        told = quote_text("; ".join(story.lost), 2_000)
        item.source.tell(
            "NR959", f"the body's mark-up has more than the record holds: {told}", element, "body"
        )
    item.source.tell_beside(element)
    rest = attributes_of(element)
    if rest.get("contenttype") == story.mime:
        del rest["contenttype"]
    if rest:
        item.of["inlineXML"] = frozen(rest)
    return True


def _main_headline(item: Draft) -> str | None:
    for _, label in item.headlines:
        if label.role is None:
            return label.value
    return item.headlines[0][1].value if item.headlines else None


def read_rendition(element: Element, source: Source) -> Rendition:
    """One form of the content: embedded text, embedded XML as text, or an address."""
    tag = element.tag
    said, rest, extra = source.said(tag, element, _rendition_said)
    fields = dict(said)
    if tag == _INLINE_DATA:
        if "content" not in fields:
            fields["content"] = text_and_children(element, source)
    else:
        rest = dict(rest)
        if tag == _INLINE_XML:
            fields["content"] = inner_xml(element).strip(BLANK)
            rest["element"] = "inlineXML"
        else:
            if "href" not in fields:
                fields["href"] = rest.get("residref", "")
                rest.setdefault("element", "remoteContent")
            source.tell_beside(element)
            for child in element:
                leave(child, rest)
        extra = left(sealed(rest)) if rest else NO_EXTRA
    made: Rendition = _new_rendition(**fields, extra=extra)
    return made


def _rendition_said(
    items: list[tuple[str, str]], source: Source, tag: str
) -> tuple[Fields, Fields, FrozenMap]:
    """What the attributes of a rendition say; what is left of them, and that as an `extra`."""
    fields: Fields = {}
    exact: Fields = {}
    rest: Fields = {}
    in_seconds = dict(items).get("durationunit") in (None, SECONDS)
    for key, value in items:
        if key == "contenttype":
            fields["mime"] = value
        elif key == "rendition":
            fields["name"] = source.word(value)
            if not _is_public(value):
                fields["public"] = False
        elif key not in _RENDITION_KEYS and key[0] != "{":
            rest[key] = value
        elif key == "href":
            fields["href"] = value
        elif key in _SIZES and WHOLE.match(value):
            fields[key] = int(value)
        elif key == "duration" and NUMBER.match(value) and in_seconds:
            fields["duration"] = number(value)
        elif key == "title" and tag == _REMOTE:
            fields["title"] = value
        elif key == XML_SPACE:
            pass
        elif key.startswith(OWN):
            own = key[OWN_PREFIX:]
            if own in _RENDITION_FIELDS:
                exact[own] = value
            elif own == "public":
                exact["public"] = value != "false"
            elif own == "poi" and len(pair := value.split(" ")) == 2 and all(map(NUMBER.match, pair)):
                fields["poi"] = (float(pair[0]), float(pair[1]))
            elif own in _SIZES and NUMBERED.match("#" + value):
                fields[own] = int(value)
            elif own == "duration" and NUMBER.match(value):
                fields["duration"] = number(value)
            else:
                rest[own] = value
        else:
            rest[key] = value
    return {**fields, **exact}, rest, left(rest) if rest else NO_EXTRA


def _is_public(role: str) -> bool:
    """Whether what has this role may reach readers, as far as the role says."""
    return role.rpartition(":")[2].lower() not in NOT_PUBLIC


def _text_story(item: Draft) -> None:
    """The body of an item whose only story is a plain rendition."""
    index = _bodies.telling_rendition(item.fields.get("renditions", ()))
    if index is not None:
        blocks = _bodies.text_blocks(item.fields["renditions"][index].content)
        if blocks:
            item.fields["body"] = blocks
            item.extra["text"] = index

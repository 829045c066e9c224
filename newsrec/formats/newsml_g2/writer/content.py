"""The content of an item: the story in its page, its other renditions, and the members of a package."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newsrec._trusted import skip_checks
from newsrec.body import Paragraph
from newsrec.formats._markup import to_markup
from newsrec.formats._nitf import pages
from newsrec.formats._nitf.body_writer import to_nitf
from newsrec.formats._nitf.pages import NITF_MIME, XHTML_MIME, XHTML_NS
from newsrec.formats._xml.own import OWN_PREFIX, own_attribute
from newsrec.formats._xml.parsing import escape, escape_attribute
from newsrec.formats.newsml_g2.leftovers import NOTHING, Leftovers
from newsrec.formats.newsml_g2.tables import (
    BARE,
    SECONDS,
    SIDECAR_MIME,
    SPACE,
)
from newsrec.formats.newsml_g2.writer.context import NONE, name_of_piece, write_container, write_element
from newsrec.formats.newsml_g2.writer.values import iri_attributes, rendition_attributes
from newsrec.model import dateline_index

if TYPE_CHECKING:
    from newsrec.formats.newsml_g2.writer.context import ItemWriter
    from newsrec.model import NewsItem, Rendition

_paragraph = skip_checks(Paragraph)

# Blocks are on lines of their own, which reading takes for layout.
_LINE = "\n"


def write_content_set(writer: ItemWriter, item: NewsItem) -> str:
    """Write the whole of contentSet, the embedded record last; nothing where there is no content."""
    story = _write_story(writer, item)
    out = [story] if story else []
    out += [_write_rendition(writer, each) for each in item.renditions]
    if writer.writing.sidecar is not None:
        out.append(f'<inlineData contenttype="{SIDECAR_MIME}">{escape(writer.writing.sidecar)}</inlineData>')
    attributes = writer.put_back_all("contentSet", writer.left.of_element("contentSet"))
    return write_container("contentSet", attributes, out) if out or attributes else ""


# -- the story ------------------------------------------------------------------------------------


def _write_story(writer: ItemWriter, item: NewsItem) -> str:
    """Write the story as XHTML, in the page that it came in, or as NITF."""
    left = writer.left
    page = left.page
    if page is not None and (writer.nitf or not fits_story(page) or not writer.accepts(page)):
        page = None
    if not item.body and page is None:
        of_story = left.of_element("inlineXML")
        return "" if of_story is NOTHING else f"<inlineXML{writer.put_back_all('inlineXML', of_story)}/>"
    if page is None and _is_in_a_rendition(writer, item):
        return ""
    blocks, _ = pages.drop_repeated(item.body, item.headline, item.byline)
    text = None if item.dateline is None else item.dateline.text
    if writer.nitf:
        before, _, after = pages.nitf_page(item.headline, item.byline, text).partition(pages.HOLE)
        nitf = to_nitf(blocks)
        writer.own = writer.own or f" {OWN_PREFIX}" in nitf
        return f"<inlineXML{_story_attributes(writer, NITF_MIME)}>{before}{nitf}{after}</inlineXML>"
    index = dateline_index(blocks) if text else None
    if index is not None:
        shown = pages.dateline_span(text or "", left.of_element("dateline").shown)
        paragraph: Any = blocks[index]
        led = _paragraph(content=(shown, *paragraph.content), lang=paragraph.lang)
        blocks = (*blocks[:index], led, *blocks[index + 1 :])
    before, _, after = (page or pages.PLAIN_PAGE).partition(pages.HOLE)
    before = before.replace(pages.HEADLINE_HOLE, escape(item.headline or ""))
    before = before.replace(pages.BYLINE_HOLE, escape(item.byline or ""))
    markup = to_markup(blocks, between=_LINE)
    return f"<inlineXML{_story_attributes(writer, XHTML_MIME)}>{before}{markup}{after}</inlineXML>"


def _story_attributes(writer: ItemWriter, mime: str) -> str:
    """Write the attributes of the story; a media type that it is not written in is our own attribute."""
    left = writer.left.of_element("inlineXML")
    out: list[str] = []
    given = left.attributes.get("contenttype")
    if given in (XHTML_MIME, NITF_MIME) and given != mime:
        out.append(writer.own_attribute("contenttype", given))
        rest = Leftovers()
        rest.attributes = {key: value for key, value in left.attributes.items() if key != "contenttype"}
        left = rest
    writer.put_back("inlineXML", left, out, NONE, NONE)
    if not any(each.startswith(" contenttype=") for each in out):
        out.append(f' contenttype="{mime}"')
    return "".join(sorted(out))


def _is_in_a_rendition(writer: ItemWriter, item: NewsItem) -> bool:
    """Whether reading takes the body from a plain rendition, as it did before."""
    index = writer.left.text_of
    if index is None or not 0 <= index < len(item.renditions):
        return False
    if index != pages.find_story_rendition(item.renditions, SPACE):
        return False
    return pages.read_text(item.renditions[index].content or "") == item.body


_HOLED = re.compile(r'<(body|section)(?: class="([^"<>]*)")?(?: [^<>]*)?>\Z')


@lru_cache(maxsize=256)
def fits_story(page: str) -> bool:
    """Whether a story can be put into a page such that reading finds it again."""
    before, hole, after = page.partition(pages.HOLE)
    if not hole or not page.startswith(f'<html xmlns="{XHTML_NS}"') or pages.HOLE in after:
        return False
    found = _HOLED.search(before[-2_000:])
    if found is None:
        return False
    if found[1] == "body":
        return after.startswith("</body></html>")
    furnished = any(f"<{name}" in page for name in ("header", "footer", "nav", "aside"))
    if pages.HEADLINE_HOLE in after or pages.BYLINE_HOLE in after:
        return False
    return "main" in (found[2] or "").split() and after.startswith("</section>") and furnished


# -- renditions -----------------------------------------------------------------------------------

_RENDITION_FIELDS = frozenset({"contenttype", "height", "href", "rendition", "size", "title", "width"})
_TIMED_FIELDS = _RENDITION_FIELDS | {"duration", "durationunit"}
_RENDITION_OWN_FIELDS = frozenset(
    ["content", "duration", "height", "href", "mime", "name", "poi", "public", "size", "title", "width"]
)


def _write_rendition(writer: ItemWriter, rendition: Rendition) -> str:
    """Write one form of the content."""
    left = Leftovers.of(rendition.extra)
    tag = "inlineData" if rendition.href is None else "remoteContent"
    content = ""
    if rendition.content is not None:
        if left.element == "inlineXML" and writer.accepts(rendition.content):
            tag, content = "inlineXML", rendition.content
        else:
            content = escape(rendition.content)
    attributes, public = rendition_attributes(tag, rendition.name, rendition.mime)
    out = list(attributes.parts)
    by_reference = left.element == "remoteContent" and (rendition.href == left.attributes.get("residref", ""))
    if rendition.href is not None and not by_reference:
        out += iri_attributes("href", rendition.href)
    if rendition.title is not None:
        if tag == "remoteContent":
            out.append(f' title="{escape_attribute(rendition.title)}"')
        else:
            out.append(own_attribute("title", rendition.title))
    for name in ("width", "height", "size"):
        number = getattr(rendition, name)
        if number is not None:
            if number < 10**18 and (name != "size" or tag == "remoteContent"):
                out.append(f' {name}="{number}"')
            else:
                out.append(own_attribute(name, str(number)))
    if rendition.duration is not None:
        out.append(f' duration="{rendition.duration!r}"')
    if rendition.poi is not None:
        out.append(own_attribute("poi", f"{rendition.poi[0]!r} {rendition.poi[1]!r}"))
    if rendition.public != public:
        out.append(own_attribute("public", "true" if rendition.public else "false"))
    writer.declare(out)
    fields = _RENDITION_FIELDS
    if rendition.duration is not None:
        in_seconds = left.attributes.get("durationunit") == SECONDS
        fields = _TIMED_FIELDS - {"durationunit"} if in_seconds else _TIMED_FIELDS
    writer.put_back(tag, left, out, fields, _RENDITION_OWN_FIELDS)
    if tag == "remoteContent":
        found = writer.children_of(tag, left)
        content += "".join(["".join(found[rank]) for rank in sorted(found)])
    return write_element(tag, out, content)


# -- packages -------------------------------------------------------------------------------------

_IN_GROUPS = ("title", "signal", "edNote", "groupRef", "conceptRef", "groupExtProperty")
_ID = frozenset({"id"})
_ROOT = frozenset({"root"})


def write_group_set(writer: ItemWriter, members: list[tuple[str | None, str]]) -> str:
    """Write the members of a package, each with the group that it names; without one it is in the first."""
    left = writer.left.groups or NOTHING
    groups: dict[str, Leftovers] = {}
    for group in left.members:
        name = group.attributes.get("id", "")
        if BARE.match(name):
            groups.setdefault(name, group)
    if not groups:
        if not members:
            return ""
        groups = {"main": NOTHING}
    first = next(iter(groups))
    writer.ids.update(groups)
    content: dict[str, list[str]] = {name: [] for name in groups}
    for group_of_member, member in members:
        content[group_of_member if group_of_member in groups else first].append(member)
    out: list[str] = []
    for name, group in groups.items():
        for each in group.children:
            if name_of_piece(each) in (None, *_IN_GROUPS) and writer.accepts_element(each):
                xml = writer.resolve(each)
                if xml is not None:
                    content[name].append(xml)
        attributes = [f' id="{name}"']
        writer.put_back("group", group, attributes, _ID, NONE)
        out.append(write_container("group", "".join(sorted(attributes)), content[name], "    "))
    root = left.attributes.get("root", "")
    attributes = [f' root="{root if root in groups else first}"']
    writer.put_back("groupSet", left, attributes, _ROOT, NONE)
    return write_container("groupSet", "".join(sorted(attributes)), out)

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
from newsrec.formats.newsml_g2.writer.context import (
    NONE,
    has_control,
    name_of_piece,
    write_container,
    write_element,
)
from newsrec.formats.newsml_g2.writer.values import iri_attributes, rendition_attributes
from newsrec.model import find_dateline

if TYPE_CHECKING:
    from newsrec.body import Block
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
    """Write the story as it came, in its page, or as the option `body` says."""
    left = writer.left
    page = left.page
    nitf = writer.body == "nitf" or (writer.body == "" and (left.body == "nitf" or _has_nitf_page(left)))
    if page is not None and not (pages.is_nitf_page(page) if nitf else fits_story(page)):
        page = None
    if page is not None and not writer.accepts(page):
        page = None
    if not item.body and page is None and left.body is None:
        of_story = left.of_element("inlineXML")
        return "" if of_story is NOTHING else f"<inlineXML{writer.put_back_all('inlineXML', of_story)}/>"
    if page is None and _is_in_a_rendition(writer, item):
        return ""
    writer.has_page = page is not None
    blocks, _ = pages.drop_repeated(item.body, item.headline, item.byline)
    dateline = None if item.dateline is None else item.dateline.text
    if page is not None or not nitf:
        blocks = _show_dateline(writer, blocks, dateline)
    if nitf:
        if page is None:
            whole = pages.nitf_page(item.headline, item.byline, dateline)
        else:
            whole = pages.fill_nitf_page(page, item.headline, item.byline, dateline)
        markup = to_nitf(blocks)
        writer.own = writer.own or f" {OWN_PREFIX}" in markup
    else:
        whole = _fill_page(page or pages.PLAIN_PAGE, item)
        markup = to_markup(blocks, between=_LINE)
    before, _, after = whole.partition(pages.HOLE)
    attributes = _story_attributes(writer, NITF_MIME if nitf else XHTML_MIME, has_page=page is not None)
    return f"<inlineXML{attributes}>{before}{markup}{after}</inlineXML>"


def _has_nitf_page(left: Leftovers) -> bool:
    return left.page is not None and pages.is_nitf_page(left.page)


def _show_dateline(writer: ItemWriter, blocks: tuple[Block, ...], dateline: str | None) -> tuple[Block, ...]:
    """Return the blocks with the dateline at the head of the first paragraph, where reading looks for it."""
    index = find_dateline(blocks) if dateline else None
    if index is None:
        return blocks
    marks = writer.left.of_element("dateline").shown
    if marks == () and pages.drop_dateline(blocks, dateline)[0] is blocks:  # it was not shown there
        return blocks
    shown = pages.dateline_span(dateline or "", marks)
    paragraph: Any = blocks[index]
    led = _paragraph(content=(shown, *paragraph.content), lang=paragraph.lang)
    return (*blocks[:index], led, *blocks[index + 1 :])


_REPEATED = r"<(h[1-6]|p)(?: [^<>]*)?>{}</\1>"


def _fill_page(page: str, item: NewsItem) -> str:
    """Return a page with the headline and byline that it shows, without what cannot show them."""
    before, hole, after = page.partition(pages.HOLE)
    found = _HOLED.search(before[-2_000:])
    place = len(before) - len(found[3] if found is not None else "")
    before, at_head = before[:place], before[place:]  # of the story, what repeats the record
    for mark, text in ((pages.HEADLINE_HOLE, item.headline), (pages.BYLINE_HOLE, item.byline)):
        if not text or has_control(text) or text != text.strip(" "):  # reading would not know it again
            at_head = re.sub(_REPEATED.format(re.escape(mark)), "", at_head)
        before, at_head = [each.replace(mark, escape(text or "")) for each in (before, at_head)]
    return f"{before}{at_head}{hole}{after}"


def _story_attributes(writer: ItemWriter, mime: str, *, has_page: bool) -> str:
    """Write the attributes of the story; a media type that it is not written in is our own attribute."""
    left = writer.left.of_element("inlineXML")
    out: list[str] = []
    if mime == NITF_MIME and not has_page and writer.left.body is None:
        out.append(writer.own_attribute("body", "xhtml"))  # in NITF for this receiver alone
    elif mime != NITF_MIME and writer.left.body is not None:
        out.append(writer.own_attribute("body", "nitf"))
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


_HOLED = re.compile(
    r'<(body|section)(?: class="([^"<>]*)")?(?: [^<>]*)?>'
    r"((?:<(h[1-6])(?: [^<>]*)?><\?newsrec headline\?></\4>|<p class=\"byline\"><\?newsrec byline\?></p>)*)\Z"
)


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
    if found[3] or pages.HEADLINE_HOLE in after or pages.BYLINE_HOLE in after:
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

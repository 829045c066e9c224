"""contentSet: the story in its page, and the other forms of the content."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newsrec._trusted import skip_checks
from newsrec.body import Paragraph
from newsrec.formats._markup import to_markup
from newsrec.formats._nitf.body_writer import to_nitf
from newsrec.formats._xml.own import OWN_PREFIX
from newsrec.formats._xml.parsing import escape, escape_attribute
from newsrec.formats.newsml_g2 import _bodies
from newsrec.formats.newsml_g2._tables import NITF_MIME, SECONDS, SIDECAR_MIME, XHTML_MIME, XHTML_NS
from newsrec.formats.newsml_g2._writer._attributes import rendition_attributes
from newsrec.formats.newsml_g2._writer._pen import NONE, enclosed
from newsrec.formats.newsml_g2._writer._pieces import left_of, map_in
from newsrec.maps import FrozenMap
from newsrec.model import dateline_index

if TYPE_CHECKING:
    from newsrec.formats.newsml_g2._writer._pen import Pen
    from newsrec.formats.newsml_g2._writer._pieces import Left
    from newsrec.model import NewsItem, Rendition

_paragraph = skip_checks(Paragraph)

# Blocks stand on lines of their own, which reading takes for layout.
_LINE = "\n"


def write_content_set(pen: Pen, item: NewsItem, of: Left) -> str:
    """The whole of contentSet, the embedded record last; nothing where there is no content."""
    story = _story(pen, item, of)
    out = [story] if story else []
    out += [write_rendition(pen, each) for each in item.renditions]
    if pen.writing.sidecar is not None:
        out.append(f'<inlineData contenttype="{SIDECAR_MIME}">{escape(pen.writing.sidecar)}</inlineData>')
    attributes = pen.of_left("contentSet", of)
    return enclosed("contentSet", attributes, out) if out or attributes else ""


def _story(pen: Pen, item: NewsItem, of: Left) -> str:
    """The story as XHTML, in the page that it came in, or as NITF."""
    page = pen.left.get("page")
    if page.__class__ is not str or pen.nitf or not fits_here(page) or not pen.piece(page):
        page = None
    if not item.body and page is None:
        if of.get("inlineXML").__class__ is not FrozenMap:
            return ""
        return f"<inlineXML{pen.of_left('inlineXML', of)}/>"
    if page is None and _is_told_by_a_rendition(pen, item):
        return ""
    blocks, _ = _bodies.without_repeated(item.body, item.headline, item.byline)
    text = None if item.dateline is None else item.dateline.text
    if pen.nitf:
        before, _, after = _bodies.nitf_page(item.headline, item.byline, text).partition(_bodies.HOLE)
        nitf = to_nitf(blocks)
        pen.own = pen.own or f" {OWN_PREFIX}" in nitf
        return f"<inlineXML{_content_type(pen, of, NITF_MIME)}>{before}{nitf}{after}</inlineXML>"
    index = dateline_index(blocks) if text else None
    if index is not None:
        shown = _bodies.dateline_span(text or "", map_in(of, "dateline").get("shown"))
        paragraph: Any = blocks[index]
        led = _paragraph(content=(shown, *paragraph.content), lang=paragraph.lang)
        blocks = (*blocks[:index], led, *blocks[index + 1 :])
    written = page or _bodies.PLAIN_PAGE
    before, _, after = written.partition(_bodies.HOLE)
    before = before.replace(_bodies.HEADLINE_HOLE, escape(item.headline or ""))
    before = before.replace(_bodies.BYLINE_HOLE, escape(item.byline or ""))
    markup = to_markup(blocks, between=_LINE)
    return f"<inlineXML{_content_type(pen, of, XHTML_MIME)}>{before}{markup}{after}</inlineXML>"


def _content_type(pen: Pen, of: Left, mime: str) -> str:
    """The attributes of the story; a media type that it came with and is not written in is our own."""
    left = map_in(of, "inlineXML")
    known: list[str] = []
    told = left.get("contenttype")
    if told in (XHTML_MIME, NITF_MIME) and told != mime:
        known.append(pen.own_attribute("contenttype", told))
        left = {key: value for key, value in left.items() if key != "contenttype"}
    pen.rest("inlineXML", left, known, NONE, NONE)
    if not any(each.startswith(" contenttype=") for each in known):
        known.append(f' contenttype="{mime}"')
    known.sort()
    return "".join(known)


def _is_told_by_a_rendition(pen: Pen, item: NewsItem) -> bool:
    """Whether reading takes the body from a plain rendition, as it did before."""
    index = pen.left.get("text")
    if index.__class__ is not int or not 0 <= index < len(item.renditions):
        return False
    if index != _bodies.telling_rendition(item.renditions):
        return False
    return _bodies.text_blocks(item.renditions[index].content or "") == item.body


_HOLED = re.compile(r'<(body|section)(?: class="([^"<>]*)")?(?: [^<>]*)?>\Z')


@lru_cache(maxsize=256)
def fits_here(page: str) -> bool:
    """Whether a story can be put into a page such that reading finds it again."""
    before, hole, after = page.partition(_bodies.HOLE)
    if not hole or not page.startswith(f'<html xmlns="{XHTML_NS}"') or _bodies.HOLE in after:
        return False
    found = _HOLED.search(before[-2_000:])
    if found is None:
        return False
    if found[1] == "body":
        return after.startswith("</body></html>")
    furnished = any(f"<{name}" in page for name in ("header", "footer", "nav", "aside"))
    if _bodies.HEADLINE_HOLE in after or _bodies.BYLINE_HOLE in after:
        return False
    return "main" in (found[2] or "").split() and after.startswith("</section>") and furnished


def write_rendition(pen: Pen, rendition: Rendition) -> str:
    """One form of the content."""
    left = left_of(rendition.extra)
    out: list[str] = []
    tag = "inlineData" if rendition.href is None else "remoteContent"
    content = ""
    if rendition.content is not None:
        if left.get("element") == "inlineXML" and pen.piece(rendition.content):
            tag, content = "inlineXML", rendition.content
        else:
            content = escape(rendition.content)
    attributes, public = rendition_attributes(tag, rendition.name, rendition.mime)
    pen.need(attributes)
    out += attributes.parts
    by_reference = left.get("element") == "remoteContent" and (rendition.href == left.get("residref", ""))
    if rendition.href is not None and not by_reference:
        out += pen.iri("href", rendition.href)
    if rendition.title is not None:
        if tag == "remoteContent":
            out.append(f' title="{escape_attribute(rendition.title)}"')
        else:
            out.append(pen.own_attribute("title", rendition.title))
    for name, number in (
        ("width", rendition.width), ("height", rendition.height), ("size", rendition.size)
    ):  # fmt: skip
        if number is not None:
            if number < 10**18 and (name != "size" or tag == "remoteContent"):
                out.append(f' {name}="{number}"')
            else:
                out.append(pen.own_attribute(name, str(number)))
    if rendition.duration is not None:
        out.append(f' duration="{rendition.duration!r}"')
    if rendition.poi is not None:
        out.append(pen.own_attribute("poi", f"{rendition.poi[0]!r} {rendition.poi[1]!r}"))
    if rendition.public != public:
        out.append(pen.own_attribute("public", "true" if rendition.public else "false"))
    taken = _RENDITION_TAKEN
    if rendition.duration is not None:
        taken = _TIMED_TAKEN - {"durationunit"} if left.get("durationunit") == SECONDS else _TIMED_TAKEN
    if left:
        pen.rest(tag, left, out, taken, _RENDITION_OWN_TAKEN)
    if tag == "remoteContent" and left:
        found = pen.put(left, tag)
        content += "".join(["".join(found[rank]) for rank in sorted(found)])
    out.sort()
    return f"<{tag}{''.join(out)}>{content}</{tag}>" if content else f"<{tag}{''.join(out)}/>"


_RENDITION_TAKEN = frozenset({"contenttype", "height", "href", "rendition", "size", "title", "width"})
_TIMED_TAKEN = _RENDITION_TAKEN | {"duration", "durationunit"}
_RENDITION_OWN_TAKEN = frozenset(
    ["content", "duration", "height", "href", "mime", "name", "poi", "public", "size", "title", "width"]
)

"""The story inside an item: XHTML or NITF, told apart by the root element, and its page around it.

A page repeats what the metadata says: the headline in `title` and `h1`, the dateline at the head
of the first paragraph. The story is read without them. What else stands around the story is
kept as one text, the page, with a processing instruction where the story was (`HOLE`) and where
a fact of the record was shown, so that it is shown again as the record has it by then.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from newsrec._trusted import skip_checks
from newsrec.body import Block, Inline, Paragraph, Span, as_blocks, inline_text
from newsrec.formats._markup import MarkupReader, name_of, strip_layout
from newsrec.formats._markup.components import has_components, name_components
from newsrec.formats._markup.rich_text import is_inline, rich_text
from newsrec.formats._nitf.body_reader import NITF_NS, read_blocks
from newsrec.formats._xml.parsing import BLANK, Element, alone, escape, parser, too_many_attributes
from newsrec.model import find_dateline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.model import Rendition


XHTML_NS = "http://www.w3.org/1999/xhtml"
XHTML_MIME = "application/xhtml+xml"
NITF_MIME = "application/nitf+xml"

_paragraph = skip_checks(Paragraph)
_span = skip_checks(Span)

#: What stands in a page for the story, and for facts of the record.
HOLE = "<?newsrec story?>"
HEADLINE_HOLE = "<?newsrec headline?>"
BYLINE_HOLE = "<?newsrec byline?>"

#: The page that is written around a story that came with none.
PLAIN_PAGE = f'<html xmlns="{XHTML_NS}"><head><title>{HEADLINE_HOLE}</title></head><body>{HOLE}</body></html>'
_BARE_PAGE = f'<html xmlns="{XHTML_NS}"><head><title/></head><body>{HOLE}</body></html>'


class Story(NamedTuple):
    """A body: its blocks, the page around them where it says anything, and what has no place."""

    blocks: tuple[Block, ...]
    page: str | None
    lost: tuple[str, ...]
    dateline: tuple[Any, ...] | None = None
    facts: tuple[tuple[str, str], ...] = ()
    mime: str = XHTML_MIME


def read_story(root: Element, headline: str | None, byline: str | None, dateline: str | None) -> Story | None:
    """Read the story of a document in XHTML or NITF, whatever its namespace; None for anything else."""
    name = _local(root)
    if name == "nitf":
        return _read_nitf(root, headline, byline, dateline)
    if name not in _HTML_ROOTS:
        return None
    markup = MarkupReader()
    if name == "html" and root.tag != _HTML:
        root = _as_xhtml(root)
    body = root
    if name == "html":
        found = [child for child in root if _local(child) == "body"]
        if not found:
            return None
        body = found[0]
    story = _main(body)
    blocks = markup.blocks(story)
    if has_components(markup.lost):
        name_components(story)
        markup = MarkupReader()
        blocks = markup.blocks(story)
    page = None
    if name == "html" and root.tag == _HTML:
        kept = 0
        if story is body:
            rest, repeated = drop_repeated(blocks, headline, byline)
            kept = _count_repeated(story, len(repeated), headline, byline)
            markup.lost.extend(repeated[kept:])
            blocks = rest
        blocks, shown = drop_dateline(blocks, dateline)
        page = _page(root, story, headline, byline, kept)
        if page in (PLAIN_PAGE, _BARE_PAGE):
            page = None
    else:
        blocks, repeated = drop_repeated(blocks, headline, byline)
        blocks, shown = drop_dateline(blocks, dateline)
        markup.lost.extend(repeated)
        _lose(root, story, markup)
    return Story(blocks, page, tuple(markup.lost), shown)


def _as_xhtml(root: Element) -> Element:
    """Return a page in the namespace of XHTML: agencies forget it, so that it is in that of NewsML-G2."""
    space = root.tag.removesuffix(name_of(root.tag))
    made = etree.Element(_HTML, dict(root.attrib), nsmap={None: XHTML_NS})
    made.text = root.text
    made.extend(list(root))
    for element in made.iter("*"):
        if element.tag.startswith(space) and "}" not in element.tag[len(space) :]:
            element.tag = f"{{{XHTML_NS}}}{element.tag[len(space) :]}"
    etree.cleanup_namespaces(made)
    return made


_HTML = f"{{{XHTML_NS}}}html"
_HTML_ROOTS = {"html", "body", "div", "section", "article", "p", "main"}


def _local(element: Element) -> str:
    return name_of(element.tag)


def _main(body: Element) -> Element:
    """Return where the story is: in a page with a header, in the section of class "main"."""
    found = None
    furnished = False
    for child in body:
        name = name_of(child.tag)
        if name in _FURNITURE:
            furnished = True
        elif found is None and name == "section" and "main" in (child.get("class") or "").split():
            found = child
        else:
            return body
    return found if found is not None and furnished else body


_FURNITURE = ("header", "footer", "nav", "aside")


def _count_repeated(story: Element, count: int, headline: str | None, byline: str | None) -> int:
    """Return how many of the repeated blocks at the head of a story can stay in its page, as they came.

    Each is an element of a text alone, `<h1>Ferry runs again</h1>`, so that the page can show another
    headline later.
    """
    if (story.text or "").strip(BLANK):
        return 0
    for index, element in enumerate(story[:count]):
        text = strip_layout(element.text or "")
        heading = _local(element) in _HEADINGS and text == headline
        if (
            len(element)
            or (element.tail or "").strip(BLANK)
            or not (
                heading or (element.get("class") == "byline" and _local(element) == "p" and text == byline)
            )
        ):
            return index
        element.text = text
    return min(count, len(story))


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _page(root: Element, story: Element, headline: str | None, byline: str | None, kept: int) -> str:
    """Return the page as text, once its story is out of it; takes the tree apart.

    `kept` is how many elements at the head of the story belong to the page.
    """
    _leave_hole(story, kept)
    before, hole, after = alone(root).partition(HOLE)
    if headline:
        shown = f">{escape(headline)}</"
        for name in ("title", *_HEADINGS):
            before = before.replace(f"{shown}{name}>", f">{HEADLINE_HOLE}</{name}>")
    if byline:
        before = before.replace(f">{escape(byline)}</p>", f">{BYLINE_HOLE}</p>")
    page = f"{before}{hole}{after}"
    return page if story.tag == _SECTION else _LAYOUT.sub("><", page)


def _leave_hole(story: Element, kept: int = 0) -> None:
    """Put an instruction in the place of the story: a document has none, for the parser drops them."""
    del story[kept:]
    story.text = None
    for element in story:
        element.tail = None
    story.append(etree.ProcessingInstruction("newsrec", "story"))


_SECTION = f"{{{XHTML_NS}}}section"

# White space that holds a line end, between two tags of a page: its source's layout. The runs are
# possessive: with a way back, a long run of spaces before no tag would be tried from each of them.
_LAYOUT = re.compile(r">[ \t]*+\n[ \t\n]*+<")


def drop_dateline(
    blocks: tuple[Block, ...], dateline: str | None
) -> tuple[tuple[Block, ...], tuple[Any, ...] | None]:
    """Return the blocks without the dateline that the first paragraph repeats, and how it was marked up.

    The second value is None where it was no more than a text, and `()` where there was none.
    """
    if not dateline:
        return blocks, None
    index = find_dateline(blocks)
    if index is None:
        return blocks, None
    content: tuple[Inline, ...] = blocks[index].content  # type: ignore[union-attr]  # a paragraph
    first = content[0] if content else ""
    marked: tuple[Any, ...] | None = None
    if first.__class__ is str:
        if not first.startswith(dateline):
            return blocks, ()
        rest = first[len(dateline) :]
        if rest[:1].isalnum() and dateline[-1].isalnum():  # it is no more than the head of a word
            return blocks, ()
        content = (rest, *content[1:]) if rest else content[1:]
    else:
        if not _is_dateline(first, dateline):
            return blocks, ()
        if first.content != (dateline,):  # type: ignore[union-attr]  # a span
            marked = _marks(first.content)  # type: ignore[union-attr]  # a span
            if not marked:
                return blocks, ()
        content = content[1:]
    return (
        (
            *blocks[:index],
            _paragraph(content=content, lang=blocks[index].lang),  # type: ignore[union-attr]  # a paragraph
            *blocks[index + 1 :],
        ),
        marked,
    )


def _is_dateline(part: Inline, dateline: str) -> bool:
    """Whether a piece of inline text is the dateline, marked up as such."""
    return (
        part.__class__ is Span
        and part.kind == "dateline"
        and _is_bare(part)
        and inline_text(part.content) == dateline
    )


def _is_bare(span: Any) -> bool:
    """Whether a span says nothing but its kind."""
    return span.href is None and span.title is None and span.lang is None and span.ref is None


def _marks(content: tuple[Inline, ...]) -> tuple[Any, ...]:
    """Return inline text of one level as JSON: a text, or kind and text; empty where it is more."""
    marks: list[Any] = []
    for part in content:
        if part.__class__ is str:
            marks.append(part)
            continue
        text = inline_text(part.content)  # type: ignore[union-attr]  # a span
        if part.content != ((text,) if text else ()) or not _is_bare(part):  # type: ignore[union-attr]  # a span
            return ()
        marks.append((part.kind, text))  # type: ignore[union-attr]  # a span
    return tuple(marks)


def dateline_span(text: str, marks: Any) -> Span:
    """Return the dateline as it is shown at the head of a story, marked up as it came."""
    parts: list[Inline] = []
    for mark in marks if marks.__class__ is tuple else ():
        if mark.__class__ is str and mark and not (parts and parts[-1].__class__ is str):
            parts.append(mark)
        elif mark.__class__ is tuple and len(mark) == 2 and mark[0].__class__ is mark[1].__class__ is str:
            parts.append(_span(content=(mark[1],) if mark[1] else (), kind=mark[0]))
        else:
            break
    else:
        if parts and parts != [text] and inline_text(tuple(parts)) == text:
            whole: Span = _span(content=tuple(parts), kind="dateline")
            return whole
    plain: Span = _span(content=(text,), kind="dateline")
    return plain


def drop_repeated(
    blocks: tuple[Block, ...], headline: str | None, byline: str | None
) -> tuple[tuple[Block, ...], list[str]]:
    """Return the blocks without headline and byline at their head, and which of them there were."""
    repeated: list[str] = []
    while blocks:
        first = blocks[0]
        kind = first.__class__.__name__
        if kind == "Heading" and headline and inline_text(first.content) == headline:  # type: ignore[union-attr]  # a heading
            repeated.append(f"h{first.level}: the headline again")  # type: ignore[union-attr]  # a heading
        elif (
            kind == "Paragraph"
            and byline
            and first.role == "byline"  # type: ignore[union-attr]  # a paragraph
            and inline_text(first.content) == byline  # type: ignore[union-attr]  # a paragraph
        ):
            repeated.append("p/@class=byline: the byline again")
        else:
            break
        blocks = blocks[1:]
    return blocks, repeated


def _lose(root: Element, story: Element, markup: MarkupReader) -> None:
    """Note what of a page is not kept: texts and attributes outside the story."""
    inside = set(story.iter())
    for element in root.iter():
        if element is story or element not in inside:
            for name, value in element.items()[:256]:
                markup.drop(element, str(name), str(value))
            texts = [element.text] if element is not story else []
            if element is not root:
                texts.append(element.tail)
            for text in texts:
                if text is not None and text.strip(BLANK):
                    markup.lost.append(f"{_local(element)}: {text.strip(BLANK)}")


# -- NITF -----------------------------------------------------------------------------------------


def _read_nitf(root: Element, headline: str | None, byline: str | None, dateline: str | None) -> Story:
    """Read an NITF document: the blocks of body.content; what its head says and the metadata do not."""
    markup = MarkupReader()
    story = root
    facts: dict[str, str] = {}
    elements: dict[str, Element] = {}
    for element in root.iter():
        name = _local(element)
        if name == "body.content":
            story = element
            break
        fact = _NITF_FACTS.get(name)
        if fact is not None and fact not in facts:
            text = rich_text(alone(element))
            if text:
                facts[fact] = text
                elements[fact] = element
    blocks = () if story is root else read_blocks(story, markup)
    if has_components(markup.lost):
        name_components(story)
        markup = MarkupReader()
        blocks = markup.blocks(story)
    given = {"headline": headline, "byline": byline, "dateline": dateline}
    headline, byline, dateline = [given[name] or facts.get(name) for name in given]
    blocks, repeated = drop_repeated(blocks, headline, byline)
    markup.lost.extend(repeated)
    if story is not root:
        _leave_hole(story)
    page = _LAYOUT.sub(_between, alone(root))
    if page == nitf_page(
        headline if "headline" in facts else None,
        byline if "byline" in facts else None,
        dateline if "dateline" in facts else None,
    ):
        return Story(blocks, None, tuple(markup.lost), mime=NITF_MIME)
    shown_texts = {"headline": headline, "byline": byline, "dateline": dateline}
    for name, element in elements.items():
        if facts[name] == shown_texts[name]:
            _mark(element, name)
    page = _LAYOUT.sub(_between, alone(root))
    blocks, shown = drop_dateline(blocks, dateline)
    return Story(blocks, page, tuple(markup.lost), shown, tuple(facts.items()))


def _mark(element: Element, name: str) -> None:
    """Mark that an element shows a field of the record; one with mark-up keeps it behind the mark."""
    mark = etree.ProcessingInstruction("newsrec", name)
    mark.tail = element.text if len(element) else None
    element.text = None
    element.insert(0, mark)


def fill_nitf_page(page: str, headline: str | None, byline: str | None, dateline: str | None) -> str:
    """Return a page of NITF with the fields that it shows: as it had them, where they are still the same."""
    for name, text in (("headline", headline), ("byline", byline), ("dateline", dateline)):
        before, mark, rest = page.partition(f"<?newsrec {name}?>")
        if not mark:
            continue
        tag = before[before.rindex("<") + 1 :].partition(">")[0].partition(" ")[0]
        content, end, after = rest.partition(f"</{tag}>")
        if rich_text(content) != (text or ""):
            content = escape(text or "")
        page = f"{before}{content}{end}{after}"
    return page


_NITF_PAGE = re.compile(r"<nitf(?: [^<>]*)?>.*<body\.content(?: [^<>]*)?>\Z", re.DOTALL)


def is_nitf_page(page: str) -> bool:
    """Whether a page is one of NITF, with a place for the story, that our readers find again."""
    before, hole, after = page.partition(HOLE)
    return bool(hole) and HOLE not in after and _NITF_PAGE.match(before) is not None


def _between(layout: re.Match[str]) -> str:
    """Return what is kept of layout between two tags: nothing, but between two of a line it parts words."""
    page, start, end = layout.string, layout.start(), layout.end()
    before = page[page.rindex("<", 0, start) + 1 : start]
    after = page[end : page.index(">", end)]
    return "> <" if is_inline(before) and is_inline(after) else "><"


def nitf_page(headline: str | None, byline: str | None, dateline: str | None) -> str:
    """Return the document that is written around a story in NITF: it shows what the record knows, once."""
    title = head = ""
    if headline and headline.strip(" \t\n"):
        title = f"<head><title>{escape(headline)}</title></head>"
        head = f"<hedline><hl1>{escape(headline)}</hl1></hedline>"
    if byline and byline.strip(" \t\n"):
        head += f"<byline>{escape(byline)}</byline>"
    if dateline and dateline.strip(" \t\n"):
        head += f"<dateline>{escape(dateline)}</dateline>"
    if head:
        head = f"<body.head>{head}</body.head>"
    return f'<nitf xmlns="{NITF_NS}">{title}<body>{head}<body.content>{HOLE}</body.content></body></nitf>'


_NITF_FACTS = {"hl1": "headline", "byline": "byline", "dateline": "dateline"}

# -- the story in a plain rendition ---------------------------------------------------------------


def find_story_rendition(renditions: Iterable[Rendition], space: str) -> int | None:
    """Return which rendition is the story of an item without a body: the first plain, public text.

    One that has an `encoding` among the leftovers of the format, in `space` of its extra, is not plain.
    """
    for index, rendition in enumerate(renditions):
        if (
            rendition.content is not None
            and rendition.public
            and (rendition.mime or "").partition(";")[0] in _PLAIN_MIMES
            and "encoding" not in rendition.extra.get(space, ())
            and rendition.content.strip(" \t\r\n")
        ):
            return index
    return None


_PLAIN_MIMES = ("", "text/plain", "text/html")


def read_text(content: str) -> tuple[Block, ...]:
    """Read an embedded text: the blocks of its markup, if it is a fragment of HTML, else its paragraphs."""
    text = content.strip(" \t\r\n")
    if text.startswith("<") and text.endswith(">"):
        try:
            root = etree.fromstring(f"<div>{text}</div>", parser())
        except (etree.XMLSyntaxError, ValueError):
            pass
        else:
            if too_many_attributes(root) is None:
                return MarkupReader().blocks(root)
    return as_blocks(text)

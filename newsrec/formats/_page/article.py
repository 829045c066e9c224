"""The page of an article: complete, readable and self-contained, and what of it is read back.

The head is that of `meta`; the body is one `article`, its style in the page, nothing loaded but
the story's own pictures. The article is well-formed XML too, so that what we wrote is read back
letter for letter. What must be found again is marked by `data-newsrec`:

| mark | on | meaning |
|---|---|---|
| `story` | `article` | the whole; `dir` is the direction of the text |
| `byline` | `p` | the byline as it was written |
| `body` | `div` | the blocks of the story |
| `dateline` | `span` or `p` | the dateline, before the first paragraph without a role |

All else in it is for readers, and comes from the JSON-LD.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsrec.body import Embed, inline_text, walk_blocks
from newsrec.formats._markup import MarkupReader, inline_markup, to_markup
from newsrec.formats._markup.fragment import read_safe_blocks
from newsrec.formats._markup.tree import parse_fragment
from newsrec.formats._page.meta import PARTS, Facts, alt_text, head
from newsrec.formats._page.page import RECORD
from newsrec.formats._page.scripts import script_safe
from newsrec.formats._schema_org.graph import flatten
from newsrec.formats._schema_org.values import decode_entities, opens_body, split_paragraphs
from newsrec.formats._xml.parsing import escape, escape_attribute
from newsrec.model import find_dateline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsrec.body import Block
    from newsrec.context import Site
    from newsrec.findings import Finding
    from newsrec.formats._format import Writing
    from newsrec.model import NewsItem

_DIRECTIONS: Final = ("ltr", "rtl")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}\Z")

#: The style of the page: the reader's own fonts and colour scheme, a measure for reading.
STYLE: Final = """\
:root{color-scheme:light dark;--ink:#1c1b19;--soft:#6b6862;--line:#e2dfd8;--paper:#fdfcfa;--link:#0b57a4}
@media (prefers-color-scheme:dark){
:root{--ink:#eae7e1;--soft:#a09b92;--line:#3a3733;--paper:#191816;--link:#8ab8f0}}
html{background:var(--paper);-webkit-text-size-adjust:100%}
body{margin:0;color:var(--ink);font:1.125rem/1.6 Charter,"Bitstream Charter","Iowan Old Style",Georgia,serif}
article{max-width:38rem;margin:0 auto;padding:3.5rem 1.25rem 4.5rem;overflow-wrap:break-word}
header{margin-bottom:2rem}
h1{font-size:clamp(1.8rem,5.4vw,2.5rem);line-height:1.14;letter-spacing:-.015em;margin:0 0 .9rem;\
text-wrap:balance}
h2,h3,h4,h5,h6{line-height:1.25;margin:2.2rem 0 .6rem}
a[href]{color:var(--link);text-underline-offset:.15em}
.section,.signed,.published,figcaption,footer,table,.corrections{
font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
.section{margin:0 0 .7rem;font-size:.78rem;font-weight:650;letter-spacing:.08em;text-transform:uppercase;\
color:var(--link)}
.summary{margin:0 0 1.2rem;font-size:1.28rem;line-height:1.45;color:var(--soft)}
.signed,.published{margin:0;font-size:.92rem;line-height:1.5}
.published{color:var(--soft)}
figure{margin:2rem 0}
figure:empty{display:none}
figure iframe{display:block;width:100%;height:auto;aspect-ratio:16/9;border:0;border-radius:3px;\
background:var(--line)}
figure>a:only-of-type{display:block;padding:.8rem 1rem;border:1px solid var(--line);border-radius:4px;\
font-size:.95rem}
figure img{display:block;max-width:100%;height:auto;border-radius:3px;background:var(--line)}
figcaption,.leadin,.caption{margin-top:.55rem;font-size:.88rem;line-height:1.45;color:var(--soft)}
.credit{white-space:nowrap}
[data-newsrec=dateline]{font-size:.88em;font-weight:600;letter-spacing:.02em;white-space:pre-wrap}
blockquote{margin:1.6rem 0;padding-left:1.1rem;border-left:3px solid var(--line)}
blockquote footer{color:var(--soft);font-size:.9rem}
section{margin:2rem 0;padding:.1rem 1.2rem;border:1px solid var(--line);border-radius:4px}
table{display:block;overflow-x:auto;border-collapse:collapse;font-size:.9rem;line-height:1.4}
th,td{padding:.4rem .9rem .4rem 0;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}
caption{padding-bottom:.4rem;text-align:start;color:var(--soft)}
pre{overflow-x:auto;font-size:.86rem;line-height:1.45}
hr{width:5rem;margin:2.6rem auto;border:0;border-top:1px solid var(--line)}
.corrections{margin-top:2.6rem;padding:.9rem 1.1rem;border-left:3px solid var(--link);font-size:.92rem;\
line-height:1.5}
.corrections p{margin:.2rem 0}
article>footer{margin-top:2.6rem;padding-top:.9rem;border-top:1px solid var(--line);font-size:.84rem;\
color:var(--soft)}
article>footer p{margin:.15rem 0}
@media print{article{max-width:none;padding:0}a{color:inherit}}
"""


# -- writing --------------------------------------------------------------------------------------


def write_page(item: NewsItem, node: dict[str, Any], writing: Writing) -> str:
    """Return the whole page of a story, `node` being its JSON-LD, with the record to embed."""
    facts = Facts(node)
    language = facts.language if facts.language and _LANGUAGE.match(facts.language) else None
    opening = "<html>" if language is None else f'<html lang="{language}">'
    lines = [
        "<!DOCTYPE html>",
        opening,
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        *head(node, PARTS),
    ]
    if writing.sidecar is not None:
        lines.append(f'<script type="{RECORD}">{script_safe(writing.sidecar)}</script>')
    lines += [f"<style>\n{STYLE}</style>", "</head>", "<body>", *_article(item, facts, writing)]
    return "\n".join([*lines, "</body>", "</html>", ""])


def write_article(item: NewsItem, node: dict[str, Any], writing: Writing) -> str:
    """Return the article alone, without the page around it."""
    return "\n".join(_article(item, Facts(node), writing))


def _article(item: NewsItem, facts: Facts, writing: Writing) -> Iterator[str]:
    direction = f' dir="{item.text_direction}"' if item.text_direction in _DIRECTIONS else ""
    yield f'<article data-newsrec="story"{direction}>'
    yield "<header>"
    for section in facts.texts("articleSection")[:1]:
        yield f'<p class="section">{escape(section)}</p>'
    if facts.title:
        yield f"<h1>{_lines(facts.title)}</h1>"
    if facts.description and facts.is_article:
        yield f'<p class="summary">{_lines(facts.description)}</p>'
    if item.byline is not None:
        pages = [(decode_entities(each.get("name") or ""), each.get("url")) for each in facts.authors]
        yield f'<p class="signed" data-newsrec="byline">{_linked(item.byline, pages, "author")}</p>'
    elif facts.authors:
        yield f'<p class="signed">{", ".join(map(_author, facts.authors))}</p>'
    times = _times(facts)
    if times:
        yield f'<p class="published">{" · ".join(times)}</p>'
    yield "</header>"
    for image in _above(item, facts, writing.site):
        yield _picture(image)
    paid = writing.options.get("paywalled") if item.free is False else None
    if paid is not None:
        paid = paid.removeprefix(".")
        # Where blocks of the story have the class, they alone are paid: what is before them is free to read.
        if any(getattr(block, "role", None) == paid for block in walk_blocks(item.body)):
            paid = None
    classes = f' class="{escape_attribute(paid)}"' if paid else ""
    yield f'<div data-newsrec="body"{classes}>'
    yield from _body(item)
    yield "</div>"
    yield from _corrections(facts)
    yield from _footer(facts)
    yield "</article>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def _author(author: dict[str, Any]) -> str:
    name = escape(decode_entities(author.get("name") or author.get("url") or ""))
    address = author.get("url")
    return f'<a rel="author" href="{escape_attribute(address)}">{name}</a>' if address else name


def _linked(text: str, pages: Iterable[tuple[str, str | None]], rel: str | None = None) -> str:
    """Return a text as mark-up, each name in it that has a page a link to there."""
    links: list[tuple[int, int, str]] = []
    for name, address in pages:
        found = (
            re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) if name and address else None
        )
        if found is not None and all(found.end() <= start or end <= found.start() for start, end, _ in links):
            links.append((*found.span(), address or ""))
    out, last = [], 0
    for start, end, address in sorted(links):
        relation = f' rel="{rel}"' if rel else ""
        out.append(inline_markup((text[last:start],), xml=False))
        opening = f'<a{relation} href="{escape_attribute(address)}">'
        out.append(f"{opening}{inline_markup((text[start:end],), xml=False)}</a>")
        last = end
    return "".join([*out, inline_markup((text[last:],), xml=False)])


def _above(item: NewsItem, facts: Facts, site: Site | None) -> Iterator[dict[str, Any]]:
    """Give the pictures above the text: neither those in it, nor the one that the site has for all."""
    if not facts.is_article:
        yield from facts.images
        return
    elsewhere = {
        block.href
        for block in walk_blocks(item.body)
        if isinstance(block, Embed) and block.kind == "image" and block.href is not None
    }
    if site is not None:
        elsewhere.add(site.image or "")
    for image in facts.images:
        if (image.get("contentUrl") or image["url"]) not in elsewhere:
            yield image


def _times(facts: Facts) -> list[str]:
    """Return when the story came out, and when it was changed if that was later."""
    published = list(_time(facts.node.get("datePublished"), facts.language))
    changed = list(_time(facts.node.get("dateModified"), facts.language))
    if changed == published:
        return published
    return published + [f"{'Updated' if facts.in_english else '↻'} {text}" for text in changed]


_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_TIME: Final = re.compile(
    r"([0-9]{4}(?:-[0-9]{2}){0,2})(?:T([0-9]{2}:[0-9]{2})[^+-]*([+-])([0-9]{2}):([0-9]{2}))?"
)


def _time(value: Any, language: str | None) -> Iterator[str]:
    """Give a time for readers: the date, in words where the page is in English, and the hour with its zone.

    In American English the month stands first and the hours go to twelve.
    """
    found = _TIME.match(value) if value.__class__ is str else None
    if found is None:
        return
    shown, time, sign, hours, minutes = found.groups()
    tongue, _, country = (language or "").lower().partition("-")
    american = tongue == "en" and country == "us"
    if tongue == "en" and "-" in shown:
        year, month, *day = map(int, shown.split("-"))
        if not 1 <= month <= len(_MONTHS):
            return
        words = [*map(str, day), _MONTHS[month - 1], str(year)]
        if american and day:
            words = [words[1], f"{words[0]},", words[2]]
        shown = " ".join(words)
    if time is not None:
        if american:
            hour, minute = time.split(":")
            time = f"{(int(hour) - 1) % 12 + 1}:{minute} {'a' if int(hour) < 12 else 'p'}.m."
        zone = f"UTC{sign}{int(hours)}" + (f":{minutes}" if minutes != "00" else "")
        shown = f"{shown}, {time} {zone if hours + minutes != '0000' else 'UTC'}"
    yield f'<time datetime="{value}">{shown}</time>'


def _picture(image: dict[str, Any]) -> str:
    sides = [side for side in ("width", "height") if image.get(side).__class__ is int]
    sizes = "".join(f' {side}="{image[side]}"' for side in sides)
    address = escape_attribute(image.get("contentUrl") or image["url"])
    alt = escape_attribute(alt_text(image))
    caption = _lines(decode_entities(image.get("caption") or ""))
    if image.get("creditText"):
        credit = _lines(decode_entities(image["creditText"]))
        caption += (
            f' <span class="credit">({credit})</span>' if caption else f'<span class="credit">{credit}</span>'
        )
    caption = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{address}" alt="{alt}"{sizes}/>{caption}</figure>'


def _body(item: NewsItem) -> Iterator[str]:
    """Give the blocks, a line each, the dateline in its place."""
    body = item.body
    dateline = item.dateline.text if item.dateline is not None else None
    marked = None
    if dateline and opens_body(dateline):
        marked = find_dateline(body)
        if marked is None:
            yield f'<p data-newsrec="dateline">{inline_markup((dateline,), xml=False)}</p>'
    for index, block in enumerate(body):
        text = to_markup((block,), xml=False, verbatim=False)
        if index == marked:
            start, _, rest = text.partition(">")  # no attribute holds one: it would be escaped
            led = inline_markup((dateline or "",), xml=False)
            text = f'{start}><span data-newsrec="dateline">{led}</span>{rest}'
        yield text


def _corrections(facts: Facts) -> Iterator[str]:
    """Give the corrections, with their dates."""
    found = []
    for each in flatten(facts.node.get("correction")):
        if each.__class__ is dict and each.get("text"):
            shown = _time(each.get("datePublished"), facts.language)
            dates = "".join(f"{text} " for text in shown)
            found += [
                f"<p>{dates}{_lines(text)}</p>" for text in split_paragraphs(decode_entities(each["text"]))
            ]
    if found:
        yield f'<div class="corrections">{"".join(found)}</div>'


def _footer(facts: Facts) -> Iterator[str]:
    """Give the credit and the copyright notice, else the publisher."""
    texts = [*facts.texts("creditText"), *facts.texts("copyrightNotice")]
    if not texts and facts.publisher:
        texts = [facts.publisher]
    if texts:
        publisher = facts.node.get("publisher")
        address = publisher.get("url") if publisher.__class__ is dict else None
        pages = [(facts.publisher or "", address)]
        lines = "".join(f"<p>{_linked(text, pages)}</p>" for text in dict.fromkeys(texts))
        yield f"<footer>{lines}</footer>"


# -- reading --------------------------------------------------------------------------------------

_OPENS: Final = re.compile(rb'<article data-newsrec="story"(?: dir="(?:ltr|rtl)")?>')
_MARK: Final = b'<article data-newsrec="story"'
_CLOSES: Final = b"</article>"


class ArticleText(NamedTuple):
    """The parts of an article of ours that its JSON-LD does not hold."""

    blocks: tuple[Block, ...]
    dateline: str | None
    byline: str | None
    direction: str | None
    notes: tuple[Finding, ...]


def read_article(data: bytes) -> ArticleText | None:
    """Read the story in a page that we wrote, edited since or not; None for any other page."""
    marked = data.find(_MARK)
    opens = None if marked < 0 else _OPENS.search(data, marked)
    if opens is None:
        return None
    end = data.find(_CLOSES, opens.end())
    if end < 0:
        return None
    notes: list[Finding] = []
    try:
        tree = parse_fragment(data[opens.start() : end + len(_CLOSES)].decode(), notes)
    except UnicodeDecodeError:
        return None
    root = None if tree is None else next(tree.iter("article"), None)
    body = _marked(root, "body", "div")
    if root is None or body is None:
        return None
    byline = _marked(next(iter(root), None), "byline", "p")
    dateline = _without_dateline(body)
    blocks, more = read_safe_blocks(body)
    return ArticleText(
        blocks,
        dateline,
        None if byline is None else inline_text(MarkupReader().inline(byline)),
        root.get("dir"),
        (*notes, *more),
    )


def _marked(parent: Any, mark: str, tag: str) -> Any:
    """Return the first child of an element that has a mark, or None."""
    children: Iterable[Any] = () if parent is None else parent
    return next((each for each in children if each.tag == tag and each.get("data-newsrec") == mark), None)


def _without_dateline(body: Any) -> str | None:
    """Take the dateline's element out of the body and return its text; None where there is none."""
    alone = _marked(body, "dateline", "p")
    if alone is not None and alone is body[0]:
        text = inline_text(MarkupReader().inline(alone))
        body.remove(alone)
        return text
    for paragraph in body:
        if paragraph.tag == "p" and len(paragraph) and not paragraph.text:
            first = paragraph[0]
            if first.tag == "span" and first.get("data-newsrec") == "dateline":
                text = inline_text(MarkupReader().inline(first))
                paragraph.text = first.tail
                first.tail = None
                paragraph.remove(first)
                return text
    return None

"""Web pages: beside lxml's parse of the page alone, which every reader of pages begins with.

The page has what pages of news have: 50 tags in its head, the JSON-LD of a story, a menu, teasers
and the story, 60 KB in all. One has its JSON-LD in the head, one at the end of the body. Real pages
are measured too where they are at hand.
"""

from __future__ import annotations

import gzip
from functools import partial

from lxml import html

import newsrec
from newsrec.formats._page.scanner import scan
from tests._corpus import SHARED
from tests.benchmarks._harness import Missing, Row, calls
from tests.benchmarks.jsonld import story

_TEASER = (
    '<li class="teaser teaser--small"><a class="teaser__link" href="/news/{0}" data-id="{0}">'
    '<img class="teaser__image" src="/pictures/{0}-320.jpg" alt="A launch" width="320" height="180">'
    '<span class="teaser__kicker">Harbours</span> '
    '<span class="teaser__title">The pilots wait at pier {0} until the ice breaks</span></a></li>\n'
)
_LINK = '<link rel="preload" href="/part-{0}.css" as="style">\n<meta name="site-part-{0}" content="{0}">\n'


def page(*, in_head: bool) -> bytes:
    """A page of news."""
    item = story()
    head = newsrec.to_head(item, parts=["robots", "canonical", "open-graph", "card"])
    script = newsrec.to_script(newsrec.to_jsonld(item))
    teasers = "".join(_TEASER.format(number) for number in range(120))
    return "".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Pilots</title>\n',
            *[_LINK.format(number) for number in range(12)],
            head,
            f"\n{script if in_head else ''}</head>\n<body class='page'>\n<nav><ul>",
            teasers,
            f"</ul></nav><main><article><h1>{item.headline}</h1>{newsrec.body_to_html(item.body)}",
            "</article></main>\n",
            f"{'' if in_head else script}<script>window.tracked = true;</script></body>\n</html>\n",
        ]
    ).encode()


def real_pages() -> list[Row | Missing]:
    """Finding the parts of each real page that is plain, and reading each."""
    paths = sorted((SHARED / "corpus/html").glob("*.html.gz"))
    if not paths:
        return [Missing("read a real page", "none is at hand")]
    found: list[Row | Missing] = []
    for data in [gzip.decompress(path.read_bytes()) for path in paths]:
        parse, size = partial(html.fromstring, data), f"{len(data) // 1000} KB"
        if scan(data) is not None:
            name = f"find the parts of a real page of {size}"
            found.append(Row(name, calls(partial(scan, data)), "lxml.html, parsing", calls(parse), 0.2))
        name, read = f"read a real page of {size}", partial(newsrec.loads, data, format="html")
        found.append(Row(name, calls(read), "lxml.html, parsing", calls(parse), 1.1))
    return found


def rows() -> list[Row | Missing]:
    """Reading the parts of a page, the story of a page, and writing one."""
    item = story()
    found: list[Row | Missing] = []
    for name, data in (("head", page(in_head=True)), ("body", page(in_head=False))):
        if newsrec.loads(data).headline != item.headline or scan(data) is None:
            message = "the page is read as another story, or is not plain"
            raise RuntimeError(message)
        parse = partial(html.fromstring, data)
        found.append(
            Row(
                f"find the parts of a page, JSON-LD in its {name}",
                calls(partial(scan, data)),
                "lxml.html, parsing",
                calls(parse),
                0.2,
            )
        )
        found.append(
            Row(
                f"read a page, JSON-LD in its {name}",
                calls(partial(newsrec.loads, data, format="html")),
                "lxml.html, parsing",
                calls(parse),
                1.1,
            )
        )
    found += real_pages()
    found.append(
        Row(
            "write a page",
            calls(partial(newsrec.dumps, item, "html")),
            "writing it as JSON-LD",
            calls(partial(newsrec.dumps, item, "jsonld")),
            6,
        )
    )
    return found

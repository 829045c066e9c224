"""What a site puts in its pages: a story as JSON-LD, the head of a page, and rich text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsrec.cleaning import public
from newsrec.codec.writing import State, writing_for
from newsrec.constructors import as_sequence, wrong_type
from newsrec.formats import find_format
from newsrec.formats._fit import prepare
from newsrec.formats._page.scripts import Markup, script
from newsrec.formats._schema_org.writer import document
from newsrec.messages import suggest
from newsrec.model import NewsItem, as_item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from newsrec.body import Block
    from newsrec.context import Site
    from newsrec.findings import Finding
    from newsrec.formats._format import Writing
    from newsrec.formats._page.meta import Part


def to_jsonld(
    item: NewsItem,
    *,
    site: Site | None = None,
    now: datetime | None = None,
    allow: Iterable[State] = (),
    **options: Any,
) -> dict[str, Any]:
    """The story's schema.org JSON-LD as a plain dict, to merge into a graph or to change.

    Its keys stand in a fixed order, its context first. Options are those of the format `jsonld`.
    EncodeError for a story that must not reach readers, as `dumps` has it; nothing that is not
    public is in it. Source: https://schema.org/NewsArticle, release 30.0.

    >>> from newsrec import NewsItem
    >>> to_jsonld(NewsItem(headline="Ferry runs again"))
    {'@context': 'https://schema.org', '@type': 'NewsArticle', 'headline': 'Ferry runs again'}
    """
    return document(*_prepared(item, site, now, allow, options, taker=to_jsonld))


def _prepared(
    item: NewsItem,
    site: Site | None,
    now: datetime | None,
    allow: Iterable[State],
    options: dict[str, Any],
    *,
    taker: Callable[..., object],
) -> tuple[NewsItem, Writing]:
    """The story as readers may see it, and what writing it is told."""
    row = find_format("jsonld")
    writing = writing_for(row, site, now, allow, options, taker=taker)
    seen, _ = prepare(as_item(item), row, writing)
    return seen, writing


def to_script(value: dict[str, Any]) -> Markup:
    r"""A JSON-LD value as a script element that may stand anywhere in a page, a `str`.

    `<`, `>`, `&`, U+2028 and U+2029 are JSON escapes in it: no text can end the element or start
    a comment, and the parsed value is the same. Templates put it in unescaped (`__html__`).
    EncodeError for half a surrogate pair, NaN and what nests too deep; TypeError for a value that
    is none of JSON's. Source: HTML Living Standard, 4.12.1.3.

    >>> print(to_script({"headline": "</script>"}))
    <script type="application/ld+json">{"headline":"\u003c/script\u003e"}</script>
    """
    if not isinstance(value, (dict, list)):
        raise wrong_type(value, "a JSON-LD value (dict)")
    return script(value)


# -- the head of a page ---------------------------------------------------------------------------

#: What `to_head` gives where nobody chooses: the parts that base templates have not got.
HEAD_PARTS: tuple[Part, ...] = ("robots", "canonical", "json-ld", "open-graph", "card")


def to_head(
    item: NewsItem,
    *,
    site: Site | None = None,
    parts: Iterable[Part] = HEAD_PARTS,
    now: datetime | None = None,
    allow: Iterable[State] = (),
    **options: Any,
) -> Markup:
    """What a page's head says of its story, as mark-up: a `str` that templates put in unescaped.

    Its parts, in their order:

    - `title`: the title element;
    - `description`: the description that search results show;
    - `robots`: that previews may be large (`max-image-preview:large`);
    - `canonical`: the link to the story's own address;
    - `json-ld`: the script that `to_script(to_jsonld(item))` gives;
    - `open-graph`: `og:` and `article:` properties;
    - `card`: `twitter:` names, which X and others read.

    `parts` chooses; title and description, which most base templates have, are left to them. All
    follow from the JSON-LD, so that they say the same. Options, errors and what is refused are as
    in `to_jsonld`; EncodeError NR811 for a character that HTML cannot hold.

    >>> from newsrec import Link, NewsItem
    >>> item = NewsItem(headline="Ferry & ice", links=[Link("canonical", href="https://example.org/a")])
    >>> print(to_head(item, parts=["title", "canonical"]))
    <title>Ferry &amp; ice</title>
    <link rel="canonical" href="https://example.org/a">
    """
    from newsrec.formats._page.meta import PARTS, head

    chosen = as_sequence(parts, "names of parts")
    for part in chosen:
        if part not in PARTS:
            msg = f"a head has no part {part!r}{suggest(part, PARTS) or f'; it has {PARTS}'}"
            raise ValueError(msg)
    node = document(*_prepared(item, site, now, allow, options, taker=to_head))
    text = "\n".join(head(node, chosen))
    return _as_html_markup(text, item)


def _as_html_markup(text: str, item: NewsItem) -> Markup:
    """The text itself; EncodeError NR811 for a character that HTML cannot hold, with its place."""
    from newsrec.formats._text.refused import refused_character
    from newsrec.formats._xml.parsing import ILLEGAL, illegal_at
    from newsrec.paths import texts

    if illegal_at(text) is not None:
        raise refused_character(texts(public(item)), ILLEGAL, "HTML", written=text)
    return Markup(text)


def to_article(
    item: NewsItem,
    *,
    site: Site | None = None,
    now: datetime | None = None,
    allow: Iterable[State] = (),
    **options: Any,
) -> Markup:
    """The story as an `article` element for the templates of a site: a `str` that they put in unescaped.

    It is that of the page that `dumps(item, "html")` gives, without the style: section, headline,
    summary, byline, times, pictures, the dateline and the text, corrections, credit. Its text is
    that of the JSON-LD, and with `to_head` in its head a page is read back whole. Options, errors
    and what is refused are as in `to_head`.

    >>> from newsrec import NewsItem
    >>> article = to_article(NewsItem(headline="Ice", dateline="RIGA - ", body="It came."))
    >>> print(article.splitlines()[5])
    <p><span data-newsrec="dateline">RIGA - </span>It came.</p>
    """
    from newsrec.formats._page.article import write_article

    seen, writing = _prepared(item, site, now, allow, options, taker=to_article)
    return _as_html_markup(write_article(seen, document(seen, writing), writing), item)


# -- rich text ------------------------------------------------------------------------------------


def body_from_html(fragment: str) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of a fragment of HTML, such as a content system's rich-text field, and the findings.

    Scripts, styles, event handlers and addresses that run code are left out (NR982), so are
    attributes that have no place in a story (NR983). An element that we do not know is a span of
    the kind `x-NAME`. A fragment that is well-formed XML is read as XML. DecodeError for half a
    surrogate pair, and for a trap: elements more than 250 deep, or a tag of over 1,000 attributes.

    >>> blocks, found = body_from_html('<p>The <b>ferry</b> runs.<script>track()</script></p>')
    >>> blocks
    (Paragraph(('The ', Span(('ferry',), kind='strong'), ' runs.')),)
    >>> found[0].message
    "left out the element 'script'"
    """
    from newsrec.formats._markup.fragment import read_fragment

    if not isinstance(fragment, str):
        raise wrong_type(fragment, "a fragment of HTML (str)")
    return read_fragment(str.__str__(fragment))


def body_to_html(blocks: Iterable[Block | str]) -> Markup:
    r"""The blocks as a fragment of HTML, a `str` that templates put in unescaped.

    `body_from_html` gives the same blocks back. No text can become mark-up, and an address that
    runs code, or an embed's mark-up that does, is not written. EncodeError for a character that
    HTML cannot hold (NR811), and for blocks more than 100 deep (NR957).

    >>> from newsrec import NewsItem
    >>> body_to_html(NewsItem(body="Ice & snow.\n\nThe ferry waits.").body)
    '<p>Ice &amp; snow.</p><p>The ferry waits.</p>'
    """
    from newsrec.body import as_blocks
    from newsrec.formats._markup.fragment import write_fragment

    return Markup(write_fragment(as_blocks(blocks)))

"""What a site publishes: a story as JSON-LD, the head of a page, rich text, and the news sitemap."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import attrs

from newsrec.catalogue import finding
from newsrec.cleaning import public
from newsrec.codec.arguments import require_listener, require_on_error
from newsrec.codec.writing import State, of_story, require_states, writing_for
from newsrec.constructors import as_sequence, wrong_type
from newsrec.errors import EncodeError
from newsrec.findings import Finding, Severity, StoryRef, to_finding
from newsrec.formats import find_format
from newsrec.formats._fit import fit, guard, list_losses, prepare
from newsrec.formats._page.scripts import Markup, script
from newsrec.formats._schema_org.writer import document
from newsrec.formats.jsonld import write_node
from newsrec.messages import suggest
from newsrec.model import NewsItem, as_item, as_present

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsrec.body import Block
    from newsrec.codec.arguments import OnError, OnFinding
    from newsrec.context import Site
    from newsrec.formats._format import Writing
    from newsrec.formats._page.meta import Part


def to_jsonld(
    item: NewsItem,
    *,
    site: Site | None = None,
    now: datetime | None = None,
    allow: Iterable[State] = (),
    on_finding: OnFinding | None = None,
    **options: Any,
) -> dict[str, Any]:
    """The story's schema.org JSON-LD as a plain dict, to merge into a graph or to change.

    Its keys stand in a fixed order, its context first. Options are those of the format `jsonld`.
    EncodeError for a story that must not reach readers, as `dumps` has it; nothing that is not
    public is in it. `on_finding` gets a finding for each part of the story that the JSON-LD lacks or
    changes. Source: https://schema.org/NewsArticle, release 30.0.

    >>> from newsrec import NewsItem
    >>> to_jsonld(NewsItem(headline="Ferry runs again"))
    {'@context': 'https://schema.org', '@type': 'NewsArticle', 'headline': 'Ferry runs again'}
    """
    seen, writing = _prepare(item, site, now, allow, options, on_finding=on_finding, caller=to_jsonld)
    node = document(seen, writing)
    write_node(node, seen)  # refuses half a surrogate pair, as all that writes the story does
    return node


def _prepare(
    item: NewsItem,
    site: Site | None,
    now: datetime | None,
    allow: Iterable[State],
    options: dict[str, Any],
    *,
    on_finding: OnFinding | None,
    caller: Callable[..., object],
    format: str = "jsonld",
) -> tuple[NewsItem, Writing]:
    """Return the story as readers may see it, and the settings to write it with; report its losses."""
    row = find_format(format)
    writing = writing_for(row, site, now, allow, options, caller=caller)
    seen, _ = prepare(as_item(item), row, writing)
    if on_finding is not None:
        require_listener(on_finding)
        ref = StoryRef(number=1, guid=item.guid, headline=item.headline)
        for loss in fit(item, row, writing).losses:
            on_finding(attrs.evolve(loss, item=ref))
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
    on_finding: OnFinding | None = None,
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
    node = document(*_prepare(item, site, now, allow, options, on_finding=on_finding, caller=to_head))
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
    on_finding: OnFinding | None = None,
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

    seen, writing = _prepare(
        item, site, now, allow, options, on_finding=on_finding, caller=to_article, format="html"
    )
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


def body_to_html(blocks: Iterable[Block | str], *, on_finding: OnFinding | None = None) -> Markup:
    r"""The blocks as a fragment of HTML, a `str` that templates put in unescaped.

    `body_from_html` gives the same blocks back. No text can become mark-up, and an address that
    runs code, or an embed's mark-up that does, is not written. `on_finding` gets a finding for each
    part that does not come back as it was. EncodeError for a character that HTML cannot hold (NR811),
    and for blocks more than 100 deep (NR957).

    >>> from newsrec import NewsItem
    >>> body_to_html(NewsItem(body="Ice & snow.\n\nThe ferry waits.").body)
    '<p>Ice &amp; snow.</p><p>The ferry waits.</p>'
    """
    from newsrec.body import as_blocks
    from newsrec.formats._markup.fragment import read_fragment, write_fragment

    kept = as_blocks(blocks)
    text = write_fragment(kept)
    if on_finding is not None:
        require_listener(on_finding)
        back, _ = read_fragment(text)
        for loss in list_losses(NewsItem(body=kept), NewsItem(body=back), find_format("html")):
            on_finding(loss)
    return Markup(text)


# -- the news sitemap -----------------------------------------------------------------------------


#: How many entries a news sitemap may have. Source: Google Search Central, news sitemaps.
MOST_ENTRIES = 1000
_PROFILE = "news-sitemap"
_TOO_OLD = "NR218"
_ABOUT_THE_EMBARGO = "NR208"  # the guard of what must not reach readers has been asked


def to_news_sitemap(
    items: Iterable[NewsItem],
    *,
    site: Site,
    now: datetime,
    allow: Iterable[State] = (),
    on_error: OnError = "raise",
    on_finding: OnFinding | None = None,
) -> bytes:
    """The site's Google News sitemap: XML in UTF-8, an entry a story, in their order.

    Stories of more than two days ago are left out, so are those that are published later than
    `now` and those whose address is there already: `on_finding` is told (NR985), and what the
    profile `news-sitemap` finds. EncodeError, with number and guid, for a story that lacks what an
    entry must have (address, headline, publication date, language), and for one that must not reach
    readers; with `on_error="skip"` such a story is left out, and the error is a finding. EncodeError
    always for a site without a publisher's name, and for more than 1,000 entries.
    Source: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap

    >>> from datetime import datetime, timezone
    >>> from newsrec import NewsItem, Site
    >>> now = datetime(2024, 5, 2, 12, tzinfo=timezone.utc)
    >>> site = Site(publisher="The Gazette", address_pattern="https://example.org/{slug}", language="en")
    >>> found = []
    >>> old = NewsItem(headline="Snow", published=now.replace(day=1, month=4))
    >>> new = NewsItem(headline="Ice", published=now)
    >>> data = to_news_sitemap([new, old], site=site, now=now, on_finding=found.append)
    >>> b"<loc>https://example.org/ice</loc>" in data, b"Snow" in data
    (True, False)
    >>> print(found[0])
    NR985 published: it is left out of the sitemap: it was published more than two days ago
    """
    if isinstance(items, NewsItem) or not isinstance(items, Iterable):
        raise wrong_type(items, "an iterable of NewsItem")
    from newsrec.context import require_site
    from newsrec.formats._page.sitemap import sitemap

    require_site(site)
    require_on_error(on_error)
    if as_present(now) is None:
        raise wrong_type(now, "a datetime with a time zone for now")
    allowed = require_states(allow)
    entries: dict[str, NewsItem] = {}
    for number, item in enumerate(items, 1):
        as_item(item)
        notes: list[Finding] = []
        try:
            guard(item, now, allowed)
            seen = public(item)
            notes += _judge(seen, site, now)
            address = site.address(seen) or ""
            if not any(note.code == "NR985" for note in notes):
                if address in entries:
                    notes.append(finding("NR985", "the address is in the sitemap already", path="links"))
                else:
                    if on_error == "skip":
                        sitemap({address: seen}, site)  # refuses a character that XML cannot hold
                    entries[address] = seen
        except EncodeError as error:
            if on_error == "raise" or error.path is None:  # what no story can mend
                raise of_story(error, number, item) from error
            notes = [to_finding(error)]
        if on_finding is not None:
            ref = StoryRef(number=number, guid=item.guid, headline=item.headline)
            for note in notes:
                on_finding(attrs.evolve(note, item=ref))
        if len(entries) > MOST_ENTRIES:
            msg = f"a news sitemap holds {MOST_ENTRIES:,} entries, found more"
            raise EncodeError(msg, code="NR984", hint="write several, each of no more, and an index of them")
    return sitemap(entries, site)


def _judge(item: NewsItem, site: Site, now: datetime) -> list[Finding]:
    """What the rules of a sitemap say of a story; EncodeError for what an entry cannot be without."""
    from newsrec.rules import validate

    found = [
        each
        for each in validate(item, profile=_PROFILE, site=site, now=now)
        if each.code != _ABOUT_THE_EMBARGO
    ]
    for each in found:
        if each.code != _TOO_OLD and each.severity >= Severity.ERROR:
            raise EncodeError(each.message, code=each.code, path=each.path or None, hint=each.hint)
    kept = [each for each in found if each.code != _TOO_OLD]
    if len(kept) < len(found):
        sentence = "it is left out of the sitemap: it was published more than two days ago"
        kept.append(finding("NR985", sentence, path="published"))
    elif _is_later(item.published, now, site):
        sentence = "it is left out of the sitemap: it is not published yet"
        kept.append(finding("NR985", sentence, path="published"))
    return kept


def _is_later(when: object, now: datetime, site: Site) -> bool:
    """Whether a story is published after the present; on a day that has begun somewhere it is not."""
    if isinstance(when, datetime):
        return when > now
    ahead = (now + timedelta(hours=14)).date() if site.zone is None else now.astimezone(site.zone).date()
    return isinstance(when, date) and when > ahead

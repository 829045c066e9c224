"""The tags in a page's head: written from the story's JSON-LD, read where that lacks something.

| part | tags | source |
|---|---|---|
| `title` | `title` | HTML Living Standard, 4.2.2 |
| `description` | `meta name="description"` | Google Search Central, meta tags |
| `robots` | `meta name="robots"`: large previews of pictures | Google Search Central, robots meta tag |
| `canonical` | `link rel="canonical"` | RFC 6596 |
| `json-ld` | the script | schema.org; JSON-LD 1.1 in HTML |
| `open-graph` | `og:` and `article:` properties | Open Graph protocol |
| `card` | `twitter:` names | X Cards markup |

The writer takes all of it from the JSON-LD, so the two always agree.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

from attrs import evolve

from newsrec.addresses import is_web
from newsrec.catalogue import finding
from newsrec.formats._page.scripts import script
from newsrec.formats._schema_org.graph import flatten
from newsrec.formats._schema_org.tables import ARTICLE_TYPES
from newsrec.formats._schema_org.values import decode_entities, split_names
from newsrec.formats._xml.parsing import escape, escape_attribute
from newsrec.grammar.dates import is_no_day, read_date
from newsrec.messages import quote_text
from newsrec.model import Concept, Label, Link, NewsItem, Party, Rendition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsrec.context import Feed
    from newsrec.errors import Position
    from newsrec.findings import Finding
    from newsrec.formats._page.page import Page, PageBytes
    from newsrec.model import When

#: The parts of a head, in the order in which they are written.
Part: TypeAlias = Literal["title", "description", "robots", "canonical", "json-ld", "open-graph", "card"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)

# -- writing --------------------------------------------------------------------------------------


def head(node: dict[str, Any], parts: Iterable[str]) -> list[str]:
    """Return the tags of these parts, a line each; EncodeError for half a surrogate pair (NR811)."""
    chosen = frozenset(parts)
    facts = Facts(node)
    lines: list[str] = []
    if "title" in chosen:
        lines.append(f"<title>{escape(facts.title or '')}</title>")
    if "description" in chosen and facts.description:
        lines.append(_named("description", facts.description))
    if "robots" in chosen:
        lines.append('<meta name="robots" content="max-image-preview:large">')
    if "canonical" in chosen and facts.url:
        lines.append(f'<link rel="canonical" href="{escape_attribute(facts.url)}">')
    if "json-ld" in chosen:
        lines.append(script(node))
    if "open-graph" in chosen:
        lines += [_property(name, content) for name, content in _open_graph(facts)]
    if "card" in chosen:
        lines += [_named(name, content) for name, content in _card(facts)]
    return lines


def _property(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{escape_attribute(content)}">'


def _named(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape_attribute(content)}">'


class Facts:
    """The JSON-LD of a story as a page shows it: texts with their entities decoded."""

    def __init__(self, node: dict[str, Any]) -> None:
        get = node.get
        self.node = node
        types = set(flatten(get("@type")))
        self.is_article = not types.isdisjoint(ARTICLE_TYPES)
        self.title = self.text("headline") or self.text("name")
        self.description = self.text("description") or self.text("caption")
        self.url: str | None = get("url") if self.is_article else None
        self.publisher = self._name(get("publisher"))
        self.language: str | None = get("inLanguage")
        self.in_english = (self.language or "").partition("-")[0].lower() == "en"
        self.authors = [each for each in flatten(get("author")) if each.__class__ is dict]
        self.images = _pictures(node) if self.is_article else [node] if "ImageObject" in types else []

    def text(self, name: str) -> str | None:
        """Return the first text of a property."""
        return next(iter(self.texts(name)), None)

    def texts(self, name: str) -> list[str]:
        """Return the texts of a property."""
        return [decode_entities(each) for each in flatten(self.node.get(name)) if each.__class__ is str]

    def _name(self, value: Any) -> str | None:
        name = value.get("name") if value.__class__ is dict else None
        return decode_entities(name) if name else None


def _pictures(node: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the pictures of a story, each in its first form."""
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    for each in flatten(node.get("image")):
        if each.__class__ is dict and each.get("url"):
            shared = repr({key: value for key, value in each.items() if key not in _OF_FORM})
            if shared not in seen or "caption" not in each:
                seen.add(shared)
                found.append(each)
    return found


_OF_FORM: Final = frozenset({"url", "contentUrl", "width", "height", "encodingFormat"})
_TERRITORY: Final = re.compile(r"([a-z]{2,3})-(?:[A-Za-z]{4}-)?([A-Za-z]{2})\b")


def _open_graph(facts: Facts) -> Iterator[tuple[str, str]]:
    yield "og:type", "article" if facts.is_article else "website"
    yield from _some("og:title", facts.title)
    yield from _some("og:description", facts.description)
    yield from _some("og:url", facts.url)
    yield from _some("og:site_name", facts.publisher)
    territory = _TERRITORY.match(facts.language or "")
    if territory is not None:
        yield "og:locale", f"{territory[1]}_{territory[2].upper()}"
    for image in facts.images:
        yield from _open_graph_image(image)
    if not facts.is_article:
        return
    for name, property_name in _ARTICLE_TIMES.items():
        yield from _some(name, facts.node.get(property_name))
    for author in facts.authors:
        yield from _some("article:author", author.get("url") or decode_entities(author.get("name") or ""))
    for section in facts.texts("articleSection"):
        yield "article:section", section
    for keyword in facts.texts("keywords"):
        yield "article:tag", keyword
    free = facts.node.get("isAccessibleForFree")
    if free is not None:
        yield "article:content_tier", "free" if free else "locked"


_ARTICLE_TIMES: Final = {
    "article:published_time": "datePublished",
    "article:modified_time": "dateModified",
    "article:expiration_time": "expires",
}


def _open_graph_image(image: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "og:image", image.get("contentUrl") or image["url"]
    yield from _some("og:image:type", image.get("encodingFormat"))
    for side in ("width", "height"):
        if image.get(side).__class__ is int:
            yield f"og:image:{side}", str(image[side])
    yield from _some("og:image:alt", alt_text(image))


def alt_text(image: dict[str, Any]) -> str:
    """Return the text in place of a picture: its own, else its caption."""
    return decode_entities(image.get("description") or image.get("caption") or "")


def _some(name: str, content: str | None) -> Iterator[tuple[str, str]]:
    if content:
        yield name, content


def _card(facts: Facts) -> Iterator[tuple[str, str]]:
    yield "twitter:card", "summary_large_image" if facts.images else "summary"
    yield from _some("twitter:title", facts.title)
    yield from _some("twitter:description", facts.description)
    if facts.images:
        first = facts.images[0]
        yield "twitter:image", first.get("contentUrl") or first["url"]
        yield from _some("twitter:image:alt", alt_text(first))


# -- reading --------------------------------------------------------------------------------------

#: The names that give each fact, the surest first.
_TITLES: Final = ("og:title", "twitter:title", "dc.title", "parsely-title", "headline")
_DESCRIPTIONS: Final = ("og:description", "description", "twitter:description", "dc.description")
_PUBLISHED: Final = (
    "article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date",
    "dc.date.issued", "dcterms.date", "dc.date", "pubdate", "publishdate", "date", "article.published",
)  # fmt: skip
_MODIFIED: Final = ("article:modified_time", "og:article:modified_time", "og:updated_time", "last-modified")
_AUTHORS: Final = ("author", "article:author", "og:article:author", "parsely-author", "dc.creator")
_TAGS: Final = ("article:tag", "og:article:tag")
_KEYWORDS: Final = ("news_keywords", "keywords", "parsely-tags")
_SECTIONS: Final = ("article:section", "og:article:section", "parsely-section")
_IMAGES: Final = ("og:image", "og:image:url", "twitter:image", "twitter:image:src")
_LANGUAGES: Final = ("content-language", "dc.language", "language", "og:locale")

_STORY_TYPES: Final = frozenset({"article", "news", "newsarticle"})

#: Names that only the page of a story has.
_OF_STORIES: Final = frozenset({*_PUBLISHED[:4], *_TAGS, *_SECTIONS, "article:author", "news_keywords"})

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}\Z")
_SPACES: Final = re.compile(r"[ \t\n\r]+")
_MOST: Final = 100  # of the values of one name


class _Metas:
    """The `meta` of a page by name, without empty contents."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.by_name: dict[str, list[str]] = {}
        for name, content in page.metas:
            text = content.strip(" \t\n")
            if text:
                self.by_name.setdefault(name, []).append(text)

    def first(self, names: Iterable[str]) -> str | None:
        """Return the first content of the first of the names that the page has."""
        for name in names:
            if name in self.by_name:
                return self.by_name[name][0]
        return None

    def every(self, names: Iterable[str]) -> list[str]:
        """Return all contents of the first of the names that the page has, each once."""
        for name in names:
            if name in self.by_name:
                return list(dict.fromkeys(self.by_name[name]))[:_MOST]
        return []


def story_from_head(page: Page, feed: Feed | None) -> tuple[NewsItem, list[Finding]] | None:
    """Read the story that a page gives in `meta` alone; None where it says that it is no story."""
    metas = _Metas(page)
    kind = (metas.first(("og:type",)) or "").lower()
    if kind not in _STORY_TYPES and _OF_STORIES.isdisjoint(metas.by_name):
        return None
    item, notes = complete_from_head(NewsItem(), page, feed)
    return None if item.headline is None else (item, [finding("NR987"), *notes])


def complete_from_head(item: NewsItem, page: Page, feed: Feed | None) -> tuple[NewsItem, list[Finding]]:
    """Add to a story what its page's head says and its JSON-LD does not."""
    metas = _Metas(page)
    notes: list[Finding] = []
    found: dict[str, Any] = {}
    if item.headline is None:
        found["headline"] = metas.first(_TITLES) or _title(page)
    if not item.descriptions:
        summary = metas.first(_DESCRIPTIONS)
        found["descriptions"] = (Label(summary, role="summary"),) if summary else ()
    for field, names in (
        ("published", _PUBLISHED),
        ("version_created", _MODIFIED),
        ("expires", ("article:expiration_time",)),
    ):
        if getattr(item, field) is None:
            found[field] = _when(metas.first(names), field, feed, notes)
    if not item.creators and item.byline is None:
        found["creators"] = _authors(metas)
    if item.language is None:
        found["language"] = _language(page, metas)
    if item.provider is None:
        name = metas.first(("og:site_name", "application-name"))
        found["provider"] = Party.organisation(name) if name else None
    if item.free is None:
        tier = metas.first(("article:content_tier",))
        found["free"] = {"free": True, "locked": False, "metered": False}.get(tier or "")
    if not item.keywords:
        found["keywords"] = tuple(map(Label, metas.every(_TAGS) or _commas(metas.first(_KEYWORDS))))
    if not item.sections:
        sections = [Concept(name, rel="section") for name in metas.every(_SECTIONS)]
        found["subjects"] = (*sections, *item.subjects)
    links = _links(item, page, metas)
    if links:
        found["links"] = links
    return evolve(item, **{name: value for name, value in found.items() if value is not None}), notes


#: Record path → the names of `meta` that it is read from where the JSON-LD lacks it.
_READ_FROM: Final = {
    "headline": _TITLES,
    "descriptions": _DESCRIPTIONS,
    "published": _PUBLISHED,
    "version_created": _MODIFIED,
    "expires": ("article:expiration_time",),
    "creators": _AUTHORS,
    "language": _LANGUAGES,
    "provider": ("og:site_name", "application-name"),
    "free": ("article:content_tier",),
    "keywords": (*_TAGS, *_KEYWORDS),
    "subjects": _SECTIONS,
    "links": ("og:url", *_IMAGES),
}
_META_NAME: Final = re.compile(
    rb"""<meta[ \t\r\n](?:[^>]{0,300}?[ \t\r\n])?(?:name|property)=["']?([a-z0-9:._-]{1,60})""", re.IGNORECASE
)
_TITLE: Final = re.compile(rb"<title[ \t\r\n>]", re.IGNORECASE)


def head_positions(page_bytes: PageBytes) -> dict[str, Position]:
    """Return where the page's head gives the parts of a story, by path, as far as it is plainly written."""
    names: dict[str, int] = {}
    for found in _META_NAME.finditer(page_bytes.data):
        names.setdefault(found[1].decode().lower(), found.start())
    starts = {
        path: next((names[name] for name in of_path if name in names), None)
        for path, of_path in _READ_FROM.items()
    }
    if starts["headline"] is None and (title := _TITLE.search(page_bytes.data)) is not None:
        starts["headline"] = title.start()
    return {path: page_bytes.position(start) for path, start in starts.items() if start is not None}


def _title(page: Page) -> str | None:
    """Return the title of the page, its white space as browsers show it."""
    return _SPACES.sub(" ", page.title).strip(" ") or None if page.title is not None else None


def _commas(text: str | None) -> list[str]:
    parts = [] if text is None else [part.strip() for part in text.split(",", _MOST)]
    return list(dict.fromkeys([part for part in parts if part]))


def _authors(metas: _Metas) -> tuple[Party, ...]:
    """Read the authors: names that may hold several, or their pages' addresses where no name is given."""
    pages: list[Party] = []
    for key in _AUTHORS:
        found: list[Party] = []
        for text in metas.every((key,)):
            if is_web(text):
                pages.append(Party(type="person", uri=text))
            else:
                found += [evolve(each, type=each.type or "person") for each in split_names(text)]
        if found:
            return tuple(found)
    return tuple(pages)


def _when(text: str | None, field: str, feed: Feed | None, notes: list[Finding]) -> When | None:
    """Read a time; one without a zone takes the feed's, or stays a date."""
    if text is None:
        return None
    order: Any = feed.date_order if feed is not None else None
    when, doubts = read_date(text, order=None if order == "ymd" else order)
    notes += [
        finding("NR938" if is_no_day(doubt) else "NR930", f"{field}: {doubt}", path=field) for doubt in doubts
    ]
    if when is None:
        if not doubts:
            msg = f"the page's meta tag: found {quote_text(text)}, expected a date or time"
            notes.append(finding("NR975", msg, path=field))
        return None
    if isinstance(when, datetime) and when.tzinfo is None:
        return _in_feed_zone(when, text, field, feed, notes)
    return when


def _in_feed_zone(wall: datetime, text: str, field: str, feed: Feed | None, notes: list[Finding]) -> When:
    local = feed.localise(wall) if feed is not None else None
    if local is not None:
        msg = f"{field}: {quote_text(text)} has no zone and takes the feed's"
        notes.append(finding("NR932", msg, path=field))
        return local
    msg = f"{field}: {quote_text(text)} has no zone, so its date alone is read"
    notes.append(finding("NR931", msg, path=field, hint="say the feed's zone in newsrec.toml"))
    return wall.date()


def _language(page: Page, metas: _Metas) -> str | None:
    """Read the language of the page; None where that is no tag of BCP 47."""
    for text in (page.language, metas.first(_LANGUAGES)):
        tag = (text or "").strip(" \t\n").replace("_", "-")
        if _LANGUAGE.match(tag):
            return tag
    return None


def _links(item: NewsItem, page: Page, metas: _Metas) -> tuple[Link, ...] | None:
    """Return the links with the page's address first and its picture last, if they lack one; else None."""
    links = item.links
    if item.url is None:
        address = next((each for each in (page.canonical, metas.first(("og:url",))) if is_web(each)), None)
        if address is not None:
            links = (Link("canonical", href=address), *links)
    if not any(link.rel == "picture" for link in links):
        image = next((each for name in _IMAGES for each in metas.every((name,)) if is_web(each)), None)
        if image is not None:
            links = (*links, Link("picture", item=_picture(image, metas)))
    return None if links is item.links else links


def _picture(address: str, metas: _Metas) -> NewsItem:
    alt = metas.first(("og:image:alt", "twitter:image:alt"))
    return NewsItem(
        type="picture",
        descriptions=(Label(alt, role="alt"),) if alt else (),
        renditions=(
            Rendition(
                address,
                mime=metas.first(("og:image:type",)),
                width=_pixels(metas.first(("og:image:width",))),
                height=_pixels(metas.first(("og:image:height",))),
            ),
        ),
    )


_PIXELS: Final = re.compile("[1-9][0-9]{0,5}\\Z")


def _pixels(text: str | None) -> int | None:
    return int(text) if text is not None and _PIXELS.match(text) else None

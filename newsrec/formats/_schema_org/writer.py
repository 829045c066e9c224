"""A record as JSON-LD: the properties in a fixed order, and nothing null or empty.

What is written is canonical: reading it and writing again gives the same bytes. So a value that
would be read as something else is written as that to begin with, and what is read in a certain
order is written in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from newsrec.addresses import is_web
from newsrec.body import Heading, Paragraph
from newsrec.formats._schema_org.concepts import (
    digital_source_iri,
    genre_value,
    place_nodes,
    put_subjects,
    subtype_of_genres,
)
from newsrec.formats._schema_org.extras import OWN, own_prefixes, put_own
from newsrec.formats._schema_org.media import embedded_pictures, join_forms, linked_media, media_nodes
from newsrec.formats._schema_org.parties import (
    NO_PEOPLE,
    author_nodes,
    put_contributors,
    put_publisher,
    source_nodes,
)
from newsrec.formats._schema_org.tables import (
    ARTICLE_TYPES,
    CONTEXT,
    KNOWN_NAMES,
    MEDIA,
    NEWS_TYPES,
    NOT_MEDIA,
    ON_OPTION,
    PREFIX,
    PREFIX_IRI,
    PRINTED,
    RELATIONS,
    SIDECAR,
)
from newsrec.formats._schema_org.values import (
    article_id,
    bare_dateline,
    escape_entities,
    is_iri,
    iso,
    label_texts,
    one_or_all,
    put_values,
    settle_time,
)
from newsrec.formats._schema_org.works import (
    body_text,
    correction_value,
    put_identity,
    put_rights,
    update_node,
    work_value,
)
from newsrec.maps import NO_EXTRA, FrozenMap
from newsrec.model import NewsItem, Party, Rendition

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from newsrec.body import Block
    from newsrec.context import Site
    from newsrec.formats._format import Writing
    from newsrec.formats._schema_org.values import Node

#: The most words that a text of which only the number is known can have.
_MOST_WORDS: Final = 10**9


# -- documents ------------------------------------------------------------------------------------


def document(item: NewsItem, writing: Writing) -> Node:
    """Return the whole document of one story."""
    node, prefixes = story(item, writing)
    return add_context(node, prefixes)


def add_context(node: Node, prefixes: dict[str, str], sidecar: str | None = None) -> Node:
    """Return a document of one node: its context first, the record to embed last."""
    if sidecar is not None:
        prefixes = {PREFIX: PREFIX_IRI, **prefixes}
        node[SIDECAR] = sidecar
    return {"@context": [CONTEXT, prefixes] if prefixes else CONTEXT, **node}


def story(item: NewsItem, writing: Writing) -> tuple[Node, dict[str, str]]:
    """Return the node of one story, without a context, and the prefixes of the user's own properties."""
    own = item.extra.get(OWN) if item.extra is not NO_EXTRA else None
    if own.__class__ is not FrozenMap:
        own = None
    node: Node = {}
    if item.type in MEDIA and item.type != "media":
        nodes = media_nodes(item, writing)
        if nodes:
            node = join_forms(nodes)
            _put_status(node, item, writing.options)
    if not node:
        node = _article(item, own, writing)
    return node, {} if own is None else own_prefixes(own.get("@context"))


# -- the article ----------------------------------------------------------------------------------


def _article(item: NewsItem, own: Any, writing: Writing) -> Node:
    """Write the parts of an article in their order, those that the record has something for."""
    site, options = writing.site, writing.options
    zone = None if site is None else site.zone
    type_name = _type_of(item, own, options)
    is_news = type_name in NEWS_TYPES
    node = _start_node(item, type_name, own, site)
    _put_texts(node, item, options)
    _put_times(node, item, zone)
    _put_people(node, item, site, options)
    dateline = item.dateline.text if is_news and item.dateline is not None else None
    _put_origin(node, item, bare_dateline(dateline) if dateline else None)
    _put_topics(node, item, site)
    if is_news and item.printed:
        for role, name in PRINTED.items():
            put_values(
                node, name, label_texts(tuple([label for label in item.printed if label.role == role]))
            )
    if item.links or (site is not None and site.image is not None) or _shows(item.body):
        _put_links(node, item, type_name, writing)
    if item.free is not None:
        node["isAccessibleForFree"] = item.free
        if not item.free and options.get("paywalled"):
            part = {"isAccessibleForFree": False, "cssSelector": options["paywalled"]}
            node["hasPart"] = {"@type": "WebPageElement", **part}
    if item.rights is not None:
        put_rights(node, item.rights, terms=bool(options.get("usage_info")))
    put_identity(node, item)
    _put_status(node, item, options)
    if item.digital_source is not None and options.get("digital_source"):
        put_values(node, "digitalSourceType", [digital_source_iri(item.digital_source)])
    _put_body(node, item, own, options)
    if own is not None:
        put_own(node, own, KNOWN_NAMES)
    return node


def _put_status(node: Node, item: NewsItem, options: Mapping[str, Any]) -> None:
    if options.get("status") and item.pub_status == "usable":
        node["creativeWorkStatus"] = "Published"


def _type_of(item: NewsItem, own: Any, options: Mapping[str, Any]) -> str:
    """Return the type of a story: the option's, else what `extra` says, else what its genres mean."""
    chosen = options.get("subtype") or (own.get("@type") if own is not None else None)
    if chosen.__class__ is str and chosen in ARTICLE_TYPES:
        return chosen
    return subtype_of_genres(item.genres) if item.genres else "NewsArticle"


def _start_node(item: NewsItem, type_name: str, own: Any, site: Site | None) -> Node:
    """Make the object with its type, its identity and its address."""
    written = ARTICLE_TYPES[type_name]
    node: Node = {"@type": written if written.__class__ is str else list(written)}
    address = item.url if site is None else _address(item, site)
    identity = own.get("@id") if own is not None else None
    if not is_web(address):
        address = None
    if identity.__class__ is str and is_iri(identity):
        node["@id"] = identity
    elif address is not None:
        node["@id"] = article_id(address)
    if address is not None:
        node["url"] = node["mainEntityOfPage"] = address
    return node


def _address(item: NewsItem, site: Site) -> str | None:
    """Return the story's address, or what the site's pattern makes of the parts that JSON-LD keeps."""
    if site.address_pattern is None or is_web(item.url):
        return item.url
    times = (item.published, item.first_created, item.content_created)
    published = next((when for each in times if (when := settle_time(each, site.zone)) is not None), None)
    guid = item.guid or next((each.value for each in item.alt_ids[:1] if each.role == "guid"), None)
    sections = tuple([each for each in item.subjects if each.rel == "section" and each.name])
    # A link that is no address of the web is not written, so it cannot keep the pattern from its place.
    kept = evolve(item, links=(), published=published, first_created=None, guid=guid, subjects=sections)
    return site.address(kept)


def _put_texts(node: Node, item: NewsItem, options: Mapping[str, Any]) -> None:
    if item.headline:
        node["headline"] = escape_entities(item.headline)
    if item.alt_headlines:
        put_values(node, "alternativeHeadline", label_texts(item.alt_headlines))
    if item.descriptions:
        summary = item.summary
        if summary:
            node["description"] = escape_entities(summary)
        if options.get("abstract"):
            abstracts = [label for label in item.descriptions if label.role == "abstract"]
            put_values(node, "abstract", label_texts(tuple(abstracts))[:1])


def _put_times(node: Node, item: NewsItem, zone: tzinfo | None) -> None:
    """Write the times: the table in the format's page says which time is which property."""
    created = iso(item.first_created, zone) or iso(item.content_created, zone)
    published = iso(item.published, zone) or created
    modified = iso(item.version_created, zone) or iso(item.content_modified, zone)
    if published:
        node["datePublished"] = published
    if modified:
        node["dateModified"] = modified
    if created:
        node["dateCreated"] = created
    if item.expires is not None:
        put_values(node, "expires", [iso(item.expires, zone)])


def _put_people(node: Node, item: NewsItem, site: Site | None, options: Mapping[str, Any]) -> None:
    people = NO_PEOPLE if site is None else site.people
    titles = bool(options.get("job_title"))
    if item.creators:
        authors = author_nodes(item.creators, people, titles=titles)
        if authors:
            node["author"] = authors
    if item.contributors:
        put_contributors(node, item.contributors, people, titles=titles)
    put_publisher(node, item.provider, site, both=bool(options.get("provider")))
    if item.credit:
        node["creditText"] = escape_entities(item.credit)


def _put_origin(node: Node, item: NewsItem, dateline: str | None) -> None:
    """Write where the story comes from: its dateline, places and agencies."""
    if dateline is not None:
        node["dateline"] = escape_entities(dateline)
    places, parties = item.located, item.info_sources
    if item.dateline is not None:
        places = (*item.dateline.places, *places)
        parties = (*map(Party.organisation, item.dateline.sources), *parties)
    if places:
        put_values(node, "locationCreated", place_nodes(places, dateline))
    if parties:
        put_values(node, "sourceOrganization", source_nodes(parties, dateline))


def _put_topics(node: Node, item: NewsItem, site: Site | None) -> None:
    if item.subjects:
        put_subjects(node, item.subjects)
    if item.genres:
        put_values(node, "genre", map(genre_value, item.genres))
    if item.keywords:
        keywords = label_texts(item.keywords)
        if keywords:
            node["keywords"] = keywords
    language = item.language or (None if site is None else site.language)
    if language:
        node["inLanguage"] = language


#: The properties of links in their order, and those that are always lists.
_LINKED: Final = (
    *(name for _, name in MEDIA.values()), *RELATIONS.values(), "correction", "liveBlogUpdate",
)  # fmt: skip
_LISTS: Final = frozenset({"image", "liveBlogUpdate"})


def _put_links(node: Node, item: NewsItem, type_name: str, writing: Writing) -> None:
    found: dict[str, list[Any]] = {}
    site = writing.site
    zone = None if site is None else site.zone
    for link in item.links:
        name = RELATIONS.get(link.rel)
        value: Any = None
        if name is not None:
            if name not in ON_OPTION or writing.options.get(ON_OPTION[name][0]):
                value = work_value(link, name)
        elif link.rel == "correction":
            name, value = "correction", correction_value(link, zone)
        elif link.rel == "update" and link.item is not None:
            if type_name == "LiveBlogPosting":
                name, value = "liveBlogUpdate", update_node(link, link.item, zone)
        else:
            inner = link.item if link.item is not None else linked_media(link)
            if inner is not None and inner.type not in NOT_MEDIA:
                nodes = media_nodes(inner, writing)
                if nodes:
                    _, name = MEDIA.get(inner.type) or MEDIA["media"]
                    found.setdefault(name, []).extend(nodes)
            continue
        if value and name is not None:
            found.setdefault(name, []).append(value)
    if "image" not in found:
        nodes = [node for picture in _own_pictures(item, site) for node in media_nodes(picture, writing)]
        if nodes:
            found["image"] = nodes
    for name in _LINKED if found else ():
        if name in found:
            node[name] = found[name] if name in _LISTS else one_or_all(found[name])


def _shows(body: tuple[Block, ...]) -> bool:
    """Whether a text has blocks that can show a picture, as few texts have."""
    return not _PLAIN.issuperset({block.__class__ for block in body})


#: The blocks that most texts are made of, which hold no picture.
_PLAIN: Final = frozenset({Paragraph, Heading})


def _own_pictures(item: NewsItem, site: Site | None) -> list[NewsItem]:
    """Return the pictures of a story that links none: those that its text shows, else the site's."""
    shown = embedded_pictures(item.body) if _shows(item.body) else []
    if not shown and site is not None and site.image is not None:
        shown = [NewsItem(type="picture", renditions=(Rendition(site.image),))]
    return shown


def _put_body(node: Node, item: NewsItem, own: Any, options: Mapping[str, Any]) -> None:
    """Write the text and how many words it has; the number alone where the text is not to be given away."""
    text = escape_entities(body_text(item))
    words = len(text.split())
    if not text and own is not None:
        count = own.get("wordCount")
        words = count if count.__class__ is int and 0 < count < _MOST_WORDS else 0
    if words:
        node["wordCount"] = words
    if text and item.free is not False and options.get("article_body", True):
        node["articleBody"] = text

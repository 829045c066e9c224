"""A record as a node of JSON-LD: the properties in a fixed order, and nothing null or empty.

What is written is canonical: reading it and writing again gives the same bytes. So a value that
would be read as something else is written as that to begin with (`values`), and lists are put in
the order in which reading gives them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from newsrec.body import block_texts
from newsrec.context._site import POLICIES
from newsrec.formats._json import number
from newsrec.formats._schema_org.tables import (
    ADDRESS_WILL_DO,
    ARTICLE_TYPES,
    CONCEPT_TYPES,
    CONTEXT,
    CONTRIBUTORS,
    DIGITAL_SOURCES,
    KNOWN_NAMES,
    KNOWN_OF_MEDIA,
    MEDIA,
    NEWS_TYPES,
    NOT_MEDIA,
    PARTY_TYPES,
    PREFIX,
    PREFIX_IRI,
    PRINTED,
    RELATIONS,
    SIDECAR,
    SUBTYPE_OF_GENRE,
)
from newsrec.formats._schema_org.values import (
    article_id,
    duration,
    escaped,
    is_iri,
    is_url,
    iso,
    joined,
    opens_body,
    own_name,
    own_prefixes,
    party_name,
    pruned,
    safe_integer,
    settled,
    told_apart,
    unescaped,
)
from newsrec.model import FrozenMap, NewsItem, Party, Rendition, with_dateline

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from newsrec.context import Site
    from newsrec.formats._format import Writing
    from newsrec.model import Concept, Label, Link, Rights

Node = dict[str, Any]

_NO_OPTIONS: Final[Mapping[str, Any]] = {}
_NO_PEOPLE: Final = FrozenMap()


# -- documents ------------------------------------------------------------------------------------


def document(item: NewsItem, writing: Writing) -> Node:
    """The whole document of one story, its context first, the record to embed last."""
    node = story(item, writing)
    prefixes = node.pop("@context", {})
    if writing.sidecar is not None:
        prefixes = {PREFIX: PREFIX_IRI, **prefixes}
        node[SIDECAR] = writing.sidecar
    return {"@context": [CONTEXT, prefixes] if prefixes else CONTEXT, **node}


def story(item: NewsItem, writing: Writing) -> Node:
    """The node of one story, without a context but for the prefixes of the user's own properties."""
    kind = item.type
    if kind in MEDIA and kind != "media":
        found = _media(item, writing)
        if found:
            return _of_its_own(found, item)
    return _article(item, writing)


def _article(item: NewsItem, writing: Writing) -> Node:
    site, options = writing.site, writing.options or _NO_OPTIONS
    zone = None if site is None else site.zone
    people = _NO_PEOPLE if site is None else site.people
    titles = bool(options.get("job_title"))
    own = item.extra.get("jsonld") if item.extra else None
    if own.__class__ is not FrozenMap:
        own = None
    type_name = subtype(item, own, options)
    is_news = type_name in NEWS_TYPES

    node: Node = {}
    written_type = ARTICLE_TYPES[type_name]
    node["@type"] = written_type if written_type.__class__ is str else list(written_type)
    address = item.url if site is None else _address(item, site)
    if not is_url(address):
        address = None
    identity = own.get("@id") if own is not None else None
    if identity.__class__ is str and is_iri(identity):
        node["@id"] = identity
    elif address is not None:
        node["@id"] = article_id(address)
    if address is not None:
        node["url"] = node["mainEntityOfPage"] = address

    if item.headline:
        node["headline"] = escaped(item.headline)
    if item.alt_headlines:
        _put(node, "alternativeHeadline", _labels(item.alt_headlines))
    if item.descriptions:
        _put_descriptions(node, item, options)

    created = iso(item.first_created, zone) or iso(item.content_created, zone)
    published = iso(item.published, zone) or created
    if published:
        node["datePublished"] = published
    modified = iso(item.version_created, zone) or iso(item.content_modified, zone)
    if modified:
        node["dateModified"] = modified
    if created:
        node["dateCreated"] = created
    expires = iso(item.expires, zone)
    if expires:
        node["expires"] = expires

    if item.creators:
        authors = _authors(item.creators, people, titles=titles)
        if authors:
            node["author"] = authors
    if item.contributors:
        _put_contributors(node, item.contributors, people, titles=titles)
    _put_publisher(node, item, site, options)
    if item.credit:
        node["creditText"] = escaped(item.credit)

    dateline = None
    if item.dateline is not None or item.located:
        if is_news and item.dateline is not None and item.dateline.text:
            dateline = item.dateline.text
            node["dateline"] = escaped(dateline)
        places = _places_of_creation(item, dateline)
        if places:
            node["locationCreated"] = _one_or_all(places)
    if item.info_sources or item.dateline is not None:
        sources = _sources(item, dateline)
        if sources:
            node["sourceOrganization"] = _one_or_all(sources)

    if item.subjects:
        _put_subjects(node, item.subjects)
    if item.genres:
        _put(node, "genre", [_genre(each) for each in item.genres])
    if item.keywords:
        keywords = _labels(item.keywords)
        if keywords:
            node["keywords"] = keywords
    language = item.language or (None if site is None else site.language)
    if language:
        node["inLanguage"] = language
    if item.printed and is_news:
        for role, name in PRINTED.items():
            _put(node, name, [escaped(label.value) for label in item.printed if label.role == role])

    if item.links or site is not None:
        _put_links(node, item, type_name, writing)
    if item.free is not None:
        node["isAccessibleForFree"] = item.free
        selector = options.get("paywalled")
        if not item.free and selector:
            part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": selector}
            node["hasPart"] = part
    if item.rights is not None:
        _put_rights(node, item.rights, options)
    _put_identity(node, item)
    if options:
        _put_on_option(node, item, options)
    _put_body(node, item, own, options)
    if own is not None:
        _put_own(node, own)
    return node


def _address(item: NewsItem, site: Site) -> str | None:
    """The story's address, or the one that the site's pattern makes of what is written of the story."""
    if item.url is not None or site.address_pattern is None:
        return item.url
    times = (item.published, item.first_created, item.content_created)
    published = next((when for each in times if (when := settled(each, site.zone)) is not None), None)
    guid = item.guid or next((each.value for each in item.alt_ids[:1] if each.role == "guid"), None)
    sections = tuple(each for each in item.subjects if each.rel == "section" and each.name)
    return site.address(
        evolve(item, published=published, first_created=None, guid=guid, subjects=sections)
    )


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _put(node: Node, name: str, values: Iterable[Any]) -> None:
    """Write what there is of some values: one alone as itself, several as a list."""
    kept = [value for value in values if value]
    if kept:
        node[name] = kept[0] if len(kept) == 1 else kept


def _labels(labels: tuple[Label, ...]) -> list[str]:
    return [escaped(label.value) for label in labels if label.value]


# -- types ----------------------------------------------------------------------------------------


def subtype(item: NewsItem, own: Any, options: Mapping[str, Any]) -> str:
    """The type of a story: the option's, else what `extra` says, else what its genres mean."""
    chosen = options.get("subtype") or (own.get("@type") if own is not None else None)
    if chosen.__class__ is str and chosen in ARTICLE_TYPES:
        return chosen
    return subtype_of_genres(item.genres) if item.genres else "NewsArticle"


def subtype_of_genres(genres: tuple[Concept, ...]) -> str:
    """The type that the first telling genre means, by its name, its code or the end of its URI."""
    for genre in genres:
        for text in (genre.name, genre.code, genre.uri):
            if text is not None and len(text) < 200:
                found = SUBTYPE_OF_GENRE.get(text.rpartition("/")[2].lower())
                if found is not None:
                    return found
    return "NewsArticle"


# -- texts ----------------------------------------------------------------------------------------


def _put_descriptions(node: Node, item: NewsItem, options: Mapping[str, Any]) -> None:
    summary = item.summary
    if summary:
        node["description"] = escaped(summary)
    if options.get("abstract"):
        for label in item.descriptions:
            if label.role == "abstract" and label.value:
                node["abstract"] = escaped(label.value)
                return


def body_text(item: NewsItem) -> str:
    """The story as one plain text, a blank line between paragraphs, the dateline in its place."""
    if not item.body:
        return ""
    dateline = item.dateline.text if item.dateline is not None else None
    return joined(block_texts(with_dateline(item) if dateline and opens_body(dateline) else item.body))


def _put_body(node: Node, item: NewsItem, own: Any, options: Mapping[str, Any]) -> None:
    """The text and how many words it has; the number alone where the text is not to be given away."""
    text = body_text(item)
    words = len(text.split())
    if not text and own is not None:
        told = own.get("wordCount")
        words = told if told.__class__ is int and 0 < told < _MOST_WORDS else 0
    if words:
        node["wordCount"] = words
    if text and item.free is not False and options.get("article_body", True):
        node["articleBody"] = escaped(text)


_MOST_WORDS: Final = 10**9


# -- parties --------------------------------------------------------------------------------------


def _authors(parties: tuple[Party, ...], people: Mapping[str, str], *, titles: bool) -> list[Node]:
    """One object for each author; a lone name that joins several is taken apart, as readers would."""
    written = [party for party in parties if party.name or is_iri(party.uri)]
    if len(written) == 1:
        written = list(apart(written[0]))
    return [_party(party, "Person", people, titles=titles) for party in written]


def apart(lone: Party) -> tuple[Party, ...]:
    """The parties that a lone author's name joins; the author alone where it is one's."""
    if lone.type == "organisation" or not lone.name or is_iri(lone.uri):
        return (lone,)
    found = told_apart(lone.name)
    one = found[0]
    if len(found) == 1 and one.type != "organisation":
        if one.name == lone.name:
            return (lone,)
        return (evolve(lone, name=one.name, affiliation=lone.affiliation or one.affiliation),)
    return found


def _party(
    party: Party, fallback: str, people: Mapping[str, str] = _NO_PEOPLE, *, titles: bool = False
) -> Node:
    """A party's object; an empty one for a party with neither name nor address."""
    kind = PARTY_TYPES.get(party.type or "", fallback)
    name, uri = party.name, party.uri
    if name:
        if name[0] in "{Bb":
            name = party_name(name, person=kind == "Person")
        if is_url(name):
            name, uri = None, uri if is_iri(uri) else name
    node: Node = {"@type": kind}
    if uri is not None and not is_url(uri) and is_iri(uri):
        node["@id"] = uri
    if name:
        node["name"] = escaped(name)
        if people and not is_iri(uri):
            uri = people.get(name)
    if is_url(uri):
        node["url"] = uri
    if len(node) == 1:
        return {}
    if kind == "Person":
        if titles and party.job_title:
            node["jobTitle"] = escaped(party.job_title)
        if party.affiliation is not None:
            employer = _party(party.affiliation, "Organization")
            if employer and employer["@type"] == "Organization":
                node["affiliation"] = employer
    return node


def _put_contributors(
    node: Node, parties: tuple[Party, ...], people: Mapping[str, str], *, titles: bool
) -> None:
    found: dict[str, list[Node]] = {}
    for party in parties:
        written = _party(party, "Person", people, titles=titles)
        if written:
            name = CONTRIBUTORS.get(party.role or "", "contributor")
            if name == "editor" and written["@type"] != "Person":  # its range is Person alone
                name = "contributor"
            found.setdefault(name, []).append(written)
    for name in ("editor", "translator", "contributor"):
        if name in found:
            node[name] = _one_or_all(found[name])


def publisher(site: Site | None) -> Node:
    """The publisher that signs for a site, with its logo and policies; empty where the site names none."""
    if site is None or site.publisher is None:
        return {}
    node = _party(site.publisher, "Organization")
    if node and node["@type"] == "Organization":
        node["@type"] = site.publisher_type
        if site.logo is not None:
            node["logo"] = {"@type": "ImageObject", "url": site.logo}
        for name in POLICIES:
            if name in site.policies:
                node[name] = site.policies[name]
    return node


def _put_publisher(node: Node, item: NewsItem, site: Site | None, options: Mapping[str, Any]) -> None:
    delivered = _party(item.provider, "Organization") if item.provider is not None else {}
    if not delivered and site is not None and site.provider is not None:
        delivered = _party(site.provider, "Organization")
    signed = publisher(site)
    if signed or delivered:
        node["publisher"] = signed or delivered
    if signed and delivered and options.get("provider") and _identity(delivered) != _identity(signed):
        node["provider"] = delivered


def _identity(party: Node) -> tuple[Any, ...]:
    return tuple(party.get(name) for name in ("@id", "name", "url"))


def _sources(item: NewsItem, dateline: str | None) -> list[Node]:
    """The organisations that the story came from: first the agencies that the dateline names."""
    parties = item.info_sources
    if item.dateline is not None and item.dateline.sources:
        parties = (*map(Party.organisation, item.dateline.sources), *parties)
    found: list[Node] = []
    for party in parties:
        written = _party(party, "Organization")
        if written and written["@type"] == "Organization" and written not in found:
            found.append(written)
    return sorted(found, key=lambda node: not is_agency(node, dateline))


def is_agency(node: Node, dateline: str | None) -> bool:
    """Whether an organisation of which no more than the name is known is named in the dateline."""
    return len(node) == 2 and stands_in(unescaped(node.get("name", "")), dateline)


# -- concepts and places --------------------------------------------------------------------------


def _concept(concept: Concept, fallback: str = "DefinedTerm") -> Node:
    """A concept's object: a term of a vocabulary, or the person, organisation, place or event that it is."""
    kind = CONCEPT_TYPES.get(concept.type or "", fallback)
    node: Node = {"@type": kind}
    uri = concept.uri
    is_term = kind == "DefinedTerm"
    if uri is not None and is_iri(uri) and (is_term or not is_url(uri)):
        node["@id"] = uri
        uri = None
    if concept.name:
        node["name"] = escaped(concept.name)
    if is_url(uri):
        node["sameAs"] = uri
    if concept.code:
        if is_term:
            node["termCode"] = concept.code
        else:
            code = {"@type": "PropertyValue", "value": concept.code}
            if concept.scheme:
                code = {"@type": "PropertyValue", "propertyID": concept.scheme, "value": concept.code}
            node["identifier"] = code
    if is_term and concept.scheme:
        scheme: Any = concept.scheme
        if not is_url(scheme):
            scheme = {"@type": "DefinedTermSet", "name": escaped(scheme)}
        node["inDefinedTermSet"] = scheme
    if kind == "Place":
        _put_place(node, concept)
    return node if len(node) > 1 else {}


def _put_place(node: Node, concept: Concept) -> None:
    address: Node = {"@type": "PostalAddress"}
    for broader in concept.broader:
        if broader.name:
            part = "addressCountry" if broader.type == "country" else "addressRegion"
            address.setdefault(part, escaped(broader.name))
    if len(address) > 1:
        node["address"] = {name: address[name] for name in _ADDRESS if name in address}
    if concept.geo is not None:
        latitude, longitude = concept.geo
        node["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": number(latitude),
            "longitude": number(longitude),
        }


_ADDRESS: Final = ("@type", "addressRegion", "addressCountry")


def stands_in(name: Any, text: str | None) -> bool:
    """Whether a dateline names a place or an agency."""
    return bool(name and text) and name.casefold() in text.casefold()  # type: ignore[union-attr]  # not None


def _places_of_creation(item: NewsItem, dateline: str | None) -> list[Node]:
    """Where the story was written: first the places that the dateline names."""
    places = item.located if item.dateline is None else (*item.dateline.places, *item.located)
    first = [place for place in places if stands_in(place.name, dateline)]
    rest = [place for place in places if not stands_in(place.name, dateline)]
    return [node for place in (*first, *rest) if (node := _place(place))]


def _place(concept: Concept) -> Node:
    node = _concept(concept, "Place")
    if node and node["@type"] != "Place":  # its range is Place alone
        return {"@type": "Place", "name": node["name"]} if "name" in node else {}
    return node


def _put_subjects(node: Node, subjects: tuple[Concept, ...]) -> None:
    found: dict[str, list[Any]] = {"articleSection": [], "about": [], "mentions": [], "contentLocation": []}
    for subject in subjects:
        if subject.rel == "section" and subject.name:
            found["articleSection"].append(escaped(subject.name))
            continue
        written = _concept(subject)
        if written:
            name = "mentions" if subject.rel == "mention" else "about"
            if name == "about" and written["@type"] == "Place":
                name = "contentLocation"
            found[name].append(written)
    for name, values in found.items():
        if values:
            node[name] = _one_or_all(values)


def _genre(genre: Concept) -> Any:
    node = _concept(genre)
    if not node:
        return None
    if node["@type"] != "DefinedTerm":  # a genre is a term or a text
        return node.get("name") or node.get("sameAs") or node.get("@id")
    if len(node) == 2 and ("name" in node or is_url(node.get("@id"))):
        return node.get("name") or node["@id"]
    return node


# -- links ----------------------------------------------------------------------------------------


def _put_links(node: Node, item: NewsItem, type_name: str, writing: Writing) -> None:
    found: dict[str, list[Any]] = {}
    for link in item.links:
        name = RELATIONS.get(link.rel)
        if name is not None:
            if name in ("isPartOf", "citation") and not writing.options.get(_OPTION_OF[name]):
                continue
            written = _work(link, name)
            if written:
                found.setdefault(name, []).append(written)
        elif link.rel == "correction":
            written = _correction(link, writing)
            if written:
                found.setdefault("correction", []).append(written)
        elif link.rel == "update" and link.item is not None:
            if type_name == "LiveBlogPosting":
                written = _update(link, link.item, writing)
                if written:
                    found.setdefault("liveBlogUpdate", []).append(written)
        else:
            inner = link.item or _of_address(link)
            if inner is not None and inner.type not in NOT_MEDIA:
                _, name = MEDIA.get(inner.type) or MEDIA["media"]
                found.setdefault(name, []).extend(_media(inner, writing))
    site = writing.site
    if not found.get("image") and site is not None and site.image is not None:
        found["image"] = _media(NewsItem(type="picture", renditions=(Rendition(site.image),)), writing)
    for name in _LINKED:
        values = found.get(name)
        if values:
            node[name] = values if name in ("image", "liveBlogUpdate") else _one_or_all(values)


_OPTION_OF: Final = {"isPartOf": "part_of", "citation": "citation"}
_LINKED: Final = (
    "image", "video", "audio", "associatedMedia", "isBasedOn", "translationOfWork", "workTranslation",
    "isPartOf", "citation", "correction", "liveBlogUpdate",
)  # fmt: skip


def _of_address(link: Link) -> NewsItem | None:
    """The picture or recording that a link gives no more of than its address."""
    address = link.href if link.href is not None else link.uri
    if link.rel not in MEDIA or link.rel == "media" or not is_url(address):
        return None
    return NewsItem(type=link.rel, renditions=(Rendition(address),))


def _work(link: Link, name: str) -> Any:
    """Another work: its address alone where that will do, else its name and addresses."""
    inner = link.item
    address, identity, title = link.href, link.uri, link.title
    if inner is not None:
        address = address or inner.url
        identity = identity or inner.guid
        title = title or inner.headline
    node: Node = {"@type": "CreativeWork"}
    if is_iri(identity):
        node["@id"] = identity
    if title:
        node["name"] = escaped(title)
    if is_url(address):
        node["url"] = address
    if len(node) == 2 and "url" in node and name in ADDRESS_WILL_DO:
        return address
    return node if len(node) > 1 else None


def _correction(link: Link, writing: Writing) -> Any:
    """A correction: its address alone, or its text with its date."""
    inner = link.item
    address = link.href if link.href is not None else link.uri
    text = when = None
    if inner is not None:
        text = body_text(inner) or inner.headline
        when = iso(inner.published, None if writing.site is None else writing.site.zone)
        if not is_url(address):
            address = inner.url
    if not text:
        text = link.title
    text = joined([text]) if text else None
    if not text:
        return address if is_url(address) else None
    node: Node = {"@type": "CorrectionComment", "text": escaped(text)}
    if when:
        node["datePublished"] = when
    if is_url(address):
        node["url"] = address
    return node


def _update(link: Link, inner: NewsItem, writing: Writing) -> Node:
    """An entry of a live blog."""
    node: Node = {"@type": "BlogPosting"}
    address = link.href if is_url(link.href) else inner.url
    if is_url(address):
        node["url"] = address
    if inner.headline:
        node["headline"] = escaped(inner.headline)
    zone = None if writing.site is None else writing.site.zone
    for name, when in (("datePublished", inner.published), ("dateModified", inner.version_created)):
        text = iso(when, zone)
        if text:
            node[name] = text
    text = body_text(inner)
    if text and inner.free is not False:
        node["articleBody"] = escaped(text)
    return node if len(node) > 1 else {}


# -- pictures and recordings ----------------------------------------------------------------------


def _media(item: NewsItem, writing: Writing) -> list[Node]:
    """A picture or recording: an object for each rendition with an address, all else alike in each.

    Consumers choose among pictures by their shape, so each shape must be an object of its own.
    """
    kind, _ = MEDIA.get(item.type) or MEDIA["media"]
    forms = []
    thumbnails = []
    for form in item.renditions:
        if is_url(form.href):
            if kind == "VideoObject" and is_thumbnail(form):
                thumbnails.append(form.href)
            else:
                forms.append(form)
    if not forms:
        return []
    shared = _media_facts(item, kind, writing)
    if thumbnails:
        shared["thumbnailUrl"] = _one_or_all(thumbnails)
    return [{"@type": kind, **_form(form, kind), **shared} for form in forms]


def is_thumbnail(form: Rendition) -> bool:
    """Whether a rendition of a video is its still picture."""
    return form.name == "thumbnail" or (form.mime or "").startswith("image/")


def _form(form: Rendition, kind: str) -> Node:
    if kind == "VideoObject" and form.name == "embed":
        node: Node = {"embedUrl": form.href}
    else:
        node = {"url": form.href, "contentUrl": form.href}
    if form.width and safe_integer(form.width):
        node["width"] = form.width
    if form.height and safe_integer(form.height):
        node["height"] = form.height
    if form.mime:
        node["encodingFormat"] = form.mime
    if kind != "ImageObject" and form.duration is not None:
        text = duration(form.duration)
        if text:
            node["duration"] = text
    return node


def _media_facts(item: NewsItem, kind: str, writing: Writing) -> Node:
    site = writing.site
    zone = None if site is None else site.zone
    node: Node = {}
    if item.headline:
        node["name"] = escaped(item.headline)
    for role, name in (("caption", "caption"), ("alt", "description")):
        if name == "caption" and kind == "MediaObject":
            continue
        for label in item.descriptions:
            if label.role == role and label.value:
                node[name] = escaped(label.value)
                break
    created = iso(item.first_created, zone) or iso(item.content_created, zone)
    if created:
        node["dateCreated"] = created
    published = iso(item.published, zone)
    if published:
        node["uploadDate" if kind == "VideoObject" else "datePublished"] = published
    if item.creators:
        people = _NO_PEOPLE if site is None else site.people
        creators = _authors(item.creators, people, titles=False)
        if creators:
            node["creator"] = _one_or_all(creators)
    if item.credit:
        node["creditText"] = escaped(item.credit)
    if item.located:
        _put(node, "locationCreated", [_place(each) for each in item.located])
    if item.keywords:
        keywords = _labels(item.keywords)
        if keywords:
            node["keywords"] = keywords
    if item.language:
        node["inLanguage"] = item.language
    if item.rights is not None:
        _put_rights(node, item.rights, writing.options)
    _put_identity(node, item)
    return node


def _of_its_own(nodes: list[Node], item: NewsItem) -> Node:
    """A picture or recording as a story of its own: its first form, and the others as encodings of it."""
    first, *others = nodes
    if others:
        shape = ("@type", "url", "contentUrl", "embedUrl", "width", "height", "encodingFormat", "duration")
        first["encoding"] = [{name: each[name] for name in shape if name in each} for each in others]
    own = item.extra.get("jsonld") if item.extra else None
    if own.__class__ is FrozenMap:
        _put_own(first, own, KNOWN_OF_MEDIA)
    return first


# -- rights and identity --------------------------------------------------------------------------


def _put_rights(node: Node, rights: Rights, options: Mapping[str, Any]) -> None:
    if rights.holder is not None:
        holder = _party(rights.holder, "Organization")
        if holder:
            node["copyrightHolder"] = holder
    if rights.notices:
        _put(node, "copyrightNotice", _labels(rights.notices))
    if rights.year is not None and 0 < rights.year < 10_000:
        node["copyrightYear"] = rights.year
    if is_url(rights.licence):
        node["license"] = rights.licence
    if rights.usage_terms and options.get("usage_info"):
        _put(
            node,
            "usageInfo",
            [
                label.value
                if is_url(label.value)
                else {"@type": "CreativeWork", "text": escaped(label.value)}
                for label in rights.usage_terms
                if label.value
            ],
        )


def _put_identity(node: Node, item: NewsItem) -> None:
    if item.guid or item.alt_ids:
        values = [{"@type": "PropertyValue", "propertyID": "guid", "value": item.guid}] if item.guid else []
        for label in item.alt_ids:
            if label.value:
                value = {"@type": "PropertyValue", "value": label.value}
                if label.role:
                    value = {"@type": "PropertyValue", "propertyID": label.role, "value": label.value}
                values.append(value)
        if values:
            node["identifier"] = _one_or_all(values)
    version = item.version
    if version.__class__ is int and safe_integer(version) is None:  # type: ignore[arg-type]  # as compared
        version = str(version)
    if version is not None and version != "":
        node["version"] = version


def _put_on_option(node: Node, item: NewsItem, options: Mapping[str, Any]) -> None:
    if options.get("status") and item.pub_status == "usable":
        node["creativeWorkStatus"] = "Published"
    source = item.digital_source
    if source is not None and options.get("digital_source"):
        for text in (source.code, source.uri):
            name = DIGITAL_SOURCES.get((text or "").rpartition("/")[2])
            if name is not None:
                node["digitalSourceType"] = f"{CONTEXT}/{name}"
                return


def _put_own(node: Node, own: FrozenMap, known: Container[str] = KNOWN_NAMES) -> None:
    """The user's own properties, as far as the record does not say them already."""
    found: dict[str, Any] = {}
    for key, value in own.items():
        name = own_name(key)
        if name is not None and name.lower() not in known and name not in node and name not in found:
            kept = pruned(value)
            if kept is not None:
                found[name] = kept
    for name in sorted(found):
        node[name] = found[name]
    prefixes = own_prefixes(own.get("@context"))
    if prefixes:
        node["@context"] = prefixes

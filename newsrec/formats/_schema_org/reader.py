"""Records of the stories in a JSON-LD document, whatever the page that wrote it made of the vocabulary.

Pages write a text for an object, one value for a list, a reference for a node, a text for a number
or for true and false. What we have no field for, or cannot read, is kept in `extra["jsonld"]`,
and a finding says what could not be read. Entities are decoded once, and only in texts.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from newsrec._trusted import skip_checks
from newsrec.addresses import is_web
from newsrec.body import Paragraph
from newsrec.catalogue import finding
from newsrec.findings import StoryRef
from newsrec.formats._format import Decoded
from newsrec.formats._schema_org.concepts import (
    read_digital_source,
    read_genres,
    read_places,
    read_subjects,
    subtype_of_genres,
)
from newsrec.formats._schema_org.extras import OWN, RecordValues, prune
from newsrec.formats._schema_org.graph import flatten
from newsrec.formats._schema_org.media import TYPES, read_keywords, read_media, read_media_item
from newsrec.formats._schema_org.parties import (
    read_authors,
    read_contributors,
    read_parties,
    read_provider,
)
from newsrec.formats._schema_org.properties import PropertyReader
from newsrec.formats._schema_org.tables import (
    ARTICLE_TYPES,
    KNOWN_NAMES,
    MAPPED,
    MEDIA,
    PREFIX_IRI,
    PRINTED,
    RELATIONS,
    SIDECAR,
)
from newsrec.formats._schema_org.values import (
    article_id,
    bare_dateline,
    find_dateline,
    is_named_in,
    split_paragraphs,
)
from newsrec.formats._schema_org.works import (
    make_labels,
    make_paragraphs,
    read_correction,
    read_identity,
    read_rights,
    read_update,
    read_work,
)
from newsrec.grammar.datelines import read_dateline
from newsrec.maps import NO_EXTRA, FrozenMap
from newsrec.messages import quote_text
from newsrec.model import Dateline, Link, NewsItem

if TYPE_CHECKING:
    from newsrec.body import Block
    from newsrec.findings import Finding
    from newsrec.formats._format import Reading
    from newsrec.formats._schema_org.graph import Document
    from newsrec.model import Concept, Party

_item: Final = skip_checks(NewsItem)
_link: Final = skip_checks(Link)


# -- documents ------------------------------------------------------------------------------------


def read(document: Document, reading: Reading, *, page: str | None = None) -> Decoded:
    """Read the stories of a document in order, with the findings and the embedded records.

    `page` is the address of the web page that the document is of: see `Document.stories`.
    """
    nodes, others = document.stories(page=page)
    items: list[NewsItem] = []
    notes: list[Finding] = []
    sidecars: list[str | None] = []
    if nodes and not document.has_context:
        notes.append(finding("NR971"))
    if others:
        sentence = f"the page names its main article: {others} more in the document are left aside"
        notes.append(finding("NR972", sentence))
    notes += _report_duplicates(document)
    for number, node in enumerate(nodes, 1):
        props = PropertyReader(document, node, reading.feed)
        item, sidecar = read_story(props)
        items.append(item)
        sidecars.append(sidecar)
        ref = StoryRef(number=number)
        notes.extend([evolve(note, item=ref) for note in props.notes])
    if not nodes and flatten(document.root):
        notes.append(finding("NR973"))
    return Decoded(tuple(items), tuple(notes), None, tuple(sidecars))


_MOST_REPORTED: Final = 20


def _report_duplicates(document: Document) -> list[Finding]:
    """Report what a later equal name in the same object replaces: a finding each; of many, their number."""
    notes = []
    for name, value in document.duplicates[:_MOST_REPORTED]:
        text = value if value.__class__ is str else json.dumps(value, ensure_ascii=False, default=str)
        left = quote_text(text, 200)
        message = f"{quote_text(name)} comes again in its object, and the last counts: left out {left}"
        notes.append(finding("NR975", message))
    more = len(document.duplicates) - _MOST_REPORTED
    if more > 0:
        notes.append(
            finding("NR975", f"{more} more names come again in their objects: the last of each counts")
        )
    return notes


def read_story(props: PropertyReader) -> tuple[NewsItem, str | None]:
    """Read the record of one node, an article or a medium, and the text embedded with it."""
    types = props.types(props.node.object)
    fields = props.node.terms.fields(props.node.object)
    embedded = [fields.pop(name, None) for name in (SIDECAR, f"{PREFIX_IRI}item")]
    sidecar = next((text for text in embedded if text.__class__ is str), None)
    props.language = props.first_code(fields.get("inLanguage"))
    if props.node.terms.prefixes:
        props.kept["@context"] = props.node.terms.prefixes
    name = next((name for name in ARTICLE_TYPES if name in types), None)
    kind = next((kind for kind in types if kind in TYPES), None)
    if name is not None or kind is None:
        return _read_article(props, name or "Article", fields), sidecar
    item = read_media_item(props, fields, kind)
    whole = {name for name, value in fields.items() if value.__class__ is str and name in _READ_ALONE}
    rest = {**props.kept, **RecordValues(props, [item]).rest(fields, whole)}
    kept = prune({**item.extra.get(OWN, {}), **rest}) if rest else None
    return evolve(item, extra=FrozenMap({OWN: kept})) if kept else item, sidecar


# -- the article ----------------------------------------------------------------------------------


def _read_article(props: PropertyReader, type_name: str, fields: dict[str, Any]) -> NewsItem:
    """Read the record of an article; its `extra` keeps what is left."""
    get = fields.get
    headlines, names = props.texts(get("headline")), props.texts(get("name"))
    others = [*headlines[1:], *props.texts(get("alternativeHeadline"))]
    creators, byline = read_authors(props, get("author") or get("creator"))
    dateline, located, sources, body = _read_story(props, fields)
    guid, alt_ids = read_identity(props, get("identifier"))
    genres = read_genres(props, get("genre"))
    address = props.page(props.one(get("url"))) or props.page(props.one(get("mainEntityOfPage")))
    if type_name != subtype_of_genres(genres):
        props.kept["@type"] = type_name
    parts: dict[str, Any] = {
        "guid": guid,
        "version": props.version(get("version")),
        "alt_ids": alt_ids,
        "pub_status": props.status(get("creativeWorkStatus")),
        "published": props.when(get("datePublished"), "datePublished", "published"),
        "version_created": props.when(get("dateModified"), "dateModified", "version_created"),
        "first_created": props.when(get("dateCreated"), "dateCreated", "first_created"),
        "expires": props.when(get("expires"), "expires", "expires"),
        "headline": headlines[0] if headlines else names[0] if names else None,
        "title": names[0] if headlines and names else None,
        "alt_headlines": make_labels(others),
        "descriptions": (
            *make_labels(props.texts(get("description"))[:1], "summary"),
            *make_labels(props.texts(get("abstract")), "abstract"),
        ),
        "byline": byline,
        "dateline": dateline,
        "located": located,
        "info_sources": sources,
        "credit": props.text(get("creditText")),
        "creators": creators,
        "contributors": read_contributors(props, fields),
        "provider": read_provider(props, fields),
        "genres": genres,
        "subjects": read_subjects(props, fields),
        "keywords": read_keywords(props, get("keywords")),
        "digital_source": read_digital_source(props, get("digitalSourceType")),
        "language": props.language,
        "printed": tuple(
            [label for role, name in PRINTED.items() for label in make_labels(props.texts(get(name)), role)]
        ),
        "free": props.flag(get("isAccessibleForFree"), "isAccessibleForFree"),
        "rights": read_rights(props, fields),
        "body": body,
        "links": _read_links(props, fields, address),
    }
    return _item(**parts, extra=_extra(props, fields, parts, address))


def _read_story(
    props: PropertyReader, fields: dict[str, Any]
) -> tuple[Dateline | None, tuple[Concept, ...], tuple[Party, ...], tuple[Block, ...]]:
    """Read the dateline with what it names, the other places and organisations, and the paragraphs.

    The dash after a dateline is in the text alone. The paragraphs before that of the dateline are lead-ins.
    """
    name = props.text(fields.get("dateline"))
    texts = _read_texts(props, fields.get("articleBody"))
    places = read_places(props, fields.get("locationCreated"))
    sources = tuple(read_parties(props, fields.get("sourceOrganization"), "organisation"))
    if name is None:
        return None, places, sources, make_paragraphs(texts)
    whole, body = name, make_paragraphs(texts)
    led = find_dateline(texts, name)
    if led is not None:
        index, end = led
        whole = texts[index][:end]
        first = Paragraph(texts[index][end:])
        body = (*make_paragraphs(texts[:index], "leadin"), first, *make_paragraphs(texts[index + 1 :]))
    agencies = [each for each in sources if each.uri is None and is_named_in(each.name, name)]
    shape = f"{bare_dateline(name)} - "
    parsed = read_dateline(shape)
    is_whole = parsed is not None and parsed.end == len(shape)
    dateline = Dateline(
        whole,
        places=[place for place in places if is_named_in(place.name, name)],
        region=parsed.dateline.region if parsed is not None and is_whole else None,
        date=parsed.dateline.date if parsed is not None and is_whole else None,
        sources=[each.name or "" for each in agencies],
    )
    located = tuple([place for place in places if not is_named_in(place.name, name)])
    return dateline, located, tuple([each for each in sources if each not in agencies]), body


#: Tags that only markup has; a text about "a < b" has none of them.
_MARKUP: Final = re.compile(r"</(?:p|div|span|a|b|i|em|strong|li|ul|ol|h[1-6])>|<br ?/?>|<p>", re.IGNORECASE)


def _read_texts(props: PropertyReader, value: Any) -> list[str]:
    """Read the paragraphs of the text, as they stand."""
    text = props.text(value)
    if text is None:
        return []
    if _MARKUP.search(text) is not None:
        props.notes.append(finding("NR974", path="body"))
    return split_paragraphs(text)


def _read_links(props: PropertyReader, fields: dict[str, Any], address: str | None) -> tuple[Link, ...]:
    """Read the links, in the order in which they are written."""
    found: list[Link | None] = [] if address is None else [_link(rel="canonical", href=address)]
    for kind, name in MEDIA.values():
        if name in fields:
            items = read_media(props, fields[name], name, kind)
            found += [_link(rel=item.type, item=item) for item in items]
    for rel, name in RELATIONS.items():
        if name in fields:
            found += [read_work(props, each, rel) for each in props.nodes(fields[name])]
    found += [read_correction(props, each) for each in props.nodes(fields.get("correction"))]
    found += [read_update(props, each) for each in props.nodes(fields.get("liveBlogUpdate"))]
    return tuple([link for link in found if link is not None])


def _extra(
    props: PropertyReader, fields: dict[str, Any], parts: dict[str, Any], address: str | None
) -> FrozenMap:
    """Return the `extra`: unknown properties, and those of which the record has not every value."""
    kept = props.kept
    record: RecordValues | None = None
    if "wordCount" in fields:
        _compare_words(props, fields, has_text=bool(parts["body"]))
    for name, value in fields.items():
        is_alone = value.__class__ is not list and value.__class__ is not dict
        if name in _KEYWORDS or (is_alone and (name in kept or name in _READ_ALONE)):
            continue
        if name == "@id":
            if value.__class__ is str and (address is None or value != article_id(address)):
                kept["@id"] = value
        elif name not in MAPPED and name.lower() not in KNOWN_NAMES:
            kept[name] = value
        elif parts.get(_MEANS.get(name, "")) is None:
            record = record or RecordValues(props, [each for path, each in parts.items() if path != "body"])
            if not record.has(name, value, follow=True):
                nodes = props.nodes(value)
                kept[name] = nodes[0] if len(nodes) == 1 else nodes
    _compare_addresses(props, address)
    rest = prune(kept) if kept else None
    return FrozenMap({OWN: rest}) if rest else NO_EXTRA


#: The properties of which a lone value is read whole, if not as it stands, or else kept.
_READ_ALONE: Final = frozenset({
    "articleBody", "creativeWorkStatus", "dateCreated", "dateModified", "datePublished", "dateline",
    "expires", "isAccessibleForFree", "keywords", "version", "wordCount",
})  # fmt: skip
#: The properties whose value is one of a few, and the field that says which.
_MEANS: Final = {"digitalSourceType": "digital_source"}


def _compare_words(props: PropertyReader, fields: dict[str, Any], *, has_text: bool) -> None:
    """Keep the number of words where the text is absent; report a number that is not the text's."""
    value, text = fields["wordCount"], fields.get("articleBody")
    words = props.integer(value)
    if words is None:
        props.keep_unread("wordCount", value, "a whole number")
    elif not has_text:
        props.kept["wordCount"] = words
    elif text.__class__ is str and abs(words - (counted := len(text.split()))) * 10 > counted:
        msg = f"wordCount says {words}, and the text has {counted} words"
        props.notes.append(finding("NR979", msg, path="body"))
    if words is not None and value.__class__ is str:
        props.report_misspelt("wordCount", value, words, "body")


def _compare_addresses(props: PropertyReader, address: str | None) -> None:
    """Report an address of the story's page that is no address, or not the record's."""
    for name in ("url", "mainEntityOfPage"):
        found = props.first_code(props.kept.get(name))
        if found is None:
            continue
        if not is_web(found):
            msg = f"{name}: found {quote_text(found)}, expected a whole address, from https:// on"
        elif address is not None and found.partition("#")[0] != address.partition("#")[0]:
            msg = f"{name} says {quote_text(found)}, and url {quote_text(address)}"
        else:
            continue
        props.notes.append(finding("NR978", msg, path="links"))


_KEYWORDS: Final = frozenset({"@context", "@type", "@graph"})

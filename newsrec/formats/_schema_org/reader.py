"""Records of the stories in a JSON-LD document, whatever the page that wrote it made of the vocabulary.

A text may stand for an object, one value for a list, a reference for a node, a text for a number
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
from newsrec.formats._schema_org.graph import flat
from newsrec.formats._schema_org.left import Held
from newsrec.formats._schema_org.media import TYPES, read_keywords, read_media, read_media_item
from newsrec.formats._schema_org.own import OWN, pruned
from newsrec.formats._schema_org.parties import (
    read_authors,
    read_contributors,
    read_parties,
    read_provider,
)
from newsrec.formats._schema_org.reading import Taker
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
    led_paragraph,
    measured,
    paragraphs_of,
    stands_in,
)
from newsrec.formats._schema_org.works import (
    labels,
    paragraphs,
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
    """What a document gives: its stories in order, what was noticed, and what was embedded.

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
    notes += _told_twice(document)
    for number, node in enumerate(nodes, 1):
        take = Taker(document, node, reading.feed)
        item, sidecar = read_story(take)
        items.append(item)
        sidecars.append(sidecar)
        ref = StoryRef(number=number)
        notes.extend([evolve(note, item=ref) for note in take.notes])
    if not nodes and flat(document.root):
        notes.append(finding("NR973"))
    return Decoded(tuple(items), tuple(notes), None, tuple(sidecars))


_MOST_TOLD: Final = 20


def _told_twice(document: Document) -> list[Finding]:
    """What was said under a name that the same object gives again, a finding each; of many, their number."""
    notes = []
    for name, value in document.twice[:_MOST_TOLD]:
        text = value if value.__class__ is str else json.dumps(value, ensure_ascii=False, default=str)
        left = quote_text(text, 200)
        said = f"{quote_text(name)} comes again in its object, and the last counts: left out {left}"
        notes.append(finding("NR975", said))
    more = len(document.twice) - _MOST_TOLD
    if more > 0:
        notes.append(
            finding("NR975", f"{more} more names come again in their objects: the last of each counts")
        )
    return notes


def read_story(take: Taker) -> tuple[NewsItem, str | None]:
    """The record of one node, an article or a picture or recording, and the text embedded with it."""
    types = take.types(take.node.object)
    fields = take.node.terms.fields(take.node.object)
    embedded = [fields.pop(name, None) for name in (SIDECAR, f"{PREFIX_IRI}item")]
    sidecar = next((text for text in embedded if text.__class__ is str), None)
    take.language = take.first_code(fields.get("inLanguage"))
    if take.node.terms.prefixes:
        take.kept["@context"] = take.node.terms.prefixes
    name = next((name for name in ARTICLE_TYPES if name in types), None)
    kind = next((kind for kind in types if kind in TYPES), None)
    if name is not None or kind is None:
        return _read_article(take, name or "Article", fields), sidecar
    item = read_media_item(take, fields, kind)
    whole = {name for name, value in fields.items() if value.__class__ is str and name in _READ_ALONE}
    rest = {**take.kept, **Held(take, [item]).rest(fields, whole)}
    kept = pruned({**item.extra.get(OWN, {}), **rest}) if rest else None
    return evolve(item, extra=FrozenMap({OWN: kept})) if kept else item, sidecar


# -- the article ----------------------------------------------------------------------------------


def _read_article(take: Taker, type_name: str, fields: dict[str, Any]) -> NewsItem:
    """The record of an article; what is left of it is kept in its `extra`."""
    get = fields.get
    headlines, names = take.texts(get("headline")), take.texts(get("name"))
    others = [*headlines[1:], *take.texts(get("alternativeHeadline"))]
    creators, byline = read_authors(take, get("author") or get("creator"))
    dateline, located, sources, body = _read_story(take, fields)
    guid, alt_ids = read_identity(take, get("identifier"))
    genres = read_genres(take, get("genre"))
    address = take.page(take.one(get("url"))) or take.page(take.one(get("mainEntityOfPage")))
    if type_name != subtype_of_genres(genres):
        take.kept["@type"] = type_name
    parts: dict[str, Any] = {
        "guid": guid,
        "version": take.version(get("version")),
        "alt_ids": alt_ids,
        "pub_status": take.status(get("creativeWorkStatus")),
        "published": take.when(get("datePublished"), "datePublished", "published"),
        "version_created": take.when(get("dateModified"), "dateModified", "version_created"),
        "first_created": take.when(get("dateCreated"), "dateCreated", "first_created"),
        "expires": take.when(get("expires"), "expires", "expires"),
        "headline": headlines[0] if headlines else names[0] if names else None,
        "title": names[0] if headlines and names else None,
        "alt_headlines": labels(others),
        "descriptions": (
            *labels(take.texts(get("description"))[:1], "summary"),
            *labels(take.texts(get("abstract")), "abstract"),
        ),
        "byline": byline,
        "dateline": dateline,
        "located": located,
        "info_sources": sources,
        "credit": take.text(get("creditText")),
        "creators": creators,
        "contributors": read_contributors(take, fields),
        "provider": read_provider(take, fields),
        "genres": genres,
        "subjects": read_subjects(take, fields),
        "keywords": read_keywords(take, get("keywords")),
        "digital_source": read_digital_source(take, get("digitalSourceType")),
        "language": take.language,
        "printed": tuple(
            [label for role, name in PRINTED.items() for label in labels(take.texts(get(name)), role)]
        ),
        "free": take.flag(get("isAccessibleForFree"), "isAccessibleForFree"),
        "rights": read_rights(take, fields),
        "body": body,
        "links": _read_links(take, fields, address),
    }
    return _item(**parts, extra=_left(take, fields, parts, address))


def _read_story(
    take: Taker, fields: dict[str, Any]
) -> tuple[Dateline | None, tuple[Concept, ...], tuple[Party, ...], tuple[Block, ...]]:
    """The dateline with what it names, the other places and organisations of the story, and its paragraphs.

    The dash that follows a dateline stands in the text alone. What stands before its paragraph is a lead-in.
    """
    name = take.text(fields.get("dateline"))
    texts = _read_texts(take, fields.get("articleBody"))
    places = read_places(take, fields.get("locationCreated"))
    sources = tuple(read_parties(take, fields.get("sourceOrganization"), "organisation"))
    if name is None:
        return None, places, sources, paragraphs(texts)
    whole, body = name, paragraphs(texts)
    led = led_paragraph(texts, name)
    if led is not None:
        index, end = led
        whole = texts[index][:end]
        first = Paragraph(texts[index][end:])
        body = (*paragraphs(texts[:index], "leadin"), first, *paragraphs(texts[index + 1 :]))
    agencies = [each for each in sources if each.uri is None and stands_in(each.name, name)]
    shape = f"{bare_dateline(name)} - "
    parsed = read_dateline(shape)
    is_whole = parsed is not None and parsed.end == len(shape)
    dateline = Dateline(
        whole,
        places=[place for place in places if stands_in(place.name, name)],
        region=parsed.dateline.region if parsed is not None and is_whole else None,
        date=parsed.dateline.date if parsed is not None and is_whole else None,
        sources=[each.name or "" for each in agencies],
    )
    located = tuple([place for place in places if not stands_in(place.name, name)])
    return dateline, located, tuple([each for each in sources if each not in agencies]), body


#: Tags that only markup has; a text about "a < b" has none of them.
_MARKUP: Final = re.compile(r"</(?:p|div|span|a|b|i|em|strong|li|ul|ol|h[1-6])>|<br ?/?>|<p>", re.IGNORECASE)


def _read_texts(take: Taker, value: Any) -> list[str]:
    """The paragraphs of the text, as they stand."""
    text = take.text(value)
    if text is None:
        return []
    if _MARKUP.search(text) is not None:
        take.notes.append(finding("NR974", path="body"))
    return paragraphs_of(text)


def _read_links(take: Taker, fields: dict[str, Any], address: str | None) -> tuple[Link, ...]:
    """The links, in the order in which they are written."""
    found: list[Link | None] = [] if address is None else [_link(rel="canonical", href=address)]
    for kind, name in MEDIA.values():
        if name in fields:
            items = read_media(take, fields[name], name, kind)
            found += [_link(rel=item.type, item=item) for item in items]
    for rel, name in RELATIONS.items():
        if name in fields:
            found += [read_work(take, each, rel) for each in take.nodes(fields[name])]
    found += [read_correction(take, each) for each in take.nodes(fields.get("correction"))]
    found += [read_update(take, each) for each in take.nodes(fields.get("liveBlogUpdate"))]
    return tuple([link for link in found if link is not None])


def _left(take: Taker, fields: dict[str, Any], parts: dict[str, Any], address: str | None) -> FrozenMap:
    """What no field holds: unknown properties, and those of which the record has not every value."""
    kept = take.kept
    held: Held | None = None
    if "wordCount" in fields:
        _compare_words(take, fields, has_text=bool(parts["body"]))
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
            held = held or Held(take, [each for path, each in parts.items() if path != "body"])
            if not held.has(name, value, follow=True):
                nodes = take.nodes(value)
                kept[name] = nodes[0] if len(nodes) == 1 else nodes
    _compare_addresses(take, address)
    rest = pruned(kept) if kept else None
    return FrozenMap({OWN: rest}) if rest else NO_EXTRA


#: The properties of which a lone value is read whole, if not as it stands, or else kept.
_READ_ALONE: Final = frozenset({
    "articleBody", "creativeWorkStatus", "dateCreated", "dateModified", "datePublished", "dateline",
    "expires", "isAccessibleForFree", "keywords", "version", "wordCount",
})  # fmt: skip
#: The properties whose value is one of a few, and the field that says which.
_MEANS: Final = {"digitalSourceType": "digital_source"}


def _compare_words(take: Taker, fields: dict[str, Any], *, has_text: bool) -> None:
    """Keep how many words a text is said to have where it is not there; note where it has others."""
    value, text = fields["wordCount"], fields.get("articleBody")
    words = take.integer(value)
    if words is None:
        take.unread("wordCount", value, "a whole number")
    elif not has_text:
        take.kept["wordCount"] = words
    elif text.__class__ is str and abs(words - (counted := measured(text)[0])) * 10 > counted:
        msg = f"wordCount says {words}, and the text has {counted} words"
        take.notes.append(finding("NR979", msg, path="body"))
    if words is not None and value.__class__ is str:
        take.misspelt("wordCount", value, words, "body")


def _compare_addresses(take: Taker, address: str | None) -> None:
    """Note an address of the story's page that is none, or not the one that the record has."""
    for name in ("url", "mainEntityOfPage"):
        said = take.first_code(take.kept.get(name))
        if said is None:
            continue
        if not is_web(said):
            msg = f"{name}: found {quote_text(said)}, expected a whole address, from https:// on"
        elif address is not None and said.partition("#")[0] != address.partition("#")[0]:
            msg = f"{name} says {quote_text(said)}, and url {quote_text(address)}"
        else:
            continue
        take.notes.append(finding("NR978", msg, path="links"))


_KEYWORDS: Final = frozenset({"@context", "@type", "@graph"})

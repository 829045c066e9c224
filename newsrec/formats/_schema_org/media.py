"""Pictures and recordings, written and read: ImageObject, VideoObject, AudioObject, MediaObject.

A picture has an object for each of its renditions, all else alike in each: consumers choose by
shape, so each shape must be an object of its own. Objects that are alike but for their shape are
read as one picture. Source: https://schema.org/ImageObject, release 30.0, and
https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsrec._trusted import skip_checks
from newsrec.addresses import is_web
from newsrec.body import Embed, Span, inline_text, walk_blocks
from newsrec.formats._schema_org.concepts import place_nodes, read_places
from newsrec.formats._schema_org.own import OWN, left_over, put_own
from newsrec.formats._schema_org.parties import NO_PEOPLE, author_nodes, read_authors
from newsrec.formats._schema_org.tables import KNOWN_OF_MEDIA, MEDIA
from newsrec.formats._schema_org.values import (
    SAFE_INTEGER,
    duration,
    escaped,
    iso,
    labels_of,
    one_or_all,
    seconds_of,
    unescaped,
)
from newsrec.formats._schema_org.works import labels, put_identity, put_rights, read_identity, read_rights
from newsrec.maps import NO_EXTRA
from newsrec.model import NewsItem, Rendition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.body import Block
    from newsrec.formats._format import Writing
    from newsrec.formats._schema_org.reading import Taker
    from newsrec.formats._schema_org.values import Node
    from newsrec.model import Label, Link

_item: Final = skip_checks(NewsItem)
_rendition: Final = skip_checks(Rendition)

#: The record's type for each type of media.
TYPES: Final = {kind: record_type for record_type, (kind, _) in MEDIA.items()}

#: What of an object belongs to one form of it; the rest is the picture's or recording's.
_OF_FORM: Final = ("url", "contentUrl", "embedUrl", "width", "height", "encodingFormat", "duration")

#: Label roles, and the properties for them: schema.org has none of its own for a text in place of
#: a picture.
_DESCRIPTIONS: Final = {"alt": "description", "caption": "caption"}


# -- writing --------------------------------------------------------------------------------------


def of_address(link: Link) -> NewsItem | None:
    """The picture or recording that a link gives no more of than its address."""
    address = link.href if link.href is not None else link.uri
    if link.rel not in MEDIA or link.rel == "media" or not is_web(address):
        return None
    return NewsItem(type=link.rel, renditions=(Rendition(address),))


def shown_in(body: tuple[Block, ...]) -> list[NewsItem]:
    """The pictures that a text shows by their address, each once, as stories of their own."""
    found: dict[str, NewsItem] = {}
    for block in walk_blocks(body):
        if isinstance(block, Embed) and block.kind == "image" and is_web(block.href):
            address = block.href or ""
            if address not in found:
                found[address] = _shown(address, block)
    return list(found.values())


def _shown(address: str, block: Embed) -> NewsItem:
    signed = [part for part in block.caption if isinstance(part, Span) and part.kind == "credit"]
    caption = inline_text(tuple([part for part in block.caption if part not in signed])).strip()
    return NewsItem.picture(
        address,
        alt=block.alt or None,
        caption=caption or None,
        credit=inline_text(tuple(signed)).strip() or None,
        width=block.width,
        height=block.height,
    )


def media_nodes(item: NewsItem, writing: Writing) -> list[Node]:
    """An object for each rendition of a picture or recording that has an address."""
    kind, _ = MEDIA.get(item.type) or MEDIA["media"]
    nodes: list[Node] = []
    stills: list[str] = []
    for form in item.renditions:
        if form.href is not None and is_web(form.href):
            if kind == "VideoObject" and _is_still(form):
                stills.append(form.href)
            else:
                nodes.append(_form_node(form, kind))
    if nodes:
        shared = _facts(item, kind, writing)
        if stills:
            shared["thumbnailUrl"] = one_or_all(stills)
        if item.extra is not NO_EXTRA:
            put_own(shared, item.extra.get(OWN), KNOWN_OF_MEDIA)
        for node in nodes:
            node.update(shared)
    return nodes


def alone(nodes: list[Node]) -> Node:
    """A picture or recording as a story of its own: its first form, the others as encodings of it."""
    first, *others = nodes
    if others:
        first["encoding"] = [
            {name: each[name] for name in ("@type", *_OF_FORM) if name in each} for each in others
        ]
    return first


def _is_still(form: Rendition) -> bool:
    """Whether a rendition of a video is its still picture."""
    return form.name == "thumbnail" or (form.mime or "").startswith("image/")


def _form_node(form: Rendition, kind: str) -> Node:
    if kind == "VideoObject" and form.name == "embed":
        node: Node = {"@type": kind, "embedUrl": form.href}
    else:
        node = {"@type": kind, "url": form.href, "contentUrl": form.href}
    if form.width and form.width <= SAFE_INTEGER:
        node["width"] = form.width
    if form.height and form.height <= SAFE_INTEGER:
        node["height"] = form.height
    if form.mime:
        node["encodingFormat"] = form.mime
    if form.duration is not None and kind != "ImageObject":
        text = duration(form.duration)
        if text:
            node["duration"] = text
    return node


def _facts(item: NewsItem, kind: str, writing: Writing) -> Node:
    """What is said of a picture or recording, whatever its form."""
    site = writing.site
    zone = None if site is None else site.zone
    node: Node = {}
    if item.headline:
        node["name"] = escaped(item.headline)
    for role, name in _DESCRIPTIONS.items():
        if name == "caption" and kind == "MediaObject":  # which has none
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
        creators = author_nodes(item.creators, NO_PEOPLE if site is None else site.people)
        if creators:
            node["creator"] = one_or_all(creators)
    if item.credit:
        node["creditText"] = escaped(item.credit)
    if item.located:
        places = place_nodes(item.located, None)
        if places:
            node["locationCreated"] = one_or_all(places)
    if item.keywords:
        keywords = labels_of(item.keywords)
        if keywords:
            node["keywords"] = keywords
    if item.language:
        node["inLanguage"] = item.language
    if item.rights is not None:
        put_rights(node, item.rights, terms=bool(writing.options.get("usage_info")))
    put_identity(node, item)
    return node


# -- reading --------------------------------------------------------------------------------------


def read_media(take: Taker, value: Any, name: str, fallback: str) -> list[NewsItem]:
    """The pictures or recordings of a property, of the type `fallback` where the document tells none."""
    found: list[list[dict[str, Any]]] = []  # the forms of each
    last: dict[str, Any] | None = None
    for each in take.nodes(value):
        node = {"@type": fallback, "url": each} if each.__class__ is str else each
        if node.__class__ is not dict:
            continue
        fields = take.fields(node)
        identity = fields.get("@id")
        if identity.__class__ is str and is_web(identity) and fields.keys().isdisjoint(_OF_FORM):
            fields = {**fields, "url": identity}
        shared = {key: each for key, each in fields.items() if key not in _OF_FORM}
        if shared == last and ("caption" in shared or "identifier" in shared):
            found[-1].append(fields)
        else:
            found.append([fields])
        last = shared
    return [read_media_item(take, first, fallback, others, within=name) for first, *others in found]


def read_media_item(
    take: Taker,
    fields: dict[str, Any],
    fallback: str,
    others: Iterable[dict[str, Any]] = (),
    *,
    within: str = "",
) -> NewsItem:
    """The picture or recording of one object, which stands in the property `within` if it is a part.

    `others` are objects that give more forms of it, and are alike else.
    """
    where, path = (f"{within}.", "links") if within else ("", "")
    types = take.types({"@type": fields.get("@type")})
    kind = next((name for name in types if name in TYPES), fallback)
    forms: list[Rendition] = []
    for form in (fields, *others):
        forms += _read_forms(take, form)
        for each in take.nodes(form.get("encoding")):
            if each.__class__ is dict:
                forms += _read_forms(take, take.fields(each))
    if kind == "VideoObject":
        stills = [take.url(each) for each in take.nodes(fields.get("thumbnailUrl"))]
        forms += [Rendition(still, name="thumbnail") for still in stills if still is not None]
    creators, byline = read_authors(take, fields.get("creator"))
    guid, alt_ids = read_identity(take, fields.get("identifier"))
    published = fields.get("datePublished") or fields.get("uploadDate")
    return _item(
        type=TYPES[kind],
        guid=guid,
        version=take.version(fields.get("version")),
        alt_ids=alt_ids,
        pub_status=take.status(fields.get("creativeWorkStatus"), path or "pub_status"),
        headline=take.text(fields.get("name")) or take.text(fields.get("headline")),
        descriptions=tuple(
            [
                label
                for role, name in _DESCRIPTIONS.items()
                for label in labels(take.texts(fields.get(name))[:1], role)
            ]
        ),
        first_created=take.when(fields.get("dateCreated"), f"{where}dateCreated", path or "first_created"),
        published=take.when(published, f"{where}datePublished", path or "published"),
        creators=creators,
        byline=byline,
        credit=take.text(fields.get("creditText")),
        located=read_places(take, fields.get("locationCreated")),
        keywords=read_keywords(take, fields.get("keywords")),
        language=take.first_code(fields.get("inLanguage")),
        rights=read_rights(take, fields),
        renditions=tuple(forms),
        extra=left_over(fields, KNOWN_OF_MEDIA, identity=bool(within)),
    )


def _read_forms(take: Taker, fields: dict[str, Any]) -> list[Rendition]:
    """The form that an object gives: the file, else the page that shows it."""
    for name in ("contentUrl", "embedUrl", "url"):
        address = take.first_code(fields.get(name))
        if address is not None:
            return [
                _rendition(
                    href=address,
                    name="embed" if name == "embedUrl" else None,
                    mime=take.first_code(fields.get("encodingFormat")),
                    width=take.integer(fields.get("width")) or None,
                    height=take.integer(fields.get("height")) or None,
                    duration=seconds_of(take.first_code(fields.get("duration"))) or None,
                )
            ]
    return []


def read_keywords(take: Taker, value: Any) -> tuple[Label, ...]:
    """The keywords; a lone text holds several, a comma between them."""
    if value.__class__ is str:
        parts = [part.strip() for part in unescaped(value).split(",")]
        return labels([part for part in parts if part])
    return labels(take.texts(value))

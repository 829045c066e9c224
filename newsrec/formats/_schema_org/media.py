"""Pictures and recordings, written and read: ImageObject, VideoObject, AudioObject, MediaObject.

A picture has an object for each of its renditions, all else alike in each: consumers choose by
shape, so each shape must be an object of its own. The reader makes one picture of objects that
differ in shape alone. Source: https://schema.org/ImageObject, release 30.0, and
https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsrec._trusted import skip_checks
from newsrec.addresses import is_web
from newsrec.body import Embed, Span, inline_text, walk_blocks
from newsrec.formats._schema_org.concepts import place_nodes, read_places
from newsrec.formats._schema_org.extras import OWN, extra_of_rest, put_own
from newsrec.formats._schema_org.parties import NO_PEOPLE, author_nodes, read_authors
from newsrec.formats._schema_org.tables import KNOWN_OF_MEDIA, MEDIA
from newsrec.formats._schema_org.values import (
    SAFE_INTEGER,
    decode_entities,
    duration,
    escape_entities,
    iso,
    label_texts,
    one_or_all,
    read_duration,
)
from newsrec.formats._schema_org.works import (
    make_labels,
    put_identity,
    put_rights,
    read_identity,
    read_rights,
)
from newsrec.maps import NO_EXTRA
from newsrec.model import NewsItem, Rendition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.body import Block
    from newsrec.formats._format import Writing
    from newsrec.formats._schema_org.properties import PropertyReader
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


def linked_media(link: Link) -> NewsItem | None:
    """Return the picture or recording of a link that gives its address alone."""
    address = link.href if link.href is not None else link.uri
    if link.rel not in MEDIA or link.rel == "media" or not is_web(address):
        return None
    return NewsItem(type=link.rel, renditions=(Rendition(address),))


def embedded_pictures(body: tuple[Block, ...]) -> list[NewsItem]:
    """Return the pictures that a text shows by their address, each once, as stories of their own."""
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
    """Return an object for each rendition of a picture or recording that has an address."""
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


def join_forms(nodes: list[Node]) -> Node:
    """Return a picture or recording as a story: its first form, the others as encodings of it."""
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
    """Write what is true of a picture or recording in each of its forms."""
    site = writing.site
    zone = None if site is None else site.zone
    node: Node = {}
    if item.headline:
        node["name"] = escape_entities(item.headline)
    for role, name in _DESCRIPTIONS.items():
        if name == "caption" and kind == "MediaObject":  # which has none
            continue
        for label in item.descriptions:
            if label.role == role and label.value:
                node[name] = escape_entities(label.value)
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
        node["creditText"] = escape_entities(item.credit)
    if item.located:
        places = place_nodes(item.located, None)
        if places:
            node["locationCreated"] = one_or_all(places)
    if item.keywords:
        keywords = label_texts(item.keywords)
        if keywords:
            node["keywords"] = keywords
    if item.language:
        node["inLanguage"] = item.language
    if item.rights is not None:
        put_rights(node, item.rights, terms=bool(writing.options.get("usage_info")))
    put_identity(node, item)
    return node


# -- reading --------------------------------------------------------------------------------------


def read_media(props: PropertyReader, value: Any, name: str, fallback: str) -> list[NewsItem]:
    """Read the pictures or recordings of a property, of the type `fallback` where they give none."""
    found: list[list[dict[str, Any]]] = []  # the forms of each
    last: dict[str, Any] | None = None
    for each in props.nodes(value):
        node = {"@type": fallback, "url": each} if each.__class__ is str else each
        if node.__class__ is not dict:
            continue
        fields = props.fields(node)
        identity = fields.get("@id")
        if identity.__class__ is str and is_web(identity) and fields.keys().isdisjoint(_OF_FORM):
            fields = {**fields, "url": identity}
        shared = {key: each for key, each in fields.items() if key not in _OF_FORM}
        if shared == last and ("caption" in shared or "identifier" in shared):
            found[-1].append(fields)
        else:
            found.append([fields])
        last = shared
    return [read_media_item(props, first, fallback, others, within=name) for first, *others in found]


def read_media_item(
    props: PropertyReader,
    fields: dict[str, Any],
    fallback: str,
    others: Iterable[dict[str, Any]] = (),
    *,
    within: str = "",
) -> NewsItem:
    """Read the picture or recording of one object, which is in the property `within` if it is a part.

    `others` are objects that give more forms of it, and are alike else.
    """
    where, path = (f"{within}.", "links") if within else ("", "")
    types = props.types({"@type": fields.get("@type")})
    kind = next((name for name in types if name in TYPES), fallback)
    forms: list[Rendition] = []
    for form in (fields, *others):
        forms += _read_forms(props, form)
        for each in props.nodes(form.get("encoding")):
            if each.__class__ is dict:
                forms += _read_forms(props, props.fields(each))
    if kind == "VideoObject":
        stills = [props.url(each) for each in props.nodes(fields.get("thumbnailUrl"))]
        forms += [Rendition(still, name="thumbnail") for still in stills if still is not None]
    creators, byline = read_authors(props, fields.get("creator"))
    guid, alt_ids = read_identity(props, fields.get("identifier"))
    published = fields.get("datePublished") or fields.get("uploadDate")
    return _item(
        type=TYPES[kind],
        guid=guid,
        version=props.version(fields.get("version")),
        alt_ids=alt_ids,
        pub_status=props.status(fields.get("creativeWorkStatus"), path or "pub_status"),
        headline=props.text(fields.get("name")) or props.text(fields.get("headline")),
        descriptions=tuple(
            [
                label
                for role, name in _DESCRIPTIONS.items()
                for label in make_labels(props.texts(fields.get(name))[:1], role)
            ]
        ),
        first_created=props.when(fields.get("dateCreated"), f"{where}dateCreated", path or "first_created"),
        published=props.when(published, f"{where}datePublished", path or "published"),
        creators=creators,
        byline=byline,
        credit=props.text(fields.get("creditText")),
        located=read_places(props, fields.get("locationCreated")),
        keywords=read_keywords(props, fields.get("keywords")),
        language=props.first_code(fields.get("inLanguage")),
        rights=read_rights(props, fields),
        renditions=tuple(forms),
        extra=extra_of_rest(fields, KNOWN_OF_MEDIA, identity=bool(within)),
    )


def _read_forms(props: PropertyReader, fields: dict[str, Any]) -> list[Rendition]:
    """Read the form that an object gives: the file, else the page that shows it."""
    for name in ("contentUrl", "embedUrl", "url"):
        address = props.first_code(fields.get(name))
        if address is not None:
            return [
                _rendition(
                    href=address,
                    name="embed" if name == "embedUrl" else None,
                    mime=props.first_code(fields.get("encodingFormat")),
                    width=props.integer(fields.get("width")) or None,
                    height=props.integer(fields.get("height")) or None,
                    duration=read_duration(props.first_code(fields.get("duration"))) or None,
                )
            ]
    return []


def read_keywords(props: PropertyReader, value: Any) -> tuple[Label, ...]:
    """Read the keywords; a lone text holds several, a comma between them."""
    if value.__class__ is str:
        parts = [part.strip() for part in decode_entities(value).split(",")]
        return make_labels([part for part in parts if part])
    return make_labels(props.texts(value))

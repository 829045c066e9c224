"""Finds where the parts of each story are in a JSON-LD document: a second pass, made for a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsrec.formats._record.json_places import below
from newsrec.formats._schema_org.extras import OWN
from newsrec.formats._schema_org.graph import flatten
from newsrec.formats._schema_org.tables import CONTRIBUTORS, MEDIA, RELATIONS
from newsrec.paths import key_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsrec.errors import Position
    from newsrec.formats._schema_org.graph import Document, Node

#: Record path → the properties that it is read from; of several the first that the story has is its place.
READ_FROM: Final[dict[str, tuple[str, ...]]] = {
    "guid": ("identifier",),
    "version": ("version",),
    "alt_ids": ("identifier",),
    "pub_status": ("creativeWorkStatus",),
    "published": ("datePublished", "uploadDate"),
    "version_created": ("dateModified",),
    "first_created": ("dateCreated",),
    "expires": ("expires",),
    "headline": ("headline", "name"),
    "title": ("name",),
    "alt_headlines": ("alternativeHeadline",),
    "descriptions": ("description", "abstract", "caption"),
    "byline": ("author", "creator"),
    "dateline": ("dateline",),
    "located": ("locationCreated",),
    "info_sources": ("sourceOrganization",),
    "credit": ("creditText",),
    "creators": ("author", "creator"),
    "contributors": (*CONTRIBUTORS.values(), "contributor"),
    "provider": ("provider", "publisher"),
    "genres": ("genre",),
    "subjects": ("articleSection", "about", "mentions", "contentLocation"),
    "keywords": ("keywords",),
    "digital_source": ("digitalSourceType",),
    "language": ("inLanguage",),
    "printed": ("printPage", "printSection", "printEdition", "printColumn"),
    "free": ("isAccessibleForFree",),
    "rights": ("copyrightHolder", "copyrightNotice", "copyrightYear", "license", "usageInfo"),
    "rights.holder": ("copyrightHolder",),
    "rights.notices": ("copyrightNotice",),
    "rights.year": ("copyrightYear",),
    "rights.licence": ("license",),
    "rights.usage_terms": ("usageInfo", "license"),
    "body": ("articleBody",),
    "renditions": ("contentUrl", "encoding"),
    "links": (
        "url", "mainEntityOfPage", *[name for _, name in MEDIA.values()], *RELATIONS.values(), "correction",
        "liveBlogUpdate",
    ),
}  # fmt: skip

#: The lists whose elements are read one by one from the elements of one property.
_ONE_BY_ONE: Final = ("alt_headlines", "creators", "genres", "keywords", "located")


def story_positions(
    document: Document, places: Mapping[str, Position], *, page: str | None = None
) -> tuple[dict[str, Position], ...]:
    """Return, for each story of a document, the place of its parts by path.

    `places` are those of the document's values by their own path, as far as they are known.
    """
    paths = {id(value): path for path, value in _objects(document.root)}
    nodes, _ = document.stories(page=page)
    return tuple([_of_story(node, paths.get(id(node.object)), places) for node in nodes])


def _objects(root: Any) -> Iterator[tuple[str, Any]]:
    """Give every object of a document, with its path."""
    waiting: list[tuple[str, Any]] = [("", root)]
    while waiting:
        path, value = waiting.pop()
        if value.__class__ is dict:
            yield path, value
            inner: Any = value.items()
        else:
            inner = enumerate(value)
        waiting.extend(
            [
                (below(path, step), each)
                for step, each in inner
                if each.__class__ is dict or each.__class__ is list
            ]
        )


def _of_story(node: Node, path: str | None, places: Mapping[str, Position]) -> dict[str, Position]:
    if path is None or path not in places:  # made of several objects, or behind a very long path
        return {}
    found = {"": places[path]}
    named: dict[str, tuple[str, Any]] = {}
    for key, value in node.object.items():
        place = below(path, key)
        name = node.terms.name(key)
        if place in places and flatten(value, 1):
            named.setdefault(name, (place, value))
            found[key_path(f"extra.{OWN}", name)] = places[place]
    for field, names in READ_FROM.items():
        first = next((each for each in names if each in named), None)
        if first is None:
            continue
        place, value = named[first]
        found[field] = places[place]
        if field in _ONE_BY_ONE and value.__class__ is list:
            for index in range(len(value)):
                element = places.get(f"{place}[{index}]")
                if element is not None:
                    found[f"{field}[{index}]"] = element
    return found

"""Two copies of a story: the one for readers, and the one without faults of its characters."""

from __future__ import annotations

from typing import Any

import attrs

from newsrec.model import (
    NO_EXTRA,
    Concept,
    Dateline,
    FrozenMap,
    Label,
    Link,
    NewsItem,
    Party,
    Rendition,
    Rights,
)

#: The namespaces of a story's `extra` that hold what a user adds to public output on purpose.
PUBLIC_EXTRA = ("jsonld",)

#: The fields of each class in which something that is not public can lie.
_PARTS: dict[type[Any], tuple[str, ...]] = {
    NewsItem: (
        "alt_ids", "role", "alt_headlines", "descriptions", "dateline", "located", "creators", "contributors",
        "info_sources", "provider", "signals", "genres", "subjects", "keywords", "digital_source",
        "printed", "rights", "renditions", "links",
    ),
    Label: (),
    Concept: ("broader",),
    Party: ("affiliation",),
    Dateline: ("places",),
    Rights: ("holder", "notices", "usage_terms"),
    Rendition: (),
    Link: ("item",),
}  # fmt: skip

#: The fields that are never public.
_NEVER = {NewsItem: ("ed_notes",), Party: ("contacts",)}


def public(item: NewsItem) -> NewsItem:
    """The story without what readers must not see; the item itself where there is nothing such.

    Left out are editorial notes, contacts, every label and rendition that is not public, what
    formats left in `extra` (but `extra["jsonld"]`, which is written on purpose), and links to
    stories that are embargoed, withheld or canceled. Linked stories are treated alike.
    """
    cleared: NewsItem = _public(item)
    return cleared


def _public(record: Any) -> Any:
    kind = record.__class__
    changes: dict[str, Any] = {}
    for name in _PARTS[kind]:
        value = getattr(record, name)
        if value:
            kept = _public_all(value) if value.__class__ is tuple else _public(value)
            if kept is not value:
                changes[name] = kept
    for name in _NEVER.get(kind, ()):
        if getattr(record, name):
            changes[name] = ()
    left: FrozenMap = getattr(record, "extra", NO_EXTRA)
    if left:
        extra = _public_extra(record, left)
        if extra is not left:
            changes["extra"] = extra
    return attrs.evolve(record, **changes) if changes else record


def _public_all(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    kept = tuple([_public(part) for part in parts if _is_shown(part)])
    same = len(kept) == len(parts) and all(a is b for a, b in zip(kept, parts, strict=True))
    return parts if same else kept


def _is_shown(part: Any) -> bool:
    if part.__class__ is Label or part.__class__ is Rendition:
        return bool(part.public)
    item = part.item if part.__class__ is Link else None
    return item is None or (item.embargoed is None and item.pub_status not in {"withheld", "canceled"})


def _public_extra(record: Any, extra: FrozenMap) -> FrozenMap:
    if record.__class__ is not NewsItem:
        return NO_EXTRA
    kept = {key: extra[key] for key in PUBLIC_EXTRA if key in extra}
    return extra if len(kept) == len(extra) else FrozenMap(kept)

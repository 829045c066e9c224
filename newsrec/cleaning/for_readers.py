"""What readers may see of a story."""

from __future__ import annotations

import re
from operator import attrgetter, is_
from typing import Any

import attrs

from newsrec.maps import NO_EXTRA, FrozenMap
from newsrec.model import Concept, Dateline, Label, Link, NewsItem, Party, Rendition, Rights, as_item

#: The namespaces of a story's `extra` that hold what a user adds to public output on purpose.
PUBLIC_EXTRA = ("jsonld",)

#: The fields of each class in which something that is not public can lie.
_PARTS: dict[type[Any], tuple[str, ...]] = {
    NewsItem: (
        "alt_ids", "role", "alt_headlines", "descriptions", "dateline", "located", "creators", "contributors",
        "info_sources", "provider", "signals", "services", "genres", "subjects", "keywords", "digital_source",
        "printed", "rights", "renditions", "links",
    ),
    Label: (),
    Concept: ("broader", "names", "same_as"),
    Party: ("affiliation", "names"),
    Dateline: ("places",),
    Rights: ("holder", "notices", "usage_terms"),
    Rendition: (),
    Link: ("item",),
}  # fmt: skip

#: The fields that are never public.
_NEVER = {NewsItem: ("ed_notes",), Party: ("contacts",)}


def is_held_back(item: NewsItem) -> bool:
    """Whether the status of a story keeps it from readers: any that is not usable, in IPTC's own word."""
    return item.pub_status is not None and item.pub_status != "usable"


#: What RightsML and ODRL call a use that the holder forbids, in XML and in JSON.
_PROHIBITION = re.compile(r"(?<![^\W_])prohibitions?(?![^\W_])", re.IGNORECASE)


def forbids_use(item: NewsItem) -> bool:
    """Whether the rights of a story hold a policy (RightsML, ODRL) that forbids a use of it.

    Which use, of whom and where is not understood, so any prohibition counts.
    """
    policy = None if item.rights is None else item.rights.expression
    return policy is not None and _PROHIBITION.search(policy) is not None


def public(item: NewsItem) -> NewsItem:
    """Take out of a story what readers must not see; return itself where there is nothing such.

    Left out are editorial notes, contacts, every label and rendition that is not public, what
    formats left in `extra` (but `extra["jsonld"]`, which is written on purpose), and links to
    stories that are embargoed, not usable or of prohibited use. Linked stories are treated alike.

    >>> public(NewsItem(headline="Ferry runs again", ed_notes=["Ask the captain."])).ed_notes
    ()
    """
    if _is_clear(as_item(item)):
        return item
    cleared: NewsItem = _clear(item)
    return cleared


#: What is looked over before anything is taken out: the parts of a story, most of them empty or None.
_LOOKED_OVER = attrgetter(
    "alt_ids", "role", "alt_headlines", "descriptions", "located", "creators", "contributors", "info_sources",
    "provider", "signals", "services", "genres", "subjects", "keywords", "digital_source", "printed",
    "renditions",
)  # fmt: skip


def _is_clear(item: NewsItem) -> bool:
    """Tell whether a quick look shows that nothing of a story has to go, as of nearly every story."""
    if item.ed_notes or item.extra is not NO_EXTRA:
        return False
    found = _LOOKED_OVER(item)
    if item.dateline is not None:
        found += (item.dateline.places,)
    if item.rights is not None:
        found += (item.rights.holder, item.rights.notices, item.rights.usage_terms)
    for parts in filter(None, found):
        for part in parts if parts.__class__ is tuple else (parts,):
            if part.__class__ is Label or part.__class__ is Rendition:
                if not part.public or part.extra is not NO_EXTRA:
                    return False
            elif not _is_plain(part):
                return False
    for link in item.links:
        if link.extra is not NO_EXTRA or not _is_shown(link):
            return False
        if link.item is not None and not _is_clear(link.item):
            return False
    return True


def _clear(record: Any) -> Any:
    kind = record.__class__
    changes: dict[str, Any] = {}
    for name in _PARTS[kind]:
        value = getattr(record, name)
        if value:
            kept = _clear_all(value) if value.__class__ is tuple else _clear(value)
            if kept is not value:
                changes[name] = kept
    for name in _NEVER.get(kind, ()):
        if getattr(record, name):
            changes[name] = ()
    left: FrozenMap = getattr(record, "extra", NO_EXTRA)
    if left:
        extra = _clear_extra(record, left)
        if extra is not left:
            changes["extra"] = extra
    return attrs.evolve(record, **changes) if changes else record


def _clear_all(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    if all(map(_is_plain, parts)):
        return parts
    kept = tuple([_clear(part) for part in parts if _is_shown(part)])
    same = len(kept) == len(parts) and all(map(is_, kept, parts))
    return parts if same else kept


def _is_plain(part: Any) -> bool:
    """Tell whether one look shows that nothing in a part has to go, as of nearly every part."""
    if part.extra is not NO_EXTRA:
        return False
    kind = part.__class__
    if kind is Party:
        return not (part.contacts or part.names or part.affiliation is not None)
    if kind is Concept:
        return not (part.broader or part.names or part.same_as)
    return (kind is Label or kind is Rendition) and part.public is True


def _is_shown(part: Any) -> bool:
    if part.__class__ is Label or part.__class__ is Rendition:
        return bool(part.public)
    item = part.item if part.__class__ is Link else None
    return item is None or (item.embargoed is None and not is_held_back(item) and not forbids_use(item))


def _clear_extra(record: Any, extra: FrozenMap) -> FrozenMap:
    if record.__class__ is not NewsItem:
        return NO_EXTRA
    kept = {key: extra[key] for key in PUBLIC_EXTRA if key in extra}
    return extra if len(kept) == len(extra) else FrozenMap(kept)

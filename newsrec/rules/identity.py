"""1: which story this is, which version of it, and whether it may be used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsrec.addresses import is_uri
from newsrec.grammar.statuses import STATUSES, read_status
from newsrec.messages import quote_text
from newsrec.rules.engine import Context, Hit, Rule

if TYPE_CHECKING:
    from newsrec.model import NewsItem

# IPTC's natures of news items, and the names that ninjs has for them.
TYPES: Final = frozenset(
    {
        "text", "picture", "graphic", "graphics", "video", "audio", "animation", "composite", "package",
        "data", "event", "planning", "component",
    }
)  # fmt: skip

_NUMBER: Final = re.compile(r"[0-9]{1,18}")


def missing_guid(item: NewsItem, _: Context) -> list[Hit]:
    return [] if item.guid else [Hit("guid")]


def guid_not_uri(item: NewsItem, _: Context) -> list[Hit]:
    guid = item.guid
    if not guid or is_uri(guid):
        return []
    return [
        Hit("guid", f"found {quote_text(guid)}, expected one such as 'urn:newsml:example.org:20240502:ferry'")
    ]


def version_below_one(item: NewsItem, _: Context) -> list[Hit]:
    version = item.version
    if version.__class__ is not int or version >= 1:
        return []
    return [Hit("version", f"found {version}")]


def version_not_number(item: NewsItem, _: Context) -> list[Hit]:
    version = item.version
    if version.__class__ is not str or _NUMBER.fullmatch(version):
        return []
    return [Hit("version", f"found {quote_text(str(version))}")]


def duplicate_alt_id(item: NewsItem, _: Context) -> list[Hit]:
    if len(item.alt_ids) < 2:
        return []
    seen, hits = set(), []
    for index, label in enumerate(item.alt_ids):
        key = (label.role, label.extra)
        if key in seen:
            role = "no role" if label.role is None else f"the role {quote_text(label.role)}"
            hits.append(Hit(f"alt_ids[{index}]", f"{role} stands before it"))
        seen.add(key)
    return hits


def unknown_pub_status(item: NewsItem, _: Context) -> list[Hit]:
    status = item.pub_status
    if status is None or status in STATUSES:
        return []
    return [Hit("pub_status", read_status(status).doubt)]


def canceled_with_body(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("body")] if item.pub_status == "canceled" and item.body else []


def kill_not_canceled(item: NewsItem, _: Context) -> list[Hit]:
    if item.pub_status == "canceled":
        return []
    found = "there is none" if item.pub_status is None else f"found {quote_text(item.pub_status)}"
    return [Hit("pub_status", found)]


def kill_without_reason(item: NewsItem, _: Context) -> list[Hit]:
    return [] if item.ed_notes or item.body or item.headline else [Hit("ed_notes")]


def missing_version(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("version")] if item.version is None else []


def missing_provider(item: NewsItem, context: Context) -> list[Hit]:
    if item.provider is not None or (context.site is not None and context.site.provider is not None):
        return []
    return [Hit("provider")]


def unknown_type(item: NewsItem, _: Context) -> list[Hit]:
    return [] if item.type in TYPES else [Hit("type", f"found {quote_text(item.type)}")]


RULES: Final = (
    Rule("NR101", missing_guid),
    Rule("NR102", guid_not_uri, linked=True),
    Rule("NR103", version_below_one, linked=True),
    Rule("NR104", version_not_number),
    Rule("NR105", duplicate_alt_id, needs="alt_ids", linked=True),
    Rule("NR106", unknown_pub_status, linked=True),
    Rule("NR107", canceled_with_body),
    Rule("NR108", kill_not_canceled),
    Rule("NR109", kill_without_reason),
    Rule("NR110", missing_version),
    Rule("NR111", missing_provider),
    Rule("NR112", unknown_type),
)

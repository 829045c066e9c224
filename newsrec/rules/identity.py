"""1: which story this is, which version of it, and whether it may be used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsrec.addresses import is_uri
from newsrec.catalogue import ERROR, INFO, WARNING
from newsrec.grammar.statuses import STATUSES, read_status
from newsrec.messages import quote_text
from newsrec.rules.engine import Context, Hit, rule, rules_of

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


@rule(
    "NR101",
    "missing-guid",
    WARNING,
    "Give the story a guid.",
    why="Without one nobody can say which story a correction or a kill is about. Writers that need one "
    "make it from the rest of the story, so an edited story gets another.",
    source="NewsML-G2 2.35, newsItem/@guid (required)",
    mend="Set guid to a URI that every version of the story keeps, or give the Site a guid_authority.",
)
def missing_guid(item: NewsItem, _: Context) -> list[Hit]:
    return [] if item.guid else [Hit("guid")]


@rule(
    "NR102",
    "guid-not-uri",
    INFO,
    "Make the guid a URI.",
    why="A guid is compared the world over; a bare number or name is another agency's guid, too.",
    source="NewsML-G2 2.35, newsItem/@guid: an IRI; RFC 3085 (urn:newsml) and RFC 4151 (tag)",
    mend="Put your authority before it: 'tag:example.org,2024:4711'.",
    linked=True,
)
def guid_not_uri(item: NewsItem, _: Context) -> list[Hit]:
    guid = item.guid
    if not guid or is_uri(guid):
        return []
    return [
        Hit("guid", f"found {quote_text(guid)}, expected one such as 'urn:newsml:example.org:20240502:ferry'")
    ]


@rule(
    "NR103",
    "version-below-one",
    WARNING,
    "Count versions from 1.",
    why="NewsML-G2 allows positive numbers only, and takes a missing version for 1: a version 0 "
    "would look older than none.",
    source="NewsML-G2 2.35, newsItem/@version: a positive integer",
    mend="Add one to the versions of a feed that counts from 0.",
    linked=True,
)
def version_below_one(item: NewsItem, _: Context) -> list[Hit]:
    version = item.version
    if version.__class__ is not int or version >= 1:
        return []
    return [Hit("version", f"found {version}")]


@rule(
    "NR104",
    "version-not-number",
    WARNING,
    "Make the version a whole number.",
    why="NewsML-G2 holds no other, so it would be left out.",
    source="NewsML-G2 2.35, newsItem/@version: a positive integer",
    mend="Count the versions: 1, 2, 3.",
)
def version_not_number(item: NewsItem, _: Context) -> list[Hit]:
    version = item.version
    if version.__class__ is not str or _NUMBER.fullmatch(version):
        return []
    return [Hit("version", f"found {quote_text(str(version))}")]


@rule(
    "NR105",
    "duplicate-alt-id",
    WARNING,
    "Give each alternative id a role of its own.",
    why="Who looks an id up by its role finds the first and never learns of the second.",
    source="ninjs 3.1, altIds; NewsML-G2 2.35, altId/@type",
    mend="Take one of the two out, or tell them apart by role.",
    needs="alt_ids",
    linked=True,
)
def duplicate_alt_id(item: NewsItem, _: Context) -> list[Hit]:
    if len(item.alt_ids) < 2:
        return []
    seen, hits = set(), []
    for index, label in enumerate(item.alt_ids):
        key = (label.role, label.extra)
        if key in seen:
            role = "no role" if label.role is None else f"the role {quote_text(label.role)}"
            hits.append(Hit(f"alt_ids[{index}]", f"{role} comes before it"))
        seen.add(key)
    return hits


@rule(
    "NR106",
    "unknown-pub-status",
    WARNING,
    "Set pub_status to usable, withheld or canceled.",
    why="Whoever does not know the word takes the story for usable, even if it was killed.",
    source="IPTC publishing status NewsCodes (stat)",
    mend="A killed story is 'canceled', spelled with one l; one on hold is 'withheld'.",
    linked=True,
)
def unknown_pub_status(item: NewsItem, _: Context) -> list[Hit]:
    status = item.pub_status
    if status is None or status in STATUSES:
        return []
    return [Hit("pub_status", read_status(status).doubt)]


@rule(
    "NR107",
    "canceled-with-body",
    INFO,
    "Take the text out of a canceled story, unless it is the notice itself.",
    why="A kill that repeats the story spreads once more what it takes back.",
    source="NewsML-G2 2.35, itemMeta/pubStatus stat:canceled",
    mend="Leave guid, version, pub_status and a note that says why.",
)
def canceled_with_body(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("body")] if item.pub_status == "canceled" and item.body else []


@rule(
    "NR108",
    "kill-not-canceled",
    ERROR,
    "Set pub_status to canceled in a kill.",
    why="The status is what machines obey; a note in the text stops no publication.",
    source="NewsML-G2 2.35, itemMeta/pubStatus stat:canceled",
    mend="pub_status='canceled'",
)
def kill_not_canceled(item: NewsItem, _: Context) -> list[Hit]:
    if item.pub_status == "canceled":
        return []
    found = "there is none" if item.pub_status is None else f"found {quote_text(item.pub_status)}"
    return [Hit("pub_status", found)]


@rule(
    "NR109",
    "kill-without-reason",
    WARNING,
    "Say in a note why the story is taken back.",
    why="A desk that has printed it must know what was wrong.",
    source="practice of the wires: a kill carries an advisory",
    mend="Put the reason in ed_notes.",
)
def kill_without_reason(item: NewsItem, _: Context) -> list[Hit]:
    return [] if item.ed_notes or item.body or item.headline else [Hit("ed_notes")]


@rule(
    "NR110",
    "missing-version",
    WARNING,
    "Give the kill a version above that of the story.",
    why="Without one it counts as version 1, and a story of version 2 outlives its kill.",
    source="NewsML-G2 2.35, newsItem/@version: 1 where it is absent",
    mend="Count on from the story's last version.",
)
def missing_version(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("version")] if item.version is None else []


@rule(
    "NR111",
    "missing-provider",
    WARNING,
    "Name the provider.",
    why="NewsML-G2 asks who sends the item, and a subscriber sorts his feeds by it.",
    source="NewsML-G2 2.35, itemMeta/provider (required)",
    mend="Set provider, or give the Site one for all its stories.",
)
def missing_provider(item: NewsItem, context: Context) -> list[Hit]:
    if item.provider is not None or (context.site is not None and context.site.provider is not None):
        return []
    return [Hit("provider")]


@rule(
    "NR112",
    "unknown-type",
    INFO,
    "Name the kind of item by a word that the IPTC has for it.",
    why="A receiver that does not know the kind does not know what to do with the item.",
    source="IPTC nature of news item NewsCodes (ninat)",
    mend="text, picture, graphic, video, audio, animation, composite, data, event or planning.",
)
def unknown_type(item: NewsItem, _: Context) -> list[Hit]:
    return [] if item.type in TYPES else [Hit("type", f"found {quote_text(item.type)}")]


RULES: Final = rules_of(__name__)
CODES: Final = tuple([rule.entry for rule in RULES])

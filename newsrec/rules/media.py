"""6: links, pictures and what else a story shows that is not text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsrec.addresses import DANGEROUS, is_well_formed, scheme_of
from newsrec.catalogue import ERROR, INFO, WARNING
from newsrec.cleaning import is_held_back
from newsrec.messages import quote_text
from newsrec.rules.engine import Context, Hit, rule, rules_of

if TYPE_CHECKING:
    from newsrec.body import Embed
    from newsrec.model import NewsItem

# -- addresses -------------------------------------------------------------------------------------


# No scheme, or that of a file: an address of the page's own site, or of one machine.
_OF_HERE: Final = frozenset({None, "file"})


@rule(
    "NR601",
    "relative-address",
    WARNING,
    "Make the address absolute.",
    why="A story travels: away from its page or machine a relative address, or that of a file, leads "
    "nowhere.",
    source="RFC 3986, section 4.2; schema.org URL; JSON-LD 1.1: relative to the page",
    mend="Write it with scheme and host: 'https://example.org/photos/1.jpg'.",
    needs="addresses",
    linked=True,
)
def relative_address(_: NewsItem, context: Context) -> list[Hit]:
    return [
        Hit(path, f"found {quote_text(address)}")
        for path, address in context.survey.addresses
        if scheme_of(address) in _OF_HERE and not address.startswith("#") and address
    ]


@rule(
    "NR602",
    "dangerous-address",
    ERROR,
    "Take the address out: following it runs a program.",
    why="A reader's browser runs what such a link holds, with the rights of the page that shows it.",
    source="WHATWG URL and HTML Living Standard: javascript: URLs; OWASP, cross-site scripting",
    mend="Remove the link. Writers of HTML leave such addresses out.",
    needs="addresses",
    linked=True,
)
def dangerous_address(_: NewsItem, context: Context) -> list[Hit]:
    hits = []
    for path, address in context.survey.addresses:
        # A browser passes over white space and controls before the scheme and inside it.
        bare = "".join(address[:200].split())
        scheme = scheme_of(bare.lstrip("".join(map(chr, range(33)))))
        if scheme in DANGEROUS or (scheme == "data" and bare[5:].lower().startswith(_ACTIVE)):
            hits.append(Hit(path, f"found {quote_text(address)}"))
    return hits


# Data that a browser runs when it is opened.
_ACTIVE: Final = ("text/html", "image/svg", "application/xhtml", "text/xml", "application/xml")


@rule(
    "NR603",
    "malformed-address",
    WARNING,
    "Mend the address: it holds what no address can.",
    why="Spaces, quotation marks and lost slashes end an address early, or lead to another.",
    source="RFC 3987, section 2.2",
    mend="Escape a space as %20; write https:// with two slashes.",
    needs="addresses",
    linked=True,
)
def malformed_address(_: NewsItem, context: Context) -> list[Hit]:
    hits = []
    for path, address in context.survey.addresses:
        if not is_well_formed(address) or _HALF.match(address):
            hits.append(Hit(path, f"found {quote_text(address)}"))
    return hits


# "http:/example.org" and "http//example.org": a web address that lost a character.
_HALF: Final = re.compile(r"https?(?::/?(?![/])|//|:///)", re.IGNORECASE)


@rule(
    "NR615",
    "two-canonical-addresses",
    WARNING,
    "Keep one canonical address.",
    why="Two pages cannot both be the one that counts: search engines choose, or believe neither.",
    source="RFC 6596, section 3",
    mend="Make the other one a link of rel related, or take it out.",
    needs="links",
)
def two_canonical(item: NewsItem, _: Context) -> list[Hit]:
    found: str | None = None
    hits = []
    for index, link in enumerate(item.links):
        if link.rel == "canonical":
            address = link.href if link.href is not None else link.uri
            if found is not None and address is not None and address != found:
                hits.append(Hit(f"links[{index}]", f"{quote_text(found)} comes before it"))
            found = found or address
    return hits


# -- what the text shows ---------------------------------------------------------------------------


@rule(
    "NR604",
    "unresolved-embed",
    WARNING,
    "Give the embed the name of a link of the story.",
    why="What the text should show there is not found.",
    source="the record's own contract: Embed.ref is the name of a Link",
    mend="Set name of the Link to the embed's ref.",
    needs="embeds",
    linked=True,
)
def unresolved_embed(item: NewsItem, context: Context) -> list[Hit]:
    if not context.survey.embeds:
        return []
    names = {link.name for link in item.links}
    return [
        Hit(f"{path}.ref", f"no link is named {quote_text(embed.ref)}")
        for path, embed in context.survey.embeds
        if embed.ref is not None and embed.ref not in names
    ]


@rule(
    "NR605",
    "empty-embed",
    WARNING,
    "Say what the embed shows, or take it out.",
    why="An embed without address, mark-up or reference shows nothing.",
    source="the record's own contract",
    mend="Set href, html or ref.",
    needs="embeds",
    linked=True,
)
def empty_embed(_: NewsItem, context: Context) -> list[Hit]:
    return [Hit(path) for path, embed in context.survey.embeds if _shows_nothing(embed)]


def _shows_nothing(embed: Embed) -> bool:
    return not (embed.href or embed.html or embed.ref)


@rule(
    "NR613",
    "repeated-link-name",
    WARNING,
    "Give each link a name of its own.",
    why="An embed that refers to the name shows the first of them.",
    source="the record's own contract: Embed.ref is the name of a Link",
    mend="Number them: picture-1, picture-2.",
    needs="links",
    linked=True,
)
def repeated_link_name(item: NewsItem, _: Context) -> list[Hit]:
    if len(item.links) < 2:
        return []
    seen, hits = set(), []
    for index, link in enumerate(item.links):
        if link.name is not None and link.name in seen:
            hits.append(Hit(f"links[{index}].name", f"found {quote_text(link.name)}"))
        seen.add(link.name)
    return hits


@rule(
    "NR614",
    "held-back-link",
    WARNING,
    "Take out what the story links and must not show.",
    why="A picture that was killed, is withheld or under embargo is left out of public output; in other "
    "output it travels with the story.",
    source="NewsML-G2 2.35, itemMeta/pubStatus and embargoed",
    mend="Remove the link, or link the version that may be used.",
    needs="links",
)
def held_back_link(item: NewsItem, _: Context) -> list[Hit]:
    hits = []
    for index, link in enumerate(item.links):
        linked = link.item
        if linked is not None and not is_held_back(item):
            if is_held_back(linked):
                hits.append(
                    Hit(f"links[{index}].item", f"its pub_status is {quote_text(linked.pub_status or '')}")
                )
            elif linked.embargoed is not None and item.embargoed is None:
                hits.append(Hit(f"links[{index}].item", "it is under embargo"))
    return hits


# -- pictures --------------------------------------------------------------------------------------


def _lacks(item: NewsItem, role: str) -> bool:
    return item.type == "picture" and not any(each.role == role and each.value for each in item.descriptions)


@rule(
    "NR606",
    "picture-without-alt",
    INFO,
    "Write an alternative text for the picture.",
    why="Who cannot see it is told nothing.",
    source="WCAG 2.2, success criterion 1.1.1",
    mend="A description of role alt: what the picture shows, in a line.",
    linked=True,
)
def picture_without_alt(item: NewsItem, context: Context) -> list[Hit]:
    hits = [Hit("descriptions")] if _lacks(item, "alt") else []
    return hits + [
        Hit(f"{path}.alt")
        for path, embed in context.survey.embeds
        if embed.kind == "image" and embed.href is not None and embed.alt is None
    ]


@rule(
    "NR607",
    "picture-without-caption",
    INFO,
    "Write a caption for the picture.",
    why="A news picture without who, where and when is decoration.",
    source="IPTC Photo Metadata Standard: Description",
    mend="A description of role caption.",
    linked=True,
)
def picture_without_caption(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("descriptions")] if _lacks(item, "caption") and not item.body else []


@rule(
    "NR608",
    "picture-without-credit",
    INFO,
    "Say whose picture it is.",
    why="Licences ask for it, and so do readers.",
    source="IPTC Photo Metadata Standard: Credit Line, Creator",
    mend="Set credit, or creators.",
    linked=True,
)
def picture_without_credit(item: NewsItem, _: Context) -> list[Hit]:
    if item.type != "picture" or item.credit or item.byline or item.creators:
        return []
    return [Hit("credit")]


@rule(
    "NR609",
    "picture-without-rendition",
    WARNING,
    "Give the picture an address.",
    why="Without a rendition there is nothing to show.",
    source="NewsML-G2 2.35, contentSet/remoteContent; ninjs, renditions",
    mend="Add a Rendition with the picture's address.",
    linked=True,
)
def picture_without_rendition(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("renditions")] if item.type == "picture" and not item.renditions else []


# -- renditions ------------------------------------------------------------------------------------

# RFC 6838, section 4.2: what a type and a subtype are made of; parameters follow a semicolon.
_MIME: Final = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}(?:\s*;.*)?"
)

# Names that nobody has registered, and the registered ones for the same.
MISNAMED: Final = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/tif": "image/tiff",
    "image/svg": "image/svg+xml",
    "image/x-png": "image/png",
    "audio/mp3": "audio/mpeg",
    "video/mpg": "video/mpeg",
    "text/javascipt": "text/javascript",
}

# The kinds of files that their names tell, for those that news sends.
SUFFIXES: Final = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
    "svg": "image/svg+xml", "bmp": "image/bmp", "avif": "image/avif", "tif": "image/tiff",
    "tiff": "image/tiff", "mp4": "video/mp4", "mov": "video/quicktime", "webm": "video/webm",
    "mp3": "audio/mpeg", "pdf": "application/pdf",
}  # fmt: skip

# The kind of file that each type of item is.
_KINDS: Final = {"picture": "image/", "video": "video/", "audio": "audio/"}


def suffix_of(address: str) -> str | None:
    """Return the suffix of the file that an address names, in lower case; None where it has none."""
    path = address.partition("?")[0].partition("#")[0]
    name = path.rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    return suffix.lower() if dot and stem and "//" in path and path.count("/") > 2 else None


@rule(
    "NR610",
    "wrong-media-type",
    WARNING,
    "Use the registered media type.",
    why="A receiver compares types as they stand: nobody has registered this one.",
    source="IANA media types; RFC 6838, section 4.2",
    mend="image/jpeg, and not image/jpg.",
    needs="renditions",
    linked=True,
)
def wrong_media_type(item: NewsItem, _: Context) -> list[Hit]:
    hits = []
    for index, form in enumerate(item.renditions):
        if form.mime is not None:
            right = MISNAMED.get(form.mime.lower())
            if right is not None:
                hits.append(
                    Hit(f"renditions[{index}].mime", f"found {quote_text(form.mime)}, expected {right!r}")
                )
            elif not _MIME.fullmatch(form.mime):
                hits.append(
                    Hit(
                        f"renditions[{index}].mime", f"found {quote_text(form.mime)}, expected a type/subtype"
                    )
                )
    return hits


@rule(
    "NR611",
    "contradicting-media-type",
    INFO,
    "Mend the media type or the file's name: they contradict each other.",
    why="Some programs go by the type, others by the name: one of them fails.",
    source="IANA media types; Google Search Central, image best practices",
    mend="Name the file after what it is.",
    needs="renditions",
    linked=True,
)
def contradicting_media_type(item: NewsItem, _: Context) -> list[Hit]:
    hits = []
    for index, form in enumerate(item.renditions):
        if form.mime is None or form.href is None:
            continue
        mime = MISNAMED.get(form.mime.lower(), form.mime.lower())
        named = SUFFIXES.get(suffix_of(form.href) or "")
        if named is not None and mime.startswith(("image/", "video/", "audio/")) and mime != named:
            hits.append(
                Hit(
                    f"renditions[{index}].mime",
                    f"found {quote_text(form.mime)}, the file's name says {named}",
                )
            )
    return hits


@rule(
    "NR612",
    "impossible-size",
    WARNING,
    "Leave out the size that is not known.",
    why="A width or a size of 0 is a missing number; a point of interest lies inside the picture, "
    "from 0 to 1.",
    source="NewsML-G2 2.35, remoteContent: positive integers; ninjs 3.1, poi",
    mend="Set it to None, or measure it.",
    needs="renditions",
    linked=True,
)
def impossible_size(item: NewsItem, _: Context) -> list[Hit]:
    hits = []
    for index, form in enumerate(item.renditions):
        sizes = (("width", form.width), ("height", form.height), ("size", form.size))
        hits += [Hit(f"renditions[{index}].{name}", "found 0") for name, size in sizes if size == 0]
        if form.duration is not None and form.duration < 0:
            hits.append(Hit(f"renditions[{index}].duration", f"found {form.duration:g}"))
        if form.poi is not None and not all(0 <= each <= 1 for each in form.poi):
            hits.append(Hit(f"renditions[{index}].poi", f"found {form.poi[0]:g}, {form.poi[1]:g}"))
    return hits


RULES: Final = rules_of(__name__)
CODES: Final = tuple([rule.entry for rule in RULES])

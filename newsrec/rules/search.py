"""7: what search engines, news sitemaps and the cards of social networks ask of an article.

The rules look at the record, and at the site that signs the page, as the writers do: what the
site adds (an address, a publisher, a picture, an author's page) is there. What only the page's
own markup shows is told when it is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsrec.addresses import is_uri, is_web
from newsrec.grammar.bylines import read_byline
from newsrec.grammar.dates import read_date
from newsrec.grammar.names import AGENCIES, fold
from newsrec.maps import FrozenMap
from newsrec.messages import quote_text
from newsrec.model import NewsItem, PartialDate, Party
from newsrec.rules.engine import Context, Hit, Rule
from newsrec.rules.media import suffix_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsrec.rules.survey import Image

# -- authors ---------------------------------------------------------------------------------------


def missing_author(item: NewsItem, _: Context) -> list[Hit]:
    if any(party.name or party.uri for party in item.creators):
        return []
    if not item.byline:
        return [Hit("creators")]
    hint = "set creators to the people and organisations that it names; the byline is their wording"
    return [Hit("creators", f"the byline alone does, {quote_text(item.byline)}", hint)]


# What a name holds when it may be several.
_JOINT: Final = re.compile(r"[,;/&|+]|\s(?:and|und|et|y|un|ja|ir)\s", re.IGNORECASE)


def _names(item: NewsItem) -> Iterator[tuple[str, Party, str]]:
    """The path of each author's name, the author, and the name; those that are organisations left out."""
    for index, party in enumerate(item.creators):
        if party.name and party.type != "organisation":
            yield f"creators[{index}].name", party, party.name


def joined_authors(item: NewsItem, _: Context) -> list[Hit]:
    hits = []
    for path, _party, name in _names(item):
        if _JOINT.search(name):
            parties, _kind, doubts, _places = read_byline(name)
            if len(parties) > 1 and not doubts:
                hits.append(Hit(path, f"found {quote_text(name)}"))
    return hits


# "By" is no name; "von", "par" and "por" are particles of names too, so two words of a name must follow.
_BY: Final = re.compile(
    r"(?:(?:posted |written |reported |text |story )?by:?|(?:von|par|por):?(?=\s+\S+\s+\S))"
    r"\s+(?=[^\W\d_])",
    re.IGNORECASE,
)


def author_with_introduction(item: NewsItem, _: Context) -> list[Hit]:
    hits = []
    for path, _party, name in _names(item):
        found = _BY.match(name)
        if found is not None and name[found.end()].isupper():
            hits.append(Hit(path, f"found {quote_text(name)}"))
    return hits


_HONORIFIC: Final = re.compile(r"(?:Dr|Prof|Professor|Mr|Mrs|Ms)\.?\s+(?=[^\W\d_])")
_JOB: Final = re.compile(
    r"(?<!\w)(?:editor(?:-in-chief)?|(?:senior |chief |foreign )?correspondent|reporter|staff writer"
    r"|journalist|photographer|redakteur(?:in)?|korrespondent(?:in)?)(?!\w)",
    re.IGNORECASE,
)


def author_with_title(item: NewsItem, context: Context) -> list[Hit]:
    publisher = _publisher_name(context)
    hits = []
    for path, _party, name in _names(item):
        found = _HONORIFIC.match(name) or _JOB.search(name)
        told = None if found is None else found[0].strip()
        if told is None and publisher is not None and publisher in fold(name) and publisher != fold(name):
            told = "the publisher"
        if told is not None:
            hits.append(Hit(path, f"found {quote_text(name)}, which holds {told}"))
    return hits


def _publisher_name(context: Context) -> str | None:
    """The publisher's name as names are compared; None where it is not known or too short to tell."""
    publisher = context.site.publisher if context.site is not None else None
    if publisher is None or not publisher.name or len(publisher.name) < 3:
        return None
    return fold(publisher.name)


def author_without_type(item: NewsItem, _: Context) -> list[Hit]:
    return [
        Hit(f"creators[{index}].type", None if party.type is None else f"found {quote_text(party.type)}")
        for index, party in enumerate(item.creators)
        if party.type not in ("person", "organisation")
    ]


def organisation_as_person(item: NewsItem, context: Context) -> list[Hit]:
    publisher = _publisher_name(context)
    hits = []
    for path, _party, name in _names(item):
        if name in AGENCIES or fold(name) in AGENCIES or fold(name) == publisher:
            hits.append(Hit(path, f"{quote_text(name)} is an organisation"))
    return hits


def author_without_page(item: NewsItem, context: Context) -> list[Hit]:
    people = context.site.people if context.site is not None else {}
    return [
        Hit(f"creators[{index}].uri")
        for index, party in enumerate(item.creators)
        if party.name and party.uri is None and party.name not in people
    ]


def author_page_not_address(item: NewsItem, _: Context) -> list[Hit]:
    return [
        Hit(f"creators[{index}].uri", f"found {quote_text(party.uri)}")
        for index, party in enumerate(item.creators)
        if party.uri is not None and not (is_web(party.uri) if _is_of_web(party.uri) else is_uri(party.uri))
    ]


def _is_of_web(address: str) -> bool:
    return address[:5].lower().startswith("http")


def nameless_author(item: NewsItem, _: Context) -> list[Hit]:
    return [
        Hit(f"creators[{index}].name")
        for index, party in enumerate(item.creators)
        if not (party.name and party.name.strip())
    ]


# -- pictures --------------------------------------------------------------------------------------

# What Google reads, by the end of the address or the declared type.
FORMATS: Final = frozenset({"bmp", "gif", "jpg", "jpeg", "png", "webp", "svg", "avif"})
MIMES: Final = frozenset(
    {
        "image/bmp",
        "image/gif",
        "image/jpeg",
        "image/jpg",
        "image/png",
        "image/webp",
        "image/svg+xml",
        "image/avif",
    }
)
_SHAPES: Final = {"16:9": 16 / 9, "4:3": 4 / 3, "1:1": 1.0}
_TOLERANCE: Final = 0.02


def missing_image(_: NewsItem, context: Context) -> list[Hit]:
    if any(is_web(image.address) for image in context.survey.images):
        return []
    return [] if context.site is not None and context.site.image is not None else [Hit("links")]


def only_site_image(_: NewsItem, context: Context) -> list[Hit]:
    if context.site is None or context.site.image is None:
        return []
    return [] if any(is_web(image.address) for image in context.survey.images) else [Hit("links")]


def image_not_on_web(_: NewsItem, context: Context) -> list[Hit]:
    return [
        Hit(image.path, f"found {quote_text(image.address)}")
        for image in context.survey.images
        if not is_web(image.address)
    ]


def _sized(context: Context) -> list[tuple[Image, int, int]]:
    """The pictures whose width and height are known."""
    return [
        (image, image.form.width, image.form.height)
        for image in context.survey.images
        if image.form is not None and image.form.width and image.form.height
    ]


def small_image(_: NewsItem, context: Context) -> list[Hit]:
    # Of a picture in several sizes the smaller ones are thumbnails: the largest is what counts.
    sized = _sized(context)
    largest: dict[str, tuple[Image, int, int]] = {}
    for each in sized:
        known = largest.get(each[0].of)
        if known is None or each[1] * each[2] > known[1] * known[2]:
            largest[each[0].of] = each
    return [
        Hit(image.path, f"it has {width} × {height} pixels")
        for image, width, height in largest.values()
        if width * height < context.limits["NR712"]
    ]


def image_shapes(_: NewsItem, context: Context) -> list[Hit]:
    sized = _sized(context)
    if not sized:
        return []
    ratios = [width / height for _image, width, height in sized if max(width, height) < 10**9]
    lacking = [
        name
        for name, shape in _SHAPES.items()
        if not any(abs(ratio / shape - 1) <= _TOLERANCE for ratio in ratios)
    ]
    return [Hit("links", f"there is none of {', '.join(lacking)}")] if lacking else []


def narrow_image(_: NewsItem, context: Context) -> list[Hit]:
    sized = _sized(context)
    if not sized:
        return []
    image, width, _height = max(sized, key=lambda each: each[1])
    if width >= context.limits["NR714"]:
        return []
    return [Hit(image.path, f"the widest picture has {width} pixels, expected {context.limits['NR714']:g}")]


def image_format(_: NewsItem, context: Context) -> list[Hit]:
    hits = []
    for image in context.survey.images:
        mime = None if image.form is None else image.form.mime
        suffix = suffix_of(image.address)
        if mime is not None:
            if mime.lower() not in MIMES:
                hits.append(Hit(image.path, f"found {quote_text(mime)}"))
        elif suffix in _OTHER_FORMATS:
            hits.append(Hit(image.path, f"found {quote_text(suffix)}"))
    return hits


# Pictures and documents that stand where a picture is meant. Other ends of addresses tell nothing: most
# image servers have none.
_OTHER_FORMATS: Final = frozenset(
    {"tif", "tiff", "eps", "pdf", "psd", "ai", "heic", "html", "htm", "php", "mp4"}
)


def logo_as_image(_: NewsItem, context: Context) -> list[Hit]:
    logo = context.site.logo if context.site is not None else None
    if logo is None:
        return []
    return [
        Hit(image.path, f"found {quote_text(logo)}")
        for image in context.survey.images
        if image.address == logo
    ]


def image_without_credit(item: NewsItem, _: Context) -> list[Hit]:
    hits = []
    for index, link in enumerate(item.links):
        picture = link.item
        if picture is None or picture.type != "picture" or not picture.renditions:
            continue
        rights = picture.rights
        if not (
            picture.creators or picture.credit or (rights is not None and (rights.notices or rights.licence))
        ):
            hits.append(Hit(f"links[{index}].item.credit"))
    return hits


# -- publisher and address -------------------------------------------------------------------------


def missing_publisher(item: NewsItem, context: Context) -> list[Hit]:
    publisher = context.site.publisher if context.site is not None else None
    if publisher is None:
        publisher = item.provider
    return [] if publisher is not None and publisher.name else [Hit("provider")]


def _address(item: NewsItem, context: Context) -> str | None:
    return item.url if context.site is None else context.site.address(item)


def missing_address(item: NewsItem, context: Context) -> list[Hit]:
    if _address(item, context) is not None:
        return []
    lacking = () if context.site is None else context.site.unfilled(item)
    if not lacking:
        return [Hit("links")]
    names = " and ".join([f"{{{name}}}" for name in lacking])
    hint = "give the story what they stand for, or a canonical link of its own"
    return [Hit("links", f"the site's pattern has {names}, which the story does not give", hint)]


def address_not_of_web(item: NewsItem, context: Context) -> list[Hit]:
    address = _address(item, context)
    return [] if address is None or is_web(address) else [Hit("links", f"found {quote_text(address)}")]


# -- what a page's own markup adds -----------------------------------------------------------------

# schema.org's older names for the same, release 30.0: "supersededBy".
SUPERSEDED: Final = {
    "awards": "award",
    "encodings": "encoding",
    "fileFormat": "encodingFormat",
    "isBasedOnUrl": "isBasedOn",
    "reviews": "review",
}

# One class and nothing else: what Google reads of a selector.
_CLASS: Final = re.compile(r"\.[A-Za-z_-][A-Za-z0-9_-]{0,200}")


def _markup(item: NewsItem) -> Mapping[str, Any]:
    """What the story's JSON-LD said that the record has no field for; what a user adds to it, too."""
    own = item.extra.get("jsonld")
    return own if own.__class__ is FrozenMap else {}


def _paid_parts(item: NewsItem) -> list[tuple[str, Mapping[str, Any]]]:
    """The parts of a page that a selector names, each with its path."""
    value = _markup(item).get("hasPart")
    alone = value.__class__ is not tuple
    parts = (value,) if alone else value
    return [
        ("extra.jsonld.hasPart" if alone else f"extra.jsonld.hasPart[{index}]", part)
        for index, part in enumerate(parts or ())
        if part.__class__ is FrozenMap and "cssSelector" in part
    ]


def paywall_selector(item: NewsItem, _: Context) -> list[Hit]:
    hits = []
    for path, part in _paid_parts(item):
        selector = part["cssSelector"]
        hits += [
            Hit(f"{path}.cssSelector", f"found {quote_text(str(each))}")
            for each in (selector if selector.__class__ is tuple else (selector,))
            if not (isinstance(each, str) and _CLASS.fullmatch(each))
        ]
    return hits


def paywalled_part_unmarked(item: NewsItem, _: Context) -> list[Hit]:
    hits = []
    for path, part in _paid_parts(item):
        kind = part.get("@type")
        if "WebPageElement" not in (kind if kind.__class__ is tuple else (kind,)):
            hits.append(Hit(f"{path}.@type", "expected WebPageElement"))
        elif part.get("isAccessibleForFree") is not False:
            hits.append(Hit(f"{path}.isAccessibleForFree", "expected false, without quotes"))
    return hits


def paywall_not_marked(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("free")] if item.free is False and not _paid_parts(item) else []


def paywall_contradiction(item: NewsItem, _: Context) -> list[Hit]:
    if item.free is not True:
        return []
    return [Hit("free") for _path, part in _paid_parts(item)[:1] if part.get("isAccessibleForFree") is False]


def superseded_term(item: NewsItem, _: Context) -> list[Hit]:
    return [
        Hit(f"extra.jsonld.{name}", f"{name} is now called {SUPERSEDED[name]}")
        for name in _markup(item)
        if name in SUPERSEDED
    ]


def page_as_identity(item: NewsItem, _: Context) -> list[Hit]:
    identity = _markup(item).get("@id")
    return [Hit("extra.jsonld.@id")] if identity is not None and identity == item.url else []


# -- news sitemaps ---------------------------------------------------------------------------------

_PARTS: Final = re.compile(r"\s[|–—·-]\s|:\s")


def unclean_title(item: NewsItem, context: Context) -> list[Hit]:
    headline = item.headline
    if headline is None or len(headline) > 1000:
        return []
    parts = _PARTS.split(headline)
    if len(parts) == 1:
        return []
    names = {fold(name): "the author" for name in item.authors}
    publisher = _publisher_name(context)
    if publisher is not None:
        names[publisher] = "the publication"
    for part in (parts[0], parts[-1]):
        words = fold(part).strip()
        told = names.get(words) or names.get(words.removeprefix("by "))
        if told is None:
            value = read_date(part).value
            told = "the date" if value is not None and value.__class__ is not PartialDate else None
        if told is not None:
            return [Hit("headline", f"{quote_text(part)} is {told}")]
    return []


def publication_with_brackets(_: NewsItem, context: Context) -> list[Hit]:
    publisher = context.site.publisher if context.site is not None else None
    if publisher is None or not publisher.name or not ("(" in publisher.name or ")" in publisher.name):
        return []
    return [Hit("", f"found {quote_text(publisher.name)}")]


def missing_publication(_: NewsItem, context: Context) -> list[Hit]:
    publisher = context.site.publisher if context.site is not None else None
    return [] if publisher is not None and publisher.name else [Hit("")]


# -- cards -----------------------------------------------------------------------------------------


def missing_section(item: NewsItem, _: Context) -> list[Hit]:
    return [] if item.sections else [Hit("subjects")]


def missing_summary(item: NewsItem, _: Context) -> list[Hit]:
    return [] if item.summary else [Hit("descriptions")]


def share_image_size(_: NewsItem, context: Context) -> list[Hit]:
    images = context.survey.images
    if not images:
        return []
    first = images[0]
    form = first.form
    if form is None or not (form.width and form.height):
        return [Hit(first.path, "its width and height are not known")]
    least = context.limits["NR742"]
    if form.width >= least and form.height * 2 >= least:
        return []
    return [
        Hit(
            first.path,
            f"it has {form.width} × {form.height} pixels, expected {least:g} × {least / 2:g} at least",
        )
    ]


def long_card_title(item: NewsItem, context: Context) -> list[Hit]:
    headline = item.headline
    if headline is None or len(headline) <= context.limits["NR743"]:
        return []
    return [
        Hit("headline", f"it has {len(headline)} characters, expected at most {context.limits['NR743']:g}")
    ]


def long_card_description(item: NewsItem, context: Context) -> list[Hit]:
    summary = item.summary
    if summary is None or len(summary) <= context.limits["NR744"]:
        return []
    found = f"it has {len(summary)} characters, expected at most {context.limits['NR744']:g}"
    return [Hit("descriptions", found)]


_MOST_BYTES: Final = 5_000_000
_MOST_PIXELS: Final = 4096


def unfit_card_image(_: NewsItem, context: Context) -> list[Hit]:
    images = context.survey.images
    if not images:
        return []
    first, form = images[0], images[0].form
    mime = form.mime if form is not None else None
    if mime == "image/svg+xml" or (mime is None and suffix_of(first.address) == "svg"):
        return [Hit(first.path, "found a drawing (svg)")]
    if form is not None and form.size is not None and form.size >= _MOST_BYTES:
        return [Hit(first.path, f"it has {form.size} bytes")]
    if form is not None and max(form.width or 0, form.height or 0) > _MOST_PIXELS:
        return [Hit(first.path, f"it has {form.width} × {form.height} pixels")]
    return []


RULES: Final = (
    Rule("NR701", missing_author),
    Rule("NR702", joined_authors, needs="creators"),
    Rule("NR703", author_with_introduction, needs="creators"),
    Rule("NR704", author_with_title, needs="creators"),
    Rule("NR705", author_without_type, needs="creators"),
    Rule("NR706", organisation_as_person, needs="creators"),
    Rule("NR707", author_without_page, needs="creators"),
    Rule("NR708", author_page_not_address, needs="creators"),
    Rule("NR709", nameless_author, needs="creators"),
    Rule("NR710", missing_image),
    Rule("NR711", image_not_on_web, needs="images"),
    Rule("NR712", small_image, needs="images", limit=50_000),
    Rule("NR713", image_shapes, needs="images"),
    Rule("NR714", narrow_image, needs="images", limit=1200),
    Rule("NR715", image_format, needs="images"),
    Rule("NR716", logo_as_image, needs="images"),
    Rule("NR717", image_without_credit, needs="links"),
    Rule("NR718", missing_publisher),
    Rule("NR719", missing_address),
    Rule("NR720", address_not_of_web),
    Rule("NR721", paywall_selector, needs="extra"),
    Rule("NR722", paywalled_part_unmarked, needs="extra"),
    Rule("NR723", paywall_not_marked),
    Rule("NR724", paywall_contradiction, needs="extra"),
    Rule("NR725", superseded_term, needs="extra"),
    Rule("NR726", page_as_identity, needs="extra"),
    Rule("NR727", only_site_image),
    Rule("NR731", unclean_title),
    Rule("NR732", publication_with_brackets),
    Rule("NR733", missing_publication),
    Rule("NR741", missing_section),
    Rule("NR742", share_image_size, needs="images", limit=600),
    Rule("NR743", long_card_title, limit=70),
    Rule("NR744", long_card_description, limit=200),
    Rule("NR745", unfit_card_image, needs="images"),
    Rule("NR746", missing_summary),
)

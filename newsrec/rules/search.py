"""7: what search engines, news sitemaps and the cards of social networks ask of an article.

The rules look at the record, and at the site that signs the page, as the writers do: what the
site adds (an address, a publisher, a picture, an author's page) is there. What only the page's
own markup shows is reported when it is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsrec.addresses import is_uri, is_web
from newsrec.catalogue import ERROR, INFO, WARNING
from newsrec.grammar.bylines import read_byline
from newsrec.grammar.dates import read_date
from newsrec.grammar.names import AGENCIES, fold
from newsrec.maps import FrozenMap
from newsrec.messages import quote_text
from newsrec.model import NewsItem, PartialDate, Party
from newsrec.rules.engine import Context, Hit, rule, rules_of
from newsrec.rules.media import suffix_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsrec.rules.survey import Image

#: What the codes cite.
_ARTICLE: Final = "Google Search Central, Article structured data"
_AUTHORS: Final = "Google Search Central, Article structured data: author markup best practices"
_SITEMAP: Final = "Google Search Central, news sitemaps"
_IMAGES: Final = "Google Search Central, Article structured data: image"
_PAYWALL: Final = "Google Search Central, paywalled content"

# -- authors ---------------------------------------------------------------------------------------


@rule(
    "NR701",
    "missing-author",
    WARNING,
    "Name the author.",
    why="Search engines show who wrote a story, and readers ask; an organisation will do where no "
    "person signs.",
    source=_ARTICLE + ": author",
    mend="Set creators.",
)
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
    """Return the path, the party and the name of each author that is not an organisation."""
    for index, party in enumerate(item.creators):
        if party.name and party.type != "organisation":
            yield f"creators[{index}].name", party, party.name


@rule(
    "NR702",
    "joined-authors",
    WARNING,
    "Give each author an entry of its own.",
    why="Two names in one field are one author whom nobody knows.",
    source=_AUTHORS + ": one author a field",
    mend="creators=['Ann Ozola', 'Mart Sepp']",
    needs="creators",
)
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


@rule(
    "NR703",
    "author-with-introduction",
    WARNING,
    "Take the introductory word out of the author's name.",
    why="The field is the name alone; byline holds it as it is printed.",
    source=_AUTHORS + ": no introductory words",
    mend="'Ann Ozola', not 'By Ann Ozola'.",
    needs="creators",
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


@rule(
    "NR704",
    "author-with-title",
    WARNING,
    "Take title, job and publisher out of the author's name.",
    why="The field is the name alone: job_title and affiliation have places of their own.",
    source=_AUTHORS + ": no job title, honorific or publisher's name",
    mend="Party.person('Ann Ozola', job_title='correspondent')",
    needs="creators",
)
def author_with_title(item: NewsItem, context: Context) -> list[Hit]:
    publisher = _publisher_name(context)
    hits = []
    for path, _party, name in _names(item):
        found = _HONORIFIC.match(name) or _JOB.search(name)
        held = None if found is None else found[0].strip()
        if held is None and publisher is not None and publisher in fold(name) and publisher != fold(name):
            held = "the publisher"
        if held is not None:
            hits.append(Hit(path, f"found {quote_text(name)}, which holds {held}"))
    return hits


def _publisher_name(context: Context) -> str | None:
    """Return the publisher's name as names are compared; None where it is not known or too short."""
    publisher = context.site.publisher if context.site is not None else None
    if publisher is None or not publisher.name or len(publisher.name) < 3:
        return None
    return fold(publisher.name)


@rule(
    "NR705",
    "author-without-type",
    INFO,
    "Say whether the author is a person or an organisation.",
    why="Written as it stands it becomes a person.",
    source=_AUTHORS + ": Person or Organization",
    mend="Party.person('Ann Ozola'), or Party.organisation('LETA').",
    needs="creators",
)
def author_without_type(item: NewsItem, _: Context) -> list[Hit]:
    return [
        Hit(f"creators[{index}].type", None if party.type is None else f"found {quote_text(party.type)}")
        for index, party in enumerate(item.creators)
        if party.type not in ("person", "organisation")
    ]


@rule(
    "NR706",
    "organisation-as-person",
    WARNING,
    "Make the author an organisation.",
    why="An agency or the publisher is no person, and search engines keep the two apart.",
    source=_AUTHORS + ": Organization for organisations",
    mend="Party.organisation('LETA')",
    needs="creators",
)
def organisation_as_person(item: NewsItem, context: Context) -> list[Hit]:
    publisher = _publisher_name(context)
    hits = []
    for path, _party, name in _names(item):
        if name in AGENCIES or fold(name) in AGENCIES or fold(name) == publisher:
            hits.append(Hit(path, f"{quote_text(name)} is an organisation"))
    return hits


@rule(
    "NR707",
    "author-without-page",
    INFO,
    "Give the address of the author's page.",
    why="It tells two people of one name apart.",
    source=_AUTHORS + ": url or sameAs",
    mend="Party.person(name, url=…), or [site.people] in newsrec.toml for all stories.",
    needs="creators",
)
def author_without_page(item: NewsItem, context: Context) -> list[Hit]:
    people = context.site.people if context.site is not None else {}
    return [
        Hit(f"creators[{index}].uri")
        for index, party in enumerate(item.creators)
        if party.name and party.uri is None and party.name not in people
    ]


@rule(
    "NR708",
    "author-page-not-address",
    ERROR,
    "Give the whole address of the author's page.",
    why="A part of an address leads nowhere, so search engines refuse the author.",
    source=_AUTHORS + ": url is a URL",
    mend="Write it with https:// and host.",
    needs="creators",
)
def author_page_not_address(item: NewsItem, _: Context) -> list[Hit]:
    return [
        Hit(f"creators[{index}].uri", f"found {quote_text(party.uri)}")
        for index, party in enumerate(item.creators)
        if party.uri is not None and not (is_web(party.uri) if _is_of_web(party.uri) else is_uri(party.uri))
    ]


def _is_of_web(address: str) -> bool:
    return address[:5].lower().startswith("http")


@rule(
    "NR709",
    "nameless-author",
    ERROR,
    "Give the author's name.",
    why="An author without a name is none.",
    source=_AUTHORS + ": author.name",
    mend="Set name, or take the author out.",
    needs="creators",
)
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


@rule(
    "NR710",
    "missing-image",
    WARNING,
    "Give the story a picture.",
    why="Search results and cards show stories with a picture; those without one often not at all.",
    source=_IMAGES,
    mend="Link a picture, put one into the text, or give the Site an image for all stories.",
)
def missing_image(_: NewsItem, context: Context) -> list[Hit]:
    if any(is_web(image.address) for image in context.survey.images):
        return []
    return [] if context.site is not None and context.site.image is not None else [Hit("links")]


@rule(
    "NR727",
    "only-site-image",
    INFO,
    "Give the story a picture of its own: without one the site's is shown.",
    why="It stands in the JSON-LD and on cards, but tells nothing of the story, and every story has it.",
    source=_IMAGES + ": images that are relevant to the article",
    mend="Link a picture, or put one into the text.",
    under="now=datetime(2024, 5, 2, 12, tzinfo=UTC), site=Site(publisher='The Harbour Gazette', image='https://example.org/share.jpg')",
)
def only_site_image(_: NewsItem, context: Context) -> list[Hit]:
    if context.site is None or context.site.image is None:
        return []
    return [] if any(is_web(image.address) for image in context.survey.images) else [Hit("links")]


@rule(
    "NR711",
    "image-not-on-web",
    ERROR,
    "Give the picture an address on the web.",
    why="Search engines must be able to fetch it: a relative address, data or a file name cannot be.",
    source=_IMAGES + ": crawlable, an absolute URL",
    mend="Write the picture's address with https:// and host.",
    needs="images",
)
def image_not_on_web(_: NewsItem, context: Context) -> list[Hit]:
    return [
        Hit(image.path, f"found {quote_text(image.address)}")
        for image in context.survey.images
        if not is_web(image.address)
    ]


def _sized(context: Context) -> list[tuple[Image, int, int]]:
    """Return the pictures whose width and height are known."""
    return [
        (image, image.form.width, image.form.height)
        for image in context.survey.images
        if image.form is not None and image.form.width and image.form.height
    ]


@rule(
    "NR712",
    "small-image",
    WARNING,
    "Give a larger picture.",
    why="Google asks for 50,000 pixels at least, width times height.",
    source=_IMAGES + ": at least 50K pixels",
    mend="Give the original, not the thumbnail.",
    needs="images",
    limit=50_000,
)
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


@rule(
    "NR713",
    "missing-image-shapes",
    INFO,
    "Give the picture in the three shapes 16:9, 4:3 and 1:1.",
    why="Each place that shows a story has its own shape, and cuts what it must.",
    source=_IMAGES + ": 16x9, 4x3 and 1x1",
    mend="Add a rendition of each shape.",
    needs="images",
)
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


@rule(
    "NR714",
    "narrow-image",
    INFO,
    "Give a picture of 1200 pixels width.",
    why="Discover shows large pictures only of that width and more, if the page allows "
    "max-image-preview:large.",
    source="Google Search Central, Discover",
    mend="Add a wider rendition.",
    needs="images",
    limit=1200,
)
def narrow_image(_: NewsItem, context: Context) -> list[Hit]:
    sized = _sized(context)
    if not sized:
        return []
    image, width, _height = max(sized, key=lambda each: each[1])
    if width >= context.limits["NR714"]:
        return []
    return [Hit(image.path, f"the widest picture has {width} pixels, expected {context.limits['NR714']:g}")]


@rule(
    "NR715",
    "unfit-image-format",
    WARNING,
    "Give the picture as JPEG, PNG, WebP, GIF, AVIF or SVG.",
    why="Google reads no other, so the story has no picture for it.",
    source="Google Search Central, image best practices: supported image formats",
    mend="Convert it.",
    needs="images",
)
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


@rule(
    "NR716",
    "logo-as-image",
    WARNING,
    "Give a picture of the story, not the logo.",
    why="The picture must belong to the article.",
    source=_IMAGES + ": images that belong to the article, rather than logos or captions",
    mend="Take the logo out; it stands with the publisher.",
    needs="images",
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


@rule(
    "NR717",
    "image-without-credit",
    INFO,
    "Name the picture's author, agency, copyright or licence.",
    why="One of them is needed for the credit that image search shows; the licence for its badge.",
    source="Google Search Central, image licence metadata",
    mend="Set credit, creators or rights of the picture.",
    needs="links",
)
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


@rule(
    "NR718",
    "missing-publisher",
    INFO,
    "Name the publisher.",
    why="Who answers for the story is what readers and search engines ask first.",
    source=_AUTHORS + ": publisher with name",
    mend="Give the Site a publisher.",
    under="now=datetime(2024, 5, 2, 12, tzinfo=UTC)",
)
def missing_publisher(item: NewsItem, context: Context) -> list[Hit]:
    publisher = context.site.publisher if context.site is not None else None
    if publisher is None:
        publisher = item.provider
    return [] if publisher is not None and publisher.name else [Hit("provider")]


def _address(item: NewsItem, context: Context) -> str | None:
    return item.url if context.site is None else context.site.address(item)


@rule(
    "NR719",
    "missing-address",
    INFO,
    "Give the address of the story's page.",
    why="It ties the markup to the page; a sitemap entry is nothing without it.",
    source="schema.org mainEntityOfPage; sitemaps.org: loc (required); the Open Graph protocol: og:url",
    mend="A link of rel canonical, or an address_pattern of the Site.",
)
def missing_address(item: NewsItem, context: Context) -> list[Hit]:
    if _address(item, context) is not None:
        return []
    lacking = () if context.site is None else context.site.unfilled(item)
    if not lacking:
        return [Hit("links")]
    names = " and ".join([f"{{{name}}}" for name in lacking])
    hint = "give the story what they name, or a canonical link of its own"
    return [Hit("links", f"the site's pattern has {names}, which the story does not give", hint)]


@rule(
    "NR720",
    "address-not-of-web",
    WARNING,
    "Give the whole address of the story's page.",
    why="url and mainEntityOfPage must be absolute addresses of the web: others are left out.",
    source="schema.org url; sitemaps.org: loc begins with the protocol",
    mend="Write it with https:// and host.",
)
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
    """Return the properties of JSON-LD that no field holds: those that were read, and the user's own."""
    own = item.extra.get("jsonld")
    return own if own.__class__ is FrozenMap else {}


def _paid_parts(item: NewsItem) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the parts of a page that a selector names, each with its path."""
    value = _markup(item).get("hasPart")
    alone = value.__class__ is not tuple
    parts = (value,) if alone else value
    return [
        ("extra.jsonld.hasPart" if alone else f"extra.jsonld.hasPart[{index}]", part)
        for index, part in enumerate(parts or ())
        if part.__class__ is FrozenMap and "cssSelector" in part
    ]


@rule(
    "NR721",
    "paywall-selector",
    ERROR,
    "Name the paywalled part of the page by one CSS class.",
    why="Google reads no other selector, so it takes the page for cloaking: other text for its crawler.",
    source=_PAYWALL + ": cssSelector, a class",
    mend="'.paywall'",
    needs="extra",
)
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


@rule(
    "NR722",
    "paywalled-part-unmarked",
    WARNING,
    "Say of the paywalled part that it is a WebPageElement and not free.",
    why="A part without type, or whose flag is a text, marks nothing.",
    source=_PAYWALL + ": hasPart",
    mend="{'@type': 'WebPageElement', 'isAccessibleForFree': False, 'cssSelector': '.paywall'}",
    needs="extra",
)
def paywalled_part_unmarked(item: NewsItem, _: Context) -> list[Hit]:
    hits = []
    for path, part in _paid_parts(item):
        kind = part.get("@type")
        if "WebPageElement" not in (kind if kind.__class__ is tuple else (kind,)):
            hits.append(Hit(f"{path}.@type", "expected WebPageElement"))
        elif part.get("isAccessibleForFree") is not False:
            hits.append(Hit(f"{path}.isAccessibleForFree", "expected false, without quotes"))
    return hits


@rule(
    "NR723",
    "paywall-not-marked",
    INFO,
    "Name the part of the page that is behind the paywall.",
    why="The flag alone is allowed; with the part named a crawler's text is no cloaking.",
    source=_PAYWALL,
    mend="The option paywalled='.paywall' of jsonld and to_head, or hasPart in extra['jsonld'].",
)
def paywall_not_marked(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("free")] if item.free is False and not _paid_parts(item) else []


@rule(
    "NR724",
    "paywall-contradiction",
    WARNING,
    "Say that the story is not free: a part of it is not.",
    why="One of the two is wrong, and search engines cannot tell which.",
    source=_PAYWALL,
    mend="free=False, or take the part out.",
    needs="extra",
)
def paywall_contradiction(item: NewsItem, _: Context) -> list[Hit]:
    if item.free is not True:
        return []
    return [Hit("free") for _path, part in _paid_parts(item)[:1] if part.get("isAccessibleForFree") is False]


@rule(
    "NR725",
    "superseded-term",
    WARNING,
    "Use the name that schema.org has now.",
    why="Programs that know the present vocabulary pass over the old name.",
    source="schema.org, release 30.0: supersededBy",
    mend="The finding names it.",
    needs="extra",
)
def superseded_term(item: NewsItem, _: Context) -> list[Hit]:
    return [
        Hit(f"extra.jsonld.{name}", f"{name} is now called {SUPERSEDED[name]}")
        for name in _markup(item)
        if name in SUPERSEDED
    ]


@rule(
    "NR726",
    "page-as-identity",
    INFO,
    "Give the article an @id of its own: this one is the page's.",
    why="Two things of one @id are one thing: what the page says of itself is said of the article.",
    source="JSON-LD 1.1, section 3.3: node identifiers",
    mend="Add a fragment: 'https://example.org/news/ferry#article'. Without one of your own a writer "
    "does it.",
    needs="extra",
)
def page_as_identity(item: NewsItem, _: Context) -> list[Hit]:
    identity = _markup(item).get("@id")
    return [Hit("extra.jsonld.@id")] if identity is not None and identity == item.url else []


# -- news sitemaps ---------------------------------------------------------------------------------

_PARTS: Final = re.compile(r"\s[|–—·-]\s|:\s")


@rule(
    "NR731",
    "unclean-title",
    WARNING,
    "Take author, publication and date out of the title.",
    why="A sitemap has places of their own for them; in the title they push out the news.",
    source=_SITEMAP + ": news:title",
    mend="The headline alone.",
)
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
        held = names.get(words) or names.get(words.removeprefix("by "))
        if held is None:
            value = read_date(part).value
            held = "the date" if value is not None and value.__class__ is not PartialDate else None
        if held is not None:
            return [Hit("headline", f"{quote_text(part)} is {held}")]
    return []


@rule(
    "NR732",
    "publication-with-brackets",
    WARNING,
    "Write the publication's name without brackets.",
    why="It must be the name that Google News shows, without what stands in brackets there.",
    source=_SITEMAP + ": news:name",
    mend="Change the publisher's name of the Site.",
    under="now=datetime(2024, 5, 2, 12, tzinfo=UTC), site=Site(publisher='The Harbour Gazette (Riga)')",
)
def publication_with_brackets(_: NewsItem, context: Context) -> list[Hit]:
    publisher = context.site.publisher if context.site is not None else None
    if publisher is None or not publisher.name or not ("(" in publisher.name or ")" in publisher.name):
        return []
    return [Hit("", f"found {quote_text(publisher.name)}")]


@rule(
    "NR733",
    "missing-publication",
    ERROR,
    "Give the Site a publisher: its name is the publication's.",
    why="A news sitemap must name the publication.",
    source=_SITEMAP + ": news:name (required)",
    mend="Site(publisher='The Harbour Gazette'), or [site] publisher in newsrec.toml.",
    under="now=datetime(2024, 5, 2, 12, tzinfo=UTC)",
)
def missing_publication(_: NewsItem, context: Context) -> list[Hit]:
    publisher = context.site.publisher if context.site is not None else None
    return [] if publisher is not None and publisher.name else [Hit("")]


# -- cards -----------------------------------------------------------------------------------------


@rule(
    "NR741",
    "missing-section",
    INFO,
    "Say in which section the story runs.",
    why="Cards and feeds show it (article:section), and readers choose by it.",
    source="the Open Graph protocol, article object",
    mend="A subject of rel section.",
)
def missing_section(item: NewsItem, _: Context) -> list[Hit]:
    return [] if item.sections else [Hit("subjects")]


@rule(
    "NR746",
    "missing-summary",
    INFO,
    "Sum the story up in a sentence or two.",
    why="Cards and search results show it below the headline; without it the page has no description, "
    "and each network takes what it likes of the text, or nothing.",
    source="the Open Graph protocol: og:description; X, Cards markup: description",
    mend="descriptions=[Label('…', role='summary')], or a line `Summary: …` in the head of a text. It is "
    "not made of the text: what a story is about is for its editor to say.",
)
def missing_summary(item: NewsItem, _: Context) -> list[Hit]:
    return [] if item.summary else [Hit("descriptions")]


@rule(
    "NR742",
    "unfit-share-image",
    INFO,
    "Give first a picture of 1200 by 630 pixels, with its size.",
    why="Below 600 by 315 cards show a thumbnail; without a known size the first share shows none.",
    source="practice of the networks that read Open Graph: og:image:width and og:image:height",
    mend="Put a large rendition first and tell its width and height.",
    needs="images",
    limit=600,
)
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


@rule(
    "NR743",
    "long-card-title",
    INFO,
    "Write a headline of 70 characters at most for cards.",
    why="Cards cut what is longer.",
    source="X, Cards markup: title",
    mend="Shorten it; the number is the limit long-card-title in newsrec.toml.",
    limit=70,
)
def long_card_title(item: NewsItem, context: Context) -> list[Hit]:
    headline = item.headline
    if headline is None or len(headline) <= context.limits["NR743"]:
        return []
    return [
        Hit("headline", f"it has {len(headline)} characters, expected at most {context.limits['NR743']:g}")
    ]


@rule(
    "NR744",
    "long-card-description",
    INFO,
    "Write a summary of 200 characters at most for cards.",
    why="Cards cut what is longer.",
    source="X, Cards markup: description",
    mend="Shorten the description of role summary.",
    limit=200,
)
def long_card_description(item: NewsItem, context: Context) -> list[Hit]:
    summary = item.summary
    if summary is None or len(summary) <= context.limits["NR744"]:
        return []
    found = f"it has {len(summary)} characters, expected at most {context.limits['NR744']:g}"
    return [Hit("descriptions", found)]


_MOST_BYTES: Final = 5_000_000
_MOST_PIXELS: Final = 4096


@rule(
    "NR745",
    "unfit-card-image",
    INFO,
    "Give first a photograph that cards take.",
    why="X takes JPEG, PNG, WebP and GIF below 5 MB, 4096 pixels at most on either side, and no drawings.",
    source="X, Cards markup: image",
    mend="Put another rendition first.",
    needs="images",
)
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


RULES: Final = rules_of(__name__)
CODES: Final = tuple([rule.entry for rule in RULES])

"""4: languages, subjects, codes and the vocabularies that they come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsrec.addresses import is_uri
from newsrec.catalogue import ERROR, INFO, WARNING
from newsrec.messages import quote_text
from newsrec.model import Concept
from newsrec.rules.engine import Context, Hit, rule, rules_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsrec.model import NewsItem

# RFC 5646, section 2.1. Languages of four letters and more are reserved or not registered; the tags of
# section 2.2.8 that have another form are listed.
_LANGUAGE: Final = re.compile(
    r"""
    [a-z]{2,3} (?:-[a-z]{3}){0,3}                   # language, extended language
    (?:-[a-z]{4})? (?:-(?:[a-z]{2}|[0-9]{3}))?      # script, region
    (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3})){0,9}    # variants
    (?:-[a-wyz0-9](?:-[a-z0-9]{2,8}){1,9}){0,9}     # extensions
    (?:-x(?:-[a-z0-9]{1,8}){1,9})?                  # private use
    | x(?:-[a-z0-9]{1,8}){1,9}
    | i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)
    | en-gb-oed | sgn-(?:be-fr|be-nl|ch-de)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PRIMARY: Final = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z0-9])")

DIRECTIONS: Final = ("ltr", "rtl")


def is_language(tag: str) -> bool:
    """Whether a language tag is well-formed. Source: RFC 5646, section 2.2.9."""
    return _LANGUAGE.fullmatch(tag) is not None


@rule(
    "NR401",
    "malformed-language",
    WARNING,
    "Write the language as a tag of BCP 47.",
    why="Search engines, readers aloud and translators pass over a language that they cannot read.",
    source="RFC 5646, section 2.1",
    mend="'lv', 'en-GB', 'zh-Hant': a hyphen between the parts, no name of a language.",
    linked=True,
)
def malformed_language(item: NewsItem, context: Context) -> list[Hit]:
    return [
        Hit(path, f"found {quote_text(tag)}, expected one such as 'lv' or 'en-GB'")
        for path, tag in _languages(item, context)
        if not is_language(tag)
    ]


def _languages(item: NewsItem, context: Context) -> Iterator[tuple[str, str]]:
    if item.language is not None:
        yield "language", item.language
    yield from context.survey.languages
    for path, label in context.survey.labels:
        if label.lang is not None:
            yield f"{path}.lang", label.lang


@rule(
    "NR402",
    "missing-language",
    ERROR,
    "Say in which language the story is.",
    why="A news sitemap must name the language of each publication.",
    source="Google Search Central, news sitemaps: news:language (required)",
    mend="Set language, or give the Site one for all its stories.",
)
def missing_language(item: NewsItem, context: Context) -> list[Hit]:
    if item.language or (context.site is not None and context.site.language):
        return []
    return [Hit("language")]


@rule(
    "NR403",
    "language-unfit-for-sitemap",
    ERROR,
    "Name a language of two or three letters.",
    why="A news sitemap takes ISO 639 codes, and zh-cn and zh-tw, and nothing else.",
    source="Google Search Central, news sitemaps: news:language",
    mend="'en' and not 'x-desk'.",
)
def language_unfit_for_sitemap(item: NewsItem, context: Context) -> list[Hit]:
    language = item.language or (context.site.language if context.site is not None else None)
    if not language or _PRIMARY.match(language):
        return []
    return [Hit("language", f"found {quote_text(language)}")]


@rule(
    "NR404",
    "rating-out-of-range",
    WARNING,
    "Give relevance and confidence from 0 to 100.",
    why="They are parts of a hundred: what is outside sorts above everything, or below.",
    source="NewsML-G2 2.35, @relevance and @confidence: Int100Type",
    mend="Multiply by 100 what goes from 0 to 1.",
    needs="concepts",
    linked=True,
)
def rating_out_of_range(_: NewsItem, context: Context) -> list[Hit]:
    hits = []
    for path, concept in context.survey.concepts:
        for name in ("relevance", "confidence"):
            value = getattr(concept, name)
            if value is not None and not 0 <= value <= 100:
                hits.append(Hit(f"{path}.{name}", f"found {value:g}"))
    return hits


@rule(
    "NR405",
    "off-the-map",
    WARNING,
    "Give latitude and longitude in degrees, in this order.",
    why="There is no such place; most often the two are exchanged, or in minutes.",
    source="WGS 84; schema.org latitude and longitude",
    mend="geo=(56.95, 24.1): north first, then east.",
    needs="concepts",
    linked=True,
)
def off_the_map(_: NewsItem, context: Context) -> list[Hit]:
    hits = []
    for path, concept in context.survey.concepts:
        if concept.geo is not None:
            latitude, longitude = concept.geo
            if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
                hits.append(Hit(f"{path}.geo", f"found latitude {latitude:g}, longitude {longitude:g}"))
    return hits


# NewsML-G2 2.35, QCodeType: an alias without colon or space, a colon, and a code without space.
_ALIAS: Final = re.compile(r"[^\s:]{1,200}")
_CODE: Final = re.compile(r"\S{1,1000}")


@rule(
    "NR406",
    "malformed-qcode",
    WARNING,
    "Write scheme and code without spaces, the scheme without a colon.",
    why="NewsML-G2 joins them to a qcode with a colon; no other form is valid in it.",
    source="NewsML-G2 2.35, QCodeType",
    mend="Use the vocabulary's own code; a name goes into name.",
    needs="coded",
    linked=True,
)
def malformed_qcode(_: NewsItem, context: Context) -> list[Hit]:
    hits = []
    for path, each in context.survey.coded:
        if not _ALIAS.fullmatch(each.scheme or "") or not _CODE.fullmatch(each.code or ""):
            hits.append(Hit(path, f"found the scheme {each.scheme!r:.60} and the code {each.code!r:.60}"))
    return hits


@rule(
    "NR407",
    "unresolved-scheme",
    INFO,
    "Say which URI the alias of a scheme stands for.",
    why="An alias such as 'desk' means something only with the catalog that it comes from: elsewhere the "
    "code cannot be told from any other.",
    source="NewsML-G2 2.35, catalog: the scheme URI is followed by the code",
    mend="Give the concept its uri, or the feed its schemes in newsrec.toml.",
    needs="coded",
)
def unresolved_scheme(_: NewsItem, context: Context) -> list[Hit]:
    unresolved = [
        (path, each.scheme or "")
        for path, each in context.survey.coded
        if each.uri is None and isinstance(each, Concept)  # the uri of a party is its page
    ]
    if not unresolved:
        return []
    schemes = list(dict.fromkeys([scheme for _, scheme in unresolved]))
    named = ", ".join([quote_text(scheme, 40) for scheme in schemes])
    hint = f'in newsrec.toml: [feed.schemes] {schemes[0]} = "https://…/"'
    return [Hit(unresolved[0][0], f"no catalog was read that has {named}", hint)]


@rule(
    "NR408",
    "names-nothing",
    WARNING,
    "Name the subject, place or party, or take it out: it has neither name, code nor URI.",
    why="Nobody can tell what or whom it means.",
    source="NewsML-G2 2.35: a concept has a qcode, a URI, a literal or a name",
    mend="Set name, or scheme and code, or uri.",
    needs="named",
    linked=True,
)
def names_nothing(_: NewsItem, context: Context) -> list[Hit]:
    return [Hit(path) for path, each in context.survey.named if not (each.name or each.code or each.uri)]


@rule(
    "NR409",
    "repeated-subject",
    INFO,
    "Take out the subject that is there twice.",
    why="What counts stories by subject counts this one twice.",
    source="practice: subjects are a set in rank",
    mend="Keep the first.",
    needs="subjects",
    linked=True,
)
def repeated_subject(item: NewsItem, _: Context) -> list[Hit]:
    if len(item.subjects) < 2:
        return []
    seen: dict[tuple[str | None, ...], int] = {}
    hits = []
    for index, each in enumerate(item.subjects):
        key = (each.name, each.scheme, each.code, each.uri, each.rel, each.type)
        first = seen.setdefault(key, index)
        if first != index:
            hits.append(Hit(f"subjects[{index}]", f"it is subjects[{first}] once more"))
    return hits


@rule(
    "NR410",
    "unsplit-keywords",
    INFO,
    "Give each keyword an entry of its own.",
    why="A search for one of them does not find the story.",
    source="schema.org keywords: a list, or a text parted by commas; NewsML-G2 keyword: one word or phrase",
    mend="keywords=['ferry', 'sea', 'timetable']",
    needs="keywords",
    linked=True,
)
def unsplit_keywords(item: NewsItem, _: Context) -> list[Hit]:
    return [
        Hit(f"keywords[{index}]", f"found {quote_text(label.value)}")
        for index, label in enumerate(item.keywords)
        if label.value.count(",") > 1 or label.value.count(";") > 1
    ]


@rule(
    "NR411",
    "unknown-direction",
    WARNING,
    "Set text_direction to ltr or rtl.",
    why="Any other word is not a direction of text, and is dropped.",
    source="NewsML-G2 2.35, @dir; HTML dir",
    mend="text_direction='rtl' for Arabic, Hebrew, Persian and Urdu.",
    linked=True,
)
def unknown_direction(item: NewsItem, _: Context) -> list[Hit]:
    if item.text_direction is None or item.text_direction in DIRECTIONS:
        return []
    return [Hit("text_direction", f"found {quote_text(item.text_direction)}")]


@rule(
    "NR412",
    "relative-uri",
    WARNING,
    "Make the URI absolute.",
    why="A URI without a scheme means something else in each document that it is copied to.",
    source="RFC 3986, section 4.3; JSON-LD 1.1: a relative IRI is resolved against the page",
    mend="Write it with its scheme: 'https://example.org/people/ozola'.",
    needs="named",
    linked=True,
)
def relative_uri(_: NewsItem, context: Context) -> list[Hit]:
    return [
        Hit(f"{path}.uri", f"found {quote_text(each.uri)}")
        for path, each in context.survey.named
        if each.uri is not None and not is_uri(each.uri)
    ]


RULES: Final = rules_of(__name__)
CODES: Final = tuple([rule.entry for rule in RULES])

"""4: languages, subjects, codes and the vocabularies that they come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsrec.addresses import is_uri
from newsrec.messages import quote_text
from newsrec.model import Concept
from newsrec.rules.engine import Context, Hit, Rule

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


def missing_language(item: NewsItem, context: Context) -> list[Hit]:
    if item.language or (context.site is not None and context.site.language):
        return []
    return [Hit("language")]


def language_unfit_for_sitemap(item: NewsItem, context: Context) -> list[Hit]:
    language = item.language or (context.site.language if context.site is not None else None)
    if not language or _PRIMARY.match(language):
        return []
    return [Hit("language", f"found {quote_text(language)}")]


def rating_out_of_range(_: NewsItem, context: Context) -> list[Hit]:
    hits = []
    for path, concept in context.survey.concepts:
        for name in ("relevance", "confidence"):
            value = getattr(concept, name)
            if value is not None and not 0 <= value <= 100:
                hits.append(Hit(f"{path}.{name}", f"found {value:g}"))
    return hits


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


def malformed_qcode(_: NewsItem, context: Context) -> list[Hit]:
    hits = []
    for path, each in context.survey.coded:
        if not _ALIAS.fullmatch(each.scheme or "") or not _CODE.fullmatch(each.code or ""):
            hits.append(Hit(path, f"found the scheme {each.scheme!r:.60} and the code {each.code!r:.60}"))
    return hits


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


def names_nothing(_: NewsItem, context: Context) -> list[Hit]:
    return [Hit(path) for path, each in context.survey.named if not (each.name or each.code or each.uri)]


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


def unsplit_keywords(item: NewsItem, _: Context) -> list[Hit]:
    return [
        Hit(f"keywords[{index}]", f"found {quote_text(label.value)}")
        for index, label in enumerate(item.keywords)
        if label.value.count(",") > 1 or label.value.count(";") > 1
    ]


def unknown_direction(item: NewsItem, _: Context) -> list[Hit]:
    if item.text_direction is None or item.text_direction in DIRECTIONS:
        return []
    return [Hit("text_direction", f"found {quote_text(item.text_direction)}")]


def relative_uri(_: NewsItem, context: Context) -> list[Hit]:
    return [
        Hit(f"{path}.uri", f"found {quote_text(each.uri)}")
        for path, each in context.survey.named
        if each.uri is not None and not is_uri(each.uri)
    ]


RULES: Final = (
    Rule("NR401", malformed_language, linked=True),
    Rule("NR402", missing_language),
    Rule("NR403", language_unfit_for_sitemap),
    Rule("NR404", rating_out_of_range, needs="concepts", linked=True),
    Rule("NR405", off_the_map, needs="concepts", linked=True),
    Rule("NR406", malformed_qcode, needs="coded", linked=True),
    Rule("NR407", unresolved_scheme, needs="coded"),
    Rule("NR408", names_nothing, needs="named", linked=True),
    Rule("NR409", repeated_subject, needs="subjects", linked=True),
    Rule("NR410", unsplit_keywords, needs="keywords", linked=True),
    Rule("NR411", unknown_direction, linked=True),
    Rule("NR412", relative_uri, needs="named", linked=True),
)

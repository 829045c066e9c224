"""contentMeta: what is said of the content, in the order that the story came with."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from newsrec.formats._xml.own import LANGUAGE, OWN_ALIAS
from newsrec.formats.newsml_g2._tables import ADMINISTRATIVE, CONTENT_META_ORDER, DESCRIPTIVE, TEXT_FIELDS
from newsrec.formats.newsml_g2._writer._identity import site_language
from newsrec.formats.newsml_g2._writer._pen import enclosed
from newsrec.formats.newsml_g2._writer._pieces import map_in, name_of
from newsrec.formats.newsml_g2._writer._texts import write_fact, write_label
from newsrec.formats.newsml_g2._writer._things import write_bare_name, write_concept, write_party
from newsrec.formats.newsml_g2._writer._times import exact, write_when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsrec.formats.newsml_g2._writer._pen import Pen
    from newsrec.formats.newsml_g2._writer._pieces import Left
    from newsrec.model import Dateline, NewsItem


def write_content_meta(pen: Pen, item: NewsItem, of: Left, stored: Left) -> str:
    """The whole of contentMeta; nothing where the story says nothing of its content."""
    own = _CONTENT_META_OWN
    for tag, field in (("slugline", "slugline"), ("by", "byline"), ("creditline", "credit")):
        if getattr(item, field) is not None:
            own = own - {tag}
    if item.dateline is not None and item.dateline.text is not None:
        own = own - {"dateline"}
    told = pen.left.get("lang")
    language = item.language if item.language is not None else site_language(pen.writing)
    if language is not None and told != "alone":
        own = own - {"language"}
    else:
        language = None
    head: list[str] = []
    properties: list[str] = []

    def add(_tag: str, text: str) -> None:
        head.append(text)

    if item.urgency is not None:
        head.append(f"<urgency{pen.of_left('urgency', of)}>{item.urgency}</urgency>")
    for tag, field in (("contentCreated", "content_created"), ("contentModified", "content_modified")):
        write_when(pen, "contentMeta", tag, field, getattr(item, field), of, add, properties, truncated=True)
    if item.digital_source is not None:
        head.append(write_concept(pen, "digitalSourceType", item.digital_source))
    queues = _queues(pen, item, of, language)
    found: dict[int, list[str]] = {}
    pieces = stored.get("contentMeta")
    for each in pieces if pieces.__class__ is tuple else ():
        name = name_of(each)
        if name is None:
            if pen.piece(each):
                found.setdefault(99, []).append(each)
        elif name in CONTENT_META_ORDER and name not in own and pen.piece(each):
            if name in _SHUFFLED:
                queues.setdefault(name, []).append(each)
            else:
                found.setdefault(CONTENT_META_ORDER[name], []).append(each)
    for label in item.printed:
        pen.coded = True
        text = write_label(pen, "contentMetaExtProperty", label, value=label.value)
        properties.append(
            text.replace("<contentMetaExtProperty", f'<contentMetaExtProperty rel="{OWN_ALIAS}:printed"', 1)
        )
    content = [
        *found.get(0, ()),
        *head,
        *_in_order(pen, queues),
        *properties,
        *found.get(CONTENT_META_ORDER["contentMetaExtProperty"], ()),
        *found.get(99, ()),
    ]
    attributes = pen.of_left("contentMeta", of)
    return enclosed("contentMeta", attributes, content) if content or attributes else ""


def _queues(pen: Pen, item: NewsItem, of: Left, language: str | None) -> dict[str, list[str]]:
    """The elements of contentMeta's two long groups, by kind."""
    queues: dict[str, list[str]] = {}
    for tag, field in (("located", "located"), ("genre", "genres"), ("subject", "subjects")):
        concepts = getattr(item, field)
        if concepts:
            queues[tag] = [write_concept(pen, tag, each) for each in concepts]
    for tag, field in _PARTIES:
        parties = getattr(item, field)
        if parties:
            queues[tag] = [write_party(pen, tag, each) for each in parties]
    if item.alt_ids:
        queues["altId"] = [write_label(pen, "altId", each, kind="type") for each in item.alt_ids]
    if item.keywords:
        queues["keyword"] = [write_label(pen, "keyword", each, alias="drol") for each in item.keywords]
    if item.descriptions:
        queues["description"] = [
            write_label(pen, "description", each, alias="drol") for each in item.descriptions
        ]
    if language is not None:
        queues["language"] = [_language(pen, language, of)]
    for tag, field in TEXT_FIELDS.items():
        if tag != "dateline" and getattr(item, field) is not None:
            queues[tag] = [write_fact(pen, tag, getattr(item, field), map_in(of, tag))]
    if item.dateline is not None:
        _dateline(pen, item.dateline, of, queues)
    _headlines(pen, item, of, queues)
    return queues


def _language(pen: Pen, language: str, of: Left) -> str:
    left = map_in(of, "language")
    out: list[str] = []
    if LANGUAGE.match(language):
        out.append(f' tag="{language}"')
    else:
        out += [' tag="und"', pen.own_attribute("tag", language)]
    pen.rest("language", left, out, frozenset({"tag"}), frozenset({"tag"}))
    out.sort()
    found = pen.put(left, "language")
    content = "".join(found.get(0, ()))
    return f"<language{''.join(out)}>{content}</language>" if content else f"<language{''.join(out)}/>"


def _headlines(pen: Pen, item: NewsItem, of: Left, queues: dict[str, list[str]]) -> None:
    """The headline first, for that is how it is told from the others."""
    left = map_in(of, "headline")
    others = list(item.alt_headlines)
    if item.headline is not None:
        if "role" in left and any(each.role is None for each in others):
            left = {key: value for key, value in left.items() if key != "role"}
        queues["headline"] = [write_fact(pen, "headline", item.headline, left)]
    elif others:
        main = next((each for each in others if each.role is None), others[0])
        others.remove(main)
        queues["headline"] = [write_label(pen, "headline", main)]
    if others:
        queues["headline+"] = [write_label(pen, "headline", each) for each in others]
        if item.headline is None or "role" in left:
            queues["headline"] += queues.pop("headline+")


def _dateline(pen: Pen, dateline: Dateline, of: Left, queues: dict[str, list[str]]) -> None:
    """The dateline's text; its places and agencies as elements that say where they are from."""
    more: list[str] = []
    if dateline.region is not None:
        more.append(pen.own_attribute("region", dateline.region))
    if dateline.date is not None:
        more.append(pen.own_attribute("date", exact(dateline.date)))
    if dateline.text is None:
        more.append(pen.own_attribute("untold", "true"))
    text = dateline.text or ""
    queues["dateline"] = [write_fact(pen, "dateline", text, map_in(of, "dateline"), more=more)]
    for place in dateline.places:
        written = write_concept(pen, "located", place)
        queues.setdefault("located", []).append(_from_dateline(pen, written, "located"))
    for source in dateline.sources:
        written = f"<infoSource>{write_bare_name(pen, source)}</infoSource>"
        queues.setdefault("infoSource", []).append(_from_dateline(pen, written, "infoSource"))


def _from_dateline(pen: Pen, written: str, tag: str) -> str:
    return written.replace(f"<{tag}", f"<{tag}{pen.own_attribute('of', 'dateline')}", 1)


def _in_order(pen: Pen, queues: dict[str, list[str]]) -> list[str]:
    """The two long groups in the order that the story came with, else in the usual one."""
    told = pen.left.get("order")
    if told.__class__ is not str:
        return [each for name in _USUAL for each in queues.get(name, ())]
    rest = {name: iter(queue) for name, queue in queues.items()}
    out: list[str] = []
    orders = (_orders if len(told) < _LONG else _orders.__wrapped__)(told)
    for order, names in zip(orders, _GROUPS, strict=True):
        for name in order:
            each = next(rest.get(name, _NO_MORE), None)
            if each is not None:
                out.append(each)
        for name in names:
            if name in rest:
                out += rest[name]
    return out


@lru_cache(maxsize=512)
def _orders(told: str) -> tuple[tuple[str, ...], ...]:
    """The names of each of the two groups, in the order that is told."""
    names = told.split(" ")
    return tuple([tuple([name for name in names if name in group]) for group in _GROUPS])


_GROUPS = (ADMINISTRATIVE, DESCRIPTIVE)
_USUAL = (*ADMINISTRATIVE, *DESCRIPTIVE)
_LONG = 2_000
_NO_MORE: Iterator[str] = iter(())

_CONTENT_META_OWN = frozenset(
    [
        "urgency",
        "contentCreated",
        "contentModified",
        "digitalSourceType",
        "located",
        "infoSource",
        "creator",
        "contributor",
        "altId",
        "language",
        "genre",
        "keyword",
        "subject",
        "slugline",
        "headline",
        "dateline",
        "by",
        "creditline",
        "description",
    ]
)
_SHUFFLED = frozenset(_USUAL)
_PARTIES = (("infoSource", "info_sources"), ("creator", "creators"), ("contributor", "contributors"))

"""Parts of a record in one another: no depth ends a public function in a RecursionError."""

from __future__ import annotations

import copy
import pickle
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import attrs
import pytest

import newsrec
from newsrec import (
    Concept,
    FrozenMap,
    Link,
    List,
    NewsItem,
    NewsrecError,
    Paragraph,
    Party,
    Quote,
    Section,
    Span,
    list_formats,
)
from newsrec.constructors import DEEPEST, NestingError
from newsrec.testing._made_up import NOW, SITE
from tests.formats.newsml_g2._documents import document

if TYPE_CHECKING:
    from collections.abc import Callable


def chain(inner: Any, around: Callable[[Any], Any], depth: int) -> Any:
    for _ in range(depth):
        inner = around(inner)
    return inner


def text(block: Any) -> NewsItem:
    return NewsItem(headline="Ice", body=[block])


#: What nests: a story whose parts of this kind lie so deep in one another.
NESTS: Final[dict[str, Callable[[int], NewsItem]]] = {
    "links": lambda depth: chain(
        NewsItem(headline="Ice", body="It froze."),
        lambda item: NewsItem(headline="Ice", body="It froze.", links=[Link("member", item=item)]),
        depth,
    ),
    "sections": lambda depth: text(chain(Paragraph("It froze."), lambda block: Section([block]), depth)),
    "quotes": lambda depth: text(chain(Paragraph("It froze."), lambda block: Quote([block]), depth)),
    "lists": lambda depth: text(chain(Paragraph("It froze."), lambda block: List([[block]]), depth)),
    "spans": lambda depth: text(Paragraph([chain("It froze.", lambda part: Span([part], kind="em"), depth)])),
    "broader": lambda depth: NewsItem(
        headline="Ice", subjects=[chain(Concept("a"), lambda each: Concept("a", broader=[each]), depth)]
    ),
    "same_as": lambda depth: NewsItem(
        headline="Ice", subjects=[chain(Concept("a"), lambda each: Concept("a", same_as=[each]), depth)]
    ),
    "affiliation": lambda depth: NewsItem(
        headline="Ice", creators=[chain(Party("a"), lambda each: Party("a", affiliation=each), depth)]
    ),
    "maps": lambda depth: NewsItem(
        headline="Ice", extra={"a": chain({"b": 1}, lambda each: {"b": each}, depth)}
    ),
    "frozen maps": lambda depth: NewsItem(
        headline="Ice", extra={"a": chain(FrozenMap({"b": 1}), lambda each: FrozenMap({"b": each}), depth)}
    ),
    "arrays": lambda depth: NewsItem(headline="Ice", extra={"a": chain([1], lambda each: [each], depth)}),
}  # fmt: skip


def _write(write: Callable[..., object], name: str, item: NewsItem, _: NewsItem, **options: Any) -> object:
    return write(item, name, site=SITE, now=NOW, **options)


FUNCTIONS: Final[dict[str, Callable[[NewsItem, NewsItem], object]]] = {
    "equal": lambda item, twin: item == twin,
    "hash": lambda item, _: hash(item),
    "repr": lambda item, _: repr(item),
    "copy": lambda item, _: copy.copy(item),
    "deepcopy": lambda item, _: copy.deepcopy(item),
    "pickle": lambda item, _: pickle.loads(pickle.dumps(item)),  # noqa: S301 - our own
    "evolve": lambda item, _: attrs.evolve(item, headline="Snow"),
    "text": lambda item, _: (item.text, item.word_count, item.pictures, item.authors, item.sections),
    "diff": lambda item, twin: newsrec.diff(item, attrs.evolve(twin, headline="Snow")),
    "clean": lambda item, _: newsrec.clean(item),
    "public": lambda item, _: newsrec.public(item),
    "validate": lambda item, _: newsrec.validate(item, profile="google"),
    "body_to_html": lambda item, _: newsrec.body_to_html(item.body),
    "to_jsonld": lambda item, _: newsrec.to_jsonld(item),
    "to_head": lambda item, _: newsrec.to_head(item),
    "to_article": lambda item, _: newsrec.to_article(item),
    **{f"dumps {row.name}": partial(_write, newsrec.dumps, row.name) for row in list_formats()},
    **{f"fit {row.name}": partial(_write, newsrec.fit, row.name) for row in list_formats()},
    **{f"embed {row.name}": partial(_write, newsrec.dumps, row.name, embed=True) for row in list_formats()},
}  # fmt: skip


def _newsml_start(opens: str = "") -> str:
    whole = document(content=f'<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{opens}').decode()
    return whole.partition(opens + "</contentSet>")[0] + opens


def _newsml_end(closes: str = "") -> str:
    return f"{closes}</body></html></inlineXML></contentSet></newsItem>"


def deepest(kind: str) -> int:
    """How deep parts of a kind can lie in one another."""
    depth = 1
    while True:
        try:
            NESTS[kind](depth + 1)
        except NestingError:
            return depth
        depth += 1


@pytest.mark.parametrize("kind", NESTS)
@pytest.mark.parametrize("depth", [1_000, 2_000, 5_000])
def test_parts_that_nest_too_deep_are_refused_by_the_constructor(kind: str, depth: int) -> None:
    with pytest.raises(ValueError, match=r"found parts of a record more than 1?20?0? deep in one another"):
        NESTS[kind](depth)


@pytest.mark.parametrize("kind", NESTS)
def test_what_a_constructor_takes_every_function_takes(kind: str) -> None:
    depth = deepest(kind)
    assert 55 < depth < 210
    item, twin = NESTS[kind](depth), NESTS[kind](depth)
    for function in FUNCTIONS.values():
        try:
            function(item, twin)
        except NewsrecError as error:
            assert error.code in {"NR945", "NR957", "NR809"}  # noqa: PT017 - most are not raised
    assert copy.deepcopy(item) is item
    assert pickle.loads(pickle.dumps(item)) == item == twin  # noqa: S301 - our own


def test_parts_that_are_met_again_cost_no_exponential_time() -> None:
    concept = Concept("a")
    for _ in range(DEEPEST - 2):
        concept = Concept("a", broader=[concept, concept], same_as=[concept])
    story = NewsItem(headline="Ice")
    for _ in range(DEEPEST // 2 - 2):
        story = NewsItem(headline="Ice", links=[Link("a", item=story), Link("b", item=story)])


ARTICLE: Final = '{"@context":"https://schema.org","@type":"NewsArticle","headline":"Ice",'
#: Documents that nest: format, beginning, what opens a level, what the innermost holds, what ends one, end.
DOCUMENTS: Final[dict[str, tuple[str, str, str, str, str, str]]] = {
    "broader": ("json", '{"newsrec":1,"subjects":[', '{"name":"a","broader":[', "{}", "]}", "]}"),
    "affiliation": ("json", '{"newsrec":1,"creators":[', '{"name":"a","affiliation":', "null", "}", "]}"),
    "links": ("json", '{"newsrec":1', ',"links":[{"rel":"a","item":{"headline":"Ice"', "", "}}]", "}"),
    "sections": ("json", '{"newsrec":1,"body":[', '{"type":"section","blocks":[', '"a"', "]}", "]}"),
    "lists": ("json", '{"newsrec":1,"body":[', '{"type":"list","items":[[', '"a"', "]]}", "]}"),
    "spans": (
        "json", '{"newsrec":1,"body":[{"type":"paragraph","content":[', '{"content":[', '"a"', "]}", "]}]}",
    ),
    "maps": ("json", '{"newsrec":1,"extra":{"a":', '{"b":', "1", "}", "}}"),
    "arrays": ("json", '{"newsrec":1,"extra":{"a":', "[", "1", "]", "}}"),
    "lines": ("jsonl", '{"newsrec":1,"body":[', '{"type":"section","blocks":[', '"a"', "]}", "]}"),
    "places": (
        "jsonld", ARTICLE + '"locationCreated":', '{"@type":"Place","name":"a","containedInPlace":',
        '"a"', "}", "}",
    ),
    "people": (
        "jsonld", ARTICLE + '"author":', '{"@type":"Person","name":"a","affiliation":', '"a"', "}", "}",
    ),
    "pictures": (
        "jsonld", ARTICLE + '"image":', '{"@type":"ImageObject","url":"https://a.b/","image":',
        '"a"', "}", "}",
    ),
    "properties": ("jsonld", ARTICLE + '"award":', '{"name":', '"a"', "}", "}"),
    "ninjs": (
        "ninjs", '{"uri":"a","version":"1","headline":"Ice"',
        ',"associations":{"a":{"uri":"a","headline":"Ice"', "", "}}", "}",
    ),
    "ninjs extra": ("ninjs", '{"uri":"a","version":"1","headline":"Ice","own":', '{"b":', "1", "}", "}"),
    "nitf": (
        "nitf", "<nitf><body><body.head/><body.content>", "<bq><block>",
        "<p>a</p>", "</block></bq>", "</body.content></body></nitf>",
    ),
    "nitf emphasis": (
        "nitf", "<nitf><body><body.head/><body.content><p>", "<em>", "a",
        "</em>", "</p></body.content></body></nitf>",
    ),
    "quotes": ("newsml-g2", _newsml_start(), "<blockquote>", "a", "</blockquote>", _newsml_end()),
    "emphasis": ("newsml-g2", _newsml_start("<p>"), "<em>", "a", "</em>", _newsml_end("</p>")),
}  # fmt: skip


@pytest.mark.parametrize("depth", [10, 60, 110, 118, 119, 120, 121, 180, 198, 230, 1_000, 5_000])
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_that_nests_deep_gives_what_constructors_take_or_is_refused(kind: str, depth: int) -> None:
    name, start, opens, inner, closes, end = DOCUMENTS[kind]
    try:
        item = newsrec.loads(start + opens * depth + inner + closes * depth + end, format=name)
    except newsrec.DecodeError as error:
        assert error.code in {"NR945", "NR950", "NR952", "NR970"}  # noqa: PT017 - not every depth is refused
        assert depth > 50
        return
    assert_constructors_take(item)
    assert pickle.loads(pickle.dumps(item)) == item  # noqa: S301 - our own
    assert repr(item)


@pytest.mark.parametrize("depth", [10, 110, 118, 119, 120, 121, 230, 1_000, 5_000])
@pytest.mark.parametrize("tag", ["<blockquote>", "<em>", "<ul><li>"])
def test_a_fragment_that_nests_deep_gives_what_constructors_take_or_is_refused(tag: str, depth: int) -> None:
    try:
        blocks, _ = newsrec.body_from_html(tag * depth + "a")
    except newsrec.DecodeError as error:
        assert (error.code, error.line) == ("NR952", 1)  # noqa: PT017 - not every depth is refused
        assert depth > 50
        return
    assert_constructors_take(NewsItem(body=blocks))


def assert_constructors_take(item: NewsItem) -> None:
    """Make each part of a story anew, by the constructor that checks."""
    waiting: list[Any] = [item]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting += part
        elif isinstance(part, FrozenMap):
            assert FrozenMap(part) == part
        elif attrs.has(type(part)):
            assert attrs.evolve(part) == part
            waiting += [getattr(part, field.name) for field in attrs.fields(type(part))]

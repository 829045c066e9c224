"""Paths: where two records differ, every value of a record, and a record cut down to some of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from newsrec import (
    Concept,
    Difference,
    FrozenMap,
    Label,
    Link,
    NewsItem,
    Paragraph,
    Party,
    Span,
    diff,
)
from newsrec.paths import (
    field_names,
    find_misstep,
    is_record,
    key_path,
    pattern_of,
    prefixes,
    project,
    texts,
    walk,
)
from newsrec.testing.strategies import news_items

paths = pytest.mark.parametrize


def places(record: Any, path: str = "") -> dict[str, Any]:
    """Every path of a record and what stands there: written again, and plainly, to test by."""
    found = {path: record}
    if is_record(record):
        for name in field_names(record.__class__):
            below = f"{path}.{name}" if path else name
            value = getattr(record, name)
            found.update({below: value} if name in {"content", "caption"} else places(value, below))
    elif isinstance(record, tuple):
        for index, each in enumerate(record):
            found.update(places(each, f"{path}[{index}]"))
    elif isinstance(record, FrozenMap):
        for key, each in record.items():
            found.update(places(each, key_path(path, key)))
    return found


# -- diff -----------------------------------------------------------------------------------------


@paths(
    ("before", "after", "differences"),
    [
        ({}, {}, []),
        ({"headline": "a"}, {"headline": "b"}, [("headline", "a", "b")]),
        ({"headline": "a"}, {}, [("headline", "a", None)]),
        ({}, {"headline": ""}, [("headline", None, "")]),
        ({"keywords": ["a", "b", "c"]}, {"keywords": ["a", "c"]}, [("keywords[1]", Label("b"), None)]),
        ({"keywords": ["a"]}, {"keywords": ["b", "a"]}, [("keywords[0]", None, Label("b"))]),
        ({"keywords": ["a", "b"]}, {"keywords": ["a", "c"]}, [("keywords[1].value", "b", "c")]),
        ({"keywords": ["a"]}, {}, [("keywords", (Label("a"),), None)]),
        (
            {"keywords": ["a", "b", "c"]},
            {"keywords": ["x", "c"]},
            [("keywords[0].value", "a", "x"), ("keywords[1]", Label("b"), None)],
        ),
        ({"creators": ["a"]}, {"creators": [Party("a", role="r")]}, [("creators[0].role", None, "r")]),
        ({"provider": "a"}, {}, [("provider", Party.organisation("a"), None)]),
        ({"body": "a"}, {"body": "b"}, [("body[0].content", ("a",), ("b",))]),
        ({"body": [Paragraph()]}, {"body": ["b"]}, [("body[0].content", None, ("b",))]),
        ({"urgency": 1}, {"urgency": 2}, [("urgency", 1, 2)]),
        ({"free": True}, {"free": None}, [("free", True, None)]),
        ({"version": 2}, {"version": "2"}, [("version", 2, "2")]),
        ({"extra": {"a": {"b c": 1}}}, {"extra": {"a": {"b c": True}}}, [("extra.a['b c']", 1, True)]),
        ({"extra": {"a": [1, 1.0]}}, {"extra": {"a": [1, 1]}}, [("extra.a[1]", 1.0, 1)]),
        ({"extra": {"a": [[1]]}}, {"extra": {"a": [[True]]}}, [("extra.a[0][0]", 1, True)]),
        ({"extra": {"a": 0.0}}, {"extra": {"a": -0.0}}, [("extra.a", 0.0, -0.0)]),
        ({"extra": {"a": {}}}, {"extra": {"a": []}}, [("extra.a", None, None)]),
        (
            {"links": [Link("x", item=NewsItem(headline="a"))]},
            {"links": [Link("x", item=NewsItem(headline="b"))]},
            [("links[0].item.headline", "a", "b")],
        ),
    ],
)  # fmt: skip
def test_differences(before: Any, after: Any, differences: list[tuple[str, Any, Any]]) -> None:
    found = diff(NewsItem(**before), NewsItem(**after))
    assert found == tuple(Difference(*each) for each in differences)
    assert repr(found) == repr(tuple(Difference(*each) for each in differences))


def test_difference_of_offset_alone_is_one() -> None:
    noon = datetime(2024, 1, 18, 12, tzinfo=UTC)
    east = noon.astimezone(timezone(timedelta(hours=2)))
    assert [each.path for each in diff(NewsItem(published=noon), NewsItem(published=east))] == ["published"]


@given(news_items(), news_items())
def test_records_differ_exactly_where_diff_says(a: NewsItem, b: NewsItem) -> None:
    assert diff(a, a) == ()
    found = diff(a, b)
    assert (found == ()) == (a == b)
    left, right = places(a), places(b)
    for each in found:
        known = [side for side in (left, right) if each.path in side]
        assert known
        if each.before is not None:
            assert left[each.path] == each.before
    assert len({each.path for each in found}) == len(found)


@given(news_items(), st.data())
def test_one_changed_field_is_the_only_difference(item: NewsItem, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(field_names(NewsItem)))
    other = attrs.evolve(item, **{name: getattr(data.draw(news_items()), name)})
    found = diff(item, other)
    assert {prefixes(pattern_of(each.path))[-1] for each in found} <= {name}
    assert (found == ()) == (item == other)


# -- walk -----------------------------------------------------------------------------------------


def test_walk_gives_each_value_with_its_path_in_order() -> None:
    item = NewsItem(
        headline="Ice",
        creators=["Ann", "Jo"],
        body=["One.", Paragraph(["Two ", Span(["bold", Span("er")], kind="b", href="/x"), "."])],
        extra={"a b": {"c": [1, None, "x"]}},
    )
    assert list(walk(item)) == [
        ("type", "text"),
        ("headline", "Ice"),
        ("creators[0].name", "Ann"),
        ("creators[1].name", "Jo"),
        ("body[0].content", "One."),
        ("body[1].content", "Two "),
        ("body[1].content", "bold"),
        ("body[1].content", "er"),
        ("body[1].content", "span"),
        ("body[1].content", "b"),
        ("body[1].content", "/x"),
        ("body[1].content", "."),
        ("extra['a b'].c[0]", 1),
        ("extra['a b'].c[2]", "x"),
    ]
    assert [each for each in texts(item) if each[0].startswith("extra")] == [
        ("extra['a b']", "a b"),
        ("extra['a b'].c", "c"),
        ("extra['a b'].c[2]", "x"),
    ]


@given(news_items())
def test_every_value_that_walk_gives_stands_at_its_path(item: NewsItem) -> None:
    known = places(item)
    for path, value in walk(item):
        there = known[path]
        assert value == there or isinstance(there, tuple)
        assert not is_record(value)
        assert value is not None
    assert {path for path, _ in walk(item)} <= {path for path, _ in walk(item, keys=True)}


# -- patterns -------------------------------------------------------------------------------------


@paths(
    ("path", "pattern", "within"),
    [
        ("", "", []),
        ("headline", "headline", ["headline"]),
        ("creators[12].name", "creators[].name", ["creators[].name", "creators[]", "creators"]),
        ("extra['a.b[0]'].c", "extra['a.b[0]'].c", ["extra['a.b[0]'].c", "extra['a.b[0]']", "extra"]),
        ('extra["it\'s"][3]', 'extra["it\'s"][]', ['extra["it\'s"][]', 'extra["it\'s"]', "extra"]),
    ],
)
def test_pattern_leaves_indices_out_and_lies_in_its_prefixes(
    path: str, pattern: str, within: list[str]
) -> None:
    assert pattern_of(path) == pattern
    assert prefixes(pattern) == within


@given(st.text(st.characters(exclude_categories=())))
def test_path_of_any_key_is_one_step(key: str) -> None:
    path = f"{key_path('extra', key)}[7]"
    assert prefixes(pattern_of(path))[1:] == [key_path("extra", key), "extra"]


# -- project --------------------------------------------------------------------------------------

PATTERNS = (
    "headline", "creators", "creators[].name", "creators[].affiliation.name", "subjects[].code", "body",
    "dateline.text", "dateline.places[].name", "rights.holder", "extra", "extra.jsonld", "type",
    "links[].rel", "links[].item.headline", "renditions",
)  # fmt: skip


def test_project_keeps_what_the_patterns_name() -> None:
    item = NewsItem(
        headline="Ice",
        urgency=3,
        creators=[Party("Ann", role="writer", affiliation=Party("LETA", code="1"))],
        subjects=[Concept("Ice", code="7"), Concept("Sea")],
        extra={"jsonld": {"a": 1}, "ninjs": 2},
    )
    kept = project(
        item, ["creators[].name", "creators[].affiliation.name", "subjects[].code", "extra.jsonld"]
    )
    assert kept == NewsItem(
        creators=[Party("Ann", affiliation=Party("LETA"))],
        subjects=[Concept(code="7"), Concept()],
        extra={"jsonld": {"a": 1}},
    )
    assert project(item, ["creators[].name", "creators"]).creators == item.creators
    assert project(item, []) == NewsItem()
    assert project(NewsItem(keywords=[Label("ice", role="tag")]), ["keywords[].lang"]).keywords == (
        Label("ice"),
    )


@given(news_items(), st.lists(st.sampled_from(PATTERNS), unique=True))
def test_project_of_a_projection_changes_nothing(item: NewsItem, patterns: list[str]) -> None:
    once = project(item, patterns)
    assert project(once, patterns) == once
    assert project(once, field_names(NewsItem)) == once
    for each in diff(item, once):
        assert set(prefixes(pattern_of(each.path))).isdisjoint(patterns)


# -- paths that lead nowhere ----------------------------------------------------------------------


@given(news_items())
def test_every_place_of_a_record_is_reached(item: NewsItem) -> None:
    assert [path for path in places(item) if find_misstep(item, path) is not None] == []


@paths(
    ("path", "said"),
    [
        ("headlin", "the story has no 'headlin'; did you mean 'headline'?"),
        ("creators[0].nam", "creators[0] has no 'nam'; did you mean 'name'?"),
        ("creators[1]", "creators has 1, expected an index from 0 on, found '[1]' behind it"),
        ("creators.name", "creators has 1, expected an index from 0 on, found 'name' behind it"),
        ("creators[].name", "creators has 1, expected an index from 0 on, found '[]' behind it"),
        ("headline.text", "headline has no parts, found 'text' behind it"),
        ("body[0].content[0]", None),
        ("keywords[0].value", None),
        ("provider.name", None),
        ("extra['a b']['c'].d", None),
        ("", None),
    ],
)
def test_a_path_that_leads_nowhere_is_told_where_it_leaves(path: str, said: str | None) -> None:
    item = NewsItem(headline="Ice", creators=["Ann"], body="It came.", extra={"a b": {"c": {"d": 1}}})
    assert find_misstep(item, path) == said

"""The last word on each story, whatever order its versions come in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, strategies as st

import newsrec
from newsrec import Link, NewsItem


def at(hour: int) -> datetime:
    return datetime(2024, 5, 2, hour, tzinfo=UTC)


VERSIONS = st.builds(
    NewsItem,
    guid=st.sampled_from(["a", "b", "c", None]),
    version=st.sampled_from([None, 1, 2, 3, "draft"]),
    version_created=st.sampled_from([None, at(6), at(7), at(8)]),
    pub_status=st.sampled_from([None, "usable", "canceled", "Killed", "withheld"]),
    headline=st.sampled_from(["One", "Two", "Three"]),
    links=st.sampled_from([(), (Link("previousVersion", uri="a"),), (Link("replaces", uri="b"),)]),
)


@given(st.data(), st.lists(VERSIONS, max_size=8))
def test_the_order_of_arrival_counts_for_nothing(data: st.DataObject, items: list[NewsItem]) -> None:
    shuffled = data.draw(st.permutations(items))
    assert newsrec.latest(shuffled) == newsrec.latest(items)


@given(st.lists(VERSIONS, max_size=8))
def test_folding_twice_changes_nothing_and_each_story_stands_once(items: list[NewsItem]) -> None:
    folded = newsrec.latest(items)
    assert newsrec.latest(folded) == folded
    guids = [item.guid for item in folded if item.guid is not None]
    assert len(guids) == len(set(guids))
    assert {item.guid for item in folded} <= {item.guid for item in items}
    assert bool(folded) == bool(items)


@given(st.lists(VERSIONS, max_size=8))
def test_a_killed_story_is_not_usable_unless_certainly_newer(items: list[NewsItem]) -> None:
    kills = [item for item in items if item.guid == "c" and item.pub_status in ("canceled", "Killed")]
    for item in newsrec.latest(items):
        if item.guid == "c" and kills and item not in kills:
            assert any(
                (
                    isinstance(item.version, int)
                    and isinstance(kill.version, int)
                    and item.version > kill.version
                )
                or (isinstance(item.version_created, datetime) and isinstance(kill.version_created, datetime))
                for kill in kills
            )


def headlines(*items: NewsItem) -> list[Any]:
    return [item.headline for item in newsrec.latest(items)]


def test_the_higher_number_counts_then_the_later_time() -> None:
    assert headlines(
        NewsItem(guid="a", version=1, version_created=at(9), headline="One"),
        NewsItem(guid="a", version=2, version_created=at(6), headline="Two"),
    ) == ["Two"]
    assert headlines(
        NewsItem(guid="a", version_created=at(9), headline="Late"),
        NewsItem(guid="a", version_created=at(6), headline="Early"),
    ) == ["Late"]


def test_a_kill_without_a_number_or_a_time_counts() -> None:
    kill = NewsItem(guid="a", pub_status="canceled", headline="Kill")
    assert headlines(NewsItem(guid="a", version=9, version_created=at(9), headline="Nine"), kill) == ["Kill"]


def test_a_story_put_right_after_its_kill_lives() -> None:
    kill = NewsItem(guid="a", version=2, pub_status="canceled", headline="Kill")
    assert headlines(NewsItem(guid="a", version=3, headline="Again"), kill) == ["Again"]


def test_a_story_that_replaces_another_takes_its_place() -> None:
    new = NewsItem(guid="b", headline="New", links=[Link("previousVersion", uri="a")])
    assert headlines(NewsItem(guid="a", headline="Old"), new) == ["New"]


def test_stories_that_replace_each_other_all_stay() -> None:
    one = NewsItem(guid="a", headline="One", links=[Link("replaces", uri="b")])
    two = NewsItem(guid="b", headline="Two", links=[Link("replaces", uri="a")])
    assert headlines(one, two) == ["One", "Two"]

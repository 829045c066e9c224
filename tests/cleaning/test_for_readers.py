"""What readers may see of a story, and nothing else."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import given

from newsrec import (
    Concept,
    Dateline,
    FrozenMap,
    Label,
    Link,
    NewsItem,
    Party,
    Rendition,
    Rights,
    diff,
    public,
)
from newsrec.cleaning import PUBLIC_EXTRA
from newsrec.paths import is_record, prefixes
from newsrec.testing.strategies import news_items
from tests._records import FULL


def held_back(item: NewsItem) -> bool:
    return item.embargoed is not None or item.pub_status not in {None, "usable"}


def faults(record: Any, path: str = "") -> list[str]:
    """The places of a record that readers must not see."""
    if isinstance(record, tuple):
        return [fault for index, each in enumerate(record) for fault in faults(each, f"{path}[{index}]")]
    if not is_record(record):
        return []
    found = []
    if getattr(record, "public", True) is False:
        found.append(path)
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        below = f"{path}.{field.name}" if path else field.name
        if value and field.name in {"ed_notes", "contacts"}:
            found.append(below)
        if field.name == "extra" and set(value) - set(PUBLIC_EXTRA if isinstance(record, NewsItem) else ()):
            found.append(below)
        if isinstance(record, Link) and isinstance(value, NewsItem) and held_back(value):
            found.append(below)
        found.extend(faults(value, below))
    return found


@given(news_items())
def test_nothing_that_is_not_public_is_left(item: NewsItem) -> None:
    assert faults(public(item)) == []


@given(news_items())
def test_only_what_is_not_public_goes(item: NewsItem) -> None:
    cleared = public(item)
    assert public(cleared) is cleared
    if not faults(item):
        assert cleared is item
    hidden = faults(item)
    for each in diff(item, cleared):
        assert any(_touch(each.path, place) for place in hidden), each.path


def _touch(path: str, place: str) -> bool:
    """Whether one of the paths lies in the other, or in a sequence from which the other is gone."""
    sequence = place.rpartition("[")[0]
    return path in prefixes(place) or place in prefixes(path) or sequence in prefixes(path)


def test_the_record_itself_still_has_its_embargo_and_status() -> None:
    item = NewsItem(embargoed=True, pub_status="withheld")
    assert public(item) is item


def test_what_goes_and_what_stays() -> None:
    note = Label("desk only", public=False)
    item = NewsItem(
        headline="Ice",
        ed_notes=["check the name"],
        alt_ids=[note, "17"],
        keywords=[Label("ice", extra={"newsml-g2": {"rank": 1}}), note],
        creators=[Party("Ann", contacts=["ann@example.org"], affiliation=Party("LETA", contacts=["+371"]))],
        dateline=Dateline("RIGA - ", places=[Concept("Riga", extra={"ninjs": 1})]),
        located=[Concept("Riga", broader=[Concept("Latvia", extra={"ninjs": 1})])],
        rights=Rights(holder=Party("LETA", contacts=["+371"]), notices=[note, "©"]),
        renditions=[Rendition("/a"), Rendition("/b", public=False)],
        links=[
            Link("picture", item=NewsItem(ed_notes=["x"], headline="A ferry")),
            Link("related", item=NewsItem(embargoed=True)),
            Link("related", item=NewsItem(pub_status="canceled")),
            Link("related", href="/c", extra={"ninjs": 1}),
        ],
        extra={"jsonld": {"a": 1}, "newsml-g2": {"b": 2}},
    )
    assert public(item) == NewsItem(
        headline="Ice",
        alt_ids=["17"],
        keywords=["ice"],
        creators=[Party("Ann", affiliation=Party("LETA"))],
        dateline=Dateline("RIGA - ", places=["Riga"]),
        located=[Concept("Riga", broader=["Latvia"])],
        rights=Rights(holder=Party("LETA"), notices=["©"]),
        renditions=["/a"],
        links=[Link("picture", item=NewsItem(headline="A ferry")), Link("related", href="/c")],
        extra=FrozenMap({"jsonld": {"a": 1}}),
    )


def test_a_full_story_is_cleared_where_it_must_be() -> None:
    gone = ["ed_notes", "creators[0].contacts", "extra['example.org']", "extra.newsml-g2"]
    assert [each.path for each in diff(FULL, public(FULL))] == gone

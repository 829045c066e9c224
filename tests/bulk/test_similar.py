"""Stories that are the same but for frame, case, dateline and credit, and those that are near."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

import newsrec
from newsrec import NewsItem
from newsrec.testing.strategies import news_items

TEXT = (
    "The pilot services of both rivers will share their night watches from December, the harbour offices "
    "said after a meeting on Friday, and ships that wait for the ice to break will be told of a berth early."
)


def story(text: str, **fields: str) -> NewsItem:
    return NewsItem(body=text, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        story(TEXT.upper()),
        story(TEXT + " (LETA)"),
        story("(dpa) " + TEXT),
        story(TEXT.replace(" ", "  "), dateline="RIGA - "),
        story(TEXT, headline="Another", byline="By Ann Ozola"),
    ],
    ids=["case", "credit", "credit-first", "spaces", "frame"],
)
def test_the_same_but_for_its_frame(other: NewsItem) -> None:
    (pair,) = newsrec.duplicates([story(TEXT, headline="One"), other])
    assert (pair.first, pair.second, pair.kind, pair.likeness) == (1, 2, "same", 1.0)
    assert pair.evidence.startswith("the pilot services of both rivers")


def test_a_text_with_a_sentence_more_is_near_and_another_is_not() -> None:
    longer = story(TEXT + " It runs until March.")
    other = story(
        "Nothing moved in the harbour this week, and by Monday the ice was a hand thick, its master said."
    )
    pairs = newsrec.duplicates([story(TEXT), other, longer])
    assert [(pair.first, pair.second, pair.kind) for pair in pairs] == [(1, 3, "near")]
    assert 0.8 <= pairs[0].likeness < 1


def test_ten_copies_make_nine_pairs() -> None:
    pairs = newsrec.duplicates([story(TEXT)] * 10)
    assert [(pair.first, pair.second) for pair in pairs] == [(1, number) for number in range(2, 11)]


@given(st.lists(news_items(), max_size=4))
def test_any_stories_are_compared_and_each_is_the_same_as_itself(items: list[NewsItem]) -> None:
    pairs = newsrec.duplicates([*items, *items])
    assert all(pair.first < pair.second for pair in pairs)
    with_words = [number for number, item in enumerate(items, 1) if any(map(str.isalnum, item.text))]
    if with_words:
        assert all(0 < pair.likeness <= 1 for pair in pairs)


@pytest.mark.parametrize("likeness", [0, -1, 1.1, float("nan")])
def test_a_likeness_that_is_no_share_is_refused(likeness: float) -> None:
    with pytest.raises(ValueError, match="likeness is a share"):
        newsrec.duplicates([], likeness=likeness)

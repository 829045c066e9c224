"""Checks: in a program, in a test, and by a house's own rule."""

from __future__ import annotations

from pathlib import Path

import newsrec
from newsrec import NewsItem, Severity
from newsrec.rules import Context, Hit, Profile, Rule, house_rule
from newsrec.testing import assert_roundtrip, assert_valid_feed


def exclamation_mark(item: NewsItem, context: Context) -> list[Hit]:
    return [Hit("headline", "found '!'")] if context.now and "!" in (item.headline or "") else []


SHOUTING: Rule = house_rule(
    "GZ001", "shouting", "Take the exclamation mark out.", exclamation_mark, severity=Severity.ERROR
)
GAZETTE = Profile("gazette", codes=["NR1", "NR3"], rules=[SHOUTING], limits={"long-headline": 70})


def faults(path: Path) -> list[tuple[str, int, str]]:
    report = newsrec.check(path, profile=GAZETTE, ignore=["NR101"])
    return [
        (each.code, each.position.line if each.position else 0, each.hint or each.message)
        for each in report.findings
        if each.severity >= Severity.WARNING
    ]


def test_the_feed_is_as_agreed() -> None:
    items: tuple[NewsItem, ...] = assert_valid_feed("feeds/a.txt", profile="wire", allow=["NR3"])
    for item in items:
        back: NewsItem = assert_roundtrip(item, "json", lossless=True)
        assert newsrec.validate(back, profile="google") == ()

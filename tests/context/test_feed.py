"""What a feed never says about itself: which settings of a Feed are taken, and what they do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from newsrec.context import Feed, Site
from newsrec.errors import ConfigError


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Riga", ZoneInfo("Europe/Riga")),
        ("+02:00", timezone(timedelta(hours=2))),
        ("-0930", timezone(-timedelta(hours=9, minutes=30))),
        ("Z", UTC),
        ("UTC", UTC),
        (UTC, UTC),
        (None, None),
    ],
)
def test_a_zone_is_a_name_an_offset_or_itself(zone: tzinfo | str | None, expected: tzinfo | None) -> None:
    assert Feed(zone=zone).zone == expected
    assert Site(zone=zone).zone == expected


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Rga",
        "",
        "Europe",
        "../etc/passwd",
        "/etc/passwd",
        "a\0b",
        "\ud800",
        "localtime",
        "+25:00",
        "+02:61",
        "x" * 9999,
    ],
)
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(ConfigError, match="unknown time zone") as caught:
        Feed(zone=zone)
    assert caught.value.path == "zone"
    assert len(str(caught.value)) < 300


def test_an_unknown_zone_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="did you mean 'Europe/Riga'"):
        Feed(zone="Europe/Rga")


def test_where_no_zone_is_known_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zoneinfo.available_timezones", set)
    with pytest.raises(ConfigError, match="no time zone is known here") as caught:
        Feed(zone="Europe/Nowhere")
    assert "tzdata" in str(caught.value.hint)


def test_a_zone_without_a_name_cannot_be_pickled_and_is_refused() -> None:
    with Path("/usr/share/zoneinfo/Europe/Riga").open("rb") as file:
        nameless = ZoneInfo.from_file(file)
    with pytest.raises(TypeError, match="has a name"):
        Feed(zone=nameless)


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        (datetime.fromisoformat("2024-01-18T09:30"), "2024-01-18T09:30:00+02:00"),
        (datetime.fromisoformat("2024-07-18T09:30"), "2024-07-18T09:30:00+03:00"),
        # Clocks went back at 04:00: 03:30 came twice, and the first is meant.
        (datetime.fromisoformat("2024-10-27T03:30"), "2024-10-27T03:30:00+03:00"),
        (datetime.fromisoformat("2024-10-27T03:30").replace(fold=1), "2024-10-27T03:30:00+03:00"),
        # Clocks went forward at 03:00: 03:30 never came, and the offset before the change holds.
        (datetime.fromisoformat("2024-03-31T03:30"), "2024-03-31T03:30:00+02:00"),
    ],
)
def test_a_naive_time_takes_the_offset_of_the_feeds_zone(wall: datetime, expected: str) -> None:
    found = Feed(zone="Europe/Riga").localise(wall)
    assert found is not None
    assert found.isoformat() == expected
    assert isinstance(found.tzinfo, timezone)
    assert found.fold == 0


def test_without_a_zone_a_naive_time_stays_unknown() -> None:
    assert Feed().localise(datetime.fromisoformat("2024-01-18T09:30")) is None


def test_a_time_with_a_zone_is_not_localised() -> None:
    with pytest.raises(TypeError, match="without a zone"):
        Feed(zone="Z").localise(datetime(2024, 1, 18, tzinfo=UTC))


@given(st.datetimes(), st.sampled_from(["Europe/Riga", "America/New_York", "Asia/Kathmandu", "+13:45"]))
def test_any_time_keeps_its_figures(wall: datetime, zone: str) -> None:
    found = Feed(zone=zone).localise(wall)
    assert found is not None
    assert found.replace(tzinfo=None) == wall


def test_encodings_are_the_codecs_own_names_in_order() -> None:
    assert Feed(encodings=["UTF8", "windows-1257", "latin1"]).encodings == ("utf-8", "cp1257", "iso8859-1")
    assert Feed().encodings == ("utf-8",)


@pytest.mark.parametrize(
    ("encodings", "message", "path"),
    [
        (["utf-8", "cp-nothing"], "unknown encoding 'cp-nothing'", "encodings[1]"),
        (["latin-1", "utf-8"], "never tried: iso8859-1 before it reads any bytes", "encodings[1]"),
        (["utf-8", "mac-roman", "cp1257"], "never tried", "encodings[2]"),
        (["utf-8", "UTF8"], "stands in the list twice", "encodings[1]"),
        (["zlib"], "unknown encoding", "encodings[0]"),
        (["idna"], "unknown encoding", "encodings[0]"),
        (["undefined"], "unknown encoding", "encodings[0]"),
        (["unicode_escape"], "unknown encoding", "encodings[0]"),
        (["a\0b"], "unknown encoding", "encodings[0]"),
        (["\ud800"], "unknown encoding", "encodings[0]"),
        ([], "empty", "encodings"),
    ],
)
def test_an_encoding_that_is_unknown_or_never_tried_is_refused(
    encodings: list[str], message: str, path: str
) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        Feed(encodings=encodings)
    assert caught.value.path == path


def test_an_encoding_that_can_fail_may_stand_anywhere() -> None:
    assert (
        Feed(encodings=["utf-16", "cp1257", "cp1250", "gb18030", "cp1252", "latin-1"]).encodings[-1]
        == "iso8859-1"
    )


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("amber/**", "amber/2024/a.txt", True),
        ("amber/**", "amber/a.txt", True),
        ("amber/**", "in/amber/a.txt", True),
        ("amber/**", "amber", False),
        ("amber/**", "ambergris/a.txt", False),
        ("/amber/**", "amber/a.txt", True),
        ("/amber/**", "in/amber/a.txt", False),
        ("amber/", "amber/2024/a.txt", True),
        ("*.txt", "in/a.txt", True),
        ("/*.txt", "in/a.txt", False),
        ("/*.txt", "a.txt", True),
        ("in/*/a.txt", "in/x/a.txt", True),
        ("in/*/a.txt", "in/x/y/a.txt", False),
        ("in/**/a.txt", "in/a.txt", True),
        ("in/**/a.txt", "in/x/y/a.txt", True),
        ("in/**/b/**/a.txt", "in/b/b/c/a.txt", True),
        ("in/**/b/**/a.txt", "in/c/c/a.txt", False),
        ("[ab]?.txt", "b1.txt", True),
        ("[ab]?.txt", "B1.txt", False),
    ],
)
def test_a_pattern_describes_paths_folder_by_folder(pattern: str, path: str, *, matches: bool) -> None:
    assert Feed(match=[pattern]).matches(path) is matches


def test_a_feed_without_patterns_delivers_every_file() -> None:
    assert Feed().matches("any/where.txt")


def test_a_lone_pattern_is_a_list_of_one() -> None:
    assert Feed(match="amber/**").match == ("amber/**",)


def test_a_hostile_pattern_is_compared_in_good_time() -> None:
    assert not Feed(match=["**/a/" * 200 + "b"]).matches("a/" * 2000 + "c")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"zone": 2}, "time zone"),
        ({"encodings": "utf-8"}, "sequence"),
        ({"places": "RIGA"}, "sequence"),
        ({"places": [1]}, "text"),
        ({"agencies": b"ANA"}, "sequence"),
        ({"name": 1}, "text"),
        ({"language": 1}, "text"),
        ({"provider": 1}, "text"),
        ({"schemes": ["a"]}, "map"),
        ({"roles": {"a": 1}}, "text"),
        ({"date_order": 1}, "text"),
    ],
)
def test_a_setting_of_the_wrong_type_is_a_type_error(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        Feed(**fields)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"language": "en_GB"}, "language tag"),
        ({"places": ["RIGA", " "]}, "blank"),
        ({"match": ["amber\\**"]}, "backslash"),
        ({"date_order": "dym"}, "expected 'dmy', 'mdy' or 'ymd'"),
    ],
)
def test_a_setting_that_means_nothing_is_a_config_error(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        Feed(**fields)

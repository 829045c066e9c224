"""Dates in the spellings that news data has, and the one that is written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from newsrec.grammar.dates import (
    MONTHS,
    WEEKDAYS,
    DateReading,
    is_weekday,
    month_number,
    read_date,
    write_date,
)
from newsrec.model import PartialDate, as_when

if TYPE_CHECKING:
    from newsrec.grammar.dates import Order
    from newsrec.model import When


def day(month: int, number: int) -> PartialDate:
    return PartialDate(month=month, day=number)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # a date stays a date
        ("2024-01-18", date(2024, 1, 18)),
        ("  2024-01-18\r\n", date(2024, 1, 18)),
        ("2024-1-8", date(2024, 1, 8)),
        ("2024/01/18", date(2024, 1, 18)),
        ("2024.01.18.", date(2024, 1, 18)),
        ("20240118", date(2024, 1, 18)),
        ("0001-01-01", date(1, 1, 1)),
        # cut short
        ("2024", PartialDate(2024)),
        ("2024-05", PartialDate(2024, 5)),
        ("--12", PartialDate(month=12)),
        ("--12-05", day(12, 5)),
        ("--02-29", day(2, 29)),
        # datelines
        ("Dec 5", day(12, 5)),
        ("Dec. 9", day(12, 9)),
        ("Sept. 20", day(9, 20)),
        ("Sept 4", day(9, 4)),
        ("June 27", day(6, 27)),
        ("5 December", day(12, 5)),
        ("Feb. 2, 2017", date(2017, 2, 2)),
        ("6 April 2004", date(2004, 4, 6)),
        ("23/07", day(7, 23)),
        ("15/06", day(6, 15)),
        ("05/05", day(5, 5)),
        # day, month, year
        ("18.01.2024", date(2024, 1, 18)),
        ("18. 1. 2024", date(2024, 1, 18)),
        ("18/01/2024", date(2024, 1, 18)),
        ("18-01-2024", date(2024, 1, 18)),
        ("18-Jan-2024", date(2024, 1, 18)),
        ("18.01.", day(1, 18)),
        ("May 2024", PartialDate(2024, 5)),
        # other languages, with their accents and without
        ("18. Januar 2024", date(2024, 1, 18)),
        ("9. Okt. 2024", date(2024, 10, 9)),
        ("3 Mrz 2024", date(2024, 3, 3)),
        ("3. März 2024", date(2024, 3, 3)),
        ("3. Ma\u0308rz 2024", date(2024, 3, 3)),
        ("Donnerstag, 18. Januar 2024", date(2024, 1, 18)),
        ("le 1er mars 2024", date(2024, 3, 1)),
        ("15 août 2024", date(2024, 8, 15)),
        ("15 aout 2024", date(2024, 8, 15)),
        ("18 de enero de 2024", date(2024, 1, 18)),
        ("2024. gada 18. janvārī", date(2024, 1, 18)),
        ("2024 m. sausio 18 d.", date(2024, 1, 18)),
        ("18. jaanuaril 2024", date(2024, 1, 18)),
    ],
)
def test_dates_without_a_clock(text: str, value: When) -> None:
    assert read_date(text) == (value, ())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2024-01-18T12:00:00Z", "2024-01-18T12:00:00+00:00"),
        ("2024-01-18t12:00:00z", "2024-01-18T12:00:00+00:00"),
        ("2024-01-18T12:00:00+02:00", "2024-01-18T12:00:00+02:00"),
        ("2024-01-18T12:00:00+0200", "2024-01-18T12:00:00+02:00"),
        ("2024-01-18T12:00:00+02", "2024-01-18T12:00:00+02:00"),
        ("2024-01-18T12:00:00-03:30", "2024-01-18T12:00:00-03:30"),
        ("2024-01-18T12:00:00\u221203:30", "2024-01-18T12:00:00-03:30"),
        ("2024-01-18T12:00:00+01:37:12", "2024-01-18T12:00:00+01:37:12"),
        ("2024-01-18T12:00:00-00:00", "2024-01-18T12:00:00+00:00"),
        ("2024-01-18 12:00:00+02:00", "2024-01-18T12:00:00+02:00"),
        ("2024-01-18 12:00:00 +0200", "2024-01-18T12:00:00+02:00"),
        ("2024-01-18T12:00Z", "2024-01-18T12:00:00+00:00"),
        ("2024-01-18T12Z", "2024-01-18T12:00:00+00:00"),
        ("2024-01-18T10:05:3Z", "2024-01-18T10:05:03+00:00"),
        ("20240118T123000Z", "2024-01-18T12:30:00+00:00"),
        ("20240118T1230+0200", "2024-01-18T12:30:00+02:00"),
        ("20240118123000Z", "2024-01-18T12:30:00+00:00"),
        # fractions of any length
        ("2024-01-18T12:00:00.1Z", "2024-01-18T12:00:00.100000+00:00"),
        ("2024-01-18T12:00:00.123Z", "2024-01-18T12:00:00.123000+00:00"),
        ("2024-01-18T12:00:00.123456Z", "2024-01-18T12:00:00.123456+00:00"),
        ("2024-01-18T12:00:00.1234560000Z", "2024-01-18T12:00:00.123456+00:00"),
        # hour 24 is the midnight that follows
        ("2024-02-28T24:00:00Z", "2024-02-29T00:00:00+00:00"),
        # zones by name
        ("2024-01-18 12:00 EET", "2024-01-18T12:00:00+02:00"),
        ("2024-07-18 12:00:00 EEST", "2024-07-18T12:00:00+03:00"),
        ("2024-07-18 12:00:00 CEST", "2024-07-18T12:00:00+02:00"),
        ("2024-01-18 12:00:00.000 UTC", "2024-01-18T12:00:00+00:00"),
        ("January 18, 2024 at 10:30 am EST", "2024-01-18T10:30:00-05:00"),
        ("Jan 18, 2024, 12:15 AM EDT", "2024-01-18T00:15:00-04:00"),
        # RFC 5322, and its cousins
        ("Thu, 18 Jan 2024 10:00:00 +0200", "2024-01-18T10:00:00+02:00"),
        ("18 Jan 2024 10:00 GMT", "2024-01-18T10:00:00+00:00"),
        ("Thu Jan 18 10:00:00 EET 2024", "2024-01-18T10:00:00+02:00"),
        (
            "Thu Jan 18 2024 10:00:00 GMT+0200 (Eastern European Standard Time)",
            "2024-01-18T10:00:00+02:00",
        ),
    ],
)
def test_times_with_a_zone(text: str, written: str) -> None:
    reading = read_date(text)
    assert reading.value is not None
    assert (write_date(reading.value), reading.naive, reading.doubts) == (written, False, ())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-01-18T12:00:00", datetime(2024, 1, 18, 12)),  # noqa: DTZ001 - the text gives no zone
        ("2024-01-18 12:30", datetime(2024, 1, 18, 12, 30)),  # noqa: DTZ001
        ("18.1.2024 10:30", datetime(2024, 1, 18, 10, 30)),  # noqa: DTZ001
        ("18. Januar 2024, 14:20 Uhr", datetime(2024, 1, 18, 14, 20)),  # noqa: DTZ001
        ("Thu Jan 18 10:00:00 2024", datetime(2024, 1, 18, 10)),  # noqa: DTZ001
    ],
)
def test_a_time_without_a_zone_is_left_naive_and_says_so(text: str, value: datetime) -> None:
    assert read_date(text) == (value, ())
    assert read_date(text).naive


@pytest.mark.parametrize(
    ("text", "order", "value"),
    [
        ("05/06", "dmy", day(6, 5)),
        ("05/06", "mdy", day(5, 6)),
        ("09-12", "dmy", day(12, 9)),
        ("01/02/2024", "dmy", date(2024, 2, 1)),
        ("01/02/2024", "mdy", date(2024, 1, 2)),
        ("01.02.2024", "mdy", date(2024, 2, 1)),
    ],
)
def test_the_order_of_day_and_month_is_the_feeds(text: str, order: Order, value: When) -> None:
    assert read_date(text, order=order).value == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2024-02-30", "no such day"),
        ("2023-02-29", "no such day"),
        ("2024-13-01", "no such day"),
        ("0000-01-01", "no such day"),
        ("20240230", "no such day"),
        ("2024-13", "no such date"),
        ("Feb 30", "no such date"),
        ("2024-02-30T12:00:00Z", "no such day"),
        ("2024-01-18T25:00:00Z", "no such time"),
        ("2024-01-18T24:00:01Z", "no such time"),
        ("2024-01-18T23:59:60Z", "leap seconds"),
        ("9999-12-31T24:00:00Z", "past the year 9999"),
        ("2024-01-18 13:00 pm", "no such time"),
        ("2024-01-18T12:00:00+25:00", "no such offset"),
        ("2024-01-18T12:00:00+02:99", "no such offset"),
        ("2024-01-18 12:00 XST", "unknown time zone 'XST'"),
        ("2024-01-18 12:00 IST", "unknown time zone 'IST'"),
        ("05/06", "say the order"),
        ("01/02/2024", "say the order"),
    ],
)
def test_what_has_a_dates_shape_and_is_none_says_why(text: str, why: str) -> None:
    reading = read_date(text)
    assert reading.value is None
    assert why in reading.doubts[0]
    assert text in reading.doubts[0]


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [
        ("18 Jan 97", date(1997, 1, 18), "taken as 1997"),
        ("18.01.24", date(2024, 1, 18), "taken as 2024"),
        ("Mon, 18 Jan 2024", date(2024, 1, 18), "that day is a Thursday"),
        (
            "2024-01-18T12:00:00.1234567Z",
            datetime(2024, 1, 18, 12, 0, 0, 123456, UTC),
            "finer than a microsecond",
        ),
    ],
)
def test_what_is_taken_on_trust_is_a_doubt(text: str, value: When, why: str) -> None:
    reading = read_date(text)
    assert reading.value == value
    assert why in reading.doubts[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "LETA/TBT Staff",
        "By Ann Ozola",
        "April Mai",
        "May",
        "24/7",
        "9/11",
        "50-50",
        "14.20",
        "-5",
        "2024-1",
        "2024-W03-4",
        "2024-018",
        "2024-01-18T12:00:00,5Z",
        "2024-01-18T",
        "2024-01-18 5",
        "1705571234",
        "1705571234567",
        "\uff12\uff10\uff12\uff14-01-18",
        "\u0662\u0660\u0662\u0664-01-18",
        "Mr Smith 5",
        "10 Downing 2024",
        "Anna 18 Jan 2024",
        "2024-01-18" + " " * 200 + "12:00",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) == DateReading(None)


def test_a_row_of_months_has_twelve_and_a_name_means_one() -> None:
    for row in MONTHS:
        assert len(row.split()) == 12
        for number, name in enumerate(row.split(), 1):
            assert month_number(name) == number
            assert month_number(f"{name.upper()}.") == number
    assert month_number("Riga") is None


def test_a_row_of_weekdays_has_seven_and_a_name_means_one() -> None:
    numbers: dict[str, int] = {}
    for row in WEEKDAYS:
        assert len(row.split()) == 7
        for number, name in enumerate(row.split()):
            assert numbers.setdefault(name, number) == number
            assert is_weekday(name.upper())
    assert not is_weekday("Riga")


OFFSETS = st.timedeltas(timedelta(hours=-23, minutes=-59), timedelta(hours=23, minutes=59)).map(timezone)
PARTIAL_DATES = st.one_of(
    st.builds(PartialDate, st.integers(1, 9999)),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
    st.builds(lambda month: PartialDate(month=month), st.integers(1, 12)),
    st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda value: day(value.month, value.day)),
)


@given(st.dates() | PARTIAL_DATES | st.datetimes(timezones=OFFSETS))
def test_what_is_written_is_read_again(when: When) -> None:
    reading = read_date(write_date(when))
    assert (reading.value, reading.doubts) == (when, ())
    if isinstance(when, datetime):
        assert isinstance(reading.value, datetime)
        assert reading.value.utcoffset() == when.utcoffset()


def test_a_naive_time_is_not_written() -> None:
    with pytest.raises(TypeError, match="expected a datetime with a time zone"):
        write_date(datetime(2024, 1, 18, 12))  # noqa: DTZ001 - what is refused


@given(
    st.text() | st.text("0123456789-+:./TZ ,JanDecgd\u00a0\u0660", max_size=40),
    st.sampled_from([None, "dmy", "mdy"]),
)
def test_any_text_is_a_time_or_none(text: str, order: Order | None) -> None:
    reading = read_date(text, order=order)
    if not reading.naive:
        assert as_when(reading.value) == reading.value

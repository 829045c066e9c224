"""2: when a story was made, may be used, and ends.

Two times are said to be in the wrong order only where they certainly are: a date alone lasts the
day long in whatever zone, and a date without a year is compared with nothing.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from typing import Final, TypeAlias

from newsrec.cleaning import is_held_back
from newsrec.model import NewsItem, PartialDate, When
from newsrec.rules.engine import Context, Hit, Rule

_TIMES: Final = (
    "first_created", "version_created", "published", "content_created", "content_modified",
)  # fmt: skip

_times_of = attrgetter(*_TIMES)

# Local time goes from 12 hours behind UTC to 14 before it, so a date lasts 50 hours somewhere on Earth.
_BEFORE, _AFTER = timedelta(hours=14), timedelta(hours=12)

# What a missing number turns into: the first second of Unix and of other clocks.
_EPOCHS: Final = frozenset([datetime(year, 1, 1) for year in (1, 1601, 1900, 1970)])  # noqa: DTZ001 - in any zone

_Interval: TypeAlias = tuple[datetime, datetime]


def _interval(when: When | None) -> _Interval | None:
    """The first and last moment that a time can mean, in UTC; None where that cannot be told."""
    if when is None or when.__class__ is datetime:
        return None if when is None else (when, when)
    if when.__class__ is PartialDate:
        first = _first_day(when)
        last = None if first is None else _next(first, whole_year=when.month is None)
    else:
        first = date(when.year, when.month, when.day)  # type: ignore[arg-type]  # a date has all three
        last = first + timedelta(days=1) if first < date.max else None
    if first is None or last is None:
        return None
    try:
        return _midnight(first) - _BEFORE, _midnight(last) + _AFTER - timedelta(microseconds=1)
    except OverflowError:  # on the first and the last day that datetime knows
        return None


def _first_day(when: PartialDate) -> date | None:
    return None if when.year is None else date(when.year, when.month or 1, 1)


def _next(first: date, *, whole_year: bool) -> date | None:
    """The first day after a year or a month."""
    months = 12 if whole_year else 1
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return None if year > date.max.year else date(year, month + 1, 1)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def is_before(one: When | None, other: When | None) -> bool:
    """Whether one time is certainly before another."""
    if one is None or other is None:
        return False
    first, second = _interval(one), _interval(other)
    return first is not None and second is not None and first[1] < second[0]


def _shown(when: When) -> str:
    return when.isoformat() if isinstance(when, date) else str(when)


def _order(item: NewsItem, early: str, late: str) -> list[Hit]:
    """A hit where the time that must be the later one is before the other."""
    first, second = getattr(item, early), getattr(item, late)
    if first is None or second is None or not is_before(second, first):
        return []
    return [Hit(late, f"{_shown(second)} is before the {early} of {_shown(first)}")]


def version_before_creation(item: NewsItem, _: Context) -> list[Hit]:
    return _order(item, "first_created", "version_created")


def expires_before_version(item: NewsItem, _: Context) -> list[Hit]:
    if item.expires is None:
        return []
    return _order(item, "version_created", "expires") or _order(item, "published", "expires")


def modified_before_created(item: NewsItem, _: Context) -> list[Hit]:
    return _order(item, "content_created", "content_modified")


def modified_before_published(item: NewsItem, _: Context) -> list[Hit]:
    return _order(item, "published", "content_modified") or _order(item, "published", "version_created")


def embargo_without_hold(item: NewsItem, _: Context) -> list[Hit]:
    # A signal of the provider's own may say "hold"; those of the IPTC (correction, update, repeat) do not.
    held = is_held_back(item) or any(each.scheme != "sig" for each in item.signals)
    if item.embargoed is None or held:
        return []
    return [Hit("embargoed")]


def embargo_over(item: NewsItem, context: Context) -> list[Hit]:
    embargo, now = item.embargoed, context.now
    if now is None or item.pub_status != "withheld" or embargo is None or embargo is True or embargo > now:
        return []
    return [Hit("pub_status", f"the embargo ended at {embargo.isoformat()}")]


def embargo_without_end(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("embargoed")] if item.embargoed is True else []


def under_embargo(item: NewsItem, context: Context) -> list[Hit]:
    embargo, now = item.embargoed, context.now
    if embargo is None or (embargo is not True and (now is None or embargo <= now)):
        return []
    return [Hit("embargoed", "it has no end" if embargo is True else f"it ends at {embargo.isoformat()}")]


def expired(item: NewsItem, context: Context) -> list[Hit]:
    if context.now is None or item.expires is None or not is_before(item.expires, context.now):
        return []
    return [Hit("expires", f"it ended at {_shown(item.expires)}")]


def future_time(item: NewsItem, context: Context) -> list[Hit]:
    now = context.now
    if now is None:
        return []
    try:
        latest = now + timedelta(minutes=context.limits["NR210"])
    except OverflowError:
        return []
    today = now.date()
    hits = []
    for name, when in zip(_TIMES, _times_of(item), strict=True):
        if when is not None and not (when.__class__ is date and when <= today) and is_before(latest, when):
            hits.append(Hit(name, f"{_shown(when)} is after {now.isoformat()}"))
    return hits


def epoch_time(item: NewsItem, _: Context) -> list[Hit]:
    hits = []
    for name in (*_TIMES, "expires"):
        when = getattr(item, name)
        if when.__class__ is datetime and when.year <= 1970 and when.replace(tzinfo=None) in _EPOCHS:
            hits.append(Hit(name, f"found {when.isoformat()}"))
    return hits


def dateline_date_differs(item: NewsItem, context: Context) -> list[Hit]:
    dateline = item.dateline
    if dateline is None or dateline.date is None:
        return []
    told = item.published if item.published is not None else item.version_created
    if told is None or told.__class__ is PartialDate:
        return []
    day = date(told.year, told.month, told.day)  # type: ignore[arg-type]  # a date or datetime has all three
    apart = _days_apart(dateline.date, day)
    if apart is None or apart <= context.limits["NR212"]:
        return []
    return [Hit("dateline.date", f"{_shown(dateline.date)} is {apart} days from {day.isoformat()}")]


def _days_apart(when: When, day: date) -> int | None:
    """The days between two dates; for a date without a year, to the nearest of its kind."""
    if when.__class__ is PartialDate:
        if when.year is not None or when.month is None or when.day is None:
            return None
        days = [_day_of(year, when.month, when.day) for year in range(day.year - 1, day.year + 2)]
        return min([abs((each - day).days) for each in days if each is not None], default=None)
    return abs((date(when.year, when.month, when.day) - day).days)  # type: ignore[arg-type]  # a date has all three


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 29 February, or a year that date does not know
        return None


def date_only(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("published", f"found {_shown(item.published)}")] if item.published.__class__ is date else []


def missing_published(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("published")] if item.published is None else []


def partial_published(item: NewsItem, _: Context) -> list[Hit]:
    published = item.published
    return [Hit("published", f"found {published}")] if published.__class__ is PartialDate else []


def missing_version_created(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("version_created")] if item.version_created is None else []


def no_time_of_day(item: NewsItem, _: Context) -> list[Hit]:
    hits = []
    for name in ("first_created", "version_created"):
        when = getattr(item, name)
        if when is not None and when.__class__ is not datetime:
            hits.append(Hit(name, f"found {_shown(when)}"))
    return hits


def too_old(item: NewsItem, context: Context) -> list[Hit]:
    now, published = context.now, item.published
    if now is None or published is None:
        return []
    try:
        oldest = now - timedelta(days=context.limits["NR218"])
    except OverflowError:
        return []
    if (published.__class__ is date and published >= oldest.date()) or not is_before(published, oldest):
        return []
    return [Hit("published", f"{_shown(published)} is before {oldest.isoformat()}")]


def not_judged(item: NewsItem, context: Context) -> list[Hit]:
    if context.now is not None:
        return []
    names = [name for name in (*_TIMES, "expires") if getattr(item, name) is not None]
    if item.embargoed is not None and item.embargoed is not True:
        names.append("embargoed")
    return [Hit("", f"not judged without it: {', '.join(names)}")] if names else []


RULES: Final = (
    Rule("NR201", version_before_creation, linked=True),
    Rule("NR202", expires_before_version, needs="expires", linked=True),
    Rule("NR203", modified_before_created, linked=True),
    Rule("NR204", modified_before_published),
    Rule("NR205", embargo_without_hold, needs="embargoed"),
    Rule("NR206", embargo_over, needs="embargoed"),
    Rule("NR207", embargo_without_end, needs="embargoed"),
    Rule("NR208", under_embargo, needs="embargoed"),
    Rule("NR209", expired, needs="expires"),
    Rule("NR210", future_time, limit=10),
    Rule("NR211", epoch_time, linked=True),
    Rule("NR212", dateline_date_differs, needs="dateline", limit=7),
    Rule("NR213", date_only, needs="published"),
    Rule("NR214", missing_published),
    Rule("NR215", partial_published, needs="published"),
    Rule("NR216", missing_version_created),
    Rule("NR217", no_time_of_day),
    Rule("NR218", too_old, needs="published", limit=2),
    Rule("NR219", not_judged),
)

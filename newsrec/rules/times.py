"""2: when a story was made, may be used, and ends.

Two times are said to be in the wrong order only where they certainly are: a date alone lasts the
day long in whatever zone, and a date without a year is compared with nothing.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from typing import Final, TypeAlias

from newsrec.catalogue import ERROR, INFO, WARNING
from newsrec.cleaning import is_held_back
from newsrec.model import NewsItem, PartialDate, When
from newsrec.rules.engine import Context, Hit, rule, rules_of

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
    """Return the first and last moment that a time can mean, in UTC; None where that cannot be told."""
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
    """Return the first day after a year or a month."""
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


@rule(
    "NR201",
    "version-before-creation",
    WARNING,
    "Mend the times: this version is older than the story.",
    why="A receiver keeps the latest version by its time, and a wrong one hides a newer text.",
    source="NewsML-G2 2.35, itemMeta/firstCreated and versionCreated",
    mend="version_created is when this version was made, first_created when the first one was.",
    linked=True,
)
def version_before_creation(item: NewsItem, _: Context) -> list[Hit]:
    return _order(item, "first_created", "version_created")


@rule(
    "NR202",
    "expires-before-version",
    WARNING,
    "Mend the expiry: the story ends before it was made.",
    why="A receiver that obeys it never shows the story.",
    source="NewsML-G2 2.35, itemMeta/expires",
    mend="Set a later expires, or none.",
    needs="expires",
    linked=True,
)
def expires_before_version(item: NewsItem, _: Context) -> list[Hit]:
    if item.expires is None:
        return []
    return _order(item, "version_created", "expires") or _order(item, "published", "expires")


@rule(
    "NR203",
    "modified-before-created",
    WARNING,
    "Mend the times: the text was changed before it was written.",
    why="One of the two is another story's time, or lacks its zone.",
    source="NewsML-G2 2.35, contentMeta/contentCreated and contentModified",
    mend="content_modified is at or after content_created.",
    linked=True,
)
def modified_before_created(item: NewsItem, _: Context) -> list[Hit]:
    return _order(item, "content_created", "content_modified")


@rule(
    "NR204",
    "modified-before-published",
    WARNING,
    "Give the time of the last change, or none: it is before publication.",
    why="A search engine shows one of the two dates and trusts neither when they contradict. A story "
    "published later than it was written has no dateModified at all.",
    source="Google Search Central, byline dates: datePublished and dateModified",
    mend="Leave content_modified and version_created out until the published story changes.",
)
def modified_before_published(item: NewsItem, _: Context) -> list[Hit]:
    return _order(item, "published", "content_modified") or _order(item, "published", "version_created")


@rule(
    "NR205",
    "embargo-without-hold",
    INFO,
    "Set pub_status to withheld until the embargo ends.",
    why="A receiver that does not know the embargo obeys the status.",
    source="NewsML-G2 2.35, itemMeta/embargoed and pubStatus stat:withheld",
    mend="pub_status='withheld', and 'usable' in the version that lifts the embargo; or a signal.",
    needs="embargoed",
)
def embargo_without_hold(item: NewsItem, _: Context) -> list[Hit]:
    # A signal of the provider's own may say "hold"; those of the IPTC (correction, update, repeat) do not.
    held = is_held_back(item) or any(each.scheme != "sig" for each in item.signals)
    if item.embargoed is None or held:
        return []
    return [Hit("embargoed")]


@rule(
    "NR206",
    "embargo-over",
    INFO,
    "Release the story: its embargo is over and it is still withheld.",
    why="Nobody shows a story that is withheld.",
    source="NewsML-G2 2.35, itemMeta/embargoed and pubStatus",
    mend="Set pub_status to usable in a new version.",
    needs="embargoed",
)
def embargo_over(item: NewsItem, context: Context) -> list[Hit]:
    embargo, now = item.embargoed, context.now
    if now is None or item.pub_status != "withheld" or embargo is None or embargo is True or embargo > now:
        return []
    return [Hit("pub_status", f"the embargo ended at {embargo.isoformat()}")]


@rule(
    "NR207",
    "embargo-without-end",
    INFO,
    "Say when the embargo ends.",
    why="Without an end somebody must lift it by hand, and until then no public output is written.",
    source="NewsML-G2 2.35, itemMeta/embargoed: empty, an embargo without a stated end",
    mend="Set embargoed to a time with its zone.",
    needs="embargoed",
)
def embargo_without_end(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("embargoed")] if item.embargoed is True else []


@rule(
    "NR208",
    "under-embargo",
    ERROR,
    "Do not publish before the embargo ends.",
    why="What readers have seen cannot be taken back. Writers for readers refuse such a story.",
    source="NewsML-G2 2.35, itemMeta/embargoed",
    mend="Wait, or publish the version that lifts the embargo.",
    needs="embargoed",
)
def under_embargo(item: NewsItem, context: Context) -> list[Hit]:
    embargo, now = item.embargoed, context.now
    if embargo is None or (embargo is not True and (now is None or embargo <= now)):
        return []
    return [Hit("embargoed", "it has no end" if embargo is True else f"it ends at {embargo.isoformat()}")]


@rule(
    "NR209",
    "expired",
    WARNING,
    "Take the story down, or set a later expiry: it has expired.",
    why="The provider allows its use until then.",
    source="NewsML-G2 2.35, itemMeta/expires; schema.org expires",
    mend="Set expires to a later time, or to none.",
    needs="expires",
)
def expired(item: NewsItem, context: Context) -> list[Hit]:
    if context.now is None or item.expires is None or not is_before(item.expires, context.now):
        return []
    return [Hit("expires", f"it ended at {_shown(item.expires)}")]


@rule(
    "NR210",
    "future-time",
    WARNING,
    "Mend the time: it has not come yet.",
    why="Most such times are in another zone than they say; search engines and receivers sort by them. "
    "Ten minutes are let pass for clocks that differ.",
    source="Google Search Central, byline dates: no future dates",
    mend="Check the zone; an embargo goes into embargoed.",
    limit=10,
)
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


@rule(
    "NR211",
    "epoch-time",
    WARNING,
    "Give the time itself: this one is what a missing number turns into.",
    why="The first second of 1970 is number 0 of most clocks.",
    source="POSIX.1-2017, section 4.16: seconds since the Epoch",
    mend="Leave the time out where it is not known.",
    linked=True,
)
def epoch_time(item: NewsItem, _: Context) -> list[Hit]:
    hits = []
    for name in (*_TIMES, "expires"):
        when = getattr(item, name)
        if when.__class__ is datetime and when.year <= 1970 and when.replace(tzinfo=None) in _EPOCHS:
            hits.append(Hit(name, f"found {when.isoformat()}"))
    return hits


@rule(
    "NR212",
    "dateline-date-differs",
    WARNING,
    "Mend the date in the dateline, or the story's own.",
    why="A dateline names the day of writing, a few days from publication at most; a larger gap is most "
    "often day and month in the wrong order, or last week's dateline on today's story.",
    source="practice of the wires: the dateline's date is the day of filing",
    mend="Change the one that is wrong.",
    needs="dateline",
    limit=7,
)
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
    """Return the days between two dates; for a date without a year, to the nearest of its kind."""
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


@rule(
    "NR213",
    "date-only",
    INFO,
    "Give the time of publication, not the day alone.",
    why="A date is enough, but with a time and its zone search engines know what is newest.",
    source="Google Search Central, byline dates",
    mend="Set published to a datetime with its zone.",
    needs="published",
)
def date_only(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("published", f"found {_shown(item.published)}")] if item.published.__class__ is date else []


@rule(
    "NR214",
    "missing-published",
    WARNING,
    "Say when the story was published.",
    why="Without datePublished a search engine guesses a date from the page; a news sitemap must have it.",
    source="Google Search Central, Article: datePublished; news sitemaps: publication_date (required)",
    mend="Set published to a datetime with its zone.",
)
def missing_published(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("published")] if item.published is None else []


@rule(
    "NR215",
    "partial-published",
    WARNING,
    "Give the whole date of publication.",
    why="A year, a month or a day without a year says nothing that a search engine takes.",
    source="Google Search Central, Article: datePublished in ISO 8601; W3C date and time formats",
    mend="Set published to a date or a datetime with its zone.",
    needs="published",
)
def partial_published(item: NewsItem, _: Context) -> list[Hit]:
    published = item.published
    return [Hit("published", f"found {published}")] if published.__class__ is PartialDate else []


@rule(
    "NR216",
    "missing-version-created",
    WARNING,
    "Say when this version was made.",
    why="NewsML-G2 asks for it, and receivers tell newer from older by it.",
    source="NewsML-G2 2.35, itemMeta/versionCreated (required)",
    mend="Set version_created to a datetime with its zone.",
)
def missing_version_created(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("version_created")] if item.version_created is None else []


@rule(
    "NR217",
    "no-time-of-day",
    WARNING,
    "Give the time of day and its zone, too.",
    why="NewsML-G2 holds no date alone here, so a writer must make up a time.",
    source="NewsML-G2 2.35, itemMeta/firstCreated and versionCreated: xs:dateTime",
    mend="Set it to a datetime with its zone.",
)
def no_time_of_day(item: NewsItem, _: Context) -> list[Hit]:
    hits = []
    for name in ("first_created", "version_created"):
        when = getattr(item, name)
        if when is not None and when.__class__ is not datetime:
            hits.append(Hit(name, f"found {_shown(when)}"))
    return hits


@rule(
    "NR218",
    "too-old",
    ERROR,
    "Leave the story out of the news sitemap: it is more than two days old.",
    why="Google asks that a news sitemap holds the last two days only; older entries are ignored.",
    source="Google Search Central, news sitemaps",
    mend="Leave it in the site's ordinary sitemap.",
    needs="published",
    limit=2,
)
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


@rule(
    "NR219",
    "times-not-judged",
    INFO,
    "Give the present time, as now= or --now.",
    why="The library reads no clock: what is expired, too old, under embargo or in the future can be "
    "told "
    "only by who says what time it is.",
    source="the contract of validate",
    mend="validate(item, now=datetime.now(UTC)); the command line does so by itself.",
    under="",
)
def not_judged(item: NewsItem, context: Context) -> list[Hit]:
    if context.now is not None:
        return []
    names = [name for name in (*_TIMES, "expires") if getattr(item, name) is not None]
    if item.embargoed is not None and item.embargoed is not True:
        names.append("embargoed")
    return [Hit("", f"not judged without it: {', '.join(names)}")] if names else []


RULES: Final = rules_of(__name__)
CODES: Final = tuple([rule.entry for rule in RULES])

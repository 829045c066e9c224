"""2: times: when a story was made, may be used, and ends."""

from newsrec.catalogue.entry import ERROR, INFO, WARNING, Entry

ENTRIES = (
    Entry(
        "NR201",
        "version-before-creation",
        WARNING,
        "Mend the times: this version is older than the story.",
        why="A receiver keeps the latest version by its time, and a wrong one hides a newer text.",
        source="NewsML-G2 2.35, itemMeta/firstCreated and versionCreated",
        mend="version_created is when this version was made, first_created when the first one was.",
        bad="NewsItem(headline='Ferry runs again', body='First.', first_created=NOON, "
        "version_created=NOON - timedelta(hours=1))",
        good="NewsItem(headline='Ferry runs again', body='First.', first_created=NOON - timedelta(hours=1), "
        "version_created=NOON)",
        under="now=NOON",
    ),
    Entry(
        "NR202",
        "expires-before-version",
        WARNING,
        "Mend the expiry: the story ends before it was made.",
        why="A receiver that obeys it never shows the story.",
        source="NewsML-G2 2.35, itemMeta/expires",
        mend="Set a later expires, or none.",
        bad="NewsItem(headline='Ferry runs again', body='First.', version_created=NOON + "
        "timedelta(minutes=5), "
        "expires=NOON + timedelta(minutes=2))",
        good="NewsItem(headline='Ferry runs again', body='First.', version_created=NOON, "
        "expires=NOON + timedelta(days=1))",
        under="now=NOON",
    ),
    Entry(
        "NR203",
        "modified-before-created",
        WARNING,
        "Mend the times: the text was changed before it was written.",
        why="One of the two is another story's time, or lacks its zone.",
        source="NewsML-G2 2.35, contentMeta/contentCreated and contentModified",
        mend="content_modified is at or after content_created.",
        bad="NewsItem(headline='Ferry runs again', body='First.', content_created=NOON, "
        "content_modified=NOON - timedelta(hours=1))",
        good="NewsItem(headline='Ferry runs again', body='First.', content_created=NOON, "
        "content_modified=NOON)",
        under="now=NOON",
    ),
    Entry(
        "NR204",
        "modified-before-published",
        WARNING,
        "Give the time of the last change, or none: it is before publication.",
        why="A search engine shows one of the two dates and trusts neither when they contradict. A story "
        "published later than it was written has no dateModified at all.",
        source="Google Search Central, byline dates: datePublished and dateModified",
        mend="Leave content_modified and version_created out until the published story changes.",
        bad="NewsItem(headline='Ferry runs again', body='First.', creators=[ANN], links=[PAGE, PICTURE], "
        "published=NOON, version_created=NOON - timedelta(hours=1))",
        good="NewsItem(headline='Ferry runs again', body='First.', creators=[ANN], links=[PAGE, PICTURE], "
        "published=NOON, version_created=NOON + timedelta(hours=1))",
        under="now=NOON + timedelta(hours=2), site=SITE",
    ),
    Entry(
        "NR205",
        "embargo-without-hold",
        INFO,
        "Set pub_status to withheld until the embargo ends.",
        why="A receiver that does not know the embargo obeys the status.",
        source="NewsML-G2 2.35, itemMeta/embargoed and pubStatus stat:withheld",
        mend="pub_status='withheld', and 'usable' in the version that lifts the embargo; or a signal.",
        bad="NewsItem(headline='Ferry runs again', body='First.', embargoed=NOON + timedelta(days=1))",
        good="NewsItem(headline='Ferry runs again', body='First.', embargoed=NOON + timedelta(days=1), "
        "pub_status='withheld')",
        under="now=NOON",
    ),
    Entry(
        "NR206",
        "embargo-over",
        INFO,
        "Release the story: its embargo is over and it is still withheld.",
        why="Nobody shows a story that is withheld.",
        source="NewsML-G2 2.35, itemMeta/embargoed and pubStatus",
        mend="Set pub_status to usable in a new version.",
        bad="NewsItem(headline='Ferry runs again', body='First.', embargoed=NOON - timedelta(days=1), "
        "pub_status='withheld')",
        good="NewsItem(headline='Ferry runs again', body='First.', embargoed=NOON - timedelta(days=1), "
        "pub_status='usable', signals=['update'])",
        under="now=NOON",
    ),
    Entry(
        "NR207",
        "embargo-without-end",
        INFO,
        "Say when the embargo ends.",
        why="Without an end somebody must lift it by hand, and until then no public output is written.",
        source="NewsML-G2 2.35, itemMeta/embargoed: empty, an embargo without a stated end",
        mend="Set embargoed to a time with its zone.",
        bad="NewsItem(headline='Ferry runs again', body='First.', embargoed=True, pub_status='withheld')",
        good="NewsItem(headline='Ferry runs again', body='First.', embargoed=NOON + timedelta(days=1), "
        "pub_status='withheld')",
        under="now=NOON",
    ),
    Entry(
        "NR208",
        "under-embargo",
        ERROR,
        "Do not publish before the embargo ends.",
        why="What readers have seen cannot be taken back. Writers for readers refuse such a story.",
        source="NewsML-G2 2.35, itemMeta/embargoed",
        mend="Wait, or publish the version that lifts the embargo.",
        bad="NewsItem(headline='Ferry runs again', body='First.', creators=[ANN], links=[PAGE, PICTURE], "
        "published=NOON, embargoed=NOON + timedelta(days=1))",
        good="NewsItem(headline='Ferry runs again', body='First.', creators=[ANN], links=[PAGE, PICTURE], "
        "published=NOON, embargoed=NOON - timedelta(days=1))",
        under="now=NOON, site=SITE",
    ),
    Entry(
        "NR209",
        "expired",
        WARNING,
        "Take the story down, or set a later expiry: it has expired.",
        why="The provider allows its use until then.",
        source="NewsML-G2 2.35, itemMeta/expires; schema.org expires",
        mend="Set expires to a later time, or to none.",
        bad="NewsItem(headline='Ferry runs again', body='First.', expires=NOON - timedelta(days=1))",
        good="NewsItem(headline='Ferry runs again', body='First.', expires=NOON + timedelta(days=1))",
        under="now=NOON",
    ),
    Entry(
        "NR210",
        "future-time",
        WARNING,
        "Mend the time: it has not come yet.",
        why="Most such times are in another zone than they say; search engines and receivers sort by them. "
        "Ten minutes are let pass for clocks that differ.",
        source="Google Search Central, byline dates: no future dates",
        mend="Check the zone; an embargo goes into embargoed.",
        bad="NewsItem(headline='Ferry runs again', body='First.', published=NOON + timedelta(hours=2))",
        good="NewsItem(headline='Ferry runs again', body='First.', published=NOON)",
        under="now=NOON",
    ),
    Entry(
        "NR211",
        "epoch-time",
        WARNING,
        "Give the time itself: this one is what a missing number turns into.",
        why="The first second of 1970 is number 0 of most clocks.",
        source="POSIX.1-2017, section 4.16: seconds since the Epoch",
        mend="Leave the time out where it is not known.",
        bad="NewsItem(headline='Ferry runs again', body='First.', published=datetime(1970, 1, 1, "
        "tzinfo=UTC))",
        good="NewsItem(headline='Ferry runs again', body='First.', published=datetime(1970, 1, 2, "
        "tzinfo=UTC))",
        under="now=NOON",
    ),
    Entry(
        "NR212",
        "dateline-date-differs",
        WARNING,
        "Mend the date in the dateline, or the story's own.",
        why="A dateline names the day of writing, a few days from publication at most; a larger gap is most "
        "often day and month in the wrong order, or last week's dateline on today's story.",
        source="practice of the wires: the dateline's date is the day of filing",
        mend="Change the one that is wrong.",
        bad="NewsItem(headline='Ferry runs again', body='First.', published=NOON, "
        "dateline=Dateline('RIGA, Feb 5 - ', date=PartialDate(month=2, day=5)))",
        good="NewsItem(headline='Ferry runs again', body='First.', published=NOON, "
        "dateline=Dateline('RIGA, May 1 - ', date=PartialDate(month=5, day=1)))",
        under="now=NOON",
    ),
    Entry(
        "NR213",
        "date-only",
        INFO,
        "Give the time of publication, not the day alone.",
        why="A date is enough, but with a time and its zone search engines know what is newest.",
        source="Google Search Central, byline dates",
        mend="Set published to a datetime with its zone.",
        bad="NewsItem(headline='Ferry runs again', body='First.', creators=[ANN], links=[PAGE, PICTURE], "
        "published=date(2024, 5, 2))",
        good="NewsItem(headline='Ferry runs again', body='First.', creators=[ANN], links=[PAGE, PICTURE], "
        "published=NOON)",
        under="now=NOON, site=SITE",
    ),
    Entry(
        "NR214",
        "missing-published",
        WARNING,
        "Say when the story was published.",
        why="Without datePublished a search engine guesses a date from the page; a news sitemap must "
        "have it.",
        source="Google Search Central, Article: datePublished; news sitemaps: publication_date (required)",
        mend="Set published to a datetime with its zone.",
        bad="NewsItem(headline='Ferry runs again', body='First.', creators=[ANN], links=[PAGE, PICTURE])",
        good="NewsItem(headline='Ferry runs again', body='First.', creators=[ANN], links=[PAGE, PICTURE], "
        "published=NOON)",
        under="now=NOON, site=SITE",
    ),
    Entry(
        "NR215",
        "partial-published",
        WARNING,
        "Give the whole date of publication.",
        why="A year, a month or a day without a year says nothing that a search engine takes.",
        source="Google Search Central, Article: datePublished in ISO 8601; W3C date and time formats",
        mend="Set published to a date or a datetime with its zone.",
        bad="NewsItem(headline='Ferry runs again', body='First.', creators=[ANN], links=[PAGE, PICTURE], "
        "published=PartialDate(2024, 5))",
        good="NewsItem(headline='Ferry runs again', body='First.', creators=[ANN], links=[PAGE, PICTURE], "
        "published=NOON)",
        under="now=NOON, site=SITE",
    ),
    Entry(
        "NR216",
        "missing-version-created",
        WARNING,
        "Say when this version was made.",
        why="NewsML-G2 asks for it, and receivers tell newer from older by it.",
        source="NewsML-G2 2.35, itemMeta/versionCreated (required)",
        mend="Set version_created to a datetime with its zone.",
        bad="NewsItem(guid='tag:example.org,2024:1', headline='Ferry runs again', body='First.', "
        "provider='LETA')",
        good="NewsItem(guid='tag:example.org,2024:1', headline='Ferry runs again', body='First.', "
        "provider='LETA', version_created=NOON)",
        under="now=NOON",
    ),
    Entry(
        "NR217",
        "no-time-of-day",
        WARNING,
        "Give the time of day and its zone, too.",
        why="NewsML-G2 holds no date alone here, so a writer must make up a time.",
        source="NewsML-G2 2.35, itemMeta/firstCreated and versionCreated: xs:dateTime",
        mend="Set it to a datetime with its zone.",
        bad="NewsItem(guid='tag:example.org,2024:1', headline='Ferry runs again', body='First.', "
        "provider='LETA', version_created=date(2024, 5, 2))",
        good="NewsItem(guid='tag:example.org,2024:1', headline='Ferry runs again', body='First.', "
        "provider='LETA', version_created=NOON)",
        under="now=NOON",
    ),
    Entry(
        "NR218",
        "too-old",
        ERROR,
        "Leave the story out of the news sitemap: it is more than two days old.",
        why="Google asks that a news sitemap holds the last two days only; older entries are ignored.",
        source="Google Search Central, news sitemaps",
        mend="Leave it in the site's ordinary sitemap.",
        bad="NewsItem(headline='Ferry runs again', body='First.', links=[PAGE], language='en', "
        "published=NOON - timedelta(days=3))",
        good="NewsItem(headline='Ferry runs again', body='First.', links=[PAGE], language='en', "
        "published=NOON - timedelta(days=1))",
        under="now=NOON, site=SITE",
    ),
    Entry(
        "NR219",
        "times-not-judged",
        INFO,
        "Give the present time, as now= or --now.",
        why="The library reads no clock: what is expired, too old, under embargo or in the future can be "
        "told "
        "only by who says what time it is.",
        source="the contract of validate",
        mend="validate(item, now=datetime.now(UTC)); the command line does so by itself.",
        bad="NewsItem(headline='Ferry runs again', body='First.', published=NOON)",
        good="NewsItem(headline='Ferry runs again', body='First.')",
    ),
)

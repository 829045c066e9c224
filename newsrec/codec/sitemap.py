"""The news sitemap of a site: which stories are in it, and why others are not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from newsrec.catalogue import finding
from newsrec.cleaning import public
from newsrec.codec.reading import as_finding, as_on_error
from newsrec.codec.writing import State, as_states, of_story
from newsrec.constructors import wrong_type
from newsrec.context import as_site
from newsrec.errors import EncodeError
from newsrec.findings import Severity, StoryRef
from newsrec.formats._fit import guard
from newsrec.formats._page.sitemap import sitemap
from newsrec.model import NewsItem, as_item, as_present
from newsrec.rules import validate

if TYPE_CHECKING:
    from newsrec.codec.reading import OnError, OnFinding
    from newsrec.context import Site
    from newsrec.findings import Finding

#: How many entries a news sitemap may have. Source: Google Search Central, news sitemaps.
MOST_ENTRIES = 1000

_PROFILE = "news-sitemap"
_TOO_OLD = "NR218"
_ABOUT_THE_EMBARGO = "NR208"  # the guard of what must not reach readers has been asked


def to_news_sitemap(
    items: Iterable[NewsItem],
    *,
    site: Site,
    now: datetime,
    allow: Iterable[State] = (),
    on_error: OnError = "raise",
    on_finding: OnFinding | None = None,
) -> bytes:
    """The site's Google News sitemap: XML in UTF-8, an entry a story, in their order.

    Stories of more than two days ago are left out, so are those that are published later than
    `now` and those whose address is there already: `on_finding` is told (NR985), and what the
    profile `news-sitemap` finds. EncodeError, with number and guid, for a story that lacks what an
    entry must have (address, headline, publication date, language), and for one that must not reach
    readers; with `on_error="skip"` such a story is left out, and the error is a finding. EncodeError
    always for a site without a publisher's name, and for more than 1,000 entries.
    Source: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap

    >>> from datetime import datetime, timezone
    >>> from newsrec import NewsItem, Site
    >>> now = datetime(2024, 5, 2, 12, tzinfo=timezone.utc)
    >>> site = Site(publisher="The Gazette", address_pattern="https://example.org/{slug}", language="en")
    >>> found = []
    >>> old = NewsItem(headline="Snow", published=now.replace(day=1, month=4))
    >>> new = NewsItem(headline="Ice", published=now)
    >>> data = to_news_sitemap([new, old], site=site, now=now, on_finding=found.append)
    >>> b"<loc>https://example.org/ice</loc>" in data, b"Snow" in data
    (True, False)
    >>> print(found[0])
    NR985 published: it is left out of the sitemap: it was published more than two days ago
    """
    if isinstance(items, NewsItem) or not isinstance(items, Iterable):
        raise wrong_type(items, "an iterable of NewsItem")
    as_site(site)
    as_on_error(on_error)
    if as_present(now) is None:
        raise wrong_type(now, "a datetime with a time zone for now")
    allowed = as_states(allow)
    entries: dict[str, NewsItem] = {}
    for number, item in enumerate(items, 1):
        as_item(item)
        notes: list[Finding] = []
        try:
            guard(item, now, allowed)
            seen = public(item)
            notes += _judged(seen, site, now)
            address = site.address(seen) or ""
            if not any(note.code == "NR985" for note in notes):
                if address in entries:
                    notes.append(finding("NR985", "the address is in the sitemap already", path="links"))
                else:
                    if on_error == "skip":
                        sitemap({address: seen}, site)  # refuses a character that XML cannot hold
                    entries[address] = seen
        except EncodeError as error:
            if on_error == "raise" or error.path is None:  # what no story can mend
                raise of_story(error, number, item) from error
            notes = [as_finding(error)]
        if on_finding is not None:
            ref = StoryRef(number=number, guid=item.guid, headline=item.headline)
            for note in notes:
                on_finding(attrs.evolve(note, item=ref))
        if len(entries) > MOST_ENTRIES:
            msg = f"a news sitemap holds {MOST_ENTRIES:,} entries, found more"
            raise EncodeError(msg, code="NR984", hint="write several, each of no more, and an index of them")
    return sitemap(entries, site)


def _judged(item: NewsItem, site: Site, now: datetime) -> list[Finding]:
    """What the rules of a sitemap say of a story; EncodeError for what an entry cannot be without."""
    found = [
        each
        for each in validate(item, profile=_PROFILE, site=site, now=now)
        if each.code != _ABOUT_THE_EMBARGO
    ]
    for each in found:
        if each.code != _TOO_OLD and each.severity >= Severity.ERROR:
            raise EncodeError(each.message, code=each.code, path=each.path or None, hint=each.hint)
    kept = [each for each in found if each.code != _TOO_OLD]
    if len(kept) < len(found):
        sentence = "it is left out of the sitemap: it was published more than two days ago"
        kept.append(finding("NR985", sentence, path="published"))
    elif _is_later(item.published, now, site):
        sentence = "it is left out of the sitemap: it is not published yet"
        kept.append(finding("NR985", sentence, path="published"))
    return kept


def _is_later(when: object, now: datetime, site: Site) -> bool:
    """Whether a story is published after the present; on a day that has begun somewhere it is not."""
    if isinstance(when, datetime):
        return when > now
    ahead = (now + timedelta(hours=14)).date() if site.zone is None else now.astimezone(site.zone).date()
    return isinstance(when, date) and when > ahead

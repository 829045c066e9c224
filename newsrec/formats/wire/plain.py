"""The frequent case: a story in the usual form, read without a look at each line.

`read_plain` takes a sixth of the time of `read_story`: 10 µs against 67 for a story of six paragraphs.
What is not usual, or has something to report, it leaves to `read_story`; both give the same record,
as `test_usual_stories_read_the_same_the_long_way` shows.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from newsrec._trusted import skip_checks
from newsrec.body import Paragraph
from newsrec.formats.wire.head import FIRST
from newsrec.formats.wire.parts import LABEL, SHORT, is_date, is_led_byline, is_notable
from newsrec.formats.wire.reader import DATELINE_PARAGRAPHS, feed_names, find_dateline, read_feed
from newsrec.formats.wire.unread import NEAR
from newsrec.grammar import desk_notes, embargoes
from newsrec.grammar.bylines import read_byline
from newsrec.grammar.datelines import read_dateline
from newsrec.grammar.embargoes import LONG_STARTS, MARKS, ODD, SHORT as NOTICE, is_embargo
from newsrec.grammar.lines import WHITE, is_blank
from newsrec.model import NewsItem

if TYPE_CHECKING:
    from newsrec.context import Feed

_news_item: Final = skip_checks(NewsItem)
_paragraph: Final = skip_checks(Paragraph)

STARTS: Final = embargoes.STARTS | desk_notes.STARTS  # the first letters of a line that may be no text
NOT_PLAIN: Final = (
    FIRST | MARKS | desk_notes.MARKS | {"", "\r", "\ufeff"}
)  # what no line of a usual story begins with
UNUSUAL: Final = NOT_PLAIN | ODD
RARE: Final = (
    NOT_PLAIN | LONG_STARTS | frozenset("EeNAHRW")
)  # what some do: no other long line can be anything but text
NOT_IN_BYLINE: Final = re.compile("[0-9\n]")  # what a usual one has not: it could be a date

# Headline, date and byline as we write them, with or without the blank lines.
_PLAIN_HEAD: Final = re.compile(
    r"([^\s•*·-][^\n]*)\n\n?(?:[ ]{0,4}•[ ]([0-9]{4}-[0-9]{2}-[0-9]{2})\n)(?:[ ]{0,4}•[ ]([^\s][^\n]*)\n)?\n?"
)


def is_plain(text: str) -> bool:
    """Tell whether a text of one line can be nothing but text, by its first characters."""
    if text[:3] in STARTS or text[:1] in UNUSUAL:
        if text[:1] in NOT_PLAIN or is_embargo(text):
            return False
        return text[:3] not in desk_notes.STARTS or desk_notes.read_desk_line(text) is None
    return True


def read_plain(text: str, feed: Feed | None) -> NewsItem | None:
    """The record of a story in the usual form with nothing to report, as `read` gives it; else None.

    Usual are head and bullets as above, and paragraphs of one line each, one blank line between
    them, none of which begins with white space or a bullet.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            return None
    found = _PLAIN_HEAD.match(text)
    if found is None:
        return None
    headline, day, byline = found.groups()
    if not is_plain(headline):
        return None
    if headline[0] in "Bb" and byline is None and is_led_byline(headline):
        return None
    body = text[found.end() :]
    if body[-1:] == "\n":
        body = body.rstrip("\n")
    texts = body.split("\n\n")
    for each in texts:
        if "\n" in each or ((each[:1] in RARE or len(each) <= NOTICE) and not is_plain(each)):
            return None
    for each in texts[:NEAR]:
        if (len(each) <= SHORT or ":" in each[:LABEL]) and is_notable(each):
            return None
    try:
        published = date.fromisoformat(day)
    except ValueError:
        return None
    parties: tuple[Any, ...] = ()
    if byline is not None:
        parties, _, doubts, _ = (
            read_byline(byline) if feed is None else read_byline(byline, **feed_names(feed))
        )
        if (
            doubts
            or byline[-1] in WHITE
            or not is_plain(byline)
            or (NOT_IN_BYLINE.search(byline) and is_date(byline))
        ):
            return None
    dateline = None
    reading = read_dateline(texts[0]) if feed is None else find_dateline(texts[0], feed)
    if reading is not None:
        dateline, end, doubts = reading
        texts[0] = texts[0][end:]
        if doubts or is_blank(texts[0]) or not is_plain(texts[0]):
            return None
    elif any(find_dateline(each, feed) is not None for each in texts[1:DATELINE_PARAGRAPHS]):
        return None
    supplied = {} if feed is None else read_feed(feed)[0]
    return _news_item(
        headline=headline,
        published=published,
        byline=byline,
        creators=parties,
        dateline=dateline,
        body=tuple([_paragraph(content=(each,)) for each in texts]),
        **supplied,
    )

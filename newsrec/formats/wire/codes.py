"""Codes of the head of a plain-text story."""

from typing import Final

from newsrec.catalogue import WARNING, Entry

CODES: Final = (
    Entry(
        "NR908",
        "bullet-not-understood",
        WARNING,
        "Check this bullet: it is where date and byline are, and is neither.",
        why="A misspelt date or a byline of no known form that is left in the text is published as its first "
        "paragraph.",
        source="the plain-text wire article",
        mend="Write the date as 2024-05-02, the byline as By Ann Ozola. Where it is text, four blank lines "
        "above it say so.",
    ),
    Entry(
        "NR935",
        "empty-bullet",
        WARNING,
        "Say what this bullet lists, the date or the byline, or take the bullet out.",
        why="A bullet with nothing after it is what is left of a date or byline that was lost on the way.",
        source="the plain-text wire article",
        mend="Write the date or the byline after the bullet, or delete the line.",
    ),
    Entry(
        "NR936",
        "unread-head",
        WARNING,
        "This line looks like a part of the head, and was left in the text.",
        why="A byline, a date or a section that is left in the text is published as its first paragraph, and "
        "the story goes out without an author or a date.",
        source="the plain-text wire article",
        mend="Put the line under the headline, with date and byline and no text above it. Where it is text, "
        "four blank lines above it say so.",
    ),
    Entry(
        "NR937",
        "embargo-in-doubt",
        WARNING,
        "Say until when the story is under embargo, with day, clock and zone, in a line above the headline.",
        why="An embargo that is broken by a minute is broken. So a line that looks like one holds the story "
        "back until it is understood: no page or sitemap is made of it.",
        source="the plain-text wire article",
        mend='"EMBARGOED UNTIL 18:00 GMT, 24 November 2026", or the zone of the feed: zone = "Europe/Riga". '
        "Where the line is no embargo, allow=['embargoed'] or --allow embargoed lets the story pass.",
    ),
)

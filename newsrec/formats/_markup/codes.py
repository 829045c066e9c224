"""Codes of mark-up in texts."""

from typing import Final

from newsrec.catalogue import ERROR, INFO, WARNING, Entry

CODES: Final = (
    Entry(
        "NR957",
        "text-nested-too-deep",
        ERROR,
        "Set the blocks or spans less deep in one another.",
        why="A reader refuses what is nested deeper than its limit, so it could not be read back.",
        source="the limits of the XML reader",
        mend="Join sections, quotes or spans that hold nothing but one another.",
    ),
    Entry(
        "NR982",
        "unsafe-markup",
        WARNING,
        "Look at the fragment: it held scripts or other code, which was left out.",
        why="Code that is pasted into a text runs in the browser of every reader.",
        source="HTML Living Standard, 4.12 and 8.1.8.1",
        mend="Take scripts, event handlers and javascript: addresses out of the text field.",
    ),
    Entry(
        "NR983",
        "attributes-left-out",
        INFO,
        "Some attributes of the mark-up have no place in a story, and were left out.",
        why="Style, layout and the content system's own marks say nothing of the text.",
        source="the record's blocks",
        mend="Nothing to do, unless one of them tells what a reader should know.",
    ),
)
